//! Up and down over time: reboots, starts, stops, and `AutoStop`, which does the last two by itself.
//!
//! Whether a call may is decided in the operations. An `AutoStop` desktop that follows its user is looked at when
//! something about it can change: the user comes, or has been gone for as long as the desktop waits.

use jiff::{SignedDuration, Timestamp};

use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::usage;
use crate::sim::world::{Desktop, DesktopState, Following, RunningMode, World};

/// Compute types whose stop is a shutdown (C2-01), by the beginning of their names.
const NEVER_HIBERNATES: [&str; 2] = ["GRAPHICS", "GENERALPURPOSE"];
/// Error of a desktop whose key cannot be used (AG:reboot: unusable), and of another that did not come up; AWS documents
/// neither code.
pub(super) const KEY_ERROR: (&str, &str) = (
    "InternalError.VolumeEncryptionKey",
    "The key that the volumes of the WorkSpace are encrypted with is not enabled.",
);
const START_ERROR: (&str, &str) = ("InternalError.Start", "The WorkSpace could not be started.");

impl World {
    /// Starts the reboot of a desktop (C1-04: minutes; 20 of them are what AWS calls stuck).
    ///
    /// A failing one comes back unhealthy; a stuck one hangs for as long as a stuck migration does.
    pub(in crate::sim) fn start_reboot(&mut self, id: &str, faults: InnerFaults, now: Timestamp, rng: &mut Random) {
        let measured = self.agenda.measured.draw("REBOOT", rng);
        let seconds = (!faults.stuck).then(|| measured.unwrap_or_else(|| rng.between(2 * 60, 8 * 60)));
        let to = match self.lacks_key(id) {
            true => DesktopState::Error,
            false if faults.fail => DesktopState::Unhealthy,
            false => DesktopState::Available,
        };
        self.end_session(id, now);
        self.pass_through(id, DesktopState::Rebooting { since: now }, to, seconds);
    }

    /// Starts a stopped desktop (C1-02): what hibernated goes on within 90 seconds, anything else boots.
    ///
    /// A failing one ends in ERROR, a stuck one hangs first.
    pub(in crate::sim) fn start_up(&mut self, id: &str, faults: InnerFaults, now: Timestamp, rng: &mut Random) {
        let hibernated = self.desktops.get(id).is_some_and(|desktop| desktop.hibernated);
        let measured = self.agenda.measured.draw("START", rng);
        let seconds =
            measured.unwrap_or_else(|| if hibernated { rng.between(20, 85) } else { rng.between(2 * 60, 5 * 60) });
        let broken = faults.fail || faults.stuck || self.lacks_key(id);
        let to = if broken { DesktopState::Error } else { DesktopState::Available };
        self.pass_through(id, DesktopState::Starting { since: now }, to, (!faults.stuck).then_some(seconds));
    }

    /// Stops a desktop (C1-03: a few minutes), and ends the session of whoever is there.
    ///
    /// A failing one is back where it was, a stuck one hangs first and stops.
    pub(in crate::sim) fn shut_down(&mut self, id: &str, faults: InnerFaults, now: Timestamp, rng: &mut Random) {
        let measured = self.agenda.measured.draw("STOP", rng);
        let seconds = measured.unwrap_or_else(|| rng.between(60, 4 * 60));
        let before = self.desktops.get(id).map_or(DesktopState::Available, |desktop| desktop.state);
        let to = if faults.fail && !matches!(before, DesktopState::Stopping { .. }) {
            before
        } else {
            DesktopState::Stopped
        };
        self.end_session(id, now);
        self.pass_through(id, DesktopState::Stopping { since: now }, to, (!faults.stuck).then_some(seconds));
    }

    /// Lets `AutoStop` act on a desktop from now on.
    pub(in crate::sim) fn follow_user(&mut self, id: &str, now: Timestamp) {
        if let Some(desktop) = self.desktops.get_mut(id) {
            desktop.following.get_or_insert(Following { awake_since: now, look_at: None });
        }
        self.schedule_look(id, now);
    }

    /// Returns how many desktops are in states like these.
    pub(in crate::sim) fn count(&self, is: fn(DesktopState) -> bool) -> u64 {
        self.desktops.values().filter(|desktop| is(desktop.state)).count() as u64
    }

    /// Tells whether a desktop wouldn't come up again for want of its key (C1-04).
    pub(super) fn lacks_key(&self, id: &str) -> bool {
        self.desktops.get(id).is_some_and(|desktop| !self.can_decrypt(desktop))
    }

    /// Puts a desktop into a state and schedules the next one: after so many seconds, or after hanging.
    fn pass_through(&mut self, id: &str, from: DesktopState, to: DesktopState, seconds: Option<u64>) {
        let (DesktopState::Rebooting { since } | DesktopState::Starting { since } | DesktopState::Stopping { since }) =
            from
        else {
            return;
        };
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        desktop.state = from;
        let end = seconds.map_or(plus(since, STUCK_FOR), |seconds| plus_seconds(since, seconds));
        self.agenda.add(end, Event::Passed { desktop: id.to_owned(), from, to });
    }

