//! Several processes on one bucket: connections of their own in one runtime with virtual time, so each order is played
//! out at once and the same each time.

use std::cell::RefCell;
use std::fs::{self, OpenOptions};
use std::path::{Path, PathBuf};

use jiff::ToSpan as _;
use proptest::prelude::*;

use super::*;
use crate::clock::{Clock, runtime};
use crate::pace::{BACKOFF_MAX, Pace, Rate, Rates};

const KEY: &str = "workspaces";

fn epoch() -> Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a timestamp")
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("pace.json")
    }

    /// A process that comes to the file, and makes it when it is not there.
    fn process(&self, clock: &Clock, rate: Rate) -> Pace {
        let is_new = !self.path().exists();
        let pace = Pace::new(clock.clone(), &Rates::from([(KEY, rate)]), 7);
        pace.share(open(&self.path()), is_new);
        pace
    }
}

fn open(path: &Path) -> File {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).expect("a file")
}

fn in_virtual_time<T>(work: impl AsyncFnOnce(Clock) -> T) -> T {
    let runtime = runtime(true).expect("a runtime");
    runtime.block_on(async { work(Clock::virtual_from(epoch())).await })
}

/// Milliseconds since the start.
fn elapsed(clock: &Clock) -> i64 {
    clock.now().duration_since(epoch()).as_millis().try_into().expect("short")
}

fn most_in_any_window(sent: &[i64], rate: f64) -> f64 {
    let mut most = 0.0_f64;
    for (from, start) in sent.iter().enumerate() {
        for (to, end) in sent.iter().enumerate().skip(from) {
            let calls = f64::from(u32::try_from(to - from + 1).expect("few"));
            let seconds = Duration::from_millis(u64::try_from(end - start).expect("in order")).as_secs_f64();
            most = most.max(calls - rate * seconds);
        }
    }
    most
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..Default::default() })]

    /// Whoever comes and goes, at whatever rate each was told: together they send what one may, and no slot is wasted.
    #[test]
    fn together_they_send_what_one_may(
        slower in prop::collection::vec(prop::sample::select(vec![0.5, 1.0, 2.0]), 0..3),
        pauses in prop::collection::vec(0_u64..3_000, 12),
        calls in 3_usize..12,
    ) {
        let folder = Folder::new();
        let sent = in_virtual_time(async |clock| {
            let sent = RefCell::new(Vec::new());
            // The first of them is at the set rate, so that there is a rate to be held against.
            let rates = [2.0].into_iter().chain(slower.iter().copied());
            let process = async |rate: f64, start: u64| {
                clock.sleep(Duration::from_millis(start)).await;
                let pace = folder.process(&clock, Rate::new(rate, 5));
                for pause in pauses.iter().take(calls) {
                    pace.take(KEY).await;
                    sent.borrow_mut().push(elapsed(&clock));
                    clock.sleep(Duration::from_millis(*pause)).await;
                }
            };
            let mut all: Vec<_> = rates.zip(&pauses).map(|(rate, start)| Box::pin(process(rate, *start))).collect();
            let mut open = all.iter_mut().map(|process| process.as_mut()).collect::<Vec<_>>();
            std::future::poll_fn(|context| {
                open.retain_mut(|process| process.as_mut().poll(context).is_pending());
                if open.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
            })
            .await;
            drop(all);
            sent.into_inner()
        });
        prop_assert_eq!(sent.len(), calls * (slower.len() + 1));
        prop_assert!(most_in_any_window(&sent, 2.0) <= 4.0 + 0.01, "{:?}", sent);
    }

    /// Whatever stands in the file: no call waits for long, none comes early, and the next one finds it in order.
    #[test]
    fn garbage_makes_careful_and_nothing_worse(garbage in prop::collection::vec(any::<u8>(), 0..200), cut in 0_usize..300) {
        let folder = Folder::new();
        in_virtual_time(async |clock| {
            let whole = {
                folder.process(&clock, Rate::new(2.0, 5)).take(KEY).await;
                fs::read(folder.path()).expect("a file")
            };
            let cut = whole[..cut.min(whole.len() - 1)].to_vec();
            for bytes in [garbage, cut] {
                fs::write(folder.path(), bytes).expect("written");
                let pace = folder.process(&clock, Rate::new(2.0, 5));
                let before = elapsed(&clock);
                pace.take(KEY).await;
                assert_eq!(elapsed(&clock) - before, 500, "as if the bucket were empty");
                pace.take(KEY).await;
                assert_eq!(elapsed(&clock) - before, 1_000);
            }
            clock.sleep(Duration::from_secs(9)).await;
            let again = folder.process(&clock, Rate::new(2.0, 5));
            let before = elapsed(&clock);
            for _ in 0..4 {
                again.take(KEY).await;
            }
            assert_eq!(elapsed(&clock), before, "and a burst again after a pause");
        });
    }
}

/// The second command right after the first gets what the first left of the burst.
#[test]
fn the_next_process_goes_on_where_the_last_one_ended() {
    let folder = Folder::new();
    in_virtual_time(async |clock| {
        for expected in [[0, 0, 0], [0, 500, 1_000], [1_500, 2_000, 2_500]] {
            let pace = folder.process(&clock, Rate::new(2.0, 5));
            for at in expected {
                pace.take(KEY).await;
                assert_eq!(elapsed(&clock), at);
            }
        }
    });
}

