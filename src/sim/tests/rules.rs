//! Every row that a migration, a state change or a tag can break, in both directions.
//!
//! A table: the world is bent so that exactly this row is broken, and bent so that it just is not.

use jiff::SignedDuration;
use serde_json::json;

use super::Caller;
use crate::sim::WorldSpec;
use crate::sim::world::{Bundle, DesktopState, Licence, Primary, Usage, World};

const NOT_SUPPORTED: &str = "OperationNotSupportedException";
const SOURCE: &str = "ws-source000";

/// What one desktop and the bundle that it is to move to are like.
#[derive(Clone, Copy)]
struct Case {
    from: &'static str,
    to: &'static str,
    state: DesktopState,
    source_compute: &'static str,
    source_licence: Licence,
    target_licence: Licence,
}

const MOVABLE: Case = Case {
    from: "WINDOWS_10",
    to: "WINDOWS_11",
    state: DesktopState::Available,
    source_compute: "STANDARD",
    source_licence: Licence::Included,
    target_licence: Licence::Included,
};

/// Puts one desktop of the case into an otherwise movable fleet, and the bundle `target`.
fn caller_of(case: Case) -> Caller {
    caller_with(WorldSpec { rate: 0.0, ..WorldSpec::default() }, case)
}

fn caller_with(spec: WorldSpec, case: Case) -> Caller {
    let caller = Caller::new(WorldSpec { desktops: 2, fleet: crate::sim::FleetKind::Uniform, ..spec });
    let id = caller.first();
    caller.edit(|world| {
        let template =
            world.bundles.values().find(|bundle| bundle.name == "win10-standard").cloned().expect("a bundle");
        add_bundle(world, &template, "wsb-source000", case.from, case.source_licence);
        add_bundle(world, &template, "wsb-target000", case.to, case.target_licence);
        let mut desktop = world.desktops.remove(&id).expect("a desktop");
        SOURCE.clone_into(&mut desktop.id);
        "wsb-source000".clone_into(&mut desktop.bundle);
        case.from.clone_into(&mut desktop.operating_system);
        case.source_compute.clone_into(&mut desktop.compute);
        desktop.state = case.state;
        desktop.usage = Usage::Never;
        world.desktops.insert(SOURCE.to_owned(), desktop);
    });
    caller
}

fn add_bundle(world: &mut World, template: &Bundle, id: &str, system: &str, licence: Licence) {
    let bundle = Bundle {
        id: id.to_owned(),
        name: id.to_owned(),
        operating_system: system.to_owned(),
        licence,
        ..template.clone()
    };
    world.bundles.insert(bundle.id.clone(), bundle);
}

fn migrate(caller: &Caller) -> (String, Vec<String>) {
    let seen = caller.call("MigrateWorkspace", json!({ "SourceWorkspaceId": SOURCE, "BundleId": "wsb-target000" }));
    let record = caller.last();
    assert_eq!(record.applied, seen.status == 200);
    assert_eq!(record.error.as_deref().unwrap_or_default(), seen.code());
    (seen.code().to_owned(), record.violations)
}

fn refused(code: &str, rows: &[&str]) -> (String, Vec<String>) {
    (code.to_owned(), rows.iter().map(|row| (*row).to_owned()).collect())
}

fn path(from: &'static str, to: &'static str) -> Case {
    Case { from, to, ..MOVABLE }
}

fn state(state: DesktopState) -> Case {
    Case { state, ..MOVABLE }
}

#[test]
fn states_that_a_migration_may_start_from() {
    let linux = path("UBUNTU_22_04", "UBUNTU_24_04");
    let table = [
        (state(DesktopState::Available), None),
        (state(DesktopState::Stopped), None),
        (state(DesktopState::Error), None),
        (state(DesktopState::AdminMaintenance), Some("D-02")),
        (state(DesktopState::Pending), Some("D-01")),
        (state(DesktopState::Maintenance), Some("D-01")),
        (state(DesktopState::Unhealthy), Some("D-01")),
        (state(DesktopState::Updating), Some("D-01")),
        (state(DesktopState::Terminating), Some("D-01")),
        (linux, None),
        (Case { state: DesktopState::Stopped, ..linux }, Some("D-01")),
        (Case { state: DesktopState::Error, ..linux }, Some("D-01")),
    ];
    for (case, row) in table {
        let expected = row.map_or_else(|| refused("", &[]), |row| refused(NOT_SUPPORTED, &[row]));
        assert_eq!(migrate(&caller_of(case)), expected, "{} {:?}", case.from, case.state);
    }
}

