//! What an error of the SDK means: one word for the program to branch on, the service's own text for the person.
//!
//! The line that matters is between what is certain and what is not. *Not sent* and *not applied* (any 4xx; EC2's 503
//! `RequestLimitExceeded`) are certain; no answer, a 5xx or an answer that can't be read leave open whether the change was
//! made, whatever code comes with them. Decides by type, status and code, never by the text of a message. Sends nothing.

use std::error::Error;
use std::fmt;

use aws_credential_types::provider::error::CredentialsError;
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;
use aws_smithy_runtime_api::client::result::SdkError;
use aws_smithy_types::error::metadata::ProvideErrorMetadata;
use aws_types::request_id::RequestId;

use super::seam::NotSent;

/// How long a message of the service may get: a page of it helps nobody.
const MESSAGE_CHARS_MAX: usize = 600;

/// What kind of failure a call met; the only thing about it that logic branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FaultKind {
    /// No byte of it left: connection refused, name not resolved, or refused by our own endpoint rules.
    NotSent,
    /// The service asks for a slower pace; not applied.
    Throttled,
    /// The service said no (4xx); not applied. The code says why.
    Rejected,
    /// The caller may not do this; not applied.
    Denied,
    /// The credentials are expired, unknown to the service or don't fit the signature; not applied.
    Expired,
    /// There are no usable credentials; not sent.
    NoCredentials,
    /// The target does not exist; not applied.
    Gone,
    /// An earlier change of the target is still under way; not applied.
    InProgress,
    /// No answer, a 5xx, or an answer that can't be read: whether it was applied is not known.
    Unknown,
    /// It could not be built or is not allowed to be sent like this; not sent, and a fault of ours.
    Bug,
}

/// A call that failed, or a target that failed inside a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What it means.
    pub kind: FaultKind,
    /// The service's error code, where there is one.
    pub code: Option<String>,
    /// What happened, for a person: operation, code and the service's own text; no secrets, one line.
    pub message: String,
    /// The service's id of the request, for its support.
    pub request_id: Option<String>,
}

impl Fault {
    /// Returns a fault without code and request id.
    #[must_use]
    pub fn new(kind: FaultKind, message: impl Into<String>) -> Self {
        Self { kind, code: None, message: message.into(), request_id: None }
    }

    /// Returns the fault of a call whose answer was not waited for.
    #[must_use]
    pub fn unanswered(message: impl Into<String>) -> Self {
        Self::new(FaultKind::Unknown, message)
    }

    /// Tells whether the change may or may not have been made.
    #[must_use]
    pub fn outcome_unknown(&self) -> bool {
        self.kind == FaultKind::Unknown
    }

    /// Tells whether every further call will fail until somebody logs in again.
    #[must_use]
    pub fn is_credentials(&self) -> bool {
        matches!(self.kind, FaultKind::Expired | FaultKind::NoCredentials)
    }

    /// Tells whether only this target or value is at fault, so that a call for another one can succeed.
    #[must_use]
    pub fn is_about_target(&self) -> bool {
        matches!(self.kind, FaultKind::Rejected | FaultKind::Gone | FaultKind::InProgress)
    }

    /// Tells whether the service asked for a slower pace, also with a status that leaves the outcome open.
    pub(super) fn is_throttle(&self) -> bool {
        self.kind == FaultKind::Throttled || self.code.as_deref().is_some_and(|code| THROTTLES.contains(&code))
    }

    /// Reads an entry of `FailedRequests`, where a call with HTTP 200 names a target that it did nothing for.
    #[must_use]
    pub fn of_target(operation: &str, code: Option<&str>, message: Option<&str>) -> Self {
        let said = said(code, message);
        let kind = match code {
            // The service lost track of it: no statement that nothing was done.
            Some(code) if ["Internal", "ServiceUnavailable"].iter().any(|start| code.starts_with(start)) => {
                FaultKind::Unknown
            }
            code => certain_kind(code),
        };
        Self {
            kind,
            code: code.map(ToOwned::to_owned),
            message: format!("`{operation}` refused this target: {said}"),
            request_id: None,
        }
    }
}

