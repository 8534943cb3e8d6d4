//! A change of properties from its acceptance to its end, and what it keeps from happening meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::Caller;
use crate::sim::lifecycle::Measured;
use crate::sim::world::{Clocks, DesktopState, RunningMode, Usage};
use crate::sim::{DesktopView, FleetKind, Scripted, ScriptedFault, WorldSpec};

const MODIFY: &str = "ModifyWorkspaceProperties";

/// A fleet of so many desktops of 80/100 GB that were made with `PCoIP`.
fn fleet(spec: WorldSpec, desktops: u32) -> (Caller, Vec<String>) {
    let caller = Caller::new(WorldSpec { desktops, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let ids: Vec<String> = caller.view().desktops.into_iter().map(|desktop| desktop.id).collect();
    for id in &ids {
        caller.edit_desktop(id, |desktop| {
            (desktop.root_gib, desktop.user_gib, desktop.usable_gib) = (80, 100, (80, 100));
            desktop.running_mode = RunningMode::AutoStop(60);
            "PCOIP".clone_into(&mut desktop.protocol);
            desktop.made_for_pcoip = true;
        });
    }
    (caller, ids)
}

fn view(caller: &Caller, id: &str) -> DesktopView {
    caller.view().desktops.into_iter().find(|desktop| desktop.id == id).expect("the desktop")
}

fn modify(caller: &Caller, id: &str, asked: &Value) {
    caller.good(MODIFY, json!({ "WorkspaceId": id, "WorkspaceProperties": asked }));
    assert_eq!(caller.last().violations, Vec::<String>::new());
}

fn requests(operation: &str, id: &str) -> Value {
    json!({ format!("{operation}WorkspaceRequests"): [{ "WorkspaceId": id }] })
}

/// Returns the rows that one desktop breaks by being rebooted, started or stopped; empty when it is.
fn power(caller: &Caller, operation: &str, id: &str) -> Vec<String> {
    caller.good(&format!("{operation}Workspaces"), requests(operation, id));
    let record = caller.last();
    assert_eq!(record.failed.is_empty(), record.violations.is_empty());
    record.violations
}

/// The states that a change passes, each once: those of its `ModificationStates`, with the desktop's own.
fn passed(caller: &mut Caller, id: &str, minutes: u32) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    for _ in 0..minutes * 4 {
        let shown = caller.shown(id).expect("the desktop");
        let entry = shown["ModificationStates"][0]["State"].as_str().unwrap_or("none").to_owned();
        seen.push((entry, shown["State"].as_str().expect("a state").to_owned()));
        caller.now += SignedDuration::from_secs(15);
    }
    seen.dedup();
    seen
}

/// Half of the desktops show UPDATING, the others nothing of it; the value changes at the end, and not before.
#[test]
fn a_growth_passes_its_states_and_the_desktops_own_state_tells_of_it_in_half_of_the_cases() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 30);
    let mut in_flight = Vec::new();
    for id in &ids {
        modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
        in_flight.push(caller.last().in_flight);
        assert_eq!(caller.shown(id).expect("it")["WorkspaceProperties"]["RootVolumeSizeGib"], 80);
        let states = caller.shown(id).expect("it")["ModificationStates"].clone();
        assert_eq!(states, json!([{ "Resource": "ROOT_VOLUME", "State": "UPDATE_INITIATED" }]));
    }
    assert_eq!(in_flight, (1..=30).collect::<Vec<u64>>());
    caller.wait(19);
    assert!(caller.view().desktops.iter().all(|desktop| desktop.root_gib == 80), "none is done before 20 minutes");
    let updating = caller.view().desktops.iter().filter(|desktop| desktop.state == "UPDATING").count();
    assert!((8..=22).contains(&updating), "{updating} of 30");
    caller.wait(101);
    for desktop in caller.view().desktops {
        assert_eq!((desktop.root_gib, desktop.user_gib), (175, 100), "two hours at most");
        assert_eq!((desktop.modifications.len(), desktop.state.as_str()), (0, "AVAILABLE"));
    }
    let of = |state: &str, entry: &str| (entry.to_owned(), state.to_owned());
    let mut kinds = Vec::new();
    for id in &ids[..10] {
        modify(&caller, id, &json!({ "UserVolumeSizeGib": 200 }));
        let seen = passed(&mut caller, id, 121);
        let silent =
            [of("AVAILABLE", "UPDATE_INITIATED"), of("AVAILABLE", "UPDATE_IN_PROGRESS"), of("AVAILABLE", "none")];
        let telling =
            [of("AVAILABLE", "UPDATE_INITIATED"), of("UPDATING", "UPDATE_IN_PROGRESS"), of("AVAILABLE", "none")];
        assert!(seen == silent || seen == telling, "{seen:?}");
        kinds.push(seen == telling);
    }
    assert!(kinds.contains(&true) && kinds.contains(&false));
}

