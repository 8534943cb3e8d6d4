//! The world of the simulator: plain data, and nothing that decides.
//!
//! Everything that an operation can read or change stands here, in ordered maps, so that nothing depends on the order
//! of a hash. What time does to it is in `lifecycle`; what a request does to it is in the operations.
//! May import: `lifecycle`, for what is scheduled, and `trail`, for what CloudTrail knows. Knows no wire format and draws no random numbers.

mod access;
mod alias;
mod directory;
mod domain;
mod image;
mod lives;
mod modification;
mod quota;
mod subnet;
mod tagging;

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::lifecycle::Agenda;
use super::trail::Trail;

pub(super) use access::{IpGroup, IpRule};
pub(super) use alias::{Alias, AliasState, Association, AssociationState};
pub(super) use directory::{Directory, DirectoryKind, Registration};
pub(super) use domain::{Domain, Radius, RadiusStatus};
pub(super) use image::{Image, ImageState};
pub use lives::LostWork;
pub(super) use lives::{Renewal, Renewals, Root};
pub(super) use modification::{Change, Clocks, Modification, Phase};
pub(super) use quota::Quota;
pub(super) use subnet::Subnet;
pub(super) use tagging::Lag;

/// The tags of one resource: key to value; a tag may have no value (domain H-03).
pub(super) type Tags = BTreeMap<String, Option<String>>;

/// Members that descriptions show in the place of what the world has, as an import found them; null leaves one out.
pub(super) type Overlay = Map<String, Value>;

/// One account in one Region.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct World {
    /// Account id, 12 digits.
    pub(super) account: String,
    /// Region, such as `us-east-1`.
    pub(super) region: String,
    /// Seed of everything random here.
    pub(super) seed: u64,
    /// When it began.
    pub(super) began: Timestamp,
    /// The moment up to which scheduled changes have been folded in.
    pub(super) settled: Timestamp,
    /// Registered directories by id.
    pub(super) directories: BTreeMap<String, Directory>,
    /// Directories as Directory Service knows them, by id; registered or not.
    pub(super) domains: BTreeMap<String, Domain>,
    /// Desktops by id; one that is gone is not here.
    pub(super) desktops: BTreeMap<String, Desktop>,
    /// IP access control groups by id.
    pub(super) ip_groups: BTreeMap<String, IpGroup>,
    /// Bundles by id, public ones too.
    pub(super) bundles: BTreeMap<String, Bundle>,
    /// Images by id: the account's own, and those that others share with it.
    pub(super) images: BTreeMap<String, Image>,
    /// Connection aliases by id.
    pub(super) aliases: BTreeMap<String, Alias>,
    /// VPCs by id.
    pub(super) vpcs: BTreeMap<String, Vpc>,
    /// Subnets by id.
    pub(super) subnets: BTreeMap<String, Subnet>,
    /// Security groups by id.
    pub(super) security_groups: BTreeMap<String, SecurityGroup>,
    /// Network interfaces by id.
    pub(super) interfaces: BTreeMap<String, Interface>,
    /// Tags by resource id; a resource without tags may be absent.
    pub(super) tags: BTreeMap<String, Tags>,
    /// What the Resource Groups Tagging API does not know yet, and whatever was ever tagged here.
    pub(super) lags: BTreeMap<String, Lag>,
    /// Which id a migration turned into which, by old id; only migrations that succeeded.
    pub(super) lineage: BTreeMap<String, String>,
    /// When each of these migrations ended, by old id.
    pub(super) migrated_at: BTreeMap<String, Timestamp>,
    /// Work that rebuilds, restores and migrations took, in the order in which it went.
    pub(super) lost_work: Vec<LostWork>,
    /// Since when the data of its primary comes to a standby, by the id of the standby; only where it does.
    pub(super) replications: BTreeMap<String, Timestamp>,
    /// Encryption keys by ARN.
    pub(super) keys: BTreeMap<String, Key>,
    /// ARNs of those that are not symmetric.
    pub(super) asymmetric: BTreeSet<String>,
    /// How many of what there may be.
    pub(super) quotas: BTreeMap<Quota, u64>,
    /// What CloudTrail knows, newest first.
    pub(super) trail: Trail,
    /// What is going to happen.
    pub(super) agenda: Agenda,
}

/// A VPC.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Vpc {
    /// `vpc-` id.
    pub(super) id: String,
    /// Address blocks, the primary one first.
    pub(super) cidr_blocks: Vec<Ipv4Net>,
}

/// State of an encryption key as KMS names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyState {
    /// `Enabled`.
    Enabled,
    /// `Disabled`.
    Disabled,
    /// `PendingDeletion`, and when it is over.
    PendingDeletion(Timestamp),
}

