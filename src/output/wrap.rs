//! Breaks lines for a terminal: at words, and never inside a command in backticks, so that it can be copied.
//!
//! Imports nothing of ours.

/// The narrowest that text is broken to; below that the terminal may do it.
const WIDTH_MIN: usize = 40;

/// Breaks every line of a text to a width; what is broken off is indented by so many columns.
#[must_use]
pub(super) fn wrap(text: &str, width: u16, indent: usize) -> String {
    let width = usize::from(width).max(WIDTH_MIN);
    text.lines().map(|line| wrap_line(line, width, indent)).collect::<Vec<_>>().join("\n")
}

fn wrap_line(line: &str, width: usize, indent: usize) -> String {
    if console::measure_text_width(line) <= width {
        return line.to_owned();
    }
    let mut text = String::new();
    let mut used = 0;
    for word in words(line) {
        let size = console::measure_text_width(word);
        if used > indent && used + console::measure_text_width(word.trim_end()) > width {
            text.truncate(text.trim_end().len());
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            used = indent;
        }
        text.push_str(word);
        used += size;
    }
    text.truncate(text.trim_end().len());
    text
}

/// Cuts a line into words, each with the blanks after it; what stands in backticks is one word.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut quoted, mut blank) = (0, false, true);
    for (at, letter) in line.char_indices() {
        quoted ^= letter == '`';
        let is_blank = letter == ' ' && !quoted;
        if blank && !is_blank && words_begun(line, start, at) {
            words.push(&line[start..at]);
            start = at;
        }
        blank = is_blank;
    }
    words.push(&line[start..]);
    words
}

/// Tells whether a word stands before a place; the blanks that a line begins with belong to its first word.
fn words_begun(line: &str, start: usize, at: usize) -> bool {
    !line[start..at].trim_start().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_break_at_words_and_commands_stay_whole() {
        assert_eq!(
            wrap("  is lost         drive C: and work on drive D: newer than the snapshot", 40, 18),
            "  is lost         drive C: and work on\n                  drive D: newer than\n                  the snapshot"
        );
        let command = "2 still in flight: `deskfleet --sim resume R-20260105T080000Z-0000` follows them";
        assert_eq!(
            wrap(command, 60, 6),
            "2 still in flight:\n      `deskfleet --sim resume R-20260105T080000Z-0000`\n      follows them"
        );
        assert_eq!(wrap("short\nlines", 80, 2), "short\nlines");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn nothing_is_lost(text in "[a-z` ]{0,200}", width in 10_u16..120) {
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(&wrap(&text, width, 4)), bare(&text));
        }
    }
}
