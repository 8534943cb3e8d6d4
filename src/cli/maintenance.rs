//! `maintenance`: takes desktops into the administrator's maintenance, and out of it.

use clap::{Args, Subcommand};

use super::change::{self, Change};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use crate::model::Verb;

/// Arguments of `maintenance`
#[derive(Args, Clone, Debug)]
pub(super) struct MaintenanceArgs {
    #[command(subcommand)]
    command: MaintenanceCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum MaintenanceCommand {
    /// Take desktops into maintenance
    ///
    /// In it nobody can log in, the service starts, stops and reboots nothing, and an auto-stop desktop no longer stops by
    /// itself. Those with somebody at work are skipped.
    On(Box<ChangeArgs>),
    /// Take desktops out of maintenance
    Off(Box<ChangeArgs>),
}

pub(super) async fn run(context: &Context, args: &MaintenanceArgs) -> Result<Exit, CliError> {
    let (verb, args) = match &args.command {
        MaintenanceCommand::On(args) => (Verb::MaintenanceOn, args),
        MaintenanceCommand::Off(args) => (Verb::MaintenanceOff, args),
    };
    change::plan_and_carry_out(context, Change { verb, args, parameters: &[] }).await
}
