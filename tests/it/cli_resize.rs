//! `resize`, as a person and as cron run it.

use crate::env::TestEnv;
use crate::record::Record;

const ZOE: &str = "--sim resize user:zoë.müller";

fn sent(env: &TestEnv, operation: &str) -> usize {
    env.sim_log("default").iter().filter(|line| line["operation"] == operation).count()
}

/// Four calls, hours apart, and one desktop in everything that is counted.
#[test]
fn a_chain_is_one_target() {
    let env = TestEnv::new();
    let ran = env.line(&format!("{ZOE} --root 175 --user 150 --yes --hold wait"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, "), "{ran:#?}");
    assert!(ran.stderr.contains("resize 1 of 1 selected: reboot=idle root=175 user=150"), "{ran:#?}");
    assert!(ran.stderr.contains("people at work are not disturbed"), "{ran:#?}");
    assert_eq!((sent(&env, "ModifyWorkspaceProperties"), sent(&env, "RebootWorkspaces")), (3, 1));
    assert!(Record::of(&env, "default").violations().is_empty());
    let shown = env.line("--sim show user:zoë.müller -o json").json();
    let properties = &shown["Workspaces"][0]["WorkspaceProperties"];
    assert_eq!((&properties["RootVolumeSizeGib"], &properties["UserVolumeSizeGib"]), (&175.into(), &150.into()));
    let runs = env.line("--sim runs list -o json").json();
    let run = runs["runs"][0]["run"].as_str().expect("a run").to_owned();
    let rows = env.line(&format!("--sim runs show {run} -o json")).json();
    assert_eq!(rows["targets"].as_array().map(Vec::len), Some(1), "{rows}");
    let done = env.line(&format!("--sim list run:{run}:done -o ids"));
    assert_eq!(done.stdout.lines().count(), 1, "{done:#?}");
    let history = env.line("--sim history user:zoë.müller -o json").json().to_string();
    let proven = |verb: &str| history.matches(&format!("{verb} is proven")).count();
    assert_eq!((proven("resize"), proven("reboot")), (3, 1), "each step by its own name: {history}");
    let again = env.line(&format!("{ZOE} --root 175 --user 150 --yes --hold wait"));
    assert!(again.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{again:#?}");
}

/// The ledger knows what we did: a growth within six hours is a hold with its time, and nothing is sent.
#[test]
fn a_volume_that_grew_is_held_until_its_clock_has_run_out() {
    let env = TestEnv::new();
    assert_eq!(env.line(&format!("{ZOE} --user 100 --reboot never --yes")).code, 0);
    let ran = env.line(&format!("{ZOE} --root 175 --user 150 -n"));
    assert!(!ran.stdout.contains("held"), "its root volume may grow: {ran:#?}");
    assert_eq!(env.line(&format!("{ZOE} --root 175 --reboot never --yes")).code, 0);
    let ran = env.line(&format!("{ZOE} --user 150 --reboot never -n"));
    assert!(
        ran.stdout.contains("VOL-08") && ran.stdout.contains("its user volume grew less than six hours ago"),
        "{ran:#?}"
    );
    assert!(ran.stdout.contains("allowed again at 2026-01-05 14:05Z"), "{ran:#?}");
}

/// A user's own growth of five hours ago, of which our ledger knows nothing: asked for, it is a hold with its time, and kept.
#[test]
fn a_growth_of_somebody_else_is_known_from_cloudtrail() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --fleet clocks --desktops 36").code, 0);
    let line = "--sim resize --tag kind=root-grown --root 200 --reboot never -n";
    let blind = env.line(line);
    assert!(blind.stdout.contains("VOL-09") && !blind.stdout.contains("VOL-08"), "{blind:#?}");
    assert_eq!(sent(&env, "LookupEvents"), 0);
    let told = env.line(&format!("{line} --cloudtrail"));
    assert!(told.stdout.contains("VOL-08") && told.stdout.contains("allowed again at 2026-01-05 09:05Z"), "{told:#?}");
    assert!(sent(&env, "LookupEvents") > 0 && !told.stdout.contains("VOL-09"), "{told:#?}");
    let again = env.line(line);
    assert!(again.stdout.contains("allowed again at 2026-01-05 09:05Z"), "the ledger keeps it: {again:#?}");
    // What is wrong with the line itself is said before anybody is asked.
    let asked = sent(&env, "LookupEvents");
    env.line("--sim resize --root 200 --cloudtrail").is_bad(2, "needs to know which desktops", "--all");
    assert_eq!((sent(&env, "LookupEvents"), env.applied()), (asked, 0));
}

/// No volume grows unasked: the refusal names the flag that makes a way.
#[test]
fn a_refusal_names_the_flag_that_makes_a_way() {
    let env = TestEnv::new();
    for (sizes, rule, flag) in [
        ("--user 150", "VOL-04", "--root 175"),
        ("--root 175", "VOL-05", "--user at-least:100"),
        ("--root 100 --user 100", "VOL-03", "the next size is 175"),
    ] {
        let ran = env.line(&format!("{ZOE} {sizes} --yes"));
        assert_eq!(ran.code, 5, "{ran:#?}");
        assert!(ran.stderr.contains(rule) && ran.stderr.contains(flag), "{ran:#?}");
    }
    assert_eq!(env.applied(), 0);
}

#[test]
fn bad_sizes_are_said_before_anything_is_read() {
    let env = TestEnv::new();
    env.line(&format!("{ZOE} --user 5GB")).is_bad(2, "`5GB` is no size", "");
    env.line(&format!("{ZOE} --root +50")).is_bad(2, "`+50` is no size", "");
    env.line(&format!("{ZOE} --root 175 --reboot later")).is_bad(2, "choose idle, now or never", "");
    env.line(ZOE).is_bad(2, "--root", "");
    assert!(env.sim_log("default").is_empty());
}

#[test]
fn it_asks_and_without_a_terminal_names_the_flag() {
    let env = TestEnv::new();
    env.line(&format!("{ZOE} --root 175 --user 100")).is_bad(2, "nobody can be asked", "--yes");
    assert_eq!(env.applied(), 0);
}
