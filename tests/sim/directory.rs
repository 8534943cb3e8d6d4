//! Orders about directories, on the built-in service: what is set is what it shows, and each rule stands where the service
//! refuses.

use std::collections::BTreeSet;

use deskfleet::executor::event::Stop;
use deskfleet::executor::reopen_order;
use deskfleet::model::around::{Setting, SettingValue};
use deskfleet::model::{DirectoryId, SubnetId};
use deskfleet::planner::around::{DirectoryWish, Wish};
use deskfleet::sim::{self, FleetKind, WorldSpec};
use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::around::{SETTLED, carry_out, directory, left, open, planned, run, see};
use crate::rig::{Rig, ask, group_text, uniform};

fn modify(rig: &Rig, texts: &[&str]) -> Wish {
    let settings = texts.iter().map(|text| Setting::parse(text).expect("a setting")).collect();
    Wish::Directory(DirectoryWish::Modify { directory: directory(rig).id, settings })
}

/// What was sent that changes something, with its parameters.
fn sent(rig: &Rig, from: usize) -> Vec<(String, Value)> {
    let record = rig.sim.record();
    let changed = record[from..].iter().filter(|line| line.applied);
    changed.map(|line| (line.operation.clone(), line.parameters.clone())).collect()
}

/// Of each setting exactly its own member is sent, it reads as it was asked for, and the same again sends nothing.
#[test]
fn every_setting_is_sent_by_its_own_name_and_reads_back() {
    let mut rig = Rig::new(uniform(1, 11));
    for setting in Setting::all() {
        let own = see(&rig, &modify(&rig, &[])).expect("read").directories[0].setting(setting);
        let is_other = |text: &str| {
            let parsed = Setting::parse(&format!("{}={text}", setting.key())).ok()?;
            (Some(&parsed.1) != own.as_ref()).then(|| format!("{}={text}", setting.key()))
        };
        let group = group_text(&rig.sim, "build-farm", "groupId");
        let texts = [
            "true",
            "false",
            "deny",
            "allow",
            "enabled",
            "disabled",
            "udp",
            "fips-validated",
            "OU=Desktops,DC=corp,DC=example",
            "arn:aws:iam::111122223333:role/Desktop",
            &group,
        ];
        let text = texts.into_iter().find_map(is_other).unwrap_or_else(|| panic!("{setting:?} can be set to nothing"));
        let (_, value) = Setting::parse(&text).expect("a setting");
        let from = rig.sim.record().len();
        let wish = modify(&rig, &[&text]);
        let summary = run(&mut rig, wish.clone(), &[]).unwrap_or_else(|| panic!("{text} was refused"));
        assert_eq!((summary.counts.done, summary.counts.failed), (1, 0), "{text}");
        let calls = sent(&rig, from);
        let [(operation, parameters)] = calls.as_slice() else { panic!("{text}: {calls:?}") };
        let mut members = parameters.clone();
        if let Some(group) = setting.group().member() {
            members = parameters[group].clone();
        }
        let mut members = members.as_object().expect("members").clone();
        members.remove("DirectoryId");
        let value = match value {
            SettingValue::Flag(flag) => json!(flag),
            SettingValue::Text(text) => json!(text),
        };
        assert_eq!(Value::from(members), json!({ (json!(setting).as_str().expect("a name")): value }), "{operation}");
        assert_eq!(planned(&rig, wish, &[]).expect("allowed").acts, [], "{text}: the same again");
    }
}

