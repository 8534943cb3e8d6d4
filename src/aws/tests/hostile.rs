//! Answers that no service gives: endless, huge, slow, deep, half, somebody else's. Each ends in a defined fault, within a
//! bound; none in a panic. The properties take answers apart at random: `PROPTEST_CASES=100000` for a long run.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpClient, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use hyper::body::{Body, Frame};
use jiff::Timestamp;
use proptest::prelude::*;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::script::{CERTIFICATE, Play, Script, connect, in_virtual_time, ok};
use crate::aws::network::NetworkClient;
use crate::aws::seam::ANSWER_BYTES_MAX;
use crate::aws::workspaces::{BundleQuery, WorkspaceQuery};
use crate::aws::{Address, Aws, Fault, FaultKind};
use crate::clock::Clock;
use crate::model::{SubnetId, Verb, WorkspaceId};

/// Sends a change: it is never repeated, so that one answer is one fault.
async fn reboot(aws: &Aws) -> Fault {
    let none = std::collections::BTreeMap::new();
    aws.change_slot(Verb::Reboot).await;
    aws.change(Verb::Reboot, &[(WorkspaceId::from_service("ws-00000001"), &none)]).await.expect_err("no good answer")
}

#[test]
fn an_answer_is_read_up_to_a_bound() {
    in_virtual_time(async {
        let filled = |length: usize| format!("{{\"x\":\"{}\"}}", "a".repeat(length - 8));
        let script = Script::new([ok(&filled(ANSWER_BYTES_MAX)), ok(&filled(ANSWER_BYTES_MAX + 1))]);
        let aws = script.connect().await;
        let none = std::collections::BTreeMap::new();
        aws.change_slot(Verb::Reboot).await;
        let id = WorkspaceId::from_service("ws-00000001");
        assert!(aws.change(Verb::Reboot, &[(id, &none)]).await.is_ok(), "an unknown member is none of our business");
        let fault = reboot(&aws).await;
        assert_eq!(fault.kind, FaultKind::Unknown);
        assert!(fault.message.contains("can't be read: it is longer than 32 MiB"), "{fault}");
    });
}

/// A body whose bytes come one by one, each after a pause.
struct Drip(Option<Pin<Box<dyn Future<Output = ()> + Send + Sync>>>);

impl Body for Drip {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let pause =
            || Box::pin(async { Clock::virtual_from(Timestamp::UNIX_EPOCH).sleep(Duration::from_secs(5)).await });
        let waiting = self.0.get_or_insert_with(|| pause());
        std::task::ready!(waiting.as_mut().poll(context));
        self.0 = None;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b" ")))))
    }
}

#[derive(Clone, Debug)]
struct Dripping;

