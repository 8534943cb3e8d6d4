//! Orders for standbys: each rule in both directions, and what is there already.

use std::collections::{BTreeMap, BTreeSet};

use super::{Order, StandbyWish, Wanted, Wish, details, order};
use crate::model::around::{Act, DataReplication, Described, Occupant, RegisteredDirectory, Surroundings};
use crate::model::{
    Compute, Danger, DirectoryId, Key, KeyState, OperatingSystem, RelatedWorkspace, Scope, Workspace, WorkspaceId,
    WorkspaceState,
};
use crate::planner::testing::workspace;

const HERE: &str = "us-east-1";
const THERE: &str = "us-west-2";

fn seen(kind: &str) -> Surroundings {
    let directory = RegisteredDirectory {
        directory_id: DirectoryId::from_service("d-0000000001"),
        directory_name: Some("corp.example.com".to_owned()),
        alias: None,
        state: Some("REGISTERED".to_owned()),
        ip_group_ids: Vec::new(),
        described: BTreeMap::from([("DirectoryType".to_owned(), Described::Text(kind.to_owned()))]),
    };
    Surroundings { directories: vec![directory], ..Surroundings::default() }
}

fn wish(change: impl FnOnce(&mut Workspace)) -> StandbyWish {
    let mut primary = workspace(1);
    change(&mut primary);
    StandbyWish {
        primaries: vec![primary],
        primary_region: THERE.to_owned(),
        region: HERE.to_owned(),
        directory: "corp.example.com".to_owned(),
        key: None,
        data_replication: None,
    }
}

