//! Who is connected when: a function of the desktop and the moment, with nothing to remember.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::lifecycle::plus;
use super::rng::Random;
use super::world::{Desktop, DesktopState, SeenUsage, Usage};

/// How many days back a last connection is looked for.
const DAYS_BACK_MAX: i64 = 400;
/// How many days ahead the next working day is looked for: a weekend, and some room.
const DAYS_AHEAD_MAX: i64 = 7;
/// By how many minutes a working day may begin earlier or end later than usual.
const JITTER_MINUTES: i64 = 15;

/// What the service says about the connection of a desktop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Connection<'a> {
    /// `CONNECTED`, `DISCONNECTED` or `UNKNOWN`.
    pub(super) state: &'a str,
    /// Last moment at which its user was seen connected, if ever.
    pub(super) last: Option<Timestamp>,
}

/// Returns the connection of a desktop at `now`.
pub(super) fn connection(desktop: &Desktop, seed: u64, now: Timestamp) -> Connection<'_> {
    if let Usage::Seen(found) = &desktop.usage {
        return seen(desktop, found, now);
    }
    let last = last_connected(desktop, seed, now);
    let working = last == Some(now);
    let is_up = matches!(desktop.state, DesktopState::Available | DesktopState::Impaired | DesktopState::Unhealthy)
        && !desktop.is_restarting();
    let state = if is_up && working { "CONNECTED" } else { without_user(desktop.state) };
    // Nobody gets in as it is, whatever the hour: the last time was before today, or when it went down.
    let last =
        if working && state != "CONNECTED" { last_connected(desktop, seed, midnight(day_of(now))) } else { last };
    Connection { state, last: last.max(desktop.renewals.cut_off_at) }
}

/// Returns the connection state of a desktop at which nobody is.
fn without_user(state: DesktopState) -> &'static str {
    match state {
        DesktopState::Available
        | DesktopState::Impaired
        | DesktopState::Unhealthy
        | DesktopState::Error
        | DesktopState::Maintenance
        | DesktopState::AdminMaintenance => "DISCONNECTED",
        // Domain G: unknown when stopped; nor can it be told of a desktop that is being made, changed or removed.
        DesktopState::Stopped
        | DesktopState::Pending
        | DesktopState::Rebooting { .. }
        | DesktopState::Starting { .. }
        | DesktopState::Stopping { .. }
        | DesktopState::Updating
        | DesktopState::Terminating
        | DesktopState::Rebuilding { .. }
        | DesktopState::Restoring { .. }
        | DesktopState::Suspended
        | DesktopState::Foreign => "UNKNOWN",
    }
}

/// Returns the connection that an import found, for as long as it holds and the desktop is as it was.
fn seen<'a>(desktop: &Desktop, found: &'a SeenUsage, now: Timestamp) -> Connection<'a> {
    if now >= found.until {
        // Whoever was there stayed until then.
        return Connection { state: without_user(desktop.state), last: Some(found.until) };
    }
    let state = if desktop.state == found.desktop && !desktop.is_restarting() {
        &found.connection
    } else {
        without_user(desktop.state)
    };
    Connection { state, last: found.last.max(desktop.renewals.cut_off_at) }
}

/// Returns until when its user has worked on the desktop: `now` itself for one who is there.
pub(super) fn worked_until(desktop: &Desktop, seed: u64, now: Timestamp) -> Option<Timestamp> {
    let connection = connection(desktop, seed, now);
    if connection.state == "CONNECTED" { Some(now) } else { connection.last }
}

/// Returns the last moment up to `at` at which its user was connected, as far as that can be told at `now`.
pub(super) fn connected_until(desktop: &Desktop, seed: u64, now: Timestamp, at: Timestamp) -> Option<Timestamp> {
    let until = worked_until(desktop, seed, now)?;
    if at >= until { Some(until) } else { last_connected(desktop, seed, at) }
}

/// Returns when its user was last cut off from the desktop, if it goes down now.
pub(super) fn cut_off_at(desktop: &Desktop, seed: u64, now: Timestamp) -> Option<Timestamp> {
    if is_connected(desktop, seed, now) { Some(now) } else { desktop.renewals.cut_off_at }
}

