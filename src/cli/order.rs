//! The way of every change of what is around desktops: look, decide, show, ask, open, carry out.
//!
//! A command brings what it wants as a `Wish` and calls `change`; nothing here knows a resource by name.

use std::collections::{BTreeMap, BTreeSet};

use clap::Args;
use ipnet::IpNet;

use super::approve::{ApproveArgs, Approver, Means};
use super::carry::Interrupts;
use super::change::{release_dead, warn_of_reason};
use super::context::Context;
use super::error::{CliError, Exit, Kind};
use super::secret_file::read_secret;
use crate::executor::event::Counts;
use crate::executor::{
    OpenOrder, OrderParts, OrderSummary, approval, asks_for_secret, carry_out_order, end_of_act, open_order,
    reopen_order, run_id,
};
use crate::journal::{Journal, RunLock, StepRow, StoredRun};
use crate::model::{RadiusSecret, RunId, Scope, StepId};
use crate::output::{
    ActEnd, Format, OrderTeller, check_order_columns, last_line, print_order, show_order, visible_json,
};
use crate::planner::around::{Wanted, Wish, details, find_lowerable, leans_on, order, shared, tagged};
use crate::planner::document::order::Order;

/// Flags that every change of what is around desktops takes
#[derive(Args, Clone, Debug, Default)]
pub(super) struct OrderArgs {
    /// Show what would be done and stop
    #[arg(short = 'n', long, help_heading = "Change options")]
    dry_run: bool,
    /// With -n: exit 20 when there is something to do
    #[arg(long, requires = "dry_run", help_heading = "Change options")]
    exit_code: bool,
    /// How the question is answered
    #[command(flatten)]
    approve: ApproveArgs,
    /// Why, for the journal
    #[arg(long, value_name = "TEXT", help_heading = "Change options")]
    reason: Option<String>,
    /// Lower a rule, by id
    #[arg(long, value_name = "RULE-ID", value_delimiter = ',', help_heading = "Limits")]
    allow: Vec<String>,
    /// Whether what takes the service minutes is not waited for; a flag of the commands that can take as long.
    #[arg(skip)]
    pub(super) no_wait: bool,
    /// What goes with an act that takes a secret; read by the command.
    #[arg(skip)]
    pub(super) secret: Option<RadiusSecret>,
    /// How long after it is done it is taken back unless somebody confirms it, in seconds; a flag of the commands that may
    /// lock somebody out.
    #[arg(skip)]
    revert_after_s: Option<u64>,
}

impl OrderArgs {
    /// Says whether what takes the service minutes is not waited for.
    pub(super) fn without_waiting(self, no_wait: bool) -> Self {
        Self { no_wait, ..self }
    }

    /// Says how long after it is done it is taken back unless somebody confirms it.
    pub(super) fn taken_back(self, revert_after_s: Option<u64>) -> Self {
        Self { revert_after_s, ..self }
    }
}

