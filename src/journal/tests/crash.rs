//! Crashes: before and after each commit, and with the log cut at any byte.
//!
//! Method: random but legal histories of a run of four steps, kept beside the journal as plain rows. Whatever the
//! journal says after a crash must be what the rows said before or after the commit that was cut, never in between.

use std::path::Path;

use proptest::prelude::*;

use super::fixture::{at, new_run, plan, run_id, step, target};
use crate::journal::{AttemptOutcome, ByHand, Commit, Journal, JournalError, RunStatus, Stage, StepRow, StepState};
use crate::model::End;

const STEPS: usize = 4;

/// One write of a history, with what the rows are after it.
#[derive(Clone, Debug)]
enum Write {
    Intend(Vec<StepRow>),
    Outcome(Vec<(StepRow, AttemptOutcome)>),
    Save(Vec<StepRow>),
    Settle(Box<StepRow>),
    Stop,
    Resume,
}

/// Makes a legal history from random numbers: each picks a step and where it goes from its state.
fn history(choices: &[(usize, u8)]) -> Vec<Write> {
    let mut rows: Vec<_> = (1..).take(STEPS).map(|number| StepRow::waiting(step(number))).collect();
    let mut writes = Vec::new();
    for (second, (which, choice)) in (1..).zip(choices) {
        if *choice == 250 {
            writes.extend([Write::Stop, Write::Resume]);
            continue;
        }
        let row = &mut rows[which % STEPS];
        let write = match row.state {
            StepState::Waiting | StepState::Held => from_waiting(row, choice % 4, second),
            StepState::Intended => from_intended(row, choice % 5, second),
            StepState::Accepted => from_accepted(row, choice % 5, second, *which),
            StepState::Unknown => from_unknown(row, choice % 5, second),
            StepState::Settled if row.end == Some(End::Unknown) => {
                row.end = Some(End::Failed);
                Write::Settle(Box::new(row.clone()))
            }
            StepState::Settled => Write::Save(vec![row.clone()]),
        };
        writes.push(write);
    }
    writes
}

fn from_waiting(row: &mut StepRow, choice: u8, second: i64) -> Write {
    match choice {
        0 => {
            row.state = StepState::Held;
            row.rule = Some("CON-01".to_owned());
            Write::Save(vec![row.clone()])
        }
        1 if row.attempts == 0 => end(row, End::Skipped, second),
        _ => {
            row.state = StepState::Intended;
            row.attempts += 1;
            row.first_sent_at = row.first_sent_at.or(Some(at(second)));
            row.last_sent_at = Some(at(second));
            Write::Intend(vec![row.clone()])
        }
    }
}

fn from_intended(row: &mut StepRow, choice: u8, second: i64) -> Write {
    let outcome = match choice {
        0 => {
            row.state = StepState::Waiting;
            AttemptOutcome::NotApplied("throttled".to_owned())
        }
        1 => {
            end(row, End::Failed, second);
            AttemptOutcome::Rejected("AccessDeniedException".to_owned())
        }
        2 => {
            row.state = StepState::Unknown;
            AttemptOutcome::Unknown("no answer".to_owned())
        }
        3 => {
            // The outcome was never recorded: what `resume` does after a crash.
            row.state = StepState::Unknown;
            return Write::Save(vec![row.clone()]);
        }
        _ => {
            row.state = StepState::Accepted;
            AttemptOutcome::Accepted
        }
    };
    Write::Outcome(vec![(row.clone(), outcome)])
}

fn from_accepted(row: &mut StepRow, choice: u8, second: i64, which: usize) -> Write {
    match choice {
        0 => row.late = true,
        1 => row.first_read_at = row.first_read_at.or(Some(at(second))),
        2 => return end(row, End::Failed, second),
        3 => return end(row, End::Unknown, second),
        _ => {
            row.new_id = Some(target(900 + u32::try_from(which % STEPS).expect("small")));
            row.seen_new = true;
            return end(row, End::Done, second);
        }
    }
    Write::Save(vec![row.clone()])
}

fn from_unknown(row: &mut StepRow, choice: u8, second: i64) -> Write {
    match choice {
        0 => {
            row.no_reads += 1;
            row.last_no_at = Some(at(second));
        }
        1 => row.state = StepState::Accepted,
        2 => {
            row.state = StepState::Waiting;
            row.repeats += 1;
        }
        3 => return end(row, End::Unknown, second),
        _ => return from_waiting(row, 3, second),
    }
    Write::Save(vec![row.clone()])
}

fn end(row: &mut StepRow, end: End, second: i64) -> Write {
    row.state = StepState::Settled;
    row.end = Some(end);
    row.ended_at = Some(at(second));
    Write::Save(vec![row.clone()])
}

/// Carries one write out; number 0 opens the run.
fn carry_out(journal: &mut Journal, writes: &[Write], number: usize) -> Result<(), JournalError> {
    let run = run_id(1);
    let moment = at(1_000);
    let Some(write) = number.checked_sub(1).map(|index| &writes[index]) else {
        let (plan, text) = plan(1, &[1, 2, 3, 4]);
        return match journal.open_run(&new_run(1, &plan, &text)) {
            Ok(()) => Ok(()),
            Err(crate::journal::OpenError::Journal(error)) => Err(error),
            Err(other) => panic!("{other}"),
        };
    };
    match write {
        Write::Intend(rows) => {
            let sent = rows[0].last_sent_at.expect("an intent has it");
            journal.intend(&run, rows, sent, "MigrateWorkspace")
        }
        Write::Outcome(outcomes) => journal.outcome(&run, outcomes, moment),
        Write::Save(rows) => journal.save(&run, rows, moment),
        Write::Settle(row) => {
            journal.settle(&run, &row.step, &ByHand::NotDone, "alice", row.ended_at.expect("settled"))
        }
        Write::Stop => journal.finish(&run, &RunStatus::Stopped { why: "signal".to_owned() }, moment),
        Write::Resume => match journal.resume_run(&run, moment) {
            Ok(()) => Ok(()),
            Err(crate::journal::OpenError::Journal(error)) => Err(error),
            Err(other) => panic!("{other}"),
        },
    }
}

