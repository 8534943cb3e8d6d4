//! `directory`: which directories are registered, what each sets for its desktops and their clients, and how many it has.
//! Reads only.

use clap::{Args, Subcommand};

use super::context::Context;
use super::directory_list::{self, ShowArgs};
use super::error::{CliError, Exit};

/// Arguments of `directory`
#[derive(Args, Clone, Debug)]
pub(super) struct DirectoryArgs {
    #[command(subcommand)]
    command: DirectoryCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum DirectoryCommand {
    /// List directories with the devices that they let in, and how many desktops they have
    List,
    /// Show everything about directories
    Show(ShowArgs),
}

impl DirectoryArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, DirectoryCommand::List)
    }
}

pub(super) async fn run(context: &Context, args: &DirectoryArgs) -> Result<Exit, CliError> {
    match &args.command {
        DirectoryCommand::List => directory_list::list(context).await,
        DirectoryCommand::Show(args) => directory_list::show(context, args).await,
    }
}
