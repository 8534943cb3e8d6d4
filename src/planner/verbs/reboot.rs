//! Reboot: a desktop's operating system starts anew (domain.md C1-04, C2-01).
//!
//! A reboot that hangs may be repeated. How long it has been going on the service does not say; what reads have seen
//! of it, and our own sends, stand in the ledger.

use jiff::{SignedDuration, Timestamp};

use super::modify::{self, CLOCK_MARGIN_S};
use super::{Call, VerbRow, by_id_unless_modified, call_by_id};
use crate::model::{Verb, WhenConnected, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{About, Finding, GUIDE, KEY, KEY_UNREAD, Rule, STANDBY_TOO, Severity};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[&KEY, &UNDER_WAY, &modify::BUSY, &STANDBY_TOO, &KEY_UNREAD],
    own_states: &[WorkspaceState::Rebooting, WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: false,
    interface: false,
    keys: Some(|_| true),
    also: &[],
    goal: |_| Ok(()),
    same: |_| None,
    build,
};

/// How long a desktop is REBOOTING before the service takes another reboot (C1-04).
const HANGS_AFTER_S: u64 = 20 * 60;

static UNDER_WAY: Rule = Rule {
    id: "STATE-03",
    severity: Severity::Skip,
    about: About::Service,
    rows: &["C1-04"],
    dated: GUIDE,
    title: "it reboots already",
    says: "a desktop that is REBOOTING is rebooted again only when that takes more than 20 minutes (25 here, for an answer \
           can be late); since when it does is known from when we first saw it so, or sent a reboot",
    advice: "look at it (`deskfleet show`), and reboot it 25 minutes later if it still hangs",
    check: |case| {
        if case.target.state != WorkspaceState::Rebooting {
            return None;
        }
        let Some((since, hangs_from)) = hangs_from(case) else {
            return Some(Finding::of("it is REBOOTING, and since when is not known"));
        };
        let says = format!("it is REBOOTING, since {since} at the latest: it counts as hanging from {hangs_from} on");
        (hangs_from > case.context.now).then(|| Finding::of(says))
    },
};

/// Returns since when at least a desktop is REBOOTING, and from when on it hangs; `None` when nobody saw it begin.
fn hangs_from(case: &Case<'_>) -> Option<(Timestamp, Timestamp)> {
    let since = case.target.deskfleet.clocks.as_ref()?.in_state_since(&WorkspaceState::Rebooting)?;
    let span = SignedDuration::from_secs(i64::try_from(HANGS_AFTER_S + CLOCK_MARGIN_S).ok()?);
    Some((since, since.checked_add(span).ok()?))
}

/// One that hangs is rebooted while it does, and not when it came back after all. Nobody can be at work on it, though
/// the service does not say so of one that is not up.
fn build(case: &Case<'_>) -> Vec<Call> {
    let mut calls = by_id_unless_modified(case);
    if case.target.state == WorkspaceState::Rebooting {
        for call in &mut calls {
            call.states = &[WorkspaceState::Rebooting];
            call.connected = Some(WhenConnected::Ignore);
        }
    }
    calls
}

/// One restart, also for verbs that need one at their end.
pub(super) fn call(case: &Case<'_>) -> Call {
    call_by_id(case, Verb::Reboot)
}
