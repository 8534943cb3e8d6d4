//! `runs confirm`: keeps what a run with `--revert-after` did.
//!
//! As `runs cancel` a mark in the journal, which the run looks for by itself; a run that nobody carries out is closed.

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use crate::executor::{Standing, confirm as keep, is_confirmation, standing};
use crate::journal::{JournalError, RunLock, RunStatus, Task};
use crate::model::{RunId, Scope};
use crate::planner::document::order::Order;

pub(super) async fn confirm(context: &Context, scope: &Scope, run: &RunId) -> Result<Exit, CliError> {
    let command = context.command();
    let now = context.clock().await?.now();
    let Some(mut journal) = context.journal_if_any(scope)? else {
        return Err(JournalError::NoRun(run.clone()).into());
    };
    let stored = journal.run(run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    let see = format!("see what became of it with `{command} runs show {run}`");
    if matches!(stored.row.task, Task::Desktops(_)) {
        return Err(
            CliError::usage(format!("run `{run}` takes nothing back, so there is nothing to confirm")).hint(see)
        );
    }
    let order = Order::read(&stored.plan_text)?;
    match standing(&order, &stored.steps) {
        Standing::Awaits(_) => {}
        Standing::Over if stored.steps.iter().any(|row| row.reason.as_deref().is_some_and(is_confirmation)) => {
            context.printer().status(&format!("run {run} is confirmed already: what it did stays ({scope})"));
            return Ok(Exit::Done);
        }
        Standing::Over => {
            let text = format!("run `{run}` has nothing to confirm: it was taken back, or never was to be");
            return Err(CliError::usage(text).hint(see));
        }
        Standing::Begun => {
            return Err(CliError::new(
                Kind::Busy,
                format!("run `{run}` is not done yet, so there is nothing to confirm"),
            )
            .hint(format!("when it is stopped: `{command} resume {run}` goes on with it")));
        }
        Standing::Reverts => return Err(too_late(run, see)),
    }
    if !keep(&mut journal, &stored, &order, &context.who(), now)? {
        return Err(too_late(run, see));
    }
    // A process that carries it out closes it by itself.
    if let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, run)?
        && journal.status(run)? != RunStatus::Finished
    {
        journal.finish(run, &RunStatus::Finished, now)?;
    }
    context.printer().status(&format!("run {run} is confirmed: what it did stays ({scope})"));
    Ok(Exit::Done)
}

fn too_late(run: &RunId, see: String) -> CliError {
    CliError::new(Kind::Busy, format!("it is too late to confirm run `{run}`: it is being taken back")).hint(see)
}
