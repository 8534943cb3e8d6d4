//! `directory`: what is registered, what it sets, and how many desktops it has.

use serde_json::Value;

use crate::env::TestEnv;

/// How often an operation was called in a world.
fn calls(env: &TestEnv, operation: &str) -> usize {
    env.sim_log("default").iter().filter(|line| line["operation"] == operation).count()
}

/// Every desktop is counted in its directory, and one listing of each is all that it takes.
#[test]
fn directories_are_listed_with_their_desktops() {
    let env = TestEnv::new();
    let listed = env.line("--sim directory list -o json").json();
    assert_eq!((calls(&env, "DescribeWorkspaceDirectories"), calls(&env, "DescribeWorkspaces")), (1, 4));
    let desktops = env.line("--sim list -o json").json();
    let desktops = desktops["Workspaces"].as_array().expect("desktops");
    let directories = listed["Directories"].as_array().expect("directories");
    assert!(directories.len() > 1, "{listed}");
    for directory in directories {
        let here = desktops.iter().filter(|desktop| desktop["DirectoryId"] == directory["DirectoryId"]);
        let stopped = here.clone().filter(|desktop| desktop["State"] == "STOPPED").count() as u64;
        let ours = &directory["Deskfleet"];
        assert_eq!(ours["Desktops"], here.count() as u64, "{directory}");
        assert_eq!(ours["States"]["STOPPED"].as_u64().unwrap_or(0), stopped, "{directory}");
        assert_eq!(directory["WorkspaceCreationProperties"]["EnableInternetAccess"], false);
        assert_eq!(directory["WorkspaceAccessProperties"]["DeviceTypeWeb"], "DENY");
    }
    assert_eq!(listed["Gaps"], Value::Array(Vec::new()));
    let ids = env.line("--sim directory list -o ids");
    assert_eq!((ids.code, ids.stdout.lines().count()), (0, directories.len()), "{ids:#?}");
}

/// By each of its names, once however often it is named, with what people look for in words.
#[test]
fn everything_about_a_directory() {
    let env = TestEnv::new();
    let json = env.line("--sim directory show corp.example.com -o json").json();
    let directory = &json["Directories"][0];
    let text = |name: &str| directory[name].as_str().expect("a text").to_owned();
    let all = format!("--sim directory show corp.example.com {} {} -o json", text("DirectoryId"), text("Alias"));
    assert_eq!(env.line(&all).json(), json, "named three times");
    let shown = env.line("--sim directory show corp.example.com -o table");
    assert_eq!((shown.code, shown.stderr.as_str()), (0, ""), "{shown:#?}");
    let lines: Vec<(&str, &str)> = shown.stdout.lines().filter_map(|line| line.split_once("  ")).collect();
    let of = |name: &str| lines.iter().find(|(one, _)| *one == name).map(|(_, value)| value.trim());
    for (name, value) in [
        ("State", "REGISTERED"),
        ("Desktops", "40"),
        ("Available", "36"),
        ("Stopped", "2"),
        ("Unhealthy", "-"),
        ("Error", "1"),
        ("Devices", "Android,ChromeOs,Ios,Osx,Windows,ZeroClient"),
        ("SelfService", "RestartWorkspace"),
        ("EnableInternetAccess", "false"),
        ("LocalAdministrator", "true"),
        ("EndpointEncryptionMode", "STANDARD_TLS"),
        ("SamlStatus", "-"),
        ("CertificateStatus", "-"),
        ("IpGroups", "-"),
    ] {
        assert_eq!(of(name), Some(value), "{name}: {}", shown.stdout);
    }
    assert_eq!(env.line("--sim ip-group create office 203.0.113.0/24").code, 0);
    let put = env.line("--sim ip-group associate corp.example.com office --must-admit 203.0.113.7 --yes --confirm 1");
    assert_eq!(put.code, 0, "{put:#?}");
    let again = env.line("--sim directory show corp.example.com -o json").json();
    assert_eq!(again["Directories"][0]["ipGroupIds"].as_array().map(Vec::len), Some(1), "{again}");
}

