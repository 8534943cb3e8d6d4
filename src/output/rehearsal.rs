//! What rehearsing a plan came to: one run from its events, and several runs as one result.
//!
//! A run is told by the events of the executor and by what the service counted; nothing is judged here. The result is one
//! document (`Rehearsal::listing`), whole seconds from the begin of each run, and a text (`rehearsal_text`).
//! Imports `model`, `planner::document` and `executor::event`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::format::{Column, Layout, Listing};
use crate::executor::event::{Counts, Event, What};
use crate::model::{Changed, End, Scope, StepId, Strategy};
use crate::planner::document::{Plan, Step, TargetRef, Verdict};

/// What the service counted of one operation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OperationCalls {
    /// How many calls arrived.
    pub calls: u64,
    /// How many of them were refused as too fast.
    pub throttled: u64,
    /// How many of them got no answer.
    pub lost: u64,
    /// How many of them got another error.
    pub errors: u64,
}

/// When a wave was carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WaveTimes {
    /// Its number, from 1.
    pub wave: u64,
    /// How many targets it has.
    pub targets: u64,
    /// When its last target came to its end; absent when none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_after_s: Option<u64>,
}

/// What an opening of the plan's windows was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct WindowTimes {
    /// When it opened; 0: before the run began.
    pub opens_after_s: u64,
    /// When it closed.
    pub closes_after_s: u64,
    /// How many targets were sent in it.
    pub targets: u64,
    /// When the last of them came to its end; absent when none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_after_s: Option<u64>,
}

/// The free addresses of a subnet over a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FreeAddresses {
    /// The subnet.
    pub subnet_id: String,
    /// Free when the run began.
    pub at_begin: u64,
    /// The fewest that were free.
    pub least: u64,
    /// When there were so few for the first time.
    pub least_after_s: u64,
    /// Free when the run ended.
    pub at_end: u64,
    /// Whenever the number changed, at most once a minute.
    pub over_time: Vec<AddressesAt>,
}

/// A point of a subnet's free addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct AddressesAt {
    /// When.
    pub after_s: u64,
    /// How many were free.
    pub free: u64,
}

/// A target that was not done, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotDone {
    /// Its end.
    pub end: End,
    /// The target.
    pub target: TargetRef,
    /// The rule behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One run of a rehearsal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RehearsedRun {
    /// Seed of its world.
    pub seed: u64,
    /// How long it took.
    pub makespan_s: u64,
    /// How many targets came to which end.
    pub counts: Counts,
    /// Why sending stopped before everything was sent, if it did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<&'static str>,
    /// When each wave ended.
    pub waves: Vec<WaveTimes>,
    /// The windows in which something was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<WindowTimes>,
    /// Calls by operation.
    pub calls: BTreeMap<String, OperationCalls>,
    /// Addresses by subnet.
    pub addresses: Vec<FreeAddresses>,
    /// How many targets took longer than usual.
    pub late: u64,
    /// Calls that surely had no effect and were sent again.
    pub postponed: u64,
    /// Calls whose outcome had to be found out by looking.
    pub unanswered: u64,
    /// Targets that were sent, or should have been, and are not done.
    pub targets: Vec<NotDone>,
}

/// Who watches one run.
#[derive(Debug)]
pub struct RunWatch<'a> {
    plan: &'a Plan,
    wave_of: BTreeMap<&'a StepId, usize>,
    began: Timestamp,
    run: RehearsedRun,
    ended: BTreeMap<StepId, NotDone>,
    late: BTreeSet<StepId>,
    /// In which window each target was sent last, by place.
    window_of: BTreeMap<StepId, usize>,
    /// Who was sent to in each window: a target counts once, however many steps it has there.
    sent_in: BTreeSet<(usize, TargetRef)>,
}

impl<'a> RunWatch<'a> {
    /// Begins to watch a run that begins now, with so many free addresses in each subnet.
    #[must_use]
    pub fn new(plan: &'a Plan, seed: u64, began: Timestamp, free: BTreeMap<String, u64>) -> Self {
        let numbered = plan.waves.iter().enumerate();
        let wave_of = numbered.flat_map(|(wave, steps)| steps.iter().map(move |step| (step, wave))).collect();
        let addresses = free.into_iter().map(|(subnet_id, free)| FreeAddresses {
            subnet_id,
            at_begin: free,
            least: free,
            least_after_s: 0,
            at_end: free,
            over_time: vec![AddressesAt { after_s: 0, free }],
        });
        let heads: BTreeSet<&StepId> = plan.heads().map(|step| &step.id).collect();
        let waves = (1..).zip(&plan.waves).map(|(wave, steps)| WaveTimes {
            wave,
            targets: steps.iter().filter(|step| heads.contains(step)).count() as u64,
            ended_after_s: None,
        });
        let is_rolling = plan.policy.strategy == Strategy::Rolling; // there the waves are only an order
        let run = RehearsedRun {
            seed,
            makespan_s: 0,
            counts: Counts::default(),
            stopped: None,
            waves: if is_rolling { Vec::new() } else { waves.collect() },
            windows: Vec::new(),
            calls: BTreeMap::new(),
            addresses: addresses.collect(),
            late: 0,
            postponed: 0,
            unanswered: 0,
            targets: Vec::new(),
        };
        Self {
            plan,
            wave_of,
            began,
            run,
            ended: BTreeMap::new(),
            late: BTreeSet::new(),
            window_of: BTreeMap::new(),
            sent_in: BTreeSet::new(),
        }
    }

