//! A terminal that a test can take away: `script` of util-linux holds its other end.
//!
//! The command stands below a shell, as at a real terminal: when the terminal goes away the shell hears of it first and
//! hands it on, and then it writes down how the command ended.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::env::{BINARY, TestEnv};
use crate::service::until;

/// Hands a hangup on to the command, and keeps its exit code. The first `wait` ends with the hangup, the second one with
/// the command.
const SHELL: &str = "trap 'kill -HUP $!' HUP; \"$BINARY\" $ARGUMENTS & wait $!; code=$?; \
                     if [ $code -gt 128 ]; then wait $!; code=$?; fi; echo $code >code.new; mv code.new code";

/// A command at a terminal.
pub(crate) struct OnTerminal {
    script: Child,
    transcript: PathBuf,
    code: PathBuf,
}

impl OnTerminal {
    /// Starts a command line, split at white space, at a terminal of its own.
    pub(crate) fn start(env: &TestEnv, line: &str) -> Self {
        let (transcript, code) = (env.path("transcript"), env.path("code"));
        let script = env
            .program("script")
            .args(["--quiet", "--flush", "--command", SHELL])
            .arg(&transcript)
            .env("BINARY", BINARY)
            .env("ARGUMENTS", line)
            .env("PATH", "/usr/bin:/bin")
            .env("SHELL", "/bin/sh")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("`script` of util-linux");
        Self { script, transcript, code }
    }

    /// What has been shown so far.
    pub(crate) fn shown(&self) -> String {
        String::from_utf8_lossy(&fs::read(&self.transcript).unwrap_or_default()).into_owned()
    }

    /// Waits until a text is shown.
    pub(crate) fn until_shown(&self, text: &str) {
        until(text, || self.shown().contains(text));
    }

    /// Types a line.
    pub(crate) fn type_line(&mut self, line: &str) {
        let keyboard = self.script.stdin.as_mut().expect("a pipe");
        keyboard.write_all(format!("{line}\r").as_bytes()).expect("it listens");
    }

    /// Takes the terminal away, as a closed laptop does.
    pub(crate) fn hang_up(&mut self) {
        self.script.kill().expect("it was still there");
        self.script.wait().expect("it ends");
    }

    /// Waits for the command's end and returns its exit code.
    pub(crate) fn code(&self) -> i32 {
        until("the command ends", || self.code.exists());
        fs::read_to_string(&self.code).expect("a code").trim().parse().expect("a number")
    }
}

impl Drop for OnTerminal {
    fn drop(&mut self) {
        self.script.kill().ok();
        self.script.wait().ok();
    }
}
