//! What must hold after every run, judged by the service's own record and world.
//!
//! It reads the plan for what was promised, and journal and events only where it is asked whether they agree. What the
//! service allows is written out in `law`, from the documentation; nothing is taken from the verb table.

mod chain;
mod clock;
mod down;
mod ends;
mod kept;
pub(crate) mod law;
mod live;
mod pace;
mod sends;
mod work;

use std::collections::BTreeSet;

use deskfleet::sim::{Sim, WorldView};

use crate::seeds::evidence::Evidence;
use law::Send;

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Violation {
    /// What was checked, in a word.
    pub(crate) check: &'static str,
    pub(crate) what: String,
}

/// What the checks found, in their order.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    found: Vec<Violation>,
}

impl Findings {
    fn add(&mut self, check: &'static str, what: String) {
        self.found.push(Violation { check, what });
    }

    fn unless(&mut self, holds: bool, check: &'static str, what: impl FnOnce() -> String) {
        if !holds {
            self.add(check, what());
        }
    }
}

/// Judges a whole story.
pub(crate) fn judge_story(evidence: &Evidence) -> Vec<Violation> {
    let mut findings = Findings::default();
    sends::nothing_outside_the_plan(evidence, &mut findings);
    sends::within_the_limits(evidence, &mut findings);
    sends::never_twice_on_a_guess(evidence, &mut findings);
    sends::on_fresh_readings(evidence, &mut findings);
    chain::one_after_the_other(evidence, &mut findings);
    chain::six_hours_apart(evidence, &mut findings);
    chain::done_is_all_of_it(evidence, &mut findings);
    clock::within_windows(evidence, &mut findings);
    pace::within_the_bucket(evidence, &mut findings);
    down::never_more_than_the_policy_says(evidence, &mut findings);
    ends::attempts_agree(evidence, &mut findings);
    ends::world_agrees(evidence, &mut findings);
    ends::add_up(evidence, &mut findings);
    ends::events_agree(evidence, &mut findings);
    kept::nothing_is_lost(evidence, &mut findings);
    work::none_is_destroyed(evidence, &mut findings);
    live::comes_to_an_end(evidence, &mut findings);
    findings.found
}

/// Asserts what a record shows by itself, whatever was planned.
#[track_caller]
pub(crate) fn judge(sim: &Sim) {
    let record = sim.record();
    let mut findings = Findings::default();
    for line in &record {
        findings.unless(line.violations.is_empty(), "rules", || format!("a rule was broken: {line:?}"));
        let changes = law::all().iter().any(|law| law.operation == line.operation);
        findings.unless(changes || !line.applied, "outside", || format!("something else was changed: {line:?}"));
        sends::one_line(line, &mut findings);
    }
    let view = sim.world(sim.now());
    for law in law::all().into_iter().filter(|law| law.new_id) {
        let sends = law.sends(&record);
        let ids: BTreeSet<&str> = sends.iter().map(|send| send.id).collect();
        for id in ids {
            let of_target: Vec<((), Send<'_>)> =
                sends.iter().filter(|send| send.id == id).map(|send| ((), *send)).collect();
            let applied = of_target.iter().filter(|((), send)| send.is_applied()).count();
            findings.unless(applied <= 1, "second_send", || format!("{id} was migrated {applied} times"));
            // Whoever is gone was listed under the same user as its heir.
            let now = view.lineage.get(id).map_or(id, String::as_str);
            let Some(desktop) = view.desktops.iter().find(|desktop| desktop.id == now) else { continue };
            let target = sends::Target { id, directory: &desktop.directory, user: &desktop.user };
            sends::second_sends(&record, law, &target, &of_target, |_| false, &mut findings);
        }
    }
    assert!(findings.found.is_empty(), "{:#?}", findings.found);
}

/// What a person would call the state of a fleet: without ids, addresses and times, which a migration makes anew.
pub(crate) fn fleet(view: &WorldView) -> BTreeSet<String> {
    view.desktops
        .iter()
        .map(|desktop| {
            format!(
                "{}/{} {} {} {} {:?} {}+{}",
                desktop.directory,
                desktop.user,
                desktop.state,
                desktop.bundle,
                desktop.running_mode,
                desktop.tags,
                desktop.root_gib,
                desktop.user_gib
            )
        })
        .collect()
}
