//! What IAM calls the operations of this module, and to which resources a permission for each can be narrowed.
//!
//! From the Service Authorization Reference, "Actions, resources, and condition keys for Amazon WorkSpaces" (and "for
//! Amazon EC2", "for AWS CloudTrail", "for AWS Key Management Service", "for Amazon CloudWatch", "for Service Quotas",
//! "for AWS Tag Editor", "for AWS Directory Service"), as read in 2026: a listing takes no resource at
//! all, a change and `DescribeWorkspaceSnapshots` take the desktop, and a migration needs the bundle it goes to as well;
//! `DescribeKey` takes the key, `ModifyNetworkInterfaceAttribute` the interface and the groups that it gets. `GetCallerIdentity` needs no permission (STS API
//! reference). A call that is added to this module gets its row here; a test compares the two. Sends nothing.

use std::fmt;

/// A service of AWS, by its prefix in IAM.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Amazon WorkSpaces.
    Workspaces,
    /// Amazon EC2.
    Ec2,
    /// AWS STS.
    Sts,
    /// AWS CloudTrail.
    CloudTrail,
    /// AWS KMS.
    Kms,
    /// Amazon CloudWatch.
    CloudWatch,
    /// Service Quotas.
    Quotas,
    /// The Resource Groups Tagging API.
    Tagging,
    /// Directory Service.
    Domains,
}

/// A kind of resource that a permission can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Resource {
    /// `workspaceid`: a desktop.
    Workspace,
    /// `directoryid`: a directory that is registered.
    Directory,
    /// `workspacebundle`: a bundle.
    Bundle,
    /// `key`: a key of KMS.
    Key,
    /// `network-interface` of EC2.
    NetworkInterface,
    /// `security-group` of EC2.
    SecurityGroup,
    /// `workspaceipgroup`: an IP access control group.
    IpGroup,
    /// `directory` of Directory Service.
    Domain,
    /// `workspaceimage`: an image.
    Image,
    /// `connectionalias`: a connection alias.
    ConnectionAlias,
}

/// An operation that deskfleet can call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// Desktops.
    DescribeWorkspaces,
    /// Registered directories.
    DescribeWorkspaceDirectories,
    /// Bundles.
    DescribeWorkspaceBundles,
    /// Tags of a desktop.
    DescribeTags,
    /// Who is connected.
    DescribeWorkspacesConnectionStatus,
    /// Volume snapshots of a desktop.
    DescribeWorkspaceSnapshots,
    /// Makes desktops.
    CreateWorkspaces,
    /// Moves a desktop to another bundle.
    MigrateWorkspace,
    /// Restarts desktops.
    RebootWorkspaces,
    /// Starts desktops.
    StartWorkspaces,
    /// Stops desktops.
    StopWorkspaces,
    /// Takes a desktop into the administrator's maintenance, and out of it.
    ModifyWorkspaceState,
    /// Changes a property of a desktop.
    ModifyWorkspaceProperties,
    /// Destroys desktops.
    TerminateWorkspaces,
    /// Makes desktops anew from their bundle.
    RebuildWorkspaces,
    /// Sets a desktop back to its volume snapshots.
    RestoreWorkspace,
    /// Gives a desktop tags.
    CreateTags,
    /// Takes tags from a desktop.
    DeleteTags,
    /// IP access control groups.
    DescribeIpGroups,
    /// Makes an IP access control group.
    CreateIpGroup,
    /// Deletes an IP access control group.
    DeleteIpGroup,
    /// Adds rules to an IP access control group.
    AuthorizeIpRules,
    /// Takes rules out of an IP access control group.
    RevokeIpRules,
    /// Replaces the rules of an IP access control group.
    UpdateRulesOfIpGroup,
    /// Puts IP access control groups on a directory.
    AssociateIpGroups,
    /// Takes IP access control groups off a directory.
    DisassociateIpGroups,
    /// Registers a directory.
    RegisterWorkspaceDirectory,
    /// Deregisters a directory.
    DeregisterWorkspaceDirectory,
    /// Sets what new desktops of a directory get.
    ModifyWorkspaceCreationProperties,
    /// Sets what users of a directory may do by themselves.
    ModifySelfservicePermissions,
    /// Sets how desktops of a directory are streamed.
    ModifyStreamingProperties,
    /// Sets how streaming to a directory's desktops is encrypted.
    ModifyEndpointEncryptionMode,
    /// Sets which devices may come in to a directory.
    ModifyWorkspaceAccessProperties,
    /// Directories as Directory Service has them.
    DescribeDirectories,
    /// Gives a directory a second factor.
    EnableRadius,
    /// Takes a directory's second factor away.
    DisableRadius,
    /// Images.
    DescribeWorkspaceImages,
    /// With whom an image is shared.
    DescribeWorkspaceImagePermissions,
    /// Makes a bundle.
    CreateWorkspaceBundle,
    /// Puts another image into a bundle.
    UpdateWorkspaceBundle,
    /// Deletes a bundle.
    DeleteWorkspaceBundle,
    /// Makes an image of a desktop.
    CreateWorkspaceImage,
    /// Makes an image of another one.
    CopyWorkspaceImage,
    /// Shares an image with an account, or does so no longer.
    UpdateWorkspaceImagePermission,
    /// Deletes an image.
    DeleteWorkspaceImage,
    /// Connection aliases.
    DescribeConnectionAliases,
    /// With which accounts a connection alias is shared.
    DescribeConnectionAliasPermissions,
    /// Makes a connection alias.
    CreateConnectionAlias,
    /// Deletes a connection alias.
    DeleteConnectionAlias,
    /// Leads a connection alias to a directory.
    AssociateConnectionAlias,
    /// Takes a connection alias off its directory.
    DisassociateConnectionAlias,
    /// Shares a connection alias with an account.
    UpdateConnectionAliasPermission,
    /// Makes standbys of desktops in another Region.
    CreateStandbyWorkspaces,
    /// Primary interfaces with their security groups.
    DescribeNetworkInterfaces,
    /// Security groups.
    DescribeSecurityGroups,
    /// Subnets with their free addresses.
    DescribeSubnets,
    /// Replaces the security groups of an interface.
    ModifyNetworkInterfaceAttribute,
    /// Who calls.
    GetCallerIdentity,
    /// Who changed what when.
    LookupEvents,
    /// The state of a key.
    DescribeKey,
    /// When desktops were used.
    GetMetricData,
    /// How many desktops there may be.
    GetServiceQuota,
    /// Tags of many desktops.
    GetResources,
}

