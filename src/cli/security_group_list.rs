//! `security-group list` and `drift`: which groups desktops have, and where that is not what a list says.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::security_group_args::ListFile;
use super::see::{self, With};
use super::selection_args::SelectionArgs;
use crate::inventory::GroupList;
use crate::model::{Interface, Workspace, WorkspaceId};
use crate::output::{Column, Layout, Listing, emit};

/// Compare desktops with a list
#[derive(Args, Clone, Debug)]
pub(super) struct DriftArgs {
    /// List with the security groups that each desktop should have: CSV, - for stdin
    #[arg(long, value_name = "FILE")]
    expect: ListFile,
    #[command(flatten)]
    selection: SelectionArgs,
}

/// Also what `runs show --before` writes, and `set` reads.
pub(super) static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(2),
    Column::new("NetworkInterfaceId", &["NetworkInterfaceId"]).drops(1),
    Column::new("SecurityGroups", &["SecurityGroups"]),
    Column::extra("DirectoryId", &["DirectoryId"]),
    Column::extra("Names", &["Names"]),
];

static DRIFT: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(1),
    Column::new("Missing", &["Missing"]),
    Column::new("Unexpected", &["Unexpected"]),
];

/// Returns a desktop with its groups as data.
pub(super) fn item(workspace: &Workspace, id: &WorkspaceId, interface: Option<&Interface>) -> Value {
    let groups = interface.map(|interface| interface.groups.as_slice()).unwrap_or_default();
    let ids: Vec<&str> = groups.iter().map(|group| group.group_id.as_str()).collect();
    let names: Vec<&str> = groups.iter().filter_map(|group| group.group_name.as_deref()).collect();
    json!({
        "WorkspaceId": id,
        "DirectoryId": workspace.directory_id,
        "UserName": workspace.user_name,
        "NetworkInterfaceId": interface.map(|interface| &interface.network_interface_id),
        "SecurityGroups": ids,
        "Names": names,
    })
}

/// Makes a listing of desktops.
pub(super) fn listing(items: Vec<Value>, columns: &'static [Column]) -> Listing {
    Listing { member: "Workspaces", items, rest: Map::new(), columns, also: &[], layout: Layout::Rows }
}

pub(super) async fn list(context: &Context, selection: &SelectionArgs) -> Result<Exit, CliError> {
    let sights = see::look(context, selection, &[With::Interface]).await?;
    sights.warn(context);
    sights.emit(context, context.shape(), |seen| {
        let items = seen.desktops().map(|seen| item(seen, &seen.workspace_id, seen.deskfleet.interface.as_ref()));
        listing(items.collect(), COLUMNS)
    })?;
    Ok(sights.exit(context, selection.skip_missing))
}

pub(super) async fn drift(context: &Context, args: &DriftArgs) -> Result<Exit, CliError> {
    let expected = args.expect.read(context)?;
    let mut selection = args.selection.clone();
    if selection.names_nothing() {
        selection.take_list(args.expect.word(), expected.keys().cloned().collect())?;
    }
    let sights = see::look(context, &selection, &[With::Interface]).await?;
    sights.warn(context);
    let is_unread = |seen: &&Workspace| seen.deskfleet.interface.is_none();
    let unread = sights.desktops().filter(is_unread).count();
    let items: Vec<Value> = sights.desktops().filter_map(|seen| difference(seen, &expected)).collect();
    let differs = !items.is_empty();
    emit(context.printer(), &listing(items, DRIFT), context.shape())?;
    let exit = sights.exit(context, selection.skip_missing);
    // What was not read is not known to be as expected.
    Ok(match (exit, unread, differs) {
        (Exit::Done, 0, false) => Exit::Done,
        (Exit::Done, 0, true) => Exit::Different,
        (_, _, _) => Exit::Partial,
    })
}

/// What a desktop has too little or too much; one that the list does not name should have nothing of its own.
fn difference(seen: &Workspace, expected: &GroupList) -> Option<Value> {
    let interface = seen.deskfleet.interface.as_ref()?;
    let wanted = expected.get(&seen.workspace_id).cloned().unwrap_or_default();
    let has: BTreeSet<String> = interface.groups.iter().map(|group| group.group_id.clone()).collect();
    let missing: Vec<&String> = wanted.difference(&has).collect();
    // The one that ties it to its directory is always there, whether the list has it or not.
    let own = |id: &&String| !interface.groups.iter().any(|group| group.group_id == **id && group.is_members());
    let unexpected: Vec<&String> = has.difference(&wanted).filter(own).collect();
    (!missing.is_empty() || !unexpected.is_empty()).then(|| {
        json!({
            "WorkspaceId": seen.workspace_id,
            "UserName": seen.user_name,
            "Missing": missing,
            "Unexpected": unexpected,
        })
    })
}
