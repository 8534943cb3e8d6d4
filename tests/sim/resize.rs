//! Resizes and changes in place on the built-in service: chains of calls hours apart, proven by values, held by clocks that
//! only the service knows.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::{Event, Stop, What};
use deskfleet::executor::{Cancel, found, is_due};
use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::journal::Stage;
use deskfleet::model::{Asked, End, Hold, Limit, Source, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan};
use deskfleet::sim::{DesktopView, FleetKind, Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, Session, ask, uniform};

pub(crate) const MODIFY: &str = "ModifyWorkspaceProperties";
/// Each volume grows once in so many seconds (A2-08).
const CLOCK_S: i64 = 6 * 3_600;
/// How long a growth usually takes at most (A2-15), and a reboot (C1-04 says minutes).
const GROWTH_S: i64 = 2 * 3_600;
const REBOOT_S: i64 = 300;

pub(crate) const WISH: [(&str, &str); 3] = [("root", "175"), ("user", "150"), ("reboot", "idle")];

fn planned(verb: Verb, seen: &Snapshot, selected: &Selected, policy: &Policy, wish: &[(&str, &str)]) -> Plan {
    let parameters = wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let parameters: BTreeMap<String, String> = parameters.collect();
    let intent = Intent { verb, parameters, desktops: Vec::new(), selection: vec!["--all".to_owned()], reason: None };
    let plan = plan(seen, &intent, selected, policy, &History::default(), seen.seen_at).expect("a plan");
    assert_eq!(check(&plan, None), []);
    plan
}

/// Plans for some desktops, with what the ledger knows of them.
pub(crate) fn plan_for(
    rig: &Rig,
    verb: Verb,
    ids: &[WorkspaceId],
    wish: &[(&str, &str)],
    change: impl FnOnce(&mut Policy),
) -> Plan {
    let mut policy = Policy::for_verb(verb);
    change(&mut policy);
    let (mut seen, selected) = rig.try_see(verb, Some(ids), &policy).expect("a fleet");
    let mut clocks = rig.journal.clocks(ids).expect("clocks");
    for workspace in &mut seen.workspaces {
        workspace.deskfleet.clocks = clocks.remove(&workspace.workspace_id);
    }
    // The next process has a bucket of its own: without a pause the service would find the two too fast.
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    planned(verb, &seen, &selected, &policy, wish)
}

pub(crate) fn desktop(rig: &Rig, id: &WorkspaceId) -> DesktopView {
    desktops(rig, std::slice::from_ref(id)).remove(0)
}

/// Several at once, in their order: a look at the world is a look at all of it.
fn desktops(rig: &Rig, ids: &[WorkspaceId]) -> Vec<DesktopView> {
    let view = rig.sim.world(rig.sim.now());
    let mut all: BTreeMap<String, DesktopView> =
        view.desktops.into_iter().map(|desktop| (desktop.id.clone(), desktop)).collect();
    ids.iter().map(|id| all.remove(id.as_str()).expect("a desktop")).collect()
}

/// The first desktops of these sizes that are there for everybody.
pub(crate) fn of_sizes(rig: &Rig, root: u32, user: u32, most: usize) -> Vec<WorkspaceId> {
    let view = rig.sim.world(rig.sim.now());
    let fitting = view.desktops.iter().filter(|desktop| (desktop.root_gib, desktop.user_gib) == (root, user));
    let fitting = fitting.filter(|desktop| desktop.state == "AVAILABLE" && desktop.connection == "DISCONNECTED");
    fitting.take(most).map(|desktop| WorkspaceId::from_service(desktop.id.as_str())).collect()
}

/// A world that is half a day old, so that every desktop is old enough to grow.
pub(crate) fn rig(spec: WorldSpec) -> Rig {
    let rig = Rig::new(spec);
    rig.sim.advance(SignedDuration::from_hours(14)).expect("time moves on");
    rig
}

pub(crate) fn calls(rig: &Rig, operation: &str) -> Vec<Record> {
    rig.sim.record().into_iter().filter(|line| line.operation == operation).collect()
}

