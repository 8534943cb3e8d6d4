//! The flags that every change shares, and the policy that they make with the settings.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

use super::approve::ApproveArgs;
use super::clock_args::{CanaryArg, ClockArgs};
use super::error::{CliError, Kind};
use super::rehearsal::{RehearsalArgs, refuse_format};
use super::selection_args::SelectionArgs;
use super::words::Words;
use crate::config::{Settings, Source};
use crate::model::{Limit, Strategy, Verb, WhenConnected, parse_span};
use crate::output::Format;
use crate::planner::{About, Policy, find_rule, reads};

/// Flags that every change takes
#[derive(Args, Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct ChangeArgsOf<S: Args> {
    /// Which desktops
    #[command(flatten)]
    pub(super) selection: S,
    /// Show the plan and stop
    #[arg(short = 'n', long, help_heading = "Change options")]
    pub(super) dry_run: bool,
    /// With -n: exit 20 when there is something to do
    #[arg(long, requires = "dry_run", help_heading = "Change options")]
    pub(super) exit_code: bool,
    /// Write the plan to a file and stop
    #[arg(long, value_name = "PLAN", help_heading = "Change options")]
    pub(super) out: Option<PathBuf>,
    /// Carry the plan out in a throw-away world instead of asking, and tell what came of it
    #[arg(long, conflicts_with_all = ["dry_run", "out"], help_heading = "Rehearsal")]
    pub(super) rehearse: bool,
    /// How it is rehearsed
    #[command(flatten)]
    pub(super) rehearsal: RehearsalArgs,
    /// When calls may start
    #[command(flatten)]
    pub(super) clock: ClockArgs,
    /// How the question is answered
    #[command(flatten)]
    pub(super) approve: ApproveArgs,
    /// Exit 0 when nothing is selected
    #[arg(long, help_heading = "Change options")]
    pub(super) empty_ok: bool,
    /// Why, for the plan and the journal
    #[arg(long, value_name = "TEXT", help_heading = "Change options")]
    pub(super) reason: Option<String>,
    /// Leave refused targets out instead of stopping
    #[arg(long, help_heading = "Limits")]
    skip_refused: bool,
    /// Lower a rule, by id; the plan says so
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',', help_heading = "Limits")]
    allow: Vec<String>,
    /// When somebody is at work: skip, defer, ignore
    #[arg(long, value_name = "WHAT", value_parser = Words::new(connected, &["skip", "defer", "ignore"]), hide_possible_values = true, help_heading = "Limits")]
    connected: Option<WhenConnected>,
    /// When the next calls go out: waves, rolling
    #[arg(long, value_name = "WHEN", value_parser = Words::new(strategy, &["waves", "rolling"]), hide_possible_values = true, help_heading = "Limits")]
    strategy: Option<Strategy>,
    /// Targets a wave
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000), help_heading = "Limits")]
    wave: Option<u32>,
    /// Targets in flight
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), help_heading = "Limits")]
    max_in_flight: Option<u32>,
    /// Let the first so many, or those of a list, go alone, before all others
    #[arg(long, value_name = "N|@FILE", help_heading = "Limits")]
    pub(super) canary: Option<CanaryArg>,
    /// What follows the canary: stop, or how long to wait before the others
    #[arg(long, value_name = "stop|TIME", requires = "canary", help_heading = "Limits")]
    after_canary: Option<AfterCanary>,
    /// Stop sending when more than so many failed, such as 5 or 10pct; 0 stops at the first
    #[arg(long, value_name = "N|Npct", help_heading = "Limits")]
    max_failures: Option<Limit>,
    /// How long the plan can be applied, such as 7d
    #[arg(long, value_name = "TIME", value_parser = expiry, help_heading = "Limits")]
    expires: Option<u64>,
}

/// Flags of a change whose desktops are selected.
pub(super) type ChangeArgs = ChangeArgsOf<SelectionArgs>;

/// What follows the canary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AfterCanary {
    Stop,
    Wait(u64),
}

impl FromStr for AfterCanary {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "stop" { Ok(Self::Stop) } else { parse_span(text).map(Self::Wait) }
    }
}

fn expiry(text: &str) -> Result<u64, String> {
    match parse_span(text)? {
        0 => Err("a plan that expires at once can't be applied: write a time such as 7d".to_owned()),
        seconds => Ok(seconds),
    }
}

fn connected(text: &str) -> Result<WhenConnected, String> {
    match text {
        "skip" => Ok(WhenConnected::Skip),
        "defer" => Ok(WhenConnected::Defer),
        "ignore" => Ok(WhenConnected::Ignore),
        _ => Err(format!("`{text}` is unknown: choose skip, defer or ignore")),
    }
}

