//! What outlives runs: when something of a desktop was last changed, by whom as far as is known, which id became which, and
//! in which state a desktop was first seen.
//!
//! Rows come from our own steps (dated by their send, certain once the service took the call), from refusals, from
//! CloudTrail, and from reads. Only states that a desktop should come out of are kept, and what ended them: a fleet at
//! rest leaves no rows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _};

use super::read::{collect, column, flag, parsed, step_row, workspace};
use super::write::{bounded, stamp};
use super::{Journal, JournalError, StepRow, StepState};
use crate::model::{
    Change, Changed, Clocks, End, Looked, RunId, SeenChange, Sighting, Source, StepId, Verb, Workspace, WorkspaceId,
    WorkspaceState,
};
use crate::planner::document::Plan;

/// How many stretches of states are kept for a desktop.
const STATES_MAX: i64 = 20;
/// After how long without a look a state may have passed and come again, in seconds: no reboot takes longer.
const GAP_S_MAX: i64 = 2 * 3_600;
/// How far an event of CloudTrail may lie from a send of ours and still be the same: it has no fractions of seconds, and
/// other clocks than ours dated it.
const SAME_S_MAX: i64 = 120;
/// How often an id can have been replaced; a chain that is longer is damage.
const ANCESTORS_MAX: usize = 1_000;

/// A step of a run, as the history of its desktop tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastStep {
    /// The run.
    pub run: RunId,
    /// The step's verb; a run of one verb may have steps of another.
    pub verb: Verb,
    /// The step.
    pub row: StepRow,
}

impl Journal {
    /// Returns what is known of the clocks of desktops: those of earlier ids as inherited.
    ///
    /// # Errors
    /// When something in the ledger can't be, or the journal fails.
    pub fn clocks(&self, of: &[WorkspaceId]) -> Result<BTreeMap<WorkspaceId, Clocks>, JournalError> {
        let mut parents = BTreeMap::new();
        for entry in self.lineage()? {
            parents.insert(entry.new.clone(), entry);
        }
        let looked = self.looked()?;
        let states = latest_states(self.reader()?)?;
        let mut uses = self.uses()?;
        // Most desktops were never changed; asking for each of a large fleet would take longer than planning for it.
        let touched: BTreeSet<WorkspaceId> = self
            .all("SELECT DISTINCT workspace FROM ledger", [], |row| workspace(row, "ledger", "workspace"))?
            .into_iter()
            .collect();
        let of_id = |id: &WorkspaceId| if touched.contains(id) { self.ledger(id) } else { Ok(Vec::new()) };
        let mut known = BTreeMap::new();
        for id in of {
            let mut changes = of_id(id)?;
            if let Some(birth) = parents.get(id) {
                changes.push(born(birth.at, &birth.run));
            }
            let mut at = id;
            for _ in 0..ANCESTORS_MAX {
                let Some(birth) = parents.get(at) else { break };
                at = &birth.old;
                changes
                    .extend(of_id(at)?.into_iter().map(|change| Change { inherited_from: Some(at.clone()), ..change }));
            }
            let state = states.get(id).map(|(seen, _)| seen.clone());
            let clocks = Clocks { changes: newest(changes), state, looked, used_at: uses.remove(id) };
            known.insert(id.clone(), clocks);
        }
        Ok(known)
    }

    /// Returns what is known to have been changed of a desktop, under this id, the newest first.
    ///
    /// # Errors
    /// When something in it can't be, or the journal fails.
    pub fn ledger(&self, of: &WorkspaceId) -> Result<Vec<Change>, JournalError> {
        const TABLE: &str = "ledger";
        self.all("SELECT * FROM ledger WHERE workspace = ?1 ORDER BY at DESC, what", [of.as_str()], |row| {
            let source: String = column(row, TABLE, "source")?;
            Ok(Change {
                what: Changed::from(column::<String>(row, TABLE, "what")?.as_str()),
                at: parsed(row, TABLE, "at")?,
                source: source_of(&source)
                    .ok_or_else(|| JournalError::corrupt(TABLE, format!("the word `{source}` is not known")))?,
                origin: column(row, TABLE, "origin")?,
                certain: flag(row, TABLE, "certain")?,
                who: column(row, TABLE, "who")?,
                before: column(row, TABLE, "value_before")?,
                after: column(row, TABLE, "value_after")?,
                inherited_from: None,
            })
        })
    }