/// When each growth of a volume was sent, by desktop.
fn growths(rig: &Rig, member: &str) -> BTreeMap<String, Vec<jiff::Timestamp>> {
    let mut sent: BTreeMap<String, Vec<jiff::Timestamp>> = BTreeMap::new();
    for line in calls(rig, MODIFY) {
        if line.parameters["WorkspaceProperties"][member].is_number() {
            let id = line.parameters["WorkspaceId"].as_str().expect("an id").to_owned();
            sent.entry(id).or_default().push(line.at);
        }
    }
    sent
}

fn reasons(events: &[Event]) -> Vec<(End, String)> {
    let ended = events.iter().filter_map(|event| {
        let What::Ended { end, reason, .. } = &event.what else { return None };
        Some((*end, reason.clone().unwrap_or_default()))
    });
    ended.collect()
}

fn broken(rig: &Rig) -> Vec<Record> {
    rig.sim.record().into_iter().filter(|line| !line.violations.is_empty()).collect()
}

/// Design 9, by a formula: the last first call leaves when the rate lets it, the clock of the user volume runs after that,
/// then its last growth and a reboot.
#[test]
fn three_hundred_desktops_from_80_50_to_175_150() {
    let mut rig = rig(uniform(1_500, 11));
    let ids = of_sizes(&rig, 80, 50, 300);
    assert_eq!(ids.len(), 300);
    let began = rig.sim.now();
    let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
    let hibernate = desktops(&rig, &ids).iter().filter(|now| now.running_mode == "AUTO_STOP").count();
    assert_eq!((plan.selected(), plan.steps.len()), (300, 1_200 + hibernate));
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.total()), (300, 300), "{summary:?}");
    assert_eq!(broken(&rig), []);
    for now in desktops(&rig, &ids) {
        let usable = (now.usable_root_gib, now.usable_user_gib);
        assert_eq!(((now.root_gib, now.user_gib), usable), ((175, 150), (175, 150)), "{now:?}");
    }
    let changes = calls(&rig, MODIFY);
    assert_eq!(changes.len(), 900, "one call a growth, and none twice");
    let mut latest = 0;
    for (id, sent) in growths(&rig, "UserVolumeSizeGib") {
        let [first, second] = sent.as_slice() else { panic!("{id}: {sent:?}") };
        let apart = second.duration_since(*first).as_secs();
        assert!(apart >= CLOCK_S, "{id}: {apart} s apart");
        latest = latest.max(apart);
    }
    // Nobody waits much longer than the clock: what an answer can be late, and everybody else's calls.
    assert!(latest <= CLOCK_S + 300 + 300, "{latest} s apart");
    let last_first_s = (300 - 5) / 2;
    let bound_s = last_first_s + CLOCK_S + GROWTH_S + REBOOT_S;
    let took_s = rig.sim.now().duration_since(began).as_secs();
    assert!(took_s * 100 <= bound_s * 105, "{took_s} s, the bound is {bound_s} s");
}

/// Somebody else let it grow an hour ago: whatever the service calls that, it is a hold, the ledger learns it, and the run
/// goes on when the clock has surely run out.
#[test]
fn a_refusal_that_a_clock_explains_is_a_hold_whatever_its_code() {
    let mut codes = BTreeSet::new();
    for seed in 1..9 {
        let mut rig = rig(uniform(10, seed));
        rig.hold = Hold::Defer;
        let ids = of_sizes(&rig, 80, 10, 1);
        let parameters = json!({"WorkspaceId": ids[0], "WorkspaceProperties": {"UserVolumeSizeGib": 50}});
        ask(&rig.sim, rig.sim.now(), MODIFY, &parameters);
        rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
        let wish = [("user", "100"), ("reboot", "never")];
        let plan = plan_for(&rig, Verb::Resize, &ids, &wish, |_| {});
        assert!(plan.warnings.iter().any(|warning| warning.rule == "VOL-09"), "the clock is not known");
        let (summary, events) = rig.run_all(&plan);
        assert_eq!((summary.counts.held, summary.resumable), (1, true), "seed {seed}: {summary:?}");
        let refused = calls(&rig, MODIFY).pop().expect("a call");
        codes.insert(refused.error.clone().expect("a code"));
        assert!(reasons(&events)[0].1.starts_with("a clock of the service may run until 2026-01-0"), "{events:?}");

        // Resumed too early it sends nothing; a new plan of the same waits for the same moment.
        rig.sim.advance(SignedDuration::from_hours(1)).expect("time moves on");
        let open = rig.reopen().expect("open").expect("it opens again");
        let Session::Ended(early) = rig.carry_out(open, &mut Vec::new()) else { panic!("not killed") };
        assert_eq!((early.counts.held, calls(&rig, MODIFY).len()), (1, 2), "seed {seed}: {early:?}");
        let clocks = rig.journal.clocks(&ids).expect("clocks");
        let allowed = clocks[&ids[0]].allowed(Asked::GrowUser, rig.sim.now());
        assert_eq!(allowed.because.map(|change| change.source), Some(Source::Refusal), "{allowed:?}");
        assert_eq!(plan_for(&rig, Verb::Resize, &ids, &wish, |_| {}).held.len(), 1, "seed {seed}");

        rig.sim.advance(SignedDuration::from_hours(6)).expect("time moves on");
        let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
        assert_eq!((last.counts.done, desktop(&rig, &ids[0]).user_gib), (1, 100), "seed {seed}: {last:?}");
    }
    assert!(codes.len() > 1, "the worlds agree on a code, and that proves nothing: {codes:?}");
}

