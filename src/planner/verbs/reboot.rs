//! Reboot: a desktop's operating system starts anew (domain.md C1-04, C2-01). Its rules are those of every verb.

use std::collections::BTreeMap;

use super::{Call, VerbRow};
use crate::planner::Case;

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    goal: |_| Ok(()),
    same: |_| None,
    build,
};

fn build(case: &Case<'_>) -> Call {
    Call {
        parameters: BTreeMap::from([("WorkspaceId".to_owned(), case.target.workspace_id.to_string())]),
        states: case.context.facts.allowed_states,
        requires: Vec::new(),
        bundle_id: None,
    }
}
