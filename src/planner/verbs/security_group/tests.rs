//! What is planned for security groups: which are added and taken away, and what speaks against it.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use crate::inventory::{Gap, Selected, Snapshot};
use crate::model::{GroupChange, SecurityGroup, Verb};
use crate::planner::document::{Fact, Plan};
use crate::planner::testing::{assert_judged, first, good, id, now};
use crate::planner::{History, Intent, Policy, check, plan};

const VPC: &str = "vpc-1";
const MEMBERS: &str = "sg-members";

/// The rules that are tried here.
pub(in crate::planner) fn tried() -> impl Iterator<Item = &'static str> {
    SPOILED.iter().map(|(rule, _, _)| *rule)
}

fn group(id: &str, vpc: Option<&str>) -> SecurityGroup {
    let group_name = (id == MEMBERS).then(|| "d-00000001_workspacesMembers".to_owned());
    SecurityGroup { group_id: id.to_owned(), group_name, vpc_id: vpc.map(ToOwned::to_owned) }
}

/// A good desktop whose interface has these groups beside that of its directory; `sg-a` to `sg-h` are there.
fn fleet(extra: &[&str]) -> Snapshot {
    let mut fleet = good();
    let interface = first(&mut fleet).deskfleet.interface.as_mut().expect("an interface");
    interface.vpc_id = Some(VPC.to_owned());
    interface.groups = [MEMBERS].iter().chain(extra).map(|id| group(id, None)).collect();
    interface.groups.sort();
    fleet.security_groups = ('a'..='h').map(|letter| group(&format!("sg-{letter}"), Some(VPC))).collect();
    fleet.security_groups.push(group(MEMBERS, Some(VPC)));
    fleet.sort();
    fleet
}

fn try_plan(fleet: &Snapshot, wish: &[(&str, &str)], lowered: Option<&str>) -> Result<Plan, String> {
    let parameters: BTreeMap<_, _> =
        wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let intent = Intent {
        verb: Verb::SecurityGroup,
        parameters,
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let mut policy = Policy::for_verb(Verb::SecurityGroup);
    policy.lowered = lowered.map(str::to_owned).into_iter().collect();
    let selected = Selected { workspaces: vec![id(1)], named: BTreeSet::from([id(1)]), ..Selected::default() };
    plan(fleet, &intent, &selected, &policy, &History::default(), now()).map_err(|error| error.to_string())
}

fn planned(fleet: &Snapshot, wish: &[(&str, &str)]) -> Plan {
    let plan = try_plan(fleet, wish, None).expect("a plan");
    assert_eq!(check(&plan, None), [], "{plan:#?}");
    plan
}

fn ids(list: &[&str]) -> BTreeSet<String> {
    list.iter().map(|id| (*id).to_owned()).collect()
}

/// What the one step adds and takes away; `None`: nothing is to be sent.
fn change(fleet: &Snapshot, wish: &[(&str, &str)]) -> Option<GroupChange> {
    planned(fleet, wish).steps.first().and_then(|step| step.proof.groups.clone())
}

/// What the interface has, what is asked for, and what is added and taken away.
type Asked<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], Option<(&'a [&'a str], &'a [&'a str])>);

#[test]
fn what_is_asked_for_becomes_what_is_added_and_taken_away() {
    let one = format!("set:{}", id(1));
    let table: [Asked<'_>; 12] = [
        (&[], &[("attach", "sg-a")], Some((&["sg-a"], &[]))),
        (&["sg-a"], &[("attach", "sg-a")], None),
        // Also what is there already: somebody may detach it before the call goes out.
        (&["sg-a"], &[("attach", "sg-a,sg-b")], Some((&["sg-a", "sg-b"], &[]))),
        (&["sg-a"], &[("detach", "sg-a")], Some((&[], &["sg-a"]))),
        (&[], &[("detach", "sg-a")], None),
        (&["sg-a"], &[("replace", "sg-a,sg-b")], Some((&["sg-b"], &["sg-a"]))),
        (&[], &[("replace", "sg-a,sg-b")], None),
        (&["sg-b"], &[("replace", "sg-a,sg-b")], None),
        // The group of the directory stays, whether the list has it or not.
        (&["sg-a", "sg-c"], &[("set", "sg-b,sg-c")], Some((&["sg-b", "sg-c"], &["sg-a"]))),
        (&["sg-b"], &[("set", "sg-b,sg-members")], None),
        (&["sg-a"], &[(one.as_str(), "sg-b")], Some((&["sg-b"], &["sg-a"]))),
        (&["sg-a"], &[("set:ws-99999999", "sg-b")], None),
    ];
    for (extra, wish, expected) in table {
        let expected = expected.map(|(add, remove)| GroupChange { add: ids(add), remove: ids(remove) });
        assert_eq!(change(&fleet(extra), wish), expected, "{extra:?} {wish:?}");
    }
}

