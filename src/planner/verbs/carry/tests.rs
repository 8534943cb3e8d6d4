//! What is planned for groups attached by hand, over a rebuild and a migration.

use std::collections::BTreeSet;

use super::neighbours;
use crate::inventory::{Gap, Snapshot};
use crate::model::{Association, DirectoryId, GroupChange, SecurityGroup, Verb};
use crate::planner::document::{Fact, Kept, Plan, Volumes};
use crate::planner::testing::{all, first, good_for, group, id, intent, now, sizes, sole, tag, workspace};
use crate::planner::{History, Intent, Policy, check, plan};

/// The rules that are tried here.
pub(in crate::planner) const TRIED: [&str; 7] = ["ADDR-05", "ADDR-06", "KEPT-01", "SG-02", "SG-07", "SG-08", "SG-10"];

const VERBS: [Verb; 2] = [Verb::Migrate, Verb::Rebuild];

/// A good desktop whose interface has these groups beside that of its directory.
fn fleet(verb: Verb, extra: &[&str]) -> Snapshot {
    let mut fleet = good_for(verb);
    give(&mut fleet, extra);
    fleet
}

fn give(fleet: &mut Snapshot, extra: &[&str]) {
    let interface = first(fleet).deskfleet.interface.as_mut().expect("an interface");
    interface.groups = ["sg-members"].iter().chain(extra).map(|id| group(id)).collect();
    interface.groups.sort();
}

fn wanted(verb: Verb, carry: Option<&str>) -> Intent {
    let mut wanted = Intent { verb, ..intent() };
    if verb == Verb::Rebuild {
        wanted.parameters.clear();
    }
    wanted.parameters.extend(carry.map(|carry| ("carry_groups".to_owned(), carry.to_owned())));
    wanted
}

fn try_plan(verb: Verb, fleet: &Snapshot, carry: Option<&str>, lowered: &[&str]) -> Result<Plan, String> {
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    plan(fleet, &wanted(verb, carry), &all(fleet), &policy, &History::default(), now())
        .map_err(|error| error.to_string())
}

fn planned(verb: Verb, fleet: &Snapshot, carry: Option<&str>, lowered: &[&str]) -> Plan {
    let plan = try_plan(verb, fleet, carry, lowered).expect("a plan");
    assert_eq!(check(&plan, None), [], "{plan:#?}");
    plan
}

fn carried(plan: &Plan) -> Option<GroupChange> {
    plan.steps.get(1).and_then(|step| step.proof.groups.clone())
}

fn within(plan: &Plan) -> Vec<&[String]> {
    let requires = plan.steps.iter().flat_map(|step| &step.requires);
    let within = requires.map(|requirement| {
        let Fact::GroupsWithin(groups) = &requirement.that else { return &[][..] };
        groups.as_slice()
    });
    within.filter(|groups| !groups.is_empty()).collect()
}

/// The groups beside that of the directory, what is asked for, what is put back, and the rules that warn.
type Asked<'a> = (&'a [&'a str], &'a str, &'a [&'a str], &'a [&'a str]);

#[test]
fn what_is_asked_for_is_put_back_and_all_else_is_told() {
    let table: [Asked<'_>; 9] = [
        (&[], "all", &[], &[]),
        (&[], "none", &[], &[]),
        (&[], "sg-a", &[], &[]),
        (&["sg-a", "sg-b"], "all", &["sg-a", "sg-b"], &["SG-07"]),
        (&["sg-a", "sg-b", "sg-c", "sg-d"], "all", &["sg-a", "sg-b", "sg-c", "sg-d"], &["SG-07"]),
        (&["sg-a", "sg-b"], "none", &[], &["SG-08"]),
        (&["sg-a", "sg-b"], "sg-b", &["sg-b"], &["SG-07", "SG-08"]),
        (&["sg-a"], "sg-a,sg-z", &["sg-a"], &["SG-07"]),
        (&["sg-a"], "sg-z", &[], &["SG-08"]),
    ];
    for verb in VERBS {
        for (extra, carry, back, warned) in table {
            let plan = planned(verb, &fleet(verb, extra), Some(carry), &[]);
            let at = format!("{verb} {extra:?} {carry}");
            let add: BTreeSet<String> = back.iter().map(|id| (*id).to_owned()).collect();
            let expected = (!add.is_empty()).then_some(GroupChange { add, remove: BTreeSet::new() });
            assert_eq!(carried(&plan), expected, "{at}");
            assert_eq!(plan.steps.len(), 1 + usize::from(expected.is_some()), "{at}");
            let rules: Vec<&str> = plan.warnings.iter().map(|warning| warning.rule.as_str()).collect();
            let warned: Vec<&str> = ["ADDR-06"].iter().chain(warned).copied().collect();
            assert_eq!(rules, warned, "{at}");
            // What was seen may be there when the first call goes out, and nothing else.
            let mut seen: Vec<String> = extra.iter().map(|id| (*id).to_owned()).collect();
            seen.push("sg-members".to_owned());
            assert_eq!(within(&plan), [seen.as_slice()], "{at}");
        }
    }
}

