//! Pace: how fast the service may be called, so that it never has to say no.
//!
//! One token bucket a key, reckoned as GCRA (one timestamp instead of a counter and a timer). A call waits for its slot
//! in the order of asking, holds nobody's slot when it is dropped, and is never let through earlier than the bucket
//! allows: in any span of `t` seconds at most burst + rate × `t` calls. A throttle halves the rate and stops sending for a
//! moment; a long quiet stretch raises it again, up to what was set.
//!
//! Processes that share a state directory share their buckets through a small file (`shared`), so that a second command
//! right after the first one meets no throttle. Nothing is reserved while a call waits: whoever finds the slot free takes
//! it, and what waits and is given up, or killed, leaves nothing behind.
//!
//! Waits on the `Clock` only, but for the moment in which another process has the file. Draws jitter from a seed only.
//! May import: `clock`.

mod shared;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::rc::Rc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use crate::clock::Clock;
use shared::SharedFile;

/// The first pause after a throttle; each further one in a row doubles it.
const BACKOFF_MIN: Duration = Duration::from_secs(1);
/// The longest pause after a throttle.
const BACKOFF_MAX: Duration = Duration::from_secs(20);
/// How long nothing may be throttled before the rate is raised a step.
const QUIET_MIN: Duration = Duration::from_mins(1);
/// The longest such stretch: it doubles whenever a throttle shows that the rate was still too high.
const QUIET_MAX: Duration = Duration::from_mins(16);
/// The slowest a throttled key gets, as a share of its set rate: work goes on, however slowly. Below that the pauses do
/// the rest; a lower floor would make a few stray throttles cost hours.
const SLOWEST: f64 = 1.0 / 4.0;
/// How much a quiet stretch raises the rate.
const RAISE: f64 = 1.25;

/// How often one bucket may be asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Calls a second in the long run; 0 switches the bucket off.
    pub per_second: f64,
    /// Calls at once after a pause.
    pub burst: u32,
}

impl Rate {
    /// A bucket that lets everything through at once.
    pub const OFF: Self = Self { per_second: 0.0, burst: 0 };

    /// Returns a rate of `per_second` calls with `burst` at once.
    #[must_use]
    pub const fn new(per_second: f64, burst: u32) -> Self {
        Self { per_second, burst }
    }

    fn is_off(self) -> bool {
        !(self.per_second.is_finite() && self.per_second > 0.0)
    }
}

/// The rates of all keys; a key without one is not paced.
pub type Rates = BTreeMap<&'static str, Rate>;

/// Buckets by key, with what throttles have taught.
#[derive(Debug)]
pub struct Pace {
    clock: Clock,
    lanes: BTreeMap<&'static str, Lane>,
    random: RefCell<ChaCha8Rng>,
    shared: RefCell<Option<SharedFile>>,
}

#[derive(Debug)]
struct Lane {
    /// Fair: who asked first is served first. Held while waiting, so at most one slot is taken ahead.
    queue: Rc<tokio::sync::Mutex<()>>,
    bucket: RefCell<Bucket>,
}

#[derive(Debug)]
struct Bucket {
    set: Rate,
    /// Calls a second now.
    per_second: f64,
    /// When the bucket would be full again (the theoretical arrival time of GCRA).
    full_at: Option<Timestamp>,
    /// Nothing goes out before this.
    blocked_until: Option<Timestamp>,
    /// Throttles in a row.
    strikes: u32,
    /// When the present quiet stretch began.
    quiet_since: Option<Timestamp>,
    /// How long it has to last.
    quiet: Duration,
    /// What somebody with a higher set rate has learned, above our own: kept for him.
    learned_elsewhere: Option<f64>,
}

impl Pace {
    /// Returns full buckets at their set rates; `seed` decides the jitter.
    #[must_use]
    pub fn new(clock: Clock, rates: &Rates, seed: u64) -> Self {
        let lanes = rates.iter().map(|(key, rate)| (*key, Lane::new(*rate))).collect();
        Self { clock, lanes, random: RefCell::new(ChaCha8Rng::seed_from_u64(seed)), shared: RefCell::default() }
    }

