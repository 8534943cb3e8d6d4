//! `check`: whether a plan can be carried out as it is, and a new id for one that was edited on purpose.

use std::fs;

use serde_json::Value;

use crate::env::TestEnv;

fn plan(env: &TestEnv) -> Value {
    let ran = env.line("--sim migrate --os WINDOWS_10 --to win11-standard --out plan.json");
    assert_eq!(ran.code, 0, "{ran:#?}");
    serde_json::from_str(&fs::read_to_string(env.path("plan.json")).expect("the plan")).expect("JSON")
}

fn write(env: &TestEnv, plan: &Value) {
    fs::write(env.path("plan.json"), plan.to_string()).expect("a file");
}

fn short(plan: &Value) -> &str {
    &plan["id"].as_str().expect("an id")[..12]
}

#[test]
fn a_fresh_plan_is_sound() {
    let env = TestEnv::new();
    let plan = plan(&env);
    let ran = env.line("--sim check plan.json");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "there is nothing to note: {ran:#?}");
    assert!(ran.stderr.starts_with("migrate 60 of 60 selected"), "the plan is shown: {ran:#?}");
    assert_eq!(ran.last_line(), format!("plan {} is sound (111122223333 us-east-1 SIMULATED)", short(&plan)));
    let json = env.line("--sim check plan.json -o json").json();
    assert_eq!(json, serde_json::json!({"schema": 1, "plan": plan["id"], "notes": []}));
}

#[test]
fn an_edited_plan_is_refused_until_it_is_sealed() {
    let env = TestEnv::new();
    let mut plan = plan(&env);
    plan["policy"]["max_failures"] = "0".into();
    write(&env, &plan);
    env.line("--sim check plan.json").is_bad(2, "it was changed after it was made", "--seal --out NEW");
    env.line("--sim check plan.json --seal").is_bad(2, "--out <FILE>", "`deskfleet check --help`");

    let sealed = env.line("--sim check plan.json --seal --out sealed.json");
    assert_eq!(sealed.code, 0, "{sealed:#?}");
    let new: Value =
        serde_json::from_str(&fs::read_to_string(env.path("sealed.json")).expect("the plan")).expect("JSON");
    assert_ne!(new["id"], plan["id"]);
    assert_eq!(new["policy"]["max_failures"], "0");
    assert_eq!(env.line("--sim check sealed.json").code, 0);
}

/// Sealing gives an id, not absolution: what can't be carried out is told, and nothing is written.
#[test]
fn what_can_not_be_carried_out_is_not_sealed() {
    for (name, edit) in [
        ("26 in flight", (|plan| plan["policy"]["max_in_flight"] = 26.into()) as fn(&mut Value)),
        ("a step twice", |plan| {
            let step = plan["steps"][0].clone();
            plan["steps"].as_array_mut().expect("steps").push(step);
        }),
        ("a step in no wave", |plan| {
            plan["waves"][0].as_array_mut().expect("a wave").remove(0);
        }),
        ("a wave with an unknown step", |plan| plan["waves"][0][0] = "S-9999".into()),
        ("another bundle in a call than asked for", |plan| {
            plan["steps"][0]["parameters"]["BundleId"] = "wsb-000000000".into();
        }),
    ] {
        let env = TestEnv::new();
        let mut plan = plan(&env);
        edit(&mut plan);
        write(&env, &plan);
        let ran = env.line("--sim check plan.json --seal --out sealed.json");
        assert_eq!(ran.code, 2, "{name}: {ran:#?}");
        assert!(ran.stderr.contains("can't be applied") && ran.stdout.contains("fatal\t"), "{name}: {ran:#?}");
        assert!(!env.path("sealed.json").exists(), "{name}");
    }
}

#[test]
fn an_expired_plan_is_fatal_in_its_own_time() {
    let env = TestEnv::new();
    plan(&env);
    assert_eq!(env.line("--sim sim advance 8d").code, 0);
    let ran = env.line("--sim check plan.json");
    ran.is_bad(2, "plan `plan.json` can't be applied: 1 fatal", "plan again");
    assert!(ran.stdout.contains("fatal\tit expired at 2026-01-12T08:"), "{ran:#?}");
}

#[test]
fn what_is_no_plan_is_named() {
    let env = TestEnv::new();
    env.line("check nothing.json").is_bad(2, "can't read the plan `nothing.json`", "name a file that `--out` wrote");
    for (text, error) in [("", "plan `plan.json`: "), ("[1]", "plan `plan.json`: "), ("{\"schema\":99}", "schema 99")] {
        fs::write(env.path("plan.json"), text).expect("a file");
        env.line("check plan.json").is_bad(2, error, "");
    }
}
