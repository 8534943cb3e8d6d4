//! Groups attached by hand in a story: who has them before it, which of them are asked for, and whose an interface was that
//! somebody wrote.

use std::collections::BTreeMap;

use deskfleet::inventory::Snapshot;
use deskfleet::model::{SecurityGroup, Verb, WorkspaceId};
use deskfleet::planner::document::{Fact, Plan};
use deskfleet::sim::{Faults, Record, Sim, WorldSpec, WorldView};
use jiff::SignedDuration;

use super::story::{Story, Wish};
use crate::oracle::law;
use crate::rig::{group_text, set_groups};

/// Notes whose each interface is.
pub(super) fn note_owners(owners: &mut BTreeMap<String, String>, view: &WorldView) {
    for desktop in &view.desktops {
        owners.entry(desktop.interface.clone()).or_insert_with(|| desktop.id.clone());
    }
}

/// Says beside each write of an interface which desktop it is of, by the id that this had at first, and beside each wish for
/// a desktop what stands for its id.
pub(super) fn told_whose(mut record: Vec<Record>, owners: &BTreeMap<String, String>, after: &WorldView) -> Vec<Record> {
    let first = |id: &str| {
        let mut id = id;
        while let Some((old, _)) = after.lineage.iter().find(|(_, new)| new.as_str() == id) {
            id = old;
        }
        id.to_owned()
    };
    for line in record.iter_mut().filter(|line| line.operation == law::CHANGE_GROUPS) {
        let interface = line.parameters["NetworkInterfaceId"].as_str().unwrap_or_default();
        if let Some(id) = owners.get(interface).map(|owner| first(owner)) {
            line.parameters["WorkspaceId"] = id.into();
        }
    }
    for line in record.iter_mut().filter(|line| line.operation == law::of("provision").operation) {
        let Record { parameters, failed, .. } = line;
        for wish in parameters["Workspaces"].as_array_mut().into_iter().flatten() {
            let text = |member: &str| wish[member].as_str().unwrap_or_default();
            let user = text("UserName").to_owned();
            let id = format!("new:{}/{}", text("DirectoryId"), user.to_lowercase());
            failed.iter_mut().filter(|failed| failed.id == user).for_each(|failed| failed.id.clone_from(&id));
            wish["WorkspaceId"] = id.into();
        }
    }
    record
}

/// A world like that of a story, without faults: what never changes in it is the same.
fn twin_of(story: &Story) -> Sim {
    Sim::in_memory(WorldSpec {
        faults: Faults::default(),
        script: Vec::new(),
        rate: 0.0,
        latency: std::time::Duration::ZERO,
        ..story.spec()
    })
}

/// The ids of the groups that a wish names: a world without faults has the same.
pub(super) fn named_groups(story: &Story, wish: &Wish) -> BTreeMap<String, String> {
    let names_groups = |(way, names): (&String, &String)| {
        wish.verb == Verb::SecurityGroup || way == "carry_groups" && !["all", "none"].contains(&names.as_str())
    };
    if !wish.parameters.iter().any(names_groups) {
        return wish.parameters.clone();
    }
    let twin = twin_of(story);
    let ids = |names: &String| names.split(',').map(|name| group_text(&twin, name, "groupId")).collect::<Vec<_>>();
    let named = |(way, names): (&String, &String)| {
        let value = if names_groups((way, names)) { ids(names).join(",") } else { names.clone() };
        (way.clone(), value)
    };
    wish.parameters.iter().map(named).collect()
}

/// Groups of the ready-made world that people attach by hand.
const HAND_MADE: [&str; 4] = ["build-farm", "old-printers", "database-clients", "finance-applications"];
/// Most groups of an interface (J-09).
const GROUPS_MAX: usize = 5;
/// A group that nobody has any more.
const GONE: &str = "sg-0123456789abcdef0";

/// Attaches groups by hand, one to four to a desktop, as somebody else does.
pub(super) fn attach_by_hand(sim: &Sim, story: &Story) {
    let Some(carried) = story.carried else { return };
    let twin = twin_of(story);
    let ids = HAND_MADE.map(|name| group_text(&twin, name, "groupId"));
    let vpc = group_text(&twin, HAND_MADE[0], "vpcId");
    let view = sim.world(sim.now());
    let is_there = |subnet: &str| view.subnets.iter().any(|seen| seen.id == subnet && seen.vpc == vpc);
    for desktop in view.desktops.iter().filter(|desktop| is_there(&desktop.subnet)) {
        let digits = digits(story, &desktop.id);
        if digits % 100 >= u64::from(carried.share) {
            continue;
        }
        let from = usize::try_from(digits / 7).expect("small");
        let mut groups = desktop.groups.clone();
        for place in 0..=from % 4 {
            let id = &ids[(from + place) % 4];
            if !groups.contains(id) && groups.len() < GROUPS_MAX {
                groups.push(id.clone());
            }
        }
        set_groups(sim, &desktop.interface, &groups);
    }
    // What comes late by a fault is there before the story begins.
    sim.advance(SignedDuration::from_mins(10)).expect("time moves on");
}

/// A number that a desktop has in a story, whatever else is drawn.
pub(super) fn digits(story: &Story, id: &str) -> u64 {
    id.bytes().map(u64::from).fold(story.seed, |sum, byte| sum * 31 % 9_973 + byte)
}

/// Gives the first desktop with an interface a group that is deleted right after the first call for it.
pub(super) fn add_gone(seen: &mut Snapshot, selected: &[WorkspaceId]) {
    let mut chosen = seen.workspaces.iter_mut().filter(|desktop| selected.contains(&desktop.workspace_id));
    if let Some(interface) = chosen.find_map(|desktop| desktop.deskfleet.interface.as_mut()) {
        interface.groups.push(SecurityGroup { group_id: GONE.to_owned(), group_name: None, vpc_id: None });
        interface.groups.sort();
    }
}

/// Plans as if that group were there when the first call goes out: what the world shows of it then is not asked.
pub(super) fn then_gone(mut plan: Plan) -> Plan {
    let is_of_it = |fact: &Fact| matches!(fact, Fact::GroupsInclude(ids) if ids.iter().any(|id| id == GONE));
    for step in &mut plan.steps {
        step.requires.retain(|requirement| !is_of_it(&requirement.that));
    }
    plan.seal().expect("a plan")
}