/// Makes an order of what is wanted, and carries it out when it is approved.
///
/// # Errors
/// See the exit codes; nothing was sent unless a run was opened.
pub(super) async fn change(
    context: &Context,
    args: &OrderArgs,
    wish: Wish,
    must_admit: &[IpNet],
) -> Result<Exit, CliError> {
    refuse_lines(context.shape().format, args.dry_run)?;
    check_order_columns(context.shape())?;
    let lowered = args.allow.iter().map(|id| Ok(find_lowerable(id)?.to_owned()));
    let lowered: BTreeSet<String> = lowered.collect::<Result<_, CliError>>()?;
    warn_of_reason(context, args.reason.as_deref());
    let scope = context.scope().await?;
    let aws = context.aws().await?;
    let mut seen = aws.surroundings(wish.reads()).await?;
    let more = details(&seen, &wish)?;
    aws.read_details(&mut seen, more).await?;
    seen.account = Some(scope.account.clone());
    let shared = shared(&seen, &wish)?;
    aws.read_shares(&mut seen, &shared).await?;
    let ids = tagged(&seen, &wish)?;
    aws.read_tags(&mut seen, &ids).await?;
    let leans = leans_on(&seen, &wish)?;
    aws.read_network(&mut seen, &leans.subnets, &leans.security_groups).await?;
    if let Some(directory) = &leans.desktops_of {
        aws.count_desktops(&mut seen, directory).await?;
    }
    let wanted = Wanted {
        wish,
        reason: args.reason.clone(),
        lowered,
        must_admit: must_admit.to_vec(),
        protect_tag: context.settings().protect_tag.value.clone(),
        revert_after_s: args.revert_after_s,
    };
    let order = order(&seen, &wanted, &scope, context.clock().await?.now())?;
    show(context, &order, args.dry_run)?;
    refuse_blocked(&order)?;
    if args.dry_run {
        let pending = args.exit_code && !order.acts.is_empty();
        return Ok(if pending { Exit::Different } else { Exit::Done });
    }
    if order.acts.is_empty() {
        let counts = Counts { unchanged: order.unchanged.len() as u64, ..Counts::default() };
        context.printer().last_line(&last_line(counts, &scope, None), true);
        return Ok(Exit::Done);
    }
    refuse_blind(context, &order)?;
    Box::pin(start(context, &scope, args, order)).await
}

/// Refuses formats in which an order can't be shown.
fn refuse_lines(format: Format, dry_run: bool) -> Result<(), CliError> {
    match format {
        Format::Csv | Format::Ids | Format::Ndjson if dry_run => {
            Err(CliError::usage("`--dry-run` shows an order, which has no form as lines")
                .hint("write `-o json` for the whole of it, or leave `-o` out"))
        }
        Format::Table | Format::Tabs | Format::Json | Format::Csv | Format::Ids | Format::Ndjson => Ok(()),
    }
}

fn show(context: &Context, order: &Order, dry_run: bool) -> Result<(), CliError> {
    match (dry_run, context.shape().format) {
        (true, Format::Json) => context.printer().data(&visible_json(&order.to_text()?))?,
        (true, _) => print_order(context.printer(), order, &context.command())?,
        (false, _) => show_order(context.printer(), order, &context.command()),
    }
    Ok(())
}

fn refuse_blocked(order: &Order) -> Result<(), CliError> {
    let rules: BTreeSet<&str> = order.refused.iter().map(|remark| remark.rule.as_str()).collect();
    let Some(first) = order.refused.first() else { return Ok(()) };
    let names: Vec<&str> = rules.iter().copied().collect();
    let message = format!("refused by {}: {}; nothing was sent", names.join(", "), first.reason);
    let error = CliError::new(Kind::Blocked, message)
        .hint(format!("`deskfleet explain {}` says why and what to do", names.join(" ")));
    let all_can = rules.iter().all(|rule| find_lowerable(rule).is_ok());
    Err(if all_can { error.hint(format!("when it is meant: `--allow {}`", names.join(","))) } else { error })
}

/// Without a person who sees who loses access, it has to be said who must not.
fn refuse_blind(context: &Context, order: &Order) -> Result<(), CliError> {
    let is_said = !order.must_admit.is_empty() || order.lowered.contains("IPG-04");
    if is_said || !order.takes_away() || context.person().is_some() {
        return Ok(());
    }
    let text =
        "it takes access away, and nobody can be asked: there is no terminal, or `--no-input` is set; nothing was sent";
    Err(CliError::usage(text)
        .hint("name who must be able to come in all the time with `--must-admit CIDR`, repeated as needed"))
}

/// Opens a run for an order, once it is approved, and carries it out.
async fn start(context: &Context, scope: &Scope, args: &OrderArgs, order: Order) -> Result<Exit, CliError> {
    let mut journal = context.journal(scope)?;
    let nobody = BTreeSet::new();
    let mut approver = Approver {
        args: &args.approve,
        means: Means::Count,
        left_out: &nobody,
        fleet: None,
        who: context.who(),
        person: context.person(),
    };
    let approval = approval::obtain(&order, &mut approver, context.clock().await?.now())?;
    let now = context.clock().await?.now();
    let run = run_id(&order.id, now);
    release_dead(context, scope, &mut journal)?;
    let Some(_lock) = RunLock::take(&context.scope_dir(scope)?, &run)? else {
        return Err(CliError::new(Kind::Busy, format!("run `{run}` is being carried out by another process"))
            .hint(format!("look at it with `{} runs show {run}`", context.command())));
    };
    let open = open_order(order, run, approval, &mut journal, now)?;
    let open = if args.no_wait { open.without_waiting() } else { open };
    carry_out(context, &mut journal, open, args.secret.as_ref(), &mut Interrupts::listen()).await
}

