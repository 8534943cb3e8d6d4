//! `list`: the desktops of a fleet, a row each.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit};
use super::see::{self, With, WithArgs};
use super::selection_args::SelectionArgs;
use crate::output::{Layout, emit, fleet_listing, warn_gaps};

/// Arguments of `list`
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    with: WithArgs,
}

pub(super) async fn run(context: &Context, args: &ListArgs) -> Result<Exit, CliError> {
    // A column that is asked for is read, too: a dash would say that there is nothing.
    let columns = context.shape().columns.as_deref().unwrap_or_default();
    let with: Vec<With> = With::ALL.into_iter().filter(|with| with.is_asked_for(&args.with.with, columns)).collect();
    let seen = see::look(context, &args.selection, &with).await?;
    warn_gaps(context.printer(), &seen.snapshot);
    let listing = fleet_listing(&seen.snapshot, &seen.selected.workspaces, Layout::Rows);
    emit(context.printer(), &listing, context.shape())?;
    Ok(seen.exit(context, args.selection.skip_missing))
}
