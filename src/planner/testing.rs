//! Small fleets for the planner's tests, made by hand and by chance; nothing of the simulator.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::document::{Plan, Verdict};
use super::{History, Intent, Policy, Severity, check, find_rule, plan};
use crate::inventory::{Selected, Snapshot};
use crate::model::{
    Bundle, BundleId, Change, Changed, Clocks, Compute, Connection, ConnectionState, Directory, DirectoryId, Extras,
    Interface, Looked, OperatingSystem, Protocol, RunningMode, Scope, SecurityGroup, Subnet, SubnetId, Tag, Verb,
    VolumeSnapshot, VolumeSnapshots, WhenConnected, Workspace, WorkspaceId, WorkspaceProperties, WorkspaceState,
};

/// The bundle that tests migrate to.
pub(super) const WANTED: &str = "wsb-wanted001";
/// The bundle that desktops are on.
pub(super) const OLD: &str = "wsb-old00001";

pub(super) fn now() -> Timestamp {
    at("2026-01-05T08:00:00Z")
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

pub(super) fn id(number: usize) -> WorkspaceId {
    WorkspaceId::from_service(format!("ws-{number:08}"))
}

/// A desktop that nothing speaks against.
pub(super) fn workspace(number: usize) -> Workspace {
    Workspace {
        workspace_id: id(number),
        directory_id: DirectoryId::from_service("d-00000001"),
        user_name: format!("user{number:04}"),
        ip_address: Some("10.0.1.7".to_owned()),
        state: WorkspaceState::Available,
        bundle_id: BundleId::from_service(OLD),
        subnet_id: Some(SubnetId::from_service("subnet-00000001")),
        error_message: None,
        error_code: None,
        computer_name: None,
        volume_encryption_key: None,
        user_volume_encryption_enabled: None,
        root_volume_encryption_enabled: None,
        workspace_name: None,
        workspace_properties: WorkspaceProperties {
            running_mode: Some(RunningMode::AutoStop),
            compute_type_name: Some(Compute::Standard),
            protocols: vec![Protocol::Wsp],
            operating_system_name: Some(OperatingSystem::Windows10),
            ..WorkspaceProperties::default()
        },
        modification_states: Vec::new(),
        related_workspaces: Vec::new(),
        data_replication_settings: None,
        standby_workspaces_properties: Vec::new(),
        deskfleet: Extras {
            tags: Some(Vec::new()),
            connection: Some(Connection {
                connection_state: ConnectionState::Disconnected,
                connection_state_check_timestamp: Some(now()),
                last_known_user_connection_timestamp: None,
            }),
            volume_snapshots: Some(VolumeSnapshots {
                rebuild_snapshots: vec![VolumeSnapshot { snapshot_time: Some(at("2026-01-05T03:00:00Z")) }],
                restore_snapshots: Vec::new(),
            }),
            interface: Some(Interface {
                network_interface_id: format!("eni-{number:08}"),
                private_ip_address: None,
                subnet_id: None,
                vpc_id: None,
                groups: vec![group("sg-members")],
                association: None,
            }),
            clocks: None,
            scope: None,
        },
    }
}

/// A desktop of 80 and 50 GiB of which everything is known and nothing happened lately.
pub(super) fn long_known(number: usize) -> Workspace {
    let mut desktop = workspace(number);
    sizes(&mut desktop, 80, 50);
    let looked = Looked { from: now() - SignedDuration::from_hours(24 * 80), until: now() };
    desktop.deskfleet.clocks = Some(Clocks { looked: Some(looked), ..Clocks::default() });
    desktop
}

pub(super) fn sizes(desktop: &mut Workspace, root: i32, user: i32) {
    desktop.workspace_properties.root_volume_size_gib = Some(root);
    desktop.workspace_properties.user_volume_size_gib = Some(user);
}

pub(super) fn changed(desktop: &mut Workspace, what: Changed, hours_ago: i64) {
    let change = Change::of_run(what, now() - SignedDuration::from_hours(hours_ago));
    desktop.deskfleet.clocks.as_mut().expect("clocks").changes.push(change);
}

/// Holds the plans for a desktop that a rule is to find something about against the rule's severity: as it is, and where the
/// rule is lowered and the desktop goes with a warning.
pub(super) fn assert_judged(rule: &str, plan: &Plan, lowered: &Plan) {
    let warned = |plan: &Plan| plan.warnings.iter().any(|warning| warning.rule == rule);
    let severity = find_rule(rule).expect("a rule").severity;
    let (found, acts) = match severity {
        Severity::Refuse => (sole(&plan.refused), false),
        Severity::Skip => (sole(&plan.skipped), false),
        Severity::Unchanged => (sole(&plan.unchanged), false),
        Severity::Hold => (sole(&plan.held), true),
        Severity::Warn => (if warned(plan) { rule } else { "" }, true),
    };
    assert_eq!((found, !plan.steps.is_empty()), (rule, acts), "{plan:#?}");
    assert!(!lowered.steps.is_empty() && lowered.held.is_empty() && warned(lowered), "{rule}: {lowered:#?}");
    assert_eq!(check(lowered, None), [], "{rule} lowered");
}

pub(super) fn group(id: &str) -> SecurityGroup {
    SecurityGroup { group_id: id.to_owned(), group_name: None, vpc_id: None }
}

pub(super) fn tag(key: &str) -> Tag {
    Tag { key: key.to_owned(), value: String::new() }
}

pub(super) fn bundle(id: &str, name: &str) -> Bundle {
    Bundle {
        bundle_id: BundleId::from_service(id),
        name: Some(name.to_owned()),
        owner: Some("111122223333".to_owned()),
        description: None,
        image_id: None,
        compute_type: Some(Compute::Standard),
        root_storage_gib: Some(80),
        user_storage_gib: Some(50),
        state: Some("AVAILABLE".to_owned()),
        bundle_type: Some("REGULAR".to_owned()),
    }
}

pub(super) fn subnet(number: usize, free: i32) -> Subnet {
    Subnet {
        subnet_id: SubnetId::from_service(format!("subnet-{number:08}")),
        vpc_id: None,
        cidr_block: None,
        availability_zone: None,
        available_ip_address_count: free,
    }
}

fn directory(number: usize) -> Directory {
    Directory {
        directory_id: DirectoryId::from_service(format!("d-{number:08}")),
        directory_name: Some(format!("corp{number}")),
        alias: None,
        directory_type: None,
        state: Some("REGISTERED".to_owned()),
        subnet_ids: Vec::new(),
        tenancy: Some("SHARED".to_owned()),
        user_identity_type: None,
        workspace_security_group_id: Some("sg-members".to_owned()),
        custom_security_group_id: None,
    }
}

pub(super) fn snapshot(workspaces: Vec<Workspace>) -> Snapshot {
    let mut snapshot = Snapshot {
        seen_at: now(),
        scope: Scope {
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: None,
            simulated: false,
        },
        workspaces,
        directories: vec![directory(1), directory(2), directory(3)],
        bundles: vec![bundle(WANTED, "win11-standard"), bundle(OLD, "old")],
        subnets: vec![subnet(1, 100), subnet(2, 100), subnet(3, 100)],
        keys: Vec::new(),
        security_groups: Vec::new(),
        quotas: Vec::new(),
        gaps: Vec::new(),
    };
    snapshot.sort();
    snapshot
}

pub(super) fn intent() -> Intent {
    Intent {
        verb: Verb::Migrate,
        parameters: BTreeMap::from([("bundle_id".to_owned(), WANTED.to_owned())]),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    }
}

pub(super) fn policy() -> Policy {
    Policy::for_verb(Verb::Migrate)
}

/// Selects all desktops, none by name.
pub(super) fn all(seen: &Snapshot) -> Selected {
    Selected {
        workspaces: seen.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect(),
        ..Selected::default()
    }
}

/// Plans the migration of all desktops.
pub(super) fn planned(seen: &Snapshot, policy: &Policy) -> Plan {
    plan(seen, &intent(), &all(seen), policy, &History::default(), now()).expect("a plan")
}

/// Plans a verb without parameters for all desktops.
pub(super) fn planned_for(verb: Verb, seen: &Snapshot, lowered: &[&str]) -> Plan {
    let wanted = Intent { verb, parameters: BTreeMap::new(), ..intent() };
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    plan(seen, &wanted, &all(seen), &policy, &History::default(), now()).expect("a plan")
}

pub(super) fn first(fleet: &mut Snapshot) -> &mut Workspace {
    &mut fleet.workspaces[0]
}

pub(super) fn systems(fleet: &mut Snapshot, from: OperatingSystem, to: &str) {
    first(fleet).workspace_properties.operating_system_name = Some(from);
    fleet.bundles[1].name = Some(to.to_owned());
}

pub(super) fn connection(fleet: &mut Snapshot, state: ConnectionState) {
    first(fleet).deskfleet.connection.as_mut().expect("a connection").connection_state = state;
}

pub(super) fn good() -> Snapshot {
    snapshot(vec![workspace(1)])
}

/// A desktop that nothing speaks against for a verb.
pub(super) fn good_for(verb: Verb) -> Snapshot {
    let mut fleet = good();
    let desktop = first(&mut fleet);
    desktop.state = verb.facts().allowed_states[0].clone();
    if let Some(known) = &mut desktop.deskfleet.volume_snapshots {
        known.restore_snapshots.clone_from(&known.rebuild_snapshots);
    }
    fleet
}

pub(super) fn sole(verdicts: &[Verdict]) -> &str {
    match verdicts {
        [verdict] => &verdict.rule,
        _ => "",
    }
}

/// Desktops of all sorts.
pub(super) fn any_workspace(number: usize) -> impl Strategy<Value = Workspace> {
    let place = (1..=3_usize, prop_oneof![8 => Just(OLD), 1 => Just(WANTED), 1 => Just("wsb-gone00001")], 0..=4_usize);
    let kind = (
        prop_oneof![
            6 => Just(WorkspaceState::Available),
            2 => Just(WorkspaceState::Stopped),
            1 => Just(WorkspaceState::Error),
            1 => Just(WorkspaceState::Maintenance),
            1 => Just(WorkspaceState::AdminMaintenance),
            1 => Just(WorkspaceState::Other("NEW".to_owned())),
        ],
        prop_oneof![
            6 => Just(OperatingSystem::Windows10),
            1 => Just(OperatingSystem::Windows7),
            1 => Just(OperatingSystem::AmazonLinux2),
            1 => Just(OperatingSystem::Unknown),
        ],
        prop_oneof![4 => Just(Compute::Standard), 1 => Just(Compute::Value), 1 => Just(Compute::Power)],
    );
    let extras = (
        prop_oneof![8 => Just(Some(Vec::new())), 1 => Just(Some(vec![tag("deskfleet-protect")])), 1 => Just(None)],
        prop_oneof![
            6 => Just(Some(ConnectionState::Disconnected)),
            1 => Just(Some(ConnectionState::Connected)),
            1 => Just(Some(ConnectionState::Unknown)),
            1 => Just(None),
        ],
        prop_oneof![8 => Just(Some(3_600_i64)), 1 => Just(Some(100_000)), 1 => Just(None)],
        prop_oneof![8 => Just(vec![group("sg-members")]), 1 => Just(vec![group("sg-extra"), group("sg-members")])],
    );
    (place, kind, extras).prop_map(move |((directory, bundle, subnet), (state, system, compute), extras)| {
        let mut made = workspace(number);
        made.directory_id = DirectoryId::from_service(format!("d-{directory:08}"));
        made.user_name = format!("user{}", number / 2); // now and then two desktops for one user
        made.bundle_id = BundleId::from_service(bundle);
        made.subnet_id = (subnet > 0).then(|| SubnetId::from_service(format!("subnet-{subnet:08}")));
        made.state = state;
        made.workspace_properties.operating_system_name = Some(system);
        made.workspace_properties.compute_type_name = Some(compute);
        let (tags, connection, age, groups) = extras;
        made.deskfleet.tags = tags;
        made.deskfleet.connection = connection.map(|connection_state| Connection {
            connection_state,
            connection_state_check_timestamp: None,
            last_known_user_connection_timestamp: None,
        });
        made.deskfleet.volume_snapshots = Some(VolumeSnapshots {
            rebuild_snapshots: age
                .into_iter()
                .map(|age| VolumeSnapshot { snapshot_time: Timestamp::from_second(now().as_second() - age).ok() })
                .collect(),
            restore_snapshots: Vec::new(),
        });
        if let Some(interface) = &mut made.deskfleet.interface {
            interface.groups = groups;
        }
        made
    })
}

/// Fleets of up to 60 desktops in up to four subnets, of which the fourth is not read.
pub(super) fn any_fleet() -> impl Strategy<Value = Snapshot> {
    let workspaces = (0..60_usize).prop_flat_map(|size| (0..size).map(any_workspace).collect::<Vec<_>>());
    (workspaces, proptest::array::uniform3(0..40_i32)).prop_map(|(workspaces, free)| {
        let mut fleet = snapshot(workspaces);
        fleet.subnets = (1..).zip(free).map(|(number, free)| subnet(number, free)).collect();
        fleet
    })
}

/// Policies of all sorts, with any of a few rules lowered.
pub(super) fn any_policy() -> impl Strategy<Value = Policy> {
    let connected = prop_oneof![Just(WhenConnected::Skip), Just(WhenConnected::Defer), Just(WhenConnected::Ignore)];
    let rules = ["SG-01", "ADDR-01", "MIG-02", "STATE-01", "STATE-02", "PROT-01", "MIG-04", "CONN-01", "MIG-01"];
    let lowered = proptest::sample::subsequence(rules.to_vec(), 0..=rules.len());
    (1..=30_u32, 0..=30_u32, connected, prop_oneof![Just(Vec::new()), lowered]).prop_map(
        |(wave, canary, connected, lowered)| Policy {
            wave,
            canary,
            connected,
            lowered: lowered.into_iter().map(str::to_owned).collect::<BTreeSet<_>>(),
            ..policy()
        },
    )
}
