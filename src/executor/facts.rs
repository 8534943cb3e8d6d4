//! Whether what a plan requires holds by what was read right before sending.
//!
//! Pure: reads nothing, and takes what was not read for what does not hold.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::saved::not_saved;
use crate::inventory::Needs;
use crate::model::{Interface, Key, Tag, Workspace, WorkspaceId, WorkspaceState};
use crate::planner::document::Fact;

/// What was read of the targets of a group; what could not be read has its reason.
#[derive(Default)]
pub(super) struct Fresh {
    pub(super) read_at: Timestamp,
    pub(super) workspaces: BTreeMap<WorkspaceId, Workspace>,
    pub(super) interfaces: BTreeMap<WorkspaceId, Interface>,
    pub(super) tags: BTreeMap<WorkspaceId, Vec<Tag>>,
    pub(super) keys: BTreeMap<String, Key>,
    /// Until when desktops were used, as others have seen it.
    pub(super) uses: BTreeMap<WorkspaceId, Timestamp>,
    pub(super) unread: BTreeMap<&'static str, String>,
    /// Those of which something has to be read before they are judged, and why it could not be; `None`: their turn did not come.
    pub(super) later: BTreeMap<WorkspaceId, Option<String>>,
    /// Listed, with a record that can't be read.
    pub(super) unreadable: BTreeSet<WorkspaceId>,
}

/// Whether a fact is about what the verbs themselves change.
pub(super) fn is_about_itself(fact: &Fact) -> bool {
    match fact {
        Fact::StateIn(_)
        | Fact::StateNot(_)
        | Fact::BundleIs(_)
        | Fact::InterfaceIs(_)
        | Fact::VolumesAre { .. }
        | Fact::Has(_)
        | Fact::NotYet(_)
        | Fact::NotModifying
        | Fact::HasInterface
        | Fact::HasTag(_)
        | Fact::GroupsNotYet(_) => true,
        Fact::Passes(filter) => filter.needs() == Needs::default(),
        Fact::NotConnected
        | Fact::NotTagged(_)
        | Fact::GroupsWithin(_)
        | Fact::GroupsInclude(_)
        | Fact::GroupsFit { .. }
        | Fact::SavedSinceUse(_)
        | Fact::KeyEnabled(_) => false,
    }
}

/// Returns why a fact does not hold, or `None` when it does. What was not read does not hold.
pub(super) fn broken(fact: &Fact, id: &WorkspaceId, fresh: &Fresh) -> Option<String> {
    if let Fact::KeyEnabled(id) = fact {
        return broken_key(id, fresh); // also of what is still to be made
    }
    let Some(workspace) = fresh.workspaces.get(id) else {
        return Some("it is no longer listed".to_owned());
    };
    let unread = |what: &str| unread(fresh, what);
    match fact {
        Fact::StateNot(state) => (workspace.state == *state).then(|| format!("it is {state}")),
        Fact::StateIn(states) => (!states.contains(&workspace.state)).then(|| format!("it is {}", workspace.state)),
        Fact::BundleIs(bundle) => {
            (workspace.bundle_id != *bundle).then(|| format!("it is on bundle {} now", workspace.bundle_id))
        }
        Fact::VolumesAre { root_gib, user_gib } => match workspace.volume_sizes() {
            Some(found) => {
                let (root, user) = found;
                (found != (*root_gib, *user_gib)).then(|| format!("its volumes are {root} and {user} GiB now"))
            }
            None => Some("the sizes of its volumes are not known".to_owned()),
        },
        Fact::Has(property) => (!property.holds(workspace)).then(|| format!("{} now", property.found(workspace))),
        Fact::NotYet(property) => property.holds(workspace).then(|| format!("{} already", property.found(workspace))),
        Fact::SavedSinceUse(_) => not_saved(fact, workspace, fresh.read_at).map(|found| found.reason),
        Fact::NotModifying => {
            let modifying = workspace.modifying();
            match (modifying.as_slice(), &workspace.state) {
                ([], WorkspaceState::Updating) => Some("it is UPDATING".to_owned()),
                ([], _) => None,
                (modifying, _) => Some(format!("{} is being modified", modifying.join(" and "))),
            }
        }
        Fact::KeyEnabled(id) => broken_key(id, fresh),
        Fact::NotConnected => {
            if workspace.is_surely_unused_now() {
                return None;
            }
            Some(match &workspace.deskfleet.connection {
                Some(connection) => format!("its connection is {}", connection.connection_state),
                None => unread("connection"),
            })
        }
        Fact::NotTagged(_) | Fact::HasTag(_) => match workspace.deskfleet.tags.as_deref() {
            Some(tags) => broken_tags(fact, tags),
            None => Some(unread("tags")),
        },
        Fact::Passes(filter) => {
            let (needs, known) = (filter.needs(), &workspace.deskfleet);
            let passed = filter.passes(workspace, fresh.read_at);
            (!passed).then(|| {
                match (needs.tags && known.tags.is_none(), needs.connection && known.connection.is_none()) {
                    (true, _) => unread("tags"),
                    (_, true) => unread("connection"),
                    (false, false) => format!("it passes `--{}` no longer", filter.flag()),
                }
            })
        }
        Fact::InterfaceIs(_)
        | Fact::GroupsWithin(_)
        | Fact::GroupsInclude(_)
        | Fact::HasInterface
        | Fact::GroupsNotYet(_)
        | Fact::GroupsFit { .. } => {
            let Some(interface) = fresh.interfaces.get(id) else { return Some(unread("interface")) };
            broken_interface(fact, interface)
        }
    }
}

