//! Which desktops: one grammar for every verb, and its matching against a snapshot.
//!
//! Named targets unite, filters intersect with them, exclusions are taken away at the end. Nothing is read here: what a
//! filter needs beyond `DescribeWorkspaces` is said by `needs`, files and runs are looked up by the caller.

mod criterion;
mod error;
mod filters;
mod group_list;
mod read;
#[cfg(test)]
mod read_tests;
mod tag_list;
mod target;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use jiff::Timestamp;

pub use criterion::Criterion;
pub(super) use error::nearest;
pub use error::{Ambiguous, SelectionError};
pub(super) use filters::find_directory;
pub use filters::{
    Condition, Filters, TagPattern, find_bundle, parse_compute_type, parse_operating_system, parse_protocol,
    parse_running_mode, parse_state, parse_unused_for,
};
pub use group_list::{GroupList, is_group_id, read_group_list};
pub use read::{LIST_BYTES_MAX, read_targets};
pub(super) use read::{decode, place};
pub use tag_list::{TagRow, read_tag_list};
pub use target::{Part, Target};

use super::Snapshot;
use crate::model::{Scope, Workspace, WorkspaceId};

/// A selection as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Named targets.
    pub targets: Vec<Target>,
    /// `--all`, written out.
    pub all: bool,
    /// Filters.
    pub filters: Filters,
    /// `--exclude`
    pub exclude: Vec<Target>,
}

/// What must be read beyond `DescribeWorkspaces` before a selection can be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Tags.
    pub tags: bool,
    /// Connection status.
    pub connection: bool,
}

/// The desktops that a selection stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selected {
    /// Desktops, by directory, user and id.
    pub workspaces: Vec<WorkspaceId>,
    /// Those of them that were named, not only filtered in.
    pub named: BTreeSet<WorkspaceId>,
    /// Named targets that are not there.
    pub missing: Vec<Missing>,
    /// Whether what is missing is skipped, not refused: `--skip-missing`.
    pub skip_missing: bool,
    /// Names that more than one of the desktops has; all of them are among `workspaces`.
    pub ambiguous: Vec<Ambiguous>,
    /// The filters that all of them have passed.
    pub filters: Vec<Criterion>,
    /// Exclusions that exclude nothing: perhaps misspelt, so somebody may not be as safe as was meant.
    pub idle_exclusions: Vec<String>,
}

/// A named target that is not there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// The target as it was written.
    pub text: String,
    /// The id that it has now, when a run of ours migrated it.
    pub new_id: Option<WorkspaceId>,
    /// The user that was perhaps meant, as a target.
    pub nearest: Option<String>,
}

impl Selected {
    /// Insists that every name stands for one desktop, as severe verbs must.
    ///
    /// # Errors
    /// `Ambiguous` for the first name that does not.
    pub fn unambiguous(&self) -> Result<(), SelectionError> {
        match self.ambiguous.first() {
            None => Ok(()),
            Some(ambiguous) => Err(SelectionError::Ambiguous {
                text: ambiguous.text.clone(),
                candidates: ambiguous.candidates.iter().map(ToString::to_string).collect(),
            }),
        }
    }

    /// Tells whether nothing was selected, not even something that is missing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.workspaces.is_empty() && self.missing.is_empty()
    }
}

