//! As `tests`, for rules of verbs that take no parameters: for each a desktop that it and no other rule stops.

use std::collections::BTreeMap;

use jiff::SignedDuration;

use super::{Severity, find_rule};
use crate::inventory::{Gap, Selected, Snapshot};
use crate::model::{
    Change, Changed, Clocks, Compute, ConnectionState, Danger, Key, KeyState, ModificationState, OperatingSystem,
    RelatedWorkspace, RunningMode, Sighting, Source, Verb, WhenConnected, WorkspaceState,
};
use crate::planner::document::{Fact, Otherwise, Plan, Requirement, Seal};
use crate::planner::testing::{
    all, at, connection, first, good_for, id, intent, now, planned_for, snapshot, sole, tag, workspace,
};
use crate::planner::{History, Intent, Policy, check, plan};
use Verb::{MaintenanceOff, MaintenanceOn, Modify, Reboot, Rebuild, Resize, Restore, Start, Stop, Terminate};

/// What is asked for.
type Wish = &'static [(&'static str, &'static str)];

/// A rule, the verbs that it is for, and what makes a good desktop bad.
type Spoiled = (&'static str, &'static [Verb], fn(&mut Snapshot));

pub(super) static SPOILED: &[Spoiled] = &[
    ("STATE-01", &[MaintenanceOn, MaintenanceOff], |fleet| first(fleet).state = WorkspaceState::Updating),
    ("STATE-01", &[Reboot, Start, Stop], |fleet| first(fleet).state = WorkspaceState::AdminMaintenance),
    ("STATE-01", &[Reboot, Start, MaintenanceOn], |fleet| first(fleet).state = WorkspaceState::Error),
    ("STATE-01", &[Start], |fleet| first(fleet).state = WorkspaceState::Starting),
    ("STATE-01", &[Stop], |fleet| first(fleet).state = WorkspaceState::Stopping),
    ("STATE-02", &[Reboot, Start, Stop, MaintenanceOn, MaintenanceOff], |fleet| {
        first(fleet).state = WorkspaceState::Maintenance;
    }),
    ("CONN-01", &[Reboot, Stop, MaintenanceOn], |fleet| connection(fleet, ConnectionState::Connected)),
    ("CONN-01", &[Reboot, Stop, MaintenanceOn], |fleet| first(fleet).deskfleet.connection = None),
    ("MODE-01", &[Start, Stop], |fleet| running_mode(fleet, Some(RunningMode::AlwaysOn))),
    ("MODE-01", &[Start, Stop], |fleet| running_mode(fleet, Some(RunningMode::Other("NEW".to_owned())))),
    ("HIB-01", &[Stop], |fleet| compute(fleet, Compute::GraphicsProG4dn)),
    ("HIB-01", &[Stop], |fleet| compute(fleet, Compute::Other("GRAPHICS_G7_2XLARGE".to_owned()))),
    ("HIB-01", &[Stop], |fleet| compute(fleet, Compute::GeneralPurpose4xlarge)),
    ("HIB-02", &[Stop], |fleet| {
        first(fleet).workspace_properties.operating_system_name = Some(OperatingSystem::Windows11);
    }),
    ("KEY-01", &[Reboot], |fleet| encrypt(fleet, Found::In(KeyState::Disabled))),
    ("KEY-01", &[Reboot], |fleet| encrypt(fleet, Found::In(KeyState::PendingDeletion))),
    ("KEY-01", &[Reboot], |fleet| encrypt(fleet, Found::In(KeyState::Other("NEW".to_owned())))),
    ("KEY-01", &[Reboot], |fleet| encrypt(fleet, Found::Nowhere)),
    ("KEY-02", &[Start], |fleet| encrypt(fleet, Found::In(KeyState::Disabled))),
    ("KEY-02", &[Start], |fleet| encrypt(fleet, Found::Nowhere)),
    ("KEY-03", &[Reboot, Start], |fleet| encrypt(fleet, Found::Unread)),
    ("KEY-03", &[Reboot, Start], |fleet| {
        encrypt(fleet, Found::Unread);
        first(fleet).volume_encryption_key = None;
    }),
    ("STBY-02", &[Reboot, Start, Stop, MaintenanceOn, MaintenanceOff], standby),
    ("STATE-03", &[Reboot], |fleet| rebooting(fleet, None)),
    ("STATE-03", &[Reboot], |fleet| rebooting(fleet, Some(24))),
    ("MOD-01", &[Reboot, Start, Rebuild, Restore], |fleet| first(fleet).state = WorkspaceState::Updating),
    ("MOD-01", &[Reboot, Start, Rebuild, Restore], |fleet| modifying(fleet, "ROOT_VOLUME")),
    ("MODE-02", &[Stop], |fleet| modifying(fleet, "COMPUTE_TYPE")),
    ("MODE-02", &[Stop], |fleet| modifying(fleet, "PROTOCOL")),
    ("MODE-02", &[Stop], |fleet| first(fleet).state = WorkspaceState::Updating),
    ("PROT-01", &[Terminate], |fleet| first(fleet).deskfleet.tags = Some(vec![tag("deskfleet-protect")])),
    ("PROT-01", &[Terminate], |fleet| first(fleet).deskfleet.tags = None),
    ("STATE-01", &[Terminate], |fleet| first(fleet).state = WorkspaceState::Suspended),
    ("STATE-02", &[Terminate], |fleet| first(fleet).state = WorkspaceState::Maintenance),
    ("CONN-01", &[Terminate], |fleet| connection(fleet, ConnectionState::Connected)),
    ("CONN-01", &[Terminate], |fleet| first(fleet).deskfleet.connection = None),
    ("PROT-01", &[Rebuild, Restore], |fleet| {
        first(fleet).deskfleet.tags = Some(vec![tag("deskfleet-protect")]);
    }),
    ("PROT-01", &[Rebuild, Restore], |fleet| first(fleet).deskfleet.tags = None),
    ("STATE-01", &[Rebuild, Restore], |fleet| first(fleet).state = WorkspaceState::Suspended),
    ("STATE-01", &[Rebuild, Restore], |fleet| first(fleet).state = WorkspaceState::AdminMaintenance),
    ("STATE-01", &[Restore], |fleet| first(fleet).state = WorkspaceState::Rebooting),
    ("STATE-02", &[Rebuild, Restore], |fleet| first(fleet).state = WorkspaceState::Maintenance),
    ("STBY-01", &[Rebuild, Restore], standby),
    ("REB-01", &[Rebuild], |fleet| {
        fleet.bundles[1].owner = Some("AMAZON".to_owned());
        fleet.bundles[0].owner = Some("AMAZON".to_owned());
        first(fleet).workspace_properties.operating_system_name = Some(OperatingSystem::Windows7);
    }),
    ("KEY-01", &[Rebuild], |fleet| encrypt(fleet, Found::In(KeyState::Disabled))),
    ("KEY-02", &[Restore], |fleet| encrypt(fleet, Found::In(KeyState::Disabled))),
    ("KEY-03", &[Rebuild, Restore], |fleet| encrypt(fleet, Found::Unread)),
    ("VSNAP-02", &[Rebuild, Restore], |fleet| snapshots(fleet, "2026-01-04T19:59:59Z")),
    ("VSNAP-03", &[Restore], |fleet| {
        first(fleet).deskfleet.volume_snapshots.as_mut().expect("read").restore_snapshots.clear();
    }),
    ("SNAP-01", &[Rebuild, Restore], |fleet| {
        let connection = first(fleet).deskfleet.connection.as_mut().expect("a connection");
        connection.last_known_user_connection_timestamp = Some(now());
    }),
    ("SG-01", &[Rebuild], |fleet| first(fleet).deskfleet.interface = None),
    ("MAINT-01", &[MaintenanceOn], |fleet| running_mode(fleet, Some(RunningMode::AutoStop))),
];