/// Goes on with a run of an order. The caller holds the run's lock.
///
/// # Errors
/// When it can't be gone on with, or needs a secret that is not handed over; and as `carry_out`.
pub(super) async fn resume(
    context: &Context,
    journal: &mut Journal,
    stored: StoredRun,
    secret_file: Option<&str>,
    interrupts: &mut Interrupts,
) -> Result<Exit, CliError> {
    check_order_columns(context.shape())?;
    let secret = if asks_for_secret(&stored)? {
        let run = &stored.row.run;
        let missing = || {
            let text = format!("run `{run}` needs the RADIUS secret again, which was kept nowhere; nothing was sent");
            let hint =
                format!("write `{} resume {run} --secret-file FILE`, or `-` for standard input", context.command());
            CliError::usage(text).hint(hint)
        };
        Some(read_secret(context, secret_file.ok_or_else(missing)?)?)
    } else {
        None
    };
    let open = reopen_order(stored, journal, context.clock().await?.now())?;
    carry_out(context, journal, open, secret.as_ref(), interrupts).await
}

/// Carries a run of an order out, shows it, and returns how it ended. The caller holds the run's lock.
///
/// # Errors
/// When the journal fails, a second signal comes, or the report can't be written.
async fn carry_out(
    context: &Context,
    journal: &mut Journal,
    open: OpenOrder,
    secret: Option<&RadiusSecret>,
    interrupts: &mut Interrupts,
) -> Result<Exit, CliError> {
    let (order, run) = (open.order().clone(), open.id().clone());
    let ends = ends_of(open.rows());
    let mut teller = OrderTeller::new(context.printer(), (&order, &run), context.shape(), context.command(), ends);
    let summary = Box::pin(session(context, journal, (open, secret), &mut teller, interrupts)).await?;
    let exit = Exit::of_run(summary.counts, summary.stop.as_ref(), summary.resumable, summary.counts.skipped > 0);
    // What was asked for is not there.
    let exit = if summary.reverted { exit.or_worse(Exit::Partial) } else { exit };
    match teller.finish(exit == Exit::Done).map_err(CliError::from) {
        Ok(()) => Ok(exit),
        Err(error) if exit == Exit::Done => Err(error),
        Err(error) => {
            context.printer().failure(&error.failure());
            Ok(exit)
        }
    }
}

async fn session(
    context: &Context,
    journal: &mut Journal,
    (open, secret): (OpenOrder, Option<&RadiusSecret>),
    teller: &mut OrderTeller<'_>,
    interrupts: &mut Interrupts,
) -> Result<OrderSummary, CliError> {
    let run: RunId = open.id().clone();
    let cancel = interrupts.cancel();
    let mut emit = |event: &_| teller.tell(event);
    let parts = OrderParts {
        journal,
        aws: context.aws().await?,
        clock: context.clock().await?,
        emit: &mut emit,
        cancel: &cancel,
        secret,
    };
    tokio::select! {
        biased;
        summary = carry_out_order(open, parts) => summary.map_err(|error| super::carry::cut_short(context, &run, error)),
        () = interrupts.second(context) => Err(super::carry::left_at_once(context, &run)),
    }
}

/// How acts ended that have an end, or were sent and not seen.
pub(super) fn ends_of(rows: &[StepRow]) -> BTreeMap<StepId, ActEnd> {
    let end = |row: &StepRow| (row.step.clone(), (end_of_act(row), row.rule.clone(), row.reason.clone()));
    rows.iter().map(end).collect()
}
