//! `TerminateWorkspaces` (domain C1-10, C2-06).

use jiff::Timestamp;
use serde_json::Value;

use super::batch::{Batch, No};
use crate::sim::call::{CallContext, Outcome};
use crate::sim::world::{DesktopState, World};

/// Row that says which desktops can be terminated.
const ROW: &str = "C1-10";

/// Takes each desktop away that may be, for good, and names the others in `FailedRequests`.
///
/// One that is going already goes on going, and that is no error. What is in the middle of a migration is refused: AWS
/// does not say what would become of the other half, and no row says that it is allowed to ask.
pub(super) fn terminate(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let (mut batch, ids) = Batch::read(context, parameters, "TerminateWorkspaceRequests");
    let mut rng = context.rng("terminate");
    for id in ids {
        let Some(desktop) = batch.find(world, id, now) else {
            continue;
        };
        let held = if desktop.state == DesktopState::Suspended {
            Err(No::Refused(ROW, "The specified WorkSpace is suspended."))
        } else {
            Ok(())
        };
        let going = desktop.state == DesktopState::Terminating;
        if !batch.passed(id, &held) || going {
            continue;
        }
        if moves(world, id) {
            batch.refuse(id, "The specified WorkSpace is being migrated.");
            continue;
        }
        world.start_termination(id, batch.faults(id), now, &mut rng);
        batch.changed();
    }
    batch.answer()
}

/// Tells whether a desktop is either half of a migration.
fn moves(world: &World, id: &str) -> bool {
    let migration = |source: &str| world.desktops.get(source).and_then(|desktop| desktop.migration.as_ref());
    migration(id).is_some()
        || world.desktops.values().any(|one| one.migration.as_ref().is_some_and(|migration| migration.target == id))
}
