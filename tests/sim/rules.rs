//! Each rule in both directions: lowered in the planner, the service notes its row; ignored in the service, the planner
//! still refuses. So neither reading leans on the other.
//!
//! A table: a world in which a rule bites, and only that rule. What stands in it decides nothing; it must not know more
//! than the fact sheet does.

mod filling;
mod fleet;
mod in_place;
mod making;
mod own;
mod power;
mod rows;
mod table;

use std::collections::BTreeSet;

use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::model::{Verb, WorkspaceId};
use deskfleet::planner::document::{Plan, Verdict};
use deskfleet::planner::{History, Policy, Severity, find_rule, rules};
use deskfleet::sim::{DesktopView, FleetKind, Record, WorldSpec, WorldView};
use jiff::{SignedDuration, Timestamp};

use crate::rig::{Rig, plan_of};
use table::TABLE;

/// A rule, and a desktop that it and no other rule of its weight finds something about.
struct Row {
    rule: &'static str,
    breaks: Breaks,
    fleet: FleetKind,
    /// Name of the bundle that the desktop stands on.
    from: &'static str,
    /// Which of those on the bundle.
    which: fn(&DesktopView, &WorldView) -> bool,
    /// Name of the bundle that it is to move to.
    to: &'static str,
    sight: Sight,
}

