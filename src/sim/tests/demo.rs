//! What the ready-made fleets promise.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use serde_json::json;

use super::{Caller, WorldSpec};
use crate::sim::{DesktopView, FleetKind};

fn with_windows_10(caller: &Caller) -> Vec<DesktopView> {
    let view = caller.view();
    view.desktops.into_iter().filter(|desktop| desktop.operating_system == "WINDOWS_10").collect()
}

/// The demo's promise, for several seeds: 60 of 80 run Windows 10, and each of them can move at once and for hours.
#[test]
fn sixty_of_eighty_can_move_to_windows_11_now_and_for_twelve_hours() {
    for seed in [7, 1, 2, 99] {
        for hours in [0, 1, 5, 12] {
            let mut caller = Caller::new(WorldSpec { seed, rate: 0.0, ..WorldSpec::default() });
            caller.now += SignedDuration::from_hours(hours);
            let movable = with_windows_10(&caller);
            assert_eq!((movable.len(), caller.view().desktops.len()), (60, 80));
            for desktop in movable {
                assert!(["AVAILABLE", "STOPPED"].contains(&desktop.state.as_str()), "{desktop:?}");
                assert_ne!(desktop.connection, "CONNECTED");
                assert!(desktop.user_volume_snapshot.is_some());
                assert!(desktop.extra_groups.is_empty());
                assert!(!desktop.tags.contains_key("deskfleet-protect"));
                assert_ne!(desktop.compute, "VALUE");
                let seen = caller.migrate(&desktop.id, "win11-standard");
                assert_eq!(seen.status, 200, "seed {seed}, {hours} h: {desktop:?}: {}", seen.body);
            }
        }
    }
}

/// Moved in waves of 25 by a careful caller, the 60 break no row at all.
#[test]
fn the_sixty_move_in_waves_without_a_violation() {
    let mut caller = Caller::demo();
    let movable = with_windows_10(&caller);
    for wave in movable.chunks(25) {
        for desktop in wave {
            assert_eq!(caller.migrate(&desktop.id, "win11-standard").status, 200);
            assert_eq!(caller.last().violations, Vec::<String>::new(), "{desktop:?}");
        }
        caller.wait(70);
    }
    let view = caller.view();
    let bundle = caller.bundle("win11-standard");
    assert_eq!((view.lineage.len(), view.migrations, view.desktops.len()), (60, 0, 80));
    assert_eq!(view.desktops.iter().filter(|desktop| desktop.bundle == bundle).count(), 64);
}

/// Each of the other 20 is there already, is refused by the service, or is one that a careful caller leaves alone.
#[test]
fn the_other_twenty_cannot_move_for_hours_each_for_its_reason() {
    for seed in [7, 3] {
        for hours in [0, 3, 6] {
            let mut caller = Caller::new(WorldSpec { seed, rate: 0.0, ..WorldSpec::default() });
            caller.now += SignedDuration::from_hours(hours);
            let others = caller.view().desktops.into_iter().filter(|desktop| desktop.operating_system != "WINDOWS_10");
            let bundle = caller.bundle("win11-standard");
            let mut rows: BTreeMap<String, u32> = BTreeMap::new();
            for desktop in others {
                let refused = caller.migrate(&desktop.id, "win11-standard").status != 200;
                let reason = if desktop.bundle == bundle {
                    assert!(refused);
                    "there".to_owned()
                } else if desktop.tags.contains_key("deskfleet-protect") {
                    "protected".to_owned()
                } else if !desktop.extra_groups.is_empty() {
                    "by hand".to_owned() // whoever moves it may put them back (J-14)
                } else {
                    caller.last().violations.first().cloned().unwrap_or_else(|| panic!("movable: {desktop:?}"))
                };
                assert!(refused || reason == "protected" || reason == "by hand", "{desktop:?}");
                *rows.entry(reason).or_default() += 1;
            }
            let expected = [
                ("D-01", 1),
                ("D-02", 1),
                ("D-08", 1),
                ("D-10", 1),
                ("D-11", 1),
                ("D-17", 3),
                ("D-20", 1),
                ("by hand", 2),
                ("protected", 1),
                ("there", 4),
            ];
            let counted: Vec<(&str, u32)> = rows.iter().map(|(row, count)| (row.as_str(), *count)).collect();
            // The Linux ones: who is at work there is noted before the path is.
            let linux = rows.get("D").copied().unwrap_or_default() + rows.get("D-04").copied().unwrap_or_default();
            assert_eq!(linux, 4);
            let rest: Vec<(&str, u32)> = counted.into_iter().filter(|(row, _)| !["D", "D-04"].contains(row)).collect();
            assert_eq!(rest, expected, "seed {seed}, {hours} h");
        }
    }
}

