//! Images (domain L-05, G-06, G-10): made of a desktop or of another image, shared with accounts, taken away.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::batch::undocumented;
use super::{json, tags};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::paging::{PAGE_ITEMS, Pager};
use crate::sim::sts::partition;
use crate::sim::world::{Desktop, DesktopState, Image, ImageState, Licence, Tags, World};

/// Images that an account may have (E-26); those that others share do not count.
const IMAGES_MAX: usize = 40;
const ROW: &str = "L-05";
const INVALID: &str = "InvalidParameterValuesException";
const STATE: &str = "InvalidResourceStateException";
const UNSUPPORTED: &str = "OperationNotSupportedException";
const ASSOCIATED: &str = "ResourceAssociatedException";

/// Lists images: all, or those of some ids; the account's own unless those of others are asked for.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let pager = match Pager::new(context, now, "DescribeWorkspaceImages", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let most = parameters.get("MaxResults").and_then(Value::as_u64).unwrap_or(PAGE_ITEMS);
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "ImageIds").map(|ids| ids.into_iter().collect());
    let kind = json::text(parameters, "ImageType");
    let page = pager.with_limit(most).page(&world.images, ids.as_ref(), |image| {
        let own = image.owner == context.account;
        match kind {
            Some("SHARED") => !own,
            Some(_) => own,
            None => own || ids.is_some(),
        }
    });
    let items: Vec<Value> = page.items.into_iter().map(item).collect();
    let mut members = Map::new();
    members.insert("Images".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Returns an image as descriptions show it.
fn item(image: &Image) -> Value {
    let system = if image.operating_system.starts_with("WINDOWS") { "WINDOWS" } else { "LINUX" };
    let mut item = value!({
        "ImageId": image.id,
        "Name": image.name,
        "Description": image.description,
        "OperatingSystem": { "Type": system },
        "State": image.state.name(),
        "RequiredTenancy": if image.licence == Licence::Byol { "DEDICATED" } else { "DEFAULT" },
        "Created": json::moment(image.created_at),
        "OwnerAccountId": image.owner,
    });
    if let Some((code, message)) = image.error {
        item["ErrorCode"] = code.into();
        item["ErrorMessage"] = message.into();
    }
    item
}

/// Begins to make an image of a desktop, which is `SUSPENDED` until it is done.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "WorkspaceId").unwrap_or_default();
    let Some(desktop) = world.desktops.get(id).filter(|desktop| desktop.visible_from <= now).cloned() else {
        return Refusal::not_found("WorkSpace", id).outcome();
    };
    let own_tags = tags::given(parameters);
    let mut checks = Checks::new(context);
    let busy = desktop.state != DesktopState::Available || desktop.running_modification().is_some();
    checks.refuse(ROW, busy, STATE, "The WorkSpace is not available.");
    let encrypted = desktop.encryption_key.is_some();
    checks.refuse("E-16", encrypted, UNSUPPORTED, "No image can be made of an encrypted WorkSpace.");
    let standby = desktop.standby_of.is_some();
    checks.refuse("L-07", standby, UNSUPPORTED, "No image can be made of a standby WorkSpace.");
    check_new(&mut checks, world, context, parameters, &own_tags);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut rng = context.rng("image");
    let image = Image {
        id: rng.workspaces_id("wsi-"),
        name: json::text(parameters, "Name").unwrap_or_default().to_owned(),
        description: json::text(parameters, "Description").unwrap_or_default().to_owned(),
        owner: context.account.to_owned(),
        operating_system: desktop.operating_system.clone(),
        protocol: desktop.protocol.clone(),
        licence: licence(world, &desktop),
        state: ImageState::Pending,
        error: None,
        created_at: now,
        shared_with: BTreeSet::new(),
    };
    let members = item(&image).as_object().cloned().unwrap_or_default();
    begin(world, image, Some(id), own_tags, now, context);
    json::ok(members).changed().noting(rows)
}

fn licence(world: &World, desktop: &Desktop) -> Licence {
    world.bundles.get(&desktop.bundle).map_or(Licence::Included, |bundle| bundle.licence)
}

/// Begins to copy an image of the account's own, or one that is shared with it, into this Region.
pub(super) fn copy(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let text = |member| json::text(parameters, member).unwrap_or_default();
    let (id, from) = (text("SourceImageId"), text("SourceRegion"));
    let mut checks = Checks::new(context);
    let restricted = |region: &str| partition(region) != "aws";
    let apart = from != context.region && (restricted(from) || restricted(context.region));
    checks.refuse(ROW, apart, UNSUPPORTED, "Images cannot be copied between these Regions.");
    let own_tags = tags::given(parameters);
    check_new(&mut checks, world, context, parameters, &own_tags);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let place = if from == context.region { Some(&*world) } else { context.elsewhere(from) };
    let Some(source) = place.and_then(|place| place.images.get(id)).cloned() else {
        return Refusal::not_found("image", id).outcome().noting(rows);
    };
    if source.state != ImageState::Available {
        let refusal = Refusal::new("ResourceUnavailableException", "The image is not available.");
        return Refusal { resource: Some(id.to_owned()), ..refusal }.outcome().noting(rows);
    }
    let image = Image {
        id: context.rng("image").workspaces_id("wsi-"),
        name: text("Name").to_owned(),
        description: json::text(parameters, "Description").map_or(source.description, str::to_owned),
        owner: context.account.to_owned(),
        state: ImageState::Pending,
        error: None,
        created_at: now,
        shared_with: BTreeSet::new(),
        ..source
    };
    let mut members = Map::new();
    members.insert("ImageId".to_owned(), image.id.as_str().into());
    begin(world, image, None, own_tags, now, context);
    json::ok(members).changed().noting(rows)
}

