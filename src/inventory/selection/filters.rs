//! Filters as they are written: how their values are read, and which names stand for what. Who passes is said by
//! `Criterion`.
//!
//! Values of one flag unite, flags intersect.

use std::collections::BTreeSet;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Criterion;
use super::error::{SelectionError, begins, nearest};
use crate::inventory::Snapshot;
use crate::model::{
    Bundle, Compute, DirectoryId, OperatingSystem, Protocol, RunningMode, SubnetId, Tag, WorkspaceState, format_span,
    parse_span,
};

/// What a desktop must be like; an empty list of values lets everything pass.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// `--directory`: id, name or alias.
    pub directories: Vec<String>,
    /// `--state`
    pub states: Vec<WorkspaceState>,
    /// `--bundle`: id or unambiguous name.
    pub bundles: Vec<String>,
    /// `--compute-type`
    pub compute_types: Vec<Compute>,
    /// `--running-mode`
    pub running_modes: Vec<RunningMode>,
    /// `--os`
    pub operating_systems: Vec<OperatingSystem>,
    /// `--protocol`
    pub protocols: Vec<Protocol>,
    /// `--subnet`
    pub subnets: Vec<SubnetId>,
    /// `--tag`: has any of these.
    pub tags: Vec<TagPattern>,
    /// `--not-tag`: has none of these.
    pub not_tags: Vec<TagPattern>,
    /// `--due-tag`: has any of these keys with a date that has come.
    pub due_tags: Vec<String>,
    /// `--unused-for`, in seconds.
    pub unused_for_s: Option<u64>,
    /// Flags without a value.
    pub conditions: BTreeSet<Condition>,
}

/// A filter that has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// `--connected-now`: somebody is at work.
    ConnectedNow,
    /// `--not-connected`: surely nobody is: DISCONNECTED, or STOPPED.
    NotConnected,
    /// `--never-connected`: nobody ever was; a desktop that was migrated had another id before and does not count.
    NeverConnected,
    /// `--unhealthy`: UNHEALTHY, IMPAIRED or ERROR.
    Unhealthy,
    /// `--encrypted`: at least one volume is.
    Encrypted,
}

impl Condition {
    /// Returns the flag without its dashes.
    #[must_use]
    pub fn flag(self) -> &'static str {
        match self {
            Self::ConnectedNow => "connected-now",
            Self::NotConnected => "not-connected",
            Self::NeverConnected => "never-connected",
            Self::Unhealthy => "unhealthy",
            Self::Encrypted => "encrypted",
        }
    }

    /// Tells whether it takes a connection status to judge it.
    pub(super) fn is_about_connection(self) -> bool {
        match self {
            Self::ConnectedNow | Self::NotConnected | Self::NeverConnected => true,
            Self::Unhealthy | Self::Encrypted => false,
        }
    }
}

/// A tag to look for, `KEY` or `KEY=VALUE`; case matters (domain.md H-04).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TagPattern {
    /// The key.
    pub key: String,
    /// The value; `None`: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

impl TagPattern {
    /// Tells whether a tag is one that is looked for.
    pub(super) fn fits(&self, tag: &Tag) -> bool {
        tag.key == self.key && self.value.as_ref().is_none_or(|value| *value == tag.value)
    }
}

impl FromStr for TagPattern {
    type Err = SelectionError;

    fn from_str(text: &str) -> Result<Self, SelectionError> {
        let (key, value) = match text.split_once('=') {
            Some((key, value)) => (key, Some(value.to_owned())),
            None => (text, None),
        };
        if key.is_empty() {
            return Err(SelectionError::Value {
                flag: "tag",
                value: text.to_owned(),
                nearest: None,
                known: Vec::new(),
            });
        }
        Ok(Self { key: key.to_owned(), value })
    }
}

impl std::fmt::Display for TagPattern {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.value {
            Some(value) => write!(formatter, "{}={value}", self.key),
            None => formatter.write_str(&self.key),
        }
    }
}

/// Compute types of domain.md L-02 that `model` has no name for; they are kept as the service spells them.
const COMPUTE_UNNAMED: [&str; 16] = [
    "GRAPHICS_G6_XLARGE",
    "GRAPHICS_G6_2XLARGE",
    "GRAPHICS_G6_4XLARGE",
    "GRAPHICS_G6_8XLARGE",
    "GRAPHICS_G6_16XLARGE",
    "GRAPHICS_GR6_4XLARGE",
    "GRAPHICS_GR6_8XLARGE",
    "GRAPHICS_G6F_LARGE",
    "GRAPHICS_G6F_XLARGE",
    "GRAPHICS_G6F_2XLARGE",
    "GRAPHICS_G6F_4XLARGE",
    "GRAPHICS_GR6F_4XLARGE",
    "GRAPHICS_G7_2XLARGE",
    "GRAPHICS_G7_4XLARGE",
    "GRAPHICS_G7_8XLARGE",
    "GRAPHICS_G7_12XLARGE",
];

