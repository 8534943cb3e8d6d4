//! `tag`: tags of desktops, listed, changed and looked for.

use clap::{Args, Subcommand};

use super::change::{self, Change, Parameter};
use super::change_args::ChangeArgs;
use super::context::Context;
use super::error::{CliError, Exit};
use super::selection_args::SelectionArgs;
use super::tag_args::{Keys, Tags, Wished, refuse_flaws, wished};
use super::tag_list::{self, AuditArgs};
use crate::model::{Verb, Workspace, is_reserved};
use crate::planner::tag_parameter;

/// Arguments of `tag`
#[derive(Args, Clone, Debug)]
pub(super) struct TagArgs {
    #[command(subcommand)]
    command: TagCommand,
}

#[derive(Subcommand, Clone, Debug)]
enum TagCommand {
    /// List the tags of desktops
    List(Box<SelectionArgs>),
    /// Give desktops tags, or other values to those that they have
    Set(Box<SetArgs>),
    /// Take tags from desktops
    Remove(Box<RemoveArgs>),
    /// Give a tag another key, with the value that each desktop has
    Rename(Box<RenameArgs>),
    /// Give desktops the tags of another one
    Copy(Box<CopyArgs>),
    /// Find desktops that lack a tag
    Audit(Box<AuditArgs>),
}

#[derive(Args, Clone, Debug)]
struct SetArgs {
    /// Tags; +14d is the day 14 days from now (UTC). Or a list with id, key and value: @FILE, - for stdin
    #[arg(value_name = "KEY[=VALUE],...|@FILE|-")]
    tags: Tags,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Args, Clone, Debug)]
struct RemoveArgs {
    /// Keys; or a list with id and key: @FILE, - for stdin
    #[arg(value_name = "KEY,...|@FILE|-")]
    keys: Tags,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Args, Clone, Debug)]
struct RenameArgs {
    /// Key that goes
    #[arg(value_name = "OLD")]
    old: String,
    /// Key that comes
    #[arg(value_name = "NEW")]
    new: String,
    #[command(flatten)]
    change: ChangeArgs,
}

#[derive(Args, Clone, Debug)]
struct CopyArgs {
    /// Desktop whose tags are copied
    #[arg(value_name = "SOURCE")]
    source: String,
    /// Copy these alone
    #[arg(long, value_name = "KEY,...")]
    keys: Option<Keys>,
    #[command(flatten)]
    change: ChangeArgs,
}

impl TagArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        matches!(self.command, TagCommand::List(_) | TagCommand::Audit(_))
    }
}

pub(super) async fn run(context: &Context, args: &TagArgs) -> Result<Exit, CliError> {
    match &args.command {
        TagCommand::List(selection) => tag_list::list(context, selection).await,
        TagCommand::Audit(args) => tag_list::audit(context, args).await,
        TagCommand::Set(args) => listed(context, &args.change, Verb::TagSet, &args.tags).await,
        TagCommand::Remove(args) => listed(context, &args.change, Verb::TagRemove, &args.keys).await,
        TagCommand::Rename(args) => {
            let wish = Wished::of_all(tag_parameter("rename", None, &args.old), &args.new);
            change(context, &args.change, Verb::TagSet, vec![wish]).await
        }
        TagCommand::Copy(args) => copy(context, args).await,
    }
}

/// Changes what the command line says, or a list.
async fn listed(context: &Context, args: &ChangeArgs, verb: Verb, tags: &Tags) -> Result<Exit, CliError> {
    let now = context.clock().await?.now();
    let (wishes, ids) = wished(context, verb, tags, now)?;
    let mut args = args.clone();
    if let Some(ids) = ids {
        args.selection.take_list(tags.word(), ids)?;
    }
    change(context, &args, verb, wishes).await
}

async fn copy(context: &Context, args: &CopyArgs) -> Result<Exit, CliError> {
    let source = tag_list::one(context, &args.source).await?;
    let keys = args.keys.as_ref().map(|keys| &keys.0);
    if let Some(absent) = keys.and_then(|keys| keys.iter().find(|key| source.tag(key).is_none())) {
        return Err(CliError::usage(format!("`{}` has no tag `{absent}`", args.source)).hint(format!(
            "see what it has with `{} tag list {}`",
            context.command(),
            args.source
        )));
    }
    let is_wanted = |key: &String| keys.is_none_or(|keys| keys.contains(key));
    // What AWS made belongs to the desktop, and so does our mark.
    let is_own = |key: &String| is_reserved(key) || key == Workspace::MARKER;
    let tags = source.deskfleet.tags.iter().flatten().filter(|tag| is_wanted(&tag.key) && !is_own(&tag.key));
    let wishes: Vec<Wished> =
        tags.map(|tag| Wished::of_all(tag_parameter("set", None, &tag.key), &tag.value)).collect();
    if wishes.is_empty() {
        return Err(CliError::usage(format!("`{}` has no tags to copy", args.source)));
    }
    change(context, &args.change, Verb::TagSet, wishes).await
}

async fn change(context: &Context, args: &ChangeArgs, verb: Verb, wishes: Vec<Wished>) -> Result<Exit, CliError> {
    refuse_flaws(context, &args.policy(verb, context.settings())?, &wishes)?;
    let parameters: Vec<_> =
        wishes.iter().map(|wish| (wish.name.as_str(), Parameter::Plain(wish.value.as_str()))).collect();
    change::plan_and_carry_out(context, Change { verb, args, parameters: &parameters }).await
}
