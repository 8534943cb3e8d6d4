//! The documents of each operation, errors of the wire, and the shapes that trip careless clients.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, authorization, query_request, request, workspaces_request};
use crate::sim::http::Request;
use crate::sim::wire::json as wire;

#[test]
fn a_desktop_is_described_with_the_members_of_the_reference() {
    let caller = Caller::uniform(1);
    let view = caller.view().desktops.remove(0);
    let all = caller.good("DescribeWorkspaces", json!({}));
    let expected = json!({
        "Workspaces": [{
            "WorkspaceId": view.id,
            "DirectoryId": view.directory,
            "UserName": view.user,
            "IpAddress": view.ip,
            "State": "AVAILABLE",
            "BundleId": view.bundle,
            "SubnetId": view.subnet,
            "ComputerName": view.computer_name,
            "ModificationStates": [],
            "WorkspaceProperties": {
                "RunningMode": "AUTO_STOP",
                "RunningModeAutoStopTimeoutInMinutes": all["Workspaces"][0]["WorkspaceProperties"]["RunningModeAutoStopTimeoutInMinutes"],
                "RootVolumeSizeGib": 80,
                "UserVolumeSizeGib": 10,
                "ComputeTypeName": "STANDARD",
                "Protocols": ["PCOIP"],
                "OperatingSystemName": "WINDOWS_10",
            },
        }],
    });
    assert_eq!(all, expected);
    let timeout = &all["Workspaces"][0]["WorkspaceProperties"]["RunningModeAutoStopTimeoutInMinutes"];
    assert_eq!(timeout.as_u64().map(|minutes| minutes % 60), Some(0));
}

#[test]
fn filters_exclude_one_another_and_a_user_needs_a_directory() {
    let caller = Caller::demo();
    let desktop = caller.view().desktops[5].clone();
    let find = |parameters: Value| -> Vec<Value> {
        caller.good("DescribeWorkspaces", parameters)["Workspaces"].as_array().expect("a list").clone()
    };
    let found = find(json!({ "DirectoryId": desktop.directory, "UserName": desktop.user.to_uppercase() }));
    assert_eq!(found.len(), 1, "user names are not case-sensitive");
    assert_eq!(found[0]["WorkspaceId"], desktop.id.as_str());
    assert!(
        find(json!({ "BundleId": desktop.bundle })).iter().all(|found| found["BundleId"] == desktop.bundle.as_str())
    );
    assert_eq!(find(json!({ "WorkspaceIds": ["ws-unknown00", desktop.id] })).len(), 1, "an unknown id is no error");
    assert_eq!(find(json!({ "DirectoryId": desktop.directory, "UserName": "nobody" })).len(), 0);
    let invalid = [
        json!({ "WorkspaceIds": [desktop.id], "DirectoryId": desktop.directory }),
        json!({ "DirectoryId": desktop.directory, "BundleId": desktop.bundle }),
        json!({ "UserName": desktop.user }),
    ];
    for parameters in invalid {
        let seen = caller.call("DescribeWorkspaces", parameters);
        assert_eq!((seen.status, seen.code()), (400, "InvalidParameterValuesException"));
        assert_eq!(caller.last().violations, ["G-01"]);
    }
    let both = json!({ "BundleIds": [desktop.bundle], "Owner": "AMAZON" });
    assert_eq!(caller.call("DescribeWorkspaceBundles", both).code(), "InvalidParameterValuesException");
    assert_eq!(caller.last().violations, ["G-02"]);
}

#[test]
fn what_is_out_of_the_apis_bounds_is_refused_before_the_operation() {
    let caller = Caller::demo();
    let ids: Vec<String> = (0..26).map(|number| format!("ws-{number:09}")).collect();
    let table = [
        ("DescribeWorkspaces", json!({ "WorkspaceIds": ids }), "ValidationException", Some("G-01")),
        ("DescribeWorkspaces", json!({ "WorkspaceIds": ["nonsense"] }), "ValidationException", Some("G-01")),
        ("DescribeWorkspaces", json!({ "Limit": "many" }), "SerializationException", Some("G-01")),
        ("DescribeWorkspaces", json!({ "Limit": 26 }), "ValidationException", Some("G-01")),
        ("MigrateWorkspace", json!({ "SourceWorkspaceId": "ws-123456789" }), "ValidationException", Some("D-19")),
        (
            "ModifyWorkspaceState",
            json!({ "WorkspaceId": "ws-123456789", "WorkspaceState": "STOPPED" }),
            "ValidationException",
            Some("C1-09"),
        ),
        (
            "CreateTags",
            json!({ "ResourceId": "ws-1", "Tags": [{ "Key": "k".repeat(128) }] }),
            "ValidationException",
            Some("H-02"),
        ),
        (
            "CreateTags",
            json!({ "ResourceId": "ws-1", "Tags": [{ "Key": "k", "Value": "v".repeat(256) }] }),
            "ValidationException",
            Some("H-03"),
        ),
        ("DescribeTags", json!({}), "ValidationException", Some("G-07")),
    ];
    for (operation, parameters, code, row) in table {
        let seen = caller.call(operation, parameters.clone());
        assert_eq!((seen.status, seen.code()), (400, code), "{operation} {parameters}");
        assert_eq!(caller.last().violations.first().map(String::as_str), row, "{operation}");
        assert!(!caller.last().applied);
    }
    let seen = caller.call("DescribeWorkspaces", json!({ "Limit": null, "SomethingNew": 1 }));
    assert_eq!(seen.status, 200, "an explicit null is absent, an unknown member is ignored");
}

