//! Steps of a target that follow one another: when each may go, and what becomes of those behind one that was not done.
//!
//! Moments come from the plan and from the journal's times of what was sent, so they are the same after a crash. Sends
//! and reads nothing.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::ExecError;
use super::event::{Counts, What};
use super::run::Session;
use crate::journal::{AttemptOutcome, StepRow, StepState};
use crate::model::{End, StepId, WorkspaceId};
use crate::planner::document::{Plan, Step};

/// How long a desktop with which the service is busy is left alone, in seconds.
const BUSY_S: u64 = 300;

impl Session<'_> {
    pub(super) fn due_at(&self, id: &StepId) -> Option<Timestamp> {
        let due = due_at(self.step(id), &self.rows, self.parts.clock.now());
        due.max(self.retries.get(id).copied()).max(self.creations.awaited.get(id).copied())
    }

    /// Holds a step that the service refused, when a clock may stand behind that; tells whether it did.
    ///
    /// Which error the service gives for a clock is not documented (domain.md A3), so none is asked for. A clock explains
    /// refusals for as long as it runs: who is refused after that has failed.
    pub(super) fn holds_refused(&self, row: &mut StepRow, said: &str) -> Result<bool, ExecError> {
        let (Some(clock), Some(last)) = (&self.step(&row.step).clock, row.last_sent_at) else { return Ok(false) };
        let attempts = self.parts.journal.attempts(&self.run, &row.step)?;
        // What surely did not arrive was not refused.
        let mut refused = attempts.iter().filter(|call| matches!(call.outcome, Some(AttemptOutcome::Rejected(_))));
        if refused.next().is_some_and(|first| last >= later(first.sent_at, clock.seconds)) {
            return Ok(false);
        }
        let until = later(last, clock.seconds);
        row.state = StepState::Held;
        row.rule = Some(clock.rule.clone());
        row.reason = Some(format!("a clock of the service may run until {until:.0}: {said}"));
        row.held_until = Some(until);
        Ok(true)
    }

    /// Holds for minutes what the service is busy with (domain.md A3-01), which no clock explains; tells whether it did.
    ///
    /// A desktop that stays so for longer than its step may take has failed.
    pub(super) fn holds_busy(&self, row: &mut StepRow, said: &str) -> Result<bool, ExecError> {
        let Some(last) = row.last_sent_at.filter(|_| row.repeats == 0) else { return Ok(false) };
        let attempts = self.parts.journal.attempts(&self.run, &row.step)?;
        let before = attempts.iter().rev().filter(|call| call.outcome.is_some());
        let in_vain = before.take_while(|call| matches!(call.outcome, Some(AttemptOutcome::NotApplied(_)))).count();
        if (in_vain as u64).saturating_mul(BUSY_S) >= self.step(&row.step).deadline_s {
            return Ok(false);
        }
        row.state = StepState::Held;
        row.rule = Some("MOD-01".to_owned());
        row.reason = Some(format!("the service is busy with it: {said}"));
        row.held_until = Some(later(last, BUSY_S));
        Ok(true)
    }

    pub(super) fn follows_done(&self, id: &StepId) -> bool {
        let done = |first: &StepId| self.rows[first].end.is_some_and(End::is_as_wanted);
        self.step(id).follows.iter().all(done)
    }

    /// Whether a step gives back what the one before it takes.
    pub(super) fn gives_back(&self, id: &StepId) -> bool {
        gives_back(&self.plan, self.step(id))
    }

    /// Whether a step gives back what the one before it has taken: it waits for no window, in which nothing may be begun.
    pub(super) fn finishes(&self, id: &StepId) -> bool {
        self.gives_back(id) && self.follows_done(id)
    }

    /// Whether what a step gives back was taken, or may be: then it is never left out at the end of a session.
    pub(super) fn is_owed(&self, id: &StepId) -> bool {
        let is_taken = |first: &StepId| is_begun(&self.rows[first]);
        self.gives_back(id) && self.step(id).follows.iter().all(is_taken)
    }

    /// Whether a target was begun and is not finished: what has failed that way counts as it is told in the end.
    pub(super) fn is_half_done(&self, row: &StepRow) -> bool {
        let follows = &self.step(&row.step).follows;
        row.end == Some(End::Skipped) && follows.iter().any(|first| self.rows[first].end == Some(End::Done))
    }

    /// Keeps of what was read to be sent only what may go when the window is shut.
    pub(super) fn keep_what_finishes(&mut self) {
        let mut admitted = std::mem::take(&mut self.admitted);
        admitted.retain(|admission| self.finishes(&admission.step));
        self.admitted = admitted;
    }

    /// Leaves out what comes after steps that were not done.
    pub(super) fn skip_followers(&mut self) -> Result<(), ExecError> {
        while let Some(first) = self.lost.pop() {
            let now = self.parts.clock.now();
            let mut skipped = Vec::new();
            for id in self.followers.get(&first).into_iter().flatten() {
                if matches!(self.rows[id].state, StepState::Waiting | StepState::Held) {
                    let mut row = self.rows[id].clone();
                    row.state = StepState::Settled;
                    row.end = Some(End::Skipped);
                    row.rule = None;
                    row.reason = Some(match self.rows[&first].end {
                        Some(End::Unknown) => format!("whether {first}, which comes first, was done is not known"),
                        Some(_) | None => format!("{first}, which comes first, was not done"),
                    });
                    row.ended_at = Some(now);
                    row.held_until = None;
                    skipped.push(row);
                }
            }
            self.end(skipped)?; // and so whoever follows those
        }
        Ok(())
    }
}

