//! IP access control groups: rules, limits, and whom a directory lets in.

use std::collections::BTreeSet;

use proptest::prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::{DirectoryView, WorldSpec};

fn rules(ranges: &[&str]) -> Value {
    ranges.iter().map(|range| json!({ "ipRule": range, "ruleDesc": "office" })).collect()
}

fn make(caller: &Caller, name: &str, ranges: &[&str]) -> String {
    let made = caller.good("CreateIpGroup", json!({ "GroupName": name, "UserRules": rules(ranges) }));
    made["GroupId"].as_str().expect("an id").to_owned()
}

fn directory(caller: &Caller) -> DirectoryView {
    caller.view().directories.remove(0)
}

fn ranges(caller: &Caller, group: &str) -> Vec<String> {
    let found = caller.good("DescribeIpGroups", json!({ "GroupIds": [group] }));
    let rules = found["Result"][0]["userRules"].as_array().expect("rules").clone();
    rules.into_iter().filter_map(|rule| Some(rule["ipRule"].as_str()?.to_owned())).collect()
}

fn broke(caller: &Caller, seen: &Seen, code: &str, row: &str) {
    assert_eq!((seen.status, seen.code()), (400, code), "{}", seen.body);
    assert_eq!(caller.last().violations, [row]);
    assert!(!caller.last().applied);
}

