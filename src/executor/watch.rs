//! One poller for everything in flight: reads, judges, records.
//!
//! 25 ids fit in one `DescribeWorkspaces` call, while a poller for each target would use up the rate. Each target has a
//! next read of its own (`model::looks` says when); a call takes those that are due and fills up with those due soonest.
//! Reads are put off to the next sixth of a poll interval, so that targets sent one after another come to share calls.
//! Nothing is read that can't decide anything. Never sends a change.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::ExecError;
use super::event::{Stop, What};
use super::judge::{Judgement, Sight, is_late, is_past_deadline, judge, may_prove_no, since_send};
use super::run::Session;
use super::schedule::Look;
use crate::aws::{Address, Fault, FaultKind, Listing, WorkspaceQuery};
use crate::journal::{StepRow, StepState};
use crate::model::{
    End, Follow, INTERFACES_TOGETHER, Interface, Outlook, StepId, Tag, Workspace, WorkspaceId, WorkspaceState,
};
use crate::planner::document::Step;

/// How many ids one `DescribeWorkspaces` call takes.
const IDS_PER_READ: usize = 25;

/// Of how many desktops one round of reading takes the tags.
const TAGGED_PER_READ: usize = 100;

/// Into how many parts a poll interval is cut for targets to share calls.
const PARTS_OF_INTERVAL: u32 = 6;

/// For how long a session tries to read a target that is past its deadline, in seconds.
const UNREADABLE_S_MAX: i64 = 900;

/// What becomes of it then.
const UNREAD: &str = "it could not be read";

/// What one round of reading brought.
#[derive(Default)]
pub(super) struct Round {
    /// Desktops by id.
    by_id: BTreeMap<WorkspaceId, Workspace>,
    /// Ids that were asked for in a call that was answered: what is not among the desktops is not listed.
    asked: BTreeSet<WorkspaceId>,
    /// Desktops of the target's directory and user that the plan did not know.
    newcomers: BTreeMap<StepId, Workspace>,
    /// Steps whose directory and user were listed.
    listed: BTreeSet<StepId>,
    /// Interfaces of desktops whose interface tells whether they were made anew.
    interfaces: BTreeMap<WorkspaceId, Interface>,
    /// Tags of desktops whose tags are what was changed.
    tags: BTreeMap<WorkspaceId, Vec<Tag>>,
    /// Steps that nothing can be learnt of, and why.
    undecided: BTreeMap<StepId, String>,
    /// Desktops that are there, of which an answer has to have one where another may not be.
    witnesses: Vec<WorkspaceId>,
}

impl Round {
    /// Whether an answer is none of those that lack everything: some desktop is in it, unless none is known to be there.
    fn is_witnessed(&self) -> bool {
        self.witnesses.is_empty() || !self.by_id.is_empty()
    }

    /// Returns a desktop that was read, by its id or as the newcomer of a step.
    pub(super) fn desktop(&self, id: &WorkspaceId, step: &Step) -> Option<&Workspace> {
        let newcomer = self.newcomers.get(&step.id).filter(|newcomer| newcomer.workspace_id == *id);
        self.by_id.get(id).or(newcomer)
    }
}

