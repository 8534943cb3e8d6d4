//! What a rule may look at: one target, and everything that was seen, indexed once.
//!
//! The index makes planning linear in the fleet: no rule searches. Imports `model` and `inventory` only.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::bundle_os::operating_systems;
use super::rules::{self, Rule, Severity, counts, is_standby};
use super::verbs::{VerbRow, row};
use super::{History, Intent, Policy};
use crate::inventory::{Criterion, Snapshot};
use crate::model::{
    Bundle, BundleId, Counted, Directory, DirectoryId, Key, OperatingSystem, SecurityGroup, Subnet, SubnetId,
    VerbFacts, Workspace, WorkspaceId,
};

/// Everything that is the same for all targets of a plan.
#[derive(Debug)]
pub struct Context<'a> {
    /// What is wanted.
    pub wanted: &'a Intent,
    /// Our own limits.
    pub policy: &'a Policy,
    /// What our journal knows.
    pub history: &'a History,
    /// When the plan is made.
    pub now: Timestamp,
    /// The verb's row.
    pub facts: &'static VerbFacts,
    /// The bundles that are wanted, for verbs that want one: by the bundle that a desktop is on, `None` for any other.
    pub(super) wanted_bundles: BTreeMap<Option<BundleId>, &'a Bundle>,
    /// The filters that the targets have passed.
    pub(super) filters: Vec<Criterion>,
    /// What the planner has to know of the verb beyond its facts.
    pub(super) row: &'static VerbRow,
    workspaces: BTreeMap<&'a WorkspaceId, &'a Workspace>,
    directories: BTreeMap<&'a DirectoryId, &'a Directory>,
    bundles: BTreeMap<&'a BundleId, &'a Bundle>,
    subnets: BTreeMap<&'a SubnetId, &'a Subnet>,
    keys: BTreeMap<&'a str, &'a Key>,
    security_groups: BTreeMap<&'a str, &'a SecurityGroup>,
    operating_systems: BTreeMap<&'a BundleId, OperatingSystem>,
    owned: BTreeMap<(&'a DirectoryId, String), Vec<&'a WorkspaceId>>,
    attached: BTreeMap<&'a DirectoryId, Attached<'a>>,
    /// The place of each desktop that is to be made among those of its directory, from 0.
    places: BTreeMap<&'a WorkspaceId, usize>,
    /// What counts each desktop that is to be made, and how many it counts before that one.
    counted: BTreeMap<&'a WorkspaceId, Vec<(Counted, u64)>>,
    quotas: BTreeMap<&'a str, u64>,
    gaps: BTreeMap<(&'a str, Option<&'a str>), &'a str>,
}

/// Which security groups the desktops of a directory have.
#[derive(Clone, Debug, Default)]
pub(super) struct Attached<'a> {
    /// Of how many desktops that is known.
    pub(super) desktops: usize,
    /// How many of them have a group.
    pub(super) having: BTreeMap<&'a str, usize>,
}

/// One target among them.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The desktop.
    pub target: &'a Workspace,
    /// Its directory, where it was read.
    pub directory: Option<&'a Directory>,
    /// The bundle that it has, where it was read.
    pub bundle: Option<&'a Bundle>,
    /// Whether it was named, not only filtered in.
    pub named: bool,
    /// Everything else.
    pub context: &'a Context<'a>,
}

