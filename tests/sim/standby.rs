//! Standbys on the built-in service, in two Regions: what our rules refuse it refuses, what they let through it takes, and
//! whatever becomes of an answer, a primary has one.

use std::collections::BTreeSet;

use deskfleet::aws::WorkspaceQuery;
use deskfleet::executor::event::Stop;
use deskfleet::model::around::{DataReplication, Surroundings};
use deskfleet::model::{Compute, End, OperatingSystem, Workspace, WorkspaceState};
use deskfleet::planner::around::{StandbyWish, Wish};
use deskfleet::sim::{FleetKind, Record, Scripted, ScriptedFault, WorldSpec};
use serde_json::{Value, json};

use crate::around::{SETTLED, carry_out, drafted, meanwhile, open, planned, reopen, run, see};
use crate::rig::Rig;

const HERE: &str = "us-east-1";
const THERE: &str = "us-west-2";
const CREATE: &str = "CreateStandbyWorkspaces";
/// A directory that nobody has a desktop in.
const EMPTY: &str = "licensed.example.com";

/// Desktops of all kinds in two Regions.
fn spec() -> WorldSpec {
    let regions = BTreeSet::from([THERE.to_owned()]);
    WorldSpec { desktops: 45, fleet: FleetKind::Clocks, regions, rate: 0.0, ..WorldSpec::default() }
}

fn desktops(rig: &Rig, region: &str) -> Vec<Workspace> {
    let all = rig.process_in(region, async |connected| connected.aws.describe_workspaces(&WorkspaceQuery::All).await);
    all.expect("listed").records
}

/// A desktop of the other Region that has nothing against it but what is asked for.
fn primary(rig: &Rig, is: impl Fn(&Workspace) -> bool) -> Workspace {
    desktops(rig, THERE).into_iter().find(is).expect("one")
}

fn is_windows(one: &Workspace) -> bool {
    one.operating_system().is_windows() == Some(true)
}

fn is_small(one: &Workspace) -> bool {
    one.workspace_properties.compute_type_name == Some(Compute::Standard)
}

fn is_ready(one: &Workspace) -> bool {
    [WorkspaceState::Available, WorkspaceState::Stopped].contains(&one.state)
}

fn is_plain(one: &Workspace) -> bool {
    is_windows(one) && is_small(one) && is_ready(one) && !one.is_encrypted() && one.related_workspaces.is_empty()
}

fn wish(primaries: &[&Workspace], directory: &str) -> StandbyWish {
    StandbyWish {
        primaries: primaries.iter().copied().cloned().collect(),
        primary_region: THERE.to_owned(),
        region: HERE.to_owned(),
        directory: directory.to_owned(),
        key: None,
        data_replication: None,
    }
}

fn look(rig: &Rig, wish: &StandbyWish) -> Surroundings {
    see(rig, &Wish::Standby(wish.clone())).expect("read")
}

/// The parameters of a wish as the API has them, written anew.
fn parameters(rig: &Rig, wish: &StandbyWish) -> Value {
    let directories = look(rig, wish).directories;
    let is_it = |name: &Option<String>| name.as_deref() == Some(&wish.directory);
    let directory = directories.iter().find(|one| is_it(&one.directory_name)).expect("there").directory_id.to_string();
    let one = |primary: &Workspace| {
        let mut one = json!({"PrimaryWorkspaceId": primary.workspace_id.as_str(), "DirectoryId": directory});
        if let Some(key) = &wish.key {
            one["VolumeEncryptionKey"] = key.key_id.clone().into();
        }
        if let Some(way) = wish.data_replication {
            one["DataReplication"] = json!(way);
        }
        one
    };
    let all: Vec<Value> = wish.primaries.iter().map(one).collect();
    json!({"PrimaryRegion": wish.primary_region, "StandbyWorkspaces": all})
}

fn sent(rig: &Rig) -> Vec<Record> {
    rig.sim.record().into_iter().filter(|line| line.operation == CREATE).collect()
}

/// The standbys here of a primary.
fn standbys(rig: &Rig, of: &Workspace) -> Vec<Workspace> {
    let is_it =
        |one: &Workspace| one.related_workspaces.iter().any(|it| it.workspace_id.as_ref() == Some(&of.workspace_id));
    desktops(rig, HERE).into_iter().filter(is_it).collect()
}