    /// Notes an event.
    pub fn note(&mut self, event: &Event) {
        let after_s = self.after_s(event.at);
        self.run.makespan_s = self.run.makespan_s.max(after_s);
        match &event.what {
            What::Ended { step, target, end, rule, reason, .. } => {
                let wave = self.wave_of.get(step).and_then(|wave| self.run.waves.get_mut(*wave));
                if let Some(wave) = wave {
                    wave.ended_after_s = wave.ended_after_s.max(Some(after_s));
                }
                if let Some(window) = self.window_of.get(step).and_then(|at| self.run.windows.get_mut(*at)) {
                    window.ended_after_s = window.ended_after_s.max(Some(after_s));
                }
                let (target, rule, reason) = (target.clone(), rule.clone(), reason.clone());
                self.ended.insert(step.clone(), NotDone { end: *end, target, rule, reason });
            }
            What::Sent { step, target, .. } => self.note_window(step, target, event.at),
            What::Postponed { .. } => self.run.postponed += 1,
            What::Unanswered { .. } => self.run.unanswered += 1,
            What::Late { step, .. } => drop(self.late.insert(step.clone())),
            What::Stopped { why } => self.run.stopped = Some(why.word()),
            What::RunEnded { counts, .. } => self.run.counts = *counts,
            What::RunOpened { .. }
            | What::WaveStarted { .. }
            | What::Accepted { .. }
            | What::Unread { .. }
            | What::Paused { .. }
            | What::Looked { .. } => {}
        }
    }

    /// Notes in which window a target was sent.
    fn note_window(&mut self, step: &StepId, target: &TargetRef, at: Timestamp) {
        let calendar = &self.plan.policy.calendar;
        if calendar.is_always_open() {
            return;
        }
        let Some(opening) = calendar.opening(at, 0) else { return };
        let (opens_after_s, closes_after_s) = (self.after_s(opening.opens), self.after_s(opening.closes));
        let windows = &mut self.run.windows;
        if windows.last().is_none_or(|last| last.closes_after_s != closes_after_s) {
            windows.push(WindowTimes { opens_after_s, closes_after_s, targets: 0, ended_after_s: None });
        }
        let place = windows.len() - 1;
        self.window_of.insert(step.clone(), place);
        if self.sent_in.insert((place, target.clone())) {
            windows[place].targets += 1;
        }
    }

    /// Notes the free addresses at a moment.
    pub fn note_addresses(&mut self, at: Timestamp, free: &BTreeMap<String, u64>) {
        let after_s = self.after_s(at);
        for subnet in &mut self.run.addresses {
            let Some(free) = free.get(&subnet.subnet_id).copied() else { continue };
            subnet.at_end = free;
            if free < subnet.least {
                (subnet.least, subnet.least_after_s) = (free, after_s);
            }
            match subnet.over_time.last_mut() {
                Some(last) if last.free == free => {}
                Some(last) if last.after_s / 60 == after_s / 60 && last.after_s > 0 => last.free = free,
                Some(_) | None => subnet.over_time.push(AddressesAt { after_s, free }),
            }
        }
    }

    /// Ends the watch; `calls` is what the service counted.
    #[must_use]
    pub fn finish(mut self, calls: BTreeMap<String, OperationCalls>) -> RehearsedRun {
        self.run.calls = calls;
        self.run.late = self.late.len() as u64;
        let plan = self.plan;
        let held: BTreeMap<&TargetRef, &Verdict> =
            plan.held.iter().filter_map(|verdict| Some((verdict.workspace.as_ref()?, verdict))).collect();
        let stopped = self.run.stopped.map(|why| format!("sending stopped: {}", why.replace('_', " ")));
        // What has no end of its own was never looked at in this run: then the plan's word stands.
        let open = |step: &Step| {
            let target = step.target.clone();
            match held.get(&target) {
                Some(verdict) => {
                    let (rule, reason) = (Some(verdict.rule.clone()), Some(verdict.reason.clone()));
                    NotDone { end: End::Held, target, rule, reason }
                }
                None => NotDone { end: End::NotStarted, target, rule: None, reason: stopped.clone() },
            }
        };
        let ends = plan.steps.iter().map(|step| self.ended.remove(&step.id).unwrap_or_else(|| open(step)));
        let mut targets: BTreeMap<TargetRef, Vec<NotDone>> = BTreeMap::new();
        for end in ends.filter(|step| !step.end.is_as_wanted()) {
            targets.entry(end.target.clone()).or_default().push(end);
        }
        // Of several steps the one that decides speaks for its target.
        let deciding = |mut steps: Vec<NotDone>| {
            let end = End::of_steps(steps.iter().map(|step| step.end));
            steps.iter().position(|step| step.end == end).map(|place| steps.swap_remove(place))
        };
        let in_order = plan.heads().filter_map(|step| targets.remove(&step.target));
        self.run.targets = in_order.collect::<Vec<_>>().into_iter().filter_map(deciding).collect();
        self.run
    }

