//! Each way of damaging a plan, and the note that it gets.

use super::document::{Fact, Plan};
use super::testing::{OLD, all, at, id, intent, now, planned, policy, snapshot, subnet, workspace};
use super::{History, Weight, check};
use crate::inventory::{Criterion, Selected};
use crate::model::{AfterNo, BundleId, ConnectionState, Follow, StepId, WorkspaceState};

/// Three desktops, the last of them held.
fn plan() -> Plan {
    let mut fleet = snapshot((1..=3).map(workspace).collect());
    fleet.subnets[0] = subnet(1, 2);
    fleet.workspaces[2].deskfleet.connection.as_mut().expect("a connection").connection_state =
        ConnectionState::Connected;
    planned(&fleet, &policy())
}

fn open(plan: &mut Plan, window: &str) {
    plan.policy.calendar.windows = vec![window.parse().expect("a window")];
}

/// A target that is asked for less than the others came through the same filters as they.
#[test]
fn no_target_is_spared_a_filter() {
    let fleet = snapshot((1..=3).map(workspace).collect());
    let mut policy = policy();
    policy.calendar.windows = vec!["20:00-12:00 UTC".parse().expect("a window")];
    let filters = vec![Criterion::State(vec![WorkspaceState::Available])];
    let selected = Selected { filters, ..all(&fleet) };
    let mut plan = super::plan(&fleet, &intent(), &selected, &policy, &History::default(), now()).expect("a plan");
    plan.steps[1].requires.pop();
    let plan = plan.seal().expect("sealed");
    let notes: Vec<String> = check(&plan, None).into_iter().map(|note| note.text).collect();
    assert_eq!(notes, ["S-0002: it lacks a requirement of SEL-02: it passes `--state`"]);
}

