//! Changes of desktops: one call of the API, sent exactly once, with an outcome for every target.
//!
//! Adding a verb is an arm in `change` and a function beside `migrate`. Whether to send, how many at a time and what to
//! do after a failure is the executor's to decide; nothing is repeated here. The service says HTTP 200 and names in
//! `FailedRequests` the targets that it did nothing for, so a batch is read target by target.

use std::collections::BTreeMap;

use aws_sdk_workspaces::types::{
    FailedWorkspaceChangeRequest, RebootRequest, RebuildRequest, StartRequest, StopRequest, Tag, TargetWorkspaceState,
    TerminateRequest, WorkspaceProperties,
};

use super::ec2::MODIFY_INTERFACE;
use super::retry::Call;
use super::workspaces::LANE;
use super::{Aws, Fault, FaultKind};
use crate::model::{Verb, WorkspaceId};

/// A call that the service took for a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// The id that the target will have, where it changes and the service says so.
    pub new_id: Option<WorkspaceId>,
}

/// What became of each target of a call.
pub type Outcomes = Vec<(WorkspaceId, Result<Accepted, Fault>)>;

/// A target with its own parameters of the call, in the API's names.
pub(super) type Target<'a> = (WorkspaceId, &'a BTreeMap<String, String>);

impl Aws {
    /// Waits for the slot of the next change call of a verb; to be taken right before `change`, and once for each.
    ///
    /// Apart from the call itself, so that an intent can be recorded between the two: what waits here has not left.
    pub async fn change_slot(&self, verb: Verb) {
        self.pace.take(lane(verb)).await;
    }

    /// Sends one change call for `calls`, at most as many as the verb takes in one, and never again by itself.
    ///
    /// # Errors
    /// What befell the call as a whole; with `outcome_unknown` any of its targets may have been changed.
    pub async fn change(&self, verb: Verb, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let facts = verb.facts();
        if calls.is_empty() || calls.len() > facts.ids_per_call {
            let most = facts.ids_per_call;
            let message = format!("`{}` takes 1 to {most} targets, not {}", facts.operation, calls.len());
            return Err(Fault::new(FaultKind::Bug, message));
        }
        let call = Call { operation: facts.operation, lane: lane(verb) };
        match verb {
            Verb::Provision => self.create(call, calls).await,
            Verb::Migrate => self.migrate(call, calls).await,
            Verb::Reboot => self.reboot(call, calls).await,
            Verb::Start => self.start(call, calls).await,
            Verb::Stop => self.stop(call, calls).await,
            Verb::MaintenanceOn | Verb::MaintenanceOff => self.modify_state(call, calls).await,
            Verb::Resize | Verb::Modify => self.modify(call, calls).await,
            Verb::Terminate => self.terminate(call, calls).await,
            Verb::TagSet => self.create_tags(call, calls).await,
            Verb::TagRemove => self.delete_tags(call, calls).await,
            Verb::SecurityGroup => self.modify_groups(call, calls).await,
            Verb::Rebuild => self.rebuild(call, calls).await,
            Verb::Restore => self.restore(call, calls).await,
        }
    }

