//! `modify --set`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

/// Several properties are several calls of one target, and what is so already is not sent.
#[test]
fn only_differences_are_sent_one_a_call() {
    let env = TestEnv::new();
    let ran = env
        .line("--sim modify user:zoë.müller --set compute-type=power --set running-mode=auto-stop,auto-stop=2h --yes");
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, "), "{ran:#?}");
    let calls: Vec<_> =
        env.sim_log("default").into_iter().filter(|line| line["operation"] == "ModifyWorkspaceProperties").collect();
    let properties: Vec<_> = calls.iter().map(|line| line["parameters"]["WorkspaceProperties"].to_string()).collect();
    assert_eq!(
        properties,
        [
            r#"{"RunningMode":"AUTO_STOP"}"#,
            r#"{"RunningModeAutoStopTimeoutInMinutes":120}"#,
            r#"{"ComputeTypeName":"POWER"}"#
        ]
    );
    assert!(Record::of(&env, "default").violations().is_empty());
    let again = env.line("--sim modify user:zoë.müller --set running-mode=auto-stop,auto-stop=2h --yes");
    assert!(again.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{again:#?}");
}

/// DCV is WSP on the wire; what throws people out skips who is at work.
#[test]
fn a_fleet_gets_dcv_but_for_those_at_work() {
    let env = TestEnv::new();
    let ran = env.line("--sim modify --all --protocol pcoip --set protocol=dcv --yes -o json");
    assert!([0, 3].contains(&ran.code), "{ran:#?}");
    let rows = ran.json();
    let ends: Vec<(&str, &str)> = rows["targets"]
        .as_array()
        .expect("rows")
        .iter()
        .map(|row| (row["end"].as_str().unwrap_or_default(), row["rule"].as_str().unwrap_or_default()))
        .collect();
    assert!(ends.contains(&("done", "")) && ends.contains(&("skipped", "MOD-07")), "{ends:?}");
    assert!(Record::of(&env, "default").violations().is_empty());
}

/// A compute type that somebody else changed two hours ago.
#[test]
fn a_change_of_somebody_else_is_known_from_cloudtrail() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet clocks --desktops 36").code, 0);
    let line = "--sim modify --tag kind=larger --set compute-type=power -n";
    let blind = env.line(line);
    assert!(blind.stdout.contains("MOD-09") && !blind.stdout.contains("MOD-08"), "{blind:#?}");
    let told = env.line(&format!("{line} --cloudtrail"));
    assert!(told.stdout.contains("MOD-08") && told.stdout.contains("allowed again at 2026-01-05 12:05Z"), "{told:#?}");
}

#[test]
fn a_value_that_makes_no_sense_is_said_before_anything_is_read() {
    let env = TestEnv::new();
    for (set, said) in [
        ("compute-type", "is no NAME=VALUE"),
        ("colour=red", "`colour` can't be modified"),
        ("compute-type=powr", "`powr`"),
        ("auto-stop=90m", "whole hours"),
        ("protocol=dcv,protocol=pcoip", "stands there twice"),
    ] {
        env.line(&format!("--sim modify user:zoë.müller --set {set}")).is_bad(2, said, "");
    }
    env.line("--sim modify user:zoë.müller").is_bad(2, "--set", "");
    let ran = env.line("--sim modify user:zoë.müller --set running-mode=always-on,auto-stop=1h");
    assert_eq!(ran.code, 2, "{ran:#?}");
    assert!(ran.stderr.contains("does not go with the running mode ALWAYS_ON"), "{ran:#?}");
    assert_eq!(env.applied(), 0);
}
