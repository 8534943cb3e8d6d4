//! The verb table: everything about a verb that is a fact and not a decision, one row a verb.
//!
//! The planner takes allowed states, danger and estimates from here, the executor batch size, pace, proof and what to do
//! when no answer came. A verb is added by adding a row (the compiler asks for every column) and its own rules, call and
//! command file; nothing that reads the table knows any verb by name.

use serde::{Deserialize, Serialize};

use super::WorkspaceState;

/// A change of desktops that deskfleet carries out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verb {
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
    /// Changes the security groups of a desktop's network interface.
    SecurityGroup,
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
}

/// What happens after it is proven that an unanswered call was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterNo {
    /// It is sent once more, and then never again.
    OnceMore,
    /// It is sent once more, if nobody is connected.
    OnceMoreIfNotConnected,
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

/// domain.md C1-07, C2-04, D-01, D-18, D-19, D-21; design 6.1.
static MIGRATE: VerbFacts = VerbFacts {
    verb: Verb::Migrate,
    name: "migrate",
    done_word: "migrated",
    operation: "MigrateWorkspace",
    ids_per_call: 1,
    in_flight_default: Some(25),
    in_flight_max: Some(25),
    strategy: Strategy::Waves,
    danger: Danger::Severe,
    when_connected: WhenConnected::Defer,
    allowed_states: &[WorkspaceState::Available, WorkspaceState::Stopped, WorkspaceState::Error],
    transient: None,
    final_states: &[WorkspaceState::Available],
    follow: Follow::NewId,
    // D-21: 20 min is the least that AWS names, and for Linux; that Windows is not faster is inferred.
    earliest_s: 1_200,
    usual_s: 2_400,
    typical_s: 3_600,
    longest_s: 12 * 3_600,
    unknown: UnknownRule { window_s: 3_600, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: Some(
        "drive C: and work on drive D: newer than the last volume snapshot; id, address and computer name change",
    ),
};

/// domain.md C1-04, C2-01; design 6.1.
static REBOOT: VerbFacts = VerbFacts {
    verb: Verb::Reboot,
    name: "reboot",
    done_word: "rebooted",
    operation: "RebootWorkspaces",
    ids_per_call: 25,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    when_connected: WhenConnected::Skip,
    // REBOOTING for more than 20 minutes is allowed as well: the planner sees to it.
    allowed_states: &[WorkspaceState::Available, WorkspaceState::Unhealthy],
    transient: Some(WorkspaceState::Rebooting),
    final_states: &[WorkspaceState::Available],
    follow: Follow::SameId,
    // C1-04 says minutes and no number: a minute, after which being AVAILABLE counts.
    earliest_s: 60,
    usual_s: 300,
    typical_s: 1_200,
    longest_s: 2 * 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: true, after_no: AfterNo::OnceMoreIfNotConnected },
    irreversible: None,
};

/// domain.md C1-02, C2-01; design 6.1.
static START: VerbFacts = VerbFacts {
    verb: Verb::Start,
    name: "start",
    done_word: "started",
    operation: "StartWorkspaces",
    ids_per_call: 25,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Mild,
    // Nobody is at work on a desktop that is STOPPED.
    when_connected: WhenConnected::Ignore,
    allowed_states: &[WorkspaceState::Stopped],
    transient: Some(WorkspaceState::Starting),
    final_states: &[WorkspaceState::Available],
    follow: Follow::SameId,
    // C1-02: what kept its memory resumes in less than 90 s: a look then sees nearly all of them, one before few. How
    // long it can take nobody says: as patient as with a reboot.
    earliest_s: 90,
    usual_s: 90,
    typical_s: 1_200,
    longest_s: 2 * 3_600,
    // STOPPED after the window is a No, however long nobody looked: sent again, a start does nothing to a desktop that
    // is up, and one that was up meanwhile and stopped by itself is to be started anyway.
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

/// domain.md C1-03, C2-01; design 6.1.
static STOP: VerbFacts = VerbFacts {
    verb: Verb::Stop,
    name: "stop",
    done_word: "stopped",
    operation: "StopWorkspaces",
    ids_per_call: 25,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    when_connected: WhenConnected::Skip,
    allowed_states: &[
        WorkspaceState::Available,
        WorkspaceState::Impaired,
        WorkspaceState::Unhealthy,
        WorkspaceState::Error,
    ],
    transient: Some(WorkspaceState::Stopping),
    final_states: &[WorkspaceState::Stopped],
    follow: Follow::SameId,
    // C1-03 says a few minutes and no number.
    earliest_s: 60,
    usual_s: 240,
    typical_s: 1_200,
    longest_s: 2 * 3_600,
    // Up after the window is a No, however long nobody looked: whoever started it meanwhile may be at work, and that is
    // what the second send looks for.
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMoreIfNotConnected },
    irreversible: None,
};

