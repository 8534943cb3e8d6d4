//! `ModifyNetworkInterfaceAttribute`: the one change that a fleet tool makes in EC2 (domain.md J-08 to J-16).
//!
//! May import: the parent's types, `call`, `wire`, `world`.

use std::collections::BTreeSet;

use super::super::call::CallContext;
use super::super::wire::query::{Parameter, Query};
use super::super::world::{Interface, World};
use super::{Done, GROUP, INTERFACE, Refusal, flag};

/// Security groups per interface, unless AWS raised the account's limit (domain J-09).
const GROUPS_MAX: usize = 5;

/// How the group that must never go is named, after the directory's id (domain J-11).
const MEMBERS_SUFFIX: &str = "_workspacesMembers";

/// The groups as a parameter; the others are read below.
const GROUPS: &str = "SecurityGroupId";

/// Attributes beside the groups: known, so that naming one together with the groups is the caller's mistake (J-08).
const OTHER_ATTRIBUTES: &[&str] = &[
    "AssociatePublicIpAddress",
    "AssociatedSubnetId",
    "Attachment",
    "ConnectionTrackingSpecification",
    "Description",
    "EnaSrdSpecification",
    "EnablePrimaryIpv6",
    "SourceDestCheck",
];

/// What the action understands, as the API model spells it.
pub(super) const PARAMETERS: &[Parameter] = &[
    Parameter::Scalar("NetworkInterfaceId"),
    Parameter::Scalar("DryRun"),
    Parameter::List(GROUPS),
    Parameter::Scalar("AssociatePublicIpAddress"),
    Parameter::List("AssociatedSubnetId"),
    Parameter::Structure("Attachment"),
    Parameter::Structure("ConnectionTrackingSpecification"),
    Parameter::Structure("Description"),
    Parameter::Structure("EnaSrdSpecification"),
    Parameter::Scalar("EnablePrimaryIpv6"),
    Parameter::Structure("SourceDestCheck"),
];

/// Replaces the whole set of an interface's groups (`ModifyNetworkInterfaceAttribute`).
pub(super) fn modify_attribute(world: &mut World, context: &CallContext, query: &Query) -> Result<Done, Refusal> {
    let Some(id) = query.get("NetworkInterfaceId").filter(|id| !id.is_empty()) else {
        let message = "The request must contain the parameter networkInterfaceId";
        return Err(Refusal::new("MissingParameter", message));
    };
    let groups = query.list(GROUPS);
    attributes(context, query, &groups)?;
    let exists = |id: &str| world.interfaces.contains_key(id);
    INTERFACE.require(&[id], exists)?;
    let violations = match world.interfaces.get(id) {
        Some(interface) => acceptable(world, context, interface, &groups)?,
        None => Vec::new(),
    };
    if flag(query, "DryRun")? {
        return Err(Refusal::dry_run());
    }
    let Some(interface) = world.interfaces.get_mut(id) else {
        return Ok(Done::default());
    };
    let wanted: Vec<String> = groups.into_iter().map(str::to_owned).collect();
    let applied = interface.groups != wanted;
    interface.groups = wanted;
    Ok(Done { applied, violations, ..Done::default() })
}

/// Checks that the request names exactly one attribute, and that it is one that a desktop's interface lets change.
fn attributes(context: &CallContext, query: &Query, groups: &[&str]) -> Result<(), Refusal> {
    let other = OTHER_ATTRIBUTES.iter().find(|name| query.has(name));
    let others = OTHER_ATTRIBUTES.iter().filter(|name| query.has(name)).count();
    if others + usize::from(!groups.is_empty()) > 1 && !context.ignores("J-08") {
        let message = "Only one attribute may be specified at a time";
        return Err(Refusal::new("InvalidParameterCombination", message).noting("J-08"));
    }
    match other {
        // The instance behind the interface belongs to AWS: its attachment and addressing are not the customer's.
        Some(name) if groups.is_empty() => {
            let message = format!("You do not have permission to modify {name} of this network interface.");
            Err(Refusal::new("OperationNotPermitted", message))
        }
        Some(_) | None if !groups.is_empty() || context.ignores("J-08") => Ok(()),
        Some(_) | None => {
            let message = "The request must contain the parameter groupId";
            Err(Refusal::new("MissingParameter", message).noting("J-08"))
        }
    }
}

/// Checks the new set of groups; returns the rows that it breaks although AWS takes it.
fn acceptable(
    world: &World,
    context: &CallContext,
    interface: &Interface,
    groups: &[&str],
) -> Result<Vec<&'static str>, Refusal> {
    GROUP.require(groups, |id| world.security_groups.contains_key(id))?;
    let distinct: BTreeSet<&str> = groups.iter().copied().collect();
    if distinct.len() != groups.len() {
        let message = "The same security group may not be specified more than once";
        return Err(Refusal::new("InvalidParameterValue", message).noting("J-08"));
    }
    let vpc = world.subnets.get(&interface.subnet).map(|subnet| subnet.vpc.as_str());
    let vpc_of = |id: &str| world.security_groups.get(id).map(|group| group.vpc.as_str());
    if let Some(foreign) = groups.iter().find(|id| vpc_of(id) != vpc)
        && !context.ignores("J-15")
    {
        let message = format!(
            "You have specified two resources that belong to different networks: {foreign} and {}.",
            interface.id
        );
        return Err(Refusal::new("InvalidParameterValue", message).noting("J-15"));
    }
    if groups.len() > GROUPS_MAX && !context.ignores("J-09") {
        let message = "The maximum number of security groups per interface has been reached.";
        return Err(Refusal::new("SecurityGroupsPerInterfaceLimitExceeded", message).noting("J-09"));
    }
    let is_members = |id: &str| world.security_groups.get(id).is_some_and(|group| group.name.ends_with(MEMBERS_SUFFIX));
    let dropped = interface.groups.iter().any(|id| is_members(id) && !distinct.contains(id.as_str()));
    // AWS lets it pass, and the desktop is cut off from its directory.
    Ok(if dropped && !context.ignores("J-12") { vec!["J-12"] } else { Vec::new() })
}
