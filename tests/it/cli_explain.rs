//! `explain`: every rule by its id, and all of them.

use crate::env::TestEnv;

#[test]
fn a_rule_says_what_it_rests_on_and_what_to_do() {
    let env = TestEnv::new();
    let ran = env.line("explain SG-01 -o json");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "no world, Region or credentials are needed: {ran:#?}");
    let json = ran.json();
    let rule = &json["rules"][0];
    let members: Vec<&str> = rule.as_object().expect("a rule").keys().map(String::as_str).collect();
    assert_eq!(members, ["about", "advice", "dated", "rows", "rule", "says", "severity", "title"]);
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
    env.line("explain SG-02").is_bad(2, "`SG-02` is not a rule", "did you mean `SG-01`?");
}
