//! What became of every target of a run, from its plan and its events.
//!
//! Targets without a step have their end in the plan; the others get it from an event, from the journal when a run is
//! told about later (`earlier`), or are open. Imports `model`, `planner::document` and `executor::event`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::OutputError;
use super::format::{Column, Format, Layout, Listing, Shape, find_columns};
use super::plan::moment;
use crate::executor::event::{Counts, Event, Stop, What};
use crate::model::{End, Follow, RunId, Scope, StepId, Verb, WorkspaceId};
use crate::planner::document::{Plan, Step, TargetRef, Verdict};

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Its end; `None` while it is open.
    pub end: Option<End>,
    /// The id that the desktop has now, where it changed.
    pub new_id: Option<WorkspaceId>,
    /// The rule behind it.
    pub rule: Option<String>,
    /// Why, for all but done; for done what there is to say of it.
    pub reason: Option<String>,
    /// When it is allowed again, for held, where that is known.
    pub until: Option<Timestamp>,
    /// Whether a call for it left whose end was not seen; it goes on without us.
    pub in_flight: bool,
}

/// What became of all targets of a run.
#[derive(Debug)]
pub struct Report<'a> {
    plan: &'a Plan,
    run: Option<RunId>,
    fates: BTreeMap<StepId, Fate>,
    in_flight: BTreeSet<StepId>,
    counts: Option<Counts>,
    resumable: bool,
    /// Whether it stopped for time alone, so that `resume --due` goes on with it.
    for_time: bool,
    /// When this session, which did not wait for it, could have sent again.
    opens_at: Option<Timestamp>,
    /// What the plan holds, by desktop.
    held: BTreeMap<&'a WorkspaceId, &'a Verdict>,
}

/// The ends in the order of a table: the last lines are what is read first.
const LOOK_LAST: [End; 8] =
    [End::Done, End::Unchanged, End::Skipped, End::Held, End::NotStarted, End::Refused, End::Unknown, End::Failed];

static NEW_ID: &[Column] = &[
    Column::new("WorkspaceId", &["workspace_id"]),
    Column::new("NewWorkspaceId", &["new_workspace_id"]).newer_id().drops(1),
    Column::new("UserName", &["user_name"]),
    Column::extra("DirectoryId", &["directory_id"]),
    Column::extra("Step", &["step"]),
    Column::new("End", &["end"]).words(),
    Column::new("Rule", &["rule"]).drops(2),
    Column::new("Reason", &["reason"]).wraps(),
    Column::extra("Until", &["until"]),
];

static SAME_ID: &[Column] = &[
    Column::new("WorkspaceId", &["workspace_id"]),
    Column::new("UserName", &["user_name"]),
    Column::extra("DirectoryId", &["directory_id"]),
    Column::extra("Step", &["step"]),
    Column::new("End", &["end"]).words(),
    Column::new("Rule", &["rule"]).drops(2),
    Column::new("Reason", &["reason"]).wraps(),
    Column::extra("Until", &["until"]),
];

fn columns_of(verb: Verb) -> &'static [Column] {
    match verb.facts().follow {
        Follow::NewId | Follow::Created => NEW_ID,
        Follow::SameId | Follow::Gone => SAME_ID,
    }
}

/// Refuses columns that the report of a verb does not have, before anything is done that the report would be about.
///
/// # Errors
/// The first column that is not there.
pub fn check_report_columns(verb: Verb, shape: &Shape) -> Result<(), OutputError> {
    match &shape.columns {
        Some(wanted) if shape.query.is_none() => find_columns(columns_of(verb), wanted).map(drop),
        Some(_) | None => Ok(()),
    }
}

impl<'a> Report<'a> {
    /// Begins a report in which every step is open.
    #[must_use]
    pub fn new(plan: &'a Plan) -> Self {
        let held = plan.held.iter().filter_map(|verdict| Some((&verdict.workspace.as_ref()?.workspace_id, verdict)));
        Self {
            plan,
            run: None,
            fates: BTreeMap::new(),
            in_flight: BTreeSet::new(),
            counts: None,
            resumable: false,
            for_time: true,
            opens_at: None,
            held: held.collect(),
        }
    }

