//! The rules for desktops that are to be made: who is wanted where, and both directions of each.

use std::collections::BTreeMap;

use deskfleet::aws::{self, Bundles, Want, WorkspaceQuery};
use deskfleet::inventory::{Selected, Snapshot, find_bundle};
use deskfleet::model::{
    BundleId, Directory, DirectoryId, RunningMode, Subnet, Verb, Workspace, WorkspaceId, WorkspaceProperties,
    WorkspaceState,
};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, Severity, check, find_rule, plan, quotas};
use deskfleet::sim::{DesktopView, FleetKind, Record, WorldSpec};
use serde_json::json;

use super::Breaks::{self, Open, Refused};
use super::stands;
use crate::rig::{Rig, ask};

/// A directory with few addresses.
const BRANCH: &str = "branch.example.com";

/// In how many worlds a question that the guide leaves open is asked: one in two says no.
const WORLDS: u64 = 6;

/// Rows that a world may ignore, and still can't do what is asked for: it has no such directory, bundle or address.
const NOTHING_TO_GIVE: [&str; 3] = ["E-01", "E-03", "K-13"];

/// A rule, and a wish that it and no other rule of its weight finds something about.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) breaks: Breaks,
    fleet: FleetKind,
    spoil: fn(&mut Wish<'_>),
}

/// A wish that nothing speaks against, and what there is.
struct Wish<'a> {
    desktop: Workspace,
    seen: &'a mut Snapshot,
    desktops: &'a [DesktopView],
}

const fn row(rule: &'static str, breaks: Breaks, spoil: fn(&mut Wish<'_>)) -> Row {
    Row { rule, breaks, fleet: FleetKind::Demo, spoil }
}

pub(super) static TABLE: &[Row] = &[
    row("NEW-01", Refused("E-11"), |wish| {
        let other = wish.seen.workspaces.iter().find(|seen| seen.state == WorkspaceState::Available).expect("one");
        wish.desktop.directory_id = other.directory_id.clone();
        wish.desktop.user_name = other.user_name.to_uppercase();
        wish.desktop.workspace_properties.running_mode = Some(match other.workspace_properties.running_mode {
            Some(RunningMode::AlwaysOn) => RunningMode::AutoStop,
            _ => RunningMode::AlwaysOn,
        });
    }),
    row("NEW-02", Refused("E-01"), |wish| wish.desktop.directory_id = DirectoryId::from_service("d-00000000ff")),
    row("NEW-03", Refused("E-03"), |wish| wish.desktop.bundle_id = BundleId::from_service("wsb-00000000f")),
    Row { fleet: FleetKind::Rare, ..row("NEW-03", Refused("L-01"), |wish| wish.bundle("win11-standby")) },
    row("NEW-04", Refused("K-03"), |wish| {
        wish.directory("licensed.example.com");
        wish.bundle("Standard with Ubuntu 24.04");
    }),
    row("NEW-04", Refused("K-03"), |wish| wish.bundle("win11-byol")),
    row("NEW-05", Refused("A1-01"), |wish| wish.sizes(80, 60)),
    row("NEW-05", Refused("A1-01"), |wish| wish.sizes(175, 50)),
    row("NEW-05", Refused("A1-02"), |wish| wish.sizes(2_001, 100)),
    row("NEW-05", Refused("A1-04"), |wish| {
        wish.bundle("GeneralPurpose.4xlarge with Ubuntu 24.04");
        wish.sizes(80, 100);
    }),
    row("NEW-05", Refused("A1-05"), |wish| {
        wish.bundle("Graphics.g4dn with Ubuntu 24.04");
        wish.sizes(100, 50);
    }),
    row("NEW-06", Open("A1-09"), |wish| {
        wish.bundle("Graphics.g4dn with Ubuntu 24.04");
        wish.sizes(150, 100);
    }),
    row("NEW-09", Open("B-18"), |wish| {
        let properties = &mut wish.desktop.workspace_properties;
        properties.running_mode = Some(RunningMode::AutoStop);
        properties.running_mode_auto_stop_timeout_in_minutes = Some(2_940);
    }),
    Row { fleet: FleetKind::Clocks, ..row("KEY-01", Refused("E-17"), |wish| wish.encrypt("disabled-key")) },
    Row { fleet: FleetKind::Clocks, ..row("KEY-03", Refused("E-17"), |wish| wish.encrypt("disabled-key")) },
    row("ADDR-03", Refused("K-13"), |wish| wish.directory(BRANCH)),
    row("ADDR-04", Refused("K-13"), |wish| wish.directory(BRANCH)),
    row("NEW-07", Refused(OVER_QUOTA), |wish| wish.bundle("Graphics.g4dn with Ubuntu 24.04")),
    row("NEW-08", Refused(OVER_QUOTA), |wish| wish.bundle("Graphics.g4dn with Ubuntu 24.04")),
];

