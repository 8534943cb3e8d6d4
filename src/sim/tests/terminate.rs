//! Terminations: who may go, what goes with them, and what happens when one comes to nothing.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::world::DesktopState;
use crate::sim::{FleetKind, Scripted, ScriptedFault, WorldSpec};

fn terminate(caller: &Caller, ids: &[&str]) -> Seen {
    let requests: Vec<Value> = ids.iter().map(|id| json!({ "WorkspaceId": id })).collect();
    caller.call("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": requests }))
}

fn one(spec: WorldSpec, state: DesktopState) -> (Caller, String) {
    let caller = Caller::new(WorldSpec { desktops: 2, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let id = caller.first();
    caller.edit_desktop(&id, |desktop| desktop.state = state);
    (caller, id)
}

#[test]
fn a_terminated_desktop_is_gone_within_minutes_with_its_address_interface_and_tags() {
    let (mut caller, id) = one(WorldSpec::default(), DesktopState::Available);
    let before = caller.view();
    let desktop = before.desktops.iter().find(|desktop| desktop.id == id).expect("it");
    caller.good("CreateTags", json!({ "ResourceId": id, "Tags": [{ "Key": "a" }] }));
    assert_eq!(terminate(&caller, &[&id]).body, json!({ "FailedRequests": [] }));
    assert_eq!((caller.last().applied, caller.last().in_flight), (true, 1));
    assert_eq!(caller.state(&id).as_deref(), Some("TERMINATING"));
    assert_eq!(caller.view().subnets, before.subnets, "its address is its own until it is gone");
    assert_eq!(terminate(&caller, &[&id]).body, json!({ "FailedRequests": [] }), "asking again is no error");
    assert!(!caller.last().applied);
    caller.wait(1);
    assert_eq!(caller.state(&id).as_deref(), Some("TERMINATING"));
    caller.wait(7);
    assert_eq!(caller.shown(&id), None);
    let after = caller.view();
    let free = |view: &crate::sim::WorldView| view.subnets.iter().map(|subnet| subnet.free).sum::<u64>();
    assert_eq!((free(&after), after.desktops.len()), (free(&before) + 1, 1));
    caller.edit(|world| assert!(!world.interfaces.contains_key(&desktop.interface) && !world.tags.contains_key(&id)));
    let directory = json!({ "DirectoryId": desktop.directory, "UserName": desktop.user });
    assert_eq!(caller.good("DescribeWorkspaces", directory)["Workspaces"], json!([]));
    let code = caller.call("DescribeTags", json!({ "ResourceId": id })).code().to_owned();
    assert_eq!(code, "ResourceNotFoundException");
    assert_eq!(terminate(&caller, &[&id]).body["FailedRequests"].as_array().map(Vec::len), Some(1), "unknown by now");
}

#[test]
fn every_state_but_suspended_can_go() {
    use DesktopState::{
        AdminMaintenance, Available, Error, Foreign, Maintenance, Pending, Stopped, Unhealthy, Updating,
    };
    let since = WorldSpec::default().start;
    let passing =
        [DesktopState::Rebooting { since }, DesktopState::Starting { since }, DesktopState::Stopping { since }];
    let all = [AdminMaintenance, Available, Error, Foreign, Maintenance, Pending, Stopped, Unhealthy, Updating];
    for state in all.into_iter().chain(passing) {
        let (mut caller, id) = one(WorldSpec::default(), state);
        terminate(&caller, &[&id]);
        assert_eq!((caller.last().applied, caller.last().violations), (true, vec![]), "{state:?}");
        caller.wait(8);
        assert_eq!(caller.shown(&id), None, "{state:?}");
    }
    for ignored in [false, true] {
        let ignored_rows: BTreeSet<String> = ignored.then(|| "C1-10".to_owned()).into_iter().collect();
        let spec = WorldSpec { ignored_rows, ..WorldSpec::default() };
        let (mut caller, id) = one(spec, DesktopState::Suspended);
        terminate(&caller, &[&id]);
        let noted: &[&str] = if ignored { &[] } else { &["C1-10"] };
        assert_eq!(
            (caller.last().applied, caller.last().violations.as_slice()),
            (ignored, &noted.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>()[..])
        );
        caller.wait(8);
        assert_eq!(caller.state(&id).as_deref(), (!ignored).then_some("SUSPENDED"));
    }
}

#[test]
fn neither_half_of_a_migration_can_go_while_it_runs() {
    let mut caller = Caller::uniform(2);
    let id = caller.first();
    let new = caller.migrate(&id, "win11-standard").body["TargetWorkspaceId"].as_str().expect("an id").to_owned();
    caller.wait(1);
    let failed = terminate(&caller, &[&id, &new]).body["FailedRequests"].clone();
    assert_eq!((failed.as_array().map(Vec::len), caller.last().violations.len()), (Some(2), 0));
    caller.wait(70);
    assert_eq!(terminate(&caller, &[&new]).body, json!({ "FailedRequests": [] }));
    caller.wait(8);
    assert_eq!(caller.view().desktops.len(), 1);
}

#[test]
fn of_several_the_others_go_and_26_are_out_of_bounds() {
    let mut caller = Caller::uniform(3);
    let ids: Vec<String> = caller.view().desktops.into_iter().map(|desktop| desktop.id).collect();
    caller.edit_desktop(&ids[1], |desktop| desktop.state = DesktopState::Suspended);
    let failed = terminate(&caller, &[&ids[0], &ids[1], "ws-unknown00", &ids[2]]).body["FailedRequests"].clone();
    let named: Vec<&str> =
        failed.as_array().expect("a list").iter().filter_map(|item| item["WorkspaceId"].as_str()).collect();
    assert_eq!(named, [ids[1].as_str(), "ws-unknown00"]);
    caller.wait(8);
    assert_eq!(caller.view().desktops.into_iter().map(|desktop| desktop.id).collect::<Vec<_>>(), [ids[1].clone()]);
    assert_eq!(terminate(&caller, &["ws-unknown00"; 26]).code(), "ValidationException");
    assert_eq!(caller.last().violations, ["C1-10"]);
    assert_eq!(terminate(&caller, &["ws-unknown00"; 25]).status, 200);
}

/// A silent failure leaves the desktop as it was; a hanging one is over after six hours.
#[test]
fn a_termination_may_fail_without_a_word_or_hang() {
    for (fault, minutes, then) in [(ScriptedFault::Fail, 8, Some("STOPPED")), (ScriptedFault::Stuck, 6 * 60, None)] {
        let script = vec![Scripted { operation: "TerminateWorkspaces".to_owned(), nth: 1, fault }];
        let (mut caller, id) = one(WorldSpec { script, ..WorldSpec::default() }, DesktopState::Stopped);
        assert_eq!(terminate(&caller, &[&id]).body, json!({ "FailedRequests": [] }));
        caller.wait(minutes - 7);
        assert_eq!(caller.state(&id).as_deref(), Some("TERMINATING"), "{fault:?}");
        caller.wait(7);
        assert_eq!(caller.state(&id).as_deref(), then, "{fault:?}");
        terminate(&caller, &[&id]);
        caller.wait(8);
        assert_eq!(caller.shown(&id), None, "it can be tried again");
    }
}
