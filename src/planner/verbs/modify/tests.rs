//! For each rule of a change in place a desktop that it stops or warns about, and in which order properties change.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use crate::inventory::Snapshot;
use crate::model::{
    Change, Changed, Compute, ConnectionState, OperatingSystem, Property, Protocol, RunningMode, Source, Verb,
    Workspace, WorkspaceState,
};
use crate::planner::document::{Fact, Otherwise, Plan, PlanError};
use crate::planner::testing::{all, assert_judged, changed, connection, long_known, now, sizes, snapshot, sole};
use crate::planner::{History, Intent, Policy, check, plan};

/// A rule, what makes a good desktop bad, and what is asked for.
type Spoiled = (&'static str, fn(&mut Workspace), &'static [(&'static str, &'static str)]);

const POWER: &[(&str, &str)] = &[("compute-type", "POWER")];
const LARGE: &[(&str, &str)] = &[("compute-type", "GENERALPURPOSE_4XLARGE")];

static SPOILED: &[Spoiled] = &[
    ("MOD-02", |desktop| compute(desktop, Compute::Graphics), POWER),
    ("MOD-02", |_| {}, &[("compute-type", "GRAPHICSPRO")]),
    ("MOD-03", |desktop| compute(desktop, Compute::GraphicsG4dn), POWER),
    ("MOD-03", |_| {}, &[("compute-type", "GRAPHICS_G4DN")]),
    ("MOD-04", |desktop| sizes(desktop, 175, 50), LARGE),
    ("MOD-04", |desktop| sizes(desktop, 80, 100), LARGE),
    (
        "MOD-05",
        |desktop| {
            compute(desktop, Compute::PowerPro);
            sizes(desktop, 175, 100);
        },
        LARGE,
    ),
    ("MOD-06", |desktop| mode(desktop, RunningMode::AlwaysOn), &[("auto-stop", "120")]),
    ("MOD-06", |desktop| mode(desktop, RunningMode::Manual), &[("auto-stop", "120")]),
    ("MOD-07", |desktop| compute(desktop, Compute::GraphicsG4dn), &[("protocol", "PCOIP")]),
    (
        "MOD-07",
        |desktop| desktop.workspace_properties.operating_system_name = Some(OperatingSystem::Windows7),
        &[("protocol", "PCOIP")],
    ),
    ("MOD-08", |desktop| changed(desktop, Changed::ComputeType, 5), POWER),
    ("MOD-08", |desktop| changed(desktop, Changed::ComputeType, 24 * 29), &[("compute-type", "VALUE")]),
    ("MOD-09", |desktop| desktop.deskfleet.clocks = None, POWER),
    ("MOD-10", |desktop| compute(desktop, Compute::Value), POWER),
    (
        "MOD-10",
        |desktop| compute(desktop, Compute::from("GRAPHICS_G6_XLARGE")),
        &[("compute-type", "GRAPHICS_G6_2XLARGE")],
    ),
    ("MOD-11", |_| {}, &[("running-mode", "MANUAL")]),
    ("MOD-12", |_| {}, &[("protocol", "PCOIP")]),
    ("MOD-13", |_| {}, POWER),
    ("MOD-14", |_| {}, &[("running-mode", "ALWAYS_ON")]),
    ("MOD-15", |_| {}, &[("auto-stop", "2940")]),
];

/// The rules that are tried here.
pub(in crate::planner) fn tried() -> Vec<&'static str> {
    SPOILED.iter().map(|(rule, ..)| *rule).collect()
}

fn compute(desktop: &mut Workspace, compute: Compute) {
    desktop.workspace_properties.compute_type_name = Some(compute);
}

fn mode(desktop: &mut Workspace, mode: RunningMode) {
    desktop.workspace_properties.running_mode = Some(mode);
}

fn try_planned(fleet: &Snapshot, wish: &[(&str, &str)], lowered: &[&str]) -> Result<Plan, PlanError> {
    let parameters: BTreeMap<String, String> =
        wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let intent = Intent {
        verb: Verb::Modify,
        parameters,
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let mut policy = Policy::for_verb(Verb::Modify);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let mut selected = all(fleet);
    selected.named = selected.workspaces.iter().cloned().collect();
    plan(fleet, &intent, &selected, &policy, &History::default(), now())
}

fn planned(fleet: &Snapshot, wish: &[(&str, &str)]) -> Plan {
    let plan = try_planned(fleet, wish, &[]).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

fn properties(plan: &Plan) -> Vec<Property> {
    plan.steps.iter().filter_map(|step| step.proof.property.clone()).collect()
}

#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil, wish) in SPOILED {
        let mut made = long_known(1);
        spoil(&mut made);
        let fleet = snapshot(vec![made]);
        let plan = planned(&fleet, wish);
        let lowered = try_planned(&fleet, wish, &[rule]).expect("a plan");
        assert_judged(rule, &plan, &lowered);
    }
}

