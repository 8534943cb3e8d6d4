//! Desktops that are made: by which mark they are known for ours, and users whom a directory does not know yet.
//!
//! A call that makes desktops has no token that would keep it from being carried out twice. What keeps a user from a second
//! one is the service, which refuses it; what tells our own desktop from anybody else's is the tag that each call gives it.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::ExecError;
use super::admit::Admission;
use super::judge::Judgement;
use super::run::Session;
use crate::aws::{Fault, FaultKind};
use crate::journal::{AttemptOutcome, StepRow, StepState};
use crate::model::{Follow, PlanId, StepId, Workspace, WorkspaceState};
use crate::planner::document::{ACCEPT_EXISTING, Step};

/// How often the directory is asked again for a user, in seconds.
const USER_AGAIN_S: i64 = 60;

/// What a session knows of desktops that could not be made yet.
#[derive(Default)]
pub(super) struct Creations {
    /// Steps whose users the directory does not know yet, and when it is asked again.
    pub(super) awaited: BTreeMap<StepId, Timestamp>,
    /// When the service said first that the directory has no such user.
    unknown_since: BTreeMap<StepId, Timestamp>,
    /// With how many steps each may share a call, since larger ones with it were refused.
    together_at_most: BTreeMap<StepId, usize>,
}

/// Whose a desktop is that is there for a step's directory and user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// It has our mark.
    Ours,
    /// It has no mark and what can't be changed is as wanted: it is taken for ours, and that is said.
    Adopted(String),
    /// It has no mark, and something that can't be changed does not show yet.
    NotYet,
    /// It is somebody else's.
    Other(String),
}

/// Returns the value of the tag that a step's desktop gets.
pub(super) fn mark(plan: &PlanId, step: &StepId) -> String {
    format!("{}/{step}", plan.short())
}

/// Tells whose a desktop is, whose tags were read (design 6.1).
pub(super) fn whose(step: &Step, mark: &str, new: &Workspace) -> Whose {
    let id = &new.workspace_id;
    match new.tag(Workspace::MARKER) {
        Some(value) if value == mark => return Whose::Ours,
        Some(_) => return Whose::Other(format!("another run made {id} for this user")),
        None => {}
    }
    if let Some(wanted) = step.proof.bundle_id.as_ref().filter(|wanted| **wanted != new.bundle_id) {
        return Whose::Other(format!("exists, differs: {id} is on bundle {}, not {wanted}", new.bundle_id));
    }
    let properties = &new.workspace_properties;
    // A size that was not asked for is the bundle's.
    for (name, has) in
        [("RootVolumeSizeGib", properties.root_volume_size_gib), ("UserVolumeSizeGib", properties.user_volume_size_gib)]
    {
        let Some(asked) = step.parameters.get(&format!("WorkspaceProperties.{name}")) else { continue };
        match has.map(|has| has.to_string()) {
            None => return Whose::NotYet,
            Some(has) if has != *asked => {
                return Whose::Other(format!("exists, differs: {id} has another {name}"));
            }
            Some(_) => {}
        }
    }
    // What was made without encryption never gets any (domain.md E-16); while it is made that may not show yet.
    for (name, has) in [
        ("RootVolumeEncryptionEnabled", new.root_volume_encryption_enabled),
        ("UserVolumeEncryptionEnabled", new.user_volume_encryption_enabled),
    ] {
        match has {
            _ if !step.parameters.contains_key(name) => {}
            Some(true) => {}
            None if new.state == WorkspaceState::Pending => return Whose::NotYet,
            None | Some(false) => return Whose::Other(format!("exists, differs: {id} has no {name}")),
        }
    }
    Whose::Adopted(format!(
        "adopted: {id} has no mark of ours; its bundle, and the sizes and encryption asked for, are as wanted"
    ))
}

