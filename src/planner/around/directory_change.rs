//! Acts for wishes about directories: what differs is changed, one call for each structure of the API.

use std::collections::BTreeSet;

use super::rules::{FOREIGN_GROUP, HAD_NONE, NEW_DESKTOPS};
use super::{Draft, OrderError, Remark, Wish, find_directory, remark};
use crate::model::SubnetId;
use crate::model::around::{
    Act, Guard, RegisteredDirectory, Setting, SettingGroup, SettingValue, Settings, Surroundings,
};

/// What a command wants of a directory, which stands here as it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectoryWish {
    /// These settings, and all others as they are.
    Modify {
        /// The directory.
        directory: String,
        /// What is to be set.
        settings: Settings,
    },
}

/// What of a network has to be read to make an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leans {
    /// Subnets.
    pub subnets: BTreeSet<SubnetId>,
    /// Security groups.
    pub security_groups: BTreeSet<String>,
}

/// Returns what of a network a wish leans on; nothing: it is not read.
///
/// # Errors
/// As `order`.
pub fn leans_on(seen: &Surroundings, wish: &Wish) -> Result<Leans, OrderError> {
    let Wish::Directory(DirectoryWish::Modify { directory, settings }) = wish else { return Ok(Leans::default()) };
    let directory = find_directory(seen, directory)?;
    Ok(match new_group(directory, settings) {
        Some(group) => Leans {
            subnets: directory.subnets().into_iter().collect(),
            security_groups: BTreeSet::from([group.to_owned()]),
        },
        None => Leans::default(),
    })
}

/// The custom security group that a directory is to get and has not.
fn new_group<'a>(directory: &RegisteredDirectory, settings: &'a Settings) -> Option<&'a str> {
    let wanted = settings.get(&Setting::CustomSecurityGroupId)?;
    match wanted {
        SettingValue::Text(group) if directory.setting(Setting::CustomSecurityGroupId).as_ref() != Some(wanted) => {
            Some(group)
        }
        SettingValue::Text(_) | SettingValue::Flag(_) => None,
    }
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &DirectoryWish) -> Result<Draft, OrderError> {
    match wish {
        DirectoryWish::Modify { directory, settings } => Ok(modify(seen, find_directory(seen, directory)?, settings)),
    }
}

/// Returns a wish as it is typed.
pub(super) fn words(wish: &DirectoryWish) -> Vec<String> {
    let start = |word: &str, of: &str| vec!["directory".to_owned(), word.to_owned(), of.to_owned()];
    match wish {
        DirectoryWish::Modify { directory, settings } => {
            let set = settings.iter().flat_map(|(setting, value)| ["--set".to_owned(), setting.written(value)]);
            start("modify", directory).into_iter().chain(set).collect()
        }
    }
}

fn modify(seen: &Surroundings, directory: &RegisteredDirectory, settings: &Settings) -> Draft {
    let mut draft = Draft::default();
    let id = directory.directory_id.as_str();
    let (mut new, mut before) = (Settings::new(), Settings::new());
    for (setting, value) in settings {
        match directory.setting(*setting) {
            Some(own) if own == *value => {
                draft.unchanged.push(Remark::same(id, format!("it has {} already", setting.written(value))));
                continue;
            }
            Some(own) => drop(before.insert(*setting, own)),
            None => {
                let reason = format!("`{}` had no value, and can't be set to none again", setting.key());
                draft.warnings.push(remark(&HAD_NONE, id, reason));
            }
        }
        new.insert(*setting, value.clone());
    }
    let later = [Setting::EnableInternetAccess, Setting::CustomSecurityGroupId];
    for setting in later.into_iter().filter(|setting| new.contains_key(setting)) {
        let reason = format!("`{}` comes to new and rebuilt desktops only", setting.key());
        draft.warnings.push(remark(&NEW_DESKTOPS, id, reason));
    }
    for group in SettingGroup::ALL {
        let guards = if *group == SettingGroup::Access { vec![Guard::SomeDeviceAllowed] } else { Vec::new() };
        draft.acts.extend(Act::set(*group, &directory.directory_id, &new).map(|act| (act, guards)));
    }
    if !before.is_empty() {
        draft.undo.push(Wish::Directory(DirectoryWish::Modify { directory: id.to_owned(), settings: before }));
    }
    refuse_foreign(&mut draft, seen, directory, &new);
    draft
}

/// Refuses a security group that is known not to be in the VPC of the directory.
fn refuse_foreign(draft: &mut Draft, seen: &Surroundings, directory: &RegisteredDirectory, new: &Settings) {
    let (Some(group), Some(network)) = (new_group(directory, new), &seen.network) else { return };
    let own: BTreeSet<&str> = network.subnets.iter().filter_map(|subnet| subnet.vpc_id.as_deref()).collect();
    let found = network.security_groups.iter().find(|found| found.group_id == group);
    let reason = match found.map(|found| found.vpc_id.as_deref()) {
        None => format!("there is no security group {group}"),
        Some(Some(vpc)) if !own.is_empty() && !own.contains(vpc) => {
            let own = own.into_iter().collect::<Vec<_>>().join(", ");
            format!("the security group {group} is in {vpc}, and the directory in {own}")
        }
        Some(_) => return,
    };
    draft.refused.push(remark(&FOREIGN_GROUP, directory.directory_id.as_str(), reason));
}
