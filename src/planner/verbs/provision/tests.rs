//! What is planned for desktops that are not there yet: what speaks against one, what is sent, and who is left alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::inventory::{Gap, Selected, Snapshot};
use crate::model::{
    BundleId, Compute, Counted, DirectoryId, Extras, Key, KeyState, Quota, RelatedWorkspace, RunningMode, SubnetId,
    Verb, Workspace, WorkspaceId, WorkspaceProperties, WorkspaceState,
};
use crate::planner::document::{Fact, Plan};
use crate::planner::testing::{OLD, WANTED, assert_judged, first, good, now, sole, subnet, tag, workspace};
use crate::planner::{History, Intent, Policy, check, plan, quotas};

/// A rule, and what makes a good wish or its surroundings bad.
type Spoiled = (&'static str, fn(&mut Snapshot, &mut Workspace));

static SPOILED: &[Spoiled] = &[
    ("NEW-01", |fleet, wish| {
        existing(fleet, wish);
        first(fleet).bundle_id = BundleId::from_service(WANTED);
    }),
    ("NEW-01", |fleet, wish| {
        existing(fleet, wish);
        first(fleet).state = WorkspaceState::Error;
    }),
    ("NEW-02", |fleet, _| fleet.directories[0].state = Some("DEREGISTERED".to_owned())),
    ("NEW-02", |fleet, _| drop(fleet.directories.remove(0))),
    ("NEW-03", |fleet, _| bundle(fleet).state = Some("PENDING".to_owned())),
    ("NEW-03", |fleet, _| bundle(fleet).bundle_type = Some("STANDBY".to_owned())),
    ("NEW-03", |_, wish| wish.bundle_id = BundleId::from_service("wsb-gone00001")),
    ("NEW-04", |fleet, _| {
        fleet.directories[0].tenancy = Some("DEDICATED".to_owned());
        bundle(fleet).owner = Some("AMAZON".to_owned());
    }),
    ("NEW-04", |fleet, _| bundle(fleet).description = Some("Windows 11 BYOL".to_owned())),
    ("NEW-05", |_, wish| sizes(wish, 80, 60)),
    ("NEW-05", |_, wish| sizes(wish, 100, 100)),
    ("NEW-05", |_, wish| sizes(wish, 175, 50)),
    ("NEW-05", |_, wish| sizes(wish, 2_001, 100)),
    ("NEW-05", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::GeneralPurpose4xlarge);
        sizes(wish, 80, 100);
    }),
    ("NEW-05", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::GraphicsG4dn);
        sizes(wish, 100, 50);
    }),
    ("NEW-06", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::GraphicsG4dn);
        sizes(wish, 150, 100);
    }),
    ("NEW-06", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::GraphicsG4dn);
        sizes(wish, 100, 200);
    }),
    ("NEW-06", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::from("GRAPHICS_G6_XLARGE"));
        sizes(wish, 80, 60);
    }),
    ("NEW-06", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::from("MEMORY_2XLARGE"));
        sizes(wish, 100, 20);
    }),
    ("NEW-06", |_, wish| sizes(wish, 80, 100)),
    ("NEW-05", |fleet, wish| {
        bundle(fleet).compute_type = Some(Compute::from("GRAPHICS_G6_XLARGE"));
        sizes(wish, 2_001, 100);
    }),
    ("NEW-09", |_, wish| {
        wish.workspace_properties.running_mode = Some(RunningMode::AutoStop);
        wish.workspace_properties.running_mode_auto_stop_timeout_in_minutes = Some(2_940);
    }),
    ("KEY-01", |fleet, wish| encrypt(fleet, wish, Some((KeyState::Disabled, None)))),
    ("KEY-01", |fleet, wish| encrypt(fleet, wish, Some((KeyState::Enabled, Some(false))))),
    ("KEY-03", |fleet, wish| encrypt(fleet, wish, None)),
    ("ADDR-03", |fleet, _| fleet.subnets[0] = subnet(1, 0)),
    ("ADDR-04", |fleet, _| fleet.subnets.clear()),
    ("NEW-07", |fleet, _| quota(fleet, Counted::All).value = 1),
    ("NEW-07", |fleet, _| {
        bundle(fleet).compute_type = Some(Compute::GraphicsG4dn);
        quota(fleet, Counted::GraphicsG4dn).value = 0;
    }),
    ("NEW-08", |fleet, _| fleet.quotas.clear()),
    ("NEW-08", |fleet, _| {
        bundle(fleet).compute_type = Some(Compute::GraphicsPro);
        fleet.quotas.retain(|quota| quota.quota_code != Counted::GraphicsPro.code());
    }),
];

