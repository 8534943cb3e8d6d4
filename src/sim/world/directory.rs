//! Registered directories (domain K).

use std::net::Ipv4Addr;

use super::Overlay;

/// Kind of a directory as the API names it (domain K-02).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum DirectoryKind {
    /// `SIMPLE_AD`.
    SimpleAd,
    /// `AD_CONNECTOR`.
    AdConnector,
    /// AWS Managed Microsoft AD; what the API calls it is not documented (K-02).
    MicrosoftAd,
}

/// State of a directory's registration (domain K-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum Registration {
    /// `REGISTERING`.
    Registering,
    /// `REGISTERED`.
    Registered,
    /// `DEREGISTERING`.
    Deregistering,
    /// `DEREGISTERED`: very brief.
    Deregistered,
    /// `ERROR`.
    Failed,
}

impl Registration {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Registering => "REGISTERING",
            Self::Registered => "REGISTERED",
            Self::Deregistering => "DEREGISTERING",
            Self::Deregistered => "DEREGISTERED",
            Self::Failed => "ERROR",
        }
    }
}

/// A registered directory.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Directory {
    /// `d-` id.
    pub(in crate::sim) id: String,
    /// Fully qualified name of the domain.
    pub(in crate::sim) name: String,
    /// Alias.
    pub(in crate::sim) alias: String,
    /// Kind.
    pub(in crate::sim) kind: DirectoryKind,
    /// Whether it is registered with dedicated tenancy, which BYOL needs (K-03).
    pub(in crate::sim) dedicated: bool,
    /// Its two subnets.
    pub(in crate::sim) subnets: Vec<String>,
    /// Addresses of its name servers.
    pub(in crate::sim) dns: Vec<Ipv4Addr>,
    /// `<id>_workspacesMembers`.
    pub(in crate::sim) members_group: String,
    /// The group set for new and rebuilt desktops besides, if any (J-13).
    pub(in crate::sim) custom_group: Option<String>,
    /// Registration code for the clients.
    pub(in crate::sim) registration_code: String,
    /// State of its registration.
    pub(in crate::sim) registration: Registration,
    /// IP access control groups, in the order in which they were associated.
    pub(in crate::sim) ip_groups: Vec<String>,
    /// What was set for its desktops and clients, by the member that describes it; the rest is as at the beginning.
    pub(in crate::sim) settings: Overlay,
    /// What descriptions show otherwise.
    pub(in crate::sim) shown: Overlay,
}

impl Directory {
    /// Returns the groups that a new interface of this directory gets, and no others.
    pub(in crate::sim) fn default_groups(&self) -> Vec<String> {
        let mut groups = vec![self.members_group.clone()];
        groups.extend(self.custom_group.clone());
        groups
    }
}
