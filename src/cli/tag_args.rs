//! What `tag` is told: tags, keys, days from now, and lists of desktops with their tags.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::context::Context;
use super::error::{CliError, Kind};
use super::free_text::looks_like;
use crate::inventory::{LIST_BYTES_MAX, TagRow, read_tag_list};
use crate::model::{Verb, WorkspaceId};
use crate::planner::{Policy, flawed_tag, tag_parameter};

/// Keys with commas between them.
#[derive(Clone, Debug)]
pub(super) struct Keys(pub(super) BTreeSet<String>);

impl FromStr for Keys {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let keys: BTreeSet<String> = text.split(',').map(ToOwned::to_owned).collect();
        if keys.contains("") {
            Err("there is nothing between two commas, or at an end".to_owned())
        } else {
            Ok(Self(keys))
        }
    }
}

/// What is to be changed.
#[derive(Clone, Debug)]
pub(super) enum Tags {
    /// The same for all, as it was written.
    Same(Vec<String>),
    /// What a list says of each: a file, or standard input.
    Listed(Option<PathBuf>),
}

impl FromStr for Tags {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix('@') {
            Some(path) => Ok(Self::Listed(Some(PathBuf::from(path)))),
            None if text == "-" => Ok(Self::Listed(None)),
            None if text.split(',').any(str::is_empty) => {
                Err("there is nothing between two commas, or at an end".to_owned())
            }
            None => Ok(Self::Same(text.split(',').map(ToOwned::to_owned).collect())),
        }
    }
}

impl Tags {
    /// The word that stands for a list in a plan.
    pub(super) fn word(&self) -> String {
        match self {
            Self::Listed(Some(path)) => format!("@{}", path.display()),
            Self::Listed(None) | Self::Same(_) => "-".to_owned(),
        }
    }
}

/// A parameter of a change of tags.
#[derive(Clone, Debug)]
pub(super) struct Wished {
    /// Its name, as the planner has it.
    pub(super) name: String,
    /// Its value.
    pub(super) value: String,
    /// Where it stands in a list.
    place: Option<String>,
}

impl Wished {
    /// Makes one for all that are selected.
    pub(super) fn of_all(name: String, value: &str) -> Self {
        Self { name, value: value.to_owned(), place: None }
    }
}

/// Returns what is wanted, and of a list the desktops in it.
///
/// # Errors
/// When a tag is named twice or is no tag, a day can't be, or a list can't be read.
pub(super) fn wished(
    context: &Context,
    verb: Verb,
    tags: &Tags,
    now: Timestamp,
) -> Result<(Vec<Wished>, Option<Vec<WorkspaceId>>), CliError> {
    let way = if verb == Verb::TagSet { "set" } else { "remove" };
    let texts = match tags {
        Tags::Same(texts) => texts,
        Tags::Listed(path) => return from_list(context, way, path.as_ref()),
    };
    let mut wishes: Vec<Wished> = Vec::with_capacity(texts.len());
    for text in texts {
        let (key, value) = match text.split_once('=').filter(|_| verb == Verb::TagSet) {
            Some((key, value)) => (key, dated(value, now)?),
            None => (text.as_str(), String::new()),
        };
        let name = tag_parameter(way, None, key);
        if wishes.iter().any(|other| other.name == name) {
            return Err(CliError::usage(format!("`{key}` is named twice")).hint("name each tag once"));
        }
        wishes.push(Wished::of_all(name, &value));
    }
    Ok((wishes, None))
}

/// Returns the day that `+14d` stands for; any other value as it is.
fn dated(value: &str, now: Timestamp) -> Result<String, CliError> {
    let days = value.strip_prefix('+').and_then(|rest| rest.strip_suffix('d'));
    let Some(days) = days.filter(|days| !days.is_empty() && days.bytes().all(|digit| digit.is_ascii_digit())) else {
        return Ok(value.to_owned());
    };
    let beyond = || CliError::usage(format!("`{value}` is beyond the calendar")).hint("write fewer days, such as +14d");
    let days: i32 = days.parse().ok().filter(|days| *days <= 1_000_000).ok_or_else(beyond)?;
    let today = now.to_zoned(TimeZone::UTC).date();
    today.checked_add(days.days()).map(|day| day.to_string()).map_err(|_| beyond())
}

type FromList = (Vec<Wished>, Option<Vec<WorkspaceId>>);

fn from_list(context: &Context, way: &str, path: Option<&PathBuf>) -> Result<FromList, CliError> {
    let name = path.map_or("standard input".to_owned(), |path| path.display().to_string());
    let bytes = match path {
        None => context.stdin(LIST_BYTES_MAX)?,
        Some(path) => {
            let mut bytes = Vec::new();
            File::open(path).and_then(|file| file.take(LIST_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(
                |error| {
                    CliError::new(Kind::Input, format!("can't read the list of tags `{name}`"))
                        .cause(error)
                        .hint("name a CSV file with the columns id, key and value")
                },
            )?;
            bytes
        }
    };
    let rows = read_tag_list(&bytes).map_err(|error| CliError::from(error).about(&name))?;
    if way == "set" && rows.iter().any(|row| row.value.is_none()) {
        return Err(CliError::new(Kind::Input, format!("{name}: the heading has no `value`"))
            .hint("name the column of the values `value`; `tag remove` needs none"));
    }
    let ids: BTreeSet<WorkspaceId> = rows.iter().map(|row| row.id.clone()).collect();
    let wish = |row: TagRow| Wished {
        name: tag_parameter(way, Some(&row.id), &row.key),
        value: row.value.filter(|_| way == "set").unwrap_or_default(),
        place: Some(format!("{name}: line {}", row.line)),
    };
    Ok((rows.into_iter().map(wish).collect(), Some(ids.into_iter().collect())))
}

/// Refuses tags that no desktop can have, before anything is read; warns of those that are better not recorded.
///
/// # Errors
/// The first that can't be, with the rule.
pub(super) fn refuse_flaws(context: &Context, policy: &Policy, wishes: &[Wished]) -> Result<(), CliError> {
    for wish in wishes {
        if let Some((rule, said)) = flawed_tag(&wish.name, &wish.value, policy) {
            let place = wish.place.as_ref().map_or(String::new(), |place| format!("{place}: "));
            return Err(CliError::new(Kind::Input, format!("{place}{said} ({})", rule.id))
                .hint(format!("`deskfleet explain {}` says why and what to do", rule.id)));
        }
    }
    let mut warned = BTreeSet::new();
    for wish in wishes {
        let key = wish.name.split_once(' ').map_or("", |(_, key)| key);
        let what = looks_like(&wish.value).or_else(|| looks_like(&format!("{key}={}", wish.value)));
        if let Some(what) = what.filter(|_| warned.insert(key)) {
            context.printer().warn(&format!(
                "the value of the tag `{key}` seems to hold {what}, and everybody who may list desktops sees it"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_from_now_are_days_of_utc() {
        let now: Timestamp = "2026-02-27T23:30:00-05:00".parse().expect("a moment");
        for (value, expected) in [
            ("+0d", Some("2026-02-28")),
            ("+1d", Some("2026-03-01")),
            ("+14d", Some("2026-03-14")),
            ("+400d", Some("2027-04-04")),
            ("14d", Some("14d")),
            ("+d", Some("+d")),
            ("+1.5d", Some("+1.5d")),
            ("+-1d", Some("+-1d")),
            ("", Some("")),
            ("+999999999999d", None),
            ("+9999999d", None),
        ] {
            assert_eq!(dated(value, now).ok().as_deref(), expected, "{value}");
        }
    }
}
