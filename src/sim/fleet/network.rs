//! Directories, VPCs, subnets and security groups of a ready-made world.
//!
//! The VPCs of the main directories use the same address range: an address alone does not say whose it is (J-06).

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

use super::SERVICE_ACCOUNT;
use crate::sim::rng::Random;
use crate::sim::spec::WorldSpec;
use crate::sim::world::{
    Directory, DirectoryKind, Interface, Overlay, Registration, SecurityGroup, Subnet, Vpc, World,
};

/// Desktops that one main directory is made for at most: two of the largest subnets hold them twice.
const DESKTOPS_PER_DIRECTORY_MAX: u32 = 50_000;
/// Groups that are attached by hand here and there.
const HAND_MADE: [(&str, &str); 4] = [
    ("finance-applications", "Reaches the finance servers"),
    ("build-farm", "Reaches the build machines"),
    ("database-clients", "Reaches the reporting databases"),
    ("old-printers", "Reaches the printers on the third floor"),
];

/// Which directory a desktop belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Home {
    /// The first main one: the groups that are attached by hand belong to its VPC.
    First,
    /// One of the main ones that connect to another directory.
    Connected,
    /// One of the main ones that stand alone.
    Alone,
    /// The branch office, whose subnet is full.
    Branch,
    /// The one of dedicated tenancy.
    Dedicated,
}

/// A directory and one of its subnets.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) directory: String,
    pub(super) subnet: String,
}

/// What was made, as far as desktops need it.
pub(super) struct Network {
    main: Vec<Site>,
    branch: Option<Site>,
    dedicated: Option<Site>,
    hand_made: Vec<String>,
}

struct Site {
    directory: String,
    subnets: [String; 2],
}

/// What a directory is to be.
struct Plan<'a> {
    label: &'a str,
    domain: String,
    kind: DirectoryKind,
    dedicated: bool,
    custom_group: bool,
    vpc: String,
    subnets: [Ipv4Net; 2],
}

/// Makes the network for so many movable and so many other desktops.
pub(super) fn add(world: &mut World, spec: &WorldSpec, movable: u32, varied: u32) -> Network {
    let desktops = movable + varied;
    let mains = desktops.div_ceil(DESKTOPS_PER_DIRECTORY_MAX).max(2);
    let prefix = prefix_for(2 * u64::from(desktops.div_ceil(2 * mains)) + 64, 24);
    let mut network = Network { main: Vec::new(), branch: None, dedicated: None, hand_made: Vec::new() };
    for number in 0..mains {
        let connector = number % 2 == 0;
        let label = if connector { "corp" } else { "lab" };
        let domain = if number < 2 { format!("{label}.example.com") } else { format!("{label}{number}.example.com") };
        let blocks = if prefix == 16 { vec![block(10, 0), block(10, 1)] } else { vec![block(10, 0)] };
        let vpc = add_vpc(world, spec, &domain, blocks);
        let site = add_directory(
            world,
            spec,
            &Plan {
                label,
                domain,
                kind: if connector { DirectoryKind::AdConnector } else { DirectoryKind::SimpleAd },
                dedicated: false,
                custom_group: number == 1,
                vpc: vpc.clone(),
                subnets: [nth(block(10, 0), prefix, 0), nth(block(10, 0), prefix, 1)],
            },
        );
        network.main.push(site);
        if number == 0 {
            network.hand_made = HAND_MADE.iter().map(|(name, text)| add_group(world, spec, name, text, &vpc)).collect();
        }
    }
    if varied > 0 {
        add_small_sites(world, spec, varied, &mut network);
    }
    network
}

