//! Restore: both drives are set back to their last volume snapshots (domain.md C1-06, C2-03).

use super::{VerbRow, by_id_unless_modified, modify};
use crate::model::WorkspaceState;
use crate::planner::rules;

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &rules::STANDBY,
        &modify::BUSY,
        &rules::BOTH_SNAPSHOTS,
        &rules::UNSAVED,
        &rules::LOSS,
        &rules::KEY_PERHAPS,
        &rules::KEY_UNREAD,
        &rules::SNAPSHOT_AGE,
    ],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: true,
    interface: false,
    keys: Some(|_| true),
    also: &[],
    goal: |_| Ok(()),
    same: |_| None,
    build: by_id_unless_modified,
};
