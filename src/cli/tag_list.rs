//! `tag list` and `audit`: which tags desktops have, and which lack one that they should have.

use clap::Args;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::see::{self, With};
use super::selection_args::SelectionArgs;
use super::tag_args::Keys;
use crate::model::Workspace;
use crate::output::{Column, Format, Layout, Listing};

/// Find desktops that lack a tag
#[derive(Args, Clone, Debug)]
pub(super) struct AuditArgs {
    /// Keys that each desktop should have
    #[arg(long, value_name = "KEY,...")]
    require: Keys,
    #[command(flatten)]
    selection: SelectionArgs,
}

/// What `tag set -` reads.
static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(1),
    Column::new("Key", &["Key"]),
    Column::new("Value", &["Value"]),
    Column::extra("DirectoryId", &["DirectoryId"]),
];

static AUDIT: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(1),
    Column::new("Missing", &["Missing"]),
    Column::extra("DirectoryId", &["DirectoryId"]),
];

fn listing(member: &'static str, items: Vec<Value>, columns: &'static [Column]) -> Listing {
    Listing { member, items, rest: Map::new(), columns, also: &[], layout: Layout::Rows }
}

/// A row a tag.
pub(super) async fn list(context: &Context, selection: &SelectionArgs) -> Result<Exit, CliError> {
    let sights = see::look(context, selection, &[With::Tags]).await?;
    sights.warn(context);
    let rows = |desktop: &Workspace| -> Vec<Value> {
        let row = |tag: &crate::model::Tag| {
            json!({
                "WorkspaceId": desktop.workspace_id,
                "DirectoryId": desktop.directory_id,
                "UserName": desktop.user_name,
                "Key": tag.key,
                "Value": tag.value,
            })
        };
        desktop.deskfleet.tags.iter().flatten().map(row).collect()
    };
    sights.emit(context, context.shape(), |seen| {
        let mut items: Vec<Value> = seen.desktops().flat_map(rows).collect();
        if context.shape().format == Format::Ids {
            items.dedup_by(|one, other| one["WorkspaceId"] == other["WorkspaceId"]);
        }
        listing("Tags", items, COLUMNS)
    })?;
    Ok(sights.exit(context, selection.skip_missing))
}

/// Those that lack a tag; the exit code tells whether there are any.
pub(super) async fn audit(context: &Context, args: &AuditArgs) -> Result<Exit, CliError> {
    let sights = see::look(context, &args.selection, &[With::Tags]).await?;
    sights.warn(context);
    let unread = sights.desktops().filter(|desktop| desktop.deskfleet.tags.is_none()).count();
    let lacking = |desktop: &Workspace| {
        desktop.deskfleet.tags.as_ref()?;
        let missing: Vec<&String> = args.require.0.iter().filter(|key| desktop.tag(key).is_none()).collect();
        (!missing.is_empty()).then(|| {
            json!({
                "WorkspaceId": desktop.workspace_id,
                "DirectoryId": desktop.directory_id,
                "UserName": desktop.user_name,
                "Missing": missing,
            })
        })
    };
    let lacks = sights.desktops().find_map(lacking).is_some();
    sights.emit(context, context.shape(), |seen| {
        listing("Workspaces", seen.desktops().filter_map(lacking).collect(), AUDIT)
    })?;
    let exit = sights.exit(context, args.selection.skip_missing);
    // What was not read is not known to have them.
    Ok(match (exit, unread, lacks) {
        (Exit::Done, 0, false) => Exit::Done,
        (Exit::Done, 0, true) => Exit::Different,
        (_, _, _) => Exit::Partial,
    })
}

/// Reads the one desktop that a word names, with its tags.
///
/// # Errors
/// When it names none or several, or its tags can't be read.
pub(super) async fn one(context: &Context, word: &str) -> Result<Workspace, CliError> {
    let sights = see::look(context, &SelectionArgs::of_targets(vec![word.to_owned()]), &[With::Tags]).await?;
    let mut found = sights.desktops();
    match (found.next(), found.next()) {
        (Some(desktop), None) if desktop.deskfleet.tags.is_some() => Ok(desktop.clone()),
        (Some(_), None) => {
            let mut gaps = sights.read.iter().flat_map(|(_, seen)| &seen.snapshot.gaps);
            let reason = gaps.find(|gap| gap.what == "Tags").map_or("", |gap| gap.reason.as_str());
            Err(CliError::new(Kind::Service, format!("the tags of `{word}` can't be read"))
                .cause(reason)
                .hint("try again; when a permission is missing, ask for workspaces:DescribeTags"))
        }
        (Some(_), Some(_)) => {
            Err(CliError::usage(format!("`{word}` is more than one desktop")).hint("name it by its id"))
        }
        (None, _) => Err(CliError::usage(format!("`{word}` is not there"))
            .hint(format!("see what there is with `{} list`", context.command()))),
    }
}
