//! When something of a desktop was last changed, as far as that is known, and when the service allows it again.
//!
//! The service shows no such time (domain.md N), so it comes from our own ledger, from CloudTrail, and from refusals. What
//! nobody knows stays unknown: `Allowed::from` is `None` then, which is no permission. Plain data and arithmetic; no time of
//! its own.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::open_enum::open_enum;
use super::{Compute, WorkspaceId, WorkspaceState};

/// Each volume grows once in so long, a compute type goes up once, and a new desktop waits so long (domain.md A2-08, A2-09,
/// B-11, B-13).
const GROW_S: u64 = 6 * 3_600;
/// A compute type goes down once in so long (domain.md B-12).
const SHRINK_S: u64 = 30 * 86_400;
/// How old a look into CloudTrail may be to speak for the present.
const LOOK_AGE_S_MAX: i64 = 3_600;

open_enum!(
    /// What of a desktop was changed, and so which clock started: the API's word for a resource, else one for the call.
    Changed {
        Create => "CREATE",
        Start => "START",
        Stop => "STOP",
        Reboot => "REBOOT",
        Rebuild => "REBUILD",
        Restore => "RESTORE",
        Migrate => "MIGRATE",
        Terminate => "TERMINATE",
        State => "STATE",
        RootVolume => "ROOT_VOLUME",
        UserVolume => "USER_VOLUME",
        ComputeType => "COMPUTE_TYPE",
        RunningMode => "RUNNING_MODE",
        AutoStop => "AUTO_STOP_TIMEOUT",
        Protocol => "PROTOCOL",
        Tags => "TAGS",
        /// One of the properties, and nobody knows which.
        Properties => "PROPERTIES",
    }
);

impl Changed {
    /// The operations that change desktops.
    pub const OPERATIONS: &'static [&'static str] = &[
        "CreateWorkspaces",
        "StartWorkspaces",
        "StopWorkspaces",
        "RebootWorkspaces",
        "RebuildWorkspaces",
        "RestoreWorkspace",
        "MigrateWorkspace",
        "TerminateWorkspaces",
        "ModifyWorkspaceState",
        "ModifyWorkspaceProperties",
    ];

    /// Returns what a call changes, and to which value where its parameters say so; `None` for one that changes nothing of
    /// a desktop.
    ///
    /// `parameter` is asked for the members of `WorkspaceProperties` and for `WorkspaceState`, by the API's names.
    pub fn of_call(operation: &str, parameter: impl Fn(&str) -> Option<String>) -> Option<(Self, Option<String>)> {
        let plain = |what| Some((what, None));
        match operation {
            "CreateWorkspaces" => plain(Self::Create),
            "StartWorkspaces" => plain(Self::Start),
            "StopWorkspaces" => plain(Self::Stop),
            "RebootWorkspaces" => plain(Self::Reboot),
            "RebuildWorkspaces" => plain(Self::Rebuild),
            "RestoreWorkspace" => plain(Self::Restore),
            "MigrateWorkspace" => plain(Self::Migrate),
            "TerminateWorkspaces" => plain(Self::Terminate),
            "CreateTags" | "DeleteTags" => plain(Self::Tags),
            "ModifyWorkspaceState" => Some((Self::State, parameter("WorkspaceState"))),
            "ModifyWorkspaceProperties" => {
                let named = [
                    ("RootVolumeSizeGib", Self::RootVolume),
                    ("UserVolumeSizeGib", Self::UserVolume),
                    ("ComputeTypeName", Self::ComputeType),
                    ("Protocols", Self::Protocol),
                    // With its timeout in one call (domain.md B-02) it is the mode that changes.
                    ("RunningMode", Self::RunningMode),
                    ("RunningModeAutoStopTimeoutInMinutes", Self::AutoStop),
                ];
                let found = named.into_iter().find_map(|(name, what)| parameter(name).map(|value| (what, Some(value))));
                Some(found.unwrap_or((Self::Properties, None)))
            }
            _ => None,
        }
    }
}

/// How a change came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    /// A run of ours sent it.
    Run,
    /// CloudTrail shows it, whoever sent it.
    CloudTrail,
    /// The service refused another one: a clock was running then, and nobody saw it start.
    Refusal,
}

/// A change of a desktop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Change {
    /// What was changed.
    pub what: Changed,
    /// When it was sent; for a refusal, when that came.
    pub at: Timestamp,
    /// How it came to be known.
    pub source: Source,
    /// The run, or the id of CloudTrail's event.
    pub origin: String,
    /// Whether the service surely took it; otherwise it may have.
    pub certain: bool,
    /// Who sent it, where CloudTrail says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// The value that it had, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// The value that was asked for, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The id that the desktop had then, where a migration gave it another one since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inherited_from: Option<WorkspaceId>,
}

