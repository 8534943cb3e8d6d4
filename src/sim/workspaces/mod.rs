//! The operations of Amazon WorkSpaces: which there are, and where.
//!
//! One row an operation; the compiler asks for every column. What a request may look like is checked here against the
//! API's bounds, what it may do in its handler. Handlers know nothing of the wire but JSON values.

mod aliases;
mod batch;
pub(super) mod bundles;
mod connections;
mod create;
mod custom_bundles;
pub(super) mod describe;
pub(super) mod directories;
mod images;
mod ip_groups;
mod migrate;
pub(super) mod modify;
mod power;
mod reboot;
mod rebuild;
mod registration;
mod settings;
mod snapshots;
mod standby;
mod state;
mod tags;
mod terminate;

use jiff::Timestamp;
use serde_json::Value;

use super::bounds;
use super::call::{CallContext, Handler, Outcome};
use super::wire::json;
use super::world::{DesktopState, World};
pub(super) use batch::undocumented;

/// An operation.
struct Operation {
    name: &'static str,
    handler: Handler,
    /// Whether it can change the world.
    changes: bool,
    /// How many desktops it keeps busy at the moment.
    in_flight: fn(&World) -> u64,
    /// The row of domain.md that a request out of its bounds breaks, as far as there is one.
    bounds_row: fn(&Value) -> Option<&'static str>,
}

/// Returns an operation that no desktop is busy with.
const fn around(
    name: &'static str,
    handler: Handler,
    changes: bool,
    bounds_row: fn(&Value) -> Option<&'static str>,
) -> Operation {
    Operation { name, handler, changes, in_flight: |_| 0, bounds_row }
}

/// The operations on desktops, and those that were there before the others, by name.
const OPERATIONS: [Operation; 19] = [
    Operation {
        name: "CreateStandbyWorkspaces",
        handler: standby::create,
        changes: true,
        in_flight: |world| world.count(|state| state == DesktopState::Pending),
        bounds_row: |_| Some("L-07"),
    },
    Operation {
        name: "CreateTags",
        handler: tags::create,
        changes: true,
        in_flight: |_| 0,
        bounds_row: tags::bounds_row,
    },
    Operation {
        name: "CreateWorkspaces",
        handler: create::create,
        changes: true,
        in_flight: |world| world.count(|state| state == DesktopState::Pending),
        bounds_row: create::bounds_row,
    },
    Operation { name: "DeleteTags", handler: tags::delete, changes: true, in_flight: |_| 0, bounds_row: |_| None },
    Operation {
        name: "DescribeTags",
        handler: tags::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-07"),
    },
    Operation {
        name: "DescribeWorkspaceBundles",
        handler: bundles::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-02"),
    },
    Operation {
        name: "DescribeWorkspaceDirectories",
        handler: directories::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-03"),
    },
    Operation {
        name: "DescribeWorkspaceSnapshots",
        handler: snapshots::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-08"),
    },
    Operation {
        name: "DescribeWorkspaces",
        handler: describe::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-01"),
    },
    Operation {
        name: "DescribeWorkspacesConnectionStatus",
        handler: connections::describe,
        changes: false,
        in_flight: |_| 0,
        bounds_row: |_| Some("G-04"),
    },
    Operation {
        name: "MigrateWorkspace",
        handler: migrate::migrate,
        changes: true,
        in_flight: |world| world.agenda.migrations(),
        bounds_row: |_| Some("D-19"),
    },
    Operation {
        name: "ModifyWorkspaceProperties",
        handler: modify::modify,
        changes: true,
        in_flight: World::modifying,
        bounds_row: modify::bounds_row,
    },
    Operation {
        name: "ModifyWorkspaceState",
        handler: state::modify,
        changes: true,
        in_flight: |_| 0,
        bounds_row: |_| Some("C1-09"),
    },
    Operation {
        name: "RebootWorkspaces",
        handler: reboot::reboot,
        changes: true,
        in_flight: |world| world.count(|state| matches!(state, DesktopState::Rebooting { .. })),
        bounds_row: |_| Some("C1-04"),
    },
    Operation {
        name: "RebuildWorkspaces",
        handler: rebuild::rebuild,
        changes: true,
        in_flight: |world| world.count(|state| matches!(state, DesktopState::Rebuilding { .. })),
        bounds_row: |_| Some("C1-05"),
    },
    Operation {
        name: "RestoreWorkspace",
        handler: rebuild::restore,
        changes: true,
        in_flight: |world| world.count(|state| matches!(state, DesktopState::Restoring { .. })),
        bounds_row: |_| Some("C1-06"),
    },
    Operation {
        name: "StartWorkspaces",
        handler: power::start,
        changes: true,
        in_flight: |world| world.count(|state| matches!(state, DesktopState::Starting { .. })),
        bounds_row: |_| Some("C1-02"),
    },
    Operation {
        name: "StopWorkspaces",
        handler: power::stop,
        changes: true,
        in_flight: |world| world.count(|state| matches!(state, DesktopState::Stopping { .. })),
        bounds_row: |_| Some("C1-03"),
    },
    Operation {
        name: "TerminateWorkspaces",
        handler: terminate::terminate,
        changes: true,
        in_flight: |world| world.count(|state| state == DesktopState::Terminating),
        bounds_row: |_| Some("C1-10"),
    },
];

