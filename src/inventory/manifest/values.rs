//! What may stand in the columns of a manifest, as far as the text itself can tell (domain.md B, E, H).

use std::collections::BTreeMap;
use std::str::FromStr;

use super::columns::Sorted;
use super::{Cell, Column, ManifestError, Place};
use crate::inventory::Snapshot;
use crate::inventory::selection::{
    SelectionError, find_bundle, find_directory, nearest, parse_protocol, parse_running_mode,
};
use crate::model::{
    BundleId, DirectoryId, Extras, Protocol, RunningMode, Tag, Workspace, WorkspaceId, WorkspaceProperties,
    WorkspaceState, parse_span,
};

/// Letters of a user name (domain.md E-02).
const USER_CHARS_MAX: usize = 63;
/// A user name that is none (domain.md E-02).
const UNDEFINED: &str = "[UNDEFINED]";
/// Letters of a tag's key and value (domain.md H-02, H-03).
const KEY_CHARS_MAX: usize = 127;
const VALUE_CHARS_MAX: usize = 255;
/// Tags of a desktop, less the one that marks it as ours (domain.md H-01).
const TAGS_MAX: usize = 49;
/// Minutes of an `AUTO_STOP` time go by the hour (domain.md B-18).
const AUTO_STOP_STEP: u32 = 60;

/// A desktop as a row of a manifest wants it; names are still to be looked up. What is missing was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) place: Place,
    user: Option<String>,
    directory: Option<Cell>,
    bundle: Option<Cell>,
    properties: WorkspaceProperties,
    encrypts_root: bool,
    encrypts_user: bool,
    key: Option<Cell>,
    tags: Vec<Tag>,
}

/// The cells of a row, and where its faults go.
struct Cells<'a> {
    sorted: &'a Sorted,
    by_column: &'a BTreeMap<Column, Cell>,
    error: &'a mut ManifestError,
}

impl Cells<'_> {
    fn needed(&mut self, column: &Column, why: &str) -> Option<Cell> {
        let found = self.by_column.get(column).cloned();
        if let Some(place) = self.sorted.lacks(column).filter(|_| found.is_none()) {
            self.error.add(place, format!("`{column}` is missing{why}"));
        }
        found
    }

    fn read<T>(&mut self, column: &Column, read: impl Fn(&str) -> Result<T, String>) -> Option<T> {
        let cell = self.by_column.get(column)?;
        read(&cell.text).map_err(|fact| self.error.add(cell.place, format!("{column}: {fact}"))).ok()
    }

    fn wrong(&mut self, column: &Column, fact: impl Into<String>) {
        let place = self.by_column.get(column).map_or(self.sorted.row, |cell| cell.place);
        self.error.add(place, fact);
    }
}

/// Reads a row.
pub(super) fn entry(sorted: &Sorted, error: &mut ManifestError) -> Entry {
    let mut cells = Cells { sorted, by_column: &sorted.cells, error };
    let user = cells.needed(&Column::User, "");
    let directory = cells.needed(&Column::Directory, "");
    let bundle = cells.needed(&Column::Bundle, "");
    cells.read(&Column::User, user_name);
    let properties = properties(&mut cells);
    let (encrypts_root, encrypts_user) = cells.read(&Column::Encrypt, encrypts).unwrap_or_default();
    cells.read(&Column::Key, key_arn);
    // What is no ARN was told, and is not looked up.
    let key = cells.by_column.get(&Column::Key).filter(|cell| key_arn(&cell.text).is_ok()).cloned();
    if key.is_some() && !encrypts_root && !encrypts_user {
        cells.wrong(&Column::Key, "`key` says with what, and `encrypt` does not say what: root, user or both");
    }
    let tags = tags(&mut cells);
    let user = user.map(|cell| cell.text);
    Entry { place: sorted.row, user, directory, bundle, properties, encrypts_root, encrypts_user, key, tags }
}

/// Says what is wrong with a value, wherever it stands, as far as a column alone can tell.
pub(super) fn check(column: &Column, text: &str) -> Result<(), String> {
    match column {
        Column::User => user_name(text),
        Column::RunningMode => running_mode(text).map(drop),
        Column::AutoStop => minutes(text).map(drop),
        Column::Root | Column::UserVolume => gib(text).map(drop),
        Column::Encrypt => encrypts(text).map(drop),
        Column::Protocol => protocol(text).map(drop),
        Column::Key => key_arn(text),
        Column::Directory | Column::Bundle => Ok(()),
        Column::Tag(key) => wrong_tag(key, text).map_or(Ok(()), Err),
    }
}

