//! The resources, in the API's member names.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{DirectoryId, IpGroupId};
use super::reach::range_of;

/// A rule of an IP access control group: who may come in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct IpRule {
    pub ip_rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_desc: Option<String>,
}

/// An IP access control group; members of this structure of the API begin in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct IpGroup {
    pub group_id: IpGroupId,
    pub group_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_desc: Option<String>,
    #[serde(default)]
    pub user_rules: Vec<IpRule>,
}

/// A registered directory, as far as something around desktops needs it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct RegisteredDirectory {
    pub directory_id: DirectoryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, rename = "ipGroupIds")]
    pub ip_group_ids: Vec<IpGroupId>,
}

/// What stands around desktops, as it was seen at one time; each kind sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Surroundings {
    /// IP access control groups.
    #[serde(default)]
    pub ip_groups: Vec<IpGroup>,
    /// Registered directories.
    #[serde(default)]
    pub directories: Vec<RegisteredDirectory>,
    /// Keys of the tags of resources, by id, as far as they were read.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tags: BTreeMap<String, BTreeSet<String>>,
}

/// Which kinds of resources are to be read; what is not, is empty in `Surroundings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    /// IP access control groups.
    pub ip_groups: bool,
    /// Registered directories.
    pub directories: bool,
}

impl Kinds {
    /// Who may come in to which directory.
    pub const ACCESS: Self = Self { ip_groups: true, directories: true };

    /// Returns what either asks for.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { ip_groups: self.ip_groups || other.ip_groups, directories: self.directories || other.directories }
    }
}

impl Surroundings {
    /// Returns the IP access control group with an id.
    #[must_use]
    pub fn ip_group(&self, id: &IpGroupId) -> Option<&IpGroup> {
        self.ip_groups.iter().find(|group| group.group_id == *id)
    }

    /// Returns the directory with an id.
    #[must_use]
    pub fn directory(&self, id: &DirectoryId) -> Option<&RegisteredDirectory> {
        self.directories.iter().find(|directory| directory.directory_id == *id)
    }

    /// Tells whether a resource has this id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ip_groups.iter().any(|group| group.group_id.as_str() == id)
            || self.directories.iter().any(|directory| directory.directory_id.as_str() == id)
    }

    /// Returns the directories that an IP access control group is on.
    pub fn directories_with(&self, id: &IpGroupId) -> impl Iterator<Item = &RegisteredDirectory> {
        self.directories.iter().filter(move |directory| directory.ip_group_ids.contains(id))
    }
}

/// What the id of a group that is still to be made begins with: no id of the service has a colon.
const NEW: &str = "new:";

impl IpGroup {
    /// Returns a group that is still to be made.
    #[must_use]
    pub fn new(name: &str, description: Option<String>, rules: Vec<IpRule>) -> Self {
        Self {
            group_id: IpGroupId::from_service(format!("{NEW}{name}")),
            group_name: name.to_owned(),
            group_desc: description,
            user_rules: rules,
        }
    }

    /// Tells whether it is still to be made.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.group_id.as_str().starts_with(NEW)
    }

    /// Tells whether a rule of it is for this range, however it is written.
    #[must_use]
    pub fn has_range(&self, range: &str) -> bool {
        self.user_rules.iter().any(|rule| rule.is_for(range))
    }
}

impl IpRule {
    /// Tells whether it is for this range, however that is written.
    #[must_use]
    pub fn is_for(&self, range: &str) -> bool {
        match (range_of(&self.ip_rule), range_of(range)) {
            (Some(own), Some(other)) => own == other,
            (_, _) => self.ip_rule == range,
        }
    }
}

/// Tells whether two lists have the same rules with the same descriptions, in whatever order and however they are written.
#[must_use]
pub fn same_rules(left: &[IpRule], right: &[IpRule]) -> bool {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let within = |some: &[IpRule], all: &[IpRule]| {
        let is_in = |rule: &IpRule| {
            all.iter().any(|other| other.is_for(&rule.ip_rule) && text(&other.rule_desc) == text(&rule.rule_desc))
        };
        some.iter().all(is_in)
    };
    within(left, right) && within(right, left)
}
