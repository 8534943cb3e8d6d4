//! Holds a request's parameters against the input bounds that AWS's own API model states.
//!
//! What is required, which type, how long, how large, which pattern, which words: all of it is data
//! (`data/api-bounds.json`, names and numbers from the public models), none of it is written here a second time. What
//! depends on the world (does the id exist, may this state be left) is for the operations, never for this file.
//! May import: nothing of ours.
//!
//! The wording is the service framework's: `1 validation error detected: Value '…' at 'workspaceIds' failed to satisfy
//! constraint: …`. Members that the model does not know are ignored, as the real awsJson services do.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use regex::Regex;
use serde::Deserialize;
use serde_json::Value;

/// How many violations a message lists; its count always names them all.
const LISTED_MAX: usize = 20;

/// How many characters of an offending value a message repeats.
const SHOWN_CHARS_MAX: usize = 2_000;

/// Why parameters were refused before any operation saw them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BoundsErrorKind {
    /// The service has no such operation.
    UnknownOperation,
    /// A value has a type that the operation's input cannot be read from.
    Serialization,
    /// A value is missing, too long, too large, misspelt or no member of its list of words.
    Validation,
}

/// A refusal in the service's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}: {message}", self.code())]
pub(crate) struct BoundsError {
    /// Which kind of refusal.
    pub(crate) kind: BoundsErrorKind,
    /// The text beside the code.
    pub(crate) message: String,
}

impl BoundsError {
    /// Returns the error code that goes over the wire (domain.md section P, common errors).
    pub(crate) fn code(&self) -> &'static str {
        match self.kind {
            BoundsErrorKind::UnknownOperation => "UnknownOperationException",
            BoundsErrorKind::Serialization => "SerializationException",
            BoundsErrorKind::Validation => "ValidationException",
        }
    }

    fn serialization(message: impl Into<String>) -> Self {
        Self { kind: BoundsErrorKind::Serialization, message: message.into() }
    }
}

/// Checks `parameters` against the input shape of `operation`.
///
/// `service` is the model's name, such as `workspaces`. Members set to `null` count as absent, as in the protocol.
///
/// # Errors
/// The first type that cannot be read, else all constraints that are not met, in one message.
pub(crate) fn check(service: &str, operation: &str, parameters: &Value) -> Result<(), BoundsError> {
    let unknown = || BoundsError {
        kind: BoundsErrorKind::UnknownOperation,
        message: format!("The operation {operation} is not known to this service."),
    };
    let model = model().services.get(service).ok_or_else(unknown)?;
    let input = &model.operations.get(operation).ok_or_else(unknown)?.input;
    let Some(shape) = input.as_ref().and_then(|name| model.shapes.get(name)) else {
        return Ok(());
    };
    model.types(shape, parameters)?;
    let mut found = Vec::new();
    model.constraints(shape, parameters, "", &mut found);
    if found.is_empty() {
        return Ok(());
    }
    let noun = if found.len() == 1 { "error" } else { "errors" };
    let count = found.len();
    found.truncate(LISTED_MAX);
    Err(BoundsError {
        kind: BoundsErrorKind::Validation,
        message: format!("{count} validation {noun} detected: {}", found.join("; ")),
    })
}

/// The data file: what AWS's models bound, for each service.
#[derive(Debug, Default, Deserialize)]
struct Model {
    services: BTreeMap<String, Service>,
}

#[derive(Debug, Deserialize)]
struct Service {
    operations: BTreeMap<String, Operation>,
    shapes: BTreeMap<String, Shape>,
}

#[derive(Debug, Deserialize)]
struct Operation {
    input: Option<String>,
}

/// One shape of the model; which of the members mean something depends on `kind`.
#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: Kind,
    #[serde(default)]
    required: Vec<String>,
    #[serde(default)]
    members: BTreeMap<String, String>,
    member: Option<String>,
    key: Option<String>,
    value: Option<String>,
    #[serde(rename = "enum", default)]
    words: Vec<String>,
    pattern: Option<String>,
    min: Option<i64>,
    max: Option<i64>,
    /// Compiled when first needed: a run uses a handful of the patterns.
    #[serde(skip)]
    compiled: OnceLock<Option<Regex>>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Structure,
    List,
    Map,
    String,
    Integer,
    Long,
    Float,
    Double,
    Boolean,
    Blob,
    Timestamp,
}

