//! Tests of the served simulator over real loopback sockets, with a client that writes bytes and nothing else.

use std::net::SocketAddr;
use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::super::Sim;
use super::super::spec::WorldSpec;
use super::{BODY_BYTES_MAX, CLOCK_PATH, CONNECTIONS_MAX, HEAD_BYTES_MAX, Shared, serve_bounded};
use crate::clock::{Clock, runtime};

const AUTHORIZATION: &str = "authorization: AWS4-HMAC-SHA256 Credential=k/20260105/us-east-1/workspaces/aws4_request, \
    SignedHeaders=host, Signature=0\r\n";

/// A server that runs until it is told to stop.
struct Served {
    address: SocketAddr,
    sim: Sim,
    stop: oneshot::Sender<()>,
    tasks: JoinSet<std::io::Result<()>>,
}

impl Served {
    async fn start(spec: WorldSpec, speed: f64) -> Self {
        Self::start_bounded(spec, speed, CONNECTIONS_MAX).await
    }

    async fn start_bounded(spec: WorldSpec, speed: f64, connections_max: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let clock = Clock::scaled(spec.start, speed);
        let sim = Sim::in_memory(spec);
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            let _ = stopped.await;
        };
        let mut tasks = JoinSet::new();
        let shared = Shared::new(sim.clone(), clock, speed);
        tasks.spawn(serve_bounded(listener, shared, connections_max, shutdown));
        Self { address, sim, stop, tasks }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    async fn stop(mut self) {
        let _ = self.stop.send(());
        let ended = self.tasks.join_next().await.expect("a task");
        ended.expect("no panic").expect("served to the end");
    }
}

fn quick() -> WorldSpec {
    WorldSpec { rate: 0.0, latency: Duration::ZERO, ..WorldSpec::default() }
}

fn describe() -> Vec<u8> {
    call("DescribeWorkspaces", "{\"Limit\":1}")
}

fn call(operation: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "POST / HTTP/1.1\r\nhost: localhost\r\n{AUTHORIZATION}x-amz-target: WorkspacesService.{operation}\r\n\
         content-type: application/x-amz-json-1.1\r\ncontent-length: {length}\r\n\r\n{body}"
    );
    head.into_bytes()
}

/// One answer, as it came.
#[derive(Debug)]
struct Received {
    status: u16,
    head: String,
    body: Vec<u8>,
}

/// Reads one answer; `None` when the connection ends before the first byte.
async fn receive(stream: &mut TcpStream) -> Option<Received> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte).await.expect("readable") == 0 {
            assert!(head.is_empty(), "cut off: {}", String::from_utf8_lossy(&head));
            return None;
        }
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).expect("a head").to_lowercase();
    let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
    let length = field("content-length:").map_or(0, |length| length.parse().expect("a length"));
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await.expect("the body");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
    Some(Received { status, head, body })
}

async fn exchange(stream: &mut TcpStream, request: &[u8]) -> Received {
    stream.write_all(request).await.expect("written");
    receive(stream).await.expect("an answer")
}

/// Tells whether the other side has closed, waiting for it.
async fn closed(stream: &mut TcpStream) -> bool {
    matches!(stream.read(&mut [0]).await, Ok(0) | Err(_))
}

#[test]
fn a_connection_carries_one_request_after_the_other() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        let mut stream = served.connect().await;
        for _ in 0..3 {
            let answer = exchange(&mut stream, &describe()).await;
            assert_eq!(answer.status, 200, "{answer:?}");
            assert!(answer.head.contains("x-amzn-requestid:"), "{}", answer.head);
            let document: Value = serde_json::from_slice(&answer.body).expect("JSON");
            assert_eq!(document["Workspaces"].as_array().map(Vec::len), Some(1));
        }
        assert_eq!(served.sim.record().len(), 3);
        served.stop().await;
    });
}

#[test]
fn two_requests_sent_at_once_are_answered_in_order() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        let mut stream = served.connect().await;
        let both = [describe(), call("NoSuchOperation", "{}")].concat();
        assert_eq!(exchange(&mut stream, &both).await.status, 200);
        assert_eq!(receive(&mut stream).await.expect("the second answer").status, 400);
        served.stop().await;
    });
}

