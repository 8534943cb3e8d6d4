//! `iam-policy`: what it prints is what is called, no more and no less, by the source and by the simulator's record.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;

use deskfleet::cli::docs::command_names;
use deskfleet::planner::document::{Plan, Seal};
use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::iam_library;
use crate::service::{Service, client_env};

/// Everybody may call it, so no policy has it.
const FREE: &str = "sts:GetCallerIdentity";

/// The actions that a policy allows.
fn allowed(policy: &Value) -> BTreeSet<String> {
    let texts = |value: &Value| {
        let all = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        all.into_iter().map(|value| value.as_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    policy["Statement"]
        .as_array()
        .expect("statements")
        .iter()
        .flat_map(|statement| texts(&statement["Action"]))
        .collect()
}

/// What a world was asked from a request on, but for what everybody may ask.
fn asked(env: &TestEnv, from: usize) -> BTreeSet<String> {
    let text = |record: &Value, name: &str| record[name].as_str().expect("text").to_owned();
    let log = env.sim_log("default");
    // IAM has names of its own for these two.
    let prefix = |record: &Value| text(record, "service").replace("tagging", "tag").replace("monitoring", "cloudwatch");
    let names = log[from..].iter().map(|record| format!("{}:{}", prefix(record), text(record, "operation")));
    names.filter(|name| name != FREE).collect()
}

/// A plan of each verb but for those that call nothing else.
const PLANS: &[&str] = &[
    "migrate user:O'Brien --to win11-standard --out migrate.json",
    "reboot user:yusuf.dubois --out reboot.json",
    "start user:nikos.costa --out start.json",
    "stop user:alice.dubois --out stop.json",
    "maintenance on user:maria.fischer --out maintenance.json",
    "modify user:zoë.müller --set compute-type=power --out modify.json",
    "terminate user:vera.dubois --out terminate.json",
    "security-group attach sg-fa1cebed65a6667ba user:jonas.fischer --out security-group.json",
    // The second is at work, now and days later, so its volume snapshots are looked at again.
    "rebuild user:liam.dubois user:samir.eriksen --out rebuild.json",
    "restore user:tanja.dubois --out restore.json",
    "provision new.csv --out provision.json",
    "tag rename Department dept user:samir.dubois user:tanja.dubois user:liam.costa --out tag.json",
    "tag set pool=a --running-mode always-on --out tags.json",
];

/// How a command is run so that it makes every call it can: what goes before, and the lines that count.
fn runs_of(command: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match command {
        "list" => Some((
            &[],
            &[
                "list --with tags,connection,snapshots,interface",
                "list --directory corp.example.com --bundle win11-standard --tag team --connected-now",
            ],
        )),
        "show" => {
            Some((&[], &["show user:O'Brien", "show --directory corp.example.com --bundle win11-standard --tag team"]))
        }
        // Of the last of these nobody but CloudWatch can say whether he was ever there.
        "migrate" => {
            const BOTH: &str =
                "migrate user:jonas.fischer user:pedro.costa --not-tag nothing --to win11-standard --yes --confirm 2";
            Some((&[], &[BOTH]))
        }
        "reboot" => Some((&[], &["reboot user:farid.dubois --not-tag nothing --yes"])),
        "start" => Some((&[], &["start --not-tag nothing --not-connected"])),
        "stop" => Some((&[], &["stop --running-mode auto-stop --bundle win10-standard --not-tag nothing --yes"])),
        "maintenance" => Some((
            &[],
            &[
                "maintenance on --bundle win10-standard --running-mode always-on --not-tag nothing --yes",
                "maintenance off --bundle win10-standard --not-tag nothing --yes",
            ],
        )),
        "resize" => Some((
            &[],
            &[
                "resize user:farid.dubois --not-tag team --user 150 --yes --hold wait --cloudtrail",
                "resize user:vera.eriksen --user 100 --yes",
            ],
        )),
        "modify" => {
            Some((&[], &["modify user:farid.dubois --not-tag team --set compute-type=power --yes --cloudtrail"]))
        }
        "terminate" => Some((&[], &["terminate user:O'Brien --not-tag team --yes --confirm 1"])),
        "rebuild" => Some((
            &[],
            &["rebuild user:farid.dubois user:jonas.fischer user:pedro.costa --not-tag nothing --yes --confirm 3"],
        )),
        "restore" => Some((&[], &["restore user:farid.dubois user:pedro.costa --not-tag nothing --yes --confirm 2"])),
        "provision" => Some((&[], &["provision new.csv --yes"])),
        _ => runs_of_plans(command),
    }
}

/// As `runs_of`, for what carries out plans and runs of any verb.
fn runs_of_plans(command: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match command {
        "apply" => Some((
            PLANS,
            &[
                "apply migrate.json --yes --max-targets 1",
                "apply reboot.json --yes",
                "apply start.json",
                "apply stop.json --yes",
                "apply maintenance.json --yes",
                "apply modify.json --yes",
                "apply terminate.json --yes --max-targets 1",
                "apply security-group.json --yes",
                "sim advance 3d",
                "apply rebuild.json --yes --max-targets 2",
                "apply restore.json --yes --max-targets 1",
                "apply provision.json --yes",
                "apply tag.json",
                "apply tags.json --yes",
            ],
        )),
        "resume" => Some((
            &[
                "migrate user:O'Brien user:zoë.müller --to win11-standard --yes --confirm 2 --canary 1 --after-canary stop",
            ],
            &["resume"],
        )),
        "history" => Some((
            &[],
            &["history --cloudtrail --directory corp.example.com --bundle win11-standard --tag team --connected-now"],
        )),
        "adopt" => Some((
            PLANS,
            &[
                "adopt migrate.json --yes --max-targets 1",
                "adopt reboot.json --yes",
                "adopt start.json --yes",
                "adopt stop.json --yes",
                "adopt maintenance.json --yes",
                "adopt modify.json --yes",
                "adopt terminate.json --yes --max-targets 1",
                "adopt security-group.json --yes",
                "sim advance 3d",
                "adopt rebuild.json --yes --max-targets 2",
                "adopt restore.json --yes --max-targets 1",
                "adopt provision.json --yes",
                "adopt tag.json --yes",
                "adopt tags.json --yes",
            ],
        )),
        "runs" => Some((&["reboot user:O'Brien --yes"], &["runs list"])),
        other => runs_around(other),
    }
}

/// As `runs_of`, for what stands around desktops.
fn runs_around(command: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    match command {
        "tag" => Some((
            &[],
            &[
                "tag list --directory corp.example.com --bundle win11-standard --tag team --connected-now",
                "tag set pool=a --running-mode always-on --yes",
                "tag rename pool set --running-mode always-on --yes",
            ],
        )),
        "security-group" => Some((
            &[],
            &[
                "security-group list --directory corp.example.com --bundle win11-standard --tag team --connected-now",
                "security-group attach sg-fa1cebed65a6667ba user:jonas.fischer --yes",
            ],
        )),
        "directory" => Some((
            &["sim reset --desktops 1"],
            &[
                "directory show corp.example.com",
                "directory modify corp.example.com --set internet-access=true --set self-service-rebuild=enabled \
                 --set preferred-protocol=udp --set endpoint-encryption=fips-validated --set device-web=allow \
                 --set custom-security-group=sg-055bd75d2ac507edd --yes --confirm 1",
                "directory mfa status",
                "directory mfa enable corp.example.com --server a.example --protocol PAP --secret-file secret --yes --confirm 1",
                "directory mfa disable corp.example.com --yes --confirm 1",
                "directory deregister lab.example.com --yes --confirm 1",
                "directory register d-d935c65a5b --subnet subnet-3295af43e594929a8 --subnet subnet-9ac41457cb1e5f90f --yes",
            ],
        )),
        "alias" => Some((&[], crate::cli_alias::WHOLE_LIFE)),
        "standby" => Some((crate::cli_standby::TWO_REGIONS, crate::cli_standby::EVERY_CALL)),
        "ip-group" => Some((
            &[],
            &[
                "ip-group create office 203.0.113.0/24",
                "ip-group add office 198.51.100.7 --yes",
                "ip-group set office 203.0.113.0/24 192.0.2.7 --yes --confirm 1",
                "ip-group remove office 192.0.2.7 --yes --confirm 1",
                "ip-group associate corp.example.com office --must-admit 203.0.113.7 --yes --confirm 1",
                "ip-group disassociate corp.example.com office --allow IPG-02 --yes --confirm 1",
                "ip-group delete office --yes --confirm 1",
            ],
        )),
        other => iam_library::runs(other),
    }
}

fn run_all(env: &TestEnv, lines: &[&str]) {
    for line in lines {
        let ran = env.line(&format!("--sim {line}"));
        // What an adopted restore has come to nobody can tell.
        let ends: &[i32] = if line.starts_with("adopt restore") { &[3] } else { &[0, 6] };
        assert!(ends.contains(&ran.code), "{line}: {ran:#?}");
    }
}

/// What other runs than one of migrations ask for: they are seen with `apply`.
const OF_OTHER_RUNS: [&str; 54] = [
    "cloudwatch:GetMetricData",
    "ds:DescribeDirectories",
    "ds:DisableRadius",
    "ds:EnableRadius",
    "ec2:DescribeSecurityGroups",
    "ec2:ModifyNetworkInterfaceAttribute",
    "kms:DescribeKey",
    "tag:GetResources",
    "workspaces:AssociateConnectionAlias",
    "workspaces:AssociateIpGroups",
    "workspaces:AuthorizeIpRules",
    "workspaces:CopyWorkspaceImage",
    "workspaces:CreateConnectionAlias",
    "workspaces:CreateIpGroup",
    "workspaces:CreateStandbyWorkspaces",
    "workspaces:CreateTags",
    "workspaces:CreateWorkspaceBundle",
    "workspaces:CreateWorkspaceImage",
    "workspaces:CreateWorkspaces",
    "workspaces:DeleteConnectionAlias",
    "workspaces:DeleteIpGroup",
    "workspaces:DeleteTags",
    "workspaces:DeleteWorkspaceBundle",
    "workspaces:DeleteWorkspaceImage",
    "workspaces:DeregisterWorkspaceDirectory",
    "workspaces:DescribeConnectionAliasPermissions",
    "workspaces:DescribeConnectionAliases",
    "workspaces:DescribeIpGroups",
    "workspaces:DescribeWorkspaceBundles",
    "workspaces:DescribeWorkspaceDirectories",
    "workspaces:DescribeWorkspaceImagePermissions",
    "workspaces:DescribeWorkspaceImages",
    "workspaces:DescribeWorkspaceSnapshots",
    "workspaces:DisassociateConnectionAlias",
    "workspaces:DisassociateIpGroups",
    "workspaces:ModifyEndpointEncryptionMode",
    "workspaces:ModifySelfservicePermissions",
    "workspaces:ModifyStreamingProperties",
    "workspaces:ModifyWorkspaceAccessProperties",
    "workspaces:ModifyWorkspaceCreationProperties",
    "workspaces:ModifyWorkspaceProperties",
    "workspaces:ModifyWorkspaceState",
    "workspaces:RebootWorkspaces",
    "workspaces:RebuildWorkspaces",
    "workspaces:RegisterWorkspaceDirectory",
    "workspaces:RestoreWorkspace",
    "workspaces:RevokeIpRules",
    "workspaces:StartWorkspaces",
    "workspaces:StopWorkspaces",
    "workspaces:TerminateWorkspaces",
    "workspaces:UpdateConnectionAliasPermission",
    "workspaces:UpdateRulesOfIpGroup",
    "workspaces:UpdateWorkspaceBundle",
    "workspaces:UpdateWorkspaceImagePermission",
];

/// A policy is the least: with every action that the command was seen to call, and none that it was not.
#[test]
fn every_command_calls_what_its_policy_allows_and_nothing_else() {
    let mut all = BTreeSet::new();
    for command in command_names() {
        let printed = TestEnv::new().run(&["iam-policy", &command]);
        let policy = if printed.code == 0 {
            allowed(&printed.json())
        } else {
            printed.is_bad(2, "nothing of it needs a permission", "sts:GetCallerIdentity");
            BTreeSet::new()
        };
        all.extend(policy.clone());
        let Some((before, lines)) = runs_of(&command) else {
            assert!(policy.is_empty(), "`{command}` has a policy, and this test does not run it");
            continue;
        };
        let env = TestEnv::new();
        env.write_manifest(&["ada.new"]);
        fs::write(env.path("secret"), "correct horse").expect("a file");
        run_all(&env, before);
        // Of what was tagged a moment ago the tags are read one by one as well.
        if !["apply", "adopt", "directory", "resume", "runs"].contains(&command.as_str()) {
            run_all(&env, &["tag set probe=a user:farid.dubois"]);
        }
        let from = env.sim_log("default").len();
        run_all(&env, lines);
        if command == "resume" {
            // A run of one verb is what can be left open; the other verbs are seen with `apply`.
            let rest: Vec<String> = policy.difference(&asked(&env, from)).cloned().collect();
            assert_eq!(rest, OF_OTHER_RUNS);
            assert!(asked(&env, from).is_subset(&policy));
        } else if command == "provision" {
            // Whose a desktop is that is there for the user is asked where no answer came.
            let rest: Vec<String> = policy.difference(&asked(&env, from)).cloned().collect();
            assert_eq!(rest, ["workspaces:DescribeTags"]);
            assert!(asked(&env, from).is_subset(&policy));
        } else {
            // Which groups are gone is asked where EC2 refuses to put them back.
            let mut expected = policy.clone();
            if ["migrate", "rebuild", "apply", "adopt"].contains(&command.as_str()) {
                let seen = asked(&env, from).contains("ec2:DescribeSecurityGroups");
                expected.retain(|action| seen || action != "ec2:DescribeSecurityGroups");
            }
            assert_eq!(asked(&env, from), expected, "{command}");
        }
    }
    let whole = TestEnv::new().line("iam-policy --all").json();
    assert_eq!(allowed(&whole), all, "`--all` is all of them");
    let both = TestEnv::new().line("iam-policy reboot list").json();
    assert!(allowed(&both).contains("workspaces:RebootWorkspaces"));
    assert!(allowed(&both).contains("workspaces:DescribeWorkspaceSnapshots"), "words unite");
}

/// The policy of a plan allows its own desktops and its own bundle, and `apply` asks for nothing beyond it.
#[test]
fn a_plan_is_carried_out_with_its_own_policy() {
    for (plan, apply) in [
        ("migrate user:O'Brien user:zoë.müller --to win11-standard", "--yes --max-targets 2"),
        ("reboot user:O'Brien user:zoë.müller", "--yes"),
        ("start user:nikos.costa user:tanja.dubois", ""),
        ("stop user:alice.dubois user:alice.eriksen", "--yes"),
        ("maintenance on user:O'Brien user:zoë.müller", "--yes"),
    ] {
        let env = TestEnv::new();
        run_all(&env, &[&format!("{plan} --out plan.json")]);
        let printed = env.line("iam-policy plan.json");
        assert_eq!(printed.code, 0, "{printed:#?}");
        assert!(printed.stderr.contains("SIMULATED"), "an account that is not there is said so: {printed:#?}");
        let policy = printed.json();
        let from = env.sim_log("default").len();
        run_all(&env, &[&format!("apply plan.json {apply}")]);
        let mut needless = allowed(&policy);
        needless.retain(|action| !asked(&env, from).contains(action));
        // Volume snapshots are looked at again of those that were used since the plan was made, and CloudWatch is asked for those of
        // which the service does not say when they were.
        let of_work = ["cloudwatch:GetMetricData", "workspaces:DescribeWorkspaceSnapshots"];
        let spared: &[&str] = if plan.starts_with("migrate") { &of_work } else { &[] };
        assert_eq!(needless.iter().collect::<Vec<_>>(), spared, "{plan}");
        assert!(asked(&env, from).is_subset(&allowed(&policy)), "{plan}");

        let verb = plan.split(' ').next().expect("a verb");
        let (change, list) = match verb {
            "migrate" => ("MigrateWorkspace", ""),
            "reboot" => ("RebootWorkspaces", "RebootWorkspaceRequests"),
            "start" => ("StartWorkspaces", "StartWorkspaceRequests"),
            "stop" => ("StopWorkspaces", "StopWorkspaceRequests"),
            _ => ("ModifyWorkspaceState", ""),
        };
        let statements = policy["Statement"].as_array().expect("statements");
        let statement = statements.iter().find(|one| one["Sid"] == change).expect("a statement");
        let wide: Vec<&Value> = statements.iter().filter(|one| one["Resource"] == "*").collect();
        assert_eq!(wide.len(), 1, "reads without a resource: {policy}");
        assert_eq!(wide[0]["Condition"]["StringEquals"]["aws:RequestedRegion"], "us-east-1");
        let mut arns: BTreeSet<&str> =
            statement["Resource"].as_array().expect("ARNs").iter().filter_map(Value::as_str).collect();
        let log = env.sim_log("default");
        let sent: Vec<&Value> = log.iter().filter(|record| record["operation"] == change).collect();
        let mut touch = |kind: &str, id: &Value| {
            let end = format!(":{kind}/{}", id.as_str().expect("an id"));
            assert!(sent.len() <= 2 && policy.to_string().contains(&end), "{end} is not in {statement}");
            arns.retain(|arn| !arn.ends_with(&end));
        };
        for record in &sent {
            let parameters = &record["parameters"];
            match verb {
                "migrate" => {
                    touch("workspace", &parameters["SourceWorkspaceId"]);
                    touch("workspacebundle", &parameters["BundleId"]);
                }
                "maintenance" => touch("workspace", &parameters["WorkspaceId"]),
                _ => {
                    for one in parameters[list].as_array().expect("desktops") {
                        touch("workspace", &one["WorkspaceId"]);
                    }
                }
            }
        }
        assert!(arns.is_empty(), "named and never touched: {arns:?}");
        let guard = &statement["Condition"]["Null"]["aws:ResourceTag/deskfleet-protect"];
        assert_eq!(guard == "true", verb == "migrate", "severe verbs stop at the tag in IAM as well: {statement}");
    }
}

/// A fleet's ids don't fit what AWS takes; then it is all desktops of that place, and that is said.
#[test]
fn ids_that_do_not_fit_are_given_up_aloud() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim=lab sim reset --desktops 300 --seed 7").code, 0);
    assert_eq!(env.line("--sim=lab reboot --all --out plan.json").code, 0);
    let told = |words: &str| {
        let ran = env.line(&format!("iam-policy plan.json {words}"));
        assert_eq!(ran.code, 0, "{ran:#?}");
        let policy = ran.json();
        let statements = policy["Statement"].as_array().expect("statements");
        let reboot = statements.iter().find(|one| one["Sid"] == "RebootWorkspaces").expect("there").clone();
        (reboot["Resource"].clone(), ran)
    };
    let (resource, ran): (Value, Ran) = told("");
    let arn = resource.as_str().expect("one");
    assert!(arn.starts_with("arn:aws:workspaces:us-east-1:") && arn.ends_with(":workspace/*"), "{arn}");
    assert!(ran.stderr.contains("the limit is 6144") && ran.stderr.contains("for every desktop there"), "{ran:#?}");
    let (resource, ran) = told("--endpoint-policy workspaces");
    assert!(resource.as_array().is_some_and(|arns| arns.len() > 200), "the policy of an endpoint may be longer");
    assert!(!ran.stderr.contains("the limit"), "{}", ran.stderr);
}

#[test]
fn where_it_may_come_from_is_said_with_the_right_keys() {
    let env = TestEnv::new();
    let line = "iam-policy reboot --region us-gov-west-1 --account 111122223333 \
                --vpc-endpoint vpce-0123456789abcdef0 --vpc-endpoint vpce-0fedcba9876543210 \
                --source-ip 10.1.0.0/16 --source-ip 203.0.113.0/24";
    let policy = env.line(line).json();
    let sids: Vec<&str> =
        policy["Statement"].as_array().expect("statements").iter().filter_map(|one| one["Sid"].as_str()).collect();
    let wanted = ["Read", "RebootWorkspaces", "DescribeKey"];
    let wanted = ["ThroughEndpoint", "FromAddress"].map(|way| wanted.map(|what| format!("{what}{way}")));
    assert_eq!(sids, wanted.concat());
    let statement = &policy["Statement"][1];
    assert_eq!(statement["Resource"], "arn:aws-us-gov:workspaces:us-gov-west-1:111122223333:workspace/*");
    assert_eq!(policy["Statement"][2]["Resource"], "arn:aws-us-gov:kms:us-gov-west-1:*:key/*");
    assert_eq!(statement["Condition"]["IpAddress"]["aws:VpcSourceIp"], "10.1.0.0/16");
    assert_eq!(statement["Condition"]["StringEquals"]["aws:SourceVpce"].as_array().map(Vec::len), Some(2));
    assert_eq!(policy["Statement"][3]["Condition"]["IpAddress"]["aws:SourceIp"], "203.0.113.0/24");

    let endpoint = env.line("iam-policy migrate --account 111122223333 --endpoint-policy ec2").json();
    assert_eq!(endpoint["Statement"][0]["Principal"], "*");
    let wanted = [
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:ModifyNetworkInterfaceAttribute",
    ];
    assert_eq!(allowed(&endpoint), BTreeSet::from(wanted.map(str::to_owned)));
}

#[test]
fn what_can_not_be_meant_is_refused() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim reboot user:O'Brien --out plan.json").code, 0);
    let bad = |line: &str, error: &str, hint: &str| {
        let ran = env.line(&format!("iam-policy {line}"));
        ran.is_bad(2, error, hint);
        assert_eq!(ran.stdout, "", "nothing that could be attached by mistake");
    };
    bad("", "required arguments were not provided", "iam-policy --help`");
    bad("migrat", "`migrat` is neither a command nor a plan", "did you mean `migrate`?");
    bad("none.json", "can't read the plan `none.json`", "`--out` wrote");
    bad("plan.json reboot", "is for that plan alone", "by itself");
    bad(
        "reboot --account 111122223333 --source-ip 10.0.0.1/8",
        "`--source-ip`: `10.0.0.1/8` has bits of a host: write `10.0.0.0/8`",
        "",
    );
    bad("reboot --source-ip 10.0.0.0/8", "AWS sees it behind a VPC endpoint only", "`--vpc-endpoint`");
    bad("reboot --vpc-endpoint vpce-*", "`vpce-*` is not a VPC endpoint", "");
    bad("reboot --endpoint-policy s3", "`s3` has no policy here: choose workspaces, ec2 or kms", "");
    bad("reboot --endpoint-policy ec2", "nothing of it needs a permission", "the other service");
    bad("reboot --endpoint-policy ec2 --vpc-endpoint vpce-0123456789", "cannot be used with", "");
    bad("plan.json --account 999999999999", "`--account` names another", "leave `--account` out");
    bad("explain runs", "nothing of it needs a permission", "everybody may");
}

