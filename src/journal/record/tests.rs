//! The rules that rows keep: each one broken once, and every way from state to state.

use super::*;

fn at() -> Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a timestamp")
}

/// A row in each state, as legal as it gets.
fn row(state: StepState) -> StepRow {
    let mut row = StepRow::waiting(StepId::from_service("S-0001"));
    row.state = state;
    if !matches!(state, StepState::Waiting | StepState::Held) {
        row.attempts = 1;
        row.first_sent_at = Some(at());
        row.last_sent_at = Some(at());
    }
    if state == StepState::Settled {
        row.end = Some(End::Done);
        row.ended_at = Some(at());
    }
    row
}

#[test]
fn words_lead_back_to_their_values() {
    for state in StepState::ALL {
        assert_eq!(StepState::from_word(state.to_word()), Some(state));
    }
    for end in End::ALL {
        assert_eq!(End::from_word(end.to_word()), Some(end));
    }
    assert_eq!(StepState::from_word("Settled"), None);
}

#[test]
fn each_broken_rule_is_found() {
    type Break = fn(&mut StepRow);
    let cases: &[(StepState, Break, &str)] = &[
        (StepState::Intended, |row| row.last_sent_at = None, "times of its sends"),
        (StepState::Waiting, |row| row.first_sent_at = Some(at()), "times of its sends"),
        (StepState::Unknown, |row| (row.attempts, row.first_sent_at, row.last_sent_at) = (0, None, None), "in flight"),
        (
            StepState::Settled,
            |row| (row.attempts, row.first_sent_at, row.last_sent_at) = (0, None, None),
            "end of a call",
        ),
        (StepState::Waiting, |row| row.late = true, "observations"),
        (StepState::Unknown, |row| row.no_reads = 1, "reads for a No"),
        (StepState::Unknown, |row| row.last_no_at = Some(at()), "reads for a No"),
        (StepState::Accepted, |row| row.seen_new = true, "not known"),
        (StepState::Settled, |row| row.end = None, "having an end"),
        (StepState::Accepted, |row| row.end = Some(End::Done), "having an end"),
        (StepState::Settled, |row| row.ended_at = None, "time of its end"),
        (StepState::Settled, |row| row.end = Some(End::Held), "no ends"),
        (StepState::Waiting, |row| row.held_until = Some(at()), "the end of a hold"),
    ];
    for state in StepState::ALL {
        assert_eq!(row(state).check(), Ok(()), "{state:?}");
    }
    for (number, (state, break_it, expected)) in cases.iter().enumerate() {
        let mut broken = row(*state);
        break_it(&mut broken);
        let found = broken.check().expect_err("broken");
        assert!(found.contains(expected), "case {number}: {found}");
    }
}

/// From where an intent may come is the whole of "never twice without a judgement".
#[test]
fn only_what_waits_or_was_judged_may_be_intended() {
    for before in StepState::ALL {
        let before = row(before);
        let mut after = row(StepState::Intended);
        after.attempts = before.attempts + 1;
        let allowed = matches!(before.state, StepState::Waiting | StepState::Held | StepState::Unknown);
        assert_eq!(before.check_change(&after, Write::Intend).is_ok(), allowed, "{:?}", before.state);
        after.attempts += 1;
        assert!(before.check_change(&after, Write::Intend).is_err(), "two at once");
    }
}

#[test]
fn a_call_that_was_taken_never_waits_again_and_an_end_stays() {
    for after in StepState::ALL {
        let after = {
            let mut after = row(after);
            (after.attempts, after.first_sent_at, after.last_sent_at) = (1, Some(at()), Some(at()));
            after
        };
        let from = |before: StepState| row(before).check_change(&after, Write::Save).is_ok();
        let waits = matches!(after.state, StepState::Waiting | StepState::Held);
        let intended = after.state == StepState::Intended;
        assert_eq!(from(StepState::Accepted), !waits && !intended, "{:?}", after.state);
        assert_eq!(from(StepState::Settled), after.state == StepState::Settled, "{:?}", after.state);
        assert_eq!(from(StepState::Unknown), !intended, "{:?}", after.state);
        assert!(from(StepState::Intended));
    }
    let mut other_end = row(StepState::Settled);
    other_end.end = Some(End::Failed);
    assert!(row(StepState::Settled).check_change(&other_end, Write::Save).is_err());
    let mut resent = row(StepState::Accepted);
    resent.attempts = 2;
    assert!(row(StepState::Accepted).check_change(&resent, Write::Save).is_err());
}

#[test]
fn an_outcome_needs_an_intent_and_a_state_that_fits() {
    for before in StepState::ALL {
        let allowed = before == StepState::Intended;
        let change = row(before).check_change(&row(StepState::Accepted), Write::Outcome);
        assert_eq!(change.is_ok(), allowed, "{before:?}");
    }
    let unknown = AttemptOutcome::Unknown("no answer".to_owned());
    let refused = AttemptOutcome::Rejected("ResourceNotFoundException".to_owned());
    for after in StepState::ALL {
        assert_eq!(unknown.check(&row(after)).is_ok(), after == StepState::Unknown);
        let accepted = matches!(after, StepState::Accepted | StepState::Settled);
        assert_eq!(AttemptOutcome::Accepted.check(&row(after)).is_ok(), accepted);
        let waits = matches!(after, StepState::Waiting | StepState::Held);
        assert_eq!(refused.check(&row(after)).is_ok(), waits, "{after:?}: a refusal is never done");
    }
}
