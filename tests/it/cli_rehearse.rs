//! `rehearse` and `--rehearse`: what a plan would come to, without anything real.

use std::fs;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv};
use crate::service::{Service, client_env};

/// Plans in a world of its own, and takes the plan to where nothing is known of that world.
fn elsewhere(line: &str) -> TestEnv {
    let there = TestEnv::new();
    let ran = there.line(&format!("--sim {line} --out plan.json"));
    assert!([0, 5].contains(&ran.code), "{ran:#?}");
    let here = TestEnv::new();
    fs::copy(there.path("plan.json"), here.path("plan.json")).expect("a copy");
    here
}

const SIXTY: &str = "migrate --os WINDOWS_10 --to win11-standard";

fn members(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// No environment at all, not even a home: no credentials, no state directory, and nothing is left behind.
#[test]
fn a_plan_from_elsewhere_needs_nothing_and_leaves_nothing() {
    let env = elsewhere(SIXTY);
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_deskfleet"));
        command.args([
            "rehearse",
            "plan.json",
            "-o",
            "json",
            "--runs",
            "2",
            "--seed",
            "2",
            "--faults",
            "lost=0.05,throttle=0.05",
        ]);
        Ran::from(command.env_clear().current_dir(env.home()).stdin(Stdio::null()).output().expect("the binary runs"))
    };
    let ran = run();
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().ends_with("(111122223333 us-east-1 SIMULATED)"), "{ran:#?}");
    let left: Vec<_> = fs::read_dir(env.home()).expect("listed").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["plan.json"]);
    assert_eq!(run().stdout, ran.stdout, "the same plan, seeds and faults give the same bytes");
}

/// A ledger that knows how long a change takes is drawn from, and that is said; the one of a world does not count.
#[test]
fn durations_come_from_the_ledger_where_it_has_them() {
    let env = client_env();
    let service = Service::start(&env, "--desktops 40 --fleet uniform --speed 3600 --rate 0 --latency 0");
    let env = env.with("AWS_ENDPOINT_URL", service.endpoint());
    let plan = |env: &TestEnv, flags: &str| {
        let ran = env.line(&format!("{flags} reboot --all --connected ignore --out plan.json"));
        assert_eq!(ran.code, 0, "{ran:#?}");
    };
    plan(&env, "");
    let rehearse = |env: &TestEnv| env.line("rehearse plan.json -o json").json();
    assert_eq!(rehearse(&env)["measured"], json!({}));
    let ran = env.line("apply plan.json --yes");
    let done: u64 = ran.last_line().split(' ').nth(1).and_then(|count| count.parse().ok()).expect("a count");
    assert!(done >= 10, "{ran:#?}");
    plan(&env, "");
    let document = rehearse(&env);
    assert_eq!(document["measured"], json!({"REBOOT": done}));
    let said = document["durations"].as_str().expect("a text");
    assert!(said.starts_with(&format!("measured, out of the ledger: the last {done} of REBOOT;")), "{said}");
    assert_eq!(rehearse(&env), document, "the same plan, ledger and seed give the same");

    let env = TestEnv::new();
    plan(&env, "--sim");
    assert!([0, 3].contains(&env.line("--sim apply plan.json --yes").code));
    plan(&env, "--sim");
    assert_eq!(env.line("--sim rehearse plan.json -o json").json()["measured"], json!({}));
}

