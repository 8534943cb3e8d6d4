//! A fleet for changes that have a clock: every kind of desktop that a resize, another compute type, a start, a stop or a
//! reboot treats differently. Each desktop carries the name of its kind in the tag `kind`.
//!
//! Its `AutoStop` desktops follow their users, unlike those of the other fleets: half are stopped when the world begins, and
//! the others stop when their time is over.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::keys::{self, Cipher};
use super::network::{Home, Network};
use super::variety::Presence;
use super::{Draft, absent, at_work, base, before, bundles, finish, standby};
use crate::sim::rng::Random;
use crate::sim::spec::WorldSpec;
use crate::sim::trail::{self, Actor, Deed};
use crate::sim::world::{Clocks, Desktop, DesktopState, Following, RunningMode, World};

/// How long the users stay away who are away.
const AWAY: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Numbers of events from before the world began: above those of all requests.
const EVENT_NUMBERS: u64 = 1 << 40;

/// Something that was changed before the world began.
#[derive(Clone, Copy, Debug)]
struct Change {
    /// What, as a member of `WorkspaceProperties`.
    member: &'static str,
    /// How many hours before.
    hours: u64,
    by: Actor,
    /// Whether the trail holds the parameters; large ones are left out there.
    told: bool,
}

/// One kind of desktop.
#[derive(Clone, Copy, Debug)]
struct Kind {
    name: &'static str,
    bundle: &'static str,
    /// Instead of the bundle's compute type.
    compute: Option<&'static str>,
    /// Root and user volume in GiB.
    gib: (u32, u32),
    state: DesktopState,
    mode: RunningMode,
    presence: Presence,
    cipher: Option<Cipher>,
    protocol: &'static str,
    /// Whether it was made with `PCoIP`.
    made_for_pcoip: bool,
    /// Hours since it was made; `None` for an old one.
    age_h: Option<u64>,
    changed: Option<Change>,
    standby: bool,
    /// Whether Credential Guard is on.
    guarded: bool,
}

const PLAIN: Kind = Kind {
    name: "plain",
    bundle: "win10-standard",
    compute: None,
    gib: (80, 50),
    state: DesktopState::Available,
    mode: RunningMode::AutoStop(60),
    presence: Presence::Away,
    cipher: None,
    protocol: "WSP",
    made_for_pcoip: false,
    age_h: None,
    changed: None,
    standby: false,
    guarded: false,
};
const STOPPED: Kind = Kind { name: "stopped", state: DesktopState::Stopped, ..PLAIN };
const CHANGED: Change = Change { member: "", hours: 0, by: Actor::Administrator, told: true };

