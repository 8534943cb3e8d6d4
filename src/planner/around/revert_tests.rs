//! What takes an order back: it leads to what was, however far the order came.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::Wanted;
use super::tests::{make, seen, shape, wanted, wishes};
use crate::model::around::Surroundings;
use crate::planner::document::order::{Order, PlannedAct};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_takes_it_back_leads_back_from_anywhere(wish in wishes()) {
        let Ok(order) = make(&seen(), &Wanted { revert_after_s: Some(600), ..wanted(wish) }) else { return Ok(()) };
        prop_assert_eq!(order.revert.is_some(), !order.acts.is_empty());
        let Some(revert) = &order.revert else { return Ok(()) };
        let ids: BTreeSet<_> = order.all_acts().map(|planned| planned.id.to_string()).collect();
        prop_assert_eq!(ids.len(), order.acts.len() + revert.acts.len());
        for came in 0..=order.acts.len() {
            let go = |state: Surroundings, planned: &PlannedAct| planned.act.apply(&state).expect("possible");
            let there = order.acts[..came].iter().fold(seen(), go);
            prop_assert_eq!(shape(&revert.acts.iter().fold(there, go)), shape(&seen()), "{} acts", came);
        }
        let text = order.to_text().expect("a text");
        prop_assert_eq!(Order::read(&text).expect("it reads what it wrote"), order);
    }
}
