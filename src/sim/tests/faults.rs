//! What goes wrong on purpose, as a caller sees it and as the record tells it.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, query_request};
use crate::sim::{Faults, Lost, Scripted, ScriptedFault, Stage, WorldSpec};

fn scripted(operation: &str, nth: u64, fault: ScriptedFault) -> Vec<Scripted> {
    vec![Scripted { operation: operation.to_owned(), nth, fault }]
}

fn migration(caller: &Caller) -> Value {
    json!({ "SourceWorkspaceId": caller.first(), "BundleId": caller.bundle("win11-standard") })
}

/// The three kinds of lost look alike at first: no answer after the same time. What was done shows only later.
#[test]
fn the_three_kinds_of_lost_look_alike_to_the_client() {
    let table = [
        (ScriptedFault::LostBefore, Lost::Before, false, 0, 0),
        (ScriptedFault::LostAfter, Lost::After, true, 1, 1),
        (ScriptedFault::LostLate(120), Lost::Late, true, 0, 1),
    ];
    for (fault, lost, applied, at_once, later) in table {
        let mut caller = Caller::uniform(3);
        caller.sim.script(scripted("MigrateWorkspace", 1, fault));
        let reply = caller.send("MigrateWorkspace", &migration(&caller));
        assert!(reply.answer.is_none());
        assert_eq!(reply.delay, Duration::from_millis(80));
        let record = caller.last();
        assert_eq!((record.lost, record.applied, record.in_flight), (Some(lost), applied, at_once), "{fault:?}");
        caller.wait(1);
        assert_eq!(caller.view().migrations, at_once);
        caller.wait(2);
        assert_eq!(caller.view().migrations, later);
    }
}

/// A change that comes late is held against the rules when it comes.
#[test]
fn a_late_change_is_checked_when_it_is_applied() {
    let mut caller = Caller::uniform(1);
    let id = caller.first();
    caller.sim.script(scripted("MigrateWorkspace", 1, ScriptedFault::LostLate(60)));
    assert!(caller.send("MigrateWorkspace", &migration(&caller)).answer.is_none());
    caller.good("ModifyWorkspaceState", json!({ "WorkspaceId": id, "WorkspaceState": "ADMIN_MAINTENANCE" }));
    caller.wait(10);
    assert_eq!((caller.view().migrations, caller.view().desktops.len()), (0, 1), "refused when it came");
    let mut refused = Caller::uniform(1);
    refused.edit_desktop(&refused.first(), |desktop| {
        desktop.state = crate::sim::world::DesktopState::Unhealthy;
    });
    refused.sim.script(scripted("MigrateWorkspace", 1, ScriptedFault::LostLate(60)));
    assert!(refused.send("MigrateWorkspace", &migration(&refused)).answer.is_none());
    assert_eq!((refused.last().applied, refused.last().violations), (false, vec!["D-01".to_owned()]));
    refused.wait(10);
    assert_eq!(refused.view().migrations, 0);
}

#[test]
fn a_lost_read_is_just_a_dropped_connection() {
    let caller = Caller::demo();
    for (nth, fault) in
        [(1, ScriptedFault::LostBefore), (2, ScriptedFault::LostAfter), (3, ScriptedFault::LostLate(60))]
    {
        caller.sim.script(scripted("DescribeWorkspaces", nth, fault));
        assert!(caller.send("DescribeWorkspaces", &json!({})).answer.is_none());
        assert_eq!((caller.last().lost, caller.last().applied), (Some(Lost::Before), false));
    }
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
}

#[test]
fn a_5xx_may_have_been_done_and_says_nothing_about_it() {
    let table = [
        (ScriptedFault::Unavailable, 503, "ServiceUnavailable", 0),
        (ScriptedFault::ErrorBefore, 500, "InternalFailure", 0),
        (ScriptedFault::ErrorAfter, 500, "InternalFailure", 1),
    ];
    for (fault, status, code, migrations) in table {
        let caller = Caller::uniform(2);
        caller.sim.script(scripted("MigrateWorkspace", 1, fault));
        let seen = caller.call("MigrateWorkspace", migration(&caller));
        assert_eq!((seen.status, seen.code()), (status, code));
        assert_eq!((caller.view().migrations, caller.last().applied), (migrations, migrations > 0));
    }
}

#[test]
fn throttled_and_expired_requests_do_nothing() {
    let table = [(ScriptedFault::Throttle, "ThrottlingException"), (ScriptedFault::Expired, "ExpiredTokenException")];
    for (fault, code) in table {
        let caller = Caller::uniform(2);
        caller.sim.script(scripted("MigrateWorkspace", 1, fault));
        let seen = caller.call("MigrateWorkspace", migration(&caller));
        assert_eq!((seen.status, seen.code()), (400, code));
        assert_eq!((caller.last().error.as_deref(), caller.last().applied), (Some(code), false));
        assert_eq!(caller.view().migrations, 0);
        assert_eq!(caller.call("MigrateWorkspace", migration(&caller)).status, 200);
    }
}

/// The documented throttle, end to end: five at once, the sixth is too fast, half a second later one more may come.
#[test]
fn the_sixth_call_at_once_is_throttled() {
    let mut caller = Caller::new(WorldSpec::default());
    let codes: Vec<u16> = (0..6).map(|_| caller.call("DescribeWorkspaces", json!({})).status).collect();
    assert_eq!(codes, [200, 200, 200, 200, 200, 400]);
    assert_eq!(caller.last().error.as_deref(), Some("ThrottlingException"));
    caller.now += SignedDuration::from_millis(500);
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).code(), "ThrottlingException");
    let many = query_request("ec2", "Action=DescribeNetworkInterfaces&Version=2016-11-15");
    let statuses: Vec<u16> =
        (0..51).map(|_| caller.sim.step(caller.now, &many).answer.expect("an answer").status).collect();
    assert_eq!((statuses[..50].iter().all(|status| *status == 200), statuses[50]), (true, 503));
    assert_eq!(caller.last().error.as_deref(), Some("RequestLimitExceeded"));
}

