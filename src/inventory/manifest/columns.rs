//! What the columns of a manifest are called, and which of a row's cells is which.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::{Cell, ManifestError, Place, Reading};
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

impl FromStr for Column {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
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
        Err(match nearest(&plain, names.clone()) {
            Some(near) => format!("`{text}` is not a column, did you mean `{near}`?"),
            None => {
                format!("`{text}` is not a column: there are {} and {TAG}KEY", names.collect::<Vec<_>>().join(", "))
            }
        })
    }
}

/// Sorts the cells of a row by column, with defaults where nothing stands; what is empty is left out.
pub(super) fn sort(
    row: Place,
    cells: Vec<(Cell, Cell)>,
    reading: &Reading,
    error: &mut ManifestError,
) -> BTreeMap<Column, Cell> {
    let mut sorted: BTreeMap<Column, Cell> = BTreeMap::new();
    let mut places: BTreeMap<Column, Place> = BTreeMap::new();
    for (name, cell) in cells {
        let column = match which(&name.text, reading) {
            Ok(column) => column,
            Err(_) if reading.ignores_rest => continue,
            Err(fact) => {
                error.add(name.place, format!("{fact}; pass it over with `--ignore-columns`"));
                continue;
            }
        };
        if places.insert(column.clone(), name.place).is_some() {
            error.add(name.place, format!("the column `{column}` is there twice"));
            continue;
        }
        if !cell.text.trim().is_empty() {
            sorted.insert(column, Cell { text: cell.text.trim().to_owned(), place: cell.place });
        }
    }
    for (column, text) in &reading.defaults {
        let place = places.get(column).copied().unwrap_or(row);
        sorted.entry(column.clone()).or_insert_with(|| Cell { text: text.trim().to_owned(), place });
    }
    sorted.retain(|_, cell| !cell.text.is_empty());
    sorted
}

/// Finds the column of a name; one that was given another name no longer has its own.
fn which(name: &str, reading: &Reading) -> Result<Column, String> {
    let name = name.trim();
    if let Some((column, _)) = reading.names.iter().find(|(_, other)| other.trim().eq_ignore_ascii_case(name)) {
        return Ok(column.clone());
    }
    let column: Column = name.parse()?;
    match reading.names.iter().find(|(renamed, _)| *renamed == column) {
        Some((_, other)) => Err(format!("`{name}` is not used, `--column` says that it is `{other}`")),
        None => Ok(column),
    }
}
