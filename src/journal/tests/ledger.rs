//! What the ledger learns from steps, refusals, CloudTrail and reads, and how it gives that back.

use std::collections::BTreeSet;

use super::fixture::{at, bring, intended, journal_with, new_run, plan, run_id, step, target};
use crate::journal::{AttemptOutcome, Journal, RunStatus, StepRow, StepState};
use crate::model::{
    Asked, Changed, Clocks, Connection, ConnectionState, End, Looked, SeenChange, Source, Workspace, WorkspaceId,
    WorkspaceState,
};
use crate::planner::document::Plan;

fn desktop(number: u32, state: &str) -> Workspace {
    serde_json::from_value(serde_json::json!({
        "WorkspaceId": target(number), "DirectoryId": "d-0123456789", "UserName": "ada", "State": state,
        "BundleId": "wsb-0123abcde", "WorkspaceProperties": {"UserVolumeSizeGib": 50, "RootVolumeSizeGib": 80},
    }))
    .expect("a desktop")
}

fn clocks(journal: &Journal, number: u32) -> Clocks {
    journal.clocks(&[target(number)]).expect("readable").remove(&target(number)).expect("asked for")
}

fn event(number: u32, what: Changed, second: i64) -> SeenChange {
    SeenChange {
        workspace: target(number),
        what,
        after: None,
        at: at(second),
        event: format!("event-{second}"),
        who: Some("bob".to_owned()),
    }
}

/// A plan that grows the user volume, the root volume, and the user volume again.
fn growing() -> (Plan, String) {
    let (mut plan, _) = plan(1, &[1, 1, 1]);
    plan.observed.workspaces = vec![desktop(1, "AVAILABLE")];
    let sizes =
        [("UserVolumeSizeGib", "100"), ("WorkspaceProperties.RootVolumeSizeGib", "175"), ("UserVolumeSizeGib", "150")];
    for (step, (name, size)) in plan.steps.iter_mut().zip(sizes) {
        step.operation = "ModifyWorkspaceProperties".to_owned();
        step.parameters.insert(name.to_owned(), size.to_owned());
    }
    let plan = plan.seal().expect("a plan");
    let text = plan.to_text().expect("a text");
    (plan, text)
}

fn accept(journal: &mut Journal, number: u32, second: i64) {
    let row = intended(number, second);
    journal.intend(&run_id(1), std::slice::from_ref(&row), at(second), "ModifyWorkspaceProperties").expect("intended");
    let row = StepRow { state: StepState::Accepted, ..row };
    journal.outcome(&run_id(1), &[(row, AttemptOutcome::Accepted)], at(second)).expect("recorded");
}

/// Each step of a desktop starts the clock of what it changes, and knows the value before and after.
#[test]
fn each_step_starts_the_clock_of_what_it_changes() {
    let mut journal = Journal::in_memory().expect("a journal");
    let (plan, text) = growing();
    journal.open_run(&new_run(1, &plan, &text)).expect("opened");
    for (number, second) in [(1, 10), (2, 20), (3, 30)] {
        accept(&mut journal, number, second);
    }
    let told: Vec<_> = journal
        .ledger(&target(1))
        .expect("readable")
        .into_iter()
        .map(|change| {
            format!("{} {}→{}", change.what, change.before.unwrap_or_default(), change.after.unwrap_or_default())
        })
        .collect();
    assert_eq!(told, ["USER_VOLUME 100→150", "ROOT_VOLUME 80→175", "USER_VOLUME 50→100"]);
    let known = clocks(&journal, 1);
    assert_eq!(known.changes.len(), 2, "the last of each kind");
    let allowed = |asked| known.allowed(asked, at(40)).from;
    assert_eq!(allowed(Asked::GrowUser), Some(at(30 + 6 * 3_600)));
    assert_eq!(allowed(Asked::GrowRoot), Some(at(20 + 6 * 3_600)));
    assert_eq!(allowed(Asked::GrowCompute), None, "nothing is known of it");
}

