//! One filter with the names in it looked up: what a desktop must be like, as data that a plan can keep.
//!
//! What was not read never passes, in neither direction: unread tags are neither present nor absent, an unread connection
//! is neither at work nor idle. So a filter can leave out a desktop for want of knowledge, and never takes one in.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::Needs;
use super::filters::{Condition, TagPattern};
use crate::model::{
    BundleId, Compute, ConnectionState, DirectoryId, OperatingSystem, Protocol, RunningMode, SubnetId, Tag, Workspace,
    WorkspaceState,
};

/// What a desktop must be like; any of several values is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Criterion {
    /// `--directory`
    Directory(BTreeSet<DirectoryId>),
    /// `--state`
    State(Vec<WorkspaceState>),
    /// `--bundle`
    Bundle(BTreeSet<BundleId>),
    /// `--compute-type`
    ComputeType(Vec<Compute>),
    /// `--running-mode`
    RunningMode(Vec<RunningMode>),
    /// `--os`
    Os(Vec<OperatingSystem>),
    /// `--protocol`
    Protocol(Vec<Protocol>),
    /// `--subnet`
    Subnet(Vec<SubnetId>),
    /// `--tag`
    Tag(Vec<TagPattern>),
    /// `--not-tag`
    NotTag(Vec<TagPattern>),
    /// `--due-tag`: keys.
    DueTag(Vec<String>),
    /// `--unused-for`, in seconds.
    UnusedForS(u64),
    /// A flag without a value.
    Is(Condition),
}

impl Criterion {
    /// Returns the flag without its dashes.
    #[must_use]
    pub fn flag(&self) -> &'static str {
        match self {
            Self::Directory(_) => "directory",
            Self::State(_) => "state",
            Self::Bundle(_) => "bundle",
            Self::ComputeType(_) => "compute-type",
            Self::RunningMode(_) => "running-mode",
            Self::Os(_) => "os",
            Self::Protocol(_) => "protocol",
            Self::Subnet(_) => "subnet",
            Self::Tag(_) => "tag",
            Self::NotTag(_) => "not-tag",
            Self::DueTag(_) => "due-tag",
            Self::UnusedForS(_) => "unused-for",
            Self::Is(condition) => condition.flag(),
        }
    }

    /// Returns what must be read beyond `DescribeWorkspaces` before a desktop can be judged.
    #[must_use]
    pub fn needs(&self) -> Needs {
        let needs = Needs::default();
        match self {
            Self::Tag(_) | Self::NotTag(_) | Self::DueTag(_) => Needs { tags: true, ..needs },
            Self::UnusedForS(_) => Needs { connection: true, ..needs },
            Self::Is(condition) => Needs { connection: condition.is_about_connection(), ..needs },
            Self::Directory(_)
            | Self::State(_)
            | Self::Bundle(_)
            | Self::ComputeType(_)
            | Self::RunningMode(_)
            | Self::Os(_)
            | Self::Protocol(_)
            | Self::Subnet(_) => needs,
        }
    }

    /// Tells whether a desktop passes; `now` is when it was read.
    #[must_use]
    pub fn passes(&self, workspace: &Workspace, now: Timestamp) -> bool {
        let properties = &workspace.workspace_properties;
        match self {
            Self::Directory(any) => any.contains(&workspace.directory_id),
            Self::State(any) => any.contains(&workspace.state),
            Self::Bundle(any) => any.contains(&workspace.bundle_id),
            Self::ComputeType(any) => is_any(any, properties.compute_type_name.as_ref()),
            Self::RunningMode(any) => is_any(any, properties.running_mode.as_ref()),
            Self::Os(any) => any.contains(&workspace.operating_system()),
            Self::Protocol(any) => properties.protocols.iter().any(|protocol| any.contains(protocol)),
            Self::Subnet(any) => is_any(any, workspace.subnet_id.as_ref()),
            Self::Tag(_) | Self::NotTag(_) | Self::DueTag(_) => {
                workspace.deskfleet.tags.as_deref().is_some_and(|tags| self.passes_tags(tags, now))
            }
            Self::UnusedForS(span) => is_unused_for(workspace, *span, now),
            Self::Is(condition) => holds(*condition, workspace),
        }
    }

    /// Tells whether a desktop with these tags passes, as far as tags decide; `now` is when they were read.
    #[must_use]
    pub fn passes_tags(&self, tags: &[Tag], now: Timestamp) -> bool {
        let has_any = |patterns: &[TagPattern]| tags.iter().any(|tag| patterns.iter().any(|pattern| pattern.fits(tag)));
        match self {
            Self::Tag(any) => has_any(any),
            Self::NotTag(none) => !has_any(none),
            Self::DueTag(any) => tags.iter().any(|tag| any.contains(&tag.key) && is_due(&tag.value, now)),
            Self::Directory(_)
            | Self::State(_)
            | Self::Bundle(_)
            | Self::ComputeType(_)
            | Self::RunningMode(_)
            | Self::Os(_)
            | Self::Protocol(_)
            | Self::Subnet(_)
            | Self::UnusedForS(_)
            | Self::Is(_) => true,
        }
    }
}

fn is_any<T: PartialEq>(wanted: &[T], has: Option<&T>) -> bool {
    has.is_some_and(|has| wanted.contains(has))
}

/// Whether a date has come, by the clock of UTC; what is no date never has, so a slip of the pen takes nobody in.
fn is_due(value: &str, now: Timestamp) -> bool {
    let date: Option<Date> = value.parse().ok().filter(|date: &Date| date.to_string() == value);
    date.is_some_and(|date| date <= now.to_zoned(TimeZone::UTC).date())
}

/// Whether surely nobody has used it for so long.
///
/// Never connected is another filter, and so is a desktop whose history went with an old id: a new id without a
/// connection is of unknown age, which counts as used. So does a status that failed or that the service does not know.
fn is_unused_for(workspace: &Workspace, span: u64, now: Timestamp) -> bool {
    let connection = workspace.deskfleet.connection.as_ref();
    let Some(last) = connection.and_then(|connection| connection.last_known_user_connection_timestamp) else {
        return false;
    };
    let age = u64::try_from(now.duration_since(last).as_secs()).unwrap_or(0);
    workspace.is_surely_unused_now() && age >= span
}

fn holds(condition: Condition, workspace: &Workspace) -> bool {
    let connection = workspace.deskfleet.connection.as_ref();
    let connected = connection.is_some_and(|known| known.connection_state == ConnectionState::Connected);
    match condition {
        Condition::ConnectedNow => connected,
        Condition::NotConnected => workspace.is_surely_unused_now(),
        Condition::NeverConnected => {
            !connected && connection.is_some_and(|known| known.last_known_user_connection_timestamp.is_none())
        }
        Condition::Unhealthy => {
            matches!(workspace.state, WorkspaceState::Unhealthy | WorkspaceState::Impaired | WorkspaceState::Error)
        }
        Condition::Encrypted => workspace.is_encrypted(),
    }
}
