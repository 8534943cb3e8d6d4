//! What a desktop that was made anew has now, held against what was observed of it: what differs is told, and makes it no
//! failure.
//!
//! Reads tags, a call for each desktop that had some; all else was read already. Sends nothing.

use super::run::Session;
use super::watch::Round;
use crate::aws::Fault;
use crate::journal::StepRow;
use crate::model::{Follow, Interface, Tag, Workspace};
use crate::planner::document::Volumes;

/// The rule that says what is kept.
const RULE: &str = "KEPT-01";

impl Session<'_> {
    /// Notes in the row of a step that was proven done what its desktop has lost, where it is to be looked at.
    ///
    /// # Errors
    /// When the credentials end; tags that can't be read otherwise are told.
    pub(super) async fn read_back(&self, row: &mut StepRow, round: &Round) -> Result<(), Fault> {
        let step = self.step(&row.step);
        let Some(kept) = &step.proof.kept else { return Ok(()) };
        let now = match step.proof.follow {
            Follow::NewId => row.new_id.as_ref(),
            Follow::SameId | Follow::Gone | Follow::Created => Some(self.desktop(step)),
        };
        let before = self.plan.observed.workspace(&step.target.workspace_id);
        let (Some(before), Some(after)) = (before, now.and_then(|id| round.desktop(id, step))) else { return Ok(()) };
        let mut told = differences(before, after, kept.volumes);
        if kept.tags {
            match self.parts.aws.tags(&after.workspace_id).await {
                Ok(tags) => told.extend(lost_tags(before.deskfleet.tags.as_deref().unwrap_or_default(), &tags)),
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) => told.push(format!("its tags could not be read back: {fault}")),
            }
        }
        if !told.is_empty() {
            row.rule = Some(RULE.to_owned());
            row.reason = Some(told.join("; "));
        }
        Ok(())
    }
}

/// What differs of what `DescribeWorkspaces` shows, and what is surely gone; what was not known before says nothing.
fn differences(before: &Workspace, after: &Workspace, volumes: Option<Volumes>) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(Volumes { root_gib, user_gib }) = volumes {
        match after.volume_sizes() {
            Some((root, user)) if (root, user) != (root_gib, user_gib) => {
                told.push(format!("its volumes are {root} and {user} GiB, {root_gib} and {user_gib} were expected"));
            }
            Some(_) => {}
            None => told.push(format!("its volumes are not shown, {root_gib} and {user_gib} GiB were expected")),
        }
    }
    let word = |value: Option<&str>| value.unwrap_or("not shown").to_owned();
    let (was, is) = (&before.workspace_properties, &after.workspace_properties);
    if let Some(mode) = was.running_mode.as_ref().filter(|mode| is.running_mode.as_ref() != Some(mode)) {
        let found = word(is.running_mode.as_ref().map(crate::model::RunningMode::as_str));
        told.push(format!("its running mode is {found}, it was {mode}"));
    } else if let Some(minutes) = was.running_mode_auto_stop_timeout_in_minutes
        && is.running_mode_auto_stop_timeout_in_minutes != Some(minutes)
    {
        let found = is.running_mode_auto_stop_timeout_in_minutes.map(|found| found.to_string());
        told.push(format!("its AutoStop time in minutes is {}, it was {minutes}", word(found.as_deref())));
    }
    // Whatever made the interface anew left it behind.
    if let Some(address) = before.deskfleet.interface.as_ref().and_then(Interface::elastic_address) {
        told.push(format!("its elastic address {address} is to be associated anew"));
    }
    told
}

/// Which tags it does not have any more as it had them.
fn lost_tags(before: &[Tag], after: &[Tag]) -> Option<String> {
    let lost: Vec<&str> = before.iter().filter(|tag| !after.contains(tag)).map(|tag| tag.key.as_str()).collect();
    (!lost.is_empty()).then(|| format!("these tags are missing or changed: {}", lost.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::RunningMode;

    fn desktop(volumes: (Option<i32>, Option<i32>), mode: Option<RunningMode>, minutes: Option<i32>) -> Workspace {
        let record = serde_json::json!({
            "WorkspaceId": "ws-0123abcde", "DirectoryId": "d-0123abcdef", "UserName": "u", "State": "AVAILABLE",
            "BundleId": "wsb-0123abcde", "WorkspaceProperties": {},
        });
        let mut desktop: Workspace = serde_json::from_value(record).expect("a desktop");
        let own = &mut desktop.workspace_properties;
        (own.root_volume_size_gib, own.user_volume_size_gib) = volumes;
        (own.running_mode, own.running_mode_auto_stop_timeout_in_minutes) = (mode, minutes);
        desktop
    }

    #[test]
    fn what_differs_is_told_with_both_values() {
        use RunningMode::{AlwaysOn, AutoStop};
        let known = (Some(80), Some(50));
        let expected = |root_gib, user_gib| Some(Volumes { root_gib, user_gib });
        let before = desktop(known, Some(AutoStop), Some(60));
        for (volumes, after, told) in [
            (expected(80, 50), before.clone(), &[][..]),
            (None, desktop((Some(175), Some(100)), Some(AutoStop), Some(60)), &[]),
            (expected(175, 50), before.clone(), &["its volumes are 80 and 50 GiB, 175 and 50 were expected"]),
            (expected(80, 100), before.clone(), &["its volumes are 80 and 50 GiB, 80 and 100 were expected"]),
            (
                expected(80, 50),
                desktop((Some(80), None), Some(AlwaysOn), None),
                &[
                    "its volumes are not shown, 80 and 50 GiB were expected",
                    "its running mode is ALWAYS_ON, it was AUTO_STOP",
                ],
            ),
            (None, desktop(known, None, Some(60)), &["its running mode is not shown, it was AUTO_STOP"]),
            (None, desktop(known, Some(AutoStop), Some(120)), &["its AutoStop time in minutes is 120, it was 60"]),
            (None, desktop(known, Some(AutoStop), None), &["its AutoStop time in minutes is not shown, it was 60"]),
        ] {
            assert_eq!(differences(&before, &after, volumes), told, "{:?}", after.workspace_properties);
        }
        let record = serde_json::json!({
            "NetworkInterfaceId": "eni-1", "Groups": [],
            "Association": {"PublicIp": "203.0.113.7", "IpOwnerId": "111122223333"},
        });
        let mut elastic = before.clone();
        elastic.deskfleet.interface = Some(serde_json::from_value(record).expect("an interface"));
        let told = "its elastic address 203.0.113.7 is to be associated anew";
        assert_eq!(differences(&elastic, &before, None), [told]);
        let nothing = desktop((None, None), None, None);
        assert_eq!(differences(&nothing, &before, None), [""; 0], "what was not known says nothing");
    }

    #[test]
    fn tags_are_there_as_they_were() {
        let tag = |key: &str, value: &str| Tag { key: key.to_owned(), value: value.to_owned() };
        let before = [tag("a", "1"), tag("b", "2"), tag("c", "")];
        let more = [tag("c", ""), tag("b", "2"), tag("a", "1"), tag("d", "4")];
        assert_eq!(lost_tags(&before, &more), None, "in any order, and others beside them");
        let fewer = [tag("b", "3"), tag("c", "")];
        let told = "these tags are missing or changed: a, b";
        assert_eq!(lost_tags(&before, &fewer).as_deref(), Some(told));
        assert_eq!(lost_tags(&[], &fewer), None);
    }
}