fn properties(cells: &mut Cells<'_>) -> WorkspaceProperties {
    // What the service takes without one is not documented (domain.md E-15), and the two are not billed alike.
    cells.needed(&Column::RunningMode, ": write auto-stop or always-on, or `--default running_mode=auto-stop` for all");
    let minutes = cells.read(&Column::AutoStop, minutes);
    let mode = cells.read(&Column::RunningMode, running_mode);
    let is_always_on = mode == Some(RunningMode::AlwaysOn);
    // A default is for those that it says something about.
    let minutes = minutes.filter(|_| !(is_always_on && cells.sorted.filled.contains(&Column::AutoStop)));
    if is_always_on && minutes.is_some() {
        cells.wrong(&Column::AutoStop, "`auto_stop` means nothing for a desktop that is always on");
    }
    WorkspaceProperties {
        running_mode: mode,
        running_mode_auto_stop_timeout_in_minutes: minutes,
        root_volume_size_gib: cells.read(&Column::Root, gib),
        user_volume_size_gib: cells.read(&Column::UserVolume, gib),
        compute_type_name: None,
        protocols: cells.read(&Column::Protocol, protocol).into_iter().collect(),
        operating_system_name: None,
        nested_virtualization_enabled: None,
    }
}

/// domain.md E-05.
fn key_arn(text: &str) -> Result<(), String> {
    if text.starts_with("arn:") { Ok(()) } else { Err(format!("`{text}` is no ARN, write the key's ARN")) }
}

fn user_name(text: &str) -> Result<(), String> {
    match text.chars().count() {
        _ if text == UNDEFINED => Err(format!("`{UNDEFINED}` is no user")),
        count if count > USER_CHARS_MAX => Err(format!("{count} letters, a user name has at most {USER_CHARS_MAX}")),
        _ if text.chars().any(char::is_control) => Err("a user name has no control characters".to_owned()),
        _ => Ok(()),
    }
}

fn words(error: &SelectionError) -> String {
    let hint = error.hint().map_or(String::new(), |hint| format!("; {hint}"));
    if let SelectionError::Value { value, .. } = error {
        return format!("`{value}` is not known{hint}");
    }
    if let SelectionError::Unread { value, what, reason, .. } = error {
        return format!("`{value}` can't be looked up: could not read {what}: {reason}");
    }
    format!("{error}{hint}")
}

fn running_mode(text: &str) -> Result<RunningMode, String> {
    match parse_running_mode(&text.replace('_', "-")) {
        // domain.md B-16: only for accounts that AWS has let.
        Ok(RunningMode::Manual) => Err("`manual` is not available here, write auto-stop or always-on".to_owned()),
        Err(SelectionError::Value { value, nearest: None, .. }) => {
            Err(format!("`{value}` is not known; write auto-stop or always-on"))
        }
        other => other.map_err(|error| words(&error)),
    }
}

fn protocol(text: &str) -> Result<Protocol, String> {
    parse_protocol(text).map_err(|error| words(&error))
}

fn minutes(text: &str) -> Result<i32, String> {
    let minutes = match u32::from_str(text) {
        Ok(minutes) => Some(minutes),
        Err(_) => parse_span(text)
            .ok()
            .filter(|seconds| seconds % 60 == 0)
            .and_then(|seconds| u32::try_from(seconds / 60).ok()),
    };
    let whole = minutes.filter(|minutes| *minutes > 0 && minutes % AUTO_STOP_STEP == 0);
    let wrong = || format!("`{text}` is not a time that goes by the hour, such as 60 (minutes) or 2h");
    i32::try_from(whole.ok_or_else(wrong)?).map_err(|_| wrong())
}

fn gib(text: &str) -> Result<i32, String> {
    let size = i32::from_str(text).ok().filter(|size| *size > 0);
    size.ok_or_else(|| format!("`{text}` is not a size in GiB, such as 100"))
}

/// Which volumes are encrypted: root and user.
fn encrypts(text: &str) -> Result<(bool, bool), String> {
    match text.to_lowercase().as_str() {
        "both" | "yes" | "true" => Ok((true, true)),
        "root" => Ok((true, false)),
        "user" => Ok((false, true)),
        "none" | "no" | "false" => Ok((false, false)),
        _ => Err(format!("`{text}` is not known; write root, user, both or none")),
    }
}

fn tags(cells: &mut Cells<'_>) -> Vec<Tag> {
    let mut tags = Vec::new();
    for (column, cell) in cells.by_column {
        let Column::Tag(key) = column else { continue };
        if let Some(fact) = wrong_tag(key, &cell.text) {
            cells.error.add(cell.place, format!("{column}: {fact}"));
        }
        tags.push(Tag { key: key.clone(), value: cell.text.clone() });
    }
    if tags.len() > TAGS_MAX {
        cells.error.add(cells.sorted.row, format!("{} tags, a desktop can be given {TAGS_MAX}", tags.len()));
    }
    tags.sort();
    tags
}

/// Says what is wrong with a tag (domain.md H-02 to H-06); our own marker is nobody else's to give.
fn wrong_tag(key: &str, value: &str) -> Option<String> {
    let reserved = |text: &str| text.to_lowercase().starts_with("aws:");
    let plain = |text: &str| text.chars().all(|letter| letter.is_alphanumeric() || " +-=._:/@".contains(letter));
    if key.chars().count() > KEY_CHARS_MAX || value.chars().count() > VALUE_CHARS_MAX {
        Some(format!("a key has at most {KEY_CHARS_MAX} letters and a value {VALUE_CHARS_MAX}"))
    } else if reserved(key) || reserved(value) {
        Some("what begins with `aws:` belongs to AWS".to_owned())
    } else if key == Workspace::MARKER {
        Some(format!("deskfleet marks with `{}` what it makes", Workspace::MARKER))
    } else if !plain(key) || !plain(value) || key.trim() != key {
        Some("a tag has letters, digits, spaces and + - = . _ : / @".to_owned())
    } else {
        None
    }
}

