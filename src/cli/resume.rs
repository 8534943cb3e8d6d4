//! `resume`: goes on with a run that was stopped, or whose process died; from cron with those whose time has come.

use clap::Args;

use super::carry::{carry_out, hold_of};
use super::change::release_dead;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use crate::executor::event::Stop;
use crate::executor::{is_due, reopen};
use crate::journal::{Journal, JournalError, RunLock, RunStatus};
use crate::model::{Hold, RunId, Scope};
use crate::output::check_report_columns;

/// Go on with a run
#[derive(Args, Clone, Debug)]
pub(super) struct ResumeArgs {
    /// The run; without it the only one that is open
    #[arg(value_name = "RUN")]
    run: Option<RunId>,
    /// From cron: every run that stopped for its window, a hold or --max-duration and can go on now
    #[arg(long, conflicts_with = "run")]
    due: bool,
}

pub(super) async fn run(context: &Context, args: &ResumeArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    let mut journal = context.journal(&scope)?;
    if args.due {
        return all_due(context, &scope, &mut journal).await;
    }
    let run = match &args.run {
        Some(run) => run.clone(),
        None => only_open(context, &journal)?,
    };
    let Some(_lock) = RunLock::take(&context.scope_dir(&scope)?, &run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out by another process"))
            .hint(format!("look at it with `{} runs watch {run}`", context.command())));
    };
    go_on(context, &scope, &mut journal, &run, None).await
}

/// Goes on with each run that is due, the oldest first; what another process has is left to it.
async fn all_due(context: &Context, scope: &Scope, journal: &mut Journal) -> Result<Exit, CliError> {
    let mut worst = Exit::Done;
    for row in journal.runs()?.into_iter().rev() {
        if !matches!(&row.status, RunStatus::Stopped { why } if Stop::is_for_time(why)) {
            continue;
        }
        let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, &row.run)? else { continue };
        // Read under the lock: another one may have gone on with it meanwhile.
        let stored = journal.run(&row.run)?.ok_or_else(|| JournalError::NoRun(row.run.clone()))?;
        if !is_due(&stored, context.clock().await?.now())? {
            continue;
        }
        let exit = match go_on(context, scope, journal, &row.run, Some(Hold::Defer)).await {
            Ok(exit) => exit,
            // One that can't go on keeps no other from it.
            Err(error) => {
                context.printer().failure(&error.failure());
                error.kind().exit()
            }
        };
        worst = worst.or_worse(exit);
        if exit == Exit::Credentials {
            break; // for the others it would be the same
        }
    }
    Ok(worst)
}

/// Opens a run again and carries it out. The caller holds its lock.
async fn go_on(
    context: &Context,
    scope: &Scope,
    journal: &mut Journal,
    run: &RunId,
    hold: Option<Hold>,
) -> Result<Exit, CliError> {
    release_dead(context, scope, journal)?;
    let stored = journal.run(run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    check_report_columns(stored.row.verb, context.shape())?;
    let earlier = stored.steps.clone();
    let open = reopen(stored, journal, context.clock().await?.now())?;
    let hold = hold.unwrap_or_else(|| hold_of(context, open.plan()));
    Box::pin(carry_out(context, journal, open, &earlier, hold)).await
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
