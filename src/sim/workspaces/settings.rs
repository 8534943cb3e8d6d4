//! What a directory sets for its desktops and their clients (domain K-15 to K-18), and how users are let in.
//!
//! Each operation changes the members that it names and leaves the others; all of it is shown, and of all of it only the
//! custom group has an effect here: on new and rebuilt desktops (J-13).

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{directories, json};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::world::{Directory, Registration, World};

const INVALID: &str = "InvalidParameterValuesException";
const UNSUPPORTED: &str = "OperationNotSupportedException";
/// Regions with validated cryptography, as far as they are known (domain R).
const FIPS_REGIONS: [&str; 5] = ["us-east-1", "us-east-2", "us-west-2", "us-gov-west-1", "us-gov-east-1"];

/// `ModifyWorkspaceCreationProperties`.
pub(super) fn creation(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let member = "WorkspaceCreationProperties";
    let mut given = members_of(parameters, member);
    let group = given.remove("CustomSecurityGroupId").and_then(|group| group.as_str().map(str::to_owned));
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    let mut checks = Checks::new(context);
    let unit = given.get("DefaultOu").and_then(Value::as_str);
    let message = "DefaultOu is not a distinguished name with two domain components or more.";
    checks.refuse("K-15", unit.is_some_and(|unit| !is_unit(unit)), INVALID, message);
    let foreign = group.as_deref().is_some_and(|group| !is_of_directory(world, id, group));
    checks.refuse("J-13", foreign, INVALID, "The security group is not in the VPC of the directory.");
    set(world, context, id, checks, |directory| {
        directory.custom_group = group.or(directory.custom_group.take());
        merge(directory, member, given);
        Ok(())
    })
}

/// Tells whether a text has the form `OU=value,DC=value,DC=value` that the API asks for, with more of either (K-15); commas of
/// a value are escaped. Whether there is such a unit is not checked.
fn is_unit(text: &str) -> bool {
    let plain = text.to_ascii_uppercase().replace("\\\\", "_").replace("\\,", "_");
    let mut domains = 0;
    for part in plain.split(',') {
        match part.trim().split_once('=') {
            None | Some(("", _) | (_, "")) => return false,
            Some((kind, _)) => domains += i32::from(kind == "DC"),
        }
    }
    plain.starts_with("OU=") && domains >= 2
}

fn is_of_directory(world: &World, id: &str, group: &str) -> bool {
    let subnets = world.directories.get(id).map(|directory| directory.subnets.as_slice()).unwrap_or_default();
    let vpc = subnets.iter().find_map(|id| world.subnets.get(id)).map(|subnet| &subnet.vpc);
    world.security_groups.get(group).is_some_and(|group| Some(&group.vpc) == vpc)
}

/// `ModifyWorkspaceAccessProperties`.
pub(super) fn access(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let given = members_of(parameters, "WorkspaceAccessProperties");
    let endpoints = given.get("AccessEndpointConfig");
    let some = |name: &str| {
        endpoints.and_then(|config| config.get(name)).and_then(Value::as_array).is_some_and(|list| !list.is_empty())
    };
    if some("InternetFallbackProtocols") && !some("AccessEndpoints") {
        let message = "A fallback to the internet needs an access endpoint.";
        return Refusal::new("InvalidParameterCombinationException", message).outcome();
    }
    merged(world, context, parameters, "WorkspaceAccessProperties", given)
}

/// `ModifySelfservicePermissions`.
pub(super) fn self_service(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let given = members_of(parameters, "SelfservicePermissions");
    merged(world, context, parameters, "SelfservicePermissions", given)
}

/// `ModifyStreamingProperties`.
pub(super) fn streaming(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let given = members_of(parameters, "StreamingProperties");
    merged(world, context, parameters, "StreamingProperties", given)
}

