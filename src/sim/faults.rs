//! What goes wrong on purpose: how often, and for which request.
//!
//! Chances are drawn per request and per kind of fault from (seed, kind, number of the request), so that adding a fault
//! shifts no other and a replayed request meets the same one. Scripted faults hit a named request instead.
//! Decides what is to go wrong; carrying it out is the engine's and the operations' part.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::call::InnerFaults;
use super::rng::Random;

/// Seconds that a late change may stay away after the connection dropped.
const LATE_S: (u64, u64) = (30, 300);
/// Milliseconds that a slow answer takes longer.
const SLOW_MS: (u64, u64) = (500, 4_000);

/// How probable each fault is, from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Faults {
    /// The request is refused as too fast although it is not.
    pub throttle: f64,
    /// An error of the service itself: 503 and nothing done, or 500 with the change done or not.
    pub error: f64,
    /// The answer takes half a second to four seconds longer.
    pub latency: f64,
    /// Part of the answer is missing: an empty page that is not the last.
    pub partial: f64,
    /// A read within 30 s of a change shows the state before it.
    pub stale: f64,
    /// What is accepted hangs for six hours; a migration or a changed property is rolled back then.
    pub stuck: f64,
    /// What is accepted fails without saying so; a migration or a changed property is rolled back.
    pub fail: f64,
    /// The credentials count as expired for this request.
    pub expired: f64,
    /// The connection drops: before the change, after it, or 30 to 300 s ahead of it.
    pub lost: f64,
}

/// Why a list of faults could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultsError {
    /// An item is not `name=probability`.
    #[error("`{0}` is not of the form name=probability, such as lost=0.01")]
    Form(String),
    /// No fault has this name.
    #[error("there is no fault `{name}`; did you mean `{nearest}`?")]
    Name {
        /// What was given.
        name: String,
        /// The nearest name that exists.
        nearest: &'static str,
    },
    /// Not a number from 0 to 1.
    #[error("the probability of `{name}` must be a number from 0 to 1, not `{value}`")]
    Probability {
        /// The fault.
        name: String,
        /// What was given.
        value: String,
    },
    /// A fault stands there twice.
    #[error("the fault `{0}` is given twice")]
    Twice(String),
}

impl Faults {
    const NAMES: [&str; 9] = ["throttle", "error", "latency", "partial", "stale", "stuck", "fail", "expired", "lost"];

    fn fields(&self) -> [f64; 9] {
        let Self { throttle, error, latency, partial, stale, stuck, fail, expired, lost } = *self;
        [throttle, error, latency, partial, stale, stuck, fail, expired, lost]
    }

    fn field(&mut self, index: usize) -> Option<&mut f64> {
        let Self { throttle, error, latency, partial, stale, stuck, fail, expired, lost } = self;
        [throttle, error, latency, partial, stale, stuck, fail, expired, lost].into_iter().nth(index)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let given = Self::NAMES.iter().zip(self.fields()).filter(|(_, probability)| *probability > 0.0);
        let items: Vec<String> = given.map(|(name, probability)| format!("{name}={probability}")).collect();
        formatter.write_str(&items.join(","))
    }
}

impl FromStr for Faults {
    type Err = FaultsError;

    fn from_str(text: &str) -> Result<Self, FaultsError> {
        let mut faults = Self::default();
        let mut seen = Vec::new();
        for item in text.split(',').map(str::trim).filter(|item| !item.is_empty()) {
            let (name, value) = item.split_once('=').ok_or_else(|| FaultsError::Form(item.to_owned()))?;
            let (name, value) = (name.trim(), value.trim());
            let Some(index) = Self::NAMES.iter().position(|known| *known == name) else {
                return Err(FaultsError::Name { name: name.to_owned(), nearest: nearest(name) });
            };
            if seen.contains(&index) {
                return Err(FaultsError::Twice(name.to_owned()));
            }
            seen.push(index);
            let probability: f64 = value.parse().unwrap_or(f64::NAN);
            if !(0.0..=1.0).contains(&probability) {
                return Err(FaultsError::Probability { name: name.to_owned(), value: value.to_owned() });
            }
            if let Some(field) = faults.field(index) {
                *field = probability;
            }
        }
        Ok(faults)
    }
}