/// Reads a value of `--state`.
///
/// # Errors
/// With the nearest state, as for all values here: the service's spelling or lower case with dashes.
pub fn parse_state(text: &str) -> Result<WorkspaceState, SelectionError> {
    known("state", text, WorkspaceState::KNOWN)
}

/// Reads a value of `--compute-type`.
///
/// # Errors
/// With the nearest compute type.
pub fn parse_compute_type(text: &str) -> Result<Compute, SelectionError> {
    let all: Vec<&str> = Compute::KNOWN.iter().chain(&COMPUTE_UNNAMED).copied().collect();
    known("compute-type", text, &all)
}

/// Reads a value of `--running-mode`.
///
/// # Errors
/// With the nearest running mode.
pub fn parse_running_mode(text: &str) -> Result<RunningMode, SelectionError> {
    known("running-mode", text, RunningMode::KNOWN)
}

/// Reads a value of `--os`.
///
/// # Errors
/// With the nearest operating system.
pub fn parse_operating_system(text: &str) -> Result<OperatingSystem, SelectionError> {
    known("os", text, OperatingSystem::KNOWN)
}

/// Reads a value of `--protocol`; DCV is WSP on the wire.
///
/// # Errors
/// With the nearest protocol.
pub fn parse_protocol(text: &str) -> Result<Protocol, SelectionError> {
    if text.eq_ignore_ascii_case("dcv") {
        return Ok(Protocol::Wsp);
    }
    known("protocol", text, Protocol::KNOWN)
}

/// Reads a value of `--unused-for`, in seconds.
///
/// # Errors
/// What a span looks like.
pub fn parse_unused_for(text: &str) -> Result<u64, SelectionError> {
    parse_span(text).map_err(|_| SelectionError::Span { flag: "unused-for", value: text.to_owned() })
}

fn known<T: for<'a> From<&'a str>>(flag: &'static str, text: &str, all: &[&str]) -> Result<T, SelectionError> {
    let wanted = letters(text);
    if let Some(found) = all.iter().find(|name| letters(name) == wanted) {
        return Ok(T::from(found));
    }
    let spelt = text.to_uppercase().replace('-', "_");
    Err(SelectionError::Value {
        flag,
        value: text.to_owned(),
        nearest: nearest(&spelt, all.iter().copied()),
        known: strings(all),
    })
}

/// Letters and digits only, so that `auto-stop`, `AutoStop` and `AUTO_STOP` are one word.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Finds a bundle by its id or by a name that only one bundle has; upper and lower case differ only where that tells
/// two bundles apart. For `--bundle` and for the bundle that a desktop shall move to.
///
/// # Errors
/// `Value` when no bundle is called so, `Ambiguous` when several are.
pub fn find_bundle<'a>(flag: &'static str, bundles: &'a [Bundle], text: &str) -> Result<&'a Bundle, SelectionError> {
    if let Some(bundle) = bundles.iter().find(|bundle| bundle.bundle_id.as_str() == text) {
        return Ok(bundle);
    }
    let named: Vec<(&str, &Bundle)> =
        bundles.iter().filter_map(|bundle| Some((bundle.name.as_deref()?, bundle))).collect();
    one(flag, text, &named, |bundle| bundle.bundle_id.to_string())
}

/// Chooses the only thing with a name: exactly so if there is one, else whatever the case.
fn one<'a, T>(
    flag: &'static str,
    text: &str,
    named: &[(&str, &'a T)],
    id: impl Fn(&T) -> String,
) -> Result<&'a T, SelectionError> {
    let lower = text.to_lowercase();
    let exact: Vec<&T> = named.iter().filter(|(name, _)| *name == text).map(|(_, thing)| *thing).collect();
    let loose = || named.iter().filter(|(name, _)| name.to_lowercase() == lower).map(|(_, thing)| *thing);
    let found = if exact.is_empty() { loose().collect() } else { exact };
    let ids: BTreeSet<String> = found.iter().map(|thing| id(thing)).collect();
    match (found.first(), ids.len()) {
        (Some(thing), 1) => Ok(thing),
        (Some(_), _) => Err(SelectionError::Ambiguous { text: text.to_owned(), candidates: ids.into_iter().collect() }),
        (None, _) => Err(SelectionError::Value {
            flag,
            value: text.to_owned(),
            nearest: nearest(text, named.iter().map(|(name, _)| *name)),
            known: names(text, named.iter().map(|(name, _)| *name)),
        }),
    }
}

/// Each name once, in order; only those that begin with a text, where there are any.
fn names<'a>(text: &str, all: impl Iterator<Item = &'a str>) -> Vec<String> {
    let all: BTreeSet<&str> = all.collect();
    let begun: Vec<String> = all.iter().filter(|name| begins(name, text)).map(|name| (*name).to_owned()).collect();
    if begun.is_empty() { strings(&all.into_iter().collect::<Vec<_>>()) } else { begun }
}