impl HttpClient for Dripping {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Dripping {
    fn call(&self, _: HttpRequest) -> HttpConnectorFuture {
        let status = StatusCode::try_from(200_u16).expect("a status");
        HttpConnectorFuture::ready(Ok(HttpResponse::new(status, SdkBody::from_body_1_x(Drip(None)))))
    }
}

/// A byte every five seconds is an answer that goes on: the time for the whole of it is what ends it.
#[test]
fn an_answer_has_a_time_however_slowly_it_comes() {
    in_virtual_time(async {
        let clock = Clock::virtual_from(Timestamp::UNIX_EPOCH);
        let aws = connect(SharedHttpClient::new(Dripping), clock.clone(), None).await;
        let before = clock.now();
        let fault = reboot(&aws).await;
        assert_eq!(fault.kind, FaultKind::Unknown, "{fault}");
        assert_eq!(clock.now().duration_since(before).as_secs(), 60);
    });
}

/// Answers one connection with these bytes and hangs up; tells how many requests came.
async fn answered_with(bytes: &[u8]) -> Fault {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let endpoint = format!("http://{}", listener.local_addr().expect("bound"));
    let aws = connect(SharedHttpClient::new(NetworkClient::new(None)), Clock::system(), Some(endpoint)).await;
    let serve = async {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut request = vec![0_u8; 16 << 10];
        let _ = socket.read(&mut request).await.expect("it sends");
        // Whoever has heard enough hangs up.
        let _ = socket.write_all(bytes).await;
        let _ = socket.shutdown().await;
        // Whatever the answer says, nobody comes again: no redirect is followed, no change is repeated.
        tokio::select! {
            biased;
            _ = listener.accept() => panic!("a second request"),
            () = std::future::ready(()) => {}
        }
    };
    let (fault, ()) = tokio::join!(reboot(&aws), serve);
    fault
}

fn with_body(head: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\n\r\n", body.len()).as_bytes(), body].concat()
}

/// Somebody else at the other end: proxies, portals, broken gateways. A change that met them is unknown, unless a 4xx
/// says that it was not made.
#[test]
fn what_others_answer_is_never_taken_for_the_service() {
    use FaultKind::{Rejected, Unknown};
    let page = b"<!DOCTYPE html><html><body>Please log in</body></html>";
    let headers = (0..1_000).map(|number| format!("x-{number}: {}\r\n", "v".repeat(100))).collect::<Vec<_>>().concat();
    let long = format!("HTTP/1.1 200 OK\r\nx-long: {}\r\n\r\n", "v".repeat(4 << 20));
    let deep = [b"{\"FailedRequests\":".as_slice(), &b"[".repeat(1 << 20)].concat();
    let skipped = [b"{\"x\":".as_slice(), &b"{\"x\":".repeat(1 << 18)].concat();
    let gzip = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56";
    let table: Vec<(&str, Vec<u8>, FaultKind)> = vec![
        ("a page", with_body("200 OK\r\ncontent-type: text/html", page), Unknown),
        ("a page that says no", with_body("403 Forbidden\r\ncontent-type: text/html", page), Rejected),
        ("a proxy's log-in", with_body("407 Proxy Authentication Required", page), Rejected),
        ("a gateway", with_body("502 Bad Gateway\r\ncontent-type: text/html", page), Unknown),
        ("elsewhere", with_body("302 Found\r\nlocation: http://127.0.0.1:1/", b""), Unknown),
        ("elsewhere, again", with_body("307 Temporary Redirect\r\nlocation: /", b"{}"), Unknown),
        ("half of it", b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"Fai".to_vec(), Unknown),
        ("no head", b"{\"FailedRequests\":[]}".to_vec(), Unknown),
        ("nothing", Vec::new(), Unknown),
        ("a chunk of no size", b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec(), Unknown),
        ("a thousand headers", format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes(), Unknown),
        ("a long header", long.into_bytes(), Unknown),
        ("half of a compressed one", with_body("200 OK\r\ncontent-encoding: gzip", gzip), Unknown),
        ("deep", with_body("200 OK", &deep), Unknown),
        ("deep where nobody looks", with_body("200 OK", &skipped), Unknown),
        ("an error that says 200", with_body("200 OK", b"[{\"__type\":\"ThrottlingException\"}]"), Unknown),
    ];
    crate::clock::runtime(false).expect("a runtime").block_on(async {
        for (what, bytes, kind) in table {
            let fault = answered_with(&bytes).await;
            assert_eq!(fault.kind, kind, "{what}: {fault}");
            assert!(fault.message.contains("`RebootWorkspaces`"), "{what}: {fault}");
            assert!(fault.message.len() < 1_000 && !fault.message.contains('\n'), "{what}: {fault}");
        }
        let fault = answered_with(&with_body("403 Forbidden\r\ncontent-type: text/html", page)).await;
        assert!(fault.message.ends_with("(HTTP 403) is a web page; perhaps a proxy gave it"), "{fault}");
    });
}

/// TLS 1.2 or later: what the client offers is read from the first bytes that it sends.
#[test]
fn tls_below_1_2_is_not_offered() {
    crate::clock::runtime(false).expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("https://{}", listener.local_addr().expect("bound"));
        let network = NetworkClient::new(Some(CERTIFICATE.as_bytes().to_vec()));
        let aws = connect(SharedHttpClient::new(network), Clock::system(), Some(endpoint)).await;
        let hello = async {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut head = [0_u8; 5];
            socket.read_exact(&mut head).await.expect("a record");
            let mut hello = vec![0_u8; usize::from(u16::from_be_bytes([head[3], head[4]]))];
            socket.read_exact(&mut hello).await.expect("the whole of it");
            hello
        };
        let (fault, hello) = tokio::join!(reboot(&aws), hello);
        assert_eq!(fault.kind, FaultKind::Unknown, "{fault}");
        // RFC 8446, 4.2.1: extension 43, its length, the length of the list, the versions.
        let offered = hello.windows(9).find(|window| window[..2] == [0, 43] && window[4] == 4).expect("versions");
        let mut versions = [[offered[5], offered[6]], [offered[7], offered[8]]];
        versions.sort_unstable();
        assert_eq!(versions, [[3, 3], [3, 4]], "TLS 1.2 and 1.3, and no more");
    });
}

/// A body without end is not read to its end: the connection is closed at the bound.
#[test]
fn an_endless_body_is_left() {
    crate::clock::runtime(false).expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("bound"));
        let aws = connect(SharedHttpClient::new(NetworkClient::new(None)), Clock::system(), Some(endpoint)).await;
        let serve = async {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut request = [0_u8; 64];
            socket.read_exact(&mut request).await.expect("it sends");
            let piece = vec![b' '; 1 << 20];
            let chunk = [b"100000\r\n".as_slice(), &piece, b"\r\n"].concat();
            socket.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.expect("it listens");
            let mut sent = 0;
            // A socket's own buffers take some more.
            while sent < 16 * ANSWER_BYTES_MAX && socket.write_all(&chunk).await.is_ok() {
                sent += piece.len();
            }
            sent
        };
        let (fault, sent) = tokio::join!(reboot(&aws), serve);
        assert!(fault.message.contains("longer than 32 MiB"), "{fault}");
        assert!((ANSWER_BYTES_MAX..4 * ANSWER_BYTES_MAX).contains(&sent), "{sent} bytes were taken");
    });
}

