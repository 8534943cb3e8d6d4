//! What one request of `CreateWorkspaces` asks for, and which rows of domain.md it breaks.
//!
//! Only the codes of section C4 and B were ever seen; for everything else each world draws one of its own.

use jiff::Timestamp;
use serde_json::Value;

use super::{json, tags, undocumented};
use crate::sim::call::CallContext;
use crate::sim::rng::Random;
use crate::sim::world::{Desktop, Directory, KeyState, Licence, Quota, Registration, RunningMode, Tags, World};

/// Row of the quotas that are asked for here most.
pub(super) const QUOTA: &str = "E-22";
pub(super) const OVER_QUOTA: &str = "The number of WorkSpaces in this account has reached its limit.";
/// Row that says how many addresses a subnet has.
pub(in crate::sim::workspaces) const ADDRESSES: &str = "K-13";
pub(super) const NO_ADDRESS: No = No {
    row: Some(ADDRESSES),
    code: "ResourceUnavailable.Subnet",
    message: "There is no free IP address in the subnets of the directory.",
    seen: false,
};

/// Codes that would do for a value that is not allowed, a bundle or a key that cannot be used, and a quota.
const INVALID: [&str; 3] =
    ["InvalidParameterValues.Workspace", "InvalidParameterValuesException", "ValidationException"];
const BUNDLE: [&str; 2] = ["ResourceNotFound.Bundle", "InvalidParameterValues.Bundle"];
const LIMIT: [&str; 2] = ["ResourceLimitExceeded.WorkSpace", "ResourceLimitExceededException"];
/// The one for a time that an always running desktop does not have (B-19).
const TIMELESS: &str = "AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace";

/// Volumes (A1-01 to A1-07).
const GIB_MAX: u32 = 2_000;
const ROOT_FREE: u32 = 175;
const USER_FREE: u32 = 100;
const SMALL_ROOT: u32 = 80;
const SMALL_USER: [u32; 3] = [10, 50, 100];
const GPU_LEAST: u32 = 100;
/// Minutes of an `AutoStop` time: whole hours, 48 at most (B-18).
const AUTO_STOP_STEP: i64 = 60;
const AUTO_STOP_MAX: i64 = 2_880;
const AUTO_STOP_DEFAULT: u32 = 60;
/// A user name that only `WorkSpaces` Core has (E-02).
const UNDEFINED: &str = "[UNDEFINED]";
/// Tags on one resource (H-01).
const TAGS_MAX: usize = 50;

/// Names of users that a directory does not have, and of those that come to it late from another one, when they begin so.
///
/// The simulator has no list of users: everybody else is in every directory. Nobody here can ask a directory for it.
const MISSING: &str = "missing.";
const LATE: &str = "late.";
/// Seconds after the world began until one who is late is there.
const LATE_S: (u64, u64) = (4 * 60, 14 * 60);

static NOTHING: Value = Value::Null;

/// Why a request is refused.
#[derive(Clone, Copy, Debug)]
pub(super) struct No {
    /// Row that it breaks; `None` for what the caller could not have known.
    pub(super) row: Option<&'static str>,
    pub(super) code: &'static str,
    pub(super) message: &'static str,
    /// Whether the code was seen beside a request.
    pub(super) seen: bool,
}

/// What a request asks for, with what its bundle and the service add.
pub(super) struct Wish<'a> {
    pub(super) directory: &'a str,
    pub(super) user: &'a str,
    pub(super) bundle: &'a str,
    pub(super) compute: String,
    pub(super) root_gib: u32,
    pub(super) user_gib: u32,
    pub(super) mode: RunningMode,
    pub(super) key: Option<&'a str>,
    pub(super) encrypts_user: bool,
    pub(super) encrypts_root: bool,
    pub(super) tags: Tags,
    name: Option<&'a str>,
    /// Whether a size was asked for that the bundle does not have.
    resizes: bool,
    minutes: Option<i64>,
    protocols: Vec<&'a str>,
    tag_count: usize,
}