const KEY: &str = "arn:aws:kms:us-east-1:111122223333:key/1";

/// The rules that are tried here.
pub(in crate::planner) fn tried() -> impl Iterator<Item = &'static str> {
    SPOILED.iter().map(|(rule, _)| *rule)
}

/// A fleet of one desktop, of somebody else, with room in its directory.
fn fleet() -> Snapshot {
    let mut fleet = good();
    fleet.directories[0].subnet_ids = vec![SubnetId::from_service("subnet-00000001")];
    let of_types = Compute::KNOWN.iter().filter_map(|name| Counted::of(&Compute::from(*name)));
    fleet.quotas = [Counted::All]
        .into_iter()
        .chain(of_types)
        .map(|counted| Quota { quota_code: counted.code().to_owned(), value: 1_000 })
        .collect();
    fleet.sort();
    fleet
}

fn quota(fleet: &mut Snapshot, counted: Counted) -> &mut Quota {
    fleet.quotas.iter_mut().find(|quota| quota.quota_code == counted.code()).expect("a quota")
}

/// A desktop that nothing speaks against.
fn wish(user: &str) -> Workspace {
    let directory_id = DirectoryId::from_service("d-00000001");
    let properties =
        WorkspaceProperties { running_mode: Some(RunningMode::AlwaysOn), ..WorkspaceProperties::default() };
    Workspace {
        workspace_id: WorkspaceId::of_new(&directory_id, user),
        user_name: user.to_owned(),
        state: WorkspaceState::Pending,
        bundle_id: BundleId::from_service(OLD),
        workspace_properties: properties,
        deskfleet: Extras::default(),
        ip_address: None,
        subnet_id: None,
        ..first(&mut good()).clone()
    }
}

fn bundle(fleet: &mut Snapshot) -> &mut crate::model::Bundle {
    fleet.bundles.iter_mut().find(|bundle| bundle.bundle_id.as_str() == OLD).expect("a bundle")
}

fn sizes(wish: &mut Workspace, root: i32, user: i32) {
    wish.workspace_properties.root_volume_size_gib = Some(root);
    wish.workspace_properties.user_volume_size_gib = Some(user);
}

/// Gives the only desktop of the fleet to whoever is to have one, in another spelling, and as wanted.
fn existing(fleet: &mut Snapshot, wish: &Workspace) {
    let desktop = first(fleet);
    desktop.user_name = wish.user_name.to_uppercase();
    desktop.workspace_properties.running_mode.clone_from(&wish.workspace_properties.running_mode);
}

fn encrypt(fleet: &mut Snapshot, wish: &mut Workspace, found: Option<(KeyState, Option<bool>)>) {
    wish.volume_encryption_key = Some(KEY.to_owned());
    wish.user_volume_encryption_enabled = Some(true);
    let key = |(state, symmetric)| Key { key_id: KEY.to_owned(), key_state: Some(state), symmetric };
    fleet.keys = found.map(key).into_iter().collect();
}