/// Who can edit a plan must not come by a policy for more than it does: a `*` in an id would be one.
#[test]
fn a_plan_with_a_wildcard_gives_no_policy() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim migrate user:O'Brien --to win11-standard --out plan.json").code, 0);
    let plan = fs::read_to_string(env.path("plan.json")).expect("a plan");
    let start = "\"parameters\":{\"BundleId\":\"";
    let bundle = plan.split(start).nth(1).and_then(|rest| rest.split('"').next()).expect("a bundle");
    for (old, new) in [
        (format!("{start}{bundle}"), format!("{start}wsb-*")),
        ("\"111122223333\"".to_owned(), "\"*\"".to_owned()),
        ("\"us-east-1\"".to_owned(), "\"*\"".to_owned()),
    ] {
        let edited = plan.replace(&old, &new);
        assert_ne!(edited, plan);
        fs::write(env.path("edited.json"), &edited).expect("written");
        env.line("iam-policy edited.json").is_bad(2, "it was changed after it was made", "plan again");
        // With an id that fits, as somebody who knows how would give it.
        let sealed = Plan::read(&edited, Seal::Renewed).and_then(|plan| plan.to_text()).expect("a plan");
        fs::write(env.path("sealed.json"), sealed).expect("written");
        let ran = env.line("iam-policy sealed.json");
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{new}: {ran:#?}");
    }
}

