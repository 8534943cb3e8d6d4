//! The Describe actions: what is there, as EC2 writes it (domain.md section Q).
//!
//! Changes nothing. May import: the parent's types, `call`, `wire`, `world`, `sts` (partition names).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::net::Ipv4Addr;

use sha2::{Digest, Sha256};

use super::super::call::CallContext;
use super::super::sts::partition;
use super::super::wire::query::{Element, Query};
use super::super::world::{Interface, SecurityGroup, Subnet, World};
use super::filter::{Filters, Known};
use super::{Done, GROUP, INTERFACE, Kind, Refusal, SUBNET, flag};

/// Bounds of a page (domain.md section Q).
const PAGE_MIN: usize = 5;
const PAGE_MAX: usize = 1_000;

/// Carries out `DescribeSubnets`.
pub(super) fn subnets(world: &mut World, _: &CallContext, query: &Query) -> Result<Done, Refusal> {
    const FILTERS: &[Known<Subnet>] = &[
        ("availability-zone", |_, subnet| vec![subnet.zone.clone()]),
        ("availability-zone-id", |_, subnet| vec![subnet.zone_id.clone()]),
        ("available-ip-address-count", |_, subnet| vec![subnet.free().to_string()]),
        ("cidr", |_, subnet| vec![subnet.cidr.to_string()]),
        ("cidr-block", |_, subnet| vec![subnet.cidr.to_string()]),
        ("default-for-az", |_, _| vec!["false".to_owned()]),
        ("owner-id", |world, _| vec![world.account.clone()]),
        ("state", |_, _| vec!["available".to_owned()]),
        ("subnet-id", |_, subnet| vec![subnet.id.clone()]),
        ("vpc-id", |_, subnet| vec![subnet.vpc.clone()]),
    ];
    let page = page(world, query, &Entries { all: &world.subnets, among: None }, &SUBNET, "SubnetId", FILTERS)?;
    let items = page.chosen.iter().map(|subnet| subnet_element(world, subnet));
    Ok(page.done("subnetSet", items.collect()))
}

/// Carries out `DescribeNetworkInterfaces`.
pub(super) fn interfaces(world: &mut World, _: &CallContext, query: &Query) -> Result<Done, Refusal> {
    const FILTERS: &[Known<Interface>] = &[
        ("addresses.primary", |_, _| vec!["true".to_owned()]),
        ("addresses.private-ip-address", |_, interface| vec![interface.address.to_string()]),
        ("attachment.attachment-id", |_, interface| vec![interface.attachment.clone()]),
        ("attachment.delete-on-termination", |_, _| vec!["false".to_owned()]),
        ("attachment.device-index", |_, interface| vec![interface.device_index.to_string()]),
        ("attachment.instance-owner-id", |_, interface| vec![interface.attachment_owner.clone()]),
        ("attachment.status", |_, _| vec!["attached".to_owned()]),
        ("availability-zone", |world, interface| zone(world, interface).into_iter().collect()),
        ("description", |_, interface| vec![interface.description.clone()]),
        ("group-id", |_, interface| interface.groups.clone()),
        ("interface-type", |_, _| vec!["interface".to_owned()]),
        ("network-interface-id", |_, interface| vec![interface.id.clone()]),
        ("owner-id", |_, interface| vec![interface.owner.clone()]),
        ("private-ip-address", |_, interface| vec![interface.address.to_string()]),
        ("requester-managed", |_, _| vec!["false".to_owned()]),
        ("source-dest-check", |_, _| vec!["true".to_owned()]),
        ("status", |_, _| vec!["in-use".to_owned()]),
        ("subnet-id", |_, interface| vec![interface.subnet.clone()]),
        ("vpc-id", |world, interface| vpc(world, interface).into_iter().collect()),
    ];
    let entries = Entries { all: &world.interfaces, among: at_addresses(world, query) };
    let page = page(world, query, &entries, &INTERFACE, "NetworkInterfaceId", FILTERS)?;
    let items = page.chosen.iter().map(|interface| interface_element(world, interface));
    Ok(page.done("networkInterfaceSet", items.collect()))
}

/// Carries out `DescribeSecurityGroups`.
///
/// Rules of groups are not simulated, so an answer has no element for them: an empty one would say that there are none.
pub(super) fn security_groups(world: &mut World, _: &CallContext, query: &Query) -> Result<Done, Refusal> {
    const FILTERS: &[Known<SecurityGroup>] = &[
        ("description", |_, group| vec![group.description.clone()]),
        ("group-id", |_, group| vec![group.id.clone()]),
        ("group-name", |_, group| vec![group.name.clone()]),
        ("owner-id", |world, _| vec![world.account.clone()]),
        ("vpc-id", |_, group| vec![group.vpc.clone()]),
    ];
    // By name EC2 looks in the default VPC only, and there is none here.
    if let Some(name) = query.list("GroupName").first() {
        let message = format!("The security group '{name}' does not exist in default VPC 'none'");
        return Err(Refusal::new("InvalidGroup.NotFound", message));
    }
    let page = page(world, query, &Entries { all: &world.security_groups, among: None }, &GROUP, "GroupId", FILTERS)?;
    let items = page.chosen.iter().map(|group| group_element(world, group));
    Ok(page.done("securityGroupInfo", items.collect()))
}

