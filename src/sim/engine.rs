//! One request after the other: what arrives is read, held against pace and faults, carried out, recorded, answered.
//!
//! Changes take the same path again when a durable world is folded from its record; of reads only the throttle and the
//! count are repeated. It knows no operation by name; those are with the services. Never waits and never reads a clock:
//! the time comes with the request.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::call::{Call, CallContext, InnerFaults, Outcome, Parameters, Service, Unreadable};
use super::faults::{Disturbance, Draw, Faults, Scripted, ScriptedFault};
use super::fleet;
use super::http::{Answer, Reply, Request};
use super::lifecycle::{Measured, plus_seconds};
use super::record::{Lost, Record, Sink};
use super::rng::Random;
use super::spec::WorldSpec;
use super::throttle::Throttle;
use super::wire::cbor;
use super::world::{Domain, Image, Quota, World};
use super::{Stage, ds, ec2, kms, monitoring, quotas, sts, tagging, trail, workspaces};

/// How long after a change a read may still show the state before it.
const STALE_FOR: SignedDuration = SignedDuration::from_secs(30);

/// A change whose connection dropped and that is still to come.
#[derive(Clone, Debug, PartialEq)]
struct LateChange {
    call: Call,
    inner: InnerFaults,
}

/// The world together with the changes on their way to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Present {
    pub(super) world: World,
    /// What is in other accounts and Regions, by account and Region: nothing at first, unless the spec names them.
    elsewhere: BTreeMap<(String, String), World>,
    /// By moment, then by number of the request.
    late: BTreeMap<(Timestamp, u64), LateChange>,
}

/// Everything behind the lock of a `Sim`.
pub(super) struct Engine {
    spec: WorldSpec,
    pub(super) present: Present,
    /// The state before the last change and the moment of that change; kept only when stale reads are on.
    before: Option<(Timestamp, World)>,
    throttle: Throttle,
    /// How many requests came for each operation.
    counts: BTreeMap<String, u64>,
    /// The latest moment that a request came with.
    now: Timestamp,
    seq: u64,
    record: Vec<Record>,
    sinks: Vec<Sink>,
    halt_at: Option<(u64, Stage)>,
    halted: bool,
}

/// What is known when a request is through.
struct Passed {
    outcome: Outcome,
    lost: Option<Lost>,
}

impl Engine {
    pub(super) fn new(spec: WorldSpec) -> Self {
        let world = fleet::world(&spec);
        Self::with_world(spec, world)
    }

    /// Returns an engine for a world that was made elsewhere.
    pub(super) fn with_world(spec: WorldSpec, world: World) -> Self {
        let others = spec.others().into_iter();
        let elsewhere =
            others.map(|other| ((other.account.clone(), other.region.clone()), around(fleet::world(&other))));
        Self {
            present: Present { world: around(world), elsewhere: elsewhere.collect(), late: BTreeMap::new() },
            before: None,
            throttle: Throttle::new(spec.rate, spec.burst),
            counts: BTreeMap::new(),
            now: spec.start,
            seq: 0,
            record: Vec::new(),
            sinks: Vec::new(),
            halt_at: None,
            halted: false,
            spec,
        }
    }

    pub(super) fn spec(&self) -> &WorldSpec {
        &self.spec
    }

    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    pub(super) fn record(&self) -> &[Record] {
        &self.record
    }

    /// Moves time on; a moment in the past changes nothing.
    pub(super) fn advance_to(&mut self, now: Timestamp) {
        self.now = self.now.max(now);
        self.present.settle(self.now, &self.spec);
    }

    pub(super) fn script(&mut self, faults: Vec<Scripted>) {
        self.spec.script.extend(faults);
    }

    pub(super) fn calm(&mut self) {
        self.spec.faults = Faults::default();
        self.spec.script.clear();
    }

    /// Deletes a security group; EC2 keeps one that an interface has.
    pub(super) fn delete_group(&mut self, id: &str) -> bool {
        let world = &mut self.present.world;
        let is_used = world.interfaces.values().any(|interface| interface.groups.iter().any(|group| group == id));
        !is_used && world.security_groups.remove(id).is_some()
    }

    /// Draws how long changes take from what was measured, from now on.
    pub(super) fn draw_from(&mut self, measured: Measured) {
        self.present.world.agenda.measured = measured;
    }

