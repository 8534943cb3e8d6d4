//! Bundles and images in our words: their listings, and all that the API says of them, by the API's names.
//!
//! A change is sent exactly once, for `around`. Imports as its parent.

use std::collections::BTreeSet;

use aws_sdk_workspaces::error::BuildError;
use aws_sdk_workspaces::types as sdk;

use super::convert::{needed, sorted, timestamp};
use super::directory::{Members, flag, group, members, text};
use super::paging::all_pages;
use super::retry::Call;
use super::workspaces::{LANE, PAGE_MAX};
use super::{Aws, BundleQuery, Fault, FaultKind, Listing};
use crate::inventory::Gap;
use crate::model::around::{Described, Image, LibraryBundle, NewBundle, NewCopy, NewImage};
use crate::model::{BundleId, ImageId};

const DESCRIBE_IMAGES: Call = Call { operation: "DescribeWorkspaceImages", lane: LANE };
const DESCRIBE_PERMISSIONS: Call = Call { operation: "DescribeWorkspaceImagePermissions", lane: LANE };

/// Whose images to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageOwner {
    /// The account's own.
    Own,
    /// Those that others share with it.
    Shared,
}

impl Aws {
    /// Lists bundles with all that is said of them, by id.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn library_bundles(&self, query: &BundleQuery) -> Result<Listing<LibraryBundle>, Fault> {
        let mut gaps = Vec::new();
        let mut records = sorted(self.bundle_records(query).await?, bundle, &mut gaps);
        records.sort();
        records.dedup_by(|left, right| left.bundle_id == right.bundle_id);
        Ok(Listing { records, gaps })
    }

    /// Lists images (`DescribeWorkspaceImages`), by id.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn images(&self, owner: ImageOwner) -> Result<Listing<Image>, Fault> {
        let kind = match owner {
            ImageOwner::Own => sdk::ImageType::Owned,
            ImageOwner::Shared => sdk::ImageType::Shared,
        };
        let records = all_pages(DESCRIBE_IMAGES.operation, async |token| {
            let answer = self
                .read(DESCRIBE_IMAGES, async || {
                    let request = self.workspaces.describe_workspace_images().image_type(kind.clone());
                    request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            // Without a list it was somebody else who answered, and every image would pass for gone.
            let without = || Fault::new(FaultKind::Unknown, "`DescribeWorkspaceImages` was answered without `Images`");
            Ok((answer.images.ok_or_else(without)?, answer.next_token))
        })
        .await?;
        let mut gaps = Vec::new();
        let mut records = sorted(records, image, &mut gaps);
        records.sort();
        records.dedup_by(|left, right| left.image_id == right.image_id);
        Ok(Listing { records, gaps })
    }

    /// Reads which accounts an image of the account's own is shared with (`DescribeWorkspaceImagePermissions`).
    ///
    /// # Errors
    /// What went wrong, after repetitions; `FaultKind::Gone` when there is no such image.
    pub async fn image_shares(&self, id: &ImageId) -> Result<BTreeSet<String>, Fault> {
        let records = all_pages(DESCRIBE_PERMISSIONS.operation, async |token| {
            let answer = self
                .read(DESCRIBE_PERMISSIONS, async || {
                    let request = self.workspaces.describe_workspace_image_permissions().image_id(id.as_str());
                    request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            // What says neither which image it is about nor an account was somebody else's answer, and not that nobody has it.
            let message = "`DescribeWorkspaceImagePermissions` was answered without `ImageId` and `ImagePermissions`";
            if answer.image_id.is_none() && answer.image_permissions.is_none() {
                return Err(Fault::new(FaultKind::Unknown, message));
            }
            Ok((answer.image_permissions.unwrap_or_default(), answer.next_token))
        })
        .await?;
        Ok(records.into_iter().filter_map(|record| record.shared_account_id).collect())
    }

    pub(super) async fn create_bundle(&self, call: Call, new: &NewBundle) -> Result<(), Fault> {
        let incomplete = |error: BuildError| Fault::new(FaultKind::Bug, error.to_string());
        let compute = sdk::ComputeType::builder().name(new.compute_type.name.as_str().into()).build();
        let user = sdk::UserStorage::builder().capacity(&new.user_storage.capacity).build().map_err(incomplete)?;
        let root = new.root_storage.as_ref();
        let root = root.map(|root| sdk::RootStorage::builder().capacity(&root.capacity).build());
        let root = root.transpose().map_err(incomplete)?;
        let send = async || {
            let request = self.workspaces.create_workspace_bundle().bundle_name(&new.bundle_name);
            let request = request.bundle_description(&new.bundle_description).image_id(new.image_id.as_str());
            let request = request.compute_type(compute.clone()).user_storage(user.clone());
            request.set_root_storage(root.clone()).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn update_bundle(&self, call: Call, id: &BundleId, image: &ImageId) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.update_workspace_bundle().bundle_id(id.as_str());
            request.image_id(image.as_str()).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn delete_bundle(&self, call: Call, id: &BundleId) -> Result<(), Fault> {
        let send = async || self.workspaces.delete_workspace_bundle().bundle_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn create_image(&self, call: Call, new: &NewImage) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.create_workspace_image().name(&new.name).description(&new.description);
            request.workspace_id(new.workspace_id.as_str()).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn copy_image(&self, call: Call, new: &NewCopy) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.copy_workspace_image().name(&new.name);
            let request = request.set_description(new.description.clone());
            request.source_image_id(new.source_image_id.as_str()).source_region(&new.source_region).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn share_image(&self, call: Call, id: &ImageId, account: &str, shares: bool) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.update_workspace_image_permission().image_id(id.as_str());
            request.allow_copy_image(shares).shared_account_id(account).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn delete_image(&self, call: Call, id: &ImageId) -> Result<(), Fault> {
        let send = async || self.workspaces.delete_workspace_image().image_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }
}

fn bundle(from: sdk::WorkspaceBundle) -> Result<LibraryBundle, Gap> {
    let capacity = |capacity: &String| group([("Capacity", text(Some(capacity)))]);
    let compute = from.compute_type.as_ref().and_then(|compute| compute.name.as_ref());
    let described = members([
        ("ComputeType", compute.map(|name| group([("Name", text(Some(name)))]))),
        ("RootStorage", from.root_storage.as_ref().map(|storage| capacity(&storage.capacity))),
        ("UserStorage", from.user_storage.as_ref().map(|storage| capacity(&storage.capacity))),
        ("BundleType", text(from.bundle_type.as_ref())),
    ]);
    let id = needed(from.bundle_id, "Bundle", None, "BundleId")?;
    Ok(LibraryBundle {
        bundle_id: BundleId::from_service(id),
        name: from.name,
        owner: from.owner,
        description: from.description,
        image_id: from.image_id.map(ImageId::from_service),
        state: from.state.map(|state| state.as_str().to_owned()),
        creation_time: from.creation_time.and_then(timestamp),
        last_updated_time: from.last_updated_time.and_then(timestamp),
        described,
    })
}

fn image(from: sdk::WorkspaceImage) -> Result<Image, Gap> {
    let described = image_members(&from);
    let id = needed(from.image_id, "Image", None, "ImageId")?;
    Ok(Image {
        image_id: ImageId::from_service(id),
        name: from.name,
        description: from.description,
        state: from.state.map(|state| state.as_str().to_owned()),
        owner_account_id: from.owner_account_id,
        created: from.created.and_then(timestamp),
        described,
    })
}

fn image_members(from: &sdk::WorkspaceImage) -> Members {
    let system = from.operating_system.as_ref().and_then(|system| system.r#type.as_ref());
    let updates = |updates: &sdk::UpdateResult| {
        group([
            ("UpdateAvailable", flag(updates.update_available)),
            ("Description", text(updates.description.as_ref())),
        ])
    };
    let error = |error: &sdk::ErrorDetails| {
        group([("ErrorCode", text(error.error_code.as_ref())), ("ErrorMessage", text(error.error_message.as_ref()))])
    };
    let errors = from.error_details.as_ref().map(|all| Described::List(all.iter().map(error).collect()));
    members([
        ("OperatingSystem", system.map(|kind| group([("Type", text(Some(kind)))]))),
        ("RequiredTenancy", text(from.required_tenancy.as_ref())),
        ("ErrorCode", text(from.error_code.as_ref())),
        ("ErrorMessage", text(from.error_message.as_ref())),
        ("Updates", from.updates.as_ref().map(updates)),
        ("ErrorDetails", errors),
    ])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// All is shown by the API's own names, and what the service left out stays out.
    #[test]
    fn bundles_and_images_are_shown_as_the_api_has_them() {
        let user = sdk::UserStorage::builder().capacity("50").build().expect("whole");
        let record = sdk::WorkspaceBundle::builder()
            .bundle_id("wsb-000000001")
            .image_id("wsi-000000001")
            .compute_type(sdk::ComputeType::builder().name("QUANTUM".into()).build())
            .user_storage(user)
            .creation_time(aws_smithy_types::DateTime::from_secs(0))
            .state("DREAMING".into())
            .build();
        let expected = json!({
            "BundleId": "wsb-000000001",
            "ImageId": "wsi-000000001",
            "State": "DREAMING",
            "CreationTime": "1970-01-01T00:00:00Z",
            "ComputeType": {"Name": "QUANTUM"},
            "UserStorage": {"Capacity": "50"},
        });
        assert_eq!(json!(bundle(record).expect("whole")), expected);
        let record = sdk::WorkspaceImage::builder()
            .image_id("wsi-000000001")
            .operating_system(sdk::OperatingSystem::builder().r#type("LINUX".into()).build())
            .updates(sdk::UpdateResult::builder().update_available(false).build())
            .error_details(sdk::ErrorDetails::builder().error_message("too full").build())
            .build();
        let expected = json!({
            "ImageId": "wsi-000000001",
            "OperatingSystem": {"Type": "LINUX"},
            "Updates": {"UpdateAvailable": false},
            "ErrorDetails": [{"ErrorMessage": "too full"}],
        });
        assert_eq!(json!(image(record).expect("whole")), expected);
        assert_eq!(bundle(sdk::WorkspaceBundle::builder().build()).expect_err("a gap").what, "Bundle");
        assert_eq!(image(sdk::WorkspaceImage::builder().build()).expect_err("a gap").what, "Image");
    }
}
