//! What an act makes of what is there. Pure.
//!
//! The same function plans an order, judges an act right before it is sent, and tells that it is done: when it would
//! change nothing any more.

use super::super::{BundleId, DirectoryId, ImageId, IpGroupId, SubnetId, WorkspaceId};
use super::act::{Act, IpGroupRef};
use super::alias::{self, AliasHinder};
use super::image::{delete_image, share};
use super::library::{BUNDLES_MAX, delete_bundle, update_bundle};
use super::radius;
use super::resource::{IpGroup, IpRule, RegisteredDirectory, Surroundings, same_rules};
use super::setting::{Setting, Settings};
use super::standby::StandbyHinder;

/// Groups in a Region (domain.md I-01, as the two below).
pub const IP_GROUPS_MAX: usize = 100;
/// Groups on a directory.
pub const IP_GROUPS_ON_DIRECTORY_MAX: usize = 25;
/// Rules in a group.
pub const IP_RULES_MAX: usize = 10;

/// The state of a directory that can be worked with.
pub const REGISTERED: &str = "REGISTERED";
/// The states that one passes through, and the one that a registration can end in (domain.md K-04).
pub(super) const REGISTERING: &str = "REGISTERING";
pub(super) const DEREGISTERING: &str = "DEREGISTERING";
pub(super) const ERROR: &str = "ERROR";
/// The state that one is in for a moment before it is not listed any more: until then it can't be registered again.
pub(super) const DEREGISTERED: &str = "DEREGISTERED";

/// Directories that can be registered in a Region; the quota can't be raised (domain.md E-28).
pub const DIRECTORIES_MAX: usize = 50;

