//! Where the journal lies: files, their modes, links, and several handles on one of them.

use std::time::Duration;

use super::fixture::{at, new_run, plan, run_id, settled};
use crate::journal::{Journal, JournalError};
use crate::model::End;

#[test]
fn two_handles_see_one_journal() {
    let directory = tempfile::tempdir().expect("a directory");
    let in_file = Journal::open(&directory.path().join("journal.db")).expect("a journal");
    for mut one in [in_file, Journal::in_memory().expect("a journal")] {
        let mut other = one.reopen().expect("the same journal");
        let (plan, text) = plan(1, &[1]);
        one.open_run(&new_run(1, &plan, &text)).expect("opened");
        other.save(&run_id(1), &[settled(1, End::Skipped)], at(1)).expect("saved");
        let stored = one.run(&run_id(1)).expect("readable").expect("there");
        assert_eq!(stored.steps, [settled(1, End::Skipped)]);
        assert_eq!(other.runs().expect("readable").len(), 1);
    }
    let stranger = Journal::in_memory().expect("a journal");
    assert_eq!(stranger.runs().expect("readable"), [], "each journal in memory is its own");
}

#[test]
fn a_journal_that_another_process_keeps_locked_says_so() {
    let directory = tempfile::tempdir().expect("a directory");
    let mut waits = Journal::open(&directory.path().join("journal.db")).expect("a journal");
    waits.connection.busy_timeout(Duration::ZERO).expect("set");
    let mut holds = waits.reopen().expect("the same journal");
    let held = holds.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).expect("the lock");
    assert!(matches!(waits.release_claims(&run_id(1)), Err(JournalError::Busy)));
    assert_eq!(waits.runs().expect("reading goes on"), []);
    drop(held);
    waits.release_claims(&run_id(1)).expect("free again");
}

/// Method: whatever is left of a journal but the journal itself; a directory that never had one is as good as new.
#[test]
fn a_journal_is_not_begun_anew_where_one_was() {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("journal.db");
    let log = directory.path().join("journal.db-wal");
    std::fs::write(&log, "").expect("an empty log is none");
    drop(Journal::open(&path).expect("a journal"));
    drop(Journal::open(&path).expect("and the same again"));
    std::fs::write(&path, "").expect("a file");
    drop(Journal::open(&path).expect("nothing was recorded"));
    std::fs::create_dir(directory.path().join("locks")).expect("a directory");
    drop(Journal::open(&path).expect("a whole journal may have locks"));
    std::fs::write(&path, "").expect("a file");
    let emptied = Journal::open(&path);
    assert!(matches!(emptied, Err(JournalError::Gone { .. })), "{emptied:?}");
    std::fs::remove_dir(directory.path().join("locks")).expect("gone");
    std::fs::remove_file(&path).expect("gone");
    std::fs::write(&log, "frames").expect("a log");
    let gone = Journal::open(&path);
    assert!(matches!(gone, Err(JournalError::Gone { .. })), "{gone:?}");
    assert!(!path.exists() && log.exists(), "nothing was touched");
}

#[test]
fn a_place_that_can_hold_no_file_is_an_error() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("file");
    std::fs::write(&file, "").expect("a file");
    let below = Journal::open(&file.join("journal.db"));
    assert!(matches!(below, Err(JournalError::Io { .. })), "{below:?}");
    let instead = Journal::open(directory.path());
    assert!(matches!(instead, Err(JournalError::NotAFile { .. })), "{instead:?}");
    let nameless = Journal::open(&directory.path().join(".."));
    assert!(matches!(nameless, Err(JournalError::NotAFile { .. })), "{nameless:?}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    use std::path::Path;

    use super::{Journal, JournalError, at, run_id};
    use crate::journal::RunLock;
    use crate::journal::tests::fixture::{new_run, plan};

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
            & 0o7777
    }

    /// Opens, writes and locks, so that every kind of file is there.
    fn use_it(state: &Path) -> (Journal, RunLock) {
        let mut journal = Journal::open(&state.join("journal.db")).expect("a journal");
        let (plan, text) = plan(1, &[1]);
        journal.open_run(&new_run(1, &plan, &text)).expect("opened");
        journal.resume_run(&run_id(1), at(1)).expect("resumed");
        let lock = RunLock::take(state, &run_id(1)).expect("a lock file").expect("free");
        (journal, lock)
    }

    #[test]
    fn one_persons_journal_is_for_that_person() {
        let directory = tempfile::tempdir().expect("a directory");
        let state = directory.path().join("new").join("state");
        let _open = use_it(&state);
        assert_eq!(mode(&directory.path().join("new")), 0o700);
        assert_eq!(mode(&state), 0o700);
        assert_eq!(mode(&state.join("locks")), 0o700);
        for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
            assert_eq!(mode(&state.join(name)), 0o600, "{name}");
        }
        assert_eq!(mode(&state.join("locks").join(format!("{}.lock", run_id(1)))), 0o600);
    }

    #[test]
    fn a_teams_journal_is_for_the_team() {
        let directory = tempfile::tempdir().expect("a directory");
        let state = directory.path().join("state");
        std::fs::create_dir(&state).expect("a directory");
        std::fs::set_permissions(&state, std::fs::Permissions::from_mode(0o2770)).expect("a mode");
        let _open = use_it(&state);
        assert_eq!(mode(&state), 0o2770);
        assert_eq!(mode(&state.join("locks")), 0o2770);
        for name in ["journal.db", "journal.db-wal", "journal.db-shm"] {
            assert_eq!(mode(&state.join(name)), 0o660, "{name}");
        }
        assert_eq!(mode(&state.join("locks").join(format!("{}.lock", run_id(1)))), 0o660);
    }

    #[test]
    fn the_database_is_never_reached_through_a_link() {
        let directory = tempfile::tempdir().expect("a directory");
        let outside = directory.path().join("outside.db");
        let state = directory.path().join("state");
        std::fs::create_dir(&state).expect("a directory");
        let path = state.join("journal.db");
        symlink(&outside, &path).expect("a link");
        let dangling = Journal::open(&path);
        assert!(matches!(dangling, Err(JournalError::NotAFile { .. })), "{dangling:?}");
        assert!(!outside.exists(), "nothing was made at its end");
        drop(Journal::open(&outside).expect("a journal"));
        let linked = Journal::open(&path);
        assert!(matches!(linked, Err(JournalError::NotAFile { .. })), "{linked:?}");
        // The directory itself may be a link: where it lies is its owner's choice.
        let short = directory.path().join("short");
        std::fs::remove_file(&path).expect("gone");
        symlink(&state, &short).expect("a link");
        drop(Journal::open(&short.join("journal.db")).expect("a journal"));
        assert!(path.exists());
    }

    #[test]
    fn a_log_behind_a_link_is_not_written() {
        let directory = tempfile::tempdir().expect("a directory");
        let outside = directory.path().join("outside");
        std::fs::write(&outside, "").expect("a file");
        symlink(&outside, directory.path().join("journal.db-wal")).expect("a link");
        let refused = Journal::open(&directory.path().join("journal.db"));
        assert!(refused.is_err(), "{refused:?}");
        assert_eq!(std::fs::read(&outside).expect("readable"), b"");
    }
}
