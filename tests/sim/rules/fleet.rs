//! The rules of verbs that keep a desktop's id, in a fleet with one of every kind: what happened to the desktop before,
//! what is asked for, and both directions of each.

use std::collections::BTreeMap;

use deskfleet::model::{Verb, WhenConnected, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, Severity, check, find_rule, plan};
use deskfleet::sim::{DesktopView, FleetKind, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Breaks, filling, in_place, power, stands};
use crate::oracle::law;
use crate::rig::{Rig, ask};

/// In how many worlds a question that the guide leaves open is asked: one in two says no.
const WORLDS: u64 = 6;

/// A rule, a verb that it is for, and a kind of desktop that it and no other rule of its weight finds something about.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) verb: Verb,
    /// The tag `kind` of the desktop.
    pub(super) kind: &'static str,
    /// What is asked for, for verbs that have parameters.
    pub(super) wish: &'static [(&'static str, &'static str)],
    pub(super) before: Before,
    /// Rules that have to be lowered, too, for the call to leave.
    pub(super) with: &'static [&'static str],
    pub(super) breaks: Breaks,
}

/// What happened to the desktop before.
#[derive(Clone, Copy)]
pub(super) enum Before {
    Nothing,
    /// Somebody else's change of these properties is under way.
    Theirs(&'static str),
    /// A run of ours asked for this, and the ledger knows it.
    Ours(&'static [(&'static str, &'static str)]),
    /// Somebody else's reboot hangs, and was first seen so many minutes ago.
    Hangs(i64),
}

/// A row of a verb without parameters.
pub(super) const fn row(rule: &'static str, verb: Verb, kind: &'static str, breaks: Breaks) -> Row {
    Row { rule, verb, kind, wish: &[], before: Before::Nothing, with: &[], breaks }
}

/// All of them.
pub(super) fn rows() -> impl Iterator<Item = &'static Row> {
    power::TABLE.iter().chain(filling::TABLE).chain(in_place::TABLE)
}

/// A world with one of every kind that ignores some rows, and the desktop of a kind.
pub(super) fn world(kind: &str, spec: WorldSpec, ignored: &[&str]) -> (Rig, WorkspaceId) {
    let ignored_rows = ignored.iter().map(|row| (*row).to_owned()).collect();
    let rig = Rig::new(WorldSpec { fleet: FleetKind::Clocks, desktops: 39, rate: 0.0, ignored_rows, ..spec });
    let view = rig.sim.world(rig.sim.now());
    let is_it = |desktop: &&DesktopView| desktop.tags.get("kind").and_then(Option::as_deref) == Some(kind);
    let id = view.desktops.iter().find(is_it).unwrap_or_else(|| panic!("no {kind}")).id.as_str();
    (rig, WorkspaceId::from_service(id))
}

/// A row made real.
struct Scene {
    rig: Rig,
    id: WorkspaceId,
}

impl Scene {
    fn new(row: &Row, seed: Option<u64>, ignored: &[&str]) -> Self {
        let hang = Scripted { operation: "RebootWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::Stuck };
        let script = if matches!(row.before, Before::Hangs(_)) { vec![hang] } else { Vec::new() };
        let default = WorldSpec::default();
        let spec = WorldSpec { seed: seed.unwrap_or(default.seed), script, ..default };
        let (rig, id) = world(row.kind, spec, ignored);
        let mut scene = Self { rig, id };
        scene.prepare(row);
        scene
    }

    fn prepare(&mut self, row: &Row) {
        let (rig, id) = (&mut self.rig, &self.id);
        match row.before {
            Before::Nothing => {}
            Before::Theirs(properties) => {
                let properties: Value = serde_json::from_str(properties).expect("properties");
                let parameters = json!({ "WorkspaceId": id, "WorkspaceProperties": properties });
                ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceProperties", &parameters);
                rig.sim.advance(SignedDuration::from_mins(5)).expect("time moves on");
            }
            Before::Ours(wish) => {
                let earlier = Row { wish, rule: "", with: &[], ..row.copy() };
                let plan = self.plan(&earlier, false);
                let (summary, _) = self.rig.run_all(&plan);
                assert_eq!(summary.counts.done, 1, "{}: {summary:?}", row.rule);
            }
            Before::Hangs(minutes) => {
                let parameters = json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": id }] });
                ask(&rig.sim, rig.sim.now(), "RebootWorkspaces", &parameters);
                let seen = rig.try_see(row.verb, None, &Policy::for_verb(row.verb)).expect("a fleet").0;
                rig.journal.see_states(&seen.workspaces, seen.seen_at).expect("recorded");
                rig.sim.advance(SignedDuration::from_mins(minutes)).expect("time moves on");
            }
        }
    }

    /// Plans what the row asks for, as the command line does; lowered, so that the call leaves.
    fn plan(&self, row: &Row, lowered: bool) -> Plan {
        let mut policy = Policy::for_verb(row.verb);
        // Nobody is at work on any of them; the service does not know so of each that is changed.
        policy.connected = WhenConnected::Ignore;
        if lowered {
            policy.lowered = row.with.iter().chain([&row.rule]).map(|rule| (*rule).to_owned()).collect();
        }
        let ids = std::slice::from_ref(&self.id);
        let (mut seen, selected) = self.rig.try_see(row.verb, Some(ids), &policy).expect("a fleet");
        let mut clocks = self.rig.journal.clocks(ids).expect("clocks");
        for workspace in &mut seen.workspaces {
            workspace.deskfleet.clocks = clocks.remove(&workspace.workspace_id);
        }
        if row.rule == "KEY-03" {
            seen.keys.clear(); // as somebody sees it who may not call `DescribeKey`
        }
        let mut parameters: BTreeMap<String, String> =
            row.wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        if row.verb == Verb::Resize {
            parameters.entry("reboot".to_owned()).or_insert("never".to_owned());
        }
        let intent = Intent {
            verb: row.verb,
            parameters,
            desktops: Vec::new(),
            selection: vec![self.id.to_string()],
            reason: None,
        };
        // A later plan has an id of its own.
        self.rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
        let plan = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
        assert_eq!(check(&plan, None), [], "{}", row.name());
        plan
    }

    fn desktop(&self) -> DesktopView {
        let view = self.rig.sim.world(self.rig.sim.now());
        view.desktops.into_iter().find(|desktop| desktop.id == self.id.as_str()).expect("a desktop")
    }

    /// The changes that the service was asked for since its record had so many lines.
    fn changes(&self, since: usize) -> Vec<Record> {
        let record = self.rig.sim.record().into_iter().skip(since);
        record.filter(|line| !law::is_read(&line.operation)).collect()
    }
}

impl Row {
    fn copy(&self) -> Self {
        let Self { rule, verb, kind, wish, before, with, breaks } = self;
        Self { rule, verb: *verb, kind, wish, before: *before, with, breaks: *breaks }
    }

