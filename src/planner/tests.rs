//! What must hold for every plan.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::document::{Fact, Otherwise, Plan, PlanError, Requirement, Seal, Step};
use super::testing::{
    OLD, WANTED, all, any_fleet, any_policy, at, bundle, connection, first, good, id, intent, now, planned, policy,
    snapshot, sole, subnet, systems, workspace,
};
use super::{History, Intent, Policy, check, plan, reads, reads_for};
use crate::inventory::{Condition, Criterion, Gap, Missing, Selected, Snapshot};
use crate::model::{
    BundleId, Change, Changed, Clocks, ConnectionState, Key, KeyState, ModificationState, OperatingSystem, RunId,
    RunningMode, SavedSince, SnapshotUse, Source, StepId, Verb, WhenConnected, WorkspaceId, WorkspaceState,
};

fn config() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

fn ends(plan: &Plan) -> Vec<String> {
    let verdicts = [&plan.unchanged, &plan.skipped, &plan.refused];
    let steps = plan.steps.iter().map(|step| step.target.workspace_id.to_string());
    let mut ends: Vec<String> =
        steps.chain(verdicts.into_iter().flatten().map(|verdict| verdict.target.clone())).collect();
    ends.sort();
    ends
}

fn step<'a>(plan: &'a Plan, id: &StepId) -> &'a Step {
    plan.step(id).expect("a step of the plan")
}

proptest! {
    #![proptest_config(config())]

    /// Every selected desktop comes to exactly one end, and no other desktop is touched.
    #[test]
    fn the_selected_and_only_they_come_to_an_end(
        fleet in any_fleet(),
        policy in any_policy(),
        chosen in proptest::collection::btree_set(0..60_usize, 0..30),
    ) {
        let workspaces: Vec<WorkspaceId> = chosen.into_iter().map(id).collect();
        let selected = Selected { workspaces: workspaces.clone(), ..Selected::default() };
        let plan = plan(&fleet, &intent(), &selected, &policy, &History::default(), now()).expect("a plan");
        let expected: Vec<String> = workspaces.iter().map(ToString::to_string).collect();
        prop_assert_eq!(ends(&plan), expected);
        prop_assert_eq!(plan.selected(), workspaces.len());
        for held in &plan.held {
            prop_assert!(plan.steps.iter().any(|step| Some(&step.target) == held.workspace.as_ref()));
        }
    }

    /// No wave is larger than policy and service allow, nor takes more addresses than its subnets have.
    #[test]
    fn waves_keep_to_their_limits(fleet in any_fleet(), policy in any_policy()) {
        let plan = planned(&fleet, &policy);
        let placed: Vec<&StepId> = plan.waves.iter().flatten().collect();
        prop_assert_eq!(placed.len(), plan.steps.len());
        prop_assert_eq!(placed.iter().collect::<BTreeSet<_>>().len(), plan.steps.len());
        for wave in &plan.waves {
            prop_assert!(!wave.is_empty() && wave.len() <= 25.min(policy.wave as usize));
            for subnet in &fleet.subnets {
                let taken = wave.iter().filter(|id| {
                    let target = fleet.workspace(&step(&plan, id).target.workspace_id).expect("a desktop");
                    target.subnet_id.as_ref() == Some(&subnet.subnet_id)
                });
                let free = usize::try_from(subnet.available_ip_address_count).expect("a count");
                prop_assert!(taken.count() <= free || policy.lowered.contains("ADDR-01"));
            }
        }
        if policy.canary > 0 && plan.steps.len() > plan.held.len() {
            prop_assert!(plan.waves[0].len() <= policy.canary as usize);
        }
    }

    /// Neither the order in which things were seen nor that of the selection changes a byte.
    #[test]
    fn order_of_input_does_not_matter(fleet in any_fleet(), policy in any_policy()) {
        let mut turned = fleet.clone();
        turned.workspaces.reverse();
        turned.directories.reverse();
        turned.bundles.reverse();
        turned.subnets.reverse();
        let text = |fleet: &Snapshot| planned(fleet, &policy).to_text().expect("text");
        prop_assert_eq!(text(&fleet), text(&turned));
    }

    /// A plan is its document, and the linter has nothing to say about it.
    #[test]
    fn a_plan_survives_its_document_and_the_linter(fleet in any_fleet(), policy in any_policy()) {
        let plan = planned(&fleet, &policy);
        let read = Plan::read(&plan.to_text().expect("text"), Seal::Intact).expect("the same plan");
        prop_assert_eq!(&read, &plan);
        let value = serde_json::to_value(&plan).expect("a value");
        let canonical = super::document::canonical(&value).expect("integers only");
        prop_assert_eq!(plan.to_text().expect("text"), format!("{canonical}\n"));
        prop_assert_eq!(check(&read, Some(now())), Vec::new());
    }

    /// Whoever asks again after success is told that nothing is to be done.
    #[test]
    fn planning_after_success_plans_nothing(fleet in any_fleet(), policy in any_policy()) {
        let first = planned(&fleet, &policy);
        let mut after = fleet.clone();
        after.workspaces.retain(|workspace| {
            first.steps.iter().any(|step| step.target.workspace_id == workspace.workspace_id)
        });
        for (number, workspace) in (1_000..).zip(&mut after.workspaces) {
            workspace.workspace_id = id(number);
            workspace.bundle_id = BundleId::from_service(WANTED);
        }
        after.sort();
        let again = planned(&after, &policy);
        prop_assert!(again.steps.is_empty() && again.waves.is_empty());
        prop_assert_eq!(again.unchanged.len(), first.steps.len());
        prop_assert_eq!(again.estimate, super::document::Estimate::default());
    }
}

