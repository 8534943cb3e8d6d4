//! Builds the step of a target: the call, what must hold right before it, and what proves it.
//!
//! Common to all verbs; what differs comes from the verb's row. `check` builds the same requirements again to see
//! whether an edited plan still has them.

use jiff::Timestamp;

use super::Case;
use super::document::{Fact, Otherwise, Proof, Requirement, Step, TargetRef};
use super::rules;
use super::verbs::Call;
use crate::model::{Danger, StepId, WhenConnected, WorkspaceState};

/// Builds the step of a target.
pub(super) fn build(case: &Case<'_>, number: usize, not_before: Option<Timestamp>) -> Step {
    let facts = case.context.facts;
    let call = (case.context.row.build)(case);
    let requires = requirements(case, &call);
    Step {
        id: StepId::from_service(format!("S-{number:04}")),
        verb: facts.verb,
        operation: facts.operation.to_owned(),
        parameters: call.parameters,
        target: TargetRef::from(case.target),
        named: case.named,
        requires,
        follows: Vec::new(),
        not_before,
        late_after_s: facts.typical_s,
        deadline_s: facts.longest_s,
        proof: Proof {
            follow: facts.follow,
            states: facts.final_states.to_vec(),
            bundle_id: call.bundle_id,
            known_ids: case.known_ids(),
        },
        repeat: facts.unknown.after_no,
    }
}

/// Lists what must hold right before sending; the first that does not decides what becomes of the target.
///
/// A lowered rule asks for nothing. Where it was about the state or the groups, the requirement takes in what was seen:
/// the exception covers what was shown to whoever made it, and nothing that comes later.
pub(super) fn requirements(case: &Case<'_>, call: &Call) -> Vec<Requirement> {
    let context = case.context;
    let mut requires = call.requires.clone();
    let state = &case.target.state;
    let mut states = call.states.to_vec();
    // The service's own maintenance passes, whenever it begins; anything else is a reason to leave the target out.
    let waits = !context.is_lowered(rules::MAINTENANCE.id);
    if waits {
        requires.push(Requirement {
            that: Fact::StateNot(WorkspaceState::Maintenance),
            otherwise: Otherwise::Hold,
            rule: rules::MAINTENANCE.id.to_owned(),
        });
    }
    let is_waited_for = waits && *state == WorkspaceState::Maintenance;
    if !is_waited_for && !states.contains(state) {
        states.push(state.clone()); // only a lowered rule lets such a target come here
    }
    requires.push(Requirement {
        that: Fact::StateIn(states),
        otherwise: Otherwise::Skip,
        rule: rules::STATE.id.to_owned(),
    });
    let otherwise = match context.policy.connected {
        WhenConnected::Skip => Some(Otherwise::Skip),
        WhenConnected::Defer => Some(Otherwise::Hold),
        WhenConnected::Ignore => None,
    };
    if let (Some(otherwise), false) = (otherwise, context.is_lowered(rules::CONNECTED.id)) {
        requires.push(Requirement { that: Fact::NotConnected, otherwise, rule: rules::CONNECTED.id.to_owned() });
    }
    if context.facts.danger == Danger::Severe && !context.is_lowered(rules::PROTECTED.id) {
        requires.push(Requirement {
            that: Fact::NotTagged(context.policy.protect_tag.clone()),
            otherwise: Otherwise::Skip,
            rule: rules::PROTECTED.id.to_owned(),
        });
    }
    requires
}
