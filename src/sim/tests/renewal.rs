//! Rebuilds and restores: who may be, what each volume is filled from, what is lost by it, and how they fail.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::world::{DesktopState, KeyState, Primary, Usage};
use crate::sim::{DesktopView, FleetKind, Scripted, ScriptedFault, WorldSpec};

const OPERATIONS: [&str; 2] = ["RebuildWorkspaces", "RestoreWorkspace"];

fn send(caller: &Caller, operation: &str, id: &str) -> Seen {
    let parameters = match operation {
        "RebuildWorkspaces" => json!({ "RebuildWorkspaceRequests": [{ "WorkspaceId": id }] }),
        _ => json!({ "WorkspaceId": id }),
    };
    caller.call(operation, parameters)
}

fn view(caller: &Caller, id: &str) -> DesktopView {
    caller.view().desktops.into_iter().find(|desktop| desktop.id == id).expect("the desktop")
}

/// A fleet of one desktop in this state, nobody at it, whose volume snapshots are an hour old.
fn one(spec: WorldSpec, state: DesktopState) -> (Caller, String) {
    let caller = Caller::new(WorldSpec { desktops: 1, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let id = caller.first();
    let first = caller.now - SignedDuration::from_hours(25);
    caller.edit_desktop(&id, |desktop| {
        desktop.state = state;
        desktop.usage = Usage::Never;
        desktop.first_snapshot_at = first;
    });
    (caller, id)
}

/// Lets the user of a desktop come on every weekday, about from half past six to six.
fn works(caller: &Caller, id: &str) {
    let never = Timestamp::UNIX_EPOCH;
    caller.edit_desktop(id, |desktop| {
        desktop.usage =
            Usage::Weekdays { from_minute: 6 * 60 + 30, to_minute: 18 * 60, away_from: never, away_until: never };
    });
}

fn failing(operation: &str, fault: ScriptedFault) -> Vec<Scripted> {
    vec![Scripted { operation: operation.to_owned(), nth: 1, fault }]
}

#[test]
fn a_rebuilt_desktop_has_another_interface_and_the_newest_image_and_keeps_the_rest() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Error);
    caller.good("CreateTags", json!({ "ResourceId": id, "Tags": [{ "Key": "Owner", "Value": "x" }] }));
    let hand_made = "sg-0123456789abcdef0".to_owned();
    let image = "wsi-newest000".to_owned();
    caller.edit(|world| {
        let desktop = world.desktops.get_mut(&id).expect("it");
        desktop.error = Some(("Broken".to_owned(), "It is broken.".to_owned()));
        world.interfaces.get_mut(&desktop.interface).expect("it").groups.push(hand_made.clone());
        world.bundles.get_mut(&desktop.bundle).expect("it").image.clone_from(&image);
    });
    let (before, free) = (view(&caller, &id), caller.view().subnets);
    assert_eq!(send(&caller, "RebuildWorkspaces", &id).body, json!({ "FailedRequests": [] }));
    assert_eq!((caller.last().applied, caller.last().in_flight), (true, 1));
    assert!(caller.last().violations.is_empty(), "whoever rebuilds may put the group back");
    assert_eq!(caller.state(&id).as_deref(), Some("REBUILDING"));
    caller.wait(19);
    assert_eq!(caller.state(&id).as_deref(), Some("REBUILDING"), "none is done before 20 minutes");
    caller.wait(41);
    let after = view(&caller, &id);
    assert_eq!((after.state.as_str(), &after.error), ("AVAILABLE", &None));
    assert!(after.interface != before.interface && after.ip != before.ip);
    let kept: Vec<String> = before.groups.iter().filter(|group| **group != hand_made).cloned().collect();
    assert_eq!((after.groups, after.extra_groups), (kept, vec![]));
    assert_eq!((after.tags, after.bundle, after.root_gib), (before.tags, before.bundle, before.root_gib));
    assert_eq!((after.image, after.restored_from), (Some(image), before.user_volume_snapshot));
    assert_eq!(caller.view().subnets, free, "the old address is free again");
    assert_eq!(caller.shown(&id).expect("it")["IpAddress"], after.ip.as_str());
    assert_eq!(caller.view().lost_work, []);
}

