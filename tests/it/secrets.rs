//! No secret gets out: a canary in each place where one can be, every command and every way to fail, at every verbosity;
//! then all that was printed and every file that was written is searched.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::json;

use crate::env::TestEnv;
use crate::impostor::{Impostor, usual};
use crate::service::Service;

const SECRET_KEY: &str = "CANARYsecretKEYwJalrXUtnFEMIbPxRfiCYEXAMPLE";
const TOKEN: &str = "CANARYsessionTOKENIQoJb3JpZ2luX2VjEBYaCXVzLWVhc3QtMSJ";
const PROXY_PASSWORD: &str = "CANARYproxyPASSWORD";
const URL_PASSWORD: &str = "CANARYurlPASSWORD";
const FILE_KEY: &str = "CANARYfileKEYwJalrXUtnFEMIbPxRfiCYEXAMPLE";
const RADIUS_SECRET: &str = "CANARYradiusSECRET \\ \"quoted\"";
const ALL: [&str; 6] = [SECRET_KEY, TOKEN, PROXY_PASSWORD, URL_PASSWORD, FILE_KEY, RADIUS_SECRET];

const VERBOSITY: [&str; 5] = ["", "-v", "-vv", "-vv --log-format json", "-vv --log-file log"];

fn env() -> TestEnv {
    let env = TestEnv::new()
        .with("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000")
        .with("AWS_SECRET_ACCESS_KEY", SECRET_KEY)
        .with("AWS_SESSION_TOKEN", TOKEN)
        .with("AWS_REGION", "us-east-1")
        .with("AWS_EC2_METADATA_DISABLED", "true")
        .with("RUST_LOG", "trace")
        .with("RUST_BACKTRACE", "full");
    fs::create_dir(env.path(".aws")).expect("a folder");
    let keys = format!("[file]\naws_access_key_id = AKIAEXAMPLE000000001\naws_secret_access_key = {FILE_KEY}\n");
    fs::write(env.path(".aws/credentials"), keys).expect("a file");
    env
}

#[track_caller]
fn is_clean(what: &str, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    for canary in ALL {
        // Half of one is too much as well.
        assert!(!text.contains(&canary[..16]), "{what} has {canary}:\n{text}");
    }
}

/// Searches whatever lies below a folder, but for the files that the test put the keys into.
fn search(folder: &Path) -> usize {
    let mut files = 0;
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files += search(&path);
        } else if !path.ends_with(".aws/credentials") && !path.ends_with("radius.secret") {
            is_clean(&path.display().to_string(), &fs::read(&path).expect("a file"));
            files += 1;
        }
    }
    files
}

/// Runs a line at each verbosity; it must end with one of these codes.
#[track_caller]
fn clean_run(env: &TestEnv, line: &str, codes: &[i32]) {
    for flags in VERBOSITY {
        let words: Vec<&str> = flags.split_whitespace().chain(line.split_whitespace()).collect();
        let ran = env.run(&words);
        assert!(codes.contains(&ran.code), "{line}: {ran:#?}");
        is_clean(line, ran.stdout.as_bytes());
        is_clean(line, ran.stderr.as_bytes());
        assert!(!ran.stderr.contains("panicked"), "{line}: {ran:#?}");
    }
}

