//! Takes the process as it is found and hands it to the library.

use std::io::{IsTerminal as _, stderr, stdin, stdout};
use std::process::ExitCode;

use deskfleet::{Env, ask_terminal, terminal_width};

fn main() -> ExitCode {
    deskfleet::run(Env {
        arguments: std::env::args_os().collect(),
        variables: std::env::vars_os().collect(),
        stdin: Box::new(stdin()),
        stdout: deskfleet::output::Sink::new(stdout()),
        stderr: deskfleet::output::Sink::new(stderr()),
        stdin_is_terminal: stdin().is_terminal(),
        stdout_is_terminal: stdout().is_terminal(),
        stderr_is_terminal: stderr().is_terminal(),
        width: terminal_width(),
        ask: ask_terminal,
    })
}