/// C2-02, C2-03: the next volume snapshots come soon; until then there is nothing to restore from.
#[test]
fn until_the_next_volume_snapshots_a_renewed_desktop_cannot_be_restored() {
    for operation in OPERATIONS {
        let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
        let before = view(&caller, &id).user_volume_snapshot;
        assert_eq!(send(&caller, operation, &id).status, 200);
        while caller.state(&id).as_deref() != Some("AVAILABLE") {
            caller.wait(1);
        }
        let snapshots = caller.good("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": id }));
        assert_eq!(snapshots["RestoreSnapshots"], json!([]), "{operation}");
        assert_eq!((view(&caller, &id).user_volume_snapshot, before.is_some()), (before, true));
        assert_eq!(send(&caller, "RestoreWorkspace", &id).status, 400);
        assert_eq!(caller.last().violations, ["C1-06"]);
        caller.wait(41);
        let snapshots = caller.good("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": id }));
        assert_eq!(snapshots["RestoreSnapshots"].as_array().map(Vec::len), Some(1), "{operation}");
        assert_eq!(send(&caller, "RestoreWorkspace", &id).status, 200);
    }
}

#[test]
fn each_state_is_rebuilt_and_restored_as_the_table_says() {
    use DesktopState::{Available, Error, Maintenance, Pending, Stopped, Suspended, Terminating, Unhealthy, Updating};
    let rebooting = DesktopState::Rebooting { since: WorldSpec::default().start };
    let good = [Available, Error, Unhealthy, Stopped];
    let bad = [Maintenance, Pending, Suspended, Terminating, Updating];
    for (operation, row) in OPERATIONS.into_iter().zip(["C1-05", "C1-06"]) {
        let table = good.map(|state| (state, true)).into_iter().chain(bad.map(|state| (state, false)));
        for (state, allowed) in table.chain([(rebooting, row == "C1-05")]) {
            for ignored in [false, true] {
                let ignored_rows: BTreeSet<String> = ignored.then(|| row.to_owned()).into_iter().collect();
                let (mut caller, id) = one(WorldSpec { ignored_rows, ..WorldSpec::default() }, state);
                send(&caller, operation, &id);
                let goes = allowed || ignored;
                let noted: Vec<String> = if goes { vec![] } else { vec![row.to_owned()] };
                let record = caller.last();
                assert_eq!((record.applied, record.violations), (goes, noted), "{operation} {state:?} {ignored}");
                caller.wait(60);
                if goes {
                    assert_eq!(caller.state(&id).as_deref(), Some("AVAILABLE"), "{operation} {state:?}");
                }
            }
        }
    }
}

#[test]
fn in_maintenance_nothing_happens_and_not_every_world_says_so() {
    for operation in OPERATIONS {
        let mut told = BTreeSet::new();
        for seed in 0..20 {
            let (caller, id) = one(WorldSpec { seed, ..WorldSpec::default() }, DesktopState::AdminMaintenance);
            let seen = send(&caller, operation, &id);
            assert_eq!((caller.last().applied, caller.last().violations.len()), (false, 1));
            assert_eq!(view(&caller, &id).state, "ADMIN_MAINTENANCE");
            told.insert(seen.status != 200 || !caller.last().failed.is_empty());
        }
        assert_eq!(told.len(), 2, "{operation}");
    }
}

