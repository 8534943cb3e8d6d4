//! A clean place to run the binary in: empty environment, own home, a world of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

/// What is tested.
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_deskfleet");

/// A home, a state directory and what runs in them.
pub(crate) struct TestEnv {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

/// What a command did. To be looked at: an ignored exit code is a test that can't fail.
#[must_use]
#[derive(Debug)]
pub(crate) struct Ran {
    /// Exit code.
    pub(crate) code: i32,
    /// Data.
    pub(crate) stdout: String,
    /// Talk.
    pub(crate) stderr: String,
}

impl TestEnv {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), variables: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn home(&self) -> &Path {
        self.folder.path()
    }

    /// A command with nothing of the machine's environment.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(BINARY);
        command.args(arguments);
        command
    }

    /// Another program in the same place, such as one that runs ours.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command
            .env_clear()
            .env("HOME", self.home())
            .env("COLUMNS", "100")
            .env("USER", "tester")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(self.home())
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("the binary runs"))
    }

    /// Runs a command whose files can't grow beyond `bytes`: to it the disk is full. The signal that comes with it is
    /// ignored, as it is where a quota and not a limit says no.
    pub(crate) fn limited(&self, bytes: u32, arguments: &[&str]) -> Ran {
        let shell = format!("trap '' XFSZ; exec prlimit --fsize={bytes} \"$@\"");
        let mut command = self.program("sh");
        command.args(["-c", &shell, "sh", BINARY]).args(arguments).env("PATH", "/usr/bin:/bin");
        Ran::from(command.output().expect("`prlimit` of util-linux"))
    }

    /// Runs a command line, split at white space.
    pub(crate) fn line(&self, line: &str) -> Ran {
        self.run(&line.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs a command with something on standard input.
    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input).ok(); // it may have left without reading
        drop(stdin);
        Ran::from(child.wait_with_output().expect("it ends"))
    }

    /// Writes `new.csv`: encrypted desktops for these users, as the default world can make them.
    pub(crate) fn write_manifest(&self, users: &[&str]) {
        let key = "arn:aws:kms:us-east-1:111122223333:alias/aws/workspaces";
        let row = |user: &&str| format!("{user},corp.example.com,win11-standard,auto-stop,user,{key}\n");
        let rows: String = users.iter().map(row).collect();
        let text = format!("user,directory,bundle,running_mode,encrypt,key\n{rows}");
        std::fs::write(self.path("new.csv"), text).expect("a file");
    }

    /// The requests that a world has answered.
    pub(crate) fn sim_log(&self, world: &str) -> Vec<Value> {
        let ran = self.run(&[&format!("--sim={world}"), "sim", "log"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
    }

    /// How many requests of the default world changed something.
    pub(crate) fn applied(&self) -> usize {
        self.sim_log("default").iter().filter(|record| record["applied"] == true).count()
    }
}

impl Ran {
    /// The last line on standard error.
    pub(crate) fn last_line(&self) -> &str {
        self.stderr.lines().last().unwrap_or_default()
    }

    /// Its numbers: done, unchanged, failed, skipped, held, refused, unknown, not started.
    pub(crate) fn counts(&self) -> [usize; 8] {
        let line = self.last_line().strip_prefix("deskfleet: ").unwrap_or_else(|| panic!("no last line: {self:#?}"));
        let mut ends = line.split(" (").next().expect("the ends").split(", ");
        std::array::from_fn(|_| {
            let number = ends.next().and_then(|end| end.split(' ').next()).unwrap_or_default();
            number.parse().unwrap_or_else(|_| panic!("{line}"))
        })
    }

    /// Asserts what every bad input gets: an exit code, a hint, and no data.
    #[track_caller]
    pub(crate) fn is_bad(&self, code: i32, error: &str, hint: &str) {
        assert_eq!(self.code, code, "{self:#?}");
        let line =
            |start: &str, text: &str| self.stderr.lines().any(|line| line.starts_with(start) && line.contains(text));
        assert!(line("error:", error), "no `error:` line with {error:?} in\n{}", self.stderr);
        assert!(line("hint:", hint), "no `hint:` line with {hint:?} in\n{}", self.stderr);
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{self:#?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}
