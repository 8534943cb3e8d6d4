//! Rules for how many desktops the account may have: of all kinds, and of those with a quota of their own.

use std::collections::BTreeSet;

use super::{About, Finding, GUIDE, Rule, Severity};
use crate::inventory::Snapshot;
use crate::model::{Compute, Counted, Workspace};
use crate::planner::case::owner;

pub(in crate::planner) static QUOTA: Rule = Rule {
    id: "NEW-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-22", "E-23", "E-24"],
    dated: GUIDE,
    title: "the account may not have so many",
    says: "an account has a quota of desktops in a Region, and one of its own for each graphics and general-purpose type; a \
           call that would go beyond one of them makes none of its 25 desktops",
    advice: "ask for more in Service Quotas, or terminate what is not used; `--skip-refused` makes those for which there is \
             room",
    check: |case| {
        let over = case.counted().iter().find_map(|(counted, before)| {
            let most = case.context.quota(*counted)?;
            (*before >= most).then(|| (counted.name(), most, before + 1))
        });
        let (name, most, number) = over?;
        Some(Finding::of(format!("the quota of {name} is {most}, and it would be number {number}")))
    },
};

pub(in crate::planner) static QUOTA_UNREAD: Rule = Rule {
    id: "NEW-08",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["E-22", "E-23", "E-24"],
    dated: GUIDE,
    title: "how many the account may have is not known",
    says: "an account has a quota of desktops in a Region, and one of its own for each graphics and general-purpose type, and \
           it was not read, so there may be too many; the service then refuses whole calls",
    advice: "allow servicequotas:GetServiceQuota, or look yourself",
    check: |case| {
        let unread = case.counted().iter().find(|(counted, _)| case.context.quota(*counted).is_none());
        let (counted, _) = unread?;
        let sentence = format!("the quota of {} was not read", counted.name());
        Some(Finding::of(case.unread_of("Quota", counted.code(), &sentence)))
    },
};

/// Returns which quotas count desktops that are still to be made: none where everybody has one.
#[must_use]
pub fn quotas(seen: &Snapshot, wanted: &[Workspace]) -> BTreeSet<Counted> {
    let owners: BTreeSet<_> = seen.workspaces.iter().map(owner).collect();
    let new = wanted.iter().filter(|wish| !owners.contains(&owner(wish)));
    new.flat_map(|wish| counts(seen.bundle(&wish.bundle_id).and_then(|bundle| bundle.compute_type.as_ref()))).collect()
}

/// Returns what counts a desktop of a compute type.
pub(in crate::planner) fn counts(compute: Option<&Compute>) -> impl Iterator<Item = Counted> {
    [Some(Counted::All), compute.and_then(Counted::of)].into_iter().flatten()
}
