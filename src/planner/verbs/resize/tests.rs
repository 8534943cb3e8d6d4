//! For each rule of a resize a desktop that it stops or warns about, and what the chains look like in a plan.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use proptest::prelude::*;

use crate::inventory::Snapshot;
use crate::model::{
    Changed, Compute, ModificationState, Property, RunningMode, StepId, Verb, Window, Workspace, WorkspaceState,
};
use crate::planner::document::{Fact, Otherwise, Plan, Requirement, Seal, Step, Wait};
use crate::planner::testing::{all, assert_judged, changed, long_known, now, sizes, snapshot, sole};
use crate::planner::{History, Intent, Policy, check, plan};

/// A rule, what makes a good desktop bad, and what is asked for.
type Spoiled = (&'static str, fn(&mut Workspace), &'static [(&'static str, &'static str)]);

const ALL_OF_IT: &[(&str, &str)] = &[("root", "175"), ("user", "150")];

static SPOILED: &[Spoiled] = &[
    ("VOL-01", |_| {}, &[("user", "10")]),
    ("VOL-02", |_| {}, &[("root", "2001"), ("user", "100")]),
    ("VOL-03", |_| {}, &[("root", "100"), ("user", "100")]),
    ("VOL-03", |_| {}, &[("user", "60")]),
    ("VOL-04", |_| {}, &[("user", "150")]),
    ("VOL-05", |_| {}, &[("root", "175")]),
    ("VOL-06", |desktop| sizes(desktop, 175, 50), &[("user", "100")]),
    ("MOD-01", |desktop| modifying(desktop, "COMPUTE_TYPE"), ALL_OF_IT),
    ("MOD-01", |desktop| desktop.state = WorkspaceState::Updating, ALL_OF_IT),
    ("VOL-08", |desktop| changed(desktop, Changed::UserVolume, 1), ALL_OF_IT),
    ("VOL-08", |desktop| changed(desktop, Changed::Create, 5), ALL_OF_IT),
    ("VOL-09", |desktop| desktop.deskfleet.clocks = None, ALL_OF_IT),
    ("VOL-10", |desktop| desktop.state = WorkspaceState::Stopped, ALL_OF_IT),
    (
        "VOL-11",
        |desktop| {
            desktop.workspace_properties.compute_type_name = Some(Compute::GraphicsG4dn);
            sizes(desktop, 100, 100);
        },
        &[("root", "150")],
    ),
    (
        "VOL-11",
        |desktop| {
            desktop.workspace_properties.compute_type_name = Some(Compute::GraphicsG4dn);
            sizes(desktop, 100, 100);
        },
        &[("user", "150")],
    ),
    (
        "VOL-11",
        |desktop| desktop.workspace_properties.compute_type_name = Some(Compute::from("GRAPHICS_G6_XLARGE")),
        &[("user", "60")],
    ),
    ("VOL-12", |_| {}, ALL_OF_IT),
    ("VOL-13", |desktop| desktop.state = WorkspaceState::Stopped, ALL_OF_IT),
    ("VOL-13", |_| {}, &[("root", "175"), ("user", "150"), ("reboot", "never")]),
];

/// The rules that are tried here, or can't be: VOL-07 leaves nothing to send, VOL-14 is judged right before sending.
pub(in crate::planner) fn tried() -> Vec<&'static str> {
    SPOILED.iter().map(|(rule, ..)| *rule).chain(["VOL-07", "VOL-14"]).collect()
}

fn modifying(desktop: &mut Workspace, resource: &str) {
    desktop.modification_states =
        vec![ModificationState { resource: resource.to_owned(), state: "UPDATE_IN_PROGRESS".to_owned() }];
}

