//! Killed at every point where it can matter, and resumed: every desktop is migrated exactly once, and the fleet is in
//! the end as if nothing had happened.
//!
//! Method: run once undisturbed and count commits and requests, then once more for each, on both sides of it. Larger fleets,
//! faults and several crashes in one run are for `seeds`.

use deskfleet::journal;
use deskfleet::sim;

use crate::oracle;
use crate::rig::{Rig, Session, uniform};

const DESKTOPS: u32 = 3;
const BUNDLE: &str = "win11-standard";

fn spec() -> sim::WorldSpec {
    uniform(DESKTOPS, 11)
}

/// The undisturbed run: the fleet after it, its commits, and its requests.
fn undisturbed() -> (std::collections::BTreeSet<String>, u64, Vec<sim::Record>) {
    let mut rig = Rig::new(spec());
    let plan = rig.plan(BUNDLE, |_| {});
    let before = rig.sim.record().len();
    let commits = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = commits.clone();
    rig.journal.on_commit(Box::new(move |commit| {
        counted.set(commit.number);
        false
    }));
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, u64::from(DESKTOPS));
    oracle::judge(&rig.sim);
    let requests = rig.sim.record().split_off(before);
    assert!(commits.get() > 10 && requests.len() > 10, "too little happened to crash in");
    (oracle::fleet(&rig.sim.world(rig.sim.now())), commits.get(), requests)
}

/// After a crash: resume until finished, then hold world and record against the undisturbed run.
fn recover(
    mut rig: Rig,
    plan: &deskfleet::planner::document::Plan,
    expected: &std::collections::BTreeSet<String>,
    at: &str,
) {
    let mut events = Vec::new();
    if rig.journal.runs().expect("runs").is_empty() {
        // It died before the run was opened: nothing was sent, and the plan can be applied.
        assert!(rig.sim.record().iter().all(|line| !line.applied), "{at}: sent without a run");
        let (summary, _) = rig.run_all(plan);
        assert_eq!(summary.counts.done, u64::from(DESKTOPS), "{at}");
    } else {
        rig.resume_to_the_end(&mut events, 3);
    }
    oracle::judge(&rig.sim);
    let applied = rig.sim.record().iter().filter(|line| line.applied).count();
    assert_eq!(applied, DESKTOPS as usize, "{at}: every desktop exactly once");
    assert_eq!(oracle::fleet(&rig.sim.world(rig.sim.now())), *expected, "{at}");
    let run = rig.journal.run(&rig.run_id()).expect("a run").expect("it is there");
    assert_eq!(run.row.status, journal::RunStatus::Finished, "{at}");
    assert!(run.steps.iter().all(|row| row.end == Some(deskfleet::model::End::Done)), "{at}: {:?}", run.steps);
}

#[test]
fn a_crash_at_every_commit() {
    let (expected, commits, _) = undisturbed();
    for number in 1..=commits {
        for stage in [journal::Stage::Before, journal::Stage::After] {
            let at = format!("{stage:?} commit {number}");
            let mut rig = Rig::new(spec());
            let plan = rig.plan(BUNDLE, |_| {});
            rig.crash_at(number, stage);
            let died = match rig.open(&plan) {
                Err(_) => {
                    rig.journal = rig.journal.reopen().expect("the journal opens again");
                    true
                }
                Ok(open) => matches!(rig.carry_out(open, &mut Vec::new()), Session::Died),
            };
            assert!(died, "{at}: the crash did not happen");
            recover(rig, &plan, &expected, &at);
        }
    }
}

#[test]
fn a_crash_at_every_request() {
    let (expected, _, requests) = undisturbed();
    for sim::Record { seq, applied, .. } in requests {
        // Before and after a read the world is the same.
        let stages = if applied { &[sim::Stage::Before, sim::Stage::After][..] } else { &[sim::Stage::Before] };
        for stage in stages {
            let at = format!("{stage:?} request {seq}");
            let mut rig = Rig::new(spec());
            let plan = rig.plan(BUNDLE, |_| {});
            rig.sim.halt_at(seq, *stage);
            let open = rig.open(&plan).expect("opened");
            let died = matches!(rig.carry_out(open, &mut Vec::new()), Session::Died);
            assert!(died, "{at}: the crash did not happen");
            rig.sim.revive();
            recover(rig, &plan, &expected, &at);
        }
    }
}
