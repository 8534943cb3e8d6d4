//! Carries out an order about what is around desktops: one act after the other, each judged on a fresh read.
//!
//! Before an act is sent, what is there is read, and the act is carried out on it in thought: when nothing would come of
//! it, it is as wanted already; when the service would refuse it, or one of its guards finds something, it is skipped.
//! Then its slot, the commit of its intent, the call, the commit of its outcome. It is done when a read shows that nothing
//! would come of it any more. What the service is still at is waited for until its deadline, from the start of the session
//! where that was resumed; one that does not wait stops there. What could not be made has failed. What was not
//! answered is read, and sent again when it is not there (design 6.1, last row): every act here can be repeated. The first
//! act that is not done ends the run; those behind it are skipped. Acts that lean on no other are all sent before the first
//! of them is waited for, and none is skipped for another.
//!
//! Knows no resource: what is read to judge an act is what that says of itself. What `run` is for desktops, without waves,
//! windows and a poller: an order is a few calls.

use std::collections::BTreeSet;
use std::ops::Range;
use std::time::Duration;

use jiff::Timestamp;

use super::event::around::{ActEvent, ActWhat};
use super::event::{Counts, Stop};
use super::order::{OpenOrder, counts_of_order, end_of_act};
use super::{Cancel, ExecError};
use crate::aws::{Aws, Fault, FaultKind};
use crate::clock::Clock;
use crate::journal::{AttemptOutcome, Journal, RunStatus, StepRow, StepState};
use crate::model::around::{Kinds, Surroundings};
use crate::model::{End, RadiusSecret};
use crate::planner::document::order::PlannedAct;

/// How long between two reads of something that does not show yet.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// How long at most, and how often within the time that something may take.
const LOOK_AGAIN_MAX: Duration = Duration::from_mins(1);
const LOOKS: u64 = 120;
/// A read that is older is read again before something is sent on it, in seconds.
const FRESH_S: i64 = 60;
/// How often an act is sent whose outcome stays open.
const ATTEMPTS_MAX: u32 = 5;
/// How many calls in a row may surely not arrive before the run stops.
const POSTPONED_MAX: u32 = 40;
/// How long an answer that is still due is awaited after the first signal.
const ANSWER_WAIT: Duration = Duration::from_secs(30);

/// What a run of an order works with.
pub struct OrderParts<'a> {
    /// Where everything is recorded before it happens.
    pub journal: &'a mut Journal,
    /// The service.
    pub aws: &'a Aws,
    /// The time.
    pub clock: &'a Clock,
    /// Who is told.
    pub emit: &'a mut dyn FnMut(&ActEvent),
    /// The wish to stop.
    pub cancel: &'a Cancel,
    /// What goes with an act that takes a secret; it is kept nowhere.
    pub secret: Option<&'a RadiusSecret>,
}

/// How a session of such a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSummary {
    /// How many came to which end.
    pub counts: Counts,
    /// Why sending stopped early, if it did.
    pub stop: Option<Stop>,
    /// Whether `resume` can go on.
    pub resumable: bool,
    /// Whether it was taken back, or that was begun.
    pub reverted: bool,
}

/// Carries a run of an order out until every act has an end, or something stops it.
///
/// # Errors
/// When the journal fails: nothing more is sent then.
pub async fn carry_out_order(open: OpenOrder, parts: OrderParts<'_>) -> Result<OrderSummary, ExecError> {
    if !open.approval.is_for(&open.order) {
        let what = "its approval is for another order".to_owned();
        return Err(ExecError::Mismatch { run: open.run, what });
    }
    if open.approval.is_rehearsal() && !parts.aws.is_simulated() {
        let what = "its approval is for a rehearsal, and this connection is real".to_owned();
        return Err(ExecError::Mismatch { run: open.run, what });
    }
    let (cancel, began) = (parts.cancel.clone(), parts.clock.now());
    Session { open, parts, began, cancel, reverting: false, stop: None, postponed: 0 }.carry_out().await
}

/// What was read, and when.
struct Read {
    seen: Surroundings,
    at: Timestamp,
}

pub(super) struct Session<'a> {
    pub(super) open: OpenOrder,
    pub(super) parts: OrderParts<'a>,
    began: Timestamp,
    /// The wish to stop, as long as one counts: what takes back is not stopped by what it began with.
    pub(super) cancel: Cancel,
    /// Whether it is being taken back.
    pub(super) reverting: bool,
    stop: Option<Stop>,
    /// Calls in a row that surely did not arrive.
    postponed: u32,
}

