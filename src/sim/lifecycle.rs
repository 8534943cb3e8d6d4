//! What time does to the world: what is scheduled, and how it is folded in when somebody looks.
//!
//! There are no timers: an operation puts what will happen on the agenda, and `World::settle` carries out what has
//! become due, in the order of its moments. How long things take is drawn here and nowhere else. Up and down is in
//! `power`, changed properties in `modify`, beginnings and ends in `lives`, all that is no desktop in `around`.
//! Never refuses anything and knows no wire format.

mod around;
mod lives;
mod measured;
mod modify;
mod power;

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use jiff::{SignedDuration, Timestamp};

use super::rng::Random;
use super::usage;
use super::world::{Desktop, DesktopState, Interface, LostWork, Migration, World};

pub(super) use around::Settling;
use lives::Turn;
pub(super) use measured::Measured;
pub(super) use modify::Modifying;
use modify::{Failure, Landing};

/// Time between two volume snapshots (domain C3-01).
pub(super) const SNAPSHOT_EVERY: SignedDuration = SignedDuration::from_hours(12);
/// How long a stuck migration hangs before it is rolled back.
pub(super) const STUCK_FOR: SignedDuration = SignedDuration::from_hours(6);
/// How many migrations run at once; what comes on top waits for a place (D-18, D-22).
const MIGRATIONS_AT_ONCE: usize = 25;
/// Error code of a new desktop whose migration failed; AWS does not document one.
const MIGRATION_ERROR: &str = "InternalError.Migration";

/// Something that will happen.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Event {
    /// A migration succeeds: its new desktop is there, the old one goes.
    MigrationDone {
        /// Old id.
        source: String,
    },
    /// A migration fails: the old desktop is as before, the new one goes, perhaps after showing an error until then.
    MigrationFailed {
        /// Old id.
        source: String,
        /// Until when the new desktop shows `ERROR`.
        error_until: Option<Timestamp>,
    },
    /// A desktop leaves a state that it only passes through, unless it has left it before.
    Passed {
        /// Its id.
        desktop: String,
        /// The state with the moment that it began: one that was begun anew has another end.
        from: DesktopState,
        /// What comes after it.
        to: DesktopState,
    },
    /// It's time to see whether a desktop should stop or start by itself.
    Look {
        /// Its id.
        desktop: String,
    },
    /// A modification is begun in earnest.
    ModificationGoesOn {
        /// Desktop.
        desktop: String,
        /// Number of the modification.
        number: u64,
    },
    /// A modification ends.
    ModificationEnds {
        /// Desktop.
        desktop: String,
        /// Number of the modification.
        number: u64,
        /// How.
        result: Result<Landing, Failure>,
    },
    /// A failed modification is not listed any more.
    ModificationForgotten {
        /// Desktop.
        desktop: String,
        /// Number of the modification.
        number: u64,
    },
    /// A desktop's life takes the turn that a call gave it.
    Turns {
        /// Its id.
        desktop: String,
        /// How.
        turn: Turn,
    },
    /// Something around the desktops gets to where it was going.
    Settles(Settling),
    /// A desktop is gone.
    Gone {
        /// Its id.
        desktop: String,
    },
}

/// What is going to happen, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Agenda {
    /// By moment, then by the order of entry.
    events: BTreeMap<(Timestamp, u64), Event>,
    /// How many were ever entered.
    entered: u64,
    /// Migrations that have not ended, by old id, with the moment of their end.
    migrations: BTreeMap<String, Timestamp>,
    /// How long changes take, where somebody has measured it.
    pub(super) measured: Measured,
}

impl Agenda {
    /// Enters an event.
    pub(super) fn add(&mut self, at: Timestamp, event: Event) {
        self.entered += 1;
        self.events.insert((at, self.entered), event);
    }

    fn next_due(&mut self, now: Timestamp) -> Option<(Timestamp, Event)> {
        let entry = self.events.first_entry()?;
        let at = entry.key().0;
        (at <= now).then(|| (at, entry.remove()))
    }

    /// Returns how many migrations have not ended.
    pub(super) fn migrations(&self) -> u64 {
        self.migrations.len() as u64
    }

    /// Returns when a migration that is accepted now gets its place.
    fn place_from(&self, now: Timestamp) -> Timestamp {
        let Some(ahead) = self.migrations.len().checked_sub(MIGRATIONS_AT_ONCE) else {
            return now;
        };
        let mut ends: Vec<Timestamp> = self.migrations.values().copied().collect();
        ends.sort_unstable();
        ends.get(ahead).copied().unwrap_or(now).max(now)
    }
}

