//! `image`: the account's own and those that others share with it, their age, and what is made of them.

use serde_json::Value;

use crate::env::TestEnv;

/// Own and shared, with the bundles that are made of them; with whom an image is shared is read only where it is asked for.
#[test]
fn images_are_listed_with_their_bundles_and_shown_with_their_permissions() {
    let env = TestEnv::new();
    let listed = env.line("--sim image list -o json").json();
    let images = listed["Images"].as_array().expect("images");
    let bundles = env.line("--sim bundle list --owner own -o json").json();
    let mut counts = std::collections::BTreeMap::new();
    for bundle in bundles["Bundles"].as_array().expect("bundles") {
        *counts.entry(bundle["ImageId"].as_str().expect("an id")).or_insert(0) += 1;
    }
    for image in images {
        let made = image["Deskfleet"]["Bundles"].as_array().map_or(0, Vec::len);
        assert_eq!(made, *counts.get(image["ImageId"].as_str().expect("an id")).unwrap_or(&0), "{image}");
        assert!(image["Deskfleet"]["AgeDays"].is_i64() && image["Deskfleet"].get("SharedWith").is_none(), "{image}");
    }
    let shared = env.line("--sim image list --owner shared -o json").json();
    let [neighbour] = shared["Images"].as_array().expect("images").as_slice() else { panic!("one: {shared}") };
    assert!(images.contains(neighbour) && images.len() > counts.len(), "{listed}");
    assert_eq!(env.line("--sim image list --unused -o json").json()["Images"], shared["Images"]);
    let shown = env.line("--sim image show win11-standard-image neighbour-win11 -o json").json();
    assert_eq!(shown["Images"][0]["Deskfleet"]["SharedWith"], Value::Array(Vec::new()), "nobody has it");
    assert_eq!(shown["Images"][1]["Deskfleet"].get("SharedWith"), None, "that is told to its owner only");
    let log = env.sim_log("default");
    let asked = log.iter().filter(|line| line["operation"] == "DescribeWorkspaceImagePermissions").count();
    assert_eq!(asked, 1);
    env.line("--sim image show win11-standart-image").is_bad(2, "there is no image", "`win11-standard-image`");
}

/// Made of a desktop by its user's name: one call, both can be used then; nobody is thrown out for it.
#[test]
fn an_image_is_made_of_a_desktop() {
    let env = TestEnv::new();
    for (target, code, error, hint) in [
        ("user:bruno.fischer", 5, "refused by IMG-08: bruno.fischer may be at work at ", "`--allow IMG-08`"),
        ("user:farid.dubois", 5, "refused by IMG-06: ", "explain IMG-06"),
        ("user:nobody.there", 2, "`user:nobody.there` names no desktop", "deskfleet --sim list"),
    ] {
        let line = format!("--sim image create {target} golden --description Golden");
        env.line(&line).is_bad(code, error, hint);
    }
    let made = env.line("--sim image create user:maria.fischer golden --description Golden");
    assert!(made.code == 0 && made.last_line().starts_with("deskfleet: 1 done, "), "{made:#?}");
    let changed = env.sim_log("default").into_iter().filter(|line| line["applied"] == true);
    let changed: Vec<Value> = changed.map(|line| line["operation"].clone()).collect();
    assert_eq!(changed, ["CreateWorkspaceImage"]);
}

/// Copied, shared, taken back, deleted: one call each; what leans on an image keeps it, and nothing is sent for that.
#[test]
fn an_image_is_copied_shared_and_deleted() {
    let env = TestEnv::new();
    let shown = env.line("--sim image show win11-standard-image -o json").json();
    let id = shown["Images"][0]["ImageId"].as_str().expect("an id").to_owned();
    for (line, code, error, hint) in [
        ("delete win11-standard-image --yes --confirm 1".to_owned(), 5, "refused by IMG-02: ", "explain IMG-02"),
        (format!("copy {id} far --from-region cn-northwest-1"), 5, "refused by IMG-05: ", "explain IMG-05"),
        (format!("copy {id} \"two words\""), 2, "", "--help"),
        ("copy golden far".to_owned(), 2, "`golden` is not an image id", "--help"),
        ("share win11-standard-image 4444".to_owned(), 2, "they are 12 digits", "--help"),
    ] {
        env.line(&format!("--sim image {line}")).is_bad(code, error, hint);
    }
    for line in [
        format!("copy {id} copied"),
        "share copied 444455556666 --yes".to_owned(),
        "unshare copied 444455556666 --yes".to_owned(),
        "delete copied --yes --confirm 1".to_owned(),
    ] {
        let ran = env.line(&format!("--sim image {line}"));
        assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, "), "{line}: {ran:#?}");
    }
    let log = env.sim_log("default");
    let changed = log.iter().filter(|line| line["applied"] == true);
    let changed: Vec<&str> = changed.filter_map(|line| line["operation"].as_str()).collect();
    let permission = "UpdateWorkspaceImagePermission";
    assert_eq!(changed, ["CopyWorkspaceImage", permission, permission, "DeleteWorkspaceImage"]);
}
