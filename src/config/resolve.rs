//! Flag, then environment, then config file, then default: one line a setting.
//!
//! Imports `model` only, and nothing of the process.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::env::{CLICOLOR_FORCE, NO_COLOR, TERM, Variables};
use super::values::{parse_poll_interval, parse_rate, parse_region, parse_world};
use super::{Color, ConfigError, ConfigFile, Key, Output, Setting, Settings, Source, keys};
use crate::model::Limit;

/// What was said on the command line.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "each member is the setting of that name")]
pub struct Flags {
    pub profile: Option<String>,
    pub region: Option<String>,
    pub endpoint_url: Option<String>,
    pub use_fips: bool,
    /// The name of a world, or `off`.
    pub sim: Option<String>,
    pub state_dir: Option<PathBuf>,
    pub output: Option<Output>,
    pub color: Option<Color>,
    pub rate: Option<f64>,
    pub burst: Option<u32>,
    pub poll_interval_s: Option<u64>,
}

/// Resolves all settings.
///
/// # Errors
/// The first value that can't be read, with its source.
pub fn resolve(flags: Flags, variables: &Variables, file: Option<&ConfigFile>) -> Result<Settings, ConfigError> {
    let from = From { variables, file };
    let sim = flags.sim.as_deref().map(parse_world).transpose().map_err(|message| ConfigError {
        message: format!("--sim: {message}"),
        hint: Some("name the world, such as `--sim=demo`, or write `--sim` for the world `default`".to_owned()),
    })?;
    Ok(Settings {
        profile: from.pick(&keys::PROFILE, flags.profile.map(Some), None, text)?,
        region: from.pick(&keys::REGION, flags.region.map(Some), None, |value| parse_region(value).map(Some))?,
        endpoint_url: from.pick(&keys::ENDPOINT_URL, flags.endpoint_url.map(Some), None, text)?,
        endpoint_url_workspaces: from.pick(&keys::ENDPOINT_URL_WORKSPACES, None, None, text)?,
        endpoint_url_ec2: from.pick(&keys::ENDPOINT_URL_EC2, None, None, text)?,
        endpoint_url_sts: from.pick(&keys::ENDPOINT_URL_STS, None, None, text)?,
        endpoint_url_cloudtrail: from.pick(&keys::ENDPOINT_URL_CLOUDTRAIL, None, None, text)?,
        endpoint_url_cloudwatch: from.pick(&keys::ENDPOINT_URL_CLOUDWATCH, None, None, text)?,
        endpoint_url_kms: from.pick(&keys::ENDPOINT_URL_KMS, None, None, text)?,
        endpoint_url_service_quotas: from.pick(&keys::ENDPOINT_URL_SERVICE_QUOTAS, None, None, text)?,
        endpoint_url_tagging: from.pick(&keys::ENDPOINT_URL_TAGGING, None, None, text)?,
        endpoint_url_directory_service: from.pick(&keys::ENDPOINT_URL_DIRECTORY_SERVICE, None, None, text)?,
        use_fips: from.pick(&keys::USE_FIPS, flags.use_fips.then_some(true), false, truth)?,
        ca_bundle: from.pick(&keys::CA_BUNDLE, None, None, |value| Ok(Some(PathBuf::from(value))))?,
        sim: from.pick(&keys::SIM, sim, None, parse_world)?,
        state_dir: from.pick(&keys::STATE_DIR, flags.state_dir.map(Some), None, directory)?,
        output: from.pick(&keys::OUTPUT, flags.output.map(Some), None, |value| value.parse().map(Some))?,
        color: from.color(flags.color)?,
        rate: from.pick(&keys::RATE, flags.rate, RATE, parse_rate)?,
        burst: from.pick(&keys::BURST, flags.burst, BURST, |value| count(value, 1, 100))?,
        poll_interval_s: from.pick(
            &keys::POLL_INTERVAL,
            flags.poll_interval_s,
            POLL_INTERVAL_S,
            parse_poll_interval,
        )?,
        wave: from.pick(&keys::WAVE, None, None, |value| count(value, 1, 1_000).map(Some))?,
        max_failures: from.pick(&keys::MAX_FAILURES, None, None, |value| value.parse::<Limit>().map(Some))?,
        protect_tag: from.pick(&keys::PROTECT_TAG, None, "deskfleet-protect".to_owned(), tag_key)?,
        lower: from.pick(&keys::LOWER, None, BTreeSet::new(), |value| Ok(items(value).map(str::to_owned).collect()))?,
        quiet_hours: from.pick(&keys::QUIET_HOURS, None, Vec::new(), |value| items(value).map(str::parse).collect())?,
    })
}

