//! A document of YAML or JSON as a tree with places, for manifests that are more than a list of rows. Pure.

use saphyr_parser::Event;

use super::document::{Ended, Reader, without_tabs};
use super::{Cell, ManifestError, Place};

/// How deep a document may go: nothing here needs more, and a document of brackets alone must not use up the stack.
const DEPTH_MAX: usize = 16;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A text, a number or a word; nothing written is an empty one.
    Text(Cell),
    /// Parts, one after the other.
    List(Place, Vec<Node>),
    /// Parts by their names.
    Map(Place, Vec<(Cell, Node)>),
}

impl Node {
    /// Returns where it begins.
    pub(super) fn place(&self) -> Place {
        match self {
            Self::Text(cell) => cell.place,
            Self::List(place, _) | Self::Map(place, _) => *place,
        }
    }
}

/// Reads a document.
pub(super) fn tree(text: &str) -> Result<Node, ManifestError> {
    let text = without_tabs(text);
    let mut error = ManifestError::default();
    match root(&mut Reader::new(&text, &mut error)) {
        Ok(root) if error.is_empty() => Ok(root),
        Ok(_) | Err(Ended) => Err(error),
    }
}

fn root(reader: &mut Reader<'_, '_>) -> Result<Node, Ended> {
    let root = loop {
        match reader.next()? {
            (Event::Nothing | Event::StreamStart | Event::DocumentStart(_), _) => {}
            (Event::StreamEnd | Event::DocumentEnd, place) => return Ok(Node::Map(place, Vec::new())),
            next => break node(reader, next, 0)?,
        }
    };
    loop {
        match reader.next()? {
            (Event::Nothing | Event::DocumentEnd, _) => {}
            (Event::StreamEnd, _) => return Ok(root),
            (_, place) => return Err(reader.end(place, "there is more behind the document")),
        }
    }
}

fn node<'a>(reader: &mut Reader<'a, '_>, (event, place): (Event<'a>, Place), depth: usize) -> Result<Node, Ended> {
    if depth > DEPTH_MAX {
        return Err(reader.end(place, "it goes too deep"));
    }
    match (event, place) {
        (Event::SequenceStart(..), _) => {
            let mut items = Vec::new();
            loop {
                match reader.next()? {
                    (Event::SequenceEnd, _) => return Ok(Node::List(place, items)),
                    next => items.push(node(reader, next, depth + 1)?),
                }
            }
        }
        (Event::MappingStart(..), _) => {
            let mut members = Vec::new();
            loop {
                let name = match reader.next()? {
                    (Event::MappingEnd, _) => return Ok(Node::Map(place, members)),
                    next => reader.value(next)?,
                };
                let next = reader.next()?;
                let part = node(reader, next, depth + 1)?;
                members.extend(name.map(|name| (name, part)));
            }
        }
        next => {
            let nothing = Cell { text: String::new(), place };
            Ok(Node::Text(reader.value(next)?.unwrap_or(nothing)))
        }
    }
}
