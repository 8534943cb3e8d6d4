//! `security-group`: the groups of desktops' network interfaces, listed, compared and changed.

use clap::{Args, Subcommand};

use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::security_group_args::{Groups, Wanted};
use super::security_group_list::{self, DriftArgs};
use super::selection_args::SelectionArgs;
use crate::model::Verb;

/// Arguments of `security-group`
#[derive(Args, Clone, Debug)]
pub(super) struct SecurityGroupArgs {
    #[command(subcommand)]
    command: SecurityGroupCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum SecurityGroupCommand {
    /// List the security groups of desktops
    List(Box<SelectionArgs>),
    /// Attach security groups to desktops
    Attach(Box<NamedArgs>),
    /// Detach security groups from desktops
    Detach(Box<NamedArgs>),
    /// Put a security group in the place of another, where that is
    Replace(Box<ReplaceArgs>),
    /// Give desktops these security groups and no others, beside the one that ties them to their directory
    Set(Box<SetArgs>),
    /// Compare the security groups of desktops with a list
    Drift(Box<DriftArgs>),
}

#[derive(Args, Clone, Debug)]
struct NamedArgs {
    /// Security groups, by id
    #[arg(value_name = "GROUP[,GROUP...]")]
    groups: Groups,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Args, Clone, Debug)]
struct ReplaceArgs {
    /// Security group that goes, by id
    #[arg(value_name = "OLD")]
    old: Groups,
    /// Security group that comes, by id
    #[arg(value_name = "NEW")]
    new: Groups,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Args, Clone, Debug)]
struct SetArgs {
    /// Security groups, by id; or a list as `security-group list -o csv` writes it: @FILE, - for stdin
    #[arg(value_name = "GROUP[,GROUP...]|@FILE|-")]
    groups: Wanted,
    #[command(flatten)]
    change: ChangeArgs,
}

impl SecurityGroupArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, SecurityGroupCommand::List(_))
    }
}

pub(super) async fn run(context: &Context, args: &SecurityGroupArgs) -> Result<Exit, CliError> {
    match &args.command {
        SecurityGroupCommand::List(selection) => security_group_list::list(context, selection).await,
        SecurityGroupCommand::Drift(args) => Box::pin(security_group_list::drift(context, args)).await,
        SecurityGroupCommand::Attach(args) => change(context, &args.change, &[("attach", &args.groups.0)]).await,
        SecurityGroupCommand::Detach(args) => change(context, &args.change, &[("detach", &args.groups.0)]).await,
        SecurityGroupCommand::Replace(args) => replace(context, args).await,
        SecurityGroupCommand::Set(args) => set(context, args).await,
    }
}

async fn change(context: &Context, args: &ChangeArgs, wanted: &[(&str, &str)]) -> Result<Exit, CliError> {
    let parameters: Vec<_> = wanted.iter().map(|(name, ids)| (*name, Parameter::Groups(ids))).collect();
    let change = Change { verb: Verb::SecurityGroup, args, parameters: &parameters };
    change::plan_and_carry_out(context, change).await
}

async fn replace(context: &Context, args: &ReplaceArgs) -> Result<Exit, CliError> {
    let (old, new) = (&args.old.0, &args.new.0);
    if old == new || old.contains(',') || new.contains(',') {
        return Err(CliError::usage("`replace` takes one security group and another one")
            .hint("to exchange several, `set` says which are to be there"));
    }
    change(context, &args.change, &[("replace", &format!("{old},{new}"))]).await
}

async fn set(context: &Context, args: &SetArgs) -> Result<Exit, CliError> {
    let list = match &args.groups {
        Wanted::Same(groups) => return change(context, &args.change, &[("set", &groups.0)]).await,
        Wanted::Listed(file) => file,
    };
    let word = list.word();
    let wanted = list.read(context)?;
    let mut changed = args.change.clone();
    changed.selection.take_list(word, wanted.keys().cloned().collect())?;
    let named: Vec<(String, String)> = wanted
        .into_iter()
        .map(|(id, groups)| (format!("set:{id}"), groups.into_iter().collect::<Vec<_>>().join(",")))
        .collect();
    let named: Vec<(&str, &str)> = named.iter().map(|(name, ids)| (name.as_str(), ids.as_str())).collect();
    change(context, &changed, &named).await
}
