//! A fleet as data: desktops in the API's member names, with what could not be read beside them.
//!
//! Imports `inventory` and `model`.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::Printer;
use super::format::{Column, Layout, Listing, find_column};
use super::report::{is_denial, policy_hint};
use crate::inventory::{Gap, Snapshot};
use crate::model::{Asked, Workspace, WorkspaceId};

/// The document's schema is that of every listing; these are the columns of a desktop.
static COLUMNS: &[Column] = &[
    Column::new("WorkspaceId", &["WorkspaceId"]).whole(),
    Column::new("UserName", &["UserName"]),
    Column::new("State", &["State"]).whole(),
    Column::new("OperatingSystem", &["WorkspaceProperties", "OperatingSystemName"]).drops(1),
    Column::new("ComputeType", &["WorkspaceProperties", "ComputeTypeName"]).drops(3),
    Column::new("RunningMode", &["WorkspaceProperties", "RunningMode"]).drops(2),
    Column::new("BundleId", &["BundleId"]).drops(5),
    Column::new("DirectoryId", &["DirectoryId"]).drops(4),
    Column::new("IpAddress", &["IpAddress"]).whole(),
    Column::extra("ComputerName", &["ComputerName"]),
    Column::extra("SubnetId", &["SubnetId"]),
    Column::extra("Protocols", &["WorkspaceProperties", "Protocols"]),
    Column::extra("RootVolumeSizeGib", &["WorkspaceProperties", "RootVolumeSizeGib"]),
    Column::extra("UserVolumeSizeGib", &["WorkspaceProperties", "UserVolumeSizeGib"]),
    Column::extra("AutoStopTimeoutMinutes", &["WorkspaceProperties", "RunningModeAutoStopTimeoutInMinutes"]),
    Column::extra("RootVolumeEncrypted", &["RootVolumeEncryptionEnabled"]),
    Column::extra("UserVolumeEncrypted", &["UserVolumeEncryptionEnabled"]),
    Column::extra("VolumeEncryptionKey", &["VolumeEncryptionKey"]),
    Column::extra("WorkspaceName", &["WorkspaceName"]),
    Column::extra("ErrorCode", &["ErrorCode"]),
    Column::extra("ErrorMessage", &["ErrorMessage"]),
    Column::extra("ConnectionState", &["Deskfleet", "Connection", "ConnectionState"]),
    Column::extra("LastConnection", &["Deskfleet", "Connection", "LastKnownUserConnectionTimestamp"]),
    Column::extra("Tags", &["Deskfleet", "Tags"]),
    Column::extra("RebuildSnapshots", &["Deskfleet", "VolumeSnapshots", "RebuildSnapshots"]),
    Column::extra("RestoreSnapshots", &["Deskfleet", "VolumeSnapshots", "RestoreSnapshots"]),
    Column::extra("InterfaceId", &["Deskfleet", "Interface", "NetworkInterfaceId"]),
    Column::extra("SecurityGroups", &["Deskfleet", "Interface", "Groups"]),
    Column::extra("RootVolumeMayGrowAt", &["Deskfleet", "Clocks", "RootVolumeMayGrowAt"]),
    Column::extra("UserVolumeMayGrowAt", &["Deskfleet", "Clocks", "UserVolumeMayGrowAt"]),
    Column::extra("ComputeTypeMayGrowAt", &["Deskfleet", "Clocks", "ComputeTypeMayGrowAt"]),
    Column::extra("ComputeTypeMayShrinkAt", &["Deskfleet", "Clocks", "ComputeTypeMayShrinkAt"]),
    Column::extra("InStateSince", &["Deskfleet", "Clocks", "InStateSince"]),
];

/// Returns chosen desktops of a fleet as a listing, in the order of the ids.
#[must_use]
pub fn fleet_listing(seen: &Snapshot, chosen: &[WorkspaceId], layout: Layout) -> Listing {
    let mut rest = Map::new();
    rest.insert("Gaps".to_owned(), json!(seen.gaps));
    Listing {
        member: "Workspaces",
        items: chosen
            .iter()
            .filter_map(|id| seen.workspace(id))
            .map(|workspace| item(workspace, seen.seen_at))
            .collect(),
        rest,
        columns: COLUMNS,
        also: &[],
        layout,
    }
}

