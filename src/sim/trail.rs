//! CloudTrail: what was done in the account, as `LookupEvents` tells it (domain N).
//!
//! Each change of the world's own record is here, also a refused one, some minutes after it happened; and what the fleet
//! began with: creations, changes by administrators and by users themselves. How a user's own change looks is not
//! documented, so it differs between worlds. Which events there are, is decided by who notes them; this only keeps them
//! and shows them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json as value};

use super::bounds;
use super::call::{Call, CallContext, Outcome, Parameters};
use super::lifecycle::{plus, plus_seconds};
use super::paging::Pager;
use super::rng::Random;
use super::sts::{USER_ID, USER_NAME, partition};
use super::wire::json;
use super::world::World;

/// The one operation there is.
pub(super) const OPERATION: &str = "LookupEvents";
/// Events on a page, unless fewer are asked for.
const PAGE_EVENTS: u64 = 50;
/// How far back it reaches.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Seconds that an event takes until it can be looked up; minutes is all that is known.
const DELIVERY_S: (u64, u64) = (120, 900);
/// Key that every request here is signed with, as far as the trail tells.
const ACCESS_KEY: &str = "AKIASIMULATEDDESKFLT";

/// All events by a name that sorts the newest first.
pub(super) type Trail = BTreeMap<String, Arc<Entry>>;

/// Who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Actor {
    /// An administrator, with the one identity there is.
    Administrator,
    /// The user of a desktop, from its client.
    User,
}

/// What was done, as far as its place in the trail doesn't say it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Deed {
    /// When.
    pub(super) at: Timestamp,
    /// Who.
    pub(super) actor: Actor,
    /// Service, such as `workspaces.amazonaws.com`.
    pub(super) source: &'static str,
    /// Operation.
    pub(super) name: String,
    /// Parameters in the trail's spelling; null where they were left out.
    pub(super) parameters: Value,
    /// The answer in the trail's spelling.
    pub(super) answer: Value,
    /// Error code and message.
    pub(super) error: Option<(String, String)>,
}

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    at: Timestamp,
    visible_from: Timestamp,
    id: String,
    name: String,
    source: &'static str,
    user: String,
    access_key: Option<&'static str>,
    /// The document.
    document: String,
}

/// Keeps what a call did, or tried to do.
pub(super) fn note(world: &mut World, now: Timestamp, context: &CallContext, call: &Call, outcome: &Outcome) {
    let parameters = match &call.parameters {
        Parameters::Json(parameters) => spelled(parameters),
        Parameters::NotJson => Value::Null,
        Parameters::Query(query) => value!({
            "networkInterfaceId": query.to_json().get("NetworkInterfaceId"),
            "groupSet": { "items": query.list("SecurityGroupId").iter().map(|id| value!({ "groupId": id })).collect::<Vec<_>>() },
        }),
    };
    let body: Value = serde_json::from_slice(&outcome.body).unwrap_or_default();
    let message = json::text(&body, "message").unwrap_or_default().to_owned();
    let answer = if outcome.error.is_none() { spelled(&body) } else { Value::Null };
    let deed = Deed {
        at: now,
        actor: Actor::Administrator,
        source: match call.service {
            super::call::Service::Ec2 => "ec2.amazonaws.com",
            super::call::Service::Directories => "ds.amazonaws.com",
            super::call::Service::WorkSpaces
            | super::call::Service::Sts
            | super::call::Service::Kms
            | super::call::Service::CloudTrail
            | super::call::Service::Quotas
            | super::call::Service::Tagging
            | super::call::Service::Monitoring => "workspaces.amazonaws.com",
        },
        name: call.operation.clone(),
        parameters,
        answer: if answer.as_object().is_some_and(Map::is_empty) { Value::Null } else { answer },
        error: outcome.error.clone().map(|code| (code, message)),
    };
    add(world, context.seq, deed);
}

/// Keeps what was done; the number tells apart what was done at one moment.
pub(super) fn add(world: &mut World, number: u64, deed: Deed) {
    let mut rng = Random::new(world.seed, "trail", number);
    let (id, request) = (rng.request_id(), rng.request_id());
    let visible_from = plus_seconds(deed.at, rng.between(DELIVERY_S.0, DELIVERY_S.1));
    let (identity, user) = identity(world, deed.actor);
    let by_service = deed.actor == Actor::User;
    let mut document = value!({
        "eventVersion": "1.11",
        "userIdentity": identity,
        "eventTime": whole_second(deed.at).to_string(),
        "eventSource": deed.source,
        "eventName": deed.name,
        "awsRegion": world.region,
        "sourceIPAddress": if by_service { "workspaces.amazonaws.com" } else { "192.0.2.10" },
        "userAgent": if by_service { "workspaces.amazonaws.com" } else { "deskfleet" },
        "requestParameters": deed.parameters,
        "responseElements": deed.answer,
        "requestID": request,
        "eventID": id,
        "readOnly": false,
        "eventType": "AwsApiCall",
        "managementEvent": true,
        "recipientAccountId": world.account,
        "eventCategory": "Management",
    });
    if let Some((code, message)) = deed.error {
        document["errorCode"] = code.into();
        document["errorMessage"] = message.into();
    }
    let nanoseconds = i64::MAX.saturating_sub(i64::try_from(deed.at.as_nanosecond()).unwrap_or_default());
    let entry = Entry {
        at: deed.at,
        visible_from,
        id,
        name: deed.name,
        source: deed.source,
        user,
        access_key: (!by_service).then_some(ACCESS_KEY),
        document: document.to_string(),
    };
    world.trail.insert(format!("{nanoseconds:020}.{:020}", u64::MAX - number), Arc::new(entry));
}

