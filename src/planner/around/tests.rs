//! Orders: what comes of a wish, what does not, and what holds of any sequence of them.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::{Order, OrderError, Others, Wanted, Wish, order, tagged};
use crate::inventory::{IpGroupEntry, IpGroupFile};
use crate::model::around::{Act, IpGroup, IpRule, Reach, RegisteredDirectory, Surroundings};
use crate::model::{Danger, DirectoryId, IpGroupId, Scope};
use crate::planner::document::{Plan, Seal};
use crate::planner::rules::cards;

fn rule(text: &str) -> IpRule {
    IpRule { ip_rule: text.to_owned(), rule_desc: None }
}

fn rules(texts: &[&str]) -> Vec<IpRule> {
    texts.iter().map(|text| rule(text)).collect()
}

fn group(name: &str, texts: &[&str]) -> IpGroup {
    IpGroup {
        group_id: IpGroupId::from_service(format!("wsipg-{name:0>8}")),
        group_name: name.to_owned(),
        group_desc: None,
        user_rules: rules(texts),
    }
}

fn directory(number: u32, groups: &[&str]) -> RegisteredDirectory {
    RegisteredDirectory {
        directory_id: DirectoryId::from_service(format!("d-{number:010}")),
        directory_name: Some(format!("corp{number}.example.com")),
        alias: None,
        state: Some("REGISTERED".to_owned()),
        ip_group_ids: groups.iter().map(|name| IpGroupId::from_service(format!("wsipg-{name:0>8}"))).collect(),
        described: BTreeMap::new(),
    }
}

/// Two groups that are in use, one that is not, one without rules; a directory with each of the first, one with none.
pub(super) fn seen() -> Surroundings {
    Surroundings {
        ip_groups: vec![
            group("office", &["203.0.113.0/24", "198.51.100.7/32"]),
            group("home", &["192.0.2.0/24"]),
            group("spare", &["233.252.0.0/24"]),
            group("empty", &[]),
        ],
        directories: vec![directory(1, &["office", "home"]), directory(2, &["home"]), directory(3, &[])],
        ..Surroundings::default()
    }
}

pub(super) fn wanted(wish: Wish) -> Wanted {
    let protect_tag = "deskfleet-protect".to_owned();
    Wanted { wish, reason: None, lowered: BTreeSet::new(), must_admit: Vec::new(), protect_tag, revert_after_s: None }
}

/// Makes an order, with the tags read that it asks for, unless some were read.
pub(super) fn make(seen: &Surroundings, wanted: &Wanted) -> Result<Order, OrderError> {
    let mut seen = seen.clone();
    if seen.tags.is_empty() {
        seen.tags = tagged(&seen, &wanted.wish)?.into_iter().map(|id| (id, BTreeSet::new())).collect();
    }
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    order(&seen, wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment"))
}

fn plain(wish: Wish) -> Order {
    make(&seen(), &wanted(wish)).expect("an order")
}

fn after(seen: &Surroundings, order: &Order) -> Surroundings {
    order.acts.iter().fold(seen.clone(), |state, planned| planned.act.apply(&state).expect("it was tried out"))
}

fn create(name: &str, texts: &[&str]) -> Wish {
    Wish::CreateIpGroup { name: name.to_owned(), description: None, rules: rules(texts) }
}

fn add(name: &str, texts: &[&str]) -> Wish {
    Wish::AddIpRules { group: name.to_owned(), rules: rules(texts) }
}

fn remove(name: &str, texts: &[&str]) -> Wish {
    Wish::RemoveIpRules {
        group: name.to_owned(),
        ranges: texts.iter().map(|text| text.parse().expect("a range")).collect(),
    }
}

fn set(name: &str, texts: &[&str]) -> Wish {
    Wish::SetIpRules { group: name.to_owned(), rules: rules(texts) }
}

fn associate(number: u32, groups: &[&str], others: Others) -> Wish {
    let groups = groups.iter().map(|name| (*name).to_owned()).collect();
    Wish::AssociateIpGroups { directory: format!("corp{number}.example.com"), groups, others }
}

fn disassociate(number: u32, groups: &[&str]) -> Wish {
    let groups = groups.iter().map(|name| (*name).to_owned()).collect();
    Wish::DisassociateIpGroups { directory: format!("d-{number:010}"), groups }
}

fn operations(order: &Order) -> Vec<&'static str> {
    order.acts.iter().map(|planned| planned.act.facts().operation).collect()
}

