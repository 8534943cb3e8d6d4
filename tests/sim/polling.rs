//! When what is in flight is read: seldom while nothing can have ended, soon after it has, early enough to notice failure.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::model::{End, Limit, Verb};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, plan};
use deskfleet::sim::{Record, Scripted, ScriptedFault, Stage, WorldSpec};
use jiff::SignedDuration;

use crate::oracle;
use crate::rig::{Rig, uniform};

const BUNDLE: &str = "win11-standard";
const MIGRATE: &str = "MigrateWorkspace";
const READ: &str = "DescribeWorkspaces";

fn counted(record: &[Record]) -> BTreeMap<String, u64> {
    let mut calls = BTreeMap::new();
    for line in record {
        *calls.entry(line.operation.clone()).or_default() += 1;
    }
    calls
}

/// Plans and carries out; returns the plan and the record of the run alone.
fn run(rig: &mut Rig, plan: &Plan) -> (Vec<Record>, Vec<Event>) {
    // The run has a connection of its own here, which does not know what the planning one has used of the rate.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let before = rig.sim.record().len();
    let (summary, events) = rig.run_all(plan);
    assert_eq!(summary.counts.total(), plan.selected() as u64);
    (rig.sim.record().split_off(before), events)
}

fn reboot(rig: &Rig) -> Plan {
    let policy = Policy::for_verb(Verb::Reboot);
    let (seen, selected) = rig.see(None, &policy);
    let intent = Intent {
        verb: Verb::Reboot,
        parameters: BTreeMap::new(),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan")
}

/// What the plan says beforehand is what the service counts afterwards; reads of what is in flight hang on when things end.
#[test]
fn the_estimate_of_calls_is_what_the_service_counts() {
    // How long the slowest of a wave takes is chance, so small waves are played several times; the slowest of a few ends
    // before the longest usual time, which is what is said.
    for (desktops, seeds, tolerance_pct) in [(8, 5..15, 20), (25, 5..9, 15), (100, 7..8, 10)] {
        let (mut migrations, mut reboots) = (Tally::default(), Tally::default());
        for seed in seeds {
            let mut rig = Rig::new(uniform(desktops, seed));
            let plan = rig.plan(BUNDLE, |_| {});
            migrations.add(&plan, &run(&mut rig, &plan).0);

            let mut rig = Rig::new(uniform(desktops, seed));
            let plan = reboot(&rig);
            reboots.add(&plan, &run(&mut rig, &plan).0);
        }
        migrations.assert_near(tolerance_pct);
        reboots.assert_near(40);
    }
}

/// Calls that plans said beforehand and that the service counted, by operation.
#[derive(Default)]
struct Tally(BTreeMap<String, (u64, u64)>);

impl Tally {
    fn add(&mut self, plan: &Plan, record: &[Record]) {
        for (operation, said) in &plan.estimate.calls {
            self.0.entry(operation.clone()).or_default().0 += said;
        }
        for (operation, sent) in counted(record) {
            self.0.entry(operation).or_default().1 += sent;
        }
    }

    #[track_caller]
    fn assert_near(&self, tolerance_pct: u64) {
        for (operation, (said, sent)) in self.0.iter().filter(|(operation, _)| *operation != "GetCallerIdentity") {
            let tolerance = if operation == READ { sent * tolerance_pct / 100 } else { 0 };
            assert!(said.abs_diff(*sent) <= tolerance, "{operation}: {said} said, {sent} sent");
        }
    }
}

/// All of the first wave fail within the first minutes: that is known long before a wave usually ends.
#[test]
fn a_wave_that_fails_at_once_is_given_up_soon() {
    let script = (1..=25).map(|nth| Scripted { operation: MIGRATE.to_owned(), nth, fault: ScriptedFault::Fail });
    let mut rig = Rig::new(WorldSpec { script: script.collect(), ..uniform(30, 3) });
    let plan = rig.plan(BUNDLE, |_| {});
    let (record, events) = run(&mut rig, &plan);
    let sent = record.iter().find(|line| line.operation == MIGRATE).expect("a send").at;
    let stopped = events.iter().find(|event| event.what == What::Stopped { why: Stop::Failures });
    let waited = stopped.expect("it stops").at.duration_since(sent).as_secs();
    // The third of them fails somewhere from 10 min on; three reads a minute apart then prove it.
    assert!(waited <= 20 * 60 + 4 * 60, "{waited} s");
    let early = record.iter().filter(|line| line.operation == READ && line.at.duration_since(sent).as_secs() < 600);
    assert_eq!(early.count(), 2 + 1, "one before the sends, and one call each for 25 at 2 and at 8 minutes");
}

/// Four thousand reboots take longer to send than the first of them take, and there is more to read than the rate allows:
/// reading and sending take turns, and what was not answered is read within its minute all the same.
#[test]
fn neither_reads_nor_sends_starve_and_the_unanswered_are_read_first() {
    let lost = [90, 120, 150].map(|nth| Scripted {
        operation: "RebootWorkspaces".to_owned(),
        nth,
        fault: ScriptedFault::LostAfter,
    });
    let mut rig = Rig::new(WorldSpec { script: lost.into(), ..uniform(4_000, 5) });
    let plan = reboot(&rig);
    let (record, events) = run(&mut rig, &plan);
    let is_send = |line: &&Record| line.operation == "RebootWorkspaces";
    let sends = record.iter().filter(is_send).count();
    assert_eq!(sends, 4_000 / 25);
    let end = record.iter().rposition(|line| is_send(&line)).expect("sends");
    // Before each call its targets and their connections are read: two turns, and polls may have as many.
    let own = 3 * sends;
    assert!(end < own + 2 * sends, "{end} calls before the last send, {own} of its own");
    assert!(end > own + sends, "{end}: there was little to read, so this proves nothing");
    let mut unanswered = 0;
    for event in &events {
        let What::Unanswered { target, .. } = &event.what else { continue };
        let id = target.workspace_id.as_str();
        let reads = |line: &&Record| {
            let ids = line.parameters["WorkspaceIds"].as_array();
            line.operation == READ && line.at >= event.at && ids.is_some_and(|ids| ids.iter().any(|read| read == id))
        };
        let first = record.iter().find(reads).expect("it is read").at.duration_since(event.at).as_secs();
        assert!(first <= 60, "{id} was read after {first} s");
        unanswered += 1;
    }
    assert_eq!(unanswered, 75);
    let ends = events.iter().filter(|event| matches!(event.what, What::Ended { end: End::Done, .. }));
    assert_eq!(ends.count(), 4_000);
}

/// A session of a run that was away for a while looks at everything at once, whatever was planned before.
#[test]
fn a_resumed_run_reads_all_at_once() {
    let mut rig = Rig::new(uniform(25, 3));
    let plan = rig.plan(BUNDLE, |_| {});
    // Reads of tags and the rest before the sends, and two commits a send: in the middle of the wave's way.
    let sends = rig.sim.record().len() as u64 + 29 + 25 + 2;
    rig.sim.halt_at(sends, Stage::Before);
    let open = rig.open(&plan).expect("opened");
    assert!(matches!(rig.carry_out(open, &mut Vec::new()), crate::rig::Session::Died));
    rig.sim.revive();
    let before = rig.sim.record().len();
    let at = rig.sim.now();
    rig.resume_to_the_end(&mut Vec::new(), 1);
    let first = &rig.sim.record()[before..];
    let asked: BTreeSet<&str> = first
        .iter()
        .take_while(|line| line.at.duration_since(at).as_secs() < 10)
        .filter_map(|line| line.parameters["WorkspaceIds"].as_array())
        .flatten()
        .filter_map(serde_json::Value::as_str)
        .collect();
    assert_eq!(asked.len(), 25);
    oracle::judge(&rig.sim);
    assert_eq!(plan.policy.max_failures, Limit::Percent(10));
}

/// Counted, not timed: four times the fleet takes four times the calls and commits.
#[test]
fn work_grows_with_the_fleet_and_no_faster() {
    let work = |desktops: u32| {
        let mut rig = Rig::new(uniform(desktops, 7));
        let plan = reboot(&rig);
        let commits = std::rc::Rc::new(std::cell::Cell::new(0));
        let counted = commits.clone();
        rig.journal.on_commit(Box::new(move |commit| {
            counted.set(commit.number);
            false
        }));
        let (record, _) = run(&mut rig, &plan);
        (record.len() as u64, commits.get())
    };
    let ((few_calls, few_commits), (many_calls, many_commits)) = (work(250), work(1_000));
    assert!(many_calls <= 4 * few_calls + few_calls / 4, "{many_calls} calls after {few_calls}");
    assert!(many_commits <= 4 * few_commits + few_commits / 4, "{many_commits} commits after {few_commits}");
}
