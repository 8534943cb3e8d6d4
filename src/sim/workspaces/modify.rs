//! `ModifyWorkspaceProperties` (domain A, B): what may be changed, from what, to what, and how soon again.
//!
//! How a change goes on is in `lifecycle`. Which exception stands for which rule is documented for one only (A3-01); for
//! every other each world draws one of those that the operation declares.

mod compute;
mod size;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value};

use super::batch::undocumented;
use super::json;
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::lifecycle::Modifying;
use crate::sim::rng::Random;
use crate::sim::world::{Change, Clocks, Desktop, DesktopState, RunningMode, World};
pub(in crate::sim) use compute::is_larger;

/// Exceptions that the operation declares and whose meaning is not documented more closely.
const DECLARED: [&str; 4] = [
    "InvalidParameterValuesException",
    "InvalidResourceStateException",
    "ResourceUnavailableException",
    "UnsupportedWorkspaceConfigurationException",
];
const IN_PROGRESS: &str =
    "The properties of this WorkSpace are currently under modification. Please try again in a moment.";
/// Age of a desktop before its first growth (A2-09) and its first larger compute type (B-13).
const NEW_FOR: SignedDuration = SignedDuration::from_hours(6);
/// Minutes of an `AutoStop` time (B-18): whole hours.
const AUTO_STOP_STEP: u32 = 60;
/// The longest that was seen, 48 hours (B-18).
const AUTO_STOP_MAX: u32 = 2_880;

static NONE: Value = Value::Null;

/// What is asked for; members that were not given are not there.
struct Wanted<'a> {
    mode: Option<&'a str>,
    minutes: Option<u32>,
    root_gib: Option<u32>,
    user_gib: Option<u32>,
    compute: Option<&'a str>,
    protocols: Option<Vec<&'a str>>,
    /// Members that nothing here can change.
    others: usize,
}

impl<'a> Wanted<'a> {
    fn read(parameters: &'a Value) -> Self {
        let properties = parameters.get("WorkspaceProperties").unwrap_or(&NONE);
        // What is negative or far too large breaks the same rows as the nearest number that fits.
        let number = |member: &str| {
            let given = properties.get(member)?.as_i64()?;
            Some(u32::try_from(given.max(0)).unwrap_or(u32::MAX))
        };
        let given = |of: &Value, members: &[&str]| {
            members.iter().filter(|member| of.get(**member).is_some_and(|value| !value.is_null())).count()
        };
        let others = given(properties, &["OperatingSystemName", "GlobalAccelerator", "NestedVirtualizationEnabled"])
            + given(parameters, &["DataReplication"]);
        Self {
            mode: json::text(properties, "RunningMode"),
            minutes: number("RunningModeAutoStopTimeoutInMinutes"),
            root_gib: number("RootVolumeSizeGib"),
            user_gib: number("UserVolumeSizeGib"),
            compute: json::text(properties, "ComputeTypeName"),
            protocols: json::texts(properties, "Protocols"),
            others,
        }
    }

    fn resizes(&self) -> bool {
        self.root_gib.is_some() || self.user_gib.is_some()
    }

    /// Counts the properties; a running mode and its time are one (B-02).
    fn count(&self) -> usize {
        let given = [
            self.mode.is_some() || self.minutes.is_some(),
            self.root_gib.is_some(),
            self.user_gib.is_some(),
            self.compute.is_some(),
            self.protocols.is_some(),
        ];
        given.into_iter().filter(|given| *given).count() + self.others
    }
}

impl Wanted<'_> {
    /// Refuses what breaks no row, and what nothing here can do: a request for nothing, and properties of later years.
    fn unanswerable(&self, context: &CallContext) -> Option<Refusal> {
        let message = match (self.count(), self.others) {
            (0, _) => "There is no property to change.",
            (_, 0) => return None,
            (..) => "This property cannot be changed here.",
        };
        Some(Refusal::new(undocumented(context, "unanswerable", &DECLARED), message))
    }
}

/// The rules of one request, as far as every part of it is checked alike.
struct Rules<'a> {
    checks: Checks<'a>,
    context: &'a CallContext<'a>,
    desktop: &'a Desktop,
    now: Timestamp,
}

