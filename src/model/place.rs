//! Where desktops live and what they are made from: scopes, directories, bundles, subnets, interfaces.

use serde::{Deserialize, Serialize};

use super::{BundleId, DirectoryId, SubnetId, WorkspaceId};

/// The account, Region and endpoint that a document, a run or a ledger belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Scope {
    /// Twelve digits.
    pub account: String,
    /// Such as `us-east-1`.
    pub region: String,
    /// The endpoint, when it is not the service's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
    /// Whether the built-in service answers, and nothing real can change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub simulated: bool,
}

impl Scope {
    /// Returns the ARN of a desktop.
    #[must_use]
    pub fn arn_of(&self, id: &WorkspaceId) -> String {
        let Self { account, region, .. } = self;
        format!("arn:{}:workspaces:{region}:{account}:workspace/{id}", partition(region))
    }

    /// Returns the ARN of what an id of the service names; `None` for an id of another form.
    #[must_use]
    pub fn arn_of_any(&self, id: &str) -> Option<String> {
        let Self { account, region, .. } = self;
        let (_, kind) = KINDS_OF_IDS.iter().find(|(start, _)| id.starts_with(start))?;
        Some(format!("arn:{}:workspaces:{region}:{account}:{kind}/{id}", partition(region)))
    }
}

/// The Regions where WorkSpaces is (domain.md M), in the order of their names; the second says whether an account has to
/// enable the Region first (AWS Account Management, "AWS Regions").
pub static REGIONS: &[(&str, OptIn)] = &[
    ("af-south-1", OptIn::Needed),
    ("ap-northeast-1", OptIn::No),
    ("ap-northeast-2", OptIn::No),
    ("ap-south-1", OptIn::No),
    ("ap-southeast-1", OptIn::No),
    ("ap-southeast-2", OptIn::No),
    ("ap-southeast-5", OptIn::Needed),
    ("ca-central-1", OptIn::No),
    ("cn-northwest-1", OptIn::No),
    ("eu-central-1", OptIn::No),
    ("eu-west-1", OptIn::No),
    ("eu-west-2", OptIn::No),
    ("eu-west-3", OptIn::No),
    ("il-central-1", OptIn::Needed),
    ("sa-east-1", OptIn::No),
    ("us-east-1", OptIn::No),
    ("us-east-2", OptIn::No),
    ("us-gov-east-1", OptIn::No),
    ("us-gov-west-1", OptIn::No),
    ("us-west-2", OptIn::No),
];

/// Whether an account has a Region only after it has enabled it; before, the Region does not know its keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptIn {
    /// It has to be enabled.
    Needed,
    /// Each account has it.
    No,
}

/// What ids of the service begin with, and what their ARNs call the thing.
static KINDS_OF_IDS: &[(&str, &str)] = &[
    ("ws-", "workspace"),
    ("d-", "directory"),
    ("wsd-", "directory"),
    ("wsb-", "workspacebundle"),
    ("wsi-", "workspaceimage"),
    ("wsipg-", "workspaceipgroup"),
    ("wsca-", "connectionalias"),
];

/// Returns the partition of a Region (domain.md M: WorkSpaces is in these three).
#[must_use]
pub fn partition(region: &str) -> &'static str {
    if region.starts_with("cn-") {
        "aws-cn"
    } else if region.starts_with("us-gov-") {
        "aws-us-gov"
    } else {
        "aws"
    }
}

impl std::fmt::Display for Scope {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.account, self.region)?;
        if self.simulated { formatter.write_str(" SIMULATED") } else { Ok(()) }
    }
}

/// A directory that is registered with the service, in the API's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Directory {
    pub directory_id: DirectoryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default)]
    pub subnet_ids: Vec<SubnetId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenancy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_identity_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workspace_security_group_id: Option<String>,
    /// `WorkspaceCreationProperties.CustomSecurityGroupId`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub custom_security_group_id: Option<String>,
}

/// A bundle, in the API's member names; sizes are numbers here, the API has them as strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Bundle {
    pub bundle_id: BundleId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compute_type: Option<super::Compute>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub root_storage_gib: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_storage_gib: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle_type: Option<String>,
}

impl Bundle {
    /// Returns the name, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.bundle_id.as_str())
    }
}

/// A subnet with what is free in it, in EC2's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Subnet {
    pub subnet_id: SubnetId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cidr_block: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub availability_zone: Option<String>,
    pub available_ip_address_count: i32,
}

/// The primary network interface of a desktop, in EC2's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Interface {
    pub network_interface_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub private_ip_address: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subnet_id: Option<SubnetId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
    #[serde(default)]
    pub groups: Vec<SecurityGroup>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub association: Option<Association>,
}

/// The public address of a network interface, in EC2's member names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct Association {
    pub public_ip: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ip_owner_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation_id: Option<String>,
}

impl Interface {
    /// Returns the address that somebody associated with it. One that AWS gave is not meant: a new interface gets another by
    /// itself, where its directory is so set (domain.md K-16).
    #[must_use]
    pub fn elastic_address(&self) -> Option<&str> {
        let association = self.association.as_ref()?;
        let is_own = association.ip_owner_id.as_deref().is_some_and(|owner| owner != "amazon");
        is_own.then_some(association.public_ip.as_str())
    }
}

/// A security group, in EC2's member names; what an interface shows of one has no VPC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct SecurityGroup {
    pub group_id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vpc_id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_say_what_their_arns_call_them() {
        let scope =
            Scope { account: "1".to_owned(), region: "us-gov-west-1".to_owned(), endpoint: None, simulated: false };
        for (id, kind) in [
            ("ws-01", "workspace"),
            ("wsipg-01", "workspaceipgroup"),
            ("wsb-01", "workspacebundle"),
            ("d-01", "directory"),
            ("wsd-01", "directory"),
        ] {
            let arn = format!("arn:aws-us-gov:workspaces:us-gov-west-1:1:{kind}/{id}");
            assert_eq!(scope.arn_of_any(id), Some(arn));
        }
        assert_eq!(scope.arn_of_any("sg-01"), None);
    }

    /// They are read in this order, and each once.
    #[test]
    fn regions_stand_in_the_order_of_their_names() {
        assert!(REGIONS.is_sorted_by(|(one, _), (other, _)| one < other));
        assert_eq!(REGIONS.iter().filter(|(region, _)| partition(region) == "aws").count(), 17);
    }
}
