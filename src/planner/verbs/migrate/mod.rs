//! Migrate: a desktop moves to another bundle and gets a new id, address and computer name (domain.md C1-07, C2-04, D).

mod bundle;
mod paths;

pub(super) use bundle::{is_byol, volumes_after};

use std::collections::BTreeMap;

use super::{Call, VerbRow, carry, kept, modify, security_group};
use crate::model::{Bundle, Verb, WorkspaceState};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::rules::{About, Finding, Rule, Severity};
use crate::planner::{Case, Context, rules};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &UNMAPPED,
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
        &carry::FORMER,
        &security_group::LIMIT,
        &rules::UNSAVED,
        &rules::LOSS,
        &paths::SYSTEM_UNKNOWN,
        &bundle::LICENCE_UNKNOWN,
        &bundle::OWN_PROTOCOL_UNKNOWN,
        &bundle::PROTOCOL_CHANGE,
        &bundle::COMPUTE_CHANGE,
        &bundle::NESTED,
        &bundle::VOLUME_CHANGE,
        &MOVES_ON,
        &rules::SNAPSHOT_AGE,
        &rules::ADDRESSES_UNREAD,
        &carry::FORMER_UNREAD,
        &carry::CARRIED,
        &carry::LOST,
        &rules::ELASTIC,
        &rules::PRIVATE_ADDRESS,
        &kept::KEPT,
    ],
    own_states: &[WorkspaceState::AdminMaintenance, WorkspaceState::Updating],
    new_address: true,
    volume_snapshots: true,
    interface: true,
    keys: None,
    also: &[Verb::SecurityGroup],
    goal,
    same,
    build,
};

fn goal(context: &Context<'_>) -> Result<(), String> {
    carry::goal(context)?;
    let wanted = context.wanted.bundles();
    if wanted.is_empty() {
        return Err("a migration needs the bundle to move to (`bundle_id`)".to_owned());
    }
    match wanted.iter().find(|(from, _)| !context.wanted_bundles.contains_key(from)) {
        Some((_, id)) => Err(format!("the bundle `{id}` was not found")),
        None => Ok(()),
    }
}

/// On what it is to move to; or, where each bundle has its own, on one that others move to.
fn same(case: &Case<'_>) -> Option<String> {
    let is_on = |bundle: &&Bundle| bundle.bundle_id == case.target.bundle_id;
    let on = match case.wanted_bundle() {
        Some(wanted) => is_on(&wanted).then_some(wanted),
        None => case.context.wanted_bundles.values().copied().find(is_on),
    };
    on.map(|wanted| format!("it already is on {}", wanted.label()))
}

/// Each bundle can have a bundle of its own to move to; what is on none of them is left where it is.
static UNMAPPED: Rule = Rule {
    id: "MIG-25",
    severity: Severity::Skip,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "no bundle to move to",
    says: "with `--to OLD=NEW` a desktop moves to what was named for the bundle that it is on; one that is on none of these \
           stays where it is",
    advice: "name a bundle for it with a further `--to OLD=NEW`, or one for all others with `--to NEW`",
    check: |case| {
        if case.wanted_bundle().is_some() {
            return None;
        }
        let name = case.bundle.map_or_else(|| case.target.bundle_id.as_str(), Bundle::label);
        Some(Finding::of(format!("no bundle to move to was named for {name}")))
    },
};

/// Two in a row, or a circle: right once, and wrong whenever it is said again.
static MOVES_ON: Rule = Rule {
    id: "MIG-27",
    severity: Severity::Warn,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "to a bundle that is moved from as well",
    says: "the bundle that it is to move to is one that `--to OLD=NEW` moves from: the same command said again, by hand or by \
           cron, moves the desktop on, and drive C: is made anew each time",
    advice: "move in two plans, the later bundles first, and do not repeat them",
    check: |case| {
        let wanted = case.wanted_bundle()?;
        let next = case.context.wanted_bundles.get(&Some(wanted.bundle_id.clone()))?;
        let text = || Finding::of(format!("said again, it moves on from {} to {}", wanted.label(), next.label()));
        (next.bundle_id != wanted.bundle_id).then(text)
    },
};

fn build(case: &Case<'_>) -> Vec<Call> {
    // Whoever lowers MIG-25 has named no bundle all the same.
    let Some(wanted) = case.wanted_bundle().map(|bundle| bundle.bundle_id.clone()) else { return Vec::new() };
    let parameters = BTreeMap::from([
        ("SourceWorkspaceId".to_owned(), case.target.workspace_id.to_string()),
        ("BundleId".to_owned(), wanted.to_string()),
    ]);
    let mut requires = vec![Requirement {
        that: Fact::BundleIs(case.target.bundle_id.clone()),
        otherwise: Otherwise::Skip,
        rule: rules::SAME.id.to_owned(),
    }];
    requires.extend(rules::groups_within(case).into_iter().chain(carry::still_there(case)));
    requires.extend((!case.context.is_lowered(modify::BUSY.id)).then(modify::not_busy));
    let call = Call::of(Verb::Migrate, parameters);
    let kept = Some(kept::kept(case));
    let mut calls = vec![Call { states: paths::states(case), requires, bundle_id: Some(wanted), kept, ..call }];
    // The desktop that is there then has another id.
    calls.extend(carry::call(case).map(|mut call| {
        call.parameters.remove("WorkspaceId");
        Call { on: Some(0), ..call }
    }));
    calls
}