/// The second step is for the desktop that is there then, waits for nobody who works, and stands in the wave of the first.
#[test]
fn what_is_put_back_follows_what_takes_it_away() {
    for verb in VERBS {
        let plan = planned(verb, &fleet(verb, &["sg-a"]), Some("all"), &[]);
        let [first, second] = plan.steps.as_slice() else { panic!("{plan:#?}") };
        assert_eq!((second.verb, &second.follows), (Verb::SecurityGroup, &vec![first.id.clone()]));
        let made = (verb == Verb::Migrate).then(|| first.id.clone());
        assert_eq!((&second.on, &first.on), (&made, &None), "{verb}");
        assert_eq!(second.parameters.contains_key("WorkspaceId"), verb == Verb::Rebuild, "the id that it has then");
        assert_eq!(plan.waves, [vec![first.id.clone(), second.id.clone()]]);
        let asks = |fact: fn(&Fact) -> bool| second.requires.iter().any(|requirement| fact(&requirement.that));
        assert!(!asks(|fact| fact.needs().connection), "{verb}: {:#?}", second.requires);
        assert!(asks(|fact| matches!(fact, Fact::HasInterface)));
        assert_eq!(plan.estimate.calls["ModifyNetworkInterfaceAttribute"], 1);
        assert_eq!((plan.heads().count(), plan.selected()), (1, 1));
    }
}

/// A plan without a wish carries nothing, as one that an earlier version made; so does one that can't tell.
#[test]
fn what_is_not_known_is_refused() {
    for verb in VERBS {
        let plan = planned(verb, &fleet(verb, &["sg-a"]), None, &[]);
        assert_eq!((sole(&plan.refused), plan.steps.len()), ("SG-01", 0));
        let plan = planned(verb, &fleet(verb, &["sg-a"]), None, &["SG-01"]);
        assert_eq!((plan.steps.len(), carried(&plan)), (1, None));

        let mut blind = fleet(verb, &["sg-a"]);
        blind.directories.clear();
        assert_eq!(sole(&planned(verb, &blind, Some("all"), &[]).refused), "SG-01", "which are its own");
        assert_eq!(planned(verb, &blind, Some("all"), &["SG-01"]).steps.len(), 2);
        assert_eq!(planned(verb, &blind, Some("sg-a"), &[]).steps.len(), 2, "that one, whatever the others are");
        first(&mut blind).deskfleet.interface = None;
        for carry in ["all", "sg-a"] {
            assert_eq!(sole(&planned(verb, &blind, Some(carry), &[]).refused), "SG-01", "{carry}");
        }
        let plan = planned(verb, &blind, Some("none"), &[]);
        assert_eq!((plan.steps.len(), plan.warnings[1].rule.as_str()), (1, "SG-08"), "{plan:#?}");
        for carry in ["", "some", "sg-a,b"] {
            assert!(try_plan(verb, &fleet(verb, &["sg-a"]), Some(carry), &[]).is_err(), "{carry}");
        }
    }
}

/// The new interface begins with the groups of the directory, among them one that the old one may not have.
#[test]
fn what_a_new_interface_can_not_have_is_refused() {
    for verb in VERBS {
        let four = fleet(verb, &["sg-a", "sg-b", "sg-c", "sg-d"]);
        let mut with_custom = four.clone();
        with_custom.directories[0].custom_security_group_id = Some("sg-custom".to_owned());
        let plan = planned(verb, &with_custom, Some("all"), &[]);
        assert_eq!(sole(&plan.refused), "SG-04", "{plan:#?}");
        assert_eq!(plan.refused[0].reason, "its interface would have 6 security groups, 5 are allowed");
        assert_eq!(planned(verb, &with_custom, Some("sg-a,sg-b"), &[]).steps.len(), 2);
        assert_eq!(planned(verb, &with_custom, Some("all"), &["SG-04"]).steps.len(), 2);
        // One that has more already may keep as many.
        let six = fleet(verb, &["sg-a", "sg-b", "sg-c", "sg-d", "sg-e"]);
        assert_eq!(planned(verb, &six, Some("all"), &[]).steps.len(), 2);
    }
}