impl<'a> Wish<'a> {
    pub(super) fn read(world: &World, context: &CallContext, request: &'a Value) -> Self {
        let text = |member| json::text(request, member);
        let flag = |member| request.get(member).and_then(Value::as_bool).unwrap_or_default();
        let properties = request.get("WorkspaceProperties").unwrap_or(&NOTHING);
        let bundle_id = text("BundleId").unwrap_or_default();
        let bundle = world.bundles.get(bundle_id);
        // What is negative or far too large breaks the same rows as the nearest number that fits.
        let gib = |member: &str| {
            let given = properties.get(member)?.as_i64()?;
            Some(u32::try_from(given.max(0)).unwrap_or(u32::MAX))
        };
        let (root, user) = (gib("RootVolumeSizeGib"), gib("UserVolumeSizeGib"));
        let own = bundle.map_or((0, 0), |bundle| (bundle.root_gib, bundle.user_gib));
        let (root_gib, user_gib) = (root.unwrap_or(own.0), user.unwrap_or(own.1));
        let minutes = properties.get("RunningModeAutoStopTimeoutInMinutes").and_then(Value::as_i64);
        // E-15: what an omitted mode means is not documented.
        let default = || undocumented(context, "default running mode", &["ALWAYS_ON", "AUTO_STOP"]);
        let mode = match json::text(properties, "RunningMode").unwrap_or_else(default) {
            "ALWAYS_ON" => RunningMode::AlwaysOn,
            "MANUAL" => RunningMode::Manual,
            _ => {
                RunningMode::AutoStop(minutes.and_then(|given| u32::try_from(given).ok()).unwrap_or(AUTO_STOP_DEFAULT))
            }
        };
        Self {
            directory: text("DirectoryId").unwrap_or_default(),
            user: text("UserName").unwrap_or_default(),
            bundle: bundle_id,
            compute: json::text(properties, "ComputeTypeName")
                .or(bundle.map(|bundle| bundle.compute.as_str()))
                .unwrap_or_default()
                .to_owned(),
            root_gib,
            user_gib,
            mode,
            key: text("VolumeEncryptionKey"),
            encrypts_user: flag("UserVolumeEncryptionEnabled"),
            encrypts_root: flag("RootVolumeEncryptionEnabled"),
            tags: tags::given(request),
            name: text("WorkspaceName"),
            resizes: (root_gib, user_gib) != own,
            minutes,
            protocols: json::texts(properties, "Protocols").unwrap_or_default(),
            tag_count: request.get("Tags").and_then(Value::as_array).map_or(0, Vec::len),
        }
    }

    pub(super) fn encrypts(&self) -> bool {
        self.encrypts_user || self.encrypts_root
    }

    pub(super) fn protocol(&self) -> Option<&'a str> {
        self.protocols.first().copied()
    }

    /// Returns everything that keeps it from being granted, as the world is now.
    pub(super) fn broken(&self, world: &World, context: &CallContext, now: Timestamp) -> Vec<No> {
        let mut found = Vec::new();
        let code = |situation, among: &[&'static str]| undocumented(context, situation, among);
        let mut refuse = |broken: bool, row, code, message, seen| {
            if broken {
                found.push(No { row, code, message, seen });
            }
        };
        let registered = |one: &&Directory| one.registration == Registration::Registered;
        let directory = world.directories.get(self.directory).filter(registered);
        let missing = "The directory is not registered.";
        refuse(directory.is_none(), Some("E-01"), "ResourceNotFound.Directory", missing, true);
        let bundle = world.bundles.get(self.bundle);
        let no_bundle = code("create with a bad bundle", &BUNDLE);
        refuse(bundle.is_none(), Some("E-03"), no_bundle, "The bundle does not exist.", false);
        if let Some(bundle) = bundle {
            let unusable = bundle.state != "AVAILABLE" || bundle.kind == "STANDBY";
            refuse(unusable, Some("L-01"), no_bundle, "The bundle cannot be used.", false);
            // K-03: dedicated tenancy is for licences of one's own, and they need it.
            let fits = directory.is_none_or(|one| one.dedicated == (bundle.licence == Licence::Byol));
            refuse(!fits, Some("K-03"), no_bundle, "The bundle does not fit the tenancy of the directory.", false);
        }
        let known = knows(world, self.user, now);
        refuse(!known, None, "ResourceNotFound.User", "The user could not be found in the directory.", true);
        let theirs = |desktop: &&Desktop| desktop.directory == self.directory && is_same(&desktop.user, self.user);
        let other = world.desktops.values().filter(theirs).map(|desktop| desktop.visible_from <= now).max();
        // One that no description lists yet could not have been known.
        let row = other.filter(|listed| *listed).map(|_| "E-11");
        refuse(other.is_some(), row, "ResourceExists.WorkSpace", "The user already has a WorkSpace.", true);
        let full = directory.is_some_and(|directory| !has_room(world, directory));
        refuse(full, NO_ADDRESS.row, NO_ADDRESS.code, NO_ADDRESS.message, false);
        let own_quota = Quota::of_compute(&self.compute);
        let over = [Some(Quota::Desktops), own_quota].into_iter().flatten().any(|quota| world.room_for(quota) == 0);
        refuse(over, Some(QUOTA), code("create over quota, code", &LIMIT), OVER_QUOTA, false);
        let mut all = self.invalid(world, context);
        all.extend(found);
        all
    }

    /// Returns the values that are not allowed whatever else there is.
    pub(super) fn invalid(&self, world: &World, context: &CallContext) -> Vec<No> {
        let mut found = Vec::new();
        let code = undocumented(context, "create with bad values, code", &INVALID);
        let mut refuse = |row, broken: bool, message| {
            if broken {
                found.push(No { row: Some(row), code, message, seen: false });
            }
        };
        refuse("E-02", self.user == UNDEFINED, "Only WorkSpaces Core has WorkSpaces without a user.");
        refuse("E-04", self.name.is_some(), "A WorkSpace with a user has no name of its own.");
        refuse("B-16", self.mode == RunningMode::Manual, "The running mode MANUAL is not available to this account.");
        if let Some(minutes) = self.minutes {
            let uneven = minutes <= 0 || minutes % AUTO_STOP_STEP != 0;
            refuse("B-18", uneven, "The AutoStop time has to be a multiple of 60 minutes.");
            let long = minutes > AUTO_STOP_MAX && open_question(context, "B-18");
            refuse("B-18", long, "The AutoStop time is too long.");
        }
        refuse("B-21", self.protocols.len() > 1, "A WorkSpace has exactly one protocol.");
        refuse("H-01", self.tag_count > TAGS_MAX, "A resource has 50 tags at most.");
        let reserved = self.tags.keys().any(|key| tags::reserved(key));
        refuse("H-06", reserved, "Tag keys beginning with aws: are reserved for system use.");
        let unusable = self.key.is_some_and(|named| match world.key(named) {
            Some(key) => key.state != KeyState::Enabled || world.asymmetric.contains(&key.arn),
            // The service makes its own key when it is first asked for.
            None => !named.ends_with(":alias/aws/workspaces"),
        });
        refuse("E-17", unusable, "The key has to be symmetric and enabled.");
        for row in self.sizes(context) {
            refuse(row, true, "The volumes are not of a size that is allowed.");
        }
        // A launch pair that is not known to be refused: no row is broken.
        let doubtful = self.resizes && (self.root_gib, self.user_gib) == (SMALL_ROOT, USER_FREE);
        if doubtful && !self.compute.starts_with("GRAPHICS") && open_question(context, "launch with 80 and 100") {
            let message = "The volumes are not of a size that is allowed.";
            found.push(No { row: None, code, message, seen: false });
        }
        if self.minutes.is_some() && self.mode == RunningMode::AlwaysOn {
            let message = "An AutoStop time does not apply to an AlwaysOn WorkSpace.";
            found.push(No { row: Some("B-19"), code: TIMELESS, message, seen: true });
        }
        found
    }

    /// Returns the rows that the sizes break; what the bundle itself has is always allowed.
    fn sizes(&self, context: &CallContext) -> Vec<&'static str> {
        if self.resizes { broken_sizes(context, &self.compute, self.root_gib, self.user_gib) } else { Vec::new() }
    }
}

