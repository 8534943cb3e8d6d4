//! CloudTrail: what of the record is found there, when, by what, and page by page.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Caller, Seen, json_request};
use crate::sim::{FleetKind, WorldSpec};

const TARGET: &str = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents";

fn lookup(caller: &Caller, parameters: &Value) -> Seen {
    caller.raw(&json_request("cloudtrail", TARGET, &parameters.to_string()))
}

fn events(caller: &Caller, parameters: &Value) -> Vec<Value> {
    let seen = lookup(caller, parameters);
    assert_eq!(seen.status, 200, "{}", seen.body);
    seen.body["Events"].as_array().expect("a list").clone()
}

fn by(key: &str, value: &str) -> Value {
    json!({ "LookupAttributes": [{ "AttributeKey": key, "AttributeValue": value }] })
}

fn document(event: &Value) -> Value {
    serde_json::from_str(event["CloudTrailEvent"].as_str().expect("a string")).expect("a JSON document")
}

fn clocks(seed: u64) -> Caller {
    Caller::new(WorldSpec { seed, desktops: 36, fleet: FleetKind::Clocks, rate: 0.0, ..WorldSpec::default() })
}

#[test]
fn a_change_is_there_after_some_minutes_with_its_parameters_and_its_answer() {
    let mut caller = Caller::uniform(2);
    let [first, second] = [0, 1].map(|index| caller.view().desktops[index].id.clone());
    let at = caller.now;
    let asked = json!({ "WorkspaceId": first, "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" } });
    caller.good("ModifyWorkspaceProperties", asked);
    caller.good("RebootWorkspaces", json!({ "RebootWorkspaceRequests": [{ "WorkspaceId": "ws-unknown00" }] }));
    caller.migrate(&second, "win11-standard");
    caller.good("DescribeWorkspaces", json!({}));
    caller.wait(1);
    assert_eq!(events(&caller, &json!({})), [] as [Value; 0], "it takes two minutes at least");
    caller.wait(15);
    let found = events(&caller, &json!({}));
    let names: Vec<&str> = found.iter().filter_map(|event| event["EventName"].as_str()).collect();
    assert_eq!(
        names,
        ["MigrateWorkspace", "RebootWorkspaces", "ModifyWorkspaceProperties"],
        "changes, the newest first"
    );
    let modified = document(&found[2]);
    let parameters = json!({ "workspaceId": first, "workspaceProperties": { "runningMode": "ALWAYS_ON" } });
    assert_eq!(modified["requestParameters"], parameters);
    assert_eq!((&modified["responseElements"], modified.get("errorCode")), (&Value::Null, None));
    assert_eq!(modified["eventTime"], at.to_string().as_str());
    assert_eq!((&found[2]["EventTime"], &found[2]["ReadOnly"]), (&json!(at.as_second()), &json!("false")));
    assert_eq!(
        (&modified["eventID"], &modified["eventSource"]),
        (&found[2]["EventId"], &json!("workspaces.amazonaws.com"))
    );
    assert_eq!(document(&found[1])["responseElements"]["failedRequests"][0]["workspaceId"], "ws-unknown00");
    assert_eq!(document(&found[0])["responseElements"]["sourceWorkspaceId"], second.as_str());
}

#[test]
fn a_refused_change_carries_its_code() {
    let mut caller = Caller::uniform(1);
    let id = caller.first();
    let asked = json!({ "WorkspaceId": id, "WorkspaceProperties": { "RunningModeAutoStopTimeoutInMinutes": 90 } });
    let code = caller.call("ModifyWorkspaceProperties", asked).code().to_owned();
    caller.wait(16);
    let found = document(&events(&caller, &by("EventName", "ModifyWorkspaceProperties"))[0]);
    assert_eq!(
        (found["errorCode"].as_str(), found["requestParameters"]["workspaceId"].as_str()),
        (Some(code.as_str()), Some(id.as_str()))
    );
    assert!(found["errorMessage"].as_str().is_some_and(|text| !text.is_empty()));
}

#[test]
fn events_are_found_by_one_attribute_and_by_time() {
    let mut caller = Caller::uniform(3);
    let begin = caller.now;
    for desktop in caller.view().desktops {
        let tags = json!({ "ResourceId": desktop.id, "Tags": [{ "Key": "a", "Value": "b" }] });
        caller.good("CreateTags", tags);
        caller.wait(60);
    }
    let all = events(&caller, &json!({}));
    assert_eq!(all.len(), 3);
    let one = all[1]["EventId"].as_str().expect("an id");
    let counts = [
        (by("EventName", "CreateTags"), 3),
        (by("EventName", "createtags"), 0),
        (by("EventSource", "workspaces.amazonaws.com"), 3),
        (by("EventSource", "ec2.amazonaws.com"), 0),
        (by("ReadOnly", "false"), 3),
        (by("ReadOnly", "true"), 0),
        (by("EventId", one), 1),
        (by("Username", "simulated"), 3),
        (by("Username", "somebody"), 0),
        (by("ResourceName", "ws-1"), 0),
        (json!({ "StartTime": begin.as_second() + 1 }), 2),
        (json!({ "StartTime": begin.as_second(), "EndTime": begin.as_second() + 3_600 }), 2),
        (json!({ "EndTime": begin.as_second() - 1 }), 0),
        (json!({ "EventCategory": "insight" }), 0),
    ];
    for (parameters, count) in counts {
        assert_eq!(events(&caller, &parameters).len(), count, "{parameters}");
    }
    caller.now += SignedDuration::from_hours(90 * 24 - 2);
    assert_eq!(events(&caller, &json!({})).len(), 2, "90 days, and no event more");
}

