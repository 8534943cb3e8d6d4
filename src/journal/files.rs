//! Files and directories of the journal: who may read them, and no way out through a symbolic link.
//!
//! A state directory of one person is 0700 with files of 0600. One that its owner opened to a group (2770, a team that
//! shares a journal with its cron) keeps to that: what is made in it is 0660 and 2770. Whoever can write into the
//! directory can write the journal itself, so the checks here are against accidents and planted links, not against
//! its owners.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::JournalError;

/// The directory of the runs' locks, beside the journal.
pub(super) const LOCKS: &str = "locks";

/// How often a file is opened that others make and remove meanwhile.
const TRIES_MAX: u32 = 100;

/// Makes a directory with those above it, unless it is there; each new one is for its owner alone.
pub(super) fn make_directory(path: &Path) -> Result<(), JournalError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| JournalError::Io { doing: "make", path: path.to_owned(), source })
}

/// Makes a directory inside the state directory, as open as that one is; it must not be a link.
pub(super) fn make_inner_directory(path: &Path) -> Result<(), JournalError> {
    let fault = |source| fault("make", path, source);
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => return Ok(()),
        Ok(found) => {
            return Err(not_a_file(path, found.file_type(), "in the place of a directory"));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(fault(error)),
    }
    make_directory(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let outer = std::fs::metadata(directory_of(path)).map_err(fault)?.permissions().mode();
        if outer & GROUP_MAY_WRITE != 0 {
            let inner = std::fs::Permissions::from_mode(0o770 | outer & SET_GROUP);
            std::fs::set_permissions(path, inner).map_err(fault)?;
        }
    }
    Ok(())
}

/// Makes a file that is not there yet, as open as its directory is, and makes its name last.
///
/// Gives `None` when there is one: a file that `SQLite` has open must not be opened here, because closing it would drop
/// `SQLite`'s locks (POSIX locks belong to the process, not to the handle).
pub(super) fn make_file(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    // Never through a link: `create_new` fails when the name is taken, by whatever.
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = match options.open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
        Err(error) => return Err(error),
    };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The umask took the group's part away at creation.
        if std::fs::metadata(directory_of(path))?.permissions().mode() & GROUP_MAY_WRITE != 0 {
            file.set_permissions(std::fs::Permissions::from_mode(0o660))?;
        }
    }
    sync_directory(directory_of(path))?;
    Ok(Some(file))
}

#[cfg(unix)]
const GROUP_MAY_WRITE: u32 = 0o020;
#[cfg(unix)]
const SET_GROUP: u32 = 0o2000;

/// What to do about a file that is not there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum IfAbsent {
    Make,
    Leave,
}

/// Opens a small file beside the journal, never through a symbolic link; `None` when it is not there (any more).
///
/// The standard library can't ask for "no link" in one call. Looking first is enough to refuse a planted link, and
/// `stands_at` looks again at what was opened; between the two nothing is written, so a link that is swapped in gains
/// nothing but a file that is opened and closed. Only those who own the directory could do it anyway.
pub(super) fn open(path: &Path, if_absent: IfAbsent) -> Result<Option<File>, JournalError> {
    if !is_there(path)? {
        return match if_absent {
            IfAbsent::Make => make_file(path).map_err(|source| fault("make", path, source)),
            IfAbsent::Leave => Ok(None),
        };
    }
    match OpenOptions::new().read(true).write(true).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(fault("open", path, source)),
    }
}

/// Tells whether the file that was opened is the one that stands at the path, itself and not behind a link.
#[cfg(unix)]
pub(super) fn stands_at(file: &File, path: &Path) -> Result<bool, JournalError> {
    use std::os::unix::fs::MetadataExt as _;
    if !is_there(path)? {
        return Ok(false);
    }
    let opened = file.metadata().map_err(|source| fault("read", path, source))?;
    match std::fs::symlink_metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (opened.dev(), opened.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(fault("read", path, source)),
    }
}

#[cfg(not(unix))]
pub(super) fn stands_at(_: &File, path: &Path) -> Result<bool, JournalError> {
    is_there(path)
}

/// Opens a small file that processes share beside the journal; tells whether this call has made it.
///
/// # Errors
/// When it can't be made or opened, or something else stands in its place.
pub fn open_beside(path: &Path) -> Result<(File, bool), JournalError> {
    for _ in 0..TRIES_MAX {
        if let Some(file) = make_file(path).map_err(|source| fault("make", path, source))? {
            return Ok((file, true));
        }
        if let Some(file) = open(path, IfAbsent::Leave)?
            && stands_at(&file, path)?
        {
            return Ok((file, false));
        }
    }
    Err(fault("open", path, io::Error::from(io::ErrorKind::NotFound)))
}

/// Makes a directory inside the state directory with those on the way to it, each as open as the one that it is in.
///
/// # Errors
/// When one can't be made, or a link or a file stands in its place.
pub fn make_below(root: &Path, directory: &Path) -> Result<(), JournalError> {
    let mut path = root.to_owned();
    for part in directory.strip_prefix(root).unwrap_or(directory) {
        path.push(part);
        make_inner_directory(&path)?;
    }
    Ok(())
}

