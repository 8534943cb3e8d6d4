//! IP access control groups (domain I): groups and their rules, and the directories that they are for.
//!
//! Who is let in by them is in `world::access`; no connection of a user is held against it.

use std::collections::BTreeSet;

use ipnet::Ipv4Net;
use jiff::Timestamp;
use serde_json::{Map, Value, json as value};

use super::batch::undocumented;
use super::{json, tags};
use crate::sim::call::{CallContext, Outcome, Refusal};
use crate::sim::checks::Checks;
use crate::sim::paging::{PAGE_ITEMS, Pager};
use crate::sim::world::{Directory, IpGroup, IpRule, Registration, World};

/// Groups in a Region, groups on a directory, rules in a group (I-01).
const GROUPS_MAX: usize = 100;
const GROUPS_ON_DIRECTORY_MAX: usize = 25;
const RULES_MAX: usize = 10;
const QUOTA: &str = "I-01";
const OVER_QUOTA: &str = "ResourceLimitExceededException";
const INVALID: &str = "InvalidParameterValuesException";

/// Makes a group, with rules or without.
pub(super) fn create(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let name = json::text(parameters, "GroupName").unwrap_or_default();
    let rules = given_rules(parameters);
    let own_tags = tags::given(parameters);
    let mut checks = Checks::new(context);
    let again = world.ip_groups.values().any(|group| group.name == name);
    checks.refuse("I-13", again, "ResourceAlreadyExistsException", "An IP access control group of this name exists.");
    let full = world.ip_groups.len() >= GROUPS_MAX;
    checks.refuse(QUOTA, full, OVER_QUOTA, "The account has the maximum number of IP access control groups.");
    check_rules(&mut checks, context, &rules, &[]);
    tags::check(&mut checks, &own_tags, own_tags.len());
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let mut rng = context.rng("ip group");
    let id = rng.workspaces_id("wsipg-");
    let description = json::text(parameters, "GroupDesc").map(str::to_owned);
    world.ip_groups.insert(id.clone(), IpGroup { id: id.clone(), name: name.to_owned(), description, rules });
    if !own_tags.is_empty() {
        world.set_tags(&id, own_tags, now);
    }
    let mut members = Map::new();
    members.insert("GroupId".to_owned(), id.into());
    json::ok(members).changed().noting(rows)
}

/// Takes a group away that is on no directory.
pub(super) fn delete(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let id = json::text(parameters, "GroupId").unwrap_or_default();
    if !world.ip_groups.contains_key(id) {
        return no_group(id);
    }
    let mut checks = Checks::new(context);
    let used = world.directories.values().any(|directory| directory.ip_groups.iter().any(|group| group == id));
    let message = "The IP access control group is associated with a directory.";
    checks.refuse("I-12", used, "ResourceAssociatedException", message);
    match checks.passed() {
        Err(refused) => *refused,
        Ok(rows) => {
            world.ip_groups.remove(id);
            world.forget_tags(id);
            json::ok(Map::new()).changed().noting(rows)
        }
    }
}

/// Lists groups: all, or those of some ids.
pub(super) fn describe(world: &mut World, now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let pager = match Pager::new(context, now, "DescribeIpGroups", parameters) {
        Ok(pager) => pager,
        Err(refusal) => return refusal.outcome(),
    };
    let most = parameters.get("MaxResults").and_then(Value::as_u64).unwrap_or(PAGE_ITEMS);
    let ids: Option<BTreeSet<&str>> = json::texts(parameters, "GroupIds").map(|ids| ids.into_iter().collect());
    let page = pager.with_limit(most).page(&world.ip_groups, ids.as_ref(), |_| true);
    let items: Vec<Value> = page.items.into_iter().map(item).collect();
    let mut members = Map::new();
    members.insert("Result".to_owned(), items.into());
    members.extend(page.next.map(|token| ("NextToken".to_owned(), token.into())));
    json::ok(members)
}

/// Returns a group as descriptions show it; members of this structure begin in lower case.
fn item(group: &IpGroup) -> Value {
    let rule = |rule: &IpRule| {
        let mut item = value!({ "ipRule": rule.range });
        if let Some(text) = &rule.description {
            item["ruleDesc"] = text.as_str().into();
        }
        item
    };
    let rules: Vec<Value> = group.rules.iter().map(rule).collect();
    let mut item = value!({ "groupId": group.id, "groupName": group.name, "userRules": rules });
    if let Some(text) = &group.description {
        item["groupDesc"] = text.as_str().into();
    }
    item
}

/// Adds rules to a group.
///
/// What becomes of one that is there already is not documented: it is refused, or it takes the new description.
pub(super) fn authorize(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let given = given_rules(parameters);
    set_rules(world, context, parameters, |before, checks| {
        let again = given.iter().any(|rule| before.iter().any(|own| own.range == rule.range));
        let refuses = undocumented(context, "IP rule again", &["refused", "replaced"]) == "refused";
        let mut after: Vec<IpRule> =
            before.iter().filter(|own| given.iter().all(|rule| rule.range != own.range)).cloned().collect();
        check_rules(checks, context, &given, &after);
        after.extend(given.clone());
        if again && refuses { Err("The rule is in the IP access control group already.") } else { Ok(after) }
    })
}

/// Takes rules out of a group; those that are not in it are no error.
pub(super) fn revoke(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let ranges = json::texts(parameters, "UserRules").unwrap_or_default();
    set_rules(world, context, parameters, |before, _| {
        Ok(before.iter().filter(|rule| !ranges.contains(&rule.range.as_str())).cloned().collect())
    })
}