/// `ModifyEndpointEncryptionMode`.
pub(super) fn encryption(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let member = "EndpointEncryptionMode";
    let mode = json::text(parameters, member).unwrap_or_default();
    if mode == "FIPS_VALIDATED" && !FIPS_REGIONS.contains(&context.region) {
        let message = "FIPS 140-2 validated mode is not available in this Region.";
        return Refusal::new(UNSUPPORTED, message).outcome();
    }
    let id = json::text(parameters, "DirectoryId").unwrap_or_default();
    set(world, context, id, Checks::new(context), |directory| {
        directory.settings.insert(member.to_owned(), mode.into());
        Ok(())
    })
}

/// `ModifySamlProperties`: signing in through an identity provider needs its address.
pub(super) fn saml(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let deletable = [
        ("SAML_PROPERTIES_USER_ACCESS_URL", "UserAccessUrl"),
        ("SAML_PROPERTIES_RELAY_STATE_PARAMETER_NAME", "RelayStateParameterName"),
    ];
    let needed = ("UserAccessUrl", "SAML 2.0 authentication needs a user access URL.");
    with_status(world, context, parameters, "SamlProperties", &deletable, needed)
}

/// `ModifyCertificateBasedAuthProperties`: it needs the authority that issues the certificates.
pub(super) fn certificate(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let authority = "CertificateAuthorityArn";
    let deletable = [("CERTIFICATE_BASED_AUTH_PROPERTIES_CERTIFICATE_AUTHORITY_ARN", authority)];
    let needed = (authority, "Certificate-based authentication needs a certificate authority.");
    with_status(world, context, parameters, "CertificateBasedAuthProperties", &deletable, needed)
}

/// Sets and deletes members of what can be enabled, and then needs one of them.
fn with_status(
    world: &mut World,
    context: &CallContext,
    parameters: &Value,
    member: &str,
    deletable: &[(&str, &str)],
    (needed, message): (&str, &'static str),
) -> Outcome {
    let given = members_of(parameters, member);
    let deleted = json::texts(parameters, "PropertiesToDelete").unwrap_or_default();
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    set(world, context, id, Checks::new(context), |directory| {
        merge(directory, member, given);
        let Some(Value::Object(own)) = directory.settings.get_mut(member) else {
            return Ok(());
        };
        for (_, name) in deletable.iter().filter(|(word, _)| deleted.contains(word)) {
            own.remove(*name);
        }
        let enabled = own.get("Status").and_then(Value::as_str).is_some_and(|status| status != "DISABLED");
        if enabled && !own.contains_key(needed) { Err(message) } else { Ok(()) }
    })
}

/// Returns the members of a structure that were given.
fn members_of(parameters: &Value, member: &str) -> Map<String, Value> {
    let members = parameters.get(member).and_then(Value::as_object).into_iter().flatten();
    members.filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn merge(directory: &mut Directory, member: &str, given: Map<String, Value>) {
    let own = directory.settings.entry(member).or_insert_with(|| Map::new().into());
    if let Value::Object(own) = own {
        own.extend(given);
    }
}

fn merged(
    world: &mut World,
    context: &CallContext,
    parameters: &Value,
    member: &str,
    given: Map<String, Value>,
) -> Outcome {
    let id = json::text(parameters, "ResourceId").unwrap_or_default();
    set(world, context, id, Checks::new(context), |directory| {
        merge(directory, member, given);
        Ok(())
    })
}

/// Changes a registered directory, unless a check or the change itself says why not.
fn set(
    world: &mut World,
    context: &CallContext,
    id: &str,
    mut checks: Checks,
    change: impl FnOnce(&mut Directory) -> Result<(), &'static str>,
) -> Outcome {
    let Some(directory) = world.directories.get_mut(id) else {
        return Refusal::not_found("directory", id).outcome();
    };
    let wrong = directory.registration != Registration::Registered;
    checks.refuse("K-04", wrong, UNSUPPORTED, "The directory is not registered.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut after = directory.clone();
    if let Err(message) = change(&mut after) {
        return Refusal::new(INVALID, message).outcome().noting(rows);
    }
    let outcome = json::ok(Map::new()).noting(rows);
    let same = directories::item(directory, context.account) == directories::item(&after, context.account);
    *directory = after;
    if same { outcome } else { outcome.changed() }
}
