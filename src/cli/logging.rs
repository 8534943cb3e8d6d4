//! The log of what happens inside: our own words only, to stderr or a file.
//!
//! The SDK's crates print bodies at TRACE, so nothing but our own target is let through, and `RUST_LOG` is not read.
//! Without `-v` or `--log-file` there is no log. `-v` has a line a call of an API, `-vv` also what it waited for. What
//! could come from outside is escaped, so that a line of the log is a line.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Mutex;

use clap::{ArgAction, Args};
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, filter, fmt};

use super::error::{CliError, Kind};
use super::words::Words;
use crate::clock::Clock;
use crate::output::{Sink, visible, visible_json};

/// Flags of the log
#[derive(Args, Clone, Debug, Default)]
pub(super) struct LogArgs {
    /// Tell each API call on stderr; twice: also what it waits for
    #[arg(short, long, global = true, action = ArgAction::Count, help_heading = "Output options")]
    verbose: u8,
    /// Form of the log: text, json
    #[arg(long, global = true, value_name = "FORMAT", value_parser = Words::new(str::parse::<LogFormat>, &["text", "json"]), hide_possible_values = true, hide_short_help = true, help_heading = "Output options")]
    log_format: Option<LogFormat>,
    /// Add the log to a file instead
    #[arg(long, global = true, value_name = "FILE", help_heading = "Output options")]
    log_file: Option<PathBuf>,
}

/// The form of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LogFormat {
    Text,
    Json,
}

impl FromStr for LogFormat {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(format!("`{text}` is not a form of the log: choose text or json")),
        }
    }
}

impl LogArgs {
    /// Begins the log; it ends with what is returned.
    ///
    /// # Errors
    /// When the file can't be written.
    pub(super) fn begin(&self, stderr: &Sink) -> Result<Option<tracing::subscriber::DefaultGuard>, CliError> {
        let writer = match &self.log_file {
            Some(path) => {
                let mut options = OpenOptions::new();
                options.append(true).create(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let file = options.open(path).map_err(|error| {
                    CliError::new(Kind::Config, format!("can't write the log `{}`", path.display()))
                        .cause(error)
                        .hint("name a file that can be written with `--log-file`")
                })?;
                Sink::new(file)
            }
            None if self.verbose > 0 => stderr.clone(),
            None => return Ok(None),
        };
        let format = self.log_format.unwrap_or(LogFormat::Text);
        let writer = Target { sink: writer, format };
        let level = if self.verbose > 1 { Level::DEBUG } else { Level::INFO };
        let ours = filter::Targets::new().with_target("deskfleet", level).with_default(LevelFilter::OFF);
        let layer = fmt::layer().with_ansi(false).with_timer(Moment).with_writer(Mutex::new(writer));
        let guard = match format {
            LogFormat::Text => {
                tracing::subscriber::set_default(tracing_subscriber::registry().with(layer.with_filter(ours)))
            }
            LogFormat::Json => {
                tracing::subscriber::set_default(tracing_subscriber::registry().with(layer.json().with_filter(ours)))
            }
        };
        Ok(Some(guard))
    }
}

/// A sink as the log wants it: one call a line.
struct Target {
    sink: Sink,
    format: LogFormat,
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        let line = text.strip_suffix('\n').unwrap_or(&text);
        let safe = match self.format {
            LogFormat::Text => visible(line),
            LogFormat::Json => visible_json(line),
        };
        self.sink.write(format!("{safe}\n").as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The machine's time: a log tells what happened here, also beside a world with a time of its own.
struct Moment;

impl FormatTime for Moment {
    fn format_time(&self, writer: &mut fmt::format::Writer<'_>) -> std::fmt::Result {
        write!(writer, "{}", Clock::system().now())
    }
}

// `Mutex<W>` makes a writer of every `W`; named here so that a change of the library shows where it matters.
const _: fn() = || {
    fn is_writer<W: for<'a> MakeWriter<'a>>() {}
    is_writer::<Mutex<Target>>();
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever a module of ours hands to the log: no line of it can pass for two, or move the cursor.
    #[test]
    fn a_line_of_the_log_is_a_line() {
        let folder = tempfile::tempdir().expect("a folder");
        let hostile = "x\n2026 ERROR forged \u{1b}[2J\u{9b}2J\u{202e}";
        for (format, level) in [(LogFormat::Text, 1), (LogFormat::Json, 2)] {
            let path = folder.path().join(format!("{format:?}"));
            let args = LogArgs { verbose: level, log_format: Some(format), log_file: Some(path.clone()) };
            let guard = args.begin(&Sink::new(io::sink())).expect("a log");
            tracing::info!(hostile, "said {hostile}");
            tracing::debug!("only at -vv");
            drop(guard);
            let text = std::fs::read_to_string(path).expect("the log");
            assert_eq!(text.lines().count(), usize::from(level), "{text}");
            let hidden = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
            assert!(!text.contains(hidden), "{text:?}");
            if format == LogFormat::Json {
                let line: serde_json::Value =
                    serde_json::from_str(text.lines().next().unwrap_or_default()).expect("JSON");
                assert_eq!(line["fields"]["hostile"], hostile, "nothing is lost");
            }
        }
    }

    /// The SDK's own TRACE prints bodies and headers; nothing of it passes at any level.
    #[test]
    fn only_our_own_target_is_logged() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("log");
        let args = LogArgs { verbose: 9, log_format: None, log_file: Some(path.clone()) };
        let guard = args.begin(&Sink::new(io::sink())).expect("a log");
        for _ in 0..2 {
            tracing::error!(target: "aws_smithy_runtime", "a body");
            tracing::info!(target: "hyper", "a header");
        }
        tracing::trace!("ours, and nobody's business");
        drop(guard);
        assert_eq!(std::fs::read_to_string(path).expect("the log"), "");
    }
}
