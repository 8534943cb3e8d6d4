//! `ModifyWorkspaceState` (domain C1-09).

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::batch::undocumented;
use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::world::{DesktopState, World};

/// Codes for a state that is neither of the two: those that the operation declares for it (the guide names none).
const WRONG_STATE: [&str; 2] = ["InvalidResourceStateException", "OperationNotSupportedException"];

/// Sets a desktop to `ADMIN_MAINTENANCE` or back to `AVAILABLE`, at once.
///
/// Asking for the state that it is in changes nothing and is no error; AWS does not say what it does then.
pub(super) fn modify(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "WorkspaceId").unwrap_or_default();
    let Some(desktop) = world.desktops.get(id) else {
        return Refusal::not_found("WorkSpace", id).outcome();
    };
    let wanted = match json::text(parameters, "WorkspaceState") {
        Some("AVAILABLE") => DesktopState::Available,
        Some(_) | None => DesktopState::AdminMaintenance, // the other word that the bounds let through
    };
    let either = matches!(desktop.state, DesktopState::Available | DesktopState::AdminMaintenance);
    let mut checks = Checks::new(context);
    checks.refuse(
        "C1-09",
        !either,
        undocumented(context, "maintenance", &WRONG_STATE),
        "The specified WorkSpace has an invalid state for this operation.",
    );
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let outcome = json::ok(Map::new()).noting(rows);
    if desktop.state == wanted {
        return outcome;
    }
    // Nobody is let in any more, and whoever is there is out.
    if wanted == DesktopState::AdminMaintenance {
        world.end_session(id, now);
    }
    if let Some(desktop) = world.desktops.get_mut(id) {
        desktop.state = wanted;
    }
    // Its time without a user begins anew; in maintenance it doesn't stop by itself.
    world.wake(id, now);
    outcome.changed()
}