#[test]
fn refuse_outweighs_skip_outweighs_hold_and_unchanged_comes_first() {
    let mut fleet = good();
    connection(&mut fleet, ConnectionState::Connected);
    assert_eq!(sole(&planned(&fleet, &policy()).held), "CONN-01");
    first(&mut fleet).state = WorkspaceState::Starting;
    assert_eq!(sole(&planned(&fleet, &policy()).skipped), "STATE-01");
    first(&mut fleet).deskfleet.tags = None;
    assert_eq!(sole(&planned(&fleet, &policy()).refused), "PROT-01");
    first(&mut fleet).bundle_id = BundleId::from_service(WANTED);
    assert_eq!(sole(&planned(&fleet, &policy()).unchanged), "SAME-01");
}

#[test]
fn connected_users_are_treated_as_the_policy_says() {
    let mut fleet = good();
    connection(&mut fleet, ConnectionState::Connected);
    for (connected, steps, held, skipped) in
        [(WhenConnected::Defer, 1, 1, 0), (WhenConnected::Skip, 0, 0, 1), (WhenConnected::Ignore, 1, 0, 0)]
    {
        // What is at work on the desktop is lost: that takes leave of its own.
        let lowered = ["SNAP-01".to_owned()].into();
        let policy = super::Policy { connected, lowered, ..policy() };
        let plan = planned(&fleet, &policy);
        assert_eq!((plan.steps.len(), plan.held.len(), plan.skipped.len()), (steps, held, skipped), "{connected:?}");
        let asks = |step: &Step| step.requires.iter().any(|requirement| requirement.that == Fact::NotConnected);
        assert_eq!(plan.steps.iter().any(asks), connected == WhenConnected::Defer);
    }
}

