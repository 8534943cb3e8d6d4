//! The query protocols: a form in, XML out (EC2 and STS; domain.md section Q).
//!
//! Reads the flat names of the form (`Filter.1.Value.2`) into lists and writes elements with every character escaped.
//! Knows no action and no world. May import: nothing of ours.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::escape::escape;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use serde_json::Value;

/// Media type of every answer of these protocols.
pub(crate) const CONTENT_TYPE: &str = "text/xml;charset=UTF-8";

const EC2_NAMESPACE: &str = "http://ec2.amazonaws.com/doc/2016-11-15/";
const STS_NAMESPACE: &str = "https://sts.amazonaws.com/doc/2011-06-15/";

/// A form as it was received: `Action`, `Version` and the parameters beside them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    action: String,
    parameters: BTreeMap<String, String>,
}

/// Why a form is no request.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum QueryError {
    /// The form has no `Action`.
    #[error("The request must contain the parameter Action")]
    MissingAction,
    /// One name stands in it twice: the service does not choose for the caller.
    #[error("The parameter {0} was specified more than once")]
    Repeated(String),
}

impl QueryError {
    /// Returns the error code that goes over the wire (EC2's common client errors).
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::MissingAction => "MissingAction",
            Self::Repeated(_) => "MalformedQueryString",
        }
    }
}

/// A filter of a Describe action; its values are alternatives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter<'a> {
    /// The filter's name, as received.
    pub(crate) name: &'a str,
    /// Values, in the order of their numbers.
    pub(crate) values: Vec<&'a str>,
}

/// A name that an action understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    /// `Name`, once.
    Scalar(&'static str),
    /// `Name.1`, `Name.2`, and so on.
    List(&'static str),
    /// `Name.…`, with members of any depth.
    Structure(&'static str),
    /// `Filter.1.Name`, `Filter.1.Value.1`, and so on.
    Filters,
}

impl Parameter {
    fn covers(self, name: &str) -> bool {
        match self {
            Self::Scalar(own) => name == own,
            Self::List(own) => name == own || numbered(name, own).is_some_and(|(_, rest)| rest.is_empty()),
            Self::Structure(own) => name.strip_prefix(own).is_some_and(|rest| rest.starts_with('.')),
            Self::Filters => numbered(name, "Filter").is_some_and(|(_, rest)| {
                rest == "Name" || numbered(rest, "Value").is_some_and(|(_, rest)| rest.is_empty())
            }),
        }
    }
}

impl Query {
    /// Reads a form.
    ///
    /// Bytes that are no UTF-8 become replacement characters, which then match nothing.
    ///
    /// # Errors
    /// No `Action`, or a name that stands twice.
    pub(crate) fn parse(body: &[u8]) -> Result<Self, QueryError> {
        let mut parameters = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            if parameters.insert(name.to_string(), value.into_owned()).is_some() {
                return Err(QueryError::Repeated(name.into_owned()));
            }
        }
        let action = parameters.remove("Action").filter(|action| !action.is_empty());
        let action = action.ok_or(QueryError::MissingAction)?;
        Ok(Self { action, parameters })
    }

    /// Returns the action's name.
    pub(crate) fn action(&self) -> &str {
        &self.action
    }

    /// Returns the API version, empty when none was given.
    pub(crate) fn version(&self) -> &str {
        self.get("Version").unwrap_or_default()
    }

    /// Returns a parameter by its exact name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters.get(name).map(String::as_str)
    }

    /// Tells whether any parameter is `name` or lies below it.
    pub(crate) fn has(&self, name: &str) -> bool {
        let below =
            |other: &String| other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.parameters.keys().any(below)
    }

    /// Returns the values of `name.1`, `name.2`, … in the order of their numbers, gaps allowed.
    pub(crate) fn list(&self, name: &str) -> Vec<&str> {
        let mut found: Vec<(u32, &str)> = Vec::new();
        for (key, value) in &self.parameters {
            if let Some((number, "")) = numbered(key, name) {
                found.push((number, value));
            }
        }
        found.sort_by_key(|(number, _)| *number);
        found.into_iter().map(|(_, value)| value).collect()
    }

    /// Returns the filters in the order of their numbers; a filter without a name gets the empty one.
    pub(crate) fn filters<'a>(&'a self) -> Vec<Filter<'a>> {
        let mut names: BTreeMap<u32, &str> = BTreeMap::new();
        let mut values: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
        for (key, value) in &self.parameters {
            match numbered(key, "Filter") {
                Some((filter, "Name")) => {
                    names.insert(filter, value);
                    values.entry(filter).or_default();
                }
                Some((filter, rest)) => {
                    if let Some((number, "")) = numbered(rest, "Value") {
                        values.entry(filter).or_default().insert(number, value);
                    }
                }
                None => {}
            }
        }
        let filter = |number: u32, values: BTreeMap<u32, &'a str>| Filter {
            name: names.get(&number).copied().unwrap_or_default(),
            values: values.into_values().collect(),
        };
        values.into_iter().map(|(number, values)| filter(number, values)).collect()
    }

    /// Returns the first parameter that none of `known` covers.
    pub(crate) fn unknown(&self, known: &[Parameter]) -> Option<&str> {
        let strange =
            |name: &&String| name.as_str() != "Version" && !known.iter().any(|parameter| parameter.covers(name));
        self.parameters.keys().find(strange).map(String::as_str)
    }

    /// Returns the parameters as received, for the record: flat names, text values, `Version` among them.
    pub(crate) fn to_json(&self) -> Value {
        let member = |(name, value): (&String, &String)| (name.clone(), Value::String(value.clone()));
        Value::Object(self.parameters.iter().map(member).collect())
    }
}

