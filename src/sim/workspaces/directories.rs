//! `DescribeWorkspaceDirectories` (domain G-03, K).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::json;
use crate::sim::call::{CallContext, Outcome};
use crate::sim::paging::Pager;
use crate::sim::rng::Random;
use crate::sim::world::{Directory, DirectoryKind, World};

/// Who the users of every directory here belong to (K-03).
const USER_IDENTITY_TYPE: &str = "AWS_DIRECTORY_SERVICE";
/// What every directory here is for (K-03).
const WORKSPACE_TYPE: &str = "PERSONAL";

/// Lists registered directories: all, or those of some ids, narrowed by filters.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let pager = match Pager::new(context, now, "DescribeWorkspaceDirectories", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "DirectoryIds").map(|ids| ids.into_iter().collect());
    // These are names of dedicated WorkSpaces directories (`wsd-`), and there are none here.
    let named = json::texts(parameters, "WorkspaceDirectoryNames").is_some();
    let filtered_out = parameters
        .get("Filters")
        .and_then(Value::as_array)
        .is_some_and(|filters| filters.iter().any(|filter| !admits(filter)));
    let page = pager.page(&world.directories, ids.as_ref(), |_| !named && !filtered_out);
    let items: Vec<Value> = page.items.into_iter().map(|directory| item(directory, context.account)).collect();
    let mut members = Map::new();
    members.insert("Directories".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Tells whether a filter lets the directories here through; they are all of one kind in what can be filtered by.
fn admits(filter: &Value) -> bool {
    let own = match json::text(filter, "Name") {
        Some("USER_IDENTITY_TYPE") => USER_IDENTITY_TYPE,
        Some("WORKSPACE_TYPE") => WORKSPACE_TYPE,
        Some(_) | None => return false,
    };
    json::texts(filter, "Values").is_some_and(|values| values.contains(&own))
}

/// Returns a directory as descriptions show it.
pub(in crate::sim) fn item(directory: &Directory, account: &str) -> Value {
    let mut creation = value!({
        "EnableInternetAccess": false,
        "UserEnabledAsLocalAdministrator": true,
        "EnableMaintenanceMode": true,
    });
    if let Some(group) = &directory.custom_group {
        creation["CustomSecurityGroupId"] = group.as_str().into();
    }
    let mut item = value!({
        "DirectoryId": directory.id,
        "Alias": directory.alias,
        "DirectoryName": directory.name,
        "RegistrationCode": directory.registration_code,
        "SubnetIds": directory.subnets,
        "DnsIpAddresses": directory.dns,
        "CustomerUserName": "Administrator",
        "IamRoleId": format!("arn:aws:iam::{}:role/workspaces_DefaultRole", account),
        "DirectoryType": match directory.kind {
            DirectoryKind::SimpleAd => "SIMPLE_AD",
            DirectoryKind::AdConnector => "AD_CONNECTOR",
            DirectoryKind::MicrosoftAd => managed(&directory.id),
        },
        "WorkspaceSecurityGroupId": directory.members_group,
        "State": directory.registration.name(),
        "WorkspaceCreationProperties": creation,
        // The one member of this structure in lower case (I-15).
        "ipGroupIds": directory.ip_groups,
        "WorkspaceAccessProperties": {
            "DeviceTypeWindows": "ALLOW",
            "DeviceTypeOsx": "ALLOW",
            "DeviceTypeWeb": "DENY",
            "DeviceTypeIos": "ALLOW",
            "DeviceTypeAndroid": "ALLOW",
            "DeviceTypeChromeOs": "ALLOW",
            "DeviceTypeZeroClient": "ALLOW",
            "DeviceTypeLinux": "DENY",
        },
        "Tenancy": if directory.dedicated { "DEDICATED" } else { "SHARED" },
        "SelfservicePermissions": {
            "RestartWorkspace": "ENABLED",
            "IncreaseVolumeSize": "DISABLED",
            "ChangeComputeType": "DISABLED",
            "SwitchRunningMode": "DISABLED",
            "RebuildWorkspace": "DISABLED",
        },
        "EndpointEncryptionMode": "STANDARD_TLS",
        "UserIdentityType": USER_IDENTITY_TYPE,
        "WorkspaceType": WORKSPACE_TYPE,
    });
    for (name, set) in &directory.settings {
        match (item.get_mut(name), set) {
            (Some(Value::Object(own)), Value::Object(set)) => json::show_instead(own, set),
            (Some(own), _) => *own = set.clone(),
            (None, _) => item[name] = set.clone(),
        }
    }
    if let Value::Object(members) = &mut item {
        json::show_instead(members, &directory.shown);
    }
    item
}

/// Returns what the API calls a Managed Microsoft AD: it is not documented, and one directory keeps to one word (K-02).
fn managed(id: &str) -> &'static str {
    Random::new(0, &format!("undocumented type of {id}"), 0)
        .pick(&["SIMPLE_AD", "AD_CONNECTOR"])
        .copied()
        .unwrap_or_default()
}