/// A rule, the row of the service that stands behind it, and what both refuse.
fn refused(rig: &Rig) -> Vec<(&'static str, &'static str, StandbyWish)> {
    let compute = |start: &'static str| {
        primary(rig, |one| {
            let name = one.workspace_properties.compute_type_name.as_ref();
            is_windows(one) && is_ready(one) && name.is_some_and(|name| name.as_str().starts_with(start))
        })
    };
    let plain = primary(rig, is_plain);
    let linux = primary(rig, |one| one.operating_system() == OperatingSystem::Ubuntu2204);
    let encrypted = primary(rig, |one| is_windows(one) && is_ready(one) && one.is_encrypted());
    let standby = primary(rig, |one| is_ready(one) && !one.related_workspaces.is_empty());
    let owners = desktops(rig, HERE);
    let theirs = |one: &Workspace| owners.iter().find(|other| other.user_name == one.user_name);
    let twice = primary(rig, |one| is_plain(one) && theirs(one).is_some());
    let taken = theirs(&twice).expect("hers").directory_id.clone();
    let taken = look(rig, &wish(&[], EMPTY)).directory(&taken).and_then(|one| one.directory_name.clone());
    let key = deskfleet::model::Key { key_id: "alias/none".to_owned(), key_state: None, symmetric: None };
    let far = StandbyWish { primary_region: "eu-north-1".to_owned(), ..wish(&[&plain], EMPTY) };
    let way = Some(DataReplication::PrimaryAsSource);
    vec![
        ("STBY-05", "L-07", far),
        ("STBY-06", "L-07", wish(&[&linux], EMPTY)),
        ("STBY-06", "L-07", wish(&[&compute("GRAPHICS")], EMPTY)),
        ("STBY-06", "L-07", wish(&[&compute("GENERALPURPOSE")], EMPTY)),
        ("STBY-07", "L-07", wish(&[&encrypted], EMPTY)),
        ("STBY-07", "L-07", StandbyWish { key: Some(key), ..wish(&[&plain], EMPTY) }),
        ("STBY-08", "L-07", StandbyWish { data_replication: way, ..wish(&[&plain], "branch.example.com") }),
        ("STBY-09", "L-07", wish(&[&standby], EMPTY)),
        ("STBY-10", "E-11", wish(&[&twice], &taken.expect("a name"))),
    ]
}

/// What our rules refuse the service refuses; where that minds nothing, they are what is left.
#[test]
fn what_is_refused_would_be_refused() {
    let strict = Rig::new(spec());
    let ignored_rows = ["L-07", "E-11"].into_iter().map(str::to_owned).collect();
    let lenient = Rig::new(WorldSpec { ignored_rows, ..spec() });
    for (rule, row, wish) in refused(&strict) {
        for rig in [&strict, &lenient] {
            let order = drafted(rig, Wish::Standby(wish.clone()), &[], None).expect("an order");
            let rules: Vec<&str> = order.refused.iter().map(|remark| remark.rule.as_str()).collect();
            assert_eq!((rules, order.acts.len()), (vec![rule], 0), "{wish:?}");
        }
        meanwhile(&strict, CREATE, &parameters(&strict, &wish));
        let last = sent(&strict).pop().expect("sent");
        assert_eq!((last.violations, last.applied), (vec![row.to_owned()], false), "{rule} {wish:?}");
    }
    let (_, _, unnoticed) = refused(&lenient).swap_remove(1);
    meanwhile(&lenient, CREATE, &parameters(&lenient, &unnoticed));
    assert!(sent(&lenient).pop().is_some_and(|last| last.applied), "it was the rule that kept it back");
}

