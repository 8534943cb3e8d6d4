//! What is left of a story when it is over: the service's record and world, the plan, and what the journal and the events
//! say. The oracle reads this and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::executor::Summary;
use deskfleet::executor::event::Event;
use deskfleet::journal::{AttemptRow, StepRow, StepState};
use deskfleet::model::StepId;
use deskfleet::planner::document::{Plan, Step};
use deskfleet::sim::{DesktopView, Record, WorldSpec, WorldView};
use jiff::Timestamp;

/// Everything about a story that is over.
pub(crate) struct Evidence {
    pub(crate) spec: WorldSpec,
    /// The world right before anything was sent.
    pub(crate) before: WorldView,
    /// The world a day after everything had ended.
    pub(crate) after: WorldView,
    pub(crate) record: Vec<Record>,
    pub(crate) processes: Vec<Process>,
    pub(crate) runs: Vec<Run>,
    /// How many requests somebody else sent before the story began.
    pub(crate) earlier: u64,
    /// What somebody else did, by number of the request: the desktop.
    pub(crate) meddled: BTreeMap<u64, String>,
    pub(crate) samples: Vec<Sample>,
}

/// One of our processes: a connection of its own.
pub(crate) struct Process {
    /// The run that it carried out; `None` for one that only looked.
    pub(crate) run: Option<usize>,
    /// Its requests: from the first, up to the second without it.
    pub(crate) requests: (u64, u64),
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    /// Whether the faults had stopped.
    pub(crate) calm: bool,
    /// How it ended; `None` when it died.
    pub(crate) summary: Option<Summary>,
    /// The state of each desktop when it ended, by id.
    pub(crate) states: BTreeMap<String, String>,
}

/// One run, with all of its sessions.
pub(crate) struct Run {
    pub(crate) plan: Plan,
    pub(crate) rows: Vec<StepRow>,
    pub(crate) attempts: BTreeMap<StepId, Vec<AttemptRow>>,
    pub(crate) events: Vec<Event>,
    /// Whether nothing is left to go on with.
    pub(crate) finished: bool,
    /// Targets that another run held when this one was opened, and that are therefore not this one's to touch.
    pub(crate) taken: BTreeSet<String>,
}

/// Which desktops nobody can work on, at a moment at which something happened to one.
pub(crate) struct Sample {
    pub(crate) at: Timestamp,
    pub(crate) run: usize,
    /// The step whose call is about to leave.
    pub(crate) sending: Option<StepId>,
    /// The step that was just called done.
    pub(crate) done: Option<StepId>,
    /// The desktop of either.
    pub(crate) target: Option<DesktopView>,
    pub(crate) down: BTreeSet<String>,
}

impl Run {
    /// Whether each target that has no end yet is held at the step whose turn it is.
    pub(crate) fn is_only_held(&self) -> bool {
        let open = |step: &StepId| self.rows.iter().find(|row| row.step == *step && row.state != StepState::Settled);
        let is_next = |step: &Step| step.follows.iter().all(|first| open(first).is_none());
        let mut next = self.plan.steps.iter().filter(|step| is_next(step)).filter_map(|step| open(&step.id));
        next.all(|row| row.state == StepState::Held)
    }
}

impl Evidence {
    /// The requests of a run, process by process.
    pub(crate) fn sessions(&self, run: usize) -> impl Iterator<Item = (&Process, &[Record])> {
        self.processes
            .iter()
            .filter(move |process| process.run == Some(run))
            .map(|process| (process, self.lines(process)))
    }

    /// The requests of a process.
    pub(crate) fn lines(&self, process: &Process) -> &[Record] {
        let place = |seq: u64| usize::try_from(seq - 1).expect("small").min(self.record.len());
        &self.record[place(process.requests.0)..place(process.requests.1)]
    }

    pub(crate) fn is_ours(&self, line: &Record) -> bool {
        line.seq > self.earlier && !self.meddled.contains_key(&line.seq)
    }

    /// The id that a desktop has in the end, however often it was migrated.
    pub(crate) fn heir<'a>(&'a self, id: &'a str) -> &'a str {
        let mut id = id;
        while let Some(next) = self.after.lineage.get(id) {
            id = next;
        }
        id
    }

    /// Whether somebody else touched a desktop not long before.
    pub(crate) fn meddled_before(&self, id: &str, at: Timestamp, seconds: i64) -> bool {
        self.meddled.iter().any(|(seq, other)| {
            let then = self.record[usize::try_from(seq - 1).expect("small")].at;
            other == id && then <= at && at.duration_since(then).as_secs() <= seconds
        })
    }

    /// How a desktop was before anything was sent.
    pub(crate) fn desktop_before(&self, id: &str) -> Option<&DesktopView> {
        self.before.desktops.iter().find(|desktop| desktop.id == id)
    }

    /// How a desktop is in the end, under the id that it had.
    pub(crate) fn desktop_after(&self, id: &str) -> Option<&DesktopView> {
        self.after.desktops.iter().find(|desktop| desktop.id == id)
    }

    /// Whether somebody else ever touched a desktop.
    pub(crate) fn is_meddled(&self, id: &str) -> bool {
        self.meddled.values().any(|other| self.heir(other) == self.heir(id))
    }
}
