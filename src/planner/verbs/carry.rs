//! Security groups attached by hand, over a rebuild or a migration: captured before it and put back after it, because the
//! service makes the network interface anew with the groups of the directory only (domain.md J-13, J-14).
//!
//! What is wanted stands in the parameter `carry_groups`: `all`, `none`, or the ids of those that are carried. A plan
//! without it carries nothing, and SG-01 then refuses what would be lost. What is carried was on the old interface, and so
//! is of the VPC of the new one, which stands in the same subnet.

#[cfg(test)]
pub(in crate::planner) mod tests;

use std::collections::BTreeSet;

use super::security_group::{LIMIT, MOST, MOST_RAISED, call as group_call, listed};
use super::{Call, row};
use crate::inventory::Snapshot;
use crate::model::{DirectoryId, GroupChange, SecurityGroup, WhenConnected, WorkspaceId};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};
use crate::planner::{Case, Context, Intent};

/// The parameter.
const CARRY: &str = "carry_groups";
const ALL: &str = "all";
const NOTHING: &str = "none";

/// On how many percent of a directory's desktops a group is no accident, and of how many desktops that can be told.
const USUAL_PCT: usize = 80;
const DESKTOPS_MIN: usize = 5;

/// Which groups are carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::planner) enum Wish {
    All,
    Nothing,
    Named(BTreeSet<String>),
}

/// Returns what is wanted; `None`: nobody said.
pub(in crate::planner) fn wish(context: &Context<'_>) -> Option<Wish> {
    wish_of(context.wanted)
}

fn wish_of(wanted: &Intent) -> Option<Wish> {
    Some(match wanted.parameters.get(CARRY)?.as_str() {
        ALL => Wish::All,
        NOTHING => Wish::Nothing,
        ids => Wish::Named(listed(ids)),
    })
}

/// Says what keeps all of it from being planned.
pub(super) fn goal(context: &Context<'_>) -> Result<(), String> {
    match wish(context) {
        Some(Wish::Named(ids)) if ids.is_empty() || !ids.iter().all(|id| id.starts_with("sg-")) => {
            Err(format!("`{CARRY}` is `{ALL}`, `{NOTHING}`, or the ids of security groups with commas between"))
        }
        Some(_) | None => Ok(()),
    }
}

/// Returns the groups that the directory gives to every desktop; where it was not read, the one that has its name.
pub(in crate::planner) fn own(case: &Case<'_>) -> BTreeSet<String> {
    let directory = case.directory.into_iter();
    let given = directory
        .flat_map(|directory| [&directory.workspace_security_group_id, &directory.custom_security_group_id])
        .flatten();
    let id = case.target.directory_id.as_str();
    // Somebody may have attached that of another directory.
    let is_of_it = |group: &&SecurityGroup| {
        group.is_members() && group.group_name.as_deref().is_some_and(|name| name.starts_with(id))
    };
    let interface = case.target.deskfleet.interface.iter();
    let named = interface.flat_map(|interface| &interface.groups).filter(is_of_it).map(|group| &group.group_id);
    given.chain(named).cloned().collect()
}

/// Returns the groups that the interface has beyond those.
pub(in crate::planner) fn extra<'a>(case: &Case<'a>) -> Vec<&'a SecurityGroup> {
    let own = own(case);
    let interface = case.target.deskfleet.interface.iter();
    let mut extra: Vec<&SecurityGroup> =
        interface.flat_map(|interface| &interface.groups).filter(|group| !own.contains(&group.group_id)).collect();
    extra.sort();
    extra
}

/// Groups as they are told: the id, and the name where it is known.
pub(in crate::planner) fn words(groups: Vec<&SecurityGroup>) -> String {
    let word = |group: &SecurityGroup| match &group.group_name {
        Some(name) => format!("{} ({name})", group.group_id),
        None => group.group_id.clone(),
    };
    groups.into_iter().map(word).collect::<Vec<_>>().join(", ")
}

/// Sorts the groups that were attached by hand into those that are carried and those that are lost.
fn sorted<'a>(case: &Case<'a>) -> Option<(Vec<&'a SecurityGroup>, Vec<&'a SecurityGroup>)> {
    let wish = wish(case.context)?;
    Some(extra(case).into_iter().partition(|group| match &wish {
        Wish::All => true,
        Wish::Nothing => false,
        Wish::Named(ids) => ids.contains(&group.group_id),
    }))
}

/// Returns what is put back on the new interface; `None`: nothing.
pub(super) fn change(case: &Case<'_>) -> Option<GroupChange> {
    let (carried, _) = sorted(case)?;
    let add: BTreeSet<String> = carried.into_iter().map(|group| group.group_id.clone()).collect();
    (!add.is_empty()).then_some(GroupChange { add, remove: BTreeSet::new() })
}

/// What is carried must still be there when it is taken away: a group that was detached since the plan was made is not to
/// come back.
pub(super) fn still_there(case: &Case<'_>) -> Option<Requirement> {
    Some(Requirement {
        that: Fact::GroupsInclude(change(case)?.add.into_iter().collect()),
        otherwise: Otherwise::Skip,
        rule: CARRIED.id.to_owned(),
    })
}

/// Returns the groups that the new interface comes with.
pub(super) fn given(case: &Case<'_>) -> Vec<SecurityGroup> {
    own(case).into_iter().map(|group_id| SecurityGroup { group_id, group_name: None, vpc_id: None }).collect()
}

/// Returns how many groups the new interface may have: as many as the old one, where AWS raised the limit.
pub(super) fn most(case: &Case<'_>, most: u32) -> u32 {
    let has = case.target.deskfleet.interface.as_ref().map_or(0, |interface| interface.groups.len());
    most.max(u32::try_from(has).unwrap_or(u32::MAX))
}

