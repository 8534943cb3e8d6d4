//! What the service allows, verb by verb: written out from the fact sheet (domain.md C1, D, F, G) and design 6.1, and
//! taken from nothing that the product uses.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::planner::document::Step;
use deskfleet::sim::Record;
use serde_json::Value;

/// States in which nobody can work on a desktop because something is being done to it (C1).
pub(crate) const IS_DOWN: [&str; 7] =
    ["REBOOTING", "REBUILDING", "RESTORING", "STARTING", "STOPPING", "UPDATING", "SUSPENDED"];

/// Most ids in one call that reads (G-01, G-04).
pub(crate) const IDS_PER_READ: usize = 25;

/// Calls a second and at once that the documentation grants WorkSpaces (F).
pub(crate) const RATE: (f64, f64) = (2.0, 5.0);

/// Each volume grows once in so many seconds (A2-08), and a compute type goes up once (B-11).
pub(crate) const CLOCK_S: i64 = 6 * 3_600;

/// A compute type goes down once in so many seconds (B-12).
pub(crate) const DOWN_CLOCK_S: i64 = 30 * 86_400;

/// What holds for one verb.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts of the documentation, none depends on another")]
pub(crate) struct Law {
    /// The operation that changes.
    pub(crate) operation: &'static str,
    /// The desktops that a call is for.
    pub(crate) ids: fn(&Value) -> Vec<&str>,
    /// Most desktops in one call (C1).
    pub(crate) ids_per_call: usize,
    /// Most desktops under way at once (D-18).
    pub(crate) in_flight_max: Option<u64>,
    /// Whether data can be lost by it: then the protect tag stops it (design 4).
    pub(crate) severe: bool,
    /// Whether the desktop gets a new id (C2-04).
    pub(crate) new_id: bool,
    /// Whether there is no desktop before (C1-01): then it goes by its directory and user.
    pub(crate) made: bool,
    /// Whether the desktop is no longer there in the end, nor anything of it (C2-06).
    pub(crate) gone: bool,
    /// Whether it gets a new interface, without the groups attached by hand (C2-02, C2-04, J-14).
    pub(crate) new_interface: bool,
    /// Whether the user volume comes back from a volume snapshot, and what is newer is lost (C2-02 to C2-04).
    pub(crate) loses_work: bool,
    /// For how long after the first send an unanswered one may be sent again, in seconds (design 6.1).
    pub(crate) again_within_s: i64,
    /// How long after an unanswered send the last read of a No must be, in seconds (design 6.1).
    pub(crate) window_s: i64,
    /// Whether a first read more than 60 s after an unanswered send rules a second send out (design 6.1).
    pub(crate) gap_hides_no: bool,
    /// Whether a second send asks for a look at the connection, whatever the policy (design 6.1).
    pub(crate) second_if_not_connected: bool,
    /// Whether somebody can be at work on a desktop that it goes from, and is disturbed by it (C1, design 4).
    pub(crate) disturbs: bool,
    /// States in which a desktop may be found a day after it was done; of one that `AutoStop` starts and stops, all of those
    /// that it can be in by then.
    pub(crate) leaves: &'static [&'static str],
}

/// What `AutoStop` makes of a desktop that it looks after: up, down, or on the way (C1-02, C1-03, O).
pub(crate) const BY_ITSELF: &[&str] = &["AVAILABLE", "STOPPING", "STOPPED", "STARTING"];

/// C1-07, C2-04, D-18, D-19.
const MIGRATE: Law = Law {
    operation: "MigrateWorkspace",
    ids: |parameters| parameters["SourceWorkspaceId"].as_str().into_iter().collect(),
    ids_per_call: 1,
    in_flight_max: Some(25),
    severe: true,
    new_id: true,
    made: false,
    gone: false,
    new_interface: true,
    loses_work: true,
    again_within_s: i64::MAX,
    window_s: 3_600,
    gap_hides_no: false,
    second_if_not_connected: false,
    disturbs: true,
    leaves: &["AVAILABLE"],
};

/// C1-04, C2-01.
const REBOOT: Law = Law {
    operation: "RebootWorkspaces",
    ids: |parameters| batch(parameters, "RebootWorkspaceRequests"),
    ids_per_call: 25,
    in_flight_max: None,
    severe: false,
    new_id: false,
    made: false,
    gone: false,
    new_interface: false,
    loses_work: false,
    again_within_s: i64::MAX,
    window_s: 900,
    gap_hides_no: true,
    second_if_not_connected: true,
    disturbs: true,
    leaves: &["AVAILABLE"],
};

