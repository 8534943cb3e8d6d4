//! `start`: brings up desktops that are stopped, 25 a call.

use clap::Args;

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Start desktops that are stopped
///
/// Those whose running mode is auto-stop or manual; one that nobody connects to stops again when its time is over. It
/// asks nothing: who is up stays up, and nobody is disturbed.
#[derive(Args, Clone, Debug)]
pub(super) struct StartArgs {
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &StartArgs) -> Result<Exit, CliError> {
    change::plan_and_carry_out(context, Change { verb: Verb::Start, args: &args.change, parameters: &[] }).await
}
