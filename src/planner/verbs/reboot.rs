//! Reboot: a desktop's operating system starts anew (domain.md C1-04, C2-01).

use super::{Call, VerbRow, by_id, call_by_id};
use crate::model::Verb;
use crate::planner::Case;
use crate::planner::rules::{KEY, KEY_UNREAD, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&KEY, &STANDBY_TOO, &KEY_UNREAD],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: true,
    also: &[],
    goal: |_| Ok(()),
    same: |_| None,
    build: by_id,
};

/// One restart, also for verbs that need one at their end.
pub(super) fn call(case: &Case<'_>) -> Call {
    call_by_id(case, Verb::Reboot)
}
