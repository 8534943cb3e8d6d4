//! Worlds from documents, seen by the product's own client: the same fleet, and the same plan for it.
//!
//! Fleets, moments, selections and policies are drawn from a seed; each message names it.

use std::collections::BTreeSet;

use deskfleet::aws::{Aws, ConnectOptions, Endpoints, documented_rates};
use deskfleet::clock::{self, Clock};
use deskfleet::executor::event::Event;
use deskfleet::executor::{Cancel, ExecError, OpenRunError, Parts, approval, execute, open, run_id};
use deskfleet::inventory::{Selected, Snapshot};
use deskfleet::journal::Journal;
use deskfleet::model::{Hold, Verb, WorkspaceId};
use deskfleet::planner::document::Plan;
use deskfleet::planner::{History, Intent, Policy, plan};
use deskfleet::sim::{FleetKind, Sim, WorldSpec};
use jiff::{SignedDuration, Timestamp};
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::rig::{Rig, plan_of, uniform};

/// One that ever failed stays here.
const SEEDS: std::ops::Range<u64> = 1..11;

/// A world at some moment of its life, with some of it under way.
fn some_world(seed: u64) -> (Rig, ChaCha8Rng) {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let fleet = *[FleetKind::Demo, FleetKind::Uniform, FleetKind::Rare].choose(&mut rng).expect("one");
    let desktops = *[6, 24, 80].choose(&mut rng).expect("one");
    let rig = Rig::new(WorldSpec { seed, desktops, fleet, ..WorldSpec::default() });
    rig.sim.advance(SignedDuration::from_mins(rng.random_range(0..48 * 60))).expect("time moves on");
    let plan = rig.plan("win11-standard", |policy| policy.skip_refused = true);
    let moved: Vec<(WorkspaceId, String)> = plan
        .steps
        .iter()
        .filter(|_| rng.random_bool(0.1))
        .map(|step| (step.target.workspace_id.clone(), step.parameters["BundleId"].clone()))
        .collect();
    rig.send(&moved);
    rig.sim.advance(SignedDuration::from_mins(rng.random_range(0..90))).expect("time moves on");
    (rig, rng)
}

/// Makes the world of a document, beginning when it was seen.
fn imported(read: &Snapshot, seed: u64) -> Rig {
    let document = serde_json::to_value(read).expect("a document");
    let spec = WorldSpec {
        seed,
        account: read.scope.account.clone(),
        region: read.scope.region.clone(),
        start: read.seen_at,
        ..WorldSpec::default()
    };
    let (sim, _) = Sim::imported(spec, &document).expect("a world");
    Rig { sim, journal: Journal::in_memory().expect("a journal"), hold: Hold::Wait, groups: BTreeSet::new() }
}

/// Takes out what is of the moment of reading, not of the fleet.
fn timeless(mut seen: Snapshot) -> Snapshot {
    for workspace in &mut seen.workspaces {
        if let Some(connection) = &mut workspace.deskfleet.connection {
            connection.connection_state_check_timestamp = None;
        }
    }
    seen
}

/// Ids that came to be seconds before are shown a moment later only; both readings must be past that.
#[test]
fn a_fleet_that_was_read_is_read_the_same_in_the_world_made_of_it() {
    let mut desktops = 0;
    for seed in SEEDS {
        let (rig, _) = some_world(seed);
        let policy = Policy::for_verb(Verb::Migrate);
        let (seen, _) = rig.see(None, &policy);
        let (again, _) = imported(&seen, seed + 100).see(None, &policy);
        let (seen, again) = (timeless(seen), timeless(again));
        for (one, other) in seen.workspaces.iter().zip(&again.workspaces) {
            assert_eq!(one, other, "seed {seed}");
        }
        assert_eq!(seen, again, "seed {seed}");
        desktops += seen.workspaces.len();
    }
    assert!(desktops > 200, "the seeds show too little: {desktops} desktops");
}

/// Verdicts, steps and waves: everything of a plan that does not name the document it was made from.
fn decisions(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.observed = Snapshot::empty(plan.made_at, plan.scope.clone());
    plan.id = deskfleet::model::PlanId::from_service("");
    plan
}

#[test]
fn the_plan_for_a_world_made_from_a_plan_is_that_plan() {
    let (mut steps, mut others) = (0, 0);
    for seed in SEEDS {
        let (rig, mut rng) = some_world(seed);
        let mut policy = Policy::for_verb(Verb::Migrate);
        policy.wave = rng.random_range(1..30);
        policy.skip_refused = rng.random_bool(0.5);
        let bundle = *["win11-standard", "win11-performance", "ubuntu-24-standard"].choose(&mut rng).expect("one");
        let (seen, selected) = rig.see(None, &policy);
        let plan = plan_of(&seen, &selected, bundle, &policy, &History::default(), seen.seen_at);

        let (again, chosen) = imported(&plan.observed, seed + 100).see(Some(&selected.workspaces), &policy);
        let chosen = Selected { named: selected.named.clone(), ..chosen };
        let replanned = plan_of(&again, &chosen, bundle, &policy, &History::default(), plan.made_at);
        assert_eq!(decisions(&replanned), decisions(&plan), "seed {seed}");
        steps += plan.steps.len();
        others += plan.unchanged.len() + plan.skipped.len() + plan.refused.len();
    }
    assert!(steps > 100 && others > 50, "the seeds show too little: {steps} steps, {others} other verdicts");
}

