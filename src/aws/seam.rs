//! The seam to the outside: every request to any service passes here, whichever HTTP client carries it.
//!
//! Refuses a request whose endpoint breaks the rules (https unless loopback, no credentials in the address) before a
//! byte leaves, and marks failures that surely came before the first byte: the connection was refused or the name did
//! not resolve. Everything else that goes wrong stays unmarked, so that it counts as unknown. An answer is read up to a
//! bound and no further. Changes no request.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::dns::ResolveDnsError;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use url::{Host, Url};

use super::classify::chain;

/// Why an endpoint is not used; its text never repeats the address, which may hold a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// Not an absolute address.
    #[error("the endpoint is not an address")]
    NotAnAddress,
    /// Neither https nor http.
    #[error("the endpoint is neither https nor http")]
    Scheme,
    /// http to another machine.
    #[error("the endpoint has no TLS and is not on this machine")]
    NoTls,
    /// A user name or password in front of the host.
    #[error("the endpoint has credentials in its address")]
    Credentials,
    /// A query or fragment, which no endpoint has.
    #[error("the endpoint has a query or fragment")]
    Query,
}

impl EndpointError {
    /// Returns what to do about it.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::NotAnAddress | Self::Scheme => "write it as `https://HOST[:PORT]`",
            Self::NoTls => "write it with `https://`; without TLS only localhost, 127.0.0.1 and [::1] are allowed",
            Self::Credentials => {
                "take the part before `@` out, and change that password: it may have been logged; the keys come from \
                 the profile or `AWS_ACCESS_KEY_ID`"
            }
            Self::Query => "end it after host, port and path",
        }
    }
}

/// Checks an endpoint as a person gives it.
///
/// # Errors
/// The rule that it breaks; nothing may be sent there.
pub fn check_endpoint(address: &str) -> Result<(), EndpointError> {
    let url = parsed(address)?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err(EndpointError::Query);
    }
    check(&url, &[])
}

/// Tells whether an endpoint is on this machine; one that breaks the rules is not.
#[must_use]
pub fn is_loopback(address: &str) -> bool {
    parsed(address).is_ok_and(|url| is_local(&url, &[]))
}

fn parsed(address: &str) -> Result<Url, EndpointError> {
    Url::parse(address).map_err(|_| EndpointError::NotAnAddress)
}

fn check(url: &Url, also_plain: &[IpAddr]) -> Result<(), EndpointError> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(EndpointError::Credentials);
    }
    match url.scheme() {
        _ if url.host().is_none() => Err(EndpointError::NotAnAddress),
        "https" => Ok(()),
        "http" if is_local(url, also_plain) => Ok(()),
        "http" => Err(EndpointError::NoTls),
        _ => Err(EndpointError::Scheme),
    }
}

fn is_local(url: &Url, also: &[IpAddr]) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback() || also.contains(&address.into()),
        Some(Host::Ipv6(address)) => address.is_loopback() || also.contains(&address.into()),
        None => false,
    }
}

/// Where credentials come from on machines of AWS: the metadata services of EC2, ECS and EKS speak http on link-local
/// addresses that never leave the host.
pub(super) const METADATA_SERVICES: &[IpAddr] = &[
    IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 2)),
    IpAddr::V4(Ipv4Addr::new(169, 254, 170, 23)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254)),
    IpAddr::V6(Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x23)),
];

/// The mark on a failure that came before the first byte.
#[derive(Debug)]
pub(super) struct NotSent(Box<dyn Error + Send + Sync>);

impl fmt::Display for NotSent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("not sent")
    }
}

impl Error for NotSent {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.0.as_ref())
    }
}

/// The longest answer that is read. A page has 25 desktops, or 1,000 interfaces of EC2 in some 3 MB of XML.
pub(super) const ANSWER_BYTES_MAX: usize = 32 << 20;

/// The answer is longer than any that a service gives: a fault, or somebody else at the other end.
#[derive(Debug, thiserror::Error)]
#[error("it is longer than {} MiB", ANSWER_BYTES_MAX >> 20)]
struct TooLong;

/// Puts the bound round an answer's body: what is beyond it is neither read nor kept.
fn bounded(mut answer: HttpResponse) -> HttpResponse {
    if answer.body().bytes().is_some_and(|bytes| bytes.len() <= ANSWER_BYTES_MAX) {
        return answer; // it is here already
    }
    let body = Limited::new(answer.take_body(), ANSWER_BYTES_MAX).map_err(|error| {
        if error.is::<LengthLimitError>() { Box::new(TooLong) as Box<dyn Error + Send + Sync> } else { error }
    });
    *answer.body_mut() = SdkBody::from_body_1_x(body);
    answer
}

/// An HTTP client with the rules round it.
#[derive(Clone, Debug)]
pub(super) struct Seam {
    inner: SharedHttpClient,
    also_plain: &'static [IpAddr],
}

impl Seam {
    /// Puts the rules round a client of the services; `also_plain` may be spoken to without TLS.
    pub(super) fn new(inner: SharedHttpClient, also_plain: &'static [IpAddr]) -> Self {
        Self { inner, also_plain }
    }
}

impl HttpClient for Seam {
    fn http_connector(&self, settings: &HttpConnectorSettings, parts: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(SeamConnector {
            inner: self.inner.http_connector(settings, parts),
            also_plain: self.also_plain,
        })
    }

