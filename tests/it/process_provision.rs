//! Desktops that are made by a process that is killed three times, where answers get lost: nobody gets two.
//!
//! When to kill is decided by the service's record. 25 are made at a time, so that whoever is killed at a call is far from
//! the end.

use std::collections::BTreeMap;
use std::fs;

use crate::env::TestEnv;
use crate::process::{RESUME, record_file};
use crate::record::Record;
use crate::service::{Running, until};

const USERS: usize = 125;

#[test]
fn three_kills_and_lost_answers_leave_one_desktop_for_each_user() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet uniform --desktops 30 --seed 3 --faults lost=0.05").code, 0);
    let row = |number: usize| format!("new.{number},corp.example.com,win11-standard,auto-stop\n");
    let rows: String = (0..USERS).map(row).collect();
    fs::write(env.path("new.csv"), format!("user,directory,bundle,running_mode\n{rows}")).expect("written");

    let first = format!("--sim provision new.csv --max-in-flight 25 --max-failures {USERS} --yes");
    let first: Vec<&str> = first.split(' ').collect();
    let file = record_file(&env);
    for (calls, words) in [(1, &first[..]), (2, &RESUME), (3, &RESUME)] {
        let child = Running::start(&env, words);
        let made = || Record::in_file(&file).calls().get("CreateWorkspaces").copied().unwrap_or(0);
        until("the call was made", || made() >= calls);
        assert!(child.kill(), "it was killed before its end");
    }
    let ran = env.run(&RESUME);
    // Where a process dies is chance, and so is whose answer is lost twice: he is told as failed, and has none.
    let failed: Vec<&str> = ran.stdout.lines().filter(|line| line.contains("\tfailed\t")).collect();
    assert_eq!(ran.code, if failed.is_empty() { 0 } else { 3 }, "{ran:#?}");
    assert!(failed.iter().all(|line| line.ends_with("\tsent twice, and not carried out")), "{ran:#?}");
    let done = USERS - failed.len();
    assert_eq!(ran.counts(), [done, 0, failed.len(), 0, 0, 0, 0, 0], "{ran:#?}");

    let listed = env.line("--sim list -o json").json();
    let mut desktops: BTreeMap<&str, usize> = BTreeMap::new();
    for desktop in listed["Workspaces"].as_array().expect("a list") {
        *desktops.entry(desktop["UserName"].as_str().expect("a user")).or_default() += 1;
    }
    desktops.retain(|user, _| user.starts_with("new."));
    assert!(desktops.values().all(|count| *count == 1), "{desktops:?}");
    assert_eq!(desktops.len(), done);
    let record = Record::of(&env, "default");
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
}
