//! Worlds from documents: what the document says is shown to the member, what it leaves out is filled and counted.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::Caller;
use crate::sim::{Assumption, Sim, WorldSpec};

fn spec() -> WorldSpec {
    WorldSpec { rate: 0.0, ..WorldSpec::default() }
}

/// A desktop with every member that this service shows otherwise by itself.
fn odd() -> Value {
    json!({
        "WorkspaceId": "ws-odd000001", "DirectoryId": "d-1234567890", "UserName": "zoë", "State": "NAPPING",
        "BundleId": "wsb-odd00001", "SubnetId": "subnet-1", "IpAddress": "10.1.0.7", "ComputerName": "PC-7",
        "ErrorCode": "Disk", "ErrorMessage": "full", "VolumeEncryptionKey": "alias/k", "WorkspaceName": "pool-7",
        "UserVolumeEncryptionEnabled": true, "RootVolumeEncryptionEnabled": false,
        "ModificationStates": [{"Resource": "ROOT_VOLUME", "State": "UPDATE_IN_PROGRESS"}],
        "RelatedWorkspaces": [{"WorkspaceId": "ws-200000000", "Region": "eu-west-1", "State": "STOPPED", "Type": "PRIMARY"}],
        "WorkspaceProperties": {"RunningMode": "MANUAL", "RootVolumeSizeGib": 91, "Protocols": ["PCOIP", "WSP"],
            "OperatingSystemName": "UNKNOWN"},
        "Deskfleet": {
            "Tags": [{"Key": "a", "Value": "1"}, {"Key": "b"}],
            "Connection": {"ConnectionState": "DREAMING", "LastKnownUserConnectionTimestamp": "2026-01-04T10:00:00Z"},
            "VolumeSnapshots": {"RebuildSnapshots": [{"SnapshotTime": "2026-01-01T00:00:00Z"}], "RestoreSnapshots": []},
            "Interface": {"NetworkInterfaceId": "eni-7", "PrivateIpAddress": "10.1.0.7", "SubnetId": "subnet-1",
                "VpcId": "vpc-1", "Groups": [{"GroupId": "sg-1", "GroupName": "d-1234567890_workspacesMembers"}]}
        }
    })
}

fn imported(document: &Value) -> (Caller, Vec<Assumption>) {
    let (sim, assumed) = Sim::imported(spec(), document).expect("a world");
    (Caller::of(sim), assumed)
}

#[test]
fn what_a_document_says_is_shown_to_the_member() {
    let document = json!({"Workspaces": [odd()], "Subnets": [
        {"SubnetId": "subnet-1", "VpcId": "vpc-1", "CidrBlock": "10.1.0.0/24", "AvailableIpAddressCount": 3}]});
    let (caller, _) = imported(&document);
    let mut expected = odd();
    expected.as_object_mut().expect("members").remove("Deskfleet");
    expected.as_object_mut().expect("members").remove("RootVolumeEncryptionEnabled"); // off is not said
    let shown = caller.shown("ws-odd000001").expect("listed");
    let mut members = expected.clone();
    members["RootVolumeEncryptionEnabled"] = shown["RootVolumeEncryptionEnabled"].clone();
    assert_eq!(shown["RootVolumeEncryptionEnabled"], false);
    assert_eq!(shown, members);

    let id = json!({ "WorkspaceId": "ws-odd000001" });
    let snapshots = caller.good("DescribeWorkspaceSnapshots", &id);
    assert_eq!(snapshots["RebuildSnapshots"][0]["SnapshotTime"], 1_767_225_600.0);
    assert_eq!(snapshots["RestoreSnapshots"], json!([]));
    let status = caller.good("DescribeWorkspacesConnectionStatus", json!({}));
    assert_eq!(status["WorkspacesConnectionStatus"][0]["ConnectionState"], "DREAMING");
    let tags = caller.good("DescribeTags", json!({ "ResourceId": "ws-odd000001" }));
    assert_eq!(tags["TagList"], json!([{"Key": "a", "Value": "1"}, {"Key": "b"}]));
    let view = caller.view();
    assert_eq!((view.subnets[0].free, view.desktops[0].groups.as_slice()), (3, ["sg-1".to_owned()].as_slice()));
    assert_eq!(view.desktops[0].extra_groups, Vec::<String>::new(), "the directory's own group is known by its name");
}