impl Session<'_> {
    /// Reads the targets whose turn it is, one call for most of them, and acts on what that proves.
    pub(super) async fn poll(&mut self) -> Result<(), ExecError> {
        let chosen = self.in_flight.next(self.parts.clock.now(), self.together());
        let cancel = self.parts.cancel.clone();
        let read = tokio::select! {
            biased;
            read = self.look(&chosen) => read,
            () = cancel.requested() => return Ok(()),
        };
        let now = self.parts.clock.now();
        let (round, judged) = match read {
            Ok(read) => read,
            // Nothing can be learnt any more: for every target of this run the answer would be the same.
            Err(fault) => {
                self.emit(What::Unread { targets: chosen.len() as u64, reason: fault.to_string() });
                self.stop_because(Stop::Credentials);
                return Ok(());
            }
        };
        let mut changed = Vec::new();
        let mut ended = Vec::new();
        for (mut row, judgement) in judged {
            let id = row.step.clone();
            self.apply(judgement, &mut row, now);
            match row.state {
                StepState::Settled => {
                    ended.push(row);
                    continue;
                }
                StepState::Waiting => self.in_flight.remove(&id),
                StepState::Held | StepState::Intended | StepState::Accepted | StepState::Unknown => {
                    self.plan_next_read(&row, &round, now);
                }
            }
            if row != self.rows[&id] {
                changed.push(row);
            }
        }
        if !changed.is_empty() {
            self.parts.journal.save(&self.run, &changed, now)?;
        }
        for row in changed {
            self.tell_change(&row);
            self.put(row);
        }
        self.end(ended)?;
        self.emit(What::Looked { in_flight: self.in_flight.len() as u64, late: self.in_flight.late() as u64 });
        Ok(())
    }

    /// Reads targets, judges each by what was read, and reads back what those that are done have kept.
    async fn look(&self, chosen: &[StepId]) -> Result<(Round, Vec<(StepRow, Judgement)>), Fault> {
        let from = self.parts.clock.now();
        let round = self.read_round(chosen).await?;
        let mut judged = Vec::with_capacity(chosen.len());
        for id in chosen {
            let mut row = self.rows[id].clone();
            let judgement = self.judge_from(&round, from, id, &mut row);
            judged.push((row, judgement));
        }
        for (row, _) in judged.iter_mut().filter(|(_, judgement)| *judgement == Judgement::Done) {
            self.read_back(row, &round).await?;
        }
        Ok((round, judged))
    }

    /// How many targets share a round of reading.
    ///
    /// Interfaces cost a call for up to 200 values, which are addresses and the few subnets that they are in; tags one for 100.
    pub(super) fn together(&self) -> usize {
        let facts = self.plan.intent.verb.facts();
        match (facts.is_of_interface(), facts.is_of_tags()) {
            (true, _) => INTERFACES_TOGETHER,
            (false, true) => TAGGED_PER_READ,
            (false, false) => IDS_PER_READ,
        }
    }

    /// How many targets are read at once before they are sent.
    pub(super) fn admits_at_once(&self) -> usize {
        let wave = self.plan.policy.wave as usize;
        if self.plan.intent.verb.facts().is_of_interface() { self.together() } else { wave }
    }

    /// Whether reads wait for what is still to be sent: they cost the same for one and for all of a round.
    pub(super) fn reads_wait(&self, now: Timestamp) -> bool {
        let full = self.in_flight.len() >= self.together();
        let facts = self.plan.intent.verb.facts();
        (facts.is_of_interface() || facts.is_of_tags())
            && !(full || self.admitted.is_empty() || self.stop.is_some() || self.in_flight.is_urgent(now))
    }

    /// For how long this session has been reading, in seconds.
    fn watched_s(&self, now: Timestamp) -> i64 {
        now.duration_since(self.began).as_secs()
    }

    /// Plans the first read after a send.
    pub(super) fn plan_first_read(&mut self, row: &StepRow, now: Timestamp) {
        let outlook = if row.state == StepState::Unknown { Outlook::Unanswered } else { Outlook::Taken };
        let gap_s = self.step(&row.step).verb.facts().first_look_s(outlook);
        self.plan_read(row, outlook, gap_s, now);
    }

    /// Plans the read after this one.
    fn plan_next_read(&mut self, row: &StepRow, round: &Round, now: Timestamp) {
        let step = self.step(&row.step);
        let watched_s = self.watched_s(now);
        let ends = !self.is_complete(round, row)
            || (row.new_id.is_some() && step.proof.follow == Follow::NewId && self.needs_source(row, round));
        let outlook = if is_past_deadline(step, row, now, watched_s) || may_prove_no(step, row, now, watched_s) {
            Outlook::Counting
        } else if row.state == StepState::Unknown {
            Outlook::Unanswered
        } else if ends {
            Outlook::Closing
        } else {
            Outlook::Taken
        };
        let age_s = u64::try_from(since_send(row, now, watched_s)).unwrap_or(0);
        let gap_s = step.verb.facts().look_gap_s(outlook, age_s, self.parts.poll_interval.as_secs());
        self.plan_read(row, outlook, gap_s, now);
    }

    fn plan_read(&mut self, row: &StepRow, outlook: Outlook, gap_s: u64, now: Timestamp) {
        let due = now + Duration::from_secs(gap_s);
        let urgent = outlook == Outlook::Unanswered;
        // The first read of what was not answered has a minute, and waits for nobody.
        // Those of interfaces come together by waiting for what is sent, and then go at once.
        let facts = self.step(&row.step).verb.facts();
        let by_itself = urgent || facts.is_of_interface() || facts.is_of_tags();
        let due = if by_itself { due } else { shared(due, self.began, self.parts.poll_interval) };
        let free_from = if by_itself && !urgent { now } else { now + self.parts.poll_interval };
        self.in_flight.set(row.step.clone(), Look { urgent, due, free_from });
        if row.late {
            self.in_flight.note_late(row.step.clone());
        }
    }

    /// Reads the new id of each target where it is known, else the old one, in one call; then the old ids that matter.
    /// Lists directory and user where the new id is not known.
    ///
    /// # Errors
    /// When the credentials end or don't allow reading; a call that fails otherwise just brings nothing.
    async fn read_round(&self, chosen: &[StepId]) -> Result<Round, Fault> {
        let mut round = Round::default();
        let source = |id: &StepId| self.desktop(self.step(id)).clone();
        let is_made = |id: &&StepId| self.step(id).proof.follow == Follow::Created;
        let known = |id: &StepId| self.rows[id].new_id.clone().or_else(|| (!is_made(&id)).then(|| source(id)));
        // Tags tell by themselves.
        let shows = |id: &&StepId| self.step(id).proof.tags.is_none();
        let mut first: Vec<WorkspaceId> = chosen.iter().filter(shows).filter_map(known).collect();
        round.witnesses = self.witnesses(chosen);
        // Those that are read by their ids bear witness for one another, and more of them only where there is room.
        let looks_for = |id: &StepId| is_made(&id) && self.rows[id].new_id.is_none();
        let room = if chosen.iter().any(looks_for) { usize::MAX } else { IDS_PER_READ.saturating_sub(first.len()) };
        first.extend(round.witnesses.iter().take(room).cloned());
        // Where there is room, the old ids of those that may be at their end: that spares the second call.
        let now = self.parts.clock.now();
        let nears_end = |id: &&StepId| {
            let row = &self.rows[*id];
            let earliest_s = self.step(id).verb.facts().earliest_s;
            row.new_id.is_some()
                && !is_made(id)
                && u64::try_from(since_send(row, now, self.watched_s(now))).is_ok_and(|age_s| age_s >= earliest_s)
        };
        let room = IDS_PER_READ.saturating_sub(first.len());
        first.extend(chosen.iter().filter(nears_end).map(source).take(room));
        self.read_ids(&first, &mut round).await?;
        let decides = |id: &&StepId| {
            !is_made(id) && self.rows[*id].new_id.is_some() && self.needs_source(&self.rows[*id], &round)
        };
        let second = chosen.iter().filter(decides).map(source).filter(|source| !round.asked.contains(source));
        let second: Vec<WorkspaceId> = second.collect();
        self.read_ids(&second, &mut round).await?;
        for id in chosen {
            self.list_owned(id, &mut round).await?;
        }
        self.read_interfaces(chosen, &mut round).await?;
        self.read_back_tags(chosen, &mut round).await?;
        Ok(round)
    }

    /// Reads the tags of those whose proof is there; what is not read decides nothing.
    async fn read_back_tags(&self, chosen: &[StepId], round: &mut Round) -> Result<(), Fault> {
        let steps = chosen.iter().map(|id| self.step(id)).filter(|step| step.proof.tags.is_some());
        let ids: Vec<WorkspaceId> = steps.map(|step| self.desktop(step).clone()).collect();
        round.tags = self.parts.aws.tags_of_many(&ids).await?;
        for id in ids {
            if round.tags.contains_key(&id) {
                continue;
            }
            match self.parts.aws.tags(&id).await {
                Ok(tags) => drop(round.tags.insert(id, tags)),
                Err(fault) if ends_reading(&fault) => return Err(fault),
                Err(fault) if fault.kind == FaultKind::Gone => drop(round.tags.insert(id, Vec::new())),
                Err(_) => {} // it was repeated already
            }
        }
        Ok(())
    }

    /// Reads the interfaces of those whose proof is there, unless they are being made anew now; one that is not read decides
    /// nothing.
    async fn read_interfaces(&self, chosen: &[StepId], round: &mut Round) -> Result<(), Fault> {
        let addresses = chosen.iter().filter_map(|id| {
            let step = self.step(id);
            let tells = step.proof.interface_not.is_some() || step.proof.groups.is_some();
            let seen = round.by_id.get(self.desktop(step)).filter(|_| tells)?;
            let is_up = step.verb.facts().transient.as_ref() != Some(&seen.state);
            if is_up { Address::of(seen) } else { None }
        });
        let addresses: Vec<Address> = addresses.collect();
        if addresses.is_empty() {
            return Ok(());
        }
        match self.parts.aws.interfaces(&addresses).await {
            Ok(interfaces) => round.interfaces = interfaces,
            Err(fault) if ends_reading(&fault) => return Err(fault),
            Err(_) => {} // without it less is known, and nothing else
        }
        Ok(())
    }

    /// Desktops that are there as far as is known, where one is looked for that may not be: an answer without any of them is
    /// none. A plan keeps one of the fleet; in an empty one there is nothing to know an answer by until the first is made.
    fn witnesses(&self, chosen: &[StepId]) -> Vec<WorkspaceId> {
        if !chosen.iter().any(|id| self.step(id).proof.follow == Follow::Created) {
            return Vec::new();
        }
        let made = self.rows.values().filter(|row| row.end == Some(End::Done)).filter_map(|row| row.new_id.as_ref());
        let seen = self.plan.observed.workspaces.iter().filter(|seen| seen.stays()).map(|seen| &seen.workspace_id);
        seen.take(1).chain(made.take(1)).cloned().collect()
    }

    /// Whether the old id decides: the new one is up, in ERROR or no longer there.
    fn needs_source(&self, row: &StepRow, round: &Round) -> bool {
        let new = row.new_id.as_ref().and_then(|new| round.by_id.get(new));
        let ends = |new: &Workspace| {
            new.state == WorkspaceState::Error || self.step(&row.step).proof.states.contains(&new.state)
        };
        new.is_none_or(ends)
    }

    /// Whether everything was read that a judgement of this target needs.
    fn is_complete(&self, round: &Round, row: &StepRow) -> bool {
        let step = self.step(&row.step);
        let source = self.desktop(step);
        if step.proof.tags.is_some() {
            return round.tags.contains_key(source);
        }
        match (step.proof.follow, &row.new_id) {
            (Follow::NewId, Some(new)) => {
                let new_was_read = round.asked.contains(new) || round.listed.contains(&row.step);
                new_was_read && (!self.needs_source(row, round) || round.asked.contains(source))
            }
            (Follow::NewId, None) => round.asked.contains(source) && round.listed.contains(&row.step),
            (Follow::SameId, _) => round.asked.contains(source),
            (Follow::Gone, _) => {
                let is_there = round.by_id.contains_key(source);
                round.asked.contains(source) && (is_there || row.seen_transient || round.listed.contains(&row.step))
            }
            (Follow::Created, Some(new)) => {
                round.listed.contains(&row.step) || round.asked.contains(new) && round.is_witnessed()
            }
            (Follow::Created, None) => round.listed.contains(&row.step),
        }
    }

    async fn read_ids(&self, ids: &[WorkspaceId], round: &mut Round) -> Result<(), Fault> {
        for asked in ids.chunks(IDS_PER_READ) {
            match self.parts.aws.describe_workspaces(&WorkspaceQuery::Ids(asked.to_vec())).await {
                Ok(Listing { records, gaps }) => {
                    // A record that can't be read is not an absent one.
                    let unreadable = |id: &&WorkspaceId| gaps.iter().any(|gap| gap.of.as_deref() == Some(id.as_str()));
                    let nameless = gaps.iter().any(|gap| gap.of.is_none());
                    if !nameless {
                        round.asked.extend(asked.iter().filter(|id| !unreadable(id)).cloned());
                    }
                    round.by_id.extend(records.into_iter().map(|seen| (seen.workspace_id.clone(), seen)));
                }
                Err(fault) if ends_reading(&fault) => return Err(fault),
                Err(_) => {} // it was repeated already
            }
        }
        Ok(())
    }

    /// Lists the desktops of a target's directory and user: for a second id when its new id is not known, and for a
    /// target that is not found under its id and was not seen on its way out.
    async fn list_owned(&self, id: &StepId, round: &mut Round) -> Result<(), Fault> {
        let step = self.step(id);
        let row = &self.rows[id];
        let is_made = step.proof.follow == Follow::Created;
        let target = &step.target;
        let source = round.by_id.get(&target.workspace_id);
        let wants = match step.proof.follow {
            Follow::NewId | Follow::Created => row.new_id.is_none(),
            Follow::Gone => source.is_none() && !row.seen_transient,
            Follow::SameId => false,
        };
        if !wants {
            return Ok(());
        }
        let query = WorkspaceQuery::DirectoryUser {
            directory_id: target.directory_id.clone(),
            // A user may have another name by now.
            user_name: source.map_or(&target.user_name, |source| &source.user_name).clone(),
        };
        match self.parts.aws.describe_workspaces(&query).await {
            Ok(Listing { records, gaps }) => {
                // A listing without the desktop that was just seen is an old one.
                let is_old = source.is_some() && !records.iter().any(|seen| seen.workspace_id == target.workspace_id);
                let witnesses = &round.witnesses;
                let unwitnessed =
                    is_made && !witnesses.is_empty() && !witnesses.iter().any(|one| round.by_id.contains_key(one));
                if is_old || !gaps.is_empty() || unwitnessed && records.is_empty() {
                    return Ok(());
                }
                if step.proof.follow == Follow::Gone {
                    round.listed.insert(id.clone());
                    let found = records.into_iter().find(|seen| seen.workspace_id == target.workspace_id);
                    round.by_id.extend(found.map(|seen| (target.workspace_id.clone(), seen)));
                    return Ok(());
                }
                let unknown = |workspace: &Workspace| !step.proof.known_ids.contains(&workspace.workspace_id);
                let mut newcomer = records.into_iter().find(unknown);
                if let Some(made) = newcomer.as_mut().filter(|_| is_made) {
                    match self.parts.aws.tags(&made.workspace_id).await {
                        Ok(tags) => made.deskfleet.tags = Some(tags),
                        Err(fault) if fault.is_credentials() => return Err(fault),
                        // That is of this one, and the next look would bring the same.
                        Err(fault) if fault.kind == FaultKind::Denied => {
                            let why = format!("{} is there, and whose it is can't be told: {fault}", made.workspace_id);
                            round.undecided.insert(id.clone(), why);
                            return Ok(());
                        }
                        Err(_) => return Ok(()), // whose it is can't be told now
                    }
                }
                round.listed.insert(id.clone());
                round.newcomers.extend(newcomer.map(|newcomer| (id.clone(), newcomer)));
                Ok(())
            }
            Err(fault) if ends_reading(&fault) => Err(fault),
            Err(_) => Ok(()),
        }
    }

    fn judge_from(&self, round: &Round, from: Timestamp, id: &StepId, row: &mut StepRow) -> Judgement {
        let step = self.step(id);
        let source_id = self.desktop(step);
        let now = self.parts.clock.now();
        let new = row.new_id.clone();
        let complete = self.is_complete(round, row);
        let watched_s = self.watched_s(now);
        if let Some(why) = round.undecided.get(id) {
            return Judgement::GiveUp(why.clone());
        }
        let gives_up = is_past_deadline(step, row, now, watched_s) && watched_s >= UNREADABLE_S_MAX;
        if !complete {
            return if gives_up { Judgement::GiveUp(UNREAD.to_owned()) } else { Judgement::Wait };
        }
        if let (Follow::Created, None, Some(newcomer)) = (step.proof.follow, &new, round.newcomers.get(id)) {
            match self.judge_owner(row, newcomer) {
                Some(Judgement::Wait) if gives_up => return Judgement::GiveUp(UNREAD.to_owned()),
                Some(judgement) => return judgement,
                None => {}
            }
        }
        let sight = Sight {
            from,
            to: now,
            source: round.by_id.get(source_id),
            interface: round.interfaces.get(source_id),
            tags: round.tags.get(source_id).map(Vec::as_slice),
            new: new.as_ref().and_then(|new| round.by_id.get(new)).or_else(|| round.newcomers.get(id)),
            watched_s,
        };
        let (left, gone) = self.without_gone(step);
        let judgement = judge(&left, row, &sight);
        match gone {
            Some(said) if judgement == Judgement::Done => Judgement::Failed(said),
            Some(_) | None => judgement,
        }
    }

    /// Moves a row by what was proven.
    fn apply(&mut self, judgement: Judgement, row: &mut StepRow, now: Timestamp) {
        let end = match judgement {
            Judgement::Wait => None,
            Judgement::Arrived => {
                row.state = StepState::Accepted;
                None
            }
            Judgement::SendAgain => {
                row.state = StepState::Waiting;
                row.repeats += 1;
                None
            }
            Judgement::Done => Some((End::Done, row.reason.take())),
            Judgement::Failed(reason) => Some((End::Failed, Some(reason))),
            Judgement::GiveUp(reason) => Some((End::Unknown, Some(reason))),
        };
        if let Some((end, reason)) = end {
            row.state = StepState::Settled;
            row.end = Some(end);
            row.reason = reason;
            row.ended_at = Some(now);
        } else if row.state != StepState::Waiting && is_late(self.step(&row.step), row, now) {
            row.late = true;
        }
    }

    fn tell_change(&mut self, row: &StepRow) {
        let before = self.rows[&row.step].clone();
        let target = self.step(&row.step).target.clone();
        if before.state == StepState::Unknown && row.state == StepState::Accepted {
            self.emit(What::Accepted {
                step: row.step.clone(),
                target: target.clone(),
                new_workspace_id: row.new_id.clone(),
            });
        }
        if row.state == StepState::Waiting {
            self.emit(What::Postponed {
                step: row.step.clone(),
                target: target.clone(),
                reason: "proven not carried out".to_owned(),
            });
        }
        if row.late && !before.late {
            self.emit(What::Late { step: row.step.clone(), target });
        }
    }
}

