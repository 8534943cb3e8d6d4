//! KMS, and what a key that is not enabled does to a desktop that restarts.

use serde_json::{Value, json};

use super::{Caller, Seen, json_request};
use crate::sim::world::{DesktopState, Key, KeyState, RunningMode};
use crate::sim::{FleetKind, WorldSpec};

const KEY: &str = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const ALIAS: &str = "arn:aws:kms:us-east-1:111122223333:alias/desktops";

fn describe(caller: &Caller, key: &str) -> Seen {
    let parameters = json!({ "KeyId": key });
    caller.raw(&json_request("kms", "TrentService.DescribeKey", &parameters.to_string()))
}

/// One desktop in `AutoStop` whose volumes are encrypted with a key in this state.
fn encrypted(spec: WorldSpec, key: KeyState, state: DesktopState) -> (Caller, String) {
    let caller = Caller::new(WorldSpec { desktops: 1, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let id = caller.first();
    let created_at = caller.now;
    caller.edit(|world| {
        let key = Key {
            id: "1234abcd-12ab-34cd-56ef-1234567890ab".to_owned(),
            arn: KEY.to_owned(),
            alias: Some(ALIAS.to_owned()),
            state: key,
            managed: false,
            created_at,
        };
        world.keys.insert(KEY.to_owned(), key);
    });
    caller.edit_desktop(&id, |desktop| {
        desktop.state = state;
        desktop.hibernated = state == DesktopState::Stopped;
        desktop.running_mode = RunningMode::AutoStop(60);
        desktop.encryption_key = Some(KEY.to_owned());
    });
    (caller, id)
}

#[test]
fn a_key_is_described_by_id_arn_and_alias_in_each_state() {
    for (state, word, enabled) in [
        (KeyState::Enabled, "Enabled", true),
        (KeyState::Disabled, "Disabled", false),
        (KeyState::PendingDeletion(super::Timestamp::MAX), "PendingDeletion", false),
    ] {
        let (caller, id) = encrypted(WorldSpec::default(), state, DesktopState::Available);
        let shown = caller.shown(&id).expect("the desktop");
        assert_eq!((&shown["VolumeEncryptionKey"], &shown["RootVolumeEncryptionEnabled"]), (&json!(KEY), &json!(true)));
        for named in [KEY, ALIAS, "alias/desktops", "1234abcd-12ab-34cd-56ef-1234567890ab"] {
            let metadata = &describe(&caller, named).body["KeyMetadata"];
            assert_eq!((&metadata["Arn"], &metadata["KeyState"]), (&json!(KEY), &json!(word)), "{named}");
            assert_eq!((&metadata["Enabled"], &metadata["KeyManager"]), (&json!(enabled), &json!("CUSTOMER")));
            assert_eq!(metadata.get("DeletionDate").is_some(), word == "PendingDeletion");
        }
        let record = caller.last();
        assert_eq!((record.service.as_str(), record.operation.as_str(), record.applied), ("kms", "DescribeKey", false));
    }
}

#[test]
fn unknown_keys_operations_and_signatures_are_refused() {
    let (caller, _) = encrypted(WorldSpec::default(), KeyState::Enabled, DesktopState::Available);
    for named in ["alias/other", "99999999-12ab-34cd-56ef-1234567890ab"] {
        let seen = describe(&caller, named);
        assert_eq!((seen.status, seen.code()), (400, "NotFoundException"));
    }
    let none = caller.raw(&json_request("kms", "TrentService.DescribeKey", "{}"));
    assert_eq!(none.code(), "ValidationException");
    let other = caller.raw(&json_request("kms", "TrentService.DisableKey", "{}"));
    assert_eq!(other.code(), "UnknownOperationException");
    let signed_for_another = caller.raw(&json_request("workspaces", "TrentService.DescribeKey", "{}"));
    assert_eq!(signed_for_another.code(), "InvalidSignatureException");
}

#[test]
fn the_services_own_key_is_there_for_the_desktops_that_name_it() {
    let caller = Caller::uniform(9);
    let encrypted: Vec<Value> = caller
        .view()
        .desktops
        .iter()
        .filter_map(|desktop| caller.shown(&desktop.id)?.get("VolumeEncryptionKey").cloned())
        .collect();
    assert_eq!(encrypted.len(), 1);
    let metadata = &describe(&caller, encrypted[0].as_str().expect("a key")).body["KeyMetadata"];
    assert_eq!((&metadata["KeyManager"], &metadata["KeyState"]), (&json!("AWS"), &json!("Enabled")));
}

/// C1-04 and section M: accepted, noted, and the desktop is unusable afterwards; with an enabled key nothing happens.
#[test]
fn a_restart_without_its_key_makes_a_desktop_unusable() {
    let deleted = KeyState::PendingDeletion(super::Timestamp::MAX);
    for (operation, from, row) in [("Reboot", DesktopState::Available, "C1-04"), ("Start", DesktopState::Stopped, "M")]
    {
        for (key, usable) in [(KeyState::Enabled, true), (KeyState::Disabled, false), (deleted, false)] {
            for ignored in [false, true] {
                let ignored_rows = ignored.then(|| row.to_owned()).into_iter().collect();
                let (mut caller, id) = encrypted(WorldSpec { ignored_rows, ..WorldSpec::default() }, key, from);
                let parameters = json!({ format!("{operation}WorkspaceRequests"): [{ "WorkspaceId": id }] });
                caller.good(&format!("{operation}Workspaces"), parameters);
                let noted: &[&str] = if usable || ignored { &[] } else { &[row] };
                assert_eq!(
                    (caller.last().violations, caller.last().failed.len()),
                    (noted.iter().map(|row| (*row).to_owned()).collect(), 0)
                );
                caller.wait(10);
                let shown = caller.shown(&id).expect("the desktop");
                assert_eq!(shown["State"], if usable { "AVAILABLE" } else { "ERROR" }, "{operation} {key:?}");
                assert_eq!(shown.get("ErrorCode").is_some(), !usable);
            }
        }
    }
}

/// B-15 and B-23: another compute type or protocol restarts it, too, and so does being always on what was stopped.
#[test]
fn a_change_that_restarts_a_desktop_without_its_key_makes_it_unusable() {
    let table = [
        (json!({ "ComputeTypeName": "POWERPRO" }), DesktopState::Available, Some("C1-04")),
        (json!({ "Protocols": ["WSP"] }), DesktopState::Available, Some("C1-04")),
        (json!({ "RunningMode": "ALWAYS_ON" }), DesktopState::Stopped, Some("M")),
        (json!({ "RunningMode": "ALWAYS_ON" }), DesktopState::Available, None),
        (json!({ "UserVolumeSizeGib": 100 }), DesktopState::Available, None),
    ];
    for (properties, from, row) in table {
        for (key, ignored) in [(KeyState::Enabled, false), (KeyState::Disabled, false), (KeyState::Disabled, true)] {
            let ignored_rows = row.filter(|_| ignored).map(str::to_owned).into_iter().collect();
            let (mut caller, id) = encrypted(WorldSpec { ignored_rows, ..WorldSpec::default() }, key, from);
            caller.edit_desktop(&id, |desktop| {
                "PCOIP".clone_into(&mut desktop.protocol);
                desktop.made_for_pcoip = true;
                (desktop.root_gib, desktop.user_gib) = (80, 50);
            });
            caller.good("ModifyWorkspaceProperties", json!({ "WorkspaceId": id, "WorkspaceProperties": properties }));
            let usable = row.is_none() || key == KeyState::Enabled;
            let noted: Vec<&str> = row.filter(|_| !usable && !ignored).into_iter().collect();
            assert_eq!(caller.last().violations, noted, "{properties} {key:?}");
            caller.wait(120);
            let shown = caller.shown(&id).expect("the desktop");
            let code = shown.get("ErrorCode").and_then(Value::as_str);
            assert_eq!(shown["State"] == "ERROR", !usable, "{properties} {key:?}: {shown}");
            assert_eq!(code, (!usable).then_some("InternalError.VolumeEncryptionKey"));
        }
    }
}
