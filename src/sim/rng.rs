//! Random numbers that replay.
//!
//! A generator is made from (seed, purpose, number of the request), so a draw depends on nothing that was drawn before
//! it: replaying a world from its record gives the same numbers, and a new purpose shifts none of the others.
//! Imports nothing of ours.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// Letters and digits of the ids of WorkSpaces.
const BASE_36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
/// Digits of the ids of EC2.
const BASE_16: &[u8] = b"0123456789abcdef";
/// Letters and digits of computer names.
const UPPER_36: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A generator for one purpose of one request.
pub(super) struct Random {
    stream: ChaCha8Rng,
}

impl Random {
    /// Returns the generator of this seed, purpose and number.
    pub(super) fn new(seed: u64, purpose: &str, number: u64) -> Self {
        let mut hash = Sha256::new();
        hash.update(seed.to_le_bytes());
        hash.update(number.to_le_bytes());
        hash.update(purpose.as_bytes());
        Self { stream: ChaCha8Rng::from_seed(hash.finalize().into()) }
    }

    /// Returns a whole number from 0 up to `bound` without it; 0 when `bound` is 0.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        // The high half of the product: exact in integers, and its bias is far below anything a simulation shows.
        let wide = u128::from(self.stream.next_u64()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or_default()
    }

    /// Returns a whole number from `low` to `high`, both included; `low` when they are the wrong way round.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below((high + 1).saturating_sub(low))
    }

    /// Tells whether something that happens with this probability happens.
    pub(super) fn chance(&mut self, probability: f64) -> bool {
        const STEPS: u64 = 1 << 53; // what a float of double precision can tell apart between 0 and 1
        #[expect(clippy::cast_precision_loss, reason = "both numbers are at most 2^53, which a float holds exactly")]
        let drawn = (self.stream.next_u64() >> 11) as f64 / STEPS as f64;
        drawn < probability
    }

    /// Returns one of the items; `None` of an empty list.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let index = self.below(items.len() as u64);
        usize::try_from(index).ok().and_then(|index| items.get(index))
    }

    /// Returns an id of WorkSpaces: the prefix and nine letters or digits.
    pub(super) fn workspaces_id(&mut self, prefix: &str) -> String {
        self.text(prefix, BASE_36, 9)
    }

    /// Returns an id of EC2: the prefix and 17 hexadecimal digits.
    pub(super) fn ec2_id(&mut self, prefix: &str) -> String {
        self.text(prefix, BASE_16, 17)
    }

    /// Returns an id of Directory Service: the prefix and ten hexadecimal digits.
    pub(super) fn directory_id(&mut self) -> String {
        self.text("d-", BASE_16, 10)
    }

    /// Returns the name that a desktop is given in its domain.
    pub(super) fn computer_name(&mut self) -> String {
        self.text("WSAMZN-", UPPER_36, 8)
    }

    /// Returns a registration code of a directory.
    pub(super) fn registration_code(&mut self) -> String {
        self.text("SLiad+", UPPER_36, 6)
    }

    /// Returns a request id in the form of a UUID.
    pub(super) fn request_id(&mut self) -> String {
        let digits = self.text("", BASE_16, 32);
        let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)];
        parts.map(|(from, to)| &digits[from..to]).join("-")
    }

    fn text(&mut self, prefix: &str, alphabet: &[u8], length: usize) -> String {
        let drawn = (0..length).filter_map(|_| self.pick(alphabet).copied()).map(char::from);
        prefix.chars().chain(drawn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_purpose_and_number_give_the_same_numbers() {
        let draw = |seed, purpose, number| Random::new(seed, purpose, number).below(u64::MAX);
        assert_eq!(draw(7, "lost", 3), draw(7, "lost", 3));
        assert_ne!(draw(7, "lost", 3), draw(8, "lost", 3));
        assert_ne!(draw(7, "lost", 3), draw(7, "stale", 3));
        assert_ne!(draw(7, "lost", 3), draw(7, "lost", 4));
    }

    /// The numbers are part of the format of a durable world: another generator would tell another story on replay.
    #[test]
    fn the_stream_does_not_change_between_versions() {
        assert_eq!(Random::new(7, "workspace-id", 1).workspaces_id("ws-"), "ws-wjokyic4x");
    }

    #[test]
    fn draws_stay_in_their_range_and_reach_both_ends() {
        let mut random = Random::new(1, "range", 0);
        let drawn: std::collections::BTreeSet<u64> = (0..500).map(|_| random.between(3, 6)).collect();
        assert_eq!(drawn.into_iter().collect::<Vec<_>>(), [3, 4, 5, 6]);
        assert_eq!(random.below(0), 0);
        assert!(!random.chance(0.0));
        assert!(random.chance(1.0));
        let hits = (0..10_000).filter(|_| random.chance(0.1)).count();
        assert!((800..1200).contains(&hits), "{hits}");
    }
}