/// What the guide allows is not refused: the general family in both directions, g4dn with its like.
#[test]
fn changes_that_the_guide_allows_go() {
    for (from, to) in [
        (Compute::Standard, "PERFORMANCE"),
        (Compute::PowerPro, "STANDARD"),
        (Compute::GeneralPurpose4xlarge, "POWER"),
        (Compute::GraphicsG4dn, "GRAPHICSPRO_G4DN"),
        (Compute::GeneralPurpose8xlarge, "GENERALPURPOSE_4XLARGE"),
    ] {
        let mut made = long_known(1);
        compute(&mut made, from.clone());
        let plan = planned(&snapshot(vec![made]), &[("compute-type", to)]);
        assert_eq!((plan.steps.len(), plan.held.len(), plan.refused.len()), (1, 0, 0), "{from} to {to}: {plan:#?}");
    }
}

/// A larger type waits for six hours, a smaller one for 30 days: the clock and the time that a refusal is held.
#[test]
fn a_smaller_type_has_the_longer_clock() {
    for (to, hours_ago, held) in [("POWER", 7, false), ("VALUE", 7, true), ("VALUE", 24 * 30 + 1, false)] {
        let mut made = long_known(1);
        changed(&mut made, Changed::ComputeType, hours_ago);
        let plan = planned(&snapshot(vec![made]), &[("compute-type", to)]);
        let clock = plan.steps[0].clock.clone().expect("a clock");
        let expected = if to == "POWER" { 6 * 3_600 } else { 30 * 86_400 } + 300;
        assert_eq!((plan.held.len() == 1, clock.seconds, clock.rule.as_str()), (held, expected, "MOD-08"), "{to}");
    }
}

/// As for volumes: a clock that is known keeps its call back, wherever that stands and whatever else holds the target, and a
/// rule that is lowered asks for no time at all.
#[test]
fn the_clock_of_a_compute_type_is_kept_whatever_else_holds_the_target() {
    let wish = [("running-mode", "ALWAYS_ON"), ("compute-type", "POWER")];
    for (wish, place) in [(&wish[..], 1), (&wish[1..], 0)] {
        let mut made = long_known(1);
        changed(&mut made, Changed::ComputeType, 4);
        made.state = WorkspaceState::Maintenance;
        let fleet = snapshot(vec![made]);
        let plan = planned(&fleet, wish);
        let until = Some(now() + SignedDuration::from_secs(2 * 3_600 + 300));
        assert_eq!((sole(&plan.held), plan.steps[place].not_before), ("STATE-02", until));
        assert_eq!(plan.held[0].until, until.filter(|_| place == 0));
        let mut hurried = plan;
        hurried.steps[place].not_before = None;
        assert!(check(&hurried, None).iter().any(|note| note.text.contains("does not wait")), "{place}");
        let lowered = try_planned(&fleet, wish, &["MOD-08"]).expect("a plan");
        assert_eq!((lowered.steps[place].not_before, &lowered.steps[place].clock), (None, &None));
    }
}

/// What somebody else has made as is wanted meanwhile needs no call, and the rest goes on; a time to stop by itself makes
/// sense for as long as the desktop does.
#[test]
fn what_became_as_wanted_meanwhile_does_not_end_the_chain() {
    let wish = [("running-mode", "AUTO_STOP"), ("auto-stop", "120"), ("compute-type", "POWER"), ("protocol", "PCOIP")];
    let mut made = long_known(1);
    mode(&mut made, RunningMode::AlwaysOn);
    let plan = planned(&snapshot(vec![made]), &wish);
    for step in &plan.steps {
        let property = step.proof.property.clone().expect("a property");
        let about = |wanted: &Fact| {
            let found = step.requires.iter().find(|requirement| requirement.that == *wanted);
            found.map(|requirement| (requirement.otherwise, requirement.rule.as_str()))
        };
        let by_itself = Fact::Has(Property::RunningMode(RunningMode::AutoStop));
        let is_time = property == Property::AutoStopMinutes(120);
        assert_eq!(about(&by_itself), is_time.then_some((Otherwise::Skip, "MOD-06")), "{property:?}");
        assert_eq!(about(&Fact::NotYet(property)), Some((Otherwise::Unchanged, "SAME-01")));
        assert_eq!(step.requires[0].that, Fact::NotModifying, "what is under way is not as wanted yet");
    }
}

/// What decides is not always said: then nobody is refused, and nobody is told that all is well.
#[test]
fn what_is_not_known_is_warned_of() {
    const PCOIP: &[(&str, &str)] = &[("protocol", "PCOIP")];
    let table: [Spoiled; 5] = [
        ("MOD-04", |made| made.workspace_properties.user_volume_size_gib = None, LARGE),
        ("MOD-05", |made| made.workspace_properties.operating_system_name = None, LARGE),
        ("MOD-07", |made| made.workspace_properties.compute_type_name = None, PCOIP),
        ("MOD-07", |made| made.workspace_properties.operating_system_name = None, PCOIP),
        ("MOD-10", |made| made.workspace_properties.compute_type_name = None, POWER),
    ];
    for (rule, forget, wish) in table {
        let mut made = long_known(1);
        compute(&mut made, Compute::PowerPro);
        sizes(&mut made, 175, 100);
        made.workspace_properties.operating_system_name = Some(OperatingSystem::Windows11);
        let warned = |plan: &Plan| plan.warnings.iter().any(|warning| warning.rule == rule);
        let known = planned(&snapshot(vec![made.clone()]), wish);
        forget(&mut made);
        let unknown = planned(&snapshot(vec![made]), wish);
        assert_eq!((known.steps.len(), warned(&known)), (1, false), "{rule}: {known:#?}");
        assert_eq!((unknown.steps.len(), warned(&unknown)), (1, true), "{rule}: {unknown:#?}");
    }
}

