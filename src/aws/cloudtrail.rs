//! What CloudTrail shows of changes: one sweep for a whole fleet, an operation at a time, newest first.
//!
//! The only file that names `aws_sdk_cloudtrail`. `LookupEvents` takes one attribute a request, so the sweep asks by the
//! names of the operations that change desktops (domain.md N). How WorkSpaces fills an event is not documented: ids and
//! properties are looked for by name, whatever their depth and case, calls that failed are left out, and an event that
//! names no desktop is counted, never guessed. Changes nothing.

use std::collections::BTreeSet;

use aws_sdk_cloudtrail::types::{Event, LookupAttribute, LookupAttributeKey};
use aws_smithy_runtime::client::retries::RetryPartition;
use aws_types::SdkConfig;
use jiff::Timestamp;
use serde_json::{Map, Value};

use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::{Changed, Looked, SeenChange, WorkspaceId};

/// The bucket of `LookupEvents`: two requests a second for an account and Region (domain.md F).
pub(super) const LANE: &str = "cloudtrail";
const LOOKUP_EVENTS: Call = Call { operation: "LookupEvents", lane: LANE };

/// Events a page, at most.
const PAGE_MAX: i32 = 50;
/// How many pages of one operation are read: 100,000 events, a quarter of an hour.
const PAGES_MAX: usize = 2_000;
/// How deep an event is looked through, and how many desktops it can name: no call takes more than 25.
const DEPTH_MAX: usize = 16;
const IDS_MAX: usize = 100;

/// The operations that start clocks (domain.md A2-08, A2-09, B-11 to B-13): one of them that is not understood makes unknown
/// what came before it, any other one is only counted.
const STARTS_CLOCKS: [&str; 3] = ["CreateWorkspaces", "MigrateWorkspace", "ModifyWorkspaceProperties"];

/// The client of CloudTrail.
#[derive(Clone, Debug)]
pub(super) struct CloudTrail(aws_sdk_cloudtrail::Client);

impl CloudTrail {
    pub(super) fn new(config: &SdkConfig, endpoint: Option<String>, partition: RetryPartition) -> Self {
        let mut builder = aws_sdk_cloudtrail::config::Builder::from(config);
        builder.set_endpoint_url(endpoint);
        builder.set_retry_partition(Some(partition));
        Self(aws_sdk_cloudtrail::Client::from_conf(builder.build()))
    }
}

/// What a sweep found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    /// Changes of desktops, in no order.
    pub changes: Vec<SeenChange>,
    /// How many events of such operations named no desktop, or could not be read.
    pub unread: u64,
    /// From when on all of it was read, and of what starts a clock understood: later than asked for when there was too much,
    /// or when such an event did not say whom it is about: it could be anybody.
    pub from: Option<Timestamp>,
}

impl Aws {
    /// Reads which desktops were changed when and by whom (`LookupEvents`).
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn trail(&self, span: Looked) -> Result<Trail, Fault> {
        let mut trail = Trail { from: Some(span.from), ..Trail::default() };
        let mut seen = BTreeSet::new();
        for operation in Changed::OPERATIONS {
            let from = self.sweep(operation, span, &mut seen, &mut trail).await?;
            trail.from = trail.from.max(Some(from));
        }
        Ok(trail)
    }