/// An encryption key.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Key {
    /// Key id, a UUID.
    pub(super) id: String,
    /// ARN of the key.
    pub(super) arn: String,
    /// ARN of its alias, if it has one.
    pub(super) alias: Option<String>,
    /// State.
    pub(super) state: KeyState,
    /// Whether the service manages it and not the customer.
    pub(super) managed: bool,
    /// When it was made.
    pub(super) created_at: Timestamp,
}

/// A security group.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SecurityGroup {
    /// `sg-` id.
    pub(super) id: String,
    /// Name, such as `d-90670a1b2c_workspacesMembers`.
    pub(super) name: String,
    /// Description.
    pub(super) description: String,
    /// VPC that it belongs to.
    pub(super) vpc: String,
}

/// An elastic network interface (domain J).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Interface {
    /// `eni-` id.
    pub(super) id: String,
    /// Subnet.
    pub(super) subnet: String,
    /// Primary private address.
    pub(super) address: Ipv4Addr,
    /// Description; a desktop's begins `Created By Amazon Workspaces for AWS Account ID` (J-03).
    pub(super) description: String,
    /// Ids of the security groups on it, in the order they were set.
    pub(super) groups: Vec<String>,
    /// Account that owns the interface: the customer's (J-04).
    pub(super) owner: String,
    /// Account that owns the instance behind it: one of AWS's own (J-04).
    pub(super) attachment_owner: String,
    /// `eni-attach-` id.
    pub(super) attachment: String,
    /// Device index of the attachment.
    pub(super) device_index: u32,
    /// When it was attached.
    pub(super) attached_at: Timestamp,
    /// Elastic address that somebody associated with it: the address, and the id of its allocation.
    pub(super) elastic: Option<(Ipv4Addr, String)>,
}

/// A bundle.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Bundle {
    /// `wsb-` id.
    pub(super) id: String,
    /// Name; public bundles may share one.
    pub(super) name: String,
    /// `AMAZON` or the account.
    pub(super) owner: String,
    /// Description; the only hint at the operating system that the API gives (L-01).
    pub(super) description: String,
    /// `wsi-` id.
    pub(super) image: String,
    /// Compute type as the API names it.
    pub(super) compute: String,
    /// Root volume in GiB.
    pub(super) root_gib: u32,
    /// User volume in GiB.
    pub(super) user_gib: u32,
    /// Operating system of its image as the API names it; not shown on bundles.
    pub(super) operating_system: String,
    /// `PCOIP` or `WSP`; not shown on bundles.
    pub(super) protocol: String,
    /// State as the API names it: `AVAILABLE`, `PENDING` or `ERROR` (L-01).
    pub(super) state: String,
    /// What it is for as the API names it: `REGULAR` or `STANDBY` (L-01).
    pub(super) kind: String,
    /// Licence of its image; not shown on bundles.
    pub(super) licence: Licence,
    /// Creation time.
    pub(super) created_at: Timestamp,
    /// When its image was last changed.
    pub(super) updated_at: Timestamp,
    /// What descriptions show otherwise.
    pub(super) shown: Overlay,
}

/// Who licensed the operating system, and how it streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Licence {
    /// Included in the price.
    Included,
    /// Bring your own licence: needs a directory of dedicated tenancy.
    Byol,
    /// Bring your own protocol.
    Byop,
}

/// State of a desktop as the API names it (domain C).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DesktopState {
    /// `PENDING`.
    Pending,
    /// `AVAILABLE`.
    Available,
    /// `IMPAIRED`, of which the guide says no more than "see UNHEALTHY".
    Impaired,
    /// `UNHEALTHY`.
    Unhealthy,
    /// `MAINTENANCE`: the service's own.
    Maintenance,
    /// `ADMIN_MAINTENANCE`.
    AdminMaintenance,
    /// `REBOOTING`.
    Rebooting {
        /// Since when.
        since: Timestamp,
    },
    /// `STARTING`.
    Starting {
        /// Since when.
        since: Timestamp,
    },
    /// `STOPPING`.
    Stopping {
        /// Since when.
        since: Timestamp,
    },
    /// `UPDATING`.
    Updating,
    /// `STOPPED`.
    Stopped,
    /// `ERROR`.
    Error,
    /// `TERMINATING`.
    Terminating,
    /// `REBUILDING`.
    Rebuilding {
        /// Since when.
        since: Timestamp,
    },
    /// `RESTORING`.
    Restoring {
        /// Since when.
        since: Timestamp,
    },
    /// `SUSPENDED`: held while an image is made of it (L-05).
    Suspended,
    /// One that nothing here leads to or from; descriptions show the word that an import found.
    Foreign,
}

