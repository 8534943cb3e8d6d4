//! What is taken back unless somebody confirms it, on the built-in service: at its time, at once when nobody is left to confirm
//! it, and whatever process died on the way.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use deskfleet::executor::event::around::{ActEvent, ActWhat};
use deskfleet::executor::{Cancel, OrderSummary, Standing, confirm, is_due, reopen_order, standing};
use deskfleet::journal::{Journal, RunStatus, Stage, StoredRun};
use deskfleet::planner::around::Others;
use deskfleet::planner::document::order::Order;
use deskfleet::sim;
use jiff::SignedDuration;
use serde_json::json;

use crate::around::{
    applied, associate, carry_out, carry_out_with, directory, furnished, left, open, planned_for, spec,
};
use crate::rig::{Rig, ask};

const AFTER_S: u64 = 60;
/// Of an order that swaps a group, and of what takes it back: the new one comes first, both times.
const THERE_AND_BACK: [&str; 4] =
    ["AssociateIpGroups", "DisassociateIpGroups", "AssociateIpGroups", "DisassociateIpGroups"];
const OFFICE: &str = "203.0.113.0/24";
const HOME: &str = "192.0.2.0/24";

/// An order that swaps the group of a directory, and what had been recorded before it.
fn swap(rig: &Rig) -> (Order, usize) {
    let wish = associate(rig, &["home"], Others::Go);
    (planned_for(rig, wish, &[], Some(AFTER_S)).expect("allowed"), rig.sim.record().len())
}

fn admits(rig: &Rig, range: &str) -> bool {
    directory(rig).admits == Some(BTreeSet::from([range.to_owned()]))
}

fn stored(journal: &Journal) -> StoredRun {
    let row = journal.runs().expect("runs").into_iter().next().expect("a run");
    journal.run(&row.run).expect("readable").expect("there")
}

/// Opens the order and carries it out, and does something when it waits for somebody to confirm it.
fn run_with(
    rig: &mut Rig,
    order: &Order,
    when_it_waits: impl Fn(&mut Journal, &Cancel),
) -> (Option<OrderSummary>, Vec<ActEvent>) {
    let opened = open(rig, order).expect("opened");
    let mut journal = rig.journal.reopen().expect("another handle");
    let mut events = Vec::new();
    let summary = carry_out_with(rig, opened, |event, cancel| {
        if matches!(event.what, ActWhat::Awaits { .. }) {
            when_it_waits(&mut journal, cancel);
        }
        events.push(event.clone());
    });
    (summary, events)
}

/// How many seconds lie between the last act of the order's own and the first that takes it back.
fn waited_s(rig: &Rig, from: usize) -> i64 {
    let record = rig.sim.record();
    let sent: Vec<_> = record[from..].iter().filter(|line| line.applied).map(|line| line.at).collect();
    sent[2].duration_since(sent[1]).as_secs()
}

#[test]
fn what_nobody_confirms_is_taken_back_at_its_time() {
    let mut rig = furnished(spec());
    let (order, from) = swap(&rig);
    let (summary, _) = run_with(&mut rig, &order, |_, _| {});
    let summary = summary.expect("it ends");
    assert_eq!((summary.counts.done, summary.reverted, summary.resumable), (2, true, false), "{summary:?}");
    assert_eq!(applied(&rig, from), THERE_AND_BACK);
    assert!(admits(&rig, OFFICE));
    let bound = i64::try_from(AFTER_S).expect("small");
    assert!((bound..bound + 20).contains(&waited_s(&rig, from)), "{} s", waited_s(&rig, from));
    assert_eq!(rig.journal.claims().expect("claims"), []);
}

#[test]
fn a_signal_takes_it_back_at_once() {
    for by_journal in [false, true] {
        let mut rig = furnished(spec());
        let (order, from) = swap(&rig);
        let (summary, _) = run_with(&mut rig, &order, |journal, cancel| {
            if by_journal {
                let run = stored(journal).row.run;
                assert!(journal.request_stop(&run, "ana").expect("written"));
            } else {
                cancel.request();
            }
        });
        let summary = summary.expect("it ends");
        assert_eq!((summary.reverted, summary.resumable), (true, false), "{summary:?}");
        assert_eq!(applied(&rig, from), THERE_AND_BACK);
        assert!(admits(&rig, OFFICE));
        assert!(waited_s(&rig, from) < 20, "{} s", waited_s(&rig, from));
    }
}

