//! What the user set, and from where: a flag, the environment, the config file or the default, in this order.
//!
//! Every value keeps its source (`config show --origin`). Nothing here looks at the process: flags, environment and the
//! text of the file are arguments. Not to be found here, on purpose: yes, confirm and all, which are said each time.
//! Imports `model` only.

pub mod env;
mod file;
mod resolve;
mod values;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::{Limit, Window};

pub use file::{CONFIG_SCHEMA, ConfigFile, discover};
pub use resolve::{Flags, resolve};
pub use values::{Color, Output, parse_poll_interval, parse_rate, parse_region, parse_world, shown_address};

/// Why the settings can't be used: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ConfigError {
    /// What is wrong, with its place.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A flag.
    Flag(&'static str),
    /// An environment variable.
    Variable(&'static str),
    /// The config file.
    File {
        /// Its path.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
    },
    /// Nobody set it.
    Default,
}

impl std::fmt::Display for Source {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(name) => write!(formatter, "flag --{name}"),
            Self::Variable(name) => write!(formatter, "environment {name}"),
            Self::File { path, line } => write!(formatter, "{}:{line}", path.display()),
            Self::Default => formatter.write_str("default"),
        }
    }
}

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

/// A setting's names.
#[derive(Debug)]
pub struct Key {
    /// In `config show`, and in the config file where it may stand there.
    pub name: &'static str,
    /// Its flag, without the dashes.
    pub flag: Option<&'static str>,
    /// Its environment variables, the stronger first.
    pub variables: &'static [&'static env::Variable],
    /// What it may be in the config file; `None`: it may not stand there.
    pub in_file: Option<Form>,
    /// What it does, for the manual.
    pub says: &'static str,
}

/// What a value looks like in the config file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A string.
    Text,
    /// A number.
    Number,
    /// A string or a number.
    TextOrNumber,
    /// A list of strings.
    List,
}

/// All settings, with a value each.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Profile of the AWS files.
    pub profile: Setting<Option<String>>,
    /// Region.
    pub region: Setting<Option<String>>,
    /// Endpoint of all services.
    pub endpoint_url: Setting<Option<String>>,
    /// Endpoint of `WorkSpaces`.
    pub endpoint_url_workspaces: Setting<Option<String>>,
    /// Endpoint of EC2.
    pub endpoint_url_ec2: Setting<Option<String>>,
    /// Endpoint of STS.
    pub endpoint_url_sts: Setting<Option<String>>,
    /// Endpoint of CloudTrail.
    pub endpoint_url_cloudtrail: Setting<Option<String>>,
    /// Endpoint of `CloudWatch`.
    pub endpoint_url_cloudwatch: Setting<Option<String>>,
    /// Endpoint of KMS.
    pub endpoint_url_kms: Setting<Option<String>>,
    /// Endpoint of Service Quotas.
    pub endpoint_url_service_quotas: Setting<Option<String>>,
    /// Endpoint of the Resource Groups Tagging API.
    pub endpoint_url_tagging: Setting<Option<String>>,
    /// Endpoint of Directory Service.
    pub endpoint_url_directory_service: Setting<Option<String>>,
    /// Whether FIPS endpoints are used.
    pub use_fips: Setting<bool>,
    /// Certificates to trust.
    pub ca_bundle: Setting<Option<PathBuf>>,
    /// World of the built-in service; `None`: AWS.
    pub sim: Setting<Option<String>>,
    /// State directory; `None`: the usual one (design 6).
    pub state_dir: Setting<Option<PathBuf>>,
    /// Output format; `None`: a table on a terminal, tab-separated elsewhere.
    pub output: Setting<Option<Output>>,
    /// Colour.
    pub color: Setting<Color>,
    /// `WorkSpaces` calls a second; 0: no limit of our own.
    pub rate: Setting<f64>,
    /// Calls that may go at once after a pause.
    pub burst: Setting<u32>,
    /// Seconds between looks at what is in flight.
    pub poll_interval_s: Setting<u64>,
    /// Targets a wave; `None`: as the verb has it.
    pub wave: Setting<Option<u32>>,
    /// Failure budget; `None`: as the verb has it.
    pub max_failures: Setting<Option<Limit>>,
    /// The tag that stops severe verbs.
    pub protect_tag: Setting<String>,
    /// Rules about the service that are lowered.
    pub lower: Setting<BTreeSet<String>>,
    /// When users are not at work; empty: not known.
    pub quiet_hours: Setting<Vec<Window>>,
}

/// A line of `config show`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The setting.
    pub name: &'static str,
    /// Its value as text; `None` when there is none.
    pub value: Option<String>,
    /// Where it comes from.
    pub source: Source,
}

