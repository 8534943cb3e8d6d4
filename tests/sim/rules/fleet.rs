//! Where each rule of the verbs that start, stop and keep desktops bites, in a fleet with one of every kind.

use std::collections::BTreeMap;

use deskfleet::model::{Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, Severity, find_rule, plan};
use deskfleet::sim::{DesktopView, FleetKind, Record, WorldSpec};
use jiff::SignedDuration;

use super::Breaks;
use crate::rig::Rig;

/// A rule, a verb that it is for, and a kind of desktop that it and no other rule of its weight finds something about.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) verb: Verb,
    /// The tag `kind` of the desktop.
    kind: &'static str,
    pub(super) breaks: Breaks,
}

const fn row(rule: &'static str, verb: Verb, kind: &'static str, breaks: Breaks) -> Row {
    Row { rule, verb, kind, breaks }
}

/// What the service makes of a call that it names as failed for a desktop is told inside HTTP 200, but for maintenance.
pub(super) static TABLE: &[Row] = &[
    row("STATE-01", Verb::Reboot, "stopped", Breaks::Refused("C1-04")),
    row("STATE-01", Verb::Start, "unhealthy", Breaks::Refused("C1-02")),
    row("STATE-01", Verb::Start, "admin-maintenance", Breaks::Refused("C1-02")),
    row("STATE-01", Verb::Stop, "admin-maintenance", Breaks::Refused("C1-03")),
    row("STATE-01", Verb::MaintenanceOn, "unhealthy", Breaks::Refused("C1-09")),
    row("STATE-01", Verb::MaintenanceOff, "stopped", Breaks::Refused("C1-09")),
    row("STATE-02", Verb::Reboot, "maintenance", Breaks::Refused("C1-04")),
    row("STATE-02", Verb::Start, "maintenance", Breaks::Refused("C1-02")),
    row("STATE-02", Verb::Stop, "maintenance", Breaks::Refused("C1-03")),
    row("STATE-02", Verb::MaintenanceOn, "maintenance", Breaks::Refused("C1-09")),
    row("MODE-01", Verb::Stop, "hundred", Breaks::Refused("C1-03")),
    row("KEY-01", Verb::Reboot, "disabled-key", Breaks::Noted("C1-04")),
    row("KEY-02", Verb::Start, "disabled-key-stopped", Breaks::Noted("M")),
    row("KEY-02", Verb::Start, "deleted-key", Breaks::Noted("M")),
    row("KEY-03", Verb::Reboot, "disabled-key", Breaks::Noted("C1-04")),
    row("HIB-01", Verb::Stop, "gpu", Breaks::Nothing(|_, after| after.state == "STOPPED" && !after.hibernated)),
    row("STBY-02", Verb::Start, "standby", Breaks::Nothing(|_, after| after.state == "AVAILABLE")),
    // Two hours later, twice as long as it would have waited for its user.
    row("MAINT-01", Verb::MaintenanceOn, "plain", Breaks::Nothing(|_, after| after.state == "ADMIN_MAINTENANCE")),
];

/// A row made real.
struct Scene {
    rig: Rig,
    id: WorkspaceId,
}

impl Scene {
    fn new(row: &Row, ignored: &[&str]) -> Self {
        let ignored_rows = ignored.iter().map(|row| (*row).to_owned()).collect();
        let spec =
            WorldSpec { fleet: FleetKind::Clocks, desktops: 36, rate: 0.0, ignored_rows, ..WorldSpec::default() };
        let rig = Rig::new(spec);
        let view = rig.sim.world(rig.sim.now());
        let kind = Some(row.kind.to_owned());
        let desktop = view.desktops.iter().find(|desktop| desktop.tags.get("kind") == Some(&kind));
        let id = WorkspaceId::from_service(desktop.unwrap_or_else(|| panic!("no {}", row.kind)).id.as_str());
        Self { rig, id }
    }

    fn plan(&self, row: &Row, lowered: Option<&str>) -> Plan {
        let verb = row.verb;
        let mut policy = Policy::for_verb(verb);
        policy.lowered = lowered.map(str::to_owned).into_iter().collect();
        let targets = std::slice::from_ref(&self.id);
        let (mut seen, selected) = self.rig.try_see(verb, Some(targets), &policy).expect("a fleet");
        if row.rule == "KEY-03" {
            seen.keys.clear(); // as somebody sees it who may not call `DescribeKey`
        }
        let intent = Intent { verb, parameters: BTreeMap::new(), selection: Vec::new(), reason: None };
        plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan")
    }

