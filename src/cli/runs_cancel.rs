//! `runs cancel`: asks the process that carries a run out to stop; a run that nobody carries out is closed.
//!
//! The request is a mark in the journal, which the run reads itself: no signal goes to a process id that may be another's
//! by now, and it works from another machine's shell that shares the state directory.

use std::collections::BTreeMap;

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use crate::executor::{Standing, left_bare, standing};
use crate::journal::{Journal, JournalError, RunLock, RunStatus, Task};
use crate::model::{RunId, Scope};
use crate::planner::document::order::Order;
use crate::planner::document::{Plan, Seal};

pub(super) async fn cancel(context: &Context, scope: &Scope, run: &RunId) -> Result<Exit, CliError> {
    let command = context.command();
    let now = context.clock().await?.now();
    let Some(mut journal) = context.journal_if_any(scope)? else {
        return Err(JournalError::NoRun(run.clone()).into());
    };
    let before = journal.status(run)?;
    refuse_finished(&command, run, &before)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, run)? else {
        if before.is_cancelled() {
            let text = format!("run {run} is cancelled already: what is in flight is seen to its end ({scope})");
            context.printer().status(&text);
            context.printer().hint(&format!("`{command} runs watch {run}` follows it"));
            return Ok(Exit::Done);
        }
        if !journal.request_stop(run, &context.who())? {
            return Err(CliError::new(Kind::Busy, format!("run `{run}` is ending by itself at this moment"))
                .hint(format!("look at it with `{command} runs watch {run}`")));
        }
        context.printer().status(&format!("run {run} is asked to stop, as by Ctrl-C ({scope})"));
        context.printer().hint(&format!(
            "`{command} runs watch {run}` follows it; cancelled again when it has stopped, it is closed"
        ));
        return Ok(Exit::Done);
    };
    // It may have ended before the lock was free.
    refuse_finished(&command, run, &journal.status(run)?)?;
    refuse_unconfirmed(&command, &journal, run)?;
    let (skipped, in_flight) = journal.close_run(run, &context.who(), now)?;
    context.printer().status(&format!("run {run} is cancelled: {skipped} skipped, {in_flight} in flight ({scope})"));
    tell_left_bare(context, &journal, run)?;
    if in_flight == 0 {
        return Ok(Exit::Done);
    }
    context.printer().hint(&format!("`{command} resume {run}` sees those in flight to their end and sends nothing"));
    Ok(Exit::Incomplete)
}

/// Says of how many desktops a run takes security groups that it does not put back, and who does.
pub(super) fn tell_left_bare(context: &Context, journal: &Journal, run: &RunId) -> Result<(), CliError> {
    let Some(stored) = journal.run(run)? else { return Ok(()) };
    let plan = Plan::read(&stored.plan_text, Seal::Intact)?;
    let rows: BTreeMap<_, _> = stored.steps.into_iter().map(|row| (row.step.clone(), row)).collect();
    let count = left_bare(&plan, &rows);
    if count == 0 {
        return Ok(());
    }
    let (printer, command) = (context.printer(), context.command());
    printer
        .warn(&format!("the security groups of {count} targets that were begun are not put back by this run any more"));
    printer.hint(&format!(
        "once they are up: `{command} runs show {run} --before -o csv | {command} security-group set -`"
    ));
    Ok(())
}

/// Closing a run that takes itself back would keep what nobody has confirmed.
fn refuse_unconfirmed(command: &str, journal: &Journal, run: &RunId) -> Result<(), CliError> {
    let Some(stored) = journal.run(run)?.filter(|stored| matches!(stored.row.task, Task::Around(_))) else {
        return Ok(());
    };
    let order = Order::read(&stored.plan_text)?;
    let was_sent = stored.steps.iter().any(|row| row.attempts > 0);
    if standing(&order, &stored.steps) == Standing::Over || !was_sent {
        return Ok(());
    }
    Err(CliError::new(Kind::Blocked, format!("run `{run}` is not closed: what it did is to be confirmed or taken back"))
        .hint(format!("`{command} runs confirm {run}` keeps it; `{command} resume {run}` goes on with it, and takes it back when its time is over")))
}

fn refuse_finished(command: &str, run: &RunId, status: &RunStatus) -> Result<(), CliError> {
    if *status != RunStatus::Finished {
        return Ok(());
    }
    Err(CliError::usage(format!("run `{run}` is finished, there is nothing to cancel"))
        .hint(format!("see what became of it with `{command} runs show {run}`")))
}
