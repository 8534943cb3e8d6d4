//! What is around desktops: its listings, and its acts, an operation a function.
//!
//! A change is sent exactly once; whether it is sent, and what an answer means for what follows, is the executor's to
//! decide. Imports as its parent.

use std::collections::BTreeSet;

use aws_sdk_workspaces::types as sdk;

use super::alias::alias_of;
use super::convert::{needed, sorted};
use super::directory::registered_directory;
use super::paging::all_pages;
use super::retry::Call;
use super::workspaces::{LANE, PAGE_MAX};
use super::{Aws, Fault, FaultKind};
use crate::inventory::Gap;
use crate::model::around::{Act, IpGroup, IpGroupRef, IpRule, Kinds, Surroundings};
use crate::model::{DirectoryId, IpGroupId};

const DESCRIBE_IP_GROUPS: Call = Call { operation: "DescribeIpGroups", lane: LANE };

impl Aws {
    /// Reads what is around desktops.
    ///
    /// # Errors
    /// What went wrong, after repetitions. A record that can't be used is an error as well: who may come in can't be told
    /// without it.
    pub async fn surroundings(&self, kinds: Kinds) -> Result<Surroundings, Fault> {
        let mut gaps = Vec::new();
        let mut seen = Surroundings::default();
        if kinds.ip_groups {
            let records = self.ip_group_records().await?;
            seen.ip_groups = sorted(records, ip_group, &mut gaps);
            seen.ip_groups.sort();
            seen.ip_groups.dedup_by(|left, right| left.group_id == right.group_id);
        }
        if kinds.directories {
            let records = self.directory_records().await?;
            seen.directories = sorted(records, registered_directory, &mut gaps);
            seen.directories.sort();
            seen.directories.dedup_by(|left, right| left.directory_id == right.directory_id);
        }
        if kinds.aliases {
            let records = self.alias_records().await?;
            seen.aliases = sorted(records, alias_of, &mut gaps);
            seen.aliases.sort();
            seen.aliases.dedup_by(|left, right| left.alias_id == right.alias_id);
        }
        match gaps.into_iter().next() {
            None => Ok(seen),
            Some(gap) => Err(Fault::new(FaultKind::Unknown, format!("{}: {}", gap.what, gap.reason))),
        }
    }

    /// Reads the tags of some resources into what was seen. What can't be read stays absent, which is not the same as none.
    ///
    /// # Errors
    /// When every further call would fail as well.
    pub async fn read_tags(&self, seen: &mut Surroundings, ids: &BTreeSet<String>) -> Result<(), Fault> {
        for id in ids {
            match self.tags_of(id).await {
                Ok(tags) => drop(seen.tags.insert(id.clone(), tags.into_iter().map(|tag| tag.key).collect())),
                Err(fault) if fault.is_credentials() => return Err(fault),
                Err(fault) => tracing::debug!(id, fault = fault.to_string(), "its tags are not read"),
            }
        }
        Ok(())
    }

    async fn ip_group_records(&self) -> Result<Vec<sdk::WorkspacesIpGroup>, Fault> {
        all_pages(DESCRIBE_IP_GROUPS.operation, async |token| {
            let answer = self
                .read(DESCRIBE_IP_GROUPS, async || {
                    let request = self.workspaces.describe_ip_groups();
                    request.max_results(PAGE_MAX).set_next_token(token.clone()).send().await
                })
                .await?;
            // An answer without a list is not one of the service: no groups would pass for an open directory.
            let without = || Fault::new(FaultKind::Unknown, "`DescribeIpGroups` was answered without `Result`");
            Ok((answer.result.ok_or_else(without)?, answer.next_token))
        })
        .await
    }

    /// Waits for the slot of the next act; to be taken right before `act`, and once for each.
    pub async fn act_slot(&self) {
        self.pace.take(LANE).await;
    }

