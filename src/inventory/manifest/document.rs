//! YAML and JSON: a list with a mapping for each desktop. JSON is read as the YAML that it is, for the sake of places.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span};

use super::{Cell, ManifestError, Place, Row};

/// The one member of a desktop that is a mapping itself.
const TAGS: &str = "tags";

/// Tells whether a text is a document and not a table.
pub(super) fn is_one(text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        line.starts_with(['[', '{']) || line == "-" || line.starts_with("- ") || line.starts_with("---")
    })
}

/// Reads the desktops.
pub(super) fn rows(text: &str) -> Result<Vec<Row>, ManifestError> {
    let text = without_tabs(text);
    let mut reader = Reader { parser: Parser::new_from_str(&text) };
    let mut rows = Vec::new();
    loop {
        match reader.next()? {
            (Event::Nothing | Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::SequenceStart(..), _) => break,
            (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(rows),
            (_, place) => {
                return Err(ManifestError::one(place, "a manifest is a list with a mapping for each desktop"));
            }
        }
    }
    loop {
        match reader.next()? {
            (Event::MappingStart(..), place) => rows.push(reader.desktop(place)?),
            (Event::SequenceEnd, _) => break,
            (_, place) => return Err(ManifestError::one(place, "a desktop is a mapping of columns to values")),
        }
    }
    loop {
        match reader.next()? {
            (Event::Nothing | Event::DocumentEnd, _) => {}
            (Event::StreamEnd, _) => return Ok(rows),
            (_, place) => return Err(ManifestError::one(place, "there is more behind the list")),
        }
    }
}

/// JSON may be indented with tabs, YAML may not: outside of its strings a tab is a space in JSON.
fn without_tabs(text: &str) -> Cow<'_, str> {
    if !text.trim_start().starts_with(['[', '{']) || !text.contains('\t') {
        return Cow::Borrowed(text);
    }
    let (mut inside, mut escaped) = (false, false);
    let plain = text.chars().map(|letter| {
        let is_quote = letter == '"' && !escaped;
        escaped = inside && letter == '\\' && !escaped;
        inside ^= is_quote;
        if letter == '\t' && !inside { ' ' } else { letter }
    });
    Cow::Owned(plain.collect())
}

struct Reader<'a> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Place), ManifestError> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, start(span))),
            Some(Err(error)) => Err(fault(&error)),
            None => Ok((Event::StreamEnd, Place { line: 1, column: 1 })),
        }
    }

    /// Reads the members of a desktop, behind the start of its mapping.
    fn desktop(&mut self, place: Place) -> Result<Row, ManifestError> {
        let mut cells = Vec::new();
        while let Some(name) = self.name()? {
            match self.next()? {
                (Event::MappingStart(..), _) if name.text == TAGS => {
                    while let Some(key) = self.name()? {
                        let next = self.next()?;
                        let column = Cell { text: format!("tag:{}", key.text), place: key.place };
                        cells.push((column, value(next)?));
                    }
                }
                next => cells.push((name, value(next)?)),
            }
        }
        Ok(Row { place, cells })
    }

    /// Reads the name of a member; `None` at the end of the mapping.
    fn name(&mut self) -> Result<Option<Cell>, ManifestError> {
        match self.next()? {
            (Event::MappingEnd, _) => Ok(None),
            next => value(next).map(Some),
        }
    }
}

/// Takes a value, which is a text, a number or a word; nothing written is nothing.
fn value((event, place): (Event<'_>, Place)) -> Result<Cell, ManifestError> {
    match event {
        Event::Scalar(text, style, ..) => {
            let is_nothing = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
            Ok(Cell { text: if is_nothing { String::new() } else { text.into_owned() }, place })
        }
        Event::Alias(_) => Err(ManifestError::one(place, "references are not read, write the value out")),
        Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd
        | Event::SequenceStart(..)
        | Event::SequenceEnd
        | Event::MappingStart(..)
        | Event::MappingEnd => Err(ManifestError::one(place, "a value is one text, number or word")),
    }
}

fn start(span: Span) -> Place {
    Place { line: span.start.line().max(1), column: span.start.col() + 1 }
}

fn fault(error: &ScanError) -> ManifestError {
    let at = error.marker();
    ManifestError::one(
        Place { line: at.line().max(1), column: at.col() + 1 },
        format!("neither YAML nor JSON: {}", error.info()),
    )
}
