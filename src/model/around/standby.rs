//! Standbys that are to be made of desktops in another Region, in thought.
//!
//! A user has one desktop in a directory (domain.md E-11), so whoever looks for the standby of a primary reads the desktop
//! of its user in the directory of the standby. What the primary is like is judged when the order is made: nothing of its
//! Region is read afterwards.

use serde::{Deserialize, Serialize};

use super::super::{DirectoryId, Workspace, WorkspaceId, WorkspaceState};
use super::resource::Surroundings;

/// The Regions that have standbys (domain.md L-07).
pub const STANDBY_REGIONS: [&str; 4] = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];

/// Whether the data of the primary comes to a standby.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DataReplication {
    /// It does, every 12 hours.
    PrimaryAsSource,
    /// It does not.
    NoReplication,
}

/// A standby that is to be made, as a request has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[expect(missing_docs, reason = "members of the API, described in its reference")]
pub struct NewStandby {
    pub primary_region: String,
    pub primary_workspace_id: WorkspaceId,
    pub directory_id: DirectoryId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_encryption_key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_replication: Option<DataReplication>,
    /// The user of the primary: no member of the request, and what the standby is found by.
    pub user_name: String,
}

/// The desktop of a user in a directory, as far as it tells whether it is the standby of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occupant {
    /// Its id.
    pub workspace_id: WorkspaceId,
    /// Its directory.
    pub directory_id: DirectoryId,
    /// Its user.
    pub user_name: String,
    /// Its state.
    pub state: WorkspaceState,
    /// The desktop that it is the standby of.
    pub primary: Option<WorkspaceId>,
}

/// Why a standby can't be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StandbyHinder {
    /// Its user has another desktop where it is to be.
    #[error("{0} has a desktop in {1} already, {2}, which is not its standby")]
    Taken(String, DirectoryId, WorkspaceId),
    /// It is there, and can't be used.
    #[error("its standby {0} is {1}")]
    Broken(WorkspaceId, WorkspaceState),
}

impl DataReplication {
    /// The word of the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrimaryAsSource => "PRIMARY_AS_SOURCE",
            Self::NoReplication => "NO_REPLICATION",
        }
    }
}

impl std::str::FromStr for DataReplication {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let is = |word: &str| text.eq_ignore_ascii_case(word) || text.replace('-', "_").eq_ignore_ascii_case(word);
        let found = [Self::PrimaryAsSource, Self::NoReplication].into_iter().find(|one| is(one.as_str()));
        found.ok_or_else(|| format!("`{text}` is no way: choose primary-as-source or no-replication"))
    }
}

