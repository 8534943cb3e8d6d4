//! The sweep through CloudTrail: how far it goes, and what it says it knows.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::script::{Play, Script, error, in_virtual_time, ok};
use crate::aws::Trail;
use crate::model::{Changed, Looked};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_767_600_000 + minute * 60).expect("a moment")
}

const REBOOT: &str = "RebootWorkspaces";
const MODIFY: &str = "ModifyWorkspaceProperties";

/// An event of a reboot.
fn event(number: u32, minute: i64, id: &str) -> Value {
    event_of(REBOOT, number, minute, id)
}

/// An event; it names no desktop when `id` is empty.
fn event_of(operation: &str, number: u32, minute: i64, id: &str) -> Value {
    let record = json!({
        "eventSource": "workspaces.amazonaws.com", "eventName": operation, "eventID": format!("e-{number}"),
        "requestParameters": {"requests": [{"workspaceId": id}]},
    });
    json!({"EventId": format!("e-{number}"), "EventTime": at(minute).as_second(), "CloudTrailEvent": record.to_string()})
}

fn page(events: &[Value], next: Option<&str>) -> Play {
    ok(&json!({"Events": events, "NextToken": next}).to_string())
}

/// Sweeps the minutes 0 to 100, where reboots have these pages and nothing else has any; returns the tokens that were sent.
fn sweep(reboots: Vec<Play>) -> (Trail, Vec<Value>) {
    sweep_of(REBOOT, reboots)
}

fn sweep_of(operation: &str, pages: Vec<Play>) -> (Trail, Vec<Value>) {
    let before = Changed::OPERATIONS.iter().take_while(|other| **other != operation).count();
    let none = || page(&[], None);
    let plays = (0..before).map(|_| none()).chain(pages).chain((before + 1..Changed::OPERATIONS.len()).map(|_| none()));
    in_virtual_time(async {
        let script = Script::new(plays);
        let trail = script.connect().await.trail(Looked { from: at(0), until: at(100) }).await.expect("a trail");
        let asked: Vec<Value> = script.asked().iter().map(|body| serde_json::from_str(body).expect("JSON")).collect();
        for body in &asked {
            assert_eq!((&body["StartTime"], &body["MaxResults"]), (&json!(at(0).as_second()), &json!(50)), "{body}");
            assert_eq!(body["LookupAttributes"].as_array().map(Vec::len), Some(1), "the service takes no more: {body}");
        }
        let named = asked.iter().filter(|body| body["LookupAttributes"][0]["AttributeValue"] == operation);
        (trail, named.map(|body| body["NextToken"].clone()).collect())
    })
}

const ID: &str = "ws-0000000001";

#[test]
fn all_pages_of_the_window_are_read_and_each_event_once() {
    let (trail, tokens) = sweep(vec![
        error(400, "ThrottlingException"),
        page(&[event(1, 90, ID), event(2, 80, ID)], Some("a")),
        page(&[], Some("b")),
        page(&[event(2, 80, ID), event(3, 10, ID)], None),
    ]);
    assert_eq!((trail.changes.len(), trail.unread, trail.from), (3, 0, Some(at(0))));
    assert_eq!(tokens, [Value::Null, Value::Null, json!("a"), json!("b")], "a refused page is asked for again");
}

/// A service that goes on beyond the window is left there.
#[test]
fn a_sweep_ends_with_its_window() {
    let (trail, tokens) = sweep(vec![page(&[event(1, 50, ID), event(2, -1, ID)], Some("more"))]);
    assert_eq!((trail.from, tokens.len()), (Some(at(0)), 1));
}

/// What could not be read, or not to its end, is not known: neither is what was silent there.
#[test]
fn what_was_not_read_is_not_known() {
    let (trail, _) = sweep(vec![page(&[event(1, 70, ID)], Some("a")), page(&[event(2, 60, ID)], Some("a"))]);
    assert_eq!((trail.changes.len(), trail.from), (2, Some(at(60))), "a token that comes back is no way on");
    for (operation, from) in [("CreateWorkspaces", 40), ("MigrateWorkspace", 40), (MODIFY, 40), (REBOOT, 0)] {
        let events = [event_of(operation, 1, 40, ""), event_of(operation, 2, 30, "")];
        let (trail, _) = sweep_of(operation, vec![page(&events, None)]);
        let says = "the event at 40 could be about anybody, and start a clock or not";
        assert_eq!((trail.unread, trail.from), (2, Some(at(from))), "{operation}: {says}");
    }
}
