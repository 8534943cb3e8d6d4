//! Bad input: what a tired person types, a test each. It gets an exit code, an `error:` and a `hint:`, and changes nothing.

use std::fs;
use std::net::TcpListener;

use crate::env::TestEnv;
use crate::record::Record;
use crate::service::{Running, Service, client_env, until};

const SIXTY: [&str; 6] = ["--sim", "migrate", "--os", "WINDOWS_10", "--to", "win11-standard"];
const YES: [&str; 3] = ["--yes", "--confirm", "60"];

/// Runs what must be refused, looks into the world afterwards, and returns what was said.
#[track_caller]
fn refused(env: &TestEnv, arguments: &[&str], code: i32, error: &str, hint: &str) -> String {
    let before = env.applied();
    let ran = env.run(arguments);
    ran.is_bad(code, error, hint);
    assert_eq!(env.applied(), before, "something was changed: {arguments:?}");
    ran.stderr
}

/// Migrates the sixty to a bundle.
#[track_caller]
fn refused_bundle(bundle: &str, error: &str, hint: &str) -> String {
    let env = TestEnv::new();
    let arguments = ["--sim", "migrate", "--os", "WINDOWS_10", "--to", bundle, "--yes", "--confirm", "60"];
    refused(&env, &arguments, 2, error, hint)
}

#[test]
fn unknown_bundle() {
    refused_bundle("win11-standart", "`win11-standart` is not a value of `--to`", "did you mean `win11-standard`?");
    refused_bundle("mainframe", "`mainframe` is not a value of `--to`", "there are ");
    refused_bundle("wsb-000000000", "`wsb-000000000`", "");
}

/// Two public bundles share this name, one for each protocol.
#[test]
fn ambiguous_bundle_name() {
    let name = "Standard with Windows 10 (Server 2022 based)";
    let said = refused_bundle(name, &format!("`{name}` is ambiguous: it can be wsb-"), "name it by its id");
    assert_eq!(said.matches("wsb-").count(), 2, "{said}");
}

#[test]
fn empty_selection() {
    let env = TestEnv::new();
    let nothing = ["--sim", "migrate", "--to", "win11-standard", "--yes", "--confirm", "80"];
    refused(&env, &nothing, 2, "`migrate` needs to know which desktops", "all of them is `--all`");
    fs::write(env.path("empty"), "# nobody today\n").expect("a file");
    let list = ["--sim", "migrate", "@empty", "--to", "win11-standard", "--yes", "--confirm", "80"];
    refused(&env, &list, 4, "the list of targets is empty", "`--all` selects all");
    let pipe = env.run_with_input(&["--sim", "migrate", "-", "--to", "win11-standard"], b"");
    pipe.is_bad(4, "the list of targets is empty", "`--all` selects all");
    assert_eq!(env.applied(), 0);
}

#[test]
fn selection_that_matches_nothing() {
    let env = TestEnv::new();
    let arguments = ["--sim", "migrate", "--os", "WINDOWS_7", "--state", "STOPPED", "--to", "win11-standard"];
    refused(&env, &arguments, 4, "nothing is selected", "`deskfleet --sim list`");
    let ran = env.run(&[&arguments[..], &["--empty-ok"]].concat());
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""));
    assert!(ran.last_line().starts_with("deskfleet: 0 done, "), "{ran:#?}");
    assert_eq!(env.applied(), 0);
}

#[test]
fn misspelt_words() {
    let env = TestEnv::new();
    for (word, error, nearest) in [
        ("--skip-refuse", "unexpected argument '--skip-refuse' found", "`--skip-refused`"),
        ("--al", "unexpected argument '--al' found", "`--all`"),
        ("--state=AVAILABEL", "`AVAILABEL` is not a value of `--state`", "`AVAILABLE`"),
        ("usr:alice", "`usr:alice` is not a target", "`user:alice`"),
        ("--allow=SG-1", "`SG-1` is not a rule", "`SG-01`"),
    ] {
        let arguments = [&SIXTY[..], &YES, &[word]].concat();
        refused(&env, &arguments, 2, error, &format!("did you mean {nearest}?"));
    }
    refused(&env, &["--sim", "migrat", "--all"], 2, "unrecognized subcommand 'migrat'", "did you mean `migrate`?");
}

/// Writes a plan for one desktop, changes its text, and applies it.
#[track_caller]
fn refused_plan(edit: impl Fn(&str) -> String, error: &str, hint: &str) {
    let env = TestEnv::new();
    let text = planned(&env);
    let edited = edit(&text);
    assert_ne!(edited, text, "nothing was edited");
    fs::write(env.path("plan.json"), edited).expect("a file");
    let id = id_of(&text);
    refused(&env, &["--sim", "apply", "plan.json", "--yes", "--confirm", &id], 2, error, hint);
}

