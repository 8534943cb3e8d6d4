//! Carries an opened run out and tells it: the part that a change, `apply` and `resume` share.
//!
//! Signals are here: the first asks the run to stop sending, the second leaves at once; the journal is right either way.
//! When the credentials end, the person at the terminal is asked to log in, and the run goes on.

use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::id_map;
use crate::aws::Aws;
use crate::executor::event::Stop;
use crate::executor::{Cancel, ExecError, OpenRun, Parts, Summary, execute, reopen};
use crate::journal::{Journal, JournalError, StepRow, StepState};
use crate::model::{End, Hold, RunId, StepId};
use crate::output::{Fate, Teller};
use crate::planner::document::Plan;

/// Carries a run out, shows it, and returns how it ended. The caller holds the run's lock.
///
/// # Errors
/// When the journal fails, a second signal comes, or the report can't be written.
pub(super) async fn carry_out(
    context: &Context,
    journal: &mut Journal,
    open: OpenRun,
    earlier: &[StepRow],
    hold: Hold,
) -> Result<Exit, CliError> {
    Box::pin(carry_out_until(context, journal, open, earlier, hold, &mut Interrupts::listen())).await
}

/// As `carry_out`, where what signals ask for counts for more than this run.
///
/// # Errors
/// As `carry_out`.
pub(super) async fn carry_out_until(
    context: &Context,
    journal: &mut Journal,
    open: OpenRun,
    earlier: &[StepRow],
    hold: Hold,
    interrupts: &mut Interrupts,
) -> Result<Exit, CliError> {
    let plan = open.plan().clone();
    let run = open.id().clone();
    let earlier = earlier.iter().filter_map(fate).collect();
    let mut teller = Teller::new(context.printer(), &plan, context.shape(), context.command(), earlier);
    let mut open = open;
    let mut fresh: Option<Aws> = None;
    let summary = loop {
        let aws = match &fresh {
            Some(fresh) => fresh,
            None => context.aws().await?,
        };
        let summary = Box::pin(session(context, aws, journal, open, (&mut teller, interrupts), hold)).await?;
        if summary.stop != Some(Stop::Credentials) || !logged_in_again(context) {
            break summary;
        }
        let aws = context.connect().await?;
        if aws.scope().await? != plan.scope {
            return Err(CliError::new(Kind::Credentials, format!("the new credentials are not for {}", plan.scope))
                .hint(format!("log in to that account, then go on with `{} resume {run}`", context.command())));
        }
        fresh = Some(aws);
        let stored = journal.run(&run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
        open = reopen(stored, journal, context.clock().await?.now())?;
    };
    let exit = exit_of(&summary);
    let aws = match &fresh {
        Some(fresh) => fresh,
        None => context.aws().await?,
    };
    let mapped = Box::pin(id_map::write(context, aws, journal, &summary)).await;
    match teller.finish(exit == Exit::Done).map_err(CliError::from).and(mapped) {
        Ok(()) => Ok(exit),
        Err(error) if exit == Exit::Done => Err(error),
        // Report or map are lost, on a terminal that went away or a full disk; how the run ended counts for more.
        Err(error) => {
            context.printer().failure(&error.failure());
            Ok(exit)
        }
    }
}

/// Returns what a session does when all that is left may be sent later only: what the plan says, else it waits at a
/// terminal.
pub(super) fn hold_of(context: &Context, plan: &Plan) -> Hold {
    let at_terminal = || if context.person().is_some() { Hold::Wait } else { Hold::Defer };
    plan.policy.hold.unwrap_or_else(at_terminal)
}

/// How a session ends; what a one-shot run was kept from is no success.
fn exit_of(summary: &Summary) -> Exit {
    let exit = Exit::of_run(summary.counts, summary.stop.as_ref(), summary.resumable, summary.named_skipped);
    match &summary.stop {
        Some(Stop::Signal | Stop::Cancel) if exit == Exit::Done && summary.left > 0 => Exit::Interrupted,
        Some(Stop::Failures | Stop::Canary | Stop::AfterCanary | Stop::Unreachable | Stop::Elsewhere)
            if exit == Exit::Done && summary.left > 0 =>
        {
            Exit::Partial
        }
        Some(
            Stop::Signal
            | Stop::Cancel
            | Stop::Cancelled
            | Stop::NoWait
            | Stop::Failures
            | Stop::Canary
            | Stop::AfterCanary
            | Stop::Unreachable
            | Stop::Elsewhere
            | Stop::Credentials
            | Stop::Window
            | Stop::Hold
            | Stop::MaxDuration,
        )
        | None => exit,
    }
}

/// Carries a run out until it ends, stops, or a second signal comes.
async fn session(
    context: &Context,
    aws: &Aws,
    journal: &mut Journal,
    open: OpenRun,
    (teller, interrupts): (&mut Teller<'_>, &mut Interrupts),
    hold: Hold,
) -> Result<Summary, CliError> {
    let run = open.id().clone();
    let cancel = interrupts.cancel();
    let mut emit = |event: &_| teller.tell(event);
    let parts = Parts {
        journal,
        aws,
        clock: context.clock().await?,
        emit: &mut emit,
        cancel: &cancel,
        poll_interval: std::time::Duration::from_secs(context.settings().poll_interval_s.value),
        hold,
    };
    tokio::select! {
        biased;
        summary = execute(open, parts) => summary.map_err(|error| cut_short(context, &run, error)),
        () = interrupts.second(context) => Err(left_at_once(context, &run)),
    }
}

/// What a second signal leaves.
pub(super) fn left_at_once(context: &Context, run: &RunId) -> CliError {
    CliError::new(Kind::Incomplete, "stopped at once by a second signal")
        .hint(format!("go on with `{} resume {run}`", context.command()))
}

/// A run whose journal takes no more ends there: what it sent goes on, and `resume` looks at that first.
pub(super) fn cut_short(context: &Context, run: &RunId, error: ExecError) -> CliError {
    let is_ours = match &error {
        ExecError::Mismatch { .. } => true,
        ExecError::Journal(error) => matches!(error, JournalError::Illegal { .. } | JournalError::Crashed),
    };
    let error = CliError::from(error);
    if is_ours {
        return error;
    }
    error.of_kind(Kind::Incomplete).hint(format!("then go on with `{} resume {run}`", context.command()))
}

/// Asks the person at the terminal to log in again; without one, or with a no, the rest is left to `resume`.
fn logged_in_again(context: &Context) -> bool {
    let question = "The credentials ended. Log in again, such as with `aws sso login`, then press Enter to go on;\n\
                    anything else leaves the rest to `resume`: ";
    let answer = context.person().map(|mut person| person.ask(question));
    matches!(answer, Some(Ok(Some(answer))) if answer.trim().is_empty())
}

/// How a step stood when an earlier session of its run ended, for the report.
pub(super) fn fate(row: &StepRow) -> Option<(StepId, Fate)> {
    let end = match row.state {
        StepState::Settled => row.end,
        StepState::Held => Some(End::Held),
        StepState::Intended | StepState::Accepted | StepState::Unknown => None,
        StepState::Waiting => return None,
    };
    // The id of an attempt that failed is gone, and one in flight is not there yet.
    let new_id = row.new_id.clone().filter(|_| end == Some(End::Done));
    let (rule, reason) = (row.rule.clone(), row.reason.clone());
    Some((row.step.clone(), Fate { end, new_id, rule, reason, until: row.held_until, in_flight: end.is_none() }))
}

/// What signals ask for, from the first run that a command carries out to its last.
pub(super) struct Interrupts {
    /// `None`: no handlers are to be had, so signals end the process, and the journal is right.
    signals: Option<Signals>,
    cancel: Cancel,
}

impl Interrupts {
    /// Begins to listen; what comes between two runs is kept.
    pub(super) fn listen() -> Self {
        Self { signals: Signals::new().ok(), cancel: Cancel::default() }
    }

    /// Returns the wish to stop that the first one becomes.
    pub(super) fn cancel(&self) -> Cancel {
        self.cancel.clone()
    }

    /// Tells whether one came by now.
    pub(super) async fn came(&mut self) -> bool {
        // Signals show when the runtime has looked for them.
        tokio::task::yield_now().await;
        tokio::select! {
            biased;
            () = next(&mut self.signals) => self.cancel.request(),
            () = std::future::ready(()) => {}
        }
        self.cancel.is_requested()
    }

    /// Turns the first signal into a wish to stop; returns at the second.
    pub(super) async fn second(&mut self, context: &Context) {
        if !self.cancel.is_requested() {
            next(&mut self.signals).await;
            self.cancel.request();
            // A run that waits for nothing but time ends now and says so itself.
            tokio::task::yield_now().await;
            let again = "stopping: no new calls; answers still due are awaited for 30 s; again to leave at once";
            context.printer().insist(again);
        }
        next(&mut self.signals).await;
    }
}

async fn next(signals: &mut Option<Signals>) {
    match signals {
        Some(signals) => signals.next().await,
        None => std::future::pending().await,
    }
}

/// SIGINT, SIGTERM and SIGHUP.
#[cfg(unix)]
struct Signals([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl Signals {
    fn new() -> std::io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?]))
    }

    async fn next(&mut self) {
        let [interrupt, terminate, hangup] = &mut self.0;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hangup.recv() => {}
        }
    }
}

/// Ctrl-C: what there is elsewhere.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn new() -> std::io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::WorkspaceId;

    #[test]
    fn a_fate_has_a_new_id_only_when_it_is_there() {
        let table = [
            (StepState::Settled, Some(End::Done), Some((true, false))),
            (StepState::Settled, Some(End::Failed), Some((false, false))),
            (StepState::Accepted, None, Some((false, true))),
            (StepState::Unknown, None, Some((false, true))),
            (StepState::Held, None, Some((false, false))),
            (StepState::Waiting, None, None),
        ];
        for (state, end, expected) in table {
            let new_id = Some(WorkspaceId::from_service("ws-0000000009"));
            let row = StepRow { state, new_id, end, ..StepRow::waiting(StepId::from_service("S-0001")) };
            let found = fate(&row).map(|(_, fate)| (fate.new_id.is_some(), fate.in_flight));
            assert_eq!(found, expected, "{state:?} {end:?}");
        }
    }
}