    /// Counts together with every process that shares this file from now on.
    ///
    /// `is_new`: this process has just made it, so that nothing in it is nothing lost.
    pub fn share(&self, file: File, is_new: bool) {
        let mut shared = SharedFile::new(file);
        if is_new {
            let now = self.clock.now();
            shared.begin(self.lanes.iter().map(|(key, lane)| (*key, lane.bucket.borrow().to_entry(now))));
        }
        *self.shared.borrow_mut() = Some(shared);
    }

    /// Works on a bucket as all who share it left it, and leaves it to them when it was changed.
    fn with<T>(&self, key: &str, lane: &Lane, now: Timestamp, work: impl FnOnce(&mut Bucket) -> (T, Changed)) -> T {
        let mut bucket = lane.bucket.borrow_mut();
        let mut shared = self.shared.borrow_mut();
        // Where nothing is counted there is nothing to share.
        let Some(mut open) = shared.as_mut().filter(|_| !bucket.set.is_off()).and_then(SharedFile::lock) else {
            bucket.take_back(now);
            return work(&mut bucket).0;
        };
        let mended = match open.find(key) {
            Some(entry) => bucket.take_over(entry, now),
            None => bucket.empty(now), // it was lost, and so perhaps was a burst of calls
        };
        let (result, changed) = work(&mut bucket);
        let is_kept = ![mended, changed].contains(&Changed::Yes) || open.put(key, bucket.to_entry(now));
        drop(open);
        if !is_kept {
            *shared = None; // on a full disk each counts for himself
        }
        result
    }

    /// Waits for a slot of `key`, no longer than needed, and takes it.
    ///
    /// Dropping the future before it is ready takes no slot.
    pub async fn take(&self, key: &str) {
        let Some(lane) = self.lanes.get(key) else { return };
        let queue = Rc::clone(&lane.queue);
        let _turn = queue.lock().await;
        loop {
            let now = self.clock.now();
            // Asked again after every wait: a throttle in the meantime moves the slot, another process may have it.
            let slot = self.with(key, lane, now, |bucket| {
                if let Some(later) = bucket.slot(now).filter(|slot| *slot > now) {
                    return (Some(later), Changed::No);
                }
                bucket.spend(now);
                (None, Changed::Yes)
            });
            match slot {
                Some(later) => self.clock.sleep_until(later).await,
                None => return,
            }
        }
    }

    /// Learns that the service throttled a call of `key`: half the rate, after a pause.
    ///
    /// Throttles of calls that were under way when the first one came count once.
    pub fn throttled(&self, key: &str) {
        if let Some(lane) = self.lanes.get(key) {
            let now = self.clock.now();
            self.with(key, lane, now, |bucket| {
                let Some(pause) = bucket.pause(now) else { return ((), Changed::No) };
                bucket.slow_down(now, self.jittered(pause));
                ((), Changed::Yes)
            });
        }
    }

    /// Returns how many calls a second `key` gets now; `None` when it is not paced.
    #[must_use]
    pub fn rate(&self, key: &str) -> Option<f64> {
        let bucket = self.lanes.get(key)?.bucket.borrow();
        (!bucket.set.is_off()).then_some(bucket.per_second)
    }

    /// Returns a span between half of `span` and all of it, so that those who failed together do not return together.
    #[must_use]
    pub fn jittered(&self, span: Duration) -> Duration {
        let share = f64::from(self.random.borrow_mut().next_u32()) / f64::from(u32::MAX);
        span.mul_f64(0.5 + share / 2.0)
    }
}

/// Whether those who share a bucket have to hear of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Changed {
    Yes,
    No,
}