fn make(seen: &Surroundings, wish: StandbyWish, lowered: &[&str]) -> Order {
    let wanted = Wanted {
        wish: Wish::Standby(wish),
        reason: None,
        lowered: lowered.iter().map(|rule| (*rule).to_owned()).collect(),
        must_admit: Vec::new(),
        protect_tag: "deskfleet-protect".to_owned(),
        revert_after_s: None,
    };
    let scope = Scope { account: "1".to_owned(), region: HERE.to_owned(), endpoint: None, simulated: false };
    let order = order(seen, &wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order");
    assert_eq!(Order::read(&order.to_text().expect("a document")).expect("the same"), order);
    order
}

/// The rules that refuse it; none: one standby is made.
fn refused_by(seen: &Surroundings, wish: StandbyWish, lowered: &[&str]) -> BTreeSet<String> {
    let order = make(seen, wish, lowered);
    assert_eq!(order.acts.len(), usize::from(order.refused.is_empty()));
    order.refused.into_iter().map(|remark| remark.rule).collect()
}

fn related(kind: &str, region: &str) -> RelatedWorkspace {
    let workspace_id = Some(WorkspaceId::from_service("ws-other0001"));
    RelatedWorkspace { workspace_id, region: Some(region.to_owned()), state: None, r#type: Some(kind.to_owned()) }
}

fn key(id: &str, state: Option<KeyState>, symmetric: Option<bool>) -> Key {
    Key { key_id: id.to_owned(), key_state: state, symmetric }
}

/// What a primary is like, and what is not refused beside it.
#[test]
fn a_primary_is_of_a_kind_that_has_standbys() {
    fn system(system: OperatingSystem) -> impl FnOnce(&mut Workspace) {
        |one| one.workspace_properties.operating_system_name = Some(system)
    }
    fn compute(name: &'static str) -> impl FnOnce(&mut Workspace) {
        move |one| one.workspace_properties.compute_type_name = Some(Compute::from(name))
    }
    fn state(state: WorkspaceState) -> impl FnOnce(&mut Workspace) {
        |one| one.state = state
    }
    let connector = seen("AD_CONNECTOR");
    for (wish, rule) in [
        (wish(|_| {}), ""),
        (wish(system(OperatingSystem::WindowsServer2022)), ""),
        (wish(system(OperatingSystem::Ubuntu2204)), "STBY-06"),
        (wish(system(OperatingSystem::AmazonLinux2)), "STBY-06"),
        (wish(system(OperatingSystem::Unknown)), "STBY-11"),
        (wish(|one| one.workspace_properties.operating_system_name = None), "STBY-11"),
        (wish(compute("POWERPRO")), ""),
        (wish(compute("GRAPHICS_G6_XLARGE")), "STBY-06"),
        (wish(compute("GENERALPURPOSE_4XLARGE")), "STBY-06"),
        (wish(|one| one.workspace_properties.compute_type_name = None), "STBY-11"),
        (wish(state(WorkspaceState::Stopped)), ""),
        (wish(state(WorkspaceState::Error)), "STBY-11"),
        (wish(state(WorkspaceState::Terminating)), "STBY-11"),
        (wish(|one| one.user_volume_encryption_enabled = Some(true)), "STBY-07"),
        (wish(|one| one.root_volume_encryption_enabled = Some(true)), "STBY-07"),
        (wish(|one| one.related_workspaces.push(related("PRIMARY", HERE))), "STBY-09"),
        (wish(|one| one.related_workspaces.push(related("STANDBY", HERE))), "STBY-09"),
        (wish(|one| one.related_workspaces.push(related("STANDBY", "eu-west-1"))), ""),
    ] {
        let text = format!("{wish:?}");
        let expected = Some(rule.to_owned()).filter(|rule| !rule.is_empty()).into_iter().collect::<BTreeSet<_>>();
        assert_eq!(refused_by(&connector, wish.clone(), &[]), expected, "{text}");
        // Ours can be lowered, the service's can't.
        let left = if rule == "STBY-11" { BTreeSet::new() } else { expected };
        assert_eq!(refused_by(&connector, wish, &["STBY-11"]), left, "{text}");
    }
}

/// Regions, directory and key, which are the same for all of them.
#[test]
fn regions_directory_and_key_have_to_do() {
    let encrypted = || wish(|one| one.user_volume_encryption_enabled = Some(true));
    let with = |id: &str, state, symmetric| StandbyWish { key: Some(key(id, state, symmetric)), ..encrypted() };
    let there = |region: &str| StandbyWish { primary_region: region.to_owned(), ..wish(|_| {}) };
    let here = |region: &str| StandbyWish { region: region.to_owned(), ..wish(|_| {}) };
    let replicated = |way| StandbyWish { data_replication: Some(way), ..wish(|_| {}) };
    let enabled = || Some(KeyState::Enabled);
    for (kind, wish, rule) in [
        ("AD_CONNECTOR", there("eu-central-1"), ""),
        ("AD_CONNECTOR", there(HERE), "STBY-05"),
        ("AD_CONNECTOR", there("eu-north-1"), "STBY-05"),
        ("AD_CONNECTOR", here("eu-north-1"), "STBY-05"),
        ("AD_CONNECTOR", with("alias/desktops", enabled(), Some(true)), ""),
        ("AD_CONNECTOR", with("arn:aws:kms:us-east-1:1:key/a", enabled(), None), ""),
        ("AD_CONNECTOR", with("arn:aws:kms:us-west-2:1:key/a", enabled(), Some(true)), "STBY-07"),
        ("AD_CONNECTOR", with("alias/aws/workspaces", enabled(), Some(true)), "STBY-07"),
        ("AD_CONNECTOR", with("arn:aws:kms:us-east-1:1:alias/aws/workspaces", enabled(), Some(true)), "STBY-07"),
        ("AD_CONNECTOR", with("alias/desktops", Some(KeyState::Disabled), Some(true)), "STBY-07"),
        ("AD_CONNECTOR", with("alias/desktops", enabled(), Some(false)), "STBY-07"),
        ("AD_CONNECTOR", with("alias/desktops", None, None), "STBY-07"),
        ("AD_CONNECTOR", replicated(DataReplication::PrimaryAsSource), ""),
        ("SIMPLE_AD", replicated(DataReplication::PrimaryAsSource), "STBY-08"),
        ("SIMPLE_AD", replicated(DataReplication::NoReplication), ""),
        ("SIMPLE_AD", wish(|_| {}), ""),
    ] {
        let text = format!("{kind} {wish:?}");
        let expected = Some(rule.to_owned()).filter(|rule| !rule.is_empty()).into_iter().collect::<BTreeSet<_>>();
        assert_eq!(refused_by(&seen(kind), wish, &[]), expected, "{text}");
    }
    let mut leaving = seen("AD_CONNECTOR");
    leaving.directories[0].state = Some("DEREGISTERING".to_owned());
    assert_eq!(refused_by(&leaving, wish(|_| {}), &[]), BTreeSet::from(["DIR-02".to_owned()]));
}

/// One for each primary: what is there, or coming, is left alone, and what is in its place is told.
#[test]
fn what_is_there_already_is_not_made_again() {
    use WorkspaceState::{Available, Error, Pending, Terminating};
    let mine = || Some(workspace(1).workspace_id);
    let occupied = |primary: Option<WorkspaceId>, state: WorkspaceState| Surroundings {
        occupants: vec![Occupant {
            workspace_id: WorkspaceId::from_service("ws-standby00"),
            directory_id: DirectoryId::from_service("d-0000000001"),
            user_name: workspace(1).user_name.to_uppercase(),
            state,
            primary,
        }],
        ..seen("AD_CONNECTOR")
    };
    for (primary, state, rule) in [
        (mine(), Available, "SAME-01"),
        (mine(), Pending, "SAME-01"),
        (mine(), Error, "STBY-10"),
        (mine(), Terminating, "STBY-10"),
        (None, Available, "STBY-10"),
        (Some(WorkspaceId::from_service("ws-other0001")), Available, "STBY-10"),
    ] {
        // The primary tells of it as well.
        let wish = wish(|one| {
            one.related_workspaces.extend(Some(related("STANDBY", HERE)).filter(|_| primary == mine()));
        });
        let order = make(&occupied(primary, state.clone()), wish, &[]);
        let rules: Vec<&str> =
            order.refused.iter().chain(&order.unchanged).map(|remark| remark.rule.as_str()).collect();
        assert_eq!((rules, order.acts.len()), (vec![rule], 0), "{state}");
    }
}

/// An act for each primary, with what it is found by; nothing takes it back.
#[test]
fn each_primary_has_an_act_of_its_own() {
    let mut both = wish(|_| {});
    both.primaries.push(workspace(2));
    both.key = Some(key("alias/desktops", Some(KeyState::Enabled), Some(true)));
    both.data_replication = Some(DataReplication::PrimaryAsSource);
    let users = details(&seen("AD_CONNECTOR"), &Wish::Standby(both.clone())).expect("a directory").users;
    let of = |number| (DirectoryId::from_service("d-0000000001"), workspace(number).user_name);
    assert_eq!(users, BTreeSet::from([of(1), of(2)]));
    let order = make(&seen("AD_CONNECTOR"), both, &[]);
    assert_eq!((order.acts.len(), order.danger(), order.undo.len()), (2, Danger::Moderate, 0));
    let said = order.acts[0].act.says(|id| order.named(id).to_owned());
    let (id, user) = (workspace(1).workspace_id, workspace(1).user_name);
    assert_eq!(said, format!("make the standby of {id} ({user}, us-west-2) in corp.example.com"));
    let Act::CreateStandbyWorkspaces(new) = &order.acts[1].act else { panic!("a standby") };
    assert_eq!((new.primary_workspace_id.clone(), new.user_name.clone()), (workspace(2).workspace_id, of(2).1));
    assert_eq!(order.command, "standby create");
    let typed = order.selection.join(" ");
    let flags = "--primary-region us-west-2 --directory corp.example.com --key alias/desktops --data-replication primary-as-source";
    assert!(typed.ends_with(flags), "{typed}");
}
