//! A desktop as the service shows it, with the API's own member names, and what deskfleet adds to it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::open_enum::open_enum;
use super::{BundleId, Clocks, DirectoryId, Interface, Scope, SubnetId, WorkspaceId};

open_enum!(
    /// The state of a desktop.
    WorkspaceState {
        Pending => "PENDING",
        Available => "AVAILABLE",
        Impaired => "IMPAIRED",
        Unhealthy => "UNHEALTHY",
        Rebooting => "REBOOTING",
        Starting => "STARTING",
        Rebuilding => "REBUILDING",
        Restoring => "RESTORING",
        Maintenance => "MAINTENANCE",
        AdminMaintenance => "ADMIN_MAINTENANCE",
        Terminating => "TERMINATING",
        Terminated => "TERMINATED",
        Suspended => "SUSPENDED",
        Updating => "UPDATING",
        Stopping => "STOPPING",
        Stopped => "STOPPED",
        Error => "ERROR",
    }
);

open_enum!(
    /// How a desktop runs and is billed.
    RunningMode {
        AutoStop => "AUTO_STOP",
        AlwaysOn => "ALWAYS_ON",
        Manual => "MANUAL",
    }
);

open_enum!(
    /// The compute type of a desktop or bundle.
    Compute {
        Value => "VALUE",
        Standard => "STANDARD",
        Performance => "PERFORMANCE",
        Power => "POWER",
        PowerPro => "POWERPRO",
        GeneralPurpose4xlarge => "GENERALPURPOSE_4XLARGE",
        GeneralPurpose8xlarge => "GENERALPURPOSE_8XLARGE",
        Graphics => "GRAPHICS",
        GraphicsPro => "GRAPHICSPRO",
        GraphicsG4dn => "GRAPHICS_G4DN",
        GraphicsProG4dn => "GRAPHICSPRO_G4DN",
    }
);

impl Compute {
    /// Tells whether it has a GPU; by its name, so that a family that this build does not know yet counts, too.
    #[must_use]
    pub fn is_gpu(&self) -> bool {
        self.as_str().starts_with("GRAPHICS")
    }

    /// Tells whether it is of the general-purpose family, which has larger volumes from the start.
    #[must_use]
    pub fn is_general_purpose(&self) -> bool {
        self.as_str().starts_with("GENERALPURPOSE")
    }

    /// Tells whether the service keeps the memory of such a desktop when it stops (domain.md C2-01).
    #[must_use]
    pub fn hibernates(&self) -> bool {
        !self.is_gpu() && !self.is_general_purpose()
    }

    /// Tells whether this is larger than another type; `None` where no change leads from one to the other (domain.md B-04 to
    /// B-10, order B-14).
    #[must_use]
    pub fn is_larger_than(&self, other: &Self) -> Option<bool> {
        let rank = |compute: &Self| match compute {
            Self::Value => Some((0, 0)),
            Self::Standard => Some((0, 1)),
            Self::Performance => Some((0, 2)),
            Self::Power => Some((0, 3)),
            Self::PowerPro => Some((0, 4)),
            Self::GeneralPurpose4xlarge => Some((0, 5)),
            Self::GeneralPurpose8xlarge => Some((0, 6)),
            Self::GraphicsG4dn => Some((1, 0)),
            Self::GraphicsProG4dn => Some((1, 1)),
            Self::Graphics | Self::GraphicsPro | Self::Other(_) => None,
        };
        let ((family, own), (other_family, than)) = (rank(self)?, rank(other)?);
        (family == other_family).then_some(own > than)
    }
}

open_enum!(
    /// The streaming protocol; DCV is `WSP` on the wire.
    Protocol {
        Pcoip => "PCOIP",
        Wsp => "WSP",
    }
);

open_enum!(
    /// The operating system of a desktop.
    OperatingSystem {
        AmazonLinux2 => "AMAZON_LINUX_2",
        Ubuntu1804 => "UBUNTU_18_04",
        Ubuntu2004 => "UBUNTU_20_04",
        Ubuntu2204 => "UBUNTU_22_04",
        Ubuntu2404 => "UBUNTU_24_04",
        Ubuntu2604 => "UBUNTU_26_04",
        Rhel8 => "RHEL_8",
        Rhel9 => "RHEL_9",
        Rhel10 => "RHEL_10",
        Rocky8 => "ROCKY_8",
        Rocky9 => "ROCKY_9",
        Rocky10 => "ROCKY_10",
        Windows7 => "WINDOWS_7",
        Windows10 => "WINDOWS_10",
        Windows11 => "WINDOWS_11",
        WindowsServer2016 => "WINDOWS_SERVER_2016",
        WindowsServer2019 => "WINDOWS_SERVER_2019",
        WindowsServer2022 => "WINDOWS_SERVER_2022",
        WindowsServer2025 => "WINDOWS_SERVER_2025",
        Unknown => "UNKNOWN",
    }
);

impl OperatingSystem {
    /// Tells whether this is a Windows; `None` when the service does not say what it is.
    #[must_use]
    pub fn is_windows(&self) -> Option<bool> {
        // By the name, so that a release that this build does not know yet counts, too.
        let begins = |name: &&str| self.as_str().starts_with(*name);
        if begins(&"WINDOWS") {
            return Some(true);
        }
        ["AMAZON_LINUX", "UBUNTU", "RHEL", "ROCKY"].iter().any(begins).then_some(false)
    }
}