fn refused_by(order: &Order) -> Vec<&str> {
    order.refused.iter().map(|remark| remark.rule.as_str()).collect()
}

/// What each wish sends, and only what differs.
#[test]
fn only_what_differs_is_sent() {
    let described = Wish::AddIpRules {
        group: "home".to_owned(),
        rules: vec![IpRule { ip_rule: "192.0.2.0/24".to_owned(), rule_desc: Some("all homes".to_owned()) }],
    };
    let table = [
        (create("new", &["203.0.113.0/24"]), vec!["CreateIpGroup"], Danger::Mild),
        (create("home", &["192.0.2.0/24"]), vec![], Danger::Mild),
        (Wish::DeleteIpGroup { group: "wsipg-000spare".to_owned() }, vec!["DeleteIpGroup"], Danger::Severe),
        (add("home", &["192.0.2.0/24", "198.51.100.7"]), vec!["AuthorizeIpRules"], Danger::Moderate),
        (add("office", &["198.51.100.7"]), vec![], Danger::Mild),
        (described, vec!["UpdateRulesOfIpGroup"], Danger::Severe),
        (remove("office", &["203.0.113.0/24", "233.252.0.0/24"]), vec!["RevokeIpRules"], Danger::Severe),
        (
            set("office", &["203.0.113.0/24", "198.51.100.7", "233.252.0.0/24"]),
            vec!["AuthorizeIpRules"],
            Danger::Moderate,
        ),
        (set("office", &["203.0.113.0/24"]), vec!["RevokeIpRules"], Danger::Severe),
        (set("office", &["203.0.113.0/24", "233.252.0.0/24"]), vec!["UpdateRulesOfIpGroup"], Danger::Severe),
        (set("office", &["198.51.100.7", "203.0.113.0/24"]), vec![], Danger::Mild),
        (associate(2, &["office", "home"], Others::Stay), vec!["AssociateIpGroups"], Danger::Severe),
        (
            associate(2, &["office", "office"], Others::Go),
            vec!["AssociateIpGroups", "DisassociateIpGroups"],
            Danger::Severe,
        ),
        (associate(2, &["home"], Others::Go), vec![], Danger::Mild),
        (disassociate(1, &["home", "spare"]), vec!["DisassociateIpGroups"], Danger::Severe),
    ];
    for (wish, expected, danger) in table {
        let order = plain(wish.clone());
        assert_eq!(operations(&order), expected, "{wish:?}: {:?}", order.refused);
        assert_eq!(order.danger(), danger, "{wish:?}");
    }
}

