//! The simulator behind a socket, for the AWS CLI, boto3 or any SDK (domain.md section Q: everything is POST `/`).
//!
//! Many connections at once on one thread, each bounded in size and number. Binds nothing: it serves the listener that
//! it is given. Decides nothing about a request either; its own are only the clock's address and what is no request at
//! all. A lost answer closes the connection without a byte. May import: `clock`, `sim`.

use std::fmt;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ALLOW, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, DATE};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use jiff::Timestamp;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{JoinError, JoinSet};

use super::Sim;
use super::connector::gathered;
use super::http::{Answer, Request};
use crate::clock::Clock;

/// Where a client learns the service's time.
const CLOCK_PATH: &str = "/_deskfleet/clock";

/// The longest request body. The largest legal one, 25 ids or 50 tags, has a few KiB.
const BODY_BYTES_MAX: usize = 1 << 20;
/// How much of a body that is too long is still read, so that its sender gets to see the answer.
const DISCARDED_BYTES_MAX: usize = 16 << 20;
/// The longest request line and headers together.
const HEAD_BYTES_MAX: usize = 64 << 10;
/// Connections at a time, well below the 1,024 descriptors that a process may usually have; the next ones wait in the
/// listener's queue.
const CONNECTIONS_MAX: usize = 512;
/// How long a connection may take to send a request's head, the pause before it included, in real time.
const HEAD_WAIT_MAX: Duration = Duration::from_secs(75);
/// How long the body may take, in real time.
const BODY_WAIT_MAX: Duration = Duration::from_mins(1);
/// How long open requests may go on after the shutdown, in real time.
const DRAIN_WAIT_MAX: Duration = Duration::from_secs(5);
/// Pause after a connection could not be accepted, such as for want of file descriptors, in real time.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

type Response = http::Response<Full<Bytes>>;

/// What every connection needs.
struct Shared {
    sim: Sim,
    clock: Clock,
    speed: f64,
}

impl Shared {
    fn new(sim: Sim, clock: Clock, speed: f64) -> Self {
        // As the clock itself takes it.
        let speed = if speed.is_finite() && speed > 0.0 { speed } else { 1.0 };
        Self { sim, clock, speed }
    }
}

/// The answer is lost: the connection is to be closed without a byte.
#[derive(Debug)]
struct LostAnswer;

impl fmt::Display for LostAnswer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the answer is lost")
    }
}

impl std::error::Error for LostAnswer {}

/// Serves `sim` on `listener` until `shutdown` is ready, then lets open requests finish for a few seconds.
///
/// `clock` is the service's time and `speed` how many of its seconds pass in a real one, as `GET /_deskfleet/clock`
/// tells them.
///
/// # Errors
/// When a connection's task broke, which is a fault of ours.
pub async fn serve(
    listener: TcpListener,
    sim: Sim,
    clock: Clock,
    speed: f64,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    serve_bounded(listener, Shared::new(sim, clock, speed), CONNECTIONS_MAX, shutdown).await
}

async fn serve_bounded(
    listener: TcpListener,
    shared: Shared,
    connections_max: usize,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let shared = Arc::new(shared);
    let (closing, closed) = watch::channel(false);
    let mut connections: JoinSet<()> = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        let room = connections.len() < connections_max;
        tokio::select! {
            () = &mut shutdown => break,
            Some(ended) = connections.join_next() => ended.map_err(broken)?,
            accepted = listener.accept(), if room => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, Arc::clone(&shared), closed.clone()));
                }
                // The listener itself stays usable: the peer is gone already, or a descriptor comes free later.
                Err(error) => {
                    tracing::warn!(%error, "could not accept a connection");
                    Clock::system().sleep(ACCEPT_PAUSE).await;
                }
            },
        }
    }
    drop(listener);
    closing.send_replace(true);
    drain(connections).await
}

/// Lets the open connections end, and drops those that take too long.
async fn drain(mut connections: JoinSet<()>) -> io::Result<()> {
    let clock = Clock::system();
    let mut limit = pin!(clock.sleep(DRAIN_WAIT_MAX));
    loop {
        tokio::select! {
            () = &mut limit => return Ok(()),
            ended = connections.join_next() => match ended {
                Some(ended) => ended.map_err(broken)?,
                None => return Ok(()),
            },
        }
    }
}