/// What can't be planned for any desktop.
#[test]
fn some_wishes_are_none() {
    let table: [(&[(&str, &str)], &str); 8] = [
        (&[], "no security group is named"),
        (&[("attach", "")], "no security group is named"),
        (&[("colour", "sg-a")], "`colour` is nothing that can be done to security groups"),
        (&[("attach", "sg-a,sg-x,sg-y")], "EC2 knows no security group sg-x, sg-y"),
        (&[("attach", "sg-a,sg-b"), ("detach", "sg-b")], "sg-b is to be attached and detached"),
        (&[("replace", "sg-a")], "to replace a security group takes the old one and the new one"),
        (&[("detach", "sg-members")], "sg-members ties desktops to their directory"),
        (&[("replace", "sg-members,sg-a")], "sg-members ties desktops to their directory"),
    ];
    for (wish, said) in table {
        let error = try_plan(&fleet(&[]), wish, None).expect_err("no plan");
        assert!(error.starts_with(said), "{wish:?}: {error}");
    }
    // Where names of groups could not be read, the directory says which it is.
    let mut blind = fleet(&[]);
    blind.security_groups.clear();
    blind.gaps.push(Gap { what: "SecurityGroups".to_owned(), of: None, reason: "denied".to_owned() });
    blind.directories[0].workspace_security_group_id = Some(MEMBERS.to_owned());
    assert!(try_plan(&blind, &[("detach", MEMBERS)], None).is_err());
    let refused = try_plan(&blind, &[("attach", "sg-a")], None).expect("a plan").refused;
    assert_eq!(refused[0].rule, "SG-05");
    assert!(refused[0].reason.ends_with("is not known: denied"), "{}", refused[0].reason);
}

/// A rule, what makes it find something, and what is asked for.
type Spoiled = (&'static str, fn(&mut Snapshot), &'static [(&'static str, &'static str)]);

static SPOILED: &[Spoiled] = &[
    ("SG-04", |_| (), &[("attach", "sg-a,sg-b,sg-c,sg-d,sg-e")]),
    ("SG-04", |_| (), &[("set", "sg-a,sg-b,sg-c,sg-d,sg-e")]),
    ("SG-05", |fleet| fleet.security_groups[0].vpc_id = Some("vpc-2".to_owned()), &[("attach", "sg-a")]),
    ("SG-05", |fleet| fleet.security_groups[0].vpc_id = None, &[("attach", "sg-a")]),
    (
        "SG-06",
        |fleet| fleet.directories[0].custom_security_group_id = Some("sg-g".to_owned()),
        &[("replace", "sg-g,sg-a")],
    ),
    ("SG-06", |fleet| fleet.directories[0].custom_security_group_id = Some("sg-g".to_owned()), &[("detach", "sg-g")]),
    ("SG-03", |fleet| first(fleet).deskfleet.interface = None, &[("attach", "sg-a")]),
];

#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil, wish) in SPOILED {
        let mut fleet = fleet(&["sg-g"]);
        spoil(&mut fleet);
        let plan = try_plan(&fleet, wish, None).expect("a plan");
        let lowered = try_plan(&fleet, wish, Some(rule)).expect("a plan");
        if *rule == "SG-03" {
            // Nobody knows what to send: lowered or not, nothing goes.
            assert_eq!((plan.refused[0].rule.as_str(), lowered.steps.len()), (*rule, 0));
            continue;
        }
        assert_judged(rule, &plan, &lowered);
    }
    let lowered = try_plan(&fleet(&["sg-g"]), SPOILED[0].2, Some("SG-04")).expect("a plan");
    assert!(format!("{:?}", lowered.steps[0].requires).contains("most: 16"), "no further than AWS raises it");
}

