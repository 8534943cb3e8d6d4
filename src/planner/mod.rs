//! Decides: a pure function from what was seen and what is wanted to a plan.
//!
//! No async, no clock, no randomness, no environment, no map with random order: what is needed is an argument, so the
//! same input gives the same bytes on every machine. Imports `model` and `inventory` only.
//!
//! The way of a target: `case` (what a rule may look at) → `rules` (which of them find something) → `steps` (the calls,
//! what must hold right before each, what proves it) → `waves` (which go together) → `estimate`. `check` reads any plan,
//! also an edited one, with the same functions. What is particular to a verb stands in its row of `verbs`.
//! What is around desktops has a way of its own: `around`.

pub mod around;
mod bundle_os;
mod case;
mod check;
#[cfg(test)]
mod check_tests;
pub mod document;
mod estimate;
mod intent;
mod policy;
mod rules;
pub mod standby;
mod steps;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod verbs;
mod verdicts;
mod waves;

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

pub use bundle_os::bundle_os;
pub use case::{Case, Context};
pub use check::{Note, Weight, check};
pub use intent::Intent;
pub use policy::Policy;
pub use rules::{About, Card, Finding, Rule, RuleNotFound, Severity, cards, find_card, find_rule, quotas, rules};
pub use verbs::tag::{flawed_tag, tag_parameter};
pub use verbs::{Reads, also, carry::neighbours, reads, reads_for, unwatched};

use crate::inventory::{Gap, Selected, Snapshot};
use crate::model::{PlanId, RunId, Workspace, WorkspaceId};
use document::{PLAN_SCHEMA, Plan, PlanError, Step, TargetRef};

/// What our own journal knows and the service does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Old id → new id, and the run that migrated it.
    pub lineage: BTreeMap<WorkspaceId, (WorkspaceId, RunId)>,
    /// Desktops that another live run has claimed.
    pub claimed: BTreeMap<WorkspaceId, RunId>,
}

/// Plans what is wanted for the selected desktops; linear in what was seen.
///
/// # Errors
/// `Intent` when nothing of it can be planned, for any desktop: a parameter is missing or the bundle was not seen.
pub fn plan(
    seen: &Snapshot,
    wanted: &Intent,
    selected: &Selected,
    policy: &Policy,
    history: &History,
    now: Timestamp,
) -> Result<Plan, PlanError> {
    // Whole seconds: nothing here is finer, and a plan is read by people.
    let now = Timestamp::from_second(now.as_second()).unwrap_or(now);
    let context = Context::new(seen, wanted, policy, history, now).filtered(&selected.filters);
    (context.row.goal)(&context).map_err(PlanError::Intent)?;

    let mut verdicts = verdicts::judge(&context, selected);
    let mut chains: Vec<Vec<Step>> = Vec::with_capacity(verdicts.acted.len());
    let mut number = 1;
    for acted in &mut verdicts.acted {
        let chain = steps::build(&acted.case, std::mem::take(&mut acted.calls), number, acted.until);
        number += chain.len();
        chains.push(chain);
    }
    let waves = waves::cut(&context, &verdicts.acted, &chains);
    let estimate = estimate::estimate(&context, &verdicts.acted, &chains, &waves);
    let steps = chains.into_iter().flatten().collect();
    let lifetime = SignedDuration::from_secs(i64::try_from(policy.expires_s).unwrap_or(i64::MAX));
    Plan {
        schema: PLAN_SCHEMA,
        id: PlanId::from_service(""),
        made_at: now,
        expires_at: now.checked_add(lifetime).unwrap_or(Timestamp::MAX),
        scope: seen.scope.clone(),
        intent: wanted.clone(),
        policy: policy.clone(),
        observed: observed(seen, &context, selected),
        steps,
        waves,
        unchanged: verdicts.unchanged,
        skipped: verdicts.skipped,
        held: verdicts.held,
        refused: verdicts.refused,
        warnings: verdicts.warnings,
        estimate,
    }
    .seal()
}

