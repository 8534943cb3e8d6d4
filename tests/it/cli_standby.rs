//! `standby`: pairs as one Region tells of them.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::impostor::{Impostor, usual};

/// A command that reads all that a selection can need.
pub(crate) const EVERY_FILTER: &[&str] =
    &["standby list --directory corp.example.com --bundle win11-standard --tag team --connected-now"];

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
