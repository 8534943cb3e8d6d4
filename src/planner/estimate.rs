//! Estimates what carrying a plan out takes: calls, time, addresses, losses.
//!
//! Formulas over the waves, not a simulation. Calls count what the executor reads right before each wave (only what its
//! requirements ask for), what it sends, and the reads of what is in flight, by the rule that the executor reads by
//! (`model::looks`).

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::Context;
use super::document::{Estimate, Fact, Shortage, Step};
use super::verdicts::Acted;
use crate::model::{Follow, INTERFACES_TOGETHER, Opening, StepId, Strategy, SubnetId, Verb, VerbFacts};

/// Desktops that one call of `DescribeWorkspaces` or `DescribeWorkspacesConnectionStatus` takes (domain.md G-01, G-04).
const IDS_PER_READ: u64 = 25;
/// Addresses that one call of `DescribeNetworkInterfaces` is asked for (domain.md Q).
const ADDRESSES_PER_READ: u64 = 200;
/// Desktops whose tags one call of `GetResources` tells, and for how many each is asked for by itself.
const TAGGED_PER_READ: u64 = 100;
const TAGGED_ONE_BY_ONE_MAX: u64 = 5;
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
    let mut paced = 0;
    // Interfaces and tags are read many at a time, whatever wave they are in.
    let whole = [waves.concat()];
    for wave in if facts.is_of_interface() || facts.is_of_tags() { &whole } else { waves } {
        let chains = wave.iter().filter_map(|id| target_of.get(id)).map(|(_, chain)| *chain);
        for ((place, verb), steps) in &together(chains) {
            let gives_back = *place > 0 && *verb != facts.verb && verb.facts().is_of_interface();
            let portions = gives_back.then(|| ends(facts, steps.len() as u64));
            paced += count_calls(steps, portions, &mut calls);
            if steps.iter().any(|step| asks_who_used_it(context, step)) {
                *calls.entry("GetMetricData".to_owned()).or_insert(0) += 1;
            }
        }
    }
    let (addresses, shortages) = forecast(context, &target_of, waves);
    calls.retain(|_, number| *number > 0);
    let longest_s = chains.iter().map(|chain| chain_s(chain, None)).max().unwrap_or(0);
    let latest_s = chains.iter().map(|chain| chain_s(chain, Some(context.now))).max().unwrap_or(0);
    let busy_s = chains.iter().map(|chain| busy_s(chain)).max().unwrap_or(0);
    let rounds = rounds(context, chains.len(), waves.len());
    // Where others take the places, nobody waits for a chain that only waits.
    let duration_s = match context.policy.strategy {
        Strategy::Waves => rounds * longest_s,
        Strategy::Rolling => longest_s + rounds.saturating_sub(1) * busy_s,
    };
    // What may go later only is waited for once, whatever goes on meanwhile.
    let duration_s = duration_s.max(latest_s);
    let plain_s = duration_s + paced.div_ceil(CALLS_PER_SECOND) + pause(context, waves.len());
    Estimate {
        calls,
        duration_s: in_windows(context, &targets_of(chains, waves), plain_s),
        addresses,
        shortages,
        irreversible: facts.irreversible.filter(|_| !chains.is_empty()).map(str::to_owned).into_iter().collect(),
    }
}

/// How many addresses each subnet needs at once, and the waves for which it has too few.
///
/// What is in flight has two addresses, its old one and its new one, until the old desktop is gone; a wave begins when the one
/// before it is over. So what is free before a wave is what was free at first, and each of its targets in flight takes one.
fn forecast(
    context: &Context<'_>,
    target_of: &BTreeMap<&StepId, (&Acted<'_>, &[Step])>,
    waves: &[Vec<StepId>],
) -> (BTreeMap<String, u64>, Vec<Shortage>) {
    let (mut addresses, mut shortages) = (BTreeMap::new(), Vec::new());
    if !context.row.new_address {
        return (addresses, shortages);
    }
    let at_once = context.policy.max_in_flight.map_or(u64::MAX, u64::from);
    for (number, wave) in (1..).zip(waves) {
        let mut targets: BTreeMap<&SubnetId, u64> = BTreeMap::new();
        let acted = wave.iter().filter_map(|id| target_of.get(id)).map(|(acted, _)| acted);
        for subnet in acted.filter_map(|acted| acted.case.target.subnet_id.as_ref()) {
            *targets.entry(subnet).or_insert(0) += 1;
        }
        for (subnet, targets) in targets {
            let needed = targets.min(at_once);
            let most = addresses.entry(subnet.to_string()).or_insert(0);
            *most = needed.max(*most);
            let free = context.subnet(subnet).map(|seen| u64::try_from(seen.available_ip_address_count).unwrap_or(0));
            if let Some(free) = free.filter(|free| needed > *free) {
                shortages.push(Shortage { wave: number, subnet_id: subnet.clone(), needed, free });
            }
        }
    }
    (addresses, shortages)
}

/// Sorts the steps of a wave's targets by their place in the chain and their verb: those go about together.
pub(super) fn together<'a>(chains: impl Iterator<Item = &'a [Step]>) -> BTreeMap<(usize, Verb), Vec<&'a Step>> {
    let mut together: BTreeMap<(usize, Verb), Vec<&Step>> = BTreeMap::new();
    for (place, step) in chains.flat_map(|chain| chain.iter().enumerate()) {
        together.entry((place, step.verb)).or_default().push(step);
    }
    together
}

