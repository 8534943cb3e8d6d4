//! When somebody was last seen connected to a desktop, by ourselves or by CloudWatch, where the service does not say so: work
//! of that time is nowhere but on it, until a volume snapshot is younger. Outlives runs, and is asked when work could be lost.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::read::{parsed, workspace};
use super::write::stamp;
use super::{Journal, JournalError};
use crate::model::{Workspace, WorkspaceId};

const TABLE: &str = "uses";

impl Journal {
    /// Records what outlives a look at desktops: the states that they come out of, and who was connected.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn see(&mut self, seen: &[Workspace], read_at: Timestamp) -> Result<(), JournalError> {
        self.see_states(seen, read_at)?;
        self.see_uses(seen, read_at)
    }

    /// Records who was seen connected, where the service does not say the time itself; mostly that is nobody.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn see_uses<'a>(
        &mut self,
        seen: impl IntoIterator<Item = &'a Workspace>,
        read_at: Timestamp,
    ) -> Result<(), JournalError> {
        let used = seen.into_iter().filter_map(|seen| Some((&seen.workspace_id, seen.seen_connected_at(read_at)?)));
        self.note_uses(used)
    }

    /// Records until when desktops were used.
    ///
    /// # Errors
    /// When the journal fails.
    pub fn note_uses<'a>(
        &mut self,
        used: impl IntoIterator<Item = (&'a WorkspaceId, Timestamp)>,
    ) -> Result<(), JournalError> {
        let used: Vec<(&WorkspaceId, Timestamp)> = used.into_iter().collect();
        if used.is_empty() {
            return Ok(());
        }
        self.commit(|connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO uses (workspace, seen_at) VALUES (?1, ?2)
                 ON CONFLICT (workspace) DO UPDATE SET seen_at = max(seen_at, excluded.seen_at)",
            )?;
            for (id, at) in used {
                insert.execute((id.as_str(), stamp(at)))?;
            }
            Ok(())
        })
    }

    /// Returns when somebody was last seen connected to a desktop.
    ///
    /// # Errors
    /// When it can't be, or the journal fails.
    pub fn use_of(&self, id: &WorkspaceId) -> Result<Option<Timestamp>, JournalError> {
        let query = "SELECT seen_at FROM uses WHERE workspace = ?1";
        let found = self.all(query, [id.as_str()], |row| parsed(row, TABLE, "seen_at"))?;
        Ok(found.into_iter().next())
    }

    /// Returns when somebody was last seen connected, of all desktops of which that is kept.
    pub(super) fn uses(&self) -> Result<BTreeMap<WorkspaceId, Timestamp>, JournalError> {
        let uses = self.all("SELECT * FROM uses", [], |row| {
            Ok((workspace(row, TABLE, "workspace")?, parsed(row, TABLE, "seen_at")?))
        })?;
        Ok(uses.into_iter().collect())
    }
}
