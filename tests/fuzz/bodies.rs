//! What each fuzz target does with its bytes: reads them as the product would, and asserts what must hold of the result.
//!
//! Compiled twice: in the fuzz crate, and in `tests/it/fuzz.rs`, which runs every body on its seeds and on generated
//! input with each `cargo test`. Uses what is public of deskfleet only.

use std::fmt::{Debug, Display};
use std::path::Path;
use std::str::FromStr;
use std::sync::OnceLock;

use deskfleet::config::env::Variables;
use deskfleet::config::{ConfigFile, Flags, resolve};
use deskfleet::inventory::{
    SelectionError, TagPattern, Target, parse_compute_type, parse_operating_system, parse_protocol, parse_running_mode,
    parse_state, parse_unused_for, read_targets,
};
use deskfleet::journal::{ApprovalRow, AttemptOutcome, Journal, NewRun, StepRow, StepState};
use deskfleet::model::{Changed, Limit, RunId, StepId, Verb, WorkspaceId, format_span, parse_span};
use deskfleet::planner::check;
use deskfleet::planner::document::{Plan, Seal, canonical};
use deskfleet::sim::http::Request;
use deskfleet::sim::{Sim, WorldSpec};
use serde_json::Value;

/// Words of a selection: what is read prints as itself.
pub fn selections(data: &[u8]) {
    fn prints_as_itself<T: FromStr<Err: Debug> + Display + PartialEq + Debug>(text: &str) {
        if let Ok(value) = text.parse::<T>() {
            assert_eq!(value.to_string().parse::<T>().expect("what was printed"), value);
        }
    }
    let Ok(text) = std::str::from_utf8(data) else { return };
    prints_as_itself::<Target>(text);
    prints_as_itself::<TagPattern>(text);
    prints_as_itself::<Limit>(text);
    prints_as_itself::<WorkspaceId>(text);
    prints_as_itself::<RunId>(text);
    if let Ok(run) = text.parse::<RunId>() {
        assert!(!run.as_str().contains(['/', '\\', '\0']), "it becomes a file name: {run}");
    }
    if let Ok(seconds) = parse_span(text) {
        // Two units of the largest that fit: never more than what was read.
        assert!(parse_span(&format_span(seconds)).expect("a span") <= seconds);
    }
    let _ = (parse_state(text), parse_compute_type(text), parse_operating_system(text), parse_protocol(text));
    let _ = (parse_running_mode(text), parse_unused_for(text));
}

/// A list of targets, in any form and encoding: read, or refused with a place that is there.
pub fn lists(data: &[u8]) {
    match read_targets(data) {
        Ok(targets) => {
            assert!(targets.len() <= data.len());
            for target in targets {
                assert_eq!(target.to_string().parse::<Target>().expect("what was printed"), target);
            }
        }
        Err(SelectionError::File { line, column, .. }) => {
            assert!((1..=data.len() + 1).contains(&line) && (1..=data.len() + 2).contains(&column));
        }
        Err(other) => assert!(!other.to_string().is_empty()),
    }
}

/// A plan, sealed or not: what is read is written as it was, and the linter has an answer to it.
pub fn plans(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(value) = serde_json::from_str::<Value>(text)
        && let Ok(bytes) = canonical(&value)
    {
        let again: Value = serde_json::from_str(&bytes).expect("canonical bytes are JSON");
        assert_eq!(canonical(&again).expect("canonical"), bytes);
    }
    let Ok(plan) = Plan::read(text, Seal::Renewed) else { return };
    let written = plan.to_text().expect("it has no floats: it was read");
    assert_eq!(Plan::read(&written, Seal::Intact).expect("what was sealed can be applied"), plan);
    if let Ok(intact) = Plan::read(text, Seal::Intact) {
        assert_eq!(intact.id, plan.id, "the seal is that of the bytes");
    }
    for note in check(&plan, Some(plan.made_at)) {
        assert!(!note.text.is_empty());
    }
    let _ = (plan.is_blocked(), plan.held_steps());
    assert!(plan.selected() >= plan.steps.len());
}

/// A config file: settings, or an error with line and column.
pub fn config(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = ConfigFile::read(Path::new("c.toml"), text)
        .and_then(|file| resolve(Flags::default(), &Variables::default(), Some(&file)));
    match read {
        Ok(settings) => assert!(!settings.rows().is_empty()),
        Err(error) => {
            assert!(error.message.starts_with("c.toml:"), "{error:?}");
            assert!(error.hint.is_some() && !error.message.contains('\n'), "{error:?}");
        }
    }
}

