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

/// What a name of a bundle or image has at most.
const NAME_CHARS_MAX: usize = 64;
/// What the description of a bundle, and that of an image, has at most.
const BUNDLE_DESCRIPTION_CHARS_MAX: usize = 255;
const IMAGE_DESCRIPTION_CHARS_MAX: usize = 256;

/// Reads the name of a bundle or image that is to be made (domain.md L-01).
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_library_name(text: &str) -> Result<String, String> {
    plain("name", text, NAME_CHARS_MAX, "_./()\\-")
}

/// Reads the description of a bundle that is to be made (domain.md L-01).
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_bundle_description(text: &str) -> Result<String, String> {
    plain("description", text, BUNDLE_DESCRIPTION_CHARS_MAX, "_./() -")
}

/// Reads the description of an image that is to be made.
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_image_description(text: &str) -> Result<String, String> {
    plain("description", text, IMAGE_DESCRIPTION_CHARS_MAX, "_./() -")
}

/// Reads an account.
///
/// # Errors
/// Says what one looks like.
pub fn parse_account(text: &str) -> Result<String, String> {
    let is_one = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_one { Ok(text.to_owned()) } else { Err(format!("`{text}` is not an account: they are 12 digits")) }
}

fn plain(what: &str, text: &str, most: usize, marks: &str) -> Result<String, String> {
    let chars = text.chars().count();
    if !(1..=most).contains(&chars) {
        return Err(format!("a {what} has 1 to {most} characters, and this one has {chars}"));
    }
    match text.chars().find(|letter| !letter.is_ascii_alphanumeric() && !marks.contains(*letter)) {
        None => Ok(text.to_owned()),
        Some(letter) => Err(format!("a {what} has letters, digits and `{marks}`, and no `{letter}`")),
    }
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
    fn names_and_descriptions_have_the_letters_of_the_api() {
        for good in ["win11", "Team/2026_(a)\\.b-c", &"x".repeat(64)] {
            assert_eq!(parse_library_name(good).as_deref(), Ok(good));
        }
        assert!(
            parse_bundle_description("Windows 11 (2026)").is_ok() && parse_bundle_description(&"x".repeat(255)).is_ok()
        );
        assert!(
            parse_image_description(&"x".repeat(256)).is_ok() && parse_image_description(&"x".repeat(257)).is_err()
        );
        assert_eq!(parse_account("444455556666").as_deref(), Ok("444455556666"));
        for bad in ["44445555666", "4444555566667", "44445555666x", "4444-5555-666"] {
            assert!(parse_account(bad).expect_err("refused").contains("12 digits"), "{bad}");
        }
        for (text, says) in [("", "has 0"), ("two words", "no ` `"), ("käse", "no `ä`"), (&"x".repeat(65), "has 65")]
        {
            let error = parse_library_name(text).expect_err("refused");
            assert!(error.contains(says), "{error}");
        }
        for (text, says) in [("", "has 0"), ("a\\b", "no `\\`"), ("a, b", "no `,`"), (&"x".repeat(256), "has 256")] {
            let error = parse_bundle_description(text).expect_err("refused");
            assert!(error.contains(says), "{error}");
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
