//! Bundles and images: how they are made of one another, what keeps them from going, and who may have them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Caller, Seen, authorization, request};
use crate::sim::spec::account_of;
use crate::sim::{Scripted, ScriptedFault, WorldSpec};

fn broke(caller: &Caller, seen: &Seen, code: &str, row: &str) {
    assert_eq!((seen.status, seen.code()), (400, code), "{}", seen.body);
    assert_eq!((caller.last().violations, caller.last().applied), (vec![row.to_owned()], false));
}

fn images(caller: &Caller, query: &Value) -> Vec<Value> {
    caller.good("DescribeWorkspaceImages", query)["Images"].as_array().expect("a list").clone()
}

fn image(caller: &Caller, id: &str) -> Option<Value> {
    images(caller, &json!({ "ImageIds": [id] })).pop()
}

fn image_of(caller: &Caller, bundle: &str) -> String {
    let bundle = caller.bundle(bundle);
    caller.edit(|world| world.bundles[&bundle].image.clone())
}

fn new_bundle(name: &str, image: &str) -> Value {
    json!({
        "BundleName": name, "BundleDescription": "New", "ImageId": image,
        "ComputeType": { "Name": "STANDARD" }, "UserStorage": { "Capacity": "50" },
    })
}

#[test]
fn a_bundle_is_made_of_an_image_used_updated_and_taken_away() {
    let mut caller = Caller::demo();
    let (old, new) = (image_of(&caller, "win10-standard"), image_of(&caller, "win11-standard"));
    let mut given = new_bundle("team", &old);
    given["Tags"] = json!([{ "Key": "a", "Value": "b" }]);
    let made = caller.good("CreateWorkspaceBundle", &given)["WorkspaceBundle"].clone();
    let id = made["BundleId"].as_str().expect("an id").to_owned();
    let sizes = (&made["RootStorage"]["Capacity"], &made["UserStorage"]["Capacity"]);
    assert_eq!((&made["State"], sizes), (&json!("PENDING"), (&json!("80"), &json!("50"))));
    let describe = |caller: &Caller| {
        caller.good("DescribeWorkspaceBundles", json!({ "BundleIds": [id] }))["Bundles"].get(0).cloned()
    };
    let directory = caller.view().desktops[0].directory.clone();
    let desktop = json!({ "Workspaces": [{ "DirectoryId": directory, "UserName": "team.one", "BundleId": id }] });
    assert_eq!(caller.good("CreateWorkspaces", &desktop)["PendingRequests"], json!([]), "it cannot be used yet");
    caller.wait(2);
    assert_eq!(describe(&caller).expect("it")["State"], "AVAILABLE");
    let pending = caller.good("CreateWorkspaces", &desktop)["PendingRequests"].clone();
    let member = pending[0]["WorkspaceId"].as_str().expect("an id").to_owned();
    caller.wait(60);
    assert_eq!(caller.shown(&member).expect("it")["WorkspaceProperties"]["OperatingSystemName"], "WINDOWS_10");
    let update = json!({ "BundleId": id, "ImageId": new });
    caller.good("UpdateWorkspaceBundle", &update);
    assert!(caller.last().applied);
    caller.good("UpdateWorkspaceBundle", &update);
    assert!(!caller.last().applied, "it has the image already");
    let shown = describe(&caller).expect("it");
    assert_eq!(shown["ImageId"], new.as_str());
    assert!(shown["LastUpdatedTime"].as_f64() > shown["CreationTime"].as_f64());
    let properties = caller.shown(&member).expect("it")["WorkspaceProperties"].clone();
    assert_eq!(properties["OperatingSystemName"], "WINDOWS_10", "desktops on it stay as they are");
    let go = json!({ "BundleId": id });
    broke(&caller, &caller.call("DeleteWorkspaceBundle", &go), "ResourceAssociatedException", "L-01");
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": member }] }));
    caller.wait(30);
    caller.good("DeleteWorkspaceBundle", &go);
    assert_eq!(describe(&caller), None);
    assert_eq!(caller.call("DescribeTags", json!({ "ResourceId": id })).code(), "ResourceNotFoundException");
}

