//! The simulator as the SDK's HTTP client: no socket, no second thread, time from the clock.
//!
//! Whatever speaks through the SDK's HTTP seam can speak to a `Sim` in the process. Names the trait's crate and its
//! types only, never a service's client. May import: `clock`, `sim`.

use std::collections::BTreeMap;
use std::fmt;
use std::io;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;

use super::Sim;
use super::http::{Answer, Request};
use crate::clock::Clock;

/// An HTTP client whose other end is a simulator in the same process.
#[derive(Clone)]
pub struct SimClient {
    sim: Sim,
    clock: Clock,
}

impl SimClient {
    /// Returns a client that hands every request to `sim` at the time of `clock` and waits on that clock.
    #[must_use]
    pub fn new(sim: Sim, clock: Clock) -> Self {
        Self { sim, clock }
    }

    async fn exchange(self, request: HttpRequest) -> Result<HttpResponse, ConnectorError> {
        let request = received(&request)?;
        let reply = self.sim.step(self.clock.now(), &request);
        self.clock.sleep(reply.delay).await;
        match reply.answer {
            Some(answer) => response(answer),
            // What a client sees when the other side hangs up after the request was sent: it cannot know whether the
            // request was carried out.
            None => Err(ConnectorError::io(
                io::Error::new(io::ErrorKind::ConnectionReset, "connection closed before an answer came").into(),
            )),
        }
    }
}

impl fmt::Debug for SimClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SimClient").finish_non_exhaustive()
    }
}

impl HttpClient for SimClient {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        // Time-outs are the orchestrator's, on the clock that it was given; there is no connection to set up here.
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for SimClient {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        HttpConnectorFuture::new(self.clone().exchange(request))
    }
}

/// Turns the SDK's request into the simulator's.
fn received(request: &HttpRequest) -> Result<Request, ConnectorError> {
    let Some(body) = request.body().bytes() else {
        // None of the services spoken to streams a request.
        return Err(ConnectorError::user("the simulator takes no streamed request body".into()));
    };
    Ok(Request {
        method: request.method().to_owned(),
        path: path_of(request.uri()).to_owned(),
        headers: gathered(request.headers().iter()),
        body: body.to_vec(),
    })
}

/// Gathers headers under their names in lower case; one that is sent several times becomes one list, as HTTP allows.
pub(super) fn gathered<'a>(sent: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeMap<String, String> {
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in sent {
        let list = headers.entry(name.to_ascii_lowercase());
        let add = |before: &mut String| before.extend([", ", value]);
        list.and_modify(add).or_insert_with(|| value.to_owned());
    }
    headers
}

/// Returns path and query of an absolute URI: a client knows the host, the service's handler does not need it.
fn path_of(uri: &str) -> &str {
    let after_scheme = uri.split_once("://").map_or(uri, |(_, rest)| rest);
    after_scheme.find(['/', '?']).map_or("/", |start| &after_scheme[start..])
}

fn response(answer: Answer) -> Result<HttpResponse, ConnectorError> {
    let status = StatusCode::try_from(answer.status).map_err(|error| ConnectorError::other(error.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(answer.body));
    for (name, value) in answer.headers {
        let added = response.headers_mut().try_append(name, value);
        added.map_err(|error| ConnectorError::other(error.into(), None))?;
    }
    Ok(response)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use aws_smithy_runtime_api::client::http::HttpConnector;
    use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
    use aws_smithy_types::body::SdkBody;

    use super::super::Sim;
    use super::super::spec::WorldSpec;
    use super::{SimClient, gathered, path_of};
    use crate::clock::{Clock, runtime};

    fn request(operation: &str, body: &'static str) -> HttpRequest {
        let mut request = HttpRequest::new(SdkBody::from(body));
        request.set_method("POST").expect("a method");
        request.set_uri("https://workspaces.us-east-1.amazonaws.com/").expect("a URI");
        let headers = request.headers_mut();
        headers.insert("X-Amz-Target", format!("WorkspacesService.{operation}"));
        headers.insert("content-type", "application/x-amz-json-1.1");
        headers.insert(
            "authorization",
            "AWS4-HMAC-SHA256 Credential=k/20260105/us-east-1/workspaces/aws4_request, SignedHeaders=host, Signature=0",
        );
        request
    }

    /// Returns a client of a world of this specification on virtual time; to be called in a paused runtime.
    fn client(spec: WorldSpec) -> (SimClient, Sim, Clock) {
        let clock = Clock::virtual_from(spec.start);
        let sim = Sim::in_memory(spec);
        (SimClient::new(sim.clone(), clock.clone()), sim, clock)
    }

    #[test]
    fn a_request_goes_through_and_takes_its_latency_on_the_clock() {
        runtime(true).expect("a runtime").block_on(async {
            let spec = WorldSpec { latency: Duration::from_hours(1), ..WorldSpec::default() };
            let (client, sim, clock) = client(spec);
            let before = clock.now();
            let response = client.call(request("DescribeWorkspaces", "{\"Limit\":1}")).await.expect("an answer");
            assert_eq!(response.status().as_u16(), 200);
            assert_eq!(response.headers().get("content-type"), Some("application/x-amz-json-1.1"));
            assert!(response.headers().get("x-amzn-requestid").is_some());
            assert!(response.body().bytes().is_some_and(|body| body.starts_with(b"{")));
            assert_eq!(clock.now().duration_since(before).as_secs(), 3_600);
            let record = sim.record();
            assert_eq!(record.len(), 1);
            assert_eq!(record[0].at, before, "received before the wait");
        });
    }

    #[test]
    fn a_lost_answer_is_a_broken_connection_after_the_same_wait() {
        runtime(true).expect("a runtime").block_on(async {
            let spec = WorldSpec { faults: "lost=1".parse().expect("faults"), ..WorldSpec::default() };
            let (client, sim, clock) = client(spec);
            let before = clock.now();
            let error = client.call(request("DescribeWorkspaces", "{}")).await.expect_err("no answer");
            assert!(error.is_io(), "{error:?}");
            assert!(clock.now() > before);
            assert_eq!(sim.record().len(), 1);
        });
    }

    #[test]
    fn hosts_are_left_out_of_paths() {
        let table = [
            ("https://workspaces.us-east-1.amazonaws.com/", "/"),
            ("https://workspaces.us-east-1.amazonaws.com", "/"),
            ("http://127.0.0.1:4566/a?b=http://c", "/a?b=http://c"),
            ("/a", "/a"),
        ];
        for (uri, path) in table {
            assert_eq!(path_of(uri), path, "{uri}");
        }
    }

    #[test]
    fn headers_of_one_name_become_one_list() {
        let headers = gathered([("X-A", "1"), ("x-b", "2"), ("x-a", "3")].into_iter());
        assert_eq!(headers["x-a"], "1, 3");
        assert_eq!(headers["x-b"], "2");
        assert_eq!(headers.len(), 2);
    }
}