/// `WorkSpaces`' documented limits (domain.md F).
const RATE: f64 = 2.0;
const BURST: u32 = 5;
const POLL_INTERVAL_S: u64 = 60;

struct From<'a> {
    variables: &'a Variables,
    file: Option<&'a ConfigFile>,
}

impl From<'_> {
    fn pick<T>(
        &self,
        key: &Key,
        flag: Option<T>,
        default: T,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Setting<T>, ConfigError> {
        if let (Some(value), Some(name)) = (flag, key.flag) {
            return Ok(Setting { value, source: Source::Flag(name) });
        }
        for variable in key.variables {
            if let Some(text) = self.variables.text(variable)? {
                let value = parse(text).map_err(|message| ConfigError {
                    message: format!("environment variable `{}`: {message}", variable.name),
                    hint: Some(format!("set `{}` to another value, or unset it", variable.name)),
                })?;
                return Ok(Setting { value, source: Source::Variable(variable.name) });
            }
        }
        self.file_or_default(key, default, parse)
    }

    fn file_or_default<T>(
        &self,
        key: &Key,
        default: T,
        parse: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Setting<T>, ConfigError> {
        let Some((file, entry)) = self.file.and_then(|file| Some((file, file.entry(key)?))) else {
            return Ok(Setting { value: default, source: Source::Default });
        };
        let place = format!("{}:{}:{}", file.path().display(), entry.line, entry.column);
        let value = parse(&entry.text).map_err(|message| ConfigError {
            message: format!("{place}: `{}`: {message}", key.name),
            hint: Some(format!("`{}`: {}", key.name, key.says)),
        })?;
        Ok(Setting { value, source: Source::File { path: file.path().to_owned(), line: entry.line } })
    }

    /// Resolves colour, whose variables say what to do by being set.
    fn color(&self, flag: Option<Color>) -> Result<Setting<Color>, ConfigError> {
        if flag.is_none() {
            if self.variables.is_set(&NO_COLOR) {
                return Ok(Setting { value: Color::Never, source: Source::Variable(NO_COLOR.name) });
            }
            if self.variables.text(&CLICOLOR_FORCE)?.is_some_and(|value| value != "0") {
                return Ok(Setting { value: Color::Always, source: Source::Variable(CLICOLOR_FORCE.name) });
            }
        }
        if let Some(value) = flag {
            return Ok(Setting { value, source: Source::Flag("color") });
        }
        let mut color = self.file_or_default(&keys::COLOR, Color::Auto, str::parse)?;
        if color.value == Color::Auto && self.variables.text(&TERM)? == Some("dumb") {
            color = Setting { value: Color::Never, source: Source::Variable(TERM.name) };
        }
        Ok(color)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "has the form of a reader of values")]
fn text(value: &str) -> Result<Option<String>, String> {
    Ok(Some(value.to_owned()))
}

fn truth(value: &str) -> Result<bool, String> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(format!("`{value}` is neither true nor false")),
    }
}

fn count(value: &str, least: u32, most: u32) -> Result<u32, String> {
    value
        .parse()
        .ok()
        .filter(|count| (least..=most).contains(count))
        .ok_or_else(|| format!("`{value}` is out of range: from {least} to {most}"))
}

/// Reads a directory that must not depend on where the command happens to be run.
fn directory(value: &str) -> Result<Option<PathBuf>, String> {
    let path = PathBuf::from(value);
    if path.is_absolute() {
        Ok(Some(path))
    } else {
        Err(format!("`{value}` is relative: write the whole path, `~` is not expanded"))
    }
}

/// The API's bounds of a tag key.
fn tag_key(value: &str) -> Result<String, String> {
    if (1..=127).contains(&value.chars().count()) {
        Ok(value.to_owned())
    } else {
        Err("a tag key has 1 to 127 characters".to_owned())
    }
}