    /// Begins a report of an earlier run, to be filled with `earlier`; `for_time`: it stopped for time alone.
    #[must_use]
    pub fn of_run(plan: &'a Plan, run: RunId, resumable: bool, for_time: bool) -> Self {
        Self { run: Some(run), resumable, for_time, ..Self::new(plan) }
    }

    /// Notes how a step ended before this session.
    pub fn earlier(&mut self, step: StepId, fate: Fate) {
        if fate.in_flight {
            self.in_flight.insert(step.clone());
        }
        self.fates.insert(step, fate);
    }

    /// Notes an event.
    pub fn note(&mut self, event: &Event) {
        match &event.what {
            What::RunOpened { run, .. } => self.run = Some(run.clone()),
            What::Ended { step, end, new_workspace_id, rule, reason, until, .. } => {
                let fate = Fate {
                    end: Some(*end),
                    new_id: new_workspace_id.clone(),
                    rule: rule.clone(),
                    reason: reason.clone(),
                    until: *until,
                    in_flight: false,
                };
                self.in_flight.remove(step);
                self.fates.insert(step.clone(), fate);
            }
            What::Sent { step, .. } => {
                self.fates.remove(step);
                self.in_flight.insert(step.clone());
            }
            What::Postponed { step, .. } => {
                self.fates.remove(step);
                self.in_flight.remove(step);
            }
            What::RunEnded { run, counts, resumable } => {
                self.run = Some(run.clone());
                self.counts = Some(*counts);
                self.resumable = *resumable;
            }
            What::Paused { until, waits: false, .. } => self.opens_at = *until,
            What::Stopped { why } => self.for_time = Stop::is_for_time(why.word()),
            What::Paused { .. }
            | What::WaveStarted { .. }
            | What::Accepted { .. }
            | What::Unread { .. }
            | What::Unanswered { .. }
            | What::Late { .. }
            | What::Looked { .. } => {}
        }
    }

    /// Returns how many were sent and have no end yet.
    #[must_use]
    pub fn in_flight(&self) -> u64 {
        self.in_flight.len() as u64
    }

