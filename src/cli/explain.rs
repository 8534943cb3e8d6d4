//! `explain`: what a rule checks, what it rests on, and what to do about it.

use clap::Args;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use crate::output::{Column, Layout, Listing, emit};
use crate::planner::{About, Card, Severity, cards, find_card};

/// Arguments of `explain`
#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArgs {
    /// Rules, such as MIG-03; without any: all, in short
    #[arg(value_name = "RULE-ID")]
    rules: Vec<String>,
    /// All rules, with everything about them
    #[arg(long, conflicts_with = "rules")]
    all: bool,
}

static COLUMNS: &[Column] = &[
    Column::new("Rule", &["rule"]),
    Column::new("Severity", &["severity"]),
    Column::new("About", &["about"]),
    Column::new("Title", &["title"]),
    Column::extra("Says", &["says"]),
    Column::extra("Advice", &["advice"]),
    Column::extra("RestsOn", &["rows"]),
    Column::extra("Dated", &["dated"]),
    Column::extra("LoweredBy", &["lowered_by"]),
];

pub(super) fn run(context: &Context, args: &ExplainArgs) -> Result<Exit, CliError> {
    let mut shape = context.shape().clone();
    let chosen = match args.rules.as_slice() {
        [] => cards(),
        ids => ids.iter().map(|id| find_card(id)).collect::<Result<Vec<_>, _>>()?,
    };
    let is_short = args.rules.is_empty() && !args.all;
    let layout = if is_short { Layout::Rows } else { Layout::Blocks };
    if !is_short {
        shape.columns.get_or_insert_with(|| COLUMNS.iter().map(|column| column.name.to_owned()).collect());
    }
    let listing = Listing {
        member: "rules",
        items: chosen.into_iter().map(item).collect(),
        rest: Map::new(),
        columns: COLUMNS,
        also: &[],
        layout,
    };
    emit(context.printer(), &listing, &shape)?;
    Ok(Exit::Done)
}

fn item(rule: Card) -> Value {
    json!({
        "rule": rule.id,
        "severity": severity_word(rule.severity),
        "about": rule.about.to_string(),
        "title": rule.title,
        "says": rule.says,
        "advice": rule.advice,
        "rows": rule.rows,
        "dated": rule.dated,
        "lowered_by": lowered_by(rule.about),
    })
}

/// Where a rule can be lowered: ours not once and for all.
fn lowered_by(about: About) -> &'static [&'static str] {
    match about {
        About::Service => &["--allow", "config"],
        About::Own => &["--allow"],
    }
}

pub(super) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Unchanged => "unchanged",
        Severity::Refuse => "refuse",
        Severity::Skip => "skip",
        Severity::Hold => "hold",
        Severity::Warn => "warn",
    }
}
