//! `ip-group list`, `show` and `effective`: which groups there are, and who may come in to a directory. Reads only.

use clap::Args;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::scopes::Everywhere;
use crate::model::around::{IpGroup, IpRule, Kinds, Reach, RegisteredDirectory, Surroundings};
use crate::output::{Column, Layout, Listing, emit};
use crate::planner::around::{find_directory, find_ip_group};

/// Which groups to show
#[derive(Args, Clone, Debug)]
pub(super) struct ShowArgs {
    /// Groups, by id or name
    #[arg(value_name = "GROUP", required = true)]
    groups: Vec<String>,
}

/// Which directory to show
#[derive(Args, Clone, Debug)]
pub(super) struct EffectiveArgs {
    /// Directory, by id, name or alias
    directory: String,
}

static GROUPS: &[Column] = &[
    Column::new("GroupId", &["groupId"]).whole(),
    Column::new("GroupName", &["groupName"]),
    Column::new("Ranges", &["Deskfleet", "Ranges"]),
    Column::new("Directories", &["Deskfleet", "Directories"]).drops(1),
    Column::extra("GroupDesc", &["groupDesc"]),
];

static RANGES: &[Column] = &[
    Column::new("Range", &["Range"]).whole(),
    Column::new("GroupName", &["GroupName"]),
    Column::new("Description", &["Description"]).drops(1),
    Column::extra("GroupId", &["GroupId"]),
];

pub(super) async fn list(context: &Context) -> Result<Exit, CliError> {
    let found =
        Everywhere::look(context, async |there| Ok(there.aws().await?.surroundings(Kinds::ACCESS).await?)).await?;
    found.emit(context, context.shape(), |seen| {
        listing(seen.ip_groups.iter().map(|group| item(seen, group)).collect(), Layout::Rows)
    })?;
    Ok(found.end(Exit::Done))
}

pub(super) async fn show(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let seen = context.aws().await?.surroundings(Kinds::ACCESS).await?;
    let found = args.groups.iter().map(|text| find_ip_group(&seen, text)).collect::<Result<Vec<_>, _>>()?;
    let items = found.into_iter().map(|group| item(&seen, group)).collect();
    let mut shape = context.shape().clone();
    shape.columns.get_or_insert_with(|| GROUPS.iter().map(|column| column.name.to_owned()).collect());
    emit(context.printer(), &listing(items, Layout::Blocks), &shape)?;
    Ok(Exit::Done)
}

pub(super) async fn effective(context: &Context, args: &EffectiveArgs) -> Result<Exit, CliError> {
    let seen = context.aws().await?.surroundings(Kinds::ACCESS).await?;
    let directory = find_directory(&seen, &args.directory)?;
    let reach = Reach::of(&seen, &directory.directory_id);
    let groups: Vec<&IpGroup> = directory.ip_group_ids.iter().filter_map(|id| seen.ip_group(id)).collect();
    let rule = |group: &IpGroup, rule: &IpRule| {
        let description = rule.rule_desc.as_deref();
        json!({"Range": rule.ip_rule, "GroupName": group.group_name, "GroupId": group.group_id, "Description": description})
    };
    let items = groups.iter().flat_map(|group| group.user_rules.iter().map(|own| rule(group, own))).collect();
    let mut rest = Map::new();
    rest.insert("DirectoryId".to_owned(), directory.directory_id.as_str().into());
    rest.insert("ipGroupIds".to_owned(), json!(directory.ip_group_ids));
    rest.insert("Admits".to_owned(), json!(reach));
    context.printer().status(&sentence(directory, &groups, &reach));
    emit(
        context.printer(),
        &Listing { member: "Rules", items, rest, columns: RANGES, also: &[], layout: Layout::Rows },
        context.shape(),
    )?;
    Ok(Exit::Done)
}

/// Says who may come in, and why where that is not plain.
fn sentence(directory: &RegisteredDirectory, groups: &[&IpGroup], reach: &Reach) -> String {
    let name = directory.directory_name.as_deref().unwrap_or(directory.directory_id.as_str());
    let empty = groups.iter().find(|group| group.user_rules.is_empty());
    let why = match (reach, empty) {
        (Reach::Everybody, _) => ": it has no group of its own".to_owned(),
        (Reach::Ranges(_), Some(group)) => format!(": its group {} has no rules", group.group_name),
        (Reach::Ranges(_), None) => String::new(),
    };
    format!("may come in to {name}: {reach}{why}")
}

fn listing(items: Vec<Value>, layout: Layout) -> Listing {
    // The API's own word for them.
    Listing { member: "Result", items, rest: Map::new(), columns: GROUPS, also: &[], layout }
}

/// A group as data: as the API has it, with what we add under our own member.
fn item(seen: &Surroundings, group: &IpGroup) -> Value {
    let ranges: Vec<&str> = group.user_rules.iter().map(|rule| rule.ip_rule.as_str()).collect();
    let on = seen.directories_with(&group.group_id);
    let directories: Vec<&str> = on.map(|directory| directory.directory_id.as_str()).collect();
    let mut item = json!(group);
    item["Deskfleet"] = json!({"Ranges": ranges, "Directories": directories});
    item
}
