//! EC2 as far as desktops stand on it: subnets with their free addresses, interfaces, and their security groups.
//!
//! The only file that names `aws_sdk_ec2`. Asks with filters in place of ids: an id that EC2 does not know fails a whole
//! request, a filter value that matches nothing is just absent. The one change is that of the groups of an interface, and
//! it is sent once, like every change.

use std::collections::{BTreeMap, BTreeSet};

use aws_sdk_ec2::types as sdk;
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;

use super::convert::{needed, sorted};
use super::paging::all_pages;
use super::retry::Call;
use super::workspaces::Listing;
use super::{Aws, Fault, FaultKind};
use crate::inventory::Gap;
use crate::model::around::SubnetPlace;
use crate::model::{Association, Interface, SecurityGroup, Subnet, SubnetId, Workspace, WorkspaceId};

const DESCRIBE_SUBNETS: Call = Call { operation: "DescribeSubnets", lane: "ec2 DescribeSubnets" };
const DESCRIBE_INTERFACES: Call =
    Call { operation: "DescribeNetworkInterfaces", lane: "ec2 DescribeNetworkInterfaces" };

const DESCRIBE_GROUPS: Call = Call { operation: "DescribeSecurityGroups", lane: "ec2 DescribeSecurityGroups" };
/// The operation that changes an interface, and its bucket.
pub(super) const MODIFY_INTERFACE: Call =
    Call { operation: "ModifyNetworkInterfaceAttribute", lane: "ec2 ModifyNetworkInterfaceAttribute" };

/// The buckets of EC2's reads: one an operation (domain.md F).
pub(super) const LANES: &[&str] = &[DESCRIBE_SUBNETS.lane, DESCRIBE_INTERFACES.lane, DESCRIBE_GROUPS.lane];

/// How many filter values a request has at most, all filters together (domain.md Q).
const FILTER_VALUES_MAX: usize = 200;
/// Records a page; a page size also selects the larger of EC2's buckets.
const PAGE_MAX: i32 = 1_000;

/// How the description of a desktop's primary interface begins, in lower case (domain.md J-03).
const MADE_FOR_WORKSPACES: &str = "created by amazon workspaces for aws account id ";

/// Where the primary interface of a desktop is to be found: an address alone is ambiguous across VPCs (domain.md J-06).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Address {
    /// The subnet of the desktop.
    pub subnet_id: SubnetId,
    /// Its private address.
    pub ip_address: String,
    /// The desktop.
    pub workspace_id: WorkspaceId,
}

impl Address {
    /// Returns where the interface of a desktop is to be found; `None` while the service shows no address for it.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Option<Self> {
        Some(Self {
            subnet_id: workspace.subnet_id.clone()?,
            ip_address: workspace.ip_address.clone()?,
            workspace_id: workspace.workspace_id.clone(),
        })
    }
}

/// The client of EC2.
#[derive(Clone, Debug)]
pub(super) struct Ec2(aws_sdk_ec2::Client);

impl Ec2 {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_ec2::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_ec2::Client::from_conf(builder.build()))
    }
}

