//! Everything that happens in a run, typed: the interface between the executor and whoever tells about it.
//!
//! Progress, report, `-o ndjson` and tests read the same events, so they can't disagree. Imports `model` and
//! `planner::document`; prints nothing.

pub mod around;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{PlanId, RunId, StepId, Verb, WorkspaceId};
use crate::planner::document::TargetRef;

use crate::model::End;

/// The event format that this build writes.
pub const EVENT_SCHEMA: u64 = 1;

/// Something that happened in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When, on the run's clock.
    pub at: Timestamp,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum What {
    /// A run began or went on.
    RunOpened {
        /// The run.
        run: RunId,
        /// Its plan.
        plan: PlanId,
        /// Its verb.
        verb: Verb,
        /// How many targets were selected.
        selected: u64,
        /// How many have a step.
        steps: u64,
        /// How many waves there are.
        waves: u64,
        /// Whether an earlier session of the run is continued.
        resumed: bool,
    },
    /// A wave's turn came.
    WaveStarted {
        /// Its number, from 1.
        wave: u64,
        /// How many targets of it are left to do.
        targets: u64,
    },
    /// A call for a target left.
    Sent {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
        /// Which try it is, from 1.
        attempt: u32,
    },
    /// The service took the call.
    Accepted {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
        /// The id that the target will have.
        #[serde(skip_serializing_if = "Option::is_none")]
        new_workspace_id: Option<WorkspaceId>,
    },
    /// The call surely had no effect and will be sent again.
    Postponed {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
        /// Why.
        reason: String,
    },
    /// Targets could not be read: nothing is sent for them or concluded about them, and as long as the run goes on they are
    /// read again.
    Unread {
        /// How many.
        targets: u64,
        /// Why, in the service's words where there are any.
        reason: String,
    },
    /// The call's outcome is unknown and is being observed.
    Unanswered {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
        /// Why.
        reason: String,
    },
    /// A target takes longer than usual.
    Late {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
    },
    /// Everything in flight was read once.
    Looked {
        /// How many are in flight after it.
        in_flight: u64,
        /// How many of them take longer than usual.
        late: u64,
    },
    /// A target came to an end.
    Ended {
        /// The step.
        step: StepId,
        /// The target.
        target: TargetRef,
        /// Which end.
        end: End,
        /// The id that it has now, where it changed.
        #[serde(skip_serializing_if = "Option::is_none")]
        new_workspace_id: Option<WorkspaceId>,
        /// The rule behind it, for skipped and held, and for done with something to look at.
        #[serde(skip_serializing_if = "Option::is_none")]
        rule: Option<String>,
        /// Why, for all but done; for done what there is to say of it.
        #[serde(skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// When it is allowed again, for held, where that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
    /// Nothing is in flight, and what is left may be sent later only.
    Paused {
        /// What keeps it back.
        why: Stop,
        /// When it may be sent; absent: not in this session.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
        /// Whether this session waits for it.
        waits: bool,
    },
    /// Sending stopped before everything was sent.
    Stopped {
        /// Why.
        why: Stop,
    },
    /// This session of the run is over.
    RunEnded {
        /// The run.
        run: RunId,
        /// How many targets came to which end.
        counts: Counts,
        /// Whether `resume` can go on.
        resumable: bool,
    },
}

/// How many targets came to which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "each member is the end of that name")]
pub struct Counts {
    pub done: u64,
    pub unchanged: u64,
    pub failed: u64,
    pub skipped: u64,
    pub held: u64,
    pub refused: u64,
    pub unknown: u64,
    pub not_started: u64,
}

impl Counts {
    /// Counts one more target.
    pub fn add(&mut self, end: End) {
        *self.slot(end) += 1;
    }

    /// Returns how many came to an end.
    #[must_use]
    pub fn of(mut self, end: End) -> u64 {
        *self.slot(end)
    }

    /// Returns how many there are in all.
    #[must_use]
    pub fn total(self) -> u64 {
        End::ALL.iter().map(|end| self.of(*end)).sum()
    }

    fn slot(&mut self, end: End) -> &mut u64 {
        match end {
            End::Done => &mut self.done,
            End::Unchanged => &mut self.unchanged,
            End::Failed => &mut self.failed,
            End::Skipped => &mut self.skipped,
            End::Held => &mut self.held,
            End::Refused => &mut self.refused,
            End::Unknown => &mut self.unknown,
            End::NotStarted => &mut self.not_started,
        }
    }
}

/// Why sending stopped before everything was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// SIGINT, SIGTERM or SIGHUP.
    Signal,
    /// The failure budget is used up.
    Failures,
    /// A target of the canary failed.
    Canary,
    /// The canary is done, and the plan says to stop there.
    AfterCanary,
    /// The credentials are expired or were refused.
    Credentials,
    /// Call after call surely did not arrive.
    Unreachable,
    /// As many as the service allows are in flight in other runs.
    Elsewhere,
    /// No window is open, or all places of this opening are taken.
    Window,
    /// What is left is allowed later.
    Hold,
    /// The session has sent for as long as it may.
    MaxDuration,
    /// Another process asked for it: `runs cancel`.
    Cancel,
    /// The run was closed by `runs cancel`: what is in flight is seen to its end.
    Cancelled,
    /// What the service took is not waited for: `--no-wait`.
    NoWait,
}