/// Why an act can't be carried out on what is there: the service would refuse it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// There is no such group.
    #[error("there is no IP access control group {0}")]
    NoIpGroup(IpGroupRef),
    /// There is no such directory.
    #[error("the directory {0} is not registered")]
    NoDirectory(DirectoryId),
    /// It is not in the state for that.
    #[error("the directory {0} is in the state {1}, and it has to be {REGISTERED} for that")]
    NotRegistered(DirectoryId, String),
    /// It is there already, and not as it should be.
    #[error("the directory {0} is there already: {1}")]
    Registered(DirectoryId, String),
    /// There are as many as the service allows.
    #[error("{0} directories are registered, and the service allows {DIRECTORIES_MAX}")]
    NoPlace(usize),
    /// Directory Service does not have it.
    #[error("Directory Service has no directory {0}")]
    NoDomain(DirectoryId),
    /// It is of a kind that can have no second factor.
    #[error("the directory {0} is a {1}, which can have no second factor")]
    NoSecondFactor(DirectoryId, String),
    /// It has a second factor, and not as it should be.
    #[error("the directory {0} has a second factor already: {1}")]
    SecondFactor(DirectoryId, String),
    /// A group of the name is there, and not as it should be.
    #[error("an IP access control group {0} is there already, with other rules or another description")]
    NameTaken(String),
    /// It is on directories.
    #[error("{0} is on {1}")]
    InUse(IpGroupRef, String),
    /// It does not fit.
    #[error("{of} would have {count} {what}, and the service allows {most}")]
    Full {
        /// What is full.
        of: String,
        /// How many there would be.
        count: usize,
        /// Of what.
        what: &'static str,
        /// How many there may be.
        most: usize,
    },
    /// The account has no such bundle.
    #[error("the account has no bundle {0}")]
    NoBundle(BundleId),
    /// The account has no such image.
    #[error("the account has no image {0}")]
    NoImage(ImageId),
    /// A bundle of the name is there, and not as it should be.
    #[error("a bundle {0} is there already, and it is made otherwise or is in ERROR")]
    BundleTaken(String),
    /// Nothing can be made of the image.
    #[error("the image {0} can't be used: its state is {1}")]
    ImageNotReady(String, String),
    /// Desktops are on the bundle.
    #[error("{0} can't go while desktops are on it: {1}")]
    BundleInUse(String, u64),
    /// Whether desktops are on the bundle is not known.
    #[error("how many desktops are on {0} was not read")]
    UseUnread(BundleId),
    /// It does not fit.
    #[error("the account would have {0} bundles, and the service allows {BUNDLES_MAX}")]
    BundlesFull(usize),
    /// An image of the name is there, and not as it should be.
    #[error("an image {0} is there already, and it is another or in ERROR")]
    ImageTaken(String),
    /// Bundles are made of the image.
    #[error("{1} is made of {0}")]
    ImageInUse(String, String),
    /// The image is shared.
    #[error("{0} is shared with {1}")]
    ImageShared(String, String),
    /// An image is always its own account's.
    #[error("{0} is the account that the image belongs to")]
    OwnAccount(String),
    /// There is no such desktop.
    #[error("there is no desktop {0}")]
    NoDesktop(WorkspaceId),
    /// No image can be made of what is encrypted.
    #[error("{0} has an encrypted volume, and no image can be made of such a desktop")]
    Encrypted(WorkspaceId),
    /// It is in a state in which no image can be made of it.
    #[error("{0} is {1}, and images are made of desktops that are AVAILABLE")]
    DesktopBusy(WorkspaceId, String),
    /// With whom the image is shared is not known.
    #[error("with whom {0} is shared was not read")]
    SharesUnread(ImageId),
    /// Of a connection alias.
    #[error(transparent)]
    Alias(#[from] AliasHinder),
    /// Of a standby.
    #[error(transparent)]
    Standby(#[from] StandbyHinder),
}

impl Act {
    /// Returns what is there when it was carried out.
    ///
    /// # Errors
    /// Why the service would refuse it.
    pub fn apply(&self, to: &Surroundings) -> Result<Surroundings, Impossible> {
        let mut after = to.clone();
        match self {
            Self::CreateIpGroup { group_name, group_desc, user_rules } => {
                create(&mut after, group_name, group_desc.as_ref(), user_rules)?;
            }
            Self::DeleteIpGroup { group_id } => delete(&mut after, group_id)?,
            Self::AuthorizeIpRules { group_id, user_rules } => {
                authorize(ip_group(&mut after, group_id)?, user_rules)?;
            }
            Self::RevokeIpRules { group_id, user_rules } => {
                let group = ip_group(&mut after, group_id)?;
                group.user_rules.retain(|rule| !user_rules.iter().any(|range| rule.is_for(range)));
            }
            Self::UpdateRulesOfIpGroup { group_id, user_rules } => {
                let group = ip_group(&mut after, group_id)?;
                if !same_rules(&group.user_rules, user_rules) {
                    group.user_rules.clone_from(user_rules);
                }
                refuse_full_group(group)?;
            }
            Self::AssociateIpGroups { directory_id, group_ids } => {
                let ids = ids(&after, group_ids)?;
                associate(directory(&mut after, directory_id)?, ids)?;
            }
            Self::DisassociateIpGroups { directory_id, group_ids } => {
                // One with an id need not be listed to be on a directory.
                let gone: Vec<IpGroupId> = group_ids.iter().filter_map(|group| group.id(&after)).collect();
                directory(&mut after, directory_id)?.ip_group_ids.retain(|id| !gone.contains(id));
            }
            Self::RegisterWorkspaceDirectory { directory_id, subnet_ids, tenancy, .. } => {
                register(&mut after, directory_id, subnet_ids, tenancy.as_deref())?;
            }
            Self::DeregisterWorkspaceDirectory { directory_id } => deregister(&mut after, directory_id)?,
            Self::EnableRadius { directory_id, radius_settings } => {
                radius::enable(&mut after, directory_id, radius_settings)?;
            }
            Self::DisableRadius { directory_id } => radius::disable(&mut after, directory_id)?,
            Self::ModifyWorkspaceCreationProperties { resource_id, workspace_creation_properties: all }
            | Self::ModifySelfservicePermissions { resource_id, selfservice_permissions: all }
            | Self::ModifyStreamingProperties { resource_id, streaming_properties: all }
            | Self::ModifyWorkspaceAccessProperties { resource_id, workspace_access_properties: all } => {
                set(&mut after, resource_id, all)?;
            }
            Self::ModifyEndpointEncryptionMode { directory_id, endpoint_encryption_mode: mode } => {
                set(&mut after, directory_id, &[(Setting::EndpointEncryptionMode, mode.clone())].into())?;
            }
            Self::CreateWorkspaceBundle(new) => new.make(&mut after)?,
            Self::UpdateWorkspaceBundle { bundle_id, image_id } => update_bundle(&mut after, bundle_id, image_id)?,
            Self::DeleteWorkspaceBundle { bundle_id } => delete_bundle(&mut after, bundle_id)?,
            Self::CreateWorkspaceImage(new) => new.make(&mut after)?,
            Self::CopyWorkspaceImage(new) => new.make(&mut after)?,
            Self::UpdateWorkspaceImagePermission { image_id, allow_copy_image, shared_account_id } => {
                share(&mut after, image_id, shared_account_id, *allow_copy_image)?;
            }
            Self::DeleteWorkspaceImage { image_id } => delete_image(&mut after, image_id)?,
            Self::CreateConnectionAlias { connection_string } => alias::create(&mut after, connection_string)?,
            Self::DeleteConnectionAlias { alias_id } => alias::delete(&mut after, alias_id)?,
            Self::AssociateConnectionAlias { alias_id, resource_id } => {
                alias::associate(&mut after, alias_id, resource_id)?;
            }
            Self::DisassociateConnectionAlias { alias_id } => alias::disassociate(&mut after, alias_id)?,
            Self::UpdateConnectionAliasPermission { alias_id, shared_account_id, allow_association } => {
                alias::share(&mut after, alias_id, shared_account_id, *allow_association)?;
            }
            Self::CreateStandbyWorkspaces(new) => new.make(&mut after)?,
        }
        Ok(after)
    }

    /// Tells whether nothing would come of it any more: what was read shows that it is done.
    #[must_use]
    pub fn is_done(&self, seen: &Surroundings) -> bool {
        self.apply(seen).is_ok_and(|after| after == *seen)
    }

    /// Returns what it takes something off that has users of its own, by id, as far as that was seen.
    #[must_use]
    pub fn leaves(&self, seen: &Surroundings) -> Option<String> {
        let Self::DisassociateConnectionAlias { alias_id } = self else { return None };
        seen.alias(alias_id)?.bound().find_map(|bound| bound.resource_id.clone())
    }

    /// Says what was not known before it was done and is needed next, as a read shows it; most acts bring nothing new.
    #[must_use]
    pub fn brought(&self, seen: &Surroundings) -> Option<String> {
        let Self::AssociateConnectionAlias { alias_id, resource_id } = self else { return None };
        seen.alias(alias_id)?.record_for(resource_id)
    }
}

impl IpGroupRef {
    /// Returns the id that it stands for, whether there is such a group or not.
    #[must_use]
    pub fn id(&self, seen: &Surroundings) -> Option<IpGroupId> {
        match self {
            Self::Id(id) => Some(id.clone()),
            Self::Named(_) => self.found(seen),
        }
    }

    /// Returns the id of the group that it stands for, where that is there.
    #[must_use]
    pub fn found(&self, seen: &Surroundings) -> Option<IpGroupId> {
        let is_meant = |group: &&IpGroup| match self {
            Self::Id(id) => group.group_id == *id,
            Self::Named(name) => group.group_name == *name,
        };
        seen.ip_groups.iter().find(is_meant).map(|group| group.group_id.clone())
    }
}

fn create(
    after: &mut Surroundings,
    name: &str,
    description: Option<&String>,
    rules: &[IpRule],
) -> Result<(), Impossible> {
    if let Some(there) = after.ip_groups.iter().find(|group| group.group_name == name) {
        let text = |text: Option<&String>| text.cloned().unwrap_or_default();
        let is_same = same_rules(&there.user_rules, rules) && text(there.group_desc.as_ref()) == text(description);
        return if is_same { Ok(()) } else { Err(Impossible::NameTaken(name.to_owned())) };
    }
    let group = IpGroup::new(name, description.cloned(), rules.to_vec());
    refuse_full_group(&group)?;
    after.ip_groups.push(group);
    refuse_full("the Region", after.ip_groups.len(), "IP access control groups", IP_GROUPS_MAX)
}

fn authorize(group: &mut IpGroup, rules: &[IpRule]) -> Result<(), Impossible> {
    // Of a range that is there already the service makes one thing or another; none of them lets others in.
    for rule in rules {
        if !group.has_range(&rule.ip_rule) {
            group.user_rules.push(rule.clone());
        }
    }
    refuse_full_group(group)
}

fn associate(directory: &mut RegisteredDirectory, ids: Vec<IpGroupId>) -> Result<(), Impossible> {
    for id in ids {
        if !directory.ip_group_ids.contains(&id) {
            directory.ip_group_ids.push(id);
        }
    }
    let (of, count) = (directory.directory_id.as_str(), directory.ip_group_ids.len());
    refuse_full(of, count, "IP access control groups", IP_GROUPS_ON_DIRECTORY_MAX)
}

fn delete(after: &mut Surroundings, group: &IpGroupRef) -> Result<(), Impossible> {
    let Some(id) = group.found(after) else { return Ok(()) };
    let used: Vec<&str> = after.directories_with(&id).map(|directory| directory.directory_id.as_str()).collect();
    if !used.is_empty() {
        return Err(Impossible::InUse(group.clone(), used.join(", ")));
    }
    after.ip_groups.retain(|there| there.group_id != id);
    Ok(())
}

fn ip_group<'a>(after: &'a mut Surroundings, group: &IpGroupRef) -> Result<&'a mut IpGroup, Impossible> {
    let id = group.found(after);
    let found = after.ip_groups.iter_mut().find(|there| Some(&there.group_id) == id.as_ref());
    found.ok_or_else(|| Impossible::NoIpGroup(group.clone()))
}

