//! Estimates what carrying a plan out takes: calls, time, addresses, losses.
//!
//! Estimates what carrying a plan out takes: calls, time, addresses, losses.
//!
//! Formulas over the waves, not a simulation. Calls count what the executor reads right before each wave (only what its
//! requirements ask for), what it sends, and the reads of what is in flight, by the rule that the executor reads by
//! (`model::looks`).

use std::collections::BTreeMap;

use super::Context;
use super::document::{Estimate, Fact, Step};
use super::verdicts::Acted;
use crate::model::{Follow, StepId, Strategy};

/// Desktops that one call of `DescribeWorkspaces` or `DescribeWorkspacesConnectionStatus` takes (domain.md G-01, G-04).
const IDS_PER_READ: u64 = 25;
/// Addresses that one call of `DescribeNetworkInterfaces` is asked for (domain.md Q).
const ADDRESSES_PER_READ: u64 = 200;
/// Seconds between two reads of a target, unless the user says otherwise.
const POLL_S: u64 = 60;
/// The documented pace of the service (domain.md F).
const CALLS_PER_SECOND: u64 = 2;

/// Estimates a plan; `acted` and `steps` go side by side.
pub(super) fn estimate(context: &Context<'_>, acted: &[Acted<'_>], steps: &[Step], waves: &[Vec<StepId>]) -> Estimate {
    let facts = context.facts;
    let by_id: BTreeMap<&StepId, (&Acted<'_>, &Step)> =
        acted.iter().zip(steps).map(|(acted, step)| (&step.id, (acted, step))).collect();
    let mut calls = BTreeMap::new();
    let mut addresses: BTreeMap<String, u64> = BTreeMap::new();
    let mut paced = 0;
    for wave in waves {
        let wave: Vec<_> = wave.iter().filter_map(|id| by_id.get(id)).collect();
        let count = |wanted: fn(&Fact) -> bool| -> u64 {
            let asks = |step: &Step| step.requires.iter().any(|requirement| wanted(&requirement.that));
            wave.iter().map(|(_, step)| u64::from(asks(step))).sum()
        };
        let targets = count(|_| true);
        let polls = polls(context, targets);
        let before = [
            ("DescribeWorkspaces", targets.div_ceil(IDS_PER_READ)),
            (
                "DescribeWorkspacesConnectionStatus",
                count(|fact| matches!(fact, Fact::NotConnected)).div_ceil(IDS_PER_READ),
            ),
            ("DescribeTags", count(|fact| matches!(fact, Fact::NotTagged(_)))),
            (facts.operation, sends(targets, facts.ids_per_call)),
        ];
        paced += before.iter().map(|(_, number)| number).sum::<u64>();
        let interfaces = count(|fact| matches!(fact, Fact::GroupsWithin(_))).div_ceil(ADDRESSES_PER_READ);
        for (operation, number) in
            before.into_iter().chain([("DescribeWorkspaces", polls), ("DescribeNetworkInterfaces", interfaces)])
        {
            *calls.entry(operation.to_owned()).or_insert(0) += number;
        }
        if context.row.new_address {
            let mut needed: BTreeMap<&str, u64> = BTreeMap::new();
            for subnet in wave.iter().filter_map(|(acted, _)| acted.case.target.subnet_id.as_ref()) {
                *needed.entry(subnet.as_str()).or_insert(0) += 1;
            }
            for (subnet, number) in needed {
                let most = addresses.entry(subnet.to_owned()).or_insert(0);
                *most = number.max(*most);
            }
        }
    }
    calls.retain(|_, number| *number > 0);
    Estimate {
        calls,
        duration_s: rounds(context, steps.len(), waves.len()) * facts.usual_s
            + paced.div_ceil(CALLS_PER_SECOND)
            + pause(context, waves.len()),
        addresses,
        irreversible: facts.irreversible.filter(|_| !steps.is_empty()).map(str::to_owned).into_iter().collect(),
    }
}

/// Reads of what is in flight, for a wave of so many targets.
///
/// Where targets keep their ids, each call is followed for the usual time. Where they get new ones, a wave is as slow as its
/// slowest and takes about as long as one target usually takes at most; and the old ids of those that are up are to be read
/// as well: in the same call when there is room for both, before that in one more call for about half of the looks
/// between the earliest end and the usual one.
fn polls(context: &Context<'_>, targets: u64) -> u64 {
    let facts = context.facts;
    let calls = targets.div_ceil(IDS_PER_READ);
    match facts.follow {
        Follow::SameId => calls * facts.looks_in(facts.usual_s, POLL_S),
        Follow::NewId => {
            let apart = facts.looks_in(facts.usual_s, POLL_S) - facts.looks_in(facts.earliest_s, POLL_S);
            let apart = if 2 * targets > IDS_PER_READ { apart / 2 } else { 0 };
            calls * (facts.looks_in(facts.typical_s, POLL_S) + apart)
        }
    }
}

/// Returns how many calls that change something a number of targets takes.
pub(super) fn sends(targets: u64, ids_per_call: usize) -> u64 {
    targets.div_ceil(u64::try_from(ids_per_call).unwrap_or(1).max(1))
}

/// How often the usual duration passes: once a wave, or once for as many as may be in flight.
fn rounds(context: &Context<'_>, steps: usize, waves: usize) -> u64 {
    let number = match (context.policy.strategy, context.policy.max_in_flight) {
        (Strategy::Waves, _) => waves,
        (Strategy::Rolling, None) => steps.min(1),
        (Strategy::Rolling, Some(places)) => steps.div_ceil(usize::try_from(places).unwrap_or(usize::MAX).max(1)),
    };
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The wait after the canary, where one was set.
fn pause(context: &Context<'_>, waves: usize) -> u64 {
    let waits = context.policy.canary > 0 && waves > 1;
    context.policy.after_canary_s.filter(|_| waits).unwrap_or(0)
}