/// Makes the call that puts the carried groups back, for after the one that loses them.
pub(super) fn call(case: &Case<'_>) -> Option<Call> {
    let limit = if case.context.is_lowered(LIMIT.id) { MOST_RAISED } else { MOST };
    let call = group_call(case, change(case)?, most(case, limit));
    // It streams another way (J-01), and what was begun is finished.
    Some(Call { connected: Some(WhenConnected::Ignore), ..call })
}

/// Returns the desktops whose interfaces tell whether a group is usual in its directory, beside those that were selected:
/// none where nothing that is carried depends on it.
#[must_use]
pub fn neighbours(seen: &Snapshot, wanted: &Intent, selected: &[WorkspaceId]) -> Vec<WorkspaceId> {
    if !row(wanted.verb).interface || wish_of(wanted) != Some(Wish::All) {
        return Vec::new();
    }
    let chosen: BTreeSet<&WorkspaceId> = selected.iter().collect();
    let own = |directory: &DirectoryId| {
        let directory = seen.directories.iter().find(|found| found.directory_id == *directory);
        let groups = directory.map(|found| [&found.workspace_security_group_id, &found.custom_security_group_id]);
        groups.into_iter().flatten().flatten().cloned().collect::<BTreeSet<String>>()
    };
    let mut asked: BTreeSet<&DirectoryId> = BTreeSet::new();
    for workspace in seen.workspaces.iter().filter(|workspace| chosen.contains(&workspace.workspace_id)) {
        let Some(interface) = &workspace.deskfleet.interface else { continue };
        if !asked.contains(&workspace.directory_id) {
            let own = own(&workspace.directory_id);
            if interface.groups.iter().any(|group| !own.contains(&group.group_id)) {
                asked.insert(&workspace.directory_id);
            }
        }
    }
    let others = seen.workspaces.iter().filter(|workspace| !chosen.contains(&workspace.workspace_id));
    let asked = others.filter(|workspace| asked.contains(&workspace.directory_id));
    asked.map(|workspace| workspace.workspace_id.clone()).collect()
}

pub(super) static FORMER: Rule = Rule {
    id: "SG-02",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["J-13", "J-14"],
    dated: None,
    title: "perhaps the former custom group of its directory",
    says: "a group that nearly all desktops of a directory have (80 %), and that is not its custom security group now, was \
           hardly attached by hand: it looks like the custom group that the directory had before, of which desktops are rid \
           when they are made anew",
    advice: "name it to carry it over (`--carry-groups sg-…`, with all others that are to stay), or carry everything over \
             with `--allow SG-02`; name the others only to leave it behind",
    check: |case| {
        if wish(case.context) != Some(Wish::All) {
            return None;
        }
        let attached = case.context.attached(&case.target.directory_id)?;
        let usual = |group: &&SecurityGroup| {
            let having = attached.having.get(group.group_id.as_str()).copied().unwrap_or(0);
            attached.desktops >= DESKTOPS_MIN && having * 100 >= attached.desktops * USUAL_PCT
        };
        let usual: Vec<&SecurityGroup> = extra(case).into_iter().filter(usual).collect();
        let first = usual.first()?;
        let (having, of) = (attached.having.get(first.group_id.as_str())?, attached.desktops);
        let directory = &case.target.directory_id;
        let first = words(vec![first]);
        Some(Finding::of(format!(
            "{having} of {of} desktops of {directory} have {first}, which is not its custom security group"
        )))
    },
};

pub(super) static FORMER_UNREAD: Rule = Rule {
    id: "SG-10",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["J-13", "J-14"],
    dated: None,
    title: "whether a group is a former custom one is not known",
    says: "whether a group was attached by hand, or is the custom group that the directory had before, shows by how many \
           desktops of the directory have it; their network interfaces could not be read",
    advice: "allow ec2:DescribeNetworkInterfaces, or name the groups that are carried over (`--carry-groups sg-…`)",
    check: |case| {
        let extra = extra(case);
        if wish(case.context) != Some(Wish::All) || extra.is_empty() || !case.context.is_unread("Interface") {
            return None;
        }
        let sentence =
            format!("which other desktops of {} have {} is not known", case.target.directory_id, words(extra));
        Some(Finding::of(case.unread("Interface", &sentence)))
    },
};

pub(super) static CARRIED: Rule = Rule {
    id: "SG-07",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["J-13", "J-14"],
    dated: None,
    title: "security groups are carried over",
    says: "the desktop gets a network interface with the groups of its directory; those that were attached by hand are put \
           back on it as soon as it is there. Until then, for minutes, the desktop does without them",
    advice: "look them up with `deskfleet security-group list`; `--carry-groups` says which are carried",
    check: |case| {
        let (carried, _) = sorted(case)?;
        (!carried.is_empty())
            .then(|| Finding::of(format!("these security groups are put back afterwards: {}", words(carried))))
    },
};

pub(super) static LOST: Rule = Rule {
    id: "SG-08",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["J-13", "J-14"],
    dated: GUIDE,
    title: "security groups are lost",
    says: "the service makes a new network interface with the groups of the directory only, and `--carry-groups` leaves \
           groups out that were attached by hand",
    advice: "carry them over with `--carry-groups all`; after a run `deskfleet runs show RUN --before` has what was there",
    check: |case| {
        let (_, lost) = sorted(case)?;
        if case.target.deskfleet.interface.is_none() {
            let unread = "its network interface was not read, and groups attached by hand would be lost";
            return Some(Finding::of(case.unread("Interface", unread)));
        }
        (!lost.is_empty()).then(|| Finding::of(format!("these security groups will be lost: {}", words(lost))))
    },
};