/// C1-01, E. A request knows no id: what stands for one is put beside each wish in the evidence.
const PROVISION: Law = Law {
    operation: "CreateWorkspaces",
    ids: |parameters| batch(parameters, "Workspaces"),
    made: true,
    gap_hides_no: false,
    second_if_not_connected: false,
    disturbs: false,
    leaves: BY_ITSELF,
    ..REBOOT
};

/// C1-02, C2-01.
const START: Law = Law {
    operation: "StartWorkspaces",
    ids: |parameters| batch(parameters, "StartWorkspaceRequests"),
    gap_hides_no: false,
    second_if_not_connected: false,
    disturbs: false,
    leaves: BY_ITSELF,
    ..REBOOT
};

/// C1-03, C2-01.
const STOP: Law = Law {
    operation: "StopWorkspaces",
    ids: |parameters| batch(parameters, "StopWorkspaceRequests"),
    gap_hides_no: false,
    leaves: BY_ITSELF,
    ..REBOOT
};

/// C1-10, C2-06.
const TERMINATE: Law = Law {
    operation: "TerminateWorkspaces",
    ids: |parameters| batch(parameters, "TerminateWorkspaceRequests"),
    severe: true,
    gone: true,
    gap_hides_no: false,
    second_if_not_connected: false,
    leaves: &[],
    ..REBOOT
};

/// C1-09.
const MAINTENANCE_ON: Law = Law {
    operation: "ModifyWorkspaceState",
    ids: |parameters| {
        parameters["WorkspaceState"].as_str().and(parameters["WorkspaceId"].as_str()).into_iter().collect()
    },
    ids_per_call: 1,
    gap_hides_no: false,
    leaves: &["ADMIN_MAINTENANCE"],
    ..REBOOT
};

/// C1-09.
const MAINTENANCE_OFF: Law =
    Law { second_if_not_connected: false, disturbs: false, leaves: BY_ITSELF, ..MAINTENANCE_ON };

/// C1-05, C2-02, D-18.
const REBUILD: Law = Law {
    operation: "RebuildWorkspaces",
    ids: |parameters| batch(parameters, "RebuildWorkspaceRequests"),
    ids_per_call: 1,
    severe: true,
    new_interface: true,
    loses_work: true,
    again_within_s: 3_600,
    second_if_not_connected: false,
    ..REBOOT
};

/// C1-06, C2-03.
const RESTORE: Law = Law {
    operation: "RestoreWorkspace",
    ids: |parameters| parameters["WorkspaceId"].as_str().into_iter().collect(),
    new_interface: false,
    again_within_s: 0,
    ..REBUILD
};

/// The operation that changes properties, one a call (B-01).
pub(crate) const CHANGE_PROPERTIES: &str = "ModifyWorkspaceProperties";

/// C1-08, A2-16, B-17: what nobody at work notices. A volume that grows, a running mode, its time.
const QUIET: Law = Law {
    operation: CHANGE_PROPERTIES,
    ids: |parameters| {
        parameters["WorkspaceProperties"].as_object().and(parameters["WorkspaceId"].as_str()).into_iter().collect()
    },
    ids_per_call: 1,
    gap_hides_no: false,
    second_if_not_connected: false,
    disturbs: false,
    leaves: BY_ITSELF,
    ..REBOOT
};

/// C1-08, B-15, B-23: what restarts the desktop. A compute type, a protocol.
const LOUD: Law = Law { disturbs: true, ..QUIET };

/// The operation that changes the groups of an interface. EC2 knows no desktops: whose interface it is stands beside it in
/// the evidence.
pub(crate) const CHANGE_GROUPS: &str = "ModifyNetworkInterfaceAttribute";

/// J-01, J-08: the whole set of one interface; nobody at work notices.
const GROUPS: Law = Law {
    operation: CHANGE_GROUPS,
    ids: |parameters| {
        parameters["NetworkInterfaceId"].as_str().and(parameters["WorkspaceId"].as_str()).into_iter().collect()
    },
    ..QUIET
};

/// The operations that change tags.
pub(crate) const CHANGE_TAGS: [&str; 2] = ["CreateTags", "DeleteTags"];

