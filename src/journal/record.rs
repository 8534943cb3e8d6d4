//! The rows of the journal as everybody else sees them, and the rules that every row keeps.
//!
//! The rules are judged twice: before a row is written (a broken one is a bug of ours, and nothing is written) and
//! after it is read (a broken one is damage). So a run that can be read can be gone on with. Nothing here knows SQL.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::model::{End, PlanId, RunId, Scope, StepId, Verb, WorkspaceId};
use crate::planner::document::{Plan, Step};

/// A run to be opened.
#[derive(Clone, Debug)]
pub struct NewRun<'run> {
    /// Its id; whoever opens it holds its lock.
    pub run: RunId,
    /// What will be done.
    pub plan: &'run Plan,
    /// The plan as a document, with its id in it.
    pub plan_text: &'run str,
    /// Who said yes to it.
    pub approval: ApprovalRow,
    /// Steps that are left out from the start: settled, and their targets not claimed.
    pub left_out: &'run BTreeSet<StepId>,
    /// Steps whose targets another run has: skipped from the start, as those left out are.
    pub elsewhere: BTreeMap<StepId, RunId>,
    /// Steps of which more is known from the start: what another machine has sent.
    pub adopted: BTreeMap<StepId, StepRow>,
    /// When.
    pub at: Timestamp,
}

impl NewRun<'_> {
    /// Tells whether a step is settled from the start.
    #[must_use]
    pub fn is_left_out(&self, step: &StepId) -> bool {
        let is_over = |row: &StepRow| row.state == StepState::Settled;
        self.left_out.contains(step) || self.elsewhere.contains_key(step) || self.adopted.get(step).is_some_and(is_over)
    }

    /// Returns the rows that the run begins with, in the order of its plan.
    #[must_use]
    pub fn rows(&self) -> Vec<StepRow> {
        let row = |step: &Step| {
            let row = StepRow::waiting(step.id.clone());
            match self.elsewhere.get(&step.id) {
                Some(run) => row.left_to(run, self.at),
                None if self.left_out.contains(&step.id) => {
                    row.skipped(None, "left out by `--exclude`".to_owned(), self.at)
                }
                None => self.adopted.get(&step.id).cloned().unwrap_or(row),
            }
        };
        self.plan.steps.iter().map(row).collect()
    }
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunRow {
    /// Its id.
    pub run: RunId,
    /// The plan, or the order, that it carries out.
    pub plan_id: PlanId,
    /// What it is about.
    pub task: Task,
    /// Where it is carried out.
    pub scope: Scope,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// How far it is.
    pub status: RunStatus,
    /// Who said yes to it.
    pub approval: ApprovalRow,
    /// How many targets were selected, with and without a step.
    pub selected: u64,
}

/// What a run is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Desktops: it carries out a plan with this verb.
    Desktops(Verb),
    /// What is around them: it carries out an order, which this command made.
    Around(String),
}

impl Task {
    /// Returns its name, in the words of the command line.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Desktops(verb) => verb.facts().name,
            Self::Around(command) => command,
        }
    }

    /// Returns the words of the columns `kind` and `verb`.
    pub(super) fn to_words(&self) -> (&'static str, &str) {
        match self {
            Self::Desktops(_) => ("plan", self.name()),
            Self::Around(_) => ("order", self.name()),
        }
    }

    /// Reads the columns `kind` and `verb`.
    pub(super) fn from_words(kind: &str, verb: String) -> Option<Self> {
        match kind {
            "plan" => verb.parse().ok().map(Self::Desktops),
            "order" => Some(Self::Around(verb)),
            _ => None,
        }
    }
}

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunStatus {
    /// Being carried out, or its process died; the run's lock tells which.
    Open,
    /// Stopped in order; `resume` can go on.
    Stopped {
        /// Why, in a word.
        why: String,
    },
    /// Every step is settled; there is nothing to go on with.
    Finished,
}

/// Who said yes to a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApprovalRow {
    /// The person or account.
    pub who: String,
    /// By which means, such as a typed count.
    pub how: String,
    /// How many targets were said yes to.
    pub count: u64,
    /// When.
    pub at: Timestamp,
}

