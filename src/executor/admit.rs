//! Reads targets again right before sending, and holds them against what the plan requires.
//!
//! Only `requires` is evaluated, on fresh values; what the plan saw is never taken for what is. The connection is read
//! last, so that it is as young as can be, and one older than a minute is read again. Tags are read once in
//! a session, and again before a second send; before a termination always.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::ExecError;
use super::event::{Stop, What};
use super::facts::{Fresh, broken, is_about_itself};
use super::judge::{self, READ_APART_S, READS_FOR_NO, TOO_LATE, is_soon};
use super::run::Session;
use super::saved::AGAIN_S;
use super::schedule::Look;
use crate::aws::{Address, Fault, FaultKind, WorkspaceQuery};
use crate::journal::{StepRow, StepState};
use crate::model::{AfterNo, Clocks, End, Follow, StepId, WorkspaceId, WorkspaceState, join_groups};
use crate::planner::document::{Fact, Otherwise, Requirement};

/// How old a connection status may be when the call goes out, in seconds.
const STATUS_AGE_MAX_S: i64 = 60;

/// How many answers in a row, a poll apart, have to list none of a group before it is taken for gone.
const EMPTY_ANSWERS_FOR_GONE: u32 = 3;

/// A step that passed, and when it was read.
#[derive(Clone, Debug)]
pub(super) struct Admission {
    pub(super) step: StepId,
    pub(super) read_at: Timestamp,
    /// The call, where it is made from what was read.
    pub(super) made: Option<Made>,
}

/// A call that is made from what was read.
#[derive(Clone, Debug)]
pub(super) struct Made {
    /// Its parameters.
    pub(super) parameters: BTreeMap<String, String>,
    /// What it replaces.
    pub(super) before: String,
}

impl Admission {
    /// Tells whether what was read is too old to send on.
    pub(super) fn is_stale(&self, now: Timestamp) -> bool {
        // A negative age is that of a clock that was set back: it says nothing.
        !(0..=STATUS_AGE_MAX_S).contains(&now.duration_since(self.read_at).as_secs())
    }
}

