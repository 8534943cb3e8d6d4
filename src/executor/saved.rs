//! Whether the work on a desktop is in a volume snapshot, right before a call that brings one back.
//!
//! Judged by what is read now: the connection, our own sightings of somebody at work, and, where those say that the snapshot of
//! the plan is too old, the snapshots. Sends no changes.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::ExecError;
use super::admit::is_passing;
use super::run::Session;
use crate::aws::{Fault, FaultKind};
use crate::model::{StepId, Unsaved, Workspace, WorkspaceId};
use crate::planner::document::{Fact, Requirement};

impl Session<'_> {
    /// When somebody was last seen connected to the desktops whose work is asked for, by the plan's eyes or the journal's.
    pub(super) fn uses_of(&self, group: &[StepId]) -> Result<BTreeMap<WorkspaceId, Timestamp>, ExecError> {
        let asks = |id: &&StepId| {
            self.step(id).requires.iter().any(|requirement| matches!(requirement.that, Fact::SavedSinceUse(_)))
        };
        let mut uses = BTreeMap::new();
        for id in group.iter().filter(asks) {
            let target = &self.step(id).target.workspace_id;
            let planned = self.plan.observed.workspace(target).and_then(|seen| seen.deskfleet.clocks.as_ref()?.used_at);
            if let Some(at) = planned.max(self.parts.journal.use_of(target)?) {
                uses.insert(target.clone(), at);
            }
        }
        Ok(uses)
    }

    /// When the volume snapshot that a step needs should be there; `None`: it is, or nobody knows.
    pub(super) fn saved_at(&self, id: &StepId, seen: &Workspace, now: Timestamp) -> Option<Timestamp> {
        let requires = self.step(id).requires.iter();
        requires.filter_map(|requirement| not_saved(&requirement.that, seen, now)?.until).max()
    }

    /// Reads the volume snapshots of those that were used since the one that the plan saw: a call each.
    pub(super) async fn read_snapshots(
        &self,
        group: &[StepId],
        workspaces: &mut BTreeMap<WorkspaceId, Workspace>,
        read_at: Timestamp,
    ) -> Result<bool, Fault> {
        let mut has_read = false;
        for id in group {
            let target = &self.step(id).target.workspace_id;
            let Some(workspace) = workspaces.get_mut(target) else { continue };
            let asks = |requirement: &Requirement| not_saved(&requirement.that, workspace, read_at).is_some();
            if !self.step(id).requires.iter().any(asks) {
                continue;
            }
            has_read = true;
            match self.parts.aws.volume_snapshots(target).await {
                Ok(found) => workspace.deskfleet.volume_snapshots = Some(found),
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) if fault.kind == FaultKind::Gone => {} // its state will say so
                Err(fault) if is_passing(&fault) => return Err(fault),
                // What the plan saw still holds, and says no.
                Err(_) => {}
            }
        }
        Ok(has_read)
    }
}

/// Returns which work would be lost.
pub(super) fn not_saved(fact: &Fact, workspace: &Workspace, now: Timestamp) -> Option<Unsaved> {
    if let Fact::SavedSinceUse(asked) = fact { asked.unsaved(workspace, now) } else { None }
}
