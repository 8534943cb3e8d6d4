//! Beginnings and ends over time: what becomes of a desktop that a call makes, fills anew or takes away.
//!
//! Whether a call may is decided in the operations. Never refuses anything.

use jiff::Timestamp;

use super::power::KEY_ERROR;
use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::world::{Desktop, DesktopState, FoundSnapshots, LostWork, Renewal, Root, World};

/// Error of a desktop that a rebuild or a restore left unfinished: the one that the guide shows for a rebuild (C2-02).
const UNFINISHED: (&str, &str) =
    ("InvalidUserConfiguration.Workspace", "The user is either missing or misconfigured in the directory.");

/// Error of a desktop that could not be made; AWS documents none.
const NOT_MADE: (&str, &str) = ("InternalError.Create", "The WorkSpace could not be created.");

/// A turn that a desktop's life takes when it's due.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sim) enum Turn {
    /// It is made.
    Made,
    /// It could not be made; it shows an error, until it goes by itself or for good.
    Unmade {
        /// Until when it is there.
        until: Option<Timestamp>,
    },
    /// A rebuild or a restore ends.
    Renewed {
        /// When it began: one that was begun anew has another end.
        since: Timestamp,
        /// What it leaves behind; `None` when it is rolled back and everything is as before.
        to: Option<DesktopState>,
    },
    /// It was to go, and stays.
    Kept {
        /// State that it returns to.
        back_to: DesktopState,
    },
}

impl World {
    /// Carries out a turn, unless the desktop's life has taken another one since.
    pub(super) fn turn(&mut self, id: &str, turn: Turn, at: Timestamp) {
        match turn {
            Turn::Made => self.end_creation(id, at),
            Turn::Unmade { until } => self.fail_creation(id, until, at),
            Turn::Renewed { since, to } => self.end_renewal(id, since, to, at),
            Turn::Kept { back_to } => self.keep(id, back_to, at),
        }
    }

    /// Begins to make a desktop that is drawn up (C1-01: 10 to 20 minutes, up to an hour with an encrypted root volume).
    ///
    /// A failing one ends in ERROR, and in half of the cases goes by itself; a stuck one hangs first.
    pub(in crate::sim) fn start_creation(
        &mut self,
        desktop: Desktop,
        encrypts_root: bool,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let measured = self.agenda.measured.draw("CREATE", rng);
        let (least, most) = if encrypts_root { (20 * 60, 60 * 60) } else { (10 * 60, 20 * 60) };
        let seconds = measured.unwrap_or_else(|| rng.between(least, most));
        let end = if faults.stuck { plus(now, STUCK_FOR) } else { plus_seconds(now, seconds) };
        let until = rng.chance(0.5).then(|| plus_seconds(end, rng.between(5 * 60, 30 * 60)));
        let turn = if faults.stuck || faults.fail { Turn::Unmade { until } } else { Turn::Made };
        self.agenda.add(end, Event::Turns { desktop: desktop.id.clone(), turn });
        self.desktops.insert(desktop.id.clone(), desktop);
    }

    fn end_creation(&mut self, id: &str, at: Timestamp) {
        let seed = self.seed;
        let lacks_key = self.desktops.get(id).is_some_and(|desktop| !self.can_decrypt(desktop));
        if lacks_key {
            self.fail_creation(id, None, at);
        } else if let Some(desktop) = self.desktops.get_mut(id).filter(|desktop| desktop.state == DesktopState::Pending)
        {
            let mut rng = Random::new(seed, &format!("made {id}"), 0);
            desktop.state = DesktopState::Available;
            // C3-03: the first volume snapshots come soon after creation, often within 30 minutes.
            desktop.first_snapshot_at = plus_seconds(at, rng.between(20 * 60, 40 * 60));
            self.wake(id, at);
        }
    }

    fn fail_creation(&mut self, id: &str, until: Option<Timestamp>, at: Timestamp) {
        let Some(desktop) = self.desktops.get_mut(id).filter(|desktop| desktop.state == DesktopState::Pending) else {
            return;
        };
        desktop.state = DesktopState::Error;
        desktop.error = Some((NOT_MADE.0.to_owned(), NOT_MADE.1.to_owned()));
        desktop.unhealthy_since = Some(at);
        if let Some(until) = until {
            self.agenda.add(until, Event::Gone { desktop: id.to_owned() });
        }
    }

    /// Begins to take a desktop away (C1-10: about five minutes).
    ///
    /// A failing termination leaves it as it was without a word; a stuck one hangs first, and then it goes.
    pub(in crate::sim) fn start_termination(
        &mut self,
        id: &str,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let measured = self.agenda.measured.draw("TERMINATE", rng);
        let seconds = measured.unwrap_or_else(|| rng.between(2 * 60, 8 * 60));
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        let back_to = desktop.state;
        desktop.state = DesktopState::Terminating;
        let desktop = id.to_owned();
        if faults.stuck {
            self.agenda.add(plus(now, STUCK_FOR), Event::Gone { desktop });
        } else if faults.fail {
            self.agenda.add(plus_seconds(now, seconds), Event::Turns { desktop, turn: Turn::Kept { back_to } });
        } else {
            self.agenda.add(plus_seconds(now, seconds), Event::Gone { desktop });
        }
    }

    fn keep(&mut self, id: &str, back_to: DesktopState, at: Timestamp) {
        let Some(desktop) = self.desktops.get_mut(id).filter(|desktop| desktop.state == DesktopState::Terminating)
        else {
            return;
        };
        desktop.state = come_to_rest(back_to);
        self.wake(id, at);
    }

