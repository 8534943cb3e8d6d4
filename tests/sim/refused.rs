//! What the service refuses for a while: it is busy with something else, or a clock runs that only it knows of. And what
//! may be thrown away when nobody may call it any more.

use deskfleet::executor::Cancel;
use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::executor::waiting;
use deskfleet::model::{End, Hold, Strategy, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::sim::{Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::oracle;
use crate::resize::{self, MODIFY, calls};
use crate::rig::{Rig, Session, ask, uniform};

/// A desktop of the smaller type, and the plan to make it larger.
fn larger(rig: &Rig) -> (WorkspaceId, Plan) {
    let view = rig.sim.world(rig.sim.now());
    let fits = |desktop: &&deskfleet::sim::DesktopView| {
        desktop.compute == "STANDARD"
            && desktop.user_gib == 50
            && desktop.state == "AVAILABLE"
            && desktop.connection == "DISCONNECTED"
    };
    let id = WorkspaceId::from_service(view.desktops.iter().find(fits).expect("a desktop").id.as_str());
    let wish = [("compute-type", "POWER")];
    let plan = resize::plan_for(rig, Verb::Modify, std::slice::from_ref(&id), &wish, |_| {});
    (id, plan)
}

/// Somebody changes another property between our look and our call: the service is busy. That is no failure, and no
/// clock that runs for six hours.
#[test]
fn what_the_service_is_busy_with_is_waited_for_in_minutes() {
    let mut rig = resize::rig(uniform(30, 5));
    let (id, plan) = larger(&rig);
    let sim = rig.sim.clone();
    let open = rig.open(&plan).expect("opened");
    let (mut changed, mut held) = (false, Vec::new());
    let mut emit = |event: &Event| {
        if matches!(event.what, What::Sent { .. }) && !changed {
            changed = true;
            let other = json!({"WorkspaceId": id, "WorkspaceProperties": {"UserVolumeSizeGib": 100}});
            ask(&sim, event.at, MODIFY, &other);
        }
        if let What::Ended { end: End::Held, rule, .. } = &event.what {
            held.push(rule.clone());
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &Cancel::default()) else { panic!("not killed") };
    let refused =
        calls(&rig, MODIFY).iter().filter(|call| call.error.as_deref() == Some("OperationInProgressException")).count();
    assert!(refused > 0, "the service was not busy: {:?}", calls(&rig, MODIFY));
    assert_eq!((summary.counts.held, summary.resumable, refused), (1, true, 1), "{summary:?}");
    assert!(held.iter().all(|rule| rule.as_deref() == Some("MOD-01")), "{held:?}");
    rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
    let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((last.counts.done, last.counts.total()), (1, 1), "no clock of hours was taken to run");
}

/// A clock explains refusals for as long as it may run since the first of them: a call that never arrived refused nothing.
#[test]
fn a_call_that_never_arrived_starts_no_clock() {
    let mut rig = resize::rig(uniform(30, 5));
    let (id, plan) = larger(&rig);
    rig.sim.script(vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault: ScriptedFault::Expired }]);
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.stop, summary.resumable), (Some(Stop::Credentials), true));
    rig.sim.advance(SignedDuration::from_hours(7)).expect("time moves on");
    let other = json!({"WorkspaceId": id, "WorkspaceProperties": {"ComputeTypeName": "PERFORMANCE"}});
    ask(&rig.sim, rig.sim.now(), MODIFY, &other);
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
    let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    let outcomes: Vec<_> = calls(&rig, MODIFY).iter().map(|call| (call.applied, call.error.clone())).collect();
    assert_eq!((last.counts.done, outcomes.len()), (1, 4), "{outcomes:?}");
    assert_eq!(outcomes.iter().map(|(applied, _)| *applied).collect::<Vec<_>>(), [false, true, false, true]);
}

