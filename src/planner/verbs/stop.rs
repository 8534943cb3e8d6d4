//! Stop: a desktop shuts down, and its memory is kept where the service can (domain.md C1-03, C2-01).

use super::{Call, VerbRow, call_by_id, modify};
use crate::model::{Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::document::Requirement;
use crate::planner::rules::{MEMORY, MEMORY_UNKNOWN, RESTARTS, RUNNING_MODE, STANDBY_TOO};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&RUNNING_MODE, &RESTARTS, &STANDBY_TOO, &MEMORY, &MEMORY_UNKNOWN],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: None,
    also: &[],
    goal: |_| Ok(()),
    same: |case| super::already(case, &WorkspaceState::Stopped),
    build,
};

/// What the rule holds back waits until nothing is modified any more; it is not looked for where nothing was found.
fn build(case: &Case<'_>) -> Vec<Call> {
    let restarts = (RESTARTS.check)(case).is_some() && !case.context.is_lowered(RESTARTS.id);
    let until_done = Requirement { rule: RESTARTS.id.to_owned(), ..modify::not_busy() };
    let call = call_by_id(case, Verb::Stop);
    vec![Call { requires: restarts.then_some(until_done).into_iter().collect(), ..call }]
}
