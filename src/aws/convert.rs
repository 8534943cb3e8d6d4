//! The service's records in our words: unknown values are kept, a record without what identifies it is a gap.
//!
//! Never a panic and never an invented value: what the service did not say is absent. Imports `model`, `inventory`; the
//! counterpart for EC2 stands in `ec2`.

use aws_sdk_workspaces::types as sdk;
use aws_smithy_types::DateTime;
use jiff::Timestamp;

use crate::inventory::Gap;
use crate::model::{
    Bundle, BundleId, Compute, Connection, ConnectionState, DataReplicationSettings, Directory, DirectoryId, Extras,
    ModificationState, OperatingSystem, Protocol, RelatedWorkspace, RunningMode, StandbyWorkspacesProperties, SubnetId,
    Tag, VolumeSnapshot, Workspace, WorkspaceId, WorkspaceProperties, WorkspaceState,
};

/// Takes a member that a record is useless without.
pub(super) fn needed<T>(value: Option<T>, what: &str, of: Option<&str>, member: &str) -> Result<T, Gap> {
    value.ok_or_else(|| Gap {
        what: what.to_owned(),
        of: of.map(ToOwned::to_owned),
        reason: format!("the service gave a record without {member}"),
    })
}

/// Sorts records into those that can be used and gaps for the others.
pub(super) fn sorted<S, T>(records: Vec<S>, convert: impl Fn(S) -> Result<T, Gap>, gaps: &mut Vec<Gap>) -> Vec<T> {
    let mut usable = Vec::with_capacity(records.len());
    for record in records {
        match convert(record) {
            Ok(record) => usable.push(record),
            Err(gap) => gaps.push(gap),
        }
    }
    usable
}

pub(super) fn workspace(from: sdk::Workspace) -> Result<Workspace, Gap> {
    const WHAT: &str = "Workspace";
    let id = needed(from.workspace_id, WHAT, None, "WorkspaceId")?;
    let directory_id = needed(from.directory_id, WHAT, Some(&id), "DirectoryId")?;
    let bundle_id = needed(from.bundle_id, WHAT, Some(&id), "BundleId")?;
    let state = needed(from.state, WHAT, Some(&id), "State")?;
    Ok(Workspace {
        workspace_id: WorkspaceId::from_service(id),
        directory_id: DirectoryId::from_service(directory_id),
        user_name: from.user_name.unwrap_or_default(),
        ip_address: from.ip_address.filter(|address| !address.is_empty()),
        state: WorkspaceState::from(state.as_str()),
        bundle_id: BundleId::from_service(bundle_id),
        subnet_id: from.subnet_id.map(SubnetId::from_service),
        error_message: from.error_message,
        error_code: from.error_code,
        computer_name: from.computer_name,
        volume_encryption_key: from.volume_encryption_key,
        user_volume_encryption_enabled: from.user_volume_encryption_enabled,
        root_volume_encryption_enabled: from.root_volume_encryption_enabled,
        workspace_name: from.workspace_name,
        workspace_properties: from.workspace_properties.map(properties).unwrap_or_default(),
        modification_states: from.modification_states.unwrap_or_default().iter().map(modification).collect(),
        related_workspaces: from.related_workspaces.unwrap_or_default().into_iter().map(related).collect(),
        data_replication_settings: from.data_replication_settings.map(replication),
        standby_workspaces_properties: from
            .standby_workspaces_properties
            .unwrap_or_default()
            .into_iter()
            .map(standby)
            .collect(),
        deskfleet: Extras::default(),
    })
}

fn properties(from: sdk::WorkspaceProperties) -> WorkspaceProperties {
    WorkspaceProperties {
        running_mode: from.running_mode.map(|mode| RunningMode::from(mode.as_str())),
        running_mode_auto_stop_timeout_in_minutes: from.running_mode_auto_stop_timeout_in_minutes,
        root_volume_size_gib: from.root_volume_size_gib,
        user_volume_size_gib: from.user_volume_size_gib,
        compute_type_name: from.compute_type_name.map(|compute| Compute::from(compute.as_str())),
        protocols: from
            .protocols
            .unwrap_or_default()
            .iter()
            .map(|protocol| Protocol::from(protocol.as_str()))
            .collect(),
        operating_system_name: from.operating_system_name.map(|system| OperatingSystem::from(system.as_str())),
        nested_virtualization_enabled: from.nested_virtualization_enabled,
    }
}

fn modification(from: &sdk::ModificationState) -> ModificationState {
    ModificationState { resource: text(from.resource.as_ref()), state: text(from.state.as_ref()) }
}

fn replication(from: sdk::DataReplicationSettings) -> DataReplicationSettings {
    DataReplicationSettings {
        data_replication: from.data_replication.map(|word| word.as_str().to_owned()),
        recovery_snapshot_time: from.recovery_snapshot_time.and_then(timestamp),
    }
}

