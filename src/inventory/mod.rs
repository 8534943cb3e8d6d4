//! What was seen: a snapshot of a fleet, the grammar that selects from it, and its documents.
//!
//! A snapshot is data. It is collected in `aws::collect` (so that nothing here can reach the network) and may be
//! incomplete: what could not be read is a gap with its reason, never a silent hole. Imports `model` only.

mod manifest;
mod selection;

pub use manifest::{Column, IpGroupEntry, IpGroupFile, Manifest, ManifestError, Place, Reading};
pub use selection::{
    Ambiguous, Condition, Criterion, Filters, GroupList, LIST_BYTES_MAX, Missing, Needs, Part, Selected, Selection,
    SelectionError, TagPattern, TagRow, Target, find_bundle, is_group_id, parse_compute_type, parse_operating_system,
    parse_protocol, parse_running_mode, parse_state, parse_unused_for, read_group_list, read_tag_list, read_targets,
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Bundle, Directory, Key, Quota, Scope, SecurityGroup, Subnet, Workspace};

/// A fleet as it was seen at one time. Everything is sorted by id (`sort`), so that equal fleets give equal bytes and
/// desktops are found by search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Snapshot {
    /// When reading began.
    pub seen_at: Timestamp,
    /// Where it was seen.
    pub scope: Scope,
    /// Desktops.
    pub workspaces: Vec<Workspace>,
    /// Directories.
    pub directories: Vec<Directory>,
    /// Bundles: the account's own, those in use, and public ones where they were asked for.
    pub bundles: Vec<Bundle>,
    /// Subnets of the directories, with their free addresses.
    pub subnets: Vec<Subnet>,
    /// Keys that desktops are encrypted with, where they were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<Key>,
    /// Security groups that were asked for by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub security_groups: Vec<SecurityGroup>,
    /// Quotas of the account that were asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// What could not be read.
    pub gaps: Vec<Gap>,
}

/// Something that should have been read and could not be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Gap {
    /// What is missing, such as `Tags` or `Connection`.
    pub what: String,
    /// The desktop or other thing it is missing for; `None` when it is missing for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Why, in the service's words.
    pub reason: String,
}

impl Snapshot {
    /// Returns a snapshot of nothing.
    #[must_use]
    pub fn empty(seen_at: Timestamp, scope: Scope) -> Self {
        Self {
            seen_at,
            scope,
            workspaces: Vec::new(),
            directories: Vec::new(),
            bundles: Vec::new(),
            subnets: Vec::new(),
            keys: Vec::new(),
            security_groups: Vec::new(),
            quotas: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Sorts everything by id, so that the order of answers does not matter.
    pub fn sort(&mut self) {
        self.workspaces.sort_by(|left, right| left.workspace_id.cmp(&right.workspace_id));
        self.directories.sort_by(|left, right| left.directory_id.cmp(&right.directory_id));
        self.bundles.sort_by(|left, right| left.bundle_id.cmp(&right.bundle_id));
        self.subnets.sort_by(|left, right| left.subnet_id.cmp(&right.subnet_id));
        self.keys.sort();
        self.security_groups.sort();
        self.quotas.sort();
        self.gaps.sort();
    }

    /// Returns the desktop with an id.
    #[must_use]
    pub fn workspace(&self, id: &crate::model::WorkspaceId) -> Option<&Workspace> {
        let at = self.workspaces.binary_search_by(|workspace| workspace.workspace_id.cmp(id)).ok()?;
        self.workspaces.get(at)
    }

    /// Returns the directory with an id.
    #[must_use]
    pub fn directory(&self, id: &crate::model::DirectoryId) -> Option<&Directory> {
        self.directories.iter().find(|directory| directory.directory_id == *id)
    }

    /// Returns the bundle with an id.
    #[must_use]
    pub fn bundle(&self, id: &crate::model::BundleId) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.bundle_id == *id)
    }
}
