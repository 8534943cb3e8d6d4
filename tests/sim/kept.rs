//! What a desktop that was made anew is to have afterwards: predicted by the planner, made by the service from its own
//! reading of the guide, and told by the run where the two differ.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::What;
use deskfleet::journal::StepRow;
use deskfleet::model::{End, Verb, WhenConnected, WorkspaceId};
use deskfleet::planner::document::{Plan, Volumes};
use deskfleet::sim::{DesktopView, FleetKind, WorldSpec};
use serde_json::json;

use crate::rig::{Rig, ask, uniform};

/// The rule; its verbs and what it finds at planning time stand in the planner's tests.
pub(crate) const SHOWN: &str = "KEPT-01";

/// A desktop under the id that it has now.
fn now(rig: &Rig, id: &str) -> DesktopView {
    let view = rig.sim.world(rig.sim.now());
    let id = view.lineage.get(id).cloned().unwrap_or_else(|| id.to_owned());
    view.desktops.into_iter().find(|desktop| desktop.id == id).expect("a desktop")
}

/// What the service says of sizes is what the plan says, for every kind of desktop and bundles of several sizes; and tags are
/// read once before and once after, by those only that have some.
#[test]
fn what_is_predicted_comes_true() {
    let mut grown = 0;
    for (fleet, desktops, bundle) in [
        (FleetKind::Demo, 80, "win11-power"),
        (FleetKind::Clocks, 39, "win11-power"),
        (FleetKind::Clocks, 39, "win11-standard"),
    ] {
        let mut rig = Rig::new(WorldSpec { desktops, fleet, ..WorldSpec::default() });
        let plan = rig.plan(bundle, |policy| {
            policy.skip_refused = true;
            policy.connected = WhenConnected::Ignore;
            policy.lowered = ["SNAP-01", "CONN-01"].map(str::to_owned).into();
        });
        let from = rig.sim.record().len();
        let (summary, events) = rig.run_all(&plan);
        assert!(summary.counts.done > 15, "{fleet:?} {bundle}: {summary:?}");
        let ends = events.iter().filter_map(|event| {
            let What::Ended { step, end: End::Done, rule, reason, .. } = &event.what else { return None };
            Some((step, rule, reason))
        });
        for (step, rule, reason) in ends {
            assert_eq!((rule, reason), (&None, &None), "{fleet:?} {bundle}");
            let step = plan.step(step).expect("a step");
            let Volumes { root_gib, user_gib } = step.proof.kept.as_ref().expect("it").volumes.expect("sizes");
            let (id, seen) = (step.target.workspace_id.as_str(), plan.observed.workspace(&step.target.workspace_id));
            let after = now(&rig, id);
            assert_eq!((after.root_gib, after.user_gib), (root_gib, user_gib), "{fleet:?} {bundle}: {seen:?}");
            grown += u32::from(seen.expect("it").volume_sizes() != Some((root_gib, user_gib)));
        }
        // Before it, once unless it is looked at again; afterwards once, for whoever has some.
        let done = events.iter().filter_map(|event| {
            let What::Ended { target, end: End::Done, .. } = &event.what else { return None };
            Some(now(&rig, target.workspace_id.as_str()))
        });
        let mut expected: Vec<String> =
            done.filter(|desktop| !desktop.tags.is_empty()).map(|desktop| desktop.id).collect();
        expected.sort();
        let record = rig.sim.record().split_off(from);
        let reads = record.iter().filter(|line| line.operation == "DescribeTags");
        let is_target = |id: &&str| plan.steps.iter().any(|step| step.target.workspace_id.as_str() == *id);
        let (before, mut after): (Vec<&str>, Vec<&str>) =
            reads.filter_map(|line| line.parameters["ResourceId"].as_str()).partition(is_target);
        after.sort_unstable();
        assert_eq!(after, expected, "{fleet:?} {bundle}");
        assert_eq!(before.into_iter().collect::<BTreeSet<_>>().len(), plan.steps.len(), "{fleet:?} {bundle}");
    }
    assert!(grown > 10, "{grown}");
}

fn told(rig: &Rig, plan: &Plan) -> BTreeMap<WorkspaceId, (Option<String>, Option<String>)> {
    let run = rig.journal.run(&rig.run_id()).expect("a run").expect("it is there");
    let of = |row: &StepRow| {
        assert_eq!(row.end, Some(End::Done), "{row:?}");
        (plan.step(&row.step).expect("a step").target.workspace_id.clone(), (row.rule.clone(), row.reason.clone()))
    };
    run.steps.iter().map(of).collect()
}

/// A desktop that differs is done, and the journal keeps what differs; the others say nothing.
#[test]
fn what_differs_is_told_and_is_no_failure() {
    for verb in [Verb::Migrate, Verb::Rebuild] {
        let mut rig = Rig::new(uniform(12, 3));
        let view = rig.sim.world(rig.sim.now());
        let is_one =
            |desktop: &&DesktopView| desktop.running_mode == "AUTO_STOP" && desktop.tags.contains_key("Department");
        let ids: Vec<WorkspaceId> = view
            .desktops
            .iter()
            .filter(is_one)
            .map(|desktop| WorkspaceId::from_service(desktop.id.as_str()))
            .take(4)
            .collect();
        assert_eq!(ids.len(), 4, "{verb}");
        let mut plan = if verb == Verb::Rebuild {
            rig.plan_verb(verb, Some(&ids), |_| {})
        } else {
            rig.plan_for("win11-standard", Some(&ids), |_| {}).0
        };
        let step = plan.steps.iter_mut().find(|step| step.target.workspace_id == ids[0]).expect("a step");
        let kept = step.proof.kept.as_mut().expect("it");
        let Volumes { root_gib, user_gib } = kept.volumes.expect("sizes");
        kept.volumes = Some(Volumes { root_gib: 500, user_gib: 300 });
        let plan = plan.seal().expect("sealed");
        let later = || rig.sim.advance(jiff::SignedDuration::from_mins(10)).expect("time moves on");
        later();
        let gone = json!({ "ResourceId": ids[1], "TagKeys": ["Department"] });
        ask(&rig.sim, rig.sim.now(), "DeleteTags", &gone);
        let mode = json!({ "WorkspaceId": ids[2], "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" } });
        ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceProperties", &mode);
        later();
        let (summary, _) = rig.run_all(&plan);
        assert_eq!((summary.counts.done, summary.counts.total()), (4, 4), "{verb}: {summary:?}");
        let reason = |text: &str| (Some(SHOWN.to_owned()), Some(text.to_owned()));
        let sizes = format!("its volumes are {root_gib} and {user_gib} GiB, 500 and 300 were expected");
        let expected = BTreeMap::from([
            (ids[0].clone(), reason(&sizes)),
            (ids[1].clone(), reason("these tags are missing or changed: Department")),
            (ids[2].clone(), reason("its running mode is ALWAYS_ON, it was AUTO_STOP")),
            (ids[3].clone(), (None, None)),
        ]);
        assert_eq!(told(&rig, &plan), expected, "{verb}");
    }
}
