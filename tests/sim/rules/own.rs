//! Rules that the table can't show: those of our own, which no row of the fact sheet stands behind, and the one about a
//! desktop that is no longer there, for which no step can be planned.

use std::collections::BTreeMap;

use deskfleet::inventory::{Missing, Selected};
use deskfleet::model::{BundleId, RunId, Verb, WorkspaceId};
use deskfleet::planner::{History, Intent, Policy, plan};
use deskfleet::sim::{DesktopView, WorldSpec};
use jiff::SignedDuration;

use crate::rig::{Rig, plan_of, uniform};

/// The rule about desktops that are named by an id that a migration has ended.
pub(super) const BY_NAME: &str = "LINE-01";

/// The rule about desktops on a bundle for which none to move to was named.
pub(super) const BY_BUNDLE: &str = "MIG-25";

/// Our own rules, with what the service does in their place.
pub(super) const OWN: &[(&str, &str)] = &[
    ("SEL-01", "answers that there is no such desktop, and breaks off nothing else"),
    ("PROT-01", "moves a desktop with the tag without a word"),
    ("RUN-01", "knows no runs, and moves the desktop"),
];

const TO: &str = "win11-standard";

/// Plans for one id, whether it is there or not.
fn refusals(rig: &Rig, id: &WorkspaceId, new_id: Option<WorkspaceId>, history: &History) -> Vec<(String, String)> {
    let policy = Policy::for_verb(Verb::Migrate);
    let view = rig.sim.world(rig.sim.now());
    let there = view.desktops.iter().any(|desktop| desktop.id == id.as_str());
    let any = WorkspaceId::from_service(view.desktops[0].id.as_str());
    let (seen, found) = rig.see(Some(&[if there { id.clone() } else { any }]), &policy);
    let missing = vec![Missing { text: id.to_string(), new_id, nearest: None }];
    let selected = if there { found } else { Selected { missing, ..Selected::default() } };
    let plan = plan_of(&seen, &selected, TO, &policy, history, seen.seen_at);
    assert!(plan.steps.is_empty(), "{plan:?}");
    let left_out = plan.refused.into_iter().chain(plan.skipped);
    left_out.map(|verdict| (verdict.target, verdict.rule)).collect()
}

fn send(rig: &Rig, id: &WorkspaceId) -> deskfleet::sim::Record {
    let policy = Policy::for_verb(Verb::Migrate);
    let any = WorkspaceId::from_service(rig.sim.world(rig.sim.now()).desktops[0].id.as_str());
    let to = super::bundle_id(&rig.see(Some(&[any]), &policy).0, TO);
    rig.send(&[(id.clone(), to)]);
    rig.sim.record().into_iter().rfind(|line| line.operation == "MigrateWorkspace").expect("a migration")
}

fn first(rig: &Rig, which: fn(&DesktopView) -> bool) -> WorkspaceId {
    let view = rig.sim.world(rig.sim.now());
    let desktop = view.desktops.iter().find(|desktop| which(desktop)).expect("a desktop");
    WorkspaceId::from_service(desktop.id.as_str())
}

fn run() -> RunId {
    RunId::from_service("R-20260105T080000Z-abcd")
}

/// LINE-01 on C2-04, both ways; the call is sent past the executor, which has no step for it.
#[test]
fn an_id_that_a_migration_ended() {
    for ignored in [None, Some("C2-04")] {
        let ignored_rows = ignored.map(str::to_owned).into_iter().collect();
        let rig = Rig::new(WorldSpec { ignored_rows, ..uniform(2, 7) });
        let old = first(&rig, |_| true);
        assert!(send(&rig, &old).applied);
        rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
        let new = rig.sim.world(rig.sim.now()).lineage[old.as_str()].clone();
        let new = WorkspaceId::from_service(new.as_str());
        let history = History { lineage: BTreeMap::from([(old.clone(), (new.clone(), run()))]), ..History::default() };
        let refused = refusals(&rig, &old, Some(new), &history);
        assert_eq!(refused, [(old.to_string(), BY_NAME.to_owned())], "whatever the service ignores");
        let line = send(&rig, &old);
        assert_eq!(line.error.as_deref(), Some("ResourceNotFoundException"));
        let expected: &[&str] = if ignored.is_some() { &[] } else { &["C2-04"] };
        assert_eq!(line.violations, expected);
    }
}

/// MIG-25: the service moves any desktop to any bundle that fits, whatever bundles somebody meant.
#[test]
fn a_bundle_that_nobody_named() {
    let rig = Rig::new(WorldSpec::default());
    let id = first(&rig, |desktop| desktop.operating_system == "WINDOWS_10" && desktop.state == "AVAILABLE");
    let policy = Policy::for_verb(Verb::Migrate);
    let (seen, found) = rig.see(Some(std::slice::from_ref(&id)), &policy);
    let to = super::bundle_id(&seen, TO);
    let own = seen.workspace(&id).expect("it").bundle_id.clone();
    let planned = |from: &BundleId| {
        let parameters = BTreeMap::from([(Intent::bundle_from(from), to.clone())]);
        let intent =
            Intent { verb: Verb::Migrate, parameters, desktops: Vec::new(), selection: Vec::new(), reason: None };
        plan(&seen, &intent, &found, &policy, &History::default(), seen.seen_at).expect("a plan")
    };
    let elsewhere =
        seen.bundles.iter().map(|bundle| &bundle.bundle_id).find(|bundle| **bundle != own && bundle.as_str() != to);
    let skipped = planned(elsewhere.expect("another bundle"));
    assert_eq!((skipped.steps.len(), skipped.skipped[0].rule.as_str()), (0, BY_BUNDLE));
    assert_eq!(planned(&own).steps.len(), 1, "its own bundle is named");
    let line = send(&rig, &id);
    assert_eq!((line.violations.len(), line.applied), (0, true), "{line:?}");
}

/// What only we protect: the service breaks no row by it, so nothing but the planner stands before these desktops.
#[test]
fn rules_of_our_own_refuse_what_breaks_no_row() {
    for (rule, instead) in OWN {
        let rig = Rig::new(WorldSpec::default());
        let mut history = History::default();
        let id = match *rule {
            "SEL-01" => WorkspaceId::from_service("ws-0000000misspelt"),
            "PROT-01" => first(&rig, |desktop| desktop.tags.contains_key("deskfleet-protect")),
            "RUN-01" => first(&rig, |desktop| desktop.operating_system == "WINDOWS_10" && desktop.state == "AVAILABLE"),
            other => panic!("{other} {instead}: nothing shows it"),
        };
        if *rule == "RUN-01" {
            history.claimed.insert(id.clone(), run());
        }
        assert_eq!(refusals(&rig, &id, None, &history), [(id.to_string(), (*rule).to_owned())], "{instead}");
        let line = send(&rig, &id);
        assert_eq!((line.violations.len(), line.applied), (0, *rule != "SEL-01"), "the service {instead}: {line:?}");
    }
}
