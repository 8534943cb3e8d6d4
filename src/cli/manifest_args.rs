//! The manifest of a command: where it is read from, and how.

use std::collections::BTreeSet;
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
    #[arg(long, value_name = "COLUMN=VALUE", value_parser = default, help_heading = "Manifest")]
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

/// Refuses at once what no row could have.
fn default(text: &str) -> Result<(Column, String), String> {
    let (column, value) = pair(text)?;
    column.check(&value).map_err(|fact| format!("{column}: {fact}"))?;
    Ok((column, value))
}

/// What a manifest says, or what an earlier run wanted.
pub(super) enum Wanted {
    /// Names are still to be looked up, and what is wrong with its text is told with them.
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
    /// That it can't be read.
    pub(super) async fn read(&self, context: &Context) -> Result<Wanted, CliError> {
        self.refuse_twice()?;
        let bytes = match self.manifest.as_str() {
            "-" => context.stdin(LIST_BYTES_MAX)?,
            run if run.starts_with("run:") => return self.read_run(context, run).await,
            path => read_file(Path::new(path))?,
        };
        let reading =
            Reading { names: self.column.clone(), defaults: self.default.clone(), ignores_rest: self.ignore_columns };
        Manifest::read(&bytes, &reading).map(Wanted::Manifest).map_err(|error| self.refused(&error))
    }

    /// A column has one name and one default, and a name is that of one column.
    fn refuse_twice(&self) -> Result<(), CliError> {
        for (flag, pairs) in [("--column", &self.column), ("--default", &self.default)] {
            let (mut columns, mut names) = (BTreeSet::new(), BTreeSet::new());
            for (column, text) in pairs {
                if !columns.insert(column) {
                    return Err(CliError::usage(format!("`{flag}` names the column `{column}` twice"))
                        .hint("write each column once"));
                }
                if !names.insert(text.trim().to_lowercase()) && flag == "--column" {
                    return Err(CliError::usage(format!("`--column` gives the name `{text}` to two columns"))
                        .hint("write each name once"));
                }
            }
        }
        Ok(())
    }

    async fn read_run(&self, context: &Context, text: &str) -> Result<Wanted, CliError> {
        if self.ignore_columns || !self.column.is_empty() || !self.default.is_empty() {
            return Err(CliError::usage(format!(
                "`{text}` has no columns: its desktops are those that the run wanted"
            ))
            .hint("leave out `--column`, `--default` and `--ignore-columns`, or name a manifest"));
        }
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

    /// Says what is wrong with the text of a manifest whose names could not be looked up; what kept them from that is the
    /// error where the text is in order.
    pub(super) fn unseen(&self, wanted: &Wanted, unread: CliError) -> CliError {
        match wanted {
            Wanted::Manifest(manifest) if let Some(faults) = manifest.faults() => {
                self.refused(faults).cause(format!("names were not looked up: {}", unread.fact()))
            }
            Wanted::Manifest(_) | Wanted::Desktops(_) => unread,
        }
    }

    /// Returns the desktops that are wanted, with their names looked up.
    ///
    /// # Errors
    /// All that is wrong with a manifest, each with its place.
    pub(super) fn desktops(&self, wanted: &Wanted, seen: &Snapshot) -> Result<Vec<Workspace>, CliError> {
        match wanted {
            Wanted::Manifest(manifest) => manifest.desktops(seen).map_err(|error| self.refused(&error)),
            Wanted::Desktops(desktops) => Ok(desktops.clone()),
        }
    }
}

impl Wanted {
    /// Returns the keys that volumes are to be encrypted with.
    pub(super) fn key_ids(&self) -> BTreeSet<String> {
        match self {
            Self::Manifest(manifest) => manifest.keys().map(ToOwned::to_owned).collect(),
            Self::Desktops(desktops) => {
                let encrypted = desktops.iter().filter(|desktop| desktop.is_encrypted());
                encrypted.filter_map(|desktop| desktop.volume_encryption_key.clone()).collect()
            }
        }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Who can't log in is still told what is wrong with his file, and who has a file in order that he can't log in.
    #[test]
    fn what_the_text_tells_is_told_without_the_account_too() {
        let args = ManifestArgs { manifest: "new.csv".to_owned(), ..ManifestArgs::default() };
        let unread = || CliError::new(Kind::Credentials, "the credentials have expired");
        for (mode, exit) in [("sometimes", 2), ("auto-stop", 7)] {
            let text = format!("user,directory,bundle,running_mode\nann,d,b,{mode}\n");
            let wanted = Wanted::Manifest(Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest"));
            let failure = args.unseen(&wanted, unread()).failure();
            assert_eq!(failure.exit, exit, "{failure:?}");
            let text = format!("{failure:?}");
            assert_eq!(text.contains("`sometimes` is not known"), exit == 2, "{text}");
            assert!(text.contains("the credentials have expired"), "{text}");
        }
    }
}