impl Aws {
    /// Reads subnets with their free addresses (`DescribeSubnets`), by id; one that does not exist is absent.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn subnets(&self, ids: &[SubnetId]) -> Result<Listing<Subnet>, Fault> {
        let mut gaps = Vec::new();
        let mut records = sorted(self.subnet_records(ids).await?, subnet, &mut gaps);
        records.sort_by(|left, right| left.subnet_id.cmp(&right.subnet_id));
        Ok(Listing { records, gaps })
    }

    /// Reads where subnets lie (`DescribeSubnets`), by id; one that does not exist is absent.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub(super) async fn subnet_places(&self, ids: &[SubnetId]) -> Result<Vec<SubnetPlace>, Fault> {
        let place = |record: sdk::Subnet| {
            let subnet_id = SubnetId::from_service(record.subnet_id?);
            Some(SubnetPlace { subnet_id, vpc_id: record.vpc_id, zone_id: record.availability_zone_id })
        };
        Ok(self.subnet_records(ids).await?.into_iter().filter_map(place).collect())
    }

    async fn subnet_records(&self, ids: &[SubnetId]) -> Result<Vec<sdk::Subnet>, Fault> {
        let ids: BTreeSet<&str> = ids.iter().map(SubnetId::as_str).collect();
        let mut records = Vec::new();
        for batch in Vec::from_iter(ids).chunks(FILTER_VALUES_MAX) {
            let page = all_pages(DESCRIBE_SUBNETS.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_SUBNETS, async || {
                        let request = self.ec2.0.describe_subnets().filters(filter("subnet-id", batch));
                        request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                    })
                    .await?;
                Ok((answer.subnets.unwrap_or_default(), answer.next_token))
            });
            records.extend(page.await?);
        }
        Ok(records)
    }

    /// Reads security groups (`DescribeSecurityGroups`), by id; one that does not exist is absent.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn security_groups(&self, ids: &BTreeSet<String>) -> Result<Listing<SecurityGroup>, Fault> {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let mut records: Vec<SecurityGroup> = Vec::new();
        for batch in ids.chunks(FILTER_VALUES_MAX) {
            let page = all_pages(DESCRIBE_GROUPS.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_GROUPS, async || {
                        let request = self.ec2.0.describe_security_groups().filters(filter("group-id", batch));
                        request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                    })
                    .await?;
                Ok((answer.security_groups.unwrap_or_default(), answer.next_token))
            });
            records.extend(page.await?.into_iter().filter_map(|group| {
                let (group_name, vpc_id) = (group.group_name, group.vpc_id);
                Some(SecurityGroup { group_id: group.group_id?, group_name, vpc_id })
            }));
        }
        records.sort();
        records.dedup();
        Ok(Listing { records, gaps: Vec::new() })
    }

    /// Replaces the security groups of an interface (`ModifyNetworkInterfaceAttribute`), once.
    pub(super) async fn set_groups(&self, interface: &str, groups: &[String]) -> Result<(), Fault> {
        self.once_with_slot(MODIFY_INTERFACE, async || {
            let request = self.ec2.0.modify_network_interface_attribute().network_interface_id(interface);
            request.set_groups(Some(groups.to_vec())).send().await
        })
        .await
        .map(drop)
        .map_err(|fault| match fault.code.as_deref() {
            // EC2 says so of one interface that is not ours to change as well: credentials that are bad fail the next read.
            Some("AuthFailure") => Fault { kind: FaultKind::Denied, ..fault },
            _ => fault,
        })
    }

    /// Finds the primary interfaces of desktops by address and subnet (`DescribeNetworkInterfaces`).
    ///
    /// What is found has the address, the subnet and a description that says that WorkSpaces made it (domain.md J-02,
    /// J-03, J-06); a desktop whose interface is not found is absent.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn interfaces(&self, addresses: &[Address]) -> Result<BTreeMap<WorkspaceId, Interface>, Fault> {
        let mut wanted: BTreeMap<(&str, &str), Option<&WorkspaceId>> = BTreeMap::new();
        for address in addresses {
            let key = (address.subnet_id.as_str(), address.ip_address.as_str());
            // An address that two desktops have, by a record that is out of date, tells of neither.
            let of = wanted.entry(key).or_insert(Some(&address.workspace_id));
            *of = of.filter(|id| **id == address.workspace_id);
        }
        let mut found = BTreeMap::new();
        for batch in address_batches(wanted.keys().copied()) {
            let (subnets, ips): (BTreeSet<&str>, BTreeSet<&str>) = batch.into_iter().unzip();
            let (subnets, ips) = (Vec::from_iter(subnets), Vec::from_iter(ips));
            let records = all_pages(DESCRIBE_INTERFACES.operation, async |token| {
                let answer = self
                    .read(DESCRIBE_INTERFACES, async || {
                        let request = self
                            .ec2
                            .0
                            .describe_network_interfaces()
                            .filters(filter("addresses.private-ip-address", &ips))
                            .filters(filter("subnet-id", &subnets))
                            .max_results(PAGE_MAX)
                            .set_next_token(token.clone());
                        request.send().await
                    })
                    .await?;
                Ok((answer.network_interfaces.unwrap_or_default(), answer.next_token))
            })
            .await?;
            for record in records.into_iter().filter(is_for_workspaces) {
                let subnet = record.subnet_id.as_deref().unwrap_or_default();
                let id = addresses_of(&record).find_map(|ip| wanted.get(&(subnet, ip)).copied().flatten());
                if let (Some(id), Some(interface)) = (id.cloned(), interface(record)) {
                    found.insert(id, interface);
                }
            }
        }
        Ok(found)
    }
}

fn filter(name: &str, values: &[&str]) -> sdk::Filter {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    sdk::Filter::builder().name(name).set_values(Some(values)).build()
}

/// Cuts (subnet, address) pairs, sorted by subnet, so that the values of both filters stay within the bound.
fn address_batches<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Vec<(&'a str, &'a str)>> {
    let mut batches: Vec<Vec<(&str, &str)>> = Vec::new();
    let mut values = FILTER_VALUES_MAX;
    let mut last_subnet = None;
    for (subnet, ip) in pairs {
        let more = if last_subnet == Some(subnet) { 1 } else { 2 };
        if values + more > FILTER_VALUES_MAX {
            batches.push(Vec::new());
            values = 2;
        } else {
            values += more;
        }
        last_subnet = Some(subnet);
        if let Some(batch) = batches.last_mut() {
            batch.push((subnet, ip));
        }
    }
    batches
}

