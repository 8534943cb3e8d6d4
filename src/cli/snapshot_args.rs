//! The flag of verbs that bring a volume back from its last snapshot.

use clap::Args;

use super::change::Parameter;
use crate::model::parse_span;

/// What a volume snapshot must have
#[derive(Args, Clone, Debug)]
pub(super) struct SnapshotArgs {
    /// How old the last volume snapshot may be where nobody knows when the desktop was last used, such as 24h
    #[arg(long, value_name = "TIME", value_parser = age, help_heading = "Limits")]
    max_snapshot_age: Option<String>,
}

/// Reads a span and gives it as the planner has it: whole seconds.
fn age(text: &str) -> Result<String, String> {
    parse_span(text).map(|seconds| seconds.to_string())
}

impl SnapshotArgs {
    /// Returns the parameter of the verb, where the flag was given.
    pub(super) fn parameter(&self) -> Option<(&'static str, Parameter<'_>)> {
        self.max_snapshot_age.as_deref().map(|seconds| ("max_snapshot_age_s", Parameter::Plain(seconds)))
    }
}
