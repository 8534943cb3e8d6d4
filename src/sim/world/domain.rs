//! Directories as Directory Service knows them, registered with WorkSpaces or not (domain K).

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use jiff::{SignedDuration, Timestamp};

use super::{Directory, DirectoryKind, Overlay, World};
use crate::sim::lifecycle::plus;
use crate::sim::rng::Random;

/// A directory of Directory Service.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Domain {
    /// `d-` id.
    pub(in crate::sim) id: String,
    /// Fully qualified name.
    pub(in crate::sim) name: String,
    /// Alias.
    pub(in crate::sim) alias: String,
    /// Kind.
    pub(in crate::sim) kind: DirectoryKind,
    /// Stage as the API names it (K-23).
    pub(in crate::sim) stage: &'static str,
    /// Its two subnets.
    pub(in crate::sim) subnets: Vec<String>,
    /// Addresses of its name servers.
    pub(in crate::sim) dns: Vec<Ipv4Addr>,
    /// When it was made.
    pub(in crate::sim) launched_at: Timestamp,
    /// The second factor, where one was set up.
    pub(in crate::sim) radius: Option<Radius>,
}

/// A second factor: one for all users of a directory (K-21).
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) struct Radius {
    /// Settings as descriptions show them, without the secret.
    pub(in crate::sim) settings: Overlay,
    /// How far it is.
    pub(in crate::sim) status: RadiusStatus,
    /// When it was begun.
    pub(in crate::sim) since: Timestamp,
}

/// How far a second factor is, as the API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum RadiusStatus {
    /// `Creating`.
    Creating,
    /// `Completed`.
    Completed,
    /// `Failed`.
    Failed,
}

impl RadiusStatus {
    /// Returns the name that the API uses.
    pub(in crate::sim) fn name(self) -> &'static str {
        match self {
            Self::Creating => "Creating",
            Self::Completed => "Completed",
            Self::Failed => "Failed",
        }
    }
}

/// Those that are not registered: label, kind, stage. Their controllers stand outside of the networks here.
const SPARE: [(&str, DirectoryKind, &str); 2] =
    [("spare", DirectoryKind::MicrosoftAd, "Active"), ("retired", DirectoryKind::SimpleAd, "Inoperable")];

impl Domain {
    /// Returns those of the registered directories of a world, and some that could be registered there.
    pub(in crate::sim) fn around(world: &World) -> BTreeMap<String, Self> {
        let registered = world.directories.values().map(|directory| Self::of(world, directory));
        let home = world.directories.values().next();
        let spare = home.into_iter().flat_map(|home| {
            SPARE.into_iter().map(|(label, kind, stage)| {
                let mut rng = Random::new(world.seed, &format!("domain {label}"), 0);
                let network = u8::try_from(rng.below(250)).unwrap_or_default();
                Self {
                    id: rng.directory_id(),
                    name: format!("{label}.example.com"),
                    alias: label.to_owned(),
                    kind,
                    stage,
                    subnets: home.subnets.clone(),
                    dns: [10, 11].map(|host| Ipv4Addr::new(198, 18, network, host)).to_vec(),
                    launched_at: launched_at(world, &mut rng),
                    radius: None,
                }
            })
        });
        registered.chain(spare).map(|domain| (domain.id.clone(), domain)).collect()
    }

    fn of(world: &World, directory: &Directory) -> Self {
        let mut rng = Random::new(world.seed, &format!("domain {}", directory.id), 0);
        Self {
            id: directory.id.clone(),
            name: directory.name.clone(),
            alias: directory.alias.clone(),
            kind: directory.kind,
            stage: "Active",
            subnets: directory.subnets.clone(),
            dns: directory.dns.clone(),
            launched_at: launched_at(world, &mut rng),
            radius: None,
        }
    }
}

/// Returns when one was made: before any desktop of a ready-made fleet.
fn launched_at(world: &World, rng: &mut Random) -> Timestamp {
    let days = i64::try_from(rng.between(950, 1_500)).unwrap_or_default();
    plus(world.began, -SignedDuration::from_hours(24 * days))
}
