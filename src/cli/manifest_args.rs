//! The manifest of a command: where it is read from, and how.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use clap::Args;

use super::context::Context;
use super::error::{CliError, Kind};
use super::selection_args::{part_of, stored_run};
use crate::inventory::{Column, LIST_BYTES_MAX, Manifest, ManifestError, Part, Reading, Snapshot, Target};
use crate::model::{BundleId, Workspace};

/// Which desktops are to be made
#[derive(Args, Clone, Debug, Default)]
pub(super) struct ManifestArgs {
    /// Manifest in CSV, JSON or YAML, - for stdin; or the failed of an earlier run, run:RUN:failed
    #[arg(value_name = "MANIFEST")]
    manifest: String,
    /// A column has another name in the manifest, such as user="Login name"
    #[arg(long, value_name = "COLUMN=NAME", value_parser = pair, help_heading = "Manifest")]
    column: Vec<(Column, String)>,
    /// What stands where nothing stands, such as running_mode=auto-stop
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = pair, help_heading = "Manifest")]
    default: Vec<(Column, String)>,
    /// Pass over columns that are not known
    #[arg(long, help_heading = "Manifest")]
    ignore_columns: bool,
}

fn pair(text: &str) -> Result<(Column, String), String> {
    let (column, value) = text.split_once('=').ok_or("write COLUMN=TEXT")?;
    if value.trim().is_empty() {
        return Err("nothing stands behind the equals sign".to_owned());
    }
    Ok((column.parse()?, value.to_owned()))
}

/// What a manifest says, or what an earlier run wanted.
pub(super) enum Wanted {
    /// Names are still to be looked up.
    Manifest(Manifest),
    /// Desktops of a run.
    Desktops(Vec<Workspace>),
}

impl ManifestArgs {
    /// Returns how it was named.
    pub(super) fn name(&self) -> &str {
        &self.manifest
    }

    /// Reads it.
    ///
    /// # Errors
    /// All that is wrong with it, each with its place.
    pub(super) async fn read(&self, context: &Context) -> Result<Wanted, CliError> {
        let bytes = match self.manifest.as_str() {
            "-" => context.stdin(LIST_BYTES_MAX)?,
            run if run.starts_with("run:") => return self.read_run(context, run).await,
            path => read_file(Path::new(path))?,
        };
        let reading =
            Reading { names: self.column.clone(), defaults: self.default.clone(), ignores_rest: self.ignore_columns };
        Manifest::read(&bytes, &reading).map(Wanted::Manifest).map_err(|error| self.refused(&error))
    }

    async fn read_run(&self, context: &Context, text: &str) -> Result<Wanted, CliError> {
        let Target::Run { run, part } = text.parse()? else {
            return Err(CliError::usage(format!("`{text}` is no run"))); // what begins so is one, or was refused
        };
        let (plan, steps) = stored_run(context, &run).await?;
        let mut desktops = plan.intent.desktops.clone();
        if desktops.is_empty() {
            return Err(CliError::usage(format!("`{run}` made no desktops, it was {}", plan.intent.verb))
                .hint("name a run of `provision`, or a manifest"));
        }
        if let Some(part) = part.filter(|part| !matches!(part, Part::Done | Part::New)) {
            let ids = part_of(&plan, &steps, Some(part));
            desktops.retain(|desktop| ids.contains(&desktop.workspace_id));
        } else if part.is_some() {
            return Err(CliError::usage(format!("what `{text}` names is there already"))
                .hint(format!("write `run:{run}:failed` for those that are not")));
        }
        if desktops.is_empty() {
            return Err(CliError::new(Kind::NothingSelected, "the run has no such targets")
                .hint(format!("see how they ended with `{} runs show {run}`", context.command())));
        }
        Ok(Wanted::Desktops(desktops))
    }

    fn refused(&self, error: &ManifestError) -> CliError {
        let place = if self.manifest == "-" { "standard input" } else { &self.manifest };
        let refused = CliError::new(Kind::Input, format!("the manifest `{place}` can't be used: {error}"));
        let refused = error.lines().into_iter().fold(refused, CliError::cause);
        refused.hint("nothing was sent; set it right, see `--column`, `--default` and `--ignore-columns`")
    }

    /// Returns the desktops that are wanted, with their names looked up.
    ///
    /// # Errors
    /// Names that stand for nothing, or for several.
    pub(super) fn desktops(&self, wanted: &Wanted, seen: &Snapshot) -> Result<Vec<Workspace>, CliError> {
        match wanted {
            Wanted::Manifest(manifest) => manifest.desktops(seen).map_err(|error| self.refused(&error)),
            Wanted::Desktops(desktops) => Ok(desktops.clone()),
        }
    }
}

impl Wanted {
    /// Returns the bundles by id; `None` where one is written by name.
    pub(super) fn bundle_ids(&self) -> Option<Vec<BundleId>> {
        match self {
            Self::Manifest(manifest) => manifest.bundles().map(|text| text.parse().ok()).collect(),
            Self::Desktops(desktops) => Some(desktops.iter().map(|desktop| desktop.bundle_id.clone()).collect()),
        }
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>, CliError> {
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(LIST_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(
        |error| {
            CliError::new(Kind::Input, format!("can't read the manifest `{}`", path.display()))
                .cause(error)
                .hint("name a file in CSV, JSON or YAML with a row for each desktop, or `-` for standard input")
        },
    )?;
    Ok(bytes)
}
