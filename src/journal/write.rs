//! Everything that the journal writes; each function is one commit.
//!
//! A row is compared with the one that stands in the journal before it replaces it, so that two processes or a confused
//! loop can't undo what was recorded.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, named_params};

use super::ledger::{changes_of, learn, learn_refusal};
use super::read::{brings_id, status_of, steps_of, stored_step};
use super::record::{Word, Write};
use super::{
    ApprovalRow, AttemptOutcome, ByHand, Journal, JournalError, NewRun, OpenError, RunStatus, StepRow, StepState, Task,
};
use crate::model::{End, IdError, PlanId, RunId, Scope, StepId, WorkspaceId};

/// Why a run is stopped that nobody may send for any more.
pub(super) const CANCELLED: &str = "cancelled";

/// Texts from outside are cut after so many characters: no error page fills the disk.
const TEXT_CHARS_MAX: usize = 4_000;

impl Journal {
    /// Opens a run: the run, its approval, a row for each step, and a claim on each target, in one commit.
    ///
    /// The caller holds the run's lock, so that nobody takes the new claims for those of a dead run.
    ///
    /// # Errors
    /// When the plan was opened before, another run holds a target, or the journal fails; then nothing is written.
    pub fn open_run(&mut self, new: &NewRun<'_>) -> Result<(), OpenError> {
        check_ids(new)?;
        self.commit(|connection| {
            refuse_second(connection, &new.plan.id)?;
            let opened = Opened {
                plan_id: &new.plan.id,
                task: &Task::Desktops(new.plan.intent.verb),
                scope: &new.plan.scope,
                selected: new.plan.selected(),
                text: new.plan_text,
                approval: &new.approval,
            };
            insert_run(connection, &new.run, &opened, new.at)?;
            insert_steps(connection, new)?;
            for (step, row) in new.plan.steps.iter().zip(new.rows()) {
                if row.state != StepState::Waiting {
                    row.check().map_err(|what| illegal(&row, what))?;
                    write_step(connection, &new.run, &row, &step.target.workspace_id, new.at)?;
                }
            }
            let kept = new.plan.steps.iter().filter(|step| !new.is_left_out(&step.id));
            claim(connection, &new.run, kept.map(|step| step.target.workspace_id.as_str()))
        })
    }

    /// Goes on with a run: it is open again, and holds the targets of its unsettled steps again.
    ///
    /// A run whose process died may have lost its claims to another one. The caller holds the run's lock.
    ///
    /// # Errors
    /// When there is no such run, it is finished, another run holds a target by now, or the journal fails.
    pub fn resume_run(&mut self, run: &RunId, at: Timestamp) -> Result<(), OpenError> {
        self.commit(|connection| {
            if status_of(connection, run)? == RunStatus::Finished {
                let run = run.clone();
                return Err(OpenError::Finished { run });
            }
            set_status(connection, run, &RunStatus::Open, at)?;
            let mut statement =
                connection.prepare_cached("SELECT target FROM steps WHERE run = ?1 AND state <> 'settled'")?;
            let targets =
                statement.query_map([run.as_str()], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
            claim(connection, run, targets.iter().map(String::as_str))
        })
    }

    /// Asks whoever carries a run out to stop; returns whether there is a run that could.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn request_stop(&mut self, run: &RunId, who: &str) -> Result<bool, JournalError> {
        self.commit(|connection| {
            let changed = connection
                .prepare_cached("UPDATE runs SET why = ?2 WHERE run = ?1 AND status = 'open'")?
                .execute((run.as_str(), bounded(who)))?;
            Ok(changed == 1)
        })
    }

