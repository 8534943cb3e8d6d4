//! Rules for every verb: is it there, is it already so, is its state right, is it protected, is somebody at work.

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::model::{ConnectionState, Danger, RelatedWorkspace, WhenConnected, Workspace, WorkspaceState};
use crate::planner::Case;
use crate::planner::verbs::Call;

/// In the order in which they are judged.
pub(super) static ALL: [&Rule; 9] =
    [&MISSING, &LINEAGE, &FILTERED, &SAME, &PROTECTED, &CLAIMED, &STATE, &MAINTENANCE, &CONNECTED];

/// Judged on the selection itself: there is no desktop to look at.
pub(in crate::planner) static MISSING: Rule = Rule {
    id: "SEL-01",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "a named desktop is not there",
    says: "a target that was named was not found in this account and Region; perhaps it was misspelt, so nothing is done",
    advice: "look with `deskfleet list`; leave missing targets out with `--skip-missing`",
    check: |_| None,
};

/// Judged on the selection itself, like `MISSING`.
pub(in crate::planner) static LINEAGE: Rule = Rule {
    id: "LINE-01",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &["C2-04"],
    dated: None,
    title: "a named desktop has another id now",
    says: "a run of ours migrated the desktop; the old id is gone, and whoever named it may not know that",
    advice: "name the new id",
    check: |_| None,
};

/// Judged right before a call: what is planned has just passed.
pub(in crate::planner) static FILTERED: Rule = Rule {
    id: "SEL-02",
    severity: Severity::Skip,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "no longer what was filtered for",
    says: "a run that waits for its window judges the filters of its selection again right before it sends, and a severe verb \
           those by tags in any case; a desktop that one of them would not take any more is left out",
    advice: "name desktops to have them whatever they become, or plan anew",
    check: |_| None,
};

pub(in crate::planner) static SAME: Rule = Rule {
    id: "SAME-01",
    severity: Severity::Unchanged,
    about: About::Service,
    rows: &["D-05", "C1-02", "C1-03", "C1-09", "C1-10"],
    dated: GUIDE,
    title: "already as wanted",
    says: "the desktop already is what was asked for, so nothing is sent; the service refuses a migration to the same \
           bundle, and to start what is up or stop what is stopped",
    advice: "nothing is to be done; to bring a desktop back to the image of its own bundle, rebuild it",
    check: |case| (case.context.row.same)(case).map(Finding::of),
};

pub(in crate::planner) static PROTECTED: Rule = Rule {
    id: "PROT-01",
    severity: Severity::Refuse,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "protected by a tag",
    says: "a desktop with the protect tag, whatever its value, is not touched by a severe verb; neither is one whose tags \
           could not be read",
    advice: "exclude it, or remove the tag; for tags that can't be read, allow workspaces:DescribeTags",
    check: protected,
};

fn protected(case: &Case<'_>) -> Option<Finding> {
    if case.context.facts.danger != Danger::Severe {
        return None;
    }
    let key = &case.context.policy.protect_tag;
    match &case.target.deskfleet.tags {
        None => Some(Finding::of(case.unread("Tags", "its tags were not read, so it may be protected"))),
        Some(tags) => tags.iter().any(|tag| tag.key == *key).then(|| Finding::of(format!("it has the tag `{key}`"))),
    }
}

static CLAIMED: Rule = Rule {
    id: "RUN-01",
    severity: Severity::Skip,
    about: About::Own,
    rows: &[],
    dated: None,
    title: "in another run",
    says: "another run has claimed the desktop: it is alive on this machine, or was stopped with the desktop in flight; two runs would undo each other",
    advice: "wait for that run, or go on with it (`deskfleet resume`); see it with `deskfleet runs show`",
    check: |case| {
        let run = case.context.history.claimed.get(&case.target.workspace_id)?;
        Some(Finding::of(format!("it is in the run {run}")))
    },
};

