//! The ends that a target can have, the words that everything counts and reports in.

use serde::{Deserialize, Serialize};

/// The ends that a target can have; there are no others, and they add up to the selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// Proven done.
    Done,
    /// Already as wanted.
    Unchanged,
    /// Proven not done.
    Failed,
    /// Left out.
    Skipped,
    /// Allowed later.
    Held,
    /// Forbidden by a rule.
    Refused,
    /// Not known.
    Unknown,
    /// Its turn did not come.
    NotStarted,
}

impl End {
    /// All ends, in the order of the last line.
    pub const ALL: [Self; 8] = [
        Self::Done,
        Self::Unchanged,
        Self::Failed,
        Self::Skipped,
        Self::Held,
        Self::Refused,
        Self::Unknown,
        Self::NotStarted,
    ];

    /// Returns the word for a person.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Unchanged => "unchanged",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
            Self::Held => "held",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::NotStarted => "not started",
        }
    }
}
