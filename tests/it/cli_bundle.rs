//! `bundle`: the account's own and the public ones, what they are made of, and how many desktops are on them.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::impostor::{Impostor, usual};

/// How often an operation was called in a world.
fn calls(env: &TestEnv, operation: &str) -> usize {
    env.sim_log("default").iter().filter(|line| line["operation"] == operation).count()
}

/// Every desktop is counted on its bundle, an image has its age, and one listing of each is all that it takes.
#[test]
fn bundles_are_listed_with_their_desktops_and_images() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim advance 3d").code, 0);
    let listed = env.line("--sim bundle list -o json").json();
    let read = ["DescribeWorkspaceImages", "DescribeWorkspaces"].map(|operation| calls(&env, operation));
    assert_eq!(read, [1, 4]);
    let fleet = env.line("--sim list -o json").json();
    let desktops = fleet["Workspaces"].as_array().expect("desktops");
    let bundles = listed["Bundles"].as_array().expect("bundles");
    let mut owners = std::collections::BTreeSet::new();
    for bundle in bundles {
        let on = desktops.iter().filter(|desktop| desktop["BundleId"] == bundle["BundleId"]).count() as u64;
        let ours = &bundle["Deskfleet"];
        assert_eq!(ours["Desktops"], on, "{bundle}");
        let is_public = bundle["Owner"] == "AMAZON";
        owners.insert(is_public);
        assert_eq!(ours["ImageAgeDays"].as_i64().is_none_or(|days| days < 3), is_public, "{bundle}");
        assert_eq!(ours.get("ImageName").is_none(), is_public, "{bundle}");
    }
    assert_eq!((owners.len(), &listed["Gaps"]), (2, &Value::Array(Vec::new())));
    let unused = env.line("--sim bundle list --unused -o json").json();
    let unused = unused["Bundles"].as_array().expect("bundles");
    let expected: Vec<&Value> = bundles.iter().filter(|bundle| bundle["Deskfleet"]["Desktops"] == 0).collect();
    assert!(!expected.is_empty() && expected.len() < bundles.len(), "{listed}");
    assert_eq!(unused.iter().collect::<Vec<_>>(), expected);
}

/// By id or name, once however often it is named; one owner's alone where that is asked for.
#[test]
fn everything_about_a_bundle() {
    let env = TestEnv::new();
    let json = env.line("--sim bundle show win11-standard -o json").json();
    let id = json["Bundles"][0]["BundleId"].as_str().expect("an id").to_owned();
    assert_eq!(env.line(&format!("--sim bundle show {id} win11-standard -o json")).json(), json, "named twice");
    let shown = env.line("--sim bundle show win11-standard -o table");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown:#?}");
    let lines: Vec<(&str, &str)> = shown.stdout.lines().filter_map(|line| line.split_once("  ")).collect();
    let of = |name: &str| lines.iter().find(|(one, _)| *one == name).map(|(_, value)| value.trim());
    for (name, value) in [
        ("Name", "win11-standard"),
        ("State", "AVAILABLE"),
        ("ComputeType", "STANDARD"),
        ("Root", "80"),
        ("User", "50"),
        ("Image", "win11-standard-image"),
        ("ImageState", "AVAILABLE"),
    ] {
        assert_eq!(of(name), Some(value), "{name}: {}", shown.stdout);
    }
    env.line("--sim bundle show win11-standart").is_bad(2, "there is no bundle `win11-standart`", "`win11-standard`");
    env.line("--sim bundle list --owner mine").is_bad(2, "invalid value 'mine'", "");
    let public = env.line("--sim bundle list --owner public -o json").json();
    let mut owners = public["Bundles"].as_array().expect("bundles").iter().map(|bundle| &bundle["Owner"]);
    assert!(owners.all(|owner| owner == "AMAZON"), "{public}");
}

const CREATE: &str = "create team --image win11-standard-image --compute-type standard --user 50 --description Team";

/// The calls of a world that changed something.
fn changes(env: &TestEnv) -> Vec<String> {
    let log = env.sim_log("default");
    let changed = log.iter().filter(|line| line["applied"] == true);
    changed.map(|line| line["operation"].as_str().expect("a name").to_owned()).collect()
}