    /// Returns the steps that any run had for a desktop, in no order.
    ///
    /// # Errors
    /// When something in one can't be, or the journal fails.
    pub fn past_steps(&self, of: &WorkspaceId) -> Result<Vec<PastStep>, JournalError> {
        let query = "SELECT runs.verb, steps.* FROM steps JOIN runs USING (run) WHERE target = ?1";
        self.all(query, [of.as_str()], |row| {
            let what: String = column(row, "steps", "what")?;
            let own = Verb::ALL.iter().copied().find(|verb| verb.facts().name.eq_ignore_ascii_case(&what));
            let verb = own.map_or_else(|| parsed(row, "runs", "verb"), Ok)?;
            Ok(PastStep { run: parsed(row, "steps", "run")?, verb, row: step_row(row)? })
        })
    }

    /// Returns how long the last changes of each kind took, in seconds from the send to the look that proved them: those
    /// that were answered and sent once, at most so many of a kind, the newest first.
    ///
    /// # Errors
    /// When something in one can't be, or the journal fails.
    pub fn durations(&self, most: usize) -> Result<BTreeMap<Changed, Vec<u64>>, JournalError> {
        // A clock that was set back measured nothing.
        let query = "SELECT what, last_sent_at, ended_at FROM (
                SELECT what, steps.last_sent_at, steps.ended_at,
                    row_number() OVER (PARTITION BY what ORDER BY steps.ended_at DESC) AS place
                FROM steps JOIN attempts USING (run, step)
                WHERE end_word = 'done' AND steps.attempts = 1 AND outcome = 'accepted' AND ended_at > last_sent_at)
            WHERE place <= ?1 ORDER BY ended_at DESC";
        let took = self.all(query, [i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            let (sent, ended): (Timestamp, Timestamp) =
                (parsed(row, "steps", "last_sent_at")?, parsed(row, "steps", "ended_at")?);
            Ok((column::<String>(row, "steps", "what")?, ended.duration_since(sent).as_secs()))
        })?;
        let mut durations: BTreeMap<Changed, Vec<u64>> = BTreeMap::new();
        for (what, seconds) in took {
            if let Ok(seconds @ 1..) = u64::try_from(seconds) {
                durations.entry(Changed::from(what.as_str())).or_default().push(seconds);
            }
        }
        Ok(durations)
    }

    /// Returns every desktop that anything is known of.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn known_workspaces(&self) -> Result<BTreeSet<WorkspaceId>, JournalError> {
        let query =
            "SELECT target AS id FROM steps UNION SELECT workspace FROM ledger UNION SELECT workspace FROM states
            UNION SELECT old FROM lineage UNION SELECT new FROM lineage";
        Ok(self.all(query, [], |row| workspace(row, "ledger", "id"))?.into_iter().collect())
    }

    /// Returns the states that a desktop was seen in, the newest first; those at rest only where they ended another one.
    ///
    /// # Errors
    /// When something in it can't be, or the journal fails.
    pub fn states(&self, of: &WorkspaceId) -> Result<Vec<Sighting>, JournalError> {
        self.all("SELECT * FROM states WHERE workspace = ?1 ORDER BY first_at DESC", [of.as_str()], sighting)
    }

    /// Returns the stretch of time of which CloudTrail was read whole, up to now.
    ///
    /// # Errors
    /// When it can't be, or the journal fails.
    pub fn looked(&self) -> Result<Option<Looked>, JournalError> {
        let looks = self.all("SELECT * FROM looks", [], |row| {
            Ok(Looked { from: parsed(row, "looks", "from_at")?, until: parsed(row, "looks", "until_at")? })
        })?;
        Ok(looks.into_iter().next())
    }

    /// Records the states that desktops were seen in; a fleet at rest writes nothing.
    ///
    /// One that is seen again in a state that it should come out of is still in it, unless nobody looked for so long that
    /// this may be another time.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn see_states(&mut self, seen: &[Workspace], at: Timestamp) -> Result<(), JournalError> {
        let known = latest_states(self.reader()?)?;
        // Each with the begin of the stretch that goes on, if one does.
        let mut news: Vec<(&Workspace, Option<Timestamp>)> = Vec::new();
        for workspace in seen {
            match known.get(&workspace.workspace_id) {
                None if is_rest(&workspace.state) => {}
                None => news.push((workspace, None)),
                Some((before, _)) if before.state != workspace.state => {
                    if before.first_at < at {
                        news.push((workspace, None));
                    }
                }
                Some((before, last_at)) if *last_at < at && !is_rest(&before.state) => {
                    let goes_on = at.duration_since(*last_at).as_secs() <= GAP_S_MAX;
                    news.push((workspace, goes_on.then_some(before.first_at)));
                }
                Some(_) => {}
            }
        }
        if news.is_empty() {
            return Ok(());
        }
        self.commit(|connection| {
            let mut again =
                connection.prepare_cached("UPDATE states SET last_at = ?3 WHERE workspace = ?1 AND first_at = ?2")?;
            let mut insert = connection.prepare_cached(
                "INSERT INTO states (workspace, first_at, state, last_at) VALUES (?1, ?2, ?3, ?2)
                 ON CONFLICT (workspace, first_at) DO NOTHING",
            )?;
            let mut prune = connection.prepare_cached(
                "DELETE FROM states WHERE workspace = ?1 AND first_at <= (
                     SELECT first_at FROM states WHERE workspace = ?1 ORDER BY first_at DESC LIMIT 1 OFFSET ?2)",
            )?;
            for (workspace, begun) in news {
                let id = workspace.workspace_id.as_str();
                if let Some(begun) = begun {
                    again.execute((id, stamp(begun), stamp(at)))?;
                } else {
                    insert.execute((id, stamp(at), workspace.state.as_str()))?;
                    prune.execute((id, STATES_MAX))?;
                }
            }
            Ok(())
        })
    }

    /// Records what CloudTrail shows, and of which stretch of time that is all there is.
    ///
    /// An event that a send of ours explains makes that certain, and is no second change.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn see_events(&mut self, events: &[SeenChange], looked: Looked) -> Result<(), JournalError> {
        let before = self.looked()?;
        self.commit(|connection| {
            for event in events {
                if !confirm(connection, event)? {
                    insert_event(connection, event)?;
                }
            }
            // A look that goes on where the last one ended makes one longer look of both.
            let joined = before.filter(|before| looked.from <= before.until && before.from <= looked.until);
            let from = joined.map_or(looked.from, |before| before.from.min(looked.from));
            let until = joined.map_or(looked.until, |before| before.until.max(looked.until));
            connection.execute("DELETE FROM looks", [])?;
            connection.execute("INSERT INTO looks (from_at, until_at) VALUES (?1, ?2)", (stamp(from), stamp(until)))?;
            Ok(())
        })
    }
}

