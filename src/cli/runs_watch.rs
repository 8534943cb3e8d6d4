//! `runs watch`: follows a run of another process from the journal, to its end; reads only.

use std::time::Duration;

use super::carry::fate;
use super::context::Context;
use super::error::{CliError, Exit};
use super::runs_show;
use crate::executor::event::{Event, What};
use crate::executor::{Follow, counts_of, waiting};
use crate::journal::{Journal, JournalError, RunLock, RunStatus, Task};
use crate::model::{RunId, Scope};
use crate::output::{Teller, check_report_columns};
use crate::planner::document::{Plan, Seal};

/// How often the journal is looked at.
const LOOK: Duration = Duration::from_secs(2);

pub(super) async fn watch(context: &Context, scope: &Scope, run: Option<&RunId>) -> Result<Exit, CliError> {
    let directory = context.scope_dir(scope)?;
    let Some(journal) = context.journal_if_any(scope)? else {
        return Err(none(context));
    };
    let run = match run {
        Some(run) => run.clone(),
        None => newest(context, &journal, &directory)?,
    };
    let stored = journal.run(&run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    let clock = context.clock().await?;
    match &stored.row.task {
        Task::Desktops(verb) => check_report_columns(*verb, context.shape())?,
        // A few calls: what is worth telling is how it ended.
        Task::Around(_) => {
            while RunLock::is_live(&directory, &run)? {
                clock.sleep(LOOK).await;
            }
            return runs_show::show(context, scope, &run, false).await;
        }
    }
    let plan = Plan::read(&stored.plan_text, Seal::Intact)?;
    let earlier = stored.steps.iter().filter_map(fate).collect();
    let mut teller = Teller::new(context.printer(), &plan, context.shape(), context.command(), earlier);
    let mut follow = Follow::new(&stored.steps);
    let mut tell = |what: What| teller.tell(&Event { at: clock.now(), what });
    tell(What::RunOpened {
        run: run.clone(),
        plan: plan.id.clone(),
        verb: plan.intent.verb,
        selected: plan.selected() as u64,
        steps: plan.heads().count() as u64,
        waves: plan.waves.len() as u64,
        resumed: true,
    });
    // First the lock, then the rows: whatever a session wrote before it let go is read.
    while RunLock::is_live(&directory, &run)? {
        clock.sleep(LOOK).await;
        for event in follow.look(&plan, &journal.steps(&run)?, clock.now()) {
            teller.tell(&event);
        }
    }
    let steps = journal.steps(&run)?;
    for event in follow.look(&plan, &steps, clock.now()) {
        teller.tell(&event);
    }
    let resumable = journal.status(&run)? != RunStatus::Finished;
    let rows = steps.into_iter().map(|row| (row.step.clone(), row)).collect();
    for what in waiting(&plan, &rows, clock.now()) {
        teller.tell(&Event { at: clock.now(), what });
    }
    let counts = counts_of(&plan, &rows);
    teller.tell(&Event { at: clock.now(), what: What::RunEnded { run, counts, resumable } });
    teller.finish(false)?;
    Ok(Exit::Done)
}

/// The newest run that a process carries out, else the newest.
fn newest(context: &Context, journal: &Journal, directory: &std::path::Path) -> Result<RunId, CliError> {
    let rows = journal.runs()?;
    for row in &rows {
        if RunLock::is_live(directory, &row.run)? {
            return Ok(row.run.clone());
        }
    }
    rows.into_iter().next().map(|row| row.run).ok_or_else(|| none(context))
}

fn none(context: &Context) -> CliError {
    CliError::usage("there is no run to watch").hint(format!("see the runs with `{} runs list`", context.command()))
}
