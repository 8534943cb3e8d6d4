//! For each rule a desktop that it and no other rule stops.

use std::collections::BTreeSet;

use super::{About, Severity, find_rule, rules, verb_tests};
use crate::inventory::Snapshot;
use crate::model::{
    BundleId, Compute, ConnectionState, ModificationState, OperatingSystem, Protocol, RelatedWorkspace, WorkspaceState,
};
use crate::planner::check;
use crate::planner::testing::{
    WANTED, at, connection, first, good, group, id, planned, policy, sole, subnet, systems, tag,
};
use crate::planner::verbs::{carry, modify, provision, resize, security_group, tag};

/// A rule, and what makes a good desktop or its surroundings bad.
type Spoiled = (&'static str, fn(&mut Snapshot));

/// All rules that judge a desktop; `fleet.bundles[1]` is the wanted bundle, `[0]` the old one.
static SPOILED: &[Spoiled] = &[
    ("SAME-01", |fleet| {
        first(fleet).bundle_id = BundleId::from_service(WANTED);
    }),
    ("PROT-01", |fleet| {
        first(fleet).deskfleet.tags = Some(vec![tag("deskfleet-protect")]);
    }),
    ("PROT-01", |fleet| first(fleet).deskfleet.tags = None),
    ("STATE-01", |fleet| first(fleet).state = WorkspaceState::Starting),
    ("STATE-02", |fleet| first(fleet).state = WorkspaceState::Maintenance),
    ("CONN-01", |fleet| connection(fleet, ConnectionState::Connected)),
    ("CONN-01", |fleet| connection(fleet, ConnectionState::Unknown)),
    ("CONN-01", |fleet| first(fleet).deskfleet.connection = None),
    ("STBY-01", |fleet| {
        let related =
            RelatedWorkspace { workspace_id: None, region: None, state: None, r#type: Some("PRIMARY".to_owned()) };
        first(fleet).related_workspaces = vec![related];
    }),
    ("MOD-01", |fleet| first(fleet).state = WorkspaceState::Updating),
    ("MOD-01", |fleet| {
        let under_way =
            ModificationState { resource: "USER_VOLUME".to_owned(), state: "UPDATE_IN_PROGRESS".to_owned() };
        first(fleet).modification_states = vec![under_way];
    }),
    ("MIG-01", |fleet| {
        systems(fleet, OperatingSystem::Rhel8, "rocky 9");
        first(fleet).state = WorkspaceState::Stopped;
    }),
    ("MIG-02", |fleet| first(fleet).state = WorkspaceState::AdminMaintenance),
    ("MIG-03", |fleet| {
        systems(fleet, OperatingSystem::Ubuntu2204, "amazon linux 2");
    }),
    ("MIG-03", |fleet| {
        systems(fleet, OperatingSystem::Ubuntu1804, "ubuntu 22.04");
    }),
    ("MIG-04", |fleet| {
        systems(fleet, OperatingSystem::Windows10, "ubuntu 22.04");
    }),
    ("MIG-04", |fleet| systems(fleet, OperatingSystem::AmazonLinux2, "win11")),
    ("MIG-07", |fleet| {
        systems(fleet, OperatingSystem::Windows10, "windows 7");
    }),
    ("MIG-08", |fleet| {
        fleet.directories[0].tenancy = Some("DEDICATED".to_owned());
        fleet.bundles[1].owner = Some("AMAZON".to_owned());
    }),
    ("MIG-08", |fleet| fleet.bundles[1].description = Some("BYOL".to_owned())),
    ("MIG-09", |fleet| systems(fleet, OperatingSystem::Windows11, "win10")),
    ("MIG-10", |fleet| systems(fleet, OperatingSystem::Windows7, "win11")),
    ("MIG-11", |fleet| {
        first(fleet).workspace_properties.compute_type_name = Some(Compute::Value);
    }),
    ("MIG-11", |fleet| fleet.bundles[1].compute_type = Some(Compute::Value)),
    ("MIG-12", |fleet| {
        fleet.bundles[0].description = Some("BYOP".to_owned());
        fleet.bundles[1].description = Some("with DCV".to_owned());
    }),
    ("MIG-14", |fleet| {
        systems(fleet, OperatingSystem::WindowsServer2022, "server 2019 byop");
        fleet.bundles[0].description = Some("BYOP".to_owned());
    }),
    ("BUNDLE-01", |fleet| fleet.bundles[1].state = Some("ERROR".to_owned())),
    ("BUNDLE-01", |fleet| {
        fleet.bundles[1].bundle_type = Some("STANDBY".to_owned());
    }),
    ("VSNAP-01", |fleet| {
        first(fleet).deskfleet.volume_snapshots = Some(crate::model::VolumeSnapshots::default());
    }),
    ("VSNAP-01", |fleet| first(fleet).deskfleet.volume_snapshots = None),
    ("ADDR-01", |fleet| fleet.subnets[0] = subnet(1, 0)),
    ("SG-01", |fleet| groups(fleet).push(group("sg-hand"))),
    ("SG-01", |fleet| first(fleet).deskfleet.interface = None),
    ("MIG-20", |fleet| systems(fleet, OperatingSystem::Windows10, "standard")),
    ("MIG-20", |fleet| systems(fleet, OperatingSystem::Unknown, "win11")),
    ("MIG-21", |fleet| {
        fleet.directories[0].tenancy = Some("DEDICATED".to_owned());
    }),
    ("MIG-24", |fleet| {
        fleet.bundles[0].description = Some("BYOP".to_owned());
    }),
    ("MIG-22", |fleet| {
        fleet.bundles[1].description = Some("DCV".to_owned());
        first(fleet).workspace_properties.protocols = vec![Protocol::Pcoip];
    }),
    ("MIG-22", |fleet| {
        systems(fleet, OperatingSystem::WindowsServer2019, "server 2025");
        first(fleet).workspace_properties.protocols = vec![Protocol::Pcoip];
    }),
    ("MIG-28", |fleet| first(fleet).workspace_properties.nested_virtualization_enabled = Some(true)),
    ("MIG-23", |fleet| fleet.bundles[1].compute_type = Some(Compute::Power)),
    ("MIG-26", |fleet| {
        sized(fleet, 80, 50);
        fleet.bundles[1].root_storage_gib = Some(175);
    }),
    ("MIG-26", |fleet| {
        sized(fleet, 80, 50);
        fleet.bundles[1].user_storage_gib = Some(100);
    }),
    ("VSNAP-02", |fleet| snapshot_time(fleet, Some("2026-01-04T19:59:59Z"))),
    ("SNAP-01", |fleet| snapshot_time(fleet, None)),
    ("SNAP-01", |fleet| used_at(fleet, "2026-01-05T02:30:01Z")),
    ("ADDR-02", |fleet| fleet.subnets.clear()),
];

fn groups(fleet: &mut Snapshot) -> &mut Vec<crate::model::SecurityGroup> {
    &mut first(fleet).deskfleet.interface.as_mut().expect("an interface").groups
}

fn used_at(fleet: &mut Snapshot, time: &str) {
    let connection = first(fleet).deskfleet.connection.as_mut().expect("a connection");
    connection.last_known_user_connection_timestamp = Some(at(time));
}

fn snapshot_time(fleet: &mut Snapshot, time: Option<&str>) {
    let known = first(fleet).deskfleet.volume_snapshots.as_mut().expect("volume snapshots");
    known.rebuild_snapshots[0].snapshot_time = time.map(at);
}

/// What is said of every desktop that is migrated.
const ALWAYS: &str = "ADDR-06";

#[test]
fn nothing_speaks_against_a_good_desktop() {
    let plan = planned(&good(), &policy());
    let warned: Vec<&str> = plan.warnings.iter().map(|warning| warning.rule.as_str()).collect();
    assert_eq!((plan.steps.len(), warned.as_slice()), (1, &[ALWAYS][..]), "{plan:?}");
}

/// Each rule stops, or warns about, what it says it does, and where it is lowered the desktop goes with a warning.
#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil) in SPOILED {
        let mut fleet = good();
        spoil(&mut fleet);
        let plan = planned(&fleet, &policy());
        let severity = find_rule(rule).expect("a rule").severity;
        let (found, steps) = match severity {
            Severity::Refuse => (sole(&plan.refused), 0),
            Severity::Skip => (sole(&plan.skipped), 0),
            Severity::Unchanged => (sole(&plan.unchanged), 0),
            Severity::Hold => (sole(&plan.held), 1),
            Severity::Warn => {
                let mut warned = plan.warnings.iter().map(|warning| warning.rule.as_str());
                (warned.find(|rule| *rule != ALWAYS).unwrap_or_default(), 1)
            }
        };
        assert_eq!((found, plan.steps.len()), (*rule, steps), "{plan:#?}");

        let mut lowered = policy();
        lowered.lowered.insert((*rule).to_owned());
        if matches!(*rule, "CONN-01" | "VSNAP-01") {
            // Whoever may be at work, or has no snapshot, has work that is not saved.
            lowered.lowered.insert("SNAP-01".to_owned());
        }
        let plan = planned(&fleet, &lowered);
        assert_eq!(plan.steps.len(), 1, "{rule} lowered: {plan:#?}");
        assert_eq!((plan.held.len(), plan.refused.len()), (0, 0), "{rule}");
        let warned = plan.warnings.iter().find(|warning| warning.rule == *rule).expect("the lowered rule is shown");
        assert_eq!(warned.targets, [id(1).to_string()], "{rule}");
        assert_eq!(check(&plan, None), [], "{rule} lowered");
    }
}

