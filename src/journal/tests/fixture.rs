//! Small plans and rows for the journal's tests.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use crate::inventory::Snapshot;
use crate::journal::{ApprovalRow, AttemptOutcome, Journal, NewRun, StepRow, StepState};
use crate::model::{AfterNo, DirectoryId, End, Follow, PlanId, RunId, Scope, StepId, Verb, WorkspaceId};
use crate::planner::document::{Estimate, PLAN_SCHEMA, Plan, Proof, Step, TargetRef};
use crate::planner::{Intent, Policy};

pub(super) fn at(second: i64) -> Timestamp {
    let start: Timestamp = "2026-01-05T08:00:00Z".parse().expect("a timestamp");
    start + SignedDuration::from_secs(second)
}

pub(super) fn run_id(number: u32) -> RunId {
    format!("R-20260105T080000Z-{number:04x}").parse().expect("a run id")
}

pub(super) fn step(number: u32) -> StepId {
    format!("S-{number:04}").parse().expect("a step id")
}

pub(super) fn target(number: u32) -> WorkspaceId {
    format!("ws-{number:09}").parse().expect("a WorkSpace id")
}

/// A plan for these targets, the first with step 1, and its text; `number` makes it differ from others.
pub(super) fn plan(number: u32, targets: &[u32]) -> (Plan, String) {
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: true };
    let plan = Plan {
        schema: PLAN_SCHEMA,
        id: PlanId::from_service(""),
        made_at: at(i64::from(number)),
        expires_at: at(86_400),
        scope: scope.clone(),
        intent: Intent {
            verb: Verb::Migrate,
            parameters: BTreeMap::new(),
            desktops: Vec::new(),
            selection: Vec::new(),
            reason: None,
        },
        policy: Policy::for_verb(Verb::Migrate),
        observed: Snapshot {
            seen_at: at(0),
            scope,
            workspaces: Vec::new(),
            directories: Vec::new(),
            bundles: Vec::new(),
            subnets: Vec::new(),
            keys: Vec::new(),
            security_groups: Vec::new(),
            quotas: Vec::new(),
            gaps: Vec::new(),
        },
        steps: (1..).zip(targets).map(|(number, target)| plan_step(number, *target)).collect(),
        waves: Vec::new(),
        unchanged: Vec::new(),
        skipped: Vec::new(),
        held: Vec::new(),
        refused: Vec::new(),
        warnings: Vec::new(),
        estimate: Estimate::default(),
    };
    let plan = plan.seal().expect("a plan");
    let text = plan.to_text().expect("a text");
    (plan, text)
}

fn plan_step(number: u32, of: u32) -> Step {
    Step {
        id: step(number),
        verb: Verb::Migrate,
        operation: "MigrateWorkspace".to_owned(),
        parameters: BTreeMap::new(),
        target: TargetRef {
            workspace_id: target(of),
            directory_id: DirectoryId::from_service("d-0123456789"),
            user_name: format!("user{of}"),
        },
        named: true,
        requires: Vec::new(),
        follows: Vec::new(),
        on: None,
        not_before: None,
        wait: None,
        clock: None,
        late_after_s: 3_600,
        deadline_s: 43_200,
        proof: Proof {
            follow: Follow::NewId,
            states: Vec::new(),
            bundle_id: None,
            property: None,
            groups: None,
            tags: None,
            interface_not: None,
            known_ids: Vec::new(),
            kept: None,
        },
        repeat: AfterNo::OnceMore,
    }
}

pub(super) fn new_run<'plan>(number: u32, plan: &'plan Plan, plan_text: &'plan str) -> NewRun<'plan> {
    NewRun {
        run: run_id(number),
        plan,
        plan_text,
        approval: ApprovalRow { who: "alice".to_owned(), how: "typed `migrate 3`".to_owned(), count: 3, at: at(0) },
        left_out: const { &std::collections::BTreeSet::new() },
        elsewhere: BTreeMap::new(),
        adopted: BTreeMap::new(),
        at: at(i64::from(number)),
    }
}

/// A journal in memory with run 1 of plan 1 for these targets.
pub(super) fn journal_with(targets: &[u32]) -> (Journal, RunId) {
    let mut journal = Journal::in_memory().expect("a journal");
    let (plan, text) = plan(1, targets);
    journal.open_run(&new_run(1, &plan, &text)).expect("opened");
    (journal, run_id(1))
}

/// The row of a step whose first call is about to leave.
pub(super) fn intended(number: u32, second: i64) -> StepRow {
    StepRow {
        state: StepState::Intended,
        attempts: 1,
        first_sent_at: Some(at(second)),
        last_sent_at: Some(at(second)),
        ..StepRow::waiting(step(number))
    }
}

/// The row of a step that came to an end without a call.
pub(super) fn settled(number: u32, end: End) -> StepRow {
    StepRow { state: StepState::Settled, end: Some(end), ended_at: Some(at(7)), ..StepRow::waiting(step(number)) }
}

/// Brings a waiting step to a state, and to an end when it is to be settled.
pub(super) fn bring(journal: &mut Journal, run: &RunId, number: u32, state: StepState, end: Option<End>) {
    if matches!(state, StepState::Waiting | StepState::Held) {
        let row = StepRow { state, ..StepRow::waiting(step(number)) };
        return journal.save(run, &[row], at(1)).expect("saved");
    }
    let row = intended(number, 1);
    journal.intend(run, std::slice::from_ref(&row), at(1), "MigrateWorkspace").expect("intended");
    if state == StepState::Intended {
        return;
    }
    if state == StepState::Accepted {
        let row = StepRow { state, ..row };
        return journal.outcome(run, &[(row, AttemptOutcome::Accepted)], at(2)).expect("recorded");
    }
    let row = StepRow { state: StepState::Unknown, ..row };
    let lost = AttemptOutcome::Unknown("no answer".to_owned());
    journal.outcome(run, &[(row.clone(), lost)], at(2)).expect("recorded");
    if state == StepState::Settled {
        let row = StepRow { state, end, ended_at: Some(at(3)), ..row };
        journal.save(run, &[row], at(3)).expect("saved");
    }
}
