//! Acts: one call of the API each, with its parameters in the API's names.

use serde::{Deserialize, Serialize};

use super::super::{AliasId, Danger, DirectoryId, IpGroupId};
use super::resource::{IpRule, Kinds};

/// An IP access control group that an act is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum IpGroupRef {
    /// One that was there when the order was made.
    Id(IpGroupId),
    /// One that an earlier act of the same order makes: its id is not known before, and names are unique (domain.md I-13).
    Named(String),
}

/// One call of the API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "operation", rename_all_fields = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "operations and members of the API, described in its reference")]
pub enum Act {
    CreateIpGroup {
        group_name: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        group_desc: Option<String>,
        user_rules: Vec<IpRule>,
    },
    DeleteIpGroup {
        group_id: IpGroupRef,
    },
    /// Adds rules to those of a group.
    AuthorizeIpRules {
        group_id: IpGroupRef,
        user_rules: Vec<IpRule>,
    },
    /// Takes rules out of a group, by their ranges as they are written there.
    RevokeIpRules {
        group_id: IpGroupRef,
        user_rules: Vec<String>,
    },
    /// Puts rules in the place of all that a group has, at one stroke.
    UpdateRulesOfIpGroup {
        group_id: IpGroupRef,
        user_rules: Vec<IpRule>,
    },
    /// Adds groups to those of a directory.
    AssociateIpGroups {
        directory_id: DirectoryId,
        group_ids: Vec<IpGroupRef>,
    },
    DisassociateIpGroups {
        directory_id: DirectoryId,
        group_ids: Vec<IpGroupRef>,
    },
    CreateConnectionAlias {
        connection_string: String,
    },
    DeleteConnectionAlias {
        alias_id: AliasId,
    },
    /// Leads an alias to a directory.
    AssociateConnectionAlias {
        alias_id: AliasId,
        resource_id: DirectoryId,
    },
    /// Takes an alias off the directory that it leads to.
    DisassociateConnectionAlias {
        alias_id: AliasId,
    },
    /// Lets one other account lead an alias to a directory of its own, or does so no longer.
    UpdateConnectionAliasPermission {
        alias_id: AliasId,
        shared_account_id: String,
        allow_association: bool,
    },
}

/// What is known of an operation whatever it is called with.
#[derive(Debug, PartialEq, Eq)]
pub struct ActFacts {
    /// Its name, in the API and in IAM.
    pub operation: &'static str,
    /// How much it can hurt (design 4).
    pub danger: Danger,
    /// What is read to judge it before it is sent, and to see it afterwards.
    pub reads: Kinds,
    /// How long it may take until it shows, in seconds.
    pub deadline_s: u64,
}

/// Changes of IP access control groups show at once; a read may lag behind a little.
const SHOWS_S: u64 = 120;

/// A row about IP access control groups: who may come in is read, and judged.
const fn access(operation: &'static str, danger: Danger) -> ActFacts {
    ActFacts { operation, danger, reads: Kinds::ACCESS, deadline_s: SHOWS_S }
}

/// Connection aliases have states that they pass through; how long that takes is not documented.
const SETTLES_S: u64 = 900;

/// A row about connection aliases.
const fn alias(operation: &'static str, danger: Danger, reads: Kinds) -> ActFacts {
    ActFacts { operation, danger, reads, deadline_s: SETTLES_S }
}

static CREATE_IP_GROUP: ActFacts = access("CreateIpGroup", Danger::Mild);
static DELETE_IP_GROUP: ActFacts = access("DeleteIpGroup", Danger::Severe);
static AUTHORIZE_IP_RULES: ActFacts = access("AuthorizeIpRules", Danger::Moderate);
static REVOKE_IP_RULES: ActFacts = access("RevokeIpRules", Danger::Severe);
static UPDATE_RULES_OF_IP_GROUP: ActFacts = access("UpdateRulesOfIpGroup", Danger::Severe);
static ASSOCIATE_IP_GROUPS: ActFacts = access("AssociateIpGroups", Danger::Severe);
static DISASSOCIATE_IP_GROUPS: ActFacts = access("DisassociateIpGroups", Danger::Severe);
static CREATE_CONNECTION_ALIAS: ActFacts = alias("CreateConnectionAlias", Danger::Mild, Kinds::ALIASES);
static DELETE_CONNECTION_ALIAS: ActFacts = alias("DeleteConnectionAlias", Danger::Severe, Kinds::SHARED_ALIASES);
static ASSOCIATE_CONNECTION_ALIAS: ActFacts = alias("AssociateConnectionAlias", Danger::Moderate, Kinds::ALIASES);
static DISASSOCIATE_CONNECTION_ALIAS: ActFacts = alias("DisassociateConnectionAlias", Danger::Severe, Kinds::ALIASES);
static UPDATE_CONNECTION_ALIAS_PERMISSION: ActFacts =
    alias("UpdateConnectionAliasPermission", Danger::Moderate, Kinds::SHARED_ALIASES);

