//! Runs of orders about what is around desktops: how they are opened, gone on with, and counted.
//!
//! Sends nothing: `around` does.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::approval::Approval;
use super::event::Counts;
use super::{ExecError, OpenRunError, ResumeError};
use crate::journal::{Journal, NewOrder, RunStatus, StepRow, StepState, StoredRun};
use crate::model::{End, RunId, StepId};
use crate::planner::document::PlanError;
use crate::planner::document::order::Order;

/// A run of an order that may be carried out.
#[derive(Debug)]
pub struct OpenOrder {
    pub(super) run: RunId,
    pub(super) order: Order,
    pub(super) approval: Approval,
    /// In the order of the acts.
    pub(super) rows: Vec<StepRow>,
    pub(super) resumed: bool,
    /// Whether somebody cancelled it: then nothing is sent any more.
    pub(super) cancelled: bool,
    /// Whether the session ends as soon as the service took what takes it minutes; `resume` sees it to its end.
    pub(super) no_wait: bool,
}

impl OpenOrder {
    /// Returns the run's id.
    #[must_use]
    pub fn id(&self) -> &RunId {
        &self.run
    }

    /// Lets the session end as soon as the service took what takes it minutes.
    #[must_use]
    pub fn without_waiting(self) -> Self {
        Self { no_wait: true, ..self }
    }

    /// Returns the run's order.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Returns how far each act is.
    #[must_use]
    pub fn rows(&self) -> &[StepRow] {
        &self.rows
    }
}

/// Opens a run for an approved order, whose lock the caller holds.
///
/// # Errors
/// When the order has a run already, something of it is in another run, or the journal fails.
pub fn open_order(
    order: Order,
    run: RunId,
    approval: Approval,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<OpenOrder, OpenRunError> {
    if approval.is_rehearsal() && !journal.is_in_memory() {
        return Err(OpenRunError::Rehearsal);
    }
    let text = order.to_text()?;
    let new = NewOrder { run: run.clone(), order: &order, text: &text, approval: approval.row().clone(), at: now };
    journal.open_order(&new)?;
    let rows = order.all_acts().map(|planned| StepRow::waiting(planned.id.clone())).collect();
    Ok(OpenOrder { run, order, approval, rows, resumed: false, cancelled: false, no_wait: false })
}

/// Opens the run of an order again, as the journal left it: an intent without an outcome is unknown.
///
/// # Errors
/// When it is finished or can't be read, or another run holds something of it by now.
pub fn reopen_order(stored: StoredRun, journal: &mut Journal, now: Timestamp) -> Result<OpenOrder, ResumeError> {
    let run = stored.row.run.clone();
    if stored.row.status == RunStatus::Finished {
        return Err(ResumeError::Finished(run));
    }
    let order = Order::read(&stored.plan_text).map_err(|source| ResumeError::Plan { run: run.clone(), source })?;
    let planned: BTreeSet<&StepId> = order.all_acts().map(|planned| &planned.id).collect();
    let recorded: BTreeSet<&StepId> = stored.steps.iter().map(|row| &row.step).collect();
    if let Some(act) = planned.symmetric_difference(&recorded).next() {
        let what = format!("act {act} stands in one of them only");
        return Err(ExecError::Mismatch { run, what }.into());
    }
    let mut rows = stored.steps;
    for row in rows.iter_mut().filter(|row| row.state == StepState::Intended) {
        row.state = StepState::Unknown;
    }
    let cancelled = stored.row.status.is_cancelled();
    if !cancelled {
        journal.resume_order(&run, &order, now)?;
    }
    let approval = Approval::stored(&order, &stored.row.approval);
    Ok(OpenOrder { run, order, approval, rows, resumed: true, cancelled, no_wait: false })
}

/// Tells whether a run of an order may come to send something that a secret goes with.
///
/// # Errors
/// When its order can't be read.
pub fn asks_for_secret(stored: &StoredRun) -> Result<bool, PlanError> {
    if stored.row.status.is_cancelled() {
        return Ok(false);
    }
    let is_over = |row: &&StepRow| matches!(row.state, StepState::Accepted | StepState::Settled);
    let over: BTreeSet<&StepId> = stored.steps.iter().filter(is_over).map(|row| &row.step).collect();
    let order = Order::read(&stored.plan_text)?;
    Ok(order.acts.iter().any(|planned| planned.act.takes_secret() && !over.contains(&planned.id)))
}

/// Returns how the acts of an order ended, and what is as it should be without one. Of those that take it back only what is
/// open, or did not go well, counts.
#[must_use]
pub fn counts_of_order(order: &Order, rows: &[StepRow]) -> Counts {
    let mut counts = Counts { unchanged: order.unchanged.len() as u64, ..Counts::default() };
    let own: BTreeSet<&StepId> = order.acts.iter().map(|planned| &planned.id).collect();
    for row in rows {
        let end = end_of_act(row);
        if own.contains(&row.step) || !end.is_as_wanted() {
            counts.add(end);
        }
    }
    counts
}

/// Returns the end of an act as it stands: what was sent and not seen is unknown.
#[must_use]
pub fn end_of_act(row: &StepRow) -> End {
    match row.state {
        StepState::Settled => row.end.unwrap_or(End::Unknown),
        StepState::Intended | StepState::Accepted | StepState::Unknown => End::Unknown,
        StepState::Waiting | StepState::Held => End::NotStarted,
    }
}
