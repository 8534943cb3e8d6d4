//! What can go wrong with the journal, in words for a person; the database's own types end here.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use crate::model::{RunId, StepId, WorkspaceId};

/// Why the journal could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A file or directory can't be used.
    #[error("can't {doing} `{}`: {source}", path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// Something that is not a regular file stands in a file's place.
    #[error("`{}` is {what}", path.display())]
    NotAFile {
        /// The file's place.
        path: PathBuf,
        /// What stands there.
        what: &'static str,
    },
    /// A file that is no journal of ours.
    #[error("`{}` is not a deskfleet journal but {what}", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
        /// What it is.
        what: &'static str,
    },
    /// The journal was written by a newer version.
    #[error("the journal has schema {found}, this version knows schemas up to {known}")]
    Newer {
        /// The journal's schema.
        found: i64,
        /// The newest schema that this build knows.
        known: i64,
    },
    /// The file system lacks what the write-ahead log needs.
    #[error("`{}` lies on a file system where SQLite's write-ahead log does not work", path.display())]
    NoWal {
        /// The file.
        path: PathBuf,
    },
    /// The journal can be read, not written.
    #[error("`{}` or its directory is not writable", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
    },
    /// What is left of a journal stands beside a file that is missing or empty.
    #[error("the journal `{}` is gone or empty, and runs were recorded in it", path.display())]
    Gone {
        /// The file.
        path: PathBuf,
    },
    /// The file is not whole.
    #[error("the journal `{}` is damaged: {what}", path.display())]
    Torn {
        /// The file.
        path: PathBuf,
        /// What the database says.
        what: String,
    },
    /// Nothing more fits, or the disk takes no more.
    #[error("the journal can't be written: {0}")]
    NoRoom(String),
    /// Another process holds the journal's write lock.
    #[error("another process has kept the journal locked for {} s", super::schema::BUSY_S)]
    Busy,
    /// The database refused for another reason.
    #[error("the journal's database: {0}")]
    Database(String),
    /// What stands in the journal can't be.
    #[error("the journal is damaged, table `{table}`: {what}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// What is wrong in it.
        what: String,
    },
    /// What should be recorded can't be; nothing was written.
    #[error("not recorded, a bug in deskfleet: {what}")]
    Illegal {
        /// What is wrong with it.
        what: String,
    },
    /// There is no such run.
    #[error("there is no run `{0}`")]
    NoRun(RunId),
    /// The run has no such step.
    #[error("run `{run}` has no step `{step}`")]
    NoStep {
        /// The run.
        run: RunId,
        /// The step.
        step: StepId,
    },
    /// A step whose outcome is not open was to be settled by hand.
    #[error("step `{step}` can't be settled by hand: it is {is}, not unknown")]
    NotUnknown {
        /// The step.
        step: StepId,
        /// What it is, in a word.
        is: &'static str,
    },
    /// A step was to be settled as done, and nobody knows which desktop came of it.
    #[error("step `{step}` can't be settled as done: its new desktop is not known")]
    NoNewId {
        /// The step.
        step: StepId,
    },
    /// The test's crash hook said so.
    #[error("crashed by a test")]
    Crashed,
}

/// Why a run could not be opened or gone on with.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// One plan opens one run.
    #[error("this plan was opened before, as run `{run}`")]
    PlanAlreadyRun {
        /// The run.
        run: RunId,
    },
    /// Other runs hold some of the targets: each with its run, by id.
    #[error("{}", claimed(.0))]
    Claimed(Vec<(WorkspaceId, RunId)>),
    /// The run is finished.
    #[error("run `{run}` is finished")]
    Finished {
        /// The run.
        run: RunId,
    },
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl JournalError {
    /// Returns what a person can do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Io { .. } | Self::Unwritable { .. } => {
                Some("make the directory writable, or name another one with `--state-dir`")
            }
            Self::NotAFile { .. } | Self::Foreign { .. } => {
                Some("move it away, or name another directory with `--state-dir`")
            }
            Self::Newer { .. } => Some("use the newer deskfleet, or name another directory with `--state-dir`"),
            Self::NoWal { .. } => Some("name a directory on a local disk with `--state-dir`"),
            Self::Gone { .. } => {
                Some("bring it back from a copy; or move its directory away, but look first at what is still in flight")
            }
            Self::NoRoom(_) => Some("look at the disk that it lies on: full, over a quota or `ulimit -f`, or failing"),
            Self::Busy => Some("look for a deskfleet that hangs, then try again"),
            Self::Corrupt { .. } | Self::Torn { .. } => Some(
                "keep a copy of it; another directory, named with `--state-dir`, starts anew without runs and ledger",
            ),
            Self::NoRun(_) => Some("see the runs with `deskfleet runs list`"),
            Self::NoStep { .. } | Self::NotUnknown { .. } => Some("see the steps with `deskfleet runs show RUN`"),
            Self::NoNewId { .. } => Some("name it with `--new-id ws-…`; `deskfleet list user:NAME` shows it"),
            Self::Database(_) | Self::Illegal { .. } | Self::Crashed => None,
        }
    }

    /// Names a row that can't be.
    pub(super) fn corrupt(table: &'static str, what: impl Into<String>) -> Self {
        let what = what.into();
        Self::Corrupt { table, what }
    }

    /// Names a write that can't be.
    pub(super) fn illegal(what: impl Into<String>) -> Self {
        Self::Illegal { what: what.into() }
    }

    /// Reads a database error that came up while a file was opened, where most have a plain meaning.
    pub(super) fn opening(path: &Path, error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return Self::from(error);
        };
        let path = path.to_owned();
        if failure.code == ErrorCode::NotADatabase {
            let what = "a file that is no database";
            return Self::Foreign { path, what };
        }
        if SHARED_MEMORY.contains(&failure.extended_code) {
            return Self::NoWal { path };
        }
        if matches!(failure.code, ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) {
            return Self::Unwritable { path };
        }
        if failure.code == ErrorCode::DatabaseCorrupt {
            return Self::Torn { path, what: error.to_string() };
        }
        Self::from(error)
    }
}