#[test]
fn the_demo_is_varied() {
    let caller = Caller::demo();
    let view = caller.view();
    let kinds = |of: fn(&DesktopView) -> String| view.desktops.iter().map(of).collect::<BTreeSet<String>>();
    assert_eq!(kinds(|desktop| desktop.directory.clone()).len(), 4);
    assert_eq!(kinds(|desktop| desktop.running_mode.clone()).len(), 2);
    assert_eq!(kinds(|desktop| desktop.protocol.clone()).len(), 2);
    let states = ["ADMIN_MAINTENANCE", "AVAILABLE", "ERROR", "STOPPED", "UNHEALTHY"];
    assert_eq!(kinds(|desktop| desktop.state.clone()).into_iter().collect::<Vec<_>>(), states);
    assert_eq!(kinds(|desktop| desktop.user.to_lowercase()).len(), 80, "no two desktops of one user");
    let movable = with_windows_10(&caller);
    let volumes: BTreeSet<(u32, u32)> = movable.iter().map(|desktop| (desktop.root_gib, desktop.user_gib)).collect();
    assert_eq!(volumes.into_iter().collect::<Vec<_>>(), [(80, 10), (80, 50), (80, 100), (175, 100), (200, 150)]);
    let computes: BTreeSet<&str> = movable.iter().map(|desktop| desktop.compute.as_str()).collect();
    assert_eq!(computes.into_iter().collect::<Vec<_>>(), ["PERFORMANCE", "POWER", "STANDARD"]);
    let connected: Vec<&DesktopView> =
        view.desktops.iter().filter(|desktop| desktop.connection == "CONNECTED").collect();
    assert_eq!(connected.len(), 4);
    assert!(connected.iter().all(|desktop| desktop.operating_system != "WINDOWS_10"));
    let groups: BTreeSet<usize> = view.desktops.iter().map(|desktop| desktop.extra_groups.len()).collect();
    assert_eq!(groups.into_iter().collect::<Vec<_>>(), [0, 1, 4]);
    assert!(view.subnets.iter().any(|subnet| subnet.free == 0));
}

/// Addresses add up: every desktop holds one, the five reserved ones are never given out, and none twice.
#[test]
fn addresses_add_up() {
    let caller = Caller::demo();
    caller.edit(|world| {
        for desktop in world.desktops.values() {
            let interface = &world.interfaces[&desktop.interface];
            assert_eq!((interface.address, &interface.subnet), (desktop.address, &desktop.subnet));
            assert!(interface.description.starts_with("Created By Amazon Workspaces for AWS Account ID 111122223333"));
        }
        assert_eq!(world.subnets.values().map(|subnet| subnet.taken.len()).sum::<usize>(), world.interfaces.len());
        for (subnet, address) in
            world.subnets.values().flat_map(|subnet| subnet.taken.keys().map(move |taken| (subnet, taken)))
        {
            let offset = u32::from(*address) - u32::from(subnet.cidr.network());
            let last = (1_u32 << (32 - u32::from(subnet.cidr.prefix_len()))) - 1;
            assert!((4..last).contains(&offset), "{address} in {}", subnet.cidr);
        }
        for directory in world.directories.values() {
            assert_eq!((directory.subnets.len(), directory.dns.len()), (2, 2));
        }
    });
}

#[test]
fn bundles_name_their_system_and_two_public_ones_share_a_name() {
    let caller = Caller::demo();
    let own = caller.good("DescribeWorkspaceBundles", json!({}));
    let names: BTreeSet<&str> =
        own["Bundles"].as_array().expect("a list").iter().filter_map(|bundle| bundle["Name"].as_str()).collect();
    for name in
        ["win10-standard", "win11-standard", "win11-performance", "win11-power", "ubuntu-22-standard", "win7-legacy"]
    {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    caller.edit(|world| {
        let mut public: BTreeMap<&str, u32> = BTreeMap::new();
        for bundle in world.bundles.values().filter(|bundle| bundle.owner == "AMAZON") {
            *public.entry(bundle.name.as_str()).or_default() += 1;
        }
        let shared: Vec<(&str, u32)> = public.into_iter().filter(|(_, count)| *count > 1).collect();
        assert_eq!(shared, [("Standard with Windows 10 (Server 2022 based)", 2)]);
    });
}

#[test]
fn larger_fleets_keep_the_proportions_and_have_room() {
    for desktops in [1, 4, 300, 3_000] {
        let caller = Caller::new(WorldSpec { desktops, rate: 0.0, ..WorldSpec::default() });
        let view = caller.view();
        assert_eq!(view.desktops.len(), desktops as usize);
        let movable = with_windows_10(&caller);
        assert_eq!(movable.len() as u64, u64::from(desktops) * 3 / 4);
        for desktop in movable {
            let subnet = view.subnets.iter().find(|subnet| subnet.id == desktop.subnet).expect("its subnet");
            assert!(subnet.free >= 25);
        }
    }
}

/// A fleet of one kind: everything can move, whenever; nobody comes to work within a month.
#[test]
fn a_uniform_fleet_can_move_as_a_whole() {
    let mut caller = Caller::uniform(200);
    caller.wait(60 * 24 * 10);
    for desktop in caller.view().desktops {
        assert_eq!((desktop.operating_system.as_str(), desktop.state.as_str()), ("WINDOWS_10", "AVAILABLE"));
        assert_eq!(desktop.connection, "DISCONNECTED");
        assert_eq!(caller.migrate(&desktop.id, "win11-standard").status, 200, "{desktop:?}");
    }
}

#[test]
fn seeds_give_other_worlds_and_the_same_seed_the_same() {
    let view = |seed| Caller::new(WorldSpec { seed, ..WorldSpec::default() }).view();
    assert_eq!(view(7), view(7));
    assert_ne!(view(7), view(8));
    let empty = Caller::new(WorldSpec { desktops: 0, fleet: FleetKind::Demo, ..WorldSpec::default() });
    assert_eq!(empty.view().desktops.len(), 0);
}
