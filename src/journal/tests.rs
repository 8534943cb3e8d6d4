//! The journal as a whole: what it accepts, what it refuses, and that no crash leaves it in between.

mod crash;
mod damage;
mod fixture;
mod ledger;
mod place;

use super::record::Word as _;
use super::{AttemptOutcome, ByHand, JournalError, OpenError, RunStatus, StepState};
use crate::model::{Change, Changed, End, Follow, Source, StepId, Verb};
use fixture::{at, bring, intended, journal_with, new_run, plan, run_id, settled, step, target};

#[test]
fn a_run_is_read_back_as_it_was_opened() {
    let mut journal = super::Journal::in_memory().expect("a journal");
    let (plan, text) = plan(1, &[1, 2, 3]);
    let new = new_run(1, &plan, &text);
    journal.open_run(&new).expect("opened");
    let stored = journal.run(&run_id(1)).expect("readable").expect("there");
    assert_eq!(stored.plan_text, text);
    assert_eq!(stored.row.plan_id, plan.id);
    assert_eq!(stored.row.scope, plan.scope);
    assert_eq!(stored.row.task, super::Task::Desktops(plan.intent.verb));
    assert_eq!((stored.row.opened_at, stored.row.selected), (new.at, 3));
    assert_eq!((&stored.row.status, &stored.row.approval), (&RunStatus::Open, &new.approval));
    let steps: Vec<_> = plan.steps.iter().map(|step| super::StepRow::waiting(step.id.clone())).collect();
    assert_eq!(stored.steps, steps);
    assert_eq!(journal.run_of_plan(&plan.id).expect("readable"), Some(run_id(1)));
    assert_eq!(journal.run(&run_id(2)).expect("readable"), None);
}

/// A step that is left out is at its end from the start, and other runs may have its target.
#[test]
fn what_is_left_out_is_skipped_and_not_claimed() {
    let mut journal = super::Journal::in_memory().expect("a journal");
    let (plan, text) = plan(1, &[1, 2]);
    let left_out = [step(1)].into();
    let new = super::NewRun { left_out: &left_out, ..new_run(1, &plan, &text) };
    journal.open_run(&new).expect("opened");
    let steps = journal.run(&run_id(1)).expect("readable").expect("there").steps;
    assert_eq!(steps, new.rows());
    assert_eq!((steps[0].end, steps[1].state), (Some(End::Skipped), StepState::Waiting));
    assert_eq!(journal.claims().expect("readable"), [(target(2), run_id(1))]);
}

/// The newest is the one that was opened last, also when the clock was set back in between.
#[test]
fn runs_come_the_newest_first() {
    let mut journal = super::Journal::in_memory().expect("a journal");
    for number in [2, 1, 3] {
        let (plan, text) = plan(number, &[number]);
        journal.open_run(&new_run(number, &plan, &text)).expect("opened");
    }
    let runs: Vec<_> = journal.runs().expect("readable").into_iter().map(|row| row.run).collect();
    assert_eq!(runs, [run_id(3), run_id(1), run_id(2)]);
}

/// Two runs with one verb, and who counts whom.
#[test]
fn what_others_have_in_flight_is_counted_until_it_is_old_or_over() {
    let (mut journal, first) = journal_with(&[1, 2, 3, 4]);
    let (other_plan, text) = plan(2, &[5]);
    journal.open_run(&new_run(2, &other_plan, &text)).expect("opened");
    let second = run_id(2);
    let verb = other_plan.intent.verb;
    bring(&mut journal, &first, 1, StepState::Intended, None);
    bring(&mut journal, &first, 2, StepState::Accepted, None);
    bring(&mut journal, &first, 3, StepState::Unknown, None);
    bring(&mut journal, &first, 4, StepState::Settled, Some(End::Unknown));
    let count = |run, since| journal.in_flight_elsewhere(run, verb, &Changed::Migrate, at(since)).expect("readable");
    assert_eq!((count(&second, 1), count(&second, 2), count(&first, 0)), (3, 0, 0));
}

