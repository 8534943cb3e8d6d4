//! The way of every change: select, look, plan, show, ask, open, carry out.
//!
//! A verb's command file brings its parameters and calls `plan_and_carry_out`; nothing here knows a verb by name.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;

use super::approve::{Approver, Means};
use super::carry::{carry_out, hold_of};
use super::change_args::{ChangeArgs, ChangeArgsOf, refuse_large_canary};
use super::clock_args::{CanaryArg, canary_of, refuse_clock, refuse_empty_canary};
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::free_text::looks_like;
use super::plan_file;
use super::rehearsal::rehearse;
use super::see::confirm_own_tags;
use super::trail::{RULES_S, TrailArgs};
use crate::aws::{Bundles, Want, WorkspaceQuery, uses};
use crate::executor::event::Counts;
use crate::executor::{approval, open, run_id};
use crate::inventory::{Selected, Snapshot, find_bundle};
use crate::journal::{Journal, RunLock};
use crate::model::{BundleId, Clocks, Danger, Scope, StepId, Verb, WorkspaceId};
use crate::output::{Format, check_report_columns, last_line, print_plan, show_plan, visible_json, warn_gaps};
use crate::planner::document::Plan;
use crate::planner::{History, Intent, Policy, Reads, neighbours, plan, reads, reads_for, unwatched};