fn planned(fleet: &Snapshot, desktops: &[Workspace], parameters: &[&str], lowered: &[&str]) -> Plan {
    let ids: Vec<_> = desktops.iter().map(|desktop| desktop.workspace_id.clone()).collect();
    let selected = Selected { named: ids.iter().cloned().collect(), workspaces: ids, ..Selected::default() };
    let intent = Intent {
        verb: Verb::Provision,
        parameters: parameters.iter().map(|name| ((*name).to_owned(), "yes".to_owned())).collect(),
        desktops: desktops.to_vec(),
        selection: vec!["new.csv".to_owned()],
        reason: None,
    };
    let mut policy = Policy::for_verb(Verb::Provision);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let plan = plan(fleet, &intent, &selected, &policy, &History::default(), now()).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

#[test]
fn nothing_speaks_against_a_good_wish() {
    let plan = planned(&fleet(), &[wish("ann")], &[], &[]);
    assert_eq!((plan.steps.len(), plan.warnings.len()), (1, 0), "{plan:#?}");
    // An answer without the desktop that stays is known for a bad one later.
    assert_eq!(plan.observed.workspaces.len(), 1);
    let mut going = fleet();
    first(&mut going).state = WorkspaceState::Terminating;
    assert!(planned(&going, &[wish("ann")], &[], &[]).observed.workspaces.is_empty());
}

#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, spoil) in SPOILED {
        let (mut fleet, mut wish) = (fleet(), wish("ann"));
        spoil(&mut fleet, &mut wish);
        let wishes = std::slice::from_ref(&wish);
        assert_judged(rule, &planned(&fleet, wishes, &[], &[]), &planned(&fleet, wishes, &[], &[rule]));
    }
}

/// Pairs that the guide names, and those of the bundle whatever they are.
#[test]
fn sizes_that_are_allowed_are_not_refused() {
    let (standard, graphics, general) = (Compute::Standard, Compute::GraphicsG4dn, Compute::GeneralPurpose8xlarge);
    for (compute, root, user) in [
        (&standard, 80, 10),
        (&standard, 175, 100),
        (&standard, 2_000, 2_000),
        (&graphics, 100, 100),
        (&graphics, 175, 100),
        (&general, 175, 100),
        (&general, 80, 50), // what its bundle has
    ] {
        let (mut fleet, mut wish) = (fleet(), wish("ann"));
        bundle(&mut fleet).compute_type = Some(compute.clone());
        sizes(&mut wish, root, user);
        let plan = planned(&fleet, &[wish], &[], &[]);
        assert_eq!((plan.steps.len(), plan.warnings.len()), (1, 0), "{compute} {root} {user}: {plan:#?}");
    }
}

/// Whoever has what is wanted is left alone, and whoever has something else as well where that was asked for.
#[test]
fn who_has_a_desktop_gets_no_second_one() {
    let (mut fleet, wish) = (fleet(), wish("ann"));
    existing(&mut fleet, &wish);
    let wishes = std::slice::from_ref(&wish);
    let plan = planned(&fleet, wishes, &[], &[]);
    assert_eq!((plan.steps.len(), plan.unchanged.len()), (0, 1), "{plan:#?}");
    first(&mut fleet).workspace_properties.running_mode = Some(RunningMode::AutoStop);
    let plan = planned(&fleet, wishes, &[], &[]);
    assert_eq!((plan.steps.len(), sole(&plan.skipped)), (0, "NEW-01"), "{plan:#?}");
    assert!(plan.skipped[0].reason.contains("its RunningMode is AUTO_STOP, not ALWAYS_ON"), "{plan:#?}");
    let plan = planned(&fleet, wishes, &["accept_existing"], &[]);
    assert_eq!((plan.steps.len(), plan.unchanged.len()), (0, 1), "{plan:#?}");
}

