//! Changes of directories, an operation a function: each is sent once, by `act`.
//!
//! Decides nothing. Imports as its parent.

use aws_sdk_workspaces::types as sdk;

use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::around::{Setting, SettingValue, Settings};
use crate::model::{DirectoryId, SubnetId};

impl Aws {
    pub(super) async fn register(
        &self,
        call: Call,
        id: &DirectoryId,
        subnets: &[SubnetId],
        tenancy: Option<&str>,
        self_service: bool,
    ) -> Result<(), Fault> {
        let subnets: Vec<String> = subnets.iter().map(ToString::to_string).collect();
        self.once_with_slot(call, async || {
            let request = self.workspaces.register_workspace_directory().directory_id(id.as_str());
            let request = request.set_subnet_ids(Some(subnets.clone())).set_tenancy(tenancy.map(sdk::Tenancy::from));
            request.enable_self_service(self_service).send().await
        })
        .await
        .map(drop)
    }

    pub(super) async fn deregister(&self, call: Call, id: &DirectoryId) -> Result<(), Fault> {
        let send = async || self.workspaces.deregister_workspace_directory().directory_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn set_creation(&self, call: Call, id: &DirectoryId, all: &Settings) -> Result<(), Fault> {
        let properties = sdk::WorkspaceCreationProperties::builder()
            .set_enable_internet_access(flag(all, Setting::EnableInternetAccess)?)
            .set_default_ou(text(all, Setting::DefaultOu)?)
            .set_custom_security_group_id(text(all, Setting::CustomSecurityGroupId)?)
            .set_user_enabled_as_local_administrator(flag(all, Setting::UserEnabledAsLocalAdministrator)?)
            .set_enable_maintenance_mode(flag(all, Setting::EnableMaintenanceMode)?)
            .set_instance_iam_role_arn(text(all, Setting::InstanceIamRoleArn)?)
            .build();
        self.once_with_slot(call, async || {
            let request = self.workspaces.modify_workspace_creation_properties().resource_id(id.as_str());
            request.workspace_creation_properties(properties.clone()).send().await
        })
        .await
        .map(drop)
    }

    pub(super) async fn set_access(&self, call: Call, id: &DirectoryId, all: &Settings) -> Result<(), Fault> {
        let word =
            |setting| Ok::<_, Fault>(text(all, setting)?.map(|word| sdk::AccessPropertyValue::from(word.as_str())));
        let properties = sdk::WorkspaceAccessProperties::builder()
            .set_device_type_windows(word(Setting::DeviceTypeWindows)?)
            .set_device_type_osx(word(Setting::DeviceTypeOsx)?)
            .set_device_type_web(word(Setting::DeviceTypeWeb)?)
            .set_device_type_ios(word(Setting::DeviceTypeIos)?)
            .set_device_type_android(word(Setting::DeviceTypeAndroid)?)
            .set_device_type_chrome_os(word(Setting::DeviceTypeChromeOs)?)
            .set_device_type_zero_client(word(Setting::DeviceTypeZeroClient)?)
            .set_device_type_linux(word(Setting::DeviceTypeLinux)?)
            .set_device_type_work_spaces_thin_client(word(Setting::DeviceTypeWorkSpacesThinClient)?)
            .build();
        self.once_with_slot(call, async || {
            let request = self.workspaces.modify_workspace_access_properties().resource_id(id.as_str());
            request.workspace_access_properties(properties.clone()).send().await
        })
        .await
        .map(drop)
    }

    pub(super) async fn set_self_service(&self, call: Call, id: &DirectoryId, all: &Settings) -> Result<(), Fault> {
        let word = |setting| Ok::<_, Fault>(text(all, setting)?.map(|word| sdk::ReconnectEnum::from(word.as_str())));
        let permissions = sdk::SelfservicePermissions::builder()
            .set_restart_workspace(word(Setting::RestartWorkspace)?)
            .set_increase_volume_size(word(Setting::IncreaseVolumeSize)?)
            .set_change_compute_type(word(Setting::ChangeComputeType)?)
            .set_switch_running_mode(word(Setting::SwitchRunningMode)?)
            .set_rebuild_workspace(word(Setting::RebuildWorkspace)?)
            .build();
        self.once_with_slot(call, async || {
            let request = self.workspaces.modify_selfservice_permissions().resource_id(id.as_str());
            request.selfservice_permissions(permissions.clone()).send().await
        })
        .await
        .map(drop)
    }

    pub(super) async fn set_streaming(&self, call: Call, id: &DirectoryId, all: &Settings) -> Result<(), Fault> {
        let protocol = text(all, Setting::StreamingExperiencePreferredProtocol)?
            .map(|word| sdk::StreamingExperiencePreferredProtocolEnum::from(word.as_str()));
        let properties =
            sdk::StreamingProperties::builder().set_streaming_experience_preferred_protocol(protocol).build();
        self.once_with_slot(call, async || {
            let request = self.workspaces.modify_streaming_properties().resource_id(id.as_str());
            request.streaming_properties(properties.clone()).send().await
        })
        .await
        .map(drop)
    }

    pub(super) async fn set_encryption(&self, call: Call, id: &DirectoryId, mode: &SettingValue) -> Result<(), Fault> {
        let all = Settings::from([(Setting::EndpointEncryptionMode, mode.clone())]);
        let mode =
            text(&all, Setting::EndpointEncryptionMode)?.map(|word| sdk::EndpointEncryptionMode::from(word.as_str()));
        self.once_with_slot(call, async || {
            let request = self.workspaces.modify_endpoint_encryption_mode().directory_id(id.as_str());
            request.set_endpoint_encryption_mode(mode.clone()).send().await
        })
        .await
        .map(drop)
    }
}

fn flag(all: &Settings, setting: Setting) -> Result<Option<bool>, Fault> {
    match all.get(&setting) {
        None => Ok(None),
        Some(SettingValue::Flag(flag)) => Ok(Some(*flag)),
        Some(SettingValue::Text(_)) => Err(mistyped(setting)),
    }
}

fn text(all: &Settings, setting: Setting) -> Result<Option<String>, Fault> {
    match all.get(&setting) {
        None => Ok(None),
        Some(SettingValue::Text(text)) => Ok(Some(text.clone())),
        Some(SettingValue::Flag(_)) => Err(mistyped(setting)),
    }
}

/// What has the wrong form is not left out in silence: the call would change something else than was shown.
fn mistyped(setting: Setting) -> Fault {
    Fault::new(FaultKind::Bug, format!("`{}` has a value of another kind", setting.key()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_another_kind_is_not_left_out() {
        let (out, text_of) = (Setting::EnableInternetAccess, SettingValue::Text("x".to_owned()));
        let all = Settings::from([(out, text_of), (Setting::DefaultOu, SettingValue::Flag(true))]);
        assert_eq!(flag(&all, out).map_err(|fault| fault.kind), Err(FaultKind::Bug));
        assert_eq!(text(&all, Setting::DefaultOu).map_err(|fault| fault.kind), Err(FaultKind::Bug));
        assert_eq!(text(&all, out), Ok(Some("x".to_owned())));
        assert_eq!(flag(&all, Setting::EnableMaintenanceMode), Ok(None));
    }
}
