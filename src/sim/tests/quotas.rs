//! Service Quotas: what is told is what is enforced.

use serde_json::{Value, json};

use super::{Caller, Seen, json_request};
use crate::sim::world::Quota;
use crate::sim::{Scripted, ScriptedFault, WorldSpec};

const DESKTOPS: &str = "L-34278094";

fn ask(caller: &Caller, operation: &str, parameters: &Value) -> Seen {
    caller.raw(&json_request("servicequotas", &format!("ServiceQuotasV20190624.{operation}"), &parameters.to_string()))
}

#[test]
fn the_quota_of_desktops_is_the_one_that_is_enforced() {
    for (desktops, value) in [(80, 5_000.0), (0, 4_000.0), (2_001, 7_000.0)] {
        let caller = Caller::uniform(desktops);
        let seen = ask(&caller, "GetServiceQuota", &json!({ "ServiceCode": "workspaces", "QuotaCode": DESKTOPS }));
        let quota = &seen.body["Quota"];
        assert_eq!((seen.status, &quota["QuotaName"], &quota["Value"]), (200, &json!("WorkSpaces"), &json!(value)));
        let record = caller.last();
        assert_eq!((record.service.as_str(), record.applied), ("servicequotas", false));
        #[expect(clippy::cast_precision_loss, reason = "thousands")]
        let room = caller.edit(|world| world.room_for(Quota::Desktops)) as f64;
        assert!((room - (value - f64::from(desktops))).abs() < 0.5);
    }
}

/// Types with a quota of their own: what there is, or the default where that is more.
#[test]
fn the_quota_of_a_compute_type_is_its_own() {
    let caller = Caller::new(WorldSpec::default());
    for (code, compute) in [
        ("L-465DA8AF", "GENERALPURPOSE_4XLARGE"),
        ("L-C266A5F4", "GENERALPURPOSE_8XLARGE"),
        ("L-84611756", "GRAPHICS"),
        ("L-254B485B", "GRAPHICSPRO"),
        ("L-BCACAEBC", "GRAPHICS_G4DN"),
        ("L-BE9A8466", "GRAPHICSPRO_G4DN"),
    ] {
        let quota = Quota::of_compute(compute).expect("one of its own");
        let (most, room) = caller.edit(|world| {
            world.quotas.insert(quota, 40 + compute.len() as u64);
            (world.quotas[&quota], world.room_for(quota))
        });
        let seen = ask(&caller, "GetServiceQuota", &json!({ "ServiceCode": "workspaces", "QuotaCode": code }));
        assert_eq!(
            seen.body["Quota"]["Value"].as_f64().map(|value| value.to_string()),
            Some(most.to_string()),
            "{code}"
        );
        let there = caller.edit(|world| world.desktops.values().filter(|desktop| desktop.compute == compute).count());
        assert_eq!(room, most - there as u64, "{compute}");
    }
}

#[test]
fn quotas_are_listed_page_by_page() {
    let caller = Caller::uniform(1);
    let (mut codes, mut token) = (Vec::new(), Value::Null);
    loop {
        let parameters = json!({ "ServiceCode": "workspaces", "MaxResults": 4, "NextToken": token });
        let seen = ask(&caller, "ListServiceQuotas", &parameters);
        let page = seen.body["Quotas"].as_array().expect("a list");
        assert!(page.len() <= 4);
        codes.extend(page.iter().filter_map(|quota| Some(quota["QuotaCode"].as_str()?.to_owned())));
        token = seen.body["NextToken"].clone();
        if token.is_null() {
            break;
        }
    }
    assert_eq!((codes.len(), codes.iter().filter(|code| *code == DESKTOPS).count()), (13, 1));
    let whole = ask(&caller, "ListServiceQuotas", &json!({ "ServiceCode": "workspaces" }));
    assert_eq!((whole.body["Quotas"].as_array().map(Vec::len), whole.body.get("NextToken")), (Some(13), None));
    let forged = ask(&caller, "ListServiceQuotas", &json!({ "ServiceCode": "workspaces", "NextToken": "forged" }));
    assert_eq!(forged.code(), "InvalidPaginationTokenException");
}

#[test]
fn what_is_not_there_is_refused_with_the_declared_codes() {
    let script = vec![Scripted { operation: "GetServiceQuota".to_owned(), nth: 5, fault: ScriptedFault::Throttle }];
    let caller = Caller::new(WorldSpec { script, desktops: 1, ..WorldSpec::default() });
    let get = |service: &str, code: &str| json!({ "ServiceCode": service, "QuotaCode": code });
    for (parameters, code) in [
        (get("workspaces", "L-00000000"), "NoSuchResourceException"),
        (get("vpc", DESKTOPS), "NoSuchResourceException"),
        (json!({ "ServiceCode": "workspaces" }), "ValidationException"),
        (get("workspaces", ""), "ValidationException"),
        (get("workspaces", DESKTOPS), "TooManyRequestsException"),
    ] {
        assert_eq!(ask(&caller, "GetServiceQuota", &parameters).code(), code, "{parameters}");
    }
    assert_eq!(caller.sim.tallies()["GetServiceQuota"].throttled, 1);
    assert_eq!(ask(&caller, "RequestServiceQuotaIncrease", &json!({})).code(), "UnknownOperationException");
    let signed_for_another = caller.raw(&json_request("workspaces", "ServiceQuotasV20190624.GetServiceQuota", "{}"));
    assert_eq!(signed_for_another.code(), "InvalidSignatureException");
}
