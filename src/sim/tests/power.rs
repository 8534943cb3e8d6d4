//! Start, stop, and `AutoStop` by itself: states, times, who is refused, who is thrown out.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::world::{DesktopState, RunningMode, Usage};
use crate::sim::{DesktopView, FleetKind, Scripted, ScriptedFault, WorldSpec};

fn batch(caller: &Caller, operation: &str, ids: &[String]) -> Seen {
    let list = match operation {
        "StartWorkspaces" => "StartWorkspaceRequests",
        "StopWorkspaces" => "StopWorkspaceRequests",
        _ => "RebootWorkspaceRequests",
    };
    let requests: Vec<Value> = ids.iter().map(|id| json!({ "WorkspaceId": id })).collect();
    caller.call(operation, json!({ list: requests }))
}

fn view(caller: &Caller, id: &str) -> DesktopView {
    caller.view().desktops.into_iter().find(|desktop| desktop.id == id).expect("the desktop")
}

/// A fleet of one desktop in `AutoStop`, whose user never comes.
fn one(spec: WorldSpec, state: DesktopState) -> (Caller, String) {
    let caller = Caller::new(WorldSpec { desktops: 1, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let id = caller.first();
    caller.edit_desktop(&id, |desktop| {
        desktop.state = state;
        desktop.running_mode = RunningMode::AutoStop(60);
        desktop.hibernated = state == DesktopState::Stopped;
        desktop.usage = Usage::Never;
    });
    (caller, id)
}

fn at_work_from_eight() -> Usage {
    Usage::Weekdays {
        from_minute: 9 * 60,
        to_minute: 17 * 60,
        away_from: Timestamp::UNIX_EPOCH,
        away_until: Timestamp::UNIX_EPOCH,
    }
}

/// Returns after how many seconds a desktop leaves the state that it is in, and for which.
fn leaves(caller: &mut Caller, id: &str) -> (i64, String) {
    let (began, state) = (caller.now, view(caller, id).state);
    loop {
        caller.now += SignedDuration::from_secs(1);
        let now = view(caller, id).state;
        if now != state {
            return (caller.now.duration_since(began).as_secs(), now);
        }
        assert!(caller.now.duration_since(began) < SignedDuration::from_hours(7), "it hangs in {state}");
    }
}

#[test]
fn a_hibernated_desktop_is_up_within_90_seconds_and_one_that_was_shut_down_boots() {
    let eleven = "WINDOWS_11";
    for (compute, system, guarded, resumes) in [
        ("STANDARD", "WINDOWS_10", false, true),
        ("STANDARD", eleven, false, true),
        ("STANDARD", eleven, true, false),
        ("GENERALPURPOSE_4XLARGE", eleven, false, false),
        ("GRAPHICS_G4DN", "WINDOWS_10", false, false),
    ] {
        let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
        caller.edit_desktop(&id, |desktop| {
            compute.clone_into(&mut desktop.compute);
            system.clone_into(&mut desktop.operating_system);
            desktop.credential_guard = guarded;
        });
        assert_eq!(batch(&caller, "StopWorkspaces", std::slice::from_ref(&id)).body, json!({ "FailedRequests": [] }));
        assert_eq!((caller.last().applied, caller.last().in_flight), (true, 1));
        assert_eq!(view(&caller, &id).state, "STOPPING");
        let (seconds, state) = leaves(&mut caller, &id);
        assert_eq!((state.as_str(), (60..=240).contains(&seconds)), ("STOPPED", true), "{seconds}");
        assert_eq!(view(&caller, &id).hibernated, resumes, "{compute}");
        assert_eq!(batch(&caller, "StartWorkspaces", std::slice::from_ref(&id)).body, json!({ "FailedRequests": [] }));
        assert_eq!(view(&caller, &id).state, "STARTING");
        let (seconds, state) = leaves(&mut caller, &id);
        assert_eq!((state.as_str(), seconds < 90), ("AVAILABLE", resumes), "{compute}: {seconds}");
        assert!(!view(&caller, &id).hibernated);
    }
}

#[test]
fn each_state_and_mode_is_started_stopped_and_rebooted_as_the_table_says() {
    use DesktopState::{Available, Error, Impaired, Maintenance, Pending, Stopped, Unhealthy, Updating};
    let auto = RunningMode::AutoStop(60);
    let table = [
        ("StartWorkspaces", Stopped, auto, true),
        ("StartWorkspaces", Stopped, RunningMode::Manual, true),
        ("StartWorkspaces", Stopped, RunningMode::AlwaysOn, false),
        ("StartWorkspaces", Available, auto, false),
        ("StartWorkspaces", Error, auto, false),
        ("StopWorkspaces", Available, auto, true),
        ("StopWorkspaces", Available, RunningMode::Manual, true),
        ("StartWorkspaces", Impaired, auto, false),
        ("StopWorkspaces", Impaired, auto, true),
        ("StopWorkspaces", Unhealthy, auto, true),
        ("StopWorkspaces", Error, auto, true),
        ("StopWorkspaces", Available, RunningMode::AlwaysOn, false),
        ("StopWorkspaces", Stopped, auto, false),
        ("StopWorkspaces", Pending, auto, false),
        ("StopWorkspaces", Maintenance, auto, false),
        ("StopWorkspaces", Updating, auto, false),
        ("RebootWorkspaces", Available, RunningMode::AlwaysOn, true),
        ("RebootWorkspaces", Impaired, auto, false),
        ("RebootWorkspaces", Unhealthy, auto, true),
        ("RebootWorkspaces", Stopped, auto, false),
        ("RebootWorkspaces", Error, auto, false),
    ];
    for (operation, state, mode, allowed) in table {
        let row = match operation {
            "StartWorkspaces" => "C1-02",
            "StopWorkspaces" => "C1-03",
            _ => "C1-04",
        };
        for ignored in [false, true] {
            let ignored_rows: BTreeSet<String> = ignored.then(|| row.to_owned()).into_iter().collect();
            let (caller, id) = one(WorldSpec { ignored_rows, ..WorldSpec::default() }, state);
            caller.edit_desktop(&id, |desktop| desktop.running_mode = mode);
            let seen = batch(&caller, operation, std::slice::from_ref(&id));
            let record = caller.last();
            let goes = allowed || ignored;
            let said = (seen.status, record.applied, record.failed.len(), record.violations);
            let expected = if goes { (200, true, 0, vec![]) } else { (200, false, 1, vec![row.to_owned()]) };
            assert_eq!(said, expected, "{operation} {state:?} {mode:?}, ignored: {ignored}");
        }
    }
}

/// The guide says that calls are ignored in maintenance; whether they fail or nothing is said differs between worlds.
#[test]
fn in_maintenance_nothing_is_started_stopped_or_rebooted_and_not_every_world_says_so() {
    let mut told = BTreeSet::new();
    for seed in 0..20 {
        for operation in ["StartWorkspaces", "StopWorkspaces", "RebootWorkspaces"] {
            let (caller, id) = one(WorldSpec { seed, ..WorldSpec::default() }, DesktopState::AdminMaintenance);
            let seen = batch(&caller, operation, std::slice::from_ref(&id));
            assert_eq!((seen.status, caller.last().applied, caller.last().violations.len()), (200, false, 1));
            assert_eq!(view(&caller, &id).state, "ADMIN_MAINTENANCE");
            told.insert(caller.last().failed.len());
        }
    }
    assert_eq!(told.into_iter().collect::<Vec<_>>(), [0, 1]);
}

#[test]
fn unknown_ids_fail_alone_and_the_codes_differ_between_worlds() {
    let (mut unknown, mut wrong, mut maintenance) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for seed in 0..20 {
        let (caller, id) = one(WorldSpec { seed, ..WorldSpec::default() }, DesktopState::Stopped);
        let seen = batch(&caller, "StartWorkspaces", &["ws-unknown00".to_owned(), id.clone()]);
        assert_eq!((seen.status, seen.body["FailedRequests"].as_array().map(Vec::len)), (200, Some(1)));
        assert_eq!(seen.body["FailedRequests"][0]["WorkspaceId"], "ws-unknown00");
        assert_eq!((caller.last().applied, caller.last().violations), (true, vec![]));
        unknown.insert(caller.last().failed[0].code.clone());
        batch(&caller, "StartWorkspaces", std::slice::from_ref(&id));
        wrong.insert(caller.last().failed[0].code.clone());
        let parameters = json!({ "WorkspaceId": id, "WorkspaceState": "ADMIN_MAINTENANCE" });
        maintenance.insert(caller.call("ModifyWorkspaceState", parameters).code().to_owned());
    }
    assert_eq!((unknown.len(), wrong.len(), maintenance.len()), (2, 4, 2), "{unknown:?} {wrong:?} {maintenance:?}");
}

#[test]
fn more_than_25_are_out_of_bounds() {
    let caller = Caller::uniform(1);
    let ids: Vec<String> = (0..26).map(|number| format!("ws-{number:09}")).collect();
    for (operation, row) in [("StartWorkspaces", "C1-02"), ("StopWorkspaces", "C1-03"), ("RebootWorkspaces", "C1-04")] {
        assert_eq!(batch(&caller, operation, &ids).code(), "ValidationException");
        assert_eq!(caller.last().violations, [row]);
        assert_eq!(batch(&caller, operation, &ids[..25]).body["FailedRequests"].as_array().map(Vec::len), Some(25));
    }
}

/// A fault of a call for several hits one of them: the others are not delayed.
#[test]
fn one_of_a_call_hangs_or_fails_and_the_others_come_up() {
    for (fault, meanwhile) in [(ScriptedFault::Stuck, "STARTING"), (ScriptedFault::Fail, "ERROR")] {
        let script = vec![Scripted { operation: "StartWorkspaces".to_owned(), nth: 1, fault }];
        let spec = WorldSpec { desktops: 10, fleet: FleetKind::Uniform, rate: 0.0, script, ..WorldSpec::default() };
        let mut caller = Caller::new(spec);
        let ids: Vec<String> = caller.view().desktops.into_iter().map(|desktop| desktop.id).collect();
        for id in &ids {
            caller.edit_desktop(id, |desktop| {
                desktop.state = DesktopState::Stopped;
                desktop.running_mode = RunningMode::Manual;
            });
        }
        batch(&caller, "StartWorkspaces", &ids);
        caller.wait(6);
        let states = |caller: &Caller, state: &str| {
            caller.view().desktops.iter().filter(|desktop| desktop.state == state).count()
        };
        assert_eq!(states(&caller, "AVAILABLE"), 9, "{fault:?}");
        assert_eq!(states(&caller, meanwhile), 1, "{fault:?}");
        caller.wait(6 * 60);
        assert_eq!((states(&caller, "AVAILABLE"), states(&caller, "ERROR")), (9, 1), "{fault:?}");
    }
}

#[test]
fn a_started_desktop_without_its_user_stops_after_its_time_and_starts_when_the_user_comes() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Stopped); // Monday 08:00
    caller.now += SignedDuration::from_hours(12); // 20:00
    caller.edit_desktop(&id, |desktop| desktop.usage = at_work_from_eight());
    batch(&caller, "StartWorkspaces", std::slice::from_ref(&id));
    caller.wait(2);
    assert_eq!(view(&caller, &id).state, "AVAILABLE");
    caller.wait(57);
    assert_eq!(view(&caller, &id).state, "AVAILABLE", "an hour is not over");
    caller.wait(7);
    assert_eq!(view(&caller, &id).state, "STOPPED");
    caller.wait(12 * 60 + 45); // Tuesday 09:51, the user comes between 08:45 and 09:15
    let here = view(&caller, &id);
    assert_eq!((here.state.as_str(), here.connection.as_str()), ("AVAILABLE", "CONNECTED"));
    caller.wait(9 * 60); // 18:51, the user left at 17:15 at the latest
    assert_eq!(view(&caller, &id).state, "STOPPED");
    assert_eq!(view(&caller, &id).thrown_out, [] as [Timestamp; 0]);
}

