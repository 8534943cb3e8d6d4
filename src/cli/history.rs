//! `history`: what happened to desktops, as far as the ledger and CloudTrail know.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use serde_json::{Map, json};

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::history_rows::{COLUMNS, heirs, rows_of};
use super::selection_args::SelectionArgs;
use super::trail::TrailArgs;
use super::{see, trail};
use crate::inventory::Missing;
use crate::journal::{Journal, JournalError};
use crate::model::{WorkspaceId, parse_span};
use crate::output::{Layout, Listing, emit};

/// Arguments of `history`
#[derive(Args, Clone, Debug)]
#[command(
    after_long_help = "The oldest comes first. Without TARGET: everything that is known. What happened under earlier ids \
of a desktop, and under later ones, is part of it."
)]
pub(super) struct HistoryArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    trail: TrailArgs,
    /// Nothing older than this; CloudTrail is asked for 30d otherwise
    #[arg(long, value_name = "TIME", value_parser = parse_span)]
    since: Option<u64>,
}

pub(super) async fn run(context: &Context, args: &HistoryArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    args.trail.look(context, args.since.unwrap_or(trail::RULES_S)).await?;
    let journal = context.journal_if_any(&scope)?;
    let (ids, exit) = chosen(context, args, journal.as_ref()).await?;
    let now = context.clock().await?.now();
    let from = args.since.map(|since| trail::before(now, since));
    let mut rows = Vec::new();
    let mut rest = Map::new();
    rest.insert("scope".to_owned(), json!(scope));
    rest.insert("cloudtrail".to_owned(), json!(null));
    if let Some(journal) = &journal {
        let heirs = heirs(journal)?;
        for id in ids {
            rows.extend(
                rows_of(journal, &heirs, &id)?.into_iter().filter(|row| from.is_none_or(|from| row.at >= from)),
            );
        }
        if let Some(looked) = journal.looked()? {
            rest.insert("cloudtrail".to_owned(), json!({"from": looked.from, "until": looked.until}));
        }
    }
    if rest["cloudtrail"].is_null() {
        context.printer().hint("this is what deskfleet did and saw; `--cloudtrail` asks for what others changed, too");
    }
    rows.sort_by_key(|row| row.at);
    let items = rows.into_iter().map(|row| row.item).collect();
    let listing = Listing { member: "events", items, rest, columns: COLUMNS, also: &[], layout: Layout::Rows };
    emit(context.printer(), &listing, context.shape())?;
    Ok(exit)
}

/// Returns whose history is shown: those that are selected, gone ones that are known, and all ids that each had.
async fn chosen(
    context: &Context,
    args: &HistoryArgs,
    journal: Option<&Journal>,
) -> Result<(BTreeSet<WorkspaceId>, Exit), CliError> {
    let known = journal.map_or(Ok(BTreeSet::new()), Journal::known_workspaces)?;
    let selection = match args.selection.read(context).await {
        Ok(chosen) => chosen.selection,
        Err(error) if error.kind() == Kind::NothingSelected => return Ok((BTreeSet::new(), Exit::Done)),
        Err(error) => return Err(error),
    };
    if selection.is_empty() {
        return Ok((known, Exit::Done));
    }
    let mut seen = see::look_at(context, selection, &[]).await?;
    let gone = |missing: &Missing| missing.text.parse().ok().filter(|id: &WorkspaceId| known.contains(id));
    let mut ids: BTreeSet<WorkspaceId> = seen.selected.missing.iter().filter_map(gone).collect();
    seen.selected.missing.retain(|missing| gone(missing).is_none());
    let exit = seen.exit(context, args.selection.skip_missing);
    ids.extend(seen.selected.workspaces);
    if let Some(journal) = journal {
        ids.extend(relatives(journal, &ids)?);
    }
    Ok((ids, exit))
}

/// Returns the ids that desktops had before and have since.
fn relatives(journal: &Journal, of: &BTreeSet<WorkspaceId>) -> Result<BTreeSet<WorkspaceId>, JournalError> {
    let mut links: BTreeMap<WorkspaceId, Vec<WorkspaceId>> = BTreeMap::new();
    for entry in journal.lineage()? {
        links.entry(entry.old.clone()).or_default().push(entry.new.clone());
        links.entry(entry.new).or_default().push(entry.old);
    }
    let (mut found, mut open) = (of.clone(), Vec::from_iter(of.clone()));
    while let Some(id) = open.pop() {
        open.extend(links.get(&id).into_iter().flatten().filter(|other| found.insert((*other).clone())).cloned());
    }
    Ok(found)
}