    /// Closes a run that nobody carries out: what was not sent is skipped, and its targets are free. What is in flight stays
    /// open, since somebody has to look at it; returns how many targets are skipped and how many are in flight.
    ///
    /// The caller holds the run's lock.
    ///
    /// # Errors
    /// When there is no such run, it is finished already (`JournalError::Illegal`), or the journal fails.
    pub fn close_run(&mut self, run: &RunId, who: &str, at: Timestamp) -> Result<(u64, u64), JournalError> {
        self.commit(|connection| {
            if status_of(connection, run)? == RunStatus::Finished {
                return Err(JournalError::illegal(format!("run `{run}` is finished")));
            }
            let (mut skipped, mut in_flight) = (BTreeSet::new(), BTreeSet::new());
            for row in steps_of(connection, run)? {
                let (_, target) = stored_step(connection, run, &row.step)?;
                match row.state {
                    StepState::Settled => {}
                    StepState::Intended | StepState::Accepted | StepState::Unknown => drop(in_flight.insert(target)),
                    StepState::Waiting | StepState::Held => {
                        let known = row.reason.as_deref().map_or(String::new(), |reason| format!("; before: {reason}"));
                        let after = StepRow {
                            state: StepState::Settled,
                            end: Some(End::Skipped),
                            rule: None,
                            reason: Some(format!("the run was cancelled by {who}{known}")),
                            ended_at: Some(at),
                            held_until: None,
                            ..row
                        };
                        replace_step(connection, run, &after, at, Write::Save)?;
                        skipped.insert(target);
                    }
                }
            }
            let status = if in_flight.is_empty() {
                release(connection, run)?;
                RunStatus::Finished
            } else {
                RunStatus::Stopped { why: CANCELLED.to_owned() }
            };
            set_status(connection, run, &status, at)?;
            // One with a step in flight is not skipped, though others of its steps are.
            Ok((skipped.difference(&in_flight).count() as u64, in_flight.len() as u64))
        })
    }

