//! Amounts with their unit: spans of time as people write them, and limits given as a count or a share.

use std::fmt;
use std::str::FromStr;

/// Reads a span such as `90d`, `12h`, `15m`, `30s` or `1h30m`, in seconds.
///
/// # Errors
/// A fragment that says what a span looks like.
pub fn parse_span(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is not a duration: write 30s, 15m, 12h, 90d or 1h30m");
    let mut total: u64 = 0;
    let mut number = String::new();
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        let unit: u64 = match letter {
            's' => 1,
            'm' => 60,
            'h' => 3_600,
            'd' => 86_400,
            _ => return Err(wrong()),
        };
        let amount: u64 = number.parse().map_err(|_| wrong())?;
        number.clear();
        total = amount.checked_mul(unit).and_then(|part| total.checked_add(part)).ok_or_else(wrong)?;
    }
    // A century is more than any rule of the service, and keeps sums of time far from their end.
    if !number.is_empty() || text.is_empty() || total > 100 * 366 * 86_400 {
        return Err(wrong());
    }
    Ok(total)
}

/// Writes seconds as a span that `parse_span` reads, at most two units long.
#[must_use]
pub fn format_span(seconds: u64) -> String {
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    match (days, hours, minutes, seconds % 60) {
        (0, 0, 0, seconds) => format!("{seconds}s"),
        (0, 0, minutes, 0) => format!("{minutes}m"),
        (0, 0, minutes, seconds) => format!("{minutes}m{seconds}s"),
        (0, hours, 0, _) => format!("{hours}h"),
        (0, hours, minutes, _) => format!("{hours}h{minutes}m"),
        (days, 0, _, _) => format!("{days}d"),
        (days, hours, _, _) => format!("{days}d{hours}h"),
    }
}

/// A limit on a number of targets: a count, or a share of some whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many targets.
    Count(u32),
    /// So many of a hundred.
    Percent(u8),
}

impl Limit {
    /// Tells whether `part` of `whole` is more than this limit; exact, nothing is rounded.
    #[must_use]
    pub fn is_exceeded(self, part: u64, whole: u64) -> bool {
        match self {
            Self::Count(most) => part > u64::from(most),
            Self::Percent(most) => part * 100 > whole * u64::from(most),
        }
    }
}

impl FromStr for Limit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is neither a count nor a percentage: write 20 or 5pct");
        if let Some(number) = text.strip_suffix("pct").or_else(|| text.strip_suffix('%')) {
            return match number.parse() {
                Ok(percent) if percent <= 100 => Ok(Self::Percent(percent)),
                _ => Err(wrong()),
            };
        }
        text.parse().map(Self::Count).map_err(|_| wrong())
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(formatter, "{count}"),
            Self::Percent(percent) => write!(formatter, "{percent}pct"),
        }
    }
}

impl serde::Serialize for Limit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> serde::Deserialize<'de> for Limit {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_people_write_them() {
        assert_eq!(parse_span("1h30m"), Ok(5_400));
        assert_eq!(parse_span("90d"), Ok(90 * 86_400));
        for bad in ["", "5", "h", "1w", "-1h", "99999999999999999999s", "1000000d", "1h5"] {
            assert!(parse_span(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn spans_are_written_so_that_they_can_be_read() {
        for (seconds, text) in [(0, "0s"), (90, "1m30s"), (5_400, "1h30m"), (86_400, "1d"), (7_200, "2h")] {
            assert_eq!(format_span(seconds), text);
            assert_eq!(parse_span(text), Ok(seconds));
        }
    }

    #[test]
    fn limits_are_exact() {
        let ten = Limit::Percent(10);
        assert!(!ten.is_exceeded(1, 10));
        assert!(ten.is_exceeded(2, 10));
        assert!(Limit::Count(0).is_exceeded(1, 1000));
        assert_eq!("5%".parse(), Ok(Limit::Percent(5)));
        assert!("101pct".parse::<Limit>().is_err());
    }
}