impl Journal {
    /// Returns the desktops to which a run of ours sent a change of tags since a moment.
    ///
    /// # Errors
    /// When something in the ledger can't be, or the journal fails.
    pub fn tagged_since(&self, since: Timestamp) -> Result<BTreeSet<WorkspaceId>, JournalError> {
        let found = self.all(
            "SELECT DISTINCT workspace FROM ledger WHERE what = ?1 AND at >= ?2",
            (Changed::Tags.as_str(), stamp(since)),
            |row| workspace(row, "ledger", "workspace"),
        )?;
        Ok(found.into_iter().collect())
    }
}

/// What a step changes, and the value before and after where there is one.
pub(super) struct StepChange {
    pub(super) what: Changed,
    pub(super) before: Option<String>,
    pub(super) after: Option<String>,
}

/// Says for each step of a plan what it changes; what a step leaves is what the next one of its desktop finds.
pub(super) fn changes_of(plan: &Plan) -> Vec<StepChange> {
    let mut values: BTreeMap<(&WorkspaceId, Changed), Option<String>> = BTreeMap::new();
    let mut changes = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        let (what, after) = step.changes();
        let target = &step.target.workspace_id;
        let seen = || plan.observed.workspace(target).and_then(|seen| value_of(seen, &what));
        let before = values.get(&(target, what.clone())).cloned().unwrap_or_else(seen);
        values.insert((target, what.clone()), after.clone());
        changes.push(StepChange { what, before: before.filter(|_| after.is_some()), after });
    }
    changes
}

