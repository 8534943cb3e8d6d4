//! Processes that run beside a test: `sim serve`, and commands that are watched, signalled and killed.
//!
//! Whatever is started here ends with the test, however the test ends. Nothing waits for time to pass: `until` looks
//! again and again at a condition, so many times and no more.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::record::Record;

/// How often a condition is looked at before the test gives up: some two minutes.
const LOOKS_MAX: u32 = 60_000;
const PAUSE: Duration = Duration::from_millis(2);

/// Waits for a condition.
#[track_caller]
pub(crate) fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    for _ in 0..LOOKS_MAX {
        if is_so() {
            return;
        }
        sleep(PAUSE);
    }
    panic!("it never came to this: {what}");
}

/// A command that goes on while the test does something else.
pub(crate) struct Running {
    child: Child,
    stdout: PathBuf,
    stderr: PathBuf,
}

impl Running {
    /// Starts a command whose output goes to files.
    pub(crate) fn start(env: &TestEnv, arguments: &[&str]) -> Self {
        let (stdout, stderr) = (env.path("running.stdout"), env.path("running.stderr"));
        let child = env
            .command(arguments)
            .stdout(File::create(&stdout).expect("a file"))
            .stderr(File::create(&stderr).expect("a file"))
            .spawn()
            .expect("the binary runs");
        Self { child, stdout, stderr }
    }

    /// Sends a signal, such as `INT`.
    pub(crate) fn signal(&self, name: &str) {
        signal(&self.child, name);
    }

    /// Kills it as a power cut would, and returns whether that came in time.
    pub(crate) fn kill(mut self) -> bool {
        self.child.kill().expect("it was still there");
        self.child.wait().expect("it ends").code().is_none()
    }

    /// Waits for its own end.
    pub(crate) fn wait(mut self) -> Ran {
        let code = self.child.wait().expect("it ends").code().unwrap_or(-1);
        let text = |path| std::fs::read_to_string(path).expect("a file");
        Ran { code, stdout: text(&self.stdout), stderr: text(&self.stderr) }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It has mostly ended by then.
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The built-in service behind a socket.
pub(crate) struct Service {
    child: Child,
    log: PathBuf,
    ready: Value,
}

impl Service {
    /// Starts `sim serve` on a free port and waits for its line.
    pub(crate) fn start(env: &TestEnv, flags: &str) -> Self {
        let log = env.path("requests.ndjson");
        let mut arguments = vec!["sim", "serve", "--listen", "127.0.0.1:0", "--log", log.to_str().expect("UTF-8")];
        arguments.extend(flags.split_whitespace());
        let mut child =
            env.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let ready = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line:?}"));
        Self { child, log, ready }
    }

    /// What it said when it was ready.
    pub(crate) fn ready(&self) -> &Value {
        &self.ready
    }

    /// Where it is.
    pub(crate) fn endpoint(&self) -> &str {
        self.ready["endpoint"].as_str().expect("an endpoint")
    }

    /// Returns the words of a command line that works on it, split at white space.
    pub(crate) fn words<'a>(&'a self, line: &'a str) -> Vec<&'a str> {
        ["--endpoint-url", self.endpoint()].into_iter().chain(line.split_whitespace()).collect()
    }

    /// What it has answered so far.
    pub(crate) fn record(&self) -> Record {
        Record::in_file(&self.log)
    }

    /// Ends it as a supervisor does, and returns its exit code.
    pub(crate) fn terminate(mut self) -> i32 {
        signal(&self.child, "TERM");
        self.child.wait().expect("it ends").code().unwrap_or(-1)
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A place to run commands against a served simulator: it takes any credentials, but there must be some.
pub(crate) fn client_env() -> TestEnv {
    TestEnv::new()
        .with("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000")
        .with("AWS_SECRET_ACCESS_KEY", "example")
        .with("AWS_REGION", "us-east-1")
        .with("AWS_EC2_METADATA_DISABLED", "true")
}

/// The shell's own `kill`: signals are all that is wanted of a system library.
fn signal(child: &Child, name: &str) {
    let line = format!("kill -{name} {}", child.id());
    let status = Command::new("sh").args(["-c", &line]).status().expect("a shell");
    assert!(status.success(), "{line}");
}
