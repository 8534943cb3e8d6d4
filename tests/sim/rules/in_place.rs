//! The rules of resize and modify in both directions: lowered in the planner, the service notes its row; ignored in the
//! service, the planner still keeps the desktop back. What the planner can't know it warns of, and the service notes it.

use std::collections::BTreeMap;

use deskfleet::model::{Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, Severity, check, find_rule, plan};
use deskfleet::sim::{FleetKind, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, ask};

/// A rule, the desktop on which it bites, what is asked for, and the row that the service then notes.
struct Row {
    rule: &'static str,
    kind: &'static str,
    verb: Verb,
    wish: &'static [(&'static str, &'static str)],
    breaks: &'static str,
    before: Before,
}

/// What happened to the desktop before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// Somebody else's change of a property is under way.
    Theirs,
    /// A run of ours changed the same, and the ledger knows it.
    Ours(&'static [(&'static str, &'static str)]),
}

const fn row(
    rule: &'static str,
    kind: &'static str,
    verb: Verb,
    wish: &'static [(&'static str, &'static str)],
    breaks: &'static str,
) -> Row {
    Row { rule, kind, verb, wish, breaks, before: Before::Nothing }
}

const GROW: Verb = Verb::Resize;
const SET: Verb = Verb::Modify;

static TABLE: &[Row] = &[
    row("VOL-01", "plain", GROW, &[("user", "10")], "A2-01"),
    row("VOL-02", "hundred", GROW, &[("root", "2001")], "A1-02"),
    row("VOL-03", "hundred", GROW, &[("root", "100")], "A1-07"),
    row("VOL-03", "plain", GROW, &[("user", "60")], "A1-07"),
    row("VOL-04", "hundred", GROW, &[("user", "150")], "A2-05"),
    row("VOL-05", "plain", GROW, &[("root", "175")], "A2-04"),
    Row { before: Before::Theirs, ..row("MOD-01", "hundred", GROW, &[("root", "175")], "A3-01") },
    Row { before: Before::Ours(&[("user", "160")]), ..row("VOL-08", "large", GROW, &[("user", "170")], "A2-08") },
    row("VOL-09", "new", GROW, &[("user", "100")], "A2-09"),
    row("VOL-09", "root-grown", GROW, &[("root", "200")], "A2-08"),
    row("STATE-01", "admin-maintenance", GROW, &[("user", "100")], "A2-10"),
    row("STATE-02", "maintenance", GROW, &[("user", "100")], "A2-10"),
    row("STBY-01", "standby", GROW, &[("user", "100")], "L-07"),
    row("MOD-02", "plain", SET, &[("compute-type", "GRAPHICSPRO")], "B-09"),
    row("MOD-03", "gpu", SET, &[("compute-type", "POWER")], "B-08"),
    row("MOD-03", "plain", SET, &[("compute-type", "GRAPHICS_G4DN")], "B-08"),
    row("MOD-04", "plain", SET, &[("compute-type", "GENERALPURPOSE_4XLARGE")], "B-06"),
    row("MOD-05", "pro-10", SET, &[("compute-type", "GENERALPURPOSE_4XLARGE")], "B-07"),
    row("MOD-06", "hundred", SET, &[("auto-stop", "120")], "B-19"),
    row("MOD-06", "manual", SET, &[("auto-stop", "120")], "B-20"),
    row("MOD-07", "gpu", SET, &[("protocol", "PCOIP")], "B-22"),
    Row {
        before: Before::Ours(&[("compute-type", "PERFORMANCE")]),
        ..row("MOD-08", "plain", SET, &[("compute-type", "POWER")], "B-11")
    },
    Row {
        before: Before::Ours(&[("compute-type", "STANDARD")]),
        ..row("MOD-08", "general", SET, &[("compute-type", "VALUE")], "B-12")
    },
    row("MOD-09", "larger", SET, &[("compute-type", "POWER")], "B-11"),
    row("MOD-09", "smaller", SET, &[("compute-type", "VALUE")], "B-12"),
    row("MOD-09", "new", SET, &[("compute-type", "POWER")], "B-13"),
    row("MOD-11", "plain", SET, &[("running-mode", "MANUAL")], "B-16"),
    row("MOD-12", "plain", SET, &[("protocol", "PCOIP")], "B-22"),
    row("STATE-01", "admin-maintenance", SET, &[("running-mode", "ALWAYS_ON")], "B-03"),
    row("STBY-01", "standby", SET, &[("running-mode", "ALWAYS_ON")], "L-07"),
];

/// Rules that the service has nothing to say about: what it does not enforce (VOL-06), leaves open by its documentation
/// (VOL-11, MOD-10), or what a person should know. The planner's own tests try them.
const UNHEARD: [&str; 8] = ["VOL-06", "VOL-10", "VOL-11", "VOL-12", "VOL-13", "MOD-10", "MOD-13", "MOD-14"];

/// Rules of our own: VOL-07 is tried beside the planner, VOL-14 where somebody lets a volume grow meanwhile (`resize`).
pub(crate) const OWN: [&str; 2] = ["VOL-07", "VOL-14"];

