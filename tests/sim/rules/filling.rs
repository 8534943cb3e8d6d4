//! Where each rule of the verbs that fill a desktop anew bites; and what is lost where the gate for unsaved work is lowered.

use std::collections::BTreeMap;

use std::collections::BTreeSet;

use deskfleet::journal::Journal;
use deskfleet::model::{Hold, Verb, WhenConnected, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, plan};
use deskfleet::sim::{Sim, WorldSpec};

use super::fleet::{Before, Row, row, world};
use super::{Breaks, bundle_id, stands};
use crate::rig::Rig;

/// What the table can't show, for it needs another world, or the service has nothing to say of it: it is shown below.
pub(super) const BELOW: [&str; 3] = ["REB-01", "SNAP-01", "SNAP-02"];

const GROWS: Before = Before::Theirs(r#"{"UserVolumeSizeGib": 100}"#);

pub(super) static TABLE: &[Row] = &[
    row("STATE-01", Verb::Rebuild, "impaired", Breaks::Refused("C1-05")),
    row("STATE-01", Verb::Restore, "impaired", Breaks::Refused("C1-06")),
    row("STATE-02", Verb::Rebuild, "maintenance", Breaks::Refused("C1-05")),
    row("STATE-02", Verb::Restore, "maintenance", Breaks::Refused("C1-06")),
    row("STBY-01", Verb::Rebuild, "standby", Breaks::Refused("L-07")),
    row("STBY-01", Verb::Restore, "standby", Breaks::Refused("L-07")),
    // Nobody knows who is at work on what is UPDATING.
    Row { before: GROWS, with: &["SNAP-01"], ..row("MOD-01", Verb::Rebuild, "plain", Breaks::Refused("A2-16")) },
    Row { before: GROWS, with: &["SNAP-01"], ..row("MOD-01", Verb::Restore, "plain", Breaks::Refused("A2-16")) },
    row("KEY-01", Verb::Rebuild, "disabled-key", Breaks::Noted("C1-05")),
    row("KEY-03", Verb::Rebuild, "disabled-key", Breaks::Noted("C1-05")),
    row("KEY-02", Verb::Restore, "disabled-key", Breaks::Noted("M")),
    // Right after a restore there is nothing that another one could start from.
    Row {
        before: Before::Ours(&[]),
        with: &["SNAP-01"],
        ..row("VSNAP-03", Verb::Restore, "plain", Breaks::Refused("C1-06"))
    },
];

fn plan_with(rig: &Rig, verb: Verb, id: &WorkspaceId, lowered: Option<&str>) -> Plan {
    let mut policy = Policy::for_verb(verb);
    // Whoever is at work is thrown out: then only the gate stands before the work.
    policy.connected = WhenConnected::Ignore;
    policy.lowered = lowered.map(str::to_owned).into_iter().collect();
    let (seen, selected) = rig.try_see(verb, Some(std::slice::from_ref(id)), &policy).expect("a fleet");
    let bundle = (verb == Verb::Migrate).then(|| bundle_id(&seen, "win11-standard"));
    let parameters: BTreeMap<String, String> =
        bundle.into_iter().map(|bundle| ("bundle_id".to_owned(), bundle)).collect();
    let intent = Intent { verb, parameters, desktops: Vec::new(), selection: vec![id.to_string()], reason: None };
    plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan")
}

/// SNAP-01 and SNAP-02 on C2-02 to C2-04, both ways: the work of somebody who works is gone where the gate is lowered, and a
/// warning says so; where it stands, the desktop is done when a volume snapshot has the work, and none is lost.
#[test]
fn work_is_lost_where_the_gate_is_lowered_and_waited_for_where_it_stands() {
    for verb in [Verb::Rebuild, Verb::Restore, Verb::Migrate] {
        for lowered in [None, Some("SNAP-01")] {
            let (mut rig, id) = world("working-always", WorldSpec::default(), &[]);
            let plan = plan_with(&rig, verb, &id, lowered);
            let rule = if lowered.is_some() { "SNAP-02" } else { "SNAP-01" };
            assert!(stands(&plan, rule, &id), "{verb}: {plan:#?}");
            assert!(lowered.is_some() || plan.held.iter().all(|held| held.until > Some(plan.made_at)), "{plan:#?}");
            let (summary, _) = rig.run_all(&plan);
            assert_eq!(summary.counts.done, 1, "{verb} {lowered:?}: {summary:?}");
            let lost = rig.sim.world(rig.sim.now()).lost_work;
            assert_eq!(lost.iter().any(|lost| lost.desktop == id.as_str()), lowered.is_some(), "{verb}: {lost:?}");
        }
    }
}

/// REB-01 on C1-05, both ways, in a world that is made from what was read: no fleet of ours has Windows 7 of Amazon's own.
#[test]
fn a_public_windows_7_is_not_rebuilt() {
    for ignored in [None, Some("C1-05")] {
        let demo = Rig::new(WorldSpec::default());
        let view = demo.sim.world(demo.sim.now());
        let old = |desktop: &&deskfleet::sim::DesktopView| desktop.operating_system == "WINDOWS_7";
        let id = WorkspaceId::from_service(view.desktops.iter().find(old).expect("one").id.as_str());
        let policy = Policy::for_verb(Verb::Rebuild);
        let mut seen = demo.try_see(Verb::Rebuild, Some(std::slice::from_ref(&id)), &policy).expect("a fleet").0;
        for bundle in &mut seen.bundles {
            bundle.owner = Some("AMAZON".to_owned());
        }
        let spec = WorldSpec {
            account: seen.scope.account.clone(),
            start: seen.seen_at,
            ignored_rows: ignored.map(str::to_owned).into_iter().collect(),
            ..WorldSpec::default()
        };
        let (sim, _) = Sim::imported(spec, &serde_json::to_value(&seen).expect("a document")).expect("a world");
        let journal = Journal::in_memory().expect("a journal");
        let mut rig = Rig { sim, journal, hold: Hold::Wait, groups: BTreeSet::new() };
        let plan = plan_with(&rig, Verb::Rebuild, &id, None);
        assert!(stands(&plan, "REB-01", &id), "whatever the service ignores: {plan:#?}");
        let (summary, _) = rig.run_all(&plan_with(&rig, Verb::Rebuild, &id, Some("REB-01")));
        let line = rig.sim.record().into_iter().rfind(|line| line.operation == "RebuildWorkspaces").expect("a call");
        let noted: Vec<String> = if ignored.is_some() { Vec::new() } else { vec!["C1-05".to_owned()] };
        assert_eq!((&line.violations, summary.counts.done), (&noted, u64::from(ignored.is_some())), "{line:?}");
    }
}
