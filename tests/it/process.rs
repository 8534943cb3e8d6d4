//! Whole processes: killed, interrupted, and run in other surroundings.
//!
//! When to kill is decided by the simulator's record as it grows on disk, never by the time.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::env::TestEnv;
use crate::record::Record;
use crate::service::{Running, until};

pub(crate) const SIXTY: [&str; 9] =
    ["--sim", "migrate", "--os", "WINDOWS_10", "--to", "win11-standard", "--yes", "--confirm", "60"];
pub(crate) const RESUME: [&str; 2] = ["--sim", "resume"];

/// The record of the default world, for reading while somebody works on it.
pub(crate) fn record_file(env: &TestEnv) -> PathBuf {
    env.path(".local/state/deskfleet/sim/default/requests.ndjson")
}

/// Starts a command and waits until so many migrations were applied.
fn start_until(env: &TestEnv, words: &[&str], migrations: usize) -> Running {
    let child = Running::start(env, words);
    let file = record_file(env);
    until("the record has grown", || Record::in_file(&file).migrated().len() >= migrations);
    child
}

/// All sixty are on the new bundle, each was migrated once, and no rule was broken on the way.
#[track_caller]
pub(crate) fn assert_all_moved_once(env: &TestEnv) {
    let record = Record::of(env, "default");
    assert_eq!((record.migrated_once().len(), record.changes()), (60, 60));
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
    assert!(record.in_flight_max() <= 25);
    assert_eq!(env.line("--sim list --os WINDOWS_10 -o ids").stdout, "", "nobody was left behind");
    let there = env.line("--sim list --bundle win11-standard --state AVAILABLE,STOPPED -o ids").stdout;
    assert_eq!(there.lines().count(), 64, "and nobody is on the way");
}

/// SIGKILL three times: while the first wave is sent, in the second, and in the third.
#[test]
fn a_killed_process_loses_nothing() {
    let env = TestEnv::new();
    assert!(start_until(&env, &SIXTY, 7).kill(), "the first was killed before its end");
    let list = env.line("--sim runs list -o json").json();
    assert_eq!(list["runs"][0]["status"], "interrupted", "{list}");
    assert!(start_until(&env, &RESUME, 31).kill(), "the second was killed before its end");
    assert!(start_until(&env, &RESUME, 52).kill(), "the third was killed before its end");
    let end = env.run(&RESUME);
    assert_eq!(end.code, 0, "{end:#?}");
    assert!(end.last_line().starts_with("deskfleet: 60 done, 0 unchanged, 0 failed, 0 skipped"), "{end:#?}");
    assert_all_moved_once(&env);
}

/// The same in a world in which answers get lost. Where a process dies is chance, and so is whose answer is lost twice:
/// such a desktop is told as failed and left where it was.
#[test]
fn a_killed_process_loses_nothing_where_answers_do() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --seed 11 --faults lost=0.1").code, 0);
    assert!(start_until(&env, &SIXTY, 12).kill(), "the first was killed before its end");
    assert!(start_until(&env, &RESUME, 40).kill(), "the second was killed before its end");
    let end = env.run(&RESUME);
    let failed: Vec<&str> = end.stdout.lines().filter(|line| line.contains("\tfailed\t")).collect();
    assert_eq!(end.code, if failed.is_empty() { 0 } else { 3 }, "{end:#?}");
    assert!(failed.iter().all(|line| line.ends_with("\tsent twice, and not carried out")), "{end:#?}");
    let done = 60 - failed.len();
    assert_eq!(end.counts(), [done, 0, failed.len(), 0, 0, 0, 0, 0], "{end:#?}");
    let record = Record::of(&env, "default");
    assert_eq!((record.migrated_once().len(), record.changes()), (done, done));
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
    assert!(record.in_flight_max() <= 25);
    let left = env.line("--sim list --os WINDOWS_10 -o ids").stdout;
    assert!(left.lines().all(|id| failed.iter().any(|line| line.starts_with(id))), "{left}");
    assert_eq!(left.lines().count(), failed.len());
}

