//! When the clock lets a run send: windows, how many targets in each, for how long a session sends. Pure.
//!
//! What was sent in an opening is counted by the journal's own times, so that a crash or a `resume` in the same opening
//! goes on counting. A target is counted once, however many of its steps are sent in the opening.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use super::event::Stop;
use crate::journal::{StepRow, StepState};
use crate::model::{Calendar, Opening, StepId, WorkspaceId};
use crate::planner::document::Plan;

/// Whether something may be sent at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Leave {
    /// It may.
    Open {
        /// To how many targets to which nothing was sent in this opening.
        places: usize,
    },
    /// It may not.
    Shut {
        /// When it may again; `None`: not in this session.
        until: Option<Timestamp>,
        /// What a session that does not wait stops for.
        why: Stop,
    },
}

/// The limits of a plan that the clock decides about.
#[derive(Debug)]
pub(super) struct Gate {
    calendar: Calendar,
    /// How long before its window closes something may start at the latest.
    needs_s: u64,
    per_window: Option<u32>,
    max_duration: Option<SignedDuration>,
    /// When this session could send for the first time.
    sends_since: Option<Timestamp>,
    /// The opening that was found last, and the moment that it was looked for.
    found: Option<(Timestamp, Opening)>,
}

impl Gate {
    pub(super) fn new(plan: &Plan) -> Self {
        let policy = &plan.policy;
        let span = |seconds: u64| SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(i64::MAX));
        Self {
            calendar: policy.calendar.clone(),
            needs_s: policy.needs_s(plan.intent.verb),
            per_window: policy.per_window,
            max_duration: policy.max_duration_s.map(span),
            sends_since: None,
            found: None,
        }
    }

    /// Tells whether no limit of these was set, so that nothing has to be asked.
    pub(super) fn is_unlimited(&self) -> bool {
        self.calendar.is_always_open() && self.max_duration.is_none()
    }

    /// Says whether something may be sent at a moment, with these targets begun at their moments.
    ///
    /// When no place is left, `goes_on` says of the targets that have one whether any has a step to send by a moment.
    pub(super) fn leave(
        &mut self,
        now: Timestamp,
        begun: &BTreeMap<WorkspaceId, Timestamp>,
        goes_on: impl FnOnce(&BTreeSet<&WorkspaceId>, Timestamp) -> bool,
    ) -> Leave {
        let places = match self.in_window(now, begun, goes_on) {
            Leave::Open { places } => places,
            shut @ Leave::Shut { .. } => return shut,
        };
        // A session that waits for its window does not send meanwhile.
        let since = *self.sends_since.get_or_insert(now);
        match self.max_duration {
            Some(most) if now.duration_since(since) >= most => Leave::Shut { until: None, why: Stop::MaxDuration },
            Some(_) | None => Leave::Open { places },
        }
    }

    fn in_window(
        &mut self,
        now: Timestamp,
        begun: &BTreeMap<WorkspaceId, Timestamp>,
        goes_on: impl FnOnce(&BTreeSet<&WorkspaceId>, Timestamp) -> bool,
    ) -> Leave {
        if self.calendar.is_always_open() {
            return Leave::Open { places: usize::MAX };
        }
        let shut = |until| Leave::Shut { until, why: Stop::Window };
        let Some(opening) = self.opening(now) else { return shut(None) };
        if now < opening.opens {
            return shut(Some(opening.opens));
        }
        let Some(most) = self.per_window else {
            return Leave::Open { places: usize::MAX };
        };
        let counted = begun.iter().filter(|(_, at)| is_within(**at, opening)).map(|(target, _)| target);
        let counted: BTreeSet<&WorkspaceId> = counted.collect();
        let places = (most as usize).saturating_sub(counted.len());
        // What starts at the end of the opening starts outside it.
        let last =
            later_by(opening.closes, -self.needs()).min(later_by(opening.closes, SignedDuration::from_nanos(-1)));
        if places == 0 && !goes_on(&counted, last) {
            return shut(self.next_start(opening.closes));
        }
        Leave::Open { places }
    }

    /// Tells whether a target to which something was sent at a moment takes none of this opening's places any more.
    pub(super) fn has_place(&self, sent: Timestamp) -> bool {
        self.found.is_some_and(|(_, opening)| is_within(sent, opening))
    }

    /// Returns when something may start, at a moment or after it.
    pub(super) fn next_start(&self, from: Timestamp) -> Option<Timestamp> {
        self.calendar.next_start(from, self.needs_s)
    }

    fn needs(&self) -> SignedDuration {
        SignedDuration::from_secs(i64::try_from(self.needs_s).unwrap_or(i64::MAX))
    }

    /// The opening in which something may start now, else the next one; looked for again only when it is over.
    fn opening(&mut self, now: Timestamp) -> Option<Opening> {
        let needs = self.needs();
        let holds = |(from, opening): &(Timestamp, Opening)| {
            *from <= now && now < opening.closes && opening.closes.duration_since(now) >= needs
        };
        if !self.found.as_ref().is_some_and(holds) {
            self.found = self.calendar.opening(now, self.needs_s).map(|opening| (now, opening));
        }
        self.found.map(|(_, opening)| opening)
    }

    /// Returns when the opening began that was found last.
    pub(super) fn opened_at(&self) -> Option<Timestamp> {
        self.found.map(|(_, opening)| opening.opens)
    }

    /// Follows a clock that was set back: a session does not send for longer because of it.
    pub(super) fn set_back(&mut self, by: SignedDuration) {
        self.sends_since = self.sends_since.map(|since| since.checked_sub(by).unwrap_or(since));
    }
}

