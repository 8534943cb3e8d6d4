//! `sim`: worlds that last, their time and their record, and the service behind a socket.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use crate::env::TestEnv;
use crate::record::Record;
use crate::service::{Running, Service, client_env, until};

fn status(env: &TestEnv, world: &str) -> Value {
    let ran = env.run(&[&format!("--sim={world}"), "sim", "status", "-o", "json"]);
    assert_eq!(ran.code, 0, "{ran:#?}");
    ran.json()["worlds"][0].clone()
}

fn members(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn a_world_is_made_from_a_seed_and_a_size() {
    let env = TestEnv::new();
    let ran = env.line("--sim=lab sim reset --desktops 40 --seed 3 --faults lost=0.01,throttle=0.02");
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{ran:#?}");
    assert!(ran.stderr.starts_with("world `lab` has 40 desktops, it is 2026-01-05T08:00:00Z ("), "{ran:#?}");
    let status = status(&env, "lab");
    let names = [
        "account",
        "desktops",
        "directory",
        "faults",
        "migrations",
        "now",
        "region",
        "regions",
        "requests",
        "seed",
        "world",
    ];
    assert_eq!(members(&status), names);
    assert_eq!((&status["desktops"], &status["seed"], &status["requests"]), (&40.into(), &3.into(), &0.into()));
    assert_eq!(status["faults"], "throttle=0.02,lost=0.01");
}

/// The world is what its requests made of it, whichever process asks; another world has another account.
#[test]
fn a_world_outlives_the_process() {
    let env = TestEnv::new();
    let first = env.line("--sim list -o ids").stdout;
    let ran = env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1 -o json").json();
    let new = ran["targets"][0]["new_workspace_id"].as_str().expect("an id");
    let after = env.line("--sim list -o ids").stdout;
    assert!(!first.contains(new) && after.lines().any(|id| id == new));
    let here = status(&env, "default");
    assert!(here["now"].as_str() > Some("2026-01-05T08:20"), "the time that it took has passed: {here}");

    let other = status(&env, "other");
    assert_eq!(other["now"], "2026-01-05T08:00:00Z");
    assert_ne!(other["account"], here["account"]);

    assert_eq!(env.line("--sim sim reset").code, 0);
    assert_eq!(env.line("--sim list -o ids").stdout, first, "the same seed is the same fleet");
    assert_eq!(env.line("--sim runs list -o ids").stdout, "", "its journal goes with it");
}

#[test]
fn time_passes_when_it_is_told_to() {
    let env = TestEnv::new();
    let ran = env.line("--sim sim advance 6h");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, "it is 2026-01-05T14:00:00Z now\n"));
    assert_eq!(status(&env, "default")["now"], "2026-01-05T14:00:00Z");
    assert_eq!(env.line("--sim sim advance 90m").stderr, "it is 2026-01-05T15:30:00Z now\n");
    env.line("--sim sim advance 6x").is_bad(2, "`6x` is not a duration", "");
}

#[test]
fn the_record_has_a_line_for_each_request() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim list -o ids").code, 0);
    let log = env.sim_log("default");
    assert_eq!(
        members(&log[0]),
        [
            "account",
            "applied",
            "at",
            "error",
            "failed",
            "in_flight",
            "lost",
            "operation",
            "parameters",
            "region",
            "seq",
            "service",
            "status",
            "violations"
        ]
    );
    let numbers: Vec<u64> = log.iter().filter_map(|record| record["seq"].as_u64()).collect();
    assert_eq!(numbers, (1..=5).collect::<Vec<_>>());
    assert_eq!(env.sim_log("default").len(), 5, "looking at it is no request");
    let table = env.line("--sim sim log -o csv").stdout;
    assert_eq!(table.lines().next(), Some("Seq,At,Service,Operation,Status,Error,Applied"));
}