#[test]
fn a_lost_answer_closes_without_a_byte() {
    runtime(false).expect("a runtime").block_on(async {
        let spec = WorldSpec { faults: "lost=1".parse().expect("faults"), ..quick() };
        let served = Served::start(spec, 60.0).await;
        let mut stream = served.connect().await;
        stream.write_all(&describe()).await.expect("written");
        assert!(receive(&mut stream).await.is_none());
        assert_eq!(served.sim.record().len(), 1, "it was received all the same");
        served.stop().await;
    });
}

#[test]
fn answers_take_their_latency_in_service_time_and_carry_its_date() {
    runtime(false).expect("a runtime").block_on(async {
        let spec = WorldSpec { latency: Duration::from_mins(10), ..quick() };
        let served = Served::start(spec, 60_000.0).await; // ten minutes pass in 10 ms
        let mut stream = served.connect().await;
        let answer = exchange(&mut stream, &describe()).await;
        let date = answer.head.lines().find_map(|line| line.strip_prefix("date: ")).expect("a date");
        assert!(date.starts_with("mon, 05 jan 2026 "), "{date}");
        assert!(date > "mon, 05 jan 2026 08:10:00 gmt", "{date}");
        served.stop().await;
    });
}

#[test]
fn the_clock_is_told_with_its_speed() {
    runtime(false).expect("a runtime").block_on(async {
        for (speed, shown) in [(60.0, "60"), (0.5, "0.5"), (f64::NAN, "1")] {
            let served = Served::start(quick(), speed).await;
            let mut stream = served.connect().await;
            let request = format!("GET {CLOCK_PATH} HTTP/1.1\r\nhost: localhost\r\n\r\n");
            let answer = exchange(&mut stream, request.as_bytes()).await;
            assert_eq!(answer.status, 200);
            assert!(answer.head.contains("content-type: application/json"), "{}", answer.head);
            let text = String::from_utf8(answer.body).expect("text");
            assert!(text.ends_with(&format!(",\"speed\":{shown}}}")), "{text}");
            let document: Value = serde_json::from_str(&text).expect("JSON");
            let now: Timestamp = document["now"].as_str().expect("text").parse().expect("RFC 3339");
            assert!(now >= WorldSpec::default().start, "{now}");
            assert!(served.sim.record().is_empty(), "it is no request to the service");
            served.stop().await;
        }
    });
}

#[test]
fn only_post_reaches_the_service() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        let mut stream = served.connect().await;
        for (line, allowed) in [("GET /", "post"), ("PUT /x", "post"), ("DELETE /_deskfleet/clock", "get")] {
            let answer =
                exchange(&mut stream, format!("{line} HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\n\r\n").as_bytes())
                    .await;
            assert_eq!(answer.status, 405, "{line}");
            assert!(answer.head.contains(&format!("allow: {allowed}\r\n")), "{line}: {}", answer.head);
        }
        assert!(served.sim.record().is_empty());
        served.stop().await;
    });
}

#[test]
fn a_body_that_is_too_long_is_413_whether_announced_or_not() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        let announced = format!("POST / HTTP/1.1\r\nhost: h\r\ncontent-length: {}\r\n\r\n", BODY_BYTES_MAX + 1);
        let chunked = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n";
        let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x1_0000));
        let table = [
            (announced, "x".repeat(BODY_BYTES_MAX + 1)),
            (chunked.to_owned(), format!("{}0\r\n\r\n", chunk.repeat(17))),
        ];
        for (head, body) in table {
            let mut stream = served.connect().await;
            stream.write_all(head.as_bytes()).await.expect("written");
            stream.write_all(body.as_bytes()).await.expect("the whole body is taken");
            let answer = receive(&mut stream).await.expect("an answer");
            assert_eq!(answer.status, 413, "{head}");
            assert!(answer.head.contains("connection: close"), "{}", answer.head);
            assert!(closed(&mut stream).await);
        }
        assert!(served.sim.record().is_empty());
        let longest = call("DescribeWorkspaces", &format!("{{{}}}", " ".repeat(BODY_BYTES_MAX - 2)));
        assert_eq!(exchange(&mut served.connect().await, &longest).await.status, 200, "exactly the limit passes");
        served.stop().await;
    });
}