/// What is on its way out is nobody's desktop, whatever is accepted; one that stays beside it counts.
#[test]
fn a_desktop_that_goes_is_not_taken() {
    let (mut fleet, wish) = (fleet(), wish("ann"));
    existing(&mut fleet, &wish);
    first(&mut fleet).state = WorkspaceState::Terminating;
    let wishes = std::slice::from_ref(&wish);
    for parameters in [&[][..], &["accept_existing"]] {
        let plan = planned(&fleet, wishes, parameters, &[]);
        assert_eq!((plan.steps.len(), sole(&plan.skipped)), (0, "NEW-01"), "{plan:#?}");
        assert!(plan.skipped[0].reason.ends_with("it is TERMINATING: make it again in some minutes"), "{plan:#?}");
    }
    let mut stays = first(&mut fleet).clone();
    stays.workspace_id = WorkspaceId::from_service("ws-99999999");
    stays.state = WorkspaceState::Available;
    fleet.workspaces.push(stays);
    let plan = planned(&fleet, wishes, &[], &[]);
    assert_eq!((plan.steps.len(), plan.unchanged.len()), (0, 1), "{plan:#?}");
    assert_eq!(plan.unchanged[0].reason, "it is there, as ws-99999999");
}

/// The addresses go to the first by name, and the rest is told; whoever has a desktop takes none.
#[test]
fn as_many_are_made_as_there_is_room_for() {
    let mut fleet = fleet();
    fleet.subnets[0] = subnet(1, 2);
    existing(&mut fleet, &wish("bob"));
    let wishes = ["cid", "ann", "bob", "dan"].map(wish);
    let plan = planned(&fleet, &wishes, &[], &[]);
    let made: Vec<&str> = plan.steps.iter().map(|step| step.target.user_name.as_str()).collect();
    assert_eq!((made, plan.unchanged.len(), sole(&plan.refused)), (vec!["ann", "cid"], 1, "ADDR-03"), "{plan:#?}");
    // Whoever is not made for another reason takes no place either, nor a number of the quota.
    let mut wishes = ["cid", "ann", "bob", "abe", "dan"].map(wish);
    wishes[3].bundle_id = BundleId::from_service("wsb-gone00001");
    for (most, why) in [(1_000, "ADDR-03"), (3, "NEW-07")] {
        quota(&mut fleet, Counted::All).value = most;
        let plan = planned(&fleet, &wishes, &[], &[]);
        let made: Vec<&str> = plan.steps.iter().map(|step| step.target.user_name.as_str()).collect();
        let refused: Vec<&str> = plan.refused.iter().map(|verdict| verdict.rule.as_str()).collect();
        assert_eq!((made, refused), (vec!["ann", "cid"], vec!["NEW-03", why]), "{plan:#?}");
    }
}

