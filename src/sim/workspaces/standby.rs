//! `CreateStandbyWorkspaces` (domain E-25, L-07).
//!
//! The call goes to the Region of the standby. The primary lives in another Region and is judged by what that has of it. Of
//! a Region in which nothing was ever made nothing is known: that a primary there exists, may have a standby and who its
//! user is, is taken for granted, and a name is drawn for the user.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json as value};

use super::batch::undocumented;
use super::{create, json};
use crate::sim::call::{CallContext, FailedTarget, InnerFaults, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::fleet;
use crate::sim::lifecycle::{SNAPSHOT_EVERY, plus};
use crate::sim::rng::Random;
use crate::sim::world::{Desktop, DirectoryKind, KeyState, Primary, Quota, World};

/// Regions that have standbys.
const REGIONS: [&str; 4] = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];
/// The word for data that comes from the primary.
const REPLICATES: &str = "PRIMARY_AS_SOURCE";
/// Row that says most about standbys.
const ROW: &str = "L-07";
/// Row of their quota, and codes that would do for it.
const QUOTA: &str = "E-25";
const OVER_QUOTA: [&str; 2] = ["ResourceLimitExceeded.StandbyWorkSpace", "ResourceLimitExceededException"];
const OVER_QUOTA_TEXT: &str = "The number of standby WorkSpaces in this account has reached its limit.";
/// Row of the one desktop that a user has in a directory.
const ONE: &str = "E-11";
/// Codes that would do for what is not allowed for one standby.
const REFUSED: [&str; 2] = ["OperationNotSupported.StandbyWorkSpace", "InvalidParameterValuesException"];

static NOTHING: Value = Value::Null;

/// Why one standby is not made.
struct No {
    row: &'static str,
    code: &'static str,
    message: &'static str,
}

/// Begins to make a standby for each request that may have one, and names the others in `FailedStandbyRequests`.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let primary_region = json::text(parameters, "PrimaryRegion").unwrap_or_default();
    let none = Vec::new();
    let requests = parameters.get("StandbyWorkspaces").and_then(Value::as_array).unwrap_or(&none);
    let mut checks = Checks::new(context);
    let here = REGIONS.contains(&context.region) && REGIONS.contains(&primary_region);
    let apart = primary_region != context.region;
    let message = "Standby WorkSpaces are not available for this pair of Regions.";
    checks.refuse(ROW, !here || !apart, "OperationNotSupportedException", message);
    let over = world.room_for(Quota::Standbys) < requests.len() as u64;
    if undocumented(context, "standbys over quota", &["call", "request"]) == "call" {
        checks.refuse(QUOTA, over, "ResourceLimitExceededException", OVER_QUOTA_TEXT);
    }
    let mut rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let unknown = requests.iter().filter_map(|request| json::text(request, "DirectoryId"));
    if let Some(id) = unknown.clone().find(|id| !world.directories.contains_key(*id)) {
        return Refusal::not_found("directory", id).outcome();
    }
    let struck = context.rng("struck").below(requests.len() as u64);
    let mut rng = context.rng("standby");
    let (mut pending, mut documents, mut failed) = (Vec::<Value>::new(), Vec::new(), Vec::new());
    for (index, request) in (0..).zip(requests) {
        let broken = broken(world, context, request, primary_region);
        let row = broken.iter().map(|no| no.row);
        rows.extend(row.filter(|row| !context.ignores(row)));
        let refusal = broken.into_iter().find(|no| !context.ignores(no.row));
        let faults = if index == struck { context.inner } else { InnerFaults::default() };
        let made = match refusal {
            Some(no) => Err(no),
            None => make(world, context, request, primary_region, faults, now, &mut rng),
        };
        match made {
            Ok(item) => pending.push(item),
            Err(no) => {
                let id = json::text(request, "PrimaryWorkspaceId").unwrap_or_default().to_owned();
                documents.push(value!({
                    "StandbyWorkspaceRequest": request, "ErrorCode": no.code, "ErrorMessage": no.message,
                }));
                failed.push(FailedTarget { id, code: no.code.to_owned() });
            }
        }
    }
    rows.sort_unstable();
    rows.dedup();
    let applied = !pending.is_empty();
    let mut members = Map::new();
    members.insert("FailedStandbyRequests".to_owned(), documents.into());
    members.insert("PendingStandbyRequests".to_owned(), pending.into());
    Outcome { failed, applied, ..json::ok(members) }.noting(rows)
}

