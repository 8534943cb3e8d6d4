//! `RegisterWorkspaceDirectory`, `DeregisterWorkspaceDirectory` (domain K-04 to K-08).
//!
//! Directories are those of Directory Service; dedicated ones (`wsd-`) are not made here. The role that the service needs
//! is always there.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{json, tags};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::world::{Directory, Domain, Licence, Overlay, Registration, SecurityGroup, Subnet, World};

/// Row of nearly everything about a registration.
const ROW: &str = "K-05";
/// Directories that may be registered (E-28).
const DIRECTORIES_MAX: usize = 50;
/// Letters of the zones that have `WorkSpaces`. AWS names others in each Region; here it is the first four.
const ZONES: &str = "abcd";
const INVALID: &str = "InvalidParameterValuesException";
const STATE: &str = "InvalidResourceStateException";
const UNSUPPORTED: &str = "OperationNotSupportedException";

/// Begins to register a directory of Directory Service.
pub(super) fn register(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let Some(id) = json::text(parameters, "DirectoryId") else {
        return Refusal::new(UNSUPPORTED, "Only directories of Directory Service can be registered here.").outcome();
    };
    let Some(domain) = world.domains.get(id).cloned() else {
        return Refusal::not_found("directory", id).outcome();
    };
    let dedicated = json::text(parameters, "Tenancy") == Some("DEDICATED");
    let own_tags = tags::given(parameters);
    let named = json::texts(parameters, "SubnetIds").filter(|subnets| !subnets.is_empty());
    let subnets: Vec<String> =
        named.map_or_else(|| domain.subnets.clone(), |ids| ids.into_iter().map(str::to_owned).collect());
    let mut checks = Checks::new(context);
    let again = world.directories.contains_key(id);
    checks.refuse(ROW, again, "ResourceAlreadyExistsException", "The directory is registered already.");
    checks.refuse(ROW, domain.stage != "Active", STATE, "The directory is not active.");
    let full = world.directories.len() >= DIRECTORIES_MAX;
    checks.refuse("E-28", full, "ResourceLimitExceededException", "The account has the maximum number of directories.");
    // An account has BYOL when it has anything of it.
    let licensed = world.bundles.values().any(|bundle| bundle.licence == Licence::Byol)
        || world.directories.values().any(|directory| directory.dedicated);
    checks.refuse(ROW, dedicated && !licensed, INVALID, "The account is not enabled for dedicated tenancy.");
    check_subnets(&mut checks, world, &domain, &subnets);
    tags::check(&mut checks, &own_tags, own_tags.len());
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut rng = context.rng("register");
    let members_group = members_group(world, id, &subnets, &mut rng);
    let mut settings = Overlay::new();
    if parameters.get("EnableSelfService").and_then(Value::as_bool) == Some(true) {
        settings.insert("SelfservicePermissions".to_owned(), all_self_service());
    }
    let directory = Directory {
        id: id.to_owned(),
        name: domain.name,
        alias: domain.alias,
        kind: domain.kind,
        dedicated,
        subnets,
        dns: domain.dns,
        members_group,
        custom_group: None,
        registration_code: rng.registration_code(),
        registration: Registration::Registering,
        ip_groups: Vec::new(),
        settings,
        shown: Overlay::new(),
    };
    world.directories.insert(id.to_owned(), directory);
    if !own_tags.is_empty() {
        world.set_tags(id, own_tags, now);
    }
    world.start_registration(id, context.inner, now, &mut rng);
    let mut members = Map::new();
    members.insert("DirectoryId".to_owned(), id.into());
    members.insert("State".to_owned(), Registration::Registering.name().into());
    json::ok(members).changed().noting(rows)
}

/// Checks the subnets: two in two zones that have `WorkSpaces`, of the directory's own VPC.
fn check_subnets(checks: &mut Checks, world: &World, domain: &Domain, ids: &[String]) {
    let subnets: Vec<&Subnet> = ids.iter().filter_map(|id| world.subnets.get(id)).collect();
    let vpc = domain.subnets.iter().find_map(|id| world.subnets.get(id)).map(|subnet| &subnet.vpc);
    checks.refuse(ROW, subnets.len() != ids.len(), INVALID, "A subnet does not exist.");
    checks.refuse(ROW, ids.len() != 2, INVALID, "A directory is registered with two subnets.");
    let elsewhere = vpc.is_some_and(|vpc| subnets.iter().any(|subnet| subnet.vpc != *vpc));
    checks.refuse(ROW, elsewhere, INVALID, "A subnet is not in the VPC of the directory.");
    let same = matches!(subnets.as_slice(), [one, other] if one.zone == other.zone);
    checks.refuse(ROW, same, UNSUPPORTED, "The subnets have to be in two Availability Zones.");
    let has_workspaces = |subnet: &Subnet| subnet.zone.chars().next_back().is_some_and(|letter| ZONES.contains(letter));
    let missing = !subnets.iter().all(|subnet| has_workspaces(subnet));
    checks.refuse(ROW, missing, UNSUPPORTED, "The Availability Zone of a subnet is not supported.");
}

/// Returns the group that registration makes (J-11), or the one of an earlier registration.
fn members_group(world: &mut World, id: &str, subnets: &[String], rng: &mut crate::sim::rng::Random) -> String {
    let name = format!("{id}_workspacesMembers");
    if let Some(group) = world.security_groups.values().find(|group| group.name == name) {
        return group.id.clone();
    }
    let vpc = subnets.iter().find_map(|id| world.subnets.get(id)).map(|subnet| subnet.vpc.clone()).unwrap_or_default();
    let group = rng.ec2_id("sg-");
    let description = "Amazon WorkSpaces Security Group".to_owned();
    world.security_groups.insert(group.clone(), SecurityGroup { id: group.clone(), name, description, vpc });
    group
}

fn all_self_service() -> Value {
    let kinds =
        ["RestartWorkspace", "IncreaseVolumeSize", "ChangeComputeType", "SwitchRunningMode", "RebuildWorkspace"];
    kinds.into_iter().map(|kind| (kind.to_owned(), Value::from("ENABLED"))).collect::<Map<_, _>>().into()
}

/// Begins to deregister a directory without desktops.
pub(super) fn deregister(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "DirectoryId").unwrap_or_default();
    let Some(directory) = world.directories.get(id) else {
        return Refusal::not_found("directory", id).outcome();
    };
    let mut checks = Checks::new(context);
    let settled = matches!(directory.registration, Registration::Registered | Registration::Failed);
    checks.refuse("K-04", !settled, STATE, "The directory is not registered.");
    let left = world.desktops.values().any(|desktop| desktop.directory == id);
    checks.refuse("K-08", left, UNSUPPORTED, "There are WorkSpaces in the directory.");
    match checks.passed() {
        Err(refused) => *refused,
        Ok(rows) => {
            let mut rng = context.rng("deregister");
            world.start_deregistration(id, context.inner, now, &mut rng);
            json::ok(Map::new()).changed().noting(rows)
        }
    }
}