    /// Returns how many targets came to which end: as the run counted, else from what is known here.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counts.unwrap_or_else(|| {
            let mut counts = Counts::default();
            for chain in self.chains() {
                counts.add(self.end_of_target(&chain));
            }
            for (end, verdicts) in self.verdicts() {
                for _ in verdicts {
                    counts.add(end);
                }
            }
            counts
        })
    }

    /// Returns every selected target with its end, in the order of the plan.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let mut rest = Map::new();
        if let Some(run) = &self.run {
            rest.insert("run".to_owned(), run.as_str().into());
        }
        rest.insert("plan".to_owned(), self.plan.id.as_str().into());
        rest.insert("verb".to_owned(), self.plan.intent.verb.facts().name.into());
        rest.insert("scope".to_owned(), json!(self.plan.scope));
        rest.insert("counts".to_owned(), json!(self.counts()));
        rest.insert("resumable".to_owned(), self.resumable.into());
        let steps = self.chains().into_iter().map(|chain| self.target_row(&chain));
        let verdicts = self
            .verdicts()
            .into_iter()
            .flat_map(|(end, verdicts)| verdicts.iter().map(move |verdict| verdict_item(end, verdict)));
        Listing {
            member: "targets",
            items: steps.chain(verdicts).collect(),
            rest,
            columns: columns_of(self.plan.intent.verb),
            also: if self.given_up().next().is_some() { &["Step"] } else { &[] },
            layout: Layout::Rows,
        }
    }

    /// Returns the listing for a person: what is done first, so that what needs a look stands where the eye is.
    #[must_use]
    pub fn listing_for(&self, format: Format) -> Listing {
        let mut listing = self.listing();
        if format == Format::Table {
            let place = |item: &Value| LOOK_LAST.iter().position(|end| item["end"] == json!(end)).unwrap_or_default();
            listing.items.sort_by_key(place);
        }
        listing
    }

    /// Returns what a person should do next, one line a kind of end; `command` is what our commands begin with.
    #[must_use]
    pub fn next_steps(&self, command: &str) -> Vec<String> {
        let Some(run) = &self.run else {
            return Vec::new();
        };
        let counts = self.counts();
        let mut lines = Vec::new();
        if counts.failed > 0 {
            lines.push(format!("{} failed: `{command} runs show {run}` has the reasons", counts.failed));
        }
        let differing = self.fates.values().filter(|fate| fate.end == Some(End::Done) && fate.rule.is_some());
        if let Some(rule) = differing.clone().find_map(|fate| fate.rule.as_deref()) {
            let (count, visible) = (differing.count(), super::visible(rule));
            lines.push(format!(
                "{count} done, and not all as it was to be ({visible}): `{command} runs show {run}` says what differs"
            ));
        }
        if self.fates.values().filter_map(|fate| fate.reason.as_deref()).any(is_denial) {
            lines.push(policy_hint(self.plan.intent.verb.command()));
        }
        if let Some(step) = self.given_up().next() {
            let count = self.given_up().count();
            lines.push(format!(
                "{count} unknown: look at them, then close each with `{command} runs settle {run} {step} --as done|not-done`"
            ));
        }
        if !self.in_flight.is_empty() {
            lines.push(format!("{} still in flight: `{command} resume {run}` follows them", self.in_flight.len()));
        }
        let due = self.resumable && self.for_time;
        let go_on = if due { format!("`{command} resume --due`") } else { format!("`{command} resume {run}`") };
        if counts.held > 0 {
            let until = self.chains().iter().filter_map(|chain| self.held_until(chain)).min();
            let at = until.map_or(String::new(), |at| format!(", the first is allowed again at {}", moment(at)));
            let goes_on = if due && until.is_some() { "goes on from then" } else { "judges them again" };
            lines.push(format!("{} held{at}: {go_on} {goes_on}", counts.held));
        }
        if counts.not_started > 0 {
            let from = self.opens_at.filter(|_| due).map_or(String::new(), |at| format!(" from {}", moment(at)));
            lines.push(format!("{} not started: {go_on} goes on{from}", counts.not_started));
        }
        lines
    }

    /// When a target is allowed again that is held, where that is known.
    fn held_until(&self, chain: &[&Step]) -> Option<Timestamp> {
        let step = self.deciding(chain).filter(|step| self.end_of(step) == End::Held)?;
        self.until(step)
    }

    fn until(&self, step: &Step) -> Option<Timestamp> {
        match self.fates.get(&step.id) {
            Some(fate) => fate.until,
            None => self.held_verdict(step)?.until,
        }
    }

    /// The steps whose end nobody will see any more: only a person can close them.
    fn given_up(&self) -> impl Iterator<Item = &StepId> {
        let steps = self.plan.steps.iter();
        let given_up = steps.filter(|step| self.end_of(step) == End::Unknown && !self.in_flight.contains(&step.id));
        given_up.map(|step| &step.id)
    }

    /// Returns the end of a step; one that is open counts as not started, or held when the plan holds it.
    fn end_of(&self, step: &Step) -> End {
        if self.in_flight.contains(&step.id) {
            return End::Unknown;
        }
        let end = self.fates.get(&step.id).and_then(|fate| fate.end);
        end.unwrap_or_else(|| if self.held_verdict(step).is_some() { End::Held } else { End::NotStarted })
    }

    /// The steps of each target, in the order of the plan.
    fn chains(&self) -> Vec<Vec<&'a Step>> {
        let mut place: BTreeMap<&WorkspaceId, usize> = BTreeMap::new();
        let mut chains: Vec<Vec<&Step>> = Vec::new();
        for step in &self.plan.steps {
            let at = *place.entry(&step.target.workspace_id).or_insert(chains.len());
            match chains.get_mut(at) {
                Some(chain) => chain.push(step),
                None => chains.push(vec![step]),
            }
        }
        chains
    }

    fn end_of_target(&self, chain: &[&Step]) -> End {
        End::of_steps(chain.iter().map(|step| self.end_of(step)))
    }

    /// The row of a target: that of the step which decides about it, with the end of the whole.
    fn target_row(&self, chain: &[&'a Step]) -> Value {
        let Some(step) = self.deciding(chain) else { return Value::Null };
        let mut item = self.step_item(step);
        item["end"] = json!(self.end_of_target(chain));
        // Whatever came after it: the desktop has that id now.
        let new = chain.iter().find_map(|step| self.fates.get(&step.id)?.new_id.as_ref());
        if let Some(new) = new {
            item["new_workspace_id"] = json!(new.as_str());
        }
        item
    }

    /// The step which decides about its target.
    fn deciding<'s>(&self, chain: &[&'s Step]) -> Option<&'s Step> {
        let ends: Vec<End> = chain.iter().map(|step| self.end_of(step)).collect();
        chain.get(End::deciding(&ends)).copied()
    }

    fn held_verdict(&self, step: &Step) -> Option<&'a Verdict> {
        self.held.get(&step.target.workspace_id).copied()
    }

    fn verdicts(&self) -> [(End, &'a [Verdict]); 3] {
        [(End::Unchanged, &self.plan.unchanged), (End::Skipped, &self.plan.skipped), (End::Refused, &self.plan.refused)]
    }

    fn step_item(&self, step: &Step) -> Value {
        let end = self.end_of(step);
        let mut item = target_item(Some(&step.target), step.target.workspace_id.as_str());
        item.insert("step".to_owned(), step.id.as_str().into());
        item.insert("end".to_owned(), json!(end));
        let fate = self.fates.get(&step.id);
        if let Some(new) = fate.and_then(|fate| fate.new_id.as_ref()) {
            item.insert("new_workspace_id".to_owned(), new.as_str().into());
        }
        let held = self.held_verdict(step).filter(|_| end == End::Held && fate.is_none());
        let rule = fate.and_then(|fate| fate.rule.as_deref()).or(held.map(|verdict| verdict.rule.as_str()));
        let in_flight = self.in_flight.contains(&step.id).then_some("sent, its end was not seen");
        let reason = fate.and_then(|fate| fate.reason.as_deref()).or(in_flight);
        let reason = reason.or(held.map(|verdict| verdict.reason.as_str()));
        for (name, value) in [("rule", rule), ("reason", reason)] {
            if let Some(value) = value {
                item.insert(name.to_owned(), value.into());
            }
        }
        if let Some(until) = self.until(step).filter(|_| end == End::Held) {
            item.insert("until".to_owned(), until.to_string().into());
        }
        Value::Object(item)
    }
}

