//! Modify: compute type, running mode, auto-stop time and protocol of a desktop, one a call (domain.md B).
//!
//! Only what differs is sent, and what costs nobody anything comes first: the running mode, then its auto-stop time, then
//! what restarts the desktop.

mod limits;
#[cfg(test)]
pub(in crate::planner) mod tests;

use jiff::{SignedDuration, Timestamp};

use super::{Call, VerbRow};
use crate::model::{
    Asked, Changed, Compute, Property, Protocol, RunningMode, Source, Verb, WhenConnected, WorkspaceState,
};
use crate::planner::document::{Fact, HiddenClock, Otherwise, Requirement};
use crate::planner::{Case, Context, rules};

pub(super) use limits::{AUTO_STOP_SEEN_MAX, BUSY};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &rules::STANDBY,
        &rules::KEY,
        &limits::FIXED_COMPUTE,
        &limits::FAMILY,
        &limits::VOLUMES,
        &limits::SYSTEM,
        &limits::NO_AUTO_STOP,
        &limits::PROTOCOL,
        &BUSY,
        &limits::CHANGED_LATELY,
        &limits::CLOCK_UNKNOWN,
        &limits::UNCONFIRMED,
        &limits::MANUAL,
        &limits::BACK_TO_PCOIP,
        &limits::LONG_AUTO_STOP,
        &limits::SESSION,
        &rules::KEY_PERHAPS,
        &rules::KEY_UNREAD,
        &limits::PRICE,
    ],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: Some(|intent| {
        let becomes = |mode: &String| *mode == RunningMode::AlwaysOn.as_str();
        ["compute-type", "protocol"].iter().any(|name| intent.parameters.contains_key(*name))
            || intent.parameters.get("running-mode").is_some_and(becomes)
    }),
    also: &[],
    goal,
    same,
    build,
};

/// The service counts from when it took a call. That is later than our send, by minutes when its answer was lost.
pub(super) const CLOCK_MARGIN_S: u64 = 300;

/// What an `AUTO_STOP` desktop has when nobody says otherwise, in minutes (B-18).
const AUTO_STOP_MINUTES: u32 = 60;

/// What is wanted, as far as it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wish {
    compute_type: Option<Compute>,
    running_mode: Option<RunningMode>,
    auto_stop_minutes: Option<u32>,
    protocol: Option<Protocol>,
}

/// Reads what is wanted, in the service's spelling.
fn wish(context: &Context<'_>) -> Result<Wish, String> {
    let mut wish = Wish::default();
    for (name, value) in &context.wanted.parameters {
        match name.as_str() {
            "compute-type" => {
                let compute = Compute::from(value.as_str());
                // Newer types with a GPU than this build knows go, with a warning.
                if matches!(compute, Compute::Other(_)) && !compute.is_gpu() {
                    return Err(format!("`{value}` is no compute type"));
                }
                wish.compute_type = Some(compute);
            }
            "running-mode" => wish.running_mode = Some(known(RunningMode::KNOWN, value, "running mode")?),
            "protocol" => wish.protocol = Some(known(Protocol::KNOWN, value, "protocol")?),
            "auto-stop" => match value.parse() {
                Ok(minutes) if minutes > 0 && minutes % 60 == 0 => wish.auto_stop_minutes = Some(minutes),
                Ok(_) | Err(_) => {
                    return Err(format!("`{value}` minutes: the AutoStop time is counted in whole hours"));
                }
            },
            other => return Err(format!("`{other}` is nothing that can be modified")),
        }
    }
    if wish == Wish::default() {
        return Err("nothing is to be modified".to_owned());
    }
    let mode = wish.running_mode.as_ref().filter(|mode| **mode != RunningMode::AutoStop);
    if let (Some(mode), Some(_)) = (mode, wish.auto_stop_minutes) {
        return Err(format!("an AutoStop time does not go with the running mode {mode}"));
    }
    Ok(wish)
}

/// Reads a value that this build knows.
fn known<T: for<'a> From<&'a str>>(all: &[&str], value: &str, what: &str) -> Result<T, String> {
    if all.contains(&value) { Ok(T::from(value)) } else { Err(format!("`{value}` is no {what}")) }
}

fn goal(context: &Context<'_>) -> Result<(), String> {
    wish(context).map(drop)
}

/// Returns what differs from what is wanted, in the order in which it is changed.
fn differences(case: &Case<'_>) -> Vec<Property> {
    let wish = wish(case.context).unwrap_or_default();
    let becomes_auto_stop = wish.running_mode == Some(RunningMode::AutoStop)
        && case.target.workspace_properties.running_mode != Some(RunningMode::AutoStop);
    // It has this one by itself as soon as it stops by itself.
    let auto_stop = wish.auto_stop_minutes.filter(|minutes| !(becomes_auto_stop && *minutes == AUTO_STOP_MINUTES));
    let wanted = [
        wish.running_mode.map(Property::RunningMode),
        auto_stop.map(Property::AutoStopMinutes),
        wish.compute_type.map(Property::ComputeType),
        wish.protocol.map(Property::Protocol),
    ];
    wanted.into_iter().flatten().filter(|property| !property.holds(case.target)).collect()
}