fn ids(seen: &Surroundings, groups: &[IpGroupRef]) -> Result<Vec<IpGroupId>, Impossible> {
    let id = |group: &IpGroupRef| group.found(seen).ok_or_else(|| Impossible::NoIpGroup(group.clone()));
    groups.iter().map(id).collect()
}

fn directory<'a>(after: &'a mut Surroundings, id: &DirectoryId) -> Result<&'a mut RegisteredDirectory, Impossible> {
    let found = after.directories.iter_mut().find(|directory| directory.directory_id == *id);
    found.ok_or_else(|| Impossible::NoDirectory(id.clone()))
}

fn register(
    after: &mut Surroundings,
    id: &DirectoryId,
    subnets: &[SubnetId],
    tenancy: Option<&str>,
) -> Result<(), Impossible> {
    let Some(there) = after.directory(id) else {
        if after.directories.len() >= DIRECTORIES_MAX {
            return Err(Impossible::NoPlace(after.directories.len()));
        }
        after.directories.push(RegisteredDirectory::new(id, subnets, tenancy));
        after.directories.sort();
        return Ok(());
    };
    let otherwise = |how: String| Err(Impossible::Registered(id.clone(), how));
    let state = there.state.as_deref().unwrap_or("unknown");
    if state != REGISTERED {
        return otherwise(format!("its state is {state}"));
    }
    let sorted = |mut ids: Vec<SubnetId>| {
        ids.sort();
        ids
    };
    let own = sorted(there.subnets());
    if own != sorted(subnets.to_vec()) {
        let own: Vec<&str> = own.iter().map(SubnetId::as_str).collect();
        return otherwise(format!("it is registered in {}, which can't be changed", own.join(" and ")));
    }
    match (there.text("Tenancy"), tenancy) {
        (Some(own), Some(wanted)) if own != wanted => otherwise(format!("its tenancy is {own}")),
        (_, _) => Ok(()),
    }
}

