//! Judges a target in flight: from what was sent and what was just read to what is known now.
//!
//! Pure: no calls, no journal, no clock of its own. Design 6.1 is here and nowhere else. *Yes* needs one good read. *No*
//! needs three good reads at least 60 s apart, the last at or after the send plus the verb's window, each having
//! returned another known id as well, so that an empty answer is never taken for an empty fleet. That other id is the
//! target's own: what must be absent for a No is its second id, and without the first nothing is concluded.

use jiff::Timestamp;

use crate::journal::{StepRow, StepState};
use crate::model::{AfterNo, Follow, GroupChange, Interface, Property, Tag, TagChange, Workspace, WorkspaceState};
use crate::planner::document::{Fact, Step};

/// How far apart two reads must be to count as two, and how late a first read may be before it leaves a gap, in seconds.
pub(super) const READ_APART_S: i64 = 60;
/// How long nobody may have looked, in seconds, before a state that passes in minutes may have come and gone.
const UNSEEN_S_MAX: i64 = 120;
/// How many reads prove a No.
pub(super) const READS_FOR_NO: u32 = 3;
/// For how long after the first send something that destroys work may be sent again by itself, in seconds.
const SOON_S: i64 = 3_600;
/// What becomes of it after that.
pub(super) const TOO_LATE: &str =
    "no answer came, it was not carried out, and that is over an hour ago; look, and send it again yourself";

/// What one round of reading showed about a target.
#[derive(Clone, Debug)]
pub(super) struct Sight<'a> {
    /// When the reading began: what it shows is not older. A No and an end are reckoned from here.
    pub(super) from: Timestamp,
    /// When it was over: what it shows is not younger. A gap and the next reading are reckoned from here.
    pub(super) to: Timestamp,
    /// The desktop under the id that the plan names; `None` when the service no longer lists it.
    pub(super) source: Option<&'a Workspace>,
    /// The desktop's primary interface, where it was read.
    pub(super) interface: Option<&'a Interface>,
    /// The desktop's tags, where they were read.
    pub(super) tags: Option<&'a [Tag]>,
    /// The desktop under its new id.
    pub(super) new: Option<&'a Workspace>,
    /// For how long this session has been reading it, in seconds.
    pub(super) watched_s: i64,
}

/// What is known of a target after a read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Judgement {
    /// Nothing new that ends anything.
    Wait,
    /// The call is now known to have arrived.
    Arrived,
    /// Proven done.
    Done,
    /// Proven not done, or undone again by the service.
    Failed(String),
    /// The unanswered call is proven not carried out, and may be sent once more.
    SendAgain,
    /// Nothing can be learnt any more.
    GiveUp(String),
}

/// Judges one target and brings its row up to date with what was seen.
pub(super) fn judge(step: &Step, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    row.first_read_at.get_or_insert(sight.to);
    let verdict = match step.proof.follow {
        Follow::NewId => judge_new_id(step, row, sight),
        Follow::Created => judge_created(step, row, sight),
        Follow::SameId | Follow::Gone => match (&step.proof.groups, &step.proof.tags, &step.proof.property) {
            (Some(change), ..) => judge_groups(step, change, row, sight),
            (None, Some(change), _) => judge_tags(step, change, row, sight),
            (None, None, Some(property)) => judge_property(step, property, row, sight),
            (None, None, None) => judge_same_id(step, row, sight),
        },
    };
    // A run may be resumed days later: what can still be proven comes first.
    let counting = (1..READS_FOR_NO).contains(&row.no_reads);
    let looked = !counting && sight.watched_s >= READ_APART_S * i64::from(READS_FOR_NO);
    if verdict == Judgement::Wait && looked && is_past_deadline(step, row, sight.from, sight.watched_s) {
        let within = crate::model::format_span(step.deadline_s);
        let is = sight.new.or(sight.source).map_or(String::new(), |seen| format!(": it is {}", seen.state));
        return Judgement::GiveUp(format!("no end was seen within {within}{is}"));
    }
    verdict
}

