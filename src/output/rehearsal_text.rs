//! A rehearsal as a person reads it: how long, how it ends, what went wrong and why, in 80 columns.
//!
//! Names stand in the document (`-o json`); here causes are counted. Imports `model` and `output::rehearsal`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::SignedDuration;

use super::plan::moment;
use super::rehearsal::{Rehearsal, RehearsedRun};
use super::wrap::wrap;
use super::{OutputError, Printer, visible};
use crate::model::{End, format_span};

/// Where the values stand, and what is broken off goes on.
const VALUE_INDENT: usize = 18;
/// How many waves, subnets and causes are shown.
const WAVES_MAX: usize = 12;
const SUBNETS_MAX: usize = 8;
const CAUSES_MAX: usize = 12;
/// How a kind of id begins; which one it is says nothing about the cause.
const ID_STARTS: [&str; 3] = ["ws-", "eni-", "sg-"];

/// Ends that are worth a cause, the worst first.
const TOLD: [End; 5] = [End::Failed, End::Unknown, End::NotStarted, End::Held, End::Skipped];

/// Shows a rehearsal on stdout.
///
/// # Errors
/// When stdout does not take it.
pub fn print_rehearsal(printer: &Printer, rehearsal: &Rehearsal<'_>) -> Result<(), OutputError> {
    let text = rehearsal_text(rehearsal);
    match printer.look().out_width() {
        Some(width) => printer.data(&(wrap(&text, width, VALUE_INDENT) + "\n")),
        None => printer.data(&text),
    }
}

/// Returns a rehearsal in words, with names from outside escaped.
#[must_use]
pub fn rehearsal_text(rehearsal: &Rehearsal<'_>) -> String {
    let plan = rehearsal.plan;
    let seeds: Vec<String> = rehearsal.runs.iter().map(|run| run.seed.to_string()).collect();
    let seeds = match seeds.as_slice() {
        [only] => format!("seed {only}"),
        [first, .., last] => format!("{} runs, seeds {first} to {last}", seeds.len()),
        [] => "no runs".to_owned(),
    };
    let mut lines = Lines(format!("rehearsed {} of {} selected, {seeds}\n", plan.intent.verb, plan.selected()));
    lines.add("where", &format!("{}, a world made from the plan", rehearsal.scope()));
    lines.add("plan", &format!("{}, made {}: the world begins then", plan.id.short(), moment(plan.made_at)));
    if !rehearsal.faults.is_empty() {
        lines.add("faults", &rehearsal.faults);
    }
    lines.add("durations", &rehearsal.durations());
    let estimate = format_span(plan.estimate.duration_s);
    let makespan = pair(rehearsal, |run| run.makespan_s, format_span);
    lines.add("makespan", &format!("{makespan}; the plan estimates {estimate}"));
    lines.add("ends", &ends(rehearsal));
    lines.add("calls", &calls(rehearsal));
    lines.add("throttled", &pair(rehearsal, |run| run.total().throttled, |count| count.to_string()));
    lines.add("lost answers", &pair(rehearsal, |run| run.total().lost, |count| count.to_string()));
    lines.add("late", &pair(rehearsal, |run| run.late, |count| count.to_string()));
    windows(&mut lines, rehearsal);
    waves(&mut lines, rehearsal);
    addresses(&mut lines, rehearsal);
    for end in TOLD {
        causes(&mut lines, rehearsal, end);
    }
    for run in &rehearsal.runs {
        if let Some(why) = run.stopped {
            lines.add("stopped", &format!("seed {}: {}", run.seed, why.replace('_', " ")));
        }
    }
    for (text, count) in &rehearsal.assumed {
        lines.add("assumed", &format!("{} ({count})", visible(text)));
    }
    lines.0
}

struct Lines(String);

impl Lines {
    fn add(&mut self, name: &str, value: &str) {
        let _ = writeln!(self.0, "  {name:<14}  {value}"); // writing to a String can't fail
    }

