//! Ready-made fleets, from a seed and a size.
//!
//! The demo makes promises that tests and the README rely on: of 80 desktops exactly 60 run Windows 10, and each of
//! those can move to `win11-standard` at once and for hours; of the other 20 none can. Larger fleets keep the
//! proportions. Makes worlds and never changes one afterwards.

mod bundles;
mod clocks;
mod keys;
mod network;
mod people;
mod variety;

use std::net::Ipv4Addr;

use jiff::{SignedDuration, Timestamp};

use super::lifecycle::{plus, plus_seconds};
use super::rng::Random;
use super::spec::{FleetKind, WorldSpec};
use super::world::{Bundle, Clocks, Desktop, DesktopState, Overlay, Primary, Renewals, RunningMode, Usage, World};
use keys::Cipher;
pub(super) use keys::own_key;
use network::{Network, Place};
pub(super) use people::elsewhere as user_elsewhere;
use variety::{Presence, RARE, VARIETIES, Variety};

/// Account that owns the instances behind the interfaces of desktops: one of AWS's own, and nobody's here (J-04).
pub(super) const SERVICE_ACCOUNT: &str = "999900001111";

/// Sizes of the volumes of movable desktops in GiB, all legal (A1-01).
const VOLUMES: [(u32, u32); 5] = [(80, 10), (80, 50), (80, 100), (175, 100), (200, 150)];
/// Bundles of movable desktops, with how many in ten use them.
const MOVABLE_BUNDLES: [&str; 10] = [
    "win10-standard",
    "win10-standard",
    "win10-performance",
    "win10-standard",
    "win10-power",
    "win10-standard",
    "win10-performance",
    "win10-standard",
    "win10-power",
    "win10-performance",
];
const DEPARTMENTS: [&str; 6] = ["Finance", "Engineering", "Human Resources", "Sales", "Support", "Legal"];
/// For how long the users of movable desktops stay away: a fleet of one kind is for jobs that take days.
const DEMO_AWAY: SignedDuration = SignedDuration::from_hours(36);
const UNIFORM_AWAY: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Makes a world.
pub(super) fn world(spec: &WorldSpec) -> World {
    let mut world = World::empty(&spec.account, &spec.region, spec.seed, spec.start);
    let bundles = bundles::add(&mut world, spec);
    let (movable, varied) = match spec.fleet {
        FleetKind::Uniform => (spec.desktops, 0),
        FleetKind::Demo => {
            let movable = u32::try_from(u64::from(spec.desktops) * 3 / 4).unwrap_or(spec.desktops);
            (movable, spec.desktops - movable)
        }
        FleetKind::Rare | FleetKind::Clocks => (0, spec.desktops),
    };
    let network = network::add(&mut world, spec, movable, varied);
    if spec.fleet == FleetKind::Clocks {
        clocks::add(&mut world, spec, &network, &bundles);
        return world;
    }
    let varieties: &[Variety] = if spec.fleet == FleetKind::Rare { &RARE } else { &VARIETIES };
    for index in 0..movable {
        movable_desktop(&mut world, spec, &network, &bundles, index);
    }
    for (index, variety) in (0..varied).zip(varieties.iter().cycle()) {
        varied_desktop(&mut world, spec, &network, &bundles, movable + index, variety);
    }
    network.fill_branch(&mut world, spec);
    world
}

/// A desktop as far as all kinds are made alike.
struct Draft<'a> {
    index: u32,
    place: Place,
    bundle: &'a Bundle,
    rng: Random,
}

