//! Counts what happened over many stories, so that nobody takes silence for proof.

use std::collections::BTreeMap;
use std::fmt;

use deskfleet::executor::event::Stop;
use deskfleet::journal::StepState;
use deskfleet::model::End;

use super::Outcome;
use crate::oracle::law;

/// What happened, by name.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<String, u64>,
}

/// What many stories can't do without: a number of seeds in which one of these never happens proves nothing about it.
const EXPECTED: [&str; 18] = [
    "stories",
    "stories with a run",
    "second runs",
    "processes that died",
    "sends",
    "sends with the answer lost",
    "sends that were refused",
    "second sends",
    "runs with windows",
    "stops for a window",
    "deeds of others",
    "done",
    "unchanged",
    "failed",
    "skipped",
    "held, and later judged again",
    "refused",
    "unknown",
];

impl Tally {
    pub(super) fn add(&mut self, outcome: &Outcome) {
        self.count("stories", 1);
        let Some(evidence) = &outcome.evidence else { return };
        self.count("stories with a run", u64::from(!evidence.runs.is_empty()));
        self.count("second runs", evidence.runs.len().saturating_sub(1) as u64);
        let carried = evidence.processes.iter().filter(|process| process.run.is_some());
        self.count("processes", evidence.processes.len() as u64);
        self.count("processes that died", carried.filter(|process| process.summary.is_none()).count() as u64);
        self.count("requests", evidence.record.len() as u64);
        self.count("deeds of others", evidence.meddled.len() as u64);
        for (number, run) in evidence.runs.iter().enumerate() {
            let law = law::of(&run.plan.intent.verb.to_string());
            let sends = law.sends(evidence.sessions(number).flat_map(|(_, lines)| lines));
            self.count("sends", sends.len() as u64);
            self.count(
                "sends with the answer lost",
                sends.iter().filter(|send| send.line.lost.is_some()).count() as u64,
            );
            self.count("sends that were refused", sends.iter().filter(|send| send.is_surely_undone()).count() as u64);
            let mut open: BTreeMap<&str, u64> = BTreeMap::new();
            for send in sends.iter().filter(|send| !send.is_surely_undone()) {
                *open.entry(send.id).or_default() += 1;
            }
            self.count("second sends", open.values().filter(|sends| **sends > 1).count() as u64);
            for row in &run.rows {
                let word = if row.state == StepState::Settled { row.end } else { Some(End::Held) };
                self.count(word.map_or("no end", End::word), 1);
            }
            self.count("runs with windows", u64::from(!run.plan.policy.calendar.is_always_open()));
            let stops = evidence.sessions(number).filter_map(|(process, _)| process.summary.as_ref()?.stop.as_ref());
            self.count("stops for a window", stops.filter(|stop| **stop == Stop::Window).count() as u64);
            self.count("unchanged", run.plan.unchanged.len() as u64);
            self.count("skipped", run.plan.skipped.len() as u64);
            self.count("refused", run.plan.refused.len() as u64);
            self.count("held, and later judged again", run.plan.held.len() as u64);
        }
    }

    fn count(&mut self, what: &str, times: u64) {
        *self.counts.entry(what.to_owned()).or_default() += times;
    }

    /// Panics when something that must happen in many stories did not.
    pub(super) fn assert_something_happened(&self) {
        for what in EXPECTED {
            assert!(self.counts.get(what).is_some_and(|times| *times > 0), "nothing of this happened: {what}\n{self}");
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let items: Vec<String> = self.counts.iter().map(|(what, times)| format!("{times} {what}")).collect();
        formatter.write_str(&items.join(", "))
    }
}