#[test]
fn faults_that_can_not_be_read_are_refused() {
    let env = TestEnv::new();
    for (faults, error) in [
        ("lots=1", "there is no fault `lots`; did you mean `lost`?"),
        ("lost", "`lost` is not of the form name=probability"),
        ("lost=2", "the probability of `lost` must be a number from 0 to 1, not `2`"),
        ("lost=NaN", "the probability of `lost` must be a number from 0 to 1, not `NaN`"),
        ("lost=0.1,lost=0.2", "the fault `lost` is given twice"),
    ] {
        for command in ["--sim sim reset", "sim serve --listen 127.0.0.1:0"] {
            env.line(&format!("{command} --faults {faults}")).is_bad(2, error, "");
        }
    }
}

#[test]
fn a_world_must_be_named() {
    let env = TestEnv::new();
    for command in ["reset", "status", "log", "advance 1h"] {
        env.line(&format!("sim {command}")).is_bad(2, "no world is named", "`--sim=NAME`");
    }
    for name in ["../x", "a/b", ".", ""] {
        env.run(&[&format!("--sim={name}"), "sim", "reset"]).is_bad(2, "--sim: ", "name the world");
    }
}

/// Two processes can't both make history in one world.
#[test]
fn a_world_has_one_process_at_a_time() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset").code, 0);
    let record = env.path(".local/state/deskfleet/sim/default/requests.ndjson");
    let words = ["--sim", "migrate", "--os", "WINDOWS_10", "--to", "win11-standard", "--yes", "--confirm", "60"];
    let child = Running::start(&env, &words);
    until("it is at work", || Record::in_file(&record).len() > 3);
    child.signal("STOP");
    env.line("--sim list").is_bad(8, "is in use by another process", "`--sim=second`");
    env.line("--sim sim reset").is_bad(8, "is in use by another process", "`--sim=second`");
    child.signal("CONT");
    let ran = child.wait();
    assert_eq!(ran.code, 0, "{ran:#?}");
}

/// Asks a service with plain HTTP, as a shell script would.
fn get(service: &Service, path: &str) -> (String, Value) {
    let address = service.endpoint().strip_prefix("http://").expect("no TLS on loopback");
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").expect("written");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer");
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    (head.lines().next().unwrap_or_default().to_owned(), serde_json::from_str(body).unwrap_or_default())
}

#[test]
fn the_service_says_where_it_is_and_what_time_it_is() {
    let env = client_env();
    let service = Service::start(&env, "--speed 3600 --desktops 40");
    let ready = service.ready();
    assert_eq!(members(ready), ["account", "endpoint", "region", "speed"]);
    assert!(service.endpoint().starts_with("http://127.0.0.1:"), "{ready}");
    assert_eq!((&ready["region"], &ready["account"]), (&"us-east-1".into(), &"111122223333".into()));
    let (first, clock) = get(&service, "/_deskfleet/clock");
    assert_eq!(first, "HTTP/1.1 200 OK");
    assert_eq!(members(&clock), ["now", "speed"]);
    assert!(clock["now"].as_str() > Some("2026-01-05T08:00:00Z") && clock["speed"].as_f64() == Some(3600.0), "{clock}");
    let later = get(&service, "/_deskfleet/clock").1;
    assert!(later["now"].as_str() > clock["now"].as_str(), "time passes: {clock} {later}");

    let ran = env.run(&service.words("list -o ids"));
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 40), "{ran:#?}");
    assert!(service.record().len() >= 3 && service.record().changes() == 0);
    assert_eq!(service.terminate(), 0, "told to end, it ends well");
}

#[test]
fn only_this_machine_is_served() {
    let env = TestEnv::new();
    let ran = env.line("sim serve --listen 0.0.0.0:0");
    ran.is_bad(2, "`0.0.0.0:0` is not an address of this machine alone", "listen on 127.0.0.1");
    let service = Service::start(&env, "");
    let taken = service.endpoint().strip_prefix("http://").expect("an address");
    let ran = env.line(&format!("sim serve --listen {taken}"));
    ran.is_bad(2, &format!("can't listen on {taken}"), "name a free port, or 0");
    let folder = env.home().to_str().expect("UTF-8");
    env.run(&["sim", "serve", "--listen", "127.0.0.1:0", "--log", folder]).is_bad(
        2,
        "can't write the record",
        "`--log`",
    );
}
