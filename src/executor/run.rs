//! The loop: owns the state of the run and decides what is next.
//!
//! Each round does one thing: stop if asked to, read what is due, send what may be sent, else wait for whichever comes
//! first. Reading and sending take turns when both have something to do; only a call that was not answered is looked
//! after before its turn. State changes happen here and in the parts it calls, always journal first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::Duration;

use jiff::Timestamp;

use super::admit::Admission;
use super::budget::Budget;
use super::chain::{count, due_at, ends, followers_of, waiting};
use super::created::Creations;
use super::event::{Counts, Event, Stop, What};
use super::gate::{Gate, Leave, begins, begun};
use super::later::Move;
use super::queue::Queue;
use super::saved::Watched;
use super::schedule::{Look, Schedule};
use super::waves::{Canary, wave_starts};
use super::{Cancel, ExecError, OpenRun};
use crate::aws::Aws;
use crate::clock::Clock;
use crate::journal::{Journal, RunStatus, StepRow, StepState};
use crate::model::{End, Hold, RunId, StepId, Strategy, WorkspaceId};
use crate::planner::document::{Plan, Step};

/// How many calls in a row may surely not arrive before the run stops.
const POSTPONED_MAX: u32 = 40;

/// What a run works with.
pub struct Parts<'a> {
    /// Where everything is recorded before it happens.
    pub journal: &'a mut Journal,
    /// The service.
    pub aws: &'a Aws,
    /// The time.
    pub clock: &'a Clock,
    /// Who is told.
    pub emit: &'a mut dyn FnMut(&Event),
    /// The wish to stop.
    pub cancel: &'a Cancel,
    /// How long at least between two reads of a target in flight.
    pub poll_interval: Duration,
    /// What is done when all that is left may be sent later only.
    pub hold: Hold,
}

/// How a session of a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The run.
    pub run: RunId,
    /// How many targets came to which end; they add up to the selected.
    pub counts: Counts,
    /// Why sending stopped early, if it did.
    pub stop: Option<Stop>,
    /// Whether `resume` can go on.
    pub resumable: bool,
    /// Whether a named target was skipped.
    pub named_skipped: bool,
    /// How many targets a one-shot run has skipped because they were left at its end.
    pub left: u64,
}

/// Carries a run out until everything has an end, or something stops it.
///
/// # Errors
/// When the journal fails: nothing more is sent then.
pub async fn execute(open: OpenRun, parts: Parts<'_>) -> Result<Summary, ExecError> {
    if !open.approval.is_for(&open.plan) {
        let what = "its approval is for another plan".to_owned();
        return Err(ExecError::Mismatch { run: open.run, what });
    }
    if open.approval.is_rehearsal() && !parts.aws.is_simulated() {
        let what = "its approval is for a rehearsal, and this connection is real".to_owned();
        return Err(ExecError::Mismatch { run: open.run, what });
    }
    let now = parts.clock.now();
    let session = Session::new(open, parts, now);
    session.carry_out().await
}

/// Reading and sending take turns, so that neither starves the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Read,
    Send,
}