impl Stop {
    /// Returns the word that the journal keeps.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Failures => "failures",
            Self::Canary => "canary",
            Self::AfterCanary => "after_canary",
            Self::Credentials => "credentials",
            Self::Unreachable => "unreachable",
            Self::Elsewhere => "elsewhere",
            Self::Window => "window",
            Self::Hold => "hold",
            Self::MaxDuration => "max_duration",
            Self::Cancel => "cancel",
            Self::Cancelled => "cancelled",
            Self::NoWait => "no_wait",
        }
    }

    /// Returns why something was not sent, as a fragment.
    #[must_use]
    pub fn fragment(&self) -> &'static str {
        match self {
            Self::Signal => "a signal stopped the run",
            Self::Failures => "too many failed",
            Self::Canary => "the canary failed, or none of it was done",
            Self::AfterCanary => "the run stopped after its canary",
            Self::Credentials => "the credentials ended",
            Self::Unreachable => "the service could not be reached",
            Self::Elsewhere => "other runs had as many in flight as the service allows",
            Self::Window => "its window closed",
            Self::Hold => "it is allowed later",
            Self::MaxDuration => "the time of `--max-duration` was over",
            Self::Cancel => "`runs cancel` stopped the run",
            Self::Cancelled => "the run was cancelled",
            Self::NoWait => "what the service took is not waited for",
        }
    }

    /// Tells whether `resume --due` goes on after it, once time has brought what it was for.
    #[must_use]
    pub fn is_for_time(why: &str) -> bool {
        [Self::Window, Self::Hold, Self::MaxDuration].iter().any(|stop| stop.word() == why)
    }

    /// Tells whether the session ends at once; otherwise what is in flight is seen to its end.
    #[must_use]
    pub fn is_at_once(&self) -> bool {
        match self {
            Self::Signal | Self::Credentials | Self::Unreachable | Self::Cancel | Self::NoWait => true,
            Self::Failures
            | Self::Canary
            | Self::AfterCanary
            | Self::Elsewhere
            | Self::Window
            | Self::Hold
            | Self::MaxDuration
            | Self::Cancelled => false,
        }
    }
}

impl Event {
    /// Returns the event as one line of the event stream.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        line_of(self.at, &self.what)
    }
}

fn line_of(at: Timestamp, what: &impl Serialize) -> serde_json::Value {
    let mut value = serde_json::to_value(what).unwrap_or_default();
    if let serde_json::Value::Object(members) = &mut value {
        members.insert("schema".to_owned(), EVENT_SCHEMA.into());
        members.insert("at".to_owned(), at.to_string().into());
    }
    value
}