/// Everything that the journal says, as text; reading it judges every row.
fn everything(journal: &Journal) -> String {
    let run = journal.run(&run_id(1)).expect("a legal run");
    let attempts: Vec<_> =
        (1..5).map(|number| journal.attempts(&run_id(1), &step(number)).expect("legal attempts")).collect();
    let ledger: Vec<_> = (1..5).map(|number| journal.ledger(&target(number)).expect("a legal ledger")).collect();
    let lineage = journal.lineage().expect("a legal lineage");
    let claims = journal.claims().expect("legal claims");
    format!("{run:#?}\n{attempts:#?}\n{ledger:#?}\n{lineage:#?}\n{claims:#?}")
}

/// Carries a history out undisturbed; returns what the journal said before it and after each write.
fn states(journal: &mut Journal, writes: &[Write]) -> Vec<String> {
    let mut states = vec![everything(journal)];
    for number in 0..=writes.len() {
        carry_out(journal, writes, number).expect("a legal write");
        states.push(everything(journal));
        if let Some(row) = number.checked_sub(1).and_then(|index| row_of(&writes[index])) {
            let stored = journal.run(&run_id(1)).expect("readable").expect("there");
            assert!(stored.steps.contains(row), "{row:#?} is not in {stored:#?}");
        }
    }
    states
}

/// The row that a write leaves, where the journal adds nothing to it.
fn row_of(write: &Write) -> Option<&StepRow> {
    match write {
        Write::Intend(rows) | Write::Save(rows) => rows.first(),
        Write::Outcome(outcomes) => outcomes.first().map(|(row, _)| row),
        Write::Settle(_) | Write::Stop | Write::Resume => None,
    }
}

fn choices(most: usize) -> impl Strategy<Value = Vec<(usize, u8)>> {
    proptest::collection::vec((0..STEPS, 0..=250_u8), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    /// A crash on either side of any commit leaves the state of that side, and going on from there ends as if nothing
    /// had happened.
    #[test]
    fn a_crash_is_before_or_after_a_commit(choices in choices(12)) {
        let writes = history(&choices);
        let mut undisturbed = Journal::in_memory().expect("a journal");
        let states = states(&mut undisturbed, &writes);
        for crash in 0..=writes.len() {
            for stage in [Stage::Before, Stage::After] {
                let mut journal = Journal::in_memory().expect("a journal");
                let here = Commit { number: u64::try_from(crash).expect("small") + 1, stage };
                journal.on_commit(Box::new(move |commit| commit == here));
                for number in 0..crash {
                    carry_out(&mut journal, &writes, number).expect("a legal write");
                }
                let crashed = carry_out(&mut journal, &writes, crash);
                prop_assert!(matches!(crashed, Err(JournalError::Crashed)), "{crashed:?}");
                prop_assert!(matches!(journal.runs(), Err(JournalError::Crashed)), "a dead process reads nothing");
                let mut journal = journal.reopen().expect("the journal of the dead process");
                let reached = crash + usize::from(stage == Stage::After);
                prop_assert_eq!(&everything(&journal), &states[reached]);
                for number in reached..=writes.len() {
                    carry_out(&mut journal, &writes, number).expect("a legal write");
                }
                prop_assert_eq!(&everything(&journal), states.last().expect("one at least"));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Power fails while the log is written: any prefix of its bytes opens to a state that there was, a longer prefix
    /// never to an earlier one, and the whole log to the last.
    #[test]
    fn any_prefix_of_the_log_is_a_state_that_there_was(
        choices in choices(16),
        mut cuts in proptest::collection::vec(0.0..1.0_f64, 12),
    ) {
        let writes = history(&choices);
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("journal.db");
        let mut journal = Journal::open(&path).expect("a journal");
        let states = states(&mut journal, &writes);
        let log = std::fs::read(directory.path().join("journal.db-wal")).expect("a log");
        cuts.extend([0.0, 1.0]);
        cuts.sort_by(f64::total_cmp);
        let mut reached = 0;
        for cut in cuts {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss,
                reason = "any length will do")]
            let length = (log.len() as f64 * cut) as usize;
            let found = after_power_failure(&path, &log[..length]);
            let which = states[reached..].iter().position(|state| *state == found);
            prop_assert!(which.is_some(), "{length} of {} bytes: {found}", log.len());
            reached += which.unwrap_or(0);
        }
        prop_assert_eq!(&states[reached], states.last().expect("one at least"));
    }
}

/// What a new process finds beside the same database file and this much of its log.
fn after_power_failure(path: &Path, log: &[u8]) -> String {
    let elsewhere = tempfile::tempdir().expect("a directory");
    let copy = elsewhere.path().join("journal.db");
    std::fs::copy(path, &copy).expect("a copy");
    std::fs::write(elsewhere.path().join("journal.db-wal"), log).expect("a log");
    everything(&Journal::open(&copy).expect("a journal"))
}
