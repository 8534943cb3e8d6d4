//! An HTTP client that plays a script: one canned answer a request, in order, and keeps what was asked.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use jiff::Timestamp;

use crate::aws::{Aws, ConnectOptions, Endpoints, InProcess, documented_rates};
use crate::clock::Clock;

/// What becomes of a request.
#[derive(Clone, Debug)]
pub(super) enum Play {
    /// It is answered.
    Answer(u16, String),
    /// The connection drops without an answer.
    Drop,
    /// The connection is refused.
    Refuse,
    /// No answer ever comes.
    Hang,
}

/// A certificate of nobody: self-signed, its key thrown away.
pub(in crate::aws) const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----\n\
    MIIBiTCCAS+gAwIBAgIUBFuTC42SDadtZgUulN4TStb1+vYwCgYIKoZIzj0EAwIw\n\
    GTEXMBUGA1UEAwwOZGVza2ZsZWV0IHRlc3QwIBcNMjYxMTIyMTkwNTMzWhgPMjEy\n\
    NjEwMjkxOTA1MzNaMBkxFzAVBgNVBAMMDmRlc2tmbGVldCB0ZXN0MFkwEwYHKoZI\n\
    zj0CAQYIKoZIzj0DAQcDQgAEG1WoWaDD7DVbOq/vXgWcbdAUwCiJ5wM0PFv00CRL\n\
    nAoaRRMcVvHe/74rfSh59QZl0G6vwjIYTOCMRjdO/l8kdaNTMFEwHQYDVR0OBBYE\n\
    FIyrEOwIGAI5EvXqESp/sP/yAn+sMB8GA1UdIwQYMBaAFIyrEOwIGAI5EvXqESp/\n\
    sP/yAn+sMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgSHk7F7lB\n\
    773tWq95Yd51d2Ia+kJs29NBuywgoVTey3wCIQC8mAIBPj3XL1ezV9rVSxb1hoDI\n\
    Vzs/D65A9l38Gb/Mqg==\n\
    -----END CERTIFICATE-----\n";

/// HTTP 200 with a body.
pub(super) fn ok(body: &str) -> Play {
    Play::Answer(200, body.to_owned())
}

/// An error in the form of WorkSpaces.
pub(super) fn error(status: u16, code: &str) -> Play {
    Play::Answer(status, format!(r#"{{"__type":"com.amazonaws.workspaces#{code}","message":"Said so."}}"#))
}

/// What `GetCallerIdentity` answers.
pub(super) fn identity() -> Play {
    ok(r#"<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
        <Arn>arn:aws:iam::111122223333:user/admin</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
        </GetCallerIdentityResult></GetCallerIdentityResponse>"#)
}

#[derive(Clone, Debug)]
pub(super) struct Script {
    plays: Arc<Mutex<VecDeque<Play>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Script {
    pub(super) fn new(plays: impl IntoIterator<Item = Play>) -> Self {
        Self { plays: Arc::new(Mutex::new(plays.into_iter().collect())), asked: Arc::default() }
    }

    /// Returns the bodies of the requests so far.
    pub(super) fn asked(&self) -> MutexGuard<'_, Vec<String>> {
        self.asked.lock().expect("no test panicked while asking")
    }

    /// Returns a connection whose other end is this script; to be called in a paused runtime.
    pub(super) async fn connect(&self) -> Aws {
        connect(SharedHttpClient::new(self.clone()), Clock::virtual_from(Timestamp::UNIX_EPOCH), None).await
    }
}

pub(super) async fn connect(http: SharedHttpClient, clock: Clock, endpoint: Option<String>) -> Aws {
    let options = ConnectOptions {
        region: Some("us-east-1".to_owned()),
        profile: None,
        is_profile_said: false,
        login: None,
        endpoints: Endpoints { all: endpoint, ..Endpoints::default() },
        use_fips: None,
        ca_bundle: None,
        in_process: Some(InProcess::new(http)),
        clock,
        rates: documented_rates(),
        seed: 1,
    };
    Aws::connect(options).await.expect("nothing is wrong with these options")
}

pub(super) fn in_virtual_time<T>(work: impl Future<Output = T>) -> T {
    crate::clock::runtime(true).expect("a runtime").block_on(work)
}

impl HttpClient for Script {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Script {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let body = String::from_utf8_lossy(request.body().bytes().unwrap_or_default()).into_owned();
        self.asked().push(body);
        let play = self.plays.lock().expect("no test panicked while playing").pop_front();
        let play = play.expect("the script has no answer left: a request too many");
        HttpConnectorFuture::new(async move {
            let failed = |kind: io::ErrorKind| Err(ConnectorError::io(Box::new(io::Error::from(kind))));
            match play {
                Play::Answer(status, body) => {
                    let status = StatusCode::try_from(status).expect("a status");
                    let mut response = HttpResponse::new(status, SdkBody::from(body));
                    response.headers_mut().insert("x-amzn-requestid", "request-1");
                    Ok(response)
                }
                Play::Drop => failed(io::ErrorKind::ConnectionReset),
                Play::Refuse => failed(io::ErrorKind::ConnectionRefused),
                Play::Hang => {
                    Clock::virtual_from(Timestamp::UNIX_EPOCH).sleep(Duration::from_hours(24)).await;
                    failed(io::ErrorKind::TimedOut)
                }
            }
        })
    }
}
