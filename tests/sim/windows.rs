//! Runs on the clock: windows, holds, how much each window takes, how long a session sends. Each with the exact times,
//! judged by the service's own record.

use std::collections::BTreeSet;

use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::executor::{Cancel, Summary, is_due};
use deskfleet::inventory::{Condition, Criterion};
use deskfleet::journal::{RunStatus, Stage};
use deskfleet::model::{End, Hold, Limit, RunningMode, Verb, WorkspaceId};
use deskfleet::planner::document::{Otherwise, Plan};
use deskfleet::planner::{History, Policy};
use deskfleet::sim::{Scripted, ScriptedFault, WorldSpec};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::oracle;
use crate::resize;
use crate::rig::{Rig, Session, ask, plan_of, uniform};

const BUNDLE: &str = "win11-standard";
/// What a call may take from its commit to the service's record: nothing but the pace, which is asked before it.
const SECOND: SignedDuration = SignedDuration::from_secs(1);

fn at(text: &str) -> Timestamp {
    text.parse().expect(text)
}

fn open(policy: &mut Policy, window: &str) {
    policy.calendar.windows = vec![window.parse().expect("a window")];
}

fn wait_until(rig: &Rig, moment: &str) {
    rig.sim.advance(at(moment).duration_since(rig.sim.now())).expect("time moves on");
}

/// When each migration was asked for, by the service's record.
fn sends(rig: &Rig) -> Vec<Timestamp> {
    let record = rig.sim.record();
    record.iter().filter(|line| line.operation == "MigrateWorkspace").map(|line| line.at).collect()
}

fn is_close(found: Timestamp, expected: &str) -> bool {
    let late = found.duration_since(at(expected));
    late >= SignedDuration::ZERO && late <= SECOND
}

/// Carries the plan out, or goes on with its run, in one session.
fn session(rig: &mut Rig, plan: &Plan) -> (Summary, Vec<Event>) {
    let mut events = Vec::new();
    let opened = match rig.reopen() {
        Some(opened) => opened.expect("it opens again"),
        None => rig.open(plan).expect("opened"),
    };
    match rig.carry_out(opened, &mut events) {
        Session::Ended(summary) => (*summary, events),
        Session::Died => panic!("nothing kills this session"),
    }
}

fn due(rig: &Rig) -> bool {
    let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
    is_due(&stored, rig.sim.now()).expect("a plan")
}

/// Whoever waits sends in the first second of the window; whoever does not sends nothing and can be gone on with.
#[test]
fn outside_its_window_a_run_waits_or_is_left_to_resume() {
    let plan = |rig: &Rig| rig.plan(BUNDLE, |policy| open(policy, "Fri 22:00-Mon 05:00 Europe/Berlin"));
    let mut rig = Rig::new(uniform(3, 3));
    let (summary, events) = rig.run_all(&plan(&rig));
    assert_eq!((summary.counts.done, summary.stop), (3, None));
    assert!(is_close(sends(&rig)[0], "2026-01-09T21:00:00Z"), "{:?}", sends(&rig));
    let until = Some(at("2026-01-09T21:00:00Z"));
    let told = events.iter().filter(|event| event.what == What::Paused { why: Stop::Window, until, waits: true });
    assert_eq!(told.count(), 1, "it is told once");

    let mut rig = Rig::new(uniform(3, 3));
    rig.hold = Hold::Defer;
    let plan = plan(&rig);
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.stop, summary.counts.not_started, summary.resumable), (Some(Stop::Window), 3, true));
    assert!(sends(&rig).is_empty());
    for (moment, expected) in [
        ("2026-01-09T20:59:59Z", false),
        ("2026-01-09T21:00:00Z", true),
        // 04:00Z is its end, and a migration takes 12 hours at most.
        ("2026-01-11T16:00:00Z", true),
        ("2026-01-11T16:00:01Z", false),
    ] {
        wait_until(&rig, moment);
        assert_eq!(due(&rig), expected, "{moment}");
    }
    wait_until(&rig, "2026-01-16T21:00:00Z");
    assert_eq!(session(&mut rig, &plan).0.counts.done, 3);
    oracle::judge(&rig.sim);
}