/// Each rule in both directions: what it refuses, that its flag lets it pass, and what is left in peace.
#[test]
fn what_locks_out_or_opens_is_refused_and_named() {
    let seen = seen();
    let table = [
        (associate(3, &["empty"], Others::Stay), "IPG-01", true),
        (associate(1, &["empty"], Others::Stay), "IPG-01", true),
        (remove("home", &["192.0.2.0/24"]), "IPG-01", true),
        (remove("spare", &["233.252.0.0/24"]), "", true),
        (disassociate(2, &["home"]), "IPG-02", true),
        (disassociate(1, &["home"]), "", true),
        (add("office", &["0.0.0.0/0"]), "IPG-03", true),
        (create("wide", &["11.0.0.0/8"]), "IPG-03", true),
        (set("spare", &["128.0.0.0/1"]), "IPG-03", true),
        (add("office", &["11.0.0.0/9"]), "", true),
        (Wish::DeleteIpGroup { group: "home".to_owned() }, "IPG-07", false),
        (create("home", &["203.0.113.0/24"]), "IPG-08", false),
    ];
    for (wish, rule, can) in table {
        let plain = make(&seen, &wanted(wish.clone())).expect("an order");
        let expected: Vec<&str> = Some(rule).filter(|rule| !rule.is_empty()).into_iter().collect();
        assert_eq!(refused_by(&plain), expected, "{wish:?}");
        assert_eq!(plain.acts.is_empty(), !rule.is_empty(), "{wish:?}: all or nothing");
        let lowered = Wanted { lowered: BTreeSet::from([rule.to_owned()]), ..wanted(wish.clone()) };
        let order = make(&seen, &lowered).expect("an order");
        assert_eq!(order.refused.is_empty(), can, "{wish:?} with `--allow {rule}`");
        let requires = order.acts.iter().flat_map(|planned| &planned.requires);
        assert!(
            requires.into_iter().all(|requirement| requirement.rule != rule),
            "{wish:?}: it is not asked for later"
        );
    }
}

/// The tag stops what is severe, on whatever an act changes or leans on; unread is as good as tagged.
#[test]
fn what_is_protected_stays() {
    let with = |id: &str, keys: &[&str]| {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        let mut seen = seen();
        let all = [
            ("wsipg-00office", BTreeSet::new()),
            ("wsipg-0000home", BTreeSet::new()),
            ("d-0000000001", BTreeSet::new()),
            (id, keys),
        ];
        seen.tags = all.into_iter().map(|(id, keys)| (id.to_owned(), keys)).collect();
        seen
    };
    let tag = ["team", "deskfleet-protect"];
    let off = || disassociate(1, &["home"]);
    for (seen, refused) in [
        (with("x", &[]), false),
        (with("wsipg-00office", &tag), false),
        (with("wsipg-0000home", &tag), true),
        (with("wsipg-0000home", &["team"]), false),
        (with("d-0000000001", &tag), true),
        (Surroundings { tags: std::iter::once(("x".to_owned(), BTreeSet::new())).collect(), ..seen() }, true),
    ] {
        let order = make(&seen, &wanted(off())).expect("an order");
        assert_eq!(refused_by(&order).contains(&"PROT-02"), refused, "{:?}", seen.tags);
        let lowered = Wanted { lowered: BTreeSet::from(["PROT-02".to_owned()]), ..wanted(off()) };
        assert!(make(&seen, &lowered).expect("an order").refused.is_empty());
    }
    let moderate = make(&with("wsipg-0000home", &tag), &wanted(add("home", &["233.252.0.0/24"]))).expect("an order");
    assert!(moderate.refused.is_empty(), "it takes nothing away");
}

#[test]
fn quotas_are_counted() {
    let mut seen = seen();
    let ten: Vec<String> = (0..10).map(|number| format!("203.0.{number}.0/24")).collect();
    let ten: Vec<&str> = ten.iter().map(String::as_str).collect();
    let refused = |seen: &Surroundings, wish: Wish| {
        let order = make(seen, &wanted(wish)).expect("an order");
        order.refused.iter().map(|remark| remark.rule.clone()).collect::<Vec<_>>()
    };
    assert!(refused(&seen, create("ten", &ten)).is_empty());
    assert_eq!(refused(&seen, create("eleven", &[&ten[..], &["192.0.2.0/24"]].concat())), ["IPG-06"]);
    assert_eq!(refused(&seen, add("home", &ten)), ["IPG-06"]);
    assert_eq!(refused(&seen, set("home", &[&ten[..], &["198.51.100.0/24"]].concat())), ["IPG-06"]);
    let many: Vec<String> = (0..96).map(|number| format!("g{number}")).collect();
    seen.ip_groups.extend(many.iter().map(|name| group(name, &["203.0.113.0/24"])));
    assert_eq!(refused(&seen, create("more", &["203.0.113.0/24"])), ["IPG-06"], "100 are there");
    let names: Vec<&str> = many.iter().map(String::as_str).collect();
    assert!(refused(&seen, associate(2, &names[..24], Others::Stay)).is_empty(), "25 in all");
    assert_eq!(refused(&seen, associate(2, &names[..25], Others::Stay)), ["IPG-06"]);
}

