//! Changes of a desktop's properties, and the clocks that keep them from being repeated at once. Plain data.

use jiff::Timestamp;

use super::DesktopState;

/// What a modification makes of a property, as `ModificationStates` tells them apart.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) enum Change {
    /// Root volume, in GiB.
    Root(u32),
    /// User volume, in GiB.
    User(u32),
    /// Compute type as the API names it.
    Compute(String),
    /// `PCOIP` or `WSP`.
    Protocol(String),
}

impl Change {
    /// Returns the name of its resource in the API.
    pub(in crate::sim) fn resource(&self) -> &'static str {
        match self {
            Self::Root(_) => "ROOT_VOLUME",
            Self::User(_) => "USER_VOLUME",
            Self::Compute(_) => "COMPUTE_TYPE",
            Self::Protocol(_) => "PROTOCOL",
        }
    }

    /// Tells whether a volume grows by it.
    pub(in crate::sim) fn is_growth(&self) -> bool {
        match self {
            Self::Root(_) | Self::User(_) => true,
            Self::Compute(_) | Self::Protocol(_) => false,
        }
    }
}

/// How far a modification is; once it has succeeded it is not listed any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum Phase {
    /// `UPDATE_INITIATED`.
    Initiated,
    /// `UPDATE_IN_PROGRESS`.
    InProgress,
    /// `UPDATE_FAILED`.
    Failed,
}

impl Phase {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Initiated => "UPDATE_INITIATED",
            Self::InProgress => "UPDATE_IN_PROGRESS",
            Self::Failed => "UPDATE_FAILED",
        }
    }
}

/// A change of a desktop's properties that takes its time.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Modification {
    /// Number of the request that began it.
    pub(in crate::sim) number: u64,
    /// What it makes.
    pub(in crate::sim) change: Change,
    /// How far it is.
    pub(in crate::sim) phase: Phase,
    /// State to return to, when the desktop shows `UPDATING` meanwhile.
    pub(in crate::sim) back_to: Option<DesktopState>,
}

/// When each thing was last changed that cannot be changed again at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sim) struct Clocks {
    /// Root volume (A2-08).
    pub(in crate::sim) root: Option<Timestamp>,
    /// User volume (A2-08).
    pub(in crate::sim) user: Option<Timestamp>,
    /// To a larger compute type (B-11).
    pub(in crate::sim) larger: Option<Timestamp>,
    /// To a smaller compute type (B-12).
    pub(in crate::sim) smaller: Option<Timestamp>,
}