/// The kinds, in the order in which a fleet takes them.
const KINDS: [Kind; 39] = [
    PLAIN,
    STOPPED,
    Kind { name: "hundred", gib: (80, 100), mode: RunningMode::AlwaysOn, ..PLAIN },
    Kind { name: "small", gib: (80, 10), ..STOPPED },
    Kind { name: "working", presence: Presence::Working, ..PLAIN },
    Kind { name: "grown", gib: (175, 100), mode: RunningMode::AutoStop(120), ..STOPPED },
    Kind { name: "large", gib: (200, 150), ..PLAIN },
    Kind { name: "disabled-key", cipher: Some(Cipher::Disabled), ..PLAIN },
    // Pairs from before today's rules (R).
    Kind { name: "legacy-10", gib: (175, 10), ..STOPPED },
    Kind { name: "legacy-50", gib: (175, 50), ..PLAIN },
    Kind { name: "manual", mode: RunningMode::Manual, ..STOPPED },
    Kind { name: "working-always", presence: Presence::Working, mode: RunningMode::AlwaysOn, ..PLAIN },
    Kind { name: "disabled-key-stopped", cipher: Some(Cipher::Disabled), ..STOPPED },
    Kind { name: "gpu", compute: Some("GRAPHICS_G4DN"), gib: (100, 100), ..PLAIN },
    Kind { name: "gpu-stopped", compute: Some("GRAPHICSPRO_G4DN"), gib: (100, 100), ..STOPPED },
    Kind { name: "gpu-working", compute: Some("GRAPHICS_G4DN"), gib: (100, 100), presence: Presence::Working, ..PLAIN },
    Kind { name: "gpu-later", compute: Some("GRAPHICS_G6_XLARGE"), gib: (100, 100), ..STOPPED },
    Kind { name: "general", compute: Some("GENERALPURPOSE_4XLARGE"), gib: (175, 100), ..STOPPED },
    Kind { name: "pro", bundle: "win11-standard", compute: Some("POWERPRO"), gib: (175, 100), ..PLAIN },
    Kind { name: "pro-10", compute: Some("POWERPRO"), gib: (175, 100), ..STOPPED },
    Kind { name: "value", bundle: "server-2019-value", gib: (80, 10), ..STOPPED },
    Kind { name: "pcoip", protocol: "PCOIP", made_for_pcoip: true, ..PLAIN },
    Kind { name: "was-pcoip", made_for_pcoip: true, ..STOPPED },
    Kind { name: "linux", bundle: "ubuntu-22-standard", ..STOPPED },
    // Clocks that run (A2-08, A2-09, B-11, B-12).
    Kind { name: "new", age_h: Some(2), ..PLAIN },
    Kind {
        name: "user-grown",
        gib: (80, 100),
        changed: Some(Change { member: "UserVolumeSizeGib", hours: 3, ..CHANGED }),
        ..PLAIN
    },
    Kind {
        name: "root-grown",
        gib: (175, 100),
        changed: Some(Change { member: "RootVolumeSizeGib", hours: 5, by: Actor::User, ..CHANGED }),
        ..STOPPED
    },
    Kind {
        name: "larger",
        bundle: "win10-performance",
        gib: (80, 100),
        changed: Some(Change { member: "ComputeTypeName", hours: 2, ..CHANGED }),
        ..PLAIN
    },
    Kind {
        name: "smaller",
        gib: (80, 100),
        changed: Some(Change { member: "ComputeTypeName", hours: 10 * 24, ..CHANGED }),
        ..STOPPED
    },
    Kind {
        name: "untold",
        gib: (80, 100),
        changed: Some(Change { member: "UserVolumeSizeGib", hours: 1, told: false, ..CHANGED }),
        ..STOPPED
    },
    Kind { name: "own-key", cipher: Some(Cipher::Enabled), ..STOPPED },
    Kind { name: "deleted-key", cipher: Some(Cipher::Deleted), ..STOPPED },
    Kind { name: "unhealthy", state: DesktopState::Unhealthy, ..PLAIN },
    Kind { name: "maintenance", state: DesktopState::Maintenance, ..PLAIN },
    Kind { name: "admin-maintenance", state: DesktopState::AdminMaintenance, ..PLAIN },
    Kind { name: "standby", standby: true, ..STOPPED },
    Kind { name: "impaired", state: DesktopState::Impaired, ..PLAIN },
    Kind { name: "guarded", bundle: "win11-standard", guarded: true, ..PLAIN },
    Kind { name: "suspended", state: DesktopState::Suspended, ..PLAIN },
];

/// Adds so many desktops, round the kinds.
pub(super) fn add(world: &mut World, spec: &WorldSpec, network: &Network, bundles: &bundles::Index) {
    for (index, kind) in (0..spec.desktops).zip(KINDS.iter().cycle()) {
        desktop(world, spec, network, bundles, index, kind);
    }
}

