//! What `list` and `show` have in common: the fleet, the selection, and what was asked for beyond it.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use clap::Args;
use jiff::SignedDuration;

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::scopes::Everywhere;
use super::selection_args::SelectionArgs;
use super::words::Words;
use crate::aws::{Bundles, Want, WorkspaceQuery, confirm_tags};
use crate::inventory::{Missing, Selected, Selection, SelectionError, Snapshot, Target};
use crate::journal::{Journal, JournalError};
use crate::model::{Workspace, WorkspaceId};
use crate::output::{fleet_members, warn_gaps, warn_gaps_in_scopes};

/// How long a change of tags may take to show where many are read at once, in seconds.
const TAGS_LATE_S_MAX: i64 = 60;

/// What is read beyond the fleet itself
#[derive(Args, Clone, Debug, Default)]
pub(super) struct WithArgs {
    /// Read more: tags, connection, snapshots, interface, clocks
    #[arg(long, value_name = "WHAT", value_delimiter = ',', value_parser = Words::new(str::parse::<With>, &["tags", "connection", "snapshots", "interface", "clocks"]), hide_possible_values = true, help_heading = "Filters")]
    pub(super) with: Vec<With>,
}

/// Something that is read beyond the fleet itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum With {
    Tags,
    Connection,
    Snapshots,
    Interface,
    Clocks,
}

impl With {
    pub(super) const ALL: [Self; 5] = [Self::Tags, Self::Connection, Self::Snapshots, Self::Interface, Self::Clocks];

    /// Tells whether it is to be read: it was named, or a column shows it.
    pub(super) fn is_asked_for(self, named: &[Self], columns: &[String]) -> bool {
        let member = match self {
            Self::Tags => "Tags",
            Self::Connection => "Connection",
            Self::Snapshots => "VolumeSnapshots",
            Self::Interface => "Interface",
            Self::Clocks => "Clocks",
        };
        named.contains(&self) || fleet_members(columns).contains(member)
    }
}

impl FromStr for With {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "tags" => Ok(Self::Tags),
            "connection" => Ok(Self::Connection),
            "snapshots" => Ok(Self::Snapshots),
            "interface" => Ok(Self::Interface),
            "clocks" => Ok(Self::Clocks),
            _ => Err(format!("`{text}` can't be read: choose from tags, connection, snapshots, interface, clocks")),
        }
    }
}

/// Desktops that were looked at.
pub(super) struct Seen {
    pub(super) snapshot: Snapshot,
    pub(super) selected: Selected,
    /// Names in filters that stand for nothing here, where others may have them.
    unknown: Vec<SelectionError>,
}

impl Seen {
    /// Tells how a read ends: partial when a named target is not there.
    pub(super) fn exit(&self, context: &Context, skip_missing: bool) -> Exit {
        tell(context, &self.selected.idle_exclusions, &self.selected.missing, "is not there", skip_missing)
    }

    /// Returns the desktops that were selected.
    pub(super) fn desktops(&self) -> impl Iterator<Item = &Workspace> {
        self.selected.workspaces.iter().filter_map(|id| self.snapshot.workspace(id))
    }
}

/// Desktops that were looked at, in each scope.
pub(super) type Sights = Everywhere<Seen>;

impl Sights {
    /// Returns the desktops that were selected anywhere.
    pub(super) fn desktops(&self) -> impl Iterator<Item = &Workspace> {
        self.read.iter().flat_map(|(_, seen)| seen.desktops())
    }

    /// Warns of what could not be read of desktops.
    pub(super) fn warn(&self, context: &Context) {
        let seen = self.read.iter().map(|(_, seen)| &seen.snapshot);
        if self.is_many() {
            warn_gaps_in_scopes(context.printer(), seen);
        } else {
            seen.for_each(|seen| warn_gaps(context.printer(), seen));
        }
    }