/// A verb's own parameter.
#[derive(Clone, Copy, Debug)]
pub(super) enum Parameter<'a> {
    /// A bundle, by id or unambiguous name.
    Bundle(&'a str),
    /// A bundle for what is on another one, named in the same way.
    BundleFrom(&'a str, &'a str),
    /// A text that the planner reads.
    Plain(&'a str),
    /// Security groups, by id, with commas between.
    Groups(&'a str),
}

/// What a verb's command file asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change<'a> {
    /// The verb.
    pub(super) verb: Verb,
    /// The flags that every change takes.
    pub(super) args: &'a ChangeArgs,
    /// The verb's own parameters, by the planner's names.
    pub(super) parameters: &'a [(&'a str, Parameter<'a>)],
}

/// Plans a change, and carries it out when it is approved.
///
/// # Errors
/// See the exit codes; nothing was sent unless a run was opened.
pub(super) async fn plan_and_carry_out(context: &Context, change: Change<'_>) -> Result<Exit, CliError> {
    plan_with_trail(context, change, &TrailArgs::default()).await
}

/// As `plan_and_carry_out`, for verbs that a clock can keep back: what others changed may be asked for before.
///
/// # Errors
/// See the exit codes; nothing was sent unless a run was opened.
pub(super) async fn plan_with_trail(
    context: &Context,
    change: Change<'_>,
    trail: &TrailArgs,
) -> Result<Exit, CliError> {
    // On the heap: every command would carry its size.
    Box::pin(carry_out_as_planned(context, change, trail)).await
}

async fn carry_out_as_planned(context: &Context, change: Change<'_>, trail: &TrailArgs) -> Result<Exit, CliError> {
    change.args.refuse_contradictions(context.shape().format)?;
    check_report_columns(change.verb, context.shape())?;
    let mut chosen = match change.args.selection.read(context).await {
        Err(error) if error.kind() == Kind::NothingSelected && change.args.empty_ok => {
            return Ok(nothing_at_all(context, &context.scope().await?));
        }
        read => read?,
    };
    if chosen.selection.is_empty() {
        return Err(CliError::usage(format!("`{}` needs to know which desktops", change.verb))
            .hint("name them or filter, see `--help`; all of them is `--all`"));
    }
    let mut policy = change.args.policy(change.verb, context.settings())?;
    warn_of_reason(context, change.args.reason.as_deref());
    if change.args.selection.skip_missing {
        chosen.words.push("--skip-missing".to_owned());
    }
    let scope = context.scope().await?;
    trail.look(context, RULES_S).await?;
    let mut journal = context.journal(&scope)?;
    let history = history(context, &scope, &mut journal)?;

    let mut seen = context.fleet(&first_look(change, &policy)).await?;
    let now = context.clock().await?.now();
    let needs = chosen.selection.needs();
    let want = Want { tags: needs.tags, connection: needs.connection, ..Want::only(WorkspaceQuery::All) };
    let everybody: Vec<WorkspaceId> = seen.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect();
    context.enrich(&mut seen, &everybody, &want).await?;
    confirm_own_tags(context, Some(&journal), &mut seen).await?;
    let lineage = history.lineage.iter().map(|(old, (new, _))| (old.clone(), new.clone())).collect();
    let mut selected = chosen.selection.select(&seen, &lineage, now)?;
    selected.skip_missing = change.args.selection.skip_missing;
    if let Some(exit) = nothing_selected(context, change.args, &selected, &scope)? {
        return Ok(exit);
    }
    if change.verb.facts().danger == Danger::Severe {
        selected.unambiguous()?;
    }
    name_canary(context, change.args, &mut policy, (&seen, &selected, &lineage)).await?;
    refuse_clock(&policy, change.verb, now)?;
    let intent = Intent {
        verb: change.verb,
        parameters: parameters(change, &seen)?,
        desktops: Vec::new(),
        selection: chosen.words,
        reason: change.args.reason.clone(),
    };
    second_look(context, &mut seen, &selected.workspaces, &intent, &reads_for(&intent, &policy)).await?;
    confirm_own_tags(context, Some(&journal), &mut seen).await?;
    journal.see(&seen.workspaces, seen.seen_at)?;
    add_clocks(&journal, &mut seen, &selected.workspaces)?;
    ask_of_use(context, &mut journal, &mut seen, &selected.workspaces, &intent).await?;
    warn_gaps(context.printer(), &seen);
    let fleet = seen.workspaces.len() as u64;
    let plan = plan(&seen, &intent, &selected, &policy, &history, now)?;
    show_and_start(context, &scope, &mut journal, change.args, plan, fleet).await
}

/// Shows a plan, and carries it out when that was asked for and it is approved.
///
/// # Errors
/// See the exit codes; nothing was sent unless a run was opened.
pub(super) async fn show_and_start<S: Args>(
    context: &Context,
    scope: &Scope,
    journal: &mut Journal,
    args: &ChangeArgsOf<S>,
    plan: Plan,
    fleet: u64,
) -> Result<Exit, CliError> {
    refuse_empty_canary(&plan)?;
    if let Some(exit) = show(context, args, &plan)? {
        return Ok(exit);
    }
    if args.rehearse {
        return rehearse_instead(context, &plan, args);
    }
    let nobody = BTreeSet::new();
    let approver = Approver {
        args: &args.approve,
        means: Means::Count,
        left_out: &nobody,
        fleet: Some(fleet),
        who: context.who(),
        person: context.person(),
    };
    start(context, scope, journal, plan, approver).await
}

/// Puts the desktops of `--canary @FILE` into the policy.
async fn name_canary(
    context: &Context,
    args: &ChangeArgs,
    policy: &mut Policy,
    (seen, selected, lineage): (&Snapshot, &Selected, &BTreeMap<WorkspaceId, WorkspaceId>),
) -> Result<(), CliError> {
    if let Some(CanaryArg::File(path)) = &args.canary {
        policy.canary_targets = canary_of(context, path, seen, selected, lineage).await?;
        policy.canary = refuse_large_canary(policy.canary_targets.len(), policy.wave)?;
    }
    Ok(())
}

/// Rehearses a plan where its approval would be asked for.
fn rehearse_instead<S: Args>(context: &Context, plan: &Plan, args: &ChangeArgsOf<S>) -> Result<Exit, CliError> {
    refuse_blocked(context, plan)?;
    if plan.steps.is_empty() {
        return Ok(nothing_to_do(context, plan, &BTreeSet::new()));
    }
    let exit = rehearse(context, plan, &args.rehearsal)?;
    context
        .printer()
        .hint("this was a rehearsal, nothing was sent: the same command without `--rehearse` carries it out");
    Ok(exit)
}

/// Opens a run for a plan that may be carried out, once it is approved, and carries it out.
///
/// # Errors
/// When it is blocked, its targets are in another run, it is not approved, or was opened before.
pub(super) async fn start(
    context: &Context,
    scope: &Scope,
    journal: &mut Journal,
    plan: Plan,
    mut approver: Approver<'_>,
) -> Result<Exit, CliError> {
    let left_out = approver.left_out;
    refuse_blocked(context, &plan)?;
    if plan.steps.iter().all(|step| left_out.contains(&step.id)) {
        return Ok(nothing_to_do(context, &plan, left_out));
    }
    Box::pin(warn_of_credentials(context, &plan)).await?;
    let approval = approval::obtain(&plan, &mut approver, context.clock().await?.now())?;
    let now = context.clock().await?.now();
    let run = run_id(&plan.id, now);
    release_dead(context, scope, journal)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, &run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out by another process"))
            .hint(format!("look at it with `{} runs show {run}`", context.command())));
    };
    let open = open(plan, run, approval, left_out, journal, now)?;
    // What is left out has its end from the start, and no event tells it.
    let earlier = open.settled();
    // Boxed: everything that a run awaits is in it.
    let hold = hold_of(context, open.plan());
    Box::pin(carry_out(context, journal, open, &earlier, hold)).await
}