impl Session<'_> {
    /// Reads a group of steps and queues those that may be sent; the others get their end.
    pub(super) async fn admit(&mut self, group: Vec<StepId>) -> Result<(), ExecError> {
        let cancel = self.parts.cancel.clone();
        let uses = self.uses_of(&group)?;
        let read = tokio::select! {
            biased;
            read = self.read_group(&group, uses) => read,
            () = cancel.requested() => return Ok(()),
        };
        let fresh = match read {
            Ok(fresh) => fresh,
            Err(fault) if fault.is_credentials() => {
                self.stop_because(Stop::Credentials);
                return Ok(());
            }
            // Reads were retried already. Nothing is known, so nothing is sent; the group comes again.
            Err(fault) => {
                self.emit(What::Unread { targets: group.len() as u64, reason: fault.to_string() });
                self.count_postponed();
                // What is in flight is read meanwhile.
                self.reads_again_at = Some(self.parts.clock.now() + self.parts.poll_interval);
                return Ok(());
            }
        };
        self.parts.journal.see_uses(fresh.workspaces.values(), fresh.read_at)?;
        self.parts.journal.note_uses(fresh.uses.iter().map(|(id, at)| (id, *at)))?;
        let read_at = self.parts.clock.now();
        let mut ended = Vec::new();
        let mut again = Vec::new();
        for id in group {
            if self.is_too_late_to_repeat(&id, read_at) {
                ended.push(too_late_row(&self.rows[&id], read_at));
                continue;
            }
            let unread = match fresh.later.get(self.desktop(self.step(&id))) {
                Some(None) => continue, // it comes again at once
                Some(unread) => unread.clone(),
                None => None,
            };
            match self.first_broken(&id, &fresh) {
                None => {
                    self.doubts.remove(&id);
                    self.retries.remove(&id);
                    self.creations.awaited.remove(&id);
                    let made = self.made_from(&id, &fresh);
                    self.admitted.push_back(Admission { step: id, read_at, made });
                }
                Some((requirement, _)) if self.is_late_effect(&id, &requirement) => again.push(id),
                Some((requirement, _)) if self.is_doubted(&id, &requirement, read_at) => {}
                Some((requirement, reason)) => {
                    self.tags_passed.remove(&id); // it may be held for hours
                    let row = self.kept_back(&id, requirement, (reason, unread), &fresh, read_at);
                    if row.state == StepState::Held && !self.judged.insert(id.clone()) && row == self.rows[&id] {
                        self.put(row); // held as before, which was told
                    } else {
                        ended.push(row);
                    }
                }
            }
        }
        self.observe_again(&again)?;
        self.end(ended)
    }

    /// Returns the row of a step that is not sent now; where its volume snapshots could not be read it is for that.
    fn kept_back(
        &mut self,
        id: &StepId,
        requirement: Requirement,
        (reason, unread): (String, Option<String>),
        fresh: &Fresh,
        read_at: Timestamp,
    ) -> StepRow {
        let seen = fresh.workspaces.get(self.desktop(self.step(id)));
        self.retry_later(id, &requirement, seen.map(|seen| &seen.state), read_at);
        let is_of_work = matches!(requirement.that, Fact::SavedSinceUse(_));
        if let Some(unread) = unread.filter(|_| is_of_work) {
            let until = read_at + SignedDuration::from_secs(AGAIN_S);
            return broken_row(&self.rows[id], requirement, unread, Some(until), read_at);
        }
        // Whoever is at work has to be gone, and the work saved; of a state nobody knows when it passes.
        let waits = is_of_work || matches!(requirement.that, Fact::NotConnected);
        let until = seen.filter(|_| waits).and_then(|seen| self.saved_at(id, seen, fresh.read_at));
        broken_row(&self.rows[id], requirement, reason, until, read_at)
    }

    /// Makes the whole set of groups of an interface from what it has now (domain.md J-08).
    fn made_from(&self, id: &StepId, fresh: &Fresh) -> Option<Made> {
        let step = self.step(id);
        let (left, _) = self.without_gone(step);
        let change = left.proof.groups.as_ref()?;
        let interface = fresh.interfaces.get(self.desktop(step))?;
        let groups = join_groups(&change.applied(&interface.groups));
        let has: BTreeSet<String> = interface.groups.iter().map(|group| group.group_id.clone()).collect();
        let id = interface.network_interface_id.clone();
        let parameters = [("NetworkInterfaceId".to_owned(), id), ("Groups".to_owned(), groups)].into();
        Some(Made { parameters, before: join_groups(&has) })
    }

    /// Whether a step is to be sent a second time, and may be only soon after its first.
    fn is_too_late_to_repeat(&self, id: &StepId, now: Timestamp) -> bool {
        let row = &self.rows[id];
        row.repeats > 0 && self.step(id).repeat == AfterNo::OnceMoreSoon && !is_soon(row, now)
    }

    /// Whether the first send of a step, though proven not carried out, may be what changed its target now.
    fn is_late_effect(&self, id: &StepId, requirement: &Requirement) -> bool {
        self.rows[id].repeats > 0 && is_about_itself(&requirement.that)
    }

    /// Whether a step that follows another is to be read again before it is believed that its target is not as it should
    /// be: a read may be older than the one that proved the step before, and what was begun is not left for that. Believed
    /// is what a No takes, so many reads so far apart (design 6.1).
    fn is_doubted(&mut self, id: &StepId, requirement: &Requirement, read_at: Timestamp) -> bool {
        let reads = self.doubts.remove(id).map_or(1, |(reads, _)| reads + 1);
        if self.step(id).follows.is_empty() || !is_about_itself(&requirement.that) || reads >= READS_FOR_NO {
            return false;
        }
        let again_at = read_at + SignedDuration::from_secs(READ_APART_S);
        self.doubts.insert(id.clone(), (reads, again_at));
        self.put_off(id, again_at);
        true
    }

    /// Lets a desktop that was begun and is busy with itself be looked at again soon: nobody has to do anything for it.
    fn retry_later(
        &mut self,
        id: &StepId,
        requirement: &Requirement,
        state: Option<&WorkspaceState>,
        read_at: Timestamp,
    ) {
        let passes = match requirement.that {
            Fact::StateIn(_) | Fact::StateNot(_) => {
                state.is_some_and(|state| *state == WorkspaceState::Updating || judge::is_passing(state))
            }
            Fact::NotModifying => true,
            Fact::BundleIs(_)
            | Fact::VolumesAre { .. }
            | Fact::NotYet(_)
            | Fact::Has(_)
            | Fact::InterfaceIs(_)
            | Fact::SavedSinceUse(_)
            | Fact::KeyEnabled(_)
            | Fact::NotConnected
            | Fact::NotTagged(_)
            | Fact::HasTag(_)
            | Fact::Passes(_)
            | Fact::HasInterface
            | Fact::GroupsNotYet(_)
            | Fact::GroupsFit { .. }
            | Fact::GroupsWithin(_)
            | Fact::GroupsInclude(_) => false,
        };
        if passes && requirement.otherwise == Otherwise::Hold && !self.step(id).follows.is_empty() {
            self.retries.insert(id.clone(), read_at + self.parts.poll_interval);
        } else {
            self.retries.remove(id);
        }
    }

    /// Puts steps that were sent once back under observation.
    fn observe_again(&mut self, ids: &[StepId]) -> Result<(), ExecError> {
        let now = self.parts.clock.now();
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            let mut row = self.rows[id].clone();
            row.state = StepState::Unknown;
            row.held_until = None;
            row.no_reads = 0;
            row.last_no_at = None;
            rows.push(row);
        }
        self.parts.journal.save(&self.run, &rows, now)?;
        for row in rows {
            self.in_flight.set(row.step.clone(), Look { urgent: true, due: now, free_from: now });
            self.put(row);
        }
        Ok(())
    }

    /// What must hold for a step now: the plan's requirements, and for a second send those of design 6.1.
    fn requirements(&self, id: &StepId) -> Vec<Requirement> {
        let step = self.step(id);
        let mut requires = step.requires.clone();
        if self.rows[id].repeats > 0 && step.repeat == AfterNo::OnceMoreIfNotConnected {
            requires.push(Requirement {
                that: Fact::NotConnected,
                otherwise: Otherwise::Skip,
                rule: "CONN-01".to_owned(),
            });
        }
        // Before a second send, an hour or more after the first, they are read again; and whenever what follows takes the
        // target away for good.
        let is_enough = self.rows[id].repeats == 0 && step.proof.follow != Follow::Gone;
        if is_enough && self.tags_passed.contains(id) {
            requires.retain(|requirement| !requirement.that.needs().tags);
        }
        requires
    }

    fn first_broken(&self, id: &StepId, fresh: &Fresh) -> Option<(Requirement, String)> {
        let target = self.desktop(self.step(id));
        if self.step(id).proof.follow != Follow::Created && !fresh.workspaces.contains_key(target) {
            let (otherwise, reason) = if fresh.unreadable.contains(target) {
                (Otherwise::Hold, "its record can't be read")
            } else {
                (Otherwise::Skip, "it is no longer listed")
            };
            let missing = Requirement { that: Fact::StateIn(Vec::new()), otherwise, rule: "STATE-01".to_owned() };
            return Some((missing, reason.to_owned()));
        }
        self.requirements(id).into_iter().find_map(|requirement| {
            let reason = broken(&requirement.that, target, fresh)?;
            Some((requirement, reason))
        })
    }

    /// Reads what the group's requirements speak of, and nothing else.
    async fn read_group(
        &mut self,
        group: &[StepId],
        mut uses: BTreeMap<WorkspaceId, Timestamp>,
    ) -> Result<Fresh, Fault> {
        let mut fresh = Fresh::default();
        self.read_tags(group, &mut fresh).await?;
        self.read_keys(group, &mut fresh).await?;
        self.read_gone_groups(group).await?;
        let wants = |session: &Self, wanted: fn(&Fact) -> bool| -> Vec<WorkspaceId> {
            group
                .iter()
                .filter(|id| session.requirements(id).iter().any(|requirement| wanted(&requirement.that)))
                .map(|id| session.desktop(session.step(id)).clone())
                .collect()
        };
        // Of what is still to be made there is nothing to read.
        let is_there = |id: &&StepId| self.step(id).proof.follow != Follow::Created;
        let ids: Vec<WorkspaceId> =
            group.iter().filter(is_there).map(|id| self.desktop(self.step(id)).clone()).collect();
        if ids.is_empty() {
            return Ok(fresh);
        }
        let ids_len = ids.len();
        let listing = self.parts.aws.describe_workspaces(&WorkspaceQuery::Ids(ids)).await?;
        // Some of them exist, as far as is known: one answer without any is no answer. But a group can be gone as a whole.
        if !listing.records.is_empty() || !listing.gaps.is_empty() {
            self.empty_answers = 0;
        } else if ids_len > 1 && self.empty_answers + 1 < EMPTY_ANSWERS_FOR_GONE {
            self.empty_answers += 1;
            return Err(Fault::unanswered("`DescribeWorkspaces` listed none of the targets"));
        }
        for gap in listing.gaps {
            fresh.unreadable.extend(gap.of.map(WorkspaceId::from_service));
        }
        fresh.read_at = self.parts.clock.now();
        for mut workspace in listing.records {
            workspace.deskfleet.tags = fresh.tags.get(&workspace.workspace_id).cloned();
            let used_at = uses.remove(&workspace.workspace_id);
            workspace.deskfleet.clocks = used_at.map(|at| Clocks { used_at: Some(at), ..Clocks::default() });
            fresh.workspaces.insert(workspace.workspace_id.clone(), workspace);
        }
        let grouped = wants(self, Fact::is_of_interface);
        let addresses: Vec<Address> =
            grouped.iter().filter_map(|id| fresh.workspaces.get(id)).filter_map(Address::of).collect();
        if !addresses.is_empty() {
            match self.parts.aws.interfaces(&addresses).await {
                Ok(interfaces) => fresh.interfaces = interfaces,
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) if is_passing(&fault) => return Err(fault),
                Err(fault) => drop(fresh.unread.insert("interface", fault.message)),
            }
        }
        let connected = wants(self, |fact| fact.needs().connection);
        self.read_connections(&connected, &mut fresh).await?;
        let mut took_a_while = self.read_snapshots(group, &mut fresh).await?;
        if self.read_uses(group, &mut fresh).await? {
            took_a_while |= self.read_snapshots(group, &mut fresh).await?;
        }
        if took_a_while {
            self.read_connections(&connected, &mut fresh).await?;
        }
        Ok(fresh)
    }

    async fn read_connections(&self, ids: &[WorkspaceId], fresh: &mut Fresh) -> Result<(), Fault> {
        if ids.is_empty() {
            return Ok(());
        }
        match self.parts.aws.connection_status(ids).await {
            Ok(connections) => {
                for (id, connection) in connections {
                    if let Some(workspace) = fresh.workspaces.get_mut(&id) {
                        workspace.deskfleet.connection = Some(connection);
                    }
                }
            }
            Err(fault) if fault.is_credentials() => return Err(fault),
            Err(fault) if is_passing(&fault) => return Err(fault),
            Err(fault) => drop(fresh.unread.insert("connection", fault.message)),
        }
        Ok(())
    }

    /// Reads the keys that a group needs, each once, however many desktops are encrypted with it.
    async fn read_keys(&self, group: &[StepId], fresh: &mut Fresh) -> Result<(), Fault> {
        let requires = group.iter().flat_map(|id| &self.step(id).requires);
        let ids: BTreeSet<&str> = requires
            .filter_map(
                |requirement| {
                    if let Fact::KeyEnabled(key) = &requirement.that { Some(key.as_str()) } else { None }
                },
            )
            .collect();
        for id in ids {
            match self.parts.aws.key(id).await {
                Ok(key) => drop(fresh.keys.insert(id.to_owned(), key)),
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) if is_passing(&fault) => return Err(fault),
                Err(fault) => drop(fresh.unread.insert("key", fault.message)),
            }
        }
        Ok(())
    }

    /// Reads the tags of those that need it and were not read in this session: a call each.
    async fn read_tags(&mut self, group: &[StepId], fresh: &mut Fresh) -> Result<(), Fault> {
        let now = self.parts.clock.now();
        for id in group {
            let target = self.desktop(self.step(id)).clone();
            let requires = self.requirements(id);
            if !requires.iter().any(|requirement| requirement.that.needs().tags) {
                continue;
            }
            match self.parts.aws.tags(&target).await {
                Ok(tags) => {
                    let speaks_against = |requirement: &Requirement| match &requirement.that {
                        Fact::NotTagged(key) => tags.iter().any(|tag| tag.key == *key),
                        Fact::HasTag(tag) => !tags.contains(tag),
                        Fact::Passes(filter) => !filter.passes_tags(&tags, now),
                        Fact::StateIn(_)
                        | Fact::StateNot(_)
                        | Fact::BundleIs(_)
                        | Fact::VolumesAre { .. }
                        | Fact::Has(_)
                        | Fact::NotYet(_)
                        | Fact::NotModifying
                        | Fact::KeyEnabled(_)
                        | Fact::SavedSinceUse(_)
                        | Fact::InterfaceIs(_)
                        | Fact::NotConnected
                        | Fact::HasInterface
                        | Fact::GroupsNotYet(_)
                        | Fact::GroupsFit { .. }
                        | Fact::GroupsWithin(_)
                        | Fact::GroupsInclude(_) => false,
                    };
                    if !requires.iter().any(speaks_against) {
                        self.tags_passed.insert(id.clone());
                    }
                    fresh.tags.insert(target, tags);
                }
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) if fault.kind == FaultKind::Gone => {} // the desktop itself is gone, and its state will say so
                Err(fault) if is_passing(&fault) => return Err(fault),
                Err(fault) => drop(fresh.unread.insert("tags", fault.message)),
            }
        }
        Ok(())
    }
}

