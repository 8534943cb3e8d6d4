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

/// Of several steps the one that decides about their target comes first.
const WORST_FIRST: [End; 8] =
    [End::Unknown, End::Failed, End::Held, End::NotStarted, End::Refused, End::Skipped, End::Done, End::Unchanged];

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

    /// Returns the end of a target whose steps came to these ends: what nobody knows weighs most, then what failed, then
    /// what is still to come. It is done when all of them are, or needed nothing; one that was left half done has failed, so
    /// that nobody takes it for one that was left alone.
    #[must_use]
    pub fn of_steps(ends: impl IntoIterator<Item = Self>) -> Self {
        let ends: Vec<Self> = ends.into_iter().collect();
        match ends.get(Self::deciding(&ends)) {
            Some(Self::Skipped | Self::Refused) if ends.contains(&Self::Done) => Self::Failed,
            Some(end) => *end,
            None => Self::NotStarted,
        }
    }

    /// Returns the place of the step that decides about its target and says why: the first of the worst.
    #[must_use]
    pub fn deciding(ends: &[Self]) -> usize {
        let weight = |end: &Self| WORST_FIRST.iter().position(|worse| worse == end).unwrap_or(WORST_FIRST.len());
        (0..ends.len()).min_by_key(|place| weight(&ends[*place])).unwrap_or(0)
    }

    /// Tells whether what comes after may go: it is done, or needed nothing.
    #[must_use]
    pub fn is_as_wanted(self) -> bool {
        matches!(self, Self::Done | Self::Unchanged)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a chain only the whole is done, and what is behind a failure does not hide it.
    #[test]
    fn a_target_is_done_when_all_its_steps_are() {
        let table = [
            (vec![End::Done], End::Done),
            (vec![End::Done, End::Done], End::Done),
            (vec![End::Done, End::Unchanged, End::Done], End::Done),
            (vec![End::Unchanged, End::Unchanged], End::Unchanged),
            (vec![End::Done, End::Unchanged, End::Skipped], End::Failed),
            (vec![End::Done, End::Failed, End::Skipped], End::Failed),
            (vec![End::Done, End::Unknown, End::NotStarted], End::Unknown),
            (vec![End::Done, End::Held, End::NotStarted], End::Held),
            (vec![End::Done, End::NotStarted], End::NotStarted),
            // It is neither as it was nor as wanted.
            (vec![End::Done, End::Skipped, End::Skipped], End::Failed),
            (vec![End::Done, End::Refused], End::Failed),
            (vec![End::Done, End::Skipped, End::NotStarted], End::NotStarted),
            (vec![End::Skipped, End::Skipped], End::Skipped),
            (Vec::new(), End::NotStarted),
        ];
        for (ends, expected) in table {
            assert_eq!(End::of_steps(ends.clone()), expected, "{ends:?}");
        }
        assert!(End::ALL.iter().all(|end| End::of_steps([*end]) == *end));
        assert_eq!(End::deciding(&[End::Done, End::Skipped, End::Skipped]), 1, "the first of them has the reason");
    }
}
