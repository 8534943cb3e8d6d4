//! An AWS of our own: Amazon WorkSpaces with the parts of other services that go with it: EC2, STS, KMS, CloudTrail,
//! Service Quotas, the Resource Groups Tagging API, Directory Service, CloudWatch.
//!
//! Every rule that the service enforces is enforced here a second time, written from the documentation and never from
//! this program's client, so that a wrong limit over there is caught here instead of shared. Time passes as the caller
//! says: `Sim::step` takes a moment and a request, gives an answer and how long it takes, and neither waits nor keeps
//! a timer. The same requests at the same moments give the same answers, byte for byte.
//!
//! May import: `clock` (only `connector` and `server` do), nothing else of ours.
//!
//! Adding an operation of WorkSpaces: a row in the table of `workspaces`, a handler in a file of its own, and what it
//! does over time in `lifecycle`.

mod bounds;
mod call;
mod checks;
mod connector;
mod ds;
mod ec2;
mod engine;
mod faults;
mod fleet;
pub mod http;
mod import;
mod kms;
mod lifecycle;
mod monitoring;
mod paging;
mod quotas;
mod record;
mod rng;
mod server;
mod spec;
pub mod store;
mod sts;
mod tagging;
mod throttle;
mod trail;
mod usage;
mod view;
mod wire;
mod workspaces;
mod world;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use engine::Engine;
use http::{Reply, Request};
use store::Home;

pub use call::FailedTarget;
pub use connector::SimClient;
pub use faults::{Faults, FaultsError, Scripted, ScriptedFault};
pub use import::{Assumption, ImportError};
pub use record::{Lost, Record, Tally};
pub use server::serve;
pub use spec::{FleetKind, WorldSpec, account_of};
pub use view::{DesktopView, DirectoryView, SubnetView, WorldView};
pub use world::LostWork;

/// On which side of a change something happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Before the world is changed.
    Before,
    /// After it was changed, before the answer leaves.
    After,
}

/// A simulated service with its world; cheap to clone, and clones are the same one.
#[derive(Clone)]
pub struct Sim {
    shared: Arc<Mutex<Shared>>,
}

struct Shared {
    engine: Engine,
    /// Where the world lives on disk, if it does; holds its lock.
    home: Option<Home>,
}

impl Sim {
    /// Returns a world that lives as long as the last clone of this.
    #[must_use]
    pub fn in_memory(spec: WorldSpec) -> Self {
        Self::of(Engine::new(spec), None)
    }

    /// Returns a world in memory made from a document, and what the document left open.
    ///
    /// # Errors
    /// Where the document is not as `list -o json`, a plan or the AWS CLI writes it.
    pub fn imported(spec: WorldSpec, document: &serde_json::Value) -> Result<(Self, Vec<Assumption>), ImportError> {
        let (world, assumed) = import::world(&spec, document)?;
        Ok((Self::of(Engine::with_world(spec, world), None), assumed))
    }

    /// Draws how long changes take from what was measured, where it was: seconds, by what is changed (`REBOOT`,
    /// `ROOT_VOLUME`, …). Not kept with a world on disk, so for worlds in memory.
    #[must_use]
    pub fn with_durations(self, seconds: BTreeMap<String, Vec<u64>>) -> Self {
        self.lock().engine.draw_from(lifecycle::Measured::new(seconds));
        self
    }

    fn of(engine: Engine, home: Option<Home>) -> Self {
        Self { shared: Arc::new(Mutex::new(Shared { engine, home })) }
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        // A panic under the lock is a bug that its test reports; the world is still the best answer there is.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Carries out one request that arrives at `now`.
    ///
    /// A `now` before that of an earlier request counts as that one's. Never waits: the delay is for the caller to wait.
    #[must_use]
    pub fn step(&self, now: Timestamp, request: &Request) -> Reply {
        self.lock().engine.step(now, request)
    }

    /// Returns what the world was made from.
    #[must_use]
    pub fn spec(&self) -> WorldSpec {
        self.lock().engine.spec().clone()
    }

    /// Returns all requests so far.
    #[must_use]
    pub fn record(&self) -> Vec<Record> {
        self.lock().engine.record().to_vec()
    }

    /// Returns how many requests came for each operation, and what became of them.
    #[must_use]
    pub fn tallies(&self) -> BTreeMap<String, Tally> {
        record::tallies(self.lock().engine.record())
    }

    /// Returns the free addresses of every subnet at `now`, by its id.
    #[must_use]
    pub fn free_addresses(&self, now: Timestamp) -> BTreeMap<String, u64> {
        let mut shared = self.lock();
        shared.engine.advance_to(now);
        shared.engine.present.world.subnets.iter().map(|(id, subnet)| (id.clone(), subnet.free())).collect()
    }

    /// Adds every later line of the record to a file, too, before the answer leaves.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn log_to(&self, path: &Path) -> io::Result<()> {
        self.lock().engine.log_to(path)
    }

    /// Returns the world as it is at `now`, for a test that holds it against what should be.
    #[must_use]
    pub fn world(&self, now: Timestamp) -> WorldView {
        let mut shared = self.lock();
        shared.engine.advance_to(now);
        view::of(&shared.engine.present.world, shared.engine.now())
    }

    /// Returns the world's own time: the latest moment that anything happened at or that it was moved to.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.lock().engine.now()
    }

    /// Moves the world's time on and returns it; a durable world keeps it.
    ///
    /// # Errors
    /// When the time of a durable world cannot be written.
    pub fn advance(&self, span: SignedDuration) -> io::Result<Timestamp> {
        let now = self.now();
        let later = now.checked_add(span.max(SignedDuration::ZERO)).unwrap_or(now);
        self.save_now(later)?;
        Ok(later)
    }

    /// Moves the world's time to `now` unless it is past that; a durable world keeps it.
    ///
    /// # Errors
    /// When the time of a durable world cannot be written.
    pub fn save_now(&self, now: Timestamp) -> io::Result<()> {
        let mut shared = self.lock();
        shared.engine.advance_to(now);
        let now = shared.engine.now();
        shared.home.as_ref().map_or(Ok(()), |home| home.write_now(now))
    }

    /// Orders faults for requests to come, in addition to the script of the spec.
    ///
    /// A durable world forgets them when it is closed, and cannot be folded again then: give it its script in the spec.
    pub fn script(&self, faults: Vec<Scripted>) {
        self.lock().engine.script(faults);
    }

    /// Lets nothing go wrong any more: no drawn faults, and no scripted ones.
    ///
    /// A durable world cannot be folded again then, as with `script`.
    pub fn calm(&self) {
        self.lock().engine.calm();
    }

    /// Deletes a security group, as somebody else does; tells whether EC2 lets it: not while an interface has it.
    ///
    /// A durable world cannot be folded again then, as with `script`.
    #[must_use]
    pub fn delete_group(&self, id: &str) -> bool {
        self.lock().engine.delete_group(id)
    }

    /// Lets the client die at the request of this number, or the first readable one after it: its connection drops
    /// before or after the change.
    ///
    /// From then on nothing reaches the service and nothing is recorded, until `revive`.
    pub fn halt_at(&self, seq: u64, stage: Stage) {
        self.lock().engine.halt_at(seq, stage);
    }

    /// Tells whether the client is cut off, by `halt_at` or because the record could not be written.
    #[must_use]
    pub fn is_halted(&self) -> bool {
        self.lock().engine.halted()
    }

    /// Lets requests through again.
    pub fn revive(&self) {
        self.lock().engine.revive();
    }
}
