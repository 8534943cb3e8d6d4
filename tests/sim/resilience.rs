//! Stories that a second pair of eyes told: each went wrong once.

use deskfleet::executor::Cancel;
use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::executor::{ResumeError, reopen};
use deskfleet::journal::OpenError;
use deskfleet::model::{End, Limit, WorkspaceId};
use deskfleet::planner::document::{Fact, Otherwise, Plan};
use deskfleet::sim::{Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::oracle;
use crate::rig::{Rig, Session, ask, uniform};

const BUNDLE: &str = "win11-standard";
const MIGRATE: &str = "MigrateWorkspace";

fn scripted(operation: &str, nths: impl IntoIterator<Item = u64>, fault: ScriptedFault) -> Vec<Scripted> {
    nths.into_iter().map(|nth| Scripted { operation: operation.to_owned(), nth, fault }).collect()
}

/// With one desktop there is no other id to bear witness; its own is enough.
#[test]
fn one_desktop_alone_is_proven_undone_or_sent_again() {
    for (fault, done) in [(ScriptedFault::Fail, 0), (ScriptedFault::LostBefore, 1)] {
        let mut rig = Rig::new(WorldSpec { script: scripted(MIGRATE, [1], fault), ..uniform(1, 9) });
        let plan = rig.plan(BUNDLE, |policy| policy.max_failures = Limit::Percent(100));
        let (summary, _) = rig.run_all(&plan);
        assert_eq!((summary.counts.done, summary.counts.unknown), (done, 0), "{fault:?}");
        oracle::judge(&rig.sim);
    }
}

/// What can still be proven is proven, however late the run is resumed.
#[test]
fn a_run_that_is_resumed_after_three_days_still_finds_out() {
    for (fault, done) in [(ScriptedFault::Fail, 0), (ScriptedFault::LostBefore, 1)] {
        let mut rig = Rig::new(WorldSpec { script: scripted(MIGRATE, [1], fault), ..uniform(2, 9) });
        let plan = rig.plan_for(BUNDLE, None, |policy| policy.max_failures = Limit::Percent(100)).0;
        let open = rig.open(&plan).expect("opened");
        let cancel = Cancel::default();
        let mut emit = |event: &Event| {
            if matches!(event.what, What::Accepted { .. } | What::Unanswered { .. }) {
                cancel.request();
            }
        };
        let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
        assert_eq!((summary.stop, summary.counts.unknown), (Some(Stop::Signal), 1), "{fault:?}");
        rig.sim.advance(SignedDuration::from_hours(72)).expect("time passes");
        let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
        assert_eq!((summary.counts.done, summary.counts.unknown), (done + 1, 0), "{fault:?}");
        oracle::judge(&rig.sim);
    }
}

/// A minute in which tags can't be read is no reason to leave a desktop out, and whoever waits is told why.
#[test]
fn reads_that_fail_for_a_while_leave_nobody_out() {
    for operation in ["DescribeTags", "DescribeWorkspacesConnectionStatus", "DescribeNetworkInterfaces"] {
        let mut rig = Rig::new(uniform(5, 9));
        let plan = rig.plan(BUNDLE, |_| {});
        let asked = rig.sim.record().iter().filter(|line| line.operation == operation).count() as u64;
        rig.sim.script(scripted(operation, asked + 1..asked + 12, ScriptedFault::Unavailable));
        let (summary, events) = rig.run_all(&plan);
        assert_eq!(summary.counts.done, 5, "{operation}: {summary:?}");
        let told = |event: &Event| matches!(event.what, What::Unread { targets: 5, .. });
        assert!(events.iter().any(told), "{operation}: {events:#?}");
        oracle::judge(&rig.sim);
    }
}

/// Who may read no more while something is in flight is told what the service said, and the run can be resumed.
#[test]
fn the_last_words_of_a_service_that_answers_no_more_are_told() {
    let mut rig = Rig::new(uniform(5, 3));
    let plan = rig.plan(BUNDLE, |_| {});
    let asked = rig.sim.record().iter().filter(|line| line.operation == "DescribeWorkspaces").count() as u64;
    rig.sim.script(scripted("DescribeWorkspaces", asked + 2..asked + 12, ScriptedFault::Expired));
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.stop, summary.counts.unknown, summary.resumable), (Some(Stop::Credentials), 5, true));
    let told = |event: &Event| matches!(&event.what, What::Unread { targets, reason } if *targets > 0 && reason.contains("ExpiredToken"));
    assert!(events.iter().any(told), "{events:#?}");
}

