//! What a desktop's volumes were filled from, and what got lost by it. Plain data.

use jiff::Timestamp;
use serde::Serialize;

use super::DesktopState;

/// Where a root volume comes from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) enum Root {
    /// The image of this id, by a rebuild; `None` where the bundle is not known.
    Image(Option<String>),
    /// A volume snapshot, by a restore.
    VolumeSnapshot,
}

/// A rebuild or a restore under way.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Renewal {
    /// State before; a failure may return to it.
    pub(in crate::sim) back_to: DesktopState,
    /// The volume snapshot that the user volume is filled from.
    pub(in crate::sim) user_from: Timestamp,
    /// Until when its user worked on what is replaced.
    pub(in crate::sim) worked_until: Option<Timestamp>,
    /// What the root volume is made from.
    pub(in crate::sim) root: Root,
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
    /// When its user, who was at work, last was cut off from it.
    pub(in crate::sim) cut_off_at: Option<Timestamp>,
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

impl LostWork {
    /// Returns what is lost when a volume snapshot takes the place of a user volume; nothing that was lost before.
    pub(in crate::sim) fn of(
        desktop: &str,
        operation: &str,
        snapshot: Timestamp,
        worked_until: Option<Timestamp>,
        replaced_at: Option<Timestamp>,
        at: Timestamp,
    ) -> Option<Self> {
        let worked_until =
            worked_until.filter(|until| *until > snapshot && replaced_at.is_none_or(|at| *until > at))?;
        Some(Self { desktop: desktop.to_owned(), operation: operation.to_owned(), at, snapshot, worked_until })
    }
}
