//! Connection aliases on the built-in service: what our rules refuse it refuses, what they let through it takes, and whatever
//! becomes of an answer, each is made, led and deleted once.

use deskfleet::executor::event::around::{ActEvent, ActWhat};
use deskfleet::executor::reopen_order;
use deskfleet::journal::{Stage, StepState};
use deskfleet::model::End;
use deskfleet::model::around::ConnectionAlias;
use deskfleet::planner::around::{AliasWish, Wish};
use deskfleet::planner::document::order::Order;
use deskfleet::sim::{self, Scripted, ScriptedFault, WorldSpec};
use serde_json::{Value, json};

use crate::around::{applied, carry_out, directory, drafted, left, meanwhile, open, planned, run, see};
use crate::rig::{Rig, ask, uniform};

const NAME: &str = "desktop.example.com";
const OTHER: &str = "444455556666";

/// Without a throttle: commands follow each other here faster than any do, each with a pace of its own.
fn spec() -> WorldSpec {
    WorldSpec { rate: 0.0, ..uniform(1, 11) }
}

fn create(name: &str) -> Wish {
    Wish::Alias(AliasWish::Create { name: name.to_owned() })
}

fn delete() -> Wish {
    Wish::Alias(AliasWish::Delete { alias: NAME.to_owned() })
}

fn associate(directory: &str) -> Wish {
    Wish::Alias(AliasWish::Associate { alias: NAME.to_owned(), directory: directory.to_owned() })
}

fn disassociate() -> Wish {
    Wish::Alias(AliasWish::Disassociate { alias: NAME.to_owned() })
}

fn share(account: &str, is_allowed: bool) -> Wish {
    Wish::Alias(AliasWish::Share { alias: NAME.to_owned(), account: account.to_owned(), is_allowed })
}

/// The alias, as it is read.
fn alias(rig: &Rig) -> Option<ConnectionAlias> {
    see(rig, &create("x.y")).expect("read").aliases.into_iter().find(|alias| alias.is_for(NAME))
}

/// What is sent one after the other, each done before the next.
fn steps(rig: &Rig) -> Vec<(Wish, &'static str)> {
    vec![
        (create(NAME), "CreateConnectionAlias"),
        (associate(&directory(rig).id), "AssociateConnectionAlias"),
        (share(OTHER, true), "UpdateConnectionAliasPermission"),
        (share(OTHER, false), "UpdateConnectionAliasPermission"),
        (disassociate(), "DisassociateConnectionAlias"),
        (delete(), "DeleteConnectionAlias"),
    ]
}

/// Goes through a life up to a step, which is left to do.
fn until(number: usize) -> (Rig, Wish, &'static str) {
    let mut rig = Rig::new(spec());
    let mut steps = steps(&rig);
    let (wish, operation) = steps.remove(number);
    for (wish, operation) in steps.into_iter().take(number) {
        assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.done, 1, "{operation}");
    }
    (rig, wish, operation)
}

/// Lost before or after it was carried out, refused for the pace, or answered with an error: done once it shows, and only
/// what surely did not arrive, or does not show, is sent again.
#[test]
fn whatever_becomes_of_an_answer_each_is_done_once() {
    use ScriptedFault::{ErrorAfter, ErrorBefore, LostAfter, LostBefore, Throttle};
    for number in 0..6 {
        // What was carried out without an answer and what was not is tried on each; the rest on one that has states.
        let all = [(LostAfter, 1), (LostBefore, 2), (ErrorBefore, 2), (ErrorAfter, 1), (Throttle, 2)];
        for (fault, sent) in all.into_iter().take(if number == 1 { 5 } else { 2 }) {
            let (mut rig, wish, operation) = until(number);
            let nth = 1 + rig.sim.record().iter().filter(|line| line.operation == operation).count();
            let nth = u32::try_from(nth).expect("few");
            rig.sim.script(vec![Scripted { operation: operation.to_owned(), nth: nth.into(), fault }]);
            let from = rig.sim.record().len();
            let summary = run(&mut rig, wish.clone(), &[]).expect("allowed");
            let at = format!("{operation} {number} {fault:?}");
            assert_eq!((summary.counts.done, summary.resumable), (1, false), "{at}");
            let calls = rig.sim.record()[from..].iter().filter(|line| line.operation == operation).count();
            assert_eq!((calls, applied(&rig, from)), (sent, vec![operation.to_owned()]), "{at}");
            let rows = rig.sim.record()[from..].iter().any(|line| !line.violations.is_empty());
            assert!(!rows, "{at}: it broke a rule");
            let again = planned(&rig, wish, &[]);
            assert!(again.is_none_or(|order| order.acts.is_empty()), "{at}: it is not done");
        }
    }
}