/// A signal ends the session also when sending had stopped before; so do credentials that end.
#[test]
fn what_ends_at_once_wins_over_what_only_stops_sending() {
    let fail = || scripted(MIGRATE, 1..=4, ScriptedFault::Fail);
    let mut rig = Rig::new(WorldSpec { script: fail(), ..uniform(30, 3) });
    let plan = rig.plan(BUNDLE, |_| {});
    let open = rig.open(&plan).expect("opened");
    let cancel = Cancel::default();
    let mut emit = |event: &Event| {
        if matches!(event.what, What::Stopped { why: Stop::Failures }) {
            cancel.request();
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
    assert_eq!(summary.stop, Some(Stop::Signal));
    assert!(summary.resumable);
}

/// The limit of the service counts what a stopped run left in flight.
#[test]
fn never_more_than_25_also_over_two_runs() {
    let mut rig = Rig::new(uniform(40, 3));
    let ids: Vec<WorkspaceId> =
        rig.sim.world(rig.sim.now()).desktops.iter().map(|desktop| WorkspaceId::from_service(&desktop.id)).collect();
    let first = rig.plan_for(BUNDLE, Some(&ids[..20]), |_| {}).0;
    let second = rig.plan_for(BUNDLE, Some(&ids[20..]), |_| {}).0;
    let open = rig.open(&first).expect("opened");
    let cancel = Cancel::default();
    let mut sent = 0;
    let mut emit = |event: &Event| {
        sent += u32::from(matches!(event.what, What::Accepted { .. }));
        if sent == 20 {
            cancel.request();
        }
    };
    let Session::Ended(_) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
    let (summary, _) = rig.run_all(&second);
    assert_eq!(summary.counts.done, 20, "{summary:?}");
    oracle::judge(&rig.sim);
}

/// What is in flight stays claimed when its run is stopped: nobody sends for it before `resume` has looked.
#[test]
fn a_stopped_runs_claims_are_given_back_but_for_what_is_in_flight() {
    let mut rig = Rig::new(uniform(6, 3));
    let plan = rig.plan(BUNDLE, |policy| policy.wave = 3);
    let open = rig.open(&plan).expect("opened");
    let cancel = Cancel::default();
    let mut emit = |event: &Event| {
        if matches!(event.what, What::Accepted { .. }) {
            cancel.request();
        }
    };
    let Session::Ended(_) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
    assert_eq!(rig.journal.claims().expect("claims").len(), 6);
    let run = rig.run_id();
    rig.journal.release_claims(&run).expect("released");
    let claims = rig.journal.claims().expect("claims");
    assert_eq!(claims.len(), 1, "{claims:?}");
    let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!(summary.counts.done, 6);
}

/// What another run took meanwhile is left to it, and keeps nobody else from being resumed; what somebody named is refused.
/// (Was refused as a whole by each tick of cron, until the other run had its end.)
#[test]
fn a_resumed_run_leaves_to_others_what_they_have() {
    for named in [false, true] {
        let mut rig = Rig::new(uniform(6, 3));
        let ids: Vec<WorkspaceId> =
            rig.plan(BUNDLE, |_| {}).heads().map(|step| step.target.workspace_id.clone()).collect();
        let chosen = named.then_some(&ids[..]);
        let first = rig.plan_for(BUNDLE, chosen, |policy| policy.wave = 1).0;
        let stop_at_once = |rig: &mut Rig, plan: &Plan| {
            let open = rig.open(plan).expect("opened");
            let run = open.id().clone();
            let cancel = Cancel::default();
            let mut emit = |event: &Event| {
                if matches!(event.what, What::Accepted { .. }) {
                    cancel.request();
                }
            };
            let Session::Ended(_) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
            rig.journal.release_claims(&run).expect("released");
            run
        };
        let run = stop_at_once(&mut rig, &first);
        let second = rig.plan_for(BUNDLE, Some(&ids[3..5]), |policy| policy.wave = 1).0;
        let other = stop_at_once(&mut rig, &second);
        let stored = rig.journal.run(&run).expect("readable").expect("it is there");
        let opened = reopen(stored, &mut rig.journal, rig.sim.now());
        if named {
            assert!(
                matches!(opened, Err(ResumeError::Open(OpenError::Claimed(held))) if held == [(ids[3].clone(), other)])
            );
            continue;
        }
        let open = opened.expect("it opens again");
        let left = open.rows().into_iter().find(|row| row.end == Some(End::Skipped)).expect("one is left out");
        assert_eq!((left.rule.as_deref(), left.reason), (Some("RUN-01"), Some(format!("it is in the run {other}"))));
        let Session::Ended(summary) = rig.carry_out(open, &mut Vec::new()) else { panic!("not killed") };
        assert_eq!((summary.counts.done, summary.counts.skipped, summary.resumable), (5, 1, false), "{summary:?}");
        assert_eq!(rig.journal.claims().expect("claims").iter().filter(|(_, holder)| *holder == run).count(), 0);
        oracle::judge(&rig.sim);
    }
}

/// A canary that is only held has proven nothing, and does not shut the gate for ever.
#[test]
fn a_held_canary_stops_the_run_and_resume_goes_past_it() {
    let mut rig = Rig::new(uniform(6, 3));
    let mut plan = rig.plan(BUNDLE, |policy| policy.canary = 1);
    // As if its user had come back after the plan was made.
    let requirement = plan.steps[0].requires.iter_mut().find(|requirement| requirement.rule == "CONN-01");
    let requirement = requirement.expect("a requirement about the connection");
    assert_eq!(requirement.otherwise, Otherwise::Hold);
    requirement.that = Fact::StateIn(Vec::new());
    let plan = plan.seal().expect("sealed");
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.stop, summary.counts.held, summary.counts.not_started), (Some(Stop::Canary), 1, 5));
    let open = rig.reopen().expect("open").expect("it opens again");
    let Session::Ended(summary) = rig.carry_out(open, &mut Vec::new()) else { panic!("not killed") };
    assert_eq!((summary.stop, summary.counts.held, summary.counts.done), (None, 1, 5));
}

