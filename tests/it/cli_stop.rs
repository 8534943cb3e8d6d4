//! `stop`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

const ALL: &str = "--sim stop --all";

/// Those that are always on, and those with somebody at work, are left alone; what is stopped is as wanted.
#[test]
fn a_fleet_is_stopped_25_a_call() {
    let env = TestEnv::new();
    let ran = env.line(&format!("{ALL} --yes"));
    assert_eq!(ran.code, 0, "what is skipped was filtered in: {ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 49 done, 5 unchanged, 0 failed, 26 skipped, "), "{ran:#?}");
    assert!(ran.stdout.contains("MODE-01") && ran.stdout.contains("CONN-01"), "{ran:#?}");
    let record = Record::of(&env, "default");
    assert_eq!(record.calls()["StopWorkspaces"], 2);
    assert!(record.violations().is_empty());
}

/// Whoever says so throws out who is at work.
#[test]
fn who_is_at_work_is_spared_unless_somebody_says_otherwise() {
    let env = TestEnv::new();
    let ran = env.line("--sim stop user:bruno.fischer --yes");
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.stderr.contains("CONN-01"), "{ran:#?}");
    assert_eq!(env.applied(), 0);
    let ran = env.line("--sim stop user:bruno.fischer --yes --connected ignore");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains("people at work are NOT spared"), "{ran:#?}");
    assert_eq!(env.applied(), 1);
}

#[test]
fn it_asks_and_without_a_terminal_names_the_flag() {
    let env = TestEnv::new();
    env.line(ALL).is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(env.applied(), 0);
}
