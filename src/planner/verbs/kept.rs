//! What a desktop that is made anew has afterwards: sizes of volumes, running mode, tags (domain.md C2-02, C2-04, H-16).
//!
//! The plan says what is read back, the executor reads it and tells what differs.

use super::migrate::volumes_after;
use crate::model::Verb;
use crate::planner::Case;
use crate::planner::document::{Kept, Volumes};
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};

/// The sizes that its volumes have afterwards: a rebuild leaves them, a migration lets them grow.
fn volumes(case: &Case<'_>) -> Option<(u32, u32)> {
    if case.context.facts.verb == Verb::Migrate { volumes_after(case) } else { case.target.volume_sizes() }
}

/// Returns what is read back of a target once it is done.
pub(super) fn kept(case: &Case<'_>) -> Kept {
    let volumes = volumes(case).map(|(root_gib, user_gib)| Volumes { root_gib, user_gib });
    // Who had no tags has none to lose, and no call to spend on it.
    Kept { volumes, tags: case.target.deskfleet.tags.as_ref().is_some_and(|tags| !tags.is_empty()) }
}

pub(super) static KEPT: Rule = Rule {
    id: "KEPT-01",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-02", "C2-04", "H-16"],
    dated: GUIDE,
    title: "what a desktop keeps is not known, or is not kept",
    says: "a desktop that is rebuilt or migrated keeps its running mode and its tags, and the sizes of its volumes afterwards \
           follow from those that it has and from both bundles. All of it is read back: where it differs, the desktop is done, \
           and the report says what differs. What was not known before can't be compared",
    advice: "look at what the report names, and put it right with `modify`, `resize` or tags; where tags or bundles could not \
             be read, allow workspaces:DescribeTags and workspaces:DescribeWorkspaceBundles",
    check: |case| {
        let no_tags = case.target.deskfleet.tags.is_none();
        let no_sizes = case.target.volume_sizes().is_some() && volumes(case).is_none();
        let what = match (no_tags, no_sizes) {
            (true, true) => "its tags, and the sizes that its volumes will have, are not known",
            (true, false) => "its tags are not known",
            (false, true) => "the sizes that its volumes will have are not known",
            (false, false) => return None,
        };
        Some(Finding::of(format!("{what}, so they are not compared afterwards")))
    },
};
