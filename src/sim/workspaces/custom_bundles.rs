//! `CreateWorkspaceBundle`, `UpdateWorkspaceBundle`, `DeleteWorkspaceBundle` (domain L-01): the account's own bundles.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{bundles, create, json, tags};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::world::{Bundle, Image, ImageState, Overlay, World};

/// Bundles that an account may have (E-27).
const BUNDLES_MAX: usize = 50;
const ROW: &str = "L-01";
const INVALID: &str = "InvalidParameterValuesException";
const UNAVAILABLE: &str = "ResourceUnavailableException";

/// Root volumes when none is asked for: with small user volumes, with large ones, with a graphics processor.
const ROOT_SMALL: u32 = 80;
const ROOT_LARGE: u32 = 175;
const ROOT_GPU: u32 = 100;
const USER_SMALL_MAX: u32 = 100;

/// Makes a bundle; it can be used a little later.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let text = |member| json::text(parameters, member).unwrap_or_default().to_owned();
    let image = match usable(world, &text("ImageId")) {
        Ok(image) => image,
        Err(refusal) => return refusal.outcome(),
    };
    let compute = parameters.get("ComputeType").and_then(|kind| json::text(kind, "Name")).unwrap_or_default();
    let gib = |member: &str| {
        let capacity = parameters.get(member).and_then(|storage| json::text(storage, "Capacity"))?;
        Some(capacity.parse::<u32>())
    };
    let own_tags = tags::given(parameters);
    let mut checks = Checks::new(context);
    checks.refuse(ROW, compute.is_empty(), INVALID, "A bundle has a compute type.");
    let (user, root) = (gib("UserStorage").unwrap_or(Ok(0)), gib("RootStorage"));
    let readable = user.is_ok() && root.as_ref().is_none_or(Result::is_ok);
    checks.refuse("A1-10", !readable, INVALID, "A capacity is a number of GB.");
    let user_gib = user.unwrap_or_default();
    let root_gib = root.and_then(Result::ok).unwrap_or_else(|| least_root(compute, user_gib));
    for row in create::broken_sizes(context, compute, root_gib, user_gib) {
        checks.refuse(row, readable, INVALID, "The volumes are not of a size that is allowed.");
    }
    let own = world.bundles.values().filter(|bundle| bundle.owner == context.account);
    let again = own.clone().any(|bundle| bundle.name == text("BundleName"));
    checks.refuse(ROW, again, "ResourceAlreadyExistsException", "A bundle of this name exists.");
    let full = own.count() >= BUNDLES_MAX;
    checks.refuse("E-27", full, "ResourceLimitExceededException", "The account has the maximum number of bundles.");
    tags::check(&mut checks, &own_tags, own_tags.len());
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut rng = context.rng("bundle");
    let bundle = Bundle {
        id: rng.workspaces_id("wsb-"),
        name: text("BundleName"),
        owner: context.account.to_owned(),
        description: text("BundleDescription"),
        image: image.id.clone(),
        compute: compute.to_owned(),
        root_gib,
        user_gib,
        operating_system: image.operating_system.clone(),
        protocol: image.protocol.clone(),
        state: "PENDING".to_owned(),
        kind: "REGULAR".to_owned(),
        licence: image.licence,
        created_at: now,
        updated_at: now,
        shown: Overlay::new(),
    };
    let mut members = Map::new();
    members.insert("WorkspaceBundle".to_owned(), bundles::item(&bundle));
    let id = bundle.id.clone();
    world.bundles.insert(id.clone(), bundle);
    if !own_tags.is_empty() {
        world.set_tags(&id, own_tags, now);
    }
    world.start_bundle(&id, context.inner, now, &mut rng);
    json::ok(members).changed().noting(rows)
}

/// Returns an image of the account's own that is ready.
fn usable(world: &World, id: &str) -> Result<Image, Refusal> {
    let own = world.images.get(id).filter(|image| image.owner == world.account);
    let image = own.ok_or_else(|| Refusal::not_found("image", id))?;
    if image.state == ImageState::Available {
        Ok(image.clone())
    } else {
        Err(Refusal { resource: Some(id.to_owned()), ..Refusal::new(UNAVAILABLE, "The image is not available.") })
    }
}

/// Returns the root volume that goes with a user volume.
fn least_root(compute: &str, user: u32) -> u32 {
    if compute.starts_with("GRAPHICS") {
        ROOT_GPU
    } else if compute.starts_with("GENERALPURPOSE") || user > USER_SMALL_MAX {
        ROOT_LARGE
    } else {
        ROOT_SMALL
    }
}

/// Puts another image into a bundle; desktops on it stay as they are until they are rebuilt.
pub(super) fn update(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let text = |member| json::text(parameters, member);
    let (Some(id), Some(image)) = (text("BundleId"), text("ImageId")) else {
        return Refusal::new(INVALID, "BundleId and ImageId have to be given.").outcome();
    };
    let image = usable(world, image);
    let Some(bundle) = world.bundles.get_mut(id) else {
        return Refusal::not_found("bundle", id).outcome();
    };
    let mut checks = Checks::new(context);
    let foreign = bundle.owner != context.account;
    checks.refuse(ROW, foreign, "OperationNotSupportedException", "The bundle is not one of the account's own.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let image = match image {
        Ok(image) => image,
        Err(refusal) => return refusal.outcome().noting(rows),
    };
    let outcome = json::ok(Map::new()).noting(rows);
    if bundle.image == image.id {
        return outcome;
    }
    bundle.image = image.id;
    bundle.operating_system = image.operating_system;
    bundle.protocol = image.protocol;
    bundle.licence = image.licence;
    bundle.updated_at = now;
    outcome.changed()
}

/// Takes a bundle away that no desktop is on.
pub(super) fn delete(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let Some(id) = json::text(parameters, "BundleId") else {
        return Refusal::new(INVALID, "BundleId has to be given.").outcome();
    };
    let Some(bundle) = world.bundles.get(id) else {
        return Refusal::not_found("bundle", id).outcome();
    };
    let mut checks = Checks::new(context);
    let foreign = bundle.owner != context.account;
    checks.refuse(ROW, foreign, "AccessDeniedException", "The bundle is not one of the account's own.");
    let used = world.desktops.values().any(|desktop| desktop.bundle == id);
    checks.refuse(ROW, used, "ResourceAssociatedException", "There are WorkSpaces on the bundle.");
    match checks.passed() {
        Err(refused) => *refused,
        Ok(rows) => {
            world.bundles.remove(id);
            world.forget_tags(id);
            json::ok(Map::new()).changed().noting(rows)
        }
    }
}
