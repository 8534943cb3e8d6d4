//! The approval: a value that nothing can be changed without, and that only asking can make.
//!
//! A plan and an order are asked for in the same way (`Subject`). `obtain` asks (through whatever `Confirm` the command line brings) and binds the answer to its id; the journal
//! stores it in the transaction that opens the run. `stored` reloads it for `resume`: no row, no resume. `rehearsal` asks
//! nobody, needs the proof that the connection is simulated, and holds for such a connection and a journal in memory
//! only. The fields are private and there is no other way to make one, so forgetting to ask does not compile.

use jiff::Timestamp;

use crate::aws::Simulated;
use crate::journal::ApprovalRow;
use crate::model::{Danger, PlanId};
use crate::planner::document::Plan;
use crate::planner::document::order::Order;

/// What the journal of a rehearsal says in the place of an answer.
const REHEARSAL: &str = "rehearsal";

/// What leave is asked for.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A plan for desktops.
    Plan(&'a Plan),
    /// An order about what is around them.
    Order(&'a Order),
}

impl<'a> From<&'a Plan> for Subject<'a> {
    fn from(plan: &'a Plan) -> Self {
        Self::Plan(plan)
    }
}

impl<'a> From<&'a Order> for Subject<'a> {
    fn from(order: &'a Order) -> Self {
        Self::Order(order)
    }
}

impl Subject<'_> {
    /// Returns its id, which the leave is bound to.
    #[must_use]
    pub fn id(&self) -> &PlanId {
        match self {
            Self::Plan(plan) => &plan.id,
            Self::Order(order) => &order.id,
        }
    }

    /// Returns what is done, in the words of the command line.
    #[must_use]
    pub fn verb(&self) -> &str {
        match self {
            Self::Plan(plan) => plan.intent.verb.facts().name,
            Self::Order(order) => &order.command,
        }
    }

    /// Returns how much it can hurt.
    #[must_use]
    pub fn danger(&self) -> Danger {
        match self {
            Self::Plan(plan) => plan.danger(),
            Self::Order(order) => order.danger(),
        }
    }

    /// Returns how many it is about.
    #[must_use]
    pub fn selected(&self) -> usize {
        match self {
            Self::Plan(plan) => plan.selected(),
            Self::Order(order) => order.targets().len(),
        }
    }

    /// Returns the name of the one that it is about; `None` when there are several, or none is changed.
    #[must_use]
    pub fn only(&self) -> Option<String> {
        if self.selected() != 1 {
            return None;
        }
        match self {
            Self::Plan(plan) => plan.steps.first().map(|step| step.target.user_name.clone()),
            Self::Order(order) => order.targets().into_iter().next(),
        }
    }
}

/// Leave to carry out one plan or order.
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
    /// Asks whether it may be carried out.
    ///
    /// # Errors
    /// When the answer is no, or nobody can be asked.
    fn confirm(&mut self, subject: Subject<'_>) -> Result<Consent, Refusal>;
}

/// Asks for leave to carry out a plan, or an order.
///
/// # Errors
/// When it was not given.
pub fn obtain<'a>(
    subject: impl Into<Subject<'a>>,
    confirm: &mut dyn Confirm,
    now: Timestamp,
) -> Result<Approval, Refusal> {
    let subject = subject.into();
    let consent = confirm.confirm(subject)?;
    Ok(Approval {
        plan: subject.id().clone(),
        row: ApprovalRow {
            who: consent.who,
            how: consent.how,
            count: u64::try_from(subject.selected()).unwrap_or(u64::MAX),
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
    pub(super) fn stored<'a>(subject: impl Into<Subject<'a>>, row: &ApprovalRow) -> Self {
        Self { plan: subject.into().id().clone(), row: row.clone() }
    }

    /// Tells whether this is leave for that plan, or order.
    #[must_use]
    pub fn is_for<'a>(&self, subject: impl Into<Subject<'a>>) -> bool {
        self.plan == *subject.into().id()
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