#[test]
fn pages_hold_fifty_and_lose_nothing_that_was_there() {
    let mut caller = Caller::uniform(1);
    let id = caller.first();
    let mut tag = |number: usize| {
        let tags = json!([{ "Key": format!("k{}", number % 40), "Value": format!("{number}") }]);
        caller.good("CreateTags", json!({ "ResourceId": id, "Tags": tags }));
        caller.now += SignedDuration::from_secs(1);
    };
    (0..120).for_each(&mut tag);
    caller.wait(20);
    let mut sizes = Vec::new();
    let mut seen: Vec<(i64, String)> = Vec::new();
    let mut parameters = by("EventName", "CreateTags");
    loop {
        let page = lookup(&caller, &parameters);
        let found = page.body["Events"].as_array().expect("a list");
        sizes.push(found.len());
        seen.extend(
            found.iter().map(|event| (event["EventTime"].as_i64().expect("a second"), event["EventId"].to_string())),
        );
        let Some(token) = page.body.get("NextToken") else { break };
        parameters["NextToken"] = token.clone();
        // What happens meanwhile is newer than what is still to come.
        caller.good("DeleteTags", json!({ "ResourceId": id, "TagKeys": ["k1"] }));
        caller.wait(20);
    }
    assert_eq!(sizes, [50, 50, 20]);
    assert!(seen.is_sorted_by(|left, right| left.0 >= right.0));
    assert_eq!(seen.iter().map(|(_, id)| id).collect::<BTreeSet<_>>().len(), 120);
    let mut other = by("EventName", "DeleteTags");
    other["NextToken"] = parameters["NextToken"].clone();
    assert_eq!(lookup(&caller, &other).code(), "InvalidNextTokenException", "a token is for its own parameters");
    assert_eq!(events(&caller, &json!({ "MaxResults": 7 })).len(), 7);
}

#[test]
fn requests_out_of_bounds_get_the_declared_errors() {
    let caller = Caller::uniform(1);
    let two = json!({ "LookupAttributes": [
        { "AttributeKey": "EventName", "AttributeValue": "a" }, { "AttributeKey": "ReadOnly", "AttributeValue": "b" },
    ] });
    let table = [
        (two, "InvalidLookupAttributesException"),
        (json!({ "MaxResults": 51 }), "InvalidMaxResultsException"),
        (json!({ "MaxResults": 0 }), "InvalidMaxResultsException"),
        (json!({ "StartTime": 1_767_600_001, "EndTime": 1_767_600_000 }), "InvalidTimeRangeException"),
        (json!({ "NextToken": "nonsense" }), "InvalidNextTokenException"),
        (by("Colour", "red"), "ValidationException"),
    ];
    for (parameters, code) in table {
        assert_eq!(
            (lookup(&caller, &parameters).status, lookup(&caller, &parameters).code()),
            (400, code),
            "{parameters}"
        );
    }
    let other = TARGET.replace("LookupEvents", "DescribeTrails");
    assert_eq!(caller.raw(&json_request("cloudtrail", &other, "{}")).code(), "UnknownOperationException");
}

#[test]
fn two_lookups_a_second_and_no_third() {
    let mut caller = Caller::new(WorldSpec { desktops: 1, ..WorldSpec::default() });
    let codes =
        |caller: &Caller, times: usize| -> Vec<u16> { (0..times).map(|_| lookup(caller, &json!({})).status).collect() };
    assert_eq!(codes(&caller, 3), [200, 200, 400]);
    assert_eq!(caller.last().error.as_deref(), Some("ThrottlingException"));
    caller.now += SignedDuration::from_secs(1);
    assert_eq!(codes(&caller, 3), [200, 200, 400]);
}

/// What users did themselves looks different from world to world, and some parameters were left out.
#[test]
fn the_fleet_of_clocks_has_a_past() {
    let mut kinds = BTreeSet::new();
    for seed in 0..8 {
        let caller = clocks(seed);
        let found = events(&caller, &by("EventName", "ModifyWorkspaceProperties"));
        assert_eq!(found.len(), 5);
        let documents: Vec<Value> = found.iter().map(document).collect();
        let told: Vec<&Value> = documents.iter().filter(|each| !each["requestParameters"].is_null()).collect();
        assert_eq!(told.len(), 4);
        let grown =
            told.iter().find(|each| !each["requestParameters"]["workspaceProperties"]["rootVolumeSizeGib"].is_null());
        kinds.insert(grown.expect("one by a user")["userIdentity"]["type"].to_string());
        let at =
            |each: &Value| -> Timestamp { each["eventTime"].as_str().expect("a moment").parse().expect("a moment") };
        for each in &told {
            let id = each["requestParameters"]["workspaceId"].as_str().expect("an id");
            let clocks = caller.edit(|world| world.desktops[id].clocks);
            let running = [clocks.root, clocks.user, clocks.larger, clocks.smaller].into_iter().flatten();
            assert_eq!(running.collect::<Vec<_>>(), [at(each)], "the clock that the event tells of");
        }
        let created = events(&caller, &by("EventName", "CreateWorkspaces"));
        let created = document(&created[0]);
        let id = created["responseElements"]["pendingRequests"][0]["workspaceId"].as_str().expect("an id").to_owned();
        assert_eq!(caller.edit(|world| world.desktops[&id].created_at), at(&created));
    }
    assert_eq!(kinds.len(), 2, "{kinds:?}");
}