/// A2-14: the larger partition counts after a reboot; a desktop that goes on from hibernation was not booted.
#[test]
fn a_grown_volume_is_usable_after_a_boot() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 2);
    let [rebooted, stopped] = ids.as_slice() else { panic!("two") };
    caller.edit_desktop(stopped, |desktop| (desktop.state, desktop.hibernated) = (DesktopState::Stopped, true));
    for id in &ids {
        modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
    }
    caller.wait(120);
    let sizes = |caller: &Caller, id: &str| (view(caller, id).root_gib, view(caller, id).usable_root_gib);
    assert_eq!((sizes(&caller, rebooted), sizes(&caller, stopped)), ((175, 80), (175, 80)));
    assert_eq!(view(&caller, stopped).state, "STOPPED");
    assert_eq!(power(&caller, "Start", stopped), [] as [&str; 0]);
    caller.wait(2);
    assert_eq!((view(&caller, stopped).state.as_str(), sizes(&caller, stopped)), ("AVAILABLE", (175, 80)));
    for id in &ids {
        assert_eq!(power(&caller, "Reboot", id), [] as [&str; 0]);
    }
    caller.wait(10);
    assert_eq!((sizes(&caller, rebooted), sizes(&caller, stopped)), ((175, 175), (175, 175)));
}

/// A2-16: neither rebooted nor started while a volume grows, whatever the state that is shown; stopping is not forbidden.
#[test]
fn while_a_volume_grows_nothing_restarts_the_desktop() {
    for index in 0..12 {
        let (mut caller, ids) = fleet(WorldSpec::default(), 12);
        let id = &ids[index];
        let stopped = index % 2 == 0;
        caller.edit_desktop(id, |desktop| {
            desktop.state = if stopped { DesktopState::Stopped } else { DesktopState::Available };
        });
        modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
        for _ in 0..2 {
            assert_eq!(power(&caller, "Reboot", id), ["A2-16"]);
            assert_eq!(power(&caller, "Start", id), ["A2-16"]);
            caller.wait(5);
        }
        caller.wait(110);
        let operation = if stopped { "Start" } else { "Reboot" };
        assert_eq!(power(&caller, operation, id), [] as [&str; 0]);
    }
}

/// An `AutoStop` desktop whose user comes while its volume grows waits until it may start.
#[test]
fn a_user_who_comes_waits_for_the_volume() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 8);
    for id in &ids {
        caller.edit_desktop(id, |desktop| {
            desktop.state = DesktopState::Available;
            desktop.usage = at_work_from_ten();
        });
        assert_eq!(power(&caller, "Stop", id), [] as [&str; 0]); // Monday 08:00
    }
    caller.wait(100); // 09:40, they come between 09:45 and 10:15
    for id in &ids {
        modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
    }
    let mut waited = BTreeSet::new();
    for _ in 0..200 {
        caller.wait(1);
        for now in caller.view().desktops.into_iter().filter(|desktop| !desktop.modifications.is_empty()) {
            assert!(["STOPPED", "UPDATING"].contains(&now.state.as_str()), "{now:?}");
            waited.insert(now.state);
        }
    }
    assert_eq!(waited.len(), 2, "both ways to show it");
    assert!(
        caller.view().desktops.iter().all(|desktop| desktop.connection == "CONNECTED"),
        "in the end they are there"
    );
}

/// `UPDATE_FAILED`: the old value, an entry that goes by itself, and a clock that may count or not.
#[test]
fn a_change_that_fails_leaves_the_value_and_an_entry_for_a_while() {
    let mut again = [0, 0];
    for seed in 0..16 {
        for fault in [ScriptedFault::Fail, ScriptedFault::Stuck] {
            let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault }];
            let (mut caller, ids) = fleet(WorldSpec { seed, script, ..WorldSpec::default() }, 1);
            let id = &ids[0];
            modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
            caller.wait(if fault == ScriptedFault::Stuck { 6 * 60 } else { 120 });
            let now = view(&caller, id);
            assert_eq!((now.root_gib, now.state.as_str()), (80, "AVAILABLE"));
            if fault == ScriptedFault::Stuck {
                assert_eq!(now.modifications, [("ROOT_VOLUME".to_owned(), "UPDATE_FAILED".to_owned())]);
                caller.wait(6 * 60 + 1);
                assert_eq!(view(&caller, id).modifications, [], "it is not listed for ever");
                continue;
            }
            let seen =
                caller.call(MODIFY, json!({ "WorkspaceId": id, "WorkspaceProperties": { "RootVolumeSizeGib": 175 } }));
            again[usize::from(seen.status == 200)] += 1;
            assert!(seen.status == 200 || caller.last().violations == ["A2-08"]);
            let states: Vec<String> = view(&caller, id).modifications.into_iter().map(|(_, state)| state).collect();
            assert!(seen.status != 200 || states == ["UPDATE_INITIATED"], "the failed one is not listed beside it");
        }
    }
    assert!(again[0] >= 3 && again[1] >= 3, "in some worlds the clock counts, in some it doesn't: {again:?}");
}

