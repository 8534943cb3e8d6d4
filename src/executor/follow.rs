//! A run of another process as events: what changed in the journal between two looks. Pure.
//!
//! Less than the run itself tells: what came and went between two looks is not seen. Ends always are.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::event::{Event, What};
use crate::journal::{StepRow, StepState};
use crate::model::{End, StepId};
use crate::planner::document::Plan;

/// Who follows a run.
#[derive(Debug)]
pub struct Follow {
    rows: BTreeMap<StepId, StepRow>,
}

impl Follow {
    /// Begins with what the journal has now.
    #[must_use]
    pub fn new(rows: &[StepRow]) -> Self {
        Self { rows: rows.iter().map(|row| (row.step.clone(), row.clone())).collect() }
    }

    /// Returns what has happened since the last look.
    pub fn look(&mut self, plan: &Plan, rows: &[StepRow], now: Timestamp) -> Vec<Event> {
        let mut events = Vec::new();
        for row in rows {
            let before = self.rows.get(&row.step).cloned().unwrap_or_else(|| StepRow::waiting(row.step.clone()));
            if before != *row
                && let Some(step) = plan.step(&row.step)
            {
                changes(step, &before, row, now, &mut events);
                self.rows.insert(row.step.clone(), row.clone());
            }
        }
        events
    }
}

fn changes(
    step: &crate::planner::document::Step,
    before: &StepRow,
    row: &StepRow,
    now: Timestamp,
    events: &mut Vec<Event>,
) {
    let (id, target) = (row.step.clone(), step.target.clone());
    let mut add = |at: Option<Timestamp>, what: What| events.push(Event { at: at.unwrap_or(now), what });
    if row.attempts > before.attempts {
        add(row.last_sent_at, What::Sent { step: id.clone(), target: target.clone(), attempt: row.attempts });
    }
    let entered = |state: StepState| row.state == state && (before.state != state || row.attempts > before.attempts);
    let reason = row.reason.clone();
    if entered(StepState::Accepted) {
        let new_workspace_id = row.new_id.clone();
        add(None, What::Accepted { step: id.clone(), target: target.clone(), new_workspace_id });
    }
    if entered(StepState::Unknown) {
        let reason = reason.clone().unwrap_or_else(|| "no answer came".to_owned());
        add(None, What::Unanswered { step: id.clone(), target: target.clone(), reason });
    }
    let was_sent = matches!(before.state, StepState::Intended | StepState::Unknown);
    if row.state == StepState::Waiting && (row.attempts > before.attempts || was_sent) {
        let reason = reason.clone().unwrap_or_else(|| "not carried out".to_owned());
        add(None, What::Postponed { step: id.clone(), target: target.clone(), reason });
    }
    if row.late && !before.late {
        add(None, What::Late { step: id.clone(), target: target.clone() });
    }
    let end = match row.state {
        StepState::Held if before.state != StepState::Held => Some(End::Held),
        StepState::Settled if before.state != StepState::Settled => row.end,
        StepState::Waiting
        | StepState::Held
        | StepState::Intended
        | StepState::Accepted
        | StepState::Unknown
        | StepState::Settled => None,
    };
    if let Some(end) = end {
        let new_workspace_id = row.new_id.clone().filter(|_| end == End::Done);
        let rule = row.rule.clone();
        let until = row.held_until;
        add(row.ended_at, What::Ended { step: id, target, end, new_workspace_id, rule, reason, until });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planner::document::Seal;

    fn plan() -> Plan {
        Plan::read(include_str!("../../tests/fuzz/seeds/plans/migrate.json"), Seal::Intact).expect("a plan")
    }

    fn names(events: &[Event]) -> Vec<String> {
        let name = |event: &Event| event.to_json()["event"].as_str().map(str::to_owned);
        events.iter().filter_map(name).collect()
    }

    /// Each look tells what is new, once, and an end is told also when everything before it was missed.
    #[test]
    fn a_look_tells_what_is_new() {
        let mut plan = plan();
        let second = StepId::from_service("S-0002");
        plan.steps.push(crate::planner::document::Step { id: second, ..plan.steps[0].clone() });
        let at: Timestamp = "2026-01-05T09:00:00Z".parse().expect("a timestamp");
        let waiting = StepRow::waiting(plan.steps[0].id.clone());
        let other = StepRow::waiting(plan.steps[1].id.clone());
        let sent = StepRow { attempts: 1, first_sent_at: Some(at), last_sent_at: Some(at), ..waiting.clone() };
        let unknown = StepRow { state: StepState::Unknown, ..sent.clone() };
        let accepted = StepRow { state: StepState::Accepted, ..sent.clone() };
        let late = StepRow { late: true, ..accepted.clone() };
        let done = StepRow { state: StepState::Settled, end: Some(End::Done), ended_at: Some(at), ..late.clone() };
        let held = StepRow { state: StepState::Held, ..other.clone() };
        let mut follow = Follow::new(&[waiting.clone(), other.clone()]);
        let mut look = |row: &StepRow, other: &StepRow| names(&follow.look(&plan, &[row.clone(), other.clone()], at));
        assert!(look(&waiting, &other).is_empty());
        assert_eq!(look(&unknown, &other), ["sent", "unanswered"]);
        assert_eq!(look(&accepted, &other), ["accepted"]);
        assert_eq!(look(&late, &held), ["late", "ended"]);
        assert_eq!(look(&done, &held), ["ended"]);
        assert!(look(&done, &held).is_empty());
        let mut follow = Follow::new(&[waiting.clone(), other]);
        assert_eq!(names(&follow.look(&plan, std::slice::from_ref(&done), at)), ["sent", "late", "ended"]);
        let intended = StepRow { state: StepState::Intended, ..sent.clone() };
        for before in [unknown, intended] {
            let mut follow = Follow::new(std::slice::from_ref(&before));
            assert_eq!(names(&follow.look(&plan, std::slice::from_ref(&sent), at)), ["postponed"], "{before:?}");
        }
    }
}
