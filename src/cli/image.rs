//! `image`: what bundles are made of.

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::{CliError, Exit};
use super::image_list::{self, ListArgs, ShowArgs};

/// Arguments of `image`
#[derive(Args, Clone, Debug)]
pub(super) struct ImageArgs {
    #[command(subcommand)]
    command: ImageCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum ImageCommand {
    /// List images with their age, and the bundles that are made of them
    List(ListArgs),
    /// Show everything about images, and with which accounts they are shared
    Show(ShowArgs),
}

pub(super) async fn run(context: &Context, args: &ImageArgs) -> Result<Exit, CliError> {
    match &args.command {
        ImageCommand::List(args) => image_list::list(context, args).await,
        ImageCommand::Show(args) => image_list::show(context, args).await,
    }
}
