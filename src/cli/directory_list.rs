//! `directory list` and `show`: directories with what they set, and how many desktops each has in which state. Reads only.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::{Map, Value, json};

use super::context::Context;
use super::error::{CliError, Exit};
use super::scopes::Everywhere;
use crate::aws::{Want, WorkspaceQuery};
use crate::inventory::Gap;
use crate::model::DirectoryId;
use crate::model::around::{Kinds, RegisteredDirectory};
use crate::output::{Column, Layout, Listing, emit, warn_gaps};
use crate::planner::around::{empty_directory, find_directory};

/// Which directories to show
#[derive(Args, Clone, Debug)]
pub(super) struct ShowArgs {
    /// Directories, by id, name or alias
    #[arg(value_name = "DIRECTORY", required = true)]
    directories: Vec<String>,
}

static COLUMNS: &[Column] = &[
    Column::new("DirectoryId", &["DirectoryId"]).whole(),
    Column::new("DirectoryName", &["DirectoryName"]),
    Column::new("State", &["State"]).whole(),
    Column::new("Desktops", &["Deskfleet", "Desktops"]).whole(),
    Column::new("DirectoryType", &["DirectoryType"]).drops(1),
    Column::new("Devices", &["Deskfleet", "Devices"]).drops(2),
    Column::extra("Available", &["Deskfleet", "States", "AVAILABLE"]),
    Column::extra("Stopped", &["Deskfleet", "States", "STOPPED"]),
    Column::extra("Unhealthy", &["Deskfleet", "States", "UNHEALTHY"]),
    Column::extra("Error", &["Deskfleet", "States", "ERROR"]),
    Column::extra("Alias", &["Alias"]),
    Column::extra("RegistrationCode", &["RegistrationCode"]),
    Column::extra("Tenancy", &["Tenancy"]),
    Column::extra("UserIdentityType", &["UserIdentityType"]),
    Column::extra("WorkspaceType", &["WorkspaceType"]),
    Column::extra("SubnetIds", &["SubnetIds"]),
    Column::extra("DnsIpAddresses", &["DnsIpAddresses"]),
    Column::extra("IamRoleId", &["IamRoleId"]),
    Column::extra("WorkspaceSecurityGroupId", &["WorkspaceSecurityGroupId"]),
    Column::extra("IpGroups", &["ipGroupIds"]),
    Column::extra("CustomSecurityGroupId", &["WorkspaceCreationProperties", "CustomSecurityGroupId"]),
    Column::extra("DefaultOu", &["WorkspaceCreationProperties", "DefaultOu"]),
    Column::extra("EnableInternetAccess", &["WorkspaceCreationProperties", "EnableInternetAccess"]),
    Column::extra("EnableMaintenanceMode", &["WorkspaceCreationProperties", "EnableMaintenanceMode"]),
    Column::extra("LocalAdministrator", &["WorkspaceCreationProperties", "UserEnabledAsLocalAdministrator"]),
    Column::extra("InstanceIamRoleArn", &["WorkspaceCreationProperties", "InstanceIamRoleArn"]),
    Column::extra("SelfService", &["Deskfleet", "SelfService"]),
    Column::extra("PreferredProtocol", &["StreamingProperties", "StreamingExperiencePreferredProtocol"]),
    Column::extra("EndpointEncryptionMode", &["EndpointEncryptionMode"]),
    Column::extra("SamlStatus", &["SamlProperties", "Status"]),
    Column::extra("CertificateStatus", &["CertificateBasedAuthProperties", "Status"]),
    Column::extra("ErrorMessage", &["ErrorMessage"]),
];

/// How many desktops directories have in which state, and records that could not be counted.
#[derive(Default)]
struct Desktops {
    states: BTreeMap<DirectoryId, BTreeMap<String, u64>>,
    gaps: Vec<Gap>,
}