/// H-11: one desktop a call; nobody at work notices.
const SET_TAGS: Law = Law {
    operation: CHANGE_TAGS[0],
    ids: |parameters| parameters["ResourceId"].as_str().into_iter().collect(),
    ..QUIET
};

/// H-13.
const REMOVE_TAGS: Law = Law { operation: CHANGE_TAGS[1], ..SET_TAGS };

fn batch<'a>(parameters: &'a Value, list: &str) -> Vec<&'a str> {
    let requests = parameters[list].as_array();
    requests.into_iter().flatten().filter_map(|request| request["WorkspaceId"].as_str()).collect()
}

/// The law of a verb, by the word on the command line; a verb without one is a hole in the oracle.
pub(crate) fn of(verb: &str) -> &'static Law {
    match verb {
        "provision" => &PROVISION,
        "migrate" => &MIGRATE,
        "reboot" => &REBOOT,
        "start" => &START,
        "stop" => &STOP,
        "maintenance on" => &MAINTENANCE_ON,
        "maintenance off" => &MAINTENANCE_OFF,
        "resize" => &QUIET,
        "modify" => &LOUD,
        "terminate" => &TERMINATE,
        "tag set" => &SET_TAGS,
        "tag remove" => &REMOVE_TAGS,
        "security-group" => &GROUPS,
        "rebuild" => &REBUILD,
        "restore" => &RESTORE,
        _ => panic!("the oracle knows no law for `{verb}`"),
    }
}

/// The law of one step: a plan's verb may need calls of several.
pub(crate) fn of_step(step: &Step) -> &'static Law {
    let law = of(&step.verb.to_string());
    let restarts = |name: &String| name == "ComputeTypeName" || name == "Protocols";
    if law.operation == CHANGE_PROPERTIES && !step.parameters.keys().any(restarts) { &QUIET } else { law }
}

/// A law for each operation.
pub(crate) fn all() -> [&'static Law; 13] {
    [
        &PROVISION,
        &MIGRATE,
        &REBOOT,
        &START,
        &STOP,
        &MAINTENANCE_ON,
        &QUIET,
        &TERMINATE,
        &SET_TAGS,
        &REMOVE_TAGS,
        &GROUPS,
        &REBUILD,
        &RESTORE,
    ]
}

/// The properties that a call asks for, each with its value as text.
pub(crate) fn properties(line: &Record) -> BTreeMap<&str, String> {
    let members = line.parameters["WorkspaceProperties"].as_object().into_iter().flatten();
    members.map(|(name, value)| (name.as_str(), plain(value))).collect()
}

fn plain(value: &Value) -> String {
    if let Some(items) = value.as_array() {
        return items.iter().map(plain).collect::<Vec<_>>().join(",");
    }
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a step puts back what the one before it has taken: it is for the desktop that is there then.
pub(crate) fn puts_back(step: &Step) -> bool {
    !step.follows.is_empty() && step.operation == CHANGE_GROUPS
}

/// The groups that a step attaches (`Attach`) or detaches (`Detach`).
pub(crate) fn groups<'a>(step: &'a Step, what: &str) -> BTreeSet<&'a str> {
    step.parameters.get(what).map(|ids| ids.split(' ').collect()).unwrap_or_default()
}

/// The properties that a step is planned to change.
pub(crate) fn planned(step: &Step) -> BTreeMap<&str, String> {
    let properties = step.parameters.iter().filter(|(name, _)| *name != "WorkspaceId");
    properties.map(|(name, value)| (name.as_str(), value.clone())).collect()
}

/// Whether a request is for a step: its operation, its desktop, and of several changes of that this one.
pub(crate) fn is_for(line: &Record, step: &Step) -> bool {
    let law = of_step(step);
    line.operation == law.operation
        && (law.ids)(&line.parameters).contains(&step.target.workspace_id.as_str())
        && (law.operation != CHANGE_PROPERTIES || properties(line) == planned(step))
}

/// The calls for one step, in order.
pub(crate) fn sends_for<'a>(lines: impl IntoIterator<Item = &'a Record>, step: &'a Step) -> Vec<Send<'a>> {
    let lines = lines.into_iter().filter(|line| is_for(line, step));
    lines.map(|line| Send { line, id: step.target.workspace_id.as_str() }).collect()
}