/// A second id that the plan did not know is the Yes; the old id gone and the new one as wanted is the proof.
fn judge_new_id(step: &Step, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let mut arrived = false;
    if let Some(new) = sight.new {
        arrived = row.state == StepState::Unknown;
        row.new_id = Some(new.workspace_id.clone());
        row.seen_new = true;
        let as_wanted = step.proof.states.contains(&new.state)
            && step.proof.bundle_id.as_ref().is_none_or(|bundle| *bundle == new.bundle_id);
        if as_wanted && is_gone(sight.source) {
            return Judgement::Done;
        }
    }
    let back = sight.source.is_some_and(|source| {
        step.verb.facts().allowed_states.contains(&source.state)
            && step.proof.bundle_id.as_ref().is_none_or(|bundle| *bundle != source.bundle_id)
    });
    let new_is_lost = sight.new.is_none_or(|new| new.state == WorkspaceState::Error);
    if !(back && new_is_lost) {
        row.no_reads = 0;
        row.last_no_at = None;
        return if arrived { Judgement::Arrived } else { Judgement::Wait };
    }
    if !count_no(row, sight, window_s(step, row)) {
        return if arrived { Judgement::Arrived } else { Judgement::Wait };
    }
    if row.state == StepState::Unknown && !row.seen_new {
        return after_no(step, row, sight.from);
    }
    let new = row.new_id.as_ref().map_or_else(|| "the new desktop".to_owned(), ToString::to_string);
    let state = sight.source.map_or("?", |source| source.state.as_str());
    Judgement::Failed(format!(
        "the service undid it: the desktop is {state} on its old bundle again, {new} {}",
        if sight.new.is_some() { "is in ERROR" } else { "is gone" }
    ))
}

/// The desktop itself is the Yes; its being up, made from the bundle that was asked for, is the proof.
fn judge_created(step: &Step, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let Some(new) = sight.new else {
        // What was taken shows late (domain.md E-10).
        if !count_no(row, sight, step.verb.facts().unknown.window_s) {
            return Judgement::Wait;
        }
        return match &row.new_id {
            None if row.state == StepState::Unknown => after_no(step, row, sight.from),
            None => Judgement::Failed("the service took the call, and no desktop is there".to_owned()),
            Some(new) => Judgement::Failed(format!("{new} is gone again")),
        };
    };
    let arrived = row.state == StepState::Unknown;
    row.new_id = Some(new.workspace_id.clone());
    row.seen_new = true;
    // No way leads from PENDING to STOPPED: it was up, and stopped by itself while nobody looked.
    let has_stopped = matches!(new.state, WorkspaceState::Stopping | WorkspaceState::Stopped);
    let was_up = step.proof.states.contains(&new.state) || has_stopped;
    if was_up && step.proof.bundle_id.as_ref().is_none_or(|bundle| *bundle == new.bundle_id) {
        return Judgement::Done;
    }
    if new.state != WorkspaceState::Error {
        row.no_reads = 0;
        row.last_no_at = None;
    } else if count_no(row, sight, 0) {
        let said = new.error_message.as_deref().or(new.error_code.as_deref());
        let said = said.map_or(String::new(), |said| format!(": {said}"));
        return Judgement::Failed(format!(
            "{} is in ERROR{said}; terminate it before it is made again",
            new.workspace_id
        ));
    }
    if arrived { Judgement::Arrived } else { Judgement::Wait }
}