    /// Releases the claims of a run whose process is gone, but for targets in flight: what was sent for those is still
    /// to be observed, and nobody else may send for them before that.
    ///
    /// The caller holds the run's lock, so that nobody resumes it at the same moment.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn release_claims(&mut self, run: &RunId) -> Result<(), JournalError> {
        self.commit(|connection| {
            connection
                .prepare_cached(
                    "DELETE FROM claims WHERE run = ?1 AND target NOT IN (
                         SELECT target FROM steps WHERE run = ?1 AND state IN ('intended', 'accepted', 'unknown'))",
                )?
                .execute([run.as_str()])?;
            Ok(())
        })
    }

    /// Records that calls are about to be sent: the rows, in state `Intended`, and one attempt each, in one commit.
    ///
    /// `at` is the moment of the send: each row has it as `last_sent_at`.
    ///
    /// # Errors
    /// When a step is settled, accepted, or intended and not judged, or its target is not claimed by the run
    /// (`JournalError::Illegal`), or the journal fails: nothing may be sent then.
    pub fn intend(
        &mut self,
        run: &RunId,
        rows: &[StepRow],
        at: Timestamp,
        operation: &str,
    ) -> Result<(), JournalError> {
        if rows.is_empty() {
            return Ok(());
        }
        self.commit(|connection| {
            if status_of(connection, run)? != RunStatus::Open {
                return Err(JournalError::illegal(format!("an intent in run `{run}`, which is not open")));
            }
            for row in rows {
                if row.last_sent_at != Some(at) {
                    return Err(illegal(row, "an intent has the moment of its send"));
                }
                let target = replace_step(connection, run, row, at, Write::Intend)?;
                held_by(connection, run, &target)?;
                connection
                    .prepare_cached(
                        "INSERT INTO attempts (run, step, attempt, operation, sent_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute((run.as_str(), row.step.as_str(), row.attempts, operation, stamp(at)))?;
            }
            Ok(())
        })
    }

    /// Records what came of intended calls, each with the row that it leads to, in one commit.
    ///
    /// What was accepted or may have been goes into the ledger, dated by its send; so does a refusal that becomes a hold,
    /// because a clock was running then.
    ///
    /// # Errors
    /// When a step has no intent or its row does not fit the outcome (`JournalError::Illegal`), or the journal fails.
    pub fn outcome(
        &mut self,
        run: &RunId,
        outcomes: &[(StepRow, AttemptOutcome)],
        at: Timestamp,
    ) -> Result<(), JournalError> {
        if outcomes.is_empty() {
            return Ok(());
        }
        self.commit(|connection| {
            for (row, outcome) in outcomes {
                outcome.check(row).map_err(|what| illegal(row, what))?;
                let target = replace_step(connection, run, row, at, Write::Outcome)?;
                if matches!(outcome, AttemptOutcome::Rejected(_)) {
                    learn_refusal(connection, run, row, &target)?;
                }
                let (word, text) = outcome.to_words();
                let changed = connection
                    .prepare_cached(
                        "UPDATE attempts SET outcome = ?4, text = ?5, answered_at = ?6
                         WHERE run = ?1 AND step = ?2 AND attempt = ?3 AND outcome IS NULL",
                    )?
                    .execute((run.as_str(), row.step.as_str(), row.attempts, word, text.map(bounded), stamp(at)))?;
                if changed != 1 {
                    let what = format!("run `{run}`, step `{}`: attempt {} is not open", row.step, row.attempts);
                    return Err(JournalError::corrupt("attempts", what));
                }
            }
            Ok(())
        })
    }

    /// Records observations, holds and ends, in one commit.
    ///
    /// A step that is done under a new id goes into the lineage. What turns out to have been accepted, or is given up
    /// as unknown, goes into the ledger even when a crash swallowed its outcome.
    ///
    /// # Errors
    /// When a row does not follow from the recorded one (`JournalError::Illegal`), or the journal fails.
    pub fn save(&mut self, run: &RunId, rows: &[StepRow], at: Timestamp) -> Result<(), JournalError> {
        if rows.is_empty() {
            return Ok(());
        }
        self.commit(|connection| {
            rows.iter().try_for_each(|row| replace_step(connection, run, row, at, Write::Save).map(drop))
        })
    }

    /// Sets how far a run is; a finished one gives its claims back.
    ///
    /// # Errors
    /// When there is no such run, it is finished already, it is to be finished with a step that is not settled
    /// (`JournalError::Illegal`), or the journal fails.
    pub fn finish(&mut self, run: &RunId, status: &RunStatus, at: Timestamp) -> Result<(), JournalError> {
        self.commit(|connection| {
            let before = status_of(connection, run)?;
            if before == RunStatus::Finished && *status != RunStatus::Finished {
                return Err(JournalError::illegal(format!("run `{run}` is finished and stays so")));
            }
            if *status == RunStatus::Finished {
                let left: Option<String> = connection
                    .query_row(
                        "SELECT step FROM steps WHERE run = ?1 AND state <> 'settled' ORDER BY position LIMIT 1",
                        [run.as_str()],
                        |row| row.get(0),
                    )
                    .optional()?;
                if let Some(step) = left {
                    let what = format!("run `{run}` is to be finished, and step `{step}` is not settled");
                    return Err(JournalError::illegal(what));
                }
                release(connection, run)?;
            }
            set_status(connection, run, status, at)
        })
    }

    /// Closes an unknown by hand: a person has looked and says that it is done, or that it is not.
    ///
    /// Who said so stands in the row's reason, before what was known. A desktop that is done under a new id goes into the
    /// lineage, so that id must be known, from the run or from the person.
    ///
    /// # Errors
    /// When the step's outcome is not open (`JournalError::NotUnknown`), its new id is not known
    /// (`JournalError::NoNewId`), there is no such step, or the journal fails.
    pub fn settle(
        &mut self,
        run: &RunId,
        step: &StepId,
        found: &ByHand,
        who: &str,
        at: Timestamp,
    ) -> Result<(), JournalError> {
        self.commit(|connection| {
            status_of(connection, run)?;
            let (before, target) = stored_step(connection, run, step)?;
            let open = match before.state {
                // The process died around the call, or no answer came.
                StepState::Intended | StepState::Unknown => true,
                StepState::Settled => before.end == Some(End::Unknown),
                // What was accepted is proven by looking, which `resume` does.
                StepState::Waiting | StepState::Held | StepState::Accepted => false,
            };
            if !open {
                let step = step.clone();
                let is = before.end.map_or(before.state.to_word(), End::word);
                return Err(JournalError::NotUnknown { step, is });
            }
            let (end, said) = match found {
                ByHand::Done(said) => (End::Done, said.clone()),
                ByHand::NotDone => (End::Failed, None),
            };
            let new_id = said.or_else(|| before.new_id.clone());
            if end == End::Done && new_id.is_none() && brings_id(connection, run, step)? {
                return Err(JournalError::NoNewId { step: step.clone() });
            }
            let known = before.reason.as_deref().unwrap_or("no outcome was seen");
            let reason = format!("settled by hand by {who}; before: {known}");
            let after = StepRow {
                state: StepState::Settled,
                end: Some(end),
                rule: None,
                reason: Some(reason),
                ended_at: Some(at),
                new_id,
                ..before
            };
            after.check().map_err(|what| illegal(&after, what))?;
            write_step(connection, run, &after, &target, at)
        })
    }
}

/// Ids become names of files and columns of other rows, so they are checked where they enter.
fn check_ids(new: &NewRun<'_>) -> Result<(), JournalError> {
    let wrong = |error: IdError| JournalError::illegal(error.to_string());
    new.run.as_str().parse::<RunId>().map_err(wrong)?;
    new.plan.id.as_str().parse::<PlanId>().map_err(wrong)?;
    for step in &new.plan.steps {
        step.id.as_str().parse::<StepId>().map_err(wrong)?;
    }
    if new.plan_text.contains(new.plan.id.as_str()) {
        return Ok(());
    }
    Err(JournalError::illegal("the plan's text is not that of the plan"))
}