fn deregister(after: &mut Surroundings, id: &DirectoryId) -> Result<(), Impossible> {
    let Some(there) = after.directory(id) else { return Ok(()) };
    match there.state.as_deref() {
        Some(state @ (REGISTERING | DEREGISTERING | DEREGISTERED)) => {
            return Err(Impossible::NotRegistered(id.clone(), state.to_owned()));
        }
        Some(_) | None => after.directories.retain(|directory| directory.directory_id != *id),
    }
    Ok(())
}

fn set(after: &mut Surroundings, id: &DirectoryId, settings: &Settings) -> Result<(), Impossible> {
    let directory = directory(after, id)?;
    let state = directory.state.as_deref().unwrap_or("unknown");
    if state != REGISTERED {
        return Err(Impossible::NotRegistered(id.clone(), state.to_owned()));
    }
    for (setting, value) in settings {
        directory.set(*setting, value);
    }
    Ok(())
}

fn refuse_full_group(group: &IpGroup) -> Result<(), Impossible> {
    refuse_full(&group.group_name, group.user_rules.len(), "rules", IP_RULES_MAX)
}

fn refuse_full(of: &str, count: usize, what: &'static str, most: usize) -> Result<(), Impossible> {
    if count <= most {
        return Ok(());
    }
    Err(Impossible::Full { of: of.to_owned(), count, what, most })
}
