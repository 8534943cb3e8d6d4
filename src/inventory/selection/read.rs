//! Lists of targets, as people and programs write them: lines, JSON, ndjson, CSV, tab-separated; UTF-8 or UTF-16.
//!
//! A list is somebody's order to change desktops, so a line that can't be understood is an error with its place and never
//! skipped. Nothing is opened here: the caller reads the file, at most `LIST_BYTES_MAX` and one byte more.

use serde::Deserialize;
use serde_json::Value;

use super::error::SelectionError;
use super::target::Target;

/// The longest list that is read, in bytes: about 100,000 desktops with everything that `list -o json` writes.
pub const LIST_BYTES_MAX: usize = 128 << 20;

const SCHEMA: u64 = 1;
pub(super) const ID: &str = "WorkspaceId";

/// Reads a list of targets.
///
/// # Errors
/// The first place that can't be read, with line and column, or that the list is too long.
pub fn read_targets(bytes: &[u8]) -> Result<Vec<Target>, SelectionError> {
    if bytes.len() > LIST_BYTES_MAX {
        return Err(SelectionError::TooLong { limit_mib: LIST_BYTES_MAX >> 20 });
    }
    let text = decode(bytes).map_err(|(line, column, message)| at(line, column, message))?;
    let text = text.as_str();
    match text.trim_start().chars().next() {
        Some('{') => documents(text),
        Some('[') => array(text),
        Some(_) => match table(text, &[ID]) {
            Some(table) => rows(text, &table),
            None => lines(text),
        },
        None => Ok(Vec::new()),
    }
}

/// How long an error may get; a line of a list can have megabytes.
const MESSAGE_CHARS_MAX: usize = 400;

pub(super) fn at(line: usize, column: usize, message: impl Into<String>) -> SelectionError {
    let mut message = message.into();
    if let Some((end, _)) = message.char_indices().nth(MESSAGE_CHARS_MAX) {
        message.truncate(end);
        message.push('…');
    }
    SelectionError::File { line, column, message }
}

/// Line and column, both from 1, of a byte of a text.
pub(in crate::inventory) fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = before.matches('\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

/// Line, column and fact of what can't be read as text.
type NoText = (usize, usize, &'static str);

/// Reads text, in UTF-8 or UTF-16.
pub(in crate::inventory) fn decode(bytes: &[u8]) -> Result<String, NoText> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        let mut text = String::new();
        for letter in char::decode_utf16(units) {
            match letter {
                Ok(letter) => text.push(letter),
                Err(_) => return Err(at_end(&text, "not UTF-16")),
            }
        }
        if bytes.len() % 2 == 1 {
            return Err(at_end(&text, "half a character at the end of UTF-16"));
        }
        Ok(text)
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        // Without a mark: every list begins with an ASCII letter, and only UTF-16 puts a zero beside it.
        [first, 0, ..] if *first != 0 => utf16(bytes, u16::from_le_bytes),
        [0, second, ..] if *second != 0 => utf16(bytes, u16::from_be_bytes),
        _ => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, NoText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let good = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
            Err(at_end(&good, "neither UTF-8 nor UTF-16"))
        }
    }
}

fn at_end(good: &str, message: &'static str) -> NoText {
    let (line, column) = place(good, good.len());
    (line, column, message)
}

/// One target a line; `#` begins a comment where a word could begin. Several ids may share a line, as the AWS CLI
/// writes them with `--output text`.
fn lines(text: &str) -> Result<Vec<Target>, SelectionError> {
    let mut targets = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let content = uncommented(line);
        let whole = content.trim();
        if whole.is_empty() {
            continue;
        }
        let mut words = whole.split_whitespace();
        let by_ids = words.next().is_some_and(|first| matches!(first.parse(), Ok(Target::Id(_) | Target::Arn { .. })));
        let words: Vec<&str> = if by_ids { whole.split_whitespace().collect() } else { vec![whole] };
        let mut from = 0;
        for word in words {
            let start = from + content[from..].find(word).unwrap_or(0);
            from = start + word.len();
            let column = content[..start].chars().count() + 1;
            targets.push(word.parse().map_err(|error| at(number, column, format!("{error}")))?);
        }
    }
    Ok(targets)
}

fn uncommented(line: &str) -> &str {
    let mut after_space = true;
    for (byte, letter) in line.char_indices() {
        if letter == '#' && after_space {
            return &line[..byte];
        }
        after_space = letter.is_whitespace();
    }
    line
}

/// A document that `list -o json` or the AWS CLI wrote, or one line of ndjson; other members are none of our business.
#[derive(Deserialize)]
struct Document {
    #[serde(default)]
    schema: Option<Value>,
    #[serde(default, rename = "Workspaces")]
    workspaces: Option<Vec<Item>>,
    #[serde(default, rename = "WorkspaceId")]
    workspace_id: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default, rename = "WorkspaceId")]
    workspace_id: Option<String>,
}

