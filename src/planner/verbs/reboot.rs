//! Reboot: a desktop's operating system starts anew (domain.md C1-04, C2-01).

use super::{VerbRow, by_id};
use crate::planner::rules::{KEY, KEY_UNREAD, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&KEY, &STANDBY_TOO, &KEY_UNREAD],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: true,
    goal: |_| Ok(()),
    same: |_| None,
    build: by_id,
};
