//! Provision: desktops that are not there yet (domain.md C1-01, E, K, L).
//!
//! What is wanted stands in the intent, in the form of the desktops that will be there; who has one already is left alone.

#[cfg(test)]
pub(in crate::planner) mod tests;

use std::collections::BTreeMap;

use super::migrate::is_byol;
use super::modify;
use super::resize::{self, Kind, Sizes};
use super::{Call, VerbRow};
use crate::model::{Compute, Verb, Workspace, WorkspaceProperties, WorkspaceState};
use crate::planner::document::ACCEPT_EXISTING;
use crate::planner::rules::{About, Finding, GUIDE, KEY, KEY_UNREAD, QUOTA, QUOTA_UNREAD, Rule, Severity};
use crate::planner::{Case, Context};

pub(super) static ROW: VerbRow = VerbRow {
    rules: &[
        &EXISTS,
        &DIRECTORY,
        &BUNDLE,
        &TENANCY,
        &VOLUMES,
        &VOLUMES_OPEN,
        &LONG_AUTO_STOP,
        &KEY,
        &KEY_UNREAD,
        &ROOM,
        &ROOM_UNREAD,
        &QUOTA,
        &QUOTA_UNREAD,
    ],
    own_states: &[],
    new_address: true,
    volume_snapshots: false,
    interface: false,
    keys: Some(|_| true),
    also: &[],
    goal,
    same,
    build,
};

/// Encrypting a root volume makes a new desktop take up to an hour (domain.md C1-01); late is what takes longer.
const ENCRYPTED_ROOT_S: u64 = 3_600;

fn goal(context: &Context<'_>) -> Result<(), String> {
    if context.wanted.desktops.is_empty() {
        return Err("there is no desktop to make".to_owned());
    }
    Ok(())
}

/// An existing desktop that is as wanted, or that was to be taken for that.
fn same(case: &Case<'_>) -> Option<String> {
    let existing = case.existing()?;
    let accepted = case.context.wanted.parameters.contains_key(ACCEPT_EXISTING);
    let id = &existing.workspace_id;
    match difference(case.target, existing) {
        None => Some(format!("it is there, as {id}")),
        // One that goes is there no longer by the time that somebody looks.
        Some(difference) => (accepted && existing.stays()).then(|| format!("it is there, as {id}, and {difference}")),
    }
}

/// Says in what an existing desktop is not what was wanted; what was not asked for may be anything.
fn difference(wanted: &Workspace, existing: &Workspace) -> Option<String> {
    if !existing.stays() {
        return Some(format!("it is {}: make it again in some minutes", existing.state));
    }
    if existing.state == WorkspaceState::Error {
        return Some(format!("it is {}", existing.state));
    }
    if wanted.bundle_id != existing.bundle_id {
        return Some(format!("its bundle is {}, not {}", existing.bundle_id, wanted.bundle_id));
    }
    let (asked, has) = (parameters(wanted), parameters(existing));
    let about = |name: &str| name.starts_with(PROPERTIES) || name.contains("Encryption");
    let mut asked = asked.iter().filter(|(name, _)| about(name));
    let (name, value) = asked.find(|(name, value)| has.get(*name) != Some(*value))?;
    let plain = name.trim_start_matches(PROPERTIES);
    let found = has.get(name).map_or("not set", String::as_str);
    Some(format!("its {plain} is {found}, not {value}"))
}

const PROPERTIES: &str = "WorkspaceProperties.";

/// The members of a request, by their place in it.
fn parameters(wanted: &Workspace) -> BTreeMap<String, String> {
    let WorkspaceProperties {
        running_mode,
        running_mode_auto_stop_timeout_in_minutes,
        root_volume_size_gib,
        user_volume_size_gib,
        protocols,
        compute_type_name: _,
        operating_system_name: _,
        nested_virtualization_enabled: _,
    } = &wanted.workspace_properties;
    let number = |value: &Option<i32>| value.map(|value| value.to_string());
    let flag = |value: Option<bool>| value.filter(|set| *set).map(|set| set.to_string());
    let property = |name: &str| format!("{PROPERTIES}{name}");
    let own = [
        ("DirectoryId".to_owned(), Some(wanted.directory_id.to_string())),
        ("UserName".to_owned(), Some(wanted.user_name.clone())),
        ("BundleId".to_owned(), Some(wanted.bundle_id.to_string())),
        ("VolumeEncryptionKey".to_owned(), wanted.volume_encryption_key.clone()),
        ("RootVolumeEncryptionEnabled".to_owned(), flag(wanted.root_volume_encryption_enabled)),
        ("UserVolumeEncryptionEnabled".to_owned(), flag(wanted.user_volume_encryption_enabled)),
        (property("RunningMode"), running_mode.as_ref().map(ToString::to_string)),
        (property("RunningModeAutoStopTimeoutInMinutes"), number(running_mode_auto_stop_timeout_in_minutes)),
        (property("RootVolumeSizeGib"), number(root_volume_size_gib)),
        (property("UserVolumeSizeGib"), number(user_volume_size_gib)),
        (property("Protocols"), protocols.first().map(ToString::to_string)),
    ];
    let own = own.into_iter().filter_map(|(name, value)| Some((name, value?)));
    let tags = wanted.deskfleet.tags.iter().flatten();
    own.chain(tags.map(|tag| (format!("Tags.{}", tag.key), tag.value.clone()))).collect()
}

