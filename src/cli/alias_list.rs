//! `alias list`: connection aliases, where they lead, what goes into the DNS for them, and who shares them. Reads only.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::{Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::scopes::Everywhere;
use crate::inventory::Gap;
use crate::model::around::{AliasAssociation, ConnectionAlias, Kinds};
use crate::output::{Column, Layout, Listing, warn_missing};
use crate::planner::around::find_alias;

/// Which aliases to list
#[derive(Args, Clone, Debug)]
pub(super) struct ListArgs {
    /// Aliases, by id or name; without any, all of them
    #[arg(value_name = "ALIAS")]
    aliases: Vec<String>,
}

static COLUMNS: &[Column] = &[
    Column::new("AliasId", &["AliasId"]).whole(),
    Column::new("ConnectionString", &["ConnectionString"]),
    Column::new("State", &["State"]).whole(),
    Column::new("Directories", &["Deskfleet", "Directories"]),
    Column::new("TxtRecord", &["Deskfleet", "TxtRecord"]).whole(),
    Column::new("SharedWith", &["Deskfleet", "SharedWith"]).drops(1),
    Column::extra("Association", &["Deskfleet", "Association"]),
    Column::extra("OwnerAccountId", &["OwnerAccountId"]),
];

pub(super) async fn list(context: &Context, args: &ListArgs) -> Result<Exit, CliError> {
    let found = Everywhere::look(context, async |there| look(there, args).await).await?;
    found.emit(context, context.shape(), |(aliases, gaps)| Listing {
        member: "ConnectionAliases",
        items: aliases.iter().map(item).collect(),
        rest: [("Gaps".to_owned(), json!(gaps))].into_iter().collect(),
        columns: COLUMNS,
        also: &[],
        layout: Layout::Rows,
    })?;
    Ok(found.end(Exit::Done))
}

/// Reads aliases, as far as they are to be listed.
async fn look(context: &Context, args: &ListArgs) -> Result<(Vec<ConnectionAlias>, Vec<Gap>), CliError> {
    let account = context.scope().await?.account;
    let aws = context.aws().await?;
    let mut seen = aws.surroundings(Kinds::ALIASES).await?;
    let mut named: BTreeSet<String> = BTreeSet::new();
    for text in &args.aliases {
        named.insert(find_alias(&seen, text)?.alias_id.to_string());
    }
    if !args.aliases.is_empty() {
        seen.aliases.retain(|alias| named.contains(alias.alias_id.as_str()));
    }
    // Who shares an alias of another account is for that one to know.
    let own = seen.aliases.iter().filter(|alias| alias.owner_account_id.as_ref() == Some(&account));
    let own: Vec<String> = own.map(|alias| alias.alias_id.to_string()).collect();
    let mut gaps = Vec::new();
    for id in own {
        match aws.read_shares(&mut seen, &BTreeSet::from([id.clone()])).await {
            Ok(()) => {}
            Err(fault) if fault.is_credentials() => return Err(fault.into()),
            Err(fault) => gaps.push(Gap { what: "Shares".to_owned(), of: Some(id), reason: fault.to_string() }),
        }
    }
    warn_missing(context.printer(), &gaps);
    Ok((seen.aliases, gaps))
}

/// An alias as data: as the API has it, with what we add under our own member.
fn item(alias: &ConnectionAlias) -> Value {
    let texts = |of: fn(&AliasAssociation) -> Option<&String>| alias.bound().filter_map(of).collect::<Vec<_>>();
    let mut item = json!(alias);
    item["Deskfleet"] = json!({
        "Directories": texts(|bound| bound.resource_id.as_ref()),
        "TxtRecord": texts(|bound| bound.connection_identifier.as_ref()),
        "Association": texts(|bound| bound.association_status.as_ref()),
    });
    if let Some(accounts) = &alias.shared_with {
        item["Deskfleet"]["SharedWith"] = json!(accounts);
    }
    item
}
