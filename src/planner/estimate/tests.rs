//! What is forecast of addresses, wave by wave.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::model::SubnetId;
use crate::planner::Policy;
use crate::planner::document::{Plan, Shortage};
use crate::planner::testing::{any_fleet, any_policy, planned, policy, snapshot, subnet, workspace};

/// By hand, from waves and fleet: what each wave takes of each subnet at once.
fn taken(plan: &Plan) -> BTreeMap<(usize, SubnetId), u64> {
    let mut taken = BTreeMap::new();
    for head in plan.heads() {
        let seen = plan.observed.workspace(&head.target.workspace_id).expect("it");
        let wave = plan.waves.iter().position(|wave| wave.contains(&head.id)).expect("a wave");
        if let Some(subnet) = &seen.subnet_id {
            *taken.entry((wave + 1, subnet.clone())).or_insert(0) += 1;
        }
    }
    let most = plan.policy.max_in_flight.map_or(u64::MAX, u64::from);
    for count in taken.values_mut() {
        *count = most.min(*count);
    }
    taken
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// The largest wave of a subnet says what it needs, and every wave that does not fit is named; none is while ADDR-01 holds.
    #[test]
    fn what_a_subnet_needs_is_what_its_largest_wave_takes(
        fleet in any_fleet(), policy in any_policy(), at_once in prop_oneof![Just(None), (1..=25_u32).prop_map(Some)],
    ) {
        let plan = planned(&fleet, &Policy { max_in_flight: at_once, ..policy });
        let taken = taken(&plan);
        let mut needed: BTreeMap<String, u64> = BTreeMap::new();
        let mut short = Vec::new();
        for ((wave, subnet_id), count) in &taken {
            let most = needed.entry(subnet_id.to_string()).or_insert(0);
            *most = (*most).max(*count);
            let seen = fleet.subnets.iter().find(|seen| seen.subnet_id == *subnet_id);
            let free = seen.map(|seen| u64::try_from(seen.available_ip_address_count).expect("a count"));
            if let Some(free) = free.filter(|free| count > free) {
                short.push(Shortage { wave: *wave as u64, subnet_id: subnet_id.clone(), needed: *count, free });
            }
        }
        prop_assert_eq!(&plan.estimate.addresses, &needed);
        prop_assert_eq!(&plan.estimate.shortages, &short);
        prop_assert!(short.is_empty() || plan.policy.lowered.contains("ADDR-01"), "{:?}", short);
    }

    /// One subnet: as many waves as there are times that its addresses, or a wave's places, go into the targets.
    #[test]
    fn few_addresses_make_more_waves(desktops in 1..60_usize, free in 1..40_i32, wave in 1..30_u32) {
        let mut fleet = snapshot((1..=desktops).map(workspace).collect());
        fleet.subnets[0] = subnet(1, free);
        let plan = planned(&fleet, &Policy { wave, ..policy() });
        let each = usize::try_from(free).expect("a count").min(wave as usize).min(25);
        prop_assert_eq!(plan.waves.len(), desktops.div_ceil(each));
        prop_assert_eq!(plan.estimate.addresses["subnet-00000001"], each.min(desktops) as u64);
    }
}

/// Whoever lowers ADDR-01 is told where it will not fit.
#[test]
fn the_waves_that_lack_addresses_are_named() {
    let mut fleet = snapshot((1..=60).map(workspace).collect());
    fleet.subnets[0] = subnet(1, 12);
    let mut lowered = policy();
    lowered.lowered.insert("ADDR-01".to_owned());
    let shortages = planned(&fleet, &lowered).estimate.shortages;
    let short =
        |wave, needed| Shortage { wave, subnet_id: SubnetId::from_service("subnet-00000001"), needed, free: 12 };
    assert_eq!(shortages, [short(1, 25), short(2, 25)], "the third has ten");
    assert_eq!(planned(&fleet, &policy()).estimate.shortages, []);
}
