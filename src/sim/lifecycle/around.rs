//! What time does to all that is no desktop: registrations, second factors.

use jiff::Timestamp;

use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::world::{RadiusStatus, Registration, World};

/// Seconds that a registration takes, its end, and the moment that a deregistered directory is still shown; minutes is all
/// that is known (K-07).
const REGISTERS_S: (u64, u64) = (60, 300);
const DEREGISTERS_S: (u64, u64) = (60, 240);
const SHOWN_S: (u64, u64) = (1, 15);
/// Seconds that it takes to set a second factor up.
const RADIUS_S: (u64, u64) = (30, 180);

/// What gets to where it was going.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) enum Settling {
    /// A registration ends, well or not.
    Registered {
        /// Directory.
        directory: String,
        /// Whether it is one that failed.
        failed: bool,
    },
    /// A directory is not registered any more.
    Deregistered {
        /// Directory.
        directory: String,
    },
    /// A directory that was deregistered is not listed any more.
    Unlisted {
        /// Directory.
        directory: String,
    },
    /// It shows whether the servers of a second factor answer.
    Radius {
        /// Directory.
        domain: String,
        /// When it was begun: one that was set up anew has another end.
        since: Timestamp,
        /// Whether they answer.
        answers: bool,
    },
}

impl World {
    /// Puts the end of something on the agenda: after some seconds, or much later for what hangs.
    fn settles(&mut self, now: Timestamp, seconds: u64, faults: InnerFaults, settling: Settling) {
        let at = if faults.stuck { plus(now, STUCK_FOR) } else { plus_seconds(now, seconds) };
        self.agenda.add(at, Event::Settles(settling));
    }

    /// Lets the registration of a directory that is there already take its time.
    pub(in crate::sim) fn start_registration(
        &mut self,
        id: &str,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let seconds = rng.between(REGISTERS_S.0, REGISTERS_S.1);
        let settling = Settling::Registered { directory: id.to_owned(), failed: faults.fail || faults.stuck };
        self.settles(now, seconds, faults, settling);
    }

    /// Begins to deregister a directory.
    pub(in crate::sim) fn start_deregistration(
        &mut self,
        id: &str,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        if let Some(directory) = self.directories.get_mut(id) {
            directory.registration = Registration::Deregistering;
            directory.shown.remove("State"); // an import's word for it is out of date
        }
        let seconds = rng.between(DEREGISTERS_S.0, DEREGISTERS_S.1);
        self.settles(now, seconds, faults, Settling::Deregistered { directory: id.to_owned() });
    }

    /// Lets a second factor that is set already show whether it works.
    pub(in crate::sim) fn start_radius(
        &mut self,
        id: &str,
        answers: bool,
        faults: InnerFaults,
        now: Timestamp,
        rng: &mut Random,
    ) {
        let seconds = rng.between(RADIUS_S.0, RADIUS_S.1);
        let answers = answers && !faults.fail && !faults.stuck;
        self.settles(now, seconds, faults, Settling::Radius { domain: id.to_owned(), since: now, answers });
    }

    /// Carries out what has become due.
    pub(super) fn settle_around(&mut self, settling: Settling, at: Timestamp) {
        match settling {
            Settling::Registered { directory, failed } => {
                if let Some(directory) = self.directories.get_mut(&directory) {
                    directory.registration = if failed { Registration::Failed } else { Registration::Registered };
                }
            }
            Settling::Deregistered { directory: id } => {
                if let Some(directory) = self.directories.get_mut(&id) {
                    directory.registration = Registration::Deregistered;
                }
                let mut rng = Random::new(self.seed, &format!("unlist {id}"), 0);
                let gone = plus_seconds(at, rng.between(SHOWN_S.0, SHOWN_S.1));
                self.agenda.add(gone, Event::Settles(Settling::Unlisted { directory: id }));
            }
            Settling::Unlisted { directory } => {
                self.directories.remove(&directory);
                self.forget_tags(&directory);
            }
            Settling::Radius { domain, since, answers } => {
                let radius = self.domains.get_mut(&domain).and_then(|domain| domain.radius.as_mut());
                if let Some(radius) = radius.filter(|radius| radius.since == since) {
                    radius.status = if answers { RadiusStatus::Completed } else { RadiusStatus::Failed };
                }
            }
        }
    }
}
