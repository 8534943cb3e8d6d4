//! Several Regions and accounts in one listing, and one that can't be read beside them.

use std::fs;

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::service::Service;
use crate::terminal::OnTerminal;

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
    fs::write(env.path("ids"), &ran.stdout).expect("a file");
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
    // Two Regions have a directory of that name, and a name has to be in one of them.
    let some = env.line("--sim list --all-regions --directory corp.example.com -o json");
    assert_eq!((some.code, some.stderr.as_str()), (0, ""), "{some:#?}");
    let named = regions(&some.json()).len();
    assert!((2..16).contains(&named) && some.json()["Scopes"].as_array().map(Vec::len) == Some(17), "{some:#?}");
    let both = env.line("--sim list --all-regions --directory corp.example.com --directory nowhere.example.com");
    both.is_bad(2, "`nowhere.example.com` is not a value of `--directory`", "corp.example.com");
    // A misspelt exclusion is told, also where a target is looked for in one Region only.
    let arn = env.line(&format!("--sim list {BOTH} -o ids")).stdout.lines().next().expect("an ARN").to_owned();
    let idle = env.line(&format!("--sim list {arn} --exclude user:nobody.here {BOTH} -o ids"));
    assert!(idle.code == 0 && idle.stderr.contains("`--exclude user:nobody.here` leaves nothing out"), "{idle:#?}");
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
    assert_eq!(env.line("--sim ip-group create office 203.0.113.0/24 --region eu-west-1").code, 0);
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
        let counted: Vec<u64> = counted.collect();
        assert!(counted[0] > 0 && (counted[1] > 0 || line == "ip-group list"), "{line}: {counted:?}");
        assert_eq!(counted.iter().sum::<u64>(), document[member].as_array().expect("records").len() as u64, "{line}");
    }
    let audit = env.line(&format!("--sim tag audit --require owner {BOTH} -o ids"));
    assert!(audit.code == 20 && audit.stdout.contains(":eu-west-1:"), "{audit:#?}");
}

/// Profiles of two accounts, one that needs a code, and one whose keys can't be had. A home for them, and a service.
fn profiles() -> (TestEnv, Service) {
    let env = TestEnv::new()
        .with("AWS_REGION", "us-east-1")
        .with("AWS_EC2_METADATA_DISABLED", "true")
        // Keys in the environment count for less than a profile that is said.
        .with("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000")
        .with("AWS_SECRET_ACCESS_KEY", "example");
    let service = Service::start(&env, "--desktops 8 --speed 60 --rate 0 --latency 0 --with-account 444455556666");
    let env = env.with("AWS_ENDPOINT_URL", service.endpoint());
    fs::create_dir(env.path(".aws")).expect("a folder");
    let keys =
        |name: &str, id: &str| format!("[{name}]\naws_access_key_id = {id}\naws_secret_access_key = CANARYsecret\n");
    let credentials = keys("one", "AKIA1111222233330000")
        + &keys("same", "AKIA1111222233331111")
        + &keys("two", "AKIA4444555566660000")
        + &keys("gov", "AKIA4444555566661111");
    fs::write(env.path(".aws/credentials"), credentials).expect("a file");
    let config = "[profile gov]\nregion = us-gov-west-1\n\
                  [profile none]\ncredential_process = /bin/false\n\
                  [profile guarded]\nrole_arn = arn:aws:iam::444455556666:role/mfa/admin\nsource_profile = one\n\
                  mfa_serial = arn:aws:iam::111122223333:mfa/ada\n";
    fs::write(env.path(".aws/config"), config).expect("a file");
    (env, service)
}

