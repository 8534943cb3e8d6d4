//! Whole runs by seed: one number draws fleet, wish, policy, faults and crashes, and the oracle judges what is left.
//!
//! `cargo test` plays the kept seeds and 64 more. By environment: `DESKFLEET_SIM_COUNT=10000` plays so many, from
//! `DESKFLEET_SIM_FROM` on, each `DESKFLEET_SIM_STEP`th; `DESKFLEET_SIM_SEED=n` plays one; `DESKFLEET_SIM_CHECK=1` plays
//! each twice and compares record and events byte by byte. A seed that fails is made smaller and told.

pub(crate) mod evidence;
mod groups;
mod play;
mod shrink;
mod story;
mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use deskfleet::clock::{RealMoment, real_now};
use evidence::Evidence;
use story::Story;
use tally::Tally;

use crate::oracle::{self, Violation};

/// Seeds in a plain `cargo test`, besides those that are kept.
const COUNT: u64 = 64;
/// After so many failures there is enough to look at.
const FAILURES_MAX: usize = 12;
/// A story takes a fifth of a second; after this one is named.
const SLOW: Duration = Duration::from_secs(30);
/// Every seed that ever failed, with what it found.
const KEPT: &str = include_str!("../../regressions/seeds.txt");

/// What came of a story.
struct Outcome {
    violations: Vec<Violation>,
    /// None when it ended in a panic.
    evidence: Option<Evidence>,
}

#[test]
fn seeds() {
    let one = knob("DESKFLEET_SIM_SEED");
    let count = knob("DESKFLEET_SIM_COUNT");
    let from = knob("DESKFLEET_SIM_FROM").unwrap_or(1);
    let step = knob("DESKFLEET_SIM_STEP").unwrap_or(1);
    let kept: Vec<u64> = kept().into_iter().map(|(seed, _)| seed).collect();
    let seeds: Vec<u64> = match one {
        Some(seed) => vec![seed],
        // What is drawn by a seed's rest, such as 12 of 16, is drawn by all of a step.
        None if step > 1 => (0..count.unwrap_or(COUNT)).map(|place| from + place * step).collect(),
        None => kept.into_iter().chain(from..from + count.unwrap_or(COUNT)).collect(),
    };
    let (tally, failures) = play_all(&seeds, count.is_some());
    say(&tally.to_string());
    if let Some((seed, check)) = failures.first() {
        say(&format!("failed: {failures:?}"));
        panic!("{}", tell(*seed, check));
    }
    if one.is_none() && step == 1 {
        tally.assert_something_happened();
    }
}

