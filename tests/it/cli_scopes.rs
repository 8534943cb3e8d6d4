//! Several Regions and accounts in one listing, and one that can't be read beside them.

use serde_json::{Value, json};

use crate::env::TestEnv;

const BOTH: &str = "--region us-east-1 --region eu-west-1";

/// A world with a fleet in each of two Regions.
fn two_regions() -> TestEnv {
    let env = TestEnv::new();
    let made = env.line(&format!("--sim sim reset --desktops 8 {BOTH}"));
    assert!(made.code == 0 && made.stderr.contains("has 8 desktops there and as many in eu-west-1, "), "{made:#?}");
    env
}

fn regions(document: &Value) -> Vec<&str> {
    let desktops = document["Workspaces"].as_array().expect("desktops").iter();
    desktops.map(|one| one["Deskfleet"]["Scope"]["Region"].as_str().expect("a Region")).collect()
}

/// One document of all, in the order of Regions; each of them costs what it costs alone.
#[test]
fn regions_are_listed_together() {
    let env = two_regions();
    let ran = env.line(&format!("--sim list {BOTH} -o json"));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    let document = ran.json();
    assert_eq!(regions(&document), [["eu-west-1"; 8], ["us-east-1"; 8]].concat());
    let count = |region: &str| json!({"Account": "111122223333", "Region": region, "Simulated": true, "Count": 8});
    assert_eq!(document["Scopes"], json!([count("eu-west-1"), count("us-east-1")]));
    assert_eq!(document["Gaps"], json!([]));
    let asked = env.sim_log("default");
    assert_eq!(asked.iter().filter(|line| line["operation"] == "DescribeWorkspaces").count(), 2, "{asked:#?}");
    // What one Region has is what it has alone.
    let alone = env.line("--sim list --region eu-west-1 -o json").json();
    let id = |one: &Value| one["WorkspaceId"].clone();
    let ids =
        |document: &Value| document["Workspaces"].as_array().expect("desktops").iter().map(id).collect::<Vec<_>>();
    assert_eq!(ids(&alone), ids(&document)[..8]);
    assert!(alone["Workspaces"][0].get("Deskfleet").is_none() && alone.get("Scopes").is_none(), "{alone:#}");
    let counted = env.line(&format!("--sim list {BOTH} --query length(Workspaces) -o json"));
    assert_eq!(counted.stdout, "16\n", "a query is over the whole result");
    let table = env.line(&format!("--sim list {BOTH} --state AVAILABLE"));
    assert!(table.stdout.starts_with("WorkspaceId\tAccount\tRegion\tUserName"), "{table:#?}");
}

/// The ids of several scopes say where they are, so that the same listing of them finds each in its Region.
#[test]
fn ids_of_several_regions_are_arns_and_can_be_read_again() {
    let env = two_regions();
    let ran = env.line(&format!("--sim list {BOTH} -o ids"));
    let arn = |region: &str| format!("arn:aws:workspaces:{region}:111122223333:workspace/ws-");
    assert!(ran.stdout.starts_with(&arn("eu-west-1")) && ran.stdout.contains(&arn("us-east-1")), "{ran:#?}");
    std::fs::write(env.path("ids"), &ran.stdout).expect("a file");
    let again = env.line(&format!("--sim show @ids {BOTH} -o ids"));
    assert_eq!((again.code, again.stderr.as_str(), again.stdout == ran.stdout), (0, "", true), "{again:#?}");
    // Read once, and in no scope twice; what none of them has is missing once.
    let piped = env.run_with_input(
        &format!("--sim list - user:nobody.here {BOTH} -o ids").split(' ').collect::<Vec<_>>(),
        ran.stdout.lines().next().expect("an ARN").as_bytes(),
    );
    assert_eq!((piped.code, piped.stdout.lines().count()), (3, 1), "{piped:#?}");
    assert_eq!(piped.stderr.matches("`user:nobody.here` is not there").count(), 1, "{piped:#?}");
    env.line(&format!("--sim list run:R-20260105T080000Z-0000 {BOTH}")).is_bad(2, "several are read", "name the one");
}

/// All Regions that there are: those without desktops are told to programs only.
#[test]
fn all_regions_are_looked_at() {
    let env = two_regions();
    let ran = env.line("--sim list --all-regions -o json");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    let document = ran.json();
    assert_eq!(regions(&document).len(), 16);
    let scopes = document["Scopes"].as_array().expect("scopes");
    let empty = scopes.iter().filter(|scope| scope["Count"] == 0).count();
    assert_eq!((scopes.len(), empty), (17, 15), "{scopes:#?}");
    let missing = env.line("--sim list --all-regions --directory nowhere.example.com");
    missing.is_bad(2, "`nowhere.example.com`", "corp.example.com");
}

#[test]
fn a_change_takes_one_scope() {
    let env = two_regions();
    env.line(&format!("--sim reboot --all --yes {BOTH}")).is_bad(2, "`--region eu-west-1` is too many", "name one");
    env.line("--sim list --region sa-east-1").is_bad(2, "is in us-east-1, eu-west-1, not in sa-east-1", "sim reset");
    assert_eq!(env.applied(), 0);
    // A Region of the world beside the first has runs of its own.
    let ran = env.line("--sim stop --state AVAILABLE --running-mode auto-stop --yes --region eu-west-1");
    assert!(ran.code == 0 && ran.last_line().contains("(111122223333 eu-west-1 SIMULATED)"), "{ran:#?}");
    let runs = |line: &str| env.line(line).json()["runs"].as_array().map(Vec::len);
    assert_eq!(runs("--sim runs list -o json --region eu-west-1"), Some(1));
    assert_eq!(runs("--sim runs list -o json"), Some(0));
}

/// Everything that lists can.
#[test]
fn tags_groups_and_directories_are_listed_together() {
    let env = two_regions();
    for (line, member) in [
        ("tag list", "Tags"),
        ("security-group list", "Workspaces"),
        ("directory list", "Directories"),
        ("ip-group list", "Result"),
    ] {
        let ran = env.line(&format!("--sim {line} {BOTH} -o json"));
        assert_eq!(ran.code, 0, "{ran:#?}");
        let document = ran.json();
        assert_eq!(document["Scopes"].as_array().map(Vec::len), Some(2), "{line}: {document:#}");
        let counted = document["Scopes"].as_array().expect("scopes").iter().filter_map(|scope| scope["Count"].as_u64());
        assert_eq!(counted.sum::<u64>(), document[member].as_array().expect("records").len() as u64, "{line}");
    }
    let audit = env.line(&format!("--sim tag audit --require owner {BOTH} -o ids"));
    assert!(audit.code == 20 && audit.stdout.contains(":eu-west-1:"), "{audit:#?}");
}
