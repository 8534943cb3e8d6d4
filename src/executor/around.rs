//! Carries out an order about what is around desktops: one act after the other, each judged on a fresh read.
//!
//! Before an act is sent, what is there is read, and the act is carried out on it in thought: when nothing would come of
//! it, it is as wanted already; when the service would refuse it, or one of its guards finds something, it is skipped.
//! Then its slot, the commit of its intent, the call, the commit of its outcome. It is done when a read shows that nothing
//! would come of it any more. What was not answered is read, and sent again when it is not there (design 6.1, last row):
//! every act here can be repeated. The first act that is not done ends the run; those behind it are skipped.
//!
//! Knows no resource. What `run` is for desktops, without waves, windows and a poller: an order is a few calls.

use std::collections::BTreeSet;
use std::time::Duration;

use jiff::Timestamp;

use super::approval::Approval;
use super::event::around::{ActEvent, ActWhat};
use super::event::{Counts, Stop};
use super::{Cancel, ExecError, OpenRunError, ResumeError};
use crate::aws::{Aws, Fault, FaultKind};
use crate::clock::Clock;
use crate::journal::{AttemptOutcome, Journal, NewOrder, RunStatus, StepRow, StepState, StoredRun};
use crate::model::around::{Kinds, Surroundings};
use crate::model::{End, RunId, StepId};
use crate::planner::document::order::{Order, PlannedAct};

/// How long between two reads of something that does not show yet.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// A read that is older is read again before something is sent on it, in seconds.
const FRESH_S: i64 = 60;
/// How often an act is sent whose outcome stays open.
const ATTEMPTS_MAX: u32 = 5;
/// How many calls in a row may surely not arrive before the run stops.
const POSTPONED_MAX: u32 = 40;
/// How long an answer that is still due is awaited after the first signal.
const ANSWER_WAIT: Duration = Duration::from_secs(30);

/// A run of an order that may be carried out.
#[derive(Debug)]
pub struct OpenOrder {
    run: RunId,
    order: Order,
    approval: Approval,
    /// In the order of the acts.
    rows: Vec<StepRow>,
    resumed: bool,
    /// Whether somebody cancelled it: then nothing is sent any more.
    cancelled: bool,
}

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
}

impl OpenOrder {
    /// Returns the run's id.
    #[must_use]
    pub fn id(&self) -> &RunId {
        &self.run
    }

    /// Returns the run's order.
    #[must_use]
    pub fn order(&self) -> &Order {
        &self.order
    }

    /// Returns how far each act is.
    #[must_use]
    pub fn rows(&self) -> &[StepRow] {
        &self.rows
    }
}

