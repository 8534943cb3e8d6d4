//! What the fleet of clocks promises.

use std::collections::{BTreeMap, BTreeSet};

use super::Caller;
use crate::sim::{DesktopView, FleetKind, WorldSpec};

fn fleet(desktops: u32) -> Caller {
    Caller::new(WorldSpec { desktops, fleet: FleetKind::Clocks, rate: 0.0, ..WorldSpec::default() })
}

fn kind(desktop: &DesktopView) -> String {
    desktop.tags["kind"].clone().expect("a kind")
}

#[test]
fn one_of_each_kind_and_half_of_them_stopped() {
    let caller = fleet(36);
    let desktops = caller.view().desktops;
    assert_eq!(desktops.iter().map(kind).collect::<BTreeSet<_>>().len(), 36, "a name for each");
    let mut states: BTreeMap<&str, u32> = BTreeMap::new();
    for desktop in &desktops {
        *states.entry(desktop.state.as_str()).or_default() += 1;
    }
    let expected = [("ADMIN_MAINTENANCE", 1), ("AVAILABLE", 14), ("MAINTENANCE", 1), ("STOPPED", 19), ("UNHEALTHY", 1)];
    assert_eq!(states.into_iter().collect::<Vec<_>>(), expected);
    let all = |of: fn(&DesktopView) -> String| desktops.iter().map(of).collect::<BTreeSet<String>>();
    assert_eq!(
        all(|desktop| desktop.running_mode.clone()).into_iter().collect::<Vec<_>>(),
        ["ALWAYS_ON", "AUTO_STOP", "MANUAL"]
    );
    assert!(all(|desktop| format!("{}/{}", desktop.root_gib, desktop.user_gib)).contains("175/10"));
    assert_eq!(desktops.iter().filter(|desktop| desktop.connection == "CONNECTED").count(), 3);
    for desktop in &desktops {
        let shuts_down = desktop.compute.starts_with('G') || desktop.running_mode == "MANUAL";
        assert_eq!(desktop.hibernated, desktop.state == "STOPPED" && !shuts_down, "{desktop:?}");
    }
}

/// Nobody is there: what is in `AutoStop` stops after its time; what is not, or has its user there, stays.
#[test]
fn after_two_hours_only_those_with_users_and_those_that_never_stop_are_up() {
    let mut caller = fleet(36);
    caller.wait(120);
    let up: BTreeSet<String> =
        caller.view().desktops.iter().filter(|desktop| desktop.state == "AVAILABLE").map(kind).collect();
    assert_eq!(up.into_iter().collect::<Vec<_>>(), ["gpu-working", "hundred", "working", "working-always"]);
}

#[test]
fn larger_fleets_take_the_kinds_again_and_every_user_is_another() {
    let view = fleet(300).view();
    assert_eq!(view.desktops.len(), 300);
    assert_eq!(view.desktops.iter().map(|desktop| desktop.user.to_lowercase()).collect::<BTreeSet<_>>().len(), 300);
}
