//! Start: a desktop that is stopped comes up, with its memory where it was kept (domain.md C1-02, C2-01).

use super::{Call, VerbRow, by_id_unless_modified, call_by_id, modify};
use crate::model::{Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{KEY_PERHAPS, KEY_UNREAD, RUNNING_MODE, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&RUNNING_MODE, &modify::BUSY, &STANDBY_TOO, &KEY_PERHAPS, &KEY_UNREAD],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: Some(|_| true),
    also: &[],
    goal: |_| Ok(()),
    same: |case| super::already(case, &WorkspaceState::Available),
    build: by_id_unless_modified,
};

/// One start, also for verbs that restart what is stopped.
pub(super) fn call(case: &Case<'_>) -> Call {
    call_by_id(case, Verb::Start)
}
