//! Directories: registered and let go, their settings, and the second factor of Directory Service.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Caller, Seen, json_request};
use crate::sim::store;
use crate::sim::world::{DirectoryKind, Subnet};
use crate::sim::{Scripted, ScriptedFault, WorldSpec};

/// Returns the id of a directory of Directory Service with this label.
fn domain(caller: &Caller, label: &str) -> String {
    caller.edit(|world| {
        let found = world.domains.values().find(|domain| domain.name == format!("{label}.example.com"));
        found.map(|domain| domain.id.clone()).expect("the directory")
    })
}

fn ds(caller: &Caller, operation: &str, parameters: &Value) -> Seen {
    caller.raw(&json_request("ds", &format!("DirectoryService_20150416.{operation}"), &parameters.to_string()))
}

fn shown(caller: &Caller, id: &str) -> Option<Value> {
    let found = caller.good("DescribeWorkspaceDirectories", json!({ "DirectoryIds": [id] }));
    found["Directories"].get(0).cloned()
}

fn state(caller: &Caller, id: &str) -> Option<String> {
    shown(caller, id).map(|directory| directory["State"].as_str().expect("a state").to_owned())
}

fn broke(caller: &Caller, seen: &Seen, code: &str, row: &str) {
    assert_eq!((seen.status, seen.code()), (400, code), "{}", seen.body);
    assert_eq!((caller.last().violations, caller.last().applied), (vec![row.to_owned()], false));
}