/// Refuses a directory inside the state directory when it, what leads to it, or anything in it is a symbolic link.
///
/// Nothing has to be there yet.
///
/// # Errors
/// When there is a link, or something else in the place of a directory.
pub fn refuse_links(root: &Path, directory: &Path) -> Result<(), JournalError> {
    let mut path = root.to_owned();
    for part in directory.strip_prefix(root).unwrap_or(directory) {
        path.push(part);
        match std::fs::symlink_metadata(&path) {
            Ok(found) if found.is_dir() => {}
            Ok(found) => return Err(not_a_file(&path, found.file_type(), "in the place of a directory")),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(source) => return Err(fault("open", &path, source)),
        }
    }
    let entries = std::fs::read_dir(directory).map_err(|source| fault("read", directory, source))?;
    for entry in entries {
        let entry = entry.map_err(|source| fault("read", directory, source))?;
        let kind = entry.file_type().map_err(|source| fault("read", &entry.path(), source))?;
        if kind.is_symlink() {
            return Err(not_a_file(&entry.path(), kind, ""));
        }
    }
    Ok(())
}

/// Refuses to begin anew where a journal was: a log or locks beside a file that is missing or empty are what is left.
pub(super) fn refuse_remains(path: &Path) -> Result<(), JournalError> {
    let length = |path: &Path| std::fs::symlink_metadata(path).map_or(0, |found| found.len());
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    // In this order: whoever makes a journal just now fills the file before there is anything beside it.
    let remains = length(Path::new(&log)) > 0 || directory_of(path).join(LOCKS).exists();
    if remains && length(path) == 0 {
        return Err(JournalError::Gone { path: path.to_owned() });
    }
    Ok(())
}

/// Writes a directory's list of names to the disk: a new or renamed file is not safe before that.
pub(super) fn sync_directory(path: &Path) -> io::Result<()> {
    // Elsewhere a directory can't be opened as a file, and names last when the call returns.
    #[cfg(unix)]
    File::open(path)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Returns the directory that a file stands in.
pub(super) fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

/// Tells whether a regular file stands there; anything else but nothing is an error.
pub(super) fn is_there(path: &Path) -> Result<bool, JournalError> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(found) => Err(not_a_file(path, found.file_type(), "not a regular file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(JournalError::Io { doing: "open", path: path.to_owned(), source }),
    }
}

fn fault(doing: &'static str, path: &Path, source: io::Error) -> JournalError {
    JournalError::Io { doing, path: path.to_owned(), source }
}

fn not_a_file(path: &Path, found: std::fs::FileType, otherwise: &'static str) -> JournalError {
    let what = if found.is_symlink() { "a symbolic link, and those are not followed here" } else { otherwise };
    JournalError::NotAFile { path: path.to_owned(), what }
}

/// Returns a path whose directory part has no links and no `..`, so that `SQLite` may be told to follow none.
///
/// The state directory itself may be reached through links: where it lies is its owner's choice.
pub(super) fn settle_path(path: &Path) -> Result<PathBuf, JournalError> {
    let directory = directory_of(path);
    let settled = std::fs::canonicalize(directory).map_err(|source| JournalError::Io {
        doing: "open",
        path: directory.to_owned(),
        source,
    })?;
    let name = path
        .file_name()
        .ok_or_else(|| JournalError::NotAFile { path: path.to_owned(), what: "not the name of a file" })?;
    Ok(settled.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two processes may make the same file: one of them does, and a link in its place is nothing to make it through.
    #[test]
    fn a_file_is_made_once_and_never_through_a_link() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("file");
        assert!(make_file(&path).expect("made").is_some());
        assert!(make_file(&path).expect("there").is_none());
        #[cfg(unix)]
        {
            let (link, outside) = (directory.path().join("link"), directory.path().join("outside"));
            std::os::unix::fs::symlink(&outside, &link).expect("a link");
            assert!(make_file(&link).expect("taken").is_none());
            assert!(!outside.exists());
        }
    }

    /// Made, found, and found again by somebody who comes at the same moment.
    #[test]
    fn a_file_beside_the_journal_is_made_once() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("file");
        let made = std::thread::scope(|scope| {
            let openers: Vec<_> = (0..4).map(|_| scope.spawn(|| open_beside(&path).expect("a file").1)).collect();
            openers.into_iter().map(|opener| u32::from(opener.join().expect("no panic"))).sum::<u32>()
        });
        assert_eq!(made, 1);
        std::fs::remove_file(&path).expect("gone");
        std::fs::create_dir(&path).expect("a directory");
        assert!(matches!(open_beside(&path), Err(JournalError::NotAFile { .. })));
    }

    #[test]
    fn a_bare_name_stands_in_the_current_directory() {
        assert_eq!(directory_of(Path::new("journal.db")), Path::new("."));
        assert_eq!(directory_of(Path::new("/state/journal.db")), Path::new("/state"));
    }
}
