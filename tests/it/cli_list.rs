//! `list`: how many calls it costs, every format, columns and queries, and names that careless programs trip over.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::record::Record;

#[track_caller]
fn listed(env: &TestEnv, words: &[&str]) -> Ran {
    let ran = env.run(&[&["--sim", "list"], words].concat());
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    ran
}

fn members(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

/// 25 desktops a page: 40 pages, and 40 more calls for who is connected, 25 ids each.
#[test]
fn a_thousand_desktops_cost_as_few_calls_as_can_be() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim=big sim reset --desktops 1000").code, 0);
    let ran = env.line("--sim=big list -o ids");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1000), "{}", ran.stderr);
    let record = Record::of(&env, "big");
    let (calls, plain) = (record.calls(), record.len());
    assert_eq!(calls["DescribeWorkspaces"], 40, "{calls:?}");
    assert!(plain - 40 <= 8, "at most 8 others: {calls:?}");

    assert_eq!(env.line("--sim=big sim reset --desktops 1000").code, 0);
    let ran = env.line("--sim=big list -o ids --with connection");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 1000), "{}", ran.stderr);
    let record = Record::of(&env, "big");
    let calls = record.calls();
    assert_eq!(calls["DescribeWorkspacesConnectionStatus"], 40, "{calls:?}");
    assert_eq!(record.len() - plain, 40, "nothing else is asked: {calls:?}");
    assert_eq!((record.changes(), record.violations().len()), (0, 0));
}

/// A few named desktops are asked for by their ids.
#[test]
fn one_desktop_costs_one_call() {
    let env = TestEnv::new();
    let ids = listed(&env, &["-o", "ids"]).stdout;
    let id = ids.lines().nth(40).expect("a desktop");
    assert_eq!(env.line("--sim sim reset").code, 0);
    assert_eq!(listed(&env, &["-o", "ids", id]).stdout, format!("{id}\n"));
    assert_eq!(Record::of(&env, "default").calls()["DescribeWorkspaces"], 1);
}