/// Five desktops of a directory, of which so many have a group that is not its custom one.
#[test]
fn the_former_custom_group_of_a_directory_has_to_be_named() {
    for (having, desktops, refused) in [(4, 5, 4), (3, 5, 0), (5, 5, 5), (4, 4, 0), (7, 9, 0), (8, 10, 8)] {
        let mut fleet = crate::planner::testing::snapshot((1..=desktops).map(workspace).collect());
        let extra: Vec<SecurityGroup> = vec![group("sg-former"), group("sg-members")];
        for desktop in &mut fleet.workspaces[..having] {
            desktop.deskfleet.interface.as_mut().expect("an interface").groups.clone_from(&extra);
        }
        let at = format!("{having} of {desktops}");
        let plan = planned(Verb::Migrate, &fleet, Some("all"), &[]);
        assert_eq!(plan.refused.len(), refused, "{at}");
        assert!(plan.refused.iter().all(|verdict| verdict.rule == "SG-02"), "{at}: {plan:#?}");
        let said = format!("{at} desktops of d-00000001 have sg-former, which is not its custom security group");
        assert!(plan.refused.iter().all(|verdict| verdict.reason == said), "{at}: {plan:#?}");
        for (carry, lowered, steps) in
            [("sg-former", None, 2), ("all", Some("SG-02"), 2), ("none", None, 1), ("sg-other", None, 1)]
        {
            let plan = planned(Verb::Migrate, &fleet, Some(carry), lowered.as_slice());
            let expected = desktops + (steps - 1) * having;
            assert_eq!((plan.refused.len(), plan.steps.len()), (0, expected), "{at}: {carry} {lowered:?}");
        }
        // What is its custom group now comes by itself.
        fleet.directories[0].custom_security_group_id = Some("sg-former".to_owned());
        let plan = planned(Verb::Migrate, &fleet, Some("all"), &[]);
        assert_eq!((plan.steps.len(), plan.warnings.len()), (desktops, 1), "{at}");
    }
}

/// Where the others could not be looked at, their interfaces are not taken for ones without the group.
#[test]
fn what_others_have_is_not_guessed() {
    for verb in VERBS {
        for (extra, carry, unread, warned) in [
            (&["sg-a"][..], "all", true, true),
            (&["sg-a"], "all", false, false),
            (&["sg-a"], "sg-a", true, false),
            (&[], "all", true, false),
        ] {
            let mut fleet = fleet(verb, extra);
            let gap = Gap { what: "Interface".to_owned(), of: None, reason: "AccessDenied".to_owned() };
            fleet.gaps = unread.then_some(gap).into_iter().collect();
            let plan = planned(verb, &fleet, Some(carry), &[]);
            let found = plan.warnings.iter().any(|warning| warning.rule == "SG-10");
            assert_eq!(found, warned, "{verb} {extra:?} {carry}: {:#?}", plan.warnings);
        }
    }
}

/// The group that ties a desktop to its directory comes by itself, whether the directory was read or not; that of another
/// directory was attached by hand.
#[test]
fn the_group_of_the_directory_is_never_called_lost() {
    for verb in VERBS {
        for (named, read, lost) in [
            ("d-00000001_workspacesMembers", true, false),
            ("d-00000001_workspacesMembers", false, false),
            ("d-00000002_workspacesMembers", true, true),
            ("d-00000002_workspacesMembers", false, true),
        ] {
            let mut fleet = fleet(verb, &[]);
            let interface = first(&mut fleet).deskfleet.interface.as_mut().expect("an interface");
            let members =
                SecurityGroup { group_id: "sg-tie".to_owned(), group_name: Some(named.to_owned()), vpc_id: None };
            interface.groups = vec![members];
            if read {
                fleet.directories[0].workspace_security_group_id = Some("sg-members".to_owned());
            } else {
                fleet.directories.clear();
            }
            let plan = planned(verb, &fleet, Some("none"), &[]);
            let found = plan.warnings.iter().any(|warning| warning.rule == "SG-08");
            assert_eq!(found, lost, "{verb} {named} {read}: {:#?}", plan.warnings);
        }
    }
}

