//! The approval: a value that nothing can be changed without, and that only asking can make.
//!
//! `obtain` asks (through whatever `Confirm` the command line brings) and binds the answer to the plan's id; the journal
//! stores it in the transaction that opens the run. `stored` reloads it for `resume`: no row, no resume. `rehearsal` asks
//! nobody, needs the proof that the connection is simulated, and holds for such a connection and a journal in memory
//! only. The fields are private and there is no other way to make one, so forgetting to ask does not compile.

use jiff::Timestamp;

use crate::aws::Simulated;
use crate::journal::ApprovalRow;
use crate::model::PlanId;
use crate::planner::document::Plan;

/// What the journal of a rehearsal says in the place of an answer.
const REHEARSAL: &str = "rehearsal";

/// Leave to carry out one plan.
#[derive(Debug)]
pub struct Approval {
    plan: PlanId,
    row: ApprovalRow,
}

/// An answer that means yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Who said it.
    pub who: String,
    /// How, such as `typed "migrate 60"` or `--yes --confirm 60`.
    pub how: String,
}

/// An answer that means no, or the lack of one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A person said no.
    #[error("not confirmed")]
    Declined,
    /// Nobody could be asked, or a flag says something else; with what would have helped.
    #[error("{what}")]
    Missing {
        /// What is missing or does not fit.
        what: String,
        /// What to do.
        hint: String,
    },
}

/// How a person is asked.
pub trait Confirm {
    /// Asks whether a plan may be carried out.
    ///
    /// # Errors
    /// When the answer is no, or nobody can be asked.
    fn confirm(&mut self, plan: &Plan) -> Result<Consent, Refusal>;
}

/// Asks for leave to carry out a plan.
///
/// # Errors
/// When it was not given.
pub fn obtain(plan: &Plan, confirm: &mut dyn Confirm, now: Timestamp) -> Result<Approval, Refusal> {
    let consent = confirm.confirm(plan)?;
    Ok(Approval {
        plan: plan.id.clone(),
        row: ApprovalRow {
            who: consent.who,
            how: consent.how,
            count: u64::try_from(plan.selected()).unwrap_or(u64::MAX),
            at: now,
        },
    })
}

/// Gives leave to rehearse a plan; nothing real can be changed with it.
#[must_use]
pub fn rehearsal(plan: &Plan, connection: Simulated<'_>) -> Approval {
    Approval {
        plan: plan.id.clone(),
        row: ApprovalRow {
            who: REHEARSAL.to_owned(),
            how: REHEARSAL.to_owned(),
            count: u64::try_from(plan.selected()).unwrap_or(u64::MAX),
            at: connection.now(),
        },
    }
}

impl Approval {
    /// Reloads the approval that a run was opened with.
    pub(super) fn stored(plan: &Plan, row: &ApprovalRow) -> Self {
        Self { plan: plan.id.clone(), row: row.clone() }
    }

    /// Tells whether this is leave for that plan.
    #[must_use]
    pub fn is_for(&self, plan: &Plan) -> bool {
        self.plan == plan.id
    }

    /// Tells whether nobody was asked because nothing real can change.
    #[must_use]
    pub fn is_rehearsal(&self) -> bool {
        self.row.how == REHEARSAL
    }

    /// Returns what the journal keeps of it.
    #[must_use]
    pub fn row(&self) -> &ApprovalRow {
        &self.row
    }
}
