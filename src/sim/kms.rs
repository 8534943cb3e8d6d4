//! KMS as far as a client needs it to learn whether a key can be used: `DescribeKey`.
//!
//! May import: `bounds`, `call`, `wire`, `world`. Changes nothing.

use serde_json::{Map, Value, json as value};

use super::bounds;
use super::call::{CallContext, Outcome};
use super::wire::json;
use super::world::{Key, KeyState, World};

/// The one operation there is.
pub(super) const OPERATION: &str = "DescribeKey";

/// Answers one request to KMS.
pub(super) fn handle(world: &World, context: &CallContext, operation: &str, parameters: &Value) -> Outcome {
    if operation != OPERATION {
        let message = format!("The operation {operation} is not known to this service.");
        return json::error(400, "UnknownOperationException", &message, None);
    }
    if let Err(error) = bounds::check("kms", operation, parameters) {
        return json::error(400, error.code(), &error.message, None);
    }
    let named = json::text(parameters, "KeyId").unwrap_or_default();
    let Some(key) = world.key(named) else {
        let what = if named.contains("alias/") { "Alias" } else { "Key" };
        return json::error(400, "NotFoundException", &format!("{what} {named} is not found."), None);
    };
    let mut members = Map::new();
    members.insert("KeyMetadata".to_owned(), metadata(key, world.asymmetric.contains(&key.arn), context.account));
    json::ok(members)
}

fn metadata(key: &Key, asymmetric: bool, account: &str) -> Value {
    let (spec, algorithm) =
        if asymmetric { ("RSA_2048", "RSAES_OAEP_SHA_256") } else { ("SYMMETRIC_DEFAULT", "SYMMETRIC_DEFAULT") };
    let (state, deleted_at) = match key.state {
        KeyState::Enabled => ("Enabled", None),
        KeyState::Disabled => ("Disabled", None),
        KeyState::PendingDeletion(at) => ("PendingDeletion", Some(at)),
    };
    let description = if key.managed { "Default key that protects my WorkSpaces volumes" } else { "" };
    let mut metadata = value!({
        "AWSAccountId": account,
        "KeyId": key.id,
        "Arn": key.arn,
        "CreationDate": json::moment(key.created_at),
        "Enabled": key.state == KeyState::Enabled,
        "Description": description,
        "KeyUsage": "ENCRYPT_DECRYPT",
        "KeyState": state,
        "Origin": "AWS_KMS",
        "KeyManager": if key.managed { "AWS" } else { "CUSTOMER" },
        "CustomerMasterKeySpec": spec,
        "KeySpec": spec,
        "EncryptionAlgorithms": [algorithm],
        "MultiRegion": false,
    });
    if let Some(at) = deleted_at {
        metadata["DeletionDate"] = json::moment(at);
    }
    metadata
}