/// Returns the model, read once.
///
/// A file that cannot be read would make every operation unknown; a test reads it, so that such a build never passes.
fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| serde_json::from_str(include_str!("data/api-bounds.json")).unwrap_or_default())
}

impl Service {
    fn shape(&self, name: Option<&String>) -> Option<&Shape> {
        self.shapes.get(name?)
    }

    /// Finds the first value that the input cannot be read from: the service stops there, before any constraint.
    fn types(&self, shape: &Shape, value: &Value) -> Result<(), BoundsError> {
        match (shape.kind, value) {
            (_, Value::Null)
            | (Kind::String, Value::String(_))
            | (Kind::Boolean, Value::Bool(_))
            | (Kind::Float | Kind::Double | Kind::Timestamp, Value::Number(_)) => Ok(()),
            (Kind::Structure, Value::Object(members)) => members.iter().try_for_each(|(name, item)| {
                let known = self.shape(shape.members.get(name));
                known.map_or(Ok(()), |known| self.types(known, item))
            }),
            (Kind::List, Value::Array(items)) => {
                let member = self.shape(shape.member.as_ref());
                member.map_or(Ok(()), |member| items.iter().try_for_each(|item| self.types(member, item)))
            }
            (Kind::Map, Value::Object(entries)) => {
                let item = self.shape(shape.value.as_ref());
                item.map_or(Ok(()), |item| entries.values().try_for_each(|value| self.types(item, value)))
            }
            (Kind::Integer, Value::Number(number)) => {
                let fits = number.as_i64().is_some_and(|whole| i32::try_from(whole).is_ok());
                convertible(fits, value, "Integer")
            }
            (Kind::Long, Value::Number(number)) => convertible(number.is_i64(), value, "Long"),
            (Kind::Blob, Value::String(text)) => convertible(decoded_length(text).is_some(), value, "Blob"),
            (Kind::Structure | Kind::Map, _) => Err(BoundsError::serialization(misplaced(value, "structure"))),
            (Kind::List, _) => Err(BoundsError::serialization(misplaced(value, "list"))),
            (Kind::String, _) => convertible(false, value, "String"),
            (Kind::Boolean, _) => convertible(false, value, "Boolean"),
            (Kind::Integer, _) => convertible(false, value, "Integer"),
            (Kind::Long, _) => convertible(false, value, "Long"),
            (Kind::Float, _) => convertible(false, value, "Float"),
            (Kind::Double, _) => convertible(false, value, "Double"),
            (Kind::Blob, _) => convertible(false, value, "Blob"),
            (Kind::Timestamp, _) => convertible(false, value, "Date"),
        }
    }

