//! `ip-group`: IP access control groups, which say from where people may come in to a directory's desktops.

use clap::{Args, Subcommand};

use super::context::Context;
use super::error::{CliError, Exit};
use super::ip_group_args::{AddArgs, ApplyArgs, AssociateArgs, CreateArgs, DeleteArgs, DisassociateArgs, RemoveArgs};
use super::ip_group_file::read_file;
use super::ip_group_list::{self, EffectiveArgs, ShowArgs};
use super::order;
use crate::planner::around::{Others, Wish};

/// Arguments of `ip-group`
#[derive(Args, Clone, Debug)]
pub(super) struct IpGroupArgs {
    #[command(subcommand)]
    command: IpGroupCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum IpGroupCommand {
    /// List groups with their ranges, and the directories that they are on
    List,
    /// Show everything about groups
    Show(ShowArgs),
    /// Show who may come in to a directory
    Effective(EffectiveArgs),
    /// Make a group
    Create(Box<CreateArgs>),
    /// Delete a group that is on no directory
    Delete(Box<DeleteArgs>),
    /// Add rules to a group
    Add(Box<AddArgs>),
    /// Take rules out of a group
    Remove(Box<RemoveArgs>),
    /// Give a group these rules and no others
    Set(Box<AddArgs>),
    /// Put groups on a directory
    Associate(Box<AssociateArgs>),
    /// Take groups off a directory
    Disassociate(Box<DisassociateArgs>),
    /// Make groups and directories as a file says
    Apply(Box<ApplyArgs>),
}

impl IpGroupArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, IpGroupCommand::List)
    }
}

pub(super) async fn run(context: &Context, args: &IpGroupArgs) -> Result<Exit, CliError> {
    let (wish, access) = match args.command.clone() {
        IpGroupCommand::List => return ip_group_list::list(context).await,
        IpGroupCommand::Show(args) => return ip_group_list::show(context, &args).await,
        IpGroupCommand::Effective(args) => return ip_group_list::effective(context, &args).await,
        IpGroupCommand::Create(args) => {
            let CreateArgs { name, rules, description, access } = *args;
            (Wish::CreateIpGroup { name, description, rules }, access)
        }
        IpGroupCommand::Delete(args) => (Wish::DeleteIpGroup { group: args.group }, args.access),
        IpGroupCommand::Add(args) => {
            let AddArgs { group, rules, access } = *args;
            (Wish::AddIpRules { group, rules }, access)
        }
        IpGroupCommand::Remove(args) => {
            let RemoveArgs { group, ranges, access } = *args;
            (Wish::RemoveIpRules { group, ranges }, access)
        }
        IpGroupCommand::Set(args) => {
            let AddArgs { group, rules, access } = *args;
            (Wish::SetIpRules { group, rules }, access)
        }
        IpGroupCommand::Associate(args) => {
            let AssociateArgs { directory, groups, only, access } = *args;
            let others = if only { Others::Go } else { Others::Stay };
            (Wish::AssociateIpGroups { directory, groups, others }, access)
        }
        IpGroupCommand::Disassociate(args) => {
            let DisassociateArgs { directory, groups, access } = *args;
            (Wish::DisassociateIpGroups { directory, groups }, access)
        }
        IpGroupCommand::Apply(args) => {
            let file = read_file(context, &args.file)?;
            let others = if args.prune { Others::Go } else { Others::Stay };
            (Wish::ApplyIpGroups { file, name: args.file, others }, args.access)
        }
    };
    order::change(context, &access.order(), wish, &access.must_admit).await
}