/// Returns why a fact about tags does not hold.
fn broken_tags(fact: &Fact, tags: &[Tag]) -> Option<String> {
    if let Fact::HasTag(wanted) = fact {
        return (!tags.contains(wanted)).then(|| format!("its tag `{}` is not what it was", wanted.key));
    }
    let found = tags.iter().find(|tag| matches!(fact, Fact::NotTagged(key) if *key == tag.key))?;
    Some(format!("it has the tag {}", found.key))
}

fn broken_key(id: &str, fresh: &Fresh) -> Option<String> {
    match fresh.keys.get(id) {
        Some(key) => key.unusable(),
        None => Some(unread(fresh, "key")),
    }
}

fn unread(fresh: &Fresh, what: &str) -> String {
    match fresh.unread.get(what) {
        Some(reason) => format!("its {what} could not be read: {reason}"),
        None => format!("its {what} could not be read"),
    }
}

/// Returns why a fact about an interface does not hold.
fn broken_interface(fact: &Fact, interface: &Interface) -> Option<String> {
    match fact {
        Fact::InterfaceIs(wanted) => replaced(interface, wanted),
        Fact::GroupsWithin(allowed) => further_groups(interface, allowed),
        Fact::GroupsInclude(carried) => missing_groups(interface, carried),
        Fact::GroupsNotYet(change) => {
            change.holds(&interface.groups).then(|| "its security groups are so already".to_owned())
        }
        Fact::GroupsFit { change, most } => change.unfit(&interface.groups, *most as usize),
        Fact::HasInterface
        | Fact::StateNot(_)
        | Fact::StateIn(_)
        | Fact::BundleIs(_)
        | Fact::VolumesAre { .. }
        | Fact::Has(_)
        | Fact::NotYet(_)
        | Fact::NotModifying
        | Fact::KeyEnabled(_)
        | Fact::NotConnected
        | Fact::NotTagged(_)
        | Fact::HasTag(_)
        | Fact::SavedSinceUse(_)
        | Fact::Passes(_) => None,
    }
}

fn replaced(interface: &Interface, wanted: &str) -> Option<String> {
    let found = &interface.network_interface_id;
    (found != wanted).then(|| format!("its interface is {found} now: it was made anew since the plan was made"))
}

fn further_groups(interface: &Interface, allowed: &[String]) -> Option<String> {
    let groups = interface.groups.iter().map(|group| group.group_id.as_str());
    let extra: Vec<&str> = groups.filter(|group| !allowed.iter().any(|own| own == group)).collect();
    (!extra.is_empty()).then(|| format!("its interface has further security groups: {}", extra.join(", ")))
}

fn missing_groups(interface: &Interface, carried: &[String]) -> Option<String> {
    let has = |id: &&String| interface.groups.iter().any(|group| group.group_id == **id);
    let gone: Vec<&str> = carried.iter().filter(|id| !has(id)).map(String::as_str).collect();
    (!gone.is_empty()).then(|| {
        format!("its interface no longer has {}, and would be given it again: plan the desktop anew", gone.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{KeyState, Property, RunningMode};

    /// A desktop that stops by itself, and a key.
    fn fresh(state: Option<KeyState>) -> (WorkspaceId, Fresh) {
        let record = serde_json::json!({
            "WorkspaceId": "ws-0123abcde", "DirectoryId": "d-0123abcdef", "UserName": "u", "State": "AVAILABLE",
            "BundleId": "wsb-0123abcde",
            "WorkspaceProperties": { "RunningMode": "AUTO_STOP" },
        });
        let workspace: Workspace = serde_json::from_value(record).expect("a desktop");
        let id = workspace.workspace_id.clone();
        let key = Key { key_id: "key-1".to_owned(), key_state: state, symmetric: None };
        let fresh = Fresh {
            workspaces: [(id.clone(), workspace)].into(),
            keys: [(key.key_id.clone(), key)].into(),
            ..Fresh::default()
        };
        (id, fresh)
    }

    #[test]
    fn what_is_asked_of_properties_and_keys() {
        let key = |id: &str| Fact::KeyEnabled(id.to_owned());
        let mode = |mode| Fact::Has(Property::RunningMode(mode));
        let (on, off) = (Some(KeyState::Enabled), Some(KeyState::Disabled));
        let table = [
            (mode(RunningMode::AutoStop), &on, None),
            (mode(RunningMode::AlwaysOn), &on, Some("its running mode is AUTO_STOP now")),
            (key("key-1"), &on, None),
            (key("key-1"), &off, Some("its key key-1 is Disabled")),
            (key("key-1"), &None, Some("KMS knows no key key-1")),
            (key("key-2"), &on, Some("its key could not be read")),
        ];
        for (fact, state, expected) in table {
            let (id, fresh) = fresh(state.clone());
            assert_eq!(broken(&fact, &id, &fresh).as_deref(), expected, "{fact:?}");
        }
    }
}
