//! What must not come of an act, whatever it is wanted for: judged over what is there before and after it. Pure.
//!
//! A guard names no resource: it holds for all that the act touches, also for what came to be touched since the order was
//! made, such as a directory that got the group meanwhile. What was as bad before is not held against an act.

use std::collections::BTreeMap;

use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use super::super::{DirectoryId, WorkspaceId};
use super::act::IpGroupRef;
use super::reach::{Reach, range_of};
use super::resource::{IpGroup, IpRule, RegisteredDirectory, Surroundings, same_rules};
use super::setting::{Setting, SettingGroup};

/// Something that must hold of an act right before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Guard {
    /// No directory gets, or keeps, a group without rules that it had not before: it would lock everybody out.
    NobodyLockedOut,
    /// No directory loses its last group: everybody could come in.
    NotOpened,
    /// Whoever comes from this range may still come in, to every directory of which it changes who may.
    StillAdmits(String),
    /// No directory keeps out the last device that may come in.
    SomeDeviceAllowed,
    /// Surely nobody is at work at a desktop: a status that is not known, or was not read, does not say so.
    NobodyAt(WorkspaceId),
    /// A resource does not have a tag with this key; tags that can't be read don't count as absent.
    NotTagged {
        /// Its id.
        id: String,
        /// The key.
        key: String,
    },
    /// A group has these rules before it: what replaces all of them was made of what was seen.
    RulesAre {
        /// The group.
        group_id: IpGroupRef,
        /// Its rules.
        user_rules: Vec<IpRule>,
    },
}

impl Guard {
    /// Returns the id of what has to be read of its tags to judge it.
    #[must_use]
    pub fn tagged(&self) -> Option<&str> {
        match self {
            Self::NotTagged { id, .. } => Some(id),
            Self::NobodyLockedOut
            | Self::NotOpened
            | Self::StillAdmits(_)
            | Self::SomeDeviceAllowed
            | Self::NobodyAt(_)
            | Self::RulesAre { .. } => None,
        }
    }

    /// Returns what is wrong with an act that makes `after` of `before`, as a sentence without a full stop.
    #[must_use]
    pub fn broken(&self, before: &Surroundings, after: &Surroundings) -> Option<String> {
        match self {
            Self::NobodyLockedOut => after.directories.iter().find_map(|directory| {
                let id = &directory.directory_id;
                let already: Vec<_> = empty_groups(before, id).map(|group| &group.group_id).collect();
                let locks = empty_groups(after, id).find(|group| !already.contains(&&group.group_id))?;
                Some(format!("{id} would have the group {} without rules, and nobody could come in", locks.group_name))
            }),
            Self::NotOpened => after.directories.iter().find_map(|directory| {
                let was = before.directory(&directory.directory_id)?;
                let opens = directory.ip_group_ids.is_empty() && !was.ip_group_ids.is_empty();
                opens.then(|| format!("{} would have no group, and everybody could come in", directory.directory_id))
            }),
            Self::StillAdmits(text) => {
                let range = range_of(text)?;
                after.directories.iter().find_map(|directory| keeps_out(directory, &range, before, after))
            }
            Self::SomeDeviceAllowed => after.directories.iter().find_map(|directory| {
                let was = before.directory(&directory.directory_id)?;
                let shuts = says_of_devices(was) != says_of_devices(directory) && lets_nobody_in(directory, was);
                shuts.then(|| format!("{} would let no device in, and nobody could come in", directory.directory_id))
            }),
            Self::NobodyAt(id) => {
                let at = before.desktop(id).filter(|desktop| !desktop.is_surely_unused_now())?;
                let status = at.deskfleet.connection.as_ref().map(|connection| connection.connection_state.to_string());
                let status = status.unwrap_or_else(|| "not known".to_owned());
                Some(format!("{} may be at work at {id}: the connection is {status}", at.user_name))
            }
            Self::NotTagged { id, key } => match before.tags.get(id) {
                None => Some(format!("the tags of {id} could not be read, and `{key}` may be among them")),
                Some(keys) => keys.contains(key).then(|| format!("{id} has the tag `{key}`")),
            },
            Self::RulesAre { group_id, user_rules } => {
                let id = group_id.found(before)?;
                let group = before.ip_group(&id)?;
                let is_other = !same_rules(&group.user_rules, user_rules);
                is_other.then(|| format!("somebody changed the rules of {} meanwhile", group.group_name))
            }
        }
    }
}

/// The groups on a directory that have no rules.
fn empty_groups<'a>(seen: &'a Surroundings, directory: &DirectoryId) -> impl Iterator<Item = &'a IpGroup> {
    let ids = seen.directory(directory).map_or(&[][..], |directory| &directory.ip_group_ids);
    ids.iter().filter_map(|id| seen.ip_group(id)).filter(|group| group.user_rules.is_empty())
}

fn says_of_devices(directory: &RegisteredDirectory) -> BTreeMap<&str, &str> {
    directory.words("WorkspaceAccessProperties").collect()
}

/// Tells whether no device is known to be let in. What is not said of a device may be a yes, unless it is one that is kept
/// out when nothing is said (domain.md K-18); that is of no help where others were let in by name.
fn lets_nobody_in(directory: &RegisteredDirectory, was: &RegisteredDirectory) -> bool {
    let allows_some = |directory| says_of_devices(directory).into_values().any(|word| word == "ALLOW");
    let may_be_in = |setting: Setting| {
        let is_out = matches!(setting, Setting::DeviceTypeWeb | Setting::DeviceTypeLinux);
        setting.group() == SettingGroup::Access && directory.setting(setting).is_none() && !is_out
    };
    !allows_some(directory) && (allows_some(was) || !Setting::all().any(may_be_in))
}

fn keeps_out(
    directory: &RegisteredDirectory,
    range: &IpNet,
    before: &Surroundings,
    after: &Surroundings,
) -> Option<String> {
    let id = &directory.directory_id;
    let (was, is) = (Reach::of(before, id), Reach::of(after, id));
    (was != is && !is.admits(range)).then(|| format!("{range} could not come in to {id} any more"))
}