    /// Tells of names in filters that stand for nothing anywhere.
    ///
    /// # Errors
    /// The first such name, when all scopes were read.
    fn check_names(&self, context: &Context) -> Result<(), CliError> {
        let Some((_, first)) = self.read.first() else { return Ok(()) };
        let said = |seen: &Seen, name: &str| seen.unknown.iter().find(|one| one.to_string() == name).cloned();
        for name in first.unknown.iter().map(ToString::to_string) {
            let Some(all) = self.read.iter().map(|(_, seen)| said(seen, &name)).collect::<Option<Vec<_>>>() else {
                continue;
            };
            if self.is_whole() {
                // Where more is known of what there is, the hint is better.
                let best = all.into_iter().max_by_key(|error| error.hint().is_some());
                return Err(best.map_or_else(|| CliError::usage(name), CliError::from));
            }
            context.printer().warn(&format!("{name} in any scope that was read"));
        }
        Ok(())
    }

    /// Tells how a read ends: partial when a named target is in none of the scopes, or a scope could not be read.
    pub(super) fn exit(&self, context: &Context, skip_missing: bool) -> Exit {
        let selected = || self.read.iter().map(|(_, seen)| &seen.selected);
        let mut idle = selected().next().map_or_else(Vec::new, |first| first.idle_exclusions.clone());
        idle.retain(|word| selected().all(|other| other.idle_exclusions.contains(word)));
        let mut missing: Vec<&Missing> = selected().flat_map(|one| &one.missing).collect();
        missing.retain(|one| selected().all(|other| other.missing.iter().any(|missing| missing.text == one.text)));
        // Whoever knows more of it speaks for all.
        missing.sort_by_key(|one| (&one.text, one.new_id.is_none(), one.nearest.is_none()));
        missing.dedup_by_key(|one| &one.text);
        let where_not = if self.is_whole() { "is not there" } else { "is in none of the scopes that were read" };
        self.end(tell(context, &idle, missing, where_not, skip_missing))
    }
}

/// Tells what of the command line stands for nothing.
fn tell<'a>(
    context: &Context,
    idle: &[String],
    missing: impl IntoIterator<Item = &'a Missing>,
    where_not: &str,
    skip_missing: bool,
) -> Exit {
    for word in idle {
        context.printer().warn(&format!("`--exclude {word}` leaves nothing out"));
    }
    let mut exit = Exit::Done;
    for missing in missing {
        let now =
            missing.new_id.as_ref().map_or(String::new(), |id| format!("; a run of ours migrated it, it is {id} now"));
        let nearest = missing.nearest.as_ref();
        let nearest = nearest.map_or(String::new(), |near| format!(", did you mean `{near}`?"));
        context.printer().warn(&format!("`{}` {where_not}{now}{nearest}", missing.text));
        if !skip_missing {
            exit = Exit::Partial;
        }
    }
    exit
}

/// Reads the desktops that are selected, in each scope; without a selection all.
///
/// # Errors
/// When the selection can't be read, a name in it stands for nothing, or no fleet can be read.
pub(super) async fn look(context: &Context, args: &SelectionArgs, with: &[With]) -> Result<Sights, CliError> {
    match args.read(context).await {
        // On the heap: every command that looks would carry its size.
        Ok(chosen) => Box::pin(look_for(context, chosen.selection, with)).await,
        // An empty list of targets shows nothing; only a change must not take it lightly.
        Err(error) if error.kind() == Kind::NothingSelected => {
            Everywhere::look(context, async |there| nothing(there, Selected::default()).await).await
        }
        Err(error) => Err(error),
    }
}