/// What cannot be rebuilt in any state; whether the request or its one target fails, differs between worlds.
#[test]
fn standbys_missing_snapshots_and_an_old_windows_are_refused_in_both_ways() {
    type Bend = fn(&Caller, &str);
    let standby: Bend = |caller, id| {
        let primary = Primary { id: "ws-primary00".to_owned(), region: "us-west-2".to_owned() };
        caller.edit_desktop(id, |desktop| desktop.standby_of = Some(primary));
    };
    let new: Bend = |caller, id| {
        let later = caller.now + SignedDuration::from_hours(1);
        caller.edit_desktop(id, |desktop| desktop.first_snapshot_at = later);
    };
    let old: Bend = |caller, id| {
        caller.edit(|world| {
            let desktop = world.desktops.get_mut(id).expect("it");
            "WINDOWS_7".clone_into(&mut desktop.operating_system);
            "AMAZON".clone_into(&mut world.bundles.get_mut(&desktop.bundle).expect("it").owner);
        });
    };
    for (bend, row) in [(standby, "L-07"), (new, "C1-05"), (old, "C1-05")] {
        let mut ways = BTreeSet::new();
        for seed in 0..20 {
            let (caller, id) = one(WorldSpec { seed, ..WorldSpec::default() }, DesktopState::Available);
            bend(&caller, &id);
            ways.insert(send(&caller, "RebuildWorkspaces", &id).status);
            let record = caller.last();
            assert_eq!((record.applied, record.violations), (false, vec![row.to_owned()]));
            assert_eq!(record.error.is_some(), record.failed.is_empty());
        }
        assert_eq!(ways.into_iter().collect::<Vec<_>>(), [200, 400], "{row}");
        let ignored_rows = [row.to_owned()].into();
        let (caller, id) = one(WorldSpec { ignored_rows, ..WorldSpec::default() }, DesktopState::Available);
        bend(&caller, &id);
        send(&caller, "RebuildWorkspaces", &id);
        assert_eq!((caller.last().applied, caller.last().violations), (true, vec![]), "{row}");
    }
    for (bend, row) in [(standby, "L-07"), (new, "C1-06")] {
        let (caller, id) = one(WorldSpec::default(), DesktopState::Available);
        bend(&caller, &id);
        assert_eq!(send(&caller, "RestoreWorkspace", &id).code(), "OperationNotSupportedException");
        assert_eq!(caller.last().violations, [row]);
    }
}

#[test]
fn unknown_ids_lists_of_two_and_growing_volumes_are_refused() {
    let (caller, id) = one(WorldSpec::default(), DesktopState::Available);
    assert_eq!(send(&caller, "RestoreWorkspace", "ws-unknown00").code(), "ResourceNotFoundException");
    let failed = send(&caller, "RebuildWorkspaces", "ws-unknown00").body["FailedRequests"].clone();
    assert_eq!(failed[0]["WorkspaceId"], "ws-unknown00");
    let two = json!([{ "WorkspaceId": id }, { "WorkspaceId": "ws-unknown00" }]);
    assert_eq!(
        caller.call("RebuildWorkspaces", json!({ "RebuildWorkspaceRequests": two })).code(),
        "ValidationException"
    );
    assert_eq!(caller.last().violations, ["C1-05"]);
    caller.edit_desktop(&id, |desktop| (desktop.root_gib, desktop.user_gib) = (80, 50));
    let grow = json!({ "WorkspaceId": id, "WorkspaceProperties": { "UserVolumeSizeGib": 100 } });
    caller.good("ModifyWorkspaceProperties", grow);
    for operation in OPERATIONS {
        send(&caller, operation, &id);
        assert_eq!((caller.last().applied, caller.last().violations), (false, vec!["A2-16".to_owned()]), "{operation}");
    }
}

/// Work since the last volume snapshot is lost, once, and only where a renewal really took place.
#[test]
fn work_newer_than_the_volume_snapshot_is_lost_and_counted() {
    for operation in OPERATIONS {
        // The world begins at eight; volume snapshots are from seven and nineteen, work is from half past six to six.
        for (hours, loses) in [(2, true), (10, true), (12, false), (23, false), (25, true)] {
            let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
            works(&caller, &id);
            caller.wait(60 * hours);
            let before = view(&caller, &id);
            send(&caller, operation, &id);
            caller.wait(60);
            let lost = caller.view().lost_work;
            assert_eq!(lost.len(), usize::from(loses), "{operation} after {hours} h: {before:?}");
            for lost in &lost {
                assert_eq!((lost.desktop.as_str(), lost.operation.as_str()), (id.as_str(), operation));
                assert_eq!(Some(lost.snapshot), before.user_volume_snapshot);
                assert_eq!(Some(lost.worked_until), before.worked_until);
                assert!(lost.worked_until > lost.snapshot);
            }
            assert_eq!(before.connection == "CONNECTED", !view(&caller, &id).thrown_out.is_empty());
        }
    }
}

