//! `history`: what the ledger and CloudTrail know of a desktop, also when it is gone, and what follows for `show`.

use serde_json::{Value, json};

use crate::env::{Ran, TestEnv};
use crate::impostor::{Asked, Impostor, usual};

/// `id event what`, a line an event, in the order that is shown.
fn told(ran: &Ran) -> Vec<String> {
    let document = ran.json();
    let text = |event: &Value, name: &str| event[name].as_str().unwrap_or("-").to_owned();
    let line = |event: &Value| ["workspace_id", "event", "what"].map(|name| text(event, name)).join(" ");
    document["events"].as_array().expect("events").iter().map(line).collect()
}

/// A migration as both ids tell it: the same story, the oldest first.
#[test]
fn a_migration_is_one_story_under_both_ids() {
    let env = TestEnv::new();
    let run = env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1 -o json").json();
    let target = &run["targets"][0];
    let id = |name: &str| target[name].as_str().expect("an id").to_owned();
    let (old, new) = (id("workspace_id"), id("new_workspace_id"));
    let expected = [format!("{old} sent MIGRATE"), format!("{old} ended done"), format!("{old} replaced {new}")];
    for name in [old.as_str(), new.as_str(), "user:O'Brien"] {
        let ran = env.line(&format!("--sim history {name} -o json"));
        assert_eq!((ran.code, told(&ran)), (0, expected.to_vec()), "{name}: {ran:#?}");
    }
    let all = told(&env.line("--sim history -o json"));
    assert!(all.ends_with(&expected) && all[0].contains(" seen "), "states that were seen come first: {all:?}");
    // CloudTrail shows the same migration, which is no second one, and what it made.
    assert_eq!(env.line("--sim sim advance 1h").code, 0);
    let both = told(&env.line(&format!("--sim history --cloudtrail {new} -o json")));
    let made = format!("{new} changed CREATE");
    assert_eq!(both.iter().filter(|line| **line != made).collect::<Vec<_>>(), expected.iter().collect::<Vec<_>>());
    assert!(both.contains(&made), "{both:?}");
    let env = TestEnv::new();
    assert_eq!(env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1").code, 0);
    let document = env.line(&format!("--sim history {new} -o json")).json();
    assert_eq!((&document["schema"], &document["cloudtrail"]), (&json!(1), &Value::Null));
    let members: Vec<&str> = document["events"][0].as_object().expect("an event").keys().map(String::as_str).collect();
    assert_eq!(
        members,
        ["after", "at", "before", "by", "certain", "detail", "event", "event_id", "source", "what", "workspace_id"]
    );
    assert_eq!(document["events"][0]["by"], run["run"]);
    let table = env.line(&format!("--sim history {old} -o table"));
    assert!(table.stdout.contains("migrate is proven"), "{table:#?}");
    assert!(table.stderr.contains("`--cloudtrail` asks for what others changed"), "{table:#?}");
    assert_eq!(env.line(&format!("--sim history {old} -o csv --no-headers")).stdout.lines().count(), 3);
    assert_eq!(env.line("--sim sim advance 1h").code, 0);
    let recent =
        |since: &str| env.line(&format!("--sim history {old} -o ndjson --since {since}")).stdout.lines().count();
    assert_eq!((recent("30m"), recent("90m"), recent("9h")), (0, 2, 3), "sent half an hour before its end");
}

#[test]
fn what_nobody_knows_is_nothing_and_what_is_not_there_is_told() {
    let env = TestEnv::new();
    let ran = env.line("--sim history -o json");
    assert_eq!((ran.code, told(&ran).len()), (0, 0), "{ran:#?}");
    let ran = env.line("--sim history user:nobody");
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 1), "only the names of the columns: {ran:#?}");
    assert!(ran.stderr.contains("`user:nobody` is not there"), "{ran:#?}");
    env.line("--sim history --cloudtrail --since 91d").is_bad(2, "CloudTrail keeps 90d", "`--since 90d`");
}

