//! The state directory as other people and accidents leave it: links, rights, owners, and names that lead elsewhere.
//!
//! Each case has an exit code and a hint, and writes nothing outside.

use std::fs;
use std::path::Path;

use crate::env::TestEnv;
use crate::service::{Service, client_env};

const NOT_FOLLOWED: &str = "is a symbolic link, and those are not followed here";

/// World names become directories, so they are words and nothing else.
#[test]
fn names_that_lead_elsewhere_are_refused() {
    let env = TestEnv::new();
    let long = "a".repeat(41);
    for name in ["", ".", "..", "../x", "/tmp/x", "a/b", "a\\b", "-x", "x\ty", "x\u{1b}[2J", "ä", "A", &long] {
        for ran in [env.run(&[&format!("--sim={name}"), "list"]), env.run(&[&format!("--sim={name}"), "sim", "reset"])]
        {
            ran.is_bad(2, "is not a name for a world", "`--sim=demo`");
            assert!(!ran.stderr.contains('\u{1b}'), "{ran:#?}");
        }
    }
    let ran = TestEnv::new().with("DESKFLEET_SIM", "../x").line("list");
    ran.is_bad(2, "`../x` is not a name for a world", "");
    for run in ["", ".", "../../x", "/etc/passwd", "R-20260105T080012Z-1a2b/..", "R-20260105T080012Z-1A2B", &long] {
        for words in [&["--sim", "resume", run][..], &["--sim", "runs", "show", run]] {
            env.run(words).is_bad(2, "", "--help` shows what there is");
        }
    }
    assert_eq!(fs::read_dir(env.home()).expect("a folder").count(), 0, "nothing was made");
}

#[test]
fn state_directories_that_can_not_be_are_refused() {
    let env = TestEnv::new();
    let long = format!("/tmp/{}", "x".repeat(300));
    for (place, hint) in [("", "--help` shows what there is"), (&long, "name another one with `--state-dir`")] {
        env.run(&["--state-dir", place, "--sim", "list"]).is_bad(2, "", hint);
    }
    // An empty variable is one that is not set.
    let env = TestEnv::new().with("DESKFLEET_STATE_DIR", "");
    assert_eq!(env.line("--sim list -o ids").code, 0);
    assert!(env.path(".local/state/deskfleet/sim/default").is_dir());
}

