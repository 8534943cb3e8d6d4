//! The values that settings take, and how they are read; the same reader for a flag, a variable and the file.
//!
//! Every reader says what the value should look like. Imports `model` only.

use std::borrow::Cow;
use std::str::FromStr;

use crate::model::parse_span;

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// A table on a terminal, tab-separated elsewhere.
    Table,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values.
    Csv,
    /// One id a line.
    Ids,
}

impl Output {
    /// All formats, in the order of the manual.
    pub const ALL: [Self; 5] = [Self::Table, Self::Json, Self::Ndjson, Self::Csv, Self::Ids];

    /// Returns the word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Ids => "ids",
        }
    }
}

impl FromStr for Output {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        one_of(text, &Self::ALL, Self::name, "an output format")
    }
}

/// When colour is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// All values, in the order of the manual.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Always, Self::Never];

    /// Returns the word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

impl FromStr for Color {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        one_of(text, &Self::ALL, Self::name, "a colour setting")
    }
}

fn one_of<T: Copy>(text: &str, all: &[T], name: fn(T) -> &'static str, kind: &str) -> Result<T, String> {
    all.iter().copied().find(|value| name(*value) == text).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|value| name(*value)).collect();
        format!("`{text}` is not {kind}: choose from {}", names.join(", "))
    })
}

/// Reads the name of a Region; it becomes part of a host name, so nothing else passes.
///
/// # Errors
/// A fragment that says what a Region looks like.
pub fn parse_region(text: &str) -> Result<String, String> {
    let fits = (2..=32).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && text.starts_with(|letter: char| letter.is_ascii_lowercase())
        && text.ends_with(|letter: char| letter.is_ascii_digit());
    if fits { Ok(text.to_owned()) } else { Err(format!("`{text}` is not a Region: they look like us-east-1")) }
}

/// Reads the name of a world; it becomes a directory, so path tricks don't pass. `off` means none.
///
/// # Errors
/// A fragment that says what a name looks like.
pub fn parse_world(text: &str) -> Result<Option<String>, String> {
    if text == "off" {
        return Ok(None);
    }
    let fits = (1..=40).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_')
        && text.starts_with(|letter: char| letter.is_ascii_alphanumeric());
    if fits {
        Ok(Some(text.to_owned()))
    } else {
        Err(format!(
            "`{text}` is not a name for a world: use up to 40 lower-case letters, digits, `-` and `_`, a letter or digit first"
        ))
    }
}

/// Returns an address without a password that somebody put before its host: it is refused as an endpoint, but it is shown
/// before it is.
#[must_use]
pub fn shown_address(address: &str) -> Cow<'_, str> {
    let host = address.find("://").map_or(0, |at| at + 3);
    match address[host..].rfind('@') {
        Some(end) => Cow::Owned(format!("{}***{}", &address[..host], &address[host + end..])),
        None => Cow::Borrowed(address),
    }
}

/// Reads calls a second; 0 is no limit.
///
/// # Errors
/// A fragment that says what a rate looks like.
pub fn parse_rate(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(rate) if rate == 0.0 || (0.1..=1_000.0).contains(&rate) => Ok(rate),
        Ok(_) | Err(_) => {
            Err(format!("`{text}` is not a rate: write calls a second from 0.1 to 1000, or 0 for no limit"))
        }
    }
}

/// Reads the shortest time between two polls of a target, in seconds.
///
/// # Errors
/// A fragment that says what it looks like.
pub fn parse_poll_interval(text: &str) -> Result<u64, String> {
    let seconds = parse_span(text)?;
    if (5..=3_600).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(format!("`{text}` is out of range: looks are 5s to 1h apart"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn world_names_are_no_paths() {
        assert_eq!(parse_world("default"), Ok(Some("default".to_owned())));
        assert_eq!(parse_world("off"), Ok(None));
        for bad in ["", ".", "..", "a/b", "a\\b", "-x", "A", "a b", "a\0", &"x".repeat(41)] {
            assert!(parse_world(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn regions_are_parts_of_host_names() {
        for good in ["us-east-1", "us-gov-west-1", "ap-southeast-2"] {
            assert_eq!(parse_region(good), Ok(good.to_owned()));
        }
        for bad in ["", "us-east-1.evil.example", "US-EAST-1", "us-east", "a/1", "1", "-1"] {
            assert!(parse_region(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn an_address_is_shown_without_its_password() {
        for (address, shown) in [
            ("https://h.example/x", "https://h.example/x"),
            ("https://me:hunter2@h.example", "https://***@h.example"),
            ("me:hunter2@h.example", "***@h.example"),
            ("https://me:hun@ter2@h.example/a@b", "https://***@b"),
            ("https://me:hun/ter2@h.example", "https://***@h.example"),
            ("", ""),
        ] {
            assert_eq!(shown_address(address), shown);
        }
    }

    #[test]
    fn rates_and_intervals_have_bounds() {
        assert_eq!(parse_rate("0"), Ok(0.0));
        assert_eq!(parse_rate("2.5"), Ok(2.5));
        for bad in ["-1", "NaN", "inf", "0.01", "1e9", "two"] {
            assert!(parse_rate(bad).is_err(), "{bad}");
        }
        assert_eq!(parse_poll_interval("1m"), Ok(60));
        assert!(parse_poll_interval("1s").is_err());
        assert_eq!(
            "yaml".parse::<Output>().unwrap_err(),
            "`yaml` is not an output format: choose from table, json, ndjson, csv, ids"
        );
    }
}
