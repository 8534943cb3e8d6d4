//! Tells the run of an order as it happens, and what became of it: event stream, lines, report, what undoes it, last line.
//!
//! Imports `planner::document` and `executor::event`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::format::{Column, Format, Layout, Listing, Shape, emit, find_columns};
use super::order::undo_lines;
use super::report::{is_denial, last_line, policy_hint};
use super::{OutputError, Printer, visible_json};
use crate::executor::event::around::{ActEvent, ActWhat};
use crate::executor::event::{Counts, Stop};
use crate::model::{End, RunId, StepId};
use crate::planner::document::order::{Order, PlannedAct, Remark};

static COLUMNS: &[Column] = &[
    Column::new("Act", &["act"]),
    Column::new("Operation", &["operation"]).drops(1),
    Column::new("Target", &["target"]),
    Column::extra("TargetId", &["target_id"]),
    Column::new("End", &["end"]).words(),
    Column::new("Rule", &["rule"]).drops(2),
    Column::new("Reason", &["reason"]).wraps(),
];

/// How an act ended, with its rule and reason.
pub type ActEnd = (End, Option<String>, Option<String>);

/// Refuses columns that the report does not have, before anything is done that it would be about.
///
/// # Errors
/// The first column that is not there.
pub fn check_order_columns(shape: &Shape) -> Result<(), OutputError> {
    match &shape.columns {
        Some(wanted) if shape.query.is_none() => find_columns(COLUMNS, wanted).map(drop),
        Some(_) | None => Ok(()),
    }
}

/// Returns what became of every act of an order; one that is not in `ends` was not started.
#[must_use]
pub fn order_listing(order: &Order, run: &RunId, ends: &BTreeMap<StepId, ActEnd>, counts: Counts) -> Listing {
    // What would take it back is told when it does.
    let is_told = |planned: &&PlannedAct| order.acts.contains(planned) || has_begun(planned, ends);
    let acts = order.all_acts().filter(is_told).map(|planned| {
        let not_started = (End::NotStarted, None, None);
        let (end, rule, reason) = ends.get(&planned.id).unwrap_or(&not_started);
        let target = planned.act.target();
        let mut item = json!({
            "act": planned.id,
            "operation": planned.act.facts().operation,
            "target": order.named(&target),
            "target_id": target,
            "end": end,
        });
        for (name, value) in [("rule", rule), ("reason", reason)] {
            if let Some(value) = value {
                item[name] = value.as_str().into();
            }
        }
        item
    });
    let unchanged = order.unchanged.iter().map(|remark| unchanged_item(order, remark));
    let mut rest = Map::new();
    rest.insert("run".to_owned(), run.as_str().into());
    rest.insert("order".to_owned(), order.id.as_str().into());
    rest.insert("command".to_owned(), order.command.as_str().into());
    rest.insert("scope".to_owned(), json!(order.scope));
    rest.insert("counts".to_owned(), json!(counts));
    rest.insert("access".to_owned(), json!(order.access));
    let taken_back = is_taken_back(order, ends);
    rest.insert("undo".to_owned(), if taken_back { json!([]) } else { json!(order.undo) });
    if order.revert.is_some() {
        rest.insert("taken_back".to_owned(), taken_back.into());
    }
    let items = acts.chain(unchanged).collect();
    Listing { member: "acts", items, rest, columns: COLUMNS, also: &[], layout: Layout::Rows }
}

/// Whether an act was sent, or skipped when its time had come: one that was confirmed away is unchanged.
fn has_begun(planned: &PlannedAct, ends: &BTreeMap<StepId, ActEnd>) -> bool {
    ends.get(&planned.id).is_some_and(|(end, _, _)| !matches!(end, End::Unchanged | End::NotStarted))
}

/// Tells whether an order was taken back, or that was begun.
fn is_taken_back(order: &Order, ends: &BTreeMap<StepId, ActEnd>) -> bool {
    order.revert.iter().flat_map(|revert| &revert.acts).any(|planned| has_begun(planned, ends))
}

fn unchanged_item(order: &Order, remark: &Remark) -> Value {
    json!({
        "target": order.named(&remark.of),
        "target_id": remark.of,
        "end": End::Unchanged,
        "rule": remark.rule,
        "reason": remark.reason,
    })
}

/// The one who tells the run of an order.
#[derive(Debug)]
pub struct OrderTeller<'a> {
    printer: &'a Printer,
    order: &'a Order,
    shape: &'a Shape,
    /// What our commands begin with.
    command: String,
    run: &'a RunId,
    ends: BTreeMap<StepId, ActEnd>,
    counts: Counts,
    resumable: bool,
    stopped: Option<Stop>,
    reader_left: bool,
}

