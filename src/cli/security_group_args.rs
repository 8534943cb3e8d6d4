//! What `security-group` is told: ids of groups, and lists of desktops with their groups.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;
use std::str::FromStr;

use super::context::Context;
use super::error::{CliError, Kind};
use crate::inventory::{GroupList, LIST_BYTES_MAX, is_group_id, read_group_list};

/// Ids with commas between them, each once, in order: the same groups are the same text.
#[derive(Clone, Debug)]
pub(super) struct Groups(pub(super) String);

impl FromStr for Groups {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut ids: Vec<&str> = text.split(',').collect();
        if let Some(bad) = ids.iter().find(|id| !is_group_id(id)) {
            return Err(format!("`{bad}` is no id of a security group, such as sg-0123abcd"));
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(Self(ids.join(",")))
    }
}

/// What is to be set.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// The same for all.
    Same(Groups),
    /// What a list says of each.
    Listed(ListFile),
}

impl FromStr for Wanted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "-" || text.starts_with('@') { text.parse().map(Self::Listed) } else { text.parse().map(Self::Same) }
    }
}

/// A list of desktops with their groups: a file, or standard input.
#[derive(Clone, Debug)]
pub(super) struct ListFile(Option<PathBuf>);

impl FromStr for ListFile {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path = text.strip_prefix('@').unwrap_or(text);
        Ok(Self((path != "-").then(|| PathBuf::from(path))))
    }
}

impl ListFile {
    /// The word that stands for it in a plan.
    pub(super) fn word(&self) -> String {
        self.0.as_ref().map_or("-".to_owned(), |path| format!("@{}", path.display()))
    }

    /// Reads it.
    ///
    /// # Errors
    /// When it is not there, or a row of it can't be read.
    pub(super) fn read(&self, context: &Context) -> Result<GroupList, CliError> {
        let Some(path) = &self.0 else {
            let bytes = context.stdin(LIST_BYTES_MAX)?;
            return read_group_list(&bytes).map_err(|error| CliError::from(error).about("standard input"));
        };
        let mut bytes = Vec::new();
        File::open(path).and_then(|file| file.take(LIST_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(
            |error| {
                CliError::new(Kind::Input, format!("can't read the list of security groups `{}`", path.display()))
                    .cause(error)
                    .hint("name a CSV file with the columns WorkspaceId and SecurityGroups")
            },
        )?;
        read_group_list(&bytes).map_err(|error| CliError::from(error).about(path.display()))
    }
}