/// Before and after, act by act: whoever must be able to come in is never kept out.
#[test]
fn who_must_be_admitted_is_admitted_throughout() {
    let seen = seen();
    let table = [
        (associate(3, &["office"], Others::Stay), "192.0.2.7/32", false),
        (associate(3, &["office"], Others::Stay), "203.0.113.0/25", true),
        (disassociate(1, &["home"]), "192.0.2.0/24", false),
        (disassociate(1, &["home"]), "198.51.100.7/32", true),
        (associate(2, &["office"], Others::Go), "203.0.113.7/32", true),
        (associate(2, &["office"], Others::Go), "192.0.2.0/25", false),
        (remove("office", &["203.0.113.0/24"]), "203.0.113.7/32", false),
        // Nobody's access changes, so nothing is asked of it.
        (remove("spare", &["233.252.0.0/24"]), "203.0.113.7/32", true),
    ];
    for (wish, range, admitted) in table {
        let must_admit = vec![range.parse().expect("a range")];
        let order = make(&seen, &Wanted { must_admit, ..wanted(wish.clone()) }).expect("an order");
        let expected: &[&str] = if admitted { &[] } else { &["IPG-04"] };
        assert_eq!(refused_by(&order), expected, "{wish:?} {range}");
    }
    let order = plain(associate(3, &["office"], Others::Stay));
    let [change] = order.access.as_slice() else { panic!("one directory: {:?}", order.access) };
    assert_eq!(change.before, Reach::Everybody);
    assert_eq!(change.after.to_string(), "198.51.100.7/32, 203.0.113.0/24");
    assert!(order.takes_away() && order.warnings.iter().any(|warning| warning.rule == "IPG-11"));
    assert!(!plain(add("office", &["233.252.0.0/24"])).takes_away());
    // As the guide says, whatever else is on the directory.
    assert_eq!(
        Reach::of(
            &Surroundings { directories: vec![directory(1, &["office", "empty"])], ..seen },
            &directory(1, &[]).directory_id
        )
        .to_string(),
        "nobody"
    );
}

#[test]
fn names_that_stand_for_nothing_are_told_with_the_nearest() {
    let seen = seen();
    let error = make(&seen, &wanted(add("offic", &["192.0.2.7"]))).expect_err("no such group");
    let OrderError::Unknown { nearest, .. } = &error else { panic!("{error}") };
    assert_eq!(
        (error.to_string().as_str(), nearest.as_deref()),
        ("there is no IP access control group `offic`", Some("office"))
    );
    assert!(matches!(
        make(&seen, &wanted(associate(7, &["home"], Others::Stay))),
        Err(OrderError::Unknown { kind: "directory", .. })
    ));
    let mut twins = seen.clone();
    twins.directories[1].directory_name = twins.directories[0].directory_name.clone();
    assert!(matches!(
        make(&twins, &wanted(associate(1, &["spare"], Others::Stay))),
        Err(OrderError::Ambiguous { count: 2, .. })
    ));
    let mut leaving = seen;
    leaving.directories[0].state = Some("DEREGISTERING".to_owned());
    let order = make(&leaving, &wanted(associate(1, &["spare"], Others::Stay))).expect("an order");
    assert_eq!(refused_by(&order), ["IPG-09"]);
}

