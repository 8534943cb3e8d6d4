//! Makes text from outside harmless to look at: names of users, tags and error messages can contain anything.
//!
//! Nothing is lost: what is escaped shows its code point. Imports nothing of ours.

use std::borrow::Cow;
use std::fmt::Write as _;

/// So many letters of no width may stand on one letter: more than any script needs, and too few to bury a line.
const MARKS_MAX: usize = 4;

/// Escapes what hides, for tables and messages: control characters, line breaks, marks of direction, letters without
/// width, and accents beyond any script's need.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |safe, letter| match letter {
        '\n' => safe.push_str("\\n"),
        '\t' => safe.push_str("\\t"),
        '\r' => safe.push_str("\\r"),
        letter => safe.extend(letter.escape_unicode()),
    })
}

/// Escapes what hides in a text that is JSON already, by JSON's own escapes: whoever parses it reads the same.
///
/// Line breaks stay: between values they are JSON's own, and inside of a string they were escaped by its writer.
#[must_use]
pub fn visible_json(text: &str) -> Cow<'_, str> {
    escaped(text, |safe, letter| match letter {
        '\n' | '\r' | '\t' => safe.push(letter),
        letter => {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                // Writing to a text can't fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    })
}

fn escaped(text: &str, escape: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    let mut marks = 0;
    for letter in text.chars() {
        marks = if is_mark(letter) { marks + 1 } else { 0 };
        if is_hidden(letter) || marks > MARKS_MAX { escape(&mut safe, letter) } else { safe.push(letter) }
    }
    if safe == text { Cow::Borrowed(text) } else { Cow::Owned(safe) }
}

/// Tells whether a character takes no place of its own, as an accent on the letter before it.
fn is_mark(letter: char) -> bool {
    !letter.is_ascii() && console::measure_text_width(letter.encode_utf8(&mut [0; 4])) == 0
}

/// Tells whether a character moves the cursor, starts a control sequence, turns the direction of text, breaks a line, or
/// can't be seen (Unicode's `Default_Ignorable_Code_Point`): two names that look the same must be the same.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Puts `'` before a cell that a spreadsheet would take for a formula, for CSV.
///
/// A number is none, with or without a sign. Some spreadsheets take the full-width forms of East Asia for the signs, and
/// skip blanks and what can't be seen before them.
#[must_use]
pub fn unformula(cell: &str) -> Cow<'_, str> {
    let first = cell.trim_start_matches(|letter: char| letter.is_whitespace() || is_hidden(letter));
    let begins = first.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\u{2212}'])
        || cell.starts_with(['\t', '\r', '\n']);
    if begins && cell.parse::<i64>().is_err() { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Quotes a word for a POSIX shell where it needs to be.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./:=@%+,".contains(letter);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
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
            ("\u{9b}2J\u{7f}", "\\u{9b}2J\\u{7f}"),
            ("\u{1b}]8;;http://evil\u{7}x", "\\u{1b}]8;;http://evil\\u{7}x"), // a link
            ("\u{1b}]52;c;aGk=\u{1b}\\", "\\u{1b}]52;c;aGk=\\u{1b}\\"),       // the clipboard
            ("ad\u{200b}a\u{2060}\u{ad}", "ad\\u{200b}a\\u{2060}\\u{ad}"),
            ("\u{2066}a\u{2069}\u{200f}", "\\u{2066}a\\u{2069}\\u{200f}"),
            ("a\u{e0041}", "a\\u{e0041}"), // a tag: text that nobody sees
            ("e\u{301}", "e\u{301}"),
            ("z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "z\u{301}\u{302}\u{303}\u{304}\\u{305}\\u{306}"),
            ("ที่นี่", "ที่นี่"),
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
            ("\rx", "'\rx"),
            ("\u{ff1d}1", "'\u{ff1d}1"),
            ("\u{ff0b}1", "'\u{ff0b}1"),
            ("\u{ff20}SUM", "'\u{ff20}SUM"),
            ("  =1", "'  =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{200b}@x", "'\u{200b}@x"),
            ("a=1", "a=1"),
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

        /// Nothing can be buried, and what is shown is no wider than what the terminal is told.
        #[test]
        fn accents_are_few(text in "(\u{301}|\u{489}|a|\u{e31}|\u{20dd}){0,60}") {
            let shown = visible(&text);
            let longest = shown.split(|letter| !is_mark(letter)).map(|marks| marks.chars().count()).max();
            prop_assert!(longest.unwrap_or_default() <= MARKS_MAX);
        }

        #[test]
        fn json_hides_nothing_and_says_the_same(text in any::<String>(), flood in "[\u{301}\u{202e}\u{9b}\u{e0041}a]{0,20}") {
            let value = serde_json::json!({ "name": format!("{text}{flood}") });
            for json in [value.to_string(), serde_json::to_string_pretty(&value).expect("JSON")] {
                let shown = visible_json(&json);
                prop_assert!(!shown.chars().any(|letter| is_hidden(letter) && letter != '\n'));
                prop_assert_eq!(&serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), &value);
            }
        }
    }
}