/// Returns a desktop as data: with its clocks, what follows from them.
fn item(workspace: &Workspace, now: Timestamp) -> Value {
    let mut item = json!(workspace);
    let Some(clocks) = &workspace.deskfleet.clocks else { return item };
    let shown = &mut item["Deskfleet"]["Clocks"];
    for (name, asked) in [
        ("RootVolumeMayGrowAt", Asked::GrowRoot),
        ("UserVolumeMayGrowAt", Asked::GrowUser),
        ("ComputeTypeMayGrowAt", Asked::GrowCompute),
        ("ComputeTypeMayShrinkAt", Asked::ShrinkCompute),
    ] {
        // A moment that is past says that it is allowed; what nobody knows is no moment, and no permission.
        shown[name] = clocks.allowed(asked, now).from.map_or_else(|| json!("unknown"), |from| json!(from));
    }
    if let Some(since) = clocks.in_state_since(&workspace.state) {
        shown["InStateSince"] = json!(since);
    }
    item
}

/// Returns the names of all columns of a desktop.
#[must_use]
pub fn fleet_columns() -> Vec<String> {
    COLUMNS.iter().map(|column| column.name.to_owned()).collect()
}

/// Returns the members of `Deskfleet` that columns show, by the names that people write.
#[must_use]
pub fn fleet_members(columns: &[String]) -> BTreeSet<&'static str> {
    let wanted = columns.iter().filter_map(|name| find_column(COLUMNS, name));
    wanted.filter(|column| column.path[0] == "Deskfleet").filter_map(|column| column.path.get(1).copied()).collect()
}

/// How many desktops a warning names: a fleet without addresses is one line to read, not 10,000.
const GAP_TARGETS_SHOWN_MAX: usize = 3;

/// Warns of what could not be read, whatever the format: a script that pipes the data away has a log.
///
/// One line for all that is missing for the same reason; the document has each.
pub fn warn_gaps(printer: &Printer, seen: &Snapshot) {
    warn_gaps_at(printer, seen, "");
    hint_at_denials(printer, [seen]);
}

/// As `warn_gaps`, where several scopes are read: says of each which one it is.
pub fn warn_gaps_in_scopes<'a>(printer: &Printer, seen: impl Iterator<Item = &'a Snapshot> + Clone) {
    seen.clone().for_each(|seen| warn_gaps_at(printer, seen, &format!(" in {}", seen.scope)));
    hint_at_denials(printer, seen);
}

fn hint_at_denials<'a>(printer: &Printer, seen: impl IntoIterator<Item = &'a Snapshot>) {
    if seen.into_iter().flat_map(|seen| &seen.gaps).any(|gap| is_denial(&gap.reason)) {
        printer.hint(&policy_hint("COMMAND"));
    }
}

/// The same of gaps that are in no snapshot.
pub fn warn_missing(printer: &Printer, gaps: &[Gap]) {
    warn_of(printer, gaps, "");
    if gaps.iter().any(|gap| is_denial(&gap.reason)) {
        printer.hint(&policy_hint("COMMAND"));
    }
}

fn warn_gaps_at(printer: &Printer, seen: &Snapshot, place: &str) {
    warn_of(printer, &seen.gaps, place);
}