/// Who goes on after a canary that is held was told so, also when more calls stand behind the one that is held.
#[test]
fn a_canary_whose_first_growth_is_held_is_passed_by_the_next_session() {
    let mut rig = rig(uniform(10, 3));
    let ids = of_sizes(&rig, 80, 10, 2);
    let planned = |rig: &Rig| plan_for(rig, Verb::Resize, &ids, &WISH, |policy| policy.canary = 1);
    let canary = planned(&rig).steps[0].target.workspace_id.clone();
    let parameters = json!({"WorkspaceId": canary, "WorkspaceProperties": {"UserVolumeSizeGib": 50}});
    ask(&rig.sim, rig.sim.now(), MODIFY, &parameters);
    rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
    let plan = planned(&rig);
    let (first, _) = rig.run_all(&plan);
    assert_eq!((first.stop, first.counts.held, first.counts.done), (Some(Stop::Canary), 1, 0));
    let open = rig.reopen().expect("not finished").expect("it opens again");
    let Session::Ended(second) = rig.carry_out(open, &mut Vec::new()) else { panic!("not killed") };
    assert_eq!((second.stop.clone(), second.counts.done), (None, 2), "{second:?}");
}

/// Who waits is not told to come again: the held step goes when its clock has surely run out.
#[test]
fn a_session_that_waits_waits_for_a_refusal_too() {
    let mut rig = rig(uniform(10, 3));
    let ids = of_sizes(&rig, 80, 10, 1);
    let parameters = json!({"WorkspaceId": ids[0], "WorkspaceProperties": {"UserVolumeSizeGib": 50}});
    ask(&rig.sim, rig.sim.now(), MODIFY, &parameters);
    rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
    let plan = plan_for(&rig, Verb::Resize, &ids, &[("user", "100"), ("reboot", "never")], |_| {});
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.stop.clone()), (1, None), "{summary:?}");
    let calls = calls(&rig, MODIFY);
    let [_, refused, taken] = calls.as_slice() else { panic!("{calls:?}") };
    let apart = taken.at.duration_since(refused.at).as_secs();
    // A clock of the service's own may be minutes apart from ours.
    let waits = plan.steps[0].clock.as_ref().expect("a clock").seconds.cast_signed();
    assert!((CLOCK_S..=CLOCK_S + 300).contains(&waits), "{waits} s");
    // The answer of the first took a moment.
    assert!((waits - 1..waits + 300).contains(&apart), "{apart} s");
    let is_told =
        |event: &Event| matches!(&event.what, What::Ended { end: End::Held, until: Some(at), .. } if *at <= taken.at);
    let told = events.iter().any(is_told);
    assert!(told, "{events:?}");
}

