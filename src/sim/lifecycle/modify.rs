//! Changes of properties over time: from `UPDATE_INITIATED` to the new value, or to `UPDATE_FAILED`.
//!
//! Whether a change may begin is decided in the operation. The value changes at the end; while it takes, half of the
//! desktops show the state `UPDATING` and the others the state that they had (domain B, the trap).

use jiff::Timestamp;

use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::world::{Change, Clocks, Desktop, DesktopState, Modification, Phase, World};

/// How many of 1,000 desktops come back unhealthy from a change of protocol (B-25 says that it happens).
const UNHEALTHY_PER_MILLE: u64 = 100;

/// How a desktop comes out of a change that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) enum Landing {
    /// As it was.
    Same,
    /// Unhealthy, until it's rebooted.
    Unhealthy,
}

/// What a change that failed leaves behind; AWS documents neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sim) struct Failure {
    /// The clocks that it puts back, when its own doesn't count.
    clocks: Option<Clocks>,
    /// How long it stays listed, in seconds.
    listed_s: u64,
}

/// A change that is to begin.
pub(in crate::sim) struct Modifying<'a> {
    /// `ws-` id.
    pub(in crate::sim) desktop: &'a str,
    /// What is to be made.
    pub(in crate::sim) change: Change,
    /// Number of the request.
    pub(in crate::sim) number: u64,
    /// The clocks as they are from now on.
    pub(in crate::sim) clocks: Clocks,
    /// What goes wrong.
    pub(in crate::sim) faults: InnerFaults,
}

/// Returns how long a change takes, in seconds.
fn seconds(change: &Change, rng: &mut Random) -> u64 {
    let (usual, longest) = match change {
        // A2-07 quotes 20 to 30 minutes, A2-15 up to two hours.
        Change::Root(_) | Change::User(_) => match rng.below(20) {
            0 => (60, 120),
            1..=3 => (30, 60),
            _ => (20, 30),
        },
        // B-15: up to an hour.
        Change::Compute(_) => (15, 60),
        // B-23: 20 minutes, or up to 40.
        Change::Protocol(_) if rng.chance(0.2) => (20, 40),
        Change::Protocol(_) => (10, 20),
    };
    rng.between(usual * 60, longest * 60)
}

impl World {
    /// Begins a change of a property; the caller has checked every rule.
    pub(in crate::sim) fn begin_modification(&mut self, modifying: Modifying, now: Timestamp, rng: &mut Random) {
        let Modifying { desktop: id, change, number, clocks, faults } = modifying;
        let measured = self.agenda.measured.draw(change.resource(), rng);
        let lasts = measured.unwrap_or_else(|| seconds(&change, rng));
        let is_growth = change.is_growth();
        let unhealthy = matches!(change, Change::Protocol(_)) && rng.below(1_000) < UNHEALTHY_PER_MILLE;
        let counts = rng.chance(0.5);
        let before = self.desktops.get(id).map(|desktop| desktop.clocks).filter(|_| !counts);
        let failure = Failure { clocks: before, listed_s: rng.between(30 * 60, 6 * 3_600) };
        let result = match faults.fail || faults.stuck {
            true => Err(failure),
            false if unhealthy => Ok(Landing::Unhealthy),
            false => Ok(Landing::Same),
        };
        let end = if faults.stuck { plus(now, STUCK_FOR) } else { plus_seconds(now, lasts) };
        if !is_growth {
            self.end_session(id, now);
        }
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        // What failed before is not what is going on now.
        desktop.modifications.retain(|old| old.change.resource() != change.resource() || old.phase != Phase::Failed);
        desktop.modifications.push(Modification { number, change, phase: Phase::Initiated, back_to: None });
        desktop.clocks = clocks;
        let desktop = || id.to_owned();
        let goes_on = plus_seconds(now, rng.between(30, 150));
        self.agenda.add(goes_on, Event::ModificationGoesOn { desktop: desktop(), number });
        self.agenda.add(end, Event::ModificationEnds { desktop: desktop(), number, result });
    }

    /// Schedules the ends of modifications that were found under way, or failed.
    pub(in crate::sim) fn go_on_with_found(&mut self, id: &str, now: Timestamp, rng: &mut Random) {
        let found = self.desktops.get(id).map(|desktop| desktop.modifications.clone()).unwrap_or_default();
        for Modification { number, phase, change, .. } in found {
            let desktop = id.to_owned();
            let left = seconds(&change, rng) / 2;
            let event = match phase {
                Phase::Failed => Event::ModificationForgotten { desktop, number },
                Phase::Initiated | Phase::InProgress => {
                    Event::ModificationEnds { desktop, number, result: Ok(Landing::Same) }
                }
            };
            self.agenda.add(plus_seconds(now, left), event);
        }
    }