/// Part of a list, and how to go on.
struct Page<'a, T> {
    chosen: Vec<&'a T>,
    next: Option<String>,
}

impl<T> Page<'_, T> {
    fn done(&self, list: &'static str, items: Vec<Vec<Element>>) -> Done {
        let mut children = vec![Element::items(list, items)];
        children.extend(self.next.clone().map(|token| Element::text("nextToken", token)));
        Done { children, ..Done::default() }
    }
}

/// Returns the ids that a filter by whole addresses leaves over; `None` without one.
///
/// A world of 10,000 desktops is asked for the interfaces of 25 of them, 400 times over.
pub(super) fn at_addresses<'a>(world: &'a World, query: &Query) -> Option<BTreeSet<&'a str>> {
    let filters = query.filters();
    let names = ["addresses.private-ip-address", "private-ip-address"];
    let filter = filters.iter().find(|filter| names.contains(&filter.name))?;
    let addresses: Result<Vec<Ipv4Addr>, _> = filter.values.iter().map(|value| value.parse()).collect();
    let addresses = addresses.ok()?; // a wildcard can be anywhere
    let holders = world.subnets.values().flat_map(|subnet| addresses.iter().filter_map(|at| subnet.taken.get(at)));
    Some(holders.map(String::as_str).collect())
}

/// What an action chooses from.
struct Entries<'a, T> {
    all: &'a BTreeMap<String, T>,
    /// Ids outside of which nothing can pass the filters, where that is known.
    among: Option<BTreeSet<&'a str>>,
}

impl<'a, T> Entries<'a, T> {
    /// Returns the entries that may be chosen, in the order of their ids.
    fn iter(&self) -> Box<dyn Iterator<Item = (&'a String, &'a T)> + '_> {
        match &self.among {
            Some(ids) => Box::new(ids.iter().filter_map(|id| self.all.get_key_value(*id))),
            None => Box::new(self.all.iter()),
        }
    }
}

/// Chooses what a Describe action shows: ids, filters and paging work alike in all of them.
fn page<'a, T>(
    world: &World,
    query: &Query,
    entries: &Entries<'a, T>,
    kind: &Kind,
    ids_parameter: &str,
    known: &[Known<T>],
) -> Result<Page<'a, T>, Refusal> {
    let ids = query.list(ids_parameter);
    let size = page_size(query)?;
    for other in ["MaxResults", "NextToken"] {
        if !ids.is_empty() && query.get(other).is_some() {
            let message = format!("The parameter {ids_parameter} cannot be used with the parameter {other}");
            return Err(Refusal::new("InvalidParameterCombination", message));
        }
    }
    let filters = Filters::read(query, known)?;
    kind.require(&ids, |id| entries.all.contains_key(id))?;
    let binding = binding(query);
    let after = query.get("NextToken").map(|token| opened(token, &binding)).transpose()?;
    if flag(query, "DryRun")? {
        return Err(Refusal::dry_run());
    }
    // Entries come in the order of their ids, and a token says after which one: what is made or removed between two
    // pages moves nothing else from one page to the other.
    let mut found = entries
        .iter()
        .filter(|(id, _)| after.as_ref().is_none_or(|after| id.as_str() > after.as_str()))
        .filter(|(id, _)| ids.is_empty() || ids.contains(&id.as_str()))
        .filter(|(id, resource)| filters.pass(world, id, resource));
    let chosen: Vec<(&String, &T)> = match size {
        Some(size) => found.by_ref().take(size).collect(),
        // Without a page size all come at once, as observed with 19,000 interfaces.
        None => found.by_ref().collect(),
    };
    let last = chosen.last().map(|(id, _)| id.as_str());
    let next = last.filter(|_| found.next().is_some()).map(|last| sealed(last, &binding));
    let chosen = chosen.into_iter().map(|(_, resource)| resource).collect();
    Ok(Page { chosen, next })
}

fn page_size(query: &Query) -> Result<Option<usize>, Refusal> {
    let Some(text) = query.get("MaxResults") else {
        return Ok(None);
    };
    let size = text.parse().ok().filter(|size| (PAGE_MIN..=PAGE_MAX).contains(size));
    let message = format!(
        "Value ( {text} ) for parameter maxResults is invalid. Expecting a value between {PAGE_MIN} and {PAGE_MAX}."
    );
    size.map(Some).ok_or_else(|| Refusal::new("InvalidParameterValue", message))
}

/// Returns what a token is good for: the same action with the same filters; the page size may change.
fn binding(query: &Query) -> String {
    let mut hash = Sha256::new();
    hash.update(query.action());
    for filter in query.filters() {
        for text in std::iter::once(filter.name).chain(filter.values) {
            hash.update([0]);
            hash.update(text);
        }
        hash.update([1]);
    }
    hexadecimal(&hash.finalize()[..8])
}

