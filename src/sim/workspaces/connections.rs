//! `DescribeWorkspacesConnectionStatus` (domain G-04).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::json;
use crate::sim::call::{CallContext, Outcome};
use crate::sim::paging::Pager;
use crate::sim::usage;
use crate::sim::world::{Desktop, World};

/// Tells who is connected: of some ids, or of all desktops.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let pager = match Pager::new(context, now, "DescribeWorkspacesConnectionStatus", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let mut members = Map::new();
    // Domain G: a page may be empty and yet not the last.
    if context.inner.partial
        && let Some(token) = pager.empty_page()
    {
        members.insert("WorkspacesConnectionStatus".to_owned(), value!([]));
        members.insert("NextToken".to_owned(), token.into());
        return json::ok(members);
    }
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "WorkspaceIds").map(|ids| ids.into_iter().collect());
    let page = pager.page(&world.desktops, ids.as_ref(), |desktop| desktop.visible_from <= now);
    let items: Vec<Value> = page.items.into_iter().map(|desktop| item(desktop, world.seed, context, now)).collect();
    members.insert("WorkspacesConnectionStatus".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

fn item(desktop: &Desktop, seed: u64, context: &CallContext, now: Timestamp) -> Value {
    let connection = usage::connection(desktop, seed, now);
    let mut item = value!({
        "WorkspaceId": desktop.id,
        "ConnectionState": connection.state,
        "ConnectionStateCheckTimestamp": json::moment(now),
    });
    if let Some(last) = connection.last.filter(|_| !context.untold) {
        item["LastKnownUserConnectionTimestamp"] = json::moment(last);
    }
    item
}
