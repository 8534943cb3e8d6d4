//! Plays a story: see, plan, open, carry out, be cut short, open again, and in the end, when the faults have stopped,
//! resume until nothing is left. Judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::aws::{self, Want, WorkspaceQuery};
use deskfleet::executor::event::{Event, What};
use deskfleet::executor::{Cancel, OpenRun, OpenRunError, ResumeError, Summary, approval, open, reopen, run_id};
use deskfleet::inventory::{Selected, Snapshot, find_bundle};
use deskfleet::journal::{JournalError, OpenError, RunStatus, StepState};
use deskfleet::model::{End, Hold, RunId, StepId, Verb, Workspace, WorkspaceId};
use deskfleet::planner::document::{Plan, Step};
use deskfleet::planner::{History, plan, quotas};
use deskfleet::sim::{DesktopView, Sim};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::evidence::{Evidence, Process, Run, Sample};
use super::groups::{add_gone, attach_by_hand, digits, named_groups, note_owners, then_gone, told_whose};
use super::story::{Deed, Interruption, Story, When, Wish};
use crate::oracle::law;
use crate::rig::{Rig, Session, Yes, ask};

/// How often somebody tries to see and plan before the faults have to stop for it.
const LOOKS_MAX: u32 = 8;
/// How often a run is resumed at most once the faults have stopped. A session ends early for its canary, its failure budget
/// and its holds only, so this is far more than the few failures that the faults can have left behind.
const CALM_SESSIONS_MAX: u32 = 80;

/// How many evenings are waited for those that are at work.
const EVENINGS: u32 = 4;

struct Player<'a> {
    story: &'a Story,
    rig: Rig,
    processes: Vec<Process>,
    runs: Vec<(RunId, Run)>,
    meddled: BTreeMap<u64, String>,
    samples: Vec<Sample>,
    /// Whose each interface was that anybody has seen.
    owners: BTreeMap<String, String>,
    /// Events so far, and sends among them.
    events: u64,
    sends: u64,
    calm: bool,
    /// Whether other runs count as alive: then their claims are not given back.
    alive: bool,
    /// Whether the last process that was to carry a run out came to open it: one that died before has given back the claims
    /// of the others.
    opened: bool,
}

/// Plays a story to its end.
pub(crate) fn play(story: &Story) -> Evidence {
    let rig = Rig::new(story.spec());
    rig.sim.advance(SignedDuration::from_secs(story.waited_s)).expect("time moves on");
    bring_in(&rig.sim, story);
    attach_by_hand(&rig.sim, story);
    let earlier = rig.sim.record().len() as u64;
    let mut player = Player {
        story,
        processes: Vec::new(),
        runs: Vec::new(),
        meddled: BTreeMap::new(),
        samples: Vec::new(),
        owners: BTreeMap::new(),
        events: 0,
        sends: 0,
        calm: false,
        alive: false,
        opened: false,
        rig,
    };
    let before = player.rig.sim.world(player.rig.sim.now());
    note_owners(&mut player.owners, &before);
    player.all_sessions();
    player.resume_in_peace();
    player.rig.sim.advance(SignedDuration::from_hours(24)).expect("time moves on");
    let after = player.rig.sim.world(player.rig.sim.now());
    note_owners(&mut player.owners, &after);
    Evidence {
        spec: story.spec(),
        record: told_whose(player.rig.sim.record(), &player.owners, &after),
        before,
        after,
        processes: player.processes,
        runs: player.runs.into_iter().map(|(_, run)| run).collect(),
        earlier,
        meddled: player.meddled,
        samples: player.samples,
    }
}

