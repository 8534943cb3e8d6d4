//! What another machine has done of a plan, from what is seen now: how `adopt` begins. Pure.
//!
//! Nothing is guessed: done is what is as wanted and could not have been so before, in flight is what shows that it is
//! under way, and of all else nothing is known, so it is still to be done. When the calls were sent nobody knows; they
//! are dated now, which keeps every clock that they may have started on the safe side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::inventory::Snapshot;
use crate::journal::{StepRow, StepState};
use crate::model::{DirectoryId, End, Follow, StepId, Workspace, WorkspaceId, WorkspaceState};
use crate::planner::document::{Plan, Step};

/// Returns the rows of the steps that are done or in flight; `seen` has the whole fleet.
#[must_use]
pub fn found(plan: &Plan, seen: &Snapshot, now: Timestamp) -> BTreeMap<StepId, StepRow> {
    let by_id: BTreeMap<&WorkspaceId, &Workspace> =
        seen.workspaces.iter().map(|workspace| (&workspace.workspace_id, workspace)).collect();
    let mut of_user: BTreeMap<(&DirectoryId, String), Vec<&Workspace>> = BTreeMap::new();
    for workspace in &seen.workspaces {
        let owner = (&workspace.directory_id, workspace.user_name.to_lowercase());
        of_user.entry(owner).or_default().push(workspace);
    }
    let mut rows = BTreeMap::new();
    for step in &plan.steps {
        let source = by_id.get(&step.target.workspace_id).copied();
        let row = match step.proof.follow {
            Follow::NewId => {
                let known: BTreeSet<&WorkspaceId> = step.proof.known_ids.iter().collect();
                let owner = (&step.target.directory_id, step.target.user_name.to_lowercase());
                let theirs = of_user.get(&owner).into_iter().flatten().copied();
                let newcomer = theirs.into_iter().find(|workspace| !known.contains(&workspace.workspace_id));
                newcomer.map(|new| under_new_id(step, source, new, now))
            }
            Follow::SameId => source.and_then(|source| under_same_id(step, source, now)),
        };
        rows.extend(row.map(|row| (step.id.clone(), row)));
    }
    rows
}

/// A second desktop of the user that the plan did not know: the call arrived.
fn under_new_id(step: &Step, source: Option<&Workspace>, new: &Workspace, now: Timestamp) -> StepRow {
    let is_gone = source.is_none_or(|source| source.state == WorkspaceState::Terminated);
    let as_wanted = step.proof.states.contains(&new.state)
        && step.proof.bundle_id.as_ref().is_none_or(|bundle| *bundle == new.bundle_id);
    let row = StepRow { new_id: Some(new.workspace_id.clone()), seen_new: true, ..sent(step, now) };
    if is_gone && as_wanted { done(row, now) } else { row }
}

fn under_same_id(step: &Step, source: &Workspace, now: Timestamp) -> Option<StepRow> {
    let facts = step.verb.facts();
    if let Some(property) = &step.proof.property {
        if property.is_changing(source) {
            return Some(StepRow { seen_transient: true, ..sent(step, now) });
        }
        let is_end = property.holds(source) && !property.has_failed(source);
        return (is_end && step.proof.states.contains(&source.state)).then(|| done(sent(step, now), now));
    }
    if facts.transient.as_ref() == Some(&source.state) {
        return Some(StepRow { seen_transient: true, ..sent(step, now) });
    }
    // A state from which it could still be sent proves nothing.
    let is_end = step.proof.states.contains(&source.state) && !facts.allowed_states.contains(&source.state);
    is_end.then(|| done(sent(step, now), now))
}

fn sent(step: &Step, now: Timestamp) -> StepRow {
    StepRow {
        state: StepState::Accepted,
        attempts: 1,
        first_sent_at: Some(now),
        last_sent_at: Some(now),
        ..StepRow::waiting(step.id.clone())
    }
}

fn done(row: StepRow, now: Timestamp) -> StepRow {
    let reason = Some("found done when the run was adopted".to_owned());
    StepRow { state: StepState::Settled, end: Some(End::Done), ended_at: Some(now), reason, ..row }
}