/// domain.md C1-09; design 6.1.
static MAINTENANCE_ON: VerbFacts = VerbFacts {
    verb: Verb::MaintenanceOn,
    name: "maintenance on",
    done_word: "taken into maintenance",
    operation: "ModifyWorkspaceState",
    ids_per_call: 1,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    // C1-09 does not say what becomes of whoever is connected, only that nobody can log in.
    when_connected: WhenConnected::Skip,
    allowed_states: &[WorkspaceState::Available],
    transient: None,
    final_states: &[WorkspaceState::AdminMaintenance],
    follow: Follow::SameId,
    // C1-09: at once, which is inferred. Later than that a read has company, and calls are what is scarce.
    earliest_s: 15,
    usual_s: 20,
    typical_s: 300,
    longest_s: 3_600,
    // The state is set, not changed by so much: what is read back decides, and setting it twice is setting it.
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMoreIfNotConnected },
    irreversible: None,
};

/// domain.md C1-09; design 6.1.
static MAINTENANCE_OFF: VerbFacts = VerbFacts {
    verb: Verb::MaintenanceOff,
    name: "maintenance off",
    done_word: "taken out of maintenance",
    // Nobody can be logged in.
    when_connected: WhenConnected::Ignore,
    allowed_states: &[WorkspaceState::AdminMaintenance],
    transient: None,
    final_states: &[WorkspaceState::Available],
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    ..MAINTENANCE_ON
};