    // The check of the configuration is not passed on: the network client would read the machine's certificates for
    // it, which a connection to this machine never needs.

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.inner.connector_metadata()
    }
}

#[derive(Debug)]
struct SeamConnector {
    inner: SharedHttpConnector,
    also_plain: &'static [IpAddr],
}

impl HttpConnector for SeamConnector {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        if let Err(error) = parsed(request.uri()).and_then(|url| check(&url, self.also_plain)) {
            return HttpConnectorFuture::ready(Err(ConnectorError::user(Box::new(NotSent(Box::new(error))))));
        }
        let answer = self.inner.call(request);
        HttpConnectorFuture::new(async move { answer.await.map(bounded).map_err(marked) })
    }
}

fn marked(error: ConnectorError) -> ConnectorError {
    // The kernel refuses connections, never bytes of a connection that stands.
    let before_first_byte = chain(&error).any(|cause| {
        cause.is::<ResolveDnsError>()
            || cause.downcast_ref::<io::Error>().is_some_and(|io| io.kind() == io::ErrorKind::ConnectionRefused)
    });
    if before_first_byte { ConnectorError::io(Box::new(NotSent(Box::new(error)))) } else { error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_follow_the_rules() {
        let table = [
            ("https://workspaces.us-east-1.amazonaws.com", Ok(())),
            ("https://vpce-1.workspaces.us-east-1.vpce.amazonaws.com/path", Ok(())),
            ("http://127.0.0.1:4566", Ok(())),
            ("http://127.9.9.9", Ok(())),
            ("http://[::1]:4566/", Ok(())),
            ("http://LOCALHOST:4566", Ok(())),
            ("http://localhost.example.com", Err(EndpointError::NoTls)),
            ("http://10.0.0.1:4566", Err(EndpointError::NoTls)),
            ("http://169.254.169.254", Err(EndpointError::NoTls)),
            ("http://127.0.0.1.nip.io", Err(EndpointError::NoTls)),
            ("http://2130706433", Ok(())), // 127.0.0.1 as one number
            ("http://0.0.0.0:4566", Err(EndpointError::NoTls)),
            ("https://me:secret@workspaces.us-east-1.amazonaws.com", Err(EndpointError::Credentials)),
            ("https://me@localhost", Err(EndpointError::Credentials)),
            ("http://me:secret@127.0.0.1", Err(EndpointError::Credentials)),
            ("ftp://localhost", Err(EndpointError::Scheme)),
            ("file:///etc/passwd", Err(EndpointError::NotAnAddress)),
            ("localhost:4566", Err(EndpointError::NotAnAddress)),
            ("workspaces.us-east-1.amazonaws.com", Err(EndpointError::NotAnAddress)),
            ("https://", Err(EndpointError::NotAnAddress)),
            ("", Err(EndpointError::NotAnAddress)),
            ("https://a.example/?x=1", Err(EndpointError::Query)),
        ];
        for (address, expected) in table {
            assert_eq!(check_endpoint(address), expected, "{address}");
        }
    }

    #[test]
    fn no_error_repeats_the_address() {
        let error = check_endpoint("https://me:hunter2@h.example").expect_err("credentials in it");
        assert!(!format!("{error} {error:?} {}", error.hint()).contains("hunter2"));
    }

    /// Credentials may come from the metadata services of the machine; the services themselves are never spoken to
    /// without TLS.
    #[test]
    fn metadata_services_are_plain_only_where_that_is_allowed() {
        let url = Url::parse("http://169.254.169.254/latest/api/token").expect("an address");
        assert_eq!(check(&url, METADATA_SERVICES), Ok(()));
        assert_eq!(check(&url, &[]), Err(EndpointError::NoTls));
        let other = Url::parse("http://169.254.1.1/").expect("an address");
        assert_eq!(check(&other, METADATA_SERVICES), Err(EndpointError::NoTls));
    }

    /// Whatever the configuration let through: a request that breaks the rules never reaches the client.
    #[test]
    fn a_request_that_breaks_the_rules_goes_nowhere() {
        #[derive(Debug)]
        struct NeverAsked;
        impl HttpConnector for NeverAsked {
            fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
                panic!("{} was let through", request.uri())
            }
        }
        let seam = SeamConnector { inner: SharedHttpConnector::new(NeverAsked), also_plain: &[] };
        let runtime = crate::clock::runtime(true).expect("a runtime");
        for address in ["http://10.0.0.1/", "http://169.254.169.254/", "https://me:secret@h.example/"] {
            let request = HttpRequest::get(address).expect("a request");
            let error = runtime.block_on(seam.call(request)).expect_err("refused");
            assert!(chain(&error).any(<dyn Error>::is::<NotSent>), "{address}");
        }
    }

    #[test]
    fn only_what_came_before_the_first_byte_is_marked() {
        let error = |kind: io::ErrorKind| ConnectorError::io(Box::new(io::Error::other(io::Error::from(kind))));
        let is_marked = |error| chain(&marked(error)).any(<dyn Error>::is::<NotSent>);
        assert!(is_marked(error(io::ErrorKind::ConnectionRefused)));
        assert!(is_marked(ConnectorError::io(Box::new(ResolveDnsError::new("no such host")))));
        for kind in [io::ErrorKind::ConnectionReset, io::ErrorKind::BrokenPipe, io::ErrorKind::TimedOut] {
            assert!(!is_marked(error(kind)), "{kind}");
        }
        assert!(!is_marked(ConnectorError::timeout("60 s".into())));
    }
}
