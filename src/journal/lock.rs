//! The lock of a run: held by the process that carries it out, freed by the kernel when that process ends, however.
//!
//! A file in `locks` beside the journal. Its content means nothing and its presence neither: only the lock on it
//! counts, so a crash leaves nothing to clean up. It is removed in order, when the run's session ends.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::JournalError;
use super::files::{self, IfAbsent};
use crate::model::RunId;

/// How often a lock is tried for that somebody else has for a moment: `is_live` looks with a lock of its own, and an
/// ending session removes the file.
const TRIES_MAX: u32 = 100;

/// The right to carry out a run; given back when dropped.
#[derive(Debug)]
pub struct RunLock {
    // Held open for its lock.
    file: File,
    path: PathBuf,
}

impl RunLock {
    /// Takes the lock of a run in a state directory; `None` when another process has it.
    ///
    /// # Errors
    /// When the lock file can't be made or is not a plain file.
    pub fn take(directory: &Path, run: &RunId) -> Result<Option<Self>, JournalError> {
        let path = path_of(directory, run)?;
        files::make_directory(directory)?;
        files::make_inner_directory(files::directory_of(&path))?;
        for _ in 0..TRIES_MAX {
            let Some(file) = files::open(&path, IfAbsent::Make)? else {
                continue;
            };
            match file.try_lock() {
                // The file may have been removed, and another one made, since it was opened: then that one counts.
                Ok(()) if files::stands_at(&file, &path)? => return Ok(Some(Self { file, path })),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => std::thread::yield_now(),
                Err(TryLockError::Error(source)) => return Err(fault("lock", &path, source)),
            }
        }
        Ok(None)
    }

    /// Tells whether a process holds the lock of a run.
    ///
    /// # Errors
    /// When the lock file can't be opened or is not a plain file.
    pub fn is_live(directory: &Path, run: &RunId) -> Result<bool, JournalError> {
        let path = path_of(directory, run)?;
        let Some(file) = files::open(&path, IfAbsent::Leave)? else {
            return Ok(false);
        };
        // Shared, so that two who look don't take each other for the holder.
        match file.try_lock_shared() {
            Ok(()) => Ok(false),
            Err(TryLockError::WouldBlock) => Ok(true),
            Err(TryLockError::Error(source)) => Err(fault("lock", &path, source)),
        }
    }
}

impl Drop for RunLock {
    fn drop(&mut self) {
        // Removed while it is still locked: whoever opened it meanwhile sees in `files::stands_at` that it is gone. Where that
        // can't be seen it stays, as it does when it can't be removed; it means nothing there.
        #[cfg(unix)]
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

fn path_of(directory: &Path, run: &RunId) -> Result<PathBuf, JournalError> {
    // Ids from a database or a command line are taken as they come elsewhere; here one becomes the name of a file.
    if let Err(error) = run.as_str().parse::<RunId>() {
        return Err(JournalError::illegal(error.to_string()));
    }
    Ok(directory.join(files::LOCKS).join(format!("{run}.lock")))
}

fn fault(doing: &'static str, path: &Path, source: io::Error) -> JournalError {
    JournalError::Io { doing, path: path.to_owned(), source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run() -> RunId {
        "R-20260105T080012Z-1a2b".parse().expect("a run id")
    }

    #[test]
    fn a_lock_has_one_holder_and_is_free_after_it() {
        let directory = tempfile::tempdir().expect("a directory");
        let state = directory.path().join("new").join("state");
        assert!(!RunLock::is_live(&state, &run()).expect("no lock yet"));
        let held = RunLock::take(&state, &run()).expect("a lock file").expect("free");
        assert!(RunLock::take(&state, &run()).expect("a lock file").is_none());
        assert!(RunLock::is_live(&state, &run()).expect("a lock file"));
        let other = "R-20260105T080012Z-ffff".parse().expect("a run id");
        assert!(!RunLock::is_live(&state, &other).expect("no lock"));
        assert!(RunLock::take(&state, &other).expect("a lock file").is_some());
        drop(held);
        assert!(!RunLock::is_live(&state, &run()).expect("no lock"));
        assert!(RunLock::take(&state, &run()).expect("a lock file").is_some());
    }

    /// What a killed process leaves behind is a file without a lock.
    #[test]
    fn a_left_over_file_is_not_a_lock() {
        let directory = tempfile::tempdir().expect("a directory");
        std::fs::create_dir(directory.path().join("locks")).expect("a directory");
        std::fs::write(path_of(directory.path(), &run()).expect("a path"), "4711").expect("a file");
        assert!(!RunLock::is_live(directory.path(), &run()).expect("a lock file"));
        assert!(RunLock::take(directory.path(), &run()).expect("a lock file").is_some());
    }

    /// Holders come and go, each removing the file: never are there two at once.
    #[test]
    fn there_are_never_two_holders() {
        use std::sync::atomic::{AtomicU32, Ordering};
        let directory = tempfile::tempdir().expect("a directory");
        let (inside, taken) = (AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let Some(held) = RunLock::take(directory.path(), &run()).expect("a lock file") else {
                            continue;
                        };
                        assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        taken.fetch_add(1, Ordering::SeqCst);
                        drop(held);
                    }
                });
            }
        });
        assert!(taken.load(Ordering::SeqCst) > 0);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let directory = tempfile::tempdir().expect("a directory");
        let outside = directory.path().join("outside");
        std::fs::write(&outside, "").expect("a file");
        let state = directory.path().join("state");
        std::fs::create_dir_all(state.join("locks")).expect("a directory");
        std::os::unix::fs::symlink(&outside, path_of(&state, &run()).expect("a path")).expect("a link");
        for refused in [RunLock::take(&state, &run()).map(|_| ()), RunLock::is_live(&state, &run()).map(|_| ())] {
            assert!(matches!(refused, Err(JournalError::NotAFile { .. })), "{refused:?}");
        }
        let linked = directory.path().join("linked");
        std::fs::create_dir(&linked).expect("a directory");
        std::os::unix::fs::symlink(state.join("locks"), linked.join("locks")).expect("a link");
        let refused = RunLock::take(&linked, &run()).map(|_| ());
        assert!(matches!(refused, Err(JournalError::NotAFile { .. })), "{refused:?}");
    }

    #[test]
    fn an_id_that_is_none_becomes_no_path() {
        let directory = tempfile::tempdir().expect("a directory");
        let bad = RunId::from_service("../../etc/passwd");
        assert!(matches!(RunLock::take(directory.path(), &bad), Err(JournalError::Illegal { .. })));
    }
}