fn movable_desktop(world: &mut World, spec: &WorldSpec, network: &Network, bundles: &bundles::Index, index: u32) {
    let at = |list: usize| index as usize % list;
    let Some(bundle) = bundles.get(MOVABLE_BUNDLES[at(MOVABLE_BUNDLES.len())]) else {
        return;
    };
    let (root_gib, user_gib) = VOLUMES[at(VOLUMES.len())];
    let mut draft = Draft {
        index,
        place: network.main(index),
        bundle,
        rng: Random::new(spec.seed, "fleet-desktop", u64::from(index)),
    };
    let stopped = spec.fleet == FleetKind::Demo && index % 15 == 7;
    let always_on = index % 4 == 1 && !stopped;
    let away = match spec.fleet {
        FleetKind::Demo | FleetKind::Rare | FleetKind::Clocks => DEMO_AWAY,
        FleetKind::Uniform => UNIFORM_AWAY,
    };
    let created_at = before(spec.start, draft.rng.between(20 * 86_400, 700 * 86_400));
    let usage = if index % 10 == 9 { Usage::Never } else { absent(&mut draft.rng, spec.start, away) };
    let state = if stopped { DesktopState::Stopped } else { DesktopState::Available };
    let protocol = if index.is_multiple_of(3) { "PCOIP" } else { "WSP" };
    let Some(base) = base(world, spec, &mut draft, created_at) else {
        return;
    };
    let desktop = Desktop {
        state,
        root_gib,
        user_gib,
        protocol: protocol.to_owned(),
        running_mode: if always_on { RunningMode::AlwaysOn } else { auto_stop(&mut draft.rng) },
        encryption_key: (index % 9 == 5).then(|| keys::add(world, spec, Cipher::Managed)),
        usage,
        ..base
    };
    finish(world, desktop, index);
}

fn varied_desktop(
    world: &mut World,
    spec: &WorldSpec,
    network: &Network,
    bundles: &bundles::Index,
    index: u32,
    variety: &Variety,
) {
    let Some(bundle) = bundles.get(variety.bundle) else {
        return;
    };
    let mut draft = Draft {
        index,
        place: network.place(variety.home, index / 20),
        bundle,
        rng: Random::new(spec.seed, "fleet-desktop", u64::from(index)),
    };
    let start = spec.start;
    let created_at = match variety.first_snapshot_h {
        None => before(start, draft.rng.between(20 * 86_400, 700 * 86_400)),
        Some(_) => before(start, draft.rng.between(10 * 60, 25 * 60)),
    };
    let usage = match variety.presence {
        Presence::Working => at_work(),
        Presence::Away => absent(&mut draft.rng, start, DEMO_AWAY),
        Presence::Never => Usage::Never,
    };
    let Some(base) = base(world, spec, &mut draft, created_at) else {
        return;
    };
    let standby_of = variety.standby.then(|| standby(spec, &mut draft.rng));
    let desktop = Desktop {
        standby_of,
        state: variety.state,
        error: (variety.state == DesktopState::Error).then(variety::user_error),
        // Only what stops by itself can be stopped (C1-03).
        running_mode: if index.is_multiple_of(2) && variety.state != DesktopState::Stopped {
            RunningMode::AlwaysOn
        } else {
            auto_stop(&mut draft.rng)
        },
        unhealthy_since: (variety.state == DesktopState::Unhealthy).then(|| before(start, 86_400)),
        first_snapshot_at: variety
            .first_snapshot_h
            .map_or(base.first_snapshot_at, |hours| plus_seconds(start, hours * 3_600)),
        usage,
        ..base
    };
    if let Some(interface) = world.interfaces.get_mut(&desktop.interface) {
        interface.groups.extend(network.hand_made().iter().take(variety.extra_groups).cloned());
        // Of a range that is for documentation only.
        let public = Ipv4Addr::from(0xcb00_7100 + 1 + index % 254);
        interface.elastic = variety.elastic.then(|| (public, interface.id.replace("eni-", "eipalloc-")));
    }
    if variety.protected {
        let tags = world.tags.entry(desktop.id.clone()).or_default();
        tags.insert("deskfleet-protect".to_owned(), Some("true".to_owned()));
    }
    finish(world, desktop, index);
}