fn documents(text: &str) -> Result<Vec<Target>, SelectionError> {
    let mut targets = Vec::new();
    let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Document>();
    loop {
        let start = stream.byte_offset();
        let start = start + text[start..].len() - text[start..].trim_start().len();
        let Some(document) = stream.next() else {
            return Ok(targets);
        };
        let document = document.map_err(|error| json(text, &error))?;
        let wrong = |message: String| {
            let (line, column) = place(text, start);
            at(line, column, message)
        };
        if let Some(schema) = document.schema.filter(|schema| schema.as_u64() != Some(SCHEMA)) {
            return Err(wrong(format!("schema {schema} is not known, this version reads schema {SCHEMA}")));
        }
        let ids: Vec<Option<String>> = match (document.workspaces, document.workspace_id) {
            (Some(items), _) => items.into_iter().map(|item| item.workspace_id).collect(),
            (None, Some(id)) => vec![Some(id)],
            (None, None) => return Err(wrong(format!("neither `Workspaces` nor `{ID}` is in this object"))),
        };
        for id in ids {
            let id = id.ok_or_else(|| wrong(format!("a desktop in this object has no `{ID}`")))?;
            targets.push(id.parse().map_err(|error| in_text(text, start, &id, &error))?);
        }
    }
}

fn array(text: &str) -> Result<Vec<Target>, SelectionError> {
    let items: Vec<Value> = serde_json::from_str(text).map_err(|error| json(text, &error))?;
    let mut targets = Vec::new();
    for item in items {
        let id = item.as_str().or_else(|| item.get(ID).and_then(Value::as_str));
        let id = id.ok_or_else(|| at(1, 1, format!("an item is neither a text nor an object with `{ID}`")))?;
        targets.push(id.parse().map_err(|error| in_text(text, 0, id, &error))?);
    }
    Ok(targets)
}

fn json(text: &str, error: &serde_json::Error) -> SelectionError {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    let line = error.line().max(1);
    // The library counts bytes, a person letters.
    let content = text.split('\n').nth(line - 1).unwrap_or_default();
    let column = content.char_indices().take_while(|(byte, _)| *byte < error.column()).count().max(1);
    at(line, column, format!("not the JSON of a list: {message}"))
}

/// An error about a value that stands somewhere behind `from`.
fn in_text(text: &str, from: usize, value: &str, error: &SelectionError) -> SelectionError {
    let byte = text[from..].find(value).map_or(from, |found| from + found);
    let (line, column) = place(text, byte);
    at(line, column, format!("{error}"))
}

/// How the cells of a table stand: CSV, or tabs.
pub(super) struct Table {
    /// The byte at which the heading begins.
    pub(super) start: usize,
    pub(super) delimiter: u8,
    /// Which cell has the id.
    pub(super) column: usize,
}

/// Recognises a table by the column of ids, `WorkspaceId` or another of these names, in its first line.
pub(super) fn table(text: &str, names: &[&str]) -> Option<Table> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !uncommented(line).trim().is_empty() {
            let delimiter = if line.contains('\t') { b'\t' } else { b',' };
            let column = line
                .split(char::from(delimiter))
                .position(|cell| names.iter().any(|name| cell.trim().trim_matches('"').eq_ignore_ascii_case(name)))?;
            return Some(Table { start, delimiter, column });
        }
        start += line.len();
    }
    None
}

/// The heading of a table, and its rows with the lines that they stand on.
pub(super) type Rows = (csv::StringRecord, Vec<(usize, csv::StringRecord)>);

/// Reads the rows of a table; cells are as they are written, but for the heading.
///
/// # Errors
/// The line that is no row.
pub(super) fn table_rows(text: &str, table: &Table) -> Result<Rows, usize> {
    let mut at = (table.start, place(text, table.start).0);
    let mut line_of = |position: Option<&csv::Position>| {
        let byte = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let byte = (table.start + byte).clamp(at.0, text.len());
        // The reader names the end of the row before: the row itself begins behind line ends and blank lines.
        let byte = byte + text[byte..].len() - text[byte..].trim_start_matches(['\r', '\n']).len();
        at = (byte, at.1 + text[at.0..byte].matches('\n').count());
        at.1
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.delimiter)
        .flexible(true)
        .trim(csv::Trim::Headers)
        .from_reader(&text.as_bytes()[table.start..]);
    let heading = reader.headers().map_err(|_| place(text, table.start).0)?.clone();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| line_of(error.position()))?;
        rows.push((line_of(record.position()), record));
    }
    Ok((heading, rows))
}

fn rows(text: &str, table: &Table) -> Result<Vec<Target>, SelectionError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(table.delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(&text.as_bytes()[table.start..]);
    let mut targets = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let byte = error.position().map_or(0, csv::Position::byte);
            let (line, column) = place(text, table.start + usize::try_from(byte).unwrap_or(0));
            at(line, column, "not a row of a table")
        })?;
        let byte = record.position().map_or(0, csv::Position::byte);
        let mut from = (table.start + usize::try_from(byte).unwrap_or(0)).min(text.len());
        // The reader names the end of the row before: the row itself begins behind line ends and blank lines.
        from += text[from..].len() - text[from..].trim_start_matches(['\r', '\n']).len();
        match record.get(table.column) {
            Some(cell) if !cell.is_empty() => {
                targets.push(cell.parse().map_err(|error| in_text(text, from, cell, &error))?);
            }
            Some(_) | None => {
                let (line, column) = place(text, from);
                return Err(at(line, column, format!("this row has no `{ID}`")));
            }
        }
    }
    Ok(targets)
}