impl<'a> Context<'a> {
    /// Indexes what was seen.
    pub(super) fn new(
        seen: &'a Snapshot,
        wanted: &'a Intent,
        policy: &'a Policy,
        history: &'a History,
        now: Timestamp,
    ) -> Self {
        let bundles: BTreeMap<_, _> = seen.bundles.iter().map(|bundle| (&bundle.bundle_id, bundle)).collect();
        let mut owned: BTreeMap<(&DirectoryId, String), Vec<&WorkspaceId>> = BTreeMap::new();
        for workspace in &seen.workspaces {
            owned.entry(owner(workspace)).or_default().push(&workspace.workspace_id);
        }
        let mut attached: BTreeMap<&DirectoryId, Attached<'a>> = BTreeMap::new();
        for (workspace, interface) in
            seen.workspaces.iter().filter_map(|seen| Some((seen, seen.deskfleet.interface.as_ref()?)))
        {
            let attached = attached.entry(&workspace.directory_id).or_default();
            attached.desktops += 1;
            for group in &interface.groups {
                *attached.having.entry(group.group_id.as_str()).or_insert(0) += 1;
            }
        }
        for ids in owned.values_mut() {
            ids.sort();
        }
        let found = wanted.bundles().into_iter();
        let wanted_bundles = found.filter_map(|(from, to)| Some((from, *bundles.get(&to)?))).collect();
        let mut wishes: Vec<&Workspace> =
            wanted.desktops.iter().filter(|wish| !owned.contains_key(&owner(wish))).collect();
        wishes.sort_by_key(|wish| (&wish.directory_id, wish.user_name.as_str()));
        let context = Self {
            wanted,
            policy,
            history,
            now,
            facts: wanted.verb.facts(),
            wanted_bundles,
            filters: Vec::new(),
            row: row(wanted.verb),
            workspaces: (seen.workspaces.iter().chain(&wanted.desktops))
                .map(|workspace| (&workspace.workspace_id, workspace))
                .collect(),
            places: BTreeMap::new(),
            counted: BTreeMap::new(),
            quotas: seen.quotas.iter().map(|quota| (quota.quota_code.as_str(), quota.value)).collect(),
            directories: seen.directories.iter().map(|found| (&found.directory_id, found)).collect(),
            operating_systems: operating_systems(&bundles, &seen.workspaces),
            bundles,
            subnets: seen.subnets.iter().map(|subnet| (&subnet.subnet_id, subnet)).collect(),
            keys: seen.keys.iter().map(|key| (key.key_id.as_str(), key)).collect(),
            security_groups: seen.security_groups.iter().map(|group| (group.group_id.as_str(), group)).collect(),
            owned,
            attached,
            gaps: seen.gaps.iter().map(|gap| ((gap.what.as_str(), gap.of.as_deref()), gap.reason.as_str())).collect(),
        };
        context.counting(seen, wishes)
    }

    /// Gives numbers and places to the desktops that are to be made, and none to those that something else speaks against.
    fn counting(mut self, seen: &Snapshot, mut wishes: Vec<&'a Workspace>) -> Self {
        wishes.retain(|wish| !self.speaks_against(wish));
        self.counted = counted(seen, &self.bundles, &wishes);
        // With numbers the rule for quotas speaks, too.
        wishes.retain(|wish| !self.speaks_against(wish));
        let groups = wishes.chunk_by(|one, next| one.directory_id == next.directory_id);
        self.places = groups.flat_map(|group| group.iter().map(|wish| &wish.workspace_id).zip(0..)).collect();
        self
    }

    /// Whether a rule keeps a desktop from being made.
    fn speaks_against(&'a self, wish: &'a Workspace) -> bool {
        let case = self.case(wish, true);
        let keeps = |rule: &&Rule| {
            let found = (rule.check)(&case).map(|finding| finding.severity.unwrap_or(rule.severity));
            found.is_some_and(|severity| severity != Severity::Warn) && !self.is_lowered(rule.id)
        };
        rules::of(self.row).iter().any(keeps)
    }

    /// Takes in the filters that the targets have passed.
    pub(super) fn filtered(self, filters: &[Criterion]) -> Self {
        Self { filters: filters.to_vec(), ..self }
    }

    /// Makes the case of one desktop.
    pub(super) fn case(&'a self, target: &'a Workspace, named: bool) -> Case<'a> {
        Case {
            target,
            directory: self.directories.get(&target.directory_id).copied(),
            bundle: self.bundles.get(&target.bundle_id).copied(),
            named,
            context: self,
        }
    }

    /// Returns the bundle that is wanted for what is on another, `None` where none is.
    pub(super) fn wanted_from(&self, bundle: &BundleId) -> Option<&'a Bundle> {
        let own = self.wanted_bundles.get(&Some(bundle.clone()));
        own.or_else(|| self.wanted_bundles.get(&None)).copied()
    }

    /// Returns a desktop.
    pub(super) fn workspace(&self, id: &WorkspaceId) -> Option<&'a Workspace> {
        self.workspaces.get(id).copied()
    }

    /// Returns a directory, where it was read.
    #[must_use]
    pub fn directory(&self, id: &DirectoryId) -> Option<&'a Directory> {
        self.directories.get(id).copied()
    }

    /// Returns a subnet, where it was read.
    #[must_use]
    pub fn subnet(&self, id: &SubnetId) -> Option<&'a Subnet> {
        self.subnets.get(id).copied()
    }

    /// Returns a security group, where it was asked for and read.
    #[must_use]
    pub fn security_group(&self, id: &str) -> Option<&'a SecurityGroup> {
        self.security_groups.get(id).copied()
    }

    /// Returns a quota, where it was read.
    pub(super) fn quota(&self, counted: Counted) -> Option<u64> {
        self.quotas.get(counted.code()).copied()
    }

    /// Returns which security groups the desktops of a directory have, as far as their interfaces were read.
    pub(super) fn attached(&self, directory: &DirectoryId) -> Option<&Attached<'a>> {
        self.attached.get(directory)
    }

    /// Returns the directories that were read.
    pub fn directories(&self) -> impl Iterator<Item = &'a Directory> {
        self.directories.values().copied()
    }

    /// Tells whether something could not be read at all.
    #[must_use]
    pub fn is_unread(&self, what: &str) -> bool {
        self.gaps.contains_key(&(what, None))
    }

    /// Returns the operating system that a bundle brings, `Unknown` when nothing says so.
    #[must_use]
    pub fn operating_system(&self, bundle: &BundleId) -> OperatingSystem {
        self.operating_systems.get(bundle).cloned().unwrap_or(OperatingSystem::Unknown)
    }

    /// Tells whether a rule was lowered.
    #[must_use]
    pub fn is_lowered(&self, rule: &str) -> bool {
        self.policy.lowered.contains(rule)
    }
}

