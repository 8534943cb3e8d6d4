//! Where each rule bites.

use deskfleet::sim::{DesktopView, FleetKind, WorldView};

use super::{Breaks, Row, Sight, TEXT_OF_D};

/// Available, nobody at work, an address free, a volume snapshot there, no groups by hand, no protect tag.
fn is_plain(desktop: &DesktopView, world: &WorldView) -> bool {
    desktop.state == "AVAILABLE"
        && desktop.connection == "DISCONNECTED"
        && desktop.user_volume_snapshot.is_some()
        && desktop.extra_groups.is_empty()
        && !desktop.tags.contains_key("deskfleet-protect")
        && free(desktop, world) > 0
}

fn free(desktop: &DesktopView, world: &WorldView) -> u64 {
    world.subnets.iter().find(|subnet| subnet.id == desktop.subnet).map_or(0, |subnet| subnet.free)
}

/// A Windows 10 desktop that can move: what a row says differs from it.
const PLAIN: Row = Row {
    rule: "",
    breaks: Breaks::Refused(""),
    fleet: FleetKind::Demo,
    from: "win10-standard",
    which: is_plain,
    to: "win11-standard",
    sight: Sight::Whole,
};

pub(super) static TABLE: &[Row] = &[
    Row { rule: "SAME-01", breaks: Breaks::Refused("D-05"), from: "win11-standard", ..PLAIN },
    // States.
    Row {
        rule: "STATE-01",
        breaks: Breaks::Refused("D-01"),
        from: "server-2019-standard",
        which: |desktop, _| desktop.state == "UNHEALTHY",
        ..PLAIN
    },
    Row {
        rule: "STATE-02",
        breaks: Breaks::Refused("D-01"),
        fleet: FleetKind::Rare,
        from: "server-2019-standard",
        which: |desktop, _| desktop.state == "MAINTENANCE",
        ..PLAIN
    },
    Row {
        rule: "MIG-02",
        breaks: Breaks::Refused("D-02"),
        from: "server-2019-standard",
        which: |desktop, _| desktop.state == "ADMIN_MAINTENANCE",
        ..PLAIN
    },
    Row {
        rule: "MIG-01",
        breaks: Breaks::Refused("D-01"),
        fleet: FleetKind::Rare,
        from: "ubuntu-22-standard",
        which: |desktop, _| desktop.state == "STOPPED",
        to: "ubuntu-24-standard",
        ..PLAIN
    },
    Row {
        rule: "CONN-01",
        breaks: Breaks::Noted(TEXT_OF_D),
        from: "win11-standard",
        which: |desktop, _| desktop.connection == "CONNECTED",
        to: "win11-performance",
        ..PLAIN
    },
    Row {
        rule: "STBY-01",
        breaks: Breaks::Refused("L-07"),
        fleet: FleetKind::Rare,
        from: "win10-performance",
        ..PLAIN
    },
    // Bundles.
    Row { rule: "BUNDLE-01", breaks: Breaks::Refused("L-01"), fleet: FleetKind::Rare, to: "win11-next", ..PLAIN },
    Row { rule: "BUNDLE-01", breaks: Breaks::Refused("L-01"), fleet: FleetKind::Rare, to: "win11-standby", ..PLAIN },
    // Paths.
    Row {
        rule: "MIG-03",
        breaks: Breaks::Refused("D-03"),
        from: "ubuntu-22-standard",
        to: "amazon-linux-2-standard",
        ..PLAIN
    },
    Row { rule: "MIG-04", breaks: Breaks::Refused("D-04"), from: "ubuntu-22-standard", ..PLAIN },
    Row { rule: "MIG-04", breaks: Breaks::Refused("D-04"), to: "ubuntu-22-standard", ..PLAIN },
    Row { rule: "MIG-07", breaks: Breaks::Refused("D-07"), to: "win7-legacy", ..PLAIN },
    Row { rule: "MIG-09", breaks: Breaks::Refused("D-09"), from: "win11-standard", to: "win10-standard", ..PLAIN },
    Row { rule: "MIG-10", breaks: Breaks::Refused("D-10"), from: "win7-legacy", ..PLAIN },
    Row { rule: "MIG-11", breaks: Breaks::Refused("D-11"), from: "server-2019-value", ..PLAIN },
    Row { rule: "MIG-08", breaks: Breaks::Refused("D-08"), to: "win11-byol", ..PLAIN },
    Row {
        rule: "MIG-08",
        breaks: Breaks::Refused("D-08"),
        from: "win11-byol",
        to: "Standard with Windows 10 (Server 2019 based)",
        ..PLAIN
    },
    Row {
        rule: "MIG-12",
        breaks: Breaks::Refused("D-12"),
        fleet: FleetKind::Rare,
        from: "server-2022-byop",
        to: "Standard with Windows 11 (Server 2025 based)",
        ..PLAIN
    },
    Row {
        rule: "MIG-14",
        breaks: Breaks::Refused("D-14"),
        fleet: FleetKind::Rare,
        from: "server-2022-byop",
        to: "server-2019-byop",
        ..PLAIN
    },
    // Means.
    Row {
        rule: "VSNAP-01",
        breaks: Breaks::Refused("D-17"),
        from: "server-2022-standard",
        which: |desktop, _| desktop.user_volume_snapshot.is_none() && desktop.state == "AVAILABLE",
        ..PLAIN
    },
    Row {
        rule: "ADDR-01",
        breaks: Breaks::Refused("D-20"),
        from: "server-2019-standard",
        which: |desktop, world| free(desktop, world) == 0,
        ..PLAIN
    },
    // Warnings: of what may be refused because the API does not tell, and of what is allowed.
    Row { rule: "MIG-20", breaks: Breaks::Refused("D-04"), fleet: FleetKind::Rare, to: "design-standard", ..PLAIN },
    Row { rule: "MIG-21", breaks: Breaks::Refused("D-08"), from: "win11-byol", to: "server-2022-standard", ..PLAIN },
    Row { rule: "MIG-24", breaks: Breaks::Refused("D-12"), fleet: FleetKind::Rare, from: "server-2022-byop", ..PLAIN },
    Row {
        rule: "ADDR-02",
        breaks: Breaks::Refused("D-20"),
        from: "server-2019-standard",
        which: |desktop, world| free(desktop, world) == 0,
        sight: Sight::WithoutSubnets,
        ..PLAIN
    },
    Row {
        rule: "MIG-22",
        breaks: Breaks::Nothing(|before, after| {
            (before.protocol.as_str(), after.protocol.as_str()) == ("PCOIP", "WSP")
        }),
        which: |desktop, world| is_plain(desktop, world) && desktop.protocol == "PCOIP",
        to: "Standard with Windows 10 (Server 2019 based)",
        ..PLAIN
    },
    Row {
        rule: "MIG-23",
        breaks: Breaks::Nothing(|before, after| before.compute == "STANDARD" && after.compute == "PERFORMANCE"),
        to: "win11-performance",
        ..PLAIN
    },
    Row {
        rule: "MIG-26",
        breaks: Breaks::Nothing(|before, after| (before.root_gib, after.root_gib) == (80, 175)),
        which: |desktop, world| is_plain(desktop, world) && desktop.root_gib == 80,
        to: "win11-power",
        ..PLAIN
    },
    Row {
        rule: "VSNAP-02",
        breaks: Breaks::Nothing(|before, after| after.restored_from == before.user_volume_snapshot),
        sight: Sight::HoursOld(13),
        ..PLAIN
    },
];