impl Act {
    /// Every operation that an act can be.
    pub const ALL: &'static [&'static ActFacts] = &[
        &CREATE_IP_GROUP,
        &DELETE_IP_GROUP,
        &AUTHORIZE_IP_RULES,
        &REVOKE_IP_RULES,
        &UPDATE_RULES_OF_IP_GROUP,
        &ASSOCIATE_IP_GROUPS,
        &DISASSOCIATE_IP_GROUPS,
        &CREATE_CONNECTION_ALIAS,
        &DELETE_CONNECTION_ALIAS,
        &ASSOCIATE_CONNECTION_ALIAS,
        &DISASSOCIATE_CONNECTION_ALIAS,
        &UPDATE_CONNECTION_ALIAS_PERMISSION,
    ];

    /// Returns what is known of its operation.
    #[must_use]
    pub fn facts(&self) -> &'static ActFacts {
        match self {
            Self::CreateIpGroup { .. } => &CREATE_IP_GROUP,
            Self::DeleteIpGroup { .. } => &DELETE_IP_GROUP,
            Self::AuthorizeIpRules { .. } => &AUTHORIZE_IP_RULES,
            Self::RevokeIpRules { .. } => &REVOKE_IP_RULES,
            Self::UpdateRulesOfIpGroup { .. } => &UPDATE_RULES_OF_IP_GROUP,
            Self::AssociateIpGroups { .. } => &ASSOCIATE_IP_GROUPS,
            Self::DisassociateIpGroups { .. } => &DISASSOCIATE_IP_GROUPS,
            Self::CreateConnectionAlias { .. } => &CREATE_CONNECTION_ALIAS,
            Self::DeleteConnectionAlias { .. } => &DELETE_CONNECTION_ALIAS,
            Self::AssociateConnectionAlias { .. } => &ASSOCIATE_CONNECTION_ALIAS,
            Self::DisassociateConnectionAlias { .. } => &DISASSOCIATE_CONNECTION_ALIAS,
            Self::UpdateConnectionAliasPermission { .. } => &UPDATE_CONNECTION_ALIAS_PERMISSION,
        }
    }

    /// Returns what it changes, by id; by name where it makes that.
    #[must_use]
    pub fn target(&self) -> String {
        match self {
            Self::CreateIpGroup { group_name, .. } => group_name.clone(),
            Self::DeleteIpGroup { group_id }
            | Self::AuthorizeIpRules { group_id, .. }
            | Self::RevokeIpRules { group_id, .. }
            | Self::UpdateRulesOfIpGroup { group_id, .. } => group_id.to_string(),
            Self::AssociateIpGroups { directory_id, .. } | Self::DisassociateIpGroups { directory_id, .. } => {
                directory_id.to_string()
            }
            Self::CreateConnectionAlias { connection_string } => connection_string.clone(),
            Self::DeleteConnectionAlias { alias_id }
            | Self::AssociateConnectionAlias { alias_id, .. }
            | Self::DisassociateConnectionAlias { alias_id }
            | Self::UpdateConnectionAliasPermission { alias_id, .. } => alias_id.to_string(),
        }
    }

    /// Returns what no other run may work on meanwhile: its target, and what it leans on.
    #[must_use]
    pub fn claims(&self) -> Vec<String> {
        let others: Vec<String> = match self {
            Self::AssociateIpGroups { group_ids, .. } | Self::DisassociateIpGroups { group_ids, .. } => {
                group_ids.iter().map(ToString::to_string).collect()
            }
            Self::AssociateConnectionAlias { resource_id, .. } => vec![resource_id.to_string()],
            Self::CreateIpGroup { .. }
            | Self::DeleteIpGroup { .. }
            | Self::AuthorizeIpRules { .. }
            | Self::RevokeIpRules { .. }
            | Self::UpdateRulesOfIpGroup { .. }
            | Self::CreateConnectionAlias { .. }
            | Self::DeleteConnectionAlias { .. }
            | Self::DisassociateConnectionAlias { .. }
            | Self::UpdateConnectionAliasPermission { .. } => Vec::new(),
        };
        [self.target()].into_iter().chain(others).collect()
    }

    /// Says what it does, as a fragment that begins with a verb; `named` gives the name of what has an id.
    #[must_use]
    pub fn says(&self, named: impl Fn(&str) -> String) -> String {
        let ranges = |rules: &[IpRule]| match rules {
            [] => "no rules".to_owned(),
            rules => rules.iter().map(|rule| rule.ip_rule.as_str()).collect::<Vec<_>>().join(", "),
        };
        let groups =
            |groups: &[IpGroupRef]| groups.iter().map(|group| named(&group.to_string())).collect::<Vec<_>>().join(", ");
        let target = named(&self.target());
        match self {
            Self::CreateIpGroup { user_rules, .. } => format!("make the group {target} with {}", ranges(user_rules)),
            Self::DeleteIpGroup { .. } => format!("delete the group {target}"),
            Self::AuthorizeIpRules { user_rules, .. } => format!("add {} to {target}", ranges(user_rules)),
            Self::RevokeIpRules { user_rules, .. } => format!("take {} out of {target}", user_rules.join(", ")),
            Self::UpdateRulesOfIpGroup { user_rules, .. } => {
                format!("give {target} {} and nothing else", ranges(user_rules))
            }
            Self::AssociateIpGroups { group_ids, .. } => format!("put {} on {target}", groups(group_ids)),
            Self::DisassociateIpGroups { group_ids, .. } => format!("take {} off {target}", groups(group_ids)),
            Self::CreateConnectionAlias { .. } => format!("make the connection alias {target}"),
            Self::DeleteConnectionAlias { .. } => format!("delete the connection alias {target}"),
            Self::AssociateConnectionAlias { resource_id, .. } => {
                format!("lead {target} to {}", named(resource_id.as_str()))
            }
            Self::DisassociateConnectionAlias { .. } => format!("let {target} lead nowhere"),
            Self::UpdateConnectionAliasPermission { shared_account_id, allow_association: true, .. } => {
                format!("let the account {shared_account_id} lead {target} to a directory of its own")
            }
            Self::UpdateConnectionAliasPermission { shared_account_id, .. } => {
                format!("let the account {shared_account_id} no longer lead {target} to a directory")
            }
        }
    }
}

impl std::fmt::Display for IpGroupRef {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Id(id) => formatter.write_str(id.as_str()),
            Self::Named(name) => formatter.write_str(name),
        }
    }
}
