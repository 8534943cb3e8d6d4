//! Acts for a file that says which IP access control groups there are to be, and which on which directory.
//!
//! What lets people in comes first: groups are made and filled, then put on directories, then others are taken off, then
//! rules that are not wanted go, then groups. So whoever may come in before and after may come in all the time, also when
//! a range moves from one group to another.

use super::directory::find as find_directory;
use super::ip_group::{add, associate, create, delete, find_all, set};
use super::rules::{DESCRIBED, KEPT};
use super::{Draft, OrderError, Others, remark};
use crate::inventory::{IpGroupEntry, IpGroupFile};
use crate::model::around::{IP_RULES_MAX, IpGroup, IpRule, Surroundings};

/// A draft that grows, and what would be there after it.
struct Growing {
    draft: Draft,
    state: Surroundings,
}

impl Growing {
    /// Takes a part over, and tells whether anything is done in it.
    fn take(&mut self, part: Draft) -> bool {
        let acts = !part.acts.is_empty();
        for (act, guards) in part.acts {
            // What can't be done is refused when the whole is tried out.
            if let Ok(after) = act.apply(&self.state) {
                self.state = after;
            }
            self.draft.acts.push((act, guards));
        }
        self.draft.unchanged.extend(part.unchanged);
        self.draft.refused.extend(part.refused);
        self.draft.warnings.extend(part.warnings);
        // The last is undone first.
        self.draft.undo.splice(0..0, part.undo);
        acts
    }

    fn group(&self, name: &str) -> Option<IpGroup> {
        self.state.ip_groups.iter().find(|group| group.group_name == name).cloned()
    }
}

/// Makes acts of a file.
pub(super) fn draft(seen: &Surroundings, file: &IpGroupFile, others: Others) -> Result<Draft, OrderError> {
    let mut growing = Growing { draft: Draft::default(), state: seen.clone() };
    let mut settled: Vec<&str> = Vec::new();
    for entry in &file.groups {
        match growing.group(&entry.name) {
            None => {
                let part = create(&growing.state, &entry.name, entry.description.as_ref(), &entry.rules);
                growing.take(part);
                settled.push(&entry.name);
            }
            Some(group) => {
                warn_of_description(&mut growing.draft, &group, entry);
                let new = new_rules(&group, entry);
                // Else all of them are replaced at one stroke, below.
                if !new.is_empty() && group.user_rules.len() + new.len() <= IP_RULES_MAX {
                    let part = add(&group, &new);
                    growing.take(part);
                    if is_as_wanted(&growing, entry) {
                        settled.push(&entry.name);
                    }
                }
            }
        }
    }
    for (directory, groups) in &file.directories {
        let part = {
            let groups = find_all(&growing.state, groups)?;
            associate(&growing.state, find_directory(&growing.state, directory)?, &groups, Others::Go)
        };
        growing.take(part);
    }
    for entry in file.groups.iter().filter(|entry| !settled.contains(&entry.name.as_str())) {
        if let Some(group) = growing.group(&entry.name) {
            let part = set(&group, &entry.rules);
            growing.take(part);
        }
    }
    if others == Others::Go {
        prune(&mut growing, file);
    }
    Ok(growing.draft)
}

fn prune(growing: &mut Growing, file: &IpGroupFile) {
    let is_named = |group: &IpGroup| file.groups.iter().any(|entry| entry.name == group.group_name);
    let others: Vec<IpGroup> = growing.state.ip_groups.iter().filter(|group| !is_named(group)).cloned().collect();
    for group in others {
        let used = growing.state.directories_with(&group.group_id).next().map(|one| one.directory_id.to_string());
        match used {
            None => drop(growing.take(delete(&group))),
            Some(directory) => {
                let reason = format!("the file does not name it, and it stays: it is on {directory}");
                growing.draft.warnings.push(remark(&KEPT, &group.group_name, reason));
            }
        }
    }
}

fn new_rules(group: &IpGroup, entry: &IpGroupEntry) -> Vec<IpRule> {
    entry.rules.iter().filter(|rule| !group.has_range(&rule.ip_rule)).cloned().collect()
}

fn is_as_wanted(growing: &Growing, entry: &IpGroupEntry) -> bool {
    let group = growing.group(&entry.name);
    group.is_some_and(|group| crate::model::around::same_rules(&group.user_rules, &entry.rules))
}

fn warn_of_description(draft: &mut Draft, group: &IpGroup, entry: &IpGroupEntry) {
    if entry.description.is_some() && entry.description != group.group_desc {
        let reason = "its description differs, and the service can't change it";
        draft.warnings.push(remark(&DESCRIBED, &entry.name, reason));
    }
}
