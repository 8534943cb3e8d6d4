//! What tests read out of the simulator's record: who was changed, how many at once, and which rules a request broke.
//!
//! The record is written by `sim`, which shares nothing with the code that is tested but the clock.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::env::TestEnv;

/// The requests that a world has answered, the oldest first.
#[derive(Debug)]
pub(crate) struct Record(Vec<Value>);

impl Record {
    /// Reads the record of a world of `--sim`.
    pub(crate) fn of(env: &TestEnv, world: &str) -> Self {
        Self(env.sim_log(world))
    }

    /// Reads the file of `--log`, or that of a world that somebody works on just now.
    pub(crate) fn in_file(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        // The last line is perhaps being written.
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        Self(whole.lines().map(|line| serde_json::from_str(line).expect("a record")).collect())
    }

    /// The desktops whose migration was applied, in the order of the requests, as often as it was.
    pub(crate) fn migrated(&self) -> Vec<&str> {
        self.applied("MigrateWorkspace")
            .map(|record| record["parameters"]["SourceWorkspaceId"].as_str().expect("an id"))
            .collect()
    }

    /// The desktops whose migration was applied; fails when one was applied twice.
    #[track_caller]
    pub(crate) fn migrated_once(&self) -> Vec<&str> {
        let mut sources = self.migrated();
        sources.sort_unstable();
        let sent = sources.len();
        sources.dedup();
        assert_eq!(sources.len(), sent, "a desktop was migrated twice");
        sources
    }

    /// The desktops that a reboot was sent for; fails when one was sent twice.
    #[track_caller]
    pub(crate) fn rebooted(&self) -> BTreeSet<&str> {
        let requests = self
            .applied("RebootWorkspaces")
            .filter_map(|record| record["parameters"]["RebootWorkspaceRequests"].as_array());
        let ids: Vec<&str> = requests.flatten().filter_map(|request| request["WorkspaceId"].as_str()).collect();
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(different.len(), ids.len(), "a desktop was rebooted twice");
        different
    }

    /// How many requests changed something.
    pub(crate) fn changes(&self) -> usize {
        self.0.iter().filter(|record| record["applied"] == true).count()
    }

    /// How many requests there were, by operation.
    pub(crate) fn calls(&self) -> BTreeMap<&str, usize> {
        let mut calls = BTreeMap::new();
        for record in &self.0 {
            *calls.entry(record["operation"].as_str().expect("an operation")).or_default() += 1;
        }
        calls
    }

    /// The codes of the requests that failed.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|record| record["error"].as_str())
    }

    /// How many desktops migrated at once, at most.
    pub(crate) fn in_flight_max(&self) -> u64 {
        self.0.iter().filter_map(|record| record["in_flight"].as_u64()).max().unwrap_or_default()
    }

    /// Every request that broke a rule which the caller could have known.
    pub(crate) fn violations(&self) -> Vec<&Value> {
        self.0.iter().filter(|record| record["violations"] != Value::Array(Vec::new())).collect()
    }

    /// How many requests there were.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn applied(&self, operation: &str) -> impl Iterator<Item = &Value> {
        self.0.iter().filter(move |record| record["operation"] == operation && record["applied"] == true)
    }
}