/// domain.md A2-07, A2-10, A2-15, A2-16, C1-08; design 6.1. One call a volume; its user goes on working.
static RESIZE: VerbFacts = VerbFacts {
    verb: Verb::Resize,
    name: "resize",
    done_word: "resized",
    operation: "ModifyWorkspaceProperties",
    ids_per_call: 1,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    when_connected: WhenConnected::Ignore,
    allowed_states: &[WorkspaceState::Available, WorkspaceState::Stopped],
    transient: None,
    // A volume has grown or not, whatever the desktop itself is in.
    final_states: &[
        WorkspaceState::Available,
        WorkspaceState::Stopped,
        WorkspaceState::AdminMaintenance,
        WorkspaceState::Impaired,
        WorkspaceState::Unhealthy,
        WorkspaceState::Error,
    ],
    follow: Follow::SameId,
    // A2-07 quotes 20 to 30 minutes a volume; half of that, for nobody says what the least is.
    earliest_s: 600,
    usual_s: 1_800,
    typical_s: 2 * 3_600,
    // A2-15 has no most: "usually up to 2 h, longer for bulk". After a day a person should look at it.
    longest_s: 24 * 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

/// domain.md B-03, B-15, B-17, B-23, C1-08; design 6.1.
static MODIFY: VerbFacts = VerbFacts {
    verb: Verb::Modify,
    name: "modify",
    done_word: "modified",
    operation: "ModifyWorkspaceProperties",
    ids_per_call: 1,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    when_connected: WhenConnected::Skip,
    allowed_states: &[WorkspaceState::Available, WorkspaceState::Stopped],
    transient: None,
    final_states: &[WorkspaceState::Available, WorkspaceState::Stopped, WorkspaceState::AdminMaintenance],
    follow: Follow::SameId,
    // A running mode changes at once (B-17), a compute type or protocol takes from 20 minutes to an hour.
    earliest_s: 60,
    usual_s: 1_200,
    typical_s: 3_600,
    longest_s: 6 * 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

/// domain.md C1-10, C2-06; design 6.1.
static TERMINATE: VerbFacts = VerbFacts {
    verb: Verb::Terminate,
    name: "terminate",
    done_word: "terminated",
    operation: "TerminateWorkspaces",
    ids_per_call: 25,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Severe,
    when_connected: WhenConnected::Skip,
    // All but SUSPENDED, and those that are on their way out already.
    allowed_states: &[
        WorkspaceState::Available,
        WorkspaceState::Stopped,
        WorkspaceState::Pending,
        WorkspaceState::Impaired,
        WorkspaceState::Unhealthy,
        WorkspaceState::Rebooting,
        WorkspaceState::Starting,
        WorkspaceState::Rebuilding,
        WorkspaceState::Restoring,
        WorkspaceState::Maintenance,
        WorkspaceState::AdminMaintenance,
        WorkspaceState::Updating,
        WorkspaceState::Stopping,
        WorkspaceState::Error,
    ],
    transient: Some(WorkspaceState::Terminating),
    final_states: &[WorkspaceState::Terminated],
    follow: Follow::Gone,
    // C1-10 says about 5 minutes.
    earliest_s: 60,
    usual_s: 300,
    typical_s: 1_200,
    longest_s: 2 * 3_600,
    // Listed as before after the window is a No, however long nobody looked: nothing that was terminated comes back.
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: Some("the desktops with both drives, all that is saved on them, their ids and addresses"),
};

/// States in which a desktop has its network interface, and keeps it.
const HAS_INTERFACE: &[WorkspaceState] = &[
    WorkspaceState::Available,
    WorkspaceState::Impaired,
    WorkspaceState::Unhealthy,
    WorkspaceState::Rebooting,
    WorkspaceState::Starting,
    WorkspaceState::AdminMaintenance,
    WorkspaceState::Updating,
    WorkspaceState::Stopping,
    WorkspaceState::Stopped,
    WorkspaceState::Error,
];

/// domain.md F, J; design 6.1. A call of EC2, one an interface.
static SECURITY_GROUP: VerbFacts = VerbFacts {
    verb: Verb::SecurityGroup,
    name: "security-group",
    done_word: "changed",
    operation: "ModifyNetworkInterfaceAttribute",
    ids_per_call: 1,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    // The groups are those of the desktop's own traffic: what streams it goes another way (J-01).
    when_connected: WhenConnected::Ignore,
    allowed_states: HAS_INTERFACE,
    transient: None,
    final_states: HAS_INTERFACE,
    follow: Follow::SameId,
    // EC2 shows a change at once, or a moment later.
    earliest_s: 2,
    usual_s: 2,
    typical_s: 60,
    longest_s: 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

impl VerbFacts {
    /// Tells whether it changes a network interface: a call of EC2, which has a pace of its own and is read back there.
    #[must_use]
    pub fn is_of_interface(&self) -> bool {
        self.verb == Verb::SecurityGroup
    }
}

impl Verb {
    /// All verbs, in the order of the command list.
    pub const ALL: &'static [Self] = &[
        Self::Migrate,
        Self::Reboot,
        Self::Start,
        Self::Stop,
        Self::MaintenanceOn,
        Self::MaintenanceOff,
        Self::Resize,
        Self::Modify,
        Self::Terminate,
        Self::SecurityGroup,
    ];

    /// Returns the verb's row.
    #[must_use]
    pub fn facts(self) -> &'static VerbFacts {
        match self {
            Self::Migrate => &MIGRATE,
            Self::Reboot => &REBOOT,
            Self::Start => &START,
            Self::Stop => &STOP,
            Self::MaintenanceOn => &MAINTENANCE_ON,
            Self::MaintenanceOff => &MAINTENANCE_OFF,
            Self::Resize => &RESIZE,
            Self::Modify => &MODIFY,
            Self::Terminate => &TERMINATE,
            Self::SecurityGroup => &SECURITY_GROUP,
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
