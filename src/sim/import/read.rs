//! Reads a document member by member; what can't be used is named with its place.
//!
//! Members are in the API's own names. An absent member and null are the same; a member of the wrong type is an error,
//! because passing over it would quietly make another world. Knows nothing of worlds.

use jiff::{Timestamp, Unit};
use serde_json::{Map, Value};

/// Why a document is none that a world can be made from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{at}: {what}")]
pub struct ImportError {
    /// Where in the document.
    pub at: String,
    /// What is wrong there.
    pub what: String,
}

/// A JSON object of a document, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    pub(super) members: &'a Map<String, Value>,
    at: String,
}

impl<'a> Item<'a> {
    pub(super) fn of(value: &'a Value, at: impl Into<String>) -> Result<Self, ImportError> {
        let at = at.into();
        match value.as_object() {
            Some(members) => Ok(Self { members, at }),
            None => Err(ImportError { at, what: "it is not an object".to_owned() }),
        }
    }

    /// Makes an error about a member.
    pub(super) fn wrong(&self, name: &str, what: &str) -> ImportError {
        ImportError { at: self.at.clone(), what: format!("`{name}` {what}") }
    }

    fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<&'a str>, ImportError> {
        let text = |value: &'a Value| value.as_str().ok_or_else(|| self.wrong(name, "is not a string"));
        self.get(name).map(text).transpose()
    }

    /// Returns a string that has to be there.
    pub(super) fn needed(&self, name: &str) -> Result<&'a str, ImportError> {
        let text = self.text(name)?.filter(|text| !text.is_empty());
        text.ok_or_else(|| self.wrong(name, "is missing"))
    }

    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, ImportError> {
        let number = |value: &Value| value.as_i64().ok_or_else(|| self.wrong(name, "is not a whole number"));
        self.get(name).map(number).transpose()
    }

    /// Returns a size in GiB.
    pub(super) fn gib(&self, name: &str) -> Result<Option<u32>, ImportError> {
        let size = |number: i64| u32::try_from(number).map_err(|_| self.wrong(name, "is not a size"));
        self.number(name)?.map(size).transpose()
    }

    /// Returns a moment to the millisecond: there is nothing finer on the wire, and what seems so is a rounding error.
    pub(super) fn moment(&self, name: &str) -> Result<Option<Timestamp>, ImportError> {
        let wrong = || self.wrong(name, "is not a moment such as 2026-01-05T08:00:00Z");
        let moment = |text: &str| {
            let moment: Timestamp = text.parse().map_err(|_| wrong())?;
            moment.round(Unit::Millisecond).map_err(|_| wrong())
        };
        self.text(name)?.map(moment).transpose()
    }

    pub(super) fn inner(&self, name: &str) -> Result<Option<Self>, ImportError> {
        self.get(name).map(|value| Self::of(value, format!("{}.{name}", self.at))).transpose()
    }

    /// Returns a list of objects; `None` when it is absent.
    pub(super) fn list(&self, name: &str) -> Result<Option<Vec<Self>>, ImportError> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let items = value.as_array().ok_or_else(|| self.wrong(name, "is not a list"))?;
        let at = if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) };
        let item = |(index, value)| Self::of(value, format!("{at}[{index}]"));
        items.iter().enumerate().map(item).collect::<Result<_, _>>().map(Some)
    }

    pub(super) fn texts(&self, name: &str) -> Result<Vec<&'a str>, ImportError> {
        let Some(value) = self.get(name) else {
            return Ok(Vec::new());
        };
        let wrong = || self.wrong(name, "is not a list of strings");
        value.as_array().ok_or_else(wrong)?.iter().map(|text| text.as_str().ok_or_else(wrong)).collect()
    }
}