#[test]
fn a_group_is_made_described_and_taken_away() {
    let caller = Caller::demo();
    let tags = json!([{ "Key": "site", "Value": "hq" }]);
    let given = json!({ "GroupName": "hq", "GroupDesc": "Head office", "UserRules": rules(&["198.51.100.0/24"]), "Tags": tags });
    let id = caller.good("CreateIpGroup", given)["GroupId"].as_str().expect("an id").to_owned();
    let expected = json!({ "Result": [{
        "groupId": id, "groupName": "hq", "groupDesc": "Head office",
        "userRules": [{ "ipRule": "198.51.100.0/24", "ruleDesc": "office" }],
    }] });
    assert_eq!(caller.good("DescribeIpGroups", json!({})), expected);
    assert_eq!(caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"], tags);
    assert_eq!(caller.good("DescribeIpGroups", json!({ "GroupIds": ["wsipg-000000000"] })), json!({ "Result": [] }));
    caller.good("DeleteIpGroup", json!({ "GroupId": id }));
    assert!(caller.last().applied);
    assert_eq!(caller.call("DeleteIpGroup", json!({ "GroupId": id })).code(), "ResourceNotFoundException");
    assert_eq!(caller.call("DescribeTags", json!({ "ResourceId": id })).code(), "ResourceNotFoundException");
}

#[test]
fn rules_are_added_taken_out_and_replaced() {
    let caller = Caller::demo();
    let id = make(&caller, "hq", &["198.51.100.0/24"]);
    let change = |operation: &str, rules: &Value| {
        caller.good(operation, json!({ "GroupId": id, "UserRules": rules }));
        caller.last().applied
    };
    assert!(change("AuthorizeIpRules", &rules(&["203.0.113.7/32", "192.0.2.0/24"])));
    assert_eq!(ranges(&caller, &id), ["198.51.100.0/24", "203.0.113.7/32", "192.0.2.0/24"]);
    let some = json!(["192.0.2.0/24", "10.0.0.0/8"]);
    assert!(change("RevokeIpRules", &some), "bare ranges, and one that is not there is no error");
    assert!(!change("RevokeIpRules", &some));
    assert_eq!(ranges(&caller, &id), ["198.51.100.0/24", "203.0.113.7/32"]);
    assert!(change("UpdateRulesOfIpGroup", &rules(&["192.0.2.0/24"])));
    assert!(!change("UpdateRulesOfIpGroup", &rules(&["192.0.2.0/24"])));
    assert_eq!(ranges(&caller, &id), ["192.0.2.0/24"]);
    for operation in ["AuthorizeIpRules", "RevokeIpRules", "UpdateRulesOfIpGroup"] {
        let seen = caller.call(operation, json!({ "GroupId": "wsipg-000000000", "UserRules": [] }));
        assert_eq!(seen.code(), "ResourceNotFoundException", "{operation}");
    }
}

#[test]
fn ten_rules_a_hundred_groups_and_twenty_five_on_a_directory() {
    let caller = Caller::demo();
    let many: Vec<String> = (0..11).map(|number| format!("203.0.113.{number}/32")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let over = "ResourceLimitExceededException";
    let id = make(&caller, "full", &many[..10]);
    let one = json!({ "GroupId": id, "UserRules": rules(&many[10..]) });
    broke(&caller, &caller.call("AuthorizeIpRules", one), over, "I-01");
    let all = json!({ "GroupId": id, "UserRules": rules(&many) });
    broke(&caller, &caller.call("UpdateRulesOfIpGroup", all), over, "I-01");
    let new = json!({ "GroupName": "fuller", "UserRules": rules(&many) });
    broke(&caller, &caller.call("CreateIpGroup", new), over, "I-01");
    assert_eq!(ranges(&caller, &id).len(), 10);
    let same = json!({ "GroupName": "full" });
    broke(&caller, &caller.call("CreateIpGroup", same), "ResourceAlreadyExistsException", "I-13");
    let groups: Vec<String> = (1..100).map(|number| make(&caller, &format!("group {number}"), &[])).collect();
    broke(&caller, &caller.call("CreateIpGroup", json!({ "GroupName": "one more" })), over, "I-01");
    let home = directory(&caller).id;
    let on = |groups: &[String]| json!({ "DirectoryId": home, "GroupIds": groups });
    caller.good("AssociateIpGroups", on(&groups[..25]));
    caller.good("AssociateIpGroups", on(&groups[..3]));
    assert!(!caller.last().applied, "they are on it already");
    broke(&caller, &caller.call("AssociateIpGroups", on(&groups[25..26])), over, "I-01");
    assert_eq!(directory(&caller).ip_groups, groups[..25]);
    let mut found = BTreeSet::new();
    let mut token = Value::Null;
    let mut pages = 0;
    while pages == 0 || !token.is_null() {
        let page = caller.good("DescribeIpGroups", json!({ "MaxResults": 25, "NextToken": token }));
        found.extend(page["Result"].as_array().expect("a list").iter().map(|group| group["groupId"].to_string()));
        token = page["NextToken"].clone();
        pages += 1;
    }
    assert_eq!((found.len(), pages), (100, 4));
}

#[test]
fn what_is_no_range_is_refused_and_host_bits_as_the_world_will_have_it() {
    let mut told = BTreeSet::new();
    for seed in 0..8 {
        let caller = Caller::new(WorldSpec { seed, rate: 0.0, ..WorldSpec::default() });
        let id = make(&caller, "hq", &[]);
        let add = |range: &str| caller.call("AuthorizeIpRules", json!({ "GroupId": id, "UserRules": rules(&[range]) }));
        for range in ["198.51.100.7", "198.51.100.0/33", "2001:db8::/32", "office", ""] {
            broke(&caller, &add(range), "InvalidParameterValuesException", "I-03");
        }
        let status = add("198.51.100.7/24").status;
        assert_eq!(caller.last().violations, ["I-03"]);
        assert_eq!(ranges(&caller, &id).len(), usize::from(status == 200));
        told.insert(status);
    }
    assert_eq!(told, BTreeSet::from([200, 400]), "AWS does not say, so worlds differ");
}

#[test]
fn a_directory_admits_everybody_until_a_group_is_on_it() {
    let caller = Caller::demo();
    let (empty, office) = (make(&caller, "empty", &[]), make(&caller, "office", &["198.51.100.0/24"]));
    let home = directory(&caller).id;
    let set =
        |operation: &str, group: &str| caller.call(operation, json!({ "DirectoryId": home, "GroupIds": [group] }));
    assert_eq!(directory(&caller).admits, None);
    assert_eq!(set("AssociateIpGroups", &empty).status, 200);
    assert_eq!(directory(&caller).admits, Some(BTreeSet::new()), "a group without rules locks everybody out");
    set("AssociateIpGroups", &office);
    assert_eq!(directory(&caller).admits, Some(BTreeSet::from(["198.51.100.0/24".to_owned()])));
    let shown = caller.good("DescribeWorkspaceDirectories", json!({ "DirectoryIds": [home] }));
    assert_eq!(shown["Directories"][0]["ipGroupIds"], json!([empty, office]));
    let used = caller.call("DeleteIpGroup", json!({ "GroupId": office }));
    broke(&caller, &used, "ResourceAssociatedException", "I-12");
    assert_eq!(set("DisassociateIpGroups", "wsipg-000000000").code(), "ResourceNotFoundException");
    set("DisassociateIpGroups", &empty);
    set("DisassociateIpGroups", &office);
    assert!(caller.last().applied);
    assert_eq!(directory(&caller).admits, None, "without a group of its own it is open to the world again");
    let nowhere = json!({ "DirectoryId": "d-0000000000", "GroupIds": [office] });
    assert_eq!(caller.call("AssociateIpGroups", nowhere).code(), "ResourceNotFoundException");
}

#[derive(Clone, Debug)]
enum Act {
    Add(usize, usize),
    Take(usize, usize),
    Set(usize, usize),
    On(usize),
    Off(usize),
}

const RANGES: [&str; 4] = ["198.51.100.0/24", "203.0.113.7/32", "192.0.2.0/25", "192.0.2.128/25"];

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    /// Whatever is done to groups, a directory admits the union of what its groups were given, or everybody without any.
    #[test]
    fn the_rules_of_all_groups_count(acts in proptest::collection::vec(act(), 1..25)) {
        let caller = Caller::uniform(1);
        let home = directory(&caller).id;
        let groups: Vec<String> = (0..3).map(|number| make(&caller, &format!("{number}"), &[])).collect();
        let mut model = vec![(BTreeSet::new(), false); 3];
        for act in acts {
            let (operation, group) = match act {
                Act::Add(group, _) => ("AuthorizeIpRules", group),
                Act::Take(group, _) => ("RevokeIpRules", group),
                Act::Set(group, _) => ("UpdateRulesOfIpGroup", group),
                Act::On(group) => ("AssociateIpGroups", group),
                Act::Off(group) => ("DisassociateIpGroups", group),
            };
            let on = json!({ "DirectoryId": home, "GroupIds": [groups[group]] });
            let with = |rules: Value| json!({ "GroupId": groups[group], "UserRules": rules });
            let (own, listed) = &mut model[group];
            let parameters = match act {
                Act::Add(_, range) => {
                    own.insert(RANGES[range].to_owned());
                    with(rules(&[RANGES[range]]))
                }
                Act::Take(_, range) => {
                    own.remove(RANGES[range]);
                    with(json!([RANGES[range]]))
                }
                Act::Set(_, range) => {
                    *own = BTreeSet::from([RANGES[range].to_owned()]);
                    with(rules(&[RANGES[range]]))
                }
                Act::On(_) => {
                    *listed = true;
                    on
                }
                Act::Off(_) => {
                    *listed = false;
                    on
                }
            };
            caller.call(operation, parameters);
            let listed: Vec<_> = model.iter().filter(|(_, listed)| *listed).collect();
            let union: BTreeSet<String> = listed.iter().flat_map(|(own, _)| own.clone()).collect();
            prop_assert_eq!(directory(&caller).admits, (!listed.is_empty()).then_some(union));
        }
    }
}

fn act() -> impl Strategy<Value = Act> {
    let pair = (0..3_usize, 0..RANGES.len());
    let lists = any::<bool>().prop_flat_map(|on| (Just(on), 0..3_usize));
    prop_oneof![
        pair.clone().prop_map(|(group, range)| Act::Add(group, range)),
        pair.clone().prop_map(|(group, range)| Act::Take(group, range)),
        pair.prop_map(|(group, range)| Act::Set(group, range)),
        lists.prop_map(|(on, group)| if on { Act::On(group) } else { Act::Off(group) }),
    ]
}