impl Fault {
    /// Tells whether the service says that the user has a desktop already; the spelling of the noun varies (domain.md C4).
    #[must_use]
    pub fn says_exists(&self) -> bool {
        self.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case("ResourceExists.WorkSpace"))
    }

    /// Tells whether the service says that there are as many as there may be (domain.md E-18).
    #[must_use]
    pub fn says_full(&self) -> bool {
        self.code.as_deref().is_some_and(|code| code.starts_with("ResourceLimitExceeded"))
    }

    /// Tells whether the service says that the directory has no such user.
    #[must_use]
    pub fn says_no_user(&self) -> bool {
        self.code.as_deref().is_some_and(|code| code.eq_ignore_ascii_case("ResourceNotFound.User"))
    }

    /// Tells whether EC2 knows no security group of those that were named (domain.md J-15).
    #[must_use]
    pub fn is_unknown_group(&self) -> bool {
        self.code.as_deref() == Some("InvalidGroup.NotFound")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)?;
        match &self.request_id {
            Some(id) => write!(formatter, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl Error for Fault {}

/// domain.md F, as botocore lists them.
const THROTTLES: &[&str] = &[
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

/// domain.md P: permissions.
const DENIALS: &[&str] = &["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "OptInRequired"];

/// domain.md P: the caller is not who the signature says, or no longer.
const EXPIRIES: &[&str] = &[
    "ExpiredToken",
    "ExpiredTokenException",
    "RequestExpired",
    "UnrecognizedClientException",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "SignatureDoesNotMatch",
    "IncompleteSignature",
    "IncompleteSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "AuthFailure",
];

/// Returns what a code means when it is certain that nothing was applied.
fn certain_kind(code: Option<&str>) -> FaultKind {
    match code {
        Some(code) if THROTTLES.contains(&code) => FaultKind::Throttled,
        Some(code) if DENIALS.contains(&code) => FaultKind::Denied,
        Some(code) if EXPIRIES.contains(&code) => FaultKind::Expired,
        Some("OperationInProgressException") => FaultKind::InProgress,
        Some(code) if is_not_found(code) => FaultKind::Gone,
        Some(_) | None => FaultKind::Rejected,
    }
}

/// `ResourceNotFoundException`; `NotFoundException` of KMS; EC2's `InvalidSubnetID.NotFound` and the like; `ResourceNotFound.Workspace` of
/// `FailedRequests`, whose spelling of the noun varies (domain.md C4).
fn is_not_found(code: &str) -> bool {
    let code = code.to_ascii_lowercase();
    ["resourcenotfoundexception", "notfoundexception"].contains(&code.as_str())
        || code.ends_with(".notfound")
        || code.starts_with("resourcenotfound.")
}

/// Returns what an answer with an error means.
fn kind_of_answer(status: u16, code: Option<&str>) -> FaultKind {
    match status {
        429 => FaultKind::Throttled,
        400..=499 => certain_kind(code),
        503 if code == Some("RequestLimitExceeded") => FaultKind::Throttled,
        _ => FaultKind::Unknown,
    }
}

/// Reads an error of the SDK.
pub(super) fn classify<E>(operation: &str, error: &SdkError<E, HttpResponse>) -> Fault
where
    E: ProvideErrorMetadata + Error + 'static,
{
    let Some(response) = error.raw_response() else {
        return without_answer(operation, error);
    };
    let status = response.status().as_u16();
    let code = error.code().map(ToOwned::to_owned);
    let kind = kind_of_answer(status, code.as_deref());
    let message = if error.as_service_error().is_some() {
        let said = said(code.as_deref(), error.message());
        match kind {
            FaultKind::Unknown => format!("`{operation}` failed with HTTP {status}: {said}"),
            FaultKind::Throttled => format!("`{operation}` was throttled: {said}"),
            FaultKind::NotSent
            | FaultKind::Rejected
            | FaultKind::Denied
            | FaultKind::Expired
            | FaultKind::NoCredentials
            | FaultKind::Gone
            | FaultKind::InProgress
            | FaultKind::Bug => format!("`{operation}` was refused: {said}"),
        }
    } else if response.headers().get("content-type").is_some_and(|media| media.contains("html")) {
        format!("the answer to `{operation}` (HTTP {status}) is a web page; perhaps a proxy gave it")
    } else {
        let what = match response.body().bytes() {
            Some([]) => "is empty".to_owned(),
            Some(body) if is_web_page(body) => "is a web page, as a proxy or a front end sends it".to_owned(),
            Some(_) | None => format!("can't be read: {}", root_cause(error)),
        };
        format!("the answer to `{operation}` (HTTP {status}) {what}")
    };
    Fault { kind, code, message, request_id: error.request_id().map(ToOwned::to_owned) }
}

/// Tells whether an answer is HTML: whoever wrote it is not the API, and where a parser gave up on it helps nobody.
fn is_web_page(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(tag)))
}

fn without_answer<E>(operation: &str, error: &SdkError<E, HttpResponse>) -> Fault
where
    E: Error + 'static,
{
    if let Some(credentials) = find::<CredentialsError>(error) {
        // The chain lists what it tried on lines of its own; that is what the reader needs.
        let causes: Vec<String> = chain(credentials)
            .map(|cause| cause.to_string().split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        let message = format!("`{operation}` was not sent, no usable credentials: {}", one_line(&causes.join(": ")));
        return Fault::new(FaultKind::NoCredentials, message);
    }
    if let Some(not_sent) = find::<NotSent>(error) {
        return Fault::new(FaultKind::NotSent, format!("`{operation}` was not sent: {}", root_cause(not_sent)));
    }
    if matches!(error, SdkError::ConstructionFailure(_)) {
        return Fault::new(FaultKind::Bug, format!("`{operation}` can't be built: {}", root_cause(error)));
    }
    Fault::new(FaultKind::Unknown, format!("no answer to `{operation}`: {}", root_cause(error)))
}

/// Puts code and text of the service into one phrase.
fn said(code: Option<&str>, message: Option<&str>) -> String {
    match (code.map(one_line), message.map(one_line).filter(|message| !message.is_empty())) {
        (Some(code), Some(message)) => format!("{code}: {message}"),
        (Some(code), None) => code,
        (None, Some(message)) => message,
        (None, None) => "no reason was given".to_owned(),
    }
}

/// Keeps the first line, up to a bound and up to the canonical request: a refused signature is explained by quoting
/// the request with its session token.
fn one_line(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let safe = line.split("The Canonical String").next().unwrap_or_default().trim();
    safe.trim_end_matches('.').chars().take(MESSAGE_CHARS_MAX).collect()
}

/// Walks an error and what caused it.
///
/// `io::Error` hides its payload from `source`, and connection errors stand in such payloads.
pub(super) fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error| cause(*error))
}

fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error.downcast_ref::<std::io::Error>() {
        Some(io) => io.get_ref().map(|inner| -> &(dyn Error + 'static) { inner }),
        None => error.source(),
    }
}

fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    chain(error).find_map(|cause| cause.downcast_ref())
}

fn root_cause(error: &(dyn Error + 'static)) -> String {
    one_line(&chain(error).last().map(ToString::to_string).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// domain.md P and F, and how design 6.1 takes them.
    #[test]
    fn codes_and_statuses_have_their_kinds() {
        use FaultKind::{Denied, Expired, Gone, InProgress, Rejected, Throttled, Unknown};
        let table = [
            (400, "AccessDeniedException", Denied),
            (403, "UnauthorizedOperation", Denied),
            (400, "InvalidParameterValuesException", Rejected),
            (400, "ResourceNotFoundException", Gone),
            (400, "NotFoundException", Gone),
            (400, "OperationNotSupportedException", Rejected),
            (400, "InvalidResourceStateException", Rejected),
            (400, "ResourceLimitExceededException", Rejected),
            (400, "ResourceAlreadyExistsException", Rejected),
            (400, "ResourceUnavailableException", Rejected),
            (400, "OperationInProgressException", InProgress),
            (400, "ResourceAssociatedException", Rejected),
            (400, "ValidationException", Rejected),
            (500, "InternalServerException", Unknown),
            (400, "ConflictException", Rejected),
            (400, "UnsupportedWorkspaceConfigurationException", Rejected),
            (400, "ThrottlingException", Throttled),
            (429, "Whatever", Throttled),
            (400, "UnrecognizedClientException", Expired),
            (400, "InvalidSignatureException", Expired),
            (400, "ExpiredTokenException", Expired),
            (403, "ExpiredToken", Expired),
            (400, "IncompleteSignatureException", Expired),
            (400, "MissingAuthenticationTokenException", Expired),
            (400, "SerializationException", Rejected),
            (400, "UnknownOperationException", Rejected),
            (400, "RequestExpired", Expired),
            (401, "AuthFailure", Expired),
            (500, "InternalFailure", Unknown),
            (503, "ServiceUnavailable", Unknown),
            (503, "RequestLimitExceeded", Throttled),
            (503, "SlowDown", Unknown),
            (500, "AccessDeniedException", Unknown),
            (400, "InvalidSubnetID.NotFound", Gone),
            (400, "InvalidNetworkInterfaceID.NotFound", Gone),
            (400, "InvalidParameterValue", Rejected),
            (400, "AWholeNewCode", Rejected),
            (599, "AWholeNewCode", Unknown),
            (302, "", Unknown),
        ];
        for (status, code, kind) in table {
            assert_eq!(kind_of_answer(status, Some(code)), kind, "{status} {code}");
        }
        for code in THROTTLES {
            assert_eq!(kind_of_answer(400, Some(code)), Throttled, "{code}");
            let fault = Fault { code: Some((*code).to_owned()), ..Fault::new(Unknown, "") };
            assert!(fault.is_throttle(), "{code}: the pace learns of it whatever the status");
        }
        assert_eq!((kind_of_answer(404, None), kind_of_answer(502, None)), (Rejected, Unknown));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever is answered: only a 4xx says that nothing was done, and it always does; whatever a service, a proxy or
        /// a later version of the API calls it.
        #[test]
        fn only_4xx_is_certain(status in 100..1_000_u16, code in prop::option::of(some_code())) {
            let kind = kind_of_answer(status, code.as_deref());
            let throttled_by_ec2 = status == 503 && code.as_deref() == Some("RequestLimitExceeded");
            prop_assert_eq!(kind == FaultKind::Unknown, !(400..500).contains(&status) && !throttled_by_ec2);
            let told_before_sending = [FaultKind::NotSent, FaultKind::NoCredentials, FaultKind::Bug];
            prop_assert!(!told_before_sending.contains(&kind), "it was sent: it was answered");
        }

        /// Also in a target's own entry, and in any text of a service: one line, bounded, nothing of the request.
        #[test]
        fn a_text_of_the_service_is_one_bounded_line(code in prop::option::of(some_code()), text in "\\PC{0,50}(\n|\r\n|The Canonical String )?\\PC{0,900}") {
            let fault = Fault::of_target("X", code.as_deref(), Some(&text));
            prop_assert!(fault.kind != FaultKind::Bug && !fault.message.contains('\n'));
            prop_assert!(fault.message.chars().count() <= 2 * MESSAGE_CHARS_MAX + 40);
            prop_assert!(!fault.message.contains("The Canonical String"));
        }
    }

    /// A code that is known, nearly known, or anybody's.
    fn some_code() -> impl Strategy<Value = String> {
        let known: Vec<&str> = THROTTLES.iter().chain(DENIALS).chain(EXPIRIES).copied().collect();
        prop_oneof![
            prop::sample::select(known.clone()).prop_map(str::to_owned),
            prop::sample::select(known).prop_map(str::to_lowercase),
            "[A-Z][a-zA-Z.]{0,20}(NotFound|Exception|\\.NotFound)?",
            "\\PC{0,2000}",
        ]
    }

    #[test]
    fn failed_targets_have_their_kinds() {
        let table = [
            ("ResourceNotFound.Workspace", FaultKind::Gone),
            ("resourcenotfound.WorkSpace", FaultKind::Gone),
            ("ResourceExists.WorkSpace", FaultKind::Rejected),
            ("InvalidUserConfiguration.Workspace", FaultKind::Rejected),
            ("OperationInProgressException", FaultKind::InProgress),
            ("ThrottlingException", FaultKind::Throttled),
            ("InternalFailure", FaultKind::Unknown),
        ];
        for (code, kind) in table {
            let fault = Fault::of_target("RebootWorkspaces", Some(code), Some("No such thing."));
            assert_eq!(fault.kind, kind, "{code}");
            assert_eq!(fault.message, format!("`RebootWorkspaces` refused this target: {code}: No such thing"));
        }
        assert_eq!(Fault::of_target("X", None, None).kind, FaultKind::Rejected);
    }

    /// The service explains a refused signature by quoting the request, session token and all.
    #[test]
    fn messages_are_one_bounded_line_without_the_request() {
        let quoted = "The signature does not match. The Canonical String for this request should have been\n'POST\n";
        assert_eq!(one_line(quoted), "The signature does not match");
        let quoted = "Wrong.\nx-amz-security-token:SECRET";
        assert_eq!(one_line(quoted), "Wrong");
        assert_eq!(one_line(&"x".repeat(5_000)).len(), MESSAGE_CHARS_MAX);
    }
}
