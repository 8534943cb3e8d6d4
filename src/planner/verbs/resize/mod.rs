//! Resize: the volumes of a desktop grow, one a call, in the shortest order that is allowed (domain.md A1, A2).
//!
//! A volume grows once in six hours, the other one has a clock of its own, and the second call waits until the first is
//! done. The new size shows after a restart (A2-14), so a start and a reboot may stand at the end of the chain.

mod chain;
mod limits;
#[cfg(test)]
pub(in crate::planner) mod tests;

use super::{Call, VerbRow, modify, reboot, start};
use crate::model::{Asked, Compute, Property, RunningMode, Size, Verb, WhenConnected, WorkspaceState};
use crate::planner::document::{Fact, HiddenClock, Otherwise, Requirement};
use crate::planner::{Case, Context, rules};
pub(super) use chain::{GIB_MAX, Kind, ROOT_GROWN_MIN, Sizes, USER_GROWN_MIN};
use chain::{Growth, NoWay, Volume};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &rules::STANDBY,
        &rules::KEY,
        &limits::UNREAD,
        &limits::SHRINKS,
        &limits::TOO_LARGE,
        &limits::NO_SUCH_SIZE,
        &limits::NEEDS_ROOT,
        &limits::NEEDS_USER,
        &limits::OLD_PAIR,
        &modify::BUSY,
        &limits::GROWN_LATELY,
        &limits::CLOCK_UNKNOWN,
        &limits::STOPPED_MEANWHILE,
        &limits::GPU_BETWEEN,
        &limits::PRICE,
        &limits::RESTART,
        &rules::KEY_UNREAD,
        &limits::CHANGED_MEANWHILE,
    ],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: Some(|intent| intent.parameters.get("reboot").is_none_or(|when| when != "never")),
    also: &[Verb::Start, Verb::Reboot],
    goal,
    same,
    build,
};

/// When the restart comes that the new size takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Restart {
    /// When nobody is connected.
    Idle,
    /// As soon as the volumes have grown.
    Now,
    /// Somebody else sees to it.
    Never,
}

fn goal(context: &Context<'_>) -> Result<(), String> {
    let wanted = &context.wanted.parameters;
    let known = ["root", "user", "reboot"];
    if let Some(other) = wanted.keys().find(|name| !known.contains(&name.as_str())) {
        return Err(format!("a resize has no `{other}`"));
    }
    let (root, user) = (size(context, "root")?, size(context, "user")?);
    if root.is_none() && user.is_none() {
        return Err("a resize needs a size (`root` or `user`)".to_owned());
    }
    if root.is_some_and(Size::is_at_least) {
        return Err("`root` is a size in GiB, such as 175".to_owned());
    }
    restart(context).map(drop)
}

fn size(context: &Context<'_>, name: &str) -> Result<Option<Size>, String> {
    context.wanted.parameters.get(name).map(|text| text.parse()).transpose()
}

fn restart(context: &Context<'_>) -> Result<Restart, String> {
    match context.wanted.parameters.get("reboot").map(String::as_str) {
        Some("idle") => Ok(Restart::Idle),
        Some("now") => Ok(Restart::Now),
        Some("never") => Ok(Restart::Never),
        Some(other) => Err(format!("`{other}` is no time to reboot: idle, now or never")),
        None => Err("a resize says when to reboot (`reboot`: idle, now or never)".to_owned()),
    }
}

/// Returns what the target has and what is wanted of it; `None` when its sizes are not known.
fn sizes(case: &Case<'_>) -> Option<(Sizes, Sizes)> {
    let (root, user) = case.target.volume_sizes()?;
    let wanted = |name| size(case.context, name).ok().flatten();
    let to_root = wanted("root").map_or(root, |size| size.of(root));
    let mut to_user = wanted("user").map_or(user, |size| size.of(user));
    // Who asks for more gets the next size that exists.
    if wanted("user").is_some_and(Size::is_at_least) && to_user > user && to_user < chain::USER_GROWN_MIN {
        let exist = if kind(case) == Kind::Listed { &chain::USER_SMALL[..] } else { &[chain::USER_GROWN_MIN][..] };
        to_user = exist.iter().copied().find(|size| *size >= to_user).unwrap_or(to_user);
    }
    Some((Sizes { root, user }, Sizes { root: to_root, user: to_user }))
}

/// A compute type can be changed in place (B-26): the desktop's own word counts, its bundle's only when it has none.
fn kind(case: &Case<'_>) -> Kind {
    let own = case.target.workspace_properties.compute_type_name.as_ref();
    own.or_else(|| case.bundle?.compute_type.as_ref()).map_or(Kind::Listed, kind_of)
}

/// What the guide says of the volumes of a compute type.
pub(super) fn kind_of(compute: &Compute) -> Kind {
    if matches!(compute, Compute::Other(_)) {
        Kind::Unstated
    } else if compute.is_gpu() {
        Kind::Gpu
    } else {
        Kind::Listed
    }
}

/// Says which question the guide leaves open about what volumes are to have that is not as before.
pub(super) fn open_question(kind: Kind, from: Sizes, to: Sizes) -> Option<String> {
    let open = match kind {
        Kind::Gpu if from.root != to.root && (101..chain::ROOT_GROWN_MIN).contains(&to.root) => {
            format!("whether its root volume can have {} GiB", to.root)
        }
        Kind::Gpu if from.user != to.user && to.user > chain::USER_GROWN_MIN && to.root < chain::ROOT_GROWN_MIN => {
            format!("whether its user volume can have {} GiB beside a root volume of {}", to.user, to.root)
        }
        Kind::Unstated if from != to => "which sizes the volumes of its compute type can have".to_owned(),
        Kind::Listed | Kind::Gpu | Kind::Unstated => return None,
    };
    Some(format!("{open} is not known"))
}