fn gives_back(plan: &Plan, step: &Step) -> bool {
    step.verb != plan.intent.verb && step.verb.facts().is_of_interface()
}

/// Whether a step is done, in flight, or may be.
fn is_begun(row: &StepRow) -> bool {
    match row.state {
        StepState::Intended | StepState::Accepted | StepState::Unknown => true,
        StepState::Settled => matches!(row.end, Some(End::Done | End::Unknown)),
        StepState::Waiting | StepState::Held => false,
    }
}

/// Counts the targets whose security groups were taken from them, or may be, and are not put back any more.
#[must_use]
pub fn left_bare(plan: &Plan, rows: &BTreeMap<StepId, StepRow>) -> usize {
    let is_left = |step: &&Step| {
        let is_skipped = rows.get(&step.id).is_some_and(|row| row.end == Some(End::Skipped));
        let is_taken = |first: &StepId| rows.get(first).is_some_and(is_begun);
        gives_back(plan, step) && is_skipped && step.follows.iter().all(is_taken)
    };
    plan.steps.iter().filter(is_left).count()
}

/// Returns the moment before which a step may not be sent, where there is one.
pub(super) fn due_at(step: &Step, rows: &BTreeMap<StepId, StepRow>, now: Timestamp) -> Option<Timestamp> {
    let wait = step.wait.as_ref().and_then(|wait| {
        let sent = rows.get(&wait.after)?.last_sent_at?;
        runs_out(sent, wait.seconds, now)
    });
    let held = rows.get(&step.id).and_then(|row| held_until(row, now));
    [step.not_before, wait, held].into_iter().flatten().max()
}

/// When what holds a step ends. What a call of ours was told is reckoned from that, and our clock may have been wrong then.
fn held_until(row: &StepRow, now: Timestamp) -> Option<Timestamp> {
    let until = row.held_until.filter(|_| row.state == StepState::Held)?;
    let Some(sent) = row.last_sent_at else { return Some(until) };
    runs_out(sent, u64::try_from(until.duration_since(sent).as_secs()).unwrap_or(0), now)
}

/// When a clock has surely run out that a send has started; `None` when that can't be told.
///
/// A send that is dated ahead was sent before our own clock was set back. Then somewhat too long is waited for, but not
/// for as long as a clock may have been wrong: past twice its time the service is asked, and a refusal is a hold.
fn runs_out(sent: Timestamp, seconds: u64, now: Timestamp) -> Option<Timestamp> {
    let ends = later(sent, seconds);
    (ends <= later(now, seconds.saturating_mul(2))).then_some(ends)
}

