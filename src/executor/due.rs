//! Whether a stopped run can go on now: what `resume --due` asks before it touches it. Pure.
//!
//! Taken are runs that stopped for time alone, and only when time has brought what they stopped for. A run that stopped
//! for anything else waits for a person.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::chain::due_at;
use super::event::Stop;
use super::gate::{Gate, Leave, begun};
use super::revert::is_revert_due;
use crate::journal::{RunStatus, StepRow, StepState, StoredRun, Task};
use crate::model::{End, StepId, WorkspaceId};
use crate::planner::document::{Plan, PlanError, Seal, Step};

/// Tells whether a run stopped for a window, a hold or its longest duration, and could go on now; of an order: whether it is
/// to be taken back by now.
///
/// # Errors
/// When its stored plan can't be read.
pub fn is_due(stored: &StoredRun, now: Timestamp) -> Result<bool, PlanError> {
    if matches!(stored.row.task, Task::Around(_)) {
        return is_revert_due(stored, now);
    }
    let for_time = matches!(&stored.row.status, RunStatus::Stopped { why } if Stop::is_for_time(why));
    if !for_time {
        return Ok(false);
    }
    let plan = Plan::read(&stored.plan_text, Seal::Intact)?;
    let rows: BTreeMap<StepId, StepRow> = stored.steps.iter().map(|row| (row.step.clone(), row.clone())).collect();
    let in_flight =
        |row: &&StepRow| matches!(row.state, StepState::Intended | StepState::Accepted | StepState::Unknown);
    if stored.steps.iter().any(|row| in_flight(&row)) {
        return Ok(true); // somebody has to look at it, window or not
    }
    let is_done = |id: &StepId| rows.get(id).and_then(|row| row.end).is_some_and(End::is_as_wanted);
    let may_go = |step: &&Step| {
        let left = rows.get(&step.id).is_some_and(|row| matches!(row.state, StepState::Waiting | StepState::Held));
        left && due_at(step, &rows, now).is_none_or(|at| at <= now) && step.follows.iter().all(is_done)
    };
    let due: BTreeSet<&WorkspaceId> = plan.steps.iter().filter(may_go).map(|step| &step.target.workspace_id).collect();
    let leave = Gate::new(&plan).leave(now, &begun(&plan, &rows), |counted, _| !counted.is_disjoint(&due));
    Ok(!due.is_empty() && matches!(leave, Leave::Open { .. }))
}
