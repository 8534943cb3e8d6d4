//! The administrator's maintenance, on and off (domain.md C1-09): in it nobody can log in, the service starts, stops and
//! reboots nothing, and an `AutoStop` desktop no longer stops by itself.

use super::{Call, VerbRow, call_by_id};
use crate::model::{RunningMode, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{About, Finding, GUIDE, Rule, STANDBY_TOO, Severity};

pub(super) static ON: VerbRow = VerbRow {
    rules: &[&STANDBY_TOO, &COST],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: None,
    also: &[],
    goal: |_| Ok(()),
    same: |case| super::already(case, &WorkspaceState::AdminMaintenance),
    build: |case| set(case, &WorkspaceState::AdminMaintenance),
};

pub(super) static OFF: VerbRow = VerbRow {
    rules: &[&STANDBY_TOO],
    same: |case| super::already(case, &WorkspaceState::Available),
    build: |case| set(case, &WorkspaceState::Available),
    ..ON
};

fn set(case: &Case<'_>, state: &WorkspaceState) -> Vec<Call> {
    let mut call = call_by_id(case, case.context.facts.verb);
    call.parameters.insert("WorkspaceState".to_owned(), state.to_string());
    vec![call]
}

static COST: Rule = Rule {
    id: "MAINT-01",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C1-09"],
    dated: GUIDE,
    title: "no longer stops by itself",
    says: "an AutoStop desktop is not stopped while it is in the administrator's maintenance, and is paid for by the hour",
    advice: "end the maintenance as soon as it is done, with `deskfleet maintenance off`",
    check: |case| {
        let stops = case.target.workspace_properties.running_mode == Some(RunningMode::AutoStop);
        stops.then(|| Finding::of("in maintenance it does not stop by itself, and every hour is paid for"))
    },
};
