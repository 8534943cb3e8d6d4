//! Lints any plan, our own or one edited by hand: does it still agree with itself and with the verb's row?
//!
//! What a plan asks of its targets is built again from what it observed, by the same functions that made it, and
//! compared: an edited plan may ask for more, never for less. A plan that `plan` made has no notes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::document::{Fact, Otherwise, PLAN_SCHEMA, Plan, Requirement, Step, TargetRef, Verdict};
use super::verbs::Call;
use super::{Case, Context, History, estimate, steps, waves};
use crate::inventory::Criterion;
use crate::model::{StepId, SubnetId, Verb, WorkspaceId};

/// Something that is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Whether it may be carried out nevertheless.
    pub weight: Weight,
    /// What is wrong, in a sentence without a full stop.
    pub text: String,
}

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The plan must not be carried out.
    Fatal,
    /// The plan can be carried out.
    Warning,
}

/// Lints a plan; `now` also judges whether it can still be opened.
#[must_use]
pub fn check(plan: &Plan, now: Option<Timestamp>) -> Vec<Note> {
    let mut notes = Notes::default();
    head(plan, now, &mut notes);
    let history = History::default();
    let context = Context::new(&plan.observed, &plan.intent, &plan.policy, &history, plan.made_at);
    let context = context.filtered(&filters(plan));
    match (context.row.goal)(&context) {
        Err(text) => notes.fatal(text),
        Ok(()) => {
            for chain in chains(plan).values() {
                check_chain(&context, chain, &mut notes);
            }
        }
    }
    targets(plan, &context, &mut notes);
    held(plan, &mut notes);
    check_waves(plan, &context, &mut notes);
    counts(plan, &context, &mut notes);
    notes.0
}

/// The filters that any target was to pass: all of them came through the same ones.
fn filters(plan: &Plan) -> Vec<Criterion> {
    let mut filters = Vec::new();
    for requirement in plan.steps.iter().flat_map(|step| &step.requires) {
        if let Fact::Passes(filter) = &requirement.that
            && !filters.contains(filter)
        {
            filters.push(filter.clone());
        }
    }
    filters
}

#[derive(Default)]
struct Notes(Vec<Note>);

impl Notes {
    fn fatal(&mut self, text: impl Into<String>) {
        self.add(Weight::Fatal, text.into());
    }

    fn warn(&mut self, text: impl Into<String>) {
        self.add(Weight::Warning, text.into());
    }

    fn add(&mut self, weight: Weight, text: String) {
        self.0.push(Note { weight, text });
    }
}

/// The members of the document itself.
fn head(plan: &Plan, now: Option<Timestamp>, notes: &mut Notes) {
    let facts = plan.intent.verb.facts();
    if plan.schema != PLAN_SCHEMA {
        notes.fatal(format!("schema {} is not known, this version reads schema {PLAN_SCHEMA}", plan.schema));
    }
    if plan.expires_at <= plan.made_at {
        notes.fatal(format!("it expires at {} and was made at {}", plan.expires_at, plan.made_at));
    }
    match now {
        Some(now) if now >= plan.expires_at => notes.fatal(format!("it expired at {}", plan.expires_at)),
        Some(now) if now < plan.made_at => {
            notes.warn(format!("it was made at {}, which is yet to come: is a clock wrong?", plan.made_at));
        }
        Some(_) | None => {}
    }
    if plan.observed.scope != plan.scope {
        notes.fatal(format!("it is for {}, and what was observed is of {}", plan.scope, plan.observed.scope));
    }
    if plan.policy.wave == 0 {
        notes.fatal("the policy's `wave` is 0");
    }
    if let Some(most) = facts.in_flight_max
        && plan.policy.max_in_flight.is_none_or(|wanted| wanted > most)
    {
        notes.fatal(format!("the policy's `max_in_flight` must be at most {most} for {}", facts.name));
    }
    if plan.policy.max_in_flight == Some(0) {
        notes.fatal("the policy's `max_in_flight` is 0");
    }
    check_clock(plan, notes);
    let mut sorted = plan.observed.clone();
    sorted.sort();
    if sorted != plan.observed {
        notes.fatal("`observed` is not sorted by id, so nothing in it would be found");
    }
}

