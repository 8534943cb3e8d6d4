//! `sim`: the built-in service: served on loopback (`sim_serve`), or its worlds in this process (`sim_world`).

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::{CliError, Exit};
use super::sim_serve::{self, ServeArgs};
use super::sim_world;
use super::world_args::WorldArgs;
use crate::model::parse_span;

/// Arguments of `sim`
#[derive(Args, Clone, Debug)]
pub(super) struct SimArgs {
    #[command(subcommand)]
    command: SimCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum SimCommand {
    /// Serve a new world over HTTP on this machine, for any client
    Serve(ServeArgs),
    /// Make the world of `--sim` anew, with its journal and ledger
    Reset(WorldArgs),
    /// Show the world of `--sim`
    Status,
    /// Let time pass in the world of `--sim`
    Advance {
        /// How long, such as 6h
        #[arg(value_name = "TIME", value_parser = span)]
        span: u64,
    },
    /// Print the record of the world of `--sim`, a request a line
    Log,
}

/// The longest jump of a world's time, in days; spans go no further.
const DAYS_MAX: u64 = 36_600;

fn span(text: &str) -> Result<u64, String> {
    parse_span(text).map_err(|wrong| match text.strip_suffix('d').map(str::parse::<u64>) {
        Some(Ok(days)) if days > DAYS_MAX => format!("`{text}` is too long: write at most {DAYS_MAX}d"),
        Some(_) | None => wrong,
    })
}

impl SimArgs {
    /// Tells whether a new world is made.
    pub(super) fn makes_a_world(&self) -> bool {
        matches!(self.command, SimCommand::Serve(_) | SimCommand::Reset(_))
    }

    /// Tells whether time is real here: whoever comes to the socket lives in real time.
    pub(super) fn is_served(&self) -> bool {
        matches!(self.command, SimCommand::Serve(_))
    }
}

pub(super) async fn run(context: &Context, args: &SimArgs) -> Result<Exit, CliError> {
    match &args.command {
        SimCommand::Serve(args) => sim_serve::run(context, args).await,
        SimCommand::Reset(args) => sim_world::reset(context, args),
        SimCommand::Status => sim_world::status(context),
        SimCommand::Advance { span } => sim_world::advance(context, *span),
        SimCommand::Log => sim_world::log(context),
    }
}
