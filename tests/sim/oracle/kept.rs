//! What was promised to be kept: desktops that are not in the plan, tags, groups attached by hand, volumes, users' data.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::model::End;
use deskfleet::sim::{DesktopView, FleetKind, Record};

use super::Findings;
use super::law::{self, Law, Send};
use crate::seeds::evidence::Evidence;

/// Nothing that the plan promised to keep is lost.
pub(super) fn nothing_is_lost(evidence: &Evidence, findings: &mut Findings) {
    let touched = touched(evidence);
    let after: BTreeMap<&str, &DesktopView> =
        evidence.after.desktops.iter().map(|desktop| (desktop.id.as_str(), desktop)).collect();
    for old in &evidence.before.desktops {
        let by = touched.get(old.id.as_str()).map_or(&[][..], Vec::as_slice);
        let heir = evidence.heir(&old.id);
        let Some(new) = after.get(heir) else {
            if by.iter().any(|law| law.gone) {
                continue;
            }
            findings.add("kept", format!("{} is gone, and {heir} too", old.id));
            continue;
        };
        // Whoever makes the interface anew puts back what was attached by hand.
        let is_lost = |group: &&String| !new.groups.contains(group) && !may_lose_group(evidence, &old.id, group);
        let lost: Vec<&String> = old.extra_groups.iter().filter(is_lost).collect();
        if let Some(law) = by.iter().find(|law| law.new_interface && !lost.is_empty()) {
            findings.add("kept", format!("{} lost its groups to {}: {lost:?}", old.id, law.operation));
        }
        let meddled = evidence.is_meddled(&old.id);
        let lost = if heir == old.id {
            differs(evidence, old, new, by)
        } else {
            let tags_may = meddled || tags_kept(evidence, old, new);
            lost_by_moving(old, new, tags_may, by.iter().any(|law| law.operation == law::CHANGE_PROPERTIES))
        };
        findings.unless(lost.is_empty(), "kept", || format!("{} changed in {lost:?}: {old:?} {new:?}", old.id));
    }
    let heirs: BTreeSet<&String> = evidence.after.lineage.values().collect();
    let old: BTreeSet<&String> = evidence.before.desktops.iter().map(|desktop| &desktop.id).collect();
    let mut users = wanted(evidence);
    for desktop in &evidence.after.desktops {
        let known = old.contains(&desktop.id) || heirs.contains(&desktop.id);
        // Each user that was to get one gets one, and nobody else does.
        let mut is_due = || users.remove(&(desktop.directory.clone(), desktop.user.to_lowercase()));
        findings.unless(known || is_due(), "kept", || format!("a desktop that nobody has: {desktop:?}"));
    }
}

/// Who was to get a desktop, by directory and user, and had none.
fn wanted(evidence: &Evidence) -> BTreeSet<(String, String)> {
    let owner = |directory: &str, user: &str| (directory.to_owned(), user.to_lowercase());
    let steps = evidence.runs.iter().flat_map(|run| &run.plan.steps).filter(|step| law::of_step(step).made);
    let mut wanted: BTreeSet<_> =
        steps.map(|step| owner(step.target.directory_id.as_str(), &step.target.user_name)).collect();
    for desktop in &evidence.before.desktops {
        wanted.remove(&owner(&desktop.directory, &desktop.user));
    }
    wanted
}

/// Whether a run was to leave a group behind, or has told that it could not put it back.
fn may_lose_group(evidence: &Evidence, id: &str, group: &str) -> bool {
    evidence.runs.iter().any(|run| {
        let Some(wish) = run.plan.intent.parameters.get("carry_groups") else { return false };
        let mut steps = run.plan.steps.iter().filter(|step| step.target.workspace_id.as_str() == id);
        if !steps.any(|step| step.follows.is_empty()) {
            return false; // it is not among its targets
        }
        let puts_back = run.plan.steps.iter().find(|step| {
            step.target.workspace_id.as_str() == id
                && law::puts_back(step)
                && law::groups(step, "Attach").contains(group)
        });
        match puts_back {
            Some(step) => {
                let row = run.rows.iter().find(|row| row.step == step.id);
                !row.and_then(|row| row.end).is_some_and(End::is_as_wanted)
            }
            None => wish != "all" && !wish.split(',').any(|named| named == group),
        }
    })
}

/// Which verbs were carried out on a desktop, by id.
fn touched(evidence: &Evidence) -> BTreeMap<&str, Vec<&'static Law>> {
    let mut touched: BTreeMap<&str, Vec<&'static Law>> = BTreeMap::new();
    for law in law::all() {
        for send in law.sends(&evidence.record).into_iter().filter(Send::is_applied) {
            touched.entry(send.id).or_default().push(law);
        }
    }
    touched
}