/// A window that is open now but not for long enough is not open; `--late-start` takes its last minute.
#[test]
fn a_window_that_ends_in_a_minute() {
    for (late_start, expected) in [(false, "2026-01-11T12:00:00Z"), (true, "2026-01-05T08:01:00Z")] {
        let mut rig = Rig::new(uniform(2, 3));
        let plan = rig.plan(BUNDLE, |policy| {
            open(policy, "Sun 12:00-Mon 08:02 UTC");
            policy.late_start = late_start;
        });
        wait_until(&rig, "2026-01-05T08:01:00Z");
        let (summary, _) = rig.run_all(&plan);
        assert_eq!(summary.counts.done, 2);
        let first = sends(&rig)[0];
        assert!(is_close(first, expected), "{first}");
    }
}

/// Night of 2026-03-29 in Berlin: 05:00 comes an hour earlier than the night before.
#[test]
fn a_night_without_its_third_hour_is_shorter() {
    let mut rig = Rig::new(uniform(2, 3));
    wait_until(&rig, "2026-03-28T12:00:00Z");
    let plan = rig.plan(BUNDLE, |policy| {
        open(policy, "Sat 20:00-Sun 09:01 Europe/Berlin");
        policy.max_in_flight = Some(1);
        policy.wave = 1;
        policy.expires_s = 30 * 86_400;
    });
    // 19:00Z to 07:01Z are 12 hours and a minute: what does not start at once waits for next week's 13.
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 2);
    let sends = sends(&rig);
    assert!(is_close(sends[0], "2026-03-28T19:00:00Z"), "{sends:?}");
    assert!(is_close(sends[1], "2026-04-04T18:00:00Z"), "{sends:?}");
    oracle::judge(&rig.sim);
}

/// A hold that ends inside a window, outside of it, and at its edges.
#[test]
fn a_hold_and_a_window_must_both_be_over() {
    // Open 20:00 to 12:00, so that a migration may start until midnight.
    for (not_before, expected) in [
        ("2026-01-05T21:30:00Z", "2026-01-05T21:30:00Z"),
        ("2026-01-05T20:00:00Z", "2026-01-05T20:00:00Z"),
        ("2026-01-05T19:59:59Z", "2026-01-05T20:00:00Z"),
        ("2026-01-06T00:00:01Z", "2026-01-06T20:00:00Z"),
        ("2026-01-06T15:00:00Z", "2026-01-06T20:00:00Z"),
    ] {
        for hold in [Hold::Wait, Hold::Defer] {
            let mut rig = Rig::new(uniform(1, 3));
            rig.hold = hold;
            let mut plan = rig.plan(BUNDLE, |policy| open(policy, "20:00-12:00 UTC"));
            plan.steps[0].not_before = Some(at(not_before));
            let plan = plan.seal().expect("sealed");
            wait_until(&rig, "2026-01-05T12:30:00Z");
            let (mut summary, events) = session(&mut rig, &plan);
            if hold == Hold::Defer {
                // Whichever ends later decides, and when something may start is told.
                let why = if at(not_before) > at("2026-01-05T20:00:00Z") { Stop::Hold } else { Stop::Window };
                assert_eq!((summary.stop.clone(), summary.resumable), (Some(why.clone()), true), "{summary:?}");
                let paused = What::Paused { why, until: Some(at(expected)), waits: false };
                assert!(events.iter().any(|event| event.what == paused), "{not_before}: {events:?}");
                let before = at(expected) - SECOND;
                wait_until(&rig, &before.to_string());
                assert!(!due(&rig), "{not_before}: a second early");
                wait_until(&rig, expected);
                assert!(due(&rig), "{not_before}: it is time");
                summary = session(&mut rig, &plan).0;
            }
            assert_eq!(summary.counts.done, 1, "{not_before} {hold:?}");
            let first = sends(&rig)[0];
            assert!(is_close(first, expected), "{not_before} {hold:?}: {first}");
        }
    }
}