impl Rules<'_> {
    /// Refuses when a row is broken, with the exception that this world has for it.
    fn refuse(&mut self, row: &'static str, broken: bool, message: &str) {
        let code = undocumented(self.context, row, &DECLARED);
        self.checks.refuse(row, broken, code, message);
    }

    /// Refuses when too little time has passed since something.
    fn refuse_soon(&mut self, row: &'static str, since: Option<Timestamp>, span: SignedDuration, message: &str) {
        let soon = since.is_some_and(|since| self.now.duration_since(since) < span);
        self.refuse(row, soon, message);
    }

    /// Tells how this world answers a question that AWS's documentation leaves open.
    fn open_question(&self, row: &str) -> bool {
        Random::new(self.context.seed, &format!("undocumented rule {row}"), 0).chance(0.5)
    }
}

/// Changes one property of a desktop, or begins to.
pub(super) fn modify(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "WorkspaceId").unwrap_or_default();
    let Some(desktop) = world.desktops.get(id).filter(|desktop| desktop.visible_from <= now) else {
        return Refusal::not_found("WorkSpace", id).outcome();
    };
    let wanted = Wanted::read(parameters);
    let mut rules = Rules { checks: Checks::new(context), context, desktop, now };
    rules.combination(&wanted);
    rules.state(&wanted);
    let (clocks, mut changes) = (desktop.clocks, Vec::new());
    let clocks = rules.sizes(&wanted, clocks, &mut changes);
    let clocks = rules.compute(&wanted, clocks, &mut changes);
    rules.protocol(&wanted, &mut changes);
    let mode = rules.mode(&wanted);
    rules.key(world.can_decrypt(desktop), mode, &changes);
    let rows = match rules.checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    if let Some(refusal) = wanted.unanswerable(context) {
        return refusal.outcome().noting(rows);
    }
    let switches = mode.filter(|mode| *mode != desktop.running_mode);
    let outcome = json::ok(Map::new()).noting(rows);
    if switches.is_none() && changes.is_empty() {
        return outcome; // everything is as wanted
    }
    if let Some(mode) = switches {
        switch(world, id, mode, now, context);
    }
    let mut rng = context.rng("modify");
    for change in changes {
        let modifying = Modifying { desktop: id, change, number: context.seq, clocks, faults: context.inner };
        world.begin_modification(modifying, now, &mut rng);
    }
    outcome.changed()
}

