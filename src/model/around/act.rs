//! Acts: one call of the API each, with its parameters in the API's names.

use serde::{Deserialize, Serialize};

use super::super::{AliasId, BundleId, Danger, DirectoryId, ImageId, IpGroupId, SubnetId};
use super::image::{NewCopy, NewImage};
use super::library::NewBundle;
use super::radius::RadiusSettings;
use super::resource::{Details, IpRule, Kinds};
use super::setting::{Setting, SettingGroup, SettingValue, Settings};
use super::standby::NewStandby;

/// An IP access control group that an act is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum IpGroupRef {
    /// One that was there when the order was made.
    Id(IpGroupId),
    /// One that an earlier act of the same order makes: its id is not known before, and names are unique (domain.md I-13).
    Named(String),
}

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all_fields = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "operations and members of the API, described in its reference")]
pub enum Act {
    CreateIpGroup {
        group_name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group_desc: Option<String>,
        user_rules: Vec<IpRule>,
    },
    DeleteIpGroup {
        group_id: IpGroupRef,
    },
    /// Adds rules to those of a group.
    AuthorizeIpRules {
        group_id: IpGroupRef,
        user_rules: Vec<IpRule>,
    },
    /// Takes rules out of a group, by their ranges as they are written there.
    RevokeIpRules {
        group_id: IpGroupRef,
        user_rules: Vec<String>,
    },
    /// Puts rules in the place of all that a group has, at one stroke.
    UpdateRulesOfIpGroup {
        group_id: IpGroupRef,
        user_rules: Vec<IpRule>,
    },
    /// Adds groups to those of a directory.
    AssociateIpGroups {
        directory_id: DirectoryId,
        group_ids: Vec<IpGroupRef>,
    },
    DisassociateIpGroups {
        directory_id: DirectoryId,
        group_ids: Vec<IpGroupRef>,
    },
    /// Begins to register a directory of Directory Service.
    RegisterWorkspaceDirectory {
        directory_id: DirectoryId,
        subnet_ids: Vec<SubnetId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tenancy: Option<String>,
        enable_self_service: bool,
    },
    /// Begins to deregister a directory.
    DeregisterWorkspaceDirectory {
        directory_id: DirectoryId,
    },
    /// Changes what new desktops of a directory get; what is not named stays, here and in the four below.
    ModifyWorkspaceCreationProperties {
        resource_id: DirectoryId,
        workspace_creation_properties: Settings,
    },
    ModifySelfservicePermissions {
        resource_id: DirectoryId,
        selfservice_permissions: Settings,
    },
    ModifyStreamingProperties {
        resource_id: DirectoryId,
        streaming_properties: Settings,
    },
    ModifyEndpointEncryptionMode {
        directory_id: DirectoryId,
        endpoint_encryption_mode: SettingValue,
    },
    ModifyWorkspaceAccessProperties {
        resource_id: DirectoryId,
        workspace_access_properties: Settings,
    },
    /// Begins to set a second factor up; the secret comes from whoever carries it out.
    EnableRadius {
        directory_id: DirectoryId,
        radius_settings: RadiusSettings,
    },
    DisableRadius {
        directory_id: DirectoryId,
    },
    CreateWorkspaceBundle(NewBundle),
    /// Puts another image into a bundle, and changes nothing else.
    UpdateWorkspaceBundle {
        bundle_id: BundleId,
        image_id: ImageId,
    },
    DeleteWorkspaceBundle {
        bundle_id: BundleId,
    },
    /// Makes an image of a desktop, which can't be used meanwhile.
    CreateWorkspaceImage(NewImage),
    /// Makes an image here of one that may be elsewhere.
    CopyWorkspaceImage(NewCopy),
    /// Shares an image with an account, or does so no longer.
    UpdateWorkspaceImagePermission {
        image_id: ImageId,
        allow_copy_image: bool,
        shared_account_id: String,
    },
    DeleteWorkspaceImage {
        image_id: ImageId,
    },
    CreateConnectionAlias {
        connection_string: String,
    },
    DeleteConnectionAlias {
        alias_id: AliasId,
    },
    /// Leads an alias to a directory.
    AssociateConnectionAlias {
        alias_id: AliasId,
        resource_id: DirectoryId,
    },
    /// Takes an alias off the directory that it leads to.
    DisassociateConnectionAlias {
        alias_id: AliasId,
    },
    /// Lets one other account lead an alias to a directory of its own, or does so no longer.
    UpdateConnectionAliasPermission {
        alias_id: AliasId,
        shared_account_id: String,
        allow_association: bool,
    },
    /// Makes the standby of one desktop that is in another Region.
    CreateStandbyWorkspaces(NewStandby),
}

