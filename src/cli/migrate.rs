//! `migrate`: to another bundle, in waves of at most 25.

use clap::Args;

use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Move desktops to another bundle
///
/// Each gets a new id, address and computer name; drive C: is made anew, drive D: comes from the last volume snapshot.
#[derive(Args, Clone, Debug)]
pub(super) struct MigrateArgs {
    /// Bundle to move to, by id or unambiguous name
    #[arg(long, value_name = "BUNDLE")]
    to: String,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &MigrateArgs) -> Result<Exit, CliError> {
    let parameters = [("bundle_id", Parameter::Bundle(&args.to))];
    change::plan_and_carry_out(context, Change { verb: Verb::Migrate, args: &args.change, parameters: &parameters })
        .await
}