fn build(case: &Case<'_>) -> Vec<Call> {
    let encrypts_root = case.target.root_volume_encryption_enabled == Some(true);
    vec![Call {
        bundle_id: Some(case.target.bundle_id.clone()),
        late_after_s: encrypts_root.then_some(ENCRYPTED_ROOT_S),
        ..Call::of(Verb::Provision, parameters(case.target))
    }]
}

static EXISTS: Rule = Rule {
    id: "NEW-01",
    severity: Severity::Skip,
    about: About::Service,
    rows: &["E-11"],
    dated: GUIDE,
    title: "its user has a desktop that differs",
    says: "a user has one desktop in a directory, and the service refuses a second; the one that is there is not what was \
           asked for, and making desktops changes none",
    advice: "change it (`deskfleet modify`, `resize`, `migrate`), or take it as it is with `--accept-existing`",
    check: |case| {
        let existing = case.existing()?;
        let difference = difference(case.target, existing).unwrap_or_else(|| "it is as wanted".to_owned());
        Some(Finding::of(format!("exists, differs: {}, {difference}", existing.workspace_id)))
    },
};

static DIRECTORY: Rule = Rule {
    id: "NEW-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-01"],
    dated: GUIDE,
    title: "its directory is not registered",
    says: "desktops are made in a directory that is registered with WorkSpaces in this Region",
    advice: "register the directory, or name another; `deskfleet list --columns DirectoryId` shows those in use",
    check: |case| {
        let directory = case.directory;
        let id = &case.target.directory_id;
        match directory.map(|directory| directory.state.as_deref()) {
            Some(None | Some("REGISTERED")) => None,
            Some(Some(state)) => Some(Finding::of(format!("{id} is {state}"))),
            None => {
                Some(Finding::of(case.unread_of("Directories", id.as_str(), &format!("{id} is not registered here"))))
            }
        }
    },
};

static BUNDLE: Rule = Rule {
    id: "NEW-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["E-03", "L-01"],
    dated: GUIDE,
    title: "its bundle can't be used",
    says: "a desktop is made from a bundle that is there, AVAILABLE, and none for standby desktops; of one that could not be read \
           the service knows",
    advice: "choose another bundle, or wait until it is AVAILABLE",
    check: |case| {
        let Some(bundle) = case.bundle else {
            let id = &case.target.bundle_id;
            if case.context.is_unread("Bundles") {
                let unread = case.unread_of("Bundles", id.as_str(), &format!("the bundle {id} could not be read"));
                return Some(Finding { severity: Some(Severity::Warn), ..Finding::of(unread) });
            }
            return Some(Finding::of(format!("the bundle {id} was not found")));
        };
        let label = bundle.label();
        match (bundle.state.as_deref(), bundle.bundle_type.as_deref()) {
            (_, Some("STANDBY")) => Some(Finding::of(format!("{label} is for standby desktops"))),
            (Some("AVAILABLE") | None, _) => None,
            (Some(state), _) => Some(Finding::of(format!("{label} is {state}"))),
        }
    },
};

static TENANCY: Rule = Rule {
    id: "NEW-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-03"],
    dated: GUIDE,
    title: "its bundle does not fit the directory's tenancy",
    says: "a directory with dedicated tenancy takes desktops with the customer's own Windows licence (BYOL) and no others, and \
           no other directory takes those",
    advice: "choose a bundle of the other licence, or another directory",
    check: |case| {
        let label = case.bundle?.label();
        let reason = match (case.directory?.tenancy.as_deref()?, is_byol(case.bundle?)?) {
            ("DEDICATED", false) => format!("the directory is DEDICATED, and {label} is not BYOL"),
            ("SHARED", true) => format!("the directory is SHARED, and {label} is BYOL"),
            _ => return None,
        };
        Some(Finding::of(reason))
    },
};

/// The sizes that a desktop would have by its bundle, those that it will have where they differ, and its compute type.
fn sizes<'a>(case: &Case<'a>) -> Option<(Sizes, Sizes, &'a Compute)> {
    let bundle = case.bundle?;
    let sizes = |root: i32, user: i32| {
        let gib = |size: i32| u32::try_from(size).unwrap_or(0);
        Sizes { root: gib(root), user: gib(user) }
    };
    let (root, user) = (bundle.root_storage_gib?, bundle.user_storage_gib?);
    let properties = &case.target.workspace_properties;
    let asked = sizes(properties.root_volume_size_gib.unwrap_or(root), properties.user_volume_size_gib.unwrap_or(user));
    let own = sizes(root, user);
    (asked != own).then_some((own, asked, bundle.compute_type.as_ref()?))
}