impl DesktopState {
    /// Returns the name that the API uses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Available => "AVAILABLE",
            Self::Impaired => "IMPAIRED",
            Self::Unhealthy => "UNHEALTHY",
            Self::Maintenance => "MAINTENANCE",
            Self::AdminMaintenance => "ADMIN_MAINTENANCE",
            Self::Rebooting { .. } => "REBOOTING",
            Self::Starting { .. } => "STARTING",
            Self::Stopping { .. } => "STOPPING",
            Self::Updating => "UPDATING",
            Self::Stopped => "STOPPED",
            Self::Error => "ERROR",
            Self::Terminating => "TERMINATING",
            Self::Rebuilding { .. } => "REBUILDING",
            Self::Restoring { .. } => "RESTORING",
            Self::Suspended => "SUSPENDED",
            Self::Foreign => "UNKNOWN",
        }
    }
}

/// How a desktop is paid for and whether it stops by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunningMode {
    /// `ALWAYS_ON`.
    AlwaysOn,
    /// `AUTO_STOP`, after this many minutes.
    AutoStop(u32),
    /// `MANUAL`: only a call starts or stops it.
    Manual,
}

impl RunningMode {
    /// Returns the name that the API uses.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AlwaysOn => "ALWAYS_ON",
            Self::AutoStop(_) => "AUTO_STOP",
            Self::Manual => "MANUAL",
        }
    }
}

/// When a desktop's user sits at it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Usage {
    /// Never has been connected and never will be.
    Never,
    /// Works from Monday to Friday, except from `away_from` until `away_until`.
    Weekdays {
        /// First minute of the working day, in minutes after midnight UTC.
        from_minute: u32,
        /// Last minute of it.
        to_minute: u32,
        /// Begin of an absence.
        away_from: Timestamp,
        /// End of it.
        away_until: Timestamp,
    },
    /// As an import found it.
    Seen(SeenUsage),
}

/// A connection that an import found.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SeenUsage {
    /// State of the desktop at that time.
    pub(super) desktop: DesktopState,
    /// Connection state, as the API names it.
    pub(super) connection: String,
    /// Last known connection.
    pub(super) last: Option<Timestamp>,
    /// How long it stays so; nobody is there afterwards.
    pub(super) until: Timestamp,
}

/// The newest volume snapshots that an import found; they count until the next is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FoundSnapshots {
    /// Of the user volume.
    pub(super) user: Option<Timestamp>,
    /// Of the root volume.
    pub(super) root: Option<Timestamp>,
}

/// That a desktop stops without its user and starts with them, as `AutoStop` says.
///
/// Not every one does: a client that is locked or asleep may never count as gone (AG:running-mode), and the ready-made
/// fleets from before this was simulated are full of those. A desktop that was started or stopped by a call follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Following {
    /// Since when it is up: without a user, its time counts from here.
    pub(super) awake_since: Timestamp,
    /// When it is looked at next; what was scheduled for another moment is out of date.
    pub(super) look_at: Option<Timestamp>,
}

/// A migration that a desktop is being left by.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Migration {
    /// The new id.
    pub(super) target: String,
    /// State before; a failure returns to it.
    pub(super) back_to: DesktopState,
    /// Until when its user worked on it.
    pub(super) worked_until: Option<Timestamp>,
}

/// The desktop that a standby stands by for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Primary {
    /// `ws-` id.
    pub(super) id: String,
    /// Region.
    pub(super) region: String,
}