/// The calls for any step, in order, each with its step.
pub(crate) fn sends_with_steps<'a>(
    lines: impl IntoIterator<Item = &'a Record>,
    steps: &'a [Step],
) -> Vec<(&'a Step, Send<'a>)> {
    let mut of_target: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for step in steps {
        of_target.entry(step.target.workspace_id.as_str()).or_default().push(step);
    }
    let mut sends = Vec::new();
    for line in lines {
        let law = all().into_iter().find(|law| law.operation == line.operation);
        for id in law.map_or_else(Vec::new, |law| (law.ids)(&line.parameters)) {
            let step = of_target.get(id).and_then(|steps| steps.iter().find(|step| is_for(line, step)));
            sends.extend(step.map(|step| (*step, Send { line, id })));
        }
    }
    sends
}

/// A call for one desktop.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Send<'a> {
    pub(crate) line: &'a Record,
    pub(crate) id: &'a str,
}

impl Send<'_> {
    /// Whether whoever heard the answer knows that nothing was done.
    pub(crate) fn is_surely_undone(&self) -> bool {
        // EC2 says with a 503 that it was asked too often (F), and has done nothing then.
        let too_often = self.line.error.as_deref() == Some("RequestLimitExceeded");
        let said_no = (400..500).contains(&self.line.status) || too_often || self.named_as_failed();
        self.line.lost.is_none() && said_no
    }

    /// Whether whoever heard the answer knows that the service took it.
    pub(crate) fn is_taken(&self) -> bool {
        self.line.lost.is_none() && self.line.status == 200 && !self.named_as_failed()
    }

    /// Whether it changed the world, or will.
    pub(crate) fn is_applied(&self) -> bool {
        self.line.applied && !self.named_as_failed()
    }

    fn named_as_failed(&self) -> bool {
        self.line.failed.iter().any(|failed| failed.id == self.id)
    }
}

impl Law {
    /// The sends of this verb, desktop by desktop, in order.
    pub(crate) fn sends<'a>(&self, record: impl IntoIterator<Item = &'a Record>) -> Vec<Send<'a>> {
        let lines = record.into_iter().filter(|line| line.operation == self.operation);
        lines.flat_map(|line| (self.ids)(&line.parameters).into_iter().map(move |id| Send { line, id })).collect()
    }
}

/// Whether a request was answered in full, so that whoever sent it has read what it asked for.
pub(crate) fn is_good(line: &Record) -> bool {
    line.status == 200 && line.lost.is_none()
}

/// Whether a request reads a desktop by its id.
pub(crate) fn reads_id(line: &Record, id: &str) -> bool {
    line.operation == "DescribeWorkspaces" && names(line, id)
}

/// Whether a request reads the tags of a desktop, by itself or among others.
pub(crate) fn reads_tags(line: &Record, id: &str) -> bool {
    let is_of = |arn: &Value| arn.as_str().is_some_and(|arn| arn.ends_with(&format!("/{id}")));
    match line.operation.as_str() {
        "DescribeTags" => line.parameters["ResourceId"] == id,
        "GetResources" => line.parameters["ResourceARNList"].as_array().is_some_and(|arns| arns.iter().any(is_of)),
        _ => false,
    }
}

/// Whether a request reads the connection of a desktop.
pub(crate) fn reads_connection(line: &Record, id: &str) -> bool {
    line.operation == "DescribeWorkspacesConnectionStatus"
        && (line.parameters["WorkspaceIds"].is_null() || names(line, id))
}

/// Whether a request asks CloudWatch when a desktop was used.
pub(crate) fn asks_of_use(line: &Record, id: &str) -> bool {
    let queries = line.parameters["MetricDataQueries"].as_array().into_iter().flatten();
    let mut asked = queries.map(|query| &query["MetricStat"]["Metric"]["Dimensions"][0]["Value"]);
    line.operation == "GetMetricData" && asked.any(|asked| *asked == *id)
}

/// Whether an operation only looks.
pub(crate) fn is_read(operation: &str) -> bool {
    operation.starts_with("Describe")
        || ["GetCallerIdentity", "GetMetricData", "GetServiceQuota", "GetResources"].contains(&operation)
}

fn names(line: &Record, id: &str) -> bool {
    line.parameters["WorkspaceIds"].as_array().is_some_and(|ids| ids.iter().any(|other| other == id))
}

/// Whether a request lists the desktops of a user.
pub(crate) fn lists_user(line: &Record, directory: &str, user: &str) -> bool {
    line.operation == "DescribeWorkspaces"
        && line.parameters["DirectoryId"] == directory
        && line.parameters["UserName"] == user
}
