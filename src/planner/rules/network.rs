//! Rules for verbs that give a desktop a new network interface: free addresses, and groups that would be lost.

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::planner::Case;
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::verbs::carry::{self, Wish};

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

pub(in crate::planner) static ELASTIC: Rule = Rule {
    id: "ADDR-05",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-02", "C2-04", "K-16"],
    dated: GUIDE,
    title: "an elastic address is lost",
    says: "the service makes a new network interface, and an elastic address that somebody associated with the old one is not \
           on it. One that AWS gives to each desktop of a directory comes anew by itself",
    advice: "associate the address with the new interface afterwards; the report names each with its desktop",
    check: |case| {
        case.target.deskfleet.interface.as_ref()?.elastic_address()?;
        Some(Finding::of("its elastic address is not carried over"))
    },
};

pub(in crate::planner) static PRIVATE_ADDRESS: Rule = Rule {
    id: "ADDR-06",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-02", "C2-04"],
    dated: GUIDE,
    title: "the private address changes",
    says: "a desktop that is rebuilt or migrated has another private address, and a migrated one another computer name. Rules of \
           firewalls and routes, and lists elsewhere that name the old one, are nothing that can be seen or changed from here",
    advice: "let such rules name security groups or subnets, or change them afterwards: `--write-map` and `list` have the new \
             names and addresses",
    check: |_| Some(Finding::of("its private address changes, and with it what rules elsewhere say of the old one")),
};

pub(in crate::planner) static GROUPS: Rule = Rule {
    id: "SG-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["J-14", "J-13", "C2-02", "C2-04"],
    dated: GUIDE,
    title: "security groups attached by hand",
    says: "the service makes a new network interface with the groups of the directory only; groups that somebody attached \
           to the old one are carried over where they are known (`--carry-groups`). Where the interface or its directory \
           could not be read they are not, and would be lost without a word",
    advice: "allow ec2:DescribeNetworkInterfaces and workspaces:DescribeWorkspaceDirectories; or accept the loss with \
             `--carry-groups none` or `--allow SG-01`",
    check: groups,
};

fn groups(case: &Case<'_>) -> Option<Finding> {
    let wish = carry::wish(case.context);
    if matches!(wish, Some(Wish::Nothing)) {
        return None;
    }
    if case.target.deskfleet.interface.is_none() {
        return Some(Finding::of(
            case.unread("Interface", "its network interface was not read, so it may have groups attached by hand"),
        ));
    }
    // Those that were named are known, whatever the directory gives.
    if wish.is_some() && case.directory.is_some() || matches!(wish, Some(Wish::Named(_))) {
        return None;
    }
    let extra = carry::extra(case);
    if extra.is_empty() {
        return None;
    }
    let extra = carry::words(extra);
    Some(Finding::of(match case.directory {
        Some(_) => format!("these security groups would be lost: {extra}"),
        None => format!("its directory was not read, so these security groups may be attached by hand: {extra}"),
    }))
}

/// The interface may have the directory's groups, and those that were seen where they are carried over or their loss was
/// accepted: what somebody attaches later is neither.
pub(in crate::planner) fn groups_within(case: &Case<'_>) -> Option<Requirement> {
    let mut allowed = carry::own(case);
    if case.context.is_lowered(GROUPS.id) || carry::wish(case.context).is_some() {
        let interface = case.target.deskfleet.interface.as_ref()?;
        allowed.extend(interface.groups.iter().map(|group| group.group_id.clone()));
    }
    Some(Requirement {
        that: Fact::GroupsWithin(allowed.into_iter().collect()),
        otherwise: Otherwise::Skip,
        rule: GROUPS.id.to_owned(),
    })
}
