//! `StartWorkspaces` and `StopWorkspaces` (domain C1-02, C1-03).

use jiff::Timestamp;
use serde_json::Value;

use super::batch::{Batch, No, unless_modified, wrong_state};
use crate::sim::call::{CallContext, Outcome};
use crate::sim::world::{Desktop, DesktopState, RunningMode, World};

/// Rows that say what can be started, and what stopped.
const START: &str = "C1-02";
const STOP: &str = "C1-03";
/// Section M: check the key before anything that restarts an encrypted desktop.
const KEY: &str = "M";

/// Starts each desktop that is stopped and may be, and names the others in `FailedRequests`.
pub(super) fn start(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let (mut batch, ids) = Batch::read(context, parameters, "StartWorkspaceRequests");
    let mut rng = context.rng("start");
    for id in ids {
        let Some(desktop) = batch.find(world, id, now) else {
            continue;
        };
        let checked = check_start(context, desktop);
        let decrypts = world.can_decrypt(desktop);
        if batch.passed(id, &checked) {
            batch.note_if(KEY, !decrypts);
            world.start_up(id, batch.faults(id), now, &mut rng);
            world.follow_user(id, now);
            batch.changed();
        }
    }
    batch.answer()
}

/// Stops each desktop that is up and may be, and names the others in `FailedRequests`.
pub(super) fn stop(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let (mut batch, ids) = Batch::read(context, parameters, "StopWorkspaceRequests");
    let mut rng = context.rng("stop");
    for id in ids {
        let Some(desktop) = batch.find(world, id, now) else {
            continue;
        };
        let checked = check_stop(context, desktop);
        if batch.passed(id, &checked) {
            world.shut_down(id, batch.faults(id), now, &mut rng);
            world.follow_user(id, now);
            batch.changed();
        }
    }
    batch.answer()
}

fn check_start(context: &CallContext, desktop: &Desktop) -> Result<(), No> {
    unless_modified(desktop)?;
    if desktop.state != DesktopState::Stopped {
        return wrong_state(context, desktop, START, "The specified WorkSpace is not stopped.");
    }
    check_mode(desktop, START)
}

fn check_stop(context: &CallContext, desktop: &Desktop) -> Result<(), No> {
    // The guide keeps nobody from stopping a desktop while a volume grows.
    if desktop.is_restarting() {
        unless_modified(desktop)?;
    }
    let allowed = matches!(
        desktop.state,
        DesktopState::Available | DesktopState::Impaired | DesktopState::Unhealthy | DesktopState::Error
    );
    if !allowed {
        return wrong_state(
            context,
            desktop,
            STOP,
            "The specified WorkSpace is in a state in which it cannot be stopped.",
        );
    }
    check_mode(desktop, STOP)
}

fn check_mode(desktop: &Desktop, row: &'static str) -> Result<(), No> {
    match desktop.running_mode {
        RunningMode::AutoStop(_) | RunningMode::Manual => Ok(()),
        RunningMode::AlwaysOn => {
            Err(No::Refused(row, "A WorkSpace in running mode AlwaysOn is neither started nor stopped."))
        }
    }
}
