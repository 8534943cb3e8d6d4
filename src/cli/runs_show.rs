//! `runs show`: what became of every target of a run, or the calls that were sent.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::carry::fate;
use super::context::Context;
use super::error::{CliError, Exit};
use super::order::ends_of;
use super::runs::run_item;
use crate::executor::event::{Event, Stop};
use crate::executor::{Standing, counts_of_order, standing, waiting};
use crate::journal::{AttemptOutcome, AttemptRow, Journal, JournalError, RunLock, RunStatus, StoredRun, Task};
use crate::model::{RunId, Scope, StepId};
use crate::output::{Column, Layout, Listing, Report, emit, order_listing};
use crate::planner::document::order::Order;
use crate::planner::document::{Plan, Seal};

static ATTEMPTS: &[Column] = &[
    Column::new("Step", &["step"]),
    Column::new("Attempt", &["attempt"]),
    Column::new("Operation", &["operation"]).drops(1),
    Column::new("Sent", &["sent_at"]).moment(),
    Column::new("Outcome", &["outcome"]).words(),
    Column::extra("Answered", &["answered_at"]).moment(),
    Column::new("Said", &["said"]).wraps(),
];

pub(super) async fn show(context: &Context, scope: &Scope, run: &RunId, attempts: bool) -> Result<Exit, CliError> {
    let found = match context.journal_if_any(scope)? {
        Some(journal) => journal.run(run)?.map(|stored| (journal, stored)),
        None => None,
    };
    let Some((journal, stored)) = found else {
        return Err(JournalError::NoRun(run.clone()).into());
    };
    let now = context.clock().await?.now();
    let listing = if attempts { attempts_of(&journal, &stored)? } else { targets_of(&stored, context, scope, now)? };
    emit(context.printer(), &listing, context.shape())?;
    Ok(Exit::Done)
}

fn targets_of(stored: &StoredRun, context: &Context, scope: &Scope, now: Timestamp) -> Result<Listing, CliError> {
    let is_live = RunLock::is_live(&context.scope_dir(scope)?, &stored.row.run)?;
    let status = run_item(&stored.row, is_live)["status"].clone();
    if let Task::Around(_) = &stored.row.task {
        let order = Order::read(&stored.plan_text)?;
        let counts = counts_of_order(&order, &stored.steps);
        let mut listing = order_listing(&order, &stored.row.run, &ends_of(&stored.steps), counts);
        listing.rest.insert("status".to_owned(), status);
        if let Standing::Awaits(until) = standing(&order, &stored.steps) {
            listing.rest.insert("taken_back_at".to_owned(), until.to_string().into());
            let (command, run) = (context.command(), &stored.row.run);
            let line = format!(
                "it is taken back at {} unless `{command} runs confirm {run}` keeps it{}",
                until.strftime("%Y-%m-%d %H:%M:%S UTC"),
                if is_live { "" } else { "; its process is gone, so `resume` has to do that" }
            );
            context.printer().hint(&line);
        }
        return Ok(listing);
    }
    let plan = Plan::read(&stored.plan_text, Seal::Intact)?;
    let report = report_of(&plan, stored, now);
    for line in report.next_steps(&context.command()) {
        context.printer().hint(&line);
    }
    let mut listing = report.listing_for(context.shape().format);
    listing.also = &["Step"]; // `runs settle` takes it
    listing.rest.insert("status".to_owned(), status);
    Ok(listing)
}

/// What became of every target of a run by now, as the journal has it.
pub(super) fn report_of<'a>(plan: &'a Plan, stored: &StoredRun, now: Timestamp) -> Report<'a> {
    let resumable = stored.row.status != RunStatus::Finished;
    let for_time = matches!(&stored.row.status, RunStatus::Stopped { why } if Stop::is_for_time(why));
    let mut report = Report::of_run(plan, stored.row.run.clone(), resumable, for_time);
    for (step, fate) in stored.steps.iter().filter_map(fate) {
        report.earlier(step, fate);
    }
    let rows = stored.steps.iter().map(|row| (row.step.clone(), row.clone())).collect();
    for what in waiting(plan, &rows, now) {
        report.note(&Event { at: now, what });
    }
    report
}

fn attempts_of(journal: &Journal, stored: &StoredRun) -> Result<Listing, CliError> {
    let mut items = Vec::new();
    for row in stored.steps.iter().filter(|row| row.attempts > 0) {
        let attempts = journal.attempts(&stored.row.run, &row.step)?;
        items.extend(attempts.iter().map(|attempt| attempt_item(&row.step, attempt)));
    }
    let mut rest = Map::new();
    rest.insert("run".to_owned(), stored.row.run.as_str().into());
    Ok(Listing { member: "attempts", items, rest, columns: ATTEMPTS, also: &[], layout: Layout::Rows })
}

fn attempt_item(step: &StepId, attempt: &AttemptRow) -> Value {
    let (outcome, said) = match &attempt.outcome {
        None => ("unknown", Some("the process ended before the answer was recorded")),
        Some(AttemptOutcome::Accepted) => ("accepted", None),
        Some(AttemptOutcome::NotApplied(text)) => ("not_applied", Some(text.as_str())),
        Some(AttemptOutcome::Rejected(text)) => ("rejected", Some(text.as_str())),
        Some(AttemptOutcome::Unknown(text)) => ("unknown", Some(text.as_str())),
    };
    json!({
        "step": step,
        "attempt": attempt.attempt,
        "operation": attempt.operation,
        "sent_at": attempt.sent_at,
        "answered_at": attempt.answered_at,
        "outcome": outcome,
        "said": said,
    })
}
