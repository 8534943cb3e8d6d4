//! `modify`: compute type, running mode, auto-stop time and protocol, one a call.

use clap::Args;

use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::trail::TrailArgs;
use crate::inventory::{parse_compute_type, parse_protocol, parse_running_mode};
use crate::model::{Verb, parse_span};

/// Change compute type, running mode, auto-stop time or protocol
///
/// Only what differs is sent, one property a call. A new compute type or protocol restarts the desktop.
#[derive(Args, Clone, Debug)]
pub(super) struct ModifyArgs {
    /// What it is to be: compute-type=TYPE, running-mode=MODE, auto-stop=TIME, protocol=pcoip|dcv
    #[arg(long = "set", value_name = "NAME=VALUE", required = true, value_delimiter = ',', value_parser = setting)]
    set: Vec<Setting>,
    #[command(flatten)]
    trail: TrailArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// A property and its value, in the service's spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Setting {
    name: &'static str,
    value: String,
}

fn setting(text: &str) -> Result<Setting, String> {
    let known = "compute-type, running-mode, auto-stop or protocol";
    let (name, value) =
        text.split_once('=').ok_or_else(|| format!("`{text}` is no NAME=VALUE: the name is {known}"))?;
    let wrong = |error: &dyn std::fmt::Display| error.to_string();
    let (name, value) = match name {
        "compute-type" => ("compute-type", parse_compute_type(value).map_err(|error| wrong(&error))?.to_string()),
        "running-mode" => ("running-mode", parse_running_mode(value).map_err(|error| wrong(&error))?.to_string()),
        "protocol" => ("protocol", parse_protocol(value).map_err(|error| wrong(&error))?.to_string()),
        "auto-stop" => ("auto-stop", hours(value)?),
        other => return Err(format!("`{other}` can't be modified: the name is {known}")),
    };
    Ok(Setting { name, value })
}

/// The time in minutes; the service counts whole hours (domain.md B-18).
fn hours(text: &str) -> Result<String, String> {
    match parse_span(text)? {
        seconds if seconds > 0 && seconds % 3_600 == 0 => Ok((seconds / 60).to_string()),
        _ => Err(format!("`{text}`: the AutoStop time is counted in whole hours, such as 1h or 2h")),
    }
}

pub(super) async fn run(context: &Context, args: &ModifyArgs) -> Result<Exit, CliError> {
    let mut names: Vec<&str> = args.set.iter().map(|setting| setting.name).collect();
    names.sort_unstable();
    let mut pairs = names.iter().zip(names.iter().skip(1));
    if let Some((twice, _)) = pairs.find(|(name, next)| name == next) {
        let message = format!("`--set {twice}=…` stands there twice");
        return Err(CliError::usage(message).hint("a property has one value"));
    }
    let parameters: Vec<_> =
        args.set.iter().map(|setting| (setting.name, Parameter::Plain(setting.value.as_str()))).collect();
    let change = Change { verb: Verb::Modify, args: &args.change, parameters: &parameters };
    change::plan_with_trail(context, change, &args.trail).await
}