/// A change that CloudTrail shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenChange {
    /// The desktop.
    pub workspace: WorkspaceId,
    /// What was changed, to which value.
    pub what: Changed,
    /// The value that was asked for, where the event says so.
    pub after: Option<String>,
    /// When.
    pub at: Timestamp,
    /// The event's id.
    pub event: String,
    /// Who did it, where the event says so.
    pub who: Option<String>,
}

/// A state in which a desktop was seen more than once without another in between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Sighting {
    /// The state.
    pub state: WorkspaceState,
    /// When it was first seen.
    pub first_at: Timestamp,
}

/// A stretch of time of which CloudTrail was read whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Looked {
    /// Its begin.
    pub from: Timestamp,
    /// Its end.
    pub until: Timestamp,
}

/// What is known of the clocks of a desktop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Clocks {
    /// The last change of each kind from each source, the newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The state that the desktop was last seen in, when that is one to come out of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<Sighting>,
    /// What CloudTrail was last asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Looked>,
    /// When we last saw somebody connected, where the service did not say so itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<Timestamp>,
}

/// What a clock can speak against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// A larger root volume.
    GrowRoot,
    /// A larger user volume.
    GrowUser,
    /// A larger compute type.
    GrowCompute,
    /// A smaller compute type.
    ShrinkCompute,
}

/// From when on something is allowed, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed<'a> {
    /// From when on, which may be long past; `None`: unknown.
    pub from: Option<Timestamp>,
    /// When the last clock that is known of ends, whether or not another one may have started since.
    pub ends: Option<Timestamp>,
    /// The change that started that one; `None` when none is known.
    pub because: Option<&'a Change>,
}

impl Asked {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::GrowRoot, Self::GrowUser, Self::GrowCompute, Self::ShrinkCompute];

    /// Returns for how long the service refuses it after a change, in seconds.
    #[must_use]
    pub fn period_s(self) -> u64 {
        match self {
            Self::GrowRoot | Self::GrowUser | Self::GrowCompute => GROW_S,
            Self::ShrinkCompute => SHRINK_S,
        }
    }

    fn period(self) -> SignedDuration {
        SignedDuration::from_secs(i64::try_from(self.period_s()).unwrap_or(i64::MAX))
    }

    /// Returns how long after a change the service refuses this; `None` when the change has nothing to do with it.
    fn after(self, change: &Change) -> Option<SignedDuration> {
        let own = match self {
            Self::GrowRoot => change.what == Changed::RootVolume,
            Self::GrowUser => change.what == Changed::UserVolume,
            Self::GrowCompute => change.what == Changed::ComputeType,
            // Once to a smaller one: a change that is known to have been to a larger one does not count.
            Self::ShrinkCompute => change.what == Changed::ComputeType && change.is_to_larger() != Some(true),
        };
        if own || change.what == Changed::Properties {
            return Some(self.period());
        }
        // How soon a new desktop may be made smaller is not stated (domain.md B-13): that it is new says nothing.
        (change.what == Changed::Create && self != Self::ShrinkCompute).then(|| self.period())
    }
}

impl Change {
    /// Makes one that a run of ours surely made.
    #[cfg(test)]
    pub(crate) fn of_run(what: Changed, at: Timestamp) -> Self {
        Self {
            what,
            at,
            source: Source::Run,
            origin: "R-1".to_owned(),
            certain: true,
            who: None,
            before: None,
            after: None,
            inherited_from: None,
        }
    }

    /// Tells whether a compute type was made larger; `None` when that is not known, or it is another change.
    #[must_use]
    pub fn is_to_larger(&self) -> Option<bool> {
        let compute = |text: &Option<String>| text.as_deref().map(Compute::from);
        compute(&self.after)?.is_larger_than(&compute(&self.before)?)
    }
}