    fn below(&mut self, text: &str) {
        let _ = writeln!(self.0, "    {text}");
    }
}

/// Writes a number of all runs: one number of one run, else the middle and the worst.
fn pair(rehearsal: &Rehearsal<'_>, number: impl Fn(&RehearsedRun) -> u64, text: impl Fn(u64) -> String) -> String {
    let (median, worst) = rehearsal.median_and_worst(number);
    if rehearsal.runs.len() == 1 { text(worst) } else { format!("{} median, {} worst", text(median), text(worst)) }
}

fn ends(rehearsal: &Rehearsal<'_>) -> String {
    let Some(worst) = rehearsal.worst() else {
        return String::new();
    };
    let ends: Vec<String> = End::ALL.iter().map(|end| format!("{} {}", worst.counts.of(*end), end.word())).collect();
    let whose = if rehearsal.runs.len() == 1 { String::new() } else { format!(" (worst run, seed {})", worst.seed) };
    format!("{}{whose}", ends.join(", "))
}

fn calls(rehearsal: &Rehearsal<'_>) -> String {
    let total = pair(rehearsal, |run| run.total().calls, |count| count.to_string());
    let operations: BTreeSet<&String> = rehearsal.runs.iter().flat_map(|run| run.calls.keys()).collect();
    let each: Vec<String> = operations
        .into_iter()
        .map(|name| {
            let count = |run: &RehearsedRun| run.calls.get(name).map_or(0, |calls| calls.calls);
            format!("{} {}", rehearsal.median_and_worst(count).0, visible(name))
        })
        .collect();
    let median = if rehearsal.runs.len() == 1 { "" } else { "median: " };
    format!("{total} ({median}{})", each.join(", "))
}

/// When each window would end, of the worst run: what was sent in it, and when the last of that was over.
fn windows(lines: &mut Lines, rehearsal: &Rehearsal<'_>) {
    let Some(worst) = rehearsal.worst() else { return };
    let at = |after_s: u64| {
        let span = SignedDuration::from_secs(i64::try_from(after_s).unwrap_or(0));
        rehearsal.plan.made_at.checked_add(span).map_or_else(|_| format_span(after_s), moment)
    };
    for (number, window) in (1..).zip(&worst.windows) {
        let (opens, closes) = (at(window.opens_after_s), at(window.closes_after_s));
        let ends =
            window.ended_after_s.map_or("nothing ended".to_owned(), |ended| format!("the last ends {}", at(ended)));
        let desktops = if window.targets == 1 { "desktop" } else { "desktops" };
        let late = window.ended_after_s.is_some_and(|ended| ended > window.closes_after_s);
        let late = if late { ", after it has closed" } else { "" };
        let text = format!("{opens} to {closes}: {} {desktops}, {ends}{late}", window.targets);
        lines.add(&format!("window {number}"), &text);
    }
}

fn waves(lines: &mut Lines, rehearsal: &Rehearsal<'_>) {
    let count = rehearsal.runs.first().map_or(0, |run| run.waves.len());
    for at in 0..count {
        // The first ones and the last.
        if count > WAVES_MAX && (WAVES_MAX - 2..count - 1).contains(&at) {
            if at == WAVES_MAX - 2 {
                lines.add("…", &format!("{} more waves", count - WAVES_MAX + 1));
            }
            continue;
        }
        let ended = |run: &RehearsedRun| run.waves.get(at).and_then(|wave| wave.ended_after_s);
        let targets = rehearsal.runs[0].waves[at].targets;
        let began = rehearsal.runs.iter().all(|run| ended(run).is_some());
        let text = if began {
            format!("ends after {}", pair(rehearsal, |run| ended(run).unwrap_or(0), format_span))
        } else {
            "does not end in every run".to_owned()
        };
        lines.add(
            &format!("wave {}", at + 1),
            &format!("{targets} {}, {text}", if targets == 1 { "desktop" } else { "desktops" }),
        );
    }
}

