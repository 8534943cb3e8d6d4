//! AWS: the only module with the SDK. Calls of the API in our words, one function an operation.
//!
//! There is one way out: the HTTP client behind `seam`, which is the network or, in the same process, the built-in
//! service; above it the same serialisers, pace and classifier run for both. The SDK's own retries are off: `retry`
//! repeats reads, and a change is sent exactly once. Every call takes its slot from `pace` and is counted. What came back
//! is a word of `model`; what went wrong is a `Fault`, the only error that other modules branch on.
//!
//! Decides nothing about a fleet. May import: `model`, `inventory`, `clock`, `pace`.

mod actions;
mod alias;
mod around;
mod change;
mod classify;
mod cloudtrail;
mod cloudwatch;
mod collect;
mod connect;
mod convert;
mod create;
mod directory;
mod directory_change;
mod domains;
mod ec2;
mod kms;
mod library;
mod login;
mod network;
mod paging;
mod quotas;
mod retry;
mod seam;
mod standby;
mod sts;
mod tagging;
mod workspaces;

#[cfg(test)]
mod tests;

pub use actions::{Action, Resource, Service};
pub use change::{Accepted, FailedTarget, Outcomes, outcomes};
pub use classify::{Fault, FaultKind};
pub use cloudtrail::Trail;
pub use collect::{Bundles, Want, collect, confirm_tags, enrich, uses};
pub use connect::{ConnectError, ConnectOptions, Endpoints, InProcess, documented_rates, has_fips, service_clock};
pub use ec2::Address;
pub use library::ImageOwner;
pub use login::{Login, MfaCode, MfaDevice, ProfileSays, log_in, mfa_devices, profile_says};
pub use seam::{EndpointError, check_endpoint, is_loopback};
pub use sts::Identity;
pub use workspaces::{BundleQuery, Listing, WorkspaceQuery};

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;

use aws_credential_types::provider::SharedCredentialsProvider;
use jiff::Timestamp;

use crate::clock::Clock;
use crate::pace::Pace;

/// A connection to one Region of one account.
///
/// For one thread: everything runs in one `current_thread` runtime.
#[derive(Debug)]
pub struct Aws {
    workspaces: aws_sdk_workspaces::Client,
    domains: domains::Domains,
    ec2: ec2::Ec2,
    kms: kms::Kms,
    quotas: quotas::Quotas,
    tagging: tagging::Tagging,
    sts: aws_sdk_sts::Client,
    cloudtrail: cloudtrail::CloudTrail,
    cloudwatch: cloudwatch::CloudWatch,
    clock: Clock,
    pace: Pace,
    region: String,
    endpoint: Option<String>,
    simulated: bool,
    identity: OnceCell<Identity>,
    calls: RefCell<BTreeMap<&'static str, u64>>,
    /// Where the credentials come from.
    credentials: Option<SharedCredentialsProvider>,
    /// Whether any service ever answered.
    heard: Cell<bool>,
}

/// Proof that a connection leads to a service in this process: its keys are made up and worth nothing elsewhere, and
/// nothing was read from files or environment for it. Only such a connection gives one.
#[derive(Clone, Copy, Debug)]
pub struct Simulated<'a>(&'a Aws);

impl Simulated<'_> {
    /// Returns the present moment of that service.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.0.clock.now()
    }
}

impl Aws {
    /// Returns how many calls were made, by operation, repetitions included.
    #[must_use]
    pub fn calls(&self) -> BTreeMap<String, u64> {
        self.calls.borrow().iter().map(|(operation, count)| ((*operation).to_owned(), *count)).collect()
    }

    /// Returns the Region.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// Returns the endpoint of WorkSpaces, when it is not the service's own.
    #[must_use]
    pub fn endpoint(&self) -> Option<&str> {
        self.endpoint.as_deref()
    }

    /// Tells whether the built-in service answers in this process, so that nothing real can change.
    #[must_use]
    pub fn is_simulated(&self) -> bool {
        self.simulated
    }

    /// Returns the proof that nothing real can change over this connection, where that is so.
    #[must_use]
    pub fn simulated(&self) -> Option<Simulated<'_>> {
        self.simulated.then_some(Simulated(self))
    }

    /// Returns the clock that calls are paced and signed by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Returns the buckets that calls are paced by.
    #[must_use]
    pub fn pace(&self) -> &Pace {
        &self.pace
    }
}