    /// Collects every constraint that `value` misses; its types are right already.
    fn constraints(&self, shape: &Shape, value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::Object(members) if shape.kind == Kind::Structure => {
                for name in &shape.required {
                    if members.get(name).is_none_or(Value::is_null) {
                        let place = joined(path, name);
                        found.push(format!(
                            "Value null at '{place}' failed to satisfy constraint: Member must not be null"
                        ));
                    }
                }
                for (name, item) in members.iter().filter(|(_, item)| !item.is_null()) {
                    if let Some(member) = self.shape(shape.members.get(name)) {
                        self.constraints(member, item, &joined(path, name), found);
                    }
                }
            }
            Value::Object(entries) => self.map(shape, entries, path, found),
            Value::Array(items) => {
                shape.bounds(items.len(), &mut |rule| found.push(failed(value, path, &rule)));
                self.items(shape, items, value, path, found);
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                for rule in shape.missed(value) {
                    found.push(failed(value, path, &rule));
                }
            }
        }
    }

    /// Checks a list's items: plain ones are reported once for the list, structures one by one with their place.
    fn items(&self, shape: &Shape, items: &[Value], list: &Value, path: &str, found: &mut Vec<String>) {
        let Some(member) = self.shape(shape.member.as_ref()) else {
            return;
        };
        if matches!(member.kind, Kind::Structure | Kind::List | Kind::Map) {
            for (index, item) in items.iter().enumerate() {
                let place = format!("{path}.{}.member", index + 1);
                if item.is_null() {
                    found
                        .push(format!("Value null at '{place}' failed to satisfy constraint: Member must not be null"));
                }
                self.constraints(member, item, &place, found);
            }
        } else if items.iter().any(|item| item.is_null() || !member.missed(item).is_empty()) {
            let rules = member.rules().join(", ");
            found.push(failed(list, path, &format!("Member must satisfy constraint: [{rules}]")));
        }
    }

    fn map(&self, shape: &Shape, entries: &serde_json::Map<String, Value>, path: &str, found: &mut Vec<String>) {
        shape.bounds(entries.len(), &mut |rule| {
            found.push(failed(&Value::Object(entries.clone()), path, &rule));
        });
        let key_shape = self.shape(shape.key.as_ref());
        let value_shape = self.shape(shape.value.as_ref());
        for (key, item) in entries {
            if let Some(shape) = key_shape {
                for rule in shape.missed(&Value::String(key.clone())) {
                    found.push(failed(
                        &Value::String(key.clone()),
                        path,
                        &format!("Map keys must satisfy constraint: [{rule}]"),
                    ));
                }
            }
            if let Some(shape) = value_shape {
                self.constraints(shape, item, &format!("{path}.{key}.member"), found);
            }
        }
    }
}

impl Shape {
    /// Returns the constraints that a plain value misses.
    fn missed(&self, value: &Value) -> Vec<String> {
        let mut missed = Vec::new();
        match value {
            Value::String(text) if self.kind == Kind::Blob => {
                let length = decoded_length(text).unwrap_or_default();
                self.bounds(length, &mut |rule| missed.push(rule));
            }
            Value::String(text) => {
                self.bounds(text.chars().count(), &mut |rule| missed.push(rule));
                if !self.matches(text) {
                    missed.extend(self.pattern_rule());
                }
                if !self.words.is_empty() && !self.words.contains(text) {
                    missed.extend(self.words_rule());
                }
            }
            Value::Number(number) => {
                let under = self.min.filter(|min| number.as_i64().is_some_and(|whole| whole < *min));
                missed.extend(under.map(|min| self.min_rule(min)));
                let over = self.max.filter(|max| number.as_i64().is_some_and(|whole| whole > *max));
                missed.extend(over.map(|max| self.max_rule(max)));
            }
            Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => {}
        }
        missed
    }

    /// Returns every constraint on this shape, as the service lists them for a list's items.
    fn rules(&self) -> Vec<String> {
        let mut rules: Vec<String> = Vec::new();
        rules.extend(self.max.map(|max| self.max_rule(max)));
        rules.extend(self.min.map(|min| self.min_rule(min)));
        rules.extend(self.pattern_rule());
        rules.extend(self.words_rule());
        rules.push("Member must not be null".to_owned());
        rules
    }

    fn bounds(&self, length: usize, report: &mut dyn FnMut(String)) {
        let length = i64::try_from(length).unwrap_or(i64::MAX);
        if let Some(min) = self.min.filter(|min| length < *min) {
            report(self.min_rule(min));
        }
        if let Some(max) = self.max.filter(|max| length > *max) {
            report(self.max_rule(max));
        }
    }

    /// Tells whether `text` satisfies the pattern, which the service applies to the whole value.
    fn matches(&self, text: &str) -> bool {
        let Some(pattern) = &self.pattern else { return true };
        let compiled = self.compiled.get_or_init(|| compile(pattern).ok());
        compiled.as_ref().is_none_or(|compiled| compiled.is_match(text))
    }

    fn measures_value(&self) -> bool {
        matches!(self.kind, Kind::Integer | Kind::Long | Kind::Float | Kind::Double)
    }

    fn min_rule(&self, min: i64) -> String {
        let what = if self.measures_value() { "value" } else { "length" };
        format!("Member must have {what} greater than or equal to {min}")
    }

