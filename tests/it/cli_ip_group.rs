//! `ip-group`, as a person and as cron run it.

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::service::{Running, Service, client_env, until};

/// The calls of a world that changed something.
fn changes(env: &TestEnv) -> Vec<String> {
    let log = env.sim_log("default");
    let changed = log.iter().filter(|line| line["applied"] == true);
    changed.map(|line| line["operation"].as_str().expect("a name").to_owned()).collect()
}

/// Made, filled, put on a directory, changed, taken off, deleted: one call each, and the same again sends nothing.
#[test]
fn groups_come_and_go_and_the_same_again_sends_nothing() {
    let env = TestEnv::new();
    for (line, operation) in [
        ("create office 203.0.113.0/24=Berlin", "CreateIpGroup"),
        ("add office 198.51.100.7 --yes", "AuthorizeIpRules"),
        ("associate corp.example.com office --must-admit 203.0.113.7 --yes --confirm 1", "AssociateIpGroups"),
        ("create home 192.0.2.0/24", "CreateIpGroup"),
        ("set home 192.0.2.0/25 233.252.0.0/24 --yes --confirm 1", "UpdateRulesOfIpGroup"),
        ("remove office 198.51.100.7 --must-admit 203.0.113.7 --yes --confirm 1", "RevokeIpRules"),
        ("associate corp.example.com home --yes --confirm 1", "AssociateIpGroups"),
        ("disassociate corp.example.com office --must-admit 192.0.2.7 --yes --confirm 1", "DisassociateIpGroups"),
        ("delete office --yes --confirm 1", "DeleteIpGroup"),
    ] {
        let before = changes(&env).len();
        let ran = env.line(&format!("--sim ip-group {line}"));
        assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, "), "{line}: {ran:#?}");
        assert!(ran.stderr.contains("hint: `deskfleet --sim ip-group ") && ran.stderr.contains("` undoes it\n"));
        assert_eq!(changes(&env)[before..], [operation], "{line}");
        let again = env.line(&format!("--sim ip-group {line}"));
        if operation == "DeleteIpGroup" {
            again.is_bad(2, "there is no IP access control group `office`", "shows what there is");
        } else {
            assert!(again.code == 0 && again.last_line().starts_with("deskfleet: 0 done, "), "{line}: {again:#?}");
        }
        assert_eq!(changes(&env).len(), before + 1, "{line}");
    }
    let runs = env.line("--sim runs list -o json").json();
    let verbs: Vec<&Value> = runs["runs"].as_array().expect("runs").iter().map(|run| &run["verb"]).collect();
    assert_eq!((verbs.len(), verbs[0]), (9, &Value::from("ip-group delete")));
    let run = runs["runs"][0]["run"].as_str().expect("an id");
    let shown = env.line(&format!("--sim runs show {run} -o json")).json();
    assert_eq!((&shown["acts"][0]["end"], &shown["status"]), (&Value::from("done"), &Value::from("finished")));
    env.line(&format!("--sim reboot run:{run}")).is_bad(
        2,
        "is of `ip-group delete` and about no desktops",
        "runs show",
    );
    env.line(&format!("--sim runs show {run} --before")).is_bad(2, "about no desktops", "runs show");
    env.line(&format!("--sim resume {run}")).is_bad(2, "finished", "runs list");
}

/// What it shows is what comes of it, and nothing is sent for a look.
#[test]
fn it_is_shown_before_and_undone_after() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim ip-group create office 203.0.113.0/24").code, 0);
    let dry = env.line("--sim ip-group associate corp.example.com office -n --exit-code");
    assert_eq!(dry.code, 20, "{dry:#?}");
    for part in
        ["put office on corp.example.com", "  before        everybody", "  after         203.0.113.0/24", "IPG-11"]
    {
        assert!(dry.stdout.contains(part), "{part}: {dry:#?}");
    }
    let order = env.line("--sim ip-group associate corp.example.com office -n -o json").json();
    assert_eq!(order["acts"][0]["act"]["operation"], "AssociateIpGroups");
    let undo: Vec<&str> = order["undo"][0].as_array().expect("words").iter().filter_map(Value::as_str).collect();
    assert_eq!(undo[undo.len() - 2..], ["--allow", "IPG-02"], "{undo:?}");
    assert_eq!(changes(&env), ["CreateIpGroup"]);
    let ran = env.line(
        "--sim ip-group associate corp.example.com office --must-admit 203.0.113.0/24 --yes --confirm 1 -o ndjson",
    );
    assert_eq!(ran.code, 0, "{ran:#?}");
    let events: Vec<Value> = ran.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let names: Vec<&str> = events.iter().filter_map(|event| event["event"].as_str()).collect();
    assert_eq!(names, ["run_opened", "sent", "accepted", "ended", "run_ended"]);
    let back = env.line(&format!("--sim {} --yes --confirm 1", undo.join(" ")));
    assert!(back.code == 0 && changes(&env).last().is_some_and(|last| last == "DisassociateIpGroups"), "{back:#?}");
}

