//! The gate before work that no volume snapshot has, where one witness alone knows of it: the service does not say when anybody
//! was last there, and only CloudWatch, or our own eyes, can tell.

use deskfleet::executor::event::{Event, What};
use deskfleet::model::{End, Verb, WorkspaceId};
use deskfleet::sim::{DesktopView, FleetKind, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;

use crate::rig::Rig;

const METRICS: &str = "GetMetricData";

/// A fleet of a service that never says when somebody was last there.
fn untold(desktops: u32, may_ask: bool) -> WorldSpec {
    let denied = if may_ask { None } else { Some(format!("monitoring:{METRICS}")) };
    WorldSpec {
        desktops,
        fleet: FleetKind::Uniform,
        untold: true,
        denied: denied.into_iter().collect(),
        ..WorldSpec::default()
    }
}

fn desktops(rig: &Rig) -> Vec<DesktopView> {
    rig.sim.world(rig.sim.now()).desktops
}

/// Nobody is there, and a snapshot lacks work.
fn is_unsaved(desktop: &DesktopView) -> bool {
    desktop.connection == "DISCONNECTED" && desktop.worked_until > desktop.user_volume_snapshot
}

/// An evening, with the desktops whose users have left, and whose work since the afternoon no snapshot has.
fn after_work(spec: WorldSpec, is_watched: bool) -> (Rig, Vec<WorkspaceId>) {
    let mut rig = Rig::new(spec);
    // Two months later they are back; it is a Friday.
    rig.sim.advance(SignedDuration::from_hours(60 * 24 + 6)).expect("time moves on");
    let watched_at = rig.sim.now();
    if is_watched {
        // As whoever plans anything, or looks, notes who is there.
        let seen =
            rig.try_see(Verb::Rebuild, None, &deskfleet::planner::Policy::for_verb(Verb::Rebuild)).expect("a fleet").0;
        rig.journal.see(&seen.workspaces, seen.seen_at).expect("noted");
    }
    rig.sim.advance(SignedDuration::from_mins(5 * 60 - 15)).expect("time moves on");
    let is_old = |desktop: &DesktopView| desktop.user_volume_snapshot.is_some_and(|at| at < watched_at);
    let ids = desktops(&rig)
        .into_iter()
        .filter(|desktop| is_unsaved(desktop) && is_old(desktop))
        .map(|desktop| WorkspaceId::from_service(desktop.id));
    let ids: Vec<WorkspaceId> = ids.collect();
    assert!(ids.len() > 2, "somebody has left: {ids:?}");
    (rig, ids)
}

fn asked(rig: &Rig) -> usize {
    rig.sim.record().iter().filter(|line| line.operation == METRICS).count()
}

fn is_held(event: &Event) -> bool {
    matches!(&event.what, What::Ended { end: End::Held, rule: Some(rule), .. } if rule == "SNAP-01")
}

/// Each witness alone saves the work; where nobody is left that saw it, it is gone, so that it was they who saved it.
#[test]
fn one_witness_is_enough() {
    for verb in [Verb::Rebuild, Verb::Restore] {
        for (may_ask, is_watched) in [(true, false), (false, true), (false, false)] {
            let (mut rig, ids) = after_work(untold(40, may_ask), is_watched);
            let plan = rig.plan_verb(verb, Some(&ids), |_| {});
            assert_eq!(plan.steps.len(), ids.len(), "nothing that the plan was made of tells of it");
            let (summary, events) = rig.run_all(&plan);
            assert_eq!(summary.counts.done, ids.len() as u64, "{verb} {may_ask} {is_watched}: {summary:?}");
            let lost = rig.sim.world(rig.sim.now()).lost_work;
            let saves = may_ask || is_watched;
            assert_eq!(lost.len(), if saves { 0 } else { ids.len() }, "{verb} {may_ask} {is_watched}: {lost:#?}");
            assert_eq!(events.iter().any(is_held), saves, "{verb} {may_ask} {is_watched}");
        }
    }
}

/// A call for a whole group; who has no right to it is told no once, and nobody who is known is asked for.
#[test]
fn a_group_is_asked_for_in_one_call() {
    let (mut rig, ids) = after_work(untold(40, true), false);
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |_| {});
    rig.run_all(&plan);
    let queries = |line: &Record| line.parameters["MetricDataQueries"].as_array().expect("queries").len();
    let record = rig.sim.record();
    let lines =
        record.iter().filter(|line| [METRICS, "DescribeWorkspacesConnectionStatus"].contains(&line.operation.as_str()));
    let sizes: Vec<Option<usize>> = lines.map(|line| (line.operation == METRICS).then(|| queries(line))).collect();
    assert!(sizes.windows(2).all(|two| two[0].is_none() || two[1].is_none()), "a group is asked for twice: {sizes:?}");
    // A wave at once when it is found to be unsaved, and each of it again when it is sent, as their snapshots come.
    assert_eq!(sizes.iter().copied().flatten().next(), Some(25), "{sizes:?}");
    assert!(sizes.iter().copied().flatten().sum::<usize>() <= 2 * ids.len(), "{sizes:?}");
    let (mut rig, ids) = after_work(untold(80, false), true);
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |policy| policy.wave = 5);
    assert!(ids.len() > 10, "more than a group: {}", ids.len());
    rig.run_all(&plan);
    assert_eq!(asked(&rig), 1);
    let (mut rig, ids) = after_work(untold_by_nobody(40), false);
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |_| {});
    rig.run_all(&plan);
    assert_eq!(asked(&rig), 0, "the service itself says when they left");
}

/// A CloudWatch that is down is no reason to stop, and what it can't say others still may.
#[test]
fn without_cloudwatch_it_goes_on() {
    let (mut rig, ids) = after_work(untold(40, true), true);
    let fault = ScriptedFault::Unavailable;
    let script = (1..=8).map(|nth| Scripted { operation: METRICS.to_owned(), nth, fault }).collect();
    rig.sim.script(script);
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |_| {});
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, ids.len() as u64, "{summary:?}");
    assert!(rig.sim.world(rig.sim.now()).lost_work.is_empty());
}

/// A service that says when somebody was there.
fn untold_by_nobody(desktops: u32) -> WorldSpec {
    WorldSpec { untold: false, ..untold(desktops, true) }
}
