//! Keys of KMS that volumes are encrypted with.

use serde::{Deserialize, Serialize};

use super::open_enum::open_enum;

open_enum!(
    /// The state of a key; it can be used in `Enabled` and, while its primary Region changes, in `Updating` (AWS KMS Developer
    /// Guide, multi-Region keys).
    KeyState {
        Creating => "Creating",
        Enabled => "Enabled",
        Disabled => "Disabled",
        PendingDeletion => "PendingDeletion",
        PendingImport => "PendingImport",
        PendingReplicaDeletion => "PendingReplicaDeletion",
        Unavailable => "Unavailable",
        Updating => "Updating",
    }
);

/// A key as it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Key {
    /// The key as desktops name it (`VolumeEncryptionKey`): an ARN, an id or an alias.
    pub key_id: String,
    /// Its state; absent when KMS knows no such key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_state: Option<KeyState>,
    /// Whether it is symmetric: the service supports no other (domain.md E-17); absent when that was not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symmetric: Option<bool>,
}

impl Key {
    /// Says why nothing can be encrypted or read with it; `None` when it can.
    #[must_use]
    pub fn unusable(&self) -> Option<String> {
        match &self.key_state {
            Some(KeyState::Enabled | KeyState::Updating) => {
                (self.symmetric == Some(false)).then(|| format!("its key {} is not symmetric", self.key_id))
            }
            Some(state) => Some(format!("its key {} is {state}", self.key_id)),
            None => Some(format!("KMS knows no key {}", self.key_id)),
        }
    }
}