/// A service that answers every request with a missing permission; gives its address.
fn denying() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    // It ends with the process of the tests.
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut reader = BufReader::new(stream);
            let mut length = 0;
            let mut line = String::new();
            while reader.read_line(&mut line).is_ok_and(|read| read > 2) {
                if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().expect("a number");
                }
                line.clear();
            }
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok();
            let body = r#"{"__type":"AccessDeniedException","message":"User is not authorized to perform: workspaces:DescribeWorkspaces"}"#;
            let head = "HTTP/1.1 400 Bad Request\r\nContent-Type: application/x-amz-json-1.1\r\nConnection: close";
            write!(reader.into_inner(), "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).ok();
        }
    });
    address
}

/// At three in the morning the way out stands below the error.
#[test]
fn a_missing_permission_names_the_policy_to_ask_for() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    let env = env
        .with("AWS_ENDPOINT_URL_WORKSPACES", &denying())
        .with("AWS_ENDPOINT_URL_STS", service.endpoint())
        .with("AWS_ENDPOINT_URL_EC2", service.endpoint());
    for (line, command) in [("list", "list"), ("reboot --all --yes", "reboot")] {
        let ran = env.line(line);
        ran.is_bad(7, "AccessDeniedException", &format!("`deskfleet iam-policy {command}`"));
    }
}
