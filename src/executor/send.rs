//! Intent, call, outcome: the only place that changes anything.

use std::time::Duration;

use super::ExecError;
use super::admit::Admission;
use super::event::{Stop, What};
use super::gate::Leave;
use super::run::Session;
use crate::aws::{Accepted, Fault, FaultKind};
use crate::journal::{AttemptOutcome, StepRow, StepState};
use crate::model::{AfterNo, End, Follow, StepId, Verb};

/// How long answers that are still due are awaited after the first signal, in seconds.
const ANSWER_WAIT_S: u64 = 30;

impl Session<'_> {
    /// Sends one call for as many admitted steps as it takes, at most `places`.
    pub(super) async fn send_admitted(&mut self, places: usize) -> Result<(), ExecError> {
        let Some(verb) = self.admitted.front().map(|admission| self.step(&admission.step).verb) else { return Ok(()) };
        // The slot comes first: what waits for it ages, and an intent should be as near to its call as can be.
        self.parts.aws.change_slot(verb).await;
        let now = self.parts.clock.now();
        let stale = self.admitted.front().is_some_and(|admission| admission.is_stale(now));
        // What replaces a whole set is made of what was read: it never leaves old.
        let is_made = self.admitted.front().is_some_and(|admission| admission.made.is_some());
        if stale && (is_made || !self.just_admitted) {
            // Read again what has aged; those at the front of the queue come first again.
            self.admitted.clear();
            self.just_admitted = true;
            return Ok(());
        }
        // The slot may have come when the window is shut.
        let mut free = match self.leave() {
            Leave::Open { places } => places,
            Leave::Shut { .. } => {
                self.keep_what_finishes();
                0
            }
        };
        // What is left may go by another pace, and was not asked for its age.
        if self.admitted.front().is_none_or(|admission| self.step(&admission.step).verb != verb) {
            return Ok(());
        }
        self.just_admitted = false;
        let most = self.fit_together(verb.facts().ids_per_call.min(places));
        let of_verb = self.admitted.iter().map(|admission| &admission.step).take(most);
        let of_verb = of_verb.take_while(|id| self.step(id).verb == verb);
        let count = of_verb.take_while(|id| self.takes_place(id, &mut free)).count();
        if count == 0 {
            self.admitted.clear(); // another opening, without a place for it
            return Ok(());
        }
        let admissions: Vec<Admission> = self.admitted.drain(..count).collect();
        let batch: Vec<StepId> = admissions.iter().map(|admission| admission.step.clone()).collect();
        if self.parts.cancel.is_requested() {
            return Ok(());
        }
        self.intend(&admissions)?;
        match self.call(verb, &admissions).await {
            Ok(answers) => self.record(&batch, answers)?,
            Err(fault) if self.halve(&batch, &fault)? => {}
            Err(fault) => self.record(&batch, vec![Err(fault); batch.len()])?,
        }
        // What was surely not applied goes first again, on the same reading while that is fresh.
        if self.stop.is_none() {
            let back = |admission: &Admission| {
                let id = &admission.step;
                let is_made_anew = self.gone_groups.contains_key(id);
                self.rows[id].state == StepState::Waiting && !self.creations.awaited.contains_key(id) && !is_made_anew
            };
            let back: Vec<Admission> = admissions.into_iter().filter(back).collect();
            back.into_iter().rev().for_each(|admission| self.admitted.push_front(admission));
        }
        Ok(())
    }

    /// Commits the intent of a batch, before a byte leaves.
    fn intend(&mut self, batch: &[Admission]) -> Result<(), ExecError> {
        let now = self.parts.clock.now();
        let mut rows = Vec::with_capacity(batch.len());
        for Admission { step: id, made, .. } in batch {
            let mut row = self.rows[id].clone();
            if self.sent_to.insert(self.step(id).target.workspace_id.clone()) {
                self.budget.count_sent();
            }
            row.state = StepState::Intended;
            row.attempts += 1;
            // What was sent before and surely not carried out, maybe days ago, began nothing.
            let begins = row.repeats == 0 && self.step(id).repeat == AfterNo::OnceMoreSoon;
            row.first_sent_at = row.first_sent_at.filter(|_| !begins).or(Some(now));
            row.last_sent_at = Some(now);
            if let Some(made) = made.as_ref().filter(|_| row.repeats == 0) {
                row.before = Some(made.before.clone());
            }
            row.first_read_at = None;
            row.no_reads = 0;
            row.last_no_at = None;
            row.rule = None;
            row.reason = None;
            row.held_until = None;
            rows.push(row);
        }
        let Some(operation) = batch.first().map(|admission| self.step(&admission.step).operation.clone()) else {
            return Ok(());
        };
        self.parts.journal.intend(&self.run, &rows, now, &operation)?;
        for row in rows {
            self.emit(What::Sent {
                step: row.step.clone(),
                target: self.step(&row.step).target.clone(),
                attempt: row.attempts,
            });
            self.put(row);
        }
        Ok(())
    }

    /// Makes the call, once; after a signal its answer is awaited for half a minute.
    ///
    /// # Errors
    /// When the call failed as a whole.
    async fn call(&self, verb: Verb, batch: &[Admission]) -> Result<Vec<Result<Accepted, Fault>>, Fault> {
        let targets: Vec<_> = batch
            .iter()
            .map(|admission| {
                let step = self.step(&admission.step);
                let parameters = admission.made.as_ref().map_or(&step.parameters, |made| &made.parameters);
                (self.desktop(step).clone(), self.marked(step, parameters))
            })
            .collect();
        let targets: Vec<_> = targets.iter().map(|(id, parameters)| (id.clone(), parameters)).collect();
        let change = self.parts.aws.change(verb, &targets);
        let give_up = async {
            self.parts.cancel.requested().await;
            self.parts.clock.sleep(Duration::from_secs(ANSWER_WAIT_S)).await;
        };
        let answer = tokio::select! {
            biased;
            answer = change => answer,
            () = give_up => Err(Fault::unanswered("no answer within 30 s of the signal to stop")),
        };
        Ok(answer?.into_iter().map(|(_, outcome)| outcome).collect())
    }

    /// Commits the outcome of a batch, and tells.
    fn record(&mut self, batch: &[StepId], answers: Vec<Result<Accepted, Fault>>) -> Result<(), ExecError> {
        let now = self.parts.clock.now();
        let mut outcomes = Vec::with_capacity(batch.len());
        let mut told = Vec::with_capacity(batch.len());
        let mut ended = Vec::new();
        for (id, answer) in batch.iter().zip(answers) {
            let mut row = self.rows[id].clone();
            let outcome = self.take_answer(&mut row, answer)?;
            match row.state {
                StepState::Settled => {
                    row.ended_at = Some(now);
                    ended.push(row.clone());
                }
                StepState::Held => {
                    self.judged.insert(id.clone());
                    ended.push(row.clone());
                }
                StepState::Waiting | StepState::Intended | StepState::Accepted | StepState::Unknown => {}
            }
            told.push((row.clone(), outcome.clone()));
            outcomes.push((row, outcome));
        }
        self.parts.journal.outcome(&self.run, &outcomes, now)?;
        for (row, outcome) in told {
            self.tell(&row, &outcome);
            if matches!(row.state, StepState::Accepted | StepState::Unknown) {
                self.plan_first_read(&row, now);
            }
            self.put(row);
        }
        self.end(ended)
    }

    /// Moves a row by what came back; says what the journal notes of the attempt.
    fn take_answer(&mut self, row: &mut StepRow, answer: Result<Accepted, Fault>) -> Result<AttemptOutcome, ExecError> {
        let fault = match answer {
            Ok(accepted) => {
                self.postponed = 0;
                row.state = StepState::Accepted;
                row.new_id = accepted.new_id.or(row.new_id.take());
                return Ok(AttemptOutcome::Accepted);
            }
            Err(fault) => fault,
        };
        let text = fault.to_string();
        Ok(match fault.kind {
            FaultKind::NotSent | FaultKind::Throttled => {
                self.count_postponed();
                row.state = StepState::Waiting;
                AttemptOutcome::NotApplied(text)
            }
            FaultKind::Expired | FaultKind::NoCredentials => {
                self.stop_because(Stop::Credentials);
                row.state = StepState::Waiting;
                AttemptOutcome::NotApplied(text)
            }
            FaultKind::Unknown => {
                row.state = StepState::Unknown;
                AttemptOutcome::Unknown(text)
            }
            // Made by an earlier send of ours, or by somebody else: its mark tells.
            FaultKind::Rejected if self.is_there(row, &fault) => {
                self.postponed = 0;
                row.state = StepState::Unknown;
                AttemptOutcome::Unknown(text)
            }
            FaultKind::Gone if self.awaits_user(row, &fault) || self.notes_gone_group(row, &fault) => {
                self.postponed = 0;
                row.state = StepState::Waiting;
                AttemptOutcome::NotApplied(text)
            }
            // The second send of an unanswered call: the first may have worked after all, so look again. But for a whole set
            // of groups: had the first worked, there was nothing to refuse.
            FaultKind::InProgress | FaultKind::Gone | FaultKind::Rejected
                if row.repeats > 0
                    && !self.lacks_user(row, &fault)
                    && !self.step(&row.step).verb.facts().is_of_interface() =>
            {
                row.state = StepState::Unknown;
                AttemptOutcome::Unknown(text)
            }
            // It went before the call: that is what was wanted, once it is seen.
            FaultKind::Gone if self.step(&row.step).proof.follow == Follow::Gone => {
                row.state = StepState::Unknown;
                AttemptOutcome::Unknown(text)
            }
            FaultKind::InProgress if self.holds_busy(row, &text)? => {
                self.postponed = 0;
                AttemptOutcome::NotApplied(text)
            }
            FaultKind::Rejected if self.holds_refused(row, &text)? => {
                self.postponed = 0;
                AttemptOutcome::Rejected(text)
            }
            FaultKind::InProgress | FaultKind::Gone | FaultKind::Rejected | FaultKind::Denied | FaultKind::Bug => {
                self.postponed = 0;
                row.state = StepState::Settled;
                row.end = Some(End::Failed);
                row.reason = Some(text.clone());
                AttemptOutcome::Rejected(text)
            }
        })
    }

    pub(super) fn tell(&mut self, row: &StepRow, outcome: &AttemptOutcome) {
        let step = row.step.clone();
        let target = self.step(&row.step).target.clone();
        match outcome {
            AttemptOutcome::Accepted => {
                self.emit(What::Accepted { step, target, new_workspace_id: row.new_id.clone() });
            }
            AttemptOutcome::NotApplied(reason) if row.state == StepState::Waiting => {
                self.emit(What::Postponed { step, target, reason: reason.clone() });
            }
            AttemptOutcome::Unknown(reason) => self.emit(What::Unanswered { step, target, reason: reason.clone() }),
            AttemptOutcome::NotApplied(_) | AttemptOutcome::Rejected(_) => {} // its end is told
        }
    }
}