/// Tells whether a user works on the desktop right now.
pub(super) fn is_connected(desktop: &Desktop, seed: u64, now: Timestamp) -> bool {
    connection(desktop, seed, now).state == "CONNECTED"
}

/// Returns the first moment from `now` on at which the user is at work, whatever state the desktop is in; `None` for one
/// who doesn't come again as far as can be seen.
pub(super) fn next_at_work(desktop: &Desktop, seed: u64, now: Timestamp) -> Option<Timestamp> {
    let Usage::Weekdays { from_minute, to_minute, away_from, away_until } = &desktop.usage else {
        return None;
    };
    let purpose = purpose(desktop);
    let back = if now > *away_from { now.max(*away_until) } else { now };
    (day_of(back)..=day_of(back) + DAYS_AHEAD_MAX).find_map(|day| {
        let (from, to) = hours(day, *from_minute, *to_minute, seed, &purpose)?;
        let at = from.max(back);
        let away = at > *away_from && at < *away_until;
        (at <= to && !away).then_some(at)
    })
}

/// Returns when the user who is at work at `now` leaves; `None` when nobody is.
pub(super) fn leaves_at(desktop: &Desktop, seed: u64, now: Timestamp) -> Option<Timestamp> {
    match &desktop.usage {
        Usage::Never => None,
        Usage::Seen(found) => (found.connection == "CONNECTED" && now < found.until).then_some(found.until),
        Usage::Weekdays { from_minute, to_minute, away_from, away_until } => {
            let (from, to) = hours(day_of(now), *from_minute, *to_minute, seed, &purpose(desktop))?;
            let away = now > *away_from && now < *away_until;
            let end = if now <= *away_from { to.min(*away_from) } else { to };
            (!away && now >= from && now <= end).then_some(end)
        }
    }
}

/// Returns the last moment up to `now` at which the user was connected; `now` itself when that is the case.
pub(super) fn last_connected(desktop: &Desktop, seed: u64, now: Timestamp) -> Option<Timestamp> {
    let Usage::Weekdays { from_minute, to_minute, away_from, away_until } = &desktop.usage else {
        return None;
    };
    let purpose = purpose(desktop);
    let today = day_of(now);
    let first = day_of(desktop.created_at).max(today - DAYS_BACK_MAX);
    let mut day = today;
    while day >= first {
        if let Some((from, to)) = hours(day, *from_minute, *to_minute, seed, &purpose) {
            let latest = now.min(to);
            let away = latest > *away_from && latest < *away_until;
            let at = if away { *away_from } else { latest };
            if at >= from && at >= desktop.created_at {
                return Some(at);
            }
        }
        // A long absence is stepped over at once.
        let skip = midnight(day) < *away_until && day_of(*away_from) < day;
        day = if skip { day_of(*away_from) } else { day - 1 };
    }
    None
}

fn purpose(desktop: &Desktop) -> String {
    format!("usage {}/{}", desktop.directory, desktop.user)
}

fn day_of(at: Timestamp) -> i64 {
    at.as_second().div_euclid(86_400)
}

fn midnight(day: i64) -> Timestamp {
    plus(Timestamp::UNIX_EPOCH, SignedDuration::from_hours(24 * day))
}

/// Returns begin and end of the working day, `None` at the weekend; `day` counts from 1970.
fn hours(day: i64, from_minute: u32, to_minute: u32, seed: u64, purpose: &str) -> Option<(Timestamp, Timestamp)> {
    let midnight = midnight(day);
    match TimeZone::UTC.to_datetime(midnight).weekday() {
        Weekday::Saturday | Weekday::Sunday => return None,
        Weekday::Monday | Weekday::Tuesday | Weekday::Wednesday | Weekday::Thursday | Weekday::Friday => {}
    }
    let mut rng = Random::new(seed, purpose, u64::try_from(day).unwrap_or_default());
    let mut at = |minute: u32| {
        let jitter = i64::try_from(rng.below(2 * JITTER_MINUTES.unsigned_abs())).unwrap_or_default() - JITTER_MINUTES;
        plus(midnight, SignedDuration::from_mins(i64::from(minute) + jitter))
    };
    Some((at(from_minute), at(to_minute)))
}