/// Returns `at` and a whole number of seconds; the far end of time when there is no such moment.
pub(super) fn plus_seconds(at: Timestamp, seconds: u64) -> Timestamp {
    let span = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
    plus(at, span)
}

/// Returns `at` and a span; the far end of time when there is no such moment.
pub(super) fn plus(at: Timestamp, span: SignedDuration) -> Timestamp {
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// How a migration that is accepted will go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It succeeds.
    Done,
    /// It fails after a while, without a word.
    Failed,
    /// It hangs, and then it fails.
    Stuck,
}

/// Returns how long a migration runs, in seconds (D-21: up to an hour, Linux 20 to 30 minutes; typically about 35).
fn migration_seconds(rng: &mut Random, linux: bool) -> u64 {
    if linux {
        rng.between(20 * 60, 30 * 60)
    } else if rng.chance(0.1) {
        rng.between(45 * 60, 60 * 60)
    } else {
        u64::midpoint(rng.between(20 * 60, 50 * 60), rng.between(20 * 60, 50 * 60))
    }
}

/// Draws up how a migration fails: in half of the cases the new desktop shows an error for a while before it goes.
fn failure(source: &str, end: Timestamp, rng: &mut Random) -> (Timestamp, Event) {
    let error_until = rng.chance(0.5).then(|| plus_seconds(end, rng.between(2 * 60, 10 * 60)));
    let source = source.to_owned();
    (end, Event::MigrationFailed { source, error_until })
}

impl World {
    /// Folds in everything that has become due up to `now`; a `now` in the past changes nothing.
    pub(super) fn settle(&mut self, now: Timestamp) {
        while let Some((at, event)) = self.agenda.next_due(now) {
            match event {
                Event::MigrationDone { source } => self.finish_migration(&source, at),
                Event::MigrationFailed { source, error_until } => self.roll_back(&source, error_until, at),
                Event::Passed { desktop, from, to } => self.pass(&desktop, from, to, at),
                Event::Look { desktop } => self.look(&desktop, at),
                Event::ModificationGoesOn { desktop, number } => self.go_on_modifying(&desktop, number),
                Event::ModificationEnds { desktop, number, result } => {
                    self.end_modification(&desktop, number, result, at);
                }
                Event::ModificationForgotten { desktop, number } => self.forget_modification(&desktop, number),
                Event::Turns { desktop, turn } => self.turn(&desktop, turn, at),
                Event::Settles(settling) => self.settle_around(settling, at),
                Event::Gone { desktop } => self.remove(&desktop),
            }
        }
        self.settled = self.settled.max(now);
    }

    /// Starts the migration of a desktop to a desktop that is already drawn up; the caller has checked every rule.
    ///
    /// AWS does not say what the old desktop shows meanwhile. Here it is `UPDATING`: not one of the states that a
    /// second migration may start from, and not one that a finished or failed migration leaves behind.
    pub(super) fn start_migration(
        &mut self,
        source: &str,
        target: Desktop,
        ending: Ending,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let linux = !target.operating_system.starts_with("WINDOWS");
        let from = self.agenda.place_from(now);
        let measured = self.agenda.measured.draw("MIGRATE", rng);
        let runs = measured.unwrap_or_else(|| migration_seconds(rng, linux));
        let (end, event) = match ending {
            Ending::Done => (plus_seconds(from, runs), Event::MigrationDone { source: source.to_owned() }),
            Ending::Failed => failure(source, plus_seconds(from, rng.between(10 * 60, 55 * 60)), rng),
            Ending::Stuck => failure(source, plus(from, STUCK_FOR), rng),
        };
        let seed = self.seed;
        if let Some(old) = self.desktops.get_mut(source) {
            let back_to = old.state;
            let worked_until = usage::worked_until(old, seed, now);
            old.renewals.cut_off_at = usage::cut_off_at(old, seed, now);
            old.state = DesktopState::Updating;
            old.migration = Some(Migration { target: target.id.clone(), back_to, worked_until });
        }
        let target = Desktop {
            // C3-03: the first snapshots come soon after creation, often within 30 minutes.
            first_snapshot_at: plus_seconds(end, rng.between(20 * 60, 40 * 60)),
            ..target
        };
        self.agenda.migrations.insert(source.to_owned(), end);
        self.agenda.add(end, event);
        self.desktops.insert(target.id.clone(), target);
    }