    pub(super) fn halt_at(&mut self, seq: u64, stage: Stage) {
        self.halt_at = Some((seq, stage));
    }

    pub(super) fn halted(&self) -> bool {
        self.halted
    }

    pub(super) fn revive(&mut self) {
        self.halted = false;
        self.halt_at = None;
    }

    pub(super) fn log_to(&mut self, path: &Path) -> io::Result<()> {
        self.sinks.push(Sink::open(path)?);
        Ok(())
    }

    /// Carries out one request.
    pub(super) fn step(&mut self, now: Timestamp, request: &Request) -> Reply {
        if self.halted {
            return Reply { answer: None, delay: self.spec.latency };
        }
        self.advance_to(now);
        self.seq += 1;
        let request_id = Random::new(self.spec.seed, "request-id", self.seq).request_id();
        let read = Call::read(request).map(|mut call| {
            self.spec.account_named(&call.account).clone_into(&mut call.account);
            call
        });
        let (passed, delay) = match &read {
            Ok(call) => {
                let draw = self.draw(call);
                let mut passed = self.pass(call, draw, &request_id);
                if self.halted {
                    // A client that dies does not hear of its refusal either.
                    passed.lost.get_or_insert(Lost::Before);
                }
                (passed, self.spec.latency + Duration::from_millis(draw.slower_ms))
            }
            Err(unreadable) => (refuse(unreadable, &request_id), self.spec.latency),
        };
        let record = self.line(&read, &passed);
        let lost = passed.lost.is_some();
        if !self.keep(record) {
            return Reply { answer: None, delay };
        }
        let answer = (!lost).then(|| answer(cbor::spoken(request, passed.outcome), request_id));
        Reply { answer, delay }
    }

    /// Tells what goes wrong with this request, and counts it.
    fn draw(&mut self, call: &Call) -> Draw {
        let count = self.counts.entry(call.operation.clone()).or_default();
        *count += 1;
        let mut draw = self.spec.faults.draw(self.spec.seed, self.seq);
        for scripted in &self.spec.script {
            if scripted.operation == call.operation && scripted.nth == *count {
                draw = draw.scripted(scripted.fault);
            }
        }
        match self.halt_at {
            Some((seq, stage)) if seq <= self.seq => {
                self.halted = true;
                draw.scripted(match stage {
                    Stage::Before => ScriptedFault::LostBefore,
                    Stage::After => ScriptedFault::LostAfter,
                })
            }
            Some(_) | None => draw,
        }
    }

    fn pass(&mut self, call: &Call, draw: Draw, request_id: &str) -> Passed {
        let refused = |status, code, message| Passed {
            outcome: call.service.error(status, code, message, request_id),
            lost: None,
        };
        if self.spec.denied.contains(&call.name()) {
            let (status, code) = denied(call.service);
            return refused(status, code, "The identity is not authorized to perform this operation.");
        }
        let allowed = self.throttle.take(call, self.now);
        if !allowed || draw.disturbance == Disturbance::Throttled {
            let (status, code, message) = too_fast(call.service);
            return refused(status, code, message);
        }
        let lost = |outcome, lost| Passed { outcome, lost: Some(lost) };
        let answered = |outcome| Passed { outcome, lost: None };
        match draw.disturbance {
            Disturbance::Expired => {
                let (status, code) = expired(call.service);
                refused(status, code, "The security token included in the request is expired")
            }
            Disturbance::Unavailable => {
                refused(503, "ServiceUnavailable", "The service is temporarily unable to handle the request.")
            }
            Disturbance::ErrorBefore => refused(500, internal_error(call.service), INTERNAL_ERROR_TEXT),
            Disturbance::ErrorAfter => {
                let done = self.carry_out(call, draw, request_id);
                let error = call.service.error(500, internal_error(call.service), INTERNAL_ERROR_TEXT, request_id);
                answered(Outcome { applied: done.applied, violations: done.violations, ..error })
            }
            Disturbance::LostLate(seconds) if changes(call) => {
                let outcome = self.postpone(call, draw.inner, seconds, request_id);
                lost(outcome, Lost::Late)
            }
            // A read has nothing that could come late, nor anything that could be done before its answer is lost.
            Disturbance::LostBefore | Disturbance::LostLate(_) => lost(Outcome::default(), Lost::Before),
            Disturbance::LostAfter => {
                let outcome = self.carry_out(call, draw, request_id);
                let place = if changes(call) { Lost::After } else { Lost::Before };
                lost(outcome, place)
            }
            Disturbance::None | Disturbance::Throttled => answered(self.carry_out(call, draw, request_id)),
        }
    }

