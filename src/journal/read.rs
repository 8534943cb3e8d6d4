//! Everything that is read from the journal, judged again on the way.
//!
//! A value that this build can't have written is damage and is named with its table; it never becomes a panic or a
//! guess.

use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::types::FromSql;
use rusqlite::{Connection, OptionalExtension as _, Row};

use super::record::Word;
use super::write::stamp;
use super::{
    ApprovalRow, AttemptOutcome, AttemptRow, Journal, JournalError, Lineage, RunRow, RunStatus, StepRow, StepState,
    StoredRun, Task,
};
use crate::model::{Changed, End, PlanId, RunId, StepId, Verb, WorkspaceId};

const RUN: &str = "SELECT runs.*, approvals.who, approvals.how, approvals.count, approvals.at AS approved_at
    FROM runs LEFT JOIN approvals USING (run)";

/// Asked before each send, so its cost must not grow with the run.
///
/// Runs come first, and a CROSS join keeps that order: neither the steps of the asking run nor those of finished ones, which
/// are all settled, are looked through.
pub(super) const IN_FLIGHT_ELSEWHERE: &str = "SELECT count(*) FROM runs CROSS JOIN steps ON steps.run = runs.run
    WHERE runs.run <> ?1 AND runs.verb = ?2 AND runs.status <> 'finished'
        AND steps.what = ?4
        AND steps.state IN ('intended', 'accepted', 'unknown') AND steps.last_sent_at >= ?3";

impl Journal {
    /// Returns how many steps of other runs with the same verb are in flight that change the same, sent at or after `since`:
    /// what comes after its own calls in a run of a verb is none of them.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn in_flight_elsewhere(
        &self,
        run: &RunId,
        verb: Verb,
        what: &Changed,
        since: Timestamp,
    ) -> Result<u64, JournalError> {
        let mut statement = self.reader()?.prepare_cached(IN_FLIGHT_ELSEWHERE)?;
        let asked = (run.as_str(), verb.facts().name, stamp(since), what.as_str());
        let count: i64 = statement.query_row(asked, |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Tells whether another process asked that a run which is being carried out stops.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn is_stop_requested(&self, run: &RunId) -> Result<bool, JournalError> {
        let mut statement = self.reader()?.prepare_cached("SELECT why FROM runs WHERE run = ?1 AND status = 'open'")?;
        let found: Option<Option<String>> = statement.query_row([run.as_str()], |row| row.get(0)).optional()?;
        Ok(found.flatten().is_some())
    }

    /// Returns a run with its plan and steps; `None` when there is no such run.
    ///
    /// # Errors
    /// When something in it can't be, or the journal fails.
    pub fn run(&self, run: &RunId) -> Result<Option<StoredRun>, JournalError> {
        // One transaction, so that run and steps are of the same moment.
        let connection = self.reader()?.unchecked_transaction()?;
        let mut statement = connection.prepare_cached(&format!("{RUN} WHERE run = ?1"))?;
        let mut found = statement.query([run.as_str()])?;
        let Some(row) = found.next()? else {
            return Ok(None);
        };
        let row = run_row(row)?;
        let plan_text = connection
            .prepare_cached("SELECT text FROM plans WHERE run = ?1")?
            .query_row([run.as_str()], |row| row.get(0))
            .optional()?
            .ok_or_else(|| JournalError::corrupt("plans", format!("run `{run}` has none")))?;
        let steps = steps_of(&connection, run)?;
        if row.status == RunStatus::Finished
            && let Some(step) = steps.iter().find(|step| step.state != StepState::Settled)
        {
            let what = format!("run `{run}` is finished, and step `{}` is not settled", step.step);
            return Err(JournalError::corrupt("steps", what));
        }
        Ok(Some(StoredRun { row, plan_text, steps }))
    }

    /// Returns how far a run is.
    ///
    /// # Errors
    /// When there is no such run, or the journal fails.
    pub fn status(&self, run: &RunId) -> Result<RunStatus, JournalError> {
        status_of(self.reader()?, run)
    }

    /// Returns how far the steps of a run are, in the order of its plan, without the plan.
    ///
    /// # Errors
    /// When something in one can't be, or the journal fails.
    pub fn steps(&self, run: &RunId) -> Result<Vec<StepRow>, JournalError> {
        steps_of(self.reader()?, run)
    }

    /// Returns all runs, the newest first.
    ///
    /// # Errors
    /// When something in one can't be, or the journal fails.
    pub fn runs(&self) -> Result<Vec<RunRow>, JournalError> {
        self.all(&format!("{RUN} ORDER BY runs.rowid DESC"), [], run_row)
    }

    /// Returns the run that carries out a plan, if one was opened.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn run_of_plan(&self, plan: &PlanId) -> Result<Option<RunId>, JournalError> {
        let runs =
            self.all("SELECT run FROM runs WHERE plan_id = ?1", [plan.as_str()], |row| parsed(row, "runs", "run"))?;
        Ok(runs.into_iter().next())
    }

    /// Returns the calls of a step, the first first.
    ///
    /// # Errors
    /// When something in one can't be, or the journal fails.
    pub fn attempts(&self, run: &RunId, step: &StepId) -> Result<Vec<AttemptRow>, JournalError> {
        self.all(
            "SELECT * FROM attempts WHERE run = ?1 AND step = ?2 ORDER BY attempt",
            [run.as_str(), step.as_str()],
            attempt_row,
        )
    }

    /// Returns who holds which target, by target.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn claims(&self) -> Result<Vec<(WorkspaceId, RunId)>, JournalError> {
        self.all("SELECT target, run FROM claims ORDER BY target", [], |row| {
            Ok((workspace(row, "claims", "target")?, parsed(row, "claims", "run")?))
        })
    }

    /// Returns the desktops that got a new id, by old id.
    ///
    /// # Errors
    /// When something in it can't be, or the journal fails.
    pub fn lineage(&self) -> Result<Vec<Lineage>, JournalError> {
        self.all("SELECT * FROM lineage ORDER BY old, at", [], |row| {
            Ok(Lineage {
                old: workspace(row, "lineage", "old")?,
                new: workspace(row, "lineage", "new")?,
                run: parsed(row, "lineage", "run")?,
                at: parsed(row, "lineage", "at")?,
            })
        })
    }

    pub(super) fn all<T>(
        &self,
        query: &str,
        parameters: impl rusqlite::Params,
        read: impl Fn(&Row<'_>) -> Result<T, JournalError>,
    ) -> Result<Vec<T>, JournalError> {
        collect(self.reader()?, query, parameters, read)
    }
}

