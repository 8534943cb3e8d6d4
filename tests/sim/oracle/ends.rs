//! How targets ended: each in exactly one of the eight words, and journal, events and world agree.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::What;
use deskfleet::journal::{AttemptOutcome, StepRow, StepState};
use deskfleet::model::{End, Limit, StepId};
use deskfleet::planner::document::Step;

use super::Findings;
use super::law::{self, Law, Send};
use crate::seeds::evidence::{Evidence, Run};

/// Every selected target has one word, and they add up to the selected, in the journal and in what was said.
pub(super) fn add_up(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let plan = &run.plan;
        let verdicts = plan.unchanged.iter().chain(&plan.skipped).chain(&plan.refused);
        let mut targets: Vec<&str> = verdicts.map(|verdict| verdict.target.as_str()).collect();
        targets.extend(plan.steps.iter().map(|step| step.target.workspace_id.as_str()));
        let different: BTreeSet<&&str> = targets.iter().collect();
        findings.unless(different.len() == targets.len(), "words", || format!("a target has two ends: {targets:?}"));
        let steps: BTreeSet<&StepId> = plan.steps.iter().map(|step| &step.id).collect();
        let rows: BTreeSet<&StepId> = run.rows.iter().map(|row| &row.step).collect();
        findings.unless(steps == rows && rows.len() == run.rows.len(), "words", || "steps and rows differ".to_owned());

        let mut words: BTreeMap<End, u64> = BTreeMap::new();
        let held = plan.held_steps();
        for row in &run.rows {
            // What was held from the start and never had its turn is held, not forgotten.
            let waits = row.state == StepState::Waiting && held.contains(&row.step);
            *words.entry(if waits { End::Held } else { word(row) }).or_default() += 1;
        }
        *words.entry(End::Unchanged).or_default() += plan.unchanged.len() as u64;
        *words.entry(End::Skipped).or_default() += plan.skipped.len() as u64;
        *words.entry(End::Refused).or_default() += plan.refused.len() as u64;
        let said = evidence.processes.iter().rev().find(|process| process.run == Some(number));
        if let Some(summary) = said.and_then(|process| process.summary.as_ref()) {
            let told: BTreeMap<End, u64> = End::ALL.iter().map(|end| (*end, summary.counts.of(*end))).collect();
            let agree = End::ALL.iter().all(|end| told[end] == words.get(end).copied().unwrap_or(0));
            findings.unless(agree, "words", || format!("said {told:?}, and the journal has {words:?}"));
            let total: u64 = told.values().sum();
            findings.unless(total == targets.len() as u64, "words", || format!("{told:?} of {}", targets.len()));
        }
    }
}

/// The word of a step when nothing is going on.
fn word(row: &StepRow) -> End {
    match row.state {
        StepState::Settled => row.end.unwrap_or(End::NotStarted),
        StepState::Held => End::Held,
        StepState::Waiting => End::NotStarted,
        StepState::Intended | StepState::Accepted | StepState::Unknown => End::Unknown,
    }
}

/// What was told is what the journal keeps, and nothing was told twice.
pub(super) fn events_agree(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let rows: BTreeMap<&StepId, &StepRow> = run.rows.iter().map(|row| (&row.step, row)).collect();
        let mut told: BTreeMap<&StepId, u32> = BTreeMap::new();
        for event in &run.events {
            if let What::Ended { step, end, .. } = &event.what
                && *end != End::Held
            {
                *told.entry(step).or_default() += 1;
                let kept = rows.get(step).map(|row| word(row));
                findings.unless(kept == Some(*end), "events", || format!("{step}: {end:?} was told, {kept:?} is kept"));
            }
        }
        findings.unless(told.values().all(|times| *times == 1), "events", || format!("told twice: {told:?}"));
        // Whoever dies right after a commit tells nobody.
        if evidence.sessions(number).all(|(process, _)| process.summary.is_some()) {
            let settled = run.rows.iter().filter(|row| row.state == StepState::Settled);
            let silent: Vec<&StepId> = settled.map(|row| &row.step).filter(|step| !told.contains_key(step)).collect();
            findings.unless(silent.is_empty(), "events", || format!("nobody was told of {silent:?}"));
        }
        budget(run, findings);
    }
}

