//! What another machine has done of a plan, from what is seen now: how `adopt` begins. Pure.
//!
//! Nothing is guessed: done is what is as wanted and could not have been so before, in flight is what shows that it is
//! under way, and of all else nothing is known, so it is still to be done; but what is never sent again by itself, and leaves no
//! trace on a desktop, is then left to a person. When the calls were sent nobody knows; they
//! are dated now, which keeps every clock that they may have started on the safe side.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::judge::may_go_from;
use crate::inventory::Snapshot;
use crate::journal::{StepRow, StepState};
use crate::model::{
    AfterNo, DirectoryId, End, Follow, Property, SeenChange, StepId, Workspace, WorkspaceId, WorkspaceState,
};
use crate::planner::document::{Plan, Step};

/// Returns the rows of the steps that are done or in flight; `seen` has the whole fleet, with the interfaces of desktops that are
/// made anew, and `trail` what CloudTrail shows since the plan was made, as far as it was asked.
#[must_use]
pub fn found(plan: &Plan, seen: &Snapshot, trail: &[SeenChange], now: Timestamp) -> BTreeMap<StepId, StepRow> {
    let by_id: BTreeMap<&WorkspaceId, &Workspace> =
        seen.workspaces.iter().map(|workspace| (&workspace.workspace_id, workspace)).collect();
    let mut of_user: BTreeMap<(&DirectoryId, String), Vec<&Workspace>> = BTreeMap::new();
    for workspace in &seen.workspaces {
        let owner = (&workspace.directory_id, workspace.user_name.to_lowercase());
        of_user.entry(owner).or_default().push(workspace);
    }
    let mut chains: BTreeMap<&WorkspaceId, Vec<&Step>> = BTreeMap::new();
    for step in &plan.steps {
        chains.entry(&step.target.workspace_id).or_default().push(step);
    }
    let mut rows = Vec::new();
    for (target, steps) in chains {
        let source = by_id.get(target).copied();
        let Some(step) = steps.first() else { continue };
        match step.proof.follow {
            Follow::NewId => {
                let known: BTreeSet<&WorkspaceId> = step.proof.known_ids.iter().collect();
                let owner = (&step.target.directory_id, step.target.user_name.to_lowercase());
                let theirs = of_user.get(&owner).into_iter().flatten().copied();
                let newcomer = theirs.into_iter().find(|workspace| !known.contains(&workspace.workspace_id));
                // One that changes already, and whose new id does not show yet: whether it is ours is seen later.
                let begun = source.filter(|source| source.state == WorkspaceState::Updating);
                rows.extend(
                    newcomer
                        .map(|new| under_new_id(step, source, new, now))
                        .or_else(|| begun.map(|_| StepRow { state: StepState::Unknown, ..sent(step, now) })),
                );
            }
            Follow::Created => {
                let owner = (&step.target.directory_id, step.target.user_name.to_lowercase());
                let is_new = |seen: &&&Workspace| !step.proof.known_ids.contains(&seen.workspace_id);
                // Whose it is its tags tell, which are read with the next look.
                let theirs = of_user.get(&owner).into_iter().flatten().find(is_new);
                rows.extend(theirs.map(|_| StepRow { state: StepState::Unknown, ..sent(step, now) }));
            }
            Follow::SameId => rows.extend(source.into_iter().flat_map(|source| of_chain(&steps, source, trail, now))),
            Follow::Gone => rows.push(match source {
                Some(source) => match under_same_id(step, source, trail, now) {
                    Some(row) => row,
                    None => continue,
                },
                // One listing that lacks it proves nothing (design 6.1): it is looked for by its id and its user.
                None => StepRow { state: StepState::Unknown, ..sent(step, now) },
            }),
        }
    }
    rows.into_iter().map(|row| (row.step.clone(), row)).collect()
}