/// Puts rules in the place of those that a group has.
pub(super) fn update(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let given = given_rules(parameters);
    set_rules(world, context, parameters, |_, checks| {
        check_rules(checks, context, &given, &[]);
        Ok(given)
    })
}

/// Gives a group the rules that `change` makes of those it has, unless it says why not.
fn set_rules(
    world: &mut World,
    context: &CallContext,
    parameters: &Value,
    change: impl FnOnce(&[IpRule], &mut Checks) -> Result<Vec<IpRule>, &'static str>,
) -> Outcome {
    let id = json::text(parameters, "GroupId").unwrap_or_default();
    let Some(group) = world.ip_groups.get_mut(id) else {
        return no_group(id);
    };
    let mut checks = Checks::new(context);
    let changed = change(&group.rules, &mut checks);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let rules = match changed {
        Ok(rules) => rules,
        Err(message) => return Refusal::new(INVALID, message).outcome().noting(rows),
    };
    let outcome = json::ok(Map::new()).noting(rows);
    if group.rules == rules {
        return outcome;
    }
    group.rules = rules;
    outcome.changed()
}

fn given_rules(parameters: &Value) -> Vec<IpRule> {
    let rules = parameters.get("UserRules").and_then(Value::as_array).into_iter().flatten();
    let rule = |rule: &Value| IpRule {
        range: json::text(rule, "ipRule").unwrap_or_default().to_owned(),
        description: json::text(rule, "ruleDesc").map(str::to_owned),
    };
    rules.map(rule).collect()
}

/// Holds rules that come to others against what is known of them.
///
/// What AWS takes for a range is not documented (I-03): here it is one of IPv4 with its length, and each world has its own
/// mind about addresses that are not the first of their range.
fn check_rules(checks: &mut Checks, context: &CallContext, given: &[IpRule], others: &[IpRule]) {
    let message = "An IP access control group has 10 rules at most.";
    checks.refuse(QUOTA, given.len() + others.len() > RULES_MAX, OVER_QUOTA, message);
    let ranges = given.iter().map(|rule| rule.range.parse::<Ipv4Net>());
    let (mut unreadable, mut inside) = (false, false);
    for range in ranges {
        unreadable |= range.is_err();
        inside |= range.is_ok_and(|range| range.trunc() != range);
    }
    checks.refuse("I-03", unreadable, INVALID, "The rule is not a range of IPv4 addresses such as 198.51.100.0/24.");
    if undocumented(context, "host bits of IP rules", &["refused", "taken"]) == "refused" {
        checks.refuse("I-03", inside, INVALID, "The address of a rule has to be the first of its range.");
    } else {
        checks.note("I-03", inside);
    }
}

fn no_group(id: &str) -> Outcome {
    Refusal::not_found("IP access control group", id).outcome()
}

/// Adds groups to those of a directory (I-10).
pub(super) fn associate(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let wanted = json::texts(parameters, "GroupIds").unwrap_or_default();
    if let Some(id) = wanted.iter().find(|id| !world.ip_groups.contains_key(**id)) {
        return no_group(id);
    }
    set_groups(world, context, parameters, |before| {
        let mut after = before.to_vec();
        for id in wanted {
            if !after.iter().any(|own| own == id) {
                after.push(id.to_owned());
            }
        }
        after
    })
}

/// Takes groups away from a directory; those that are not on it are no error.
pub(super) fn disassociate(world: &mut World, _now: Timestamp, context: &CallContext, parameters: &Value) -> Outcome {
    let wanted = json::texts(parameters, "GroupIds").unwrap_or_default();
    if let Some(id) = wanted.iter().find(|id| !world.ip_groups.contains_key(**id)) {
        return no_group(id);
    }
    set_groups(world, context, parameters, |before| {
        before.iter().filter(|id| !wanted.contains(&id.as_str())).cloned().collect()
    })
}

/// Gives a directory the groups that `change` makes of those it has.
fn set_groups(
    world: &mut World,
    context: &CallContext,
    parameters: &Value,
    change: impl FnOnce(&[String]) -> Vec<String>,
) -> Outcome {
    let id = json::text(parameters, "DirectoryId").unwrap_or_default();
    let Some(directory) = world.directories.get_mut(id) else {
        return Refusal::not_found("directory", id).outcome();
    };
    let after = change(&directory.ip_groups);
    let mut checks = Checks::new(context);
    check_state(&mut checks, directory, "I-14");
    let grows = after.len() > directory.ip_groups.len();
    let message = "The directory has the maximum number of IP access control groups.";
    checks.refuse(QUOTA, grows && after.len() > GROUPS_ON_DIRECTORY_MAX, OVER_QUOTA, message);
    let rows = match checks.passed() {
        Ok(rows) => rows,
        Err(refused) => return *refused,
    };
    let outcome = json::ok(Map::new()).noting(rows);
    if directory.ip_groups == after {
        return outcome;
    }
    directory.ip_groups = after;
    outcome.changed()
}

/// Refuses a directory that is not registered, or not any more.
pub(super) fn check_state(checks: &mut Checks, directory: &Directory, row: &'static str) {
    let wrong = directory.registration != Registration::Registered;
    checks.refuse(row, wrong, "InvalidResourceStateException", "The directory is not registered.");
}