/// What they let through is made, once, and waited for; a primary that has one is left alone.
#[test]
fn a_standby_is_made_and_waited_for() {
    let mut rig = Rig::new(spec());
    let plain = primary(&rig, is_plain);
    let way = Some(DataReplication::PrimaryAsSource);
    let wish = Wish::Standby(StandbyWish { data_replication: way, ..wish(&[&plain], EMPTY) });
    assert_eq!(run(&mut rig, wish.clone(), &[]).expect("allowed").counts.done, 1);
    let [made] = standbys(&rig, &plain).try_into().expect("one");
    assert_eq!((made.state, &made.user_name), (WorkspaceState::Available, &plain.user_name));
    assert_eq!(
        made.data_replication_settings.and_then(|one| one.data_replication).as_deref(),
        Some("PRIMARY_AS_SOURCE")
    );
    let again = planned(&rig, wish, &[]).expect("allowed");
    assert_eq!((again.acts.len(), again.unchanged.len(), sent(&rig).len()), (0, 1, 1));
    assert!(sent(&rig)[0].violations.is_empty() && sent(&rig)[0].region == HERE);
}

/// Whatever became of a call that was not answered, the primary has one standby.
#[test]
fn a_lost_answer_leaves_one_standby() {
    use ScriptedFault::{ErrorAfter, ErrorBefore, Fail, LostAfter, LostBefore, LostLate, Throttle};
    for (fault, ends) in [
        (LostBefore, (1, 0)),
        (LostAfter, (1, 0)),
        (LostLate(120), (1, 0)),
        (ErrorBefore, (1, 0)),
        (ErrorAfter, (1, 0)),
        (Throttle, (1, 0)),
        (Fail, (0, 1)),
    ] {
        let mut rig = Rig::new(spec());
        let plain = primary(&rig, is_plain);
        rig.sim.script(vec![Scripted { operation: CREATE.to_owned(), nth: 1, fault }]);
        let counts = run(&mut rig, Wish::Standby(wish(&[&plain], EMPTY)), &[]).expect("allowed").counts;
        assert_eq!((counts.done, counts.failed), ends, "{fault:?}");
        rig.sim.advance(SETTLED).expect("time passes");
        let made: Vec<WorkspaceState> = standbys(&rig, &plain).into_iter().map(|one| one.state).collect();
        let state = if fault == Fail { WorkspaceState::Error } else { WorkspaceState::Available };
        assert_eq!(made, [state], "{fault:?}");
    }
}

/// All are sent before the first is waited for, and what is refused of one takes nothing from the others.
#[test]
fn several_are_made_side_by_side() {
    let mut rig = Rig::new(spec());
    let all: Vec<Workspace> = desktops(&rig, THERE).into_iter().filter(is_plain).take(3).collect();
    let all: Vec<&Workspace> = all.iter().collect();
    let order = planned(&rig, Wish::Standby(wish(&all, EMPTY)), &[]).expect("allowed");
    let owners = desktops(&rig, HERE);
    assert!(owners.iter().all(|one| one.user_name != all[1].user_name), "she has none here");
    // Somebody makes one for the second, in another directory.
    meanwhile(&rig, CREATE, &parameters(&rig, &wish(&all[1..2], "corp.example.com")));
    let from = sent(&rig).len();
    let opened = open(&mut rig, &order).expect("opened");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.counts.done, summary.counts.failed), (2, 1));
    let run = rig.journal.runs().expect("runs").remove(0).run;
    let ends: Vec<Option<End>> = rig.journal.steps(&run).expect("rows").into_iter().map(|row| row.end).collect();
    assert_eq!(ends, [Some(End::Done), Some(End::Failed), Some(End::Done)]);
    let calls = &sent(&rig)[from..];
    assert_eq!(calls.len(), 3);
    let took = calls[2].at.duration_since(calls[0].at);
    assert!(took.as_secs() < 60, "nobody waits for one before the next is sent: {took}");
}

/// Left to the service all are sent, and `resume` sees them to their ends without sending anything.
#[test]
fn they_are_not_waited_for_where_that_is_said() {
    let mut rig = Rig::new(spec());
    let all: Vec<Workspace> = desktops(&rig, THERE).into_iter().filter(is_plain).take(2).collect();
    let order = planned(&rig, Wish::Standby(wish(&all.iter().collect::<Vec<_>>(), EMPTY)), &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.stop, summary.counts.done, sent(&rig).len()), (Some(Stop::NoWait), 0, 2));
    let opened = reopen(&mut rig);
    assert_eq!(carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends").counts.done, 2);
    assert_eq!(sent(&rig).len(), 2);
}
