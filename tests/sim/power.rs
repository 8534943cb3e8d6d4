//! Start, stop and maintenance on the built-in service: the fewest calls, no time wasted, judged by the state that is
//! reached, and never sent twice on a guess.

use std::collections::BTreeMap;

use deskfleet::executor::Summary;
use deskfleet::executor::event::{Event, What};
use deskfleet::model::{End, Verb, WorkspaceId};
use deskfleet::sim::{DesktopView, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::oracle;
use crate::rig::{Rig, ask, uniform};

const STARTS: u64 = 1_000;
/// Ids that a call takes (domain.md G-01, C1-02).
const IDS: u64 = 25;
/// Calls a second that the service documents (F).
const RATE: u64 = 2;
/// A stopped desktop resumes in less than this many seconds (C1-02).
const RESUMES_S: u64 = 90;

/// The verbs, their operations, and the states that they go from and lead to (C1).
const VERBS: [(Verb, &str, &str, &str); 4] = [
    (Verb::Start, "StartWorkspaces", "STOPPED", "AVAILABLE"),
    (Verb::Stop, "StopWorkspaces", "AVAILABLE", "STOPPED"),
    (Verb::MaintenanceOn, "ModifyWorkspaceState", "AVAILABLE", "ADMIN_MAINTENANCE"),
    (Verb::MaintenanceOff, "ModifyWorkspaceState", "ADMIN_MAINTENANCE", "AVAILABLE"),
];

/// A Saturday on which nobody works, and so many desktops that `AutoStop` may start and stop, all in one state.
fn weekend(count: usize, state: &str) -> (Rig, Vec<WorkspaceId>) {
    let rig = Rig::new(uniform(u32::try_from(count * 3).expect("small"), 5));
    rig.sim.advance(SignedDuration::from_hours(5 * 24)).expect("time moves on");
    let auto_stop = |desktop: &&DesktopView| desktop.running_mode == "AUTO_STOP" && desktop.state == "AVAILABLE";
    let view = rig.sim.world(rig.sim.now());
    let ids: Vec<String> = view.desktops.iter().filter(auto_stop).take(count).map(|one| one.id.clone()).collect();
    assert_eq!(ids.len(), count);
    match state {
        "STOPPED" => {
            for some in ids.chunks(25) {
                let requests: Vec<_> = some.iter().map(|id| json!({ "WorkspaceId": id })).collect();
                somebody(&rig, "StopWorkspaces", &json!({ "StopWorkspaceRequests": requests }));
            }
        }
        "ADMIN_MAINTENANCE" => {
            for id in &ids {
                somebody(&rig, "ModifyWorkspaceState", &json!({ "WorkspaceId": id, "WorkspaceState": state }));
            }
        }
        _ => {}
    }
    rig.sim.advance(SignedDuration::from_mins(10)).expect("time moves on");
    let view = rig.sim.world(rig.sim.now());
    let ready = |desktop: &&DesktopView| ids.contains(&desktop.id) && desktop.state == state;
    assert_eq!(view.desktops.iter().filter(ready).count(), count, "all of them are {state}");
    (rig, ids.into_iter().map(WorkspaceId::from_service).collect())
}

/// Somebody else sends a request, and takes the time that the service wants.
fn somebody(rig: &Rig, operation: &str, parameters: &serde_json::Value) {
    rig.sim.advance(SignedDuration::from_secs(1)).expect("time moves on");
    ask(&rig.sim, rig.sim.now(), operation, parameters);
}

/// Plans a verb for some and carries it out; gives the record of the run alone.
fn run(rig: &mut Rig, verb: Verb, ids: &[WorkspaceId]) -> (Summary, Vec<Event>, Vec<Record>) {
    let plan = rig.plan_verb(verb, Some(ids), |_| {});
    assert_eq!(plan.steps.len(), ids.len(), "{plan:?}");
    // The run has a connection of its own here, which does not know what the planning one has used of the rate.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let before = rig.sim.record().len();
    let (summary, events) = rig.run_all(&plan);
    let record = rig.sim.record().split_off(before);
    for line in &record {
        assert!(line.violations.is_empty(), "{line:?}");
    }
    (summary, events, record)
}

fn of<'a>(record: &'a [Record], operation: &str) -> Vec<&'a Record> {
    record.iter().filter(|line| line.operation == operation).collect()
}

fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_millis().max(0)).expect("a span").div_ceil(1_000)
}

/// When the last desktop was known to be up.
fn last_done(events: &[Event]) -> Timestamp {
    let done = events.iter().filter(|event| matches!(event.what, What::Ended { end: End::Done, .. }));
    done.map(|event| event.at).max().expect("an end")
}

/// Before each call its desktops are read, and 90 s after it they are up and read once more: three calls for 25.
#[test]
fn a_thousand_starts_take_the_fewest_calls_and_no_longer_than_they_must() {
    let (mut rig, ids) = weekend(usize::try_from(STARTS).expect("small"), "STOPPED");
    let said = rig.plan_verb(Verb::Start, Some(&ids), |_| {}).estimate.calls;
    let (summary, events, record) = run(&mut rig, Verb::Start, &ids);
    assert_eq!(summary.counts.done, STARTS);
    assert!(record.iter().all(|line| line.status == 200), "at the documented rate nothing is throttled");
    let mut calls: BTreeMap<&str, u64> = BTreeMap::new();
    for line in record.iter().filter(|line| line.operation != "GetCallerIdentity") {
        *calls.entry(line.operation.as_str()).or_default() += 1;
    }
    let said: BTreeMap<&str, u64> = said.iter().map(|(name, count)| (name.as_str(), *count)).collect();
    assert_eq!(calls, said, "the estimate is what the service counts");
    let batches = STARTS.div_ceil(IDS);
    assert_eq!(calls["StartWorkspaces"], batches);
    let fewest = 3 * batches;
    let sent: u64 = calls.values().sum();
    assert!(sent * 100 <= fewest * 102, "{sent} calls, and {fewest} are enough: {calls:?}");
    let makespan = seconds(record.first().expect("requests").at, last_done(&events));
    let bound = fewest.div_ceil(RATE) + RESUMES_S;
    assert!(makespan * 100 <= bound * 105, "it took {makespan} s, and {bound} s is what it must take");
}

