//! Rules for verbs that bring the user volume back from a volume snapshot.

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::model::format_span;

/// The service takes one every so often (domain.md C3-01); an older one means that something is wrong.
const SNAPSHOT_AGE_USUAL_S: u64 = 12 * 3_600;

pub(in crate::planner) static SNAPSHOT: Rule = Rule {
    id: "VSNAP-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-17", "C3-04"],
    dated: GUIDE,
    title: "no snapshot of the user volume",
    says: "the user volume comes back from its last snapshot; without one the user's data would be lost. A new desktop has \
           its first often within 30 minutes, in some Regions after hours",
    advice: "wait for the first volume snapshot; where they can't be read, allow workspaces:DescribeWorkspaceSnapshots",
    check: |case| match &case.target.deskfleet.volume_snapshots {
        None => Some(Finding::of(
            case.unread("VolumeSnapshots", "its volume snapshots were not read, so there may be none"),
        )),
        Some(known) if known.rebuild_snapshots.is_empty() => {
            Some(Finding::of("it has no snapshot of its user volume yet"))
        }
        Some(_) => None,
    },
};

pub(in crate::planner) static SNAPSHOT_AGE: Rule = Rule {
    id: "VSNAP-02",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-17", "C3-01"],
    dated: GUIDE,
    title: "the last snapshot of the user volume is old",
    says: "the service takes a volume snapshot every 12 hours, and whatever is newer than the last one is lost; an older one \
           may mean that they fail",
    advice: "let the user save elsewhere, or find out why there is no newer one",
    check: |case| {
        let known = case.target.deskfleet.volume_snapshots.as_ref()?;
        if known.rebuild_snapshots.is_empty() {
            return None;
        }
        let Some(last) = known.rebuild_snapshots.iter().filter_map(|snapshot| snapshot.snapshot_time).max() else {
            return Some(Finding::of("the age of its last volume snapshot is not known"));
        };
        let age = u64::try_from(case.context.now.duration_since(last).as_secs()).unwrap_or(0);
        let hours = age / 3_600 * 3_600; // whole hours, so that targets share a sentence
        (age > SNAPSHOT_AGE_USUAL_S)
            .then(|| Finding::of(format!("its last volume snapshot is {} old", format_span(hours))))
    },
};
