//! The verb table: everything about a verb that is a fact and not a decision, one row a verb.
//!
//! The planner takes allowed states, danger and estimates from here, the executor batch size, pace, proof and what to do
//! when no answer came. A verb is added by adding a row (the compiler asks for every column) and its own rules, call and
//! command file; nothing that reads the table knows any verb by name.

use serde::{Deserialize, Serialize};

use super::WorkspaceState;
use super::verb_rows::{
    MAINTENANCE_OFF, MAINTENANCE_ON, MIGRATE, MODIFY, PROVISION, REBOOT, REBUILD, RESIZE, RESTORE, SECURITY_GROUP,
    START, STOP, TAG_REMOVE, TAG_SET, TERMINATE,
};

/// A change of desktops that deskfleet carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    /// Makes a desktop that is not there yet.
    Provision,
    /// Moves a desktop to another bundle; it gets a new id.
    Migrate,
    /// Restarts a desktop's operating system; whoever is connected is thrown out.
    Reboot,
    /// Starts a desktop that is stopped.
    Start,
    /// Stops a desktop; whoever is connected is thrown out.
    Stop,
    /// Takes a desktop into the administrator's maintenance: nobody can log in, and nothing else is done to it.
    MaintenanceOn,
    /// Takes a desktop out of the administrator's maintenance.
    MaintenanceOff,
    /// Lets the volumes of a desktop grow.
    Resize,
    /// Changes compute type, running mode, auto-stop time or protocol of a desktop.
    Modify,
    /// Destroys a desktop with all that is on it.
    Terminate,
    /// Gives a desktop tags, or other values to those that it has.
    TagSet,
    /// Takes tags from a desktop.
    TagRemove,
    /// Changes the security groups of a desktop's network interface.
    SecurityGroup,
    /// Makes the root volume anew from the desktop's bundle, and the user volume from its last snapshot.
    Rebuild,
    /// Sets both volumes back to their last snapshots.
    Restore,
}

/// How much a verb can hurt, and so how it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Danger {
    /// Runs without a question.
    Mild,
    /// Asks y/N; `--yes` without a terminal.
    Moderate,
    /// Asks for verb and count; without a terminal `--yes` and `--confirm` or `--max-targets`.
    Severe,
}

/// When the next calls go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// The next wave starts when all of the last have settled.
    Waves,
    /// As soon as places are free.
    Rolling,
}

/// What is done about somebody at work on a desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenConnected {
    /// The target is left out.
    Skip,
    /// The target is held until nobody is connected.
    Defer,
    /// The connection does not matter.
    Ignore,
}

/// What a session does when all that is left may be sent later only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// It waits until then.
    Wait,
    /// It ends there, and `resume` goes on.
    Defer,
}

/// Under which id the outcome shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Follow {
    /// The target keeps its id.
    SameId,
    /// A second id for the same directory and user appears, and the target goes.
    NewId,
    /// The target goes, and nothing comes.
    Gone,
    /// The target has no id before: one appears for its directory and user.
    Created,
}

/// What happens after it is proven that an unanswered call was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterNo {
    /// It is sent once more, and then never again.
    OnceMore,
    /// It is sent once more, if nobody is connected.
    OnceMoreIfNotConnected,
    /// It is sent once more within an hour of the first send; later a person decides.
    OnceMoreSoon,
    /// It is not sent again.
    Never,
}

/// How an unanswered call is judged (design 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The last of the good reads that prove a No is at or after the send plus this, in seconds.
    pub window_s: u64,
    /// Whether a first read later than 60 s after the send (a gap) makes a No impossible to prove.
    pub gap_hides_no: bool,
    /// What follows a proven No.
    pub after_no: AfterNo,
}