#[test]
fn bundles_that_cannot_be_are_refused() {
    let caller = Caller::demo();
    let (image, invalid) = (image_of(&caller, "win11-standard"), "InvalidParameterValuesException");
    let create = |member: &str, value: Value| {
        let mut given = new_bundle("another", &image);
        given[member] = value;
        caller.call("CreateWorkspaceBundle", given)
    };
    let gb = |size: &str| json!({ "Capacity": size });
    broke(&caller, &create("UserStorage", gb("60")), invalid, "A1-01");
    broke(&caller, &create("UserStorage", gb("50 GB")), invalid, "A1-10");
    broke(&caller, &create("UserStorage", gb("2001")), invalid, "A1-02");
    broke(&caller, &create("ComputeType", json!({ "Name": "GENERALPURPOSE_4XLARGE" })), invalid, "A1-04");
    broke(&caller, &create("ComputeType", json!({})), invalid, "L-01");
    let same = create("BundleName", json!("win11-standard"));
    broke(&caller, &same, "ResourceAlreadyExistsException", "L-01");
    assert_eq!(create("ImageId", json!("wsi-000000000")).code(), "ResourceNotFoundException");
    let foreign = images(&caller, &json!({ "ImageType": "SHARED" }))[0]["ImageId"].clone();
    assert_eq!(create("ImageId", foreign).code(), "ResourceNotFoundException", "it has to be copied first");
    caller.edit(|world| {
        let like = world.bundles.values().find(|bundle| bundle.owner == world.account).expect("one").clone();
        let own = world.bundles.values().filter(|bundle| bundle.owner == like.owner).count();
        for number in own..50 {
            world.bundles.insert(format!("wsb-{number:09}"), like.clone());
        }
    });
    broke(&caller, &create("BundleName", json!("one-more")), "ResourceLimitExceededException", "E-27");
    let public =
        caller.good("DescribeWorkspaceBundles", json!({ "Owner": "AMAZON" }))["Bundles"][0]["BundleId"].clone();
    let update = json!({ "BundleId": public, "ImageId": image });
    broke(&caller, &caller.call("UpdateWorkspaceBundle", update), "OperationNotSupportedException", "L-01");
    let seen = caller.call("DeleteWorkspaceBundle", json!({ "BundleId": public }));
    assert_eq!(seen.code(), "AccessDeniedException");
    assert_eq!(caller.call("DeleteWorkspaceBundle", json!({})).code(), invalid);
    let nobody = json!({ "BundleId": "wsb-000000000", "ImageId": image });
    assert_eq!(caller.call("UpdateWorkspaceBundle", nobody).code(), "ResourceNotFoundException");
}

/// Returns the first desktop that an image can be made of.
fn plain_desktop(caller: &Caller) -> String {
    let found = caller.edit(|world| {
        let plain = |one: &&super::Desktop| one.state.name() == "AVAILABLE" && one.encryption_key.is_none();
        world.desktops.values().find(plain).map(|one| one.id.clone())
    });
    found.expect("one")
}

#[test]
fn an_image_is_made_of_a_desktop_that_is_held_meanwhile() {
    let mut caller = Caller::demo();
    let id = plain_desktop(&caller);
    let given = json!({ "Name": "golden", "Description": "Everything in it", "WorkspaceId": id });
    let made = caller.good("CreateWorkspaceImage", &given);
    assert_eq!((&made["State"], &made["RequiredTenancy"]), (&json!("PENDING"), &json!("DEFAULT")));
    assert_eq!((&made["Name"], &made["OwnerAccountId"]), (&json!("golden"), &json!("111122223333")));
    let new = made["ImageId"].as_str().expect("an id").to_owned();
    assert_eq!(caller.state(&id).as_deref(), Some("SUSPENDED"));
    let again = json!({ "Name": "golden-2", "Description": "x", "WorkspaceId": id });
    broke(&caller, &caller.call("CreateWorkspaceImage", again), "InvalidResourceStateException", "L-05");
    let early = caller.call("CreateWorkspaceBundle", new_bundle("early", &new));
    assert_eq!(early.code(), "ResourceUnavailableException");
    broke(
        &caller,
        &caller.call("DeleteWorkspaceImage", json!({ "ImageId": new })),
        "InvalidResourceStateException",
        "L-05",
    );
    caller.wait(46);
    assert_eq!(caller.state(&id).as_deref(), Some("AVAILABLE"));
    assert_eq!(image(&caller, &new).expect("it")["State"], "AVAILABLE");
    caller.good("CreateWorkspaceBundle", new_bundle("golden", &new));
    let go = json!({ "ImageId": new });
    broke(&caller, &caller.call("DeleteWorkspaceImage", &go), "ResourceAssociatedException", "L-05");
    caller.good("DeleteWorkspaceBundle", json!({ "BundleId": caller.bundle("golden") }));
    caller.good("DeleteWorkspaceImage", &go);
    assert_eq!(image(&caller, &new), None);
    assert_eq!(caller.call("DeleteWorkspaceImage", &go).code(), "InvalidParameterValuesException");
}

