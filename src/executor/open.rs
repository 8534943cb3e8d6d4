//! Opens a run: a new one for an approved plan, or an earlier one again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::ExecError;
use super::approval::Approval;
use crate::journal::{Journal, NewRun, OpenError, RunStatus, StepRow, StepState, StoredRun};
use crate::model::{PlanId, RunId, StepId, WorkspaceId};
use crate::planner::document::{Plan, PlanError, Seal};

/// A run that may be carried out: its plan, its approval, and how far it is.
#[derive(Debug)]
pub struct OpenRun {
    pub(super) run: RunId,
    pub(super) plan: Plan,
    pub(super) approval: Approval,
    pub(super) rows: BTreeMap<StepId, StepRow>,
    pub(super) resumed: bool,
    /// What was left to other runs just now, which nobody was told yet.
    pub(super) left: Vec<StepId>,
    /// Whether somebody cancelled it: then nothing is sent any more.
    pub(super) cancelled: bool,
}

impl OpenRun {
    /// Returns the run's id.
    #[must_use]
    pub fn id(&self) -> &RunId {
        &self.run
    }

    /// Returns the steps that have their end already.
    #[must_use]
    pub fn settled(&self) -> Vec<StepRow> {
        self.rows.values().filter(|row| row.state == StepState::Settled).cloned().collect()
    }

    /// Returns how far each step is.
    #[must_use]
    pub fn rows(&self) -> Vec<StepRow> {
        self.rows.values().cloned().collect()
    }

    /// Returns the run's plan.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }
}

/// Why a run can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenRunError {
    /// The plan can't be written as a document.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// It was opened before, a target is in another run, or the journal failed.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A rehearsal is nothing that a journal on disk may keep: `resume` would take it for a run.
    #[error("a rehearsal is recorded in memory only")]
    Rehearsal,
}