/// Warns of a reason that is better not recorded.
pub(super) fn warn_of_reason(context: &Context, reason: Option<&str>) {
    if let Some(what) = reason.and_then(looks_like) {
        context.printer().warn(&format!("`--reason` seems to hold {what}, and plan and journal keep it"));
    }
}

/// Warns of credentials that end before the plan will.
async fn warn_of_credentials(context: &Context, plan: &Plan) -> Result<(), CliError> {
    let Some(end) = context.aws().await?.credentials_end_at().await else { return Ok(()) };
    let left = end.duration_since(context.clock().await?.now()).as_secs();
    if left < i64::try_from(plan.estimate.duration_s).unwrap_or(i64::MAX) {
        context.printer().warn(&format!(
            "the credentials end at {end}, before the plan will: at a terminal you are asked to log in, else `resume` goes on"
        ));
    }
    Ok(())
}

/// What our journal knows: ids that became others, and what other runs hold.
pub(super) fn history(context: &Context, scope: &Scope, journal: &mut Journal) -> Result<History, CliError> {
    release_dead(context, scope, journal)?;
    let lineage = journal.lineage()?.into_iter().map(|step| (step.old, (step.new, step.run))).collect();
    Ok(History { lineage, claimed: journal.claims()?.into_iter().collect() })
}

/// Puts what the ledger knows of the clocks of desktops beside what was read of them.
pub(super) fn add_clocks(journal: &Journal, seen: &mut Snapshot, of: &[WorkspaceId]) -> Result<(), CliError> {
    let mut known = journal.clocks(of)?;
    for workspace in &mut seen.workspaces {
        workspace.deskfleet.clocks =
            known.remove(&workspace.workspace_id).filter(|clocks| *clocks != Clocks::default());
    }
    Ok(())
}

/// Asks CloudWatch when desktops were used whose work may be lost and of which nobody else can tell; what it knows is kept.
async fn ask_of_use(
    context: &Context,
    journal: &mut Journal,
    seen: &mut Snapshot,
    of: &[WorkspaceId],
    intent: &Intent,
) -> Result<(), CliError> {
    let now = context.clock().await?.now();
    let since = unwatched(seen, intent, of, now);
    if since.is_empty() {
        return Ok(());
    }
    let found = uses(context.aws().await?, &since, now, &mut seen.gaps).await?;
    journal.note_uses(found.iter().map(|(id, at)| (id, *at)))?;
    add_clocks(journal, seen, of)
}

