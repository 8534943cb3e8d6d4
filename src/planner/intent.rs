//! What is wanted: a verb with its parameters, and which desktops were selected how.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Verb;

/// What a person asked for, as the plan keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// The verb.
    pub verb: Verb,
    /// The verb's own parameters, such as `bundle_id`.
    pub parameters: BTreeMap<String, String>,
    /// The selection as it was written, for people who read the plan.
    pub selection: Vec<String>,
    /// Why, in the words of whoever asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
