//! A registered directory in our words: all that the API says of it, by the API's names.
//!
//! Sends nothing. Imports as its parent.

use std::collections::BTreeMap;

use aws_sdk_workspaces::types as sdk;

use super::convert::needed;
use crate::inventory::Gap;
use crate::model::around::{Described, RegisteredDirectory};
use crate::model::{DirectoryId, IpGroupId};

pub(super) type Members = BTreeMap<String, Described>;

pub(super) fn registered_directory(from: sdk::WorkspaceDirectory) -> Result<RegisteredDirectory, Gap> {
    let id = needed(from.directory_id.clone(), "Directory", None, "DirectoryId")?;
    let described = described(&from);
    Ok(RegisteredDirectory {
        directory_id: DirectoryId::from_service(id),
        directory_name: from.directory_name,
        alias: from.alias,
        state: from.state.map(|state| state.as_str().to_owned()),
        ip_group_ids: from.ip_group_ids.unwrap_or_default().into_iter().map(IpGroupId::from_service).collect(),
        described,
    })
}

fn described(from: &sdk::WorkspaceDirectory) -> Members {
    members([
        ("RegistrationCode", text(from.registration_code.as_ref())),
        ("SubnetIds", texts(from.subnet_ids.as_ref())),
        ("DnsIpAddresses", texts(from.dns_ip_addresses.as_ref())),
        ("DnsIpv6Addresses", texts(from.dns_ipv6_addresses.as_ref())),
        ("CustomerUserName", text(from.customer_user_name.as_ref())),
        ("IamRoleId", text(from.iam_role_id.as_ref())),
        ("DirectoryType", text(from.directory_type.as_ref())),
        ("WorkspaceSecurityGroupId", text(from.workspace_security_group_id.as_ref())),
        ("WorkspaceCreationProperties", from.workspace_creation_properties.as_ref().map(creation)),
        ("WorkspaceAccessProperties", from.workspace_access_properties.as_ref().map(access)),
        ("Tenancy", text(from.tenancy.as_ref())),
        ("SelfservicePermissions", from.selfservice_permissions.as_ref().map(self_service)),
        ("SamlProperties", from.saml_properties.as_ref().map(saml)),
        ("CertificateBasedAuthProperties", from.certificate_based_auth_properties.as_ref().map(certificate)),
        ("EndpointEncryptionMode", text(from.endpoint_encryption_mode.as_ref())),
        ("MicrosoftEntraConfig", from.microsoft_entra_config.as_ref().map(entra)),
        ("WorkspaceDirectoryName", text(from.workspace_directory_name.as_ref())),
        ("WorkspaceDirectoryDescription", text(from.workspace_directory_description.as_ref())),
        ("UserIdentityType", text(from.user_identity_type.as_ref())),
        ("WorkspaceType", text(from.workspace_type.as_ref())),
        ("IDCConfig", from.idc_config.as_ref().map(identity_center)),
        ("ActiveDirectoryConfig", from.active_directory_config.as_ref().map(active_directory)),
        ("StreamingProperties", from.streaming_properties.as_ref().map(streaming)),
        ("ErrorMessage", text(from.error_message.as_ref())),
    ])
}

fn creation(from: &sdk::DefaultWorkspaceCreationProperties) -> Described {
    group([
        ("EnableInternetAccess", flag(from.enable_internet_access)),
        ("DefaultOu", text(from.default_ou.as_ref())),
        ("CustomSecurityGroupId", text(from.custom_security_group_id.as_ref())),
        ("UserEnabledAsLocalAdministrator", flag(from.user_enabled_as_local_administrator)),
        ("EnableMaintenanceMode", flag(from.enable_maintenance_mode)),
        ("InstanceIamRoleArn", text(from.instance_iam_role_arn.as_ref())),
    ])
}

fn access(from: &sdk::WorkspaceAccessProperties) -> Described {
    let endpoint = |endpoint: &sdk::AccessEndpoint| {
        group([
            ("AccessEndpointType", text(endpoint.access_endpoint_type.as_ref())),
            ("VpcEndpointId", text(endpoint.vpc_endpoint_id.as_ref())),
        ])
    };
    let endpoints = |config: &sdk::AccessEndpointConfig| {
        group([
            ("AccessEndpoints", Some(Described::List(config.access_endpoints.iter().map(endpoint).collect()))),
            ("InternetFallbackProtocols", texts(config.internet_fallback_protocols.as_ref())),
        ])
    };
    group([
        ("DeviceTypeWindows", text(from.device_type_windows.as_ref())),
        ("DeviceTypeOsx", text(from.device_type_osx.as_ref())),
        ("DeviceTypeWeb", text(from.device_type_web.as_ref())),
        ("DeviceTypeIos", text(from.device_type_ios.as_ref())),
        ("DeviceTypeAndroid", text(from.device_type_android.as_ref())),
        ("DeviceTypeChromeOs", text(from.device_type_chrome_os.as_ref())),
        ("DeviceTypeZeroClient", text(from.device_type_zero_client.as_ref())),
        ("DeviceTypeLinux", text(from.device_type_linux.as_ref())),
        ("DeviceTypeWorkSpacesThinClient", text(from.device_type_work_spaces_thin_client.as_ref())),
        ("AccessEndpointConfig", from.access_endpoint_config.as_ref().map(endpoints)),
    ])
}