#[test]
fn what_is_confirmed_stays() {
    let mut rig = furnished(spec());
    let (order, from) = swap(&rig);
    let now = rig.sim.now();
    let (summary, events) = run_with(&mut rig, &order, |journal, _| {
        let stored = stored(journal);
        assert!(matches!(standing(&order, &stored.steps), Standing::Awaits(_)));
        assert!(confirm(journal, &stored, &order, "ana", now).expect("written"));
        assert!(!confirm(journal, &stored, &order, "ben", now).expect("read"), "it is confirmed already");
    });
    let summary = summary.expect("it ends");
    assert_eq!((summary.counts.done, summary.reverted, summary.resumable), (2, false, false), "{summary:?}");
    assert_eq!(applied(&rig, from), THERE_AND_BACK[..2]);
    assert!(admits(&rig, HOME));
    let by = |event: &ActEvent| matches!(&event.what, ActWhat::Confirmed { reason } if reason == "confirmed by ana");
    assert!(events.iter().any(by), "{events:?}");
    assert_eq!(rig.journal.claims().expect("claims"), []);
}

/// Who confirms when it has begun to be taken back is too late.
#[test]
fn it_is_not_confirmed_and_taken_back() {
    let mut rig = furnished(spec());
    let (order, from) = swap(&rig);
    let opened = open(&mut rig, &order).expect("opened");
    let mut journal = rig.journal.reopen().expect("another handle");
    let now = rig.sim.now();
    let mut asked = 0;
    carry_out_with(&mut rig, opened, |event, _| {
        if matches!(event.what, ActWhat::Reverts { .. }) {
            let stored = stored(&journal);
            assert_eq!(standing(&order, &stored.steps), Standing::Reverts);
            assert!(!confirm(&mut journal, &stored, &order, "ana", now).expect("read"));
            asked += 1;
        }
    })
    .expect("it ends");
    assert_eq!(asked, 1);
    assert_eq!(applied(&rig, from), THERE_AND_BACK);
}

/// A run whose process died while it waited is due when its time is over, and can be confirmed until then.
#[test]
fn a_run_whose_process_died_is_taken_back_or_confirmed() {
    for confirms in [false, true] {
        let mut rig = furnished(spec());
        let (order, from) = swap(&rig);
        let opened = open(&mut rig, &order).expect("opened");
        // Nothing more is written after the wait has begun: the next commit is the process's last.
        let dies = Rc::new(Cell::new(false));
        let watched = dies.clone();
        rig.journal.on_commit(Box::new(move |_| watched.get()));
        let summary = carry_out_with(&mut rig, opened, |event, _| {
            dies.set(dies.get() || matches!(event.what, ActWhat::Awaits { .. }));
        });
        assert!(summary.is_none(), "{summary:?}");
        let run = left(&rig).expect("it is open");
        let Standing::Awaits(until) = standing(&order, &run.steps) else { panic!("{run:?}") };
        assert!(!is_due(&run, until - SignedDuration::from_secs(1)).expect("readable"));
        assert!(is_due(&run, until).expect("readable"));
        if confirms {
            let now = rig.sim.now();
            assert!(confirm(&mut rig.journal, &run, &order, "ana", now).expect("written"));
            rig.journal.finish(&run.row.run, &RunStatus::Finished, now).expect("written");
            assert!(left(&rig).is_none() && admits(&rig, HOME));
            assert!(!is_due(&stored(&rig.journal), until).expect("readable"));
        } else {
            rig.sim.advance(SignedDuration::from_mins(3)).expect("time passes");
            let now = rig.sim.now();
            let opened = reopen_order(run, &mut rig.journal, now).expect("it opens again");
            let summary = carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
            assert!(summary.reverted && admits(&rig, OFFICE), "{summary:?}");
            assert_eq!(applied(&rig, from), THERE_AND_BACK);
        }
        assert_eq!(rig.journal.claims().expect("claims"), []);
    }
}