/// One row of the table.
#[derive(Debug)]
pub struct VerbFacts {
    /// The verb.
    pub verb: Verb,
    /// The word on the command line.
    pub name: &'static str,
    /// The word in a sentence about what was done: "25 migrated".
    pub done_word: &'static str,
    /// The API operation.
    pub operation: &'static str,
    /// How many desktops one call takes.
    pub ids_per_call: usize,
    /// How many may be in flight unless the user says otherwise; `None`: as many as are due.
    pub in_flight_default: Option<u32>,
    /// How many may ever be in flight, whatever the user says.
    pub in_flight_max: Option<u32>,
    /// When the next calls go out.
    pub strategy: Strategy,
    /// How it is asked for.
    pub danger: Danger,
    /// What is done about somebody at work, unless the user says otherwise.
    pub when_connected: WhenConnected,
    /// States from which the service takes the call.
    pub allowed_states: &'static [WorkspaceState],
    /// A state that shows only while the change is under way: seeing it proves that the call arrived.
    pub transient: Option<WorkspaceState>,
    /// States in which the change is over.
    pub final_states: &'static [WorkspaceState],
    /// Under which id the outcome shows.
    pub follow: Follow,
    /// The earliest plausible end after the send, in seconds; before that a target is hardly ever read.
    pub earliest_s: u64,
    /// How long a wave of it takes on most days, in seconds; for estimates, nothing is decided by it.
    pub usual_s: u64,
    /// How long it usually takes at most, in seconds; after that a target is late and keeps its place.
    pub typical_s: u64,
    /// After how long without an end the outcome is given up as unknown, in seconds.
    pub longest_s: u64,
    /// What happens when no answer came.
    pub unknown: UnknownRule,
    /// What can't be undone, for the estimate; `None` when nothing is lost.
    pub irreversible: Option<&'static str>,
}

impl VerbFacts {
    /// Tells whether it changes a network interface: a call of EC2, which has a pace of its own and is read back there.
    #[must_use]
    pub fn is_of_interface(&self) -> bool {
        self.verb == Verb::SecurityGroup
    }

    /// Tells whether it changes tags: nothing of the desktop itself, so it goes in the service's maintenance as well, and is
    /// read back where the tags are.
    #[must_use]
    pub fn is_of_tags(&self) -> bool {
        matches!(self.verb, Verb::TagSet | Verb::TagRemove)
    }
}
impl Verb {
    /// All verbs, in the order of the command list.
    pub const ALL: &'static [Self] = &[
        Self::Provision,
        Self::Migrate,
        Self::Reboot,
        Self::Start,
        Self::Stop,
        Self::MaintenanceOn,
        Self::MaintenanceOff,
        Self::Resize,
        Self::Modify,
        Self::Terminate,
        Self::TagSet,
        Self::TagRemove,
        Self::SecurityGroup,
        Self::Rebuild,
        Self::Restore,
    ];

    /// Returns the verb's row.
    #[must_use]
    pub fn facts(self) -> &'static VerbFacts {
        match self {
            Self::Provision => &PROVISION,
            Self::Migrate => &MIGRATE,
            Self::Reboot => &REBOOT,
            Self::Start => &START,
            Self::Stop => &STOP,
            Self::MaintenanceOn => &MAINTENANCE_ON,
            Self::MaintenanceOff => &MAINTENANCE_OFF,
            Self::Resize => &RESIZE,
            Self::Modify => &MODIFY,
            Self::Terminate => &TERMINATE,
            Self::TagSet => &TAG_SET,
            Self::TagRemove => &TAG_REMOVE,
            Self::SecurityGroup => &SECURITY_GROUP,
            Self::Rebuild => &REBUILD,
            Self::Restore => &RESTORE,
        }
    }

    /// Returns the command that it belongs to: `maintenance` for `maintenance on`.
    #[must_use]
    pub fn command(self) -> &'static str {
        let name = self.facts().name;
        name.split_once(' ').map_or(name, |(command, _)| command)
    }
}

impl std::fmt::Display for Verb {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(self.facts().name)
    }
}

impl std::str::FromStr for Verb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL
            .iter()
            .copied()
            .find(|verb| verb.facts().name == text)
            .ok_or_else(|| format!("`{text}` is not a verb that this version knows"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A row that contradicts itself would send a verb the wrong way; the compiler only sees that columns are there.
    #[test]
    fn rows_agree_with_themselves() {
        for verb in Verb::ALL {
            let facts = verb.facts();
            assert_eq!(facts.verb, *verb);
            assert_eq!(facts.name.parse(), Ok(*verb));
            assert!((1..=25).contains(&facts.ids_per_call), "{verb}: no operation takes more than 25");
            assert!((1..=facts.usual_s).contains(&facts.earliest_s), "{verb}");
            assert!(facts.usual_s <= facts.typical_s && facts.typical_s < facts.longest_s, "{verb}");
            assert!(!facts.final_states.is_empty() && !facts.allowed_states.is_empty(), "{verb}");
            if let (Some(most), Some(usual)) = (facts.in_flight_max, facts.in_flight_default) {
                assert!(usual <= most, "{verb}");
            }
            assert_eq!(
                facts.danger == Danger::Severe,
                facts.irreversible.is_some(),
                "{verb}: severe is what loses something"
            );
        }
    }
}