const KEY: &str = "arn:aws:kms:us-east-1:111122223333:key/1";

/// Rules of which the good desktop of these verbs is an example.
const ALWAYS: &[(Verb, &str)] = &[(MaintenanceOn, "MAINT-01"), (Rebuild, "ADDR-06")];

fn running_mode(fleet: &mut Snapshot, mode: Option<RunningMode>) {
    first(fleet).workspace_properties.running_mode = mode;
}

fn compute(fleet: &mut Snapshot, compute: Compute) {
    first(fleet).workspace_properties.compute_type_name = Some(compute);
}

fn snapshots(fleet: &mut Snapshot, time: &str) {
    let known = first(fleet).deskfleet.volume_snapshots.as_mut().expect("volume snapshots");
    for snapshot in known.rebuild_snapshots.iter_mut().chain(&mut known.restore_snapshots) {
        snapshot.snapshot_time = Some(at(time));
    }
}

/// What was found of a key.
enum Found {
    Unread,
    Nowhere,
    In(KeyState),
}

/// Encrypts the desktop.
fn encrypt(fleet: &mut Snapshot, found: Found) {
    first(fleet).volume_encryption_key = Some(KEY.to_owned());
    first(fleet).user_volume_encryption_enabled = Some(true);
    let key = |key_state| vec![Key { key_id: KEY.to_owned(), key_state, symmetric: None }];
    fleet.keys = match found {
        Found::Unread => Vec::new(),
        Found::Nowhere => key(None),
        Found::In(state) => key(Some(state)),
    };
}