    /// Lets a desktop leave a state that it passes through.
    pub(super) fn pass(&mut self, id: &str, from: DesktopState, to: DesktopState, at: Timestamp) {
        let Some(desktop) = self.desktops.get_mut(id).filter(|desktop| desktop.state == from) else {
            return;
        };
        let boots =
            matches!(from, DesktopState::Rebooting { .. } | DesktopState::Starting { .. }) && !desktop.hibernated;
        desktop.state = to;
        let is_up = matches!(to, DesktopState::Available | DesktopState::Unhealthy);
        if is_up {
            // What was ill before it went through this has been ill since then.
            let since = desktop.unhealthy_since.unwrap_or(at);
            desktop.unhealthy_since = (to == DesktopState::Unhealthy).then_some(since);
            if boots {
                desktop.boot();
            }
        }
        if is_up || to == DesktopState::Stopped {
            desktop.hibernated = to == DesktopState::Stopped && desktop.hibernates();
            desktop.error = None;
        }
        if to == DesktopState::Error {
            self.break_down(id, at);
        }
        self.wake(id, at);
    }

    /// Puts a desktop that did not come up into ERROR: for want of its key, or as the fault that it met says.
    pub(super) fn break_down(&mut self, id: &str, at: Timestamp) {
        let (code, message) = if self.lacks_key(id) { KEY_ERROR } else { START_ERROR };
        if let Some(desktop) = self.desktops.get_mut(id) {
            desktop.state = DesktopState::Error;
            desktop.unhealthy_since.get_or_insert(at);
            desktop.error.get_or_insert_with(|| (code.to_owned(), message.to_owned()));
        }
    }

    /// Notes that a desktop is up, or down, as of now, and when it's to be looked at next.
    pub(in crate::sim) fn wake(&mut self, id: &str, now: Timestamp) {
        if let Some(following) = self.desktops.get_mut(id).and_then(|desktop| desktop.following.as_mut()) {
            following.awake_since = now;
            self.schedule_look(id, now);
        }
    }

    /// Notes when a desktop that follows its user is to be looked at next.
    pub(super) fn schedule_look(&mut self, id: &str, now: Timestamp) {
        let seed = self.seed;
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        let at = desktop.next_look(seed, now);
        if let Some(following) = &mut desktop.following {
            following.look_at = at;
            if let Some(at) = at {
                self.agenda.add(at, Event::Look { desktop: id.to_owned() });
            }
        }
    }

    /// Stops a desktop whose user is gone for long enough, starts one whose user is there, or looks again later.
    pub(super) fn look(&mut self, id: &str, at: Timestamp) {
        let seed = self.seed;
        let Some(desktop) = self.desktops.get(id) else {
            return;
        };
        if desktop.following.and_then(|following| following.look_at) != Some(at) {
            return;
        }
        let number = u64::try_from(at.as_second()).unwrap_or_default();
        let mut rng = Random::new(seed, &format!("auto-stop {id}"), number);
        let is_there = usage::leaves_at(desktop, seed, at).is_some();
        let is_over = desktop.stops_at(seed, at).is_some_and(|stop| stop <= at);
        // A2-16, B-15, B-23: it cannot be started while a property changes, nor stopped while it restarts for one.
        if desktop.state == DesktopState::Stopped && is_there && desktop.running_modification().is_none() {
            self.start_up(id, InnerFaults::default(), at, &mut rng);
        } else if desktop.state == DesktopState::Available && is_over && !desktop.is_restarting() {
            self.shut_down(id, InnerFaults::default(), at, &mut rng);
        } else {
            self.schedule_look(id, at);
        }
    }

    /// Notes that a call ends the session of a user at work.
    pub(in crate::sim) fn end_session(&mut self, id: &str, now: Timestamp) {
        let seed = self.seed;
        if let Some(desktop) = self.desktops.get_mut(id)
            && usage::is_connected(desktop, seed, now)
        {
            desktop.thrown_out.push(now);
            desktop.renewals.cut_off_at = Some(now);
        }
    }
}

impl Desktop {
    /// Tells whether a stop keeps its memory (C2-01); of running modes the guide says it of `AutoStop` only.
    pub(in crate::sim) fn hibernates(&self) -> bool {
        let guarded = self.credential_guard && self.operating_system == "WINDOWS_11";
        let shuts_down = guarded || NEVER_HIBERNATES.iter().any(|prefix| self.compute.starts_with(prefix));
        matches!(self.running_mode, RunningMode::AutoStop(_)) && !shuts_down
    }

    /// Returns when it stops by itself if nobody comes until then; `None` while somebody is there.
    fn stops_at(&self, seed: u64, now: Timestamp) -> Option<Timestamp> {
        let RunningMode::AutoStop(minutes) = self.running_mode else {
            return None;
        };
        let awake_since = self.following?.awake_since;
        if usage::leaves_at(self, seed, now).is_some() {
            return None;
        }
        let idle_since = usage::last_connected(self, seed, now).map_or(awake_since, |last| last.max(awake_since));
        Some(plus(idle_since, SignedDuration::from_mins(i64::from(minutes))))
    }

    /// Returns when `AutoStop` may have something to do with it.
    fn next_look(&self, seed: u64, now: Timestamp) -> Option<Timestamp> {
        self.following?;
        let RunningMode::AutoStop(minutes) = self.running_mode else {
            return None;
        };
        // Whoever was thrown out tries again after a while.
        if self.state == DesktopState::Stopped {
            let number = u64::try_from(now.as_second()).unwrap_or_default();
            let mut rng = Random::new(seed, &format!("come back {}", self.id), number);
            let again = plus_seconds(now, rng.between(10 * 60, 30 * 60));
            return usage::next_at_work(self, seed, again);
        }
        // The end of a change that restarts it wakes it.
        if self.state != DesktopState::Available || self.is_restarting() {
            return None;
        }
        match usage::leaves_at(self, seed, now) {
            Some(leaves) => Some(plus(leaves, SignedDuration::from_mins(i64::from(minutes)))),
            None => self.stops_at(seed, now).map(|stop| stop.max(plus_seconds(now, 1))),
        }
    }
}
