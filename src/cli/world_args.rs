//! What a simulated world is made from, as flags of `sim serve` and `sim reset`.

use std::time::Duration;

use clap::Args;

use crate::config::parse_rate;
use crate::model::around::parse_account;
use crate::model::parse_span;
use crate::sim::{Faults, FleetKind, WorldSpec};

/// What a world is made from
#[derive(Args, Clone, Debug)]
pub(super) struct WorldArgs {
    /// How many desktops; 80 are the demo fleet
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    desktops: Option<u32>,
    /// What kinds of desktops: demo, varied; uniform, all of them free to move; clocks, for resizes, starts and stops
    #[arg(long, value_name = "FLEET", value_parser = fleet)]
    fleet: Option<FleetKind>,
    /// Seed of everything random
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// What goes wrong how often, such as throttle=0.02,lost=0.01
    #[arg(long, value_name = "FAULTS")]
    faults: Option<Faults>,
    /// Calls a second that the service allows, 0 for no limit
    #[arg(long, value_name = "N", value_parser = parse_rate)]
    rate: Option<f64>,
    /// Calls that may come at once after a pause
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    burst: Option<u32>,
    /// How long an answer takes, such as 80ms
    #[arg(long, value_name = "TIME", value_parser = latency)]
    latency: Option<Duration>,
    /// Another account with a fleet of its own in each Region; keys that begin with AKIA and this id are its keys
    #[arg(long, value_name = "ID", value_parser = parse_account)]
    with_account: Vec<String>,
}

impl WorldArgs {
    /// Puts what was said over a spec.
    pub(super) fn over(&self, spec: WorldSpec) -> WorldSpec {
        WorldSpec {
            desktops: self.desktops.unwrap_or(spec.desktops),
            fleet: self.fleet.unwrap_or(spec.fleet),
            seed: self.seed.unwrap_or(spec.seed),
            faults: self.faults.unwrap_or(spec.faults),
            rate: self.rate.unwrap_or(spec.rate),
            burst: self.burst.unwrap_or(spec.burst),
            latency: self.latency.unwrap_or(spec.latency),
            accounts: self.with_account.iter().cloned().collect(),
            ..spec
        }
    }
}

fn fleet(text: &str) -> Result<FleetKind, String> {
    match text {
        "demo" => Ok(FleetKind::Demo),
        "uniform" => Ok(FleetKind::Uniform),
        "clocks" => Ok(FleetKind::Clocks),
        _ => Err(format!("`{text}` is unknown: choose demo, uniform or clocks")),
    }
}

fn latency(text: &str) -> Result<Duration, String> {
    if text == "0" {
        return Ok(Duration::ZERO);
    }
    match text.strip_suffix("ms").map(str::parse::<u32>) {
        Some(Ok(milliseconds)) if milliseconds <= 60_000 => Ok(Duration::from_millis(u64::from(milliseconds))),
        Some(_) => Err(format!("`{text}` is not a delay: write 80ms, up to 60000ms")),
        None => parse_span(text)
            .ok()
            .filter(|seconds| *seconds <= 60)
            .map(Duration::from_secs)
            .ok_or_else(|| format!("`{text}` is not a delay: write 80ms or 2s, up to 60s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_have_a_unit_and_a_bound() {
        assert_eq!(latency("80ms"), Ok(Duration::from_millis(80)));
        assert_eq!(latency("2s"), Ok(Duration::from_secs(2)));
        assert_eq!(latency("0"), Ok(Duration::ZERO));
        for bad in ["80", "-1ms", "ms", "2m1s", "60001ms", "99999999999ms"] {
            assert!(latency(bad).is_err(), "{bad}");
        }
    }
}
