//! How many steps may be sent now, and which: the places of the run's policy, those of the service, and those of a window.
//!
//! What gives back what the step before it has taken needs a place of the policy only: neither the service nor a window
//! counts it among what they limit. Sends and reads nothing.

use jiff::SignedDuration;

use super::ExecError;
use super::event::Stop;
use super::run::Session;
use crate::journal::StepState;
use crate::model::StepId;

impl Session<'_> {
    /// How many more may be in flight by the policy of the run.
    pub(super) fn places(&self) -> usize {
        let policy = self.plan.policy.max_in_flight.map_or(usize::MAX, |most| most as usize);
        policy.saturating_sub(self.in_flight.len())
    }

    /// How many more of the run's own verb the service takes, which counts what other runs have in flight, too.
    pub(super) fn places_of_service(&self) -> Result<usize, ExecError> {
        let verb = self.plan.intent.verb;
        let (Some(most), Some(first)) = (verb.facts().in_flight_max, self.plan.steps.first()) else {
            return Ok(usize::MAX);
        };
        // What was sent longer ago than it ever takes is not in flight any more, whatever became of its run.
        let recent = SignedDuration::from_secs(i64::try_from(2 * verb.facts().typical_s).unwrap_or(i64::MAX));
        let since = self.parts.clock.now() - recent;
        let elsewhere = self.parts.journal.in_flight_elsewhere(&self.run, verb, &first.changes().0, since)?;
        let own = self.in_flight.ids().filter(|id| self.step(id).verb == verb).count();
        Ok((most as usize).saturating_sub(own + usize::try_from(elsewhere).unwrap_or(usize::MAX)))
    }

    /// Stops when others have all places of the service, and nothing of this run is in flight or to be finished.
    pub(super) fn make_way(&mut self) {
        let is_work = |state| matches!(state, StepState::Waiting | StepState::Held);
        let finishes = |turn: &usize| self.finishes(&self.turns[*turn]);
        if self.in_flight.is_empty()
            && self.rows.values().any(|row| is_work(row.state))
            && !self.queue.turns().iter().any(finishes)
        {
            self.stop_because(Stop::Elsewhere);
        }
    }

    /// Steps whose turn it is, in order, at most `most`, and of targets that take a place of the window `new_places`; `None`:
    /// nothing may be begun.
    pub(super) fn eligible(&mut self, most: usize, mut new_places: Option<usize>) -> Vec<StepId> {
        self.queue.ripen(self.clock_seen);
        let ready = self.queue.ready(self.turns_now()).map(|turn| &self.turns[turn]);
        let may_go = |id: &&StepId| match &mut new_places {
            Some(places) => self.takes_place(id, places),
            None => self.finishes(id),
        };
        ready.filter(may_go).take(most).cloned().collect()
    }

    /// Takes one of the window's places for a step, unless its target has one; tells whether there was one.
    pub(super) fn takes_place(&self, id: &StepId, places: &mut usize) -> bool {
        if self.finishes(id) {
            return true;
        }
        let begun = self.begun.get(&self.step(id).target.workspace_id);
        if *places == usize::MAX || begun.is_some_and(|at| self.gate.has_place(*at)) {
            return true;
        }
        let is_free = *places > 0;
        *places = places.saturating_sub(1);
        is_free
    }
}
