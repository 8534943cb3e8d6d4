//! The database itself: whose it is, which schema it has, and how it is brought to the one that this build knows.
//!
//! A database of a newer build or of another application is refused before anything in it changes. One of an older
//! build is migrated in one transaction, after a copy of it was made under the same lock. Words stand in the tables
//! without CHECK lists: `record` judges every row as it is written and again as it is read, and a new word then needs
//! no rebuilt table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};

use super::{JournalError, files};

/// "desk": marks the file as ours, for us and for file(1).
pub(super) const APPLICATION_ID: i64 = 0x6465_736b;

/// How long another process may hold the write lock before we give up, in seconds; a commit takes milliseconds.
pub(super) const BUSY_S: u64 = 10;

/// How often turning the write-ahead log on is tried when several processes make the same file at once.
const WAL_TRIES_MAX: u32 = 20;

/// Each script leads from the schema of its position to the next; a script that shipped never changes.
pub(super) const MIGRATIONS: &[&str] = &[SCHEMA_1, SCHEMA_2, SCHEMA_3, SCHEMA_4, SCHEMA_5];

/// Times are RFC 3339 in UTC with nine decimals, so that their order as text is their order in time.
const SCHEMA_1: &str = "
CREATE TABLE runs (
    run TEXT NOT NULL PRIMARY KEY,
    plan_id TEXT NOT NULL UNIQUE,
    verb TEXT NOT NULL,
    scope TEXT NOT NULL, -- JSON
    selected INTEGER NOT NULL,
    opened_at TEXT NOT NULL,
    status TEXT NOT NULL,
    why TEXT,
    changed_at TEXT NOT NULL
) STRICT;
-- Megabytes, and so apart from the rows that each commit looks at.
CREATE TABLE plans (
    run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
    text TEXT NOT NULL
) STRICT;
CREATE TABLE approvals (
    run TEXT NOT NULL PRIMARY KEY REFERENCES runs (run),
    who TEXT NOT NULL,
    how TEXT NOT NULL,
    count INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE steps (
    run TEXT NOT NULL REFERENCES runs (run),
    step TEXT NOT NULL,
    position INTEGER NOT NULL, -- in the plan
    target TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    first_sent_at TEXT,
    last_sent_at TEXT,
    new_id TEXT,
    seen_new INTEGER NOT NULL,
    seen_transient INTEGER NOT NULL,
    first_read_at TEXT,
    repeats INTEGER NOT NULL,
    no_reads INTEGER NOT NULL,
    last_no_at TEXT,
    late INTEGER NOT NULL,
    end_word TEXT,
    rule TEXT,
    reason TEXT,
    ended_at TEXT,
    changed_at TEXT NOT NULL,
    PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE attempts (
    run TEXT NOT NULL,
    step TEXT NOT NULL,
    attempt INTEGER NOT NULL,
    operation TEXT NOT NULL,
    sent_at TEXT NOT NULL,
    outcome TEXT, -- NULL: no answer was recorded
    text TEXT,
    answered_at TEXT,
    PRIMARY KEY (run, step, attempt),
    FOREIGN KEY (run, step) REFERENCES steps (run, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE claims (
    target TEXT NOT NULL PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (run)
) STRICT, WITHOUT ROWID;
CREATE INDEX claims_of_run ON claims (run);
-- Ledger and lineage outlive runs, so they refer to none.
CREATE TABLE ledger (
    workspace TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    run TEXT NOT NULL,
    sure INTEGER NOT NULL,
    PRIMARY KEY (workspace, what, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE lineage (
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    run TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (old, new)
) STRICT, WITHOUT ROWID;
";

/// The ledger learns what exactly was changed, from whom it knows that, and what was only seen.
const SCHEMA_2: &str = "
ALTER TABLE steps ADD COLUMN what TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN value_before TEXT;
ALTER TABLE steps ADD COLUMN value_after TEXT;
UPDATE steps SET what = (SELECT upper(verb) FROM runs WHERE runs.run = steps.run);
CREATE INDEX steps_of_target ON steps (target);
ALTER TABLE ledger RENAME TO ledger_1;
CREATE TABLE ledger (
    workspace TEXT NOT NULL,
    what TEXT NOT NULL,
    at TEXT NOT NULL,
    source TEXT NOT NULL,
    origin TEXT NOT NULL, -- the run, or the event
    certain INTEGER NOT NULL,
    who TEXT,
    value_before TEXT,
    value_after TEXT,
    PRIMARY KEY (workspace, what, at, source, origin)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger (workspace, what, at, source, origin, certain)
    SELECT workspace, upper(what), at, 'run', run, sure FROM ledger_1;
DROP TABLE ledger_1;
-- When a desktop was first seen in a state, after another one.
CREATE TABLE states (
    workspace TEXT NOT NULL,
    first_at TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (workspace, first_at)
) STRICT, WITHOUT ROWID;
-- The stretch of time of which CloudTrail was read whole: at most one row.
CREATE TABLE looks (
    from_at TEXT NOT NULL,
    until_at TEXT NOT NULL
) STRICT;
";

/// A state that was not looked at for long may have passed and come again, so it counts when it was last seen. What holds a
/// step may say until when.
const SCHEMA_3: &str = "
ALTER TABLE states ADD COLUMN last_at TEXT; -- NULL: as it was first seen
ALTER TABLE steps ADD COLUMN held_until TEXT; -- NULL: nobody knows, or it is not held
";

/// Somebody was seen connected, and the service may not say so later.
const SCHEMA_4: &str = "
CREATE TABLE uses (
    workspace TEXT NOT NULL PRIMARY KEY,
    seen_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

/// A run carries out a plan for desktops, or an order about what is around them: then its verb is a command, its steps are
/// acts, and its targets are ids of whatever those change.
const SCHEMA_5: &str = "
ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'plan';
";

/// Where a database lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In a file.
    File(PathBuf),
    /// In memory, under a name that this process gave to no other.
    Memory(String),
}

/// What is asked of the connection, and what it must say when it is read back.
///
/// `fullfsync` means something on macOS only, where a plain fsync leaves data in the drive's cache. `trusted_schema`
/// off: no function runs because somebody put it into a shared file.
pub(super) const PRAGMAS: &[(&str, i64)] = &[
    ("synchronous", 2), // FULL: a commit is on the disk when the call returns
    ("foreign_keys", 1),
    ("fullfsync", 1),
    ("trusted_schema", 0),
];

/// Opens the database, makes it where there is none, and brings it to the newest schema of `migrations`.
pub(super) fn open(place: &Place, migrations: &[&str]) -> Result<Connection, JournalError> {
    let mut connection = match place {
        Place::File(path) => {
            let connection = open_file(path).map_err(|error| JournalError::opening(path, error))?;
            if connection.is_readonly(rusqlite::MAIN_DB)? {
                let path = path.clone();
                return Err(JournalError::Unwritable { path });
            }
            connection
        }
        Place::Memory(name) => {
            // The memdb file system: connections that give one name see one database, with locks as in a file.
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
                | OpenFlags::SQLITE_OPEN_CREATE
                | OpenFlags::SQLITE_OPEN_URI
                | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            Connection::open_with_flags(format!("file:/{name}?vfs=memdb"), flags)?
        }
    };
    prepare(&mut connection, place, migrations).map_err(|error| match (error, place) {
        (Raised::Database(error), Place::File(path)) => JournalError::opening(path, error),
        (Raised::Database(error), Place::Memory(_)) => error.into(),
        (Raised::Journal(error), _) => error,
    })?;
    Ok(connection)
}

fn open_file(path: &Path) -> rusqlite::Result<Connection> {
    // No CREATE: `files` made the file, with the modes that SQLite then gives to the log beside it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW;
    Connection::open_with_flags(path, flags)
}

/// An error whose meaning depends on where it came up.
enum Raised {
    Database(rusqlite::Error),
    Journal(JournalError),
}

impl From<rusqlite::Error> for Raised {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl From<JournalError> for Raised {
    fn from(error: JournalError) -> Self {
        Self::Journal(error)
    }
}

fn prepare(connection: &mut Connection, place: &Place, migrations: &[&str]) -> Result<(), Raised> {
    connection.busy_timeout(Duration::from_secs(BUSY_S))?;
    let known = newest(migrations);
    // Judged before anything is written: switching the log on already changes the file.
    let found = schema_of(connection, place, known)?;
    if let Place::File(path) = place {
        write_ahead(connection, path)?;
    }
    for (name, value) in PRAGMAS {
        connection.pragma_update(None, name, value)?;
        let now: i64 = connection.pragma_query_value(None, name, |row| row.get(0))?;
        if now != *value {
            let text = format!("`PRAGMA {name}` stays {now}, needed is {value}");
            return Err(JournalError::Database(text).into());
        }
    }
    if found < known {
        migrate(connection, place, migrations)?;
    }
    Ok(())
}

/// Returns the schema that a list of migrations leads to.
pub(super) fn newest(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Reads the schema of the database, 0 for an empty one; refuses what is not ours and what is newer.
fn schema_of(connection: &Connection, place: &Place, known: i64) -> Result<i64, Raised> {
    let (application, found, tables): (i64, i64, i64) = connection.query_row(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
            (SELECT count(*) FROM sqlite_schema)",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let path = match place {
        Place::File(path) => path.clone(),
        Place::Memory(name) => PathBuf::from(name),
    };
    match (application, found) {
        (0, 0) if tables == 0 => Ok(0),
        (APPLICATION_ID, found) if found > known => Err(JournalError::Newer { found, known }.into()),
        (APPLICATION_ID, found) if found > 0 => Ok(found),
        _ => {
            let what = "a database of another application";
            Err(JournalError::Foreign { path, what }.into())
        }
    }
}

/// Switches the write-ahead log on and makes sure that it is.
pub(super) fn write_ahead(connection: &mut Connection, path: &Path) -> Result<(), JournalError> {
    let fault = |error| JournalError::opening(path, error);
    for _ in 0..WAL_TRIES_MAX {
        match connection.pragma_update_and_check(None, "journal_mode", "wal", |row| row.get::<_, String>(0)) {
            Ok(mode) if mode == "wal" => return Ok(()),
            Ok(_) => {
                let path = path.to_owned();
                return Err(JournalError::NoWal { path });
            }
            // SQLite does not wait for others here, so we wait with a lock for which it does.
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                connection.transaction_with_behavior(TransactionBehavior::Immediate).map(drop).map_err(fault)?;
            }
            Err(error) => return Err(fault(error)),
        }
    }
    Err(JournalError::Busy)
}

/// Brings the database to the newest schema, all or nothing.
fn migrate(connection: &mut Connection, place: &Place, migrations: &[&str]) -> Result<(), Raised> {
    let known = newest(migrations);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Read again under the lock: another process may have done it meanwhile.
    let found = schema_of(&transaction, place, known)?;
    if found == known {
        return Ok(());
    }
    if let (Place::File(path), true) = (place, found > 0) {
        keep_copy(path, found)?;
    }
    let done = usize::try_from(found).unwrap_or(usize::MAX);
    for script in migrations.iter().skip(done) {
        transaction.execute_batch(script)?;
    }
    if transaction.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get::<_, i64>(0))? > 0 {
        let what = format!("rows without those they refer to, after the migration from schema {found}");
        return Err(JournalError::corrupt("sqlite_schema", what).into());
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", known)?;
    transaction.commit()?;
    Ok(())
}

/// Keeps a copy of the database as it was before the migration that holds the write lock now.
fn keep_copy(path: &Path, schema: i64) -> Result<(), Raised> {
    let named = |end: String| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let copy = named(format!(".schema-{schema}"));
    let unfinished = named(format!(".schema-{schema}.new"));
    let fault = |source| JournalError::Io { doing: "write", path: copy.clone(), source };
    // Left over from a copy that was cut off; ours, since the lock is.
    if files::is_there(&unfinished)? {
        std::fs::remove_file(&unfinished).map_err(fault)?;
    }
    let taken = || std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    let file = files::make_file(&unfinished).and_then(|file| file.ok_or_else(taken)).map_err(fault)?;
    let Some(text) = unfinished.to_str() else {
        return Err(fault(std::io::Error::other("the path is not UTF-8")).into());
    };
    // A second connection reads what is committed, while ours keeps all others from writing.
    open_file(path)?.execute("VACUUM INTO ?1", [text])?;
    file.sync_all().map_err(fault)?;
    std::fs::rename(&unfinished, &copy).map_err(fault)?;
    files::sync_directory(files::directory_of(path)).map_err(fault)?;
    Ok(())
}

/// Refuses to write into a database that a newer build migrated while this process had it open.
pub(super) fn still_known(transaction: &Transaction<'_>, known: i64) -> Result<(), JournalError> {
    let found: i64 = transaction.prepare_cached("PRAGMA user_version")?.query_row([], |row| row.get(0))?;
    if found == known {
        return Ok(());
    }
    Err(JournalError::Newer { found, known })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file_in(directory: &tempfile::TempDir) -> (PathBuf, Place) {
        let path = files::settle_path(&directory.path().join("journal.db")).expect("a path");
        files::make_file(&path).expect("a file");
        (path.clone(), Place::File(path))
    }

    fn number(connection: &Connection, pragma: &str) -> i64 {
        connection.pragma_query_value(None, pragma, |row| row.get(0)).expect("a number")
    }

    /// What makes a commit safe is not left to defaults; read with a hand-written list, not with `PRAGMAS`.
    #[test]
    fn every_pragma_is_read_back() {
        let directory = tempfile::tempdir().expect("a directory");
        let (_, place) = file_in(&directory);
        for _ in 0..2 {
            let connection = open(&place, MIGRATIONS).expect("a journal");
            let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0)).expect("a mode");
            assert_eq!(mode, "wal");
            for (pragma, value) in [
                ("synchronous", 2),
                ("foreign_keys", 1),
                ("busy_timeout", 10_000),
                ("fullfsync", 1),
                ("trusted_schema", 0),
                ("application_id", 0x6465_736b),
                ("user_version", 5),
            ] {
                assert_eq!(number(&connection, pragma), value, "{pragma}");
            }
        }
    }

    #[test]
    fn a_newer_database_is_refused_and_stays_as_it_is() {
        let directory = tempfile::tempdir().expect("a directory");
        let (path, place) = file_in(&directory);
        let newer = [MIGRATIONS, &["CREATE TABLE later (x TEXT) STRICT"]].concat();
        drop(open(&place, &newer).expect("a newer journal"));
        let before = std::fs::read(&path).expect("bytes");
        let refused = open(&place, MIGRATIONS).map(drop);
        assert!(matches!(refused, Err(JournalError::Newer { found: 6, known: 5 })), "{refused:?}");
        assert_eq!(std::fs::read(&path).expect("bytes"), before);
    }

    #[test]
    fn an_older_database_is_migrated_and_a_copy_kept() {
        let directory = tempfile::tempdir().expect("a directory");
        let (path, place) = file_in(&directory);
        let old = open(&place, &[SCHEMA_1]).expect("a journal");
        old.execute("INSERT INTO lineage VALUES ('ws-a', 'ws-b', 'R-1', '')", []).expect("a row");
        // The old connection stays open: its last commit is in the log only, and must be in the copy too.
        let unfinished = directory.path().join("journal.db.schema-1.new");
        std::fs::write(&unfinished, "cut off").expect("a left-over");
        let newer = [SCHEMA_1, "ALTER TABLE lineage ADD COLUMN note TEXT"];
        let migrated = open(&place, &newer).expect("a migrated journal");
        assert_eq!(number(&migrated, "user_version"), 2);
        let rows = |connection: &Connection| -> i64 {
            connection
                .query_row("SELECT count(*) FROM lineage WHERE old = 'ws-a'", [], |row| row.get(0))
                .expect("a count")
        };
        assert_eq!(rows(&migrated), 1);
        assert!(!unfinished.exists());
        let copy = path.with_file_name("journal.db.schema-1");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(&copy).expect("a copy").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
        let copied = open(&Place::File(copy), &[SCHEMA_1]).expect("the copy is a journal");
        assert_eq!((rows(&copied), number(&copied, "user_version")), (1, 1));

        // And the process that has the old schema in its head no longer writes.
        let mut old = old;
        let transaction = old.transaction().expect("a transaction");
        let refused = still_known(&transaction, 1);
        assert!(matches!(refused, Err(JournalError::Newer { found: 2, known: 1 })), "{refused:?}");
    }

    #[test]
    fn a_migration_that_fails_changes_nothing() {
        let directory = tempfile::tempdir().expect("a directory");
        let (_, place) = file_in(&directory);
        drop(open(&place, &[SCHEMA_1]).expect("a journal"));
        let broken = [SCHEMA_1, "DROP TABLE lineage; CREATE TABLE runs (x TEXT) STRICT"];
        assert!(open(&place, &broken).is_err());
        let connection = open(&place, &[SCHEMA_1]).expect("still a journal");
        connection.execute("DELETE FROM lineage", []).expect("the table is there");
        assert_eq!(number(&connection, "user_version"), 1);
    }

    /// What the ledger of the first schema knew is known in the second, and its steps say what they change.
    #[test]
    fn the_first_ledger_is_carried_over() {
        let directory = tempfile::tempdir().expect("a directory");
        let (_, place) = file_in(&directory);
        let old = open(&place, &[SCHEMA_1]).expect("a journal");
        old.execute_batch(
            "INSERT INTO runs VALUES ('R-1', 'p', 'reboot', '{}', 1, '', 'open', NULL, '');
             INSERT INTO steps (run, step, position, target, state, attempts, seen_new, seen_transient, repeats, no_reads, late, changed_at)
                 VALUES ('R-1', 'S-1', 0, 'ws-a', 'waiting', 0, 0, 0, 0, 0, 0, '');
             INSERT INTO ledger VALUES ('ws-a', 'migrate', '2026', 'R-1', 0)",
        )
        .expect("rows");
        drop(old);
        let new = open(&place, MIGRATIONS).expect("a migrated journal");
        let row = |query: &str| -> String { new.query_row(query, [], |row| row.get(0)).expect("a row") };
        let entry = "SELECT workspace || what || at || source || origin || certain FROM ledger";
        assert_eq!(row(entry), "ws-aMIGRATE2026runR-10");
        assert_eq!(row("SELECT what FROM steps"), "REBOOT");
        assert_eq!(row("SELECT kind FROM runs"), "plan", "whatever was there is about desktops");
    }

    #[test]
    fn what_is_not_ours_is_refused_and_stays_as_it_is() {
        let directory = tempfile::tempdir().expect("a directory");
        let (path, place) = file_in(&directory);
        let make = |script: &str| {
            std::fs::remove_file(&path).expect("gone");
            files::make_file(&path).expect("a file");
            Connection::open(&path).expect("a database").execute_batch(script).expect("a script");
        };
        for (script, expected) in [
            ("CREATE TABLE theirs (x TEXT)", "a database of another application"),
            ("PRAGMA application_id = 7", "a database of another application"),
            ("PRAGMA user_version = 1", "a database of another application"),
            ("PRAGMA application_id = 1684370283", "a database of another application"),
        ] {
            make(script);
            let before = std::fs::read(&path).expect("bytes");
            let refused = open(&place, MIGRATIONS).map(drop);
            assert!(
                matches!(&refused, Err(JournalError::Foreign { what, .. }) if *what == expected),
                "{script}: {refused:?}"
            );
            assert_eq!(std::fs::read(&path).expect("bytes"), before, "{script}");
        }
        std::fs::write(&path, "just a text, and longer than the head of a database file would be: \n".repeat(9))
            .expect("a text");
        let refused = open(&place, MIGRATIONS).map(drop);
        assert!(matches!(&refused, Err(JournalError::Foreign { .. })), "{refused:?}");
    }

    #[test]
    fn a_place_without_a_write_ahead_log_is_refused() {
        let mut connection = Connection::open_in_memory().expect("a database");
        let refused = write_ahead(&mut connection, Path::new("/mnt/journal.db"));
        assert!(matches!(refused, Err(JournalError::NoWal { .. })), "{refused:?}");
    }

    /// Cron starts many at the same second: all of them must get a journal, whoever makes it.
    #[test]
    fn many_may_open_a_new_file_at_once() {
        let directory = tempfile::tempdir().expect("a directory");
        let (_, place) = file_in(&directory);
        std::thread::scope(|scope| {
            let openers: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| open(&place, MIGRATIONS).map(|connection| number(&connection, "user_version"))))
                .collect();
            for opener in openers {
                let version = opener.join().expect("no panic");
                assert!(matches!(version, Ok(5)), "{version:?}");
            }
        });
    }
}
