//! The keys that volumes of a ready-made fleet are encrypted with.

use jiff::{SignedDuration, Timestamp};

use super::before;
use crate::sim::lifecycle::plus;
use crate::sim::rng::Random;
use crate::sim::spec::WorldSpec;
use crate::sim::sts::partition;
use crate::sim::world::{Key, KeyState, World};

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cipher {
    /// The service's own.
    Managed,
    /// The customer's, usable.
    Enabled,
    /// The customer's, switched off.
    Disabled,
    /// The customer's, about to be deleted.
    Deleted,
}

/// Adds a key unless it is there, and returns its ARN as desktops name it: of the service's own key that of its alias.
pub(super) fn add(world: &mut World, spec: &WorldSpec, cipher: Cipher) -> String {
    add_at(world, spec.start, cipher)
}

/// Adds the service's own key, which is made when it is first used, and returns the ARN of its alias.
pub(in crate::sim) fn own_key(world: &mut World, now: Timestamp) -> String {
    add_at(world, now, Cipher::Managed)
}

fn add_at(world: &mut World, start: Timestamp, cipher: Cipher) -> String {
    let mut rng = Random::new(world.seed, &format!("fleet-key {cipher:?}"), 0);
    let place = format!("arn:{}:kms:{}:{}", partition(&world.region), world.region, world.account);
    let id = rng.request_id();
    let arn = format!("{place}:key/{id}");
    let alias = match cipher {
        Cipher::Managed => Some(format!("{place}:alias/aws/workspaces")),
        Cipher::Enabled => Some(format!("{place}:alias/desktops")),
        Cipher::Disabled | Cipher::Deleted => None,
    };
    let named = if cipher == Cipher::Managed { alias.clone().unwrap_or_default() } else { arn.clone() };
    let state = match cipher {
        Cipher::Managed | Cipher::Enabled => KeyState::Enabled,
        Cipher::Disabled => KeyState::Disabled,
        Cipher::Deleted => KeyState::PendingDeletion(plus(start, SignedDuration::from_hours(20 * 24))),
    };
    let created_at = before(start, rng.between(100 * 86_400, 900 * 86_400));
    let key = Key { id, arn: arn.clone(), alias, state, managed: cipher == Cipher::Managed, created_at };
    world.keys.insert(arn, key);
    named
}