pub(super) async fn list(context: &Context) -> Result<Exit, CliError> {
    let found = Everywhere::look(context, async |there| {
        let seen = there.aws().await?.surroundings(Kinds::DIRECTORIES).await?;
        let mut desktops = Desktops::default();
        desktops.count(there, WorkspaceQuery::All).await?;
        Ok((seen.directories, desktops))
    });
    let found = found.await?;
    found.emit(context, context.shape(), |(directories, desktops)| {
        desktops.listing(&directories.iter().collect::<Vec<_>>(), Layout::Rows)
    })?;
    for (scope, (directories, desktops)) in &found.read {
        let place = if found.is_many() { format!(" in {scope}") } else { String::new() };
        desktops.remark(context, directories, &place);
    }
    Ok(found.end(Exit::Done))
}

pub(super) async fn show(context: &Context, args: &ShowArgs) -> Result<Exit, CliError> {
    let seen = context.aws().await?.surroundings(Kinds::DIRECTORIES).await?;
    let mut chosen: Vec<&RegisteredDirectory> = Vec::new();
    for text in &args.directories {
        let directory = find_directory(&seen, text)?;
        // Named twice, its desktops would count twice.
        if !chosen.contains(&directory) {
            chosen.push(directory);
        }
    }
    let mut desktops = Desktops::default();
    for directory in &chosen {
        desktops.count(context, WorkspaceQuery::Directory(directory.directory_id.clone())).await?;
    }
    let mut shape = context.shape().clone();
    shape.columns.get_or_insert_with(|| COLUMNS.iter().map(|column| column.name.to_owned()).collect());
    emit(context.printer(), &desktops.listing(&chosen, Layout::Blocks), &shape)?;
    desktops.remark(context, chosen, "");
    Ok(Exit::Done)
}

impl Desktops {
    async fn count(&mut self, context: &Context, query: WorkspaceQuery) -> Result<(), CliError> {
        let seen = context.fleet(&Want::only(query)).await?;
        warn_gaps(context.printer(), &seen);
        for workspace in &seen.workspaces {
            let states = self.states.entry(workspace.directory_id.clone()).or_default();
            *states.entry(workspace.state.to_string()).or_default() += 1;
        }
        self.gaps.extend(seen.gaps);
        Ok(())
    }

    fn listing(&self, chosen: &[&RegisteredDirectory], layout: Layout) -> Listing {
        let items = chosen.iter().map(|directory| self.item(directory)).collect();
        let rest: Map<String, Value> = [("Gaps".to_owned(), json!(self.gaps))].into_iter().collect();
        Listing { member: "Directories", items, rest, columns: COLUMNS, also: &[], layout }
    }

    /// Warns of those that have no desktops.
    fn remark<'a>(&self, context: &Context, chosen: impl IntoIterator<Item = &'a RegisteredDirectory>, place: &str) {
        let chosen = chosen.into_iter();
        for remark in chosen.filter_map(|directory| empty_directory(directory, self.at_most(directory))) {
            context.printer().warn(&format!("{} {}{place}: {}", remark.rule, remark.of, remark.reason));
        }
    }

    /// How many a directory can have: whose a record is that can't be used is not known.
    fn at_most(&self, directory: &RegisteredDirectory) -> u64 {
        let counted: u64 = self.states.get(&directory.directory_id).into_iter().flat_map(BTreeMap::values).sum();
        counted + self.gaps.len() as u64
    }

    /// A directory as data: as the API has it, with what we add under our own member.
    fn item(&self, directory: &RegisteredDirectory) -> Value {
        let states = self.states.get(&directory.directory_id).cloned().unwrap_or_default();
        let those = |member: &str, is: &str| -> Vec<String> {
            let words = directory.words(member).filter(|(_, word)| *word == is);
            words.map(|(name, _)| name.trim_start_matches("DeviceType").to_owned()).collect()
        };
        let mut item = json!(directory);
        item["Deskfleet"] = json!({
            "Desktops": states.values().sum::<u64>(),
            "States": states,
            "Devices": those("WorkspaceAccessProperties", "ALLOW"),
            "SelfService": those("SelfservicePermissions", "ENABLED"),
        });
        item
    }
}
