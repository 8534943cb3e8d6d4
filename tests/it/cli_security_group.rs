//! `security-group`, as a person and as cron run it.

use std::fs;

use serde_json::Value;

use crate::env::TestEnv;
use crate::record::Record;

/// Groups of the ready-made world: three that people attach by hand, one of another VPC, and that of a directory.
const BUILD: &str = "sg-fa1cebed65a6667ba";
const FINANCE: &str = "sg-2569e1333c675f390";
const DATABASE: &str = "sg-dace826bcb8af04d2";
const LAB: &str = "sg-f87f17e64ece03dfa";
const MEMBERS: &str = "sg-243d2ab98a7a136e5";
/// Has the first group of its directory, and the one for finance.
const JONAS: &str = "user:jonas.fischer";
/// Has all four.
const KAVYA: &str = "user:kavya.fischer";

fn groups(env: &TestEnv, target: &str) -> Vec<String> {
    let found = env.line(&format!("--sim security-group list {target} -o json")).json();
    let groups = found["Workspaces"][0]["SecurityGroups"].as_array().expect("groups").clone();
    groups.iter().map(|id| id.as_str().expect("an id").to_owned()).collect()
}

fn writes(env: &TestEnv) -> Vec<Value> {
    let log = env.sim_log("default");
    log.into_iter().filter(|line| line["operation"] == "ModifyNetworkInterfaceAttribute").collect()
}

