//! `adopt`: a plan that one machine began and another one ends, each with a state directory of its own.

use crate::env::TestEnv;
use crate::service::{Running, Service, client_env, until};

const SELECTION: &str = "migrate user:O'Brien user:zoë.müller user:山田.太郎 --to win11-standard";

/// The id by which a plan is approved, as its file has it.
fn plan_id(env: &TestEnv) -> String {
    let text = std::fs::read_to_string(env.path("plan.json")).expect("a plan");
    let plan: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    plan["id"].as_str().expect("an id").chars().take(12).collect()
}

/// Makes a plan on one machine, and gives it to another.
fn two_machines(service: &Service, first: &TestEnv, flags: &str) -> TestEnv {
    let ran = first.run(&service.words(&format!("{SELECTION} {flags} --out plan.json")));
    assert_eq!(ran.code, 0, "{ran:#?}");
    let second = client_env();
    std::fs::copy(first.path("plan.json"), second.path("plan.json")).expect("a copy");
    second
}

/// The first one was killed with its migrations under way: they are in flight here, and none is sent again.
#[test]
fn what_is_under_way_is_in_flight() {
    let first = client_env();
    let service = Service::start(&first, "--speed 600");
    let second = two_machines(&service, &first, "--wave 2");
    let child = Running::start(&first, &service.words("apply plan.json --yes --max-targets 3"));
    until("two were sent", || service.record().migrated().len() == 2);
    assert!(child.kill(), "it was still at work");
    let id = plan_id(&second);
    let ran = second.run(&service.words(&format!("adopt plan.json --yes --confirm {id}")));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("found: 0 done, 2 in flight, 1 not started"), "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 3 done, 0 unchanged, 0 failed"), "{ran:#?}");
    assert_eq!(service.record().migrated_once().len(), 3);
    // The new ids are known here, as if this machine had done all of it.
    let listed = second.run(&service.words("runs list -o ids"));
    let run = listed.stdout.trim();
    let shown = second.run(&service.words(&format!("runs show {run} -o json"))).json();
    let new = |target: &serde_json::Value| target["new_workspace_id"].is_string();
    assert!(shown["targets"].as_array().expect("targets").iter().all(new), "{shown}");
}

/// What is done is done, and a plan that this machine knows already is gone on with by `resume`.
#[test]
fn what_is_done_is_not_done_again() {
    let first = client_env();
    let service = Service::start(&first, "--speed 3600");
    let second = two_machines(&service, &first, "--canary 1");
    assert_eq!(first.run(&service.words("apply plan.json --yes --max-targets 3")).code, 6);
    first.run(&service.words("adopt plan.json --yes --max-targets 3")).is_bad(2, "was opened before", "resume");
    second.run(&service.words("adopt plan.json")).is_bad(2, "", "--yes");
    assert_eq!(service.record().migrated().len(), 1, "nobody said yes");
    let ran = second.run(&service.words("adopt plan.json --yes --max-targets 3"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("found: 1 done, 0 in flight, 2 not started"), "{ran:#?}");
    assert_eq!(service.record().migrated_once().len(), 3);
}

/// What the first machine took away, the second one gives back.
#[test]
fn groups_that_were_taken_are_put_back() {
    const JONAS: &str = "user:jonas.fischer";
    let first = client_env();
    let service = Service::start(&first, "--speed 900");
    let groups = || {
        let found = first.run(&service.words(&format!("security-group list {JONAS} -o json"))).json();
        found["Workspaces"][0]["SecurityGroups"].as_array().expect("groups").clone()
    };
    let before = groups();
    assert_eq!(before.len(), 2, "that of the directory, and one more: {before:?}");
    let ran = first.run(&service.words(&format!("rebuild {JONAS} --out plan.json")));
    assert_eq!(ran.code, 0, "{ran:#?}");
    let second = client_env();
    std::fs::copy(first.path("plan.json"), second.path("plan.json")).expect("a copy");
    let child = Running::start(&first, &service.words("apply plan.json --yes --max-targets 1"));
    until("it was sent", || service.record().calls().contains_key("RebuildWorkspaces"));
    assert!(child.kill(), "it was still at work");
    let ran = second.run(&service.words("adopt plan.json --yes --max-targets 1"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("found: 0 done, 1 in flight"), "{ran:#?}");
    assert_eq!((groups(), service.record().calls()["RebuildWorkspaces"]), (before, 1), "{ran:#?}");
}
