//! `apply`: a plan goes through a file and is carried out as it was shown, and nowhere else.

use std::fs;

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::record::Record;

/// Plans the sixty into a file and returns the plan.
fn plan(env: &TestEnv) -> Value {
    let ran = env.line("--sim migrate --os WINDOWS_10 --to win11-standard --out plan.json");
    assert_eq!(ran.code, 0, "{ran:#?}");
    serde_json::from_str(&fs::read_to_string(env.path("plan.json")).expect("the plan")).expect("JSON")
}

fn apply(env: &TestEnv, plan: &Value, more: &[&str]) -> Ran {
    let id = plan["id"].as_str().expect("an id");
    env.run(&[&["--sim", "apply", "plan.json", "--yes", "--confirm", id], more].concat())
}

fn targets(plan: &Value) -> Vec<&str> {
    let steps = plan["steps"].as_array().expect("steps").iter();
    let mut ids: Vec<&str> = steps.map(|step| step["target"]["workspace_id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_plan_is_carried_out_as_it_was_made() {
    let env = TestEnv::new();
    let plan = plan(&env);
    let ran = apply(&env, &plan, &["-o", "json"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    let report = ran.json();
    assert_eq!((&report["plan"], &report["counts"]["done"]), (&plan["id"], &60.into()));
    let record = Record::of(&env, "default");
    assert_eq!(record.migrated_once(), targets(&plan));
    assert_eq!((record.changes(), record.in_flight_max(), record.violations().len()), (60, 25, 0));
    // Twelve digits name a plan, and a plan on disk is as it was.
    assert_eq!(ran.last_line().split(',').next(), Some("deskfleet: 60 done"));
    let text = fs::read_to_string(env.path("plan.json")).expect("the plan");
    assert_eq!(serde_json::from_str::<Value>(&text).expect("JSON"), plan);
}

/// What somebody wants to be left alone after all, without planning again.
#[test]
fn targets_of_a_plan_can_be_left_out() {
    let env = TestEnv::new();
    let plan = plan(&env);
    let first = targets(&plan)[0];
    let ran = apply(&env, &plan, &["--exclude", "user:O'Brien", "--exclude", first, "-o", "json"]);
    assert_eq!(ran.code, 0, "skips that were asked for change nothing: {ran:#?}");
    let counts = &ran.json()["counts"];
    assert_eq!((&counts["done"], &counts["skipped"]), (&58.into(), &2.into()), "{counts}");
    let record = Record::of(&env, "default");
    let sent = record.migrated_once();
    assert!(sent.len() == 58 && !sent.contains(&first));
    let left = env.line("--sim list --os WINDOWS_10 -o ids").stdout;
    assert_eq!(left.lines().count(), 2);

    let wrong = apply(&env, &plan, &["--exclude", "user:nobody"]);
    wrong.is_bad(2, "`--exclude user:nobody`: the plan acts on no such target", "write the WorkSpace id");
}

/// A plan says where it was made, and is good for nothing else.
#[test]
fn another_scope_is_refused() {
    let env = TestEnv::new();
    let plan = plan(&env);
    let id = plan["id"].as_str().expect("an id");
    let ran = env.run(&["--sim=other", "apply", "plan.json", "--yes", "--confirm", id]);
    ran.is_bad(2, "made for 111122223333 us-east-1 SIMULATED, this is ", "name the profile, Region and endpoint");
    assert_eq!((Record::of(&env, "other").changes(), env.applied()), (0, 0));
}

/// The fleet has moved on since: each step is judged again before it is sent.
#[test]
fn what_changed_since_is_skipped() {
    let env = TestEnv::new();
    let plan = plan(&env);
    let first = env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1");
    assert_eq!(first.code, 0, "{first:#?}");
    let ran = apply(&env, &plan, &["-o", "json"]);
    let report = ran.json();
    assert_eq!(report["counts"]["done"], 59, "{ran:#?}");
    let other: Vec<&Value> =
        report["targets"].as_array().expect("targets").iter().filter(|target| target["end"] != "done").collect();
    assert_eq!(other.len(), 1);
    assert_eq!((&other[0]["user_name"], &other[0]["end"]), (&"O'Brien".into(), &"skipped".into()), "{}", other[0]);
    assert_eq!(Record::of(&env, "default").migrated_once().len(), 60);
}

/// A plan that is blocked can be written, looked at and checked, and is not carried out.
#[test]
fn a_blocked_plan_is_not_carried_out() {
    let env = TestEnv::new();
    let ran = env.line("--sim migrate --all --to win11-standard --out plan.json");
    assert_eq!(ran.code, 5, "{ran:#?}");
    let text = fs::read_to_string(env.path("plan.json")).expect("the plan");
    let plan: Value = serde_json::from_str(&text).expect("JSON");
    apply(&env, &plan, &[]).is_bad(5, "12 of 80 selected are refused", "`deskfleet explain ADDR-01`");
    assert_eq!(env.applied(), 0);
}
