//! What the calls for up to 25 desktops share: failures inside an answer of status 200 (domain C4).
//!
//! The error codes for a wrong state and an unknown id are not documented. Each world draws its own from plausible ones,
//! so that nobody can rely on one.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::json;
use crate::sim::call::{CallContext, FailedTarget, InnerFaults, Outcome};
use crate::sim::rng::Random;
use crate::sim::world::{Change, Desktop, DesktopState, World};

/// Codes for an id that nothing has, of the pattern that is documented; its spelling varies.
const NOT_FOUND: [&str; 2] = ["ResourceNotFound.WorkSpace", "ResourceNotFound.Workspace"];
/// Codes for a state that does not allow the call.
const WRONG_STATE: [&str; 4] = [
    "InvalidResourceState.WorkSpace",
    "OperationNotSupported.WorkSpace",
    "InvalidState.Workspace",
    "InvalidParameterValues.WorkspaceState",
];

/// Returns what this world answers in a situation that AWS does not document; the same each time.
pub(in crate::sim) fn undocumented(context: &CallContext, situation: &str, among: &[&'static str]) -> &'static str {
    Random::new(context.seed, &format!("undocumented {situation}"), 0).pick(among).copied().unwrap_or_default()
}

/// Why one desktop of a call is left as it is.
pub(super) enum No {
    /// It is refused, with a message; the row says why.
    Refused(&'static str, &'static str),
    /// The call is ignored without a word; the row says why.
    Ignored(&'static str),
}

/// A call for several desktops while it is being answered.
pub(super) struct Batch<'a> {
    context: &'a CallContext<'a>,
    failed: Vec<FailedTarget>,
    documents: Vec<Value>,
    rows: Vec<&'static str>,
    applied: bool,
    /// The one desktop that a fault of this call is about, where not all of them are.
    struck: Option<&'a str>,
}

impl<'a> Batch<'a> {
    /// Reads the ids of a call from the list of this name.
    pub(super) fn read(context: &'a CallContext, parameters: &'a Value, list: &str) -> (Self, Vec<&'a str>) {
        let requests = parameters.get(list).and_then(Value::as_array);
        let ids: Vec<&str> =
            requests.into_iter().flatten().filter_map(|request| json::text(request, "WorkspaceId")).collect();
        let struck = context.rng("struck").pick(&ids).copied();
        let batch =
            Self { context, failed: Vec::new(), documents: Vec::new(), rows: Vec::new(), applied: false, struck };
        (batch, ids)
    }

    /// Returns a desktop that descriptions list; notes the id as failed when there is none.
    pub(super) fn find<'w>(&mut self, world: &'w World, id: &str, now: Timestamp) -> Option<&'w Desktop> {
        let found = world.desktops.get(id).filter(|desktop| desktop.visible_from <= now);
        if found.is_none() {
            let code = undocumented(self.context, "not found", &NOT_FOUND);
            self.fail(id, code, "The specified WorkSpace could not be found.");
        }
        found
    }

    /// Tells whether a desktop passed its check; what it broke is noted, and refused unless the call is just ignored.
    pub(super) fn passed(&mut self, id: &str, checked: &Result<(), No>) -> bool {
        let (row, message) = match checked {
            Ok(()) => return true,
            Err(No::Refused(row, message)) => (*row, Some(*message)),
            Err(No::Ignored(row)) => (*row, None),
        };
        if self.context.ignores(row) {
            return true;
        }
        self.note(row);
        if let Some(message) = message {
            self.refuse(id, message);
        }
        false
    }

    /// Refuses a desktop for what no row says.
    pub(super) fn refuse(&mut self, id: &str, message: &str) {
        let code = undocumented(self.context, "wrong state", &WRONG_STATE);
        self.fail(id, code, message);
    }

    /// Notes a row when it is broken; the desktop goes on all the same.
    pub(super) fn note_if(&mut self, row: &'static str, broken: bool) {
        if broken {
            self.note(row);
        }
    }

    fn note(&mut self, row: &'static str) {
        if !self.context.ignores(row) && !self.rows.contains(&row) {
            self.rows.push(row);
        }
    }

    /// Notes that a desktop was changed.
    pub(super) fn changed(&mut self) {
        self.applied = true;
    }

    /// Returns the faults that a desktop of a start or stop meets: one of the call's does, the others are spared. Those of a
    /// reboot meet all of its desktops alike, and don't ask here.
    pub(super) fn faults(&self, id: &str) -> InnerFaults {
        if self.struck == Some(id) { self.context.inner } else { InnerFaults::default() }
    }

    fn fail(&mut self, id: &str, code: &str, message: &str) {
        self.documents.push(json!({ "WorkspaceId": id, "ErrorCode": code, "ErrorMessage": message }));
        self.failed.push(FailedTarget { id: id.to_owned(), code: code.to_owned() });
    }

    /// Returns the answer.
    pub(super) fn answer(self) -> Outcome {
        let mut members = Map::new();
        members.insert("FailedRequests".to_owned(), self.documents.into());
        Outcome { failed: self.failed, applied: self.applied, ..json::ok(members) }.noting(self.rows)
    }
}

/// Says no to a desktop in a state that does not allow the call.
///
/// In `ADMIN_MAINTENANCE` the guide says that calls are ignored; whether that is told is not documented, and drawn.
pub(super) fn wrong_state(
    context: &CallContext,
    desktop: &Desktop,
    row: &'static str,
    message: &'static str,
) -> Result<(), No> {
    let ignored = desktop.state == DesktopState::AdminMaintenance
        && undocumented(context, "ignored in maintenance", &["told", "untold"]) == "untold";
    Err(if ignored { No::Ignored(row) } else { No::Refused(row, message) })
}

/// Says no to a desktop that a change of its properties keeps from being restarted.
pub(super) fn unless_modified(desktop: &Desktop) -> Result<(), No> {
    let Some(change) = desktop.running_modification() else {
        return Ok(());
    };
    let row = match change {
        Change::Root(_) | Change::User(_) => "A2-16",
        Change::Compute(_) => "B-15",
        Change::Protocol(_) => "B-23",
    };
    Err(No::Refused(row, "The properties of the specified WorkSpace are under modification."))
}
