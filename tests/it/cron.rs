//! The nightly line of a crontab, as cron runs it: by `sh -c`, with nothing of an environment, no home, no terminal.

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::env::{Ran, TestEnv};
use crate::record::Record;

/// What the line says beside where its state is.
const NIGHTLY: &str = "reboot --running-mode auto-stop --not-connected --window '05:00-11:00 UTC' --one-shot \
    --empty-ok --yes -q";

/// Runs a line as cron does.
fn cron(env: &TestEnv, line: &str) -> Ran {
    let state = env.path("state");
    let binary = env!("CARGO_BIN_EXE_deskfleet");
    let line = format!("'{binary}' --state-dir '{}' --sim {line}", state.display());
    let mut command = Command::new("/usr/bin/env");
    command.args(["-i", "/bin/sh", "-c", &line]).current_dir("/").stdin(Stdio::null());
    Ran::from(command.output().expect("`env` and `sh` are there"))
}

fn ids(desktops: &[Value], which: impl Fn(&Value) -> bool) -> BTreeSet<&str> {
    let chosen = desktops.iter().filter(|desktop| which(desktop));
    chosen.filter_map(|desktop| desktop["WorkspaceId"].as_str()).collect()
}

/// Half of the fleet is stopped, one desktop's key is disabled and three users are at work: exactly the rest is rebooted,
/// and there is nothing to mail.
#[test]
fn a_nightly_reboot_of_a_mixed_fleet_just_works() {
    let env = TestEnv::new();
    // The first 31 kinds of that fleet.
    assert_eq!(cron(&env, "sim reset --fleet clocks --desktops 31").code, 0);
    let fleet = cron(&env, "list --with tags,connection -o json").json();
    let desktops = fleet["Workspaces"].as_array().expect("desktops");
    let kind = |desktop: &Value| {
        let tags = desktop["Deskfleet"]["Tags"].as_array().expect("tags").iter();
        tags.filter(|tag| tag["Key"] == "kind").filter_map(|tag| tag["Value"].as_str()).collect::<String>()
    };
    let at_work = ids(desktops, |desktop| desktop["Deskfleet"]["Connection"]["ConnectionState"] == "CONNECTED");
    let stopped = ids(desktops, |desktop| desktop["State"] == "STOPPED");
    let disabled = ids(desktops, |desktop| kind(desktop) == "disabled-key");
    assert_eq!((desktops.len(), at_work.len(), disabled.len()), (31, 3, 1));
    assert!((12..=18).contains(&stopped.len()), "about half: {stopped:?}");

    let ran = cron(&env, NIGHTLY);
    assert_eq!((ran.code, ran.stdout.as_str(), ran.stderr.as_str()), (0, "", ""));
    let auto_stop = ids(desktops, |desktop| desktop["WorkspaceProperties"]["RunningMode"] == "AUTO_STOP");
    let left_out: BTreeSet<&str> = [at_work, stopped, disabled].into_iter().flatten().collect();
    let rest: BTreeSet<&str> = auto_stop.difference(&left_out).copied().collect();
    assert!(rest.len() >= 8, "{rest:?}");
    let state = env.path("state");
    let record = Record::in_file(&state.join("sim/default/requests.ndjson"));
    assert_eq!(record.rebooted(), rest);
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
    let selected = desktops.iter().filter(|desktop| {
        let id = desktop["WorkspaceId"].as_str().expect("an id");
        auto_stop.contains(id) && desktop["Deskfleet"]["Connection"]["ConnectionState"] != "CONNECTED"
    });
    let keys: BTreeSet<&str> = selected.filter_map(|desktop| desktop["VolumeEncryptionKey"].as_str()).collect();
    assert_eq!(record.calls()["DescribeKey"], keys.len(), "each key once: {keys:?}");

    let again = cron(&env, "list --state REBOOTING,UNHEALTHY,ERROR -o ids");
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "all of them are up again");
    let none = cron(&env, &format!("{NIGHTLY} --state ERROR"));
    assert_eq!((none.code, none.stdout.as_str(), none.stderr.as_str()), (0, "", ""), "nothing to do is no news");
}

/// Whoever forgets `--yes` is told so in the mail, and nothing is sent.
#[test]
fn without_a_yes_nothing_is_done_and_that_is_said() {
    let env = TestEnv::new();
    let ran = cron(&env, &NIGHTLY.replace(" --yes", ""));
    ran.is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(Record::in_file(&env.path("state/sim/default/requests.ndjson")).changes(), 0);
}
