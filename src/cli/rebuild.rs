//! `rebuild`: a fresh drive C:, drive D: from its last snapshot, in waves of 25.

use clap::Args;

use super::carry_args::CarryArgs;
use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::snapshot_args::SnapshotArgs;
use crate::model::Verb;

/// Make desktops anew from their own bundle
///
/// Drive C: comes from the newest image of the desktop's bundle, drive D: from its last volume snapshot; id and tags stay,
/// the address changes. A desktop with work that no snapshot has yet is held until one has.
#[derive(Args, Clone, Debug)]
pub(super) struct RebuildArgs {
    #[command(flatten)]
    snapshot: SnapshotArgs,
    #[command(flatten)]
    groups: CarryArgs,
    #[command(flatten)]
    change: ChangeArgs,
}

pub(super) async fn run(context: &Context, args: &RebuildArgs) -> Result<Exit, CliError> {
    let parameters: Vec<_> = args.snapshot.parameter().into_iter().chain([args.groups.parameter()]).collect();
    change::plan_and_carry_out(context, Change { verb: Verb::Rebuild, args: &args.change, parameters: &parameters })
        .await
}
