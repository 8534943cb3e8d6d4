//! How targets ended: each in exactly one of the eight words, and journal, events and world agree.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::event::What;
use deskfleet::journal::{AttemptOutcome, StepRow, StepState};
use deskfleet::model::{End, Limit, StepId, Verb, WorkspaceId};
use deskfleet::planner::document::{Plan, Step};
use deskfleet::sim::{DesktopView, FleetKind};

use super::Findings;
use super::chain;
use super::law::{self, Law, Send};
use crate::seeds::evidence::{Evidence, Run};

/// Every selected target has one word, and they add up to the selected, in the journal and in what was said.
pub(super) fn add_up(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let plan = &run.plan;
        let verdicts = plan.unchanged.iter().chain(&plan.skipped).chain(&plan.refused);
        let mut targets: Vec<&str> = verdicts.map(|verdict| verdict.target.as_str()).collect();
        let chains = chains(plan);
        targets.extend(chains.keys());
        let different: BTreeSet<&&str> = targets.iter().collect();
        findings.unless(different.len() == targets.len(), "words", || format!("a target has two ends: {targets:?}"));
        let steps: BTreeSet<&StepId> = plan.steps.iter().map(|step| &step.id).collect();
        let rows: BTreeSet<&StepId> = run.rows.iter().map(|row| &row.step).collect();
        findings.unless(steps == rows && rows.len() == run.rows.len(), "words", || "steps and rows differ".to_owned());

        let mut words: BTreeMap<End, u64> = BTreeMap::new();
        let rows: BTreeMap<&StepId, &StepRow> = run.rows.iter().map(|row| (&row.step, row)).collect();
        for (id, chain) in &chains {
            let held = plan.held.iter().any(|verdict| verdict.target == *id);
            let chain: Vec<&StepRow> = chain.iter().filter_map(|step| rows.get(&step.id).copied()).collect();
            *words.entry(word_of_target(&chain, held)).or_default() += 1;
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

/// The steps of each target, in their order.
fn chains(plan: &Plan) -> BTreeMap<&str, Vec<&Step>> {
    let mut chains: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for step in &plan.steps {
        chains.entry(step.target.workspace_id.as_str()).or_default().push(step);
    }
    chains
}

/// The word of a target: that of its first step which is neither done nor needless; one that is left half done has failed.
fn word_of_target(chain: &[&StepRow], held: bool) -> End {
    let is_done = |row: &&StepRow| word(row) == End::Done;
    let any_done = chain.iter().any(is_done);
    let open = chain.iter().position(|row| !matches!(word(row), End::Done | End::Unchanged));
    let Some(place) = open else { return if any_done { End::Done } else { End::Unchanged } };
    let word = word(chain[place]);
    if word == End::Skipped && any_done {
        return End::Failed;
    }
    // What was held from the start and never had its turn is held, not forgotten; so is what was begun.
    if word == End::NotStarted && (held || place > 0) { End::Held } else { word }
}

/// The word of a step when nothing is going on.
pub(super) fn word(row: &StepRow) -> End {
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
            What::Sent { step, target, .. } => {
                let used_up = match run.plan.policy.max_failures {
                    Limit::Count(most) => lost > u64::from(most),
                    Limit::Percent(most) => lost * 100 > u64::from(most) * (sent.len() as u64).max(lost),
                };
                findings
                    .unless(!used_up, "budget", || format!("{step} was sent after {lost} were lost at {}", event.at));
                sent.insert(target);
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
pub(super) fn sent_by(evidence: &Evidence, number: usize, id: &str) -> bool {
    let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
    let sends = law::sends_with_steps(lines, &evidence.runs[number].plan.steps);
    sends.iter().any(|(_, send)| evidence.heir(send.id) == evidence.heir(id))
}

/// Whether another run sent for a desktop, or somebody else did something to it: then the world says nothing of this run.
pub(super) fn is_contested(evidence: &Evidence, number: usize, id: &str) -> bool {
    let others = (0..evidence.runs.len()).filter(|other| *other != number);
    evidence.is_meddled(id) || others.into_iter().any(|other| sent_by(evidence, other, id))
}

fn sends_of<'a>(evidence: &'a Evidence, number: usize, step: &'a Step) -> Vec<Send<'a>> {
    let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
    law::sends_for(lines, step)
}

/// Done is what the world says is done, and nothing else is.
pub(super) fn world_agrees(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let died = evidence.sessions(number).any(|(process, _)| process.summary.is_none());
        for step in &run.plan.steps {
            let id = step.target.workspace_id.as_str();
            let Some(row) = run.rows.iter().find(|row| row.step == step.id) else { continue };
            if is_contested(evidence, number, id) {
                continue;
            }
            let sends = sends_of(evidence, number, step);
            let law = law::of_step(step);
            let changes_property = law.operation == law::CHANGE_PROPERTIES;
            for (state, right) in told_done(evidence, number, step).zip(then(step.verb)) {
                findings.unless(state == right, "world", || format!("{id} is {state}, and told to be done: {row:?}"));
            }
            let wrong = if law.made {
                wrong_made(evidence, number, step, row, &sends)
            } else if law.new_id {
                wrong_new_id(evidence, step, row)
            } else if law.gone {
                wrong_gone(evidence, step, row, &sends)
            } else if law.operation == law::CHANGE_GROUPS {
                wrong_groups(evidence, step, row, &sends)
            } else if law::CHANGE_TAGS.contains(&law.operation) {
                wrong_tags(evidence, step, row, &sends)
            } else if changes_property {
                wrong_property(evidence, step, row, &sends)
            } else if law.loses_work {
                wrong_filling(evidence, law, row, &sends, id)
            } else {
                let later = run.plan.steps.iter().filter(|later| later.follows.contains(&step.id));
                let goes_on = later.flat_map(|later| sends_of(evidence, number, later)).any(|send| send.is_applied());
                wrong_same_id(evidence, law, row, &sends, step, goes_on)
            };
            if let Some(what) = wrong {
                findings.add("world", format!("{id} is {:?}, and {what}: {row:?}", word(row)));
            }
            let last = sends.last().map(|send| send.line.at);
            let waited = last.zip(row.ended_at).map(|(sent, ended)| ended.duration_since(sent).as_secs());
            let deadline = i64::try_from(step.deadline_s).expect("small");
            let answered = sends.iter().all(|send| send.is_taken() || send.is_surely_undone());
            // A new id tells, sooner or later, and so do a value and an absence; of a state only what was seen meanwhile can be
            // known.
            let shows_value =
                changes_property || law.operation == law::CHANGE_GROUPS || law::CHANGE_TAGS.contains(&law.operation);
            let can_tell = law.new_id || law.made || law.gone || shows_value || answered && !died;
            let no_reason = can_tell && waited.is_none_or(|waited| waited < deadline);
            if word(row) == End::Unknown && no_reason {
                findings.add("world", format!("{id} is called unknown, and could be known: {row:?}"));
            }
        }
    }
}

/// The state in which a desktop is when a verb is done with it (C1); a day later time may have made another of it.
fn then(verb: Verb) -> Option<&'static str> {
    match verb {
        Verb::Reboot | Verb::Start | Verb::MaintenanceOff | Verb::Rebuild | Verb::Restore => Some("AVAILABLE"),
        Verb::Stop => Some("STOPPED"),
        Verb::MaintenanceOn => Some("ADMIN_MAINTENANCE"),
        Verb::Provision
        | Verb::Migrate
        | Verb::Resize
        | Verb::Modify
        | Verb::Terminate
        | Verb::TagSet
        | Verb::TagRemove
        | Verb::SecurityGroup => None,
    }
}

/// The state of a step's desktop when it was told to be done.
fn told_done<'a>(evidence: &'a Evidence, number: usize, step: &Step) -> impl Iterator<Item = &'a str> {
    let of_step =
        evidence.samples.iter().filter(move |sample| sample.run == number && sample.done.as_ref() == Some(&step.id));
    of_step.filter_map(|sample| sample.target.as_ref()).map(|target| target.state.as_str())
}

