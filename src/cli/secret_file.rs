//! Reads a secret from a file or from standard input, and from nowhere else: what stands on a command line is seen by others.

use std::fs::File;
use std::io::Read as _;

use super::context::Context;
use super::error::{CliError, Kind};
use crate::model::RadiusSecret;

/// More than the longest secret.
const BYTES_MAX: usize = 4096;

/// Reads the secret that RADIUS servers share; `-` is standard input.
///
/// # Errors
/// When it can't be read, or the service would not take it; it is not in what is said.
pub(super) fn read_secret(context: &Context, name: &str) -> Result<RadiusSecret, CliError> {
    let place = if name == "-" { "standard input".to_owned() } else { format!("the file `{name}`") };
    let bytes = if name == "-" {
        context.stdin(BYTES_MAX)?
    } else {
        let mut bytes = Vec::new();
        File::open(name).and_then(|file| file.take(BYTES_MAX as u64 + 1).read_to_end(&mut bytes)).map_err(|error| {
            CliError::new(Kind::Input, format!("can't read {place}"))
                .cause(error)
                .hint("name a file with the RADIUS secret on one line, or `-` for standard input; nothing was sent")
        })?;
        bytes
    };
    RadiusSecret::read(&bytes).map_err(|reason| {
        CliError::new(Kind::Input, format!("{place} has no RADIUS secret: {reason}"))
            .hint("write the secret on one line, and nothing else; nothing was sent")
    })
}