/// The count goes by the journal: a crash in the middle of a window does not begin it anew.
#[test]
fn each_window_takes_so_many_also_after_a_crash() {
    let mut rig = Rig::new(uniform(12, 3));
    rig.hold = Hold::Defer;
    let plan = rig.plan(BUNDLE, |policy| {
        open(policy, "20:00-12:00 UTC");
        policy.per_window = Some(5);
        policy.wave = 2;
    });
    wait_until(&rig, "2026-01-05T20:00:00Z");
    let opened = rig.open(&plan).expect("opened");
    rig.crash_at(14, Stage::After);
    assert!(matches!(rig.carry_out(opened, &mut Vec::new()), Session::Died));
    let before = sends(&rig).len();
    assert!((1..5).contains(&before), "{before} were sent before the crash");
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.stop, sends(&rig).len()), (Some(Stop::Window), 5));
    assert!(!due(&rig), "the window is open, and its places are taken");
    wait_until(&rig, "2026-01-06T20:00:00Z");
    assert!(due(&rig));
    assert_eq!(session(&mut rig, &plan).0.counts.done, 10);
    assert_eq!(sends(&rig).len(), 10);
    oracle::judge(&rig.sim);
}

/// What may go again while the window is shut goes when it opens next, and that moment is told.
#[test]
fn a_hold_that_ends_outside_the_window_is_told_with_its_next_opening() {
    let mut rig = resize::rig(uniform(30, 5));
    rig.hold = Hold::Defer;
    let ids = resize::of_sizes(&rig, 80, 50, 1);
    wait_until(&rig, "2026-01-06T19:00:00Z");
    let plan = resize::plan_for(&rig, Verb::Resize, &ids, &resize::WISH, |policy| {
        open(policy, "20:00-01:30 UTC");
        policy.late_start = true;
    });
    wait_until(&rig, "2026-01-06T20:00:00Z");
    let (summary, events) = session(&mut rig, &plan);
    // The second growth of the user volume may go at two, and the window shuts at half past one.
    assert!(rig.sim.now() < at("2026-01-07T01:30:00Z"), "the window is still open: {}", rig.sim.now());
    assert_eq!((summary.stop, summary.counts.held), (Some(Stop::Hold), 1));
    let until = Some(at("2026-01-07T20:00:00Z"));
    let told = events.iter().filter(|event| event.what == What::Paused { why: Stop::Hold, until, waits: false });
    assert_eq!(told.count(), 1, "{events:#?}");
}

/// A desktop has its place for all its calls: of four chains of three growths, the last of them six hours after the first, two
/// go in each night, whole.
#[test]
fn each_window_takes_so_many_chains() {
    let mut rig = resize::rig(uniform(30, 5));
    let ids = resize::of_sizes(&rig, 80, 50, 4);
    wait_until(&rig, "2026-01-06T19:00:00Z");
    let plan = resize::plan_for(&rig, Verb::Resize, &ids, &resize::WISH, |policy| {
        open(policy, "20:00-08:00 UTC");
        policy.late_start = true;
        policy.per_window = Some(2);
    });
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.counts.total()), (4, 4), "{summary:?}");
    let grown = resize::calls(&rig, resize::MODIFY);
    let nights = [("2026-01-06T20:00:00Z", "2026-01-07T08:00:00Z"), ("2026-01-07T20:00:00Z", "2026-01-08T08:00:00Z")];
    for (opens, closes) in nights {
        let within: Vec<&str> = (grown.iter().filter(|call| (at(opens)..at(closes)).contains(&call.at)))
            .map(|call| call.parameters["WorkspaceId"].as_str().expect("an id"))
            .collect();
        let desktops: BTreeSet<&&str> = within.iter().collect();
        assert_eq!((within.len(), desktops.len()), (6, 2), "{opens}: {within:?}");
    }
    assert_eq!(grown.len(), 12);
}