/// An edit, and what is said of it.
type Edit = (fn(&mut Plan), &'static str);

/// An edited plan can't change what is sent, what proves it, or how many groups an interface may have.
#[test]
fn a_plan_that_was_edited_is_found_out() {
    let good = planned(&fleet(&["sg-g"]), &[("replace", "sg-g,sg-a")]);
    let edits: [Edit; 4] = [
        (|plan| plan.steps[0].proof.groups = None, "its proof is not the security groups that were asked for"),
        (
            |plan| drop(plan.steps[0].parameters.insert("Detach".to_owned(), MEMBERS.to_owned())),
            "its parameters are not",
        ),
        (
            |plan| drop(plan.steps[0].requires.remove(0)),
            "it lacks a requirement of SG-03: its network interface is found",
        ),
        (
            |plan| {
                for requirement in &mut plan.steps[0].requires {
                    if let Fact::GroupsFit { most, .. } = &mut requirement.that {
                        *most = 16;
                    }
                }
            },
            "it lacks a requirement of SG-04: its interface can have the security groups, 5 at most",
        ),
    ];
    for (edit, said) in edits {
        let mut plan = good.clone();
        edit(&mut plan);
        let notes: Vec<String> = check(&plan, None).into_iter().map(|note| note.text).collect();
        assert!(notes.len() == 1 && notes[0].contains(said), "{said}: {notes:?}");
    }
}

fn some() -> impl Strategy<Value = BTreeSet<String>> {
    prop::collection::btree_set(prop::sample::select(vec!["sg-a", "sg-b", "sg-c", "sg-d"]), 1..4)
        .prop_map(|ids| ids.into_iter().map(str::to_owned).collect())
}

fn joined(ids: &BTreeSet<String>) -> String {
    ids.iter().map(String::as_str).collect::<Vec<_>>().join(",")
}

/// The fleet as it is when a plan was carried out.
fn after(fleet: &Snapshot, plan: &Plan) -> Snapshot {
    let mut after = fleet.clone();
    let Some(change) = plan.steps.first().and_then(|step| step.proof.groups.clone()) else { return after };
    let interface = first(&mut after).deskfleet.interface.as_mut().expect("an interface");
    interface.groups = change.applied(&interface.groups).iter().map(|id| group(id, None)).collect();
    after
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    /// Whatever was asked for, asking again finds nothing to do, and the group of the directory is there.
    #[test]
    fn asking_again_finds_nothing_to_do(
        before in some(), asked in some(), way in prop::sample::select(vec!["attach", "detach", "set", "replace"]),
    ) {
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let value = if way == "replace" { "sg-a,sg-b".to_owned() } else { joined(&asked) };
        let wish = [(way, value.as_str())];
        let fleet = fleet(&before);
        let done = after(&fleet, &planned(&fleet, &wish));
        prop_assert_eq!(planned(&done, &wish).steps.len(), 0);
        let groups = &done.workspaces[0].deskfleet.interface.as_ref().expect("an interface").groups;
        prop_assert!(groups.iter().any(SecurityGroup::is_members));
    }

    /// Attaching one after the other, in any order, is attaching both; what is set does not depend on what was there.
    #[test]
    fn order_makes_no_difference(before in some(), one in some(), other in some()) {
        let before: Vec<&str> = before.iter().map(String::as_str).collect();
        let fleet = fleet(&before);
        let step = |fleet: &Snapshot, way: &str, ids: &BTreeSet<String>| {
            let value = joined(ids);
            after(fleet, &planned(fleet, &[(way, value.as_str())]))
        };
        let both: BTreeSet<String> = one.union(&other).cloned().collect();
        for way in ["attach", "detach"] {
            let first = step(&step(&fleet, way, &one), way, &other);
            prop_assert_eq!(&first, &step(&step(&fleet, way, &other), way, &one));
            prop_assert_eq!(&first, &step(&fleet, way, &both));
        }
        prop_assert_eq!(step(&step(&fleet, "attach", &one), "set", &other), step(&fleet, "set", &other));
    }
}
