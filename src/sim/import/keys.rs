//! Encryption keys of an imported world: those that the document tells the state of, and those that only desktops name.

use jiff::{SignedDuration, Timestamp};

use super::{Import, ImportError, Item, before, member};
use crate::sim::lifecycle::plus;
use crate::sim::world::{Key, KeyState};

/// The shortest time between the wish to delete a key and its end (KMS: 7 to 30 days).
const DELETION: SignedDuration = SignedDuration::from_hours(7 * 24);

impl<'a> Import<'a> {
    /// Adds the keys of the document; one without a state is a key that there is no more.
    pub(super) fn keys(&mut self, document: &Item<'a>) -> Result<(), ImportError> {
        for item in member(document, "Keys")?.unwrap_or_default() {
            let named = item.needed("KeyId")?;
            let state = match item.text("KeyState")? {
                None => {
                    self.gone_keys.insert(named);
                    continue;
                }
                Some("Enabled") => KeyState::Enabled,
                Some("PendingDeletion" | "PendingReplicaDeletion") => {
                    KeyState::PendingDeletion(plus(self.spec.start, DELETION))
                }
                Some("Disabled") => KeyState::Disabled,
                Some(_) => {
                    self.assume("the state of an encryption key is one in which it can't be used: disabled");
                    KeyState::Disabled
                }
            };
            let age = self.rng("key age", named).between(100 * 86_400, 900 * 86_400);
            self.key(named, state, before(self.spec.start, age));
        }
        Ok(())
    }

    /// Adds the key that a desktop names, unless the document told of it.
    pub(super) fn named_key(&mut self, named: &str, created_at: Timestamp) {
        if self.world.key(named).is_none() && !self.gone_keys.contains(named) {
            self.assume("the state of an encryption key is not in the document: enabled");
            self.key(named, KeyState::Enabled, created_at);
        }
    }

    fn key(&mut self, named: &str, state: KeyState, created_at: Timestamp) {
        let alias = named.contains(":alias/").then(|| named.to_owned());
        let (place, id) = match (named.split_once(":key/"), named.split_once(":alias/")) {
            (Some((place, id)), _) => (place, id.to_owned()),
            (None, Some((place, _))) => (place, self.rng("key", named).request_id()),
            (None, None) => ("arn:aws:kms", named.to_owned()),
        };
        let arn = format!("{place}:key/{id}");
        let managed = named.ends_with(":alias/aws/workspaces");
        let key = Key { id, arn: arn.clone(), alias, state, managed, created_at };
        self.world.keys.insert(arn, key);
    }
}