    /// Begins to fill a desktop anew (C1-05: up to an hour; of a restore no time is known, the same is assumed).
    ///
    /// A failing one is rolled back, or is left unfinished; a stuck one hangs first and is left unfinished.
    pub(in crate::sim) fn start_renewal(
        &mut self,
        id: &str,
        renewal: Renewal,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let (what, state) = match renewal.root {
            Root::Image(_) => ("REBUILD", DesktopState::Rebuilding { since: now }),
            Root::VolumeSnapshot => ("RESTORE", DesktopState::Restoring { since: now }),
        };
        let measured = self.agenda.measured.draw(what, rng);
        let seconds = measured.unwrap_or_else(|| rng.between(20 * 60, 60 * 60));
        let unfinished = [None, Some(DesktopState::Unhealthy), Some(DesktopState::Error)];
        let to = match (faults.stuck, faults.fail) {
            (true, _) => Some(DesktopState::Error),
            (false, true) => rng.pick(&unfinished).copied().flatten(),
            (false, false) => Some(DesktopState::Available),
        };
        let end = if faults.stuck { plus(now, STUCK_FOR) } else { plus_seconds(now, seconds) };
        self.end_session(id, now);
        let Some(desktop) = self.desktops.get_mut(id) else {
            return;
        };
        desktop.state = state;
        desktop.renewals.running = Some(renewal);
        let turn = Turn::Renewed { since: now, to };
        self.agenda.add(end, Event::Turns { desktop: id.to_owned(), turn });
    }

    fn end_renewal(&mut self, id: &str, began: Timestamp, to: Option<DesktopState>, at: Timestamp) {
        let is_it = |state| matches!(state, DesktopState::Rebuilding { since } | DesktopState::Restoring { since } if since == began);
        let lacks_key = self.desktops.get(id).is_some_and(|desktop| !self.can_decrypt(desktop));
        let Some(desktop) = self.desktops.get_mut(id).filter(|desktop| is_it(desktop.state)) else {
            return;
        };
        let Some(renewal) = desktop.renewals.running.take() else {
            return;
        };
        let Some(to) = to else {
            desktop.state = come_to_rest(renewal.back_to);
            self.wake(id, at);
            return;
        };
        let mut rng =
            Random::new(self.seed, &format!("renewed {id}"), u64::try_from(began.as_second()).unwrap_or_default());
        let replaced_at = desktop.renewals.replaced_at.replace(at);
        let operation = match renewal.root {
            Root::Image(_) => "RebuildWorkspaces",
            Root::VolumeSnapshot => "RestoreWorkspace",
        };
        let lost = LostWork::of(id, operation, renewal.user_from, renewal.worked_until, replaced_at, at);
        self.lost_work.extend(lost);
        desktop.restored_from = Some(renewal.user_from);
        if let Root::Image(image) = renewal.root {
            desktop.renewals.image = image;
        }
        // C2-02, C2-03: the next volume snapshots come soon; until then there is none of the new root volume.
        desktop.first_snapshot_at = plus_seconds(at, rng.between(20 * 60, 40 * 60));
        desktop.found_snapshots = Some(FoundSnapshots { user: Some(renewal.user_from), root: None });
        desktop.state = if lacks_key { DesktopState::Error } else { to };
        let (code, message) = if lacks_key { KEY_ERROR } else { UNFINISHED };
        let broken = desktop.state == DesktopState::Error;
        desktop.error = broken.then(|| (code.to_owned(), message.to_owned()));
        desktop.unhealthy_since = (desktop.state != DesktopState::Available).then_some(at);
        desktop.boot();
        if renewal.new_interface {
            self.replace_interface(id, at, &mut rng);
        }
        self.wake(id, at);
    }

    /// Gives a desktop another network interface with its directory's own groups (J-13, J-14), and another address.
    fn replace_interface(&mut self, id: &str, at: Timestamp, rng: &mut Random) {
        let Some(desktop) = self.desktops.get(id) else {
            return;
        };
        let (subnet, old) = (desktop.subnet.clone(), desktop.interface.clone());
        let Some(directory) = self.directories.get(&desktop.directory) else {
            return;
        };
        let groups = directory.default_groups();
        let mut made = self.attach_interface(&subnet, groups.clone(), at, rng);
        if made.is_none() && self.subnets.contains_key(&subnet) {
            // A full subnet has room for it as soon as the old one is gone.
            self.detach_interface(&old);
            made = self.attach_interface(&subnet, groups, at, rng);
        }
        let Some((interface, address)) = made else {
            return;
        };
        self.detach_interface(&old);
        if let Some(desktop) = self.desktops.get_mut(id) {
            (desktop.interface, desktop.address, desktop.address_from) = (interface, address, at);
        }
    }
}

/// Returns the state that a desktop comes to rest in, whose call came to nothing.
fn come_to_rest(before: DesktopState) -> DesktopState {
    match before {
        // What it passed through is over by now.
        DesktopState::Starting { .. } | DesktopState::Rebooting { .. } | DesktopState::Updating => {
            DesktopState::Available
        }
        DesktopState::Stopping { .. } => DesktopState::Stopped,
        DesktopState::Pending
        | DesktopState::Rebuilding { .. }
        | DesktopState::Restoring { .. }
        | DesktopState::Terminating => DesktopState::Error,
        DesktopState::Available
        | DesktopState::Impaired
        | DesktopState::Unhealthy
        | DesktopState::Maintenance
        | DesktopState::AdminMaintenance
        | DesktopState::Stopped
        | DesktopState::Error
        | DesktopState::Suspended
        | DesktopState::Foreign => before,
    }
}