/// What is known of an operation whatever it is called with.
#[derive(Debug, PartialEq, Eq)]
pub struct ActFacts {
    /// Its name, in the API and in IAM.
    pub operation: &'static str,
    /// How much it can hurt (design 4).
    pub danger: Danger,
    /// What is read to judge it before it is sent, and to see it afterwards.
    pub reads: Kinds,
    /// How long it may take until it shows, in seconds.
    pub deadline_s: u64,
}

/// Changes of IP access control groups and of settings show at once; a read may lag behind a little.
const SHOWS_S: u64 = 120;

/// A registration takes minutes, at both ends; nobody says how many at most (domain.md K-07).
const REGISTERS_S: u64 = 1_800;

/// RADIUS servers are tried for a while; nobody says for how long at most.
const TRIED_S: u64 = 1_800;

/// A row about a second factor.
const fn second_factor(operation: &'static str, deadline_s: u64) -> ActFacts {
    ActFacts { operation, danger: Danger::Severe, reads: Kinds::DOMAINS, deadline_s }
}

/// A row about whether a directory is registered.
const fn registration(operation: &'static str, danger: Danger) -> ActFacts {
    ActFacts { operation, danger, reads: Kinds::DIRECTORIES, deadline_s: REGISTERS_S }
}

/// A row about what a directory sets.
const fn settings(operation: &'static str, danger: Danger) -> ActFacts {
    ActFacts { operation, danger, reads: Kinds::DIRECTORIES, deadline_s: SHOWS_S }
}

/// A row about IP access control groups: who may come in is read, and judged.
const fn access(operation: &'static str, danger: Danger) -> ActFacts {
    ActFacts { operation, danger, reads: Kinds::ACCESS, deadline_s: SHOWS_S }
}

/// Connection aliases have states that they pass through; how long that takes is not documented.
const SETTLES_S: u64 = 900;

/// A row about connection aliases.
const fn alias(operation: &'static str, danger: Danger, reads: Kinds) -> ActFacts {
    ActFacts { operation, danger, reads, deadline_s: SETTLES_S }
}

static CREATE_IP_GROUP: ActFacts = access("CreateIpGroup", Danger::Mild);
static DELETE_IP_GROUP: ActFacts = access("DeleteIpGroup", Danger::Severe);
static AUTHORIZE_IP_RULES: ActFacts = access("AuthorizeIpRules", Danger::Moderate);
static REVOKE_IP_RULES: ActFacts = access("RevokeIpRules", Danger::Severe);
static UPDATE_RULES_OF_IP_GROUP: ActFacts = access("UpdateRulesOfIpGroup", Danger::Severe);
static ASSOCIATE_IP_GROUPS: ActFacts = access("AssociateIpGroups", Danger::Severe);
static DISASSOCIATE_IP_GROUPS: ActFacts = access("DisassociateIpGroups", Danger::Severe);
static REGISTER: ActFacts = registration("RegisterWorkspaceDirectory", Danger::Moderate);
static DEREGISTER: ActFacts = registration("DeregisterWorkspaceDirectory", Danger::Severe);
static MODIFY_CREATION: ActFacts = settings("ModifyWorkspaceCreationProperties", Danger::Moderate);
static MODIFY_SELF_SERVICE: ActFacts = settings("ModifySelfservicePermissions", Danger::Moderate);
static MODIFY_STREAMING: ActFacts = settings("ModifyStreamingProperties", Danger::Moderate);
static MODIFY_ENCRYPTION: ActFacts = settings("ModifyEndpointEncryptionMode", Danger::Moderate);
static MODIFY_ACCESS: ActFacts = settings("ModifyWorkspaceAccessProperties", Danger::Severe);
static ENABLE_RADIUS: ActFacts = second_factor("EnableRadius", TRIED_S);
static DISABLE_RADIUS: ActFacts = second_factor("DisableRadius", SHOWS_S);
/// A bundle is made within minutes.
const BUNDLE_S: u64 = 1_800;
static CREATE_WORKSPACE_BUNDLE: ActFacts =
    ActFacts { operation: "CreateWorkspaceBundle", danger: Danger::Mild, reads: Kinds::LIBRARY, deadline_s: BUNDLE_S };
