//! A secret that somebody hands over for one call. Nothing shows it: it is in no document and has no text of its own.

use std::fmt;

/// The secret that RADIUS servers share with a directory.
#[derive(Clone, PartialEq, Eq)]
pub struct RadiusSecret(String);

/// How long one is, in characters (domain.md K-22).
const CHARS: std::ops::RangeInclusive<usize> = 8..=512;

impl RadiusSecret {
    /// Reads one; the end of the line that it stands on does not belong to it.
    ///
    /// # Errors
    /// Why it can't be one; never what it is.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        let text = text.strip_suffix('\n').map_or(text, |line| line.strip_suffix('\r').unwrap_or(line));
        let count = text.chars().count();
        if !CHARS.contains(&count) {
            return Err(format!(
                "it has {count} characters, and a RADIUS secret has {} to {}",
                CHARS.start(),
                CHARS.end()
            ));
        }
        let allowed = |letter: char| letter.is_alphanumeric() || letter.is_ascii_punctuation() || letter == ' ';
        if text.chars().all(allowed) {
            Ok(Self(text.to_owned()))
        } else {
            Err("it has characters other than letters, digits, ASCII punctuation and spaces".to_owned())
        }
    }

    /// Returns it for the one call that it is for.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RadiusSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RadiusSecret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::RadiusSecret;

    #[test]
    fn a_secret_is_what_the_service_takes_and_is_never_shown() {
        let long = "x".repeat(512);
        for (bytes, taken) in [
            ("correct horse\n", Some("correct horse")),
            ("correct horse\r\n", Some("correct horse")),
            ("pässwörd!", Some("pässwörd!")),
            (long.as_str(), Some(long.as_str())),
            (" leading and trailing ", Some(" leading and trailing ")),
            ("sevenxx", None),
            ("sevenxx\n", None),
            ("", None),
            ("two lines\nof it", None),
            ("two lines\n\n", None),
            ("with\ttab in it", None),
            ("with € in it", None),
        ] {
            let read = RadiusSecret::read(bytes.as_bytes());
            assert_eq!(read.as_ref().ok().map(RadiusSecret::expose), taken, "{bytes:?}");
            assert!(bytes.is_empty() || !format!("{read:?}").contains(bytes.trim_end()), "{bytes:?}");
        }
        assert!(RadiusSecret::read(&[b'x'; 513]).is_err());
        assert!(RadiusSecret::read(&[0xff; 12]).is_err());
    }
}
