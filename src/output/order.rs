//! An order as a person reads it before saying yes: what, where, who may come in before and after, and what undoes it.
//!
//! Imports `planner::document`.

use std::fmt::Write as _;

use super::plan::{VALUE_INDENT, moment};
use super::wrap::wrap;
use super::{OutputError, Printer, quoted, visible};
use crate::model::format_span;
use crate::planner::document::order::{Order, Remark};

/// Shows an order on stderr: it is what the question after it is about.
pub fn show_order(printer: &Printer, order: &Order, command: &str) {
    printer.page(&printer.fitted(text(order, command).trim_end(), VALUE_INDENT));
}

/// Shows an order on stdout, for a command whose result it is.
///
/// # Errors
/// When stdout does not take it.
pub fn print_order(printer: &Printer, order: &Order, command: &str) -> Result<(), OutputError> {
    let text = text(order, command);
    match printer.look().out_width() {
        Some(width) => printer.data(&(wrap(&text, width, VALUE_INDENT) + "\n")),
        None => printer.data(&text),
    }
}

/// Returns the commands that undo an order, one a line.
pub(super) fn undo_lines(order: &Order, command: &str) -> Vec<String> {
    let line = |words: &Vec<String>| {
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        format!("{command} {}", words.join(" "))
    };
    order.undo.iter().map(line).collect()
}

/// Returns the name of something with its id, as far as it has both.
pub(super) fn label(order: &Order, id: &str) -> String {
    match order.named(id) {
        name if name == id => visible(id).into_owned(),
        name => format!("{} ({})", visible(name), visible(id)),
    }
}

/// Returns an order in words, with names from outside escaped.
fn text(order: &Order, command: &str) -> String {
    let mut text = String::new();
    let changes = if order.acts.len() == 1 { "change" } else { "changes" };
    let _ = writeln!(text, "{}: {} {changes}", order.command, order.acts.len()); // writing to a String can't fail
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "  {name:<14}  {value}");
    };
    line("where", &order.scope.to_string());
    if let Some(endpoint) = &order.scope.endpoint {
        line("endpoint", &visible(endpoint));
    }
    line("order", &format!("{}, made {}", order.id.short(), moment(order.made_at)));
    if let Some(reason) = &order.reason {
        line("reason", &visible(reason));
    }
    if !order.lowered.is_empty() {
        let lowered: Vec<&str> = order.lowered.iter().map(String::as_str).collect();
        line("lowered rules", &visible(&lowered.join(", ")));
    }
    if !order.must_admit.is_empty() {
        line("must admit", &visible(&order.must_admit.join(", ")));
    }
    for planned in &order.acts {
        line(planned.id.as_str(), &visible(&planned.act.says(|id| order.named(id).to_owned())));
    }
    if let Some(revert) = &order.revert {
        let after = format_span(revert.after_s);
        line("taken back", &format!("after {after}, unless `runs confirm` keeps it"));
        for planned in &revert.acts {
            line(&format!("  {}", planned.id), &visible(&planned.act.says(|id| order.named(id).to_owned())));
        }
    }
    for change in &order.access {
        line("may come in", &format!("to {}", label(order, change.directory_id.as_str())));
        line("  before", &visible(&change.before.to_string()));
        line("  after", &visible(&change.after.to_string()));
    }
    for undone in undo_lines(order, command) {
        line("undone by", &visible(&undone));
    }
    remarks(&mut text, order, "refused", &order.refused);
    remarks(&mut text, order, "unchanged", &order.unchanged);
    remarks(&mut text, order, "warning", &order.warnings);
    text
}

fn remarks(text: &mut String, order: &Order, word: &str, remarks: &[Remark]) {
    for remark in remarks {
        let (rule, of) = (visible(&remark.rule), visible(order.named(&remark.of)).into_owned());
        let _ = writeln!(text, "  {word} {rule}: {of}: {}", visible(&remark.reason));
    }
}