/// What is done of the steps of a target that follow one another, and the one that is under way: all before it are done, and
/// nothing behind it is begun.
///
/// A value tells how far they are, since it was not there before; a state only what comes right after what is done.
fn of_chain(steps: &[&Step], source: &Workspace, trail: &[SeenChange], now: Timestamp) -> Vec<StepRow> {
    let mut rows = Vec::new();
    // `ModificationStates` names the volume and not the size that it goes to: the first that is not there yet.
    let is_begun = |place: usize| {
        let Some(property) = &steps[place].proof.property else { return false };
        let before = steps[..place].iter().rev().filter_map(|step| step.proof.property.as_ref());
        let is_same = |before: &&Property| before.resource() == property.resource() && before.resource().is_some();
        let same = before.into_iter().find(is_same);
        property.holds(source) || property.is_changing(source) && same.is_none_or(|before| before.holds(source))
    };
    let last = (0..steps.len())
        .rev()
        .find(|place| is_begun(*place) && under_same_id(steps[*place], source, trail, now).is_some());
    let first_open = last.unwrap_or(0);
    rows.extend(steps[..first_open].iter().map(|step| done(sent(step, now), now)));
    for step in &steps[first_open..] {
        let row = under_same_id(step, source, trail, now);
        let is_done = row.as_ref().is_some_and(|row| row.end.is_some());
        rows.extend(row);
        if !is_done {
            break;
        }
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

fn under_same_id(step: &Step, source: &Workspace, trail: &[SeenChange], now: Timestamp) -> Option<StepRow> {
    if step.proof.groups.is_some() {
        return None; // its interface is read before it is sent
    }
    if step.proof.tags.is_some() {
        return None; // what was sent does no more when it is sent again
    }
    if let Some(property) = &step.proof.property {
        if property.is_changing(source) {
            return Some(StepRow { seen_transient: true, ..sent(step, now) });
        }
        let is_end = property.holds(source) && !property.has_failed(source);
        return (is_end && step.proof.states.contains(&source.state)).then(|| done(sent(step, now), now));
    }
    let is_final = step.proof.states.contains(&source.state);
    let under_way = || StepRow { seen_transient: true, ..sent(step, now) };
    // One that was made anew has another interface; what it has come to is seen later, where it is not yet up.
    let has = source.deskfleet.interface.as_ref().map(|interface| &interface.network_interface_id);
    if let Some((before, has)) = step.proof.interface_not.as_ref().zip(has)
        && before != has
    {
        // It was up, and may have stopped since.
        let was_up = is_final || source.state == WorkspaceState::Stopped;
        return Some(if was_up { done(sent(step, now), now) } else { under_way() });
    }
    let is_transient = step.verb.facts().transient.as_ref() == Some(&source.state);
    if step.repeat == AfterNo::Never && !is_transient {
        return Some(never_again(step, source, trail, now));
    }
    // A state from which it could still be sent proves nothing.
    if may_go_from(step, &source.state) {
        return None;
    }
    if is_transient {
        return Some(under_way());
    }
    is_final.then(|| done(sent(step, now), now))
}

/// What is not sent again by itself: done where CloudTrail shows the call and the desktop is up, and else nobody knows.
fn never_again(step: &Step, source: &Workspace, trail: &[SeenChange], now: Timestamp) -> StepRow {
    let (what, _) = step.changes();
    let is_shown = trail.iter().any(|change| change.workspace == source.workspace_id && change.what == what);
    if is_shown && step.proof.states.contains(&source.state) {
        return done(sent(step, now), now);
    }
    let (state, verb) = (&source.state, step.verb);
    let reason = if is_shown {
        format!("CloudTrail shows the call, and the desktop is {state}")
    } else {
        format!("the desktop is {state}, and nothing shows whether another machine has sent {verb} for it")
    };
    StepRow {
        state: StepState::Settled,
        end: Some(End::Unknown),
        ended_at: Some(now),
        reason: Some(format!("{reason}; look, and {verb} it yourself")),
        ..sent(step, now)
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Changed, Compute, GroupChange, ModificationState, Verb};
    use crate::planner::document::{Fact, Otherwise, Requirement, Seal};

    fn plan() -> Plan {
        Plan::read(include_str!("../../tests/fuzz/seeds/plans/migrate.json"), Seal::Intact).expect("a plan")
    }

    /// Where the first step's user has which desktops, by id, state and bundle: what that says of the step.
    fn state_of(desktops: &[(&str, &str, &str)]) -> Option<(StepState, Option<End>)> {
        let plan = plan();
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        let mut seen = plan.observed.clone();
        let target = &plan.steps[0].target;
        let model = seen.workspaces.iter().find(|seen| seen.workspace_id == target.workspace_id).expect("it").clone();
        seen.workspaces.retain(|workspace| workspace.workspace_id != target.workspace_id);
        let wanted = plan.steps[0].proof.bundle_id.clone().expect("a bundle");
        for (id, state, bundle) in desktops {
            let mut workspace = model.clone();
            if *id != "old" {
                workspace.workspace_id = WorkspaceId::from_service(*id);
                workspace.user_name = workspace.user_name.to_uppercase();
            }
            workspace.state = WorkspaceState::from(*state);
            if *bundle == "new" {
                workspace.bundle_id = wanted.clone();
            }
            seen.workspaces.push(workspace);
        }
        let rows = found(&plan, &seen, &[], now);
        let others = rows.keys().filter(|id| **id != plan.steps[0].id).count();
        assert_eq!(others, 0, "nothing was seen of the others");
        rows.get(&plan.steps[0].id).map(|row| (row.state, row.end))
    }

    #[test]
    fn only_what_is_seen_counts() {
        let in_flight = Some((StepState::Accepted, None));
        let table = [
            (vec![("old", "AVAILABLE", "old")], None),
            (vec![], None),
            (vec![("old", "AVAILABLE", "old"), ("ws-new000001", "PENDING", "new")], in_flight),
            (vec![("old", "AVAILABLE", "old"), ("ws-new000001", "AVAILABLE", "new")], in_flight),
            (vec![("ws-new000001", "PENDING", "new")], in_flight),
            (vec![("ws-new000001", "AVAILABLE", "old")], in_flight),
            (vec![("ws-new000001", "AVAILABLE", "new")], Some((StepState::Settled, Some(End::Done)))),
            (
                vec![("old", "TERMINATED", "old"), ("ws-new000001", "AVAILABLE", "new")],
                Some((StepState::Settled, Some(End::Done))),
            ),
        ];
        for (desktops, expected) in table {
            assert_eq!(state_of(&desktops), expected, "{desktops:?}");
        }
    }

    /// A step of a verb that keeps the id, as a plan has it, from these states.
    fn in_place(verb: Verb, property: Option<Property>, from: &[WorkspaceState]) -> Plan {
        let mut plan = plan();
        plan.steps.truncate(1);
        let step = &mut plan.steps[0];
        step.verb = verb;
        step.requires = vec![Requirement {
            that: Fact::StateIn(from.to_vec()),
            otherwise: Otherwise::Skip,
            rule: "STATE-01".to_owned(),
        }];
        step.proof.follow = Follow::SameId;
        step.proof.states = verb.facts().final_states.to_vec();
        (step.proof.bundle_id, step.proof.property) = (None, property);
        plan
    }

    /// What a step of such a plan is, once its target was changed so.
    fn after(plan: &Plan, change: impl FnOnce(&mut Workspace)) -> Option<(StepState, Option<End>)> {
        let mut seen = plan.observed.clone();
        let target = &plan.steps[0].target.workspace_id;
        change(seen.workspaces.iter_mut().find(|workspace| workspace.workspace_id == *target).expect("it"));
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        let rows = found(plan, &seen, &[], now);
        rows.get(&plan.steps[0].id).map(|row| (row.state, row.end))
    }

    const IN_FLIGHT: Option<(StepState, Option<End>)> = Some((StepState::Accepted, None));
    const DONE: Option<(StepState, Option<End>)> = Some((StepState::Settled, Some(End::Done)));

    /// A desktop that is being migrated may show no second id yet: whether it is ours is seen later, and it is not sent.
    #[test]
    fn a_source_that_changes_already_is_unknown() {
        let unknown = Some((StepState::Unknown, None));
        assert_eq!(state_of(&[("old", "UPDATING", "old")]), unknown);
        assert_eq!(state_of(&[("old", "UPDATING", "old"), ("ws-new000001", "PENDING", "new")]), IN_FLIGHT);
    }

    /// Of a state only what the step could not have been sent from says anything.
    #[test]
    fn a_state_counts_when_the_call_can_not_have_found_it() {
        use WorkspaceState::{Available, Error, Rebooting, Starting, Stopped, Stopping};
        let (start, stop, reboot) = (Verb::Start, Verb::Stop, Verb::Reboot);
        for (verb, from, state, expected) in [
            (start, Stopped, Stopped, None),
            (start, Stopped, Starting, IN_FLIGHT),
            (start, Stopped, Available, DONE),
            (start, Stopped, Error, None),
            (stop, Available, Available, None),
            (stop, Available, Stopping, IN_FLIGHT),
            (stop, Available, Stopped, DONE),
            (reboot, Available, Available, None),
            (reboot, Available, Rebooting, IN_FLIGHT),
            // It hung when the plan was made, and may hang still; once it is up nothing is left to do.
            (reboot, Rebooting, Rebooting, None),
            (reboot, Rebooting, Available, DONE),
        ] {
            let plan = in_place(verb, None, std::slice::from_ref(&from));
            assert_eq!(after(&plan, |seen| seen.state = state.clone()), expected, "{verb} from {from}, {state}");
        }
    }

    /// A value counts once it holds, nothing says that it failed, and the desktop is up or down for good.
    #[test]
    fn a_property_counts_by_its_value() {
        use WorkspaceState::{Available, Error, Stopped, Updating};
        let plan = in_place(Verb::Modify, Some(Property::ComputeType(Compute::Power)), &[Available, Stopped]);
        let under_way =
            |state: &str| ModificationState { resource: "COMPUTE_TYPE".to_owned(), state: state.to_owned() };
        for (compute, modification, state, expected) in [
            (Compute::Standard, None, Available, None),
            // Whoever changes it: it is under way, and what becomes of it is seen.
            (Compute::Standard, Some("UPDATE_INITIATED"), Available, IN_FLIGHT),
            (Compute::Standard, Some("UPDATE_IN_PROGRESS"), Updating, IN_FLIGHT),
            (Compute::Standard, Some("UPDATE_FAILED"), Available, None),
            (Compute::Power, Some("UPDATE_IN_PROGRESS"), Available, IN_FLIGHT),
            (Compute::Power, Some("UPDATE_FAILED"), Available, None),
            (Compute::Power, None, Available, DONE),
            (Compute::Power, None, Stopped, DONE),
            (Compute::Power, None, Error, None),
        ] {
            let what = format!("{compute} {modification:?} {state}");
            let found = after(&plan, |seen| {
                seen.state = state;
                seen.workspace_properties.compute_type_name = Some(compute);
                seen.modification_states = modification.map(under_way).into_iter().collect();
            });
            assert_eq!(found, expected, "{what}");
        }
    }

    /// A rebuild by its interface, which was another one; what puts groups back after it is still to be done.
    #[test]
    fn a_rebuild_counts_by_its_interface() {
        use WorkspaceState::{Available, Error, Rebuilding, Stopped};
        let mut plan = in_place(Verb::Rebuild, None, &[Available, Stopped, Error]);
        plan.steps[0].proof.interface_not = Some("eni-old".to_owned());
        let mut groups = in_place(Verb::SecurityGroup, None, &[Available]).steps.remove(0);
        groups.id = StepId::from_service("S-0002");
        (groups.proof.groups, groups.follows) = (Some(GroupChange::default()), vec![plan.steps[0].id.clone()]);
        plan.steps.push(groups);
        for (state, interface, expected) in [
            (Available, Some("eni-new"), DONE),
            (Stopped, Some("eni-new"), DONE),
            (Available, Some("eni-old"), None),
            (Available, None, None),
            (Rebuilding, Some("eni-new"), IN_FLIGHT),
            (Rebuilding, None, IN_FLIGHT),
            // What it came to is judged as ever.
            (Error, Some("eni-new"), IN_FLIGHT),
        ] {
            let change = |seen: &mut Workspace| {
                seen.state = state.clone();
                seen.deskfleet.interface = interface.map(|id| {
                    let record = serde_json::json!({"NetworkInterfaceId": id, "Groups": []});
                    serde_json::from_value(record).expect("an interface")
                });
            };
            assert_eq!(after(&plan, change), expected, "{state} {interface:?}");
            let mut seen = plan.observed.clone();
            seen.workspaces.iter_mut().for_each(change);
            let rows = found(&plan, &seen, &[], "2026-01-06T08:00:00Z".parse().expect("a timestamp"));
            assert!(
                !rows.contains_key(&plan.steps[1].id),
                "{state} {interface:?}: groups are read before they are sent"
            );
        }
    }

    /// How far a chain is, by the sizes, what is being modified, and the state: the last sign counts.
    #[test]
    fn a_chain_is_done_as_far_as_its_last_sign() {
        use WorkspaceState::{Available, Rebooting};
        let mut plan = in_place(Verb::Modify, Some(Property::UserGib(100)), &[Available]);
        let first = plan.steps[0].clone();
        for (id, property) in [("S-0002", Property::RootGib(175)), ("S-0003", Property::UserGib(150))] {
            let mut step = Step { id: StepId::from_service(id), ..first.clone() };
            step.proof.property = Some(property);
            plan.steps.push(step);
        }
        let reboot = in_place(Verb::Reboot, None, &[Available]).steps.remove(0);
        plan.steps.push(Step { id: StepId::from_service("S-0004"), ..reboot });
        let places = 0..plan.steps.len();
        plan.steps[1..].iter_mut().for_each(|step| step.follows = vec![first.id.clone()]);
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        for (sizes, changing, state, expected) in [
            ((80, 50), None, Available, "...."),
            ((80, 50), None, Rebooting, "...."),
            ((80, 50), Some("USER_VOLUME"), Available, "f..."),
            ((80, 100), None, Available, "d..."),
            ((80, 100), Some("ROOT_VOLUME"), Available, "df.."),
            ((175, 100), None, Available, "dd.."),
            ((175, 100), Some("USER_VOLUME"), Available, "ddf."),
            ((175, 150), None, Available, "ddd."),
        ] {
            let mut seen = plan.observed.clone();
            let of = |resource: &str| ModificationState {
                resource: resource.to_owned(),
                state: "UPDATE_IN_PROGRESS".to_owned(),
            };
            for workspace in &mut seen.workspaces {
                workspace.state = state.clone();
                let own = &mut workspace.workspace_properties;
                (own.root_volume_size_gib, own.user_volume_size_gib) = (Some(sizes.0), Some(sizes.1));
                workspace.modification_states = changing.map(of).into_iter().collect();
            }
            let rows = found(&plan, &seen, &[], now);
            let word = |place: usize| match rows.get(&plan.steps[place].id).map(|row| row.end) {
                None => '.',
                Some(None) => 'f',
                Some(Some(_)) => 'd',
            };
            assert_eq!(places.clone().map(word).collect::<String>(), expected, "{sizes:?} {changing:?} {state}");
        }
    }

    /// A desktop that is there for somebody who was to get one may be ours: its tags tell later, and nothing is sent for it.
    #[test]
    fn what_was_to_be_made_is_looked_for_by_its_user() {
        let mut plan = in_place(Verb::Provision, None, &[]);
        let seen = plan.observed.clone();
        let step = &mut plan.steps[0];
        (step.proof.follow, step.requires) = (Follow::Created, Vec::new());
        step.proof.known_ids.clear();
        let owner = seen.workspace(&step.target.workspace_id).expect("it").clone();
        step.target.workspace_id = WorkspaceId::of_new(&owner.directory_id, &owner.user_name);
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        let state = |plan: &Plan| found(plan, &seen, &[], now).get(&plan.steps[0].id).map(|row| (row.state, row.end));
        assert_eq!(state(&plan), Some((StepState::Unknown, None)));
        plan.steps[0].target.user_name = owner.user_name.to_uppercase();
        assert_eq!(state(&plan), Some((StepState::Unknown, None)), "names don't depend on case");
        plan.steps[0].target.user_name = "somebody.else".to_owned();
        assert_eq!(state(&plan), None);
        plan.steps[0].target.user_name.clone_from(&owner.user_name);
        plan.steps[0].proof.known_ids = vec![owner.workspace_id.clone()];
        assert_eq!(state(&plan), None, "the plan knew it");
    }

    /// A restore leaves no trace, so none is ever sent on a guess: CloudTrail may show that it was sent, and else a person has
    /// to look.
    #[test]
    fn a_restore_is_never_sent_again() {
        use WorkspaceState::{Available, Maintenance, Restoring, Unhealthy};
        let mut plan = in_place(Verb::Restore, None, &[Available, Unhealthy]);
        plan.steps[0].repeat = AfterNo::Never;
        plan.steps[0].operation = "RestoreWorkspace".to_owned();
        let target = plan.steps[0].target.workspace_id.clone();
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        let event = |workspace: &WorkspaceId, what| SeenChange {
            workspace: workspace.clone(),
            what,
            after: None,
            at: now,
            event: "e".to_owned(),
            who: None,
        };
        let nobody = WorkspaceId::from_service("ws-nobody001");
        let shown = [event(&target, Changed::Restore)];
        let others = [event(&target, Changed::Reboot), event(&nobody, Changed::Restore)];
        let unknown = Some((StepState::Settled, Some(End::Unknown)));
        for (trail, state, expected) in [
            (&[][..], Available, unknown),
            (&others, Available, unknown),
            (&shown, Available, DONE),
            (&shown, Unhealthy, unknown),
            (&[], Maintenance, unknown),
            (&[], Restoring, IN_FLIGHT),
        ] {
            let mut seen = plan.observed.clone();
            for workspace in &mut seen.workspaces {
                workspace.state = state.clone();
            }
            let rows = found(&plan, &seen, trail, now);
            let row = rows.get(&plan.steps[0].id);
            assert_eq!(row.map(|row| (row.state, row.end)), expected, "{trail:?} {state}");
        }
    }

    /// What was sent when nobody knows: now, so that no clock is taken for over that may run.
    #[test]
    fn what_is_found_is_dated_now() {
        let plan = in_place(Verb::Start, None, &[WorkspaceState::Stopped]);
        let mut seen = plan.observed.clone();
        let now: Timestamp = "2026-01-06T08:00:00Z".parse().expect("a timestamp");
        for workspace in &mut seen.workspaces {
            workspace.state = WorkspaceState::Starting;
        }
        let rows = found(&plan, &seen, &[], now);
        let row = &rows[&plan.steps[0].id];
        assert_eq!((row.attempts, row.first_sent_at, row.last_sent_at), (1, Some(now), Some(now)));
        assert!(row.seen_transient, "and what comes after it is its end");
        seen.workspaces.clear();
        assert!(found(&plan, &seen, &[], now).is_empty(), "one that is gone says nothing");
    }
}
