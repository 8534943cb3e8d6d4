//! `provision`: desktops of a manifest, the same manifest again, and what is wrong with one.

use crate::env::{Ran, TestEnv};
use crate::record::Record;

/// Directory and bundle of a desktop of the world.
fn place(env: &TestEnv) -> (String, String) {
    let listed = env.line("--sim list -o json").json();
    let of = |member: &str| listed["Workspaces"][0][member].as_str().expect("a text").to_owned();
    (of("DirectoryId"), of("BundleId"))
}

fn provision(env: &TestEnv, flags: &[&str], text: &str) -> Ran {
    let arguments = [&["--sim", "provision", "-", "--yes"], flags].concat();
    env.run_with_input(&arguments, text.as_bytes())
}

#[test]
fn a_manifest_is_made_once_and_differences_are_told() {
    let env = TestEnv::new();
    let (directory, bundle) = place(&env);
    let rows =
        |mode: &str| format!("user;directory;bundle;running_mode;tag:team\nada.new;{directory};{bundle};{mode};it\n");
    let ran = provision(&env, &[], &rows("auto-stop"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.last_line().starts_with("deskfleet: 1 done, 0 unchanged, 0 failed, 0 skipped, "), "{ran:#?}");
    let made = env.line("--sim list user:ada.new --with tags -o json").json();
    let tags = made["Workspaces"][0]["Deskfleet"]["Tags"].as_array().expect("tags").clone();
    assert!(tags.iter().any(|tag| tag["Key"] == "team" && tag["Value"] == "it"), "{made:#?}");
    let again = provision(&env, &[], &rows("auto-stop"));
    assert_eq!(again.code, 0, "{again:#?}");
    assert!(again.last_line().starts_with("deskfleet: 0 done, 1 unchanged, "), "{again:#?}");
    let differs = provision(&env, &[], &rows("always-on"));
    assert_eq!(differs.code, 3, "{differs:#?}");
    assert!(differs.stderr.contains("exists, differs"), "{differs:#?}");
    assert_eq!(provision(&env, &["--accept-existing"], &rows("always-on")).code, 0);
    let record = Record::of(&env, "default");
    assert_eq!((record.calls()["CreateWorkspaces"], record.changes()), (1, 1));
    assert!(record.violations().is_empty());
}

/// Everything at once, with its place, and nothing is sent.
#[test]
fn a_manifest_with_faults_is_refused_whole() {
    let env = TestEnv::new();
    let text = "user,directory,bundle,running_mode,encrypt,key\n\
                ann,corp.example.com,win11-standrad,auto-stop,,\n\
                ,d-00000000ff,win11-standard,sometimes,,\n\
                bob,corp.example.com,wsb-00000000f,auto-stop,user,arn:aws:kms:us-east-1:111122223333:key/none\n";
    let ran = provision(&env, &[], text);
    ran.is_bad(2, "the manifest `standard input` can't be used: it has 6 faults", "nothing was sent; set it right");
    let causes: Vec<&str> = ran.stderr.lines().filter_map(|line| line.strip_prefix("cause: ")).collect();
    let expected = [
        "line 2, column 22: bundle: `win11-standrad` is not known; did you mean `win11-standard`?",
        "line 3, column 1: `user` is missing",
        "line 3, column 2: directory: there is no `d-00000000ff` here",
        "line 3, column 30: running_mode: `sometimes` is not known; write auto-stop",
        "line 4, column 22: bundle: there is no `wsb-00000000f` here",
        "line 4, column 51: key: KMS knows no key `arn:aws:kms:us-east-1:111122223333:key/none`",
    ];
    assert_eq!(causes.len(), expected.len(), "{ran:#?}");
    assert!(causes.iter().zip(expected).all(|(cause, expected)| cause.starts_with(expected)), "{ran:#?}");
    let ran = provision(&env, &["--default", "running_mode=sometimes"], "user,directory,bundle\nann,d,b\n");
    ran.is_bad(2, "`--default`: running_mode: `sometimes` is not known; write auto-stop or always-on", "--help");
    assert_eq!(env.applied(), 0);
}

/// What a tired person gets wrong, each with what to do.
#[test]
fn bad_input_is_told_with_the_next_step() {
    let env = TestEnv::new();
    let row = "ann.new,corp.example.com,win11-standard,auto-stop\n";
    for (heading, row, error) in [
        (
            "user,directry,bundle,running_mode",
            row,
            "line 1, column 6: `directry` is not a column, did you mean `directory`?",
        ),
        (
            "user,directory,bundle,running_mode,cost",
            "ann,d,b,auto-stop,7\n",
            "line 1, column 36: `cost` is not a column",
        ),
        ("user,directory,bundle", "ann,d,b\n", "line 1, column 1: `running_mode` is missing"),
        ("user,directory,bundle,running_mode", &row.repeat(2), "line 3, column 1: `ann.new` is named twice"),
        (
            "user,directory,bundle,running_mode",
            "ann,crop.example.com,win11-standard,auto-stop\n",
            "`corp.example.com`?",
        ),
        ("user,directory,bundle,running_mode", "ann,corp.example.com,win11-standart,auto-stop\n", "`win11-standard`?"),
        ("user,directory,bundle,running_mode", "", "line 1, column 1: it names no desktop"),
    ] {
        let ran = provision(&env, &[], &format!("{heading}\n{row}"));
        ran.is_bad(2, "the manifest `standard input` can't be used", "nothing was sent; set it right");
        assert!(ran.stderr.contains(error), "{error}: {ran:#?}");
    }
    let twice = provision(&env, &["--column", "user=A", "--column", "user=B"], row);
    twice.is_bad(2, "`--column` names the column `user` twice", "write each column once");
    env.line("--sim provision gone.csv --yes").is_bad(2, "can't read the manifest `gone.csv`", "CSV, JSON or YAML");
    env.line("--sim provision run:R-20260105T080000Z-0000:failed").is_bad(2, "R-20260105T080000Z-0000", "");
    env.line("--sim provision").is_bad(2, "<MANIFEST>", "");
    // What stands for a desktop that is still to be made names none.
    let new = "new:d-1234567890/ann";
    env.line(&format!("--sim reboot {new}")).is_bad(2, "it stands for a desktop that is still to be made", "user:d-");
    let arn = env.line(&format!("--sim reboot arn:aws:workspaces:us-east-1:111122223333:workspace/{new}"));
    assert!(arn.code == 2 && arn.stderr.contains("an ARN looks like"), "{arn:#?}");
    assert_eq!(env.applied(), 0);
}

/// The plan holds all that is needed to try it elsewhere, and to go on with it elsewhere.
#[test]
fn a_plan_is_rehearsed_and_adopted() {
    let env = TestEnv::new();
    env.write_manifest(&["ada.new", "bob.new"]);
    assert_eq!(env.line("--sim provision new.csv --out plan.json").code, 0);
    let rehearsed = env.line("rehearse plan.json");
    assert_eq!(rehearsed.code, 0, "{rehearsed:#?}");
    assert_eq!(env.applied(), 0, "in a world of its own");
    assert_eq!(env.line("--sim apply plan.json --yes").code, 0);
    // As on another machine, where nobody knows of the run.
    let adopted = env.line("--sim --state-dir elsewhere adopt plan.json --yes");
    assert_eq!(adopted.code, 0, "{adopted:#?}");
    assert_eq!(adopted.counts(), [2, 0, 0, 0, 0, 0, 0, 0], "{adopted:#?}");
    assert_eq!(env.applied(), 1, "nothing was sent twice");
}

/// Who failed goes into the next call, from what the run wanted.
#[test]
fn the_failed_of_a_run_are_asked_for_again() {
    let env = TestEnv::new();
    let (directory, bundle) = place(&env);
    let text = format!("user,directory,bundle,running_mode\nmissing.ann,{directory},{bundle},auto-stop\n");
    let ran = provision(&env, &["--wait-for-user", "0s"], &text);
    assert_eq!(ran.code, 3, "{ran:#?}");
    let runs = env.line("--sim runs list -o json").stdout;
    let start = runs.find("\"R-").expect("a run") + 1;
    let run = &runs[start..start + runs[start..].find('"').expect("its end")];
    let ran = env.line(&format!("--sim provision run:{run}:failed -n"));
    assert_eq!(ran.code, 0, "{ran:#?}");
    assert!(ran.stdout.starts_with("provision 1 of 1 selected"), "{ran:#?}");
    for flag in ["--default encrypt=user", "--column user=Login", "--ignore-columns"] {
        let ran = env.line(&format!("--sim provision run:{run}:failed {flag} -n"));
        ran.is_bad(2, "has no columns: its desktops are those that the run wanted", "leave out `--column`");
    }
}
