//! Subnets, directories and security groups of an imported world.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::{Import, ImportError, Item, member};
use crate::sim::rng::Random;
use crate::sim::wire::json;
use crate::sim::workspaces::directories;
use crate::sim::world::{Directory, DirectoryKind, Overlay, Registration, SecurityGroup, Subnet, Vpc};

/// What descriptions of a directory say that a document can say otherwise.
const DIRECTORY_MEMBERS: [&str; 8] = [
    "DirectoryName",
    "Alias",
    "DirectoryType",
    "State",
    "SubnetIds",
    "Tenancy",
    "UserIdentityType",
    "WorkspaceSecurityGroupId",
];

impl<'a> Import<'a> {
    /// Adds the subnets of the document, and those that directories and desktops name; returns the free addresses that
    /// the document counts.
    pub(super) fn subnets(&mut self, document: &Item<'a>) -> Result<BTreeMap<String, i64>, ImportError> {
        let mut free = BTreeMap::new();
        for item in member(document, "Subnets")?.unwrap_or_default() {
            let id = item.needed("SubnetId")?;
            let vpc = item.text("VpcId")?.or(self.witnesses.subnets.get(id).copied().flatten());
            let cidr =
                item.text("CidrBlock")?.map(|text| text.parse().map_err(|_| item.wrong("CidrBlock", "is not a block")));
            let zone = item.text("AvailabilityZone")?;
            free.extend(item.number("AvailableIpAddressCount")?.map(|count| (id.to_owned(), count)));
            self.subnet(id, vpc, cidr.transpose()?, zone);
        }
        let mut named = self.witnesses.subnets.clone();
        for item in member(document, "Directories")?.unwrap_or_default() {
            let ids = item.texts("SubnetIds")?;
            // All of a directory is in one VPC (domain K-12).
            let vpc = ids.iter().find_map(|id| self.witnesses.subnets.get(id).copied().flatten());
            for id in ids {
                let known = named.entry(id).or_default();
                *known = known.or(vpc);
            }
        }
        for (id, vpc) in named {
            if !self.world.subnets.contains_key(id) {
                self.subnet(id, vpc, None, None);
            }
            if !free.contains_key(id) {
                self.assume("free addresses of a subnet are not in the document: taken to be plenty");
            }
        }
        Ok(free)
    }

    fn subnet(&mut self, id: &str, vpc: Option<&str>, cidr: Option<Ipv4Net>, zone: Option<&str>) {
        let region = &self.spec.region;
        let vpc = vpc.map_or_else(|| self.rng("vpc", "").ec2_id("vpc-"), str::to_owned);
        let cidr = cidr.unwrap_or_else(|| Ipv4Net::new_assert(Ipv4Addr::new(10, 0, 0, 0), 16));
        let zone = zone.map_or_else(|| format!("{region}a"), str::to_owned);
        let zone_id = format!("{zone}-az");
        let blocks =
            self.world.vpcs.entry(vpc.clone()).or_insert_with(|| Vpc { id: vpc.clone(), cidr_blocks: Vec::new() });
        blocks.cidr_blocks.push(cidr);
        let id = id.to_owned();
        let taken = BTreeMap::new();
        let subnet = Subnet { id: id.clone(), vpc, cidr, zone, zone_id, taken, taken_elsewhere: 0 };
        self.world.subnets.insert(id, subnet);
    }

    /// Sees to it that each subnet has as many free addresses as the document counts, whoever has the others.
    pub(super) fn count_addresses(&mut self, free: &BTreeMap<String, i64>) {
        for (id, wanted) in free {
            if let Some(subnet) = self.world.subnets.get_mut(id) {
                let own = i64::try_from(subnet.free()).unwrap_or(i64::MAX);
                subnet.taken_elsewhere = own.saturating_sub(*wanted);
            }
        }
    }

