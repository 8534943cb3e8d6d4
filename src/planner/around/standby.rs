//! Acts for wishes about standbys: one for each primary, whose record was read in its own Region.

use super::rules::UNREGISTERED;
use super::standby_rules::{KEY, KIND, ONE, REGIONS, SIMPLE_AD, UNREADY};
use super::{Draft, OrderError, Remark, find_directory, remark};
use crate::model::around::{
    Act, DataReplication, NewStandby, REGISTERED, RegisteredDirectory, STANDBY_REGIONS, Surroundings,
};
use crate::model::{Key, Workspace, WorkspaceState};
use crate::planner::rules::Card;

/// What keys are called that the service keeps for an account; they are no customer's own.
const SERVICE_KEYS: &str = "alias/aws/";

/// Standbys that are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandbyWish {
    /// The desktops that they are to stand by for, as their Region tells of them.
    pub primaries: Vec<Workspace>,
    /// That Region.
    pub primary_region: String,
    /// The Region of the standbys.
    pub region: String,
    /// Their directory.
    pub directory: String,
    /// The key of their volumes, as it was read.
    pub key: Option<Key>,
    /// Whether the data of the primaries comes to them.
    pub data_replication: Option<DataReplication>,
}

impl StandbyWish {
    /// Returns it as it is typed.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = vec!["standby".to_owned(), "create".to_owned()];
        words.extend(self.primaries.iter().map(|primary| primary.workspace_id.to_string()));
        let way = self.data_replication.map(|way| way.as_str().to_lowercase().replace('_', "-"));
        for (flag, value) in [
            ("--primary-region", Some(self.primary_region.clone())),
            ("--directory", Some(self.directory.clone())),
            ("--key", self.key.as_ref().map(|key| key.key_id.clone())),
            ("--data-replication", way),
        ] {
            words.extend(value.into_iter().flat_map(|value| [flag.to_owned(), value]));
        }
        words
    }
}

/// Makes acts of a wish.
pub(super) fn draft(seen: &Surroundings, wish: &StandbyWish) -> Result<Draft, OrderError> {
    let directory = find_directory(seen, &wish.directory)?;
    let mut draft = Draft::default();
    draft.refused.extend(of_place(wish, directory));
    draft.refused.extend(of_key(wish));
    for primary in &wish.primaries {
        let new = NewStandby {
            primary_region: wish.primary_region.clone(),
            primary_workspace_id: primary.workspace_id.clone(),
            directory_id: directory.directory_id.clone(),
            volume_encryption_key: wish.key.as_ref().map(|key| key.key_id.clone()),
            data_replication: wish.data_replication,
            user_name: primary.user_name.clone(),
        };
        let there = new.there(seen).map(|there| there.workspace_id.to_string());
        let act = Act::CreateStandbyWorkspaces(new);
        match there {
            Some(id) if act.is_done(seen) => {
                draft.unchanged.push(Remark::same(primary.workspace_id.as_str(), format!("{id} is its standby")));
            }
            Some(id) if act.is_under_way(seen) => {
                let reason = format!("{id} is being made as its standby");
                draft.unchanged.push(Remark::same(primary.workspace_id.as_str(), reason));
            }
            Some(_) => draft.acts.push((act, Vec::new())),
            None => {
                draft.refused.extend(of_primary(wish, primary));
                draft.acts.push((act, Vec::new()));
            }
        }
    }
    Ok(draft)
}

/// What keeps standbys from this Region and directory.
fn of_place(wish: &StandbyWish, directory: &RegisteredDirectory) -> Vec<Remark> {
    let mut refused = Vec::new();
    let (from, here) = (wish.primary_region.as_str(), wish.region.as_str());
    if let Some(other) = [from, here].into_iter().find(|region| !STANDBY_REGIONS.contains(region)) {
        let reason = format!("{other} has no standbys: {} have", STANDBY_REGIONS.join(", "));
        refused.push(remark(&REGIONS, other, reason));
    } else if from == here {
        let reason = format!("the primaries are in {here}, and a standby is in another Region than its primary");
        refused.push(remark(&REGIONS, here, reason));
    }
    let id = directory.directory_id.as_str();
    let state = directory.state.as_deref().unwrap_or("not known");
    if state != REGISTERED {
        let reason = format!("the directory {id} is in the state {state}, and it has to be {REGISTERED} for that");
        refused.push(remark(&UNREGISTERED, id, reason));
    }
    let is_simple = directory.text("DirectoryType") == Some("SIMPLE_AD");
    if is_simple && wish.data_replication == Some(DataReplication::PrimaryAsSource) {
        refused.push(remark(&SIMPLE_AD, id, format!("{id} is a Simple AD, to which no data is replicated")));
    }
    refused
}

/// What keeps standbys from this key.
fn of_key(wish: &StandbyWish) -> Option<Remark> {
    let key = wish.key.as_ref()?;
    let id = key.key_id.as_str();
    let region = id.strip_prefix("arn:").and_then(|rest| rest.split(':').nth(2));
    let reason = if let Some(other) = region.filter(|region| *region != wish.region) {
        format!("the key is one of {other}, and standbys in {} need one of their own Region", wish.region)
    } else if id.contains(SERVICE_KEYS) {
        format!("{id} is a key that AWS manages, and standbys need one of the customer's own")
    } else {
        key.unusable()?
    };
    Some(remark(&KEY, id, reason))
}

/// What keeps a primary from having a standby.
fn of_primary(wish: &StandbyWish, primary: &Workspace) -> Vec<Remark> {
    let id = &primary.workspace_id;
    let mut refused = Vec::new();
    let mut refuse = |rule: &Card, reason: String| refused.push(remark(rule, id.as_str(), reason));
    for related in &primary.related_workspaces {
        let other = related.workspace_id.as_ref().map_or("a desktop".to_owned(), ToString::to_string);
        match (related.r#type.as_deref(), related.region.as_deref()) {
            (Some("PRIMARY"), _) => refuse(&ONE, format!("{id} is itself the standby of {other}")),
            (Some("STANDBY"), Some(region)) if region == wish.region => {
                refuse(&ONE, format!("{id} has the standby {other} in {region} already, in another directory"));
            }
            (_, _) => {}
        }
    }
    let system = primary.operating_system();
    match system.is_windows() {
        Some(true) => {}
        Some(false) => refuse(&KIND, format!("{id} runs {system}, and only desktops with Windows have standbys")),
        None => refuse(&UNREADY, format!("the service does not say what system {id} runs")),
    }
    match &primary.workspace_properties.compute_type_name {
        Some(compute) if compute.is_gpu() || compute.is_general_purpose() => {
            refuse(
                &KIND,
                format!("{id} is of the type {compute}, and those with a GPU or of GeneralPurpose have none"),
            );
        }
        Some(_) => {}
        None => refuse(&UNREADY, format!("the service does not say of which compute type {id} is")),
    }
    if primary.is_encrypted() && wish.key.is_none() {
        refuse(&KEY, format!("{id} is encrypted, so its standby needs a key of {}: name it with `--key`", wish.region));
    }
    if ![WorkspaceState::Available, WorkspaceState::Stopped].contains(&primary.state) {
        refuse(&UNREADY, format!("{id} is {}", primary.state));
    }
    refused
}