impl Settings {
    /// Returns all settings, in the order of `KEYS`.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        fn row<T>(key: &Key, setting: &Setting<T>, text: impl Fn(&T) -> Option<String>) -> Row {
            Row { name: key.name, value: text(&setting.value), source: setting.source.clone() }
        }
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        let address = |address: &Option<String>| address.as_deref().map(|text| shown_address(text).into_owned());
        vec![
            row(&keys::PROFILE, &self.profile, Clone::clone),
            row(&keys::REGION, &self.region, Clone::clone),
            row(&keys::ENDPOINT_URL, &self.endpoint_url, address),
            row(&keys::ENDPOINT_URL_WORKSPACES, &self.endpoint_url_workspaces, address),
            row(&keys::ENDPOINT_URL_EC2, &self.endpoint_url_ec2, address),
            row(&keys::ENDPOINT_URL_STS, &self.endpoint_url_sts, address),
            row(&keys::ENDPOINT_URL_CLOUDTRAIL, &self.endpoint_url_cloudtrail, address),
            row(&keys::ENDPOINT_URL_CLOUDWATCH, &self.endpoint_url_cloudwatch, address),
            row(&keys::ENDPOINT_URL_KMS, &self.endpoint_url_kms, address),
            row(&keys::ENDPOINT_URL_SERVICE_QUOTAS, &self.endpoint_url_service_quotas, address),
            row(&keys::ENDPOINT_URL_TAGGING, &self.endpoint_url_tagging, address),
            row(&keys::ENDPOINT_URL_DIRECTORY_SERVICE, &self.endpoint_url_directory_service, address),
            row(&keys::USE_FIPS, &self.use_fips, |value| Some(value.to_string())),
            row(&keys::CA_BUNDLE, &self.ca_bundle, path),
            row(&keys::SIM, &self.sim, Clone::clone),
            row(&keys::STATE_DIR, &self.state_dir, path),
            row(&keys::OUTPUT, &self.output, |value| value.map(|format| format.name().to_owned())),
            row(&keys::COLOR, &self.color, |value| Some(value.name().to_owned())),
            row(&keys::RATE, &self.rate, |value| Some(value.to_string())),
            row(&keys::BURST, &self.burst, |value| Some(value.to_string())),
            row(&keys::POLL_INTERVAL, &self.poll_interval_s, |value| Some(crate::model::format_span(*value))),
            row(&keys::WAVE, &self.wave, |value| value.map(|count| count.to_string())),
            row(&keys::MAX_FAILURES, &self.max_failures, |value| value.map(|limit| limit.to_string())),
            row(&keys::PROTECT_TAG, &self.protect_tag, |value| Some(value.clone())),
            row(&keys::LOWER, &self.lower, |value| {
                (!value.is_empty()).then(|| value.iter().cloned().collect::<Vec<_>>().join(","))
            }),
            row(&keys::QUIET_HOURS, &self.quiet_hours, |value| {
                // A window can have commas of its own.
                let windows: Vec<String> = value.iter().map(ToString::to_string).collect();
                (!windows.is_empty()).then(|| windows.join("; "))
            }),
        ]
    }
}

/// The settings by name; what stands here is what exists.
pub mod keys {
    use super::{Form, Key, env};

