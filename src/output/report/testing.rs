//! A plan with one of everything, for the tests of what is told.

use super::*;
use serde_json::json;

/// Returns a migration of three: one acted on, one held, with others left out.
pub(in crate::output) fn plan() -> Plan {
    let target = |id: &str, user: &str| json!({"workspace_id": id, "directory_id": "d-0123456789", "user_name": user});
    let step = |id: &str, workspace: &str, user: &str| {
        json!({"id": id, "verb": "migrate", "operation": "MigrateWorkspace",
            "parameters": {"SourceWorkspaceId": workspace, "BundleId": "wsb-0123abcde"},
            "target": target(workspace, user), "named": false, "requires": [], "follows": [],
            "late_after_s": 3600, "deadline_s": 43200,
            "proof": {"follow": "new_id", "states": ["AVAILABLE"], "bundle_id": "wsb-0123abcde", "known_ids": [workspace]},
            "repeat": "once_more"})
    };
    let verdict = |id: &str, user: &str, rule: &str, reason: &str| json!({"target": id, "workspace": target(id, user), "named": false, "rule": rule, "reason": reason});
    let mut held = verdict("ws-0000000002", "bob", "CONN-01", "somebody is connected");
    held["until"] = json!("2026-01-05T14:20:00Z");
    let plan = json!({
        "schema": 1, "id": "0".repeat(64), "made_at": "2026-01-05T08:00:00Z", "expires_at": "2026-01-12T08:00:00Z",
        "scope": {"account": "111122223333", "region": "us-east-1", "simulated": true},
        "intent": {"verb": "migrate", "parameters": {"bundle_id": "wsb-0123abcde"}, "selection": ["--os", "WINDOWS_10"], "reason": "end of support"},
        "policy": {"strategy": "waves", "wave": 25, "max_in_flight": 25, "canary": 0, "after_canary_s": null,
            "max_failures": "10pct", "connected": "defer", "protect_tag": "deskfleet-protect", "lowered": ["SG-01"],
            "skip_refused": true, "expires_s": 604_800},
        "observed": {"seen_at": "2026-01-05T08:00:00Z", "scope": {"account": "111122223333", "region": "us-east-1", "simulated": true},
            "workspaces": [], "directories": [],
            "bundles": [{"BundleId": "wsb-0123abcde", "Name": "win11-standard"}],
            "subnets": [{"SubnetId": "subnet-0123456789", "AvailableIpAddressCount": 200}], "gaps": []},
        "steps": [step("S-0001", "ws-0000000001", "ada"), step("S-0002", "ws-0000000002", "bob")],
        "waves": [["S-0001"], ["S-0002"]],
        "unchanged": [verdict("ws-0000000003", "eve", "SAME-01", "it is on this bundle already")],
        "skipped": [verdict("ws-0000000004", "zoe", "STATE-01", "it is STOPPING")],
        "held": [held],
        "refused": [verdict("ws-0000000005", "=cmd\u{202e}", "MIG-04", "Windows can't become Linux")],
        "warnings": [{"rule": "VSNAP-02", "text": "the last volume snapshot is 13h old", "targets": ["ws-0000000001"]}],
        "estimate": {"calls": {"DescribeWorkspaces": 42, "MigrateWorkspace": 2}, "duration_s": 4800,
            "addresses": {"subnet-0123456789": 1}, "irreversible": ["drive C:"]},
    });
    serde_json::from_value(plan).expect("a plan")
}
