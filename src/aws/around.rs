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
use super::{Aws, BundleQuery, Fault, FaultKind, ImageOwner, WorkspaceQuery, domains};
use crate::inventory::Gap;
use crate::model::around::{Act, Details, IpGroup, IpGroupRef, IpRule, Kinds, Network, Surroundings};
use crate::model::{DirectoryId, IpGroupId, RadiusSecret, SubnetId, WorkspaceId};

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
        if kinds.domains {
            seen.domains = self.domains(&mut gaps).await?;
        }
        if kinds.library {
            let bundles = self.library_bundles(&BundleQuery::Own).await?;
            let images = self.images(ImageOwner::Own).await?;
            (seen.bundles, seen.images) = (bundles.records, images.records);
            gaps.extend(bundles.gaps.into_iter().chain(images.gaps));
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

    /// Reads what is said of single resources into what was seen, where they are there.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn read_details(&self, seen: &mut Surroundings, of: Details) -> Result<(), Fault> {
        for id in of.bundles {
            if seen.bundles.iter().all(|bundle| bundle.bundle_id != id) {
                continue;
            }
            let listed = self.describe_workspaces(&WorkspaceQuery::Bundle(id.clone())).await?;
            // One whose record can't be used is on it all the same.
            seen.bundle_use.insert(id, (listed.records.len() + listed.gaps.len()) as u64);
        }
        for id in of.images {
            if seen.images.iter().any(|image| image.image_id == id) {
                let accounts = self.image_shares(&id).await?;
                seen.image_shares.insert(id, accounts);
            }
        }
        let desktops: Vec<WorkspaceId> = of.desktops.into_iter().collect();
        if !desktops.is_empty() {
            let mut listed = self.describe_workspaces(&WorkspaceQuery::Ids(desktops.clone())).await?;
            let mut connected = self.connection_status(&desktops).await?;
            for desktop in &mut listed.records {
                desktop.deskfleet.connection = connected.remove(&desktop.workspace_id);
            }
            seen.desktops = listed.records;
        }
        for (directory_id, user_name) in of.users {
            seen.occupants.extend(self.occupants(directory_id, user_name).await?);
        }
        Ok(())
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

    /// Reads what of a network something leans on. What may not be read stays unread: the service judges it then.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn read_network(
        &self,
        seen: &mut Surroundings,
        subnets: &BTreeSet<SubnetId>,
        security_groups: &BTreeSet<String>,
    ) -> Result<(), Fault> {
        if subnets.is_empty() && security_groups.is_empty() {
            return Ok(());
        }
        let ids: Vec<SubnetId> = subnets.iter().cloned().collect();
        let read = async {
            let subnets = self.subnet_places(&ids).await?;
            let security_groups = if security_groups.is_empty() {
                Vec::new()
            } else {
                self.security_groups(security_groups).await?.records
            };
            Ok(Network { subnets, security_groups })
        };
        match read.await {
            Ok(network) => seen.network = Some(network),
            Err(fault @ Fault { kind: FaultKind::Denied, .. }) => {
                tracing::debug!(fault = fault.to_string(), "the network is not read");
            }
            Err(fault) => return Err(fault),
        }
        Ok(())
    }

    /// Counts the desktops of a directory into what was seen; a record that can't be used is one, too.
    ///
    /// # Errors
    /// What went wrong, after repetitions.
    pub async fn count_desktops(&self, seen: &mut Surroundings, of: &DirectoryId) -> Result<(), Fault> {
        let listing = self.describe_workspaces(&WorkspaceQuery::Directory(of.clone())).await?;
        let count = listing.records.len() + listing.gaps.len();
        seen.directory_use.insert(of.clone(), u64::try_from(count).unwrap_or(u64::MAX));
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
    pub async fn act_slot(&self, act: &Act) {
        self.pace.take(lane(act)).await;
    }

    /// Sends an act once, and never again by itself; `seen` is what the groups that it names by name are found in, and
    /// `secret` goes with an act that takes one.
    ///
    /// # Errors
    /// What befell the call; with `outcome_unknown` it may have been carried out.
    pub async fn act(&self, act: &Act, seen: &Surroundings, secret: Option<&RadiusSecret>) -> Result<(), Fault> {
        let call = Call { operation: act.facts().operation, lane: lane(act) };
        let id = |group: &IpGroupRef| {
            let missing = || Fault::new(FaultKind::Bug, format!("`{}`: no group {group} was seen", call.operation));
            group.id(seen).map(|id| id.to_string()).ok_or_else(missing)
        };
        let ids = |groups: &[IpGroupRef]| groups.iter().map(id).collect::<Result<Vec<String>, Fault>>();
        match act {
            Act::CreateIpGroup { group_name, group_desc, user_rules } => {
                self.create_group(call, group_name, group_desc.as_ref(), user_rules).await
            }
            Act::DeleteIpGroup { group_id } => self.delete_group(call, id(group_id)?).await,
            Act::AuthorizeIpRules { group_id, user_rules } => self.authorize(call, id(group_id)?, user_rules).await,
            Act::RevokeIpRules { group_id, user_rules } => self.revoke(call, id(group_id)?, user_rules).await,
            Act::UpdateRulesOfIpGroup { group_id, user_rules } => self.update(call, id(group_id)?, user_rules).await,
            Act::AssociateIpGroups { directory_id, group_ids } => {
                self.associate(call, directory_id, ids(group_ids)?).await
            }
            Act::DisassociateIpGroups { directory_id, group_ids } => {
                self.disassociate(call, directory_id, ids(group_ids)?).await
            }
            Act::RegisterWorkspaceDirectory { directory_id, subnet_ids, tenancy, enable_self_service } => {
                self.register(call, directory_id, subnet_ids, tenancy.as_deref(), *enable_self_service).await
            }
            Act::DeregisterWorkspaceDirectory { directory_id } => self.deregister(call, directory_id).await,
            Act::ModifyWorkspaceCreationProperties { resource_id, workspace_creation_properties: all } => {
                self.set_creation(call, resource_id, all).await
            }
            Act::ModifySelfservicePermissions { resource_id, selfservice_permissions: all } => {
                self.set_self_service(call, resource_id, all).await
            }
            Act::ModifyStreamingProperties { resource_id, streaming_properties: all } => {
                self.set_streaming(call, resource_id, all).await
            }
            Act::ModifyEndpointEncryptionMode { directory_id, endpoint_encryption_mode: mode } => {
                self.set_encryption(call, directory_id, mode).await
            }
            Act::ModifyWorkspaceAccessProperties { resource_id, workspace_access_properties: all } => {
                self.set_access(call, resource_id, all).await
            }
            Act::EnableRadius { directory_id, radius_settings } => {
                self.enable_radius(call, directory_id, radius_settings, secret).await
            }
            Act::DisableRadius { directory_id } => self.disable_radius(call, directory_id).await,
            Act::CreateWorkspaceBundle(new) => self.create_bundle(call, new).await,
            Act::UpdateWorkspaceBundle { bundle_id, image_id } => self.update_bundle(call, bundle_id, image_id).await,
            Act::DeleteWorkspaceBundle { bundle_id } => self.delete_bundle(call, bundle_id).await,
            Act::CreateWorkspaceImage(new) => self.create_image(call, new).await,
            Act::CopyWorkspaceImage(new) => self.copy_image(call, new).await,
            Act::UpdateWorkspaceImagePermission { image_id, allow_copy_image, shared_account_id } => {
                self.share_image(call, image_id, shared_account_id, *allow_copy_image).await
            }
            Act::DeleteWorkspaceImage { image_id } => self.delete_image(call, image_id).await,
            Act::CreateConnectionAlias { connection_string } => self.create_alias(call, connection_string).await,
            Act::DeleteConnectionAlias { alias_id } => self.delete_alias(call, alias_id).await,
            Act::AssociateConnectionAlias { alias_id, resource_id } => {
                self.associate_alias(call, alias_id, resource_id).await
            }
            Act::DisassociateConnectionAlias { alias_id } => self.disassociate_alias(call, alias_id).await,
            Act::UpdateConnectionAliasPermission { alias_id, shared_account_id, allow_association } => {
                self.share_alias(call, alias_id, shared_account_id, *allow_association).await
            }
            Act::CreateStandbyWorkspaces(new) => self.create_standby(call, new).await,
        }
    }

    async fn create_group(
        &self,
        call: Call,
        name: &str,
        description: Option<&String>,
        rules: &[IpRule],
    ) -> Result<(), Fault> {
        let rules = items(rules);
        let send = async || {
            let request = self.workspaces.create_ip_group().group_name(name);
            request.set_group_desc(description.cloned()).set_user_rules(Some(rules.clone())).send().await
        };
        self.once_with_slot(call, send).await.map(drop)
    }

    async fn delete_group(&self, call: Call, id: String) -> Result<(), Fault> {
        let send = async || self.workspaces.delete_ip_group().group_id(&id).send().await;
        self.once_with_slot(call, send).await.map(drop)
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

/// The bucket that an act is paced by.
fn lane(act: &Act) -> &'static str {
    if act.facts().reads == Kinds::DOMAINS { domains::LANE } else { LANE }
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