/// What the service notes of a call that goes beyond a quota; of most types with one of their own there may be no more.
const OVER_QUOTA: &str = "E-22";

impl Wish<'_> {
    fn directory(&mut self, name: &str) {
        self.desktop.directory_id = named(self.seen, name).directory_id.clone();
    }

    fn bundle(&mut self, name: &str) {
        self.desktop.bundle_id = find_bundle("bundle", &self.seen.bundles, name).expect("a bundle").bundle_id.clone();
    }

    fn sizes(&mut self, root: i32, user: i32) {
        let properties = &mut self.desktop.workspace_properties;
        (properties.root_volume_size_gib, properties.user_volume_size_gib) = (Some(root), Some(user));
    }

    /// Takes the key of a desktop of a kind.
    fn encrypt(&mut self, kind: &str) {
        let is_it = |desktop: &&DesktopView| desktop.tags.get("kind").and_then(Option::as_deref) == Some(kind);
        let id = &self.desktops.iter().find(is_it).expect("a desktop").id;
        let other = self.seen.workspaces.iter().find(|seen| seen.workspace_id.as_str() == id).expect("seen");
        self.desktop.volume_encryption_key.clone_from(&other.volume_encryption_key);
        self.desktop.user_volume_encryption_enabled = Some(true);
    }
}

/// Takes all addresses of the branch for others.
fn fill(rig: &Rig, seen: &Snapshot) {
    let branch = named(seen, BRANCH);
    let mine = |subnet: &&Subnet| branch.subnet_ids.contains(&subnet.subnet_id);
    let free: i32 = seen.subnets.iter().filter(mine).map(|subnet| subnet.available_ip_address_count).sum();
    let bundle = &find_bundle("bundle", &seen.bundles, "win11-standard").expect("a bundle").bundle_id;
    for number in 0..free {
        let user = format!("filler{number}");
        let one = json!({ "DirectoryId": branch.directory_id, "UserName": user, "BundleId": bundle });
        ask(&rig.sim, rig.sim.now(), "CreateWorkspaces", &json!({ "Workspaces": [one] }));
    }
}

fn named<'a>(seen: &'a Snapshot, name: &str) -> &'a Directory {
    let mut known = seen.directories.iter();
    known.find(|directory| directory.directory_name.as_deref() == Some(name)).expect("a directory")
}

/// A row made real.
struct Scene {
    rig: Rig,
    seen: Snapshot,
    desktop: Workspace,
    /// How long the record was before.
    since: usize,
}

impl Scene {
    fn new(row: &Row, world: Option<u64>, ignored: &[&str]) -> Self {
        let default = WorldSpec::default();
        // Of what is not about quotas there may be any number.
        let is_counted = matches!(row.breaks, Refused(OVER_QUOTA));
        let many = (!is_counted).then_some(&OVER_QUOTA);
        let ignored_rows = ignored.iter().chain(many).map(|row| (*row).to_owned()).collect();
        let rig = Rig::new(WorldSpec {
            seed: world.unwrap_or(default.seed),
            fleet: row.fleet,
            desktops: super::desktops(row.fleet),
            rate: 0.0,
            ignored_rows,
            ..default
        });
        let want = Want { directories: true, subnets: true, bundles: Bundles::All, ..Want::only(WorkspaceQuery::All) };
        let fleet = || {
            rig.process(async |connected| {
                aws::collect(&connected.aws, &want, connected.clock.now()).await.expect("a fleet")
            })
        };
        let mut seen = fleet();
        if matches!(row.breaks, Refused("K-13")) {
            fill(&rig, &seen);
            seen = fleet();
        }
        let view = rig.sim.world(rig.sim.now());
        let mut wish = Wish { desktop: plain(&seen.workspaces[0]), seen: &mut seen, desktops: &view.desktops };
        wish.directory("corp.example.com");
        wish.bundle("win11-standard");
        (row.spoil)(&mut wish);
        let mut desktop = wish.desktop;
        desktop.workspace_id = WorkspaceId::of_new(&desktop.directory_id, &desktop.user_name);
        let key_ids = desktop.volume_encryption_key.iter().cloned().collect();
        let quotas = quotas(&seen, std::slice::from_ref(&desktop));
        let want = Want { keys: true, key_ids, quotas, ..Want::only(WorkspaceQuery::All) };
        rig.process(async |connected| {
            aws::enrich(&connected.aws, &mut seen, &[], &want).await.expect("keys and quotas");
        });
        for quota in seen.quotas.iter_mut().filter(|_| !is_counted) {
            quota.value = 1_000;
        }
        match row.rule {
            "NEW-08" => seen.quotas.clear(), // as somebody sees it who may not call `GetServiceQuota`
            "ADDR-04" => seen.subnets.clear(), // nor `DescribeSubnets`
            "KEY-03" => seen.keys.clear(),   // nor `DescribeKey`
            _ => {}
        }
        let since = rig.sim.record().len();
        Self { rig, seen, desktop, since }
    }