/// Quotas go on from what is there, over all directories: a standby has a quota of its own, and whoever has a desktop needs
/// no second one.
#[test]
fn as_many_are_made_as_the_account_may_have() {
    let mut fleet = fleet();
    fleet.workspaces.extend([workspace(8), workspace(9)]);
    let primary =
        RelatedWorkspace { workspace_id: None, region: None, state: None, r#type: Some("PRIMARY".to_owned()) };
    fleet.workspaces[1].related_workspaces = vec![primary];
    fleet.workspaces[2].workspace_properties.compute_type_name = Some(Compute::GraphicsPro);
    existing(&mut fleet, &wish("bob"));
    let mut other = fleet.directories[0].clone();
    other.directory_id = DirectoryId::from_service("d-00000002");
    let mut elsewhere = wish("ann");
    elsewhere.directory_id = other.directory_id.clone();
    elsewhere.workspace_id = WorkspaceId::of_new(&elsewhere.directory_id, "ann");
    fleet.directories.push(other);
    quota(&mut fleet, Counted::All).value = 4;
    let wishes = [wish("cid"), elsewhere, wish("bob"), wish("dan")];
    let plan = planned(&fleet, &wishes, &[], &[]);
    let made: Vec<&str> = plan.steps.iter().map(|step| step.target.user_name.as_str()).collect();
    assert_eq!((made, plan.unchanged.len(), sole(&plan.refused)), (vec!["cid", "dan"], 1, "NEW-07"), "{plan:#?}");
    assert_eq!(plan.refused[0].reason, "the quota of WorkSpaces is 4, and it would be number 5");

    // Types of their own are counted apart: one is there, and a second is one too many.
    bundle(&mut fleet).compute_type = Some(Compute::GraphicsPro);
    quota(&mut fleet, Counted::All).value = 5;
    quota(&mut fleet, Counted::GraphicsPro).value = 2;
    let plan = planned(&fleet, &wishes, &[], &[]);
    assert_eq!(plan.steps.len(), 1, "{plan:#?}");
    let reasons: Vec<&str> = plan.refused.iter().map(|verdict| verdict.reason.as_str()).collect();
    assert_eq!(reasons[0], "the quota of GraphicsPro WorkSpaces is 2, and it would be number 3", "{reasons:?}");
    assert_eq!(plan.observed.quotas, fleet.quotas, "the plan shows what it rests on");
}

/// Which quotas are asked for: none where nothing is to be made.
#[test]
fn quotas_are_those_of_what_is_to_be_made() {
    let mut fleet = fleet();
    let wishes = [wish("ann"), wish("bob")];
    assert_eq!(quotas(&fleet, &wishes), [Counted::All].into());
    bundle(&mut fleet).compute_type = Some(Compute::GraphicsG4dn);
    assert_eq!(quotas(&fleet, &wishes), [Counted::All, Counted::GraphicsG4dn].into());
    existing(&mut fleet, &wish("bob"));
    assert_eq!(quotas(&fleet, &wishes[1..]), BTreeSet::new());
}

/// All that is asked for is sent, and nothing else; the bundle's sizes are the bundle's.
#[test]
fn what_is_wanted_stands_in_the_call() {
    let (mut fleet, mut wish) = (fleet(), wish("Ann"));
    let of = |plan: &Plan| plan.steps[0].parameters.clone();
    let least = BTreeMap::from(
        [
            ("BundleId", OLD),
            ("DirectoryId", "d-00000001"),
            ("UserName", "Ann"),
            ("WorkspaceProperties.RunningMode", "ALWAYS_ON"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let plan = planned(&fleet, std::slice::from_ref(&wish), &[], &[]);
    assert_eq!(of(&plan), least);
    assert_eq!((plan.steps[0].late_after_s, plan.steps[0].requires.len()), (1_200, 0));
    encrypt(&mut fleet, &mut wish, Some((KeyState::Enabled, Some(true))));
    wish.root_volume_encryption_enabled = Some(true);
    wish.deskfleet.tags = Some(vec![tag("team")]);
    let plan = planned(&fleet, &[wish], &[], &[]);
    let mut more = of(&plan);
    more.retain(|name, _| !least.contains_key(name));
    let names: Vec<&str> = more.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["RootVolumeEncryptionEnabled", "Tags.team", "UserVolumeEncryptionEnabled", "VolumeEncryptionKey"]
    );
    // Up to an hour, while its root volume is encrypted; and the key is looked at again.
    assert_eq!(plan.steps[0].late_after_s, 3_600);
    assert_eq!(plan.steps[0].requires[0].that, Fact::KeyEnabled(KEY.to_owned()));
}

/// Whoever may not list bundles names one by its id: the service knows, and the plan says so. One that was looked for and is
/// not there is refused.
#[test]
fn a_bundle_that_could_not_be_read_is_warned_of() {
    let mut fleet = fleet();
    fleet.bundles.clear();
    assert_eq!(sole(&planned(&fleet, &[wish("ann")], &[], &[]).refused), "NEW-03");
    fleet.gaps.push(Gap { what: "Bundles".to_owned(), of: None, reason: "denied".to_owned() });
    let plan = planned(&fleet, &[wish("ann")], &[], &[]);
    let said: Vec<&str> = plan.warnings.iter().map(|warning| warning.text.as_str()).collect();
    assert_eq!((plan.steps.len(), said), (1, vec!["the bundle wsb-old00001 could not be read: denied"]));
}
