//! Records: what runs will do, did and learned, in one file that survives a crash at any moment.
//!
//! Intent is committed before a byte leaves, the outcome after it; a commit is on the disk when its call returns. Every
//! commit goes through `Journal::commit`, so that a test can end the process before and after each of them, and every
//! row is judged by the rules of `record` when it is written and when it is read. One database holds one scope; several
//! processes share it, each holding the lock of its run (`RunLock`).
//!
//! The only module that may name `rusqlite`. Imports `model` and `planner::document`; decides nothing, waits for
//! nothing but the database's own lock, and has no time of its own: moments are arguments.

mod error;
mod files;
mod ledger;
mod lock;
mod order;
mod read;
mod record;
mod schema;
#[cfg(test)]
mod tests;
mod uses;
mod write;

pub use error::{JournalError, OpenError};
pub use files::{make_below, open_beside, refuse_links};
pub use ledger::PastStep;
pub use lock::RunLock;
pub use order::NewOrder;
pub use record::{
    ApprovalRow, AttemptOutcome, AttemptRow, ByHand, Lineage, NewRun, RunRow, RunStatus, StepRow, StepState, StoredRun,
    Task,
};

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, TransactionBehavior};

use schema::{MIGRATIONS, Place};

/// The record of runs, claims, ledger and lineage of one scope.
pub struct Journal {
    connection: Connection,
    place: Place,
    commits: u64,
    hook: Option<Hook>,
    crashed: bool,
}

type Hook = Box<dyn FnMut(Commit) -> bool>;

/// A moment at which a process can die: the place of tests that make it die there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commit {
    /// Which commit of this handle it is, from 1.
    pub number: u64,
    /// On which side of it.
    pub stage: Stage,
}

/// The side of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing of it is there yet.
    Before,
    /// All of it is on the disk, and the caller does not know yet.
    After,
}

impl Journal {
    /// Opens the journal in a file, making it and its directory where there is none.
    ///
    /// # Errors
    /// When it can't be made, is not ours, was written by a newer version, or lies where its log does not work.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        files::make_directory(files::directory_of(path))?;
        let path = files::settle_path(path)?;
        files::refuse_remains(&path)?;
        if !files::is_there(&path)? {
            // Made by another process meanwhile: as good.
            files::make_file(&path).map_err(|source| JournalError::Io { doing: "make", path: path.clone(), source })?;
        }
        Self::at(Place::File(path))
    }

    /// Opens the journal in a file for a read; `None` when nothing was ever recorded there.
    ///
    /// # Errors
    /// As `open`.
    pub fn open_if_any(path: &Path) -> Result<Option<Self>, JournalError> {
        files::refuse_remains(path)?;
        if path.exists() { Self::open(path).map(Some) } else { Ok(None) }
    }

    /// Makes a journal in memory, for rehearsals and simulation tests.
    ///
    /// # Errors
    /// When `SQLite` has no memory.
    pub fn in_memory() -> Result<Self, JournalError> {
        static MADE: AtomicU64 = AtomicU64::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        Self::at(Place::Memory(format!("deskfleet-{number}")))
    }

    /// Tells whether nothing of this outlives the process.
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        matches!(self.place, Place::Memory(_))
    }

    /// Opens the same database again, as a new process would: without this handle's crash hook, and with what is
    /// committed only.
    ///
    /// A journal in memory lives for as long as one of its handles.
    ///
    /// # Errors
    /// As `open`.
    pub fn reopen(&self) -> Result<Self, JournalError> {
        match &self.place {
            Place::File(path) => Self::open(path),
            Place::Memory(_) => Self::at(self.place.clone()),
        }
    }

    /// Sets what is asked on both sides of each commit; `true` ends this handle there with `JournalError::Crashed`.
    pub fn on_commit(&mut self, hook: Box<dyn FnMut(Commit) -> bool>) {
        self.hook = Some(hook);
    }

    fn at(place: Place) -> Result<Self, JournalError> {
        let connection = schema::open(&place, MIGRATIONS)?;
        Ok(Self { connection, place, commits: 0, hook: None, crashed: false })
    }

    /// Returns the connection for reading; a process that has crashed reads nothing.
    fn reader(&self) -> Result<&Connection, JournalError> {
        if self.crashed { Err(JournalError::Crashed) } else { Ok(&self.connection) }
    }

    /// Writes all of it or nothing: the only place that commits.
    fn commit<T, E: From<JournalError>>(&mut self, write: impl FnOnce(&Connection) -> Result<T, E>) -> Result<T, E> {
        self.reader()?;
        // Immediate: what `write` reads first is still so when it writes.
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(JournalError::from)?;
        schema::still_known(&transaction, schema::newest(MIGRATIONS))?;
        let written = write(&transaction)?; // a transaction that is dropped is rolled back
        self.commits += 1;
        let number = self.commits;
        let mut ends_here = |stage| self.hook.as_mut().is_some_and(|hook| hook(Commit { number, stage }));
        if ends_here(Stage::Before) {
            drop(transaction);
            self.crashed = true;
            return Err(JournalError::Crashed.into());
        }
        transaction.commit().map_err(JournalError::from)?;
        if ends_here(Stage::After) {
            self.crashed = true;
            return Err(JournalError::Crashed.into());
        }
        Ok(written)
    }
}

impl std::fmt::Debug for Journal {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Journal")
            .field("place", &self.place)
            .field("commits", &self.commits)
            .field("crashed", &self.crashed)
            .finish_non_exhaustive()
    }
}
