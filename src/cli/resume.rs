//! `resume`: goes on with a run that was stopped, or whose process died; from cron with those whose time has come.

use clap::Args;

use super::carry::{Interrupts, carry_out_until, hold_of};
use super::change::release_dead;
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::id_map::MapArgs;
use super::order;
use crate::executor::event::Stop;
use crate::executor::{is_due, reopen};
use crate::journal::{Journal, JournalError, RunLock, RunStatus, Task};
use crate::model::{Hold, RunId, Scope};
use crate::output::{Format, check_report_columns};

/// Go on with a run
#[derive(Args, Clone, Debug)]
pub(super) struct ResumeArgs {
    /// The run; without it the only one that is open
    #[arg(value_name = "RUN")]
    run: Option<RunId>,
    /// From cron: every run that stopped for its window, a hold or --max-duration and can go on now, or is to be taken back
    #[arg(long, conflicts_with = "run")]
    due: bool,
    /// File with the RADIUS secret again, for a run of `directory mfa enable`; `-` for standard input
    #[arg(long, value_name = "FILE", conflicts_with = "due")]
    secret_file: Option<String>,
    #[command(flatten)]
    map: MapArgs,
}

pub(super) async fn run(context: &Context, args: &ResumeArgs) -> Result<Exit, CliError> {
    let scope = context.scope().await?;
    let mut journal = context.journal(&scope)?;
    if args.due {
        refuse_one_document(context.shape().format)?;
        args.map.refuse_several()?;
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
    if args.map.is_wanted() {
        let stored = journal.run(&run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
        args.map.prepare(context, &stored.row.task)?;
    }
    go_on(context, &scope, &mut journal, &run, (None, args.secret_file.as_deref()), &mut Interrupts::listen()).await
}

/// Refuses formats in which the reports of several runs would not be one document.
fn refuse_one_document(format: Format) -> Result<(), CliError> {
    let name = match format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Table | Format::Tabs | Format::Ids | Format::Ndjson => return Ok(()),
    };
    Err(CliError::usage(format!("`-o {name}` is one document, and `--due` may go on with several runs"))
        .hint("write `-o ndjson`, or name a run"))
}

/// Goes on with each run that is due, the oldest first; what another process has is left to it.
async fn all_due(context: &Context, scope: &Scope, journal: &mut Journal) -> Result<Exit, CliError> {
    let mut interrupts = Interrupts::listen();
    let mut worst = Exit::Done;
    for row in journal.runs()?.into_iter().rev() {
        let is_for_time = matches!(&row.status, RunStatus::Stopped { why } if Stop::is_for_time(why));
        let may_revert = matches!(row.task, Task::Around(_)) && row.status != RunStatus::Finished;
        if !is_for_time && !may_revert {
            continue;
        }
        let exit = match go_on_if_due(context, scope, journal, &row.run, &mut interrupts).await {
            Ok(exit) => exit,
            // One that can't go on, or can't even be read, keeps no other from it.
            Err(error) => {
                let exit = error.kind().exit();
                context.printer().failure(&error.about(format!("run `{}`", row.run)).failure());
                exit
            }
        };
        worst = worst.or_worse(exit);
        if exit == Exit::Credentials {
            break; // for the others it would be the same
        }
    }
    Ok(worst)
}

/// Goes on with a run whose time has come, unless somebody wants to stop by then.
async fn go_on_if_due(
    context: &Context,
    scope: &Scope,
    journal: &mut Journal,
    run: &RunId,
    interrupts: &mut Interrupts,
) -> Result<Exit, CliError> {
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, run)? else { return Ok(Exit::Done) };
    // Read under the lock: another one may have gone on with it meanwhile.
    let stored = journal.run(run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    if !is_due(&stored, context.clock().await?.now())? {
        return Ok(Exit::Done);
    }
    if interrupts.came().await {
        return Ok(Exit::Incomplete);
    }
    go_on(context, scope, journal, run, (Some(Hold::Defer), None), interrupts).await
}

/// Opens a run again and carries it out. The caller holds its lock.
async fn go_on(
    context: &Context,
    scope: &Scope,
    journal: &mut Journal,
    run: &RunId,
    (hold, secret_file): (Option<Hold>, Option<&str>),
    interrupts: &mut Interrupts,
) -> Result<Exit, CliError> {
    release_dead(context, scope, journal)?;
    let stored = journal.run(run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    match &stored.row.task {
        Task::Desktops(verb) => check_report_columns(*verb, context.shape())?,
        Task::Around(_) => return Box::pin(order::resume(context, journal, stored, secret_file, interrupts)).await,
    }
    let open = reopen(stored, journal, context.clock().await?.now())?;
    let hold = hold.unwrap_or_else(|| hold_of(context, open.plan()));
    let earlier = open.rows();
    Box::pin(carry_out_until(context, journal, open, &earlier, hold, interrupts)).await
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