/// Starts a change on trial and waits until it is done; returns it with its run.
fn trial(env: &TestEnv, service: &Service, range: &str) -> (Running, String) {
    let line = format!("ip-group add office {range} --yes --revert-after 1d");
    let running = Running::start(env, &service.words(&line));
    let said = || std::fs::read_to_string(env.path("running.stderr")).expect("a file");
    until("it waits to be confirmed", || said().contains("Ctrl-C takes it back at once"));
    let said = said();
    let run = said.split("runs confirm ").nth(1).and_then(|rest| rest.split('`').next()).expect("a run");
    (running, run.to_owned())
}

/// What is done on trial stays when it is confirmed, by whichever process; a signal takes it back at once.
#[test]
fn a_trial_stays_when_it_is_confirmed() {
    let env = client_env();
    // A day of that is more than two minutes here.
    let service = Service::start(&env, "--speed 600");
    let run = |line: &str| -> Ran { env.run(&service.words(line)) };
    assert_eq!(run("ip-group create office 203.0.113.0/24").code, 0);
    let (running, first) = trial(&env, &service, "192.0.2.0/24");
    let confirmed = run(&format!("runs confirm {first}"));
    assert!(confirmed.code == 0 && confirmed.stderr.contains("is confirmed: what it did stays"), "{confirmed:#?}");
    let ran = running.wait();
    assert!(ran.code == 0 && ran.stderr.contains(": it stays"), "{ran:#?}");
    let again = run(&format!("runs confirm {first}"));
    assert!(again.code == 0 && again.stderr.contains("is confirmed already"), "{again:#?}");

    let (running, back) = trial(&env, &service, "198.51.100.0/24");
    let shown = run(&format!("runs show {back}"));
    assert!(shown.stderr.contains("it is taken back at 20"), "{shown:#?}");
    running.signal("INT");
    let ran = running.wait();
    assert!(ran.code == 3 && ran.stderr.contains("a signal came before anybody confirmed it"), "{ran:#?}");

    run(&format!("runs confirm {back}")).is_bad(2, "it was taken back", "runs show");
    let shown = run(&format!("runs show {back} -o json")).json();
    assert_eq!((&shown["taken_back"], &shown["undo"]), (&true.into(), &serde_json::json!([])), "{shown}");

    let (running, dead) = trial(&env, &service, "233.252.0.0/24");
    assert!(running.kill());
    run(&format!("runs cancel {dead}")).is_bad(5, "confirmed or taken back", "runs confirm");
    assert_eq!(run(&format!("runs confirm {dead}")).code, 0);
    let ranges = run("ip-group show office -o json").stdout;
    for (range, is_there) in [("192.0.2.0/24", true), ("198.51.100.0/24", false), ("233.252.0.0/24", true)] {
        assert_eq!(ranges.contains(range), is_there, "{range}: {ranges}");
    }
    assert!(!run("runs list").stdout.contains("interrupted"));
}

