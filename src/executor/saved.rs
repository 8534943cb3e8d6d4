//! Whether the work on a desktop is in a volume snapshot, right before a call that brings one back.
//!
//! Judged by what is read now: the connection, our own sightings of somebody at work, what CloudWatch shows where those say
//! nothing, and, where any of them says that the snapshot of the plan is too old, the snapshots. Sends no changes.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::ExecError;
use super::admit::is_passing;
use super::facts::Fresh;
use super::run::Session;
use crate::aws::{Fault, FaultKind};
use crate::model::{Clocks, StepId, Unsaved, Workspace, WorkspaceId};
use crate::planner::document::{Fact, Requirement};

/// After how long volume snapshots are read again that the service could not tell, in seconds: a read is repeated for a minute
/// already.
pub(super) const AGAIN_S: i64 = 900;

/// Whether CloudWatch is asked when desktops were used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Watched {
    /// It is, where nobody else can tell.
    Asked,
    /// It could not tell once, and is not asked again in this session.
    Silent,
}

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

    /// Asks CloudWatch when those were used of which nobody else can tell: a call for all of the group. Where it can't be asked
    /// it is judged without, as it is where nobody may ask it. Tells whether it shows anything.
    pub(super) async fn read_uses(&mut self, group: &[StepId], fresh: &mut Fresh) -> Result<bool, Fault> {
        let mut since = BTreeMap::new();
        for id in group.iter().filter(|_| self.watched == Watched::Asked) {
            let step = self.step(id);
            let Some(workspace) = fresh.workspaces.get(self.desktop(step)) else { continue };
            let asks = |requirement: &Requirement| {
                let Fact::SavedSinceUse(asked) = &requirement.that else { return None };
                asked.asks_since(workspace, fresh.read_at)
            };
            since.extend(step.requires.iter().find_map(asks).map(|at| (workspace.workspace_id.clone(), at)));
        }
        if since.is_empty() {
            return Ok(false);
        }
        match self.parts.aws.uses(&since, self.parts.clock.now()).await {
            Ok(found) => {
                for (id, at) in &found {
                    if let Some(workspace) = fresh.workspaces.get_mut(id) {
                        let clocks = workspace.deskfleet.clocks.get_or_insert_with(Clocks::default);
                        clocks.used_at = clocks.used_at.max(Some(*at));
                    }
                }
                fresh.uses = found;
            }
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(_) => self.watched = Watched::Silent,
        }
        Ok(!fresh.uses.is_empty())
    }

    /// Reads the volume snapshots of those that were used since the one that the plan saw: a call each, and once each.
    ///
    /// One that can't be read now keeps only itself waiting: those that were not read yet come again without it.
    pub(super) async fn read_snapshots(&self, group: &[StepId], fresh: &mut Fresh) -> Result<bool, Fault> {
        let mut has_read = false;
        for id in group {
            let target = &self.step(id).target.workspace_id;
            let Some(workspace) = fresh.workspaces.get_mut(target) else { continue };
            let asks = |requirement: &Requirement| not_saved(&requirement.that, workspace, fresh.read_at).is_some();
            if workspace.deskfleet.volume_snapshots.is_some() || !self.step(id).requires.iter().any(asks) {
                continue;
            }
            if !fresh.later.is_empty() {
                fresh.later.insert(target.clone(), None);
                continue;
            }
            has_read = true;
            match self.parts.aws.volume_snapshots(target).await {
                Ok(found) => workspace.deskfleet.volume_snapshots = Some(found),
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) if fault.kind == FaultKind::Gone => {} // its state will say so
                Err(fault) if fault.kind == FaultKind::Unknown => {
                    let reason = format!("its volume snapshots could not be read: {}", fault.message);
                    fresh.later.insert(target.clone(), Some(reason));
                }
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
