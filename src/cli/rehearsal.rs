//! Rehearses a plan: the same executor, planner checks and journal, against a world made from what the plan observed.
//!
//! Each run has a thread with a runtime of its own whose time is virtual, so that a rehearsal can also follow a look at
//! the real fleet, whose time is real. Nothing is read from files or environment here and nothing is written: the
//! connection is the one in the process, the journal is in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::thread;
use std::time::Duration;

use clap::Args;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::context::{Context, JOURNAL};
use super::error::{CliError, Exit, Kind};
use super::state_dir;
use crate::aws::{Aws, ConnectOptions, Endpoints, InProcess};
use crate::clock::{Clock, runtime};
use crate::config::Settings;
use crate::executor::event::{Event, Stop, What};
use crate::executor::{Cancel, OpenRun, Parts, Summary, approval, execute, open, reopen, run_id};
use crate::journal::{Journal, JournalError};
use crate::model::{Changed, Hold};
use crate::output::{Format, OperationCalls, Rehearsal, RehearsedRun, RunWatch, emit, last_line, print_rehearsal};
use crate::pace::Rates;
use crate::planner::document::Plan;
use crate::sim::{Assumption, Faults, Sim, SimClient, WorldSpec};

/// Seed of the first run, when nobody says another.
const SEED: u64 = 7;
/// Runs at most: each is a world of its own.
const RUNS_MAX: u32 = 1_000;
/// Runs side by side at most: each holds its world and its journal in memory.
const THREADS_MAX: usize = 4;
/// How many durations of a kind are enough to draw from, and how many are taken: the newest.
const MEASURED_MIN: usize = 10;
const MEASURED_MAX: usize = 500;
/// Stack of a run: the main thread has as much, and all that a run awaits is below it.
const STACK_BYTES: usize = 16 << 20;

/// How a plan is rehearsed
#[derive(Args, Clone, Debug, Default)]
pub(super) struct RehearsalArgs {
    /// What goes wrong how often in a rehearsal, such as throttle=0.02,lost=0.01
    #[arg(long, value_name = "FAULTS", help_heading = "Rehearsal")]
    faults: Option<Faults>,
    /// Seed of everything random in a rehearsal
    #[arg(long, value_name = "N", help_heading = "Rehearsal")]
    seed: Option<u64>,
    /// Rehearse so many times, with one seed after the other
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(RUNS_MAX)), help_heading = "Rehearsal")]
    runs: Option<u32>,
}

impl RehearsalArgs {
    /// Returns the first flag that was given.
    pub(super) fn given(&self) -> Option<&'static str> {
        let given =
            [("--faults", self.faults.is_some()), ("--seed", self.seed.is_some()), ("--runs", self.runs.is_some())];
        given.into_iter().find(|(_, given)| *given).map(|(flag, _)| flag)
    }

    fn seeds(&self) -> Vec<u64> {
        let first = self.seed.unwrap_or(SEED);
        (0..u64::from(self.runs.unwrap_or(1))).map(|run| first.wrapping_add(run)).collect()
    }
}

/// What every run is made from.
struct Stage<'a> {
    plan: &'a Plan,
    observed: Value,
    measured: BTreeMap<Changed, Vec<u64>>,
    faults: Faults,
    rates: Rates,
    poll_interval: Duration,
    /// Whether the event stream is wanted.
    keeps_events: bool,
}

/// What a run leaves.
struct Outcome {
    run: RehearsedRun,
    assumed: Vec<Assumption>,
    events: Vec<Value>,
}

/// Refuses a format that a rehearsal has not, before anything is done.
///
/// # Errors
/// Names the format.
pub(super) fn refuse_format(format: Format) -> Result<(), CliError> {
    match format {
        Format::Ids => Err(CliError::usage("`-o ids`: the ids of a rehearsal are nobody's")
            .hint("write `-o json`: its `targets` name the desktops that were not done")),
        Format::Table | Format::Tabs | Format::Json | Format::Ndjson | Format::Csv => Ok(()),
    }
}

