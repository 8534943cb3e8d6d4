//! `runs`: what earlier runs did, and closing by hand what nobody knows.

use serde_json::Value;

use crate::env::TestEnv;
use crate::service::{Running, Service, client_env, until};

fn members(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn the_newest_run_is_listed_first() {
    let env = TestEnv::new();
    let none = env.line("--sim runs list -o json");
    assert_eq!((none.code, &none.json()["runs"]), (0, &Value::Array(Vec::new())));
    for user in ["O'Brien", "zoë.müller"] {
        let ran = env.line(&format!("--sim migrate user:{user} --to win11-standard --yes --confirm 1"));
        assert_eq!(ran.code, 0, "{ran:#?}");
    }
    let json = env.line("--sim runs list -o json").json();
    assert_eq!(members(&json), ["runs", "schema", "scope"]);
    let runs = json["runs"].as_array().expect("runs");
    assert_eq!(runs.len(), 2);
    assert!(runs[0]["opened_at"].as_str() > runs[1]["opened_at"].as_str(), "{json}");
    let run = &runs[0];
    assert_eq!(members(run), ["approval", "opened_at", "plan", "run", "selected", "status", "verb", "why"]);
    assert_eq!(members(&run["approval"]), ["at", "count", "how", "who"]);
    assert_eq!((&run["status"], &run["selected"]), (&"finished".into(), &1.into()));
    assert_eq!(
        (&run["approval"]["who"], &run["approval"]["how"]),
        (&"tester".into(), &"--yes --confirm 1".into()),
        "who said yes, and how"
    );
}

/// A run can be looked at long after: every target, and every call that was sent.
#[test]
fn a_run_is_shown_as_it_was_reported() {
    let env = TestEnv::new();
    let words = "--sim migrate --all --to win11-standard --yes --confirm 80 --skip-refused -o json";
    let told = env.line(words).json();
    let run = told["run"].as_str().expect("a run");
    let shown = env.run(&["--sim", "runs", "show", run, "-o", "json"]);
    assert_eq!(shown.code, 0, "{shown:#?}");
    let shown = shown.json();
    assert_eq!((&shown["targets"], &shown["counts"]), (&told["targets"], &told["counts"]));
    assert_eq!(shown["status"], "finished");
    let tabs = env.run(&["--sim", "runs", "show", run]).stdout;
    let header = "WorkspaceId\tNewWorkspaceId\tUserName\tStep\tEnd\tRule\tReason";
    assert_eq!(tabs.lines().next(), Some(header), "`runs settle` takes the step");

    let calls = env.run(&["--sim", "runs", "show", run, "--attempts", "-o", "json"]).json();
    let attempts = calls["attempts"].as_array().expect("attempts");
    assert_eq!(members(&attempts[0]), ["answered_at", "attempt", "operation", "outcome", "said", "sent_at", "step"]);
    let of = |outcome: &str| attempts.iter().filter(|attempt| attempt["outcome"] == outcome).count();
    assert_eq!((attempts.len(), of("accepted"), of("rejected")), (65, 64, 1), "two have groups to be put back");
    env.line("--sim runs show R-20260105T080039Z-ffff").is_bad(2, "there is no run", "`deskfleet runs list`");
}

/// What the service took is proven by looking, not by hand.
#[test]
fn what_was_accepted_is_not_settled_by_hand() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    let run = |line: &str| env.run(&service.words(line));
    let migrate = service.words("migrate user:O'Brien user:zoë.müller --to win11-standard --yes --confirm 2");
    let child = Running::start(&env, &migrate);
    until("both were sent", || service.record().migrated().len() == 2);
    child.signal("INT");
    let stopped = child.wait();
    assert_eq!(stopped.code, 6, "{stopped:#?}");
    let id = run("runs list -o ids").stdout.trim().to_owned();
    let shown = run(&format!("runs show {id} -o json")).json();
    assert_eq!((&shown["status"], &shown["counts"]["unknown"]), (&"stopped".into(), &2.into()), "{shown}");
    let settle = |rest: &str| run(&format!("runs settle {id} {rest}"));
    settle("S-0001 --as not-done").is_bad(2, "it is accepted, not unknown", "`deskfleet runs show");
    settle("S-0001 --as perhaps").is_bad(2, "choose done or not-done", "");
    settle("S-0009 --as done").is_bad(2, "S-0009", "`deskfleet runs show");
}

/// The process dies while the answer is on its way; a person has looked at the desktop and closes it.
#[test]
fn an_unknown_is_settled_by_hand() {
    let env = client_env();
    let service = Service::start(&env, "--speed 1 --latency 600ms");
    let run = |line: &str| env.run(&service.words(line));
    let migrate = service.words("migrate user:O'Brien --to win11-standard --yes --confirm 1");
    let child = Running::start(&env, &migrate);
    until("it was sent", || service.record().migrated().len() == 1);
    child.kill();
    let id = run("runs list -o ids").stdout.trim().to_owned();
    let settle = |rest: &str| run(&format!("runs settle {id} {rest}"));
    settle("S-0001 --as done").is_bad(2, "its new desktop is not known", "`--new-id ws-");
    settle("S-0001 --as not-done --new-id ws-0123456789").is_bad(2, "`--new-id` is for what is done", "`--as done`");
    let ran = settle("S-0001 --as not-done");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.starts_with(&format!("step S-0001 of {id} is settled as failed")), "{ran:#?}");
    settle("S-0001 --as done").is_bad(2, "step `S-0001` can't be settled by hand", "`deskfleet runs show");
    let counts = &run(&format!("runs show {id} -o json")).json()["counts"];
    assert_eq!((&counts["failed"], &counts["unknown"]), (&1.into(), &0.into()));
    assert_eq!(service.record().changes(), 1, "nothing was sent for it");
}

