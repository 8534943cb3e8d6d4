//! The long way: a fleet of 1,000 behind a socket that throttles and loses answers, worked on to the end.
//!
//! An hour of the service's time is a second here. What is asserted holds whatever the machine's load does to the order
//! of things. It takes the longest of all, and begins among the first, since tests go by the alphabet.

use crate::service::{Service, client_env};

const TARGETS: usize = 1_000;
/// Nothing stops this run; a machine that stands still for long may make it stop at what looks unreachable.
const SESSIONS_MAX: usize = 5;

#[test]
fn a_thousand_desktops_in_bad_weather() {
    let env = client_env();
    let service = Service::start(&env, "--fleet uniform --desktops 1000 --speed 3600 --faults lost=0.05,throttle=0.05");
    let line = format!("migrate --all --to win11-standard --yes --confirm {TARGETS} --max-failures {TARGETS}");
    let mut ran = env.run(&service.words(&line));
    for _ in 0..SESSIONS_MAX {
        assert_eq!(ran.counts().iter().sum::<usize>(), TARGETS, "{}", ran.last_line());
        if ran.code != 6 {
            break;
        }
        ran = env.run(&service.words("resume"));
    }
    let [done, unchanged, failed, skipped, held, refused, unknown, not_started] = ran.counts();
    assert_eq!((unchanged, skipped, held, refused, not_started), (0, 0, 0, 0, 0), "{}", ran.last_line());
    assert_eq!(ran.code, if failed + unknown == 0 { 0 } else { 3 }, "{}", ran.last_line());

    let record = service.record();
    assert!(record.in_flight_max() <= 25, "{} at once", record.in_flight_max());
    assert!(record.violations().is_empty(), "{:#?}", record.violations());
    let sent = record.migrated_once().len();
    assert!(done <= sent && sent <= done + failed + unknown, "{sent} were applied: {}", ran.last_line());
    assert_eq!(record.changes(), sent, "nothing but migrations");
    let rows = ran.stdout.lines().filter(|line| line.split('\t').nth(3) == Some("done")).count();
    assert_eq!(rows, done, "the report says the same");
    assert!(done > TARGETS - 25, "{}", ran.last_line());
    assert_eq!(service.terminate(), 0);
}