/// Returns the value that a desktop was seen with.
fn value_of(seen: &Workspace, what: &Changed) -> Option<String> {
    let properties = &seen.workspace_properties;
    match what {
        Changed::RootVolume => properties.root_volume_size_gib.map(|size| size.to_string()),
        Changed::UserVolume => properties.user_volume_size_gib.map(|size| size.to_string()),
        Changed::ComputeType => properties.compute_type_name.as_ref().map(ToString::to_string),
        Changed::RunningMode => properties.running_mode.as_ref().map(ToString::to_string),
        Changed::AutoStop => properties.running_mode_auto_stop_timeout_in_minutes.map(|minutes| minutes.to_string()),
        Changed::Protocol => {
            let names: Vec<&str> = properties.protocols.iter().map(crate::model::Protocol::as_str).collect();
            (!names.is_empty()).then(|| names.join(","))
        }
        Changed::State => Some(seen.state.to_string()),
        Changed::Create
        | Changed::Start
        | Changed::Stop
        | Changed::Reboot
        | Changed::Rebuild
        | Changed::Restore
        | Changed::Migrate
        | Changed::Terminate
        | Changed::Tags
        | Changed::Properties
        | Changed::Other(_) => None,
    }
}

/// Writes what outlives the run: ledger and lineage. Both may be written again with the same content.
pub(super) fn learn(
    connection: &Connection,
    run: &RunId,
    row: &StepRow,
    target: &WorkspaceId,
) -> Result<(), JournalError> {
    let certain = match (row.state, row.end) {
        (StepState::Accepted, _) | (_, Some(End::Done)) => Some(true),
        (StepState::Unknown, _) | (_, Some(End::Unknown)) => Some(false),
        _ => None,
    };
    if let (Some(certain), Some(sent)) = (certain, row.last_sent_at) {
        insert_own(connection, (run, &row.step), target, (sent, Source::Run, certain))?;
    }
    if let (true, Some(sent)) = (is_surely_no(row), row.last_sent_at) {
        // It may have started a clock no longer. What was accepted did, whatever became of it.
        connection
            .prepare_cached(
                "DELETE FROM ledger WHERE workspace = ?1 AND at = ?2 AND source = 'run' AND origin = ?3 AND certain = 0",
            )?
            .execute((target.as_str(), stamp(sent), run.as_str()))?;
    }
    if let (Some(End::Done), Some(new), Some(ended)) = (row.end, &row.new_id, row.ended_at)
        && new != target
    {
        connection
            .prepare_cached(
                "INSERT INTO lineage (old, new, run, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (old, new) DO NOTHING",
            )?
            .execute((target.as_str(), new.as_str(), run.as_str(), stamp(ended)))?;
    }
    Ok(())
}

/// Keeps that the service refused a call that may be allowed later: a clock was running then.
pub(super) fn learn_refusal(
    connection: &Connection,
    run: &RunId,
    row: &StepRow,
    target: &WorkspaceId,
) -> Result<(), JournalError> {
    match row.last_sent_at {
        Some(sent) if row.state == StepState::Held => {
            insert_own(connection, (run, &row.step), target, (sent, Source::Refusal, true))
        }
        Some(_) | None => Ok(()),
    }
}

fn insert_own(
    connection: &Connection,
    (run, step): (&RunId, &StepId),
    target: &WorkspaceId,
    (at, source, certain): (Timestamp, Source, bool),
) -> Result<(), JournalError> {
    connection
        .prepare_cached(
            "INSERT INTO ledger (workspace, what, at, source, origin, certain, value_before, value_after)
             SELECT ?1, what, ?2, ?3, run, ?4, value_before, value_after FROM steps WHERE run = ?5 AND step = ?6
             ON CONFLICT (workspace, what, at, source, origin) DO UPDATE SET certain = max(certain, excluded.certain)",
        )?
        .execute((target.as_str(), stamp(at), source_word(source), certain, run.as_str(), step.as_str()))?;
    Ok(())
}

/// Tells whether the last call of a step is proven not to have been carried out: it waits to be sent again, or it failed
/// and nothing was ever seen of it.
fn is_surely_no(row: &StepRow) -> bool {
    match row.state {
        StepState::Waiting => true,
        StepState::Settled => row.end == Some(End::Failed) && !row.seen_new && !row.seen_transient,
        StepState::Held | StepState::Intended | StepState::Accepted | StepState::Unknown => false,
    }
}