/// Nothing is sent once more are lost than the budget allows; each session counts anew.
fn budget(run: &Run, findings: &mut Findings) {
    let (mut lost, mut sent) = (0_u64, BTreeSet::new());
    for event in &run.events {
        match &event.what {
            What::RunOpened { .. } => lost = 0,
            What::Ended { end: End::Failed | End::Unknown, .. } => lost += 1,
            What::Sent { step, .. } => {
                let used_up = match run.plan.policy.max_failures {
                    Limit::Count(most) => lost > u64::from(most),
                    Limit::Percent(most) => lost * 100 > u64::from(most) * (sent.len() as u64).max(lost),
                };
                findings
                    .unless(!used_up, "budget", || format!("{step} was sent after {lost} were lost at {}", event.at));
                sent.insert(step);
            }
            What::WaveStarted { .. }
            | What::Accepted { .. }
            | What::Postponed { .. }
            | What::Unread { .. }
            | What::Unanswered { .. }
            | What::Late { .. }
            | What::Looked { .. }
            | What::Ended { .. }
            | What::Paused { .. }
            | What::Stopped { .. }
            | What::RunEnded { .. } => {}
        }
    }
}

/// Every call has an intent in the journal, and what the journal says came of it is what came of it.
pub(super) fn attempts_agree(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        for step in &run.plan.steps {
            let sends = sends_of(evidence, number, step);
            let attempts = run.attempts.get(&step.id).map_or(&[][..], Vec::as_slice);
            for send in &sends {
                let intended = attempts.iter().any(|attempt| attempt.sent_at == send.line.at);
                findings.unless(intended, "intent", || format!("no intent for {:?}", send.line));
            }
            for attempt in attempts {
                let send = sends.iter().find(|send| send.line.at == attempt.sent_at);
                let agree = match (&attempt.outcome, send) {
                    (Some(AttemptOutcome::Accepted), send) => send.is_some_and(Send::is_taken),
                    (Some(AttemptOutcome::Rejected(_) | AttemptOutcome::NotApplied(_)), send) => {
                        send.is_none_or(Send::is_surely_undone)
                    }
                    // A second send that was refused may mean that the first was carried out.
                    (Some(AttemptOutcome::Unknown(_)), Some(send)) => !send.is_taken(),
                    (Some(AttemptOutcome::Unknown(_)) | None, _) => true,
                };
                findings.unless(agree, "attempts", || format!("{}: {attempt:?} and {send:?}", step.id));
            }
        }
    }
}

/// Whether a run sent for a desktop, under whichever of its ids.
fn sent_by(evidence: &Evidence, number: usize, id: &str) -> bool {
    let law = law::of(&evidence.runs[number].plan.intent.verb.to_string());
    let lines = evidence.sessions(number).flat_map(|(_, lines)| lines);
    law.sends(lines).iter().any(|send| evidence.heir(send.id) == evidence.heir(id))
}

fn sends_of<'a>(evidence: &'a Evidence, number: usize, step: &Step) -> Vec<Send<'a>> {
    let law = law::of(&evidence.runs[number].plan.intent.verb.to_string());
    let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
    law.sends(lines).into_iter().filter(|send| send.id == step.target.workspace_id.as_str()).collect()
}

