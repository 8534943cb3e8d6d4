//! `terminate`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

const OLD: &str = "--sim terminate --os WINDOWS_10 --not-tag deskfleet-protect";

/// Who is at work is left alone; the rest goes, 25 a call, and is gone.
#[test]
fn a_part_of_the_fleet_is_terminated_and_is_gone() {
    let env = TestEnv::new();
    let before = env.line("--sim list -o ids").stdout.lines().count();
    let ran = env.line(&format!("{OLD} --yes --max-targets 60"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    let [done, unchanged, failed, skipped, ..] = ran.counts();
    assert_eq!((done + skipped, unchanged, failed), (60, 0, 0), "{ran:#?}");
    let record = Record::of(&env, "default");
    assert_eq!(record.calls()["TerminateWorkspaces"], done.div_ceil(25));
    assert!(record.violations().is_empty());
    let left = env.line("--sim list -o ids");
    assert_eq!(left.stdout.lines().count(), before - done, "{left:#?}");
    // Again: nothing of it is there to be terminated.
    let again = env.line(&format!("{OLD} --yes --max-targets 60 --empty-ok"));
    assert_eq!((again.code, again.counts()[0]), (0, 0), "{again:#?}");
}

/// One with the protect tag stops all of it.
#[test]
fn the_protect_tag_stops_it() {
    let env = TestEnv::new();
    let ran = env.line("--sim terminate --tag deskfleet-protect --yes --max-targets 5");
    ran.is_bad(5, "PROT-01", "`--skip-refused`");
    assert_eq!(env.applied(), 0);
}

/// What can't be undone is asked for by its count.
#[test]
fn it_asks_for_the_count_and_without_a_terminal_names_the_flags() {
    let env = TestEnv::new();
    env.line("--sim terminate user:O'Brien").is_bad(2, "nobody can be asked", "--confirm 1");
    env.line("--sim terminate user:O'Brien --yes").is_bad(2, "terminate", "--confirm 1");
    env.line("--sim terminate user:O'Brien --yes --confirm 2").is_bad(
        2,
        "`--confirm 2` does not fit",
        "look at the plan again",
    );
    assert_eq!(env.applied(), 0);
}