#[test]
fn missing_targets_are_refused_and_migrated_ones_with_their_new_id() {
    let fleet = good();
    let missing = |text: &str| Missing { text: text.to_owned(), new_id: None, nearest: None };
    let selected = Selected { missing: vec![missing("ws-00000077"), missing("user:nobody")], ..Selected::default() };
    let run: RunId = "R-20260105T080012Z-1a2b".parse().expect("a run");
    let mut history = History::default();
    history.lineage.insert(id(77), (id(78), run.clone()));
    let mut policy = policy();
    let plan_with =
        |policy: &super::Policy| plan(&fleet, &intent(), &selected, policy, &history, now()).expect("a plan");
    let plan = plan_with(&policy);
    let found: Vec<(&str, &str)> = plan.refused.iter().map(|verdict| (&*verdict.target, &*verdict.rule)).collect();
    assert_eq!(found, [("user:nobody", "SEL-01"), ("ws-00000077", "LINE-01")]);
    assert!(plan.refused[1].reason.contains("ws-00000078") && plan.refused[1].reason.contains(run.as_str()));
    assert!(plan.is_blocked());

    let skipping = Selected { skip_missing: true, ..selected.clone() };
    let skipped = super::plan(&fleet, &intent(), &skipping, &policy, &history, now()).expect("a plan");
    assert_eq!((skipped.refused.len(), skipped.skipped.len(), skipped.warnings.len()), (0, 2, 0), "an option, no rule");
    policy.lowered = ["SEL-01", "LINE-01"].map(str::to_owned).into();
    let plan = plan_with(&policy);
    assert_eq!((plan.refused.len(), plan.skipped.len(), plan.selected()), (0, 2, 2), "there is nothing to act on");
}

#[test]
fn targets_of_another_live_run_are_skipped() {
    let fleet = good();
    let run: RunId = "R-20260105T080012Z-1a2b".parse().expect("a run");
    let mut history = History::default();
    history.claimed.insert(id(1), run);
    let plan = plan(&fleet, &intent(), &all(&fleet), &policy(), &history, now()).expect("a plan");
    assert_eq!(sole(&plan.skipped), "RUN-01");
    assert_eq!(plan.skipped[0].reason, "it is in the run R-20260105T080012Z-1a2b");
}

#[test]
fn a_step_holds_all_that_must_hold() {
    let fleet = good();
    let plan = planned(&fleet, &policy());
    let step = &plan.steps[0];
    assert_eq!(step.id.as_str(), "S-0001");
    assert_eq!(step.parameters["SourceWorkspaceId"], "ws-00000001");
    assert_eq!(step.parameters["BundleId"], WANTED);
    let facts: Vec<&Fact> = step.requires.iter().map(|requirement| &requirement.that).collect();
    let states = vec![WorkspaceState::Available, WorkspaceState::Stopped, WorkspaceState::Error];
    assert_eq!(
        facts,
        [
            &Fact::BundleIs(BundleId::from_service(OLD)),
            &Fact::GroupsWithin(vec!["sg-members".to_owned()]),
            &Fact::NotModifying,
            &Fact::StateNot(WorkspaceState::Maintenance),
            &Fact::StateIn(states),
            &Fact::NotConnected,
            &Fact::NotTagged("deskfleet-protect".to_owned()),
            &Fact::SavedSinceUse(SavedSince {
                snapshot: SnapshotUse::Rebuild,
                since: Some(at("2026-01-05T03:00:00Z")),
                age_max_s: None,
            }),
        ]
    );
    assert_eq!(step.proof.bundle_id, Some(BundleId::from_service(WANTED)));
    assert_eq!((step.late_after_s, step.deadline_s), (3_600, 43_200));
}