/// The rules that rest on a row and are shown here, or can't be.
pub(crate) fn shown() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|row| row.rule).chain(UNHEARD)
}

struct Scene {
    rig: Rig,
    id: WorkspaceId,
}

impl Scene {
    fn new(row: &Row, ignored: &[&str]) -> Self {
        let ignored_rows = ignored.iter().map(|row| (*row).to_owned()).collect();
        let spec = WorldSpec { fleet: FleetKind::Clocks, desktops: 36, ignored_rows, ..WorldSpec::default() };
        let mut rig = Rig::new(spec);
        let view = rig.sim.world(rig.sim.now());
        let is_it = |tags: &BTreeMap<String, Option<String>>| {
            tags.get("kind").and_then(|kind| kind.as_deref()) == Some(row.kind)
        };
        let found = view.desktops.iter().find(|desktop| is_it(&desktop.tags));
        let id = WorkspaceId::from_service(found.unwrap_or_else(|| panic!("no {}", row.kind)).id.as_str());
        match row.before {
            Before::Nothing => {}
            Before::Theirs => {
                let parameters = json!({"WorkspaceId": id, "WorkspaceProperties": {"ComputeTypeName": "POWER"}});
                ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceProperties", &parameters);
                rig.sim.advance(SignedDuration::from_mins(5)).expect("time moves on");
            }
            Before::Ours(wish) => {
                let plan = planned(&rig, row.verb, &id, wish, &[]);
                let (summary, _) = rig.run_all(&plan);
                assert_eq!(summary.counts.done, 1, "{}: {summary:?}", row.rule);
            }
        }
        Self { rig, id }
    }

    fn plan(&self, row: &Row, lowered: &[&str]) -> Plan {
        planned(&self.rig, row.verb, &self.id, row.wish, lowered)
    }
}

fn planned(rig: &Rig, verb: Verb, id: &WorkspaceId, wish: &[(&str, &str)], lowered: &[&str]) -> Plan {
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let ids = std::slice::from_ref(id);
    let (mut seen, selected) = rig.try_see(verb, Some(ids), &policy).expect("a fleet");
    let mut clocks = rig.journal.clocks(ids).expect("clocks");
    for workspace in &mut seen.workspaces {
        workspace.deskfleet.clocks = clocks.remove(&workspace.workspace_id);
    }
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let mut parameters: BTreeMap<String, String> =
        wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    if verb == Verb::Resize {
        parameters.insert("reboot".to_owned(), "never".to_owned());
    }
    let intent = Intent { verb, parameters, selection: vec![id.to_string()], reason: None };
    let plan = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(check(&plan, None), [], "{wish:?}");
    plan
}

/// What keeps the desktop back, or is warned of.
fn rules_of(plan: &Plan) -> Vec<&str> {
    let verdicts = plan.refused.iter().chain(&plan.skipped).chain(&plan.held).map(|verdict| verdict.rule.as_str());
    verdicts.chain(plan.warnings.iter().map(|warning| warning.rule.as_str())).collect()
}

fn is_warning(row: &Row) -> bool {
    find_rule(row.rule).expect("a rule").severity == Severity::Warn
}

#[test]
fn a_lowered_rule_is_noted_by_the_service() {
    for row in TABLE {
        let mut scene = Scene::new(row, &[]);
        let lowered: &[&str] = if is_warning(row) { &[] } else { &[row.rule] };
        let plan = scene.plan(row, lowered);
        assert!(rules_of(&plan).contains(&row.rule), "{} {}: {plan:#?}", row.rule, row.kind);
        let from = scene.rig.sim.record().len();
        let (summary, _) = scene.rig.run_all(&plan);
        let record = scene.rig.sim.record();
        let broken: Vec<&str> = record[from..].iter().flat_map(|line| &line.violations).map(String::as_str).collect();
        assert!(broken.contains(&row.breaks), "{} {}: {broken:?} {summary:?}", row.rule, row.kind);
    }
}

#[test]
fn a_rule_that_the_service_ignores_is_still_kept() {
    for row in TABLE.iter().filter(|row| !is_warning(row)) {
        let scene = Scene::new(row, &[row.breaks]);
        let plan = scene.plan(row, &[]);
        assert!(rules_of(&plan).contains(&row.rule), "{} {}: {plan:#?}", row.rule, row.kind);
        assert_eq!(plan.steps.len(), plan.held.len(), "{} {}: nothing goes now", row.rule, row.kind);
    }
}

/// The rows that the service enforces of these tables are rows of a rule: none is left to luck.
#[test]
fn every_row_that_bites_belongs_to_the_rule() {
    for row in TABLE.iter().filter(|row| !row.rule.starts_with("STATE") && row.rule != "STBY-01") {
        let rows = find_rule(row.rule).expect("a rule").rows;
        assert!(rows.contains(&row.breaks), "{} does not rest on {}: {rows:?}", row.rule, row.breaks);
    }
}