/// The transient state is the Yes; a final state after it, or after an answered call has had time to act, is the proof.
/// A final state that no target goes from is both: it was not there when the call left. Where the target is to go, being
/// gone is such a state.
fn judge_same_id(step: &Step, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let Some(target) = sight.source else {
        // Absence is no proof of anything for a verb that keeps the id.
        return if step.proof.follow == Follow::Gone { Judgement::Done } else { Judgement::Wait };
    };
    let facts = step.verb.facts();
    let is_transient = facts.transient.as_ref() == Some(&target.state);
    // What a reboot that hung showed before, another one that was not answered does not prove.
    if is_transient && (row.state != StepState::Unknown || !may_go_from(step, &target.state)) {
        let arrived = row.state == StepState::Unknown && !row.seen_transient;
        row.seen_transient = true;
        row.no_reads = 0;
        row.last_no_at = None;
        return if arrived { Judgement::Arrived } else { Judgement::Wait };
    }
    let answered = row.state == StepState::Accepted;
    let replaced = is_replaced(step, sight);
    if replaced == Some(true) {
        row.seen_transient = true; // it came and went while nobody looked
    }
    let acted = READ_APART_S.max(seconds(facts.earliest_s));
    let is_as_before = replaced == Some(false);
    // What was made anew and is stopped stopped after it came up: by itself, or by somebody.
    let is_over =
        step.proof.states.contains(&target.state) || replaced == Some(true) && target.state == WorkspaceState::Stopped;
    if is_over && step.proof.interface_not.is_some() && replaced.is_none() && (row.seen_transient || answered) {
        return Judgement::Wait; // an interface that was not read says nothing of how it ended
    }
    if is_over
        && !is_as_before
        && (row.seen_transient
            || !may_go_from(step, &target.state)
            || answered && since_send(row, sight.from, sight.watched_s) >= acted)
    {
        return Judgement::Done;
    }
    if row.seen_transient || answered {
        // Neither under way nor as wanted, and that for good: it came to another end.
        if count_no(row, sight, window_s(step, row)) {
            let undone =
                if is_as_before { ", with the interface that it had before: the service undid it" } else { "" };
            return Judgement::Failed(format!("the desktop is {}{undone}", target.state));
        }
        return Judgement::Wait;
    }
    if was_unseen(row, sight, facts.unknown.window_s) {
        row.first_read_at = Some(sight.to); // what was read before it says nothing about the time between
    }
    if !count_no(row, sight, facts.unknown.window_s) {
        return Judgement::Wait;
    }
    let gap = row
        .last_sent_at
        .zip(row.first_read_at)
        .is_none_or(|(sent, read)| read.duration_since(sent).as_secs() > READ_APART_S);
    // Only an old interface that is still there hides nothing of a rebuild.
    let hidden = step.repeat == AfterNo::OnceMoreSoon && replaced != Some(false);
    if facts.unknown.gap_hides_no && (gap || hidden) {
        return Judgement::GiveUp(
            "no answer came, and for a while nobody looked: whether it was carried out can't be told".to_owned(),
        );
    }
    if is_transient || !may_go_from(step, &target.state) {
        let state = &target.state;
        return Judgement::GiveUp(format!("no answer came, and the desktop is {state}: whether by that can't be told"));
    }
    after_no(step, row, sight.from)
}

/// Whether the interface is another one than before; `None` when nothing is known of that.
fn is_replaced(step: &Step, sight: &Sight<'_>) -> Option<bool> {
    let before = step.proof.interface_not.as_ref()?;
    sight.interface.map(|interface| interface.network_interface_id != *before)
}

/// Whether a target of the step may have been in a state when its call left: the step itself says from which it goes.
pub(super) fn may_go_from(step: &Step, state: &WorkspaceState) -> bool {
    let mut own = step.requires.iter().filter_map(|requirement| {
        let Fact::StateIn(states) = &requirement.that else { return None };
        Some(states.as_slice())
    });
    match own.next() {
        Some(states) => states.contains(state) || own.any(|states| states.contains(state)),
        None => step.verb.facts().allowed_states.contains(state),
    }
}

