//! Orders about directories, on the built-in service: what is set is what it shows, and each rule stands where the service
//! refuses.

use std::collections::BTreeSet;

use deskfleet::model::around::{Setting, SettingValue};
use deskfleet::planner::around::{DirectoryWish, Wish};
use deskfleet::sim::{self, FleetKind, WorldSpec};
use serde_json::{Value, json};

use crate::around::{SETTLED, directory, planned, run, see};
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
