//! `RebuildWorkspaces` and `RestoreWorkspace` (domain C1-05, C1-06, C2-02, C2-03, C3).
//!
//! Whether they may happen is decided here, how they go on in `lifecycle`. Which of its ways to refuse a rebuild is
//! used for which rule is not documented, nor are the codes of a restore: each world draws its own.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::batch::{Batch, No, undocumented, unless_modified, wrong_state};
use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::usage;
use crate::sim::world::{Desktop, DesktopState, Renewal, Root, World};

/// Rows that say what can be rebuilt, and what restored.
const REBUILD: &str = "C1-05";
const RESTORE: &str = "C1-06";
const NOT_SUPPORTED: &str = "OperationNotSupportedException";
/// Exceptions that a restore declares and that would do for a desktop in the wrong state.
const RESTORE_CODES: [&str; 2] = [NOT_SUPPORTED, "InvalidParameterValuesException"];

/// Rebuilds a desktop: its root volume from its bundle's image, its user volume from the newest volume snapshot.
pub(super) fn rebuild(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let (mut batch, ids) = Batch::read(context, parameters, "RebuildWorkspaceRequests");
    let mut rng = context.rng("rebuild");
    for id in ids {
        let Some(desktop) = batch.find(world, id, now) else {
            continue;
        };
        let unsupported = check_support(world, desktop, now);
        if let Err(No::Refused(row, message)) = unsupported
            && !context.ignores(row)
            && undocumented(context, "rebuild refused", &["request", "target"]) == "request"
        {
            return Refusal::new(NOT_SUPPORTED, message).outcome().noting([row]);
        }
        let checked = check_state(context, desktop, REBUILD, rebuilds_from(desktop.state));
        if !batch.passed(id, &checked) || !batch.passed(id, &unsupported) {
            continue;
        }
        batch.note_if(REBUILD, !world.can_decrypt(desktop));
        let renewal = Renewal {
            back_to: desktop.state,
            user_from: desktop.user_snapshot(now).unwrap_or(desktop.created_at),
            worked_until: usage::worked_until(desktop, world.seed, now),
            root: Root::Image(world.bundles.get(&desktop.bundle).map(|bundle| bundle.image.clone())),
            new_interface: true,
        };
        world.start_renewal(id, renewal, batch.faults(id), now, &mut rng);
        batch.changed();
    }
    batch.answer()
}

/// Restores a desktop: both volumes from the newest pair of volume snapshots of one time.
pub(super) fn restore(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "WorkspaceId").unwrap_or_default();
    let Some(desktop) = world.desktops.get(id).filter(|desktop| desktop.visible_from <= now) else {
        return Refusal::not_found("WorkSpace", id).outcome();
    };
    let mut checks = Checks::new(context);
    let pair = desktop.both_snapshots(now);
    checks.refuse("L-07", desktop.standby_of.is_some(), NOT_SUPPORTED, "A standby WorkSpace cannot be restored.");
    checks.refuse(RESTORE, pair.is_none(), NOT_SUPPORTED, "The WorkSpace has no snapshots to be restored from.");
    let state = check_state(context, desktop, RESTORE, restores_from(desktop.state));
    let code = undocumented(context, "restore refused", &RESTORE_CODES);
    let ignored = match state {
        Ok(()) => false,
        Err(No::Ignored(row)) => {
            checks.note(row, true);
            !context.ignores(row)
        }
        Err(No::Refused(row, message)) => {
            checks.refuse(row, true, code, message);
            false
        }
    };
    checks.note("M", !world.can_decrypt(desktop));
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let outcome = json::ok(Map::new()).noting(rows);
    if ignored {
        return outcome;
    }
    let renewal = Renewal {
        back_to: desktop.state,
        user_from: pair.unwrap_or(desktop.created_at),
        worked_until: usage::worked_until(desktop, world.seed, now),
        root: Root::VolumeSnapshot,
        // C2-03 leaves it open.
        new_interface: undocumented(context, "restored interface", &["kept", "new"]) == "new",
    };
    world.start_renewal(id, renewal, context.inner, now, &mut context.rng("restore"));
    outcome.changed()
}

/// Says no to a desktop that a property's change keeps busy, or whose state is not among the allowed ones.
fn check_state(context: &CallContext, desktop: &Desktop, row: &'static str, allowed: bool) -> Result<(), No> {
    unless_modified(desktop)?;
    if allowed {
        return Ok(());
    }
    wrong_state(context, desktop, row, "The specified WorkSpace is in a state in which this is not possible.")
}

/// Says no to a desktop that cannot be rebuilt whatever its state.
fn check_support(world: &World, desktop: &Desktop, now: Timestamp) -> Result<(), No> {
    if desktop.standby_of.is_some() {
        return Err(No::Refused("L-07", "A standby WorkSpace cannot be rebuilt."));
    }
    if desktop.user_snapshot(now).is_none() {
        return Err(No::Refused(REBUILD, "The WorkSpace has no snapshot of its user volume yet."));
    }
    let public = world.bundles.get(&desktop.bundle).is_some_and(|bundle| bundle.owner == "AMAZON");
    if public && desktop.operating_system == "WINDOWS_7" {
        return Err(No::Refused(REBUILD, "A WorkSpace with Windows 7 cannot be rebuilt."));
    }
    Ok(())
}

fn rebuilds_from(state: DesktopState) -> bool {
    matches!(state, DesktopState::Rebooting { .. }) || restores_from(state)
}

fn restores_from(state: DesktopState) -> bool {
    match state {
        DesktopState::Available | DesktopState::Unhealthy | DesktopState::Stopped | DesktopState::Error => true,
        DesktopState::Pending
        | DesktopState::Impaired
        | DesktopState::Maintenance
        | DesktopState::AdminMaintenance
        | DesktopState::Rebooting { .. }
        | DesktopState::Starting { .. }
        | DesktopState::Stopping { .. }
        | DesktopState::Updating
        | DesktopState::Terminating
        | DesktopState::Rebuilding { .. }
        | DesktopState::Restoring { .. }
        | DesktopState::Suspended
        | DesktopState::Foreign => false,
    }
}