/// Makes a token; opaque to callers, who may only hand it back.
fn sealed(last: &str, binding: &str) -> String {
    format!("{binding}{}", hexadecimal(last.as_bytes()))
}

/// Reads a token that this action made for these filters.
fn opened(token: &str, binding: &str) -> Result<String, Refusal> {
    let bytes = token.strip_prefix(binding).and_then(from_hexadecimal);
    let last = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).filter(|last| !last.is_empty());
    let message = "The specified pagination token is not valid or is expired.";
    last.ok_or_else(|| Refusal::new("InvalidPaginationToken", message))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

fn zone(world: &World, interface: &Interface) -> Option<String> {
    world.subnets.get(&interface.subnet).map(|subnet| subnet.zone.clone())
}

fn vpc(world: &World, interface: &Interface) -> Option<String> {
    world.subnets.get(&interface.subnet).map(|subnet| subnet.vpc.clone())
}

fn arn(world: &World, kind: &str, id: &str) -> String {
    let (region, account) = (&world.region, &world.account);
    format!("arn:{}:ec2:{region}:{account}:{kind}/{id}", partition(region))
}

fn tag_elements(world: &World, id: &str) -> Element {
    let tags = world.tags.get(id).into_iter().flatten();
    let item = |(key, value): (&String, &Option<String>)| {
        vec![Element::text("key", key), Element::text("value", value.clone().unwrap_or_default())]
    };
    Element::items("tagSet", tags.map(item))
}

fn subnet_element(world: &World, subnet: &Subnet) -> Vec<Element> {
    vec![
        Element::text("subnetId", &subnet.id),
        Element::text("subnetArn", arn(world, "subnet", &subnet.id)),
        Element::text("state", "available"),
        Element::text("ownerId", &world.account),
        Element::text("vpcId", &subnet.vpc),
        Element::text("cidrBlock", subnet.cidr.to_string()),
        Element::items("ipv6CidrBlockAssociationSet", []),
        Element::text("availableIpAddressCount", subnet.free().to_string()),
        Element::text("availabilityZone", &subnet.zone),
        Element::text("availabilityZoneId", &subnet.zone_id),
        Element::flag("defaultForAz", false),
        Element::flag("mapPublicIpOnLaunch", false),
        Element::flag("assignIpv6AddressOnCreation", false),
        tag_elements(world, &subnet.id),
    ]
}

fn group_element(world: &World, group: &SecurityGroup) -> Vec<Element> {
    vec![
        Element::text("ownerId", &world.account),
        Element::text("groupId", &group.id),
        Element::text("securityGroupArn", arn(world, "security-group", &group.id)),
        Element::text("groupName", &group.name),
        Element::text("groupDescription", &group.description),
        Element::text("vpcId", &group.vpc),
        tag_elements(world, &group.id),
    ]
}

/// Writes an interface as domain.md J-04 shows one: the customer's, attached to an instance of an account of AWS.
fn interface_element(world: &World, interface: &Interface) -> Vec<Element> {
    let address = interface.address.to_string();
    let group = |id: &String| {
        let name = world.security_groups.get(id).map(|group| group.name.clone());
        vec![Element::text("groupId", id), Element::text("groupName", name.unwrap_or_default())]
    };
    let attachment = vec![
        Element::text("attachmentId", &interface.attachment),
        Element::text("instanceOwnerId", &interface.attachment_owner),
        Element::text("deviceIndex", interface.device_index.to_string()),
        Element::text("status", "attached"),
        Element::text("attachTime", interface.attached_at.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()),
        Element::flag("deleteOnTermination", false),
    ];
    let primary = vec![Element::text("privateIpAddress", &address), Element::flag("primary", true)];
    let elastic = interface.elastic.as_ref().map(|(public, allocation)| {
        let association = vec![
            Element::text("publicIp", public.to_string()),
            Element::text("publicDnsName", ""),
            Element::text("ipOwnerId", &interface.owner),
            Element::text("allocationId", allocation),
            Element::text("associationId", allocation.replace("eipalloc-", "eipassoc-")),
        ];
        Element::tree("association", association)
    });
    let elements = vec![
        Element::text("networkInterfaceId", &interface.id),
        Element::text("subnetId", &interface.subnet),
        Element::text("vpcId", vpc(world, interface).unwrap_or_default()),
        Element::text("availabilityZone", zone(world, interface).unwrap_or_default()),
        Element::text("description", &interface.description),
        Element::text("ownerId", &interface.owner),
        // Not documented; it has to be false for anybody's change to be allowed (J-05, UNCONFIRMED).
        Element::flag("requesterManaged", false),
        Element::text("status", "in-use"),
        Element::text("privateIpAddress", &address),
        Element::flag("sourceDestCheck", true),
        Element::items("groupSet", interface.groups.iter().map(group)),
        Element::tree("attachment", attachment),
        tag_elements(world, &interface.id),
        Element::items("privateIpAddressesSet", [primary]),
        Element::items("ipv6AddressesSet", []),
        Element::text("interfaceType", "interface"),
    ];
    elements.into_iter().chain(elastic).collect()
}
