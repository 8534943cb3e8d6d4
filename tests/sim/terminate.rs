//! Terminations on the built-in service: the fewest calls, gone is what is no longer there, and never sent
//! twice on a guess.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::{Event, What};
use deskfleet::inventory::Criterion;
use deskfleet::model::{End, Verb, WorkspaceId};
use deskfleet::planner::{History, Intent, Policy, plan};
use deskfleet::sim::{Record, Scripted, ScriptedFault};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, ask, uniform};

const OPERATION: &str = "TerminateWorkspaces";
/// Ids that a call takes (domain.md C1-10).
const IDS: usize = 25;

/// A fleet on a Saturday, and the first so many of it.
fn weekend(count: usize) -> (Rig, Vec<WorkspaceId>) {
    let rig = Rig::new(uniform(u32::try_from(2 * count).expect("small"), 5));
    rig.sim.advance(SignedDuration::from_hours(5 * 24)).expect("time moves on");
    let view = rig.sim.world(rig.sim.now());
    let able = view.desktops.iter().filter(|desktop| desktop.state == "AVAILABLE").take(count);
    let ids: Vec<WorkspaceId> = able.map(|desktop| WorkspaceId::from_service(desktop.id.as_str())).collect();
    assert_eq!(ids.len(), count);
    (rig, ids)
}

fn left(rig: &Rig) -> BTreeSet<String> {
    rig.sim.world(rig.sim.now()).desktops.into_iter().map(|desktop| desktop.id).collect()
}

/// The calls that would change something.
fn sent(record: &[Record]) -> Vec<&Record> {
    record.iter().filter(|line| line.operation == OPERATION).collect()
}

/// 60 desktops are three calls, their tags are read once each, and nobody else goes.
#[test]
fn the_chosen_go_25_a_call_and_nobody_else() {
    let (mut rig, ids) = weekend(60);
    let before = left(&rig);
    let plan = rig.plan_verb(Verb::Terminate, Some(&ids), |_| {});
    // The process that carries it out is another than the one that planned, and does not know what that one asked.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    let from = rig.sim.record().len();
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 60, "{summary:?}");
    let record = rig.sim.record().split_off(from);
    assert_eq!(sent(&record).len(), ids.len().div_ceil(IDS));
    assert_eq!(record.iter().filter(|line| line.operation == "DescribeTags").count(), ids.len());
    assert!(record.iter().all(|line| line.violations.is_empty()));
    let gone: BTreeSet<String> = before.difference(&left(&rig)).cloned().collect();
    assert_eq!(gone, ids.iter().map(ToString::to_string).collect());
}

/// Design 6.1: what is seen decides whether an unanswered call is sent once more, and then never again.
#[test]
fn an_answer_that_never_came_is_judged_by_what_is_there() {
    for (fault, calls) in
        [(ScriptedFault::LostAfter, 1), (ScriptedFault::LostLate(120), 1), (ScriptedFault::LostBefore, 2)]
    {
        let (mut rig, ids) = weekend(5);
        rig.sim.script(vec![Scripted { operation: OPERATION.to_owned(), nth: 1, fault }]);
        let plan = rig.plan_verb(Verb::Terminate, Some(&ids), |_| {});
        let (summary, _) = rig.run_all(&plan);
        assert_eq!((summary.counts.done, summary.counts.unknown), (5, 0), "{fault:?}: {summary:?}");
        let record = rig.sim.record();
        let sent = sent(&record);
        assert_eq!(sent.len(), calls, "{fault:?}");
        if let [first, second] = sent.as_slice() {
            assert!(second.at.duration_since(first.at).as_secs() >= 900, "{fault:?}");
        }
        assert!(ids.iter().all(|id| !left(&rig).contains(id.as_str())), "{fault:?}");
        assert!(record.iter().all(|line| line.violations.is_empty()), "{fault:?}");
    }
}

