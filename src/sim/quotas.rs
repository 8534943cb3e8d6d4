//! Service Quotas as far as a client needs it to learn how many desktops there may be: `GetServiceQuota` and
//! `ListServiceQuotas` of the service `workspaces`.
//!
//! Holds only the quotas whose codes are known (domain E). Changes nothing.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::bounds;
use super::call::{CallContext, Outcome};
use super::paging::Pager;
use super::sts::partition;
use super::wire::json;
use super::world::{Quota, World};

/// The operations there are.
pub(super) const OPERATIONS: [&str; 2] = ["GetServiceQuota", "ListServiceQuotas"];
/// The service whose quotas these are.
const SERVICE: &str = "workspaces";
/// Quotas on a page, unless fewer are asked for.
const PAGE: u64 = 100;

/// Code, name, value by default, whether it can be raised, and what it counts where that is the world's own: then what is
/// told is what is enforced.
type Row = (&'static str, &'static str, u64, bool, Option<Quota>);

/// Codes of the first and the last ones stand in domain E; those of compute types and standbys in scripts that AWS's own
/// people published for looking at a fleet.
const QUOTAS: [Row; 13] = [
    ("L-34278094", "WorkSpaces", 1, true, Some(Quota::Desktops)),
    ("L-465DA8AF", "GeneralPurpose.4xlarge WorkSpaces", 1, true, Some(Quota::Compute("GENERALPURPOSE_4XLARGE"))),
    ("L-C266A5F4", "GeneralPurpose.8xlarge WorkSpaces", 1, true, Some(Quota::Compute("GENERALPURPOSE_8XLARGE"))),
    ("L-84611756", "Graphics WorkSpaces", 0, true, Some(Quota::Compute("GRAPHICS"))),
    ("L-254B485B", "GraphicsPro WorkSpaces", 0, true, Some(Quota::Compute("GRAPHICSPRO"))),
    ("L-BCACAEBC", "Graphics.g4dn WorkSpaces", 0, true, Some(Quota::Compute("GRAPHICS_G4DN"))),
    ("L-BE9A8466", "GraphicsPro.g4dn WorkSpaces", 0, true, Some(Quota::Compute("GRAPHICSPRO_G4DN"))),
    ("L-9A67B5CB", "Standby WorkSpaces", 0, true, Some(Quota::Standbys)),
    ("L-EEB759DE", "Directories", 50, false, None),
    ("L-843E43DA", "Bundles", 50, false, None),
    ("L-0E312A12", "IP access control groups", 100, false, None),
    ("L-F61D0B79", "IP access control groups per directory", 25, false, None),
    ("L-5782CB4D", "Rules per IP access control group", 10, false, None),
];

/// Answers one request to Service Quotas.
pub(super) fn handle(
    world: &World,
    now: Timestamp,
    context: &CallContext,
    operation: &str,
    parameters: &Value,
) -> Outcome {
    let refused = |code: &str, message: &str| json::error(400, code, message, None);
    if !OPERATIONS.contains(&operation) {
        let message = format!("The operation {operation} is not known to this service.");
        return refused("UnknownOperationException", &message);
    }
    if let Err(error) = bounds::check("service-quotas", operation, parameters) {
        return refused(error.code(), &error.message);
    }
    if json::text(parameters, "ServiceCode") != Some(SERVICE) {
        return refused("NoSuchResourceException", "The request failed because the specified service does not exist.");
    }
    let code = json::text(parameters, "QuotaCode");
    let quotas: BTreeMap<String, Value> = QUOTAS
        .iter()
        .filter(|(own, ..)| code.is_none_or(|code| code == *own))
        .map(|quota| (quota.0.to_owned(), item(world, quota)))
        .collect();
    let mut members = Map::new();
    if operation == "GetServiceQuota" {
        let Some(quota) = quotas.into_values().next() else {
            return refused(
                "NoSuchResourceException",
                "The request failed because the specified quota does not exist.",
            );
        };
        members.insert("Quota".to_owned(), quota);
        return json::ok(members);
    }
    let most = parameters.get("MaxResults").and_then(Value::as_u64).unwrap_or(PAGE);
    let pager = match Pager::new(context, now, operation, parameters) {
        Ok(pager) => pager.with_limit(most),
        Err(refusal) => return refused("InvalidPaginationTokenException", &refusal.message),
    };
    let page = pager.page(&quotas, None, |_| true);
    members.insert("Quotas".to_owned(), page.items.into_iter().cloned().collect());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

fn item(world: &World, (code, name, default, adjustable, counts): &Row) -> Value {
    let own = counts.and_then(|quota| world.quotas.get(&quota).copied());
    #[expect(clippy::cast_precision_loss, reason = "quotas are far below 2^53")]
    let number = own.unwrap_or(*default) as f64;
    let (partition, region, account) = (partition(&world.region), &world.region, &world.account);
    value!({
        "ServiceCode": SERVICE,
        "ServiceName": "Amazon WorkSpaces",
        "QuotaArn": format!("arn:{partition}:servicequotas:{region}:{account}:{SERVICE}/{code}"),
        "QuotaCode": code,
        "QuotaName": name,
        "Value": number,
        "Unit": "None",
        "Adjustable": adjustable,
        "GlobalQuota": false,
        "QuotaAppliedAtLevel": "ACCOUNT",
    })
}