impl<'a> Case<'a> {
    /// Returns the ids that the target's user has in the target's directory, sorted; the target's own is among them.
    #[must_use]
    pub fn known_ids(&self) -> Vec<WorkspaceId> {
        let ids = self.context.owned.get(&owner(self.target));
        ids.into_iter().flatten().copied().cloned().collect()
    }

    /// Returns the bundle that is wanted for the target, where one was named for what it is on.
    #[must_use]
    pub fn wanted_bundle(&self) -> Option<&'a Bundle> {
        self.context.wanted_from(&self.target.bundle_id)
    }

    /// Returns the desktop that the target's user has in the target's directory, for one that is to be made; one that goes
    /// only where no other stays.
    #[must_use]
    pub fn existing(&self) -> Option<&'a Workspace> {
        let ids = self.context.owned.get(&owner(self.target))?;
        let mut found = ids.iter().filter_map(|id| self.context.workspace(id));
        found.clone().find(|existing| existing.stays()).or_else(|| found.next())
    }

    /// Returns the place of the target among the desktops that are to be made in its directory, from 0.
    #[must_use]
    pub fn place(&self) -> Option<usize> {
        self.context.places.get(&self.target.workspace_id).copied()
    }

    /// Returns what counts the target if it is to be made, and how many it counts before that.
    pub(super) fn counted(&self) -> &'a [(Counted, u64)] {
        self.context.counted.get(&self.target.workspace_id).map_or(&[], Vec::as_slice)
    }

    /// Says why something about the target was not read, in the service's words where there are any.
    #[must_use]
    pub fn unread(&self, what: &str, sentence: &str) -> String {
        self.unread_of(what, self.target.workspace_id.as_str(), sentence)
    }

    /// Says why something that the target stands on was not read, by its id.
    #[must_use]
    pub fn unread_of(&self, what: &str, id: &str, sentence: &str) -> String {
        let gaps = &self.context.gaps;
        match gaps.get(&(what, Some(id))).or_else(|| gaps.get(&(what, None))) {
            Some(reason) => format!("{sentence}: {reason}"),
            None => sentence.to_owned(),
        }
    }

    /// Returns the key that the target is encrypted with, where it was read; `None` for one that is not encrypted.
    #[must_use]
    pub fn key(&self) -> Option<&'a Key> {
        let id = self.target.volume_encryption_key.as_deref().filter(|_| self.target.is_encrypted())?;
        self.context.keys.get(id).copied()
    }

    /// Returns the subnet that the target stands in, where it was read.
    #[must_use]
    pub fn subnet(&self) -> Option<&'a Subnet> {
        self.context.subnet(self.target.subnet_id.as_ref()?)
    }
}

/// Counts on from the desktops that are there. A standby has a quota of its own (domain.md E-25).
fn counted<'a>(
    seen: &Snapshot,
    bundles: &BTreeMap<&BundleId, &Bundle>,
    wishes: &[&'a Workspace],
) -> BTreeMap<&'a WorkspaceId, Vec<(Counted, u64)>> {
    if wishes.is_empty() {
        return BTreeMap::new();
    }
    let mut number: BTreeMap<Counted, u64> = BTreeMap::new();
    let mut next = |counted: Counted| {
        let number = number.entry(counted).or_insert(0);
        *number += 1;
        (counted, *number - 1)
    };
    for workspace in seen.workspaces.iter().filter(|workspace| !is_standby(workspace)) {
        for counted in counts(workspace.workspace_properties.compute_type_name.as_ref()) {
            next(counted);
        }
    }
    let compute = |wish: &Workspace| bundles.get(&wish.bundle_id).and_then(|bundle| bundle.compute_type.as_ref());
    wishes.iter().map(|wish| (&wish.workspace_id, counts(compute(wish)).map(&mut next).collect())).collect()
}

/// User names don't depend on case (domain.md E-02).
pub(super) fn owner(workspace: &Workspace) -> (&DirectoryId, String) {
    (&workspace.directory_id, workspace.user_name.to_lowercase())
}
