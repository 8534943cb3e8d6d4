//! Manifests: which desktops are to be made, one a row, as CSV, JSON or YAML.
//!
//! A manifest is written by people and by other programs, so everything that is wrong with it is told at once, each with
//! its place, and nothing is guessed: a column that is not known is an error, and so is a running mode that is not said.
//! `read` judges what the text alone can tell and keeps it; `desktops` looks names up in what was seen, and tells both in
//! one. Nothing is opened here.
//!
//! - `table`: CSV, whatever its separator · `document`: YAML, of which JSON is a part · `columns`: what the columns are
//!   called · `values`: what may stand in them
//! - `ip_groups`: the file of `ip-group apply`, of which `tree` makes a tree first

mod columns;
mod document;
mod ip_groups;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use columns::Column;
pub use ip_groups::{IpGroupEntry, IpGroupFile};

use super::Snapshot;
use super::selection::{LIST_BYTES_MAX, decode};
use crate::model::Workspace;

/// How many faults of a manifest are told; who has more begins with these.
const FAULTS_MAX: usize = 100;

/// Where something stands in a manifest, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column, in letters.
    pub column: usize,
}

/// Where every text begins.
const START: Place = Place { line: 1, column: 1 };

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}, column {}", self.line, self.column)
    }
}

/// What is wrong with a manifest: every fault with its place, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error("{}", counted(self.faults.len()))]
pub struct ManifestError {
    faults: BTreeSet<(Place, String)>,
}

fn counted(faults: usize) -> String {
    if faults == 1 { "it has a fault".to_owned() } else { format!("it has {faults} faults") }
}

impl ManifestError {
    /// Returns the faults, each as place and fact; of very many only the first.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> =
            self.faults.iter().take(FAULTS_MAX).map(|(place, fact)| format!("{place}: {fact}")).collect();
        if let Some(more @ 1..) = self.faults.len().checked_sub(FAULTS_MAX) {
            lines.push(format!("and {more} more"));
        }
        lines
    }

    fn add(&mut self, place: Place, fact: impl Into<String>) {
        self.faults.insert((place, fact.into()));
    }

    fn one(place: Place, fact: impl Into<String>) -> Self {
        let mut error = Self::default();
        error.add(place, fact);
        error
    }

    fn is_empty(&self) -> bool {
        self.faults.is_empty()
    }
}

/// How a manifest is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Columns that have another name in the manifest.
    pub names: Vec<(Column, String)>,
    /// What stands where nothing stands.
    pub defaults: Vec<(Column, String)>,
    /// Whether columns that are not known are passed over.
    pub ignores_rest: bool,
}

/// A text with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cell {
    text: String,
    place: Place,
}

/// A row as it stands there: the names of its columns and what is in them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    place: Place,
    /// Where the names of its columns stand, when they stand there once for all rows.
    heading: Option<Place>,
    /// Name and value; `None`: what stands there can't be read, and that was told.
    cells: Vec<(Cell, Option<Cell>)>,
}

/// A manifest that could be read, with what is wrong with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    entries: Vec<values::Entry>,
    error: ManifestError,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// That it is no list of desktops at all. What is wrong with one of them is kept for `desktops`.
    pub fn read(bytes: &[u8], reading: &Reading) -> Result<Self, ManifestError> {
        if bytes.len() > LIST_BYTES_MAX {
            return Err(ManifestError::one(START, format!("it is longer than {} MiB", LIST_BYTES_MAX >> 20)));
        }
        let text =
            decode(bytes).map_err(|(line, column, message)| ManifestError::one(Place { line, column }, message))?;
        let mut error = ManifestError::default();
        let rows =
            if document::is_one(&text) { document::rows(&text, &mut error) } else { table::rows(&text, &mut error) };
        if rows.is_empty() {
            return Err(if error.is_empty() { ManifestError::one(START, "it names no desktop") } else { error });
        }
        let nowhere = columns::nowhere(&rows, reading, &mut error);
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let sorted = columns::sort(row, reading, &nowhere, &mut error);
            entries.push(values::entry(&sorted, &mut error));
        }
        Ok(Self { entries, error })
    }

    /// Returns what is wrong with its text; whether its names stand for anything is told by `desktops`.
    #[must_use]
    pub fn faults(&self) -> Option<&ManifestError> {
        (!self.error.is_empty()).then_some(&self.error)
    }

    /// Returns the bundles as they are written.
    pub fn bundles(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(values::Entry::bundle)
    }

    /// Returns the keys that volumes are to be encrypted with, as they are written.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().filter_map(values::Entry::key)
    }

    /// Returns the desktops as they are wanted, in the order of the manifest.
    ///
    /// # Errors
    /// Everything that is wrong with it: what its text alone tells, names that stand for nothing or for several, and users
    /// that are named twice.
    pub fn desktops(&self, seen: &Snapshot) -> Result<Vec<Workspace>, ManifestError> {
        let mut error = self.error.clone();
        let mut first: BTreeMap<_, Place> = BTreeMap::new();
        let mut desktops = Vec::with_capacity(self.entries.len());
        for entry in &self.entries {
            let Some(desktop) = entry.desktop(seen, &mut error) else { continue };
            match first.get(&desktop.workspace_id) {
                Some(place) => error.add(
                    entry.place,
                    format!(
                        "`{}` is named twice in {}, first in line {}",
                        desktop.user_name, desktop.directory_id, place.line
                    ),
                ),
                None => drop(first.insert(desktop.workspace_id.clone(), entry.place)),
            }
            desktops.push(desktop);
        }
        if error.is_empty() { Ok(desktops) } else { Err(error) }
    }
}