#[test]
fn paths_between_operating_systems() {
    let table = [
        (path("WINDOWS_10", "WINDOWS_11"), None),
        (path("WINDOWS_7", "WINDOWS_10"), None),
        (path("WINDOWS_SERVER_2016", "WINDOWS_SERVER_2025"), None), // D-15
        (path("WINDOWS_SERVER_2019", "WINDOWS_11"), None),
        // D-14 is about one's own protocol only.
        (path("WINDOWS_SERVER_2022", "WINDOWS_SERVER_2019"), None),
        (path("WINDOWS_10", "WINDOWS_7"), Some("D-07")),
        (path("WINDOWS_11", "WINDOWS_10"), Some("D-09")),
        (path("WINDOWS_7", "WINDOWS_11"), Some("D-10")),
        (path("WINDOWS_10", "UBUNTU_22_04"), Some("D-04")),
        (path("ROCKY_8", "WINDOWS_11"), Some("D-04")),
        (path("UBUNTU_22_04", "ROCKY_8"), None),
        (path("ROCKY_9", "RHEL_8"), None),
        (path("RHEL_9", "UBUNTU_24_04"), None),
        (path("AMAZON_LINUX_2", "UBUNTU_22_04"), None),
        (path("UBUNTU_22_04", "AMAZON_LINUX_2"), Some("D-03")),
        (path("UBUNTU_20_04", "UBUNTU_22_04"), Some("D-03")),
        (path("UBUNTU_22_04", "RHEL_10"), Some("D-03")),
    ];
    for (case, row) in table {
        let expected = row.map_or_else(|| refused("", &[]), |row| refused(NOT_SUPPORTED, &[row]));
        assert_eq!(migrate(&caller_of(case)), expected, "{} to {}", case.from, case.to);
    }
}

#[test]
fn licences_and_sizes() {
    let licences = |source_licence, target_licence| Case { source_licence, target_licence, ..MOVABLE };
    let servers = |from, to| Case { from, to, ..licences(Licence::Byop, Licence::Byop) };
    let value = Case { source_compute: "VALUE", ..MOVABLE };
    let table = [
        (licences(Licence::Byol, Licence::Byol), None),
        (licences(Licence::Byol, Licence::Included), Some("D-08")),
        (licences(Licence::Included, Licence::Byol), Some("D-08")),
        (licences(Licence::Byop, Licence::Byop), None),
        (licences(Licence::Byop, Licence::Included), Some("D-12")),
        (servers("WINDOWS_SERVER_2022", "WINDOWS_SERVER_2019"), Some("D-14")),
        (servers("WINDOWS_SERVER_2025", "WINDOWS_SERVER_2022"), Some("D-14")),
        (servers("WINDOWS_SERVER_2019", "WINDOWS_SERVER_2022"), None),
        (value, Some("D-11")),
        (Case { from: "WINDOWS_SERVER_2019", to: "WINDOWS_10", ..value }, None),
    ];
    for (case, row) in table {
        let expected = row.map_or_else(|| refused("", &[]), |row| refused(NOT_SUPPORTED, &[row]));
        let words = (case.from, case.to, case.source_licence, case.target_licence, case.source_compute);
        assert_eq!(migrate(&caller_of(case)), expected, "{words:?}");
    }
}

#[test]
fn a_directory_of_dedicated_tenancy_is_byol_whatever_the_bundle() {
    let caller = caller_of(MOVABLE);
    caller.edit(|world| {
        let directory = world.desktops[SOURCE].directory.clone();
        world.directories.get_mut(&directory).expect("a directory").dedicated = true;
    });
    assert_eq!(migrate(&caller), refused(NOT_SUPPORTED, &["D-08"]));
}

