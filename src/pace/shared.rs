//! The file in which processes share their buckets: one JSON object, read and written whole under the file's own lock.
//!
//! The lock is held for a read and a write and never across a wait. Nothing here has to last: a file that is torn, of
//! another kind or gone makes the next call careful and nothing worse, so nothing is synced. What stands in it was
//! written by any version of ours, or by whoever else may write there; `Bucket` takes back what can't be.

use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Bucket, Changed, QUIET_MAX, QUIET_MIN, SLOWEST, plus};

/// Version of the document.
const SCHEMA: u32 = 1;
/// More than any version of it has.
const BYTES_MAX: u64 = 64 << 10;
/// How often the lock is tried for; the others hold it for microseconds, unless one of them was stopped just then.
const LOCK_TRIES_MAX: u32 = 100;
/// How long between two tries, in real time: the others live in it.
const LOCK_PAUSE: Duration = Duration::from_millis(1);
/// More calls than any burst has: what is written beyond it can't be.
const USED_MAX: u64 = 128;
/// Parts of a call in which use is counted.
const MILLION: u64 = 1_000_000;

#[derive(Debug, Default, Serialize, Deserialize)]
struct Document {
    schema: u32,
    lanes: BTreeMap<String, Entry>,
}

/// A bucket as others find it: how many calls are missing in it, so that a slower one and a faster one can share it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// When `used_millionths` were missing.
    at: Timestamp,
    /// How many calls, in millionths.
    used_millionths: u64,
    /// How long from one call to the next, where a throttle has taught it.
    #[serde(skip_serializing_if = "Option::is_none")]
    interval_us: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blocked_until: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quiet_since: Option<Timestamp>,
    quiet_s: u64,
    strikes: u32,
}

/// The file.
#[derive(Debug)]
pub(super) struct SharedFile(File);

impl SharedFile {
    pub(super) fn new(file: File) -> Self {
        Self(file)
    }

    /// Writes the first entries of a new file, unless somebody else was faster.
    pub(super) fn begin<'a>(&mut self, entries: impl Iterator<Item = (&'a str, Entry)>) {
        if let Some(mut open) = self.lock()
            && open.lanes.is_empty()
        {
            open.lanes.extend(entries.map(|(key, entry)| (key.to_owned(), entry)));
            // What can't be written now can't be later, and is seen then.
            open.write();
        }
    }

    /// Takes the lock and reads; `None` when either can't be done, and this process counts for itself.
    pub(super) fn lock(&mut self) -> Option<Open<'_>> {
        for _ in 0..LOCK_TRIES_MAX {
            match self.0.try_lock() {
                Ok(()) => {
                    let mut open = Open { file: &self.0, lanes: BTreeMap::new() };
                    return match open.read() {
                        Ok(()) => Some(open),
                        Err(error) => {
                            tracing::debug!(%error, "the shared pace can't be read");
                            None
                        }
                    };
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_PAUSE),
                Err(TryLockError::Error(error)) => {
                    tracing::debug!(%error, "the shared pace can't be locked");
                    return None;
                }
            }
        }
        tracing::debug!("the shared pace is kept locked");
        None
    }
}

/// The file while nobody else has it.
pub(super) struct Open<'a> {
    file: &'a File,
    lanes: BTreeMap<String, Entry>,
}

impl Open<'_> {
    /// Returns what was left of a bucket; `None` when that is not known.
    pub(super) fn find(&self, key: &str) -> Option<&Entry> {
        self.lanes.get(key)
    }

    /// Leaves a bucket to the others; tells whether they will find it.
    #[must_use]
    pub(super) fn put(&mut self, key: &str, entry: Entry) -> bool {
        self.lanes.insert(key.to_owned(), entry);
        self.write()
    }

    fn read(&mut self) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(1_024);
        self.file.seek(SeekFrom::Start(0))?;
        self.file.take(BYTES_MAX).read_to_end(&mut bytes)?;
        let document: Document = serde_json::from_slice(&bytes).unwrap_or_default();
        if document.schema == SCHEMA {
            self.lanes = document.lanes;
        }
        Ok(())
    }

    /// A failure leaves something that the next one can't read, or nothing new: he is careful, or a call early.
    fn write(&mut self) -> bool {
        let document = Document { schema: SCHEMA, lanes: std::mem::take(&mut self.lanes) };
        let written = serde_json::to_vec(&document).map_err(io::Error::other).and_then(|bytes| {
            self.file.seek(SeekFrom::Start(0))?;
            self.file.write_all(&bytes)?;
            self.file.set_len(bytes.len() as u64)
        });
        self.lanes = document.lanes;
        written.inspect_err(|error| tracing::debug!(%error, "the shared pace can't be written")).is_ok()
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // A lock that can't be given back ends with the file.
        let _ = self.file.unlock();
    }
}

impl Bucket {
    /// Returns the bucket as others may find it.
    pub(super) fn to_entry(&self, now: Timestamp) -> Entry {
        let at = self.free_from(now);
        let missing = self.full_at.map_or(SignedDuration::ZERO, |full| full.duration_since(at));
        let missing = Duration::try_from(missing).unwrap_or_default();
        let interval = if self.set.is_off() { Duration::ZERO } else { self.interval() };
        let used = (missing.as_nanos() * u128::from(MILLION)).div_ceil(interval.as_nanos().max(1));
        let learned = (self.per_second < self.set.per_second).then_some(self.per_second).or(self.learned_elsewhere);
        let interval_us = learned.map(|rate| Duration::from_secs_f64(1.0 / rate).as_micros());
        Entry {
            at,
            used_millionths: u64::try_from(used).unwrap_or(u64::MAX),
            interval_us: interval_us.and_then(|micros| u64::try_from(micros).ok()),
            blocked_until: self.blocked_until,
            quiet_since: self.quiet_since,
            quiet_s: self.quiet.as_secs(),
            strikes: self.strikes,
        }
    }

    /// Goes on from what others have left, as far as it can be; tells whether something in it could not.
    pub(super) fn take_over(&mut self, entry: &Entry, now: Timestamp) -> Changed {
        let set = self.set.per_second;
        let learned = entry.interval_us.filter(|micros| *micros > 0);
        let learned = learned.map(|micros| 1.0 / Duration::from_micros(micros).as_secs_f64());
        self.learned_elsewhere = learned.filter(|rate| *rate > set);
        self.per_second = learned.map_or(set, |rate| rate.clamp(set * SLOWEST, set));
        self.blocked_until = entry.blocked_until;
        self.quiet_since = entry.quiet_since;
        self.quiet = Duration::from_secs(entry.quiet_s).clamp(QUIET_MIN, QUIET_MAX);
        self.strikes = entry.strikes.min(16);
        let mended = self.take_back_pause(now);
        let used = entry.used_millionths.min(USED_MAX * MILLION);
        let missing = self.interval().as_nanos() * u128::from(used) / u128::from(MILLION);
        let missing = Duration::from_nanos(u64::try_from(missing).unwrap_or(u64::MAX));
        let free = self.free_from(now);
        // A count that is still to come is from before the clock was set back: all of it is used yet.
        self.full_at = Some(plus(entry.at.min(free), missing));
        if entry.at > free { Changed::Yes } else { mended }
    }
}

#[cfg(test)]
mod tests;