    macro_rules! keys {
        ($($(#[$meta:meta])* $name:ident = $text:literal, $flag:expr, [$($variable:ident),*], $form:expr, $says:literal;)+) => {
            $($(#[$meta])* pub static $name: Key = Key {
                name: $text,
                flag: $flag,
                variables: &[$(&env::$variable),*],
                in_file: $form,
                says: $says,
            };)+
            /// All of them, in the order of `config show`.
            pub static ALL: &[&Key] = &[$(&$name),+];
        };
    }

    keys! {
        /// Profile.
        PROFILE = "profile", Some("profile"), [AWS_PROFILE], Some(Form::Text), "profile of the AWS files";
        /// Region.
        REGION = "region", Some("region"), [AWS_REGION, AWS_DEFAULT_REGION], Some(Form::Text), "Region";
        /// Endpoint of all services.
        ENDPOINT_URL = "endpoint_url", Some("endpoint-url"), [AWS_ENDPOINT_URL], None, "endpoint of all services";
        /// Endpoint of `WorkSpaces`.
        ENDPOINT_URL_WORKSPACES = "endpoint_url_workspaces", None, [AWS_ENDPOINT_URL_WORKSPACES], None, "endpoint of WorkSpaces";
        /// Endpoint of EC2.
        ENDPOINT_URL_EC2 = "endpoint_url_ec2", None, [AWS_ENDPOINT_URL_EC2], None, "endpoint of EC2";
        /// Endpoint of STS.
        ENDPOINT_URL_STS = "endpoint_url_sts", None, [AWS_ENDPOINT_URL_STS], None, "endpoint of STS";
        /// Endpoint of CloudTrail.
        ENDPOINT_URL_CLOUDTRAIL = "endpoint_url_cloudtrail", None, [AWS_ENDPOINT_URL_CLOUDTRAIL], None, "endpoint of CloudTrail";
        /// Endpoint of `CloudWatch`.
        ENDPOINT_URL_CLOUDWATCH = "endpoint_url_cloudwatch", None, [AWS_ENDPOINT_URL_CLOUDWATCH], None, "endpoint of CloudWatch";
        /// Endpoint of KMS.
        ENDPOINT_URL_KMS = "endpoint_url_kms", None, [AWS_ENDPOINT_URL_KMS], None, "endpoint of KMS";
        /// Endpoint of Service Quotas.
        ENDPOINT_URL_SERVICE_QUOTAS = "endpoint_url_service_quotas", None, [AWS_ENDPOINT_URL_SERVICE_QUOTAS], None, "endpoint of Service Quotas";
        /// Endpoint of the Resource Groups Tagging API.
        ENDPOINT_URL_TAGGING = "endpoint_url_tagging", None, [AWS_ENDPOINT_URL_TAGGING], None, "endpoint of the Resource Groups Tagging API";
        /// Endpoint of Directory Service.
        ENDPOINT_URL_DIRECTORY_SERVICE = "endpoint_url_directory_service", None, [AWS_ENDPOINT_URL_DIRECTORY_SERVICE], None, "endpoint of Directory Service";
        /// FIPS endpoints.
        USE_FIPS = "use_fips_endpoint", Some("use-fips-endpoint"), [AWS_USE_FIPS_ENDPOINT], None, "use FIPS endpoints";
        /// Certificates to trust.
        CA_BUNDLE = "ca_bundle", None, [AWS_CA_BUNDLE], None, "certificates to trust instead of the system's";
        /// World of the built-in service.
        SIM = "sim", Some("sim"), [SIM], Some(Form::Text), "world of the built-in service to work on; `off` for AWS";
        /// State directory.
        STATE_DIR = "state_dir", Some("state-dir"), [STATE_DIR], Some(Form::Text), "directory of journals, ledgers and worlds";
        /// Output format.
        OUTPUT = "output", Some("output"), [], Some(Form::Text), "output format: table, json, ndjson, csv, ids";
        /// Colour.
        COLOR = "color", Some("color"), [NO_COLOR, CLICOLOR_FORCE], Some(Form::Text), "colour: auto, always, never";
        /// Calls a second.
        RATE = "rate", Some("rate"), [], Some(Form::Number), "WorkSpaces calls a second, 0 for no limit";
        /// Calls at once.
        BURST = "burst", Some("burst"), [], Some(Form::Number), "calls that may go at once after a pause";
        /// Shortest time between two polls of a target.
        POLL_INTERVAL = "poll_interval", Some("poll-interval"), [], Some(Form::Text), "shortest time between two looks at a desktop in flight, such as 60s";
        /// Targets a wave.
        WAVE = "wave", Some("wave"), [], Some(Form::Number), "targets a wave";
        /// Failure budget.
        MAX_FAILURES = "max_failures", Some("max-failures"), [], Some(Form::TextOrNumber), "sending stops when more targets than this failed, such as 5 or 10pct";
        /// Protect tag.
        PROTECT_TAG = "protect_tag", None, [], Some(Form::Text), "tag that stops every severe verb";
        /// Lowered rules.
        LOWER = "lower", Some("allow"), [], Some(Form::List), "rules about the service that are lowered, by id";
        /// Quiet hours.
        QUIET_HOURS = "quiet_hours", None, [], Some(Form::List), "when users are not at work, as windows such as 22:00-05:00 Europe/Berlin; several unite";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A setting that is missing in one of the places would be set and not shown, or shown and not settable.
    #[test]
    fn every_key_is_shown_and_every_flag_has_one() {
        let settings = resolve(Flags::default(), &env::Variables::default(), None).expect("defaults");
        let shown: Vec<_> = settings.rows().iter().map(|row| row.name).collect();
        let known: Vec<_> = keys::ALL.iter().map(|key| key.name).collect();
        assert_eq!(shown, known);
        for key in keys::ALL {
            assert!(
                key.flag.is_some() || !key.variables.is_empty() || key.in_file.is_some(),
                "{} can't be set anywhere",
                key.name
            );
            for variable in key.variables {
                assert!(env::ALL.contains(variable), "{} is not documented", variable.name);
            }
        }
    }

    /// What must be said each time can't be said once and for all.
    #[test]
    fn consent_is_not_a_setting() {
        for word in ["yes", "confirm", "all"] {
            assert!(keys::ALL.iter().all(|key| key.name != word));
        }
    }
}
