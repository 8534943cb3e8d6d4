//! `show`: everything about a few desktops, a block each.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit};
use super::see::{self, With};
use super::selection_args::SelectionArgs;
use crate::output::{Layout, fleet_columns, fleet_listing, scope_columns};

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
    let sights = Box::pin(see::look_for(context, chosen.selection, &With::ALL)).await?;
    sights.warn(context);
    let mut shape = context.shape().clone();
    let is_many = sights.is_many();
    shape.columns.get_or_insert_with(|| {
        let places = if is_many { scope_columns() } else { Vec::new() };
        fleet_columns().into_iter().chain(places).collect()
    });
    sights.emit(context, &shape, |seen| fleet_listing(&seen.snapshot, &seen.selected.workspaces, Layout::Blocks))?;
    Ok(sights.exit(context, args.selection.skip_missing))
}
