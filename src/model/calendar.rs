//! When calls may start: windows less the dates that are kept free, as openings in time.
//!
//! Pure: the moment is always given. Openings of several windows that touch or overlap are one.

use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::window::{ClosedDates, Window};

/// How many days are looked through at once: every rule of the week comes round in 7, and one that the change of clocks
/// swallowed comes round in 14.
const STRETCH_DAYS: i32 = 15;

/// The windows of a plan; without any, calls may start at any time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    /// When calls may start.
    pub windows: Vec<Window>,
    /// Dates on which none may.
    pub not_on: Vec<ClosedDates>,
}

/// A stretch of time in which calls may start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its first instant.
    pub opens: Timestamp,
    /// The first instant after it.
    pub closes: Timestamp,
}

impl Calendar {
    /// Tells whether calls may start at any time.
    #[must_use]
    pub fn is_always_open(&self) -> bool {
        self.windows.is_empty()
    }

    /// Returns the opening that has time left for something that needs `needs_s` seconds before it closes: the one that
    /// `from` lies in, else the next such; `None` when there is none any more.
    #[must_use]
    pub fn opening(&self, from: Timestamp, needs_s: u64) -> Option<Opening> {
        let needs = SignedDuration::from_secs(i64::try_from(needs_s).ok()?);
        let fits = |opening: &Opening| {
            let start = opening.opens.max(from);
            start < opening.closes && opening.closes.duration_since(start) >= needs
        };
        let mut look_from = from;
        loop {
            if let Some(opening) = self.openings(look_from).into_iter().find(fits) {
                return Some(opening);
            }
            // Nothing for longer than any rule of the week: only what is kept free can be the reason.
            look_from = self.closed().into_iter().map(|(_, end)| end).filter(|end| *end > look_from).min()?;
        }
    }

    /// Returns the first instant at or after `from` at which something may start that needs `needs_s` seconds before its
    /// window closes; `None` when no window is ever long enough.
    #[must_use]
    pub fn next_start(&self, from: Timestamp, needs_s: u64) -> Option<Timestamp> {
        if self.is_always_open() {
            return Some(from);
        }
        self.opening(from, needs_s).map(|opening| opening.opens.max(from))
    }

    /// Tells whether an opening ends before the next begins: else there is nothing to count by.
    #[must_use]
    pub fn ever_closes(&self, from: Timestamp) -> bool {
        let is_whole = |opening: &Opening| opening.closes.duration_since(opening.opens).as_secs() > 8 * 86_400;
        !self.openings(from).iter().any(is_whole)
    }

    /// Returns what is kept free, each stretch in the zone of each window.
    fn closed(&self) -> Vec<(Timestamp, Timestamp)> {
        let zones = self.windows.iter().map(Window::zone);
        zones.flat_map(|zone| self.not_on.iter().filter_map(|dates| dates.in_zone(zone))).collect()
    }

    /// Returns the openings around an instant and for two weeks after it, in order, none touching another.
    fn openings(&self, from: Timestamp) -> Vec<Opening> {
        let mut all = Vec::new();
        for window in &self.windows {
            let kept_free: Vec<_> = self.not_on.iter().filter_map(|dates| dates.in_zone(window.zone())).collect();
            let date = from.to_zoned(window.zone().clone()).date();
            // The longest opening is a week, and a day may begin a date earlier elsewhere.
            let (Ok(first), Ok(last)) = (date.checked_sub(8.days()), date.checked_add(STRETCH_DAYS.days())) else {
                continue;
            };
            for day in first.series(1.day()).take_while(|day| *day <= last) {
                let Some((opens, closes)) = window.opening_on(day) else { continue };
                all.extend(without(Opening { opens, closes }, &kept_free));
            }
        }
        merged(all)
    }
}

/// Cuts closed stretches out of an opening.
fn without(opening: Opening, closed: &[(Timestamp, Timestamp)]) -> Vec<Opening> {
    let mut left = vec![opening];
    for (from, to) in closed {
        left = left
            .into_iter()
            .flat_map(|part| {
                let before = Opening { opens: part.opens, closes: part.closes.min(*from) };
                let after = Opening { opens: part.opens.max(*to), closes: part.closes };
                [before, after]
            })
            .filter(|part| part.opens < part.closes)
            .collect();
    }
    left
}