/// From cron it is gone on with wherever its process died, once its time is over since the last call; and of what nothing was
/// sent there is nothing to take back.
#[test]
fn whatever_was_sent_is_due_when_its_time_is_over() {
    let furnished = || {
        let rig = furnished(spec());
        let (order, from) = swap(&rig);
        (rig, order, from)
    };
    let (mut rig, order, from) = furnished();
    run_with(&mut rig, &order, |_, _| {});
    let sent: Vec<u64> = rig.sim.record()[from..].iter().filter(|line| line.applied).map(|line| line.seq).collect();
    assert_eq!(sent.len(), THERE_AND_BACK.len());
    for (place, seq) in sent.into_iter().enumerate() {
        let (mut rig, order, _) = furnished();
        rig.sim.halt_at(seq, sim::Stage::After);
        let opened = open(&mut rig, &order).expect("opened");
        assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none(), "it died");
        rig.sim.revive();
        let stored = left(&rig).expect("it is open");
        let (now, after) = (rig.sim.now(), SignedDuration::from_secs(AFTER_S.cast_signed()));
        // What is being taken back already waits for nothing.
        assert_eq!(is_due(&stored, now).expect("readable"), place >= 2, "call {place}");
        assert!(is_due(&stored, now + after).expect("readable"), "call {place}");
    }
    let (mut rig, order, _) = furnished();
    open(&mut rig, &order).expect("opened");
    let stored = left(&rig).expect("it is open");
    assert!(!is_due(&stored, rig.sim.now() + SignedDuration::from_hours(48)).expect("readable"), "nothing was sent");
}

/// An order of which the first act is refused by what is there then waits for nobody.
#[test]
fn what_changed_nothing_is_not_waited_for() {
    let mut rig = furnished(spec());
    let (order, from) = swap(&rig);
    let gone = json!({ "GroupId": crate::around::id_of(&rig, "home") });
    rig.sim.advance(crate::around::SETTLED).expect("time passes");
    ask(&rig.sim, rig.sim.now(), "DeleteIpGroup", &gone);
    let from = from.max(rig.sim.record().len());
    let (summary, events) = run_with(&mut rig, &order, |_, _| panic!("it waits"));
    let summary = summary.expect("it ends");
    assert_eq!((summary.counts.skipped, summary.reverted, summary.resumable), (2, false, false), "{events:?}");
    assert_eq!(applied(&rig, from), Vec::<String>::new());
}

/// What is left of it: whoever resumes it lets its time go by.
fn recover(mut rig: Rig, order: &Order, from: usize, at: &str) {
    rig.sim.revive();
    if left(&rig).is_none() && applied(&rig, from).is_empty() {
        let opened = open(&mut rig, order).expect("opened");
        carry_out(&mut rig, opened, &mut Vec::new()).expect("nothing kills it");
    }
    while let Some(stored) = left(&rig) {
        let now = rig.sim.now();
        let opened = reopen_order(stored, &mut rig.journal, now).expect("it opens again");
        carry_out(&mut rig, opened, &mut Vec::new()).expect("nothing kills it");
    }
    assert_eq!(applied(&rig, from), THERE_AND_BACK, "{at}: each once");
    assert!(admits(&rig, OFFICE), "{at}");
    assert_eq!(rig.journal.claims().expect("claims"), [], "{at}");
}

#[test]
fn a_crash_anywhere_leaves_nothing_that_nobody_confirmed() {
    let mut rig = furnished(spec());
    let (order, from) = swap(&rig);
    let commits = Rc::new(RefCell::new(0));
    let counted = commits.clone();
    rig.journal.on_commit(Box::new(move |commit| {
        *counted.borrow_mut() = commit.number;
        false
    }));
    let opened = open(&mut rig, &order).expect("opened");
    carry_out(&mut rig, opened, &mut Vec::new()).expect("it ends");
    assert_eq!(applied(&rig, from), THERE_AND_BACK);
    let requests = rig.sim.record()[from..].to_vec();
    let commits = *commits.borrow();
    assert!(commits > 12 && requests.len() > 12, "too little happened to crash in: {commits}");

    for number in 1..=commits {
        for stage in [Stage::Before, Stage::After] {
            let mut rig = furnished(spec());
            let (order, from) = swap(&rig);
            rig.crash_at(number, stage);
            match open(&mut rig, &order) {
                Ok(opened) => assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none()),
                Err(_) => rig.journal = rig.journal.reopen().expect("the journal opens again"),
            }
            recover(rig, &order, from, &format!("{stage:?} commit {number}"));
        }
    }
    for sim::Record { seq, applied, .. } in requests.into_iter().filter(|line| line.applied) {
        assert!(applied);
        for stage in [sim::Stage::Before, sim::Stage::After] {
            let mut rig = furnished(spec());
            let (order, from) = swap(&rig);
            rig.sim.halt_at(seq, stage);
            let opened = open(&mut rig, &order).expect("opened");
            assert!(carry_out(&mut rig, opened, &mut Vec::new()).is_none(), "the crash did not happen");
            recover(rig, &order, from, &format!("{stage:?} request {seq}"));
        }
    }
}