/// A modification that is named, or the new value, is the Yes; the new value without a modification is the proof.
///
/// `State` decides nothing but that the desktop is up again: while a property changes it may be anything.
fn judge_property(step: &Step, property: &Property, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let Some(target) = sight.source else {
        return Judgement::Wait; // absence is no proof of anything for a verb that keeps the id
    };
    let holds = property.holds(target);
    if property.is_changing(target) {
        row.seen_transient = true;
        row.no_reads = 0;
        row.last_no_at = None;
        let arrived = row.state == StepState::Unknown;
        return if arrived { Judgement::Arrived } else { Judgement::Wait };
    }
    if target.state == WorkspaceState::Updating {
        row.no_reads = 0;
        row.last_no_at = None;
        return Judgement::Wait; // something of it is being modified, and nobody says that it is this
    }
    if holds && !property.has_failed(target) && step.proof.states.contains(&target.state) {
        return Judgement::Done;
    }
    if is_passing(&target.state) {
        return Judgement::Wait; // what it will be shows in minutes
    }
    let facts = step.verb.facts();
    if holds || row.seen_transient || row.state == StepState::Accepted {
        if !count_no(row, sight, window_s(step, row)) {
            return Judgement::Wait;
        }
        let found = property.found(target);
        return Judgement::Failed(match (holds, property.has_failed(target)) {
            (_, true) => format!("the service says that it failed: {found}"),
            // A change of protocol can end so (domain.md B-25).
            (true, false) => format!("{found} as asked, and the desktop is {}: reboot it", target.state),
            (false, false) => format!("it came to nothing: {found}"),
        });
    }
    if was_unseen(row, sight, facts.unknown.window_s) {
        row.first_read_at = Some(sight.to); // what was read before it says nothing about the time between
    }
    if count_no(row, sight, facts.unknown.window_s) { after_no(step, row, sight.from) } else { Judgement::Wait }
}

/// The groups of its interface are the proof, whatever state the desktop is in.
fn judge_groups(step: &Step, change: &GroupChange, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let Some(interface) = sight.interface else {
        return Judgement::Wait; // an interface that was not read, or is not there, says nothing of the call
    };
    if change.holds(&interface.groups) {
        return Judgement::Done;
    }
    if !count_no(row, sight, step.verb.facts().unknown.window_s) {
        return Judgement::Wait;
    }
    if row.state == StepState::Accepted {
        let groups: Vec<&str> = interface.groups.iter().map(|group| group.group_id.as_str()).collect();
        let lacks = |id: &&String| !groups.contains(&id.as_str());
        let missing: Vec<&str> = change.add.iter().filter(lacks).map(String::as_str).collect();
        let lacks = if missing.is_empty() { String::new() } else { format!("lacks {}, and ", missing.join(", ")) };
        return Judgement::Failed(format!("its interface {lacks}has the security groups {}", groups.join(", ")));
    }
    after_no(step, row, sight.from)
}

/// The tags of the desktop are the proof, whatever state it is in.
fn judge_tags(step: &Step, change: &TagChange, row: &mut StepRow, sight: &Sight<'_>) -> Judgement {
    let Some(tags) = sight.tags else {
        return Judgement::Wait; // tags that were not read say nothing of the call
    };
    if change.holds(tags) {
        return Judgement::Done;
    }
    if !count_no(row, sight, step.verb.facts().unknown.window_s) {
        return Judgement::Wait;
    }
    if row.state == StepState::Accepted {
        let still = change.still(tags);
        let keys: Vec<&str> = still.keys().collect();
        return Judgement::Failed(format!("its tags are not as asked for: {}", keys.join(", ")));
    }
    after_no(step, row, sight.from)
}

/// Whether a desktop is on its way from one state to another.
pub(super) fn is_passing(state: &WorkspaceState) -> bool {
    matches!(
        state,
        WorkspaceState::Pending
            | WorkspaceState::Rebooting
            | WorkspaceState::Starting
            | WorkspaceState::Stopping
            | WorkspaceState::Rebuilding
            | WorkspaceState::Restoring
            | WorkspaceState::Maintenance
    )
}

