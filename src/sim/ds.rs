//! Directory Service as far as a client needs it for the second factor of a directory: `DescribeDirectories`,
//! `EnableRadius`, `DisableRadius` (domain K-21 to K-24).
//!
//! A RADIUS secret is masked before it comes here. Servers whose names begin with `missing.` never answer, all others do.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::bounds;
use super::call::{CallContext, Outcome};
use super::checks::Checks;
use super::paging::{PAGE_ITEMS, Pager};
use super::wire::json;
use super::workspaces::undocumented;
use super::world::{DirectoryKind, Domain, Radius, RadiusStatus, World};

/// The operations there are.
pub(super) const OPERATIONS: [&str; 3] = ["DescribeDirectories", "DisableRadius", "EnableRadius"];
/// Names of servers that never answer begin so.
const MISSING: &str = "missing.";
const INVALID: &str = "InvalidParameterException";
const NOT_THERE: &str = "EntityDoesNotExistException";
/// Codes that would do for a directory that can have no second factor: those that each operation declares for it.
const NOT_ENABLED: [&str; 2] = ["ClientException", INVALID];
const NOT_DISABLED: [&str; 1] = ["ClientException"];

/// Tells whether an operation can change the world; an unknown one cannot.
pub(super) fn changes(operation: &str) -> bool {
    OPERATIONS.contains(&operation) && !operation.starts_with("Describe")
}

/// Answers one request.
pub(super) fn handle(
    world: &mut World,
    now: Timestamp,
    context: &CallContext,
    operation: &str,
    parameters: &Value,
) -> Outcome {
    if !OPERATIONS.contains(&operation) {
        let message = format!("The operation {operation} is not known to this service.");
        return refused("UnknownOperationException", &message);
    }
    if let Err(error) = bounds::check("ds", operation, parameters) {
        let row = (operation == "EnableRadius").then_some("K-22").filter(|row| !context.ignores(row));
        return refused(error.code(), &error.message).noting(row);
    }
    match operation {
        "EnableRadius" => enable(world, now, context, parameters),
        "DisableRadius" => disable(world, context, parameters),
        _ => describe(world, now, context, parameters),
    }
}

fn refused(code: &str, message: &str) -> Outcome {
    json::error(400, code, message, None)
}

fn missing(id: &str) -> Outcome {
    refused(NOT_THERE, &format!("The directory {id} does not exist."))
}

fn describe(world: &World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "DirectoryIds").map(|ids| ids.into_iter().collect());
    let mut checks = Checks::new(context);
    let none = ids.as_ref().is_some_and(BTreeSet::is_empty);
    checks.refuse("K-24", none, INVALID, "DirectoryIds has to name a directory.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    if let Some(id) = ids.iter().flatten().find(|id| !world.domains.contains_key(**id)) {
        return missing(id);
    }
    let pager = match Pager::new(context, now, "DescribeDirectories", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refused("InvalidNextTokenException", &refusal.message),
    };
    // K-24: 0 means the service's own.
    let most = parameters.get("Limit").and_then(Value::as_u64).filter(|most| *most > 0).unwrap_or(PAGE_ITEMS);
    let page = pager.with_limit(most).page(&world.domains, ids.as_ref(), |_| true);
    let items: Vec<Value> = page.items.into_iter().map(|domain| item(world, domain)).collect();
    let mut members = Map::new();
    members.insert("DirectoryDescriptions".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members).noting(rows)
}