#[test]
fn what_is_odd_about_a_rule_is_said() {
    let warns = |wish: Wish| plain(wish).warnings.into_iter().map(|warning| warning.reason).collect::<Vec<_>>();
    assert_eq!(warns(add("office", &["203.0.113.128/25"])), ["203.0.113.128/25 lies in 203.0.113.0/24"]);
    assert_eq!(warns(create("x", &["233.252.0.7", "233.252.0.7/32"])), ["233.252.0.7/32 is written twice"]);
    assert!(warns(create("x", &["10.1.0.0/16"]))[0].contains("10.1.0.0/16 is private"));
    assert!(warns(create("x", &["2001:db8::/32"]))[0].contains("IPv6"));
    let gone = plain(remove("office", &["203.0.113.0/25"]));
    assert_eq!(gone.unchanged[0].reason, "office has no such rule; it has 203.0.113.0/24");
}

/// The document is read as it was written, and as nothing else.
#[test]
fn an_order_is_read_as_it_was_written() {
    let order = plain(associate(2, &["office"], Others::Go));
    let text = order.to_text().expect("a document");
    assert_eq!(Order::read(&text).expect("the same"), order);
    let edited = text.replace("\"AssociateIpGroups\"", "\"DisassociateIpGroups\"");
    assert!(Order::read(&edited).is_err_and(|error| error.to_string().contains("was changed")));
    let error = Plan::read(&text, Seal::Intact).expect_err("no plan");
    assert_eq!(error.to_string(), "it is an order of `ip-group associate`, not a plan");
}

/// Every rule that an order can name can be explained.
#[test]
fn rules_are_cards() {
    let ids: BTreeSet<&str> = cards().iter().map(|card| card.id).collect();
    assert_eq!(ids.len(), cards().len(), "an id stands for one rule");
    assert!(super::RULES.iter().all(|card| ids.contains(card.id) && !card.says.is_empty() && !card.advice.is_empty()));
}

fn file(groups: &[(&str, &[&str])], directories: &[(u32, &[&str])]) -> IpGroupFile {
    let entry = |(name, texts): &(&str, &[&str])| IpGroupEntry {
        name: (*name).to_owned(),
        description: None,
        rules: rules(texts),
    };
    let on = |(number, names): &(u32, &[&str])| {
        (format!("corp{number}.example.com"), names.iter().map(|name| (*name).to_owned()).collect())
    };
    IpGroupFile { groups: groups.iter().map(entry).collect(), directories: directories.iter().map(on).collect() }
}

fn apply(file: IpGroupFile, others: Others) -> Wish {
    Wish::ApplyIpGroups { file, name: "groups.yaml".to_owned(), others }
}

/// What lets people in comes first, and what goes is last.
#[test]
fn a_file_is_applied_without_a_gap() {
    // The range of `home` moves to `office`, which is on the same directory.
    let moved = file(
        &[
            ("home", &["198.51.100.0/24"]),
            ("office", &["203.0.113.0/24", "192.0.2.0/24"]),
            ("new", &["233.252.0.7/32"]),
        ],
        &[(1, &["office", "home", "new"]), (2, &["new", "office"])],
    );
    let must_admit = vec!["192.0.2.0/24".parse().expect("a range")];
    let wish = apply(moved, Others::Go);
    let order = make(&seen(), &Wanted { must_admit, ..wanted(wish.clone()) }).expect("an order");
    let expected = [
        "AuthorizeIpRules",
        "AuthorizeIpRules",
        "CreateIpGroup",
        "AssociateIpGroups",
        "AssociateIpGroups",
        "DisassociateIpGroups",
        "RevokeIpRules",
        "RevokeIpRules",
        "DeleteIpGroup",
        "DeleteIpGroup",
    ];
    assert_eq!(operations(&order), expected, "{:?}", order.refused);
    let then = after(&seen(), &order);
    let again = make(&then, &wanted(wish)).expect("an order");
    assert!(again.acts.is_empty() && again.refused.is_empty(), "{again:?}");

    let kept = plain(apply(file(&[("office", &["203.0.113.0/24", "198.51.100.7"])], &[]), Others::Go));
    assert_eq!(operations(&kept), ["DeleteIpGroup", "DeleteIpGroup"], "those that are on no directory");
    assert!(kept.warnings.iter().any(|warning| warning.rule == "IPG-14" && warning.of == "home"));
    assert!(plain(apply(file(&[("office", &["203.0.113.0/24", "198.51.100.7"])], &[]), Others::Stay)).acts.is_empty());
    assert_eq!(refused_by(&plain(apply(file(&[], &[(2, &[])]), Others::Stay))), ["IPG-02"]);
    assert_eq!(refused_by(&plain(apply(file(&[("home", &[])], &[]), Others::Stay))), ["IPG-01"]);
    assert!(make(&seen(), &wanted(apply(file(&[], &[(2, &["nobody"])]), Others::Stay))).is_err());
}

