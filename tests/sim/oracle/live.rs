//! Once the faults have stopped, `resume` comes to an end, and soon.

use std::collections::BTreeSet;
use std::time::Duration;

use deskfleet::journal::StepState;
use deskfleet::model::{StepId, Strategy};
use deskfleet::planner::document::Step;
use jiff::Timestamp;

use super::Findings;
use super::law;
use super::work;
use crate::seeds::evidence::{Evidence, Process, Run};

/// Most calls for one target: its tags, its place in three readings, the call, and as many again for a second one.
const CALLS_PER_TARGET: u64 = 10;
/// A client that was throttled goes at a quarter of its rate, and less while it backs off.
const SLOWEST: f64 = 8.0;

/// The service counts from when it took a call, which can be so many seconds after it was sent; and some for the readings.
const CLOCK_MARGIN_S: i64 = 900;
/// Whoever has work that no volume snapshot has waits for one of two a day, and for the night.
const SAVED_S: i64 = 2 * 86_400;

/// Nothing is left but what has to wait for somebody, and it took no longer than it must.
pub(super) fn comes_to_an_end(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let mut waiting: BTreeSet<&StepId> = BTreeSet::new();
        for step in &run.plan.steps {
            let row = run.rows.iter().find(|row| row.step == step.id);
            let Some(row) = row.filter(|row| row.state != StepState::Settled) else { continue };
            let behind = row.state == StepState::Waiting && step.follows.iter().any(|first| waiting.contains(first));
            let operation = law::of_step(step).operation;
            let unsaved = law::of_step(step).loses_work
                && work::is_unsaved_for_good(evidence, step.target.workspace_id.as_str(), operation);
            let waits = behind || row.state == StepState::Held && (unsaved || has_to_wait(evidence, number, step));
            findings.unless(waits, "live", || format!("{} came to no end: {row:?}", step.target.workspace_id));
            waiting.insert(&step.id);
        }
        let calm: Vec<&Process> =
            evidence.sessions(number).map(|(process, _)| process).filter(|process| process.calm).collect();
        let took: i64 = calm.iter().map(|process| process.to.duration_since(process.from).as_secs()).sum();
        let Some(first) = calm.first() else { continue };
        let bound = bound_s(run, first.from, evidence.spec.rate);
        findings.unless(took <= bound, "live", || format!("it took {took} s, and {bound} s is the most it may"));
    }
}

/// Whether there is still what a step has to wait for. Some evenings have passed: nobody is at work then, and a volume may
/// grow again. What a desktop is in for good may hold it, and the clock of a smaller compute type.
fn has_to_wait(evidence: &Evidence, number: usize, step: &Step) -> bool {
    let id = evidence.heir(step.target.workspace_id.as_str());
    let Some(last) = evidence.sessions(number).map(|(process, _)| process).last() else { return false };
    let state = last.states.get(id).map_or("", String::as_str);
    let stays = match law::of_step(step).operation {
        _ if state == "MAINTENANCE" => true,
        // What was begun is not left half done for these, and the first call of a target would be left out.
        _ if step.follows.is_empty() => false,
        "RebootWorkspaces" => ["STOPPED", "ADMIN_MAINTENANCE", "ERROR"].contains(&state),
        _ => ["UNHEALTHY", "ADMIN_MAINTENANCE", "ERROR"].contains(&state),
    };
    let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
    let refused = law::sends_for(lines, step).last().filter(|send| send.is_surely_undone()).map(|send| send.line.at);
    let down_clock = step.parameters.contains_key("ComputeTypeName")
        && refused.is_some_and(|at| last.from.duration_since(at).as_secs() <= law::DOWN_CLOCK_S + CLOCK_MARGIN_S);
    stays || down_clock
}

/// The most seconds that a run may take without faults, from its plan.
///
/// First what the faults have left in flight: its deadline, or, where no answer came, the window in which that is found
/// out. Then everything again in full, in as many rounds as there are places: each takes as long as the plan calls late,
/// and three reads. The calls of all that at the slowest pace that a client may have learnt, the pause after the canary,
/// and the last moment before which something may not be sent.
fn bound_s(run: &Run, from: Timestamp, rate: f64) -> i64 {
    let plan = &run.plan;
    let law = law::of(&plan.intent.verb.to_string());
    let places = [plan.policy.max_in_flight, law.in_flight_max.and_then(|most| u32::try_from(most).ok())];
    let places = places.into_iter().flatten().min().map_or(usize::MAX, |places| places as usize).max(1);
    let waves = plan.waves.iter().map(Vec::len);
    // The calls for one target follow one another.
    let targets: BTreeSet<&str> = plan.steps.iter().map(|step| step.target.workspace_id.as_str()).collect();
    let of_target = |id: &&str| plan.steps.iter().filter(|step| step.target.workspace_id.as_str() == *id).count();
    let behind = targets.iter().map(of_target).max().unwrap_or(1) - 1;
    let rounds: usize = match plan.policy.strategy {
        Strategy::Waves => waves.map(|wave| wave.div_ceil(places) + behind).sum(),
        // The canary goes alone.
        Strategy::Rolling => plan.steps.len().div_ceil(places) + 1 + behind,
    };
    // Each wave may have a volume that grows twice, and so has the canary.
    let clocks = if plan.steps.iter().any(|step| step.wait.is_some()) { plan.waves.len() + 1 } else { 0 };
    let clocks_s = i64::try_from(clocks).expect("small") * (law::CLOCK_S + CLOCK_MARGIN_S);
    let most = |of: fn(&deskfleet::planner::document::Step) -> u64| plan.steps.iter().map(of).max().unwrap_or(0);
    let left = most(|step| step.deadline_s) + u64::try_from(law.window_s).expect("positive") + 15 * 60;
    let round = most(|step| step.late_after_s) + 15 * 60;
    let calls = plan.steps.len() as u64 * CALLS_PER_TARGET;
    let calls = f64::from(u32::try_from(calls).expect("small"));
    let calls_s = Duration::from_secs_f64(calls / rate.min(law::RATE.0) * SLOWEST).as_secs();
    let canary = if plan.policy.canary > 0 { plan.policy.after_canary_s.unwrap_or(0) } else { 0 };
    let last = plan.steps.iter().filter_map(|step| step.not_before).max();
    let until = last.map_or(0, |at| at.duration_since(from).as_secs().max(0));
    // A day for each window that is waited for: a round may just miss one, and each takes so many only.
    let windows = plan.policy.per_window.map_or(0, |most| plan.steps.len().div_ceil(most as usize)) + rounds + 2;
    let windows_s = if plan.policy.calendar.is_always_open() { 0 } else { windows as u64 * 86_400 };
    let saved_s = if law.loses_work { i64::try_from(rounds + 1).expect("small") * SAVED_S } else { 0 };
    let at_work = left + round * (rounds as u64 + 1) + calls_s + canary + windows_s;
    i64::try_from(at_work).expect("small") + until + clocks_s + saved_s
}
