//! How long changes really took elsewhere, to draw from in the place of what AWS states.
//!
//! By the API's word for a resource that is modified, else by a word for the call (`MIGRATE`, `REBOOT`, `START`, `STOP`).
//! What is not here is drawn from the documentation, with the same random numbers as ever.

use std::collections::BTreeMap;

use crate::sim::rng::Random;

/// Durations in seconds, by what was changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::sim) struct Measured(BTreeMap<String, Vec<u64>>);

impl Measured {
    /// Takes durations.
    pub(in crate::sim) fn new(seconds: BTreeMap<String, Vec<u64>>) -> Self {
        Self(seconds)
    }

    /// Draws one of those of a change; `None` when there are none, and then nothing random was used.
    pub(super) fn draw(&self, what: &str, rng: &mut Random) -> Option<u64> {
        let known = self.0.get(what).filter(|known| !known.is_empty())?;
        let at = usize::try_from(rng.below(known.len() as u64)).ok()?;
        known.get(at).copied()
    }
}