/// The service takes the call, and the desktop stays: that is no success.
#[test]
fn one_that_stays_has_failed() {
    let (mut rig, ids) = weekend(2);
    rig.sim.script(vec![Scripted { operation: OPERATION.to_owned(), nth: 1, fault: ScriptedFault::Fail }]);
    let plan = rig.plan_verb(Verb::Terminate, Some(&ids), |_| {});
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.failed), (1, 1), "{summary:?}");
    let failed = |event: &Event| {
        let What::Ended { end: End::Failed, reason, .. } = &event.what else { return None };
        reason.clone()
    };
    assert_eq!(events.iter().filter_map(failed).collect::<Vec<_>>(), ["the desktop is AVAILABLE"]);
    assert_eq!(ids.iter().filter(|id| left(&rig).contains(id.as_str())).count(), 1);
}

/// Tags somebody else's way, or takes a tag away.
fn tag(rig: &Rig, id: &WorkspaceId, due: Option<&str>) {
    let tags = due.map(|due| json!({ "ResourceId": id, "Tags": [{ "Key": DUE, "Value": due }] }));
    let (operation, parameters) = match tags {
        Some(tags) => ("CreateTags", tags),
        None => ("DeleteTags", json!({ "ResourceId": id, "TagKeys": [DUE] })),
    };
    ask(&rig.sim, rig.sim.now(), operation, &parameters);
}

const DUE: &str = "terminate-on";

/// Whoever takes the date away after the plan was made, or puts it off, keeps the desktop; so does who protects it.
#[test]
fn a_date_that_is_put_off_after_the_plan_counts() {
    let (mut rig, ids) = weekend(5);
    for id in &ids {
        tag(&rig, id, Some("2026-01-09"));
    }
    let policy = Policy::for_verb(Verb::Terminate);
    let (seen, mut selected) = rig.try_see(Verb::Terminate, Some(&ids), &policy).expect("a fleet");
    selected.filters = vec![Criterion::DueTag(vec![DUE.to_owned()])];
    selected.named.clear();
    let intent = Intent {
        verb: Verb::Terminate,
        parameters: BTreeMap::new(),
        desktops: Vec::new(),
        selection: vec![format!("--due-tag {DUE}")],
        reason: None,
    };
    let plan = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(plan.steps.len(), 5, "{plan:#?}");
    tag(&rig, &ids[0], None);
    tag(&rig, &ids[1], Some("2026-02-01"));
    tag(&rig, &ids[2], Some("on Friday"));
    ask(
        &rig.sim,
        rig.sim.now(),
        "CreateTags",
        &json!({ "ResourceId": ids[3], "Tags": [{ "Key": "deskfleet-protect", "Value": "" }] }),
    );
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.skipped), (1, 4), "{summary:?}");
    assert_eq!(ids.iter().filter(|id| left(&rig).contains(id.as_str())).count(), 4);
    let mut rules = BTreeMap::new();
    for event in &events {
        if let What::Ended { end: End::Skipped, rule: Some(rule), .. } = &event.what {
            *rules.entry(rule.as_str()).or_insert(0) += 1;
        }
    }
    assert_eq!(rules, [("PROT-01", 1), ("SEL-02", 3)].into(), "{events:#?}");
}

/// Listings with empty pages in between, and such as they were before, prove nothing too early: what is there is not taken for
/// gone, nothing is sent twice, and what is gone is known in the end.
#[test]
fn old_and_empty_pages_prove_nothing() {
    let faults = |fault: ScriptedFault, every: u64| {
        (1..=400).step_by(usize::try_from(every).expect("small")).map(move |nth| Scripted {
            operation: "DescribeWorkspaces".to_owned(),
            nth,
            fault,
        })
    };
    for fail in [false, true] {
        let (mut rig, ids) = weekend(8);
        let mut script: Vec<Scripted> =
            faults(ScriptedFault::Partial, 1).chain(faults(ScriptedFault::Stale, 2)).collect();
        if fail {
            script.push(Scripted { operation: OPERATION.to_owned(), nth: 1, fault: ScriptedFault::Fail });
        }
        rig.sim.script(script);
        let plan = rig.plan_verb(Verb::Terminate, Some(&ids), |_| {});
        let (summary, _) = rig.run_all(&plan);
        let stays = u64::from(fail);
        assert_eq!((summary.counts.done, summary.counts.failed), (8 - stays, stays), "{summary:?}");
        assert_eq!(ids.iter().filter(|id| left(&rig).contains(id.as_str())).count() as u64, stays);
        assert_eq!(sent(&rig.sim.record()).len(), 1);
    }
}