/// A chain that goes on in the next opening has one of its places, also for whoever resumes there.
#[test]
fn a_chain_that_goes_on_in_the_next_window_has_a_place_there() {
    let mut rig = resize::rig(uniform(30, 5));
    rig.hold = Hold::Defer;
    let ids = resize::of_sizes(&rig, 80, 50, 4);
    wait_until(&rig, "2026-01-06T19:00:00Z");
    let plan = resize::plan_for(&rig, Verb::Resize, &ids, &resize::WISH, |policy| {
        open(policy, "20:00-01:30 UTC");
        policy.late_start = true;
        policy.per_window = Some(2);
    });
    let mut nights = Vec::new();
    for day in 6..14 {
        wait_until(&rig, &format!("2026-01-{day:02}T20:00:00Z"));
        let before = resize::calls(&rig, resize::MODIFY).len();
        session(&mut rig, &plan);
        if rig.run_status() != RunStatus::Finished {
            session(&mut rig, &plan); // somebody goes on by hand: the places of this night are taken
        }
        let grown = resize::calls(&rig, resize::MODIFY).split_off(before);
        let desktops: BTreeSet<String> = grown.iter().map(|call| call.parameters["WorkspaceId"].to_string()).collect();
        nights.push((grown.len(), desktops.len()));
        if rig.run_status() == RunStatus::Finished {
            break;
        }
    }
    // Two growths each, then the third six hours after the first, which is the next night.
    assert_eq!(nights, [(4, 2), (2, 2), (4, 2), (2, 2)]);
}

/// What was surely not carried out takes no place of its window.
#[test]
fn a_throttled_call_takes_no_place() {
    let throttled = Scripted { operation: "MigrateWorkspace".to_owned(), nth: 3, fault: ScriptedFault::Throttle };
    let mut rig = Rig::new(WorldSpec { script: vec![throttled], ..uniform(5, 3) });
    rig.hold = Hold::Defer;
    let plan = rig.plan(BUNDLE, |policy| {
        open(policy, "20:00-12:00 UTC");
        policy.per_window = Some(3);
    });
    wait_until(&rig, "2026-01-05T20:00:00Z");
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.counts.done, summary.stop), (3, Some(Stop::Window)));
    assert_eq!(sends(&rig).len(), 4, "the third was throttled, and sent once more");
}

/// Sending stops with its time; what is in flight is seen to its end, and the rest goes on at the next `resume`.
#[test]
fn a_session_sends_for_its_time() {
    let mut rig = Rig::new(uniform(9, 3));
    rig.hold = Hold::Defer;
    let plan = rig.plan(BUNDLE, |policy| {
        policy.max_duration_s = Some(1_800);
        policy.wave = 4;
    });
    let began = rig.sim.now();
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.stop, summary.counts.done, summary.counts.unknown), (Some(Stop::MaxDuration), 4, 0));
    assert!(sends(&rig).iter().all(|sent| sent.duration_since(began).as_secs() < 1_800));
    assert!(due(&rig), "the next one has time again");
    assert_eq!(session(&mut rig, &plan).0.counts.done, 8);
    assert_eq!(session(&mut rig, &plan).0.counts.done, 9);
    oracle::judge(&rig.sim);
}

/// A canary that fails while the window closes keeps everything else from being sent, also by cron.
#[test]
fn a_canary_is_judged_although_the_window_has_closed() {
    for fails in [true, false] {
        let fault = Scripted { operation: "MigrateWorkspace".to_owned(), nth: 1, fault: ScriptedFault::Fail };
        let script = if fails { vec![fault] } else { Vec::new() };
        let mut rig = Rig::new(WorldSpec { script, ..uniform(6, 3) });
        rig.hold = Hold::Defer;
        let plan = rig.plan(BUNDLE, |policy| {
            open(policy, "20:00-12:00 UTC");
            policy.canary = 2;
            policy.after_canary_s = Some(600);
            policy.max_failures = Limit::Percent(100);
        });
        wait_until(&rig, "2026-01-05T23:59:30Z");
        let (summary, _) = session(&mut rig, &plan);
        assert_eq!(sends(&rig).len(), 2);
        assert_eq!(summary.stop, Some(if fails { Stop::Canary } else { Stop::Window }));
        wait_until(&rig, "2026-01-06T20:00:00Z");
        assert_eq!(due(&rig), !fails);
    }
}