/// Filters are judged again when a window opens: the first step asks for each of them, and what was begun for none.
#[test]
fn behind_a_window_the_filters_are_asked_again() {
    let filters = vec![Criterion::RunningMode(vec![RunningMode::AutoStop]), Criterion::Is(Condition::Encrypted)];
    let planned = |filters: &[Criterion], change: fn(&mut Policy)| {
        let fleet = good();
        let mut policy = policy();
        change(&mut policy);
        let selected = Selected { filters: filters.to_vec(), ..all(&fleet) };
        let plan = plan(&fleet, &intent(), &selected, &policy, &History::default(), now()).expect("a plan");
        assert_eq!(check(&plan, None), []);
        plan
    };
    let asked = |plan: &Plan| -> Vec<Requirement> {
        let requires = plan.steps[0].requires.iter();
        requires.skip_while(|requirement| !matches!(requirement.that, Fact::Passes(_))).cloned().collect()
    };
    let opens = |policy: &mut Policy| policy.calendar.windows = vec!["20:00-12:00 UTC".parse().expect("a window")];
    let behind = planned(&filters, opens);
    let expected: Vec<Requirement> = filters
        .iter()
        .map(|filter| Requirement {
            that: Fact::Passes(filter.clone()),
            otherwise: Otherwise::Skip,
            rule: "SEL-02".to_owned(),
        })
        .collect();
    assert_eq!(asked(&behind), expected, "behind all that would only hold it");
    assert_eq!(asked(&planned(&filters, |_| {})), [], "nothing is waited for");
    assert_eq!(asked(&planned(&[], opens)), [], "who was named by hand is nobody's to filter");
    let lowered = planned(&filters, |policy| {
        policy.calendar.windows = vec!["20:00-12:00 UTC".parse().expect("a window")];
        policy.lowered.insert("SEL-02".to_owned());
    });
    assert_eq!(asked(&lowered), []);

    let tagged = Criterion::DueTag(vec!["terminate-on".to_owned()]);
    let both = [filters[0].clone(), tagged.clone()];
    let only: Vec<Fact> = asked(&planned(&both, |_| {})).into_iter().map(|requirement| requirement.that).collect();
    assert_eq!(only, [Fact::Passes(tagged)], "a severe verb reads tags again in any case");

    let read = Plan::read(&behind.to_text().expect("a text"), Seal::Intact).expect("a plan");
    assert_eq!(read, behind);
    let unknown = behind.to_text().expect("a text").replace(r#"{"running_mode":"#, r#"{"walking_mode":"#);
    let refused = Plan::read(&unknown, Seal::Renewed).expect_err("a filter that this build does not know");
    assert!(refused.to_string().contains("walking_mode"), "{refused}");
}

/// Another desktop of the same user is known, whatever the case of the name: it must not be taken for the new one.
#[test]
fn all_desktops_of_a_user_are_known_to_the_proof() {
    let mut fleet = snapshot(vec![workspace(1), workspace(2), workspace(3)]);
    fleet.workspaces[1].user_name = "USER0001".to_owned();
    let selected = Selected { workspaces: vec![id(1)], ..Selected::default() };
    let plan = plan(&fleet, &intent(), &selected, &policy(), &History::default(), now()).expect("a plan");
    assert_eq!(plan.steps[0].proof.known_ids, [id(1), id(2)]);
}

#[test]
fn linux_goes_from_available_only_and_a_lowered_rule_takes_in_what_was_seen() {
    let mut fleet = good();
    systems(&mut fleet, OperatingSystem::Rhel8, "rocky 9");
    let states = |plan: &Plan| {
        plan.steps[0].requires.iter().find_map(|requirement| {
            let Fact::StateIn(states) = &requirement.that else { return None };
            Some(states.clone())
        })
    };
    assert_eq!(states(&planned(&fleet, &policy())), Some(vec![WorkspaceState::Available]));
    first(&mut fleet).state = WorkspaceState::AdminMaintenance;
    let mut policy = policy();
    policy.lowered.insert("MIG-02".to_owned());
    let expected = vec![WorkspaceState::Available, WorkspaceState::AdminMaintenance];
    assert_eq!(states(&planned(&fleet, &policy)), Some(expected));
}

#[test]
fn sixty_desktops_go_in_three_waves_and_the_estimate_says_what_that_takes() {
    let fleet = snapshot((1..=60).map(workspace).collect());
    let plan = planned(&fleet, &policy());
    assert_eq!(plan.waves.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
    let calls = &plan.estimate.calls;
    assert_eq!(calls["MigrateWorkspace"], 60);
    assert_eq!(calls["DescribeTags"], 60);
    assert_eq!(calls["DescribeWorkspacesConnectionStatus"], 3);
    assert_eq!(calls["DescribeNetworkInterfaces"], 3);
    // Looks until an hour; for the two full waves some more, of old ids.
    assert_eq!(calls["DescribeWorkspaces"], 3 + 3 * 28 + 2 * 7, "one read a wave, and polls of new ids and old");
    assert_eq!(plan.estimate.duration_s, 3 * 2_400 + (60 + 60 + 3 + 3) / 2);
    assert_eq!(plan.estimate.addresses["subnet-00000001"], 25);
    assert_eq!(plan.estimate.irreversible.len(), 1);
}

#[test]
fn few_addresses_make_small_waves_and_the_canary_is_one_wave() {
    let mut fleet = snapshot((1..=8).map(workspace).collect());
    fleet.subnets[0] = subnet(1, 3);
    for workspace in &mut fleet.workspaces[..2] {
        workspace.subnet_id = fleet.subnets[1].subnet_id.clone().into();
    }
    let sizes = |plan: &Plan| plan.waves.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(sizes(&planned(&fleet, &policy())), [5, 3]);
    let canary = super::Policy { canary: 6, ..policy() };
    assert_eq!(sizes(&planned(&fleet, &canary)), [5, 3], "the sixth does not fit into the canary");
    let canary = super::Policy { canary: 1, ..policy() };
    let plan = planned(&fleet, &canary);
    assert_eq!(sizes(&plan), [1, 4, 3]);
    assert_eq!(step(&plan, &plan.waves[0][0]).target.workspace_id, id(1), "the canary is the first of the order");
}

#[test]
fn held_steps_come_last() {
    let mut fleet = snapshot((1..=3).map(workspace).collect());
    connection(&mut fleet, ConnectionState::Connected);
    let plan = planned(&fleet, &policy());
    assert_eq!(plan.waves.len(), 2);
    assert_eq!(step(&plan, &plan.waves[1][0]).target.workspace_id, id(1));
    assert_eq!(plan.steps[2].target.workspace_id, id(1));
}

#[test]
fn reasons_name_why_something_was_not_read() {
    let mut fleet = good();
    first(&mut fleet).deskfleet.tags = None;
    let reason = "AccessDeniedException: not allowed".to_owned();
    fleet.gaps = vec![Gap { what: "Tags".to_owned(), of: None, reason }];
    let plan = planned(&fleet, &policy());
    let expected = "its tags were not read, so it may be protected: AccessDeniedException: not allowed";
    assert_eq!(plan.refused[0].reason, expected);
    assert_eq!(plan.observed.gaps.len(), 1);
}

#[test]
fn only_what_the_targets_stand_on_is_observed() {
    let mut fleet = snapshot(vec![workspace(1), workspace(2)]);
    fleet.bundles.push(bundle("wsb-other0001", "other"));
    let selected = Selected { workspaces: vec![id(2)], ..Selected::default() };
    let plan = plan(&fleet, &intent(), &selected, &policy(), &History::default(), now()).expect("a plan");
    let observed = &plan.observed;
    assert_eq!(observed.workspaces.len(), 1);
    assert_eq!((observed.directories.len(), observed.bundles.len(), observed.subnets.len()), (1, 2, 1));
}

/// Two ways to the canonical form: by a tree of values when a plan is read, without one when it is made.
#[test]
fn names_from_outside_do_not_disturb_the_canonical_form() {
    let mut fleet = good();
    first(&mut fleet).user_name = "a\"b\\c\u{7}{[,]}:é\u{1f600}".to_owned();
    let mut intent = intent();
    for key in ["z", "a\"", "a\\", "a\u{1}", "é", "\u{1f600}", "\u{ffff}", ""] {
        intent.parameters.insert(key.to_owned(), "x".to_owned());
    }
    let plan = plan(&fleet, &intent, &all(&fleet), &policy(), &History::default(), now()).expect("a plan");
    let text = plan.to_text().expect("text");
    let value = serde_json::to_value(&plan).expect("a value");
    assert_eq!(text, format!("{}\n", super::document::canonical(&value).expect("integers only")));
    assert_eq!(Plan::read(&text, Seal::Intact).expect("the same plan"), plan);
    let changed = text.replace("us-east-1", "eu-west-1");
    assert!(matches!(Plan::read(&changed, Seal::Intact), Err(PlanError::Changed { .. })));
    let renewed = Plan::read(&changed, Seal::Renewed).expect("a new id");
    assert_eq!(Plan::read(&renewed.to_text().expect("text"), Seal::Intact).expect("sealed"), renewed);
    assert!(matches!(Plan::read("[]", Seal::Renewed), Err(PlanError::Schema { .. })));
}

/// Found by fuzzing: a moment written without its seconds. The id was that of the bytes that were read, so what was sealed
/// could not be applied, and a run of it could not have been resumed.
#[test]
fn a_plan_that_is_written_in_another_way_is_sealed_as_it_will_be_written() {
    let text = planned(&good(), &policy()).to_text().expect("text");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let made_at = value["made_at"].as_str().expect("a time").replace(":00Z", "Z");
    assert!(made_at.len() == "2026-01-05T08:00Z".len(), "{made_at}");
    value["made_at"] = made_at.into();
    let sealed = Plan::read(&value.to_string(), Seal::Renewed).expect("a plan");
    assert_eq!(Plan::read(&sealed.to_text().expect("text"), Seal::Intact).expect("sealed"), sealed);
    // With the id of just these bytes: nothing was changed, but no run could be opened with it and be read again.
    value.as_object_mut().expect("members").remove("id");
    let bytes = super::document::canonical(&value).expect("integers only");
    value["id"] = sha256_hex(bytes.as_bytes()).into();
    assert!(matches!(Plan::read(&value.to_string(), Seal::Intact), Err(PlanError::Changed { .. })));
}

fn sha256_hex(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

#[test]
fn a_bundle_that_was_not_seen_can_not_be_planned_for() {
    let fleet = good();
    for (key, value) in [("bundle_id", "wsb-99999999"), ("bundle", WANTED)] {
        let mut intent = intent();
        intent.parameters = [(key.to_owned(), value.to_owned())].into();
        let error = plan(&fleet, &intent, &all(&fleet), &policy(), &History::default(), now()).expect_err("no plan");
        assert!(matches!(error, PlanError::Intent(_)), "{error}");
    }
}

/// What is on a bundle that was named goes to the one that was named for it; all else to the one for all others, if any.
#[test]
fn each_bundle_can_have_its_own_to_move_to() {
    let [third, fourth] = ["wsb-00000003", "wsb-00000004"].map(BundleId::from_service);
    let mut fleet = snapshot((1..=4).map(workspace).collect());
    fleet.bundles.extend([bundle("wsb-00000003", "third"), bundle("wsb-00000004", "fourth")]);
    fleet.sort();
    fleet.workspaces[1].bundle_id = third.clone();
    fleet.workspaces[2].bundle_id = BundleId::from_service(WANTED);
    fleet.workspaces[3].bundle_id = BundleId::from_service("wsb-elsewhere");
    let old = BundleId::from_service(OLD);
    let mapped = |parameters: &[(String, &str)]| {
        let parameters = parameters.iter().map(|(name, id)| (name.clone(), (*id).to_owned())).collect();
        let intent = Intent { parameters, ..intent() };
        let plan = plan(&fleet, &intent, &all(&fleet), &policy(), &History::default(), now())?;
        assert_eq!(check(&plan, None), []);
        Ok(plan)
    };
    let moves = |plan: &Plan| -> Vec<(WorkspaceId, Option<BundleId>)> {
        plan.steps.iter().map(|step| (step.target.workspace_id.clone(), step.proof.bundle_id.clone())).collect()
    };
    let both = [(Intent::bundle_from(&old), WANTED), (Intent::bundle_from(&third), "wsb-00000004")];
    let found = mapped(&both).expect("a plan");
    assert_eq!(moves(&found), [(id(1), Some(BundleId::from_service(WANTED))), (id(2), Some(fourth.clone()))]);
    assert_eq!((sole(&found.unchanged), sole(&found.skipped)), ("SAME-01", "MIG-25"));
    let seen: Vec<&BundleId> = found.observed.bundles.iter().map(|bundle| &bundle.bundle_id).collect();
    assert!(seen.contains(&&fourth), "a rehearsal needs it: {seen:?}");

    let lowered = super::Policy { lowered: ["MIG-25".to_owned()].into(), ..policy() };
    let parameters = both.iter().map(|(name, id)| (name.clone(), (*id).to_owned())).collect();
    let intent_both = Intent { parameters, ..intent() };
    let anyway = plan(&fleet, &intent_both, &all(&fleet), &lowered, &History::default(), now()).expect("a plan");
    assert_eq!((anyway.steps.len(), anyway.unchanged.len()), (2, 2), "there is nothing to send for it");

    let warned = |parameters: &[(String, &str)]| -> Vec<String> {
        let plan = mapped(parameters).expect("a plan");
        plan.warnings.into_iter().filter(|warning| warning.rule == "MIG-27").map(|warning| warning.text).collect()
    };
    assert_eq!(warned(&both), Vec::<String>::new());
    let on = [(Intent::bundle_from(&old), "wsb-00000003"), (Intent::bundle_from(&third), "wsb-00000004")];
    assert_eq!(warned(&on), ["said again, it moves on from third to fourth"]);

    let rest = [(Intent::bundle_from(&old), "wsb-00000004"), ("bundle_id".to_owned(), WANTED)];
    let found = mapped(&rest).expect("a plan");
    let wanted = Some(BundleId::from_service(WANTED));
    assert_eq!(moves(&found), [(id(1), Some(fourth)), (id(2), wanted.clone()), (id(4), wanted)]);
    assert_eq!(sole(&found.unchanged), "SAME-01");
    let error: PlanError = mapped(&[(Intent::bundle_from(&old), "wsb-99999999")]).expect_err("no such bundle");
    assert!(matches!(error, PlanError::Intent(_)), "{error}");
}

/// The canary is who was named for it, in one wave before all others, and plans without new members stay as they were.
#[test]
fn a_named_canary_goes_first() {
    let fleet = snapshot((1..=30).map(workspace).collect());
    let named = super::Policy { canary: 2, canary_targets: [id(7), id(29)].into(), ..policy() };
    let plan = planned(&fleet, &named);
    let targets: Vec<_> = plan.waves[0].iter().map(|id| step(&plan, id).target.workspace_id.clone()).collect();
    assert_eq!(targets, [id(7), id(29)]);
    assert_eq!(plan.waves.iter().map(Vec::len).collect::<Vec<_>>(), [2, 25, 3]);
    assert!(super::check(&plan, None).is_empty(), "{:?}", super::check(&plan, None));
    let text = planned(&fleet, &policy()).to_text().expect("a text");
    for member in ["calendar", "late_start", "per_window", "max_duration_s", "one_shot", "canary_targets"] {
        assert!(!text.contains(&format!("\"{member}\":")), "{member} changes the ids of plans that don't use it");
    }
}

/// Made on Monday 08:00Z, open on Saturday from 00:00Z to 18:00Z, so that something may start until 06:00Z: 8 waves of 40
/// minutes and a little fit in; and what does not fit waits for a week.
#[test]
fn the_estimate_waits_for_windows() {
    let fleet = snapshot((1..=60).map(workspace).collect());
    let mut limits = policy();
    limits.calendar.windows = vec!["Sat 00:00-18:00 UTC".parse().expect("a window")];
    let days = |policy: &super::Policy| planned(&fleet, policy).estimate.duration_s / 3_600;
    // 112 hours until Saturday, and three waves of 40 minutes.
    assert_eq!(days(&limits), 114);
    limits.per_window = Some(25);
    assert_eq!(days(&limits), 112 + 2 * 168, "three Saturdays, and less than an hour on the last");
    limits.per_window = Some(30);
    assert_eq!(days(&limits), 112 + 168 + 1);
}

/// An intent with parameters.
fn wanted(verb: Verb, parameters: &[(&str, &str)]) -> Intent {
    let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Intent { verb, parameters, ..intent() }
}

fn planned_as(wanted: &Intent, seen: &Snapshot, lowered: &[&str]) -> Plan {
    let mut policy = Policy::for_verb(wanted.verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let plan = plan(seen, wanted, &all(seen), &policy, &History::default(), now()).expect("a plan");
    assert_eq!(check(&plan, None), [], "{plan:#?}");
    plan
}

/// Whoever lowers the rule that keeps a target from being acted on gets no empty step, also where it would be held.
#[test]
fn a_held_target_without_calls_is_unchanged() {
    let mode = wanted(Verb::Modify, &[("running-mode", "AUTO_STOP")]);
    let sizes = wanted(Verb::Resize, &[("root", "175"), ("user", "100"), ("reboot", "idle")]);
    for (wanted, lowered, state) in
        [(mode, "SAME-01", WorkspaceState::Maintenance), (sizes, "VOL-07", WorkspaceState::Updating)]
    {
        let mut fleet = good();
        first(&mut fleet).state = state;
        first(&mut fleet).modification_states =
            vec![ModificationState { resource: "COMPUTE_TYPE".to_owned(), state: "UPDATE_IN_PROGRESS".to_owned() }];
        let plan = planned_as(&wanted, &fleet, &[lowered]);
        assert_eq!((sole(&plan.unchanged), plan.held.len(), plan.waves.len()), ("SAME-01", 0, 0), "{plan:#?}");
        assert_eq!(plan.selected(), 1);
    }
}

/// What is held for 29 days is not over in minutes.
#[test]
fn the_estimate_waits_for_what_is_held() {
    let smaller = wanted(Verb::Modify, &[("compute-type", "VALUE")]);
    let mut fleet = snapshot((1..=30).map(workspace).collect());
    let change = Change {
        what: Changed::ComputeType,
        at: now() - jiff::SignedDuration::from_hours(24),
        source: Source::Run,
        origin: "R-1".to_owned(),
        certain: true,
        who: None,
        before: None,
        after: None,
        inherited_from: None,
    };
    for each in &mut fleet.workspaces {
        each.deskfleet.clocks = Some(Clocks { changes: vec![change.clone()], ..Clocks::default() });
    }
    let plan = planned_as(&smaller, &fleet, &[]);
    assert_eq!((plan.held.len(), plan.estimate.duration_s / 86_400), (30, 29), "{:?}", plan.estimate);
    fleet.workspaces[0].deskfleet.clocks = None;
    assert_eq!(
        planned_as(&smaller, &fleet, &[]).estimate.duration_s / 86_400,
        29,
        "one that goes now does not hide it"
    );
}

/// A key is asked for where its desktop restarts; what the verb may call is all that it can ask for.
#[test]
fn keys_are_read_where_something_restarts() {
    for (verb, parameters, is_read) in [
        (Verb::Modify, &[("running-mode", "AUTO_STOP")][..], false),
        (Verb::Modify, &[("auto-stop", "120")], false),
        (Verb::Modify, &[("auto-stop", "120"), ("compute-type", "POWER")], true),
        (Verb::Modify, &[("protocol", "PCOIP")], true),
        (Verb::Resize, &[("user", "100"), ("reboot", "never")], false),
        (Verb::Resize, &[("user", "100"), ("reboot", "idle")], true),
        (Verb::Reboot, &[], true),
        (Verb::Start, &[], true),
        (Verb::Stop, &[], false),
    ] {
        let policy = Policy::for_verb(verb);
        let found = reads_for(&wanted(verb, parameters), &policy);
        assert_eq!(found.keys, is_read, "{verb} {parameters:?}");
        let most = reads(verb, &policy);
        assert_eq!(super::Reads { keys: most.keys, ..found }, most, "{verb}: nothing else differs");
        assert!(most.keys || !found.keys, "{verb}: its permissions cover it");
    }
}

/// A key whose primary Region changes can be used meanwhile (AWS KMS Developer Guide, multi-Region keys).
#[test]
fn a_key_that_is_updated_can_be_used() {
    for (state, goes) in [(KeyState::Updating, true), (KeyState::Enabled, true), (KeyState::Creating, false)] {
        let mut fleet = good();
        first(&mut fleet).root_volume_encryption_enabled = Some(true);
        first(&mut fleet).volume_encryption_key = Some("alias/desktops".to_owned());
        fleet.keys = vec![Key { key_id: "alias/desktops".to_owned(), key_state: Some(state.clone()), symmetric: None }];
        let plan = planned_as(&wanted(Verb::Reboot, &[]), &fleet, &[]);
        assert_eq!(plan.steps.len(), usize::from(goes), "{state}");
    }
}
