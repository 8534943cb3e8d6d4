//! Connection aliases on the built-in service: what our rules refuse it refuses, what they let through it takes, and whatever
//! becomes of an answer, each is made, led and deleted once.

use deskfleet::executor::event::around::{ActEvent, ActWhat};
use deskfleet::model::End;
use deskfleet::model::around::ConnectionAlias;
use deskfleet::planner::around::{AliasWish, Wish};
use deskfleet::sim::{Scripted, ScriptedFault, WorldSpec};
use serde_json::{Value, json};

use crate::around::{applied, carry_out, directory, meanwhile, open, planned, run, see};
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
        // Which fault it was is all the same to the operation: all of them are tried on one that has states.
        let all = [(LostAfter, 1), (LostBefore, 2), (ErrorBefore, 2), (ErrorAfter, 1), (Throttle, 2)];
        for (fault, sent) in all.into_iter().take(if number == 1 { 5 } else { 1 }) {
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
        assert!(planned(&rig, wish.clone(), &[]).is_none(), "{rule}: not refused");
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
    let order = planned(&rig, wish.clone(), &[]);
    assert!(order.is_none() && alias(&rig).is_some_and(|alias| alias.state() == "CREATING"), "not refused");
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
