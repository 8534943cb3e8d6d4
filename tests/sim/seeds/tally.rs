//! Counts what happened over many stories, so that nobody takes silence for proof.

use std::collections::BTreeMap;
use std::fmt;

use deskfleet::executor::event::Stop;
use deskfleet::journal::StepState;
use deskfleet::model::{End, StepId, Verb};
use deskfleet::planner::document::Step;

use super::Outcome;
use crate::oracle::law;

/// What happened, by name.
#[derive(Debug, Default)]
pub(super) struct Tally {
    counts: BTreeMap<String, u64>,
}

/// What many stories can't do without: a number of seeds in which one of these never happens proves nothing about it.
const EXPECTED: [&str; 28] = [
    "stories",
    "stories with a run",
    "second runs",
    "processes that died",
    "sends",
    "sends with the answer lost",
    "sends that were refused",
    "second sends",
    "volumes grown twice",
    "restarts after a resize",
    "properties changed",
    "groups changed",
    "desktops made",
    "groups put back",
    "tags changed",
    "desktops terminated",
    "desktops filled anew",
    "held for work that is not saved",
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
            let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
            let sends = law::sends_with_steps(lines, &run.plan.steps);
            self.count("sends", sends.len() as u64);
            let lost = sends.iter().filter(|(_, send)| send.line.lost.is_some());
            self.count("sends with the answer lost", lost.count() as u64);
            let refused = sends.iter().filter(|(_, send)| send.is_surely_undone());
            self.count("sends that were refused", refused.count() as u64);
            let mut open: BTreeMap<&StepId, u64> = BTreeMap::new();
            for (step, _) in sends.iter().filter(|(_, send)| !send.is_surely_undone()) {
                *open.entry(&step.id).or_default() += 1;
            }
            self.count("second sends", open.values().filter(|sends| **sends > 1).count() as u64);
            let again = |step: &Step| step.wait.is_some() && open.contains_key(&step.id);
            self.count("volumes grown twice", run.plan.steps.iter().filter(|step| again(step)).count() as u64);
            let restarts = |step: &Step| !step.follows.is_empty() && step.operation == "RebootWorkspaces";
            let restarts = run.plan.steps.iter().filter(|step| restarts(step) && open.contains_key(&step.id));
            self.count("restarts after a resize", restarts.count() as u64);
            let changed = run.plan.steps.iter().filter(|step| step.verb == Verb::Modify && open.contains_key(&step.id));
            self.count("properties changed", changed.count() as u64);
            let groups = |step: &&Step| step.verb == Verb::SecurityGroup && open.contains_key(&step.id);
            self.count("groups changed", run.plan.steps.iter().filter(groups).count() as u64);
            let made = |step: &&Step| step.verb == Verb::Provision && open.contains_key(&step.id);
            self.count("desktops made", run.plan.steps.iter().filter(made).count() as u64);
            let put_back = |step: &&Step| law::puts_back(step) && open.contains_key(&step.id);
            self.count("groups put back", run.plan.steps.iter().filter(put_back).count() as u64);
            let tags = |step: &&Step| step.proof.tags.is_some() && open.contains_key(&step.id);
            self.count("tags changed", run.plan.steps.iter().filter(tags).count() as u64);
            let gone = |step: &&Step| step.verb == Verb::Terminate && open.contains_key(&step.id);
            self.count("desktops terminated", run.plan.steps.iter().filter(gone).count() as u64);
            let filled = run
                .plan
                .steps
                .iter()
                .filter(|step| matches!(step.verb, Verb::Rebuild | Verb::Restore) && open.contains_key(&step.id));
            self.count("desktops filled anew", filled.count() as u64);
            let unsaved = run.plan.held.iter().filter(|verdict| verdict.rule == "SNAP-01");
            self.count("held for work that is not saved", unsaved.count() as u64);
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
