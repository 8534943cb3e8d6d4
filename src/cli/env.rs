//! The process as `main` found it: everything that a command may know of its surroundings.
//!
//! Taken once and handed on, so that nothing below reads the environment or asks the terminal, and a test is a process
//! of its own making.

use std::ffi::OsString;
use std::io::Read;

use console::Term;

use crate::config::env::Variables;
use crate::output::{Ask, Sink, TerminalAsk};

/// A snapshot of the process.
pub struct Env {
    /// The command line, the program's name first.
    pub arguments: Vec<OsString>,
    /// The environment.
    pub variables: Variables,
    /// Standard input.
    pub stdin: Box<dyn Read>,
    /// Standard output.
    pub stdout: Sink,
    /// Standard error.
    pub stderr: Sink,
    /// Whether standard input is a terminal.
    pub stdin_is_terminal: bool,
    /// Whether standard output is a terminal.
    pub stdout_is_terminal: bool,
    /// Whether standard error is a terminal.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal; `None` without one.
    pub width: Option<u16>,
    /// Finds the person at the terminal; called when there is a question.
    pub ask: fn() -> Option<Box<dyn Ask>>,
}

/// Finds the person at the terminal of this process.
#[must_use]
pub fn ask_terminal() -> Option<Box<dyn Ask>> {
    TerminalAsk::open().map(|person| Box::new(person) as Box<dyn Ask>)
}

/// Returns the width of the terminal that stdout or stderr is, in columns.
#[must_use]
pub fn terminal_width() -> Option<u16> {
    let size = Term::stdout().size_checked().or_else(|| Term::stderr().size_checked());
    size.map(|(_, columns)| columns).filter(|columns| *columns > 0)
}

impl std::fmt::Debug for Env {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither variables nor arguments: they can hold credentials.
        formatter.debug_struct("Env").field("width", &self.width).finish_non_exhaustive()
    }
}
