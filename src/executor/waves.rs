//! Waves and the canary: whose turn it is, and what the canary that was seen through means for the rest.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::OpenRun;
use super::chain::end_of;
use super::event::{Stop, What};
use super::run::Session;
use crate::journal::StepState;
use crate::model::{End, StepId, Strategy, WorkspaceId};
use crate::planner::document::Plan;

/// How far the canary is when a session begins: as long as it has steps without an end, they go before everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Canary {
    /// There is none, or each of its steps has its end.
    Over,
    /// It is still to prove itself.
    Open,
    /// An earlier session saw it through and stopped there, so who resumes knows what came of it; some are held.
    Held,
}

impl Canary {
    pub(super) fn of(open: &OpenRun) -> Self {
        let mut settled = true;
        // What is behind a held step has no turn of its own yet.
        let is_behind = |id: &StepId| {
            let follows = open.plan.step(id).map(|step| step.follows.as_slice()).unwrap_or_default();
            follows.iter().any(|first| open.rows[first].state != StepState::Settled)
        };
        for id in open.plan.waves.first().into_iter().flatten().filter(|_| open.plan.policy.canary > 0) {
            match open.rows[id].state {
                StepState::Settled => {}
                StepState::Held => settled = false,
                StepState::Waiting if is_behind(id) => {}
                StepState::Waiting | StepState::Intended | StepState::Accepted | StepState::Unknown => {
                    return Self::Open;
                }
            }
        }
        if settled { Self::Over } else { Self::Held }
    }
}

impl Session<'_> {
    pub(super) fn in_canary(&self) -> bool {
        self.canary != Canary::Over && self.wave == 0
    }

    /// Goes on to the next wave when this one has settled; tells whether there is one.
    pub(super) fn advance_wave(&mut self) -> bool {
        if self.wave >= self.plan.waves.len() {
            return self.goes_back();
        }
        if self.has_due_later(self.wave) {
            return false;
        }
        let was_canary = self.in_canary();
        self.wave += 1;
        if let Some(why) = was_canary.then(|| self.after_canary()).flatten() {
            self.stop_because(why);
            return true;
        }
        self.announce_wave();
        self.wave < self.plan.waves.len() || self.goes_back()
    }

    /// Begins again after the last wave when what was passed over because it is held may go by now; tells whether it does.
    fn goes_back(&mut self) -> bool {
        let goes_back = self.plan.policy.strategy == Strategy::Waves && self.queue.has_ready();
        if goes_back {
            self.go_back_to_the_held();
        }
        goes_back
    }

    /// What the canary that was just seen through stops the run for.
    fn after_canary(&self) -> Option<Stop> {
        let mut chains: BTreeMap<&WorkspaceId, Vec<&StepId>> = BTreeMap::new();
        for id in &self.plan.waves[0] {
            chains.entry(&self.step(id).target.workspace_id).or_default().push(id);
        }
        let ended_now = |id: &&StepId| self.rows[*id].ended_at.is_some_and(|at| at >= self.began);
        let new = chains.into_values().filter(|chain| self.canary == Canary::Open || chain.iter().any(ended_now));
        let end = |id: &StepId| end_of(self.step(id), &self.rows, false);
        let ends: Vec<End> = new.map(|chain| End::of_steps(chain.into_iter().map(end))).collect();
        if ends.is_empty() {
            return None; // all it had left is held once more, and who resumed was told so
        }
        // A canary that was only held or skipped, or that is done in part, has proven nothing.
        if ends.iter().any(|end| matches!(end, End::Failed | End::Unknown)) || !ends.contains(&End::Done) {
            return Some(Stop::Canary);
        }
        let stops = self.plan.policy.after_canary_s.is_none() && self.wave < self.plan.waves.len();
        stops.then_some(Stop::AfterCanary)
    }

    /// Whether something of a wave is still to be sent, or to be judged once more before it is passed over.
    fn has_due_later(&self, wave: usize) -> bool {
        let now = self.parts.clock.now();
        let open = |id: &StepId| match self.rows[id].state {
            StepState::Waiting => self.follows_done(id),
            StepState::Held => self.is_due(id, now),
            StepState::Intended | StepState::Accepted | StepState::Unknown | StepState::Settled => false,
        };
        self.plan.waves[wave].iter().any(open)
    }

    /// An earlier session may have finished waves, the canary among them.
    pub(super) fn skip_finished_waves(&mut self) {
        let settled = |id: &StepId| self.rows[id].state == StepState::Settled;
        while self.plan.waves.get(self.wave).is_some_and(|wave| wave.iter().all(settled)) {
            self.wave += 1;
        }
        self.announce_wave();
    }

    fn announce_wave(&mut self) {
        if self.plan.policy.strategy == Strategy::Rolling {
            return; // there the waves are only an order
        }
        let Some(wave) = self.plan.waves.get(self.wave) else {
            return;
        };
        let open = |id: &&StepId| self.rows[*id].state != StepState::Settled;
        let targets = wave.iter().filter(open).map(|id| &self.step(id).target.workspace_id);
        let targets = targets.collect::<BTreeSet<_>>().len() as u64;
        let wave = self.wave as u64 + 1;
        self.emit(What::WaveStarted { wave, targets });
    }

    /// When the pause after the canary is over, if that is still to come.
    pub(super) fn canary_ends_at(&self) -> Option<Timestamp> {
        let pause = self.plan.policy.after_canary_s?;
        if self.plan.policy.canary == 0 || self.wave != 1 {
            return None;
        }
        let ended = self.plan.waves[0].iter().filter_map(|id| self.rows[id].ended_at).max()?;
        let pause = SignedDuration::from_secs(i64::try_from(pause).unwrap_or(i64::MAX));
        let at = ended.checked_add(pause).unwrap_or(Timestamp::MAX);
        (at > self.parts.clock.now()).then_some(at)
    }

    /// Begins again with the first wave that is not settled: a window has opened for what was held.
    pub(super) fn go_back_to_the_held(&mut self) {
        if self.canary == Canary::Open && self.wave > 0 {
            self.canary = Canary::Held; // it was seen through, and only what is new of it counts
        }
        self.wave = 0;
        self.skip_finished_waves();
    }
}

/// How many steps stand before each wave, and before the end.
pub(super) fn wave_starts(plan: &Plan) -> Vec<usize> {
    let ends = plan.waves.iter().scan(0, |end, wave| {
        *end += wave.len();
        Some(*end)
    });
    std::iter::once(0).chain(ends).collect()
}