impl Action {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::DescribeWorkspaces,
        Self::DescribeWorkspaceDirectories,
        Self::DescribeWorkspaceBundles,
        Self::DescribeTags,
        Self::DescribeWorkspacesConnectionStatus,
        Self::DescribeWorkspaceSnapshots,
        Self::CreateWorkspaces,
        Self::MigrateWorkspace,
        Self::RebootWorkspaces,
        Self::StartWorkspaces,
        Self::StopWorkspaces,
        Self::ModifyWorkspaceState,
        Self::ModifyWorkspaceProperties,
        Self::TerminateWorkspaces,
        Self::RebuildWorkspaces,
        Self::RestoreWorkspace,
        Self::CreateTags,
        Self::DeleteTags,
        Self::DescribeIpGroups,
        Self::CreateIpGroup,
        Self::DeleteIpGroup,
        Self::AuthorizeIpRules,
        Self::RevokeIpRules,
        Self::UpdateRulesOfIpGroup,
        Self::AssociateIpGroups,
        Self::DisassociateIpGroups,
        Self::RegisterWorkspaceDirectory,
        Self::DeregisterWorkspaceDirectory,
        Self::ModifyWorkspaceCreationProperties,
        Self::ModifySelfservicePermissions,
        Self::ModifyStreamingProperties,
        Self::ModifyEndpointEncryptionMode,
        Self::ModifyWorkspaceAccessProperties,
        Self::DescribeDirectories,
        Self::EnableRadius,
        Self::DisableRadius,
        Self::DescribeWorkspaceImages,
        Self::DescribeWorkspaceImagePermissions,
        Self::CreateWorkspaceBundle,
        Self::UpdateWorkspaceBundle,
        Self::DeleteWorkspaceBundle,
        Self::CreateWorkspaceImage,
        Self::CopyWorkspaceImage,
        Self::UpdateWorkspaceImagePermission,
        Self::DeleteWorkspaceImage,
        Self::DescribeConnectionAliases,
        Self::DescribeConnectionAliasPermissions,
        Self::CreateConnectionAlias,
        Self::DeleteConnectionAlias,
        Self::AssociateConnectionAlias,
        Self::DisassociateConnectionAlias,
        Self::UpdateConnectionAliasPermission,
        Self::CreateStandbyWorkspaces,
        Self::DescribeNetworkInterfaces,
        Self::DescribeSecurityGroups,
        Self::DescribeSubnets,
        Self::ModifyNetworkInterfaceAttribute,
        Self::GetCallerIdentity,
        Self::LookupEvents,
        Self::DescribeKey,
        Self::GetMetricData,
        Self::GetServiceQuota,
        Self::GetResources,
    ];

    /// Finds an action by the name of its operation.
    #[must_use]
    pub fn of(operation: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.operation() == operation)
    }

    /// Returns the name of the operation, in the API and in IAM.
    #[must_use]
    pub fn operation(self) -> &'static str {
        match self {
            Self::DescribeWorkspaces => "DescribeWorkspaces",
            Self::DescribeWorkspaceDirectories => "DescribeWorkspaceDirectories",
            Self::DescribeWorkspaceBundles => "DescribeWorkspaceBundles",
            Self::DescribeTags => "DescribeTags",
            Self::DescribeWorkspacesConnectionStatus => "DescribeWorkspacesConnectionStatus",
            Self::DescribeWorkspaceSnapshots => "DescribeWorkspaceSnapshots",
            Self::CreateWorkspaces => "CreateWorkspaces",
            Self::MigrateWorkspace => "MigrateWorkspace",
            Self::RebootWorkspaces => "RebootWorkspaces",
            Self::StartWorkspaces => "StartWorkspaces",
            Self::StopWorkspaces => "StopWorkspaces",
            Self::ModifyWorkspaceState => "ModifyWorkspaceState",
            Self::ModifyWorkspaceProperties => "ModifyWorkspaceProperties",
            Self::TerminateWorkspaces => "TerminateWorkspaces",
            Self::RebuildWorkspaces => "RebuildWorkspaces",
            Self::RestoreWorkspace => "RestoreWorkspace",
            Self::CreateTags => "CreateTags",
            Self::DeleteTags => "DeleteTags",
            Self::DescribeIpGroups => "DescribeIpGroups",
            Self::CreateIpGroup => "CreateIpGroup",
            Self::DeleteIpGroup => "DeleteIpGroup",
            Self::AuthorizeIpRules => "AuthorizeIpRules",
            Self::RevokeIpRules => "RevokeIpRules",
            Self::UpdateRulesOfIpGroup => "UpdateRulesOfIpGroup",
            Self::AssociateIpGroups => "AssociateIpGroups",
            Self::DisassociateIpGroups => "DisassociateIpGroups",
            Self::RegisterWorkspaceDirectory => "RegisterWorkspaceDirectory",
            Self::DeregisterWorkspaceDirectory => "DeregisterWorkspaceDirectory",
            Self::ModifyWorkspaceCreationProperties => "ModifyWorkspaceCreationProperties",
            Self::ModifySelfservicePermissions => "ModifySelfservicePermissions",
            Self::ModifyStreamingProperties => "ModifyStreamingProperties",
            Self::ModifyEndpointEncryptionMode => "ModifyEndpointEncryptionMode",
            Self::ModifyWorkspaceAccessProperties => "ModifyWorkspaceAccessProperties",
            Self::DescribeDirectories => "DescribeDirectories",
            Self::EnableRadius => "EnableRadius",
            Self::DisableRadius => "DisableRadius",
            Self::DescribeWorkspaceImages => "DescribeWorkspaceImages",
            Self::DescribeWorkspaceImagePermissions => "DescribeWorkspaceImagePermissions",
            Self::CreateWorkspaceBundle => "CreateWorkspaceBundle",
            Self::UpdateWorkspaceBundle => "UpdateWorkspaceBundle",
            Self::DeleteWorkspaceBundle => "DeleteWorkspaceBundle",
            Self::CreateWorkspaceImage => "CreateWorkspaceImage",
            Self::CopyWorkspaceImage => "CopyWorkspaceImage",
            Self::UpdateWorkspaceImagePermission => "UpdateWorkspaceImagePermission",
            Self::DeleteWorkspaceImage => "DeleteWorkspaceImage",
            Self::DescribeConnectionAliases => "DescribeConnectionAliases",
            Self::DescribeConnectionAliasPermissions => "DescribeConnectionAliasPermissions",
            Self::CreateConnectionAlias => "CreateConnectionAlias",
            Self::DeleteConnectionAlias => "DeleteConnectionAlias",
            Self::AssociateConnectionAlias => "AssociateConnectionAlias",
            Self::DisassociateConnectionAlias => "DisassociateConnectionAlias",
            Self::UpdateConnectionAliasPermission => "UpdateConnectionAliasPermission",
            Self::CreateStandbyWorkspaces => "CreateStandbyWorkspaces",
            Self::DescribeNetworkInterfaces => "DescribeNetworkInterfaces",
            Self::DescribeSecurityGroups => "DescribeSecurityGroups",
            Self::DescribeSubnets => "DescribeSubnets",
            Self::ModifyNetworkInterfaceAttribute => "ModifyNetworkInterfaceAttribute",
            Self::GetCallerIdentity => "GetCallerIdentity",
            Self::LookupEvents => "LookupEvents",
            Self::DescribeKey => "DescribeKey",
            Self::GetMetricData => "GetMetricData",
            Self::GetServiceQuota => "GetServiceQuota",
            Self::GetResources => "GetResources",
        }
    }

    /// Returns the service that has it.
    #[must_use]
    pub fn service(self) -> Service {
        match self {
            Self::DescribeWorkspaces
            | Self::DescribeWorkspaceDirectories
            | Self::DescribeWorkspaceBundles
            | Self::DescribeTags
            | Self::DescribeWorkspacesConnectionStatus
            | Self::DescribeWorkspaceSnapshots
            | Self::CreateWorkspaces
            | Self::MigrateWorkspace
            | Self::RebootWorkspaces
            | Self::StartWorkspaces
            | Self::StopWorkspaces
            | Self::ModifyWorkspaceState
            | Self::ModifyWorkspaceProperties
            | Self::TerminateWorkspaces
            | Self::RebuildWorkspaces
            | Self::RestoreWorkspace
            | Self::CreateTags
            | Self::DeleteTags
            | Self::DescribeIpGroups
            | Self::CreateIpGroup
            | Self::DeleteIpGroup
            | Self::AuthorizeIpRules
            | Self::RevokeIpRules
            | Self::UpdateRulesOfIpGroup
            | Self::AssociateIpGroups
            | Self::DisassociateIpGroups
            | Self::RegisterWorkspaceDirectory
            | Self::DeregisterWorkspaceDirectory
            | Self::ModifyWorkspaceCreationProperties
            | Self::ModifySelfservicePermissions
            | Self::ModifyStreamingProperties
            | Self::ModifyEndpointEncryptionMode
            | Self::ModifyWorkspaceAccessProperties
            | Self::DescribeWorkspaceImages
            | Self::DescribeWorkspaceImagePermissions
            | Self::CreateWorkspaceBundle
            | Self::UpdateWorkspaceBundle
            | Self::DeleteWorkspaceBundle
            | Self::CreateWorkspaceImage
            | Self::CopyWorkspaceImage
            | Self::UpdateWorkspaceImagePermission
            | Self::DeleteWorkspaceImage
            | Self::DescribeConnectionAliases
            | Self::DescribeConnectionAliasPermissions
            | Self::CreateConnectionAlias
            | Self::DeleteConnectionAlias
            | Self::AssociateConnectionAlias
            | Self::DisassociateConnectionAlias
            | Self::UpdateConnectionAliasPermission
            | Self::CreateStandbyWorkspaces => Service::Workspaces,
            Self::DescribeNetworkInterfaces
            | Self::DescribeSecurityGroups
            | Self::DescribeSubnets
            | Self::ModifyNetworkInterfaceAttribute => Service::Ec2,
            Self::GetCallerIdentity => Service::Sts,
            Self::LookupEvents => Service::CloudTrail,
            Self::DescribeKey => Service::Kms,
            Self::GetMetricData => Service::CloudWatch,
            Self::GetServiceQuota => Service::Quotas,
            Self::GetResources => Service::Tagging,
            Self::DescribeDirectories | Self::EnableRadius | Self::DisableRadius => Service::Domains,
        }
    }

    /// Returns the kinds of resources that a permission for it names, all of them required; none: it names only `*`.
    #[must_use]
    pub fn resources(self) -> &'static [Resource] {
        match self {
            Self::DescribeWorkspaceSnapshots
            | Self::RebootWorkspaces
            | Self::StartWorkspaces
            | Self::StopWorkspaces
            | Self::ModifyWorkspaceState
            | Self::ModifyWorkspaceProperties
            | Self::TerminateWorkspaces
            | Self::RebuildWorkspaces
            | Self::RestoreWorkspace
            | Self::CreateWorkspaceImage
            | Self::CreateTags
            | Self::DeleteTags => &[Resource::Workspace],
            Self::CreateWorkspaces => &[Resource::Directory, Resource::Bundle, Resource::Workspace],
            Self::MigrateWorkspace => &[Resource::Workspace, Resource::Bundle],
            Self::DeleteIpGroup | Self::AuthorizeIpRules | Self::RevokeIpRules | Self::UpdateRulesOfIpGroup => {
                &[Resource::IpGroup]
            }
            Self::AssociateIpGroups | Self::DisassociateIpGroups => &[Resource::Directory, Resource::IpGroup],
            Self::RegisterWorkspaceDirectory
            | Self::DeregisterWorkspaceDirectory
            | Self::ModifyWorkspaceCreationProperties
            | Self::ModifySelfservicePermissions
            | Self::ModifyStreamingProperties
            | Self::ModifyEndpointEncryptionMode
            | Self::ModifyWorkspaceAccessProperties => &[Resource::Directory],
            Self::EnableRadius | Self::DisableRadius => &[Resource::Domain],
            Self::DescribeWorkspaceImagePermissions
            | Self::UpdateWorkspaceImagePermission
            | Self::DeleteWorkspaceImage => &[Resource::Image],
            Self::CreateWorkspaceBundle | Self::UpdateWorkspaceBundle => &[Resource::Bundle, Resource::Image],
            Self::DeleteWorkspaceBundle => &[Resource::Bundle],
            Self::DescribeConnectionAliasPermissions
            | Self::DeleteConnectionAlias
            | Self::AssociateConnectionAlias
            | Self::DisassociateConnectionAlias
            | Self::UpdateConnectionAliasPermission => &[Resource::ConnectionAlias],
            Self::DescribeKey => &[Resource::Key],
            Self::ModifyNetworkInterfaceAttribute => &[Resource::NetworkInterface, Resource::SecurityGroup],
            Self::DescribeWorkspaces
            | Self::DescribeWorkspaceDirectories
            | Self::DescribeWorkspaceBundles
            | Self::DescribeTags
            | Self::DescribeWorkspacesConnectionStatus
            | Self::DescribeNetworkInterfaces
            | Self::DescribeSecurityGroups
            | Self::DescribeSubnets
            | Self::DescribeIpGroups
            | Self::DescribeWorkspaceImages
            | Self::CopyWorkspaceImage // its source lies in another Region, perhaps of another account
            | Self::CreateIpGroup // one that is not there has no name of its own
            | Self::DescribeConnectionAliases
            | Self::CreateConnectionAlias // as that
            | Self::CreateStandbyWorkspaces // the primary lies in another Region
            | Self::GetCallerIdentity
            | Self::LookupEvents
            | Self::GetMetricData
            | Self::GetServiceQuota
            | Self::GetResources
            | Self::DescribeDirectories => &[],
        }
    }

    /// Tells whether it takes a permission at all.
    #[must_use]
    pub fn needs_permission(self) -> bool {
        self.service() != Service::Sts
    }
}

impl fmt::Display for Action {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let prefix = match self.service() {
            Service::Workspaces => "workspaces",
            Service::Ec2 => "ec2",
            Service::Sts => "sts",
            Service::CloudTrail => "cloudtrail",
            Service::Kms => "kms",
            Service::CloudWatch => "cloudwatch",
            Service::Quotas => "servicequotas",
            Service::Tagging => "tag",
            Service::Domains => "ds",
        };
        write!(formatter, "{prefix}:{}", self.operation())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verb;

    /// A verb whose operation were missing here would get a policy with which it can't run.
    #[test]
    fn every_verb_has_its_action_and_no_change_goes_without_a_resource() {
        for verb in Verb::ALL {
            let action = Action::of(verb.facts().operation).unwrap_or_else(|| panic!("{verb} has no action"));
            let changed = if verb.facts().is_of_interface() { Resource::NetworkInterface } else { Resource::Workspace };
            assert!(action.resources().contains(&changed), "{verb}: it changes desktops, or their interfaces");
        }
        let listed = Action::ALL.iter().filter(|action| Action::of(action.operation()) == Some(**action));
        assert_eq!(listed.count(), Action::ALL.len(), "names are unique");
    }
}
