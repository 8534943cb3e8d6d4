//! `tag`, as a person and as cron run it.

use std::fs;

use serde_json::Value;

use crate::env::TestEnv;
use crate::record::Record;

/// In the demo fleet they have a department and a cost centre.
const ALICE: &str = "user:alice.dubois";
const LIAM: &str = "user:liam.costa";

/// The tags of a desktop, without those that the fleet came with.
fn tags(env: &TestEnv, target: &str) -> Vec<String> {
    let found = env.line(&format!("--sim tag list {target} -o json")).json();
    let text = |tag: &Value, name: &str| tag[name].as_str().expect("a text").to_owned();
    let tags = found["Tags"].as_array().expect("tags").iter();
    let tags = tags.map(|tag| format!("{}={}", text(tag, "Key"), text(tag, "Value")));
    tags.filter(|tag| !tag.starts_with("Department=") && !tag.starts_with("CostCenter=")).collect()
}

/// How often tags were changed.
fn changes(env: &TestEnv) -> usize {
    let log = env.sim_log("default");
    log.iter().filter(|line| line["operation"] == "CreateTags" || line["operation"] == "DeleteTags").count()
}

/// Set, renamed, copied, taken away; asked again, nothing is sent, and nobody is asked for one desktop.
#[test]
fn tags_come_and_go_and_only_what_differs_is_sent() {
    let env = TestEnv::new();
    for (words, calls, now) in [
        (format!("set team=lab,note {ALICE}"), 1, vec!["note=", "team=lab"]),
        (format!("set team=ops {ALICE}"), 1, vec!["note=", "team=ops"]),
        (format!("rename team group {ALICE}"), 2, vec!["group=ops", "note="]),
        (format!("remove note,group {ALICE}"), 1, vec![]),
        // Twenty-three days after the world begins.
        (format!("set terminate-on=+23d {ALICE}"), 1, vec!["terminate-on=2026-01-28"]),
    ] {
        let before = changes(&env);
        let line = format!("--sim tag {words}");
        let ran = env.line(&line);
        assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, "), "{ran:#?}");
        assert_eq!(tags(&env, ALICE), now, "{words}");
        let again = env.line(&line);
        assert!(again.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{again:#?}");
        assert_eq!(changes(&env), before + calls, "{words}");
    }
    let ran = env.line(&format!("--sim tag copy {ALICE} {LIAM} --keys terminate-on"));
    assert_eq!((ran.code, tags(&env, LIAM)), (0, vec!["terminate-on=2026-01-28".to_owned()]), "{ran:#?}");
    assert_eq!(env.line("--sim list --due-tag terminate-on -o ids").stdout, "");
    assert!(Record::of(&env, "default").violations().is_empty());
}

/// What was tagged a moment ago is found by it, though tags of many are read from where it does not show yet.
#[test]
fn what_a_run_has_just_tagged_is_seen() {
    let env = TestEnv::new();
    for (words, found) in [("set pool=a", 1), ("remove pool", 0)] {
        assert_eq!(env.line(&format!("--sim tag {words} {ALICE}")).code, 0);
        assert_eq!(env.line("--sim list --tag pool -o ids").stdout.lines().count(), found, "{words}");
    }
    // All protected for once, and then one that is not any more: it can be terminated at once.
    assert_eq!(env.line("--sim tag set deskfleet-protect --all --yes").code, 0);
    assert_eq!(env.line(&format!("--sim tag remove deskfleet-protect {ALICE} --yes")).code, 0);
    let ran = env.line(&format!("--sim terminate {ALICE} {LIAM} -n --not-tag deskfleet-protect"));
    assert!(ran.code == 0 && ran.stdout.contains("terminate 1 of 1 selected"), "{ran:#?}");
}

/// What `list` writes `set` takes, also what a spreadsheet would take for a formula; each desktop gets its own.
#[test]
fn a_list_goes_out_and_comes_back() {
    let env = TestEnv::new();
    assert_eq!(env.line(&format!("--sim tag set sum==1+1,due=+0d {ALICE} {LIAM}")).code, 0);
    let list = env.line("--sim tag list --directory corp.example.com -o csv").stdout;
    assert!(list.contains(",sum,'=1+1"), "{list}");
    let before = changes(&env);
    let arguments = ["--sim", "tag", "set", "-"];
    let ran = env.run_with_input(&arguments, list.as_bytes());
    assert!(ran.code == 0 && ran.counts()[0] == 0 && ran.counts()[1] > 20, "{ran:#?}");
    assert_eq!(changes(&env), before);

    let id = |user: &str| env.line(&format!("--sim list {user} -o ids")).stdout.trim().to_owned();
    let (alice, liam) = (id(ALICE), id(LIAM));
    let text = format!("id,key,value\n{alice},sum,'-2\n{alice},team,lab\n{liam},sum,=1+1\n{liam},due,2026-01-05\n");
    fs::write(env.path("tags.csv"), text).expect("a file");
    let ran = env.line("--sim tag set @tags.csv");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 1 unchanged, "), "{ran:#?}");
    assert_eq!(tags(&env, ALICE), ["due=2026-01-05", "sum=-2", "team=lab"]);
    let ran = env.line("--sim tag remove @tags.csv");
    assert_eq!((ran.code, tags(&env, ALICE), tags(&env, LIAM)), (0, vec!["due=2026-01-05".to_owned()], vec![]));
    // Beside the list others can't be named.
    env.line("--sim tag set @tags.csv --all").is_bad(2, "says which desktops", "--exclude");
    assert_eq!(env.line(&format!("--sim tag list {ALICE} {LIAM} -o ids")).stdout.lines().count(), 2);
}

#[test]
fn an_audit_finds_who_lacks_a_tag() {
    let env = TestEnv::new();
    let ran = env.line("--sim tag audit --require Department,team -o json");
    let found = ran.json();
    let rows = found["Workspaces"].as_array().expect("rows").clone();
    assert_eq!((ran.code, rows.len()), (20, 80));
    let of = |user: &str| rows.iter().find(|row| row["UserName"] == user).expect(user)["Missing"].clone();
    assert_eq!(of("alice.dubois"), serde_json::json!(["team"]));
    let both = rows.iter().filter(|row| row["Missing"].as_array().is_some_and(|keys| keys.len() == 2)).count();
    assert_eq!(both, 11, "those that have no tags at all");
    assert_eq!(env.line(&format!("--sim tag set team= {ALICE}")).code, 0);
    let ran = env.line(&format!("--sim tag audit --require Department,team {ALICE} -o ids"));
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "a tag without a value is one: {ran:#?}");
    assert_eq!(env.line(&format!("--sim tag audit --require team {ALICE} ws-000000000")).code, 3);
    assert_eq!(changes(&env), 1);
}

/// Many, and the tag that protects, are asked for; and what would be better not recorded is warned of, not shown.
#[test]
fn what_could_hurt_is_asked_for() {
    let env = TestEnv::new();
    env.line("--sim tag set team=lab --all").is_bad(2, "nobody can be asked", "--yes");
    env.line("--sim tag remove deskfleet-protect --tag deskfleet-protect").is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(changes(&env), 0);
    let ran = env.line("--sim tag set team=lab --all --yes");
    assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 80 done, "), "{ran:#?}");
    let ran = env.line(&format!("--sim tag set owner=ada@example.com,password=hunter2 {ALICE} -n"));
    let warned: Vec<&str> = ran.stderr.lines().filter(|line| line.starts_with("warning:")).collect();
    assert!(warned[0].contains("`owner` seems to hold an e-mail address"), "{ran:#?}");
    assert!(warned[1].contains("`password` seems to hold a secret"), "{ran:#?}");
    assert!(warned.iter().all(|line| !line.contains("hunter2") && !line.contains("ada@")), "{ran:#?}");
}

/// Limits of the service, before anything is read; a list says where.
#[test]
fn what_can_not_be_is_said_before_any_call() {
    let env = TestEnv::new();
    let long = "k".repeat(128);
    for (words, said) in [
        (format!("set aws:team=red {ALICE}"), "(TAG-05)"),
        (format!("set team=aws:red {ALICE}"), "(TAG-05)"),
        (format!("remove aws:team {ALICE}"), "(TAG-05)"),
        (format!("set {long}=red {ALICE}"), "a key has 128 characters, 1 to 127 are allowed (TAG-02)"),
        (format!("set =red {ALICE}"), "a key has 0 characters"),
        (format!("set te*am=red {ALICE}"), "the key `te*am` has `*`: letters, digits, spaces and"),
        (format!("rename team te*am {ALICE}"), "(TAG-04)"),
        (format!("set deskfleet:step=x {ALICE}"), "(TAG-06)"),
    ] {
        env.line(&format!("--sim tag {words}")).is_bad(2, said, "`deskfleet explain TAG-0");
    }
    for (words, said, hint) in [
        (format!("set team=red,team=blue {ALICE}"), "`team` is named twice", "once"),
        (format!("set due=+99999999d {ALICE}"), "`+99999999d` is beyond the calendar", "+14d"),
        ("set @nothing.csv".to_owned(), "can't read the list of tags `nothing.csv`", "id, key and value"),
    ] {
        env.line(&format!("--sim tag {words}")).is_bad(2, said, hint);
    }
    fs::write(env.path("bad.csv"), "id,key,value\nws-123456789,a,b\nws-123456789,b, red\n").expect("a file");
    let said = "bad.csv: line 3: the value of `b` begins or ends with a space (TAG-04)";
    env.line("--sim tag set @bad.csv").is_bad(2, said, "explain TAG-04");
    fs::write(env.path("bad.csv"), "id,key\nws-123456789,a\n").expect("a file");
    env.line("--sim tag set @bad.csv").is_bad(2, "bad.csv: the heading has no `value`", "tag remove");
    assert!(env.sim_log("default").is_empty(), "nothing was asked");

    env.line("--sim tag set team=red").is_bad(2, "needs to know which desktops", "--all");
    env.line(&format!("--sim tag rename team team {ALICE}")).is_bad(2, "`team` is to be renamed to itself", "");
    env.line(&format!("--sim tag copy user:nobody {ALICE}")).is_bad(2, "`user:nobody` is not there", "list");
    env.line(&format!("--sim tag copy {LIAM} --keys team {ALICE}")).is_bad(2, "has no tag `team`", "tag list");
    assert_eq!(changes(&env), 0);
}

/// The 51st is refused without a call for it, and one in the place of another is not.
#[test]
fn a_desktop_has_fifty_tags() {
    let env = TestEnv::new();
    let many: Vec<String> = (3..=50).map(|number| format!("k{number}=x")).collect();
    assert_eq!(env.line(&format!("--sim tag set {} {ALICE}", many.join(","))).code, 0);
    let before = changes(&env);
    let ran = env.line(&format!("--sim tag set team=red {ALICE}"));
    ran.is_bad(5, "1 of 1 selected is refused (TAG-08)", "deskfleet explain TAG-08");
    assert!(ran.stderr.contains("it would have 51 tags, 50 are allowed"), "{ran:#?}");
    assert_eq!(changes(&env), before);
    assert_eq!(env.line(&format!("--sim tag set k3=y {ALICE}")).code, 0);
}

/// A plan is checked, applied elsewhere, and rehearsed in a world that has the tags which it saw.
#[test]
fn it_is_a_plan_like_any_other() {
    let env = TestEnv::new();
    let ran = env.line(&format!("--sim tag rename Department dept {ALICE} --out plan.json"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(env.line("check plan.json").code, 0);
    let ran = env.line("rehearse plan.json");
    assert!(ran.code == 0 && ran.stderr.contains("1 done"), "{ran:#?}");
    assert_eq!(changes(&env), 0);
    let ran = env.line("--sim apply plan.json");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, "), "{ran:#?}");
    assert_eq!(changes(&env), 2);
}
