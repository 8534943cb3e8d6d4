//! Estimates what carrying a plan out takes: calls, time, addresses, losses.
//!
//! Formulas over the waves, not a simulation. Calls count what the executor reads right before each wave (only what its
//! requirements ask for), what it sends, and the reads of what is in flight, by the rule that the executor reads by
//! (`model::looks`).

use std::collections::BTreeMap;

use super::Context;
use super::document::{Estimate, Fact, Step};
use super::verdicts::Acted;
use crate::model::{Follow, StepId, Strategy, Verb, VerbFacts};

/// Desktops that one call of `DescribeWorkspaces` or `DescribeWorkspacesConnectionStatus` takes (domain.md G-01, G-04).
const IDS_PER_READ: u64 = 25;
/// Addresses that one call of `DescribeNetworkInterfaces` is asked for (domain.md Q).
const ADDRESSES_PER_READ: u64 = 200;
/// Seconds between two reads of a target, unless the user says otherwise.
const POLL_S: u64 = 60;
/// The documented pace of the service (domain.md F).
const CALLS_PER_SECOND: u64 = 2;

/// Estimates a plan; `acted` and `chains` go side by side.
pub(super) fn estimate(
    context: &Context<'_>,
    acted: &[Acted<'_>],
    chains: &[Vec<Step>],
    waves: &[Vec<StepId>],
) -> Estimate {
    let facts = context.facts;
    let mut target_of: BTreeMap<&StepId, (&Acted<'_>, &[Step])> = BTreeMap::new();
    for (acted, chain) in acted.iter().zip(chains) {
        target_of.extend(chain.first().map(|head| (&head.id, (acted, chain.as_slice()))));
    }
    let mut calls = BTreeMap::new();
    let mut addresses: BTreeMap<String, u64> = BTreeMap::new();
    let mut paced = 0;
    for wave in waves {
        let targets: Vec<_> = wave.iter().filter_map(|id| target_of.get(id)).collect();
        for steps in together(targets.iter().map(|(_, chain)| *chain)).values() {
            paced += count_calls(steps, &mut calls);
        }
        if context.row.new_address {
            let mut needed: BTreeMap<&str, u64> = BTreeMap::new();
            for subnet in targets.iter().filter_map(|(acted, _)| acted.case.target.subnet_id.as_ref()) {
                *needed.entry(subnet.as_str()).or_insert(0) += 1;
            }
            for (subnet, number) in needed {
                let most = addresses.entry(subnet.to_owned()).or_insert(0);
                *most = number.max(*most);
            }
        }
    }
    calls.retain(|_, number| *number > 0);
    let longest_s = chains.iter().map(|chain| chain_s(chain)).max().unwrap_or(0);
    let busy_s = chains.iter().map(|chain| busy_s(chain)).max().unwrap_or(0);
    let rounds = rounds(context, chains.len(), waves.len());
    // Where others take the places, nobody waits for a chain that only waits.
    let duration_s = match context.policy.strategy {
        Strategy::Waves => rounds * longest_s,
        Strategy::Rolling => longest_s + rounds.saturating_sub(1) * busy_s,
    };
    Estimate {
        calls,
        duration_s: duration_s + paced.div_ceil(CALLS_PER_SECOND) + pause(context, waves.len()),
        addresses,
        irreversible: facts.irreversible.filter(|_| !chains.is_empty()).map(str::to_owned).into_iter().collect(),
    }
}

/// Sorts the steps of a wave's targets by their place in the chain and their verb: those go about together.
pub(super) fn together<'a>(chains: impl Iterator<Item = &'a [Step]>) -> BTreeMap<(usize, Verb), Vec<&'a Step>> {
    let mut together: BTreeMap<(usize, Verb), Vec<&Step>> = BTreeMap::new();
    for (place, step) in chains.flat_map(|chain| chain.iter().enumerate()) {
        together.entry((place, step.verb)).or_default().push(step);
    }
    together
}

/// Adds the calls for steps that go together; returns how many of them the service paces before and while they go out.
fn count_calls(steps: &[&Step], calls: &mut BTreeMap<String, u64>) -> u64 {
    let Some(facts) = steps.first().map(|step| step.verb.facts()) else { return 0 };
    let count = |wanted: fn(&Fact) -> bool| -> u64 {
        let asks = |step: &&Step| step.requires.iter().any(|requirement| wanted(&requirement.that));
        steps.iter().map(|step| u64::from(asks(step))).sum()
    };
    let targets = count(|_| true);
    let before = [
        ("DescribeWorkspaces", targets.div_ceil(IDS_PER_READ)),
        ("DescribeWorkspacesConnectionStatus", count(|fact| matches!(fact, Fact::NotConnected)).div_ceil(IDS_PER_READ)),
        ("DescribeTags", count(|fact| matches!(fact, Fact::NotTagged(_)))),
        (facts.operation, sends(targets, facts.ids_per_call)),
    ];
    let interfaces = count(|fact| matches!(fact, Fact::GroupsWithin(_))).div_ceil(ADDRESSES_PER_READ);
    let others = [("DescribeWorkspaces", polls(facts, targets)), ("DescribeNetworkInterfaces", interfaces)];
    for (operation, number) in before.into_iter().chain(others) {
        *calls.entry(operation.to_owned()).or_insert(0) += number;
    }
    before.iter().map(|(_, number)| number).sum()
}

/// How long a target usually takes, with the waits between its steps.
fn chain_s(chain: &[Step]) -> u64 {
    let mut moments: BTreeMap<&StepId, u64> = BTreeMap::new();
    let mut over_s = 0;
    for step in chain {
        let waits = step.wait.as_ref().and_then(|wait| Some(moments.get(&wait.after)? + wait.seconds));
        let sent_s = waits.unwrap_or(0).max(over_s);
        moments.insert(&step.id, sent_s);
        over_s = sent_s + step.verb.facts().usual_s;
    }
    over_s
}

/// For how long a target usually takes a place.
fn busy_s(chain: &[Step]) -> u64 {
    chain.iter().map(|step| step.verb.facts().usual_s).sum()
}

/// Reads of what is in flight, for so many targets at once.
///
/// Where targets keep their ids, each call is followed for the usual time. Where they get new ones, a wave is as slow as its
/// slowest and takes about as long as one target usually takes at most; and the old ids of those that are up are to be read
/// as well: in the same call when there is room for both, before that in one more call for about half of the looks
/// between the earliest end and the usual one.
fn polls(facts: &VerbFacts, targets: u64) -> u64 {
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
fn rounds(context: &Context<'_>, targets: usize, waves: usize) -> u64 {
    let number = match (context.policy.strategy, context.policy.max_in_flight) {
        (Strategy::Waves, _) => waves,
        (Strategy::Rolling, None) => targets.min(1),
        (Strategy::Rolling, Some(places)) => targets.div_ceil(usize::try_from(places).unwrap_or(usize::MAX).max(1)),
    };
    u64::try_from(number).unwrap_or(u64::MAX)
}

/// The wait after the canary, where one was set.
fn pause(context: &Context<'_>, waves: usize) -> u64 {
    let waits = context.policy.canary > 0 && waves > 1;
    context.policy.after_canary_s.filter(|_| waits).unwrap_or(0)
}
