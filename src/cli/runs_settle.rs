//! `runs settle`: closes by hand what nobody knows, after somebody has looked.

use clap::Args;

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::runs_cancel::tell_left_bare;
use super::words::Words;
use crate::journal::{ByHand, RunLock};
use crate::model::{End, RunId, Scope, StepId, WorkspaceId};

/// What was found of a step
#[derive(Args, Clone, Debug)]
pub(super) struct SettleArgs {
    /// Run
    run: RunId,
    /// Step
    step: StepId,
    /// What was found: done, not-done
    #[arg(long = "as", value_name = "END", value_parser = Words::new(settled, &["done", "not-done"]), hide_possible_values = true)]
    end: Ending,
    /// The id that the desktop has now, when a migration is done and the run never saw it
    #[arg(long, value_name = "ID")]
    new_id: Option<WorkspaceId>,
}

/// What a person found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done,
    NotDone,
}

fn settled(text: &str) -> Result<Ending, String> {
    match text {
        "done" => Ok(Ending::Done),
        "not-done" => Ok(Ending::NotDone),
        _ => Err(format!("`{text}` is unknown: choose done or not-done")),
    }
}

pub(super) async fn settle(context: &Context, scope: &Scope, args: &SettleArgs) -> Result<Exit, CliError> {
    let SettleArgs { run, step, end, new_id } = args;
    let found = match (end, new_id) {
        (Ending::Done, new_id) => ByHand::Done(new_id.clone()),
        (Ending::NotDone, None) => ByHand::NotDone,
        (Ending::NotDone, Some(_)) => {
            return Err(CliError::usage("`--new-id` is for what is done").hint("leave it out, or say `--as done`"));
        }
    };
    let now = context.clock().await?.now();
    let mut journal = context.journal(scope)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out"))
            .hint("wait for it: it still observes what is unknown"));
    };
    journal.settle(run, step, &found, &context.who(), now)?;
    let end = match found {
        ByHand::Done(_) => End::Done,
        ByHand::NotDone => End::Failed,
    };
    context.printer().status(&format!("step {step} of {run} is settled as {} ({scope})", end.word()));
    if end == End::Done {
        tell_left_bare(context, &journal, run)?;
    }
    Ok(Exit::Done)
}