/// A run of the step that is left to do, undisturbed: what it commits and asks.
fn measured(number: usize) -> (u64, Vec<sim::Record>) {
    let (mut rig, wish, _) = until(number);
    let order = planned(&rig, wish, &[]).expect("allowed");
    let from = rig.sim.record().len();
    let commits = std::rc::Rc::new(std::cell::Cell::new(0));
    let counted = commits.clone();
    rig.journal.on_commit(Box::new(move |commit| {
        counted.set(commit.number);
        false
    }));
    let opened = open(&mut rig, &order).expect("opened");
    assert_eq!(carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends").counts.done, 1);
    (commits.get(), rig.sim.record()[from..].to_vec())
}

/// A process that died at a commit or in a call is gone on with by another one, and each is sent until it is there, once.
#[test]
fn a_crash_anywhere_is_resumed() {
    // One that passes through states, and one that shows at once.
    for number in [1, 3] {
        let (commits, requests) = measured(number);
        assert!(commits > 3 && requests.len() > 3, "too little happened to crash in: {number}");
        let at_commits = (1..=commits).flat_map(|commit| [Stage::Before, Stage::After].map(|stage| (commit, stage)));
        for (commit, stage) in at_commits {
            let (mut rig, wish, operation) = until(number);
            let order = planned(&rig, wish, &[]).expect("allowed");
            let from = rig.sim.record().len();
            rig.crash_at(commit, stage);
            if let Ok(opened) = open(&mut rig, &order) {
                assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none());
            } else {
                rig.journal = rig.journal.reopen().expect("the journal opens again");
            }
            recover(rig, &order, from, &format!("{operation} {stage:?} commit {commit}"));
        }
        for sim::Record { seq, applied, .. } in requests {
            let stages = if applied { &[sim::Stage::Before, sim::Stage::After][..] } else { &[sim::Stage::Before] };
            for stage in stages {
                let (mut rig, wish, operation) = until(number);
                let order = planned(&rig, wish, &[]).expect("allowed");
                let from = rig.sim.record().len();
                rig.sim.halt_at(seq, *stage);
                let opened = open(&mut rig, &order).expect("opened");
                assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none(), "the crash did not happen");
                recover(rig, &order, from, &format!("{operation} {stage:?} request {seq}"));
            }
        }
    }
}

/// Goes on with what a process left, in as many as it takes.
fn recover(mut rig: Rig, order: &Order, from: usize, at: &str) {
    rig.sim.revive();
    if left(&rig).is_none() && applied(&rig, from).is_empty() {
        // It died before the run was opened.
        let opened = open(&mut rig, order).expect("opened");
        carry_out(&mut rig, opened, &mut Vec::new()).expect("nothing kills it");
    }
    while let Some(stored) = left(&rig) {
        let now = rig.sim.now();
        let opened = reopen_order(stored, &mut rig.journal, now).expect("it opens again");
        carry_out(&mut rig, opened, &mut Vec::new()).expect("nothing kills it");
    }
    assert_eq!(applied(&rig, from), [order.acts[0].act.facts().operation], "{at}");
    let row = rig.journal.runs().expect("runs").into_iter().next().expect("a run");
    let rows = rig.journal.steps(&row.run).expect("rows");
    assert!(rows.iter().all(|row| row.end == Some(End::Done)), "{at}: {rows:?}");
    assert_eq!(rig.journal.claims().expect("claims"), [], "{at}");
}