fn add_small_sites(world: &mut World, spec: &WorldSpec, varied: u32, network: &mut Network) {
    let vpc = add_vpc(world, spec, "small sites", vec![block(172, 31)]);
    add_group(world, spec, "branch-cameras", "Reaches the cameras of the branch", &vpc);
    let prefix = prefix_for(u64::from(varied / 20) + 4, 28);
    let roomy = prefix_for(2 * u64::from(varied / 20) + 64, 24);
    network.branch = Some(add_directory(
        world,
        spec,
        &Plan {
            label: "branch",
            domain: "branch.example.com".to_owned(),
            kind: DirectoryKind::SimpleAd,
            dedicated: false,
            custom_group: false,
            vpc: vpc.clone(),
            subnets: [nth(block(172, 31), prefix, 0), nth(block(172, 31), prefix, 1)],
        },
    ));
    network.dedicated = Some(add_directory(
        world,
        spec,
        &Plan {
            label: "licensed",
            domain: "licensed.example.com".to_owned(),
            kind: DirectoryKind::AdConnector,
            dedicated: true,
            custom_group: false,
            vpc,
            subnets: [nth(block(172, 31), roomy.min(20), 2), nth(block(172, 31), roomy.min(20), 3)],
        },
    ));
}

/// Returns the smallest subnet, as its prefix length, that has room for so many; at least a /16.
fn prefix_for(addresses: u64, smallest: u8) -> u8 {
    (16..=smallest).rev().find(|prefix| (1_u64 << (32 - prefix)) - 5 >= addresses).unwrap_or(16)
}

fn block(first: u8, second: u8) -> Ipv4Net {
    Ipv4Net::new_assert(Ipv4Addr::new(first, second, 0, 0), 16)
}

/// Returns the nth subnet of this size from the beginning of a block; those of the largest size leave it.
fn nth(block: Ipv4Net, prefix: u8, number: u32) -> Ipv4Net {
    let size = 1_u32 << (32 - u32::from(prefix));
    Ipv4Net::new_assert(Ipv4Addr::from(u32::from(block.network()) + number * size), prefix)
}

fn add_vpc(world: &mut World, spec: &WorldSpec, label: &str, cidr_blocks: Vec<Ipv4Net>) -> String {
    let id = Random::new(spec.seed, &format!("fleet-vpc {label}"), 0).ec2_id("vpc-");
    world.vpcs.insert(id.clone(), Vpc { id: id.clone(), cidr_blocks });
    id
}

fn add_group(world: &mut World, spec: &WorldSpec, name: &str, description: &str, vpc: &str) -> String {
    let id = Random::new(spec.seed, &format!("fleet-group {name} {vpc}"), 0).ec2_id("sg-");
    let group = SecurityGroup {
        id: id.clone(),
        name: name.to_owned(),
        description: description.to_owned(),
        vpc: vpc.to_owned(),
    };
    world.security_groups.insert(id.clone(), group);
    id
}

fn add_directory(world: &mut World, spec: &WorldSpec, plan: &Plan) -> Site {
    let mut rng = Random::new(spec.seed, &format!("fleet-directory {}", plan.domain), 0);
    let id = rng.directory_id();
    let zones = ["a", "b"];
    let subnets = plan.subnets.map(|cidr| {
        let zone = usize::from(cidr != plan.subnets[0]);
        let subnet = Subnet {
            id: rng.ec2_id("subnet-"),
            vpc: plan.vpc.clone(),
            cidr,
            zone: format!("{}{}", spec.region, zones[zone]),
            zone_id: format!("{}-az{}", short_region(&spec.region), zones_of(&spec.region)[zone]),
            taken: std::collections::BTreeMap::new(),
            taken_elsewhere: 0,
        };
        let subnet_id = subnet.id.clone();
        world.subnets.insert(subnet_id.clone(), subnet);
        subnet_id
    });
    // J-11: registration makes two groups.
    let members =
        add_group(world, spec, &format!("{id}_workspacesMembers"), "Amazon WorkSpaces Security Group", &plan.vpc);
    let controllers_text = format!("AWS created security group for {id} directory controllers");
    let controllers = add_group(world, spec, &format!("{id}_controllers"), &controllers_text, &plan.vpc);
    let custom_group = plan.custom_group.then(|| {
        add_group(world, spec, &format!("{}-desktops", plan.label), "For all desktops of this directory", &plan.vpc)
    });
    // K-12, K-13: the directory itself takes an address in each subnet.
    let description = format!("AWS created network interface for directory {id}");
    let dns = subnets.each_ref().map(|subnet| add_interface(world, spec, subnet, &description, &controllers, &mut rng));
    let directory = Directory {
        id: id.clone(),
        name: plan.domain.clone(),
        alias: format!("{}-{}", plan.label, &id[2..6]),
        kind: plan.kind,
        dedicated: plan.dedicated,
        subnets: subnets.to_vec(),
        dns: dns.into_iter().flatten().collect(),
        members_group: members,
        custom_group,
        registration_code: rng.registration_code(),
        registration: Registration::Registered,
        ip_groups: Vec::new(),
        settings: Overlay::new(),
        shown: Overlay::new(),
    };
    world.directories.insert(id.clone(), directory);
    Site { directory: id, subnets }
}

