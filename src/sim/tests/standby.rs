//! Standbys of desktops in another Region.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::wire::json as wire;
use crate::sim::world::{DirectoryKind, KeyState, Quota};
use crate::sim::{FleetKind, Scripted, ScriptedFault, WorldSpec};

fn spec(seed: u64) -> WorldSpec {
    WorldSpec { seed, desktops: 9, fleet: FleetKind::Uniform, rate: 0.0, ..WorldSpec::default() }
}

/// A directory of this kind.
fn directory(caller: &Caller, kind: DirectoryKind) -> String {
    caller.edit(|world| world.directories.values().find(|one| one.kind == kind).expect("one").id.clone())
}

fn wish(caller: &Caller, primary: &str) -> Value {
    json!({ "PrimaryWorkspaceId": primary, "DirectoryId": directory(caller, DirectoryKind::AdConnector) })
}

fn create(caller: &Caller, region: &str, wishes: &[Value]) -> Seen {
    caller.call("CreateStandbyWorkspaces", json!({ "PrimaryRegion": region, "StandbyWorkspaces": wishes }))
}

#[test]
fn a_standby_names_its_primary_and_can_be_neither_changed_nor_had_twice() {
    let mut caller = Caller::new(spec(7));
    let mut tagged = wish(&caller, "ws-primary00");
    tagged["Tags"] = json!([{ "Key": "a", "Value": "b" }]);
    let answer = create(&caller, "us-west-2", std::slice::from_ref(&tagged)).body;
    assert_eq!(
        (caller.last().applied, caller.last().violations, &answer["FailedStandbyRequests"]),
        (true, vec![], &json!([]))
    );
    let item = answer["PendingStandbyRequests"][0].as_object().expect("an item").clone();
    assert_eq!(
        item.keys().map(String::as_str).collect::<Vec<_>>(),
        ["DirectoryId", "State", "UserName", "WorkspaceId"]
    );
    let id = item["WorkspaceId"].as_str().expect("an id").to_owned();
    caller.wait(20);
    let shown = caller.shown(&id).expect("it");
    let primary =
        json!([{ "WorkspaceId": "ws-primary00", "Region": "us-west-2", "State": "AVAILABLE", "Type": "PRIMARY" }]);
    assert_eq!((&shown["State"], &shown["RelatedWorkspaces"]), (&json!("AVAILABLE"), &primary));
    assert_eq!(caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"], tagged["Tags"]);
    assert_eq!(create(&caller, "us-west-2", &[tagged]).body["PendingStandbyRequests"], json!([]));
    assert_eq!(caller.last().violations, ["L-07"]);
    assert_eq!(caller.migrate(&id, "win11-standard").status, 400);
    caller.good("RebootWorkspaces", json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": id }] }));
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": id }] }));
    caller.wait(8);
    assert_eq!(caller.shown(&id), None);
}

/// Data comes every 12 hours and is 12 to 24 hours old; to a standby that was made without it none comes.
#[test]
fn a_standby_tells_how_old_the_data_of_its_primary_is() {
    let mut caller = Caller::new(spec(7));
    let mut replicated = wish(&caller, "ws-primary00");
    replicated["DataReplication"] = "PRIMARY_AS_SOURCE".into();
    let made = create(&caller, "us-west-2", &[replicated, wish(&caller, "ws-primary01")]).body;
    let id = |index: usize| made["PendingStandbyRequests"][index]["WorkspaceId"].as_str().expect("an id").to_owned();
    let (with, without) = (id(0), id(1));
    let settings =
        |caller: &Caller, id: &str| caller.shown(id).and_then(|shown| shown.get("DataReplicationSettings").cloned());
    let begun = caller.now;
    for hours in [1, 11, 12, 23, 24, 30, 100] {
        caller.now = begun + SignedDuration::from_hours(hours);
        let shown = settings(&caller, &with).expect("settings");
        assert_eq!(shown["DataReplication"], "PRIMARY_AS_SOURCE");
        let age = shown["RecoverySnapshotTime"].as_f64().map(|at| wire::moment(caller.now).as_f64().expect("now") - at);
        assert_eq!(age.is_some(), hours >= 12, "{hours} h");
        let half_days = age.map_or(1.0, |age| age / 43_200.0);
        assert!((1.0..2.0).contains(&half_days), "{hours} h: {half_days}");
        assert_eq!(settings(&caller, &without), None);
    }
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": with }] }));
    caller.wait(30);
    assert_eq!(caller.shown(&with), None);
    assert!(caller.edit(|world| world.replications.is_empty()));
}

#[test]
fn standbys_are_for_four_regions_and_never_for_ones_own() {
    for (here, there, allowed) in [
        ("us-east-1", "us-west-2", true),
        ("eu-west-1", "eu-central-1", true),
        ("us-east-1", "us-east-1", false),
        ("us-east-1", "eu-north-1", false),
    ] {
        let caller = Caller::new(WorldSpec { region: here.to_owned(), ..spec(7) });
        let body = json!({ "PrimaryRegion": there, "StandbyWorkspaces": [wish(&caller, "ws-primary00")] });
        let signed = super::authorization(here, "workspaces");
        let target = "WorkspacesService.CreateStandbyWorkspaces";
        let seen =
            caller.raw(&super::request(&[("x-amz-target", target), ("authorization", &signed)], &body.to_string()));
        assert_eq!((caller.last().applied, seen.status == 200), (allowed, allowed), "{here} {there}");
        assert_eq!(caller.last().violations.len(), usize::from(!allowed));
    }
}

#[test]
fn keys_replication_directories_and_ids_are_checked() {
    let caller = Caller::new(spec(7));
    let (own, enabled) = caller.edit(|world| {
        let managed = world.keys.values().next().expect("the service's own").clone();
        let mut customers = managed.clone();
        customers.managed = false;
        customers.alias = None;
        customers.arn = managed.arn.replace(&managed.id, "00000000-0000-0000-0000-000000000000");
        world.keys.insert(customers.arn.clone(), customers.clone());
        (managed.arn, customers.arn)
    });
    let keyed = |key: &str| {
        let mut wish = wish(&caller, "ws-primary00");
        wish["VolumeEncryptionKey"] = key.into();
        wish
    };
    let mut replicating = wish(&caller, "ws-primary00");
    replicating["DataReplication"] = "PRIMARY_AS_SOURCE".into();
    replicating["DirectoryId"] = directory(&caller, DirectoryKind::SimpleAd).into();
    for refused in [keyed(&own), keyed("arn:aws:kms:us-east-1:111122223333:key/none"), replicating] {
        let seen = create(&caller, "us-west-2", std::slice::from_ref(&refused));
        assert_eq!(seen.body["FailedStandbyRequests"][0]["StandbyWorkspaceRequest"], refused);
        assert_eq!((caller.last().applied, caller.last().violations), (false, vec!["L-07".to_owned()]));
    }
    caller.edit(|world| world.keys.get_mut(&enabled).expect("it").state = KeyState::Disabled);
    create(&caller, "us-west-2", &[keyed(&enabled)]);
    assert!(!caller.last().applied);
    caller.edit(|world| world.keys.get_mut(&enabled).expect("it").state = KeyState::Enabled);
    create(&caller, "us-west-2", &[keyed(&enabled)]);
    assert_eq!((caller.last().applied, caller.last().violations), (true, vec![]));
    let mut elsewhere = wish(&caller, "ws-primary01");
    elsewhere["DirectoryId"] = "d-0000000000".into();
    assert_eq!(create(&caller, "us-west-2", &[elsewhere]).code(), "ResourceNotFoundException");
}

/// The default quota is none at all; over it the call fails, or what is over it: worlds differ.
#[test]
fn standbys_have_a_quota() {
    let mut ways = BTreeSet::new();
    for seed in 0..12 {
        let caller = Caller::new(spec(seed));
        caller.edit(|world| world.quotas.insert(Quota::Standbys, 1));
        let wishes = [wish(&caller, "ws-primary00"), wish(&caller, "ws-primary01")];
        let seen = create(&caller, "us-west-2", &wishes);
        assert_eq!(caller.last().violations, ["E-25"]);
        assert_eq!(caller.last().applied, seen.status == 200);
        ways.insert(seen.status);
        let count = caller.edit(|world| world.count_against(Quota::Standbys));
        assert_eq!(count, u64::from(seen.status == 200));
    }
    assert_eq!(ways.into_iter().collect::<Vec<_>>(), [200, 400]);
}

#[test]
fn a_standby_may_fail_to_be_made() {
    let script = vec![Scripted { operation: "CreateStandbyWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::Fail }];
    let mut caller = Caller::new(WorldSpec { script, ..spec(7) });
    create(&caller, "us-west-2", &[wish(&caller, "ws-primary00")]);
    caller.wait(20);
    assert_eq!(caller.view().desktops.iter().filter(|one| one.state == "ERROR").count(), 1);
}
