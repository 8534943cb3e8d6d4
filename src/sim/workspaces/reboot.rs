//! `RebootWorkspaces` (domain C1-04): up to 25 a call, and failures inside an answer of status 200 (C4).

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::json;
use crate::sim::call::{CallContext, FailedTarget, Outcome};
use crate::sim::world::{DesktopState, World};

/// Row that says from which states a desktop can be rebooted.
const ROW: &str = "C1-04";

/// Reboots each desktop that is in a state for it, and names the others in `FailedRequests`.
///
/// The codes for a wrong state and an unknown id are not documented; these follow the pattern of those that are (C4).
/// What is in REBOOTING may be rebooted again once it has been so for 20 minutes; then it begins anew.
pub(super) fn reboot(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let requests = parameters.get("RebootWorkspaceRequests").and_then(Value::as_array);
    let ids: Vec<&str> =
        requests.into_iter().flatten().filter_map(|request| json::text(request, "WorkspaceId")).collect();
    let mut failed = Vec::new();
    let mut applied = false;
    let mut broken = false;
    let mut rng = context.rng("reboot");
    for id in ids {
        let Some(desktop) = world.desktops.get(id).filter(|desktop| desktop.visible_from <= now) else {
            failed.push((id, "ResourceNotFound.WorkSpace", "The specified WorkSpace could not be found."));
            continue;
        };
        let allowed = match desktop.state {
            DesktopState::Available | DesktopState::Unhealthy => true,
            DesktopState::Rebooting { since } => now.duration_since(since).as_mins() >= 20,
            DesktopState::Pending
            | DesktopState::Maintenance
            | DesktopState::AdminMaintenance
            | DesktopState::Updating
            | DesktopState::Stopped
            | DesktopState::Error
            | DesktopState::Terminating
            | DesktopState::Foreign => false,
        };
        if !allowed && !context.ignores(ROW) {
            broken = true;
            let message = "The specified WorkSpace is in a state in which it cannot be rebooted.";
            failed.push((id, "InvalidResourceState.WorkSpace", message));
            continue;
        }
        world.start_reboot(id, context.inner, now, &mut rng);
        applied = true;
    }
    let documents: Vec<Value> = failed
        .iter()
        .map(|(id, code, message)| json!({"WorkspaceId": id, "ErrorCode": code, "ErrorMessage": message}))
        .collect();
    let mut members = Map::new();
    members.insert("FailedRequests".to_owned(), documents.into());
    let targets = failed.into_iter().map(|(id, code, _)| FailedTarget { id: id.to_owned(), code: code.to_owned() });
    let outcome = Outcome { failed: targets.collect(), applied, ..json::ok(members) };
    outcome.noting(broken.then_some(ROW))
}
