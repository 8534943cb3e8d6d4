//! `config show`: which value holds, and who said so; and a config file that is wrong.

use std::fs;

use crate::env::TestEnv;

/// Value and origin of a setting.
fn setting(env: &TestEnv, words: &[&str], name: &str) -> (String, String) {
    let ran = env.run(&[words, &["config", "show", "--origin"]].concat());
    assert_eq!(ran.code, 0, "{ran:#?}");
    let row = ran.stdout.lines().map(|line| line.split('\t').collect::<Vec<_>>()).find(|row| row[0] == name);
    let row = row.unwrap_or_else(|| panic!("no {name} in {}", ran.stdout));
    (row[1].to_owned(), row[2].to_owned())
}

fn pair(value: &str, origin: &str) -> (String, String) {
    (value.to_owned(), origin.to_owned())
}

/// Flag, environment, config file, default: one rung after the other.
#[test]
fn the_stronger_place_wins() {
    let env = TestEnv::new();
    assert_eq!(setting(&env, &[], "region"), pair("", "default"));
    assert_eq!(setting(&env, &[], "rate"), pair("2", "default"));

    fs::create_dir_all(env.path(".config/deskfleet")).expect("a folder");
    let file = env.path(".config/deskfleet/config.toml");
    fs::write(&file, "schema = 1\n\nregion = \"eu-west-1\"\nrate = 1.5\n").expect("a file");
    let place = format!("{}:3", file.display());
    assert_eq!(setting(&env, &[], "region"), pair("eu-west-1", &place));
    assert_eq!(setting(&env, &[], "rate"), pair("1.5", &format!("{}:4", file.display())));

    let env = env.with("AWS_DEFAULT_REGION", "us-west-1");
    assert_eq!(setting(&env, &[], "region"), pair("us-west-1", "environment AWS_DEFAULT_REGION"));
    let env = env.with("AWS_REGION", "us-west-2");
    assert_eq!(setting(&env, &[], "region"), pair("us-west-2", "environment AWS_REGION"));
    assert_eq!(setting(&env, &["--region", "us-east-1"], "region"), pair("us-east-1", "flag --region"));
    assert_eq!(setting(&env, &["--rate", "0"], "rate"), pair("0", "flag --rate"));
}

#[test]
fn json_has_the_same_rows() {
    let env = TestEnv::new();
    let rows = env.line("config show --origin -o json").json();
    let rows = rows["settings"].as_array().expect("settings");
    let names: Vec<&str> = rows.iter().map(|row| row["setting"].as_str().expect("a name")).collect();
    assert_eq!(
        names,
        [
            "profile",
            "region",
            "endpoint_url",
            "endpoint_url_workspaces",
            "endpoint_url_ec2",
            "endpoint_url_sts",
            "endpoint_url_cloudtrail",
            "endpoint_url_cloudwatch",
            "endpoint_url_kms",
            "endpoint_url_service_quotas",
            "endpoint_url_tagging",
            "endpoint_url_directory_service",
            "use_fips_endpoint",
            "ca_bundle",
            "sim",
            "state_dir",
            "output",
            "color",
            "rate",
            "burst",
            "poll_interval",
            "wave",
            "max_failures",
            "protect_tag",
            "lower",
            "quiet_hours"
        ]
    );
    assert!(rows.iter().all(|row| row.as_object().is_some_and(|row| row.len() == 3)));
}

/// A misspelt key that is silently ignored would protect nothing.
#[test]
fn a_wrong_config_file_is_refused_by_every_command() {
    let env = TestEnv::new();
    let path = env.path("c.toml");
    let config = path.to_str().expect("UTF-8");
    for (text, error, hint) in [
        (
            "region = \"us-east-1\"\nprotekt_tag = \"x\"\n",
            "c.toml:2:1: unknown key `protekt_tag`",
            "did you mean `protect_tag`?",
        ),
        ("yes = true\n", "c.toml:1:1: unknown key `yes`", "said on the command line each time"),
        ("confirm = 60\n", "c.toml:1:1: unknown key `confirm`", "said on the command line each time"),
        ("all = true\n", "c.toml:1:1: unknown key `all`", "said on the command line each time"),
        ("wave = \"25\"\n", "c.toml:1:8: `wave` is a string", "`wave`: targets a wave"),
        ("schema = 2\n", "c.toml:1:1: this schema is not known", "write `schema = 1`"),
        ("region =\n", "c.toml:1:9:", "TOML"),
    ] {
        fs::write(&path, text).expect("a file");
        for command in [&["config", "show"][..], &["--sim", "migrate", "--all", "--to", "win11-standard", "--yes"]] {
            env.run(&[&["--config", config], command].concat()).is_bad(2, error, hint);
        }
    }
    env.line("--config missing.toml config show").is_bad(2, "can't read the config file `missing.toml`", "`--config`");
    assert_eq!(env.applied(), 0);
}

/// The settings do what they say: a protect tag of one's own, a rule that is lowered, a wave.
#[test]
fn settings_reach_the_plan() {
    let env = TestEnv::new();
    fs::write(env.path("c.toml"), "wave = 7\nprotect_tag = \"pilot\"\nlower = [\"SG-01\"]\nmax_failures = 3\n")
        .expect("a file");
    let quiet = "quiet_hours = [\"Sat,Sun 00:00-24:00 UTC\", \"22:00-05:00 Europe/Berlin\"]\n";
    fs::write(env.path("quiet.toml"), quiet).expect("a file");
    let shown = setting(&env, &["--config", "quiet.toml"], "quiet_hours");
    assert_eq!(shown, pair("Sat,Sun 00:00-00:00 UTC; 22:00-05:00 Europe/Berlin", "quiet.toml:1"));
    let plan = env.line("--config quiet.toml --sim resize user:nikos.costa --user 100 -n -o json").json();
    assert_eq!(plan["policy"]["quiet_hours"][1], "22:00-05:00 Europe/Berlin");
    let ran = env.line("--config c.toml --sim migrate --all --to win11-standard -n -o json");
    let plan = ran.json();
    let policy = &plan["policy"];
    assert_eq!(
        (&policy["wave"], &policy["protect_tag"], &policy["max_failures"]),
        (&7.into(), &"pilot".into(), &"3".into())
    );
    assert_eq!(policy["lowered"], serde_json::json!(["SG-01"]));
    let rules: Vec<_> = plan["refused"].as_array().expect("refusals").iter().map(|verdict| &verdict["rule"]).collect();
    assert!(!rules.contains(&&"SG-01".into()) && rules.contains(&&"PROT-01".into()), "{rules:?}");
    fs::write(env.path("c.toml"), "lower = [\"PROT-01\"]\n").expect("a file");
    let own = env.line("--config c.toml --sim migrate --all --to win11-standard -n");
    own.is_bad(2, "PROT-01", "");
}