/// Returns status and error code of the answer to a raw request.
fn refusal(caller: &Caller, request: &Request) -> (u16, String) {
    let answer = caller.sim.step(caller.now, request).answer.expect("an answer");
    let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    let says_why = body["message"].as_str().is_some_and(|text| !text.is_empty());
    assert_eq!(says_why, answer.status != 200, "every error says why: {body}");
    (answer.status, body["__type"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn what_is_no_operation_or_no_document_is_refused() {
    let caller = Caller::demo();
    let table = [
        ("DescribeNothing", "{}", "UnknownOperationException"),
        ("CreateWorkspacesPool", "{}", "UnknownOperationException"), // exists, and is not simulated
        ("DescribeWorkspaces", "{\"Limit\":", "SerializationException"),
        ("DescribeWorkspaces", "[]", "SerializationException"),
        ("DescribeWorkspaces", "null", "SerializationException"),
        ("DescribeWorkspaces", "", ""),
    ];
    for (operation, body, code) in table {
        let status = if code.is_empty() { 200 } else { 400 };
        assert_eq!(
            refusal(&caller, &workspaces_request(operation, body)),
            (status, code.to_owned()),
            "{operation} {body}"
        );
    }
    let mut other = workspaces_request("DescribeWorkspaces", "{}");
    "GET".clone_into(&mut other.method);
    assert_eq!(refusal(&caller, &other), (400, "UnknownOperationException".to_owned()));
}

#[test]
fn what_is_not_signed_for_the_service_is_refused() {
    let caller = Caller::demo();
    let (workspaces, other) = ("WorkspacesService.DescribeWorkspaces", "AWSPriceListService.GetProducts");
    let table = [
        (workspaces, None, "MissingAuthenticationTokenException"),
        (workspaces, Some("Bearer x".to_owned()), "IncompleteSignatureException"),
        (workspaces, Some(authorization("us-east-1", "ec2")), "InvalidSignatureException"),
        (other, Some(authorization("us-east-1", "pricing")), "UnknownOperationException"),
    ];
    for (target, signed, code) in table {
        let mut headers = vec![("x-amz-target", target)];
        headers.extend(signed.as_deref().map(|signed| ("authorization", signed)));
        assert_eq!(refusal(&caller, &request(&headers, "{}")), (400, code.to_owned()), "{headers:?}");
    }
    let unsigned = caller.sim.step(caller.now, &request(&[], "Action=GetCallerIdentity&Version=2011-06-15"));
    assert_eq!(unsigned.answer.expect("an answer").status, 403);
    let record = caller.last();
    assert_eq!((record.account.as_str(), record.region.as_str()), ("", ""), "whose it was is not known");
}

#[test]
fn every_answer_has_a_request_id_of_its_own_and_its_content_type() {
    let caller = Caller::demo();
    let mut ids = std::collections::BTreeSet::new();
    let requests = [
        workspaces_request("DescribeWorkspaces", "{}"),
        workspaces_request("DescribeWorkspaces", "{}"),
        workspaces_request("Nonsense", "{}"),
        query_request("sts", "Action=GetCallerIdentity&Version=2011-06-15"),
        query_request("ec2", "Action=DescribeSubnets&Version=2016-11-15"),
    ];
    for request in &requests {
        let answer = caller.sim.step(caller.now, request).answer.expect("an answer");
        let header =
            |name: &str| answer.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.clone());
        let id = header("x-amzn-RequestId").expect("a request id");
        assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{id}");
        assert!(ids.insert(id));
        let expected = if request.headers.contains_key("x-amz-target") {
            "application/x-amz-json-1.1"
        } else {
            "text/xml;charset=UTF-8"
        };
        assert_eq!(header("Content-Type").as_deref(), Some(expected));
    }
}

/// A Region that nothing was made in shows nothing of the world's, and takes no change.
#[test]
fn other_regions_are_empty() {
    let caller = Caller::demo();
    let ask = |operation: &str, body: &Value| {
        let target = format!("WorkspacesService.{operation}");
        let signed = authorization("eu-west-1", "workspaces");
        let request = request(&[("x-amz-target", &target), ("authorization", &signed)], &body.to_string());
        let answer = caller.sim.step(caller.now, &request).answer.expect("an answer");
        serde_json::from_slice::<Value>(&answer.body).expect("JSON")
    };
    assert_eq!(ask("DescribeWorkspaces", &json!({})), json!({ "Workspaces": [] }));
    assert_eq!(caller.last().region, "eu-west-1");
    let id = caller.first();
    let refused = ask("CreateTags", &json!({ "ResourceId": id, "Tags": [{ "Key": "a" }] }));
    assert_eq!(refused["__type"], "ResourceNotFoundException");
}

#[test]
fn directories_are_described_with_their_odd_casing() {
    let caller = Caller::demo();
    let list =
        caller.good("DescribeWorkspaceDirectories", json!({}))["Directories"].as_array().expect("a list").clone();
    assert_eq!(list.len(), 4);
    for directory in &list {
        assert_eq!(directory["ipGroupIds"], json!([]));
        assert_eq!(directory["State"], "REGISTERED");
        assert_eq!(directory["SubnetIds"].as_array().map(Vec::len), Some(2));
        assert!(directory["RegistrationCode"].as_str().is_some_and(|code| code.len() <= 20));
    }
    let count = |of: &str, value: &str| list.iter().filter(|directory| directory[of] == value).count();
    assert_eq!((count("DirectoryType", "AD_CONNECTOR"), count("DirectoryType", "SIMPLE_AD")), (2, 2));
    assert_eq!((count("Tenancy", "SHARED"), count("Tenancy", "DEDICATED")), (3, 1));
    let found = |parameters: Value| {
        caller.good("DescribeWorkspaceDirectories", parameters)["Directories"].as_array().map(Vec::len)
    };
    assert_eq!(found(json!({ "DirectoryIds": [list[0]["DirectoryId"], "d-0000000000"] })), Some(1));
    assert_eq!(found(json!({ "Filters": [{ "Name": "WORKSPACE_TYPE", "Values": ["PERSONAL"] }] })), Some(4));
    assert_eq!(found(json!({ "Filters": [{ "Name": "WORKSPACE_TYPE", "Values": ["POOLS"] }] })), Some(0));
    assert_eq!(found(json!({ "WorkspaceDirectoryNames": ["anything"] })), Some(0));
}

#[test]
fn capacities_of_bundles_are_strings_and_moments_are_numbers() {
    let caller = Caller::demo();
    let bundle = caller.bundle("win11-standard");
    let listed = caller.good("DescribeWorkspaceBundles", json!({ "BundleIds": [bundle] }));
    let bundle = &listed["Bundles"][0];
    assert_eq!(bundle["RootStorage"], json!({ "Capacity": "80" }));
    assert_eq!(bundle["UserStorage"], json!({ "Capacity": "50" }));
    assert_eq!(bundle["ComputeType"], json!({ "Name": "STANDARD" }));
    assert_eq!(bundle["Owner"], "111122223333");
    assert!(bundle["CreationTime"].is_f64());
    assert!(bundle["Description"].as_str().is_some_and(|text| text.contains("Windows 11")));
}

#[test]
fn snapshots_come_every_twelve_hours_and_the_root_only_while_healthy() {
    let mut caller = Caller::uniform(2);
    let id = caller.first();
    let list = |caller: &Caller| {
        let answer = caller.good("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": id }));
        let moment = |kind: &str| answer[kind][0]["SnapshotTime"].as_f64();
        (moment("RebuildSnapshots"), moment("RestoreSnapshots"))
    };
    let first = caller.now - SignedDuration::from_mins(1);
    caller.edit_desktop(&id, |desktop| desktop.first_snapshot_at = first);
    let at = |hours: i64| wire::moment(first + SignedDuration::from_hours(hours)).as_f64();
    assert_eq!(list(&caller), (at(0), at(0)));
    caller.wait(12 * 60 - 2);
    assert_eq!(list(&caller), (at(0), at(0)));
    caller.wait(1);
    assert_eq!(list(&caller), (at(12), at(12)));
    let sick = caller.now;
    caller.edit_desktop(&id, |desktop| desktop.unhealthy_since = Some(sick));
    caller.wait(25 * 60);
    assert_eq!(list(&caller), (at(36), at(12)), "user volume whatever the health, root volume only when healthy");
    caller.edit_desktop(&id, |desktop| {
        desktop.first_snapshot_at = sick + SignedDuration::from_hours(48);
    });
    assert_eq!(list(&caller), (None, None));
    assert_eq!(
        caller.call("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": "ws-unknown00" })).code(),
        "ResourceNotFoundException"
    );
}

