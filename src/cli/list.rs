//! `list`: the desktops of a fleet, a row each.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit};
use super::see::{self, With, WithArgs};
use super::selection_args::SelectionArgs;
use crate::output::{Layout, fleet_listing};

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
    let sights = see::look(context, &args.selection, &with).await?;
    sights.warn(context);
    sights.emit(context, context.shape(), |seen| {
        fleet_listing(&seen.snapshot, &seen.selected.workspaces, Layout::Rows)
    })?;
    Ok(sights.exit(context, args.selection.skip_missing))
}
