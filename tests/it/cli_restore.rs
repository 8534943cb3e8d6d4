//! `restore`, as a person runs it.

use crate::env::TestEnv;
use crate::record::Record;

/// One call a desktop; where there is no pair of snapshots it is refused before any call.
#[test]
fn desktops_are_set_back_and_lose_no_work() {
    let env = TestEnv::new();
    let ran = env.line("--sim restore --os WINDOWS_10 --skip-refused --yes --confirm 60");
    let [done, _, failed, _, held, refused, unknown, _] = ran.counts();
    assert_eq!((ran.code, failed, held, unknown), (0, 0, 0, 0), "{ran:#?}");
    assert_eq!(done + refused, 60);
    let record = Record::of(&env, "default");
    assert_eq!(record.calls()["RestoreWorkspace"], done);
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
}

#[test]
fn it_is_asked_for_by_its_count() {
    let env = TestEnv::new();
    env.line("--sim restore user:O'Brien --yes").is_bad(2, "restore", "--confirm 1");
    assert_eq!(env.applied(), 0);
}
