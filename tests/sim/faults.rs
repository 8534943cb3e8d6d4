//! Faults: README's list is what can be injected, and the job that everybody has comes through them.

use std::collections::BTreeMap;

use deskfleet::sim::{Faults, Lost, WorldSpec};

use crate::oracle;
use crate::rig::{Rig, uniform};

const README: &str = include_str!("../../README.md");

/// The rows of README's table of faults, by name.
fn claimed() -> Vec<&'static str> {
    let table = README.split_once("| Fault | What happens |").expect("README has the table").1;
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|row| row.split('`').nth(1).expect("a name")).collect()
}

/// What README claims to survive is what can be injected, and the other way round.
#[test]
fn readme_claims_every_fault_and_no_other() {
    let mut claimed = claimed();
    let text: Vec<String> = claimed.iter().map(|name| format!("{name}=1")).collect();
    let read: Faults = text.join(",").parse().expect("README names a fault that does not exist");
    // Member by member: the compiler asks for one that is added.
    let all = Faults {
        throttle: 1.0,
        error: 1.0,
        latency: 1.0,
        partial: 1.0,
        stale: 1.0,
        stuck: 1.0,
        fail: 1.0,
        expired: 1.0,
        lost: 1.0,
    };
    assert_eq!(read, all, "README leaves a fault out");
    claimed.sort_unstable();
    claimed.dedup();
    assert_eq!(claimed.len(), text.len(), "README names a fault twice");
}

/// The job that people have, at the size that they have.
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
