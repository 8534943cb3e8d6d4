//! Rows that this build can't have written: each is named with its table, none becomes a panic or a guess.

use super::fixture::{at, bring, journal_with, run_id, step, target};
use crate::journal::{Journal, JournalError, StepRow, StepState};
use crate::model::End;

/// A journal with a settled step, an unknown one and a waiting one.
fn journal() -> Journal {
    let (mut journal, run) = journal_with(&[1, 2, 3]);
    bring(&mut journal, &run, 1, StepState::Accepted, None);
    let mut done = journal.run(&run).expect("readable").expect("there").steps.remove(0);
    done.state = StepState::Settled;
    done.new_id = Some(target(901));
    (done.end, done.ended_at) = (Some(End::Done), Some(at(9)));
    journal.save(&run, &[done], at(9)).expect("saved");
    bring(&mut journal, &run, 2, StepState::Unknown, None);
    journal
}

/// Reads everything there is; the first error counts.
fn read(journal: &Journal) -> Result<(), JournalError> {
    journal.runs()?;
    journal.run(&run_id(1))?;
    journal.attempts(&run_id(1), &step(1))?;
    journal.claims()?;
    journal.lineage()?;
    journal.clocks(&[target(1)]).map(drop)
}

/// Which table is named, what was done to the database, and the words that tell it.
const CASES: &[(&str, &str, &str)] = &[
    ("runs", "UPDATE runs SET status = 'paused'", "status `paused`"),
    ("runs", "UPDATE runs SET status = 'stopped'", "without a reason"),
    ("runs", "UPDATE runs SET status = 'finished', why = 'signal'", "with a reason"),
    ("runs", "UPDATE runs SET verb = 'frobnicate'", "`verb`"),
    ("runs", "UPDATE runs SET scope = '{}'", "scope"),
    ("runs", "UPDATE runs SET opened_at = 'yesterday'", "`opened_at`"),
    ("runs", "UPDATE runs SET selected = -1", "`selected` is -1"),
    ("runs", "UPDATE runs SET plan_id = '4711'", "`plan_id`"),
    ("plans", "DELETE FROM plans", "has none"),
    ("approvals", "DELETE FROM approvals", "has none"),
    ("approvals", "UPDATE approvals SET count = -1", "`count` is -1"),
    ("steps", "UPDATE runs SET status = 'finished'", "is not settled"),
    ("steps", "UPDATE steps SET state = 'Waiting'", "the word `Waiting` is not known"),
    ("steps", "UPDATE steps SET end_word = 'perfect' WHERE step = 'S-0001'", "`perfect`"),
    ("steps", "UPDATE steps SET end_word = NULL", "having an end"),
    ("steps", "UPDATE steps SET last_sent_at = NULL", "times of its sends"),
    ("steps", "UPDATE steps SET attempts = -1", "`attempts`"),
    ("steps", "UPDATE steps SET attempts = 5000000000", "`attempts`"),
    ("steps", "UPDATE steps SET late = 2", "neither 0 nor 1"),
    ("steps", "UPDATE steps SET late = 1", "never sent"),
    ("attempts", "UPDATE attempts SET outcome = 'maybe'", "`maybe` is not known"),
    ("attempts", "UPDATE attempts SET answered_at = NULL", "without its time"),
    ("attempts", "UPDATE attempts SET sent_at = ''", "`sent_at`"),
    ("claims", "PRAGMA foreign_keys = OFF; UPDATE claims SET run = 'R-1'", "`run`"),
    ("lineage", "UPDATE lineage SET at = '2026'", "`at`"),
    ("ledger", "UPDATE ledger SET certain = 7", "neither 0 nor 1"),
    ("ledger", "UPDATE ledger SET source = 'rumour'", "the word `rumour` is not known"),
    ("states", "INSERT INTO states (workspace, first_at, state) VALUES ('ws-1', 'once', 'REBOOTING')", "`first_at`"),
    ("looks", "INSERT INTO looks VALUES ('2026-01-05T08:00:00Z', 'later')", "`until_at`"),
];

#[test]
fn damage_is_named_with_its_table() {
    read(&journal()).expect("sound");
    for (expected, script, words) in CASES {
        let journal = journal();
        journal.connection.execute_batch(script).expect("a script");
        let found = read(&journal).expect_err(script);
        let JournalError::Corrupt { table, what } = &found else {
            panic!("{script}: {found}");
        };
        assert_eq!(table, expected, "{script}: {what}");
        assert!(what.contains(words), "{script}: {what}");
    }
}

/// Damage is found before it is built upon: a write to a damaged row is refused as well.
#[test]
fn a_damaged_row_is_not_written_over() {
    let mut journal = journal();
    journal.connection.execute_batch("UPDATE steps SET attempts = 1 WHERE step = 'S-0003'").expect("a script");
    let row = StepRow { state: StepState::Held, ..StepRow::waiting(step(3)) };
    let refused = journal.save(&run_id(1), &[row], at(20));
    assert!(matches!(refused, Err(JournalError::Corrupt { table: "steps", .. })), "{refused:?}");
}
