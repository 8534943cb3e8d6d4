//! `maintenance`: on and off, and what is not done to a desktop in between.

use crate::env::TestEnv;
use crate::record::Record;

#[test]
fn in_maintenance_nothing_else_is_done_until_it_is_off() {
    let env = TestEnv::new();
    let two = "user:O'Brien user:zoë.müller";
    let ran = env.line(&format!("--sim maintenance on {two} --yes"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 2 done, "), "{ran:#?}");
    let again = env.line(&format!("--sim maintenance on {two} --yes"));
    assert!(again.last_line().starts_with("deskfleet: 0 done, 2 unchanged, "), "{again:#?}");
    for verb in ["reboot", "start", "stop"] {
        let ran = env.line(&format!("--sim {verb} {two} --yes"));
        assert_eq!(ran.code, 3, "{ran:#?}");
        assert!(ran.stderr.contains("it is ADMIN_MAINTENANCE"), "{ran:#?}");
    }
    let ran = env.line("--sim maintenance off --state ADMIN_MAINTENANCE --exclude user:grace.fischer --yes");
    assert!(ran.last_line().starts_with("deskfleet: 2 done, 0 unchanged, 0 failed, 0 skipped, "), "{ran:#?}");
    let record = Record::of(&env, "default");
    assert_eq!((record.calls()["ModifyWorkspaceState"], record.changes()), (4, 4));
    assert!(record.violations().is_empty());
    assert_eq!(env.line("--sim list --state ADMIN_MAINTENANCE -o ids").stdout.lines().count(), 1);
}

/// Somebody pays for every hour of a desktop that no longer stops by itself.
#[test]
fn it_says_what_it_costs() {
    let env = TestEnv::new();
    let ran = env.line("--sim maintenance on --running-mode auto-stop -n");
    assert!(ran.stdout.contains("warning MAINT-01: in maintenance it does not stop by itself"), "{ran:#?}");
    let ran = env.line("--sim maintenance on --running-mode always-on -n");
    assert!(!ran.stdout.contains("MAINT-01"), "{ran:#?}");
}

#[test]
fn it_asks_and_wants_to_know_which_of_the_two() {
    let env = TestEnv::new();
    env.line("--sim maintenance on --all").is_bad(2, "nobody can be asked", "--yes");
    env.line("--sim maintenance of --all").is_bad(2, "unrecognized subcommand 'of'", "`off`");
    assert_eq!(env.line("--sim maintenance").code, 2);
    assert_eq!(env.applied(), 0);
}
