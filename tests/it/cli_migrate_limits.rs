//! `migrate` with its limits: people at work, canary, failure budget, exclusions, and every way to name targets.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::record::Record;

const SIXTY: &str = "--sim migrate --os WINDOWS_10 --to win11-standard --yes --confirm 60";

#[track_caller]
fn good(ran: Ran, code: i32) -> Ran {
    assert_eq!(ran.code, code, "{ran:#?}");
    ran
}

/// How many targets a last line counts for each end, checked to be in its one form.
#[track_caller]
fn counts(ran: &Ran) -> [u64; 8] {
    let words = ["done", "unchanged", "failed", "skipped", "held", "refused", "unknown", "not started"];
    let line = ran.last_line().strip_prefix("deskfleet: ").unwrap_or_else(|| panic!("no last line: {ran:#?}"));
    let ends = line.split(" (").next().expect("the ends");
    let parts: Vec<&str> = ends.split(", ").collect();
    assert_eq!(parts.len(), words.len(), "{line}");
    std::array::from_fn(|at| {
        let number = parts[at].strip_suffix(words[at]).unwrap_or_else(|| panic!("{line}"));
        number.trim().parse().expect("a number")
    })
}

/// Ids of the desktops with an end, in the report of a run.
fn ended(report: &Value, end: &str) -> BTreeSet<String> {
    let targets = report["targets"].as_array().expect("targets").iter();
    targets
        .filter(|target| target["end"] == end)
        .map(|target| target["workspace_id"].as_str().expect("an id").to_owned())
        .collect()
}

/// The targets that a plan would act on.
fn planned(env: &TestEnv, words: &[&str], input: &[u8]) -> BTreeSet<String> {
    let arguments = [&["--sim", "migrate", "--to", "win11-standard", "-n", "-o", "json"], words].concat();
    let plan = good(env.run_with_input(&arguments, input), 0).json();
    let steps = plan["steps"].as_array().expect("steps").iter();
    steps.map(|step| step["target"]["workspace_id"].as_str().expect("an id").to_owned()).collect()
}

/// A Wednesday noon: nobody who is there, or may be, is thrown out; in the evening `resume` does the rest.
#[test]
fn people_at_work_are_held_until_they_are_gone() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset").code, 0);
    assert_eq!(env.line("--sim sim advance 52h").code, 0);
    let seen = good(env.line("--sim list --os WINDOWS_10 --with connection -o json"), 0).json();
    let connected: BTreeSet<&str> = seen["Workspaces"]
        .as_array()
        .expect("desktops")
        .iter()
        .filter(|desktop| desktop["Deskfleet"]["Connection"]["ConnectionState"] == "CONNECTED")
        .map(|desktop| desktop["WorkspaceId"].as_str().expect("an id"))
        .collect();
    assert!(connected.len() > 25, "it is a working day");

    let noon = env.line(SIXTY);
    let [done, _, _, _, held, ..] = counts(&noon);
    assert_eq!((noon.code, done + held), (6, 60), "{noon:#?}");
    assert!(held >= connected.len() as u64);
    assert!(noon.last_line().contains("; resume with: deskfleet --sim resume R-"), "{}", noon.last_line());
    let record = Record::of(&env, "default");
    let sent = record.migrated_once();
    assert!(sent.iter().all(|id| !connected.contains(id)), "somebody was thrown out");
    assert_eq!(sent.len() as u64, done);

    assert_eq!(env.line("--sim sim advance 10h").code, 0);
    let evening = env.line("--sim resume");
    assert_eq!((evening.code, counts(&evening)), (0, [60, 0, 0, 0, 0, 0, 0, 0]), "{evening:#?}");
    let record = Record::of(&env, "default");
    assert_eq!(record.migrated_once().len(), 60);
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
}