fn standby(from: sdk::StandbyWorkspacesProperties) -> StandbyWorkspacesProperties {
    StandbyWorkspacesProperties {
        standby_workspace_id: from.standby_workspace_id.map(WorkspaceId::from_service),
        data_replication: from.data_replication.map(|word| word.as_str().to_owned()),
        recovery_snapshot_time: from.recovery_snapshot_time.and_then(timestamp),
    }
}

fn related(from: sdk::RelatedWorkspaceProperties) -> RelatedWorkspace {
    RelatedWorkspace {
        workspace_id: from.workspace_id.map(WorkspaceId::from_service),
        region: from.region,
        state: from.state.map(|state| WorkspaceState::from(state.as_str())),
        r#type: from.r#type.map(|kind| kind.as_str().to_owned()),
    }
}

fn text(value: Option<&impl AsRef<str>>) -> String {
    value.map(|value| value.as_ref().to_owned()).unwrap_or_default()
}

pub(super) fn directory(from: sdk::WorkspaceDirectory) -> Result<Directory, Gap> {
    let id = needed(from.directory_id, "Directory", None, "DirectoryId")?;
    Ok(Directory {
        directory_id: DirectoryId::from_service(id),
        directory_name: from.directory_name,
        alias: from.alias,
        directory_type: from.directory_type.map(|kind| kind.as_str().to_owned()),
        state: from.state.map(|state| state.as_str().to_owned()),
        subnet_ids: from.subnet_ids.unwrap_or_default().into_iter().map(SubnetId::from_service).collect(),
        tenancy: from.tenancy.map(|tenancy| tenancy.as_str().to_owned()),
        user_identity_type: from.user_identity_type.map(|kind| kind.as_str().to_owned()),
        workspace_security_group_id: from.workspace_security_group_id,
        custom_security_group_id: from
            .workspace_creation_properties
            .and_then(|properties| properties.custom_security_group_id),
    })
}

pub(super) fn bundle(from: sdk::WorkspaceBundle) -> Result<Bundle, Gap> {
    let id = needed(from.bundle_id, "Bundle", None, "BundleId")?;
    Ok(Bundle {
        bundle_id: BundleId::from_service(id),
        name: from.name,
        owner: from.owner,
        description: from.description,
        image_id: from.image_id,
        compute_type: from.compute_type.and_then(|compute| compute.name).map(|name| Compute::from(name.as_str())),
        root_storage_gib: from.root_storage.and_then(|storage| storage.capacity.trim().parse().ok()),
        user_storage_gib: from.user_storage.and_then(|storage| storage.capacity.trim().parse().ok()),
        state: from.state.map(|state| state.as_str().to_owned()),
        bundle_type: from.bundle_type.map(|kind| kind.as_str().to_owned()),
    })
}

pub(super) fn connection(from: sdk::WorkspaceConnectionStatus) -> Result<(WorkspaceId, Connection), Gap> {
    let id = needed(from.workspace_id, "Connection", None, "WorkspaceId")?;
    let connection = Connection {
        // Not said is not known, and UNKNOWN is never taken for "nobody is there".
        connection_state: from
            .connection_state
            .map_or(ConnectionState::Unknown, |state| ConnectionState::from(state.as_str())),
        connection_state_check_timestamp: from.connection_state_check_timestamp.and_then(timestamp),
        last_known_user_connection_timestamp: from.last_known_user_connection_timestamp.and_then(timestamp),
    };
    Ok((WorkspaceId::from_service(id), connection))
}

pub(super) fn volume_snapshots(from: Option<Vec<sdk::Snapshot>>) -> Vec<VolumeSnapshot> {
    from.unwrap_or_default()
        .into_iter()
        .map(|snapshot| VolumeSnapshot { snapshot_time: snapshot.snapshot_time.and_then(timestamp) })
        .collect()
}

pub(super) fn tags(from: Option<Vec<sdk::Tag>>) -> Vec<Tag> {
    let mut tags: Vec<Tag> = from
        .unwrap_or_default()
        .into_iter()
        .map(|tag| Tag { key: tag.key, value: tag.value.unwrap_or_default() })
        .collect();
    tags.sort();
    tags
}