/// Makes what every desktop has: ids, a place in its subnet with an interface, and its bundle's own values.
fn base(world: &mut World, spec: &WorldSpec, draft: &mut Draft, created_at: Timestamp) -> Option<Desktop> {
    let Draft { index, place, bundle, rng } = draft;
    let groups = world.directories.get(&place.directory)?.default_groups();
    let (interface, address) = world.attach_interface(&place.subnet, groups, created_at, rng)?;
    let id = loop {
        let id = rng.workspaces_id("ws-");
        if !world.desktops.contains_key(&id) {
            break id;
        }
    };
    Some(Desktop {
        id,
        directory: place.directory.clone(),
        user: people::user(spec.seed, *index),
        state: DesktopState::Available,
        error: None,
        bundle: bundle.id.clone(),
        subnet: place.subnet.clone(),
        address,
        interface,
        computer_name: rng.computer_name(),
        compute: bundle.compute.clone(),
        root_gib: bundle.root_gib,
        user_gib: bundle.user_gib,
        usable_gib: (bundle.root_gib, bundle.user_gib),
        modifications: Vec::new(),
        clocks: Clocks::default(),
        operating_system: bundle.operating_system.clone(),
        protocol: bundle.protocol.clone(),
        made_for_pcoip: false,
        running_mode: RunningMode::AlwaysOn,
        hibernated: false,
        credential_guard: false,
        following: None,
        thrown_out: Vec::new(),
        encryption_key: None,
        created_at,
        visible_from: created_at,
        address_from: created_at,
        first_snapshot_at: plus_seconds(created_at, rng.between(20 * 60, 40 * 60)),
        unhealthy_since: None,
        usage: Usage::Never,
        renewals: Renewals::default(),
        restored_from: None,
        standby_of: None,
        migration: None,
        found_snapshots: None,
        shown: Overlay::new(),
        shown_properties: Overlay::new(),
    })
}

fn finish(world: &mut World, desktop: Desktop, index: u32) {
    let hibernated = desktop.state == DesktopState::Stopped && desktop.hibernates();
    let desktop = Desktop {
        hibernated,
        usable_gib: (desktop.root_gib, desktop.user_gib),
        made_for_pcoip: desktop.protocol == "PCOIP",
        ..desktop
    };
    let tags = world.tags.entry(desktop.id.clone()).or_default();
    if index % 7 != 6 {
        let department = DEPARTMENTS[index as usize % DEPARTMENTS.len()];
        tags.insert("Department".to_owned(), Some(department.to_owned()));
        tags.insert("CostCenter".to_owned(), Some(format!("{}", 1_000 + index % 40)));
    }
    if index % 11 == 3 {
        tags.insert("pilot".to_owned(), None); // a tag may have no value (H-03)
    }
    world.desktops.insert(desktop.id.clone(), desktop);
}

fn before(at: Timestamp, seconds: u64) -> Timestamp {
    plus(at, -SignedDuration::from_secs(i64::try_from(seconds).unwrap_or_default()))
}

fn auto_stop(rng: &mut Random) -> RunningMode {
    RunningMode::AutoStop(rng.pick(&[60, 60, 120, 240]).copied().unwrap_or(60))
}

/// Returns the hours of somebody who works on every weekday.
fn at_work() -> Usage {
    Usage::Weekdays {
        from_minute: 6 * 60 + 30,
        to_minute: 18 * 60,
        away_from: Timestamp::UNIX_EPOCH,
        away_until: Timestamp::UNIX_EPOCH,
    }
}

/// Returns a desktop in another Region to stand by for.
fn standby(spec: &WorldSpec, rng: &mut Random) -> Primary {
    Primary {
        id: rng.workspaces_id("ws-"),
        region: if spec.region == "us-west-2" { "us-east-1".to_owned() } else { "us-west-2".to_owned() },
    }
}

/// Returns the hours of somebody who went away some days ago and is not back before `away` has passed.
fn absent(rng: &mut Random, start: Timestamp, away: SignedDuration) -> Usage {
    Usage::Weekdays {
        from_minute: u32::try_from(rng.between(7 * 60, 9 * 60)).unwrap_or_default(),
        to_minute: u32::try_from(rng.between(15 * 60, 18 * 60)).unwrap_or_default(),
        away_from: before(start, rng.between(12 * 3_600, 60 * 86_400)),
        away_until: plus(start, away),
    }
}