type Damage = (fn(&mut Plan), &'static str);

static FATAL: &[Damage] = &[
    (|plan| plan.schema = 2, "schema 2 is not known"),
    (|plan| plan.expires_at = plan.made_at, "it expires at"),
    (|plan| plan.scope.region = "eu-west-1".to_owned(), "what was observed is of"),
    (|plan| plan.policy.wave = 0, "`wave` is 0"),
    (|plan| plan.policy.max_in_flight = None, "at most 25 for migrate"),
    (|plan| plan.policy.max_in_flight = Some(26), "at most 25 for migrate"),
    (|plan| plan.policy.max_in_flight = Some(0), "`max_in_flight` is 0"),
    (|plan| plan.policy.per_window = Some(5), "say nothing without windows"),
    (|plan| plan.policy.max_duration_s = Some(0), "nothing would ever be sent"),
    (|plan| plan.policy.after_canary_s = Some(1_000_000_000_000), "`after_canary_s` is beyond all time"),
    (|plan| plan.policy.after_canary_s = Some(u64::MAX), "`after_canary_s` is beyond all time"),
    (|plan| open(plan, "22:00-05:00 UTC"), "open long enough for migrate, which takes up to 12h"),
    (
        |plan| {
            open(plan, "00:00-24:00 UTC");
            plan.policy.per_window = Some(5);
        },
        "counts by windows that close",
    ),
    (
        |plan| {
            plan.policy.canary = 1;
            plan.policy.canary_targets = [id(3)].into();
        },
        "the first wave is not the canary",
    ),
    (|plan| plan.observed.workspaces.reverse(), "not sorted"),
    (|plan| drop(plan.intent.parameters.remove("bundle_id")), "needs the bundle"),
    (|plan| plan.steps[0].operation = "TerminateWorkspaces".to_owned(), "S-0001: migrate is done by"),
    (|plan| plan.steps[0].deadline_s = 1, "S-0001: it is late after"),
    (|plan| plan.steps[0].late_after_s = 0, "S-0001: it is late after"),
    (|plan| plan.steps[0].repeat = AfterNo::OnceMoreIfNotConnected, "`repeat`"),
    (|plan| drop(plan.steps[0].parameters.insert("BundleId".to_owned(), OLD.to_owned())), "its parameters"),
    (
        |plan| {
            let parameters = &mut plan.steps[0].parameters;
            parameters.insert("SourceWorkspaceId".to_owned(), id(2).to_string());
        },
        "its parameters",
    ),
    (|plan| plan.steps[0].requires.clear(), "lacks a requirement of SAME-01"),
    (
        |plan| drop(plan.steps[0].requires.pop()),
        "lacks a requirement of SNAP-01: its last volume snapshot has all work",
    ),
    (
        |plan| plan.steps[0].requires.retain(|requirement| requirement.rule != "PROT-01"),
        "lacks a requirement of PROT-01: it has no tag `deskfleet-protect`",
    ),
    (|plan| drop(plan.steps[0].requires.remove(5)), "lacks a requirement of CONN-01: nobody is connected"),
    (|plan| widen(plan), "lacks a requirement of STATE-01"),
    (|plan| drop(plan.steps[0].requires.remove(2)), "lacks a requirement of MOD-01: nothing of it is being modified"),
    (
        |plan| plan.steps[0].requires[1].that = Fact::GroupsWithin(vec!["sg-more".to_owned()]),
        "lacks a requirement of SG-01",
    ),
    (|plan| plan.steps[0].proof.follow = Follow::SameId, "follows another id"),
    (|plan| plan.steps[0].proof.states = vec![WorkspaceState::Pending], "not over"),
    (|plan| plan.steps[0].proof.states.clear(), "not over"),
    (|plan| plan.steps[0].proof.bundle_id = Some(BundleId::from_service(OLD)), "its proof is not the bundle"),
    (|plan| plan.steps[0].proof.known_ids.clear(), "does not know all desktops"),
    (|plan| plan.steps[0].target = plan.steps[1].target.clone(), "has 2 steps, the intent gives it 1"),
    (|plan| plan.steps[0].target.user_name = "mallory".to_owned(), "another directory or user"),
    (|plan| drop(plan.observed.workspaces.remove(0)), "ws-00000001 is not among what was observed"),
    (|plan| plan.steps[0].id = plan.steps[1].id.clone(), "S-0002 is the number of more than one step"),
    (|plan| plan.waves[0].clear(), "wave 1 has 0 targets"),
    (|plan| plan.policy.wave = 1, "wave 1 has 2 targets, it can have 1 to 1"),
    (|plan| drop(plan.waves.pop()), "S-0003 is in no wave"),
    (|plan| plan.waves.push(plan.waves[0].clone()), "S-0001 is in more than one wave"),
    (|plan| plan.waves.push(vec![StepId::from_service("S-0009")]), "there is no step S-0009"),
    (
        |plan| plan.observed.subnets[0].available_ip_address_count = 1,
        "takes 2 addresses in subnet-00000001, 1 are free",
    ),
    (|plan| plan.waves.reverse(), "held steps stand in the last waves"),
    (|plan| plan.waves = vec![plan.waves.iter().flatten().cloned().collect()], "held steps stand in the last waves"),
    (|plan| plan.held[0].workspace = None, "is held and has no step"),
    (|plan| plan.steps[0].follows = vec![StepId::from_service("S-0003")], "does not come before it"),
    (|plan| plan.steps[2].follows = vec![StepId::from_service("S-0009")], "which is in no wave"),
];

fn widen(plan: &mut Plan) {
    if let Fact::StateIn(states) = &mut plan.steps[0].requires[4].that {
        states.push(WorkspaceState::Suspended);
    }
}

#[test]
fn every_damage_gets_its_note() {
    assert_eq!(check(&plan(), Some(now())), []);
    for (number, (damage, expected)) in FATAL.iter().enumerate() {
        let mut plan = plan();
        damage(&mut plan);
        let notes = check(&plan, None);
        let found = notes.iter().any(|note| note.weight == Weight::Fatal && note.text.contains(expected));
        assert!(found, "{number}: {expected:?} not in {notes:#?}");
    }
}

#[test]
fn asking_for_more_is_allowed() {
    let mut plan = plan();
    let step = &mut plan.steps[0];
    step.requires[1].that = Fact::GroupsWithin(Vec::new());
    step.requires[4].that = Fact::StateIn(vec![WorkspaceState::Stopped]);
    step.requires.push(step.requires[5].clone());
    step.proof.known_ids.push(id(99));
    step.deadline_s *= 2;
    plan.steps[2].follows = vec![StepId::from_service("S-0001")];
    plan.policy.wave = 2;
    assert_eq!(check(&plan, None), []);
}

#[test]
fn time_is_judged_only_when_it_is_given() {
    let plan = plan();
    let late = check(&plan, Some(at("2026-01-12T08:00:00Z")));
    assert_eq!(late[0].weight, Weight::Fatal);
    assert_eq!(late[0].text, "it expired at 2026-01-12T08:00:00Z");
    assert_eq!(check(&plan, Some(at("2026-01-12T07:59:59Z"))), []);
    assert_eq!(check(&plan, Some(at("2026-01-01T00:00:00Z")))[0].weight, Weight::Warning);
}

#[test]
fn counts_that_people_read_are_compared() {
    let mut plan = plan();
    plan.estimate.calls.clear();
    plan.estimate.irreversible.clear();
    let notes = check(&plan, None);
    assert!(notes.iter().all(|note| note.weight == Weight::Warning));
    assert_eq!(notes.len(), 2);
}