fn desktop(world: &mut World, spec: &WorldSpec, network: &Network, bundles: &bundles::Index, index: u32, kind: &Kind) {
    let Some(bundle) = bundles.get(kind.bundle) else {
        return;
    };
    let mut draft = Draft {
        index,
        place: network.place(if index.is_multiple_of(2) { Home::Connected } else { Home::Alone }, index / 20),
        bundle,
        rng: Random::new(spec.seed, "fleet-desktop", u64::from(index)),
    };
    let start = spec.start;
    let created_at = match kind.age_h {
        Some(hours) => before(start, hours * 3_600),
        None => before(start, draft.rng.between(100 * 86_400, 700 * 86_400)),
    };
    let usage = match kind.presence {
        Presence::Working => at_work(),
        Presence::Away => absent(&mut draft.rng, start, AWAY),
        Presence::Never => crate::sim::world::Usage::Never,
    };
    let Some(base) = base(world, spec, &mut draft, created_at) else {
        return;
    };
    let standby_of = kind.standby.then(|| standby(spec, &mut draft.rng));
    let desktop = Desktop {
        standby_of,
        state: kind.state,
        compute: kind.compute.map_or(base.compute, str::to_owned),
        root_gib: kind.gib.0,
        user_gib: kind.gib.1,
        protocol: kind.protocol.to_owned(),
        running_mode: kind.mode,
        following: Some(Following { awake_since: start, look_at: None }),
        encryption_key: kind.cipher.map(|cipher| keys::add(world, spec, cipher)),
        unhealthy_since: matches!(kind.state, DesktopState::Impaired | DesktopState::Unhealthy)
            .then(|| before(start, 86_400)),
        credential_guard: kind.guarded,
        clocks: kind.changed.map_or(Clocks::default(), |change| change.clocks(kind, start)),
        usage,
        ..base
    };
    let id = desktop.id.clone();
    let user = desktop.user.clone();
    world.tags.entry(id.clone()).or_default().insert("kind".to_owned(), Some(kind.name.to_owned()));
    finish(world, desktop, index);
    if let Some(desktop) = world.desktops.get_mut(&id) {
        desktop.made_for_pcoip = kind.made_for_pcoip;
    }
    world.follow_user(&id, start);
    let number = EVENT_NUMBERS + 2 * u64::from(index);
    if kind.age_h.is_some() {
        trail::add(world, number, creation(&id, &user, world, created_at));
    }
    if let Some(change) = kind.changed {
        let deed = change.deed(kind, &id, start, bundle.compute.as_str());
        trail::add(world, number + 1, deed);
    }
}

/// Returns the event of a creation.
fn creation(id: &str, user: &str, world: &World, at: Timestamp) -> Deed {
    let (directory, bundle) = match world.desktops.get(id) {
        Some(desktop) => (desktop.directory.as_str(), desktop.bundle.as_str()),
        None => ("", ""),
    };
    let request = json!({ "directoryId": directory, "userName": user, "bundleId": bundle });
    let mut made = request.clone();
    made["workspaceId"] = id.into();
    made["state"] = "PENDING".into();
    Deed {
        at,
        actor: Actor::Administrator,
        source: "workspaces.amazonaws.com",
        name: "CreateWorkspaces".to_owned(),
        parameters: json!({ "workspaces": [request] }),
        answer: json!({ "pendingRequests": [made], "failedRequests": [] }),
        error: None,
    }
}

impl Change {
    fn at(&self, start: Timestamp) -> Timestamp {
        before(start, self.hours * 3_600)
    }

    fn clocks(&self, kind: &Kind, start: Timestamp) -> Clocks {
        let at = Some(self.at(start));
        match self.member {
            "RootVolumeSizeGib" => Clocks { root: at, ..Clocks::default() },
            "UserVolumeSizeGib" => Clocks { user: at, ..Clocks::default() },
            _ if kind.name == "larger" => Clocks { larger: at, ..Clocks::default() },
            _ => Clocks { smaller: at, ..Clocks::default() },
        }
    }

    fn deed(&self, kind: &Kind, id: &str, start: Timestamp, compute: &str) -> Deed {
        let made: Value = match self.member {
            "RootVolumeSizeGib" => json!({ "rootVolumeSizeGib": kind.gib.0 }),
            "UserVolumeSizeGib" => json!({ "userVolumeSizeGib": kind.gib.1 }),
            _ => json!({ "computeTypeName": compute }),
        };
        let parameters = json!({ "workspaceId": id, "workspaceProperties": made });
        Deed {
            at: self.at(start),
            actor: self.by,
            source: "workspaces.amazonaws.com",
            name: "ModifyWorkspaceProperties".to_owned(),
            parameters: if self.told { parameters } else { Value::Null },
            answer: Value::Null,
            error: None,
        }
    }
}