fn verdict_item(end: End, verdict: &Verdict) -> Value {
    let mut item = target_item(verdict.workspace.as_ref(), &verdict.target);
    item.insert("end".to_owned(), json!(end));
    item.insert("rule".to_owned(), verdict.rule.as_str().into());
    item.insert("reason".to_owned(), verdict.reason.as_str().into());
    if let Some(until) = verdict.until {
        item.insert("until".to_owned(), until.to_string().into());
    }
    Value::Object(item)
}

fn target_item(target: Option<&TargetRef>, name: &str) -> Map<String, Value> {
    let mut item = Map::new();
    match target {
        Some(target) => {
            item.insert("workspace_id".to_owned(), target.workspace_id.as_str().into());
            item.insert("directory_id".to_owned(), target.directory_id.as_str().into());
            item.insert("user_name".to_owned(), target.user_name.as_str().into());
        }
        // Named and not found: the name is all there is.
        None => {
            item.insert("workspace_id".to_owned(), name.into());
        }
    }
    item
}

/// Returns the hint at what a command may need.
#[must_use]
pub fn policy_hint(command: &str) -> String {
    format!("`deskfleet iam-policy {command}` prints the permissions that it needs")
}

/// Tells whether a reason quotes the service on a permission that is missing (domain.md P); only a hint hangs on it.
pub(super) fn is_denial(reason: &str) -> bool {
    ["AccessDenied", "UnauthorizedOperation"].iter().any(|code| reason.contains(code))
}

/// Returns the last line of a run in its one fixed form; `resume` is the command that goes on, where there is one.
#[must_use]
pub fn last_line(counts: Counts, scope: &Scope, resume: Option<&str>) -> String {
    let ends: Vec<_> = End::ALL.iter().map(|end| format!("{} {}", counts.of(*end), end.word())).collect();
    let resume = resume.map_or(String::new(), |command| format!("; resume with: {command}"));
    format!("deskfleet: {} ({scope}){resume}", ends.join(", "))
}

#[cfg(test)]
pub(super) mod testing;

#[cfg(test)]
mod tests;