impl Entry {
    /// Returns its bundle as it is written.
    pub(super) fn bundle(&self) -> Option<&str> {
        self.bundle.as_ref().map(|cell| cell.text.as_str())
    }

    /// Returns the key as it is written, where something is to be encrypted with it.
    pub(super) fn key(&self) -> Option<&str> {
        let encrypts = self.encrypts_root || self.encrypts_user;
        self.key.as_ref().filter(|_| encrypts).map(|cell| cell.text.as_str())
    }

    #[cfg(test)]
    pub(super) fn minutes(&self) -> Option<i32> {
        self.properties.running_mode_auto_stop_timeout_in_minutes
    }

    /// Returns the desktop as it is wanted, once its names are looked up: each of them, whatever came of the others.
    pub(super) fn desktop(&self, seen: &Snapshot, error: &mut ManifestError) -> Option<Workspace> {
        let mut found = |column: Column, cell: &Cell, fact: String| error.add(cell.place, format!("{column}: {fact}"));
        let directory_id = self
            .directory
            .as_ref()
            .and_then(|cell| directory(seen, &cell.text).map_err(|fact| found(Column::Directory, cell, fact)).ok());
        let bundle_id = self
            .bundle
            .as_ref()
            .and_then(|cell| bundle(seen, &cell.text).map_err(|fact| found(Column::Bundle, cell, fact)).ok());
        let is_missing = |id: &str| seen.keys.iter().any(|key| key.key_id == id && key.key_state.is_none());
        if let Some(cell) = self.key.as_ref().filter(|cell| self.key().is_some() && is_missing(&cell.text)) {
            found(Column::Key, cell, format!("KMS knows no key `{}`", cell.text));
        }
        let (user_name, directory_id, bundle_id) = (self.user.clone()?, directory_id?, bundle_id?);
        Some(Workspace {
            workspace_id: WorkspaceId::of_new(&directory_id, &user_name),
            directory_id,
            user_name,
            ip_address: None,
            state: WorkspaceState::Pending,
            bundle_id,
            subnet_id: None,
            error_message: None,
            error_code: None,
            computer_name: None,
            volume_encryption_key: self.key.as_ref().map(|cell| cell.text.clone()),
            user_volume_encryption_enabled: self.encrypts_user.then_some(true),
            root_volume_encryption_enabled: self.encrypts_root.then_some(true),
            workspace_name: None,
            workspace_properties: self.properties.clone(),
            modification_states: Vec::new(),
            related_workspaces: Vec::new(),
            data_replication_settings: None,
            standby_workspaces_properties: Vec::new(),
            deskfleet: Extras { tags: (!self.tags.is_empty()).then(|| self.tags.clone()), ..Extras::default() },
        })
    }
}

/// Finds a directory; an id that is not among those that were read stands for none.
fn directory(seen: &Snapshot, text: &str) -> Result<DirectoryId, String> {
    let id = find_directory(seen, text).map_err(|error| words(&error))?;
    // One that could not be read was listed all the same.
    let is_whole = !seen.gaps.iter().any(|gap| ["Directories", "Directory"].contains(&gap.what.as_str()));
    if is_whole && seen.directory(&id).is_none() {
        return Err(unknown(text, seen.directories.iter().map(|directory| directory.directory_id.as_str())));
    }
    Ok(id)
}

/// Finds a bundle. Of ids only those that were asked for were read, so there is nothing to say of what else there is.
fn bundle(seen: &Snapshot, text: &str) -> Result<BundleId, String> {
    let is_id = text.parse::<BundleId>().is_ok();
    let is_unread = seen.gaps.iter().any(|gap| gap.what == "Bundles" && gap.of.is_none());
    let find = find_bundle("bundle", &seen.bundles, text).map_err(|error| error.or_unread(&seen.gaps, "Bundles"));
    let unread = seen.gaps.iter().find(|gap| gap.what == "Bundle" && gap.of.as_deref() == Some(text));
    match find {
        Ok(bundle) => Ok(bundle.bundle_id.clone()),
        // Where bundles can't be read, an id is taken at its word; the plan says so, and the service knows.
        Err(_) if is_unread && is_id => Ok(BundleId::from_service(text)),
        Err(_) if let Some(gap) = unread => Err(format!("`{text}` can't be read: {}", gap.reason)),
        Err(SelectionError::Value { .. }) if is_id => {
            Err(unknown(text, seen.bundles.iter().map(|bundle| bundle.bundle_id.as_str())))
        }
        Err(error) => Err(words(&error)),
    }
}

fn unknown<'a>(id: &str, ids: impl Iterator<Item = &'a str>) -> String {
    let near = nearest(id, ids).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    format!("there is no `{id}` here{near}")
}