/// Returns the calls that lead to what is wanted.
fn way(case: &Case<'_>) -> Option<Result<Vec<Growth>, NoWay>> {
    let (from, to) = sizes(case)?;
    Some(chain::chain(from, to, kind(case), case.context.is_lowered(limits::OLD_PAIR.id)))
}

fn same(case: &Case<'_>) -> Option<String> {
    let (from, to) = sizes(case)?;
    (from == to).then(|| format!("its volumes are {} and {} GiB already", from.root, from.user))
}

fn build(case: &Case<'_>) -> Vec<Call> {
    let (Some((from, to)), Some(way)) = (sizes(case), way(case)) else { return Vec::new() };
    // Only a lowered rule lets a target come here that there is no way for.
    let growths = way.unwrap_or_else(|_| chain::straight(from, to));
    let mut calls: Vec<Call> = Vec::new();
    let mut at = from;
    for (place, growth) in growths.iter().enumerate() {
        let before = growths[..place].iter().position(|earlier| earlier.volume == growth.volume);
        calls.push(grow(case, at, *growth, before));
        at = at.after(*growth);
    }
    if !calls.is_empty() {
        calls.extend(restarted(case));
    }
    calls
}

fn grow(case: &Case<'_>, at: Sizes, growth: Growth, before: Option<usize>) -> Call {
    let property = property(growth);
    let unchanged = Requirement {
        that: Fact::VolumesAre { root_gib: at.root, user_gib: at.user },
        otherwise: Otherwise::Skip,
        rule: limits::CHANGED_MEANWHILE.id.to_owned(),
    };
    let requires = [unchanged, modify::not_busy()].into_iter();
    let requires = requires.filter(|requirement| !case.context.is_lowered(&requirement.rule)).collect();
    // Each volume once in six hours (A2-08), unless somebody says that it is otherwise.
    let seconds = asked(growth.volume).period_s() + modify::CLOCK_MARGIN_S;
    let has_clock = !case.context.is_lowered(limits::GROWN_LATELY.id);
    Call {
        requires,
        wait: before.filter(|_| has_clock).map(|earlier| (earlier, seconds)),
        not_before: limits::wait_until(case, growth.volume).filter(|_| before.is_none()),
        clock: has_clock.then(|| HiddenClock { seconds, rule: limits::GROWN_LATELY.id.to_owned() }),
        ..Call::changing(Verb::Resize, case, property)
    }
}

fn property(growth: Growth) -> Property {
    match growth.volume {
        Volume::Root => Property::RootGib(growth.to_gib),
        Volume::User => Property::UserGib(growth.to_gib),
    }
}

fn asked(volume: Volume) -> Asked {
    match volume {
        Volume::Root => Asked::GrowRoot,
        Volume::User => Asked::GrowUser,
    }
}

/// The restart after the last growth, where one was asked for and the desktop does not start anew anyway.
///
/// Hours lie between plan and restart, in which a desktop stops by itself and its user starts it. What hibernates would go on
/// with its old sizes and can't be rebooted, so it is started first, unless it is up. What does not hibernate starts anew.
fn restarted(case: &Case<'_>) -> Vec<Call> {
    let connected = match restart(case.context) {
        Ok(Restart::Idle) => WhenConnected::Defer,
        Ok(Restart::Now) => WhenConnected::Ignore,
        Ok(Restart::Never) | Err(_) => return Vec::new(),
    };
    if starts_anew(case) {
        return Vec::new();
    }
    let require = |that, otherwise| Requirement { that, otherwise, rule: limits::RESTART.id.to_owned() };
    let reboot = reboot::call(case);
    let needless: &[WorkspaceState] = if hibernates(case) { &[] } else { &[WorkspaceState::Stopped] };
    let unless = |states: &[WorkspaceState]| -> Vec<Requirement> {
        states.iter().map(|state| require(Fact::StateNot(state.clone()), Otherwise::Unchanged)).collect()
    };
    let start = hibernates(case).then(|| Call {
        requires: unless(reboot.states).into_iter().chain([modify::not_busy()]).collect(),
        connected: Some(WhenConnected::Ignore),
        ..start::call(case)
    });
    let waits = [modify::not_busy(), require(Fact::StateIn(reboot.states.to_vec()), Otherwise::Hold)];
    let requires = unless(needless).into_iter().chain(waits).collect();
    start.into_iter().chain([Call { requires, connected: Some(connected), ..reboot }]).collect()
}

/// Tells whether the desktop's memory is kept when it stops; of the running modes the guide says it of `AutoStop` (C2-01).
fn hibernates(case: &Case<'_>) -> bool {
    let own = &case.target.workspace_properties;
    let shuts_down = own.compute_type_name.as_ref().is_some_and(|own| !own.hibernates());
    own.running_mode == Some(RunningMode::AutoStop) && !shuts_down
}

/// Tells whether the desktop is stopped and was not hibernated, so that its next start is a restart.
fn starts_anew(case: &Case<'_>) -> bool {
    case.target.state == WorkspaceState::Stopped && !hibernates(case)
}

/// Words for a volume.
fn name(volume: Volume) -> &'static str {
    match volume {
        Volume::Root => "root volume",
        Volume::User => "user volume",
    }
}