#[test]
fn autostop_leaves_alone_what_is_in_maintenance_always_on_or_manual() {
    for case in ["maintenance", "always on", "manual"] {
        let (mut caller, id) = one(WorldSpec::default(), DesktopState::Stopped);
        batch(&caller, "StartWorkspaces", std::slice::from_ref(&id));
        caller.wait(2);
        let maintenance = |caller: &Caller, state: &str| {
            caller.good("ModifyWorkspaceState", json!({ "WorkspaceId": id, "WorkspaceState": state }));
        };
        match case {
            "maintenance" => maintenance(&caller, "ADMIN_MAINTENANCE"),
            "manual" => caller.edit_desktop(&id, |desktop| desktop.running_mode = RunningMode::Manual),
            _ => caller.edit_desktop(&id, |desktop| desktop.running_mode = RunningMode::AlwaysOn),
        }
        caller.wait(5 * 60);
        let expected = if case == "maintenance" { "ADMIN_MAINTENANCE" } else { "AVAILABLE" };
        assert_eq!(view(&caller, &id).state, expected);
        if case == "maintenance" {
            maintenance(&caller, "AVAILABLE");
            caller.wait(55);
            assert_eq!(view(&caller, &id).state, "AVAILABLE", "its time begins anew");
            caller.wait(10);
            assert_eq!(view(&caller, &id).state, "STOPPED");
        }
    }
}

