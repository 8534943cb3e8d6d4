//! Stop: a desktop shuts down, and its memory is kept where the service can (domain.md C1-03, C2-01).

use super::{VerbRow, by_id};
use crate::model::WorkspaceState;
use crate::planner::rules::{MEMORY, RUNNING_MODE, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&RUNNING_MODE, &STANDBY_TOO, &MEMORY],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: false,
    also: &[],
    goal: |_| Ok(()),
    same: |case| super::already(case, &WorkspaceState::Stopped),
    build: by_id,
};