/// Opens a run for an approved order, whose lock the caller holds.
///
/// # Errors
/// When the order has a run already, something of it is in another run, or the journal fails.
pub fn open_order(
    order: Order,
    run: RunId,
    approval: Approval,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<OpenOrder, OpenRunError> {
    if approval.is_rehearsal() && !journal.is_in_memory() {
        return Err(OpenRunError::Rehearsal);
    }
    let text = order.to_text()?;
    let new = NewOrder { run: run.clone(), order: &order, text: &text, approval: approval.row().clone(), at: now };
    journal.open_order(&new)?;
    let rows = order.acts.iter().map(|planned| StepRow::waiting(planned.id.clone())).collect();
    Ok(OpenOrder { run, order, approval, rows, resumed: false, cancelled: false })
}

/// Opens the run of an order again, as the journal left it: an intent without an outcome is unknown.
///
/// # Errors
/// When it is finished or can't be read, or another run holds something of it by now.
pub fn reopen_order(stored: StoredRun, journal: &mut Journal, now: Timestamp) -> Result<OpenOrder, ResumeError> {
    let run = stored.row.run.clone();
    if stored.row.status == RunStatus::Finished {
        return Err(ResumeError::Finished(run));
    }
    let order = Order::read(&stored.plan_text).map_err(|source| ResumeError::Plan { run: run.clone(), source })?;
    let planned: BTreeSet<&StepId> = order.acts.iter().map(|planned| &planned.id).collect();
    let recorded: BTreeSet<&StepId> = stored.steps.iter().map(|row| &row.step).collect();
    if let Some(act) = planned.symmetric_difference(&recorded).next() {
        let what = format!("act {act} stands in one of them only");
        return Err(ExecError::Mismatch { run, what }.into());
    }
    let mut rows = stored.steps;
    for row in rows.iter_mut().filter(|row| row.state == StepState::Intended) {
        row.state = StepState::Unknown;
    }
    let cancelled = stored.row.status.is_cancelled();
    if !cancelled {
        journal.resume_order(&run, &order, now)?;
    }
    let approval = Approval::stored(&order, &stored.row.approval);
    Ok(OpenOrder { run, order, approval, rows, resumed: true, cancelled })
}

/// Returns how the acts of an order ended, and what is as it should be without one.
#[must_use]
pub fn counts_of_order(order: &Order, rows: &[StepRow]) -> Counts {
    let mut counts = Counts { unchanged: order.unchanged.len() as u64, ..Counts::default() };
    for row in rows {
        counts.add(end_of_act(row));
    }
    counts
}

/// Returns the end of an act as it stands: what was sent and not seen is unknown.
#[must_use]
pub fn end_of_act(row: &StepRow) -> End {
    match row.state {
        StepState::Settled => row.end.unwrap_or(End::Unknown),
        StepState::Intended | StepState::Accepted | StepState::Unknown => End::Unknown,
        StepState::Waiting | StepState::Held => End::NotStarted,
    }
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
    Session { open, parts, stop: None, postponed: 0 }.carry_out().await
}

/// What was read, and when.
struct Read {
    seen: Surroundings,
    at: Timestamp,
}

struct Session<'a> {
    open: OpenOrder,
    parts: OrderParts<'a>,
    stop: Option<Stop>,
    /// Calls in a row that surely did not arrive.
    postponed: u32,
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
        for number in 0..self.open.rows.len() {
            self.settle(number).await?;
            if self.stop.is_some() {
                break;
            }
            let row = &self.open.rows[number];
            if !row.end.is_some_and(End::is_as_wanted) {
                self.skip_behind(number)?;
                break;
            }
        }
        self.close()
    }

    /// Brings an act to its end, unless something stops the run.
    async fn settle(&mut self, number: usize) -> Result<(), ExecError> {
        while self.open.rows[number].state != StepState::Settled {
            self.ask_to_go_on()?;
            if self.stop.is_some() {
                return Ok(());
            }
            let Some(read) = self.read(number).await else { return Ok(()) };
            match self.open.rows[number].state {
                StepState::Accepted | StepState::Unknown | StepState::Intended => self.look(number, &read).await?,
                StepState::Waiting | StepState::Held if self.open.cancelled => self.stop_because(Stop::Cancelled),
                StepState::Waiting | StepState::Held => self.send(number, read).await?,
                StepState::Settled => {}
            }
        }
        Ok(())
    }

    /// Stops when somebody wants that.
    fn ask_to_go_on(&mut self) -> Result<(), ExecError> {
        if self.parts.cancel.is_requested() {
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
        let cancel = self.parts.cancel.clone();
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
                self.stop_because(if fault.is_credentials() { Stop::Credentials } else { Stop::Unreachable });
                None
            }
        }
    }

    /// Reads what is there, and the tags that an act is held against.
    async fn look_around(&self, number: usize, kinds: Kinds) -> Result<Surroundings, Fault> {
        let mut seen = self.parts.aws.surroundings(kinds).await?;
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
        let (is_coming, brought) = (planned.act.is_coming(&read.seen), planned.act.brought(&read.seen));
        let mut row = self.open.rows[number].clone();
        row.first_read_at.get_or_insert(read.at);
        if is_done {
            return self.end(number, row, End::Done, None, brought);
        }
        if is_coming && row.state == StepState::Unknown {
            row.state = StepState::Accepted; // it arrived after all
        }
        let since_s = row.last_sent_at.map_or(0, |sent| read.at.duration_since(sent).as_secs());
        let is_late = since_s >= i64::try_from(deadline_s).unwrap_or(i64::MAX);
        match row.state {
            StepState::Accepted if is_late => {
                let reason = "the service took it, and reading does not show it".to_owned();
                return self.end(number, row, End::Unknown, None, Some(reason));
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
            self.pause().await;
        }
        Ok(())
    }

    /// Sends an act when what was read allows it.
    async fn send(&mut self, number: usize, read: Read) -> Result<(), ExecError> {
        // An answer that never came may have been of this: it is looked at, as before.
        if self.open.rows[number].repeats > 0 && self.planned(number).act.is_coming(&read.seen) {
            let row = StepRow { state: StepState::Unknown, ..self.open.rows[number].clone() };
            return self.save(number, row);
        }
        if let Some((end, rule, reason)) = self.judge(number, &read.seen) {
            let row = self.open.rows[number].clone();
            return self.end(number, row, end, rule, reason);
        }
        self.parts.aws.act_slot().await;
        let now = self.parts.clock.now();
        if now.duration_since(read.at).as_secs() > FRESH_S || self.parts.cancel.is_requested() {
            return Ok(()); // read again, or stop
        }
        self.intend(number, now)?;
        let answer = self.call(number, &read.seen).await;
        self.record(number, answer)
    }

    /// Returns the end of an act that is not to be sent, with its rule and reason.
    fn judge(&self, number: usize, seen: &Surroundings) -> Option<(End, Option<String>, Option<String>)> {
        let planned = self.planned(number);
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
            self.parts.cancel.requested().await;
            self.parts.clock.sleep(ANSWER_WAIT).await;
        };
        tokio::select! {
            biased;
            answer = self.parts.aws.act(&self.planned(number).act, seen) => answer,
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
    fn skip_behind(&mut self, number: usize) -> Result<(), ExecError> {
        let why = format!("{} before it was not done", self.open.rows[number].step);
        for behind in number + 1..self.open.rows.len() {
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

    fn save(&mut self, number: usize, row: StepRow) -> Result<(), ExecError> {
        if row != self.open.rows[number] {
            self.parts.journal.save(&self.open.run, std::slice::from_ref(&row), self.parts.clock.now())?;
            self.open.rows[number] = row;
        }
        Ok(())
    }

    /// Waits before the next look, unless somebody wants the run to stop.
    async fn pause(&mut self) {
        let cancel = self.parts.cancel.clone();
        tokio::select! {
            biased;
            () = cancel.requested() => {}
            () = self.parts.clock.sleep(LOOK_AGAIN) => {}
        }
    }

    fn planned(&self, number: usize) -> &PlannedAct {
        &self.open.order.acts[number]
    }

    fn emit(&mut self, what: ActWhat) {
        let at = self.parts.clock.now();
        (self.parts.emit)(&ActEvent { at, what });
    }

    fn tell_end(&mut self, number: usize, row: &StepRow) {
        let target = self.planned(number).act.target();
        let (act, end) = (row.step.clone(), end_of_act(row));
        self.emit(ActWhat::Ended { act, target, end, rule: row.rule.clone(), reason: row.reason.clone() });
    }

    fn stop_because(&mut self, why: Stop) {
        if self.stop.is_none() {
            self.emit(ActWhat::Stopped { why: why.clone() });
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
        self.emit(ActWhat::RunEnded { run: self.open.run.clone(), counts, resumable });
        Ok(OrderSummary { counts, stop: self.stop, resumable })
    }
}