/// A refusal that becomes a hold says that a clock was running; one that ends the step says nothing.
#[test]
fn a_refusal_that_becomes_a_hold_is_learnt() {
    for (state, learnt) in [(StepState::Held, true), (StepState::Settled, false)] {
        let mut journal = Journal::in_memory().expect("a journal");
        let (plan, text) = growing();
        journal.open_run(&new_run(1, &plan, &text)).expect("opened");
        let row = intended(1, 5);
        journal.intend(&run_id(1), std::slice::from_ref(&row), at(5), "ModifyWorkspaceProperties").expect("intended");
        let ended = (state == StepState::Settled).then(|| at(6));
        let row = StepRow { state, end: ended.map(|_| End::Failed), ended_at: ended, ..row };
        let refused = AttemptOutcome::Rejected("ResourceUnavailableException".to_owned());
        journal.outcome(&run_id(1), &[(row, refused)], at(6)).expect("recorded");
        let known = clocks(&journal, 1);
        let allowed = known.allowed(Asked::GrowUser, at(7));
        assert_eq!(allowed.from, learnt.then(|| at(5 + 6 * 3_600)));
        assert_eq!(
            allowed.because.map(|change| change.source),
            learnt.then_some(Source::Refusal),
            "nobody saw it start"
        );
    }
}

#[test]
fn clocks_of_an_earlier_id_are_inherited_and_the_new_desktop_is_new() {
    let (mut journal, run) = journal_with(&[1]);
    journal
        .see_events(&[event(1, Changed::UserVolume, -60)], Looked { from: at(-3_600), until: at(-30) })
        .expect("recorded");
    bring(&mut journal, &run, 1, StepState::Accepted, None);
    let done = StepRow {
        state: StepState::Settled,
        new_id: Some(target(901)),
        end: Some(End::Done),
        ended_at: Some(at(9)),
        ..intended(1, 1)
    };
    journal.save(&run, &[done], at(9)).expect("saved");
    let known = clocks(&journal, 901);
    let allowed = known.allowed(Asked::GrowUser, at(10));
    assert_eq!(allowed.from, Some(at(9 + 6 * 3_600)), "it is new");
    let inherited = known.changes.iter().filter_map(|change| change.inherited_from.clone());
    assert_eq!(inherited.collect::<BTreeSet<_>>(), BTreeSet::from([target(1)]));
}

/// An event that a send of ours explains makes it certain; any other is a change of somebody else.
#[test]
fn events_confirm_what_we_sent_and_tell_the_rest() {
    let looked = Looked { from: at(-1_000), until: at(1_000) };
    for (second, what, changes) in
        [(3, Changed::Migrate, 1), (121, Changed::Migrate, 1), (122, Changed::Migrate, 2), (3, Changed::Reboot, 2)]
    {
        let (mut journal, run) = journal_with(&[1]);
        bring(&mut journal, &run, 1, StepState::Unknown, None);
        for _ in 0..2 {
            journal.see_events(&[event(1, what.clone(), second)], looked).expect("recorded");
        }
        let ledger = journal.ledger(&target(1)).expect("readable");
        assert_eq!(ledger.len(), changes, "{second} {what}: {ledger:?}");
        let own = ledger.iter().find(|change| change.source == Source::Run).expect("ours");
        assert_eq!(own.certain, changes == 1, "{second} {what}");
        assert_eq!(ledger.iter().filter(|change| change.who.as_deref() == Some("bob")).count(), changes - 1);
    }
}

#[test]
fn looks_that_touch_become_one() {
    let mut journal = Journal::in_memory().expect("a journal");
    let mut look = |from, until| {
        journal.see_events(&[], Looked { from: at(from), until: at(until) }).expect("recorded");
        let looked = journal.looked().expect("readable").expect("a look");
        (looked.from, looked.until)
    };
    assert_eq!(look(0, 100), (at(0), at(100)));
    assert_eq!(look(100, 200), (at(0), at(200)));
    assert_eq!(look(50, 60), (at(0), at(200)));
    assert_eq!(look(300, 400), (at(300), at(400)), "what lies between was not seen");
}

/// A state counts from its first sight; a fleet at rest leaves nothing.
#[test]
fn states_count_from_their_first_sight() {
    let mut journal = Journal::in_memory().expect("a journal");
    let mut see = |state: &str, second| {
        journal.see_states(&[desktop(1, state), desktop(2, "STOPPED")], at(second)).expect("recorded");
        let told = |of: &WorkspaceId| -> Vec<String> {
            let states = journal.states(of).expect("readable").into_iter();
            states.map(|seen| format!("{} {}", seen.state, seen.first_at.as_second() - at(0).as_second())).collect()
        };
        assert_eq!(told(&target(2)), [""; 0]);
        told(&target(1))
    };
    assert_eq!(see("AVAILABLE", 1), [""; 0]);
    assert_eq!(see("REBOOTING", 2), ["REBOOTING 2"]);
    assert_eq!(see("REBOOTING", 3), ["REBOOTING 2"]);
    assert_eq!(see("AVAILABLE", 4), ["AVAILABLE 4", "REBOOTING 2"]);
    assert_eq!(see("STOPPED", 5), ["STOPPED 5", "AVAILABLE 4", "REBOOTING 2"]);
    for second in 6..60 {
        see(["STARTING", "AVAILABLE"][usize::try_from(second).expect("small") % 2], second);
    }
    let last = see("ERROR", 60);
    assert_eq!((last.len(), last[0].as_str()), (20, "ERROR 60"), "the oldest are forgotten");
}