/// What a resize of the whole fleet is judged by beyond the records: clocks that our ledger knows, and keys.
fn resize_of(seen: &Snapshot, selected: &Selected, policy: &Policy, now: Timestamp) -> Plan {
    let parameters = [("root", "400"), ("user", "350"), ("reboot", "now")];
    let parameters = parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let intent = Intent {
        verb: Verb::Resize,
        parameters,
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    plan(seen, &intent, selected, policy, &History::default(), now).expect("a plan")
}

/// A plan with volumes that grew lately, with disabled and deleted keys: the world made of it gives the same verdicts, lets
/// the plan through as it is, and refuses what comes too early where the rule about it was lowered.
#[test]
fn clocks_and_keys_of_a_plan_count_in_the_world_made_of_it() {
    let mut policy = Policy::for_verb(Verb::Resize);
    policy.skip_refused = true;
    let mut rig = Rig::new(WorldSpec { fleet: FleetKind::Clocks, desktops: 72, ..WorldSpec::default() });
    let (seen, selected) = rig.try_see(Verb::Resize, None, &policy).expect("a fleet");
    // Some grow; they show no modification any more, and their clocks run, each for its own volume.
    let first = Intent {
        verb: Verb::Resize,
        parameters: [("root".to_owned(), "300".to_owned()), ("reboot".to_owned(), "never".to_owned())].into(),
        desktops: Vec::new(),
        selection: vec!["--all".to_owned()],
        reason: None,
    };
    let grown = plan(&seen, &first, &selected, &policy, &History::default(), seen.seen_at).expect("a plan");
    rig.hold = Hold::Defer;
    rig.run_all(&grown);

    let (mut seen, selected) = rig.try_see(Verb::Resize, None, &policy).expect("a fleet");
    let mut clocks = rig.journal.clocks(&selected.workspaces).expect("clocks");
    for workspace in &mut seen.workspaces {
        workspace.deskfleet.clocks = clocks.remove(&workspace.workspace_id);
    }
    let made = resize_of(&seen, &selected, &policy, seen.seen_at);
    let by_key = made.skipped.iter().filter(|verdict| verdict.rule == "KEY-01").count();
    let by_clock = made.held.iter().filter(|verdict| verdict.rule == "VOL-08").count();
    assert!(by_key > 3 && by_clock > 3, "{by_key} by key, {by_clock} by clock: {:?} {:?}", made.skipped, made.held);

    let (mut again, chosen) =
        imported(&made.observed, 7).try_see(Verb::Resize, Some(&selected.workspaces), &policy).expect("a fleet");
    let chosen = Selected { named: selected.named.clone(), ..chosen };
    for workspace in &mut again.workspaces {
        let known = made.observed.workspace(&workspace.workspace_id).expect("it is there");
        workspace.deskfleet.clocks.clone_from(&known.deskfleet.clocks); // the ledger's, which is not of the world
    }
    assert_eq!(decisions(&resize_of(&again, &chosen, &policy, made.made_at)), decisions(&made));

    policy.lowered = ["VOL-08".to_owned()].into();
    let hasty = resize_of(&seen, &selected, &policy, seen.seen_at);
    let mut world = imported(&hasty.observed, 7);
    world.hold = Hold::Defer;
    let (summary, _) = world.run_all(&hasty);
    let early: BTreeSet<String> = world
        .sim
        .record()
        .iter()
        .filter(|line| line.violations.contains(&"A2-08".to_owned()))
        .filter_map(|line| line.parameters["WorkspaceId"].as_str().map(str::to_owned))
        .collect();
    let held: BTreeSet<String> =
        made.held.iter().filter(|verdict| verdict.rule == "VOL-08").map(|verdict| verdict.target.clone()).collect();
    assert!(held.is_subset(&early), "{held:?} were held, {early:?} refused: {summary:?}");
}

/// Nobody was asked, so nothing that lasts may come of it: neither a run that `resume` would take up, nor a real call.
#[test]
fn leave_to_rehearse_is_good_for_nothing_else() {
    let rig = Rig::new(uniform(2, 1));
    let plan = rig.plan("win11-standard", |_| {});
    let now = rig.sim.now();
    let leave = || rig.process(async |connected| approval::rehearsal(&plan, connected.aws.simulated().expect("proof")));
    let folder = tempfile::tempdir().expect("a folder");
    let mut kept = Journal::open(&folder.path().join("journal.db")).expect("a journal");
    let refused = open(plan.clone(), run_id(&plan.id, now), leave(), &BTreeSet::new(), &mut kept, now);
    assert!(matches!(refused, Err(OpenRunError::Rehearsal)), "{refused:?}");
    assert_eq!(kept.runs().expect("runs"), []);

    let mut journal = Journal::in_memory().expect("a journal");
    let opened =
        open(plan.clone(), run_id(&plan.id, now), leave(), &BTreeSet::new(), &mut journal, now).expect("opened");
    clock::runtime(false).expect("a runtime").block_on(async {
        let clock = Clock::system();
        // A port that nobody listens on: what is tested is that it does not even come to that.
        let nobody = Some("http://127.0.0.1:9".to_owned());
        let options = ConnectOptions {
            region: Some("us-east-1".to_owned()),
            profile: None,
            is_profile_said: false,
            login: None,
            endpoints: Endpoints { all: nobody, ..Endpoints::default() },
            use_fips: None,
            ca_bundle: None,
            in_process: None,
            clock: clock.clone(),
            rates: documented_rates(),
            seed: 7,
        };
        let aws = Aws::connect(options).await.expect("a connection");
        assert!(aws.simulated().is_none(), "a real connection has no proof");
        let mut emit = |event: &Event| panic!("nothing happens: {event:?}");
        let parts = Parts {
            journal: &mut journal,
            aws: &aws,
            clock: &clock,
            emit: &mut emit,
            cancel: &Cancel::default(),
            poll_interval: std::time::Duration::from_mins(1),
            hold: Hold::Wait,
        };
        let refused = Box::pin(execute(opened, parts)).await;
        assert!(matches!(refused, Err(ExecError::Mismatch { .. })), "{refused:?}");
    });
}