/// What is run, and how it may end.
const LINES: &[(&str, &[i32])] = &[
    ("list -o json --with tags,connection,interface,clocks", &[0]),
    ("list --profile file", &[0]),
    ("show user:O'Brien", &[0, 2]),
    ("explain MIG-01", &[0, 2]),
    ("history --cloudtrail -o json", &[0]),
    ("migrate user:O'Brien --to win11-standard -n -o json", &[0]),
    ("migrate user:O'Brien --to win11-standard --out plan.json", &[0]),
    ("check plan.json", &[0]),
    ("rehearse plan.json -o json", &[0]),
    ("iam-policy plan.json", &[0]),
    ("apply plan.json --yes --max-targets 1", &[0, 2]),
    ("reboot --all --yes --max-targets 100 -o ndjson", &[0, 3, 8]),
    ("start user:nikos.costa", &[0, 3]),
    ("stop user:nikos.costa --yes", &[0, 3, 6]),
    ("maintenance on user:zoë.müller --yes", &[0, 3]),
    ("resize --all --user at-least:100 --yes --skip-refused -o ndjson", &[0, 3, 6, 8]),
    ("modify --all --set running-mode=auto-stop --yes -o ndjson", &[0, 3, 6, 8]),
    ("terminate user:O'Brien --yes --confirm 1", &[0, 2, 3, 5, 6, 8]),
    ("security-group list -o json", &[0]),
    ("tag list -o json", &[0]),
    ("tag set team=lab user:zoë.müller", &[0, 3, 6, 8]),
    ("directory list -o json", &[0]),
    ("directory modify corp.example.com --set device-web=allow --yes --confirm 1 -o json", &[0]),
    (
        "directory mfa enable corp.example.com --server radius.example.com --protocol PAP --secret-file radius.secret \
         --yes --confirm 1",
        &[0],
    ),
    ("directory mfa status -o json", &[0]),
    ("bundle list -o json", &[0]),
    ("bundle delete win11-standard --yes --confirm 1", &[5]),
    ("image list --permissions -o json", &[0]),
    ("ip-group create office 203.0.113.7 -o json", &[0]),
    ("alias create desktop.example.com -o json", &[0]),
    ("standby list -o json", &[0]),
    ("standby create user:nobody --primary-region us-west-2 --directory corp.example.com -n", &[2]),
    ("rebuild user:O'Brien --yes --confirm 1", &[0, 2, 3, 5, 6, 8]),
    ("restore user:O'Brien --yes --confirm 1", &[0, 2, 3, 5, 6, 8]),
    ("provision new.csv --yes", &[0]),
    ("resume", &[0, 2, 6]),
    ("resume --due", &[0, 3, 6]),
    ("adopt plan.json --yes --max-targets 1", &[2]),
    ("runs watch", &[0]),
    ("runs list -o json", &[0]),
    ("runs show R-20260105T080000Z-0000", &[2]),
    ("sim status", &[0, 2]),
    ("--sim=other sim log", &[0, 2]),
    ("config show --origin", &[0]),
    ("completions bash", &[0]),
];

/// Every command, on a service that works; what each leaves behind lies below the home.
#[test]
fn no_command_lets_a_secret_out() {
    let env = env();
    let service = Service::start(&env, "--desktops 40 --speed 3600 --rate 0 --latency 0");
    let env = env.with("AWS_ENDPOINT_URL", service.endpoint());
    env.write_manifest(&["ada.new"]);
    fs::write(env.path("radius.secret"), RADIUS_SECRET).expect("a file");
    for (line, codes) in LINES {
        clean_run(&env, line, codes);
    }
    let run: BTreeSet<String> =
        LINES.iter().flat_map(|(line, _)| line.split_whitespace()).map(ToOwned::to_owned).collect();
    for command in deskfleet::cli::docs::command_names() {
        assert!(run.contains(&command), "`{command}` is not searched for secrets");
    }
    let log = fs::read_to_string(env.path("log")).expect("the log");
    assert!(
        log.contains("operation=\"DescribeWorkspaces\"") && log.contains("request_id="),
        "the log says much: {log}"
    );
    assert!(search(env.home()) >= 5, "plan, journal, log and record were written");
}

/// A service that explains a refused signature by quoting what was signed, and other answers with the request in them.
#[test]
fn no_refusal_lets_a_secret_out() {
    for (status, code) in [
        (403, "SignatureDoesNotMatch"),
        (400, "InvalidSignatureException"),
        (400, "ExpiredTokenException"),
        (400, "AccessDeniedException"),
        (500, "InternalFailure"),
    ] {
        let service = Impostor::start(move |asked| {
            if asked.operation.is_empty() {
                return usual(asked);
            }
            let headers: Vec<String> = asked.headers.iter().map(|(name, value)| format!("{name}:{value}")).collect();
            let quoted = format!(
                "The request signature we calculated does not match the signature you provided.\n\nThe Canonical String \
                 for this request should have been\n'POST\n/\n\n{}'",
                headers.join("\n")
            );
            assert!(quoted.contains(TOKEN), "the canary was sent");
            if asked.operation == "GetCallerIdentity" {
                let body = format!(
                    "<ErrorResponse><Error><Code>{code}</Code><Message>{quoted}</Message></Error></ErrorResponse>"
                );
                return (status, "text/xml", body);
            }
            (status, "application/x-amz-json-1.1", json!({"__type": code, "message": quoted}).to_string())
        });
        let env = env().with("AWS_ENDPOINT_URL_STS", &service.endpoint()).with("AWS_ENDPOINT_URL", &service.endpoint());
        clean_run(&env, "list", &[1, 7]);
        clean_run(&env, "migrate ws-00000001 --to wsb-00000001 --yes --max-targets 1", &[1, 7]);
        search(env.home());
    }
}

