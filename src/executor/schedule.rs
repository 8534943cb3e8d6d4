//! Which targets are in flight, and which of them is read next. Pure: no calls, no clock of its own.
//!
//! Each target has a moment at which it is due (`model::looks` says how that is reckoned). Those whose call was not
//! answered come first: a first read within a minute is what can prove a No later. A call that has room takes along
//! those that are due soonest, but none before its poll interval is over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::model::StepId;

/// When a target is read next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether it comes before all that are not.
    pub(super) urgent: bool,
    /// When it is due.
    pub(super) due: Timestamp,
    /// From when on it may be taken along.
    pub(super) free_from: Timestamp,
}

/// The targets in flight.
#[derive(Debug, Default)]
pub(super) struct Schedule {
    looks: BTreeMap<StepId, Look>,
    order: BTreeSet<(Timestamp, StepId)>,
    urgent: BTreeSet<(Timestamp, StepId)>,
    late: BTreeSet<StepId>,
}

impl Schedule {
    /// Sets when a target is read next; it is in flight from now on.
    pub(super) fn set(&mut self, id: StepId, look: Look) {
        if let Some(before) = self.looks.insert(id.clone(), look) {
            self.unlist(&id, before);
        }
        let order = if look.urgent { &mut self.urgent } else { &mut self.order };
        order.insert((look.due, id));
    }

    /// Takes a target out that is in flight no more.
    pub(super) fn remove(&mut self, id: &StepId) {
        if let Some(before) = self.looks.remove(id) {
            self.unlist(id, before);
        }
        self.late.remove(id);
    }

    fn unlist(&mut self, id: &StepId, look: Look) {
        let order = if look.urgent { &mut self.urgent } else { &mut self.order };
        order.remove(&(look.due, id.clone()));
    }

    /// Notes that a target in flight takes longer than usual.
    pub(super) fn note_late(&mut self, id: StepId) {
        self.late.insert(id);
    }

    /// Returns how many of those in flight take longer than usual.
    pub(super) fn late(&self) -> usize {
        self.late.len()
    }

    /// Returns those in flight.
    pub(super) fn ids(&self) -> impl Iterator<Item = &StepId> {
        self.looks.keys()
    }

    /// Returns how many are in flight.
    pub(super) fn len(&self) -> usize {
        self.looks.len()
    }

    /// Tells whether none is in flight.
    pub(super) fn is_empty(&self) -> bool {
        self.looks.is_empty()
    }

    /// Returns when the next one is due.
    pub(super) fn next_due(&self) -> Option<Timestamp> {
        [&self.urgent, &self.order].into_iter().filter_map(|order| order.first()).map(|(due, _)| *due).min()
    }

    /// Tells whether one is due that can't wait for its turn.
    pub(super) fn is_urgent(&self, now: Timestamp) -> bool {
        self.urgent.first().is_some_and(|(due, _)| *due <= now)
    }

    /// Returns the targets of the next read, at most `most`: those that are due, then those due soonest that are free.
    pub(super) fn next(&self, now: Timestamp, most: usize) -> Vec<StepId> {
        let due = |order: &BTreeSet<(Timestamp, StepId)>| -> Vec<StepId> {
            order.iter().take(most).take_while(|(due, _)| *due <= now).map(|(_, id)| id.clone()).collect()
        };
        let mut chosen = due(&self.urgent);
        chosen.extend(due(&self.order));
        chosen.truncate(most);
        // Only so many are looked at: whoever is due much later is not free either.
        let after =
            (now.checked_add(SignedDuration::from_nanos(1)).unwrap_or(Timestamp::MAX), StepId::from_service(""));
        let later = [&self.urgent, &self.order].into_iter().flat_map(|order| {
            let later = order.range(&after..).take(most);
            later.filter(|(_, id)| self.looks[id].free_from <= now).map(|(_, id)| id.clone())
        });
        let room = most - chosen.len();
        chosen.extend(later.take(room));
        chosen
    }