fn too_late_row(row: &StepRow, at: Timestamp) -> StepRow {
    StepRow {
        state: StepState::Settled,
        end: Some(End::Failed),
        reason: Some(TOO_LATE.to_owned()),
        ended_at: Some(at),
        held_until: None,
        ..row.clone()
    }
}

fn broken_row(
    row: &StepRow,
    requirement: Requirement,
    reason: String,
    until: Option<Timestamp>,
    at: Timestamp,
) -> StepRow {
    let mut row = row.clone();
    row.rule = Some(requirement.rule);
    row.reason = Some(reason);
    row.held_until = None;
    match requirement.otherwise {
        Otherwise::Hold => {
            row.state = StepState::Held;
            row.held_until = until.filter(|until| *until > at);
        }
        Otherwise::Skip => {
            row.state = StepState::Settled;
            row.end = Some(End::Skipped);
            row.ended_at = Some(at);
        }
        Otherwise::Unchanged => {
            row.state = StepState::Settled;
            row.end = Some(End::Unchanged);
            row.ended_at = Some(at);
        }
    }
    row
}

/// Whether a read that failed may succeed later: then nothing is concluded from its failure.
pub(super) fn is_passing(fault: &Fault) -> bool {
    matches!(fault.kind, FaultKind::NotSent | FaultKind::Throttled | FaultKind::Unknown)
}