impl Rules<'_> {
    fn combination(&mut self, wanted: &Wanted) {
        let several = wanted.count() > 1;
        let both = wanted.root_gib.is_some() && wanted.user_gib.is_some();
        self.refuse("A2-06", both, "The root volume and the user volume cannot be changed at the same time.");
        let mixed = wanted.resizes() && wanted.compute.is_some();
        self.refuse("A2-11", mixed, "The compute type and a volume cannot be changed at the same time.");
        self.refuse("B-01", several, "Only one property can be changed at a time.");
    }

    fn state(&mut self, wanted: &Wanted) {
        let desktop = self.desktop;
        let standby = desktop.standby_of.is_some();
        self.refuse("L-07", standby, "A standby WorkSpace cannot be modified.");
        let running = desktop.running_modification();
        self.checks.refuse(
            "A3-01",
            running.is_some() || desktop.migration.is_some(),
            "OperationInProgressException",
            IN_PROGRESS,
        );
        if running.is_some_and(Change::is_growth) {
            self.checks.note("A2-07", wanted.resizes());
            self.checks.note("A2-16", wanted.compute.is_some() || wanted.mode.is_some());
        }
        // What shows UPDATING because it's modified was told so already.
        let allowed = matches!(desktop.state, DesktopState::Available | DesktopState::Stopped)
            || desktop.state == DesktopState::Updating && running.is_some();
        let row = if wanted.resizes() { "A2-10" } else { "B-03" };
        self.refuse(row, !allowed, "The WorkSpace has to be AVAILABLE or STOPPED.");
    }

    fn protocol(&mut self, wanted: &Wanted, changes: &mut Vec<Change>) {
        let Some(protocols) = &wanted.protocols else {
            return;
        };
        let [protocol] = protocols.as_slice() else {
            self.refuse("B-21", true, "A WorkSpace has exactly one protocol.");
            return;
        };
        let desktop = self.desktop;
        if *protocol == desktop.protocol {
            return;
        }
        let eligible = desktop.made_for_pcoip
            && !desktop.compute.starts_with("GRAPHICS")
            && desktop.operating_system != "WINDOWS_7";
        self.refuse("B-22", !eligible, "The protocol of this WorkSpace cannot be changed.");
        changes.push(Change::Protocol((*protocol).to_owned()));
    }

    /// Notes that what restarts the desktop makes it unusable: its key is not enabled.
    fn key(&mut self, decrypts: bool, mode: Option<RunningMode>, changes: &[Change]) {
        let restarts = changes.iter().any(|change| !change.is_growth());
        self.checks.note("C1-04", restarts && !decrypts);
        let starts = mode == Some(RunningMode::AlwaysOn) && self.desktop.state == DesktopState::Stopped;
        self.checks.note("M", starts && !decrypts);
    }

    /// Returns the running mode that is asked for.
    fn mode(&mut self, wanted: &Wanted) -> Option<RunningMode> {
        let now = self.desktop.running_mode;
        let always = match wanted.mode {
            Some(mode) => mode == "ALWAYS_ON",
            None => now == RunningMode::AlwaysOn,
        };
        let by_hand = match wanted.mode {
            Some(mode) => mode == "MANUAL",
            None => now == RunningMode::Manual,
        };
        let new = by_hand && now != RunningMode::Manual;
        self.refuse("B-16", new, "The running mode MANUAL is not available to this account.");
        if let Some(minutes) = wanted.minutes {
            let uneven = minutes == 0 || !minutes.is_multiple_of(AUTO_STOP_STEP);
            self.refuse("B-18", uneven, "The AutoStop time has to be a multiple of 60 minutes.");
            let long = minutes > AUTO_STOP_MAX && self.open_question("B-18");
            self.refuse("B-18", long, "The AutoStop time is too long.");
            self.refuse("B-19", always, "An AutoStop time does not apply to an AlwaysOn WorkSpace.");
            let by_hand = by_hand && minutes != AUTO_STOP_STEP;
            self.refuse("B-20", by_hand, "An AutoStop time does not apply to a WorkSpace that is started by hand.");
        }
        let before = if let RunningMode::AutoStop(minutes) = now { minutes } else { AUTO_STOP_STEP };
        match wanted.mode {
            Some("ALWAYS_ON") => Some(RunningMode::AlwaysOn),
            Some("MANUAL") => Some(RunningMode::Manual),
            Some(_) => Some(RunningMode::AutoStop(wanted.minutes.unwrap_or(before))),
            None => match now {
                RunningMode::AutoStop(_) => wanted.minutes.map(RunningMode::AutoStop),
                RunningMode::AlwaysOn | RunningMode::Manual => None,
            },
        }
    }
}

/// Sets the running mode, at once (B-17).
///
/// The guide does not say what becomes of a stopped desktop that is to be always on; here it starts.
fn switch(world: &mut World, id: &str, mode: RunningMode, now: Timestamp, context: &CallContext) {
    let Some(desktop) = world.desktops.get_mut(id) else {
        return;
    };
    desktop.running_mode = mode;
    for member in ["RunningMode", "RunningModeAutoStopTimeoutInMinutes"] {
        desktop.shown_properties.remove(member);
    }
    if mode == RunningMode::AlwaysOn && desktop.state == DesktopState::Stopped {
        world.start_up(id, context.inner, now, &mut context.rng("switch"));
    }
    world.follow_user(id, now);
    world.wake(id, now);
}

/// Returns the row that properties out of the API's bounds break.
pub(super) fn bounds_row(parameters: &Value) -> Option<&'static str> {
    let properties = parameters.get("WorkspaceProperties")?;
    if properties.get("Protocols").is_some() {
        Some("B-21")
    } else if properties.get("RunningMode").is_some() {
        Some("B-16")
    } else {
        None
    }
}
