//! Steps of one target that follow one another: in their order, each when the world says that the one before is done, a
//! volume again only when its clock has run out, and done only when all that was asked for is there.
//!
//! Reads the wish from its words and the world as it is; the clocks come from the service's record of what was carried out.

use std::collections::BTreeMap;

use deskfleet::model::{End, StepId};
use deskfleet::planner::document::{Plan, Step};
use deskfleet::sim::DesktopView;
use jiff::Timestamp;

use super::Findings;
use super::ends;
use super::law;
use crate::seeds::evidence::{Evidence, Run};

/// Whether a change of a property is under way.
pub(super) fn is_modified(desktop: &DesktopView) -> bool {
    desktop.modifications.iter().any(|(_, state)| state != "UPDATE_FAILED")
}

/// Whether a desktop has what a step was to give it; a volume may have grown further since.
pub(super) fn holds(step: &Step, desktop: &DesktopView) -> bool {
    law::planned(step).iter().all(|(name, value)| has(desktop, name, value))
}

fn has(desktop: &DesktopView, name: &str, value: &str) -> bool {
    let number = value.parse::<u32>().ok();
    if let Some(key) = name.strip_prefix("Tags.") {
        return desktop.tags.get(key).is_some_and(|has| has.as_deref().unwrap_or_default() == value);
    }
    if let Some(key) = name.strip_prefix("TagKeys.") {
        return !desktop.tags.contains_key(key);
    }
    match name {
        "RootVolumeSizeGib" => number.is_some_and(|gib| desktop.root_gib >= gib),
        "UserVolumeSizeGib" => number.is_some_and(|gib| desktop.user_gib >= gib),
        "ComputeTypeName" => desktop.compute == value,
        "RunningMode" => desktop.running_mode == value,
        "RunningModeAutoStopTimeoutInMinutes" => number.is_some() && desktop.auto_stop_minutes == number,
        "Protocols" => desktop.protocol == value,
        _ => false,
    }
}

/// The steps of the same target before a step.
fn earlier<'a>(plan: &'a Plan, step: &'a Step) -> impl Iterator<Item = &'a Step> {
    let same = move |other: &&Step| other.target.workspace_id == step.target.workspace_id;
    plan.steps.iter().take_while(move |other| other.id != step.id).filter(same)
}

/// Nothing leaves for a desktop that is still being changed or has not yet what the steps before were for, no volume
/// shrinks, none passes what the other one has to have first; and what is called done is.
pub(super) fn one_after_the_other(evidence: &Evidence, findings: &mut Findings) {
    for sample in &evidence.samples {
        let plan = &evidence.runs[sample.run].plan;
        let Some(now) = &sample.target else { continue };
        if let Some(step) = sample.sending.as_ref().and_then(|id| plan.step(id)) {
            let id = &now.id;
            findings.unless(evidence.is_meddled(id) || !is_modified(now), "chain", || {
                format!("{id} was being modified when {} left at {}: {now:?}", step.id, sample.at)
            });
            let short = earlier(plan, step).find(|first| !holds(first, now));
            if let Some(first) = short {
                findings.add(
                    "chain",
                    format!("{id}: {} left at {} before {} was done: {now:?}", step.id, sample.at, first.id),
                );
            }
            let unasked = law::of_step(step).operation == "RebootWorkspaces"
                && plan.intent.parameters.get("reboot").is_some_and(|when| when == "never");
            findings.unless(!unasked, "asked", || format!("{id} is to be restarted, and nobody wants that: {step:?}"));
            if !evidence.is_meddled(id) && is_offered(now) {
                legal(step, now, sample.at, findings);
            }
        }
        if let Some(step) = sample.done.as_ref().and_then(|id| plan.step(id)) {
            let changes = law::of_step(step).operation == law::CHANGE_PROPERTIES;
            let is = holds(step, now) && !is_modified(now);
            findings.unless(is || !changes || evidence.is_meddled(&now.id), "chain", || {
                format!("{}: {} was called done at {}: {now:?}", now.id, step.id, sample.at)
            });
        }
    }
}

/// Whether the pair of a desktop's volumes is one of today's; what becomes of others is not documented (A1, R).
fn is_offered(now: &DesktopView) -> bool {
    now.compute.starts_with("GRAPHICS") || now.root_gib == 80 || now.user_gib >= 100
}