/// A clock explains a refusal for as long as it runs, and no longer.
#[test]
fn who_is_refused_again_after_the_clock_has_failed() {
    let mut rig = rig(uniform(10, 3));
    rig.hold = Hold::Defer;
    let ids = of_sizes(&rig, 80, 50, 1);
    // Not offered: the service will never take it.
    let wish = [("user", "60"), ("reboot", "never")];
    let plan = plan_for(&rig, Verb::Resize, &ids, &wish, |policy| {
        policy.lowered.insert("VOL-03".to_owned());
    });
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.held, 1, "{summary:?}");
    rig.sim.advance(SignedDuration::from_hours(7)).expect("time moves on");
    let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((last.counts.failed, calls(&rig, MODIFY).len()), (1, 2), "{last:?}");
}

/// Nothing comes behind a growth that failed, and its target has failed once.
#[test]
fn what_comes_after_a_failure_is_left_out() {
    for fault in [ScriptedFault::Fail, ScriptedFault::Stuck] {
        let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 2, fault }];
        let mut rig = rig(WorldSpec { script, ..uniform(20, 5) });
        let ids = of_sizes(&rig, 80, 50, 3);
        let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
        let (summary, events) = rig.run_all(&plan);
        let counts = summary.counts;
        assert_eq!((counts.done, counts.failed, counts.total()), (2, 1, 3), "{fault:?}: {summary:?}");
        let told = reasons(&events);
        assert_eq!(told.iter().filter(|(end, _)| *end == End::Failed).count(), 1);
        let skipped = told.iter().filter(|(end, reason)| *end == End::Skipped && reason.contains("which comes first"));
        let failed = events.iter().find_map(|event| {
            let What::Ended { step, target, end: End::Failed, .. } = &event.what else { return None };
            Some((step, target))
        });
        let (step, target) = failed.expect("one that failed");
        let behind = plan.steps.iter().filter(|other| other.target == *target && other.id > *step).count();
        assert!(behind > 1 && skipped.count() == behind, "{fault:?}: {told:?}");
        assert_eq!(broken(&rig), []);
    }
}

/// A failure is one of one target: the budget counts desktops.
#[test]
fn the_failure_budget_counts_targets() {
    let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault: ScriptedFault::Fail }];
    let mut rig = rig(WorldSpec { script, ..uniform(30, 5) });
    let ids = of_sizes(&rig, 80, 50, 4);
    let budget = |policy: &mut Policy| policy.max_failures = Limit::Percent(25);
    let (summary, _) = rig.run_all(&plan_for(&rig, Verb::Resize, &ids, &WISH, budget));
    assert_eq!((summary.stop, summary.counts.failed, summary.counts.done), (None, 1, 3), "one of four is not too many");
}

/// A chain has more calls than desktops: one of three is too many for a quarter, though it is one of seven calls.
#[test]
fn a_budget_in_percent_counts_no_desktop_twice() {
    let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 7, fault: ScriptedFault::Fail }];
    let mut rig = rig(WorldSpec { script, ..uniform(30, 5) });
    let ids = of_sizes(&rig, 80, 50, 3);
    let budget = |policy: &mut Policy| policy.max_failures = Limit::Percent(25);
    let (summary, _) = rig.run_all(&plan_for(&rig, Verb::Resize, &ids, &WISH, budget));
    assert_eq!((summary.stop, summary.counts.failed), (Some(Stop::Failures), 1));
}

/// Volumes grow under whoever is at work; the restart waits: that target is held, and done when the user has gone.
#[test]
fn the_restart_waits_until_nobody_is_connected() {
    let mut rig = Rig::new(WorldSpec { fleet: FleetKind::Demo, ..uniform(400, 21) });
    // The afternoon of the next day.
    rig.sim.advance(SignedDuration::from_hours(30)).expect("time moves on");
    let at_work = |desktop: &&DesktopView| desktop.connection == "CONNECTED" && desktop.user_gib < 100;
    let view = rig.sim.world(rig.sim.now());
    let ids: Vec<WorkspaceId> = view
        .desktops
        .iter()
        .filter(at_work)
        .map(|desktop| WorkspaceId::from_service(desktop.id.as_str()))
        .take(20)
        .chain(of_sizes(&rig, 80, 50, 5))
        .collect();
    let wish = [("user", "100"), ("reboot", "idle")];
    let plan = plan_for(&rig, Verb::Resize, &ids, &wish, |_| {});
    let (summary, _) = rig.run_all(&plan);
    let held = summary.counts.held;
    assert!(held > 0 && summary.counts.done > 0 && summary.counts.total() == ids.len() as u64, "{summary:?}");
    rig.sim.advance(SignedDuration::from_hours(14)).expect("time moves on");
    rig.resume_to_the_end(&mut Vec::new(), 4).expect("it went on");
    assert_eq!(broken(&rig), []);
    let after = desktops(&rig, &ids);
    assert!(after.iter().all(|now| now.thrown_out.is_empty()), "nobody was thrown out");
    assert!(after.iter().all(|now| now.usable_user_gib == 100), "all were restarted");
}

