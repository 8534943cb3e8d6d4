//! Worlds that outlive the process: a directory with what the world was made from and every request since.
//!
//! `world.json` is the spec, `requests.ndjson` the record, `now` the time, `lock` held by whoever has the world open.
//! Opening folds the record over the spec. A line is in the file before its answer leaves, so a process that is killed
//! at any byte loses nothing that was answered; half a line at the end was never answered and is dropped.
//! Touches nothing outside the directory that it is given.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Sim;
use super::engine::Engine;
use super::record::Record;
use super::spec::WorldSpec;

/// Version of the documents here.
const SCHEMA: u32 = 1;
const WORLD: &str = "world.json";
const REQUESTS: &str = "requests.ndjson";
const NOW: &str = "now";
const LOCK: &str = "lock";

/// Why a durable world could not be made or opened.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is one already.
    #[error("there is a simulated world in {} already", .0.display())]
    Exists(PathBuf),
    /// There is none.
    #[error("there is no simulated world in {}", .0.display())]
    Missing(PathBuf),
    /// Another process has it open.
    #[error("the simulated world in {} is in use by another process", .0.display())]
    Busy(PathBuf),
    /// It was written by a version that this one does not know.
    #[error("the simulated world in {} has schema {found}, this version knows {SCHEMA}", directory.display())]
    Schema {
        /// Where.
        directory: PathBuf,
        /// The schema found.
        found: u32,
    },
    /// A file is not what it should be.
    #[error("{} line {line}: {message}", file.display())]
    Damaged {
        /// The file.
        file: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was read or written.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// The directory of an open world; nobody else can open it meanwhile.
#[derive(Debug)]
pub(super) struct Home {
    directory: PathBuf,
    /// The kernel frees the lock with the process, however that ends.
    _lock: File,
}

/// The document `world.json`.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: u32,
    spec: WorldSpec,
}

/// The one member of `world.json` that every version has.
#[derive(Debug, Deserialize)]
struct Version {
    schema: u32,
}

/// Makes a world in a directory, which may exist but must not hold one, and opens it.
///
/// # Errors
/// When there is a world already, or the file system refuses.
pub fn create(directory: &Path, spec: WorldSpec) -> Result<Sim, StoreError> {
    fs::create_dir_all(directory).map_err(io_error(directory))?;
    let home = Home::lock(directory)?;
    let world = directory.join(WORLD);
    if world.exists() {
        return Err(StoreError::Exists(directory.to_owned()));
    }
    // Left over from a creation that was interrupted: without a world they mean nothing.
    for name in [REQUESTS, NOW] {
        remove_if_there(&directory.join(name))?;
    }
    let document = Document { schema: SCHEMA, spec: spec.clone() };
    let mut text = serde_json::to_string_pretty(&document).map_err(|error| damaged(&world, 1, &error))?;
    text.push('\n');
    replace(&world, text.as_bytes()).map_err(io_error(&world))?;
    finish(home, Engine::new(spec))
}

/// Opens the world in a directory.
///
/// # Errors
/// When there is none, it is in use, from another version, or damaged elsewhere than at the end of its record.
pub fn open(directory: &Path) -> Result<Sim, StoreError> {
    let world = directory.join(WORLD);
    if !world.exists() {
        return Err(StoreError::Missing(directory.to_owned()));
    }
    let home = Home::lock(directory)?;
    let text = fs::read_to_string(&world).map_err(io_error(&world))?;
    let version: Version = serde_json::from_str(&text).map_err(|error| damaged(&world, error.line(), &error))?;
    if version.schema != SCHEMA {
        return Err(StoreError::Schema { directory: directory.to_owned(), found: version.schema });
    }
    let document: Document = serde_json::from_str(&text).map_err(|error| damaged(&world, error.line(), &error))?;
    let mut engine = Engine::new(document.spec);
    for record in read_record(&directory.join(REQUESTS))? {
        engine.replay(record);
    }
    let now = directory.join(NOW);
    match fs::read_to_string(&now) {
        Ok(text) => engine.advance_to(text.trim().parse().map_err(|error| damaged(&now, 1, &error))?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(io_error(&now)(error)),
    }
    finish(home, engine)
}

/// Removes the world in a directory, if there is one; other files there stay.
///
/// # Errors
/// When it is in use or the file system refuses.
pub fn remove(directory: &Path) -> Result<(), StoreError> {
    if !directory.join(WORLD).exists() {
        return Ok(());
    }
    let _home = Home::lock(directory)?;
    // The spec first: without it the rest is no world, so an interruption leaves nothing half.
    for name in [WORLD, REQUESTS, NOW, LOCK] {
        remove_if_there(&directory.join(name))?;
    }
    Ok(())
}

fn finish(home: Home, mut engine: Engine) -> Result<Sim, StoreError> {
    let requests = home.directory.join(REQUESTS);
    engine.log_to(&requests).map_err(io_error(&requests))?;
    Ok(Sim::of(engine, Some(home)))
}

/// Reads the record and cuts half a line off its end, so that the next line begins a line.
fn read_record(path: &Path) -> Result<Vec<Record>, StoreError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(io_error(path)(error)),
    };
    let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    if whole < bytes.len() {
        let file = OpenOptions::new().write(true).open(path).map_err(io_error(path))?;
        let length = u64::try_from(whole).unwrap_or(u64::MAX);
        file.set_len(length).and_then(|()| file.sync_all()).map_err(io_error(path))?;
    }
    let lines = bytes[..whole].split(|byte| *byte == b'\n').enumerate();
    lines
        .filter(|(_, line)| !line.is_empty())
        .map(|(number, line)| serde_json::from_slice(line).map_err(|error| damaged(path, number + 1, &error)))
        .collect()
}

impl Home {
    fn lock(directory: &Path) -> Result<Self, StoreError> {
        let path = directory.join(LOCK);
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(io_error(&path))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { directory: directory.to_owned(), _lock: file }),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(directory.to_owned())),
            Err(TryLockError::Error(error)) => Err(io_error(&path)(error)),
        }
    }

    /// Keeps the world's time.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write_now(&self, now: Timestamp) -> io::Result<()> {
        replace(&self.directory.join(NOW), format!("{now}\n").as_bytes())
    }
}

/// Puts a file in the place of another, so that there is always a whole one.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    path.parent().map_or(Ok(()), sync_directory)
}

/// Makes the names in a directory durable, too.
#[cfg(unix)]
fn sync_directory(directory: &Path) -> io::Result<()> {
    File::open(directory)?.sync_all()
}

/// Elsewhere a directory cannot be opened, and a rename is durable by itself.
#[cfg(not(unix))]
fn sync_directory(_: &Path) -> io::Result<()> {
    Ok(())
}

fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(io_error(path)(error)),
    }
}

fn io_error(path: &Path) -> impl FnOnce(io::Error) -> StoreError {
    let path = path.to_owned();
    |source| StoreError::Io { path, source }
}

fn damaged(file: &Path, line: usize, message: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged { file: file.to_owned(), line, message: message.to_string() }
}