/// A run as it is opened, whatever it carries out.
pub(super) struct Opened<'a> {
    pub(super) plan_id: &'a PlanId,
    pub(super) task: &'a Task,
    pub(super) scope: &'a Scope,
    pub(super) selected: usize,
    pub(super) text: &'a str,
    pub(super) approval: &'a ApprovalRow,
}

/// Refuses a plan, or an order, that was opened before.
pub(super) fn refuse_second(connection: &Connection, id: &PlanId) -> Result<(), OpenError> {
    let earlier: Option<String> =
        connection.query_row("SELECT run FROM runs WHERE plan_id = ?1", [id.as_str()], |row| row.get(0)).optional()?;
    match earlier {
        None => Ok(()),
        Some(run) => Err(OpenError::PlanAlreadyRun { run: RunId::from_service(run) }),
    }
}

pub(super) fn insert_run(
    connection: &Connection,
    run: &RunId,
    opened: &Opened<'_>,
    at: Timestamp,
) -> Result<(), JournalError> {
    let scope =
        serde_json::to_string(opened.scope).map_err(|error| JournalError::illegal(format!("the scope: {error}")))?;
    let (kind, verb) = opened.task.to_words();
    connection.execute(
        "INSERT INTO runs (run, plan_id, kind, verb, scope, selected, opened_at, status, changed_at)
         VALUES (:run, :plan_id, :kind, :verb, :scope, :selected, :at, 'open', :at)",
        named_params! {
            ":run": run.as_str(),
            ":plan_id": opened.plan_id.as_str(),
            ":kind": kind,
            ":verb": verb,
            ":scope": scope,
            ":selected": number(opened.selected)?,
            ":at": stamp(at),
        },
    )?;
    connection.execute("INSERT INTO plans (run, text) VALUES (?1, ?2)", (run.as_str(), opened.text))?;
    let approval = opened.approval;
    connection.execute(
        "INSERT INTO approvals (run, who, how, count, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (run.as_str(), bounded(&approval.who), bounded(&approval.how), number(approval.count)?, stamp(approval.at)),
    )?;
    Ok(())
}

fn insert_steps(connection: &Connection, new: &NewRun<'_>) -> Result<(), JournalError> {
    let mut statement = connection.prepare_cached(
        "INSERT INTO steps (run, step, position, target, state, attempts, seen_new, seen_transient, repeats, no_reads,
             late, changed_at, what, value_before, value_after)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, 0, 0, ?6, ?7, ?8, ?9)",
    )?;
    for (position, (step, change)) in new.plan.steps.iter().zip(changes_of(new.plan)).enumerate() {
        statement.execute((
            new.run.as_str(),
            step.id.as_str(),
            number(position)?,
            step.target.workspace_id.as_str(),
            StepState::Waiting.to_word(),
            stamp(new.at),
            change.what.as_str(),
            change.before,
            change.after,
        ))?;
    }
    Ok(())
}

/// Claims targets for a run, all or none; those that it holds already stay its own.
pub(super) fn claim<'a>(
    connection: &Connection,
    run: &RunId,
    targets: impl Iterator<Item = &'a str>,
) -> Result<(), OpenError> {
    let mut insert = connection
        .prepare_cached("INSERT INTO claims (target, run) VALUES (?1, ?2) ON CONFLICT (target) DO NOTHING")?;
    let mut holder = connection.prepare_cached("SELECT run FROM claims WHERE target = ?1")?;
    let mut held = Vec::new();
    for target in targets {
        if insert.execute((target, run.as_str()))? == 1 {
            continue;
        }
        let other: String = holder.query_row([target], |row| row.get(0))?;
        if other != run.as_str() {
            // Of whatever kind: an id is all that is said of it.
            held.push((WorkspaceId::from_service(target), RunId::from_service(other)));
        }
    }
    held.sort();
    held.dedup();
    if held.is_empty() { Ok(()) } else { Err(OpenError::Claimed(held)) }
}

fn release(connection: &Connection, run: &RunId) -> Result<(), JournalError> {
    connection.prepare_cached("DELETE FROM claims WHERE run = ?1")?.execute([run.as_str()])?;
    Ok(())
}

