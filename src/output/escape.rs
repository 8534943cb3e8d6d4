//! Makes text from outside harmless to look at: names of users, tags and error messages can contain anything.
//!
//! Nothing is lost: what is escaped shows its code point. Imports nothing of ours.

use std::borrow::Cow;

/// Escapes control characters, line breaks and bidirectional marks, for tables and messages.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push_str("\\t"),
            '\r' => safe.push_str("\\r"),
            letter if is_hidden(letter) => safe.extend(letter.escape_unicode()),
            letter => safe.push(letter),
        }
    }
    Cow::Owned(safe)
}

/// Tells whether a character moves the cursor, starts a control sequence, turns the direction of text or breaks a line.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Puts `'` before a cell that a spreadsheet would take for a formula, for CSV.
///
/// A number is none, with or without a sign.
#[must_use]
pub fn unformula(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) && cell.parse::<i64>().is_err() {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_hides_is_shown() {
        for (text, shown) in [
            ("O'Brien", "O'Brien"),
            ("żółw \u{1f600}", "żółw \u{1f600}"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("ab\u{202e}cd", "ab\\u{202e}cd"),
            ("a\nb\tc\r", "a\\nb\\tc\\r"),
            ("\u{9b}2J", "\\u{9b}2J"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn formulas_are_quoted_and_numbers_are_not() {
        for (cell, safe) in [
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("+1", "+1"),
            ("-12", "-12"),
            ("-12+3", "'-12+3"),
            ("\t=1", "'\t=1"),
            ("ada", "ada"),
            ("", ""),
        ] {
            assert_eq!(unformula(cell), safe);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn nothing_hidden_comes_through(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(is_hidden));
        }
    }
}