/// In how many looks the ends of so many targets are seen, between the earliest and the typical moment: several in one, the
/// more of them there are. What gives back what was taken goes right after, a portion for each.
fn ends(facts: &VerbFacts, targets: u64) -> u64 {
    let looks = (facts.looks_in(facts.typical_s, POLL_S) - facts.looks_in(facts.earliest_s, POLL_S)).max(1);
    (targets * looks).div_ceil(targets + looks)
}

/// Adds the calls for steps that go together, or in portions; returns how many of them the service paces before and while
/// they go out.
fn count_calls(steps: &[&Step], portions: Option<u64>, calls: &mut BTreeMap<String, u64>) -> u64 {
    let Some(facts) = steps.first().map(|step| step.verb.facts()) else { return 0 };
    let count = |wanted: fn(&Fact) -> bool| -> u64 {
        let asks = |step: &&Step| step.requires.iter().any(|requirement| wanted(&requirement.that));
        steps.iter().map(|step| u64::from(asks(step))).sum()
    };
    let targets = steps.len() as u64;
    // Of what is still to be made there is nothing to read.
    let read = if facts.follow == Follow::Created { 0 } else { targets };
    let before = [
        ("DescribeWorkspaces", portions.unwrap_or(read.div_ceil(IDS_PER_READ))),
        ("DescribeWorkspacesConnectionStatus", count(|fact| fact.needs().connection).div_ceil(IDS_PER_READ)),
        ("DescribeTags", count(|fact| fact.needs().tags)),
        (facts.operation, sends(targets, facts.ids_per_call)),
    ];
    let proven = count(|fact| matches!(fact, Fact::InterfaceIs(_))).div_ceil(ADDRESSES_PER_READ);
    let asking = |step: &&Step| step.requires.iter().any(|requirement| requirement.that.is_of_interface());
    let asking: u64 = steps.iter().map(|step| u64::from(asking(step))).sum();
    // Whether a desktop was made anew shows by its interface, at its end.
    let renewed: u64 = steps.iter().map(|step| u64::from(step.proof.interface_not.is_some())).sum();
    let interfaces = if facts.is_of_interface() {
        2 * portions.unwrap_or(asking.div_ceil(INTERFACES_TOGETHER as u64))
    } else {
        proven + asking.div_ceil(ADDRESSES_PER_READ) + ends(facts, renewed)
    };
    let (read_back, one_by_one) = (facts.is_of_tags(), targets <= TAGGED_ONE_BY_ONE_MAX);
    let keys: BTreeSet<&str> = steps
        .iter()
        .flat_map(|step| &step.requires)
        .filter_map(|requirement| if let Fact::KeyEnabled(key) = &requirement.that { Some(key.as_str()) } else { None })
        .collect();
    // Tags are read back of each that had some.
    let tagged: u64 = steps.iter().map(|step| u64::from(step.proof.kept.as_ref().is_some_and(|kept| kept.tags))).sum();
    let others = [
        ("DescribeWorkspaces", if facts.is_of_tags() { 0 } else { portions.unwrap_or(polls(facts, targets)) }),
        ("GetResources", if read_back && !one_by_one { targets.div_ceil(TAGGED_PER_READ) } else { 0 }),
        ("DescribeTags", tagged + if read_back && one_by_one { targets } else { 0 }),
        ("DescribeNetworkInterfaces", interfaces),
        ("DescribeKey", keys.len() as u64),
    ];
    for (operation, number) in before.into_iter().chain(others) {
        *calls.entry(operation.to_owned()).or_insert(0) += number;
    }
    let paced = before.iter().map(|(_, number)| number).sum();
    // Changes of interfaces have a pace of their own, beside which the reads of WorkSpaces go on.
    let own = if facts.is_of_interface() { interface_pace(targets) } else { 0 };
    if facts.is_of_interface() { own.max(paced - targets) } else { paced }
}

