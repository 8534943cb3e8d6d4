//! The Resource Groups Tagging API as far as a client needs it to read the tags of many resources: `GetResources`.
//!
//! Knows the tags of WorkSpaces only, and knows each change some seconds late. Changes nothing.

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::bounds;
use super::call::{CallContext, Outcome};
use super::paging::Pager;
use super::sts::partition;
use super::wire::json;
use super::world::{Tags, World};

/// The one operation there is.
pub(super) const OPERATION: &str = "GetResources";
/// Resources on a page at most, and when the caller does not say: what that default is, is not documented.
const PAGE_MAX: i64 = 100;
const PAGE: i64 = 50;
const INVALID: &str = "InvalidParameterException";
/// What cannot stand beside a list of ARNs.
const NOT_WITH_ARNS: [&str; 4] = ["TagFilters", "ResourceTypeFilters", "ResourcesPerPage", "PaginationToken"];
/// What is not simulated: tag policies, and pages by the number of tags, of which AWS advises against.
const NOT_HERE: [&str; 3] = ["TagsPerPage", "IncludeComplianceDetails", "ExcludeCompliantResources"];

/// Answers one request.
pub(super) fn handle(
    world: &World,
    now: Timestamp,
    context: &CallContext,
    operation: &str,
    parameters: &Value,
) -> Outcome {
    let refused = |code: &str, message: &str| json::error(400, code, message, None);
    if operation != OPERATION {
        let message = format!("The operation {operation} is not known to this service.");
        return refused("UnknownOperationException", &message);
    }
    if let Err(error) = bounds::check("resourcegroupstaggingapi", operation, parameters) {
        return refused(error.code(), &error.message);
    }
    if let Some(member) = NOT_HERE.into_iter().find(|member| is_given(parameters, member)) {
        return refused(INVALID, &format!("{member} is not available in this simulation."));
    }
    let arns = json::texts(parameters, "ResourceARNList");
    if arns.is_some() && NOT_WITH_ARNS.into_iter().any(|member| is_given(parameters, member)) {
        return refused(INVALID, "ResourceARNList cannot be combined with filters or paging.");
    }
    let per_page = parameters.get("ResourcesPerPage").and_then(Value::as_i64);
    if per_page.is_some_and(|count| !(1..=PAGE_MAX).contains(&count)) {
        return refused(INVALID, "ResourcesPerPage is from 1 to 100.");
    }
    let pager = match Pager::new(context, now, operation, &in_own_words(parameters)) {
        Ok(pager) => pager,
        Err(refusal) => return refused(INVALID, &refusal.message),
    };
    let limit = if arns.is_some() { PAGE_MAX } else { per_page.unwrap_or(PAGE) };
    let pager = pager.with_limit(u64::try_from(limit).unwrap_or_default());
    let (entries, next) = pager.entries(&world.tags, |id, _| {
        world.seen_tags(id, now).is_some_and(|tags| {
            let arn = arn(world, id);
            let named = arns.as_ref().is_none_or(|arns| arn.as_deref().is_some_and(|arn| arns.contains(&arn)));
            named && arn.is_some() && is_of_type(world, id, parameters) && has_tags(tags, parameters)
        })
    });
    let items: Vec<Value> = entries.into_iter().filter_map(|(id, _)| item(world, id, now)).collect();
    let mut members = Map::new();
    members.insert("ResourceTagMappingList".to_owned(), items.into());
    // At the end it is empty, not absent.
    members.insert("PaginationToken".to_owned(), next.unwrap_or_default().into());
    json::ok(members)
}

/// Tells whether a member says anything: an empty list or text does not.
fn is_given(parameters: &Value, member: &str) -> bool {
    match parameters.get(member) {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !text.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Bool(true) | Value::Number(_) | Value::Object(_)) => true,
    }
}

/// Returns the query with its token under the name that the other services have for it.
fn in_own_words(parameters: &Value) -> Value {
    let mut members = parameters.as_object().cloned().unwrap_or_default();
    if let Some(token) = members.remove("PaginationToken").filter(|token| token.as_str() != Some("")) {
        members.insert("NextToken".to_owned(), token);
    }
    members.into()
}

fn arn(world: &World, id: &str) -> Option<String> {
    let (partition, region, account) = (partition(&world.region), &world.region, &world.account);
    world.taggable(id).map(|kind| format!("arn:{partition}:workspaces:{region}:{account}:{kind}/{id}"))
}

/// Tells whether a resource is of one of the types asked for: `workspaces`, or such as `workspaces:workspace`.
fn is_of_type(world: &World, id: &str, parameters: &Value) -> bool {
    let types = json::texts(parameters, "ResourceTypeFilters").filter(|types| !types.is_empty());
    types.is_none_or(|types| {
        let own = world.taggable(id);
        types.into_iter().any(|wanted| match wanted.split_once(':') {
            None => wanted == "workspaces",
            Some((service, kind)) => service == "workspaces" && Some(kind) == own,
        })
    })
}

/// Tells whether tags meet every filter: its key, and one of its values when it names some.
fn has_tags(tags: &Tags, parameters: &Value) -> bool {
    let mut filters = parameters.get("TagFilters").and_then(Value::as_array).into_iter().flatten();
    filters.all(|filter| {
        let Some(value) = json::text(filter, "Key").and_then(|key| tags.get(key)) else {
            return false;
        };
        let values = json::texts(filter, "Values").unwrap_or_default();
        values.is_empty() || values.contains(&value.as_deref().unwrap_or_default())
    })
}

fn item(world: &World, id: &str, now: Timestamp) -> Option<Value> {
    let tags = world.seen_tags(id, now)?;
    // Here a tag without a value has an empty one.
    let tag = |(key, tag): (&String, &Option<String>)| value!({ "Key": key, "Value": tag.as_deref().unwrap_or("") });
    let tags: Vec<Value> = tags.iter().map(tag).collect();
    Some(value!({ "ResourceARN": arn(world, id)?, "Tags": tags }))
}
