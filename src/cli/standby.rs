//! `standby`: pairs of a desktop and its standby in another Region, what is wrong with them, and how one is made.

use clap::{Args, Subcommand};
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::see::{self, Seen};
use super::selection_args::SelectionArgs;
use super::standby_create::{self, CreateArgs};
use crate::model::Workspace;
use crate::output::{Column, Layout, Listing};
use crate::planner::standby::{Pair, Role, pairs};

/// Arguments of `standby`
#[derive(Args, Clone, Debug)]
pub(super) struct StandbyArgs {
    #[command(subcommand)]
    command: StandbyCommand,
}

impl StandbyArgs {
    /// Tells whether it lists, which may be done in several scopes.
    pub(super) fn lists(&self) -> bool {
        match self.command {
            StandbyCommand::List(_) | StandbyCommand::Check(_) => true,
            StandbyCommand::Create(_) => false,
        }
    }
}

#[derive(Subcommand, Clone, Debug)]
enum StandbyCommand {
    /// List pairs, with the other half, its Region, and how old the data of the standby is
    List(SelectionArgs),
    /// Find pairs of which one half could not take over, or whose data is too old; exit 20 when there are any
    Check(SelectionArgs),
    /// Make standbys here of desktops in another Region
    Create(Box<CreateArgs>),
}

static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(2),
    Column::new("Role", &["Role"]).whole(),
    Column::new("State", &["State"]).whole(),
    Column::new("OtherId", &["Related", "WorkspaceId"]).whole(),
    Column::new("OtherRegion", &["Related", "Region"]).whole(),
    Column::new("OtherState", &["Related", "State"]).whole(),
    Column::new("DataReplication", &["DataReplication"]).drops(1),
    Column::new("DataAgeSeconds", &["DataAgeS"]).whole(),
    Column::extra("RecoverySnapshotTime", &["RecoverySnapshotTime"]),
    Column::extra("DirectoryId", &["DirectoryId"]),
];

static TROUBLES: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]).drops(2),
    Column::new("Role", &["Role"]).whole(),
    Column::new("OtherId", &["Related", "WorkspaceId"]).whole(),
    Column::new("OtherRegion", &["Related", "Region"]).drops(1),
    Column::new("Rule", &["Rule"]),
    Column::new("Reason", &["Reason"]).wraps(),
    Column::extra("DirectoryId", &["DirectoryId"]),
];

pub(super) async fn run(context: &Context, args: &StandbyArgs) -> Result<Exit, CliError> {
    match &args.command {
        StandbyCommand::List(selection) => list(context, selection).await,
        StandbyCommand::Check(selection) => check(context, selection).await,
        // On the heap: every command would carry its size.
        StandbyCommand::Create(args) => Box::pin(standby_create::run(context, *args.clone())).await,
    }
}

async fn list(context: &Context, selection: &SelectionArgs) -> Result<Exit, CliError> {
    let sights = see::look(context, selection, &[]).await?;
    sights.warn(context);
    if sights.read.iter().flat_map(|(_, seen)| found(seen)).any(|(_, pair)| pair.role == Role::Standby) {
        let line = "a standby can't be modified, rebuilt, restored or migrated itself (STBY-01): change its primary";
        context.printer().status(line);
    }
    sights.emit(context, context.shape(), |seen| {
        listing(found(seen).iter().map(|(desktop, pair)| item(desktop, pair)).collect(), COLUMNS)
    })?;
    Ok(sights.exit(context, selection.skip_missing))
}

async fn check(context: &Context, selection: &SelectionArgs) -> Result<Exit, CliError> {
    let sights = see::look(context, selection, &[]).await?;
    sights.warn(context);
    let of_pair = |(desktop, pair): &(&Workspace, Pair)| {
        let item = item(desktop, pair);
        let told = pair.troubles().into_iter().map(move |trouble| {
            let mut item = item.clone();
            item["Rule"] = trouble.rule.into();
            item["Reason"] = trouble.reason.into();
            item
        });
        told.collect::<Vec<Value>>()
    };
    let all = || sights.read.iter().flat_map(|(_, seen)| found(seen));
    let is_wrong = all().any(|pair| !of_pair(&pair).is_empty());
    context.printer().status(&format!("pairs looked at: {}", all().count()));
    sights.emit(context, context.shape(), |seen| listing(found(seen).iter().flat_map(of_pair).collect(), TROUBLES))?;
    let exit = sights.exit(context, selection.skip_missing);
    // A record that could not be read may be of a pair.
    let is_whole = sights.read.iter().all(|(_, seen)| seen.snapshot.gaps.is_empty());
    Ok(match (exit, is_whole, is_wrong) {
        (Exit::Done, true, false) => Exit::Done,
        (Exit::Done, true, true) => Exit::Different,
        (_, _, _) => Exit::Partial,
    })
}

fn found(seen: &Seen) -> Vec<(&Workspace, Pair)> {
    let now = seen.snapshot.seen_at;
    seen.desktops().flat_map(|desktop| pairs(desktop, now).into_iter().map(move |pair| (desktop, pair))).collect()
}

fn listing(items: Vec<Value>, columns: &'static [Column]) -> Listing {
    Listing { member: "Pairs", items, rest: Map::new(), columns, also: &[], layout: Layout::Rows }
}

fn item(desktop: &Workspace, pair: &Pair) -> Value {
    let mut item = json!(pair);
    item["UserName"] = desktop.user_name.as_str().into();
    item["DirectoryId"] = desktop.directory_id.as_str().into();
    item
}
