//! `--write-map`: a CSV file with the old and the new id of each desktop that a migration was for, for whatever else keeps
//! ids: inventories, monitoring, firewalls.
//!
//! It is written at the end of each session of the run, whole, with everything that is known by then.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use serde_json::Value;

use super::context::Context;
use super::error::{CliError, Kind};
use super::runs_show::report_of;
use super::whole_file::{probe, replace};
use crate::aws::{Aws, WorkspaceQuery};
use crate::executor::Summary;
use crate::journal::{Journal, JournalError, Task};
use crate::model::{Follow, WorkspaceId};
use crate::output::{Column, Listing, csv_document};
use crate::planner::document::{Plan, Seal};

/// How many ids one call takes.
const IDS_PER_CALL: usize = 25;

static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["workspace_id"]),
    Column::new("NewWorkspaceId", &["new_workspace_id"]),
    Column::new("DirectoryId", &["directory_id"]),
    Column::new("UserName", &["user_name"]),
    Column::new("ComputerName", &["computer_name"]),
    Column::new("NewComputerName", &["new_computer_name"]),
    Column::new("End", &["end"]),
];

/// Where the map goes
#[derive(Args, Clone, Debug, Default)]
pub(super) struct MapArgs {
    /// For a migration: write a CSV file of old ids, new ids, computer names and ends when the run ends or stops
    #[arg(long, value_name = "FILE", help_heading = "Change options")]
    write_map: Option<PathBuf>,
}

impl MapArgs {
    /// Tells whether a map is wanted.
    pub(super) fn is_wanted(&self) -> bool {
        self.write_map.is_some()
    }

    /// Refuses to write one map of several runs.
    pub(super) fn refuse_several(&self) -> Result<(), CliError> {
        if !self.is_wanted() {
            return Ok(());
        }
        Err(CliError::usage("`--write-map` is for one run, and `--due` may go on with several").hint("name a run"))
    }

    /// Makes sure that a map can be written, before anything is sent, and has it written when the run of this verb stops.
    ///
    /// # Errors
    /// When it can't, or the verb gives nobody a new id.
    pub(super) fn prepare(&self, context: &Context, task: &Task) -> Result<(), CliError> {
        let Some(path) = &self.write_map else { return Ok(()) };
        if !matches!(task, Task::Desktops(verb) if verb.facts().follow == Follow::NewId) {
            return Err(CliError::usage(format!("`--write-map` is for migrations, and this is {}", task.name()))
                .hint("leave it out: the desktops keep their ids"));
        }
        probe(path).map_err(|error| unwritten(path, error))?;
        context.write_map_to(path.clone());
        Ok(())
    }
}

fn unwritten(path: &std::path::Path, error: std::io::Error) -> CliError {
    CliError::new(Kind::Input, format!("can't write the map `{}`", path.display()))
        .cause(error)
        .hint("name a file that can be written with `--write-map`")
}

/// Writes the map of a run whose session has ended, where one is wanted.
///
/// # Errors
/// When it can't be written, or the journal can't be read.
pub(super) async fn write(context: &Context, aws: &Aws, journal: &Journal, summary: &Summary) -> Result<(), CliError> {
    let Some(path) = context.map() else { return Ok(()) };
    let run = &summary.run;
    let stored = journal.run(run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    let plan = Plan::read(&stored.plan_text, Seal::Intact)?;
    let mut listing = report_of(&plan, &stored, context.clock().await?.now()).listing();
    listing.columns = COLUMNS;
    // Whoever wants to stop now waits for no reading: the names come with the map of the next session.
    let names = match &summary.stop {
        Some(stop) if stop.is_at_once() => BTreeMap::new(),
        Some(_) | None => new_names(context, aws, &listing).await,
    };
    for item in &mut listing.items {
        let old = id_of(item, "workspace_id").and_then(|id| plan.observed.workspace(&id)?.computer_name.clone());
        let new = id_of(item, "new_workspace_id").and_then(|id| names.get(&id).cloned());
        for (member, name) in [("computer_name", old), ("new_computer_name", new)] {
            if let Some(name) = name {
                item[member] = name.into();
            }
        }
    }
    let written = replace(path, csv_document(&listing)?.as_bytes());
    written.map_err(|error| {
        unwritten(path, error).hint(format!("`{} runs show {run} -o csv` has the ids, too", context.command()))
    })?;
    context.printer().status(&format!("the ids were written to `{}`", path.display()));
    Ok(())
}

fn id_of(item: &Value, member: &str) -> Option<WorkspaceId> {
    item[member].as_str().map(WorkspaceId::from_service)
}

/// Reads the computer names of the new desktops; without them the map has fewer cells.
async fn new_names(context: &Context, aws: &Aws, listing: &Listing) -> BTreeMap<WorkspaceId, String> {
    let ids: Vec<WorkspaceId> = listing.items.iter().filter_map(|item| id_of(item, "new_workspace_id")).collect();
    let mut names = BTreeMap::new();
    for batch in ids.chunks(IDS_PER_CALL) {
        match aws.describe_workspaces(&WorkspaceQuery::Ids(batch.to_vec())).await {
            Ok(found) => names.extend(
                found.records.into_iter().filter_map(|desktop| Some((desktop.workspace_id, desktop.computer_name?))),
            ),
            Err(fault) => {
                context.printer().warn(&format!("the map lacks new computer names: {fault}"));
                break;
            }
        }
    }
    names
}
