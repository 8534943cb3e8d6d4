//! Beginnings and ends over time: what becomes of a desktop that a call makes, fills anew or takes away.
//!
//! Whether a call may is decided in the operations. Never refuses anything.

use jiff::Timestamp;

use super::{Event, STUCK_FOR, plus, plus_seconds};
use crate::sim::call::InnerFaults;
use crate::sim::rng::Random;
use crate::sim::world::{DesktopState, World};

/// A turn that a desktop's life takes when it's due.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sim) enum Turn {
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
            Turn::Kept { back_to } => self.keep(id, back_to, at),
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
        desktop.state = match back_to {
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
            | DesktopState::Unhealthy
            | DesktopState::Maintenance
            | DesktopState::AdminMaintenance
            | DesktopState::Stopped
            | DesktopState::Error
            | DesktopState::Suspended
            | DesktopState::Foreign => back_to,
        };
        self.wake(id, at);
    }
}