/// A run of migrations whose second step puts security groups back: only the first is a migration.
fn with_a_second_step(journal: &mut super::Journal) -> crate::model::RunId {
    let (mut plan, _) = plan(3, &[7, 8]);
    let second = &mut plan.steps[1];
    second.verb = Verb::SecurityGroup;
    second.operation = "ModifyNetworkInterfaceAttribute".to_owned();
    second.proof.follow = Follow::SameId;
    let plan = plan.seal().expect("a plan");
    let text = plan.to_text().expect("a text");
    journal.open_run(&new_run(3, &plan, &text)).expect("opened");
    run_id(3)
}

#[test]
fn what_follows_a_migration_takes_no_place_of_one() {
    let (mut journal, first) = journal_with(&[1]);
    let run = with_a_second_step(&mut journal);
    bring(&mut journal, &run, 2, StepState::Accepted, None);
    let count = |journal: &super::Journal| {
        journal.in_flight_elsewhere(&first, Verb::Migrate, &Changed::Migrate, at(0)).expect("readable")
    };
    assert_eq!(count(&journal), 0);
    bring(&mut journal, &run, 1, StepState::Accepted, None);
    assert_eq!(count(&journal), 1);
}

/// What follows a migration gives nobody another id, and is settled without one.
#[test]
fn only_a_migration_is_asked_for_its_new_id() {
    let (mut journal, _) = journal_with(&[1]);
    let run = with_a_second_step(&mut journal);
    bring(&mut journal, &run, 1, StepState::Unknown, None);
    bring(&mut journal, &run, 2, StepState::Unknown, None);
    let refused = journal.settle(&run, &step(1), &ByHand::Done(None), "alice", at(9));
    assert!(matches!(refused, Err(JournalError::NoNewId { .. })), "{refused:?}");
    journal.settle(&run, &step(2), &ByHand::Done(None), "alice", at(9)).expect("settled");
}

/// Asked before each send: counted in steps of the database's machine, it costs a run of 400 no more than one of 4.
#[test]
fn counting_what_others_have_in_flight_does_not_grow_with_ones_own_run() {
    use rusqlite::StatementStatus::VmStep;
    let cost = |targets: u32| {
        let (mut journal, run) = journal_with(&(1..=targets).collect::<Vec<_>>());
        (1..=targets).for_each(|number| bring(&mut journal, &run, number, StepState::Accepted, None));
        let mut statement = journal.connection.prepare(super::read::IN_FLIGHT_ELSEWHERE).expect("a statement");
        for second in 0..3 {
            let since = super::write::stamp(at(second));
            let count: i64 =
                statement.query_row((run.as_str(), "migrate", since, "MIGRATE"), |row| row.get(0)).expect("a count");
            assert_eq!(count, 0);
        }
        statement.get_status(VmStep)
    };
    assert_eq!(cost(4), cost(400));
}

#[test]
fn one_plan_opens_one_run() {
    let (mut journal, run) = journal_with(&[1]);
    let (plan, text) = plan(1, &[1]);
    let again = journal.open_run(&new_run(2, &plan, &text));
    assert!(matches!(&again, Err(OpenError::PlanAlreadyRun { run: first }) if *first == run), "{again:?}");
    // Also when the first one is finished.
    journal.save(&run, &[settled(1, End::Skipped)], at(5)).expect("saved");
    journal.finish(&run, &RunStatus::Finished, at(6)).expect("finished");
    let again = journal.open_run(&new_run(2, &plan, &text));
    assert!(matches!(again, Err(OpenError::PlanAlreadyRun { .. })), "{again:?}");
}

