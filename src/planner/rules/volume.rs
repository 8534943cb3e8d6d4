//! Rules for verbs that bring a volume back from a volume snapshot: is there one, and does it have all work.

use jiff::Timestamp;

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::model::{SavedSince, SnapshotUse, Unsaved, Verb, Workspace, format_span};
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::{Case, Intent};

/// How old a volume snapshot may be of a desktop of which nobody knows when it was last used, in seconds.
const AGE_MAX: &str = "max_snapshot_age_s";

/// The service takes one every so often (domain.md C3-01); an older one means that something is wrong.
const SNAPSHOT_AGE_USUAL_S: u64 = 12 * 3_600;

pub(in crate::planner) static SNAPSHOT: Rule = Rule {
    id: "VSNAP-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["C1-05", "D-17", "C3-04"],
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
        let last = known.newest(wanted(case.context.wanted))?;
        let age = u64::try_from(case.context.now.duration_since(last).as_secs()).unwrap_or(0);
        let hours = age / 3_600 * 3_600; // whole hours, so that targets share a sentence
        (age > SNAPSHOT_AGE_USUAL_S)
            .then(|| Finding::of(format!("its last volume snapshot is {} old", format_span(hours))))
    },
};

pub(in crate::planner) static BOTH_SNAPSHOTS: Rule = Rule {
    id: "VSNAP-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["C1-06", "C3-04"],
    dated: GUIDE,
    title: "no snapshots of both volumes",
    says: "a restore sets both volumes back to snapshots of about the same time; of the root volume the service takes them of \
           healthy desktops only",
    advice: "rebuild the desktop; where they can't be read, allow workspaces:DescribeWorkspaceSnapshots",
    check: |case| match &case.target.deskfleet.volume_snapshots {
        None => Some(Finding::of(
            case.unread("VolumeSnapshots", "its volume snapshots were not read, so there may be none"),
        )),
        Some(known) if known.restore_snapshots.is_empty() => {
            Some(Finding::of("it has no snapshots of both volumes that it could be set back to"))
        }
        Some(_) => None,
    },
};

pub(in crate::planner) static UNSAVED: Rule = Rule {
    id: "SNAP-01",
    severity: Severity::Hold,
    about: About::Own,
    rows: &["C2-02", "C2-03", "C2-04", "C3-01", "G-04"],
    dated: None,
    title: "work that no volume snapshot has",
    says: "whatever was saved after the last volume snapshot would be lost: the desktop was used later than half an hour \
           before it, or nobody knows when it was used. The service takes the next one within 12 hours",
    advice: "go on later with `deskfleet resume`; where the last use is not known, say with `--max-snapshot-age` how old the \
             snapshot may be; or accept the loss with `--allow SNAP-01`",
    check: |case| {
        let found = loss(case)?;
        Some(Finding { until: found.until, ..Finding::of(found.reason) })
    },
};

pub(in crate::planner) static LOSS: Rule = Rule {
    id: "SNAP-02",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["C2-02", "C2-03", "C2-04", "C3-01"],
    dated: None,
    title: "work will be lost",
    says: "SNAP-01 was lowered, so the work since the last volume snapshot is lost",
    advice: "leave `--allow SNAP-01` out to wait for the next volume snapshot",
    check: |case| {
        if !case.context.is_lowered(UNSAVED.id) {
            return None;
        }
        loss(case).map(|found| Finding::of(format!("what is newer will be lost: {}", found.reason)))
    },
};

/// Which snapshot the verb brings back.
fn wanted(intent: &Intent) -> SnapshotUse {
    if intent.verb == Verb::Restore { SnapshotUse::Restore } else { SnapshotUse::Rebuild }
}

/// What a verb asks of a desktop's snapshot.
fn asked(intent: &Intent, target: &Workspace) -> SavedSince {
    let snapshot = wanted(intent);
    let since = target.deskfleet.volume_snapshots.as_ref().and_then(|known| known.newest(snapshot));
    let age_max_s = intent.parameters.get(AGE_MAX).and_then(|text| text.parse().ok());
    SavedSince { snapshot, since, age_max_s }
}

/// Returns since when a use that only others saw would count, where it would.
pub(in crate::planner) fn asks_since(intent: &Intent, target: &Workspace, now: Timestamp) -> Option<Timestamp> {
    asked(intent, target).asks_since(target, now)
}

fn loss(case: &Case<'_>) -> Option<Unsaved> {
    asked(case.context.wanted, case.target).unsaved(case.target, case.context.now)
}

/// Makes the requirement that no work is lost, for verbs that bring a volume back. Whoever lowered the rule has accepted what the
/// plan shows as lost; what may be lost by the time of the call nobody has shown them.
pub(in crate::planner) fn saved(case: &Case<'_>) -> Option<Requirement> {
    let accepted = case.context.is_lowered(UNSAVED.id) && loss(case).is_some();
    if !case.context.row.volume_snapshots || accepted {
        return None;
    }
    Some(Requirement {
        that: Fact::SavedSinceUse(asked(case.context.wanted, case.target)),
        otherwise: Otherwise::Hold,
        rule: UNSAVED.id.to_owned(),
    })
}
