//! `resume`: which run goes on, and that only an open one does.

use crate::env::TestEnv;
use crate::process::record_file;
use crate::record::Record;
use crate::service::{Running, until};

/// Opens a run that stops after its first desktop; returns the run's id.
fn stopped(env: &TestEnv, filter: &str, count: &str) -> String {
    let line = format!("--sim migrate {filter} --to win11-standard --canary 1 --yes --confirm {count} -o json");
    let ran = env.line(&line);
    assert_eq!(ran.code, 6, "{ran:#?}");
    ran.json()["run"].as_str().expect("a run").to_owned()
}

#[test]
fn the_only_open_run_goes_on() {
    let env = TestEnv::new();
    env.line("--sim resume").is_bad(2, "no run is open", "`deskfleet --sim runs list`");
    let run = stopped(&env, "--os WINDOWS_10 --state STOPPED", "4");
    let ran = env.line("--sim resume");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stderr.contains(&format!("run {run} goes on")), "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 4 done, 0 unchanged"), "{}", ran.last_line());
    assert_eq!(ran.stdout.lines().count(), 5, "the report has also what was done before");
    let record = Record::of(&env, "default");
    assert_eq!((record.migrated_once().len(), record.violations().len()), (4, 0));

    env.line("--sim resume").is_bad(2, "no run is open", "`deskfleet --sim runs list`");
    env.run(&["--sim", "resume", &run]).is_bad(2, &run, "`deskfleet runs list`");
    env.line("--sim resume R-20260105T080039Z-ffff").is_bad(2, "there is no run", "`deskfleet runs list`");
    assert_eq!(env.applied(), 4, "nothing more was sent");
}

/// Of two open runs neither is meant unless it is named.
#[test]
fn one_of_several_must_be_named() {
    let env = TestEnv::new();
    let first = stopped(&env, "--os WINDOWS_10 --state STOPPED", "4");
    let second = stopped(&env, "--os WINDOWS_10 --state AVAILABLE", "56");
    let ran = env.line("--sim resume");
    ran.is_bad(2, "2 runs are open: ", "name the one to go on with");
    assert!(ran.stderr.contains(&first) && ran.stderr.contains(&second), "{ran:#?}");
    assert_eq!(env.applied(), 2, "the canaries only");
    assert_eq!(env.run(&["--sim", "resume", &first]).code, 0);
    assert_eq!(env.line("--sim resume").code, 0, "the other one is the only one now");
    assert_eq!(Record::of(&env, "default").migrated_once().len(), 60);
}

/// The command that a stopped run names can be copied, and works.
#[test]
fn the_last_line_names_the_command() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim=my-lab sim reset").code, 0);
    let ran = env.line("--sim=my-lab migrate --os WINDOWS_10 --to win11-standard --canary 2 --yes --confirm 60");
    let (_, command) = ran.last_line().split_once("; resume with: deskfleet ").expect("a command");
    assert_eq!(ran.code, 6);
    assert!(command.starts_with("--sim=my-lab resume R-"), "{command}");
    let ran = env.line(command);
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(Record::of(&env, "my-lab").migrated_once().len(), 60);
}

/// A chain whose clock runs is cron's: the run names rule, time and command, afterwards as well.
#[test]
fn a_chain_that_waits_for_its_clock_is_left_to_cron() {
    let env = TestEnv::new();
    let ran = env.line("--sim resize user:zoë.müller --root 175 --user 150 --yes --hold defer");
    assert_eq!(ran.code, 6, "{ran:#?}");
    let hint =
        "1 held, the first is allowed again at 2026-01-05 14:05Z: `deskfleet --sim resume --due` goes on from then";
    let (_, run) = ran.last_line().split_once("resume with: deskfleet --sim resume ").expect("a run");
    let shown = env.line(&format!("--sim runs show {run}"));
    for told in [&ran, &shown] {
        assert!(told.stderr.contains(hint), "{told:#?}");
        assert!(
            told.stdout.contains("\theld\tVOL-08\tbegun, and its next step is allowed again at 2026-"),
            "{told:#?}"
        );
    }
    let target = &env.line(&format!("--sim runs show {run} -o json")).json()["targets"][0];
    assert!(target["until"].as_str().is_some_and(|until| until.starts_with("2026-01-05T14:05:")), "{target}");
    let early = env.line("--sim resume --due");
    assert_eq!((early.code, early.stderr.as_str()), (0, ""), "{early:#?}");
    assert_eq!(env.line("--sim sim advance 6h").code, 0);
    let ran = env.line("--sim resume --due");
    assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, "), "{ran:#?}");
}

/// Two runs that are due, the oldest of 56; returns both.
fn two_due(env: &TestEnv) -> [String; 2] {
    let runs = [("AVAILABLE", "56"), ("STOPPED", "4")].map(|(state, count)| {
        let line = format!("--sim migrate --os WINDOWS_10 --state {state} --to win11-standard --yes --confirm {count}");
        let words = line.split_whitespace().chain(["-o", "json", "--window", "Fri 22:00-Mon 05:00 UTC"]);
        let ran = env.run(&words.collect::<Vec<_>>());
        assert_eq!(ran.code, 6, "{ran:#?}");
        ran.json()["run"].as_str().expect("a run").to_owned()
    });
    assert_eq!((env.line("--sim sim advance 5d").code, env.applied()), (0, 0));
    runs
}

/// Whoever interrupts cron's command stops all of it, not one run to begin the next.
#[test]
fn an_interrupt_stops_everything_that_is_due() {
    let env = TestEnv::new();
    let [first, second] = two_due(&env);
    let child = Running::start(&env, &["--sim", "resume", "--due"]);
    let file = record_file(&env);
    until("it sends", || !Record::in_file(&file).migrated().is_empty());
    child.signal("INT");
    let ran = child.wait();
    assert_eq!(ran.code, 6, "{ran:#?}");
    assert!(ran.stderr.contains(&format!("run {first} goes on")), "{ran:#?}");
    assert!(!ran.stderr.contains(&second), "{ran:#?}");
    let sent = Record::of(&env, "default").migrated_once().len();
    assert!((1..56).contains(&sent), "it went on sending: {sent}");
    assert_eq!(env.run(&["--sim", "resume", &first]).code, 0);
    assert_eq!(env.line("--sim resume --due -o ndjson").code, 0, "the other one is due");
    assert_eq!(Record::of(&env, "default").migrated_once().len(), 60);
}

/// A run that can't be read is told, and keeps no other from going on; reports of several runs are no one document.
#[test]
fn a_damaged_run_keeps_no_other_from_going_on() {
    let env = TestEnv::new();
    let [first, second] = two_due(&env);
    for format in ["json", "csv"] {
        let ran = env.line(&format!("--sim resume --due -o {format}"));
        assert!(ran.code == 2 && ran.stderr.contains(&format!("`-o {format}` is one document")), "{ran:#?}");
    }
    let journal = rusqlite::Connection::open(env.path(".local/state/deskfleet/sim/default/journal.db")).expect("open");
    assert_eq!(journal.execute("UPDATE plans SET text = 'torn' WHERE run = ?1", [&first]).expect("changed"), 1);
    drop(journal);
    let ran = env.line("--sim resume --due");
    ran.is_bad(2, &first, "");
    assert!(ran.last_line().starts_with("deskfleet: 4 done, "), "{ran:#?}");
    assert!(ran.stderr.contains(&format!("run {second} goes on")), "{ran:#?}");
}
