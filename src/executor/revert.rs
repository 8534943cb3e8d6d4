//! What is taken back unless somebody confirms it: the wait behind the acts of an order, and what ends it.
//!
//! The acts that take everything back stand in the order behind its own and were approved with them. They wait until the time
//! that the order gives is over. `runs confirm` settles them in the journal, which is looked into meanwhile; whoever is first
//! there wins, so that nothing is confirmed and taken back. A signal, or `runs cancel`, takes back at once: nobody is left who
//! could confirm. From then on nothing but the service keeps it from going through, and `resume` goes on with it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::around::Session;
use super::event::around::ActWhat;
use super::{Cancel, ExecError};
use crate::journal::{Journal, JournalError, StepRow, StepState, StoredRun};
use crate::model::End;
use crate::planner::document::PlanError;
use crate::planner::document::order::Order;

/// How often the journal is asked whether somebody confirmed.
const LOOK: Duration = Duration::from_secs(1);

/// What the reason begins with of an act that is not needed any more.
const CONFIRMED: &str = "confirmed by ";

/// Tells whether a reason says that somebody confirmed.
#[must_use]
pub fn is_confirmation(reason: &str) -> bool {
    reason.starts_with(CONFIRMED)
}

/// How a run stands that takes itself back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing of it is left to be confirmed or taken back, or it never was to be.
    Over,
    /// It is still being carried out.
    Begun,
    /// It is done, and is taken back then.
    Awaits(Timestamp),
    /// It is being taken back.
    Reverts,
}

/// Returns how a run stands by its rows.
#[must_use]
pub fn standing(order: &Order, rows: &[StepRow]) -> Standing {
    let (own, back) = rows.split_at(order.acts.len().min(rows.len()));
    if back.iter().all(|row| row.state == StepState::Settled) {
        return Standing::Over;
    }
    if back.iter().any(|row| row.state != StepState::Waiting || row.attempts > 0) {
        return Standing::Reverts;
    }
    if own.iter().any(|row| row.state != StepState::Settled) {
        return Standing::Begun;
    }
    let ended = own.iter().filter_map(|row| row.ended_at).max().unwrap_or(order.made_at);
    Standing::Awaits(later(ended, order))
}

/// Returns when an order is taken back of which the last act was at a moment.
fn later(at: Timestamp, order: &Order) -> Timestamp {
    let after_s = order.revert.as_ref().map_or(0, |revert| revert.after_s);
    let after = SignedDuration::from_secs(i64::try_from(after_s).unwrap_or(i64::MAX));
    at.checked_add(after).unwrap_or(Timestamp::MAX)
}

/// Tells whether a run that nobody carries out should be taken back by now.
///
/// # Errors
/// When its order can't be read.
pub(super) fn is_revert_due(stored: &StoredRun, now: Timestamp) -> Result<bool, PlanError> {
    let order = Order::read(&stored.plan_text)?;
    // What died half done is done first, and waits then: it is not left half done for want of somebody who resumes it.
    let last_sent = || stored.steps.iter().filter_map(|row| row.last_sent_at).max();
    Ok(match standing(&order, &stored.steps) {
        Standing::Awaits(until) => until <= now,
        Standing::Reverts => true,
        Standing::Begun => last_sent().is_some_and(|sent| later(sent, &order) <= now),
        Standing::Over => false,
    })
}

/// Confirms what a run did, so that it stays; tells whether it did, and was not too late.
///
/// # Errors
/// When the journal fails.
pub fn confirm(
    journal: &mut Journal,
    stored: &StoredRun,
    order: &Order,
    who: &str,
    now: Timestamp,
) -> Result<bool, JournalError> {
    let back = stored.steps.iter().skip(order.acts.len());
    let rows: Vec<StepRow> = back.map(|row| kept(row, format!("{CONFIRMED}{who}"), now)).collect();
    journal.turn(&stored.row.run, &rows, now)
}

fn kept(row: &StepRow, reason: String, now: Timestamp) -> StepRow {
    StepRow {
        state: StepState::Settled,
        end: Some(End::Unchanged),
        reason: Some(reason),
        ended_at: Some(now),
        ..row.clone()
    }
}

impl Session<'_> {
    /// Waits for somebody to confirm, and takes back when nobody does. `own`: how many acts stand before those that do that.
    pub(super) async fn keep_or_revert(&mut self, own: usize) -> Result<(), ExecError> {
        let until = match standing(&self.open.order, &self.open.rows) {
            Standing::Over | Standing::Begun => return Ok(()),
            Standing::Awaits(until) => Some(until),
            Standing::Reverts => None,
        };
        let changed = |row: &StepRow| matches!(row.end, Some(End::Done | End::Unknown));
        if !self.open.rows[..own].iter().any(changed) {
            return self.keep_all(own);
        }
        match until {
            Some(until) if self.is_confirmed(own, until).await? => return Ok(()),
            Some(_) => {}
            None => self.emit(ActWhat::Reverts { reason: "that was begun before".to_owned() }),
        }
        self.reverting = true;
        self.cancel = Cancel::default();
        self.go_through(own..self.open.rows.len()).await
    }

    /// Nothing was changed, so there is nothing to take back.
    fn keep_all(&mut self, own: usize) -> Result<(), ExecError> {
        for number in own..self.open.rows.len() {
            let row = kept(&self.open.rows[number], "nothing was changed".to_owned(), self.parts.clock.now());
            self.save(number, row)?;
        }
        Ok(())
    }

    async fn is_confirmed(&mut self, own: usize, until: Timestamp) -> Result<bool, ExecError> {
        self.emit(ActWhat::Awaits { until });
        let reason = loop {
            if self.sees_confirmation(own)? {
                return Ok(true);
            }
            let now = self.parts.clock.now();
            if now >= until {
                break "nobody confirmed it in time";
            } else if self.cancel.is_requested() {
                break "a signal came before anybody confirmed it";
            } else if self.parts.journal.is_stop_requested(&self.open.run)? {
                break "it was cancelled before anybody confirmed it";
            }
            let left = Duration::try_from(until.duration_since(now)).unwrap_or(LOOK);
            self.pause(left.min(LOOK)).await;
        };
        let now = self.parts.clock.now();
        let held = |row: &StepRow| StepRow { state: StepState::Held, reason: Some(reason.to_owned()), ..row.clone() };
        let rows: Vec<StepRow> = self.open.rows[own..].iter().map(held).collect();
        if !self.parts.journal.turn(&self.open.run, &rows, now)? {
            return self.sees_confirmation(own);
        }
        self.open.rows.splice(own.., rows);
        self.emit(ActWhat::Reverts { reason: reason.to_owned() });
        Ok(false)
    }

    /// Looks into the journal whether somebody confirmed, and takes over what it has then.
    fn sees_confirmation(&mut self, own: usize) -> Result<bool, ExecError> {
        let rows = self.parts.journal.steps(&self.open.run)?;
        let back = rows.get(own..).unwrap_or_default();
        if back.iter().any(|row| row.state != StepState::Settled) {
            return Ok(false);
        }
        let reason = back.iter().find_map(|row| row.reason.clone()).unwrap_or_default();
        self.open.rows = rows;
        self.emit(ActWhat::Confirmed { reason });
        Ok(true)
    }
}
