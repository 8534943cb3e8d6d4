//! Clocks of an imported desktop: what a ledger told of when it was changed, as `Deskfleet.Clocks` of the document has it.
//!
//! Without them every desktop would be old and unchanged, and a rehearsal would allow what the service refuses. What was
//! changed under an earlier id was changed of another desktop: a migration made this one. Knows nothing of worlds.

use jiff::{SignedDuration, Timestamp};

use super::{ImportError, Item};
use crate::sim::workspaces::modify::is_larger;
use crate::sim::world::Clocks;

/// How long a desktop has to be REBOOTING before that is called stuck (C1-04).
const STUCK_AFTER: SignedDuration = SignedDuration::from_mins(20);

/// What a document tells of the clocks of a desktop.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Told<'a> {
    /// When which property was last changed.
    pub(super) clocks: Clocks,
    /// When the desktop was made.
    pub(super) created_at: Option<Timestamp>,
    /// A state that it was seen in, and when first.
    state: Option<(&'a str, Timestamp)>,
}

impl<'a> Told<'a> {
    /// Reads `Clocks`, in the words that a plan and `list` have for them.
    pub(super) fn read(clocks: &Item<'a>) -> Result<Self, ImportError> {
        let mut told = Self::default();
        if let Some(seen) = clocks.inner("State")? {
            told.state = Some((seen.needed("State")?, moment(&seen, "FirstAt")?));
        }
        for change in clocks.list("Changes")?.unwrap_or_default() {
            let (what, at) = (change.needed("What")?, moment(&change, "At")?);
            if change.text("InheritedFrom")?.is_none() {
                let larger = match (change.text("Before")?, change.text("After")?) {
                    (Some(before), Some(after)) => is_larger(before, after),
                    (_, _) => None,
                };
                told.add(what, at, larger);
            }
        }
        Ok(told)
    }

    /// Starts the clocks that a change starts; of one that nobody knows more closely, all that it may have started.
    fn add(&mut self, what: &str, at: Timestamp, larger: Option<bool>) {
        let start = |clock: &mut Option<Timestamp>| *clock = (*clock).max(Some(at));
        let clocks = &mut self.clocks;
        match what {
            "ROOT_VOLUME" => start(&mut clocks.root),
            "USER_VOLUME" => start(&mut clocks.user),
            "COMPUTE_TYPE" => {
                if larger != Some(false) {
                    start(&mut clocks.larger);
                }
                if larger != Some(true) {
                    start(&mut clocks.smaller);
                }
            }
            "PROPERTIES" => {
                for clock in [&mut clocks.root, &mut clocks.user, &mut clocks.larger, &mut clocks.smaller] {
                    start(clock);
                }
            }
            "CREATE" => start(&mut self.created_at),
            _ => {} // nothing waits for it
        }
    }

    /// Returns since when the desktop hangs in a state, when that is so long that it is stuck there.
    pub(super) fn stuck_since(&self, state: &str, now: Timestamp) -> Option<Timestamp> {
        let (_, since) = self.state.filter(|(seen, _)| *seen == state)?;
        (now.duration_since(since) >= STUCK_AFTER).then_some(since)
    }
}

fn moment(item: &Item<'_>, name: &str) -> Result<Timestamp, ImportError> {
    item.moment(name)?.ok_or_else(|| item.wrong(name, "is missing"))
}