/// Returns the numbers of two zones that have `WorkSpaces`, as the guide names them for a Region.
fn zones_of(region: &str) -> [u8; 2] {
    match region {
        "us-east-1" => [2, 4],
        "eu-central-1" | "eu-west-2" => [2, 3],
        "ap-northeast-1" => [1, 4],
        "ap-northeast-2" | "ap-southeast-2" | "sa-east-1" => [1, 3],
        _ => [1, 2],
    }
}

/// Returns the short name of a Region in the ids of its zones: `use1` for `us-east-1`.
fn short_region(region: &str) -> String {
    let mut parts = region.split('-');
    let area = parts.next().unwrap_or_default();
    let rest = parts.map(|part| part.chars().next().unwrap_or_default());
    area.chars().chain(rest).collect()
}

/// Adds an interface that is no desktop's; returns its address, if there was one.
fn add_interface(
    world: &mut World,
    spec: &WorldSpec,
    subnet: &str,
    description: &str,
    group: &str,
    rng: &mut Random,
) -> Option<Ipv4Addr> {
    let place = world.subnets.get_mut(subnet)?;
    let address = place.free_address(0)?;
    let id = rng.ec2_id("eni-");
    place.taken.insert(address, id.clone());
    let interface = Interface {
        id: id.clone(),
        subnet: subnet.to_owned(),
        address,
        description: description.to_owned(),
        groups: vec![group.to_owned()],
        owner: spec.account.clone(),
        attachment_owner: SERVICE_ACCOUNT.to_owned(),
        attachment: rng.ec2_id("eni-attach-"),
        device_index: 1,
        attached_at: super::before(spec.start, 900 * 86_400),
        elastic: None,
    };
    world.interfaces.insert(id, interface);
    Some(address)
}

impl Network {
    /// Returns the place of the movable desktop of this index: round all main directories and their subnets.
    pub(super) fn main(&self, index: u32) -> Place {
        let index = index as usize;
        self.main[index % self.main.len()].place(index / self.main.len())
    }

    /// Returns a place of this kind, round the subnets; in the branch always the first, which is the full one.
    pub(super) fn place(&self, home: Home, round: u32) -> Place {
        let round = round as usize;
        // Main directories connect and stand alone by turns.
        let nth = |first: usize| self.main[(first + round / 2 * 2) % self.main.len()].place(round);
        match (home, &self.branch, &self.dedicated) {
            (Home::Connected, ..) => nth(0),
            (Home::Alone, ..) => nth(1),
            (Home::Branch, Some(branch), _) => branch.place(0),
            (Home::Dedicated, _, Some(dedicated)) => dedicated.place(round),
            (Home::First | Home::Branch | Home::Dedicated, ..) => self.main[0].place(round),
        }
    }

    /// Returns the groups that are attached by hand; they belong to the VPC of the first main directory.
    pub(super) fn hand_made(&self) -> &[String] {
        &self.hand_made
    }

    /// Takes every free address of the branch office's first subnet for machines that are no desktops.
    pub(super) fn fill_branch(&self, world: &mut World, spec: &WorldSpec) {
        let Some(branch) = &self.branch else {
            return;
        };
        let group = world.directories.get(&branch.directory).map(|directory| directory.members_group.clone());
        let mut rng = Random::new(spec.seed, "fleet-branch", 0);
        let group = group.unwrap_or_default();
        while add_interface(world, spec, &branch.subnets[0], "Camera of the branch office", &group, &mut rng).is_some()
        {
        }
    }
}

impl Site {
    fn place(&self, number: usize) -> Place {
        Place { directory: self.directory.clone(), subnet: self.subnets[number % 2].clone() }
    }
}