/// The items of a list, as the file keeps them.
fn items(value: &str) -> impl Iterator<Item = &str> {
    value.lines().map(str::trim).filter(|item| !item.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn file(text: &str) -> ConfigFile {
        ConfigFile::read(Path::new("/c.toml"), text).expect("a config")
    }

    fn variables(pairs: &[(&str, &str)]) -> Variables {
        pairs.iter().copied().collect()
    }

    /// The order of precedence, one row a rung.
    #[test]
    fn flag_beats_environment_beats_file_beats_default() {
        let file = file("\nregion = \"eu-west-1\"");
        let both = variables(&[("AWS_REGION", "us-west-2"), ("AWS_DEFAULT_REGION", "us-east-2")]);
        let flags = Flags { region: Some("us-east-1".to_owned()), ..Flags::default() };
        let region = |flags: Flags, variables: &Variables, file| {
            let region = resolve(flags, variables, file).expect("settings").region;
            (region.value.unwrap_or_default(), region.source.to_string())
        };
        let pair = |value: &str, source: &str| (value.to_owned(), source.to_owned());
        assert_eq!(region(flags, &both, Some(&file)), pair("us-east-1", "flag --region"));
        assert_eq!(region(Flags::default(), &both, Some(&file)), pair("us-west-2", "environment AWS_REGION"));
        let weaker = variables(&[("AWS_DEFAULT_REGION", "us-east-2")]);
        assert_eq!(region(Flags::default(), &weaker, Some(&file)), pair("us-east-2", "environment AWS_DEFAULT_REGION"));
        let none = Variables::default();
        assert_eq!(region(Flags::default(), &none, Some(&file)), pair("eu-west-1", "/c.toml:2"));
        assert_eq!(region(Flags::default(), &none, None), pair("", "default"));
    }

    #[test]
    fn off_switches_the_world_of_the_config_off() {
        let file = file("sim = \"demo\"");
        let none = Variables::default();
        let sim = |flag: Option<&str>| {
            let flags = Flags { sim: flag.map(str::to_owned), ..Flags::default() };
            resolve(flags, &none, Some(&file)).map(|settings| settings.sim.value)
        };
        assert_eq!(sim(None), Ok(Some("demo".to_owned())));
        assert_eq!(sim(Some("off")), Ok(None));
        assert!(sim(Some("../x")).is_err());
    }

    #[test]
    fn a_bad_value_is_named_with_its_source() {
        let error = resolve(Flags::default(), &variables(&[("AWS_REGION", "x/y")]), None).expect_err("refused");
        assert_eq!(error.message, "environment variable `AWS_REGION`: `x/y` is not a Region: they look like us-east-1");
        let error = resolve(Flags::default(), &Variables::default(), Some(&file("wave = 0"))).expect_err("refused");
        assert_eq!(error.message, "/c.toml:1:8: `wave`: `0` is out of range: from 1 to 1000");
        let error =
            resolve(Flags::default(), &Variables::default(), Some(&file("state_dir = \"~/x\""))).expect_err("refused");
        assert!(error.message.contains("`~` is not expanded"), "{}", error.message);
        let text = "schema = 1\nquiet_hours = [\"Sat,Sun 00:00-24:00 UTC\", \"22:00-05:00 Europe/Berln\"]";
        let error = resolve(Flags::default(), &Variables::default(), Some(&file(text))).expect_err("refused");
        let said =
            "/c.toml:2:15: `quiet_hours`: `Europe/Berln` is not a time zone: write a name such as UTC or Europe/Berlin";
        assert_eq!(error.message, said);
    }

    #[test]
    fn colour_follows_its_conventions() {
        let color = |flag, pairs: &[(&str, &str)], text: &str| {
            let flags = Flags { color: flag, ..Flags::default() };
            resolve(flags, &variables(pairs), Some(&file(text))).expect("settings").color.value
        };
        assert_eq!(color(None, &[], ""), Color::Auto);
        assert_eq!(color(None, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], ""), Color::Never);
        assert_eq!(color(None, &[("CLICOLOR_FORCE", "1")], "color = \"never\""), Color::Always);
        assert_eq!(color(None, &[("CLICOLOR_FORCE", "0")], "color = \"never\""), Color::Never);
        assert_eq!(color(None, &[("TERM", "dumb")], ""), Color::Never);
        assert_eq!(color(Some(Color::Always), &[("NO_COLOR", "1")], ""), Color::Always);
    }
}