    fn desktop(&self) -> DesktopView {
        let view = self.rig.sim.world(self.rig.sim.now());
        view.desktops.into_iter().find(|desktop| desktop.id == self.id.as_str()).expect("a desktop")
    }

    /// The only call of the verb.
    fn call(&self, verb: Verb) -> Record {
        let operation = crate::oracle::law::of(&verb.to_string()).operation;
        let lines: Vec<Record> = self.rig.sim.record().into_iter().filter(|line| line.operation == operation).collect();
        assert_eq!(lines.len(), 1, "{lines:?}");
        lines.into_iter().next().expect("one")
    }
}

/// The call goes through the real executor: what a lowered rule lets through, no `requires` stops behind it.
#[test]
fn a_rule_that_is_lowered_is_noted_by_the_service() {
    for row in TABLE {
        let mut scene = Scene::new(row, &[]);
        let before = scene.desktop();
        let plan = scene.plan(row, Some(row.rule));
        let name = format!("{} of {}", row.rule, row.verb);
        assert!(plan.steps.len() == 1 && plan.held.is_empty(), "{name}: another rule bites, too: {plan:?}");
        let (summary, _) = scene.rig.run_all(&plan);
        let line = scene.call(row.verb);
        match row.breaks {
            Breaks::Refused(broken) => {
                assert_eq!((line.violations.as_slice(), line.applied), (&[broken.to_owned()][..], false), "{name}");
                assert_eq!((summary.counts.done, summary.counts.failed), (0, 1), "{name}: {summary:?}");
            }
            Breaks::Noted(broken) => {
                assert_eq!((line.violations.as_slice(), line.applied), (&[broken.to_owned()][..], true), "{name}");
                assert_eq!(summary.counts.failed, 1, "{name}: it takes the call, and that ends badly: {summary:?}");
            }
            Breaks::Nothing(shows) => {
                assert_eq!((line.violations.as_slice(), line.status), (&[][..], 200), "{name}");
                assert_eq!(summary.counts.done, 1, "{name}: {summary:?}");
                if row.rule == "MAINT-01" {
                    scene.rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
                }
                let after = scene.desktop();
                assert!(shows(&before, &after), "{name}: {before:?} {after:?}");
            }
        }
    }
}

/// The service really lets it through then: the same call, sent past planner and executor, breaks nothing.
#[test]
fn a_rule_that_the_service_ignores_is_still_kept_by_the_planner() {
    for row in TABLE {
        let ignored: &[&str] = match &row.breaks {
            Breaks::Refused(broken) | Breaks::Noted(broken) => &[broken],
            Breaks::Nothing(_) => &[],
        };
        let scene = Scene::new(row, ignored);
        let plan = scene.plan(row, None);
        assert!(super::stands(&plan, row.rule, &scene.id), "{} of {}: {plan:?}", row.rule, row.verb);
        let state = if row.verb == Verb::MaintenanceOn { "ADMIN_MAINTENANCE" } else { "AVAILABLE" };
        let parameters = BTreeMap::from([("WorkspaceState".to_owned(), state.to_owned())]);
        scene.rig.process(async |connected| {
            connected.aws.change_slot().await;
            // What came of it stands in the record.
            drop(connected.aws.change(row.verb, &[(scene.id.clone(), &parameters)]).await);
        });
        let line = scene.call(row.verb);
        assert!(line.violations.is_empty() && line.failed.is_empty(), "{} of {}: {line:?}", row.rule, row.verb);
        assert!(line.applied, "{} of {}: {line:?}", row.rule, row.verb);
    }
}

/// What breaks nothing may only warn, and a rule rests on the row that the service notes.
#[test]
fn rules_rest_on_what_the_service_notes() {
    for row in TABLE {
        let rule = find_rule(row.rule).expect("a rule");
        if let Breaks::Refused(broken) | Breaks::Noted(broken) = row.breaks {
            assert!(rule.rows.contains(&broken), "{} rests on {:?}, and not on {broken}", rule.id, rule.rows);
        } else {
            assert_eq!(rule.severity, Severity::Warn, "{}", rule.id);
        }
    }
}
