//! A property of a desktop that can be changed in place, with a value: what a call asks for and what proves it.
//!
//! One property a call (domain.md B-01). `State` says nothing about such a change: what is under way stands in
//! `ModificationStates`, and what is so stands in `WorkspaceProperties`.

use serde::{Deserialize, Serialize};

use super::{Compute, Protocol, RunningMode, Workspace};

/// The word of a modification that came to nothing; all others say that it is under way.
const FAILED: &str = "UPDATE_FAILED";

/// A property with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Property {
    /// Size of the root volume, in GiB.
    RootGib(u32),
    /// Size of the user volume, in GiB.
    UserGib(u32),
    /// Compute type.
    ComputeType(Compute),
    /// Running mode.
    RunningMode(RunningMode),
    /// After how many minutes without a user an `AUTO_STOP` desktop stops.
    AutoStopMinutes(u32),
    /// Streaming protocol.
    Protocol(Protocol),
}

impl Property {
    /// Tells whether a desktop has this value.
    #[must_use]
    pub fn holds(&self, workspace: &Workspace) -> bool {
        let properties = &workspace.workspace_properties;
        let is = |found: Option<i32>, wanted: u32| found.and_then(|found| u32::try_from(found).ok()) == Some(wanted);
        match self {
            Self::RootGib(wanted) => is(properties.root_volume_size_gib, *wanted),
            Self::UserGib(wanted) => is(properties.user_volume_size_gib, *wanted),
            Self::AutoStopMinutes(wanted) => is(properties.running_mode_auto_stop_timeout_in_minutes, *wanted),
            Self::ComputeType(wanted) => properties.compute_type_name.as_ref() == Some(wanted),
            Self::RunningMode(wanted) => properties.running_mode.as_ref() == Some(wanted),
            Self::Protocol(wanted) => properties.protocols == [wanted.clone()],
        }
    }

    /// Returns its name in `ModificationStates`; `None` when its changes don't show there.
    #[must_use]
    pub fn resource(&self) -> Option<&'static str> {
        match self {
            Self::RootGib(_) => Some("ROOT_VOLUME"),
            Self::UserGib(_) => Some("USER_VOLUME"),
            Self::ComputeType(_) => Some("COMPUTE_TYPE"),
            Self::Protocol(_) => Some("PROTOCOL"),
            Self::RunningMode(_) | Self::AutoStopMinutes(_) => None,
        }
    }

    /// Returns its name and value in the API's `WorkspaceProperties`.
    #[must_use]
    pub fn parameter(&self) -> (&'static str, String) {
        match self {
            Self::RootGib(gib) => ("RootVolumeSizeGib", gib.to_string()),
            Self::UserGib(gib) => ("UserVolumeSizeGib", gib.to_string()),
            Self::ComputeType(compute) => ("ComputeTypeName", compute.to_string()),
            Self::RunningMode(mode) => ("RunningMode", mode.to_string()),
            Self::AutoStopMinutes(minutes) => ("RunningModeAutoStopTimeoutInMinutes", minutes.to_string()),
            Self::Protocol(protocol) => ("Protocols", protocol.to_string()),
        }
    }

    /// Tells whether a change of it is under way.
    #[must_use]
    pub fn is_changing(&self, workspace: &Workspace) -> bool {
        self.modification(workspace).is_some_and(|state| state != FAILED)
    }

    /// Tells whether the service says that a change of it came to nothing.
    #[must_use]
    pub fn has_failed(&self, workspace: &Workspace) -> bool {
        self.modification(workspace).is_some_and(|state| state == FAILED)
    }

    fn modification<'a>(&self, workspace: &'a Workspace) -> Option<&'a str> {
        let resource = self.resource()?;
        let of_it = workspace.modification_states.iter().find(|state| state.resource == resource)?;
        Some(&of_it.state)
    }

    /// Says what a desktop has in its place, in a phrase.
    #[must_use]
    pub fn found(&self, workspace: &Workspace) -> String {
        let properties = &workspace.workspace_properties;
        let gib = |size: Option<i32>| size.map_or("of unknown size".to_owned(), |size| format!("at {size} GiB"));
        match self {
            Self::RootGib(_) => format!("its root volume is {}", gib(properties.root_volume_size_gib)),
            Self::UserGib(_) => format!("its user volume is {}", gib(properties.user_volume_size_gib)),
            Self::ComputeType(_) => format!("its compute type is {}", word(properties.compute_type_name.as_ref())),
            Self::RunningMode(_) => format!("its running mode is {}", word(properties.running_mode.as_ref())),
            Self::AutoStopMinutes(_) => {
                let minutes = properties.running_mode_auto_stop_timeout_in_minutes;
                minutes.map_or("it has no AutoStop time".to_owned(), |minutes| format!("it stops after {minutes} min"))
            }
            Self::Protocol(_) => format!("its protocol is {}", word(properties.protocols.first())),
        }
    }
}

fn word<T: std::fmt::Display>(value: Option<&T>) -> String {
    value.map_or("unknown".to_owned(), ToString::to_string)
}

impl Workspace {
    /// Returns the resources that are being modified: what failed is over.
    #[must_use]
    pub fn modifying(&self) -> Vec<&str> {
        let under_way = self.modification_states.iter().filter(|state| state.state != FAILED);
        under_way.map(|state| state.resource.as_str()).collect()
    }

    /// Returns the resources whose last modification came to nothing.
    #[must_use]
    pub fn failed_modifications(&self) -> Vec<&str> {
        let failed = self.modification_states.iter().filter(|state| state.state == FAILED);
        failed.map(|state| state.resource.as_str()).collect()
    }

    /// Returns the sizes of the root and the user volume in GiB, where both are known.
    #[must_use]
    pub fn volume_sizes(&self) -> Option<(u32, u32)> {
        let properties = &self.workspace_properties;
        let size = |gib: Option<i32>| u32::try_from(gib?).ok();
        Some((size(properties.root_volume_size_gib)?, size(properties.user_volume_size_gib)?))
    }
}
