//! Desktops of an imported world, each with its interface, tags, connection and volume snapshots.

use std::net::Ipv4Addr;

use jiff::Timestamp;

use super::clocks::Told;
use super::{Import, ImportError, Item, before};
use crate::sim::call::InnerFaults;
use crate::sim::fleet::SERVICE_ACCOUNT;
use crate::sim::lifecycle::{SNAPSHOT_EVERY, plus, plus_seconds};
use crate::sim::rng::Random;
use crate::sim::wire::json;
use crate::sim::workspaces::describe;
use crate::sim::world::{
    Change, Desktop, DesktopState, FoundSnapshots, Interface, Modification, Overlay, Phase, Primary, Renewals,
    RunningMode, SeenUsage, Usage,
};

/// Members that time changes, or that stand elsewhere: never shown from the document once the world has begun.
const OWN_MEMBERS: [&str; 9] = [
    "WorkspaceId",
    "IpAddress",
    "ComputerName",
    "ErrorCode",
    "ErrorMessage",
    "BundleId",
    "WorkspaceProperties",
    "Deskfleet",
    "State",
];

/// A desktop of the document, as far as other things are made from it.
pub(super) struct Row<'a> {
    item: Item<'a>,
    properties: Option<Item<'a>>,
    extras: Option<Item<'a>>,
    interface: Option<Item<'a>>,
    id: &'a str,
    address: Option<Ipv4Addr>,
    pub(super) directory: &'a str,
    pub(super) bundle: &'a str,
    pub(super) subnet: Option<&'a str>,
    pub(super) vpc: Option<&'a str>,
    /// Security groups on its interface, with their names.
    pub(super) groups: Vec<(&'a str, Option<&'a str>)>,
    /// Operating system, where the service knows it.
    pub(super) system: Option<&'a str>,
    pub(super) compute: Option<&'a str>,
    pub(super) protocol: Option<&'a str>,
    pub(super) root_gib: Option<u32>,
    pub(super) user_gib: Option<u32>,
}

impl<'a> Row<'a> {
    pub(super) fn read(item: Item<'a>) -> Result<Self, ImportError> {
        let properties = item.inner("WorkspaceProperties")?;
        let extras = item.inner("Deskfleet")?;
        let interface = extras.as_ref().map_or(Ok(None), |extras| extras.inner("Interface"))?;
        let property = |name| properties.as_ref().map_or(Ok(None), |properties| properties.text(name));
        let size = |name| properties.as_ref().map_or(Ok(None), |properties| properties.gib(name));
        let protocols = properties.as_ref().map_or(Ok(Vec::new()), |properties| properties.texts("Protocols"))?;
        let of_interface = |name| interface.as_ref().map_or(Ok(None), |interface| interface.text(name));
        let address = item.text("IpAddress")?.or(of_interface("PrivateIpAddress")?).filter(|text| !text.is_empty());
        let parsed = |text: &str| text.parse().map_err(|_| item.wrong("IpAddress", "is not an IPv4 address"));
        let listed = interface.as_ref().map_or(Ok(None), |interface| interface.list("Groups"))?.unwrap_or_default();
        let group = |group: &Item<'a>| Ok((group.needed("GroupId")?, group.text("GroupName")?));
        Ok(Self {
            id: item.needed("WorkspaceId")?,
            address: address.map(parsed).transpose()?,
            directory: item.needed("DirectoryId")?,
            bundle: item.needed("BundleId")?,
            subnet: item.text("SubnetId")?.or(of_interface("SubnetId")?),
            vpc: of_interface("VpcId")?,
            groups: listed.iter().map(group).collect::<Result<_, ImportError>>()?,
            system: property("OperatingSystemName")?.filter(|system| *system != "UNKNOWN"),
            compute: property("ComputeTypeName")?,
            protocol: protocols.first().copied(),
            root_gib: size("RootVolumeSizeGib")?,
            user_gib: size("UserVolumeSizeGib")?,
            interface,
            extras,
            properties,
            item,
        })
    }