fn planned(fleet: &Snapshot, wish: &[(&str, &str)], change: impl FnOnce(&mut Policy)) -> Plan {
    let mut parameters: BTreeMap<String, String> =
        wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    parameters.entry("reboot".to_owned()).or_insert("idle".to_owned());
    let intent = Intent {
        verb: Verb::Resize,
        parameters,
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let mut policy = Policy::for_verb(Verb::Resize);
    change(&mut policy);
    let mut selected = all(fleet);
    selected.named = selected.workspaces.iter().cloned().collect();
    plan(fleet, &intent, &selected, &policy, &History::default(), now()).expect("a plan")
}

/// Each rule stops, or warns about, what it says it does, and where it is lowered the desktop goes with a warning.
#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil, wish) in SPOILED {
        let mut made = long_known(1);
        spoil(&mut made);
        let fleet = snapshot(vec![made]);
        let plan = planned(&fleet, wish, |_| {});
        let lowered = planned(&fleet, wish, |policy| policy.lowered = [(*rule).to_owned()].into());
        assert_judged(rule, &plan, &lowered);
    }
}

#[test]
fn sizes_that_are_not_known_leave_nothing_to_send() {
    let mut unread = long_known(1);
    unread.workspace_properties.user_volume_size_gib = None;
    let fleet = snapshot(vec![unread]);
    assert_eq!(sole(&planned(&fleet, ALL_OF_IT, |_| {}).refused), "VOL-07");
    let lowered = planned(&fleet, ALL_OF_IT, |policy| policy.lowered = ["VOL-07".to_owned()].into());
    assert_eq!((lowered.steps.len(), lowered.unchanged.len()), (0, 1));
}

/// The chain of the guide, step by step: nothing in it is left for the executor to decide.
#[test]
fn the_way_from_80_and_50_to_175_and_150() {
    let plan = planned(&snapshot(vec![long_known(1)]), ALL_OF_IT, |_| {});
    let values: Vec<Option<Property>> = plan.steps.iter().map(|step| step.proof.property.clone()).collect();
    let (user, root) = (|gib| Some(Property::UserGib(gib)), |gib| Some(Property::RootGib(gib)));
    assert_eq!(values, [user(100), root(175), user(150), None, None]);
    let verbs: Vec<Verb> = plan.steps.iter().map(|step| step.verb).collect();
    assert_eq!(verbs, [Verb::Resize, Verb::Resize, Verb::Resize, Verb::Start, Verb::Reboot]);
    let [first, second, third, start, last] = plan.steps.as_slice() else { panic!("five steps") };
    assert_eq!(first.parameters["UserVolumeSizeGib"], "100");
    assert_eq!((&second.follows, &third.follows), (&vec![first.id.clone()], &vec![second.id.clone()]));
    // Six hours, and what an answer can be late.
    assert_eq!(third.wait, Some(Wait { after: first.id.clone(), seconds: 6 * 3_600 + 300 }));
    assert_eq!((&first.wait, &second.wait, &start.wait, &last.wait), (&None, &None, &None, &None));
    assert_eq!((&start.follows, &last.follows), (&vec![third.id.clone()], &vec![start.id.clone()]));
    let sizes = |step: &Step| {
        step.requires.iter().find_map(|requirement| {
            let Fact::VolumesAre { root_gib, user_gib } = requirement.that else { return None };
            Some((root_gib, user_gib))
        })
    };
    assert_eq!(
        plan.steps.iter().map(sizes).collect::<Vec<_>>(),
        [Some((80, 50)), Some((80, 100)), Some((175, 100)), None, None]
    );
    let idle = last.requires.iter().find(|requirement| requirement.that == Fact::NotConnected);
    assert_eq!(idle.map(|requirement| requirement.otherwise), Some(Otherwise::Hold), "nobody is thrown out");
    assert!(first.requires.iter().all(|requirement| requirement.that != Fact::NotConnected), "growing disturbs nobody");
    assert_eq!((plan.selected(), plan.waves.len(), plan.estimate.calls["ModifyWorkspaceProperties"]), (1, 1, 3));
    assert!(plan.estimate.duration_s > 6 * 3_600 + 1_800, "{:?}", plan.estimate);
    assert_eq!(Plan::read(&plan.to_text().expect("text"), Seal::Intact).expect("the same"), plan);
}