pub(super) fn collect<T>(
    connection: &Connection,
    query: &str,
    parameters: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> Result<T, JournalError>,
) -> Result<Vec<T>, JournalError> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(parameters)?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(read(row)?);
    }
    Ok(all)
}

pub(super) fn steps_of(connection: &Connection, run: &RunId) -> Result<Vec<StepRow>, JournalError> {
    collect(connection, "SELECT * FROM steps WHERE run = ?1 ORDER BY position", [run.as_str()], step_row)
}

/// Returns the recorded row of a step, and its target.
pub(super) fn stored_step(
    connection: &Connection,
    run: &RunId,
    step: &StepId,
) -> Result<(StepRow, WorkspaceId), JournalError> {
    let mut statement = connection.prepare_cached("SELECT * FROM steps WHERE run = ?1 AND step = ?2")?;
    let mut rows = statement.query([run.as_str(), step.as_str()])?;
    let Some(row) = rows.next()? else {
        return Err(JournalError::NoStep { run: run.clone(), step: step.clone() });
    };
    Ok((step_row(row)?, workspace(row, "steps", "target")?))
}

/// Returns how far a run is.
pub(super) fn status_of(connection: &Connection, run: &RunId) -> Result<RunStatus, JournalError> {
    let words: Option<(String, Option<String>)> = connection
        .prepare_cached("SELECT status, why FROM runs WHERE run = ?1")?
        .query_row([run.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (status, why) = words.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    read_status(&status, why)
}

/// Tells whether a step gives its desktop an id that it did not have: a run may have further steps, which do not.
pub(super) fn brings_id(connection: &Connection, run: &RunId, step: &StepId) -> Result<bool, JournalError> {
    let mut statement = connection.prepare_cached("SELECT what IN (?3, ?4) FROM steps WHERE run = ?1 AND step = ?2")?;
    let words = (run.as_str(), step.as_str(), Changed::Migrate.as_str(), Changed::Create.as_str());
    Ok(statement.query_row(words, |row| row.get(0))?)
}

fn task(row: &Row<'_>) -> Result<Task, JournalError> {
    let (kind, verb): (String, String) = (column(row, "runs", "kind")?, column(row, "runs", "verb")?);
    let damage = || JournalError::corrupt("runs", format!("`verb`: `{verb}` is none of a run of kind `{kind}`"));
    Task::from_words(&kind, verb.clone()).ok_or_else(damage)
}

fn read_status(status: &str, why: Option<String>) -> Result<RunStatus, JournalError> {
    let told = why.is_some();
    RunStatus::from_words(status, why).ok_or_else(|| {
        let with = if told { "with" } else { "without" };
        JournalError::corrupt("runs", format!("status `{status}` {with} a reason"))
    })
}

fn run_row(row: &Row<'_>) -> Result<RunRow, JournalError> {
    let run: RunId = parsed(row, "runs", "run")?;
    let status: String = column(row, "runs", "status")?;
    let scope: String = column(row, "runs", "scope")?;
    let who: Option<String> = column(row, "approvals", "who")?;
    let Some(who) = who else {
        return Err(JournalError::corrupt("approvals", format!("run `{run}` has none")));
    };
    Ok(RunRow {
        plan_id: parsed(row, "runs", "plan_id")?,
        task: task(row)?,
        scope: serde_json::from_str(&scope)
            .map_err(|error| JournalError::corrupt("runs", format!("scope: {error}")))?,
        opened_at: parsed(row, "runs", "opened_at")?,
        status: read_status(&status, column(row, "runs", "why")?)?,
        approval: ApprovalRow {
            who,
            how: column(row, "approvals", "how")?,
            count: count(row, "approvals", "count")?,
            at: parsed(row, "approvals", "approved_at")?,
        },
        selected: count(row, "runs", "selected")?,
        run,
    })
}

pub(super) fn step_row(row: &Row<'_>) -> Result<StepRow, JournalError> {
    const TABLE: &str = "steps";
    let read = StepRow {
        step: parsed(row, TABLE, "step")?,
        state: word(row, TABLE, "state")?.ok_or_else(|| JournalError::corrupt(TABLE, "a step without a state"))?,
        attempts: column(row, TABLE, "attempts")?,
        first_sent_at: parsed_if(row, TABLE, "first_sent_at")?,
        last_sent_at: parsed_if(row, TABLE, "last_sent_at")?,
        new_id: column::<Option<String>>(row, TABLE, "new_id")?.map(WorkspaceId::from_service),
        seen_new: flag(row, TABLE, "seen_new")?,
        seen_transient: flag(row, TABLE, "seen_transient")?,
        first_read_at: parsed_if(row, TABLE, "first_read_at")?,
        repeats: column(row, TABLE, "repeats")?,
        no_reads: column(row, TABLE, "no_reads")?,
        last_no_at: parsed_if(row, TABLE, "last_no_at")?,
        late: flag(row, TABLE, "late")?,
        end: word::<End>(row, TABLE, "end_word")?,
        rule: column(row, TABLE, "rule")?,
        reason: column(row, TABLE, "reason")?,
        ended_at: parsed_if(row, TABLE, "ended_at")?,
        before: column(row, TABLE, "value_before")?,
        held_until: parsed_if(row, TABLE, "held_until")?,
    };
    read.check().map_err(|what| JournalError::corrupt(TABLE, format!("step `{}`: {what}", read.step)))?;
    Ok(read)
}

fn attempt_row(row: &Row<'_>) -> Result<AttemptRow, JournalError> {
    const TABLE: &str = "attempts";
    let word: Option<String> = column(row, TABLE, "outcome")?;
    let text: Option<String> = column(row, TABLE, "text")?;
    let outcome = match word {
        None => None,
        Some(word) => Some(
            AttemptOutcome::from_words(&word, text)
                .ok_or_else(|| JournalError::corrupt(TABLE, format!("outcome `{word}` is not known")))?,
        ),
    };
    let answered_at: Option<Timestamp> = parsed_if(row, TABLE, "answered_at")?;
    if outcome.is_some() != answered_at.is_some() {
        return Err(JournalError::corrupt(TABLE, "an outcome without its time, or a time without outcome"));
    }
    Ok(AttemptRow {
        attempt: column(row, TABLE, "attempt")?,
        operation: column(row, TABLE, "operation")?,
        sent_at: parsed(row, TABLE, "sent_at")?,
        outcome,
        answered_at,
    })
}

pub(super) fn column<T: FromSql>(row: &Row<'_>, table: &'static str, name: &str) -> Result<T, JournalError> {
    row.get(name).map_err(|error| JournalError::corrupt(table, format!("`{name}`: {error}")))
}

pub(super) fn workspace(row: &Row<'_>, table: &'static str, name: &str) -> Result<WorkspaceId, JournalError> {
    column::<String>(row, table, name).map(WorkspaceId::from_service)
}

fn count(row: &Row<'_>, table: &'static str, name: &str) -> Result<u64, JournalError> {
    let read: i64 = column(row, table, name)?;
    u64::try_from(read).map_err(|_| JournalError::corrupt(table, format!("`{name}` is {read}, which is no count")))
}

pub(super) fn flag(row: &Row<'_>, table: &'static str, name: &str) -> Result<bool, JournalError> {
    match column::<i64>(row, table, name)? {
        0 => Ok(false),
        1 => Ok(true),
        other => Err(JournalError::corrupt(table, format!("`{name}` is {other}, neither 0 nor 1"))),
    }
}

pub(super) fn parsed<T: FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    table: &'static str,
    name: &str,
) -> Result<T, JournalError> {
    parsed_if(row, table, name)?.ok_or_else(|| JournalError::corrupt(table, format!("`{name}` is missing")))
}

fn parsed_if<T: FromStr<Err: std::fmt::Display>>(
    row: &Row<'_>,
    table: &'static str,
    name: &str,
) -> Result<Option<T>, JournalError> {
    let Some(text) = column::<Option<String>>(row, table, name)? else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|error| JournalError::corrupt(table, format!("`{name}`: {error}")))
}

fn word<T: Word>(row: &Row<'_>, table: &'static str, name: &str) -> Result<Option<T>, JournalError> {
    let Some(text) = column::<Option<String>>(row, table, name)? else {
        return Ok(None);
    };
    T::from_word(&text)
        .map(Some)
        .ok_or_else(|| JournalError::corrupt(table, format!("`{name}`: the word `{text}` is not known")))
}
