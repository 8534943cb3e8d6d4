//! Orders about second factors, on the built-in service: what is asked for is what there is, and each rule stands where the
//! service refuses.

use deskfleet::executor::event::Stop;
use deskfleet::executor::{asks_for_secret, reopen_order};
use deskfleet::model::DirectoryId;
use deskfleet::model::around::{Domain, RadiusSettings};
use deskfleet::planner::around::{DirectoryWish, Wish};
use deskfleet::planner::document::order::Order;
use deskfleet::sim;
use serde_json::{Value, json};

use crate::around::{SETTLED, carry_out, directory, left, open, planned, run, see};
use crate::rig::{Rig, ask_of, uniform};

const DS: (&str, &str) = ("ds", "DirectoryService_20150416");
const SERVER: &str = "radius.example.com";
/// The built-in service lets servers of such names never answer.
const DUMB: &str = "missing.example.com";

fn enable(directory: &str, server: &str) -> Wish {
    enable_with(directory, server, 3)
}

fn enable_with(directory: &str, server: &str, retries: i32) -> Wish {
    let settings = RadiusSettings {
        radius_servers: vec![server.to_owned()],
        radius_servers_ipv6: Vec::new(),
        radius_port: Some(1812),
        radius_timeout: Some(10),
        radius_retries: Some(retries),
        authentication_protocol: Some("MS-CHAPv2".to_owned()),
    };
    Wish::Directory(DirectoryWish::EnableMfa { directory: directory.to_owned(), settings })
}

fn disable(directory: &str) -> Wish {
    Wish::Directory(DirectoryWish::DisableMfa { directory: directory.to_owned() })
}

/// What Directory Service says of a directory.
fn domain(rig: &Rig, id: &str) -> Domain {
    rig.sim.advance(SETTLED).expect("time passes");
    see(rig, &disable(id)).expect("read").domain(&DirectoryId::from_service(id)).expect("there").clone()
}

/// The calls of Directory Service that change something, as they were recorded.
fn asked(rig: &Rig, from: usize) -> Vec<(String, Value, bool)> {
    let record = rig.sim.record();
    let of = record[from..].iter().filter(|line| line.operation.ends_with("Radius"));
    of.map(|line| (line.operation.clone(), line.parameters.clone(), line.applied)).collect()
}

/// One call each, seen to its end; the same again sends nothing. What is sent is what is there, and the secret is sent.
#[test]
fn a_second_factor_comes_and_goes() {
    let mut rig = Rig::new(uniform(1, 11));
    let id = directory(&rig).id;
    for retries in [0, 3] {
        let from = rig.sim.record().len();
        let wish = enable_with(&id, SERVER, retries);
        assert_eq!(run(&mut rig, wish.clone(), &[]).expect("allowed").counts.done, 1);
        let is_there = |order: Order| order.acts.is_empty() && order.unchanged.len() == 1;
        assert!(planned(&rig, wish, &[]).is_some_and(is_there), "the same again");
        let there = domain(&rig, &id);
        assert_eq!(there.radius_status.as_deref(), Some("Completed"), "it is not done before it works");
        assert_eq!(run(&mut rig, disable(&id), &[]).expect("allowed").counts.done, 1);
        assert!(planned(&rig, disable(&id), &[]).is_some_and(is_there), "the same again");
        assert_eq!(domain(&rig, &id).radius_status, None);
        let calls = asked(&rig, from);
        let names: Vec<&str> = calls.iter().map(|(operation, ..)| operation.as_str()).collect();
        assert_eq!(names, ["EnableRadius", "DisableRadius"]);
        let mut settings = json!({
            "RadiusServers": [SERVER], "RadiusPort": 1812, "RadiusTimeout": 10, "RadiusRetries": 3,
            "AuthenticationProtocol": "MS-CHAPv2",
            "SharedSecret": "********", // as the built-in service masks whatever it gets
        });
        if retries == 0 {
            settings.as_object_mut().expect("settings").remove("RadiusRetries"); // the default is not sent
        }
        assert_eq!(calls[0].1, json!({"DirectoryId": id, "RadiusSettings": settings}));
    }
}

