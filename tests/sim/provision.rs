//! Provision on the built-in service: the fewest calls, the same again is nothing, and one desktop for each user whatever
//! was lost on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use deskfleet::aws::{self, Bundles, Want, WorkspaceQuery};
use deskfleet::executor::event::What;
use deskfleet::inventory::{Column, Manifest, Reading, Selected};
use deskfleet::journal::Stage;
use deskfleet::model::Verb;
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, check, plan, quotas};
use deskfleet::sim::{Record, Scripted, ScriptedFault, WorldSpec};
use jiff::SignedDuration;
use serde_json::json;

use crate::rig::{Rig, Session, ask, uniform};

/// Desktops that a call makes (domain.md C1-01).
const USERS_PER_CALL: usize = 25;

/// Plans so many users in the first directory, in its first bundle.
fn plan_users(rig: &Rig, prefix: &str, count: usize) -> Plan {
    let rows: Vec<String> = (0..count).map(|number| format!("{prefix}{number},")).collect();
    plan_rows(rig, &rows, &[])
}

/// Plans rows of a user and an `AutoStop` time, which may be empty.
fn plan_rows(rig: &Rig, rows: &[String], parameters: &[&str]) -> Plan {
    plan_rows_with(rig, rows, parameters, &Reading::default())
}

fn plan_rows_with(rig: &Rig, rows: &[String], parameters: &[&str], reading: &Reading) -> Plan {
    rig.process(async |connected| {
        let want =
            Want { directories: true, subnets: true, bundles: Bundles::InUse, ..Want::only(WorkspaceQuery::All) };
        let mut seen = aws::collect(&connected.aws, &want, connected.clock.now()).await.expect("a fleet");
        let (directory, bundle) = (&seen.workspaces[0].directory_id, &seen.workspaces[0].bundle_id);
        let mut text = "directory,bundle,running_mode,user,auto_stop\n".to_owned();
        for row in rows {
            writeln!(text, "{directory},{bundle},auto-stop,{row}").expect("written");
        }
        let manifest = Manifest::read(text.as_bytes(), reading).expect("a manifest");
        let desktops = manifest.desktops(&seen).expect("desktops");
        let want = Want { quotas: quotas(&seen, &desktops), ..Want::only(WorkspaceQuery::All) };
        aws::enrich(&connected.aws, &mut seen, &[], &want).await.expect("quotas");
        let ids: Vec<_> = desktops.iter().map(|desktop| desktop.workspace_id.clone()).collect();
        let selected = Selected { named: ids.iter().cloned().collect(), workspaces: ids, ..Selected::default() };
        let (verb, selection) = (Verb::Provision, vec!["m.csv".to_owned()]);
        let parameters: BTreeMap<_, _> = parameters.iter().map(|name| ((*name).to_owned(), "yes".to_owned())).collect();
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
        let summary = rig.resume_to_the_end(&mut events, 10).expect("ended");
        assert_eq!((summary.counts.done, summary.counts.total()), (300, 300), "seed {seed}: {summary:?}");
        let ends = events.iter().filter(|event| matches!(event.what, What::RunEnded { .. })).count();
        assert_eq!(ends, 1, "seed {seed}: three sessions died");
        let users = users(&rig, "new.");
        let distinct: BTreeSet<&String> = users.iter().collect();
        assert_eq!((users.len(), distinct.len()), (count, count), "seed {seed}");
        // The service would have kept everybody from a second one: it was not asked for one.
        let second = creations(&rig).into_iter().find(|line| line.violations.iter().any(|row| row == "E-11"));
        assert!(second.is_none(), "seed {seed}: {second:#?}");
    }
}

/// What somebody else has made for one of the users, marked by another run.
fn make_for(rig: &Rig, plan: &Plan, user: &str) {
    let step = &plan.steps[0];
    let made = json!({ "Workspaces": [{
        "DirectoryId": step.target.directory_id, "UserName": user, "BundleId": step.proof.bundle_id,
        "Tags": [{ "Key": "deskfleet:step", "Value": "other/S-0001" }],
    }] });
    ask(&rig.sim, rig.sim.now(), "CreateWorkspaces", &made);
    rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
}

/// Whoever takes what is there takes also what came after the plan.
#[test]
fn what_differs_is_taken_where_that_was_asked_for() {
    for (parameters, done, failed) in [(&[][..], 2, 1), (&["accept_existing"], 3, 0)] {
        let mut rig = Rig::new(uniform(30, 2));
        let plan = plan_rows(&rig, &["new.0,", "new.1,", "new.2,"].map(str::to_owned), parameters);
        make_for(&rig, &plan, "new.1");
        let (summary, _) = rig.run_all(&plan);
        assert_eq!((summary.counts.done, summary.counts.failed), (done, failed), "{parameters:?} {summary:?}");
        assert_eq!(users(&rig, "new.").len(), 3);
    }
}

/// What is on its way out is taken by nobody, not even by whoever takes everything.
#[test]
fn what_goes_is_not_taken() {
    let mut rig = Rig::new(uniform(30, 2));
    let plan = plan_rows(&rig, &["new.0,", "new.1,"].map(str::to_owned), &["accept_existing"]);
    make_for(&rig, &plan, "new.1");
    let view = rig.sim.world(rig.sim.now());
    let other = view.desktops.iter().find(|desktop| desktop.user == "new.1").expect("it was made");
    let body = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": other.id }] });
    ask(&rig.sim, rig.sim.now(), "TerminateWorkspaces", &body);
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.failed), (1, 1), "{summary:?} {events:#?}");
}

