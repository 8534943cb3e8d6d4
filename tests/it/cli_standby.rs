//! `standby`: pairs as one Region tells of them, and standbys that are made of desktops in another one.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::impostor::{Impostor, usual};

/// Commands that make every call: with all that a selection can need, and with all that a standby can.
pub(crate) const EVERY_CALL: &[&str] = &[
    "standby list --directory corp.example.com --bundle win11-standard --tag team --connected-now",
    "standby create user:alice.kowalski --primary-region us-west-2 --directory corp.example.com --key alias/desktops \
     --no-wait --yes",
];

/// What goes before: desktops in two Regions, and a key.
pub(crate) const TWO_REGIONS: &[&str] =
    &["sim reset --fleet clocks --desktops 45 --region us-east-1 --region us-west-2"];

/// A fleet with one standby: it is listed with its primary, and there is nothing wrong with it. No other Region is asked.
#[test]
fn the_standby_of_a_fleet_is_listed_and_well() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet clocks --desktops 45").code, 0);
    let json = env.line("--sim standby list -o json").json();
    let [pair] = json["Pairs"].as_array().expect("pairs").as_slice() else { panic!("one pair: {json}") };
    assert_eq!((&pair["Role"], &pair["Related"]["Type"]), (&Value::from("STANDBY"), &Value::from("PRIMARY")));
    let id = pair["WorkspaceId"].as_str().expect("an id");
    let listed = env.line(&format!("--sim standby list {id}"));
    assert!(
        listed.code == 0
            && listed.stdout.contains(id)
            && listed.stderr.contains("can't be modified, rebuilt, restored"),
        "{listed:#?}"
    );
    let checked = env.line("--sim standby check");
    assert!(checked.code == 0 && checked.stderr.contains("pairs looked at: 1"), "{checked:#?}");
    assert_eq!(checked.stdout.lines().count(), 1, "columns and nothing else: {checked:#?}");
    let log = env.sim_log("default");
    assert!(log.iter().all(|line| line["region"] == log[0]["region"]), "another Region was asked");
}

/// What is wrong makes the exit code; a record that can't be read may be of a pair as well.
#[test]
fn a_pair_that_would_not_help_is_told() {
    let of =
        |id: &str, state: &str| json!({"WorkspaceId": id, "Region": "us-west-2", "State": state, "Type": "STANDBY"});
    let told = json!({"StandbyWorkspaceId": "ws-standby01", "DataReplication": "PRIMARY_AS_SOURCE",
        "RecoverySnapshotTime": 1_767_400_000});
    let primary = json!({
        "WorkspaceId": "ws-primary01", "DirectoryId": "d-0000000001", "UserName": "ann", "State": "AVAILABLE",
        "BundleId": "wsb-000000001", "RelatedWorkspaces": [of("ws-standby01", "AVAILABLE"), of("ws-standby02", "ERROR")],
        "StandbyWorkspacesProperties": [told],
    });
    let whole = json!({"Workspaces": [primary]}).to_string();
    let with_a_gap = json!({"Workspaces": [primary, {"UserName": "nobody"}]}).to_string();
    for (body, code) in [(whole, 20), (with_a_gap, 3)] {
        let service = Impostor::start(move |asked| match asked.operation.as_str() {
            "DescribeWorkspaces" => (200, "application/x-amz-json-1.1", body.clone()),
            _ => usual(asked),
        });
        let ran = service.env().line("standby check -o json");
        assert_eq!(ran.code, code, "{ran:#?}");
        let pairs = ran.json()["Pairs"].as_array().expect("pairs").clone();
        let rules: Vec<_> = pairs.iter().map(|pair| (&pair["Related"]["WorkspaceId"], &pair["Rule"])).collect();
        let (old, down) = (json!("ws-standby01"), json!("ws-standby02"));
        assert_eq!(rules, [(&old, &json!("STBY-04")), (&down, &json!("STBY-03"))], "{ran:#?}");
        assert!(pairs[0]["Reason"].as_str().is_some_and(|text| text.contains(" hours old, and 24 is the most")));
    }
}

/// Made here, of desktops that are only read there; whoever has one keeps it, and what could not have one is refused.
#[test]
fn standbys_are_made_of_desktops_in_another_region() {
    let env = TestEnv::new();
    assert_eq!(env.line(&format!("--sim {}", TWO_REGIONS[0])).code, 0);
    let create = |words: &str| {
        env.line(&format!("--sim standby create {words} --primary-region us-west-2 --directory corp.example.com --yes"))
    };
    create("user:grace.jensen user:olga.ivanova").is_bad(5, "refused by STBY-06, STBY-07: ", "explain STBY-06 STBY-07");
    create("user:ada.nobody").is_bad(2, "not every primary could be read in us-west-2", "--region us-west-2 list");
    let made =
        create("user:alice.kowalski user:olga.ivanova --key alias/desktops --data-replication primary-as-source");
    assert!(made.code == 0 && made.counts() == [2, 0, 0, 0, 0, 0, 0, 0], "{made:#?}");
    let again = create("user:alice.kowalski");
    assert!(again.code == 0 && again.counts() == [0, 1, 0, 0, 0, 0, 0, 0], "{again:#?}");
    let log = env.sim_log("default");
    let there = log.iter().filter(|line| line["region"] == "us-west-2" && line["service"] == "workspaces");
    let there: BTreeSet<&str> = there.filter_map(|line| line["operation"].as_str()).collect();
    assert_eq!(there, BTreeSet::from(["DescribeWorkspaces"]), "only read");
    let calls: Vec<&Value> = log.iter().filter(|line| line["applied"] == true).collect();
    assert_eq!(calls.len(), 2, "one for each");
    let body = &calls[0]["parameters"];
    let asked = &body["StandbyWorkspaces"][0];
    assert_eq!(
        (&body["PrimaryRegion"], &asked["VolumeEncryptionKey"]),
        (&json!("us-west-2"), &json!("alias/desktops"))
    );
    assert_eq!(asked["DataReplication"], "PRIMARY_AS_SOURCE");
}