/// Returns everything that keeps one standby from being made.
fn broken(world: &World, context: &CallContext, request: &Value, primary_region: &str) -> Vec<No> {
    let code = undocumented(context, "standby refused", &REFUSED);
    let text = |member| json::text(request, member);
    let mut found = Vec::new();
    let mut refuse = |row, broken: bool, code, message| {
        if broken {
            found.push(No { row, code, message });
        }
    };
    let simple = text("DirectoryId")
        .and_then(|id| world.directories.get(id))
        .is_some_and(|directory| directory.kind == DirectoryKind::SimpleAd);
    let replicates = text("DataReplication") == Some(REPLICATES);
    refuse(ROW, simple && replicates, code, "Data replication is not available with Simple AD.");
    let unusable = text("VolumeEncryptionKey").is_some_and(|named| {
        let usable = |key: &crate::sim::world::Key| {
            key.state == KeyState::Enabled && !key.managed && !world.asymmetric.contains(&key.arn)
        };
        !world.key(named).is_some_and(usable)
    });
    refuse(ROW, unusable, code, "The key has to be the customer's own, symmetric and enabled.");
    let primary = text("PrimaryWorkspaceId").unwrap_or_default();
    if let Some(there) = context.elsewhere(primary_region) {
        let known = there.desktops.get(primary);
        refuse(ROW, known.is_none(), "ResourceNotFound.Workspace", "The primary WorkSpace could not be found.");
        let unfit = known.is_some_and(|known| !may_have_one(known));
        refuse(ROW, unfit, code, "A WorkSpace of this kind cannot have a standby.");
        let bare = known.is_some_and(|known| known.encryption_key.is_some()) && text("VolumeEncryptionKey").is_none();
        refuse(ROW, bare, code, "The standby of an encrypted WorkSpace needs a customer managed key.");
        // A second standby is told below; users are told apart whatever the case (E-02).
        let has_one = known.is_some_and(|known| {
            let is_other = |desktop: &&Desktop| desktop.standby_of.as_ref().is_none_or(|one| one.id != known.id);
            let in_it = |desktop: &&Desktop| Some(desktop.directory.as_str()) == text("DirectoryId");
            let mut others = world.desktops.values().filter(is_other).filter(in_it);
            others.any(|desktop| desktop.user.to_lowercase() == known.user.to_lowercase())
        });
        refuse(ONE, has_one, "ResourceExists.WorkSpace", "The user already has a WorkSpace.");
    }
    let again = world.desktops.values().filter_map(|desktop| desktop.standby_of.as_ref());
    let again = again.clone().any(|one| one.id == primary && one.region == primary_region);
    refuse(ROW, again, code, "The WorkSpace already has a standby in this Region.");
    let over = world.room_for(Quota::Standbys) == 0;
    let limit = undocumented(context, "standbys over quota, code", &OVER_QUOTA);
    refuse(QUOTA, over, limit, OVER_QUOTA_TEXT);
    found
}

/// Tells whether a desktop is of a kind that has standbys, and is not one itself (L-07).
fn may_have_one(primary: &Desktop) -> bool {
    let large = ["GRAPHICS", "GENERALPURPOSE"].iter().any(|family| primary.compute.starts_with(family));
    primary.operating_system.starts_with("WINDOWS") && !large && primary.standby_of.is_none()
}

fn make(
    world: &mut World,
    context: &CallContext,
    request: &Value,
    primary_region: &str,
    faults: InnerFaults,
    now: Timestamp,
    rng: &mut Random,
) -> Result<Value, No> {
    let text = |member| json::text(request, member).unwrap_or_default();
    let bundle = world
        .bundles
        .values()
        .filter(|bundle| bundle.state == "AVAILABLE" && bundle.operating_system.starts_with("WINDOWS_1"))
        .max_by_key(|bundle| bundle.kind == "STANDBY")
        .map(|bundle| bundle.id.clone())
        .unwrap_or_default();
    let key = request.get("VolumeEncryptionKey").unwrap_or(&NOTHING);
    let there = context.elsewhere(primary_region).and_then(|there| there.desktops.get(text("PrimaryWorkspaceId")));
    let user = there.map(|primary| primary.user.clone());
    // What the service would ask of itself: the rules of a new desktop are not asked again.
    let like = value!({
        "DirectoryId": text("DirectoryId"),
        "UserName": user.unwrap_or_else(|| fleet::user_elsewhere(rng)),
        "BundleId": bundle,
        "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" },
        "VolumeEncryptionKey": key,
        "UserVolumeEncryptionEnabled": !key.is_null(),
        "RootVolumeEncryptionEnabled": !key.is_null(),
        "Tags": request.get("Tags").unwrap_or(&NOTHING),
    });
    let primary = Primary { id: text("PrimaryWorkspaceId").to_owned(), region: primary_region.to_owned() };
    let made = create::make_standby(world, context, &like, primary, faults, now, rng);
    let made = made.ok_or(No {
        row: create::ADDRESSES,
        code: "ResourceUnavailable.Subnet",
        message: "There is no free IP address in the subnets of the directory.",
    })?;
    if text("DataReplication") == REPLICATES {
        world.replications.insert(json::text(&made, "WorkspaceId").unwrap_or_default().to_owned(), now);
    }
    Ok(made)
}

/// Returns how the data of its primary comes to a standby; nothing of one to which none comes.
pub(super) fn replication(world: &World, id: &str, now: Timestamp) -> Option<Value> {
    let since = *world.replications.get(id)?;
    let mut settings = value!({ "DataReplication": REPLICATES });
    // Twelve hours apart, and half a day old when it is there: what is lost is the work of 12 to 24 hours (L-07).
    let there = now.duration_since(since) - SNAPSHOT_EVERY;
    if let Some(count) = there.as_secs().checked_div(SNAPSHOT_EVERY.as_secs()).filter(|_| !there.is_negative()) {
        let taken = plus(since, SignedDuration::from_secs(count * SNAPSHOT_EVERY.as_secs()));
        settings["RecoverySnapshotTime"] = json::moment(taken);
    }
    Some(settings)
}