impl Occupant {
    /// Returns what of a desktop counts here.
    #[must_use]
    pub fn of(desktop: &Workspace) -> Self {
        let primary = desktop.related_workspaces.iter().find(|related| related.r#type.as_deref() == Some("PRIMARY"));
        Self {
            workspace_id: desktop.workspace_id.clone(),
            directory_id: desktop.directory_id.clone(),
            user_name: desktop.user_name.clone(),
            state: desktop.state.clone(),
            primary: primary.and_then(|related| related.workspace_id.clone()),
        }
    }
}

impl NewStandby {
    /// Returns the standby that its primary has.
    #[must_use]
    pub fn there<'a>(&self, seen: &'a Surroundings) -> Option<&'a Occupant> {
        seen.occupants.iter().find(|one| one.primary.as_ref() == Some(&self.primary_workspace_id))
    }

    /// Says what is made, and where.
    pub(super) fn says(&self, directory: &str) -> String {
        let Self { primary_workspace_id: id, user_name: user, primary_region: region, .. } = self;
        format!("make the standby of {id} ({user}, {region}) in {directory}")
    }

    /// Tells whether it is there and can't be used yet.
    pub(super) fn is_under_way(&self, seen: &Surroundings) -> bool {
        self.there(seen).is_some_and(|one| one.state == WorkspaceState::Pending)
    }

    /// Says that it could not be made, where that is so.
    pub(super) fn failed(&self, seen: &Surroundings) -> Option<String> {
        let id = &self.there(seen).filter(|one| one.state == WorkspaceState::Error)?.workspace_id;
        Some(format!("the service could not make the standby {id}; `terminate {id}` takes it away"))
    }

    /// Makes it, in thought: one that is there and can be used stays as it is.
    pub(super) fn make(&self, after: &mut Surroundings) -> Result<(), StandbyHinder> {
        let is_it = |one: &&mut Occupant| one.primary.as_ref() == Some(&self.primary_workspace_id);
        if let Some(there) = after.occupants.iter_mut().find(is_it) {
            if [WorkspaceState::Error, WorkspaceState::Terminating, WorkspaceState::Terminated].contains(&there.state) {
                return Err(StandbyHinder::Broken(there.workspace_id.clone(), there.state.clone()));
            }
            if there.state == WorkspaceState::Pending {
                there.state = WorkspaceState::Available;
            }
            return Ok(());
        }
        // User names don't depend on case (domain.md E-02).
        let is_theirs = |one: &&Occupant| {
            one.directory_id == self.directory_id && one.user_name.to_lowercase() == self.user_name.to_lowercase()
        };
        if let Some(other) = after.occupants.iter().find(is_theirs) {
            let user = self.user_name.clone();
            return Err(StandbyHinder::Taken(user, self.directory_id.clone(), other.workspace_id.clone()));
        }
        after.occupants.push(Occupant {
            workspace_id: WorkspaceId::from_service(format!("new:{}", self.primary_workspace_id)),
            directory_id: self.directory_id.clone(),
            user_name: self.user_name.clone(),
            state: WorkspaceState::Available,
            primary: Some(self.primary_workspace_id.clone()),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::act::Act;
    use super::*;

    fn new() -> NewStandby {
        NewStandby {
            primary_region: "us-west-2".to_owned(),
            primary_workspace_id: WorkspaceId::from_service("ws-primary00"),
            directory_id: DirectoryId::from_service("d-0000000001"),
            volume_encryption_key: None,
            data_replication: None,
            user_name: "Ann".to_owned(),
        }
    }

    fn occupied(primary: Option<&str>, user: &str, state: WorkspaceState) -> Surroundings {
        let one = Occupant {
            workspace_id: WorkspaceId::from_service("ws-standby00"),
            directory_id: DirectoryId::from_service("d-0000000001"),
            user_name: user.to_owned(),
            state,
            primary: primary.map(WorkspaceId::from_service),
        };
        Surroundings { occupants: vec![one], ..Surroundings::default() }
    }

    /// One for each primary: it is done when it can be used, and what its user has beside it is in the way.
    #[test]
    fn a_standby_is_made_once_and_done_when_it_can_be_used() {
        use WorkspaceState::{Available, Error, Pending, Stopped, Terminated, Terminating, Unhealthy};
        let act = Act::CreateStandbyWorkspaces(new());
        let shows = |seen: &Surroundings| {
            let hinder = act.apply(seen).err().map(|error| error.to_string());
            (act.is_done(seen), act.is_under_way(seen), act.failed(seen).is_some(), hinder.is_some())
        };
        assert_eq!(shows(&Surroundings::default()), (false, false, false, false));
        let made = act.apply(&Surroundings::default()).expect("it can be made");
        assert_eq!(shows(&made), (true, false, false, false));
        for (state, expected) in [
            (Pending, (false, true, false, false)),
            (Available, (true, false, false, false)),
            (Stopped, (true, false, false, false)),
            (Unhealthy, (true, false, false, false)),
            (Error, (false, false, true, true)),
            (Terminating, (false, false, false, true)),
            (Terminated, (false, false, false, true)),
        ] {
            assert_eq!(shows(&occupied(Some("ws-primary00"), "ann", state.clone())), expected, "{state}");
        }
        for primary in [None, Some("ws-primary01")] {
            let error = act.apply(&occupied(primary, "ANN", Available)).expect_err("hers is there");
            let said = "Ann has a desktop in d-0000000001 already, ws-standby00, which is not its standby";
            assert_eq!(error.to_string(), said);
        }
        assert!(act.apply(&occupied(None, "bob", Available)).is_ok(), "another's");
    }

    #[test]
    fn ways_of_replication_are_read_as_they_are_typed_and_as_the_api_says() {
        for way in [DataReplication::PrimaryAsSource, DataReplication::NoReplication] {
            let word = way.as_str();
            assert_eq!(word.parse(), Ok(way));
            assert_eq!(word.to_lowercase().replace('_', "-").parse(), Ok(way));
            assert_eq!(serde_json::json!(way), word, "a document has the API's word");
        }
        assert!("both".parse::<DataReplication>().is_err_and(|error| error.contains("primary-as-source")));
    }
}
