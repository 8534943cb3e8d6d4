//! The HTTP client for the real network: TLS 1.2 or later by rustls, proxy from the environment, names resolved here.
//!
//! Two connectors: one for https, one without TLS for this machine, which takes no proxy and reads no certificates. Each
//! is built when the first request needs it. The only file of `aws` that opens sockets; it knows nothing of services.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use aws_smithy_async::rt::sleep::TokioSleep;
use aws_smithy_http_client::Connector;
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_runtime_api::client::dns::{DnsFuture, ResolveDns, ResolveDnsError};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use http_body_util::{BodyExt, Limited};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;

/// How long an idle connection is kept: polls come every 15 s or later, and a firewall may drop what idles silently.
const IDLE_MAX: Duration = Duration::from_secs(15);
/// How long this machine may take to answer.
const LOCAL_WAIT_MAX: Duration = Duration::from_secs(2);
/// How long its answer may be.
const LOCAL_BYTES_MAX: usize = 64 << 10;
/// How long a file of certificates may be; that of a whole system has a quarter of a mebibyte.
const BUNDLE_BYTES_MAX: u64 = 16 << 20;

/// The HTTP client for the real network.
#[derive(Debug)]
pub(super) struct NetworkClient {
    trust: TrustStore,
    /// One pair for each setting of time-outs; there are two or three.
    pairs: Mutex<Vec<Arc<Pair>>>,
}

impl NetworkClient {
    /// Returns a client that trusts the machine's certificates, or those in `bundle` instead.
    pub(super) fn new(bundle: Option<Vec<u8>>) -> Self {
        let trust = match bundle {
            Some(pem) => TrustStore::empty().with_pem_certificate(pem),
            None => TrustStore::default(),
        };
        Self { trust, pairs: Mutex::new(Vec::new()) }
    }
}

impl HttpClient for NetworkClient {
    fn http_connector(&self, settings: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        let mut pairs = self.pairs.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = (settings.connect_timeout(), settings.read_timeout());
        let known = pairs
            .iter()
            .find(|pair| (pair.settings.connect_timeout(), pair.settings.read_timeout()) == wanted)
            .cloned();
        let pair = known.clone().unwrap_or_else(|| Arc::new(Pair::new(settings.clone(), self.trust.clone())));
        if known.is_none() {
            pairs.push(Arc::clone(&pair));
        }
        SharedHttpConnector::new(Shared(pair))
    }
}

/// The two connectors, built when needed.
struct Pair {
    settings: HttpConnectorSettings,
    trust: TrustStore,
    plain: OnceLock<Result<Connector, String>>,
    secure: OnceLock<Result<Connector, String>>,
}

impl Pair {
    fn new(settings: HttpConnectorSettings, trust: TrustStore) -> Self {
        Self { settings, trust, plain: OnceLock::new(), secure: OnceLock::new() }
    }

    fn for_address(&self, address: &str) -> Result<&Connector, String> {
        let connector = if address.get(..6).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")) {
            self.secure.get_or_init(|| connector(&self.settings, self.trust.clone(), ProxyConfig::from_env()))
        } else {
            self.plain.get_or_init(|| connector(&self.settings, TrustStore::empty(), ProxyConfig::disabled()))
        };
        connector.as_ref().map_err(Clone::clone)
    }
}

impl fmt::Debug for Pair {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pair").field("settings", &self.settings).finish_non_exhaustive()
    }
}

fn connector(settings: &HttpConnectorSettings, trust: TrustStore, proxy: ProxyConfig) -> Result<Connector, String> {
    let tls = TlsContext::builder().with_trust_store(trust).build().map_err(|error| error.to_string())?;
    Ok(Connector::builder()
        .connector_settings(settings.clone())
        // Time-outs of sockets: real time, whatever the clock of the service does.
        .sleep_impl(TokioSleep::new())
        .pool_idle_timeout(IDLE_MAX)
        .proxy_config(proxy)
        .tls_provider(Provider::rustls(CryptoMode::Ring)) // its protocol versions: 1.2 and 1.3
        .tls_context(tls)
        .build_with_resolver(Resolver))
}

/// A handle on the pair for one request.
#[derive(Debug)]
struct Shared(Arc<Pair>);

