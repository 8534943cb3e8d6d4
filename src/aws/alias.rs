//! Connection aliases: their listing, who shares one, and their acts, an operation a function.
//!
//! As `around`, beside which it stands: a change is sent exactly once. Imports as its parent.

use std::collections::BTreeSet;

use aws_sdk_workspaces::types as sdk;

use super::convert::needed;
use super::paging::all_pages;
use super::retry::Call;
use super::workspaces::{LANE, PAGE_MAX};
use super::{Aws, Fault, FaultKind};
use crate::inventory::Gap;
use crate::model::around::{AliasAssociation, ConnectionAlias, Surroundings};
use crate::model::{AliasId, DirectoryId};

const DESCRIBE_ALIASES: Call = Call { operation: "DescribeConnectionAliases", lane: LANE };
const DESCRIBE_PERMISSIONS: Call = Call { operation: "DescribeConnectionAliasPermissions", lane: LANE };

impl Aws {
    /// Reads into what was seen with which accounts some connection aliases are shared: a call for each that neither comes
    /// nor goes. One that is gone by then is seen no longer.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn read_shares(&self, seen: &mut Surroundings, ids: &BTreeSet<String>) -> Result<(), Fault> {
        let mut gone = BTreeSet::new();
        let asked = |alias: &&mut ConnectionAlias| ids.contains(alias.alias_id.as_str()) && !alias.is_on_its_way();
        for alias in seen.aliases.iter_mut().filter(asked) {
            match self.shares_of(&alias.alias_id).await {
                Ok(accounts) => alias.shared_with = Some(accounts),
                Err(fault) if fault.kind == FaultKind::Gone => drop(gone.insert(alias.alias_id.clone())),
                Err(fault) => return Err(fault),
            }
        }
        seen.aliases.retain(|alias| !gone.contains(&alias.alias_id));
        Ok(())
    }

    async fn shares_of(&self, id: &AliasId) -> Result<BTreeSet<String>, Fault> {
        let permissions = all_pages(DESCRIBE_PERMISSIONS.operation, async |token| {
            let answer = self
                .read(DESCRIBE_PERMISSIONS, async || {
                    let request = self.workspaces.describe_connection_alias_permissions().alias_id(id.as_str());
                    request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            Ok((answer.connection_alias_permissions.unwrap_or_default(), answer.next_token))
        })
        .await?;
        let allowed = permissions.into_iter().filter(|permission| permission.allow_association);
        Ok(allowed.map(|permission| permission.shared_account_id).collect())
    }

    pub(super) async fn alias_records(&self) -> Result<Vec<sdk::ConnectionAlias>, Fault> {
        all_pages(DESCRIBE_ALIASES.operation, async |token| {
            let answer = self
                .read(DESCRIBE_ALIASES, async || {
                    let request = self.workspaces.describe_connection_aliases();
                    request.limit(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            // By the API's model a list has an item: without any the member is absent.
            Ok((answer.connection_aliases.unwrap_or_default(), answer.next_token))
        })
        .await
    }

    pub(super) async fn create_alias(&self, call: Call, connection_string: &str) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.create_connection_alias();
            request.connection_string(connection_string).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn delete_alias(&self, call: Call, id: &AliasId) -> Result<(), Fault> {
        let send = async || self.workspaces.delete_connection_alias().alias_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }

    /// What its answer says is not taken from there: whoever loses the answer has to find it all the same, by reading.
    pub(super) async fn associate_alias(&self, call: Call, id: &AliasId, directory: &DirectoryId) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.associate_connection_alias();
            request.alias_id(id.as_str()).resource_id(directory.as_str()).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn disassociate_alias(&self, call: Call, id: &AliasId) -> Result<(), Fault> {
        let send = async || self.workspaces.disassociate_connection_alias().alias_id(id.as_str()).send().await;
        self.once_with_slot(call, send).await.map(drop)
    }

    pub(super) async fn share_alias(
        &self,
        call: Call,
        id: &AliasId,
        account: &str,
        is_allowed: bool,
    ) -> Result<(), Fault> {
        let permission = sdk::ConnectionAliasPermission::builder()
            .shared_account_id(account)
            .allow_association(is_allowed)
            .build()
            .map_err(|error| Fault::new(FaultKind::Bug, format!("`{}`: {error}", call.operation)))?;
        let send = async || {
            let request = self.workspaces.update_connection_alias_permission();
            request.alias_id(id.as_str()).connection_alias_permission(permission.clone()).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }
}

pub(super) fn alias_of(from: sdk::ConnectionAlias) -> Result<ConnectionAlias, Gap> {
    const WHAT: &str = "ConnectionAlias";
    let id = needed(from.alias_id, WHAT, None, "AliasId")?;
    let connection_string = needed(from.connection_string, WHAT, Some(&id), "ConnectionString")?;
    let association = |from: sdk::ConnectionAliasAssociation| AliasAssociation {
        association_status: from.association_status.map(|status| status.as_str().to_owned()),
        associated_account_id: from.associated_account_id,
        resource_id: from.resource_id,
        connection_identifier: from.connection_identifier,
    };
    Ok(ConnectionAlias {
        alias_id: AliasId::from_service(id),
        connection_string,
        state: from.state.map(|state| state.as_str().to_owned()),
        owner_account_id: from.owner_account_id,
        associations: from.associations.unwrap_or_default().into_iter().map(association).collect(),
        shared_with: None,
    })
}