/// The count of the document is what is free, and a desktop that goes gives its address back.
#[test]
fn addresses_are_accounted_for_whoever_has_them() {
    let desktop = |number: u32| {
        json!({"WorkspaceId": format!("ws-00000000{number}"), "DirectoryId": "d-1234567890", "UserName": format!("u{number}"),
            "State": "AVAILABLE", "BundleId": "wsb-100000000", "SubnetId": "subnet-1", "IpAddress": format!("10.1.0.{number}")})
    };
    for counted in [0_u64, 1, 200, 251, 9_000] {
        let document = json!({"Workspaces": [desktop(10), desktop(11)], "Bundles": [{"BundleId": "wsb-200000000", "Name": "win11"}],
            "Subnets": [{"SubnetId": "subnet-1", "CidrBlock": "10.1.0.0/24", "AvailableIpAddressCount": counted}]});
        let (mut caller, _) = imported(&document);
        let free = |caller: &Caller| caller.view().subnets[0].free;
        assert_eq!(free(&caller), counted);
        let answer =
            caller.call("MigrateWorkspace", json!({"SourceWorkspaceId": "ws-0000000010", "BundleId": "wsb-200000000"}));
        if counted == 0 {
            assert_eq!(answer.code(), "ResourceUnavailableException");
            continue;
        }
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert_eq!(free(&caller), counted - 1);
        caller.wait(120);
        assert_eq!(free(&caller), counted);
    }
}

#[test]
fn what_is_left_out_is_filled_and_counted() {
    let desktop =
        |id: &str| json!({"WorkspaceId": id, "DirectoryId": "d-1", "State": "AVAILABLE", "BundleId": "wsb-100000000"});
    let (caller, assumed) = imported(&json!({"Workspaces": [desktop("ws-100000000"), desktop("ws-200000000")]}));
    let count =
        |text: &str| assumed.iter().filter(|assumption| assumption.text.contains(text)).map(|found| found.count).sum();
    let counts: [u64; 7] =
        ["interface", "volume snapshots", "connected", "tags", "last changed", "directory is not", "bundle is not"]
            .map(count);
    assert_eq!(counts, [2, 2, 2, 2, 2, 1, 1], "{assumed:?}");
    let snapshots = caller.good("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": "ws-100000000" }));
    assert_eq!(snapshots["RebuildSnapshots"].as_array().map(Vec::len), Some(1));
    assert_eq!(caller.shown("ws-100000000").expect("listed").get("IpAddress"), None, "no address is made up");
    let (_, again) = imported(&json!({"Workspaces": [desktop("ws-100000000"), desktop("ws-200000000")]}));
    assert_eq!(assumed, again);
}

/// Whoever is connected stays for some hours and goes; nobody else comes.
#[test]
fn people_stay_as_they_were_seen_for_a_while() {
    let desktop = |id: &str, state: &str| {
        json!({"WorkspaceId": id, "DirectoryId": "d-1", "State": "AVAILABLE", "BundleId": "wsb-100000000",
            "Deskfleet": {"Connection": {"ConnectionState": state}}})
    };
    let (mut caller, _) = imported(
        &json!({"Workspaces": [desktop("ws-100000000", "CONNECTED"), desktop("ws-200000000", "DISCONNECTED")]}),
    );
    let states = |caller: &Caller| {
        let status = caller.good("DescribeWorkspacesConnectionStatus", json!({}));
        let list = status["WorkspacesConnectionStatus"].as_array().expect("a list").clone();
        list.into_iter().map(|item| item["ConnectionState"].as_str().expect("a word").to_owned()).collect::<Vec<_>>()
    };
    caller.wait(59);
    assert_eq!(states(&caller), ["CONNECTED", "DISCONNECTED"]);
    caller.wait(9 * 60);
    assert_eq!(states(&caller), ["DISCONNECTED", "DISCONNECTED"]);
}

