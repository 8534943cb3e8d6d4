//! Where journals, ledgers and simulated worlds live (design 6).
//!
//! `--state-dir`, environment or config; else `/var/lib/deskfleet` when it exists and is writable, so that a team's cron
//! and people share one record; else the user's own. A directory that can't be written is refused before anything else
//! happens: a change that can't be recorded must not begin. So is one that others could plant files in; inside it no
//! symbolic link is followed.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::error::{CliError, Kind};
use crate::config::Settings;
use crate::config::env::{HOME, Variables, XDG_STATE_HOME};
use crate::journal::{JournalError, refuse_links};
use crate::model::Scope;

/// The directory that a team shares.
const SHARED: &str = "/var/lib/deskfleet";

/// The state directory, and what should be said about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct StateDir {
    pub(super) path: PathBuf,
    /// What is wrong with its rights, and what to do; it is used all the same.
    pub(super) warning: Option<String>,
}

/// Returns the state directory, which is there and can be written.
///
/// # Errors
/// When there is no place for it, it can't be written, or it is not ours to use.
pub(super) fn open(settings: &Settings, variables: &Variables) -> Result<StateDir, CliError> {
    let path = find(settings, variables)?;
    let warning = make(&path).map_err(|error| unusable(&path, &error)).and_then(|rights| judge(&path, rights))?;
    Ok(StateDir { path, warning })
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
fn make(directory: &Path) -> io::Result<Rights> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)?;
    probe(directory)
}

/// Who may do what in a directory, and who asks.
#[derive(Clone, Copy, Debug)]
struct Rights {
    #[cfg(unix)]
    mode: u32,
    #[cfg(unix)]
    owner: u32,
    #[cfg(unix)]
    me: u32,
}

fn probe(directory: &Path) -> io::Result<Rights> {
    // Permission bits don't tell: a read-only mount or a quota shows only when something is written.
    let path = directory.join(format!(".probe-{}", std::process::id()));
    let probe = OpenOptions::new().write(true).create_new(true).open(&path)?;
    // Who we are is who owns what we make.
    #[cfg(unix)]
    let rights = {
        use std::os::unix::fs::MetadataExt as _;
        let (made, found) = (probe.metadata(), fs::metadata(directory)?);
        Rights { mode: found.mode(), owner: found.uid(), me: made?.uid() }
    };
    #[cfg(not(unix))]
    let rights = Rights {};
    drop(probe);
    fs::remove_file(&path)?;
    Ok(rights)
}

/// Refuses a directory in which somebody else can put things, unless a group shares it; returns what else is wrong.
#[cfg(unix)]
fn judge(directory: &Path, rights: Rights) -> Result<Option<String>, CliError> {
    const GROUP_SHARES: u32 = 0o2020;
    const GROUP_WRITES: u32 = 0o0020;
    const OTHERS_WRITE: u32 = 0o0002;
    const OTHERS: u32 = 0o0007;
    let Rights { mode, owner, me } = rights;
    let name = directory.display();
    let mend = format!("for you alone `chmod 700 {name}`, for a team `chmod 2770 {name}`");
    let refused = |what: String| CliError::new(Kind::State, format!("the state directory `{name}` {what}"));
    if mode & OTHERS_WRITE != 0 {
        let what = format!("can be written by everybody (mode {:o})", mode & 0o7777);
        return Err(refused(what).hint(format!("{mend}; or name another one with `--state-dir`")));
    }
    let is_shared = mode & GROUP_SHARES == GROUP_SHARES;
    if owner != me && !is_shared {
        return Err(refused(format!("belongs to another user (uid {owner}, you are {me})")).hint(format!(
            "work as that user, or share it with a group: `chmod 2770 {name}`; or name another one with `--state-dir`"
        )));
    }
    if mode & OTHERS != 0 {
        return Ok(Some(format!("everybody on this machine can look into the state directory `{name}`: {mend}")));
    }
    if mode & GROUP_WRITES != 0 && !is_shared {
        let what = "can be written by its group, and what is made in it will not be the group's";
        return Ok(Some(format!("the state directory `{name}` {what}: {mend}")));
    }
    Ok(None)
}