/// Hours lie between the plan and the restart, and nobody is at work: what stops by itself has hibernated, and is started for
/// its restart; what is shut down, or is up, is not; and all of them stop again.
#[test]
fn who_hibernates_is_started_for_the_restart_and_stops_again() {
    let spec = WorldSpec { fleet: FleetKind::Clocks, desktops: 36, ..WorldSpec::default() };
    let mut rig = Rig::new(spec);
    let wanted = [
        ("plain", true),
        ("stopped", true),
        ("grown", true),
        ("large", true),
        ("hundred", false),
        ("manual", false),
        ("general", false),
        ("gpu-stopped", false),
        ("gpu", false),
    ];
    let view = rig.sim.world(rig.sim.now());
    let of_kind = |kind: &str| {
        let is_it = |desktop: &&DesktopView| desktop.tags.get("kind").and_then(Option::as_deref) == Some(kind);
        WorkspaceId::from_service(view.desktops.iter().find(is_it).expect(kind).id.as_str())
    };
    let ids: Vec<WorkspaceId> = wanted.iter().map(|(kind, _)| of_kind(kind)).collect();
    let wish = [("root", "300"), ("user", "250"), ("reboot", "idle")];
    let plan = plan_for(&rig, Verb::Resize, &ids, &wish, |_| {});
    assert_eq!((plan.refused.len(), plan.held.len()), (0, 0), "{plan:?}");
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.total()), (9, 9), "{summary:?} {:?}", reasons(&events));
    assert_eq!(broken(&rig), []);
    let asked: Vec<String> = calls(&rig, "StartWorkspaces")
        .iter()
        .flat_map(|line| line.parameters["StartWorkspaceRequests"].as_array().cloned().unwrap_or_default())
        .map(|request| request["WorkspaceId"].as_str().unwrap_or_default().to_owned())
        .collect();
    for (id, (kind, starts)) in ids.iter().zip(wanted) {
        assert_eq!(asked.iter().filter(|one| **one == id.as_str()).count(), usize::from(starts), "{kind}");
        let now = desktop(&rig, id);
        let as_seen = (now.usable_root_gib, now.usable_user_gib) == (300, 250);
        let boots_next = now.state == "STOPPED" && !now.hibernated;
        assert!((now.root_gib, now.user_gib) == (300, 250) && (as_seen || boots_next), "{kind}: {now:?}");
    }
    rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
    let again = ids.iter().zip(wanted).filter(|(id, (_, starts))| *starts && desktop(&rig, id).state != "STOPPED");
    assert_eq!(again.map(|(_, (kind, _))| kind).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// The state of a desktop says nothing of a chain whose volumes have not grown: another machine begins at its begin.
#[test]
fn a_chain_that_is_adopted_is_done_as_far_as_its_values_are() {
    let rig = rig(uniform(40, 5));
    let ids = of_sizes(&rig, 80, 50, 8);
    let plan = plan_for(&rig, Verb::Resize, &ids, &[("user", "100"), ("reboot", "idle")], |_| {});
    let start = plan.steps.iter().find(|step| step.verb == Verb::Start).expect("one that hibernates");
    let mut seen = plan.observed.clone();
    assert_eq!(found(&plan, &seen, &[], rig.sim.now()).len(), 0, "all are up, and none has grown");
    let one = seen.workspaces.iter_mut().find(|one| one.workspace_id == start.target.workspace_id).expect("seen");
    one.workspace_properties.user_volume_size_gib = Some(100);
    let rows = found(&plan, &seen, &[], rig.sim.now());
    assert_eq!(rows.keys().collect::<Vec<_>>(), [&start.follows[0], &start.id], "{rows:?}");
}

/// Design 6.1 for a change of a property: one call when it arrived, a second only when it is proven that it did not.
#[test]
fn an_answer_that_never_came_is_judged_by_the_value() {
    for (fault, sends) in
        [(ScriptedFault::LostAfter, 3), (ScriptedFault::LostLate(290), 3), (ScriptedFault::LostBefore, 4)]
    {
        let script = vec![Scripted { operation: MODIFY.to_owned(), nth: 1, fault }];
        let mut rig = rig(WorldSpec { script, ..uniform(20, 5) });
        let ids = of_sizes(&rig, 80, 50, 1);
        let (summary, _) = rig.run_all(&plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {}));
        assert_eq!((summary.counts.done, calls(&rig, MODIFY).len()), (1, sends), "{fault:?}: {summary:?}");
        assert_eq!(broken(&rig), [], "{fault:?}: the clock counts from when the call arrived");
    }
}

