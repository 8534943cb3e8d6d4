//! `provision`: desktops that are not there yet, from a manifest.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use super::change::{history, show_and_start, warn_of_reason};
use super::change_args::ChangeArgsOf;
use super::clock_args::{CanaryArg, refuse_clock};
use super::context::Context;
use super::error::{CliError, Exit};
use super::free_text::looks_like;
use super::manifest_args::{ManifestArgs, Wanted};
use crate::aws::{Bundles, Want, WorkspaceQuery};
use crate::inventory::{Selected, Snapshot};
use crate::model::{Scope, Verb, Workspace, parse_span};
use crate::output::{check_report_columns, warn_gaps};
use crate::planner::document::ACCEPT_EXISTING;
use crate::planner::{Intent, plan, quotas};

/// Make the desktops of a manifest
///
/// One row a desktop: `user`, `directory`, `bundle`, `running_mode`, and where wanted `auto_stop`, `root`, `user_volume`,
/// `encrypt`, `key`, `protocol`, `tag:KEY`. Whoever has a desktop as wanted is left alone, so the same manifest can be used again.
#[derive(Args, Clone, Debug)]
pub(super) struct ProvisionArgs {
    #[command(flatten)]
    change: ChangeArgsOf<ManifestArgs>,
    /// Take a desktop that is there and differs for the one that is wanted
    #[arg(long, help_heading = "Manifest")]
    accept_existing: bool,
    /// How long a user is waited for whom the directory does not know yet, such as 15m; 0s: not at all
    #[arg(long, value_name = "TIME", value_parser = parse_span, default_value = "15m", help_heading = "Manifest")]
    wait_for_user: u64,
}

pub(super) async fn run(context: &Context, args: &ProvisionArgs) -> Result<Exit, CliError> {
    Box::pin(provision(context, args)).await
}

async fn provision(context: &Context, args: &ProvisionArgs) -> Result<Exit, CliError> {
    const VERB: Verb = Verb::Provision;
    let change = &args.change;
    change.refuse_contradictions(context.shape().format)?;
    check_report_columns(VERB, context.shape())?;
    if let Some(CanaryArg::File(_)) = &change.canary {
        return Err(CliError::usage("`--canary @FILE` names desktops, and these are still to be made")
            .hint("write `--canary N` for the first so many of the manifest"));
    }
    let wanted = change.selection.read(context).await?;
    let mut policy = change.policy(VERB, context.settings())?;
    policy.wait_for_user_s = Some(args.wait_for_user);
    warn_of_reason(context, change.reason.as_deref());
    let (scope, mut seen) = see(context, &wanted).await.map_err(|unread| change.selection.unseen(&wanted, unread))?;
    let desktops = change.selection.desktops(&wanted, &seen)?;
    let counted = Want { quotas: quotas(&seen, &desktops), ..Want::only(WorkspaceQuery::All) };
    context.enrich(&mut seen, &[], &counted).await?;
    let mut journal = context.journal(&scope)?;
    let history = history(context, &scope, &mut journal)?;
    let now = context.clock().await?.now();
    warn_of_tags(context, &desktops);
    warn_gaps(context.printer(), &seen);
    refuse_clock(&policy, VERB, now)?;
    let ids: Vec<_> = desktops.iter().map(|desktop| desktop.workspace_id.clone()).collect();
    let selected = Selected { named: ids.iter().cloned().collect(), workspaces: ids, ..Selected::default() };
    let accepts = args.accept_existing.then(|| (ACCEPT_EXISTING.to_owned(), "yes".to_owned()));
    let intent = Intent {
        verb: VERB,
        parameters: BTreeMap::from_iter(accepts),
        desktops,
        selection: vec![change.selection.name().to_owned()],
        reason: change.reason.clone(),
    };
    let fleet = seen.workspaces.len() as u64;
    let plan = plan(&seen, &intent, &selected, &policy, &history, now)?;
    show_and_start(context, &scope, &mut journal, change, plan, fleet).await
}

/// Looks at all that a manifest names.
async fn see(context: &Context, wanted: &Wanted) -> Result<(Scope, Snapshot), CliError> {
    let scope = context.scope().await?;
    let mut seen = context.fleet(&look(wanted)).await?;
    let keys = Want { keys: true, key_ids: wanted.key_ids(), ..Want::only(WorkspaceQuery::All) };
    context.enrich(&mut seen, &[], &keys).await?;
    Ok((scope, seen))
}

/// The fleet, for who has a desktop already, and what new ones stand on.
fn look(wanted: &Wanted) -> Want {
    let mut want = Want::only(WorkspaceQuery::All);
    want.directories = true;
    want.subnets = true;
    match wanted.bundle_ids() {
        Some(ids) => want.bundle_ids = ids.into_iter().collect(),
        None => want.bundles = Bundles::All,
    }
    want
}

/// Warns of tags that are better not given: whoever may list desktops reads them.
fn warn_of_tags(context: &Context, desktops: &[Workspace]) {
    let tags = desktops.iter().flat_map(|desktop| desktop.deskfleet.tags.iter().flatten());
    let found: BTreeSet<(&str, &str)> =
        tags.filter_map(|tag| Some((tag.key.as_str(), looks_like(&tag.value)?))).collect();
    for (key, what) in found {
        context
            .printer()
            .warn(&format!("the tag `{key}` seems to hold {what}; tags are read by many, plans keep them"));
    }
}