/// What a one-shot run has left is skipped, and there is nothing to go on with.
#[test]
fn a_one_shot_run_leaves_nothing() {
    for hold in [Hold::Defer, Hold::Wait] {
        let mut rig = Rig::new(uniform(7, 3));
        rig.hold = hold;
        let plan = rig.plan(BUNDLE, |policy| {
            open(policy, "20:00-12:00 UTC");
            policy.per_window = Some(4);
            policy.one_shot = true;
        });
        wait_until(&rig, "2026-01-05T20:00:00Z");
        let (summary, events) = session(&mut rig, &plan);
        assert_eq!((summary.counts.done, summary.counts.skipped, summary.left), (4, 3, 3), "{hold:?}");
        assert!(!summary.resumable && !summary.named_skipped);
        let reasons: BTreeSet<String> = events
            .iter()
            .filter_map(|event| if let What::Ended { reason, .. } = &event.what { reason.clone() } else { None })
            .collect();
        assert_eq!(reasons.into_iter().collect::<Vec<_>>(), ["left at the end: its window closed"]);
        let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
        assert_eq!(stored.row.status, RunStatus::Finished);
        assert!(rig.journal.claims().expect("claims").is_empty());
    }
}

/// Another process asks in the journal, and the run stops in order: nothing more is sent, and `resume` goes on.
#[test]
fn a_request_in_the_journal_stops_a_run() {
    let mut rig = Rig::new(uniform(6, 3));
    let plan = rig.plan(BUNDLE, |policy| policy.wave = 2);
    let opened = rig.open(&plan).expect("opened");
    let run = rig.run_id();
    let mut other = rig.journal.reopen().expect("the journal opens again");
    let mut taken = 0;
    let mut emit = |event: &Event| {
        taken += u32::from(matches!(event.what, What::Accepted { .. }));
        if taken == 2 {
            taken += 1;
            assert!(other.request_stop(&run, "somebody").expect("written"));
        }
    };
    let cancel = Cancel::default();
    let Session::Ended(summary) = rig.carry_out_with(opened, &mut emit, &cancel) else { panic!("it was not killed") };
    assert_eq!((summary.stop, summary.counts.unknown, summary.counts.not_started), (Some(Stop::Cancel), 2, 4));
    assert!(!due(&rig), "somebody wanted it to stop");
    assert_eq!(session(&mut rig, &plan).0.counts.done, 6, "the request is over with the session it was for");
}

/// A window that another one follows: what was held in the first is judged again in the second.
#[test]
fn what_was_held_is_judged_again_when_the_next_window_opens() {
    let mut rig = Rig::new(uniform(6, 3));
    let mut plan = rig.plan(BUNDLE, |policy| {
        open(policy, "20:00-12:00 UTC");
        policy.per_window = Some(3);
        policy.wave = 2;
    });
    // Another state than the planned one is waited for here, as somebody at work would be.
    for requirement in plan.steps[0].requires.iter_mut().filter(|requirement| requirement.rule == "STATE-01") {
        requirement.otherwise = Otherwise::Hold;
    }
    let plan = plan.seal().expect("sealed");
    let (sim, id) = (rig.sim.clone(), plan.steps[0].target.workspace_id.to_string());
    let set = |moment: Timestamp, state: &str| {
        ask(&sim, moment, "ModifyWorkspaceState", &json!({"WorkspaceId": id, "WorkspaceState": state}));
    };
    set(rig.sim.now(), "ADMIN_MAINTENANCE");
    let opened = rig.open(&plan).expect("opened");
    let mut held = 0;
    let mut emit = |event: &Event| {
        if matches!(event.what, What::Ended { end: End::Held, .. }) {
            held += 1;
            set(event.at, "AVAILABLE");
        }
    };
    let cancel = Cancel::default();
    let Session::Ended(summary) = rig.carry_out_with(opened, &mut emit, &cancel) else { panic!("it was not killed") };
    assert_eq!((held, summary.counts.done, summary.resumable), (1, 6, false));
    assert_eq!(sends(&rig).iter().filter(|sent| **sent < at("2026-01-06T12:00:00Z")).count(), 3);
}

