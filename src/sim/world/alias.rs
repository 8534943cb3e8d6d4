//! Connection aliases (domain L-06).

use std::collections::BTreeSet;

/// A connection alias: a name that users sign in by, whichever Region their directory is in.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Alias {
    /// `wsca-` id.
    pub(in crate::sim) id: String,
    /// The name.
    pub(in crate::sim) string: String,
    /// State.
    pub(in crate::sim) state: AliasState,
    /// Accounts that may associate it.
    pub(in crate::sim) shared_with: BTreeSet<String>,
    /// The directory that it leads to in this Region.
    pub(in crate::sim) association: Option<Association>,
}

/// State of an alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum AliasState {
    /// `CREATING`.
    Creating,
    /// `CREATED`.
    Created,
    /// `DELETING`.
    Deleting,
}

impl AliasState {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Creating => "CREATING",
            Self::Created => "CREATED",
            Self::Deleting => "DELETING",
        }
    }
}

/// The directory that an alias leads to.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Association {
    /// Directory.
    pub(in crate::sim) directory: String,
    /// What goes into the TXT record of the name.
    pub(in crate::sim) identifier: String,
    /// State.
    pub(in crate::sim) state: AssociationState,
}

/// State of an association with a directory of the account that owns the alias.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum AssociationState {
    /// `PENDING_ASSOCIATION`.
    Coming,
    /// `ASSOCIATED_WITH_OWNER_ACCOUNT`.
    There,
    /// `PENDING_DISASSOCIATION`.
    Leaving,
}

impl AssociationState {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Coming => "PENDING_ASSOCIATION",
            Self::There => "ASSOCIATED_WITH_OWNER_ACCOUNT",
            Self::Leaving => "PENDING_DISASSOCIATION",
        }
    }
}