#[test]
fn connections_follow_the_day_and_are_unknown_when_stopped() {
    let mut caller = Caller::demo();
    let status = |caller: &Caller, id: &str| -> Value {
        let answer = caller.good("DescribeWorkspacesConnectionStatus", json!({ "WorkspaceIds": [id] }));
        answer["WorkspacesConnectionStatus"][0].clone()
    };
    let desktops = caller.view().desktops;
    let working = desktops.iter().find(|desktop| desktop.connection == "CONNECTED").expect("somebody at work");
    let now = wire::moment(caller.now).as_f64().expect("a number");
    let seen = status(&caller, &working.id);
    assert_eq!(seen["ConnectionState"], "CONNECTED");
    assert_eq!(seen["ConnectionStateCheckTimestamp"].as_f64(), Some(now));
    assert_eq!(seen["LastKnownUserConnectionTimestamp"].as_f64(), Some(now));
    let stopped = desktops.iter().find(|desktop| desktop.state == "STOPPED").expect("one");
    assert_eq!(status(&caller, &stopped.id)["ConnectionState"], "UNKNOWN");
    let failed = desktops.iter().find(|desktop| desktop.state == "ERROR").expect("one");
    let seen = status(&caller, &failed.id);
    assert_eq!(seen["ConnectionState"], "DISCONNECTED");
    assert!(seen.get("LastKnownUserConnectionTimestamp").is_none(), "never connected");
    caller.wait(12 * 60); // 20:00
    let seen = status(&caller, &working.id);
    assert_eq!(seen["ConnectionState"], "DISCONNECTED");
    let last = seen["LastKnownUserConnectionTimestamp"].as_f64().expect("earlier today");
    assert!(last > now + 9.0 * 3_600.0 && last < now + 12.0 * 3_600.0, "{last}");
    caller.wait(5 * 24 * 60 - 10 * 60); // Saturday 10:00
    assert_eq!(status(&caller, &working.id)["ConnectionState"], "DISCONNECTED");
    caller.wait(2 * 24 * 60); // Monday
    assert_eq!(status(&caller, &working.id)["ConnectionState"], "CONNECTED");
}

