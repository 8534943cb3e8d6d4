//! `CreateWorkspaces` (domain C1-01, E).
//!
//! Each request of a call is held against the rules in `create::rules`; what is granted gets its id, its address and its
//! tags at once, and becomes available in `lifecycle`. Every world answers in its own way where AWS does not say
//! whether the call or the one request in it fails, and with which code.

mod rules;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::batch::undocumented;
use super::{describe, json, tags};
use crate::sim::call::{CallContext, FailedTarget, InnerFaults, Outcome, Refusal};
use crate::sim::fleet;
use crate::sim::lifecycle::plus_seconds;
use crate::sim::rng::Random;
use crate::sim::world::{
    Clocks, Desktop, DesktopState, Following, Overlay, Primary, Quota, Renewals, RunningMode, Subnet, Usage, World,
};
pub(super) use rules::{ADDRESSES, broken_sizes};
use rules::{No, Wish};

/// Members of a desktop that the answer shows: all others may still change (E-10).
const SHOWN: [&str; 5] = ["WorkspaceId", "DirectoryId", "UserName", "State", "BundleId"];
/// Desktops in a call (C1-01).
const CALL_MAX: usize = 25;

/// Returns the row that a call out of the API's bounds breaks.
pub(super) fn bounds_row(parameters: &Value) -> Option<&'static str> {
    let requests = parameters.get("Workspaces").and_then(Value::as_array)?;
    if (1..=CALL_MAX).contains(&requests.len()) { requests.iter().find_map(tags::bounds_row) } else { Some("C1-01") }
}

/// Begins to make a desktop for each request that may have one, and names the others in `FailedRequests`.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let none = Vec::new();
    let requests = parameters.get("Workspaces").and_then(Value::as_array).unwrap_or(&none);
    let mut rows = Vec::new();
    if let Some(refusal) = refused_as_a_whole(world, context, requests, &mut rows) {
        return refusal.outcome().noting(rows);
    }
    let struck = context.rng("struck").below(requests.len() as u64);
    let (mut pending, mut documents, mut failed) = (Vec::<Value>::new(), Vec::new(), Vec::new());
    let mut rng = context.rng("create");
    for (index, request) in (0..).zip(requests) {
        let wish = Wish::read(world, context, request);
        let broken = wish.broken(world, context, now);
        let doubtful = tags::doubtful(&wish.tags).into_iter().filter(|(_, broken)| *broken).map(|(row, _)| row);
        add_rows(&mut rows, broken.iter().filter_map(|no| no.row).chain(doubtful), context);
        let refusal = broken.into_iter().find(|no| !no.row.is_some_and(|row| context.ignores(row)));
        let faults = if index == struck { context.inner } else { InnerFaults::default() };
        let made = match refusal {
            Some(no) => Err(no),
            None => make(world, &wish, None, faults, now, &mut rng).ok_or(rules::NO_ADDRESS),
        };
        match made {
            Ok(item) => pending.push(item.into()),
            Err(no) => {
                documents
                    .push(value!({ "WorkspaceRequest": request, "ErrorCode": no.code, "ErrorMessage": no.message }));
                failed.push(FailedTarget { id: wish.user.to_owned(), code: no.code.to_owned() });
            }
        }
    }
    let applied = !pending.is_empty();
    let mut members = Map::new();
    members.insert("FailedRequests".to_owned(), documents.into());
    members.insert("PendingRequests".to_owned(), pending.into());
    Outcome { failed, applied, ..json::ok(members) }.noting(rows)
}

fn add_rows(rows: &mut Vec<&'static str>, broken: impl Iterator<Item = &'static str>, context: &CallContext) {
    for row in broken {
        if !context.ignores(row) && !rows.contains(&row) {
            rows.push(row);
        }
    }
}

/// Returns why nothing of a call is carried out: there are exceptions for quotas and for values (E-18), and it is not
/// documented that they are used instead of failing one request.
fn refused_as_a_whole(
    world: &World,
    context: &CallContext,
    requests: &[Value],
    rows: &mut Vec<&'static str>,
) -> Option<Refusal> {
    let whole = |situation| undocumented(context, situation, &["call", "request"]) == "call";
    let wishes: Vec<Wish> = requests.iter().map(|request| Wish::read(world, context, request)).collect();
    if whole("create with bad values") {
        for wish in &wishes {
            let invalid = wish.invalid(world, context);
            add_rows(rows, invalid.iter().filter_map(|no| no.row), context);
            // Codes that were seen beside one request stay there.
            let refuses = |no: &&No| !no.seen && !no.row.is_some_and(|row| context.ignores(row));
            if let Some(no) = invalid.iter().find(refuses) {
                return Some(Refusal::new("InvalidParameterValuesException", no.message));
            }
        }
    }
    if whole("create over quota") && !context.ignores(rules::QUOTA) {
        let many = |quota, wanted: usize| world.room_for(quota) < wanted as u64;
        let over = many(Quota::Desktops, wishes.len())
            || wishes.iter().filter_map(|wish| Quota::of_compute(&wish.compute)).any(|quota| {
                many(quota, wishes.iter().filter(|wish| Quota::of_compute(&wish.compute) == Some(quota)).count())
            });
        if over {
            rows.push(rules::QUOTA);
            return Some(Refusal::new("ResourceLimitExceededException", rules::OVER_QUOTA));
        }
    }
    None
}