static UPDATE_WORKSPACE_BUNDLE: ActFacts = ActFacts {
    operation: "UpdateWorkspaceBundle",
    danger: Danger::Moderate,
    reads: Kinds::BUNDLE_USE,
    deadline_s: SHOWS_S,
};
static DELETE_WORKSPACE_BUNDLE: ActFacts = ActFacts {
    operation: "DeleteWorkspaceBundle",
    danger: Danger::Severe,
    reads: Kinds::BUNDLE_USE,
    deadline_s: SHOWS_S,
};
/// An image takes as long as it is large; nobody says how long at most.
const IMAGE_S: u64 = 4 * 3_600;
static CREATE_WORKSPACE_IMAGE: ActFacts =
    ActFacts { operation: "CreateWorkspaceImage", danger: Danger::Mild, reads: Kinds::DESKTOP, deadline_s: IMAGE_S };
static COPY_WORKSPACE_IMAGE: ActFacts =
    ActFacts { operation: "CopyWorkspaceImage", danger: Danger::Mild, reads: Kinds::LIBRARY, deadline_s: IMAGE_S };
static UPDATE_WORKSPACE_IMAGE_PERMISSION: ActFacts = ActFacts {
    operation: "UpdateWorkspaceImagePermission",
    danger: Danger::Moderate,
    reads: Kinds::IMAGE_SHARES,
    deadline_s: SHOWS_S,
};
static DELETE_WORKSPACE_IMAGE: ActFacts = ActFacts {
    operation: "DeleteWorkspaceImage",
    danger: Danger::Severe,
    reads: Kinds::IMAGE_SHARES,
    deadline_s: SHOWS_S,
};
static CREATE_CONNECTION_ALIAS: ActFacts = alias("CreateConnectionAlias", Danger::Mild, Kinds::ALIASES);
static DELETE_CONNECTION_ALIAS: ActFacts = alias("DeleteConnectionAlias", Danger::Severe, Kinds::SHARED_ALIASES);
static ASSOCIATE_CONNECTION_ALIAS: ActFacts = alias("AssociateConnectionAlias", Danger::Moderate, Kinds::ALIASES);
static DISASSOCIATE_CONNECTION_ALIAS: ActFacts = alias("DisassociateConnectionAlias", Danger::Severe, Kinds::ALIASES);
static UPDATE_CONNECTION_ALIAS_PERMISSION: ActFacts =
    alias("UpdateConnectionAliasPermission", Danger::Moderate, Kinds::SHARED_ALIASES);
/// A standby begins with a copy of an image into its Region.
static CREATE_STANDBY_WORKSPACES: ActFacts = ActFacts {
    operation: "CreateStandbyWorkspaces",
    danger: Danger::Moderate,
    reads: Kinds::OCCUPANTS,
    deadline_s: IMAGE_S,
};

