//! The same table for a change in place: modifications and values decide, `State` does not.

use super::*;
use crate::model::{ModificationState, Property};

/// What a read shows: minutes after the send, state, size of the user volume, what `ModificationStates` says of it.
type Read<'a> = (i64, WorkspaceState, i32, Option<&'a str>);

fn step() -> Step {
    let facts = Verb::Resize.facts();
    let mut step = super::step();
    step.verb = Verb::Resize;
    step.deadline_s = facts.longest_s;
    step.proof = Proof {
        follow: facts.follow,
        states: facts.final_states.to_vec(),
        bundle_id: None,
        property: Some(Property::UserGib(100)),
        groups: None,
        tags: None,
        interface_not: None,
        known_ids: Vec::new(),
        kept: None,
    };
    step
}

fn story(state: StepState, repeats: u32, reads: &[Read<'_>]) -> (usize, Judgement) {
    let mut row = row(state);
    row.repeats = repeats;
    for (place, (minutes, state, user, modification)) in reads.iter().enumerate() {
        let mut seen = desktop("ws-old000001", state.clone(), OLD);
        seen.workspace_properties.user_volume_size_gib = Some(*user);
        let modification =
            modification.map(|state| ModificationState { resource: "USER_VOLUME".to_owned(), state: state.to_owned() });
        seen.modification_states = modification.into_iter().collect();
        let at = sent_at() + SignedDuration::from_mins(*minutes);
        let sight = Sight {
            from: at,
            to: at,
            source: Some(&seen),
            new: None,
            interface: None,
            tags: None,
            watched_s: minutes * 60,
        };
        match judge(&step(), &mut row, &sight) {
            Judgement::Wait => {}
            Judgement::Arrived => row.state = StepState::Accepted,
            judged @ (Judgement::Done | Judgement::Failed(_) | Judgement::SendAgain | Judgement::GiveUp(_)) => {
                return (place, judged);
            }
        }
    }
    (reads.len(), Judgement::Wait)
}

const UP: WorkspaceState = WorkspaceState::Available;
const BUSY: Option<&str> = Some("UPDATE_IN_PROGRESS");

#[test]
fn the_value_without_a_modification_is_the_proof() {
    for state in [StepState::Accepted, StepState::Unknown] {
        let updating = WorkspaceState::Updating;
        assert_eq!(
            story(state, 0, &[(1, UP, 50, BUSY), (30, updating.clone(), 50, None), (60, UP, 100, None)]),
            (2, Judgement::Done)
        );
        assert_eq!(
            story(state, 0, &[(30, UP, 100, BUSY), (60, updating, 100, None)]),
            (2, Judgement::Wait),
            "under way"
        );
        assert_eq!(story(state, 0, &[(2, WorkspaceState::Stopped, 100, None)]), (0, Judgement::Done));
        // Somebody else may have something of it changed: that is no sign of ours.
        let others = [(1, WorkspaceState::Updating, 50, None), (8, WorkspaceState::Updating, 50, None)];
        assert_eq!(story(state, 0, &others), (2, Judgement::Wait));
    }
    // While it is UPDATING nobody knows by what: the reads of a No begin anew.
    let updating = (15, WorkspaceState::Updating, 50, None);
    let old = |minute| (minute, UP, 50, None);
    let reads = [old(8), old(14), updating, old(16), old(18), old(20)];
    assert_eq!(story(StepState::Unknown, 0, &reads), (5, Judgement::SendAgain));
}

/// Old value, no entry: an answered call has time to show, an unanswered one is sent once more after its window.
#[test]
fn nothing_to_see_is_a_no_when_its_window_is_over() {
    let nothing = [(1, UP, 50, None), (8, UP, 50, None), (14, UP, 50, None), (16, UP, 50, None)];
    assert_eq!(story(StepState::Unknown, 0, &nothing), (3, Judgement::SendAgain));
    let failed = |judged: (usize, Judgement), said: &str| {
        let (place, Judgement::Failed(why)) = judged else { panic!("{judged:?}") };
        assert!(why.contains(said), "{why}");
        place
    };
    assert_eq!(failed(story(StepState::Unknown, 1, &nothing), "sent twice"), 3);
    assert_eq!(failed(story(StepState::Accepted, 0, &nothing), "it came to nothing: its user volume is at 50 GiB"), 3);
    let undone = [(1, UP, 50, BUSY), (20, UP, 50, None), (22, UP, 50, None), (24, UP, 50, None)];
    assert_eq!(failed(story(StepState::Accepted, 0, &undone), "it came to nothing"), 3, "seen under way");
    let said = [(1, UP, 50, BUSY), (20, UP, 50, Some("UPDATE_FAILED")), (22, UP, 50, Some("UPDATE_FAILED"))];
    let said: Vec<Read<'_>> = said.into_iter().chain([(24, UP, 50, Some("UPDATE_FAILED"))]).collect();
    assert_eq!(failed(story(StepState::Accepted, 0, &said), "the service says that it failed"), 3);
}

/// What starts, stops or restarts is on its way: no read of it counts for anything.
#[test]
fn a_desktop_on_its_way_proves_nothing() {
    for state in [WorkspaceState::Rebooting, WorkspaceState::Stopping, WorkspaceState::Starting] {
        let reads: Vec<Read<'_>> = (1..8).map(|place| (place * 5, state.clone(), 50, None)).collect();
        assert_eq!(story(StepState::Unknown, 0, &reads), (7, Judgement::Wait), "{state}");
        assert_eq!(story(StepState::Accepted, 0, &reads), (7, Judgement::Wait), "{state}");
    }
}