    fn after_s(&self, at: Timestamp) -> u64 {
        u64::try_from(at.duration_since(self.began).as_secs()).unwrap_or(0)
    }
}

/// All runs of a rehearsal.
#[derive(Debug)]
pub struct Rehearsal<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Faults that were injected, as they are written on the command line.
    pub faults: String,
    /// What the plan leaves open, and what was taken for it, with how often.
    pub assumed: Vec<(String, u64)>,
    /// What durations were drawn from the ledger, and from how many.
    pub measured: BTreeMap<Changed, usize>,
    /// The runs, by seed; at least one.
    pub runs: Vec<RehearsedRun>,
}

/// Where the durations come from, for people and for the document.
const DURATIONS: &str = "drawn, not measured: AWS states up to an hour for a migration and minutes for a reboot";

static COLUMNS: &[Column] = &[
    Column::new("Seed", &["seed"]),
    Column::new("MakespanS", &["makespan_s"]),
    Column::new("Done", &["counts", "done"]),
    Column::new("Failed", &["counts", "failed"]),
    Column::new("Skipped", &["counts", "skipped"]),
    Column::new("Held", &["counts", "held"]),
    Column::new("Unknown", &["counts", "unknown"]),
    Column::new("NotStarted", &["counts", "not_started"]),
    Column::new("Calls", &["total", "calls"]),
    Column::new("Throttled", &["total", "throttled"]),
    Column::new("Lost", &["total", "lost"]),
    Column::new("Stopped", &["stopped"]),
];

impl RehearsedRun {
    /// Returns the calls of all operations together.
    #[must_use]
    pub fn total(&self) -> OperationCalls {
        self.calls.values().fold(OperationCalls::default(), |sum, one| OperationCalls {
            calls: sum.calls + one.calls,
            throttled: sum.throttled + one.throttled,
            lost: sum.lost + one.lost,
            errors: sum.errors + one.errors,
        })
    }

    /// Returns how many targets did not get where they should, holds apart: those wait by the plan's own rules.
    #[must_use]
    pub fn shortfall(&self) -> u64 {
        self.counts.failed + self.counts.unknown + self.counts.not_started
    }

    fn item(&self) -> Value {
        let mut item = json!(self);
        item["total"] = json!(self.total());
        item
    }
}

impl Rehearsal<'_> {
    /// Says where the durations come from.
    pub(super) fn durations(&self) -> String {
        if self.measured.is_empty() {
            return DURATIONS.to_owned();
        }
        let each: Vec<String> =
            self.measured.iter().map(|(what, count)| format!("the last {count} of {what}")).collect();
        format!("measured, out of the ledger: {}; all else drawn from what AWS states", each.join(", "))
    }

    /// Returns a number of the runs: the middle one (of two, the smaller), and the largest.
    #[must_use]
    pub fn median_and_worst(&self, number: impl Fn(&RehearsedRun) -> u64) -> (u64, u64) {
        let mut numbers: Vec<u64> = self.runs.iter().map(number).collect();
        numbers.sort_unstable();
        let middle = numbers.len().saturating_sub(1) / 2;
        (numbers.get(middle).copied().unwrap_or(0), numbers.last().copied().unwrap_or(0))
    }

    /// Returns the run that came out worst: the fewest where they should be, then the longest.
    #[must_use]
    pub fn worst(&self) -> Option<&RehearsedRun> {
        // `max_by_key` takes the last of equals; the first seed is easier to name.
        self.runs.iter().rev().max_by_key(|run| (run.shortfall(), run.makespan_s))
    }

    /// Returns where it happened: the plan's own place, and nothing of it was real.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope { simulated: true, endpoint: None, ..self.plan.scope.clone() }
    }

    /// Returns the result as a document with an item a run.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let (median, worst) = self.median_and_worst(|run| run.makespan_s);
        let assumed = self.assumed.iter().map(|(text, count)| json!({"count": count, "text": text}));
        let mut rest = Map::new();
        let mut add = |name: &str, value: Value| rest.insert(name.to_owned(), value);
        add("plan", self.plan.id.as_str().into());
        add("verb", self.plan.intent.verb.facts().name.into());
        add("scope", json!(self.scope()));
        add("began_at", json!(self.plan.made_at));
        add("faults", self.faults.as_str().into());
        add("durations", self.durations().into());
        let measured = self.measured.iter().map(|(what, count)| (what.to_string(), json!(count)));
        add("measured", Value::Object(measured.collect()));
        add("assumed", assumed.collect());
        add("estimate_s", self.plan.estimate.duration_s.into());
        add("makespan_median_s", median.into());
        add("makespan_worst_s", worst.into());
        Listing {
            member: "runs",
            items: self.runs.iter().map(RehearsedRun::item).collect(),
            rest,
            columns: COLUMNS,
            also: &[],
            layout: Layout::Rows,
        }
    }
}
