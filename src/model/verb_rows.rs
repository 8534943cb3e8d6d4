//! The rows of the verbs: what the service says of each (domain.md C), and how it is carried out and proven (design 6).
//!
//! Data only; the words of a row are explained in `verb`.

use super::WorkspaceState;
use super::verb::{AfterNo, Danger, Follow, Strategy, UnknownRule, Verb, VerbFacts, WhenConnected};

/// domain.md C1-01, E; design 6.1.
pub(super) static PROVISION: VerbFacts = VerbFacts {
    verb: Verb::Provision,
    name: "provision",
    done_word: "made",
    operation: "CreateWorkspaces",
    ids_per_call: 25,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    danger: Danger::Moderate,
    // Nobody is at work on what is not there.
    when_connected: WhenConnected::Ignore,
    // As which a desktop that is wanted counts until it is there.
    allowed_states: &[WorkspaceState::Pending],
    transient: None,
    final_states: &[WorkspaceState::Available],
    follow: Follow::Created,
    // C1-01: 10 to 20 minutes; an encrypted root volume has a time of its own.
    earliest_s: 600,
    usual_s: 900,
    typical_s: 1_200,
    longest_s: 4 * 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

/// domain.md C1-07, C2-04, D-01, D-18, D-19, D-21; design 6.1.
pub(super) static MIGRATE: VerbFacts = VerbFacts {
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
pub(super) static REBOOT: VerbFacts = VerbFacts {
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
pub(super) static START: VerbFacts = VerbFacts {
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
pub(super) static STOP: VerbFacts = VerbFacts {
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
pub(super) static MAINTENANCE_ON: VerbFacts = VerbFacts {
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
pub(super) static MAINTENANCE_OFF: VerbFacts = VerbFacts {
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
pub(super) static RESIZE: VerbFacts = VerbFacts {
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
pub(super) static MODIFY: VerbFacts = VerbFacts {
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
pub(super) static TERMINATE: VerbFacts = VerbFacts {
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

/// States in which a desktop has a record that can have tags.
const HAS_RECORD: &[WorkspaceState] = &[
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
    WorkspaceState::Suspended,
    WorkspaceState::Updating,
    WorkspaceState::Stopping,
    WorkspaceState::Error,
];

/// domain.md H-11, H-12; design 6.1. Which state a desktop has to be in for it nobody says: any but on its way out.
pub(super) static TAG_SET: VerbFacts = VerbFacts {
    verb: Verb::TagSet,
    name: "tag set",
    done_word: "tagged",
    operation: "CreateTags",
    ids_per_call: 1,
    in_flight_default: None,
    in_flight_max: None,
    strategy: Strategy::Rolling,
    // More where many are changed, or one loses its protection: the plan says.
    danger: Danger::Mild,
    when_connected: WhenConnected::Ignore,
    allowed_states: HAS_RECORD,
    transient: None,
    final_states: HAS_RECORD,
    follow: Follow::SameId,
    // The service shows a change at once, or a moment later; the Tagging API within the next look.
    earliest_s: 2,
    usual_s: 2,
    typical_s: 60,
    longest_s: 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: false, after_no: AfterNo::OnceMore },
    irreversible: None,
};

/// domain.md H-13; design 6.1.
pub(super) static TAG_REMOVE: VerbFacts = VerbFacts {
    verb: Verb::TagRemove,
    name: "tag remove",
    done_word: "untagged",
    operation: "DeleteTags",
    transient: None,
    ..TAG_SET
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
pub(super) static SECURITY_GROUP: VerbFacts = VerbFacts {
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

/// domain.md C1-05, C2-02; design 6.1.
pub(super) static REBUILD: VerbFacts = VerbFacts {
    verb: Verb::Rebuild,
    name: "rebuild",
    done_word: "rebuilt",
    operation: "RebuildWorkspaces",
    ids_per_call: 1,
    in_flight_default: Some(25),
    in_flight_max: None,
    strategy: Strategy::Waves,
    danger: Danger::Severe,
    when_connected: WhenConnected::Defer,
    allowed_states: &[
        WorkspaceState::Available,
        WorkspaceState::Error,
        WorkspaceState::Unhealthy,
        WorkspaceState::Stopped,
        WorkspaceState::Rebooting,
    ],
    transient: Some(WorkspaceState::Rebuilding),
    final_states: &[WorkspaceState::Available],
    follow: Follow::SameId,
    // C1-05 says up to an hour; nobody says what the least is.
    earliest_s: 600,
    usual_s: 2_400,
    typical_s: 3_600,
    longest_s: 12 * 3_600,
    unknown: UnknownRule { window_s: 900, gap_hides_no: true, after_no: AfterNo::OnceMoreSoon },
    irreversible: Some(
        "drive C: with what was installed, and work on drive D: newer than the last volume snapshot; the address changes",
    ),
};

/// domain.md C1-06, C2-03; design 6.1.
pub(super) static RESTORE: VerbFacts = VerbFacts {
    verb: Verb::Restore,
    name: "restore",
    done_word: "restored",
    operation: "RestoreWorkspace",
    allowed_states: &[
        WorkspaceState::Available,
        WorkspaceState::Error,
        WorkspaceState::Unhealthy,
        WorkspaceState::Stopped,
    ],
    transient: Some(WorkspaceState::Restoring),
    // C1-06 says nothing of how long: as patient as with a rebuild.
    unknown: UnknownRule { window_s: 900, gap_hides_no: true, after_no: AfterNo::Never },
    irreversible: Some("all that is newer than the last volume snapshots, on both drives"),
    ..REBUILD
};