    fn carry_out(&mut self, call: &Call, draw: Draw, request_id: &str) -> Outcome {
        let id = Id { seq: self.seq, request: request_id };
        let is_home = is_of(&self.present.world, call);
        if !is_home || !changes(call) {
            if !changes(call)
                && is_home
                && let Some((changed_at, before)) = &mut self.before
                && draw.stale
                && self.now.duration_since(*changed_at) <= STALE_FOR
            {
                before.settle(self.now);
                let others = others(self.present.elsewhere.values(), call);
                return perform(before, self.now, &context(&self.spec, call, id, draw.inner, others), call);
            }
            return self.present.perform(self.now, &self.spec, call, id, draw.inner);
        }
        let before = self.keeps_before().then(|| self.present.world.clone());
        let outcome = self.present.perform(self.now, &self.spec, call, id, draw.inner);
        if let Some(before) = before
            && outcome.applied
        {
            self.before = Some((self.now, before));
        }
        outcome
    }

    fn keeps_before(&self) -> bool {
        self.spec.faults.stale > 0.0 || self.spec.script.iter().any(|scripted| scripted.fault == ScriptedFault::Stale)
    }

    /// Puts a change off, after trying it out on a copy that has lived until then.
    fn postpone(&mut self, call: &Call, inner: InnerFaults, seconds: u64, request_id: &str) -> Outcome {
        let due = plus_seconds(self.now, seconds);
        let mut trial = self.present.clone();
        trial.settle(due, &self.spec);
        let outcome = trial.perform(due, &self.spec, call, Id { seq: self.seq, request: request_id }, inner);
        self.present.late.insert((due, self.seq), LateChange { call: call.clone(), inner });
        outcome
    }

    fn line(&self, read: &Result<Call, Unreadable>, passed: &Passed) -> Record {
        let Passed { outcome, lost } = passed;
        let (service, operation, account, region, parameters) = match read {
            Ok(call) => (call.service, &call.operation, call.account.clone(), call.region.clone(), call.shown()),
            Err(unreadable) => (unreadable.service, &unreadable.operation, String::new(), String::new(), Value::Null),
        };
        Record {
            at: self.now,
            seq: self.seq,
            service: service.name().to_owned(),
            operation: operation.clone(),
            account,
            in_flight: read.as_ref().ok().map_or(0, |call| self.present.in_flight(call)),
            region,
            parameters,
            status: outcome.status,
            error: outcome.error.clone(),
            failed: outcome.failed.clone(),
            applied: outcome.applied,
            lost: *lost,
            violations: outcome.violations.clone(),
        }
    }

    /// Writes a line to every sink and keeps it; false when it could not be written, and then nothing is answered any
    /// more: an answer that no record tells of would be a lie after the next start.
    fn keep(&mut self, record: Record) -> bool {
        // A world that lives in memory has no sink, and then no line is written out.
        let line = if self.sinks.is_empty() { Vec::new() } else { record.line() };
        for sink in &mut self.sinks {
            if let Err(error) = sink.add(&line) {
                tracing::error!(%error, "the record cannot be written; the simulator answers no more");
                self.halted = true;
                return false;
            }
        }
        self.record.push(record);
        true
    }

    /// Folds in a line of the record as if its request came again, without an answer and without writing it.
    pub(super) fn replay(&mut self, record: Record) {
        self.advance_to(record.at);
        self.seq = record.seq;
        if let Some(call) = Call::from_record(&record) {
            let draw = self.draw(&call);
            if changes(&call) {
                // A client that died then does not die again: where its connection dropped stands in the record.
                let draw = match record.lost {
                    Some(Lost::Before) => draw.scripted(ScriptedFault::LostBefore),
                    Some(Lost::After) => draw.scripted(ScriptedFault::LostAfter),
                    Some(Lost::Late) | None => draw,
                };
                let request_id = Random::new(self.spec.seed, "request-id", self.seq).request_id();
                // Also what was refused: the trail tells of it.
                self.pass(&call, draw, &request_id);
            } else if !self.spec.denied.contains(&call.name()) {
                self.throttle.take(&call, self.now);
            }
        }
        self.record.push(record);
    }
}

