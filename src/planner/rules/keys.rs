//! Rules for verbs that start an encrypted desktop's operating system: its volumes can't be read without their key.

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::model::{Follow, Property, RunningMode, Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::verbs::Call;

/// The fact sheet says it of a reboot, a rebuild and a desktop that is made.
pub(in crate::planner) static KEY: Rule = Rule {
    id: "KEY-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["C1-04", "C1-05", "B-15", "B-23", "E-17", "M"],
    dated: GUIDE,
    title: "its key can't be used",
    says: "the volumes of an encrypted desktop can't be read while their KMS key is disabled, on its way to deletion or \
           gone; a desktop that restarts then can't be used any more, and none is made with such a key, or one that is not \
           symmetric",
    advice: "enable the key, or cancel its deletion, or name another for a desktop that is made, and plan again",
    check: |case| not_enabled(case).filter(|_| restarts(case)),
};

/// For verbs of which the fact sheet only supposes it, so that it may warn and not refuse.
pub(in crate::planner) static KEY_PERHAPS: Rule = Rule {
    id: "KEY-02",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["M"],
    dated: GUIDE,
    title: "its key is not enabled, and it will hardly start",
    says: "the guide says that an encrypted desktop whose KMS key is not enabled can't be used after a reboot; of a start, a restore, \
           or of one that becomes ALWAYS_ON while it is STOPPED, it says nothing, and it is the same volumes that are read",
    advice: "enable the key first, or exclude the desktop",
    check: |case| not_enabled(case).filter(|_| starts(case)),
};

pub(in crate::planner) static KEY_UNREAD: Rule = Rule {
    id: "KEY-03",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C1-04", "C1-05", "E-17", "M"],
    dated: GUIDE,
    title: "the state of its key is not known",
    says: "the volumes of an encrypted desktop can't be read unless their KMS key is enabled, and whether it is was not read",
    advice: "allow kms:DescribeKey, in IAM and in the policy of the key, or look yourself",
    check: |case| {
        if !case.target.is_encrypted() || case.key().is_some() || !(restarts(case) || starts(case)) {
            return None;
        }
        Some(Finding::of(match &case.target.volume_encryption_key {
            Some(id) => case.unread_of("Key", id, &format!("the state of its key {id} was not read")),
            // What is made without one gets the service's own.
            None if case.context.facts.follow == Follow::Created => return None,
            None => "it is encrypted, and the service does not say with which key".to_owned(),
        }))
    },
};

/// Whether the change restarts the desktop: by a call of its own, or because a new compute type or protocol does.
fn restarts(case: &Case<'_>) -> bool {
    (case.context.row.build)(case).iter().any(is_restart)
}

fn is_restart(call: &Call) -> bool {
    match (&call.property, call.verb) {
        (Some(Property::ComputeType(_) | Property::Protocol(_)), _)
        | (None, Verb::Provision | Verb::Reboot | Verb::Start | Verb::Rebuild | Verb::Restore) => true,
        (Some(_) | None, _) => false,
    }
}

/// Whether the change starts the desktop's system, as far as can be supposed.
fn starts(case: &Case<'_>) -> bool {
    let stopped = case.target.state == WorkspaceState::Stopped;
    (case.context.row.build)(case).iter().any(|call| match &call.property {
        None => matches!(call.verb, Verb::Start | Verb::Restore),
        Some(property) => stopped && *property == Property::RunningMode(RunningMode::AlwaysOn),
    })
}

/// The key that was enabled when the plan was made, hours or weeks before a call that restarts the desktop: it has to be still.
/// One that could not be read then could not be read later.
pub(in crate::planner) fn still_enabled(case: &Case<'_>, call: &Call) -> Option<Requirement> {
    let is_judged = case.context.row.rules.iter().any(|rule| rule.id == KEY.id) && !case.context.is_lowered(KEY.id);
    let key = case.key().filter(|_| is_judged && is_restart(call))?;
    Some(Requirement {
        that: Fact::KeyEnabled(key.key_id.clone()),
        otherwise: Otherwise::Hold,
        rule: KEY.id.to_owned(),
    })
}

fn not_enabled(case: &Case<'_>) -> Option<Finding> {
    let key = case.key()?;
    key.unusable().map(Finding::of)
}