/// Checks what every new image has to be.
fn check_new(checks: &mut Checks, world: &World, context: &CallContext, parameters: &Value, own_tags: &Tags) {
    let own = world.images.values().filter(|image| image.owner == context.account);
    let again = own.clone().any(|image| Some(image.name.as_str()) == json::text(parameters, "Name"));
    checks.refuse(ROW, again, "ResourceAlreadyExistsException", "An image of this name exists.");
    let full = own.count() >= IMAGES_MAX;
    checks.refuse("E-26", full, "ResourceLimitExceededException", "The account has the maximum number of images.");
    tags::check(checks, own_tags, own_tags.len());
}

fn begin(world: &mut World, image: Image, of: Option<&str>, own_tags: Tags, now: Timestamp, context: &CallContext) {
    if !own_tags.is_empty() {
        world.set_tags(&image.id, own_tags, now);
    }
    world.start_image(image, of, context.inner, now, &mut context.rng("image time"));
}

/// Shares an image with one account, or does so no longer.
pub(super) fn share(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ImageId").unwrap_or_default();
    let account = json::text(parameters, "SharedAccountId").unwrap_or_default();
    let shares = parameters.get("AllowCopyImage").and_then(Value::as_bool).unwrap_or_default();
    let Some(image) = world.images.get_mut(id).filter(|image| image.owner == context.account) else {
        return Refusal::not_found("image", id).outcome();
    };
    if image.state != ImageState::Available {
        let refusal = Refusal::new("ResourceUnavailableException", "The image is not available.");
        return Refusal { resource: Some(id.to_owned()), ..refusal }.outcome();
    }
    let mut checks = Checks::new(context);
    checks.refuse(ROW, account == context.account, INVALID, "An image is not shared with its own account.");
    // What becomes of a permission that is not there is not documented, but for that it cannot be revoked.
    let absent = undocumented(context, "unshare what is not shared", &[INVALID, UNSUPPORTED]);
    let never = !shares && !image.shared_with.contains(account);
    checks.refuse(ROW, never, absent, "The image is not shared with this account.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let changed = if shares { image.shared_with.insert(account.to_owned()) } else { image.shared_with.remove(account) };
    let outcome = json::ok(Map::new()).noting(rows);
    if changed { outcome.changed() } else { outcome }
}

/// Lists the accounts that an image is shared with.
pub(super) fn permissions(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ImageId").unwrap_or_default();
    let Some(image) = world.images.get(id).filter(|image| image.owner == context.account) else {
        return Refusal::not_found("image", id).outcome();
    };
    let pager = match Pager::new(context, now, "DescribeWorkspaceImagePermissions", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let most = parameters.get("MaxResults").and_then(Value::as_u64).unwrap_or(PAGE_ITEMS);
    let accounts: BTreeMap<String, Value> =
        image.shared_with.iter().map(|account| (account.clone(), value!({ "SharedAccountId": account }))).collect();
    let page = pager.with_limit(most).page(&accounts, None, |_| true);
    let mut members = Map::new();
    members.insert("ImageId".to_owned(), id.into());
    members.insert("ImagePermissions".to_owned(), page.items.into_iter().cloned().collect());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Takes an image away that no bundle is made of and that nobody shares.
pub(super) fn delete(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "ImageId").unwrap_or_default();
    let Some(image) = world.images.get(id).filter(|image| image.owner == context.account) else {
        // The operation does not declare the usual error for this.
        return Refusal::new(INVALID, format!("The specified image {id} could not be found.")).outcome();
    };
    let mut checks = Checks::new(context);
    checks.refuse(ROW, image.state == ImageState::Pending, STATE, "The image is being made.");
    let used = world.bundles.values().any(|bundle| bundle.image == id);
    checks.refuse(ROW, used, ASSOCIATED, "There are bundles of the image.");
    let code = undocumented(context, "delete a shared image", &[ASSOCIATED, STATE]);
    checks.refuse(ROW, !image.shared_with.is_empty(), code, "The image is shared with other accounts.");
    match checks.passed() {
        Err(refused) => *refused,
        Ok(rows) => {
            world.images.remove(id);
            world.forget_tags(id);
            json::ok(Map::new()).changed().noting(rows)
        }
    }
}