/// A run with all that is needed to go on with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredRun {
    /// The run.
    pub row: RunRow,
    /// Its plan, or its order, as a document.
    pub plan_text: String,
    /// Its steps, in the order of the plan.
    pub steps: Vec<StepRow>,
}

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StepState {
    /// Its call is still to be sent, for the first time or once more.
    Waiting,
    /// It is allowed later, and judged again then.
    Held,
    /// Its call is leaving or left; no outcome is recorded.
    Intended,
    /// The service took the call.
    Accepted,
    /// Nobody knows whether the service took the call.
    Unknown,
    /// It came to an end.
    Settled,
}

impl StepState {
    /// All states, in the order in which a step can pass them.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Held, Self::Intended, Self::Accepted, Self::Unknown, Self::Settled];
}

/// A step of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// Its id in the plan.
    pub step: StepId,
    /// How far it is.
    pub state: StepState,
    /// How often its call was sent.
    pub attempts: u32,
    /// When its call was first sent.
    pub first_sent_at: Option<Timestamp>,
    /// When its call was last sent.
    pub last_sent_at: Option<Timestamp>,
    /// The id that the target has or will have, where it changes.
    pub new_id: Option<WorkspaceId>,
    /// Whether the target was seen under its new id.
    pub seen_new: bool,
    /// Whether the target was seen in the state that shows only while the change is under way.
    pub seen_transient: bool,
    /// When the target was first read after the last send.
    pub first_read_at: Option<Timestamp>,
    /// How often it was proven that an unanswered call was not carried out, and the call was put back to be sent again.
    pub repeats: u32,
    /// How many good reads spoke for a No.
    pub no_reads: u32,
    /// The last of them.
    pub last_no_at: Option<Timestamp>,
    /// Whether it takes longer than usual.
    pub late: bool,
    /// Its end, once settled.
    pub end: Option<End>,
    /// The rule behind a hold or an end.
    pub rule: Option<String>,
    /// The reason of a hold or an end, in a sentence without a full stop.
    pub reason: Option<String>,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// The value that was there before: as the plan saw it, and of security groups as they were read right before the first call
    /// that may have been carried out.
    pub before: Option<String>,
    /// When what holds it ends, where that is known.
    pub held_until: Option<Timestamp>,
}

/// One call of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    /// Which try it is, from 1.
    pub attempt: u32,
    /// The API operation.
    pub operation: String,
    /// When its intent was recorded, right before it was sent.
    pub sent_at: Timestamp,
    /// What came of it; `None` when the process ended before it could say.
    pub outcome: Option<AttemptOutcome>,
    /// When that was recorded.
    pub answered_at: Option<Timestamp>,
}

/// What came of a call, for one target. The texts are the service's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The service took it.
    Accepted,
    /// It surely had no effect, and may be sent again.
    NotApplied(String),
    /// The service refused it.
    Rejected(String),
    /// No answer that says.
    Unknown(String),
}

/// What a person found who looked at a target that nobody knew the end of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ByHand {
    /// It is done; with the id that it has now, where the person says one.
    Done(Option<WorkspaceId>),
    /// It was not done.
    NotDone,
}

/// A desktop that got a new id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lineage {
    /// The id that it had.
    pub old: WorkspaceId,
    /// The id that it has.
    pub new: WorkspaceId,
    /// The run that did it.
    pub run: RunId,
    /// When that was proven.
    pub at: Timestamp,
}

/// By which of the journal's writes a row changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Write {
    Intend,
    Outcome,
    Save,
}

impl StepRow {
    /// Returns the row of a step for which nothing has happened yet.
    #[must_use]
    pub fn waiting(step: StepId) -> Self {
        Self {
            step,
            state: StepState::Waiting,
            attempts: 0,
            first_sent_at: None,
            last_sent_at: None,
            new_id: None,
            seen_new: false,
            seen_transient: false,
            first_read_at: None,
            repeats: 0,
            no_reads: 0,
            last_no_at: None,
            late: false,
            end: None,
            rule: None,
            reason: None,
            before: None,
            ended_at: None,
            held_until: None,
        }
    }

