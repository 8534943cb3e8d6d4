//! Credentials that end in the middle of a run: the person at the terminal is asked, and the run goes on or is left.

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use deskfleet::Env;
use deskfleet::output::{Ask, Sink};

thread_local! {
    /// What the person will answer, last first.
    static ANSWERS: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

struct Person;

impl Ask for Person {
    fn ask(&mut self, question: &str) -> io::Result<Option<String>> {
        let wanted = if question.contains("aws sso login") { "" } else { "migrate 60" };
        let answer = ANSWERS.with_borrow_mut(Vec::pop).unwrap_or(wanted);
        Ok(Some(answer.to_owned()))
    }
}

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("one thread").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a command line with a person at the terminal; gives what was said on standard error.
fn run(home: &std::path::Path, line: &str) -> String {
    let (out, err) = (Kept::default(), Kept::default());
    // An ExitCode can't be looked at; the last line says the same.
    let _code = deskfleet::run(Env {
        arguments: line.split_whitespace().map(Into::into).collect(),
        variables: [("HOME", home.to_str().expect("UTF-8"))].into_iter().collect(),
        stdin: Box::new(io::empty()),
        stdout: Sink::new(out),
        stderr: Sink::new(err.clone()),
        stdin_is_terminal: false,
        stdout_is_terminal: false,
        stderr_is_terminal: false,
        width: None,
        ask: || Some(Box::new(Person)),
    });
    let said = err.0.lock().expect("one thread").clone();
    String::from_utf8(said).expect("UTF-8")
}

const MIGRATE: &str = "deskfleet --sim migrate --os WINDOWS_10 --to win11-standard";

/// A few calls in a thousand are told that the credentials ended: with a login each time the run comes to its end.
#[test]
fn after_a_login_the_run_goes_on() {
    let home = tempfile::tempdir().expect("a folder");
    // With this seed the look at the fleet passes, and the run meets them.
    run(home.path(), "deskfleet --sim sim reset --faults expired=0.006 --seed 16");
    let said = run(home.path(), MIGRATE);
    assert!(said.lines().filter(|line| line.contains(" goes on (")).count() >= 1, "nobody had to log in: {said}");
    assert!(said.lines().last().is_some_and(|line| line.starts_with("deskfleet: 60 done, ")), "{said}");
}

#[test]
fn without_a_login_the_rest_is_left_to_resume() {
    let home = tempfile::tempdir().expect("a folder");
    run(home.path(), "deskfleet --sim sim reset --faults expired=0.006 --seed 16");
    ANSWERS.set(vec!["no", "migrate 60"]);
    let said = run(home.path(), MIGRATE);
    let last = said.lines().last().unwrap_or_default();
    assert!(last.contains("resume with: deskfleet --sim resume R-"), "{said}");
}