/// A desktop is gone, with its record, or it is not.
fn wrong_gone(evidence: &Evidence, step: &Step, row: &StepRow, sends: &[Send<'_>]) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let now = evidence.desktop_after(step.target.workspace_id.as_str());
    match word(row) {
        End::Done => {
            (!applied || now.is_some()).then(|| format!("no call for it was carried out, or it is there: {now:?}"))
        }
        End::Failed => now.is_none().then(|| "it is gone".to_owned()),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}

/// The user has a desktop that is as wanted, or none, or one that did not come up.
fn wrong_made(evidence: &Evidence, number: usize, step: &Step, row: &StepRow, sends: &[Send<'_>]) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let (directory, user) = (step.target.directory_id.as_str(), &step.target.user_name);
    let is_theirs = |desktop: &&DesktopView| desktop.directory == directory && desktop.user.eq_ignore_ascii_case(user);
    let now = evidence.after.desktops.iter().find(is_theirs);
    let asked = |name: &str| step.parameters.get(name);
    let as_wanted = now.is_some_and(|now| {
        let tags = step.parameters.iter().filter_map(|(name, value)| Some((name.strip_prefix("Tags.")?, value)));
        let has = |(key, value): (&str, &String)| now.tags.get(key).cloned().flatten().as_ref() == Some(value);
        law::BY_ITSELF.contains(&now.state.as_str())
            && asked("BundleId") == Some(&now.bundle)
            && asked("WorkspaceProperties.RunningMode") == Some(&now.running_mode)
            && tags.into_iter().all(has)
            && now.tags.contains_key("deskfleet:step")
    });
    match word(row) {
        End::Done => {
            let named = row.new_id.as_ref().map(WorkspaceId::as_str) == now.map(|now| now.id.as_str());
            (!applied || !as_wanted || !named).then(|| format!("no call made it, or it is not as wanted: {now:?}"))
        }
        End::Failed => (applied && as_wanted).then(|| format!("it is there, as wanted: {now:?}")),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| format!("run {number} has made it: {now:?}")),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}

/// A property has the value that was asked for, or has not.
fn wrong_property(evidence: &Evidence, step: &Step, row: &StepRow, sends: &[Send<'_>]) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let now = evidence.desktop_after(step.target.workspace_id.as_str())?;
    let holds = chain::holds(step, now);
    match word(row) {
        End::Done => (!applied || !holds || chain::is_modified(now))
            .then(|| format!("no call for it was carried out, or it does not have what was asked for: {now:?}")),
        // A desktop can come out of a change of its protocol unhealthy (B-25), and one that is to be always on may not
        // start: neither is a success.
        End::Failed => (applied && holds && !["UNHEALTHY", "ERROR"].contains(&now.state.as_str()))
            .then(|| format!("it has what was asked for: {now:?}")),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}

/// An interface has the groups that were asked for, or has not.
fn wrong_groups(evidence: &Evidence, step: &Step, row: &StepRow, sends: &[Send<'_>]) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    // EC2's own view, of the desktop that is there now.
    let now = evidence.desktop_after(evidence.heir(step.target.workspace_id.as_str()))?;
    let has = |id: &&str| now.groups.iter().any(|group| group == id);
    let holds = law::groups(step, "Attach").iter().all(has) && !law::groups(step, "Detach").iter().any(has);
    match word(row) {
        End::Done => (!applied || !holds).then(|| format!("it does not have what was asked for: {now:?}")),
        End::Failed => (applied && holds).then(|| format!("it has what was asked for: {now:?}")),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}

/// A desktop has the tags that were asked for, or has not.
fn wrong_tags(evidence: &Evidence, step: &Step, row: &StepRow, sends: &[Send<'_>]) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let now = evidence.desktop_after(step.target.workspace_id.as_str())?;
    let holds = chain::holds(step, now);
    match word(row) {
        End::Done => (!applied || !holds).then(|| format!("it does not have what was asked for: {now:?}")),
        End::Failed => (applied && holds).then(|| format!("it has what was asked for: {now:?}")),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
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

/// A desktop was filled anew and is up, or is not. Of a restore that the service undid nothing tells but the world.
fn wrong_filling(evidence: &Evidence, law: &Law, row: &StepRow, sends: &[Send<'_>], id: &str) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let (old, new) = (evidence.desktop_before(id)?, evidence.desktop_after(id)?);
    let is_filled = old.restored_from != new.restored_from;
    let is_up = law.leaves.contains(&new.state.as_str());
    match word(row) {
        End::Done => (!applied || !is_up || law.new_interface && !is_filled)
            .then(|| format!("it was not filled anew, or is not up: {new:?}")),
        End::Failed => (is_filled && is_up).then(|| format!("it was filled anew, and is up: {new:?}")),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}

/// Where the chain went on (`goes_on`), the desktop is in the end what the later step made of it.
fn wrong_same_id(
    evidence: &Evidence,
    law: &Law,
    row: &StepRow,
    sends: &[Send<'_>],
    step: &Step,
    goes_on: bool,
) -> Option<String> {
    let applied = sends.iter().any(Send::is_applied);
    let now = evidence.desktop_after(step.target.workspace_id.as_str());
    let stops_by_itself = |desktop: &DesktopView| {
        let looked_after = evidence.spec.fleet == FleetKind::Clocks || !step.follows.is_empty();
        looked_after && desktop.running_mode == "AUTO_STOP" && law::BY_ITSELF.contains(&desktop.state.as_str())
    };
    let up = now.is_some_and(|desktop| law.leaves.contains(&desktop.state.as_str()) || stops_by_itself(desktop));
    // Where time undoes it, or does it, the state of a day later says nothing against a failure.
    let tells = law.leaves.len() == 1;
    match word(row) {
        End::Done => {
            (!applied || !(up || goes_on)).then(|| format!("no call for it was carried out, or it is not up: {now:?}"))
        }
        End::Failed => (tells && applied && up).then(|| "it was carried out, and the desktop is up".to_owned()),
        End::Skipped | End::Held | End::NotStarted => applied.then(|| "a call for it was carried out".to_owned()),
        End::Unknown | End::Unchanged | End::Refused => None,
    }
}