/// The ready-made fleets are full of desktops that stay up without their users: a locked client never counts as gone.
#[test]
fn a_desktop_that_no_call_started_or_stopped_stays_as_it_is() {
    let mut caller = Caller::demo();
    let states =
        |caller: &Caller| -> Vec<String> { caller.view().desktops.into_iter().map(|each| each.state).collect() };
    let before = states(&caller);
    caller.wait(3 * 24 * 60);
    assert_eq!(states(&caller), before);
}

/// C3-02: a stop or reboot that comes to nothing heals nobody, and no root volume is saved from an ill time.
#[test]
fn what_was_ill_before_a_failed_stop_or_reboot_has_been_ill_since_then() {
    for operation in ["StopWorkspaces", "RebootWorkspaces"] {
        let script = vec![Scripted { operation: operation.to_owned(), nth: 1, fault: ScriptedFault::Fail }];
        let (mut caller, id) = one(WorldSpec { script, ..WorldSpec::default() }, DesktopState::Unhealthy);
        let since = caller.now;
        caller.edit_desktop(&id, |desktop| desktop.unhealthy_since = Some(since));
        let before = view(&caller, &id);
        caller.wait(13 * 60);
        batch(&caller, operation, std::slice::from_ref(&id));
        caller.wait(10);
        let now = view(&caller, &id);
        assert_eq!((now.state.as_str(), now.root_volume_snapshot), ("UNHEALTHY", before.root_volume_snapshot));
        assert!(now.user_volume_snapshot > before.user_volume_snapshot, "one was due meanwhile");
    }
}

