//! `DescribeWorkspaces` (domain G-01).

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::{json, standby};
use crate::sim::call::{CallContext, Outcome};
use crate::sim::checks::Checks;
use crate::sim::paging::Pager;
use crate::sim::world::{Desktop, RunningMode, World};

const INVALID: &str = "InvalidParameterValuesException";
const EXCLUSIVE: &str = "An invalid number of parameters provided with DescribeWorkspaces. Only one of BundleId, \
    DirectoryId, WorkspaceIds, Filters are allowed. These are mutually exclusive.";

/// What a query asks for; a member that was not given lets everything through.
struct Wanted<'a> {
    ids: Option<BTreeSet<&'a str>>,
    directory: Option<&'a str>,
    user: Option<String>,
    bundle: Option<&'a str>,
    name: Option<&'a str>,
}

impl Wanted<'_> {
    fn includes(&self, desktop: &Desktop, now: Timestamp) -> bool {
        // An id that was just given out is unknown to descriptions for a moment, without an error.
        desktop.visible_from <= now
            && self.directory.is_none_or(|directory| directory == desktop.directory)
            && self.user.as_ref().is_none_or(|user| *user == desktop.user.to_lowercase())
            && self.bundle.is_none_or(|bundle| bundle == desktop.bundle)
            // Names are for user-decoupled desktops, and there are none here.
            && self.name.is_none()
    }
}

/// Lists desktops: all, or those of some ids, of a directory (and a user in it), or of a bundle.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let wanted = Wanted {
        ids: json::texts(parameters, "WorkspaceIds").map(|ids| ids.into_iter().collect()),
        directory: json::text(parameters, "DirectoryId"),
        // E-02: user names are not case-sensitive.
        user: json::text(parameters, "UserName").map(str::to_lowercase),
        bundle: json::text(parameters, "BundleId"),
        name: json::text(parameters, "WorkspaceName"),
    };
    let given = [wanted.ids.is_some(), wanted.directory.is_some(), wanted.bundle.is_some(), wanted.name.is_some()];
    let mut checks = Checks::new(context);
    checks.refuse("G-01", given.into_iter().filter(|given| *given).count() > 1, INVALID, EXCLUSIVE);
    let alone = wanted.user.is_some() && wanted.directory.is_none();
    checks.refuse("G-01", alone, INVALID, "The DirectoryId parameter is required when UserName is used.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let pager = match Pager::new(context, now, "DescribeWorkspaces", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let page = pager.page(&world.desktops, wanted.ids.as_ref(), |desktop| wanted.includes(desktop, now));
    let items: Vec<Value> = page.items.into_iter().map(|desktop| whole(world, desktop, now)).collect();
    let mut members = Map::new();
    members.insert("Workspaces".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members).noting(rows)
}

/// Returns a desktop with what is known of it elsewhere in the world.
fn whole(world: &World, desktop: &Desktop, now: Timestamp) -> Value {
    let mut item = item(desktop, now);
    if let Some(settings) = standby::replication(world, &desktop.id, now) {
        item["DataReplicationSettings"] = settings;
    }
    item
}

/// Returns a desktop as descriptions show it.
pub(in crate::sim) fn item(desktop: &Desktop, now: Timestamp) -> Value {
    let mut members = Map::new();
    let mut add = |name: &str, value: Value| members.insert(name.to_owned(), value);
    add("WorkspaceId", desktop.id.as_str().into());
    add("DirectoryId", desktop.directory.as_str().into());
    add("UserName", desktop.user.as_str().into());
    add("State", desktop.state.name().into());
    add("BundleId", desktop.bundle.as_str().into());
    add("SubnetId", desktop.subnet.as_str().into());
    if desktop.address_from <= now {
        add("IpAddress", desktop.address.to_string().into());
        add("ComputerName", desktop.computer_name.as_str().into());
    }
    if let Some((code, message)) = &desktop.error {
        add("ErrorCode", code.as_str().into());
        add("ErrorMessage", message.as_str().into());
    }
    if let Some(key) = &desktop.encryption_key {
        add("VolumeEncryptionKey", key.as_str().into());
        add("UserVolumeEncryptionEnabled", true.into());
        add("RootVolumeEncryptionEnabled", true.into());
    }
    if let Some(primary) = &desktop.standby_of {
        let related =
            value!({ "WorkspaceId": primary.id, "Region": primary.region, "State": "AVAILABLE", "Type": "PRIMARY" });
        add("RelatedWorkspaces", value!([related]));
    }
    add("WorkspaceProperties", properties(desktop));
    let states = desktop
        .modifications
        .iter()
        .map(|modification| value!({ "Resource": modification.change.resource(), "State": modification.phase.name() }));
    add("ModificationStates", states.collect::<Vec<_>>().into());
    json::show_instead(&mut members, &desktop.shown);
    Value::Object(members)
}

fn properties(desktop: &Desktop) -> Value {
    let mut properties = Map::new();
    let mut add = |name: &str, value: Value| properties.insert(name.to_owned(), value);
    add("RootVolumeSizeGib", desktop.root_gib.into());
    add("UserVolumeSizeGib", desktop.user_gib.into());
    add("ComputeTypeName", desktop.compute.as_str().into());
    add("Protocols", value!([desktop.protocol]));
    add("OperatingSystemName", desktop.operating_system.as_str().into());
    add("RunningMode", desktop.running_mode.name().into());
    if let RunningMode::AutoStop(minutes) = desktop.running_mode {
        add("RunningModeAutoStopTimeoutInMinutes", minutes.into());
    }
    json::show_instead(&mut properties, &desktop.shown_properties);
    Value::Object(properties)
}
