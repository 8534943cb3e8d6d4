//! The file of `ip-group apply`: which IP access control groups there are to be, and which of them on which directory.
//!
//! YAML, of which JSON is a part:
//!
//! ```yaml
//! groups:
//!   office:
//!     description: Berlin and Paris
//!     rules: [203.0.113.0/24=Berlin, 198.51.100.7]
//! directories:
//!   corp.example.com: [office]
//! ```

use std::collections::BTreeSet;

use super::tree::{Node, tree};
use super::{Cell, LIST_BYTES_MAX, ManifestError, Place, decode};
use crate::model::around::{IpRule, parse_rule};

/// An IP access control group as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IpGroupEntry {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Its rules, and no others.
    pub rules: Vec<IpRule>,
}

/// What a file wants.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IpGroupFile {
    /// Groups, in the order of the file.
    pub groups: Vec<IpGroupEntry>,
    /// Directories, as they are named, with the groups that are to be on them and no others.
    pub directories: Vec<(String, Vec<String>)>,
}

impl IpGroupFile {
    /// Reads a file.
    ///
    /// # Errors
    /// Everything that is wrong with it, as far as that can be told without a look at the service.
    pub fn read(bytes: &[u8]) -> Result<Self, ManifestError> {
        let start = Place { line: 1, column: 1 };
        if bytes.len() > LIST_BYTES_MAX {
            return Err(ManifestError::one(start, format!("it is longer than {} MiB", LIST_BYTES_MAX >> 20)));
        }
        let text =
            decode(bytes).map_err(|(line, column, message)| ManifestError::one(Place { line, column }, message))?;
        let root = tree(&text)?;
        let mut error = ManifestError::default();
        let mut file = Self::default();
        for (name, node) in members(&root, "the file", &mut error) {
            match name.text.as_str() {
                "groups" => {
                    let entries = members(node, "`groups`", &mut error);
                    file.groups.extend(
                        entries.into_iter().map(|(name, node)| group(name, node, &mut error)).collect::<Vec<_>>(),
                    );
                }
                "directories" => {
                    for (name, node) in members(node, "`directories`", &mut error) {
                        let groups = texts(node, &mut error).into_iter().map(|cell| cell.text.clone()).collect();
                        file.directories.push((name.text.clone(), groups));
                    }
                }
                _ => unknown(name, &["groups", "directories"], &mut error),
            }
        }
        if file.groups.is_empty() && file.directories.is_empty() {
            error.add(root.place(), "it names neither groups nor directories");
        }
        if error.is_empty() { Ok(file) } else { Err(error) }
    }
}

fn group(name: &Cell, node: &Node, error: &mut ManifestError) -> IpGroupEntry {
    let mut entry = IpGroupEntry { name: name.text.clone(), description: None, rules: Vec::new() };
    if name.text.is_empty() {
        error.add(name.place, "a group has a name");
    }
    for (member, node) in members(node, &format!("the group `{}`", name.text), error) {
        match member.text.as_str() {
            "description" => match node {
                Node::Text(cell) => entry.description = Some(cell.text.clone()).filter(|text| !text.is_empty()),
                Node::List(place, _) | Node::Map(place, _) => error.add(*place, "a description is one text"),
            },
            "rules" => {
                for cell in texts(node, error) {
                    match parse_rule(&cell.text) {
                        Ok(rule) => entry.rules.push(rule),
                        Err(fact) => error.add(cell.place, fact),
                    }
                }
            }
            _ => unknown(member, &["description", "rules"], error),
        }
    }
    entry
}

/// The members of a mapping, each once; nothing written is a mapping without any.
fn members<'a>(node: &'a Node, of: &str, error: &mut ManifestError) -> Vec<(&'a Cell, &'a Node)> {
    let members = match node {
        Node::Map(_, members) => members,
        Node::Text(cell) if cell.text.is_empty() => return Vec::new(),
        Node::Text(_) | Node::List(..) => {
            error.add(node.place(), format!("{of} is a mapping of names"));
            return Vec::new();
        }
    };
    let mut seen = BTreeSet::new();
    for (name, _) in members {
        if !seen.insert(&name.text) {
            error.add(name.place, format!("`{}` stands there twice", name.text));
        }
    }
    members.iter().map(|(name, node)| (name, node)).collect()
}

/// The texts of a list.
fn texts<'a>(node: &'a Node, error: &mut ManifestError) -> Vec<&'a Cell> {
    let items = match node {
        Node::List(_, items) => items.as_slice(),
        Node::Text(cell) if cell.text.is_empty() => &[],
        Node::Text(_) | Node::Map(..) => {
            error.add(node.place(), "this is a list of texts");
            &[]
        }
    };
    let mut found = Vec::new();
    for item in items {
        match item {
            Node::Text(cell) if !cell.text.is_empty() => found.push(cell),
            Node::Text(_) | Node::List(..) | Node::Map(..) => error.add(item.place(), "this is a text"),
        }
    }
    found
}

fn unknown(name: &Cell, known: &[&str], error: &mut ManifestError) {
    let nearest = known.iter().min_by_key(|known| strsim::damerau_levenshtein(known, &name.text));
    let nearest = nearest.map_or(String::new(), |nearest| format!(", did you mean `{nearest}`?"));
    error.add(name.place, format!("`{}` is not known{nearest}", name.text));
}
