//! Acts for wishes about directories: what differs is changed, one call for each structure of the API.

use std::collections::BTreeSet;

use super::rules::{FOREIGN_GROUP, HAD_NONE, HAS_DESKTOPS, NEW_DESKTOPS, SUBNETS, ZONE};
use super::zones::others_than;
use super::{Draft, OrderError, Remark, Wish, find_directory, mfa, remark};
use crate::model::around::{
    Act, Guard, Kinds, Network, RadiusSettings, RegisteredDirectory, Setting, SettingGroup, SettingValue, Settings,
    Surroundings,
};
use crate::model::{DirectoryId, SubnetId};
use crate::planner::rules::Card;

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
    /// Registered, in these subnets.
    Register {
        /// The directory, of Directory Service.
        directory: DirectoryId,
        /// Two of them.
        subnets: Vec<SubnetId>,
        /// As the API has it; `None`: as the service does.
        tenancy: Option<String>,
        /// Whether users get all that they may do by themselves.
        self_service: bool,
    },
    /// Not registered.
    Deregister {
        /// The directory.
        directory: String,
    },
    /// A second factor for its users.
    EnableMfa {
        /// The directory.
        directory: String,
        /// How RADIUS servers are asked.
        settings: RadiusSettings,
    },
    /// No second factor.
    DisableMfa {
        /// The directory.
        directory: String,
    },
}

impl DirectoryWish {
    /// Returns what has to be read to make an order of it.
    pub(super) fn reads(&self) -> Kinds {
        match self {
            Self::Modify { .. } | Self::Register { .. } | Self::Deregister { .. } => Kinds::DIRECTORIES,
            Self::EnableMfa { .. } | Self::DisableMfa { .. } => Kinds::SECOND_FACTOR,
        }
    }
}

/// What else has to be read to make an order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leans {
    /// Subnets.
    pub subnets: BTreeSet<SubnetId>,
    /// Security groups.
    pub security_groups: BTreeSet<String>,
    /// The directory of which the desktops are counted.
    pub desktops_of: Option<DirectoryId>,
}

/// Returns what a wish leans on beside what it is about; nothing: nothing else is read.
///
/// # Errors
/// As `order`.
pub fn leans_on(seen: &Surroundings, wish: &Wish) -> Result<Leans, OrderError> {
    let Wish::Directory(wish) = wish else { return Ok(Leans::default()) };
    match wish {
        DirectoryWish::Modify { directory, settings } => {
            let directory = find_directory(seen, directory)?;
            let Some(group) = new_group(directory, settings) else { return Ok(Leans::default()) };
            Ok(Leans {
                subnets: directory.subnets().into_iter().collect(),
                security_groups: BTreeSet::from([group.to_owned()]),
                desktops_of: None,
            })
        }
        DirectoryWish::Register { subnets, .. } => {
            Ok(Leans { subnets: subnets.iter().cloned().collect(), ..Leans::default() })
        }
        DirectoryWish::Deregister { directory } => {
            let id = find_directory(seen, directory)?.directory_id.clone();
            Ok(Leans { desktops_of: Some(id), ..Leans::default() })
        }
        DirectoryWish::EnableMfa { .. } | DirectoryWish::DisableMfa { .. } => Ok(Leans::default()),
    }
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
        DirectoryWish::Register { directory, subnets, tenancy, self_service } => {
            let act = Act::RegisterWorkspaceDirectory {
                directory_id: directory.clone(),
                subnet_ids: subnets.clone(),
                tenancy: tenancy.clone(),
                enable_self_service: *self_service,
            };
            Ok(register(seen, directory, subnets, act))
        }
        DirectoryWish::Deregister { directory } => Ok(deregister(seen, find_directory(seen, directory)?)),
        DirectoryWish::EnableMfa { directory, settings } => {
            Ok(mfa::enable(seen, find_directory(seen, directory)?, settings))
        }
        DirectoryWish::DisableMfa { directory } => Ok(mfa::disable(seen, find_directory(seen, directory)?)),
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
        DirectoryWish::Register { directory, subnets, tenancy, self_service } => {
            let subnets = subnets.iter().flat_map(|id| ["--subnet".to_owned(), id.to_string()]);
            let tenancy = tenancy.iter().flat_map(|word| ["--tenancy".to_owned(), word.to_lowercase()]);
            let self_service = self_service.then(|| "--self-service".to_owned());
            start("register", directory.as_str())
                .into_iter()
                .chain(subnets)
                .chain(tenancy)
                .chain(self_service)
                .collect()
        }
        DirectoryWish::Deregister { directory } => start("deregister", directory),
        DirectoryWish::EnableMfa { directory, settings } => {
            let rest = ["enable".to_owned(), directory.clone()];
            ["directory".to_owned(), "mfa".to_owned()].into_iter().chain(rest).chain(mfa::words(settings)).collect()
        }
        DirectoryWish::DisableMfa { directory } => {
            ["directory", "mfa", "disable", directory].map(str::to_owned).to_vec()
        }
    }
}