    pub(super) fn go_on_modifying(&mut self, id: &str, number: u64) {
        let seed = self.seed;
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        let may_show = matches!(desktop.state, DesktopState::Available | DesktopState::Stopped);
        let shows = Random::new(seed, &format!("updating {id}"), 0).chance(0.5) && may_show;
        let state = desktop.state;
        // One that failed within its first minutes stays failed.
        let begun = |each: &&mut Modification| each.number == number && each.phase == Phase::Initiated;
        let Some(modification) = desktop.modifications.iter_mut().find(begun) else {
            return;
        };
        modification.phase = Phase::InProgress;
        if shows {
            modification.back_to = Some(state);
            desktop.state = DesktopState::Updating;
        }
    }

    pub(super) fn end_modification(&mut self, id: &str, number: u64, result: Result<Landing, Failure>, at: Timestamp) {
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        let Some(index) = desktop.modifications.iter().position(|each| each.number == number) else {
            return;
        };
        let modification = desktop.modifications.remove(index);
        let restarted = !modification.change.is_growth();
        if let (DesktopState::Updating, Some(back_to)) = (desktop.state, modification.back_to) {
            desktop.state = back_to;
        }
        let restarts_now = result.is_ok() && restarted && desktop.state == DesktopState::Available;
        match result {
            Ok(landing) => desktop.take(&modification.change, landing, at),
            Err(failure) => {
                if let Some(before) = failure.clocks {
                    desktop.reset_clock(&modification.change, before);
                }
                desktop.modifications.push(Modification { phase: Phase::Failed, back_to: None, ..modification });
                let forgotten = Event::ModificationForgotten { desktop: id.to_owned(), number };
                self.agenda.add(plus_seconds(at, failure.listed_s), forgotten);
            }
        }
        // A growth leaves a user's absence what it was.
        if restarted {
            if restarts_now && self.lacks_key(id) {
                self.break_down(id, at);
            }
            self.wake(id, at);
        } else {
            self.schedule_look(id, at);
        }
    }

    pub(super) fn forget_modification(&mut self, id: &str, number: u64) {
        if let Some(desktop) = self.desktops.get_mut(id) {
            desktop.modifications.retain(|modification| modification.number != number);
        }
    }

    /// Returns how many desktops are being modified.
    pub(in crate::sim) fn modifying(&self) -> u64 {
        self.desktops.values().filter(|desktop| desktop.running_modification().is_some()).count() as u64
    }
}

impl Desktop {
    /// Returns the change that is under way.
    pub(in crate::sim) fn running_modification(&self) -> Option<&Change> {
        let running = |modification: &&Modification| modification.phase != Phase::Failed;
        self.modifications.iter().find(running).map(|modification| &modification.change)
    }

    /// Tells whether a change restarts it, and nobody can be there.
    pub(in crate::sim) fn is_restarting(&self) -> bool {
        self.running_modification().is_some_and(|change| !change.is_growth())
    }

    /// Notes that its system was booted: it sees its volumes as they are.
    pub(in crate::sim) fn boot(&mut self) {
        self.usable_gib = (self.root_gib, self.user_gib);
        self.hibernated = false;
    }

    fn take(&mut self, change: &Change, landing: Landing, at: Timestamp) {
        let member = match change {
            Change::Root(gib) => {
                self.root_gib = *gib;
                "RootVolumeSizeGib"
            }
            Change::User(gib) => {
                self.user_gib = *gib;
                "UserVolumeSizeGib"
            }
            Change::Compute(name) => {
                self.compute.clone_from(name);
                "ComputeTypeName"
            }
            Change::Protocol(name) => {
                self.protocol.clone_from(name);
                "Protocols"
            }
        };
        // What an import found there is out of date.
        self.shown_properties.remove(member);
        if !change.is_growth() {
            self.boot();
        }
        if landing == Landing::Unhealthy && self.state == DesktopState::Available {
            self.state = DesktopState::Unhealthy;
            self.unhealthy_since = Some(at);
        }
    }

    /// Puts the clock of a change back to what it was before.
    fn reset_clock(&mut self, change: &Change, before: Clocks) {
        match change {
            Change::Root(_) => self.clocks.root = before.root,
            Change::User(_) => self.clocks.user = before.user,
            Change::Compute(_) => (self.clocks.larger, self.clocks.smaller) = (before.larger, before.smaller),
            Change::Protocol(_) => {}
        }
    }
}