/// Reads the desktops of a selection, in each scope.
///
/// # Errors
/// As `look`.
pub(super) async fn look_for(context: &Context, selection: Selection, with: &[With]) -> Result<Sights, CliError> {
    if !context.looks_around() {
        return Everywhere::look(context, async |there| look_at(there, selection.clone(), with).await).await;
    }
    let sights = Everywhere::look(context, async |there| {
        // An ARN says in which of the scopes a desktop is.
        let here = selection.within(&there.scope().await?);
        let elsewhere = |all: &[Target], here: &[Target]| -> Vec<String> {
            all.iter().filter(|target| !here.contains(target)).map(ToString::to_string).collect()
        };
        let missing = elsewhere(&selection.targets, &here.targets).into_iter();
        let missing: Vec<_> = missing.map(|text| Missing { text, new_id: None, nearest: None }).collect();
        if here.targets.is_empty() && !selection.targets.is_empty() && !selection.all {
            let idle_exclusions = selection.exclude.iter().map(ToString::to_string).collect();
            return nothing(there, Selected { missing, idle_exclusions, ..Selected::default() }).await;
        }
        let idle = elsewhere(&selection.exclude, &here.exclude);
        let mut seen = look_with(there, here, with, Names::MayBeElsewhere).await?;
        seen.selected.missing.extend(missing);
        seen.selected.idle_exclusions.extend(idle);
        Ok(seen)
    })
    .await?;
    sights.check_names(context)?;
    Ok(sights)
}

/// Returns a look at no desktop.
async fn nothing(context: &Context, selected: Selected) -> Result<Seen, CliError> {
    let (seen_at, scope) = (context.clock().await?.now(), context.scope().await?);
    Ok(Seen { snapshot: Snapshot::empty(seen_at, scope), selected, unknown: Vec::new() })
}

/// What names in filters have to stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    /// Something that is here.
    AreHere,
    /// Something that is perhaps elsewhere.
    MayBeElsewhere,
}

/// Reads the desktops of a selection in one scope.
///
/// # Errors
/// As `look`.
pub(super) async fn look_at(context: &Context, selection: Selection, with: &[With]) -> Result<Seen, CliError> {
    look_with(context, selection, with, Names::AreHere).await
}

async fn look_with(context: &Context, mut selection: Selection, with: &[With], names: Names) -> Result<Seen, CliError> {
    if selection.is_empty() {
        selection.all = true;
    }
    let needs = selection.needs();
    let mut want = Want::only(query(&selection));
    want.directories = !selection.filters.directories.is_empty();
    want.bundles = if selection.filters.bundles.is_empty() { Bundles::None } else { Bundles::All };
    let mut snapshot = context.fleet(&want).await?;
    want.tags = needs.tags;
    want.connection = needs.connection;
    let mut journal = journal(context, &snapshot)?;
    if needs.tags || needs.connection {
        let all: Vec<WorkspaceId> =
            snapshot.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect();
        context.enrich(&mut snapshot, &all, &want).await?;
        confirm_own_tags(context, journal.as_ref(), &mut snapshot).await?;
    }
    let lineage = journal.as_ref().map_or(Ok(BTreeMap::new()), lineage)?;
    let now = context.clock().await?.now();
    let (selected, unknown) = match names {
        Names::AreHere => (selection.select(&snapshot, &lineage, now)?, Vec::new()),
        Names::MayBeElsewhere => selection.select_here(&snapshot, &lineage, now)?,
    };
    want.tags = with.contains(&With::Tags);
    want.connection = with.contains(&With::Connection);
    want.volume_snapshots = with.contains(&With::Snapshots);
    want.interface = with.contains(&With::Interface);
    context.enrich(&mut snapshot, &selected.workspaces, &want).await?;
    confirm_own_tags(context, journal.as_ref(), &mut snapshot).await?;
    if let Some(journal) = &mut journal {
        // How long a desktop is in a state, and who was connected, is known from whoever looked. A read must not fail for it.
        if let Err(error) = journal.see(&snapshot.workspaces, snapshot.seen_at) {
            tracing::debug!(error = error.to_string(), "what was seen is not recorded");
        }
    }
    if with.contains(&With::Clocks) {
        let mut known = journal.as_ref().map_or(Ok(BTreeMap::new()), |journal| journal.clocks(&selected.workspaces))?;
        let chosen: BTreeSet<&WorkspaceId> = selected.workspaces.iter().collect();
        for workspace in snapshot.workspaces.iter_mut().filter(|workspace| chosen.contains(&workspace.workspace_id)) {
            workspace.deskfleet.clocks = Some(known.remove(&workspace.workspace_id).unwrap_or_default());
        }
    }
    Ok(Seen { snapshot, selected, unknown })
}

