//! When a target in flight is read again. Pure, and in one place: the executor reads by it and the planner counts by it.
//!
//! Reads cost calls, and a target that is not read holds its place after its end. So the gap between two reads is a
//! twentieth of the time since the send: whatever a change takes, its end is seen at most 5 % later. Around that:
//!
//! - Before the earliest plausible end there is one early look, at 2 min, and one whenever the age has grown fourfold:
//!   a wave that fails at once must not wait for the usual time, and our idea of the earliest end may be wrong.
//! - The poll interval is the shortest gap, 2 min the longest until a target is late, then 10 min.
//! - What was not answered is read within a minute of the send, and then twice as often as the shortest change could
//!   come and go, at most 5 min apart, with a read as its window closes (design 6.1).
//! - What is about to end, in either way, is read at the shortest gap that can still tell something.

use super::VerbFacts;

/// How many interfaces are read together where they are what is changed.
///
/// A call is asked for 200 values (domain.md Q): addresses, and the few subnets that they are in. Written is what was read up
/// to a minute before: with fewer in a round, or a shorter minute, 500 interfaces would take more than a read for 200.
/// EC2 has no way to write on a condition, so whoever attaches a group in that minute can lose it (design 6.1).
pub const INTERFACES_TOGETHER: usize = 190;

/// When a call that was not answered is looked after first: within the minute that design 6.1 grants, with room for a
/// pause that a throttle asks for.
const UNANSWERED_FIRST_S: u64 = 20;
/// The longest gap while it is not known whether a call arrived.
const UNANSWERED_GAP_MAX_S: u64 = 300;
/// The longest where what came of it may be gone again by the next look: two minutes without one prove nothing any more.
const WATCHED_GAP_MAX_S: u64 = 90;
/// The early look.
const EARLY_S: u64 = 120;
/// How much older a target is at each further look before its earliest plausible end.
const EARLY_GROWTH: u64 = 4;
/// The gap is the age divided by this.
const AGE_PER_GAP: u64 = 20;
/// The longest gap for a target that is not late.
const GAP_MAX_S: u64 = 120;
/// The longest gap for a late one.
const LATE_GAP_MAX_S: u64 = 600;
/// How far apart reads must be to count as two (design 6.1).
const COUNTED_APART_S: u64 = 60;

/// What is expected of a target in flight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// Nobody knows whether its call arrived.
    Unanswered,
    /// Its change is under way.
    Taken,
    /// The next read may well be the last.
    Closing,
    /// Reads are being counted: only one that is a minute later says something new.
    Counting,
}

impl VerbFacts {
    /// Returns how long after the send a target is read first, in seconds.
    #[must_use]
    pub fn first_look_s(&self, outlook: Outlook) -> u64 {
        match outlook {
            Outlook::Unanswered => UNANSWERED_FIRST_S,
            Outlook::Taken | Outlook::Closing | Outlook::Counting => EARLY_S.min(self.earliest_s),
        }
    }

    /// Returns how long after a read the next one is, in seconds: never less than `interval_s`.
    ///
    /// `age_s` is how long ago the call was sent, at the moment of the read.
    #[must_use]
    pub fn look_gap_s(&self, outlook: Outlook, age_s: u64, interval_s: u64) -> u64 {
        let gap = match outlook {
            Outlook::Closing => interval_s,
            Outlook::Counting => COUNTED_APART_S,
            Outlook::Unanswered => {
                let most_s = if self.unknown.gap_hides_no { WATCHED_GAP_MAX_S } else { UNANSWERED_GAP_MAX_S };
                (age_s / 2).min(most_s).min(self.earliest_s / 2)
            }
            Outlook::Taken if age_s < self.earliest_s => {
                age_s.saturating_mul(EARLY_GROWTH).clamp(EARLY_S.min(self.earliest_s), self.earliest_s) - age_s
            }
            Outlook::Taken if age_s < self.typical_s => (age_s / AGE_PER_GAP).min(GAP_MAX_S),
            Outlook::Taken => (age_s / AGE_PER_GAP).min(LATE_GAP_MAX_S),
        };
        let ends = [self.unknown.window_s, self.longest_s].into_iter().filter_map(|end| end.checked_sub(age_s));
        // What a read at that very moment may prove is not put off to the one after it.
        ends.filter(|left| *left > 0).fold(gap, u64::min).max(interval_s)
    }