/// Keeps of a snapshot the selected desktops and what they stand on, so that the plan can be rehearsed elsewhere.
fn observed<'a>(seen: &Snapshot, context: &'a Context<'a>, selected: &Selected) -> Snapshot {
    let chosen: BTreeSet<&WorkspaceId> = selected.workspaces.iter().collect();
    let wanted = &context.wanted.desktops;
    // What is to be made was not seen; whoever has a desktop already was.
    let existing = wanted.iter().filter_map(|wish| context.case(wish, true).existing());
    // By one that stays it is known later that an answer is a good one (design 6.1).
    let witness = seen.workspaces.iter().find(|seen| seen.stays());
    let workspaces: BTreeMap<_, _> = if wanted.is_empty() {
        chosen.iter().filter_map(|id| context.workspace(id)).map(|seen| (&seen.workspace_id, seen)).collect()
    } else {
        existing.chain(witness).map(|seen| (&seen.workspace_id, seen)).collect()
    };
    let workspaces: Vec<Workspace> = workspaces.into_values().cloned().collect();
    let both = || workspaces.iter().chain(wanted);

    let directories: BTreeSet<_> = both().map(|workspace| &workspace.directory_id).collect();
    let mut bundles: BTreeSet<_> = both().map(|workspace| &workspace.bundle_id).collect();
    bundles.extend(context.wanted_bundles.values().map(|bundle| &bundle.bundle_id));
    let mut subnets: BTreeSet<_> = workspaces.iter().filter_map(|workspace| workspace.subnet_id.as_ref()).collect();
    let directories: Vec<_> =
        seen.directories.iter().filter(|found| directories.contains(&found.directory_id)).cloned().collect();
    subnets.extend(directories.iter().flat_map(|directory| &directory.subnet_ids));
    let bundles: Vec<_> = seen.bundles.iter().filter(|bundle| bundles.contains(&bundle.bundle_id)).cloned().collect();
    let subnets: Vec<_> = seen.subnets.iter().filter(|subnet| subnets.contains(&subnet.subnet_id)).cloned().collect();

    let encrypted = both().filter(|workspace| workspace.is_encrypted());
    let keys: BTreeSet<&str> = encrypted.filter_map(|workspace| workspace.volume_encryption_key.as_deref()).collect();

    let mut names: BTreeSet<&str> = chosen.iter().map(|id| id.as_str()).collect();
    names.extend(directories.iter().map(|directory| directory.directory_id.as_str()));
    names.extend(bundles.iter().map(|bundle| bundle.bundle_id.as_str()));
    names.extend(subnets.iter().map(|subnet| subnet.subnet_id.as_str()));
    names.extend(&keys);
    names.extend(seen.gaps.iter().filter(|gap| gap.what == "Quota").filter_map(|gap| gap.of.as_deref()));
    let concerns = |gap: &&Gap| gap.of.as_deref().is_none_or(|of| names.contains(of));
    let gaps = seen.gaps.iter().filter(concerns).cloned().collect();

    let keys = seen.keys.iter().filter(|key| keys.contains(key.key_id.as_str())).cloned().collect();
    // Those that were asked for, and no others, were read.
    let (security_groups, quotas) = (seen.security_groups.clone(), seen.quotas.clone());

    let (seen_at, scope) = (seen.seen_at, seen.scope.clone());
    let mut observed =
        Snapshot { seen_at, scope, workspaces, directories, bundles, subnets, keys, security_groups, quotas, gaps };
    observed.sort();
    observed
}

impl From<&Workspace> for TargetRef {
    fn from(workspace: &Workspace) -> Self {
        Self {
            workspace_id: workspace.workspace_id.clone(),
            directory_id: workspace.directory_id.clone(),
            user_name: workspace.user_name.clone(),
        }
    }
}
