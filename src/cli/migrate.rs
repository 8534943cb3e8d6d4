//! `migrate`: to another bundle, in waves of at most 25.

use std::fs;

use clap::Args;

use super::carry_args::CarryArgs;
use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::id_map::MapArgs;
use super::snapshot_args::SnapshotArgs;
use crate::journal::Task;
use crate::model::Verb;

/// Move desktops to another bundle
///
/// Each gets a new id, address and computer name; drive C: is made anew, drive D: comes from the last volume snapshot.
#[derive(Args, Clone, Debug)]
pub(super) struct MigrateArgs {
    /// Bundle to move to, by id or unambiguous name; OLD=NEW for what is on OLD, repeated or a line each in @FILE
    #[arg(long, value_name = "BUNDLE|OLD=NEW|@FILE", required = true)]
    to: Vec<String>,
    #[command(flatten)]
    snapshot: SnapshotArgs,
    #[command(flatten)]
    groups: CarryArgs,
    #[command(flatten)]
    map: MapArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &MigrateArgs) -> Result<Exit, CliError> {
    let mut words = Vec::new();
    for word in &args.to {
        match word.strip_prefix('@') {
            Some(path) => words.extend(read_map(path)?),
            None => words.push(word.clone()),
        }
    }
    if args.map.is_wanted() && (args.change.dry_run || args.change.rehearse || args.change.out.is_some()) {
        return Err(CliError::usage("`--write-map` is written by a run, and this carries nothing out")
            .hint("leave it out here; `apply` and `resume` take it, too"));
    }
    args.map.prepare(context, &Task::Desktops(Verb::Migrate))?;
    let mut parameters: Vec<_> = words.iter().map(|word| ("bundle_id", parameter(word))).collect();
    parameters.extend(args.snapshot.parameter());
    parameters.push(args.groups.parameter());
    change::plan_and_carry_out(context, Change { verb: Verb::Migrate, args: &args.change, parameters: &parameters })
        .await
}

/// No name of a bundle has a `=` in it.
fn parameter(word: &str) -> Parameter<'_> {
    match word.split_once('=') {
        Some((old, new)) => Parameter::BundleFrom(old.trim(), new.trim()),
        None => Parameter::Bundle(word),
    }
}

/// Reads a file of `OLD=NEW`, a line each; a line that begins with `#` says nothing.
fn read_map(path: &str) -> Result<Vec<String>, CliError> {
    const HINT: &str = "write a line `OLD=NEW` for each bundle, by id or name";
    let text = fs::read_to_string(path).map_err(|error| {
        CliError::new(Kind::Input, format!("can't read the bundles `{path}`")).cause(error).hint(HINT)
    })?;
    let mut words = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines().map(str::trim)) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if !line.split_once('=').is_some_and(|(old, new)| !old.trim().is_empty() && !new.trim().is_empty()) {
            let what = format!("line {number} of `{path}` is no `OLD=NEW`: `{line}`");
            return Err(CliError::new(Kind::Input, what).hint(HINT));
        }
        words.push(line.to_owned());
    }
    if words.is_empty() {
        return Err(CliError::new(Kind::Input, format!("`{path}` names no bundle")).hint(HINT));
    }
    Ok(words)
}