/// While a desktop without a mark is made it does not show whether it is encrypted: it is judged when it does.
#[test]
fn what_does_not_show_yet_is_waited_for() {
    let mut rig = Rig::new(uniform(30, 2));
    let reading = Reading { defaults: vec![(Column::Encrypt, "user".to_owned())], ..Reading::default() };
    let plan = plan_rows_with(&rig, &["new.0,".to_owned()], &[], &reading);
    let step = &plan.steps[0];
    let made = json!({ "Workspaces": [{
        "DirectoryId": step.target.directory_id, "UserName": "new.0", "BundleId": step.proof.bundle_id,
    }] });
    ask(&rig.sim, rig.sim.now(), "CreateWorkspaces", &made);
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.failed), (0, 1), "{summary:?} {events:#?}");
}

/// A value that nothing is said of may be refused with the whole call: it takes none of the others with it.
#[test]
fn one_bad_request_takes_no_other_with_it() {
    let mut as_a_whole = 0;
    for seed in 1..=8 {
        let mut rig = Rig::new(uniform(30, seed));
        let rows: Vec<String> =
            (0..25).map(|number| format!("new.{number},{}", if number == 7 { "2940" } else { "" })).collect();
        let plan = plan_rows(&rig, &rows, &[]);
        assert_eq!(
            plan.warnings.iter().map(|warning| warning.rule.as_str()).collect::<Vec<_>>(),
            ["NEW-09"],
            "{plan:#?}"
        );
        rig.sim.advance(SignedDuration::from_secs(10)).expect("time moves on");
        let (summary, events) = rig.run_all(&plan);
        let sent = creations(&rig);
        let refused = sent.iter().filter(|line| line.error.is_some()).count();
        let taken = u64::from(sent[0].error.is_none() && sent[0].failed.is_empty());
        as_a_whole += usize::from(refused > 0);
        assert_eq!((summary.counts.done, summary.counts.failed), (24 + taken, 1 - taken), "seed {seed}: {summary:?}");
        // Halves of 25: 13, 7, 4, 2, 1, and what is left of each.
        assert!(sent.len() <= 11 && refused <= 6, "seed {seed}: {} {refused}", sent.len());
        let said = events.iter().filter_map(|event| {
            let What::Ended { reason: Some(reason), .. } = &event.what else { return None };
            Some(reason.as_str())
        });
        assert_eq!(said.filter(|said| said.contains("AutoStop")).count() as u64, 1 - taken, "seed {seed}");
    }
    assert!((1..8).contains(&as_a_whole), "{as_a_whole} of 8 refuse the call, and others the request");
}

