//! `standby create`: standbys here of desktops in another Region, which are only read there.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit};
use super::order::{self, OrderArgs};
use super::scopes::here_and;
use super::see;
use super::selection_args::SelectionArgs;
use super::words::Words;
use crate::config::parse_region;
use crate::model::around::DataReplication;
use crate::output::warn_gaps;
use crate::planner::around::{StandbyWish, Wish};

#[derive(Args, Clone, Debug)]
pub(super) struct CreateArgs {
    /// Primaries, in their own Region: ids or ARNs, user:NAME, computer:NAME, ip:ADDRESS, @FILE, - for standard input
    #[arg(value_name = "PRIMARY", required = true)]
    primaries: Vec<String>,
    /// Region of the primaries; `--region` is that of the standbys
    #[arg(long, value_name = "REGION", value_parser = parse_region)]
    primary_region: String,
    /// Directory of the standbys: id, name or alias
    #[arg(long, value_name = "DIRECTORY")]
    directory: String,
    /// Customer-managed key of the standbys, of their Region; needed where a primary is encrypted
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    /// Whether the data of the primaries comes to them: primary-as-source, no-replication
    #[arg(long, value_name = "WAY", value_parser = Words::new(str::parse::<DataReplication>, &["primary-as-source", "no-replication"]), hide_possible_values = true)]
    data_replication: Option<DataReplication>,
    /// Don't wait until they can be used
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

pub(super) async fn run(context: &Context, args: CreateArgs) -> Result<Exit, CliError> {
    let CreateArgs { primaries, primary_region, directory, key, data_replication, no_wait, order } = args;
    let (here, there) = here_and(context, &primary_region).await?;
    let chosen = SelectionArgs::of_targets(primaries).read(&there).await?;
    // On the heap: every command would carry its size.
    let seen = Box::pin(see::look_at(&there, chosen.selection, &[])).await?;
    warn_gaps(context.printer(), &seen.snapshot);
    if seen.exit(context, false) != Exit::Done {
        let text = format!("not every primary could be read in {primary_region}; nothing was sent");
        let hint = format!("`{} list` has what is there", there.command());
        return Err(CliError::usage(text).hint(hint));
    }
    let region = here.scope().await?.region;
    let key = match key {
        Some(key) => Some(here.aws().await?.key(&key).await?),
        None => None,
    };
    let primaries = seen.desktops().cloned().collect();
    let wish = StandbyWish { primaries, primary_region, region, directory, key, data_replication };
    Box::pin(order::change(&here, &order.without_waiting(no_wait), Wish::Standby(wish), &[])).await
}
