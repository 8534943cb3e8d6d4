//! The planner against the service's worlds: what must be so of every plan, whatever the fleet.
//!
//! Worlds, selections, bundles and policies are drawn from a seed; each message names it.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::model::{Verb, WorkspaceId};
use deskfleet::planner::document::{Plan, Seal};
use deskfleet::planner::{History, Policy, check};
use deskfleet::sim::{DesktopView, FleetKind, WorldSpec, WorldView};
use jiff::SignedDuration;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{Rng, RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::rig::{Rig, plan_of};

/// All of 1 to 64 hold, and the first half shows every end often enough. One that fails is to be added.
const SEEDS: std::ops::Range<u64> = 1..33;

const BUNDLES: [&str; 8] = [
    "win11-standard",
    "win11-standard",
    "win11-performance",
    "win10-power",
    "ubuntu-24-standard",
    "win11-byol",
    "server-2022-byop",
    "Standard with Windows 11 (Server 2025 based)",
];

/// A plan, and everything that it was made from.
struct Story {
    rig: Rig,
    seen: Snapshot,
    selected: Selected,
    bundle: &'static str,
    policy: Policy,
    plan: Plan,
    rng: ChaCha8Rng,
}

impl Story {
    fn new(seed: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let fleet =
            *[FleetKind::Demo, FleetKind::Demo, FleetKind::Uniform, FleetKind::Rare].choose(&mut rng).expect("one");
        // All varieties of the demo come with the 20 last of 80; most worlds are smaller, and quicker.
        let desktops = *[6, 24, 40, 80].choose(&mut rng).expect("one");
        let rig = Rig::new(WorldSpec { seed, desktops, fleet, ..WorldSpec::default() });
        rig.sim.advance(SignedDuration::from_hours(rng.random_range(0..48))).expect("time moves on");
        let view = rig.sim.world(rig.sim.now());
        let chosen: Vec<WorkspaceId> = view
            .desktops
            .iter()
            .filter(|_| rng.random_bool(0.4))
            .map(|desktop| WorkspaceId::from_service(desktop.id.as_str()))
            .collect();
        let mut policy = Policy::for_verb(Verb::Migrate);
        policy.wave = rng.random_range(1..30);
        policy.canary = rng.random_range(0..4);
        policy.skip_refused = rng.random_bool(0.5);
        if rng.random_bool(0.3) {
            policy.lowered.insert("SG-01".to_owned());
        }
        let targets = (!chosen.is_empty() && rng.random_bool(0.8)).then_some(chosen.as_slice());
        let (snapshot, selected) = rig.see(targets, &policy);
        let bundle = BUNDLES.choose(&mut rng).expect("one");
        let plan = plan_of(&snapshot, &selected, bundle, &policy, &History::default(), snapshot.seen_at);
        Self { rig, seen: snapshot, selected, bundle, policy, plan, rng }
    }

    fn plan_again(&self, seen: &Snapshot, selected: &Selected) -> Plan {
        plan_of(seen, selected, self.bundle, &self.policy, &History::default(), seen.seen_at)
    }

    fn view(&self) -> WorldView {
        self.rig.sim.world(self.rig.sim.now())
    }
}

/// Each selected target has exactly one of the four ends, and no other has any; a held one has a step besides.
fn assert_sorted(seed: u64, plan: &Plan, selected: &Selected) {
    let verdicts =
        plan.unchanged.iter().chain(&plan.skipped).chain(&plan.refused).map(|verdict| verdict.target.clone());
    let steps = plan.steps.iter().map(|step| step.target.workspace_id.to_string());
    let mut ends: Vec<String> = verdicts.chain(steps).collect();
    ends.sort();
    let mut wanted: Vec<String> = selected.workspaces.iter().map(ToString::to_string).collect();
    wanted.sort();
    assert_eq!(ends, wanted, "seed {seed}");
    assert_eq!(plan.selected(), wanted.len(), "seed {seed}");
    let steps: BTreeSet<&str> = plan.steps.iter().map(|step| step.target.workspace_id.as_str()).collect();
    assert!(plan.held.iter().all(|verdict| steps.contains(verdict.target.as_str())), "seed {seed}");
    for step in &plan.steps {
        assert_eq!(step.parameters["SourceWorkspaceId"], step.target.workspace_id.as_str(), "seed {seed}");
    }
}

fn shuffled(seen: &Snapshot, rng: &mut impl Rng) -> Snapshot {
    let mut seen = seen.clone();
    seen.workspaces.shuffle(rng);
    seen.directories.shuffle(rng);
    seen.bundles.shuffle(rng);
    seen.subnets.shuffle(rng);
    seen.gaps.shuffle(rng);
    seen
}

#[test]
fn every_plan_sorts_its_targets_agrees_with_itself_and_reads_back() {
    let (mut acted, mut others) = (0, 0);
    for seed in SEEDS {
        let mut story = Story::new(seed);
        let plan = &story.plan;
        assert_sorted(seed, plan, &story.selected);
        assert_eq!(check(plan, Some(plan.made_at)), [], "seed {seed}");
        let text = plan.to_text().expect("a text");
        assert_eq!(Plan::read(&text, Seal::Intact).expect("a plan"), *plan, "seed {seed}");

        let mut snapshot = shuffled(&story.seen, &mut story.rng);
        let mut selected = story.selected.clone();
        selected.workspaces.shuffle(&mut story.rng);
        let as_read = story.plan_again(&snapshot, &selected).to_text().expect("a text");
        assert!(as_read == text, "seed {seed}: the order of what was read shows in the plan");
        snapshot.sort();
        let sorted = story.plan_again(&snapshot, &selected).to_text().expect("a text");
        assert!(sorted == text, "seed {seed}: the order before sorting shows in the plan");
        acted += plan.steps.len();
        others += plan.unchanged.len() + plan.skipped.len() + plan.refused.len();
    }
    assert!(acted > 150 && others > 150, "the seeds show too little: {acted} steps, {others} other verdicts");
}

/// What a person would see of a desktop that nobody touches, whoever comes to work meanwhile.
fn looks(desktop: &DesktopView) -> [String; 6] {
    let DesktopView { id, state, bundle, ip, groups, tags, .. } = desktop;
    [id.clone(), state.clone(), bundle.clone(), ip.clone(), format!("{groups:?}"), format!("{tags:?}")]
}

fn looks_of(view: &WorldView, but: &BTreeSet<&str>) -> BTreeMap<String, [String; 6]> {
    let others = view.desktops.iter().filter(|desktop| !but.contains(desktop.id.as_str()));
    others.map(|desktop| (desktop.id.clone(), looks(desktop))).collect()
}

/// What the plan says itself: it is held, or the service may refuse, or a rule was lowered for it.
fn is_foretold(plan: &Plan, id: &str) -> bool {
    let rules = ["MIG-20", "MIG-21", "MIG-24", "SG-01"];
    let warned = plan.warnings.iter().filter(|warning| rules.contains(&warning.rule.as_str()));
    plan.held.iter().any(|verdict| verdict.target == id)
        || warned.flat_map(|warning| &warning.targets).any(|target| target == id)
}

/// The calls of the plan are sent as they stand in it, those of held steps too; two hours later all is over.
#[test]
fn what_a_plan_has_done_it_need_not_do_again_and_others_are_as_before() {
    let mut moved = 0;
    for seed in SEEDS {
        let story = Story::new(seed);
        let selected: BTreeSet<&str> = story.selected.workspaces.iter().map(WorkspaceId::as_str).collect();
        let before = looks_of(&story.view(), &selected);
        let known = story.rig.sim.record().len();
        for wave in &story.plan.waves {
            let steps = wave.iter().filter_map(|id| story.plan.step(id));
            let calls: Vec<(WorkspaceId, String)> =
                steps.map(|step| (step.target.workspace_id.clone(), step.parameters["BundleId"].clone())).collect();
            story.rig.send(&calls);
            story.rig.sim.advance(SignedDuration::from_hours(2)).expect("time moves on");
        }
        let record = story.rig.sim.record();
        for line in &record[known..] {
            let source = line.parameters["SourceWorkspaceId"].as_str().expect("a source");
            assert!(selected.contains(source), "seed {seed}: nobody selected {line:?}");
            // Who has come to work since the plan was made is for the executor to see, right before it sends.
            let broken = line.violations.iter().filter(|row| *row != "D").count();
            assert!(broken == 0 || is_foretold(&story.plan, source), "seed {seed}: {line:?}");
        }
        let view = story.view();
        let new: BTreeSet<&str> = view.lineage.values().map(String::as_str).collect();
        let ours: BTreeSet<&str> = selected.union(&new).copied().collect();
        assert_eq!(looks_of(&view, &ours), before, "seed {seed}: others were touched");

        let mut as_wanted: Vec<WorkspaceId> = new.iter().map(|id| WorkspaceId::from_service(*id)).collect();
        let already = story.plan.unchanged.iter().filter_map(|verdict| verdict.workspace.as_ref());
        as_wanted.extend(already.map(|target| target.workspace_id.clone()));
        if !as_wanted.is_empty() {
            let (snapshot, selected) = story.rig.see(Some(&as_wanted), &story.policy);
            let again = story.plan_again(&snapshot, &selected);
            assert_eq!((again.steps.len(), again.unchanged.len()), (0, as_wanted.len()), "seed {seed}: {again:?}");
        }
        moved += new.len();
    }
    assert!(moved > 150, "the seeds show too little: {moved} migrations");
}