impl Present {
    /// Folds in everything due up to `now`: what was scheduled, and the changes that come late.
    fn settle(&mut self, now: Timestamp, spec: &WorldSpec) {
        while let Some(entry) = self.late.first_entry() {
            let (due, seq) = *entry.key();
            if due > now {
                break;
            }
            let late = entry.remove();
            self.world.settle(due);
            // Nobody is there any more to be told how it went.
            self.perform(due, spec, &late.call, Id { seq, request: "" }, late.inner);
        }
        self.world.settle(now);
        for world in self.elsewhere.values_mut() {
            world.settle(now);
        }
    }

    /// How many desktops the operation of a call keeps busy in its account and Region.
    fn in_flight(&self, call: &Call) -> u64 {
        let mut worlds = std::iter::once(&self.world).chain(self.elsewhere.values());
        worlds.find(|world| is_of(world, call)).map_or(0, |world| in_flight(world, call))
    }

    /// Carries out a call in its account and Region. One in which nothing was ever made is there again for each read of it.
    fn perform(&mut self, now: Timestamp, spec: &WorldSpec, call: &Call, id: Id, inner: InnerFaults) -> Outcome {
        if is_of(&self.world, call) {
            let others = others(self.elsewhere.values(), call);
            return perform(&mut self.world, now, &context(spec, call, id, inner, others), call);
        }
        let place = (call.account.clone(), call.region.clone());
        let known = self.elsewhere.remove(&place);
        let keeps = known.is_some() || changes(call);
        let mut there = known.unwrap_or_else(|| World::empty(&call.account, &call.region, spec.seed, spec.start));
        there.settle(now);
        let others = others(std::iter::once(&self.world).chain(self.elsewhere.values()), call);
        let outcome = perform(&mut there, now, &context(spec, call, id, inner, others), call);
        if keeps {
            self.elsewhere.insert(place, there);
        }
        outcome
    }
}

/// Puts round a fleet what goes with it.
fn around(mut world: World) -> World {
    world.quotas = Quota::of_fleet(&world);
    world.domains = Domain::around(&world);
    world.images = Image::around(&world);
    world
}

/// Tells whether a call is made in the account and Region of a world.
fn is_of(world: &World, call: &Call) -> bool {
    (&world.account, &world.region) == (&call.account, &call.region)
}

/// What an account sees of other Regions is its own.
fn others<'a>(worlds: impl Iterator<Item = &'a World>, call: &Call) -> Vec<&'a World> {
    worlds.filter(|world| world.account == call.account).collect()
}

const INTERNAL_ERROR_TEXT: &str =
    "The request processing has failed because of an unknown error, exception or failure.";

/// A request: its number and its name.
#[derive(Clone, Copy)]
struct Id<'a> {
    seq: u64,
    request: &'a str,
}

fn context<'a>(
    spec: &'a WorldSpec,
    call: &'a Call,
    id: Id<'a>,
    inner: InnerFaults,
    others: Vec<&'a World>,
) -> CallContext<'a> {
    CallContext {
        account: &call.account,
        accounts: &spec.accounts,
        region: &call.region,
        seq: id.seq,
        request_id: id.request,
        seed: spec.seed,
        ignored_rows: &spec.ignored_rows,
        untold: spec.untold,
        inner,
        others,
    }
}

/// Carries out a call; a change, also one that is refused, gets its line in the trail.
fn perform(world: &mut World, now: Timestamp, context: &CallContext, call: &Call) -> Outcome {
    let outcome = answered(world, now, context, call);
    if changes(call) {
        trail::note(world, now, context, call, &outcome);
    }
    outcome
}