/// All of a directory are looked at when one of its desktops has a group of which that decides, and else none.
#[test]
fn others_are_looked_at_only_where_they_decide() {
    let mut fleet = crate::planner::testing::snapshot((1..=3).map(workspace).collect());
    let asks = |fleet: &Snapshot, verb, carry| neighbours(fleet, &wanted(verb, carry), &[id(1)]);
    assert_eq!(asks(&fleet, Verb::Migrate, Some("all")), []);
    give(&mut fleet, &["sg-a"]);
    for verb in VERBS {
        assert_eq!(asks(&fleet, verb, Some("all")), [id(2), id(3)]);
        assert_eq!(asks(&fleet, verb, Some("sg-a")), []);
        assert_eq!(asks(&fleet, verb, None), []);
    }
    // In another directory nobody has one: what its desktops have decides nothing.
    let mut two = crate::planner::testing::snapshot((1..=5).map(workspace).collect());
    give(&mut two, &["sg-a"]);
    let other = DirectoryId::from_service("d-00000002");
    let mut second = two.directories[0].clone();
    second.directory_id = other.clone();
    two.directories.push(second);
    two.workspaces[3].directory_id = other.clone();
    two.workspaces[4].directory_id = other;
    let asked = neighbours(&two, &wanted(Verb::Migrate, Some("all")), &[id(1), id(4)]);
    assert_eq!(asked, [id(2), id(3)]);
}