/// A state that is looked at now and then goes on; what is seen again after a gap may be another time.
#[test]
fn a_state_that_nobody_looked_at_begins_anew() {
    let mut journal = Journal::in_memory().expect("a journal");
    let mut since = |minute: i64| {
        journal.see_states(&[desktop(1, "REBOOTING")], at(60 * minute)).expect("recorded");
        let seen = clocks(&journal, 1).in_state_since(&WorkspaceState::Rebooting).expect("it was seen so");
        seen.duration_since(at(0)).as_mins()
    };
    assert_eq!([0, 30, 150, 270].map(&mut since), [0, 0, 0, 0], "two hours between two looks are no gap");
    assert_eq!([391, 392, 391].map(&mut since), [391, 391, 391], "and more are one");
    let told = journal.states(&target(1)).expect("readable");
    assert_eq!(told.iter().map(|seen| seen.first_at).collect::<Vec<_>>(), [at(60 * 391), at(0)]);
}

/// What was sent once, answered and proven is measured; the newest count.
#[test]
fn durations_are_those_of_changes_that_went_well() {
    let (mut journal, run) = journal_with(&[1, 2, 3, 4, 5]);
    let end = |journal: &mut Journal, number: u32, end: End, second: i64| {
        let row = journal.run(&run).expect("readable").expect("there").steps.remove(number as usize - 1);
        let new_id = Some(target(900 + number));
        let row = StepRow { state: StepState::Settled, end: Some(end), ended_at: Some(at(second)), new_id, ..row };
        journal.save(&run, &[row], at(second)).expect("saved");
    };
    for (number, how, second) in [(1, End::Done, 61), (2, End::Done, 91), (3, End::Failed, 31)] {
        bring(&mut journal, &run, number, StepState::Accepted, None);
        end(&mut journal, number, how, second);
    }
    bring(&mut journal, &run, 4, StepState::Unknown, None);
    end(&mut journal, 4, End::Done, 71);
    let durations = |most| journal.durations(most).expect("readable").remove(&Changed::Migrate).unwrap_or_default();
    assert_eq!(durations(9), [90, 60], "sent at the first second");
    assert_eq!(durations(1), [90]);
}

/// What is known outlives the run that learnt it.
#[test]
fn the_ledger_outlives_its_run() {
    let (mut journal, run) = journal_with(&[1]);
    bring(&mut journal, &run, 1, StepState::Settled, Some(End::Unknown));
    journal.finish(&run, &RunStatus::Finished, at(8)).expect("finished");
    let ledger = journal.ledger(&target(1)).expect("readable");
    assert_eq!((ledger.len(), &ledger[0].what, ledger[0].certain), (1, &Changed::Migrate, false));
    assert_eq!(journal.attempts(&run, &step(1)).expect("readable").len(), 1);
}

/// Who was seen connected is kept where the service does not say so itself, and a later look without anybody hides nothing.
#[test]
fn the_last_time_that_somebody_was_seen_connected_is_kept() {
    let mut journal = Journal::in_memory().expect("a journal");
    let seen = |number, state: &str, told: Option<i64>| {
        let mut desktop = desktop(number, "AVAILABLE");
        desktop.deskfleet.connection = Some(Connection {
            connection_state: ConnectionState::from(state),
            connection_state_check_timestamp: None,
            last_known_user_connection_timestamp: told.map(at),
        });
        desktop
    };
    let looks = [
        (60, vec![seen(1, "CONNECTED", None), seen(2, "CONNECTED", Some(60)), seen(3, "DISCONNECTED", None)]),
        (30, vec![seen(1, "CONNECTED", Some(10))]), // written late
        (90, vec![seen(1, "DISCONNECTED", Some(10)), seen(2, "UNKNOWN", None)]),
    ];
    for (second, desktops) in looks {
        journal.see_uses(&desktops, at(second)).expect("recorded");
    }
    let journal = journal.reopen().expect("it opens again");
    let kept = [1, 2, 3].map(|number| journal.use_of(&target(number)).expect("readable"));
    assert_eq!(kept, [Some(at(60)), None, None]);
    assert_eq!([1, 2].map(|number| clocks(&journal, number).used_at), [Some(at(60)), None]);
}
