//! Terminals that go away, readers that leave, and what is said then to nobody.

use std::fs::OpenOptions;
use std::process::Stdio;

use crate::env::{Ran, TestEnv};
use crate::process::{RESUME, SIXTY, assert_all_moved_once, record_file};
use crate::record::Record;
use crate::service::{Service, client_env, until};
use crate::terminal::OnTerminal;

const MIGRATE: &str = "--sim migrate --os WINDOWS_10 --to win11-standard";

/// The ground of the other tests here: at a terminal somebody is asked, and an answer is heard.
#[test]
fn a_question_at_a_terminal_is_answered() {
    let env = TestEnv::new();
    let mut terminal = OnTerminal::start(&env, "--sim migrate user:O'Brien --to win11-standard");
    terminal.until_shown("Type `O'Brien` to go on: ");
    terminal.type_line("O'Brien");
    assert_eq!(terminal.code(), 0, "{}", terminal.shown());
    assert_eq!(env.applied(), 1);
}

/// A question that nobody can answer any more was answered with no; so was one that is signalled away.
#[test]
fn a_terminal_lost_at_the_question_sends_nothing() {
    let env = TestEnv::new();
    let mut terminal = OnTerminal::start(&env, MIGRATE);
    terminal.until_shown("Type `migrate 60` to go on: ");
    terminal.hang_up();
    assert_eq!(terminal.code(), 130);
    assert_eq!(env.applied(), 0);
    let runs = env.line("--sim runs list -o ids");
    assert_eq!((runs.code, runs.stdout.as_str()), (0, ""), "and no run was opened");
}

/// Whoever closes a laptop finds the run stopped in order, though nobody saw it say so.
#[test]
fn a_terminal_lost_during_a_run_stops_it_in_order() {
    let env = TestEnv::new();
    let mut terminal = OnTerminal::start(&env, &SIXTY.join(" "));
    let file = record_file(&env);
    until("the record has grown", || Record::in_file(&file).migrated().len() >= 30);
    terminal.hang_up();
    assert_eq!(terminal.code(), 6);
    let list = env.line("--sim runs list -o json").json();
    assert_eq!((&list["runs"][0]["status"], &list["runs"][0]["why"]), (&"stopped".into(), &"signal".into()), "{list}");
    assert!(env.applied() < 60, "it went on sending");
    assert_eq!(env.run(&RESUME).code, 0);
    assert_all_moved_once(&env);
}

/// Runs a command whose reader leaves before it has written anything.
fn without_a_reader(env: &TestEnv, words: &[&str]) -> Ran {
    let mut child = env.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the binary runs");
    drop(child.stdout.take());
    Ran::from(child.wait_with_output().expect("it ends"))
}

#[test]
fn a_read_without_a_reader_ends_silently() {
    let env = TestEnv::new();
    for words in [
        &["--sim", "list"][..],
        &["--sim", "list", "-o", "json"],
        &["--sim", "list", "-o", "csv"],
        &["--sim", "list", "-o", "ndjson"],
        &["--sim", "runs", "list", "-o", "json"],
        &["--sim", "sim", "log"],
        &["--sim", "migrate", "--os", "WINDOWS_10", "--to", "win11-standard", "-n", "-o", "json"],
        &["config", "show"],
        &["explain"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let ran = without_a_reader(&env, words);
        assert_eq!((ran.code, ran.stderr.contains("error:")), (0, false), "{words:?}: {ran:#?}");
    }
}

/// The journal has everything, so a run does not end because nobody listens.
#[test]
fn a_run_without_a_reader_goes_on() {
    for format in ["table", "ndjson"] {
        let env = TestEnv::new();
        let ran = without_a_reader(&env, &[&SIXTY[..], &["-o", format]].concat());
        assert_eq!(ran.code, 0, "{format}: {ran:#?}");
        assert!(ran.last_line().starts_with("deskfleet: 60 done, "), "{format}: {ran:#?}");
        assert_all_moved_once(&env);
    }
}

/// A report that finds no room is an error of its own; how the run ended is said all the same, and counts for more.
#[cfg(target_os = "linux")]
#[test]
fn a_report_that_finds_no_room_is_told() {
    let full = || OpenOptions::new().write(true).open("/dev/full").expect("there on Linux");
    let on_full =
        |env: &TestEnv, words: &[&str]| Ran::from(env.command(words).stdout(full()).output().expect("it runs"));
    let env = TestEnv::new();
    let ran = on_full(&env, &["--sim", "list"]);
    ran.is_bad(1, "can't write the output: ", "look whether the disk is full");
    let ran = on_full(&env, &SIXTY);
    ran.is_bad(1, "can't write the output: ", "look whether the disk is full");
    assert!(ran.stderr.contains("\ndeskfleet: 60 done, "), "{ran:#?}");
    assert_all_moved_once(&env);

    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --faults fail=0.1").code, 0);
    let ran = on_full(&env, &[&SIXTY[..], &["--max-failures", "60"]].concat());
    ran.is_bad(3, "can't write the output: ", "look whether the disk is full");
}

/// Nobody reads what goes wrong either: the exit code says it.
#[test]
fn errors_without_a_reader_keep_their_code() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    for (line, code) in [("migrate --to x", 2), ("migrate user:nobody --to win11-standard --yes --confirm 1", 5)] {
        let mut child = env
            .command(&service.words(line))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop((child.stdout.take(), child.stderr.take()));
        assert_eq!(child.wait().expect("it ends").code(), Some(code), "{line}");
    }
}
