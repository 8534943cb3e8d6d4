//! The gate before work that no volume snapshot has, where one witness alone knows of it: the service does not say when anybody
//! was last there, and only CloudWatch, or our own eyes, can tell.

use std::collections::BTreeMap;

use deskfleet::aws::uses;
use deskfleet::executor::event::{Event, What};
use deskfleet::inventory::Gap;
use deskfleet::model::{End, Verb, WorkspaceId};
use deskfleet::planner::{Intent, Policy, unwatched};
use deskfleet::sim::{DesktopView, FleetKind, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;

use crate::rig::Rig;

const METRICS: &str = "GetMetricData";
const SNAPSHOTS: &str = "DescribeWorkspaceSnapshots";

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
        let seen = rig.try_see(Verb::Rebuild, None, &Policy::for_verb(Verb::Rebuild)).expect("a fleet").0;
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

/// What a plan did not show as lost was not accepted, though the rule was lowered: whoever works after it keeps the work.
#[test]
fn only_a_loss_that_was_shown_is_accepted() {
    let mut rig = Rig::new(untold_by_nobody(20));
    rig.sim.advance(SignedDuration::from_hours(60 * 24 - 5)).expect("time moves on");
    let ids: Vec<WorkspaceId> =
        desktops(&rig).into_iter().map(|desktop| WorkspaceId::from_service(desktop.id)).collect();
    // At night: nobody has been there for weeks, so nothing is shown as lost.
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |policy| policy.lowered = ["SNAP-01".to_owned()].into());
    assert_eq!((plan.steps.len(), plan.warnings.iter().any(|warning| warning.rule == "SNAP-02")), (20, false));
    rig.sim.advance(SignedDuration::from_hours(15)).expect("time moves on");
    assert!(desktops(&rig).iter().filter(|desktop| is_unsaved(desktop)).count() > 5, "they were back, and have left");
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, 20, "{summary:?}");
    assert_eq!(rig.sim.world(rig.sim.now()).lost_work, []);
}

/// A service that says when somebody was there.
fn untold_by_nobody(desktops: u32) -> WorldSpec {
    WorldSpec { untold: false, ..untold(desktops, true) }
}

/// One whose volume snapshots can't be read for a while waits by itself.
#[test]
fn a_desktop_that_can_not_be_read_keeps_nobody_waiting() {
    let (mut rig, ids) = after_work(untold_by_nobody(40), false);
    let before = rig.sim.record().len();
    let plan = rig.plan_verb(Verb::Rebuild, Some(&ids), |_| {});
    let asked = |from: usize, rig: &Rig| {
        rig.sim.record().iter().skip(from).filter(|line| line.operation == SNAPSHOTS).count() as u64
    };
    let planned = asked(before, &rig);
    // The first that is read before it is sent, as often as a read is repeated.
    let script = (1..=8).map(|nth| planned + nth).map(|nth| Scripted {
        operation: SNAPSHOTS.to_owned(),
        nth,
        fault: ScriptedFault::ErrorBefore,
    });
    rig.sim.script(script.collect());
    let (summary, events) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, ids.len() as u64, "{summary:?}");
    let is_unread = |event: &&Event| {
        matches!(&event.what, What::Ended { end: End::Held, reason: Some(reason), until: Some(_), .. }
            if reason.starts_with("its volume snapshots could not be read"))
    };
    assert_eq!(events.iter().filter(is_unread).count(), 1, "only itself");
    assert!(!events.iter().any(|event| matches!(event.what, What::Unread { .. })), "{events:#?}");
}

/// A call that surely never left is no first send: an hour after it one that was lost may still be sent again.
#[test]
fn the_hour_of_a_second_rebuild_begins_with_a_call_that_may_have_left() {
    let mut rig = Rig::new(untold_by_nobody(1));
    let operation = || "RebuildWorkspaces".to_owned();
    rig.sim.script(vec![
        Scripted { operation: operation(), nth: 1, fault: ScriptedFault::Expired },
        Scripted { operation: operation(), nth: 2, fault: ScriptedFault::LostBefore },
    ]);
    let plan = rig.plan_verb(Verb::Rebuild, None, |_| {});
    let (summary, _) = rig.run_all(&plan);
    assert!(summary.resumable, "{summary:?}");
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
    let mut events = Vec::new();
    let summary = rig.resume_to_the_end(&mut events, 1).expect("a session");
    assert_eq!(summary.counts.done, 1, "{events:#?}");
    let calls = rig.sim.record().iter().filter(|line| line.operation == operation()).count();
    assert_eq!(calls, 3);
}

/// Whoever plans asks for those that nobody else can tell of, since half an hour before their snapshot; a no is a gap, and no stop.
#[test]
fn a_plan_asks_for_those_that_nobody_can_tell_of() {
    let (rig, ids) = after_work(untold(40, true), false);
    let told = after_work(untold_by_nobody(40), false).0;
    let asks = |rig: &Rig, verb| {
        let seen = rig.try_see(verb, Some(&ids), &Policy::for_verb(verb)).expect("a fleet").0;
        let intent =
            Intent { verb, parameters: BTreeMap::new(), desktops: Vec::new(), selection: Vec::new(), reason: None };
        unwatched(&seen, &intent, &ids, seen.seen_at)
    };
    let since = asks(&rig, Verb::Rebuild);
    for desktop in desktops(&rig).iter().filter(|desktop| ids.iter().any(|id| id.as_str() == desktop.id)) {
        let snapshot = desktop.user_volume_snapshot.expect("a snapshot");
        let asked = since[&WorkspaceId::from_service(desktop.id.as_str())];
        assert!(
            (0..=1).contains(&(snapshot - SignedDuration::from_mins(30)).duration_since(asked).as_secs()),
            "{asked}"
        );
    }
    assert_eq!((since.len(), asks(&told, Verb::Rebuild).len(), asks(&rig, Verb::Reboot).len()), (ids.len(), 0, 0));
    let denied = after_work(untold(40, false), false).0;
    for (rig, found, gaps) in [(&rig, ids.len(), 0), (&denied, 0, 1)] {
        let mut noted = Vec::new();
        let uses = rig.process(async |connected| {
            uses(&connected.aws, &since, connected.clock.now(), &mut noted).await.expect("no stop")
        });
        assert_eq!((uses.len(), noted.len()), (found, gaps), "{noted:?}");
        for desktop in desktops(rig) {
            let worked = desktop.worked_until;
            let Some(at) = uses.get(&WorkspaceId::from_service(desktop.id)) else { continue };
            let late = worked.map(|worked| at.duration_since(worked).as_secs());
            assert!(late.is_some_and(|late| (0..=300).contains(&late)), "the end of its five minutes: {at} {worked:?}");
        }
        let is_told =
            |gap: &Gap| gap.what == "UserConnected" && gap.of.is_none() && gap.reason.contains("GetMetricData");
        assert!(noted.iter().all(is_told), "{noted:?}");
    }
}