    /// The elastic address on its interface: one that the service itself gave is none.
    fn elastic(&self) -> Result<Option<(Ipv4Addr, String)>, ImportError> {
        let association = self.interface.as_ref().map_or(Ok(None), |interface| interface.inner("Association"))?;
        let Some(association) = association else { return Ok(None) };
        let owner = association.text("IpOwnerId")?;
        let Some(public) = association.text("PublicIp")?.filter(|_| owner.is_some_and(|owner| owner != "amazon"))
        else {
            return Ok(None);
        };
        let public = public.parse().map_err(|_| association.wrong("PublicIp", "is not an IPv4 address"))?;
        Ok(Some((public, association.text("AllocationId")?.unwrap_or("eipalloc-00000000000000000").to_owned())))
    }

    fn extra(&self, name: &str) -> Result<Option<Item<'a>>, ImportError> {
        self.extras.as_ref().map_or(Ok(None), |extras| extras.inner(name))
    }
}

impl<'a> Import<'a> {
    /// Adds a desktop; bundles, directories and subnets are there already.
    pub(super) fn desktop(&mut self, row: &Row<'a>) -> Result<(), ImportError> {
        if self.world.desktops.contains_key(row.id) {
            return Err(row.item.wrong("WorkspaceId", "stands there twice"));
        }
        let mut rng = self.rng("desktop", row.id);
        let start = self.spec.start;
        let told = self.told(row)?;
        let long_ago = before(start, rng.between(20 * 86_400, 700 * 86_400));
        let created_at = told.created_at.map_or(long_ago, |at| at.min(start));
        let (subnet, address, interface) = self.interface(row, created_at, &mut rng)?;
        let text = |name| row.item.text(name);
        let state = state(row.item.needed("State")?, start);
        let (found, first_snapshot_at) = self.snapshots(row, &mut rng)?;
        let usage = self.usage(row, state, &mut rng)?;
        self.tags(row)?;
        let bundle = self.world.bundles.get(row.bundle);
        let from_bundle = |own: Option<&str>, theirs: fn(&crate::sim::world::Bundle) -> &String| {
            own.map(str::to_owned).or_else(|| bundle.map(|bundle| theirs(bundle).clone())).unwrap_or_default()
        };
        let mut desktop = Desktop {
            id: row.id.to_owned(),
            directory: row.directory.to_owned(),
            user: text("UserName")?.unwrap_or_default().to_owned(),
            state,
            error: error(row)?,
            bundle: row.bundle.to_owned(),
            subnet,
            address,
            interface,
            computer_name: text("ComputerName")?.map_or_else(|| rng.computer_name(), str::to_owned),
            compute: from_bundle(row.compute, |bundle| &bundle.compute),
            root_gib: row.root_gib.or(bundle.map(|bundle| bundle.root_gib)).unwrap_or(80),
            user_gib: row.user_gib.or(bundle.map(|bundle| bundle.user_gib)).unwrap_or(50),
            usable_gib: (0, 0),
            modifications: Vec::new(),
            clocks: told.clocks,
            operating_system: from_bundle(row.system, |bundle| &bundle.operating_system),
            protocol: from_bundle(row.protocol, |bundle| &bundle.protocol),
            made_for_pcoip: false,
            running_mode: running_mode(row)?,
            hibernated: false,
            credential_guard: false,
            following: None,
            thrown_out: Vec::new(),
            encryption_key: text("VolumeEncryptionKey")?.map(str::to_owned),
            created_at,
            visible_from: created_at,
            // What has no address yet has none here either, until it is made anew.
            address_from: if text("IpAddress")?.is_some() { created_at } else { Timestamp::MAX },
            first_snapshot_at,
            unhealthy_since: matches!(state, DesktopState::Impaired | DesktopState::Unhealthy).then_some(start),
            usage,
            renewals: Renewals::default(),
            restored_from: None,
            standby_of: primary(row)?,
            migration: None,
            found_snapshots: Some(found),
            shown: Overlay::new(),
            shown_properties: Overlay::new(),
        };
        suppose(&mut desktop);
        desktop.modifications = modifications(row, &desktop)?;
        if let Some(named) = &desktop.encryption_key {
            self.named_key(named, created_at);
        }
        show_as_found(&mut desktop, row, start);
        self.world.desktops.insert(desktop.id.clone(), desktop);
        self.go_on(row.id, state, told.stuck_since("REBOOTING", start), &mut rng);
        Ok(())
    }