/// What adapts a change, the type that is asked for, and what is said.
type Told = (fn(&mut Change), &'static str, &'static str);

/// A hold says what its time counts from.
#[test]
fn a_hold_says_what_was_changed_and_when() {
    let table: [Told; 4] = [
        (|_| {}, "POWER", "its compute type was changed less than six hours ago"),
        (|_| {}, "VALUE", "its compute type was changed less than 30 days ago"),
        (|change| change.what = Changed::Create, "POWER", "it was made less than six hours ago"),
        (
            |change| change.source = Source::Refusal,
            "POWER",
            "its compute type was changed less than six hours ago, at the latest",
        ),
    ];
    for (adapt, to, said) in table {
        let mut made = long_known(1);
        changed(&mut made, Changed::ComputeType, 4);
        adapt(&mut made.deskfleet.clocks.as_mut().expect("clocks").changes[0]);
        let plan = planned(&snapshot(vec![made]), &[("compute-type", to)]);
        assert_eq!((sole(&plan.held), plan.held[0].reason.as_str()), ("MOD-08", said));
    }
}

/// What costs nobody anything comes first, only what differs is sent, and each call proves itself.
#[test]
fn only_differences_are_sent_in_a_sensible_order() {
    let wish = [("compute-type", "POWER"), ("running-mode", "AUTO_STOP"), ("auto-stop", "120"), ("protocol", "PCOIP")];
    let mut made = long_known(1);
    mode(&mut made, RunningMode::AlwaysOn);
    let plan = planned(&snapshot(vec![made.clone()]), &wish);
    let all = [
        Property::RunningMode(RunningMode::AutoStop),
        Property::AutoStopMinutes(120),
        Property::ComputeType(Compute::Power),
        Property::Protocol(Protocol::Pcoip),
    ];
    assert_eq!(properties(&plan), all);
    assert!(plan.steps.iter().all(|step| step.parameters.len() == 2), "one property a call");
    mode(&mut made, RunningMode::AutoStop);
    made.workspace_properties.protocols = vec![Protocol::Pcoip];
    assert_eq!(properties(&planned(&snapshot(vec![made.clone()]), &wish)), all[1..3]);
    made.workspace_properties.running_mode_auto_stop_timeout_in_minutes = Some(120);
    compute(&mut made, Compute::Power);
    assert_eq!(sole(&planned(&snapshot(vec![made]), &wish).unchanged), "SAME-01");
}

/// It has an hour by itself once it stops by itself: a second call would find nothing to do.
#[test]
fn the_usual_auto_stop_time_needs_no_call() {
    let mut made = long_known(1);
    mode(&mut made, RunningMode::AlwaysOn);
    let wish = |minutes| [("running-mode", "AUTO_STOP"), ("auto-stop", minutes)];
    assert_eq!(planned(&snapshot(vec![made.clone()]), &wish("60")).steps.len(), 1);
    assert_eq!(planned(&snapshot(vec![made]), &wish("180")).steps.len(), 2);
}

/// Whoever is at work keeps away what restarts the desktop, and nothing else.
#[test]
fn people_at_work_count_where_they_would_be_thrown_out() {
    let mut fleet = snapshot(vec![long_known(1)]);
    connection(&mut fleet, ConnectionState::Connected);
    assert_eq!(sole(&planned(&fleet, POWER).skipped), "CONN-01");
    let plan = planned(&fleet, &[("running-mode", "ALWAYS_ON")]);
    assert_eq!(plan.steps.len(), 1);
    assert!(plan.steps[0].requires.iter().all(|requirement| requirement.that != Fact::NotConnected));
}

#[test]
fn what_makes_no_sense_is_said_before_any_desktop_is_looked_at() {
    for (wish, said) in [
        (&[][..], "nothing is to be modified"),
        (&[("running-mode", "ALWAYS_ON"), ("auto-stop", "60")], "does not go with the running mode ALWAYS_ON"),
        (&[("auto-stop", "90")], "whole hours"),
        (&[("compute-type", "HUGE")], "`HUGE` is no compute type"),
        (&[("bundle", "x")], "`bundle` is nothing that can be modified"),
    ] {
        let error = try_planned(&snapshot(vec![long_known(1)]), wish, &[]).expect_err("refused").to_string();
        assert!(error.contains(said), "{error}");
    }
}
