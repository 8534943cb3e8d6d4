//! The flag of verbs that make the network interface anew: which security groups attached by hand are put back on it.

use std::str::FromStr;

use clap::Args;

use super::change::Parameter;
use super::security_group_args::Groups;

/// What goes over to the new network interface
#[derive(Args, Clone, Debug)]
pub(super) struct CarryArgs {
    /// Security groups attached by hand to put back on the new network interface: all, none, or ids with commas between
    #[arg(long, value_name = "all|none|GROUP,...", default_value = "all")]
    carry_groups: Carried,
}

/// As the planner has it.
#[derive(Clone, Debug)]
struct Carried(String);

impl FromStr for Carried {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" | "none" => Ok(Self(text.to_owned())),
            ids => ids.parse().map(|Groups(ids)| Self(ids)).map_err(|error| format!("{error}; or `all`, or `none`")),
        }
    }
}

impl std::fmt::Display for Carried {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.pad(&self.0)
    }
}

impl CarryArgs {
    /// Returns the parameter of the verb.
    pub(super) fn parameter(&self) -> (&'static str, Parameter<'_>) {
        ("carry_groups", Parameter::Plain(&self.carry_groups.0))
    }
}