/// Tells whether a desktop can be made with such volumes, or nothing says that it can't.
pub(in crate::planner) fn is_launched(compute: &Compute, root: u32, user: u32) -> bool {
    let kind = resize::kind_of(compute);
    let too_small = kind == Kind::Listed
        && compute.is_general_purpose()
        && (root < resize::ROOT_GROWN_MIN || user < resize::USER_GROWN_MIN);
    Sizes { root, user }.is_offered(kind) && root.max(user) <= resize::GIB_MAX && !too_small
}

static VOLUMES: Rule = Rule {
    id: "NEW-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["A1-01", "A1-02", "A1-04", "A1-05", "A1-07"],
    dated: GUIDE,
    title: "no such pair of volumes",
    says: "a desktop is made with the sizes of its bundle, or with 80 GiB and 10, 50 or 100 GiB, or with at least 175 and \
           100 GiB; general-purpose types have at least 175 and 100, types with a GPU 100 and 100, and none more than 2,000",
    advice: "choose one of these pairs, or leave `root` and `user_volume` out",
    check: |case| {
        let (_, to, compute) = sizes(case)?;
        let Sizes { root, user } = to;
        (!is_launched(compute, root, user))
            .then(|| Finding::of(format!("{root} and {user} GiB do not go together with {compute}")))
    },
};

static VOLUMES_OPEN: Rule = Rule {
    id: "NEW-06",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["A1-06", "A1-09", "A2-05"],
    dated: GUIDE,
    title: "volumes that nothing is said of",
    says: "the guide does not say whether the root volume of a desktop with a GPU may have from 101 to 174 GiB, nor whether its \
           user volume may have more than 100 beside one of less than 175; of the types of later years it says nothing; and \
           whether others can be made with 80 and 100 GiB it says both ways",
    advice: "choose 100 GiB for a root volume, or 175 or more, or begin with `--canary 1`",
    check: |case| {
        let (from, to, compute) = sizes(case)?;
        let kind = resize::kind_of(compute);
        // The guide lists this pair, and says elsewhere that there is none.
        let is_doubtful = kind == Kind::Listed && to == Sizes { root: 80, user: resize::USER_GROWN_MIN };
        let doubt = || "whether a desktop can be made with 80 and 100 GiB is not known".to_owned();
        resize::open_question(kind, from, to).or_else(|| is_doubtful.then(doubt)).map(Finding::of)
    },
};

static LONG_AUTO_STOP: Rule = Rule {
    id: "NEW-09",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-18"],
    dated: GUIDE,
    title: "made with an AutoStop time of more than 48 hours",
    says: "the guide does not say how long an AutoStop time may be; the longest that was seen is 48 hours",
    advice: "begin with `--canary 1`, or choose the running mode ALWAYS_ON",
    check: |case| {
        let minutes = case.target.workspace_properties.running_mode_auto_stop_timeout_in_minutes?;
        let long = u32::try_from(minutes).is_ok_and(|minutes| minutes > modify::AUTO_STOP_SEEN_MAX);
        long.then(|| Finding::of("whether its AutoStop time may be so long is not known"))
    },
};

/// The addresses that are free in the subnets of the target's directory, where all of them were read.
fn free(case: &Case<'_>) -> Option<usize> {
    let subnets = &case.directory?.subnet_ids;
    let free = subnets.iter().map(|id| Some(case.context.subnet(id)?.available_ip_address_count));
    let free = free.sum::<Option<i32>>()?;
    (!subnets.is_empty()).then(|| usize::try_from(free).unwrap_or(0))
}

static ROOM: Rule = Rule {
    id: "ADDR-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["K-13"],
    dated: GUIDE,
    title: "no address left in the subnets of its directory",
    says: "each desktop takes an address in a subnet of its directory, and the subnets of a directory can't be changed",
    advice: "free addresses there, or make the rest in another directory; `--skip-refused` makes those for which there is room",
    check: |case| {
        let (free, place) = (free(case)?, case.place()?);
        let id = &case.target.directory_id;
        (place >= free).then(|| Finding::of(format!("the subnets of {id} have room for {free}")))
    },
};

static ROOM_UNREAD: Rule = Rule {
    id: "ADDR-04",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["K-13"],
    dated: GUIDE,
    title: "free addresses of the directory are not known",
    says: "how many addresses are free in the subnets of the desktop's directory was not read, so there may be too few",
    advice: "allow ec2:DescribeSubnets, or look yourself",
    check: |case| {
        if free(case).is_some() {
            return None;
        }
        Some(Finding::of(format!("how many addresses are free for {} is not known", case.target.directory_id)))
    },
};
