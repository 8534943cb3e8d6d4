//! `MigrateWorkspace` (domain C1-07, C2-04, D).
//!
//! Whether it may happen is decided here, how it goes on in `lifecycle`. Codes that AWS does not document follow the
//! choice of section D: a wrong state or path is `OperationNotSupportedException`.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::lifecycle::{Ending, plus_seconds};
use crate::sim::usage;
use crate::sim::world::{Bundle, Clocks, Desktop, DesktopState, Following, Licence, Renewals, World};

/// Migrations that may run at once (D-18).
const AT_ONCE_MAX: u64 = 25;
const NOT_SUPPORTED: &str = "OperationNotSupportedException";
/// Linux systems that migration knows in any direction (D-03).
const LINUX: [&str; 6] = ["RHEL_8", "RHEL_9", "ROCKY_8", "ROCKY_9", "UBUNTU_22_04", "UBUNTU_24_04"];
/// The one that can only be left (D-03).
const LINUX_SOURCE_ONLY: &str = "AMAZON_LINUX_2";
/// Server versions with a protocol of one's own, older before newer (D-14).
const SERVERS: [&str; 3] = ["WINDOWS_SERVER_2019", "WINDOWS_SERVER_2022", "WINDOWS_SERVER_2025"];

/// Starts to move a desktop to another bundle, under a new id.
pub(super) fn migrate(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let source_id = json::text(parameters, "SourceWorkspaceId").unwrap_or_default();
    let bundle_id = json::text(parameters, "BundleId").unwrap_or_default();
    let Some(source) = world.desktops.get(source_id).filter(|source| source.visible_from <= now) else {
        let mut checks = Checks::new(context);
        // Whoever migrated it was told the new id, and that the old one ends.
        checks.note("C2-04", world.lineage.contains_key(source_id));
        let rows = checks.passed().unwrap_or_default();
        return Refusal::not_found("WorkSpace", source_id).outcome().noting(rows);
    };
    let Some(bundle) = world.bundles.get(bundle_id) else {
        return Refusal::not_found("bundle", bundle_id).outcome();
    };
    let mut checks = Checks::new(context);
    check_state(&mut checks, world, source, now);
    check_path(&mut checks, world, source, bundle);
    check_means(&mut checks, world, source, now);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    if source.migration.is_some() {
        return in_progress().noting(rows); // reached only when D-01 is ignored: one desktop cannot move twice
    }
    let (source, bundle) = (source.clone(), bundle.clone());
    match begin(world, &source, &bundle, now, context) {
        Some(target) => {
            let mut members = Map::new();
            members.insert("SourceWorkspaceId".to_owned(), source.id.into());
            members.insert("TargetWorkspaceId".to_owned(), target.into());
            json::ok(members).noting(rows).changed()
        }
        None => no_address(&source).noting(rows), // reached only when D-20 is ignored: there is no address to give
    }
}

fn in_progress() -> Outcome {
    Refusal::new("OperationInProgressException", IN_PROGRESS).outcome()
}

const IN_PROGRESS: &str = "The WorkSpace is being migrated. Try again in a moment.";
const MODIFYING: &str = "The properties of this WorkSpace are currently under modification. Try again in a moment.";
const NO_ADDRESS: &str = "The subnet of the WorkSpace has no free IP address.";

fn no_address(source: &Desktop) -> Outcome {
    Refusal { resource: Some(source.subnet.clone()), ..Refusal::new("ResourceUnavailableException", NO_ADDRESS) }
        .outcome()
}

fn check_state(checks: &mut Checks, world: &World, source: &Desktop, now: Timestamp) {
    checks.refuse("D-01", source.migration.is_some(), "OperationInProgressException", IN_PROGRESS);
    let changing = source.running_modification().is_some();
    checks.refuse("A3-01", changing, "OperationInProgressException", MODIFYING);
    let linux = !is_windows(&source.operating_system);
    let allowed = source.state == DesktopState::Available
        || !linux && matches!(source.state, DesktopState::Stopped | DesktopState::Error);
    let row = if source.state == DesktopState::AdminMaintenance { "D-02" } else { "D-01" };
    let message = format!("A WorkSpace in state {} cannot be migrated.", source.state.name());
    checks.refuse(row, !allowed, NOT_SUPPORTED, &message);
    checks.refuse("L-07", source.standby_of.is_some(), NOT_SUPPORTED, "A standby WorkSpace cannot be migrated.");
    // The users must be logged off; the service does not check it (text below the table of section D).
    checks.note("D", usage::is_connected(source, world.seed, now));
}

