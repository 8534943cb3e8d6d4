//! How many of something an account may have in a Region (domain E-22 to E-25).

use std::collections::BTreeMap;

use super::World;

/// Something that a quota counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::sim) enum Quota {
    /// All desktops.
    Desktops,
    /// Desktops of this compute type.
    Compute(&'static str),
    /// Standbys.
    Standbys,
}

/// Compute types with a quota of their own, and what it is by default (E-23, E-24).
const COMPUTE: [(&str, u64); 6] = [
    ("GENERALPURPOSE_4XLARGE", 1),
    ("GENERALPURPOSE_8XLARGE", 1),
    ("GRAPHICS", 0),
    ("GRAPHICSPRO", 0),
    ("GRAPHICS_G4DN", 0),
    ("GRAPHICSPRO_G4DN", 0),
];
/// The default for all desktops is 1 (E-22): nobody with a fleet has that one. Theirs was raised by thousands, and to
/// some standbys.
const RAISED: u64 = 1_000;
const ROOM: u64 = 4_000;
const STANDBYS: u64 = 10;

impl Quota {
    /// Returns the quota of a compute type that has one.
    pub(in crate::sim) fn of_compute(compute: &str) -> Option<Self> {
        COMPUTE.into_iter().find(|(name, _)| *name == compute).map(|(name, _)| Self::Compute(name))
    }

    /// Returns the quotas of an account that has the fleet of a world and room for more.
    pub(in crate::sim) fn of_fleet(world: &World) -> BTreeMap<Self, u64> {
        let desktops = world.count_against(Self::Desktops).div_ceil(RAISED) * RAISED + ROOM;
        let compute = COMPUTE.into_iter().map(|(name, default)| {
            let quota = Self::Compute(name);
            (quota, world.count_against(quota).max(default))
        });
        compute.chain([(Self::Desktops, desktops), (Self::Standbys, STANDBYS)]).collect()
    }
}

impl World {
    /// Returns how many there are of what a quota counts.
    pub(in crate::sim) fn count_against(&self, quota: Quota) -> u64 {
        let counts = |desktop: &&super::Desktop| match quota {
            Quota::Desktops => desktop.standby_of.is_none(),
            Quota::Compute(name) => desktop.compute == name,
            Quota::Standbys => desktop.standby_of.is_some(),
        };
        self.desktops.values().filter(counts).count() as u64
    }

    /// Returns how many more there may be; everything fits where no quota is known.
    pub(in crate::sim) fn room_for(&self, quota: Quota) -> u64 {
        let most = self.quotas.get(&quota).copied();
        most.map_or(u64::MAX, |most| most.saturating_sub(self.count_against(quota)))
    }
}