    fn plan(&self, lowered: Option<&str>) -> Plan {
        let id = self.desktop.workspace_id.clone();
        let selected = Selected { workspaces: vec![id.clone()], named: [id].into(), ..Selected::default() };
        let mut policy = Policy::for_verb(Verb::Provision);
        policy.lowered = lowered.map(str::to_owned).into_iter().collect();
        let intent = Intent {
            verb: Verb::Provision,
            parameters: BTreeMap::new(),
            desktops: vec![self.desktop.clone()],
            selection: vec!["new.csv".to_owned()],
            reason: None,
        };
        let plan =
            plan(&self.seen, &intent, &selected, &policy, &History::default(), self.seen.seen_at).expect("a plan");
        assert_eq!(check(&plan, None), []);
        plan
    }

    /// The calls that the service was asked for.
    fn calls(&self) -> Vec<Record> {
        self.rig.sim.record().into_iter().skip(self.since).filter(|line| line.operation == "CreateWorkspaces").collect()
    }
}

/// A desktop that stops by itself, for somebody new.
fn plain(model: &Workspace) -> Workspace {
    let running_mode = Some(RunningMode::AutoStop);
    Workspace {
        user_name: "ann.new".to_owned(),
        state: WorkspaceState::Pending,
        volume_encryption_key: None,
        user_volume_encryption_enabled: None,
        root_volume_encryption_enabled: None,
        workspace_properties: WorkspaceProperties { running_mode, ..WorkspaceProperties::default() },
        ..model.clone()
    }
}

/// The call goes through the real executor: what a lowered rule lets through, no `requires` stops behind it.
#[test]
fn a_wish_that_is_let_through_is_noted_by_the_service() {
    for row in TABLE {
        let warns = find_rule(row.rule).expect("a rule").severity == Severity::Warn;
        // Whether it was made, and the first call.
        let said = |seed, broken: &str| {
            let mut scene = Scene::new(row, seed, &[]);
            let plan = scene.plan((!warns).then_some(row.rule));
            assert_eq!(plan.steps.len(), 1, "{}: another rule bites, too: {plan:#?}", row.rule);
            let (summary, _) = scene.rig.run_all(&plan);
            let line = scene.calls().swap_remove(0);
            let noted = line.violations == [broken];
            assert!(noted || line.violations.is_empty(), "{}: {line:#?}", row.rule);
            assert_eq!((summary.counts.done, line.applied), (u64::from(!noted), !noted), "{}: {line:#?}", row.rule);
            !noted
        };
        match row.breaks {
            Refused(broken) => assert!(!said(None, broken), "{}: {broken} is not noted", row.rule),
            Open(broken) => {
                let made = (0..WORLDS).filter(|seed| said(Some(*seed), broken)).count() as u64;
                assert!(made > 0 && made < WORLDS, "{}: {made} of {WORLDS} worlds make it", row.rule);
            }
            Breaks::Noted(_) | Breaks::Nothing(_) => panic!("{}: nothing of the kind is tried here", row.rule),
        }
    }
}

/// The service really lets it through then: the same call, sent past planner and executor, breaks nothing.
#[test]
fn a_wish_that_the_service_grants_is_still_kept_back_by_the_planner() {
    for row in TABLE {
        let (Refused(broken) | Open(broken) | Breaks::Noted(broken)) = row.breaks else { continue };
        let scene = Scene::new(row, None, &[broken]);
        let plan = scene.plan(None);
        assert!(stands(&plan, row.rule, &scene.desktop.workspace_id), "{}: {plan:#?}", row.rule);
        let rule = find_rule(row.rule).expect("a rule");
        assert!(rule.rows.contains(&broken), "{} rests on {:?}, and the service notes {broken}", row.rule, rule.rows);
        let step = scene.plan(Some(row.rule)).steps.swap_remove(0);
        let id = step.target.workspace_id.clone();
        scene.rig.process(async |connected| {
            connected.aws.change_slot(step.verb).await;
            // What came of it stands in the record.
            drop(connected.aws.change(step.verb, &[(id, &step.parameters)]).await);
        });
        let calls = scene.calls();
        let [line] = calls.as_slice() else { panic!("{}: {calls:#?}", row.rule) };
        assert!(line.violations.is_empty(), "{}: {line:?}", row.rule);
        assert!(line.applied || NOTHING_TO_GIVE.contains(&broken), "{}: {line:?}", row.rule);
    }
}