/// It waits to be sent again when it shows on its way: that is its own where no answer came, and somebody else's where it
/// surely did not arrive. It is not sent once more, one way or the other.
#[test]
fn what_came_meanwhile_is_not_sent_once_more() {
    for (fault, done) in [(ScriptedFault::LostBefore, true), (ScriptedFault::Throttle, false)] {
        let prepared = || {
            let (rig, wish, operation) = until(1);
            rig.sim.script(vec![Scripted { operation: operation.to_owned(), nth: 1, fault }]);
            let order = planned(&rig, wish.clone(), &[]).expect("allowed");
            (rig, wish, order, operation)
        };
        let (mut rig, _, order, operation) = prepared();
        let opened = open(&mut rig, &order).expect("opened");
        carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
        let second = rig.sim.record().into_iter().filter(|line| line.operation == operation).nth(1);
        let second = second.expect("it is sent again where nothing comes in between").seq;

        let (mut rig, wish, order, operation) = prepared();
        rig.sim.halt_at(second - 1, sim::Stage::Before);
        let opened = open(&mut rig, &order).expect("opened");
        assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none(), "the crash did not happen");
        rig.sim.revive();
        let stored = left(&rig).expect("a run");
        assert_eq!((stored.steps[0].state, stored.steps[0].attempts), (StepState::Waiting, 1), "{fault:?}");
        ask(&rig.sim, rig.sim.now(), operation, &parameters(&rig, operation, &wish));
        let from = rig.sim.record().len();
        let now = rig.sim.now();
        let opened = reopen_order(stored, &mut rig.journal, now).expect("it opens again");
        let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
        let ends = (summary.counts.done, summary.counts.unchanged);
        assert_eq!((ends, summary.resumable), ((u64::from(done), u64::from(!done)), false), "{fault:?}");
        assert!(rig.sim.record()[from..].iter().all(|line| line.operation != operation), "{fault:?}: sent once more");
    }
}

/// The report has what goes into the DNS, and it is what a read shows.
#[test]
fn the_value_of_the_record_is_told_when_it_leads_there() {
    let (mut rig, wish, _) = until(1);
    let order = planned(&rig, wish, &[]).expect("allowed");
    let opened = open(&mut rig, &order).expect("opened");
    let mut events: Vec<ActEvent> = Vec::new();
    carry_out(&mut rig, opened, &mut events).expect("it ends");
    let told = events.iter().find_map(|event| {
        let ActWhat::Ended { end: End::Done, reason, .. } = &event.what else { return None };
        reason.clone()
    });
    let alias = alias(&rig).expect("there");
    let bound = alias.bound().next().expect("an association");
    assert_eq!(bound.status(), "ASSOCIATED_WITH_OWNER_ACCOUNT", "it is done when it is there, and not before");
    let identifier = bound.connection_identifier.clone().expect("an identifier");
    assert_eq!(told, Some(format!("DNS: the TXT record of {NAME} has to hold \"{identifier}\"")));
}

