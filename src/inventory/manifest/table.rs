//! CSV: which separator it has, and where each of its cells stands.

use super::{Cell, ManifestError, Place, Row, START};
use crate::inventory::selection::place;

/// What separates cells, the most likely first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads the rows below the heading; one that does not fit it is a fault, and those after it are read.
pub(super) fn rows(text: &str, error: &mut ManifestError) -> Vec<Row> {
    let separator = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut heading: Vec<Cell> = Vec::new();
    let mut rows = Vec::new();
    // Lines are counted on from the last row: a search from the start for each would be a search for each.
    let mut walk = Walk { text, byte: 0, at: START };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                let byte = fault.position().map_or(0, csv::Position::byte);
                let (line, column) = place(text, usize::try_from(byte).unwrap_or(0));
                error.add(Place { line, column }, "not a row of a table");
                break;
            }
        };
        let from = record.position().map_or(0, csv::Position::byte);
        walk.to(usize::try_from(from).unwrap_or(0));
        // The reader names the end of the row before: the row itself begins behind line ends and blank lines.
        walk.past_line_ends();
        let start = walk.at;
        let cells: Vec<Cell> =
            record.iter().map(|cell| Cell { text: cell.to_owned(), place: walk.past_cell(separator) }).collect();
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            continue; // a spreadsheet writes such rows below the last one
        }
        if heading.is_empty() {
            heading = cells;
        } else if cells.len() != heading.len() {
            error.add(start, format!("{} cells, the heading has {}", cells.len(), heading.len()));
        } else {
            let names = heading.first().map(|cell| cell.place);
            rows.push(Row {
                place: start,
                heading: names,
                cells: heading.iter().cloned().zip(cells.into_iter().map(Some)).collect(),
            });
        }
    }
    rows
}

/// Finds the separator: what the heading has most of, outside of quotes.
fn separator(text: &str) -> char {
    let heading = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside = heading.split('"').step_by(2);
    let count = |separator: char| outside.clone().map(|part| part.matches(separator).count()).sum::<usize>();
    // The first of equals.
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(',')
}

/// A place in the text that goes forward only.
struct Walk<'a> {
    text: &'a str,
    byte: usize,
    at: Place,
}

impl Walk<'_> {
    fn next(&self) -> Option<char> {
        self.text.get(self.byte..)?.chars().next()
    }

    fn step(&mut self, letter: char) {
        self.byte += letter.len_utf8();
        self.at = match letter {
            '\n' => Place { line: self.at.line + 1, column: 1 },
            _ => Place { line: self.at.line, column: self.at.column + 1 },
        };
    }

    fn to(&mut self, byte: usize) {
        while let Some(letter) = self.next().filter(|_| self.byte < byte) {
            self.step(letter);
        }
    }

    fn past_line_ends(&mut self) {
        while let Some(letter) = self.next().filter(|letter| matches!(letter, '\r' | '\n')) {
            self.step(letter);
        }
    }

    /// Goes behind a cell and its separator; returns where the cell begins.
    fn past_cell(&mut self, separator: char) -> Place {
        let start = self.at;
        let is_quoted = self.next() == Some('"');
        let mut inside = false;
        while let Some(letter) = self.next() {
            if !inside && matches!(letter, '\r' | '\n') {
                break;
            }
            self.step(letter);
            if !inside && letter == separator {
                break;
            }
            inside ^= is_quoted && letter == '"';
        }
        start
    }
}