/// Rehearses a plan and tells what came of it.
///
/// # Errors
/// When a world can't be made of the plan, or the result can't be written.
pub(super) fn rehearse(context: &Context, plan: &Plan, args: &RehearsalArgs) -> Result<Exit, CliError> {
    let shape = context.shape();
    let measured = measured(context, plan)?;
    let stage = Stage::new(context.settings(), plan, measured, args, shape.format == Format::Ndjson)?;
    let seeds = args.seeds();
    let runs = if seeds.len() == 1 { String::new() } else { format!(", {} runs", seeds.len()) };
    context.printer().status(&format!("rehearsing {} of {} selected{runs}", plan.intent.verb, plan.selected()));
    let outcomes = stage.all_runs(&seeds)?;
    let assumed = outcomes.first().map(|outcome| outcome.assumed.clone()).unwrap_or_default();
    let (runs, events): (Vec<RehearsedRun>, Vec<Vec<Value>>) =
        outcomes.into_iter().map(|outcome| (outcome.run, outcome.events)).unzip();
    let rehearsal = Rehearsal {
        plan,
        faults: stage.faults.to_string(),
        measured: stage.measured.iter().map(|(what, seconds)| (what.clone(), seconds.len())).collect(),
        assumed: assumed.into_iter().map(|assumption| (assumption.text, assumption.count)).collect(),
        runs,
    };
    let short = rehearsal.runs.iter().any(|run| run.shortfall() > 0);
    let exit = if short { Exit::Partial } else { Exit::Done };
    match (shape.format, &shape.query) {
        (Format::Ndjson, None) => {
            let lines = events.iter().flatten().map(|event| format!("{event}\n"));
            context.printer().data(&lines.collect::<String>())?;
        }
        (Format::Table, None) => print_rehearsal(context.printer(), &rehearsal)?,
        (_, _) => emit(context.printer(), &rehearsal.listing(), shape)?,
    }
    if let Some(worst) = rehearsal.worst() {
        let line = last_line(worst.counts, &rehearsal.scope(), None);
        context.printer().last_line(&line, exit == Exit::Done);
    }
    Ok(exit)
}

impl<'a> Stage<'a> {
    fn new(
        settings: &Settings,
        plan: &'a Plan,
        measured: BTreeMap<Changed, Vec<u64>>,
        args: &RehearsalArgs,
        keeps_events: bool,
    ) -> Result<Self, CliError> {
        // Far enough from either end of time that nothing in a run comes near it.
        let far = SignedDuration::from_hours(24 * 366 * 100);
        if plan.made_at.checked_add(far).is_err() || plan.made_at.checked_sub(far).is_err() {
            return Err(CliError::new(Kind::Input, format!("the plan's `made_at` is {}", plan.made_at))
                .hint("plan again, with a clock that is right"));
        }
        let observed = serde_json::to_value(&plan.observed)
            .map_err(|error| CliError::new(Kind::Internal, "what the plan observed has no JSON form").cause(error))?;
        Ok(Self {
            plan,
            observed,
            measured,
            faults: args.faults.unwrap_or_default(),
            rates: Context::rates(settings),
            poll_interval: Duration::from_secs(settings.poll_interval_s.value),
            keeps_events,
        })
    }

    /// Carries out a run for each seed, some side by side; the outcomes are in the order of the seeds.
    fn all_runs(&self, seeds: &[u64]) -> Result<Vec<Outcome>, CliError> {
        let threads = thread::available_parallelism().map_or(1, usize::from).clamp(1, THREADS_MAX);
        let numbered: Vec<(u64, u64)> = (1..).zip(seeds.iter().copied()).collect();
        let mut outcomes = Vec::with_capacity(seeds.len());
        for group in numbered.chunks(threads) {
            let ended: Vec<Result<Outcome, CliError>> = thread::scope(|scope| {
                let started: Vec<_> = group
                    .iter()
                    .map(|&(number, seed)| {
                        let builder = thread::Builder::new().stack_size(STACK_BYTES);
                        builder.spawn_scoped(scope, move || self.one_run(number, seed))
                    })
                    .collect();
                started.into_iter().map(|run| joined(run.map(thread::ScopedJoinHandle::join))).collect()
            });
            for outcome in ended {
                outcomes.push(outcome?);
            }
        }
        Ok(outcomes)
    }

    fn one_run(&self, number: u64, seed: u64) -> Result<Outcome, CliError> {
        let runtime = runtime(true)
            .map_err(|error| CliError::new(Kind::Internal, "the system gives no event queue").cause(error))?;
        runtime.block_on(Box::pin(self.play(number, seed)))
    }

    async fn play(&self, number: u64, seed: u64) -> Result<Outcome, CliError> {
        let (sim, assumed) = Sim::imported(self.spec(seed), &self.observed)
            .map_err(|error| CliError::from(error).about("`observed` of the plan"))?;
        let durations = self.measured.iter().map(|(what, seconds)| (what.to_string(), seconds.clone()));
        let sim = sim.with_durations(durations.collect());
        let clock = Clock::virtual_from(sim.now());
        let aws = self.connect(&sim, &clock, seed).await?;
        let Some(connection) = aws.simulated() else {
            return Err(CliError::new(Kind::Internal, "a rehearsal needs a simulated connection"));
        };
        let mut journal = Journal::in_memory()?;
        let leave = approval::rehearsal(self.plan, connection);
        let run = run_id(&self.plan.id, clock.now());
        let mut open = open(self.plan.clone(), run.clone(), leave, &BTreeSet::new(), &mut journal, clock.now())?;
        let mut watch = RunWatch::new(self.plan, seed, clock.now(), sim.free_addresses(clock.now()));
        let mut events = Vec::new();
        let mut tell = |event: &Event| {
            watch.note(event);
            if moves_addresses(&event.what) {
                watch.note_addresses(event.at, &sim.free_addresses(event.at));
            }
            if self.keeps_events {
                let mut event = event.to_json();
                event["rehearsal"] = number.into();
                events.push(event);
            }
        };
        loop {
            let summary = self.session(&aws, &clock, &mut journal, open, &mut tell).await?;
            // Whoever looked at the canary goes on; here nobody has to look.
            if summary.stop != Some(Stop::AfterCanary) || !summary.resumable {
                break;
            }
            let stored = journal.run(&run)?.ok_or_else(|| JournalError::NoRun(run.clone()))?;
            open = reopen(stored, &mut journal, clock.now())?;
        }
        let tallies = sim.tallies().into_iter().map(|(operation, tally)| {
            let crate::sim::Tally { calls, throttled, lost, errors } = tally;
            (operation, OperationCalls { calls, throttled, lost, errors })
        });
        Ok(Outcome { run: watch.finish(tallies.collect()), assumed, events })
    }