/// A run while this process works on it.
pub(super) struct Session<'a> {
    pub(super) run: RunId,
    pub(super) plan: Plan,
    /// Place of each step in `plan.steps`, so that finding one costs no search.
    pub(super) index: BTreeMap<StepId, usize>,
    pub(super) rows: BTreeMap<StepId, StepRow>,
    pub(super) parts: Parts<'a>,
    pub(super) in_flight: Schedule,
    /// Steps in the order of the waves, and the place of each.
    pub(super) turns: Vec<StepId>,
    turn_of: BTreeMap<StepId, usize>,
    /// Turns of the steps that may still be sent and follow nothing that is open: nothing else is looked through.
    pub(super) queue: Queue,
    /// Where each wave begins among the turns, and where the last one ends.
    wave_starts: Vec<usize>,
    /// Steps that passed their requirements and wait for their call.
    pub(super) admitted: VecDeque<Admission>,
    /// Held steps that were judged in this session: once is enough, unless it is known when to do it again.
    pub(super) judged: BTreeSet<StepId>,
    /// Held steps that may go as soon as their desktops are done with themselves, and when they are read again.
    pub(super) retries: BTreeMap<StepId, Timestamp>,
    /// Steps that were begun and did not look as they should, how often, and when they are read again.
    pub(super) doubts: BTreeMap<StepId, (u32, Timestamp)>,
    /// What this session knows of desktops that could not be made yet.
    pub(super) creations: Creations,
    /// Steps whose set of groups EC2 refused for one that is gone, and which are gone; `None`: to be asked.
    pub(super) gone_groups: BTreeMap<StepId, Option<BTreeSet<String>>>,
    /// Steps whose tags were read in this session and allow the call.
    pub(super) tags_passed: BTreeSet<StepId>,
    pub(super) budget: Budget,
    pub(super) stop: Option<Stop>,
    /// Who goes first when there is something to read and something to send.
    turn: Turn,
    /// The time at the last look at the clock.
    pub(super) clock_seen: Timestamp,
    /// Calls in a row that surely did not arrive.
    pub(super) postponed: u32,
    /// What can be heard of CloudWatch.
    pub(super) watched: Watched,
    /// Answers in a row that listed none of the group that was asked for.
    pub(super) empty_answers: u32,
    /// Whether nothing was sent since the queue was filled again: then age is no reason to fill it once more.
    pub(super) just_admitted: bool,
    /// When this session began.
    pub(super) began: Timestamp,
    /// Targets to which something was sent in this session, or is in flight since an earlier one.
    pub(super) sent_to: BTreeSet<WorkspaceId>,
    /// When something was sent last to each target that was begun.
    pub(super) begun: BTreeMap<WorkspaceId, Timestamp>,
    /// Which steps come after one.
    pub(super) followers: BTreeMap<StepId, Vec<StepId>>,
    /// Steps that were not done, and whose followers are still to be left out.
    pub(super) lost: Vec<StepId>,
    /// What the clock lets be sent.
    pub(super) gate: Gate,
    /// When the opening began in which this session sends, or sent last.
    pub(super) opened_at: Option<Timestamp>,
    /// After a reading that failed: when it comes again.
    pub(super) reads_again_at: Option<Timestamp>,
    /// What was told that is waited for.
    pub(super) told_until: Option<Timestamp>,
    /// When the journal was asked last whether somebody wants the run to stop.
    pub(super) asked_at: Option<Timestamp>,
    pub(super) canary: Canary,
    pub(super) wave: usize,
    /// Whether somebody cancelled the run: what is in flight is seen to its end, and nothing is sent.
    pub(super) cancelled: bool,
    resumed: bool,
    /// What other runs took before this session: it has its end, and nobody was told yet.
    left: Vec<StepId>,
}

impl<'a> Session<'a> {
    fn new(open: OpenRun, parts: Parts<'a>, now: Timestamp) -> Self {
        let index = open.plan.steps.iter().enumerate().map(|(place, step)| (step.id.clone(), place)).collect();
        let mut budget = Budget::new(open.plan.policy.max_failures);
        let mut sent_to = BTreeSet::new();
        let mut in_flight = Schedule::default();
        for row in open.rows.values().filter(|row| matches!(row.state, StepState::Accepted | StepState::Unknown)) {
            if let Some(step) = open.plan.step(&row.step)
                && sent_to.insert(step.target.workspace_id.clone())
            {
                budget.count_sent();
            }
            // Nobody knows for how long it was not read, so it is due at once.
            let urgent = row.state == StepState::Unknown;
            in_flight.set(row.step.clone(), Look { urgent, due: now, free_from: now });
            if row.late {
                in_flight.note_late(row.step.clone());
            }
        }
        let followers = followers_of(&open.plan);
        let is_lost = |row: &&StepRow| row.state == StepState::Settled && !row.end.is_some_and(End::is_as_wanted);
        let lost = open.rows.values().filter(is_lost).map(|row| row.step.clone()).collect();
        let canary = Canary::of(&open);
        let turns: Vec<StepId> = open.plan.waves.iter().flatten().cloned().collect();
        let turn_of = turns.iter().enumerate().map(|(turn, id)| (id.clone(), turn)).collect();
        let wave_starts = wave_starts(&open.plan);
        let mut session = Self {
            budget,
            run: open.run,
            begun: begun(&open.plan, &open.rows),
            gate: Gate::new(&open.plan),
            plan: open.plan,
            index,
            rows: open.rows,
            parts,
            in_flight,
            turns,
            turn_of,
            queue: Queue::default(),
            wave_starts,
            admitted: VecDeque::new(),
            judged: BTreeSet::new(),
            retries: BTreeMap::new(),
            doubts: BTreeMap::new(),
            creations: Creations::default(),
            gone_groups: BTreeMap::new(),
            tags_passed: BTreeSet::new(),
            stop: None,
            turn: Turn::Read,
            clock_seen: now,
            postponed: 0,
            watched: Watched::Asked,
            empty_answers: 0,
            just_admitted: false,
            began: now,
            sent_to,
            followers,
            lost,
            opened_at: None,
            reads_again_at: None,
            told_until: None,
            asked_at: None,
            canary,
            wave: 0,
            cancelled: open.cancelled,
            resumed: open.resumed,
            left: open.left,
        };
        (0..session.turns.len()).for_each(|turn| session.queue_up(turn));
        session
    }