fn self_service(from: &sdk::SelfservicePermissions) -> Described {
    group([
        ("RestartWorkspace", text(from.restart_workspace.as_ref())),
        ("IncreaseVolumeSize", text(from.increase_volume_size.as_ref())),
        ("ChangeComputeType", text(from.change_compute_type.as_ref())),
        ("SwitchRunningMode", text(from.switch_running_mode.as_ref())),
        ("RebuildWorkspace", text(from.rebuild_workspace.as_ref())),
    ])
}

fn saml(from: &sdk::SamlProperties) -> Described {
    group([
        ("Status", text(from.status.as_ref())),
        ("UserAccessUrl", text(from.user_access_url.as_ref())),
        ("RelayStateParameterName", text(from.relay_state_parameter_name.as_ref())),
    ])
}

fn certificate(from: &sdk::CertificateBasedAuthProperties) -> Described {
    group([
        ("Status", text(from.status.as_ref())),
        ("CertificateAuthorityArn", text(from.certificate_authority_arn.as_ref())),
    ])
}

fn entra(from: &sdk::MicrosoftEntraConfig) -> Described {
    group([
        ("TenantId", text(from.tenant_id.as_ref())),
        ("ApplicationConfigSecretArn", text(from.application_config_secret_arn.as_ref())),
    ])
}

fn identity_center(from: &sdk::IdcConfig) -> Described {
    group([("InstanceArn", text(from.instance_arn.as_ref())), ("ApplicationArn", text(from.application_arn.as_ref()))])
}

fn active_directory(from: &sdk::ActiveDirectoryConfig) -> Described {
    group([
        ("DomainName", text(Some(&from.domain_name))),
        ("ServiceAccountSecretArn", text(Some(&from.service_account_secret_arn))),
    ])
}

fn streaming(from: &sdk::StreamingProperties) -> Described {
    let setting = |setting: &sdk::UserSetting| {
        group([
            ("Action", text(Some(&setting.action))),
            ("Permission", text(Some(&setting.permission))),
            ("MaximumLength", setting.maximum_length.map(Described::Number)),
        ])
    };
    let connector = |connector: &sdk::StorageConnector| {
        group([("ConnectorType", text(Some(&connector.connector_type))), ("Status", text(Some(&connector.status)))])
    };
    let accelerator = |accelerator: &sdk::GlobalAcceleratorForDirectory| {
        group([
            ("Mode", text(Some(&accelerator.mode))),
            ("PreferredProtocol", text(accelerator.preferred_protocol.as_ref())),
        ])
    };
    let preferred = from.streaming_experience_preferred_protocol.as_ref();
    group([
        ("StreamingExperiencePreferredProtocol", text(preferred)),
        ("UserSettings", from.user_settings.as_ref().map(|all| Described::List(all.iter().map(setting).collect()))),
        (
            "StorageConnectors",
            from.storage_connectors.as_ref().map(|all| Described::List(all.iter().map(connector).collect())),
        ),
        ("GlobalAccelerator", from.global_accelerator.as_ref().map(accelerator)),
    ])
}

/// What was left out stays out: that is no "no".
pub(super) fn members<const COUNT: usize>(of: [(&str, Option<Described>); COUNT]) -> Members {
    of.into_iter().filter_map(|(name, said)| Some((name.to_owned(), said?))).collect()
}

pub(super) fn group<const COUNT: usize>(of: [(&str, Option<Described>); COUNT]) -> Described {
    Described::Members(members(of))
}

pub(super) fn flag(value: Option<bool>) -> Option<Described> {
    value.map(Described::Flag)
}

pub(super) fn text(value: Option<&impl AsRef<str>>) -> Option<Described> {
    value.map(|value| Described::Text(value.as_ref().to_owned()))
}

fn texts(values: Option<&Vec<impl AsRef<str>>>) -> Option<Described> {
    values.map(|all| Described::List(all.iter().map(|value| Described::Text(value.as_ref().to_owned())).collect()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// All is shown by the API's own names, and what the service left out stays out.
    #[test]
    fn a_directory_is_shown_as_the_api_has_it() {
        let access = sdk::WorkspaceAccessProperties::builder().device_type_osx("DENY".into()).build();
        let connector = sdk::StorageConnector::builder().connector_type("HOME_FOLDER".into()).status("ENABLED".into());
        let streaming =
            sdk::StreamingProperties::builder().storage_connectors(connector.build().expect("whole")).build();
        let record = sdk::WorkspaceDirectory::builder()
            .directory_id("d-0123456789")
            .state("REGISTERED".into())
            .directory_type("MAINFRAME".into())
            .workspace_creation_properties(
                sdk::DefaultWorkspaceCreationProperties::builder().enable_internet_access(false).build(),
            )
            .workspace_access_properties(access)
            .streaming_properties(streaming)
            .subnet_ids("subnet-0123456789abcdef0")
            .ip_group_ids("wsipg-000000001")
            .build();
        let expected = json!({
            "DirectoryId": "d-0123456789",
            "State": "REGISTERED",
            "DirectoryType": "MAINFRAME",
            "WorkspaceCreationProperties": {"EnableInternetAccess": false},
            "WorkspaceAccessProperties": {"DeviceTypeOsx": "DENY"},
            "StreamingProperties": {"StorageConnectors": [{"ConnectorType": "HOME_FOLDER", "Status": "ENABLED"}]},
            "SubnetIds": ["subnet-0123456789abcdef0"],
            "ipGroupIds": ["wsipg-000000001"],
        });
        assert_eq!(json!(registered_directory(record).expect("whole")), expected);
        let nameless = registered_directory(sdk::WorkspaceDirectory::builder().build()).expect_err("a gap");
        assert_eq!(nameless.what, "Directory");
    }
}