#[test]
fn each_format_shows_the_same_desktops() {
    let env = TestEnv::new();
    let json = listed(&env, &["-o", "json"]).json();
    assert_eq!(members(&json), ["Gaps", "Workspaces", "schema"]);
    assert_eq!((&json["schema"], &json["Gaps"]), (&1.into(), &Value::Array(Vec::new())));
    let desktops = json["Workspaces"].as_array().expect("desktops");
    let ids: Vec<&str> = desktops.iter().map(|desktop| desktop["WorkspaceId"].as_str().expect("an id")).collect();
    assert_eq!(ids.len(), 80);

    let header = "WorkspaceId,UserName,State,OperatingSystem,ComputeType,RunningMode,BundleId,DirectoryId,IpAddress";
    let csv = listed(&env, &["-o", "csv"]).stdout;
    assert_eq!(csv.lines().next(), Some(header));
    assert!(csv.ends_with("\r\n") && csv.matches("\r\n").count() == 81, "RFC 4180 has CRLF");
    let tabs = listed(&env, &[]).stdout;
    assert_eq!(tabs.lines().next(), Some(header.replace(',', "\t").as_str()), "without a terminal: tabs");
    let column = |text: &str, separator: char| -> Vec<String> {
        text.lines().skip(1).map(|line| line.split(separator).next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(column(&csv, ','), ids);
    assert_eq!(column(&tabs, '\t'), ids);
    assert_eq!(listed(&env, &["-o", "ids"]).stdout.lines().collect::<Vec<_>>(), ids);
    let ndjson: Vec<Value> = listed(&env, &["-o", "ndjson"])
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("a desktop"))
        .collect();
    assert_eq!(&ndjson, desktops);
}

/// The API's own names, and all of ours under one member; the lists are written by hand.
#[test]
fn json_keeps_the_apis_names() {
    let env = TestEnv::new();
    let with = ["-o", "json", "--with", "tags,connection,snapshots,interface", "user:O'Brien"];
    let json = listed(&env, &with).json();
    let desktop = &json["Workspaces"][0];
    assert_eq!(
        members(desktop),
        [
            "BundleId",
            "ComputerName",
            "Deskfleet",
            "DirectoryId",
            "IpAddress",
            "State",
            "SubnetId",
            "UserName",
            "WorkspaceId",
            "WorkspaceProperties"
        ]
    );
    assert_eq!(
        members(&desktop["WorkspaceProperties"]),
        [
            "ComputeTypeName",
            "OperatingSystemName",
            "Protocols",
            "RootVolumeSizeGib",
            "RunningMode",
            "RunningModeAutoStopTimeoutInMinutes",
            "UserVolumeSizeGib"
        ]
    );
    let ours = &desktop["Deskfleet"];
    assert_eq!(members(ours), ["Connection", "Interface", "Tags", "VolumeSnapshots"]);
    assert_eq!(
        members(&ours["Connection"]),
        ["ConnectionState", "ConnectionStateCheckTimestamp", "LastKnownUserConnectionTimestamp"]
    );
    assert_eq!(members(&ours["Interface"]), ["Groups", "NetworkInterfaceId", "PrivateIpAddress", "SubnetId", "VpcId"]);
    assert_eq!(members(&ours["VolumeSnapshots"]), ["RebuildSnapshots", "RestoreSnapshots"]);
    assert_eq!(members(&ours["Tags"][0]), ["Key", "Value"]);
}

#[test]
fn columns_are_chosen_by_name() {
    let env = TestEnv::new();
    let ran = listed(&env, &["user:O'Brien", "--columns", "user-name,State,tags", "--with", "tags"]);
    let expected = "UserName\tState\tTags\nO'Brien\tAVAILABLE\tCostCenter=1003,Department=Sales,pilot=\n";
    assert_eq!(ran.stdout, expected);
    let bare = listed(&env, &["user:O'Brien", "--columns", "USERNAME", "--no-headers"]);
    assert_eq!(bare.stdout, "O'Brien\n");
    let wrong = env.line("--sim list --columns UserNaem");
    wrong.is_bad(2, "there is no column `UserNaem`", "did you mean `UserName`?");
    assert_eq!(wrong.stdout, "");
}

/// Over the whole result, never page by page: 80 desktops are four pages.
#[test]
fn a_query_sees_the_whole_result() {
    let env = TestEnv::new();
    assert_eq!(listed(&env, &["--query", "length(Workspaces)"]).stdout, "80\n");
    let stopped = listed(&env, &["-o", "ids", "--query", "Workspaces[?State=='STOPPED'].WorkspaceId"]);
    assert_eq!(stopped.stdout, listed(&env, &["-o", "ids", "--state", "STOPPED"]).stdout);
    assert_eq!(stopped.stdout.lines().count(), 5);
    let bad = env.run(&["--sim", "list", "--query", "Workspaces[?"]);
    bad.is_bad(2, "not a JMESPath expression", "`deskfleet list --help`");
}

#[test]
fn filters_mean_and_their_values_or() {
    let env = TestEnv::new();
    let count = |words: &[&str]| listed(&env, &[&["-o", "ids"], words].concat()).stdout.lines().count();
    assert_eq!(count(&["--os", "windows-10"]), 60);
    assert_eq!(count(&["--os", "WINDOWS_10", "--state", "STOPPED"]), 4);
    assert_eq!(count(&["--state", "error,unhealthy"]), 2);
    assert_eq!(count(&["--state", "error", "--state", "unhealthy"]), 2);
    assert_eq!(count(&["--unhealthy"]), 2);
    assert_eq!(count(&["--tag", "deskfleet-protect"]), 1);
    assert_eq!(count(&["--connected-now"]), 4);
    assert_eq!(count(&["user:O'Brien", "--state", "STOPPED"]), 0, "filters intersect with what is named");
    assert_eq!(count(&["--all", "--exclude", "user:O'Brien"]), 79);
}

/// Whoever reads the first line and goes away is no reason to complain.
#[test]
fn a_broken_pipe_is_silent() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim=big sim reset --desktops 1000").code, 0);
    let mut child = env
        .command(&["--sim=big", "list", "-o", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    let mut line = String::new();
    // More than a pipe holds is to come, so the rest is still being written when the reader leaves.
    BufReader::with_capacity(16, child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
    assert_eq!(line, "{\n");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!((ended.status.code(), String::from_utf8_lossy(&ended.stderr).as_ref()), (Some(0), ""));
}

/// Nothing that a name holds may move the cursor, turn the text around, or be run by a spreadsheet.
#[test]
fn odd_names_are_harmless() {
    let env = TestEnv::new();
    let columns = ["--columns", "UserName", "--no-headers"];
    for format in ["table", "ids"] {
        let text = listed(&env, &[&columns[..], &["-o", format]].concat()).stdout;
        assert!(!text.contains('\u{200f}') && !text.chars().any(|letter| letter.is_control() && letter != '\n'));
    }
    let table = listed(&env, &[&columns[..], &["-o", "table"]].concat()).stdout;
    for name in ["anna\\u{200f}.levi", "O'Brien", "山田.太郎", "zoë.müller", "=cmd|' /C calc'!A0"] {
        assert!(table.lines().any(|line| line.trim_end() == name), "{name} is not in {table}");
    }
    let csv = listed(&env, &[&columns[..], &["-o", "csv"]].concat()).stdout;
    for cell in ["'=cmd|' /C calc'!A0", "'-2+3", "'@sum(a1)"] {
        assert!(csv.lines().any(|line| line == cell), "{cell} is not in {csv}");
    }
    assert!(!csv.lines().any(|line| line.starts_with(['=', '@', '-', '+'])), "a formula: {csv}");
    let names = listed(&env, &["-o", "json", "--query", "Workspaces[].UserName"]).json();
    assert!(names.as_array().expect("names").contains(&"anna\u{200f}.levi".into()), "data is as it is");
    let odd = env.run(&["--sim", "migrate", "user:anna\u{200f}.levi", "--to", "win11-standard", "-n"]);
    assert!(!odd.stdout.contains('\u{200f}') && odd.stdout.contains("anna\\u{200f}.levi"), "{odd:#?}");
}

/// An error is one line of JSON for whoever asked for JSON.
#[test]
fn errors_are_json_on_request() {
    let env = TestEnv::new();
    let ran = env.line("--sim list --columns nothing -o json");
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    let error: Value = serde_json::from_str(&ran.stderr).expect("JSON");
    assert_eq!(members(&error["error"]), ["causes", "exit_code", "hints", "kind", "message"]);
    assert_eq!((&error["error"]["kind"], &error["error"]["exit_code"]), (&"usage".into(), &2.into()));
}