#[test]
fn after_the_canary_it_stops_and_resume_does_the_rest() {
    let env = TestEnv::new();
    let ran = env.line(&format!("{SIXTY} --canary 3"));
    assert_eq!((ran.code, counts(&ran)), (6, [3, 0, 0, 0, 0, 0, 0, 57]), "{ran:#?}");
    let first: BTreeSet<String> = Record::of(&env, "default").migrated_once().into_iter().map(str::to_owned).collect();
    let order = good(env.line("--sim list -o ids"), 0).stdout;
    assert_eq!(order.lines().filter(|id| first.contains(*id)).count(), 0, "the old ids are gone");
    assert_eq!(first.len(), 3);

    let rest = env.line("--sim resume");
    assert_eq!((rest.code, counts(&rest)), (0, [60, 0, 0, 0, 0, 0, 0, 0]), "{rest:#?}");
    let record = Record::of(&env, "default");
    assert_eq!((record.migrated_once().len(), record.in_flight_max()), (60, 25));
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
}

/// A canary that is followed by a pause goes on by itself, when the time has passed.
#[test]
fn after_the_canary_it_can_wait() {
    let env = TestEnv::new();
    let ran = env.line(&format!("{SIXTY} --canary 3 --after-canary 5h"));
    assert_eq!((ran.code, counts(&ran)), (0, [60, 0, 0, 0, 0, 0, 0, 0]), "{ran:#?}");
    let log = env.sim_log("default");
    let sent: Vec<&str> = log
        .iter()
        .filter(|record| record["operation"] == "MigrateWorkspace")
        .map(|record| record["at"].as_str().expect("a time"))
        .collect();
    // The third is sent a few seconds after eight, and takes more than half an hour.
    assert!(sent[2] < "2026-01-05T08:10" && sent[3] > "2026-01-05T13:30", "{:?}", &sent[..5]);
}

/// Every migration fails silently in this world: the first wave uses the budget up, nothing of the second is sent.
#[test]
fn too_many_failures_stop_the_sending() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --faults fail=1").code, 0);
    let ran = env.line(&format!("{SIXTY} --max-failures 2"));
    assert_eq!((ran.code, counts(&ran)), (6, [0, 0, 25, 0, 0, 0, 0, 35]), "{ran:#?}");
    assert!(ran.stdout.contains("the service undid it"), "a silent failure is named: {}", ran.stdout);
    assert_eq!(Record::of(&env, "default").migrated_once().len(), 25);
    let one_by_one = "--sim migrate --os WINDOWS_10 --to win11-standard --yes --confirm 60 --wave 1 --max-failures 0";
    assert_eq!(env.line("--sim sim reset --faults fail=1").code, 0);
    let ran = env.line(one_by_one);
    assert_eq!((ran.code, counts(&ran)), (6, [0, 0, 1, 0, 0, 0, 0, 59]), "{ran:#?}");
}

#[test]
fn a_wave_has_at_most_25() {
    let env = TestEnv::new();
    for flag in ["--wave", "--max-in-flight"] {
        let ran = env.line(&format!("{SIXTY} {flag} 26"));
        ran.is_bad(2, "is too many: migrate has at most 25 in flight", &format!("write `{flag} 25` or less"));
    }
    let ran = env.line(&format!("{SIXTY} --strategy rolling"));
    ran.is_bad(2, "`--strategy rolling` does not go with migrate", "waves are cut by the addresses");
    let ran = env.line(&format!("{SIXTY} --canary 8 --wave 7"));
    ran.is_bad(2, "`--canary 8` is more than a wave of 7", "write `--canary 7` or less");
    assert_eq!(env.line(&format!("{SIXTY} --wave 7 --max-in-flight 4")).code, 0);
    assert_eq!(Record::of(&env, "default").in_flight_max(), 4);
}

#[test]
fn what_is_excluded_is_left_alone() {
    let env = TestEnv::new();
    let all = planned(&env, &["--os", "WINDOWS_10"], b"");
    std::fs::write(env.path("keep"), "# the board\nuser:zoë.müller\n").expect("a file");
    let some = planned(&env, &["--os", "WINDOWS_10", "--exclude", "user:O'Brien", "--exclude", "@keep"], b"");
    assert_eq!((all.len(), some.len()), (60, 58));
    assert!(some.is_subset(&all));
    let ran = good(env.line("--sim migrate --os WINDOWS_10 --exclude user:nobody --to win11-standard -n"), 0);
    assert!(ran.stderr.contains("warning: `--exclude user:nobody` leaves nothing out"), "{ran:#?}");
}