/// A clock of the second volume keeps back its step, and not the whole target.
#[test]
fn each_volume_has_its_own_clock() {
    let mut made = long_known(1);
    changed(&mut made, Changed::RootVolume, 4);
    let plan = planned(&snapshot(vec![made]), ALL_OF_IT, |_| {});
    assert_eq!(plan.held, []);
    let at = plan.steps.iter().map(|step| step.not_before.map(|at| at.duration_since(now()).as_secs()));
    assert_eq!(at.collect::<Vec<_>>(), [None, Some(2 * 3_600 + 300), None, None, None]);
    assert_eq!(check(&plan, None), []);
    let mut hurried = plan.clone();
    hurried.steps[1].not_before = None;
    assert!(
        check(&hurried.seal().expect("a plan"), None)[0].text.contains("does not wait"),
        "an edited plan waits, too"
    );
}

/// Its sizes will be others when it may go: what was planned from these never could.
#[test]
fn what_grows_already_is_left_out_and_not_held() {
    for resource in ["ROOT_VOLUME", "USER_VOLUME"] {
        let mut made = long_known(1);
        modifying(&mut made, resource);
        let plan = planned(&snapshot(vec![made]), ALL_OF_IT, |_| {});
        assert_eq!((sole(&plan.skipped), plan.steps.len(), plan.held.len()), ("MOD-01", 0, 0), "{resource}");
        assert!(plan.skipped[0].reason.ends_with("plan it again when it has grown"), "{:?}", plan.skipped);
    }
}

/// Whatever else its target is held for, and is over sooner: a clock that is known keeps the call back, and the target says so.
#[test]
fn a_clock_is_kept_whatever_else_holds_the_target() {
    let others: [fn(&mut Workspace); 2] =
        [|made| made.state = WorkspaceState::Maintenance, |made| made.state = WorkspaceState::Updating];
    for other in others {
        let mut made = long_known(1);
        changed(&mut made, Changed::UserVolume, 4);
        other(&mut made);
        let plan = planned(&snapshot(vec![made]), ALL_OF_IT, |_| {});
        let until = Some(now() + SignedDuration::from_secs(2 * 3_600 + 300));
        assert_ne!(sole(&plan.held), "VOL-08");
        assert_eq!((plan.held[0].until, plan.steps[0].not_before), (until, until), "{:?}", plan.held);
        assert_eq!(check(&plan, None), []);
        let mut hurried = plan;
        hurried.steps[0].not_before = None;
        let notes = check(&hurried.seal().expect("a plan"), None);
        assert!(notes.iter().any(|note| note.text.contains("does not wait")), "{notes:?}");
    }
}

/// Who lowers the rule of the six hours waits for none of them: neither for what was, nor for the chain's own, nor for what
/// a refusal may mean.
#[test]
fn six_hours_that_are_lowered_are_waited_for_nowhere() {
    let mut made = long_known(1);
    changed(&mut made, Changed::Create, 2);
    let plan = planned(&snapshot(vec![made]), ALL_OF_IT, |policy| policy.lowered = ["VOL-08".to_owned()].into());
    let waits = |step: &&Step| step.wait.is_some() || step.clock.is_some() || step.not_before.is_some();
    assert_eq!((plan.steps.iter().find(waits), check(&plan, None)), (None, Vec::new()));
}

/// Each growth takes two hours at most on most days, and the third of the chain waits for six hours and five minutes: from
/// two hours on one volume, and from 8 hours 5 minutes on all of it, has to lie in the quiet hours. It is 08:00Z.
#[test]
fn a_stopped_desktop_is_warned_of_where_its_users_hours_may_be_inside() {
    let one: &[(&str, &str)] = &[("user", "100")];
    let table = [
        (one, &[][..], None, true),
        (one, &["08:00-10:00 UTC"], None, false),
        (one, &["08:00-09:59 UTC"], None, true),
        (one, &["08:01-24:00 UTC"], None, true),
        (one, &["08:00-09:00 UTC", "10:00-11:00 Europe/Berlin"], None, false),
        (one, &["08:00-09:00 UTC", "10:01-12:00 Europe/Berlin"], None, true),
        (ALL_OF_IT, &["08:00-16:05 UTC"], None, false),
        (ALL_OF_IT, &["08:00-16:04 UTC"], None, true),
        // Its clock, or its window, lets it begin later.
        (one, &["10:05-12:05 UTC"], Some(4), false),
        (one, &["10:06-12:06 UTC"], Some(4), true),
    ];
    for (wish, quiet, grown_h, expected) in table {
        let mut made = long_known(1);
        made.state = WorkspaceState::Stopped;
        if let Some(hours) = grown_h {
            changed(&mut made, Changed::UserVolume, hours);
        }
        let fleet = snapshot(vec![made]);
        let hours = |policy: &mut Policy| policy.quiet_hours = windows(quiet);
        let plan = planned(&fleet, wish, hours);
        let warned = plan.warnings.iter().any(|warning| warning.rule == "VOL-10");
        assert_eq!(warned, expected, "{quiet:?}: {:?}", plan.warnings);
        assert_eq!(check(&plan, None), [], "a plan with quiet hours");
        let text = plan.to_text().expect("text");
        assert_eq!(text.contains("quiet_hours"), !quiet.is_empty(), "older versions read what has none");
    }
    let mut made = long_known(1);
    made.state = WorkspaceState::Stopped;
    let late = planned(&snapshot(vec![made]), one, |policy| {
        (policy.quiet_hours, policy.calendar.windows) = (windows(&["22:00-06:00 UTC"]), windows(&["22:00-23:00 UTC"]));
        policy.late_start = true;
    });
    assert!(late.warnings.iter().all(|warning| warning.rule != "VOL-10"), "{:?}", late.warnings);
}