/// The whole story of claims between a live run, a dead one, and the one that took its targets.
#[test]
fn a_target_belongs_to_one_run_at_a_time() {
    let (mut journal, first) = journal_with(&[1, 2, 3]);
    let (plan, text) = plan(2, &[2, 3, 4]);
    let second = new_run(2, &plan, &text);
    let refused = journal.open_run(&second);
    let Err(OpenError::Claimed(held)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(held, [(target(2), first.clone()), (target(3), first.clone())]);
    assert_eq!(journal.run(&second.run).expect("readable"), None, "all or nothing");
    assert_eq!(journal.claims().expect("readable").len(), 3);

    journal.release_claims(&first).expect("released");
    journal.open_run(&second).expect("free now");
    let late = journal.intend(&first, &[intended(2, 1)], at(1), "MigrateWorkspace");
    assert!(matches!(late, Err(JournalError::Illegal { .. })), "{late:?}");
    let resumed = journal.resume_run(&first, at(2));
    assert!(matches!(&resumed, Err(OpenError::Claimed(held)) if held.len() == 2), "{resumed:?}");

    journal
        .save(&second.run, &[settled(1, End::Skipped), settled(2, End::Skipped), settled(3, End::Skipped)], at(3))
        .expect("saved");
    journal.finish(&second.run, &RunStatus::Finished, at(4)).expect("finished");
    assert_eq!(journal.claims().expect("readable"), []);
    journal.save(&first, &[settled(3, End::Skipped)], at(5)).expect("saved");
    journal.resume_run(&first, at(6)).expect("free again");
    let claimed: Vec<_> = journal.claims().expect("readable").into_iter().map(|(target, _)| target).collect();
    assert_eq!(claimed, [target(1), target(2)], "a settled step needs its target no more");
}

#[test]
fn a_stopped_run_keeps_its_claims_and_sends_nothing() {
    let (mut journal, run) = journal_with(&[1]);
    let why = "signal".to_owned();
    journal.finish(&run, &RunStatus::Stopped { why: why.clone() }, at(1)).expect("stopped");
    let stored = journal.run(&run).expect("readable").expect("there");
    assert_eq!(stored.row.status, RunStatus::Stopped { why });
    assert_eq!(journal.claims().expect("readable").len(), 1);
    let sent = journal.intend(&run, &[intended(1, 2)], at(2), "MigrateWorkspace");
    assert!(matches!(sent, Err(JournalError::Illegal { .. })), "{sent:?}");
    journal.resume_run(&run, at(3)).expect("resumed");
    journal.intend(&run, &[intended(1, 4)], at(4), "MigrateWorkspace").expect("intended");
}

#[test]
fn a_finished_run_has_only_settled_steps_and_stays_finished() {
    let (mut journal, run) = journal_with(&[1]);
    let early = journal.finish(&run, &RunStatus::Finished, at(1));
    assert!(matches!(early, Err(JournalError::Illegal { .. })), "{early:?}");
    journal.save(&run, &[settled(1, End::Skipped)], at(2)).expect("saved");
    journal.finish(&run, &RunStatus::Finished, at(3)).expect("finished");
    let back = journal.finish(&run, &RunStatus::Open, at(4));
    assert!(matches!(back, Err(JournalError::Illegal { .. })), "{back:?}");
    assert!(matches!(journal.resume_run(&run, at(4)), Err(OpenError::Finished { .. })));
}

/// A call and its outcome leave an attempt and a ledger entry.
#[test]
fn what_happened_can_be_proven_afterwards() {
    let (mut journal, run) = journal_with(&[1, 2]);
    let (first, second) = (intended(1, 1), intended(2, 1));
    journal.intend(&run, &[first.clone(), second.clone()], at(1), "MigrateWorkspace").expect("intended");
    let open = journal.attempts(&run, &step(1)).expect("readable");
    assert_eq!((open.len(), &open[0].outcome, open[0].sent_at), (1, &None, at(1)));

    let accepted = super::StepRow { state: StepState::Accepted, ..first };
    let unknown = super::StepRow { state: StepState::Unknown, ..second };
    let lost = AttemptOutcome::Unknown("connection closed".to_owned());
    journal.outcome(&run, &[(accepted, AttemptOutcome::Accepted), (unknown, lost.clone())], at(2)).expect("recorded");
    let answered = journal.attempts(&run, &step(2)).expect("readable");
    assert_eq!((&answered[0].outcome, answered[0].answered_at), (&Some(lost), Some(at(2))));
    let entry = |certain| Change {
        what: Changed::Migrate,
        at: at(1),
        source: Source::Run,
        origin: run.to_string(),
        certain,
        who: None,
        before: None,
        after: None,
        inherited_from: None,
    };
    assert_eq!(journal.ledger(&target(1)).expect("readable"), [entry(true)]);
    assert_eq!(journal.ledger(&target(2)).expect("readable"), [entry(false)]);
}

/// A desktop that is proven done under a new id has a line of descent from then on.
#[test]
fn a_new_id_is_kept_when_it_is_proven() {
    let (mut journal, run) = journal_with(&[1]);
    fixture::bring(&mut journal, &run, 1, StepState::Accepted, None);
    let done = super::StepRow {
        state: StepState::Settled,
        new_id: Some(target(901)),
        seen_new: true,
        end: Some(End::Done),
        ended_at: Some(at(9)),
        ..intended(1, 1)
    };
    assert_eq!(journal.lineage().expect("readable"), []);
    journal.save(&run, std::slice::from_ref(&done), at(9)).expect("saved");
    journal.save(&run, &[done], at(10)).expect("saying it twice changes nothing");
    let lineage = journal.lineage().expect("readable");
    assert_eq!(lineage.len(), 1);
    assert_eq!((&lineage[0].old, &lineage[0].new), (&target(1), &target(901)));
    assert_eq!((&lineage[0].run, lineage[0].at), (&run, at(9)));
}

/// A crash can swallow an outcome; the clock that the call may have started counts all the same.
#[test]
fn the_ledger_learns_of_a_call_whose_outcome_was_never_recorded() {
    let (mut journal, run) = journal_with(&[1]);
    journal.intend(&run, &[intended(1, 1)], at(1), "MigrateWorkspace").expect("intended");
    let mut row = intended(1, 1);
    for (state, sure) in [(StepState::Unknown, false), (StepState::Accepted, true), (StepState::Unknown, true)] {
        row.state = state;
        journal.save(&run, std::slice::from_ref(&row), at(2)).expect("saved");
        let ledger = journal.ledger(&target(1)).expect("readable");
        assert_eq!((ledger.len(), ledger[0].at, ledger[0].certain), (1, at(1), sure), "{state:?}");
    }
}

#[test]
fn an_intent_that_is_refused_leaves_nothing() {
    let (mut journal, run) = journal_with(&[1, 2, 3]);
    journal.intend(&run, &[intended(1, 1)], at(1), "MigrateWorkspace").expect("intended");
    let mut twice = intended(1, 2);
    (twice.attempts, twice.first_sent_at) = (2, Some(at(1)));
    let mut dated = intended(2, 2);
    dated.last_sent_at = Some(at(1));
    let before = journal.run(&run).expect("readable");
    // The second of two rows is wrong: the first is not written either.
    for wrong in [twice, dated, intended(4, 2)] {
        let refused = journal.intend(&run, &[intended(3, 2), wrong], at(2), "MigrateWorkspace");
        assert!(matches!(refused, Err(JournalError::Illegal { .. } | JournalError::NoStep { .. })), "{refused:?}");
        assert_eq!(journal.run(&run).expect("readable"), before);
        assert_eq!(journal.attempts(&run, &step(3)).expect("readable"), []);
    }
    let nowhere = journal.intend(&run_id(7), &[intended(1, 2)], at(2), "MigrateWorkspace");
    assert!(matches!(nowhere, Err(JournalError::NoRun(_))), "{nowhere:?}");
}

/// Each state, and each end of a settled step: by hand only what nobody knows.
#[test]
fn only_an_open_outcome_is_settled_by_hand() {
    let ends = End::ALL.into_iter().filter(|end| !matches!(end, End::Held | End::NotStarted));
    let cases = StepState::ALL
        .into_iter()
        .filter(|state| *state != StepState::Settled)
        .map(|state| (state, None))
        .chain(ends.map(|end| (StepState::Settled, Some(end))));
    for (state, end) in cases {
        let (mut journal, run) = journal_with(&[1]);
        fixture::bring(&mut journal, &run, 1, state, end);
        let allowed = matches!(state, StepState::Intended | StepState::Unknown) || end == Some(End::Unknown);
        let before = journal.run(&run).expect("readable");
        let done = ByHand::Done(Some(target(901)));
        let settled = journal.settle(&run, &step(1), &done, "alice", at(50));
        if !allowed {
            let word = end.map_or(state.to_word(), End::word);
            assert!(matches!(&settled, Err(JournalError::NotUnknown { is, .. }) if *is == word), "{settled:?}");
            assert_eq!(journal.run(&run).expect("readable"), before);
            continue;
        }
        settled.expect("settled");
        let row = journal.run(&run).expect("readable").expect("there").steps.remove(0);
        assert_eq!((row.state, row.end, row.ended_at), (StepState::Settled, Some(End::Done), Some(at(50))));
        assert!(row.reason.is_some_and(|reason| reason.starts_with("settled by hand by alice; before: ")));
        let twice = journal.settle(&run, &step(1), &ByHand::NotDone, "bob", at(51));
        assert!(matches!(twice, Err(JournalError::NotUnknown { is: "done", .. })), "{twice:?}");
    }
}

/// What is done by hand leaves the same line of descent; without an id to go by it is not taken.
#[test]
fn settling_by_hand_needs_the_new_id_and_a_step() {
    let (mut journal, run) = journal_with(&[1]);
    fixture::bring(&mut journal, &run, 1, StepState::Settled, Some(End::Unknown));
    let refused = journal.settle(&run, &step(9), &ByHand::NotDone, "alice", at(9));
    assert!(matches!(refused, Err(JournalError::NoStep { .. })), "{refused:?}");
    let refused = journal.settle(&run, &step(1), &ByHand::Done(None), "alice", at(9));
    assert!(matches!(refused, Err(JournalError::NoNewId { .. })), "{refused:?}");
    assert_eq!(journal.lineage().expect("readable"), []);
    // A finished run is the usual place: what stayed unknown is final for the run, not for people.
    journal.finish(&run, &RunStatus::Finished, at(8)).expect("finished");
    journal.settle(&run, &step(1), &ByHand::Done(Some(target(901))), "alice", at(9)).expect("settled");
    let lineage = journal.lineage().expect("readable");
    assert_eq!((lineage.len(), &lineage[0].old, &lineage[0].new), (1, &target(1), &target(901)));
    assert!(journal.ledger(&target(1)).expect("readable").iter().all(|change| change.certain), "and it is sure now");
}

/// What was made has an id, too, by which the next plan and `run:R:new` know it.
#[test]
fn settling_a_creation_needs_the_id_of_what_was_made() {
    let (mut plan, _) = fixture::plan(1, &[1]);
    plan.intent.verb = Verb::Provision;
    plan.steps[0].operation = "CreateWorkspaces".to_owned();
    let plan = plan.seal().expect("a plan");
    let text = plan.to_text().expect("a text");
    let mut journal = super::Journal::in_memory().expect("a journal");
    journal.open_run(&new_run(1, &plan, &text)).expect("opened");
    let run = run_id(1);
    fixture::bring(&mut journal, &run, 1, StepState::Settled, Some(End::Unknown));
    let refused = journal.settle(&run, &step(1), &ByHand::Done(None), "alice", at(9));
    assert!(matches!(refused, Err(JournalError::NoNewId { .. })), "{refused:?}");
    journal.settle(&run, &step(1), &ByHand::Done(Some(target(901))), "alice", at(9)).expect("settled");
}

/// A call that is proven not carried out has started no clock, by whichever way that came out.
#[test]
fn the_ledger_forgets_a_call_that_is_proven_not_carried_out() {
    let unknown = || {
        let (mut journal, run) = journal_with(&[1]);
        fixture::bring(&mut journal, &run, 1, StepState::Unknown, None);
        assert_eq!(journal.ledger(&target(1)).expect("readable").len(), 1, "until then it may have");
        let row = journal.run(&run).expect("readable").expect("there").steps.remove(0);
        (journal, run, row)
    };
    let (mut journal, run, row) = unknown();
    let again = super::StepRow { state: StepState::Waiting, repeats: 1, ..row };
    journal.save(&run, &[again], at(50)).expect("saved");
    assert_eq!(journal.ledger(&target(1)).expect("readable"), []);

    for (seen_new, left) in [(false, 0), (true, 1)] {
        let (mut journal, run, row) = unknown();
        let new_id = seen_new.then(|| target(901));
        let failed = super::StepRow {
            state: StepState::Settled,
            end: Some(End::Failed),
            ended_at: Some(at(50)),
            new_id,
            seen_new,
            ..row
        };
        journal.save(&run, &[failed], at(50)).expect("saved");
        let ledger = journal.ledger(&target(1)).expect("readable");
        assert_eq!(ledger.len(), left, "what was seen under way did start one: {ledger:?}");
    }

    let (mut journal, run, _) = unknown();
    journal.settle(&run, &step(1), &ByHand::NotDone, "alice", at(50)).expect("settled");
    assert_eq!(journal.ledger(&target(1)).expect("readable"), []);
}

#[test]
fn what_enters_is_checked_and_bounded() {
    let (plan, text) = plan(1, &[1]);
    let mut journal = super::Journal::in_memory().expect("a journal");
    let mut bad_run = new_run(1, &plan, &text);
    bad_run.run = crate::model::RunId::from_service("../R-1");
    let mut bad_step = plan.clone();
    bad_step.steps[0].id = StepId::from_service("S-1");
    let wrong = [bad_run, new_run(1, &bad_step, &text), new_run(1, &plan, "{\"id\":\"another\"}")];
    for new in &wrong {
        let refused = journal.open_run(new);
        assert!(matches!(refused, Err(OpenError::Journal(JournalError::Illegal { .. }))), "{refused:?}");
    }
    journal.open_run(&new_run(1, &plan, &text)).expect("opened");
    let mut row = settled(1, End::Skipped);
    row.reason = Some("ü".repeat(100_000));
    journal.save(&run_id(1), std::slice::from_ref(&row), at(1)).expect("saved");
    journal.save(&run_id(1), &[row], at(1)).expect("a cut text does not count as a change");
    let read = journal.run(&run_id(1)).expect("readable").expect("there").steps.remove(0);
    assert_eq!(read.reason.expect("a reason").chars().count(), 4_001);
}

#[test]
fn an_empty_batch_is_no_commit() {
    let (mut journal, run) = journal_with(&[1]);
    journal.on_commit(Box::new(|_| true));
    journal.intend(&run, &[], at(1), "MigrateWorkspace").expect("nothing to do");
    journal.outcome(&run, &[], at(1)).expect("nothing to do");
    journal.save(&run, &[], at(1)).expect("nothing to do");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]

    /// Moments come back to the nanosecond, and sort as text as they do as moments, also within a second.
    #[test]
    fn stamps_keep_order_and_precision(
        second in 0_i64..253_370_764_799, later in 0_i64..2, left in 0_i32..1_000_000_000, right in 0_i32..3,
    ) {
        let left = jiff::Timestamp::new(second, left).expect("a timestamp");
        let right = jiff::Timestamp::new(second + later, right).expect("a timestamp");
        let (left_text, right_text) = (super::write::stamp(left), super::write::stamp(right));
        proptest::prop_assert_eq!(left_text.parse().ok(), Some(left));
        proptest::prop_assert_eq!(left_text.cmp(&right_text), left.cmp(&right));
    }
}