fn nearest(name: &str) -> &'static str {
    Faults::NAMES.into_iter().min_by_key(|known| strsim::damerau_levenshtein(name, known)).unwrap_or_default()
}

/// A fault for one request that is named by its operation and its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scripted {
    /// Operation, such as `MigrateWorkspace`.
    pub operation: String,
    /// Which request of this operation, counted from 1 over the life of the world.
    pub nth: u64,
    /// What goes wrong.
    pub fault: ScriptedFault,
}

/// A fault that can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScriptedFault {
    /// Refused as too fast.
    Throttle,
    /// 503, nothing done.
    Unavailable,
    /// 500, and nothing was done.
    ErrorBefore,
    /// 500, and yet it was done.
    ErrorAfter,
    /// Answered late.
    Latency,
    /// An empty page that is not the last.
    Partial,
    /// Shows the state before the last change.
    Stale,
    /// Accepted, hangs, is rolled back.
    Stuck,
    /// Accepted, fails silently, is rolled back.
    Fail,
    /// Credentials expired.
    Expired,
    /// The connection drops before the change.
    LostBefore,
    /// The connection drops after the change.
    LostAfter,
    /// The connection drops, the change comes this many seconds later.
    LostLate(u64),
}

/// What happens to a request instead of being answered in peace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Disturbance {
    /// Nothing.
    #[default]
    None,
    /// Throttled.
    Throttled,
    /// Expired credentials.
    Expired,
    /// 503.
    Unavailable,
    /// 500 before the change.
    ErrorBefore,
    /// 500 after it.
    ErrorAfter,
    /// No answer, and no change.
    LostBefore,
    /// No answer after the change.
    LostAfter,
    /// No answer, and the change after so many seconds.
    LostLate(u64),
}

/// Everything that is to go wrong with one request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Draw {
    /// What happens to the request.
    pub(super) disturbance: Disturbance,
    /// Whether a read shows the state before the last change.
    pub(super) stale: bool,
    /// How many milliseconds longer the answer takes.
    pub(super) slower_ms: u64,
    /// Faults that the operation carries out.
    pub(super) inner: InnerFaults,
}

impl Faults {
    /// Draws what goes wrong with the request of this number.
    pub(super) fn draw(&self, seed: u64, seq: u64) -> Draw {
        let rng = |kind: &str| Random::new(seed, kind, seq);
        let hits = |kind: &str, probability: f64| probability > 0.0 && rng(kind).chance(probability);
        let mut draw = Draw {
            stale: hits("fault-stale", self.stale),
            inner: InnerFaults {
                partial: hits("fault-partial", self.partial),
                fail: hits("fault-fail", self.fail),
                stuck: hits("fault-stuck", self.stuck),
            },
            ..Draw::default()
        };
        if hits("fault-latency", self.latency) {
            draw.slower_ms = rng("latency").between(SLOW_MS.0, SLOW_MS.1);
        }
        draw.disturbance = if hits("fault-throttle", self.throttle) {
            Disturbance::Throttled
        } else if hits("fault-expired", self.expired) {
            Disturbance::Expired
        } else if hits("fault-error", self.error) {
            match rng("error").below(3) {
                0 => Disturbance::Unavailable,
                1 => Disturbance::ErrorBefore,
                _ => Disturbance::ErrorAfter,
            }
        } else if hits("fault-lost", self.lost) {
            let mut rng = rng("lost");
            match rng.below(3) {
                0 => Disturbance::LostBefore,
                1 => Disturbance::LostAfter,
                _ => Disturbance::LostLate(rng.between(LATE_S.0, LATE_S.1)),
            }
        } else {
            Disturbance::None
        };
        draw
    }
}