/// What the service makes of the call that the rule would have kept from it.
#[derive(Clone, Copy)]
enum Breaks {
    /// It refuses, and notes this row.
    Refused(&'static str),
    /// It takes the call, and notes this row.
    Noted(&'static str),
    /// Nobody says whether it refuses: in some worlds it does, and notes this row.
    Open(&'static str),
    /// It takes the call, and nothing is wrong with it: the rule warns of what then shows in the world.
    Nothing(fn(before: &DesktopView, after: &DesktopView) -> bool),
}

/// How the planner sees the fleet.
#[derive(Clone, Copy)]
enum Sight {
    Whole,
    /// As somebody does who may not call `DescribeSubnets`.
    WithoutSubnets,
    /// By what was read so many hours ago.
    HoursOld(i64),
}

/// That users must be logged off stands in the text under the table of section D: it has no row of its own.
const TEXT_OF_D: &str = "D";

/// A row made real: a world, what was seen of it, and the desktop.
struct Scene {
    rig: Rig,
    seen: Snapshot,
    selected: Selected,
    id: WorkspaceId,
    at: Timestamp,
}

fn bundle_id(seen: &Snapshot, name: &str) -> String {
    deskfleet::inventory::find_bundle("to", &seen.bundles, name).expect("a bundle").bundle_id.to_string()
}

fn desktops(fleet: FleetKind) -> u32 {
    match fleet {
        FleetKind::Demo | FleetKind::Uniform => 80,
        FleetKind::Rare => 5,
        FleetKind::Clocks => 36,
    }
}

impl Scene {
    fn new(row: &Row, ignored: &[&str]) -> Self {
        let ignored_rows = ignored.iter().map(|row| (*row).to_owned()).collect();
        let spec = WorldSpec { fleet: row.fleet, desktops: desktops(row.fleet), ignored_rows, ..WorldSpec::default() };
        let rig = Rig::new(spec);
        let policy = Policy::for_verb(Verb::Migrate);
        let view = rig.sim.world(rig.sim.now());
        let any = WorkspaceId::from_service(view.desktops[0].id.as_str());
        let from = bundle_id(&rig.see(Some(&[any]), &policy).0, row.from);
        let mut fitting = view.desktops.iter().filter(|desktop| desktop.bundle == from && (row.which)(desktop, &view));
        let id = fitting.next().unwrap_or_else(|| panic!("{}: there is no such desktop", row.rule)).id.as_str();
        let id = WorkspaceId::from_service(id);
        let (mut seen, selected) = rig.see(Some(std::slice::from_ref(&id)), &policy);
        match row.sight {
            Sight::Whole => {}
            Sight::WithoutSubnets => seen.subnets.clear(),
            Sight::HoursOld(hours) => {
                rig.sim.advance(SignedDuration::from_hours(hours)).expect("time moves on");
            }
        }
        let at = rig.sim.now();
        Self { rig, seen, selected, id, at }
    }

    fn plan(&self, to: &str, lowered: Option<&str>) -> Plan {
        let mut policy = Policy::for_verb(Verb::Migrate);
        policy.lowered = lowered.map(str::to_owned).into_iter().collect();
        // Whoever is at work, or has no volume snapshot, has work that is not saved.
        if let Some("CONN-01" | "VSNAP-01") = lowered {
            policy.lowered.insert("SNAP-01".to_owned());
        }
        plan_of(&self.seen, &self.selected, to, &policy, &History::default(), self.at)
    }

    fn desktop(&self, id: &str) -> DesktopView {
        let view = self.rig.sim.world(self.rig.sim.now());
        view.desktops.into_iter().find(|desktop| desktop.id == id).expect("a desktop")
    }

    /// The only migration that the service was asked for.
    fn migration(&self) -> Record {
        let lines: Vec<Record> =
            self.rig.sim.record().into_iter().filter(|line| line.operation == "MigrateWorkspace").collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines.into_iter().next().expect("one")
    }
}

/// Tells whether the plan says of the desktop what this rule says, and what is said of desktops only otherwise.
fn stands(plan: &Plan, rule: &str, id: &WorkspaceId) -> bool {
    let says = |verdicts: &[Verdict]| {
        let acted = plan.unchanged.len() + plan.skipped.len() + plan.held.len() + plan.refused.len();
        acted == 1 && verdicts.iter().any(|verdict| verdict.target == id.as_str() && verdict.rule == rule)
    };
    match find_rule(rule).expect("a rule").severity {
        Severity::Unchanged => says(&plan.unchanged) && plan.steps.is_empty(),
        Severity::Refuse => says(&plan.refused) && plan.steps.is_empty(),
        Severity::Skip => says(&plan.skipped) && plan.steps.is_empty(),
        // What will be different when it is allowed is left out.
        Severity::Hold if says(&plan.skipped) => plan.steps.is_empty(),
        Severity::Hold => says(&plan.held) && plan.steps.len() == 1,
        Severity::Warn => {
            let warned = |warning: &deskfleet::planner::document::Warning| {
                warning.rule == rule && warning.targets.iter().any(|target| target == id.as_str())
            };
            plan.steps.len() == 1 && plan.held.is_empty() && plan.warnings.iter().any(warned)
        }
    }
}

/// The call goes through the real executor: what a lowered rule lets through, no `requires` stops behind it.
#[test]
fn a_rule_that_is_lowered_is_noted_by_the_service() {
    for row in TABLE {
        let mut scene = Scene::new(row, &[]);
        let before = scene.desktop(scene.id.as_str());
        let plan = scene.plan(row.to, Some(row.rule));
        assert!(plan.steps.len() == 1 && plan.held.is_empty(), "{}: another rule bites, too: {plan:?}", row.rule);
        let (summary, _) = scene.rig.run_all(&plan);
        let line = scene.migration();
        assert_eq!(summary.counts.done, u64::from(line.applied), "{}: {summary:?}", row.rule);
        match row.breaks {
            Breaks::Refused(broken) => {
                assert_eq!((line.violations.as_slice(), line.status), (&[broken.to_owned()][..], 400), "{}", row.rule);
            }
            Breaks::Noted(broken) => {
                assert_eq!((line.violations.as_slice(), line.status), (&[broken.to_owned()][..], 200), "{}", row.rule);
            }
            Breaks::Open(_) => panic!("{}: nothing about a migration is tried in many worlds", row.rule),
            Breaks::Nothing(shows) => {
                assert_eq!((line.violations.as_slice(), line.status), (&[][..], 200), "{}", row.rule);
                let view = scene.rig.sim.world(scene.rig.sim.now());
                let after = scene.desktop(&view.lineage[scene.id.as_str()]);
                assert!(shows(&before, &after), "{}: {before:?} {after:?}", row.rule);
            }
        }
    }
}

/// The service really lets it through then: the same call, sent past planner and executor, breaks nothing.
#[test]
fn a_rule_that_the_service_ignores_is_still_kept_by_the_planner() {
    for row in TABLE {
        let ignored: &[&str] = match &row.breaks {
            Breaks::Refused(broken) | Breaks::Noted(broken) | Breaks::Open(broken) => &[broken],
            Breaks::Nothing(_) => &[],
        };
        let scene = Scene::new(row, ignored);
        let plan = scene.plan(row.to, None);
        assert!(stands(&plan, row.rule, &scene.id), "{}: {plan:?}", row.rule);
        scene.rig.send(&[(scene.id.clone(), bundle_id(&scene.seen, row.to))]);
        let line = scene.migration();
        assert!(line.violations.is_empty(), "{}: {line:?}", row.rule);
        // Ignored or not, a subnet without an address has none to give.
        assert_eq!(line.applied, ignored != ["D-20"], "{}: {line:?}", row.rule);
    }
}

/// A rule that is added must be shown, too: here, or in `own` when it is not the service's.
#[test]
fn every_rule_is_in_the_table_or_is_our_own() {
    let mut shown: BTreeSet<&str> = TABLE.iter().map(|row| row.rule).collect();
    shown.extend(fleet::rows().map(|row| row.rule).chain(in_place::UNHEARD).chain([own::BY_NAME]));
    shown.extend(crate::security_group::SHOWN);
    shown.extend(crate::tag::SHOWN);
    shown.extend(crate::carry::SHOWN);
    shown.insert(crate::kept::SHOWN);
    // No world has a desktop of that kind, and what the service makes of it nobody says.
    shown.insert("MIG-28");
    shown.extend(filling::BELOW);
    shown.extend(making::TABLE.iter().map(|row| row.rule));
    let ours = own::OWN.iter().map(|(rule, _)| *rule).chain(in_place::OWN);
    // What is judged when a window opens is shown in `windows`.
    let ours: BTreeSet<&str> = ours
        .chain(["SEL-02", own::BY_BUNDLE, "MIG-27"])
        .chain(crate::security_group::OWN)
        .chain(crate::tag::OWN)
        .collect();
    let on_rows: BTreeSet<&str> = rules().iter().filter(|rule| !rule.rows.is_empty()).map(|rule| rule.id).collect();
    let on_none: BTreeSet<&str> = rules().iter().filter(|rule| rule.rows.is_empty()).map(|rule| rule.id).collect();
    assert_eq!(shown, on_rows, "rules that rest on a row");
    assert_eq!(ours, on_none, "rules that rest on none");
    for row in TABLE {
        let rule = find_rule(row.rule).expect("a rule");
        if let Breaks::Refused(broken) | Breaks::Noted(broken) = row.breaks {
            let rests = rule.rows.contains(&broken) || broken == TEXT_OF_D;
            assert!(rests, "{} rests on {:?}, and the service notes {broken}", rule.id, rule.rows);
        } else {
            assert_eq!(rule.severity, Severity::Warn, "{}: what breaks nothing may only warn", rule.id);
        }
    }
}