    async fn carry_out(mut self) -> Result<Summary, ExecError> {
        self.emit(What::RunOpened {
            run: self.run.clone(),
            plan: self.plan.id.clone(),
            verb: self.plan.intent.verb,
            selected: self.plan.selected() as u64,
            steps: self.plan.heads().count() as u64,
            waves: self.plan.waves.len() as u64,
            resumed: self.resumed,
        });
        let now = self.parts.clock.now();
        for step in std::mem::take(&mut self.left) {
            self.tell_end(self.rows[&step].clone(), now);
        }
        self.skip_finished_waves();
        if self.cancelled {
            self.stop_because(Stop::Cancelled);
        }
        loop {
            if self.parts.cancel.is_requested() {
                self.stop_because(Stop::Signal);
            }
            self.ask_the_journal()?;
            if self.stop.as_ref().is_some_and(Stop::is_at_once) {
                break;
            }
            let now = self.look_at_clock();
            let is_due = self.in_flight.next_due().is_some_and(|due| due <= now);
            let waits = is_due && self.reads_wait(now);
            let first = self.turn == Turn::Read || self.stop.is_some() || self.in_flight.is_urgent(now);
            if is_due && first && !waits {
                self.turn = Turn::Send;
                self.poll().await?;
                continue;
            }
            self.turn = Turn::Read;
            if self.stop.is_none() {
                if self.budget.is_used_up() {
                    self.stop_because(Stop::Failures);
                    continue;
                }
                if self.send_next().await? {
                    continue;
                }
                if self.in_flight.is_empty() && self.advance_wave() {
                    continue;
                }
            }
            if is_due {
                // Nothing was to be sent, so reading goes on.
                if waits {
                    self.poll().await?;
                }
                continue;
            }
            match self.next_move() {
                Move::Wait(at) => self.wait_until(at).await,
                Move::Stop(why) => self.stop_because(why),
                Move::End => break,
            }
        }
        self.close()
    }

    /// Reads the clock; one that was set back must not put reads off.
    fn look_at_clock(&mut self) -> Timestamp {
        let now = self.parts.clock.now();
        if now < self.clock_seen {
            let by = self.clock_seen.duration_since(now);
            self.in_flight.set_back(by);
            self.gate.set_back(by);
            self.reads_again_at = None;
            self.doubts.clear();
            self.retries.values_mut().chain(self.creations.awaited.values_mut()).for_each(|at| *at = now);
            self.queue.turns().into_iter().for_each(|turn| self.queue_up(turn));
        }
        self.clock_seen = now;
        // Also when there is no place for it: a moment that has come is none to wait for.
        self.queue.ripen(now);
        now
    }

    /// Sends the next batch, or admits the next group; tells whether there was anything to do.
    async fn send_next(&mut self) -> Result<bool, ExecError> {
        self.skip_followers()?;
        let new_places = match self.leave() {
            Leave::Open { places } => Some(places),
            Leave::Shut { .. } => {
                self.keep_what_finishes(); // the rest is read again when it may be sent
                None
            }
        };
        let places = self.places();
        if places == 0 || self.canary_ends_at().is_some() || self.reads_again_at.is_some_and(|at| at > self.clock_seen)
        {
            return Ok(false);
        }
        let free = self.places_of_service()?;
        let new_places = new_places.filter(|_| free > 0);
        if free == 0 {
            self.keep_what_finishes();
        }
        let places = if free == 0 { places } else { places.min(free) };
        if self.admitted.is_empty() {
            let group = self.eligible(places.min(self.admits_at_once()), new_places);
            if group.is_empty() && free == 0 {
                self.make_way();
            }
            if group.is_empty() || self.waits_for_a_full_call(group.len()) {
                return Ok(false);
            }
            self.admit(group).await?;
            return Ok(true);
        }
        self.send_admitted(places).await?;
        Ok(true)
    }