/// Windows and what is counted by them.
fn check_clock(plan: &Plan, notes: &mut Notes) {
    let policy = &plan.policy;
    let verb = plan.intent.verb;
    if policy.per_window == Some(0) || policy.max_duration_s == Some(0) {
        notes.fatal("the policy's `per_window` or `max_duration_s` is 0, so nothing would ever be sent");
    }
    let pause =
        policy.after_canary_s.map(|seconds| SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX)));
    if pause.is_some_and(|pause| plan.made_at.checked_add(pause).is_err()) {
        notes.fatal("the policy's `after_canary_s` is beyond all time, so nothing after the canary would ever be sent");
    }
    if policy.calendar.is_always_open() {
        if policy.per_window.is_some() || !policy.calendar.not_on.is_empty() {
            notes.fatal("the policy's `per_window` and `not_on` say nothing without windows");
        }
    } else if policy.calendar.next_start(plan.made_at, policy.needs_s(verb)).is_none() {
        let longest = crate::model::format_span(policy.needs_s(verb));
        notes
            .fatal(format!("no window of the policy is ever open long enough for {verb}, which takes up to {longest}"));
    } else if policy.per_window.is_some() && !policy.calendar.ever_closes(plan.made_at) {
        notes.fatal("the policy's `per_window` counts by windows that close, and these never do");
    }
    let named = &policy.canary_targets;
    let first = plan.waves.first().into_iter().flatten();
    let targets = first.filter_map(|id| plan.steps.iter().find(|step| step.id == *id)).map(|step| &step.target);
    if !named.is_empty()
        && (policy.canary == 0 || !targets.into_iter().all(|target| named.contains(&target.workspace_id)))
    {
        notes.fatal("the first wave is not the canary that the policy names");
    }
}

/// The steps of each target, in the order of the plan.
fn chains(plan: &Plan) -> BTreeMap<&WorkspaceId, Vec<&Step>> {
    let mut chains: BTreeMap<&WorkspaceId, Vec<&Step>> = BTreeMap::new();
    for step in &plan.steps {
        chains.entry(&step.target.workspace_id).or_default().push(step);
    }
    chains
}

/// The steps of a target against its verb and what was asked for.
fn check_chain(context: &Context<'_>, chain: &[&Step], notes: &mut Notes) {
    let Some(head) = chain.first() else { return };
    let Some(target) = context.workspace(&head.target.workspace_id) else {
        return; // told by `targets`
    };
    let case = context.case(target, head.named);
    let calls = (context.row.build)(&case);
    if calls.len() != chain.len() {
        let (id, have, needed) = (&target.workspace_id, chain.len(), calls.len());
        notes.fatal(format!("{id} has {have} steps, the intent gives it {needed}"));
        return;
    }
    for (place, (step, call)) in chain.iter().zip(&calls).enumerate() {
        if step.target != head.target || step.named != head.named {
            notes.fatal(format!("{}: it names its target otherwise than {} does", step.id, head.id));
        }
        check_order(chain, place, call, notes);
        check_step(&case, step, call, place, notes);
    }
}

/// What a step comes after: everything that its place in the chain demands, and never less.
fn check_order(chain: &[&Step], place: usize, call: &Call, notes: &mut Notes) {
    let step = chain[place];
    let before = place.checked_sub(1).map(|before| &chain[before].id);
    if before.is_some_and(|before| !step.follows.contains(before)) {
        notes.fatal(format!("{}: it does not follow the step before it", step.id));
    }
    if step.on.as_ref() != call.on.map(|made| &chain[made].id) {
        notes.fatal(format!("{}: it is for another desktop than the intent says", step.id));
    }
    let demanded = call.wait.map(|(after, seconds)| (&chain[after].id, seconds));
    let waits = step.wait.as_ref().map(|wait| (&wait.after, wait.seconds));
    let enough = match (demanded, waits) {
        (None, None) => true,
        (None, Some((after, _))) => chain[..place].iter().any(|earlier| earlier.id == *after),
        (Some(_), None) => false,
        (Some((after, seconds)), Some((step_after, step_seconds))) => after == step_after && step_seconds >= seconds,
    };
    let in_time = call.not_before.is_none_or(|demanded| step.not_before.is_some_and(|at| at >= demanded));
    if !enough || !in_time {
        notes.fatal(format!("{}: it does not wait for as long as it has to", step.id));
    }
}