open_enum!(
    /// Whether somebody is at work on a desktop.
    ConnectionState {
        Connected => "CONNECTED",
        Disconnected => "DISCONNECTED",
        Unknown => "UNKNOWN",
    }
);

/// A desktop, in the API's member names (`DescribeWorkspaces`), with our additions under the one member `Deskfleet`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Workspace {
    pub workspace_id: WorkspaceId,
    pub directory_id: DirectoryId,
    pub user_name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_address: Option<String>,
    pub state: WorkspaceState,
    pub bundle_id: BundleId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computer_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_encryption_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_volume_encryption_enabled: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_volume_encryption_enabled: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace_name: Option<String>,
    pub workspace_properties: WorkspaceProperties,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modification_states: Vec<ModificationState>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related_workspaces: Vec<RelatedWorkspace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_replication_settings: Option<DataReplicationSettings>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standby_workspaces_properties: Vec<StandbyWorkspacesProperties>,
    #[serde(default, skip_serializing_if = "Extras::is_empty")]
    pub deskfleet: Extras,
}

/// Properties of a desktop, in the API's member names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct WorkspaceProperties {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_mode: Option<RunningMode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub running_mode_auto_stop_timeout_in_minutes: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_volume_size_gib: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_volume_size_gib: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compute_type_name: Option<Compute>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub protocols: Vec<Protocol>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operating_system_name: Option<OperatingSystem>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nested_virtualization_enabled: Option<bool>,
}

/// A change of one property that is under way, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct ModificationState {
    pub resource: String,
    pub state: String,
}

/// The other half of a standby pair, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct RelatedWorkspace {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace_id: Option<WorkspaceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<WorkspaceState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#type: Option<String>,
}

/// How the data of its primary comes to a standby, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct DataReplicationSettings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_replication: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_snapshot_time: Option<Timestamp>,
}

/// The same as a primary tells it of a standby of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct StandbyWorkspacesProperties {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standby_workspace_id: Option<WorkspaceId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_replication: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovery_snapshot_time: Option<Timestamp>,
}

/// What deskfleet knows of a desktop beyond `DescribeWorkspaces`; a member that was not read is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct Extras {
    /// Tags, sorted by key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<Tag>>,
    /// Who is connected, and when somebody last was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection: Option<Connection>,
    /// Volume snapshots that a rebuild or restore would use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_snapshots: Option<VolumeSnapshots>,
    /// The primary network interface.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interface: Option<Interface>,
    /// When what was last changed, as far as that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clocks: Option<Clocks>,
    /// Where the desktop was seen, when more than one scope was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<Scope>,
}

impl Extras {
    /// Tells whether nothing beyond `DescribeWorkspaces` was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A tag, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Tag {
    pub key: String,
    #[serde(default)]
    pub value: String,
}

/// An item of `DescribeWorkspacesConnectionStatus`, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Connection {
    pub connection_state: ConnectionState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub connection_state_check_timestamp: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_known_user_connection_timestamp: Option<Timestamp>,
}

/// The answer of `DescribeWorkspaceSnapshots`, in the API's member names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct VolumeSnapshots {
    #[serde(default)]
    pub rebuild_snapshots: Vec<VolumeSnapshot>,
    #[serde(default)]
    pub restore_snapshots: Vec<VolumeSnapshot>,
}

/// A volume snapshot, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct VolumeSnapshot {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snapshot_time: Option<Timestamp>,
}

impl Workspace {
    /// The key of the tag by which we know a desktop that a call of ours made, also when its answer never came.
    pub const MARKER: &str = "deskfleet:step";

    /// Returns a tag's value, where tags were read and it has that one.
    #[must_use]
    pub fn tag(&self, key: &str) -> Option<&str> {
        let tags = self.deskfleet.tags.as_ref()?;
        tags.iter().find(|tag| tag.key == key).map(|tag| tag.value.as_str())
    }

    /// Tells whether it is there and not on its way out.
    #[must_use]
    pub fn stays(&self) -> bool {
        !matches!(self.state, WorkspaceState::Terminating | WorkspaceState::Terminated)
    }

    /// Tells whether surely nobody is at work: DISCONNECTED, or the desktop is STOPPED.
    ///
    /// UNKNOWN is not enough, and neither is a status that was not read.
    #[must_use]
    pub fn is_surely_unused_now(&self) -> bool {
        self.state == WorkspaceState::Stopped
            || self
                .deskfleet
                .connection
                .as_ref()
                .is_some_and(|connection| connection.connection_state == ConnectionState::Disconnected)
    }

    /// Tells whether a volume is encrypted, and so whether it takes a key of KMS to start the desktop.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        [self.root_volume_encryption_enabled, self.user_volume_encryption_enabled].contains(&Some(true))
    }

    /// Returns the operating system, `Unknown` when the service does not say.
    #[must_use]
    pub fn operating_system(&self) -> OperatingSystem {
        self.workspace_properties.operating_system_name.clone().unwrap_or(OperatingSystem::Unknown)
    }
}