impl Filters {
    /// Tells whether everything passes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Looks up the names. Those that stand for nothing let nothing pass, and are returned beside the criteria.
    ///
    /// # Errors
    /// A name that stands for several things, or could not be looked up.
    pub(super) fn criteria(&self, seen: &Snapshot) -> Result<(Vec<Criterion>, Vec<SelectionError>), SelectionError> {
        let mut unknown = Vec::new();
        let directories = self.directories.iter().map(|text| find_directory(seen, text));
        let directories = known_ids(directories, &mut unknown)?;
        let bundle = |text: &String| match text.parse() {
            Ok(id) => Ok(id), // perhaps a bundle that could not be read; its desktops still show the id
            Err(_) => find_bundle("bundle", &seen.bundles, text)
                .map(|bundle| bundle.bundle_id.clone())
                .map_err(|error| error.or_unread(&seen.gaps, "Bundles")),
        };
        let bundles = known_ids(self.bundles.iter().map(bundle), &mut unknown)?;
        let mut criteria = Vec::new();
        let mut add = |is_set: bool, criterion: Criterion| criteria.extend(is_set.then_some(criterion));
        add(!self.directories.is_empty(), Criterion::Directory(directories));
        add(!self.states.is_empty(), Criterion::State(self.states.clone()));
        add(!self.bundles.is_empty(), Criterion::Bundle(bundles));
        add(!self.compute_types.is_empty(), Criterion::ComputeType(self.compute_types.clone()));
        add(!self.running_modes.is_empty(), Criterion::RunningMode(self.running_modes.clone()));
        add(!self.operating_systems.is_empty(), Criterion::Os(self.operating_systems.clone()));
        add(!self.protocols.is_empty(), Criterion::Protocol(self.protocols.clone()));
        add(!self.subnets.is_empty(), Criterion::Subnet(self.subnets.clone()));
        add(!self.tags.is_empty(), Criterion::Tag(self.tags.clone()));
        add(!self.not_tags.is_empty(), Criterion::NotTag(self.not_tags.clone()));
        add(!self.due_tags.is_empty(), Criterion::DueTag(self.due_tags.clone()));
        criteria.extend(self.unused_for_s.map(Criterion::UnusedForS));
        criteria.extend(self.conditions.iter().copied().map(Criterion::Is));
        Ok((criteria, unknown))
    }

    /// Writes the filters as flags.
    pub(super) fn to_words(&self) -> Vec<String> {
        let mut words = Vec::new();
        let mut add = |flag: &str, values: Vec<String>| {
            words.extend(values.into_iter().map(|value| format!("--{flag}={value}")));
        };
        add("directory", self.directories.clone());
        add("state", strings(&self.states));
        add("bundle", self.bundles.clone());
        add("compute-type", strings(&self.compute_types));
        add("running-mode", strings(&self.running_modes));
        add("os", strings(&self.operating_systems));
        add("protocol", strings(&self.protocols));
        add("subnet", strings(&self.subnets));
        add("tag", strings(&self.tags));
        add("not-tag", strings(&self.not_tags));
        add("due-tag", self.due_tags.clone());
        add("unused-for", self.unused_for_s.into_iter().map(exact_span).collect());
        words.extend(self.conditions.iter().map(|condition| format!("--{}", condition.flag())));
        words
    }
}

fn strings<T: ToString>(values: &[T]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

/// Returns the ids that were found; names that stand for nothing go to `unknown`.
fn known_ids<Id: Ord>(
    found: impl Iterator<Item = Result<Id, SelectionError>>,
    unknown: &mut Vec<SelectionError>,
) -> Result<BTreeSet<Id>, SelectionError> {
    let mut ids = BTreeSet::new();
    for found in found {
        match found {
            Ok(id) => {
                ids.insert(id);
            }
            Err(error) if matches!(error, SelectionError::Value { .. }) => unknown.push(error),
            Err(error) => return Err(error),
        }
    }
    Ok(ids)
}

/// Two units where that is exact, else seconds.
fn exact_span(seconds: u64) -> String {
    let short = format_span(seconds);
    if parse_span(&short) == Ok(seconds) { short } else { format!("{seconds}s") }
}

/// Finds a directory by id, which need not be there, or by its name or alias.
pub(in crate::inventory) fn find_directory(seen: &Snapshot, text: &str) -> Result<DirectoryId, SelectionError> {
    if let Ok(id) = text.parse() {
        return Ok(id);
    }
    let mut named = Vec::new();
    for directory in &seen.directories {
        for name in [&directory.directory_name, &directory.alias].into_iter().flatten() {
            named.push((name.as_str(), directory));
        }
    }
    one("directory", text, &named, |directory| directory.directory_id.to_string())
        .map(|directory| directory.directory_id.clone())
        .map_err(|error| error.or_unread(&seen.gaps, "Directories"))
}