/// What replaces all rules was made of those that were seen, and of no others.
#[test]
fn rules_that_changed_meanwhile_are_not_replaced() {
    let order = plain(set("office", &["203.0.113.0/24", "233.252.0.0/24"]));
    let as_seen =
        order.acts[0].requires.iter().find(|requirement| requirement.rule == "IPG-12").expect("it is asked for");
    let mut changed = seen();
    assert_eq!(as_seen.that.broken(&changed, &changed), None);
    changed.ip_groups[0].user_rules.push(rule("198.51.100.128/25"));
    let reason = as_seen.that.broken(&changed, &changed).expect("broken");
    assert_eq!(reason, "somebody changed the rules of office meanwhile");
}

const NAMES: [&str; 4] = ["office", "home", "spare", "empty"];
const RANGES: [&str; 5] = ["203.0.113.0/24", "198.51.100.7/32", "192.0.2.0/24", "192.0.2.128/25", "233.252.0.0/24"];

fn some(of: &'static [&'static str]) -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(of, 1..=2)
}

fn files() -> impl Strategy<Value = Wish> {
    let groups = proptest::sample::subsequence(&NAMES[..], 0..=4).prop_flat_map(|names| {
        let count = names.len();
        (Just(names), proptest::collection::vec(some(&RANGES), count))
    });
    let directories = proptest::sample::subsequence(vec![1_u32, 2, 3], 0..=2).prop_flat_map(|numbers| {
        let count = numbers.len();
        (Just(numbers), proptest::collection::vec(some(&NAMES), count))
    });
    (groups, directories, any::<bool>()).prop_map(|((names, texts), (numbers, on), prunes)| {
        let groups: Vec<(&str, &[&str])> = names.into_iter().zip(texts.iter().map(Vec::as_slice)).collect();
        let directories: Vec<(u32, &[&str])> = numbers.into_iter().zip(on.iter().map(Vec::as_slice)).collect();
        apply(file(&groups, &directories), if prunes { Others::Go } else { Others::Stay })
    })
}

pub(super) fn wishes() -> impl Strategy<Value = Wish> {
    let name = || proptest::sample::select(&NAMES[..]);
    prop_oneof![
        files(),
        (name(), some(&RANGES)).prop_map(|(name, texts)| create(name, &texts)),
        name().prop_map(|name| Wish::DeleteIpGroup { group: name.to_owned() }),
        (name(), some(&RANGES)).prop_map(|(name, texts)| add(name, &texts)),
        (name(), some(&RANGES)).prop_map(|(name, texts)| remove(name, &texts)),
        (name(), some(&RANGES)).prop_map(|(name, texts)| set(name, &texts)),
        (1..=3_u32, some(&NAMES)).prop_map(|(number, names)| associate(number, &names, Others::Stay)),
        (1..=3_u32, some(&NAMES)).prop_map(|(number, names)| associate(number, &names, Others::Go)),
        (1..=3_u32, some(&NAMES)).prop_map(|(number, names)| disassociate(number, &names)),
    ]
}

