//! Disks that are full, places that can't be written, and journals that are not whole.
//!
//! What stands for a full disk is a limit on the size of files, because it needs no rights: the client meets it, and the
//! service, which runs for itself, does not.

use std::fs;
use std::path::{Path, PathBuf};

use crate::env::TestEnv;
use crate::service::{Service, client_env};

const SPEED: &str = "--fleet uniform --desktops 60 --speed 3600";
const MIGRATE: &str = "--state-dir state migrate --all --to win11-standard --yes --confirm 60";
/// Some of a run of sixty fits, not all of it.
const HALF_A_RUN: u32 = 1_000_000;

/// The directory of the one scope that a test works on.
fn scope(env: &TestEnv) -> PathBuf {
    fs::read_dir(env.path("state")).expect("a folder").flatten().next().expect("a scope").path()
}

fn journal(env: &TestEnv) -> PathBuf {
    scope(env).join("journal.db")
}

/// Everything in a directory, with what is in it: to see that nothing was touched.
fn contents(directory: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<_> = fs::read_dir(directory)
        .expect("a folder")
        .flatten()
        .filter(|entry| entry.path().is_file())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).expect("a file")))
        .filter(|(name, _)| name != "pace.json") // reads share it
        .collect();
    found.sort();
    found
}

/// A change that can't be recorded does not begin.
#[test]
fn on_a_full_disk_no_run_begins() {
    let env = client_env();
    let service = Service::start(&env, SPEED);
    for bytes in [0, 4_096, 40_000] {
        let ran = env.limited(bytes, &service.words(MIGRATE));
        ran.is_bad(2, "the journal can't be written: ", "look at the disk that it lies on: full");
    }
    assert_eq!(service.record().changes(), 0);
    // And when there is room again nothing is in the way.
    let ran = env.run(&service.words(MIGRATE));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(service.record().migrated_once().len(), 60);
}

