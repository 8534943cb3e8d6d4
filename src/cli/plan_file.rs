//! Plans as files: read whole and checked, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::error::{CliError, Kind};
use crate::planner::document::{Plan, Seal};

/// More than a plan for 100,000 desktops has.
const PLAN_BYTES_MAX: u64 = 512 << 20;

/// Reads a plan from a file.
///
/// # Errors
/// When the file can't be read, or is not a plan that can be used; the file is named.
pub(super) fn read(path: &Path, seal: Seal) -> Result<Plan, CliError> {
    let text = read_text(path).map_err(|error| {
        CliError::new(Kind::Input, format!("can't read the plan `{}`", path.display()))
            .cause(error)
            .hint("name a file that `--out` wrote")
    })?;
    Plan::read(&text, seal).map_err(|error| CliError::from(error).about(format!("plan `{}`", path.display())))
}

fn read_text(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(PLAN_BYTES_MAX + 1).read_to_string(&mut text)?;
    if text.len() as u64 > PLAN_BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is too long for a plan"));
    }
    Ok(text)
}

/// Writes a plan to a file: under a temporary name first, so that there is never half of one.
///
/// # Errors
/// When it can't be written; the file is named.
pub(super) fn write(path: &Path, plan: &Plan) -> Result<(), CliError> {
    if path == Path::new("-") {
        return Err(CliError::usage("`--out -`: a plan is written to a file")
            .hint("name a file; `-n -o json` writes the plan to standard output"));
    }
    let text = plan.to_text()?;
    replace(path, text.as_bytes()).map_err(|error| {
        CliError::new(Kind::Input, format!("can't write the plan `{}`", path.display()))
            .cause(error)
            .hint("name a place that can be written with `--out`")
    })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
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
    let written = File::create_new(&temporary).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&temporary, path)
    });
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
        replace(&path, b"one").expect("written");
        replace(&path, b"two").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert!(replace(&folder.path().join("missing").join("x"), b"x").is_err());
        assert!(replace(folder.path(), b"x").is_err(), "a folder is not replaced");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "nothing is left over");
    }

    #[test]
    fn what_is_no_plan_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.json");
        let refused = |text: &str| {
            fs::write(&path, text).expect("written");
            read(&path, Seal::Intact).expect_err("refused").failure()
        };
        for (text, message) in [
            ("{", "not JSON"),
            ("{\"schema\": 9}", "schema 9 is not known"),
            ("{\"schema\": 1, \"id\": \"x\"}", "it was changed"),
        ] {
            let failure = refused(text);
            assert!(failure.message.contains(message) && failure.message.contains("plan.json"), "{failure:?}");
            assert_eq!((failure.exit, failure.hints.len()), (2, 1));
        }
        assert!(read(&folder.path().join("none"), Seal::Intact).is_err());
    }
}