/// Attached, detached, replaced, set, and nothing where nothing is to be done; the directory's own group stays.
#[test]
fn groups_come_and_go_one_write_an_interface() {
    let env = TestEnv::new();
    for (words, now) in [
        (format!("attach {BUILD}"), vec![MEMBERS, FINANCE, BUILD]),
        (format!("replace {BUILD} {DATABASE}"), vec![MEMBERS, FINANCE, DATABASE]),
        (format!("detach {FINANCE}"), vec![MEMBERS, DATABASE]),
        (format!("set {BUILD},{FINANCE}"), vec![MEMBERS, FINANCE, BUILD]),
    ] {
        let before = writes(&env).len();
        let (command, rest) = words.split_once(' ').expect("two words");
        let line = format!("--sim security-group {command} {rest} {JONAS} --yes");
        let ran = env.line(&line);
        assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, "), "{ran:#?}");
        let mut now: Vec<String> = now.into_iter().map(str::to_owned).collect();
        now.sort();
        assert_eq!(groups(&env, JONAS), now, "{words}");
        let again = env.line(&line);
        assert!(again.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{again:#?}");
        assert_eq!(writes(&env).len(), before + 1, "{words}");
    }
    assert!(Record::of(&env, "default").violations().is_empty());
}

/// A run is taken back by the list of what was there before it; a run that found nothing to do has none.
#[test]
fn what_a_run_changed_can_be_set_back() {
    let env = TestEnv::new();
    let before = groups(&env, JONAS);
    assert_eq!(env.line(&format!("--sim security-group attach {BUILD} {JONAS} {KAVYA} --yes")).code, 0);
    let runs = env.line("--sim runs list -o json").json();
    let run = runs["runs"][0]["run"].as_str().expect("a run").to_owned();
    let list = env.line(&format!("--sim runs show {run} --before -o csv"));
    assert_eq!(list.stdout.lines().count(), 2, "a heading, and the one that was changed: {list:#?}");
    fs::write(env.path("before.csv"), &list.stdout).expect("a file");
    let drift = env.line("--sim security-group drift --expect before.csv -o json");
    assert_eq!(drift.code, 20, "{drift:#?}");
    assert_eq!(drift.json()["Workspaces"][0]["Unexpected"], serde_json::json!([BUILD]));

    let arguments = ["--sim", "security-group", "set", "-", "--yes"];
    let ran = env.run_with_input(&arguments, list.stdout.as_bytes());
    assert!(ran.last_line().starts_with("deskfleet: 1 done, "), "{ran:#?}");
    assert_eq!(groups(&env, JONAS), before);
    let drift = env.line("--sim security-group drift --expect before.csv -o json");
    assert_eq!((drift.code, drift.json()["Workspaces"].as_array().map(Vec::len)), (0, Some(0)), "{drift:#?}");
    let ran = env.line("--sim security-group set @before.csv --yes");
    assert!(ran.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{ran:#?}");
    // Beside the list others can't be named, but some of it can be left out.
    env.line("--sim security-group set @before.csv --all --yes").is_bad(2, "says which desktops", "--exclude");
    assert_eq!(env.line(&format!("--sim security-group set @before.csv --exclude {JONAS} --yes")).code, 4);
    env.line("--sim runs show R-20260101T000000Z-abcd --before").is_bad(2, "", "");
}

/// What a run has not sent yet is not among what it is taken back by.
#[test]
fn what_was_not_sent_had_nothing_before() {
    let env = TestEnv::new();
    let ran = env.line(&format!(
        "--sim security-group attach {BUILD} {JONAS} user:grace.fischer --yes --canary 1 --after-canary stop"
    ));
    assert_eq!(ran.code, 6, "{ran:#?}");
    let runs = env.line("--sim runs list -o json").json();
    let run = runs["runs"][0]["run"].as_str().expect("a run").to_owned();
    assert_eq!(env.line(&format!("--sim runs show {run} --before -o ids")).stdout.lines().count(), 1);
    assert_eq!(env.line("--sim resume").code, 0);
    assert_eq!(env.line(&format!("--sim runs show {run} --before -o ids")).stdout.lines().count(), 2);
}

/// A desktop that is not in the list should have nothing of its own, and one whose interface is not found is not fine.
#[test]
fn drift_is_of_the_selected() {
    let env = TestEnv::new();
    let list = env.line("--sim security-group list --directory corp.example.com -o csv").stdout;
    fs::write(env.path("groups.csv"), &list).expect("a file");
    let drift = env.line("--sim security-group drift --expect groups.csv --directory corp.example.com -o ids");
    assert_eq!((drift.code, drift.stdout.as_str()), (0, ""), "{drift:#?}");
    let without: Vec<&str> = list.lines().filter(|line| !line.contains("kavya.fischer")).collect();
    fs::write(env.path("groups.csv"), without.join("\n")).expect("a file");
    let drift = env.line("--sim security-group drift --expect groups.csv --directory corp.example.com -o json");
    let rows = drift.json();
    let found: Vec<&Value> = rows["Workspaces"].as_array().expect("rows").iter().map(|row| &row["UserName"]).collect();
    assert_eq!((drift.code, found), (20, vec![&Value::from("kavya.fischer")]), "{rows}");
    assert_eq!(
        rows["Workspaces"][0]["Unexpected"].as_array().map(Vec::len),
        Some(4),
        "the directory's own is no drift"
    );
    fs::write(env.path("groups.csv"), "WorkspaceId,SecurityGroups\nws-000000000,sg-0000000a\n").expect("a file");
    let drift = env.line("--sim security-group drift --expect groups.csv");
    assert_eq!(drift.code, 3, "one that is not there: {drift:#?}");
}

#[test]
fn what_can_not_be_is_said_before_any_call() {
    let env = TestEnv::new();
    for (words, code, said) in [
        (format!("attach {LAB} {JONAS}"), 5, "(SG-05)"),
        (format!("attach {LAB},{BUILD} {JONAS}"), 5, "(SG-05)"),
        (format!("set {LAB} --directory corp.example.com"), 0, ""),
        (format!("detach {MEMBERS} {JONAS}"), 2, "ties desktops to their directory"),
        (format!("replace {MEMBERS} {BUILD} {JONAS}"), 2, "ties desktops to their directory"),
        (format!("attach sg-0000000a,{BUILD} {JONAS}"), 2, "EC2 knows no security group sg-0000000a"),
        (format!("attach build-farm {JONAS}"), 2, "`build-farm` is no id of a security group"),
        (format!("replace {BUILD} {BUILD} {JONAS}"), 2, "`replace` takes one security group and another one"),
        (format!("replace {BUILD},{LAB} {FINANCE} {JONAS}"), 2, "`replace` takes one security group and another one"),
        (format!("attach {BUILD}"), 2, "needs to know which desktops"),
        ("set @nothing.csv".to_owned(), 2, "can't read the list of security groups `nothing.csv`"),
        ("drift --expect nothing.csv".to_owned(), 2, "can't read the list of security groups `nothing.csv`"),
    ] {
        let ran = env.line(&format!("--sim security-group {words} -n"));
        let ran = if words.starts_with("drift") { env.line(&format!("--sim security-group {words}")) } else { ran };
        assert_eq!(ran.code, code, "{words}: {ran:#?}");
        assert!(ran.stderr.contains(said), "{words}: {ran:#?}");
    }
    fs::write(env.path("bad.csv"), "WorkspaceId,SecurityGroups\nws-123456789,\n").expect("a file");
    env.line("--sim security-group set @bad.csv").is_bad(2, "line 2: ws-123456789 has no `SecurityGroups`", "CSV");
    env.line(&format!("--sim security-group detach {FINANCE} {JONAS}")).is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(env.applied(), 0);
}

/// A rehearsal has the groups that the plan saw, those of the list and those of the interfaces, in their VPC.
#[test]
fn it_can_be_rehearsed() {
    let env = TestEnv::new();
    let ran = env.line(&format!("--sim security-group attach {BUILD} {JONAS} user:grace.fischer --rehearse"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("2 done"), "{ran:#?}");
    assert_eq!(env.applied(), 0);
}