    /// Returns the row of a step whose target another run has.
    #[must_use]
    pub fn left_to(self, run: &RunId, at: Timestamp) -> Self {
        self.skipped(Some("RUN-01"), format!("it is in the run {run}"), at)
    }

    fn skipped(self, rule: Option<&str>, reason: String, at: Timestamp) -> Self {
        Self {
            state: StepState::Settled,
            end: Some(End::Skipped),
            rule: rule.map(str::to_owned),
            reason: Some(reason),
            ended_at: Some(at),
            held_until: None,
            ..self
        }
    }

    /// Checks that a row makes sense by itself.
    ///
    /// Times are not compared: a clock that is set back must not stop a run.
    pub(super) fn check(&self) -> Result<(), &'static str> {
        let sent = self.attempts > 0;
        let in_flight = matches!(self.state, StepState::Intended | StepState::Accepted | StepState::Unknown);
        let settled = self.state == StepState::Settled;
        let rules = [
            (
                sent == self.first_sent_at.is_some() && sent == self.last_sent_at.is_some(),
                "number and times of its sends contradict each other",
            ),
            (sent || !in_flight, "it is in flight and was never sent"),
            (
                sent || !matches!(self.end, Some(End::Done | End::Unknown)),
                "it has the end of a call that was never sent",
            ),
            (
                sent || (self.first_read_at.is_none() && self.no_reads == 0 && !self.late && !self.seen_transient),
                "it has observations of a call that was never sent",
            ),
            (
                (self.no_reads > 0) == self.last_no_at.is_some(),
                "number and time of the reads for a No contradict each other",
            ),
            (!self.seen_new || self.new_id.is_some(), "its new id was seen and is not known"),
            (settled == self.end.is_some(), "having an end and being settled contradict each other"),
            (settled == self.ended_at.is_some(), "time of its end and being settled contradict each other"),
            (
                !matches!(self.end, Some(End::Held | End::NotStarted)),
                "held and not started are no ends of a settled step",
            ),
            (self.state == StepState::Held || self.held_until.is_none(), "it has the end of a hold and is not held"),
        ];
        rules.into_iter().try_for_each(|(holds, otherwise)| if holds { Ok(()) } else { Err(otherwise) })
    }

    /// Checks that a row may become another one by this write.
    ///
    /// This is where no call is sent for a step that is done, taken or not judged: whoever tries is stopped before a
    /// byte leaves, because the intent can't be recorded.
    pub(super) fn check_change(&self, after: &Self, by: Write) -> Result<(), &'static str> {
        after.check()?;
        let same_sends = self.attempts == after.attempts
            && self.first_sent_at == after.first_sent_at
            && self.last_sent_at == after.last_sent_at;
        match by {
            Write::Intend => self.check_intend(after),
            Write::Outcome if self.state != StepState::Intended => Err("an outcome without an intent"),
            Write::Outcome | Write::Save if !same_sends => Err("sends change only with an intent"),
            Write::Outcome => Ok(()),
            Write::Save => self.check_save(after),
        }
    }

    fn check_intend(&self, after: &Self) -> Result<(), &'static str> {
        match self.state {
            StepState::Waiting | StepState::Held | StepState::Unknown => {}
            StepState::Intended => return Err("an intent after one that was not judged"),
            StepState::Accepted => return Err("an intent for a call that was accepted"),
            StepState::Settled => return Err("an intent for a settled step"),
        }
        if after.state != StepState::Intended {
            return Err("an intent without the state of one");
        }
        if self.attempts.checked_add(1) != Some(after.attempts) {
            return Err("an intent counts one send more");
        }
        let stays = self.first_sent_at.is_none() || self.first_sent_at == after.first_sent_at;
        // Before a No every earlier send was surely not carried out, and the first that may have been is this one.
        if !(stays || self.repeats == 0 && after.first_sent_at == after.last_sent_at) {
            return Err("the first send stays the first");
        }
        Ok(())
    }

    fn check_save(&self, after: &Self) -> Result<(), &'static str> {
        use StepState::{Accepted, Held, Intended, Settled, Unknown, Waiting};
        let allowed: &[StepState] = match self.state {
            // A call that was put back may turn out to have been carried out after all.
            Waiting | Held if self.repeats > 0 => &[Waiting, Held, Unknown, Settled],
            Waiting | Held => &[Waiting, Held, Settled],
            Intended => &[Waiting, Held, Intended, Accepted, Unknown, Settled],
            Accepted => &[Accepted, Unknown, Settled],
            Unknown => &[Waiting, Held, Accepted, Unknown, Settled],
            Settled => &[Settled],
        };
        if !allowed.contains(&after.state) {
            return Err("a step does not go from its state to that one");
        }
        if self.state == Settled && (self.end, &self.new_id) != (after.end, &after.new_id) {
            return Err("the end of a settled step stays");
        }
        Ok(())
    }
}

