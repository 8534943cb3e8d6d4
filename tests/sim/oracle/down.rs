//! How many desktops are down at once, at any moment: never more than the policy says, and no wave before the last is over. Of our
//! own events only that a canary was told as held counts: the service knows nothing of holds.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::{Event, What};
use deskfleet::model::{End, Strategy};
use deskfleet::planner::document::{Plan, Step};
use jiff::Timestamp;

use super::Findings;
use super::law;
use crate::seeds::evidence::{Evidence, Run};

/// Never more than the policy says.
pub(super) fn never_more_than_the_policy_says(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let sent = last_sends(evidence, number);
        let steps: BTreeMap<&str, &Step> =
            run.plan.steps.iter().map(|step| (step.target.workspace_id.as_str(), step)).collect();
        let most = most_at_once(&run.plan);
        let ended: BTreeMap<_, _> = run.rows.iter().filter_map(|row| Some((&row.step, row.ended_at?))).collect();
        for sample in evidence.samples.iter().filter(|sample| sample.run == number) {
            // Given up is not given back: what was sent longer ago than its deadline is no longer waited for. Nor is what
            // has its end, where `AutoStop` may be what has it down by now.
            let counts = |id: &&str| {
                let sends = sent.get(id).into_iter().flatten().rev();
                let Some((step, at)) = sends.into_iter().find(|(_, at)| *at <= sample.at) else { return false };
                let ends = law::of_step(step).leaves == law::BY_ITSELF || !step.follows.is_empty();
                if ends && ended.get(&step.id).is_some_and(|ended| *ended <= sample.at) {
                    return false;
                }
                sample.at.duration_since(*at).as_secs() < i64::try_from(step.deadline_s).expect("small")
            };
            let down: BTreeSet<&str> = sample.down.iter().map(String::as_str).filter(counts).collect();
            if down.len() > most {
                findings.add("down", format!("{} of at most {most} down at {}: {down:?}", down.len(), sample.at));
            }
            if let Some(step) = &sample.sending {
                let mine = run.plan.step(step).and_then(|step| place(run, step));
                let earlier = down.iter().find(|id| {
                    let other = steps.get(*id).filter(|step| !passed_over(run, step, sample.at));
                    before(&run.plan, other.and_then(|step| place(run, step)), mine)
                });
                if let Some(other) = earlier {
                    findings.add(
                        "down",
                        format!("{step} was sent at {} while {other} of another wave was down", sample.at),
                    );
                }
            }
        }
    }
}

/// Whether a step of wave `other` has to be over before one of wave `mine` may start.
fn before(plan: &Plan, other: Option<usize>, mine: Option<usize>) -> bool {
    match plan.policy.strategy {
        Strategy::Waves => other != mine,
        // There only the canary is waited for.
        Strategy::Rolling => plan.policy.canary > 0 && other == Some(0) && mine != Some(0),
    }
}

/// Whether a step of a run that only waits for its canary was held before a moment: others were done in its place, or who
/// went on with the run was told so, and it goes beside the rest when it may.
fn passed_over(run: &Run, step: &Step, at: Timestamp) -> bool {
    let is_hold = |what: &What| matches!(what, What::Ended { step: ended, end: End::Held, .. } if *ended == step.id);
    let held = |event: &Event| event.at <= at && is_hold(&event.what);
    run.plan.policy.strategy == Strategy::Rolling && run.events.iter().any(held)
}

fn place(run: &Run, step: &Step) -> Option<usize> {
    run.plan.waves.iter().position(|wave| wave.contains(&step.id))
}

fn most_at_once(plan: &Plan) -> usize {
    let law = law::of(&plan.intent.verb.to_string());
    let in_flight = plan.policy.max_in_flight.map_or(usize::MAX, |most| most as usize);
    let wave = match plan.policy.strategy {
        Strategy::Waves => plan.policy.wave as usize,
        Strategy::Rolling => usize::MAX,
    };
    let service = law.in_flight_max.map_or(usize::MAX, |most| usize::try_from(most).expect("small"));
    in_flight.min(wave).min(service)
}

/// When each desktop was sent by a run, and what, in order.
fn last_sends(evidence: &Evidence, number: usize) -> BTreeMap<&str, Vec<(&Step, Timestamp)>> {
    let mut sent: BTreeMap<&str, Vec<(&Step, Timestamp)>> = BTreeMap::new();
    for (_, lines) in evidence.sessions(number) {
        let ours = lines.iter().filter(|line| evidence.is_ours(line));
        let sends = law::sends_with_steps(ours, &evidence.runs[number].plan.steps);
        // What was refused keeps nothing down; somebody else may.
        for (step, send) in sends.into_iter().filter(|(_, send)| !send.is_surely_undone()) {
            sent.entry(send.id).or_default().push((step, send.line.at));
        }
    }
    sent
}
