//! The fewest calls, no throttle, and no time wasted: held against formulas that stand here, not taken from our code.

use std::collections::BTreeMap;

use deskfleet::sim::{Record, WorldView};
use jiff::{SignedDuration, Timestamp};

use crate::rig::{Rig, uniform};

const DESKTOPS: u64 = 100;
/// Migrations at once (domain.md D-18), and the waves that makes.
const WAVE: u64 = 25;
/// Ids that a call takes (G-01, G-04); a poll keeps one of them for a desktop that is surely there.
const IDS: u64 = 25;
/// Seconds between two polls.
const POLL_S: u64 = 60;
/// Calls a second that the service documents (F).
const RATE: u64 = 2;

fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_millis().max(0)).expect("a span").div_ceil(1_000)
}

fn source(line: &Record) -> &str {
    line.parameters["SourceWorkspaceId"].as_str().expect("a source")
}

/// From its call to its end in the world: how long each migration took, and a wave as its slowest.
fn slowest(wave: &[&Record], view: &WorldView) -> u64 {
    let spans = wave.iter().map(|line| seconds(line.at, view.migrated_at[source(line)]));
    spans.max().expect("a wave has members")
}

/// A run of 100, without faults: its record from the first request on, and the world after it.
fn story() -> (Vec<Record>, WorldView) {
    let mut rig = Rig::new(uniform(u32::try_from(DESKTOPS).expect("small"), 7));
    let plan = rig.plan("win11-standard", |_| {});
    // The run has a connection of its own here, which does not know what the planning one has used of the rate.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let before = rig.sim.record().len();
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, DESKTOPS);
    (rig.sim.record().split_off(before), rig.sim.world(rig.sim.now()))
}

#[test]
fn a_hundred_migrations_take_the_fewest_calls_and_no_longer_than_they_must() {
    let (record, view) = story();
    for line in &record {
        assert_eq!((line.status, line.error.as_deref()), (200, None), "at the documented rate nothing is throttled");
    }
    let sends: Vec<&Record> = record.iter().filter(|line| line.operation == "MigrateWorkspace").collect();
    let waves: Vec<&[&Record]> = sends.chunks(usize::try_from(WAVE).expect("small")).collect();
    let number = DESKTOPS.div_ceil(WAVE);
    assert_eq!(waves.len() as u64, number);

    // Calls. Before each wave its members are read, 25 a call; a desktop's tags take a call of its own (G-07).
    let mut calls: BTreeMap<&str, u64> = BTreeMap::new();
    for line in &record {
        *calls.entry(line.operation.as_str()).or_default() += 1;
    }
    let described = calls.remove("DescribeWorkspaces").expect("desktops were read");
    let reads = WAVE.div_ceil(IDS);
    // Who we are was asked once, when the connection was made.
    assert!(calls.remove("GetCallerIdentity").is_none_or(|times| times == 1));
    let expected = BTreeMap::from([
        ("MigrateWorkspace", DESKTOPS),
        ("DescribeTags", DESKTOPS),
        ("DescribeWorkspacesConnectionStatus", number * reads),
        ("DescribeNetworkInterfaces", number),
    ]);
    assert_eq!(calls, expected);
    // A poll reads the old ids and the new.
    let polls: u64 =
        waves.iter().map(|wave| (slowest(wave, &view) + 90).div_ceil(POLL_S) * (2 * WAVE).div_ceil(IDS - 1)).sum();
    assert!(
        described <= number * reads + polls,
        "{described} reads of desktops, {number} waves, {polls} at most in polls"
    );
    assert!(described > number * reads + polls / 4, "{described}: nobody looked, so this proves nothing");

    // Makespan, in seconds.
    let (first, last) = (record.first().expect("requests").at, record.last().expect("requests").at);
    let makespan = seconds(first, last);
    let members: u64 = waves.iter().map(|wave| slowest(wave, &view)).sum();
    let bound = members + DESKTOPS.div_ceil(RATE) + number * POLL_S;
    assert!(makespan * 100 <= bound * 105, "it took {makespan} s, and {bound} s is what it must take");
    assert!(makespan >= members, "it was over before its members were");
}