    /// Returns how often a target is read that ends `span_s` after its call was taken, the read that sees it included.
    #[must_use]
    pub fn looks_in(&self, span_s: u64, interval_s: u64) -> u64 {
        let mut age_s = self.first_look_s(Outlook::Taken);
        let mut looks = 1;
        while age_s < span_s {
            age_s += self.look_gap_s(Outlook::Taken, age_s, interval_s).max(1);
            looks += 1;
        }
        looks
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Verb;

    /// Ages at which a target is read, from its send on.
    fn ages(verb: Verb, outlook: Outlook, interval_s: u64, until_s: u64) -> Vec<u64> {
        let facts = verb.facts();
        let mut ages = vec![facts.first_look_s(outlook)];
        while let Some(age_s) = ages.last().copied().filter(|age_s| *age_s < until_s) {
            ages.push(age_s + facts.look_gap_s(outlook, age_s, interval_s));
        }
        ages
    }

    #[test]
    fn a_migration_is_looked_at_early_and_then_when_its_end_nears() {
        let read = ages(Verb::Migrate, Outlook::Taken, 60, 3_600);
        assert_eq!(read[..6], [120, 480, 1_200, 1_260, 1_323, 1_389]);
        assert_eq!(read[read.len() - 3..], [3_446, 3_566, 3_626], "no look is put off past the end of the window");
        assert_eq!(read.len(), 28);
        let late = ages(Verb::Migrate, Outlook::Taken, 60, 43_200);
        assert_eq!(late[28..31], [3_807, 3_997, 4_196], "a late one keeps its share");
        assert!(late[late.len() - 2] + 600 >= 43_200 && *late.last().expect("reads") < 43_200 + 60, "{late:?}");
    }

    #[test]
    fn a_reboot_is_looked_at_each_minute() {
        assert_eq!(ages(Verb::Reboot, Outlook::Taken, 60, 300), [60, 120, 180, 240, 300]);
        assert_eq!(ages(Verb::Reboot, Outlook::Unanswered, 60, 200), [20, 80, 140, 200], "its state passes in minutes");
    }

    #[test]
    fn what_was_not_answered_is_read_soon_then_seldom_and_as_its_window_closes() {
        let read = ages(Verb::Migrate, Outlook::Unanswered, 60, 3_600);
        assert_eq!(
            read,
            [20, 80, 140, 210, 315, 472, 708, 1_008, 1_308, 1_608, 1_908, 2_208, 2_508, 2_808, 3_108, 3_408, 3_600]
        );
    }

    /// What can come and go unseen is looked at so often that it does not.
    #[test]
    fn what_a_gap_would_hide_is_not_left_alone() {
        for verb in [Verb::Rebuild, Verb::Restore, Verb::Reboot] {
            let read = ages(verb, Outlook::Unanswered, 60, 900);
            assert!(read[0] <= 60 && read.windows(2).all(|two| two[1] - two[0] <= 90), "{verb}: {read:?}");
        }
    }

    #[test]
    fn counted_reads_are_a_minute_apart_whatever_the_interval() {
        for (interval_s, gap_s) in [(5, 60), (60, 60), (600, 600)] {
            assert_eq!(Verb::Migrate.facts().look_gap_s(Outlook::Counting, 1_500, interval_s), gap_s);
            assert_eq!(Verb::Migrate.facts().look_gap_s(Outlook::Closing, 1_500, interval_s), interval_s);
        }
    }

    #[test]
    fn looks_are_counted_as_they_are_made() {
        let facts = Verb::Migrate.facts();
        assert_eq!(facts.looks_in(60, 60), 1);
        assert_eq!(facts.looks_in(1_200, 60), 3);
        assert_eq!(facts.looks_in(1_201, 60), 4);
        assert_eq!(facts.looks_in(3_600, 60), 28);
    }

    fn outlook() -> impl Strategy<Value = Outlook> {
        prop_oneof![Just(Outlook::Unanswered), Just(Outlook::Taken), Just(Outlook::Closing), Just(Outlook::Counting)]
    }

    fn verb() -> impl Strategy<Value = Verb> {
        proptest::sample::select(Verb::ALL)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// The interval is a lower bound, and no target is forgotten: nowhere is the gap longer than it may be.
        #[test]
        fn gaps_have_bounds(verb in verb(), outlook in outlook(), age_s in 0..400_000_u64, interval_s in 1..4_000_u64) {
            let facts = verb.facts();
            let gap_s = facts.look_gap_s(outlook, age_s, interval_s);
            prop_assert!(gap_s >= interval_s);
            let most_s = match outlook {
                Outlook::Closing => interval_s,
                Outlook::Counting => 60,
                Outlook::Unanswered => 300,
                Outlook::Taken if age_s < facts.earliest_s => facts.earliest_s - age_s,
                Outlook::Taken if age_s < facts.typical_s => 120,
                Outlook::Taken => 600,
            };
            prop_assert!(gap_s <= most_s.max(interval_s), "{gap_s}");
        }

        /// From the earliest plausible end on, an end is seen at most a twentieth of its time later, or one interval.
        #[test]
        fn an_end_is_seen_soon(verb in verb(), end_s in 1_200..40_000_u64, interval_s in 5..300_u64) {
            let facts = verb.facts();
            let read = ages(verb, Outlook::Taken, interval_s, end_s);
            let seen_s = *read.last().expect("reads");
            prop_assert!(seen_s - end_s <= (end_s / 20).max(interval_s), "{seen_s} for {end_s}");
            prop_assert_eq!(read.len() as u64, facts.looks_in(end_s, interval_s));
        }

        /// Design 6.1: a first read within 60 s, and the moment at which a No can be proven is not passed over.
        #[test]
        fn a_window_is_closed_on_time(verb in verb(), interval_s in 1..60_u64) {
            let window_s = verb.facts().unknown.window_s;
            let read = ages(verb, Outlook::Unanswered, interval_s, window_s);
            prop_assert!(read[0] <= 60);
            prop_assert!(*read.last().expect("reads") < window_s + interval_s);
            let mut apart = 1;
            let mut last = read[0];
            for age_s in &read {
                if age_s - last >= 60 {
                    apart += 1;
                    last = *age_s;
                }
            }
            prop_assert!(apart >= 3);
        }
    }
}
