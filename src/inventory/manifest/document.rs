//! YAML and JSON: a list with a mapping for each desktop. JSON is read as the YAML that it is, for the sake of places.

use std::borrow::Cow;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Cell, ManifestError, Place, Row, START};

/// The one member of a desktop that is a mapping itself.
const TAGS: &str = "tags";

/// Tells whether a text is a document and not a table.
pub(super) fn is_one(text: &str) -> bool {
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        line.starts_with(['[', '{']) || line == "-" || line.starts_with("- ") || line.starts_with("---")
    })
}

/// Reads the desktops. A value that is none is a fault, and what comes after it is read.
pub(super) fn rows(text: &str, error: &mut ManifestError) -> Vec<Row> {
    let text = without_tabs(text);
    let mut reader = Reader::new(&text, error);
    let mut rows = Vec::new();
    // What stands before the place where the form breaks is judged all the same.
    drop(reader.list(&mut rows));
    rows
}

/// JSON may be indented with tabs, YAML may not: outside of its strings a tab is a space in JSON.
pub(super) fn without_tabs(text: &str) -> Cow<'_, str> {
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

/// The text can't be read any further, and that was told.
pub(super) struct Ended;

/// What is read of a document, one thing after the other.
pub(super) struct Reader<'a, 'b> {
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    error: &'b mut ManifestError,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// Begins to read; what is wrong goes to `error`.
    pub(super) fn new(text: &'a str, error: &'b mut ManifestError) -> Self {
        Self { parser: Parser::new_from_str(text), error }
    }

    /// Notes a fault behind which nothing can be read.
    pub(super) fn end(&mut self, place: Place, fact: &str) -> Ended {
        self.error.add(place, fact);
        Ended
    }

    /// Reads what comes next.
    pub(super) fn next(&mut self) -> Result<(Event<'a>, Place), Ended> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, start(span))),
            Some(Err(error)) => {
                let at = error.marker();
                let place = Place { line: at.line().max(1), column: at.col() + 1 };
                self.error.add(place, format!("neither YAML nor JSON: {}", error.info()));
                Err(Ended)
            }
            None => Ok((Event::StreamEnd, START)),
        }
    }

    /// Reads the one list of the text.
    fn list(&mut self, rows: &mut Vec<Row>) -> Result<(), Ended> {
        loop {
            match self.next()? {
                (Event::Nothing | Event::StreamStart | Event::DocumentStart(_), _) => {}
                (Event::SequenceStart(..), _) => break,
                (Event::StreamEnd | Event::DocumentEnd, _) => return Ok(()),
                (_, place) => {
                    return Err(self.end(place, "a manifest is a list with a mapping for each desktop"));
                }
            }
        }
        loop {
            match self.next()? {
                (Event::MappingStart(..), place) => rows.push(self.desktop(place)?),
                (Event::SequenceEnd, _) => break,
                (event, place) => {
                    self.error.add(place, "a desktop is a mapping of columns to values");
                    self.pass(&event)?;
                }
            }
        }
        loop {
            match self.next()? {
                (Event::Nothing | Event::DocumentEnd, _) => {}
                (Event::StreamEnd, _) => return Ok(()),
                (_, place) => {
                    return Err(self.end(place, "there is more behind the list"));
                }
            }
        }
    }

    /// Reads the members of a desktop, behind the start of its mapping.
    fn desktop(&mut self, place: Place) -> Result<Row, Ended> {
        let mut cells = Vec::new();
        loop {
            let name = match self.next()? {
                (Event::MappingEnd, _) => return Ok(Row { place, heading: None, cells }),
                next => self.value(next)?,
            };
            match (name, self.next()?) {
                (Some(name), (Event::MappingStart(..), _)) if name.text == TAGS => self.tags(&mut cells)?,
                (Some(name), next) => cells.push((name, self.value(next)?)),
                (None, (event, _)) => self.pass(&event)?,
            }
        }
    }

    /// Reads the members of the one mapping that a desktop can have, behind its start.
    fn tags(&mut self, cells: &mut Vec<(Cell, Option<Cell>)>) -> Result<(), Ended> {
        loop {
            let key = match self.next()? {
                (Event::MappingEnd, _) => return Ok(()),
                next => self.value(next)?,
            };
            match (key, self.next()?) {
                (Some(key), next) => {
                    let column = Cell { text: format!("tag:{}", key.text), place: key.place };
                    cells.push((column, self.value(next)?));
                }
                (None, (event, _)) => self.pass(&event)?,
            }
        }
    }

    /// Takes a value, which is a text, a number or a word; nothing written is nothing. `None` where something else stands,
    /// which is told and passed over.
    pub(super) fn value(&mut self, (event, place): (Event<'a>, Place)) -> Result<Option<Cell>, Ended> {
        let fact = match event {
            Event::Scalar(text, style, ..) => {
                let is_nothing = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let text = if is_nothing { String::new() } else { text.into_owned() };
                return Ok(Some(Cell { text, place }));
            }
            Event::Alias(_) => "references are not read, write the value out",
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceStart(..)
            | Event::SequenceEnd
            | Event::MappingStart(..)
            | Event::MappingEnd => "a value is one text, number or word",
        };
        self.error.add(place, fact);
        self.pass(&event)?;
        Ok(None)
    }

    /// Goes behind a thing whose first event this is.
    fn pass(&mut self, first: &Event<'_>) -> Result<(), Ended> {
        let deeper = |event: &Event<'_>| matches!(event, Event::SequenceStart(..) | Event::MappingStart(..));
        let mut depth = usize::from(deeper(first));
        while depth > 0 {
            let (event, _) = self.next()?;
            if event == Event::StreamEnd {
                return Err(Ended);
            }
            let ends = matches!(event, Event::SequenceEnd | Event::MappingEnd);
            depth = depth + usize::from(deeper(&event)) - usize::from(ends);
        }
        Ok(())
    }
}

fn start(span: Span) -> Place {
    Place { line: span.start.line().max(1), column: span.start.col() + 1 }
}