/// Brings desktops into the state that the verb goes from, as somebody else does, as far as the service lets them.
fn bring_in(sim: &Sim, story: &Story) {
    let (operation, state) = match story.wish.verb {
        _ if story.brought_in == 0 => return,
        Verb::Start => ("StopWorkspaces", ""),
        Verb::MaintenanceOff => ("ModifyWorkspaceState", "ADMIN_MAINTENANCE"),
        Verb::Provision
        | Verb::Migrate
        | Verb::Reboot
        | Verb::Stop
        | Verb::MaintenanceOn
        | Verb::Resize
        | Verb::Modify
        | Verb::Terminate
        | Verb::TagSet
        | Verb::TagRemove
        | Verb::SecurityGroup
        | Verb::Rebuild
        | Verb::Restore => return,
    };
    let view = sim.world(sim.now());
    for desktop in view.desktops.iter().take(story.brought_in).filter(|desktop| desktop.state == "AVAILABLE") {
        let id = json!({"WorkspaceId": desktop.id});
        let parameters = match operation {
            "StopWorkspaces" => json!({"StopWorkspaceRequests": [id]}),
            _ => json!({"WorkspaceId": desktop.id, "WorkspaceState": state}),
        };
        ask(sim, sim.now(), operation, &parameters);
        sim.advance(SignedDuration::from_secs(5)).expect("time moves on");
    }
    sim.advance(SignedDuration::from_mins(10)).expect("time moves on");
}

