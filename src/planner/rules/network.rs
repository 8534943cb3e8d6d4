//! Rules for verbs that give a desktop a new network interface: free addresses, and groups that would be lost.

use std::collections::BTreeSet;

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::planner::Case;
use crate::planner::document::{Fact, Otherwise, Requirement};

pub(in crate::planner) static ADDRESSES: Rule = Rule {
    id: "ADDR-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-20", "K-13"],
    dated: GUIDE,
    title: "no free address in its subnet",
    says: "the new desktop takes an address before the old one gives its own back, and subnets of a directory can't be \
           changed; where addresses are few, waves are made smaller",
    advice: "free addresses in the subnet: remove what is not needed there",
    check: |case| {
        let subnet = case.subnet()?;
        let free = subnet.available_ip_address_count;
        (free <= 0).then(|| Finding::of(format!("{} has no free address", subnet.subnet_id)))
    },
};

pub(in crate::planner) static ADDRESSES_UNREAD: Rule = Rule {
    id: "ADDR-02",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-20", "K-13"],
    dated: GUIDE,
    title: "free addresses are not known",
    says: "how many addresses are free in the desktop's subnet was not read, so waves are not made smaller for it",
    advice: "allow ec2:DescribeSubnets, or look yourself",
    check: |case| {
        if case.subnet().is_some() {
            return None;
        }
        Some(Finding::of(match &case.target.subnet_id {
            Some(id) => format!("how many addresses are free in {id} is not known"),
            None => "its subnet is not known, and so whether an address is free".to_owned(),
        }))
    },
};

pub(in crate::planner) static GROUPS: Rule = Rule {
    id: "SG-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["J-14", "J-13", "C2-02", "C2-04"],
    dated: GUIDE,
    title: "security groups attached by hand",
    says: "the service makes a new network interface with the groups of the directory only; groups that somebody attached \
           to the old one would be lost without a word. Where the interface could not be read, there may be some",
    advice: "note the groups and detach them, or accept the loss with `--allow SG-01`; where the interface can't be read, \
             allow ec2:DescribeNetworkInterfaces",
    check: groups,
};

fn groups(case: &Case<'_>) -> Option<Finding> {
    let Some(interface) = &case.target.deskfleet.interface else {
        return Some(Finding::of(
            case.unread("Interface", "its network interface was not read, so it may have groups attached by hand"),
        ));
    };
    let own = own_groups(case);
    let mut extra: Vec<String> = interface
        .groups
        .iter()
        .filter(|group| !own.contains(&group.group_id))
        .map(|group| match &group.group_name {
            Some(name) => format!("{} ({name})", group.group_id),
            None => group.group_id.clone(),
        })
        .collect();
    extra.sort();
    if extra.is_empty() {
        return None;
    }
    let extra = extra.join(", ");
    Some(Finding::of(match case.directory {
        Some(_) => format!("these security groups would be lost: {extra}"),
        None => format!("its directory was not read, so these security groups may be attached by hand: {extra}"),
    }))
}

/// The interface may have the directory's groups only; with SG-01 lowered those too that were seen, and none if they
/// were not even read.
pub(in crate::planner) fn groups_within(case: &Case<'_>) -> Option<Requirement> {
    let mut allowed = own_groups(case);
    if case.context.is_lowered(GROUPS.id) {
        let interface = case.target.deskfleet.interface.as_ref()?;
        allowed.extend(interface.groups.iter().map(|group| group.group_id.clone()));
    }
    Some(Requirement {
        that: Fact::GroupsWithin(allowed.into_iter().collect()),
        otherwise: Otherwise::Skip,
        rule: GROUPS.id.to_owned(),
    })
}

/// Returns the groups that the directory gives to every desktop.
fn own_groups(case: &Case<'_>) -> BTreeSet<String> {
    let directory = case.directory.into_iter();
    directory
        .flat_map(|directory| [&directory.workspace_security_group_id, &directory.custom_security_group_id])
        .flatten()
        .cloned()
        .collect()
}
