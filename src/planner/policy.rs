//! Our own limits on a run: waves, canary, windows, failure budget, connected users, protect tag, lowered rules.
//!
//! Members that came later may be missing, so that older plans can be read and keep their ids.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{Calendar, Hold, Limit, Strategy, Verb, WhenConnected, Window, WorkspaceId};

/// The limits that a plan was made with; the executor keeps to them and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// When the next calls go out.
    pub strategy: Strategy,
    /// How many targets a wave has at most.
    pub wave: u32,
    /// How many may be in flight; `None`: as many as are due.
    pub max_in_flight: Option<u32>,
    /// The first so many targets go alone, before all others.
    pub canary: u32,
    /// The targets that are the canary, where they were named.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub canary_targets: BTreeSet<WorkspaceId>,
    /// How long to wait after the canary, in seconds; `None`: stop, and `resume` goes on.
    pub after_canary_s: Option<u64>,
    /// Sending stops when failed and unknown targets exceed this.
    pub max_failures: Limit,
    /// When calls may start.
    #[serde(default, skip_serializing_if = "Calendar::is_always_open")]
    pub calendar: Calendar,
    /// Whether something may start although its window could close before it is over.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub late_start: bool,
    /// How many targets are sent in an opening of the windows at most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_window: Option<u32>,
    /// For how long a session sends, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_duration_s: Option<u64>,
    /// Whether what is left at the end is skipped, instead of being left to `resume`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub one_shot: bool,
    /// What a session does when all that is left may be sent later only; `None`: it waits at a terminal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold: Option<Hold>,
    /// What is done about somebody at work.
    pub connected: WhenConnected,
    /// For how long a user whom the directory does not know yet is waited for, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_for_user_s: Option<u64>,
    /// When users are not at work; empty: not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quiet_hours: Vec<Window>,
    /// The tag that stops every severe verb.
    pub protect_tag: String,
    /// Rules that were lowered, by id.
    pub lowered: BTreeSet<String>,
    /// Whether refused targets are left out instead of blocking the plan.
    pub skip_refused: bool,
    /// After how long the plan can no longer be opened, in seconds.
    pub expires_s: u64,
}

impl Policy {
    /// Returns the limits that hold for a verb when nobody says otherwise.
    #[must_use]
    pub fn for_verb(verb: Verb) -> Self {
        let facts = verb.facts();
        Self {
            strategy: facts.strategy,
            wave: 25,
            max_in_flight: facts.in_flight_default,
            canary: 0,
            canary_targets: BTreeSet::new(),
            after_canary_s: None,
            max_failures: Limit::Percent(if facts.danger == crate::model::Danger::Severe { 10 } else { 100 }),
            calendar: Calendar::default(),
            late_start: false,
            per_window: None,
            max_duration_s: None,
            one_shot: false,
            hold: None,
            wait_for_user_s: (facts.follow == crate::model::Follow::Created).then_some(900),
            connected: facts.when_connected,
            quiet_hours: Vec::new(),
            protect_tag: "deskfleet-protect".to_owned(),
            lowered: BTreeSet::new(),
            skip_refused: false,
            expires_s: 7 * 86_400,
        }
    }

    /// Returns how long before its window closes a verb may start at the latest, in seconds.
    #[must_use]
    pub fn needs_s(&self, verb: Verb) -> u64 {
        if self.late_start { 0 } else { verb.facts().longest_s }
    }
}
