//! The rules: each is data that `explain` prints and code that judges, so the two can't drift apart.
//!
//! A rule says which rows of the fact sheet (domain.md) it rests on and how old their source is. Rules about the service
//! can be lowered by id; our own can't be in the config (`about` says which is which). What the fact sheet marks as
//! unconfirmed may warn, never refuse. Rules are statics: `common` for every verb, `network` and `volume` for the verbs
//! that replace a volume or an interface, `power` for those that start and stop, `keys` for whatever restarts an encrypted
//! desktop, `quota` for what makes more of them, and those of one verb beside its row.

mod common;
mod keys;
mod network;
mod power;
mod quota;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod verb_tests;
mod volume;

pub(super) use common::{
    CONNECTED, FILTERED, LINEAGE, MAINTENANCE, MISSING, PROTECTED, SAME, STANDBY, STATE, is_standby,
};
pub(super) use keys::{KEY, KEY_PERHAPS, KEY_UNREAD, still_enabled};
pub(super) use network::{ADDRESSES, ADDRESSES_UNREAD, ELASTIC, GROUPS, PRIVATE_ADDRESS, groups_within};
pub(super) use power::{MEMORY, MEMORY_UNKNOWN, RESTARTS, RUNNING_MODE, STANDBY_TOO};
pub use quota::quotas;
pub(super) use quota::{QUOTA, QUOTA_UNREAD, counts};
pub(super) use volume::{BOTH_SNAPSHOTS, LOSS, SNAPSHOT, SNAPSHOT_AGE, UNSAVED, asks_since, saved};

use jiff::Timestamp;

use super::Case;
use super::verbs::{self, VerbRow};
use crate::model::Verb;

/// The current Administration Guide, as domain.md read it; it has no finer date.
pub(super) const GUIDE: Option<&str> = Some("2025-2026");

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Such as `MIG-03`; never reused.
    pub id: &'static str,
    /// What becomes of a target that it finds something about.
    pub severity: Severity,
    /// Whose rule it is.
    pub about: About,
    /// Rows of domain.md.
    pub rows: &'static [&'static str],
    /// How old its source is, `YYYY-MM` or years; `None` for our own, which have no source but the design.
    pub dated: Option<&'static str>,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What it checks, in plain words.
    pub says: &'static str,
    /// What to do about it.
    pub advice: &'static str,
    /// Finds something, or nothing.
    pub check: fn(&Case<'_>) -> Option<Finding>,
}

/// What a rule says of itself, whatever it judges: desktops here, or what is around them in `planner::around`.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// Such as `MIG-03`.
    pub id: &'static str,
    /// What becomes of what it finds something about.
    pub severity: Severity,
    /// Whose rule it is.
    pub about: About,
    /// Rows of domain.md.
    pub rows: &'static [&'static str],
    /// How old its source is.
    pub dated: Option<&'static str>,
    /// What it is about, in a few words.
    pub title: &'static str,
    /// What it checks, in plain words.
    pub says: &'static str,
    /// What to do about it.
    pub advice: &'static str,
}

/// What becomes of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It is already as wanted.
    Unchanged,
    /// It may not be acted on, and waiting does not help.
    Refuse,
    /// It is left out.
    Skip,
    /// It is allowed later.
    Hold,
    /// It is acted on, and somebody should know.
    Warn,
}

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The service's: the service itself, or its guide, says so.
    Service,
    /// Ours: a protection that the service does not have.
    Own,
}

/// What a rule found about a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// A sentence without a full stop.
    pub reason: String,
    /// When it differs from the rule's own.
    pub severity: Option<Severity>,
    /// When it will be allowed, where that is known.
    pub until: Option<Timestamp>,
}

impl Finding {
    /// Makes a finding with the rule's own severity.
    #[must_use]
    pub fn of(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), severity: None, until: None }
    }
}

impl Severity {
    /// Tells whether this finding decides over another.
    #[must_use]
    pub fn outweighs(self, other: Self) -> bool {
        self.weight() > other.weight()
    }

    fn weight(self) -> u8 {
        match self {
            Self::Unchanged => 4,
            Self::Refuse => 3,
            Self::Skip => 2,
            Self::Hold => 1,
            Self::Warn => 0,
        }
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(match self {
            Self::Unchanged => "leave unchanged",
            Self::Refuse => "refuse",
            Self::Skip => "skip",
            Self::Hold => "hold",
            Self::Warn => "warn about",
        })
    }
}

impl std::fmt::Display for About {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(match self {
            Self::Service => "service",
            Self::Own => "deskfleet",
        })
    }
}

/// Why an id is not one of a rule.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{id}` is not a rule")]
pub struct RuleNotFound {
    /// The id.
    pub id: String,
    /// The rule that was perhaps meant.
    pub nearest: &'static str,
}

/// Returns all rules, each once, in the order in which they are judged.
#[must_use]
pub fn rules() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = Vec::new();
    for verb in Verb::ALL {
        for rule in of(verbs::row(*verb)) {
            if !all.iter().any(|known| known.id == rule.id) {
                all.push(rule);
            }
        }
    }
    all
}

impl Rule {
    /// Returns what it says of itself.
    #[must_use]
    pub fn card(&self) -> Card {
        let Self { id, severity, about, rows, dated, title, says, advice, check: _ } = *self;
        Card { id, severity, about, rows, dated, title, says, advice }
    }
}

/// Returns what all rules say of themselves: those about desktops, then those about what is around them.
#[must_use]
pub fn cards() -> Vec<Card> {
    let others = super::around::RULES.iter().chain(super::standby::RULES).map(|card| **card);
    rules().into_iter().map(Rule::card).chain(others).collect()
}

/// Finds a rule about desktops by its id, whatever the case.
///
/// # Errors
/// With the nearest rule, when there is none of that id.
pub fn find_rule(id: &str) -> Result<&'static Rule, RuleNotFound> {
    let all = rules();
    let ids: Vec<&'static str> = all.iter().map(|rule| rule.id).collect();
    find_id(&ids, id).map(|at| all[at])
}

/// Finds what a rule says of itself by its id, whatever the case.
///
/// # Errors
/// As `find_rule`.
pub fn find_card(id: &str) -> Result<Card, RuleNotFound> {
    let all = cards();
    let ids: Vec<&'static str> = all.iter().map(|card| card.id).collect();
    find_id(&ids, id).map(|at| all[at])
}

/// Finds the place of an id among those that there are, whatever the case.
///
/// # Errors
/// With the nearest one.
pub(super) fn find_id(all: &[&'static str], id: &str) -> Result<usize, RuleNotFound> {
    let upper = id.to_uppercase();
    let nearest = || all.iter().min_by_key(|known| strsim::damerau_levenshtein(known, &upper)).copied();
    let not_found = || RuleNotFound { id: id.to_owned(), nearest: nearest().unwrap_or_default() };
    all.iter().position(|known| *known == upper).ok_or_else(not_found)
}

/// Returns the rules that a verb's targets are judged by, in order.
pub(super) fn of(row: &'static VerbRow) -> Vec<&'static Rule> {
    common::ALL.iter().chain(row.rules).copied().collect()
}