    /// The turns that it may be now.
    pub(super) fn turns_now(&self) -> std::ops::Range<usize> {
        let waves = match self.plan.policy.strategy {
            // All of the last wave have settled: `advance_wave` saw to it.
            Strategy::Waves => self.wave..(self.wave + 1).min(self.plan.waves.len()),
            Strategy::Rolling if self.in_canary() => 0..1,
            Strategy::Rolling => 0..self.plan.waves.len(),
        };
        self.wave_starts[waves.start]..self.wave_starts[waves.end.max(waves.start)]
    }

    /// Replaces a row, of which the journal knows already.
    pub(super) fn put(&mut self, row: StepRow) {
        let step = row.step.clone();
        let is_settled = row.end.is_some_and(End::is_as_wanted);
        let changed = if is_settled { self.followers.get(&step).cloned() } else { None };
        self.note_begun(&row);
        self.rows.insert(step.clone(), row);
        let turns = [step].into_iter().chain(changed.into_iter().flatten());
        let turns: Vec<usize> = turns.filter_map(|id| self.turn_of.get(&id)).copied().collect();
        for turn in turns {
            self.queue_up(turn);
        }
    }

    /// Notes when something was sent to the target of a step, and that it was not when it is to be sent again.
    fn note_begun(&mut self, row: &StepRow) {
        let target = &self.plan.steps[self.index[&row.step]].target.workspace_id;
        let steps = self.plan.steps.iter().filter(|step| step.target.workspace_id == *target && step.id != row.step);
        let last = match (begins(row), self.rows.get(&row.step).and_then(begins)) {
            (Some(at), _) => self.begun.get(target).map_or(Some(at), |last| Some(at.max(*last))),
            (None, None) => return,
            (None, Some(_)) => steps.filter_map(|step| begins(&self.rows[&step.id])).max(),
        };
        match last {
            Some(at) => drop(self.begun.insert(target.clone(), at)),
            None => drop(self.begun.remove(target)),
        }
    }

    /// Puts a step into the queue when it may be sent, with the moment from which on, and takes it out when it may not.
    pub(super) fn queue_up(&mut self, turn: usize) {
        let id = &self.turns[turn];
        if self.is_open(id) {
            self.queue.set(turn, self.due_at(id));
        } else {
            self.queue.remove(turn);
        }
    }

    /// Puts a step off that may be sent.
    pub(super) fn put_off(&mut self, id: &StepId, until: Timestamp) {
        if let Some(turn) = self.turn_of.get(id) {
            self.queue.set(*turn, Some(until));
        }
    }

    /// Whether a step may be sent once its moment has come.
    fn is_open(&self, id: &StepId) -> bool {
        let open = match self.rows[id].state {
            StepState::Waiting => true,
            StepState::Held => {
                let row = &self.rows[id];
                row.held_until.is_some() || self.retries.contains_key(id) || !self.judged.contains(id)
            }
            StepState::Intended | StepState::Accepted | StepState::Unknown | StepState::Settled => false,
        };
        open && self.follows_done(id)
    }

    pub(super) fn is_due(&self, id: &StepId, now: Timestamp) -> bool {
        self.is_open(id) && self.due_at(id).is_none_or(|at| at <= now)
    }

    /// A call for many waits until it is full or nothing else can fill it: calls are what is scarce.
    fn waits_for_a_full_call(&self, ready: usize) -> bool {
        self.plan.policy.strategy == Strategy::Rolling
            && ready < self.plan.intent.verb.facts().ids_per_call.min(self.admits_at_once())
            && !self.in_flight.is_empty()
            && self.next_waiting().is_some()
    }

    /// When the next step is due that waits for its moment.
    pub(super) fn next_waiting(&self) -> Option<Timestamp> {
        self.queue.later().map(|(at, _)| at).next()
    }