#[test]
fn the_same_bundle_is_refused() {
    let caller = caller_of(MOVABLE);
    caller.edit_desktop(SOURCE, |desktop| "wsb-target000".clone_into(&mut desktop.bundle));
    assert_eq!(migrate(&caller), refused(NOT_SUPPORTED, &["D-05"]));
}

#[test]
fn a_standby_is_refused() {
    let caller = caller_of(MOVABLE);
    let primary = Primary { id: "ws-primary00".to_owned(), region: "us-west-2".to_owned() };
    caller.edit_desktop(SOURCE, |desktop| desktop.standby_of = Some(primary));
    assert_eq!(caller.shown(SOURCE).expect("listed")["RelatedWorkspaces"][0]["Type"], "PRIMARY");
    assert_eq!(migrate(&caller), refused(NOT_SUPPORTED, &["L-07"]));
}

#[test]
fn a_bundle_must_be_available_and_regular() {
    for (state, kind, code, rows) in [
        ("AVAILABLE", "REGULAR", "", &[][..]),
        ("PENDING", "REGULAR", "ResourceUnavailableException", &["L-01"]),
        ("ERROR", "REGULAR", "ResourceUnavailableException", &["L-01"]),
        ("AVAILABLE", "STANDBY", NOT_SUPPORTED, &["L-01"]),
    ] {
        let caller = caller_of(MOVABLE);
        caller.edit(|world| {
            let bundle = world.bundles.get_mut("wsb-target000").expect("a bundle");
            state.clone_into(&mut bundle.state);
            kind.clone_into(&mut bundle.kind);
        });
        assert_eq!(migrate(&caller), refused(code, rows), "{state} {kind}");
    }
}

#[test]
fn a_volume_snapshot_must_exist() {
    let mut caller = caller_of(MOVABLE);
    let first = caller.now + SignedDuration::from_mins(10);
    caller.edit_desktop(SOURCE, |desktop| desktop.first_snapshot_at = first);
    assert_eq!(migrate(&caller), refused(NOT_SUPPORTED, &["D-17"]));
    caller.wait(10);
    assert_eq!(migrate(&caller), refused("", &[]));
}

/// One free address is enough, none is too few: also for the second of two desktops in the subnet.
#[test]
fn the_subnet_must_have_a_free_address() {
    let caller = caller_of(MOVABLE);
    let (subnet, last_free) = caller.edit(|world| {
        let id = world.desktops[SOURCE].subnet.clone();
        let subnet = world.subnets.get_mut(&id).expect("a subnet");
        let mut last = None;
        while let Some(address) = subnet.free_address(0) {
            subnet.taken.insert(address, "eni-foreign".to_owned());
            last = Some(address);
        }
        (id, last.expect("an address"))
    });
    assert_eq!(migrate(&caller), refused("ResourceUnavailableException", &["D-20"]));
    caller.edit(|world| world.subnets.get_mut(&subnet).map(|subnet| subnet.taken.remove(&last_free)));
    assert_eq!(migrate(&caller), refused("", &[]));
    caller.edit(|world| assert_eq!(world.subnets[&subnet].free(), 0));
}

#[test]
fn connected_users_are_noted_and_groups_attached_by_hand_are_not() {
    let caller = caller_of(MOVABLE);
    caller.edit(|world| {
        let interface = world.desktops[SOURCE].interface.clone();
        let groups = &mut world.interfaces.get_mut(&interface).expect("an interface").groups;
        groups.push("sg-0123456789abcdef0".to_owned());
        let always = Usage::Weekdays {
            from_minute: 60,
            to_minute: 23 * 60,
            away_from: super::Timestamp::UNIX_EPOCH,
            away_until: super::Timestamp::UNIX_EPOCH,
        };
        world.desktops.get_mut(SOURCE).expect("a desktop").usage = always;
    });
    assert_eq!(migrate(&caller), refused("", &["D"]));
}

#[test]
fn a_desktop_that_already_migrates_is_in_progress() {
    let caller = caller_of(MOVABLE);
    assert_eq!(migrate(&caller), refused("", &[]));
    assert_eq!(migrate(&caller), refused("OperationInProgressException", &["D-01"]));
}