impl Clocks {
    /// Returns from when on something is allowed, as far as is known.
    ///
    /// A clock that runs is known. One that has ended says nothing of what others did since: only CloudTrail does. One of an
    /// earlier id may run on or not, so as long as it would, nothing is known.
    #[must_use]
    pub fn allowed(&self, asked: Asked, now: Timestamp) -> Allowed<'_> {
        let end = |change: &Change| asked.after(change).and_then(|after| change.at.checked_add(after).ok());
        let latest = |inherited: bool| {
            let changes = self.changes.iter().filter(|change| change.inherited_from.is_some() == inherited);
            changes.filter_map(|change| Some((change, end(change)?))).max_by_key(|(_, end)| *end)
        };
        let (because, ends) = latest(false).unzip();
        let inherited = latest(true).map(|(_, end)| end).filter(|end| *end > now);
        let from = if inherited > ends {
            None
        } else if ends > Some(now) {
            ends
        } else {
            self.none_seen(asked, now).map(|over| ends.map_or(over, |ends| ends.max(over)))
        };
        Allowed { from, ends, because }
    }

    /// Returns when the last clock that CloudTrail could not have shown was over; `None` when it was not asked, too long
    /// ago, or for too short a time.
    fn none_seen(&self, asked: Asked, now: Timestamp) -> Option<Timestamp> {
        let looked = self.looked.as_ref()?;
        let over = looked.from.checked_add(asked.period()).ok()?;
        let is_fresh = now.duration_since(looked.until).as_secs() <= LOOK_AGE_S_MAX;
        (is_fresh && over <= now).then_some(over)
    }

    /// Returns since when at least the desktop is in a state; `None` when it was not seen in it before.
    ///
    /// A reboot that is known to have been sent since starts the count anew: what was seen before it was another one.
    #[must_use]
    pub fn in_state_since(&self, state: &WorkspaceState) -> Option<Timestamp> {
        let seen = self.state.as_ref().filter(|seen| seen.state == *state)?;
        let reboots =
            self.changes.iter().filter(|change| change.what == Changed::Reboot && change.source != Source::Refusal);
        Some(reboots.map(|change| change.at).chain([seen.first_at]).max().unwrap_or(seen.first_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> Timestamp {
        let start: Timestamp = "2026-01-05T08:00:00Z".parse().expect("a moment");
        start + SignedDuration::from_hours(hour)
    }

    fn change(what: Changed, hour: i64) -> Change {
        Change::of_run(what, at(hour))
    }

    fn clocks(changes: Vec<Change>) -> Clocks {
        Clocks { changes, ..Clocks::default() }
    }

    /// Each clock by itself: what starts it, and how long it runs; hours after the change, `None`: unknown.
    #[test]
    fn each_change_starts_its_own_clocks() {
        let month = Some(30 * 24);
        for (what, expected) in [
            (Changed::RootVolume, [Some(6), None, None, None]),
            (Changed::UserVolume, [None, Some(6), None, None]),
            (Changed::ComputeType, [None, None, Some(6), month]),
            (Changed::Create, [Some(6), Some(6), Some(6), None]),
            (Changed::Properties, [Some(6), Some(6), Some(6), month]),
            (Changed::Reboot, [None; 4]),
            (Changed::RunningMode, [None; 4]),
        ] {
            let known = clocks(vec![change(what.clone(), 0)]);
            let found = Asked::ALL.map(|asked| known.allowed(asked, at(1)).from);
            assert_eq!(found, expected.map(|hours| hours.map(at)), "{what}");
        }
    }

    #[test]
    fn the_clock_that_ends_last_decides() {
        let known = clocks(vec![change(Changed::RootVolume, 0), change(Changed::Create, 3)]);
        let allowed = known.allowed(Asked::GrowRoot, at(4));
        assert_eq!((allowed.from, allowed.because.map(|change| &change.what)), (Some(at(9)), Some(&Changed::Create)));
        let edges = [at(8), at(9)].map(|now| known.allowed(Asked::GrowRoot, now).from);
        assert_eq!(edges, [Some(at(9)), None], "at its end it is over, and who knows of others");
    }

    #[test]
    fn a_change_to_a_larger_type_does_not_keep_from_a_smaller_one() {
        for (before, after, from) in [
            (Some("POWER"), Some("STANDARD"), Some(at(720))),
            (Some("STANDARD"), Some("POWER"), None),
            (None, Some("POWER"), Some(at(720))),
            (Some("STANDARD"), Some("GRAPHICS_G4DN"), Some(at(720))),
        ] {
            let mut changed = change(Changed::ComputeType, 0);
            (changed.before, changed.after) = (before.map(str::to_owned), after.map(str::to_owned));
            assert_eq!(clocks(vec![changed]).allowed(Asked::ShrinkCompute, at(1)).from, from, "{before:?} → {after:?}");
        }
    }

    /// What happened under an earlier id keeps unknown what the new id allows, for as long as its clock would run: also
    /// where CloudTrail shows nothing else.
    #[test]
    fn an_inherited_clock_warns_and_never_permits() {
        let mut old = change(Changed::ComputeType, 0);
        old.inherited_from = Some(WorkspaceId::from_service("ws-old"));
        let mut known = clocks(vec![change(Changed::Create, 9 * 24), old]);
        let shrink = |known: &Clocks, day: i64| known.allowed(Asked::ShrinkCompute, at(day * 24)).from;
        assert_eq!(shrink(&known, 10), None, "migrated a day ago, made smaller ten days ago");
        known.looked = Some(Looked { from: at(-40 * 24), until: at(31 * 24) });
        assert_eq!(shrink(&known, 10), None);
        assert_eq!(shrink(&known, 31), Some(at(-10 * 24)), "it would be over");
        assert_eq!(known.allowed(Asked::GrowRoot, at(9 * 24 + 1)).from, Some(at(9 * 24 + 6)), "a new one's own clock");
    }

    /// That a clock of ours is over does not say that nobody started another one since: CloudTrail does.
    #[test]
    fn an_old_change_of_our_own_is_no_news_of_today() {
        let mut known = clocks(vec![change(Changed::UserVolume, 0)]);
        let grow = |known: &Clocks, hour| known.allowed(Asked::GrowUser, at(hour)).from;
        assert_eq!([5, 6, 240].map(|hour| grow(&known, hour)), [Some(at(6)), None, None]);
        let allowed = known.allowed(Asked::GrowUser, at(240));
        assert_eq!((allowed.ends, allowed.because.map(|change| change.at)), (Some(at(6)), Some(at(0))));
        known.looked = Some(Looked { from: at(200), until: at(240) });
        assert_eq!(grow(&known, 240), Some(at(206)), "nothing before that is known to be the last");
        known.looked = Some(Looked { from: at(-200), until: at(240) });
        assert_eq!(grow(&known, 240), Some(at(6)));
        known.looked = Some(Looked { from: at(235), until: at(240) });
        assert_eq!(grow(&known, 240), None, "an hour of the last six was not looked at");
    }

    #[test]
    fn silence_of_cloudtrail_counts_while_it_is_fresh_and_long_enough() {
        let looked =
            |from, until| Clocks { looked: Some(Looked { from: at(from), until: at(until) }), ..Clocks::default() };
        let grow = |clocks: &Clocks| clocks.allowed(Asked::GrowRoot, at(10)).from;
        assert_eq!(grow(&looked(4, 10)), Some(at(10)));
        assert_eq!(grow(&looked(5, 10)), None, "a change an hour before would still count");
        assert_eq!(grow(&looked(0, 9)), Some(at(6)));
        assert_eq!(grow(&looked(0, 8)), None, "what came after it was not seen");
        assert_eq!(looked(0, 10).allowed(Asked::ShrinkCompute, at(10)).from, None);
    }

    #[test]
    fn a_state_counts_from_its_first_sight_or_the_last_reboot() {
        let seen = |state, hour| Some(Sighting { state, first_at: at(hour) });
        let rebooting = WorkspaceState::Rebooting;
        let mut known = Clocks { state: seen(rebooting.clone(), 2), ..Clocks::default() };
        assert_eq!(known.in_state_since(&rebooting), Some(at(2)));
        known.changes = vec![change(Changed::Reboot, 5), change(Changed::Reboot, 1)];
        assert_eq!(known.in_state_since(&rebooting), Some(at(5)));
        known.state = seen(WorkspaceState::Available, 2);
        assert_eq!(known.in_state_since(&rebooting), None);
    }

    #[test]
    fn calls_say_what_they_change() {
        let call = |operation: &str, given: Option<(&str, &str)>| {
            let given = given.map(|(name, value)| (name.to_owned(), value.to_owned()));
            Changed::of_call(operation, |name| {
                given.as_ref().filter(|(known, _)| known == name).map(|(_, value)| value.clone())
            })
        };
        let modify = "ModifyWorkspaceProperties";
        assert_eq!(
            call(modify, Some(("RootVolumeSizeGib", "175"))),
            Some((Changed::RootVolume, Some("175".to_owned())))
        );
        assert_eq!(call(modify, Some(("Sparkles", "yes"))), Some((Changed::Properties, None)));
        assert_eq!(call("RebootWorkspaces", None), Some((Changed::Reboot, None)));
        assert_eq!(call("DescribeWorkspaces", None), None);
        assert!(Changed::OPERATIONS.iter().all(|operation| call(operation, None).is_some()));
    }
}