/// One step against the row of its verb, its target and what was asked for.
fn check_step(case: &Case<'_>, step: &Step, call: &Call, place: usize, notes: &mut Notes) {
    let facts = call.verb.facts();
    let id = &step.id;
    if step.verb != facts.verb {
        notes.fatal(format!("{id}: its verb is {}, the plan's is {}", step.verb, facts.verb));
        return;
    }
    if step.operation != facts.operation {
        notes.fatal(format!("{id}: {} is done by {}, not by {}", facts.name, facts.operation, step.operation));
    }
    if step.late_after_s == 0 || step.late_after_s > step.deadline_s {
        notes.fatal(format!(
            "{id}: it is late after {} s, and its deadline is {} s",
            step.late_after_s, step.deadline_s
        ));
    }
    // A shorter one would give up on what is in flight, and let the next take its place.
    if step.deadline_s < facts.longest_s {
        notes.fatal(format!(
            "{id}: its deadline is {} s, {} takes up to {} s",
            step.deadline_s, facts.name, facts.longest_s
        ));
    }
    if step.repeat != facts.unknown.after_no {
        notes.fatal(format!("{id}: `repeat` is not that of {}", facts.name));
    }
    if step.parameters != call.parameters {
        notes.fatal(format!("{id}: its parameters are not those that the intent gives {}", step.target.workspace_id));
    }
    let demands = steps::requirements(case, call, place);
    for demanded in &demands {
        if !step.requires.iter().any(|have| is_at_least(have, demanded)) {
            notes.fatal(format!("{id}: it lacks a requirement of {}: {}", demanded.rule, words(&demanded.that)));
        }
    }
    // What is left out is told; what counts as done is not.
    let counts = |requirement: &&Requirement| requirement.otherwise == Otherwise::Unchanged;
    for taken in step.requires.iter().filter(counts).filter(|taken| !demands.contains(taken)) {
        notes.fatal(format!("{id}: it would count as done unless {}", words(&taken.that)));
    }
    if step.clock != call.clock {
        notes.fatal(format!("{id}: its clock is not that of what it changes"));
    }
    check_proof(case, step, call, notes);
}

fn check_proof(case: &Case<'_>, step: &Step, call: &Call, notes: &mut Notes) {
    let facts = call.verb.facts();
    let (id, proof) = (&step.id, &step.proof);
    if proof.bundle_id != call.bundle_id {
        notes.fatal(format!("{id}: its proof is not the bundle that was asked for"));
    }
    if proof.property != call.property {
        notes.fatal(format!("{id}: its proof is not the value that was asked for"));
    }
    if proof.interface_not != call.interface_not {
        notes.fatal(format!("{id}: its proof is not another interface than the one that was observed"));
    }
    if proof.groups != call.groups {
        notes.fatal(format!("{id}: its proof is not the security groups that were asked for"));
    }
    if proof.tags != call.tags {
        notes.fatal(format!("{id}: its proof is not the tags that were asked for"));
    }
    // A plan of an earlier version reads nothing back.
    if proof.kept.is_some() && proof.kept != call.kept {
        notes.fatal(format!("{id}: what is read back afterwards is not what was observed"));
    }
    if proof.follow != facts.follow {
        notes.fatal(format!("{id}: its proof follows another id than {} does", facts.name));
    }
    if proof.states.is_empty() || !proof.states.iter().all(|state| facts.final_states.contains(state)) {
        notes.fatal(format!("{id}: its proof names states in which {} is not over", facts.name));
    }
    let known: BTreeSet<&WorkspaceId> = proof.known_ids.iter().collect();
    // An id that is missing here would be taken for the new desktop.
    if !case.known_ids().iter().all(|observed| known.contains(observed)) {
        notes.fatal(format!("{id}: its proof does not know all desktops that were observed for this user"));
    }
}

/// Whether a requirement asks for as much as another.
fn is_at_least(have: &Requirement, demanded: &Requirement) -> bool {
    match (&have.that, &demanded.that) {
        (Fact::StateIn(have), Fact::StateIn(demanded)) => have.iter().all(|state| demanded.contains(state)),
        (Fact::GroupsWithin(have), Fact::GroupsWithin(demanded)) => have.iter().all(|group| demanded.contains(group)),
        (Fact::GroupsInclude(have), Fact::GroupsInclude(demanded)) => demanded.iter().all(|group| have.contains(group)),
        (Fact::GroupsFit { change, most }, Fact::GroupsFit { change: demanded, most: allowed }) => {
            change == demanded && most <= allowed
        }
        (have, demanded) => have == demanded,
    }
}

