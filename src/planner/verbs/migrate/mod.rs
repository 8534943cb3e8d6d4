//! Migrate: a desktop moves to another bundle and gets a new id, address and computer name (domain.md C1-07, C2-04, D).

mod bundle;
mod paths;

use std::collections::BTreeMap;

use super::{Call, VerbRow, modify};
use crate::model::{Verb, WorkspaceState};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::{Case, Context, rules};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &paths::ADMIN_MAINTENANCE,
        &paths::LINUX_STATE,
        &rules::STANDBY,
        &modify::BUSY,
        &bundle::USABLE,
        &paths::LINUX_PATH,
        &paths::FAMILY,
        &paths::TO_WINDOWS_7,
        &paths::WINDOWS_11_TO_10,
        &paths::WINDOWS_7_TO_11,
        &paths::VALUE_TO_WINDOWS_11,
        &bundle::LICENCE,
        &bundle::OWN_PROTOCOL,
        &bundle::SERVER_DOWNGRADE,
        &rules::SNAPSHOT,
        &rules::ADDRESSES,
        &rules::GROUPS,
        &paths::SYSTEM_UNKNOWN,
        &bundle::LICENCE_UNKNOWN,
        &bundle::OWN_PROTOCOL_UNKNOWN,
        &bundle::PROTOCOL_CHANGE,
        &bundle::COMPUTE_CHANGE,
        &rules::SNAPSHOT_AGE,
        &rules::ADDRESSES_UNREAD,
    ],
    own_states: &[WorkspaceState::AdminMaintenance, WorkspaceState::Updating],
    new_address: true,
    volume_snapshots: true,
    interface: true,
    keys: None,
    also: &[],
    goal,
    same,
    build,
};

fn goal(context: &Context<'_>) -> Result<(), String> {
    match (context.wanted.parameters.get("bundle_id"), context.wanted_bundle) {
        (Some(_), Some(_)) => Ok(()),
        (Some(id), None) => Err(format!("the bundle `{id}` was not found")),
        (None, _) => Err("a migration needs the bundle to move to (`bundle_id`)".to_owned()),
    }
}

fn same(case: &Case<'_>) -> Option<String> {
    let wanted = case.context.wanted_bundle?;
    (case.target.bundle_id == wanted.bundle_id).then(|| format!("it already is on {}", wanted.label()))
}

fn build(case: &Case<'_>) -> Vec<Call> {
    let wanted = case.context.wanted_bundle.map(|bundle| bundle.bundle_id.clone());
    let mut parameters = BTreeMap::from([("SourceWorkspaceId".to_owned(), case.target.workspace_id.to_string())]);
    parameters.extend(wanted.iter().map(|id| ("BundleId".to_owned(), id.to_string())));
    let mut requires = vec![Requirement {
        that: Fact::BundleIs(case.target.bundle_id.clone()),
        otherwise: Otherwise::Skip,
        rule: rules::SAME.id.to_owned(),
    }];
    requires.extend(groups(case));
    requires.extend((!case.context.is_lowered(modify::BUSY.id)).then(modify::not_busy));
    let call = Call::of(Verb::Migrate, parameters);
    vec![Call { states: paths::states(case), requires, bundle_id: wanted, ..call }]
}

/// The interface may have the directory's groups only; with SG-01 lowered those too that were seen, and none if they
/// were not even read.
fn groups(case: &Case<'_>) -> Option<Requirement> {
    let mut allowed = rules::own_groups(case);
    if case.context.is_lowered(rules::GROUPS.id) {
        let interface = case.target.deskfleet.interface.as_ref()?;
        allowed.extend(interface.groups.iter().map(|group| group.group_id.clone()));
    }
    Some(Requirement {
        that: Fact::GroupsWithin(allowed.into_iter().collect()),
        otherwise: Otherwise::Skip,
        rule: rules::GROUPS.id.to_owned(),
    })
}
