//! `alias`: connection aliases, the names by which people connect wherever the DNS leads them.

use clap::{Args, Subcommand};

use super::alias_list::{self, ListArgs};
use super::context::Context;
use super::error::{CliError, Exit};
use super::order::{self, OrderArgs};
use crate::model::around::{parse_account, parse_connection_string};
use crate::planner::around::{AliasWish, Wish};

/// Arguments of `alias`
#[derive(Args, Clone, Debug)]
pub(super) struct AliasArgs {
    #[command(subcommand)]
    command: AliasCommand,
}

impl AliasArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, AliasCommand::List(_))
    }
}

#[derive(Subcommand, Clone, Debug)]
enum AliasCommand {
    /// List aliases with their directories, what their TXT records have to hold, and the accounts that share them
    List(ListArgs),
    /// Make an alias; its name is reserved for the account for ever
    Create(Box<CreateArgs>),
    /// Lead an alias to a directory, and print what its TXT record has to hold
    Associate(Box<AssociateArgs>),
    /// Let an alias lead nowhere
    Disassociate(Box<OneArgs>),
    /// Let another account lead an alias to a directory of its own
    Share(Box<ShareArgs>),
    /// Let another account no longer do so
    Unshare(Box<ShareArgs>),
    /// Delete an alias that leads nowhere and is not shared
    Delete(Box<OneArgs>),
}

#[derive(Args, Clone, Debug)]
struct CreateArgs {
    /// Name: a fully qualified domain name, such as desktop.example.com
    #[arg(value_parser = parse_connection_string)]
    name: String,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct OneArgs {
    /// Alias, by id or name
    alias: String,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct AssociateArgs {
    /// Alias, by id or name
    alias: String,
    /// Directory, by id, name or alias
    directory: String,
    #[command(flatten)]
    order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
struct ShareArgs {
    /// Alias, by id or name
    alias: String,
    /// Account, by its 12 digits
    #[arg(value_name = "ID", value_parser = parse_account)]
    account_id: String,
    #[command(flatten)]
    order: OrderArgs,
}

impl ShareArgs {
    fn wish(self, is_allowed: bool) -> (AliasWish, OrderArgs) {
        (AliasWish::Share { alias: self.alias, account: self.account_id, is_allowed }, self.order)
    }
}

pub(super) async fn run(context: &Context, args: &AliasArgs) -> Result<Exit, CliError> {
    let (wish, order) = match args.command.clone() {
        AliasCommand::List(args) => return alias_list::list(context, &args).await,
        AliasCommand::Create(args) => (AliasWish::Create { name: args.name }, args.order),
        AliasCommand::Associate(args) => {
            let AssociateArgs { alias, directory, order } = *args;
            (AliasWish::Associate { alias, directory }, order)
        }
        AliasCommand::Disassociate(args) => (AliasWish::Disassociate { alias: args.alias }, args.order),
        AliasCommand::Share(args) => args.wish(true),
        AliasCommand::Unshare(args) => args.wish(false),
        AliasCommand::Delete(args) => (AliasWish::Delete { alias: args.alias }, args.order),
    };
    order::change(context, &order, Wish::Alias(wish), &[]).await
}