/// Whose a desktop is may not be told without its tags: that is the end of those that it concerns, and of nobody else.
#[test]
fn tags_that_may_not_be_read_stop_nobody_else() {
    let lost = Scripted { operation: "CreateWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::LostAfter };
    let denied = ["workspaces:DescribeTags".to_owned()].into();
    let mut rig = Rig::new(WorldSpec { script: vec![lost], denied, ..uniform(60, 2) });
    let plan = plan_users_and_rest(&rig, "new.", 30);
    let (summary, _) = rig.run_all(&plan);
    assert_eq!((summary.counts.done, summary.counts.unknown, summary.resumable), (5, 25, false), "{summary:?}");
    assert_eq!(calls(&rig, "DescribeTags").len(), 25, "each is asked for once");
}

/// A desktop that is no longer listed is gone only by an answer that lists another one.
#[test]
fn what_was_made_is_gone_only_by_good_reads() {
    for knows in [true, false] {
        let mut rig = Rig::new(uniform(30, 2));
        let plan = plan_users_and_rest(&rig, "new.", 1);
        let open = rig.open(&plan).expect("opened");
        rig.crash_at(3, Stage::After);
        let mut events = Vec::new();
        assert!(matches!(rig.carry_out(open, &mut events), Session::Died));
        rig.sim.advance(SignedDuration::from_mins(2)).expect("time moves on");
        let view = rig.sim.world(rig.sim.now());
        let made = view.desktops.iter().filter(|desktop| desktop.user.starts_with("new.")).map(|desktop| &desktop.id);
        let made: Vec<_> = made.cloned().collect();
        assert_eq!(made.len(), 1, "it was sent");
        let witness = plan.observed.workspaces[0].workspace_id.to_string();
        for id in made.into_iter().chain((!knows).then_some(witness)) {
            let parameters = json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": id }] });
            ask(&rig.sim, rig.sim.now(), "TerminateWorkspaces", &parameters);
        }
        rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
        let summary = rig.resume_to_the_end(&mut events, 3).expect("ended");
        let expected = if knows { (1, 0) } else { (0, 1) };
        assert_eq!((summary.counts.failed, summary.counts.unknown), expected, "{summary:?}");
    }
}

/// A desktop that stopped by itself while nobody looked was made all the same.
#[test]
fn what_has_stopped_by_the_next_morning_is_done() {
    let mut rig = Rig::new(uniform(30, 2));
    let plan = plan_users_and_rest(&rig, "new.", 3);
    let open = rig.open(&plan).expect("opened");
    rig.crash_at(3, Stage::After);
    let mut events = Vec::new();
    assert!(matches!(rig.carry_out(open, &mut events), Session::Died));
    assert_eq!(creations(&rig).len(), 1);
    rig.sim.advance(SignedDuration::from_hours(12)).expect("time moves on");
    let summary = rig.resume_to_the_end(&mut events, 3).expect("ended");
    assert_eq!((summary.counts.done, summary.counts.total()), (3, 3), "{summary:?}");
}

/// A user who is not in the directory yet is asked for again, one who never comes has failed.
#[test]
fn late_users_are_waited_for_and_missing_ones_fail() {
    let mut rig = Rig::new(uniform(200, 5));
    let late = plan_users(&rig, "late.", 3);
    let (summary, _) = rig.run_all(&late);
    assert_eq!((summary.counts.done, summary.counts.failed), (3, 0), "{summary:?}");
    let missing = plan_users_and_rest(&rig, "missing.", 3);
    let before = creations(&rig).len();
    let (summary, _) = rig.run_all(&missing);
    assert_eq!((summary.counts.done, summary.counts.failed), (0, 3), "{summary:?}");
    let asked = creations(&rig).split_off(before);
    let waited = asked[asked.len() - 1].at.duration_since(asked[0].at);
    assert!(waited >= SignedDuration::from_mins(15) && asked.len() <= 17, "{waited} {}", asked.len());
}

/// The wait for a user begins when the service says that there is none, not with a call whose answer was lost.
#[test]
fn a_lost_answer_takes_nothing_from_the_wait_for_a_user() {
    let lost = Scripted { operation: "CreateWorkspaces".to_owned(), nth: 1, fault: ScriptedFault::LostBefore };
    let mut rig = Rig::new(WorldSpec { script: vec![lost], ..uniform(30, 5) });
    let plan = plan_users_and_rest(&rig, "missing.", 1);
    let (summary, events) = rig.run_all(&plan);
    assert_eq!((summary.counts.failed, summary.counts.total()), (1, 1), "{summary:?}");
    let refused: Vec<Record> = creations(&rig).into_iter().filter(|line| !line.failed.is_empty()).collect();
    let waited = refused[refused.len() - 1].at.duration_since(refused[0].at);
    assert!(waited >= SignedDuration::from_mins(15), "{refused:#?}");
    let said = events.iter().find_map(|event| {
        let What::Ended { reason, .. } = &event.what else { return None };
        reason.clone()
    });
    assert!(said.is_some_and(|said| said.contains("could not be found in the directory")), "{events:#?}");
}