/// A portal's `{"error": …}` with HTTP 200 is no fleet of no desktops: whoever is missing there would pass for gone.
#[test]
fn an_answer_without_its_listing_is_no_empty_fleet() {
    in_virtual_time(async {
        let script = Script::new(vec![ok(r#"{"error":"blocked by policy"}"#); 8]);
        let fault = script.connect().await.describe_workspaces(&WorkspaceQuery::All).await.expect_err("no listing");
        assert_eq!(fault.kind, FaultKind::Unknown);
        assert!(fault.message.contains("without `Workspaces`"), "{fault}");
    });
}

/// It becomes the name of a directory.
#[test]
fn an_account_has_twelve_digits() {
    let identity = |account: &str| {
        ok(&format!(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>{account}</Account>\
             </GetCallerIdentityResult></GetCallerIdentityResponse>"
        ))
    };
    for account in ["../../../etc/cron", "", "11112222333", "11112222333３", "111122223333/x"] {
        in_virtual_time(async {
            let fault = Script::new([identity(account)]).connect().await.scope().await.expect_err("no account");
            assert!(fault.message.contains("no account of twelve digits"), "{fault}");
        });
    }
}

/// A good answer of each read, to be taken apart.
fn good(operation: usize) -> Value {
    let workspace = json!({"WorkspaceId": "ws-00000001", "DirectoryId": "d-0123456789", "UserName": "ada",
        "State": "AVAILABLE", "BundleId": "wsb-00000001", "IpAddress": "10.0.0.1", "SubnetId": "subnet-0a0a0a0a",
        "WorkspaceProperties": {"RunningMode": "AUTO_STOP", "RootVolumeSizeGib": 80, "Protocols": ["PCOIP"]},
        "ModificationStates": [{"Resource": "ROOT_VOLUME", "State": "UPDATE_IN_PROGRESS"}],
        "RelatedWorkspaces": [{"WorkspaceId": "ws-00000002", "Type": "STANDBY"}]});
    match operation {
        0 => json!({"Workspaces": [workspace]}),
        1 => json!({"Directories": [{"DirectoryId": "d-0123456789", "SubnetIds": ["subnet-0a0a0a0a"],
            "WorkspaceCreationProperties": {"CustomSecurityGroupId": "sg-1"}, "IpGroupIds": ["wsipg-1"]}]}),
        2 => json!({"Bundles": [{"BundleId": "wsb-00000001", "RootStorage": {"Capacity": "80"},
            "ComputeType": {"Name": "STANDARD"}, "CreationTime": 1.543_356_675_285E9}]}),
        3 => json!({"WorkspacesConnectionStatus": [{"WorkspaceId": "ws-00000001", "ConnectionState": "CONNECTED",
            "LastKnownUserConnectionTimestamp": 1_543_356_675}]}),
        4 => json!({"RebuildSnapshots": [{"SnapshotTime": 1.7E9}], "RestoreSnapshots": []}),
        5 => json!({"TagList": [{"Key": "team", "Value": "x"}]}),
        _ => json!({"FailedRequests": [{"WorkspaceId": "ws-00000001", "ErrorCode": "X", "ErrorMessage": "y"}]}),
    }
}

/// Asks what the answer is for; whatever comes, it comes.
async fn ask(aws: &Aws, operation: usize) {
    let id = WorkspaceId::from_service("ws-00000001");
    match operation {
        0 => drop(aws.describe_workspaces(&WorkspaceQuery::Ids(vec![id])).await),
        1 => drop(aws.directories().await),
        2 => drop(aws.bundles(&BundleQuery::Own).await),
        3 => drop(aws.connection_status(&[id]).await),
        4 => drop(aws.volume_snapshots(&id).await),
        5 => drop(aws.tags(&id).await),
        6 => drop(aws.key("alias/aws/workspaces").await),
        _ => {
            let none = std::collections::BTreeMap::new();
            aws.change_slot(Verb::Reboot).await;
            if let Ok(outcomes) = aws.change(Verb::Reboot, &[(id.clone(), &none)]).await {
                assert_eq!(outcomes.len(), 1, "each target has one outcome");
            }
        }
    }
}

/// What may stand in place of a value.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,8}|[\u{0}-\u{1f}\u{202e}\u{9b}]{0,4}".prop_map(Value::from),
        Just(json!([])),
        Just(json!({"Unknown": [{"x": 1e300}]})),
        Just(json!([[], {}, null, "x", 1])),
    ]
}

/// Puts `value` in place of the part that `path` leads to, and says whether as a new member beside it.
fn put(document: &mut Value, path: &[prop::sample::Index], value: Value, beside: bool) {
    match document {
        Value::Object(members) if !path.is_empty() && !members.is_empty() => {
            if beside && path.len() == 1 {
                members.insert("NeverHeardOf".to_owned(), value);
                return;
            }
            let at = path[0].index(members.len());
            if let Some(next) = members.values_mut().nth(at) {
                put(next, &path[1..], value, beside);
            }
        }
        Value::Array(items) if !path.is_empty() && !items.is_empty() => {
            let at = path[0].index(items.len());
            put(&mut items[at], &path[1..], value, beside);
        }
        place @ (Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_)) => *place = value,
    }
}