/// Returns how each target with steps stands, and whether it was named and a rule skipped it.
pub(super) fn ends(plan: &Plan, rows: &BTreeMap<StepId, StepRow>) -> Vec<(End, bool)> {
    let held = plan.held_steps();
    let mut targets: BTreeMap<&WorkspaceId, (Vec<End>, bool)> = BTreeMap::new();
    for step in &plan.steps {
        let row = &rows[&step.id];
        let end = end_of(step, rows, held.contains(&step.id));
        let (ends, named_skipped) = targets.entry(&step.target.workspace_id).or_default();
        ends.push(end);
        // What was left out by hand was asked for: no rule stands behind it.
        *named_skipped |= end == End::Skipped && row.rule.is_some() && step.named;
    }
    targets.into_values().map(|(ends, named_skipped)| (End::of_steps(ends), named_skipped)).collect()
}

/// Returns how a step stands; `held`: the plan holds it.
pub(super) fn end_of(step: &Step, rows: &BTreeMap<StepId, StepRow>, held: bool) -> End {
    let row = &rows[&step.id];
    let done = |first: &StepId| rows[first].end.is_some_and(End::is_as_wanted);
    match row.state {
        StepState::Settled => row.end.unwrap_or(End::Unknown),
        StepState::Held => End::Held,
        StepState::Waiting if held => End::Held,
        // Begun, and allowed later.
        StepState::Waiting if !step.follows.is_empty() && step.follows.iter().all(done) => End::Held,
        StepState::Waiting => End::NotStarted,
        // Sent, and the session ended before its outcome was seen.
        StepState::Intended | StepState::Accepted | StepState::Unknown => End::Unknown,
    }
}

/// Returns, as they are told, the targets that were begun and wait for their next step, and those that a clock of the
/// service holds: by which rule, and until when.
#[must_use]
pub fn waiting(plan: &Plan, rows: &BTreeMap<StepId, StepRow>, now: Timestamp) -> Vec<What> {
    let done = |first: &StepId| rows.get(first).and_then(|row| row.end).is_some_and(End::is_as_wanted);
    let told = |step: &Step| {
        let row = rows.get(&step.id)?;
        let until = due_at(step, rows, now).filter(|at| *at > now);
        let (rule, reason) = match row.state {
            StepState::Waiting if !step.follows.is_empty() && step.follows.iter().all(done) => match until {
                Some(at) => {
                    let rule = step.clock.as_ref().map(|clock| clock.rule.clone());
                    (rule, format!("begun, and its next step is allowed again at {at:.0}"))
                }
                None => (None, "begun, and its next step is still to be sent".to_owned()),
            },
            StepState::Held if until.is_some() => (row.rule.clone(), row.reason.clone().unwrap_or_default()),
            StepState::Waiting
            | StepState::Held
            | StepState::Intended
            | StepState::Accepted
            | StepState::Unknown
            | StepState::Settled => return None,
        };
        let (step, target) = (step.id.clone(), step.target.clone());
        Some(What::Ended { step, target, end: End::Held, new_workspace_id: None, rule, reason: Some(reason), until })
    };
    plan.steps.iter().filter_map(told).collect()
}

/// Returns which steps come after one.
pub(super) fn followers_of(plan: &Plan) -> BTreeMap<StepId, Vec<StepId>> {
    let mut followers: BTreeMap<StepId, Vec<StepId>> = BTreeMap::new();
    for (first, step) in plan.steps.iter().flat_map(|step| step.follows.iter().map(move |first| (first, step))) {
        followers.entry(first.clone()).or_default().push(step.id.clone());
    }
    followers
}

fn later(at: Timestamp, seconds: u64) -> Timestamp {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

/// Counts how many targets of a run came to which end.
#[must_use]
pub fn counts_of(plan: &Plan, rows: &BTreeMap<StepId, StepRow>) -> Counts {
    count(plan, &ends(plan, rows))
}

pub(super) fn count(plan: &Plan, ends: &[(End, bool)]) -> Counts {
    let mut counts = Counts::default();
    for (end, _) in ends {
        counts.add(*end);
    }
    counts.unchanged += plan.unchanged.len() as u64;
    counts.skipped += plan.skipped.len() as u64;
    counts.refused += plan.refused.len() as u64;
    counts
}
