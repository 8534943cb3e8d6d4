//! `show`: everything about a few desktops, a block each.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit};
use super::see::{self, With};
use super::selection_args::SelectionArgs;
use crate::output::{Layout, emit, fleet_columns, fleet_listing, warn_gaps};

/// Arguments of `show`
#[derive(Args, Clone, Debug)]
pub(super) struct ShowArgs {
    #[command(flatten)]
    selection: SelectionArgs,
}

pub(super) async fn run(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let chosen = args.selection.read(context).await?;
    if chosen.selection.is_empty() {
        return Err(CliError::usage("nothing is named")
            .hint("name desktops, such as `deskfleet show user:alice`; `deskfleet list` lists all"));
    }
    let seen = see::look_at(context, chosen.selection, &With::ALL).await?;
    warn_gaps(context.printer(), &seen.snapshot);
    let listing = fleet_listing(&seen.snapshot, &seen.selected.workspaces, Layout::Blocks);
    let mut shape = context.shape().clone();
    shape.columns.get_or_insert_with(fleet_columns);
    emit(context.printer(), &listing, &shape)?;
    Ok(seen.exit(context, args.selection.skip_missing))
}
