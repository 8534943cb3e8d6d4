//! Whose turn it may be: steps that nothing but their moment keeps back, by that moment. Pure: no calls, no clock of its
//! own.
//!
//! What waits for its time is not looked at before: a fleet whose clocks run costs no more to go through than one without.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::Timestamp;

/// The steps that may be sent now or later, by their place among the turns.
#[derive(Debug, Default)]
pub(super) struct Queue {
    /// The moment of each; `None`: any.
    moments: BTreeMap<usize, Option<Timestamp>>,
    ready: BTreeSet<usize>,
    later: BTreeSet<(Timestamp, usize)>,
}

impl Queue {
    /// Puts a turn in, not to be sent before a moment; one that was in it has this moment now.
    pub(super) fn set(&mut self, turn: usize, moment: Option<Timestamp>) {
        self.remove(turn);
        self.moments.insert(turn, moment);
        match moment {
            Some(moment) => self.later.insert((moment, turn)),
            None => self.ready.insert(turn),
        };
    }

    /// Takes a turn out.
    pub(super) fn remove(&mut self, turn: usize) {
        if let Some(moment) = self.moments.remove(&turn) {
            self.ready.remove(&turn);
            moment.map(|moment| self.later.remove(&(moment, turn)));
        }
    }

    /// Makes ready whatever has its moment behind it.
    pub(super) fn ripen(&mut self, now: Timestamp) {
        while let Some((moment, turn)) = self.later.first().copied()
            && moment <= now
        {
            self.later.pop_first();
            self.ready.insert(turn);
        }
    }

    /// Returns what is ready among some turns, in their order.
    pub(super) fn ready(&self, among: Range<usize>) -> impl Iterator<Item = usize> {
        self.ready.range(among).copied()
    }

    /// Returns what among some turns is ready, or will be by a moment.
    pub(super) fn due_by(&self, among: Range<usize>, moment: Timestamp) -> impl Iterator<Item = usize> {
        let later = self.later.iter().take_while(move |(at, _)| *at <= moment).map(|(_, turn)| *turn);
        let later = later.filter({
            let among = among.clone();
            move |turn| among.contains(turn)
        });
        self.ready.range(among).copied().chain(later)
    }

    /// Tells whether anything is ready.
    pub(super) fn has_ready(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Returns what is not ready, with its moment, the next first.
    pub(super) fn later(&self) -> impl Iterator<Item = (Timestamp, usize)> {
        self.later.iter().copied()
    }

    /// Returns all turns in it.
    pub(super) fn turns(&self) -> Vec<usize> {
        self.moments.keys().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a moment")
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever was put in, moved and taken out, however often the time was looked at: ready is whose moment has come,
        /// later is everybody else, and nobody is lost.
        #[test]
        fn everybody_is_ready_from_their_moment_on(
            changes in proptest::collection::vec((0..30_usize, proptest::option::of(0..100_i64), any::<bool>(), 0..5_i64), 0..80),
        ) {
            let mut queue = Queue::default();
            let mut expected: BTreeMap<usize, Option<i64>> = BTreeMap::new();
            let mut now = 0;
            for (turn, moment, taken_out, passes) in changes {
                now += passes;
                if taken_out {
                    queue.remove(turn);
                    expected.remove(&turn);
                } else {
                    queue.set(turn, moment.map(at));
                    expected.insert(turn, moment);
                }
                queue.ripen(at(now));
                let is_ready = |moment: &Option<i64>| moment.is_none_or(|moment| moment <= now);
                let ready: Vec<usize> =
                    expected.iter().filter(|(_, moment)| is_ready(moment)).map(|(turn, _)| *turn).collect();
                prop_assert_eq!(queue.ready(0..30).collect::<Vec<_>>(), ready.clone());
                prop_assert_eq!(queue.has_ready(), !ready.is_empty());
                let mut later: Vec<(Timestamp, usize)> = expected
                    .iter()
                    .filter(|(_, moment)| !is_ready(moment))
                    .filter_map(|(turn, moment)| Some((at((*moment)?), *turn)))
                    .collect();
                later.sort_unstable();
                prop_assert_eq!(queue.later().collect::<Vec<_>>(), later);
                let by = |turn: &usize| expected.get(turn).is_some_and(|moment| moment.is_none_or(|moment| moment <= 50.max(now)));
                let mut due: Vec<usize> = queue.due_by(5..25, at(50.max(now))).collect();
                due.sort_unstable();
                prop_assert_eq!(due, (5..25).filter(by).collect::<Vec<_>>());
                prop_assert_eq!(queue.turns(), expected.keys().copied().collect::<Vec<_>>());
            }
        }
    }
}
