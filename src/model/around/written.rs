//! Ranges and rules as a person writes them, read so that a slip is named with what was perhaps meant.

use std::net::IpAddr;

use ipnet::IpNet;

use super::resource::IpRule;

/// Reads a range of addresses; an address alone is a range of one.
///
/// # Errors
/// Says what is wrong with it, and what was perhaps meant.
pub fn parse_range(text: &str) -> Result<IpNet, String> {
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
///
/// # Errors
/// As `parse_range`.
pub fn parse_rule(text: &str) -> Result<IpRule, String> {
    let (written, description) = match text.split_once('=') {
        Some((_, "")) => return Err(format!("`{text}` has no description behind the `=`: write one, or leave it out")),
        Some((written, description)) => (written, Some(description.to_owned())),
        None => (text, None),
    };
    Ok(IpRule { ip_rule: parse_range(written)?.to_string(), rule_desc: description })
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
            assert_eq!(parse_range(text).map(|range| range.to_string()), Ok(written.to_owned()));
        }
        for (text, says) in [
            ("203.0.113.7/24", "write `203.0.113.0/24`"),
            ("2001:db8::1/32", "write `2001:db8::/32`"),
            ("203.0.113.0/33", "such as 203.0.113.0/24"),
            ("office", "such as 203.0.113.0/24"),
            ("", "such as 203.0.113.0/24"),
        ] {
            let error = parse_range(text).expect_err("refused");
            assert!(error.contains(says) && error.contains(text), "{error}");
        }
    }

    #[test]
    fn a_rule_has_its_description_behind_an_equals_sign() {
        let office = parse_rule("203.0.113.7=Office=Berlin").expect("a rule");
        assert_eq!((office.ip_rule.as_str(), office.rule_desc.as_deref()), ("203.0.113.7/32", Some("Office=Berlin")));
        assert_eq!(parse_rule("203.0.113.7").expect("a rule").rule_desc, None);
        assert!(parse_rule("203.0.113.7=").expect_err("refused").contains("no description"));
        assert!(parse_rule("203.0.113.7/24=Office").is_err());
    }
}
