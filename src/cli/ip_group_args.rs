//! What `ip-group` is told: ranges of addresses and rules, read so that a slip is named with what was perhaps meant.

use std::net::IpAddr;

use clap::Args;
use ipnet::IpNet;

use super::order::OrderArgs;
use crate::model::around::IpRule;

/// What every change of who may come in takes
#[derive(Args, Clone, Debug)]
pub(super) struct AccessArgs {
    /// Stop when somebody from this range could not come in; repeatable, and needed without a terminal for what takes access away
    #[arg(long, value_name = "CIDR", value_parser = range, help_heading = "Limits")]
    pub(super) must_admit: Vec<IpNet>,
    #[command(flatten)]
    pub(super) order: OrderArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct CreateArgs {
    /// Name, the only one of its kind in the Region
    pub(super) name: String,
    /// Rules: a range or an address, and what it is
    #[arg(value_name = "CIDR[=TEXT]", value_parser = rule)]
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
    #[arg(value_name = "CIDR[=TEXT]", value_parser = rule, required = true)]
    pub(super) rules: Vec<IpRule>,
    #[command(flatten)]
    pub(super) access: AccessArgs,
}

#[derive(Args, Clone, Debug)]
pub(super) struct RemoveArgs {
    /// Group, by id or name
    pub(super) group: String,
    /// Ranges, as they stand in the group
    #[arg(value_name = "CIDR", value_parser = range, required = true)]
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

/// Reads a range of addresses; an address alone is a range of one.
pub(super) fn range(text: &str) -> Result<IpNet, String> {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Ok(IpNet::from(address));
    }
    let range: IpNet =
        text.parse().map_err(|_| format!("`{text}` is not a range of addresses, such as 203.0.113.0/24"))?;
    if range != range.trunc() {
        return Err(format!(
            "`{text}` has bits of a host: write `{}` for the range, or one address alone",
            range.trunc()
        ));
    }
    Ok(range)
}

/// Reads a rule: a range, and behind an equals sign its description.
pub(super) fn rule(text: &str) -> Result<IpRule, String> {
    let (written, description) = match text.split_once('=') {
        Some((_, "")) => return Err(format!("`{text}` has no description behind the `=`: write one, or leave it out")),
        Some((written, description)) => (written, Some(description.to_owned())),
        None => (text, None),
    };
    Ok(IpRule { ip_rule: range(written)?.to_string(), rule_desc: description })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_said_exactly_and_an_address_is_one() {
        for (text, written) in [
            ("203.0.113.0/24", "203.0.113.0/24"),
            ("203.0.113.7", "203.0.113.7/32"),
            ("0.0.0.0/0", "0.0.0.0/0"),
            ("2001:db8::1", "2001:db8::1/128"),
        ] {
            assert_eq!(range(text).map(|range| range.to_string()), Ok(written.to_owned()));
        }
        for (text, says) in [
            ("203.0.113.7/24", "write `203.0.113.0/24`"),
            ("2001:db8::1/32", "write `2001:db8::/32`"),
            ("203.0.113.0/33", "such as 203.0.113.0/24"),
            ("office", "such as 203.0.113.0/24"),
            ("", "such as 203.0.113.0/24"),
        ] {
            let error = range(text).expect_err("refused");
            assert!(error.contains(says) && error.contains(text), "{error}");
        }
    }

    #[test]
    fn a_rule_has_its_description_behind_an_equals_sign() {
        let office = rule("203.0.113.7=Office=Berlin").expect("a rule");
        assert_eq!((office.ip_rule.as_str(), office.rule_desc.as_deref()), ("203.0.113.7/32", Some("Office=Berlin")));
        assert_eq!(rule("203.0.113.7").expect("a rule").rule_desc, None);
        assert!(rule("203.0.113.7=").expect_err("refused").contains("no description"));
        assert!(rule("203.0.113.7/24=Office").is_err());
    }
}