fn is_for_workspaces(record: &sdk::NetworkInterface) -> bool {
    let description = record.description.as_deref().unwrap_or_default();
    description.to_ascii_lowercase().starts_with(MADE_FOR_WORKSPACES)
}

fn addresses_of(record: &sdk::NetworkInterface) -> impl Iterator<Item = &str> {
    let more = record.private_ip_addresses.iter().flatten();
    let more = more.filter_map(|address| address.private_ip_address.as_deref());
    record.private_ip_address.as_deref().into_iter().chain(more)
}

fn interface(record: sdk::NetworkInterface) -> Option<Interface> {
    let mut groups: Vec<SecurityGroup> = record
        .groups
        .unwrap_or_default()
        .into_iter()
        .filter_map(|group| {
            Some(SecurityGroup { group_id: group.group_id?, group_name: group.group_name, vpc_id: None })
        })
        .collect();
    groups.sort();
    // An interface is never without one (J-08): an answer that names none is no answer, and nothing is made of it.
    (!groups.is_empty()).then_some(())?;
    Some(Interface {
        network_interface_id: record.network_interface_id?,
        private_ip_address: record.private_ip_address,
        subnet_id: record.subnet_id.map(SubnetId::from_service),
        vpc_id: record.vpc_id,
        groups,
        association: record.association.and_then(|found| {
            let (ip_owner_id, allocation_id) = (found.ip_owner_id, found.allocation_id);
            Some(Association { public_ip: found.public_ip?, ip_owner_id, allocation_id })
        }),
    })
}

fn subnet(from: sdk::Subnet) -> Result<Subnet, Gap> {
    let id = needed(from.subnet_id, "Subnet", None, "SubnetId")?;
    // Not said is not zero: zero would refuse a plan, anything else would promise addresses.
    let free = needed(from.available_ip_address_count, "Subnet", Some(&id), "AvailableIpAddressCount")?;
    Ok(Subnet {
        subnet_id: SubnetId::from_service(id),
        vpc_id: from.vpc_id,
        cidr_block: from.cidr_block,
        availability_zone: from.availability_zone,
        available_ip_address_count: free,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn batches_hold_every_pair_once_and_keep_the_bound(subnets in prop::collection::vec(0_usize..450, 0..5)) {
            let pairs: Vec<(String, String)> = subnets
                .iter()
                .enumerate()
                .flat_map(|(subnet, count)| (0..*count).map(move |ip| (format!("subnet-{subnet}"), format!("10.{ip}"))))
                .collect();
            let borrowed = || pairs.iter().map(|(subnet, ip)| (subnet.as_str(), ip.as_str()));
            let batches = address_batches(borrowed());
            for batch in &batches {
                let distinct: BTreeSet<&str> = batch.iter().map(|(subnet, _)| *subnet).collect();
                prop_assert!(batch.len() + distinct.len() <= FILTER_VALUES_MAX && !batch.is_empty());
            }
            prop_assert!(batches.concat().into_iter().eq(borrowed()));
        }
    }

    /// domain.md J-03: both spellings are in use.
    #[test]
    fn only_interfaces_made_for_workspaces_count() {
        let described = |text: &str| is_for_workspaces(&sdk::NetworkInterface::builder().description(text).build());
        assert!(described("Created By Amazon Workspaces for AWS Account ID 111122223333"));
        assert!(described("Created by Amazon WorkSpaces for AWS account ID 111122223333"));
        assert!(!described("ELB created by amazon workspaces for aws account id 1"));
        assert!(!is_for_workspaces(&sdk::NetworkInterface::builder().build()));
    }

    /// What somebody associated is his, what AWS gave is replaced by AWS.
    #[test]
    fn an_elastic_address_is_one_that_somebody_owns() {
        let group = sdk::GroupIdentifier::builder().group_id("sg-1").build();
        let found = |owner: Option<&str>, ip: Option<&str>| {
            let association = sdk::NetworkInterfaceAssociation::builder()
                .set_ip_owner_id(owner.map(str::to_owned))
                .set_public_ip(ip.map(str::to_owned))
                .build();
            let record = sdk::NetworkInterface::builder().network_interface_id("eni-1").groups(group.clone());
            let found = interface(record.association(association).build()).expect("an interface");
            (found.association.is_some(), found.elastic_address().map(str::to_owned))
        };
        let address = Some("203.0.113.7");
        assert_eq!(found(Some("111122223333"), address), (true, address.map(str::to_owned)));
        assert_eq!(found(Some("amazon"), address), (true, None));
        assert_eq!(found(None, address), (true, None));
        assert_eq!(found(Some("111122223333"), None), (false, None));
    }

    #[test]
    fn a_subnet_without_its_count_is_a_gap() {
        let record = sdk::Subnet::builder().subnet_id("subnet-0a").build();
        assert_eq!(subnet(record).expect_err("a gap").of.as_deref(), Some("subnet-0a"));
    }
}