fn windows(texts: &[&str]) -> Vec<Window> {
    texts.iter().map(|text| text.parse().expect(text)).collect()
}

/// A window has places for desktops, whatever number of calls each takes.
#[test]
fn the_estimate_counts_the_desktops_of_a_window() {
    let fleet = snapshot((1..=30).map(long_known).collect());
    let weeks = |most: u32| {
        let limits = |policy: &mut Policy| {
            policy.calendar.windows = windows(&["Sat 00:00-Sun 23:00 UTC"]);
            policy.per_window = Some(most);
        };
        planned(&fleet, ALL_OF_IT, limits).estimate.duration_s / (7 * 86_400)
    };
    assert_eq!([30, 15, 10].map(weeks), [0, 1, 2]);
}

#[test]
fn whoever_asks_for_more_gets_the_next_size_that_exists() {
    let fleet = snapshot(vec![long_known(1)]);
    for (user, expected) in [("+10", 100), ("+20pct", 100), ("at-least:60", 100), ("at-least:50", 50), ("100", 100)] {
        let plan = planned(&fleet, &[("user", user)], |_| {});
        let grown = plan.steps.first().and_then(|step| step.proof.property.clone());
        assert_eq!(grown, (expected != 50).then_some(Property::UserGib(expected)), "{user}");
    }
}

/// A step after the growths, and the states in which it is needless.
type Restarting = (Verb, &'static [&'static str]);

const UNLESS_UP: &[&str] = &["AVAILABLE", "UNHEALTHY"];

/// C2-01: what kept its memory is started and then rebooted, unless it is up by then; what was shut down starts anew by itself,
/// also when it is stopped meanwhile.
#[test]
fn what_hibernates_is_started_for_its_restart_and_what_starts_anew_is_not_restarted() {
    let (small, large) = (Compute::Standard, Compute::GeneralPurpose4xlarge);
    let (by_itself, always, by_hand) = (RunningMode::AutoStop, RunningMode::AlwaysOn, RunningMode::Manual);
    let (stopped, up) = (WorkspaceState::Stopped, WorkspaceState::Available);
    let table: [(_, _, _, &[Restarting]); 7] = [
        (&stopped, &by_itself, &small, &[(Verb::Start, UNLESS_UP), (Verb::Reboot, &[])]),
        (&up, &by_itself, &small, &[(Verb::Start, UNLESS_UP), (Verb::Reboot, &[])]),
        (&stopped, &by_itself, &large, &[]),
        (&up, &by_itself, &large, &[(Verb::Reboot, &["STOPPED"])]),
        (&stopped, &by_hand, &small, &[]),
        (&up, &by_hand, &small, &[(Verb::Reboot, &["STOPPED"])]),
        (&up, &always, &small, &[(Verb::Reboot, &["STOPPED"])]),
    ];
    for (state, mode, compute, expected) in table {
        for reboot in ["idle", "now", "never"] {
            let mut made = long_known(1);
            made.state = state.clone();
            made.workspace_properties.running_mode = Some(mode.clone());
            made.workspace_properties.compute_type_name = Some(compute.clone());
            sizes(&mut made, 175, 100);
            let plan = planned(&snapshot(vec![made]), &[("root", "200"), ("reboot", reboot)], |_| {});
            let needless = |step: &Step| -> Vec<String> {
                let unchanged = |requirement: &&Requirement| requirement.otherwise == Otherwise::Unchanged;
                let state = |requirement: &Requirement| {
                    let Fact::StateNot(state) = &requirement.that else { panic!("{requirement:?}") };
                    state.to_string()
                };
                step.requires.iter().filter(unchanged).map(state).collect()
            };
            let found: Vec<(Verb, Vec<String>)> =
                plan.steps[1..].iter().map(|step| (step.verb, needless(step))).collect();
            let wanted: Vec<(Verb, Vec<String>)> = expected
                .iter()
                .filter(|_| reboot != "never")
                .map(|(verb, states)| (*verb, states.iter().map(|state| (*state).to_owned()).collect()))
                .collect();
            assert_eq!(found, wanted, "{state} {mode} {compute} {reboot}");
            let says = |words: &str| plan.warnings.iter().any(|warning| warning.text.contains(words));
            let starts = !wanted.is_empty() && wanted[0].0 == Verb::Start;
            assert_eq!(says("AutoStop stops it again"), starts, "{:?}", plan.warnings);
            assert_eq!(check(&plan, None), []);
        }
    }
}