/// With rules that can't be lowered past, the service refuses the same; where they are silent it takes it.
#[test]
fn what_a_rule_refuses_the_service_refuses() {
    let rig = Rig::new(WorldSpec { fleet: FleetKind::Demo, ..uniform(40, 7) });
    let last = |rig: &Rig| rig.sim.record().last().cloned().expect("a call");
    let groups = ["branch-cameras", "build-farm"].map(|name| group_text(&rig.sim, name, "groupId"));
    let mut refused = 0;
    for directory in rig.sim.world(rig.sim.now()).directories {
        for group in groups.iter().map(String::as_str).chain(["sg-00000000"]) {
            let setting = Setting::parse(&format!("custom-security-group={group}")).expect("a setting");
            let (id, settings) = (directory.id.clone(), [setting].into());
            let wish = Wish::Directory(DirectoryWish::Modify { directory: id.clone(), settings });
            let is_refused = planned(&rig, wish, &[]).is_none();
            let creation = json!({"ResourceId": id, "WorkspaceCreationProperties": {"CustomSecurityGroupId": group}});
            rig.sim.advance(SETTLED).expect("time passes");
            ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceCreationProperties", &creation);
            let broken = if is_refused { vec!["J-13".to_owned()] } else { Vec::new() };
            assert_eq!((last(&rig).violations, last(&rig).applied), (broken, !is_refused), "DIR-06: {id} {group}");
            refused += usize::from(is_refused);
        }
    }
    assert_eq!(refused, 9, "of twelve");
    // DIR-02: a directory without desktops begins to be deregistered.
    let rig = Rig::new(WorldSpec { fleet: FleetKind::Demo, ..uniform(1, 7) });
    let desktops: BTreeSet<String> =
        rig.sim.world(rig.sim.now()).desktops.iter().map(|desktop| desktop.directory.clone()).collect();
    let directories = rig.sim.world(rig.sim.now()).directories;
    let empty = directories.iter().find(|one| !desktops.contains(&one.id)).expect("an empty directory").id.clone();
    let wish = Wish::Directory(DirectoryWish::Modify {
        directory: empty.clone(),
        settings: [Setting::parse("device-web=allow").expect("a setting")].into(),
    });
    assert!(planned(&rig, wish.clone(), &[]).is_some_and(|order| order.acts.len() == 1));
    ask(&rig.sim, rig.sim.now(), "DeregisterWorkspaceDirectory", &json!({ "DirectoryId": empty }));
    assert!(planned(&rig, wish, &[]).is_none(), "DIR-02");
    rig.sim.advance(SignedDuration::from_secs(5)).expect("time passes");
    let access = json!({"ResourceId": empty, "WorkspaceAccessProperties": {"DeviceTypeWeb": "ALLOW"}});
    ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceAccessProperties", &access);
    assert_eq!((last(&rig).violations, last(&rig).applied), (vec!["K-04".to_owned()], false));
}

/// Lost and failed calls are read, sent again when they did not arrive, and are not taken for somebody else's.
#[test]
fn what_was_not_answered_is_read_and_sent_again() {
    use sim::ScriptedFault::{LostAfter, LostBefore, Throttle};
    for (fault, calls) in [(LostBefore, 2), (LostAfter, 1), (Throttle, 2)] {
        let mut rig = Rig::new(uniform(1, 11));
        let operation = "ModifyWorkspaceAccessProperties".to_owned();
        rig.sim.script(vec![sim::Scripted { operation: operation.clone(), nth: 1, fault }]);
        let wish = modify(&rig, &["device-web=allow"]);
        assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.done, 1, "{fault:?}");
        let asked = rig.sim.record().iter().filter(|line| line.operation == operation).count();
        assert_eq!((asked, sent(&rig, 0).len()), (calls, 1), "{fault:?}");
    }
}

/// The directory without desktops of a small world, with its subnets.
fn empty(rig: &Rig) -> (DirectoryId, [SubnetId; 2]) {
    let world = rig.sim.world(rig.sim.now());
    let used: BTreeSet<String> = world.desktops.iter().map(|desktop| desktop.directory.clone()).collect();
    let seen = see(rig, &modify(rig, &[])).expect("read");
    let one = seen.directories.iter().find(|one| !used.contains(one.directory_id.as_str())).expect("an empty one");
    (one.directory_id.clone(), one.subnets().try_into().expect("two"))
}

fn register(directory: &DirectoryId, subnets: &[SubnetId; 2]) -> Wish {
    let (tenancy, self_service) = (Some("SHARED".to_owned()), true);
    let wish =
        DirectoryWish::Register { directory: directory.clone(), subnets: subnets.to_vec(), tenancy, self_service };
    Wish::Directory(wish)
}

fn deregister(directory: &DirectoryId) -> Wish {
    Wish::Directory(DirectoryWish::Deregister { directory: directory.to_string() })
}

fn state(rig: &Rig, id: &DirectoryId) -> Option<String> {
    let directories = rig.sim.world(rig.sim.now()).directories;
    directories.iter().find(|one| one.id == id.as_str()).map(|one| one.state.clone())
}

/// Both are seen to their end, however long that takes, in one call each; what is asked for is what is there.
#[test]
fn a_directory_goes_and_comes_back() {
    let mut rig = Rig::new(uniform(1, 11));
    let (id, subnets) = empty(&rig);
    let from = rig.sim.record().len();
    assert_eq!(run(&mut rig, deregister(&id), &[]).expect("allowed").counts.done, 1);
    assert_eq!(state(&rig, &id), None, "it is not done before it is not listed");
    assert_eq!(run(&mut rig, register(&id, &subnets), &[]).expect("allowed").counts.done, 1);
    assert_eq!(state(&rig, &id).as_deref(), Some("REGISTERED"));
    let calls = sent(&rig, from);
    let names: Vec<&str> = calls.iter().map(|(operation, _)| operation.as_str()).collect();
    assert_eq!(names, ["DeregisterWorkspaceDirectory", "RegisterWorkspaceDirectory"]);
    let parameters = json!({"DirectoryId": id, "SubnetIds": subnets, "EnableSelfService": true, "Tenancy": "SHARED"});
    assert_eq!(calls[1].1, parameters);
    let again = planned(&rig, register(&id, &subnets), &[]).expect("allowed");
    assert_eq!((again.acts.len(), again.unchanged.len()), (0, 1), "the same again");
    let reads = rig.sim.record().iter().filter(|line| line.operation == "DescribeWorkspaceDirectories").count();
    assert!(reads < 60, "{reads} reads for ten minutes");
}