    fn name(&self) -> String {
        format!("{} of {} {:?} on {}", self.rule, self.verb, self.wish, self.kind)
    }

    fn is_warning(&self) -> bool {
        find_rule(self.rule).expect("a rule").severity == Severity::Warn
    }

    /// Carries out what the rule would have kept back; returns the changes, and whether the service took the first.
    fn play(&self, seed: Option<u64>) -> (Scene, DesktopView, Vec<Record>, Counted) {
        let mut scene = Scene::new(self, seed, &[]);
        let before = scene.desktop();
        let plan = scene.plan(self, !self.is_warning());
        let kept = plan.held.len() + plan.skipped.len() + plan.refused.len() + plan.unchanged.len();
        assert!(kept == 0, "{}: another rule bites, too: {plan:#?}", self.name());
        let since = scene.rig.sim.record().len();
        let has_clock = plan.steps[0].clock.is_some();
        let (summary, _) = scene.rig.run_all(&plan);
        let changes = scene.changes(since);
        let rows = find_rule(self.rule).expect("a rule").rows;
        let strange: Vec<&String> = changes
            .iter()
            .flat_map(|line| &line.violations)
            .filter(|broken| !rows.contains(&broken.as_str()))
            .collect();
        assert!(strange.is_empty(), "{}: {strange:?} is no row of it", self.name());
        let counted = Counted { done: summary.counts.done, failed: summary.counts.failed, has_clock };
        (scene, before, changes, counted)
    }
}

/// What became of the one target.
struct Counted {
    done: u64,
    failed: u64,
    /// Whether a refusal is one to wait after: then it is done later.
    has_clock: bool,
}

/// The call goes through the real executor: what a lowered rule lets through, no `requires` stops behind it.
#[test]
fn a_rule_that_is_lowered_is_noted_by_the_service() {
    for row in rows() {
        let name = row.name();
        let noted = |changes: &[Record], broken: &str| {
            changes.iter().find(|line| line.violations.iter().any(|row| row == broken)).cloned()
        };
        match row.breaks {
            Breaks::Refused(broken) => {
                let (_, _, changes, counted) = row.play(None);
                let line = noted(&changes, broken).unwrap_or_else(|| panic!("{name}: {changes:#?}"));
                assert!(!line.applied, "{name}: {line:?}");
                // Whoever is told that something is under way comes back when it is over.
                let comes_back = line.error.as_deref() == Some("OperationInProgressException");
                let ended = if comes_back { (1, 0) } else { (0, 1) };
                assert!(counted.has_clock || (counted.done, counted.failed) == ended, "{name}: {changes:#?}");
            }
            Breaks::Noted(broken) => {
                let (_, _, changes, counted) = row.play(None);
                let line = noted(&changes, broken).unwrap_or_else(|| panic!("{name}: {changes:#?}"));
                assert!(line.applied, "{name}: {line:?}");
                assert_eq!(counted.failed, 1, "{name}: it takes the call, and that ends badly");
            }
            Breaks::Nothing(shows) => {
                let (scene, before, changes, counted) = row.play(None);
                assert!(changes.iter().all(|line| line.violations.is_empty()), "{name}: {changes:#?}");
                assert_eq!(counted.done, 1, "{name}");
                if row.rule == "MAINT-01" {
                    scene.rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
                }
                let after = scene.desktop();
                assert!(shows(&before, &after), "{name}: {before:?} {after:?}");
            }
            Breaks::Open(broken) => {
                let said = |seed| {
                    let (_, _, changes, counted) = row.play(Some(seed));
                    let is_no = noted(&changes, broken).is_some();
                    assert_eq!(counted.done, u64::from(!is_no), "{name}: {changes:#?}");
                    is_no
                };
                let noes = (0..WORLDS).filter(|seed| said(*seed)).count() as u64;
                assert!(noes > 0 && noes < WORLDS, "{name}: {noes} of {WORLDS} worlds say no");
            }
        }
    }
}

/// The service really lets it through then: the same call, sent past planner and executor, breaks nothing.
#[test]
fn a_rule_that_the_service_ignores_is_still_kept_by_the_planner() {
    for row in rows() {
        let rule = find_rule(row.rule).expect("a rule");
        let scene = Scene::new(row, None, rule.rows);
        let plan = scene.plan(row, false);
        assert!(stands(&plan, row.rule, &scene.id), "{}: {plan:#?}", row.name());
        let step = scene.plan(row, true).steps.swap_remove(0);
        let since = scene.rig.sim.record().len();
        scene.rig.process(async |connected| {
            connected.aws.change_slot(step.verb).await;
            // What came of it stands in the record.
            drop(connected.aws.change(step.verb, &[(scene.id.clone(), &step.parameters)]).await);
        });
        let changes = scene.changes(since);
        let [line] = changes.as_slice() else { panic!("{}: {changes:#?}", row.name()) };
        assert!(line.violations.is_empty() && line.failed.is_empty(), "{}: {line:?}", row.name());
        assert_eq!(line.status, 200, "{}: {line:?}", row.name());
    }
}

/// What breaks nothing may only warn, and a rule rests on the row that the service notes.
#[test]
fn rules_rest_on_what_the_service_notes() {
    for row in rows() {
        let rule = find_rule(row.rule).expect("a rule");
        match row.breaks {
            Breaks::Refused(broken) | Breaks::Noted(broken) => assert!(rule.rows.contains(&broken), "{}", row.name()),
            Breaks::Open(broken) => {
                assert!(rule.rows.contains(&broken), "{}", row.name());
                assert_eq!(rule.severity, Severity::Warn, "{}: what is not stated may only warn", rule.id);
            }
            Breaks::Nothing(_) => assert_eq!(rule.severity, Severity::Warn, "{}", rule.id),
        }
    }
}