/// Returns the rows that the volumes of something with this compute type break.
pub(in crate::sim::workspaces) fn broken_sizes(
    context: &CallContext,
    compute: &str,
    root: u32,
    user: u32,
) -> Vec<&'static str> {
    let mut rows = Vec::new();
    if root.max(user) > GIB_MAX {
        rows.push("A1-02");
    }
    if compute.starts_with("GRAPHICS") {
        if root.min(user) < GPU_LEAST {
            rows.push("A1-05");
        }
        if root > GPU_LEAST && root < ROOT_FREE && open_question(context, "A1-09") {
            rows.push("A1-09");
        }
    } else if compute.starts_with("GENERALPURPOSE") {
        if root < ROOT_FREE || user < USER_FREE {
            rows.push("A1-04");
        }
    } else if !(root == SMALL_ROOT && SMALL_USER.contains(&user) || root >= ROOT_FREE && user >= USER_FREE) {
        rows.push("A1-01");
    }
    rows
}

/// Tells how this world answers a question that AWS's documentation leaves open.
fn open_question(context: &CallContext, what: &str) -> bool {
    Random::new(context.seed, &format!("undocumented rule {what}"), 0).chance(0.5)
}

fn has_room(world: &World, directory: &Directory) -> bool {
    directory.subnets.iter().any(|id| world.subnets.get(id).is_some_and(|subnet| subnet.free() > 0))
}

/// Tells whether a directory has a user: see `MISSING` and `LATE`.
fn knows(world: &World, user: &str, now: Timestamp) -> bool {
    let user = user.to_lowercase();
    if user.starts_with(LATE) {
        let seconds = Random::new(world.seed, &format!("user {user}"), 0).between(LATE_S.0, LATE_S.1);
        return now >= crate::sim::lifecycle::plus_seconds(world.began, seconds);
    }
    !user.starts_with(MISSING)
}

/// Tells whether two names are of one user: case does not matter (E-02).
fn is_same(one: &str, other: &str) -> bool {
    let ascii = one.is_ascii() && other.is_ascii();
    one.eq_ignore_ascii_case(other) || !ascii && one.to_lowercase() == other.to_lowercase()
}
