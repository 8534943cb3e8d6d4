//! Tables for people, fitted to the width of the terminal.
//!
//! Ids and headers are never cut: people copy them. Sentences are broken at words; of the rest the widest gives way, with
//! `…` where something is left out; every other format has all of it. Imports nothing of ours beyond this module.

use comfy_table::{ColumnConstraint, ContentArrangement, Row, Table, Width, presets};

use super::escape::visible;
use super::fit::{Fit, SENTENCE_WIDTH_MIN};
use super::wrap::wrap;

/// The narrowest that a column is squeezed to.
const COLUMN_WIDTH_MIN: u16 = 8;

/// Draws rows under a header; without a header when that is empty. `fits` says what may become of a column, `width` is
/// that of the terminal, if it is one.
pub(super) fn rows(header: &[String], rows: &[Vec<String>], fits: &[Fit], width: Option<u16>, color: bool) -> String {
    if rows.is_empty() && header.is_empty() {
        return String::new();
    }
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    table.set_truncation_indicator("…");
    if !header.is_empty() {
        table.set_header(header.iter().map(|name| visible(name)));
    }
    let wraps = fits.contains(&Fit::Wrap);
    for row in rows {
        let mut row: Row = row.iter().map(|cell| visible(cell)).into();
        if !wraps {
            row.max_height(1);
        }
        table.add_row(row);
    }
    squeeze(&mut table, rows, fits, width);
    let mut text = String::new();
    for (number, line) in table.lines().enumerate() {
        let line = line.trim_end();
        if number == 0 && color && !header.is_empty() {
            text.push_str("\u{1b}[1m");
            text.push_str(line);
            text.push_str("\u{1b}[0m");
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

/// Fits the columns to the width.
fn squeeze(table: &mut Table, rows: &[Vec<String>], fits: &[Fit], width: Option<u16>) {
    let natural = table.column_max_content_widths();
    let columns = natural.len();
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    // Padding is two columns each, and the last column's may hang over: it is cut off below.
    let needed: usize = natural.iter().map(|column| usize::from(*column) + 2).sum();
    let Some(width) = width.filter(|width| needed > usize::from(*width) + 2) else {
        return;
    };
    table.set_width(width.saturating_add(2));
    table.set_content_arrangement(ContentArrangement::Dynamic);
    let sentence = u16::try_from(SENTENCE_WIDTH_MIN).unwrap_or(u16::MAX);
    table.set_constraints((0..columns).zip(&natural).map(|(at, natural)| match fits.get(at) {
        _ if is_id_column(at, rows) => ColumnConstraint::ContentWidth,
        Some(Fit::Whole) => ColumnConstraint::ContentWidth,
        Some(Fit::Wrap) => ColumnConstraint::LowerBoundary(Width::Fixed(sentence.min(*natural) + 2)),
        // Where sentences give way, names need not.
        Some(Fit::Squeeze | Fit::Drop(_)) if fits.contains(&Fit::Wrap) => ColumnConstraint::ContentWidth,
        Some(Fit::Squeeze | Fit::Drop(_)) | None => {
            ColumnConstraint::LowerBoundary(Width::Fixed((*natural).min(COLUMN_WIDTH_MIN) + 2))
        }
    }));
}

/// Tells whether a column holds ids: every cell has their form, or is empty.
fn is_id_column(at: usize, rows: &[Vec<String>]) -> bool {
    let mut cells = rows.iter().filter_map(|row| row.get(at)).filter(|cell| *cell != "-").peekable();
    cells.peek().is_some()
        && cells.all(|cell| {
            ["ws-", "wsb-", "d-", "wsd-", "wsipg-", "wsca-", "subnet-", "R-", "S-"]
                .iter()
                .any(|prefix| cell.starts_with(prefix))
        })
}

/// Draws a block a row: a line a column, with a blank line between blocks.
pub(super) fn blocks(names: &[&str], rows: &[Vec<String>], width: Option<u16>) -> String {
    let indent = names.iter().map(|name| name.len()).max().unwrap_or(0);
    let block = |row: &Vec<String>| {
        let lines = names.iter().zip(row).map(|(name, cell)| {
            let line = format!("{name:indent$}  {}", visible(cell));
            width.map_or_else(|| line.clone(), |width| wrap(&line, width, indent + 2))
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    rows.iter().map(block).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn what_does_not_fit_gives_way_and_ids_do_not() {
        let header = texts(&["WorkspaceId", "UserName", "Reason"]);
        let row = texts(&[
            "ws-0123456789abcdef",
            "ada",
            "the user volume has no snapshot yet, and the service would refuse it",
        ]);
        let text = rows(&header, std::slice::from_ref(&row), &[], Some(60), false);
        assert!(text.lines().all(|line| console::measure_text_width(line) <= 60), "{text}");
        assert!(text.contains("ws-0123456789abcdef  "), "{text}");
        assert!(text.contains('…'), "{text}");
        assert_eq!(text.lines().count(), 2, "{text}");
        let wide = rows(&header, &[row], &[], None, false);
        assert!(wide.contains("would refuse it") && !wide.contains('…'), "{wide}");
    }

    #[test]
    fn sentences_are_broken_at_words_and_nothing_of_them_is_lost() {
        let header = texts(&["WorkspaceId", "End", "Reason"]);
        let reason = "the user volume has no snapshot yet, and the service would refuse it";
        let row = texts(&["ws-0123456789abcdef", "failed", reason]);
        let text = rows(&header, &[row], &[Fit::Squeeze, Fit::Whole, Fit::Wrap], Some(60), false);
        assert!(text.lines().all(|line| console::measure_text_width(line) <= 60), "{text}");
        let words: Vec<_> = text.split_whitespace().skip(5).collect();
        assert_eq!(words.join(" "), reason, "{text}");
    }

    #[test]
    fn wide_letters_are_measured() {
        let text = rows(&texts(&["A", "B"]), &[texts(&["漢字", "x"]), texts(&["ab", "y"])], &[], Some(40), false);
        assert_eq!(text, "A     B\n漢字  x\nab    y\n");
    }

    #[test]
    fn blocks_line_up() {
        assert_eq!(
            blocks(&["Id", "State"], &[texts(&["ws-1", "-"]), texts(&["ws-2", "a\nb"])], None),
            "Id     ws-1\nState  -\n\nId     ws-2\nState  a\\nb\n"
        );
        assert_eq!(rows(&[], &[], &[], None, true), "");
    }
}