#[test]
fn what_can_not_be_read_is_named_with_its_place() {
    let one = |change: Value| {
        let mut desktop = json!({"WorkspaceId": "ws-100000000", "DirectoryId": "d-1", "State": "AVAILABLE", "BundleId": "wsb-100000000"});
        desktop.as_object_mut().expect("members").extend(change.as_object().expect("members").clone());
        json!({"Workspaces": [desktop]})
    };
    for (document, expected) in [
        (json!([]), "the document: it is not an object"),
        (json!({}), "the document: it has no `Workspaces`"),
        (json!({"Workspaces": 7}), ": `Workspaces` is not a list"),
        (json!({"Workspaces": [7]}), "Workspaces[0]: it is not an object"),
        (one(json!({"DirectoryId": null})), "Workspaces[0]: `DirectoryId` is missing"),
        (one(json!({"IpAddress": "fe80::1"})), "Workspaces[0]: `IpAddress` is not an IPv4 address"),
        (
            one(json!({"WorkspaceProperties": {"RootVolumeSizeGib": -1}})),
            "WorkspaceProperties: `RootVolumeSizeGib` is not a size",
        ),
        (one(json!({"Deskfleet": {"Tags": [{"Value": "x"}]}})), "Workspaces[0].Deskfleet.Tags[0]: `Key` is missing"),
        (
            json!({"Workspaces": [], "Subnets": [{"SubnetId": "s", "CidrBlock": "x"}]}),
            "Subnets[0]: `CidrBlock` is not a block",
        ),
    ] {
        let error = Sim::imported(spec(), &document).err().expect("refused").to_string();
        assert!(error.contains(expected), "{error} is not {expected}");
    }
    let twice = json!({"observed": {"workspaces": [odd(), odd()]}});
    let error = Sim::imported(spec(), &twice).err().expect("refused").to_string();
    assert_eq!(error, "workspaces[1]: `WorkspaceId` stands there twice");
}

/// What was under way goes on: a start, a stop, a growth, whose target the document does not say.
#[test]
fn what_a_document_found_under_way_comes_to_its_end() {
    let mut documents = Vec::new();
    for (number, state, entries) in [
        (1, "STARTING", json!([])),
        (2, "STOPPING", json!([])),
        (3, "UPDATING", json!([{ "Resource": "USER_VOLUME", "State": "UPDATE_IN_PROGRESS" }])),
        (4, "AVAILABLE", json!([{ "Resource": "PROTOCOL", "State": "UPDATE_FAILED" }])),
    ] {
        let mut document = odd();
        let id = format!("ws-odd00000{number}");
        document["WorkspaceId"] = id.as_str().into();
        document["State"] = state.into();
        document["ModificationStates"] = entries;
        document["Deskfleet"] = Value::Null;
        document["RelatedWorkspaces"] = Value::Null;
        document["IpAddress"] = format!("10.1.0.{number}").into();
        documents.push(document);
    }
    let (mut caller, assumed) = imported(&json!({ "Workspaces": documents }));
    assert!(assumed.iter().any(|assumption| assumption.text.contains("encryption key") && assumption.count == 1));
    for document in &documents {
        let shown = caller.shown(document["WorkspaceId"].as_str().expect("an id")).expect("listed");
        assert_eq!(
            (&shown["State"], &shown["ModificationStates"]),
            (&document["State"], &document["ModificationStates"])
        );
    }
    let asked = json!({ "WorkspaceId": "ws-odd000003", "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" } });
    assert_eq!(caller.call("ModifyWorkspaceProperties", asked).code(), "OperationInProgressException");
    caller.wait(60);
    let after = |number: u32| caller.shown(&format!("ws-odd00000{number}")).expect("listed");
    let states: Vec<Value> = (1..=4).map(|number| after(number)["State"].clone()).collect();
    assert_eq!(states, ["AVAILABLE", "STOPPED", "AVAILABLE", "AVAILABLE"]);
    assert!((1..=4).all(|number| after(number)["ModificationStates"] == json!([])));
}

/// A desktop without anything that is not said here.
fn plain(state: &str, more: &Value) -> Value {
    let mut desktop = json!({
        "WorkspaceId": "ws-100000000", "DirectoryId": "d-1", "State": state, "BundleId": "wsb-100000000",
        "WorkspaceProperties": {"ComputeTypeName": "POWER", "RootVolumeSizeGib": 175, "UserVolumeSizeGib": 100,
            "RunningMode": "ALWAYS_ON"},
    });
    desktop.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
    desktop
}