fn broken(error: JoinError) -> io::Error {
    io::Error::other(error)
}

/// Carries one connection until its client leaves, an answer is lost, or the server closes.
async fn connection(stream: TcpStream, shared: Arc<Shared>, mut closed: watch::Receiver<bool>) {
    // Answers are small: they must not wait for more to send. Failing that, they are only late.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let shared = Arc::clone(&shared);
        async move { answer(request, &shared).await }
    });
    let served = http1::Builder::new()
        // Sockets live in real time, whatever the service's clock says.
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WAIT_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let mut served = pin!(served);
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        _ = closed.changed() => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Answers one request.
async fn answer(request: http::Request<Incoming>, shared: &Shared) -> Result<Response, LostAnswer> {
    if request.uri().path() == CLOCK_PATH {
        return Ok(clock_answer(request.method(), shared));
    }
    if request.method() != Method::POST {
        return Ok(not_allowed("POST", shared.clock.now()));
    }
    let (head, body) = request.into_parts();
    let body = match whole(&head.headers, body).await {
        Ok(body) => body,
        Err(status) => {
            let mut response = plain(status, shared.clock.now());
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
            return Ok(response);
        }
    };
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    let headers: Vec<(&str, String)> = head.headers.iter().map(|(name, value)| (name.as_str(), text(value))).collect();
    let received = Request {
        method: head.method.as_str().to_owned(),
        path: head.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        headers: gathered(headers.iter().map(|(name, value)| (*name, value.as_str()))),
        body,
    };
    let reply = shared.sim.step(shared.clock.now(), &received);
    shared.clock.sleep(reply.delay).await;
    let answer = reply.answer.ok_or(LostAnswer)?;
    Ok(sent(answer, shared.clock.now()))
}

/// Reads a body to its end, or says which status tells the client why not.
async fn whole(headers: &HeaderMap, body: Incoming) -> Result<Vec<u8>, StatusCode> {
    let clock = Clock::system();
    tokio::select! {
        read = read(headers, body) => read,
        () = clock.sleep(BODY_WAIT_MAX) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

async fn read(headers: &HeaderMap, mut body: Incoming) -> Result<Vec<u8>, StatusCode> {
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if announced.is_some_and(|length| length > BODY_BYTES_MAX as u64) {
        discard(body, 0).await;
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let mut whole = Vec::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        if let Some(data) = frame.data_ref() {
            if whole.len() + data.len() > BODY_BYTES_MAX {
                discard(body, whole.len()).await;
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            whole.extend_from_slice(data);
        }
    }
    Ok(whole)
}

/// Reads on without keeping anything: closing over unread bytes would reset the connection and with it the answer.
async fn discard(mut body: Incoming, mut read: usize) {
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, Bytes::len);
        if read > DISCARDED_BYTES_MAX {
            return;
        }
    }
}

fn clock_answer(method: &Method, shared: &Shared) -> Response {
    let now = shared.clock.now();
    if method != Method::GET {
        return not_allowed("GET", now);
    }
    // Display writes a whole speed as a whole number, and every finite one as JSON does.
    let document = format!(r#"{{"now":"{now}","speed":{}}}"#, shared.speed);
    let mut response = plain(StatusCode::OK, now);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    *response.body_mut() = Full::from(document);
    response
}

fn not_allowed(allowed: &'static str, now: Timestamp) -> Response {
    let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, now);
    response.headers_mut().insert(ALLOW, HeaderValue::from_static(allowed));
    response
}

fn plain(status: StatusCode, now: Timestamp) -> Response {
    let mut response = Response::new(Full::default());
    *response.status_mut() = status;
    date(response.headers_mut(), now);
    response
}

/// Turns the simulator's answer into the one that goes over the wire.
fn sent(answer: Answer, now: Timestamp) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = plain(status, now);
    *response.body_mut() = Full::from(answer.body);
    for (name, value) in answer.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// Dates an answer in service time: hyper would put the machine's time there, and SDKs read it as the service's.
fn date(headers: &mut HeaderMap, now: Timestamp) {
    let text = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(value) = HeaderValue::try_from(text) {
        headers.insert(DATE, value);
    }
}

#[cfg(test)]
mod tests;
