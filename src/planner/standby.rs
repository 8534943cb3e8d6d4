//! Pairs of a desktop and its standby: which there are, how old the data of a standby is, and what is wrong with a pair.
//!
//! Each half tells of the other one, so that nothing of the other Region has to be read. Pure, as its parent; decides about
//! no change.

use jiff::Timestamp;
use serde::Serialize;

use super::rules::{About, Card, GUIDE, Severity};
use crate::model::{RelatedWorkspace, Workspace, WorkspaceId, WorkspaceState};

/// What the service calls data that comes from the primary.
const REPLICATES: &str = "PRIMARY_AS_SOURCE";
/// The data of a standby is so old at most while all is well, in seconds (domain.md L-07).
const DATA_S_MAX: i64 = 24 * 60 * 60;

/// The half of a pair that is not there for use.
static DOWN: Card = Card {
    id: "STBY-03",
    severity: Severity::Warn,
    about: About::Own,
    rows: &["L-07"],
    dated: GUIDE,
    title: "one half of a standby pair could not take over",
    says: "Whoever is led to the other Region needs a desktop there: AVAILABLE, or STOPPED, from which it starts. The state of \
           the other half is what this half tells of it.",
    advice: "Look at that half in its own Region, with `show` and `--region`.",
};

/// Data that does not come.
static OLD: Card = Card {
    id: "STBY-04",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["L-07"],
    dated: GUIDE,
    title: "the data of a standby is older than it should be",
    says: "Data comes one way, from the primary, by a snapshot every 12 hours, and is 12 to 24 hours old on the standby. Work \
           that is newer is not there after a failover.",
    advice: "See whether the primary runs and is healthy; a standby that was made lately has no data in its first half day.",
};

/// Both, in order.
pub(super) static RULES: &[&Card] = &[&DOWN, &OLD];

/// What a desktop is in its pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Role {
    /// The one that people work on.
    Primary,
    /// The one that waits.
    Standby,
}

/// A pair, as one half of it tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Pair {
    /// The half.
    pub workspace_id: WorkspaceId,
    /// What it is.
    pub role: Role,
    /// Its state.
    pub state: WorkspaceState,
    /// The other half.
    pub related: RelatedWorkspace,
    /// Whether data comes to the standby, in the service's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_replication: Option<String>,
    /// When the snapshot was taken that the standby has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_snapshot_time: Option<Timestamp>,
    /// How old that is, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_age_s: Option<i64>,
}

/// Something that is wrong with a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "PascalCase")]
pub struct Trouble {
    /// The rule.
    pub rule: &'static str,
    /// What it found, in a sentence without a full stop.
    pub reason: String,
}

/// Returns the pairs that a desktop is a half of: a primary can have standbys in several Regions.
#[must_use]
pub fn pairs(workspace: &Workspace, now: Timestamp) -> Vec<Pair> {
    let pair = |related: &RelatedWorkspace| {
        let role = match related.r#type.as_deref() {
            Some("PRIMARY") => Role::Standby,
            Some("STANDBY") => Role::Primary,
            Some(_) | None => return None,
        };
        let (data_replication, recovery_snapshot_time) = match role {
            Role::Standby => workspace
                .data_replication_settings
                .as_ref()
                .map_or((None, None), |settings| (settings.data_replication.clone(), settings.recovery_snapshot_time)),
            Role::Primary => {
                let told = workspace.standby_workspaces_properties.iter();
                let told = told.filter(|one| one.standby_workspace_id == related.workspace_id);
                told.map(|one| (one.data_replication.clone(), one.recovery_snapshot_time)).next().unwrap_or_default()
            }
        };
        Some(Pair {
            workspace_id: workspace.workspace_id.clone(),
            role,
            state: workspace.state.clone(),
            related: related.clone(),
            data_replication,
            recovery_snapshot_time,
            data_age_s: recovery_snapshot_time.map(|taken| now.duration_since(taken).as_secs()),
        })
    };
    workspace.related_workspaces.iter().filter_map(pair).collect()
}

impl Pair {
    /// Returns what is wrong with it.
    #[must_use]
    pub fn troubles(&self) -> Vec<Trouble> {
        let of = |card: &Card, reason: String| Trouble { rule: card.id, reason };
        let mut found = Vec::new();
        if !takes_over(Some(&self.state)) {
            found.push(of(&DOWN, format!("it is {}", self.state)));
        }
        if !takes_over(self.related.state.as_ref()) {
            let state =
                self.related.state.as_ref().map_or("in a state that is not known".to_owned(), ToString::to_string);
            found.push(of(&DOWN, format!("its other half is {state}")));
        }
        match (self.data_replication.as_deref(), self.data_age_s) {
            (Some(REPLICATES), None) => found.push(of(&OLD, "no data of the primary has come yet".to_owned())),
            (Some(REPLICATES), Some(age)) if age > DATA_S_MAX => {
                let reason = format!("the last data of the primary is {} hours old, and 24 is the most", age / 3600);
                found.push(of(&OLD, reason));
            }
            (Some(_) | None, _) => {}
        }
        found
    }
}

