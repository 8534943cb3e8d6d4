//! Two processes that want the same desktops at the same moment, and what a dead one leaves to the next.

use crate::env::TestEnv;
use crate::record::Record;
use crate::service::{Running, Service, client_env, until};

/// Whoever comes second, at whatever moment, gets exit 8 and sends nothing.
#[test]
fn of_two_that_name_the_same_desktop_one_gets_it() {
    let env = client_env();
    let service = Service::start(&env, "--fleet uniform --desktops 25 --speed 3600 --rate 0");
    let ids = env.run(&service.words("list -o ids")).stdout;
    for target in ids.lines().take(6) {
        let line = format!("--rate 0 migrate {target} --to win11-standard --yes --confirm 1");
        let words = service.words(&line);
        let other = client_beside(&env);
        let (one, two) = (Running::start(&env, &words), Running::start(&other, &words));
        let mut codes = [one.wait().code, two.wait().code];
        codes.sort_unstable();
        // Where the first was done before the second looked, the second finds a desktop that is gone: no race, no send.
        assert!(codes == [0, 8] || codes == [0, 5], "{codes:?}");
    }
    let record = service.record();
    assert_eq!((record.migrated_once().len(), record.changes()), (6, 6));
}

/// The same place, the same state directory, and files of its own for what it says.
fn client_beside(env: &TestEnv) -> TestEnv {
    let home = env.home().join(".local/state/deskfleet");
    client_env().with("DESKFLEET_STATE_DIR", home.to_str().expect("UTF-8"))
}

/// Two that select by a filter: each desktop is moved by one of them, and skipped by the other.
#[test]
fn of_two_that_select_the_same_fleet_each_desktop_goes_once() {
    let env = client_env();
    let service = Service::start(&env, "--fleet uniform --desktops 12 --speed 3600 --rate 0");
    let words = service.words("--rate 0 migrate --all --to win11-standard --yes --confirm 12");
    let other = client_beside(&env);
    let (one, two) = (Running::start(&env, &words), Running::start(&other, &words));
    let ran = [one.wait(), two.wait()];
    let mut done = 0;
    for ran in &ran {
        let [ok, unchanged, failed, skipped, held, refused, unknown, not_started] = ran.counts();
        assert_eq!((ran.code, failed, held, refused, unknown, not_started), (0, 0, 0, 0, 0, 0), "{ran:#?}");
        assert_eq!(ok + unchanged + skipped, 12, "{ran:#?}");
        done += ok;
    }
    let record = service.record();
    assert_eq!((done, record.migrated_once().len(), record.changes()), (12, 12, 12));
}

/// What a killed run held is free for the next one, but for what it may have sent.
#[test]
fn a_dead_runs_targets_are_free_but_for_those_in_flight() {
    let env = client_env();
    let service = Service::start(&env, "--fleet uniform --desktops 40 --speed 1200");
    let all = service.words("migrate --all --to win11-standard --yes --confirm 40");
    let first = Running::start(&env, &all);
    until("the first has sent", || service.record().migrated().len() >= 3);
    assert!(first.kill(), "it was killed before its end");
    let record = service.record();
    let sent: Vec<String> = record.migrated().iter().map(ToString::to_string).collect();

    let plan = env.run(&service.words("migrate --all --to win11-standard -n -o json")).json();
    let skipped = plan["skipped"].as_array().expect("verdicts");
    let in_flight = skipped.iter().filter(|verdict| verdict["rule"] == "RUN-01").count();
    assert!(in_flight >= sent.len() && in_flight <= sent.len() + 1, "{in_flight} of {}", sent.len());
    assert_eq!(plan["steps"].as_array().map(Vec::len), Some(40 - skipped.len()));

    // One that is named is refused as long as nobody has looked what became of it.
    let line = format!("migrate {} --to win11-standard --yes --confirm 1", sent[0]);
    env.run(&service.words(&line)).is_bad(8, &format!("{}: it is in the run R-", sent[0]), "wait for that run");
    assert_eq!(service.record().migrated_once().len(), sent.len(), "nothing was sent meanwhile");
    let resumed = env.run(&service.words("resume"));
    assert_eq!(resumed.code, 0, "{resumed:#?}");
    assert_eq!(Record::in_file(&env.path("requests.ndjson")).migrated_once().len(), 40);
}
