//! What the columns of a manifest are called, and which of a row's cells is which.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::{Cell, ManifestError, Place, Reading, Row, START, values};
use crate::inventory::selection::nearest;

/// A column of a manifest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the column of that name")]
pub enum Column {
    User,
    Directory,
    Bundle,
    RunningMode,
    AutoStop,
    Root,
    UserVolume,
    Encrypt,
    Key,
    Protocol,
    /// `tag:KEY`, with its key.
    Tag(String),
}

const NAMED: [(&str, Column); 10] = [
    ("user", Column::User),
    ("directory", Column::Directory),
    ("bundle", Column::Bundle),
    ("running_mode", Column::RunningMode),
    ("auto_stop", Column::AutoStop),
    ("root", Column::Root),
    ("user_volume", Column::UserVolume),
    ("encrypt", Column::Encrypt),
    ("key", Column::Key),
    ("protocol", Column::Protocol),
];
const TAG: &str = "tag:";

impl fmt::Display for Column {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Self::Tag(key) = self {
            return write!(formatter, "{TAG}{key}");
        }
        formatter.pad(NAMED.iter().find(|(_, column)| column == self).map_or("", |(name, _)| name))
    }
}

/// A name that no column has.
pub(super) struct Unknown {
    fact: String,
    /// The column that was perhaps meant.
    meant: Option<Column>,
}

impl FromStr for Column {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::find(text).map_err(|unknown| unknown.fact)
    }
}

impl Column {
    /// Judges a value as far as the column alone can tell.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn check(&self, value: &str) -> Result<(), String> {
        values::check(self, value.trim())
    }

    fn find(text: &str) -> Result<Self, Unknown> {
        let text = text.trim();
        if let Some((start, key)) = text.split_at_checked(TAG.len())
            && start.eq_ignore_ascii_case(TAG)
            && !key.is_empty()
        {
            return Ok(Self::Tag(key.to_owned()));
        }
        // `Running mode`, `running-mode` and `RUNNING_MODE` are one.
        let plain = text.to_lowercase().replace([' ', '-'], "_");
        if let Some((_, column)) = NAMED.iter().find(|(name, _)| *name == plain) {
            return Ok(column.clone());
        }
        let names = NAMED.iter().map(|(name, _)| *name);
        let near = nearest(&plain, names.clone());
        let fact = match &near {
            Some(near) => format!("`{text}` is not a column, did you mean `{near}`?"),
            None => {
                format!("`{text}` is not a column: there are {} and {TAG}KEY", names.collect::<Vec<_>>().join(", "))
            }
        };
        let meant = NAMED.iter().find(|(name, _)| near.as_deref() == Some(*name)).map(|(_, column)| column.clone());
        Err(Unknown { fact, meant })
    }
}

/// The cells of a row by column, and where what is missing among them is told.
pub(super) struct Sorted {
    /// Where the row begins.
    pub(super) row: Place,
    /// What stands in it, or by default.
    pub(super) cells: BTreeMap<Column, Cell>,
    /// Those of them that stand there by default.
    pub(super) filled: BTreeSet<Column>,
    /// Where the row has a column and nothing in it.
    empty: BTreeMap<Column, Place>,
    /// Columns of which something was told already: what stands there can't be read, or a misspelt one is likely to be it.
    told: BTreeSet<Column>,
    heading: Option<Place>,
}

impl Sorted {
    /// Returns where it is told that a column is missing: in its empty cell; in the heading, and so once, when no row can
    /// have it. Nowhere when something was told of it.
    pub(super) fn lacks(&self, column: &Column) -> Option<Place> {
        if self.told.contains(column) {
            return None;
        }
        self.empty.get(column).copied().or(self.heading).or(Some(self.row))
    }
}

/// Finds the columns whose other names stand in no row, and tells of each, once.
pub(super) fn nowhere(rows: &[Row], reading: &Reading, error: &mut ManifestError) -> BTreeSet<Column> {
    let is_there = |other: &str| rows.iter().flat_map(|row| &row.cells).any(|(name, _)| is_name(&name.text, other));
    let place = rows.first().and_then(|row| row.heading).unwrap_or(START);
    let mut nowhere = BTreeSet::new();
    for (column, other) in reading.names.iter().filter(|(_, other)| !is_there(other)) {
        let other = other.trim();
        error.add(place, format!("`--column` says that `{column}` is `{other}`, and no column has that name"));
        nowhere.insert(column.clone());
    }
    nowhere
}

fn is_name(name: &str, other: &str) -> bool {
    name.trim().eq_ignore_ascii_case(other.trim())
}

/// Sorts the cells of a row by column, with defaults where nothing stands; what is empty is left out. Of columns that are
/// nowhere it was told.
pub(super) fn sort(row: Row, reading: &Reading, nowhere: &BTreeSet<Column>, error: &mut ManifestError) -> Sorted {
    let Row { place, heading, cells } = row;
    let mut sorted = Sorted {
        row: place,
        cells: BTreeMap::new(),
        filled: BTreeSet::new(),
        empty: BTreeMap::new(),
        told: nowhere.clone(),
        heading,
    };
    for (name, cell) in cells {
        let is_blank = cell.as_ref().is_some_and(|cell| cell.text.trim().is_empty());
        if is_blank && name.text.trim().is_empty() {
            continue; // a spreadsheet writes such columns behind the last one
        }
        let column = match which(&name.text, reading) {
            Ok(column) => column,
            Err(_) if reading.ignores_rest => continue,
            Err(Unknown { fact, meant }) => {
                error.add(name.place, format!("{fact}; pass it over with `--ignore-columns`"));
                sorted.told.extend(meant);
                continue;
            }
        };
        if sorted.cells.contains_key(&column) || sorted.empty.contains_key(&column) {
            error.add(name.place, format!("the column `{column}` is there twice"));
            continue;
        }
        match cell {
            None => drop(sorted.told.insert(column)),
            Some(Cell { text, place }) if text.trim().is_empty() => drop(sorted.empty.insert(column, place)),
            Some(Cell { text, place }) => {
                sorted.cells.insert(column, Cell { text: text.trim().to_owned(), place });
            }
        }
    }
    // What is wrong with a default is told once, and not for each row that it fills.
    let place = heading.unwrap_or(START);
    for (column, text) in reading.defaults.iter().filter(|(_, text)| !text.trim().is_empty()) {
        if !sorted.told.contains(column) && !sorted.cells.contains_key(column) {
            sorted.cells.insert(column.clone(), Cell { text: text.trim().to_owned(), place });
            sorted.filled.insert(column.clone());
        }
    }
    sorted
}

/// Finds the column of a name; one that was given another name no longer has its own.
fn which(name: &str, reading: &Reading) -> Result<Column, Unknown> {
    let name = name.trim();
    if let Some((column, _)) = reading.names.iter().find(|(_, other)| is_name(name, other)) {
        return Ok(column.clone());
    }
    let column = Column::find(name)?;
    match reading.names.iter().find(|(renamed, _)| *renamed == column) {
        Some((_, other)) => {
            let fact = format!("`{name}` is not used, `--column` says that it is `{other}`");
            Err(Unknown { fact, meant: Some(column) })
        }
        None => Ok(column),
    }
}