/// Why a run can't be resumed.
#[derive(Debug, thiserror::Error)]
pub enum ResumeError {
    /// There is nothing left to do in it.
    #[error("{0} is finished")]
    Finished(RunId),
    /// Its stored plan can't be read.
    #[error("the stored plan of {run} can't be used: {source}")]
    Plan {
        /// The run.
        run: RunId,
        /// Why.
        source: PlanError,
    },
    /// The journal does not fit the plan.
    #[error(transparent)]
    Exec(#[from] ExecError),
    /// The journal failed, or another run holds one of its targets.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Returns the id of a run that opens now for a plan, or an order: the same one at the same moment gives the same id.
#[must_use]
pub fn run_id(plan: &PlanId, now: Timestamp) -> RunId {
    let time = now.strftime("%Y%m%dT%H%M%SZ");
    let hex: String = plan.as_str().chars().take(4).collect();
    RunId::from_service(format!("R-{time}-{hex}"))
}

/// Opens a new run for an approved plan, whose lock the caller holds.
///
/// # Errors
/// When the plan has a run already, a named target is in another run, the journal fails, or a rehearsal would be kept on
/// disk.
pub fn open(
    plan: Plan,
    run: RunId,
    approval: Approval,
    left_out: &BTreeSet<StepId>,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<OpenRun, OpenRunError> {
    open_with(plan, run, approval, left_out, BTreeMap::new(), journal, now)
}

/// Opens a run for an approved plan that another machine began, with what was found of it (`found`).
///
/// # Errors
/// As `open`.
pub fn adopt(
    plan: Plan,
    run: RunId,
    approval: Approval,
    found: BTreeMap<StepId, StepRow>,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<OpenRun, OpenRunError> {
    open_with(plan, run, approval, &BTreeSet::new(), found, journal, now)
}

fn open_with(
    plan: Plan,
    run: RunId,
    approval: Approval,
    left_out: &BTreeSet<StepId>,
    adopted: BTreeMap<StepId, StepRow>,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<OpenRun, OpenRunError> {
    if approval.is_rehearsal() && !journal.is_in_memory() {
        return Err(OpenRunError::Rehearsal);
    }
    let text = plan.to_text()?;
    let mut new = NewRun {
        run: run.clone(),
        plan: &plan,
        plan_text: &text,
        approval: approval.row().clone(),
        left_out,
        elsewhere: BTreeMap::new(),
        adopted,
        at: now,
    };
    loop {
        match journal.open_run(&new) {
            Err(OpenError::Claimed(held)) => {
                let skipped = nobody_named(&plan, &held).ok_or(OpenError::Claimed(held))?;
                new.elsewhere.extend(skipped);
            }
            other => break other?,
        }
    }
    let rows = new.rows().into_iter().map(|row| (row.step.clone(), row)).collect();
    let left = new.elsewhere.into_keys().collect();
    Ok(OpenRun { run, plan, approval, rows, resumed: false, left, cancelled: false })
}

/// Returns the steps whose targets another run took since the plan was made; `None` when one of them was named, which
/// is refused. What came in through a filter is skipped, as it would be if the plan were made now.
fn nobody_named(plan: &Plan, held: &[(WorkspaceId, RunId)]) -> Option<BTreeMap<StepId, RunId>> {
    let held: BTreeMap<&WorkspaceId, &RunId> = held.iter().map(|(target, run)| (target, run)).collect();
    let taken = plan.steps.iter().filter_map(|step| held.get(&step.target.workspace_id).map(|run| (step, *run)));
    taken.map(|(step, run)| (!step.named).then(|| (step.id.clone(), run.clone()))).collect()
}

/// Opens an earlier run again, as the journal left it.
///
/// A step whose intent was committed and whose outcome was not is unknown: the process may have died on either side of
/// the call.
///
/// # Errors
/// When it is finished or can't be read, or another run holds one of its named targets by now.
pub fn reopen(stored: StoredRun, journal: &mut Journal, now: Timestamp) -> Result<OpenRun, ResumeError> {
    let run = stored.row.run.clone();
    if stored.row.status == RunStatus::Finished {
        return Err(ResumeError::Finished(run));
    }
    let plan =
        Plan::read(&stored.plan_text, Seal::Intact).map_err(|source| ResumeError::Plan { run: run.clone(), source })?;
    let planned: BTreeSet<&StepId> = plan.steps.iter().map(|step| &step.id).collect();
    let recorded: BTreeSet<&StepId> = stored.steps.iter().map(|row| &row.step).collect();
    if let Some(step) = planned.symmetric_difference(&recorded).next() {
        let what = format!("step {step} stands in one of them only");
        return Err(ExecError::Mismatch { run, what }.into());
    }
    let mut rows = BTreeMap::new();
    for mut row in stored.steps {
        if row.state == StepState::Intended {
            row.state = StepState::Unknown;
        }
        rows.insert(row.step.clone(), row);
    }
    // One that was cancelled stays so in the journal, which then records no intent for it, whatever happens to us.
    let cancelled = stored.row.status.is_cancelled();
    let mut left = Vec::new();
    if !cancelled {
        while let Err(error) = journal.resume_run(&run, now) {
            left.extend(leave_to_others(&plan, &run, error, &mut rows, journal, now)?);
        }
    }
    let approval = Approval::stored(&plan, &stored.row.approval);
    Ok(OpenRun { run, plan, approval, rows, resumed: true, left, cancelled })
}

/// Leaves out what other runs took while this one was not carried out, as it would be if the plan were made now, and returns
/// it; gives back the error where it is about anything else.
fn leave_to_others(
    plan: &Plan,
    run: &RunId,
    error: OpenError,
    rows: &mut BTreeMap<StepId, StepRow>,
    journal: &mut Journal,
    now: Timestamp,
) -> Result<Vec<StepId>, OpenError> {
    let OpenError::Claimed(held) = error else { return Err(error) };
    let open = |step: &StepId| matches!(rows[step].state, StepState::Waiting | StepState::Held);
    let taken = nobody_named(plan, &held).into_iter().flatten().filter(|(step, _)| open(step));
    let left: Vec<StepRow> = taken.map(|(step, other)| rows[&step].clone().left_to(&other, now)).collect();
    if left.is_empty() {
        return Err(OpenError::Claimed(held)); // somebody named one of them
    }
    journal.save(run, &left, now)?;
    let steps = left.iter().map(|row| row.step.clone()).collect();
    rows.extend(left.into_iter().map(|row| (row.step.clone(), row)));
    Ok(steps)
}