impl<'a> OrderTeller<'a> {
    /// Begins to tell a run; `ends` is how acts ended in earlier sessions of it.
    #[must_use]
    pub fn new(
        printer: &'a Printer,
        (order, run): (&'a Order, &'a RunId),
        shape: &'a Shape,
        command: impl Into<String>,
        ends: BTreeMap<StepId, ActEnd>,
    ) -> Self {
        let (counts, resumable, stopped, reader_left) = (Counts::default(), false, None, false);
        Self { printer, order, shape, command: command.into(), run, ends, counts, resumable, stopped, reader_left }
    }

    /// Tells an event.
    pub fn tell(&mut self, event: &ActEvent) {
        match &event.what {
            ActWhat::RunOpened { run, resumed, .. } => {
                let word = if *resumed { "goes on" } else { "opened" };
                self.printer.status(&format!("run {run} {word} ({})", self.order.scope));
            }
            ActWhat::Sent { act, .. } => {
                let seen_later = "it was sent, and is not seen to its end".to_owned();
                self.ends.insert(act.clone(), (End::Unknown, None, Some(seen_later)));
            }
            ActWhat::Unanswered { act, reason } => self.printer.status(&format!("{act}: {reason}")),
            ActWhat::Postponed { act, reason } => {
                self.ends.remove(act);
                self.printer.status(&format!("{act}: {reason}"));
            }
            ActWhat::Stopped { why, reason } => {
                let reason = reason.as_ref().map_or(String::new(), |reason| format!(": {reason}"));
                self.printer.status(&format!("stopped, since {}{reason}", why.fragment()));
                self.stopped = Some(why.clone());
            }
            ActWhat::Ended { act, end, rule, reason, .. } => {
                self.ends.insert(act.clone(), (*end, rule.clone(), reason.clone()));
            }
            ActWhat::RunEnded { counts, resumable, .. } => {
                self.counts = *counts;
                self.resumable = *resumable;
            }
            ActWhat::Awaits { until } => self.tell_wait(*until),
            ActWhat::Confirmed { reason } => self.printer.status(&format!("{reason}: it stays")),
            ActWhat::Reverts { reason } => self.printer.status(&format!("{reason}: it is taken back")),
            ActWhat::Accepted { .. } => {}
        }
        if self.shape.format == Format::Ndjson && !self.reader_left {
            self.reader_left = self.printer.data(&format!("{}\n", visible_json(&event.to_json().to_string()))).is_err();
        }
    }

    fn tell_wait(&self, until: Timestamp) {
        let until = until.strftime("%H:%M:%S UTC");
        self.printer.status(&format!("done; taken back at {until} unless somebody confirms it"));
        self.printer.hint(&format!(
            "`{} runs confirm {}` in another terminal keeps it; Ctrl-C takes it back at once",
            self.command, self.run
        ));
    }

    /// Writes the report to stdout, what to do next and the last line to stderr; `clean` is exit 0.
    ///
    /// # Errors
    /// When stdout does not take the report, or a column or query does not fit it; the last line is written all the same.
    pub fn finish(self, clean: bool) -> Result<(), OutputError> {
        let wants = match self.shape.format {
            Format::Ndjson => false,
            Format::Table | Format::Tabs => !clean || self.printer.look().volume != super::Volume::Quiet,
            Format::Json | Format::Csv | Format::Ids => true,
        };
        let listing = order_listing(self.order, self.run, &self.ends, self.counts);
        let written = if wants { emit(self.printer, &listing, self.shape) } else { Ok(()) };
        for line in self.next_steps() {
            self.printer.hint(&line);
        }
        let resume = self.resumable.then(|| format!("{} resume {}", self.command, self.run));
        self.printer.last_line(&last_line(self.counts, &self.order.scope, resume.as_deref()), clean);
        match written {
            Err(OutputError::BrokenPipe) => Ok(()),
            other => other,
        }
    }

    fn next_steps(&self) -> Vec<String> {
        let (command, run) = (&self.command, self.run);
        let mut lines = Vec::new();
        if self.counts.failed > 0 {
            lines.push(format!("{} failed: `{command} runs show {run}` has the reasons", self.counts.failed));
        }
        if self.ends.values().filter_map(|(_, _, reason)| reason.as_deref()).any(is_denial) {
            lines.push(policy_hint(self.order.command.split(' ').next().unwrap_or_default()));
        }
        if self.stopped == Some(Stop::Credentials) {
            lines.push("log in again, such as with `aws sso login`, then go on with the run".to_owned());
        }
        // What `resume` still looks at is not for a person to close.
        let unknown = self.ends.iter().find(|(_, (end, _, _))| *end == End::Unknown && !self.resumable);
        if let Some((act, _)) = unknown {
            lines.push(format!(
                "look at what is unknown, then close it with `{command} runs settle {run} {act} --as done|not-done`"
            ));
        }
        if self.counts.done > 0 && !is_taken_back(self.order, &self.ends) {
            lines.extend(undo_lines(self.order, command).iter().map(|line| format!("`{line}` undoes it")));
        }
        lines
    }
}
