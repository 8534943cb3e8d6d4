//! Windows on the command line: what is refused, what a plan says, and cron's `resume --due` over two weekends.

use crate::env::TestEnv;
use crate::record::Record;

const SIXTY: &str = "--sim migrate --os WINDOWS_10 --to win11-standard --yes --confirm 60";

fn run(env: &TestEnv, line: &str, window: &str) -> crate::env::Ran {
    let words: Vec<&str> = line.split_whitespace().chain(["--window", window]).collect();
    env.run(&words)
}

/// Two weekends of 30, by cron: silent while nothing is due, and nothing is sent twice.
#[test]
fn cron_goes_on_when_the_window_opens() {
    let env = TestEnv::new();
    let line = format!("{SIXTY} --per-window 30 --canary 2 --after-canary 1h");
    let ran = run(&env, &line, "Fri 22:00-Mon 05:00 Europe/Berlin");
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.stderr.contains("windows         Fri 22:00-Mon 05:00 Europe/Berlin; at most 30 each time"), "{ran:#?}");
    assert!(ran.stderr.contains("nothing starts after 2026-01-11 16:00Z, since it may take 12h"), "{ran:#?}");
    assert!(ran.stderr.contains("the next window for this run opens at 2026-01-09 21:00Z"), "{ran:#?}");
    assert!(ran.last_line().contains("60 not started") && ran.last_line().contains("resume with: "), "{ran:#?}");
    let silent = |env: &TestEnv| {
        let ran = env.line("--sim resume --due");
        assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    };
    silent(&env);
    assert_eq!(env.applied(), 0);
    assert_eq!(env.line("--sim sim advance 5d").code, 0);
    let ran = env.line("--sim resume --due");
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 30 done, "), "{ran:#?}");
    assert!(ran.stderr.contains("the next window for this run opens at 2026-01-16 21:00Z"), "{ran:#?}");
    silent(&env);
    assert_eq!(env.line("--sim sim advance 7d").code, 0);
    let ran = env.line("--sim resume --due");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 60 done, "), "{ran:#?}");
    silent(&env);
    let record = Record::of(&env, "default");
    assert_eq!((record.migrated_once().len(), record.violations().len()), (60, 0));
}

/// A run that stopped for anything else waits for a person.
#[test]
fn cron_leaves_alone_what_did_not_stop_for_time() {
    let env = TestEnv::new();
    assert_eq!(env.line(&format!("{SIXTY} --canary 2")).code, 6);
    let ran = env.line("--sim resume --due");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    assert_eq!(env.applied(), 2, "the canary only");
    env.line("--sim resume R-20260105T080000Z-0000 --due").is_bad(2, "--due", "");
}

/// `--hold wait` says beforehand what a person at a terminal would get.
#[test]
fn a_run_can_wait_for_its_window() {
    let env = TestEnv::new();
    let ran = run(&env, &format!("{SIXTY} --hold wait"), "Fri 22:00-Mon 05:00 Europe/Berlin");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("waiting: the next window for this run opens at 2026-01-09 21:00Z"), "{ran:#?}");
    let first = &env.sim_log("default").into_iter().find(|line| line["applied"] == true).expect("a change");
    assert!(first["at"].as_str().expect("a time").starts_with("2026-01-09T21:00:"), "{first}");
}

/// What a one-shot run has left is skipped: that was asked for, so the exit code is 0 and nothing can be resumed.
#[test]
fn a_one_shot_run_ends_with_its_window() {
    let env = TestEnv::new();
    let ran = run(&env, "--sim reboot --os WINDOWS_11 --yes --one-shot -q", "22:00-05:00 UTC");
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""), "{ran:#?}");
    assert_eq!(env.applied(), 0, "its window was closed");
    env.line("--sim resume").is_bad(2, "no run is open", "runs list");
    assert_eq!(env.line("--sim sim advance 15h").code, 0);
    let ran = run(&env, "--sim reboot --os WINDOWS_11 --yes --one-shot -q", "22:00-05:00 UTC");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    assert!(env.applied() > 0, "its window is open");
}

#[test]
fn what_can_not_be_kept_is_refused_before_anything_is_sent() {
    let env = TestEnv::new();
    let table = [
        ("22:00-05:00 Europe/Berlin", "", "for the 12h that migrate may take", "--late-start"),
        ("Fri 22:00-Mon 05:00", "", "names no time zone", ""),
        ("Fri 22:00-Mon 05:00 Europe/Berln", "", "`Europe/Berln` is not a time zone", ""),
        ("00:00-24:00 UTC", "--per-window 5", "`--per-window` counts by windows that close", "write a window"),
        ("22:00-20:00 UTC", "--not-on 24.12.2026", "is neither a date nor a range", ""),
        ("22:00-20:00 UTC", "--one-shot --canary 2", "`--one-shot` skips what is left", "--after-canary"),
        ("22:00-20:00 UTC", "--per-window 0", "0", ""),
        ("22:00-20:00 UTC", "--max-duration 0s", "nothing is sent in no time", ""),
    ];
    for (window, flags, error, hint) in table {
        let ran = run(&env, &format!("{SIXTY} {flags}"), window);
        assert_eq!(ran.code, 2, "{window} {flags}: {ran:#?}");
        assert!(ran.stderr.contains(error) && ran.stderr.contains(hint), "{window} {flags}: {ran:#?}");
    }
    for flags in ["--not-on 2026-12-24", "--late-start", "--per-window 5"] {
        env.line(&format!("{SIXTY} {flags}")).is_bad(2, "", "");
    }
    assert_eq!(env.applied(), 0);
}

/// A canary is the desktops that were named for it, whatever their place in the order.
#[test]
fn a_canary_can_be_a_list() {
    let env = TestEnv::new();
    let last = env.line("--sim list --os WINDOWS_10 --state AVAILABLE -o ids").stdout;
    let last: Vec<&str> = last.lines().rev().take(3).collect();
    std::fs::write(env.path("pilot.txt"), last.join("\n")).expect("a file");
    let ran = env.line(&format!("{SIXTY} --canary @pilot.txt"));
    assert_eq!(ran.code, 6, "{ran:#?}");
    let mut expected = last.clone();
    expected.sort_unstable();
    assert_eq!(Record::of(&env, "default").migrated_once(), expected);
    std::fs::write(env.path("pilot.txt"), "user:nobody.at.all\n").expect("a file");
    env.line(&format!("{SIXTY} --canary @pilot.txt")).is_bad(
        2,
        "no such desktop was found",
        "part of what is selected",
    );
    std::fs::write(env.path("pilot.txt"), "# nobody\n").expect("a file");
    env.line(&format!("{SIXTY} --canary @pilot.txt")).is_bad(2, "the list is empty", "");
    env.line(&format!("{SIXTY} --canary @missing.txt")).is_bad(2, "can't read the list", "");
}
