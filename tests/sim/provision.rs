//! Provision on the built-in service: the fewest calls, the same again is nothing, and one desktop for each user whatever
//! was lost on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use deskfleet::aws::{self, Bundles, Want, WorkspaceQuery};
use deskfleet::executor::event::What;
use deskfleet::inventory::{Manifest, Reading, Selected};
use deskfleet::journal::Stage;
use deskfleet::model::Verb;
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan, quotas};
use deskfleet::sim::{Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, ask, uniform};

/// Desktops that a call makes (domain.md C1-01).
const USERS_PER_CALL: usize = 25;

/// Plans so many users in the first directory, in its first bundle.
fn plan_users(rig: &Rig, prefix: &str, count: usize) -> Plan {
    rig.process(async |connected| {
        let want =
            Want { directories: true, subnets: true, bundles: Bundles::InUse, ..Want::only(WorkspaceQuery::All) };
        let mut seen = aws::collect(&connected.aws, &want, connected.clock.now()).await.expect("a fleet");
        let (directory, bundle) = (&seen.workspaces[0].directory_id, &seen.workspaces[0].bundle_id);
        let mut text = "user,directory,bundle,running_mode\n".to_owned();
        for number in 0..count {
            writeln!(text, "{prefix}{number},{directory},{bundle},auto-stop").expect("written");
        }
        let manifest = Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest");
        let desktops = manifest.desktops(&seen).expect("desktops");
        let want = Want { quotas: quotas(&seen, &desktops), ..Want::only(WorkspaceQuery::All) };
        aws::enrich(&connected.aws, &mut seen, &[], &want).await.expect("quotas");
        let ids: Vec<_> = desktops.iter().map(|desktop| desktop.workspace_id.clone()).collect();
        let selected = Selected { named: ids.iter().cloned().collect(), workspaces: ids, ..Selected::default() };
        let (verb, parameters, selection) = (Verb::Provision, BTreeMap::new(), vec!["m.csv".to_owned()]);
        let intent = Intent { verb, parameters, desktops, selection, reason: None };
        let policy = Policy::for_verb(verb);
        let plan = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
        assert_eq!(check(&plan, None), []);
        plan
    })
}

/// How many desktops the users of a prefix have, one entry a desktop.
fn users(rig: &Rig, prefix: &str) -> Vec<String> {
    let view = rig.sim.world(rig.sim.now());
    let theirs = view.desktops.iter().filter(|desktop| desktop.user.starts_with(prefix));
    let mut users: Vec<String> = theirs.map(|desktop| desktop.user.clone()).collect();
    users.sort();
    users
}

/// Plans, and leaves the service alone for as long as its rate needs: planning and carrying out are two processes here, and
/// the second does not know what the first has used of it.
fn plan_users_and_rest(rig: &Rig, prefix: &str, count: usize) -> Plan {
    let plan = plan_users(rig, prefix, count);
    rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
    plan
}

fn calls(rig: &Rig, operation: &str) -> Vec<Record> {
    rig.sim.record().into_iter().filter(|line| line.operation == operation).collect()
}

fn creations(rig: &Rig) -> Vec<Record> {
    calls(rig, "CreateWorkspaces")
}

#[test]
fn two_thousand_users_take_eighty_calls_and_none_the_second_time() {
    let count = 2_000;
    let mut rig = Rig::new(uniform(2_000, 3));
    let first = plan_users_and_rest(&rig, "new.", count);
    let (summary, _) = rig.run_all(&first);
    assert_eq!((summary.counts.done, summary.counts.total()), (2_000, 2_000), "{summary:?}");
    let sent = creations(&rig);
    assert_eq!(sent.len(), count.div_ceil(USERS_PER_CALL));
    assert!(sent.iter().all(|line| line.error.is_none() && line.violations.is_empty()), "{sent:#?}");
    assert_eq!(first.estimate.calls["CreateWorkspaces"], sent.len() as u64);
    // Each has a mark of its own step: by that it is known when an answer is lost.
    let view = rig.sim.world(rig.sim.now());
    let marks = view.desktops.iter().filter_map(|desktop| desktop.tags.get("deskfleet:step"));
    assert_eq!(marks.collect::<std::collections::BTreeSet<_>>().len(), count);
    let again = plan_users(&rig, "new.", count);
    assert_eq!((again.unchanged.len(), again.steps.len()), (count, 0));
    assert_eq!(calls(&rig, "GetServiceQuota").len(), 1, "nothing is counted where nothing is made");
    assert!(first.warnings.is_empty(), "{:?}", first.warnings);
    assert_eq!(users(&rig, "new.").len(), count);
}