/// One that has no desktops does not stay registered, and that is said; one that has some is not warned of.
#[test]
fn an_empty_directory_is_warned_of() {
    let env = TestEnv::new();
    assert!(!env.line("--sim directory list").stderr.contains("DIR-01"));
    assert_eq!(env.line("--sim=small sim reset --desktops 1").code, 0);
    let listed = env.line("--sim=small directory list -o json");
    let json = listed.json();
    let directories = json["Directories"].as_array().expect("directories").iter();
    let empty: Vec<&str> = directories
        .filter(|directory| directory["Deskfleet"]["Desktops"] == 0)
        .filter_map(|directory| directory["DirectoryId"].as_str())
        .collect();
    assert!(!empty.is_empty(), "{json}");
    for id in &empty {
        let warning = format!("warning: DIR-01 {id}: it has no desktops: a Simple AD or AD Connector is deregistered");
        assert!(listed.stderr.contains(&warning), "{warning}: {listed:#?}");
    }
    assert_eq!((listed.code, listed.stderr.matches("DIR-01").count()), (0, empty.len()), "{listed:#?}");
}

#[test]
fn what_is_not_there_is_refused() {
    let env = TestEnv::new();
    env.line("--sim directory show corp.example.con").is_bad(
        2,
        "there is no directory `corp.example.con`",
        "`corp.example.com`",
    );
    assert_eq!(calls(&env, "DescribeWorkspaces"), 0, "nothing more is asked for");
    env.line("--sim directory show").is_bad(2, "required", "");
    env.line("--sim directory list --columns Nothing").is_bad(2, "there is no column `Nothing`", "");
}

/// What differs is sent in one call, and the same again sends nothing; the way back is a command.
#[test]
fn settings_are_changed_and_put_back() {
    let env = TestEnv::new();
    let modify = "--sim directory modify corp.example.com --set device-web=allow --set device-windows=allow";
    let dry = env.line(&format!("{modify} -n --exit-code"));
    assert_eq!(dry.code, 20, "{dry:#?}");
    assert!(dry.stdout.contains("set device-web=allow of corp.example.com"), "{dry:#?}");
    env.line(&format!("{modify} --yes")).is_bad(2, "`--yes` alone is not enough", "`--confirm 1`");
    assert_eq!(calls(&env, "ModifyWorkspaceAccessProperties"), 0);
    let ran = env.line(&format!("{modify} --yes --confirm 1"));
    assert!(ran.code == 0 && ran.last_line().starts_with("deskfleet: 1 done, 1 unchanged"), "{ran:#?}");
    assert!(ran.stderr.contains("--set device-web=deny` undoes it"), "{ran:#?}");
    let again = env.line(modify);
    assert!(again.code == 0 && again.last_line().starts_with("deskfleet: 0 done, 2 unchanged"), "{again:#?}");
    assert_eq!(calls(&env, "ModifyWorkspaceAccessProperties"), 1);
}

/// Nothing is sent, and what was perhaps meant is named.
#[test]
fn settings_that_can_not_be_meant_are_refused() {
    let env = TestEnv::new();
    let all = "--set device-windows=deny --set device-osx=deny --set device-ios=deny --set device-android=deny \
               --set device-chrome-os=deny --set device-zero-client=deny";
    for (line, code, error, hint) in [
        ("corp.example.com --set device-wob=deny", 2, "the nearest is `device-web`", "--help"),
        ("corp.example.com --set default-ou=Desktops", 2, "the full distinguished name", "--help"),
        ("corp.example.com --set device-web=deny --set device-web=allow", 2, "is set to two values", "write it once"),
        (&format!("corp.example.com {all}"), 5, "DIR-03", "`--allow DIR-03`"),
        ("corp.example.com --set custom-security-group=sg-00000000", 5, "DIR-06", "explain DIR-06"),
    ] {
        env.line(&format!("--sim directory modify {line}")).is_bad(code, error, hint);
    }
    let log = env.sim_log("default");
    assert!(log.iter().all(|line| line["applied"] != true), "nothing is changed");
}