/// A disk that fills up ends a run before anything is sent that could not be recorded; with room `resume` goes on.
#[test]
fn a_disk_that_fills_up_ends_a_run_that_resume_goes_on_with() {
    let env = client_env();
    let service = Service::start(&env, SPEED);
    let ran = env.limited(HALF_A_RUN, &service.words(MIGRATE));
    ran.is_bad(6, "the journal can't be written: ", "look at the disk that it lies on: full");
    let resume = format!("then go on with `deskfleet --endpoint-url {}", service.endpoint());
    ran.is_bad(6, "", &resume);
    let sent = service.record().migrated_once().len();
    assert!((1..60).contains(&sent), "{sent} were sent: the limit is in the wrong place for this test");
    let ran = env.limited(HALF_A_RUN, &service.words("--state-dir state resume"));
    assert_eq!(ran.code, 6, "still full: {ran:#?}");

    let ran = env.run(&service.words("--state-dir state resume"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 60 done, "), "{ran:#?}");
    let record = service.record();
    assert_eq!((record.migrated_once().len(), record.changes()), (60, 60));
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
}

/// Neither `/proc` nor `/sys` takes a file, from root either.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_state_directory_is_refused_before_anything_is_sent() {
    let env = client_env();
    let service = Service::start(&env, SPEED);
    for place in ["/proc/self", "/sys", "/sys/below"] {
        for line in ["migrate --all --to win11-standard --yes --confirm 60", "resume", "runs list"] {
            let line = format!("--state-dir {place} {line}");
            let ran = env.run(&service.words(&line));
            let error = format!("can't write the state directory `{place}`");
            ran.is_bad(2, &error, "make it writable, or name another one with `--state-dir`");
        }
    }
    assert_eq!(service.record().changes(), 0);
}

/// A journal with a finished run in it, and the service that it was made with.
fn journal_of_one(env: &TestEnv) -> Service {
    let service = Service::start(env, SPEED);
    let ids = env.run(&service.words("--state-dir state list -o ids")).stdout;
    let line = format!(
        "--state-dir state migrate {} --to win11-standard --yes --confirm 1",
        ids.lines().next().expect("a desktop")
    );
    let ran = env.run(&service.words(&line));
    assert_eq!(ran.code, 0, "{ran:#?}");
    service
}

/// A change, a resume and a read, none of which may build on this journal; nothing of it changes.
#[track_caller]
fn is_refused(env: &TestEnv, service: &Service, error: &str, hint: &str) {
    let before = contents(&scope(env));
    let sent = service.record().changes();
    for line in ["--state-dir state runs list", "--state-dir state resume", MIGRATE] {
        env.run(&service.words(line)).is_bad(2, error, hint);
    }
    assert_eq!(service.record().changes(), sent, "something was sent");
    assert!(before == contents(&scope(env)), "something was written");
}

const ANOTHER: &str = "another directory, named with `--state-dir`, starts anew";

/// The header of a database says how many pages there are.
#[test]
fn a_truncated_journal_is_refused() {
    let env = client_env();
    let service = journal_of_one(&env);
    let whole = fs::read(journal(&env)).expect("a file");
    for length in [whole.len() / 2, whole.len() - 4_096, 4_096, 50] {
        fs::write(journal(&env), &whole[..length]).expect("written");
        is_refused(&env, &service, "journal.db` is damaged: ", ANOTHER);
    }
    fs::write(journal(&env), &whole).expect("written");
    assert_eq!(env.run(&service.words("--state-dir state runs list -o ids")).stdout.lines().count(), 1);
}

#[test]
fn a_journal_of_garbage_is_refused() {
    let env = client_env();
    let service = journal_of_one(&env);
    fs::write(journal(&env), b"what a restore left here\n".repeat(400)).expect("written");
    is_refused(&env, &service, "is not a deskfleet journal but a file that is no database", "move it away");
}

/// Empty or gone, it would pass for a new one, and what is in flight for nothing.
#[test]
fn an_empty_journal_where_runs_were_recorded_is_refused() {
    let env = client_env();
    let service = journal_of_one(&env);
    fs::write(journal(&env), "").expect("written");
    is_refused(
        &env,
        &service,
        "journal.db` is gone or empty, and runs were recorded in it",
        "bring it back from a copy",
    );
    fs::remove_file(journal(&env)).expect("gone");
    is_refused(&env, &service, "journal.db` is gone or empty, and runs were recorded in it", "look first");
    // A log without its file is what is left of one, too; SQLite would remove it.
    fs::remove_dir_all(scope(&env).join("locks")).expect("gone");
    fs::write(scope(&env).join("journal.db-wal"), "frames").expect("written");
    env.run(&service.words(MIGRATE)).is_bad(2, "is gone or empty, and runs were recorded in it", "look first");
    assert_eq!(fs::read(scope(&env).join("journal.db-wal")).expect("a file"), b"frames");
    assert_eq!(service.record().changes(), 1);
}

/// Bytes 60 to 63 of a database are its `user_version`, 68 to 71 its `application_id`, both big-endian.
#[test]
fn a_journal_of_a_newer_version_or_of_another_program_is_refused() {
    let env = client_env();
    let service = journal_of_one(&env);
    let whole = fs::read(journal(&env)).expect("a file");
    assert_eq!((&whole[60..64], &whole[68..72]), (&[0, 0, 0, 5][..], &b"desk"[..]));
    let with = |at: usize, bytes: &[u8]| {
        let mut changed = whole.clone();
        changed[at..at + 4].copy_from_slice(bytes);
        fs::write(journal(&env), changed).expect("written");
    };
    with(60, &[0, 0, 0, 9]);
    is_refused(
        &env,
        &service,
        "the journal has schema 9, this version knows schemas up to 5",
        "use the newer deskfleet",
    );
    with(68, b"fosl");
    is_refused(&env, &service, "is not a deskfleet journal but a database of another application", "move it away");
}
