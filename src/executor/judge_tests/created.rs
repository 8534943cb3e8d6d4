//! The same table for a desktop that is made: its being there is the Yes, its being up the proof.

use super::*;
use crate::model::Verb;

/// What a read shows: minutes after the send, and state and bundle of the desktop where it is listed.
type Read<'a> = (i64, Option<(WorkspaceState, &'a str)>);

/// Tells the story of reads and returns the first judgement that is not `Wait`, with its place.
fn story(state: StepState, known: bool, reads: &[Read<'_>]) -> Option<(usize, Judgement)> {
    let facts = Verb::Provision.facts();
    let mut step = Step { verb: Verb::Provision, deadline_s: facts.longest_s, ..super::step() };
    (step.proof.follow, step.proof.states) = (facts.follow, facts.final_states.to_vec());
    let mut row = row(state);
    row.new_id = known.then(|| WorkspaceId::from_service("ws-new000001"));
    reads.iter().enumerate().find_map(|(place, (minutes, seen))| {
        let mut new = seen.clone().map(|(state, bundle)| desktop("ws-new000001", state, bundle));
        if let Some(new) = &mut new {
            new.error_message = Some("no room".to_owned());
        }
        let at = sent_at() + SignedDuration::from_mins(*minutes);
        let sight = Sight {
            from: at,
            to: at,
            source: None,
            interface: None,
            tags: None,
            new: new.as_ref(),
            watched_s: minutes * 60,
        };
        let judgement = judge(&step, &mut row, &sight);
        (judgement != Judgement::Wait).then_some((place, judgement))
    })
}

#[test]
fn what_is_up_or_was_is_done() {
    use WorkspaceState::{Stopped, Stopping, Unhealthy};
    let (accepted, unknown) = (StepState::Accepted, StepState::Unknown);
    let done = |place| Some((place, Judgement::Done));
    let found = story(accepted, true, &[(1, Some((Pending, NEW))), (20, Some((Available, NEW)))]);
    assert_eq!(found, done(1));
    // It stopped by itself while nobody looked.
    for (sent, seen) in [(accepted, Stopping), (accepted, Stopped), (unknown, Stopped)] {
        assert_eq!(story(sent, sent == accepted, &[(800, Some((seen, NEW)))]), done(0));
    }
    for seen in [Available, Stopped] {
        assert_eq!(story(accepted, true, &[(200, Some((seen, OLD)))]), None, "made from another bundle");
    }
    let found = story(accepted, true, &[(1, Some((Pending, NEW))), (241, Some((Unhealthy, NEW)))]);
    let given_up = Judgement::GiveUp("no end was seen within 4h: it is UNHEALTHY".to_owned());
    assert_eq!(found, Some((1, given_up)));
}

#[test]
fn what_fails_or_goes_again_is_told_by_three_reads() {
    let (accepted, unknown) = (StepState::Accepted, StepState::Unknown);
    let absent = [(1, None), (8, None), (16, None)];
    let failed = |why: &str| Some((2, Judgement::Failed(why.to_owned())));
    assert_eq!(story(unknown, false, &absent), Some((2, Judgement::SendAgain)));
    assert_eq!(story(accepted, false, &absent), failed("the service took the call, and no desktop is there"));
    assert_eq!(story(accepted, true, &absent), failed("ws-new000001 is gone again"));
    assert_eq!(story(accepted, true, &[(1, None), (8, None), (14, None)]), None, "what was taken shows late");
    let error = || Some((Error, NEW));
    let why = "ws-new000001 is in ERROR: no room; terminate it before it is made again";
    assert_eq!(story(accepted, true, &[(1, error()), (2, error()), (3, error())]), failed(why));
    let recovers = [(1, error()), (2, error()), (3, Some((Pending, NEW))), (4, error()), (5, error())];
    assert_eq!(story(accepted, true, &recovers), None);
}
