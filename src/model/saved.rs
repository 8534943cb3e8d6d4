//! Whether the newest volume snapshot of a desktop has all of its user's work: what verbs that bring a volume back from
//! one are held for.
//!
//! Evidence of use is the last connection that the service knows of, the last time that we ourselves saw somebody connected,
//! and, where neither has to say anything, what CloudWatch shows. One judgement for the planner, which decides by what it saw, and for the executor,
//! which looks again right before the call. Plain arithmetic; no time of its own.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{ConnectionState, VolumeSnapshots, Workspace, WorkspaceState};

/// How much younger than the last use a snapshot must be: what was open is saved a while after somebody leaves.
const MARGIN_S: i64 = 30 * 60;
/// The service takes a snapshot every so often (domain.md C3-01).
const EVERY_S: i64 = 12 * 3_600;

/// Which of a desktop's volume snapshots a verb brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SnapshotUse {
    /// That of the user volume, as a rebuild and a migration do.
    Rebuild,
    /// Those of both volumes.
    Restore,
}

/// What a call that brings a snapshot back asks of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavedSince {
    /// Which snapshot counts.
    pub snapshot: SnapshotUse,
    /// The newest when the plan was made; a snapshot is only ever replaced by a newer one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// How old it may be, in seconds, when nobody knows when the desktop was last used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age_max_s: Option<u64>,
}

impl SavedSince {
    /// Returns which work would be lost: by the newest snapshot that was read, else by the one that the plan saw.
    #[must_use]
    pub fn unsaved(&self, workspace: &Workspace, now: Timestamp) -> Option<Unsaved> {
        let read = workspace.deskfleet.volume_snapshots.as_ref().map(|known| known.newest(self.snapshot));
        unsaved(workspace, read.unwrap_or(self.since), self.age_max_s, now)
    }

    /// Returns since when a use that only others saw would count: of a desktop that would lose nothing by all that is known,
    /// and of which the service does not say when it was last used, or not whether somebody is there.
    #[must_use]
    pub fn asks_since(&self, workspace: &Workspace, now: Timestamp) -> Option<Timestamp> {
        if self.unsaved(workspace, now).is_some() || workspace.tells_last_use() {
            return None;
        }
        let read = workspace.deskfleet.volume_snapshots.as_ref().map(|known| known.newest(self.snapshot));
        read.unwrap_or(self.since).map(|snapshot| plus(snapshot, -MARGIN_S))
    }
}

impl VolumeSnapshots {
    /// Returns when the newest snapshot was taken that a verb would bring back.
    #[must_use]
    pub fn newest(&self, wanted: SnapshotUse) -> Option<Timestamp> {
        match wanted {
            SnapshotUse::Rebuild => self.rebuild_snapshots.iter().filter_map(|snapshot| snapshot.snapshot_time).max(),
            // How many a list holds is not documented (C3-05); were it one for each volume, the older would be the one that counts.
            SnapshotUse::Restore => self.restore_snapshots.iter().filter_map(|snapshot| snapshot.snapshot_time).min(),
        }
    }
}

impl Workspace {
    /// Returns when somebody was seen connected, if the service says no such time by itself and so may not later either.
    #[must_use]
    pub fn seen_connected_at(&self, read_at: Timestamp) -> Option<Timestamp> {
        let seen = self.deskfleet.connection.as_ref()?;
        let at = seen.connection_state_check_timestamp.unwrap_or(read_at);
        let is_told = seen.last_known_user_connection_timestamp.is_some_and(|last| last >= at);
        (seen.connection_state == ConnectionState::Connected && !is_told).then_some(at)
    }

    /// Tells whether the service says when somebody was last there, and that nobody is now.
    fn tells_last_use(&self) -> bool {
        self.deskfleet.connection.as_ref().is_some_and(|seen| {
            let is_known = matches!(seen.connection_state, ConnectionState::Connected | ConnectionState::Disconnected);
            is_known && seen.last_known_user_connection_timestamp.is_some()
        })
    }

    /// Returns when it is known to have been used last, by the service's word, by our own eyes or by CloudWatch.
    fn last_used_at(&self) -> Option<Timestamp> {
        let told = self.deskfleet.connection.as_ref().and_then(|seen| seen.last_known_user_connection_timestamp);
        told.max(self.deskfleet.clocks.as_ref().and_then(|clocks| clocks.used_at))
    }
}

