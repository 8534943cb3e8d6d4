//! The words of the domain: ids, desktops, directories, bundles, verbs, amounts.
//!
//! Plain data with the service's own names; no input, no output, no time of its own. Everything else speaks in these
//! words, so this module imports nothing of ours. The simulator does not use it: it has its own reading.

mod amount;
pub mod around;
mod calendar;
mod clocks;
mod end;
mod groups;
mod ids;
mod key;
mod looks;
mod open_enum;
mod place;
mod property;
mod quota;
mod saved;
mod secret;
mod size;
mod tags;
mod verb;
mod verb_rows;
mod window;
mod workspace;

pub use amount::{Limit, format_span, parse_span};
pub use calendar::{Calendar, Opening};
pub use clocks::{Allowed, Asked, Change, Changed, Clocks, Looked, SeenChange, Sighting, Source};
pub use end::End;
pub use groups::{GroupChange, join_groups};
pub use ids::{
    AliasId, BundleId, DirectoryId, IdError, ImageId, IpGroupId, PlanId, RunId, StepId, SubnetId, WorkspaceId,
};
pub use key::{Key, KeyState};
pub use looks::{INTERFACES_TOGETHER, Outlook};
pub use place::{Association, Bundle, Directory, Interface, OptIn, REGIONS, Scope, SecurityGroup, Subnet, partition};
pub use property::Property;
pub use quota::{Counted, Quota};
pub use saved::{SavedSince, SnapshotUse, Unsaved, unsaved};
pub use secret::RadiusSecret;
pub use size::Size;
pub use tags::{TAGS_MAX, TagChange, TagFlaw, is_reserved, tag_flaws};
pub use verb::{AfterNo, Danger, Follow, Hold, Strategy, UnknownRule, Verb, VerbFacts, WhenConnected};
pub use window::{ClosedDates, Window};
pub use workspace::{
    Compute, Connection, ConnectionState, DataReplicationSettings, Extras, ModificationState, OperatingSystem,
    Protocol, RelatedWorkspace, RunningMode, StandbyWorkspacesProperties, Tag, VolumeSnapshot, VolumeSnapshots,
    Workspace, WorkspaceProperties, WorkspaceState,
};