fn is_within(at: Timestamp, opening: Opening) -> bool {
    opening.opens <= at && at < opening.closes
}

fn later_by(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.checked_add(by).unwrap_or(Timestamp::MIN)
}

/// Returns when something was sent last to each target that was begun: what was surely not carried out begins nothing.
pub(super) fn begun(plan: &Plan, rows: &BTreeMap<StepId, StepRow>) -> BTreeMap<WorkspaceId, Timestamp> {
    let mut begun = BTreeMap::new();
    for step in &plan.steps {
        if let Some(at) = rows.get(&step.id).and_then(begins) {
            let last = begun.entry(step.target.workspace_id.clone()).or_insert(at);
            *last = at.max(*last);
        }
    }
    begun
}

/// When a step was sent, unless that was surely not carried out.
pub(super) fn begins(row: &StepRow) -> Option<Timestamp> {
    row.last_sent_at.filter(|_| !matches!(row.state, StepState::Waiting | StepState::Held))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::StepId;

    fn at(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    fn gate(windows: &[&str], needs_s: u64) -> Gate {
        let windows = windows.iter().map(|text| text.parse().expect(text)).collect();
        Gate {
            calendar: Calendar { windows, not_on: Vec::new() },
            needs_s,
            per_window: None,
            max_duration: None,
            sends_since: None,
            found: None,
        }
    }

    fn sent(state: StepState, moment: &str) -> StepRow {
        let last_sent_at = Some(at(moment));
        StepRow {
            state,
            attempts: 1,
            first_sent_at: last_sent_at,
            last_sent_at,
            ..StepRow::waiting(StepId::from_service("S-0001"))
        }
    }

    fn nothing(_: &BTreeSet<&WorkspaceId>, _: Timestamp) -> bool {
        false
    }

    const ANY: Leave = Leave::Open { places: usize::MAX };

    fn shut(until: &str) -> Leave {
        Leave::Shut { until: Some(at(until)), why: Stop::Window }
    }

    /// A window that is open now, one that ends in a minute, its last second, and one that is too short for ever.
    #[test]
    fn nothing_starts_outside_a_window_or_so_late_that_it_ends_outside() {
        let hours = 3_600;
        let table = [
            (2 * hours, "2026-01-05T21:59:59Z", shut("2026-01-05T22:00:00Z")),
            (2 * hours, "2026-01-05T22:00:00Z", ANY),
            (2 * hours, "2026-01-06T02:59:00Z", ANY),
            (2 * hours, "2026-01-06T03:00:00Z", ANY),
            (2 * hours, "2026-01-06T03:00:01Z", shut("2026-01-06T22:00:00Z")),
            (2 * hours, "2026-01-06T04:59:00Z", shut("2026-01-06T22:00:00Z")),
            (0, "2026-01-06T04:59:00Z", ANY),
            (0, "2026-01-06T04:59:59Z", ANY),
            (0, "2026-01-06T05:00:00Z", shut("2026-01-06T22:00:00Z")),
            (7 * hours, "2026-01-05T22:00:00Z", ANY),
            (7 * hours, "2026-01-05T22:00:01Z", shut("2026-01-06T22:00:00Z")),
            (7 * hours + 1, "2026-01-05T22:00:00Z", Leave::Shut { until: None, why: Stop::Window }),
        ];
        for (needs_s, now, expected) in &table {
            let mut gate = gate(&["22:00-05:00 UTC"], *needs_s);
            assert_eq!(gate.leave(at(now), &BTreeMap::new(), nothing), *expected, "{now}");
        }
        // Asked again and again, as the loop does, the answers are the same, also when the clock is set back.
        let mut gate = gate(&["22:00-05:00 UTC"], 2 * hours);
        for (_, now, expected) in table.iter().filter(|(needs_s, ..)| *needs_s == 2 * hours).chain(&table[..2]) {
            assert_eq!(gate.leave(at(now), &BTreeMap::new(), nothing), *expected, "{now}");
        }
    }

    /// Berlin: 05:00 is 03:00Z on 2026-03-29, an hour earlier than the night before, and 04:00Z again on 2026-10-25.
    #[test]
    fn a_night_in_which_the_clocks_change_has_the_hours_it_has() {
        let table = [
            ("2026-03-28T22:59:59Z", shut("2026-03-28T23:00:00Z")),
            ("2026-03-28T23:00:00Z", ANY),
            ("2026-03-29T01:00:00Z", ANY),
            ("2026-03-29T01:00:01Z", shut("2026-03-29T22:00:00Z")),
            ("2026-10-24T21:59:59Z", shut("2026-10-24T22:00:00Z")),
            ("2026-10-24T22:00:00Z", ANY),
            ("2026-10-25T02:00:00Z", ANY),
            ("2026-10-25T02:00:01Z", shut("2026-10-25T23:00:00Z")),
        ];
        for (now, expected) in table {
            let mut gate = gate(&["00:00-05:00 Europe/Berlin"], 2 * 3_600);
            assert_eq!(gate.leave(at(now), &BTreeMap::new(), nothing), expected, "{now}");
        }
    }

    /// A target has its place once for all that is sent to it in an opening, and is gone on with when no place is left.
    #[test]
    fn each_opening_has_its_places() {
        let mut gate = Gate { per_window: Some(2), ..gate(&["22:00-05:00 UTC"], 3_600) };
        let now = at("2026-01-05T23:00:00Z");
        let (last_night, tonight) = (at("2026-01-05T04:59:59Z"), at("2026-01-05T22:00:00Z"));
        let of = |sent: &[Timestamp]| -> BTreeMap<WorkspaceId, Timestamp> {
            let named = sent.iter().enumerate();
            named.map(|(number, at)| (WorkspaceId::from_service(format!("ws-{number}")), *at)).collect()
        };
        assert_eq!(gate.leave(now, &of(&[last_night]), nothing), Leave::Open { places: 2 });
        assert_eq!(gate.leave(now, &of(&[last_night, tonight]), nothing), Leave::Open { places: 1 });
        assert!(gate.has_place(tonight) && !gate.has_place(last_night));
        let full = of(&[last_night, tonight, now]);
        assert_eq!(gate.leave(now, &full, nothing), shut("2026-01-06T22:00:00Z"));
        let asked = |counted: &BTreeSet<&WorkspaceId>, last: Timestamp| {
            assert_eq!((counted.len(), last), (2, at("2026-01-06T04:00:00Z")));
            true
        };
        assert_eq!(gate.leave(now, &full, asked), Leave::Open { places: 0 });
        let next = at("2026-01-06T22:00:00Z");
        assert_eq!(gate.leave(next, &full, nothing), Leave::Open { places: 2 });
    }

    /// What was surely not carried out takes no place; of the steps of a target the last counts.
    #[test]
    fn a_target_is_begun_when_something_was_sent_to_it() {
        use StepState::{Accepted, Held, Settled, Unknown, Waiting};
        let plan = Plan::read(
            include_str!("../../tests/fuzz/seeds/plans/migrate.json"),
            crate::planner::document::Seal::Intact,
        );
        let mut plan = plan.expect("a plan");
        let first = plan.steps[0].clone();
        let second = crate::planner::document::Step { id: StepId::from_service("S-0009"), ..first.clone() };
        plan.steps = vec![first.clone(), second.clone()];
        let found = |states: [StepState; 2]| {
            let sent =
                |step: &StepId, state, moment| (step.clone(), StepRow { step: step.clone(), ..sent(state, moment) });
            let rows = [
                sent(&first.id, states[0], "2026-01-05T22:00:00Z"),
                sent(&second.id, states[1], "2026-01-05T23:00:00Z"),
            ];
            begun(&plan, &rows.into()).get(&first.target.workspace_id).copied()
        };
        assert_eq!(found([Settled, Accepted]), Some(at("2026-01-05T23:00:00Z")));
        assert_eq!(found([Unknown, Waiting]), Some(at("2026-01-05T22:00:00Z")));
        assert_eq!(found([Waiting, Held]), None);
    }

    #[test]
    fn a_session_sends_for_its_time_and_waiting_is_not_sending() {
        let mut gate = Gate { max_duration: Some(SignedDuration::from_secs(3_600)), ..gate(&["22:00-05:00 UTC"], 0) };
        assert_eq!(gate.leave(at("2026-01-05T12:00:00Z"), &BTreeMap::new(), nothing), shut("2026-01-05T22:00:00Z"));
        assert_eq!(gate.leave(at("2026-01-05T22:00:10Z"), &BTreeMap::new(), nothing), ANY);
        assert_eq!(gate.leave(at("2026-01-05T23:00:09Z"), &BTreeMap::new(), nothing), ANY);
        let over = Leave::Shut { until: None, why: Stop::MaxDuration };
        assert_eq!(gate.leave(at("2026-01-05T23:00:10Z"), &BTreeMap::new(), nothing), over);
        // A clock that is set back by half an hour gives no half hour more.
        gate.set_back(SignedDuration::from_secs(1_800));
        assert_eq!(gate.leave(at("2026-01-05T22:30:10Z"), &BTreeMap::new(), nothing), over);
    }
}