    /// The whole set of groups of one interface; the answer says no more than that it was taken.
    async fn modify_groups(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        for (id, parameters) in calls {
            let interface = parameter(call, parameters, "NetworkInterfaceId")?;
            let groups: Vec<String> =
                parameter(call, parameters, "Groups")?.split_whitespace().map(ToOwned::to_owned).collect();
            self.set_groups(interface, &groups).await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }

    async fn migrate(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        // The API takes one desktop a call, and so does the verb's row: this runs once.
        for (id, parameters) in calls {
            let bundle_id = parameter(call, parameters, "BundleId")?;
            let answer = self
                .once_with_slot(call, async || {
                    let request = self.workspaces.migrate_workspace();
                    request.source_workspace_id(id.as_str()).bundle_id(bundle_id).send().await
                })
                .await?;
            let new_id = answer.target_workspace_id.map(WorkspaceId::from_service);
            outcomes.push((id.clone(), Ok(Accepted { new_id })));
        }
        Ok(outcomes)
    }

    /// One property of one desktop; the answer has no members, so being answered is all that it says.
    async fn modify(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        for (id, parameters) in calls {
            let properties = properties(call, parameters)?;
            self.once_with_slot(call, async || {
                let request = self.workspaces.modify_workspace_properties();
                request.workspace_id(id.as_str()).workspace_properties(properties.clone()).send().await
            })
            .await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }

    async fn reboot(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let ids = ids(calls);
        let requests: Result<Vec<_>, _> =
            ids.iter().map(|id| RebootRequest::builder().workspace_id(id.as_str()).build()).collect();
        let requests = requests.map_err(|error| Fault::new(FaultKind::Bug, error.to_string()))?;
        let answer = self
            .once_with_slot(call, async || {
                self.workspaces.reboot_workspaces().set_reboot_workspace_requests(Some(requests.clone())).send().await
            })
            .await?;
        Ok(batch(call, &ids, answer.failed_requests))
    }

    async fn start(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let ids = ids(calls);
        let requests: Vec<_> = ids.iter().map(|id| StartRequest::builder().workspace_id(id.as_str()).build()).collect();
        let answer = self
            .once_with_slot(call, async || {
                self.workspaces.start_workspaces().set_start_workspace_requests(Some(requests.clone())).send().await
            })
            .await?;
        Ok(batch(call, &ids, answer.failed_requests))
    }

    async fn stop(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let ids = ids(calls);
        let requests: Vec<_> = ids.iter().map(|id| StopRequest::builder().workspace_id(id.as_str()).build()).collect();
        let answer = self
            .once_with_slot(call, async || {
                self.workspaces.stop_workspaces().set_stop_workspace_requests(Some(requests.clone())).send().await
            })
            .await?;
        Ok(batch(call, &ids, answer.failed_requests))
    }

    async fn terminate(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let ids = ids(calls);
        let requests: Result<Vec<_>, _> =
            ids.iter().map(|id| TerminateRequest::builder().workspace_id(id.as_str()).build()).collect();
        let requests = requests.map_err(|error| Fault::new(FaultKind::Bug, error.to_string()))?;
        let answer = self
            .once_with_slot(call, async || {
                let request = self.workspaces.terminate_workspaces();
                request.set_terminate_workspace_requests(Some(requests.clone())).send().await
            })
            .await?;
        Ok(batch(call, &ids, answer.failed_requests))
    }

    async fn rebuild(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let ids = ids(calls);
        // A list of at most one (domain.md C1-05), which is what the verb's row sends.
        let requests: Result<Vec<_>, _> =
            ids.iter().map(|id| RebuildRequest::builder().workspace_id(id.as_str()).build()).collect();
        let requests = requests.map_err(|error| Fault::new(FaultKind::Bug, error.to_string()))?;
        let answer = self
            .once_with_slot(call, async || {
                let request = self.workspaces.rebuild_workspaces();
                request.set_rebuild_workspace_requests(Some(requests.clone())).send().await
            })
            .await?;
        Ok(batch(call, &ids, answer.failed_requests))
    }

    async fn restore(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        // The API takes one desktop a call, and so does the verb's row: this runs once.
        for (id, _) in calls {
            self.once_with_slot(call, async || {
                self.workspaces.restore_workspace().workspace_id(id.as_str()).send().await
            })
            .await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }

    async fn create_tags(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        // The API takes one desktop a call, and so do the verbs' rows: this runs once.
        for (id, parameters) in calls {
            let tags = members(parameters, "Tags.").map(|(key, value)| Tag::builder().key(key).value(value).build());
            let tags = tags.collect::<Result<Vec<_>, _>>();
            let tags = tags.map_err(|error| Fault::new(FaultKind::Bug, error.to_string()))?;
            self.once_with_slot(call, async || {
                self.workspaces.create_tags().resource_id(id.as_str()).set_tags(Some(tags.clone())).send().await
            })
            .await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }

    async fn delete_tags(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        for (id, parameters) in calls {
            let keys: Vec<String> = members(parameters, "TagKeys.").map(|(key, _)| key.to_owned()).collect();
            self.once_with_slot(call, async || {
                self.workspaces.delete_tags().resource_id(id.as_str()).set_tag_keys(Some(keys.clone())).send().await
            })
            .await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }

    async fn modify_state(&self, call: Call, calls: &[Target<'_>]) -> Result<Outcomes, Fault> {
        let mut outcomes = Outcomes::new();
        // The API takes one desktop a call, and so do the verbs' rows: this runs once.
        for (id, parameters) in calls {
            let state = parameter(call, parameters, "WorkspaceState")?;
            self.once_with_slot(call, async || {
                let request = self.workspaces.modify_workspace_state().workspace_id(id.as_str());
                request.workspace_state(TargetWorkspaceState::from(state)).send().await
            })
            .await?;
            outcomes.push((id.clone(), Ok(Accepted::default())));
        }
        Ok(outcomes)
    }
}

/// The parameters that stand for the items of a list.
fn members<'a>(parameters: &'a BTreeMap<String, String>, of: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    parameters.iter().filter_map(move |(name, value)| Some((name.strip_prefix(of)?, value.as_str())))
}

/// The bucket that the calls of a verb are counted in.
fn lane(verb: Verb) -> &'static str {
    if verb.facts().is_of_interface() { MODIFY_INTERFACE.lane } else { LANE }
}

fn ids(calls: &[Target<'_>]) -> Vec<WorkspaceId> {
    calls.iter().map(|(id, _)| id.clone()).collect()
}

/// Reads the answer of a call for many.
fn batch(call: Call, ids: &[WorkspaceId], failures: Option<Vec<FailedWorkspaceChangeRequest>>) -> Outcomes {
    let failures: Vec<FailedTarget> = failures.unwrap_or_default().into_iter().map(failed).collect();
    outcomes(call.operation, ids, &failures)
}

fn failed(entry: FailedWorkspaceChangeRequest) -> FailedTarget {
    FailedTarget { workspace_id: entry.workspace_id, code: entry.error_code, message: entry.error_message }
}

/// Makes the one property of a call from the step's parameters; a second one would be a fault of ours (domain.md B-01).
fn properties(call: Call, parameters: &BTreeMap<String, String>) -> Result<WorkspaceProperties, Fault> {
    let bug = |what: String| Fault::new(FaultKind::Bug, format!("`{}`: {what}", call.operation));
    let mut found = parameters.iter().filter(|(name, _)| *name != "WorkspaceId");
    let (Some((name, value)), None) = (found.next(), found.next()) else {
        return Err(bug("a call changes one property".to_owned()));
    };
    let number = || value.parse::<i32>().map_err(|_| bug(format!("`{value}` is no number for `{name}`")));
    let properties = WorkspaceProperties::builder();
    Ok(match name.as_str() {
        "RootVolumeSizeGib" => properties.root_volume_size_gib(number()?),
        "UserVolumeSizeGib" => properties.user_volume_size_gib(number()?),
        "RunningModeAutoStopTimeoutInMinutes" => properties.running_mode_auto_stop_timeout_in_minutes(number()?),
        "RunningMode" => properties.running_mode(value.as_str().into()),
        "ComputeTypeName" => properties.compute_type_name(value.as_str().into()),
        "Protocols" => properties.protocols(value.as_str().into()),
        other => return Err(bug(format!("`{other}` is no property that can be changed"))),
    }
    .build())
}

pub(super) fn parameter<'a>(
    call: Call,
    parameters: &'a BTreeMap<String, String>,
    name: &str,
) -> Result<&'a str, Fault> {
    let message = || format!("`{}` can't be sent without `{name}`", call.operation);
    let value = parameters.get(name).map(String::as_str);
    value.ok_or_else(|| Fault::new(FaultKind::Bug, message()))
}

/// An entry of `FailedRequests`, as the service gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FailedTarget {
    /// The desktop that it names.
    pub workspace_id: Option<String>,
    /// The error code.
    pub code: Option<String>,
    /// The error text.
    pub message: Option<String>,
}

/// Reads the answer of a batch: who is named in `FailedRequests` failed, who is not was taken.
///
/// A failure that names none of the targets could be anybody's: whoever is not named otherwise is then unknown.
#[must_use]
pub fn outcomes(operation: &str, sent: &[WorkspaceId], failed: &[FailedTarget]) -> Outcomes {
    let fault = |entry: &FailedTarget| Fault::of_target(operation, entry.code.as_deref(), entry.message.as_deref());
    let is_for = |entry: &FailedTarget, id: &WorkspaceId| entry.workspace_id.as_deref() == Some(id.as_str());
    let stray = failed.iter().find(|entry| !sent.iter().any(|id| is_for(entry, id)));
    sent.iter()
        .map(|id| {
            let outcome = match (failed.iter().find(|entry| is_for(entry, id)), stray) {
                (Some(entry), _) => Err(fault(entry)),
                (None, Some(entry)) => Err(Fault { kind: FaultKind::Unknown, ..fault(entry) }),
                (None, None) => Ok(Accepted::default()),
            };
            (id.clone(), outcome)
        })
        .collect()
}
