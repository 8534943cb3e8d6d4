//! The resources, in the API's member names.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{
    AliasId, BundleId, DirectoryId, ImageId, IpGroupId, SecurityGroup, SubnetId, Workspace, WorkspaceId,
};
use super::alias::ConnectionAlias;
use super::effect::REGISTERED;
use super::library::{Image, LibraryBundle};
use super::radius::Domain;
use super::reach::range_of;
use super::standby::Occupant;

/// A rule of an IP access control group: who may come in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct IpRule {
    pub ip_rule: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule_desc: Option<String>,
}

/// An IP access control group; members of this structure of the API begin in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct IpGroup {
    pub group_id: IpGroupId,
    pub group_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_desc: Option<String>,
    #[serde(default)]
    pub user_rules: Vec<IpRule>,
}

/// Something that the API says of a resource and that nothing here decides by: kept and shown as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "the kinds of values that documents have")]
pub enum Described {
    Flag(bool),
    Number(i32),
    Text(String),
    List(Vec<Described>),
    Members(BTreeMap<String, Described>),
}

/// A registered directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "PascalCase")]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct RegisteredDirectory {
    pub directory_id: DirectoryId,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(rename = "ipGroupIds")]
    pub ip_group_ids: Vec<IpGroupId>,
    /// What else is said of it, by member: what it sets for its desktops and their clients, and where it lies.
    #[serde(flatten)]
    pub described: BTreeMap<String, Described>,
}

/// What stands around desktops, as it was seen at one time; each kind sorted by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// IP access control groups.
    pub ip_groups: Vec<IpGroup>,
    /// Registered directories.
    pub directories: Vec<RegisteredDirectory>,
    /// Directories of Directory Service, registered or not.
    pub domains: Vec<Domain>,
    /// The account's own bundles.
    pub bundles: Vec<LibraryBundle>,
    /// The account's own images.
    pub images: Vec<Image>,
    /// How many desktops are on bundles, as far as that was read.
    pub bundle_use: BTreeMap<BundleId, u64>,
    /// With which accounts images are shared, as far as that was read.
    pub image_shares: BTreeMap<ImageId, BTreeSet<String>>,
    /// Desktops that images are made of, with who is connected, as far as they were read.
    pub desktops: Vec<Workspace>,
    /// Keys of the tags of resources, by id, as far as they were read.
    pub tags: BTreeMap<String, BTreeSet<String>>,
    /// Subnets and security groups that something leans on; `None`: they were not read.
    pub network: Option<Network>,
    /// How many desktops a directory has, where they were counted.
    pub directory_use: BTreeMap<DirectoryId, u64>,
    /// Connection aliases.
    pub aliases: Vec<ConnectionAlias>,
    /// The desktops of users in directories where standbys are to be, as far as they were read.
    pub occupants: Vec<Occupant>,
    /// The account that looks, where it is known: some of what it sees is another's.
    pub account: Option<String>,
}

/// What of a network something leans on; of what was asked for, what does not exist is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Subnets.
    pub subnets: Vec<SubnetPlace>,
    /// Security groups.
    pub security_groups: Vec<SecurityGroup>,
}

/// What is read of single resources beyond their listing, by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Bundles: how many desktops are on them.
    pub bundles: BTreeSet<BundleId>,
    /// Images: with which accounts they are shared.
    pub images: BTreeSet<ImageId>,
    /// Desktops: all of them, and who is connected.
    pub desktops: BTreeSet<WorkspaceId>,
    /// Users in a directory: which desktop each has there.
    pub users: BTreeSet<(DirectoryId, String)>,
}

/// Which kinds of resources are to be read; what is not, is empty in `Surroundings`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a set of kinds, each by its name")]
pub struct Kinds {
    /// IP access control groups.
    pub ip_groups: bool,
    /// Registered directories.
    pub directories: bool,
    /// Directories of Directory Service.
    pub domains: bool,
    /// The account's own bundles and images.
    pub library: bool,
    /// How many desktops are on the bundles that an act is about (`Act::details`).
    pub bundle_use: bool,
    /// With whom the images that an act is about are shared (`Act::details`).
    pub image_shares: bool,
    /// The desktops that an act is about, and who is connected (`Act::details`).
    pub desktop: bool,
    /// Connection aliases.
    pub aliases: bool,
    /// With which accounts the connection alias is shared that an act is about: a call for each.
    pub shares: bool,
    /// The desktops of the users that an act is about (`Act::details`).
    pub occupants: bool,
}