#[test]
fn a_directory_is_registered_used_and_let_go_again() {
    let mut caller = Caller::demo();
    let id = domain(&caller, "spare");
    assert_eq!(state(&caller, &id), None);
    let given = json!({ "DirectoryId": id, "EnableSelfService": true, "Tags": [{ "Key": "a", "Value": "b" }] });
    let answer = caller.good("RegisterWorkspaceDirectory", &given);
    assert_eq!(answer, json!({ "DirectoryId": id, "State": "REGISTERING" }));
    broke(&caller, &caller.call("RegisterWorkspaceDirectory", &given), "ResourceAlreadyExistsException", "K-05");
    let bundle = caller.bundle("win11-standard");
    let desktop = json!({ "Workspaces": [{ "DirectoryId": id, "UserName": "first", "BundleId": bundle }] });
    let refused = caller.good("CreateWorkspaces", &desktop);
    assert_eq!(refused["FailedRequests"][0]["ErrorCode"], "ResourceNotFound.Directory", "not before it is registered");
    let early = caller.call("DeregisterWorkspaceDirectory", json!({ "DirectoryId": id }));
    broke(&caller, &early, "InvalidResourceStateException", "K-04");
    caller.wait(6);
    let directory = shown(&caller, &id).expect("it is there");
    assert_eq!((&directory["State"], &directory["DirectoryName"]), (&json!("REGISTERED"), &json!("spare.example.com")));
    assert_eq!(directory["SelfservicePermissions"]["RebuildWorkspace"], "ENABLED");
    assert_eq!(caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"], given["Tags"]);
    let members = directory["WorkspaceSecurityGroupId"].as_str().expect("a group").to_owned();
    let name = caller.edit(|world| world.security_groups[&members].name.clone());
    assert_eq!(name, format!("{id}_workspacesMembers"));
    let made = caller.good("CreateWorkspaces", &desktop);
    let made = made["PendingRequests"][0]["WorkspaceId"].as_str().expect("an id").to_owned();
    let go = json!({ "DirectoryId": id });
    broke(&caller, &caller.call("DeregisterWorkspaceDirectory", &go), "OperationNotSupportedException", "K-08");
    caller.wait(60);
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": made }] }));
    caller.wait(30);
    caller.good("DeregisterWorkspaceDirectory", &go);
    assert_eq!(state(&caller, &id).as_deref(), Some("DEREGISTERING"));
    caller.wait(5);
    assert_eq!(state(&caller, &id), None);
    assert_eq!(caller.call("DeregisterWorkspaceDirectory", &go).code(), "ResourceNotFoundException");
    caller.good("RegisterWorkspaceDirectory", &go);
    let again = shown(&caller, &id).expect("it is there again");
    assert_eq!(again["WorkspaceSecurityGroupId"], members.as_str(), "the group of the first time");
    assert_eq!(again["SelfservicePermissions"]["RebuildWorkspace"], "DISABLED");
}

#[test]
fn what_cannot_be_registered_is_refused_with_the_documented_codes() {
    let caller = Caller::demo();
    let (id, retired) = (domain(&caller, "spare"), domain(&caller, "retired"));
    let register = |parameters: Value| caller.call("RegisterWorkspaceDirectory", parameters);
    broke(&caller, &register(json!({ "DirectoryId": retired })), "InvalidResourceStateException", "K-05");
    assert_eq!(register(json!({ "DirectoryId": "d-0000000000" })).code(), "ResourceNotFoundException");
    assert_eq!(register(json!({ "WorkspaceDirectoryName": "pool" })).code(), "OperationNotSupportedException");
    let (own, foreign) = caller.edit(|world| {
        let own = world.domains[&id].subnets.clone();
        let vpc = &world.subnets[&own[0]].vpc;
        let foreign = world.subnets.values().find(|subnet| subnet.vpc != *vpc).map(|subnet| subnet.id.clone());
        (own, foreign.expect("another VPC"))
    });
    let far = caller.edit(|world| {
        let id = "subnet-0123456789abcdef0".to_owned();
        let subnet = Subnet { id: id.clone(), zone: "us-east-1e".to_owned(), ..world.subnets[&own[0]].clone() };
        world.subnets.insert(id.clone(), subnet);
        id
    });
    for (subnets, code) in [
        (vec![own[0].clone(), own[0].clone()], "OperationNotSupportedException"),
        (vec![own[0].clone(), far], "OperationNotSupportedException"),
        (vec![own[0].clone(), foreign], "InvalidParameterValuesException"),
        (vec![own[0].clone()], "InvalidParameterValuesException"),
        (vec![own[0].clone(), "subnet-00000000".to_owned()], "InvalidParameterValuesException"),
    ] {
        broke(&caller, &register(json!({ "DirectoryId": id, "SubnetIds": subnets })), code, "K-05");
    }
    caller.edit(|world| {
        world.directories.retain(|_, directory| !directory.dedicated);
        world.bundles.retain(|_, bundle| bundle.licence == crate::sim::world::Licence::Included);
    });
    let dedicated = json!({ "DirectoryId": id, "Tenancy": "DEDICATED" });
    broke(&caller, &register(dedicated), "InvalidParameterValuesException", "K-05");
    caller.edit(|world| {
        let like = world.directories.values().next().expect("one").clone();
        for number in world.directories.len()..50 {
            world.directories.insert(format!("d-{number:010}"), like.clone());
        }
    });
    broke(&caller, &register(json!({ "DirectoryId": id })), "ResourceLimitExceededException", "E-28");
}

#[test]
fn a_registration_may_fail_and_can_be_cleared_away() {
    let fault = |fault| vec![Scripted { operation: "RegisterWorkspaceDirectory".to_owned(), nth: 1, fault }];
    for (fault, minutes) in [(fault(ScriptedFault::Fail), 6), (fault(ScriptedFault::Stuck), 6 * 60 + 1)] {
        let mut caller = Caller::new(WorldSpec { script: fault, rate: 0.0, ..WorldSpec::default() });
        let id = domain(&caller, "spare");
        caller.good("RegisterWorkspaceDirectory", json!({ "DirectoryId": id }));
        caller.wait(minutes);
        assert_eq!(state(&caller, &id).as_deref(), Some("ERROR"));
        caller.good("DeregisterWorkspaceDirectory", json!({ "DirectoryId": id }));
        caller.wait(6);
        assert_eq!(state(&caller, &id), None);
    }
}

/// Each operation changes what it names and nothing else, says that it changed the world only when it did, and finds no
/// directory that is not there.
#[test]
fn settings_are_changed_one_by_one() {
    let caller = Caller::demo();
    let (id, group) = caller.edit(|world| {
        let directory = world.directories.values().find(|one| one.custom_group.is_none()).expect("one").clone();
        let vpc = &world.subnets[&directory.subnets[0]].vpc;
        let group =
            world.security_groups.values().find(|group| group.vpc == *vpc && group.id != directory.members_group);
        (directory.id, group.expect("another group").id.clone())
    });
    let saml = json!({ "Status": "ENABLED", "UserAccessUrl": "https://sign.in/x", "RelayStateParameterName": "Relay" });
    let authority = "arn:aws:acm-pca:us-east-1:111122223333:certificate-authority/abc";
    let table = [
        ("ModifyWorkspaceCreationProperties", "WorkspaceCreationProperties", json!({ "CustomSecurityGroupId": group })),
        (
            "ModifyWorkspaceCreationProperties",
            "WorkspaceCreationProperties",
            json!({ "EnableInternetAccess": true, "DefaultOu": "OU=Desktops,DC=corp,DC=example" }),
        ),
        ("ModifyWorkspaceAccessProperties", "WorkspaceAccessProperties", json!({ "DeviceTypeWeb": "ALLOW" })),
        ("ModifyWorkspaceAccessProperties", "WorkspaceAccessProperties", json!({ "DeviceTypeLinux": "ALLOW" })),
        ("ModifySelfservicePermissions", "SelfservicePermissions", json!({ "ChangeComputeType": "ENABLED" })),
        ("ModifyStreamingProperties", "StreamingProperties", json!({ "StreamingExperiencePreferredProtocol": "UDP" })),
        ("ModifySamlProperties", "SamlProperties", saml),
        (
            "ModifyCertificateBasedAuthProperties",
            "CertificateBasedAuthProperties",
            json!({ "Status": "ENABLED", "CertificateAuthorityArn": authority }),
        ),
    ];
    for (operation, member, given) in table {
        let mut expected = shown(&caller, &id).expect("the directory");
        for (name, value) in given.as_object().expect("members") {
            expected[member][name] = value.clone();
        }
        let parameters = json!({ "ResourceId": id, member: given });
        caller.good(operation, &parameters);
        assert!(caller.last().applied, "{operation}");
        assert_eq!(shown(&caller, &id), Some(expected), "{operation}");
        caller.good(operation, &parameters);
        assert!(!caller.last().applied, "{operation} of what is there");
        let nowhere = json!({ "ResourceId": "d-0000000000", member: given });
        assert_eq!(caller.call(operation, nowhere).code(), "ResourceNotFoundException", "{operation}");
    }
    assert_eq!(caller.edit(|world| world.directories[&id].default_groups().pop()), Some(group), "for new desktops");
    let mode = |mode: &str| json!({ "DirectoryId": id, "EndpointEncryptionMode": mode });
    caller.good("ModifyEndpointEncryptionMode", mode("FIPS_VALIDATED"));
    assert_eq!(shown(&caller, &id).expect("it")["EndpointEncryptionMode"], "FIPS_VALIDATED");
    let delete = json!({ "ResourceId": id, "PropertiesToDelete": ["SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME"] });
    caller.good("ModifySamlProperties", delete);
    let left = shown(&caller, &id).expect("it")["SamlProperties"].clone();
    assert_eq!(left, json!({ "Status": "ENABLED", "UserAccessUrl": "https://sign.in/x" }));
}

#[test]
fn settings_that_make_no_sense_are_refused_and_change_nothing() {
    let caller = Caller::demo();
    let id = caller.view().directories[0].id.clone();
    let before = shown(&caller, &id);
    let invalid = "InvalidParameterValuesException";
    let creation = |given: Value| json!({ "ResourceId": id, "WorkspaceCreationProperties": given });
    let change = |given: Value| caller.call("ModifyWorkspaceCreationProperties", creation(given));
    for unit in ["Desktops", "OU=Desktops,DC=example", "OU=Desktops,DC=,DC=example", "OU=Desktops;DC=a;DC=b"] {
        broke(&caller, &change(json!({ "DefaultOu": unit })), invalid, "K-15");
    }
    broke(&caller, &change(json!({ "CustomSecurityGroupId": "sg-00000000" })), invalid, "J-13");
    let url = json!({ "ResourceId": id, "PropertiesToDelete": ["SAML_PROPERTIES_USER_ACCESS_URL"], "SamlProperties":
        { "Status": "ENABLED", "UserAccessUrl": "https://sign.in/x" } });
    assert_eq!(caller.call("ModifySamlProperties", url).code(), invalid);
    let bare = json!({ "ResourceId": id, "CertificateBasedAuthProperties": { "Status": "ENABLED" } });
    assert_eq!(caller.call("ModifyCertificateBasedAuthProperties", bare).code(), invalid);
    let fallback = json!({ "AccessEndpoints": [], "InternetFallbackProtocols": ["PCOIP"] });
    let fallback = json!({ "ResourceId": id, "WorkspaceAccessProperties": { "AccessEndpointConfig": fallback } });
    let seen = caller.call("ModifyWorkspaceAccessProperties", fallback);
    assert_eq!(seen.code(), "InvalidParameterCombinationException");
    assert_eq!(shown(&caller, &id), before);
    let spec = WorldSpec { region: "eu-west-1".to_owned(), rate: 0.0, ..WorldSpec::default() };
    let far = Caller::new(spec);
    let home = far.view().directories[0].id.clone();
    let parameters = json!({ "DirectoryId": home, "EndpointEncryptionMode": "FIPS_VALIDATED" });
    let target = "WorkspacesService.ModifyEndpointEncryptionMode";
    let signed = super::authorization("eu-west-1", "workspaces");
    let request = super::request(&[("x-amz-target", target), ("authorization", &signed)], &parameters.to_string());
    assert_eq!(far.raw(&request).code(), "OperationNotSupportedException", "not in this Region");
}

fn radius(caller: &Caller, id: &str, server: &str) -> Seen {
    let settings = json!({
        "RadiusServers": [server], "RadiusPort": 1812, "RadiusTimeout": 10, "RadiusRetries": 2,
        "SharedSecret": "correct horse", "AuthenticationProtocol": "MS-CHAPv2",
    });
    ds(caller, "EnableRadius", &json!({ "DirectoryId": id, "RadiusSettings": settings }))
}

fn described(caller: &Caller, id: &str) -> Value {
    ds(caller, "DescribeDirectories", &json!({ "DirectoryIds": [id] })).body["DirectoryDescriptions"][0].clone()
}

#[test]
fn directories_are_described_with_their_kind_and_their_network() {
    let caller = Caller::demo();
    let all = ds(&caller, "DescribeDirectories", &json!({ "Limit": 0 })).body;
    let all = all["DirectoryDescriptions"].as_array().expect("a list").clone();
    let kinds: Vec<&str> = all.iter().filter_map(|one| one["Type"].as_str()).collect();
    let count = |kind: &str| kinds.iter().filter(|own| **own == kind).count();
    assert_eq!((all.len(), count("ADConnector"), count("SimpleAD"), count("MicrosoftAD")), (6, 2, 3, 1));
    for one in &all {
        let place = if one["Type"] == "ADConnector" { "ConnectSettings" } else { "VpcSettings" };
        assert_eq!(one[place]["AvailabilityZones"].as_array().map(Vec::len), Some(2), "{one}");
    }
    let one = ds(&caller, "DescribeDirectories", &json!({ "Limit": 1 })).body;
    let (ids, token) = (one["DirectoryDescriptions"].as_array().map(Vec::len), &one["NextToken"]);
    assert_eq!(ids, Some(1));
    let rest = ds(&caller, "DescribeDirectories", &json!({ "NextToken": token })).body;
    assert_eq!(rest["DirectoryDescriptions"].as_array().map(Vec::len), Some(5));
    for (parameters, code) in [
        (json!({ "DirectoryIds": [] }), "InvalidParameterException"),
        (json!({ "DirectoryIds": ["d-0000000000"] }), "EntityDoesNotExistException"),
        (json!({ "DirectoryIds": ["nonsense"] }), "ValidationException"),
        (json!({ "NextToken": "forged" }), "InvalidNextTokenException"),
    ] {
        assert_eq!(ds(&caller, "DescribeDirectories", &parameters).code(), code, "{parameters}");
    }
    assert_eq!(ds(&caller, "DeleteDirectory", &json!({})).code(), "UnknownOperationException");
}

#[test]
fn a_second_factor_is_set_up_in_a_while_and_fails_where_nobody_answers() {
    let mut caller = Caller::demo();
    let connector = caller.edit(|world| {
        let found = world.domains.values().find(|domain| domain.kind == DirectoryKind::AdConnector);
        found.map(|domain| domain.id.clone()).expect("one")
    });
    for id in [connector, domain(&caller, "spare")] {
        assert_eq!(radius(&caller, &id, "missing.example.com").status, 200);
        assert_eq!(described(&caller, &id)["RadiusStatus"], "Creating");
        assert_eq!(radius(&caller, &id, "radius.example.com").code(), "EntityAlreadyExistsException");
        caller.wait(4);
        assert_eq!(described(&caller, &id)["RadiusStatus"], "Failed");
        assert_eq!(radius(&caller, &id, "radius.example.com").status, 200);
        caller.wait(4);
        let shown = described(&caller, &id);
        assert_eq!(
            (&shown["RadiusStatus"], &shown["RadiusSettings"]["RadiusPort"]),
            (&json!("Completed"), &json!(1812))
        );
        assert_eq!(ds(&caller, "DisableRadius", &json!({ "DirectoryId": id })).status, 200);
        assert!(caller.last().applied);
        assert_eq!(described(&caller, &id).get("RadiusStatus"), None);
        ds(&caller, "DisableRadius", &json!({ "DirectoryId": id }));
        assert!(!caller.last().applied);
    }
}

#[test]
fn a_second_factor_needs_a_directory_that_can_have_one_and_whole_settings() {
    let mut told = BTreeSet::new();
    for seed in 0..8 {
        let caller = Caller::new(WorldSpec { seed, rate: 0.0, ..WorldSpec::default() });
        let seen = radius(&caller, &domain(&caller, "lab"), "radius.example.com");
        assert_eq!((seen.status, caller.last().violations), (400, vec!["K-21".to_owned()]));
        told.insert(seen.code().to_owned());
        let seen = ds(&caller, "DisableRadius", &json!({ "DirectoryId": domain(&caller, "lab") }));
        assert_eq!(seen.code(), "ClientException", "the one that the operation declares");
    }
    assert_eq!(told.len(), 2, "AWS does not say which, so worlds differ");
    let caller = Caller::demo();
    let id = domain(&caller, "spare");
    let with = |settings: Value| ds(&caller, "EnableRadius", &json!({ "DirectoryId": id, "RadiusSettings": settings }));
    broke(&caller, &with(json!({ "RadiusServers": ["radius.example.com"] })), "InvalidParameterException", "K-22");
    broke(&caller, &with(json!({ "RadiusPort": 80 })), "ValidationException", "K-22");
    broke(&caller, &with(json!({ "SharedSecret": "short" })), "ValidationException", "K-22");
    assert_eq!(radius(&caller, "d-0000000000", "radius.example.com").code(), "EntityDoesNotExistException");
}

/// The secret is in no answer, in no line of the record, in no event of the trail, and in no file of the world.
#[test]
fn a_radius_secret_is_kept_nowhere() {
    let directory = tempfile::tempdir().expect("a directory");
    let spec = WorldSpec { rate: 0.0, ..WorldSpec::default() };
    let mut caller = Caller::of(store::create(directory.path(), spec).expect("a world"));
    let id = domain(&caller, "spare");
    assert_eq!(radius(&caller, &id, "radius.example.com").status, 200);
    let short = json!({ "DirectoryId": id, "RadiusSettings": { "SharedSecret": "horse" } });
    assert!(!ds(&caller, "EnableRadius", &short).body.to_string().contains("horse"));
    caller.wait(20);
    let told = caller.raw(&json_request("cloudtrail", "CloudTrail_20131101.LookupEvents", "{}")).body.to_string();
    assert!(told.contains("EnableRadius") && told.contains("ds.amazonaws.com"), "{told}");
    let known = format!("{} {told} {:?}", described(&caller, &id), caller.sim.record());
    assert!(known.contains("********") && !known.contains("horse"), "{known}");
    drop(caller);
    for file in std::fs::read_dir(directory.path()).expect("files") {
        let text = std::fs::read_to_string(file.expect("a file").path()).expect("text");
        assert!(!text.contains("horse"));
    }
    let caller = Caller::of(store::open(directory.path()).expect("it opens"));
    assert_eq!(described(&caller, &id)["RadiusStatus"], "Completed", "folded from what is known");
}