/// A rule, and what makes it refuse a wish that is taken without that; the call as the API has it.
#[test]
fn what_our_rules_refuse_the_service_refuses_and_nothing_else() {
    let rig = Rig::new(spec());
    let place = directory(&rig).id;
    let all = rig.sim.world(rig.sim.now()).directories;
    let other = all.into_iter().map(|one| one.id).find(|id| *id != place).expect("a second directory");
    let led = vec![create(NAME), associate(&place)];
    let made = vec![create(NAME)];
    let full: Vec<Wish> = (0..20).map(|number| create(&format!("a{number}.example.com"))).collect();
    let table = [
        ("ALIAS-03", "AssociateConnectionAlias", led.clone(), associate(&other), Some(disassociate())),
        ("ALIAS-04", "DeleteConnectionAlias", led, delete(), Some(disassociate())),
        (
            "ALIAS-04",
            "DeleteConnectionAlias",
            vec![create(NAME), share(OTHER, true)],
            delete(),
            Some(share(OTHER, false)),
        ),
        ("ALIAS-05", "CreateConnectionAlias", full, create(NAME), None),
        ("ALIAS-06", "UpdateConnectionAliasPermission", made, share("111122223333", true), None),
    ];
    for (rule, operation, before, wish, remedy) in table {
        let mut rig = Rig::new(spec());
        for wish in before {
            assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.done, 1, "{rule}");
        }
        let order = drafted(&rig, wish.clone(), &[], None).expect("an order");
        assert_eq!(order.refused.iter().map(|remark| remark.rule.as_str()).collect::<Vec<_>>(), [rule]);
        meanwhile(&rig, operation, &parameters(&rig, operation, &wish));
        let record = rig.sim.record();
        let line = record.iter().rev().find(|line| line.operation == operation).expect("it was sent");
        let row = if rule == "ALIAS-05" { "E-29" } else { "L-06" };
        assert_eq!((line.applied, line.violations.clone()), (false, vec![row.to_owned()]), "{rule}: {line:?}");
        if let Some(remedy) = remedy {
            assert_eq!(run(&mut rig, remedy, &[]).expect("allowed").counts.done, 1, "{rule}");
            assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.done, 1, "{rule}: refused without reason");
        }
    }
}

/// An alias that is not there yet is refused by both; a moment later it is taken by both.
#[test]
fn an_alias_has_to_be_there_first() {
    let mut rig = Rig::new(spec());
    let wish = associate(&directory(&rig).id);
    ask(&rig.sim, rig.sim.now(), "CreateConnectionAlias", &json!({"ConnectionString": NAME}));
    let order = drafted(&rig, wish.clone(), &[], None).expect("an order");
    assert_eq!(order.refused.first().map(|remark| remark.rule.as_str()), Some("ALIAS-02"));
    assert!(alias(&rig).is_some_and(|alias| alias.state() == "CREATING"), "it is there by now");
    ask(&rig.sim, rig.sim.now(), "AssociateConnectionAlias", &parameters(&rig, "AssociateConnectionAlias", &wish));
    let last = rig.sim.record().pop().expect("a request");
    assert_eq!((last.applied, last.violations), (false, vec!["L-06".to_owned()]));
    meanwhile(&rig, "DescribeConnectionAliases", &json!({}));
    assert_eq!(run(&mut rig, wish, &[]).expect("allowed").counts.done, 1);
}

/// Planned while it could be deleted; somebody shares it before it is sent.
#[test]
fn what_it_has_come_to_is_read_right_before() {
    let (mut rig, wish, _) = until(5);
    let order = planned(&rig, wish, &[]).expect("allowed");
    let id = alias(&rig).expect("there").alias_id.to_string();
    let permission = json!({"SharedAccountId": OTHER, "AllowAssociation": true});
    let parameters = json!({"AliasId": id, "ConnectionAliasPermission": permission});
    meanwhile(&rig, "UpdateConnectionAliasPermission", &parameters);
    let from = rig.sim.record().len();
    let opened = open(&mut rig, &order).expect("opened");
    let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!((summary.counts.skipped, applied(&rig, from)), (1, Vec::new()));
}

/// The parameters of a wish as the API has them, written anew.
fn parameters(rig: &Rig, operation: &str, wish: &Wish) -> Value {
    let id = || alias(rig).expect("there").alias_id.to_string();
    let Wish::Alias(wish) = wish else { panic!("of an alias") };
    match (operation, wish) {
        (_, AliasWish::Create { name }) => json!({"ConnectionString": name}),
        (_, AliasWish::Associate { directory, .. }) => json!({"AliasId": id(), "ResourceId": directory}),
        (_, AliasWish::Delete { .. } | AliasWish::Disassociate { .. }) => json!({"AliasId": id()}),
        (_, AliasWish::Share { account, is_allowed, .. }) => {
            let permission = json!({"SharedAccountId": account, "AllowAssociation": is_allowed});
            json!({"AliasId": id(), "ConnectionAliasPermission": permission})
        }
    }
}