/// A file, standard input with what `list` wrote in any format, and ids on the command line: the same targets.
#[test]
fn targets_come_from_files_and_pipes() {
    let env = TestEnv::new();
    let filters = "--sim list --os WINDOWS_10 --state STOPPED -o";
    let written = |format: &str| good(env.line(&format!("{filters} {format}")), 0).stdout;
    let expected: BTreeSet<String> = written("ids").lines().map(str::to_owned).collect();
    assert_eq!(expected.len(), 4);
    for format in ["ids", "json", "ndjson", "csv"] {
        let text = written(format);
        assert_eq!(planned(&env, &["-"], text.as_bytes()), expected, "{format} on stdin");
        std::fs::write(env.path("targets"), &text).expect("a file");
        assert_eq!(planned(&env, &["@targets"], b""), expected, "{format} as @targets");
        assert_eq!(planned(&env, &["--from", "targets"], b""), expected, "{format} as --from targets");
    }
    let ids: Vec<&str> = expected.iter().map(String::as_str).collect();
    assert_eq!(planned(&env, &ids, b""), expected);
    let windows: Vec<u8> =
        format!("\u{feff}{}\r\n", ids.join("\r\n")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(planned(&env, &["-"], &windows), expected, "UTF-16 with BOM and CRLF");
}

/// The failed of a run, by its name: what a second try is made from.
#[test]
fn the_failed_of_a_run_are_a_selection() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --faults fail=0.2").code, 0);
    let ran = good(env.line(&format!("{SIXTY} --max-failures 60 -o json")), 3);
    let report = ran.json();
    let (done, failed) = (ended(&report, "done"), ended(&report, "failed"));
    assert!(!failed.is_empty() && done.len() + failed.len() == 60, "{}", ran.last_line());
    let run = report["run"].as_str().expect("a run");
    assert_eq!(planned(&env, &[&format!("run:{run}:failed")], b""), failed);
    let news: BTreeSet<String> = report["targets"]
        .as_array()
        .expect("targets")
        .iter()
        .filter_map(|target| target["new_workspace_id"].as_str().map(str::to_owned))
        .collect();
    let listed = good(env.run(&["--sim", "list", "-o", "ids", &format!("run:{run}:new")]), 0).stdout;
    let again: BTreeSet<String> = listed.lines().map(str::to_owned).collect();
    assert!(again == news && news.len() == done.len(), "the new ids of what is done");
}

/// An id from before a migration is refused with the id that the desktop has now.
#[test]
fn an_old_id_is_refused_with_the_new_one() {
    let env = TestEnv::new();
    let ran = good(env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1 -o json"), 0).json();
    let target = &ran["targets"][0];
    let (old, new) = (target["workspace_id"].as_str().expect("an id"), &target["new_workspace_id"]);
    let again = env.run(&["--sim", "migrate", old, "--to", "win11-power", "--yes", "--confirm", "1"]);
    again.is_bad(5, "(LINE-01)", "`deskfleet explain LINE-01`");
    assert!(again.stderr.contains(&format!("its id is now {}", new.as_str().expect("an id"))), "{again:#?}");
    assert_eq!(env.applied(), 1);
}

/// A list from yesterday has desktops in it that are gone today.
#[test]
fn missing_targets_can_be_left_out() {
    let env = TestEnv::new();
    let words = ["--sim", "migrate", "user:O'Brien", "user:nobody", "--to", "win11-standard", "--yes"];
    let blocked = env.run(&[&words[..], &["--confirm", "2"]].concat());
    blocked.is_bad(5, "1 of 2 selected is refused (SEL-01)", "`deskfleet explain SEL-01`");
    assert_eq!(env.applied(), 0);
    let ran = env.run(&[&words[..], &["--confirm", "2", "--skip-missing"]].concat());
    assert_eq!((ran.code, counts(&ran)), (0, [1, 0, 0, 1, 0, 0, 0, 0]), "what was asked for is no failure: {ran:#?}");
    assert!(ran.stdout.contains("user:nobody\t\t\tskipped\tSEL-01"), "{ran:#?}");
}
