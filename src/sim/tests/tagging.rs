//! The Resource Groups Tagging API: many tags at once, some seconds late, and not for everybody.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, Seen, json_request};
use crate::sim::{Scripted, ScriptedFault, WorldSpec};

fn ask(caller: &Caller, parameters: &Value) -> Seen {
    caller.raw(&json_request("tagging", "ResourceGroupsTaggingAPI_20170126.GetResources", &parameters.to_string()))
}

/// Returns the tags of everything that a query finds, by the last part of the ARN, and how many pages it took.
fn found(caller: &Caller, query: &Value) -> (BTreeMap<String, Value>, usize) {
    let (mut all, mut pages, mut token) = (BTreeMap::new(), 0, String::new());
    loop {
        let mut parameters = query.clone();
        parameters["PaginationToken"] = token.clone().into();
        let seen = ask(caller, &parameters);
        assert_eq!(seen.status, 200, "{}", seen.body);
        pages += 1;
        for item in seen.body["ResourceTagMappingList"].as_array().expect("a list") {
            let arn = item["ResourceARN"].as_str().expect("an ARN");
            let id = arn.rsplit('/').next().unwrap_or_default().to_owned();
            assert!(all.insert(id, item["Tags"].clone()).is_none(), "{arn} is there twice");
        }
        token = seen.body["PaginationToken"].as_str().expect("a token, if an empty one").to_owned();
        if token.is_empty() {
            return (all, pages);
        }
    }
}

#[test]
fn the_tags_of_a_fleet_are_read_page_by_page_as_the_service_has_them() {
    let caller = Caller::uniform(230);
    let tagged: BTreeMap<String, _> = caller
        .view()
        .desktops
        .into_iter()
        .filter(|desktop| !desktop.tags.is_empty())
        .map(|desktop| (desktop.id, desktop.tags))
        .collect();
    assert!(tagged.len() > 190 && tagged.len() < 230, "some desktops have no tags");
    let (all, pages) = found(&caller, &json!({ "ResourceTypeFilters": ["workspaces"], "ResourcesPerPage": 100 }));
    assert_eq!((pages, all.len()), (tagged.len().div_ceil(100), tagged.len()));
    for (id, tags) in &tagged {
        let own: Vec<Value> =
            tags.iter().map(|(key, tag)| json!({ "Key": key, "Value": tag.clone().unwrap_or_default() })).collect();
        assert_eq!(all[id], Value::Array(own), "{id}");
    }
    assert_eq!(found(&caller, &json!({})).1, tagged.len().div_ceil(50), "fewer on a page unless asked for");
    let finance =
        json!({ "TagFilters": [{ "Key": "Department", "Values": ["Finance", "Sales"] }, { "Key": "CostCenter" }] });
    let wanted = |tags: &BTreeMap<String, Option<String>>| {
        let department = tags.get("Department").cloned().flatten();
        ["Finance", "Sales"].contains(&department.as_deref().unwrap_or_default())
    };
    assert_eq!(found(&caller, &finance).0.len(), tagged.values().filter(|tags| wanted(tags)).count());
    assert!(found(&caller, &json!({ "ResourceTypeFilters": ["ec2", "workspaces:directory"] })).0.is_empty());
}

#[test]
fn a_change_is_seen_some_seconds_later_and_then_wholly() {
    let mut caller = Caller::uniform(1);
    let id = caller.first();
    caller.edit(|world| world.tags.clear());
    let seen = |caller: &Caller| found(caller, &json!({})).0.remove(&id);
    let tags = |list: &Value| json!({ "ResourceId": id, "Tags": list });
    assert_eq!(seen(&caller), None, "what never had a tag is not listed");
    let first = json!([{ "Key": "stage", "Value": "test" }]);
    caller.good("CreateTags", tags(&first));
    assert_eq!(seen(&caller), None);
    assert_eq!(caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"], first, "the service itself knows");
    caller.now += SignedDuration::from_secs(31);
    assert_eq!(seen(&caller), Some(first.clone()));
    caller.good("DeleteTags", json!({ "ResourceId": id, "TagKeys": ["stage"] }));
    assert_eq!(seen(&caller), Some(first));
    caller.now += SignedDuration::from_secs(31);
    assert_eq!(seen(&caller), Some(json!([])), "what had tags once stays in the list");
}

#[test]
fn bad_queries_are_refused_with_the_declared_code() {
    let caller = Caller::uniform(1);
    let arn = json!(["arn:aws:workspaces:us-east-1:111122223333:workspace/ws-unknown00"]);
    for parameters in [
        json!({ "ResourcesPerPage": 101 }),
        json!({ "ResourcesPerPage": 0 }),
        json!({ "PaginationToken": "forged" }),
        json!({ "ResourceARNList": arn, "ResourcesPerPage": 5 }),
        json!({ "TagsPerPage": 100 }),
    ] {
        let seen = ask(&caller, &parameters);
        assert_eq!((seen.status, seen.code()), (400, "InvalidParameterException"), "{parameters}");
    }
    assert_eq!(found(&caller, &json!({ "ResourceARNList": arn })).0.len(), 0, "an unknown ARN is no error");
    let own = format!("arn:aws:workspaces:us-east-1:111122223333:workspace/{}", caller.first());
    assert_eq!(found(&caller, &json!({ "ResourceARNList": [own] })).0.len(), 1);
    assert_eq!(ask(&caller, &json!({ "ResourceARNList": [] })).code(), "ValidationException");
}

#[test]
fn it_may_be_throttled_and_it_may_be_denied() {
    let script = vec![Scripted { operation: "GetResources".to_owned(), nth: 1, fault: ScriptedFault::Throttle }];
    let caller = Caller::new(WorldSpec { script, desktops: 1, ..WorldSpec::default() });
    assert_eq!(ask(&caller, &json!({})).code(), "ThrottledException");
    let denied = ["tagging:GetResources", "workspaces:CreateTags"].map(str::to_owned).into();
    let caller = Caller::new(WorldSpec { denied, desktops: 1, rate: 0.0, ..WorldSpec::default() });
    let id = caller.first();
    assert_eq!(ask(&caller, &json!({})).code(), "AccessDeniedException");
    let tags = json!({ "ResourceId": id, "Tags": [{ "Key": "new" }] });
    assert_eq!(caller.call("CreateTags", tags).code(), "AccessDeniedException");
    let listed = caller.good("DescribeTags", json!({ "ResourceId": id }))["TagList"].to_string();
    assert!(!listed.contains("new"), "what is denied changes nothing: {listed}");
}