/// A call that was lost before it did anything is sent once more, after three good reads without the desktop; where none of the
/// reads shows a desktop that is known to be there, none of them is good.
#[test]
fn what_is_not_listed_is_made_again_only_by_good_reads() {
    for knows in [true, false] {
        let lost = Scripted { operation: "CreateWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::LostBefore };
        let mut rig = Rig::new(WorldSpec { script: vec![lost], ..uniform(30, 2) });
        let plan = plan_users_and_rest(&rig, "new.", 3);
        if !knows {
            let witness = &plan.observed.workspaces[0].workspace_id;
            let parameters = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": witness }] });
            ask(&rig.sim, rig.sim.now(), "TerminateWorkspaces", &parameters);
            rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
        }
        let (summary, _) = rig.run_all(&plan);
        let (done, unknown, calls) = if knows { (3, 0, 2) } else { (0, 3, 1) };
        assert_eq!((summary.counts.done, summary.counts.unknown), (done, unknown), "{summary:?}");
        let sent = creations(&rig);
        assert_eq!(sent.len(), calls, "{sent:#?}");
        let apart = |first: &Record, second: &Record| second.at.duration_since(first.at);
        assert!(sent.windows(2).all(|pair| apart(&pair[0], &pair[1]) >= SignedDuration::from_mins(15)), "{sent:#?}");
    }
}

/// The service says that a user has a desktop already: it is looked at, taken over where it is as wanted, and that is said.
#[test]
fn what_somebody_else_has_made_meanwhile_is_taken_over() {
    let mut rig = Rig::new(uniform(30, 2));
    let plan = plan_users_and_rest(&rig, "new.", 3);
    let step = &plan.steps[0];
    let made = json!({ "Workspaces": [{
        "DirectoryId": step.target.directory_id, "UserName": step.target.user_name, "BundleId": step.proof.bundle_id,
        "WorkspaceProperties": { "RunningMode": "AUTO_STOP" },
    }] });
    ask(&rig.sim, rig.sim.now(), "CreateWorkspaces", &made);
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.total()), (3, 3), "{summary:?}");
    let said = events.iter().filter_map(|event| {
        let What::Ended { reason, .. } = &event.what else { return None };
        reason.as_deref()
    });
    let said: Vec<&str> = said.collect();
    assert!(matches!(said.as_slice(), [reason] if reason.starts_with("adopted: ")), "{said:?}");
    assert_eq!(users(&rig, "new.").len(), 3);
}

/// Answers are lost before the change, after it, and late; the process dies three times: nobody has two desktops, nobody
/// none.
#[test]
fn lost_answers_and_crashes_leave_one_desktop_for_each_user() {
    for seed in 1..=3 {
        let spec = WorldSpec { faults: "lost=0.05".parse().expect("faults"), ..uniform(1_000, seed) };
        let mut rig = Rig::new(spec);
        let count = 300;
        let plan = plan_users_and_rest(&rig, "new.", count);
        let mut events = Vec::new();
        let open = rig.open(&plan).expect("opened");
        rig.crash_at(6, Stage::After);
        rig.carry_out(open, &mut events);
        for (number, stage) in [(5, Stage::Before), (9, Stage::After)] {
            let Some(open) = rig.reopen() else { break };
            let open = open.expect("opened");
            rig.crash_at(number, stage);
            rig.carry_out(open, &mut events);
        }
        rig.resume_to_the_end(&mut events, 10);
        let users = users(&rig, "new.");
        let distinct: BTreeSet<&String> = users.iter().collect();
        assert_eq!((users.len(), distinct.len()), (count, count), "seed {seed}");
    }
}

/// A user who is not in the directory yet is asked for again, one who never comes has failed.
#[test]
fn late_users_are_waited_for_and_missing_ones_fail() {
    let mut rig = Rig::new(uniform(200, 5));
    let late = plan_users(&rig, "late.", 3);
    let (summary, _) = rig.run_all(&late);
    assert_eq!((summary.counts.done, summary.counts.failed), (3, 0), "{summary:?}");
    let missing = plan_users(&rig, "missing.", 3);
    let (summary, _) = rig.run_all(&missing);
    assert_eq!((summary.counts.done, summary.counts.failed), (0, 3), "{summary:?}");
}
