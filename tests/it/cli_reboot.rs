//! `reboot`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

const ALL: &str = "--sim reboot --all";

#[test]
fn a_fleet_is_rebooted_25_a_call() {
    let env = TestEnv::new();
    let ran = env.line(&format!("{ALL} --yes"));
    assert_eq!(ran.code, 0, "what is skipped was filtered in: {ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 69 done, 0 unchanged, 0 failed, 11 skipped, "), "{ran:#?}");
    assert!(ran.last_line().ends_with("(111122223333 us-east-1 SIMULATED)"), "{ran:#?}");
    let calls = env.sim_log("default").iter().filter(|line| line["operation"] == "RebootWorkspaces").count();
    assert_eq!(calls, 3);
    assert!(Record::of(&env, "default").violations().is_empty());
}

/// A named desktop with somebody at work is skipped as well, and that is not what was asked for.
#[test]
fn a_named_desktop_that_is_skipped_is_a_partial_end() {
    let env = TestEnv::new();
    let ran = env.run(&["--sim", "reboot", "user:bruno.fischer", "user:O'Brien", "--yes"]);
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.stdout.contains("CONN-01"), "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, 0 failed, 1 skipped, "), "{ran:#?}");
}

#[test]
fn it_asks_and_without_a_terminal_names_the_flag() {
    let env = TestEnv::new();
    env.line(ALL).is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(env.applied(), 0);
}

/// A desktop whose key is disabled could not be used any more: named it blocks, filtered in it is left out, and whoever
/// lowers the rule is warned.
#[test]
fn a_key_that_is_disabled_keeps_its_desktop_from_a_reboot() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet clocks --desktops 8").code, 0);
    let id = env.line("--sim list --tag kind=disabled-key -o ids").stdout;
    let ran = env.run(&["--sim", "reboot", id.trim(), "--yes"]);
    ran.is_bad(5, "1 of 1 selected is refused (KEY-01); nothing was sent", "`--allow RULE-ID`");
    assert!(ran.stderr.contains("its key arn:aws:kms:us-east-1:111122223333:key/"), "{ran:#?}");
    let ran = env.line("--sim reboot --tag kind=disabled-key --tag kind=plain --yes");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, 0 failed, 1 skipped, "), "{ran:#?}");
    let ran = env.run(&["--sim", "reboot", id.trim(), "--allow", "KEY-01", "-n"]);
    assert!(ran.stdout.contains("warning KEY-01: lowered"), "{ran:#?}");
    assert!(Record::of(&env, "default").violations().is_empty());
}
