//! `restore`: both drives back to their last snapshots, in waves of 25.

use clap::Args;

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::snapshot_args::SnapshotArgs;
use crate::model::Verb;

/// Set desktops back to their last volume snapshots
///
/// Both drives are as they were then. A desktop with work that no snapshot has yet is held until one has.
#[derive(Args, Clone, Debug)]
pub(super) struct RestoreArgs {
    #[command(flatten)]
    snapshot: SnapshotArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &RestoreArgs) -> Result<Exit, CliError> {
    let parameters: Vec<_> = args.snapshot.parameter().into_iter().collect();
    change::plan_and_carry_out(context, Change { verb: Verb::Restore, args: &args.change, parameters: &parameters })
        .await
}