/// Servers that do not answer are a failure and its reason, at once when it shows; then it can be set up anew.
#[test]
fn servers_that_do_not_answer_are_told() {
    let mut rig = Rig::new(uniform(1, 11));
    let id = directory(&rig).id;
    let order = planned(&rig, enable(&id, DUMB), &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened");
    let from = rig.sim.now();
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.counts.failed, summary.resumable), (1, false));
    assert!(rig.sim.now().duration_since(from).as_secs() < 900, "before the deadline");
    let stored = rig.journal.run(&rig.run_id()).expect("readable").expect("there");
    assert!(stored.steps[0].reason.as_deref().is_some_and(|reason| reason.contains("did not answer")), "{stored:?}");
    assert_eq!(run(&mut rig, enable(&id, SERVER), &[]).expect("allowed").counts.done, 1);
    assert_eq!(domain(&rig, &id).radius_status.as_deref(), Some("Completed"));
}

/// No answer, a late call, servers that stop to answer: nothing is sent without need, and the end is that of the service.
#[test]
fn a_second_factor_that_is_not_answered_is_followed() {
    use sim::ScriptedFault::{Fail, LostAfter, LostBefore, LostLate};
    for (fault, calls, done) in [(LostBefore, 2, 1), (LostAfter, 1, 1), (LostLate(60), 2, 1), (Fail, 1, 0)] {
        let mut rig = Rig::new(uniform(1, 11));
        let id = directory(&rig).id;
        let from = rig.sim.record().len();
        rig.sim.script(vec![sim::Scripted { operation: "EnableRadius".to_owned(), nth: 1, fault }]);
        let summary = run(&mut rig, enable(&id, SERVER), &[]).expect("allowed");
        assert_eq!((summary.counts.done, summary.counts.failed), (done, 1 - done), "{fault:?}");
        assert_eq!(asked(&rig, from).len(), calls, "{fault:?}");
        let ended = if done == 1 { "Completed" } else { "Failed" };
        assert_eq!(domain(&rig, &id).radius_status.as_deref(), Some(ended), "{fault:?}");
    }
}

/// What the planner refuses the service refuses as well.
#[test]
fn where_a_second_factor_is_refused() {
    let mut rig = Rig::new(uniform(1, 11));
    let id = directory(&rig).id;
    let refused = |rig: &Rig, operation: &str, id: &str, wish: Wish| {
        assert!(planned(rig, wish, &[]).is_none(), "{operation} {id}");
        let settings = json!({"RadiusServers": ["b.example"], "RadiusPort": 1812, "RadiusTimeout": 10, "RadiusRetries": 0,
            "SharedSecret": "correct horse", "AuthenticationProtocol": "PAP"});
        let mut parameters = json!({ "DirectoryId": id });
        if operation == "EnableRadius" {
            parameters["RadiusSettings"] = settings;
        }
        ask_of(&rig.sim, rig.sim.now(), DS, operation, &parameters);
        let line = rig.sim.record().last().cloned().expect("a call");
        assert_eq!((line.operation.as_str(), line.applied), (operation, false), "{line:?}");
        line
    };
    // DIR-12: a Simple AD.
    let kinds = see(&rig, &disable(&id)).expect("read");
    let simple = kinds.domains.iter().find(|domain| domain.kind.as_deref() == Some("SimpleAD")).expect("one");
    let simple = simple.directory_id.to_string();
    for (operation, wish) in [("EnableRadius", enable(&simple, SERVER)), ("DisableRadius", disable(&simple))] {
        assert_eq!(refused(&rig, operation, &simple, wish).violations, ["K-21"]);
    }
    // DIR-13: there is another one.
    assert_eq!(run(&mut rig, enable(&id, SERVER), &[]).expect("allowed").counts.done, 1);
    let line = refused(&rig, "EnableRadius", &id, enable(&id, "b.example"));
    assert_eq!(line.error.as_deref(), Some("EntityAlreadyExistsException"));
}

/// A run that was left once it had begun needs no secret any more; one that may have to send it again does.
#[test]
fn what_is_not_waited_for_is_resumed_without_the_secret() {
    let mut rig = Rig::new(uniform(1, 11));
    let id = directory(&rig).id;
    let order = planned(&rig, enable(&id, SERVER), &[]).expect("allowed");
    let from = rig.sim.record().len();
    let opened = open(&mut rig, &order).expect("opened").without_waiting();
    let before = rig.journal.run(&rig.run_id()).expect("readable").expect("there");
    assert!(asks_for_secret(&before).expect("readable"), "nothing was sent yet");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.stop, summary.resumable), (Some(Stop::NoWait), true));
    let stored = left(&rig).expect("it can be gone on with");
    assert!(!asks_for_secret(&stored).expect("readable"));
    let now = rig.sim.now();
    let opened = reopen_order(stored, &mut rig.journal, now).expect("it opens again");
    assert_eq!(carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends").counts.done, 1);
    assert_eq!(asked(&rig, from).len(), 1);
}
