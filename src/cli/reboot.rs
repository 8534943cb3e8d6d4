//! `reboot`: starts the operating system anew, 25 desktops a call.

use clap::Args;

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Reboot desktops
///
/// Those with somebody at work are skipped; what is not saved on the others is lost.
#[derive(Args, Clone, Debug)]
pub(super) struct RebootArgs {
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &RebootArgs) -> Result<Exit, CliError> {
    change::plan_and_carry_out(context, Change { verb: Verb::Reboot, args: &args.change, parameters: &[] }).await
}
