//! `resume`: goes on with a run that was stopped, or whose process died.

use clap::Args;

use super::carry::{carry_out, hold_of};
use super::change::release_dead;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use crate::executor::reopen;
use crate::journal::{Journal, JournalError, RunLock, RunStatus};
use crate::model::RunId;
use crate::output::check_report_columns;

/// Go on with a run
#[derive(Args, Clone, Debug)]
pub(super) struct ResumeArgs {
    /// The run; without it the only one that is open
    #[arg(value_name = "RUN")]
    run: Option<RunId>,
}

pub(super) async fn run(context: &Context, args: &ResumeArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    let mut journal = context.journal(&scope)?;
    let run = match &args.run {
        Some(run) => run.clone(),
        None => only_open(context, &journal)?,
    };
    let Some(_lock) = RunLock::take(&context.scope_dir(&scope)?, &run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out by another process"))
            .hint(format!("look at it with `{} runs show {run}`", context.command())));
    };
    release_dead(context, &scope, &mut journal)?;
    let stored = journal.run(&run)?.ok_or(JournalError::NoRun(run))?;
    check_report_columns(stored.row.verb, context.shape())?;
    let earlier = stored.steps.clone();
    let open = reopen(stored, &mut journal, context.clock().await?.now())?;
    let hold = hold_of(context, open.plan());
    Box::pin(carry_out(context, &mut journal, open, &earlier, hold)).await
}

/// The one run that can be gone on with.
fn only_open(context: &Context, journal: &Journal) -> Result<RunId, CliError> {
    let rows = journal.runs()?.into_iter().filter(|row| row.status != RunStatus::Finished);
    let open: Vec<RunId> = rows.map(|row| row.run).collect();
    match open.as_slice() {
        [run] => Ok(run.clone()),
        [] => {
            Err(CliError::usage("no run is open").hint(format!("see the runs with `{} runs list`", context.command())))
        }
        several => {
            let names: Vec<&str> = several.iter().map(RunId::as_str).collect();
            Err(CliError::usage(format!("{} runs are open: {}", names.len(), names.join(", ")))
                .hint("name the one to go on with"))
        }
    }
}