    /// Returns what the document tells of a desktop's changes.
    fn told(&mut self, row: &Row<'a>) -> Result<Told<'a>, ImportError> {
        let Some(clocks) = row.extra("Clocks")? else {
            self.assume("when a desktop was made and last changed is not in the document: long ago");
            return Ok(Told::default());
        };
        Told::read(&clocks)
    }

    /// Lets go on what a desktop was in the middle of; what hung before goes on hanging.
    fn go_on(&mut self, id: &str, state: DesktopState, stuck: Option<Timestamp>, rng: &mut Random) {
        let start = self.spec.start;
        let mut modifying = self.rng("modification", id);
        self.world.go_on_with_found(id, start, &mut modifying);
        match state {
            DesktopState::Rebooting { .. } => {
                // Far enough back to be stuck, and not so far that its end lies behind, too.
                let since = stuck.map_or(start, |since| since.max(before(start, 3_600)));
                let faults = InnerFaults { stuck: stuck.is_some(), ..InnerFaults::default() };
                self.world.start_reboot(id, faults, since, rng);
            }
            DesktopState::Starting { .. } => self.world.start_up(id, InnerFaults::default(), start, rng),
            DesktopState::Stopping { .. } => self.world.shut_down(id, InnerFaults::default(), start, rng),
            DesktopState::Pending
            | DesktopState::Available
            | DesktopState::Impaired
            | DesktopState::Unhealthy
            | DesktopState::Maintenance
            | DesktopState::AdminMaintenance
            | DesktopState::Updating
            | DesktopState::Stopped
            | DesktopState::Error
            | DesktopState::Terminating
            | DesktopState::Rebuilding { .. }
            | DesktopState::Restoring { .. }
            | DesktopState::Suspended
            | DesktopState::Foreign => {}
        }
    }

    /// Adds the interface of a desktop; returns its subnet, its address and its id.
    fn interface(
        &mut self,
        row: &Row<'a>,
        created_at: Timestamp,
        rng: &mut Random,
    ) -> Result<(String, Ipv4Addr, String), ImportError> {
        let directory = self.world.directories.get(row.directory);
        let subnet = row.subnet.map(str::to_owned);
        let subnet =
            subnet.or_else(|| directory.and_then(|directory| directory.subnets.first().cloned())).unwrap_or_default();
        let id = row.interface.as_ref().map_or(Ok(None), |interface| interface.text("NetworkInterfaceId"))?;
        let groups = if row.interface.is_some() {
            row.groups.iter().map(|(id, _)| (*id).to_owned()).collect()
        } else {
            directory.map(crate::sim::world::Directory::default_groups).unwrap_or_default()
        };
        if row.interface.is_none() {
            self.assume("the network interface of a desktop is not in the document: with its directory's groups only");
        }
        let id = id.map_or_else(|| rng.ec2_id("eni-"), str::to_owned);
        let place = self.world.subnets.get_mut(&subnet);
        let free = place.as_ref().and_then(|place| place.free_address(rng.below(1 << 16)));
        let address = row.address.or(free).unwrap_or(Ipv4Addr::UNSPECIFIED);
        if let Some(place) = place {
            place.taken.insert(address, id.clone());
        }
        let interface = Interface {
            id: id.clone(),
            subnet: subnet.clone(),
            address,
            description: format!("Created By Amazon Workspaces for AWS Account ID {}", self.spec.account),
            groups,
            owner: self.spec.account.clone(),
            attachment_owner: SERVICE_ACCOUNT.to_owned(),
            attachment: rng.ec2_id("eni-attach-"),
            device_index: 1,
            attached_at: created_at,
            elastic: row.elastic()?,
        };
        self.world.interfaces.insert(id.clone(), interface);
        Ok((subnet, address, id))
    }

    /// Returns the volume snapshots of a desktop up to now, and when the next is taken.
    fn snapshots(&mut self, row: &Row<'a>, rng: &mut Random) -> Result<(FoundSnapshots, Timestamp), ImportError> {
        let start = self.spec.start;
        let Some(known) = row.extra("VolumeSnapshots")? else {
            self.assume("the volume snapshots of a desktop are not in the document: the last taken within 12 hours");
            let last = Some(before(start, rng.below(SNAPSHOT_EVERY.as_secs().unsigned_abs())));
            let next = last.map_or(start, |last| plus(last, SNAPSHOT_EVERY));
            return Ok((FoundSnapshots { user: last, root: last }, next));
        };
        let newest = |name| -> Result<Option<Timestamp>, ImportError> {
            let listed = known.list(name)?.unwrap_or_default();
            let times: Vec<Option<Timestamp>> =
                listed.iter().map(|item| item.moment("SnapshotTime")).collect::<Result<_, _>>()?;
            Ok(times.into_iter().flatten().max())
        };
        let found = FoundSnapshots { user: newest("RebuildSnapshots")?, root: newest("RestoreSnapshots")? };
        let Some(last) = found.user else {
            return Ok((found, plus_seconds(start, rng.between(20 * 60, 40 * 60))));
        };
        let every = SNAPSHOT_EVERY.as_secs();
        let passed = start.duration_since(last).as_secs().div_euclid(every).max(0) + 1;
        Ok((found, plus(last, jiff::SignedDuration::from_secs(passed.saturating_mul(every)))))
    }

    /// Returns when the user of a desktop is there: as the document says, and afterwards not.
    fn usage(&mut self, row: &Row<'a>, desktop: DesktopState, rng: &mut Random) -> Result<Usage, ImportError> {
        let Some(known) = row.extra("Connection")? else {
            self.assume("who is connected to a desktop is not in the document: nobody");
            return Ok(Usage::Never);
        };
        let connection = known.text("ConnectionState")?.unwrap_or("UNKNOWN").to_owned();
        let until = if connection == "CONNECTED" {
            plus_seconds(self.spec.start, rng.between(3_600, 9 * 3_600))
        } else {
            Timestamp::MAX
        };
        let last = known.moment("LastKnownUserConnectionTimestamp")?;
        Ok(Usage::Seen(SeenUsage { desktop, connection, last, until }))
    }

    fn tags(&mut self, row: &Row<'a>) -> Result<(), ImportError> {
        let listed = row.extras.as_ref().map_or(Ok(None), |extras| extras.list("Tags"))?;
        let Some(listed) = listed else {
            self.assume("the tags of a desktop are not in the document: it has none");
            return Ok(());
        };
        let tags = self.world.tags.entry(row.id.to_owned()).or_default();
        for tag in listed {
            tags.insert(tag.needed("Key")?.to_owned(), tag.text("Value")?.map(str::to_owned));
        }
        Ok(())
    }
}

/// Returns the error that a desktop shows.
fn error(row: &Row<'_>) -> Result<Option<(String, String)>, ImportError> {
    let (code, message) = (row.item.text("ErrorCode")?, row.item.text("ErrorMessage")?);
    let shown = code.is_some() || message.is_some();
    Ok(shown.then(|| (code.unwrap_or_default().to_owned(), message.unwrap_or_default().to_owned())))
}

fn state(word: &str, start: Timestamp) -> DesktopState {
    match word {
        "PENDING" => DesktopState::Pending,
        "AVAILABLE" => DesktopState::Available,
        "IMPAIRED" => DesktopState::Impaired,
        "UNHEALTHY" => DesktopState::Unhealthy,
        "MAINTENANCE" => DesktopState::Maintenance,
        "ADMIN_MAINTENANCE" => DesktopState::AdminMaintenance,
        "REBOOTING" => DesktopState::Rebooting { since: start },
        "STARTING" => DesktopState::Starting { since: start },
        "STOPPING" => DesktopState::Stopping { since: start },
        "UPDATING" => DesktopState::Updating,
        "STOPPED" => DesktopState::Stopped,
        "ERROR" => DesktopState::Error,
        "TERMINATING" => DesktopState::Terminating,
        "SUSPENDED" => DesktopState::Suspended,
        _ => DesktopState::Foreign,
    }
}

fn running_mode(row: &Row<'_>) -> Result<RunningMode, ImportError> {
    let Some(properties) = &row.properties else {
        return Ok(RunningMode::AlwaysOn);
    };
    let minutes = properties.number("RunningModeAutoStopTimeoutInMinutes")?;
    Ok(match properties.text("RunningMode")? {
        Some("AUTO_STOP") => {
            RunningMode::AutoStop(minutes.and_then(|minutes| u32::try_from(minutes).ok()).unwrap_or(60))
        }
        Some("MANUAL") => RunningMode::Manual,
        Some(_) | None => RunningMode::AlwaysOn,
    })
}

/// Fills in what no document says and what the rest makes likely: nothing is being changed that is not named.
fn suppose(desktop: &mut Desktop) {
    desktop.hibernated = desktop.state == DesktopState::Stopped && desktop.hibernates();
    desktop.usable_gib = (desktop.root_gib, desktop.user_gib);
    desktop.made_for_pcoip = desktop.protocol == "PCOIP";
}

/// Numbers of modifications that were found: above those of all requests.
const FOUND_NUMBERS: u64 = 1 << 40;

/// Returns the modifications of a desktop; what they make is not in the document, and so they end where it is.
fn modifications(row: &Row<'_>, desktop: &Desktop) -> Result<Vec<Modification>, ImportError> {
    let mut found = Vec::new();
    for (item, number) in row.item.list("ModificationStates")?.unwrap_or_default().into_iter().zip(FOUND_NUMBERS..) {
        let change = match item.text("Resource")? {
            Some("ROOT_VOLUME") => Change::Root(desktop.root_gib),
            Some("USER_VOLUME") => Change::User(desktop.user_gib),
            Some("COMPUTE_TYPE") => Change::Compute(desktop.compute.clone()),
            Some("PROTOCOL") => Change::Protocol(desktop.protocol.clone()),
            Some(_) | None => continue, // shown as it was found
        };
        let phase = match item.text("State")? {
            Some("UPDATE_FAILED") => Phase::Failed,
            Some("UPDATE_INITIATED") => Phase::Initiated,
            Some(_) | None => Phase::InProgress,
        };
        let back_to = (desktop.state == DesktopState::Updating).then_some(DesktopState::Available);
        found.push(Modification { number, change, phase, back_to });
    }
    Ok(found)
}

/// Returns the primary that a desktop stands by for.
fn primary(row: &Row<'_>) -> Result<Option<Primary>, ImportError> {
    for related in row.item.list("RelatedWorkspaces")?.unwrap_or_default() {
        if related.text("Type")? == Some("PRIMARY") {
            let id = related.text("WorkspaceId")?.unwrap_or_default().to_owned();
            return Ok(Some(Primary { id, region: related.text("Region")?.unwrap_or_default().to_owned() }));
        }
    }
    Ok(None)
}

/// Lets descriptions say everything as the document does, also what the world does not know.
fn show_as_found(desktop: &mut Desktop, row: &Row<'_>, now: Timestamp) {
    let own = describe::item(desktop, now);
    let Some(own) = own.as_object() else { return };
    let foreign = desktop.state == DesktopState::Foreign;
    let is_fixed = |name: &&str| !OWN_MEMBERS.contains(name) || foreign && *name == "State";
    let names = own.keys().chain(row.item.members.keys()).map(String::as_str).filter(is_fixed);
    desktop.shown = json::instead(own, row.item.members, names);
    if let (Some(own), Some(found)) = (own["WorkspaceProperties"].as_object(), &row.properties) {
        let names = own.keys().chain(found.members.keys()).map(String::as_str);
        desktop.shown_properties = json::instead(own, found.members, names);
    }
}