#[test]
fn tags_are_added_replaced_removed_and_limited() {
    let caller = Caller::uniform(1);
    let id = caller.first();
    caller.edit(|world| world.tags.clear());
    let tags = || caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"].clone();
    let create = |list: Value| caller.call("CreateTags", json!({ "ResourceId": id, "Tags": list }));
    assert_eq!(tags(), json!([]));
    create(json!([{ "Key": "Stage", "Value": "test" }, { "Key": "stage", "Value": "" }, { "Key": "bare" }]));
    assert!(caller.last().applied);
    create(json!([{ "Key": "Stage", "Value": "live" }]));
    assert_eq!(
        tags(),
        json!([{ "Key": "Stage", "Value": "live" }, { "Key": "bare" }, { "Key": "stage", "Value": "" }])
    );
    create(json!([{ "Key": "Stage", "Value": "live" }]));
    assert!(!caller.last().applied, "nothing was changed");
    let keys = json!({ "ResourceId": id, "TagKeys": ["bare", "absent"] });
    assert_eq!(caller.good("DeleteTags", keys.clone()), json!({}));
    caller.good("DeleteTags", keys);
    assert!(!caller.last().applied);
    let many = |count: usize| -> Value { (0..count).map(|number| json!({ "Key": format!("k{number}") })).collect() };
    assert_eq!(create(many(48)).status, 200);
    assert_eq!(create(json!([{ "Key": "one-more" }])).code(), "ResourceLimitExceededException");
    assert_eq!((caller.last().violations, caller.last().applied), (vec!["H-01".to_owned()], false));
    assert_eq!(create(json!([{ "Key": "k0", "Value": "replaced" }])).status, 200, "replacing needs no room");
    assert_eq!(create(json!([{ "Key": "aws:x" }])).code(), "InvalidParameterValuesException");
    assert_eq!(caller.last().violations, ["H-06", "H-01"]);
    create(json!([{ "Key": "k1", "Value": "semi;colon" }]));
    assert_eq!((caller.last().violations, caller.last().applied), (vec!["H-05".to_owned()], true));
    for operation in ["CreateTags", "DeleteTags", "DescribeTags"] {
        let parameters = json!({ "ResourceId": "ws-unknown00", "Tags": [], "TagKeys": [] });
        assert_eq!(caller.call(operation, parameters).code(), "ResourceNotFoundException");
    }
}

#[test]
fn directories_and_own_bundles_have_tags_too() {
    let caller = Caller::demo();
    let directory = caller.view().desktops[0].directory.clone();
    for id in [directory, caller.bundle("win11-standard")] {
        caller.good("CreateTags", json!({ "ResourceId": id, "Tags": [{ "Key": "a", "Value": "b" }] }));
        assert_eq!(
            caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"],
            json!([{ "Key": "a", "Value": "b" }])
        );
    }
}