/// What `SQLite` says where memory can't be shared or locks don't work, as on most network file systems.
const SHARED_MEMORY: [i32; 4] =
    [ffi::SQLITE_IOERR_SHMOPEN, ffi::SQLITE_IOERR_SHMLOCK, ffi::SQLITE_IOERR_SHMMAP, ffi::SQLITE_PROTOCOL];

/// What it says where a disk is full or takes no more; the log's index in shared memory is a file on it, too.
const NO_ROOM: [i32; 5] = [
    ffi::SQLITE_FULL,
    ffi::SQLITE_IOERR_WRITE,
    ffi::SQLITE_IOERR_FSYNC,
    ffi::SQLITE_IOERR_TRUNCATE,
    ffi::SQLITE_IOERR_SHMSIZE,
];

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        if error.sqlite_error().is_some_and(|failure| NO_ROOM.contains(&failure.extended_code)) {
            return Self::NoRoom(error.to_string());
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt) => Self::corrupt("sqlite_schema", error.to_string()),
            _ => Self::Database(error.to_string()),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Journal(error.into())
    }
}

/// Names a few of the claimed targets: the whole list can have thousands. (Writing to a `String` can't fail.)
fn claimed(all: &[(WorkspaceId, RunId)]) -> String {
    const SHOWN_MAX: usize = 3;
    let mut text =
        format!("{} {} in another run: ", all.len(), if all.len() == 1 { "target is" } else { "targets are" });
    for (at, (target, run)) in all.iter().take(SHOWN_MAX).enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}`{target}` in `{run}`");
    }
    if all.len() > SHOWN_MAX {
        let _ = write!(text, " and {} more", all.len() - SHOWN_MAX);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_in_a_line_of_bounded_length() {
        let claim = |number: usize| {
            (WorkspaceId::from_service(format!("ws-{number:08}")), RunId::from_service("R-20260105T080012Z-1a2b"))
        };
        let one = OpenError::Claimed(vec![claim(1)]).to_string();
        assert_eq!(one, "1 target is in another run: `ws-00000001` in `R-20260105T080012Z-1a2b`");
        let many = OpenError::Claimed((0..1_000).map(claim).collect()).to_string();
        assert!(many.starts_with("1000 targets are in another run: `ws-00000000` in"), "{many}");
        assert!(many.ends_with(" and 997 more") && many.len() < 250, "{many}");
    }

    #[test]
    fn a_failure_at_opening_says_what_to_change() {
        let path = Path::new("/state/journal.db");
        let failure = |code| rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        for (code, expected) in [
            (ffi::SQLITE_NOTADB, "is not a deskfleet journal but a file that is no database"),
            (ffi::SQLITE_IOERR_SHMMAP, "file system where SQLite's write-ahead log does not work"),
            (ffi::SQLITE_PROTOCOL, "file system where SQLite's write-ahead log does not work"),
            (ffi::SQLITE_CANTOPEN, "or its directory is not writable"),
            (ffi::SQLITE_READONLY_DIRECTORY, "or its directory is not writable"),
            (ffi::SQLITE_BUSY, "kept the journal locked"),
            (ffi::SQLITE_CORRUPT, "the journal `/state/journal.db` is damaged"),
            (ffi::SQLITE_FULL, "the journal can't be written"),
            (ffi::SQLITE_IOERR_SHMSIZE, "the journal can't be written"),
        ] {
            let error = JournalError::opening(path, failure(code));
            assert!(error.to_string().contains(expected), "{code}: {error}");
            assert!(error.hint().is_some(), "{code}: {error}");
        }
    }
}