/// What something is called, and what is in it.
pub(super) type Names = Vec<(String, Vec<String>)>;

/// Sorted, so that what differs in nothing but its order is equal; without ids, which a group that was made anew has not.
pub(super) fn shape(seen: &Surroundings) -> (Names, Names) {
    let group = |group: &IpGroup| {
        let mut rules: Vec<String> = group.user_rules.iter().map(|rule| rule.ip_rule.clone()).collect();
        rules.sort();
        (group.group_name.clone(), rules)
    };
    let on = |directory: &RegisteredDirectory| {
        let name = |id: &IpGroupId| seen.ip_group(id).map_or(id.to_string(), |group| group.group_name.clone());
        let mut names: Vec<String> = directory.ip_group_ids.iter().map(name).collect();
        names.sort();
        (directory.directory_id.to_string(), names)
    };
    let mut groups: Vec<_> = seen.ip_groups.iter().map(group).collect();
    groups.sort();
    (groups, seen.directories.iter().map(on).collect())
}

fn is_locked_or_open(seen: &Surroundings, directory: &RegisteredDirectory) -> (bool, bool) {
    let empty = |id: &IpGroupId| seen.ip_group(id).is_none_or(|group| group.user_rules.is_empty());
    (directory.ip_group_ids.iter().any(empty), directory.ip_group_ids.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// No sequence of commands without a flag leaves a directory locked out, or opens one that was not open.
    #[test]
    fn no_sequence_locks_out_or_opens(wishes in proptest::collection::vec(wishes(), 1..12)) {
        let mut state = seen();
        for wish in wishes {
            let Ok(order) = make(&state, &wanted(wish.clone())) else { continue };
            for planned in &order.acts {
                let next = planned.act.apply(&state).expect("it was tried out");
                for directory in &next.directories {
                    let (locked, open) = is_locked_or_open(&next, directory);
                    let was = state.directory(&directory.directory_id).expect("it stays");
                    prop_assert!(!locked && (!open || was.ip_group_ids.is_empty()), "{wish:?}: {directory:?}");
                }
                state = next;
            }
        }
    }

    /// What was done is not done again, and its document survives being written.
    #[test]
    fn once_is_as_good_as_twice(before in proptest::collection::vec(wishes(), 0..6), wish in wishes()) {
        let mut state = seen();
        for wish in before {
            if let Ok(order) = make(&state, &wanted(wish)) { state = after(&state, &order); }
        }
        let Ok(order) = make(&state, &wanted(wish.clone())) else { return Ok(()) };
        prop_assert_eq!(&Order::read(&order.to_text().expect("a document")).expect("read"), &order);
        let then = after(&state, &order);
        prop_assert!(order.acts.iter().all(|planned| planned.act.apply(&state).is_ok_and(|next| next != state) || order.acts.len() > 1));
        match make(&then, &wanted(wish)) {
            Ok(again) => prop_assert!(order.refused.is_empty() == again.refused.is_empty() && again.acts.is_empty(), "{:?}", again.acts),
            // What was deleted is not there to be named again.
            Err(_) => prop_assert!(operations(&order).contains(&"DeleteIpGroup")),
        }
    }

    /// The order in which rules and groups are named, or listed by the service, changes nothing.
    #[test]
    fn order_does_not_matter(wish in wishes()) {
        let turned = match wish.clone() {
            Wish::CreateIpGroup { name, description, mut rules } => { rules.reverse(); Wish::CreateIpGroup { name, description, rules } }
            Wish::AddIpRules { group, mut rules } => { rules.reverse(); Wish::AddIpRules { group, rules } }
            Wish::RemoveIpRules { group, mut ranges } => { ranges.reverse(); Wish::RemoveIpRules { group, ranges } }
            Wish::SetIpRules { group, mut rules } => { rules.reverse(); Wish::SetIpRules { group, rules } }
            Wish::AssociateIpGroups { directory, mut groups, others } => { groups.reverse(); Wish::AssociateIpGroups { directory, groups, others } }
            Wish::DisassociateIpGroups { directory, mut groups } => { groups.reverse(); Wish::DisassociateIpGroups { directory, groups } }
            Wish::DeleteIpGroup { group } => Wish::DeleteIpGroup { group },
            Wish::Bundle(wish) => Wish::Bundle(wish),
            Wish::Image(wish) => Wish::Image(wish),
            Wish::Alias(wish) => Wish::Alias(wish),
            Wish::Standby(wish) => Wish::Standby(wish),
            Wish::ApplyIpGroups { mut file, name, others } => {
                file.groups.reverse();
                file.groups.iter_mut().for_each(|entry| entry.rules.reverse());
                file.directories.reverse();
                Wish::ApplyIpGroups { file, name, others }
            }
            Wish::Directory(wish) => Wish::Directory(wish),
        };
        let mut other = seen();
        other.ip_groups.reverse();
        other.ip_groups.iter_mut().for_each(|group| group.user_rules.reverse());
        other.directories.iter_mut().for_each(|directory| directory.ip_group_ids.reverse());
        let (one, two) = (make(&seen(), &wanted(wish)), make(&other, &wanted(turned)));
        let (Ok(one), Ok(two)) = (one, two) else { return Ok(()) };
        prop_assert_eq!(one.refused.is_empty(), two.refused.is_empty());
        prop_assert_eq!(shape(&after(&seen(), &one)), shape(&after(&other, &two)));
        if one.refused.is_empty() {
            prop_assert_eq!(&one.access, &two.access);
        }
    }

    /// What undoes an order leads back to where it began.
    #[test]
    fn what_undoes_it_leads_back(wish in wishes()) {
        let Ok(order) = make(&seen(), &wanted(wish.clone())) else { return Ok(()) };
        prop_assume!(!order.acts.is_empty());
        let draft = super::draft(&seen(), &wish).expect("a draft");
        prop_assert_eq!(order.undo.len(), draft.undo.len());
        let mut state = after(&seen(), &order);
        for (undo, words) in draft.undo.into_iter().zip(&order.undo) {
            let at = words.iter().position(|word| word == "--allow");
            let lowered = at.map_or(BTreeSet::new(), |at| words[at + 1].split(',').map(str::to_owned).collect());
            let back = make(&state, &Wanted { lowered, ..wanted(undo) }).expect("an order");
            prop_assert!(back.refused.is_empty(), "{:?}: {:?}", words, back.refused);
            state = after(&state, &back);
        }
        prop_assert_eq!(shape(&state), shape(&seen()));
    }
}

/// Acts are applied to what is there, and done when nothing would come of them.
#[test]
fn an_act_is_done_when_nothing_comes_of_it() {
    let order = plain(associate(2, &["office"], Others::Go));
    let [on, off] = [&order.acts[0].act, &order.acts[1].act];
    let seen = seen();
    let then = on.apply(&seen).expect("possible");
    assert!(
        !on.is_done(&seen)
            && on.is_done(&then)
            && !off.is_done(&then)
            && off.is_done(&off.apply(&then).expect("possible"))
    );
    // One that the listing does not show is taken off all the same.
    let unlisted = Surroundings { ip_groups: Vec::new(), ..seen.clone() };
    let swap = make(
        &Surroundings { ip_groups: seen.ip_groups[..1].to_vec(), ..seen.clone() },
        &wanted(associate(2, &["office"], Others::Go)),
    );
    let off = &swap.expect("an order").acts[1].act;
    assert!(!off.is_done(&unlisted) && off.is_done(&off.apply(&unlisted).expect("possible")));
    let gone = Act::DeleteIpGroup { group_id: crate::model::around::IpGroupRef::Named("never".to_owned()) };
    assert!(gone.is_done(&seen));
}