/// What failed and doesn't count leaves every clock as it was, that of the other direction too.
#[test]
fn a_failure_that_does_not_count_puts_the_clocks_back() {
    let mut kinds = [0, 0];
    for seed in 0..12 {
        let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault: ScriptedFault::Fail }];
        let (mut caller, ids) = fleet(WorldSpec { seed, script, ..WorldSpec::default() }, 1);
        let began = caller.now;
        let before = Clocks {
            root: None,
            user: None,
            larger: Some(began - SignedDuration::from_hours(7)),
            smaller: Some(began - SignedDuration::from_hours(24)),
        };
        caller.edit_desktop(&ids[0], |desktop| desktop.clocks = before);
        modify(&caller, &ids[0], &json!({ "ComputeTypeName": "POWERPRO" }));
        caller.wait(60);
        let now = view(&caller, &ids[0]);
        assert_eq!(now.smaller_at, before.smaller, "seed {seed}");
        assert!(now.larger_at == before.larger || now.larger_at == Some(began), "seed {seed}: {now:?}");
        kinds[usize::from(now.larger_at == before.larger)] += 1;
    }
    assert!(kinds.iter().all(|count| *count > 0), "{kinds:?}");
}

/// What has failed within its first minutes isn't under way again when they are over.
#[test]
fn a_change_that_fails_at_once_stays_failed() {
    let script =
        (1..=8).map(|nth| Scripted { operation: MODIFY.to_owned(), nth, fault: ScriptedFault::Fail }).collect();
    let (mut caller, ids) = fleet(WorldSpec { script, ..WorldSpec::default() }, 8);
    let measured = Measured::new(BTreeMap::from([("ROOT_VOLUME".to_owned(), vec![5])]));
    caller.sim.lock().engine.draw_from(measured);
    for id in &ids {
        modify(&caller, id, &json!({ "RootVolumeSizeGib": 175 }));
    }
    caller.wait(4);
    for now in caller.view().desktops {
        assert_eq!(now.modifications, [("ROOT_VOLUME".to_owned(), "UPDATE_FAILED".to_owned())]);
        assert_eq!(now.state, "AVAILABLE");
    }
}

/// B-15, B-23: what the calls refuse meanwhile, `AutoStop` doesn't do either. Its hour begins anew afterwards.
#[test]
fn autostop_waits_for_a_change_that_restarts_the_desktop() {
    for properties in [json!({ "ComputeTypeName": "POWERPRO" }), json!({ "Protocols": ["WSP"] })] {
        let stuck = |nth| Scripted { operation: MODIFY.to_owned(), nth, fault: ScriptedFault::Stuck };
        let (mut caller, ids) = fleet(WorldSpec { script: (1..=16).map(stuck).collect(), ..WorldSpec::default() }, 16);
        let (up, down) = ids.split_at(8);
        for id in &ids {
            caller.edit_desktop(id, |desktop| {
                let (state, usage) = if up.contains(id) {
                    (DesktopState::Stopped, Usage::Never)
                } else {
                    (DesktopState::Available, at_work_from_ten())
                };
                (desktop.state, desktop.usage) = (state, usage);
            });
            let operation = if up.contains(id) { "Start" } else { "Stop" };
            assert_eq!(power(&caller, operation, id), [] as [&str; 0]); // Monday 08:00
        }
        caller.wait(30);
        for id in &ids {
            modify(&caller, id, &properties);
        }
        let (mut seen_up, mut seen_down) = (BTreeSet::new(), BTreeSet::new());
        for _ in 0..357 {
            caller.wait(1);
            for now in caller.view().desktops {
                let seen = if up.contains(&now.id) { &mut seen_up } else { &mut seen_down };
                seen.insert(now.state);
            }
        }
        let both = |state: &str| BTreeSet::from([state.to_owned(), "UPDATING".to_owned()]);
        assert_eq!((seen_up, seen_down), (both("AVAILABLE"), both("STOPPED")), "{properties}");
        caller.wait(70);
        for id in &ids {
            let state = view(&caller, id).state;
            assert_eq!(state, if up.contains(id) { "STOPPED" } else { "AVAILABLE" }, "an hour later");
        }
        assert_eq!(down.len(), 8);
    }
}