/// An end in ERROR isn't healthy either.
#[test]
fn no_root_volume_is_saved_of_a_desktop_that_did_not_come_up() {
    let script = vec![Scripted { operation: "StartWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::Fail }];
    let (mut caller, id) = one(WorldSpec { script, ..WorldSpec::default() }, DesktopState::Stopped);
    batch(&caller, "StartWorkspaces", std::slice::from_ref(&id));
    caller.wait(10);
    let before = view(&caller, &id);
    caller.wait(13 * 60);
    let now = view(&caller, &id);
    assert_eq!((now.state.as_str(), now.root_volume_snapshot), ("ERROR", before.root_volume_snapshot));
    assert!(now.user_volume_snapshot > before.user_volume_snapshot);
}

#[test]
fn whoever_is_at_work_is_thrown_out_by_maintenance() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    caller.edit_desktop(&id, |desktop| desktop.usage = at_work_from_eight());
    caller.wait(120); // Monday 10:00
    let at = caller.now;
    for (state, connection) in [("ADMIN_MAINTENANCE", "DISCONNECTED"), ("AVAILABLE", "CONNECTED")] {
        caller.good("ModifyWorkspaceState", json!({ "WorkspaceId": id, "WorkspaceState": state }));
        let now = view(&caller, &id);
        assert_eq!((now.connection.as_str(), now.thrown_out), (connection, vec![at]), "{state}");
        caller.wait(1);
    }
}

#[test]
fn whoever_is_at_work_is_thrown_out_by_a_stop_or_reboot_and_comes_back() {
    for (operation, state, back_min) in [("StopWorkspaces", "STOPPING", 45), ("RebootWorkspaces", "REBOOTING", 10)] {
        let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
        caller.edit_desktop(&id, |desktop| desktop.usage = at_work_from_eight());
        caller.wait(120); // Monday 10:00
        assert_eq!(view(&caller, &id).connection, "CONNECTED");
        let at = caller.now;
        batch(&caller, operation, std::slice::from_ref(&id));
        let now = view(&caller, &id);
        assert_eq!((now.state.as_str(), now.connection.as_str(), now.thrown_out), (state, "UNKNOWN", vec![at]));
        caller.wait(back_min);
        let now = view(&caller, &id);
        assert_eq!((now.state.as_str(), now.connection.as_str()), ("AVAILABLE", "CONNECTED"), "{operation}");
    }
}
