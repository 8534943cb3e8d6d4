//! `apply`: carries out a plan that was written to a file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::Args;

use super::approve::{ApproveArgs, Approver, Means};
use super::change::start;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::id_map::MapArgs;
use super::plan_file;
use crate::journal::{OpenError, Task};
use crate::model::{StepId, WorkspaceId};
use crate::output::{check_report_columns, show_plan};
use crate::planner::document::{Plan, Seal};
use crate::planner::{Weight, check};

/// Carry out a plan
#[derive(Args, Clone, Debug)]
pub(super) struct ApplyArgs {
    /// File that `--out` wrote
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    /// Leave this desktop of the plan out, by id or user:NAME
    #[arg(long, value_name = "TARGET")]
    exclude: Vec<String>,
    #[command(flatten)]
    map: MapArgs,
    #[command(flatten)]
    approve: ApproveArgs,
}

pub(super) async fn run(context: &Context, args: &ApplyArgs) -> Result<Exit, CliError> {
    let plan = plan_file::read(&args.plan, Seal::Intact)?;
    let file = args.plan.display();
    check_report_columns(plan.intent.verb, context.shape())?;
    args.map.prepare(context, &Task::Desktops(plan.intent.verb))?;
    if let Some(note) = check(&plan, None).into_iter().find(|note| note.weight == Weight::Fatal) {
        return Err(CliError::new(Kind::Input, format!("plan `{file}`: {}", note.text))
            .hint(format!("`deskfleet check {file}` shows all that is wrong; make the plan anew")));
    }
    let left_out = left_out(&plan, &args.exclude)?;
    let scope = context.scope().await?;
    if scope != plan.scope {
        return Err(CliError::usage(format!("plan `{file}`: made for {}, this is {scope}", plan.scope))
            .hint("name the profile, Region and endpoint that it was made with"));
    }
    let mut journal = context.journal(&scope)?;
    if let Some(run) = journal.run_of_plan(&plan.id)? {
        return Err(OpenError::PlanAlreadyRun { run }.into());
    }
    if context.clock().await?.now() >= plan.expires_at {
        return Err(CliError::usage(format!("plan `{file}`: it expired {}", plan.expires_at))
            .hint("make it anew: what it saw is too old to act on"));
    }
    show_plan(context.printer(), &plan, &left_out, context.clock().await?.now());
    let approver = Approver {
        args: &args.approve,
        means: Means::PlanId,
        left_out: &left_out,
        fleet: None,
        who: context.who(),
        person: context.person(),
    };
    start(context, &scope, &mut journal, plan, approver).await
}

/// Finds the steps of the targets that are to be left out.
fn left_out(plan: &Plan, words: &[String]) -> Result<BTreeSet<StepId>, CliError> {
    let mut steps = BTreeSet::new();
    for word in words {
        let is_meant = |step: &&crate::planner::document::Step| match word.strip_prefix("user:") {
            Some(user) => step.target.user_name.eq_ignore_ascii_case(user),
            None => step.target.workspace_id == WorkspaceId::from_service(word.as_str()),
        };
        let before = steps.len();
        steps.extend(plan.steps.iter().filter(is_meant).map(|step| step.id.clone()));
        if steps.len() == before {
            return Err(CliError::usage(format!("`--exclude {word}`: the plan acts on no such target"))
                .hint("write the WorkSpace id, or user:NAME, as the plan has it"));
        }
    }
    Ok(steps)
}