/// Few calls: while a migration is coming up its new id alone is asked for.
#[test]
fn a_wave_in_flight_costs_one_read_a_minute() {
    let mut rig = Rig::new(uniform(25, 3));
    let plan = rig.plan(BUNDLE, |_| {});
    let before = rig.sim.record().len();
    let (summary, events) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 25);
    let looks = events.iter().filter(|event| matches!(event.what, What::Looked { .. })).count();
    let record = rig.sim.record();
    let reads = record[before..].iter().filter(|line| line.operation == "DescribeWorkspaces").count();
    assert!(reads <= looks * 2, "{reads} reads in {looks} looks");
    assert!(reads <= looks + looks / 2 + 10, "{reads} reads in {looks} looks");
}

/// A group that is gone as a whole, such as migrated by somebody else, is left out; it does not stop the run for ever.
/// (Was asked for until the run gave up, by every `resume` anew.)
#[test]
fn a_group_that_is_gone_is_left_out() {
    let mut rig = Rig::new(uniform(3, 9));
    let plan = rig.plan(BUNDLE, |_| {});
    let calls: Vec<(WorkspaceId, String)> =
        plan.steps.iter().map(|step| (step.target.workspace_id.clone(), step.parameters["BundleId"].clone())).collect();
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time passes");
    rig.send(&calls);
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time passes");
    let before = rig.sim.record().len();
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.counts.skipped, summary.resumable), (3, false), "{summary:?}");
    // One answer that lists nobody is none.
    let record = rig.sim.record().split_off(before);
    let reads: Vec<_> = record.iter().filter(|line| line.operation == "DescribeWorkspaces").collect();
    assert_eq!(reads.len(), 3);
    assert!(reads.windows(2).all(|pair| pair[1].at.duration_since(pair[0].at).as_secs() >= 60));
}

/// Whoever protects a desktop while an unanswered call is being observed is heard before the second one.
#[test]
fn tags_are_read_again_before_a_second_send() {
    let mut rig = Rig::new(WorldSpec { script: scripted(MIGRATE, [1], ScriptedFault::LostBefore), ..uniform(2, 9) });
    let plan = rig.plan(BUNDLE, |_| {});
    let open = rig.open(&plan).expect("opened");
    let sim = rig.sim.clone();
    let mut emit = |event: &Event| {
        if let What::Unanswered { target, .. } = &event.what {
            let tag = json!({"Key": "deskfleet-protect", "Value": "true"});
            ask(&sim, event.at, "CreateTags", &json!({"ResourceId": target.workspace_id.as_str(), "Tags": [tag]}));
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &Cancel::default()) else { panic!("not killed") };
    assert_eq!((summary.counts.done, summary.counts.skipped), (1, 1), "{summary:?}");
}

/// A moment that has passed keeps nothing back and is not waited for: what waits behind a wave waits for the wave. (Was an
/// endless loop.)
#[test]
fn a_moment_that_has_passed_is_not_waited_for() {
    let mut rig = Rig::new(uniform(2, 9));
    let mut plan = rig.plan(BUNDLE, |policy| policy.wave = 1);
    plan.steps[1].not_before = Some(plan.made_at);
    let plan = plan.seal().expect("sealed");
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 2, "{summary:?}");
}
