//! Orders about a second factor: what comes of a wish, and what does not.

use std::collections::BTreeSet;

use super::directory_tests::{after, directory, make, operations, refused_by, seen, wanted};
use super::{DirectoryWish, Wish, tagged};
use crate::model::Danger;
use crate::model::around::{Domain, RadiusSettings, Surroundings};

fn settings(server: &str) -> RadiusSettings {
    RadiusSettings {
        radius_servers: vec![server.to_owned()],
        radius_servers_ipv6: Vec::new(),
        radius_port: Some(1812),
        radius_timeout: Some(10),
        radius_retries: Some(3),
        authentication_protocol: Some("MS-CHAPv2".to_owned()),
    }
}

/// What is there when the directory is of this kind, and its second factor has this status.
fn with(kind: Option<&str>, radius: Option<(&str, RadiusSettings)>) -> Surroundings {
    let domain = Domain {
        kind: kind.map(str::to_owned),
        radius_status: radius.as_ref().map(|(status, _)| (*status).to_owned()),
        radius_settings: radius.map(|(_, settings)| settings),
        ..Domain::unknown(&directory())
    };
    Surroundings { domains: vec![domain], ..seen() }
}

fn enable(server: &str) -> Wish {
    let (directory, settings) = ("corp.example.com".to_owned(), settings(server));
    Wish::Directory(DirectoryWish::EnableMfa { directory, settings })
}

fn disable() -> Wish {
    Wish::Directory(DirectoryWish::DisableMfa { directory: "corp.example.com".to_owned() })
}

/// In every state that a second factor can be in: what is sent, what is refused, what is as wanted.
#[test]
fn a_second_factor_is_set_up_once_and_taken_away_once() {
    let (same, other) = (|| settings("a.example"), || settings("b.example"));
    let none: &[&str] = &[];
    for (radius, enabled, disabled) in [
        (None, (1, none, 0), (0, none, 1)),
        (Some(("Completed", same())), (0, none, 1), (1, none, 0)),
        (Some(("Completed", other())), (0, &["DIR-13"][..], 0), (1, none, 0)),
        (Some(("Creating", same())), (0, &["DIR-13"], 0), (1, none, 0)),
        (Some(("Failed", same())), (1, none, 0), (1, none, 0)),
        (Some(("Failed", other())), (1, none, 0), (1, none, 0)),
    ] {
        let before = with(Some("ADConnector"), radius.clone());
        for (wish, (acts, rules, unchanged)) in [(enable("a.example"), enabled), (disable(), disabled)] {
            let order = make(&before, &wanted(wish.clone()));
            let found = (order.acts.len(), refused_by(&order), order.unchanged.len());
            assert_eq!(found, (acts, rules.to_vec(), unchanged), "{radius:?}, {wish:?}");
            assert_eq!(order.warnings.len(), usize::from(unchanged == 0), "DIR-14 {:?}", order.warnings);
            if acts == 1 {
                assert_eq!(order.danger(), Danger::Severe);
                let again = make(&after(&before, &order), &wanted(wish));
                assert_eq!((again.acts.len(), again.unchanged.len()), (0, 1), "the same again");
            }
        }
    }
}

/// The kind that can have none is refused, both ways; of a kind that is not known the service judges.
#[test]
fn a_simple_ad_has_no_second_factor() {
    for (kind, rules) in [
        (Some("SimpleAD"), &["DIR-12"][..]),
        (Some("ADConnector"), &[]),
        (Some("MicrosoftAD"), &[]),
        (Some("SharedMicrosoftAD"), &[]),
        (None, &[]),
    ] {
        let order = make(&with(kind, None), &wanted(enable("a.example")));
        assert_eq!((refused_by(&order), order.acts.len()), (rules.to_vec(), usize::from(rules.is_empty())), "{kind:?}");
        let on = with(kind, Some(("Completed", settings("a.example"))));
        assert_eq!(refused_by(&make(&on, &wanted(disable()))), rules, "{kind:?}");
    }
    let elsewhere = Surroundings { domains: Vec::new(), ..seen() };
    let order = make(&elsewhere, &wanted(enable("a.example")));
    assert_eq!(refused_by(&order), ["DIR-12"]);
    assert!(order.refused[0].reason.contains("Directory Service has no directory"), "{:?}", order.refused);
}

/// What is shown and kept says how servers are asked, and how to undo it; and the tag that protects stops it.
#[test]
fn a_second_factor_as_it_is_told() {
    let before = with(Some("MicrosoftAD"), None);
    let order = make(&before, &wanted(enable("a.example")));
    assert_eq!((order.command.as_str(), operations(&order)), ("directory mfa", vec!["EnableRadius"]));
    let typed = "enable corp.example.com --server a.example --protocol MS-CHAPv2 --port 1812 --timeout 10 --retries 3";
    assert_eq!(order.selection.join(" "), typed);
    assert_eq!(order.undo, [["directory", "mfa", "disable", "d-0123456789"]]);
    let said = order.acts[0].act.says(ToOwned::to_owned);
    let settings = "MS-CHAPv2 to a.example at port 1812, 10 s for an answer, 3 retries";
    assert_eq!(said, format!("give d-0123456789 a second factor, {settings}"));
    assert!(order.acts[0].act.takes_secret());
    let ids = tagged(&before, &enable("a.example")).expect("known");
    assert_eq!(ids, BTreeSet::from(["d-0123456789".to_owned()]));
    let keys = BTreeSet::from(["deskfleet-protect".to_owned()]);
    let tags = ids.into_iter().map(|id| (id, keys.clone())).collect();
    let (scope, at) = (order.scope.clone(), order.made_at);
    let protected = super::order(&Surroundings { tags, ..before }, &wanted(enable("a.example")), &scope, at);
    assert_eq!(refused_by(&protected.expect("an order")), ["PROT-02"]);
}