impl Player<'_> {
    /// Everything up to the moment at which the faults stop.
    fn all_sessions(&mut self) {
        let story = self.story;
        let early = story.rival.as_ref().filter(|rival| rival.early);
        let rivals_plan = early.and_then(|rival| self.plan(&rival.wish, Some(rival.chosen), &History::default()));
        let Some(mut plan) = self.plan(&story.wish, story.chosen, &History::default()) else { return };
        for (place, seconds) in &story.timed {
            if let Some(step) = plan.steps.get_mut(*place) {
                let at = plan.made_at + SignedDuration::from_secs(*seconds);
                step.not_before = step.not_before.max(Some(at));
            }
        }
        let plan = plan.seal().expect("sealed");
        if plan.is_blocked() || plan.steps.is_empty() {
            return;
        }
        let sessions = story.interruptions.len().max(story.rival.as_ref().map_or(0, |rival| rival.after + 1));
        for session in 0..sessions {
            self.pause(story.pause_s(session));
            self.meddle_before(session, &plan);
            let cut = story.interruptions.get(session).copied().unwrap_or(Interruption::Nothing);
            self.session_of(0, &plan, cut);
            if let Some(rival) = story.rival.as_ref().filter(|rival| rival.after == session) {
                self.rival(rivals_plan.clone(), &rival.wish, rival.chosen);
            }
        }
        // What died before it was opened is applied again: nothing was sent.
        if self.runs.is_empty() {
            self.stop_faults();
            self.pause(story.pause_s(sessions));
            self.session_of(0, &plan, Interruption::Nothing);
        }
    }

    fn pause(&self, seconds: i64) {
        self.rig.sim.advance(SignedDuration::from_secs(seconds)).expect("time moves on");
    }

    fn stop_faults(&mut self) {
        self.calm = true;
        self.rig.sim.calm();
    }

    /// Sees and plans, again and again while faults are in the way.
    fn plan(&mut self, wish: &Wish, chosen: Option<u32>, history: &History) -> Option<Plan> {
        for look in 0..=LOOKS_MAX {
            if look == LOOKS_MAX {
                self.stop_faults();
            }
            let first = self.next_request();
            let from = self.rig.sim.now();
            let parameters = named_groups(self.story, wish);
            let groups = parameters.values().flat_map(|ids| ids.split(',')).map(str::to_owned);
            self.rig.groups = if wish.verb == Verb::SecurityGroup { groups.collect() } else { BTreeSet::new() };
            let targets = chosen.map(|share| self.some(share));
            let seen = self.rig.try_see(wish.verb, targets.as_deref(), &wish.policy);
            self.note(None, first, from, None);
            self.pause(10);
            let Some((mut seen, mut selected)) = seen else { continue };
            if matches!(wish.verb, Verb::Resize | Verb::Modify) {
                let ids: Vec<WorkspaceId> =
                    seen.workspaces.iter().map(|desktop| desktop.workspace_id.clone()).collect();
                let mut clocks = self.rig.journal.clocks(&ids).expect("clocks");
                for desktop in &mut seen.workspaces {
                    desktop.deskfleet.clocks = clocks.remove(&desktop.workspace_id);
                }
            }
            let Ok(bundle) = find_bundle("to", &seen.bundles, wish.bundle) else { continue };
            let bundle = bundle.bundle_id.to_string();
            let carries = parameters.contains_key("carry_groups");
            if carries && self.story.carried.is_some_and(|carried| carried.gone) {
                add_gone(&mut seen, &selected.workspaces);
            }
            let mut intent = wish.intent(&bundle, parameters);
            if wish.verb == Verb::Provision {
                let Some(Ok(desktops)) = wish.manifest(&seen).map(|manifest| manifest.desktops(&seen)) else {
                    continue;
                };
                (seen, selected) = self.counted(seen, &desktops);
                intent.desktops = desktops;
            }
            let plan = plan(&seen, &intent, &selected, &wish.policy, history, seen.seen_at).expect("a plan");
            return Some(then_gone(plan));
        }
        None
    }

    /// Reads the quotas of what is to be made, as far as it can be; gives what is selected, too.
    fn counted(&mut self, mut seen: Snapshot, desktops: &[Workspace]) -> (Snapshot, Selected) {
        let (first, from) = (self.next_request(), self.rig.sim.now());
        let want = Want { quotas: quotas(&seen, desktops), ..Want::only(WorkspaceQuery::All) };
        self.rig.process(async |connected| {
            // Without credentials none is known, which is no reason not to plan.
            drop(aws::enrich(&connected.aws, &mut seen, &[], &want).await);
        });
        self.note(None, first, from, None);
        self.pause(10);
        let ids: Vec<WorkspaceId> = desktops.iter().map(|desktop| desktop.workspace_id.clone()).collect();
        let named = ids.iter().cloned().collect();
        (seen, Selected { named, workspaces: ids, ..Selected::default() })
    }

    /// So many of a hundred desktops, the same ones for a seed; at least one.
    fn some(&self, share: u32) -> Vec<WorkspaceId> {
        let view = self.rig.sim.world(self.rig.sim.now());
        let id = |desktop: &DesktopView| WorkspaceId::from_service(desktop.id.as_str());
        let is_in = |id: &WorkspaceId| digits(self.story, id.as_str()) % 100 < u64::from(share);
        let all: Vec<WorkspaceId> = view.desktops.iter().map(id).collect();
        let some: Vec<WorkspaceId> = all.iter().filter(|id| is_in(id)).cloned().collect();
        if some.is_empty() { all.into_iter().take(1).collect() } else { some }
    }

    fn next_request(&self) -> u64 {
        self.rig.sim.record().len() as u64 + 1
    }

    fn note(&mut self, run: Option<usize>, first: u64, from: Timestamp, summary: Option<Summary>) {
        let (to, calm) = (self.rig.sim.now(), self.calm);
        let requests = (first, self.next_request());
        let view = self.rig.sim.world(to);
        note_owners(&mut self.owners, &view);
        let states = view.desktops.into_iter().map(|desktop| (desktop.id, desktop.state)).collect();
        self.processes.push(Process { run, requests, from, to, calm, summary, states });
    }

    /// One session of a run: opens it when it was never opened, else opens it again.
    fn session_of(&mut self, number: usize, plan: &Plan, cut: Interruption) {
        let (first, from) = (self.next_request(), self.rig.sim.now());
        if !self.alive {
            self.release_dead();
        }
        match cut {
            Interruption::Commit(at, stage) => self.rig.crash_at(at, stage),
            Interruption::Request(at, stage) => self.rig.sim.halt_at(first + at - 1, stage),
            Interruption::Signal(_) | Interruption::Nothing => {}
        }
        // Once there are no faults whatever time brings is waited for: then it has to come to an end.
        self.rig.hold = if self.calm { Hold::Wait } else { self.story.hold };
        let opened = match self.runs.get(number) {
            Some((id, _)) => self.reopen(&id.clone()),
            None => self.open(plan),
        };
        self.opened = opened.is_some();
        if let Some(opened) = opened {
            if number == self.runs.len() {
                let taken = self.taken_by_others(opened.id());
                let run = Run {
                    plan: plan.clone(),
                    rows: Vec::new(),
                    attempts: BTreeMap::new(),
                    events: Vec::new(),
                    finished: false,
                    taken,
                };
                self.runs.push((opened.id().clone(), run));
            }
            let summary = self.carry_out(number, opened, cut);
            self.note(Some(number), first, from, summary);
        }
        // The next process has a handle of its own, and a connection that works.
        self.rig.journal = self.rig.journal.reopen().expect("the journal opens again");
        self.rig.sim.revive();
        self.adopt_dead();
        self.read_journal(number);
    }

    /// As the command line does before it opens anything: what is in flight stays where it is.
    fn release_dead(&mut self) {
        for (id, _) in &self.runs {
            self.rig.journal.release_claims(id).expect("released");
        }
    }

    /// A run whose process died right after it was opened stands in the journal all the same.
    fn adopt_dead(&mut self) {
        for row in self.rig.journal.runs().expect("runs") {
            if !self.runs.iter().any(|(id, _)| *id == row.run) {
                let stored = self.rig.journal.run(&row.run).expect("a run").expect("it is there");
                let plan = Plan::read(&stored.plan_text, deskfleet::planner::document::Seal::Intact).expect("a plan");
                let taken = self.taken_by_others(&row.run);
                let (rows, attempts, events) = (Vec::new(), BTreeMap::new(), Vec::new());
                self.runs.push((row.run, Run { plan, rows, attempts, events, finished: false, taken }));
            }
        }
    }

    /// Targets that stay another run's when one is opened: what is in flight, and what is still to be done while it is
    /// alive.
    fn taken_by_others(&self, run: &RunId) -> BTreeSet<String> {
        let others = self.runs.iter().filter(|(id, _)| id != run);
        others
            .flat_map(|(_, other)| {
                let in_flight = |state| matches!(state, StepState::Intended | StepState::Accepted | StepState::Unknown);
                let is_its = move |state| if self.alive { state != StepState::Settled } else { in_flight(state) };
                let rows = other.rows.iter().filter(move |row| is_its(row.state));
                rows.filter_map(|row| Some(other.plan.step(&row.step)?.target.workspace_id.to_string()))
            })
            .collect()
    }

    fn open(&mut self, plan: &Plan) -> Option<OpenRun> {
        let now = self.rig.sim.now();
        let approval = approval::obtain(plan, &mut Yes, now).expect("approved");
        match open(plan.clone(), run_id(&plan.id, now), approval, &BTreeSet::new(), &mut self.rig.journal, now) {
            Ok(open) => Some(open),
            Err(OpenRunError::Open(OpenError::Claimed(_) | OpenError::Journal(JournalError::Crashed))) => None,
            Err(error) => panic!("it could not be opened: {error}"),
        }
    }

    fn reopen(&mut self, id: &RunId) -> Option<OpenRun> {
        let stored = self.rig.journal.run(id).expect("a run").expect("it is there");
        if stored.row.status == RunStatus::Finished {
            return None;
        }
        match reopen(stored, &mut self.rig.journal, self.rig.sim.now()) {
            Ok(open) => Some(open),
            Err(ResumeError::Open(OpenError::Claimed(_) | OpenError::Journal(JournalError::Crashed))) => None,
            Err(error) => panic!("it could not be opened again: {error}"),
        }
    }

    fn carry_out(&mut self, number: usize, opened: OpenRun, cut: Interruption) -> Option<Summary> {
        let cancel = Cancel::default();
        let sim = self.rig.sim.clone();
        let mut mine = 0;
        let mut told = Vec::new();
        let mut witness = Witness {
            sim: &sim,
            story: self.story,
            plan: opened.plan().clone(),
            run: number,
            events: &mut self.events,
            sends: &mut self.sends,
            meddled: &mut self.meddled,
            samples: &mut self.samples,
            owners: &mut self.owners,
        };
        let mut emit = |event: &Event| {
            mine += 1;
            if cut == Interruption::Signal(mine) {
                cancel.request();
            }
            witness.see(event);
            told.push(event.clone());
        };
        let session = self.rig.carry_out_with(opened, &mut emit, &cancel);
        self.runs[number].1.events.extend(told);
        match session {
            Session::Ended(summary) => Some(*summary),
            Session::Died => None,
        }
    }

    fn read_journal(&mut self, number: usize) {
        let journal = &self.rig.journal;
        let Some((id, run)) = self.runs.get_mut(number) else { return };
        let stored = journal.run(id).expect("a run").expect("it is there");
        run.finished = stored.row.status == RunStatus::Finished;
        let attempts = |step| journal.attempts(id, step).expect("attempts");
        run.attempts = stored.steps.iter().map(|row| (row.step.clone(), attempts(&row.step))).collect();
        run.rows = stored.steps;
    }

    /// Somebody who does not know of the first run plans one of his own, and carries it out as far as he may.
    fn rival(&mut self, early: Option<Plan>, wish: &Wish, chosen: u32) {
        if self.runs.is_empty() {
            return;
        }
        self.pause(10);
        // Whoever planned before the first was opened knows of no claims, and meets a run that is alive.
        self.alive = early.is_some() && self.opened;
        let plan = early.or_else(|| {
            self.release_dead();
            let claimed = self.rig.journal.claims().expect("claims").into_iter().collect();
            self.plan(wish, Some(chosen), &History { claimed, ..History::default() })
        });
        if let Some(plan) = plan.filter(|plan| !plan.is_blocked() && !plan.steps.is_empty()) {
            self.session_of(1, &plan, Interruption::Nothing);
        }
        self.alive = false;
    }

    /// Resumes, without faults, until nothing is left; what is only held waits for the evening, some evenings long.
    fn resume_in_peace(&mut self) {
        self.stop_faults();
        let mut evenings = 0;
        for round in 0..CALM_SESSIONS_MAX {
            let open: Vec<usize> = (0..self.runs.len()).filter(|number| !self.runs[*number].1.finished).collect();
            // In turn: one may hold what another one wants.
            let Some(number) = open.get(round as usize % open.len().max(1)) else { break };
            self.pause(10);
            let plan = self.runs[*number].1.plan.clone();
            self.session_of(*number, &plan, Interruption::Nothing);
            let only_held = self.runs.iter().all(|(_, run)| run.is_only_held());
            // A session that stopped early is gone on with at once; one that has nothing but holds left has to wait.
            let stopped = self.processes.last().and_then(|process| process.summary.as_ref());
            let stopped = stopped.is_some_and(|summary| summary.stop.is_some());
            if only_held && !stopped {
                if evenings == EVENINGS {
                    break;
                }
                evenings += 1;
                self.wait_for_the_evening();
            }
        }
    }

    fn wait_for_the_evening(&self) {
        let now = self.rig.sim.now().as_second();
        let evening = 22 * 3_600;
        self.pause((evening - now.rem_euclid(86_400)).rem_euclid(86_400) + 1);
    }

    fn meddle_before(&mut self, session: usize, plan: &Plan) {
        for meddling in self.story.meddling.iter().filter(|meddling| meddling.when == When::Session(session)) {
            if let Some(step) = step_at(plan, meddling.target) {
                meddle(&self.rig.sim, self.rig.sim.now(), meddling.what, step, &mut self.meddled);
            }
        }
        self.pause(5);
    }
}

