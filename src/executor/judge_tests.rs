//! Design 6.1 as a table: what a story of reads proves.

mod created;
mod property;

use jiff::{SignedDuration, Timestamp};

use super::judge::{Judgement, Sight, is_late, judge};
use crate::journal::{StepRow, StepState};
use crate::model::{
    BundleId, Follow, GroupChange, Interface, SecurityGroup, StepId, Tag, TagChange, Verb, Workspace, WorkspaceId,
    WorkspaceProperties, WorkspaceState,
};
use crate::planner::document::{Fact, Otherwise, Proof, Requirement, Step, TargetRef};

pub(super) const OLD: &str = "wsb-old000001";
pub(super) const NEW: &str = "wsb-new000001";

fn sent_at() -> Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a time")
}

pub(super) fn step() -> Step {
    let facts = Verb::Migrate.facts();
    Step {
        id: StepId::from_service("S-0001"),
        verb: Verb::Migrate,
        operation: facts.operation.to_owned(),
        parameters: std::collections::BTreeMap::new(),
        target: TargetRef {
            workspace_id: WorkspaceId::from_service("ws-old000001"),
            directory_id: crate::model::DirectoryId::from_service("d-000000001"),
            user_name: "alice".to_owned(),
        },
        named: false,
        requires: Vec::new(),
        follows: Vec::new(),
        on: None,
        not_before: None,
        wait: None,
        clock: None,
        late_after_s: facts.typical_s,
        deadline_s: facts.longest_s,
        proof: Proof {
            follow: facts.follow,
            states: facts.final_states.to_vec(),
            bundle_id: Some(BundleId::from_service(NEW)),
            property: None,
            groups: None,
            tags: None,
            interface_not: None,
            known_ids: vec![WorkspaceId::from_service("ws-old000001")],
            kept: None,
        },
        repeat: facts.unknown.after_no,
    }
}

pub(super) fn desktop(id: &str, state: WorkspaceState, bundle: &str) -> Workspace {
    Workspace {
        workspace_id: WorkspaceId::from_service(id),
        directory_id: crate::model::DirectoryId::from_service("d-000000001"),
        user_name: "alice".to_owned(),
        ip_address: None,
        state,
        bundle_id: BundleId::from_service(bundle),
        subnet_id: None,
        error_message: None,
        error_code: None,
        computer_name: None,
        volume_encryption_key: None,
        user_volume_encryption_enabled: None,
        root_volume_encryption_enabled: None,
        workspace_name: None,
        workspace_properties: WorkspaceProperties::default(),
        modification_states: Vec::new(),
        related_workspaces: Vec::new(),
        data_replication_settings: None,
        standby_workspaces_properties: Vec::new(),
        deskfleet: crate::model::Extras::default(),
    }
}

fn row(state: StepState) -> StepRow {
    let mut row = StepRow::waiting(StepId::from_service("S-0001"));
    row.state = state;
    row.attempts = 1;
    row.first_sent_at = Some(sent_at());
    row.last_sent_at = Some(sent_at());
    row
}

