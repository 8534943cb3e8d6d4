//! Reboot: a desktop's operating system starts anew (domain.md C1-04, C2-01).

use super::{VerbRow, by_id};
use crate::planner::rules::STANDBY_TOO;

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&STANDBY_TOO],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    goal: |_| Ok(()),
    same: |_| None,
    build: by_id,
};
