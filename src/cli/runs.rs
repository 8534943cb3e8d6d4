//! `runs`: what runs do and did, and how to end one from outside.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::runs_settle::SettleArgs;
use super::{runs_before, runs_cancel, runs_confirm, runs_settle, runs_show, runs_watch};
use crate::journal::{JournalError, RunLock, RunRow, RunStatus, StoredRun, Task};
use crate::model::{RunId, Scope};
use crate::output::{Column, Layout, Listing, emit};
use crate::planner::document::{Plan, Seal};

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
        /// Show the security groups that its desktops had when the plan was made, as `security-group set -` reads them
        #[arg(long, conflicts_with = "attempts")]
        before: bool,
    },
    /// Follow a run to its end; without RUN the one that is being carried out, or the newest
    Watch {
        /// Run
        run: Option<RunId>,
    },
    /// Stop a run that is being carried out, or close one that is not: what is left is skipped
    Cancel {
        /// Run
        run: RunId,
    },
    /// Close an unknown by hand, after having looked
    Settle(SettleArgs),
    /// Keep what a run with `--revert-after` did, which it takes back otherwise
    Confirm {
        /// Run
        run: RunId,
    },
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

pub(super) async fn run(context: &Context, args: &RunsArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    match &args.command {
        RunsCommand::List => list(context, &scope),
        RunsCommand::Show { run, before: true, .. } => runs_before::show(context, &scope, run),
        RunsCommand::Show { run, attempts, .. } => runs_show::show(context, &scope, run, *attempts).await,
        RunsCommand::Watch { run } => runs_watch::watch(context, &scope, run.as_ref()).await,
        RunsCommand::Cancel { run } => runs_cancel::cancel(context, &scope, run).await,
        RunsCommand::Settle(args) => runs_settle::settle(context, &scope, args).await,
        RunsCommand::Confirm { run } => runs_confirm::confirm(context, &scope, run).await,
    }
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

/// Returns the plan of a run, where it has one.
///
/// # Errors
/// When it carries out an order about what is around desktops, or can't be read.
pub(super) fn plan_of(stored: &StoredRun) -> Result<Plan, CliError> {
    match &stored.row.task {
        Task::Desktops(_) => Ok(Plan::read(&stored.plan_text, Seal::Intact)?),
        Task::Around(command) => {
            let run = &stored.row.run;
            Err(CliError::usage(format!("run `{run}` is of `{command}` and about no desktops"))
                .hint(format!("see it with `deskfleet runs show {run}`")))
        }
    }
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
        "verb": row.task.name(),
        "status": status,
        "why": why,
        "opened_at": row.opened_at,
        "selected": row.selected,
        "plan": row.plan_id,
        "approval": {"who": approval.who, "how": approval.how, "count": approval.count, "at": approval.at},
    })
}