impl Draw {
    /// Puts a scripted fault on top.
    pub(super) fn scripted(mut self, fault: ScriptedFault) -> Self {
        match fault {
            ScriptedFault::Throttle => self.disturbance = Disturbance::Throttled,
            ScriptedFault::Unavailable => self.disturbance = Disturbance::Unavailable,
            ScriptedFault::ErrorBefore => self.disturbance = Disturbance::ErrorBefore,
            ScriptedFault::ErrorAfter => self.disturbance = Disturbance::ErrorAfter,
            ScriptedFault::Latency => self.slower_ms = SLOW_MS.1,
            ScriptedFault::Partial => self.inner.partial = true,
            ScriptedFault::Stale => self.stale = true,
            ScriptedFault::Stuck => self.inner.stuck = true,
            ScriptedFault::Fail => self.inner.fail = true,
            ScriptedFault::Expired => self.disturbance = Disturbance::Expired,
            ScriptedFault::LostBefore => self.disturbance = Disturbance::LostBefore,
            ScriptedFault::LostAfter => self.disturbance = Disturbance::LostAfter,
            ScriptedFault::LostLate(seconds) => self.disturbance = Disturbance::LostLate(seconds),
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_faults_reads_back_as_it_was_written() {
        let text =
            "throttle=0.02,error=0.01,latency=0.05,partial=0.02,stale=0.02,stuck=0.01,fail=0.02,expired=0.01,lost=1";
        let faults: Faults = text.parse().expect("faults");
        assert!((faults.latency - 0.05).abs() < 1e-12 && (faults.lost - 1.0).abs() < 1e-12);
        assert_eq!(faults.to_string(), text);
        assert_eq!("".parse(), Ok(Faults::default()));
        assert_eq!(" lost = 0.5 , ".parse(), Ok(Faults { lost: 0.5, ..Faults::default() }));
    }

    #[test]
    fn what_is_no_fault_is_refused_with_the_nearest_name() {
        let refused = |text: &str| text.parse::<Faults>().expect_err("refused").to_string();
        assert_eq!(refused("lots=0.1"), "there is no fault `lots`; did you mean `lost`?");
        assert_eq!(refused("throtle=0.1"), "there is no fault `throtle`; did you mean `throttle`?");
        assert_eq!(refused("lost"), "`lost` is not of the form name=probability, such as lost=0.01");
        assert_eq!(refused("lost=0.1,lost=0.2"), "the fault `lost` is given twice");
        for value in ["1.5", "-0.1", "NaN", "inf", "", "5%"] {
            let message = format!("the probability of `lost` must be a number from 0 to 1, not `{value}`");
            assert_eq!(refused(&format!("lost={value}")), message);
        }
    }

    #[test]
    fn each_of_the_three_kinds_of_lost_comes_up_about_as_often() {
        let faults = Faults { lost: 1.0, ..Faults::default() };
        let mut counts = [0_u32; 3];
        for seq in 0..3_000 {
            let drawn = faults.draw(7, seq).disturbance;
            counts[0] += u32::from(drawn == Disturbance::LostBefore);
            counts[1] += u32::from(drawn == Disturbance::LostAfter);
            if let Disturbance::LostLate(seconds) = drawn {
                assert!((30..=300).contains(&seconds), "{seconds}");
                counts[2] += 1;
            }
        }
        assert_eq!(counts.iter().sum::<u32>(), 3_000);
        assert!(counts.iter().all(|count| (850..1_150).contains(count)), "{counts:?}");
    }

    #[test]
    fn adding_one_fault_shifts_no_other() {
        let alone = Faults { stale: 0.3, ..Faults::default() };
        let beside = Faults { stale: 0.3, fail: 0.5, latency: 0.5, ..Faults::default() };
        for seq in 0..200 {
            assert_eq!(alone.draw(7, seq).stale, beside.draw(7, seq).stale);
        }
    }
}