/// A time outside of what can be written (years -9999 to 9999) is no time.
pub(super) fn timestamp(from: DateTime) -> Option<Timestamp> {
    let nanoseconds = i32::try_from(from.subsec_nanos()).ok()?;
    Timestamp::new(from.secs(), nanoseconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole() -> sdk::Workspace {
        sdk::Workspace::builder()
            .workspace_id("ws-00000001")
            .directory_id("d-0123456789")
            .bundle_id("wsb-00000001")
            .state("DREAMING".into())
            .workspace_properties(
                sdk::WorkspaceProperties::builder()
                    .compute_type_name("QUANTUM".into())
                    .operating_system_name("WINDOWS_11".into())
                    .protocols("WSP".into())
                    .protocols("TELEPATHY".into())
                    .build(),
            )
            .build()
    }

    /// The service leaves out what it does not want to say, and an emulator half of it: that is no "no".
    #[test]
    fn what_was_left_out_stays_out() {
        let record = serde_json::to_value(workspace(whole()).expect("whole")).expect("a document");
        let members: Vec<&str> = record.as_object().expect("an object").keys().map(String::as_str).collect();
        let said = ["BundleId", "DirectoryId", "State", "UserName", "WorkspaceId", "WorkspaceProperties"];
        assert_eq!(members, said);
        let mut encrypted = whole();
        encrypted.root_volume_encryption_enabled = Some(false);
        assert_eq!(workspace(encrypted).expect("whole").root_volume_encryption_enabled, Some(false), "said is said");
    }

    /// Half of it is what a standby tells of itself, the other half what a primary tells of its standbys.
    #[test]
    fn how_data_comes_to_a_standby_is_kept() {
        let (word, at) = (sdk::DataReplication::PrimaryAsSource, DateTime::from_secs(1_700_000_000));
        let mut record = whole();
        record.data_replication_settings = Some(
            sdk::DataReplicationSettings::builder().data_replication(word.clone()).recovery_snapshot_time(at).build(),
        );
        let told =
            sdk::StandbyWorkspacesProperties::builder().standby_workspace_id("ws-00000002").data_replication(word);
        record.standby_workspaces_properties = Some(vec![told.recovery_snapshot_time(at).build()]);
        let shown = serde_json::to_value(workspace(record).expect("whole")).expect("a document");
        let expected =
            serde_json::json!({"DataReplication": "PRIMARY_AS_SOURCE", "RecoverySnapshotTime": "2023-11-14T22:13:20Z"});
        assert_eq!(shown["DataReplicationSettings"], expected);
        let told = &shown["StandbyWorkspacesProperties"][0];
        assert_eq!(
            (&told["StandbyWorkspaceId"], &told["RecoverySnapshotTime"]),
            (&"ws-00000002".into(), &expected["RecoverySnapshotTime"])
        );
    }

    #[test]
    fn unknown_values_are_kept_as_they_came() {
        let workspace = workspace(whole()).expect("whole");
        assert_eq!(workspace.state.as_str(), "DREAMING");
        let properties = workspace.workspace_properties;
        assert_eq!(properties.compute_type_name.expect("kept").as_str(), "QUANTUM");
        assert_eq!(properties.operating_system_name, Some(OperatingSystem::Windows11));
        assert_eq!(properties.protocols, [Protocol::Wsp, Protocol::Other("TELEPATHY".to_owned())]);
    }

    #[test]
    fn a_record_without_its_ids_is_a_gap_that_names_it() {
        let gap = |change: fn(&mut sdk::Workspace)| {
            let mut record = whole();
            change(&mut record);
            workspace(record).expect_err("a gap")
        };
        assert_eq!(gap(|record| record.workspace_id = None).of, None);
        let incomplete = gap(|record| record.bundle_id = None);
        assert_eq!(incomplete.of.as_deref(), Some("ws-00000001"));
        assert!(incomplete.reason.contains("BundleId"), "{incomplete:?}");
        let mut gaps = Vec::new();
        let kept = sorted(vec![whole(), sdk::Workspace::builder().build()], workspace, &mut gaps);
        assert_eq!((kept.len(), gaps.len()), (1, 1));
        assert_eq!(directory(sdk::WorkspaceDirectory::builder().build()).expect_err("a gap").what, "Directory");
        assert_eq!(bundle(sdk::WorkspaceBundle::builder().build()).expect_err("a gap").what, "Bundle");
    }

    #[test]
    fn times_and_sizes_that_make_no_sense_are_absent() {
        assert_eq!(timestamp(DateTime::from_secs(i64::MAX)), None);
        let at = timestamp(DateTime::from_secs_f64(1_543_356_675.285)).expect("a time");
        assert_eq!(at.as_millisecond(), 1_543_356_675_285);
        let storage = |capacity: &str| {
            let user = sdk::UserStorage::builder().capacity(capacity).build().expect("whole");
            let record = sdk::WorkspaceBundle::builder().bundle_id("wsb-00000001").user_storage(user).build();
            bundle(record).expect("whole").user_storage_gib
        };
        assert_eq!((storage("50"), storage(" 100 "), storage("lots")), (Some(50), Some(100), None));
    }

    #[test]
    fn an_unsaid_connection_is_unknown_and_tags_are_sorted() {
        let status = sdk::WorkspaceConnectionStatus::builder().workspace_id("ws-00000001").build();
        assert_eq!(connection(status).expect("whole").1.connection_state, ConnectionState::Unknown);
        let tag = |key: &str| sdk::Tag::builder().key(key).build().expect("whole");
        let keys: Vec<String> = tags(Some(vec![tag("b"), tag("a")])).into_iter().map(|tag| tag.key).collect();
        assert_eq!(keys, ["a", "b"]);
    }
}