/// The old id ends with the migration, and its answer said so: naming it again could have been known to fail.
#[test]
fn the_old_id_of_a_migrated_desktop_is_not_found_and_noted() {
    let mut caller = caller_of(MOVABLE);
    assert_eq!(migrate(&caller), refused("", &[]));
    caller.wait(90);
    assert_eq!(migrate(&caller), refused("ResourceNotFoundException", &["C2-04"]));
}

/// The 26th is accepted, noted, and waits for a place.
#[test]
fn more_than_25_at_once_is_noted() {
    let caller = Caller::uniform(27);
    for (index, desktop) in caller.view().desktops.iter().enumerate() {
        assert_eq!(caller.migrate(&desktop.id, "win11-standard").status, 200);
        let record = caller.last();
        let expected: &[&str] = if index < 25 { &[] } else { &["D-18"] };
        assert_eq!(record.violations, expected, "{index}");
        assert_eq!(record.in_flight, index as u64 + 1);
    }
}

#[test]
fn several_rows_are_all_noted_and_the_first_refuses() {
    let case = Case { state: DesktopState::AdminMaintenance, ..path("WINDOWS_7", "WINDOWS_11") };
    assert_eq!(migrate(&caller_of(case)), refused(NOT_SUPPORTED, &["D-02", "D-10"]));
}

#[test]
fn ignored_rows_are_neither_enforced_nor_noted() {
    let spec = WorldSpec {
        rate: 0.0,
        ignored_rows: ["D-02".to_owned(), "D-10".to_owned(), "C1-09".to_owned()].into(),
        ..WorldSpec::default()
    };
    let case = Case { state: DesktopState::AdminMaintenance, ..path("WINDOWS_7", "WINDOWS_11") };
    assert_eq!(migrate(&caller_with(spec, case)), refused("", &[]));
}

#[test]
fn ids_that_nothing_has_are_not_found() {
    let caller = caller_of(MOVABLE);
    let unknown = json!({ "SourceWorkspaceId": "ws-unknown00", "BundleId": "wsb-target000" });
    let seen = caller.call("MigrateWorkspace", unknown);
    assert_eq!(
        (seen.status, seen.code(), &seen.body["ResourceId"]),
        (400, "ResourceNotFoundException", &json!("ws-unknown00"))
    );
    let unknown = json!({ "SourceWorkspaceId": SOURCE, "BundleId": "wsb-unknown00" });
    let seen = caller.call("MigrateWorkspace", unknown);
    assert_eq!(
        (seen.status, seen.code(), &seen.body["ResourceId"]),
        (400, "ResourceNotFoundException", &json!("wsb-unknown00"))
    );
}

#[test]
fn maintenance_is_entered_from_available_only_and_left_again() {
    let table = [
        (DesktopState::Available, "ADMIN_MAINTENANCE", "", true, None),
        (DesktopState::AdminMaintenance, "AVAILABLE", "", true, None),
        (DesktopState::Available, "AVAILABLE", "", false, None),
        (DesktopState::AdminMaintenance, "ADMIN_MAINTENANCE", "", false, None),
        (DesktopState::Stopped, "ADMIN_MAINTENANCE", "refused", false, Some("C1-09")),
        (DesktopState::Error, "AVAILABLE", "refused", false, Some("C1-09")),
        (DesktopState::Updating, "ADMIN_MAINTENANCE", "refused", false, Some("C1-09")),
    ];
    for (from, to, code, applied, row) in table {
        let caller = caller_of(state(from));
        let seen = caller.call("ModifyWorkspaceState", json!({ "WorkspaceId": SOURCE, "WorkspaceState": to }));
        let record = caller.last();
        // Which code is not documented; the worlds differ.
        assert_eq!((seen.status == 200, record.applied), (code.is_empty(), applied), "{from:?} to {to}");
        assert_eq!(record.violations.first().map(String::as_str), row);
        let after = if applied { to } else { from.name() };
        assert_eq!(caller.state(SOURCE).as_deref(), Some(after));
    }
}
