//! Runs that carry out an order about what is around desktops: how they are opened, and gone on with.
//!
//! They stand in the tables of all runs. A step is an act, its target the id of what the act changes, and everything that
//! an act changes or leans on is claimed, so that no other run works on it meanwhile. Intents and outcomes are recorded by
//! the functions of `write`.

use jiff::Timestamp;
use rusqlite::Connection;

use super::read::status_of;
use super::record::Write;
use super::write::{Opened, claim, insert_run, number, refuse_second, replace_step, set_status, stamp};
use super::{ApprovalRow, Journal, JournalError, OpenError, RunStatus, StepRow, StepState, Task};
use crate::model::{RunId, StepId};
use crate::planner::document::order::{Order, PlannedAct};

/// A run to be opened for an order.
#[derive(Clone, Debug)]
pub struct NewOrder<'run> {
    /// Its id; whoever opens it holds its lock.
    pub run: RunId,
    /// What will be done.
    pub order: &'run Order,
    /// The order as a document, with its id in it.
    pub text: &'run str,
    /// Who said yes to it.
    pub approval: ApprovalRow,
    /// When.
    pub at: Timestamp,
}

impl Journal {
    /// Opens a run for an order: the run, its approval, a row for each act, and its claims, in one commit.
    ///
    /// The caller holds the run's lock.
    ///
    /// # Errors
    /// When the order was opened before, another run holds something of it, or the journal fails; then nothing is written.
    pub fn open_order(&mut self, new: &NewOrder<'_>) -> Result<(), OpenError> {
        let wrong = |error: crate::model::IdError| JournalError::illegal(error.to_string());
        new.run.as_str().parse::<RunId>().map_err(wrong)?;
        for planned in new.order.all_acts() {
            planned.id.as_str().parse::<StepId>().map_err(wrong)?;
        }
        if !new.text.contains(new.order.id.as_str()) {
            return Err(JournalError::illegal("the order's text is not that of the order").into());
        }
        self.commit(|connection| {
            refuse_second(connection, &new.order.id)?;
            let opened = Opened {
                plan_id: &new.order.id,
                task: &Task::Around(new.order.command.clone()),
                scope: &new.order.scope,
                selected: new.order.targets().len(),
                text: new.text,
                approval: &new.approval,
            };
            insert_run(connection, &new.run, &opened, new.at)?;
            insert_acts(connection, new)?;
            claim_all(connection, &new.run, new.order.all_acts())
        })
    }

    /// Goes on with the run of an order: it is open again, and holds again what its unsettled acts change and lean on.
    ///
    /// The caller holds the run's lock.
    ///
    /// # Errors
    /// When there is no such run, it is finished, another run holds something of it by now, or the journal fails.
    pub fn resume_order(&mut self, run: &RunId, order: &Order, at: Timestamp) -> Result<(), OpenError> {
        self.commit(|connection| {
            if status_of(connection, run)? == RunStatus::Finished {
                return Err(OpenError::Finished { run: run.clone() });
            }
            set_status(connection, run, &RunStatus::Open, at)?;
            let rows = super::read::steps_of(connection, run)?;
            let is_open = |planned: &&PlannedAct| {
                rows.iter().any(|row| row.step == planned.id && row.state != StepState::Settled)
            };
            claim_all(connection, run, order.all_acts().filter(is_open))
        })
    }

    /// Writes rows of acts with which nobody has begun, all of them or none; tells whether it did.
    ///
    /// Whoever confirms what an order did and whoever takes it back both come this way, and the second finds that one of them
    /// is not waiting any more.
    ///
    /// # Errors
    /// When there is no such run or act, or the journal fails.
    pub fn turn(&mut self, run: &RunId, rows: &[StepRow], at: Timestamp) -> Result<bool, JournalError> {
        self.commit(|connection| {
            let stored = super::read::steps_of(connection, run)?;
            let waits = |row: &StepRow| {
                stored.iter().any(|before| before.step == row.step && before.state == StepState::Waiting)
            };
            if !rows.iter().all(waits) {
                return Ok(false);
            }
            for row in rows {
                replace_step(connection, run, row, at, Write::Save)?;
            }
            Ok(true)
        })
    }
}

fn insert_acts(connection: &Connection, new: &NewOrder<'_>) -> Result<(), JournalError> {
    // Without a word for what changes of a desktop: nothing does.
    let mut statement = connection.prepare_cached(
        "INSERT INTO steps (run, step, position, target, state, attempts, seen_new, seen_transient, repeats, no_reads,
             late, changed_at, what)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, ?6, '')",
    )?;
    for (position, planned) in new.order.all_acts().enumerate() {
        let waiting = super::record::Word::to_word(StepState::Waiting);
        let target = planned.act.target();
        statement.execute((
            new.run.as_str(),
            planned.id.as_str(),
            number(position)?,
            target,
            waiting,
            stamp(new.at),
        ))?;
    }
    Ok(())
}

fn claim_all<'a>(
    connection: &Connection,
    run: &RunId,
    acts: impl Iterator<Item = &'a PlannedAct>,
) -> Result<(), OpenError> {
    let claims: Vec<String> = acts.flat_map(|planned| planned.act.claims()).collect();
    claim(connection, run, claims.iter().map(String::as_str))
}