/// Tells whether CloudWatch is asked right before a step when its desktop was used: once for all that go together.
fn asks_who_used_it(context: &Context<'_>, step: &Step) -> bool {
    let target = context.workspace(&step.target.workspace_id);
    step.requires.iter().any(|requirement| {
        let Fact::SavedSinceUse(asked) = &requirement.that else { return false };
        target.is_some_and(|target| asked.asks_since(target, context.now).is_some())
    })
}

/// How many calls of WorkSpaces take as long as so many changes of interfaces (domain.md F: 100 at once, 5 a second).
fn interface_pace(changes: u64) -> u64 {
    (changes.saturating_sub(100) * CALLS_PER_SECOND).div_ceil(5)
}

/// How long a target usually takes, with the waits between its steps, and from `now` on with what it may not be sent before.
fn chain_s(chain: &[Step], now: Option<Timestamp>) -> u64 {
    let mut moments: BTreeMap<&StepId, u64> = BTreeMap::new();
    let mut over_s = 0;
    for step in chain {
        let waits = step.wait.as_ref().and_then(|wait| Some(moments.get(&wait.after)? + wait.seconds));
        let later = step.not_before.zip(now).map(|(at, now)| seconds_between(now, at));
        let sent_s = waits.max(later).unwrap_or(0).max(over_s);
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
        Follow::SameId | Follow::Gone | Follow::Created => calls * facts.looks_in(facts.usual_s, POLL_S),
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

/// How many targets each wave has, however many steps they have.
fn targets_of(chains: &[Vec<Step>], waves: &[Vec<StepId>]) -> Vec<u64> {
    let heads: BTreeSet<&StepId> = chains.iter().filter_map(|chain| chain.first()).map(|step| &step.id).collect();
    waves.iter().map(|wave| wave.iter().filter(|id| heads.contains(id)).count() as u64).collect()
}

/// How long it takes with the times in which nothing may start: rounds of equal length, each begun in an opening that has
/// room and time for it.
fn in_windows(context: &Context<'_>, waves: &[u64], plain_s: u64) -> u64 {
    let (policy, facts) = (context.policy, context.facts);
    if policy.calendar.is_always_open() || waves.is_empty() {
        return plain_s;
    }
    let targets: u64 = waves.iter().sum();
    let sizes: Vec<u64> = match (policy.strategy, policy.max_in_flight) {
        (Strategy::Waves, _) => waves.to_vec(),
        (Strategy::Rolling, None) => vec![targets],
        (Strategy::Rolling, Some(places)) => {
            let places = u64::from(places).max(1);
            (0..targets.div_ceil(places)).map(|round| places.min(targets - round * places)).collect()
        }
    };
    let round_s = i64::try_from(plain_s.div_ceil(sizes.len() as u64)).unwrap_or(i64::MAX);
    let round = SignedDuration::from_secs(round_s);
    let needs_s = policy.needs_s(facts.verb);
    let needs = SignedDuration::from_secs(i64::try_from(needs_s).unwrap_or(i64::MAX));
    let mut now = context.now;
    let mut current: Option<(Opening, u64)> = None;
    for targets in sizes {
        let mut left = targets;
        while left > 0 {
            let fits =
                |opening: &Opening| now >= opening.opens && now + needs <= opening.closes && now < opening.closes;
            let (opening, sent) = match current.filter(|(opening, _)| fits(opening)) {
                Some(current) => current,
                None => match policy.calendar.opening(now, needs_s) {
                    Some(opening) => (opening, 0),
                    // It never opens again, which the planner's callers refuse: what can be sent takes so long.
                    None => return seconds_between(context.now, now),
                },
            };
            now = now.max(opening.opens);
            let room = policy.per_window.map_or(u64::MAX, |most| u64::from(most).saturating_sub(sent));
            let taken = left.min(room);
            current = Some((opening, sent + taken));
            left -= taken;
            now = if taken == 0 { opening.closes } else { now.checked_add(round).unwrap_or(Timestamp::MAX) };
        }
    }
    seconds_between(context.now, now)
}

fn seconds_between(from: Timestamp, to: Timestamp) -> u64 {
    u64::try_from(to.duration_since(from).as_secs()).unwrap_or(0)
}

/// The wait after the canary, where one was set.
fn pause(context: &Context<'_>, waves: usize) -> u64 {
    let waits = context.policy.canary > 0 && waves > 1;
    context.policy.after_canary_s.filter(|_| waits).unwrap_or(0)
}
