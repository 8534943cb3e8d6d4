//! When things were sent: in a window, not so late that they outlast it, not more in one than it takes, and not for longer
//! than a session may.
//!
//! Reads the rule of the window from its text, and knows windows of every day in UTC only: what stories draw.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::planner::document::{Plan, Step};
use jiff::Timestamp;

use super::Findings;
use super::law;
use crate::seeds::evidence::Evidence;

/// From the commit of a send to the service's record of it: the latency of the story and of a fault, and a second.
const WAY_S: i64 = 7;
const DAY_S: i64 = 86_400;

/// Nothing outside a window, nothing too late, nothing too much.
pub(super) fn within_windows(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let mut by_opening: BTreeMap<i64, BTreeSet<&str>> = BTreeMap::new();
        for (_, lines) in evidence.sessions(number) {
            let ours = lines.iter().filter(|line| evidence.is_ours(line));
            let sends = law::sends_with_steps(ours, &run.plan.steps);
            // What was begun is finished: groups are put back when the desktop is there again, however long that takes.
            let ends = sends.first().zip(sends.iter().rfind(|(step, _)| !law::puts_back(step)));
            if let (Some(most), Some(((_, first), (_, last)))) = (run.plan.policy.max_duration_s, ends) {
                let took = last.line.at.duration_since(first.line.at).as_secs();
                let most = i64::try_from(most).expect("small") + WAY_S;
                findings.unless(took <= most, "max_duration", || format!("a session sent for {took} s of {most}"));
            }
            for (step, send) in sends {
                let Some(opening) = opening_of(&run.plan, step, send.line.at) else {
                    if !run.plan.policy.calendar.windows.is_empty() {
                        findings.add("window", format!("{} was sent outside its window: {:?}", send.id, send.line));
                    }
                    continue;
                };
                // A desktop takes a place when it is begun, however many calls it takes.
                if send.is_applied() && step.follows.is_empty() {
                    by_opening.entry(opening).or_default().insert(send.id);
                }
            }
        }
        if let Some(most) = run.plan.policy.per_window {
            for (opening, ids) in by_opening {
                findings.unless(ids.len() <= most as usize, "per_window", || {
                    format!("{} in the window of {opening}, at most {most}: {ids:?}", ids.len())
                });
            }
        }
    }
}

/// Returns when the opening began, in seconds, in which something may have been sent that arrived at `at`.
fn opening_of(plan: &Plan, step: &Step, at: Timestamp) -> Option<i64> {
    let window = plan.policy.calendar.windows.first()?.to_string();
    let hour = |range: std::ops::Range<usize>| window.get(range)?.parse::<i64>().ok();
    let (opens, closes) = (hour(0..2)? * 3_600, hour(6..8)? * 3_600);
    assert!(window.ends_with(":00 UTC") && window.len() == 15, "the oracle can't read this window: {window}");
    let length_s = (closes - opens).rem_euclid(DAY_S);
    let longest = if plan.policy.late_start { 0 } else { i64::try_from(step.deadline_s).expect("small") };
    let since = (at.as_second() - opens).rem_euclid(DAY_S);
    // It left at most so long before it arrived.
    (since - WAY_S <= length_s - longest).then(|| at.as_second() - since)
}