fn check_path(checks: &mut Checks, world: &World, source: &Desktop, bundle: &Bundle) {
    let (from, to) = (source.operating_system.as_str(), bundle.operating_system.as_str());
    let (windows_now, windows_then) = (is_windows(from), is_windows(to));
    let pending = bundle.state != "AVAILABLE";
    checks.refuse("L-01", pending, "ResourceUnavailableException", "The bundle is not available.");
    let mut path = |row, broken, message: &str| checks.refuse(row, broken, NOT_SUPPORTED, message);
    path("L-01", bundle.kind == "STANDBY", "The bundle is for standby WorkSpaces.");
    path("D-05", bundle.id == source.bundle, "The WorkSpace already uses this bundle. Rebuild it instead.");
    path("D-04", windows_now != windows_then, "Windows and Linux WorkSpaces cannot be migrated to one another.");
    let linux_known = (from == LINUX_SOURCE_ONLY || LINUX.contains(&from)) && LINUX.contains(&to);
    let linux_path = !windows_now && !windows_then;
    path("D-03", linux_path && !linux_known, "This Linux operating system is not supported for migration.");
    path("D-07", to == "WINDOWS_7", "WorkSpaces cannot be migrated to Windows 7.");
    let licence = licence(world, source);
    let own_licence = |licence| licence == Licence::Byol;
    path(
        "D-08",
        own_licence(licence) != own_licence(bundle.licence),
        "BYOL and non-BYOL WorkSpaces cannot be migrated to one another.",
    );
    path("D-09", from == "WINDOWS_11" && to == "WINDOWS_10", "Windows 11 cannot be migrated to Windows 10.");
    path("D-10", from == "WINDOWS_7" && to == "WINDOWS_11", "Migrate Windows 7 to Windows 10 first.");
    let value = source.compute == "VALUE" || bundle.compute == "VALUE";
    path("D-11", value && to == "WINDOWS_11", "Windows 11 is not available on the Value bundle.");
    let own_protocol = |licence| licence == Licence::Byop;
    let leaves_byop = own_protocol(licence) && !own_protocol(bundle.licence);
    path("D-12", leaves_byop, "A bring-your-own-protocol WorkSpace cannot be migrated to PCoIP or DCV.");
    let rank = |system: &str| SERVERS.iter().position(|server| *server == system);
    let older = matches!((rank(from), rank(to)), (Some(from), Some(to)) if to < from);
    let downgrade = own_protocol(licence) && own_protocol(bundle.licence) && older;
    path("D-14", downgrade, "A server-based WorkSpace cannot be migrated to an older version.");
}

fn check_means(checks: &mut Checks, world: &World, source: &Desktop, now: Timestamp) {
    let none_yet = source.user_snapshot(now).is_none();
    checks.refuse("D-17", none_yet, NOT_SUPPORTED, "The WorkSpace has no snapshot of its user volume yet.");
    let full = world.subnets.get(&source.subnet).is_none_or(|subnet| subnet.free() == 0);
    checks.refuse("D-20", full, "ResourceUnavailableException", NO_ADDRESS);
    // The service takes more than it can do at once and lets it wait; the guide asks for no more.
    checks.note("D-18", world.agenda.migrations() >= AT_ONCE_MAX);
}

fn is_windows(operating_system: &str) -> bool {
    operating_system.starts_with("WINDOWS")
}

/// Returns the licence of a desktop: of its bundle, and BYOL wherever the directory is dedicated to that.
fn licence(world: &World, source: &Desktop) -> Licence {
    let dedicated = world.directories.get(&source.directory).is_some_and(|directory| directory.dedicated);
    let own = world.bundles.get(&source.bundle).map_or(Licence::Included, |bundle| bundle.licence);
    if dedicated { Licence::Byol } else { own }
}

/// Draws up the new desktop and starts the move; `None` when there is no address for it.
fn begin(
    world: &mut World,
    source: &Desktop,
    bundle: &Bundle,
    now: Timestamp,
    context: &CallContext,
) -> Option<String> {
    let mut rng = context.rng("migrate");
    let groups = world.directories.get(&source.directory)?.default_groups();
    let (interface, address) = world.attach_interface(&source.subnet, groups, now, &mut rng)?;
    let mut id = rng.workspaces_id("ws-");
    while world.desktops.contains_key(&id) || world.lineage.contains_key(&id) {
        id = rng.workspaces_id("ws-");
    }
    let root_gib = source.root_gib.max(bundle.root_gib);
    let old_default = world.bundles.get(&source.bundle).map(|bundle| bundle.user_gib);
    let user_gib = if old_default == Some(source.user_gib) {
        source.user_gib.max(bundle.user_gib)
    } else {
        source.user_gib // once changed by hand it stays as it is
    };
    let target = Desktop {
        id: id.clone(),
        state: DesktopState::Pending,
        error: None,
        bundle: bundle.id.clone(),
        address,
        interface,
        computer_name: rng.computer_name(),
        compute: bundle.compute.clone(),
        root_gib,
        user_gib,
        usable_gib: (root_gib, user_gib),
        modifications: Vec::new(),
        clocks: Clocks::default(),
        operating_system: bundle.operating_system.clone(),
        protocol: bundle.protocol.clone(),
        made_for_pcoip: bundle.protocol == "PCOIP",
        created_at: now,
        visible_from: plus_seconds(now, rng.below(21)),
        address_from: plus_seconds(now, rng.between(60, 240)),
        unhealthy_since: None,
        hibernated: false,
        credential_guard: false,
        following: source.following.map(|_| Following { awake_since: now, look_at: None }),
        thrown_out: Vec::new(),
        renewals: Renewals::default(),
        restored_from: source.user_snapshot(now),
        found_snapshots: None,
        shown: json::only(&source.shown, &["UserVolumeEncryptionEnabled", "RootVolumeEncryptionEnabled"]),
        shown_properties: json::only(&source.shown_properties, &["RunningMode", "RunningModeAutoStopTimeoutInMinutes"]),
        ..source.clone()
    };
    if let Some(tags) = world.tags.get(&source.id).cloned() {
        world.set_tags(&id, tags, now);
    }
    let ending = if context.inner.stuck {
        Ending::Stuck
    } else if context.inner.fail {
        Ending::Failed
    } else {
        Ending::Done
    };
    world.start_migration(&source.id, target, ending, now, &mut rng);
    Some(id)
}
