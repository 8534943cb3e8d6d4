//! The log of what happens inside: our own words only, to stderr or a file.
//!
//! The SDK's crates print bodies at TRACE, so nothing but our own target is let through, and `RUST_LOG` is not read.
//! Without `-v` or `--log-file` there is no log.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Mutex;

use clap::Args;
use tracing::Level;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::time::FormatTime;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::{Layer as _, filter, fmt};

use super::error::{CliError, Kind};
use crate::clock::Clock;
use crate::output::Sink;

/// Flags of the log
#[derive(Args, Clone, Debug, Default)]
pub(super) struct LogArgs {
    /// Tell on stderr what happens inside
    #[arg(short, long, global = true, help_heading = "Output options")]
    verbose: bool,
    /// Form of the log: text, json
    #[arg(long, global = true, value_name = "FORMAT", value_parser = str::parse::<LogFormat>, hide_short_help = true, help_heading = "Output options")]
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
                Target(Sink::new(file))
            }
            None if self.verbose => Target(stderr.clone()),
            None => return Ok(None),
        };
        let ours = filter::Targets::new().with_target("deskfleet", Level::DEBUG).with_default(LevelFilter::OFF);
        let layer = fmt::layer().with_ansi(false).with_timer(Moment).with_writer(Mutex::new(writer));
        let guard = match self.log_format.unwrap_or(LogFormat::Text) {
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

/// A sink as the log wants it.
struct Target(Sink);

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)?;
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