const STATUS: [u16; 6] = [200, 200, 200, 400, 403, 500];

fn cases() -> ProptestConfig {
    ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(if std::env::var_os("PROPTEST_CASES").is_some() {
        ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
    } else {
        cases()
    })]

    /// Unknown members and values, wrong types, huge numbers, in any place of any answer.
    #[test]
    fn answers_taken_apart_are_read_or_refused(
        operation in 0..8_usize,
        edits in prop::collection::vec((prop::collection::vec(any::<prop::sample::Index>(), 0..5), odd(), any::<bool>()), 1..4),
        status in prop::sample::select(&STATUS[..]),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut document = good(operation);
        for (path, value, beside) in edits {
            put(&mut document, &path, value, beside);
        }
        let mut text = document.to_string();
        if let Some(cut) = cut {
            let at = cut.index(text.len() + 1);
            text = text.get(..at).unwrap_or(&text).to_owned();
        }
        in_virtual_time(async {
            // As often as a read is repeated.
            let script = Script::new(vec![Play::Answer(status, text); 8]);
            ask(&script.connect().await, operation).await;
        });
    }

    /// The same for the XML of EC2 and STS: pieces out, twice, and others in.
    #[test]
    fn documents_taken_apart_are_read_or_refused(
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..30_usize, any::<bool>(), xml_piece()), 1..5),
        status in prop::sample::select(&STATUS[..]),
    ) {
        let mut text: Vec<char> = XML.chars().collect();
        for (at, length, twice, piece) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            let kept: Vec<char> = if twice { text[at..end].repeat(2) } else { Vec::new() };
            text.splice(at..end, kept.into_iter().chain(piece.chars()));
        }
        let text: String = text.into_iter().collect();
        in_virtual_time(async {
            let script = Script::new(vec![Play::Answer(status, text); 24]);
            let aws = script.connect().await;
            let subnet = SubnetId::from_service("subnet-0a");
            let (ip_address, workspace_id) = ("10.0.0.1".to_owned(), WorkspaceId::from_service("ws-00000001"));
            let _ = aws.subnets(std::slice::from_ref(&subnet)).await;
            let _ = aws.interfaces(&[Address { subnet_id: subnet, ip_address, workspace_id }]).await;
            let _ = aws.caller_identity().await;
        });
    }
}

fn xml_piece() -> impl Strategy<Value = String> {
    let pieces =
        ["", "<item>", "</item>", "<!DOCTYPE x [<!ENTITY a \"aa\">]>", "&a;", "&#0;", "&#x110000;", "<![CDATA[", "-->"];
    prop_oneof![
        prop::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        "\\PC{0,6}",
        (1..3_000_usize).prop_map(|depth| "<item>".repeat(depth)),
    ]
}

/// One document with the elements of all three.
const XML: &str = "<?xml version=\"1.0\"?><DescribeSubnetsResponse><requestId>r</requestId><subnetSet><item>\
    <subnetId>subnet-0a</subnetId><vpcId>vpc-1</vpcId><availableIpAddressCount>7</availableIpAddressCount>\
    <cidrBlock>10.0.0.0/24</cidrBlock><tagSet><item><key>k</key><value>v</value></item></tagSet></item></subnetSet>\
    <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-0a</subnetId>\
    <privateIpAddress>10.0.0.1</privateIpAddress><description>Created By Amazon Workspaces for AWS Account ID 1\
    </description><attachment><attachTime>2026-01-05T08:00:00.000Z</attachTime><deviceIndex>1</deviceIndex></attachment>\
    <groupSet><item><groupId>sg-1</groupId></item></groupSet></item></networkInterfaceSet><nextToken></nextToken>\
    <GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult>\
    <Errors><Error><Code>X</Code><Message>y</Message></Error></Errors></DescribeSubnetsResponse>";