fn words(fact: &Fact) -> String {
    match fact {
        Fact::StateIn(states) => {
            let states: Vec<&str> = states.iter().map(crate::model::WorkspaceState::as_str).collect();
            format!("its state is {}", states.join(" or "))
        }
        Fact::StateNot(state) => format!("its state is not {state}"),
        Fact::BundleIs(bundle) => format!("its bundle is {bundle}"),
        Fact::NotConnected => "nobody is connected".to_owned(),
        Fact::NotTagged(key) => format!("it has no tag `{key}`"),
        Fact::HasTag(tag) => format!("it has the tag `{}` with the value `{}`", tag.key, tag.value),
        Fact::GroupsWithin(groups) => format!("it has no security group beyond {}", groups.join(", ")),
        Fact::GroupsInclude(groups) => format!("it has the security groups {}", groups.join(", ")),
        Fact::HasInterface => "its network interface is found".to_owned(),
        Fact::GroupsNotYet(_) => "its security groups are not as wanted yet".to_owned(),
        Fact::GroupsFit { most, .. } => format!("its interface can have the security groups, {most} at most"),
        Fact::VolumesAre { root_gib, user_gib } => format!("its volumes are {root_gib} and {user_gib} GiB"),
        Fact::Has(property) => {
            let (name, value) = property.parameter();
            format!("its {name} is {value}")
        }
        Fact::NotYet(property) => {
            let (name, value) = property.parameter();
            format!("its {name} is not {value}")
        }
        Fact::SavedSinceUse(_) => "its last volume snapshot has all work".to_owned(),
        Fact::InterfaceIs(id) => format!("its interface is {id}"),
        Fact::NotModifying => "nothing of it is being modified".to_owned(),
        Fact::KeyEnabled(key) => format!("its key {key} is enabled"),
        Fact::Passes(filter) => format!("it passes `--{}`", filter.flag()),
    }
}

/// Every target once, with its steps or a verdict, and observed as it is named.
fn targets(plan: &Plan, context: &Context<'_>, notes: &mut Notes) {
    let mut seen = BTreeSet::new();
    let steps = plan.heads().map(|step| (step.target.workspace_id.as_str(), Some(&step.target)));
    let without = [&plan.unchanged, &plan.skipped, &plan.refused];
    let verdicts = without.into_iter().flatten().map(|verdict| (name(verdict), verdict.workspace.as_ref()));
    for (name, target) in steps.chain(verdicts) {
        if !seen.insert(name) {
            notes.fatal(format!("{name} has steps and a verdict, or more than one verdict"));
        }
        if let Some(target) = target {
            check_target(context, target, notes);
        }
    }
}

fn name(verdict: &Verdict) -> &str {
    verdict.workspace.as_ref().map_or(verdict.target.as_str(), |target| target.workspace_id.as_str())
}

fn check_target(context: &Context<'_>, target: &TargetRef, notes: &mut Notes) {
    match context.workspace(&target.workspace_id) {
        None => notes.fatal(format!("{} is not among what was observed", target.workspace_id)),
        Some(seen) if TargetRef::from(seen) != *target => {
            notes.fatal(format!("{} was observed with another directory or user", target.workspace_id));
        }
        Some(_) => {}
    }
}

/// Held targets have a step, and held steps stand behind all others.
fn held(plan: &Plan, notes: &mut Notes) {
    let steps = chains(plan);
    let mut held: BTreeSet<&StepId> = BTreeSet::new();
    for verdict in &plan.held {
        match verdict.workspace.as_ref().and_then(|target| steps.get(&target.workspace_id)) {
            Some(chain) => held.extend(chain.iter().map(|step| &step.id)),
            None => notes.fatal(format!("{} is held and has no step", verdict.target)),
        }
    }
    let mut behind = false;
    for (number, wave) in (1..).zip(&plan.waves) {
        let waiting = wave.iter().filter(|step| held.contains(step)).count();
        if waiting > 0 && waiting < wave.len() || (waiting == 0 && behind) {
            notes.fatal(format!("wave {number}: held steps stand in the last waves, by themselves"));
        }
        behind |= waiting > 0;
    }
}