/// Nothing is sent, and the way out is named.
#[test]
fn what_can_not_be_meant_is_refused() {
    let env = TestEnv::new();
    let run = |line: &str| env.line(&format!("--sim ip-group {line}"));
    assert_eq!(run("create office 203.0.113.0/24").code, 0);
    assert_eq!(run("create empty").code, 0);
    let eleven: Vec<String> = (0..11).map(|number| format!("198.51.{number}.0/24")).collect();
    let before = changes(&env).len();
    for (line, code, error, hint) in [
        ("add office 203.0.113.7/24", 2, "write `203.0.113.0/24`", "--help"),
        ("add office berlin", 2, "`berlin` is not a range", "--help"),
        (&format!("add office {} --yes", eleven.join(" ")), 5, "IPG-06: office would have 12 rules", "explain IPG-06"),
        ("add offic 192.0.2.7", 2, "no IP access control group `offic`", "`office`"),
        ("associate corp.example.con office", 2, "no directory `corp.example.con`", "`corp.example.com`"),
        ("associate corp.example.com empty", 5, "nobody could come in", "`--allow IPG-01`"),
        ("add office 0.0.0.0/0", 5, "IPG-03", "`--allow IPG-03`"),
        ("add office 192.0.2.7 --allow IPG-99", 2, "`IPG-99` is not a rule", "explain"),
        ("add office 192.0.2.7 --allow IPG-06", 2, "`IPG-06` is not a rule", "explain"),
        ("add office 192.0.2.7", 2, "nobody can be asked", "`--yes`"),
        ("associate corp.example.com office --yes --confirm 1", 2, "it takes access away", "`--must-admit CIDR`"),
        (
            "associate corp.example.com office --yes --confirm 1 --must-admit 192.0.2.7",
            5,
            "192.0.2.7/32 could not come in",
            "IPG-04",
        ),
        (
            "associate corp.example.com office --yes --must-admit 203.0.113.7",
            2,
            "`--yes` alone is not enough",
            "`--confirm 1`",
        ),
        ("add office 192.0.2.7 --columns Nothing --yes", 2, "there is no column `Nothing`", ""),
        ("add office 192.0.2.7 -n -o csv", 2, "no form as lines", "`-o json`"),
        ("delete", 2, "required", ""),
    ] {
        let ran = run(line);
        ran.is_bad(code, error, hint);
        assert_eq!(changes(&env).len(), before, "{line}: {ran:#?}");
    }
}

/// A file is applied, and applied again sends nothing; what it does not name goes with `--prune` only.
#[test]
fn a_file_is_applied_and_applied_again_sends_nothing() {
    let env = TestEnv::new();
    let run = |line: &str| env.line(&format!("--sim ip-group {line}"));
    assert_eq!(run("create old 233.252.0.0/24").code, 0);
    let file = "groups:\n  office:\n    rules: [203.0.113.0/24=Berlin]\ndirectories:\n  corp.example.com: [office]\n";
    std::fs::write(env.path("groups.yaml"), file).expect("a file");
    assert_eq!(run("apply groups.yaml -n --exit-code").code, 20);
    let ran = run("apply groups.yaml --must-admit 203.0.113.7 --yes --confirm 2");
    assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 2 done, "), "{ran:#?}");
    assert_eq!(changes(&env), ["CreateIpGroup", "CreateIpGroup", "AssociateIpGroups"]);
    let again = run("apply groups.yaml -n --exit-code");
    assert_eq!(again.code, 0, "{again:#?}");
    let again = run("apply groups.yaml");
    assert!(again.code == 0 && changes(&env).len() == 3, "{again:#?}");
    let pruned = run("apply groups.yaml --prune --yes --confirm 1");
    assert!(pruned.code == 0 && changes(&env).last().is_some_and(|last| last == "DeleteIpGroup"), "{pruned:#?}");
    let list = run("list -o json").json();
    assert_eq!(list["Result"][0]["groupName"], "office");
    assert_eq!(list["Result"][0]["Deskfleet"]["Directories"].as_array().map(Vec::len), Some(1));
    let shown = run("show office");
    assert!(shown.stdout.contains("203.0.113.0/24"), "{shown:#?}");
    let effective = run("effective corp.example.com -o json");
    assert_eq!(effective.json()["Admits"]["ranges"][0], "203.0.113.0/24");
    let said = run("effective corp.example.com");
    assert!(said.stderr.contains("may come in to corp.example.com: 203.0.113.0/24"), "{said:#?}");

    std::fs::write(env.path("bad.yaml"), "groups:\n  office:\n    rules: [203.0.113.7/24, here]\n").expect("a file");
    let bad = run("apply bad.yaml");
    bad.is_bad(2, "the file `bad.yaml` can't be used: it has 2 faults", "nothing was sent");
    assert_eq!(bad.stderr.matches("cause: line 3, column ").count(), 2, "{bad:#?}");
    run("apply none.yaml").is_bad(2, "can't read the file `none.yaml`", "YAML or JSON");
    assert_eq!(changes(&env).len(), 4);
}