/// A process that dies at any commit leaves a run that goes on: nothing is sent twice, and the wait goes by the journal.
#[test]
fn a_chain_survives_the_death_of_the_process() {
    for number in 2..26 {
        for stage in [Stage::Before, Stage::After] {
            let mut rig = rig(uniform(10, 5));
            let ids = of_sizes(&rig, 80, 50, 1);
            let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
            let open = rig.open(&plan).expect("opened");
            rig.crash_at(number, stage);
            if let Session::Ended(_) = rig.carry_out(open, &mut Vec::new()) {
                assert!(number > 8, "it ended before commit {number}");
                continue;
            }
            let last = rig.resume_to_the_end(&mut Vec::new(), 3);
            let at = format!("commit {number}, {stage:?}: {last:?}");
            assert_eq!((desktop(&rig, &ids[0]).root_gib, desktop(&rig, &ids[0]).user_gib), (175, 150), "{at}");
            assert_eq!(broken(&rig), [], "{at}");
            // Whoever dies forgets the pace, and is throttled once: that is sent again, and nothing else is.
            let arrived = |operation| {
                let too_fast = |line: &Record| line.error.as_deref() == Some("ThrottlingException");
                calls(&rig, operation).iter().filter(|line| !too_fast(line)).count()
            };
            assert_eq!((arrived(MODIFY), arrived("RebootWorkspaces")), (3, 1), "{at}");
            // Nothing is left to resume only when it died with the last commit behind it.
            assert!(last.as_ref().map_or(number > 8, |last| (last.counts.done, last.counts.total()) == (1, 1)), "{at}");
        }
    }
}

/// A signal in the hours between: `resume` waits for what is left of them.
#[test]
fn the_hours_between_count_across_sessions() {
    let mut rig = rig(uniform(10, 5));
    let ids = of_sizes(&rig, 80, 50, 1);
    let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
    let open = rig.open(&plan).expect("opened");
    let cancel = Cancel::default();
    let mut done = 0;
    let mut emit = |event: &Event| {
        done += u64::from(matches!(event.what, What::Ended { end: End::Done, .. }));
        if done == 2 {
            cancel.request();
        }
    };
    let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &cancel) else { panic!("not killed") };
    assert_eq!((summary.stop, summary.counts.held), (Some(Stop::Signal), 1), "what waits for its clock is held");
    rig.sim.advance(SignedDuration::from_hours(1)).expect("time moves on");
    let last = rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on");
    assert_eq!((last.counts.done, broken(&rig)), (1, Vec::new()));
}

/// A run that is left to cron says whom it holds, by which rule and until when; and that is when cron goes on with it.
#[test]
fn who_waits_for_a_clock_is_told_with_rule_and_time() {
    let mut rig = rig(uniform(10, 5));
    rig.hold = Hold::Defer;
    let ids = of_sizes(&rig, 80, 50, 1);
    let (summary, events) = rig.run_all(&plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {}));
    assert_eq!((summary.stop, summary.counts.held), (Some(Stop::Hold), 1));
    let held = events.iter().filter_map(|event| {
        let What::Ended { end: End::Held, rule, until, reason, .. } = &event.what else { return None };
        Some((rule.clone(), *until, reason.clone()))
    });
    let held: Vec<_> = held.collect();
    let [(Some(rule), Some(until), Some(reason))] = held.as_slice() else { panic!("{held:?}") };
    let first = calls(&rig, MODIFY)[0].at;
    assert_eq!((rule.as_str(), until.duration_since(first).as_secs() / 600), ("VOL-08", CLOCK_S / 600), "{until}");
    assert!(reason.contains(&format!("allowed again at {until:.0}")), "{reason}");
    let due = |rig: &Rig| {
        let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("a run");
        is_due(&stored, rig.sim.now()).expect("a plan")
    };
    let left = until.duration_since(rig.sim.now()) - SignedDuration::from_secs(1);
    rig.sim.advance(left).expect("time moves on");
    assert!(!due(&rig), "a second early");
    rig.sim.advance(SignedDuration::from_secs(1)).expect("time moves on");
    assert!(due(&rig));
    assert_eq!(rig.resume_to_the_end(&mut Vec::new(), 1).expect("it went on").counts.done, 1);
    assert_eq!(broken(&rig), []);
}