    pub(super) async fn wait_until(&mut self, at: Timestamp) {
        let cancel = self.parts.cancel.clone();
        tokio::select! {
            biased;
            () = cancel.requested() => {}
            () = self.parts.clock.sleep_until(at) => {}
        }
    }

    pub(super) fn step(&self, id: &StepId) -> &Step {
        &self.plan.steps[self.index[id]]
    }

    /// The desktop that a step is for: its target, or the one that an earlier step has made of it.
    pub(super) fn desktop<'s>(&'s self, step: &'s Step) -> &'s WorkspaceId {
        let made = step.on.as_ref().and_then(|first| self.rows[first].new_id.as_ref());
        made.unwrap_or(&step.target.workspace_id)
    }

    pub(super) fn emit(&mut self, what: What) {
        let at = self.parts.clock.now();
        (self.parts.emit)(&Event { at, what });
    }

    /// Stops sending. What ends the session at once wins over what only stops sending.
    pub(super) fn stop_because(&mut self, why: Stop) {
        if self.stop.as_ref().is_some_and(|stop| stop.is_at_once() || !why.is_at_once()) {
            return;
        }
        self.admitted.clear();
        self.emit(What::Stopped { why: why.clone() });
        self.stop = Some(why);
    }

    /// Notes a call that surely did not arrive; too many in a row and there is no point in going on.
    pub(super) fn count_postponed(&mut self) {
        self.postponed += 1;
        if self.postponed >= POSTPONED_MAX {
            self.stop_because(Stop::Unreachable);
        }
    }

    /// Gives rows their end: journal first, then the counts and the event.
    pub(super) fn end(&mut self, ended: Vec<StepRow>) -> Result<(), ExecError> {
        if ended.is_empty() {
            return Ok(());
        }
        let now = self.parts.clock.now();
        self.parts.journal.save(&self.run, &ended, now)?;
        for row in ended {
            self.in_flight.remove(&row.step);
            if matches!(row.end, Some(End::Failed | End::Unknown)) || self.is_half_done(&row) {
                self.budget.count_lost();
            }
            if row.state == StepState::Settled && !row.end.is_some_and(End::is_as_wanted) {
                self.lost.push(row.step.clone());
            }
            self.put(row.clone());
            self.tell_end(row, now);
        }
        Ok(())
    }

    fn tell_end(&mut self, row: StepRow, now: Timestamp) {
        let held = row.state == StepState::Held;
        let end = if held { End::Held } else { row.end.unwrap_or(End::Unknown) };
        let until = due_at(self.step(&row.step), &self.rows, now).filter(|at| held && *at > now);
        self.emit(What::Ended {
            target: self.step(&row.step).target.clone(),
            step: row.step,
            end,
            new_workspace_id: row.new_id.filter(|_| end == End::Done),
            rule: row.rule,
            reason: row.reason,
            until,
        });
    }

    /// Tells of whoever is left to a later session, but for what was told in this one.
    fn tell_waiting(&mut self) {
        for what in waiting(&self.plan, &self.rows, self.parts.clock.now()) {
            if matches!(&what, What::Ended { step, .. } if !self.judged.contains(step)) {
                self.emit(what);
            }
        }
    }

    /// Writes how this session ended and sums up.
    fn close(mut self) -> Result<Summary, ExecError> {
        self.skip_followers()?;
        let left = self.leave_nothing()?;
        self.tell_waiting();
        let ends = ends(&self.plan, &self.rows);
        let counts = count(&self.plan, &ends);
        let named_skipped = self.plan.skipped.iter().any(|verdict| verdict.named && verdict.workspace.is_some())
            || ends.iter().any(|(_, named_skipped)| *named_skipped);
        let resumable = self.rows.values().any(|row| row.state != StepState::Settled);
        let status = match (&self.stop, resumable) {
            (_, false) => RunStatus::Finished,
            _ if self.cancelled => RunStatus::Stopped { why: Stop::Cancelled.word().to_owned() },
            (Some(stop), true) => RunStatus::Stopped { why: stop.word().to_owned() },
            (None, true) => RunStatus::Stopped { why: Stop::Hold.word().to_owned() },
        };
        self.parts.journal.finish(&self.run, &status, self.parts.clock.now())?;
        self.emit(What::RunEnded { run: self.run.clone(), counts, resumable });
        Ok(Summary { run: self.run, counts, stop: self.stop, resumable, named_skipped, left })
    }
}
