//! The pace that processes share: at the service's documented rate nobody is throttled, however many commands there are.
//!
//! The service runs at half speed, so that a process that is not scheduled for a second makes no difference.

use std::fs;

use crate::record::Record;
use crate::service::{Running, Service, client_env};

/// Calls that were told to wait.
fn throttled(record: &Record) -> usize {
    record.errors().filter(|code| *code == "ThrottlingException").count()
}

/// Three pages each: two commands at once are more than the burst allows, and the third comes right after them.
#[test]
fn commands_beside_and_after_each_other_meet_no_throttle() {
    let env = client_env();
    let service = Service::start(&env, "--fleet uniform --desktops 75 --speed 0.5 --latency 0");
    let list = service.words("list -o ids");
    let beside = Running::start(&env, &list);
    let ran = [env.run(&list), beside.wait(), env.run(&list)];
    for ran in &ran {
        assert_eq!((ran.code, ran.stdout.lines().count()), (0, 75), "{ran:#?}");
    }
    let record = service.record();
    assert_eq!((record.calls()["DescribeWorkspaces"], throttled(&record)), (9, 0));
}

/// A state directory that holds nothing is no reason not to show the fleet; `/proc/self` takes no file, from root either.
#[test]
fn a_fleet_is_read_without_a_state_directory() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    let state = env.path("state");
    fs::create_dir_all(&state).expect("a folder");
    for line in ["--state-dir /proc/self list -o ids", "--state-dir /sys list -o ids"] {
        let ran = env.run(&service.words(line));
        assert_eq!((ran.code, ran.stdout.lines().count(), ran.stderr.as_str()), (0, 80, ""), "{ran:#?}");
    }
    // Nor is a file in it that can't grow, one that is no file, or one that leads elsewhere.
    let state = state.to_str().expect("UTF-8");
    let list = service.words("list -o ids");
    let ran = env.limited(0, &[&["--state-dir", state], &list[..]].concat());
    assert_eq!((ran.code, ran.stdout.lines().count()), (0, 80), "{ran:#?}");
    let pace = pace_file(state);
    assert_eq!(fs::read(&pace).expect("a file"), b"");
    fs::remove_file(&pace).expect("gone");
    fs::create_dir(&pace).expect("a folder");
    assert_eq!(env.run(&[&["--state-dir", state], &list[..]].concat()).code, 0);
}

/// The file of the one scope in a state directory.
fn pace_file(state: &str) -> std::path::PathBuf {
    let scope = fs::read_dir(state).expect("a folder").flatten().next().expect("a scope");
    scope.path().join("pace.json")
}

/// What is in the file does not matter to who comes next, and neither does what it was linked to.
#[test]
fn garbage_in_its_place_is_replaced_and_a_link_is_not_followed() {
    let env = client_env();
    let service = Service::start(&env, "--speed 60");
    let list = service.words("--state-dir state list -o ids");
    assert_eq!(env.run(&list).code, 0);
    let pace = pace_file(env.path("state").to_str().expect("UTF-8"));
    for garbage in [&b""[..], b"{", b"\xff\xfe\0", b"{\"schema\":9}", &vec![b'['; 100_000]] {
        fs::write(&pace, garbage).expect("written");
        let ran = env.run(&list);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{ran:#?}");
        let text = fs::read_to_string(&pace).expect("text");
        assert!(text.starts_with("{\"schema\":1,\"lanes\":{") && text.ends_with("}}"), "{text}");
    }
    #[cfg(unix)]
    {
        fs::write(env.path("outside"), "mine").expect("written");
        fs::remove_file(&pace).expect("gone");
        std::os::unix::fs::symlink(env.path("outside"), &pace).expect("a link");
        assert_eq!(env.run(&list).code, 0, "a read goes on without it");
        assert_eq!(fs::read_to_string(env.path("outside")).expect("a file"), "mine");
    }
}