/// Returns the compute types that the target has and is to have, when they differ.
fn compute_change(case: &Case<'_>) -> Option<(Option<Compute>, Compute)> {
    differences(case).into_iter().find_map(|property| match property {
        Property::ComputeType(to) => Some((case.target.workspace_properties.compute_type_name.clone(), to)),
        Property::RootGib(_)
        | Property::UserGib(_)
        | Property::RunningMode(_)
        | Property::AutoStopMinutes(_)
        | Property::Protocol(_) => None,
    })
}

fn same(case: &Case<'_>) -> Option<String> {
    differences(case).is_empty().then(|| {
        let parameters = case.context.wanted.parameters.iter().map(|(name, value)| format!("{name} {value}"));
        format!("it has {} already", parameters.collect::<Vec<_>>().join(", "))
    })
}

fn build(case: &Case<'_>) -> Vec<Call> {
    differences(case).into_iter().map(|property| call(case, property)).collect()
}

fn call(case: &Case<'_>, property: Property) -> Call {
    let require = |that, otherwise, rule: &rules::Rule| Requirement { that, otherwise, rule: rule.id.to_owned() };
    // Somebody else may have changed it meanwhile: as is wanted, or so that this makes no sense any more.
    let not_yet = require(Fact::NotYet(property.clone()), Otherwise::Unchanged, &rules::SAME);
    let stops_by_itself = matches!(property, Property::AutoStopMinutes(_)).then(|| {
        require(Fact::Has(Property::RunningMode(RunningMode::AutoStop)), Otherwise::Skip, &limits::NO_AUTO_STOP)
    });
    let requires = [not_busy(), not_yet].into_iter().chain(stops_by_itself);
    let requires = requires.filter(|requirement| !case.context.is_lowered(&requirement.rule)).collect();
    let (clock, not_before) = match &property {
        Property::ComputeType(to) if !case.context.is_lowered(limits::CHANGED_LATELY.id) => {
            let asked = asked(case, to);
            let seconds = asked.period_s() + CLOCK_MARGIN_S;
            let clock = HiddenClock { seconds, rule: limits::CHANGED_LATELY.id.to_owned() };
            (Some(clock), wait_until(case, asked))
        }
        Property::ComputeType(_)
        | Property::RootGib(_)
        | Property::UserGib(_)
        | Property::RunningMode(_)
        | Property::AutoStopMinutes(_)
        | Property::Protocol(_) => (None, None),
    };
    // Nobody notices a running mode or its time; the rest restarts the desktop (B-15, B-23).
    let connected = (!restarts(&property)).then_some(WhenConnected::Ignore);
    Call { requires, connected, not_before, clock, ..Call::changing(Verb::Modify, case, property) }
}

fn restarts(property: &Property) -> bool {
    matches!(property, Property::ComputeType(_) | Property::Protocol(_))
}

/// Which clock a change to this compute type meets: where the order of sizes says nothing, the shorter one.
fn asked(case: &Case<'_>, to: &Compute) -> Asked {
    let from = case.target.workspace_properties.compute_type_name.as_ref();
    match from.and_then(|from| to.is_larger_than(from)) {
        Some(false) => Asked::ShrinkCompute,
        Some(true) | None => Asked::GrowCompute,
    }
}

/// One modification at a time: whatever is under way is waited for (A2-11, A2-16, A3-01).
pub(super) fn not_busy() -> Requirement {
    Requirement { that: Fact::NotModifying, otherwise: Otherwise::Hold, rule: BUSY.id.to_owned() }
}

/// Returns until when a clock speaks against a change, where that is known.
pub(super) fn wait_until(case: &Case<'_>, asked: Asked) -> Option<Timestamp> {
    let now = case.context.now;
    let from = case.target.deskfleet.clocks.as_ref()?.allowed(asked, now).ends?;
    let margin = SignedDuration::from_secs(i64::try_from(CLOCK_MARGIN_S).unwrap_or(0));
    from.checked_add(margin).ok().filter(|until| *until > now)
}

/// Says which change a running clock counts from; `changed` is the words for one of its own.
///
/// Nobody saw the change behind a refusal: it came before that, and how long before is not known.
pub(super) fn lately(case: &Case<'_>, asked: Asked, changed: &str) -> String {
    let because =
        case.target.deskfleet.clocks.as_ref().and_then(|clocks| clocks.allowed(asked, case.context.now).because);
    let changed = if because.is_some_and(|change| change.what == Changed::Create) { "it was made" } else { changed };
    let ago = if asked == Asked::ShrinkCompute { "30 days" } else { "six hours" };
    let seen = because.is_none_or(|change| change.source != Source::Refusal);
    format!("{changed} less than {ago} ago{}", if seen { "" } else { ", at the latest" })
}

/// Tells whether nobody knows of a clock, or it is known of an earlier id only, which permits nothing.
pub(super) fn is_unknown(case: &Case<'_>, asked: Asked) -> bool {
    let clocks = case.target.deskfleet.clocks.as_ref();
    clocks.is_none_or(|clocks| clocks.allowed(asked, case.context.now).from.is_none())
}