fn register(seen: &Surroundings, id: &DirectoryId, subnets: &[SubnetId], act: Act) -> Draft {
    let mut draft = Draft::default();
    if act.is_done(seen) {
        draft.unchanged.push(Remark::same(id.as_str(), "it is registered already"));
        return draft;
    }
    draft.acts.push((act, Vec::new()));
    draft.undo.push(Wish::Directory(DirectoryWish::Deregister { directory: id.to_string() }));
    // Of one that is there already it is said that it is.
    if let (None, Some(network)) = (seen.directory(id), &seen.network) {
        refuse_subnets(&mut draft, id, subnets, network);
    }
    draft
}

/// Refuses subnets with which the service would not register a directory.
fn refuse_subnets(draft: &mut Draft, id: &DirectoryId, subnets: &[SubnetId], network: &Network) {
    let mut refuse = |rule: &Card, reason: String| draft.refused.push(remark(rule, id.as_str(), reason));
    let mut found = Vec::new();
    for subnet in subnets {
        match network.subnets.iter().find(|place| place.subnet_id == *subnet) {
            Some(place) => found.push(place),
            None => refuse(&SUBNETS, format!("there is no subnet {subnet}")),
        }
    }
    for place in &found {
        if let (Some(zone), Some(others)) = (&place.zone_id, place.zone_id.as_deref().and_then(others_than)) {
            let reason =
                format!("{} is in the zone {zone}, and WorkSpaces is in {}", place.subnet_id, others.join(", "));
            refuse(&ZONE, reason);
        }
    }
    let [one, other] = found.as_slice() else { return };
    match (&one.vpc_id, &other.vpc_id) {
        (Some(own), Some(others)) if own != others => {
            refuse(&SUBNETS, format!("{} is in {own}, and {} in {others}", one.subnet_id, other.subnet_id));
        }
        (_, _) => {}
    }
    match (&one.zone_id, &other.zone_id) {
        (Some(own), Some(others)) if own == others => {
            refuse(&SUBNETS, format!("{} and {} are both in the zone {own}", one.subnet_id, other.subnet_id));
        }
        (_, _) => {}
    }
}

fn deregister(seen: &Surroundings, directory: &RegisteredDirectory) -> Draft {
    let mut draft = Draft::default();
    let id = &directory.directory_id;
    draft.acts.push((Act::DeregisterWorkspaceDirectory { directory_id: id.clone() }, Vec::new()));
    if let Some(count @ 1..) = seen.directory_use.get(id) {
        let desktops = if *count == 1 { "desktop is" } else { "desktops are" };
        draft.refused.push(remark(&HAS_DESKTOPS, id.as_str(), format!("{count} {desktops} left in it")));
    }
    draft
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
    let later = [Setting::EnableInternetAccess, Setting::DefaultOu, Setting::CustomSecurityGroupId];
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