impl Lane {
    fn new(set: Rate) -> Self {
        Self {
            queue: Rc::new(tokio::sync::Mutex::new(())),
            bucket: RefCell::new(Bucket {
                set,
                per_second: set.per_second,
                full_at: None,
                blocked_until: None,
                strikes: 0,
                quiet_since: None,
                quiet: QUIET_MIN,
                learned_elsewhere: None,
            }),
        }
    }
}

impl Bucket {
    fn interval(&self) -> Duration {
        Duration::from_secs_f64(1.0 / self.per_second)
    }

    /// Returns how many calls may go at once: one of the burst is kept back.
    ///
    /// The service sees calls closer together than they left, by the jitter of the network; a bucket that is used to
    /// its last token is throttled by that.
    fn at_once(&self) -> u32 {
        self.set.burst.saturating_sub(1).max(1)
    }

    /// Returns the earliest moment for the next call; `None` when it may go at once, whatever the time.
    fn slot(&mut self, now: Timestamp) -> Option<Timestamp> {
        if self.set.is_off() {
            return self.blocked_until;
        }
        self.speed_up(now);
        let slot = self.full_at.map(|full| minus(full, self.interval() * (self.at_once() - 1)));
        slot.max(self.blocked_until)
    }

    fn spend(&mut self, now: Timestamp) {
        if !self.set.is_off() {
            let from = self.full_at.map_or(now, |full| full.max(now));
            self.full_at = Some(plus(from, self.interval()));
        }
    }

    /// Returns the pause that a throttle asks for, without jitter; `None` while an earlier one still pauses.
    fn pause(&self, now: Timestamp) -> Option<Duration> {
        if self.blocked_until.is_some_and(|until| now < until) {
            return None;
        }
        let strikes = if self.is_quiet(now) { 0 } else { self.strikes };
        Some((BACKOFF_MIN * 2_u32.saturating_pow(strikes)).min(BACKOFF_MAX))
    }

    fn slow_down(&mut self, now: Timestamp, pause: Duration) {
        self.strikes = if self.is_quiet(now) { 1 } else { self.strikes.saturating_add(1).min(16) };
        self.blocked_until = Some(plus(now, pause));
        self.quiet_since = self.blocked_until;
        if self.set.is_off() {
            return;
        }
        if self.per_second < self.set.per_second {
            self.quiet = (self.quiet * 2).min(QUIET_MAX);
        }
        self.per_second = (self.per_second / 2.0).max(self.set.per_second * SLOWEST);
        // The service's bucket is empty, so ours is: no burst right after the pause.
        let emptied = plus(plus(now, pause), self.interval() * (self.at_once() - 1));
        self.full_at = self.full_at.max(Some(emptied));
    }

    /// Leaves no call in the bucket.
    fn empty(&mut self, now: Timestamp) -> Changed {
        self.take_back(now);
        self.full_at = Some(plus(now, self.interval() * self.at_once()));
        Changed::Yes
    }

    /// Takes back moments that lie further ahead than any wait: they are from before a clock was set back.
    fn take_back(&mut self, now: Timestamp) {
        self.take_back_pause(now);
        if !self.set.is_off() {
            // What was used stays used.
            let emptied = plus(self.free_from(now), self.interval() * self.at_once());
            self.full_at = self.full_at.map(|full| full.min(emptied));
        }
    }

    fn take_back_pause(&mut self, now: Timestamp) -> Changed {
        let before = (self.blocked_until, self.quiet_since);
        self.blocked_until = self.blocked_until.map(|until| until.min(plus(now, BACKOFF_MAX)));
        let free = self.free_from(now);
        self.quiet_since = self.quiet_since.map(|since| since.min(free));
        if before == (self.blocked_until, self.quiet_since) { Changed::No } else { Changed::Yes }
    }

    /// When no pause keeps a call back any more.
    fn free_from(&self, now: Timestamp) -> Timestamp {
        self.blocked_until.map_or(now, |until| until.max(now))
    }

    fn is_quiet(&self, now: Timestamp) -> bool {
        self.quiet_since.is_none_or(|since| plus(since, self.quiet) <= now)
    }

