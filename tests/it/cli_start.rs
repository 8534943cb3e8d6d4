//! `start`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

/// Nobody is disturbed by it, so it asks nothing; and doing it again does nothing.
#[test]
fn what_is_stopped_is_started_without_a_question() {
    let env = TestEnv::new();
    let ran = env.line("--sim start --all");
    assert_eq!(ran.code, 0, "what is skipped was filtered in: {ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 5 done, 72 unchanged, 0 failed, 3 skipped, "), "{ran:#?}");
    let ran = env.line("--sim start --all");
    assert!(ran.last_line().starts_with("deskfleet: 0 done, 77 unchanged, 0 failed, 3 skipped, "), "{ran:#?}");
    let record = Record::of(&env, "default");
    assert_eq!((record.calls()["StartWorkspaces"], record.changes()), (1, 1));
    assert!(record.violations().is_empty());
}

/// One that was named and can't be started is not what was asked for.
#[test]
fn a_named_desktop_that_can_not_start_is_a_partial_end() {
    let env = TestEnv::new();
    let ran = env.line("--sim start user:nikos.costa user:ines.fischer");
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert!(ran.stdout.contains("it is ERROR; start takes STOPPED"), "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, 0 failed, 1 skipped, "), "{ran:#?}");
}

/// Of a start the guide does not say what comes of a key that is not enabled: it may warn, not refuse.
#[test]
fn a_key_that_is_disabled_is_warned_about() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet clocks --desktops 16").code, 0);
    let ran = env.line("--sim start --tag kind=disabled-key-stopped -n");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stdout.contains("start 1 of 1 selected") && ran.stdout.contains("is Disabled"), "{ran:#?}");
}
