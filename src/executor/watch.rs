//! One poller for everything in flight: reads, judges, records.
//!
//! 25 ids fit in one `DescribeWorkspaces` call, while a poller for each target would use up the rate. Nothing is read that
//! can't decide anything. Never sends a change.

use std::collections::{BTreeMap, BTreeSet};

use super::ExecError;
use super::event::{Stop, What};
use super::judge::{Judgement, Sight, is_late, is_past_deadline, judge};
use super::run::Session;
use crate::aws::{Fault, FaultKind, Listing, WorkspaceQuery};
use crate::journal::{StepRow, StepState};
use crate::model::{End, Follow, StepId, Workspace, WorkspaceId, WorkspaceState};

/// How many ids one `DescribeWorkspaces` call takes.
const IDS_PER_READ: usize = 25;

/// For how long a session tries to read a target that is past its deadline, in seconds.
const UNREADABLE_S_MAX: i64 = 900;

/// What one round of reading brought.
#[derive(Default)]
struct Round {
    /// Desktops by id.
    by_id: BTreeMap<WorkspaceId, Workspace>,
    /// Ids that were asked for in a call that was answered: what is not among the desktops is not listed.
    asked: BTreeSet<WorkspaceId>,
    /// Desktops of the target's directory and user that the plan did not know.
    newcomers: BTreeMap<StepId, Workspace>,
    /// Steps whose directory and user were listed.
    listed: BTreeSet<StepId>,
}

impl Session<'_> {
    /// Reads all targets in flight once and acts on what that proves.
    pub(super) async fn poll(&mut self) -> Result<(), ExecError> {
        let cancel = self.parts.cancel.clone();
        let read = tokio::select! {
            biased;
            read = self.read_round() => read,
            () = cancel.requested() => return Ok(()),
        };
        let now = self.parts.clock.now();
        self.next_poll = now + self.parts.poll_interval;
        let Ok(round) = read else {
            // Nothing can be learnt any more: for every target of this run the answer would be the same.
            self.stop_because(Stop::Credentials);
            return Ok(());
        };
        let mut changed = Vec::new();
        let mut ended = Vec::new();
        for id in self.in_flight.clone() {
            let mut row = self.rows[&id].clone();
            let judgement = self.judge_from(&round, &id, &mut row);
            self.apply(judgement, &mut row, now);
            if row.state == StepState::Settled {
                ended.push(row);
            } else if row != self.rows[&id] {
                changed.push(row);
            }
        }
        if !changed.is_empty() {
            self.parts.journal.save(&self.run, &changed, now)?;
        }
        for row in changed {
            self.tell_change(&row);
            if row.state == StepState::Waiting {
                self.in_flight.remove(&row.step);
            }
            self.rows.insert(row.step.clone(), row);
        }
        self.end(ended)?;
        let late = self.in_flight.iter().filter(|id| self.rows[*id].late).count() as u64;
        self.emit(What::Looked { in_flight: self.in_flight.len() as u64, late });
        Ok(())
    }

    /// Reads, 25 ids a call: the new id where it is known, and the old one where it matters; lists directory and user
    /// where the new id is not known.
    ///
    /// # Errors
    /// When the credentials end or don't allow reading; a call that fails otherwise just brings nothing.
    async fn read_round(&self) -> Result<Round, Fault> {
        let mut round = Round::default();
        let mut first = Vec::new();
        for id in &self.in_flight {
            let row = &self.rows[id];
            first.extend(row.new_id.clone());
            // A new desktop that was seen and is still coming up says all there is to say.
            if !row.seen_new {
                first.push(self.step(id).target.workspace_id.clone());
            }
        }
        self.read_ids(&first, &mut round).await?;
        let second: Vec<WorkspaceId> = self
            .in_flight
            .iter()
            .filter(|id| self.rows[*id].seen_new && self.needs_source(id, &round))
            .map(|id| self.step(id).target.workspace_id.clone())
            .collect();
        self.read_ids(&second, &mut round).await?;
        for id in &self.in_flight {
            self.list_newcomers(id, &mut round).await?;
        }
        Ok(round)
    }

    /// Whether the old id decides: the new one is up, in ERROR or no longer there.
    fn needs_source(&self, id: &StepId, round: &Round) -> bool {
        let new = self.rows[id].new_id.as_ref().and_then(|new| round.by_id.get(new));
        new.is_none_or(|new| new.state == WorkspaceState::Error || self.step(id).proof.states.contains(&new.state))
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

    /// Looks for a second id of a target's directory and user, when its new id is not known.
    async fn list_newcomers(&self, id: &StepId, round: &mut Round) -> Result<(), Fault> {
        let step = self.step(id);
        if step.proof.follow != Follow::NewId || self.rows[id].new_id.is_some() {
            return Ok(());
        }
        let target = &step.target;
        let source = round.by_id.get(&target.workspace_id);
        let query = WorkspaceQuery::DirectoryUser {
            directory_id: target.directory_id.clone(),
            // A user may have another name by now.
            user_name: source.map_or(&target.user_name, |source| &source.user_name).clone(),
        };
        match self.parts.aws.describe_workspaces(&query).await {
            Ok(Listing { records, gaps }) => {
                // A listing without the desktop that was just seen is an old one.
                let is_old = source.is_some() && !records.iter().any(|seen| seen.workspace_id == target.workspace_id);
                if is_old || !gaps.is_empty() {
                    return Ok(());
                }
                round.listed.insert(id.clone());
                let unknown = |workspace: &Workspace| !step.proof.known_ids.contains(&workspace.workspace_id);
                if let Some(newcomer) = records.into_iter().find(unknown) {
                    round.newcomers.insert(id.clone(), newcomer);
                }
                Ok(())
            }
            Err(fault) if ends_reading(&fault) => Err(fault),
            Err(_) => Ok(()),
        }
    }

    fn judge_from(&self, round: &Round, id: &StepId, row: &mut StepRow) -> Judgement {
        let step = self.step(id);
        let source_id = &step.target.workspace_id;
        let now = self.parts.clock.now();
        let new = row.new_id.clone();
        let complete = match (step.proof.follow, &new) {
            (Follow::NewId, Some(new)) => {
                let source_matters = !row.seen_new || self.needs_source(id, round);
                round.asked.contains(new) && (!source_matters || round.asked.contains(source_id))
            }
            (Follow::NewId, None) => round.asked.contains(source_id) && round.listed.contains(id),
            (Follow::SameId, _) => round.asked.contains(source_id),
        };
        let watched_s = now.duration_since(self.began).as_secs();
        if !complete {
            let give_up = is_past_deadline(step, row, now) && watched_s >= UNREADABLE_S_MAX;
            return if give_up { Judgement::GiveUp("it could not be read".to_owned()) } else { Judgement::Wait };
        }
        let sight = Sight {
            at: now,
            source: round.by_id.get(source_id),
            new: new.as_ref().and_then(|new| round.by_id.get(new)).or_else(|| round.newcomers.get(id)),
            watched_s,
        };
        judge(step, row, &sight)
    }

    /// Moves a row by what was proven.
    fn apply(&mut self, judgement: Judgement, row: &mut StepRow, now: jiff::Timestamp) {
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
            Judgement::Done => Some((End::Done, None)),
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

/// Whether every further read would fail the same way.
fn ends_reading(fault: &Fault) -> bool {
    fault.is_credentials() || fault.kind == FaultKind::Denied
}
