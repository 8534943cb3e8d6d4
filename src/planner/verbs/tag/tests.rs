//! What is planned for tags: which are set and taken away by which calls, and what speaks against it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::flawed_tag;
use crate::inventory::{Selected, Snapshot};
use crate::model::{Danger, Tag, Verb, WorkspaceState};
use crate::planner::document::Plan;
use crate::planner::testing::{assert_judged, first, good, id, now, snapshot, workspace};
use crate::planner::{History, Intent, Policy, check, plan};

/// The rules that are tried here, and the one that is judged right before a call only.
pub(in crate::planner) fn tried() -> impl Iterator<Item = &'static str> {
    SPOILED.iter().map(|(rule, ..)| *rule).chain(["TAG-09"])
}

type Texts<'a> = &'a [(&'a str, &'a str)];

fn tags(all: Texts<'_>) -> Vec<Tag> {
    all.iter().map(|(key, value)| Tag { key: (*key).to_owned(), value: (*value).to_owned() }).collect()
}

/// A good desktop with these tags.
fn fleet(all: Texts<'_>) -> Snapshot {
    let mut fleet = good();
    first(&mut fleet).deskfleet.tags = Some(tags(all));
    fleet
}

fn try_plan(fleet: &Snapshot, verb: Verb, wish: Texts<'_>, lowered: Option<&str>) -> Result<Plan, String> {
    let parameters: BTreeMap<_, _> =
        wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let selection = vec!["--all".to_owned()];
    let intent = Intent { verb, parameters, desktops: Vec::new(), selection, reason: None };
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.map(str::to_owned).into_iter().collect();
    let workspaces: Vec<_> = fleet.workspaces.iter().map(|seen| seen.workspace_id.clone()).collect();
    let named: BTreeSet<_> = workspaces.iter().cloned().collect();
    let selected = Selected { workspaces, named, ..Selected::default() };
    plan(fleet, &intent, &selected, &policy, &History::default(), now()).map_err(|error| error.to_string())
}

fn planned(fleet: &Snapshot, verb: Verb, wish: Texts<'_>) -> Plan {
    let plan = try_plan(fleet, verb, wish, None).expect("a plan");
    assert_eq!(check(&plan, None), [], "{plan:#?}");
    plan
}

/// The calls, each as it is sent.
fn calls(plan: &Plan) -> Vec<String> {
    let call = |step: &crate::planner::document::Step| {
        let parameters = step.parameters.iter().filter(|(name, _)| *name != "WorkspaceId");
        let parameters: Vec<String> = parameters.map(|(name, value)| format!("{name}={value}")).collect();
        format!("{} {}", step.operation, parameters.join(" "))
    };
    plan.steps.iter().map(call).collect()
}