pub(in crate::planner) static STATE: Rule = Rule {
    id: "STATE-01",
    severity: Severity::Skip,
    about: About::Service,
    rows: &["C1-02", "C1-03", "C1-04", "C1-05", "C1-06", "C1-07", "C1-08", "C1-09", "C1-10", "A2-10", "B-03", "D-01"],
    dated: GUIDE,
    title: "not in this state",
    says: "the service takes the call only in certain states",
    advice: "bring the desktop into one of the states named, or wait until it is",
    check: |case| {
        let state = &case.target.state;
        let facts = case.context.facts;
        let elsewhere = *state == WorkspaceState::Maintenance || case.context.row.own_states.contains(state);
        if elsewhere || facts.allowed_states.contains(state) {
            return None;
        }
        let allowed: Vec<&str> = facts.allowed_states.iter().map(WorkspaceState::as_str).collect();
        Some(Finding::of(format!("it is {state}; {} takes {}", facts.name, allowed.join(", "))))
    },
};

pub(in crate::planner) static MAINTENANCE: Rule = Rule {
    id: "STATE-02",
    severity: Severity::Hold,
    about: About::Service,
    rows: &["C1-02", "C1-03", "C1-04", "C1-05", "C1-06", "C1-07", "C1-08", "C1-09", "A2-10", "B-03", "D-01"],
    dated: GUIDE,
    title: "in the service's own maintenance",
    says: "the service maintains the desktop; that ends by itself",
    advice: "go on later with `deskfleet resume`",
    check: |case| {
        let maintained = case.target.state == WorkspaceState::Maintenance && !case.context.facts.is_of_tags();
        maintained.then(|| Finding::of("it is in MAINTENANCE by the service"))
    },
};

pub(in crate::planner) static CONNECTED: Rule = Rule {
    id: "CONN-01",
    severity: Severity::Hold,
    about: About::Own,
    rows: &["G-04"],
    dated: None,
    title: "somebody may be at work",
    says: "the call would throw out whoever is connected, and unsaved work is lost; only DISCONNECTED, or a desktop that is \
           STOPPED, surely has nobody on it. What loses data waits, the rest leaves the desktop out (`--connected`)",
    advice: "go on later with `deskfleet resume`, or disturb them with `--connected ignore`",
    check: connected,
};

fn connected(case: &Case<'_>) -> Option<Finding> {
    let severity = match case.context.policy.connected {
        WhenConnected::Ignore => return None,
        WhenConnected::Skip => Severity::Skip,
        WhenConnected::Defer => Severity::Hold,
    };
    let disturbs = |call: &Call| call.connected.is_none();
    if case.target.is_surely_unused_now() || !(case.context.row.build)(case).iter().any(disturbs) {
        return None;
    }
    let reason = match &case.target.deskfleet.connection {
        None => case.unread("Connection", "its connection status was not read, so somebody may be at work"),
        Some(connection) => match &connection.connection_state {
            ConnectionState::Connected => "somebody is connected".to_owned(),
            ConnectionState::Unknown | ConnectionState::Disconnected => {
                "the service does not know whether somebody is connected".to_owned()
            }
            ConnectionState::Other(state) => format!("its connection is {state}, so somebody may be at work"),
        },
    };
    Some(Finding { severity: Some(severity), ..Finding::of(reason) })
}

/// For verbs that a standby can't go through; not judged for every verb.
pub(in crate::planner) static STANDBY: Rule = Rule {
    id: "STBY-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "a standby desktop",
    says: "a standby desktop can't be modified, rebuilt, restored or migrated itself",
    advice: "exclude it, and change its primary",
    check: standby,
};

/// Tells whether a desktop is a standby.
pub(in crate::planner) fn is_standby(workspace: &Workspace) -> bool {
    primary(workspace).is_some()
}

fn primary(workspace: &Workspace) -> Option<&RelatedWorkspace> {
    workspace.related_workspaces.iter().find(|other| other.r#type.as_deref() == Some("PRIMARY"))
}

/// Says whose standby a desktop is (domain.md L-07).
pub(super) fn standby(case: &Case<'_>) -> Option<Finding> {
    let primary = primary(case.target)?;
    Some(Finding::of(match (&primary.workspace_id, &primary.region) {
        (Some(id), Some(region)) => format!("it is the standby of {id} in {region}"),
        (Some(id), None) => format!("it is the standby of {id}"),
        (None, _) => "it is a standby".to_owned(),
    }))
}