/// Where a subnet lies.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SubnetPlace {
    /// Its id.
    pub subnet_id: SubnetId,
    /// Its VPC.
    pub vpc_id: Option<String>,
    /// The id of its zone, which is the same in every account, unlike the name.
    pub zone_id: Option<String>,
}

impl Kinds {
    /// Who may come in to which directory.
    pub const ACCESS: Self = Self { ip_groups: true, directories: true, ..Self::NONE };
    /// Directories alone.
    pub const DIRECTORIES: Self = Self { directories: true, ..Self::NONE };
    /// Directories of Directory Service alone.
    pub const DOMAINS: Self = Self { domains: true, ..Self::NONE };
    /// Directories, and what Directory Service says of them.
    pub const SECOND_FACTOR: Self = Self { domains: true, ..Self::DIRECTORIES };
    /// Bundles and images.
    pub const LIBRARY: Self = Self { library: true, ..Self::NONE };
    /// As `LIBRARY`, with the desktops on a bundle.
    pub const BUNDLE_USE: Self = Self { bundle_use: true, ..Self::LIBRARY };
    /// As `LIBRARY`, with whom an image is shared.
    pub const IMAGE_SHARES: Self = Self { image_shares: true, ..Self::LIBRARY };
    /// As `LIBRARY`, with the desktop that an image is made of.
    pub const DESKTOP: Self = Self { desktop: true, ..Self::LIBRARY };
    /// Connection aliases alone.
    pub const ALIASES: Self = Self { aliases: true, ..Self::NONE };
    /// Connection aliases, and who shares the one that it is about.
    pub const SHARED_ALIASES: Self = Self { shares: true, ..Self::ALIASES };
    /// The desktops of users.
    pub const OCCUPANTS: Self = Self { occupants: true, ..Self::NONE };
    /// Directories, and the desktops of users in them.
    pub const STANDBYS: Self = Self { occupants: true, ..Self::DIRECTORIES };
    const NONE: Self = Self {
        ip_groups: false,
        directories: false,
        domains: false,
        library: false,
        bundle_use: false,
        image_shares: false,
        desktop: false,
        aliases: false,
        shares: false,
        occupants: false,
    };

    /// Returns what either asks for.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            ip_groups: self.ip_groups || other.ip_groups,
            directories: self.directories || other.directories,
            domains: self.domains || other.domains,
            library: self.library || other.library,
            bundle_use: self.bundle_use || other.bundle_use,
            image_shares: self.image_shares || other.image_shares,
            desktop: self.desktop || other.desktop,
            aliases: self.aliases || other.aliases,
            shares: self.shares || other.shares,
            occupants: self.occupants || other.occupants,
        }
    }
}

impl RegisteredDirectory {
    /// Returns one as it is after it was registered, as far as that is known before.
    pub(super) fn new(id: &DirectoryId, subnets: &[SubnetId], tenancy: Option<&str>) -> Self {
        let text = |text: &str| Described::Text(text.to_owned());
        let subnets = Described::List(subnets.iter().map(|id| text(id.as_str())).collect());
        let mut described = BTreeMap::from([("SubnetIds".to_owned(), subnets)]);
        described.extend(tenancy.map(|tenancy| ("Tenancy".to_owned(), text(tenancy))));
        Self {
            directory_id: id.clone(),
            directory_name: None,
            alias: None,
            state: Some(REGISTERED.to_owned()),
            ip_group_ids: Vec::new(),
            described,
        }
    }

    /// Returns the words among the members of something that it sets, such as `WorkspaceAccessProperties`, in the order of
    /// the members.
    pub fn words<'a>(&'a self, of: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let members = match self.described.get(of) {
            Some(Described::Members(members)) => Some(members),
            Some(_) | None => None,
        };
        members.into_iter().flatten().filter_map(|(name, said)| Some((name.as_str(), said.text()?)))
    }

    /// Returns the subnets that it is registered with.
    #[must_use]
    pub fn subnets(&self) -> Vec<SubnetId> {
        let Some(Described::List(all)) = self.described.get("SubnetIds") else { return Vec::new() };
        all.iter().filter_map(Described::text).map(SubnetId::from_service).collect()
    }

    /// Returns what a member says, where that is a text.
    #[must_use]
    pub fn text(&self, member: &str) -> Option<&str> {
        self.described.get(member)?.text()
    }
}

