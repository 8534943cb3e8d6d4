//! Plans as files: read whole and checked, written whole or not at all.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

use super::error::{CliError, Kind};
use super::whole_file::replace;
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

/// Writes a plan to a file.
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

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