fn at_work_from_ten() -> Usage {
    Usage::Weekdays {
        from_minute: 10 * 60,
        to_minute: 17 * 60,
        away_from: Timestamp::UNIX_EPOCH,
        away_until: Timestamp::UNIX_EPOCH,
    }
}

#[test]
fn a_compute_change_restarts_the_desktop_and_throws_its_user_out() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 1);
    let id = &ids[0];
    caller.edit_desktop(id, |desktop| {
        desktop.usable_gib = (50, 50);
        desktop.usage = Usage::Weekdays {
            from_minute: 60,
            to_minute: 23 * 60,
            away_from: Timestamp::UNIX_EPOCH,
            away_until: Timestamp::UNIX_EPOCH,
        };
    });
    assert_eq!(view(&caller, id).connection, "CONNECTED");
    modify(&caller, id, &json!({ "ComputeTypeName": "POWER" }));
    let now = view(&caller, id);
    assert_eq!((now.connection.as_str(), now.thrown_out), ("DISCONNECTED", vec![caller.now]));
    assert_eq!((power(&caller, "Reboot", id), power(&caller, "Stop", id)), (vec!["B-15".into()], vec!["B-15".into()]));
    caller.wait(60);
    let now = view(&caller, id);
    assert_eq!((now.compute.as_str(), now.connection.as_str()), ("POWER", "CONNECTED"));
    assert_eq!((now.usable_root_gib, now.usable_user_gib), (80, 100), "it was booted");
    assert_eq!(now.bundle, caller.view().desktops[0].bundle, "its bundle still names the old type (B-26)");
}

/// B-23, B-25: up to 40 minutes; some come back unhealthy, and a reboot heals them; a failure leaves `PCoIP`.
#[test]
fn a_protocol_change_ends_in_dcv_sometimes_unhealthy_or_is_rolled_back() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 60);
    for id in &ids {
        modify(&caller, id, &json!({ "Protocols": ["WSP"] }));
    }
    assert_eq!(power(&caller, "Reboot", &ids[0]), ["B-23"]);
    caller.wait(40);
    let fleet_now = caller.view().desktops;
    assert!(fleet_now.iter().all(|desktop| desktop.protocol == "WSP" && desktop.modifications.is_empty()));
    let unhealthy: Vec<&DesktopView> = fleet_now.iter().filter(|desktop| desktop.state == "UNHEALTHY").collect();
    assert!((1..=14).contains(&unhealthy.len()), "{}", unhealthy.len());
    let ill = &unhealthy[0].id;
    assert_eq!(power(&caller, "Reboot", ill), [] as [&str; 0]);
    caller.wait(10);
    assert_eq!(view(&caller, ill).state, "AVAILABLE");
    let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault: ScriptedFault::Fail }];
    let (mut caller, ids) = fleet(WorldSpec { script, ..WorldSpec::default() }, 1);
    modify(&caller, &ids[0], &json!({ "Protocols": ["WSP"] }));
    caller.wait(40);
    let now = view(&caller, &ids[0]);
    assert_eq!((now.protocol.as_str(), now.modifications[0].1.as_str()), ("PCOIP", "UPDATE_FAILED"));
}

#[test]
fn a_switch_of_the_running_mode_acts_at_once() {
    let (mut caller, ids) = fleet(WorldSpec::default(), 1);
    let id = &ids[0];
    modify(&caller, id, &json!({ "RunningMode": "ALWAYS_ON" }));
    assert_eq!(power(&caller, "Stop", id), ["C1-03"]);
    caller.wait(300);
    assert_eq!(view(&caller, id).state, "AVAILABLE");
    modify(&caller, id, &json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 120 }));
    caller.wait(119);
    assert_eq!(view(&caller, id).state, "AVAILABLE");
    caller.wait(6);
    assert_eq!(view(&caller, id).state, "STOPPED");
    modify(&caller, id, &json!({ "RunningMode": "ALWAYS_ON" }));
    caller.wait(2);
    assert_eq!(view(&caller, id).state, "AVAILABLE", "what is always on is not stopped");
}
