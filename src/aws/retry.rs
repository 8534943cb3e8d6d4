//! How calls go out: a slot first, counted, sent, and what went wrong told to the pace.
//!
//! Reads are repeated here, with growing pauses and a bound. Changes are sent once, whatever happens: whether to send
//! one again is the executor's decision, made after looking, and written down before. Each call is a line of the log:
//! operation, outcome, duration, the service's id of the request; never a parameter, a body or a text of the service.

use std::error::Error;
use std::time::Duration;

use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;
use jiff::Timestamp;

use super::Aws;
use super::classify::{Fault, FaultKind, classify};

/// How often a read is sent at most.
const ATTEMPTS_MAX: u32 = 8;
/// How often while nothing was ever answered: then a wrong Region, endpoint or proxy is likelier than a bad moment.
const ATTEMPTS_MAX_UNHEARD: u32 = 3;
/// How often where there is another way, or none is needed: nobody should wait for minutes for that.
pub(super) const ATTEMPTS_MAX_DISPENSABLE: u32 = 3;
/// The first pause between attempts; each further one doubles it.
const PAUSE_MIN: Duration = Duration::from_secs(1);
/// The longest pause between attempts.
const PAUSE_MAX: Duration = Duration::from_secs(20);

/// An operation and the bucket it is paced by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Call {
    /// The API's name.
    pub(super) operation: &'static str,
    /// Key of the bucket.
    pub(super) lane: &'static str,
}

impl Aws {
    /// Sends a read, again where that can help.
    ///
    /// # Errors
    /// The last failure; the first one that a repetition can't mend.
    pub(super) async fn read<T, E>(
        &self,
        call: Call,
        send: impl AsyncFn() -> Result<T, SdkError<E, HttpResponse>>,
    ) -> Result<T, Fault>
    where
        T: RequestId,
        E: ProvideErrorMetadata + Error + 'static,
    {
        self.read_at_most(call, ATTEMPTS_MAX, send).await
    }

    /// As `read`, with a bound of its own on how often it is sent.
    ///
    /// # Errors
    /// As `read`.
    pub(super) async fn read_at_most<T, E>(
        &self,
        call: Call,
        attempts_max: u32,
        send: impl AsyncFn() -> Result<T, SdkError<E, HttpResponse>>,
    ) -> Result<T, Fault>
    where
        T: RequestId,
        E: ProvideErrorMetadata + Error + 'static,
    {
        let mut attempt = 1;
        loop {
            let fault = match self.once(call, &send).await {
                Ok(answer) => return Ok(answer),
                Err(fault) => fault,
            };
            let most = if self.heard.get() { attempts_max } else { ATTEMPTS_MAX_UNHEARD };
            if !is_passing(fault.kind) || attempt >= most {
                return Err(fault);
            }
            let pause = self.pace.jittered((PAUSE_MIN * 2_u32.saturating_pow(attempt - 1)).min(PAUSE_MAX));
            tracing::debug!(
                operation = call.operation,
                attempt,
                pause_ms = u64::try_from(pause.as_millis()).unwrap_or_default(),
                "read again after a pause"
            );
            self.clock.sleep(pause).await;
            attempt += 1;
        }
    }

    /// Sends a call once.
    ///
    /// # Errors
    /// What went wrong; with `FaultKind::Unknown` the call may have been carried out.
    pub(super) async fn once<T, E>(
        &self,
        call: Call,
        send: impl AsyncFn() -> Result<T, SdkError<E, HttpResponse>>,
    ) -> Result<T, Fault>
    where
        T: RequestId,
        E: ProvideErrorMetadata + Error + 'static,
    {
        let asked_at = self.clock.now();
        self.pace.take(call.lane).await;
        tracing::debug!(operation = call.operation, waited_ms = self.ms_since(asked_at), "slot");
        self.once_with_slot(call, send).await
    }

    /// Sends a call once, for a caller that has taken its slot.
    ///
    /// # Errors
    /// As `once`.
    pub(super) async fn once_with_slot<T, E>(
        &self,
        call: Call,
        send: impl AsyncFn() -> Result<T, SdkError<E, HttpResponse>>,
    ) -> Result<T, Fault>
    where
        T: RequestId,
        E: ProvideErrorMetadata + Error + 'static,
    {
        *self.calls.borrow_mut().entry(call.operation).or_default() += 1;
        let sent_at = self.clock.now();
        let error = match send().await {
            Ok(answer) => {
                self.heard.set(true);
                let (took_ms, request_id) = (self.ms_since(sent_at), answer.request_id());
                tracing::info!(operation = call.operation, took_ms, request_id, "answered");
                return Ok(answer);
            }
            Err(error) => error,
        };
        if error.raw_response().is_some() {
            self.heard.set(true);
        }
        let fault = classify(call.operation, &error);
        if fault.is_throttle() {
            self.pace.throttled(call.lane);
        }
        tracing::warn!(
            operation = call.operation,
            took_ms = self.ms_since(sent_at),
            kind = ?fault.kind,
            code = fault.code,
            request_id = fault.request_id,
            "failed"
        );
        Err(fault)
    }

    fn ms_since(&self, at: Timestamp) -> u64 {
        u64::try_from(self.clock.now().duration_since(at).as_millis()).unwrap_or_default()
    }
}

/// Tells whether the same read can succeed a little later.
fn is_passing(kind: FaultKind) -> bool {
    match kind {
        FaultKind::NotSent | FaultKind::Throttled | FaultKind::Unknown => true,
        FaultKind::Rejected
        | FaultKind::Denied
        | FaultKind::Expired
        | FaultKind::NoCredentials
        | FaultKind::Gone
        | FaultKind::InProgress
        | FaultKind::Bug => false,
    }
}