/// Splits `name.N.rest` into `N` and `rest` (empty when nothing follows); numbers begin at 1.
fn numbered<'a>(key: &'a str, name: &str) -> Option<(u32, &'a str)> {
    let rest = key.strip_prefix(name)?.strip_prefix('.')?;
    let (number, rest) = rest.split_once('.').unwrap_or((rest, ""));
    let canonical = !number.starts_with(['0', '+']);
    canonical.then(|| number.parse().ok().map(|number| (number, rest))).flatten()
}

/// An element of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    name: &'static str,
    content: Content,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Text(String),
    Children(Vec<Element>),
}

impl Element {
    /// Returns an element that holds text.
    pub(crate) fn text(name: &'static str, text: impl Into<String>) -> Self {
        let content = Content::Text(text.into());
        Self { name, content }
    }

    /// Returns an element that holds `true` or `false`.
    pub(crate) fn flag(name: &'static str, value: bool) -> Self {
        Self::text(name, if value { "true" } else { "false" })
    }

    /// Returns an element that holds other elements.
    pub(crate) fn tree(name: &'static str, children: Vec<Element>) -> Self {
        let content = Content::Children(children);
        Self { name, content }
    }

    /// Returns a list in EC2's form: one `<item>` for each entry.
    pub(crate) fn items(name: &'static str, entries: impl IntoIterator<Item = Vec<Element>>) -> Self {
        let item = |children| Self::tree("item", children);
        Self::tree(name, entries.into_iter().map(item).collect())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        match &self.content {
            Content::Text(text) if text.is_empty() => writer.write_event(Event::Empty(BytesStart::new(self.name))),
            Content::Children(children) if children.is_empty() => {
                writer.write_event(Event::Empty(BytesStart::new(self.name)))
            }
            Content::Text(text) => {
                writer.write_event(Event::Start(BytesStart::new(self.name)))?;
                writer.write_event(Event::Text(BytesText::from_escaped(escaped(text))))?;
                writer.write_event(Event::End(BytesEnd::new(self.name)))
            }
            Content::Children(children) => {
                writer.write_event(Event::Start(BytesStart::new(self.name)))?;
                children.iter().try_for_each(|child| child.write(writer))?;
                writer.write_event(Event::End(BytesEnd::new(self.name)))
            }
        }
    }
}

/// Escapes text so that every parser gives back the same characters.
///
/// Control characters cannot stand in XML 1.0 at all, not even escaped: they become U+FFFD. A carriage return would be
/// read as a line feed when it stood there bare.
fn escaped(text: &str) -> String {
    let legal = |character: char| match character {
        '\t' | '\n' | '\r' => character,
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        other if other < ' ' => '\u{FFFD}',
        other => other,
    };
    let legal: String = text.chars().map(legal).collect();
    escape(legal.as_str()).replace('\r', "&#13;")
}

/// Writes EC2's answer to `action`.
pub(crate) fn ec2_response(action: &str, request_id: &str, children: Vec<Element>) -> Vec<u8> {
    let mut all = vec![Element::text("requestId", request_id)];
    all.extend(children);
    document(&format!("{action}Response"), Some(EC2_NAMESPACE), &all)
}

/// Writes EC2's error document.
pub(crate) fn ec2_error(code: &str, message: &str, request_id: &str) -> Vec<u8> {
    let error = Element::tree("Error", vec![Element::text("Code", code), Element::text("Message", message)]);
    let children = [Element::tree("Errors", vec![error]), Element::text("RequestID", request_id)];
    document("Response", None, &children)
}

/// Writes STS's answer to `action`.
pub(crate) fn sts_response(action: &str, request_id: &str, result: Element) -> Vec<u8> {
    let metadata = Element::tree("ResponseMetadata", vec![Element::text("RequestId", request_id)]);
    document(&format!("{action}Response"), Some(STS_NAMESPACE), &[result, metadata])
}

/// Writes STS's error document; `fault` is `Sender` when the caller is to blame, else `Receiver`.
pub(crate) fn sts_error(fault: &str, code: &str, message: &str, request_id: &str) -> Vec<u8> {
    let error = vec![Element::text("Type", fault), Element::text("Code", code), Element::text("Message", message)];
    let children = [Element::tree("Error", error), Element::text("RequestId", request_id)];
    document("ErrorResponse", Some(STS_NAMESPACE), &children)
}

fn document(root: &str, namespace: Option<&str>, children: &[Element]) -> Vec<u8> {
    let mut writer = Writer::new(Vec::new());
    // A vector takes every write, so there is no error to hand on.
    let written = write_document(&mut writer, root, namespace, children);
    written.map(|()| writer.into_inner()).unwrap_or_default()
}

fn write_document(
    writer: &mut Writer<Vec<u8>>,
    root: &str,
    namespace: Option<&str>,
    children: &[Element],
) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut start = BytesStart::new(root);
    if let Some(namespace) = namespace {
        start.push_attribute(("xmlns", namespace));
    }
    writer.write_event(Event::Start(start))?;
    children.iter().try_for_each(|child| child.write(writer))?;
    writer.write_event(Event::End(BytesEnd::new(root)))
}

#[cfg(test)]
mod tests;
