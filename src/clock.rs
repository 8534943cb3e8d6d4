//! Time: the one place that reads it and waits for it.
//!
//! Three kinds of clock. *System* is real time. *Scaled* runs beside a served simulator, `speed` times real time from
//! a moment that the simulator named. *Virtual* lives in a paused `current_thread` runtime of tokio: whoever waits is
//! woken at once and an hour has passed, so a run of two days takes seconds and is the same each time.
//!
//! Deadlines, polls, pace, holds, windows, ledger and plan expiry use a `Clock`. Sockets, lock waits, redraws and
//! questions use the functions named `real_*`, and nothing waits for those inside a paused runtime.
//! This is the only file that may name `SystemTime`, `Instant` or `tokio::time`. Imports nothing of ours.
#![expect(clippy::disallowed_methods, reason = "this is the file that the ban sends everybody else to")]

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

/// A source of time and of waiting; cheap to clone, and clones agree.
#[derive(Clone, Debug)]
pub struct Clock {
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    System,
    Scaled { real: Instant, service: Timestamp, speed: f64 },
    Virtual { start: tokio::time::Instant, epoch: Timestamp },
}

impl Clock {
    /// Returns the machine's own time.
    #[must_use]
    pub fn system() -> Self {
        Self { kind: Kind::System }
    }

    /// Returns a clock that shows `now` at this moment and runs `speed` times as fast as real time.
    ///
    /// A speed that is not a positive number counts as 1.
    #[must_use]
    pub fn scaled(now: Timestamp, speed: f64) -> Self {
        let speed = if speed.is_finite() && speed > 0.0 { speed } else { 1.0 };
        Self { kind: Kind::Scaled { real: Instant::now(), service: now, speed } }
    }

    /// Returns a clock that shows `epoch` now and moves only when everything in the paused runtime waits.
    ///
    /// To be called inside the runtime of `runtime(true)`: elsewhere it is real time with another start.
    #[must_use]
    pub fn virtual_from(epoch: Timestamp) -> Self {
        Self { kind: Kind::Virtual { start: tokio::time::Instant::now(), epoch } }
    }

    /// Returns the present moment on this clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match &self.kind {
            Kind::System => Timestamp::now(),
            Kind::Scaled { real, service, speed } => plus(*service, real.elapsed().mul_f64(*speed)),
            Kind::Virtual { start, epoch } => plus(*epoch, start.elapsed()),
        }
    }

    /// Waits until this clock shows `at`; returns at once when it already does.
    pub async fn sleep_until(&self, at: Timestamp) {
        let left = at.duration_since(self.now());
        if let Ok(left) = Duration::try_from(left) {
            self.sleep(left).await;
        }
    }

    /// Waits for `span` of this clock's time.
    pub async fn sleep(&self, span: Duration) {
        let real = match &self.kind {
            Kind::Scaled { speed, .. } => span.div_f64(*speed),
            Kind::System | Kind::Virtual { .. } => span,
        };
        tokio::time::sleep(real).await;
    }

    /// Tells whether waiting costs no real time.
    #[must_use]
    pub fn is_virtual(&self) -> bool {
        matches!(self.kind, Kind::Virtual { .. })
    }
}

fn plus(at: Timestamp, span: Duration) -> Timestamp {
    let span = SignedDuration::try_from(span).unwrap_or(SignedDuration::MAX);
    at.checked_add(span).unwrap_or(Timestamp::MAX)
}

/// Builds the runtime that everything runs in: one thread, so that the schedule tested is the schedule shipped.
///
/// With `paused` its time is virtual.
///
/// # Errors
/// When the operating system gives no event queue.
pub fn runtime(paused: bool) -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().start_paused(paused).build()
}

/// A moment of real time, for redraws and for measuring.
#[derive(Clone, Copy, Debug)]
pub struct RealMoment(Instant);

/// Returns the present moment of real time.
#[must_use]
pub fn real_now() -> RealMoment {
    RealMoment(Instant::now())
}

impl RealMoment {
    /// Returns how much real time has passed since.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch() -> Timestamp {
        "2026-01-05T08:00:00Z".parse().expect("a timestamp")
    }

    #[test]
    fn virtual_time_passes_only_by_waiting() {
        let runtime = runtime(true).expect("a runtime");
        runtime.block_on(async {
            let clock = Clock::virtual_from(epoch());
            assert_eq!(clock.now(), epoch());
            clock.sleep(Duration::from_hours(40)).await;
            assert_eq!(clock.now().duration_since(epoch()).as_secs(), 40 * 3600);
            clock.sleep_until(epoch()).await; // in the past: no wait
            assert_eq!(clock.now().duration_since(epoch()).as_secs(), 40 * 3600);
        });
    }

    #[test]
    fn scaled_time_runs_from_the_given_moment() {
        let clock = Clock::scaled(epoch(), f64::NAN);
        assert!(clock.now() >= epoch());
        assert!(!clock.is_virtual());
    }
}