/// Whether the change may have come and gone between the last counted read and this one, as after a crash.
fn was_unseen(row: &StepRow, sight: &Sight<'_>, window_s: u64) -> bool {
    row.last_no_at.is_some_and(|last| {
        since_send(row, last, 0) < seconds(window_s) && sight.from.duration_since(last).as_secs() > UNSEEN_S_MAX
    })
}

fn is_gone(source: Option<&Workspace>) -> bool {
    source.is_none_or(|source| source.state == WorkspaceState::Terminated)
}

/// Counts a read that speaks for No; tells whether No is proven.
fn count_no(row: &mut StepRow, sight: &Sight<'_>, window_s: u64) -> bool {
    if row.last_no_at.is_some_and(|last| last > sight.to) {
        row.no_reads = 0; // from before the clock was set back: how long ago nobody knows
        row.last_no_at = None;
    }
    let apart = row.last_no_at.is_none_or(|last| sight.from.duration_since(last).as_secs() >= READ_APART_S);
    if !apart {
        return false;
    }
    row.no_reads = row.no_reads.saturating_add(1);
    row.last_no_at = Some(sight.to);
    row.no_reads >= READS_FOR_NO && since_send(row, sight.from, sight.watched_s) >= seconds(window_s)
}

/// Once it was seen under way, its being as before is news; until then it may only not show yet.
fn window_s(step: &Step, row: &StepRow) -> u64 {
    if row.seen_new || row.seen_transient { 0 } else { step.verb.facts().unknown.window_s }
}

/// Tells whether reads are being counted for a No that the next of them may prove.
pub(super) fn may_prove_no(step: &Step, row: &StepRow, at: Timestamp, watched_s: i64) -> bool {
    row.no_reads > 0 && since_send(row, at, watched_s) >= seconds(window_s(step, row))
}

fn after_no(step: &Step, row: &StepRow, at: Timestamp) -> Judgement {
    if row.repeats > 0 {
        return Judgement::Failed("sent twice, and not carried out".to_owned());
    }
    match step.repeat {
        AfterNo::OnceMore | AfterNo::OnceMoreIfNotConnected => Judgement::SendAgain,
        AfterNo::OnceMoreSoon if is_soon(row, at) => Judgement::SendAgain,
        AfterNo::OnceMoreSoon => Judgement::Failed(TOO_LATE.to_owned()),
        AfterNo::Never => {
            Judgement::Failed("no answer came, and it was not carried out; look, and send it again yourself".to_owned())
        }
    }
}

/// Whether a second send would still be near the first that may have been carried out.
pub(super) fn is_soon(row: &StepRow, at: Timestamp) -> bool {
    row.first_sent_at.is_some_and(|first| (0..=SOON_S).contains(&at.duration_since(first).as_secs()))
}

/// Returns for how long a call is surely out. One that is dated ahead was sent before the clock was set back, and
/// surely before this session began to read.
pub(super) fn since_send(row: &StepRow, at: Timestamp, watched_s: i64) -> i64 {
    let age = row.last_sent_at.map_or(0, |sent| at.duration_since(sent).as_secs());
    if age < 0 { watched_s.max(0) } else { age }
}

fn seconds(span: u64) -> i64 {
    i64::try_from(span).unwrap_or(i64::MAX)
}

/// Tells whether an end is no longer waited for.
pub(super) fn is_past_deadline(step: &Step, row: &StepRow, at: Timestamp, watched_s: i64) -> bool {
    since_send(row, at, watched_s) >= seconds(step.deadline_s)
}

/// Tells whether a target takes longer than usual.
pub(super) fn is_late(step: &Step, row: &StepRow, at: Timestamp) -> bool {
    since_send(row, at, 0) >= seconds(step.late_after_s)
}