/// A read between two steps that is older than somebody's last change, and one that is not: what was begun is not left for
/// the first, and asked three times before it is left for the second.
#[test]
fn a_chain_is_not_left_for_an_old_read() {
    for (lasts, expected) in [(false, (1, 0)), (true, (0, 1))] {
        let mut rig = rig(uniform(10, 5));
        let ids = of_sizes(&rig, 80, 50, 1);
        let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
        let open = rig.open(&plan).expect("opened");
        let sim = rig.sim.clone();
        let mut ended_at = None;
        let mut emit = |event: &Event| {
            if ended_at.is_some() || !matches!(event.what, What::Ended { end: End::Done, .. }) {
                return;
            }
            ended_at = Some(event.at);
            let reads = sim.record().iter().filter(|line| line.operation == "DescribeWorkspaces").count();
            let nth = u64::try_from(reads).expect("few") + 1;
            let stale = Scripted { operation: "DescribeWorkspaces".to_owned(), nth, fault: ScriptedFault::Stale };
            let set = |state| json!({"WorkspaceId": ids[0], "WorkspaceState": state});
            sim.script(if lasts { Vec::new() } else { vec![stale] });
            ask(&sim, event.at, "ModifyWorkspaceState", &set("ADMIN_MAINTENANCE"));
            if !lasts {
                ask(&sim, event.at, "ModifyWorkspaceState", &set("AVAILABLE"));
            }
        };
        let Session::Ended(summary) = rig.carry_out_with(open, &mut emit, &Cancel::default()) else {
            panic!("not killed")
        };
        assert_eq!((summary.counts.done, summary.counts.held), expected, "{summary:?}");
        let ended_at = ended_at.expect("the first growth ended");
        let reads =
            calls(&rig, "DescribeWorkspaces").into_iter().map(|line| line.at.duration_since(ended_at).as_secs());
        let after: Vec<i64> = reads.filter(|after_s| (0..150).contains(after_s)).collect();
        // The read that proved the growth, and then those for the next step.
        let expected: &[i64] = if lasts { &[0, 0, 60, 120] } else { &[0, 0, 60] };
        assert_eq!(after, expected);
        assert_eq!((calls(&rig, MODIFY).len(), broken(&rig)), (if lasts { 1 } else { 3 }, Vec::new()));
    }
}

/// What somebody changes in the hours between is not overwritten.
#[test]
fn a_volume_that_somebody_else_let_grow_meanwhile_ends_the_chain() {
    let mut rig = rig(uniform(10, 5));
    let ids = of_sizes(&rig, 80, 100, 1);
    let plan = plan_for(&rig, Verb::Resize, &ids, &WISH, |_| {});
    let parameters = json!({"WorkspaceId": ids[0], "WorkspaceProperties": {"RootVolumeSizeGib": 175}});
    ask(&rig.sim, rig.sim.now(), MODIFY, &parameters);
    rig.sim.advance(SignedDuration::from_hours(3)).expect("time moves on");
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.skipped, calls(&rig, MODIFY).len()), (1, 1), "{summary:?}");
    assert_eq!(reasons(&events)[0].1, "its volumes are 175 and 100 GiB now");
}

