//! Terminate: a desktop is destroyed with all that is on it (domain.md C1-10, C2-06).

use super::{VerbRow, call_by_id};
use crate::model::{Verb, WorkspaceState};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: None,
    also: &[],
    goal: |_| Ok(()),
    same: |case| {
        let going = [WorkspaceState::Terminating, WorkspaceState::Terminated];
        going.iter().find_map(|state| super::already(case, state))
    },
    build: |case| vec![call_by_id(case, Verb::Terminate)],
};
