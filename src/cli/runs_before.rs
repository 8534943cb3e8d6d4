//! `runs show --before`: which security groups the desktops of a run had before it, as `security-group set -` reads them.

use std::collections::BTreeMap;

use super::context::Context;
use super::error::{CliError, Exit};
use super::runs::plan_of;
use super::security_group_list::{COLUMNS, item, listing};
use crate::journal::{JournalError, StepRow};
use crate::model::{End, Interface, RunId, Scope, SecurityGroup, StepId};
use crate::output::emit;

/// Shows them as they were right before the first call that changed them, else as they were seen when the plan was made, under the
/// ids that the desktops have now.
pub(super) fn show(context: &Context, scope: &Scope, run: &RunId) -> Result<Exit, CliError> {
    let stored = match context.journal_if_any(scope)? {
        Some(journal) => journal.run(run)?,
        None => None,
    };
    let stored = stored.ok_or_else(|| JournalError::NoRun(run.clone()))?;
    let plan = plan_of(&stored)?;
    let rows: BTreeMap<&StepId, &StepRow> = stored.steps.iter().map(|row| (&row.step, row)).collect();
    let mut items = Vec::new();
    let mut unknown = 0_usize;
    for head in plan.heads() {
        let Some(row) = rows.get(&head.id).filter(|row| row.attempts > 0) else { continue };
        let before = plan.observed.workspace(&head.target.workspace_id);
        match before.and_then(|seen| Some((seen, seen.deskfleet.interface.as_ref()?))) {
            Some((seen, interface)) => {
                let moved = row.new_id.as_ref().filter(|_| row.end == Some(End::Done));
                let interface = match row.before.as_deref().filter(|_| head.proof.groups.is_some()) {
                    Some(groups) => with_groups(interface, groups),
                    None => interface.clone(),
                };
                items.push(item(seen, moved.unwrap_or(&seen.workspace_id), Some(&interface)));
            }
            None => unknown += 1,
        }
    }
    if unknown > 0 {
        context.printer().warn(&format!("of {unknown} desktops the run did not read the network interface"));
    }
    emit(context.printer(), &listing(items, COLUMNS), context.shape())?;
    Ok(if unknown > 0 { Exit::Partial } else { Exit::Done })
}

/// The interface with these groups; the names of those that the plan saw on it are known.
fn with_groups(interface: &Interface, groups: &str) -> Interface {
    let groups = groups.split_whitespace().map(|id| {
        let known = interface.groups.iter().find(|group| group.group_id == id).cloned();
        known.unwrap_or_else(|| SecurityGroup { group_id: id.to_owned(), group_name: None, vpc_id: None })
    });
    Interface { groups: groups.collect(), ..interface.clone() }
}