/// A desktop that was moved by a call nobody saw the answer of has its new id in the record, as any other.
#[test]
fn a_migration_settled_by_hand_has_its_new_id() {
    let env = client_env();
    let service = Service::start(&env, "--speed 1 --latency 600ms");
    let run = |line: &str| env.run(&service.words(line));
    let child = Running::start(&env, &service.words("migrate user:O'Brien --to win11-standard --yes --confirm 1"));
    until("it was sent", || service.record().migrated().len() == 1);
    child.kill();
    let id = run("runs list -o ids").stdout.trim().to_owned();
    let ran = run(&format!("runs settle {id} S-0001 --as done --new-id ws-0newid0newid"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    let shown = run(&format!("runs show {id} -o json")).json();
    assert_eq!(shown["targets"][0]["new_workspace_id"], "ws-0newid0newid", "{shown}");
}

/// What another process is still looking at is not closed under its hands.
#[test]
fn a_live_run_is_not_settled() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    let child = Running::start(&env, &service.words("migrate user:O'Brien --to win11-standard --yes --confirm 1"));
    until("it was sent", || service.record().migrated().len() == 1);
    let list = env.run(&service.words("runs list -o json")).json();
    assert_eq!(list["runs"][0]["status"], "running");
    let id = list["runs"][0]["run"].as_str().expect("a run");
    let ran = env.run(&service.words(&format!("runs settle {id} S-0001 --as done")));
    ran.is_bad(8, "is being carried out", "wait for it");
    child.kill();
    let list = env.run(&service.words("runs list -o json")).json();
    assert_eq!(list["runs"][0]["status"], "interrupted", "the kernel has freed the lock");
}

/// A run that nobody carries out is closed: what is left is skipped, and its targets are free.
#[test]
fn a_stopped_run_is_cancelled() {
    let env = TestEnv::new();
    let ran = env
        .line("--sim migrate --os WINDOWS_10 --state STOPPED --to win11-standard --canary 1 --yes --confirm 4 -o json");
    assert_eq!(ran.code, 6, "{ran:#?}");
    let json = ran.json();
    let run = json["run"].as_str().expect("a run");
    let ran = env.run(&["--sim", "runs", "cancel", run]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains(&format!("run {run} is cancelled: 3 skipped, 0 in flight")), "{ran:#?}");
    env.run(&["--sim", "resume", run]).is_bad(2, run, "");
    env.run(&["--sim", "runs", "cancel", run]).is_bad(2, "nothing to cancel", "runs show");
    env.line("--sim runs cancel R-20260105T080039Z-ffff").is_bad(2, "there is no run", "`deskfleet runs list`");
    let shown = env.run(&["--sim", "runs", "show", run, "-o", "json"]).json();
    assert_eq!((&shown["counts"]["done"], &shown["counts"]["skipped"]), (&1.into(), &3.into()));
    let again = env.line("--sim migrate --os WINDOWS_10 --state STOPPED --to win11-standard --yes --confirm 3");
    assert_eq!(again.code, 0, "its targets are free: {again:#?}");
    let watched = env.run(&["--sim", "runs", "watch", run]);
    assert_eq!(watched.code, 0, "{watched:#?}");
    assert!(watched.last_line().starts_with("deskfleet: 1 done, 0 unchanged, 0 failed, 3 skipped"), "{watched:#?}");
}

/// A run that is being carried out stops in order, and whoever watches sees it to its end. Cancelled again it is closed,
/// and `resume` follows what is in flight and sends nothing.
#[test]
fn a_live_run_is_watched_and_asked_to_stop() {
    let env = client_env();
    let service = Service::start(&env, "--speed 120");
    let run = |line: &str| env.run(&service.words(line));
    let migrate = "migrate user:O'Brien user:zoë.müller user:山田.太郎 --to win11-standard --wave 2 --yes --confirm 3";
    let child = Running::start(&env, &service.words(migrate));
    until("two were sent", || service.record().migrated().len() == 2);
    let id = run("runs list -o ids").stdout.trim().to_owned();
    let ran = run(&format!("runs cancel {id}"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains(&format!("run {id} is asked to stop")), "{ran:#?}");
    let watched = run("runs watch");
    assert_eq!(watched.code, 0, "{watched:#?}");
    assert!(watched.last_line().contains("2 unknown, 1 not started"), "{watched:#?}");
    let stopped = child.wait();
    assert_eq!(stopped.code, 6, "{stopped:#?}");
    assert!(stopped.stderr.contains("stopped by `runs cancel`"), "{stopped:#?}");

    let ran = run(&format!("runs cancel {id}"));
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.stderr.contains("1 skipped, 2 in flight"), "{ran:#?}");
    let line = format!("resume {id}");
    let resumed = Running::start(&env, &service.words(&line));
    let talk = env.path("running.stderr");
    until("it goes on", || std::fs::read_to_string(&talk).is_ok_and(|text| text.contains("goes on")));
    let again = run(&format!("runs cancel {id}"));
    assert_eq!(again.code, 0, "{again:#?}");
    assert!(again.stderr.contains(&format!("run {id} is cancelled already")), "{again:#?}");
    let ran = resumed.wait();
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 2 done, 0 unchanged, 0 failed, 1 skipped"), "{ran:#?}");
    assert_eq!(service.record().migrated_once().len(), 2, "nothing more was sent");
}
