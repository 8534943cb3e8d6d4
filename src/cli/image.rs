//! `image`: what bundles are made of.

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::{CliError, Exit};
use super::image_list::{self, ListArgs, ShowArgs};
use super::order::{self, OrderArgs};
use super::see;
use crate::config::parse_region;
use crate::model::ImageId;
use crate::model::around::{parse_account, parse_image_description, parse_library_name};
use crate::planner::around::{ImageWish, Wish};

/// Arguments of `image`
#[derive(Args, Clone, Debug)]
pub(super) struct ImageArgs {
    #[command(subcommand)]
    command: ImageCommand,
}

impl ImageArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, ImageCommand::List(_))
    }
}

#[derive(Subcommand, Clone, Debug)]
enum ImageCommand {
    /// List images with their age, and the bundles that are made of them
    List(ListArgs),
    /// Show everything about images, and with which accounts they are shared
    Show(ShowArgs),
    /// Make an image of a desktop, which can't be used until that is done
    Create(Box<CreateArgs>),
    /// Make an image here of one in another Region, or of one that is shared with the account
    Copy(Box<CopyArgs>),
    /// Let other accounts copy an image
    Share(Box<PermitArgs>),
    /// Let other accounts copy an image no longer
    Unshare(Box<PermitArgs>),
    /// Delete an image that no bundle is made of and that is shared with nobody
    Delete(Box<DeleteArgs>),
}

#[derive(Args, Clone, Debug)]
struct CreateArgs {
    /// Desktop: id or ARN, user:NAME, computer:NAME, ip:ADDRESS
    desktop: String,
    /// Name of the image, the only one of its kind in the Region
    #[arg(value_parser = parse_library_name)]
    name: String,
    /// What the image is
    #[arg(long, value_name = "TEXT", value_parser = parse_image_description)]
    description: String,
    /// Don't wait until it can be used and the desktop again
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct CopyArgs {
    /// Source, by id; be sure whose it is when it is shared
    #[arg(value_name = "IMAGE-ID")]
    source: ImageId,
    /// Name of the copy, the only one of its kind in the Region
    #[arg(value_parser = parse_library_name)]
    name: String,
    /// Region of the source; by default this one
    #[arg(long, value_name = "REGION", value_parser = parse_region)]
    from_region: Option<String>,
    /// What the copy is; by default what its source is
    #[arg(long, value_name = "TEXT", value_parser = parse_image_description)]
    description: Option<String>,
    /// Don't wait until it can be used
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct PermitArgs {
    /// Image, by id or name
    image: String,
    /// Accounts, a call each
    #[arg(value_name = "ACCOUNT", value_parser = parse_account, required = true)]
    accounts: Vec<String>,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct DeleteArgs {
    /// Image, by id or name
    image: String,
    #[command(flatten)]
    order: OrderArgs,
}

pub(super) async fn run(context: &Context, args: &ImageArgs) -> Result<Exit, CliError> {
    let (wish, order) = match args.command.clone() {
        ImageCommand::List(args) => return image_list::list(context, &args).await,
        ImageCommand::Show(args) => return image_list::show(context, &args).await,
        ImageCommand::Create(args) => {
            let CreateArgs { desktop, name, description, no_wait, order } = *args;
            let desktop = see::one_desktop(context, &desktop).await?;
            (ImageWish::Create { name, description, desktop }, order.without_waiting(no_wait))
        }
        ImageCommand::Copy(args) => {
            let CopyArgs { source, name, from_region, description, no_wait, order } = *args;
            let into = context.scope().await?.region;
            let from = from_region.unwrap_or_else(|| into.clone());
            (ImageWish::Copy { name, description, source, from, into }, order.without_waiting(no_wait))
        }
        ImageCommand::Share(args) => permit(*args, true),
        ImageCommand::Unshare(args) => permit(*args, false),
        ImageCommand::Delete(args) => (ImageWish::Delete { image: args.image }, args.order),
    };
    order::change(context, &order, Wish::Image(wish), &[]).await
}

fn permit(args: PermitArgs, allow: bool) -> (ImageWish, OrderArgs) {
    let PermitArgs { image, accounts, order } = args;
    (ImageWish::Share { image, accounts, allow }, order)
}