impl Described {
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Flag(_) | Self::Number(_) | Self::List(_) | Self::Members(_) => None,
        }
    }
}

impl Surroundings {
    /// Returns the IP access control group with an id.
    #[must_use]
    pub fn ip_group(&self, id: &IpGroupId) -> Option<&IpGroup> {
        self.ip_groups.iter().find(|group| group.group_id == *id)
    }

    /// Returns the directory with an id.
    #[must_use]
    pub fn directory(&self, id: &DirectoryId) -> Option<&RegisteredDirectory> {
        self.directories.iter().find(|directory| directory.directory_id == *id)
    }

    /// Returns the directory of Directory Service with an id.
    #[must_use]
    pub fn domain(&self, id: &DirectoryId) -> Option<&Domain> {
        self.domains.iter().find(|domain| domain.directory_id == *id)
    }

    /// Returns the desktop with an id, where it was read and is there.
    #[must_use]
    pub fn desktop(&self, id: &WorkspaceId) -> Option<&Workspace> {
        self.desktops.iter().find(|desktop| desktop.workspace_id == *id)
    }

    /// Returns the connection alias with an id.
    #[must_use]
    pub fn alias(&self, id: &AliasId) -> Option<&ConnectionAlias> {
        self.aliases.iter().find(|alias| alias.alias_id == *id)
    }

    /// Tells whether a resource has this id.
    #[must_use]
    pub fn has_id(&self, id: &str) -> bool {
        self.ip_groups.iter().any(|group| group.group_id.as_str() == id)
            || self.directories.iter().any(|directory| directory.directory_id.as_str() == id)
            || self.bundles.iter().any(|bundle| bundle.bundle_id.as_str() == id)
            || self.images.iter().any(|image| image.image_id.as_str() == id)
            || self.aliases.iter().any(|alias| alias.alias_id.as_str() == id)
    }

    /// Returns the directories that an IP access control group is on.
    pub fn directories_with(&self, id: &IpGroupId) -> impl Iterator<Item = &RegisteredDirectory> {
        self.directories.iter().filter(move |directory| directory.ip_group_ids.contains(id))
    }
}

/// What the id of a group that is still to be made begins with: no id of the service has a colon.
const NEW: &str = "new:";

impl IpGroup {
    /// Returns a group that is still to be made.
    #[must_use]
    pub fn new(name: &str, description: Option<String>, rules: Vec<IpRule>) -> Self {
        Self {
            group_id: IpGroupId::from_service(format!("{NEW}{name}")),
            group_name: name.to_owned(),
            group_desc: description,
            user_rules: rules,
        }
    }

    /// Tells whether it is still to be made.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.group_id.as_str().starts_with(NEW)
    }

    /// Tells whether a rule of it is for this range, however it is written.
    #[must_use]
    pub fn has_range(&self, range: &str) -> bool {
        self.user_rules.iter().any(|rule| rule.is_for(range))
    }
}

impl IpRule {
    /// Tells whether it is for this range, however that is written.
    #[must_use]
    pub fn is_for(&self, range: &str) -> bool {
        match (range_of(&self.ip_rule), range_of(range)) {
            (Some(own), Some(other)) => own == other,
            (_, _) => self.ip_rule == range,
        }
    }
}

/// Tells whether two lists have the same rules with the same descriptions, in whatever order and however they are written.
#[must_use]
pub fn same_rules(left: &[IpRule], right: &[IpRule]) -> bool {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let within = |some: &[IpRule], all: &[IpRule]| {
        let is_in = |rule: &IpRule| {
            all.iter().any(|other| other.is_for(&rule.ip_rule) && text(&other.rule_desc) == text(&rule.rule_desc))
        };
        some.iter().all(is_in)
    };
    within(left, right) && within(right, left)
}