    /// Sends an act once, and never again by itself; `seen` is what the groups that it names by name are found in.
    ///
    /// # Errors
    /// What befell the call; with `outcome_unknown` it may have been carried out.
    pub async fn act(&self, act: &Act, seen: &Surroundings) -> Result<(), Fault> {
        let call = Call { operation: act.facts().operation, lane: LANE };
        let id = |group: &IpGroupRef| {
            let missing = || Fault::new(FaultKind::Bug, format!("`{}`: no group {group} was seen", call.operation));
            group.id(seen).map(|id| id.to_string()).ok_or_else(missing)
        };
        let ids = |groups: &[IpGroupRef]| groups.iter().map(id).collect::<Result<Vec<String>, Fault>>();
        match act {
            Act::CreateIpGroup { group_name, group_desc, user_rules } => {
                let (name, description, rules) = (group_name, group_desc, items(user_rules));
                self.once_with_slot(call, async || {
                    let request = self.workspaces.create_ip_group().group_name(name);
                    request.set_group_desc(description.clone()).set_user_rules(Some(rules.clone())).send().await
                })
                .await
                .map(drop)
            }
            Act::DeleteIpGroup { group_id } => {
                let id = id(group_id)?;
                self.once_with_slot(call, async || self.workspaces.delete_ip_group().group_id(&id).send().await)
                    .await
                    .map(drop)
            }
            Act::AuthorizeIpRules { group_id, user_rules } => self.authorize(call, id(group_id)?, user_rules).await,
            Act::RevokeIpRules { group_id, user_rules } => self.revoke(call, id(group_id)?, user_rules).await,
            Act::UpdateRulesOfIpGroup { group_id, user_rules } => self.update(call, id(group_id)?, user_rules).await,
            Act::AssociateIpGroups { directory_id, group_ids } => {
                self.associate(call, directory_id, ids(group_ids)?).await
            }
            Act::DisassociateIpGroups { directory_id, group_ids } => {
                self.disassociate(call, directory_id, ids(group_ids)?).await
            }
            Act::CreateConnectionAlias { connection_string } => self.create_alias(call, connection_string).await,
            Act::DeleteConnectionAlias { alias_id } => self.delete_alias(call, alias_id).await,
            Act::AssociateConnectionAlias { alias_id, resource_id } => {
                self.associate_alias(call, alias_id, resource_id).await
            }
            Act::DisassociateConnectionAlias { alias_id } => self.disassociate_alias(call, alias_id).await,
            Act::UpdateConnectionAliasPermission { alias_id, shared_account_id, allow_association } => {
                self.share_alias(call, alias_id, shared_account_id, *allow_association).await
            }
        }
    }

    async fn authorize(&self, call: Call, id: String, rules: &[IpRule]) -> Result<(), Fault> {
        let rules = items(rules);
        let send = async || {
            let request = self.workspaces.authorize_ip_rules().group_id(&id);
            request.set_user_rules(Some(rules.clone())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    async fn revoke(&self, call: Call, id: String, ranges: &[String]) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.revoke_ip_rules().group_id(&id);
            request.set_user_rules(Some(ranges.to_vec())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    async fn update(&self, call: Call, id: String, rules: &[IpRule]) -> Result<(), Fault> {
        let rules = items(rules);
        let send = async || {
            let request = self.workspaces.update_rules_of_ip_group().group_id(&id);
            request.set_user_rules(Some(rules.clone())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    async fn associate(&self, call: Call, directory: &DirectoryId, groups: Vec<String>) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.associate_ip_groups().directory_id(directory.as_str());
            request.set_group_ids(Some(groups.clone())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    async fn disassociate(&self, call: Call, directory: &DirectoryId, groups: Vec<String>) -> Result<(), Fault> {
        let send = async || {
            let request = self.workspaces.disassociate_ip_groups().directory_id(directory.as_str());
            request.set_group_ids(Some(groups.clone())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }
}

/// Rules as a request has them.
fn items(rules: &[IpRule]) -> Vec<sdk::IpRuleItem> {
    let item =
        |rule: &IpRule| sdk::IpRuleItem::builder().ip_rule(&rule.ip_rule).set_rule_desc(rule.rule_desc.clone()).build();
    rules.iter().map(item).collect()
}

fn ip_group(from: sdk::WorkspacesIpGroup) -> Result<IpGroup, Gap> {
    const WHAT: &str = "IpGroup";
    let id = needed(from.group_id, WHAT, None, "groupId")?;
    let name = needed(from.group_name, WHAT, Some(&id), "groupName")?;
    let rule = |rule: sdk::IpRuleItem| {
        let ip_rule = needed(rule.ip_rule, WHAT, Some(&id), "ipRule")?;
        Ok(IpRule { ip_rule, rule_desc: rule.rule_desc.filter(|text| !text.is_empty()) })
    };
    let user_rules = from.user_rules.unwrap_or_default().into_iter().map(rule).collect::<Result<_, Gap>>()?;
    Ok(IpGroup {
        group_id: IpGroupId::from_service(id),
        group_name: name,
        group_desc: from.group_desc.filter(|text| !text.is_empty()),
        user_rules,
    })
}
