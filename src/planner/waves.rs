//! Cuts targets into waves: the canary, then those that are ready, then those that are held.
//!
//! A wave has at most as many targets as policy and service allow, and of one subnet at most as many as it has free
//! addresses: every new desktop takes an address before the old one gives its own back (domain.md D-20). What does not
//! fit goes to the first later wave that has room, so that order is kept where it can be. Near linear: no wave that is
//! full is looked at twice.
//!
//! With a canary the first wave is the canary, as long as there is any target that is not held.
//!
//! All steps of a target stand in one wave, in their order.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::document::Step;
use super::rules;
use super::verdicts::Acted;
use crate::model::{StepId, SubnetId};

/// Returns how many targets a wave may have.
pub(super) fn wave_max(policy_wave: u32, in_flight_max: Option<u32>) -> usize {
    let most = policy_wave.min(in_flight_max.unwrap_or(u32::MAX)).max(1);
    usize::try_from(most).unwrap_or(usize::MAX)
}

/// Returns how many new desktops a subnet takes at once; `None`: it is not known, or does not matter.
pub(super) fn addresses_max(context: &Context<'_>, subnet: &SubnetId) -> Option<usize> {
    if !context.row.new_address {
        return None;
    }
    let free = context.subnet(subnet)?.available_ip_address_count;
    // Without a single one ADDR-01 refuses, so whoever comes here lowered it.
    usize::try_from(free).ok().filter(|free| *free > 0 && !context.is_lowered(rules::ADDRESSES.id))
}

/// Cuts targets into waves; `acted` and `chains` go side by side.
pub(super) fn cut(context: &Context<'_>, acted: &[Acted<'_>], chains: &[Vec<Step>]) -> Vec<Vec<StepId>> {
    let most = wave_max(context.policy.wave, context.facts.in_flight_max);
    let items: Vec<Item<'_>> = acted
        .iter()
        .zip(chains)
        .map(|(acted, chain)| {
            let subnet = acted.case.target.subnet_id.as_ref();
            let room = subnet.and_then(|subnet| Some((subnet, addresses_max(context, subnet)?)));
            Item { chain, held: acted.held, room }
        })
        .collect();
    let (ready, held): (Vec<Item<'_>>, Vec<Item<'_>>) = items.into_iter().partition(|item| !item.held);

    let (first, rest) = split_canary(context, ready);
    let mut waves = fill(&first, most);
    // The canary is one wave: what does not fit into it comes with the rest.
    let surplus: BTreeSet<&StepId> = waves.iter().skip(1).flatten().filter_map(|chain| head(chain)).collect();
    waves.truncate(1);
    let is_surplus = |item: &&Item<'_>| head(item.chain).is_some_and(|head| surplus.contains(head));
    let rest: Vec<Item<'_>> = first.iter().filter(is_surplus).chain(&rest).cloned().collect();
    waves.extend(fill(&rest, most));
    waves.extend(fill(&held, most));
    let ids = |wave: Vec<&[Step]>| wave.into_iter().flatten().map(|step| step.id.clone()).collect();
    waves.into_iter().map(ids).collect()
}

fn head(chain: &[Step]) -> Option<&StepId> {
    chain.first().map(|step| &step.id)
}

/// Takes the canary out of those that are ready: the targets that were named for it, else the first so many.
fn split_canary<'a>(context: &Context<'_>, mut ready: Vec<Item<'a>>) -> (Vec<Item<'a>>, Vec<Item<'a>>) {
    let named = &context.policy.canary_targets;
    if named.is_empty() {
        let rest = ready.split_off(usize::try_from(context.policy.canary).unwrap_or(usize::MAX).min(ready.len()));
        return (ready, rest);
    }
    let is_named = |item: &Item<'_>| item.chain.iter().any(|step| named.contains(&step.target.workspace_id));
    ready.into_iter().partition(is_named)
}

#[derive(Clone)]
struct Item<'a> {
    /// The steps of a target.
    chain: &'a [Step],
    held: bool,
    /// The subnet, and how many of it a wave may have.
    room: Option<(&'a SubnetId, usize)>,
}

fn fill<'a>(items: &[Item<'a>], most: usize) -> Vec<Vec<&'a [Step]>> {
    let mut waves: Vec<Vec<&[Step]>> = Vec::new();
    // For each wave itself while it has room, else a later one to look at.
    let mut next: Vec<usize> = Vec::new();
    // For each subnet its last wave, and how many of it are there.
    let mut last: BTreeMap<&SubnetId, (usize, usize)> = BTreeMap::new();
    for item in items {
        let (wave, used) = item.room.and_then(|(subnet, _)| last.get(subnet).copied()).unwrap_or((0, 0));
        let from = match item.room {
            Some((_, most)) if used >= most => wave + 1,
            Some(_) | None => wave,
        };
        let chosen = with_room(&mut next, from);
        while waves.len() <= chosen {
            next.push(waves.len());
            waves.push(Vec::new());
        }
        waves[chosen].push(item.chain);
        if waves[chosen].len() >= most {
            next[chosen] = chosen + 1;
        }
        if let Some((subnet, _)) = item.room {
            let before = if chosen == wave { used } else { 0 };
            last.insert(subnet, (chosen, before + 1));
        }
    }
    waves
}

/// Finds the first wave from `from` on that has room, and shortens the way for the next search.
fn with_room(next: &mut [usize], from: usize) -> usize {
    let mut found = from;
    while next.get(found).is_some_and(|later| *later != found) {
        found = next[found];
    }
    let mut at = from;
    while at < found {
        at = std::mem::replace(&mut next[at], found);
    }
    found
}