/// An edited plan can't have steps counted as done that nobody would send.
#[test]
fn what_counts_as_done_without_a_call_is_the_planners_to_say() {
    let plan = planned(&snapshot(vec![long_known(1)]), ALL_OF_IT, |_| {});
    for place in 0..plan.steps.len() {
        let mut edited = plan.clone();
        let requires = &mut edited.steps[place].requires;
        requires.last_mut().expect("a requirement").otherwise = Otherwise::Unchanged;
        let notes = check(&edited.seal().expect("a plan"), None);
        assert!(notes.iter().any(|note| note.text.contains("it would count as done unless")), "{place}: {notes:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever the fleet and the wish: a target's steps stand together, the linter has nothing to say, no more targets
    /// are in a wave than may be, and whoever asks again afterwards is told that all is so.
    #[test]
    fn plans_of_chains_hold_together(
        pairs in proptest::collection::vec(
            prop_oneof![Just((80, 10)), Just((80, 50)), Just((80, 100)), Just((175, 50)), (175..300_i32, 100..300_i32)],
            1..12,
        ),
        root in prop_oneof![Just(80_i32), Just(175), 175..400_i32],
        user in prop_oneof![Just(50_i32), Just(100), 100..400_i32],
        wave in 1..4_u32,
        canary in 0..3_u32,
    ) {
        let desktops = pairs.iter().zip(1..).map(|((root, user), number)| {
            let mut made = long_known(number);
            sizes(&mut made, *root, *user);
            made
        });
        let fleet = snapshot(desktops.collect());
        let wish = [("root", root.to_string()), ("user", user.to_string())];
        let wish: Vec<(&str, &str)> = wish.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let limits = |policy: &mut Policy| {
            policy.wave = wave;
            policy.canary = canary;
            policy.skip_refused = true;
        };
        let plan = planned(&fleet, &wish, limits);
        prop_assert_eq!(check(&plan, None), []);
        prop_assert_eq!(plan.selected(), pairs.len());
        let placed: Vec<&StepId> = plan.waves.iter().flatten().collect();
        prop_assert_eq!(placed.len(), plan.steps.len());
        for wave_steps in &plan.waves {
            let heads = plan.heads().filter(|head| wave_steps.contains(&head.id)).count();
            prop_assert!((1..=wave as usize).contains(&heads));
        }
        let mut after = fleet.clone();
        after.workspaces.retain(|seen| plan.steps.iter().any(|step| step.target.workspace_id == seen.workspace_id));
        for seen in &mut after.workspaces {
            sizes(seen, root, user);
        }
        if !after.workspaces.is_empty() {
            let again = planned(&after, &wish, limits);
            prop_assert_eq!((again.steps.len(), again.unchanged.len()), (0, after.workspaces.len()));
        }
    }
}
