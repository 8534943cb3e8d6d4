//! Security groups that were to be put back and that EC2 does not have any more: one that is gone keeps none of the others
//! off.
//!
//! EC2 takes a whole set or none of it. Which groups of a refused set are gone is asked once; the others are then set, and the
//! step has failed all the same, by the name of what is gone. Known in a session only: a later one reads what the
//! interface lacks.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::admit::is_passing;
use super::run::Session;
use crate::aws::Fault;
use crate::journal::StepRow;
use crate::model::StepId;
use crate::planner::document::Step;

impl Session<'_> {
    /// Notes that a set was refused for a group that is gone, so that it is asked which; not a second time.
    pub(super) fn notes_gone_group(&mut self, row: &StepRow, fault: &Fault) -> bool {
        let is_new =
            fault.is_unknown_group() && self.gives_back(&row.step) && !self.gone_groups.contains_key(&row.step);
        if is_new {
            self.gone_groups.insert(row.step.clone(), None);
        }
        is_new
    }

    /// Reads which groups of refused sets are gone. Where that may not be read, the whole set is sent again, and refused.
    pub(super) async fn read_gone_groups(&mut self, group: &[StepId]) -> Result<(), Fault> {
        let asked = |id: &&StepId| self.gone_groups.get(*id).is_some_and(Option::is_none);
        let asked: Vec<StepId> = group.iter().filter(asked).cloned().collect();
        let added = |id: &StepId| self.step(id).proof.groups.iter().flat_map(|change| &change.add);
        let wanted: BTreeSet<String> = asked.iter().flat_map(added).cloned().collect();
        if wanted.is_empty() {
            return Ok(());
        }
        let found = match self.parts.aws.security_groups(&wanted).await {
            Ok(found) => found.records,
            Err(fault) if fault.is_credentials() || is_passing(&fault) => return Err(fault),
            Err(_) => return Ok(()),
        };
        for id in asked {
            let is_gone = |wanted: &&String| !found.iter().any(|group| group.group_id == **wanted);
            let added = self.step(&id).proof.groups.iter().flat_map(|change| &change.add);
            let gone: BTreeSet<String> = added.filter(is_gone).cloned().collect();
            self.gone_groups.insert(id, Some(gone));
        }
        Ok(())
    }

    /// The step without what is gone, and what is said of that once the rest is there.
    pub(super) fn without_gone<'s>(&self, step: &'s Step) -> (Cow<'s, Step>, Option<String>) {
        let gone = self.gone_groups.get(&step.id).and_then(Option::as_ref).filter(|gone| !gone.is_empty());
        let Some(gone) = gone else { return (Cow::Borrowed(step), None) };
        let mut left = step.clone();
        let change = left.proof.groups.get_or_insert_default();
        change.add.retain(|id| !gone.contains(id));
        let others = if change.add.is_empty() { "" } else { ", the others are back" };
        let gone = gone.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
        let said = format!(
            "EC2 has no {gone} any more (InvalidGroup.NotFound), so that was not put back{others}; `deskfleet security-group \
             attach` gives it another one"
        );
        (Cow::Owned(left), Some(said))
    }
}
