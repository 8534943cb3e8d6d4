//! Waves, canary, budget, signals and unknowns on a whole run.

use deskfleet::executor::Cancel;
use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::model::{End, Limit};
use deskfleet::sim::{Faults, Scripted, ScriptedFault, WorldSpec};

use crate::oracle;
use crate::rig::{Rig, Session, uniform};

const BUNDLE: &str = "win11-standard";

fn faults(text: &str) -> Faults {
    text.parse().expect("faults")
}

#[test]
fn waves_of_25_start_when_all_of_the_last_have_settled() {
    let mut rig = Rig::new(uniform(60, 3));
    let plan = rig.plan(BUNDLE, |_| {});
    assert_eq!(plan.waves.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 10]);
    let (summary, events) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 60);
    assert!(!summary.resumable);
    let mut open = 0_i64;
    for event in &events {
        if matches!(event.what, What::WaveStarted { .. }) {
            assert_eq!(open, 0, "a wave began while {open} of the last were in flight");
        }
        open += i64::from(matches!(event.what, What::Sent { .. }));
        open -= i64::from(matches!(event.what, What::Ended { .. }));
    }
    oracle::judge(&rig.sim);
}

/// Equal worlds give equal event logs, to the byte.
#[test]
fn the_same_seed_gives_the_same_events() {
    let story = || {
        let mut rig = Rig::new(WorldSpec { faults: faults("throttle=0.05,lost=0.05,error=0.02"), ..uniform(30, 5) });
        let plan = rig.plan(BUNDLE, |_| {});
        let (_, events) = rig.run_all(&plan);
        let lines: Vec<String> = events.iter().map(|event| event.to_json().to_string()).collect();
        (plan.to_text().expect("a text"), lines)
    };
    let (plan, events) = story();
    let (again, repeated) = story();
    assert_eq!(plan, again);
    assert_eq!(events, repeated);
    assert!(events.len() > 100);
}

#[test]
fn the_canary_goes_alone_and_stops_the_run_when_it_fails() {
    let mut rig = Rig::new(WorldSpec {
        script: vec![Scripted { operation: "MigrateWorkspace".to_owned(), nth: 2, fault: ScriptedFault::Fail }],
        ..uniform(30, 3)
    });
    let plan = rig.plan(BUNDLE, |policy| {
        policy.canary = 3;
        policy.max_failures = Limit::Percent(100);
    });
    assert_eq!(plan.waves[0].len(), 3);
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.stop, Some(Stop::Canary));
    assert_eq!((summary.counts.done, summary.counts.failed, summary.counts.not_started), (2, 1, 27));
    let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((summary.counts.done, summary.counts.failed, summary.counts.total()), (29, 1, 30));
    oracle::judge(&rig.sim);
}

#[test]
fn after_a_good_canary_the_run_stops_or_waits() {
    for (pause, stop) in [(None, Some(Stop::AfterCanary)), (Some(7_200), None)] {
        let mut rig = Rig::new(uniform(30, 3));
        let plan = rig.plan(BUNDLE, |policy| {
            policy.canary = 2;
            policy.after_canary_s = pause;
        });
        let (summary, events) = rig.run_all(&plan);
        assert_eq!(summary.stop, stop);
        assert_eq!(summary.counts.done, if stop.is_some() { 2 } else { 30 });
        if let Some(pause) = pause {
            let ended =
                events.iter().filter(|event| matches!(event.what, What::Ended { .. })).nth(1).expect("two ends");
            let sent = events.iter().filter(|event| matches!(event.what, What::Sent { .. })).nth(2).expect("a third");
            let waited = sent.at.duration_since(ended.at).as_secs();
            assert!(waited >= i64::try_from(pause).expect("small"), "only {waited} s after the canary");
        }
    }
}

#[test]
fn sending_stops_when_the_failure_budget_is_used_up_and_resume_goes_on() {
    let script =
        (1..=4).map(|nth| Scripted { operation: "MigrateWorkspace".to_owned(), nth, fault: ScriptedFault::Fail });
    let mut rig = Rig::new(WorldSpec { script: script.collect(), ..uniform(60, 3) });
    let plan = rig.plan(BUNDLE, |_| {});
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.stop, Some(Stop::Failures));
    assert_eq!((summary.counts.done, summary.counts.failed, summary.counts.not_started), (21, 4, 35));
    let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((summary.counts.done, summary.counts.failed), (56, 4));
    oracle::judge(&rig.sim);
}

#[test]
fn a_signal_stops_sending_and_resume_finishes() {
    let mut rig = Rig::new(uniform(30, 3));
    let plan = rig.plan(BUNDLE, |_| {});
    let open = rig.open(&plan).expect("opened");
    let cancel = Cancel::default();
    // The signal comes as a person's does, in the middle: when the tenth change was taken.
    let mut taken = 0;
    let mut emit = |event: &Event| {
        taken += u32::from(matches!(event.what, What::Accepted { .. }));
        if taken == 10 {
            cancel.request();
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("it was not killed") };
    assert_eq!(summary.stop, Some(Stop::Signal));
    assert_eq!((summary.counts.unknown, summary.counts.not_started), (10, 20));
    assert!(summary.resumable);
    let summary = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!(summary.counts.done, 30);
    oracle::judge(&rig.sim);
}

/// Lost before, after and late look alike to the client; each ends with one migration and no guess.
#[test]
fn an_answer_that_never_came_is_observed_in_its_three_kinds() {
    for (fault, sends) in
        [(ScriptedFault::LostBefore, 2), (ScriptedFault::LostAfter, 1), (ScriptedFault::LostLate(200), 1)]
    {
        let mut rig = Rig::new(WorldSpec {
            script: vec![Scripted { operation: "MigrateWorkspace".to_owned(), nth: 1, fault }],
            ..uniform(3, 9)
        });
        let plan = rig.plan(BUNDLE, |_| {});
        let (summary, events) = rig.run_all(&plan);
        assert_eq!(summary.counts.done, 3, "{fault:?}");
        let sent = events
            .iter()
            .filter(|event| matches!(&event.what, What::Sent { step, .. } if step.as_str() == "S-0001"))
            .count();
        assert_eq!(sent, sends, "{fault:?}");
        oracle::judge(&rig.sim);
    }
}

#[test]
fn a_migration_that_the_service_undid_is_failed_and_not_sent_again() {
    let mut rig = Rig::new(WorldSpec {
        script: vec![Scripted { operation: "MigrateWorkspace".to_owned(), nth: 1, fault: ScriptedFault::Fail }],
        ..uniform(3, 9)
    });
    let plan = rig.plan(BUNDLE, |policy| policy.max_failures = Limit::Percent(100));
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.failed), (2, 1));
    let failed = events.iter().find_map(|event| {
        let What::Ended { end: End::Failed, reason, .. } = &event.what else { return None };
        reason.clone()
    });
    assert!(failed.is_some_and(|reason| reason.contains("undid")), "the reason names what happened");
    oracle::judge(&rig.sim);
}
