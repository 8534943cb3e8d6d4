//! A machine whose clock is wrong and put right: what the journal dated is from the future then, and nothing is sent
//! twice for it.

use std::time::Duration;

use deskfleet::clock::Clock;
use deskfleet::executor::event::Event;
use deskfleet::executor::{Cancel, OpenRun, Parts, execute, is_due};
use deskfleet::journal::{Journal, JournalError, RunStatus, Stage, StepRow};
use deskfleet::model::{End, Hold, Verb};
use deskfleet::sim::WorldSpec;
use jiff::{SignedDuration, Timestamp};

use crate::oracle;
use crate::resize;
use crate::rig::{Rig, uniform};

const DESKTOPS: u32 = 10;
/// How far the first session's clock is ahead: what is dated by it is not to be waited for.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Carries a run out with a clock that is wrong; the service has the right one.
fn carry_out(rig: &mut Rig, open: OpenRun, ahead: SignedDuration) -> Option<Timestamp> {
    let mut journal = std::mem::replace(&mut rig.journal, Journal::in_memory().expect("a journal"));
    let ended = rig.process(async |connected| {
        let clock = Clock::virtual_from(connected.clock.now() + ahead);
        let (mut emit, cancel) = (|_: &Event| {}, Cancel::default());
        let parts = Parts {
            journal: &mut journal,
            aws: &connected.aws,
            clock: &clock,
            emit: &mut emit,
            cancel: &cancel,
            poll_interval: Duration::from_mins(1),
            hold: rig.hold,
        };
        match Box::pin(execute(open, parts)).await {
            Ok(_) => Some(connected.clock.now()),
            Err(deskfleet::executor::ExecError::Journal(JournalError::Crashed)) => None,
            Err(error) => panic!("the run failed: {error}"),
        }
    });
    rig.journal = journal.reopen().expect("the journal opens again");
    ended
}

/// Method: crash the session with the wrong clock at commits all over the run, and resume with the right one.
#[test]
fn a_clock_set_back_between_two_sessions_sends_nothing_twice() {
    let mut unsure = 0;
    for number in [4, 9, 14, 19, 24] {
        let faults = "lost=0.3".parse().expect("faults");
        let mut rig = Rig::new(WorldSpec { faults, ..uniform(DESKTOPS, number) });
        let plan = rig.plan("win11-standard", |policy| policy.max_failures = "10".parse().expect("a limit"));
        let open = rig.open(&plan).expect("opened");
        // The first commit has opened the run.
        rig.crash_at(number, Stage::After);
        assert_eq!(carry_out(&mut rig, open, AHEAD), None, "commit {number} was reached");
        let resumed_at = rig.sim.now();
        let open = rig.reopen().expect("a run").expect("it opens again");
        let ended = carry_out(&mut rig, open, SignedDuration::ZERO).expect("it ends");
        oracle::judge(&rig.sim);
        let run = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
        assert_eq!(run.row.status, RunStatus::Finished, "commit {number}");
        unsure += run.steps.iter().filter(|row| row.repeats > 0 || row.no_reads > 0).count();
        // Two sends, each with the hour after which a No is believed, and two migrations.
        let took = ended.duration_since(resumed_at);
        assert!(took < SignedDuration::from_hours(6), "commit {number}: {took}");
    }
    assert!(unsure > 0, "no call was in doubt, so this proves nothing");
}

/// What was sent by a clock that was wrong is waited for all the same, but not for as long as that was wrong: then the
/// service is asked, and what it refuses is held. However it was: each volume grows when it may, and nothing fails.
#[test]
fn a_chain_outlives_a_clock_that_was_wrong() {
    let hours = SignedDuration::from_hours;
    let table = [(AHEAD, hours(0), 1), (hours(5), hours(0), 0), (hours(0), hours(7), 1), (hours(0), AHEAD, 1)];
    for (first, second, refused) in table {
        let mut rig = resize::rig(uniform(10, 5));
        rig.hold = Hold::Defer;
        let ids = resize::of_sizes(&rig, 80, 50, 1);
        let plan = resize::plan_for(&rig, Verb::Resize, &ids, &resize::WISH, |_| {});
        let began = rig.sim.now();
        let open = rig.open(&plan).expect("opened");
        carry_out(&mut rig, open, first).expect("it waits for the user volume");
        let open = rig.reopen().expect("a run").expect("it opens again");
        carry_out(&mut rig, open, second).expect("it ends");
        while rig.run_status() != RunStatus::Finished {
            rig.sim.advance(hours(1)).expect("time moves on");
            assert!(rig.sim.now().duration_since(began) < hours(18), "{first} {second}: it waits for ever");
            let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
            if is_due(&stored, rig.sim.now()).expect("a plan") {
                let open = rig.reopen().expect("a run").expect("it opens again");
                carry_out(&mut rig, open, SignedDuration::ZERO).expect("it ends");
            }
        }
        let run = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
        // Its start is done already when it is up for good by then.
        let is_done = |row: &StepRow| row.end.is_some_and(End::is_as_wanted);
        assert!(run.steps.iter().all(is_done), "{first} {second}: {:?}", run.steps);
        let now = resize::desktop(&rig, &ids[0]);
        assert_eq!((now.root_gib, now.user_gib), (175, 150));
        let calls = resize::calls(&rig, resize::MODIFY);
        assert_eq!(calls.iter().filter(|line| !line.applied).count(), refused, "{first} {second}: {calls:?}");
    }
}