    /// Reads the events of one operation, the newest first; returns from when on all of them were read.
    async fn sweep(
        &self,
        operation: &str,
        span: Looked,
        seen: &mut BTreeSet<String>,
        trail: &mut Trail,
    ) -> Result<Timestamp, Fault> {
        let attribute = LookupAttribute::builder()
            .attribute_key(LookupAttributeKey::EventName)
            .attribute_value(operation)
            .build()
            .map_err(|error| Fault::new(FaultKind::Bug, error.to_string()))?;
        let time = |at: Timestamp| aws_smithy_types::DateTime::from_secs(at.as_second());
        let (mut token, mut tokens, mut oldest) = (None, BTreeSet::new(), span.until);
        for _ in 0..PAGES_MAX {
            let answer = self
                .read(LOOKUP_EVENTS, async || {
                    let request = self.cloudtrail.0.lookup_events().lookup_attributes(attribute.clone());
                    // The end is left open: what comes in between belongs to nobody else.
                    request.start_time(time(span.from)).max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            for event in answer.events.unwrap_or_default() {
                let at = event.event_time().and_then(|time| Timestamp::from_second(time.secs()).ok());
                oldest = oldest.min(at.unwrap_or(span.until));
                let Some(read) = read_event(operation, &event) else {
                    trail.unread += 1;
                    if STARTS_CLOCKS.contains(&operation) {
                        trail.from = trail.from.max(Some(at.unwrap_or(span.until)));
                    }
                    continue;
                };
                oldest = oldest.min(read.at);
                // One that says nothing here may say something under its own name.
                if !read.changes.is_empty() && seen.insert(read.id) {
                    trail.changes.extend(read.changes);
                }
            }
            token = answer.next_token.filter(|token| !token.is_empty());
            match &token {
                Some(next) if oldest >= span.from && tokens.insert(next.clone()) => {}
                // A token that comes back is no way on: what it hides was not read.
                Some(_) if oldest >= span.from => return Ok(oldest),
                Some(_) | None => return Ok(span.from),
            }
        }
        Ok(oldest)
    }
}

/// An event, read.
struct Read {
    id: String,
    at: Timestamp,
    changes: Vec<SeenChange>,
}

/// Reads an event; `None` when it says too little to be of use.
fn read_event(operation: &str, event: &Event) -> Option<Read> {
    let body: Value = serde_json::from_str(event.cloud_trail_event()?).ok()?;
    let body = body.as_object()?;
    let at = moment(event, body)?;
    let id = event.event_id().or_else(|| text(body, "eventID"))?.to_owned();
    let no_changes = Read { id: id.clone(), at, changes: Vec::new() };
    let is = |name: &str, wanted: &str| text(body, name).is_none_or(|found| found == wanted);
    if !is("eventName", operation) || !is("eventSource", "workspaces.amazonaws.com") {
        return Some(no_changes);
    }
    // A call that failed started no clock.
    if body.get("errorCode").is_some_and(|code| !code.is_null()) {
        return Some(no_changes);
    }
    let null = Value::Null;
    let (asked, answered) =
        (body.get("requestParameters").unwrap_or(&null), body.get("responseElements").unwrap_or(&null));
    let who = body.get("userIdentity").and_then(who);
    let change = |workspace: String, (what, after): (Changed, Option<String>)| SeenChange {
        workspace: WorkspaceId::from_service(workspace),
        what,
        after,
        at,
        event: id.clone(),
        who: who.clone(),
    };
    let what = Changed::of_call(operation, |name| find(asked, name, 0).map(plain))?;
    let born = |name| ids(answered, name).into_iter().map(|id| change(id, (Changed::Create, None)));
    let changes: Vec<SeenChange> = if what.0 == Changed::Create {
        born("workspaceId").collect()
    } else if what.0 == Changed::Migrate {
        let old = ids(asked, "sourceWorkspaceId").into_iter().map(|id| change(id, what.clone()));
        old.chain(born("targetWorkspaceId")).collect()
    } else {
        // HTTP 200 names in its answer what it did nothing for.
        let failed = find(answered, "failedRequests", 0).map(|failed| ids(failed, "workspaceId")).unwrap_or_default();
        let all = ids(asked, "workspaceId");
        if !all.is_empty() && all.is_subset(&failed) {
            return Some(no_changes);
        }
        all.into_iter().filter(|id| !failed.contains(id)).map(|id| change(id, what.clone())).collect()
    };
    // A creation that failed for everybody names nobody, and is read all the same.
    let is_read = !changes.is_empty() || what.0 == Changed::Create && answered.is_object();
    is_read.then_some(Read { changes, ..no_changes })
}

fn moment(event: &Event, body: &Map<String, Value>) -> Option<Timestamp> {
    let told = event.event_time().and_then(|time| Timestamp::from_second(time.secs()).ok());
    told.or_else(|| text(body, "eventTime")?.parse().ok())
}

/// Says who sent a call: as IAM names them, else whatever there is; a desktop's own user has no ARN.
fn who(identity: &Value) -> Option<String> {
    let identity = identity.as_object()?;
    ["arn", "userName", "invokedBy", "principalId", "type"]
        .iter()
        .filter_map(|name| text(identity, name))
        .find(|text| !text.is_empty())
        .map(ToOwned::to_owned)
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

/// Finds a member by its name, whatever the case, however deep; the first counts.
fn find<'a>(value: &'a Value, name: &str, depth: usize) -> Option<&'a Value> {
    if depth > DEPTH_MAX {
        return None;
    }
    match value {
        Value::Object(members) => members
            .iter()
            .find(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_null())
            .map(|(_, value)| value)
            .or_else(|| members.values().find_map(|value| find(value, name, depth + 1))),
        Value::Array(items) => items.iter().find_map(|item| find(item, name, depth + 1)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// Collects the ids of desktops that stand under a name.
fn ids(value: &Value, name: &str) -> BTreeSet<String> {
    fn collect(value: &Value, name: &str, depth: usize, found: &mut BTreeSet<String>) {
        if depth > DEPTH_MAX || found.len() >= IDS_MAX {
            return;
        }
        match value {
            Value::Object(members) => {
                for (key, value) in members {
                    match value.as_str() {
                        Some(id) if key.eq_ignore_ascii_case(name) && id.parse::<WorkspaceId>().is_ok() => {
                            found.insert(id.to_owned());
                        }
                        _ => collect(value, name, depth + 1, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| collect(item, name, depth + 1, found)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(value, name, 0, &mut found);
    found
}

/// Writes a value as our own steps do: bare, the items of a list with commas between.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn event(body: &Value) -> Event {
        Event::builder().event_id("e-1").cloud_trail_event(body.to_string()).build()
    }

    /// A record in the form of the CloudTrail User Guide ("CloudTrail record contents").
    fn record(operation: &str, asked: &Value, answered: &Value) -> Value {
        json!({
            "eventVersion": "1.08",
            "userIdentity": {
                "type": "AssumedRole", "principalId": "AROA:alice", "arn": "arn:aws:sts::111122223333:assumed-role/Admin/alice",
                "accountId": "111122223333",
            },
            "eventTime": "2026-01-05T08:00:00Z",
            "eventSource": "workspaces.amazonaws.com",
            "eventName": operation,
            "awsRegion": "us-east-1",
            "requestParameters": asked,
            "responseElements": answered,
            "eventID": "e-1",
            "readOnly": false,
            "eventType": "AwsApiCall",
            "managementEvent": true,
        })
    }

    fn told(operation: &str, body: &Value) -> Option<Vec<String>> {
        let read = read_event(operation, &event(body))?;
        assert_eq!(read.at.to_string(), "2026-01-05T08:00:00Z");
        let line = |change: SeenChange| {
            format!("{} {} {}", change.workspace, change.what, change.after.unwrap_or_default()).trim().to_owned()
        };
        Some(read.changes.into_iter().map(line).collect())
    }

    #[test]
    fn changes_are_read_whatever_their_case_and_depth() {
        let id = "ws-0000000001";
        for asked in [
            json!({"workspaceId": id, "workspaceProperties": {"rootVolumeSizeGib": 175}}),
            json!({"WorkspaceId": id, "WorkspaceProperties": {"RootVolumeSizeGib": "175"}}),
            json!({"input": [{"workspaceid": id, "rootvolumesizegib": 175, "userVolumeSizeGib": null}]}),
        ] {
            let body = record("ModifyWorkspaceProperties", &asked, &Value::Null);
            assert_eq!(told("ModifyWorkspaceProperties", &body), Some(vec![format!("{id} ROOT_VOLUME 175")]), "{body}");
        }
        let protocols = json!({"workspaceId": id, "workspaceProperties": {"protocols": ["WSP"]}});
        let body = record("ModifyWorkspaceProperties", &protocols, &Value::Null);
        assert_eq!(told("ModifyWorkspaceProperties", &body), Some(vec![format!("{id} PROTOCOL WSP")]));
        let unknown = record("ModifyWorkspaceProperties", &json!({"workspaceId": id, "sparkles": 1}), &Value::Null);
        assert_eq!(told("ModifyWorkspaceProperties", &unknown), Some(vec![format!("{id} PROPERTIES")]));
    }

    #[test]
    fn a_batch_is_read_without_what_it_did_nothing_for() {
        let asked =
            json!({"rebootWorkspaceRequests": [{"workspaceId": "ws-0000000001"}, {"workspaceId": "ws-0000000002"}]});
        let failed = |ids: &[&str]| {
            let failed: Vec<Value> = ids.iter().map(|id| json!({"workspaceId": id, "errorCode": "X"})).collect();
            record("RebootWorkspaces", &asked, &json!({"failedRequests": failed}))
        };
        assert_eq!(
            told("RebootWorkspaces", &failed(&["ws-0000000001"])),
            Some(vec!["ws-0000000002 REBOOT".to_owned()])
        );
        assert_eq!(told("RebootWorkspaces", &failed(&["ws-0000000001", "ws-0000000002"])), Some(Vec::new()));
    }

    #[test]
    fn a_birth_is_read_from_the_answer() {
        let created = json!({"pendingRequests": [{"workspaceId": "ws-0000000009"}], "failedRequests": [{"workspaceRequest": {"userName": "x"}}]});
        let body = record("CreateWorkspaces", &json!({"workspaces": [{"userName": "x"}]}), &created);
        assert_eq!(told("CreateWorkspaces", &body), Some(vec!["ws-0000000009 CREATE".to_owned()]));
        let migrated = json!({"sourceWorkspaceId": "ws-0000000001", "targetWorkspaceId": "ws-0000000009"});
        let body =
            record("MigrateWorkspace", &json!({"sourceWorkspaceId": "ws-0000000001", "bundleId": "wsb-1"}), &migrated);
        let expected = ["ws-0000000001 MIGRATE", "ws-0000000009 CREATE"].map(str::to_owned);
        assert_eq!(told("MigrateWorkspace", &body), Some(expected.to_vec()));
    }

    /// A call that failed, or of another service, is no change; an event without a desktop is not understood.
    #[test]
    fn what_is_no_change_is_told_from_what_is_not_understood() {
        let mut body = record("RebootWorkspaces", &json!({"workspaceId": "ws-0000000001"}), &Value::Null);
        assert_eq!(told("RebootWorkspaces", &body).map(|changes| changes.len()), Some(1));
        body["errorCode"] = "AccessDenied".into();
        assert_eq!(told("RebootWorkspaces", &body), Some(Vec::new()));
        body["errorCode"] = Value::Null;
        body["eventSource"] = "other.amazonaws.com".into();
        assert_eq!(told("RebootWorkspaces", &body), Some(Vec::new()));
        let nobody = record("RebootWorkspaces", &json!({"workspaceId": "not-an-id"}), &Value::Null);
        assert_eq!(told("RebootWorkspaces", &nobody), None);
        assert_eq!(told("RebootWorkspaces", &json!([])), None);
    }

    #[test]
    fn whoever_did_it_is_named_by_what_there_is() {
        for (identity, expected) in [
            (
                json!({"type": "IAMUser", "arn": "arn:aws:iam::1:user/bob", "userName": "bob"}),
                Some("arn:aws:iam::1:user/bob"),
            ),
            (json!({"type": "WorkSpacesUser", "userName": "carol"}), Some("carol")),
            (json!({"type": "AWSService", "invokedBy": "workspaces.amazonaws.com"}), Some("workspaces.amazonaws.com")),
            (json!({"type": "Unknown", "arn": ""}), Some("Unknown")),
            (json!({}), None),
            (json!("bob"), None),
        ] {
            assert_eq!(who(&identity).as_deref(), expected, "{identity}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever text an event holds, reading it ends and names only ids of the API's form.
        #[test]
        fn any_event_is_survived(text in any::<String>(), name in "[a-zA-Z]{1,12}", depth in 0_usize..200) {
            let nested = format!("{}{{\"workspaceId\":{}}}{}", "[".repeat(depth), json!(text), "]".repeat(depth));
            for text in [text.clone(), nested.clone(), format!("{{\"eventTime\":\"2026-01-05T08:00:00Z\",\"{name}\":{nested},\"requestParameters\":{nested}}}")] {
                let event = Event::builder().event_id("e").cloud_trail_event(text).build();
                let read = read_event("RebootWorkspaces", &event);
                for change in read.into_iter().flat_map(|read| read.changes) {
                    prop_assert!(change.workspace.as_str().parse::<WorkspaceId>().is_ok());
                }
            }
        }
    }
}