#[test]
fn an_image_may_fail_and_then_lets_its_desktop_go() {
    let fault = |fault| vec![Scripted { operation: "CreateWorkspaceImage".to_owned(), nth: 1, fault }];
    for (script, minutes) in [(fault(ScriptedFault::Fail), 46), (fault(ScriptedFault::Stuck), 6 * 60 + 1)] {
        let mut caller = Caller::new(WorldSpec { script, rate: 0.0, ..WorldSpec::default() });
        let id = plain_desktop(&caller);
        let made = caller.good("CreateWorkspaceImage", json!({ "Name": "n", "Description": "d", "WorkspaceId": id }));
        caller.wait(minutes);
        let shown = image(&caller, made["ImageId"].as_str().expect("an id")).expect("it");
        assert_eq!((&shown["State"], &shown["ErrorCode"]), (&json!("ERROR"), &json!("UnknownError")));
        assert_eq!(caller.state(&id).as_deref(), Some("AVAILABLE"));
    }
}

#[test]
fn images_that_cannot_be_are_refused() {
    let caller = Caller::demo();
    let id = plain_desktop(&caller);
    let make = |desktop: &str, name: &str| {
        caller.call("CreateWorkspaceImage", json!({ "Name": name, "Description": "d", "WorkspaceId": desktop }))
    };
    broke(&caller, &make(&id, "win11-standard-image"), "ResourceAlreadyExistsException", "L-05");
    assert_eq!(make("ws-000000000", "new").code(), "ResourceNotFoundException");
    let (encrypted, stopped) = caller.edit(|world| {
        let up = world.desktops.values().filter(|one| one.state.name() == "AVAILABLE");
        let encrypted = up.clone().find(|one| one.encryption_key.is_some()).expect("one").id.clone();
        let stopped = world.desktops.values().find(|one| one.state.name() == "STOPPED").expect("one").id.clone();
        (encrypted, stopped)
    });
    broke(&caller, &make(&encrypted, "new"), "OperationNotSupportedException", "E-16");
    broke(&caller, &make(&stopped, "new"), "InvalidResourceStateException", "L-05");
    caller.edit(|world| {
        let like = world.images.values().find(|image| image.owner == world.account).expect("one").clone();
        let own = world.images.values().filter(|image| image.owner == like.owner).count();
        for number in own..40 {
            world.images.insert(format!("wsi-{number:09}"), like.clone());
        }
    });
    broke(&caller, &make(&id, "new"), "ResourceLimitExceededException", "E-26");
}

#[test]
fn images_are_listed_page_by_page_and_by_whose_they_are() {
    let caller = Caller::demo();
    let own = images(&caller, &json!({}));
    assert_eq!(own.len(), 20, "one for each of the account's own bundles");
    assert_eq!(images(&caller, &json!({ "ImageType": "OWNED" })), own);
    let dedicated = own.iter().filter(|image| image["RequiredTenancy"] == "DEDICATED").count();
    let linux = own.iter().filter(|image| image["OperatingSystem"]["Type"] == "LINUX").count();
    assert_eq!((dedicated, linux), (2, 5));
    let shared = images(&caller, &json!({ "ImageType": "SHARED" }));
    assert_eq!((shared.len(), &shared[0]["OwnerAccountId"]), (1, &json!(account_of("neighbour"))));
    let id = &shared[0]["ImageId"];
    assert_eq!(images(&caller, &json!({ "ImageIds": [id, "wsi-000000000"] })).len(), 1);
    let first = caller.good("DescribeWorkspaceImages", json!({ "MaxResults": 15 }));
    let rest = caller.good("DescribeWorkspaceImages", json!({ "MaxResults": 15, "NextToken": first["NextToken"] }));
    let count = |page: &Value| page["Images"].as_array().map(Vec::len);
    assert_eq!((count(&first), count(&rest), rest.get("NextToken")), (Some(15), Some(5), None));
}