impl Session<'_> {
    /// Tells what a desktop that is there means for the step that was to make it, unless it is to be judged like ours.
    pub(super) fn judge_owner(&self, row: &mut StepRow, found: &Workspace) -> Option<Judgement> {
        let step = self.step(&row.step);
        match whose(step, &mark(&self.plan.id, &step.id), found) {
            Whose::Ours => None,
            Whose::Adopted(how) => {
                row.reason = Some(how);
                None
            }
            Whose::NotYet => {
                (row.no_reads, row.last_no_at) = (0, None);
                Some(Judgement::Wait)
            }
            Whose::Other(fact) if self.plan.intent.parameters.contains_key(ACCEPT_EXISTING) && found.stays() => {
                row.new_id = Some(found.workspace_id.clone());
                row.reason = Some(format!("{fact}; it is taken as it is"));
                Some(Judgement::Done)
            }
            Whose::Other(fact) => Some(Judgement::Failed(fact)),
        }
    }

    /// Puts the steps of a call that was refused as a whole back, to be sent with half as many each: for one bad request the
    /// service may refuse all of them (domain.md E-18), and does not say which it is. Tells whether it did.
    pub(super) fn halve(&mut self, batch: &[StepId], fault: &Fault) -> Result<bool, ExecError> {
        let is_creation = |id: &StepId| self.step(id).proof.follow == Follow::Created;
        let is_of_one = fault.kind == FaultKind::Rejected && !fault.says_full();
        if !is_of_one || batch.len() < 2 || !batch.iter().all(is_creation) {
            return Ok(false);
        }
        self.postponed = 0;
        let said = AttemptOutcome::NotApplied(fault.to_string());
        let back = |id: &StepId| (StepRow { state: StepState::Waiting, ..self.rows[id].clone() }, said.clone());
        let outcomes: Vec<(StepRow, AttemptOutcome)> = batch.iter().map(back).collect();
        self.parts.journal.outcome(&self.run, &outcomes, self.parts.clock.now())?;
        for (row, outcome) in outcomes {
            self.creations.together_at_most.insert(row.step.clone(), batch.len().div_ceil(2));
            self.tell(&row, &outcome);
            self.put(row);
        }
        Ok(true)
    }

    /// Returns how many of the admitted steps, at most so many, may share a call by what was refused before.
    pub(super) fn fit_together(&self, most: usize) -> usize {
        let mut most = most;
        let fits = |(place, admission): &(usize, &Admission)| {
            most = self.creations.together_at_most.get(&admission.step).map_or(most, |own| most.min(*own));
            *place < most
        };
        self.admitted.iter().enumerate().take_while(fits).count()
    }

    /// Returns the parameters of a step's call as they are sent: what makes a desktop marks it.
    pub(super) fn marked(&self, step: &Step, parameters: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut parameters = parameters.clone();
        if step.proof.follow == Follow::Created {
            parameters.insert(format!("Tags.{}", Workspace::MARKER), mark(&self.plan.id, &step.id));
        }
        parameters
    }

    /// Whether the service says that what a step makes is there already: then it is looked at.
    pub(super) fn is_there(&self, row: &StepRow, fault: &Fault) -> bool {
        self.step(&row.step).proof.follow == Follow::Created && fault.says_exists()
    }

    /// Whether the service says that the directory does not know the user of a desktop that is to be made.
    pub(super) fn lacks_user(&self, row: &StepRow, fault: &Fault) -> bool {
        self.step(&row.step).proof.follow == Follow::Created && fault.says_no_user()
    }

    /// Puts a step off whose user the directory does not know: users come to it late from another one. Tells whether it
    /// did; who is not there for as long as the policy says, from the first time that the service said so, is not.
    pub(super) fn awaits_user(&mut self, row: &StepRow, fault: &Fault) -> bool {
        let lacks = self.lacks_user(row, fault);
        let Some(wait_s) = self.plan.policy.wait_for_user_s.filter(|_| lacks) else { return false };
        let now = self.parts.clock.now();
        let wait_s = i64::try_from(wait_s).unwrap_or(i64::MAX);
        let first = *self.creations.unknown_since.entry(row.step.clone()).or_insert(now);
        let waited_s = now.duration_since(first).as_secs();
        if waited_s >= wait_s {
            return false;
        }
        // The last look is at the very end.
        let again_s = USER_AGAIN_S.min(wait_s - waited_s).max(1);
        let again_at = now.checked_add(SignedDuration::from_secs(again_s)).unwrap_or(Timestamp::MAX);
        self.creations.awaited.insert(row.step.clone(), again_at);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::super::judge_tests::{NEW, OLD, desktop, step};
    use super::*;
    use crate::model::Tag;

    /// A mark tells; without one only what can never be changed decides, as far as it shows.
    #[test]
    fn whose_a_desktop_is() {
        let is = |change: &dyn Fn(&mut Workspace)| {
            let mut step = step();
            step.parameters =
                [("WorkspaceProperties.RootVolumeSizeGib", "175"), ("RootVolumeEncryptionEnabled", "true")]
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .into();
            let mut new = desktop("ws-new000001", WorkspaceState::Pending, NEW);
            new.workspace_properties.root_volume_size_gib = Some(175);
            new.root_volume_encryption_enabled = Some(true);
            change(&mut new);
            match whose(&step, "plan/S-0001", &new) {
                Whose::Ours => "ours".to_owned(),
                Whose::Adopted(how) => how,
                Whose::NotYet => "not yet".to_owned(),
                Whose::Other(why) => why,
            }
        };
        let marked = |value: &str| {
            let tag = Tag { key: Workspace::MARKER.to_owned(), value: value.to_owned() };
            is(&move |new| {
                new.bundle_id = desktop("ws-1", new.state.clone(), OLD).bundle_id;
                new.deskfleet.tags = Some(vec![tag.clone()]);
            })
        };
        assert_eq!(marked("plan/S-0001"), "ours", "whatever it is by now");
        assert!(marked("plan/S-0002").starts_with("another run made ws-new000001"));
        for (found, differs) in [
            (is(&|_| {}), ""),
            (is(&|new| new.state = WorkspaceState::Available), ""),
            (is(&|new| new.workspace_properties.user_volume_size_gib = Some(10)), ""), // nobody asked
            (is(&|new| new.workspace_properties.root_volume_size_gib = Some(80)), "another RootVolumeSizeGib"),
            (
                is(&|new| new.bundle_id = desktop("ws-1", new.state.clone(), OLD).bundle_id),
                "is on bundle wsb-old000001, not wsb-new000001",
            ),
            (is(&|new| new.root_volume_encryption_enabled = Some(false)), "no RootVolumeEncryptionEnabled"),
            (
                is(&|new| {
                    new.state = WorkspaceState::Available;
                    new.root_volume_encryption_enabled = None;
                }),
                "no RootVolumeEncryptionEnabled",
            ),
        ] {
            let start = if differs.is_empty() { "adopted: " } else { "exists, differs: " };
            assert!(found.starts_with(start) && found.ends_with(differs), "{found}");
        }
        // What does not show yet is no ground to take it, nor to leave it.
        assert_eq!(is(&|new| new.workspace_properties.root_volume_size_gib = None), "not yet");
        assert_eq!(is(&|new| new.root_volume_encryption_enabled = None), "not yet");
    }
}
