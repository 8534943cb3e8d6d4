//! `adopt`: goes on with a plan that another machine began and can't go on with.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;

use super::approve::{ApproveArgs, Approver, Means};
use super::carry::{carry_out, hold_of};
use super::change::{refuse_blocked, release_dead};
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::plan_file;
use crate::aws::{Want, WorkspaceQuery};
use crate::executor::{adopt, approval, found, run_id};
use crate::journal::{OpenError, RunLock, StepRow, StepState};
use crate::model::{AfterNo, End, Follow, Looked, SeenChange, StepId, WorkspaceId};
use crate::output::{check_report_columns, show_plan};
use crate::planner::document::{Plan, Seal, Step};
use crate::planner::{Weight, check};

/// Go on with a plan that another machine began
///
/// What is as wanted counts as done, what shows that it is under way as in flight, everything else as not started. Make
/// sure that the other machine does not carry it out any more.
#[derive(Args, Clone, Debug)]
pub(super) struct AdoptArgs {
    /// File that `--out` wrote
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    #[command(flatten)]
    approve: ApproveArgs,
}

pub(super) async fn run(context: &Context, args: &AdoptArgs) -> Result<Exit, CliError> {
    let plan = plan_file::read(&args.plan, Seal::Intact)?;
    let file = args.plan.display();
    check_report_columns(plan.intent.verb, context.shape())?;
    if let Some(note) = check(&plan, None).into_iter().find(|note| note.weight == Weight::Fatal) {
        return Err(CliError::new(Kind::Input, format!("plan `{file}`: {}", note.text))
            .hint(format!("`deskfleet check {file}` shows all that is wrong")));
    }
    let scope = context.scope().await?;
    if scope != plan.scope {
        return Err(CliError::usage(format!("plan `{file}`: made for {}, this is {scope}", plan.scope))
            .hint("name the profile, Region and endpoint that it was made with"));
    }
    refuse_blocked(context, &plan)?;
    let mut journal = context.journal(&scope)?;
    if let Some(run) = journal.run_of_plan(&plan.id)? {
        return Err(OpenError::PlanAlreadyRun { run }.into());
    }
    let mut seen = context.fleet(&Want::only(WorkspaceQuery::All)).await?;
    // What was rebuilt shows by its interface, and by nothing else.
    let rebuilt = plan.steps.iter().filter(|step| step.proof.interface_not.is_some());
    let rebuilt: Vec<WorkspaceId> = rebuilt.map(|step| step.target.workspace_id.clone()).collect();
    context.enrich(&mut seen, &rebuilt, &Want { interface: true, ..Want::only(WorkspaceQuery::All) }).await?;
    // One whose interface is not there is perhaps being rebuilt: it is looked at again before anything is sent.
    seen.gaps.retain(|gap| gap.what != "Interface" || gap.of.is_none());
    if let Some(gap) = seen.gaps.first() {
        return Err(CliError::new(Kind::Service, format!("the fleet can't be read whole: {}", gap.reason))
            .hint("try again: what was not read would count as not started"));
    }
    let trail = trail(context, &plan).await?;
    let rows = found(&plan, &seen, &trail, context.clock().await?.now());
    let (over, in_flight, left) = counted(&plan, &rows);
    let unknown = plan.heads().filter(|step| is_unknown(rows.get(&step.id))).count();
    let nobody = BTreeSet::new();
    show_plan(context.printer(), &plan, &nobody, context.clock().await?.now());
    let untold = if unknown > 0 { format!(", of {unknown} nobody can tell") } else { String::new() };
    context
        .printer()
        .status(&format!("found: {} done, {in_flight} in flight, {left} not started{untold}", over - unknown));
    warn(context, &plan, &rows);
    let mut approver = Approver {
        args: &args.approve,
        means: Means::PlanId,
        left_out: &nobody,
        fleet: None,
        who: context.who(),
        person: context.person(),
    };
    let approval = approval::obtain(&plan, &mut approver, context.clock().await?.now())?;
    let now = context.clock().await?.now();
    let run = run_id(&plan.id, now);
    release_dead(context, &scope, &mut journal)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(&scope)?, &run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out by another process"))
            .hint(format!("look at it with `{} runs watch {run}`", context.command())));
    };
    let open = adopt(plan, run, approval, rows, &mut journal, now)?;
    let earlier = open.settled();
    let hold = hold_of(context, open.plan());
    Box::pin(carry_out(context, &mut journal, open, &earlier, hold)).await
}

/// What CloudTrail shows of desktops since the plan was made, where their plan has what leaves no trace on them; nothing where
/// it can't be asked.
async fn trail(context: &Context, plan: &Plan) -> Result<Vec<SeenChange>, CliError> {
    if plan.steps.iter().all(|step| step.repeat != AfterNo::Never) {
        return Ok(Vec::new());
    }
    let until = context.clock().await?.now();
    match context.aws().await?.trail(Looked { from: plan.made_at, until }).await {
        Ok(trail) => Ok(trail.changes),
        Err(fault) if fault.is_credentials() => Err(fault.into()),
        Err(fault) => {
            context.printer().warn(&format!("CloudTrail can't be asked what the other machine has sent: {fault}"));
            Ok(Vec::new())
        }
    }
}

fn is_unknown(row: Option<&StepRow>) -> bool {
    row.is_some_and(|row| row.end == Some(End::Unknown))
}

/// How many targets are over, in flight, and neither.
fn counted(plan: &Plan, rows: &BTreeMap<StepId, StepRow>) -> (usize, usize, usize) {
    let mut targets: BTreeMap<&WorkspaceId, (bool, bool)> = BTreeMap::new();
    for step in &plan.steps {
        let state = rows.get(&step.id).map(|row| row.state);
        let (is_over, is_in_flight) = targets.entry(&step.target.workspace_id).or_insert((true, false));
        *is_over &= state == Some(StepState::Settled);
        *is_in_flight |= state.is_some_and(|state| state != StepState::Settled);
    }
    let over = targets.values().filter(|(is_over, _)| *is_over).count();
    let in_flight = targets.values().filter(|(_, is_in_flight)| *is_in_flight).count();
    (over, in_flight, targets.len() - over - in_flight)
}

/// Says what nobody can see.
fn warn(context: &Context, plan: &Plan, rows: &BTreeMap<StepId, StepRow>) {
    context.printer().warn("if another machine still carries this plan out, both will send");
    let shows_nothing = |step: &&Step| {
        let facts = step.verb.facts();
        let shows = facts.final_states.iter().any(|state| !facts.allowed_states.contains(state));
        let is_read =
            step.proof.property.is_some() || step.proof.groups.is_some() || step.proof.interface_not.is_some();
        step.proof.follow == Follow::SameId && !is_read && !shows
    };
    let unseen = plan.steps.iter().filter(|step| !rows.contains_key(&step.id)).filter(shows_nothing);
    for verb in unseen.map(|step| step.verb).collect::<BTreeSet<_>>() {
        let text =
            format!("whether {verb} was done already can't be seen of a desktop that is not under way: it is sent");
        context.printer().warn(&text);
    }
}
