//! `rehearse`: carries a plan out in a throw-away world made from what the plan observed.

use std::path::PathBuf;

use clap::Args;

use super::change::{nothing_to_do, refuse_blocked};
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::plan_file;
use super::rehearsal::{RehearsalArgs, refuse_format, rehearse};
use crate::planner::document::Seal;
use crate::planner::{Weight, check};

/// Rehearse a plan: carry it out in a world made from what it observed, and tell what came of it
///
/// Nothing real is read or changed: no credentials, no network, no journal. An expired plan can be rehearsed, too. Exit
/// code 3 when a desktop failed, is unknown or was not started in any of the runs.
#[derive(Args, Clone, Debug)]
pub(super) struct RehearseArgs {
    /// File that `--out` wrote
    #[arg(value_name = "PLAN")]
    plan: PathBuf,
    #[command(flatten)]
    how: RehearsalArgs,
}

pub(super) fn run(context: &Context, args: &RehearseArgs) -> Result<Exit, CliError> {
    refuse_format(context.shape().format)?;
    let plan = plan_file::read(&args.plan, Seal::Intact)?;
    let file = args.plan.display();
    // Without a moment: its expiry keeps nobody from rehearsing it.
    if let Some(note) = check(&plan, None).into_iter().find(|note| note.weight == Weight::Fatal) {
        return Err(CliError::new(Kind::Input, format!("plan `{file}`: {}", note.text))
            .hint(format!("`deskfleet check {file}` shows all that is wrong; make the plan anew")));
    }
    refuse_blocked(context, &plan)?;
    if plan.steps.is_empty() {
        return Ok(nothing_to_do(context, &plan, &std::collections::BTreeSet::new()));
    }
    rehearse(context, &plan, &args.how)
}