/// What a desktop has, what is asked for, and what is sent.
type Asked<'a> = (Verb, Texts<'a>, Texts<'a>, &'a [&'a str]);

#[test]
fn only_what_differs_is_sent() {
    let one = format!("set:{} team", id(1));
    let gone = format!("remove:{} a", id(1));
    let (set, remove) = (Verb::TagSet, Verb::TagRemove);
    let table: [Asked<'_>; 16] = [
        (set, &[], &[("set team", "red")], &["CreateTags Tags.team=red"]),
        (set, &[("team", "red")], &[("set team", "red")], &[]),
        (set, &[("team", "blue")], &[("set team", "red")], &["CreateTags Tags.team=red"]),
        // Case matters (H-04), and so does a value that is empty.
        (set, &[("Team", "red")], &[("set team", "red")], &["CreateTags Tags.team=red"]),
        (set, &[("team", "red")], &[("set team", "")], &["CreateTags Tags.team="]),
        (set, &[("a", "1")], &[("set a", "1"), ("set b", "2"), ("set c", "3")], &["CreateTags Tags.b=2 Tags.c=3"]),
        (set, &[], &[("set team", "red"), (&one, "blue")], &["CreateTags Tags.team=blue"]),
        (set, &[], &[("set:ws-99999999 team", "red")], &[]),
        (set, &[], &[("set cost center", "a b")], &["CreateTags Tags.cost center=a b"]),
        (remove, &[("a", "1"), ("b", "2")], &[("remove a", ""), ("remove c", "")], &["DeleteTags TagKeys.a="]),
        (remove, &[("b", "2")], &[("remove a", "")], &[]),
        (remove, &[("a", "1")], &[(&gone, "")], &["DeleteTags TagKeys.a="]),
        // The new one first.
        (set, &[("old", "1")], &[("rename old", "new")], &["CreateTags Tags.new=1", "DeleteTags TagKeys.old="]),
        (set, &[("old", "1"), ("new", "1")], &[("rename old", "new")], &["DeleteTags TagKeys.old="]),
        (set, &[("new", "1")], &[("rename old", "new")], &[]),
        (set, &[("old", "1")], &[("rename old", "Old")], &["CreateTags Tags.Old=1", "DeleteTags TagKeys.old="]),
    ];
    for (verb, has, wish, expected) in table {
        let plan = planned(&fleet(has), verb, wish);
        assert_eq!(calls(&plan), expected, "{has:?} {wish:?}");
        assert_eq!(plan.unchanged.len(), usize::from(expected.is_empty()), "{has:?} {wish:?}");
        if let [first, second] = plan.steps.as_slice() {
            assert_eq!(second.follows, vec![first.id.clone()]);
            let guards = plan.steps.iter().filter(|step| format!("{:?}", step.requires).contains("HasTag"));
            assert_eq!(guards.count(), 2, "neither goes once the value is another one");
        }
    }
}

#[test]
fn some_wishes_are_none() {
    let (set, remove) = (Verb::TagSet, Verb::TagRemove);
    let table: [(Verb, Texts<'_>, &str); 8] = [
        (set, &[], "no tag is named"),
        (set, &[("team", "red")], "`team` is nothing that can be done to tags"),
        (set, &[("paint team", "red")], "`paint team` is nothing that can be done to tags"),
        (set, &[("remove team", "")], "`remove team` is nothing for `tag set`"),
        (remove, &[("set team", "red")], "`set team` is nothing for `tag remove`"),
        (set, &[("rename a", "a")], "`a` is to be renamed to itself"),
        (set, &[("rename a", "b"), ("rename c", "d")], "to rename a tag takes one old key"),
        (set, &[("rename a", "b"), ("set c", "d")], "to rename a tag takes one old key"),
    ];
    for (verb, wish, said) in table {
        let error = try_plan(&fleet(&[]), verb, wish, None).expect_err("no plan");
        assert!(error.starts_with(said), "{wish:?}: {error}");
    }
}

/// A rule, what makes it find something, and what is asked for.
type Spoiled = (&'static str, fn(&mut Snapshot), Verb, Texts<'static>);

fn fill(fleet: &mut Snapshot, count: usize) {
    first(fleet).deskfleet.tags =
        Some((0..count).map(|number| Tag { key: format!("k{number:02}"), value: String::new() }).collect());
}

static LONG: &str = "set kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk";

static SPOILED: &[Spoiled] = &[
    ("TAG-01", |fleet| first(fleet).deskfleet.tags = None, Verb::TagSet, &[("set team", "red")]),
    ("TAG-02", |_| (), Verb::TagSet, &[(LONG, "red")]),
    ("TAG-03", |fleet| first(fleet).deskfleet.tags = Some(Vec::new()), Verb::TagSet, &[("set team", VALUE)]),
    ("TAG-04", |_| (), Verb::TagSet, &[("set team", "red,blue")]),
    ("TAG-05", |_| (), Verb::TagSet, &[("set aws:team", "red")]),
    ("TAG-05", |_| (), Verb::TagSet, &[("set team", "AWS:red")]),
    (
        "TAG-05",
        |fleet| first(fleet).deskfleet.tags = Some(tags(&[("aws:x", "")])),
        Verb::TagRemove,
        &[("remove aws:x", "")],
    ),
    ("TAG-06", |_| (), Verb::TagSet, &[("set deskfleet:step", "x")]),
    (
        "TAG-07",
        |fleet| first(fleet).deskfleet.tags = Some(tags(&[("old", "1"), ("new", "2")])),
        Verb::TagSet,
        &[("rename old", "new")],
    ),
    ("TAG-08", |fleet| fill(fleet, 50), Verb::TagSet, &[("set team", "red")]),
    ("TAG-08", |fleet| fill(fleet, 49), Verb::TagSet, &[("set team", "red"), ("set more", "")]),
    ("TAG-08", |fleet| fill(fleet, 50), Verb::TagSet, &[("rename k00", "k99")]),
];

static VALUE: &str = "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv";

#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil, verb, wish) in SPOILED {
        let mut fleet = fleet(&[("k00", "1")]);
        spoil(&mut fleet);
        let plan = try_plan(&fleet, *verb, wish, None).expect("a plan");
        let lowered = try_plan(&fleet, *verb, wish, Some(rule)).expect("a plan");
        assert_judged(rule, &plan, &lowered);
    }
    // The last that is allowed, a value that is changed in a full set, and in one that is fuller than full.
    for (count, wish) in [(49, "set team"), (50, "set k00"), (60, "set k00")] {
        let mut fleet = fleet(&[]);
        fill(&mut fleet, count);
        assert_eq!(planned(&fleet, Verb::TagSet, &[(wish, "red")]).steps.len(), 1, "{count} {wish}");
    }
}

/// What no desktop can have is known without looking at any, unless that rule was lowered.
#[test]
fn what_can_never_be_is_known_before() {
    let mut policy = Policy::for_verb(Verb::TagSet);
    let found = |name: &str, value: &str, policy: &Policy| flawed_tag(name, value, policy).map(|(rule, _)| rule.id);
    for (name, value, rule) in [
        ("set team", "red", None),
        ("set aws:team", "red", Some("TAG-05")),
        ("set:ws-123456789 team", "a*b", Some("TAG-04")),
        ("remove aws:team", "", Some("TAG-05")),
        ("remove a*b", "", None),
        ("rename a*b", "ab", None),
        ("rename ab", "a*b", Some("TAG-04")),
        ("rename deskfleet:step", "mark", Some("TAG-06")),
    ] {
        assert_eq!(found(name, value, &policy), rule, "{name}={value}");
    }
    policy.lowered.insert("TAG-04".to_owned());
    assert_eq!(found("set team", "a*b", &policy), None);
    assert_eq!(found("set aws:team", "a*b", &policy), Some("TAG-05"));
}