/// A directory goes and comes back, is left to `resume` on the way, and what can't be meant is refused before any call.
#[test]
fn a_directory_is_deregistered_and_registered() {
    let env = TestEnv::new();
    assert_eq!(env.line("--sim sim reset --desktops 1").code, 0);
    let json = env.line("--sim directory list -o json").json();
    let directories = json["Directories"].as_array().expect("directories");
    let of = |used: bool| {
        let directory = directories.iter().find(|one| (one["Deskfleet"]["Desktops"] != 0) == used).expect("one");
        (directory["DirectoryId"].as_str().expect("an id"), &directory["SubnetIds"])
    };
    let ((used, _), (empty, subnets)) = (of(true), of(false));
    let subnet = |number: usize| subnets[number].as_str().expect("an id");
    let deregister = env.line(&format!("--sim directory deregister {used} --yes --confirm 1"));
    deregister.is_bad(5, "refused by DIR-07: 1 desktop is left in it", "explain DIR-07");
    let one = env.line(&format!("--sim directory register {empty} --subnet {} --yes", subnet(0)));
    one.is_bad(2, "two different subnets", "`--subnet` twice");
    assert_eq!(calls(&env, "DeregisterWorkspaceDirectory"), 0);
    let left = env.line(&format!("--sim directory deregister {empty} --no-wait --yes --confirm 1"));
    assert!(left.code == 6 && left.last_line().contains("; resume with: deskfleet --sim resume R-"), "{left:#?}");
    let resumed = env.line("--sim resume");
    assert!(resumed.code == 0 && resumed.last_line().starts_with("deskfleet: 1 done, "), "{resumed:#?}");
    let register = format!("--sim directory register {empty} --subnet {} --subnet {} --yes", subnet(0), subnet(1));
    let back = env.line(&register);
    assert!(back.code == 0 && back.last_line().starts_with("deskfleet: 1 done, "), "{back:#?}");
    assert!(back.stderr.contains(&format!("directory deregister {empty}` undoes it")), "{back:#?}");
    let again = env.line(&register);
    assert!(again.code == 0 && again.last_line().starts_with("deskfleet: 0 done, 1 unchanged"), "{again:#?}");
    let counted = ["DeregisterWorkspaceDirectory", "RegisterWorkspaceDirectory"].map(|name| calls(&env, name));
    assert_eq!(counted, [1, 1]);
}

/// A second factor is set up, shown and taken away; a secret that can't be one and a directory that can have none are refused
/// before any call that changes something.
#[test]
fn a_second_factor_is_set_up() {
    let env = TestEnv::new();
    std::fs::write(env.path("secret"), "correct horse\n").expect("a file");
    std::fs::write(env.path("short"), "horse\n").expect("a file");
    let enable = |directory: &str, file: &str| {
        let flags = "--protocol ms-chapv2 --server radius.example.com --yes --confirm 1";
        env.line(&format!("--sim directory mfa enable {directory} --secret-file {file} {flags}"))
    };
    enable("corp.example.com", "short").is_bad(2, "it has 5 characters", "nothing was sent");
    enable("lab.example.com", "secret").is_bad(5, "refused by DIR-12: the directory d-", "explain DIR-12");
    let enabled = enable("corp.example.com", "secret");
    assert!(enabled.code == 0 && enabled.last_line().starts_with("deskfleet: 1 done, "), "{enabled:#?}");
    assert!(enabled.stderr.contains("DIR-14") && enabled.stderr.contains("` undoes it"), "{enabled:#?}");
    let status = env.line("--sim directory mfa status corp.example.com -o json").json();
    let directory = &status["DirectoryDescriptions"][0];
    assert_eq!((&directory["Type"], &directory["RadiusStatus"]), (&"ADConnector".into(), &"Completed".into()));
    assert_eq!(directory["RadiusSettings"]["AuthenticationProtocol"], "MS-CHAPv2");
    let disabled = env.line("--sim directory mfa disable corp.example.com --yes --confirm 1");
    assert!(disabled.code == 0 && disabled.last_line().starts_with("deskfleet: 1 done, "), "{disabled:#?}");
    assert_eq!(["EnableRadius", "DisableRadius"].map(|name| calls(&env, name)), [1, 1]);
}