fn warn_of(printer: &Printer, gaps: &[Gap], place: &str) {
    let mut alike: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    for gap in gaps {
        alike.entry((&gap.what, &gap.reason)).or_default().extend(gap.of.as_deref());
    }
    for ((what, reason), of) in alike {
        let shown = of.iter().take(GAP_TARGETS_SHOWN_MAX).copied().collect::<Vec<_>>().join(", ");
        let of = match (of.len(), of.len().saturating_sub(GAP_TARGETS_SHOWN_MAX)) {
            (0, _) => String::new(),
            (_, 0) => format!(" of {shown}"),
            (_, more) => format!(" of {shown} and {more} more"),
        };
        printer.warn(&format!("could not read {what}{of}{place}: {reason}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::printer;
    use super::super::{Format, Look, Shape, emit};
    use super::*;

    fn seen() -> Snapshot {
        serde_json::from_value(json!({
            "seen_at": "2026-01-05T08:00:00Z",
            "scope": {"account": "111122223333", "region": "us-east-1"},
            "workspaces": [
                {"WorkspaceId": "ws-0000000001", "DirectoryId": "d-0123456789", "UserName": "ada", "State": "AVAILABLE", "BundleId": "wsb-0123abcde",
                 "WorkspaceProperties": {"RunningMode": "AUTO_STOP", "ComputeTypeName": "STANDARD", "OperatingSystemName": "WINDOWS_10"}},
                {"WorkspaceId": "ws-0000000002", "DirectoryId": "d-0123456789", "UserName": "bob", "State": "STOPPED", "BundleId": "wsb-0123abcde",
                 "WorkspaceProperties": {}, "Deskfleet": {"Tags": [{"Key": "team", "Value": "x"}]}},
            ],
            "directories": [], "bundles": [], "subnets": [],
            "gaps": [{"What": "Tags", "Of": "ws-0000000001", "Reason": "AccessDenied"}],
        }))
        .expect("a snapshot")
    }

    #[test]
    fn documents_keep_the_services_names_and_name_what_is_missing() {
        let seen = seen();
        let ids: Vec<_> = seen.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect();
        let document = fleet_listing(&seen, &ids[..1], Layout::Rows).document();
        assert_eq!(document["schema"], 1);
        assert_eq!(document["Workspaces"][0]["WorkspaceProperties"]["RunningMode"], "AUTO_STOP");
        assert!(document["Workspaces"][0].get("Deskfleet").is_none(), "what was not read is absent");
        assert_eq!(document["Gaps"][0]["Of"], "ws-0000000001");
        assert_eq!(document["Workspaces"].as_array().map(Vec::len), Some(1));
    }

    /// What is not known is shown as unknown, and only where somebody asked.
    #[test]
    fn clocks_say_when_something_is_allowed_again() {
        let mut seen = seen();
        seen.workspaces[0].deskfleet.clocks = Some(
            serde_json::from_value(json!({
                "Changes": [{"What": "USER_VOLUME", "At": "2026-01-05T04:00:00Z", "Source": "run", "Origin": "R-1", "Certain": true}],
                "State": {"State": "AVAILABLE", "FirstAt": "2026-01-05T07:00:00Z"},
            }))
            .expect("clocks"),
        );
        let ids: Vec<_> = seen.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect();
        let document = fleet_listing(&seen, &ids, Layout::Blocks).document();
        let clocks = &document["Workspaces"][0]["Deskfleet"]["Clocks"];
        assert_eq!(clocks["UserVolumeMayGrowAt"], "2026-01-05T10:00:00Z");
        assert_eq!(
            (&clocks["RootVolumeMayGrowAt"], &clocks["ComputeTypeMayShrinkAt"]),
            (&json!("unknown"), &json!("unknown"))
        );
        assert_eq!(clocks["InStateSince"], "2026-01-05T07:00:00Z");
        assert_eq!(document["Workspaces"][1]["Deskfleet"].get("Clocks"), None);
    }

    #[test]
    fn columns_say_what_must_be_read_for_them() {
        let columns = ["UserName", "tags", "security-groups", "Nonsense"].map(str::to_owned);
        assert_eq!(fleet_members(&columns), BTreeSet::from(["Interface", "Tags"]));
    }

    #[test]
    fn gaps_are_told_on_stderr() {
        let (printer, out, err) = printer(Look::default());
        warn_gaps(&printer, &seen());
        assert_eq!(
            err.text(),
            "warning: could not read Tags of ws-0000000001: AccessDenied\n\
             hint: `deskfleet iam-policy COMMAND` prints the permissions that it needs\n"
        );
        assert_eq!(out.text(), "");
    }

    #[test]
    fn what_is_missing_for_one_reason_is_one_line() {
        let mut seen = seen();
        let gap = |number: u32, reason: &str| Gap {
            what: "Interface".to_owned(),
            of: Some(format!("ws-{number:010}")),
            reason: reason.to_owned(),
        };
        seen.gaps = (1..=5).map(|number| gap(number, "no address")).collect();
        seen.gaps.push(gap(6, "another reason"));
        seen.gaps.push(Gap { what: "Bundles".to_owned(), of: None, reason: "AccessDenied".to_owned() });
        let (printer, _, err) = printer(Look::default());
        warn_gaps(&printer, &seen);
        let expected = "warning: could not read Bundles: AccessDenied\n\
                        warning: could not read Interface of ws-0000000006: another reason\n\
                        warning: could not read Interface of ws-0000000001, ws-0000000002, ws-0000000003 and 2 more: no address\n\
                        hint: `deskfleet iam-policy COMMAND` prints the permissions that it needs\n";
        assert_eq!(err.text(), expected);
    }

    /// Each column can be asked for by its own name, and finds what the document holds.
    #[test]
    fn columns_are_paths_of_the_document() {
        let seen = seen();
        let (printer, out, _) = printer(Look::default());
        let shape = Shape { format: Format::Tabs, columns: Some(fleet_columns()), headers: false, query: None };
        let ids = [seen.workspaces[1].workspace_id.clone()];
        emit(&printer, &fleet_listing(&seen, &ids, Layout::Rows), &shape).expect("written");
        assert!(
            out.text().starts_with("ws-0000000002\tbob\tSTOPPED\t") && out.text().contains("\tteam=x\t"),
            "{}",
            out.text()
        );
    }
}