    fn max_rule(&self, max: i64) -> String {
        let what = if self.measures_value() { "value" } else { "length" };
        format!("Member must have {what} less than or equal to {max}")
    }

    fn pattern_rule(&self) -> Option<String> {
        let pattern = self.pattern.as_ref()?;
        Some(format!("Member must satisfy regular expression pattern: {pattern}"))
    }

    fn words_rule(&self) -> Option<String> {
        let words = self.words.join(", ");
        (!self.words.is_empty()).then(|| format!("Member must satisfy enum value set: [{words}]"))
    }
}

/// Compiles a pattern of the models, which are written for Java: whole value, and `\d`, `\w`, `\s` mean ASCII.
fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    let mut source = String::from("^(?:");
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            source.push(character);
            continue;
        }
        match characters.next() {
            Some('d') => source.push_str("[0-9]"),
            Some('w') => source.push_str("[0-9A-Za-z_]"),
            Some('s') => source.push_str(r"[ \t\n\x0B\f\r]"),
            Some(other) => source.extend(['\\', other]),
            None => source.push('\\'),
        }
    }
    source.push_str(")$");
    Regex::new(&source)
}

/// Returns how many bytes base64 `text` holds, or `None` when it is not base64.
fn decoded_length(text: &str) -> Option<usize> {
    let body = text.trim_end_matches('=');
    let padding = text.len() - body.len();
    let plain = body.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/');
    (plain && padding <= 2 && text.len().is_multiple_of(4)).then(|| text.len() / 4 * 3 - padding)
}

fn convertible(fits: bool, value: &Value, wanted: &str) -> Result<(), BoundsError> {
    if fits {
        return Ok(());
    }
    let token = match value {
        Value::Object(_) => {
            return Err(BoundsError::serialization("Start of structure or map found where not expected."));
        }
        Value::Array(_) => return Err(BoundsError::serialization("Start of list found where not expected")),
        Value::Bool(true) => "TRUE_VALUE",
        Value::Bool(false) => "FALSE_VALUE",
        Value::Number(number) if number.is_f64() => "DECIMAL_VALUE",
        Value::Number(_) => "NUMBER_VALUE",
        Value::String(_) => "STRING_VALUE",
        Value::Null => "NULL_VALUE",
    };
    Err(BoundsError::serialization(format!("{token} cannot be converted to {wanted}")))
}

fn misplaced(value: &Value, wanted: &str) -> String {
    match value {
        Value::Object(_) => "Start of structure or map found where not expected.".to_owned(),
        Value::Array(_) => "Start of list found where not expected".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => format!("Expected {wanted} or null"),
    }
}

fn failed(value: &Value, path: &str, rule: &str) -> String {
    let mut shown = String::new();
    show(value, &mut shown);
    if shown.chars().count() > SHOWN_CHARS_MAX {
        shown = shown.chars().take(SHOWN_CHARS_MAX).collect();
        shown.push('…');
    }
    format!("Value '{shown}' at '{path}' failed to satisfy constraint: {rule}")
}

/// Writes a value as the service shows it: strings bare, lists in brackets.
fn show(value: &Value, into: &mut String) {
    match value {
        Value::String(text) => into.push_str(text),
        Value::Array(items) => {
            into.push('[');
            for (index, item) in items.iter().enumerate() {
                into.push_str(if index == 0 { "" } else { ", " });
                show(item, into);
            }
            into.push(']');
        }
        Value::Object(members) => {
            into.push('{');
            for (index, (name, item)) in members.iter().enumerate() {
                into.push_str(if index == 0 { "" } else { ", " });
                into.push_str(&lowered(name));
                into.push('=');
                show(item, into);
            }
            into.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {
            // Writing to a string cannot fail.
            let _ = write!(into, "{value}");
        }
    }
}

fn joined(path: &str, name: &str) -> String {
    let name = lowered(name);
    if path.is_empty() { name } else { format!("{path}.{name}") }
}

/// Returns a member's name as the messages spell it: the first letter small.
fn lowered(name: &str) -> String {
    let mut characters = name.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

#[cfg(test)]
mod tests;