fn strategy(text: &str) -> Result<Strategy, String> {
    match text {
        "waves" => Ok(Strategy::Waves),
        "rolling" => Ok(Strategy::Rolling),
        _ => Err(format!("`{text}` is unknown: choose waves or rolling")),
    }
}

impl<S: Args> ChangeArgsOf<S> {
    /// Refuses flags that can't both be meant, before anything is read.
    ///
    /// # Errors
    /// Names the flags.
    pub(super) fn refuse_contradictions(&self, format: Format) -> Result<(), CliError> {
        match self.rehearsal.given() {
            Some(flag) if !self.rehearse => {
                return Err(CliError::usage(format!("`{flag}` says how to rehearse, and this is no rehearsal"))
                    .hint(format!("add `--rehearse`, or leave `{flag}` out")));
            }
            Some(_) | None => {}
        }
        if self.rehearse {
            refuse_format(format)?;
        }
        match format {
            Format::Csv | Format::Ids | Format::Ndjson if self.dry_run => {
                Err(CliError::usage("`--dry-run` shows a plan, which has no form as lines")
                    .hint("write `-o json` for the whole plan, or leave `-o` out"))
            }
            Format::Table | Format::Tabs | Format::Json | Format::Csv | Format::Ids | Format::Ndjson => Ok(()),
        }
    }

    /// Returns the limits for a verb: flag, else settings, else the verb's own.
    ///
    /// # Errors
    /// When a rule is not there or can't be lowered, or a limit is above the verb's.
    pub(super) fn policy(&self, verb: Verb, settings: &Settings) -> Result<Policy, CliError> {
        let plain = Policy::for_verb(verb);
        let most = verb.facts().in_flight_max;
        for (flag, value) in [("--wave", self.wave), ("--max-in-flight", self.max_in_flight)] {
            if let (Some(value), Some(most)) = (value, most)
                && value > most
            {
                return Err(CliError::usage(format!(
                    "`{flag} {value}` is too many: {verb} has at most {most} in flight"
                ))
                .hint(format!("write `{flag} {most}` or less")));
            }
        }
        let canary = match &self.canary {
            Some(CanaryArg::First(count)) => *count,
            // Who is in the list is known when the fleet was seen.
            Some(CanaryArg::File(_)) | None => plain.canary,
        };
        let by_addresses = plain.strategy == Strategy::Waves && reads(verb, &plain).subnets;
        if self.strategy == Some(Strategy::Rolling) && by_addresses {
            return Err(CliError::usage(format!(
                "`--strategy rolling` does not go with {verb}: each needs a free address"
            ))
            .hint("leave it out: waves are cut by the addresses that are free"));
        }
        // A wave from the config is for all verbs, so a verb with a smaller limit takes its own.
        let set_wave = settings.wave.value.map(|wave| most.map_or(wave, |most| wave.min(most)));
        let mut lowered = lowered_by_settings(settings)?;
        for id in &self.allow {
            lowered.insert(find_rule(id)?.id.to_owned());
        }
        let mut policy = Policy {
            strategy: self.strategy.unwrap_or(plain.strategy),
            wave: self.wave.or(set_wave).unwrap_or(plain.wave),
            max_in_flight: self.max_in_flight.or(plain.max_in_flight),
            canary,
            after_canary_s: match self.after_canary {
                Some(AfterCanary::Wait(seconds)) => Some(seconds),
                Some(AfterCanary::Stop) => None,
                None => plain.after_canary_s,
            },
            max_failures: self.max_failures.or(settings.max_failures.value).unwrap_or(plain.max_failures),
            connected: self.connected.unwrap_or(plain.connected),
            protect_tag: settings.protect_tag.value.clone(),
            quiet_hours: settings.quiet_hours.value.clone(),
            lowered,
            skip_refused: self.skip_refused,
            expires_s: self.expires.unwrap_or(plain.expires_s),
            ..plain
        };
        self.clock.apply(&mut policy);
        refuse_large_canary(policy.canary as usize, policy.wave)?;
        Ok(policy)
    }
}

/// Returns how many a canary has, when it fits into a wave.
///
/// # Errors
/// Names the flag.
pub(super) fn refuse_large_canary(canary: usize, wave: u32) -> Result<u32, CliError> {
    if let Some(canary) = u32::try_from(canary).ok().filter(|canary| *canary <= wave) {
        return Ok(canary);
    }
    Err(CliError::usage(format!("`--canary {canary}` is more than a wave of {wave}"))
        .hint(format!("write `--canary {wave}` or less")))
}

