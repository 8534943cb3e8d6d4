//! awsJson 1.1 as WorkSpaces speaks it (domain Q): answers, errors, numbers for moments.

use jiff::Timestamp;
use serde_json::{Map, Number, Value};

use crate::sim::call::Outcome;

/// Content type of requests and answers.
pub(in crate::sim) const CONTENT_TYPE: &str = "application/x-amz-json-1.1";

/// Returns the answer of an operation that went well; `{}` when it has no members.
pub(in crate::sim) fn ok(members: Map<String, Value>) -> Outcome {
    // Text, numbers and lists only: there is nothing in it that cannot be written as JSON.
    let body = serde_json::to_vec(&Value::Object(members)).unwrap_or_default();
    Outcome { status: 200, content_type: CONTENT_TYPE, body, ..Outcome::default() }
}

/// Returns an error document; `resource` is the member `ResourceId` that some errors have.
pub(in crate::sim) fn error(status: u16, code: &str, message: &str, resource: Option<&str>) -> Outcome {
    let mut members = Map::new();
    members.insert("__type".to_owned(), code.into());
    members.insert("message".to_owned(), message.into());
    if let Some(resource) = resource {
        members.insert("ResourceId".to_owned(), resource.into());
    }
    Outcome { error: Some(code.to_owned()), status, ..ok(members) }
}

/// Returns a moment as the protocol writes it: seconds since 1970, with a fraction down to the millisecond.
pub(in crate::sim) fn moment(at: Timestamp) -> Value {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    let seconds = at.as_millisecond() as f64 / 1000.0;
    Number::from_f64(seconds).map_or(Value::Null, Value::Number)
}

/// Returns the string of a member, if it is there.
pub(in crate::sim) fn text<'a>(parameters: &'a Value, member: &str) -> Option<&'a str> {
    parameters.get(member)?.as_str()
}

/// Returns the strings of a list member; `None` when the member is absent.
pub(in crate::sim) fn texts<'a>(parameters: &'a Value, member: &str) -> Option<Vec<&'a str>> {
    let list = parameters.get(member)?.as_array()?;
    Some(list.iter().filter_map(Value::as_str).collect())
}

/// Puts members in the place of others; null takes one away.
pub(in crate::sim) fn show_instead(members: &mut Map<String, Value>, instead: &Map<String, Value>) {
    for (name, value) in instead {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
}

/// Returns what has to be shown instead of `own` for `wanted` to appear, of these members.
pub(in crate::sim) fn instead<'a>(
    own: &Map<String, Value>,
    wanted: &Map<String, Value>,
    names: impl IntoIterator<Item = &'a str>,
) -> Map<String, Value> {
    let differs = |name: &&str| {
        let (own, wanted) = (own.get(*name).filter(|value| says(value)), wanted.get(*name).filter(|value| says(value)));
        own != wanted
    };
    let names = names.into_iter().filter(differs);
    names.map(|name| (name.to_owned(), wanted.get(name).cloned().unwrap_or(Value::Null))).collect()
}

/// Tells whether a member says more than its absence: lists without items and flags that are off don't.
fn says(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Array(items) => !items.is_empty(),
        Value::Bool(true) | Value::Number(_) | Value::String(_) | Value::Object(_) => true,
    }
}

/// Returns these members and no others.
pub(in crate::sim) fn only(members: &Map<String, Value>, names: &[&str]) -> Map<String, Value> {
    members
        .iter()
        .filter(|(name, _)| names.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