fn answered(world: &mut World, now: Timestamp, context: &CallContext, call: &Call) -> Outcome {
    match (&call.parameters, call.service) {
        (Parameters::Json(parameters), Service::Kms) => kms::handle(world, context, &call.operation, parameters),
        (Parameters::Json(parameters), Service::CloudTrail) => {
            trail::handle(world, now, context, &call.operation, parameters)
        }
        (Parameters::Json(parameters), Service::Quotas) => {
            quotas::handle(world, now, context, &call.operation, parameters)
        }
        (Parameters::Json(parameters), Service::Tagging) => {
            tagging::handle(world, now, context, &call.operation, parameters)
        }
        (Parameters::Json(parameters), Service::Directories) => {
            ds::handle(world, now, context, &call.operation, parameters)
        }
        (Parameters::Json(parameters), Service::Monitoring) => {
            monitoring::handle(world, now, context, &call.operation, parameters)
        }
        (Parameters::Json(parameters), _) => workspaces::handle(world, now, context, &call.operation, parameters),
        (Parameters::NotJson, _) => call.service.error(
            400,
            "SerializationException",
            "The request body is not a JSON document.",
            context.request_id,
        ),
        (Parameters::Query(query), Service::Sts) => sts::handle(world, now, context, query),
        (
            Parameters::Query(query),
            Service::Ec2
            | Service::WorkSpaces
            | Service::Kms
            | Service::CloudTrail
            | Service::Quotas
            | Service::Tagging
            | Service::Directories
            | Service::Monitoring,
        ) => ec2::handle(world, now, context, query),
    }
}

fn changes(call: &Call) -> bool {
    match call.service {
        Service::WorkSpaces => workspaces::changes(&call.operation),
        // EC2 names every action that only reads so; an unknown action changes nothing either way.
        Service::Ec2 => !call.operation.starts_with("Describe"),
        Service::Directories => ds::changes(&call.operation),
        Service::Sts
        | Service::Kms
        | Service::CloudTrail
        | Service::Quotas
        | Service::Tagging
        | Service::Monitoring => false,
    }
}

fn in_flight(world: &World, call: &Call) -> u64 {
    match call.service {
        Service::WorkSpaces => workspaces::in_flight(world, &call.operation),
        Service::Ec2
        | Service::Sts
        | Service::Kms
        | Service::CloudTrail
        | Service::Quotas
        | Service::Tagging
        | Service::Directories
        | Service::Monitoring => 0,
    }
}

fn refuse(unreadable: &Unreadable, request_id: &str) -> Passed {
    let Unreadable { service, status, code, message, .. } = unreadable;
    Passed { outcome: service.error(*status, code, message, request_id), lost: None }
}

fn too_fast(service: Service) -> (u16, &'static str, &'static str) {
    match service {
        Service::WorkSpaces | Service::Kms | Service::CloudTrail | Service::Directories | Service::Monitoring => {
            (400, "ThrottlingException", "Rate exceeded")
        }
        Service::Ec2 => (503, "RequestLimitExceeded", "Request limit exceeded."),
        Service::Sts => (400, "Throttling", "Rate exceeded"),
        Service::Quotas => (400, "TooManyRequestsException", "Rate exceeded"),
        Service::Tagging => (400, "ThrottledException", "Rate exceeded"),
    }
}

fn expired(service: Service) -> (u16, &'static str) {
    match service {
        Service::WorkSpaces
        | Service::Kms
        | Service::CloudTrail
        | Service::Quotas
        | Service::Tagging
        | Service::Directories
        | Service::Monitoring => (400, "ExpiredTokenException"),
        Service::Ec2 => (400, "RequestExpired"),
        Service::Sts => (403, "ExpiredToken"),
    }
}

fn denied(service: Service) -> (u16, &'static str) {
    match service {
        Service::WorkSpaces
        | Service::Kms
        | Service::CloudTrail
        | Service::Quotas
        | Service::Tagging
        | Service::Directories
        | Service::Monitoring => (400, "AccessDeniedException"),
        Service::Ec2 => (403, "UnauthorizedOperation"),
        Service::Sts => (403, "AccessDenied"),
    }
}

fn internal_error(service: Service) -> &'static str {
    match service {
        Service::WorkSpaces
        | Service::Sts
        | Service::Kms
        | Service::CloudTrail
        | Service::Quotas
        | Service::Tagging
        | Service::Directories
        | Service::Monitoring => "InternalFailure",
        Service::Ec2 => "InternalError",
    }
}

fn answer(outcome: Outcome, request_id: String) -> Answer {
    let mut headers =
        vec![("x-amzn-RequestId".to_owned(), request_id), ("Content-Type".to_owned(), outcome.content_type.to_owned())];
    if outcome.content_type == cbor::CONTENT_TYPE {
        headers.push((cbor::PROTOCOL.0.to_owned(), cbor::PROTOCOL.1.to_owned()));
    }
    Answer { status: outcome.status, headers, body: outcome.body }
}
