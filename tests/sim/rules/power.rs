//! Where each rule of the verbs that start, stop, keep and destroy desktops bites.

use deskfleet::model::Verb;

use super::Breaks;
use super::fleet::{Before, Row, row};

const ON: Verb = Verb::MaintenanceOn;

/// What somebody else changes meanwhile.
const GROWS: Before = Before::Theirs(r#"{"UserVolumeSizeGib": 100}"#);
const GETS_LARGER: Before = Before::Theirs(r#"{"ComputeTypeName": "POWER"}"#);
const STREAMS_ANEW: Before = Before::Theirs(r#"{"Protocols": ["WSP"]}"#);

/// What the service makes of a call that it names as failed for a desktop is told inside HTTP 200, but for maintenance.
pub(super) static TABLE: &[Row] = &[
    Row { with: &["STATE-01"], ..row("SAME-01", Verb::Start, "plain", Breaks::Refused("C1-02")) },
    Row { with: &["STATE-01"], ..row("SAME-01", Verb::Stop, "stopped", Breaks::Refused("C1-03")) },
    row("STATE-01", Verb::Reboot, "stopped", Breaks::Refused("C1-04")),
    row("STATE-01", Verb::Start, "unhealthy", Breaks::Refused("C1-02")),
    row("STATE-01", Verb::Start, "impaired", Breaks::Refused("C1-02")),
    row("STATE-01", Verb::Reboot, "impaired", Breaks::Refused("C1-04")),
    row("STATE-01", Verb::Start, "admin-maintenance", Breaks::Refused("C1-02")),
    row("STATE-01", Verb::Stop, "admin-maintenance", Breaks::Refused("C1-03")),
    row("STATE-01", ON, "unhealthy", Breaks::Refused("C1-09")),
    row("STATE-01", Verb::MaintenanceOff, "stopped", Breaks::Refused("C1-09")),
    row("STATE-01", Verb::Terminate, "suspended", Breaks::Refused("C1-10")),
    row("STATE-02", Verb::Reboot, "maintenance", Breaks::Refused("C1-04")),
    row("STATE-02", Verb::Start, "maintenance", Breaks::Refused("C1-02")),
    row("STATE-02", Verb::Stop, "maintenance", Breaks::Refused("C1-03")),
    row("STATE-02", ON, "maintenance", Breaks::Refused("C1-09")),
    Row { before: Before::Hangs(10), ..row("STATE-03", Verb::Reboot, "plain", Breaks::Refused("C1-04")) },
    Row { before: GROWS, ..row("MOD-01", Verb::Reboot, "plain", Breaks::Refused("A2-16")) },
    Row { before: GROWS, ..row("MOD-01", Verb::Start, "small", Breaks::Refused("A2-16")) },
    Row { before: GETS_LARGER, ..row("MOD-01", Verb::Reboot, "plain", Breaks::Refused("B-15")) },
    Row { before: STREAMS_ANEW, ..row("MOD-01", Verb::Reboot, "pcoip", Breaks::Refused("B-23")) },
    Row { before: GETS_LARGER, ..row("MODE-02", Verb::Stop, "plain", Breaks::Refused("B-15")) },
    Row { before: STREAMS_ANEW, ..row("MODE-02", Verb::Stop, "pcoip", Breaks::Refused("B-23")) },
    row("MODE-01", Verb::Stop, "hundred", Breaks::Refused("C1-03")),
    row("KEY-01", Verb::Reboot, "disabled-key", Breaks::Noted("C1-04")),
    row("KEY-02", Verb::Start, "disabled-key-stopped", Breaks::Noted("M")),
    row("KEY-02", Verb::Start, "deleted-key", Breaks::Noted("M")),
    row("KEY-03", Verb::Reboot, "disabled-key", Breaks::Noted("C1-04")),
    row("HIB-01", Verb::Stop, "gpu", Breaks::Nothing(|_, after| after.state == "STOPPED" && !after.hibernated)),
    row("HIB-02", Verb::Stop, "guarded", Breaks::Nothing(|_, after| after.state == "STOPPED" && !after.hibernated)),
    row("STBY-02", Verb::Start, "standby", Breaks::Nothing(|_, after| after.state == "AVAILABLE")),
    // Two hours later, twice as long as it would have waited for its user.
    row("MAINT-01", ON, "plain", Breaks::Nothing(|_, after| after.state == "ADMIN_MAINTENANCE")),
];
