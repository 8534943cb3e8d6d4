//! Standbys: which desktop a user has where one is to be, and the call that makes one.
//!
//! As `around`, beside which it stands: a change is sent exactly once. Imports as its parent.

use aws_sdk_workspaces::types as sdk;

use super::retry::Call;
use super::{Aws, Fault, FaultKind, WorkspaceQuery};
use crate::model::DirectoryId;
use crate::model::around::{NewStandby, Occupant};

impl Aws {
    /// Reads which desktops a user has in a directory. A record that can't be used is an error: it may be the standby.
    pub(super) async fn occupants(&self, directory_id: DirectoryId, user_name: String) -> Result<Vec<Occupant>, Fault> {
        let listed = self.describe_workspaces(&WorkspaceQuery::DirectoryUser { directory_id, user_name }).await?;
        match listed.gaps.into_iter().next() {
            None => Ok(listed.records.iter().map(Occupant::of).collect()),
            Some(gap) => Err(Fault::new(FaultKind::Unknown, format!("{}: {}", gap.what, gap.reason))),
        }
    }

    /// What its answer says of a new standby is not taken from there: whoever loses the answer has to find it all the same.
    pub(super) async fn create_standby(&self, call: Call, new: &NewStandby) -> Result<(), Fault> {
        let standby = sdk::StandbyWorkspace::builder()
            .primary_workspace_id(new.primary_workspace_id.as_str())
            .directory_id(new.directory_id.as_str())
            .set_volume_encryption_key(new.volume_encryption_key.clone())
            .set_data_replication(new.data_replication.map(|way| way.as_str().into()))
            .build()
            .map_err(|error| Fault::new(FaultKind::Bug, format!("`{}`: {error}", call.operation)))?;
        let send = async || {
            let request = self.workspaces.create_standby_workspaces().primary_region(&new.primary_region);
            request.standby_workspaces(standby.clone()).send().await
        };
        let answer = self.once_with_slot(call, send).await?;
        // One was asked for, so whatever is named is that one; named in both it counts as made.
        if !answer.pending_standby_requests.unwrap_or_default().is_empty() {
            return Ok(());
        }
        let failed = answer.failed_standby_requests.unwrap_or_default().into_iter().next();
        Err(match failed {
            Some(failed) => {
                Fault::of_target(call.operation, failed.error_code.as_deref(), failed.error_message.as_deref())
            }
            // What is named nowhere may have been made.
            None => Fault::new(FaultKind::Unknown, format!("`{}` was answered without this desktop", call.operation)),
        })
    }
}