/// One that hangs is waited for by itself: all others are known to be up when they would be without it.
#[test]
fn one_stuck_desktop_delays_nobody() {
    let ends = |script: Vec<Scripted>| {
        let (mut rig, ids) = weekend(200, "STOPPED");
        rig.sim.script(script);
        let (summary, events, record) = run(&mut rig, Verb::Start, &ids);
        assert_eq!(of(&record, "StartWorkspaces").len(), 8);
        let took = seconds(record.first().expect("requests").at, last_done(&events));
        (summary.counts.done, summary.counts.unknown, took)
    };
    let stuck = Scripted { operation: "StartWorkspaces".to_owned(), nth: 3, fault: ScriptedFault::Stuck };
    let (all, none, took) = ends(Vec::new());
    assert_eq!((all, none), (200, 0));
    let (others, one, with_it) = ends(vec![stuck]);
    assert_eq!((others, one), (199, 1), "its end was not seen in two hours");
    assert!(with_it <= took + 1, "{with_it} s with it, {took} s without");
}

/// Design 6.1: what is seen decides whether an unanswered call is sent once more, and then never again.
#[test]
fn an_answer_that_never_came_is_judged_by_what_is_seen() {
    for (verb, operation, from, to) in VERBS {
        for (fault, sends) in
            [(ScriptedFault::LostAfter, 1), (ScriptedFault::LostLate(120), 1), (ScriptedFault::LostBefore, 2)]
        {
            let (mut rig, ids) = weekend(5, from);
            // Somebody may have made calls of this kind before.
            let nth = 1 + of(&rig.sim.record(), operation).len() as u64;
            rig.sim.script(vec![Scripted { operation: operation.to_owned(), nth, fault }]);
            let (summary, _, record) = run(&mut rig, verb, &ids);
            assert_eq!((summary.counts.done, summary.counts.unknown), (5, 0), "{verb} {fault:?}: {summary:?}");
            let calls = of(&record, operation);
            let once = if operation == "ModifyWorkspaceState" { 5 } else { 1 };
            assert_eq!(calls.len(), once + sends - 1, "{verb} {fault:?}");
            if sends == 2 {
                let (first, second) = (calls[0].at, calls[once].at);
                let waited = second.duration_since(first).as_secs();
                assert!(waited >= 900, "{verb}: sent again after {waited} s");
                let looked = of(&record, "DescribeWorkspacesConnectionStatus");
                let looked =
                    looked.iter().any(|line| line.at > first && second.duration_since(line.at).as_secs() <= 60);
                assert_eq!(looked, verb == Verb::Stop || verb == Verb::MaintenanceOn, "{verb}: who is at work now");
            }
            let view = rig.sim.world(rig.sim.now());
            let is_there = |id: &WorkspaceId| view.desktops.iter().any(|one| one.id == id.as_str() && one.state == to);
            assert!(ids.iter().all(is_there), "{verb} {fault:?}");
            oracle::judge(&rig.sim);
        }
    }
}

/// The service takes the call, and then it comes to nothing: a named failure, with the state that was seen.
#[test]
fn what_comes_to_another_end_has_failed() {
    for (verb, operation, from, end) in [
        (Verb::Start, "StartWorkspaces", "STOPPED", "the desktop is ERROR"),
        (Verb::Stop, "StopWorkspaces", "AVAILABLE", "the desktop is AVAILABLE"),
    ] {
        let (mut rig, ids) = weekend(2, from);
        rig.sim.script(vec![Scripted { operation: operation.to_owned(), nth: 1, fault: ScriptedFault::Fail }]);
        let (summary, events, _) = run(&mut rig, verb, &ids);
        assert_eq!((summary.counts.done, summary.counts.failed), (1, 1), "{verb}: {summary:?}");
        let reasons = events.iter().filter_map(|event| {
            let What::Ended { end: End::Failed, reason, .. } = &event.what else { return None };
            reason.as_deref()
        });
        assert_eq!(reasons.collect::<Vec<_>>(), [end], "{verb}");
    }
}

/// The demo fleet at eleven on a Monday: nobody who is at work is thrown out, and what can't go is left out unsent.
#[test]
fn a_mixed_fleet_just_works() {
    for (verb, operation, _, _) in VERBS {
        let mut rig = Rig::new(WorldSpec::default());
        rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
        let plan = rig.plan_verb(verb, None, |_| {});
        assert!(plan.refused.is_empty() && plan.held.is_empty(), "{verb}: {plan:?}");
        assert!(!plan.steps.is_empty() && !plan.skipped.is_empty() && !plan.unchanged.is_empty(), "{verb}");
        let (summary, _) = rig.run_all(&plan);
        assert_eq!(summary.counts.total(), 80, "{summary:?}");
        assert_eq!(summary.counts.failed + summary.counts.unknown, 0, "{verb}: {summary:?}");
        let record = rig.sim.record();
        assert!(of(&record, operation).iter().all(|line| line.failed.is_empty() && line.violations.is_empty()));
        let view = rig.sim.world(rig.sim.now());
        let out: Vec<&str> =
            view.desktops.iter().filter(|one| !one.thrown_out.is_empty()).map(|one| one.id.as_str()).collect();
        assert!(out.is_empty(), "{verb} threw out {out:?}");
    }
}