/// A desktop.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Desktop {
    /// `ws-` id.
    pub(super) id: String,
    /// Directory.
    pub(super) directory: String,
    /// User name.
    pub(super) user: String,
    /// State at the moment up to which the world is settled.
    pub(super) state: DesktopState,
    /// Error code and message, in `ERROR`.
    pub(super) error: Option<(String, String)>,
    /// Bundle.
    pub(super) bundle: String,
    /// Subnet.
    pub(super) subnet: String,
    /// Primary private address, the one of its interface.
    pub(super) address: Ipv4Addr,
    /// Interface.
    pub(super) interface: String,
    /// Computer name.
    pub(super) computer_name: String,
    /// Compute type as the API names it.
    pub(super) compute: String,
    /// Root volume in GiB.
    pub(super) root_gib: u32,
    /// User volume in GiB.
    pub(super) user_gib: u32,
    /// Root and user volume as its system sees them: a grown one counts after the next boot (A2-14).
    pub(super) usable_gib: (u32, u32),
    /// Changes under way, and failed ones for a while.
    pub(super) modifications: Vec<Modification>,
    /// What cannot be changed again at once.
    pub(super) clocks: Clocks,
    /// Operating system as the API names it.
    pub(super) operating_system: String,
    /// `PCOIP` or `WSP`.
    pub(super) protocol: String,
    /// Whether it was made with `PCoIP`: only then can the protocol be changed in place (B-22).
    pub(super) made_for_pcoip: bool,
    /// Running mode.
    pub(super) running_mode: RunningMode,
    /// Whether Credential Guard of Windows 11 24H2 is on, which no description shows (C2-01).
    pub(super) credential_guard: bool,
    /// Whether its memory lies on the root volume: it goes on where it was, and starting it is no boot (C2-01).
    pub(super) hibernated: bool,
    /// Whether `AutoStop` acts on it by itself.
    pub(super) following: Option<Following>,
    /// When calls ended the session of a user at work.
    pub(super) thrown_out: Vec<Timestamp>,
    /// Key that both volumes are encrypted with, if they are.
    pub(super) encryption_key: Option<String>,
    /// When it was made.
    pub(super) created_at: Timestamp,
    /// From when on descriptions list it: a new id is unknown for a moment (domain E-10).
    pub(super) visible_from: Timestamp,
    /// From when on its address is shown: empty while it is new (J-07).
    pub(super) address_from: Timestamp,
    /// First volume snapshot; the next ones follow every 12 hours (C3-01).
    pub(super) first_snapshot_at: Timestamp,
    /// Since when it is not healthy; no root snapshots are taken from then on (C3-02).
    pub(super) unhealthy_since: Option<Timestamp>,
    /// When its user is at work.
    pub(super) usage: Usage,
    /// What rebuilds and restores did to it.
    pub(super) renewals: Renewals,
    /// The volume snapshot that its user volume was filled from, by a migration, a rebuild or a restore.
    pub(super) restored_from: Option<Timestamp>,
    /// The primary that it is the standby of, in another Region (L-07).
    pub(super) standby_of: Option<Primary>,
    /// The migration that it is the source of.
    pub(super) migration: Option<Migration>,
    /// Volume snapshots from before the world began.
    pub(super) found_snapshots: Option<FoundSnapshots>,
    /// What descriptions show otherwise, of the desktop itself.
    pub(super) shown: Overlay,
    /// What descriptions show otherwise, of its properties.
    pub(super) shown_properties: Overlay,
}

impl World {
    /// Returns a Region in which nothing was ever made.
    pub(super) fn empty(account: &str, region: &str, seed: u64, start: Timestamp) -> Self {
        Self {
            account: account.to_owned(),
            region: region.to_owned(),
            seed,
            began: start,
            settled: start,
            directories: BTreeMap::new(),
            domains: BTreeMap::new(),
            desktops: BTreeMap::new(),
            ip_groups: BTreeMap::new(),
            bundles: BTreeMap::new(),
            images: BTreeMap::new(),
            aliases: BTreeMap::new(),
            vpcs: BTreeMap::new(),
            subnets: BTreeMap::new(),
            security_groups: BTreeMap::new(),
            interfaces: BTreeMap::new(),
            tags: BTreeMap::new(),
            lags: BTreeMap::new(),
            lineage: BTreeMap::new(),
            migrated_at: BTreeMap::new(),
            lost_work: Vec::new(),
            replications: BTreeMap::new(),
            keys: BTreeMap::new(),
            asymmetric: BTreeSet::new(),
            quotas: BTreeMap::new(),
            trail: Trail::default(),
            agenda: Agenda::default(),
        }
    }

    /// Returns a key by its id, its ARN, or the name or ARN of its alias.
    pub(super) fn key(&self, named: &str) -> Option<&Key> {
        let is = |key: &&Key| {
            let alias = key.alias.as_deref();
            let name = alias.and_then(|alias| alias.find(":alias/").map(|at| &alias[at + 1..]));
            key.arn == named || key.id == named || alias == Some(named) || name == Some(named)
        };
        self.keys.values().find(is)
    }

    /// Tells whether a desktop would come up again: not when its volumes are encrypted with a key that is not enabled, or gone.
    pub(super) fn can_decrypt(&self, desktop: &Desktop) -> bool {
        let enabled = |named: &str| self.key(named).is_some_and(|key| key.state == KeyState::Enabled);
        desktop.encryption_key.as_deref().is_none_or(enabled)
    }

    /// Returns the ids of the groups on a desktop's interface that a new interface would not get.
    pub(super) fn extra_groups(&self, desktop: &Desktop) -> BTreeSet<String> {
        let defaults = self.directories.get(&desktop.directory).map(Directory::default_groups).unwrap_or_default();
        self.interfaces
            .get(&desktop.interface)
            .map(|interface| interface.groups.iter().filter(|group| !defaults.contains(group)).cloned().collect())
            .unwrap_or_default()
    }
}