    /// Raises the rate by a step for each quiet stretch that has passed.
    fn speed_up(&mut self, now: Timestamp) {
        while self.per_second < self.set.per_second && self.is_quiet(now) {
            self.per_second = (self.per_second * RAISE).min(self.set.per_second);
            self.quiet_since = self.quiet_since.map(|since| plus(since, self.quiet));
        }
        // A whole stretch at the set rate: what was learned is out of date.
        if self.per_second >= self.set.per_second && self.is_quiet(now) {
            self.quiet = QUIET_MIN;
            self.strikes = 0;
        }
    }
}

fn plus(at: Timestamp, span: Duration) -> Timestamp {
    let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

fn minus(at: Timestamp, span: Duration) -> Timestamp {
    let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
    at.checked_sub(span).unwrap_or(Timestamp::MIN)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KEY: &str = "workspaces";

    fn paced(rate: Rate, seed: u64) -> Pace {
        let epoch: Timestamp = "2026-01-05T08:00:00Z".parse().expect("a timestamp");
        Pace::new(Clock::virtual_from(epoch), &Rates::from([(KEY, rate)]), seed)
    }

    fn in_virtual_time<T>(work: impl Future<Output = T>) -> T {
        crate::clock::runtime(true).expect("a runtime").block_on(work)
    }

    /// Returns when each of `calls` went out, in milliseconds after the first, with `pauses[n]` ms before call `n`.
    async fn sent(pace: &Pace, calls: usize, pauses: &[u64]) -> Vec<i64> {
        let mut times = Vec::new();
        for number in 0..calls {
            let pause = pauses.get(number).copied().unwrap_or(0);
            pace.clock.sleep(Duration::from_millis(pause)).await;
            pace.take(KEY).await;
            times.push(pace.clock.now().as_millisecond());
        }
        let first = times.first().copied().unwrap_or(0);
        times.iter().map(|time| time - first).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..Default::default() })]

        #[test]
        fn no_window_has_more_than_burst_and_rate(
            rate in prop::sample::select(vec![0.3, 1.0, 2.0, 3.0, 20.0]),
            burst in 1_u32..8,
            pauses in prop::collection::vec(0_u64..4_000, 0..60),
            throttle_at in 0_usize..60,
        ) {
            let times = in_virtual_time(async {
                let pace = paced(Rate::new(rate, burst), 1);
                let mut times = sent(&pace, throttle_at, &pauses).await;
                let before = pace.clock.now().as_millisecond();
                let offset = times.last().copied().unwrap_or(0);
                pace.throttled(KEY);
                let rest = sent(&pace, 60 - throttle_at, &[]).await;
                let gap = pace.clock.now().as_millisecond() - before - rest.last().copied().unwrap_or(0);
                times.extend(rest.iter().map(|time| offset + gap + time));
                times
            });
            for (from, start) in times.iter().enumerate() {
                for (to, end) in times.iter().enumerate().skip(from) {
                    let calls = f64::from(u32::try_from(to - from + 1).expect("few"));
                    let seconds = Duration::from_millis(u64::try_from(end - start).expect("in order")).as_secs_f64();
                    prop_assert!(calls <= f64::from(burst) + rate * seconds + 1e-6, "{times:?}");
                }
            }
        }
    }

    #[test]
    fn a_call_waits_for_its_slot_and_no_longer() {
        let times = in_virtual_time(async { sent(&paced(Rate::new(2.0, 5), 1), 8, &[]).await });
        assert_eq!(times, [0, 0, 0, 0, 500, 1_000, 1_500, 2_000]);
        let single = in_virtual_time(async { sent(&paced(Rate::new(2.0, 1), 1), 3, &[0, 2_000]).await });
        assert_eq!(single, [0, 2_000, 2_500]);
    }

    #[test]
    fn keys_do_not_wait_for_each_other_and_off_is_off() {
        in_virtual_time(async {
            let pace = Pace::new(
                Clock::virtual_from(Timestamp::UNIX_EPOCH),
                &Rates::from([("a", Rate::new(0.1, 1)), ("b", Rate::new(0.1, 1)), ("off", Rate::OFF)]),
                1,
            );
            for key in ["a", "b", "off", "off", "off", "never heard of"] {
                pace.take(key).await;
            }
            assert_eq!(pace.clock.now(), Timestamp::UNIX_EPOCH);
            assert_eq!((pace.rate("off"), pace.rate("a")), (None, Some(0.1)));
        });
    }

    /// Who asked first goes first, and a caller that gives up leaves its slot to the next.
    #[test]
    fn waiting_is_fair_and_a_dropped_wait_takes_nothing() {
        in_virtual_time(async {
            let pace = paced(Rate::new(1.0, 1), 1);
            pace.take(KEY).await;
            let order = RefCell::new(Vec::new());
            let waiter = async |name: &'static str| {
                pace.take(KEY).await;
                order.borrow_mut().push((name, pace.clock.now().as_second()));
            };
            let start = pace.clock.now().as_second();
            let give_up = async {
                tokio::select! {
                    () = pace.take(KEY) => panic!("there is no slot yet"),
                    () = pace.clock.sleep(Duration::from_millis(400)) => {}
                }
            };
            tokio::join!(give_up, waiter("first"), waiter("second"));
            assert_eq!(*order.borrow(), [("first", start + 1), ("second", start + 2)]);
        });
    }

    #[test]
    fn a_throttle_halves_once_and_quiet_raises_again() {
        in_virtual_time(async {
            let pace = paced(Rate::new(2.0, 5), 7);
            pace.take(KEY).await;
            for _ in 0..3 {
                pace.throttled(KEY); // all of one burst
            }
            assert_eq!(pace.rate(KEY), Some(1.0));
            let before = pace.clock.now();
            pace.take(KEY).await;
            let waited = pace.clock.now().duration_since(before).as_millis();
            assert!((500..=1_000).contains(&waited), "{waited}");
            for _ in 0..60 {
                pace.clock.sleep(Duration::from_secs(5)).await;
                pace.take(KEY).await;
            }
            assert_eq!(pace.rate(KEY), Some(2.0), "never above what was set");
        });
    }

    /// A service that really allows half: after a minute hardly anything is throttled any more.
    #[test]
    fn converges_on_a_lower_real_rate() {
        in_virtual_time(async {
            let pace = paced(Rate::new(2.0, 5), 7);
            let start = pace.clock.now();
            let (mut tokens, mut last) = (5.0_f64, start);
            let (mut throttled_early, mut throttled_late, mut late) = (0, 0, 0);
            while pace.clock.now().duration_since(start).as_secs() < 3_600 {
                pace.take(KEY).await;
                let now = pace.clock.now();
                tokens = (tokens + now.duration_since(last).as_secs_f64()).min(5.0);
                last = now;
                let early = now.duration_since(start).as_secs() < 60;
                late += i32::from(!early);
                if tokens >= 1.0 {
                    tokens -= 1.0;
                    continue;
                }
                pace.throttled(KEY);
                throttled_early += i32::from(early);
                throttled_late += i32::from(!early);
            }
            assert!(throttled_early <= 3, "{throttled_early}");
            assert!(throttled_late * 100 <= late, "{throttled_late} of {late}");
            assert!(late > 2_000, "and it is not slow: {late} calls in an hour");
        });
    }

    #[test]
    fn jitter_follows_the_seed() {
        let draw = |seed| {
            let pace = paced(Rate::OFF, seed);
            (0..8).map(|_| pace.jittered(Duration::from_secs(8))).collect::<Vec<_>>()
        };
        in_virtual_time(async {
            assert_eq!(draw(1), draw(1));
            assert_ne!(draw(1), draw(2));
            assert!(draw(3).iter().all(|span| (4..=8).contains(&span.as_secs())));
        });
    }
}
