//! What a desktop's volumes were filled from, and what got lost by it. Plain data.

use jiff::Timestamp;
use serde::Serialize;

use super::DesktopState;

/// A rebuild or a restore under way.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Renewal {
    /// Operation that began it.
    pub(in crate::sim) operation: &'static str,
    /// State before; a failure may return to it.
    pub(in crate::sim) back_to: DesktopState,
    /// The volume snapshot that the user volume is filled from.
    pub(in crate::sim) user_from: Timestamp,
    /// Until when its user worked on what is replaced.
    pub(in crate::sim) worked_until: Option<Timestamp>,
    /// The image that the root volume is made from; `None` when it comes from a volume snapshot, too.
    pub(in crate::sim) image: Option<String>,
    /// Whether it gets another network interface.
    pub(in crate::sim) new_interface: bool,
}

/// What rebuilds and restores did to a desktop.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::sim) struct Renewals {
    /// The one under way.
    pub(in crate::sim) running: Option<Renewal>,
    /// When its user volume was last replaced: work from before it is there, or was lost already.
    pub(in crate::sim) replaced_at: Option<Timestamp>,
    /// The image that its root volume was last made from anew.
    pub(in crate::sim) image: Option<String>,
}

/// Work that is gone for good: newer than the volume snapshot that took its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LostWork {
    /// The desktop that was worked on; of a migration the old id.
    pub desktop: String,
    /// Operation that took it: `RebuildWorkspaces`, `RestoreWorkspace` or `MigrateWorkspace`.
    pub operation: String,
    /// When it was gone.
    pub at: Timestamp,
    /// The volume snapshot that the user volume was filled from.
    pub snapshot: Timestamp,
    /// Until when the user had worked.
    pub worked_until: Timestamp,
}
