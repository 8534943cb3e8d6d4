//! `DescribeWorkspaceBundles` (domain G-02, L-01).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::json;
use crate::sim::call::{CallContext, Outcome};
use crate::sim::checks::Checks;
use crate::sim::paging::Pager;
use crate::sim::world::{Bundle, World};

/// Lists bundles: some ids, the public ones, or the caller's own.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "BundleIds").map(|ids| ids.into_iter().collect());
    let owner = json::text(parameters, "Owner");
    let mut checks = Checks::new(context);
    checks.refuse(
        "G-02",
        ids.is_some() && owner.is_some(),
        "InvalidParameterValuesException",
        "BundleIds and Owner cannot be combined.",
    );
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let pager = match Pager::new(context, now, "DescribeWorkspaceBundles", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let page = pager
        .page(&world.bundles, ids.as_ref(), |bundle| ids.is_some() || bundle.owner == owner.unwrap_or(context.account));
    let items: Vec<Value> = page.items.into_iter().map(item).collect();
    let mut members = Map::new();
    members.insert("Bundles".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members).noting(rows)
}

/// Returns a bundle as descriptions show it.
pub(in crate::sim) fn item(bundle: &Bundle) -> Value {
    let mut item = value!({
        "BundleId": bundle.id,
        "Name": bundle.name,
        "Owner": bundle.owner,
        "Description": bundle.description,
        "ImageId": bundle.image,
        // A1-10: sizes of bundles are strings, unlike those of desktops.
        "RootStorage": { "Capacity": bundle.root_gib.to_string() },
        "UserStorage": { "Capacity": bundle.user_gib.to_string() },
        "ComputeType": { "Name": bundle.compute },
        "CreationTime": json::moment(bundle.created_at),
        "LastUpdatedTime": json::moment(bundle.updated_at),
        "State": bundle.state,
        "BundleType": bundle.kind,
    });
    if let Value::Object(members) = &mut item {
        json::show_instead(members, &bundle.shown);
    }
    item
}