/// Elsewhere a directory in the user's own folder is the user's own.
#[cfg(not(unix))]
fn judge(_: &Path, _: Rights) -> Result<Option<String>, CliError> {
    Ok(None)
}

fn unusable(directory: &Path, error: &io::Error) -> CliError {
    CliError::new(Kind::State, format!("can't write the state directory `{}`", directory.display()))
        .cause(error)
        .hint("make it writable, or name another one with `--state-dir` or `DESKFLEET_STATE_DIR`")
}

/// Returns the directory of one scope: its journal, the locks of its runs, and its pace.
///
/// # Errors
/// When a symbolic link stands in it or in its place.
pub(super) fn of_scope(root: &Path, scope: &Scope) -> Result<PathBuf, JournalError> {
    let mut name = format!("{}-{}", scope.account, scope.region);
    if let Some(endpoint) = &scope.endpoint {
        // FNV-1a: enough to tell endpoints apart, and the same on every machine.
        let hash = endpoint
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        name = format!("{name}-{hash:016x}");
    }
    without_links(root, root.join(name))
}

/// Returns the directory of a simulated world: everything of it, journal and ledger included.
///
/// # Errors
/// When a symbolic link stands in it or in its place.
pub(super) fn of_world(root: &Path, world: &str) -> Result<PathBuf, JournalError> {
    without_links(root, root.join("sim").join(world))
}

fn without_links(root: &Path, directory: PathBuf) -> Result<PathBuf, JournalError> {
    refuse_links(root, &directory)?;
    Ok(directory)
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

    /// Mode, owner, who asks; then what is said, `Err` for a refusal.
    #[cfg(unix)]
    #[test]
    fn a_directory_is_ones_own_or_a_groups() {
        const ME: u32 = 1000;
        let (private, team) = ("`chmod 700 /s`", "`chmod 2770 /s`");
        for (mode, owner, expected) in [
            (0o700, ME, Ok("")),
            (0o2770, ME, Ok("")),
            (0o2770, 0, Ok("")),
            (0o750, ME, Ok("")),
            (0o500, ME, Ok("")),
            (0o755, ME, Ok("everybody on this machine can look into")),
            (0o2775, ME, Ok("everybody on this machine can look into")),
            (0o701, ME, Ok("everybody on this machine can look into")),
            (0o770, ME, Ok("can be written by its group")),
            (0o777, ME, Err("can be written by everybody (mode 777)")),
            (0o1777, ME, Err("can be written by everybody (mode 1777)")),
            (0o2772, ME, Err("can be written by everybody (mode 2772)")),
            (0o700, 0, Err("belongs to another user (uid 0, you are 1000)")),
            (0o700, 1001, Err("belongs to another user (uid 1001, you are 1000)")),
            (0o770, 1001, Err("belongs to another user")),
        ] {
            // As stat gives it: with the kind of file above the rights.
            let judged = judge(Path::new("/s"), Rights { mode: mode | 0o040_000, owner, me: ME });
            match (expected, judged) {
                (Ok(""), found) => assert_eq!(found, Ok(None), "{mode:o} {owner}"),
                (Ok(words), Ok(Some(said))) => {
                    assert!(said.contains(words) && said.contains(private) && said.contains(team), "{said}");
                }
                (Err(words), Err(refused)) => {
                    let failure = refused.failure();
                    assert_eq!(failure.exit, 2);
                    assert!(failure.message.contains(words), "{failure:?}");
                    assert!(failure.hints[0].contains(team) && failure.hints[0].contains("--state-dir"), "{failure:?}");
                }
                (expected, found) => panic!("{mode:o} {owner}: {expected:?}, {found:?}"),
            }
        }
    }

    #[test]
    fn scopes_have_a_directory_each() {
        let scope = |endpoint: Option<&str>| Scope {
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: endpoint.map(str::to_owned),
            simulated: false,
        };
        let of = |endpoint| of_scope(Path::new("/s"), &scope(endpoint)).expect("nothing is there");
        assert_eq!(of(None), PathBuf::from("/s/111122223333-us-east-1"));
        assert_ne!(of(Some("http://127.0.0.1:1")), of(Some("http://127.0.0.1:2")));
        assert_eq!(of(Some("http://127.0.0.1:1")).parent(), Some(Path::new("/s")));
    }
}