/// What was told of a desktop's changes keeps the same calls back as if they had been made here; it is 08:00Z.
#[test]
fn clocks_of_a_document_run_on() {
    const ROOT: &str = "RootVolumeSizeGib";
    const USER: &str = "UserVolumeSizeGib";
    let (root, user) = (json!({ ROOT: 200 }), json!({ USER: 150 }));
    let compute = |to: &str| json!({ "ComputeTypeName": to });
    let (larger, smaller) = (compute("POWERPRO"), compute("STANDARD"));
    let change = |what: &str, at: &str, more: Value| {
        let mut change = json!({"What": what, "At": at, "Source": "run", "Origin": "R-1", "Certain": true});
        change.as_object_mut().expect("members").extend(more.as_object().expect("members").clone());
        change
    };
    let types = |before: &str, after: &str| json!({"Before": before, "After": after});
    let (lately, month) = ("2026-01-05T02:00:01Z", "2025-12-06T08:00:01Z");
    for (told, refused, granted) in [
        (change("ROOT_VOLUME", lately, json!({})), vec![(&root, "A2-08")], vec![&user, &larger, &smaller]),
        (change("ROOT_VOLUME", "2026-01-05T02:00:00Z", json!({})), vec![], vec![&root]),
        (change("USER_VOLUME", lately, json!({})), vec![(&user, "A2-08")], vec![&root]),
        (change("USER_VOLUME", lately, json!({"InheritedFrom": "ws-000000001"})), vec![], vec![&user]),
        (change("CREATE", lately, json!({})), vec![(&user, "A2-09"), (&larger, "B-13")], vec![&smaller]),
        (change("COMPUTE_TYPE", lately, types("STANDARD", "POWER")), vec![(&larger, "B-11")], vec![&smaller]),
        (change("COMPUTE_TYPE", month, types("POWERPRO", "POWER")), vec![(&smaller, "B-12")], vec![&larger]),
        (change("COMPUTE_TYPE", lately, json!({})), vec![(&smaller, "B-12"), (&larger, "B-11")], vec![&root]),
        (
            change("PROPERTIES", lately, json!({"Source": "refusal"})),
            vec![(&root, "A2-08"), (&user, "A2-08"), (&larger, "B-11"), (&smaller, "B-12")],
            vec![],
        ),
        (change("START", lately, json!({})), vec![], vec![&larger]),
    ] {
        let older =
            change(told["What"].as_str().expect("a word"), "2025-01-01T00:00:00Z", json!({"InheritedFrom": "ws-0"}));
        let clocks = json!({"Clocks": {"Changes": [told.clone(), older]}});
        let document = json!({ "Workspaces": [plain("AVAILABLE", &json!({ "Deskfleet": clocks }))] });
        let asked = |properties: &Value| {
            let (caller, _) = imported(&document);
            let parameters = json!({"WorkspaceId": "ws-100000000", "WorkspaceProperties": properties});
            (caller.call("ModifyWorkspaceProperties", parameters).status, caller.last().violations)
        };
        for (properties, row) in refused {
            assert_eq!(asked(properties), (400, vec![row.to_owned()]), "{told} {properties}");
        }
        for properties in granted {
            assert_eq!(asked(properties), (200, Vec::new()), "{told} {properties}");
        }
    }
    let clocks = json!({"Deskfleet": {"Clocks": {"Changes": [{"What": "ROOT_VOLUME"}]}}});
    let error = Sim::imported(spec(), &json!({"Workspaces": [plain("AVAILABLE", &clocks)]})).err().expect("refused");
    assert_eq!(error.to_string(), "Workspaces[0].Deskfleet.Clocks.Changes[0]: `At` is missing");
}