/// How long to wait for the next look: the longer, the longer it may take.
fn pause_of(deadline_s: u64) -> Duration {
    Duration::from_secs(deadline_s / LOOKS).clamp(LOOK_AGAIN, LOOK_AGAIN_MAX)
}

impl Session<'_> {
    async fn carry_out(mut self) -> Result<OrderSummary, ExecError> {
        self.emit(ActWhat::RunOpened {
            run: self.open.run.clone(),
            order: self.open.order.id.clone(),
            command: self.open.order.command.clone(),
            acts: self.open.rows.len() as u64,
            resumed: self.open.resumed,
        });
        let own = self.open.order.acts.len();
        self.go_through(0..own).await?;
        if self.stop.is_none() {
            self.keep_or_revert(own).await?;
        }
        self.close()
    }

    /// Brings acts to their ends, one after the other; the first that is not done is the last.
    pub(super) async fn go_through(&mut self, numbers: Range<usize>) -> Result<(), ExecError> {
        for number in numbers.clone().filter(|number| self.planned(*number).act.stands_alone()).collect::<Vec<_>>() {
            self.settle(number, &[StepState::Accepted, StepState::Settled]).await?;
        }
        for number in numbers.clone() {
            self.settle(number, &[StepState::Settled]).await?;
            if self.stop.is_some() {
                break;
            }
            let row = &self.open.rows[number];
            if !row.end.is_some_and(End::is_as_wanted) && !self.planned(number).act.stands_alone() {
                self.skip_behind(number, numbers.end)?;
                break;
            }
        }
        Ok(())
    }

    /// Brings an act to one of these states, unless something stops the run.
    async fn settle(&mut self, number: usize, until: &[StepState]) -> Result<(), ExecError> {
        while !until.contains(&self.open.rows[number].state) {
            self.ask_to_go_on()?;
            if self.stop.is_some() {
                return Ok(());
            }
            let Some(read) = self.read(number).await else { return Ok(()) };
            match self.open.rows[number].state {
                StepState::Accepted | StepState::Unknown | StepState::Intended => self.look(number, &read).await?,
                // It was sent, no answer came, and it got there.
                StepState::Waiting if self.open.rows[number].repeats > 0 && self.is_under_way(number, &read) => {
                    let mut row = self.open.rows[number].clone();
                    row.state = StepState::Unknown;
                    self.save(number, row)?;
                }
                StepState::Waiting | StepState::Held if self.open.cancelled => self.stop_because(Stop::Cancelled),
                StepState::Waiting | StepState::Held => self.send(number, read).await?,
                StepState::Settled => {}
            }
        }
        Ok(())
    }

    /// Stops when somebody wants that.
    fn ask_to_go_on(&mut self) -> Result<(), ExecError> {
        if self.reverting {
            return Ok(());
        }
        if self.cancel.is_requested() {
            self.stop_because(Stop::Signal);
        } else if self.parts.journal.is_stop_requested(&self.open.run)? {
            self.stop_because(Stop::Cancel);
        }
        Ok(())
    }

    /// Reads what an act is judged by; without it the run stops, and can be gone on with.
    async fn read(&mut self, number: usize) -> Option<Read> {
        let kinds = self.planned(number).act.facts().reads;
        let at = self.parts.clock.now();
        let cancel = self.cancel.clone();
        let read = tokio::select! {
            biased;
            read = self.look_around(number, kinds) => read,
            () = cancel.requested() => {
                self.stop_because(Stop::Signal);
                return None;
            }
        };
        match read {
            Ok(seen) => Some(Read { seen, at }),
            Err(fault) => {
                let why = if fault.is_credentials() { Stop::Credentials } else { Stop::Unreachable };
                self.stop_with(why, Some(fault.to_string()));
                None
            }
        }
    }

    /// Reads what is there, and the tags that an act is held against.
    async fn look_around(&self, number: usize, kinds: Kinds) -> Result<Surroundings, Fault> {
        let mut seen = self.parts.aws.surroundings(kinds).await?;
        self.parts.aws.read_details(&mut seen, self.planned(number).act.details()).await?;
        seen.account = Some(self.open.order.scope.account.clone());
        if kinds.shares {
            let about = BTreeSet::from([self.planned(number).act.target()]);
            self.parts.aws.read_shares(&mut seen, &about).await?;
        }
        let waits = matches!(self.open.rows[number].state, StepState::Waiting | StepState::Held);
        let requires = self.planned(number).requires.iter().filter(|_| waits);
        let ids = requires.filter_map(|requirement| requirement.that.tagged()).map(ToOwned::to_owned).collect();
        self.parts.aws.read_tags(&mut seen, &ids).await?;
        Ok(seen)
    }

    /// Looks whether an act that was sent shows.
    async fn look(&mut self, number: usize, read: &Read) -> Result<(), ExecError> {
        let planned = self.planned(number);
        let (is_done, deadline_s) = (planned.act.is_done(&read.seen), planned.act.facts().deadline_s);
        let brought = planned.act.brought(&read.seen);
        let mut row = self.open.rows[number].clone();
        row.first_read_at.get_or_insert(read.at);
        if is_done {
            return self.end(number, row, End::Done, None, brought);
        }
        let is_under_way = planned.act.is_under_way(&read.seen);
        if is_under_way {
            // Whether it was answered or not: it is there.
            row.state = StepState::Accepted;
        }
        let since = |at: Timestamp| read.at.duration_since(at).as_secs();
        // What is on its way is waited for anew by whoever resumes: nobody looked meanwhile.
        let since_s = row.last_sent_at.map_or(0, |sent| since(if is_under_way { sent.max(self.began) } else { sent }));
        let is_late = since_s >= i64::try_from(deadline_s).unwrap_or(i64::MAX);
        let failed = planned.act.failed(&read.seen).filter(|_| since_s >= FRESH_S);
        match row.state {
            // A read may lag behind: what was so before it was sent is not held against it.
            StepState::Accepted | StepState::Unknown if failed.is_some() => {
                return self.end(number, row, End::Failed, None, failed);
            }
            StepState::Accepted if self.open.no_wait && is_under_way => {
                self.save(number, row)?;
                self.stop_because(Stop::NoWait);
                return Ok(());
            }
            StepState::Accepted if is_late => {
                let reason = if is_under_way {
                    "it is there, and the service is still at it"
                } else {
                    "the service took it, and reading does not show it"
                };
                return self.end(number, row, End::Unknown, None, Some(reason.to_owned()));
            }
            // Whoever cancelled it wants nothing sent again.
            StepState::Unknown if row.attempts >= ATTEMPTS_MAX || self.open.cancelled && is_late => {
                let reason = "no answer came, and reading does not show it".to_owned();
                return self.end(number, row, End::Unknown, None, Some(reason));
            }
            // A read may lag behind: the one after the pause decides.
            StepState::Unknown if !self.open.cancelled && since_s >= LOOK_AGAIN.as_secs().cast_signed() => {
                row.state = StepState::Waiting;
                row.repeats += 1;
            }
            StepState::Waiting
            | StepState::Held
            | StepState::Intended
            | StepState::Accepted
            | StepState::Unknown
            | StepState::Settled => {}
        }
        let again = row.state == StepState::Waiting;
        self.save(number, row)?;
        if !again {
            self.pause(pause_of(deadline_s)).await;
        }
        Ok(())
    }

    /// Sends an act when what was read allows it.
    async fn send(&mut self, number: usize, read: Read) -> Result<(), ExecError> {
        if let Some((end, rule, reason)) = self.judge(number, &read.seen) {
            let row = self.open.rows[number].clone();
            return self.end(number, row, end, rule, reason);
        }
        self.parts.aws.act_slot(&self.planned(number).act).await;
        let now = self.parts.clock.now();
        if now.duration_since(read.at).as_secs() > FRESH_S || self.cancel.is_requested() {
            return Ok(()); // read again, or stop
        }
        self.intend(number, now)?;
        let answer = self.call(number, &read.seen).await;
        self.record(number, answer)
    }

    /// Returns the end of an act that is not to be sent, with its rule and reason.
    fn judge(&self, number: usize, seen: &Surroundings) -> Option<(End, Option<String>, Option<String>)> {
        let planned = self.planned(number);
        if planned.act.is_under_way(seen) {
            return Some((End::Unchanged, None, Some("the service was at it already".to_owned())));
        }
        let after = match planned.act.apply(seen) {
            Ok(after) => after,
            Err(impossible) => return Some((End::Skipped, None, Some(impossible.to_string()))),
        };
        if after == *seen {
            return Some(if self.open.rows[number].attempts > 0 {
                (End::Done, None, planned.act.brought(seen))
            } else {
                let brought = planned.act.brought(seen).map_or(String::new(), |brought| format!("; {brought}"));
                (End::Unchanged, None, Some(format!("it was as wanted already{brought}")))
            });
        }
        let broken = |requirement: &crate::planner::document::order::Requirement| {
            let reason = requirement.that.broken(seen, &after)?;
            Some((End::Skipped, Some(requirement.rule.clone()), Some(reason)))
        };
        planned.requires.iter().find_map(broken)
    }

    fn intend(&mut self, number: usize, now: Timestamp) -> Result<(), ExecError> {
        let planned = self.planned(number);
        let (operation, target) = (planned.act.facts().operation, planned.act.target());
        let mut row = self.open.rows[number].clone();
        row.state = StepState::Intended;
        row.attempts += 1;
        row.first_sent_at.get_or_insert(now);
        row.last_sent_at = Some(now);
        row.first_read_at = None;
        row.reason = None;
        self.parts.journal.intend(&self.open.run, std::slice::from_ref(&row), now, operation)?;
        let (act, attempt) = (row.step.clone(), row.attempts);
        self.open.rows[number] = row;
        self.emit(ActWhat::Sent { act, operation: operation.to_owned(), target, attempt });
        Ok(())
    }

    /// Makes the call, once; after a signal its answer is awaited for half a minute.
    async fn call(&self, number: usize, seen: &Surroundings) -> Result<(), Fault> {
        let give_up = async {
            self.cancel.requested().await;
            self.parts.clock.sleep(ANSWER_WAIT).await;
        };
        tokio::select! {
            biased;
            answer = self.parts.aws.act(&self.planned(number).act, seen, self.parts.secret) => answer,
            () = give_up => Err(Fault::unanswered("no answer within 30 s of the signal to stop")),
        }
    }

    /// Commits the outcome of a call, and tells.
    fn record(&mut self, number: usize, answer: Result<(), Fault>) -> Result<(), ExecError> {
        let now = self.parts.clock.now();
        let mut row = self.open.rows[number].clone();
        let act = row.step.clone();
        let (outcome, told) = match answer {
            Ok(()) => {
                row.state = StepState::Accepted;
                (AttemptOutcome::Accepted, Some(ActWhat::Accepted { act }))
            }
            Err(fault) => self.take_fault(&mut row, &fault, now),
        };
        if row.state != StepState::Waiting {
            self.postponed = 0;
        }
        self.parts.journal.outcome(&self.open.run, &[(row.clone(), outcome)], now)?;
        self.open.rows[number] = row.clone();
        match told {
            Some(what) => self.emit(what),
            None => self.tell_end(number, &row),
        }
        Ok(())
    }

    /// Moves a row by a fault; says what the journal notes of the attempt, and what is told of it unless it ended.
    fn take_fault(&mut self, row: &mut StepRow, fault: &Fault, now: Timestamp) -> (AttemptOutcome, Option<ActWhat>) {
        let (act, reason) = (row.step.clone(), fault.to_string());
        match fault.kind {
            FaultKind::NotSent | FaultKind::Throttled => {
                self.postponed += 1;
                if self.postponed >= POSTPONED_MAX {
                    self.stop_because(Stop::Unreachable);
                }
                row.state = StepState::Waiting;
                (AttemptOutcome::NotApplied(reason.clone()), Some(ActWhat::Postponed { act, reason }))
            }
            FaultKind::Expired | FaultKind::NoCredentials => {
                self.stop_because(Stop::Credentials);
                row.state = StepState::Waiting;
                (AttemptOutcome::NotApplied(reason.clone()), Some(ActWhat::Postponed { act, reason }))
            }
            // Sent again after no answer came: the first may have worked after all, so look.
            FaultKind::Rejected | FaultKind::Gone | FaultKind::InProgress
                if row.repeats > 0 && row.attempts < ATTEMPTS_MAX =>
            {
                row.state = StepState::Unknown;
                (AttemptOutcome::Unknown(reason.clone()), Some(ActWhat::Unanswered { act, reason }))
            }
            FaultKind::Unknown => {
                row.state = StepState::Unknown;
                (AttemptOutcome::Unknown(reason.clone()), Some(ActWhat::Unanswered { act, reason }))
            }
            FaultKind::Rejected | FaultKind::Gone | FaultKind::InProgress | FaultKind::Denied | FaultKind::Bug => {
                row.state = StepState::Settled;
                row.end = Some(End::Failed);
                row.reason = Some(reason.clone());
                row.ended_at = Some(now);
                (AttemptOutcome::Rejected(reason), None)
            }
        }
    }

    /// Skips what stands behind an act that was not done: it was decided on the grounds that it would be.
    fn skip_behind(&mut self, number: usize, end: usize) -> Result<(), ExecError> {
        let why = format!("{} before it was not done", self.open.rows[number].step);
        for behind in number + 1..end {
            let row = self.open.rows[behind].clone();
            if row.state != StepState::Settled {
                self.end(behind, row, End::Skipped, None, Some(why.clone()))?;
            }
        }
        Ok(())
    }

    /// Gives an act its end: journal first, then the event.
    fn end(
        &mut self,
        number: usize,
        mut row: StepRow,
        end: End,
        rule: Option<String>,
        reason: Option<String>,
    ) -> Result<(), ExecError> {
        row.state = StepState::Settled;
        row.end = Some(end);
        row.rule = rule;
        row.reason = reason;
        row.ended_at = Some(self.parts.clock.now());
        self.save(number, row.clone())?;
        self.tell_end(number, &row);
        Ok(())
    }

    pub(super) fn save(&mut self, number: usize, row: StepRow) -> Result<(), ExecError> {
        if row != self.open.rows[number] {
            self.parts.journal.save(&self.open.run, std::slice::from_ref(&row), self.parts.clock.now())?;
            self.open.rows[number] = row;
        }
        Ok(())
    }

    /// Waits before the next look, unless somebody wants the run to stop.
    pub(super) async fn pause(&mut self, pause: Duration) {
        let cancel = self.cancel.clone();
        tokio::select! {
            biased;
            () = cancel.requested() => {}
            () = self.parts.clock.sleep(pause) => {}
        }
    }

    fn is_under_way(&self, number: usize, read: &Read) -> bool {
        self.planned(number).act.is_under_way(&read.seen)
    }

    fn planned(&self, number: usize) -> &PlannedAct {
        let revert = self.open.order.revert.as_ref().map_or(&[][..], |revert| &revert.acts);
        let own = &self.open.order.acts;
        own.get(number).unwrap_or_else(|| &revert[number - own.len()])
    }

    pub(super) fn emit(&mut self, what: ActWhat) {
        let at = self.parts.clock.now();
        (self.parts.emit)(&ActEvent { at, what });
    }

    fn tell_end(&mut self, number: usize, row: &StepRow) {
        let target = self.planned(number).act.target();
        let (act, end) = (row.step.clone(), end_of_act(row));
        self.emit(ActWhat::Ended { act, target, end, rule: row.rule.clone(), reason: row.reason.clone() });
    }

    fn stop_because(&mut self, why: Stop) {
        self.stop_with(why, None);
    }

    fn stop_with(&mut self, why: Stop, reason: Option<String>) {
        if self.stop.is_none() {
            self.emit(ActWhat::Stopped { why: why.clone(), reason });
            self.stop = Some(why);
        }
    }

    /// Writes how this session ended and sums up.
    fn close(mut self) -> Result<OrderSummary, ExecError> {
        let resumable = self.open.rows.iter().any(|row| row.state != StepState::Settled);
        let status = match &self.stop {
            _ if !resumable => RunStatus::Finished,
            _ if self.open.cancelled => RunStatus::Stopped { why: Stop::Cancelled.word().to_owned() },
            stop => {
                let why = stop.as_ref().unwrap_or(&Stop::Signal).word().to_owned();
                RunStatus::Stopped { why }
            }
        };
        self.parts.journal.finish(&self.open.run, &status, self.parts.clock.now())?;
        let counts = counts_of_order(&self.open.order, &self.open.rows);
        let reverted = self.reverting;
        self.emit(ActWhat::RunEnded { run: self.open.run.clone(), counts, resumable });
        Ok(OrderSummary { counts, stop: self.stop, resumable, reverted })
    }
}
