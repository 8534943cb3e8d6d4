//! `bundle`: what desktops are made from: an image, a compute type and sizes.

use clap::{Args, Subcommand};

use super::bundle_list::{self, ListArgs, ShowArgs};
use super::context::Context;
use super::error::{CliError, Exit};
use super::order::{self, OrderArgs};
use super::words::Words;
use crate::inventory::parse_compute_type;
use crate::model::Compute;
use crate::model::around::{parse_bundle_description, parse_library_name};
use crate::planner::around::{BundleWish, Wish};

/// Arguments of `bundle`
#[derive(Args, Clone, Debug)]
pub(super) struct BundleArgs {
    #[command(subcommand)]
    command: BundleCommand,
}

impl BundleArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, BundleCommand::List(_))
    }
}

#[derive(Subcommand, Clone, Debug)]
enum BundleCommand {
    /// List bundles with the age of their image, and how many desktops each has
    List(ListArgs),
    /// Show everything about bundles
    Show(ShowArgs),
    /// Make a bundle of an image
    Create(Box<CreateArgs>),
    /// Put another image into a bundle; its desktops get it when they are rebuilt
    Update(Box<UpdateArgs>),
    /// Delete a bundle that no desktop is on
    Delete(Box<DeleteArgs>),
}

#[derive(Args, Clone, Debug)]
struct CreateArgs {
    /// Name, the only one of its kind in the Region
    #[arg(value_parser = parse_library_name)]
    name: String,
    /// Image, by id or name
    #[arg(long)]
    image: String,
    /// Compute type of its desktops
    #[arg(long, value_name = "TYPE", value_parser = Words::new(parse_compute_type, Compute::KNOWN), hide_possible_values = true)]
    compute_type: Compute,
    /// User volume of its desktops, in GB
    #[arg(long, value_name = "GB")]
    user: u32,
    /// Root volume of its desktops, in GB; without it the service chooses
    #[arg(long, value_name = "GB")]
    root: Option<u32>,
    /// What the bundle is for
    #[arg(long, value_name = "TEXT", value_parser = parse_bundle_description)]
    description: String,
    /// Don't wait until it can be used
    #[arg(long, help_heading = "Change options")]
    no_wait: bool,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct UpdateArgs {
    /// Bundle, by id or name
    bundle: String,
    /// Image, by id or name
    #[arg(long)]
    image: String,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct DeleteArgs {
    /// Bundle, by id or name
    bundle: String,
    #[command(flatten)]
    order: OrderArgs,
}

pub(super) async fn run(context: &Context, args: &BundleArgs) -> Result<Exit, CliError> {
    let (wish, order) = match args.command.clone() {
        BundleCommand::List(args) => return bundle_list::list(context, &args).await,
        BundleCommand::Show(args) => return bundle_list::show(context, &args).await,
        BundleCommand::Create(args) => {
            let CreateArgs { name, image, compute_type: compute, user, root, description, no_wait, order } = *args;
            let wish = BundleWish::Create { name, description, image, compute, user, root };
            (wish, order.without_waiting(no_wait))
        }
        BundleCommand::Update(args) => (BundleWish::Update { bundle: args.bundle, image: args.image }, args.order),
        BundleCommand::Delete(args) => (BundleWish::Delete { bundle: args.bundle }, args.order),
    };
    order::change(context, &order, Wish::Bundle(wish), &[]).await
}