    /// Adds the directories of the document, and those that only desktops name.
    pub(super) fn directories(&mut self, document: &Item<'a>) -> Result<(), ImportError> {
        for item in member(document, "Directories")?.unwrap_or_default() {
            self.directory(item.needed("DirectoryId")?, Some(&item))?;
        }
        let named: Vec<&str> = self.witnesses.directories.keys().copied().collect();
        for id in named {
            if !self.world.directories.contains_key(id) {
                self.assume("a directory is not in the document: made from the desktops in it");
                self.directory(id, None)?;
            }
        }
        for item in document.list("security_groups")?.unwrap_or_default() {
            let name = item.text("GroupName")?.unwrap_or_default();
            self.group(item.needed("GroupId")?, name, item.text("VpcId")?.unwrap_or_default());
        }
        // A group on an interface is of the VPC that the interface is in (domain J-15).
        let found: Vec<_> = self.witnesses.groups.iter().map(|(id, (name, subnet))| (*id, *name, *subnet)).collect();
        for (id, name, subnet) in found {
            let vpc = subnet.and_then(|subnet| self.world.subnets.get(subnet)).map(|subnet| subnet.vpc.clone());
            self.group(id, name.unwrap_or_default(), &vpc.unwrap_or_default());
        }
        Ok(())
    }

    fn directory(&mut self, id: &str, item: Option<&Item<'a>>) -> Result<(), ImportError> {
        let mut rng = self.rng("directory", id);
        let text = |name| item.map_or(Ok(None), |item| item.text(name));
        let kind = if text("DirectoryType")? == Some("AD_CONNECTOR") {
            DirectoryKind::AdConnector
        } else {
            DirectoryKind::SimpleAd
        };
        let creation = item.map_or(Ok(None), |item| item.inner("WorkspaceCreationProperties"))?;
        let custom = match (text("CustomSecurityGroupId")?, &creation) {
            (Some(group), _) => Some(group),
            (None, Some(creation)) => creation.text("CustomSecurityGroupId")?,
            (None, None) => None,
        };
        let members_name = format!("{id}_workspacesMembers");
        let known = self.witnesses.groups.iter().find(|(_, (name, _))| *name == Some(members_name.as_str()));
        let members_group = match (text("WorkspaceSecurityGroupId")?, known) {
            (Some(group), _) => group.to_owned(),
            (None, Some((group, _))) => (*group).to_owned(),
            (None, None) => rng.ec2_id("sg-"),
        };
        let mut subnets: Vec<String> =
            item.map_or(Ok(Vec::new()), |item| item.texts("SubnetIds"))?.into_iter().map(str::to_owned).collect();
        if subnets.is_empty() {
            subnets = self.witnesses.directories.get(id).into_iter().flatten().map(|id| (*id).to_owned()).collect();
        }
        let mut directory = Directory {
            id: id.to_owned(),
            name: text("DirectoryName")?.map_or_else(|| format!("{id}.example.com"), str::to_owned),
            alias: text("Alias")?.unwrap_or(id).to_owned(),
            kind,
            dedicated: text("Tenancy")? == Some("DEDICATED"),
            subnets,
            dns: Vec::new(),
            members_group,
            custom_group: custom.map(str::to_owned),
            registration_code: rng.registration_code(),
            registration: Registration::Registered,
            ip_groups: Vec::new(),
            settings: Overlay::new(),
            shown: Overlay::new(),
        };
        if let (Some(item), Some(own)) = (item, directories::item(&directory, &self.spec.account).as_object()) {
            directory.shown = json::instead(own, item.members, DIRECTORY_MEMBERS);
        }
        let (members, vpc) = (directory.members_group.clone(), self.vpc_of(&directory));
        self.group(&members, &members_name, &vpc);
        if let Some(custom) = &directory.custom_group {
            let name = self.witnesses.groups.get(custom.as_str()).and_then(|(name, _)| *name).unwrap_or_default();
            self.group(custom, name, &vpc);
        }
        self.world.directories.insert(directory.id.clone(), directory);
        Ok(())
    }

    fn vpc_of(&self, directory: &Directory) -> String {
        let subnets = directory.subnets.iter().filter_map(|id| self.world.subnets.get(id));
        subnets.map(|subnet| subnet.vpc.clone()).next().unwrap_or_default()
    }

    fn group(&mut self, id: &str, name: &str, vpc: &str) {
        self.world.security_groups.entry(id.to_owned()).or_insert_with(|| SecurityGroup {
            id: id.to_owned(),
            name: name.to_owned(),
            description: name.to_owned(),
            vpc: vpc.to_owned(),
        });
    }

    /// Returns the random numbers for what the document leaves out about one thing.
    pub(super) fn rng(&self, purpose: &str, id: &str) -> Random {
        Random::new(self.spec.seed, &format!("import {purpose} {id}"), 0)
    }
}