/// What the threads share.
#[derive(Default)]
struct Shared {
    tally: Tally,
    failures: BTreeSet<(u64, &'static str)>,
    /// Seeds that are being played, and since when.
    playing: BTreeMap<u64, RealMoment>,
    played: usize,
}

/// Plays seeds on every core; returns what happened, and the seeds that failed with what they failed.
fn play_all(seeds: &[u64], progress: bool) -> (Tally, BTreeSet<(u64, &'static str)>) {
    let began = real_now();
    let next = AtomicUsize::new(0);
    let shared = Mutex::new(Shared::default());
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(seeds.len());
    let (done, all_done) = mpsc::channel::<()>();
    thread::scope(|scope| {
        for _ in 0..cores {
            let (next, shared, done) = (&next, &shared, done.clone());
            let work = move || {
                while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
                    lock(shared).playing.insert(*seed, real_now());
                    let outcome = check(*seed);
                    let mut shared = lock(shared);
                    shared.note(*seed, &outcome);
                    if progress && shared.played.is_multiple_of(250) {
                        let (played, failed) = (shared.played, shared.failures.len());
                        say(&format!("{played} of {} seeds in {:.0?}, {failed} failed", seeds.len(), began.elapsed()));
                    }
                    if shared.failures.len() >= FAILURES_MAX {
                        next.store(seeds.len(), Ordering::Relaxed);
                    }
                }
                drop(done);
            };
            // The futures of an unoptimised build are large.
            thread::Builder::new().stack_size(16 << 20).spawn_scoped(scope, work).expect("a thread");
        }
        drop(done);
        // One that hangs never fails: it is named, so that somebody can look.
        while let Err(RecvTimeoutError::Timeout) = all_done.recv_timeout(SLOW) {
            for (seed, since) in lock(&shared).playing.iter().filter(|(_, since)| since.elapsed() >= SLOW) {
                say(&format!("seed {seed} has been played for {:.0?}", since.elapsed()));
            }
        }
    });
    let shared = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    (shared.tally, shared.failures)
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn note(&mut self, seed: u64, outcome: &Outcome) {
        self.playing.remove(&seed);
        self.played += 1;
        self.tally.add(outcome);
        if let Some(violation) = outcome.violations.first() {
            say(&format!("seed {seed} fails {}: {}", violation.check, violation.what));
            self.failures.insert((seed, violation.check));
        }
    }
}

/// Plays a seed and judges it; twice, when asked to.
fn check(seed: u64) -> Outcome {
    let story = Story::new(seed);
    let mut outcome = try_out(&story);
    if knob("DESKFLEET_SIM_CHECK").is_some() {
        let again = try_out(&story);
        if log(&outcome) != log(&again) {
            let what = "played twice, it went two ways".to_owned();
            outcome.violations.push(Violation { check: "determinism", what });
        }
    }
    outcome
}

/// Everything that a story left behind, as text.
fn log(outcome: &Outcome) -> String {
    let Some(evidence) = &outcome.evidence else { return format!("{:?}", outcome.violations) };
    let mut text = serde_json::to_string(&evidence.record).expect("a record");
    for run in &evidence.runs {
        text.extend(run.events.iter().map(|event| event.to_json().to_string()));
        let _ = write!(text, "{:?}{:?}", run.rows, run.attempts);
    }
    text + &serde_json::to_string(&evidence.after).expect("a world")
}

/// Plays a story and judges it; a panic is a failure like any other.
fn try_out(story: &Story) -> Outcome {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let evidence = play::play(story);
        let violations = oracle::judge_story(&evidence);
        Outcome { violations, evidence: Some(evidence) }
    }));
    played.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default();
        Outcome { violations: vec![Violation { check: "panic", what: text }], evidence: None }
    })
}

/// What there is to say about a seed that fails: how to replay it, and its shortest story.
fn tell(seed: u64, check: &str) -> String {
    let replay = format!("DESKFLEET_SIM_SEED={seed} cargo test --test sim seeds -- --nocapture");
    let (story, outcome) = shrink::shrink(&Story::new(seed), check);
    let found = outcome.violations.iter().find(|violation| violation.check == check);
    let about = found.map_or("", |violation| violation.what.as_str());
    let told = outcome.evidence.as_ref();
    let told = told.map_or_else(|| format!("{story:#?}"), |evidence| shrink::tell(&story, evidence, about));
    let violations: Vec<String> =
        outcome.violations.iter().map(|violation| format!("{}: {}", violation.check, violation.what)).collect();
    format!(
        "seed {seed} fails `{check}`; replay it with\n  {replay}\nits shortest story:\n{told}\n{}",
        violations.join("\n")
    )
}

/// The kept seeds, each with what it found.
fn kept() -> Vec<(u64, &'static str)> {
    let lines = KEPT.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let (seed, found) = line.split_once(char::is_whitespace).expect("a seed and what it found");
            (seed.parse().expect("a seed"), found.trim())
        })
        .collect()
}

fn knob(name: &str) -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "a test's own switch, read where it is used")]
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is not a number: {value}")))
}

fn say(text: &str) {
    #[expect(clippy::print_stderr, reason = "a test's own progress")]
    {
        eprintln!("{text}");
    }
}