fn sized(fleet: &mut Snapshot, root: i32, user: i32) {
    let properties = &mut first(fleet).workspace_properties;
    (properties.root_volume_size_gib, properties.user_volume_size_gib) = (Some(root), Some(user));
}

/// C2-04: a volume that somebody has changed stays as it is, and none shrinks.
#[test]
fn volumes_after_a_migration_are_known_before() {
    // Of the desktop, of its bundle's user volume, and of the bundle wanted; what the warning says.
    let table = [
        ((80, 50), 50, (80, 50), None),
        ((175, 100), 100, (80, 50), None),
        ((80, 50), 50, (175, 100), Some("its volumes grow from 80 and 50 GiB to 175 and 100")),
        ((80, 100), 50, (80, 150), None),
        ((80, 10), 50, (175, 100), Some("its volumes grow from 80 and 10 GiB to 175 and 10")),
    ];
    for ((root, user), own_user, (next_root, next_user), expected) in table {
        let mut fleet = good();
        sized(&mut fleet, root, user);
        fleet.bundles[0].user_storage_gib = Some(own_user);
        let next = &mut fleet.bundles[1];
        (next.root_storage_gib, next.user_storage_gib) = (Some(next_root), Some(next_user));
        let plan = planned(&fleet, &policy());
        let said = plan.warnings.iter().find(|warning| warning.rule == "MIG-26").map(|warning| warning.text.as_str());
        assert_eq!(said, expected, "{root} {user}");
    }
}

