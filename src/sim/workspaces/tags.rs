//! `CreateTags`, `DeleteTags`, `DescribeTags` (domain H).

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::world::{Tags, World};

/// Tags on one resource (H-01).
const TAGS_MAX: usize = 50;
/// Characters of a key (H-02) and of a value (H-03).
const KEY_CHARS_MAX: usize = 127;
const VALUE_CHARS_MAX: usize = 255;
/// What no key and no value may begin with (H-06).
const RESERVED: &str = "aws:";

/// Returns the row that tags out of the API's bounds break.
pub(super) fn bounds_row(parameters: &Value) -> Option<&'static str> {
    let too_long = |member: &str, most: usize, least: usize| {
        let tags = parameters.get("Tags").and_then(Value::as_array).into_iter().flatten();
        let mut texts = tags.filter_map(|tag| json::text(tag, member));
        texts.any(|text| !(least..=most).contains(&text.chars().count()))
    };
    if too_long("Key", KEY_CHARS_MAX, 1) {
        Some("H-02")
    } else if too_long("Value", VALUE_CHARS_MAX, 0) {
        Some("H-03")
    } else {
        None
    }
}

/// Returns the tags of a request.
pub(super) fn given(parameters: &Value) -> Tags {
    let tags = parameters.get("Tags").and_then(Value::as_array).into_iter().flatten();
    tags.filter_map(|tag| Some((json::text(tag, "Key")?.to_owned(), json::text(tag, "Value").map(str::to_owned))))
        .collect()
}

/// Rows of which it is not documented whether the service itself minds, and whether tags break them: noted, and let through.
pub(super) fn doubtful(given: &Tags) -> [(&'static str, bool); 2] {
    let is_odd =
        |(key, value): (&String, &Option<String>)| !plain(key) || value.as_ref().is_some_and(|text| !plain(text));
    [("H-05", given.iter().any(is_odd)), ("H-06", given.values().flatten().any(|value| reserved(value)))]
}

/// Holds tags against the rules for them; `count` is how many the resource would have.
pub(super) fn check(checks: &mut Checks, given: &Tags, count: usize) {
    for (row, broken) in doubtful(given) {
        checks.note(row, broken);
    }
    checks.refuse(
        "H-06",
        given.keys().any(|key| reserved(key)),
        "InvalidParameterValuesException",
        "Tag keys beginning with aws: are reserved for system use.",
    );
    checks.refuse(
        "H-01",
        count > TAGS_MAX,
        "ResourceLimitExceededException",
        "The resource has the maximum number of tags.",
    );
}

/// Sets tags: new keys are added, known ones get the new value (H-12, the usual behaviour of AWS).
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    let given = given(parameters);
    if world.taggable(id).is_none() {
        return Refusal::not_found("resource", id).outcome();
    }
    let mut after = world.tags.get(id).cloned().unwrap_or_default();
    after.extend(given.clone());
    let mut checks = Checks::new(context);
    check(&mut checks, &given, after.len());
    match checks.passed() {
        Err(refused) => *refused,
        Ok(rows) => replace(world, id, after, now).noting(rows),
    }
}

/// Removes tags; keys that are not there are no error.
pub(super) fn delete(world: &mut World, now: Timestamp, _context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    if world.taggable(id).is_none() {
        return Refusal::not_found("resource", id).outcome();
    }
    let keys = json::texts(parameters, "TagKeys").unwrap_or_default();
    let mut after = world.tags.get(id).cloned().unwrap_or_default();
    after.retain(|key, _| !keys.contains(&key.as_str()));
    replace(world, id, after, now)
}

/// Lists the tags of one resource.
pub(super) fn describe(world: &mut World, _now: Timestamp, _context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    if world.taggable(id).is_none() {
        return Refusal::not_found("resource", id).outcome();
    }
    let item = |(key, tag): (&String, &Option<String>)| match tag {
        Some(text) => value!({ "Key": key, "Value": text }),
        None => value!({ "Key": key }),
    };
    let list: Vec<Value> = world.tags.get(id).into_iter().flatten().map(item).collect();
    let mut members = Map::new();
    members.insert("TagList".to_owned(), list.into());
    json::ok(members)
}

fn replace(world: &mut World, id: &str, after: Tags, now: Timestamp) -> Outcome {
    let outcome = json::ok(Map::new());
    if world.tags.get(id).unwrap_or(&Tags::new()) == &after {
        return outcome;
    }
    world.set_tags(id, after, now);
    outcome.changed()
}

pub(super) fn reserved(text: &str) -> bool {
    text.to_lowercase().starts_with(RESERVED)
}

/// Tells whether a key or value holds only what H-05 allows.
fn plain(text: &str) -> bool {
    let allowed =
        |character: char| character.is_alphanumeric() || character.is_whitespace() || "+-=._:/@".contains(character);
    text.trim() == text && text.chars().all(allowed)
}