/// Scripts read these; the lists are written by hand.
#[test]
fn the_document_has_its_members_and_whole_numbers() {
    fn no_floats(value: &Value) {
        match value {
            Value::Number(number) => assert!(!number.is_f64(), "{number}"),
            Value::Array(items) => items.iter().for_each(no_floats),
            Value::Object(members) => members.values().for_each(no_floats),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    let env = elsewhere(SIXTY);
    let ran = env.line("rehearse plan.json -o json --faults fail=0.05 --seed 4");
    assert_eq!(ran.code, 3, "{ran:#?}");
    let document = ran.json();
    no_floats(&document);
    let expected = [
        "assumed",
        "began_at",
        "durations",
        "estimate_s",
        "faults",
        "makespan_median_s",
        "makespan_worst_s",
        "measured",
        "plan",
        "runs",
        "schema",
        "scope",
        "verb",
    ];
    assert_eq!(members(&document), expected);
    let plan: Value =
        serde_json::from_str(&fs::read_to_string(env.path("plan.json")).expect("the plan")).expect("JSON");
    assert_eq!((&document["schema"], &document["plan"]), (&1.into(), &plan["id"]));
    assert_eq!(document["began_at"], plan["made_at"], "no clock of this machine has a part in it");
    assert!(document["durations"].as_str().expect("a text").starts_with("drawn, not measured"));
    let run = &document["runs"][0];
    let expected = [
        "addresses",
        "calls",
        "counts",
        "late",
        "makespan_s",
        "postponed",
        "seed",
        "targets",
        "total",
        "unanswered",
        "waves",
    ];
    assert_eq!(members(run), expected);
    assert_eq!(members(&run["calls"]["MigrateWorkspace"]), ["calls", "errors", "lost", "throttled"]);
    assert_eq!(members(&run["waves"][0]), ["ended_after_s", "targets", "wave"]);
    assert_eq!(
        members(&run["addresses"][0]),
        ["at_begin", "at_end", "least", "least_after_s", "over_time", "subnet_id"]
    );
    let failed = &run["targets"].as_array().expect("targets");
    assert_eq!(failed.len() as u64, run["counts"]["failed"].as_u64().expect("a number"));
    assert_eq!(members(&failed[0]), ["end", "reason", "target"]);
    assert_eq!(members(&failed[0]["target"]), ["directory_id", "user_name", "workspace_id"]);
}

/// The run adds up: one call a desktop, wave after wave, and no more desktops at once than addresses were taken.
#[test]
fn what_is_told_fits_together() {
    let env = elsewhere(SIXTY);
    let run = env.line("rehearse plan.json -o json").json()["runs"][0].clone();
    assert_eq!((&run["counts"]["done"], &run["total"]["throttled"]), (&60.into(), &0.into()));
    assert_eq!(run["calls"]["MigrateWorkspace"]["calls"], 60);
    let waves = run["waves"].as_array().expect("waves");
    let targets: Vec<u64> = waves.iter().map(|wave| wave["targets"].as_u64().expect("a number")).collect();
    assert_eq!(targets, [25, 25, 10]);
    let ends: Vec<u64> = waves.iter().map(|wave| wave["ended_after_s"].as_u64().expect("a number")).collect();
    assert!(ends[0] < ends[1] && ends[1] < ends[2] && Some(ends[2]) <= run["makespan_s"].as_u64(), "{ends:?}");
    let left = run["makespan_s"].as_u64().expect("a number") - ends[2];
    assert!(left <= 60, "a wave ends with its last desktop, and the run with its last wave: {left} s later");
    assert!(ends[0] >= 20 * 60, "no migration is over in less than 20 minutes: {ends:?}");
    let taken =
        |subnet: &Value| subnet["at_begin"].as_u64().expect("a number") - subnet["least"].as_u64().expect("a number");
    let taken: Vec<u64> = run["addresses"].as_array().expect("subnets").iter().map(taken).collect();
    assert!(taken.iter().sum::<u64>() >= 25 && taken.iter().all(|taken| (1..=25).contains(taken)), "{taken:?}");
    for subnet in run["addresses"].as_array().expect("subnets") {
        let free = |point: &Value| point["free"].as_u64().expect("a number");
        let least = subnet["over_time"].as_array().expect("points").iter().map(free).min();
        assert_eq!(least, subnet["least"].as_u64(), "{subnet}");
    }
}

#[test]
fn faults_are_survived_or_named_and_counted() {
    let env = elsewhere(SIXTY);
    let ran = env.line("rehearse plan.json -o table --runs 3 --seed 1 --faults throttle=0.1,lost=0.06");
    assert_eq!(ran.code, 0, "{ran:#?}");
    let begins = |start: &str| ran.stdout.lines().find(|line| line.starts_with(start)).unwrap_or_default().to_owned();
    assert!(ran.stdout.starts_with("rehearsed migrate of 60 selected, 3 runs, seeds 1 to 3\n"), "{ran:#?}");
    assert!(begins("  durations ").contains("drawn, not measured"), "{ran:#?}");
    for line in ["  throttled ", "  lost answers "] {
        let number = begins(line).split_whitespace().find_map(|word| word.parse::<u64>().ok());
        assert!(number.is_some_and(|number| number > 10), "{line}: {ran:#?}");
    }
    let ran = env.line("rehearse plan.json -o table --faults fail=1");
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(
        ran.stdout.contains("the service undid it: the desktop is AVAILABLE on its old bundle again, ws-… is gone\n")
    );
    assert!(ran.stdout.contains("  stopped         seed 7: failures\n"), "the budget ends it: {ran:#?}");
    env.line("rehearse plan.json --faults lots=1").is_bad(2, "did you mean `lost`?", "`deskfleet rehearse --help`");
}

/// Whoever is at work is waited for, and the report names the rule.
#[test]
fn what_the_plan_holds_is_told() {
    let env = elsewhere("migrate --os WINDOWS_11 --to win11-power --skip-refused --max-failures 5 --allow SNAP-01");
    let run = env.line("rehearse plan.json -o json").json()["runs"][0].clone();
    let held: Vec<&Value> =
        run["targets"].as_array().expect("targets").iter().filter(|target| target["end"] == "held").collect();
    assert_eq!(Some(held.len() as u64), run["counts"]["held"].as_u64());
    assert!(!held.is_empty() && held.iter().all(|target| target["rule"] == "CONN-01"), "{run:#?}");
}

/// Nothing is lost by rehearsing late: what was seen is what is rehearsed.
#[test]
fn plans_that_can_not_be_applied_are_told_apart() {
    let env = elsewhere(&format!("{SIXTY} --expires 1s"));
    assert_eq!(env.line("rehearse plan.json").code, 0, "an expired plan is rehearsed");
    let env = elsewhere("migrate --all --to win11-standard");
    env.line("rehearse plan.json").is_bad(5, "12 of 80 selected are refused", "`--skip-refused`");
    env.line("rehearse nothing.json").is_bad(2, "can't read the plan `nothing.json`", "name a file that `--out` wrote");
    let text = fs::read_to_string(env.path("plan.json")).expect("the plan").replace("\"wave\":25", "\"wave\":26");
    fs::write(env.path("plan.json"), text).expect("a file");
    env.line("rehearse plan.json").is_bad(2, "it was changed after it was made", "--seal --out NEW");

    // A moment from which no time can pass.
    let env = elsewhere(SIXTY);
    let text = fs::read_to_string(env.path("plan.json")).expect("the plan");
    let mut plan: Value = serde_json::from_str(&text).expect("JSON");
    (plan["made_at"], plan["expires_at"]) = ("9999-12-30T00:00:00Z".into(), "9999-12-30T01:00:00Z".into());
    fs::write(env.path("plan.json"), plan.to_string()).expect("a file");
    assert_eq!(env.line("check plan.json --seal --out late.json").code, 0);
    env.line("rehearse late.json").is_bad(2, "`made_at` is 9999-12-30", "a clock that is right");
}

#[test]
fn a_change_is_rehearsed_instead_of_asked_for() {
    let env = TestEnv::new();
    let ran = env.line(&format!("--sim {SIXTY} --rehearse -o table"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stdout.contains("  ends            60 done, 0 unchanged, 0 failed"), "{ran:#?}");
    assert!(ran.last_line().starts_with("hint: this was a rehearsal, nothing was sent"), "{ran:#?}");
    assert_eq!(env.applied(), 0);
    assert_eq!(env.line("--sim runs list -o ids").stdout, "", "no run was opened");
    // The same desktops can be moved afterwards: nothing was claimed.
    assert_eq!(env.line(&format!("--sim {SIXTY} --yes --confirm 60")).code, 0);

    let ran = env.line("--sim reboot --os WINDOWS_11 --rehearse --seed 2 -o json");
    assert_eq!((ran.code, &ran.json()["verb"]), (0, &"reboot".into()), "{ran:#?}");
    env.line(&format!("--sim {SIXTY} --seed 3")).is_bad(2, "`--seed` says how to rehearse", "add `--rehearse`");
    env.line(&format!("--sim {SIXTY} --rehearse -n")).is_bad(2, "'--rehearse", "--help`");
}

#[test]
fn each_format_has_its_form() {
    let env = elsewhere("migrate user:O'Brien --to win11-standard");
    let run = |format: &str| {
        let ran = env.line(&format!("rehearse plan.json --runs 2 -o {format}"));
        assert_eq!(ran.code, 0, "{ran:#?}");
        ran.stdout
    };
    let csv = run("csv");
    assert!(
        csv.starts_with(
            "Seed,MakespanS,Done,Failed,Skipped,Held,Unknown,NotStarted,Calls,Throttled,Lost,Stopped\r\n7,"
        )
    );
    assert_eq!(csv.lines().count(), 3);
    let events: Vec<Value> = run("ndjson").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let ended: Vec<&Value> =
        events.iter().filter(|event| event["event"] == "run_ended").map(|event| &event["rehearsal"]).collect();
    assert_eq!(ended, [1, 2]);
    env.line("rehearse plan.json -o ids").is_bad(2, "`-o ids`", "`-o json`");
    let query = env.run(&["rehearse", "plan.json", "--query", "runs[].counts.done", "-o", "json"]);
    assert_eq!(query.stdout, "[\n  1\n]\n", "{query:#?}");
}

/// Each window has its desktops and its end, in the document and in words.
#[test]
fn windows_end_when_they_end() {
    let there = TestEnv::new();
    let mut words: Vec<&str> =
        "--sim migrate --os WINDOWS_10 --to win11-standard --per-window 30 --out plan.json".split(' ').collect();
    words.extend(["--window", "Fri 22:00-Mon 05:00 Europe/Berlin"]);
    assert_eq!(there.run(&words).code, 0);
    let ran = there.line("rehearse plan.json -o json");
    assert_eq!(ran.code, 0, "{ran:#?}");
    let json = ran.json();
    let windows = json["runs"][0]["windows"].as_array().expect("windows");
    assert_eq!(windows.len(), 2, "{json}");
    assert_eq!(members(&windows[0]), ["closes_after_s", "ended_after_s", "opens_after_s", "targets"]);
    let made = "2026-01-05T08:00:".len();
    assert_eq!(&json["began_at"].as_str().expect("a time")[..made], "2026-01-05T08:00:", "what follows counts from it");
    for (window, opens_h) in windows.iter().zip([109, 277]) {
        let hours = |name: &str| window[name].as_u64().expect("seconds").div_ceil(3_600);
        assert_eq!((hours("opens_after_s"), &window["targets"]), (opens_h, &30.into()), "{window}");
        assert_eq!(hours("closes_after_s"), opens_h + 55, "{window}");
        assert!((opens_h + 1..opens_h + 4).contains(&hours("ended_after_s")), "{window}");
    }
    // 12 days of waiting are in the estimate, too.
    let (estimate, makespan) = (json["estimate_s"].as_u64().expect("s"), json["makespan_worst_s"].as_u64().expect("s"));
    assert!(estimate.abs_diff(makespan) < 3 * 3_600, "{estimate} {makespan}");
    let text = there.line("rehearse plan.json -o table").stdout;
    assert!(
        text.contains("window 2        2026-01-16 21:00Z to 2026-01-19 04:00Z: 30 desktops, the last ends 2026-01-16 "),
        "{text}"
    );
}