/// A run with one window whose credentials end is not over: who logs in again goes on in the same window.
#[test]
fn a_one_shot_run_waits_for_whoever_logs_in_again() {
    let script = vec![Scripted { operation: "MigrateWorkspace".to_owned(), nth: 3, fault: ScriptedFault::Expired }];
    let mut rig = Rig::new(WorldSpec { script, ..uniform(7, 3) });
    let plan = rig.plan("win11-standard", |policy| {
        policy.calendar.windows = vec!["10:00-20:00 UTC".parse().expect("a window")];
        policy.one_shot = true;
        policy.late_start = true;
    });
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.stop, summary.counts.skipped, summary.resumable), (Some(Stop::Credentials), 0, true));
    let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((last.counts.done, last.counts.total()), (7, 7));
    oracle::judge(&rig.sim);
}

/// What a clock of the service holds is told at the end of the session: by which rule, and until when.
#[test]
fn who_was_refused_for_a_clock_is_told_with_rule_and_time() {
    let mut rig = resize::rig(uniform(30, 5));
    rig.hold = Hold::Defer;
    let (id, plan) = larger(&rig);
    let other = json!({"WorkspaceId": id, "WorkspaceProperties": {"ComputeTypeName": "PERFORMANCE"}});
    ask(&rig.sim, rig.sim.now(), MODIFY, &other);
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.stop, summary.counts.held), (Some(Stop::Hold), 1));
    let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
    let rows = stored.steps.into_iter().map(|row| (row.step.clone(), row)).collect();
    let told = waiting(&plan, &rows, rig.sim.now());
    let [What::Ended { end: End::Held, rule, until: Some(until), .. }] = told.as_slice() else { panic!("{told:?}") };
    let refused = calls(&rig, MODIFY).last().expect("ours").at;
    assert_eq!((rule.as_deref(), until.duration_since(refused).as_secs() / 600), (Some("MOD-08"), 36), "{until}");
}

/// A wave, and what a session leaves behind, are counted in desktops, whatever number of calls each takes.
#[test]
fn waves_and_what_is_left_are_counted_in_desktops() {
    let mut rig = resize::rig(uniform(30, 5));
    let ids = resize::of_sizes(&rig, 80, 50, 3);
    let wish = [("root", "175"), ("user", "100"), ("reboot", "never")];
    let plan = resize::plan_for(&rig, Verb::Resize, &ids, &wish, |policy| {
        (policy.strategy, policy.wave) = (Strategy::Waves, 2);
        // The second wave has no time left.
        (policy.max_duration_s, policy.one_shot) = (Some(1_800), true);
        policy.calendar.windows = vec!["00:00-23:59 UTC".parse().expect("a window")];
        policy.late_start = true;
    });
    assert_eq!(plan.steps.len(), 6);
    let (summary, events) = rig.run_all(&plan);
    let waves = events
        .iter()
        .filter_map(|event| if let What::WaveStarted { targets, .. } = &event.what { Some(*targets) } else { None });
    let skipped = events.iter().filter(|event| matches!(event.what, What::Ended { end: End::Skipped, .. })).count();
    assert_eq!((waves.collect::<Vec<_>>(), summary.left, skipped), (vec![2], 2, 3), "{summary:?}");
}

/// Nobody can say whether a growth was done that could not be read any more: what comes after it says so, and is not sent.
#[test]
fn what_follows_an_unknown_says_that_it_is_not_known() {
    let mut rig = resize::rig(uniform(30, 5));
    let ids = resize::of_sizes(&rig, 80, 50, 1);
    let mut plan = resize::plan_for(&rig, Verb::Resize, &ids, &resize::WISH, |_| {});
    for step in &mut plan.steps {
        (step.late_after_s, step.deadline_s) = (1_200, 2_400);
    }
    let plan = plan.seal().expect("sealed");
    let asked = calls(&rig, "DescribeWorkspaces").len() as u64;
    let never = |nth| Scripted { operation: "DescribeWorkspaces".to_owned(), nth, fault: ScriptedFault::Unavailable };
    rig.sim.script((asked + 2..asked + 2_000).map(never).collect());
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.unknown, calls(&rig, MODIFY).len()), (1, 1), "{summary:?}");
    let skipped = events.iter().filter(|event| {
        matches!(&event.what, What::Ended { end: End::Skipped, reason: Some(reason), .. } if reason.contains("is not known"))
    });
    assert!(skipped.count() > 0, "{events:#?}");
}
