//! Builds the steps of a target: the calls, what must hold right before each, and what proves it.
//!
//! Common to all verbs; what differs comes from the verb's row. `check` builds the same steps again to see whether an
//! edited plan still asks for as much.

use jiff::Timestamp;

use super::Case;
use super::document::{Fact, Otherwise, Proof, Requirement, Step, TargetRef, Wait};
use super::rules;
use super::verbs::{Call, row};
use crate::model::{Danger, Follow, StepId, WhenConnected, WorkspaceState};

/// Builds the steps of a target, numbered from `number` on; the first is not sent before `not_before`.
pub(super) fn build(case: &Case<'_>, calls: Vec<Call>, number: usize, not_before: Option<Timestamp>) -> Vec<Step> {
    let id = |place: usize| StepId::from_service(format!("S-{:04}", number + place));
    let step = |(place, call): (usize, Call)| {
        let facts = call.verb.facts();
        let requires = requirements(case, &call, place);
        Step {
            id: id(place),
            verb: call.verb,
            operation: facts.operation.to_owned(),
            parameters: call.parameters,
            target: TargetRef::from(case.target),
            named: case.named,
            requires,
            follows: place.checked_sub(1).map(id).into_iter().collect(),
            on: call.on.map(id),
            not_before: call.not_before.max(not_before.filter(|_| place == 0)),
            wait: call.wait.map(|(after, seconds)| Wait { after: id(after), seconds }),
            clock: call.clock,
            late_after_s: call.late_after_s.unwrap_or(facts.typical_s),
            deadline_s: facts.longest_s,
            proof: Proof {
                follow: facts.follow,
                states: facts.final_states.to_vec(),
                bundle_id: call.bundle_id,
                property: call.property,
                groups: call.groups,
                tags: call.tags,
                interface_not: call.interface_not,
                known_ids: case.known_ids(),
                kept: call.kept,
            },
            repeat: facts.unknown.after_no,
        }
    };
    calls.into_iter().enumerate().map(step).collect()
}

/// Lists what must hold right before sending; the first that does not decides what becomes of the target.
///
/// A lowered rule asks for nothing. Where it was about the state or the groups, the requirement takes in what was seen:
/// the exception covers what was shown to whoever made it, and nothing that comes later.
pub(super) fn requirements(case: &Case<'_>, call: &Call, place: usize) -> Vec<Requirement> {
    let context = case.context;
    let mut requires = call.requires.clone();
    if call.verb.facts().follow == Follow::Created {
        // Of what is not there nothing can be read, and that it is there the service says itself.
        requires.extend(rules::still_enabled(case, call));
        return requires;
    }
    let state = &case.target.state;
    let mut states = call.states.to_vec();
    // The service's own maintenance passes, whenever it begins; anything else is a reason to leave the target out.
    let waits = !context.is_lowered(rules::MAINTENANCE.id) && !call.verb.facts().is_of_tags();
    if waits {
        requires.push(Requirement {
            that: Fact::StateNot(WorkspaceState::Maintenance),
            otherwise: Otherwise::Hold,
            rule: rules::MAINTENANCE.id.to_owned(),
        });
    }
    let is_waited_for = waits && *state == WorkspaceState::Maintenance;
    if place == 0 && !is_waited_for && !states.contains(state) {
        states.push(state.clone()); // only a lowered rule lets such a target come here
    }
    // What was begun is not left half done because the desktop just starts or stops.
    let otherwise = if place == 0 { Otherwise::Skip } else { Otherwise::Hold };
    requires.push(Requirement { that: Fact::StateIn(states), otherwise, rule: rules::STATE.id.to_owned() });
    requires.extend(rules::still_enabled(case, call));
    let otherwise = match call.connected.unwrap_or(context.policy.connected) {
        WhenConnected::Skip if place == 0 => Some(Otherwise::Skip),
        WhenConnected::Skip | WhenConnected::Defer => Some(Otherwise::Hold),
        WhenConnected::Ignore => None,
    };
    if let (Some(otherwise), false) = (otherwise, context.is_lowered(rules::CONNECTED.id)) {
        requires.push(Requirement { that: Fact::NotConnected, otherwise, rule: rules::CONNECTED.id.to_owned() });
    }
    if call.verb.facts().danger == Danger::Severe && !context.is_lowered(rules::PROTECTED.id) {
        requires.push(Requirement {
            that: Fact::NotTagged(context.policy.protect_tag.clone()),
            otherwise: Otherwise::Skip,
            rule: rules::PROTECTED.id.to_owned(),
        });
    }
    requires.extend(rules::saved(case).filter(|_| row(call.verb).volume_snapshots));
    // Last, so that what passes is waited for, whatever was filtered by. Only the first step: what follows it was begun.
    // Without a window what was filtered has just passed; the tags of severe verbs are read again all the same.
    if place == 0 && !context.is_lowered(rules::FILTERED.id) {
        let is_late = !context.policy.calendar.is_always_open();
        let severe = call.verb.facts().danger == Danger::Severe;
        let again = context.filters.iter().filter(|filter| is_late || severe && filter.needs().tags);
        requires.extend(again.map(|filter| Requirement {
            that: Fact::Passes(filter.clone()),
            otherwise: Otherwise::Skip,
            rule: rules::FILTERED.id.to_owned(),
        }));
    }
    requires
}