/// What one read shows: minutes after the send, source (state, bundle), new (state, bundle).
type Read<'a> = (i64, Option<(WorkspaceState, &'a str)>, Option<(WorkspaceState, &'a str)>);

/// Tells the story of reads and returns the first judgement that is not `Wait`, with its place.
fn story(row: &mut StepRow, reads: &[Read<'_>]) -> Option<(usize, Judgement)> {
    for (place, (minutes, source, new)) in reads.iter().enumerate() {
        let source = source.clone().map(|(state, bundle)| desktop("ws-old000001", state, bundle));
        let new = new.clone().map(|(state, bundle)| desktop("ws-new000001", state, bundle));
        let sight = Sight {
            from: sent_at() + SignedDuration::from_mins(*minutes),
            to: sent_at() + SignedDuration::from_mins(*minutes),
            source: source.as_ref(),
            interface: None,
            tags: None,
            new: new.as_ref(),
            watched_s: minutes * 60,
        };
        let judgement = judge(&step(), row, &sight);
        if judgement != Judgement::Wait {
            return Some((place, judgement));
        }
    }
    None
}

use WorkspaceState::{Available, Error, Pending, Updating};

#[test]
fn done_needs_the_new_one_as_wanted_and_the_old_one_gone() {
    let mut accepted = row(StepState::Accepted);
    let reads: &[Read<'_>] = &[
        (1, Some((Updating, OLD)), Some((Pending, NEW))),
        (30, Some((Updating, OLD)), Some((Available, NEW))), // the old one is still there
        (31, None, Some((Available, OLD))),                  // the wrong bundle
        (32, None, Some((Pending, NEW))),                    // not up yet
        (33, None, Some((Available, NEW))),
    ];
    assert_eq!(story(&mut accepted, reads), Some((4, Judgement::Done)));
}

#[test]
fn one_good_read_of_a_second_id_is_a_yes_even_with_the_source_gone() {
    for source in [Some((Updating, OLD)), None] {
        let mut unknown = row(StepState::Unknown);
        let reads: &[Read<'_>] = &[(1, source, Some((Pending, NEW)))];
        assert_eq!(story(&mut unknown, reads), Some((0, Judgement::Arrived)));
        assert_eq!(unknown.new_id.map(|id| id.to_string()), Some("ws-new000001".to_owned()));
    }
}

#[test]
fn a_no_needs_three_reads_a_minute_apart_the_last_after_the_window() {
    let back = || Some((Available, OLD));
    // (reads, place of the No)
    let table: &[(&[Read<'_>], Option<usize>)] = &[
        (&[(1, back(), None), (2, back(), None), (60, back(), None)], Some(2)),
        (&[(1, back(), None), (2, back(), None), (59, back(), None)], None),
        (&[(61, back(), None), (61, back(), None), (61, back(), None)], None), // at once
        (&[(1, back(), None), (60, back(), None)], None),                      // two
    ];
    for (reads, expected) in table {
        let mut unknown = row(StepState::Unknown);
        assert_eq!(story(&mut unknown, reads), expected.map(|place| (place, Judgement::SendAgain)), "{reads:?}");
    }
}

#[test]
fn it_is_sent_once_more_and_never_a_third_time() {
    let mut unknown = row(StepState::Unknown);
    unknown.attempts = 2;
    unknown.repeats = 1;
    let back = || Some((Available, OLD));
    let reads: &[Read<'_>] = &[(1, back(), None), (2, back(), None), (60, back(), None)];
    assert!(matches!(story(&mut unknown, reads), Some((2, Judgement::Failed(_)))));
}

#[test]
fn a_source_that_is_back_without_its_new_id_has_failed() {
    let back = || Some((Available, OLD));
    let mut rolled_back = row(StepState::Accepted);
    rolled_back.new_id = Some(WorkspaceId::from_service("ws-new000001"));
    let reads: &[Read<'_>] = &[
        (1, Some((Updating, OLD)), Some((Pending, NEW))),
        (20, back(), None),
        (21, back(), Some((Error, NEW))),
        (22, back(), None),
    ];
    let judged = story(&mut rolled_back, reads);
    assert!(matches!(judged, Some((3, Judgement::Failed(_)))), "{judged:?}");
}

#[test]
fn an_accepted_one_that_shows_nothing_yet_is_not_failed_before_the_window() {
    let back = || Some((Available, OLD));
    let mut accepted = row(StepState::Accepted);
    accepted.new_id = Some(WorkspaceId::from_service("ws-new000001"));
    let reads: &[Read<'_>] =
        &[(1, back(), None), (2, back(), None), (3, back(), None), (59, back(), None), (60, back(), None)];
    let judged = story(&mut accepted, reads);
    assert!(matches!(judged, Some((4, Judgement::Failed(_)))), "{judged:?}");
}

#[test]
fn a_late_one_keeps_its_place_until_the_deadline() {
    let mut slow = row(StepState::Accepted);
    slow.new_id = Some(WorkspaceId::from_service("ws-new000001"));
    let working = |minutes| (minutes, Some((Updating, OLD)), Some((Pending, NEW)));
    assert_eq!(story(&mut slow, &[working(60), working(300), working(719)]), None);
    assert!(is_late(&step(), &slow, sent_at() + SignedDuration::from_mins(60)));
    assert!(!is_late(&step(), &slow, sent_at() + SignedDuration::from_mins(59)));
    assert!(matches!(story(&mut slow, &[working(720)]), Some((0, Judgement::GiveUp(_)))));
}

/// What was dated before the clock was set back lies ahead: no reason to send earlier, nor to wait until then.
#[test]
fn a_send_that_is_dated_ahead_is_judged_by_this_sessions_reads() {
    let ahead = SignedDuration::from_hours(24 * 365);
    let mut unknown = row(StepState::Unknown);
    unknown.last_sent_at = Some(sent_at() + ahead);
    (unknown.no_reads, unknown.last_no_at) = (2, Some(sent_at() + ahead + SignedDuration::from_mins(5)));
    let back = |minutes| (minutes, Some((Available, OLD)), None);
    let reads: &[Read<'_>] = &[back(0), back(1), back(2), back(59), back(60)];
    assert_eq!(story(&mut unknown, reads), Some((4, Judgement::SendAgain)));
}

/// A reading takes a while: for a No it counts from its beginning, and the pause to the next one from its end.
#[test]
fn a_no_is_reckoned_from_where_a_reading_began() {
    let source = desktop("ws-old000001", Available, OLD);
    let at = |seconds: i64| sent_at() + SignedDuration::from_secs(seconds);
    let mut row = row(StepState::Unknown);
    let mut read = |from: i64, to: i64| {
        let sight = Sight {
            from: at(from),
            to: at(to),
            source: Some(&source),
            new: None,
            interface: None,
            tags: None,
            watched_s: from,
        };
        judge(&step(), &mut row, &sight)
    };
    assert_eq!(read(20, 40), Judgement::Wait);
    assert_eq!(read(99, 100), Judgement::Wait); // 59 s after the end of the first: it does not count
    assert_eq!(read(160, 170), Judgement::Wait);
    assert_eq!(read(3_599, 3_605), Judgement::Wait); // begun before the hour was over
    assert_eq!(read(3_665, 3_670), Judgement::SendAgain);
}

/// A reboot passes in minutes: what nobody looked at for longer is not proven, however many reads there are.
#[test]
fn a_hole_in_the_watching_hides_what_passes_in_minutes() {
    let mut reboot = step();
    (reboot.verb, reboot.proof.follow, reboot.proof.bundle_id) = (Verb::Reboot, Follow::SameId, None);
    let up = desktop("ws-old000001", Available, OLD);
    let at = |seconds: i64| sent_at() + SignedDuration::from_secs(seconds);
    let watched = |reads: Vec<i64>| {
        let mut row = row(StepState::Unknown);
        reads
            .into_iter()
            .map(|seconds| {
                let sight = Sight {
                    from: at(seconds),
                    to: at(seconds),
                    source: Some(&up),
                    new: None,
                    interface: None,
                    tags: None,
                    watched_s: seconds,
                };
                judge(&reboot, &mut row, &sight)
            })
            .find(|judgement| *judgement != Judgement::Wait)
    };
    let all = (20..=920).step_by(60);
    assert_eq!(watched(all.clone().collect()), Some(Judgement::SendAgain));
    let hole = |from: i64, to: i64| all.clone().filter(|at| !(from..to).contains(at)).collect::<Vec<_>>();
    assert_eq!(watched(hole(200, 250)), Some(Judgement::SendAgain), "one read that failed");
    assert!(matches!(watched(hole(200, 400)), Some(Judgement::GiveUp(_))));
}

/// Reads a verb that keeps the id once a minute; returns what comes first that is not waiting, and at which read.
fn watch(verb: Verb, state: StepState, states: &[WorkspaceState]) -> Option<(usize, Judgement)> {
    watch_from(verb, state, states, Vec::new())
}

fn watch_from(
    verb: Verb,
    state: StepState,
    states: &[WorkspaceState],
    requires: Vec<Requirement>,
) -> Option<(usize, Judgement)> {
    let mut step = Step { requires, ..step() };
    (step.verb, step.proof.follow, step.proof.bundle_id) = (verb, Follow::SameId, None);
    step.proof.states = verb.facts().final_states.to_vec();
    let mut row = row(state);
    let last = states.last().cloned().expect("a state");
    let states = states.iter().cloned().chain(std::iter::repeat(last)).take(20);
    states.enumerate().find_map(|(number, state)| {
        let seconds = 30 + 60 * i64::try_from(number).expect("small");
        let at = sent_at() + SignedDuration::from_secs(seconds);
        let seen = desktop("ws-old000001", state, OLD);
        let sight =
            Sight { from: at, to: at, source: Some(&seen), new: None, interface: None, tags: None, watched_s: seconds };
        let judgement = judge(&step, &mut row, &sight);
        (judgement != Judgement::Wait).then_some((number, judgement))
    })
}

/// A state that no target was in when its call left proves both that the call arrived and that it is done.
#[test]
fn a_state_that_was_not_there_before_is_the_proof() {
    use WorkspaceState::{AdminMaintenance, Stopped, Stopping};
    for (verb, from, to) in [
        (Verb::Start, Stopped, Available),
        (Verb::Stop, Available, Stopped),
        (Verb::MaintenanceOn, Available, AdminMaintenance),
        (Verb::MaintenanceOff, AdminMaintenance, Available),
    ] {
        for state in [StepState::Accepted, StepState::Unknown] {
            let done = watch(verb, state, &[from.clone(), to.clone()]);
            assert_eq!(done, Some((1, Judgement::Done)), "{verb} {state:?}");
        }
        // Still as before when the window closes: not carried out, and without an answer worth another try.
        let failed = Judgement::Failed(format!("the desktop is {from}"));
        assert_eq!(watch(verb, StepState::Accepted, std::slice::from_ref(&from)), Some((15, failed)), "{verb}");
        assert_eq!(watch(verb, StepState::Unknown, &[from]), Some((15, Judgement::SendAgain)), "{verb}");
        let elsewhere = watch(verb, StepState::Unknown, &[Error]);
        let can_go = verb.facts().allowed_states.contains(&Error);
        assert_eq!(matches!(elsewhere, Some((15, Judgement::GiveUp(_)))), !can_go, "{verb}: {elsewhere:?}");
    }
    assert_eq!(watch(Verb::Stop, StepState::Unknown, &[Stopping]), Some((0, Judgement::Arrived)));
    // A reboot goes from AVAILABLE: being it proves nothing.
    assert_eq!(watch(Verb::Reboot, StepState::Unknown, &[Available]), Some((15, Judgement::SendAgain)));
    assert_eq!(watch(Verb::Reboot, StepState::Accepted, &[Available]), Some((1, Judgement::Done)));
}

/// A desktop that hung in REBOOTING before the call left shows the same after it: without an answer that says nothing.
/// That it came up is what was wanted, whoever did it.
#[test]
fn a_repeated_reboot_is_not_proven_by_what_was_there_before() {
    use WorkspaceState::Rebooting;
    let watch = |state, states: &[WorkspaceState]| {
        let that = Fact::StateIn(vec![Rebooting]);
        watch_from(
            Verb::Reboot,
            state,
            states,
            vec![Requirement { that, otherwise: Otherwise::Skip, rule: String::new() }],
        )
    };
    assert!(matches!(watch(StepState::Unknown, &[Rebooting]), Some((15, Judgement::GiveUp(_)))));
    assert_eq!(watch(StepState::Unknown, &[Rebooting, Available]), Some((1, Judgement::Done)));
    assert_eq!(watch(StepState::Accepted, &[Rebooting, Rebooting, Available]), Some((2, Judgement::Done)));
    assert_eq!(watch(StepState::Accepted, &[Rebooting]), None, "it may still come");
}

/// What is to go has gone when it is no longer listed; the same absence proves nothing for a verb that keeps the id.
#[test]
fn what_is_to_go_is_done_when_it_is_gone() {
    use WorkspaceState::{Suspended, Terminated, Terminating};
    let watch = |verb: Verb, state: StepState, reads: &[Option<WorkspaceState>]| {
        let mut step = step();
        (step.verb, step.proof.follow, step.proof.bundle_id) = (verb, verb.facts().follow, None);
        step.proof.states = verb.facts().final_states.to_vec();
        let mut row = row(state);
        let last = reads.last().cloned().expect("a read");
        reads.iter().cloned().chain(std::iter::repeat(last)).take(20).enumerate().find_map(|(number, state)| {
            let seconds = 30 + 60 * i64::try_from(number).expect("small");
            let at = sent_at() + SignedDuration::from_secs(seconds);
            let seen = state.map(|state| desktop("ws-old000001", state, OLD));
            let sight = Sight {
                from: at,
                to: at,
                source: seen.as_ref(),
                interface: None,
                tags: None,
                new: None,
                watched_s: seconds,
            };
            let judgement = judge(&step, &mut row, &sight);
            (judgement != Judgement::Wait).then_some((number, judgement))
        })
    };
    let terminate = |state: StepState, reads: &[Option<WorkspaceState>]| watch(Verb::Terminate, state, reads);
    for state in [StepState::Accepted, StepState::Unknown] {
        assert_eq!(terminate(state, &[Some(Available), None]), Some((1, Judgement::Done)), "{state:?}");
        assert_eq!(terminate(state, &[Some(Terminated)]), Some((0, Judgement::Done)), "{state:?}");
        assert_eq!(watch(Verb::Reboot, state, &[None]), None, "{state:?}");
    }
    assert_eq!(terminate(StepState::Accepted, &[Some(Terminating), None]), Some((1, Judgement::Done)));
    assert_eq!(terminate(StepState::Unknown, &[Some(Terminating)]), Some((0, Judgement::Arrived)));
    let failed = Judgement::Failed("the desktop is AVAILABLE".to_owned());
    assert_eq!(terminate(StepState::Accepted, &[Some(Available)]), Some((15, failed)));
    assert_eq!(terminate(StepState::Unknown, &[Some(Available)]), Some((15, Judgement::SendAgain)));
    let elsewhere = terminate(StepState::Unknown, &[Some(Suspended)]);
    assert!(matches!(elsewhere, Some((15, Judgement::GiveUp(_)))), "{elsewhere:?}");
}

/// A rebuild leaves another interface: that is a Yes after a hole in the watching, and the old one a No without one.
#[test]
fn the_interface_tells_whether_a_desktop_was_rebuilt() {
    use WorkspaceState::Rebuilding;
    let facts = Verb::Rebuild.facts();
    let mut step = step();
    (step.verb, step.proof.follow, step.proof.bundle_id) = (Verb::Rebuild, facts.follow, None);
    (step.proof.states, step.repeat) = (facts.final_states.to_vec(), facts.unknown.after_no);
    step.proof.interface_not = Some("eni-old".to_owned());
    let interface = |id: &str| Interface {
        network_interface_id: id.to_owned(),
        private_ip_address: None,
        subnet_id: None,
        vpc_id: None,
        groups: Vec::new(),
        association: None,
    };
    // Seconds after the send, the state, and the interface where it was read.
    let story = |step: &Step, state: StepState, first_sent_s: i64, reads: &[(i64, WorkspaceState, Option<&str>)]| {
        let mut row = row(state);
        row.first_sent_at = Some(sent_at() - SignedDuration::from_secs(first_sent_s));
        reads.iter().enumerate().find_map(|(place, (seconds, state, id))| {
            let at = sent_at() + SignedDuration::from_secs(*seconds);
            let seen = desktop("ws-old000001", state.clone(), OLD);
            let interface = id.map(interface);
            let (source, interface) = (Some(&seen), interface.as_ref());
            let sight = Sight { from: at, to: at, source, interface, tags: None, new: None, watched_s: *seconds };
            let judgement = judge(step, &mut row, &sight);
            (judgement != Judgement::Wait).then_some((place, judgement))
        })
    };
    let watched = |id: Option<&'static str>| -> Vec<(i64, WorkspaceState, Option<&'static str>)> {
        (0..16).map(|number| (20 + 60 * number, Available, id)).collect()
    };
    let seen = [(120, Rebuilding, None), (2_000, Available, None), (2_060, Available, Some("eni-new"))];
    assert_eq!(story(&step, StepState::Accepted, 0, &seen), Some((2, Judgement::Done)), "unread it proves nothing");
    let stopped = [(120, Rebuilding, None), (9_000, WorkspaceState::Stopped, Some("eni-new"))];
    assert_eq!(story(&step, StepState::Accepted, 0, &stopped), Some((1, Judgement::Done)), "AutoStop came after it");
    let unproven = Step { proof: Proof { interface_not: None, ..step.proof.clone() }, ..step.clone() };
    let found = story(&unproven, StepState::Unknown, 0, &watched(None));
    assert!(matches!(found, Some((_, Judgement::GiveUp(_)))), "nobody knows its interface: {found:?}");
    let undone: Vec<_> = [(120, Rebuilding, None)]
        .into_iter()
        .chain((33..36).map(|minute| (60 * minute, Available, Some("eni-old"))))
        .collect();
    let found = story(&step, StepState::Accepted, 0, &undone);
    assert!(matches!(&found, Some((3, Judgement::Failed(why))) if why.contains("undid")), "{found:?}");
    for state in [StepState::Accepted, StepState::Unknown] {
        let late = [(7_000, Available, Some("eni-new"))];
        assert_eq!(story(&step, state, 0, &late), Some((0, Judgement::Done)), "{state:?}");
    }
    assert_eq!(story(&step, StepState::Unknown, 0, &watched(Some("eni-old"))), Some((15, Judgement::SendAgain)));
    let given_up = |found: Option<(usize, Judgement)>| matches!(found, Some((_, Judgement::GiveUp(_))));
    assert!(given_up(story(&step, StepState::Unknown, 0, &watched(None))), "which interface it has nobody knows");
    let hole: Vec<_> = watched(Some("eni-old")).into_iter().filter(|(at, ..)| !(200..500).contains(at)).collect();
    assert!(given_up(story(&step, StepState::Unknown, 0, &hole)), "a rebuild that failed could have come and gone");
    // An answered call, and nothing that it did: that is no success.
    let failed = story(&step, StepState::Accepted, 0, &watched(Some("eni-old")));
    assert!(matches!(failed, Some((15, Judgement::Failed(_)))), "{failed:?}");
    // Over an hour after the first send, and for a restore always, a person decides.
    let late = story(&step, StepState::Unknown, 3_000, &watched(Some("eni-old")));
    assert!(matches!(&late, Some((15, Judgement::Failed(why))) if why.contains("over an hour ago")), "{late:?}");
    step.repeat = Verb::Restore.facts().unknown.after_no;
    let never = story(&step, StepState::Unknown, 0, &watched(Some("eni-old")));
    assert!(matches!(&never, Some((15, Judgement::Failed(why))) if why.contains("yourself")), "{never:?}");
}

/// What was told of a call, at which seconds the interface was read, its groups each time, and what the last one proves.
type Looked<'a> = (StepState, &'a [i64], Option<&'a [&'a str]>, Judgement);

/// The groups of the interface are read back: as wanted they prove the call, whoever made them so; else a No counts.
#[test]
fn groups_count_by_what_the_interface_has() {
    let facts = Verb::SecurityGroup.facts();
    let change = GroupChange { add: ["sg-new".to_owned()].into(), remove: ["sg-old".to_owned()].into() };
    let mut step = Step { verb: Verb::SecurityGroup, ..step() };
    step.deadline_s = facts.longest_s;
    step.proof = Proof {
        follow: facts.follow,
        states: facts.final_states.to_vec(),
        bundle_id: None,
        groups: Some(change),
        ..step.proof
    };
    let has = "its interface lacks sg-new, and has the security groups sg-members, sg-old";
    let failed = || Judgement::Failed(has.to_owned());
    let (wanted, before): (&[&str], &[&str]) = (&["sg-members", "sg-new"], &["sg-members", "sg-old"]);
    let table: [Looked<'_>; 9] = [
        (StepState::Accepted, &[2], Some(wanted), Judgement::Done),
        (StepState::Unknown, &[2], Some(wanted), Judgement::Done),
        (StepState::Unknown, &[2], Some(&["sg-members", "sg-new", "sg-other"]), Judgement::Done),
        (StepState::Accepted, &[2], Some(&["sg-members", "sg-new", "sg-old"]), Judgement::Wait),
        (StepState::Accepted, &[2, 450, 899], Some(before), Judgement::Wait),
        (StepState::Accepted, &[2, 450, 900], Some(before), failed()),
        (StepState::Unknown, &[2, 450, 900], Some(before), Judgement::SendAgain),
        (StepState::Unknown, &[2, 900], Some(before), Judgement::Wait),
        (StepState::Unknown, &[2, 450, 900], None, Judgement::Wait),
    ];
    for (state, reads, groups, expected) in table {
        let mut row = StepRow { state, last_sent_at: Some(sent_at()), ..StepRow::waiting(step.id.clone()) };
        let mut desktop = desktop("ws-old000001", WorkspaceState::Available, OLD);
        let group = |id: &&str| SecurityGroup { group_id: (*id).to_owned(), group_name: None, vpc_id: None };
        desktop.deskfleet.interface = groups.map(|groups| Interface {
            network_interface_id: "eni-1".to_owned(),
            private_ip_address: None,
            subnet_id: None,
            vpc_id: None,
            groups: groups.iter().map(group).collect(),
            association: None,
        });
        let mut last = Judgement::Wait;
        for second in reads {
            let at = sent_at() + SignedDuration::from_secs(*second);
            last = judge(
                &step,
                &mut row,
                &Sight {
                    from: at,
                    to: at,
                    source: Some(&desktop),
                    interface: desktop.deskfleet.interface.as_ref(),
                    tags: None,
                    new: None,
                    watched_s: *second,
                },
            );
        }
        assert_eq!(last, expected, "{state:?} {reads:?} {groups:?}");
    }
}

/// What was told of a call, at which seconds the tags were read, what they were each time, and what the last one proves.
type Tagged<'a> = (StepState, &'a [i64], Option<&'a [(&'a str, &'a str)]>, Judgement);

/// The tags are read back: as wanted they prove the call, whoever made them so; else a No counts.
#[test]
fn tags_count_by_what_the_desktop_has() {
    let facts = Verb::TagSet.facts();
    let set = [("team".to_owned(), "red".to_owned())].into();
    let change = TagChange { set, remove: ["old".to_owned()].into() };
    let mut step = Step { verb: Verb::TagSet, ..step() };
    step.deadline_s = facts.longest_s;
    step.proof = Proof {
        follow: facts.follow,
        states: facts.final_states.to_vec(),
        bundle_id: None,
        tags: Some(change),
        ..step.proof
    };
    let failed = |keys: &str| Judgement::Failed(format!("its tags are not as asked for: {keys}"));
    let before: &[(&str, &str)] = &[("team", "blue"), ("old", "")];
    let table: [Tagged<'_>; 9] = [
        (StepState::Accepted, &[2], Some(&[("team", "red")]), Judgement::Done),
        (StepState::Unknown, &[2], Some(&[("a", ""), ("team", "red")]), Judgement::Done),
        (StepState::Accepted, &[2], Some(&[("team", "red"), ("old", "x")]), Judgement::Wait),
        (StepState::Accepted, &[2, 450, 899], Some(before), Judgement::Wait),
        (StepState::Accepted, &[2, 450, 900], Some(before), failed("team, old")),
        (StepState::Accepted, &[2, 450, 900], Some(&[]), failed("team")),
        (StepState::Unknown, &[2, 450, 900], Some(before), Judgement::SendAgain),
        (StepState::Unknown, &[2, 900], Some(before), Judgement::Wait),
        (StepState::Unknown, &[2, 450, 900], None, Judgement::Wait),
    ];
    for (state, reads, tags, expected) in table {
        let mut row = StepRow { state, last_sent_at: Some(sent_at()), ..StepRow::waiting(step.id.clone()) };
        let tag = |(key, value): &(&str, &str)| Tag { key: (*key).to_owned(), value: (*value).to_owned() };
        let tags: Option<Vec<Tag>> = tags.map(|tags| tags.iter().map(tag).collect());
        let mut last = Judgement::Wait;
        for second in reads {
            let at = sent_at() + SignedDuration::from_secs(*second);
            let tags = tags.as_deref();
            // Nobody asks for the desktop itself.
            let sight = Sight { from: at, to: at, source: None, interface: None, tags, new: None, watched_s: *second };
            last = judge(&step, &mut row, &sight);
        }
        assert_eq!(last, expected, "{state:?} {reads:?} {tags:?}");
    }
}