/// Makes a send of ours certain that an event shows; tells whether there is one.
fn confirm(connection: &Connection, event: &SeenChange) -> Result<bool, JournalError> {
    let away = |seconds| event.at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(event.at);
    let own: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT at, origin FROM ledger WHERE workspace = ?1 AND what = ?2 AND source = 'run'
                 AND at BETWEEN ?3 AND ?4 AND (value_after IS NULL OR ?5 IS NULL OR value_after = ?5)
             ORDER BY at DESC LIMIT 1",
        )?
        .query_row(
            (
                event.workspace.as_str(),
                event.what.as_str(),
                stamp(away(-SAME_S_MAX)),
                stamp(away(SAME_S_MAX)),
                event.after.as_deref(),
            ),
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    let Some((at, origin)) = own else { return Ok(false) };
    connection
        .prepare_cached("UPDATE ledger SET certain = 1 WHERE workspace = ?1 AND what = ?2 AND at = ?3 AND origin = ?4")?
        .execute((event.workspace.as_str(), event.what.as_str(), at, origin))?;
    Ok(true)
}

fn insert_event(connection: &Connection, event: &SeenChange) -> Result<(), JournalError> {
    connection
        .prepare_cached(
            "INSERT INTO ledger (workspace, what, at, source, origin, certain, who, value_after)
             VALUES (?1, ?2, ?3, 'cloudtrail', ?4, 1, ?5, ?6)
             ON CONFLICT (workspace, what, at, source, origin) DO NOTHING",
        )?
        .execute((
            event.workspace.as_str(),
            event.what.as_str(),
            stamp(event.at),
            bounded(&event.event),
            event.who.as_deref().map(bounded),
            event.after.as_deref().map(bounded),
        ))?;
    Ok(())
}

/// A desktop is new when a migration of ours made it.
fn born(at: Timestamp, run: &RunId) -> Change {
    Change {
        what: Changed::Create,
        at,
        source: Source::Run,
        origin: run.to_string(),
        certain: true,
        who: None,
        before: None,
        after: None,
        inherited_from: None,
    }
}

/// Keeps the last of each kind; a compute type's change to a smaller one has a clock that a later one to a larger one does
/// not hide.
fn newest(mut changes: Vec<Change>) -> Vec<Change> {
    changes.sort_by(|left, right| right.at.cmp(&left.at).then_with(|| left.what.cmp(&right.what)));
    let mut seen = BTreeSet::new();
    changes.retain(|change| {
        let inherited = change.inherited_from.is_some();
        seen.insert((change.what.clone(), change.source, change.is_to_larger(), inherited))
    });
    changes
}

/// The last stretch of each desktop, and when it was last seen in it.
fn latest_states(connection: &Connection) -> Result<BTreeMap<WorkspaceId, (Sighting, Timestamp)>, JournalError> {
    // With `max` alone, SQLite takes the other columns from the row that has it.
    let rows = collect(
        connection,
        "SELECT workspace, state, max(first_at) AS first_at, coalesce(last_at, first_at) AS last_at
            FROM states GROUP BY workspace",
        [],
        |row| Ok((workspace(row, "states", "workspace")?, (sighting(row)?, parsed(row, "states", "last_at")?))),
    )?;
    Ok(rows.into_iter().collect())
}

fn sighting(row: &rusqlite::Row<'_>) -> Result<Sighting, JournalError> {
    Ok(Sighting {
        state: WorkspaceState::from(column::<String>(row, "states", "state")?.as_str()),
        first_at: parsed(row, "states", "first_at")?,
    })
}

/// Tells whether a desktop can stay in a state for good.
fn is_rest(state: &WorkspaceState) -> bool {
    matches!(state, WorkspaceState::Available | WorkspaceState::Stopped)
}

/// The words of the column `source`; renaming a value in the code must not make old ledgers unreadable.
fn source_word(source: Source) -> &'static str {
    match source {
        Source::Run => "run",
        Source::CloudTrail => "cloudtrail",
        Source::Refusal => "refusal",
    }
}

fn source_of(word: &str) -> Option<Source> {
    [Source::Run, Source::CloudTrail, Source::Refusal].into_iter().find(|source| source_word(*source) == word)
}