#[test]
fn every_rule_is_tried_and_can_be_explained() {
    let of_verbs = verb_tests::SPOILED.iter().map(|(rule, _, _)| *rule);
    let tried: BTreeSet<&str> = SPOILED
        .iter()
        .map(|(rule, _)| *rule)
        .chain(of_verbs)
        .chain(["SEL-01", "SEL-02", "LINE-01", "RUN-01", "MIG-25", "MIG-27", "SNAP-02"])
        .chain(resize::tests::tried())
        .chain(modify::tests::tried())
        .chain(security_group::tests::tried())
        .chain(tag::tests::tried())
        .chain(carry::tests::TRIED)
        .chain(provision::tests::tried())
        .collect();
    let all: BTreeSet<&str> = rules().iter().map(|rule| rule.id).collect();
    assert_eq!(tried, all);
    assert_eq!(rules().len(), all.len(), "an id stands for one rule");
    for rule in rules() {
        assert!(!rule.title.is_empty() && !rule.says.ends_with('.') && !rule.advice.ends_with('.'), "{}", rule.id);
        // Our own rules rest on nobody's facts, the service's on a row and a date.
        assert_eq!(rule.about == About::Service, rule.dated.is_some(), "{}", rule.id);
        assert!(rule.about == About::Own || !rule.rows.is_empty(), "{}", rule.id);
    }
    assert_eq!(find_rule("mig-03").expect("a rule").id, "MIG-03");
    assert_eq!(find_rule("SG-1").expect_err("no rule").nearest, "SG-01");
}

