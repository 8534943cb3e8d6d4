//! Where journals, ledgers and simulated worlds live (design 6).
//!
//! `--state-dir`, environment or config; else `/var/lib/deskfleet` when it exists and is writable, so that a team's cron
//! and people share one record; else the user's own. A directory that can't be written is refused before anything else
//! happens: a change that can't be recorded must not begin.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{CliError, Kind};
use crate::config::Settings;
use crate::config::env::{HOME, Variables, XDG_STATE_HOME};
use crate::model::Scope;

/// The directory that a team shares.
const SHARED: &str = "/var/lib/deskfleet";

/// Returns the state directory, which is there and can be written.
///
/// # Errors
/// When there is no place for it, or it can't be written.
pub(super) fn open(settings: &Settings, variables: &Variables) -> Result<PathBuf, CliError> {
    let directory = find(settings, variables)?;
    make(&directory).map_err(|error| unusable(&directory, &error))?;
    Ok(directory)
}

/// Returns the state directory, whether it is there or not.
///
/// # Errors
/// When there is no place for it.
pub(super) fn find(settings: &Settings, variables: &Variables) -> Result<PathBuf, CliError> {
    choose(settings.state_dir.value.as_deref(), variables, Path::new(SHARED))
}

fn choose(set: Option<&Path>, variables: &Variables, shared: &Path) -> Result<PathBuf, CliError> {
    if let Some(directory) = set {
        return Ok(directory.to_owned());
    }
    if shared.is_dir() && probe(shared).is_ok() {
        return Ok(shared.to_owned());
    }
    variables
        .path(&XDG_STATE_HOME)
        .filter(|path| path.is_absolute())
        .or_else(|| variables.path(&HOME).map(|home| home.join(".local").join("state")))
        .map(|folder| folder.join("deskfleet"))
        .ok_or_else(|| {
            CliError::new(Kind::State, "there is no place for the state directory: `HOME` is not set")
                .hint("name a directory with `--state-dir`")
        })
}

/// Makes a directory for this user alone where there is none, and tries whether it can be written.
fn make(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)?;
    probe(directory)
}

fn probe(directory: &Path) -> io::Result<()> {
    // Permission bits don't tell: a read-only mount or a quota shows only when something is written.
    let path = directory.join(format!(".probe-{}", std::process::id()));
    OpenOptions::new().write(true).create_new(true).open(&path)?;
    fs::remove_file(&path)
}

fn unusable(directory: &Path, error: &io::Error) -> CliError {
    CliError::new(Kind::State, format!("can't write the state directory `{}`", directory.display()))
        .cause(error)
        .hint("make it writable, or name another one with `--state-dir` or `DESKFLEET_STATE_DIR`")
}

/// Returns the directory of one scope: its journal and the locks of its runs.
pub(super) fn of_scope(root: &Path, scope: &Scope) -> PathBuf {
    let mut name = format!("{}-{}", scope.account, scope.region);
    if let Some(endpoint) = &scope.endpoint {
        // FNV-1a: enough to tell endpoints apart, and the same on every machine.
        let hash = endpoint
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        name = format!("{name}-{hash:016x}");
    }
    root.join(name)
}

/// Returns the directory of a simulated world: everything of it, journal and ledger included.
pub(super) fn of_world(root: &Path, world: &str) -> PathBuf {
    root.join("sim").join(world)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shared_directory_wins_over_the_users_own_when_it_can_be_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let home: Variables = [("HOME", "/home/ada"), ("XDG_STATE_HOME", "/home/ada/state")].into_iter().collect();
        let missing = folder.path().join("missing");
        let own = PathBuf::from("/home/ada/state/deskfleet");
        assert_eq!(choose(None, &home, folder.path()), Ok(folder.path().to_owned()));
        assert_eq!(choose(None, &home, &missing), Ok(own));
        assert_eq!(choose(Some(Path::new("/set")), &home, folder.path()), Ok(PathBuf::from("/set")));
        let nobody = choose(None, &Variables::default(), &missing).expect_err("no place");
        assert_eq!(nobody.failure().exit, 2);
    }

    #[test]
    fn what_can_not_be_written_is_refused_with_a_hint() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "x").expect("written");
        let error = make(&file.join("state")).expect_err("not a directory");
        let failure = unusable(&file, &error).failure();
        assert_eq!(failure.exit, 2);
        assert!(failure.hints[0].contains("`--state-dir`"));
        assert!(make(&folder.path().join("a").join("b")).is_ok());
    }

    #[test]
    fn scopes_have_a_directory_each() {
        let scope = |endpoint: Option<&str>| Scope {
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: endpoint.map(str::to_owned),
            simulated: false,
        };
        let of = |endpoint| of_scope(Path::new("/s"), &scope(endpoint));
        assert_eq!(of(None), PathBuf::from("/s/111122223333-us-east-1"));
        assert_ne!(of(Some("http://127.0.0.1:1")), of(Some("http://127.0.0.1:2")));
        assert_eq!(of(Some("http://127.0.0.1:1")).parent(), Some(Path::new("/s")));
    }
}
