//! The world as an onlooker sees it who may see everything: for tests that hold it against what should be.
//!
//! Plain data for reading; changing it changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;

use super::usage;
use super::world::{Desktop, LostWork, Modification, RunningMode, World};

/// A world at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct WorldView {
    /// The moment.
    pub now: Timestamp,
    /// Account id.
    pub account: String,
    /// Region.
    pub region: String,
    /// All desktops, ordered by id, also those that descriptions do not list yet.
    pub desktops: Vec<DesktopView>,
    /// All subnets, ordered by id.
    pub subnets: Vec<SubnetView>,
    /// All directories that are registered or on the way, ordered by id.
    pub directories: Vec<DirectoryView>,
    /// Which old id became which new id, by finished migrations.
    pub lineage: BTreeMap<String, String>,
    /// When each of these migrations ended, by old id.
    pub migrated_at: BTreeMap<String, Timestamp>,
    /// How many migrations have not ended.
    pub migrations: u64,
    /// Work that rebuilds, restores and migrations took, in the order in which it went.
    pub lost_work: Vec<LostWork>,
}

/// A desktop at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DesktopView {
    /// WorkSpace id.
    pub id: String,
    /// Directory id.
    pub directory: String,
    /// User name.
    pub user: String,
    /// State, as the API names it.
    pub state: String,
    /// Error code, in `ERROR`.
    pub error: Option<String>,
    /// Bundle id.
    pub bundle: String,
    /// Subnet id.
    pub subnet: String,
    /// Private address.
    pub ip: String,
    /// Computer name.
    pub computer_name: String,
    /// Network interface id.
    pub interface: String,
    /// Security groups on the interface.
    pub groups: Vec<String>,
    /// Those of them that a new interface would not get.
    pub extra_groups: Vec<String>,
    /// Elastic address that somebody associated with the interface.
    pub elastic: Option<String>,
    /// Tags.
    pub tags: BTreeMap<String, Option<String>>,
    /// Running mode, as the API names it.
    pub running_mode: String,
    /// After how many minutes without its user it stops, in `AUTO_STOP`.
    pub auto_stop_minutes: Option<u32>,
    /// Whether it is stopped with its memory kept: starting it is no boot.
    pub hibernated: bool,
    /// When calls ended the session of a user at work.
    pub thrown_out: Vec<Timestamp>,
    /// Compute type, as the API names it.
    pub compute: String,
    /// Root volume in GiB as its system sees it: a grown one counts after the next boot.
    pub usable_root_gib: u32,
    /// User volume in GiB as its system sees it.
    pub usable_user_gib: u32,
    /// Changes of its properties under way, and failed ones: resource and state, as the API names them.
    pub modifications: Vec<(String, String)>,
    /// When its root volume was last grown, as the service counts.
    pub root_changed_at: Option<Timestamp>,
    /// When its user volume was last grown, as the service counts.
    pub user_changed_at: Option<Timestamp>,
    /// When its compute type was last made larger, as the service counts.
    pub larger_at: Option<Timestamp>,
    /// When its compute type was last made smaller, as the service counts.
    pub smaller_at: Option<Timestamp>,
    /// Operating system, as the API names it.
    pub operating_system: String,
    /// Protocol.
    pub protocol: String,
    /// Root volume in GiB.
    pub root_gib: u32,
    /// User volume in GiB.
    pub user_gib: u32,
    /// Connection state, as the API names it.
    pub connection: String,
    /// When its user was last connected.
    pub last_connected: Option<Timestamp>,
    /// Newest volume snapshot of the user volume.
    pub user_volume_snapshot: Option<Timestamp>,
    /// Newest volume snapshot of the root volume.
    pub root_volume_snapshot: Option<Timestamp>,
    /// Until when its user has worked on it.
    pub worked_until: Option<Timestamp>,
    /// Volume snapshot that its user volume was filled from, by a migration, a rebuild or a restore.
    pub restored_from: Option<Timestamp>,
    /// Image that a rebuild last made its root volume from.
    pub image: Option<String>,
}

