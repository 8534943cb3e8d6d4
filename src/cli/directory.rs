//! `directory`: which directories are registered, what each sets for its desktops and their clients, and how many it has.

use clap::{Args, Subcommand};

use super::context::Context;
use super::directory_args::{DeregisterArgs, ModifyArgs, RegisterArgs};
use super::directory_list::{self, ShowArgs};
use super::directory_mfa::{self, MfaArgs};
use super::error::{CliError, Exit};
use super::order;
use crate::planner::around::{DirectoryWish, Wish};

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
    /// Change what a directory sets for its desktops and their clients
    Modify(Box<ModifyArgs>),
    /// Register a directory of Directory Service, in two subnets
    Register(Box<RegisterArgs>),
    /// Deregister a directory that has no desktops
    Deregister(Box<DeregisterArgs>),
    /// Second factor of a directory's users
    Mfa(MfaArgs),
}

impl DirectoryArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, DirectoryCommand::List)
    }
}

pub(super) async fn run(context: &Context, args: &DirectoryArgs) -> Result<Exit, CliError> {
    let (wish, order) = match args.command.clone() {
        DirectoryCommand::List => return directory_list::list(context).await,
        DirectoryCommand::Show(args) => return directory_list::show(context, &args).await,
        DirectoryCommand::Modify(args) => {
            let settings = args.settings()?;
            (DirectoryWish::Modify { directory: args.directory, settings }, args.order)
        }
        DirectoryCommand::Mfa(args) => return directory_mfa::change(context, args).await,
        DirectoryCommand::Register(args) => args.wish()?,
        DirectoryCommand::Deregister(args) => {
            let DeregisterArgs { directory, no_wait, mut order } = *args;
            order.no_wait = no_wait;
            (DirectoryWish::Deregister { directory }, order)
        }
    };
    order::change(context, &order, Wish::Directory(wish), &[]).await
}
