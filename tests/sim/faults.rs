//! The job that everybody has: a thousand desktops, answers that get lost, throttles.

use std::collections::BTreeMap;

use deskfleet::model::Limit;
use deskfleet::sim::{Lost, WorldSpec};

use crate::oracle;
use crate::rig::{Rig, uniform};

/// Seeds of the short runs; one that ever failed stays here.
const SEEDS: std::ops::Range<u64> = 1..17;

#[test]
fn runs_with_faults_come_to_an_end_that_the_record_confirms() {
    for seed in SEEDS {
        let faults = "lost=0.08,throttle=0.05,error=0.03,latency=0.05,stale=0.05,fail=0.04,stuck=0.02";
        let spec = WorldSpec { faults: faults.parse().expect("faults"), ..uniform(12, seed) };
        let mut rig = Rig::new(spec);
        let plan = rig.plan("win11-standard", |policy| policy.max_failures = Limit::Percent(100));
        let (summary, _) = rig.run_all(&plan);
        oracle::judge(&rig.sim);
        let view = rig.sim.world(rig.sim.now());
        assert_eq!(summary.counts.total(), 12, "seed {seed}");
        assert_eq!(
            summary.counts.done,
            view.lineage.len() as u64,
            "seed {seed}: done is what the world says: {summary:?}"
        );
        assert_eq!(summary.counts.unknown, 0, "seed {seed}: {summary:?}");
    }
}

/// The job that the README speaks of, at the size that people have.
#[test]
fn a_thousand_desktops_with_lost_answers_and_throttles() {
    let spec = WorldSpec { faults: "lost=0.05,throttle=0.05".parse().expect("faults"), ..uniform(1_000, 1) };
    let mut rig = Rig::new(spec);
    let plan = rig.plan("win11-standard", |_| {});
    let (summary, _) = rig.run_all(&plan);
    oracle::judge(&rig.sim);
    // Who was lost on the way there both times was not carried out, and is not sent a third time; the record says who.
    let mut lost: BTreeMap<String, u64> = BTreeMap::new();
    let record = rig.sim.record();
    for line in record.iter().filter(|line| line.operation == "MigrateWorkspace" && line.lost == Some(Lost::Before)) {
        *lost.entry(line.parameters["SourceWorkspaceId"].to_string()).or_default() += 1;
    }
    let never_arrived = lost.values().filter(|times| **times == 2).count() as u64;
    let counts = (summary.counts.done, summary.counts.failed, summary.counts.total());
    assert_eq!(counts, (1_000 - never_arrived, never_arrived, 1_000), "{summary:?}");
}