/// Made, waited for, given another image, deleted: one call each, and the same again sends nothing.
#[test]
fn a_bundle_comes_and_goes_and_the_same_again_sends_nothing() {
    let env = TestEnv::new();
    let made = env.line(&format!("--sim bundle {CREATE}"));
    assert!(made.code == 0 && made.last_line().starts_with("deskfleet: 1 done, "), "{made:#?}");
    assert!(made.stderr.contains("hint: `deskfleet --sim bundle delete team` undoes it\n"), "{made:#?}");
    let shown = env.line("--sim bundle show team -o json").json();
    assert_eq!(shown["Bundles"][0]["State"], "AVAILABLE", "it was waited for");
    let again = env.line(&format!("--sim bundle {CREATE} --no-wait"));
    assert!(again.code == 0 && again.last_line().starts_with("deskfleet: 0 done, "), "{again:#?}");
    let put = env.line("--sim bundle update team --image win10-standard-image --yes");
    assert!(put.code == 0 && put.last_line().starts_with("deskfleet: 1 done, "), "{put:#?}");
    let gone = env.line("--sim bundle delete team --yes --confirm 1");
    assert!(gone.code == 0 && gone.stderr.contains("bundle create team --image wsi-"), "{gone:#?}");
    assert_eq!(changes(&env), ["CreateWorkspaceBundle", "UpdateWorkspaceBundle", "DeleteWorkspaceBundle"]);
}

/// Nothing is sent, and the way out is named.
#[test]
fn what_can_not_be_meant_is_refused() {
    let env = TestEnv::new();
    let run = |line: &str| env.line(&format!("--sim bundle {line}"));
    for (line, code, error, hint) in [
        ("delete win11-standard --yes --confirm 1", 5, "refused by BND-03: ", "explain BND-03"),
        (&CREATE.replace("50", "60"), 5, "60 GB do not go together with STANDARD", "explain BND-05"),
        (&CREATE.replace("team", "two words"), 2, "unexpected argument", ""),
        (&CREATE.replace("team", "käse"), 2, "no `ä`", "--help"),
    ] {
        run(line).is_bad(code, error, hint);
    }
    let dry = run("update win11-standard --image win10-standard-image -n --exit-code");
    assert!(dry.code == 20 && dry.stdout.contains("warning BND-06: win11-standard: "), "{dry:#?}");
    assert_eq!(changes(&env), [""; 0]);
}

/// What could not be read may be on a bundle, or made of an image; an answer that is none does not say that nothing is there.
#[test]
fn what_could_not_be_read_is_not_unused_and_not_gone() {
    let id = "0123456789";
    let service = |bundles: Value, desktops: Value| {
        Impostor::start(move |asked| {
            let body = match asked.operation.as_str() {
                "DescribeWorkspaceBundles" => bundles.clone(),
                "DescribeWorkspaces" => json!({"Workspaces": desktops}),
                "DescribeWorkspaceImages" => json!({"Images": [{"ImageId": format!("wsi-{id}")}]}),
                _ => return usual(asked),
            };
            (200, "application/x-amz-json-1.1", body.to_string())
        })
    };
    let one = json!({"BundleId": format!("wsb-{id}")});
    let (whole, gap) = (json!({"Bundles": [one]}), json!({"Bundles": [one, {}]}));
    let nameless = json!([{"UserName": "alice"}]);
    for (bundles, desktops, line, listed, warning) in [
        (&whole, json!([]), "bundle list --owner own --unused -o ids", "wsb-", ""),
        (&gap, json!([]), "bundle list --owner own --unused -o ids", "wsb-", ""),
        (&whole, nameless, "bundle list --owner own --unused -o ids", "", "no bundle is known to be unused"),
        (&whole, json!([]), "image list --owner own --unused -o ids", "wsi-", ""),
        (&gap, json!([]), "image list --owner own --unused -o ids", "", "no image is known to be unused"),
    ] {
        let service = service(bundles.clone(), desktops);
        let ran = service.env().line(line);
        assert!(ran.stdout.starts_with(listed) && ran.stdout.is_empty() == listed.is_empty(), "{line}: {ran:#?}");
        assert!(ran.stderr.contains(warning) && ran.stderr.contains("is known to") != warning.is_empty(), "{ran:#?}");
    }
    let service = service(json!({}), json!([]));
    let ran = service.env().line("bundle delete team --yes --confirm 1");
    ran.is_bad(1, "`DescribeWorkspaceBundles` was answered without `Bundles`", "");
}
