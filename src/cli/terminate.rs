//! `terminate`: destroys desktops, 25 a call.

use clap::Args;

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Destroy desktops with all that is on them
///
/// Nothing of it comes back. Those with somebody at work are skipped, those with the protect tag stop it all; tags are
/// read again right before each call. A desktop counts as terminated when the service no longer lists it.
#[derive(Args, Clone, Debug)]
pub(super) struct TerminateArgs {
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &TerminateArgs) -> Result<Exit, CliError> {
    change::plan_and_carry_out(context, Change { verb: Verb::Terminate, args: &args.change, parameters: &[] }).await
}
