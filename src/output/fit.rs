//! What becomes of the columns of a table that a terminal is too narrow for.
//!
//! Whole columns go before anything is cut, the least needed first, and a hint says which. Imports nothing of ours beyond
//! this module.

use super::format::Column;
use super::{Printer, visible};

/// The narrowest that sentences are broken to.
pub(super) const SENTENCE_WIDTH_MIN: usize = 16;

/// What becomes of a column where there is no room for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It gives way, with `…` where something is left out.
    Squeeze,
    /// It is never cut.
    Whole,
    /// It is broken at words.
    Wrap,
    /// It is left out; the highest goes first.
    Drop(u8),
}

/// Returns which columns there is room for; without a terminal there is room for all.
pub(super) fn kept(columns: &[Column], cells: &[Vec<String>], width: Option<u16>) -> Vec<bool> {
    let mut kept = vec![true; columns.len()];
    let Some(width) = width.map(usize::from) else {
        return kept;
    };
    let size = |at: usize| {
        let cells = cells.iter().filter_map(|row| row.get(at)).map(|cell| console::measure_text_width(&visible(cell)));
        cells.chain([columns[at].name.len()]).max().unwrap_or(0) + 2
    };
    let naturals: Vec<usize> = (0..columns.len()).map(size).collect();
    let at_least = |(at, natural): (usize, &usize)| {
        if columns[at].fit == Fit::Wrap { (*natural).min(SENTENCE_WIDTH_MIN + 2) } else { *natural }
    };
    let tightest: Vec<usize> = naturals.iter().enumerate().map(at_least).collect();
    let order = |at: &usize| match columns[*at].fit {
        Fit::Drop(order) => Some(order),
        Fit::Squeeze | Fit::Whole | Fit::Wrap => None,
    };
    // The blanks after the last column may hang over.
    let is_tight = |kept: &[bool], tightest: &[usize]| {
        tightest.iter().zip(kept).filter(|(_, kept)| **kept).map(|(size, _)| size).sum::<usize>() > width + 2
    };
    // Before a sentence is broken, what says nothing goes.
    for at in (0..columns.len()).filter(|at| order(at).is_some() && is_empty(cells, *at)) {
        kept[at] &= !is_tight(&kept, &naturals);
    }
    while is_tight(&kept, &tightest) {
        let first = (0..columns.len()).filter(|at| kept[*at] && order(at).is_some()).max_by_key(order);
        let Some(first) = first else { break };
        kept[first] = false;
    }
    kept
}

/// Tells whether a column has no value: it is missed least of all.
fn is_empty(cells: &[Vec<String>], at: usize) -> bool {
    cells.iter().all(|row| row.get(at).is_none_or(|cell| cell == "-"))
}

/// Returns what is kept of one row.
pub(super) fn only<T: Clone>(row: &[T], kept: &[bool]) -> Vec<T> {
    row.iter().zip(kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell.clone()).collect()
}

/// Says which columns with a value there was no room for.
pub(super) fn tell_dropped(printer: &Printer, columns: &[Column], cells: &[Vec<String>], kept: &[bool]) {
    let dropped = (0..columns.len()).filter(|at| !kept[*at] && !is_empty(cells, *at));
    let names: Vec<_> = dropped.map(|at| columns[at].name).collect();
    if !names.is_empty() {
        printer.hint(&format!("no room for {}: `--columns` or `-o csv` shows them", names.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static COLUMNS: &[Column] = &[
        Column::new("Id", &["id"]).whole(),
        Column::new("Bundle", &["bundle"]).drops(2),
        Column::new("Name", &["name"]),
        Column::new("Mode", &["mode"]).drops(1),
    ];

    #[test]
    fn sentences_need_little_room_and_empty_columns_none() {
        static REPORT: &[Column] = &[
            Column::new("Id", &["id"]).whole(),
            Column::new("New", &["new"]).drops(1),
            Column::new("Rule", &["rule"]).drops(2),
            Column::new("Reason", &["reason"]).wraps(),
        ];
        let reason = "the service answered with an error of its own";
        let cells = vec![["ws-12345678", "-", "SG-01", reason].map(str::to_owned).to_vec()];
        assert_eq!(kept(REPORT, &cells, Some(80)), [true; 4]);
        assert_eq!(kept(REPORT, &cells, Some(60)), [true, false, true, true], "the sentence is not broken for nothing");
        assert_eq!(kept(REPORT, &cells, Some(36)), [true, false, true, true]);
        assert_eq!(kept(REPORT, &cells, Some(30)), [true, false, false, true]);
    }

    #[test]
    fn only_what_is_missed_is_told() {
        let (printer, _, err) = super::super::testing::printer(super::super::Look::default());
        let cells = vec![["ws-1", "wsb-1", "ada", "-"].map(str::to_owned).to_vec()];
        tell_dropped(&printer, COLUMNS, &cells, &[true, false, true, false]);
        assert_eq!(err.text(), "hint: no room for Bundle: `--columns` or `-o csv` shows them\n");
    }

    #[test]
    fn the_least_needed_go_first_and_only_on_a_terminal() {
        let cells = vec![["ws-1", "wsb-12345678", "ada", "ALWAYS_ON"].map(str::to_owned).to_vec()];
        for (width, expected) in [
            (None, [true, true, true, true]),
            (Some(35), [true, true, true, true]),
            (Some(34), [true, false, true, true]),
            (Some(15), [true, false, true, false]),
            (Some(1), [true, false, true, false]),
        ] {
            assert_eq!(kept(COLUMNS, &cells, width), expected, "{width:?}");
        }
    }
}
