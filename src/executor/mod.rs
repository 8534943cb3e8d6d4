//! Does: makes a plan true, one call at a time, and survives being killed at any moment.
//!
//! One loop owns the journal and emits events; nothing else writes or prints. The order is fixed: intent is committed
//! before a byte leaves, the outcome after; no answer means unknown, and unknown is observed, never guessed. What to do is
//! in the plan, how a verb behaves in the verb table, so no verb is named here. Calls follow one another: at two calls a
//! second there is nothing to gain from more, and one order of events means one story to replay.
//!
//! - `approval`: leave to change anything
//! - `open`: opens a run for a plan, or an earlier run again · `found`: what another machine has done of one (pure)
//! - `order`, `around`: runs and the loop for what is around desktops · `revert`: what is taken back unless somebody confirms it
//! - `follow`: a run of another process as events (pure)
//! - `run`: the loop
//! - `admit`: reads targets again right before sending and holds them against the plan's requirements
//! - `facts`: whether what it requires holds (pure)
//! - `saved`: whether a volume snapshot has all work that a call would lose
//! - `chain`: steps of one target that follow one another
//! - `queue`: who may be sent, now and later (pure)
//! - `send`: intent, call, outcome
//! - `watch`: one poller for everything in flight
//! - `kept`: what a desktop that was made anew has, held against what it had
//! - `schedule`: who is read next (pure)
//! - `created`: desktops that were not there before: whose they are, and users who come late
//! - `judge`: what a read proves (pure)
//! - `waves`: whose turn it is, and the canary
//! - `places`: how many may be sent now, and which
//! - `regroup`: security groups that are gone when they are put back
//! - `due`: whether a stopped run can go on now (pure)
//! - `gate`: when the clock lets a run send (pure)
//! - `later`: waiting, stopping, and what is left at the end
//! - `budget`: how many failures are too many (pure)
//! - `cancel`, `event`: what comes in and goes out
//!
//! May import `model`, `inventory`, `planner::document`, `journal`, `aws`, `clock`.

mod admit;
pub mod approval;
mod around;
mod budget;
mod cancel;
mod chain;
mod created;
mod due;
pub mod event;
mod facts;
mod follow;
mod found;
mod gate;
mod judge;
mod kept;
mod later;
mod open;
mod order;
mod places;
mod queue;
mod regroup;
mod revert;
mod run;
mod saved;
mod schedule;
mod send;
mod watch;
mod waves;

#[cfg(test)]
mod judge_tests;

pub use around::{OrderParts, OrderSummary, carry_out_order};
pub use cancel::Cancel;
pub use chain::{counts_of, left_bare, waiting};
pub use due::is_due;
pub use follow::Follow;
pub use found::found;
pub use open::{OpenRun, OpenRunError, ResumeError, adopt, open, reopen, run_id};
pub use order::{OpenOrder, asks_for_secret, counts_of_order, end_of_act, open_order, reopen_order};
pub use revert::{Standing, confirm, is_confirmation, standing};
pub use run::{Parts, Summary, execute};

use crate::journal::JournalError;

/// Why a run could not go on at all.
#[derive(Debug, thiserror::Error)]
pub enum ExecError {
    /// The journal can't be written or read: without it nothing may be sent.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The journal and the plan disagree.
    #[error("the journal of {run} does not fit its plan: {what}")]
    Mismatch {
        /// The run.
        run: crate::model::RunId,
        /// What does not fit.
        what: String,
    },
}
