//! Security groups of network interfaces: attached, detached, replaced or set, one write an interface (domain.md J).
//!
//! What is wanted stands in the parameters `attach`, `detach`, `replace` (old, new) and `set`; `set:ID` says it for one
//! desktop. A step holds what is added and what is taken away, and the set is made from what is read right before the
//! call: whoever else attaches a group meanwhile loses nothing. The group that ties a desktop to its directory stays.

#[cfg(test)]
pub(in crate::planner) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Call, VerbRow, carry};
use crate::model::{GroupChange, Interface, SecurityGroup, Verb, join_groups};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::rules::{About, Finding, GUIDE, Rule, SAME, Severity};
use crate::planner::{Case, Context};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&INTERFACE, &LIMIT, &FOREIGN, &CUSTOM],
    own_states: &[],
    new_address: false,
    volume_snapshots: false,
    interface: true,
    keys: None,
    also: &[],
    goal,
    same,
    build,
};

/// Groups an interface has at most, unless AWS raised it for the account, and then (J-09).
pub(super) const MOST: u32 = 5;
pub(super) const MOST_RAISED: u32 = 16;

static INTERFACE: Rule = Rule {
    id: "SG-03",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "its network interface is not known",
    says: "the interface is found by the desktop's address and subnet, and by the description that WorkSpaces gives it; where \
           that finds nothing, or could not be asked for, nothing is changed",
    advice: "wait until the desktop shows an address (`deskfleet show`); where interfaces can't be read, allow \
             ec2:DescribeNetworkInterfaces",
    check: |case| {
        let is_known = case.target.deskfleet.interface.is_some();
        (!is_known).then(|| Finding::of(case.unread("Interface", "its network interface was not found")))
    },
};

pub(super) static LIMIT: Rule = Rule {
    id: "SG-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["J-09"],
    dated: GUIDE,
    title: "too many security groups",
    says: "an interface has 5 security groups at most, the one that its directory gives it among them; AWS raises that to 16 \
           for accounts that ask",
    advice: "detach or replace one; where AWS raised the limit, `--allow SG-04` goes up to 16",
    check: |case| {
        if let Some(carried) = carry::change(case) {
            return carried.unfit(&carry::given(case), carry::most(case, MOST) as usize).map(Finding::of);
        }
        let (interface, change) = (case.target.deskfleet.interface.as_ref()?, change_of(case)?);
        change.unfit(&interface.groups, MOST as usize).map(Finding::of)
    },
};

static FOREIGN: Rule = Rule {
    id: "SG-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["J-15"],
    dated: GUIDE,
    title: "a security group of another VPC",
    says: "an interface takes security groups of its own VPC only; of a group that could not be read that is not known",
    advice: "name a group of the desktop's VPC; where groups can't be read, allow ec2:DescribeSecurityGroups",
    check: foreign,
};

static CUSTOM: Rule = Rule {
    id: "SG-06",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["J-13"],
    dated: GUIDE,
    title: "still the custom group of its directory",
    says: "the directory gives its custom security group to every new and every rebuilt desktop: what is detached comes back",
    advice: "change the custom security group of the directory as well",
    check: |case| {
        let custom = case.directory?.custom_security_group_id.as_ref()?;
        let (interface, change) = (case.target.deskfleet.interface.as_ref()?, change_of(case)?);
        let has = interface.groups.iter().any(|group| group.group_id == *custom);
        let directory = &case.target.directory_id;
        (has && change.remove.contains(custom)).then(|| {
            Finding::of(format!(
                "{custom} is still the custom group of {directory}: new and rebuilt desktops get it again"
            ))
        })
    },
};

fn foreign(case: &Case<'_>) -> Option<Finding> {
    let (interface, change) = (case.target.deskfleet.interface.as_ref()?, change_of(case)?);
    let vpc = interface.vpc_id.as_ref().or(case.subnet().and_then(|subnet| subnet.vpc_id.as_ref()));
    let added = change.add.iter().filter(|id| !interface.groups.iter().any(|group| group.group_id == **id));
    for id in added {
        let of_group = case.context.security_group(id).and_then(|group| group.vpc_id.as_ref());
        match (of_group, vpc) {
            (Some(group), Some(vpc)) if group == vpc => {}
            (Some(group), Some(vpc)) => {
                return Some(Finding::of(format!("{id} is of {group}, and its interface is in {vpc}")));
            }
            (None, _) | (_, None) => {
                return Some(Finding::of(
                    case.unread("SecurityGroups", &format!("of which VPC {id} is, is not known")),
                ));
            }
        }
    }
    None
}

/// The value of a parameter: ids of groups.
pub(super) fn listed(value: &str) -> BTreeSet<String> {
    value.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned).collect()
}

fn asked(context: &Context<'_>, name: &str) -> BTreeSet<String> {
    context.wanted.parameters.get(name).map(|value| listed(value)).unwrap_or_default()
}

