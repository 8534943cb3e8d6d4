//! Flags that every command takes, and what becomes of them: settings, and the shape of the output.

use std::path::PathBuf;

use clap::Args;

use super::words::Words;
use crate::config::{Color, Flags, Output, Settings, parse_poll_interval, parse_rate, parse_region, shown_address};
use crate::model::around::parse_account;
use crate::output::{Format, Query, Shape, quoted};

/// Flags that every command takes
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Globals {
    /// Profile of the AWS configuration files; listings take several
    #[arg(long, global = true, value_name = "NAME", help_heading = "Global options")]
    pub(super) profile: Vec<String>,
    /// Region; listings take several
    #[arg(long, global = true, value_name = "REGION", value_parser = parse_region, help_heading = "Global options")]
    pub(super) region: Vec<String>,
    /// All Regions that have WorkSpaces, for listings
    #[arg(long, global = true, help_heading = "Global options")]
    pub(super) all_regions: bool,
    /// Account that must answer, else nothing is done
    #[arg(long, global = true, value_name = "ID", value_parser = parse_account, help_heading = "Global options")]
    pub(super) account: Option<String>,
    /// Endpoint of all services; https unless on this machine
    #[arg(long, global = true, value_name = "URL", help_heading = "Global options")]
    pub(super) endpoint_url: Option<String>,
    /// Use FIPS endpoints
    #[arg(long, global = true, help_heading = "Global options")]
    pub(super) use_fips_endpoint: bool,
    /// Work on a world of the built-in service instead of AWS; `off` for AWS
    #[arg(long, global = true, value_name = "NAME", num_args = 0..=1, require_equals = true,
        default_missing_value = "default", help_heading = "Global options")]
    pub(super) sim: Option<String>,
    /// Directory of journals, ledgers and simulated worlds
    #[arg(long, global = true, value_name = "DIR", help_heading = "Global options")]
    pub(super) state_dir: Option<PathBuf>,
    /// Config file
    #[arg(long, global = true, value_name = "FILE", help_heading = "Global options")]
    pub(super) config: Option<PathBuf>,
    /// Output format: table, json, ndjson, csv, ids
    #[arg(short, long, global = true, value_name = "FORMAT", value_parser = Words::new(str::parse::<Output>, &["table", "json", "ndjson", "csv", "ids"]), hide_possible_values = true, help_heading = "Output options")]
    pub(super) output: Option<Output>,
    /// Show what an expression finds in the whole result
    #[arg(long, global = true, value_name = "JMESPATH", value_parser = str::parse::<Query>, help_heading = "Output options")]
    pub(super) query: Option<Query>,
    /// Columns of tables and CSV, separated by commas
    #[arg(long, global = true, value_name = "NAMES", value_delimiter = ',', help_heading = "Output options")]
    pub(super) columns: Option<Vec<String>>,
    /// Leave the names of the columns out
    #[arg(long, global = true, help_heading = "Output options")]
    pub(super) no_headers: bool,
    /// Colour: auto, always, never
    #[arg(long, global = true, value_name = "WHEN", value_parser = Words::new(str::parse::<Color>, &["auto", "always", "never"]), hide_possible_values = true, help_heading = "Output options")]
    pub(super) color: Option<Color>,
    /// Be silent on success
    #[arg(short, long, global = true, help_heading = "Output options")]
    pub(super) quiet: bool,
    /// Ask nothing; without its flag a question is a refusal
    #[arg(long, global = true, help_heading = "Global options")]
    pub(super) no_input: bool,
    /// API calls a second, 0 for no limit
    #[arg(long, global = true, value_name = "N", value_parser = parse_rate, hide_short_help = true, help_heading = "Global options")]
    pub(super) rate: Option<f64>,
    /// Calls that may go at once after a pause
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100), hide_short_help = true, help_heading = "Global options")]
    pub(super) burst: Option<u32>,
    /// Shortest time between two looks at a desktop in flight, such as 60s
    #[arg(long, global = true, value_name = "TIME", value_parser = parse_poll_interval, hide_short_help = true, help_heading = "Global options")]
    pub(super) poll_interval: Option<u64>,
}

impl Globals {
    /// Returns what of it are settings.
    pub(super) fn flags(&self) -> Flags {
        Flags {
            profile: self.profile.first().cloned(),
            region: self.region.first().cloned(),
            endpoint_url: self.endpoint_url.clone(),
            use_fips: self.use_fips_endpoint,
            sim: self.sim.clone(),
            state_dir: self.state_dir.clone(),
            output: self.output,
            color: self.color,
            rate: self.rate,
            burst: self.burst,
            poll_interval_s: self.poll_interval,
        }
    }

    /// Returns what a person wants to see; a table is one only on a terminal, unless it was asked for.
    pub(super) fn shape(&self, settings: &Settings, on_terminal: bool) -> Shape {
        let format = match settings.output.value {
            Some(Output::Table) => Format::Table,
            None if on_terminal => Format::Table,
            None => Format::Tabs,
            Some(Output::Json) => Format::Json,
            Some(Output::Ndjson) => Format::Ndjson,
            Some(Output::Csv) => Format::Csv,
            Some(Output::Ids) => Format::Ids,
        };
        Shape { format, columns: self.columns.clone(), headers: !self.no_headers, query: self.query.clone() }
    }

    /// Returns what our commands begin with, so that a command in a message can be copied and means the same place.
    pub(super) fn command(&self) -> String {
        let mut words = vec!["deskfleet".to_owned()];
        if let Some(world) = &self.sim {
            words.push(if world == "default" { "--sim".to_owned() } else { format!("--sim={}", quoted(world)) });
        }
        let state_dir = self.state_dir.as_ref().map(|path| path.display().to_string());
        let config = self.config.as_ref().map(|path| path.display().to_string());
        let endpoint_url = self.endpoint_url.as_deref().map(|address| shown_address(address).into_owned());
        let profiles = self.profile.iter().map(|name| ("--profile", Some(name)));
        let regions = self.region.iter().map(|name| ("--region", Some(name)));
        let others = [
            ("--account", self.account.as_ref()),
            ("--endpoint-url", endpoint_url.as_ref()),
            ("--state-dir", state_dir.as_ref()),
            ("--config", config.as_ref()),
        ];
        for (flag, value) in profiles.chain(regions).chain(others) {
            if let Some(value) = value {
                words.push(flag.to_owned());
                words.push(quoted(value));
            }
        }
        if self.all_regions {
            words.push("--all-regions".to_owned());
        }
        if self.use_fips_endpoint {
            words.push("--use-fips-endpoint".to_owned());
        }
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_a_message_means_the_same_place() {
        let globals = Globals {
            sim: Some("default".to_owned()),
            state_dir: Some(PathBuf::from("/tmp/it's here")),
            region: vec!["us-east-1".to_owned()],
            ..Globals::default()
        };
        assert_eq!(globals.command(), "deskfleet --sim --region us-east-1 --state-dir '/tmp/it'\\''s here'");
        assert_eq!(Globals::default().command(), "deskfleet");
    }

    #[test]
    fn a_table_without_a_terminal_must_be_asked_for() {
        let settings = |output| {
            crate::config::resolve(
                Flags { output, ..Flags::default() },
                &crate::config::env::Variables::default(),
                None,
            )
            .expect("settings")
        };
        let globals = Globals::default();
        assert_eq!(globals.shape(&settings(None), true).format, Format::Table);
        assert_eq!(globals.shape(&settings(None), false).format, Format::Tabs);
        assert_eq!(globals.shape(&settings(Some(Output::Table)), false).format, Format::Table);
    }
}