    fn finish_migration(&mut self, source: &str, at: Timestamp) {
        self.agenda.migrations.remove(source);
        let Some(old) = self.desktops.get_mut(source) else {
            return;
        };
        let Some(Migration { target, worked_until, .. }) = old.migration.take() else {
            return;
        };
        old.state = DesktopState::Terminating;
        let replaced_at = old.renewals.replaced_at;
        if let Some(new) = self.desktops.get_mut(&target) {
            new.state = DesktopState::Available;
            if let Some(snapshot) = new.restored_from {
                let lost = LostWork::of(source, "MigrateWorkspace", snapshot, worked_until, replaced_at, at);
                self.lost_work.extend(lost);
            }
        }
        self.wake(&target, at);
        self.lineage.insert(source.to_owned(), target);
        self.migrated_at.insert(source.to_owned(), at);
        let mut rng = Random::new(self.seed, &format!("terminate {source}"), 0);
        let gone = plus_seconds(at, rng.between(20, 90)); // C1-10: TERMINATED is very brief, then absent
        self.agenda.add(gone, Event::Gone { desktop: source.to_owned() });
    }

    fn roll_back(&mut self, source: &str, error_until: Option<Timestamp>, at: Timestamp) {
        self.agenda.migrations.remove(source);
        let Some(old) = self.desktops.get_mut(source) else {
            return;
        };
        let Some(Migration { target, back_to, .. }) = old.migration.take() else {
            return;
        };
        old.state = back_to;
        self.schedule_look(source, at);
        let Some(until) = error_until else {
            self.remove(&target);
            return;
        };
        if let Some(new) = self.desktops.get_mut(&target) {
            new.state = DesktopState::Error;
            let message = "The WorkSpace could not be created from the source WorkSpace.";
            new.error = Some((MIGRATION_ERROR.to_owned(), message.to_owned()));
        }
        self.agenda.add(until, Event::Gone { desktop: target });
    }

    fn remove(&mut self, id: &str) {
        let Some(desktop) = self.desktops.remove(id) else {
            return;
        };
        self.forget_tags(id);
        self.replications.remove(id);
        self.detach_interface(&desktop.interface);
    }

    /// Takes a network interface away; its address is free again.
    fn detach_interface(&mut self, id: &str) {
        if let Some(interface) = self.interfaces.remove(id)
            && let Some(subnet) = self.subnets.get_mut(&interface.subnet)
        {
            subnet.taken.remove(&interface.address);
        }
    }

    /// Makes the network interface of a new desktop in a subnet; `None` when it has no free address.
    ///
    /// It gets the groups given and nothing else: what was attached by hand to an older one is not known here (J-14).
    pub(super) fn attach_interface(
        &mut self,
        subnet: &str,
        groups: Vec<String>,
        now: Timestamp,
        rng: &mut Random,
    ) -> Option<(String, Ipv4Addr)> {
        let place = self.subnets.get_mut(subnet)?;
        let address = place.free_address(rng.below(1 << 16))?;
        let id = rng.ec2_id("eni-");
        place.taken.insert(address, id.clone());
        let interface = Interface {
            id: id.clone(),
            subnet: subnet.to_owned(),
            address,
            description: format!("Created By Amazon Workspaces for AWS Account ID {}", self.account),
            groups,
            owner: self.account.clone(),
            attachment_owner: super::fleet::SERVICE_ACCOUNT.to_owned(),
            attachment: rng.ec2_id("eni-attach-"),
            device_index: 1,
            attached_at: now,
            elastic: None,
        };
        self.interfaces.insert(id.clone(), interface);
        Some((id, address))
    }
}

impl Desktop {
    /// Returns the newest volume snapshot of the user volume at `now`, taken whatever the health (C3-02).
    pub(super) fn user_snapshot(&self, now: Timestamp) -> Option<Timestamp> {
        self.taken_snapshot(now).or_else(|| self.found_snapshots.and_then(|found| found.user))
    }

    /// Returns the newest volume snapshot that was taken here.
    fn taken_snapshot(&self, now: Timestamp) -> Option<Timestamp> {
        let since = now.duration_since(self.first_snapshot_at);
        let taken = since.as_secs().checked_div(SNAPSHOT_EVERY.as_secs())?;
        (!since.is_negative())
            .then(|| plus(self.first_snapshot_at, SignedDuration::from_secs(taken * SNAPSHOT_EVERY.as_secs())))
    }

    /// Returns the newest volume snapshots that both volumes can be filled from: of one time, as a restore takes them.
    pub(super) fn both_snapshots(&self, now: Timestamp) -> Option<Timestamp> {
        let user = self.user_snapshot(now);
        self.root_snapshot(now).filter(|root| user.is_some_and(|user| user >= *root))
    }

    /// Returns the newest volume snapshot of the root volume: none is taken while the desktop is not healthy.
    pub(super) fn root_snapshot(&self, now: Timestamp) -> Option<Timestamp> {
        let at = self.unhealthy_since.map_or(now, |since| since.min(now));
        self.taken_snapshot(at).or_else(|| self.found_snapshots.and_then(|found| found.root))
    }
}