/// Three at once waste no slot, whoever gets it.
#[test]
fn at_once_they_are_as_fast_as_one() {
    let folder = Folder::new();
    in_virtual_time(async |clock| {
        let process = async || {
            let pace = folder.process(&clock, Rate::new(2.0, 5));
            for _ in 0..4 {
                pace.take(KEY).await;
            }
        };
        tokio::join!(process(), process(), process());
        assert_eq!(elapsed(&clock), (12 - 4) * 500);
    });
}

/// A file that takes nothing more, as on a full disk: the process counts for itself.
#[test]
fn a_file_that_can_not_be_written_stops_nobody() {
    let folder = Folder::new();
    fs::write(folder.path(), "").expect("a file");
    in_virtual_time(async |clock| {
        let pace = Pace::new(clock.clone(), &Rates::from([(KEY, Rate::new(2.0, 5))]), 7);
        pace.share(File::open(folder.path()).expect("readable"), false);
        for expected in [500, 1_000, 1_500] {
            pace.take(KEY).await;
            assert_eq!(elapsed(&clock), expected);
        }
    });
}

/// One that is told to wait by the service tells the others, and what it learned outlives it.
#[test]
fn a_throttle_is_heard_of_by_all() {
    let folder = Folder::new();
    in_virtual_time(async |clock| {
        let (one, other) = (folder.process(&clock, Rate::new(2.0, 5)), folder.process(&clock, Rate::new(2.0, 5)));
        one.take(KEY).await;
        one.throttled(KEY);
        other.throttled(KEY); // of the same burst: counts once
        drop(one);
        let before = elapsed(&clock);
        other.take(KEY).await;
        assert!((500..=1_000).contains(&(elapsed(&clock) - before)));
        assert_eq!(other.rate(KEY), Some(1.0));
        let third = folder.process(&clock, Rate::new(2.0, 5));
        third.take(KEY).await;
        assert_eq!(third.rate(KEY), Some(1.0));
        // Somebody who was told to be slower anyway does not unlearn it for the others.
        folder.process(&clock, Rate::new(0.5, 5)).take(KEY).await;
        let fourth = folder.process(&clock, Rate::new(2.0, 5));
        fourth.take(KEY).await;
        assert_eq!(fourth.rate(KEY), Some(1.0));
    });
}

/// A clock that is set back, between two processes or under one of them, costs no more than an empty bucket does.
#[test]
fn a_clock_set_back_costs_no_more_than_an_empty_bucket() {
    let folder = Folder::new();
    let used = in_virtual_time(async |clock| {
        let pace = folder.process(&clock, Rate::new(2.0, 5));
        for _ in 0..4 {
            pace.take(KEY).await;
        }
        fs::read(folder.path()).expect("a file")
    });
    let earlier = epoch().checked_sub(30.hours()).expect("a timestamp");
    let runtime = runtime(true).expect("a runtime");
    runtime.block_on(async {
        let clock = Clock::virtual_from(earlier);
        let waited = || clock.now().duration_since(earlier).as_millis();
        let pace = folder.process(&clock, Rate::new(2.0, 5));
        pace.take(KEY).await;
        assert_eq!(waited(), 500);
        pace.take(KEY).await;
        assert_eq!(waited(), 1_000);
        // And once more while it runs: the file is again from a later time than this one.
        fs::write(folder.path(), &used).expect("written");
        pace.take(KEY).await;
        assert_eq!(waited(), 1_500);
        pace.throttled(KEY);
        let entry = fs::read_to_string(folder.path()).expect("a file").replace("2026-01-0", "2031-01-0");
        fs::write(folder.path(), entry).expect("written");
        pace.take(KEY).await;
        assert!(waited() <= 1_500 + 2_000 + i128::try_from(BACKOFF_MAX.as_millis()).expect("short"), "{}", waited());
    });
}

/// In the process alone the same holds; here the bucket is its own.
#[test]
fn a_clock_set_back_under_a_bucket_of_ones_own() {
    let mut bucket = crate::pace::Lane::new(Rate::new(2.0, 5)).bucket.into_inner();
    for _ in 0..4 {
        bucket.spend(epoch());
    }
    bucket.slow_down(epoch(), BACKOFF_MAX);
    let earlier = epoch().checked_sub(30.hours()).expect("a timestamp");
    bucket.take_back(earlier);
    let slot = bucket.slot(earlier).expect("a slot");
    assert!(slot.duration_since(earlier).as_secs() <= 22, "{slot}");
    assert!(slot > earlier, "what was used stays used");
    assert!(bucket.quiet_since.is_some_and(|since| since <= plus(earlier, BACKOFF_MAX)));
}

/// Another process was stopped while it had the lock: nobody waits for it, each counts for itself meanwhile.
#[test]
fn a_lock_that_is_kept_stops_nobody() {
    let folder = Folder::new();
    in_virtual_time(async |clock| {
        let pace = folder.process(&clock, Rate::new(2.0, 5));
        pace.take(KEY).await;
        let keeper = open(&folder.path());
        keeper.lock().expect("the lock");
        let before = elapsed(&clock);
        for expected in [0, 0, 0, 500, 1_000] {
            pace.take(KEY).await;
            assert_eq!(elapsed(&clock) - before, expected);
        }
    });
}

/// A bucket that is switched off has no file: somebody said that nothing is to be counted.
#[test]
fn what_is_not_paced_is_not_shared() {
    let folder = Folder::new();
    in_virtual_time(async |clock| {
        let pace = folder.process(&clock, Rate::OFF);
        let before = fs::read(folder.path()).expect("a file");
        for _ in 0..50 {
            pace.take(KEY).await;
        }
        assert_eq!((elapsed(&clock), fs::read(folder.path()).expect("a file")), (0, before));
    });
}
