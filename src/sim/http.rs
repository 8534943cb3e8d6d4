//! What goes in and out of the simulator: one request, one reply, whatever carried them.
//!
//! The connector (in the process) and the server (on loopback) both speak this, so that the simulator itself knows
//! neither. Imports nothing of ours.

use std::collections::BTreeMap;
use std::time::Duration;

/// An HTTP request as it was received.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Method, upper case.
    pub method: String,
    /// Path with query, such as `/`.
    pub path: String,
    /// Headers, names in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body, whole.
    pub body: Vec<u8>,
}

/// What the simulator does with a request.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The answer; `None` when the connection drops instead.
    pub answer: Option<Answer>,
    /// How long the client waits for it, in service time.
    pub delay: Duration,
}

/// An HTTP answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: Vec<(String, String)>,
    /// The body, whole.
    pub body: Vec<u8>,
}
