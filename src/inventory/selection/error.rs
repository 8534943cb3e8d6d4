//! What can be wrong with a selection, each with the next step.
//!
//! Errors are of input (exit 2), but for names that could not be looked up: a named desktop that is not there is no error
//! here but a refusal in the plan.

use crate::inventory::Gap;
use crate::model::WorkspaceId;

/// Why a selection can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectionError {
    /// A text that names no target.
    #[error("`{text}` is not a target: {why}")]
    Target {
        /// The text.
        text: String,
        /// Why not.
        why: String,
        /// The form that was perhaps meant.
        nearest: Option<String>,
    },
    /// A value that a filter does not have.
    #[error("`{value}` is not a value of `--{flag}`")]
    Value {
        /// The flag without its dashes.
        flag: &'static str,
        /// The value.
        value: String,
        /// The value that was perhaps meant.
        nearest: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// A name that could not be looked up, because not all that it could stand for was read.
    #[error("`{value}` of `--{flag}` can't be looked up: could not read {what}: {reason}")]
    Unread {
        /// The flag without its dashes.
        flag: &'static str,
        /// The name.
        value: String,
        /// What was not read.
        what: String,
        /// Why not.
        reason: String,
    },
    /// A text that is no span of time.
    #[error("`{value}` is not a value of `--{flag}`")]
    Span {
        /// The flag without its dashes.
        flag: &'static str,
        /// The value.
        value: String,
    },
    /// A name that stands for more than one thing.
    #[error("`{text}` is ambiguous: it can be {}", list(candidates))]
    Ambiguous {
        /// The name as it was written.
        text: String,
        /// What it can be, by id, sorted.
        candidates: Vec<String>,
    },
    /// An ARN of another account or Region.
    #[error("`{arn}` is in {there}, this is {here}")]
    Scope {
        /// The ARN.
        arn: String,
        /// Account and Region in the ARN.
        there: String,
        /// Account and Region that are read.
        here: String,
    },
    /// Targets of a run that the caller has not looked up in the journal.
    #[error("the targets of `{0}` were not looked up")]
    Run(String),
    /// A place in a list of targets that can't be read.
    #[error("line {line}, column {column}: {message}")]
    File {
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// A row of a list of security groups that can't be read.
    #[error("line {line}: {message}")]
    GroupList {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A row of a list of tags that can't be read.
    #[error("line {line}: {message}")]
    TagList {
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        message: String,
    },
    /// A list of targets that is too long to be one.
    #[error("the list has more than {limit_mib} MiB")]
    TooLong {
        /// The bound in MiB.
        limit_mib: usize,
    },
}

impl SelectionError {
    /// Says of a value that was not found that it may be among what could not be read, where that is so.
    #[must_use]
    pub fn or_unread(self, gaps: &[Gap], what: &str) -> Self {
        match (self, gaps.iter().find(|gap| gap.what == what && gap.of.is_none())) {
            (Self::Value { flag, value, .. }, Some(gap)) => {
                Self::Unread { flag, value, what: gap.what.clone(), reason: gap.reason.clone() }
            }
            (error, _) => error,
        }
    }

    /// Returns the next step, where there is one to name.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Target { nearest, .. } => nearest.as_deref().map(did_you_mean),
            Self::Value { nearest, known, .. } => {
                let there_are = || (!known.is_empty()).then(|| format!("there are {}", list(known)));
                nearest.as_deref().map(did_you_mean).or_else(there_are)
            }
            Self::Span { .. } => Some("write how long, such as `90d` or `12h`".to_owned()),
            Self::Ambiguous { .. } => Some("name it by its id".to_owned()),
            Self::Scope { .. } => Some("choose the scope with `--region` and `--profile`".to_owned()),
            Self::File { .. } => Some(
                "a list has one target a line (an id, an ARN, user:, computer:, ip:, run:) with `#` comments, or is the \
                 JSON, ndjson or CSV that `deskfleet list` writes"
                    .to_owned(),
            ),
            Self::GroupList { .. } => Some(
                "a list of security groups is CSV with the columns WorkspaceId and SecurityGroups, as \
                 `deskfleet security-group list -o csv` and `deskfleet runs show RUN --before -o csv` write it"
                    .to_owned(),
            ),
            Self::TagList { .. } => Some(
                "a list of tags is CSV with the columns id, key and value, as `deskfleet tag list -o csv` writes it".to_owned(),
            ),
            Self::TooLong { .. } => Some("select with filters instead of a list".to_owned()),
            Self::Unread { .. } => Some("try again; when a permission is missing, ask for it".to_owned()),
            Self::Run(_) => None,
        }
    }
}

/// A name among the targets that more than one desktop has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguous {
    /// The target as it was written.
    pub text: String,
    /// The desktops that have the name, sorted.
    pub candidates: Vec<WorkspaceId>,
}

/// How many letters of a name say which one is meant.
const BEGUN_MIN: usize = 3;

/// Nobody slips into a longer word; comparing takes memory for the letters of both, multiplied.
const SLIP_BYTES_MAX: usize = 200;

/// Returns the word nearest to a misspelt one, or nothing when none is near.
pub(in crate::inventory) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<String> {
    if word.len() > SLIP_BYTES_MAX {
        return None;
    }
    let word = word.to_lowercase();
    let words: Vec<&str> = words.into_iter().collect();
    let is_begun = |candidate: &str| begins(candidate, &word);
    if words.iter().copied().filter(|candidate| is_begun(candidate)).take(2).count() > 1 {
        return None; // what there is says more than one of them
    }
    words
        .into_iter()
        .map(|candidate| {
            (!is_begun(candidate), strsim::damerau_levenshtein(&word, &candidate.to_lowercase()), candidate)
        })
        .min()
        .filter(|(other, distance, candidate)| !other || *distance <= 2.max(candidate.chars().count() / 3))
        .map(|(_, _, candidate)| candidate.to_owned())
}

fn did_you_mean(nearest: &str) -> String {
    format!("did you mean `{nearest}`?")
}

/// Tells whether a name begins with a word: half a name is no slip, and still tells what is meant.
pub(super) fn begins(name: &str, word: &str) -> bool {
    word.chars().count() >= BEGUN_MIN && name.to_lowercase().starts_with(&word.to_lowercase())
}

/// Writes candidates for a sentence; at most ten, because a tired reader needs no more to see what happened.
fn list(candidates: &[String]) -> String {
    const SHOWN_MAX: usize = 10;
    let shown = candidates.iter().take(SHOWN_MAX).cloned().collect::<Vec<_>>().join(", ");
    match candidates.len().checked_sub(SHOWN_MAX) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        Some(0) | None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_near_is_named_and_else_what_there_is() {
        let bundles = ["win10-standard", "win11-power", "win11-standard", "rocky"];
        for (word, near) in
            [("win11-standrad", Some("win11-standard")), ("win11", None), ("rok", Some("rocky")), ("nope", None)]
        {
            assert_eq!(nearest(word, bundles).as_deref(), near, "{word}");
        }
        let known = bundles.map(str::to_owned).to_vec();
        let error = SelectionError::Value { flag: "to", value: "nope".to_owned(), nearest: None, known };
        assert_eq!(error.hint().as_deref(), Some("there are win10-standard, win11-power, win11-standard, rocky"));
    }
}