#[test]
fn what_is_no_request_is_refused_and_the_connection_closed() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        let long = format!("POST / HTTP/1.1\r\nx: {}\r\n\r\n", "x".repeat(2 * HEAD_BYTES_MAX));
        let table = [
            ("hello\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\nno colon\r\n\r\n", 400),
            ("POST / HTTP/1.1\r\ncontent-length: many\r\n\r\n", 400),
            (long.as_str(), 431),
        ];
        for (request, status) in table {
            let mut stream = served.connect().await;
            let answer = exchange(&mut stream, request.as_bytes()).await;
            assert_eq!(answer.status, status, "{answer:?}");
            assert!(closed(&mut stream).await);
        }
        assert!(served.sim.record().is_empty());
        served.stop().await;
    });
}

#[test]
fn a_client_that_leaves_in_the_middle_harms_nobody() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start(quick(), 60.0).await;
        for part in ["", "POST", "POST / HTTP/1.1\r\ncontent-length: 9\r\n\r\n{"] {
            let mut stream = served.connect().await;
            stream.write_all(part.as_bytes()).await.expect("written");
        }
        assert_eq!(exchange(&mut served.connect().await, &describe()).await.status, 200);
        served.stop().await;
    });
}

#[test]
fn many_connections_are_served_side_by_side() {
    const CLIENTS: usize = 200;
    runtime(false).expect("a runtime").block_on(async {
        let spec = WorldSpec { latency: Duration::from_secs(3), ..quick() };
        let served = Served::start(spec, 60.0).await;
        let mut streams = Vec::new();
        for _ in 0..CLIENTS {
            let mut stream = served.connect().await;
            stream.write_all(&describe()).await.expect("written");
            streams.push(stream);
        }
        for stream in &mut streams {
            assert_eq!(receive(stream).await.expect("an answer").status, 200);
        }
        let record = served.sim.record();
        assert_eq!(record.len(), CLIENTS);
        let first_to_last = record[CLIENTS - 1].at.duration_since(record[0].at).as_secs();
        assert!(first_to_last < 3 * 199, "one after the other: {first_to_last} s of service time");
        served.stop().await;
    });
}

#[test]
fn connections_over_the_limit_wait_until_one_leaves() {
    runtime(false).expect("a runtime").block_on(async {
        let served = Served::start_bounded(quick(), 60.0, 2).await;
        let mut first = served.connect().await;
        let mut second = served.connect().await;
        assert_eq!(exchange(&mut first, &describe()).await.status, 200);
        assert_eq!(exchange(&mut second, &describe()).await.status, 200);
        let mut third = served.connect().await;
        third.write_all(&describe()).await.expect("the system takes it");
        assert_eq!(exchange(&mut first, &describe()).await.status, 200);
        assert_eq!(served.sim.record().len(), 3, "the third was not read");
        drop(second);
        assert_eq!(receive(&mut third).await.expect("an answer").status, 200);
        served.stop().await;
    });
}

#[test]
fn a_shutdown_lets_the_open_request_finish_and_takes_no_other() {
    runtime(false).expect("a runtime").block_on(async {
        let spec = WorldSpec { latency: Duration::from_secs(12), ..quick() };
        let served = Served::start(spec, 60.0).await; // 12 s pass in 200 ms
        let address = served.address;
        let mut idle = served.connect().await;
        let mut stream = served.connect().await;
        stream.write_all(&describe()).await.expect("written");
        while served.sim.record().is_empty() {
            tokio::task::yield_now().await;
        }
        let mut stopping = JoinSet::new();
        stopping.spawn(served.stop());
        assert_eq!(receive(&mut stream).await.expect("the answer still comes").status, 200);
        assert!(closed(&mut idle).await, "an idle connection is closed");
        stopping.join_next().await.expect("a task").expect("stopped");
        assert!(TcpStream::connect(address).await.is_err());
    });
}