    /// Moves all moments back with a clock that was set back: it must not put a read off.
    pub(super) fn set_back(&mut self, by: SignedDuration) {
        let back = |at: Timestamp| at.checked_sub(by).unwrap_or(Timestamp::MIN);
        for (id, look) in self.looks.clone() {
            self.set(id, Look { due: back(look.due), free_from: back(look.free_from), ..look });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a moment")
    }

    fn id(number: usize) -> StepId {
        StepId::from_service(format!("S-{number:04}"))
    }

    fn look(urgent: bool, due: i64, free_from: i64) -> Look {
        Look { urgent, due: at(due), free_from: at(free_from) }
    }

    fn of(looks: &[(usize, Look)]) -> Schedule {
        let mut schedule = Schedule::default();
        for (number, look) in looks {
            schedule.set(id(*number), *look);
        }
        schedule
    }

    #[test]
    fn those_that_are_due_go_first_and_the_unanswered_before_them() {
        let schedule = of(&[
            (1, look(false, 10, 0)),
            (2, look(false, 5, 0)),
            (3, look(true, 20, 0)),
            (4, look(true, 90, 80)),
            (5, look(false, 30, 20)),
            (6, look(false, 40, 21)),
        ]);
        assert_eq!(schedule.next_due(), Some(at(5)));
        assert!(!schedule.is_urgent(at(19)) && schedule.is_urgent(at(20)));
        assert_eq!(schedule.next(at(20), 25), [id(3), id(2), id(1), id(5)], "6 was read too lately, 4 as well");
        assert_eq!(schedule.next(at(20), 2), [id(3), id(2)]);
        assert_eq!(schedule.next(at(-1), 25), [], "nothing is due and nothing free");
    }

    #[test]
    fn a_clock_that_was_set_back_puts_nothing_off() {
        let mut schedule = of(&[(1, look(false, 100, 50)), (2, look(true, 200, 50))]);
        schedule.note_late(id(2));
        schedule.set_back(SignedDuration::from_hours(1));
        assert_eq!(schedule.next_due(), Some(at(100 - 3_600)));
        assert_eq!(schedule.next(at(49 - 3_600), 25), []);
        assert_eq!(schedule.next(at(150 - 3_600), 25), [id(1), id(2)]);
        assert_eq!((schedule.len(), schedule.late()), (2, 1));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever was set and taken out: who is in flight is due some day, once, and nobody is read too early.
        #[test]
        fn nobody_is_forgotten_or_read_too_early(
            changes in proptest::collection::vec((0..40_usize, any::<bool>(), 0..100_i64, 0..100_i64, any::<bool>()), 0..80),
            now in 0..100_i64,
            most in 1..30_usize,
        ) {
            let mut schedule = Schedule::default();
            let mut expected = BTreeMap::new();
            for (number, urgent, due, free_from, taken_out) in changes {
                if taken_out {
                    schedule.remove(&id(number));
                    expected.remove(&id(number));
                } else {
                    schedule.set(id(number), look(urgent, due, free_from));
                    expected.insert(id(number), look(urgent, due, free_from));
                }
            }
            prop_assert_eq!(schedule.len(), expected.len());
            prop_assert_eq!(schedule.next_due(), expected.values().map(|look| look.due).min());
            let chosen = schedule.next(at(now), most);
            let distinct: BTreeSet<&StepId> = chosen.iter().collect();
            prop_assert_eq!(distinct.len(), chosen.len());
            let due = expected.values().filter(|look| look.due <= at(now)).count();
            prop_assert!(chosen.len() >= due.min(most) && chosen.len() <= most);
            for (place, id) in chosen.iter().enumerate() {
                let look = expected[id];
                let read_from = if place < due { look.due } else { look.free_from };
                prop_assert!(read_from <= at(now));
            }
        }
    }
}