/// Returns the rules that the config lowers; our own can't be lowered there.
fn lowered_by_settings(settings: &Settings) -> Result<BTreeSet<String>, CliError> {
    let place = match &settings.lower.source {
        Source::File { .. } => settings.lower.source.to_string(),
        Source::Flag(_) | Source::Variable(_) | Source::Default => "`lower`".to_owned(),
    };
    settings
        .lower
        .value
        .iter()
        .map(|id| {
            let rule = find_rule(id).map_err(|error| CliError::from(error).about(&place))?;
            match rule.about {
                About::Service => Ok(rule.id.to_owned()),
                About::Own => {
                    Err(CliError::new(Kind::Config, format!("{place}: `{}` can't be lowered in the config", rule.id))
                        .hint(format!("take it out; `--allow {}` lowers it for one command", rule.id)))
                }
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::env::Variables;
    use crate::config::{ConfigFile, Flags, resolve};
    use std::path::Path;

    fn settings(text: &str) -> Settings {
        let file = ConfigFile::read(Path::new("c.toml"), text).expect("a config");
        resolve(Flags::default(), &Variables::default(), Some(&file)).expect("settings")
    }

    #[test]
    fn flags_win_over_settings_and_settings_over_the_verb() {
        let plain = ChangeArgs::default().policy(Verb::Migrate, &settings("")).expect("a policy");
        assert_eq!(plain, Policy::for_verb(Verb::Migrate));
        let set = settings("wave = 100\nmax_failures = 3\nprotect_tag = \"keep\"");
        let policy = ChangeArgs::default().policy(Verb::Migrate, &set).expect("a policy");
        assert_eq!((policy.wave, policy.max_failures, policy.protect_tag.as_str()), (25, Limit::Count(3), "keep"));
        let args = ChangeArgs { wave: Some(5), max_failures: Some(Limit::Percent(1)), ..ChangeArgs::default() };
        let policy = args.policy(Verb::Migrate, &set).expect("a policy");
        assert_eq!((policy.wave, policy.max_failures), (5, Limit::Percent(1)));
    }

    #[test]
    fn a_plan_lives_for_a_while_and_is_no_list() {
        assert_eq!(expiry("7d"), Ok(604_800));
        assert!(expiry("0s").expect_err("refused").contains("such as 7d"));
        let dry = ChangeArgs { dry_run: true, ..ChangeArgs::default() };
        assert_eq!(dry.refuse_contradictions(Format::Ids).expect_err("refused").failure().exit, 2);
        assert!(dry.refuse_contradictions(Format::Json).is_ok());
        assert!(ChangeArgs::default().refuse_contradictions(Format::Ids).is_ok());
    }

    #[test]
    fn a_limit_above_the_verbs_is_refused() {
        let args = ChangeArgs { max_in_flight: Some(26), ..ChangeArgs::default() };
        let failure = args.policy(Verb::Migrate, &settings("")).expect_err("refused").failure();
        assert_eq!((failure.exit, failure.hints[0].as_str()), (2, "write `--max-in-flight 25` or less"));
    }

    /// A canary is one wave: what the plan calls a canary of 30 is none of 25, wherever the size of a wave comes from.
    #[test]
    fn a_canary_fits_into_a_wave() {
        for (verb, text, wave, canary, most) in [
            (Verb::Reboot, "", None, 30, Some("25")),
            (Verb::Reboot, "", Some(30), 30, None),
            (Verb::Reboot, "wave = 30", None, 30, None),
            (Verb::Reboot, "", None, 25, None),
            (Verb::Migrate, "wave = 5", None, 10, Some("5")),
            (Verb::Migrate, "wave = 5", Some(10), 10, None),
            (Verb::Migrate, "wave = 100", None, 26, Some("25")),
        ] {
            let args = ChangeArgs { wave, canary: Some(CanaryArg::First(canary)), ..ChangeArgs::default() };
            let hint = args.policy(verb, &settings(text)).map_err(|error| error.failure().hints[0].clone()).err();
            let expected = most.map(|most| format!("write `--canary {most}` or less"));
            assert_eq!(hint, expected, "{verb} {text} {wave:?} {canary}");
        }
    }

    #[test]
    fn the_config_lowers_rules_of_the_service_only() {
        let policy = |text: &str| ChangeArgs::default().policy(Verb::Migrate, &settings(text));
        assert!(policy("lower = [\"SG-01\"]").expect("a policy").lowered.contains("SG-01"));
        assert!(policy("lower = [\"PROT-01\"]").expect_err("refused").failure().hints[0].contains("`--allow PROT-01`"));
        assert_eq!(policy("lower = [\"SG-99\"]").expect_err("refused").failure().exit, 2);
        let args = ChangeArgs { allow: vec!["sg-01".to_owned()], ..ChangeArgs::default() };
        assert!(args.policy(Verb::Migrate, &settings("")).expect("a policy").lowered.contains("SG-01"));
    }
}