/// Reads tags again of desktops that a run of ours tagged a moment ago: where they were read for many at once, that may not
/// show yet.
///
/// # Errors
/// When the credentials end, or the journal can't be read.
pub(super) async fn confirm_own_tags(
    context: &Context,
    journal: Option<&Journal>,
    seen: &mut Snapshot,
) -> Result<(), CliError> {
    let Some(journal) = journal else { return Ok(()) };
    let since = context.clock().await?.now() - SignedDuration::from_secs(TAGS_LATE_S_MAX);
    Ok(confirm_tags(context.aws().await?, seen, &journal.tagged_since(since)?).await?)
}

/// Returns the narrowest question that still answers the selection: a few ids cost one call, a fleet of 10,000 costs 400.
fn query(selection: &Selection) -> WorkspaceQuery {
    let ids: Option<Vec<WorkspaceId>> = selection
        .targets
        .iter()
        .map(|target| match target {
            Target::Id(id) | Target::Arn { id, .. } => Some(id.clone()),
            Target::User { .. } | Target::Computer(_) | Target::Ip(_) | Target::Run { .. } => None,
        })
        .collect();
    match ids {
        Some(ids) if !ids.is_empty() && !selection.all => WorkspaceQuery::Ids(ids),
        Some(_) | None => WorkspaceQuery::All,
    }
}

/// Opens our journal, where there is one.
fn journal(context: &Context, snapshot: &Snapshot) -> Result<Option<Journal>, CliError> {
    match context.journal_if_any(&snapshot.scope) {
        // A read must work where nothing can be recorded, as in a container: then there is no record to follow.
        Err(error) if error.kind() == Kind::State => Ok(None),
        opened => opened,
    }
}

/// Returns which old id became which new one, as our journal knows it.
fn lineage(journal: &Journal) -> Result<BTreeMap<WorkspaceId, WorkspaceId>, JournalError> {
    Ok(journal.lineage()?.into_iter().map(|entry| (entry.old, entry.new)).collect())
}

/// Finds the one desktop that a word names; an id is one.
///
/// # Errors
/// When it names none or several, or the fleet can't be read.
pub(super) async fn one_desktop(context: &Context, word: &str) -> Result<WorkspaceId, CliError> {
    if let Ok(id) = word.parse() {
        return Ok(id);
    }
    let chosen = SelectionArgs::of_targets(vec![word.to_owned()]).read(context).await?;
    // On the heap: every command would carry its size.
    let seen = Box::pin(look_at(context, chosen.selection, &[])).await?;
    match seen.selected.workspaces.as_slice() {
        [id] => Ok(id.clone()),
        [] => {
            seen.exit(context, false);
            Err(CliError::usage(format!("`{word}` names no desktop; nothing was sent"))
                .hint(format!("`{} list` has their names", context.command())))
        }
        several => {
            let count = several.len();
            Err(CliError::usage(format!("`{word}` names {count} desktops, and an image is made of one"))
                .hint(format!("name it by its id: `{} list {word}` has them", context.command())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_for() {
        let columns = ["last-connection".to_owned()];
        let read: Vec<_> = With::ALL.into_iter().filter(|with| with.is_asked_for(&[With::Tags], &columns)).collect();
        assert_eq!(read, [With::Tags, With::Connection]);
    }

    #[test]
    fn ids_alone_ask_for_those_ids() {
        let id: WorkspaceId = "ws-0123456789".parse().expect("an id");
        let named = Selection { targets: vec![Target::Id(id.clone())], ..Selection::default() };
        assert!(matches!(query(&named), WorkspaceQuery::Ids(ids) if ids == [id.clone()]));
        let mixed =
            Selection { targets: vec![Target::Id(id), Target::Computer("x".to_owned())], ..Selection::default() };
        assert!(matches!(query(&mixed), WorkspaceQuery::All));
        assert!(matches!(query(&Selection::default()), WorkspaceQuery::All));
    }
}