fn merged(mut all: Vec<Opening>) -> Vec<Opening> {
    all.sort_by_key(|opening| (opening.opens, opening.closes));
    let mut merged: Vec<Opening> = Vec::with_capacity(all.len());
    for opening in all {
        match merged.last_mut() {
            Some(last) if opening.opens <= last.closes => last.closes = last.closes.max(opening.closes),
            _ => merged.push(opening),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use jiff::civil::Weekday;
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    fn calendar(windows: &[&str], not_on: &[&str]) -> Calendar {
        Calendar {
            windows: windows.iter().map(|text| text.parse().expect(text)).collect(),
            not_on: not_on.iter().map(|text| text.parse().expect(text)).collect(),
        }
    }

    fn opening(calendar: &Calendar, from: &str) -> Opening {
        calendar.opening(at(from), 0).expect("it opens again")
    }

    fn is(opens: &str, closes: &str) -> Opening {
        Opening { opens: at(opens), closes: at(closes) }
    }

    #[test]
    fn a_weekend_before_in_and_after() {
        let weekend = calendar(&["Fri 22:00-Mon 05:00 Europe/Berlin"], &[]);
        let expected = is("2026-01-09T21:00:00Z", "2026-01-12T04:00:00Z");
        for from in ["2026-01-05T08:00:00Z", "2026-01-09T21:00:00Z", "2026-01-12T03:59:59Z"] {
            assert_eq!(opening(&weekend, from), expected, "{from}");
        }
        let next = is("2026-01-16T21:00:00Z", "2026-01-19T04:00:00Z");
        assert_eq!(opening(&weekend, "2026-01-12T04:00:00Z"), next, "its end is not in it");
    }

    /// Europe/Berlin: 2026-03-29 02:00 becomes 03:00, 2026-10-25 03:00 becomes 02:00 again.
    #[test]
    fn days_on_which_the_clocks_change() {
        let night = calendar(&["01:00-06:00 Europe/Berlin"], &[]);
        assert_eq!(opening(&night, "2026-03-29T00:00:00Z"), is("2026-03-29T00:00:00Z", "2026-03-29T04:00:00Z"));
        assert_eq!(opening(&night, "2026-10-24T23:00:00Z"), is("2026-10-24T23:00:00Z", "2026-10-25T05:00:00Z"));
        // A bound in the hour that is skipped or comes twice: the shorter opening.
        let skipped = calendar(&["02:30-04:00 Europe/Berlin"], &[]);
        assert_eq!(opening(&skipped, "2026-03-28T12:00:00Z"), is("2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"));
        let twice = calendar(&["02:30-04:00 Europe/Berlin"], &[]);
        assert_eq!(opening(&twice, "2026-10-24T12:00:00Z"), is("2026-10-25T01:30:00Z", "2026-10-25T03:00:00Z"));
        let ends_twice = calendar(&["01:00-02:30 Europe/Berlin"], &[]);
        assert_eq!(opening(&ends_twice, "2026-10-24T12:00:00Z"), is("2026-10-24T23:00:00Z", "2026-10-25T00:30:00Z"));
        // An opening that lies wholly in the skipped hour does not open that day.
        let swallowed = calendar(&["Sun 02:10-02:50 Europe/Berlin"], &[]);
        assert_eq!(opening(&swallowed, "2026-03-28T12:00:00Z"), is("2026-04-05T00:10:00Z", "2026-04-05T00:50:00Z"));
    }

    #[test]
    fn dates_are_kept_free_in_the_zone_of_the_window() {
        let weekend = calendar(&["Fri 22:00-Mon 05:00 Europe/Berlin"], &["2026-01-10"]);
        assert_eq!(opening(&weekend, "2026-01-09T00:00:00Z"), is("2026-01-09T21:00:00Z", "2026-01-09T23:00:00Z"));
        assert_eq!(opening(&weekend, "2026-01-09T23:00:00Z"), is("2026-01-10T23:00:00Z", "2026-01-12T04:00:00Z"));
        let holidays = calendar(&["22:00-23:00 UTC"], &["2026-12-20..2027-01-06"]);
        assert_eq!(opening(&holidays, "2026-12-20T00:00:00Z"), is("2027-01-07T22:00:00Z", "2027-01-07T23:00:00Z"));
    }

    #[test]
    fn windows_that_touch_are_one() {
        let both = calendar(&["Sat 20:00-24:00 UTC", "Sun 00:00-06:00 UTC"], &[]);
        assert_eq!(opening(&both, "2026-01-10T12:00:00Z"), is("2026-01-10T20:00:00Z", "2026-01-11T06:00:00Z"));
        let always = calendar(&["00:00-24:00 UTC"], &[]);
        let found = always.opening(at("2026-01-10T12:00:00Z"), 0).expect("open");
        assert!(found.closes.duration_since(at("2026-01-10T12:00:00Z")).as_secs() > 14 * 86_400);
        assert!(!always.ever_closes(at("2026-01-10T12:00:00Z")) && both.ever_closes(at("2026-01-10T12:00:00Z")));
        let week = calendar(&["Mon 05:00-Mon 05:00 Europe/Berlin"], &[]);
        assert!(!week.ever_closes(at("2026-01-10T12:00:00Z")));
        let almost = calendar(&["Mon 05:00-Mon 04:00 Europe/Berlin"], &[]);
        assert!(almost.ever_closes(at("2026-01-10T12:00:00Z")));
    }

    /// However long nothing may start: what comes after it is found, and what never comes is told.
    #[test]
    fn a_window_can_be_years_away_and_one_that_is_too_short_is_none() {
        let far = calendar(&["22:00-23:00 UTC"], &["2026-01-01..2031-12-31", "2032-01-02..2040-06-30"]);
        assert_eq!(opening(&far, "2026-01-05T08:00:00Z"), is("2032-01-01T22:00:00Z", "2032-01-01T23:00:00Z"));
        assert_eq!(opening(&far, "2032-01-02T00:00:00Z"), is("2040-07-01T22:00:00Z", "2040-07-01T23:00:00Z"));
        let late = calendar(&["22:00-23:00 UTC"], &["2026-01-01..9000-12-31"]);
        assert_eq!(opening(&late, "2026-01-05T08:00:00Z"), is("9001-01-01T22:00:00Z", "9001-01-01T23:00:00Z"));
        // Each year one opening, of which the clocks take the hour.
        let never = calendar(&["Sun 02:10-02:50 Europe/Berlin"], &["2026-01-01..2026-03-28", "2026-03-30..9000-12-31"]);
        assert_eq!(opening(&never, "2026-01-05T08:00:00Z"), is("9001-01-04T01:10:00Z", "9001-01-04T01:50:00Z"));
        let short = calendar(&["22:00-23:00 UTC"], &[]);
        assert_eq!(short.opening(at("2026-01-05T08:00:00Z"), 3_601), None);
    }

    #[test]
    fn what_needs_time_starts_while_there_is_enough() {
        let night = calendar(&["22:00-02:00 UTC"], &[]);
        let hours = 3_600;
        let table = [
            ("2026-01-05T20:00:00Z", 3 * hours, Some("2026-01-05T22:00:00Z")),
            ("2026-01-05T22:30:00Z", 3 * hours, Some("2026-01-05T22:30:00Z")),
            ("2026-01-05T23:00:00Z", 3 * hours, Some("2026-01-05T23:00:00Z")),
            ("2026-01-05T23:00:01Z", 3 * hours, Some("2026-01-06T22:00:00Z")),
            ("2026-01-06T01:59:59Z", 0, Some("2026-01-06T01:59:59Z")),
            ("2026-01-06T02:00:00Z", 0, Some("2026-01-06T22:00:00Z")),
            ("2026-01-05T20:00:00Z", 4 * hours, Some("2026-01-05T22:00:00Z")),
            ("2026-01-05T20:00:00Z", 4 * hours + 1, None),
        ];
        for (from, needs_s, expected) in table {
            assert_eq!(night.next_start(at(from), needs_s), expected.map(at), "{from} {needs_s}");
        }
        assert_eq!(Calendar::default().next_start(at("2026-01-05T20:00:00Z"), 1), Some(at("2026-01-05T20:00:00Z")));
    }

    /// Whether the wall clock of Berlin shows a time that `Fri 22:00-Mon 05:00` speaks of.
    fn on_the_wall(now: Timestamp) -> bool {
        let local = now.to_zoned(TimeZone::get("Europe/Berlin").expect("a zone")).datetime();
        match local.weekday() {
            Weekday::Friday => local.hour() >= 22,
            Weekday::Saturday | Weekday::Sunday => true,
            Weekday::Monday => local.hour() < 5,
            Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday => false,
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        /// The bounds of this window are never in the hour that changes: what is open is what the wall clock says.
        #[test]
        fn a_weekend_is_what_the_wall_clock_says(seconds in 1_700_000_000_i64..1_900_000_000) {
            let now = Timestamp::new(seconds, 0).expect("a time");
            let weekend = calendar(&["Fri 22:00-Mon 05:00 Europe/Berlin"], &[]);
            let found = weekend.opening(now, 0).expect("it always opens again");
            prop_assert_eq!(found.opens <= now, on_the_wall(now));
            prop_assert!(found.closes > now);
            prop_assert!(found.opens.duration_since(now).as_secs() < 7 * 86_400);
        }

        /// Whatever is asked: the answer lies in an opening, has its time there, and is not before it was asked for.
        #[test]
        fn a_start_is_never_outside(seconds in 1_760_000_000_i64..1_800_000_000, needs_s in 0_u64..200_000) {
            let now = Timestamp::new(seconds, 0).expect("a time");
            let both = calendar(&["Sat 01:30-Sun 02:30 Europe/Berlin", "Tue,Thu 22:00-03:00 UTC"], &["2026-03-28"]);
            if let Some(start) = both.next_start(now, needs_s) {
                prop_assert!(start >= now);
                let opening = both.opening(start, 0).expect("an opening");
                prop_assert!(opening.opens <= start && start < opening.closes);
                prop_assert!(opening.closes.duration_since(start).as_secs() >= i64::try_from(needs_s).expect("small"));
            } else {
                prop_assert!(needs_s > 25 * 3_600);
            }
        }
    }
}