/// Gives back what runs hold that nobody carries out, but for targets that are in flight.
pub(super) fn release_dead(context: &Context, scope: &Scope, journal: &mut Journal) -> Result<(), CliError> {
    let directory = context.scope_dir(scope)?;
    let runs: BTreeSet<_> = journal.claims()?.into_iter().map(|(_, run)| run).collect();
    for run in runs {
        // Whoever gets the lock has found a run that nobody carries out.
        if let Some(_lock) = RunLock::take(&directory, &run)? {
            journal.release_claims(&run)?;
        }
    }
    Ok(())
}

/// The fleet, directories, and bundles as far as names have to be found.
fn first_look(change: Change<'_>, policy: &Policy) -> Want {
    let mut want = Want::only(WorkspaceQuery::All);
    want.directories = true;
    want.bundles = Bundles::InUse;
    want.subnets = reads(change.verb, policy).subnets;
    for (_, parameter) in change.parameters {
        match parameter {
            Parameter::Bundle(text) => want_bundle(&mut want, text),
            Parameter::BundleFrom(old, new) => {
                want_bundle(&mut want, old);
                want_bundle(&mut want, new);
            }
            Parameter::Groups(ids) => {
                want.security_groups.extend(ids.split(',').filter(|id| !id.is_empty()).map(ToOwned::to_owned));
            }
            Parameter::Plain(_) => {}
        }
    }
    want
}

/// One with an id is asked for by it; for a name all of them are read.
fn want_bundle(want: &mut Want, text: &str) {
    match text.parse::<BundleId>() {
        Ok(id) => drop(want.bundle_ids.insert(id)),
        Err(_) => want.bundles = Bundles::All,
    }
}

/// What the rules ask for of the selected, and of others of their directories.
async fn second_look(
    context: &Context,
    seen: &mut Snapshot,
    selected: &[WorkspaceId],
    intent: &Intent,
    reads: &Reads,
) -> Result<(), CliError> {
    let mut want = Want::only(WorkspaceQuery::All);
    want.tags = reads.tags;
    want.connection = reads.connection;
    want.volume_snapshots = reads.volume_snapshots;
    want.interface = reads.interface;
    want.keys = reads.keys;
    context.enrich(seen, selected, &want).await?;
    let others = neighbours(seen, intent, selected);
    context.enrich(seen, &others, &Want { interface: true, ..Want::only(WorkspaceQuery::All) }).await
}

fn nothing_selected(
    context: &Context,
    args: &ChangeArgs,
    selected: &Selected,
    scope: &Scope,
) -> Result<Option<Exit>, CliError> {
    for text in &selected.idle_exclusions {
        context.printer().warn(&format!("`--exclude {text}` leaves nothing out"));
    }
    if !selected.is_empty() {
        return Ok(None);
    }
    if args.empty_ok {
        return Ok(Some(nothing_at_all(context, scope)));
    }
    Err(CliError::new(Kind::NothingSelected, "nothing is selected")
        .hint(format!("see what there is with `{} list`, or allow it with `--empty-ok`", context.command())))
}

/// Ends a command that selected nothing and may.
fn nothing_at_all(context: &Context, scope: &Scope) -> Exit {
    context.printer().last_line(&last_line(Counts::default(), scope, None), true);
    Exit::Done
}

fn parameters(change: Change<'_>, seen: &Snapshot) -> Result<BTreeMap<String, String>, CliError> {
    let mut found = BTreeMap::new();
    let bundle = |text: &str| -> Result<BundleId, CliError> {
        let found = find_bundle("to", &seen.bundles, text).map_err(|error| error.or_unread(&seen.gaps, "Bundles"))?;
        Ok(found.bundle_id.clone())
    };
    for (name, parameter) in change.parameters {
        let (name, value) = match parameter {
            Parameter::Bundle(text) => ((*name).to_owned(), bundle(text)?.to_string()),
            Parameter::BundleFrom(old, new) => (Intent::bundle_from(&bundle(old)?), bundle(new)?.to_string()),
            Parameter::Plain(text) | Parameter::Groups(text) => ((*name).to_owned(), (*text).to_owned()),
        };
        if found.insert(name, value).is_some() {
            return Err(CliError::new(Kind::Usage, "two bundles were named to move to from the same one")
                .hint("name one with `--to OLD=NEW` for each bundle, and at most one with `--to NEW` for all others"));
        }
    }
    Ok(found)
}

