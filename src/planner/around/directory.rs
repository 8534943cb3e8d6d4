//! Directories: which one is meant, and what is to be said of one.

use super::rules::EMPTY;
use super::{OrderError, Remark, remark};
use crate::model::around::{REGISTERED, RegisteredDirectory, Surroundings};

/// The types of directories that don't stay registered without desktops. One of Managed Microsoft AD can have either word
/// (domain.md K-02), so it is said of which directories that is true.
const FREE_WHILE_USED: [&str; 2] = ["SIMPLE_AD", "AD_CONNECTOR"];

/// Finds a directory by its id, name or alias.
///
/// # Errors
/// When there is none, or several have that name.
pub fn find<'a>(seen: &'a Surroundings, text: &str) -> Result<&'a RegisteredDirectory, OrderError> {
    const KIND: &str = "directory";
    let names = |directory: &RegisteredDirectory| {
        let (name, alias) = (directory.directory_name.clone(), directory.alias.clone());
        [Some(directory.directory_id.to_string()), name, alias].into_iter().flatten().collect::<Vec<_>>()
    };
    let has = |directory: &&RegisteredDirectory| names(directory).iter().any(|name| name == text);
    let found: Vec<_> = seen.directories.iter().filter(has).collect();
    match found.as_slice() {
        [directory] => Ok(directory),
        [] => {
            let nearest = seen.directories.iter().flat_map(names);
            let nearest = nearest.min_by_key(|name| strsim::damerau_levenshtein(name, text));
            Err(OrderError::Unknown { kind: KIND, name: text.to_owned(), nearest })
        }
        several => Err(OrderError::Ambiguous { kind: KIND, name: text.to_owned(), count: several.len() }),
    }
}

/// Says what becomes of a directory without desktops; of one with pools nothing is known here.
#[must_use]
pub fn empty(directory: &RegisteredDirectory, desktops: u64) -> Option<Remark> {
    let is_registered = directory.state.as_deref() == Some(REGISTERED);
    let is_free = directory.text("DirectoryType").is_some_and(|kind| FREE_WHILE_USED.contains(&kind));
    let has_pools = directory.text("WorkspaceType") == Some("POOLS");
    let reason = "it has no desktops: a Simple AD or AD Connector is deregistered after 30 days in a row without any, and \
                  costs something from then on";
    (desktops == 0 && is_registered && is_free && !has_pools)
        .then(|| remark(&EMPTY, directory.directory_id.as_str(), reason))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::DirectoryId;
    use crate::model::around::Described;

    /// A directory without desktops does not stay registered, where it is of a kind that is free while it is used (K-11).
    #[test]
    fn an_empty_directory_is_warned_of() {
        let of = |kind: &str, state: &str, r#type: &str| {
            let text = |text: &str| Described::Text(text.to_owned());
            let described = [("DirectoryType", text(kind)), ("WorkspaceType", text(r#type))];
            RegisteredDirectory {
                directory_id: DirectoryId::from_service("d-0123456789"),
                directory_name: None,
                alias: None,
                state: Some(state.to_owned()),
                ip_group_ids: Vec::new(),
                described: described.map(|(name, said)| (name.to_owned(), said)).into(),
            }
        };
        for (directory, desktops, warned) in [
            (of("SIMPLE_AD", "REGISTERED", "PERSONAL"), 0, true),
            (of("AD_CONNECTOR", "REGISTERED", "PERSONAL"), 0, true),
            (of("AD_CONNECTOR", "REGISTERED", "PERSONAL"), 1, false),
            (of("AD_CONNECTOR", "REGISTERED", "POOLS"), 0, false),
            (of("AD_CONNECTOR", "DEREGISTERING", "PERSONAL"), 0, false),
            (of("CUSTOMER_MANAGED", "REGISTERED", "PERSONAL"), 0, false),
            (of("MAINFRAME", "REGISTERED", "PERSONAL"), 0, false),
        ] {
            let said = empty(&directory, desktops);
            assert_eq!(said.is_some(), warned, "{directory:?}, {desktops}");
            assert!(said.is_none_or(|remark| remark.rule == "DIR-01" && remark.of == directory.directory_id.as_str()));
        }
    }
}
