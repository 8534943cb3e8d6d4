//! The rows of `history`: a change that was sent, a refusal, an end, a new id, a state that was seen.
//!
//! Only words are chosen here; what is known comes from the journal.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::journal::{Journal, JournalError, Lineage, PastStep};
use crate::model::{Change, End, Source, WorkspaceId};
use crate::output::Column;

pub(super) static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["workspace_id"]).whole(),
    Column::new("At", &["at"]).moment(),
    Column::new("Event", &["event"]).words(),
    Column::new("What", &["what"]).whole(),
    Column::new("Detail", &["detail"]).wraps(),
    Column::new("By", &["by"]),
    Column::extra("Verb", &["verb"]),
    Column::extra("Before", &["before"]),
    Column::extra("After", &["after"]),
    Column::extra("EventId", &["event_id"]),
];

/// A row, and its moment.
pub(super) struct Row {
    pub(super) at: Timestamp,
    pub(super) item: Value,
}

/// Which ids came after an id.
pub(super) type Heirs = BTreeMap<WorkspaceId, Vec<Lineage>>;

/// Reads which ids came after each: once, for all desktops.
///
/// # Errors
/// When the journal can't be read.
pub(super) fn heirs(journal: &Journal) -> Result<Heirs, JournalError> {
    let mut heirs = Heirs::new();
    for entry in journal.lineage()? {
        heirs.entry(entry.old.clone()).or_default().push(entry);
    }
    Ok(heirs)
}

/// Returns all that is known of a desktop under one id, in no order.
///
/// # Errors
/// When the journal can't be read.
pub(super) fn rows_of(journal: &Journal, heirs: &Heirs, id: &WorkspaceId) -> Result<Vec<Row>, JournalError> {
    let mut rows: Vec<Row> = journal.ledger(id)?.iter().map(|change| change_row(id, change)).collect();
    rows.extend(journal.past_steps(id)?.iter().filter_map(|step| end_row(id, step)));
    for entry in heirs.get(id).into_iter().flatten() {
        let item = json!({
            "workspace_id": id, "at": entry.at, "event": "replaced", "what": entry.new,
            "detail": "it has this id since", "by": entry.run,
        });
        rows.push(Row { at: entry.at, item });
    }
    for seen in journal.states(id)? {
        let item = json!({
            "workspace_id": id, "at": seen.first_at, "event": "seen", "what": seen.state, "detail": "first seen so",
        });
        rows.push(Row { at: seen.first_at, item });
    }
    Ok(rows)
}

fn change_row(id: &WorkspaceId, change: &Change) -> Row {
    let values = match (&change.before, &change.after) {
        (Some(before), Some(after)) => Some(format!("{before} to {after}")),
        (None, Some(after)) => Some(format!("to {after}")),
        (_, None) => None,
    };
    let doubt = match (change.source, change.certain) {
        (Source::Run | Source::CloudTrail, false) => Some("perhaps: the answer never came"),
        (Source::Run | Source::CloudTrail, true) => None,
        (Source::Refusal, _) => Some("refused, a clock was running"),
    };
    let detail: Vec<&str> = values.as_deref().into_iter().chain(doubt).collect();
    let (event, event_id) = match change.source {
        Source::Run => ("sent", None),
        Source::Refusal => ("refused", None),
        Source::CloudTrail => ("changed", Some(&change.origin)),
    };
    let by = change.who.as_ref().or((change.source != Source::CloudTrail).then_some(&change.origin));
    let item = json!({
        "workspace_id": id, "at": change.at, "event": event, "what": change.what, "detail": detail.join(", "), "by": by,
        "source": change.source, "certain": change.certain, "before": change.before, "after": change.after,
        "event_id": event_id,
    });
    Row { at: change.at, item }
}

/// How a step ended, and why; one that is done says all by that.
fn end_row(id: &WorkspaceId, step: &PastStep) -> Option<Row> {
    let (end, at) = (step.row.end?, step.row.ended_at?);
    let detail = match (&step.row.reason, end) {
        (Some(reason), _) => reason.clone(),
        (None, End::Done) => format!("{} is proven", step.verb),
        (None, _) => step.verb.to_string(),
    };
    let item = json!({
        "workspace_id": id, "at": at, "event": "ended", "what": end, "detail": detail, "by": step.run, "verb": step.verb,
        "step": step.row.step, "rule": step.row.rule,
    });
    Some(Row { at, item })
}