impl HttpConnector for Shared {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        match self.0.for_address(request.uri()) {
            Ok(connector) => connector.call(request),
            Err(error) => HttpConnectorFuture::ready(Err(ConnectorError::user(error.into()))),
        }
    }
}

/// The operating system's resolver, with an error type of its own: a name that does not resolve has to be told from
/// every other failure.
#[derive(Clone, Debug)]
struct Resolver;

impl ResolveDns for Resolver {
    fn resolve_dns<'a>(&'a self, name: &'a str) -> DnsFuture<'a> {
        DnsFuture::new(async move {
            let found = tokio::net::lookup_host((name, 0)).await;
            let addresses: Vec<IpAddr> = found
                .map_err(|error| ResolveDnsError::new(format!("`{name}` does not resolve: {error}")))?
                .map(|address| address.ip())
                .collect();
            Ok(addresses)
        })
    }
}

/// Asks this machine for a small document; `None` when there is none.
pub(super) async fn get(address: &str) -> Option<Vec<u8>> {
    let settings =
        HttpConnectorSettings::builder().connect_timeout(LOCAL_WAIT_MAX).read_timeout(LOCAL_WAIT_MAX).build();
    let connector = connector(&settings, TrustStore::empty(), ProxyConfig::disabled()).ok()?;
    let answer = connector.call(HttpRequest::get(address).ok()?).await.ok()?;
    if answer.status().as_u16() != 200 {
        return None;
    }
    let body = Limited::new(answer.into_body(), LOCAL_BYTES_MAX).collect().await.ok()?;
    Some(body.to_bytes().to_vec())
}

/// Reads a file of certificates to trust instead of the machine's.
///
/// The HTTP stack takes for granted that what it is given are certificates, so each is parsed here as it will be there.
///
/// # Errors
/// What is wrong with the file, as a fragment.
pub(super) fn read_bundle(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(BUNDLE_BYTES_MAX + 1).read_to_end(&mut bytes))
        .map_err(|error| format!("can't be read: {error}"))?;
    if bytes.len() as u64 > BUNDLE_BYTES_MAX {
        return Err(format!("is longer than {} MiB", BUNDLE_BYTES_MAX >> 20));
    }
    let mut certificates = 0_usize;
    for section in CertificateDer::pem_slice_iter(&bytes) {
        certificates += 1;
        let wrong = || format!("has something else in place of certificate {certificates}");
        let certificate = section.map_err(|_| wrong())?;
        webpki::anchor_from_trusted_cert(&certificate).map_err(|_| wrong())?;
    }
    match certificates {
        0 => Err("has no certificate in PEM form".to_owned()),
        _ => Ok(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::CERTIFICATE;
    use super::*;

    #[test]
    fn a_bundle_is_certificates_or_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bundle.pem");
        let read = |text: &str| {
            std::fs::write(&path, text).expect("written");
            read_bundle(&path)
        };
        let pem = |body: &str| format!("# corporate\n-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        let good = format!("# corporate\n{CERTIFICATE}");
        let body = CERTIFICATE.lines().filter(|line| !line.starts_with('-')).collect::<String>();
        assert!(read(&good).is_ok());
        assert!(read(&format!("{good}{good}")).is_ok());
        for bad in [
            String::new(),
            "not a certificate".to_owned(),
            pem("%%%"),
            pem("AAAA"),         // not a sequence
            pem("MAMCAQU="),     // well framed, and a number in place of a certificate
            pem("MAQCAQU="),     // a byte short
            pem("MIKAAAECAQU="), // longer than it is
            pem(&body[..400]),
            format!("{good}-----BEGIN CERTIFICATE-----\n{body}"),
            format!("{good}{}", pem("MAMCAQU=")),
        ] {
            let reason = read(&bad).expect_err("no bundle");
            assert!(reason.starts_with("has "), "{reason}");
        }
        std::fs::write(&path, b"\xff\xfe\x00").expect("written");
        assert!(read_bundle(&path).is_err(), "no text");
        assert!(read_bundle(Path::new("/dev/zero")).expect_err("no end").contains("longer"));
        assert!(read_bundle(&folder.path().join("none")).is_err());
    }

    #[tokio::test]
    async fn a_name_that_does_not_resolve_says_so() {
        let error = Resolver.resolve_dns("no-such-host.invalid").await.expect_err("reserved by RFC 6761");
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        assert!(source.contains("no-such-host.invalid"), "{source}");
    }
}
