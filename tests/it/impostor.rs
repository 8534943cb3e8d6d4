//! A service of somebody else's: answers what the test says to whoever asks, on a port of this machine.
//!
//! For what the built-in service never gives: hostile names, other people's pages, errors that quote the request.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};

use crate::env::TestEnv;
use crate::service::client_env;

/// A request as it came.
pub(crate) struct Asked {
    /// `DescribeWorkspaces`, `GetCallerIdentity`; empty for anything else.
    pub(crate) operation: String,
    /// Names in lower case.
    pub(crate) headers: BTreeMap<String, String>,
    /// What was sent.
    pub(crate) body: String,
}

/// Status, media type and body.
pub(crate) type Answer = (u16, &'static str, String);

/// The service; it ends with the test.
pub(crate) struct Impostor {
    address: SocketAddr,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Impostor {
    /// Begins to answer.
    pub(crate) fn start(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("bound");
        let ended = Arc::new(AtomicBool::new(false));
        let until = Arc::clone(&ended);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if until.load(Ordering::SeqCst) {
                    return;
                }
                // A client that goes away in the middle is its own affair.
                let _ = serve(stream, &answer);
            }
        });
        Self { address, ended, thread: Some(thread) }
    }

    /// Where it is.
    pub(crate) fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A place to run commands against it.
    pub(crate) fn env(&self) -> TestEnv {
        client_env().with("AWS_ENDPOINT_URL", &self.endpoint())
    }
}

impl Drop for Impostor {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address); // it waits for somebody
        self.thread.take().map(JoinHandle::join);
    }
}

fn serve(mut stream: TcpStream, answer: &impl Fn(&Asked) -> Answer) -> std::io::Result<()> {
    let mut bytes = Vec::new();
    let mut piece = [0_u8; 4096];
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break String::from_utf8_lossy(&bytes[..end]).into_owned();
        }
        match stream.read(&mut piece)? {
            0 => return Ok(()),
            length => bytes.extend_from_slice(&piece[..length]),
        }
    };
    let headers: BTreeMap<String, String> = head
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.get("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    while bytes.len() < head.len() + 4 + length {
        match stream.read(&mut piece)? {
            0 => return Ok(()),
            length => bytes.extend_from_slice(&piece[..length]),
        }
    }
    let body = String::from_utf8_lossy(&bytes[head.len() + 4..]).into_owned();
    let target = headers.get("x-amz-target").and_then(|target| target.split('.').next_back());
    let action = body.split('&').find_map(|pair| pair.strip_prefix("Action="));
    let operation = target.or(action).unwrap_or_default().to_owned();
    let asked = Asked { operation, headers, body };
    let (status, media, body) = answer(&asked);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nx-amzn-requestid: 0-1-2\r\ncontent-type: {media}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())
}

/// What a well-meaning service answers to everything but `DescribeWorkspaces`.
pub(crate) fn usual(asked: &Asked) -> Answer {
    match asked.operation.as_str() {
        "GetCallerIdentity" => (
            200,
            "text/xml",
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>\
             </GetCallerIdentityResult></GetCallerIdentityResponse>"
                .to_owned(),
        ),
        // Its time, as the built-in service says it: pauses between attempts take no time of the test's.
        "" => (200, "application/json", r#"{"now":"2026-01-05T08:00:00Z","speed":3600}"#.to_owned()),
        operation => (
            200,
            "application/x-amz-json-1.1",
            match operation {
                "DescribeWorkspaceDirectories" => r#"{"Directories":[]}"#.to_owned(),
                "DescribeWorkspaceBundles" => r#"{"Bundles":[]}"#.to_owned(),
                "DescribeTags" => r#"{"TagList":[]}"#.to_owned(),
                _ => "{}".to_owned(),
            },
        ),
    }
}
