//! Files that are written whole or not at all: under a temporary name first, so that there is never half of one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes a file in place of the one that is there.
///
/// # Errors
/// When it can't be written, or something else than a file stands there; nothing is left over.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_beside(path, |temporary, mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(temporary, path)
    })
}

/// Finds out whether a file can be written there, and leaves what is there alone.
///
/// # Errors
/// As `replace`, but for what comes up later.
pub(super) fn probe(path: &Path) -> io::Result<()> {
    write_beside(path, |temporary, _| fs::remove_file(temporary))
}

fn write_beside(path: &Path, write: impl FnOnce(&Path, File) -> io::Result<()>) -> io::Result<()> {
    // A rename replaces whatever stands there: root's `--out /dev/null` would be the end of it.
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::Error::from(io::ErrorKind::IsADirectory)),
        Ok(found) if found.is_symlink() => return Err(io::Error::other("it is a symbolic link")),
        Ok(found) if !found.is_file() => return Err(io::Error::other("it is not a regular file")),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    let name = path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it names no file"))?;
    let mut temporary = name.to_owned();
    temporary.push(format!(".{}.tmp", std::process::id()));
    let temporary: PathBuf = path.with_file_name(temporary);
    let written = File::create_new(&temporary).and_then(|file| write(&temporary, file));
    if written.is_err() {
        // What failed is told; a leftover that can't be removed either adds nothing.
        let _ = fs::remove_file(&temporary);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.json");
        probe(&path).expect("it can be written");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 0, "nothing was written");
        replace(&path, b"one").expect("written");
        replace(&path, b"two").expect("written");
        probe(&path).expect("it can be written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        let missing = folder.path().join("missing").join("x");
        for place in [missing.as_path(), folder.path()] {
            assert!(replace(place, b"x").is_err() && probe(place).is_err(), "{}", place.display());
        }
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left over");
    }
}