/// Events in the form of the CloudTrail User Guide: one of an administrator, one of a desktop's own user, one whose call
/// failed, one that names no desktop.
fn events() -> String {
    let event = |number: u32, at: &str, identity: Value, asked: Value, error: Option<&str>| {
        let record = json!({
            "eventVersion": "1.08", "userIdentity": identity, "eventTime": at, "eventSource": "workspaces.amazonaws.com",
            "eventName": "ModifyWorkspaceProperties", "awsRegion": "us-east-1", "requestParameters": asked,
            "responseElements": null, "errorCode": error, "eventID": format!("event-{number}"), "readOnly": false,
        });
        json!({
            "EventId": format!("event-{number}"), "EventName": "ModifyWorkspaceProperties", "CloudTrailEvent": record.to_string(),
        })
    };
    let grow = |member: &str, size: u32| json!({"workspaceId": "ws-0000000001", "workspaceProperties": {member: size}});
    let admin = json!({"type": "AssumedRole", "arn": "arn:aws:sts::111122223333:assumed-role/Admin/bob"});
    json!({"Events": [
        event(4, "2026-01-05T07:30:00Z", admin.clone(), json!({"sparkles": true}), None),
        event(3, "2026-01-05T07:00:00Z", admin.clone(), grow("rootVolumeSizeGib", 200), Some("AccessDenied")),
        event(2, "2026-01-05T06:00:00Z", json!({"type": "WorkSpacesUser", "userName": "ada"}), grow("userVolumeSizeGib", 100), None),
        event(1, "2026-01-04T06:00:00Z", admin, grow("rootVolumeSizeGib", 175), None),
    ]})
    .to_string()
}

/// A service with one desktop and a trail.
fn service() -> Impostor {
    Impostor::start(|asked: &Asked| match asked.operation.as_str() {
        "DescribeWorkspaces" => (
            200,
            "application/x-amz-json-1.1",
            json!({"Workspaces": [{
                "WorkspaceId": "ws-0000000001", "DirectoryId": "d-0123456789", "UserName": "ada", "State": "AVAILABLE",
                "BundleId": "wsb-0123abcde", "WorkspaceProperties": {},
            }]})
            .to_string(),
        ),
        "LookupEvents" => (200, "application/x-amz-json-1.1", events()),
        _ => usual(asked),
    })
}

/// What others changed is asked for once, kept, and counts from then on.
#[test]
fn what_others_changed_is_learnt_from_cloudtrail() {
    let service = service();
    let env = service.env();
    let before = env.line("show ws-0000000001 -o json").json();
    assert_eq!(before["Workspaces"][0]["Deskfleet"]["Clocks"]["UserVolumeMayGrowAt"], "unknown");
    let ran = env.line("history --cloudtrail ws-0000000001 -o json");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert_eq!(told(&ran), ["ws-0000000001 changed ROOT_VOLUME", "ws-0000000001 changed USER_VOLUME"]);
    let events = &ran.json()["events"];
    assert_eq!(
        (&events[1]["by"], &events[1]["after"], &events[1]["detail"]),
        (&json!("ada"), &json!("100"), &json!("to 100"))
    );
    assert!(ran.stderr.contains("1 event of CloudTrail names no desktop"), "{ran:#?}");
    // Kept: without asking again, and after asking again, it is the same story.
    for line in ["history -o json", "history --cloudtrail -o json"] {
        let again = env.line(line);
        assert_eq!(told(&again).len(), 2, "{line}: {again:#?}");
        assert!(again.json()["cloudtrail"]["from"].is_string());
    }
    let shown = env.line("show ws-0000000001 -o json").json();
    let clocks = &shown["Workspaces"][0]["Deskfleet"]["Clocks"];
    assert_eq!(clocks["UserVolumeMayGrowAt"], "2026-01-05T12:00:00Z");
    // What names no desktop at 07:30 could be about its root volume.
    assert_eq!(clocks["RootVolumeMayGrowAt"], "unknown");
    let table = env.line("show ws-0000000001 -o table");
    let line = table.stdout.lines().find(|line| line.starts_with("UserVolumeMayGrowAt")).expect("a line");
    assert!(line.contains("2026-01-05T12:00:00Z"), "{table:#?}");
}

#[test]
fn a_trail_that_may_not_be_read_is_a_missing_permission() {
    let service = Impostor::start(|asked: &Asked| match asked.operation.as_str() {
        "LookupEvents" => {
            (400, "application/x-amz-json-1.1", r#"{"__type":"AccessDeniedException","message":"no"}"#.to_owned())
        }
        _ => usual(asked),
    });
    let ran = service.env().line("history --cloudtrail");
    ran.is_bad(7, "`LookupEvents`", "`deskfleet iam-policy history`");
}
