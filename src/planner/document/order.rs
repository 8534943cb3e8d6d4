//! The order as a document: the acts on what is around desktops that a command will carry out, in sequence.
//!
//! What a plan is for desktops (see `document`), and as strict: canonical bytes, an id that is their SHA-256, unknown
//! members refused. An order is made and carried out by one command; it is kept in the journal, from which `resume` goes
//! on, and it is in no file of its own. Pure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::sorted::sorted;
use super::{PlanError, canonical, id_of, nearest_member};
use crate::model::around::{Act, Guard, Reach};
use crate::model::{Danger, DirectoryId, PlanId, Scope, StepId};

/// The order format that this build writes. It reads the earlier ones too: those have fewer kinds of acts and guards, and a
/// build that does not know an act says so by this number rather than by a member.
pub const ORDER_SCHEMA: u64 = 2;

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// Format of this document.
    pub schema: u64,
    /// SHA-256 of the canonical bytes without this member.
    pub id: PlanId,
    /// When it was made.
    pub made_at: Timestamp,
    /// Where it may be carried out.
    pub scope: Scope,
    /// The command that it was made for, such as `ip-group add`.
    pub command: String,
    /// What the command was told to work on, as it was typed.
    pub selection: Vec<String>,
    /// Why, in the administrator's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Rules that were lowered.
    pub lowered: BTreeSet<String>,
    /// Ranges that must be let in whatever comes of it.
    pub must_admit: Vec<String>,
    /// What will be done, one after the other; the first that is not done ends it.
    pub acts: Vec<PlannedAct>,
    /// What takes all of that back again, unless somebody confirms it in time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revert: Option<Revert>,
    /// What is already as wanted.
    pub unchanged: Vec<Remark>,
    /// What keeps all of it from being carried out.
    pub refused: Vec<Remark>,
    /// What is allowed and should be known.
    pub warnings: Vec<Remark>,
    /// Directories of which it changes who may come in.
    pub access: Vec<AccessChange>,
    /// The commands that undo it, in their order: what follows `deskfleet`.
    pub undo: Vec<Vec<String>>,
    /// Names of what stands in it by id.
    pub names: BTreeMap<String, String>,
}

/// One act of an order. What proves that it is done is the act itself: nothing would come of it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedAct {
    /// Number in this order.
    pub id: StepId,
    /// What is done.
    pub act: Act,
    /// What must hold right before it is sent.
    pub requires: Vec<Requirement>,
}

/// What takes an order back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revert {
    /// How long after the last of its acts, in seconds.
    pub after_s: u64,
    /// What is done then, one after the other; numbered on from those of the order.
    pub acts: Vec<PlannedAct>,
}

/// Something that must hold right before an act is sent, over what is read then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// What must hold.
    pub that: Guard,
    /// The rule it comes from.
    pub rule: String,
}

/// What a rule found about something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Remark {
    /// What it is about: a resource or a range.
    pub of: String,
    /// The rule.
    pub rule: String,
    /// What it found, in a sentence without a full stop.
    pub reason: String,
}

/// Who may come in to a directory, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessChange {
    /// The directory.
    pub directory_id: DirectoryId,
    /// Who may come in now.
    pub before: Reach,
    /// Who may come in then.
    pub after: Reach,
}

impl AccessChange {
    /// Tells whether somebody who may come in now could not any more.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        !self.after.covers(&self.before)
    }
}

impl Order {
    /// Reads an order.
    ///
    /// # Errors
    /// The first thing that is wrong with it, see `PlanError`.
    pub fn read(text: &str) -> Result<Self, PlanError> {
        let mut value: Value = serde_json::from_str(text).map_err(|error| PlanError::Json(error.to_string()))?;
        let schema = value.get("schema").and_then(Value::as_u64);
        if !schema.is_some_and(|schema| (1..=ORDER_SCHEMA).contains(&schema)) {
            let found = value.get("schema").map_or_else(|| "(none)".to_owned(), Value::to_string);
            return Err(PlanError::Schema { found, newest: ORDER_SCHEMA });
        }
        let claimed = value.as_object_mut().and_then(|members| members.remove("id"));
        let claimed = claimed.as_ref().and_then(Value::as_str).unwrap_or("(none)").to_owned();
        let actual = id_of(&canonical(&value)?);
        if claimed != actual.as_str() {
            let claimed = claimed.chars().take(12).collect();
            return Err(PlanError::Changed { claimed, actual: actual.short().to_owned() });
        }
        value["id"] = claimed.into();
        serde_json::from_value(value).map_err(|error| {
            let message = error.to_string();
            PlanError::Member { nearest: nearest_member(&message), message }
        })
    }

    /// Gives the order the id that its content has.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn seal(mut self) -> Result<Self, PlanError> {
        self.id = id_of(&sorted(&self, Some("id"))?);
        Ok(self)
    }

    /// Returns the document: canonical bytes and a line end.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn to_text(&self) -> Result<String, PlanError> {
        Ok(sorted(self, None)? + "\n")
    }

    /// Returns its acts, and behind them those that take it back.
    pub fn all_acts(&self) -> impl Iterator<Item = &PlannedAct> {
        self.acts.iter().chain(self.revert.iter().flat_map(|revert| &revert.acts))
    }

    /// Returns how much it can hurt: as much as the worst of its acts.
    #[must_use]
    pub fn danger(&self) -> Danger {
        self.acts.iter().map(|planned| planned.act.facts().danger).max().unwrap_or(Danger::Mild)
    }

    /// Returns what it changes, each once: what is counted when it is asked about.
    #[must_use]
    pub fn targets(&self) -> Vec<String> {
        let all: BTreeSet<String> = self.acts.iter().map(|planned| planned.act.target()).collect();
        all.into_iter().map(|target| self.named(&target).to_owned()).collect()
    }

    /// Returns the name of what has an id, or the id where it has none.
    #[must_use]
    pub fn named<'a>(&'a self, id: &'a str) -> &'a str {
        self.names.get(id).map_or(id, String::as_str)
    }

    /// Tells whether somebody who may come in now could not any more.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        self.access.iter().any(AccessChange::takes_away)
    }
}
