//! What `ip-group` is told.

use clap::Args;
use ipnet::IpNet;

use super::order::OrderArgs;
use crate::model::around::{IpRule, parse_range, parse_rule};
use crate::model::parse_span;

/// What every change of who may come in takes
#[derive(Args, Clone, Debug)]
pub(super) struct AccessArgs {
    /// Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away
    #[arg(long, value_name = "CIDR", value_parser = parse_range, help_heading = "Limits")]
    pub(super) must_admit: Vec<IpNet>,
    /// Take it back after this time unless `runs confirm` keeps it, such as 10m: from 1m to 1d
    #[arg(long, value_name = "TIME", value_parser = revert_after, help_heading = "Limits")]
    revert_after: Option<u64>,
    #[command(flatten)]
    order: OrderArgs,
}

impl AccessArgs {
    /// Returns the flags of the order that is made.
    pub(super) fn order(&self) -> OrderArgs {
        self.order.clone().taken_back(self.revert_after)
    }
}

/// Less could not be confirmed by a person, and more is no trial.
fn revert_after(text: &str) -> Result<u64, String> {
    let seconds = parse_span(text)?;
    if (60..=86_400).contains(&seconds) {
        return Ok(seconds);
    }
    Err(format!("`{text}` is not from 1m to 1d"))
}

#[derive(Args, Clone, Debug)]
pub(super) struct CreateArgs {
    /// Name, the only one of its kind in the Region
    pub(super) name: String,
    /// Rules: a range or an address, and what it is
    #[arg(value_name = "CIDR[=TEXT]", value_parser = parse_rule)]
    pub(super) rules: Vec<IpRule>,
    /// What the group is for
    #[arg(long, value_name = "TEXT")]
    pub(super) description: Option<String>,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct DeleteArgs {
    /// Group, by id or name
    pub(super) group: String,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct AddArgs {
    /// Group, by id or name
    pub(super) group: String,
    /// Rules: a range or an address, and what it is
    #[arg(value_name = "CIDR[=TEXT]", value_parser = parse_rule, required = true)]
    pub(super) rules: Vec<IpRule>,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct RemoveArgs {
    /// Group, by id or name
    pub(super) group: String,
    /// Ranges, as they stand in the group
    #[arg(value_name = "CIDR", value_parser = parse_range, required = true)]
    pub(super) ranges: Vec<IpNet>,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct AssociateArgs {
    /// Directory, by id, name or alias
    pub(super) directory: String,
    /// Groups, by id or name
    #[arg(value_name = "GROUP", required = true)]
    pub(super) groups: Vec<String>,
    /// Take all others off it, once these are on it
    #[arg(long)]
    pub(super) only: bool,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct DisassociateArgs {
    /// Directory, by id, name or alias
    pub(super) directory: String,
    /// Groups, by id or name
    #[arg(value_name = "GROUP", required = true)]
    pub(super) groups: Vec<String>,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct ApplyArgs {
    /// File that says which groups there are to be, and which on which directory: YAML or JSON, - for stdin
    #[arg(value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    pub(super) file: String,
    /// Delete groups that the file does not name and that are on no directory then
    #[arg(long)]
    pub(super) prune: bool,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}