/// An edit, and what is said of it.
type Edit = (fn(&mut Plan), &'static str);

#[test]
fn a_plan_that_was_edited_is_found_out() {
    let good = planned(Verb::Migrate, &fleet(Verb::Migrate, &["sg-a"]), Some("all"), &[]);
    let edits: [Edit; 4] = [
        (|plan| plan.steps[1].on = None, "it is for another desktop than the intent says"),
        (
            |plan| {
                plan.steps.pop();
                plan.waves[0].pop();
            },
            "has 1 steps, the intent gives it 2",
        ),
        (|plan| plan.steps[1].follows.clear(), "it does not follow the step before it"),
        (
            |plan| drop(plan.intent.parameters.insert("carry_groups".to_owned(), "none".to_owned())),
            "has 2 steps, the intent gives it 1",
        ),
    ];
    let rebuild = planned(Verb::Rebuild, &fleet(Verb::Rebuild, &["sg-a"]), Some("all"), &[]);
    let of_rebuild: [Edit; 3] = [
        (|plan| plan.steps[0].proof.interface_not = None, "its proof is not another interface than the one that"),
        (
            |plan| plan.steps[0].proof.interface_not = Some("eni-other".to_owned()),
            "its proof is not another interface than the one that",
        ),
        (
            |plan| plan.steps[0].requires.retain(|requirement| requirement.rule != "SG-07"),
            "S-0001: it lacks a requirement of SG-07: it has the security groups sg-a",
        ),
    ];
    let edits = edits.into_iter().map(|edit| (&good, edit)).chain(of_rebuild.into_iter().map(|edit| (&rebuild, edit)));
    for (good, (edit, said)) in edits {
        let mut plan = good.clone();
        edit(&mut plan);
        let notes: Vec<String> = check(&plan, None).into_iter().map(|note| note.text).collect();
        assert!(notes.len() == 1 && notes[0].contains(said), "{said}: {notes:?}");
    }
}

/// Sizes before, the user volume of the old bundle, both of the new one, and both afterwards.
type Grown = ((i32, i32), Option<i32>, (i32, i32), Option<(u32, u32)>);

/// By the guide: root grows to what the bundle brings; so does a user volume of the size that its bundle brought.
#[test]
fn sizes_afterwards_are_predicted() {
    let table: [Grown; 7] = [
        ((80, 50), Some(50), (80, 50), Some((80, 50))),
        ((80, 50), Some(50), (175, 100), Some((175, 100))),
        ((175, 100), Some(50), (80, 50), Some((175, 100))),
        ((80, 100), Some(50), (175, 200), Some((175, 100))),
        ((300, 50), Some(50), (175, 100), Some((300, 100))),
        ((200, 200), Some(200), (175, 100), Some((200, 200))),
        ((80, 50), None, (175, 100), None),
    ];
    for (own, old, new, after) in table {
        for verb in VERBS {
            let mut fleet = fleet(verb, &[]);
            sizes(first(&mut fleet), own.0, own.1);
            first(&mut fleet).deskfleet.tags = Some(vec![tag("team")]);
            for bundle in &mut fleet.bundles {
                let is_wanted = bundle.bundle_id.as_str() == crate::planner::testing::WANTED;
                bundle.root_storage_gib = Some(if is_wanted { new.0 } else { 80 });
                bundle.user_storage_gib = if is_wanted { Some(new.1) } else { old };
            }
            let plan = planned(verb, &fleet, Some("all"), &[]);
            let own = (u32::try_from(own.0).expect("a size"), u32::try_from(own.1).expect("a size"));
            let after = if verb == Verb::Migrate { after } else { Some(own) };
            let volumes = after.map(|(root_gib, user_gib)| Volumes { root_gib, user_gib });
            assert_eq!(plan.steps[0].proof.kept, Some(Kept { volumes, tags: true }), "{verb} {own:?} {new:?}");
            let warned = plan.warnings.iter().any(|warning| warning.rule == "KEPT-01");
            assert_eq!(warned, after.is_none(), "{verb} {own:?} {new:?}: {:#?}", plan.warnings);
        }
    }
}

/// Tags cost a call each, before and after; whoever has none is not asked again, and of unread ones that is said.
#[test]
fn tags_are_read_back_of_those_that_have_some() {
    for verb in VERBS {
        for (tags, calls, warned) in [
            (Some(vec![tag("team")]), 2, false),
            (Some(Vec::new()), 1, false),
            // The protect tag is not looked for, and so nothing is read.
            (None, 0, true),
        ] {
            let mut fleet = fleet(verb, &[]);
            first(&mut fleet).deskfleet.tags = tags;
            let plan = planned(verb, &fleet, Some("all"), if warned { &["PROT-01"] } else { &[] });
            assert_eq!(plan.estimate.calls.get("DescribeTags").copied().unwrap_or(0), calls, "{verb}");
            let kept = |warning: &crate::planner::document::Warning| warning.rule == "KEPT-01";
            assert_eq!(plan.warnings.iter().any(kept), warned, "{verb}: {:#?}", plan.warnings);
        }
    }
}

/// A plan of an earlier version reads nothing back; one that expects something else than was observed was edited.
#[test]
fn what_is_read_back_is_checked() {
    for verb in VERBS {
        let mut fleet = fleet(verb, &[]);
        sizes(first(&mut fleet), 80, 50);
        let mut plan = planned(verb, &fleet, Some("all"), &[]);
        plan.steps[0].proof.kept.as_mut().expect("it").volumes = Some(Volumes { root_gib: 81, user_gib: 50 });
        let notes: Vec<String> = check(&plan, None).into_iter().map(|note| note.text).collect();
        assert_eq!(notes, ["S-0001: what is read back afterwards is not what was observed"], "{verb}");
        plan.steps[0].proof.kept = None;
        assert_eq!(check(&plan, None), [], "{verb}");
    }
}

/// One warning for all whose private address changes, and one for those with an elastic address, which AWS's own is not.
#[test]
fn addresses_that_end_are_counted() {
    for verb in VERBS {
        let mut fleet = crate::planner::testing::snapshot((1..=4).map(workspace).collect());
        let owners = [None, Some("amazon"), Some("111122223333"), Some("111122223333")];
        for (desktop, owner) in fleet.workspaces.iter_mut().zip(owners) {
            let address = owner.map(|owner| Association {
                public_ip: "203.0.113.7".to_owned(),
                ip_owner_id: Some(owner.to_owned()),
                allocation_id: None,
            });
            desktop.deskfleet.interface.as_mut().expect("an interface").association = address;
        }
        let plan = planned(verb, &fleet, Some("all"), &[]);
        let of = |rule: &str| {
            let found: Vec<&[String]> = plan
                .warnings
                .iter()
                .filter(|warning| warning.rule == rule)
                .map(|warning| &warning.targets[..])
                .collect();
            found.concat()
        };
        assert_eq!(of("ADDR-06").len(), 4, "{verb}: {:#?}", plan.warnings);
        assert_eq!(of("ADDR-05"), [id(3).to_string(), id(4).to_string()], "{verb}");
        assert_eq!(plan.warnings.len(), 2, "{verb}: one line each");
    }
}
