//! `show`: everything about a few desktops, a block each.

use crate::env::TestEnv;

#[test]
fn everything_about_a_desktop() {
    let env = TestEnv::new();
    let ran = env.line("--sim show -o table user:O'Brien");
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
    let lines: Vec<(&str, &str)> = ran.stdout.lines().filter_map(|line| line.split_once("  ")).collect();
    let of = |name: &str| lines.iter().find(|(one, _)| *one == name).map(|(_, value)| value.trim());
    for (name, value) in [
        ("UserName", "O'Brien"),
        ("State", "AVAILABLE"),
        ("OperatingSystem", "WINDOWS_10"),
        ("Protocols", "PCOIP"),
        ("ConnectionState", "DISCONNECTED"),
        ("Tags", "CostCenter=1003,Department=Sales,pilot="),
        ("ErrorMessage", "-"),
    ] {
        assert_eq!(of(name), Some(value), "{name}");
    }
    for name in ["LastConnection", "RebuildSnapshots", "RestoreSnapshots", "InterfaceId", "SecurityGroups"] {
        assert!(of(name).is_some_and(|value| value != "-"), "{name} was not read: {}", ran.stdout);
    }
}

/// By each of its names, and whatever the case of its user.
#[test]
fn a_desktop_has_many_names() {
    let env = TestEnv::new();
    let json = env.line("--sim show -o json user:O'Brien").json();
    let desktop = &json["Workspaces"][0];
    let text = |name: &str| desktop[name].as_str().expect("a text").to_owned();
    let arn = format!("arn:aws:workspaces:us-east-1:111122223333:workspace/{}", text("WorkspaceId"));
    for name in [
        text("WorkspaceId"),
        arn,
        format!("user:{}/O'Brien", text("DirectoryId")),
        "user:o'brien".to_owned(),
        format!("computer:{}", text("ComputerName")),
        format!("ip:{}", text("IpAddress")),
    ] {
        let ran = env.run(&["--sim", "show", "-o", "ids", &name]);
        assert_eq!((ran.code, ran.stdout), (0, format!("{}\n", text("WorkspaceId"))), "{name}: {}", ran.stderr);
    }
    let elsewhere = env.line("--sim show arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-0123abcde");
    elsewhere.is_bad(2, "is in 111122223333 eu-west-1, this is 111122223333 us-east-1", "`--region`");
}

#[test]
fn what_is_not_there_is_told() {
    let env = TestEnv::new();
    let ran = env.line("--sim show -o ids user:O'Brien user:nobody");
    assert_eq!((ran.code, ran.stdout.lines().count()), (3, 1), "{ran:#?}");
    assert_eq!(ran.stderr, "warning: `user:nobody` is not there\n");
    assert_eq!(env.line("--sim show -o ids user:O'Brien user:nobody --skip-missing").code, 0);
    env.line("--sim show").is_bad(2, "nothing is named", "`deskfleet show user:alice`");
}

/// After a migration the old id leads to the new one.
#[test]
fn an_old_id_leads_to_the_new_one() {
    let env = TestEnv::new();
    let run = env.line("--sim migrate user:O'Brien --to win11-standard --yes --confirm 1 -o json").json();
    let target = &run["targets"][0];
    let (old, new) = (&target["workspace_id"], &target["new_workspace_id"]);
    let ran = env.run(&["--sim", "show", old.as_str().expect("an id")]);
    assert_eq!(ran.code, 3, "{ran:#?}");
    let heir = format!("a run of ours migrated it, it is {} now", new.as_str().expect("an id"));
    assert!(ran.stderr.contains(&heir), "{ran:#?}");
}

/// An unfinished desktop and a user's name that a terminal could stumble over.
#[test]
fn errors_of_the_service_are_shown() {
    let env = TestEnv::new();
    let ran = env.line("--sim show --state ERROR -o json");
    let json = ran.json();
    assert_eq!(json["Workspaces"].as_array().map(Vec::len), Some(1), "{ran:#?}");
    assert_eq!(json["Workspaces"][0]["ErrorCode"], "InvalidUserConfiguration.Workspace");
}