fn planned(env: &TestEnv) -> String {
    let ran = env.run(&["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "--out", "plan.json"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    fs::read_to_string(env.path("plan.json")).expect("the plan")
}

fn id_of(plan: &str) -> String {
    let plan: serde_json::Value = serde_json::from_str(plan).expect("JSON");
    plan["id"].as_str().expect("an id").to_owned()
}

#[test]
fn plan_edited_by_hand() {
    let hint = "`deskfleet check PLAN --seal --out NEW` gives it a new id";
    let edit = |text: &str| text.replace(r#""wave":25"#, r#""wave":24"#).replace(r#""wave": 25"#, r#""wave": 24"#);
    refused_plan(edit, "plan `plan.json`: it was changed", hint);
}

#[test]
fn plan_of_an_unknown_schema() {
    let edit = |text: &str| {
        let mut plan: serde_json::Value = serde_json::from_str(text).expect("JSON");
        plan["schema"] = 99.into();
        plan.to_string()
    };
    refused_plan(edit, "schema 99 is not known", "use the version that wrote it, or plan again");
    refused_plan(|text| text[..text.len() / 2].to_owned(), "plan `plan.json`: ", "a plan is what `--out` wrote");
}

/// Also when the edited plan is sealed: a member that nobody knows would be ignored by whoever carries it out.
#[test]
fn plan_with_an_unknown_member() {
    let env = TestEnv::new();
    let edited = planned(&env).replacen("\"skip_refused\"", "\"skip_refusd\"", 1);
    fs::write(env.path("plan.json"), edited).expect("a file");
    let seal = ["--sim", "check", "plan.json", "--seal", "--out", "sealed.json"];
    refused(&env, &seal, 2, "`skip_refusd`", "did you mean `skip_refused`?");
    assert!(!env.path("sealed.json").exists());
}

#[test]
fn plan_that_expired() {
    let env = TestEnv::new();
    let id = id_of(&planned(&env));
    assert_eq!(env.line("--sim sim advance 8d").code, 0);
    refused(
        &env,
        &["--sim", "apply", "plan.json", "--yes", "--confirm", &id],
        2,
        "it expired 2026-01-12T",
        "make it anew",
    );
}

#[test]
fn plan_applied_twice() {
    let env = TestEnv::new();
    let id = id_of(&planned(&env));
    let apply = ["--sim", "apply", "plan.json", "--yes", "--confirm", &id];
    assert_eq!(env.run(&apply).code, 0);
    refused(&env, &apply, 2, "this plan was opened before, as run `R-", "`deskfleet runs show R-");
    assert_eq!(env.applied(), 1);
}

#[test]
fn endpoint_without_tls() {
    let env = client_env();
    for endpoint in ["http://example.com", "http://10.0.0.1:4566", "http://127.0.0.1.example.com"] {
        let flag = ["--endpoint-url", endpoint, "migrate", "--all", "--to", "x", "--yes", "--confirm", "1"];
        refused(&env, &flag, 2, "the endpoint has no TLS and is not on this machine", "write it with `https://`");
    }
    let env = client_env().with("AWS_ENDPOINT_URL", "http://example.com");
    refused(&env, &["list"], 2, "the endpoint has no TLS and is not on this machine", "write it with `https://`");
}

/// Nor does the message repeat the password.
#[test]
fn credentials_in_the_endpoint() {
    let env = client_env();
    for endpoint in ["https://user:hunter2@example.com", "http://user:hunter2@127.0.0.1:1"] {
        let flag = ["--endpoint-url", endpoint, "migrate", "--all", "--to", "x", "--yes", "--confirm", "1"];
        let said = refused(&env, &flag, 2, "the endpoint has credentials in its address", "change that password");
        assert!(!said.contains("hunter2"), "{said}");
    }
}

/// A change that can't be recorded does not begin. (Permission bits would not stop root: a file stands in the way.)
#[test]
fn state_directory_that_cannot_be_written() {
    let env = TestEnv::new();
    fs::write(env.path("file"), "mine").expect("a file");
    for name in ["file", "file/below"] {
        let path = env.path(name);
        let path = path.to_str().expect("UTF-8");
        let arguments = [&["--state-dir", path], &SIXTY[..], &YES].concat();
        let hint = "`--state-dir` or `DESKFLEET_STATE_DIR`";
        refused(&env, &arguments, 2, &format!("can't write the state directory `{path}`"), hint);
    }
    assert_eq!(fs::read_to_string(env.path("file")).expect("a file"), "mine");
}

/// Two processes on one service: a named desktop of the other's run is exit 8, one that came through a filter is skipped.
#[test]
fn target_in_another_live_run() {
    let env = client_env();
    // Slow enough that the new desktop, which makes the name ambiguous, does not show before the second one has looked.
    let service = Service::start(&env, "--speed 20");
    let one = service.words("migrate user:O'Brien --to win11-standard --yes --confirm 1");
    let first = Running::start(&env, &one);
    until("the first process has sent", || !service.record().migrated().is_empty());

    let record = service.record();
    let target = *record.migrated().first().expect("a desktop");
    for named in ["user:O'Brien", target] {
        let words = ["migrate", named, "--to", "win11-standard", "--yes", "--confirm", "1"];
        let ran = env.run(&[&service.words("")[..], &words].concat());
        ran.is_bad(
            8,
            &format!("{target}: it is in the run R-"),
            "wait for that run, or go on with it (`deskfleet --endpoint-url http://127",
        );
    }
    let ran = env.run(&service.words("migrate --os WINDOWS_10 --to win11-standard -n -o json"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    let plan = ran.json();
    assert_eq!((&plan["skipped"][0]["rule"], plan["steps"].as_array().map(Vec::len)), (&"RUN-01".into(), Some(59)));
    env.run(&service.words("resume")).is_bad(8, "is being carried out by another process", "runs watch R-");
    assert_eq!(service.record().changes(), 1, "only the first process has changed anything");
    first.kill();
}

#[test]
fn nobody_to_ask() {
    let env = TestEnv::new();
    for flags in [&[][..], &["--yes"], &["--confirm", "60"], &["--no-input"]] {
        let arguments = [&SIXTY[..], flags].concat();
        let missing = if flags == ["--yes"] { "then add `--confirm 60`" } else { "then add `--yes --confirm 60`" };
        refused(&env, &arguments, 2, "nobody can be asked: there is no terminal", missing);
    }
}

#[test]
fn wrong_confirmation() {
    let env = TestEnv::new();
    for (said, error) in [
        (["--confirm", "59"], "`--confirm 59` does not fit: this is 60 selected"),
        (["--confirm", "sixty"], "`--confirm sixty` does not fit: this is 60 selected"),
        (["--max-targets", "59"], "60 selected, `--max-targets` allows 59"),
        (["--max-targets", "70pct"], "60 selected, `--max-targets` allows 70pct"),
    ] {
        let arguments = [&SIXTY[..], &["--yes"], &said].concat();
        refused(&env, &arguments, 2, error, "nothing was sent");
    }
    planned(&env);
    let apply = ["--sim", "apply", "plan.json", "--yes", "--confirm", "60"];
    refused(&env, &apply, 2, "`--confirm 60` does not fit: this is plan ", "nothing was sent");
}

/// Stands where the network would be, as the proxy of everything: whoever wants to go out knocks here.
struct Outside(TcpListener);

impl Outside {
    fn new() -> (Self, TestEnv) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        listener.set_nonblocking(true).expect("it never waits");
        let proxy = format!("http://{}", listener.local_addr().expect("an address"));
        let env = TestEnv::new()
            .with("HTTP_PROXY", &proxy)
            .with("HTTPS_PROXY", &proxy)
            .with("AWS_EC2_METADATA_DISABLED", "true");
        (Self(listener), env)
    }

    fn was_touched(&self) -> bool {
        self.0.accept().is_ok()
    }
}

#[test]
fn no_region() {
    let (outside, env) = Outside::new();
    for line in ["list", "migrate --all --to x --yes --confirm 1", "runs list"] {
        env.line(line).is_bad(2, "no Region is set", "`--region`, set `AWS_REGION`");
    }
    assert!(!outside.was_touched());
}

#[test]
fn no_credentials() {
    let (outside, env) = Outside::new();
    for line in ["list", "migrate --all --to x --yes --confirm 1"] {
        let ran = env.line(&format!("--region us-east-1 {line}"));
        ran.is_bad(7, "no usable credentials", "`aws sso login`");
    }
    assert!(!outside.was_touched());
}

/// Under `--sim` no AWS file and no AWS variable is looked at, however wrong they are.
#[test]
fn the_built_in_service_needs_no_aws_settings() {
    let env = TestEnv::new()
        .with("AWS_PROFILE", "nobody")
        .with("AWS_REGION", "eu-west-1")
        .with("AWS_ENDPOINT_URL", "http://example.com")
        .with("AWS_CA_BUNDLE", "/nowhere");
    let ran = env.line("--sim list -o ids");
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 80), "{ran:#?}");
    assert_eq!(Record::of(&env, "default").len(), 5, "four pages, and who is asking");
}

/// A column that the report does not have is found before there is anything to report.
#[test]
fn a_wrong_column_is_found_before_anything_is_sent() {
    let env = TestEnv::new();
    let migrate = "--sim migrate user:O'Brien user:zoë.müller --to win11-standard --yes --confirm 2";
    for columns in ["Reson", "end,Reson"] {
        env.line(&format!("{migrate} --columns {columns}")).is_bad(2, "Reson", "did you mean `Reason`?");
    }
    assert_eq!(env.line(&format!("{migrate} --out plan.json")).code, 0);
    env.line("--sim apply plan.json --yes --max-targets 2 --columns Reson").is_bad(2, "Reson", "`Reason`");
    assert_eq!((env.applied(), env.line("--sim runs list -o ids").stdout.as_str()), (0, ""), "no run was opened");
    assert_eq!(env.line(&format!("{migrate} --canary 1 --after-canary stop")).code, 6);
    env.line("--sim resume --columns Reson").is_bad(2, "Reson", "`Reason`");
    assert_eq!(env.applied(), 1, "the canary, and nothing since");
}