impl Act {
    /// Every operation that an act can be.
    pub const ALL: &'static [&'static ActFacts] = &[
        &CREATE_IP_GROUP,
        &DELETE_IP_GROUP,
        &AUTHORIZE_IP_RULES,
        &REVOKE_IP_RULES,
        &UPDATE_RULES_OF_IP_GROUP,
        &ASSOCIATE_IP_GROUPS,
        &DISASSOCIATE_IP_GROUPS,
        &REGISTER,
        &DEREGISTER,
        &MODIFY_CREATION,
        &MODIFY_SELF_SERVICE,
        &MODIFY_STREAMING,
        &MODIFY_ENCRYPTION,
        &MODIFY_ACCESS,
        &ENABLE_RADIUS,
        &DISABLE_RADIUS,
        &CREATE_WORKSPACE_BUNDLE,
        &UPDATE_WORKSPACE_BUNDLE,
        &DELETE_WORKSPACE_BUNDLE,
        &CREATE_WORKSPACE_IMAGE,
        &COPY_WORKSPACE_IMAGE,
        &UPDATE_WORKSPACE_IMAGE_PERMISSION,
        &DELETE_WORKSPACE_IMAGE,
        &CREATE_CONNECTION_ALIAS,
        &DELETE_CONNECTION_ALIAS,
        &ASSOCIATE_CONNECTION_ALIAS,
        &DISASSOCIATE_CONNECTION_ALIAS,
        &UPDATE_CONNECTION_ALIAS_PERMISSION,
        &CREATE_STANDBY_WORKSPACES,
    ];

    /// Returns what is known of its operation.
    #[must_use]
    pub fn facts(&self) -> &'static ActFacts {
        match self {
            Self::CreateIpGroup { .. } => &CREATE_IP_GROUP,
            Self::DeleteIpGroup { .. } => &DELETE_IP_GROUP,
            Self::AuthorizeIpRules { .. } => &AUTHORIZE_IP_RULES,
            Self::RevokeIpRules { .. } => &REVOKE_IP_RULES,
            Self::UpdateRulesOfIpGroup { .. } => &UPDATE_RULES_OF_IP_GROUP,
            Self::AssociateIpGroups { .. } => &ASSOCIATE_IP_GROUPS,
            Self::DisassociateIpGroups { .. } => &DISASSOCIATE_IP_GROUPS,
            Self::RegisterWorkspaceDirectory { .. } => &REGISTER,
            Self::DeregisterWorkspaceDirectory { .. } => &DEREGISTER,
            Self::ModifyWorkspaceCreationProperties { .. } => &MODIFY_CREATION,
            Self::ModifySelfservicePermissions { .. } => &MODIFY_SELF_SERVICE,
            Self::ModifyStreamingProperties { .. } => &MODIFY_STREAMING,
            Self::ModifyEndpointEncryptionMode { .. } => &MODIFY_ENCRYPTION,
            Self::ModifyWorkspaceAccessProperties { .. } => &MODIFY_ACCESS,
            Self::EnableRadius { .. } => &ENABLE_RADIUS,
            Self::DisableRadius { .. } => &DISABLE_RADIUS,
            Self::CreateWorkspaceBundle(_) => &CREATE_WORKSPACE_BUNDLE,
            Self::UpdateWorkspaceBundle { .. } => &UPDATE_WORKSPACE_BUNDLE,
            Self::DeleteWorkspaceBundle { .. } => &DELETE_WORKSPACE_BUNDLE,
            Self::CreateWorkspaceImage(_) => &CREATE_WORKSPACE_IMAGE,
            Self::CopyWorkspaceImage(_) => &COPY_WORKSPACE_IMAGE,
            Self::UpdateWorkspaceImagePermission { .. } => &UPDATE_WORKSPACE_IMAGE_PERMISSION,
            Self::DeleteWorkspaceImage { .. } => &DELETE_WORKSPACE_IMAGE,
            Self::CreateConnectionAlias { .. } => &CREATE_CONNECTION_ALIAS,
            Self::DeleteConnectionAlias { .. } => &DELETE_CONNECTION_ALIAS,
            Self::AssociateConnectionAlias { .. } => &ASSOCIATE_CONNECTION_ALIAS,
            Self::DisassociateConnectionAlias { .. } => &DISASSOCIATE_CONNECTION_ALIAS,
            Self::UpdateConnectionAliasPermission { .. } => &UPDATE_CONNECTION_ALIAS_PERMISSION,
            Self::CreateStandbyWorkspaces(_) => &CREATE_STANDBY_WORKSPACES,
        }
    }

    /// Returns what it changes, by id; by name where it makes that.
    #[must_use]
    pub fn target(&self) -> String {
        match self {
            Self::CreateIpGroup { group_name, .. } => group_name.clone(),
            Self::DeleteIpGroup { group_id }
            | Self::AuthorizeIpRules { group_id, .. }
            | Self::RevokeIpRules { group_id, .. }
            | Self::UpdateRulesOfIpGroup { group_id, .. } => group_id.to_string(),
            Self::AssociateIpGroups { directory_id, .. }
            | Self::DisassociateIpGroups { directory_id, .. }
            | Self::RegisterWorkspaceDirectory { directory_id, .. }
            | Self::DeregisterWorkspaceDirectory { directory_id }
            | Self::EnableRadius { directory_id, .. }
            | Self::DisableRadius { directory_id }
            | Self::ModifyEndpointEncryptionMode { directory_id, .. }
            | Self::ModifyWorkspaceCreationProperties { resource_id: directory_id, .. }
            | Self::ModifySelfservicePermissions { resource_id: directory_id, .. }
            | Self::ModifyStreamingProperties { resource_id: directory_id, .. }
            | Self::ModifyWorkspaceAccessProperties { resource_id: directory_id, .. } => directory_id.to_string(),
            Self::CreateWorkspaceBundle(new) => new.bundle_name.clone(),
            Self::UpdateWorkspaceBundle { bundle_id, .. } | Self::DeleteWorkspaceBundle { bundle_id } => {
                bundle_id.to_string()
            }
            Self::CreateWorkspaceImage(new) => new.name.clone(),
            Self::CopyWorkspaceImage(new) => new.name.clone(),
            Self::UpdateWorkspaceImagePermission { image_id, .. } | Self::DeleteWorkspaceImage { image_id } => {
                image_id.to_string()
            }
            Self::CreateConnectionAlias { connection_string } => connection_string.clone(),
            Self::DeleteConnectionAlias { alias_id }
            | Self::AssociateConnectionAlias { alias_id, .. }
            | Self::DisassociateConnectionAlias { alias_id }
            | Self::UpdateConnectionAliasPermission { alias_id, .. } => alias_id.to_string(),
            Self::CreateStandbyWorkspaces(new) => new.primary_workspace_id.to_string(),
        }
    }

    /// Returns what no other run may work on meanwhile: its target, and what it leans on.
    #[must_use]
    pub fn claims(&self) -> Vec<String> {
        let others: Vec<String> = match self {
            Self::AssociateIpGroups { group_ids, .. } | Self::DisassociateIpGroups { group_ids, .. } => {
                group_ids.iter().map(ToString::to_string).collect()
            }
            Self::CreateWorkspaceBundle(NewBundle { image_id, .. }) | Self::UpdateWorkspaceBundle { image_id, .. } => {
                vec![image_id.to_string()]
            }
            Self::CreateWorkspaceImage(NewImage { workspace_id, .. }) => vec![workspace_id.to_string()],
            Self::AssociateConnectionAlias { resource_id, .. } => vec![resource_id.to_string()],
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AuthorizeIpRules { .. }
            | Self::RevokeIpRules { .. }
            | Self::UpdateRulesOfIpGroup { .. }
            | Self::RegisterWorkspaceDirectory { .. }
            | Self::DeregisterWorkspaceDirectory { .. }
            | Self::ModifyWorkspaceCreationProperties { .. }
            | Self::ModifySelfservicePermissions { .. }
            | Self::ModifyStreamingProperties { .. }
            | Self::ModifyEndpointEncryptionMode { .. }
            | Self::ModifyWorkspaceAccessProperties { .. }
            | Self::EnableRadius { .. }
            | Self::DisableRadius { .. }
            | Self::DeleteWorkspaceBundle { .. }
            | Self::CopyWorkspaceImage(_)
            | Self::UpdateWorkspaceImagePermission { .. }
            | Self::DeleteWorkspaceImage { .. }
            | Self::CreateConnectionAlias { .. }
            | Self::DeleteConnectionAlias { .. }
            | Self::DisassociateConnectionAlias { .. }
            | Self::CreateStandbyWorkspaces(_)
            | Self::UpdateConnectionAliasPermission { .. } => Vec::new(),
        };
        [self.target()].into_iter().chain(others).collect()
    }

    /// Returns what is read of single resources to judge it.
    #[must_use]
    pub fn details(&self) -> Details {
        match self {
            Self::UpdateWorkspaceBundle { bundle_id, .. } | Self::DeleteWorkspaceBundle { bundle_id } => {
                Details { bundles: [bundle_id.clone()].into(), ..Details::default() }
            }
            Self::UpdateWorkspaceImagePermission { image_id, .. } | Self::DeleteWorkspaceImage { image_id } => {
                Details { images: [image_id.clone()].into(), ..Details::default() }
            }
            Self::CreateWorkspaceImage(NewImage { workspace_id, .. }) => {
                Details { desktops: [workspace_id.clone()].into(), ..Details::default() }
            }
            Self::CreateStandbyWorkspaces(NewStandby { directory_id, user_name, .. }) => {
                Details { users: [(directory_id.clone(), user_name.clone())].into(), ..Details::default() }
            }
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AuthorizeIpRules { .. }
            | Self::RevokeIpRules { .. }
            | Self::UpdateRulesOfIpGroup { .. }
            | Self::AssociateIpGroups { .. }
            | Self::DisassociateIpGroups { .. }
            | Self::RegisterWorkspaceDirectory { .. }
            | Self::DeregisterWorkspaceDirectory { .. }
            | Self::ModifyWorkspaceCreationProperties { .. }
            | Self::ModifySelfservicePermissions { .. }
            | Self::ModifyStreamingProperties { .. }
            | Self::ModifyEndpointEncryptionMode { .. }
            | Self::ModifyWorkspaceAccessProperties { .. }
            | Self::EnableRadius { .. }
            | Self::DisableRadius { .. }
            | Self::CreateWorkspaceBundle(_)
            | Self::CopyWorkspaceImage(_)
            | Self::CreateConnectionAlias { .. }
            | Self::DeleteConnectionAlias { .. }
            | Self::AssociateConnectionAlias { .. }
            | Self::DisassociateConnectionAlias { .. }
            | Self::UpdateConnectionAliasPermission { .. } => Details::default(),
        }
    }

    /// Says what it does, as a fragment that begins with a verb; `named` gives the name of what has an id.
    #[must_use]
    pub fn says(&self, named: impl Fn(&str) -> String) -> String {
        let ranges = |rules: &[IpRule]| match rules {
            [] => "no rules".to_owned(),
            rules => rules.iter().map(|rule| rule.ip_rule.as_str()).collect::<Vec<_>>().join(", "),
        };
        let groups =
            |groups: &[IpGroupRef]| groups.iter().map(|group| named(&group.to_string())).collect::<Vec<_>>().join(", ");
        let target = named(&self.target());
        match self {
            Self::CreateIpGroup { user_rules, .. } => format!("make the group {target} with {}", ranges(user_rules)),
            Self::DeleteIpGroup { .. } => format!("delete the group {target}"),
            Self::AuthorizeIpRules { user_rules, .. } => format!("add {} to {target}", ranges(user_rules)),
            Self::RevokeIpRules { user_rules, .. } => format!("take {} out of {target}", user_rules.join(", ")),
            Self::UpdateRulesOfIpGroup { user_rules, .. } => {
                format!("give {target} {} and nothing else", ranges(user_rules))
            }
            Self::AssociateIpGroups { group_ids, .. } => format!("put {} on {target}", groups(group_ids)),
            Self::DisassociateIpGroups { group_ids, .. } => format!("take {} off {target}", groups(group_ids)),
            Self::RegisterWorkspaceDirectory { subnet_ids, tenancy, enable_self_service, .. } => {
                format!("register {target} {}", registered(subnet_ids, tenancy.as_deref(), *enable_self_service))
            }
            Self::DeregisterWorkspaceDirectory { .. } => format!("deregister {target}"),
            Self::ModifyWorkspaceCreationProperties { workspace_creation_properties: all, .. }
            | Self::ModifySelfservicePermissions { selfservice_permissions: all, .. }
            | Self::ModifyStreamingProperties { streaming_properties: all, .. }
            | Self::ModifyWorkspaceAccessProperties { workspace_access_properties: all, .. } => {
                let all: Vec<String> = all.iter().map(|(setting, value)| setting.written(value)).collect();
                format!("set {} of {target}", all.join(", "))
            }
            Self::ModifyEndpointEncryptionMode { endpoint_encryption_mode: mode, .. } => {
                format!("set {} of {target}", Setting::EndpointEncryptionMode.written(mode))
            }
            Self::EnableRadius { radius_settings, .. } => {
                format!("give {target} a second factor, {radius_settings}")
            }
            Self::DisableRadius { .. } => format!("take the second factor of {target} away"),
            Self::CreateWorkspaceBundle(new) => {
                format!("make the bundle {target} of the image {}: {new}", named(new.image_id.as_str()))
            }
            Self::UpdateWorkspaceBundle { image_id, .. } => {
                format!("put the image {} into the bundle {target}", named(image_id.as_str()))
            }
            Self::DeleteWorkspaceBundle { .. } => format!("delete the bundle {target}"),
            Self::CreateWorkspaceImage(new) => {
                let desktop = named(new.workspace_id.as_str());
                format!("make the image {target} of {desktop}, which is SUSPENDED until that is done")
            }
            Self::CopyWorkspaceImage(new) => {
                format!("make the image {target} here, of {} in {}", new.source_image_id, new.source_region)
            }
            Self::UpdateWorkspaceImagePermission { allow_copy_image, shared_account_id, .. } => {
                let longer = if *allow_copy_image { "" } else { " no longer" };
                format!("share the image {target} with {shared_account_id}{longer}")
            }
            Self::DeleteWorkspaceImage { .. } => format!("delete the image {target}"),
            Self::CreateConnectionAlias { .. } => format!("make the connection alias {target}"),
            Self::DeleteConnectionAlias { .. } => format!("delete the connection alias {target}"),
            Self::AssociateConnectionAlias { resource_id, .. } => {
                format!("lead {target} to {}", named(resource_id.as_str()))
            }
            Self::DisassociateConnectionAlias { .. } => format!("let {target} lead nowhere"),
            Self::UpdateConnectionAliasPermission { shared_account_id, allow_association, .. } => {
                let longer = if *allow_association { "" } else { "no longer " };
                format!("let the account {shared_account_id} {longer}lead {target} to a directory of its own")
            }
            Self::CreateStandbyWorkspaces(new) => new.says(&named(new.directory_id.as_str())),
        }
    }

    /// Returns the call that sets settings of one structure of a directory; `None` when there is nothing of it to set.
    #[must_use]
    pub fn set(group: SettingGroup, directory: &DirectoryId, wanted: &Settings) -> Option<Self> {
        let all: Settings = wanted
            .iter()
            .filter(|(setting, _)| setting.group() == group)
            .map(|(setting, value)| (*setting, value.clone()))
            .collect();
        let mode = all.values().next()?.clone();
        let resource_id = directory.clone();
        Some(match group {
            SettingGroup::Creation => {
                Self::ModifyWorkspaceCreationProperties { resource_id, workspace_creation_properties: all }
            }
            SettingGroup::SelfService => {
                Self::ModifySelfservicePermissions { resource_id, selfservice_permissions: all }
            }
            SettingGroup::Streaming => Self::ModifyStreamingProperties { resource_id, streaming_properties: all },
            SettingGroup::Encryption => {
                Self::ModifyEndpointEncryptionMode { directory_id: resource_id, endpoint_encryption_mode: mode }
            }
            SettingGroup::Access => {
                Self::ModifyWorkspaceAccessProperties { resource_id, workspace_access_properties: all }
            }
        })
    }

    /// Tells whether a secret goes with it, which stands nowhere.
    #[must_use]
    pub fn takes_secret(&self) -> bool {
        matches!(self, Self::EnableRadius { .. })
    }
}

/// How a directory is registered: its subnets and tenancy can't be changed later.
fn registered(subnets: &[SubnetId], tenancy: Option<&str>, self_service: bool) -> String {
    let subnets: Vec<&str> = subnets.iter().map(SubnetId::as_str).collect();
    let (tenancy, on) = (tenancy.unwrap_or("SHARED"), if self_service { "on" } else { "off" });
    format!("in {}, tenancy {tenancy}, self-service {on}", subnets.join(" and "))
}

impl std::fmt::Display for IpGroupRef {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => formatter.write_str(id.as_str()),
            Self::Named(name) => formatter.write_str(name),
        }
    }
}
