//! `stop`: shuts desktops down, 25 a call.

use clap::Args;

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Stop desktops
///
/// Those whose running mode is auto-stop or manual. Those with somebody at work are skipped; what is open on the others
/// is kept in memory, except on GPU and general-purpose types.
#[derive(Args, Clone, Debug)]
pub(super) struct StopArgs {
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &StopArgs) -> Result<Exit, CliError> {
    change::plan_and_carry_out(context, Change { verb: Verb::Stop, args: &args.change, parameters: &[] }).await
}
