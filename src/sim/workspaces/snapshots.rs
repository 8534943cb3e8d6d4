//! `DescribeWorkspaceSnapshots` (domain C3).

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::world::World;

/// Tells from when the newest volume snapshots of a desktop are; each list holds one or none (C3-05 is open).
pub(super) fn describe(world: &mut World, now: Timestamp, _context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "WorkspaceId").unwrap_or_default();
    let Some(desktop) = world.desktops.get(id) else {
        return Refusal::not_found("WorkSpace", id).outcome();
    };
    let list = |at: Option<Timestamp>| -> Value {
        at.map(|at| value!({ "SnapshotTime": json::moment(at) })).into_iter().collect()
    };
    let mut members = Map::new();
    members.insert("RebuildSnapshots".to_owned(), list(desktop.user_snapshot(now)));
    members.insert("RestoreSnapshots".to_owned(), list(desktop.both_snapshots(now)));
    json::ok(members)
}