#[test]
fn what_is_lost_is_lost_once_and_a_migration_loses_it_too() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    works(&caller, &id);
    caller.wait(60 * 10 + 45); // a quarter to seven in the evening: everybody has left
    assert_eq!(view(&caller, &id).connection, "DISCONNECTED");
    for _ in 0..2 {
        send(&caller, "RebuildWorkspaces", &id);
        caller.edit_desktop(&id, |desktop| desktop.found_snapshots = None);
        while caller.state(&id).as_deref() != Some("AVAILABLE") {
            caller.wait(1);
        }
    }
    assert_eq!(caller.view().lost_work.len(), 1, "the second time there was nothing new");
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    works(&caller, &id);
    caller.wait(120);
    assert_eq!(caller.migrate(&id, "win11-standard").status, 200);
    assert_eq!(caller.view().lost_work, [], "not before it is over");
    caller.wait(70);
    let lost = caller.view().lost_work;
    assert_eq!(lost.iter().map(|lost| lost.operation.as_str()).collect::<Vec<_>>(), ["MigrateWorkspace"]);
    assert_eq!(lost[0].worked_until, caller.now - SignedDuration::from_mins(70));
}

/// Who was cut off by maintenance has worked until then: the service says so, and a rebuild destroys it.
#[test]
fn whoever_was_cut_off_has_worked_until_then() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    works(&caller, &id);
    caller.wait(120);
    let at = caller.now;
    caller.good("ModifyWorkspaceState", json!({ "WorkspaceId": id, "WorkspaceState": "ADMIN_MAINTENANCE" }));
    caller.wait(30);
    let status = caller.good("DescribeWorkspacesConnectionStatus", json!({ "WorkspaceIds": [id] }));
    let last = status["WorkspacesConnectionStatus"][0]["LastKnownUserConnectionTimestamp"].as_f64();
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970")]
    let expected = at.as_second() as f64;
    assert_eq!((last, view(&caller, &id).worked_until), (Some(expected), Some(at)));
}

/// A restore takes both volumes from one time: the last at which the desktop was healthy.
#[test]
fn a_restore_goes_back_to_the_last_healthy_time() {
    let mut ways = BTreeSet::new();
    for seed in 0..12 {
        let (mut caller, id) = one(WorldSpec { seed, ..WorldSpec::default() }, DesktopState::Unhealthy);
        let since = caller.now - SignedDuration::from_hours(3);
        caller.edit_desktop(&id, |desktop| desktop.unhealthy_since = Some(since));
        let before = view(&caller, &id);
        let healthy = caller.now - SignedDuration::from_hours(13);
        assert_eq!((before.root_volume_snapshot, before.user_volume_snapshot > Some(healthy)), (Some(healthy), true));
        assert_eq!(send(&caller, "RestoreWorkspace", &id).body, json!({}));
        assert_eq!(caller.last().in_flight, 1);
        assert_eq!(caller.state(&id).as_deref(), Some("RESTORING"));
        caller.wait(60);
        let after = view(&caller, &id);
        assert_eq!((after.state.as_str(), after.restored_from, after.image), ("AVAILABLE", Some(healthy), None));
        ways.insert(after.interface == before.interface);
    }
    assert_eq!(ways.len(), 2, "whether the interface stays is not documented");
}