/// Puts a moment off to the next one that is shared.
fn shared(due: Timestamp, began: Timestamp, interval: Duration) -> Timestamp {
    let part_ms = i128::try_from((interval / PARTS_OF_INTERVAL).as_millis()).unwrap_or(0).max(1);
    let over_ms = due.duration_since(began).as_millis().rem_euclid(part_ms);
    let wait_ms = if over_ms == 0 { 0 } else { part_ms - over_ms };
    due.checked_add(SignedDuration::from_millis(i64::try_from(wait_ms).unwrap_or(0))).unwrap_or(due)
}

/// Whether every further read would fail the same way.
fn ends_reading(fault: &Fault) -> bool {
    fault.is_credentials() || fault.kind == FaultKind::Denied
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Nobody is read earlier for company, nobody waits for it longer than a part, and all meet at the same moments.
        #[test]
        fn reads_meet_without_coming_early(after_ms in -9_000_000..9_000_000_i64, interval_s in 5..3_601_u64) {
            let began = Timestamp::from_second(1_800_000_000).expect("a moment");
            let due = began + SignedDuration::from_millis(after_ms);
            let interval = Duration::from_secs(interval_s);
            let met = shared(due, began, interval);
            let part_ms = (interval / PARTS_OF_INTERVAL).as_millis().cast_signed();
            let waited_ms = met.duration_since(due).as_millis();
            prop_assert!((0..part_ms).contains(&waited_ms), "{waited_ms} ms");
            prop_assert_eq!(met.duration_since(began).as_millis() % part_ms, 0);
        }
    }
}
