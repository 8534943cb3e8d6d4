//! What happens in the run of an order: as the events of desktops, with acts in the place of targets.

use jiff::Timestamp;
use serde::Serialize;

use super::{Counts, Stop, line_of};
use crate::model::{End, PlanId, RunId, StepId};

/// Something that happened in the run of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActEvent {
    /// When, on the run's clock.
    pub at: Timestamp,
    /// What.
    pub what: ActWhat,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum ActWhat {
    /// A run began or went on.
    RunOpened {
        /// The run.
        run: RunId,
        /// Its order.
        order: PlanId,
        /// The command that made it.
        command: String,
        /// How many acts there are.
        acts: u64,
        /// Whether an earlier session of the run is continued.
        resumed: bool,
    },
    /// An act left.
    Sent {
        /// The act.
        act: StepId,
        /// The API operation.
        operation: String,
        /// What it changes.
        target: String,
        /// Which try it is, from 1.
        attempt: u32,
    },
    /// The service took it; it is done when a read shows it.
    Accepted {
        /// The act.
        act: StepId,
    },
    /// It surely had no effect and will be sent again.
    Postponed {
        /// The act.
        act: StepId,
        /// Why.
        reason: String,
    },
    /// Its outcome is unknown: what is there is read.
    Unanswered {
        /// The act.
        act: StepId,
        /// Why.
        reason: String,
    },
    /// It came to an end.
    Ended {
        /// The act.
        act: StepId,
        /// What it changes.
        target: String,
        /// Which end.
        end: End,
        /// The rule behind it, for skipped.
        #[serde(skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// Why, for all but done; for done what is needed next, where that was not known before.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// All of it is done, and taken back then unless somebody confirms it.
    Awaits {
        /// When it is taken back.
        until: Timestamp,
    },
    /// Somebody confirmed it: it stays.
    Confirmed {
        /// Who, as a fragment.
        reason: String,
    },
    /// It is taken back.
    Reverts {
        /// Why, as a fragment.
        reason: String,
    },
    /// Sending stopped before everything was sent.
    Stopped {
        /// Why.
        why: Stop,
        /// What went wrong, where something did.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// This session of the run is over.
    RunEnded {
        /// The run.
        run: RunId,
        /// How many came to which end.
        counts: Counts,
        /// Whether `resume` can go on.
        resumable: bool,
    },
}

impl ActEvent {
    /// Returns the event as one line of the event stream.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        line_of(self.at, &self.what)
    }
}