/// C1-04: what has been REBOOTING for 20 minutes may be rebooted, also when those lie before the world's begin.
#[test]
fn what_a_document_saw_stuck_is_stuck() {
    for (since, status) in [("07:39:59", true), ("07:40:01", false), ("00:00:00", true)] {
        let seen = json!({"State": "REBOOTING", "FirstAt": format!("2026-01-05T{since}Z")});
        let document =
            json!({ "Workspaces": [plain("REBOOTING", &json!({"Deskfleet": {"Clocks": {"State": seen}}}))] });
        let (mut caller, _) = imported(&document);
        let parameters = json!({"RebootWorkspaceRequests": [{"WorkspaceId": "ws-100000000"}]});
        let answer = caller.good("RebootWorkspaces", parameters);
        assert_eq!(answer["FailedRequests"].as_array().map(Vec::is_empty), Some(status), "{since}: {answer}");
        caller.wait(30);
        assert_eq!(caller.state("ws-100000000").as_deref(), Some("AVAILABLE"), "{since}");
    }
}

/// The state of a key is what the document says of it, and a desktop whose key can't be used does not come up again.
#[test]
fn keys_of_a_document_are_as_it_says() {
    let arn = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    let alias = "arn:aws:kms:us-east-1:111122223333:alias/desktops";
    for (named, state, word) in [
        (arn, Some("Enabled"), Some("Enabled")),
        (arn, Some("Disabled"), Some("Disabled")),
        (alias, Some("Disabled"), Some("Disabled")),
        (alias, Some("PendingDeletion"), Some("PendingDeletion")),
        (arn, Some("Unavailable"), Some("Disabled")),
        (arn, None, None),
    ] {
        let mut key = json!({ "KeyId": named });
        if let Some(state) = state {
            key["KeyState"] = state.into();
        }
        let encrypted = json!({"VolumeEncryptionKey": named, "UserVolumeEncryptionEnabled": true});
        let document = json!({"observed": {"workspaces": [plain("AVAILABLE", &encrypted)], "keys": [key]}});
        let (mut caller, assumed) = imported(&document);
        let request = super::json_request("kms", "TrentService.DescribeKey", &json!({ "KeyId": named }).to_string());
        let described = caller.raw(&request);
        assert_eq!(described.body["KeyMetadata"]["KeyState"].as_str(), word, "{named} {state:?}: {}", described.body);
        assert_eq!(assumed.iter().any(|it| it.text.contains("encryption key")), state == Some("Unavailable"));
        caller.good("RebootWorkspaces", json!({"RebootWorkspaceRequests": [{"WorkspaceId": "ws-100000000"}]}));
        caller.wait(10);
        let comes_up = if state == Some("Enabled") { "AVAILABLE" } else { "ERROR" };
        assert_eq!(caller.state("ws-100000000").as_deref(), Some(comes_up), "{named} {state:?}");
    }
}

/// A modification that was found has a number of its own: it isn't taken for one that a request began.
#[test]
fn a_found_failure_is_forgotten_and_nothing_else() {
    for number in 1..=8 {
        let mut document = odd();
        document["WorkspaceId"] = format!("ws-odd00000{number}").into();
        document["State"] = "AVAILABLE".into();
        document["WorkspaceProperties"] = json!({"RootVolumeSizeGib": 80, "UserVolumeSizeGib": 50});
        document["ModificationStates"] = json!([{"Resource": "ROOT_VOLUME", "State": "UPDATE_FAILED"}]);
        document.as_object_mut().expect("members").remove("RelatedWorkspaces"); // a standby cannot be modified
        let (mut caller, _) = imported(&json!({ "Workspaces": [document] }));
        let id = caller.first();
        caller.edit_desktop(&id, |desktop| desktop.created_at = Timestamp::UNIX_EPOCH);
        let asked = json!({"WorkspaceId": id, "WorkspaceProperties": {"UserVolumeSizeGib": 100}});
        caller.good("ModifyWorkspaceProperties", asked);
        assert_eq!(caller.last().seq, 1);
        caller.wait(4);
        let entries = caller.shown(&id).expect("listed")["ModificationStates"].clone();
        let expected = json!([
            {"Resource": "ROOT_VOLUME", "State": "UPDATE_FAILED"},
            {"Resource": "USER_VOLUME", "State": "UPDATE_IN_PROGRESS"},
        ]);
        assert_eq!(entries, expected);
        caller.wait(120);
        let now = &caller.view().desktops[0];
        assert_eq!((now.user_gib, now.modifications.len()), (100, 0), "desktop {number}");
    }
}