/// Reads which group takes the place of which.
fn replaced(context: &Context<'_>) -> Option<(String, String)> {
    let (old, new) = context.wanted.parameters.get("replace")?.split_once(',')?;
    Some((old.to_owned(), new.to_owned()))
}

fn goal(context: &Context<'_>) -> Result<(), String> {
    let parameters = &context.wanted.parameters;
    let is_known = |name: &str| ["attach", "detach", "replace", "set"].contains(&name) || name.starts_with("set:");
    if let Some(other) = parameters.keys().find(|name| !is_known(name)) {
        return Err(format!("`{other}` is nothing that can be done to security groups"));
    }
    let named: BTreeSet<String> = parameters.values().flat_map(|value| listed(value)).collect();
    if parameters.is_empty() || (named.is_empty() && !parameters.keys().any(|name| name.starts_with("set"))) {
        return Err("no security group is named".to_owned());
    }
    if parameters.contains_key("replace") && replaced(context).is_none() {
        return Err("to replace a security group takes the old one and the new one".to_owned());
    }
    let (attached, detached) = (asked(context, "attach"), asked(context, "detach"));
    if let Some(both) = attached.intersection(&detached).next() {
        return Err(format!("{both} is to be attached and detached"));
    }
    let unknown: Vec<&str> =
        named.iter().map(String::as_str).filter(|id| context.security_group(id).is_none()).collect();
    if !unknown.is_empty() && !context.is_unread("SecurityGroups") {
        return Err(format!("EC2 knows no security group {}", unknown.join(", ")));
    }
    let mut taken = detached.into_iter().chain(replaced(context).map(|(old, _)| old));
    match taken.find(|id| ties_to_directory(context, id)) {
        Some(id) => Err(format!("{id} ties desktops to their directory: a desktop without it is cut off, so it stays")),
        None => Ok(()),
    }
}

/// Whether a group is the one that a directory gives to all of its desktops (J-11).
fn ties_to_directory(context: &Context<'_>, id: &str) -> bool {
    context.security_group(id).is_some_and(SecurityGroup::is_members)
        || context.directories().any(|directory| directory.workspace_security_group_id.as_deref() == Some(id))
}

/// Returns what is changed about a target, also when it is so already; `None` when nothing is wanted of it.
fn change_of(case: &Case<'_>) -> Option<GroupChange> {
    let groups = &case.target.deskfleet.interface.as_ref()?.groups;
    let context = case.context;
    let of_target = format!("set:{}", case.target.workspace_id);
    let parameters = &context.wanted.parameters;
    if let Some(value) = parameters.get(&of_target).or_else(|| parameters.get("set")) {
        let add = listed(value);
        let extra = |group: &&SecurityGroup| {
            !add.contains(&group.group_id) && !group.is_members() && !ties_to_directory(context, &group.group_id)
        };
        let remove = groups.iter().filter(extra).map(|group| group.group_id.clone()).collect();
        return Some(GroupChange { add, remove });
    }
    if let Some((old, new)) = replaced(context) {
        let has = groups.iter().any(|group| group.group_id == old);
        return has.then(|| GroupChange { add: [new].into(), remove: [old].into() });
    }
    let change = GroupChange { add: asked(context, "attach"), remove: asked(context, "detach") };
    (change != GroupChange::default()).then_some(change)
}

fn same(case: &Case<'_>) -> Option<String> {
    let interface: &Interface = case.target.deskfleet.interface.as_ref()?;
    match (change_of(case), replaced(case.context)) {
        (Some(change), _) => change.holds(&interface.groups).then(|| "its security groups are so already".to_owned()),
        (None, Some((old, _))) => Some(format!("it does not have {old}")),
        (None, None) => Some("the list says nothing about it".to_owned()),
    }
}

fn build(case: &Case<'_>) -> Vec<Call> {
    let lowered = case.context.is_lowered(LIMIT.id);
    change_of(case).map(|change| call(case, change, if lowered { MOST_RAISED } else { MOST })).into_iter().collect()
}

/// The call that brings a change about, once the interface is found, not so already, and can have the groups.
pub(super) fn call(case: &Case<'_>, change: GroupChange, most: u32) -> Call {
    let require = |that, otherwise, rule: &Rule| Requirement { that, otherwise, rule: rule.id.to_owned() };
    let requires = vec![
        require(Fact::HasInterface, Otherwise::Hold, &INTERFACE),
        require(Fact::GroupsNotYet(change.clone()), Otherwise::Unchanged, &SAME),
        require(Fact::GroupsFit { change: change.clone(), most }, Otherwise::Skip, &LIMIT),
    ];
    let mut parameters = BTreeMap::from([("WorkspaceId".to_owned(), case.target.workspace_id.to_string())]);
    for (name, ids) in [("Attach", &change.add), ("Detach", &change.remove)] {
        if !ids.is_empty() {
            parameters.insert(name.to_owned(), join_groups(ids));
        }
    }
    Call { requires, groups: Some(change), ..Call::of(Verb::SecurityGroup, parameters) }
}