/// Within 30 s of a change a stale read shows what was before it, later it cannot.
#[test]
fn a_stale_read_shows_the_state_before_the_last_change() {
    let mut caller = Caller::uniform(1);
    let id = caller.first();
    caller.sim.script(vec![
        Scripted { operation: "DescribeWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::Stale },
        Scripted { operation: "DescribeWorkspaces".to_owned(), nth: 3, fault: ScriptedFault::Stale },
    ]);
    caller.good("ModifyWorkspaceState", json!({ "WorkspaceId": id, "WorkspaceState": "ADMIN_MAINTENANCE" }));
    assert_eq!(caller.state(&id).as_deref(), Some("AVAILABLE"), "stale");
    assert_eq!(caller.state(&id).as_deref(), Some("ADMIN_MAINTENANCE"));
    caller.wait(1);
    assert_eq!(caller.state(&id).as_deref(), Some("ADMIN_MAINTENANCE"), "too long ago to be stale");
}

/// A stale read lacks the last change, but time has passed for it, too.
#[test]
fn a_stale_read_knows_what_time_has_done() {
    let mut caller = Caller::uniform(2);
    let ids: Vec<String> = caller.view().desktops.into_iter().map(|desktop| desktop.id).collect();
    let stale = |nth| Scripted { operation: "DescribeWorkspaces".to_owned(), nth, fault: ScriptedFault::Stale };
    caller.sim.script((1..=200).map(stale).collect());
    let started = caller.migrate(&ids[0], "win11-standard");
    let target = started.body["TargetWorkspaceId"].as_str().expect("a new id");
    for round in 0..200 {
        let tags = json!([{ "Key": "round", "Value": round.to_string() }]);
        caller.good("CreateTags", json!({ "ResourceId": ids[1], "Tags": tags }));
        caller.now += SignedDuration::from_secs(25);
        let real = caller.view().desktops.into_iter().find(|desktop| desktop.id == target);
        let real = real.map(|desktop| desktop.state);
        if round > 0 {
            assert_eq!(caller.state(target), real, "round {round}");
        }
    }
    assert_eq!(caller.view().lineage.len(), 1);
}

#[test]
fn latency_is_added_to_the_answer_only() {
    let caller = Caller::uniform(1);
    caller.sim.script(scripted("DescribeWorkspaces", 1, ScriptedFault::Latency));
    let slow = caller.send("DescribeWorkspaces", &json!({}));
    assert_eq!((slow.answer.is_some(), slow.delay), (true, Duration::from_millis(4_080)));
    assert_eq!(caller.send("DescribeWorkspaces", &json!({})).delay, Duration::from_millis(80));
}

/// A client that dies: the change is made or not, and nothing of it arrives afterwards, nor is it recorded.
#[test]
fn a_halted_client_reaches_nothing_until_it_is_revived() {
    for (stage, lost, migrations) in [(Stage::Before, Lost::Before, 0), (Stage::After, Lost::After, 1)] {
        let caller = Caller::uniform(3);
        caller.sim.halt_at(2, stage);
        assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
        assert!(!caller.sim.is_halted());
        assert!(caller.send("MigrateWorkspace", &migration(&caller)).answer.is_none());
        assert_eq!((caller.last().seq, caller.last().lost), (2, Some(lost)));
        assert!(caller.sim.is_halted());
        assert!(caller.send("MigrateWorkspace", &migration(&caller)).answer.is_none());
        assert_eq!((caller.last().seq, caller.view().migrations), (2, migrations));
        caller.sim.revive();
        assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
        assert_eq!(caller.last().seq, 3);
    }
}

/// A client that dies does not hear that it was too fast either.
#[test]
fn a_client_that_dies_is_not_told_of_its_refusal() {
    let caller = Caller::new(WorldSpec { burst: 1, ..WorldSpec::default() });
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
    caller.sim.halt_at(2, Stage::After);
    assert!(caller.send("DescribeWorkspaces", &json!({})).answer.is_none());
    let record = caller.last();
    assert_eq!((record.error.as_deref(), record.lost), (Some("ThrottlingException"), Some(Lost::Before)));
}

/// Drawn faults come about as often as asked, and the same requests meet the same ones.
#[test]
fn drawn_faults_repeat_with_the_seed() {
    let run = |seed| {
        let faults: Faults =
            "throttle=0.1,error=0.1,lost=0.1,expired=0.1,stale=0.1,partial=0.1,latency=0.1".parse().expect("faults");
        let mut caller = Caller::new(WorldSpec { seed, faults, rate: 0.0, ..WorldSpec::default() });
        for _ in 0..300 {
            caller.now += SignedDuration::from_secs(1);
            caller.send("DescribeWorkspacesConnectionStatus", &json!({}));
        }
        caller.sim.record()
    };
    let record = run(7);
    assert_eq!(record, run(7));
    assert_ne!(record, run(8));
    let wrong = record.iter().filter(|line| line.error.is_some() || line.lost.is_some()).count();
    assert!((70..140).contains(&wrong), "{wrong} of 300 at four times 10 %");
}