/// Done is what the world says is done, and nothing else is.
pub(super) fn world_agrees(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        for step in &run.plan.steps {
            let id = step.target.workspace_id.as_str();
            let contested = (0..evidence.runs.len()).any(|other| other != number && sent_by(evidence, other, id));
            let Some(row) = run.rows.iter().find(|row| row.step == step.id) else { continue };
            if contested || evidence.is_meddled(id) {
                continue;
            }
            let sends = sends_of(evidence, number, step);
            let verb = run.plan.intent.verb.to_string();
            let law = law::of(&verb);
            for (state, right) in told_done(evidence, number, step).zip(then(&verb)) {
                findings.unless(state == right, "world", || format!("{id} is {state}, and told to be done: {row:?}"));
            }
            let wrong = if law.new_id {
                wrong_new_id(evidence, step, row)
            } else {
                wrong_same_id(evidence, law, row, &sends, id)
            };
            if let Some(what) = wrong {
                findings.add("world", format!("{id} is {:?}, and {what}: {row:?}", word(row)));
            }
            let last = sends.last().map(|send| send.line.at);
            let waited = last.zip(row.ended_at).map(|(sent, ended)| ended.duration_since(sent).as_secs());
            let deadline = i64::try_from(step.deadline_s).expect("small");
            let answered = sends.iter().all(|send| send.is_taken() || send.is_surely_undone());
            let died = evidence.sessions(number).any(|(process, _)| process.summary.is_none());
            // A new id tells, sooner or later; of what keeps its id only what was seen meanwhile can be known.
            let can_tell = law.new_id || answered && !died;
            let no_reason = can_tell && waited.is_none_or(|waited| waited < deadline);
            if word(row) == End::Unknown && no_reason {
                findings.add("world", format!("{id} is called unknown, and could be known: {row:?}"));
            }
        }
    }
}

/// The state in which a desktop is when a verb is done with it (C1); a day later time may have made another of it.
fn then(verb: &str) -> Option<&'static str> {
    match verb {
        "reboot" | "start" | "maintenance off" => Some("AVAILABLE"),
        "stop" => Some("STOPPED"),
        "maintenance on" => Some("ADMIN_MAINTENANCE"),
        _ => None,
    }
}

/// The state of a step's desktop when it was told to be done.
fn told_done<'a>(evidence: &'a Evidence, number: usize, step: &Step) -> impl Iterator<Item = &'a str> {
    let told =
        evidence.samples.iter().filter(move |sample| sample.run == number).filter_map(|sample| sample.done.as_ref());
    let of_step = told.filter(move |(done, _)| *done == step.id);
    of_step.map(|(_, state)| state.as_str())
}

fn wrong_new_id(evidence: &Evidence, step: &Step, row: &StepRow) -> Option<String> {
    let heir = evidence.after.lineage.get(step.target.workspace_id.as_str());
    let done = word(row) == End::Done;
    let Some(heir) = heir else {
        return done.then(|| "the world has it on its old id".to_owned());
    };
    if !done {
        return Some(format!("the world has migrated it to {heir}"));
    }
    let new = evidence.after.desktops.iter().find(|desktop| desktop.id == *heir);
    let as_wanted = new.is_some_and(|new| {
        let stops_by_itself = new.running_mode == "AUTO_STOP" && law::BY_ITSELF.contains(&new.state.as_str());
        (new.state == "AVAILABLE" || stops_by_itself)
            && Some(&new.bundle) == step.parameters.get("BundleId")
            && new.user == step.target.user_name
    });
    let named = row.new_id.as_ref().is_some_and(|id| id.as_str() == heir);
    (!as_wanted || !named).then(|| format!("its heir {heir} is {new:?}"))
}

fn wrong_same_id(evidence: &Evidence, law: &Law, row: &StepRow, sends: &[Send<'_>], id: &str) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let now = evidence.after.desktops.iter().find(|desktop| desktop.id == id);
    let up = now.is_some_and(|desktop| law.leaves.contains(&desktop.state.as_str()));
    // Where time undoes it, or does it, the state of a day later says nothing against a failure.
    let tells = law.leaves.len() == 1;
    match word(row) {
        End::Done => (!applied || !up).then(|| format!("no call for it was carried out, or it is not up: {now:?}")),
        End::Failed => (tells && applied && up).then(|| "it was carried out, and the desktop is up".to_owned()),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}