/// Ctrl-C and a supervisor want the same. (A terminal that closes, too: `process_terminal`.)
#[test]
fn an_interrupted_process_says_how_to_go_on() {
    for signal in ["INT", "TERM"] {
        interrupted_by(signal);
    }
}

fn interrupted_by(signal: &str) {
    let env = TestEnv::new();
    let child = start_until(&env, &SIXTY, 30);
    child.signal(signal);
    let ran = child.wait();
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.stderr.contains("stopping: no new calls"), "{ran:#?}");
    let run = env.line("--sim runs list -o ids").stdout.trim().to_owned();
    let (counts, command) = ran.last_line().split_once("; resume with: deskfleet ").expect("how to go on");
    assert_eq!(command, format!("--sim resume {run}"));
    assert!(counts.starts_with("deskfleet: ") && counts.ends_with("(111122223333 us-east-1 SIMULATED)"), "{counts}");
    let sent = Record::of(&env, "default").migrated_once().len();
    assert!((30..60).contains(&sent), "it went on sending: {sent}");

    let ran = env.line(command);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_all_moved_once(&env);
}

/// The second signal leaves at once; what was sent is observed by `resume`.
#[test]
fn a_second_signal_leaves_at_once() {
    let env = TestEnv::new();
    let child = start_until(&env, &SIXTY, 30);
    // Both are pending when the process looks, so none can be missed in between.
    child.signal("STOP");
    child.signal("INT");
    child.signal("TERM");
    child.signal("CONT");
    let ran = child.wait();
    assert_eq!(ran.code, 6, "{ran:#?}");
    let ran = env.run(&RESUME);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_all_moved_once(&env);
}

/// What a run leaves behind: the plan's bytes, the events, and what the simulator saw.
#[derive(Debug, PartialEq)]
struct Traces {
    plan: Vec<u8>,
    events: String,
    record: Vec<Value>,
}

/// Plans and migrates what a list names, in a new world.
fn traces(env: &TestEnv, list: &[&str]) -> Traces {
    fs::write(env.path("list"), list.join("\n")).expect("a file");
    assert_eq!(env.line("--sim sim reset --faults lost=0.05,throttle=0.05,fail=0.05").code, 0);
    let words = "--sim migrate @list --to win11-standard";
    let planned = env.line(&format!("{words} --out plan.json"));
    assert_eq!(planned.code, 0, "{planned:#?}");
    assert_eq!(env.line("--sim sim reset --faults lost=0.05,throttle=0.05,fail=0.05").code, 0);
    let ran = env.line(&format!("{words} --yes --confirm 60 --max-failures 60 -o ndjson"));
    assert_eq!(ran.code, 3, "some fail in this world: {ran:#?}");
    let plan = fs::read(env.path("plan.json")).expect("the plan");
    Traces { plan, events: ran.stdout, record: env.sim_log("default") }
}

/// The same seed is the same plan, the same run and the same traffic, whatever the order of the input and the place.
#[test]
fn surroundings_make_no_difference() {
    let here = TestEnv::new();
    let text = here.line("--sim list --os WINDOWS_10 -o ids").stdout;
    let ids: Vec<&str> = text.lines().collect();
    let first = traces(&here, &ids);
    let elsewhere = TestEnv::new()
        .with("TZ", "Pacific/Kiritimati")
        .with("LANG", "tr_TR.UTF-8")
        .with("LC_ALL", "tr_TR.UTF-8")
        .with("COLUMNS", "40");
    let mut permuted = ids.clone();
    permuted.reverse();
    permuted.rotate_left(17);
    permuted.push(ids[0]); // once more changes nothing
    let second = traces(&elsewhere, &permuted);
    assert_eq!(String::from_utf8_lossy(&first.plan), String::from_utf8_lossy(&second.plan));
    assert_eq!(first.events, second.events);
    assert_eq!(first.record, second.record);
    let ends: BTreeSet<&str> = first.events.lines().filter(|line| line.contains(r#""end":"failed""#)).collect();
    assert!(!ends.is_empty(), "the world had its faults");
}