/// Work that a snapshot does not have, as far as can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// A sentence without a full stop.
    pub reason: String,
    /// When the next snapshot should have it, at the earliest; `None`: nobody knows.
    pub until: Option<Timestamp>,
}

/// Says which work a snapshot does not have; `None` when it has all of it.
///
/// `age_max_s` is how old a snapshot may be of a desktop of which nobody knows when it was last used.
#[must_use]
pub fn unsaved(
    workspace: &Workspace,
    snapshot: Option<Timestamp>,
    age_max_s: Option<u64>,
    now: Timestamp,
) -> Option<Unsaved> {
    let Some(snapshot) = snapshot else {
        let reason = "it has no volume snapshot of which the time is known".to_owned();
        return Some(Unsaved { reason, until: None });
    };
    let state = workspace.deskfleet.connection.as_ref().map(|seen| &seen.connection_state);
    if state == Some(&ConnectionState::Connected) {
        let reason = format!("somebody is at work, and its last volume snapshot is of {snapshot:.0}");
        return Some(Unsaved { reason, until: next(snapshot, plus(now, MARGIN_S), now) });
    }
    let last = workspace.last_used_at();
    if let Some(used) = last.filter(|used| snapshot.duration_since(*used).as_secs() < MARGIN_S) {
        let reason = format!("it was used until {used:.0}, and its last volume snapshot is of {snapshot:.0}");
        return Some(Unsaved { reason, until: next(snapshot, plus(used, MARGIN_S).max(now), now) });
    }
    // Who never connected has no time (domain.md G-04). A status that tells nothing, such as UNKNOWN, may hide that somebody has
    // been at work since the last time that is known.
    let is_seen = workspace.state == WorkspaceState::Stopped || state == Some(&ConnectionState::Disconnected);
    if state.is_some() && is_seen {
        return None;
    }
    let age_max_s = age_max_s.and_then(|most| i64::try_from(most).ok());
    // A negative age is that of a clock that was set back: it says nothing.
    if age_max_s.is_some_and(|most| (0..=most).contains(&now.duration_since(snapshot).as_secs())) {
        return None;
    }
    let reason = format!("when it was last used is not known, and its last volume snapshot is of {snapshot:.0}");
    Some(Unsaved { reason, until: age_max_s.and_then(|_| next(snapshot, now, now)) })
}

/// The first snapshot after a moment, with the time that the service may take for it; to the second. `None` when there should
/// have been one since the last, and was not: then nobody knows.
fn next(last: Timestamp, after: Timestamp, now: Timestamp) -> Option<Timestamp> {
    if now.duration_since(last).as_secs() >= EVERY_S + MARGIN_S {
        return None;
    }
    let passed = after.duration_since(last).as_secs().max(0);
    let due = last.checked_add(SignedDuration::from_secs((passed / EVERY_S + 1) * EVERY_S + MARGIN_S)).ok()?;
    Timestamp::from_second(due.as_second()).ok()
}