/// A directory at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DirectoryView {
    /// Directory id.
    pub id: String,
    /// State of its registration, as the API names it.
    pub state: String,
    /// IP access control groups on it.
    pub ip_groups: Vec<String>,
    /// Ranges of addresses that may come in: none of them when it is an empty set, everybody when there is none.
    pub admits: Option<BTreeSet<String>>,
}

/// A subnet at one moment.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SubnetView {
    /// Subnet id.
    pub id: String,
    /// VPC id.
    pub vpc: String,
    /// Address range.
    pub cidr: String,
    /// Addresses that are free.
    pub free: u64,
}

/// Returns the world as it is at `now`, up to which it has been settled.
pub(super) fn of(world: &World, now: Timestamp) -> WorldView {
    let subnet = |subnet: &super::world::Subnet| SubnetView {
        id: subnet.id.clone(),
        vpc: subnet.vpc.clone(),
        cidr: subnet.cidr.to_string(),
        free: subnet.free(),
    };
    let directory = |directory: &super::world::Directory| DirectoryView {
        id: directory.id.clone(),
        state: directory.registration.name().to_owned(),
        ip_groups: directory.ip_groups.clone(),
        admits: world.admitted(directory),
    };
    WorldView {
        now,
        account: world.account.clone(),
        region: world.region.clone(),
        desktops: world.desktops.values().map(|desktop| desktop_view(world, desktop, now)).collect(),
        subnets: world.subnets.values().map(subnet).collect(),
        directories: world.directories.values().map(directory).collect(),
        lineage: world.lineage.clone(),
        migrated_at: world.migrated_at.clone(),
        migrations: world.agenda.migrations(),
        lost_work: world.lost_work.clone(),
    }
}

fn desktop_view(world: &World, desktop: &Desktop, now: Timestamp) -> DesktopView {
    let connection = usage::connection(desktop, world.seed, now);
    let interface = world.interfaces.get(&desktop.interface);
    DesktopView {
        id: desktop.id.clone(),
        directory: desktop.directory.clone(),
        user: desktop.user.clone(),
        state: desktop.state.name().to_owned(),
        error: desktop.error.as_ref().map(|(code, _)| code.clone()),
        bundle: desktop.bundle.clone(),
        subnet: desktop.subnet.clone(),
        ip: desktop.address.to_string(),
        computer_name: desktop.computer_name.clone(),
        interface: desktop.interface.clone(),
        groups: interface.map(|interface| interface.groups.clone()).unwrap_or_default(),
        extra_groups: world.extra_groups(desktop).into_iter().collect(),
        elastic: interface.and_then(|interface| Some(interface.elastic.as_ref()?.0.to_string())),
        tags: world.tags.get(&desktop.id).cloned().unwrap_or_default(),
        running_mode: desktop.running_mode.name().to_owned(),
        auto_stop_minutes: match desktop.running_mode {
            RunningMode::AutoStop(minutes) => Some(minutes),
            RunningMode::AlwaysOn | RunningMode::Manual => None,
        },
        hibernated: desktop.hibernated,
        thrown_out: desktop.thrown_out.clone(),
        compute: desktop.compute.clone(),
        operating_system: desktop.operating_system.clone(),
        protocol: desktop.protocol.clone(),
        usable_root_gib: desktop.usable_gib.0,
        usable_user_gib: desktop.usable_gib.1,
        modifications: desktop.modifications.iter().map(modification_view).collect(),
        root_changed_at: desktop.clocks.root,
        user_changed_at: desktop.clocks.user,
        larger_at: desktop.clocks.larger,
        smaller_at: desktop.clocks.smaller,
        root_gib: desktop.root_gib,
        user_gib: desktop.user_gib,
        connection: connection.state.to_owned(),
        last_connected: connection.last,
        user_volume_snapshot: desktop.user_snapshot(now),
        root_volume_snapshot: desktop.root_snapshot(now),
        worked_until: usage::worked_until(desktop, world.seed, now),
        restored_from: desktop.restored_from,
        image: desktop.renewals.image.clone(),
    }
}

fn modification_view(modification: &Modification) -> (String, String) {
    (modification.change.resource().to_owned(), modification.phase.name().to_owned())
}