#[test]
fn paths_that_the_guide_allows_are_not_refused() {
    let paths = [
        (OperatingSystem::AmazonLinux2, "ubuntu 24.04"),
        (OperatingSystem::Rhel9, "rocky 8"),
        (OperatingSystem::WindowsServer2016, "server 2025"),
        (OperatingSystem::WindowsServer2025, "server 2019"), // no way back among BYOP bundles only
        (OperatingSystem::Windows7, "win10"),
        (OperatingSystem::Windows10, "win11"),
    ];
    for (from, to) in paths {
        let mut fleet = good();
        systems(&mut fleet, from.clone(), to);
        let plan = planned(&fleet, &policy());
        assert_eq!(plan.steps.len(), 1, "{from} to {to}: {plan:#?}");
    }
}

#[test]
fn what_was_changed_in_place_counts_and_not_the_bundle() {
    let mut fleet = good();
    fleet.bundles[0].compute_type = Some(Compute::Value);
    assert_eq!(planned(&fleet, &policy()).steps.len(), 1, "moved to a larger type in place");
    first(&mut fleet).workspace_properties.compute_type_name = None;
    assert_eq!(sole(&planned(&fleet, &policy()).refused), "MIG-11");
}

/// Whatever was saved later than half an hour before the last snapshot would be lost; the next one is waited for.
#[test]
fn work_that_no_snapshot_has_is_waited_for() {
    let table = [
        (None, None), // nobody ever was there
        (Some("2026-01-05T02:30:00Z"), None),
        (Some("2026-01-05T02:30:01Z"), Some("2026-01-05T15:30:00Z")),
        (Some("2026-01-05T07:59:00Z"), Some("2026-01-05T15:30:00Z")),
    ];
    for (used, until) in table {
        let mut fleet = good();
        if let Some(used) = used {
            used_at(&mut fleet, used);
        }
        let plan = planned(&fleet, &policy());
        assert_eq!(
            plan.held.iter().map(|verdict| verdict.until).collect::<Vec<_>>(),
            until.map(|at_| Some(at(at_))).into_iter().collect::<Vec<_>>()
        );
        assert_eq!(plan.steps[0].not_before, until.map(at), "{used:?}");
        let mut lowered = policy();
        lowered.lowered.insert("SNAP-01".to_owned());
        let plan = planned(&fleet, &lowered);
        let told = plan.warnings.iter().any(|warning| warning.rule == "SNAP-02" && warning.text.contains("used until"));
        assert_eq!(told, until.is_some(), "the loss is shown: {plan:#?}");
        let asks = |plan: &crate::planner::document::Plan| plan.steps[0].requires.iter().any(|it| it.rule == "SNAP-01");
        assert_eq!(asks(&plan), until.is_none(), "only what was shown was accepted: {plan:#?}");
        assert_eq!(check(&plan, None), []);
        assert!(asks(&planned(&good(), &policy())));
    }
}

/// Where nobody knows when a desktop was last used, an age decides, and only if one was given.
#[test]
fn an_unknown_last_use_takes_an_age() {
    let plan_with = |age: Option<&str>| {
        let mut fleet = good();
        connection(&mut fleet, ConnectionState::Unknown);
        let mut wanted = crate::planner::testing::intent();
        wanted.parameters.extend(age.map(|age| ("max_snapshot_age_s".to_owned(), age.to_owned())));
        let policy = crate::planner::Policy { connected: crate::model::WhenConnected::Ignore, ..policy() };
        let all = crate::planner::testing::all(&fleet);
        let history = crate::planner::History::default();
        crate::planner::plan(&fleet, &wanted, &all, &policy, &history, crate::planner::testing::now()).expect("a plan")
    };
    // The snapshot is five hours old.
    for (age, held) in
        [(None, vec![None]), (Some("17999"), vec![Some(at("2026-01-05T15:30:00Z"))]), (Some("18000"), vec![])]
    {
        let plan = plan_with(age);
        assert_eq!(plan.held.iter().map(|verdict| verdict.until).collect::<Vec<_>>(), held, "{age:?}: {plan:#?}");
        assert_eq!(check(&plan, None), []);
    }
}