fn plus(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Clocks, Connection};

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).expect("a moment")
    }

    fn desktop(state: ConnectionState, told: Option<i64>, seen: Option<i64>) -> Workspace {
        let record = serde_json::json!({
            "WorkspaceId": "ws-0123abcde", "DirectoryId": "d-0123abcdef", "UserName": "u", "State": "AVAILABLE",
            "BundleId": "wsb-0123abcde", "WorkspaceProperties": {},
        });
        let mut made: Workspace = serde_json::from_value(record).expect("a desktop");
        made.deskfleet.connection = Some(Connection {
            connection_state: state,
            connection_state_check_timestamp: None,
            last_known_user_connection_timestamp: told.map(at),
        });
        made.deskfleet.clocks = Some(Clocks { used_at: seen.map(at), ..Clocks::default() });
        made
    }

    /// A status that tells nothing may hide that somebody is at work: what was known before says nothing of now.
    #[test]
    fn an_unknown_status_is_no_leave_to_lose_work() {
        let old = |state| desktop(state, Some(0), None);
        let lost = |workspace: &Workspace, most| unsaved(workspace, Some(at(10_000)), most, at(20_000)).is_some();
        assert!(lost(&old(ConnectionState::Unknown), None));
        assert!(!lost(&old(ConnectionState::Unknown), Some(10_000)), "whoever names an age has said so");
        assert!(lost(&old(ConnectionState::Unknown), Some(9_999)));
        assert!(!lost(&old(ConnectionState::Disconnected), None));
        let stopped = Workspace { state: WorkspaceState::Stopped, ..old(ConnectionState::Unknown) };
        assert!(!lost(&stopped, None), "nobody is at work on what is stopped");
        let young = |now| unsaved(&old(ConnectionState::Unknown), Some(at(10_000)), Some(60), at(now)).is_none();
        assert_eq!([9_000, 10_000, 10_060, 10_061].map(young), [false, true, true, false], "a clock was set back");
    }

    /// What we saw ourselves counts as what the service says does; nobody's word outweighs the other's later one.
    #[test]
    fn the_later_of_both_witnesses_counts() {
        let snapshot = Some(at(10_000));
        let is_lost = |told, seen| {
            unsaved(&desktop(ConnectionState::Disconnected, told, seen), snapshot, None, at(20_000)).is_some()
        };
        assert_eq!([(None, None), (Some(8_200), None), (None, Some(8_200))].map(|(a, b)| is_lost(a, b)), [false; 3]);
        assert!(is_lost(Some(8_201), None) && is_lost(Some(0), Some(8_201)) && is_lost(Some(8_201), Some(0)));
    }

    /// A status that was not read leaves unknown what came after the last that we know of.
    #[test]
    fn what_was_not_read_is_not_taken_for_unused() {
        let mut unread = desktop(ConnectionState::Disconnected, None, Some(0));
        unread.deskfleet.connection = None;
        let found = |age| unsaved(&unread, Some(at(10_000)), age, at(20_000));
        assert!(found(None).is_some_and(|found| found.until.is_none()) && found(Some(9_999)).is_some());
        assert_eq!(found(Some(10_000)), None);
    }

    #[test]
    fn only_what_the_service_may_not_say_later_is_kept() {
        let seen = |state, told, checked: Option<i64>| {
            let mut made = desktop(state, told, None);
            made.deskfleet.connection.as_mut().expect("read").connection_state_check_timestamp = checked.map(at);
            made.seen_connected_at(at(50))
        };
        let connected = ConnectionState::Connected;
        assert_eq!(seen(connected.clone(), None, None), Some(at(50)));
        assert_eq!(seen(connected.clone(), Some(39), Some(40)), Some(at(40)));
        assert_eq!(seen(connected, Some(40), Some(40)), None);
        assert_eq!(seen(ConnectionState::Disconnected, None, Some(40)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Whoever waits for the moment that is named finds a snapshot with all work, if the service keeps its time and
        /// nobody comes back; and no earlier one would have done. Where the service does not keep it nobody can tell.
        #[test]
        fn the_snapshot_that_is_waited_for_has_the_work(
            age in 0..60_000_i64, used_before in 0..200_000_i64, is_connected: bool,
        ) {
            let now = at(0);
            let snapshot = at(-age);
            let state = if is_connected { ConnectionState::Connected } else { ConnectionState::Disconnected };
            let found = unsaved(&desktop(state, Some(-used_before), None), Some(snapshot), None, now);
            let used = if is_connected { now } else { at(-used_before) };
            let Some(found) = found else {
                prop_assert!(!is_connected && used + SignedDuration::from_secs(MARGIN_S) <= snapshot);
                return Ok(());
            };
            prop_assert_eq!(found.until.is_some(), age < EVERY_S + MARGIN_S, "overdue");
            let Some(until) = found.until else { return Ok(()) };
            prop_assert!(until > now);
            // The service took its snapshots on time, up to the moment that was named.
            let waited = until.duration_since(snapshot).as_secs() - MARGIN_S;
            prop_assert_eq!(waited % EVERY_S, 0);
            let next = snapshot + SignedDuration::from_secs(waited);
            let gone = desktop(ConnectionState::Disconnected, Some(used.as_second() - 1_800_000_000), None);
            prop_assert_eq!(unsaved(&gone, Some(next), None, until), None);
            let one_before = next - SignedDuration::from_secs(EVERY_S);
            let has_all = one_before > used + SignedDuration::from_secs(MARGIN_S);
            prop_assert!(!has_all || one_before <= now, "an earlier one would have done");
        }
    }
}
