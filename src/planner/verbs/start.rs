//! Start: a desktop that is stopped comes up, with its memory where it was kept (domain.md C1-02, C2-01).

use super::{VerbRow, by_id};
use crate::model::WorkspaceState;
use crate::planner::rules::{RUNNING_MODE, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&RUNNING_MODE, &STANDBY_TOO],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    goal: |_| Ok(()),
    same: |case| super::already(case, &WorkspaceState::Available),
    build: by_id,
};