/// Returns who it was as the trail says it, and the name that it can be looked up by.
fn identity(world: &World, actor: Actor) -> (Value, String) {
    let (account, partition) = (&world.account, partition(&world.region));
    if actor == Actor::Administrator {
        let identity = value!({
            "type": "IAMUser",
            "principalId": USER_ID,
            "arn": format!("arn:{partition}:iam::{account}:user/{USER_NAME}"),
            "accountId": account,
            "accessKeyId": ACCESS_KEY,
            "userName": USER_NAME,
        });
        return (identity, USER_NAME.to_owned());
    }
    if Random::new(world.seed, "undocumented self-service", 0).chance(0.5) {
        let identity = value!({ "type": "Directory", "accountId": account, "userName": "workspaces-user" });
        return (identity, "workspaces-user".to_owned());
    }
    let session = "workspaces-self-service";
    let identity = value!({
        "type": "AssumedRole",
        "principalId": format!("AROASIMULATEDDESKFLEE:{session}"),
        "arn": format!("arn:{partition}:sts::{account}:assumed-role/workspaces_DefaultRole/{session}"),
        "accountId": account,
        "sessionContext": { "sessionIssuer": {
            "type": "Role",
            "principalId": "AROASIMULATEDDESKFLEE",
            "arn": format!("arn:{partition}:iam::{account}:role/workspaces_DefaultRole"),
            "accountId": account,
            "userName": "workspaces_DefaultRole",
        } },
        "invokedBy": "workspaces.amazonaws.com",
    });
    (identity, session.to_owned())
}

/// Returns a document with its members as the trail spells them: the first letter small.
fn spelled(document: &Value) -> Value {
    match document {
        Value::Object(members) => {
            let lowered = |name: &String| {
                let mut characters = name.chars();
                characters.next().into_iter().flat_map(char::to_lowercase).chain(characters).collect::<String>()
            };
            members.iter().map(|(name, value)| (lowered(name), spelled(value))).collect::<Map<_, _>>().into()
        }
        Value::Array(items) => items.iter().map(spelled).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => document.clone(),
    }
}

fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

/// Answers one request to CloudTrail.
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
    let most = parameters.get("MaxResults").filter(|most| !most.is_null());
    if most.and_then(Value::as_i64).is_some_and(|most| !(1..=50).contains(&most)) {
        return refused("InvalidMaxResultsException", "MaxResults is from 1 to 50.");
    }
    if let Err(error) = bounds::check("cloudtrail", operation, parameters) {
        return refused(error.code(), &error.message);
    }
    let none = Vec::new();
    let attributes = parameters.get("LookupAttributes").and_then(Value::as_array).unwrap_or(&none);
    if attributes.len() > 1 {
        return refused("InvalidLookupAttributesException", "Events are looked up by one attribute at most.");
    }
    let (from, to) = (moment(parameters, "StartTime"), moment(parameters, "EndTime"));
    if from.is_some_and(|from| to.is_some_and(|to| from > to)) {
        return refused("InvalidTimeRangeException", "StartTime is after EndTime.");
    }
    let most = most.and_then(Value::as_u64).unwrap_or(PAGE_EVENTS);
    let pager = match Pager::new(context, now, OPERATION, parameters) {
        Ok(pager) => pager.with_limit(most),
        Err(refusal) => return refused("InvalidNextTokenException", &refusal.message),
    };
    let insights = json::text(parameters, "EventCategory").is_some(); // there are none, and no other word
    let oldest = plus(now, -KEPT);
    let page = pager.page(&world.trail, None, |entry| {
        let within = entry.at >= oldest.max(from.unwrap_or(oldest)) && to.is_none_or(|to| entry.at <= to);
        within && entry.visible_from <= now && !insights && attributes.iter().all(|wanted| entry.has(wanted))
    });
    let events: Vec<Value> = page.items.into_iter().map(|entry| entry.item()).collect();
    let mut members = Map::new();
    members.insert("Events".to_owned(), events.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Returns a moment of a request: seconds since 1970, perhaps with a fraction.
fn moment(parameters: &Value, member: &str) -> Option<Timestamp> {
    let seconds = parameters.get(member)?.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970; the cast saturates")]
    let milliseconds = (seconds * 1_000.0).round() as i64;
    Timestamp::from_millisecond(milliseconds).ok()
}

impl Entry {
    /// Tells whether it has an attribute that it is looked up by.
    fn has(&self, attribute: &Value) -> bool {
        let wanted = json::text(attribute, "AttributeValue").unwrap_or_default();
        match json::text(attribute, "AttributeKey") {
            Some("EventId") => self.id == wanted,
            Some("EventName") => self.name == wanted,
            Some("ReadOnly") => wanted == "false",
            Some("Username") => self.user == wanted,
            Some("EventSource") => self.source == wanted,
            Some("AccessKeyId") => self.access_key == Some(wanted),
            // No event here names resources.
            Some(_) | None => false,
        }
    }

    fn item(&self) -> Value {
        let mut item = value!({
            "EventId": self.id,
            "EventName": self.name,
            "ReadOnly": "false",
            "EventTime": self.at.as_second(),
            "EventSource": self.source,
            "Username": self.user,
            "Resources": [],
            "CloudTrailEvent": self.document,
        });
        if let Some(key) = self.access_key {
            item["AccessKeyId"] = key.into();
        }
        item
    }
}