    async fn session(
        &self,
        aws: &Aws,
        clock: &Clock,
        journal: &mut Journal,
        open: OpenRun,
        tell: &mut dyn FnMut(&Event),
    ) -> Result<Summary, CliError> {
        let cancel = Cancel::default();
        // Time passes at once here, so whatever time brings is waited for.
        let hold = Hold::Wait;
        let parts = Parts { journal, aws, clock, emit: tell, cancel: &cancel, poll_interval: self.poll_interval, hold };
        Ok(Box::pin(execute(open, parts)).await?)
    }

    fn spec(&self, seed: u64) -> WorldSpec {
        WorldSpec {
            seed,
            faults: self.faults,
            account: self.plan.scope.account.clone(),
            region: self.plan.scope.region.clone(),
            start: self.start(),
            ..WorldSpec::default()
        }
    }

    /// The moment at which the plan would be carried out at once: no clock of this machine has a part in the result.
    fn start(&self) -> Timestamp {
        self.plan.made_at
    }

    async fn connect(&self, sim: &Sim, clock: &Clock, seed: u64) -> Result<Aws, CliError> {
        let options = ConnectOptions {
            region: Some(self.plan.scope.region.clone()),
            profile: None,
            is_profile_said: false,
            login: None,
            endpoints: Endpoints::default(),
            use_fips: None,
            ca_bundle: None,
            in_process: Some(InProcess::new(SimClient::new(sim.clone(), clock.clone()))),
            clock: clock.clone(),
            rates: self.rates.clone(),
            seed,
        };
        Ok(Aws::connect(options).await?)
    }
}

/// Returns how long what the plan changes took the last times, where the ledger of its place has enough of it.
///
/// A world's ledger, which has only what was drawn before, lies elsewhere and counts for nothing. Nothing is made, and a
/// ledger that can't be read is none: a rehearsal also works where there is no state.
fn measured(context: &Context, plan: &Plan) -> Result<BTreeMap<Changed, Vec<u64>>, CliError> {
    let Some(root) = context.found_root() else { return Ok(BTreeMap::new()) };
    let opened = state_dir::of_scope(&root, &plan.scope)
        .and_then(|directory| Journal::open_if_any(&directory.join(JOURNAL)))
        .map_err(CliError::from);
    let journal = match opened {
        Ok(Some(journal)) => journal,
        Ok(None) => return Ok(BTreeMap::new()),
        Err(error) if error.kind() == Kind::State => return Ok(BTreeMap::new()),
        Err(error) => return Err(error),
    };
    let mut durations = journal.durations(MEASURED_MAX)?;
    let changed: BTreeSet<Changed> = plan.steps.iter().map(|step| step.changes().0).collect();
    durations.retain(|what, seconds| changed.contains(what) && seconds.len() >= MEASURED_MIN);
    Ok(durations)
}

/// Takes what a thread left.
fn joined(run: std::io::Result<thread::Result<Result<Outcome, CliError>>>) -> Result<Outcome, CliError> {
    match run {
        Ok(Ok(outcome)) => outcome,
        Ok(Err(_)) => Err(CliError::new(Kind::Internal, "the rehearsal broke off")
            .hint("this is a bug in deskfleet, please report it; nothing was sent")),
        Err(error) => Err(CliError::new(Kind::Internal, "the system gives no thread").cause(error)),
    }
}

/// Whether addresses may have been taken or given back just before an event.
fn moves_addresses(what: &What) -> bool {
    match what {
        What::Accepted { .. }
        | What::Unanswered { .. }
        | What::Looked { .. }
        | What::WaveStarted { .. }
        | What::RunEnded { .. } => true,
        What::RunOpened { .. }
        | What::Sent { .. }
        | What::Postponed { .. }
        | What::Unread { .. }
        | What::Late { .. }
        | What::Ended { .. }
        | What::Paused { .. }
        | What::Stopped { .. } => false,
    }
}