impl Selection {
    /// Tells whether nothing was asked for: no target, no filter, not `--all`. A change refuses that, a read takes all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.targets.is_empty() && !self.all && self.filters.is_empty()
    }

    /// Returns the selection without the ARNs of other scopes: what can be in this one.
    #[must_use]
    pub fn within(&self, scope: &Scope) -> Self {
        let is_here = |target: &&Target| match target {
            Target::Arn { region, account, .. } => (account, region) == (&scope.account, &scope.region),
            Target::Id(_) | Target::User { .. } | Target::Computer(_) | Target::Ip(_) | Target::Run { .. } => true,
        };
        let here = |targets: &[Target]| targets.iter().filter(is_here).cloned().collect();
        Self { targets: here(&self.targets), exclude: here(&self.exclude), ..self.clone() }
    }

    /// Returns what must be read beyond `DescribeWorkspaces`.
    #[must_use]
    pub fn needs(&self) -> Needs {
        Needs {
            tags: !self.filters.tags.is_empty() || !self.filters.not_tags.is_empty(),
            connection: self.filters.unused_for_s.is_some()
                || self.filters.conditions.iter().any(|condition| condition.is_about_connection()),
        }
    }

    /// Writes the selection as words of a command line.
    #[must_use]
    pub fn to_words(&self) -> Vec<String> {
        let mut words: Vec<String> = self.targets.iter().map(ToString::to_string).collect();
        if self.all {
            words.push("--all".to_owned());
        }
        words.extend(self.filters.to_words());
        words.extend(self.exclude.iter().map(|target| format!("--exclude={target}")));
        words
    }

    /// Finds the desktops; with no target all of them are filtered. `lineage` leads from old ids to new ones.
    ///
    /// # Errors
    /// A name in a filter that stands for nothing or for several things, an ARN of another scope, a run that was not
    /// looked up. A named desktop that is not there, or a name that several have, is told in `Selected`.
    pub fn select(
        &self,
        seen: &Snapshot,
        lineage: &BTreeMap<WorkspaceId, WorkspaceId>,
        now: Timestamp,
    ) -> Result<Selected, SelectionError> {
        let (filters, unknown) = self.filters.criteria(seen)?;
        match unknown.into_iter().next() {
            None => self.choose(seen, lineage, now, filters),
            Some(error) => Err(error),
        }
    }

    /// As `select`, where this is one of several places to look in: names in filters that stand for nothing here let
    /// nothing pass, and are returned.
    ///
    /// # Errors
    /// As `select`, but for those names.
    pub fn select_here(
        &self,
        seen: &Snapshot,
        lineage: &BTreeMap<WorkspaceId, WorkspaceId>,
        now: Timestamp,
    ) -> Result<(Selected, Vec<SelectionError>), SelectionError> {
        let (filters, unknown) = self.filters.criteria(seen)?;
        Ok((self.choose(seen, lineage, now, filters)?, unknown))
    }

    fn choose(
        &self,
        seen: &Snapshot,
        lineage: &BTreeMap<WorkspaceId, WorkspaceId>,
        now: Timestamp,
        filters: Vec<Criterion>,
    ) -> Result<Selected, SelectionError> {
        let index = Index::new(seen, self.targets.iter().chain(&self.exclude));
        let mut selected = Selected::default();
        // A desktop that was migrated had another id before, and who connected to that is not known any more.
        let never = self.filters.conditions.contains(&Condition::NeverConnected);
        let migrated: BTreeSet<&WorkspaceId> = lineage.values().filter(|_| never).collect();

        let mut excluded: BTreeSet<&WorkspaceId> = BTreeSet::new();
        for target in &self.exclude {
            let mut found = index.find(target, seen)?;
            // Whoever excludes a desktop means the person behind it: a migration does not take the protection away.
            let heir = target.id().and_then(|id| newest(lineage, id));
            found.extend(heir.and_then(|id| index.ids.get(id)).copied());
            if found.is_empty() {
                selected.idle_exclusions.push(target.to_string());
            }
            excluded.extend(found.iter().map(|workspace| &workspace.workspace_id));
        }

        let passes = |workspace: &&Workspace| {
            let id = &workspace.workspace_id;
            !excluded.contains(id)
                && !migrated.contains(id)
                && filters.iter().all(|filter| filter.passes(workspace, now))
        };
        let mut chosen: BTreeMap<&WorkspaceId, &Workspace> = BTreeMap::new();
        for target in &self.targets {
            let found = index.find(target, seen)?;
            if found.is_empty() {
                selected.missing.push(Missing {
                    text: target.to_string(),
                    new_id: target.id().and_then(|id| newest(lineage, id)).cloned(),
                    nearest: index.nearest_user(target),
                });
            }
            // A filter may settle what a name leaves open, so ambiguity is judged after it.
            let found: Vec<&Workspace> = found.into_iter().filter(passes).collect();
            if found.len() > 1 {
                selected.ambiguous.push(Ambiguous {
                    text: target.to_string(),
                    candidates: found.iter().map(|workspace| workspace.workspace_id.clone()).collect(),
                });
            }
            selected.named.extend(found.iter().map(|workspace| workspace.workspace_id.clone()));
            chosen.extend(found.into_iter().map(|workspace| (&workspace.workspace_id, workspace)));
        }
        if self.targets.is_empty() || self.all {
            let all = seen.workspaces.iter().filter(passes);
            chosen.extend(all.map(|workspace| (&workspace.workspace_id, workspace)));
        }

        let mut chosen: Vec<&Workspace> = chosen.into_values().collect();
        chosen.sort_by_key(|workspace| (&workspace.directory_id, &workspace.user_name, &workspace.workspace_id));
        selected.workspaces = chosen.into_iter().map(|workspace| workspace.workspace_id.clone()).collect();
        selected.missing.sort();
        selected.missing.dedup();
        selected.ambiguous.dedup();
        selected.filters = filters;
        Ok(selected)
    }
}