/// Those on what is around the desktops, by family: none keeps a desktop busy.
const AROUND: [Operation; 33] = [
    around("AssociateIpGroups", ip_groups::associate, true, |_| Some("I-10")),
    around("AuthorizeIpRules", ip_groups::authorize, true, |_| Some("I-02")),
    around("CreateIpGroup", ip_groups::create, true, |_| Some("I-02")),
    around("DeleteIpGroup", ip_groups::delete, true, |_| Some("I-02")),
    around("DescribeIpGroups", ip_groups::describe, false, |_| Some("G-05")),
    around("DisassociateIpGroups", ip_groups::disassociate, true, |_| Some("I-10")),
    around("RevokeIpRules", ip_groups::revoke, true, |_| Some("I-11")),
    around("UpdateRulesOfIpGroup", ip_groups::update, true, |_| Some("I-11")),
    around("DeregisterWorkspaceDirectory", registration::deregister, true, |_| Some("K-08")),
    around("ModifyCertificateBasedAuthProperties", settings::certificate, true, |_| None),
    around("ModifyEndpointEncryptionMode", settings::encryption, true, |_| None),
    around("ModifySamlProperties", settings::saml, true, |_| None),
    around("ModifySelfservicePermissions", settings::self_service, true, |_| Some("K-17")),
    around("ModifyStreamingProperties", settings::streaming, true, |_| None),
    around("ModifyWorkspaceAccessProperties", settings::access, true, |_| Some("K-18")),
    around("ModifyWorkspaceCreationProperties", settings::creation, true, |_| Some("K-15")),
    around("RegisterWorkspaceDirectory", registration::register, true, |_| Some("K-05")),
    around("CreateWorkspaceBundle", custom_bundles::create, true, |_| Some("L-01")),
    around("DeleteWorkspaceBundle", custom_bundles::delete, true, |_| Some("L-01")),
    around("UpdateWorkspaceBundle", custom_bundles::update, true, |_| Some("L-01")),
    around("CopyWorkspaceImage", images::copy, true, |_| Some("L-05")),
    around("CreateWorkspaceImage", images::create, true, |_| Some("L-05")),
    around("DeleteWorkspaceImage", images::delete, true, |_| Some("L-05")),
    around("DescribeWorkspaceImagePermissions", images::permissions, false, |_| Some("G-10")),
    around("DescribeWorkspaceImages", images::describe, false, |_| Some("G-06")),
    around("UpdateWorkspaceImagePermission", images::share, true, |_| Some("L-05")),
    around("AssociateConnectionAlias", aliases::associate, true, |_| Some("L-06")),
    around("CreateConnectionAlias", aliases::create, true, |_| Some("L-06")),
    around("DeleteConnectionAlias", aliases::delete, true, |_| Some("L-06")),
    around("DescribeConnectionAliases", aliases::describe, false, |_| Some("G-09")),
    around("DescribeConnectionAliasPermissions", aliases::permissions, false, |_| Some("G-10")),
    around("DisassociateConnectionAlias", aliases::disassociate, true, |_| Some("L-06")),
    around("UpdateConnectionAliasPermission", aliases::share, true, |_| Some("L-06")),
];

/// Returns the names of the operations that exist.
#[cfg(test)]
pub(super) fn names() -> Vec<&'static str> {
    OPERATIONS.iter().chain(&AROUND).map(|operation| operation.name).collect()
}

fn find(name: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().chain(&AROUND).find(|operation| operation.name == name)
}

/// Tells whether an operation can change the world; an unknown one cannot.
pub(super) fn changes(name: &str) -> bool {
    find(name).is_some_and(|operation| operation.changes)
}

/// Returns how many desktops an operation keeps busy.
pub(super) fn in_flight(world: &World, name: &str) -> u64 {
    find(name).map_or(0, |operation| (operation.in_flight)(world))
}

/// Carries out an operation, or says why not.
pub(super) fn handle(
    world: &mut World,
    now: Timestamp,
    context: &CallContext,
    name: &str,
    parameters: &Value,
) -> Outcome {
    let Some(operation) = find(name) else {
        let message = format!("The operation {name} is not known to this service.");
        return json::error(400, "UnknownOperationException", &message, None);
    };
    if let Err(error) = bounds::check("workspaces", name, parameters) {
        let row = (operation.bounds_row)(parameters).filter(|row| !context.ignores(row));
        return json::error(400, error.code(), &error.message, None).noting(row);
    }
    (operation.handler)(world, now, context, parameters)
}
