//! `explain`: every rule by its id, and all of them.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::env::TestEnv;

#[test]
fn a_rule_says_what_it_rests_on_and_what_to_do() {
    let env = TestEnv::new();
    let ran = env.line("explain SG-01 -o json");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "no world, Region or credentials are needed: {ran:#?}");
    let json = ran.json();
    let rule = &json["rules"][0];
    let members: Vec<&str> = rule.as_object().expect("a rule").keys().map(String::as_str).collect();
    assert_eq!(members, ["about", "advice", "dated", "lowered_by", "rows", "rule", "says", "severity", "title"]);
    assert_eq!(
        (&rule["rule"], &rule["severity"], &rule["about"]),
        (&"SG-01".into(), &"refuse".into(), &"service".into())
    );
    assert_eq!(
        env.line("explain PROT-01 -o json").json()["rules"][0]["about"],
        "deskfleet",
        "whose rule it is, in a word"
    );
    assert!(rule["advice"].as_str().expect("advice").contains("`--allow SG-01`"));
    assert!(rule["rows"].as_array().expect("rows").contains(&"J-14".into()));

    let table = env.line("explain MIG-04 PROT-01 -o table");
    assert_eq!(table.code, 0, "{table:#?}");
    assert!(table.stdout.contains("MIG-04") && table.stdout.contains("PROT-01"), "{}", table.stdout);
    assert!(table.stdout.lines().any(|line| line.starts_with("Advice")), "{}", table.stdout);
}

/// README's table is what `explain --all` says, rule by rule.
#[test]
fn the_table_of_the_readme_is_what_explain_says() {
    let env = TestEnv::new();
    let document = env.line("explain --all -o json").json();
    assert_eq!(document["schema"], 1);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |rule: &Value| {
        let rows: Vec<String> = rule["rows"].as_array().expect("rows").iter().map(text).collect();
        let dated = if rule["dated"].is_null() { String::new() } else { format!(" ({})", text(&rule["dated"])) };
        let [id, severity, about, title] = ["rule", "severity", "about", "title"].map(|name| text(&rule[name]));
        format!("| {id} | {severity} | {about} | {title} | {}{dated} |", rows.join(", "))
    };
    let said: Vec<String> = document["rules"].as_array().expect("rules").iter().map(row).collect();
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README");
    let table = readme.split("<!-- rules: generated -->").nth(1).and_then(|rest| rest.split("<!-- end -->").next());
    let told: Vec<&str> = table.expect("a table").lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert_eq!(told, said);
    let whole = env.line("explain --all -o table");
    assert!(whole.stdout.lines().filter(|line| line.starts_with("Advice")).count() == said.len(), "{whole:#?}");
    env.line("explain --all SG-01").is_bad(2, "cannot be used with", "--help");
}

/// What may be lowered where is what a plan and a config take.
#[test]
fn our_own_rules_are_lowered_for_one_command_only() {
    let env = TestEnv::new();
    let lowered = |rule: &str| env.run(&["explain", rule, "-o", "json"]).json()["rules"][0]["lowered_by"].clone();
    assert_eq!(lowered("SG-01"), json!(["--allow", "config"]));
    assert_eq!(lowered("PROT-01"), json!(["--allow"]));
    fs::write(env.path("own.toml"), "lower = [\"PROT-01\"]\n").expect("a file");
    let line = "--sim --config own.toml reboot user:O'Brien -n";
    env.line(line).is_bad(2, "`PROT-01` can't be lowered in the config", "`--allow PROT-01`");
    fs::write(env.path("own.toml"), "lower = [\"STATE-02\"]\n").expect("a file");
    let ran = env.line(&format!("{line} -o json"));
    assert_eq!(ran.json()["warnings"][0]["rule"], "STATE-02", "each plan says what was lowered: {ran:#?}");
}

/// Whatever a plan can say can be looked up.
#[test]
fn every_rule_of_a_plan_is_explained() {
    let env = TestEnv::new();
    let known = env.line("explain -o ids").stdout;
    let plan = env.line("--sim migrate --all --to win11-standard -n -o json").json();
    let groups = ["refused", "skipped", "held", "unchanged", "warnings"];
    let verdicts: Vec<_> = groups.iter().flat_map(|group| plan[group].as_array().expect("a list")).collect();
    assert!(verdicts.len() > 18);
    for verdict in verdicts {
        let rule = verdict["rule"].as_str().expect("a rule");
        assert!(known.lines().any(|line| line == rule), "{rule} is not in {known}");
        assert_eq!(env.run(&["explain", rule]).code, 0, "{rule}");
    }
}

#[test]
fn an_unknown_rule_gets_the_nearest() {
    let env = TestEnv::new();
    env.line("explain SG-20").is_bad(2, "`SG-20` is not a rule", "did you mean `SG-02`?");
}