/// Makes a desktop that is not ready yet, and returns it as the answer shows it; `None` when it has no address.
fn make(
    world: &mut World,
    wish: &Wish,
    standby_of: Option<Primary>,
    faults: InnerFaults,
    now: Timestamp,
    rng: &mut Random,
) -> Option<Map<String, Value>> {
    let directory = world.directories.get(wish.directory)?;
    let groups = directory.default_groups();
    let free = |id: &&String| world.subnets.get(*id).map_or(0, Subnet::free);
    let roomiest = directory.subnets.iter().rev().max_by_key(free)?.clone(); // the first of equals
    let (interface, address) = world.attach_interface(&roomiest, groups, now, rng)?;
    let id = new_id(world, rng);
    let bundle = world.bundles.get(wish.bundle);
    let operating_system = bundle.map(|bundle| bundle.operating_system.clone()).unwrap_or_default();
    let own_protocol = bundle.map(|bundle| bundle.protocol.clone()).unwrap_or_default();
    let protocol = wish.protocol().map_or(own_protocol, str::to_owned);
    let follows = matches!(wish.mode, RunningMode::AutoStop(_));
    let desktop = Desktop {
        id: id.clone(),
        directory: wish.directory.to_owned(),
        user: wish.user.to_owned(),
        state: DesktopState::Pending,
        error: None,
        bundle: wish.bundle.to_owned(),
        subnet: roomiest,
        address,
        interface,
        computer_name: rng.computer_name(),
        compute: wish.compute.clone(),
        root_gib: wish.root_gib,
        user_gib: wish.user_gib,
        usable_gib: (wish.root_gib, wish.user_gib),
        modifications: Vec::new(),
        clocks: Clocks::default(),
        made_for_pcoip: protocol == "PCOIP",
        operating_system,
        protocol,
        running_mode: wish.mode,
        hibernated: false,
        credential_guard: false,
        following: follows.then_some(Following { awake_since: now, look_at: None }),
        thrown_out: Vec::new(),
        encryption_key: wish.encrypts().then(|| key_name(world, wish.key, now)),
        created_at: now,
        visible_from: plus_seconds(now, rng.below(21)),
        address_from: plus_seconds(now, rng.between(60, 240)),
        first_snapshot_at: Timestamp::MAX, // set when it is ready
        unhealthy_since: None,
        usage: usage(rng),
        renewals: Renewals::default(),
        restored_from: None,
        standby_of,
        migration: None,
        found_snapshots: None,
        shown: flags_not_set(wish),
        shown_properties: Overlay::new(),
    };
    let item = describe::item(&desktop, now);
    let item = item.as_object().map(|members| json::only(members, &SHOWN)).unwrap_or_default();
    if !wish.tags.is_empty() {
        world.set_tags(&id, wish.tags.clone(), now);
    }
    world.start_creation(desktop, wish.encrypts_root, faults, now, rng);
    Some(item)
}

/// Returns an id that nothing has or ever had.
fn new_id(world: &World, rng: &mut Random) -> String {
    loop {
        let id = rng.workspaces_id("ws-");
        if !world.desktops.contains_key(&id) && !world.lineage.contains_key(&id) {
            return id;
        }
    }
}

/// Returns the flags that are not shown of a desktop of which one volume is encrypted.
fn flags_not_set(wish: &Wish) -> Overlay {
    let flags = [(wish.encrypts_user, USER_FLAG), (wish.encrypts_root, ROOT_FLAG)];
    let not_set = flags.into_iter().filter(|(encrypted, _)| wish.encrypts() && !encrypted);
    not_set.map(|(_, member)| (member.to_owned(), Value::Null)).collect()
}

/// Makes the standby of a desktop that is in another Region, as `make` does.
pub(super) fn make_standby(
    world: &mut World,
    context: &CallContext,
    like: &Value,
    primary: Primary,
    faults: InnerFaults,
    now: Timestamp,
    rng: &mut Random,
) -> Option<Value> {
    let wish = Wish::read(world, context, like);
    let mut item = make(world, &wish, Some(primary), faults, now, rng)?;
    item.remove("BundleId");
    Some(item.into())
}

const USER_FLAG: &str = "UserVolumeEncryptionEnabled";
const ROOT_FLAG: &str = "RootVolumeEncryptionEnabled";

/// Returns the name under which a desktop shows its key: as it was given, else the service's own.
fn key_name(world: &mut World, named: Option<&str>, now: Timestamp) -> String {
    if let Some(named) = named.filter(|named| world.key(named).is_some()) {
        return named.to_owned();
    }
    let own = world.keys.values().find(|key| key.managed).and_then(|key| key.alias.clone());
    own.unwrap_or_else(|| fleet::own_key(world, now))
}

/// Returns when the user of a new desktop will be at work: most come on weekdays, some never.
fn usage(rng: &mut Random) -> Usage {
    let (from, to) = (rng.between(7 * 60, 9 * 60), rng.between(15 * 60, 18 * 60));
    if rng.chance(0.1) {
        return Usage::Never;
    }
    Usage::Weekdays {
        from_minute: u32::try_from(from).unwrap_or_default(),
        to_minute: u32::try_from(to).unwrap_or_default(),
        away_from: Timestamp::UNIX_EPOCH,
        away_until: Timestamp::UNIX_EPOCH,
    }
}