/// What differs of a desktop that keeps its id, and that nobody asked to be changed.
fn differs(evidence: &Evidence, old: &DesktopView, new: &DesktopView, by: &[&Law]) -> Vec<&'static str> {
    let meddled = evidence.is_meddled(&old.id);
    let asked = |name: &str| {
        let of_it = |line: &&Record| line.applied && line.parameters["WorkspaceId"] == *old.id;
        evidence.record.iter().filter(of_it).any(|line| law::properties(line).contains_key(name))
    };
    // One of these fleets is looked after by `AutoStop` from its first day.
    let by_itself = evidence.spec.fleet == FleetKind::Clocks
        && [old, new].iter().all(|desktop| law::BY_ITSELF.contains(&desktop.state.as_str()));
    let mode_may = asked("RunningMode");
    let minutes_may = mode_may || asked("RunningModeAutoStopTimeoutInMinutes");
    let is_filled = by.iter().any(|law| law.loses_work);
    // Nor whether it keeps what was attached to it.
    let is_restored = by.iter().any(|law| law.operation == "RestoreWorkspace");
    let pairs = [
        ("state", meddled || !by.is_empty() || by_itself || old.state == new.state),
        ("tags", meddled || tags_kept(evidence, old, new)),
        ("directory and user", old.directory == new.directory && old.user == new.user),
        ("bundle", old.bundle == new.bundle),
        ("subnet", old.subnet == new.subnet),
        // Whether a restore keeps the interface is not documented (C2-03).
        ("address", is_filled || old.ip == new.ip && old.interface == new.interface),
        ("computer name", old.computer_name == new.computer_name),
        ("groups", is_restored || groups_kept(evidence, old, new)),
        ("running mode", mode_may || old.running_mode == new.running_mode),
        ("AutoStop time", minutes_may || old.auto_stop_minutes == new.auto_stop_minutes),
        ("compute type", asked("ComputeTypeName") || old.compute == new.compute),
        ("system", old.operating_system == new.operating_system),
        ("protocol", asked("Protocols") || old.protocol == new.protocol),
        ("root volume", asked("RootVolumeSizeGib") || old.root_gib == new.root_gib),
        ("user volume", asked("UserVolumeSizeGib") || old.user_gib == new.user_gib),
        ("sizes", old.root_gib <= new.root_gib && old.user_gib <= new.user_gib),
        ("what is on the user volume", is_filled || old.restored_from == new.restored_from),
    ];
    pairs.into_iter().filter(|(_, same)| !same).map(|(what, _)| what).collect()
}

/// Nothing goes but what a run was to detach, and nothing comes but what one was to attach.
fn groups_kept(evidence: &Evidence, old: &DesktopView, new: &DesktopView) -> bool {
    let steps = evidence.runs.iter().flat_map(|run| &run.plan.steps);
    let steps: Vec<_> = steps.filter(|step| step.target.workspace_id.as_str() == old.id).collect();
    let named = |what: &str| -> BTreeSet<&str> { steps.iter().flat_map(|step| law::groups(step, what)).collect() };
    let (comes, goes) = (named("Attach"), named("Detach"));
    let stays =
        |id: &String| new.groups.contains(id) || goes.contains(id.as_str()) || may_lose_group(evidence, &old.id, id);
    let is_new = |id: &String| old.groups.contains(id) || comes.contains(id.as_str());
    old.groups.iter().all(stays) && new.groups.iter().all(is_new)
}

/// No tag comes, goes or changes but what a run was to set or to take away.
fn tags_kept(evidence: &Evidence, old: &DesktopView, new: &DesktopView) -> bool {
    let steps = evidence.runs.iter().flat_map(|run| &run.plan.steps);
    let steps = steps.filter(|step| step.target.workspace_id.as_str() == old.id);
    let named: BTreeSet<&str> = steps
        .flat_map(|step| step.parameters.keys())
        .filter_map(|name| name.strip_prefix("Tags.").or(name.strip_prefix("TagKeys.")))
        .collect();
    let mut keys = old.tags.keys().chain(new.tags.keys());
    keys.all(|key| named.contains(key.as_str()) || old.tags.get(key) == new.tags.get(key))
}

/// What was lost of a desktop that got another id (C2-04, H-16).
fn lost_by_moving(old: &DesktopView, new: &DesktopView, tags_may: bool, changed: bool) -> Vec<&'static str> {
    let pairs = [
        ("tags", tags_may || old.tags == new.tags),
        ("directory and user", old.directory == new.directory && old.user == new.user),
        ("subnet", old.subnet == new.subnet),
        ("running mode", changed || old.running_mode == new.running_mode),
        ("volumes", old.root_gib <= new.root_gib && old.user_gib <= new.user_gib),
        ("user volume", new.restored_from.is_some()),
    ];
    pairs.into_iter().filter(|(_, kept)| !kept).map(|(what, _)| what).collect()
}