pub(super) fn set_status(
    connection: &Connection,
    run: &RunId,
    status: &RunStatus,
    at: Timestamp,
) -> Result<(), JournalError> {
    let (word, why) = status.to_words();
    connection.prepare_cached("UPDATE runs SET status = ?2, why = ?3, changed_at = ?4 WHERE run = ?1")?.execute((
        run.as_str(),
        word,
        why.map(bounded),
        stamp(at),
    ))?;
    Ok(())
}

/// Replaces the recorded row of a step by one that may follow it; returns its target.
pub(super) fn replace_step(
    connection: &Connection,
    run: &RunId,
    row: &StepRow,
    at: Timestamp,
    by: Write,
) -> Result<WorkspaceId, JournalError> {
    let (before, target) = stored_step(connection, run, &row.step)?;
    before.check_change(row, by).map_err(|what| illegal(row, what))?;
    write_step(connection, run, row, &target, at)?;
    Ok(target)
}

/// Refuses to record an intent for a target that the run does not hold: another run could be at work on it.
fn held_by(connection: &Connection, run: &RunId, target: &WorkspaceId) -> Result<(), JournalError> {
    let holder: Option<String> = connection
        .prepare_cached("SELECT run FROM claims WHERE target = ?1")?
        .query_row([target.as_str()], |row| row.get(0))
        .optional()?;
    if holder.as_deref() == Some(run.as_str()) {
        return Ok(());
    }
    Err(JournalError::illegal(format!("an intent for `{target}`, which run `{run}` does not hold")))
}

fn write_step(
    connection: &Connection,
    run: &RunId,
    row: &StepRow,
    target: &WorkspaceId,
    at: Timestamp,
) -> Result<(), JournalError> {
    connection
        .prepare_cached(
            "UPDATE steps SET state = :state, attempts = :attempts, first_sent_at = :first_sent_at,
                 last_sent_at = :last_sent_at, new_id = :new_id, seen_new = :seen_new,
                 seen_transient = :seen_transient, first_read_at = :first_read_at, repeats = :repeats,
                 no_reads = :no_reads,
                 last_no_at = :last_no_at, late = :late, end_word = :end_word, rule = :rule, reason = :reason,
                 ended_at = :ended_at, value_before = coalesce(:before, value_before), held_until = :held_until,
                 changed_at = :at
             WHERE run = :run AND step = :step",
        )?
        .execute(named_params! {
            ":state": row.state.to_word(),
            ":attempts": row.attempts,
            ":first_sent_at": row.first_sent_at.map(stamp),
            ":last_sent_at": row.last_sent_at.map(stamp),
            ":new_id": row.new_id.as_ref().map(WorkspaceId::as_str),
            ":seen_new": row.seen_new,
            ":seen_transient": row.seen_transient,
            ":first_read_at": row.first_read_at.map(stamp),
            ":repeats": row.repeats,
            ":no_reads": row.no_reads,
            ":last_no_at": row.last_no_at.map(stamp),
            ":late": row.late,
            ":end_word": row.end.map(Word::to_word),
            ":rule": row.rule.as_deref().map(bounded),
            ":reason": row.reason.as_deref().map(bounded),
            ":ended_at": row.ended_at.map(stamp),
            ":before": row.before,
            ":held_until": row.held_until.map(stamp),
            ":at": stamp(at),
            ":run": run.as_str(),
            ":step": row.step.as_str(),
        })?;
    // Only desktops have clocks: an act on what is around them says nothing of what it changes of one.
    let of_desktop: bool = connection
        .prepare_cached("SELECT what <> '' FROM steps WHERE run = ?1 AND step = ?2")?
        .query_row((run.as_str(), row.step.as_str()), |row| row.get(0))?;
    if of_desktop { learn(connection, run, row, target) } else { Ok(()) }
}

fn illegal(row: &StepRow, what: &str) -> JournalError {
    JournalError::illegal(format!("step `{}`, {}: {what}", row.step, row.state.to_word()))
}

/// Writes a moment so that the order of texts is the order of moments, and nothing is lost.
pub(super) fn stamp(at: Timestamp) -> String {
    format!("{at:.9}")
}

pub(super) fn number(count: impl TryInto<i64>) -> Result<i64, JournalError> {
    count.try_into().map_err(|_| JournalError::illegal("a count beyond 2^63"))
}

/// Cuts a text that came from outside.
pub(super) fn bounded(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(TEXT_CHARS_MAX) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
    }
}
