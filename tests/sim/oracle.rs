//! What must hold after every run, judged by the service's own record and world.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::sim::{Record, Sim, WorldView};
use jiff::Timestamp;

const MIGRATE: &str = "MigrateWorkspace";

/// Sends of a source, in order, that were not surely without effect.
fn sends(record: &[Record]) -> BTreeMap<&str, Vec<&Record>> {
    let mut sends: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    for line in record.iter().filter(|line| line.operation == MIGRATE) {
        let answered_no = line.lost.is_none() && (400..500).contains(&line.status);
        if !answered_no {
            let source = line.parameters["SourceWorkspaceId"].as_str().expect("a source");
            sends.entry(source).or_default().push(line);
        }
    }
    sends
}

/// Asserts everything that holds whatever happened.
#[track_caller]
pub(crate) fn judge(sim: &Sim) {
    let record = sim.record();
    let mut applied: BTreeMap<&str, u32> = BTreeMap::new();
    for line in &record {
        assert!(line.violations.is_empty(), "a rule was broken: {line:?}");
        if line.operation == MIGRATE {
            assert!(line.in_flight <= 25, "more than 25 at once: {line:?}");
            if line.applied {
                *applied.entry(line.parameters["SourceWorkspaceId"].as_str().expect("a source")).or_default() += 1;
            }
        } else {
            assert!(!line.applied, "something else was changed: {line:?}");
        }
    }
    let twice: Vec<_> = applied.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "migrated more than once: {twice:?}");
    for (source, sends) in sends(&record) {
        assert!(sends.len() <= 2, "{source} was sent {} times", sends.len());
        for pair in sends.windows(2) {
            assert_proven(&record, source, pair[0], pair[1]);
        }
    }
}

/// Between two sends of one target: three reads that show it, a minute apart, the last an hour after the first send.
fn assert_proven(record: &[Record], source: &str, first: &Record, second: &Record) {
    let reads: Vec<Timestamp> = record
        .iter()
        .filter(|line| line.seq > first.seq && line.seq < second.seq)
        .filter(|line| line.operation == "DescribeWorkspaces" && line.status == 200 && line.lost.is_none())
        .filter(|line| {
            let ids = line.parameters["WorkspaceIds"].as_array();
            ids.is_some_and(|ids| ids.iter().any(|id| id == source))
        })
        .map(|line| line.at)
        .collect();
    let mut apart = Vec::new();
    for at in reads {
        if apart.last().is_none_or(|last: &Timestamp| at.duration_since(*last).as_secs() >= 60) {
            apart.push(at);
        }
    }
    let late = apart.last().is_some_and(|last| last.duration_since(first.at).as_secs() >= 3_600);
    assert!(apart.len() >= 3 && late, "{source} was sent again on {} reads: {first:?} {second:?}", apart.len());
}

/// What a person would call the state of a fleet: without ids, addresses and times, which a migration makes anew.
pub(crate) fn fleet(view: &WorldView) -> BTreeSet<String> {
    view.desktops
        .iter()
        .map(|desktop| {
            format!(
                "{}/{} {} {} {} {:?} {}+{}",
                desktop.directory,
                desktop.user,
                desktop.state,
                desktop.bundle,
                desktop.running_mode,
                desktop.tags,
                desktop.root_gib,
                desktop.user_gib
            )
        })
        .collect()
}
