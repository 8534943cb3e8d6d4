//! Connection aliases (domain L-06): made in a Region, led to a directory there, shared with other accounts.
//!
//! Names that begin with `taken.` belong to another account for ever; all others are free or the account's own.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::batch::undocumented;
use super::{json, tags};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::paging::{PAGE_ITEMS, Pager};
use crate::sim::world::{Alias, AliasState, Association, AssociationState, Registration, World};

/// Aliases that an account may have in a Region (E-29).
const ALIASES_MAX: usize = 20;
const ROW: &str = "L-06";
/// Names of other accounts begin so.
const TAKEN: &str = "taken.";
const INVALID: &str = "InvalidParameterValuesException";
const STATE: &str = "InvalidResourceStateException";
const UNSUPPORTED: &str = "OperationNotSupportedException";
const EXISTS: &str = "ResourceAlreadyExistsException";
const ASSOCIATED: &str = "ResourceAssociatedException";

/// Begins to make an alias.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let string = json::text(parameters, "ConnectionString").unwrap_or_default();
    let own_tags = tags::given(parameters);
    let mut checks = Checks::new(context);
    checks.refuse(ROW, !is_name(string), INVALID, "The connection string is not a fully qualified domain name.");
    let again = world.aliases.values().any(|alias| alias.string.eq_ignore_ascii_case(string));
    checks.refuse(ROW, again, EXISTS, "A connection alias of this name exists.");
    let full = world.aliases.len() >= ALIASES_MAX;
    let message = "The account has the maximum number of connection aliases.";
    checks.refuse("E-29", full, "ResourceLimitExceededException", message);
    tags::check(&mut checks, &own_tags, own_tags.len());
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    if string.to_lowercase().starts_with(TAKEN) {
        // Nobody but its owner could have known.
        return Refusal::new(EXISTS, "The connection string belongs to another account.").outcome().noting(rows);
    }
    let mut rng = context.rng("alias");
    let id = rng.workspaces_id("wsca-");
    let alias = Alias {
        id: id.clone(),
        string: string.to_owned(),
        state: AliasState::Creating,
        shared_with: BTreeSet::new(),
        association: None,
    };
    world.aliases.insert(id.clone(), alias);
    if !own_tags.is_empty() {
        world.set_tags(&id, own_tags, now);
    }
    world.start_alias(&id, context.inner, now, &mut rng);
    let mut members = Map::new();
    members.insert("AliasId".to_owned(), id.into());
    json::ok(members).changed().noting(rows)
}

/// Tells whether a text is a fully qualified name: two labels or more, none of them empty or with a hyphen at its end.
fn is_name(text: &str) -> bool {
    let whole = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    text.contains('.') && text.split('.').all(whole)
}

/// Lists aliases: all, those of some ids, or the one that leads to a directory.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let pager = match Pager::new(context, now, "DescribeConnectionAliases", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "AliasIds").map(|ids| ids.into_iter().collect());
    let directory = json::text(parameters, "ResourceId");
    let page = pager.page(&world.aliases, ids.as_ref(), |alias| {
        let own = alias.association.as_ref().map(|association| association.directory.as_str());
        directory.is_none() || own == directory
    });
    let items: Vec<Value> = page.items.into_iter().map(|alias| item(alias, context.account)).collect();
    let mut members = Map::new();
    // The API's model has no empty list here.
    if !items.is_empty() {
        members.insert("ConnectionAliases".to_owned(), items.into());
    }
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

fn item(alias: &Alias, account: &str) -> Value {
    let association = alias.association.as_ref().map_or_else(
        || value!({ "AssociationStatus": "NOT_ASSOCIATED" }),
        |association| {
            value!({
                "AssociationStatus": association.state.name(),
                "AssociatedAccountId": account,
                "ResourceId": association.directory,
                "ConnectionIdentifier": association.identifier,
            })
        },
    );
    value!({
        "ConnectionString": alias.string,
        "AliasId": alias.id,
        "State": alias.state.name(),
        "OwnerAccountId": account,
        "Associations": [association],
    })
}