/// Tells whether somebody could work on a desktop in this state, perhaps after it has started.
fn takes_over(state: Option<&WorkspaceState>) -> bool {
    state.is_some_and(|state| {
        [
            WorkspaceState::Available,
            WorkspaceState::Stopped,
            WorkspaceState::Starting,
            WorkspaceState::Stopping,
            WorkspaceState::Rebooting,
        ]
        .contains(state)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DataReplicationSettings, StandbyWorkspacesProperties};
    use crate::planner::testing;

    type Told = Option<&'static str>;
    type Rules = &'static [&'static str];

    const NOW: &str = "2026-01-05T08:00:00Z";

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn related(id: &str, kind: &str, state: Option<WorkspaceState>) -> RelatedWorkspace {
        RelatedWorkspace {
            workspace_id: Some(WorkspaceId::from_service(id)),
            region: Some("us-west-2".to_owned()),
            state,
            r#type: Some(kind.to_owned()),
        }
    }

    fn desktop() -> Workspace {
        testing::workspace(1)
    }

    fn standby(state: Option<WorkspaceState>, word: Option<&str>, taken: Option<&str>) -> Workspace {
        let data_replication = word.map(ToOwned::to_owned);
        let settings = DataReplicationSettings { data_replication, recovery_snapshot_time: taken.map(at) };
        Workspace {
            related_workspaces: vec![related("ws-primary00", "PRIMARY", state)],
            data_replication_settings: word.map(|_| settings),
            ..desktop()
        }
    }

    /// Each half tells what it is; a primary tells of each of its standbys what belongs to that one.
    #[test]
    fn each_half_tells_of_its_pair() {
        assert_eq!(pairs(&desktop(), at(NOW)), []);
        let [pair] =
            &pairs(&standby(Some(WorkspaceState::Available), Some(REPLICATES), Some("2026-01-04T20:00:00Z")), at(NOW))
                [..]
        else {
            panic!("one pair")
        };
        assert_eq!((pair.role, pair.data_age_s), (Role::Standby, Some(12 * 3600)));
        let told = |id: &str, word: &str, taken: Option<&str>| StandbyWorkspacesProperties {
            standby_workspace_id: Some(WorkspaceId::from_service(id)),
            data_replication: Some(word.to_owned()),
            recovery_snapshot_time: taken.map(at),
        };
        let primary = Workspace {
            related_workspaces: vec![
                related("ws-standby01", "STANDBY", Some(WorkspaceState::Available)),
                related("ws-standby02", "STANDBY", Some(WorkspaceState::Available)),
                related("ws-standby03", "STANDBY", None),
                related("ws-other0004", "COUSIN", None),
            ],
            standby_workspaces_properties: vec![
                told("ws-standby02", REPLICATES, Some("2026-01-05T07:00:00Z")),
                told("ws-standby01", "NO_REPLICATION", None),
            ],
            ..desktop()
        };
        let found = pairs(&primary, at(NOW));
        let shown: Vec<_> = found.iter().map(|pair| (pair.data_replication.as_deref(), pair.data_age_s)).collect();
        assert_eq!(shown, [(Some("NO_REPLICATION"), None), (Some(REPLICATES), Some(3600)), (None, None)]);
        assert!(found.iter().all(|pair| pair.role == Role::Primary));
    }

    /// What is wrong, and the next thing to it, which is not.
    #[test]
    fn what_is_wrong_with_a_pair_is_named() {
        use WorkspaceState::{Available, Error, Stopped, Terminated, Unhealthy};
        let table: [(Option<WorkspaceState>, Told, Told, Rules); 10] = [
            (Some(Available), None, None, &[]),
            (Some(Stopped), None, None, &[]),
            (Some(Error), None, None, &["STBY-03"]),
            (Some(Unhealthy), None, None, &["STBY-03"]),
            (Some(Terminated), None, None, &["STBY-03"]),
            (None, None, None, &["STBY-03"]),
            (Some(Available), Some(REPLICATES), None, &["STBY-04"]),
            (Some(Available), Some("NO_REPLICATION"), None, &[]),
            (Some(Available), Some(REPLICATES), Some("2026-01-04T08:00:00Z"), &[]),
            (Some(Error), Some(REPLICATES), Some("2026-01-04T07:59:59Z"), &["STBY-03", "STBY-04"]),
        ];
        for (state, word, taken, rules) in table {
            let pair = pairs(&standby(state.clone(), word, taken), at(NOW)).remove(0);
            let found: Vec<&str> = pair.troubles().iter().map(|trouble| trouble.rule).collect();
            assert_eq!(found, rules, "{state:?} {word:?} {taken:?}");
        }
        let broken = Workspace { state: Error, ..standby(Some(Available), None, None) };
        assert_eq!(pairs(&broken, at(NOW))[0].troubles()[0].reason, "it is ERROR");
    }
}
