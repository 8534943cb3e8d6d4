//! Work of users: what no volume snapshot has is not destroyed, unless whoever planned it said so.
//!
//! The world keeps until when each user worked, and what a rebuild, a restore or a migration took; who is at work when, a
//! world in which nothing happens tells.

use deskfleet::planner::document::Warning;
use deskfleet::sim::{DesktopView, LostWork, Sim};
use jiff::{SignedDuration, Timestamp};

use super::Findings;
use super::law::{self, Send};
use super::sends::was_switched;
use crate::seeds::evidence::{Evidence, Run};

/// The rule that keeps work from being lost.
const GATE: &str = "SNAP-01";
/// How long a point of CloudWatch stands for, in seconds.
const POINT_S: i64 = 300;
/// The rule that shows what will be, where that was accepted.
const SHOWN: &str = "SNAP-02";
/// What is open is saved a while after somebody leaves, in minutes.
const SAVED_AFTER_MIN: i64 = 30;

/// Whether a run was told that work of a desktop may be lost: its plan showed that it would be.
pub(super) fn may_lose(run: &Run, id: &str) -> bool {
    let shown = |warning: &&Warning| warning.rule == SHOWN && warning.targets.iter().any(|target| target == id);
    run.plan.policy.lowered.contains(GATE) && run.plan.warnings.iter().any(|warning| shown(&warning))
}

/// Nothing is gone that somebody had saved when the connection was read right before the call.
pub(super) fn none_is_destroyed(evidence: &Evidence, findings: &mut Findings) {
    let mut looks = Vec::new();
    for lost in &evidence.after.lost_work {
        let Some((number, send)) = sent(evidence, lost) else {
            findings.add("work", format!("nobody of ours took it: {lost:?}"));
            continue;
        };
        if may_lose(&evidence.runs[number], &lost.desktop) {
            continue;
        }
        if evidence.spec.untold {
            looks.extend(last_asked(evidence, number, &send, findings).map(|at| (at, lost, send)));
            continue;
        }
        let lines = evidence.sessions(number).flat_map(|(_, lines)| lines);
        let before = lines.filter(|line| line.seq < send.line.seq && law::is_good(line));
        match before.filter(|line| law::reads_connection(line, send.id)).last() {
            Some(read) => looks.push((read.at, lost, send)),
            None => findings.add("work", format!("nobody looked when it was used: {lost:?}")),
        }
    }
    let twin = Sim::in_memory(evidence.spec.clone());
    looks.sort_by_key(|(at, ..)| *at);
    for (at, lost, send) in looks.into_iter().filter(|(at, _, send)| !was_switched(evidence, send.id, *at)) {
        let view = twin.world(at);
        let worked =
            view.desktops.iter().find(|desktop| desktop.id == lost.desktop).map(|desktop| desktop.worked_until);
        // What CloudWatch is asked for shows once its five minutes are over.
        let over = Timestamp::from_second(at.as_second() / POINT_S * POINT_S).expect("a moment");
        let shown = |worked: Timestamp| if evidence.spec.untold { worked.min(over) } else { worked };
        let is_younger = worked.is_none_or(|worked| worked.is_some_and(|worked| shown(worked) > lost.snapshot));
        // Whoever came after the connection was read could not be known of.
        findings.unless(!is_younger, "work", || format!("lost, and known at {at}: {lost:?} {:?}", send.line));
    }
}

/// When CloudWatch was last asked before a call, where the service itself does not say when somebody was there; `None` where it
/// could not be asked.
fn last_asked(evidence: &Evidence, number: usize, send: &Send<'_>, findings: &mut Findings) -> Option<Timestamp> {
    let mut sessions = evidence.sessions(number).map(|(_, lines)| lines);
    let session = sessions.find(|lines| lines.iter().any(|line| line.seq == send.line.seq))?;
    let before = || session.iter().filter(|line| line.seq < send.line.seq && evidence.is_ours(line));
    let asked = before().rfind(|line| law::is_good(line) && law::asks_of_use(line, send.id));
    let failed = before().any(|line| line.operation == "GetMetricData" && !law::is_good(line));
    findings.unless(asked.is_some() || failed, "work", || format!("nobody asked when it was used: {:?}", send.line));
    asked.map(|line| line.at)
}

/// The call that took some work, and whose it was.
fn sent<'a>(evidence: &'a Evidence, lost: &LostWork) -> Option<(usize, Send<'a>)> {
    let law = law::all().into_iter().find(|law| law.operation == lost.operation)?;
    let of_run = |number: usize| {
        let lines = evidence.sessions(number).flat_map(|(_, lines)| lines).filter(|line| evidence.is_ours(line));
        law.sends(lines).into_iter().map(move |send| (number, send)).collect::<Vec<_>>()
    };
    let all = (0..evidence.runs.len()).flat_map(of_run);
    let took = all.filter(|(_, send)| send.id == lost.desktop && send.is_applied() && send.line.at <= lost.at);
    took.max_by_key(|(_, send)| send.line.seq)
}

/// Whether a desktop has work that its newest volume snapshot does not have, a day after everything: of an unhealthy one the
/// service takes none of the root volume (C3-02), and so it can't be restored from one that does.
pub(super) fn is_unsaved_for_good(evidence: &Evidence, id: &str, operation: &str) -> bool {
    evidence.desktop_after(id).is_some_and(|desktop| {
        let snapshot = newest(desktop, operation);
        desktop.worked_until.is_some_and(|worked| snapshot.is_none_or(|at| at < after(worked)))
    })
}

fn newest(desktop: &DesktopView, operation: &str) -> Option<Timestamp> {
    match operation {
        "RestoreWorkspace" => desktop.user_volume_snapshot.min(desktop.root_volume_snapshot),
        _ => desktop.user_volume_snapshot,
    }
}

fn after(worked: Timestamp) -> Timestamp {
    worked + SignedDuration::from_mins(SAVED_AFTER_MIN)
}
