//! `resize`: volumes grow in the shortest order that is allowed, one a call.

use clap::Args;

use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::trail::TrailArgs;
use super::words::Words;
use crate::model::{Size, Verb};

/// Let the volumes of desktops grow
///
/// One volume a call, each once in six hours: from 80/50 to 175/150 the user volume grows to 100, the root volume to 175, and
/// six hours after the first the user volume to 150. Nothing shrinks, and nothing grows that was not asked for.
#[derive(Args, Clone, Debug)]
pub(super) struct ResizeArgs {
    /// Size of the root volume, in GiB
    #[arg(long, value_name = "GIB", required_unless_present = "user", value_parser = exactly)]
    root: Option<u32>,
    /// Size of the user volume, in GiB: 150, +50, +20pct, at-least:100
    #[arg(long, value_name = "GIB")]
    user: Option<Size>,
    /// When to restart for the new size: idle (nobody is connected), now, never
    #[arg(long, value_name = "WHEN", default_value = "idle", value_parser = Words::new(when, &WHEN), hide_possible_values = true)]
    reboot: String,
    #[command(flatten)]
    trail: TrailArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

/// No volume grows by the way: the root volume gets the size that is written.
fn exactly(text: &str) -> Result<u32, String> {
    match text.parse() {
        Ok(Size::Exactly(gib)) => Ok(gib),
        Ok(_) | Err(_) => Err(format!("`{text}` is no size of a root volume: write the GiB, such as 175")),
    }
}

const WHEN: [&str; 3] = ["idle", "now", "never"];

fn when(text: &str) -> Result<String, String> {
    let known = WHEN.contains(&text).then(|| text.to_owned());
    known.ok_or_else(|| format!("`{text}` is unknown: choose idle, now or never"))
}

pub(super) async fn run(context: &Context, args: &ResizeArgs) -> Result<Exit, CliError> {
    let root = args.root.map(|gib| gib.to_string());
    let user = args.user.map(|size| size.to_string());
    let sizes = [("root", root.as_deref()), ("user", user.as_deref()), ("reboot", Some(args.reboot.as_str()))];
    let given = sizes.into_iter().filter_map(|(name, text)| Some((name, Parameter::Plain(text?))));
    let parameters: Vec<_> = given.collect();
    let change = Change { verb: Verb::Resize, args: &args.change, parameters: &parameters };
    change::plan_with_trail(context, change, &args.trail).await
}
