//! Reads the file of `ip-group apply`, and tells everything that is wrong with it at once.

use std::fs::File;
use std::io::Read as _;

use super::context::Context;
use super::error::{CliError, Kind};
use crate::inventory::{IpGroupFile, LIST_BYTES_MAX};

/// Reads a file, or standard input.
///
/// # Errors
/// When it can't be read, or something in it is wrong.
pub(super) fn read_file(context: &Context, name: &str) -> Result<IpGroupFile, CliError> {
    let place = if name == "-" { "standard input" } else { name };
    let bytes = if name == "-" {
        context.stdin(LIST_BYTES_MAX)?
    } else {
        let mut bytes = Vec::new();
        File::open(name).and_then(|file| file.take(LIST_BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(
            |error| {
                CliError::new(Kind::Input, format!("can't read the file `{place}`"))
                    .cause(error)
                    .hint("name a file in YAML or JSON with `groups` and `directories`, or `-` for standard input")
            },
        )?;
        bytes
    };
    IpGroupFile::read(&bytes).map_err(|error| {
        let refused = CliError::new(Kind::Input, format!("the file `{place}` can't be used: {error}"));
        let refused = error.lines().into_iter().fold(refused, CliError::cause);
        refused.hint("nothing was sent; README shows such a file under \"IP access control groups\"")
    })
}