fn standby(fleet: &mut Snapshot) {
    let related =
        RelatedWorkspace { workspace_id: None, region: None, state: None, r#type: Some("PRIMARY".to_owned()) };
    first(fleet).related_workspaces = vec![related];
}

fn modifying(fleet: &mut Snapshot, resource: &str) {
    let under_way = ModificationState { resource: resource.to_owned(), state: "UPDATE_IN_PROGRESS".to_owned() };
    first(fleet).modification_states = vec![under_way];
}

/// A desktop that reboots, first seen so some minutes ago.
fn rebooting(fleet: &mut Snapshot, minutes: Option<i64>) {
    let desktop = first(fleet);
    desktop.state = WorkspaceState::Rebooting;
    desktop.deskfleet.clocks = minutes.map(|minutes| Clocks {
        state: Some(Sighting {
            state: WorkspaceState::Rebooting,
            first_at: now() - SignedDuration::from_mins(minutes),
        }),
        ..Clocks::default()
    });
}

/// Each rule stops, or warns about, what it says it does, for each of its verbs and no other; where it is lowered the
/// desktop goes with a warning.
#[test]
fn each_rule_stops_what_it_is_for() {
    for (rule, verbs, spoil) in SPOILED {
        for verb in *verbs {
            let mut fleet = good_for(*verb);
            spoil(&mut fleet);
            let plan = planned_for(*verb, &fleet, &[]);
            let severity = match (*rule, verb.facts().when_connected) {
                ("CONN-01", WhenConnected::Skip) => Severity::Skip,
                (rule, _) => find_rule(rule).expect("a rule").severity,
            };
            let (found, steps) = match severity {
                // What came in through a filter is left out where nothing is lost by it.
                Severity::Refuse if verb.facts().danger == Danger::Severe => (sole(&plan.refused), 0),
                Severity::Refuse | Severity::Skip => (sole(&plan.skipped), 0),
                Severity::Unchanged => (sole(&plan.unchanged), 0),
                Severity::Hold => (sole(&plan.held), 1),
                Severity::Warn => {
                    let warned = plan.warnings.iter().find(|warning| warning.rule == *rule);
                    (warned.map_or("", |warning| &warning.rule), 1)
                }
            };
            assert_eq!((found, plan.steps.len()), (*rule, steps), "{verb}: {plan:#?}");

            let lowered: &[&str] = if *rule == "VSNAP-03" { &[rule, "SNAP-01"] } else { &[rule] };
            let plan = planned_for(*verb, &fleet, lowered);
            assert_eq!((plan.steps.len(), plan.held.len()), (1, 0), "{verb}, {rule} lowered: {plan:#?}");
            let warned = plan.warnings.iter().find(|warning| warning.rule == *rule).expect("the lowered rule is shown");
            assert_eq!(warned.targets, [id(1).to_string()], "{verb}, {rule}");
            assert_eq!(check(&plan, None), [], "{verb}, {rule} lowered");
        }
    }
}

/// One that hangs is rebooted, by whatever connection the service shows of it, and only while it hangs.
#[test]
fn a_reboot_that_hangs_is_repeated() {
    let mut fleet = good_for(Reboot);
    rebooting(&mut fleet, Some(25));
    connection(&mut fleet, ConnectionState::Unknown);
    let plan = planned_for(Reboot, &fleet, &[]);
    assert_eq!((plan.steps.len(), check(&plan, None)), (1, Vec::new()), "{plan:#?}");
    let states = plan.steps[0].requires.iter().filter(|requirement| requirement.rule == "STATE-01");
    let states: Vec<&Fact> = states.map(|requirement| &requirement.that).collect();
    assert_eq!(states, [&Fact::StateIn(vec![WorkspaceState::Rebooting])]);
    // A reboot of ours that went out meanwhile is the one to wait for.
    let clocks = first(&mut fleet).deskfleet.clocks.as_mut().expect("clocks");
    clocks.changes.push(Change {
        what: Changed::Reboot,
        at: now() - SignedDuration::from_mins(10),
        source: Source::Run,
        origin: "R-1".to_owned(),
        certain: true,
        who: None,
        before: None,
        after: None,
        inherited_from: None,
    });
    assert_eq!(sole(&planned_for(Reboot, &fleet, &[]).skipped), "STATE-03");
}

/// What begins to be modified between the plan and the call is waited for, by what can't be done meanwhile; nothing in
/// the guide keeps anybody from stopping a desktop whose volume grows.
#[test]
fn a_modification_is_looked_for_again_before_the_call() {
    for (verb, resource, holds) in [
        (Reboot, None, Some("MOD-01")),
        (Start, None, Some("MOD-01")),
        (Stop, None, None),
        (Stop, Some("PROTOCOL"), Some("MODE-02")),
        (Stop, Some("USER_VOLUME"), None),
    ] {
        let mut fleet = good_for(verb);
        if let Some(resource) = resource {
            modifying(&mut fleet, resource);
        }
        let plan = planned_for(verb, &fleet, &[]);
        let asked = plan.steps[0].requires.iter().find(|requirement| requirement.that == Fact::NotModifying);
        let found = asked.map(|requirement| (requirement.rule.as_str(), requirement.otherwise));
        assert_eq!(found, holds.map(|rule| (rule, Otherwise::Hold)), "{verb} {resource:?}");
    }
}

/// Growing volumes and other properties need the key where they end in a restart, and only there.
#[test]
fn a_key_matters_where_a_change_restarts() {
    let sizes = |reboot| vec![("root", "175"), ("user", "150"), ("reboot", reboot)];
    for (verb, parameters, refused) in [
        (Resize, sizes("idle"), true),
        (Resize, sizes("now"), true),
        (Resize, sizes("never"), false),
        (Modify, vec![("compute-type", "POWER")], true),
        (Modify, vec![("running-mode", "ALWAYS_ON"), ("protocol", "PCOIP")], true),
        (Modify, vec![("running-mode", "ALWAYS_ON")], false),
    ] {
        for (key, rule) in [(Found::In(KeyState::Disabled), "KEY-01"), (Found::Unread, "KEY-03")] {
            let mut fleet = good_for(Reboot);
            let properties = &mut first(&mut fleet).workspace_properties;
            (properties.root_volume_size_gib, properties.user_volume_size_gib) = (Some(80), Some(50));
            properties.running_mode = Some(RunningMode::AutoStop);
            encrypt(&mut fleet, key);
            let parameters = parameters.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let wanted = Intent { verb, parameters, ..intent() };
            let policy = Policy::for_verb(verb);
            let plan = plan(&fleet, &wanted, &all(&fleet), &policy, &History::default(), now()).expect("a plan");
            let said = plan.skipped.iter().any(|verdict| verdict.rule == rule)
                || plan.warnings.iter().any(|warning| warning.rule == rule);
            assert_eq!(said, refused, "{wanted:?}, {rule}: {plan:#?}");
        }
    }
}

/// What becomes `ALWAYS_ON` while it is stopped is started by that, which is supposed and not said: a warning.
#[test]
fn a_key_matters_to_what_is_stopped_and_becomes_always_on() {
    for (state, warned) in [(WorkspaceState::Stopped, true), (WorkspaceState::Available, false)] {
        for (key, rule) in [(Found::In(KeyState::Disabled), "KEY-02"), (Found::Unread, "KEY-03")] {
            let mut fleet = good_for(Reboot);
            first(&mut fleet).state = state.clone();
            encrypt(&mut fleet, key);
            let plan = planned_with(&fleet, Modify, &[("running-mode", "ALWAYS_ON")], &[]);
            let found = plan.warnings.iter().any(|warning| warning.rule == rule);
            assert_eq!((plan.steps.len(), found), (1, warned), "{state} {rule}: {plan:#?}");
        }
    }
}

/// Hours lie between the plan and a restart: the key that was enabled is asked about again before each call that restarts,
/// and no other. What could not be read then is not waited for.
#[test]
fn a_key_is_looked_at_again_before_what_restarts() {
    let resize: Wish = &[("user", "100"), ("reboot", "idle")];
    let table: [(Verb, Wish, &[bool]); 4] = [
        (Reboot, &[], &[true]),
        (Start, &[], &[false]),
        (Resize, resize, &[false, true, true]),
        (Modify, &[("running-mode", "ALWAYS_ON"), ("compute-type", "POWER")], &[false, true]),
    ];
    for (verb, wish, expected) in table {
        let mut fleet = good_for(verb);
        let properties = &mut first(&mut fleet).workspace_properties;
        (properties.root_volume_size_gib, properties.user_volume_size_gib) = (Some(80), Some(50));
        let asked = |plan: &Plan| -> Vec<bool> {
            let holds = |requirement: &Requirement| {
                requirement.that == Fact::KeyEnabled(KEY.to_owned()) && requirement.otherwise == Otherwise::Hold
            };
            plan.steps.iter().map(|step| step.requires.iter().any(holds)).collect()
        };
        encrypt(&mut fleet, Found::In(KeyState::Enabled));
        let plan = planned_with(&fleet, verb, wish, &[]);
        assert_eq!(asked(&plan), expected, "{verb}");
        assert_eq!(
            plan.estimate.calls.get("DescribeKey").copied().unwrap_or(0) > 0,
            expected.contains(&true),
            "{verb}"
        );
        assert!(!asked(&planned_with(&fleet, verb, wish, &["KEY-01"])).contains(&true), "{verb}, lowered");
        encrypt(&mut fleet, Found::Unread);
        assert!(!asked(&planned_with(&fleet, verb, wish, &[])).contains(&true), "{verb}, unread");
    }
}

/// Those that go together and have one key in common cost one call.
#[test]
fn a_key_is_asked_about_once_for_those_that_go_together() {
    let mut fleet = snapshot((1..=20).map(workspace).collect());
    encrypt(&mut fleet, Found::In(KeyState::Enabled));
    let encrypted = fleet.workspaces[0].clone();
    for desktop in &mut fleet.workspaces {
        desktop.volume_encryption_key.clone_from(&encrypted.volume_encryption_key);
        desktop.user_volume_encryption_enabled = encrypted.user_volume_encryption_enabled;
    }
    let plan = planned_with(&fleet, Reboot, &[], &[]);
    assert_eq!((plan.steps.len(), plan.estimate.calls.get("DescribeKey")), (20, Some(&1)));
}

fn planned_with(fleet: &Snapshot, verb: Verb, wish: Wish, lowered: &[&str]) -> Plan {
    let parameters = wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let wanted = Intent { verb, parameters, ..intent() };
    let mut policy = Policy::for_verb(verb);
    policy.lowered = lowered.iter().map(|rule| (*rule).to_owned()).collect();
    let plan = plan(fleet, &wanted, &all(fleet), &policy, &History::default(), now()).expect("a plan");
    assert_eq!(check(&plan, None), [], "{verb}");
    plan
}

/// Named, a desktop whose key is not enabled blocks the plan.
#[test]
fn a_refusal_of_a_named_desktop_blocks() {
    let mut fleet = good_for(Reboot);
    encrypt(&mut fleet, Found::In(KeyState::Disabled));
    let selected = Selected { named: [id(1)].into(), ..all(&fleet) };
    let wanted = Intent { verb: Reboot, parameters: BTreeMap::new(), ..intent() };
    let policy = Policy::for_verb(Reboot);
    let plan = plan(&fleet, &wanted, &selected, &policy, &History::default(), now()).expect("a plan");
    assert_eq!((sole(&plan.refused), plan.is_blocked()), ("KEY-01", true));
    assert_eq!(plan.refused[0].reason, format!("its key {KEY} is Disabled"));
}

#[test]
fn nothing_speaks_against_a_good_desktop() {
    for verb in [Reboot, Start, Stop, MaintenanceOn, MaintenanceOff, Rebuild, Restore, Terminate] {
        let plan = planned_for(verb, &good_for(verb), &[]);
        let warned: Vec<&str> = plan.warnings.iter().map(|warning| warning.rule.as_str()).collect();
        let always: Vec<&str> = ALWAYS.iter().filter(|(of, _)| *of == verb).map(|(_, rule)| *rule).collect();
        assert_eq!((plan.steps.len(), warned), (1, always), "{plan:?}");
        assert_eq!(check(&plan, None), []);
    }
}

/// Doing the same again is quiet, also where the verb would not go from that state.
#[test]
fn what_is_as_wanted_is_left_alone() {
    for (verb, state) in [
        (Start, WorkspaceState::Available),
        (Stop, WorkspaceState::Stopped),
        (MaintenanceOn, WorkspaceState::AdminMaintenance),
        (MaintenanceOff, WorkspaceState::Available),
        (Terminate, WorkspaceState::Terminating),
        (Terminate, WorkspaceState::Terminated),
    ] {
        let mut fleet = good_for(verb);
        first(&mut fleet).state = state.clone();
        running_mode(&mut fleet, Some(RunningMode::AlwaysOn));
        connection(&mut fleet, ConnectionState::Connected);
        let plan = planned_for(verb, &fleet, &[]);
        assert_eq!((sole(&plan.unchanged), plan.steps.len()), ("SAME-01", 0), "{verb}: {plan:?}");
        assert_eq!(plan.unchanged[0].reason, format!("it is {state} already"));
    }
}

/// A running mode that the service does not say may warn, never stop: it takes the call or refuses it itself.
#[test]
fn a_running_mode_that_is_not_said_only_warns() {
    let mut fleet = good_for(Start);
    running_mode(&mut fleet, None);
    let plan = planned_for(Start, &fleet, &[]);
    assert_eq!((plan.steps.len(), plan.warnings[0].rule.as_str()), (1, "MODE-01"), "{plan:?}");
}

/// The state that is set stands in the call, and the plan that says another one is found out.
#[test]
fn maintenance_says_which_state_it_sets() {
    for (verb, state) in [(MaintenanceOn, "ADMIN_MAINTENANCE"), (MaintenanceOff, "AVAILABLE")] {
        let mut plan = planned_for(verb, &good_for(verb), &[]);
        assert_eq!(plan.steps[0].parameters["WorkspaceState"], state);
        assert_eq!(plan.steps[0].proof.states, [WorkspaceState::from(state)]);
        plan.steps[0].parameters.insert("WorkspaceState".to_owned(), "STOPPED".to_owned());
        assert_eq!(check(&plan, None).len(), 1);
    }
}

/// Whoever is spared when the plan is made is spared when the call leaves.
#[test]
fn who_is_at_work_is_looked_at_again_before_the_call() {
    let spares = [(Reboot, true), (Stop, true), (MaintenanceOn, true), (Terminate, true), (Start, false)];
    for (verb, spared) in spares.into_iter().chain([(MaintenanceOff, false)]) {
        let plan = planned_for(verb, &good_for(verb), &[]);
        let asks = |requirement: &&Requirement| requirement.rule == "CONN-01";
        let asked: Vec<Otherwise> =
            plan.steps[0].requires.iter().filter(asks).map(|requirement| requirement.otherwise).collect();
        assert_eq!(asked, if spared { vec![Otherwise::Skip] } else { Vec::new() }, "{verb}");
    }
}

/// An enabled key, and one that nothing is encrypted with, are nobody's business; the plan keeps those that matter.
#[test]
fn a_key_that_is_enabled_or_not_used_says_nothing() {
    for verb in [Reboot, Start] {
        let mut fleet = good_for(verb);
        encrypt(&mut fleet, Found::In(KeyState::Enabled));
        fleet.keys.push(Key { key_id: "another".to_owned(), key_state: Some(KeyState::Disabled), symmetric: None });
        let plan = planned_for(verb, &fleet, &[]);
        assert_eq!((plan.steps.len(), plan.warnings.len()), (1, 0), "{plan:?}");
        let kept: Vec<&str> = plan.observed.keys.iter().map(|key| key.key_id.as_str()).collect();
        assert_eq!(kept, [KEY]);

        encrypt(&mut fleet, Found::In(KeyState::Disabled));
        first(&mut fleet).user_volume_encryption_enabled = Some(false);
        let plan = planned_for(verb, &fleet, &[]);
        assert_eq!((plan.steps.len(), plan.warnings.len(), plan.observed.keys.len()), (1, 0, 0), "{plan:?}");
    }
    // A stop reads no volume anew.
    let mut fleet = good_for(Stop);
    encrypt(&mut fleet, Found::In(KeyState::Disabled));
    assert_eq!(planned_for(Stop, &fleet, &[]).warnings, []);
}

/// Who may not read a key is told so in the service's words.
#[test]
fn a_key_that_was_not_read_says_why() {
    let mut fleet = good_for(Reboot);
    encrypt(&mut fleet, Found::Unread);
    fleet.gaps = vec![Gap { what: "Key".to_owned(), of: Some(KEY.to_owned()), reason: "AccessDenied".to_owned() }];
    let plan = planned_for(Reboot, &fleet, &[]);
    assert_eq!(plan.warnings[0].text, format!("the state of its key {KEY} was not read: AccessDenied"));
    assert_eq!(plan.observed.gaps, fleet.gaps, "and the plan keeps it");
}

/// A plan of before there were keys in it is read as it always was, and its id still fits.
#[test]
fn a_plan_without_keys_is_as_it_was() {
    let text = planned_for(Reboot, &good_for(Reboot), &[]).to_text().expect("text");
    assert!(!text.contains("\"keys\""), "{text}");
    assert!(Plan::read(&text, Seal::Intact).expect("read").observed.keys.is_empty());
}