/// A2-01, A2-04, A2-05; the section does not speak of desktops with a GPU, but for what never shrinks.
fn legal(step: &Step, now: &DesktopView, at: Timestamp, findings: &mut Findings) {
    let planned = law::planned(step);
    let gib = |name: &str| planned.get(name).and_then(|value| value.parse::<u32>().ok());
    let (root, user) = (gib("RootVolumeSizeGib"), gib("UserVolumeSizeGib"));
    let shrinks = root.is_some_and(|gib| gib < now.root_gib) || user.is_some_and(|gib| gib < now.user_gib);
    let early = root.is_some_and(|gib| gib > now.root_gib) && now.user_gib < 100;
    let ahead = user.is_some_and(|gib| gib > 100) && now.root_gib < 175;
    let has_gpu = now.compute.starts_with("GRAPHICS");
    findings.unless(!shrinks && (has_gpu || !(early || ahead)), "sizes", || {
        format!("{} can't have {planned:?} at {at}, it has {} and {}", now.id, now.root_gib, now.user_gib)
    });
}

/// A volume that a run let grow is left alone by it for six hours (A2-08), from when the service took the call.
pub(super) fn six_hours_apart(evidence: &Evidence, findings: &mut Findings) {
    for number in 0..evidence.runs.len() {
        let mut taken: BTreeMap<(&str, &str), (&StepId, Timestamp)> = BTreeMap::new();
        let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
        for (step, send) in law::sends_with_steps(lines, &evidence.runs[number].plan.steps) {
            let volume = ["RootVolumeSizeGib", "UserVolumeSizeGib"];
            let Some(volume) = volume.into_iter().find(|name| step.parameters.contains_key(*name)) else { continue };
            // One that is proven not carried out is sent once more, and that is judged elsewhere.
            if let Some((other, at)) = taken.get(&(send.id, volume)).filter(|(other, _)| **other != step.id) {
                let apart = send.line.at.duration_since(*at).as_secs();
                findings.unless(apart >= law::CLOCK_S, "clock", || {
                    format!("{}: {} came {apart} s after {other}: {:?}", send.id, step.id, send.line)
                });
            }
            if send.is_applied() {
                taken.insert((send.id, volume), (&step.id, send.line.at));
            }
        }
    }
}

/// A target of which every step is done has all that was asked for; so has one that was called unchanged.
pub(super) fn done_is_all_of_it(evidence: &Evidence, findings: &mut Findings) {
    for (number, run) in evidence.runs.iter().enumerate() {
        let unchanged = run.plan.unchanged.iter().map(|verdict| verdict.target.as_str());
        let changes = ["resize", "modify"].contains(&run.plan.intent.verb.to_string().as_str());
        for id in done(run).into_iter().chain(unchanged).filter(|_| changes) {
            if ends::is_contested(evidence, number, id) {
                continue;
            }
            let (Some(old), Some(new)) = (evidence.desktop_before(id), evidence.desktop_after(id)) else { continue };
            let short = missing(run, old, new);
            findings.unless(short.is_empty(), "asked", || format!("{id} is called done, and lacks {short:?}: {new:?}"));
        }
    }
}

/// Targets whose steps are all done.
fn done(run: &Run) -> Vec<&str> {
    let mut all: BTreeMap<&str, bool> = BTreeMap::new();
    for step in &run.plan.steps {
        let row = run.rows.iter().find(|row| row.step == step.id);
        let done = row.is_some_and(|row| ends::word(row) == End::Done);
        *all.entry(step.target.workspace_id.as_str()).or_insert(true) &= done;
    }
    all.into_iter().filter(|(_, done)| *done).map(|(id, _)| id).collect()
}

/// What was asked for and is not there.
fn missing<'a>(run: &'a Run, old: &DesktopView, new: &DesktopView) -> Vec<&'a str> {
    let has = |name: &str, value: &str| match name {
        "root" => new.root_gib.to_string() == value,
        "user" => match (value.strip_prefix('+'), value.strip_prefix("at-least:")) {
            (Some(more), _) => more.parse::<u32>().is_ok_and(|more| new.user_gib >= old.user_gib + more),
            (_, Some(least)) => least.parse::<u32>().is_ok_and(|least| new.user_gib >= least),
            (None, None) => new.user_gib.to_string() == value,
        },
        // One that is stopped, and was not hibernated, starts anew next time (A2-14, C2-01).
        "reboot" => {
            let seen = (new.usable_root_gib, new.usable_user_gib) == (new.root_gib, new.user_gib);
            let grown = (old.root_gib, old.user_gib) != (new.root_gib, new.user_gib);
            value == "never" || seen || !grown || new.state == "STOPPED" && !new.hibernated
        }
        "compute-type" => has(new, "ComputeTypeName", value),
        "running-mode" => has(new, "RunningMode", value),
        "auto-stop" => has(new, "RunningModeAutoStopTimeoutInMinutes", value),
        "protocol" => has(new, "Protocols", value),
        _ => false,
    };
    let wanted = run.plan.intent.parameters.iter();
    wanted.filter(|(name, value)| !has(name, value)).map(|(name, _)| name.as_str()).collect()
}
