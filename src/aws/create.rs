//! `CreateWorkspaces`: up to 25 desktops a call, each with an outcome of its own.
//!
//! The answer names neither our order nor an id of ours, so each of its entries is found by directory and user. Sends
//! once, like everything in `change`.

use std::collections::BTreeMap;

use aws_sdk_workspaces::types::{Tag, WorkspaceProperties, WorkspaceRequest};

use super::change::{Accepted, Outcomes, Target, parameter};
use super::retry::Call;
use super::{Aws, Fault, FaultKind};
use crate::model::WorkspaceId;

/// Members of `WorkspaceProperties`, and tags, among a step's parameters.
const PROPERTIES: &str = "WorkspaceProperties.";
const TAGS: &str = "Tags.";

/// Directory and user, as they are compared.
type Owner = (String, String);

impl Aws {
    pub(super) async fn create(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let requests: Vec<WorkspaceRequest> =
            calls.iter().map(|(_, parameters)| request(call, parameters)).collect::<Result<_, _>>()?;
        let answer = self
            .once_with_slot(call, async || {
                self.workspaces.create_workspaces().set_workspaces(Some(requests.clone())).send().await
            })
            .await?;
        let mut outcomes: BTreeMap<Owner, Result<Accepted, Fault>> = BTreeMap::new();
        for failed in answer.failed_requests.unwrap_or_default() {
            let fault = Fault::of_target(call.operation, failed.error_code.as_deref(), failed.error_message.as_deref());
            let Some(asked) = failed.workspace_request else { continue };
            outcomes.insert(owner(Some(&asked.directory_id), Some(&asked.user_name)), Err(fault));
        }
        // Last, so that who is named in both counts as made.
        for made in answer.pending_requests.unwrap_or_default() {
            let new_id = made.workspace_id.map(WorkspaceId::from_service);
            outcomes.insert(owner(made.directory_id.as_deref(), made.user_name.as_deref()), Ok(Accepted { new_id }));
        }
        let outcome = |(id, parameters): &Target<'_>| {
            let of = |name: &str| parameters.get(name).map(String::as_str);
            // Who is named nowhere may have been made.
            let unnamed =
                || Fault::new(FaultKind::Unknown, format!("`{}` was answered without this user", call.operation));
            let found = outcomes.remove(&owner(of("DirectoryId"), of("UserName")));
            (id.clone(), found.unwrap_or_else(|| Err(unnamed())))
        };
        Ok(calls.iter().map(outcome).collect())
    }
}

/// User names don't depend on case (domain.md E-02).
fn owner(directory: Option<&str>, user: Option<&str>) -> Owner {
    (directory.unwrap_or_default().to_owned(), user.unwrap_or_default().to_lowercase())
}

fn request(call: Call, parameters: &BTreeMap<String, String>) -> Result<WorkspaceRequest, Fault> {
    let bug = |what: String| Fault::new(FaultKind::Bug, format!("`{}`: {what}", call.operation));
    let build = |error: aws_smithy_types::error::operation::BuildError| bug(error.to_string());
    let number = |value: &str| value.parse::<i32>().map_err(|_| bug(format!("`{value}` is no number")));
    let mut request = WorkspaceRequest::builder();
    let mut properties = WorkspaceProperties::builder();
    parameter(call, parameters, "BundleId")?;
    for (name, value) in parameters {
        let value = value.as_str();
        match (name.strip_prefix(PROPERTIES), name.strip_prefix(TAGS), name.as_str()) {
            (Some("RunningMode"), ..) => properties = properties.running_mode(value.into()),
            (Some("RunningModeAutoStopTimeoutInMinutes"), ..) => {
                properties = properties.running_mode_auto_stop_timeout_in_minutes(number(value)?);
            }
            (Some("RootVolumeSizeGib"), ..) => properties = properties.root_volume_size_gib(number(value)?),
            (Some("UserVolumeSizeGib"), ..) => properties = properties.user_volume_size_gib(number(value)?),
            (Some("Protocols"), ..) => properties = properties.protocols(value.into()),
            (None, Some(key), _) => {
                request = request.tags(Tag::builder().key(key).value(value).build().map_err(build)?);
            }
            (None, None, "DirectoryId") => request = request.directory_id(value),
            (None, None, "UserName") => request = request.user_name(value),
            (None, None, "BundleId") => request = request.bundle_id(value),
            (None, None, "VolumeEncryptionKey") => request = request.volume_encryption_key(value),
            (None, None, "RootVolumeEncryptionEnabled") => {
                request = request.root_volume_encryption_enabled(value == "true");
            }
            (None, None, "UserVolumeEncryptionEnabled") => {
                request = request.user_volume_encryption_enabled(value == "true");
            }
            (Some(_), ..) | (None, None, _) => return Err(bug(format!("`{name}` is no member of a request"))),
        }
    }
    request.workspace_properties(properties.build()).build().map_err(build)
}