/// Every target in one wave with all its steps, and no wave too large.
fn check_waves(plan: &Plan, context: &Context<'_>, notes: &mut Notes) {
    let mut steps: BTreeMap<&StepId, &Step> = BTreeMap::new();
    for step in &plan.steps {
        if steps.insert(&step.id, step).is_some() {
            notes.fatal(format!("{} is the number of more than one step", step.id));
        }
    }
    let most = waves::wave_max(plan.policy.wave, context.facts.in_flight_max);
    let mut placed: BTreeMap<&StepId, (usize, usize)> = BTreeMap::new();
    let mut wave_of: BTreeMap<&WorkspaceId, usize> = BTreeMap::new();
    for (number, wave) in (1..).zip(&plan.waves) {
        let mut targets: BTreeMap<&WorkspaceId, &Step> = BTreeMap::new();
        for (place, id) in wave.iter().enumerate() {
            match steps.get(id) {
                None => notes.fatal(format!("wave {number}: there is no step {id}")),
                Some(step) => drop(targets.insert(&step.target.workspace_id, step)),
            }
            if placed.insert(id, (number, place)).is_some() {
                notes.fatal(format!("{id} is in more than one wave"));
            }
        }
        if targets.is_empty() || targets.len() > most {
            notes.fatal(format!("wave {number} has {} targets, it can have 1 to {most}", targets.len()));
        }
        for target in targets.keys() {
            if wave_of.insert(target, number).is_some() {
                notes.fatal(format!("{target} has steps in more than one wave"));
            }
        }
        room(targets.into_values(), context, number, notes);
    }
    for step in &plan.steps {
        let Some(own) = placed.get(&step.id) else {
            notes.fatal(format!("{} is in no wave", step.id));
            continue;
        };
        for before in &step.follows {
            match placed.get(before) {
                None => notes.fatal(format!("{} follows {before}, which is in no wave", step.id)),
                Some(other) if other >= own => {
                    notes.fatal(format!("{} follows {before}, which does not come before it", step.id));
                }
                Some(_) => {}
            }
        }
    }
}

/// A wave takes no more addresses than its subnets have.
fn room<'a>(wave: impl Iterator<Item = &'a Step>, context: &Context<'_>, number: usize, notes: &mut Notes) {
    let mut taken: BTreeMap<&SubnetId, usize> = BTreeMap::new();
    for step in wave {
        let target = context.workspace(&step.target.workspace_id);
        if let Some(subnet) = target.and_then(|target| target.subnet_id.as_ref()) {
            *taken.entry(subnet).or_insert(0) += 1;
        }
    }
    for (subnet, taken) in taken {
        if let Some(free) = waves::addresses_max(context, subnet).filter(|free| taken > *free) {
            notes.fatal(format!("wave {number} takes {taken} addresses in {subnet}, {free} are free"));
        }
    }
}

/// Counts that people read.
fn counts(plan: &Plan, context: &Context<'_>, notes: &mut Notes) {
    let facts = context.facts;
    let claimed = plan.estimate.calls.get(facts.operation).copied().unwrap_or(0);
    let chains = chains(plan);
    let placed = chains.values().flat_map(|chain| chain.iter().enumerate());
    let placed: BTreeMap<&StepId, (usize, &Step)> = placed.map(|(place, step)| (&step.id, (place, *step))).collect();
    let sends_of = |wave: &Vec<StepId>| -> u64 {
        let mut together: BTreeMap<(usize, Verb), u64> = BTreeMap::new();
        let of_operation =
            wave.iter().filter_map(|id| placed.get(id)).filter(|(_, step)| step.operation == facts.operation);
        for (place, step) in of_operation {
            *together.entry((*place, step.verb)).or_insert(0) += 1;
        }
        together.into_iter().map(|((_, verb), count)| estimate::sends(count, verb.facts().ids_per_call)).sum()
    };
    let needed: u64 = plan.waves.iter().map(sends_of).sum();
    if claimed != needed {
        notes.warn(format!("the estimate has {claimed} calls of {}, the waves need {needed}", facts.operation));
    }
    if facts.irreversible.is_some() && plan.estimate.irreversible.is_empty() && !plan.steps.is_empty() {
        notes.warn("the estimate does not say what can't be undone");
    }
}
