//! The fewest calls, no throttle, and no time wasted: held against formulas that stand here, not taken from our code.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::sim::{Record, WorldView};
use jiff::{SignedDuration, Timestamp};

use crate::rig::{Rig, uniform};

const DESKTOPS: u64 = 100;
/// Migrations at once (domain.md D-18), and the waves that makes.
const WAVE: u64 = 25;
/// Ids that a call takes (G-01, G-04).
const IDS: u64 = 25;
/// Seconds between two reads of a desktop at least, and at most until it is late.
const GAP_S: (u64, u64) = (60, 120);
/// Calls a second that the service documents (F).
const RATE: u64 = 2;

fn seconds(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_millis().max(0)).expect("a span").div_ceil(1_000)
}

fn source(line: &Record) -> &str {
    line.parameters["SourceWorkspaceId"].as_str().expect("a source")
}

/// From its call to its end in the world: how long each migration of a wave took, the quickest first.
fn spans(wave: &[&Record], view: &WorldView) -> Vec<u64> {
    let mut spans: Vec<u64> = wave.iter().map(|line| seconds(line.at, view.migrated_at[source(line)])).collect();
    spans.sort_unstable();
    spans
}

/// How often somebody looks until a span is over who looks at 2, 8 and 20 minutes, and then whenever a twentieth of the time
/// has passed again.
fn looks(span_s: u64) -> u64 {
    let early = [120, 480, 1_200].iter().filter(|at| **at < span_s).count() as u64;
    let mut at = 1_200;
    let mut further = 0;
    while at < span_s {
        at += (at / 20).clamp(GAP_S.0, GAP_S.1);
        further += 1;
    }
    early + further
}

/// A run of 100, without faults: its record from the first request on, the world after it, and to whom nobody had ever been
/// connected before it.
fn story() -> (Vec<Record>, WorldView, BTreeSet<String>) {
    let mut rig = Rig::new(uniform(u32::try_from(DESKTOPS).expect("small"), 7));
    let plan = rig.plan("win11-standard", |_| {});
    // The run has a connection of its own here, which does not know what the planning one has used of the rate.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let before = rig.sim.record().len();
    let desktops = rig.sim.world(rig.sim.now()).desktops.into_iter();
    let never = desktops.filter(|desktop| desktop.last_connected.is_none()).map(|desktop| desktop.id).collect();
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, DESKTOPS);
    (rig.sim.record().split_off(before), rig.sim.world(rig.sim.now()), never)
}

#[test]
fn a_hundred_migrations_take_the_fewest_calls_and_no_longer_than_they_must() {
    let (record, view, never) = story();
    for line in &record {
        assert_eq!((line.status, line.error.as_deref()), (200, None), "at the documented rate nothing is throttled");
    }
    let sends: Vec<&Record> = record.iter().filter(|line| line.operation == "MigrateWorkspace").collect();
    let waves: Vec<&[&Record]> = sends.chunks(usize::try_from(WAVE).expect("small")).collect();
    let number = DESKTOPS.div_ceil(WAVE);
    assert_eq!(waves.len() as u64, number);

    // Calls. Before each wave its members are read, 25 a call; a desktop's tags take a call of its own (G-07), and
    // one more once it has moved, where it has any.
    let calls_sent = record.len() as u64;
    let mut calls: BTreeMap<&str, u64> = BTreeMap::new();
    for line in &record {
        *calls.entry(line.operation.as_str()).or_default() += 1;
    }
    let described = calls.remove("DescribeWorkspaces").expect("desktops were read");
    let reads = WAVE.div_ceil(IDS);
    // Who we are was asked once, when the connection was made.
    assert!(calls.remove("GetCallerIdentity").is_none_or(|times| times == 1));
    let tagged = view.desktops.iter().filter(|desktop| !desktop.tags.is_empty()).count() as u64;
    // CloudWatch is asked once a wave that has somebody of whom the service tells no last connection.
    let unwatched = waves.iter().filter(|wave| {
        wave.iter().any(|send| send.parameters["SourceWorkspaceId"].as_str().is_some_and(|id| never.contains(id)))
    });
    let expected = BTreeMap::from([
        ("GetMetricData", unwatched.count() as u64),
        ("MigrateWorkspace", DESKTOPS),
        ("DescribeTags", DESKTOPS + tagged),
        ("DescribeWorkspacesConnectionStatus", number * reads),
        ("DescribeNetworkInterfaces", number),
    ]);
    assert_eq!(calls, expected);
    // A look is one call, as long as it is for new ids only or for at most half of a call's ids; between the first end and
    // that of half of the wave another one asks for the old ids. A look more or less for each wave is chance.
    let (mut fewest, mut most) = (number * reads, number * reads);
    for wave in &waves {
        let spans = spans(wave, &view);
        let (first, half, last) = (spans[0], spans[spans.len() / 2], spans[spans.len() - 1]);
        fewest += looks(last);
        most += looks(last + 90) + looks(half + 90) - looks(first) + 1;
    }
    assert!((fewest..=most).contains(&described), "{described} reads of desktops, should be {fewest} to {most}");

    // Makespan, in seconds.
    let (first, last) = (record.first().expect("requests").at, record.last().expect("requests").at);
    let makespan = seconds(first, last);
    let members: u64 = waves.iter().filter_map(|wave| spans(wave, &view).pop()).sum();
    let bound = members.max(calls_sent.div_ceil(RATE));
    assert!(makespan * 100 <= bound * 105, "it took {makespan} s, and {bound} s is what it must take");
    assert!(makespan >= members, "it was over before its members were");
}