/// A request to the built-in service: operation, form or target, and body. It answers whatever comes, in the form of the
/// protocol.
pub fn wire(data: &[u8]) {
    const JSON: &[&str] = &[
        "DescribeWorkspaces",
        "DescribeWorkspaceDirectories",
        "DescribeWorkspaceBundles",
        "DescribeWorkspacesConnectionStatus",
        "DescribeWorkspaceSnapshots",
        "DescribeTags",
        "MigrateWorkspace",
        "RebootWorkspaces",
        "CreateWorkspaces",
    ];
    let Some((kind, body)) = data.split_first() else { return };
    let kind = usize::from(*kind);
    let service = ["ec2", "sts"].get(kind.wrapping_sub(JSON.len())).copied().unwrap_or("workspaces");
    let credential = format!("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260105/us-east-1/{service}/aws4_request");
    let mut headers = vec![("authorization".to_owned(), credential)];
    if let Some(operation) = JSON.get(kind) {
        headers.push(("x-amz-target".to_owned(), format!("WorkspacesService.{operation}")));
    } else if service == "workspaces" {
        // Neither: the headers themselves are somebody's own.
        let text = String::from_utf8_lossy(body);
        headers = text.lines().filter_map(|line| line.split_once(':')).map(|(a, b)| (a.into(), b.into())).collect();
    }
    let spec = WorldSpec { desktops: 4, rate: 0.0, ..WorldSpec::default() };
    let start = spec.start;
    let sim = Sim::in_memory(spec);
    let request = Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers.into_iter().collect(),
        body: body.to_vec(),
    };
    let answer = sim.step(start, &request).answer.expect("nothing gets lost in this world");
    assert!(answer.body.len() <= (64 << 10) + 8 * body.len(), "{} bytes of answer", answer.body.len());
    if answer.body.first() == Some(&b'<') {
        let mut reader = quick_xml::Reader::from_reader(answer.body.as_slice());
        let mut buffer = Vec::new();
        while !matches!(reader.read_event_into(&mut buffer).expect("XML"), quick_xml::events::Event::Eof) {}
    } else {
        serde_json::from_slice::<Value>(&answer.body).expect("JSON");
    }
    assert_eq!(sim.record().len(), 1);
}

/// Rows of journal and ledger that somebody wrote into the file: readable, or refused; each three bytes and a length
/// choose a cell and what stands in it.
pub fn journal(data: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("journal.db");
    std::fs::write(&path, whole_journal()).expect("written");
    damage(&path, data);
    let Ok(journal) = Journal::open(&path) else { return };
    let runs = journal.runs().unwrap_or_default();
    let mut ids: Vec<RunId> = runs.into_iter().map(|row| row.run).collect();
    ids.push(run_id());
    for id in ids {
        if let Ok(Some(run)) = journal.run(&id) {
            for row in &run.steps {
                let _ = journal.attempts(&id, &row.step);
            }
            let _ = Plan::read(&run.plan_text, Seal::Intact);
        }
    }
    let _ = (
        journal.claims(),
        journal.lineage(),
        journal.in_flight_elsewhere(&run_id(), Verb::Migrate, &Changed::Migrate, at()),
    );
    let _ = journal.ledger(&WorkspaceId::from_service("ws-00000001"));
}

fn run_id() -> RunId {
    "R-20260105T080000Z-0001".parse().expect("a run id")
}

fn at() -> jiff::Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a time")
}

/// Sets cells to what the data says, past all checks of the database.
fn damage(path: &Path, data: &[u8]) {
    const COLUMNS: &str = "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' ORDER BY m.name, c.cid";
    let connection = rusqlite::Connection::open(path).expect("a database");
    connection
        .execute_batch("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        .expect("pragmas");
    let columns: Vec<(String, String)> = connection
        .prepare(COLUMNS)
        .and_then(|mut query| query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("columns");
    let mut rest = data;
    while let [which, kind, length, tail @ ..] = rest {
        let (value, tail) = tail.split_at(usize::from(*length).min(tail.len()));
        rest = tail;
        let (table, column) = &columns[usize::from(*which) % columns.len()];
        let number = value.iter().fold(0_i64, |sum, byte| sum.wrapping_mul(257).wrapping_add(i64::from(*byte)));
        let text = String::from_utf8_lossy(value).into_owned();
        let value = match kind % 4 {
            0 => rusqlite::types::Value::Text(text),
            1 => rusqlite::types::Value::Integer(number),
            2 => rusqlite::types::Value::Null,
            _ => rusqlite::types::Value::Blob(value.to_vec()),
        };
        // STRICT tables refuse some; the others must be stopped by whoever reads.
        let _ = connection.execute(&format!("UPDATE {table} SET {column} = ?1"), [value]);
    }
}

/// A journal with a run in it whose steps are in several states, as the bytes of its file.
fn whole_journal() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("journal.db");
        let text = include_str!("seeds/plans/migrate.json");
        let plan = Plan::read(text, Seal::Intact).expect("the plan of the seeds");
        let mut journal = Journal::open(&path).expect("a journal");
        let approval = ApprovalRow { who: "alice".to_owned(), how: "--yes".to_owned(), count: 2, at: at() };
        let left_out = std::collections::BTreeSet::new();
        let run = run_id();
        let new = NewRun {
            run: run.clone(),
            plan: &plan,
            plan_text: text,
            approval,
            left_out: &left_out,
            elsewhere: std::collections::BTreeMap::new(),
            adopted: std::collections::BTreeMap::new(),
            at: at(),
        };
        journal.open_run(&new).expect("opened");
        let sent = |step: &StepId| StepRow {
            state: StepState::Intended,
            attempts: 1,
            first_sent_at: Some(at()),
            last_sent_at: Some(at()),
            ..StepRow::waiting(step.clone())
        };
        let row = sent(&plan.steps[0].id);
        journal.intend(&run, std::slice::from_ref(&row), at(), "MigrateWorkspace").expect("intended");
        let row = StepRow { state: StepState::Unknown, ..row };
        let lost = AttemptOutcome::Unknown("no answer".to_owned());
        journal.outcome(&run, &[(row, lost)], at()).expect("recorded");
        drop(journal);
        std::fs::read(path).expect("bytes")
    })
}
