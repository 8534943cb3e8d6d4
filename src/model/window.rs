//! Maintenance windows: rules of the week in a named time zone, read and written as text.
//!
//! A window is kept as rule and zone, never as instants, so that it means the same after the clocks were changed. What is
//! open when is `Calendar`'s business.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// What a window looks like, for messages.
const SHAPE: &str =
    "write `Fri 22:00-Mon 05:00 Europe/Berlin`, `Mon-Fri 22:00-05:00 UTC` or `22:00-05:00 America/New_York`";

/// A stretch of the week in which calls may start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// Days on which it opens, Monday first.
    days: [bool; 7],
    opens: Time,
    closes: Time,
    /// How many days after the day of opening it closes.
    days_later: i8,
    /// Whether the day of closing is written out: `Fri 22:00-Mon 05:00`.
    is_span: bool,
    zone: TimeZone,
}

impl Window {
    /// Returns the opening that begins on a date of the window's zone, if there is one.
    ///
    /// A wall-clock time that the change of clocks skips or repeats is taken so that the opening is the shorter one:
    /// nothing starts at an hour of which it is doubtful whether it was meant.
    pub(super) fn opening_on(&self, date: Date) -> Option<(Timestamp, Timestamp)> {
        if !self.days[usize::try_from(date.weekday().to_monday_zero_offset()).ok()?] {
            return None;
        }
        let opens = self.zone.to_ambiguous_timestamp(date.to_datetime(self.opens)).later().ok()?;
        let last = date.checked_add(i32::from(self.days_later).days()).ok()?;
        let closes = self.zone.to_ambiguous_timestamp(last.to_datetime(self.closes)).earlier().ok()?;
        (opens < closes).then_some((opens, closes))
    }

    /// Returns the time zone that the rule is written in.
    pub(super) fn zone(&self) -> &TimeZone {
        &self.zone
    }
}

impl FromStr for Window {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a window: {SHAPE}");
        let words: Vec<&str> = text.split_whitespace().collect();
        let (rule, zone) = match words.split_last() {
            Some((zone, rule)) if !rule.is_empty() && !zone.contains(':') => (rule, *zone),
            Some((last, _)) if last.contains(':') => {
                return Err(format!("`{text}` names no time zone: {SHAPE}"));
            }
            _ => return Err(wrong()),
        };
        let zone = TimeZone::get(zone)
            .map_err(|_| format!("`{zone}` is not a time zone: write a name such as UTC or Europe/Berlin"))?;
        match rule {
            [hours] => {
                let (opens, closes) = read_hours(hours).ok_or_else(wrong)?;
                Ok(Self::daily([true; 7], opens, closes, zone))
            }
            [days, hours] => {
                let (opens, closes) = read_hours(hours).ok_or_else(wrong)?;
                Ok(Self::daily(read_days(days).ok_or_else(wrong)?, opens, closes, zone))
            }
            [first, middle, closes] => {
                let first = read_day(first).ok_or_else(wrong)?;
                let (opens, last) = middle.split_once('-').ok_or_else(wrong)?;
                let last = read_day(last).ok_or_else(wrong)?;
                let opens = read_time(opens).filter(|(_, midnight)| !midnight).ok_or_else(wrong)?.0;
                let (closes, midnight) = read_time(closes).ok_or_else(wrong)?;
                let mut days_later = last.since(first) + i8::from(midnight);
                if days_later == 0 && closes <= opens {
                    days_later = 7;
                }
                let mut days = [false; 7];
                days[place(first)] = true;
                Ok(Self { days, opens, closes, days_later, is_span: true, zone })
            }
            _ => Err(wrong()),
        }
    }
}

impl Window {
    fn daily(days: [bool; 7], opens: Time, closes: Time, zone: TimeZone) -> Self {
        let days_later = i8::from(closes <= opens);
        Self { days, opens, closes, days_later, is_span: false, zone }
    }
}