/// A service that repeats the request with the RADIUS secret in whatever it refuses it with; what is kept of the run goes on
/// with the secret only when it is handed over again.
#[test]
fn no_refused_second_factor_lets_its_secret_out() {
    for (status, code, ends) in
        [(400, "ClientException", 3), (400, "", 3), (500, "ServiceException", 3), (400, "ExpiredTokenException", 7)]
    {
        let service = Impostor::start(move |asked| match asked.operation.as_str() {
            "DescribeWorkspaceDirectories" => {
                let directory = json!({"DirectoryId": "d-0123456789", "DirectoryName": "corp", "State": "REGISTERED"});
                (200, "application/x-amz-json-1.1", json!({"Directories": [directory]}).to_string())
            }
            "DescribeDirectories" => {
                let directory = json!({"DirectoryId": "d-0123456789", "Type": "ADConnector"});
                (200, "application/x-amz-json-1.1", json!({"DirectoryDescriptions": [directory]}).to_string())
            }
            "EnableRadius" => {
                assert!(asked.body.contains(&RADIUS_SECRET[..16]), "the canary was sent: {}", asked.body);
                let quoted = json!({"__type": code, "message": format!("bad request: {}", asked.body)});
                (status, "application/x-amz-json-1.1", quoted.to_string())
            }
            _ => usual(asked),
        });
        let env = env().with("AWS_ENDPOINT_URL", &service.endpoint());
        let enable = "-vv --log-file log directory mfa enable corp --server a.example --protocol CHAP --secret-file - --yes \
                      --confirm 1";
        let run = |line: &str| {
            let ran = env.run_with_input(&line.split_whitespace().collect::<Vec<_>>(), RADIUS_SECRET.as_bytes());
            is_clean(line, ran.stdout.as_bytes());
            is_clean(line, ran.stderr.as_bytes());
            ran
        };
        let ran = run(enable);
        assert_eq!(ran.code, ends, "{ran:#?}");
        if ends == 7 {
            run("resume").is_bad(2, "needs the RADIUS secret again", "--secret-file FILE");
            assert_eq!(run("resume --secret-file -").code, 7, "it was sent again");
        }
        assert!(search(env.home()) >= 2, "journal and log were written");
    }
}

/// What is wrong before anything is sent: endpoints and proxies with passwords, profiles, files.
#[test]
fn no_bad_setting_lets_a_secret_out() {
    let address = format!("https://me:{URL_PASSWORD}@h.example");
    let proxy = format!("http://me:{PROXY_PASSWORD}@127.0.0.1:1");
    let at_url = env().with("AWS_ENDPOINT_URL", &address);
    clean_run(&at_url, "list", &[2]);
    clean_run(&at_url, "runs list", &[2]);
    clean_run(&at_url, "config show --origin", &[0]);
    clean_run(&at_url, "config show -o json", &[0]);
    let flag = format!("--endpoint-url {address}");
    for line in ["list", "apply missing.json", "resume R-20260105T080000Z-0000", "config show", "lst", "sim status"] {
        clean_run(&env(), &format!("{flag} {line}"), &[0, 2]);
    }
    clean_run(&env(), &format!("{flag} --sim list"), &[2]);
    let proxied = env().with("HTTPS_PROXY", &proxy).with("AWS_ENDPOINT_URL", "https://h.invalid");
    clean_run(&proxied, "list", &[1]);
    clean_run(&env(), "list --profile nobody", &[2]);
    let broken = env();
    fs::write(broken.path(".aws/config"), format!("[profile x]\naws_secret_access_key {FILE_KEY}\n")).expect("a file");
    clean_run(&broken, "list", &[2]);
    fs::remove_file(broken.path(".aws/config")).expect("gone");
    fs::write(broken.path("c.toml"), format!("aws_secret_access_key = \"{FILE_KEY}\"\nregion = \"\n")).expect("a file");
    clean_run(&broken, "--config c.toml list", &[2]);
    fs::remove_file(broken.path("c.toml")).expect("gone");
    search(broken.home());
}
