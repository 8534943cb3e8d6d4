//! How large a volume is to become, as people write it.

use std::fmt;
use std::str::FromStr;

/// A wish for the size of a volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// So many GiB.
    Exactly(u32),
    /// So many GiB, where it has fewer.
    AtLeast(u32),
    /// So many GiB more.
    More(u32),
    /// So many percent more.
    MorePercent(u32),
}

impl Size {
    /// Returns the size that is wanted of a volume that has `now` GiB; shares are rounded up.
    #[must_use]
    pub fn of(self, now: u32) -> u32 {
        match self {
            Self::Exactly(gib) => gib,
            Self::AtLeast(gib) => gib.max(now),
            Self::More(gib) => now.saturating_add(gib),
            Self::MorePercent(percent) => {
                let more = (u64::from(now) * u64::from(percent)).div_ceil(100);
                now.saturating_add(u32::try_from(more).unwrap_or(u32::MAX))
            }
        }
    }

    /// Tells whether a larger size will do, too: only a size that was written as it is to be is meant exactly.
    #[must_use]
    pub fn is_at_least(self) -> bool {
        match self {
            Self::Exactly(_) => false,
            Self::AtLeast(_) | Self::More(_) | Self::MorePercent(_) => true,
        }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        };
        let read = if let Some(least) = text.strip_prefix("at-least:") {
            number(least).map(Self::AtLeast)
        } else if let Some(more) = text.strip_prefix('+') {
            match more.strip_suffix("pct").or_else(|| more.strip_suffix('%')) {
                Some(percent) => number(percent).map(Self::MorePercent),
                None => number(more).map(Self::More),
            }
        } else {
            number(text).map(Self::Exactly)
        };
        read.ok_or_else(|| format!("`{text}` is no size: write 150, +50, +20pct or at-least:100 (GiB)"))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(gib) => write!(formatter, "{gib}"),
            Self::AtLeast(gib) => write!(formatter, "at-least:{gib}"),
            Self::More(gib) => write!(formatter, "+{gib}"),
            Self::MorePercent(percent) => write!(formatter, "+{percent}pct"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_written_as_people_do() {
        for (text, now, becomes) in [
            ("150", 50, 150),
            ("+50", 50, 100),
            ("+20pct", 101, 122),
            ("at-least:100", 50, 100),
            ("at-least:100", 150, 150),
            ("+0", 50, 50),
            ("+4294967295", 50, u32::MAX),
        ] {
            let size: Size = text.parse().expect("a size");
            assert_eq!((size.of(now), size.to_string().as_str()), (becomes, text));
        }
        assert_eq!("+20%".parse(), Ok(Size::MorePercent(20)));
        for bad in ["", "+", "-5", "5GB", "at-least:", "at-least:+5", "+pct", "1.5", "99999999999", "++5", "+5%%"] {
            assert!(bad.parse::<Size>().is_err(), "{bad:?}");
        }
    }
}
