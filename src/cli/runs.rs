//! `runs`: what earlier runs did, and closing by hand what nobody knows.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::runs_show;
use super::words::Words;
use crate::journal::{ByHand, JournalError, RunLock, RunRow, RunStatus};
use crate::model::{End, RunId, Scope, StepId, WorkspaceId};
use crate::output::{Column, Layout, Listing, emit};

/// Arguments of `runs`
#[derive(Args, Clone, Debug)]
pub(super) struct RunsArgs {
    #[command(subcommand)]
    command: RunsCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum RunsCommand {
    /// List the runs of this account and Region, the newest first
    List,
    /// Show what became of every target of a run
    Show {
        /// Run
        run: RunId,
        /// Show the calls that were sent instead
        #[arg(long)]
        attempts: bool,
    },
    /// Close an unknown by hand, after having looked
    Settle {
        /// Run
        run: RunId,
        /// Step
        step: StepId,
        /// What was found: done, not-done
        #[arg(long = "as", value_name = "END", value_parser = Words::new(settled, &["done", "not-done"]), hide_possible_values = true)]
        end: Ending,
        /// The id that the desktop has now, when a migration is done and the run never saw it
        #[arg(long, value_name = "ID")]
        new_id: Option<WorkspaceId>,
    },
}

/// What a person found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    NotDone,
}

static RUNS: &[Column] = &[
    Column::new("Run", &["run"]),
    Column::new("Verb", &["verb"]),
    Column::new("Status", &["status"]),
    Column::new("Opened", &["opened_at"]).moment(),
    Column::new("Selected", &["selected"]),
    Column::new("ApprovedBy", &["approval", "who"]).drops(1),
    Column::extra("How", &["approval", "how"]),
    Column::extra("Plan", &["plan"]),
    Column::extra("Why", &["why"]),
];

fn settled(text: &str) -> Result<Ending, String> {
    match text {
        "done" => Ok(Ending::Done),
        "not-done" => Ok(Ending::NotDone),
        _ => Err(format!("`{text}` is unknown: choose done or not-done")),
    }
}

pub(super) async fn run(context: &Context, args: &RunsArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    match &args.command {
        RunsCommand::List => list(context, &scope),
        RunsCommand::Show { run, attempts } => runs_show::show(context, &scope, run, *attempts),
        RunsCommand::Settle { run, step, end, new_id } => {
            let found = match (end, new_id) {
                (Ending::Done, new_id) => ByHand::Done(new_id.clone()),
                (Ending::NotDone, None) => ByHand::NotDone,
                (Ending::NotDone, Some(_)) => {
                    return Err(
                        CliError::usage("`--new-id` is for what is done").hint("leave it out, or say `--as done`")
                    );
                }
            };
            settle(context, &scope, run, step, &found).await
        }
    }
}

async fn settle(
    context: &Context,
    scope: &Scope,
    run: &RunId,
    step: &StepId,
    found: &ByHand,
) -> Result<Exit, CliError> {
    let now = context.clock().await?.now();
    let mut journal = context.journal(scope)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out"))
            .hint("wait for it: it still observes what is unknown"));
    };
    journal.settle(run, step, found, &context.who(), now)?;
    let end = match found {
        ByHand::Done(_) => End::Done,
        ByHand::NotDone => End::Failed,
    };
    context.printer().status(&format!("step {step} of {run} is settled as {} ({scope})", end.word()));
    Ok(Exit::Done)
}

fn list(context: &Context, scope: &Scope) -> Result<Exit, CliError> {
    let directory = context.scope_dir(scope)?;
    let rows = context.journal_if_any(scope)?.map_or(Ok(Vec::new()), |journal| journal.runs())?;
    let items = rows
        .iter()
        .map(|row| Ok(run_item(row, RunLock::is_live(&directory, &row.run)?)))
        .collect::<Result<Vec<_>, JournalError>>()?;
    let mut rest = Map::new();
    rest.insert("scope".to_owned(), json!(scope));
    let listing = Listing { member: "runs", items, rest, columns: RUNS, also: &[], layout: Layout::Rows };
    emit(context.printer(), &listing, context.shape())?;
    Ok(Exit::Done)
}

/// Returns a run as data; `is_live`: a process holds its lock.
pub(super) fn run_item(row: &RunRow, is_live: bool) -> Value {
    let (status, why) = match &row.status {
        RunStatus::Open if is_live => ("running", None),
        RunStatus::Open => ("interrupted", None),
        RunStatus::Stopped { why } => ("stopped", Some(why)),
        RunStatus::Finished => ("finished", None),
    };
    let approval = &row.approval;
    json!({
        "run": row.run,
        "verb": row.verb,
        "status": status,
        "why": why,
        "opened_at": row.opened_at,
        "selected": row.selected,
        "plan": row.plan_id,
        "approval": {"who": approval.who, "how": approval.how, "count": approval.count, "at": approval.at},
    })
}