/// Follows a desktop through the migrations of our runs; `None` when it was not migrated.
fn newest<'a>(lineage: &'a BTreeMap<WorkspaceId, WorkspaceId>, id: &WorkspaceId) -> Option<&'a WorkspaceId> {
    let mut new = lineage.get(id)?;
    // Bounded: a damaged ledger could lead round in a circle.
    for _ in 0..lineage.len() {
        match lineage.get(new) {
            Some(newer) => new = newer,
            None => break,
        }
    }
    Some(new)
}

impl Target {
    /// Returns the desktop's id, when the target is named by it.
    fn id(&self) -> Option<&WorkspaceId> {
        match self {
            Self::Id(id) | Self::Arn { id, .. } => Some(id),
            Self::User { .. } | Self::Computer(_) | Self::Ip(_) | Self::Run { .. } => None,
        }
    }
}

/// Desktops by what they can be named by; a map is filled only when a target asks for it.
#[derive(Default)]
struct Index<'a> {
    ids: BTreeMap<&'a WorkspaceId, &'a Workspace>,
    users: BTreeMap<String, Vec<&'a Workspace>>,
    computers: BTreeMap<String, Vec<&'a Workspace>>,
    addresses: BTreeMap<IpAddr, Vec<&'a Workspace>>,
}

impl<'a> Index<'a> {
    fn new<'t>(seen: &'a Snapshot, targets: impl Iterator<Item = &'t Target>) -> Self {
        let (mut ids, mut users, mut computers, mut addresses) = (false, false, false, false);
        for target in targets {
            match target {
                Target::Id(_) | Target::Arn { .. } => ids = true,
                Target::User { .. } => users = true,
                Target::Computer(_) => computers = true,
                Target::Ip(_) => addresses = true,
                Target::Run { .. } => {}
            }
        }
        let mut index = Self::default();
        for workspace in &seen.workspaces {
            if ids {
                index.ids.insert(&workspace.workspace_id, workspace);
            }
            if users {
                let user = workspace.user_name.to_lowercase();
                index.users.entry(user).or_default().push(workspace);
            }
            if let (true, Some(computer)) = (computers, &workspace.computer_name) {
                index.computers.entry(computer.to_lowercase()).or_default().push(workspace);
            }
            let address = || workspace.ip_address.as_ref()?.parse().ok();
            if let Some(address) = addresses.then(address).flatten() {
                index.addresses.entry(address).or_default().push(workspace);
            }
        }
        index
    }

    fn nearest_user(&self, target: &Target) -> Option<String> {
        match target {
            Target::User { user, .. } => {
                error::nearest(user, self.users.keys().map(String::as_str)).map(|user| format!("user:{user}"))
            }
            Target::Id(_) | Target::Arn { .. } | Target::Computer(_) | Target::Ip(_) | Target::Run { .. } => None,
        }
    }

    fn find(&self, target: &Target, seen: &Snapshot) -> Result<Vec<&'a Workspace>, SelectionError> {
        let many = |found: Option<&Vec<&'a Workspace>>| found.cloned().unwrap_or_default();
        Ok(match target {
            Target::Id(id) => self.ids.get(id).copied().into_iter().collect(),
            Target::Arn { region, account, id, .. } => {
                let scope = &seen.scope;
                if (account, region) != (&scope.account, &scope.region) {
                    return Err(SelectionError::Scope {
                        arn: target.to_string(),
                        there: format!("{account} {region}"),
                        here: scope.to_string(),
                    });
                }
                self.ids.get(id).copied().into_iter().collect()
            }
            Target::User { directory, user } => {
                let mut found = many(self.users.get(&user.to_lowercase()));
                found.retain(|workspace| directory.as_ref().is_none_or(|id| *id == workspace.directory_id));
                found
            }
            Target::Computer(name) => many(self.computers.get(&name.to_lowercase())),
            Target::Ip(address) => many(self.addresses.get(address)),
            Target::Run { .. } => return Err(SelectionError::Run(target.to_string())),
        })
    }
}