fn step_at(plan: &Plan, place: usize) -> Option<&Step> {
    plan.steps.get(place % plan.steps.len().max(1))
}

/// Sees every event as it comes, and the world at that moment.
struct Witness<'a> {
    sim: &'a Sim,
    story: &'a Story,
    plan: Plan,
    run: usize,
    events: &'a mut u64,
    sends: &'a mut u64,
    meddled: &'a mut BTreeMap<u64, String>,
    samples: &'a mut Vec<Sample>,
    owners: &'a mut BTreeMap<String, String>,
}

impl Witness<'_> {
    fn see(&mut self, event: &Event) {
        *self.events += 1;
        let sending = if let What::Sent { step, .. } = &event.what { Some(step.clone()) } else { None };
        // The world is looked at before each send and after whatever came of it.
        let matters = matches!(
            event.what,
            What::Sent { .. }
                | What::Accepted { .. }
                | What::Unanswered { .. }
                | What::Looked { .. }
                | What::Ended { .. }
        );
        if matters {
            let done =
                if let What::Ended { step, end: End::Done, .. } = &event.what { Some(step.clone()) } else { None };
            self.sample(event.at, sending.clone(), done);
        }
        let nth = sending.as_ref().map(|_| {
            *self.sends += 1;
            *self.sends
        });
        for meddling in &self.story.meddling {
            let step = match meddling.when {
                When::Event(at) if at == *self.events => step_at(&self.plan, meddling.target),
                When::Send(at) if Some(at) == nth => sending.as_ref().and_then(|step| self.plan.step(step)),
                When::Event(_) | When::Send(_) | When::Session(_) => None,
            };
            if let Some(step) = step {
                meddle(self.sim, event.at, meddling.what, step, self.meddled);
            }
        }
    }

    fn sample(&mut self, at: Timestamp, sending: Option<StepId>, done: Option<StepId>) {
        let view = self.sim.world(at);
        note_owners(self.owners, &view);
        let about = sending.as_ref().or(done.as_ref()).and_then(|step| self.plan.step(step));
        let is_it = |desktop: &&DesktopView| about.is_some_and(|step| step.target.workspace_id.as_str() == desktop.id);
        let target = view.desktops.iter().find(is_it).cloned();
        let down = view.desktops.iter().filter(|desktop| law::IS_DOWN.contains(&desktop.state.as_str()));
        let down = down.map(|desktop| desktop.id.clone()).collect();
        self.samples.push(Sample { at, run: self.run, sending, done, target, down });
    }
}

/// Somebody else does something, through the service like everybody.
fn meddle(sim: &Sim, at: Timestamp, what: Deed, step: &Step, meddled: &mut BTreeMap<u64, String>) {
    let id = step.target.workspace_id.as_str();
    let before = sim.record().len() as u64;
    match what {
        Deed::Protect => {
            let tag = json!({"Key": "deskfleet-protect", "Value": ""});
            ask(sim, at, "CreateTags", &json!({"ResourceId": id, "Tags": [tag]}));
        }
        Deed::Maintain => {
            let parameters = json!({"WorkspaceId": id, "WorkspaceState": "ADMIN_MAINTENANCE"});
            ask(sim, at, "ModifyWorkspaceState", &parameters);
        }
        Deed::Grow => {
            let parameters = json!({"WorkspaceId": id, "WorkspaceProperties": {"UserVolumeSizeGib": 100}});
            ask(sim, at, "ModifyWorkspaceProperties", &parameters);
        }
    }
    // Whoever is cut off from the service is cut off for everybody: then nothing was recorded.
    if sim.record().len() as u64 > before {
        meddled.insert(before + 1, id.to_owned());
    }
}
