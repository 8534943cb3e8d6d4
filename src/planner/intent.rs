//! What is wanted: a verb with its parameters, and which desktops were selected how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{BundleId, Verb, Workspace};

/// The parameter that names a bundle to move to, and what goes before the bundle that a desktop has to be on for another.
const BUNDLE: &str = "bundle_id";
const BUNDLE_FROM: &str = "bundle_id:";

/// What a person asked for, as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// The verb.
    pub verb: Verb,
    /// The verb's own parameters, such as `bundle_id`.
    pub parameters: BTreeMap<String, String>,
    /// Desktops that are to be made, as they are wanted: with what stands for an id until they have one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub desktops: Vec<Workspace>,
    /// The selection as it was written, for people who read the plan.
    pub selection: Vec<String>,
    /// Why, in the words of whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl Intent {
    /// Returns the parameter that names the bundle to move to from another one.
    #[must_use]
    pub fn bundle_from(bundle: &BundleId) -> String {
        format!("{BUNDLE_FROM}{bundle}")
    }

    /// Returns the bundles to move to, each with the bundle that a desktop must be on for it, `None` for any other.
    #[must_use]
    pub fn bundles(&self) -> Vec<(Option<BundleId>, BundleId)> {
        let from = |name: &str| match name.strip_prefix(BUNDLE_FROM) {
            Some(from) => Some(Some(BundleId::from_service(from))),
            None => (name == BUNDLE).then_some(None),
        };
        let named = self.parameters.iter().filter_map(|(name, id)| Some((from(name)?, id)));
        named.map(|(from, id)| (from, BundleId::from_service(id.as_str()))).collect()
    }
}
