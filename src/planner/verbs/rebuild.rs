//! Rebuild: drive C: is made anew from the newest image of the desktop's bundle, drive D: from its last snapshot, and the
//! network interface is another one (domain.md C1-05, C2-02).

use super::{Call, VerbRow, by_id_unless_modified, carry, kept, modify, security_group};
use crate::model::{OperatingSystem, Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::document::{Fact, Otherwise, Requirement};
use crate::planner::rules::{self, About, Finding, GUIDE, Rule, Severity};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &rules::STANDBY,
        &WINDOWS_7,
        &rules::KEY,
        &modify::BUSY,
        &rules::SNAPSHOT,
        &rules::GROUPS,
        &carry::FORMER,
        &security_group::LIMIT,
        &rules::UNSAVED,
        &rules::LOSS,
        &rules::KEY_UNREAD,
        &rules::SNAPSHOT_AGE,
        &carry::FORMER_UNREAD,
        &carry::CARRIED,
        &carry::LOST,
        &rules::ELASTIC,
        &rules::PRIVATE_ADDRESS,
        &kept::KEPT,
    ],
    own_states: &[WorkspaceState::Updating],
    new_address: false,
    volume_snapshots: true,
    interface: true,
    keys: Some(|_| true),
    also: &[Verb::SecurityGroup],
    goal: carry::goal,
    same: |_| None,
    build,
};

static WINDOWS_7: Rule = Rule {
    id: "REB-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["C1-05"],
    dated: GUIDE,
    title: "a public Windows 7",
    says: "the service no longer rebuilds desktops of its own Windows 7 bundles",
    advice: "migrate the desktop to a bundle of a newer Windows",
    check: |case| {
        let is_public = case.bundle?.owner.as_deref() == Some("AMAZON");
        let is_old = case.target.operating_system() == OperatingSystem::Windows7;
        (is_public && is_old).then(|| Finding::of("it is on a public Windows 7 bundle"))
    },
};

fn build(case: &Case<'_>) -> Vec<Call> {
    let before = case.target.deskfleet.interface.as_ref().map(|interface| interface.network_interface_id.clone());
    let same = before.clone().map(|id| Requirement {
        that: Fact::InterfaceIs(id),
        otherwise: Otherwise::Skip,
        rule: rules::SAME.id.to_owned(),
    });
    let mut calls = by_id_unless_modified(case);
    for call in &mut calls {
        call.requires.extend(same.iter().cloned().chain(rules::groups_within(case)).chain(carry::still_there(case)));
        call.interface_not.clone_from(&before);
        call.kept = Some(kept::kept(case));
    }
    calls.extend(carry::call(case));
    calls
}
