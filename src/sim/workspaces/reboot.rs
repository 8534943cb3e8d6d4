//! `RebootWorkspaces` (domain C1-04).

use jiff::Timestamp;
use serde_json::Value;

use super::batch::{Batch, No, unless_modified, wrong_state};
use crate::sim::call::{CallContext, Outcome};
use crate::sim::world::{Desktop, DesktopState, World};

/// Row that says from which states a desktop can be rebooted.
const ROW: &str = "C1-04";

/// Reboots each desktop that is in a state for it, and names the others in `FailedRequests`.
///
/// What is in REBOOTING may be rebooted again once it has been so for 20 minutes; then it begins anew.
pub(super) fn reboot(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let (mut batch, ids) = Batch::read(context, parameters, "RebootWorkspaceRequests");
    let mut rng = context.rng("reboot");
    for id in ids {
        let Some(desktop) = batch.find(world, id, now) else {
            continue;
        };
        let checked = check(context, desktop, now);
        let decrypts = world.can_decrypt(desktop);
        if batch.passed(id, &checked) {
            batch.note_if(ROW, !decrypts);
            world.start_reboot(id, context.inner, now, &mut rng);
            batch.changed();
        }
    }
    batch.answer()
}

fn check(context: &CallContext, desktop: &Desktop, now: Timestamp) -> Result<(), No> {
    unless_modified(desktop)?;
    let hangs = matches!(desktop.state, DesktopState::Rebooting { since } if now.duration_since(since).as_mins() >= 20);
    if hangs || matches!(desktop.state, DesktopState::Available | DesktopState::Unhealthy) {
        return Ok(());
    }
    wrong_state(context, desktop, ROW, "The specified WorkSpace is in a state in which it cannot be rebooted.")
}