/// One that has no keys is a line; the others are shown.
#[test]
fn profiles_are_listed_together() {
    let (env, service) = profiles();
    let ran = env.line("list --profile two --profile none --profile one -o json");
    assert_eq!(ran.code, 3, "{ran:#?}");
    assert_eq!(ran.stderr.matches("warning: could not read profile `none`: ").count(), 1, "{ran:#?}");
    let document = ran.json();
    let scopes = document["Scopes"].as_array().expect("scopes").iter();
    let counts: Vec<_> = scopes.map(|one| (one["Account"].as_str(), one["Count"].as_u64())).collect();
    assert_eq!(counts, [(Some("111122223333"), Some(8)), (Some("444455556666"), Some(8))]);
    assert_eq!(
        (&document["Gaps"][0]["What"], &document["Gaps"][0]["Scope"]),
        (&json!("Workspaces"), &json!({"Profile": "none"}))
    );
    let twice = env.line("list --profile one --profile same -o ids");
    assert!(twice.code == 0 && twice.stderr.contains("profiles `one` and `same` lead to the same"), "{twice:#?}");
    assert_eq!(twice.stdout.lines().count(), 8);
    // What a scope has that was not read is not known.
    let names = env.line("list user:nobody.here --profile one --profile none --directory nowhere.example.com");
    assert_eq!(names.code, 3, "{names:#?}");
    assert!(names.stderr.contains("`nowhere.example.com` is not a value of `--directory` in any scope that was read"));
    assert!(names.stderr.contains("`user:nobody.here` is in none of the scopes that were read"), "{names:#?}");
    // The Region of a profile says which partition it is in, whatever `AWS_REGION` says.
    let gov = env.line("list --profile gov --all-regions --query Scopes[*].Region -o json");
    assert_eq!(gov.json(), json!(["us-gov-east-1", "us-gov-west-1"]), "{gov:#?}");
    let before = service.record().len();
    let wrong = env.line("list --profile one --profile two --account 111122223333");
    wrong.is_bad(2, "account 444455556666 answers, `--account` says 111122223333", "nothing was read");
    assert!(service.record().len() <= before + 2, "who calls, and no more");
}

/// The code is asked for once, whatever is read with it, and stands in no file.
#[cfg(target_os = "linux")]
#[test]
fn a_role_that_needs_a_code_is_asked_for_it() {
    let (env, service) = profiles();
    let alone = env.line("list --profile guarded");
    alone.is_bad(
        7,
        "profile `guarded` needs a code of the MFA device arn:aws:iam::111122223333:mfa/ada",
        "at a terminal",
    );
    assert_eq!(service.record().len(), 0, "nothing was sent");
    let mut terminal = OnTerminal::start(
        &env,
        "-vv --log-file log list --profile guarded --profile one --region af-south-1 --region us-east-1 -o ids",
    );
    terminal.until_shown("MFA code of arn:aws:iam::111122223333:mfa/ada for profile `guarded`: ");
    terminal.type_line("123456");
    assert_eq!(terminal.code(), 0, "{}", terminal.shown());
    assert!(
        terminal.shown().contains("arn:aws:workspaces:us-east-1:444455556666:workspace/ws-"),
        "{}",
        terminal.shown()
    );
    assert_eq!(service.record().calls()["AssumeRole"], 1);
    let files = ["log", "requests.ndjson"].map(|file| fs::read_to_string(env.path(file)).expect("a file"));
    for text in &files {
        assert!(text.len() > 100 && !text.contains("123456") && !text.contains("CANARY"), "{text}");
    }
    // Not in a Region that the account may not have enabled.
    let assumed = files[1].lines().find(|line| line.contains("\"AssumeRole\"")).expect("a request");
    assert!(assumed.contains("\"region\":\"us-east-1\""), "{assumed}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_wrong_code_is_the_end_of_that_profile_alone() {
    let (env, service) = profiles();
    let mut terminal = OnTerminal::start(&env, "list --profile guarded --profile two -o ids");
    terminal.until_shown("for profile `guarded`: ");
    terminal.type_line("654321");
    assert_eq!(terminal.code(), 3, "{}", terminal.shown());
    // A terminal breaks lines.
    let shown = terminal.shown().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        shown.contains("could not read profile `guarded`: the role of profile `guarded` is not given: "),
        "{shown}"
    );
    assert!(shown.contains("one time pass code"), "{shown}");
    assert_eq!(service.record().calls()["AssumeRole"], 1, "a code is not tried again");
}