impl AttemptOutcome {
    /// Checks that an outcome and the row that it leads to agree.
    pub(super) fn check(&self, after: &StepRow) -> Result<(), &'static str> {
        let agree = match self {
            Self::Accepted => matches!(after.state, StepState::Accepted | StepState::Settled),
            Self::NotApplied(_) | Self::Rejected(_) => {
                matches!(after.state, StepState::Waiting | StepState::Held | StepState::Settled)
                    && after.end != Some(End::Done)
            }
            Self::Unknown(_) => after.state == StepState::Unknown,
        };
        if agree { Ok(()) } else { Err("outcome and state contradict each other") }
    }
}

/// A value that stands as a word in the database.
///
/// The words are the journal's own: renaming a value in the code must not make old journals unreadable.
pub(super) trait Word: Copy + Sized {
    /// Returns the word.
    fn to_word(self) -> &'static str;
    /// Returns the value of a word.
    fn from_word(word: &str) -> Option<Self>;
}

macro_rules! words {
    ($type:ident { $($variant:ident => $word:literal,)+ }) => {
        impl Word for $type {
            fn to_word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words!(StepState {
    Waiting => "waiting",
    Held => "held",
    Intended => "intended",
    Accepted => "accepted",
    Unknown => "unknown",
    Settled => "settled",
});
words!(End {
    Done => "done",
    Unchanged => "unchanged",
    Failed => "failed",
    Skipped => "skipped",
    Held => "held",
    Refused => "refused",
    Unknown => "unknown",
    NotStarted => "not_started",
});

impl RunStatus {
    /// Tells whether somebody cancelled the run: what is in flight is seen to its end, and nothing is sent.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Stopped { why } if why == super::write::CANCELLED)
    }

    /// Returns the words of the columns `status` and `why`.
    pub(super) fn to_words(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Open => ("open", None),
            Self::Stopped { why } => ("stopped", Some(why)),
            Self::Finished => ("finished", None),
        }
    }

    /// Reads the columns `status` and `why`.
    pub(super) fn from_words(status: &str, why: Option<String>) -> Option<Self> {
        match (status, why) {
            // With a reason: who asked that it stops.
            ("open", _) => Some(Self::Open),
            ("stopped", Some(why)) => Some(Self::Stopped { why }),
            ("finished", None) => Some(Self::Finished),
            _ => None,
        }
    }
}

impl AttemptOutcome {
    /// Returns the words of the columns `outcome` and `text`.
    pub(super) fn to_words(&self) -> (&'static str, Option<&str>) {
        match self {
            Self::Accepted => ("accepted", None),
            Self::NotApplied(text) => ("not_applied", Some(text)),
            Self::Rejected(text) => ("rejected", Some(text)),
            Self::Unknown(text) => ("unknown", Some(text)),
        }
    }

    /// Reads the columns `outcome` and `text`.
    pub(super) fn from_words(outcome: &str, text: Option<String>) -> Option<Self> {
        match (outcome, text) {
            ("accepted", None) => Some(Self::Accepted),
            ("not_applied", Some(text)) => Some(Self::NotApplied(text)),
            ("rejected", Some(text)) => Some(Self::Rejected(text)),
            ("unknown", Some(text)) => Some(Self::Unknown(text)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