/// `--out` is put in place whole: over an earlier file, and over nothing else.
#[test]
fn a_plan_replaces_a_file_and_nothing_else() {
    let env = TestEnv::new();
    let plan = |out: &str| env.run(&["--sim", "migrate", "user:O'Brien", "--to", "win11-standard", "--out", out]);
    fs::write(env.path("plan.json"), "old").expect("written");
    assert_eq!(plan("plan.json").code, 0);
    assert!(fs::read_to_string(env.path("plan.json")).expect("a plan").starts_with('{'));
    fs::create_dir(env.path("folder")).expect("a folder");
    for out in ["folder", "folder/", "missing/plan.json", ".", "..", "/"] {
        plan(out).is_bad(2, "can't write the plan `", "name a place that can be written with `--out`");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::{FileTypeExt as _, symlink};
        fs::write(env.path("outside"), "mine").expect("written");
        for (link, to) in [("link", "outside"), ("dangling", "nowhere"), ("null", "/dev/null")] {
            symlink(to, env.path(link)).expect("a link");
            plan(link).is_bad(2, "can't write the plan `", "name a place that can be written with `--out`");
            assert!(fs::symlink_metadata(env.path(link)).expect("there").is_symlink(), "{link} was replaced");
        }
        assert_eq!(fs::read_to_string(env.path("outside")).expect("a file"), "mine");
        assert!(!env.path("nowhere").exists());
        // Root could replace a device, and the machine would not like it.
        let socket = std::os::unix::net::UnixListener::bind(env.path("socket")).expect("a socket");
        plan("socket").is_bad(2, "can't write the plan `socket`", "name a place");
        assert!(fs::symlink_metadata(env.path("socket")).expect("there").file_type().is_socket());
        drop(socket);
    }
    let left: Vec<_> = fs::read_dir(env.home()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().ends_with(".tmp")), "{left:?}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::symlink_metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode()
            & 0o7777
    }

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("a mode");
    }

    /// Every directory below, then every file, with its rights.
    fn modes(below: &Path) -> Vec<(String, u32)> {
        let mut found = Vec::new();
        for entry in fs::read_dir(below).expect("a folder").flatten() {
            let path = entry.path();
            found.push((entry.file_name().to_string_lossy().into_owned(), mode(&path)));
            if path.is_dir() {
                found.extend(modes(&path));
            }
        }
        found.sort();
        found
    }

    fn use_it(env: &TestEnv, service: &Service) {
        let ids = env.run(&service.words("--state-dir state list -o ids")).stdout;
        let line = format!(
            "--state-dir state migrate {} --to win11-standard --yes --confirm 1",
            ids.lines().next().expect("a desktop")
        );
        assert_eq!(env.run(&service.words(&line)).code, 0);
    }

    /// What is made is for its owner alone, or for the group that the directory was opened to.
    #[test]
    fn what_is_made_is_as_open_as_the_directory() {
        for (state, directory, file) in [(None, 0o700, 0o600), (Some(0o2770), 0o2770, 0o660)] {
            let env = client_env();
            let service = Service::start(&env, "--fleet uniform --desktops 10 --speed 3600");
            if let Some(state) = state {
                fs::create_dir(env.path("state")).expect("a folder");
                set_mode(&env.path("state"), state);
            }
            use_it(&env, &service);
            assert_eq!(mode(&env.path("state")), directory);
            let found = modes(&env.path("state"));
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names[1..], ["journal.db", "locks", "pace.json"], "{found:?}");
            for (name, mode) in &found {
                let expected = if name.contains('.') { file } else { directory };
                assert_eq!(*mode, expected, "{name}: {mode:o}");
            }
        }
        let env = TestEnv::new();
        assert_eq!(env.line("--sim list -o ids").code, 0);
        for inner in ["", "sim", "sim/default"] {
            assert_eq!(mode(&env.path(".local/state/deskfleet").join(inner)), 0o700, "{inner}");
        }
    }

    #[test]
    fn rights_that_are_too_wide_are_told_or_refused() {
        let env = TestEnv::new();
        fs::create_dir(env.path("state")).expect("a folder");
        let list = ["--state-dir", "state", "--sim", "list", "-o", "ids"];
        for (rights, warning) in [
            (0o755, "everybody on this machine can look into the state directory `state`"),
            (0o770, "the state directory `state` can be written by its group"),
        ] {
            set_mode(&env.path("state"), rights);
            let ran = env.run(&list);
            assert_eq!((ran.code, ran.stdout.lines().count()), (0, 80), "{ran:#?}");
            assert_eq!(ran.stderr.matches(warning).count(), 1, "{ran:#?}");
            assert!(ran.stderr.contains("`chmod 700 state`") && ran.stderr.contains("`chmod 2770 state`"), "{ran:#?}");
            assert_eq!(mode(&env.path("state")), rights, "rights are their owner's");
        }
        for rights in [0o777, 0o1777] {
            set_mode(&env.path("state"), rights);
            env.run(&list).is_bad(2, "can be written by everybody (mode ", "`chmod 700 state`");
        }
        set_mode(&env.path("state"), 0o700);
        assert_eq!(env.run(&list).stderr, "");
    }

    /// Only root can give a directory away; others have none that is somebody else's and can be written.
    #[test]
    fn a_directory_of_somebody_else_is_refused_unless_a_group_shares_it() {
        let env = TestEnv::new();
        let state = env.path("state");
        fs::create_dir(&state).expect("a folder");
        let list = ["--state-dir", "state", "--sim", "list", "-o", "ids"];
        if fs::metadata(&state).expect("a folder").uid() != 0 {
            env.run(&["--state-dir", "/", "--sim", "list"]).is_bad(2, "can't write the state directory `/`", "");
            return;
        }
        chown(&state, Some(65_534), None).expect("root may");
        set_mode(&state, 0o700);
        env.run(&list).is_bad(2, "belongs to another user (uid 65534, you are 0)", "`chmod 2770 state`");
        assert_eq!(fs::read_dir(&state).expect("a folder").count(), 0, "nothing was written");
        set_mode(&state, 0o2770);
        assert_eq!(env.run(&list).code, 0);
    }

    /// Puts a link in the place of something, with what was there at its other end.
    fn replace_by_link(path: &Path, outside: &Path) {
        fs::rename(path, outside).expect("moved");
        symlink(outside, path).expect("a link");
    }

    /// Worlds, scopes, journal, log, locks: whatever is a link is named, and what it leads to stays as it is.
    #[test]
    fn no_link_in_the_state_directory_is_followed() {
        for inner in [
            "sim",
            "sim/default",
            "sim/default/world.json",
            "sim/default/requests.ndjson",
            "sim/default/now",
            "sim/default/lock",
            "sim/default/journal.db",
            "sim/default/locks",
        ] {
            let env = TestEnv::new();
            let made = env.line("--state-dir state --sim migrate user:O'Brien --to win11-standard --yes --confirm 1");
            assert_eq!(made.code, 0, "{made:#?}");
            let (path, outside) = (env.path("state").join(inner), env.path("outside"));
            replace_by_link(&path, &outside);
            let before = outside.is_file().then(|| fs::read(&outside).expect("a file"));
            let listed = |path: &Path| path.is_dir().then(|| modes(path));
            let there = listed(&outside);
            for line in ["list", "sim reset", "sim status", "runs list", "resume"] {
                let ran = env.line(&format!("--state-dir state --sim {line}"));
                ran.is_bad(2, NOT_FOLLOWED, "move it away");
                assert!(
                    ran.stderr.contains(
                        path.to_str()
                            .expect("UTF-8")
                            .trim_start_matches(env.home().to_str().expect("UTF-8"))
                            .trim_start_matches('/')
                    ),
                    "{ran:#?}"
                );
            }
            assert_eq!(before, outside.is_file().then(|| fs::read(&outside).expect("a file")), "{inner}");
            assert_eq!(there, listed(&outside), "{inner}");
        }
    }

    /// The same for a scope of AWS; a fleet is still read there, because that needs nothing of it.
    #[test]
    fn no_link_in_a_scope_is_followed() {
        for inner in ["", "journal.db", "locks"] {
            let env = client_env();
            let service = Service::start(&env, "--fleet uniform --desktops 10 --speed 3600");
            use_it(&env, &service);
            let scope = fs::read_dir(env.path("state")).expect("a folder").flatten().next().expect("a scope").path();
            let path = if inner.is_empty() { scope } else { scope.join(inner) };
            replace_by_link(&path, &env.path("outside"));
            for line in ["runs list", "resume", "migrate --all --to win11-standard --yes --confirm 10"] {
                let line = format!("--state-dir state {line}");
                env.run(&service.words(&line)).is_bad(2, NOT_FOLLOWED, "move it away");
            }
            assert_eq!(env.run(&service.words("--state-dir state list -o ids")).code, 0);
            assert_eq!(service.record().changes(), 1);
        }
    }
}
