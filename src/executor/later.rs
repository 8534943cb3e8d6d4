//! What a session does when nothing is to be done now: wait, stop, or end; and what becomes of the rest in the end.
//!
//! Waiting goes in short pieces: the machine may sleep meanwhile, its clock may be set, and somebody may want the run to
//! stop.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::ExecError;
use super::event::{Stop, What};
use super::gate::Leave;
use super::run::Session;
use crate::journal::{StepRow, StepState};
use crate::model::{End, Hold};

/// The longest piece of waiting, in seconds.
const WAIT_S_MAX: i64 = 60;
/// How often the journal is asked whether somebody wants the run to stop, in seconds.
const ASK_S: i64 = 5;

/// What comes next when there is nothing to read and nothing to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// Wait until then.
    Wait(Timestamp),
    /// Stop sending.
    Stop(Stop),
    /// There is nothing left that time could bring.
    End,
}

/// When something may be sent again, and what a session that does not wait for it stops for.
struct Later {
    /// `None`: not in this session.
    at: Option<Timestamp>,
    /// `None`: it is waited for in any case.
    why: Option<Stop>,
    /// Whether the window is shut.
    is_shut: bool,
}

impl Session<'_> {
    /// Says whether something may be sent now.
    pub(super) fn leave(&mut self) -> Leave {
        if self.gate.is_unlimited() {
            return Leave::Open { places: usize::MAX };
        }
        let turns = self.turns_now();
        let target = |turn: usize| &self.plan.steps[self.index[&self.turns[turn]]].target.workspace_id;
        let leave = self.gate.leave(self.parts.clock.now(), &self.begun, |counted, last| {
            self.queue.due_by(turns, last).any(|turn| counted.contains(target(turn)))
        });
        if matches!(leave, Leave::Open { .. }) {
            let opened_at = self.gate.opened_at();
            if self.opened_at.is_some() && self.opened_at != opened_at {
                self.judge_anew();
            }
            self.opened_at = opened_at;
        }
        leave
    }

    /// Another window than the last one has opened: what was held is judged again, and nothing read before counts.
    fn judge_anew(&mut self) {
        self.judged.clear();
        self.tags_passed.clear();
        self.admitted.clear();
        self.doubts.clear();
        let held = |turn: &usize| self.rows[&self.turns[*turn]].state == StepState::Held;
        let is_any_held = (0..self.turns.len()).any(|turn| held(&turn));
        (0..self.turns.len()).for_each(|turn| self.queue_up(turn));
        if is_any_held {
            self.go_back_to_the_held();
        }
    }

    /// Stops when another process asked for it in the journal.
    pub(super) fn ask_the_journal(&mut self) -> Result<(), ExecError> {
        let now = self.parts.clock.now();
        let since = |asked: Timestamp| now.duration_since(asked).as_secs();
        if self.stop.as_ref().is_some_and(Stop::is_at_once)
            || self.asked_at.is_some_and(|asked| (0..ASK_S).contains(&since(asked)))
        {
            return Ok(());
        }
        self.asked_at = Some(now);
        if self.parts.journal.is_stop_requested(&self.run)? {
            self.stop_because(Stop::Cancel);
        }
        Ok(())
    }

    /// What comes next when there is nothing to read and nothing to send now.
    pub(super) fn next_move(&mut self) -> Move {
        // The moment by which nothing was to be sent: what has become due since then is not passed over.
        let now = self.clock_seen;
        let poll = self.in_flight.next_due();
        let later = if self.stop.is_some() { None } else { self.later(now) };
        let Some(later) = later else {
            return poll.map_or(Move::End, |at| Move::Wait(piece(now, at)));
        };
        if poll.is_none()
            && let Some(why) = &later.why
        {
            // A one-shot run has one window, and what it left there is skipped.
            let had_its_window = self.plan.policy.one_shot && self.opened_at.is_some() && later.is_shut;
            if later.at.is_none() || self.parts.hold == Hold::Defer || had_its_window {
                let why = why.clone();
                self.tell_pause(later.at, &why, false);
                return Move::Stop(why);
            }
            self.tell_pause(later.at, &why.clone(), true);
        }
        match [poll, later.at].into_iter().flatten().min() {
            Some(at) => Move::Wait(piece(now, at)),
            None => Move::End,
        }
    }

    fn tell_pause(&mut self, until: Option<Timestamp>, why: &Stop, waits: bool) {
        if until.is_some() && self.told_until == until && waits {
            return;
        }
        self.told_until = until;
        self.emit(What::Paused { why: why.clone(), until, waits });
    }

    /// When something may be sent again; `None` when nothing is left to send.
    fn later(&mut self, now: Timestamp) -> Option<Later> {
        let shut = match self.leave() {
            Leave::Open { .. } => None,
            Leave::Shut { until, why } => Some((until, why)),
        };
        let again = self.reads_again_at.filter(|at| *at > now);
        let pause = [self.canary_ends_at(), again].into_iter().flatten().max();
        let timed = self.next_waiting();
        let Some((until, why)) = shut else {
            let looks =
                self.doubts.values().map(|(_, again_at)| *again_at).chain(self.creations.awaited.values().copied());
            let doubt = looks.filter(|at| *at > now).min();
            let (at, why) = match (pause, doubt, timed) {
                (Some(at), _, _) => (Some(at), None),
                (None, Some(at), timed) => (timed.into_iter().chain([at]).min(), None),
                // What is allowed when the window is shut goes when it opens.
                (None, None, Some(at)) => (self.gate.next_start(at), Some(Stop::Hold)),
                (None, None, None) => return None,
            };
            return Some(Later { at, why, is_shut: false });
        };
        if let Some((at, why)) = self.finishes_at(again) {
            return Some(Later { at: Some(at), why, is_shut: true });
        }
        let is_ready = self.queue.has_ready();
        if !is_ready && timed.is_none() {
            return None;
        }
        // A hold that ends while the window is shut ends when it opens.
        let held_until = if is_ready { None } else { timed };
        let is_longer = |at: &Timestamp| until.is_some_and(|until| *at > until);
        let kept = [pause, held_until].into_iter().flatten().max().filter(is_longer);
        let at = kept.map_or(until, |at| self.gate.next_start(at));
        let why = if held_until.is_some_and(|at| kept == Some(at)) { Stop::Hold } else { why };
        Some(Later { at, why: Some(why), is_shut: true })
    }

    /// When the next step may go that waits for no window, and why not before: reads that are repeated are waited for in any
    /// case. `again`: nothing is read before.
    fn finishes_at(&self, again: Option<Timestamp>) -> Option<(Timestamp, Option<Stop>)> {
        let turns = self.turns_now();
        let finishes = |turn: &usize| self.finishes(&self.turns[*turn]);
        if self.queue.ready(turns.clone()).any(|turn| finishes(&turn)) {
            return again.map(|at| (at, None));
        }
        let mut later = self.queue.later().filter(|(_, turn)| turns.contains(turn));
        let (at, turn) = later.find(|(_, turn)| finishes(turn))?;
        let id = &self.turns[turn];
        let is_held = self.rows[id].held_until.is_some() && !self.retries.contains_key(id);
        Some((again.map_or(at, |again| again.max(at)), is_held.then_some(Stop::Hold)))
    }

    /// Skips what a one-shot run has left, but for what it owes to desktops that were begun; returns of how many targets.
    pub(super) fn leave_nothing(&mut self) -> Result<u64, ExecError> {
        // Who logs in again goes on with it.
        let may_go_on = self.stop == Some(Stop::Credentials);
        if may_go_on || !self.plan.policy.one_shot && !self.cancelled {
            return Ok(0);
        }
        let now = self.parts.clock.now();
        let why = self.stop.as_ref().map_or("its turn did not come", |stop| stop.fragment());
        let left = |row: &&StepRow| {
            let is_open = matches!(row.state, StepState::Waiting | StepState::Held);
            is_open && (self.cancelled || !self.is_owed(&row.step))
        };
        let mut rows: Vec<StepRow> = self.rows.values().filter(left).cloned().collect();
        for row in &mut rows {
            if row.state == StepState::Waiting {
                let target = &self.step(&row.step).target;
                let held = self.plan.held.iter().find(|verdict| verdict.workspace.as_ref() == Some(target));
                row.rule = held.map(|verdict| verdict.rule.clone());
                let reason = held.map_or_else(|| format!("left at the end: {why}"), |verdict| verdict.reason.clone());
                row.reason = Some(reason);
            }
            row.state = StepState::Settled;
            row.end = Some(End::Skipped);
            row.ended_at = Some(now);
            row.held_until = None;
        }
        let targets = rows.iter().map(|row| &self.step(&row.step).target.workspace_id);
        let count = targets.collect::<BTreeSet<_>>().len() as u64;
        self.end(rows)?;
        Ok(count)
    }
}

/// A piece of the way to a moment.
fn piece(now: Timestamp, at: Timestamp) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(WAIT_S_MAX)).map_or(at, |most| at.min(most))
}
