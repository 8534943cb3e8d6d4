//! How far the service is with an act that takes it minutes, or more: at it, or done for. Pure.

use super::super::DirectoryId;
use super::act::Act;
use super::alias::AliasHinder;
use super::effect::{DEREGISTERED, DEREGISTERING, ERROR, Impossible, REGISTERING};
use super::radius::Domain;
use super::resource::Surroundings;

impl Act {
    /// Tells whether what was read shows that the service is at it.
    #[must_use]
    pub fn is_under_way(&self, seen: &Surroundings) -> bool {
        let is_in = |id: &DirectoryId, states: &[&str]| {
            let state = seen.directory(id).and_then(|directory| directory.state.as_deref());
            state.is_some_and(|state| states.contains(&state))
        };
        match self {
            Self::RegisterWorkspaceDirectory { directory_id, .. } => is_in(directory_id, &[REGISTERING]),
            Self::DeregisterWorkspaceDirectory { directory_id } => is_in(directory_id, &[DEREGISTERING, DEREGISTERED]),
            Self::EnableRadius { directory_id, .. } => seen.domain(directory_id).is_some_and(Domain::is_being_tried),
            Self::CreateWorkspaceBundle(new) => new.is_under_way(seen),
            Self::CreateWorkspaceImage(new) => new.is_under_way(seen),
            Self::CopyWorkspaceImage(new) => new.is_under_way(seen),
            Self::CreateStandbyWorkspaces(new) => new.is_under_way(seen),
            Self::CreateConnectionAlias { .. }
            | Self::DeleteConnectionAlias { .. }
            | Self::AssociateConnectionAlias { .. }
            | Self::DisassociateConnectionAlias { .. }
            | Self::UpdateConnectionAliasPermission { .. } => {
                matches!(self.apply(seen), Err(Impossible::Alias(AliasHinder::OnItsWay(..))))
            }
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AuthorizeIpRules { .. }
            | Self::RevokeIpRules { .. }
            | Self::UpdateRulesOfIpGroup { .. }
            | Self::AssociateIpGroups { .. }
            | Self::DisassociateIpGroups { .. }
            | Self::ModifyWorkspaceCreationProperties { .. }
            | Self::ModifySelfservicePermissions { .. }
            | Self::ModifyStreamingProperties { .. }
            | Self::ModifyEndpointEncryptionMode { .. }
            | Self::ModifyWorkspaceAccessProperties { .. }
            | Self::DisableRadius { .. }
            | Self::UpdateWorkspaceBundle { .. }
            | Self::DeleteWorkspaceBundle { .. }
            | Self::UpdateWorkspaceImagePermission { .. }
            | Self::DeleteWorkspaceImage { .. } => false,
        }
    }

    /// Tells whether it leans on nothing that another act of its order does: it need not wait for those before it.
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        matches!(self, Self::CreateStandbyWorkspaces(_))
    }

    /// Says why it came to nothing, where what was read shows that of an act that was sent.
    #[must_use]
    pub fn failed(&self, seen: &Surroundings) -> Option<String> {
        match self {
            Self::CreateWorkspaceBundle(new) => new.failed(seen),
            Self::CreateWorkspaceImage(new) => new.failed(seen),
            Self::CopyWorkspaceImage(new) => new.failed(seen),
            Self::CreateStandbyWorkspaces(new) => new.failed(seen),
            Self::EnableRadius { directory_id, .. } => {
                seen.domain(directory_id).filter(|domain| domain.has_failed()).map(|_| {
                    "the RADIUS servers did not answer the directory: look at servers, port, secret and protocol, and at \
                     what lies between"
                        .to_owned()
                })
            }
            Self::RegisterWorkspaceDirectory { directory_id, .. } => {
                let directory = seen.directory(directory_id)?;
                let why = directory.text("ErrorMessage").unwrap_or("the service does not say why");
                let is_error = directory.state.as_deref() == Some(ERROR);
                is_error.then(|| format!("the directory came to the state {ERROR}: {why}"))
            }
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AuthorizeIpRules { .. }
            | Self::RevokeIpRules { .. }
            | Self::UpdateRulesOfIpGroup { .. }
            | Self::AssociateIpGroups { .. }
            | Self::DisassociateIpGroups { .. }
            | Self::DeregisterWorkspaceDirectory { .. }
            | Self::ModifyWorkspaceCreationProperties { .. }
            | Self::ModifySelfservicePermissions { .. }
            | Self::ModifyStreamingProperties { .. }
            | Self::ModifyEndpointEncryptionMode { .. }
            | Self::ModifyWorkspaceAccessProperties { .. }
            | Self::DisableRadius { .. }
            | Self::UpdateWorkspaceBundle { .. }
            | Self::DeleteWorkspaceBundle { .. }
            | Self::UpdateWorkspaceImagePermission { .. }
            | Self::DeleteWorkspaceImage { .. }
            | Self::CreateConnectionAlias { .. }
            | Self::DeleteConnectionAlias { .. }
            | Self::AssociateConnectionAlias { .. }
            | Self::DisassociateConnectionAlias { .. }
            | Self::UpdateConnectionAliasPermission { .. } => None,
        }
    }
}