fn item(world: &World, domain: &Domain) -> Value {
    let subnets: Vec<_> = domain.subnets.iter().filter_map(|id| world.subnets.get(id)).collect();
    let controllers = format!("{}_controllers", domain.id);
    let group = world.security_groups.values().find(|group| group.name == controllers).map(|group| &group.id);
    let mut network = value!({
        "VpcId": subnets.first().map(|subnet| subnet.vpc.as_str()).unwrap_or_default(),
        "SubnetIds": domain.subnets,
        "AvailabilityZones": subnets.iter().map(|subnet| subnet.zone.as_str()).collect::<Vec<_>>(),
    });
    if let Some(group) = group {
        network["SecurityGroupId"] = group.as_str().into();
    }
    let (kind, place) = match domain.kind {
        DirectoryKind::SimpleAd => ("SimpleAD", "VpcSettings"),
        DirectoryKind::AdConnector => ("ADConnector", "ConnectSettings"),
        DirectoryKind::MicrosoftAd => ("MicrosoftAD", "VpcSettings"),
    };
    let mut item = value!({
        "DirectoryId": domain.id,
        "Name": domain.name,
        "ShortName": domain.name.split('.').next().unwrap_or_default().to_uppercase(),
        "Alias": domain.alias,
        "AccessUrl": format!("{}.awsapps.com", domain.alias),
        "DnsIpAddrs": domain.dns,
        "Stage": domain.stage,
        "LaunchTime": json::moment(domain.launched_at),
        "StageLastUpdatedDateTime": json::moment(domain.launched_at),
        "Type": kind,
        "SsoEnabled": false,
    });
    match domain.kind {
        DirectoryKind::SimpleAd => item["Size"] = "Small".into(),
        DirectoryKind::AdConnector => {
            item["Size"] = "Small".into();
            network["CustomerUserName"] = "Administrator".into();
        }
        DirectoryKind::MicrosoftAd => {
            item["Edition"] = "Standard".into();
            item["DesiredNumberOfDomainControllers"] = 2.into();
        }
    }
    item[place] = network;
    if let Some(radius) = &domain.radius {
        item["RadiusSettings"] = radius.settings.clone().into();
        item["RadiusStatus"] = radius.status.name().into();
    }
    item
}

fn enable(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "DirectoryId").unwrap_or_default();
    let Some(domain) = world.domains.get_mut(id) else {
        return missing(id);
    };
    let settings = parameters.get("RadiusSettings").and_then(Value::as_object).cloned().unwrap_or_default();
    let servers = json::texts(&parameters["RadiusSettings"], "RadiusServers").unwrap_or_default();
    let answers = servers.iter().any(|server| !server.to_lowercase().starts_with(MISSING));
    let mut checks = Checks::new(context);
    check_kind(&mut checks, context, domain, &NOT_ENABLED);
    checks.refuse("K-22", servers.is_empty(), INVALID, "There has to be a RADIUS server.");
    // Retries that are not named are none: AWS's model has 0 as their default, and its SDKs leave a default out.
    let needed = ["RadiusPort", "RadiusTimeout", "SharedSecret", "AuthenticationProtocol"];
    let lacks = needed.into_iter().any(|member| settings.get(member).is_none_or(Value::is_null));
    checks.refuse("K-22", lacks, INVALID, "The RADIUS settings are not complete.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    // One that failed may be set up anew; AWS does not say whether it has to be disabled first.
    if domain.radius.as_ref().is_some_and(|radius| radius.status != RadiusStatus::Failed) {
        return refused("EntityAlreadyExistsException", "RADIUS is enabled already.").noting(rows);
    }
    domain.radius = Some(Radius { settings, status: RadiusStatus::Creating, since: now });
    let mut rng = context.rng("radius");
    world.start_radius(id, answers, context.inner, now, &mut rng);
    json::ok(Map::new()).changed().noting(rows)
}

/// Takes the second factor away, at once; what it says when there is none is not documented.
fn disable(world: &mut World, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "DirectoryId").unwrap_or_default();
    let Some(domain) = world.domains.get_mut(id) else {
        return missing(id);
    };
    let mut checks = Checks::new(context);
    check_kind(&mut checks, context, domain, &NOT_DISABLED);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    match domain.radius.take() {
        Some(_) => json::ok(Map::new()).changed().noting(rows),
        None if undocumented(context, "disable no RADIUS", &["told", "ignored"]) == "told" => {
            refused("ClientException", "RADIUS is not enabled.").noting(rows)
        }
        None => json::ok(Map::new()).noting(rows),
    }
}

/// Refuses a Simple AD, which has no second factor (K-21).
fn check_kind(checks: &mut Checks, context: &CallContext, domain: &Domain, codes: &[&'static str]) {
    let code = undocumented(context, "RADIUS on Simple AD", codes);
    let simple = domain.kind == DirectoryKind::SimpleAd;
    checks.refuse("K-21", simple, code, "RADIUS is not available for this type of directory.");
}