/// A silent failure: everything as before, or unfinished with the volumes replaced; nothing else.
#[test]
fn failures_are_rolled_back_or_left_half_finished() {
    for operation in OPERATIONS {
        let mut endings = BTreeSet::new();
        for seed in 0..30 {
            let script = failing(operation, ScriptedFault::Fail);
            let (mut caller, id) = one(WorldSpec { seed, script, ..WorldSpec::default() }, DesktopState::Stopped);
            works(&caller, &id);
            caller.wait(60 * 10 + 30); // half past six in the evening
            let before = view(&caller, &id);
            assert_eq!(send(&caller, operation, &id).status, 200);
            caller.wait(60);
            let after = view(&caller, &id);
            if after.state == "STOPPED" {
                assert_eq!((&after.interface, after.restored_from), (&before.interface, None));
                assert_eq!(caller.view().lost_work, [], "what is rolled back loses nothing");
            } else {
                assert_eq!(
                    (after.restored_from, after.error.is_some()),
                    (before.user_volume_snapshot, after.state == "ERROR")
                );
                assert_eq!(caller.view().lost_work.len(), 1);
            }
            endings.insert(after.state);
        }
        assert_eq!(endings.into_iter().collect::<Vec<_>>(), ["ERROR", "STOPPED", "UNHEALTHY"], "{operation}");
    }
}

#[test]
fn a_stuck_renewal_hangs_for_six_hours_and_ends_in_error() {
    for (operation, meanwhile) in OPERATIONS.into_iter().zip(["REBUILDING", "RESTORING"]) {
        let script = failing(operation, ScriptedFault::Stuck);
        let (mut caller, id) = one(WorldSpec { script, ..WorldSpec::default() }, DesktopState::Available);
        send(&caller, operation, &id);
        caller.wait(6 * 60 - 1);
        assert_eq!(caller.state(&id).as_deref(), Some(meanwhile));
        caller.wait(1);
        assert_eq!(caller.state(&id).as_deref(), Some("ERROR"));
        send(&caller, "RebuildWorkspaces", &id);
        caller.wait(60);
        assert_eq!(caller.state(&id).as_deref(), Some("AVAILABLE"), "it can be tried again");
    }
}

#[test]
fn without_its_key_a_renewed_desktop_is_unusable() {
    for (operation, row) in OPERATIONS.into_iter().zip(["C1-05", "M"]) {
        for (state, usable) in [(KeyState::Enabled, true), (KeyState::Disabled, false)] {
            let caller = Caller::uniform(9);
            let id = caller.edit(|world| {
                world.keys.values_mut().for_each(|key| key.state = state);
                world.desktops.values().find(|one| one.encryption_key.is_some()).expect("one").id.clone()
            });
            let mut caller = caller;
            assert_eq!(send(&caller, operation, &id).status, 200);
            let noted: Vec<String> = if usable { vec![] } else { vec![row.to_owned()] };
            assert_eq!((caller.last().applied, caller.last().violations), (true, noted));
            caller.wait(60);
            assert_eq!(caller.state(&id).as_deref(), Some(if usable { "AVAILABLE" } else { "ERROR" }), "{operation}");
        }
    }
}

/// In a full subnet the old address is the only one, and free as soon as its interface is gone.
#[test]
fn a_full_subnet_has_room_for_a_rebuild() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    caller.edit(|world| {
        let subnet = world.desktops[&id].subnet.clone();
        let subnet = world.subnets.get_mut(&subnet).expect("it");
        subnet.taken_elsewhere += i64::try_from(subnet.free()).expect("few");
    });
    let before = view(&caller, &id);
    send(&caller, "RebuildWorkspaces", &id);
    caller.wait(60);
    let after = view(&caller, &id);
    assert_eq!((after.state.as_str(), after.interface == before.interface), ("AVAILABLE", false));
    caller.edit(|world| assert_eq!(world.interfaces[&after.interface].address.to_string(), after.ip));
    assert_eq!(caller.view().subnets.iter().map(|subnet| subnet.free).min(), Some(0));
}

/// A termination in the middle wins: the desktop does not come back when its rebuild would have ended.
#[test]
fn a_termination_ends_a_rebuild() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    send(&caller, "RebuildWorkspaces", &id);
    caller.wait(15);
    let requests: Value = json!([{ "WorkspaceId": id }]);
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": requests }));
    caller.wait(8);
    assert_eq!(caller.shown(&id), None);
    caller.wait(60);
    assert_eq!(caller.view().desktops.len(), 0);
}