/// Shows a plan; returns the exit of a command that stops there.
fn show<S: Args>(context: &Context, args: &ChangeArgsOf<S>, plan: &Plan) -> Result<Option<Exit>, CliError> {
    if let Some(path) = &args.out {
        plan_file::write(path, plan)?;
    }
    match (args.dry_run, context.shape().format) {
        (true, Format::Json) => context.printer().data(&visible_json(&plan.to_text()?))?,
        (true, _) => print_plan(context.printer(), plan)?,
        (false, _) => show_plan(context.printer(), plan, &BTreeSet::new(), plan.made_at),
    }
    if !args.dry_run && args.out.is_none() {
        return Ok(None);
    }
    refuse_blocked(context, plan)?;
    if let Some(path) = &args.out {
        context.printer().status(&format!("the plan was written to `{}`, nothing was sent", path.display()));
        context.printer().hint(&format!("carry it out with `{} apply {}`", context.command(), path.display()));
    }
    let pending = args.exit_code && !plan.steps.is_empty();
    Ok(Some(if pending { Exit::Different } else { Exit::Done }))
}

/// A plan that a rule, or another run, keeps from being carried out.
pub(super) fn refuse_blocked(context: &Context, plan: &Plan) -> Result<(), CliError> {
    let elsewhere = plan.skipped.iter().find(|verdict| verdict.named && verdict.rule == "RUN-01");
    if let Some(verdict) = elsewhere {
        return Err(CliError::new(Kind::Busy, format!("{}: {}", verdict.target, verdict.reason)).hint(format!(
            "wait for that run, or go on with it (`{} runs list`); or leave the target out",
            context.command()
        )));
    }
    if !plan.is_blocked() {
        return Ok(());
    }
    let rules: BTreeSet<&str> = plan.refused.iter().map(|verdict| verdict.rule.as_str()).collect();
    let names: Vec<&str> = rules.iter().copied().collect();
    let (refused, selected) = (plan.refused.len(), plan.selected());
    let are = if refused == 1 { "is" } else { "are" };
    let message = format!("{refused} of {selected} selected {are} refused ({}); nothing was sent", names.join(", "));
    let mut error = CliError::new(Kind::Blocked, message);
    if rules.contains("SEL-01") || rules.contains("LINE-01") {
        error = error.hint("leave named targets that are not there out with `--skip-missing`");
    }
    Err(error
        .hint(format!("`deskfleet explain {}` says why and what to do", names.first().unwrap_or(&"RULE-ID")))
        .hint("leave the refused out with `--skip-refused`, or lower a rule with `--allow RULE-ID`"))
}

/// Ends a command whose plan has nothing to send; no run is opened.
pub(super) fn nothing_to_do(context: &Context, plan: &Plan, left_out: &BTreeSet<StepId>) -> Exit {
    let counts = Counts {
        unchanged: plan.unchanged.len() as u64,
        skipped: (plan.skipped.len() + plan.heads().filter(|step| left_out.contains(&step.id)).count()) as u64,
        refused: plan.refused.len() as u64,
        ..Counts::default()
    };
    let named_skipped = plan.skipped.iter().any(|verdict| verdict.named && verdict.workspace.is_some());
    let exit = Exit::of_run(counts, None, false, named_skipped);
    context.printer().last_line(&last_line(counts, &plan.scope, None), exit == Exit::Done);
    exit
}