/// Filters are judged again when the window opens: what is no longer what was filtered for is left out, and nothing is
/// sent to it.
#[test]
fn who_no_longer_passes_a_filter_is_left_out_when_the_window_opens() {
    let mut rig = Rig::new(uniform(20, 3));
    let mut policy = Policy::for_verb(Verb::Migrate);
    open(&mut policy, "20:00-12:00 UTC");
    let (seen, mut selected) = rig.see(None, &policy);
    let mode = |id: &WorkspaceId| seen.workspace(id).and_then(|seen| seen.workspace_properties.running_mode.clone());
    selected.workspaces.retain(|id| mode(id) == Some(RunningMode::AlwaysOn));
    selected.filters = vec![
        Criterion::RunningMode(vec![RunningMode::AlwaysOn]),
        Criterion::NotTag(vec!["keep".parse().expect("a tag")]),
        Criterion::Is(Condition::NotConnected),
    ];
    let plan = plan_of(&seen, &selected, BUNDLE, &policy, &History::default(), seen.seen_at);
    let ids: Vec<&WorkspaceId> = plan.steps.iter().map(|step| &step.target.workspace_id).collect();
    assert!(ids.len() > 3, "{ids:?}");
    let now = rig.sim.now();
    let properties = json!({"WorkspaceId": ids[0], "WorkspaceProperties": {"RunningMode": "AUTO_STOP"}});
    ask(&rig.sim, now, "ModifyWorkspaceProperties", &properties);
    let (summary, events) = rig.run_all(&plan);
    let left_out = events.iter().filter_map(|event| {
        let What::Ended { target, end: End::Skipped, rule, reason, .. } = &event.what else { return None };
        Some((&target.workspace_id, rule.as_deref()?, reason.as_deref()?))
    });
    assert_eq!(left_out.collect::<Vec<_>>(), [(ids[0], "SEL-02", "it passes `--running-mode` no longer")]);
    let selected = ids.len() as u64;
    assert_eq!((summary.counts.done, summary.counts.skipped), (selected - 1, 1));
    assert_eq!(sends(&rig).len(), ids.len() - 1);
    let sent = rig.sim.record().into_iter().filter(|line| line.operation == "MigrateWorkspace" && line.applied);
    let sent: Vec<_> = sent.map(|line| line.parameters["SourceWorkspaceId"].clone()).collect();
    assert!(!sent.contains(&json!(ids[0])), "{sent:?}");
    assert!(rig.sim.record().iter().all(|line| line.violations.is_empty()));
}

/// One plan, and a cron line that says `resume --due` twice a day: 1,200 migrations in three weekends, 400 each, with a canary
/// of 5 before all others.
#[test]
fn three_weekends_of_four_hundred() {
    let mut rig = Rig::new(uniform(1_200, 11));
    rig.hold = Hold::Defer;
    let plan = rig.plan(BUNDLE, |policy| {
        open(policy, "Fri 22:00-Mon 05:00 Europe/Berlin");
        policy.per_window = Some(400);
        policy.canary = 5;
        policy.after_canary_s = Some(7_200);
    });
    let (summary, _) = session(&mut rig, &plan);
    assert_eq!((summary.stop, summary.counts.not_started), (Some(Stop::Window), 1_200));
    let mut sessions = 0;
    while rig.run_status() != RunStatus::Finished {
        if due(&rig) {
            sessions += 1;
            let (summary, _) = session(&mut rig, &plan);
            assert_eq!(summary.counts.failed + summary.counts.unknown, 0);
        } else {
            rig.sim.advance(SignedDuration::from_hours(12)).expect("time moves on");
        }
        assert!(rig.sim.now() < at("2026-02-01T00:00:00Z"), "a fourth weekend");
    }
    assert_eq!(sessions, 3);
    let sends = sends(&rig);
    let weekends = [
        ("2026-01-09T21:00:00Z", "2026-01-11T16:00:00Z"),
        ("2026-01-16T21:00:00Z", "2026-01-18T16:00:00Z"),
        ("2026-01-23T21:00:00Z", "2026-01-25T16:00:00Z"),
    ];
    for (from, last) in weekends {
        let within = sends.iter().filter(|sent| **sent >= at(from) && **sent <= at(last) + SECOND).count();
        assert_eq!(within, 400, "{from}");
    }
    assert!(sends[5].duration_since(sends[4]).as_secs() >= 7_200, "the canary goes first and is waited for");
    oracle::judge(&rig.sim);
}
