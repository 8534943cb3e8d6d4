//! `rebuild`, as a person runs it.

use crate::env::TestEnv;
use crate::record::Record;

/// One call a desktop, 25 at a time; another interface, the same id; no work is lost.
#[test]
fn desktops_are_made_anew_and_lose_no_work() {
    let env = TestEnv::new();
    let ids = env.line("--sim list --os WINDOWS_10 -o ids").stdout;
    let ran = env.line("--sim rebuild --os WINDOWS_10 --yes --confirm 60");
    assert_eq!((ran.code, ran.counts()), (0, [60, 0, 0, 0, 0, 0, 0, 0]), "{ran:#?}");
    let record = Record::of(&env, "default");
    assert_eq!(record.calls()["RebuildWorkspaces"], 60);
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
    assert_eq!(env.line("--sim list --os WINDOWS_10 -o ids").stdout, ids, "ids stay");
}

/// Work that no snapshot has yet is held with the time of the next one; whoever accepts the loss sees it.
#[test]
fn work_that_no_snapshot_has_is_held() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset").code, 0);
    // After work, and before the next volume snapshots.
    assert_eq!(env.line("--sim sim advance 11h").code, 0);
    let plan = env.line("--sim rebuild --all --skip-refused -n -o json").json();
    let held = plan["held"].as_array().expect("held").clone();
    assert!(!held.is_empty(), "{plan:#}");
    assert!(held.iter().all(|one| one["rule"] == "SNAP-01" || one["rule"] == "CONN-01"), "{held:#?}");
    let late = held.iter().find(|one| one["rule"] == "SNAP-01").expect("somebody has left");
    assert!(late["until"].as_str().expect("a time") > "2026-01-05T19:00:00Z", "{late}");
    let id = late["target"].as_str().expect("an id");
    let ran = env.run(&["--sim", "rebuild", id, "--allow", "SNAP-01", "-n"]);
    assert!(ran.stdout.contains("warning SNAP-02: what is newer will be lost: it was used until"), "{ran:#?}");
    let ran = env.run(&["--sim", "rebuild", id, "--yes", "--confirm", "1", "--hold", "defer"]);
    assert_eq!((ran.code, ran.counts()[4]), (6, 1), "{ran:#?}");
    assert_eq!(env.applied(), 0);
}

#[test]
fn what_can_not_be_rebuilt_blocks() {
    let env = TestEnv::new();
    env.line("--sim rebuild --tag deskfleet-protect --yes --max-targets 5").is_bad(5, "PROT-01", "`--skip-refused`");
    env.line("--sim rebuild user:O'Brien --max-snapshot-age never").is_bad(2, "--max-snapshot-age", "--help");
    assert_eq!(env.applied(), 0);
}

/// Groups that were attached by hand are on the new interface: those that were named, and no others.
#[test]
fn groups_attached_by_hand_are_put_back() {
    const JONAS: &str = "user:jonas.fischer";
    let env = TestEnv::new();
    let groups = || {
        let found = env.line(&format!("--sim security-group list {JONAS} -o json")).json();
        found["Workspaces"][0]["SecurityGroups"].as_array().expect("groups").clone()
    };
    let before = groups();
    assert_eq!(before.len(), 2, "that of the directory, and one more: {before:?}");
    let ran = env.line(&format!("--sim rebuild {JONAS} --yes --confirm 1"));
    assert_eq!((ran.code, ran.counts()[0]), (0, 1), "{ran:#?}");
    assert_eq!(groups(), before);
    assert_eq!(env.line("--sim sim advance 44h").code, 0);
    let ran = env.line(&format!("--sim rebuild {JONAS} --carry-groups none --yes --confirm 1"));
    assert_eq!((ran.code, ran.counts()[0]), (0, 1), "{ran:#?}");
    assert_eq!(groups().len(), 1, "its loss was asked for");
}
