//! The record: one line for every request, written before its answer leaves.
//!
//! It is what a test or a person reads afterwards, and what a durable world is folded from. Its members, their names and
//! their order are fixed. Knows nothing of the world.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::call::FailedTarget;

/// One request and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Service time at which it arrived.
    pub at: Timestamp,
    /// Number of the request, counted from 1 over the life of the world.
    pub seq: u64,
    /// Service, as in the signing scope: `workspaces`, `ec2`, `sts`, …
    pub service: String,
    /// Operation or action.
    pub operation: String,
    /// Account of the caller; empty when the request was not signed.
    pub account: String,
    /// Region of the signing scope; empty when the request was not signed.
    pub region: String,
    /// Parameters as received; null when the body was no JSON.
    pub parameters: Value,
    /// HTTP status, also of an answer that was lost; 0 when the connection dropped before there was one.
    pub status: u16,
    /// Error code.
    pub error: Option<String>,
    /// Targets refused one by one inside an answer of status 200.
    pub failed: Vec<FailedTarget>,
    /// Whether anything was changed by it, or will be: for a late change, whether its rules held at its time as far as
    /// that could be told when the connection dropped.
    pub applied: bool,
    /// Whether the connection dropped, and where the change stood.
    pub lost: Option<Lost>,
    /// How many desktops this operation keeps busy after the request; for `MigrateWorkspace` all that migrate.
    pub in_flight: u64,
    /// Rows of domain.md that the request broke and that the caller could have known, refused or not.
    pub violations: Vec<String>,
}

/// Where the change stood when the connection dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lost {
    /// It was not made, and never will be.
    Before,
    /// It was made.
    After,
    /// It will be made later.
    Late,
}

/// What became of the requests of one operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many came.
    pub calls: u64,
    /// How many of them were refused as too fast.
    pub throttled: u64,
    /// How many of them got no answer.
    pub lost: u64,
    /// How many of them got another error.
    pub errors: u64,
}

/// Codes of a refusal as too fast, of all services.
const TOO_FAST: [&str; 4] = ["ThrottlingException", "RequestLimitExceeded", "Throttling", "TooManyRequestsException"];

/// Counts a record by operation.
pub(super) fn tallies(record: &[Record]) -> BTreeMap<String, Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    for line in record {
        let tally = tallies.entry(line.operation.clone()).or_default();
        tally.calls += 1;
        match &line.error {
            _ if line.lost.is_some() => tally.lost += 1,
            Some(code) if TOO_FAST.contains(&code.as_str()) => tally.throttled += 1,
            Some(_) => tally.errors += 1,
            None => {}
        }
    }
    tallies
}

/// A file that lines are added to.
#[derive(Debug)]
pub(super) struct Sink {
    file: File,
}

impl Sink {
    /// Opens a file for adding lines; makes it when there is none.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        Ok(Self { file })
    }

    /// Adds a line and hands it to the operating system, so that the end of this process cannot take it back.
    ///
    /// # Errors
    /// When not the whole line could be written.
    pub(super) fn add(&mut self, line: &[u8]) -> io::Result<()> {
        // One write, so that lines of one process never mix; a file has no buffer of ours that would need a flush.
        self.file.write_all(line)
    }
}

impl Record {
    /// Returns the line, with its line feed.
    pub(super) fn line(&self) -> Vec<u8> {
        // Text, numbers and lists only: there is nothing in it that cannot be written as JSON.
        let mut line = serde_json::to_vec(self).unwrap_or_default();
        line.push(b'\n');
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_its_members_in_the_fixed_order() {
        let record = Record {
            at: "2026-01-05T08:00:00.5Z".parse().expect("a moment"),
            seq: 3,
            service: "workspaces".to_owned(),
            operation: "MigrateWorkspace".to_owned(),
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            parameters: serde_json::json!({"SourceWorkspaceId": "ws-1", "BundleId": "wsb-1"}),
            status: 400,
            error: Some("OperationNotSupportedException".to_owned()),
            failed: vec![FailedTarget { id: "ws-1".to_owned(), code: "X".to_owned() }],
            applied: false,
            lost: Some(Lost::Late),
            in_flight: 2,
            violations: vec!["D-01".to_owned()],
        };
        let line = String::from_utf8(record.line()).expect("text");
        let expected = concat!(
            r#"{"at":"2026-01-05T08:00:00.5Z","seq":3,"service":"workspaces","operation":"MigrateWorkspace","#,
            r#""account":"111122223333","region":"us-east-1","#,
            r#""parameters":{"BundleId":"wsb-1","SourceWorkspaceId":"ws-1"},"status":400,"#,
            r#""error":"OperationNotSupportedException","failed":[{"id":"ws-1","code":"X"}],"#,
            r#""applied":false,"lost":"late","in_flight":2,"violations":["D-01"]}"#,
            "\n"
        );
        assert_eq!(line, expected);
        assert_eq!(serde_json::from_str::<Record>(&line).expect("a record"), record);
    }
}