#[test]
fn an_image_is_shared_with_one_account_at_a_time_and_not_deleted_meanwhile() {
    let mut told = BTreeSet::new();
    for seed in 0..8 {
        let caller = Caller::new(WorldSpec { seed, rate: 0.0, ..WorldSpec::default() });
        let id = image_of(&caller, "win11-standard");
        caller.good("CopyWorkspaceImage", json!({ "Name": "c", "SourceImageId": id, "SourceRegion": "us-east-1" }));
        let share = |account: &str, allow: bool| {
            let parameters = json!({ "ImageId": id, "AllowCopyImage": allow, "SharedAccountId": account });
            caller.call("UpdateWorkspaceImagePermission", parameters)
        };
        assert_eq!(share("444455556666", true).status, 200);
        assert!(caller.last().applied);
        share("444455556666", true);
        assert!(!caller.last().applied);
        share("777788889999", true);
        let accounts = || caller.good("DescribeWorkspaceImagePermissions", json!({ "ImageId": id }));
        let both = json!([{ "SharedAccountId": "444455556666" }, { "SharedAccountId": "777788889999" }]);
        assert_eq!(accounts(), json!({ "ImageId": id, "ImagePermissions": both }));
        broke(&caller, &share("111122223333", true), "InvalidParameterValuesException", "L-05");
        caller.edit(|world| world.bundles.retain(|_, bundle| bundle.image != id));
        let seen = caller.call("DeleteWorkspaceImage", json!({ "ImageId": id }));
        assert_eq!((seen.status, caller.last().violations), (400, vec!["L-05".to_owned()]));
        told.insert(seen.code().to_owned());
        share("444455556666", false);
        share("777788889999", false);
        assert_eq!(accounts()["ImagePermissions"], json!([]));
        assert_eq!(share("777788889999", false).status, 400, "only what is shared can be unshared");
        caller.good("DeleteWorkspaceImage", json!({ "ImageId": id }));
    }
    assert_eq!(told.len(), 2, "AWS does not say which, so worlds differ");
}

/// A Region takes what was copied into it from another, the image that a neighbour shares too, and nothing that is not there.
#[test]
fn images_are_copied_between_regions() {
    let mut caller = Caller::demo();
    let there = |caller: &Caller, operation: &str, body: &Value| {
        let target = format!("WorkspacesService.{operation}");
        let signed = authorization("eu-west-1", "workspaces");
        caller.raw(&request(&[("x-amz-target", &target), ("authorization", &signed)], &body.to_string()))
    };
    let copy = |id: &str, name: &str, from: &str| json!({ "Name": name, "SourceImageId": id, "SourceRegion": from });
    let (own, foreign) = (image_of(&caller, "win11-standard"), images(&caller, &json!({ "ImageType": "SHARED" })));
    let foreign = foreign[0]["ImageId"].as_str().expect("an id").to_owned();
    let mut copies = Vec::new();
    for (id, name) in [(&own, "copy-of-ours"), (&foreign, "copy-of-theirs")] {
        let seen = there(&caller, "CopyWorkspaceImage", &copy(id, name, "us-east-1"));
        assert_eq!(seen.status, 200, "{}", seen.body);
        assert!(caller.last().applied);
        copies.push(seen.body["ImageId"].as_str().expect("an id").to_owned());
    }
    let seen = there(&caller, "CopyWorkspaceImage", &copy("wsi-000000000", "n", "us-east-1"));
    assert_eq!(seen.code(), "ResourceNotFoundException");
    let early = caller.call("CopyWorkspaceImage", copy(&copies[0], "back", "eu-west-1"));
    assert_eq!(early.code(), "ResourceUnavailableException");
    caller.wait(31);
    let listed = there(&caller, "DescribeWorkspaceImages", &json!({})).body["Images"].clone();
    let states: BTreeSet<(&str, &str)> = listed
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|image| Some((image["Name"].as_str()?, image["State"].as_str()?)))
        .collect();
    assert_eq!(states, BTreeSet::from([("copy-of-ours", "AVAILABLE"), ("copy-of-theirs", "AVAILABLE")]));
    assert_eq!(image(&caller, &copies[0]), None, "they are in the other Region only");
    caller.good("CopyWorkspaceImage", copy(&copies[0], "back", "eu-west-1"));
    let china = copy(&own, "far", "cn-north-1");
    broke(&caller, &caller.call("CopyWorkspaceImage", china), "OperationNotSupportedException", "L-05");
    let nowhere = caller.call("CopyWorkspaceImage", copy(&own, "nowhere", "ap-south-1"));
    assert_eq!(nowhere.code(), "ResourceNotFoundException");
}