fn place(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

fn read_day(text: &str) -> Option<Weekday> {
    let at = DAYS.iter().position(|day| day.eq_ignore_ascii_case(text))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

/// Reads `Mon-Fri`, `Sat,Sun` and what is put together of them.
fn read_days(text: &str) -> Option<[bool; 7]> {
    let mut days = [false; 7];
    for part in text.split(',') {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = (place(read_day(first)?), place(read_day(last)?));
        let count = (last + 7 - first) % 7;
        for step in 0..=count {
            days[(first + step) % 7] = true;
        }
    }
    Some(days)
}

fn read_hours(text: &str) -> Option<(Time, Time)> {
    let (opens, closes) = text.split_once('-')?;
    let (opens, midnight) = read_time(opens)?;
    (!midnight).then_some((opens, read_time(closes)?.0))
}

/// Reads `22:00`; `24:00` is midnight at the end of a day.
fn read_time(text: &str) -> Option<(Time, bool)> {
    let (hour, minute) = text.split_once(':')?;
    if hour.len() != 2 || minute.len() != 2 || !text.bytes().all(|letter| letter.is_ascii_digit() || letter == b':') {
        return None;
    }
    if text == "24:00" {
        return Some((Time::midnight(), true));
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok().map(|time| (time, false))
}

impl fmt::Display for Window {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = |time: Time| format!("{:02}:{:02}", time.hour(), time.minute());
        let (opens, closes) = (at(self.opens), at(self.closes));
        let zone = self.zone.iana_name().unwrap_or("UTC");
        let open: Vec<usize> = (0..7).filter(|day| self.days[*day]).collect();
        if self.is_span {
            let first = open.first().copied().unwrap_or(0);
            let last = (first + usize::try_from(self.days_later).unwrap_or(0)) % 7;
            return write!(formatter, "{} {opens}-{} {closes} {zone}", DAYS[first], DAYS[last]);
        }
        if open.len() == 7 {
            return write!(formatter, "{opens}-{closes} {zone}");
        }
        let days: Vec<&str> = open.into_iter().map(|day| DAYS[day]).collect();
        write!(formatter, "{} {opens}-{closes} {zone}", days.join(","))
    }
}

/// Dates on which nothing starts, both ends included; in the zone of the window they are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedDates {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl ClosedDates {
    /// Returns the instants between which a zone has these dates.
    pub(super) fn in_zone(self, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
        let midnight = |date: Date| zone.to_ambiguous_timestamp(date.to_datetime(Time::midnight()));
        let first = midnight(self.first).earlier().ok()?;
        let last = midnight(self.last.tomorrow().ok()?).later().ok()?;
        Some((first, last))
    }
}

impl FromStr for ClosedDates {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is neither a date nor a range: write 2026-12-24 or 2026-12-24..2027-01-01");
        // Years that people mean, far from where time ends: a range that can't be placed in time would close nothing.
        let is_near = |date: &Date| (1970..=9000).contains(&date.year());
        let read = |text: &str| text.parse::<Date>().ok().filter(|date| date.to_string() == text && is_near(date));
        let (first, last) = text.split_once("..").unwrap_or((text, text));
        let (first, last) = (read(first).ok_or_else(wrong)?, read(last).ok_or_else(wrong)?);
        if first > last {
            return Err(format!("`{text}` ends before it begins"));
        }
        Ok(Self { first, last })
    }
}

impl fmt::Display for ClosedDates {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return write!(formatter, "{}", self.first);
        }
        write!(formatter, "{}..{}", self.first, self.last)
    }
}

/// Documents hold windows and dates as people write them.
macro_rules! as_text {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

as_text!(Window);
as_text!(ClosedDates);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_written_as_they_are_read() {
        let table = [
            ("Fri 22:00-Mon 05:00 Europe/Berlin", "Fri 22:00-Mon 05:00 Europe/Berlin"),
            ("mon-fri 22:00-05:00 UTC", "Mon,Tue,Wed,Thu,Fri 22:00-05:00 UTC"),
            ("Fri-Mon 08:00-10:00 UTC", "Mon,Fri,Sat,Sun 08:00-10:00 UTC"),
            ("Sat,Sun 00:00-24:00 Asia/Tokyo", "Sat,Sun 00:00-00:00 Asia/Tokyo"),
            ("22:00-05:00 America/New_York", "22:00-05:00 America/New_York"),
            ("Mon 08:00-Mon 07:00 UTC", "Mon 08:00-Mon 07:00 UTC"),
            ("Sun 22:00-Sun 24:00 UTC", "Sun 22:00-Mon 00:00 UTC"),
        ];
        for (text, written) in table {
            let window: Window = text.parse().expect(text);
            assert_eq!(window.to_string(), written);
            assert_eq!(written.parse(), Ok(window), "{written}");
        }
    }

    #[test]
    fn what_is_no_window_says_what_one_looks_like() {
        let table = [
            ("", "is not a window"),
            ("22:00-05:00", "names no time zone"),
            ("Fri 22:00-Mon 05:00", "names no time zone"),
            ("22:00-05:00 Europe/Berln", "is not a time zone"),
            ("Fry 22:00-05:00 UTC", "is not a window"),
            ("Fri 25:00-05:00 UTC", "is not a window"),
            ("Fri 24:00-05:00 UTC", "is not a window"),
            ("Fri 9:00-11:00 UTC", "is not a window"),
            ("Fri 22:00 Mon 05:00 UTC", "is not a window"),
            ("UTC", "is not a window"),
        ];
        for (text, said) in table {
            let error = text.parse::<Window>().expect_err(text);
            assert!(error.contains(said), "{text}: {error}");
        }
    }

    #[test]
    fn dates_are_one_or_a_range() {
        for text in ["2026-12-24", "2026-12-24..2027-01-01"] {
            assert_eq!(text.parse::<ClosedDates>().expect(text).to_string(), text);
        }
        for bad in
            ["", "24.12.2026", "2026-12-24..", "2027-01-01..2026-12-24", "2026-02-30", "2026-12-24T00:00", "9999-12-31"]
        {
            assert!(bad.parse::<ClosedDates>().is_err(), "{bad}");
        }
    }
}
