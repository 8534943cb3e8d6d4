//! Reboot on the built-in service: 25 a call, judged by REBOOTING and what follows, never sent twice on a guess.

use std::collections::BTreeMap;

use deskfleet::executor::Cancel;
use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::model::Verb;
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan};
use deskfleet::sim::{Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;

use crate::rig::{Rig, Session, ask, uniform};

const REBOOT: &str = "RebootWorkspaces";

fn planned(seen: &Snapshot, selected: &Selected, policy: &Policy) -> Plan {
    let intent = Intent {
        verb: Verb::Reboot,
        parameters: BTreeMap::new(),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let plan = plan(seen, &intent, selected, policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

fn plan_all(rig: &Rig, change: impl FnOnce(&mut Policy)) -> Plan {
    let mut policy = Policy::for_verb(Verb::Reboot);
    change(&mut policy);
    let (seen, selected) = rig.see(None, &policy);
    planned(&seen, &selected, &policy)
}

fn reboots(rig: &Rig) -> Vec<Record> {
    rig.sim.record().into_iter().filter(|line| line.operation == REBOOT).collect()
}

fn sent(line: &Record) -> usize {
    line.parameters["RebootWorkspaceRequests"].as_array().map_or(0, Vec::len)
}

fn with_fault(desktops: u32, fault: ScriptedFault) -> Rig {
    let script = vec![Scripted { operation: REBOOT.to_owned(), nth: 1, fault }];
    Rig::new(WorldSpec { script, ..uniform(desktops, 5) })
}

#[test]
fn sixty_desktops_take_three_calls() {
    let mut rig = Rig::new(uniform(60, 5));
    let plan = plan_all(&rig, |_| {});
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 60, "{summary:?}");
    let calls = reboots(&rig);
    assert_eq!(calls.iter().map(sent).collect::<Vec<_>>(), [25, 25, 10]);
    assert!(calls.iter().all(|line| line.failed.is_empty() && line.violations.is_empty()));
}

/// The demo fleet has everything: who is at work, and what is in another state, is left out and not sent.
#[test]
fn a_mixed_fleet_just_works() {
    let mut rig = Rig::new(WorldSpec::default());
    let plan = plan_all(&rig, |_| {});
    assert!(plan.refused.is_empty() && plan.held.is_empty());
    let rules: std::collections::BTreeSet<&str> = plan.skipped.iter().map(|verdict| verdict.rule.as_str()).collect();
    assert_eq!(rules.into_iter().collect::<Vec<_>>(), ["CONN-01", "STATE-01"]);
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done + summary.counts.skipped, 80, "{summary:?}");
    assert!(reboots(&rig).iter().all(|line| line.failed.is_empty() && line.violations.is_empty()));
}

/// C1-04 in both directions: lowered here the service notes it; ignored there it is skipped here.
#[test]
fn the_states_are_judged_twice() {
    let mut rig = Rig::new(WorldSpec::default());
    let plan = plan_all(&rig, |policy| {
        policy.lowered.insert("STATE-01".to_owned());
    });
    let (summary, _) = rig.run_all(&plan);
    let broken = reboots(&rig);
    assert!(broken.iter().any(|line| line.violations == ["C1-04"] && line.status == 200), "{broken:#?}");
    let failed: usize = broken.iter().map(|line| line.failed.len()).sum();
    assert_eq!((summary.counts.failed, failed > 0), (failed as u64, true), "a failure inside HTTP 200 is a failure");

    let ignored = ["C1-04".to_owned()].into();
    let rig = Rig::new(WorldSpec { ignored_rows: ignored, ..WorldSpec::default() });
    let plan = plan_all(&rig, |_| {});
    assert!(plan.skipped.iter().any(|verdict| verdict.rule == "STATE-01"));
}

#[test]
fn an_answer_that_never_came_is_judged_by_what_is_seen() {
    for (fault, calls) in
        [(ScriptedFault::LostAfter, 1), (ScriptedFault::LostLate(120), 1), (ScriptedFault::LostBefore, 2)]
    {
        let mut rig = with_fault(5, fault);
        let plan = plan_all(&rig, |_| {});
        let (summary, _) = rig.run_all(&plan);
        assert_eq!((summary.counts.done, summary.counts.unknown), (5, 0), "{fault:?}: {summary:?}");
        let sends = reboots(&rig);
        assert_eq!(sends.len(), calls, "{fault:?}");
        if let [first, second] = sends.as_slice() {
            let waited = second.at.duration_since(first.at).as_secs();
            assert!(waited >= 900, "sent again after {waited} s");
        }
    }
}

/// Who looks for the first time an hour later can't tell whether it was rebooted, and does not try again.
#[test]
fn a_gap_leaves_it_unknown() {
    let mut rig = with_fault(2, ScriptedFault::LostBefore);
    let plan = plan_all(&rig, |_| {});
    let open = rig.open(&plan).expect("opened");
    let cancel = Cancel::default();
    let mut emit = |event: &Event| {
        if matches!(event.what, What::Unanswered { .. }) {
            cancel.request();
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
    assert_eq!(summary.stop, Some(Stop::Signal));
    rig.sim.advance(SignedDuration::from_hours(1)).expect("time passes");
    let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((summary.counts.unknown, reboots(&rig).len()), (2, 1), "{summary:?}");
}

/// A desktop that does not come back is a named failure.
#[test]
fn one_that_comes_back_unhealthy_has_failed() {
    let mut rig = with_fault(1, ScriptedFault::Fail);
    let plan = plan_all(&rig, |_| {});
    let (summary, events) = rig.run_all(&plan);
    assert_eq!(summary.counts.failed, 1, "{summary:?}");
    let reason = events.iter().find_map(|event| {
        let What::Ended { reason, .. } = &event.what else { return None };
        reason.clone()
    });
    assert_eq!(reason.as_deref(), Some("the desktop is UNHEALTHY"));
}

/// C1-04: one that hangs for more than 20 minutes is rebooted again, and comes back; the service finds nothing wrong with it.
#[test]
fn one_that_hangs_is_rebooted_again() {
    let mut rig = with_fault(1, ScriptedFault::Stuck);
    let id = rig.sim.world(rig.sim.now()).desktops[0].id.clone();
    let parameters = serde_json::json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": id }] });
    ask(&rig.sim, rig.sim.now(), REBOOT, &parameters);
    let mut look = |minutes: i64| {
        rig.sim.advance(SignedDuration::from_mins(minutes)).expect("time passes");
        let policy = Policy::for_verb(Verb::Reboot);
        let (mut seen, selected) = rig.try_see(Verb::Reboot, None, &policy).expect("a fleet");
        rig.journal.see_states(&seen.workspaces, seen.seen_at).expect("recorded");
        let ids = [seen.workspaces[0].workspace_id.clone()];
        seen.workspaces[0].deskfleet.clocks = rig.journal.clocks(&ids).expect("clocks").remove(&ids[0]);
        planned(&seen, &selected, &policy)
    };
    // Nobody knows how long it had hung when it was first seen, so the time counts from there.
    let first = look(30);
    assert_eq!((first.skipped[0].rule.as_str(), first.steps.len()), ("STATE-03", 0), "{first:#?}");
    let early = look(24);
    assert_eq!((early.skipped[0].rule.as_str(), early.steps.len()), ("STATE-03", 0), "{early:#?}");
    let plan = look(1);
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 1, "{summary:?}");
    let last = reboots(&rig).pop().expect("a reboot");
    assert!(last.applied && last.violations.is_empty() && last.failed.is_empty(), "{last:?}");
}