/// Begins to lead an alias to a directory; the answer has what goes into the DNS.
pub(super) fn associate(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let directory = json::text(parameters, "ResourceId").unwrap_or_default();
    let id = json::text(parameters, "AliasId").unwrap_or_default();
    let registered = |id: &str| {
        world.directories.get(id).is_some_and(|directory| directory.registration == Registration::Registered)
    };
    if !registered(directory) {
        return Refusal::not_found("directory", directory).outcome();
    }
    let leads = |alias: &Alias| alias.association.as_ref().is_some_and(|one| one.directory == directory);
    let other = world.aliases.values().any(leads);
    let Some(alias) = world.aliases.get_mut(id) else {
        return no_alias(id);
    };
    let mut checks = Checks::new(context);
    check_state(&mut checks, alias);
    let taken = alias.association.is_some() || other;
    checks.refuse(ROW, taken, ASSOCIATED, "The connection alias or the directory has an association.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut rng = context.rng("association");
    let identifier = rng.workspaces_id("");
    let state = AssociationState::Coming;
    alias.association = Some(Association { directory: directory.to_owned(), identifier: identifier.clone(), state });
    world.start_alias(id, context.inner, now, &mut rng);
    let mut members = Map::new();
    members.insert("ConnectionIdentifier".to_owned(), identifier.into());
    json::ok(members).changed().noting(rows)
}

/// Begins to take an alias off its directory.
pub(super) fn disassociate(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "AliasId").unwrap_or_default();
    let Some(alias) = world.aliases.get_mut(id) else {
        return no_alias(id);
    };
    let mut checks = Checks::new(context);
    check_state(&mut checks, alias);
    let there = alias.association.as_mut().filter(|association| association.state == AssociationState::There);
    checks.refuse(ROW, there.is_none(), STATE, "The connection alias is not associated.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    if let Some(association) = there {
        association.state = AssociationState::Leaving;
    }
    world.start_alias(id, context.inner, now, &mut context.rng("disassociation"));
    json::ok(Map::new()).changed().noting(rows)
}

/// Lets one other account associate an alias, or does so no longer.
pub(super) fn share(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "AliasId").unwrap_or_default();
    let Some(permission) = parameters.get("ConnectionAliasPermission") else {
        return no_alias(id);
    };
    let account = json::text(permission, "SharedAccountId").unwrap_or_default();
    let shares = permission.get("AllowAssociation").and_then(Value::as_bool).unwrap_or_default();
    let Some(alias) = world.aliases.get_mut(id) else {
        return no_alias(id);
    };
    let mut checks = Checks::new(context);
    check_state(&mut checks, alias);
    checks.refuse(ROW, account == context.account, INVALID, "An alias is not shared with its own account.");
    let absent = undocumented(context, "unshare what is not shared", &[INVALID, UNSUPPORTED]);
    let never = !shares && !alias.shared_with.contains(account);
    checks.refuse(ROW, never, absent, "The connection alias is not shared with this account.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let changed = if shares { alias.shared_with.insert(account.to_owned()) } else { alias.shared_with.remove(account) };
    let outcome = json::ok(Map::new()).noting(rows);
    if changed { outcome.changed() } else { outcome }
}

/// Lists the accounts that may associate an alias.
pub(super) fn permissions(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "AliasId").unwrap_or_default();
    let Some(alias) = world.aliases.get(id) else {
        return no_alias(id);
    };
    let pager = match Pager::new(context, now, "DescribeConnectionAliasPermissions", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let most = parameters.get("MaxResults").and_then(Value::as_u64).unwrap_or(PAGE_ITEMS);
    let item = |account: &String| value!({ "SharedAccountId": account, "AllowAssociation": true });
    let accounts: BTreeMap<String, Value> =
        alias.shared_with.iter().map(|account| (account.clone(), item(account))).collect();
    let page = pager.with_limit(most).page(&accounts, None, |_| true);
    let mut members = Map::new();
    members.insert("AliasId".to_owned(), id.into());
    members.insert("ConnectionAliasPermissions".to_owned(), page.items.into_iter().cloned().collect());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Begins to take an alias away that leads nowhere and that nobody shares.
pub(super) fn delete(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "AliasId").unwrap_or_default();
    let Some(alias) = world.aliases.get_mut(id) else {
        return no_alias(id);
    };
    let mut checks = Checks::new(context);
    check_state(&mut checks, alias);
    let used = alias.association.is_some() || !alias.shared_with.is_empty();
    checks.refuse(ROW, used, ASSOCIATED, "The connection alias is associated or shared.");
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    alias.state = AliasState::Deleting;
    world.start_alias(id, context.inner, now, &mut context.rng("alias"));
    json::ok(Map::new()).changed().noting(rows)
}

fn no_alias(id: &str) -> Outcome {
    Refusal::not_found("connection alias", id).outcome()
}

/// Refuses an alias that is not there yet, or going.
fn check_state(checks: &mut Checks, alias: &Alias) {
    checks.refuse(ROW, alias.state != AliasState::Created, STATE, "The connection alias is not in the state CREATED.");
}
