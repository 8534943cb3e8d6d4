//! What the planner has to know of a verb beyond its facts in `model::Verb`: one row a verb, in a file of its own.
//!
//! A verb is added with a file here and an arm in `row`; of the rest of the planner only `rules::keys` knows verbs by name,
//! those whose call starts an operating system.

pub(super) mod carry;
mod kept;
mod maintenance;
mod migrate;
pub(super) mod modify;
pub(super) mod provision;
mod reboot;
mod rebuild;
pub(super) mod resize;
mod restore;
pub(super) mod security_group;
mod start;
mod stop;
pub(super) mod tag;
mod terminate;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::document::{HiddenClock, Kept, Requirement};
use super::rules::{Rule, asks_since};
use super::{Case, Context, Intent, Policy};
use crate::inventory::Snapshot;
use crate::model::{
    BundleId, Danger, Follow, GroupChange, Property, TagChange, Verb, WhenConnected, WorkspaceId, WorkspaceState,
};

/// One row.
#[derive(Debug)]
pub(super) struct VerbRow {
    /// Its rules beyond those for every verb, in the order in which they are judged.
    pub(super) rules: &'static [&'static Rule],
    /// States that its own rules judge, so that STATE-01 leaves them to those.
    pub(super) own_states: &'static [WorkspaceState],
    /// Whether every target takes a new address before the old one is free.
    pub(super) new_address: bool,
    /// Whether its rules ask for volume snapshots: a call a desktop.
    pub(super) volume_snapshots: bool,
    /// Whether its rules ask for the primary interface.
    pub(super) interface: bool,
    /// Whether its rules ask for the keys of encrypted desktops, a call a key: never, or when this wants what restarts them.
    pub(super) keys: Option<fn(&Intent) -> bool>,
    /// Verbs whose calls may be among its own.
    pub(super) also: &'static [Verb],
    /// Says what keeps all of it from being planned.
    pub(super) goal: fn(&Context<'_>) -> Result<(), String>,
    /// Says in which way a target already is as wanted.
    pub(super) same: fn(&Case<'_>) -> Option<String>,
    /// Makes the calls, in order; each goes out when the one before it is proven done. None only for a target that its
    /// rules keep from being acted on.
    pub(super) build: fn(&Case<'_>) -> Vec<Call>,
}

/// The part of a step that differs between verbs.
#[derive(Clone, Debug)]
pub(super) struct Call {
    /// Whose call it is: nearly always the plan's verb.
    pub(super) verb: Verb,
    /// The target's parameters, in the API's names.
    pub(super) parameters: BTreeMap<String, String>,
    /// States from which this target may go.
    pub(super) states: &'static [WorkspaceState],
    /// What must hold beyond what must hold for every verb.
    pub(super) requires: Vec<Requirement>,
    /// The bundle that proves it.
    pub(super) bundle_id: Option<BundleId>,
    /// The property that it changes, and that proves it.
    pub(super) property: Option<Property>,
    /// The security groups that it changes, and that prove it.
    pub(super) groups: Option<GroupChange>,
    /// The tags that it changes, and that prove it.
    pub(super) tags: Option<TagChange>,
    /// The interface that it has before, and not after.
    pub(super) interface_not: Option<String>,
    /// What is read back of the desktop that it makes anew.
    pub(super) kept: Option<Kept>,
    /// What is done about somebody at work; `None`: what the policy says.
    pub(super) connected: Option<WhenConnected>,
    /// The place of an earlier call, and how long after it this one may go, in seconds.
    pub(super) wait: Option<(usize, u64)>,
    /// Not to be sent before: what a clock that is known demands of it, whatever else its target is held for.
    pub(super) not_before: Option<Timestamp>,
    /// The clock behind which a refusal may stand.
    pub(super) clock: Option<HiddenClock>,
    /// The place of the call that makes the desktop which this one is for; `None`: the target itself.
    pub(super) on: Option<usize>,
    /// After how long it is late, where its verb usually takes less, in seconds.
    pub(super) late_after_s: Option<u64>,
}

impl Call {
    /// Returns a call of a verb from its own states, proven by its state alone.
    pub(super) fn of(verb: Verb, parameters: BTreeMap<String, String>) -> Self {
        Self {
            verb,
            parameters,
            states: verb.facts().allowed_states,
            requires: Vec::new(),
            bundle_id: None,
            property: None,
            groups: None,
            tags: None,
            interface_not: None,
            kept: None,
            connected: None,
            wait: None,
            not_before: None,
            clock: None,
            on: None,
            late_after_s: None,
        }
    }

    /// Returns a call that changes one property, and is proven by its value.
    pub(super) fn changing(verb: Verb, case: &Case<'_>, property: Property) -> Self {
        let (name, value) = property.parameter();
        let parameters = BTreeMap::from([
            ("WorkspaceId".to_owned(), case.target.workspace_id.to_string()),
            (name.to_owned(), value),
        ]);
        Self { property: Some(property), ..Self::of(verb, parameters) }
    }
}

/// What must be read of the selected desktops before a verb can be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "kinds of reading, none depends on another")]
pub struct Reads {
    /// Tags, for the protect tag, or because they are what is changed.
    pub tags: bool,
    /// Who is connected.
    pub connection: bool,
    /// Volume snapshots.
    pub volume_snapshots: bool,
    /// Primary interfaces.
    pub interface: bool,
    /// Subnets with their free addresses.
    pub subnets: bool,
    /// Keys of encrypted desktops.
    pub keys: bool,
    /// Quotas of what is to be made.
    pub quotas: bool,
}

/// Returns what must be read before a change can be planned under a policy.
#[must_use]
pub fn reads_for(wanted: &Intent, policy: &Policy) -> Reads {
    let keys = row(wanted.verb).keys.is_some_and(|asks| asks(wanted));
    Reads { keys, ..reads(wanted.verb, policy) }
}

/// Returns what a verb can ask for at most, whatever is wanted of it.
#[must_use]
pub fn reads(verb: Verb, policy: &Policy) -> Reads {
    let row = row(verb);
    Reads {
        tags: verb.facts().danger == Danger::Severe || verb.facts().is_of_tags(),
        // Whoever was at work last decides what a volume snapshot lacks.
        connection: policy.connected != WhenConnected::Ignore || row.volume_snapshots,
        volume_snapshots: row.volume_snapshots,
        interface: row.interface,
        subnets: row.new_address,
        keys: row.keys.is_some(),
        quotas: verb.facts().follow == Follow::Created,
    }
}

/// Returns since when CloudWatch is to be asked whether desktops were used: those of which its answer can change what becomes
/// of them.
#[must_use]
pub fn unwatched(
    seen: &Snapshot,
    intent: &Intent,
    of: &[WorkspaceId],
    now: Timestamp,
) -> BTreeMap<WorkspaceId, Timestamp> {
    let targets = of.iter().filter(|_| row(intent.verb).volume_snapshots).filter_map(|id| seen.workspace(id));
    let asked = targets.filter_map(|seen| Some((seen.workspace_id.clone(), asks_since(intent, seen, now)?)));
    asked.collect()
}

/// Returns the verbs whose calls may be among those of a verb, itself left out.
#[must_use]
pub fn also(verb: Verb) -> &'static [Verb] {
    row(verb).also
}

/// Returns a verb's row.
pub(super) fn row(verb: Verb) -> &'static VerbRow {
    match verb {
        Verb::Provision => &provision::ROW,
        Verb::Migrate => &migrate::ROW,
        Verb::Reboot => &reboot::ROW,
        Verb::Start => &start::ROW,
        Verb::Stop => &stop::ROW,
        Verb::MaintenanceOn => &maintenance::ON,
        Verb::MaintenanceOff => &maintenance::OFF,
        Verb::Resize => &resize::ROW,
        Verb::Modify => &modify::ROW,
        Verb::Terminate => &terminate::ROW,
        Verb::TagSet => &tag::SET,
        Verb::TagRemove => &tag::REMOVE,
        Verb::SecurityGroup => &security_group::ROW,
        Verb::Rebuild => &rebuild::ROW,
        Verb::Restore => &restore::ROW,
    }
}

/// Says that a target is in the state that the verb would bring it to.
fn already(case: &Case<'_>, wanted: &WorkspaceState) -> Option<String> {
    (case.target.state == *wanted).then(|| format!("it is {wanted} already"))
}

/// Makes the one call of a verb that needs no more than the desktop's id, once nothing of it is being modified.
fn by_id_unless_modified(case: &Case<'_>) -> Vec<Call> {
    let lowered = case.context.is_lowered(modify::BUSY.id);
    let requires = (!lowered).then(modify::not_busy).into_iter().collect();
    vec![Call { requires, ..call_by_id(case, case.context.facts.verb) }]
}

/// Makes a call that has the desktop's id, from the states of its verb's row.
fn call_by_id(case: &Case<'_>, verb: Verb) -> Call {
    let parameters = BTreeMap::from([("WorkspaceId".to_owned(), case.target.workspace_id.to_string())]);
    Call::of(verb, parameters)
}