fn addresses(lines: &mut Lines, rehearsal: &Rehearsal<'_>) {
    let subnets = rehearsal.runs.first().map(|run| run.addresses.as_slice()).unwrap_or_default();
    // The tightest first: there is where it goes wrong.
    let mut told: Vec<(u64, u64, usize)> = Vec::new();
    for (at, subnet) in subnets.iter().enumerate() {
        let least = rehearsal.runs.iter().filter_map(|run| run.addresses.get(at));
        if let Some((least, after_s)) = least.map(|subnet| (subnet.least, subnet.least_after_s)).min()
            && least < subnet.at_begin
        {
            told.push((least, after_s, at));
        }
    }
    told.sort_unstable();
    for (least, after_s, at) in told.iter().take(SUBNETS_MAX) {
        let subnet = &subnets[*at];
        lines.add(
            "addresses",
            &format!(
                "{}: {} free, at the least {least} after {}",
                visible(&subnet.subnet_id),
                subnet.at_begin,
                format_span(*after_s)
            ),
        );
    }
    if let Some(more @ 1..) = told.len().checked_sub(SUBNETS_MAX) {
        lines.add("addresses", &format!("and {more} more subnets"));
    }
}

/// Counts the targets of an end by rule and cause, over all runs.
fn causes(lines: &mut Lines, rehearsal: &Rehearsal<'_>, end: End) {
    // By rule and cause: how many in all, and in how many runs.
    let mut found: BTreeMap<(String, String), (u64, BTreeSet<u64>)> = BTreeMap::new();
    for run in &rehearsal.runs {
        for target in run.targets.iter().filter(|target| target.end == end) {
            let rule = target.rule.clone().unwrap_or_default();
            let cause = cause(target.reason.as_deref().unwrap_or("its turn did not come"));
            let (count, seeds) = found.entry((rule, cause)).or_default();
            *count += 1;
            seeds.insert(run.seed);
        }
    }
    if found.is_empty() {
        return;
    }
    let total: u64 = found.values().map(|(count, _)| count).sum();
    lines.add(end.word(), &total.to_string());
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(left, (more, _)), (right, (less, _))| less.cmp(more).then(left.cmp(right)));
    for ((rule, cause), (count, seeds)) in found.iter().take(CAUSES_MAX) {
        let rule = if rule.is_empty() { String::new() } else { format!("{} ", visible(rule)) };
        let runs = match (rehearsal.runs.len(), seeds.len()) {
            (1, _) => String::new(),
            (of, runs) => format!(" (in {runs} of {of} runs)"),
        };
        lines.below(&format!("{count:>6}  {rule}{}{runs}", visible(cause)));
    }
    if let Some(more @ 1..) = found.len().checked_sub(CAUSES_MAX) {
        lines.below(&format!("and {more} more causes"));
    }
}

/// Returns a reason without what differs from target to target: ids, and the number of a request.
fn cause(reason: &str) -> String {
    let reason = reason.split(" (request ").next().unwrap_or_default();
    let words: Vec<String> = reason
        .split(' ')
        .map(|word| match ID_STARTS.iter().find(|start| word.starts_with(**start)) {
            Some(start) => {
                let end: String = word.chars().rev().take_while(char::is_ascii_punctuation).collect();
                format!("{start}…{}", end.chars().rev().collect::<String>())
            }
            None => word.to_owned(),
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_the_same_for_all_that_share_it() {
        for (reason, expected) in [
            ("the desktop is AVAILABLE again, ws-abc123 is gone", "the desktop is AVAILABLE again, ws-… is gone"),
            ("it stands in for ws-abc123, and more: sg-1, sg-2", "it stands in for ws-…, and more: sg-…, sg-…"),
            ("The bundle is not there. (request 0f-1)", "The bundle is not there."),
        ] {
            assert_eq!(cause(reason), expected);
        }
    }
}