/// What the planner refuses the service refuses as well, and what it lets pass is taken.
#[test]
fn where_registration_is_refused() {
    let mut rig = Rig::new(uniform(1, 11));
    let (id, subnets) = empty(&rig);
    let refused = |rig: &Rig, operation: &str, parameters: &Value, wish: Wish, row: &str| {
        assert!(planned(rig, wish, &[]).is_none(), "{operation} {parameters}");
        rig.sim.advance(SETTLED).expect("time passes");
        ask(&rig.sim, rig.sim.now(), operation, parameters);
        let line = rig.sim.record().last().cloned().expect("a call");
        assert_eq!((line.violations, line.applied), (vec![row.to_owned()], false), "{operation} {parameters}");
    };
    // DIR-07: desktops are left in the other one.
    let used = DirectoryId::from_service(directory(&rig).id);
    let used = if used == id {
        DirectoryId::from_service(rig.sim.world(rig.sim.now()).directories[1].id.clone())
    } else {
        used
    };
    let operation = "DeregisterWorkspaceDirectory";
    refused(&rig, operation, &json!({ "DirectoryId": used }), deregister(&used), "K-08");
    // DIR-10: it is there.
    let of = |subnets: &[SubnetId; 2]| json!({"DirectoryId": id, "SubnetIds": subnets});
    let operation = "RegisterWorkspaceDirectory";
    let foreign = see(&rig, &deregister(&used)).expect("read").directory(&used).expect("there").subnets();
    let foreign: [SubnetId; 2] = foreign.try_into().expect("two");
    refused(&rig, operation, &of(&foreign), register(&id, &foreign), "K-05");
    assert_eq!(run(&mut rig, deregister(&id), &[]).expect("allowed").counts.done, 1);
    rig.sim.advance(SETTLED).expect("time passes");
    // DIR-08: two networks, and a subnet that is not there.
    let mixed = [subnets[0].clone(), foreign[1].clone()];
    refused(&rig, operation, &of(&mixed), register(&id, &mixed), "K-05");
    let absent = [subnets[0].clone(), SubnetId::from_service("subnet-00000000")];
    refused(&rig, operation, &of(&absent), register(&id, &absent), "K-05");
    assert!(planned(&rig, register(&id, &subnets), &[]).is_some_and(|order| order.acts.len() == 1));
}

/// No answer, a late call, a registration that fails: the end is that of the directory, and nothing is sent without need.
#[test]
fn a_registration_that_is_not_answered_is_followed() {
    use sim::ScriptedFault::{Fail, LostAfter, LostBefore, LostLate};
    for (fault, calls, done) in [(LostBefore, 2, 1), (LostAfter, 1, 1), (LostLate(60), 2, 1), (Fail, 1, 0)] {
        let mut rig = Rig::new(uniform(1, 11));
        let (id, subnets) = empty(&rig);
        assert_eq!(run(&mut rig, deregister(&id), &[]).expect("allowed").counts.done, 1);
        rig.sim.advance(SETTLED).expect("time passes");
        let operation = "RegisterWorkspaceDirectory".to_owned();
        rig.sim.script(vec![sim::Scripted { operation: operation.clone(), nth: 1, fault }]);
        let summary = run(&mut rig, register(&id, &subnets), &[]).expect("allowed");
        assert_eq!((summary.counts.done, summary.counts.failed), (done, 1 - done), "{fault:?}");
        let asked = rig.sim.record().iter().filter(|line| line.operation == operation).count();
        assert_eq!(asked, calls, "{fault:?}");
        let ended = if done == 1 { "REGISTERED" } else { "ERROR" };
        assert_eq!(state(&rig, &id).as_deref(), Some(ended), "{fault:?}");
    }
}

/// Without waiting the run is left once the service has begun; `resume` sends nothing and sees it to its end.
#[test]
fn what_is_not_waited_for_is_resumed() {
    let mut rig = Rig::new(uniform(1, 11));
    let (id, _) = empty(&rig);
    let order = planned(&rig, deregister(&id), &[]).expect("allowed");
    let from = rig.sim.record().len();
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.stop, summary.resumable, summary.counts.done), (Some(Stop::NoWait), true, 0));
    assert_eq!(state(&rig, &id).as_deref(), Some("DEREGISTERING"));
    let stored = left(&rig).expect("it can be gone on with");
    let now = rig.sim.now();
    let opened = reopen_order(stored, &mut rig.journal, now).expect("it opens again");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.stop, summary.resumable, summary.counts.done), (None, false, 1));
    assert_eq!(sent(&rig, from).len(), 1);
}