/// Several properties of one desktop, one a call; who is at work is asked only for what throws people out.
#[test]
fn properties_change_one_a_call() {
    let mut rig = rig(uniform(40, 5));
    let view = rig.sim.world(rig.sim.now());
    let fitting = view.desktops.iter().filter(|desktop| {
        desktop.running_mode == "ALWAYS_ON" && desktop.compute == "STANDARD" && desktop.connection == "DISCONNECTED"
    });
    let ids: Vec<WorkspaceId> = fitting.map(|desktop| WorkspaceId::from_service(desktop.id.as_str())).collect();
    let wish = [("compute-type", "PERFORMANCE"), ("running-mode", "AUTO_STOP"), ("auto-stop", "120")];
    let plan = plan_for(&rig, Verb::Modify, &ids, &wish, |_| {});
    assert_eq!((plan.steps.len(), plan.selected()), (3 * ids.len(), ids.len()));
    let (summary, _) = rig.run_all(&plan);
    assert_eq!(summary.counts.done, ids.len() as u64, "{summary:?}");
    assert_eq!((calls(&rig, MODIFY).len(), broken(&rig)), (3 * ids.len(), Vec::new()));
    let now = desktop(&rig, &ids[0]);
    assert_eq!((now.compute.as_str(), now.running_mode.as_str()), ("PERFORMANCE", "AUTO_STOP"));
    let again = plan_for(&rig, Verb::Modify, &ids, &wish, |_| {});
    assert_eq!((again.steps.len(), again.unchanged.len()), (0, ids.len()));
}

/// Somebody else has changed the running mode meanwhile: as was wanted, and the rest of the chain is sent; or so that a time
/// to stop by itself makes no sense any more, and it is not sent.
#[test]
fn a_running_mode_that_somebody_else_changed_meanwhile_is_looked_at_again() {
    let all = [("running-mode", "AUTO_STOP"), ("auto-stop", "120"), ("compute-type", "POWER")];
    for (kind, wish, theirs, sent) in [("hundred", &all[..], "AUTO_STOP", 2), ("plain", &all[1..2], "ALWAYS_ON", 0)] {
        let mut rig = Rig::new(WorldSpec { fleet: FleetKind::Clocks, desktops: 36, ..WorldSpec::default() });
        let view = rig.sim.world(rig.sim.now());
        let is_it = |desktop: &&DesktopView| desktop.tags["kind"].as_deref() == Some(kind);
        let id = WorkspaceId::from_service(view.desktops.iter().find(is_it).expect(kind).id.as_str());
        let plan = plan_for(&rig, Verb::Modify, std::slice::from_ref(&id), wish, |_| {});
        let parameters = json!({"WorkspaceId": id, "WorkspaceProperties": {"RunningMode": theirs}});
        ask(&rig.sim, rig.sim.now(), MODIFY, &parameters);
        rig.sim.advance(SignedDuration::from_mins(5)).expect("time moves on");
        let (summary, _) = rig.run_all(&plan);
        let counts = (summary.counts.done, summary.counts.skipped);
        assert_eq!(counts, if sent > 0 { (1, 0) } else { (0, 1) }, "{kind}: {summary:?}");
        assert_eq!(calls(&rig, MODIFY).len(), 1 + sent, "{kind}: theirs, and ours");
        assert_eq!(broken(&rig), [], "{kind}");
    }
}

/// However many desktops are encrypted with a key, it is read once before their calls; and one that restarts nothing not at
/// all.
#[test]
fn a_key_is_read_once_before_what_restarts() {
    for (wish, reads) in [(("compute-type", "POWER"), 1), (("auto-stop", "180"), 0)] {
        let mut rig = Rig::new(WorldSpec { fleet: FleetKind::Clocks, desktops: 38, ..WorldSpec::default() });
        let view = rig.sim.world(rig.sim.now());
        let is_it = |desktop: &&DesktopView| desktop.tags["kind"].as_deref() == Some("own-key");
        let id = WorkspaceId::from_service(view.desktops.iter().find(is_it).expect("own-key").id.as_str());
        let plan = plan_for(&rig, Verb::Modify, &[id], &[wish], |_| {});
        let before = calls(&rig, "DescribeKey").len();
        let (summary, _) = rig.run_all(&plan);
        assert_eq!(summary.counts.done, 1, "{summary:?}");
        assert_eq!(calls(&rig, "DescribeKey").len() - before, reads, "{wish:?}");
    }
}
