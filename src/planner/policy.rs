//! Our own limits on a run: waves, canary, failure budget, connected users, protect tag, lowered rules.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{Limit, Strategy, Verb, WhenConnected};

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
    /// How long to wait after the canary, in seconds; `None`: stop, and `resume` goes on.
    pub after_canary_s: Option<u64>,
    /// Sending stops when failed and unknown targets exceed this.
    pub max_failures: Limit,
    /// What is done about somebody at work.
    pub connected: WhenConnected,
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
            after_canary_s: None,
            max_failures: Limit::Percent(if facts.danger == crate::model::Danger::Severe { 10 } else { 100 }),
            connected: facts.when_connected,
            protect_tag: "deskfleet-protect".to_owned(),
            lowered: BTreeSet::new(),
            skip_refused: false,
            expires_s: 7 * 86_400,
        }
    }
}
