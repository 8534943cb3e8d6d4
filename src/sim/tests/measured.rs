//! Durations that were measured elsewhere take the place of those that are drawn, each of its own change.

use std::collections::BTreeMap;

use serde_json::json;

use super::Caller;
use crate::sim::{FleetKind, Sim, WorldSpec};

fn caller(what: &str, minutes: &[u64]) -> Caller {
    let spec = WorldSpec { desktops: 4, fleet: FleetKind::Uniform, rate: 0.0, ..WorldSpec::default() };
    let seconds = minutes.iter().map(|minutes| minutes * 60).collect();
    Caller::of(Sim::in_memory(spec).with_durations(BTreeMap::from([(what.to_owned(), seconds)])))
}

/// Returns after how many minutes a desktop that is rebooted is available.
fn reboot(caller: &mut Caller) -> u64 {
    let id = caller.first();
    caller.good("RebootWorkspaces", json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": id }] }));
    let mut minutes = 0;
    while caller.state(&id).as_deref() != Some("AVAILABLE") {
        caller.wait(1);
        minutes += 1;
        assert!(minutes < 100, "it never comes back");
    }
    minutes
}

#[test]
fn what_was_measured_is_drawn_from() {
    assert_eq!(reboot(&mut caller("REBOOT", &[57])), 57, "the only one there is");
    let mut seen = caller("REBOOT", &[31, 42]);
    let seen: std::collections::BTreeSet<u64> = (0..20).map(|_| reboot(&mut seen)).collect();
    assert_eq!(seen, [31, 42].into(), "all of them, and no other");
}

/// What nothing is known of goes as it would have gone.
#[test]
fn what_was_not_measured_is_drawn_as_ever() {
    let plain = reboot(&mut caller("REBOOT", &[]));
    assert_eq!((reboot(&mut caller("MIGRATE", &[57])), plain), (plain, reboot(&mut Caller::uniform(4))));
}