/// Tags of few are changed without a question, those of many and the one that protects not.
#[test]
fn what_is_asked_for_depends_on_the_plan() {
    let of = |count: usize| snapshot((1..=count).map(workspace).collect());
    let danger = |fleet: &Snapshot, verb, wish: Texts<'_>| planned(fleet, verb, wish).danger();
    assert_eq!(danger(&of(50), Verb::TagSet, &[("set team", "red")]), Danger::Mild);
    assert_eq!(danger(&of(51), Verb::TagSet, &[("set team", "red")]), Danger::Moderate);
    assert_eq!(danger(&of(51), Verb::TagRemove, &[("remove team", "")]), Danger::Mild, "none of them has it");
    let protected = fleet(&[("deskfleet-protect", "")]);
    assert_eq!(danger(&protected, Verb::TagRemove, &[("remove deskfleet-protect", "")]), Danger::Moderate);
    assert_eq!(danger(&protected, Verb::TagSet, &[("rename deskfleet-protect", "x")]), Danger::Moderate);
    assert_eq!(danger(&protected, Verb::TagSet, &[("set deskfleet-protect", "yes")]), Danger::Mild);
}

/// The record of a desktop is there whatever is done to the desktop itself.
#[test]
fn a_desktop_is_tagged_in_any_state_but_on_its_way_out() {
    for (state, steps) in [
        (WorkspaceState::Maintenance, 1),
        (WorkspaceState::Error, 1),
        (WorkspaceState::Suspended, 1),
        (WorkspaceState::Terminating, 0),
        (WorkspaceState::Terminated, 0),
    ] {
        let mut fleet = fleet(&[]);
        first(&mut fleet).state = state.clone();
        let plan = planned(&fleet, Verb::TagSet, &[("set team", "red")]);
        assert_eq!((plan.steps.len(), plan.held.len()), (steps, 0), "{state}");
        assert!(plan.steps.iter().all(|step| !format!("{:?}", step.requires).contains("StateNot")), "{state}");
    }
}

/// An edit, and what is said of it.
type Edit = (fn(&mut Plan), &'static str);

#[test]
fn a_plan_that_was_edited_is_found_out() {
    let good = planned(&fleet(&[("old", "1")]), Verb::TagSet, &[("rename old", "new")]);
    let edits: [Edit; 3] = [
        (|plan| plan.steps[0].proof.tags = None, "its proof is not the tags that were asked for"),
        (
            |plan| drop(plan.steps[1].parameters.insert("TagKeys.deskfleet-protect".to_owned(), String::new())),
            "its parameters are not",
        ),
        (
            |plan| plan.steps[1].requires.retain(|requirement| requirement.rule != "TAG-09"),
            "it lacks a requirement of TAG-09: it has the tag `old` with the value `1`",
        ),
    ];
    for (edit, said) in edits {
        let mut plan = good.clone();
        edit(&mut plan);
        let notes: Vec<String> = check(&plan, None).into_iter().map(|note| note.text).collect();
        assert!(notes.len() == 1 && notes[0].contains(said), "{said}: {notes:?}");
    }
}

/// The tags that a desktop has when a plan was carried out.
fn after(has: &BTreeMap<String, String>, plan: &Plan) -> BTreeMap<String, String> {
    let mut after = has.clone();
    for change in plan.steps.iter().filter_map(|step| step.proof.tags.as_ref()) {
        after.extend(change.set.clone());
        after.retain(|key, _| !change.remove.contains(key));
    }
    after
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever was asked for, asking again finds nothing to do, and no value is lost by a new key.
    #[test]
    fn asking_again_finds_nothing_to_do(
        has in prop::collection::btree_map("[abc]", "[12]", 0..4), key in "[abc]", other in "[abc]", value in "[12]",
        way in prop::sample::select(vec!["set", "remove", "rename"]),
    ) {
        prop_assume!(way != "rename" || key != other);
        let verb = if way == "remove" { Verb::TagRemove } else { Verb::TagSet };
        let name = format!("{way} {key}");
        let text = match way { "set" => value.as_str(), "rename" => other.as_str(), _ => "" };
        let fleet_of = |has: &BTreeMap<String, String>| {
            let texts: Vec<(&str, &str)> = has.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
            fleet(&texts)
        };
        let plan = planned(&fleet_of(&has), verb, &[(&name, text)]);
        let done = after(&has, &plan);
        if plan.refused.is_empty() {
            prop_assert_eq!(planned(&fleet_of(&done), verb, &[(&name, text)]).steps.len(), 0);
        } else {
            prop_assert_eq!((way, &done), ("rename", &has));
        }
        if way == "rename" {
            let values = |tags: &BTreeMap<String, String>| tags.values().cloned().collect::<BTreeSet<_>>();
            prop_assert_eq!(values(&done), values(&has));
        }
    }
}
