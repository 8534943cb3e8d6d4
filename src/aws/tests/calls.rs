//! Single calls: what each failure is taken for, what is repeated and what is never.

use std::collections::BTreeMap;

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, future};
use aws_smithy_runtime_api::client::http::SharedHttpClient;
use tokio::io::AsyncReadExt as _;

use super::script::{Play, Script, connect, error, identity, in_virtual_time, ok};
use crate::aws::classify::classify;
use crate::aws::network::NetworkClient;
use crate::aws::workspaces::{LANE, WorkspaceQuery};
use crate::aws::{Accepted, Aws, FailedTarget, Fault, FaultKind, Outcomes, outcomes, service_clock};
use crate::clock::Clock;
use crate::model::{SubnetId, Verb, WorkspaceId};

fn id(number: u32) -> WorkspaceId {
    WorkspaceId::from_service(format!("ws-{number:08}"))
}

async fn migrate(aws: &Aws) -> Result<Outcomes, Fault> {
    let parameters = BTreeMap::from([("BundleId".to_owned(), "wsb-00000002".to_owned())]);
    aws.change_slot(Verb::Migrate).await;
    aws.change(Verb::Migrate, &[(id(1), &parameters)]).await
}

const MIGRATED: &str = r#"{"SourceWorkspaceId":"ws-00000001","TargetWorkspaceId":"ws-00000009"}"#;

/// Design 6.1: what is certain and what is not. Whatever happens, a change leaves once.
#[test]
fn a_change_is_sent_once_and_its_failure_is_named() {
    let html = "<html><body>Proxy says no</body></html>".to_owned();
    let table = [
        (Play::Refuse, FaultKind::NotSent),
        (Play::Drop, FaultKind::Unknown),
        (Play::Hang, FaultKind::Unknown),
        (error(400, "ThrottlingException"), FaultKind::Throttled),
        (error(400, "OperationInProgressException"), FaultKind::InProgress),
        (error(400, "ResourceNotFoundException"), FaultKind::Gone),
        (error(400, "OperationNotSupportedException"), FaultKind::Rejected),
        (error(400, "NeverHeardOf"), FaultKind::Rejected),
        (error(400, "AccessDeniedException"), FaultKind::Denied),
        (error(400, "ExpiredTokenException"), FaultKind::Expired),
        (error(500, "InternalServerException"), FaultKind::Unknown),
        (error(503, "ThrottlingException"), FaultKind::Unknown),
        (Play::Answer(503, html.clone()), FaultKind::Unknown),
        (Play::Answer(502, String::new()), FaultKind::Unknown),
        (Play::Answer(403, html), FaultKind::Rejected),
        (ok("{\"TargetWorkspaceId\": tr"), FaultKind::Unknown),
    ];
    for (play, kind) in table {
        in_virtual_time(async {
            let script = Script::new([play.clone()]);
            let aws = script.connect().await;
            let fault = migrate(&aws).await.expect_err("every one of them fails");
            assert_eq!(fault.kind, kind, "{play:?}: {fault}");
            assert_eq!(fault.outcome_unknown(), kind == FaultKind::Unknown);
            assert!(fault.message.contains("`MigrateWorkspace`"), "{fault}");
            assert_eq!(script.asked().len(), 1, "{play:?}");
            assert_eq!(aws.calls(), BTreeMap::from([("MigrateWorkspace".to_owned(), 1)]));
        });
    }
}

/// What a proxy, a load balancer or an emulator answers is told in its own words: a position at which a parser gave up
/// helps nobody.
#[test]
fn an_answer_that_is_not_the_apis_says_what_it_is() {
    let table = [
        (500, "<!doctype html>\n<html lang=en>", "(HTTP 500) is a web page, as a proxy or a front end sends it"),
        (503, "\n <HTML><body>no</body></HTML>", "(HTTP 503) is a web page, as a proxy or a front end sends it"),
        (502, "", "(HTTP 502) is empty"),
        (500, "{\"half\":", "(HTTP 500) can't be read: "),
        (500, "<htm", "(HTTP 500) can't be read: "),
    ];
    for (status, body, said) in table {
        let fault = in_virtual_time(async {
            let script = Script::new([Play::Answer(status, body.to_owned())]);
            migrate(&script.connect().await).await.expect_err("no answer of the service")
        });
        assert_eq!(fault.kind, FaultKind::Unknown, "{body}");
        let expected = format!("the answer to `MigrateWorkspace` {said}");
        assert!(fault.message.starts_with(&expected), "{body}: {fault}");
    }
}

#[test]
fn codes_texts_and_request_ids_are_kept() {
    let fault = in_virtual_time(async {
        let script = Script::new([error(400, "NeverHeardOf")]);
        migrate(&script.connect().await).await.expect_err("refused")
    });
    assert_eq!(fault.code.as_deref(), Some("NeverHeardOf"));
    assert_eq!(fault.to_string(), "`MigrateWorkspace` was refused: NeverHeardOf: Said so (request request-1)");
}

#[test]
fn a_migration_says_its_new_id() {
    in_virtual_time(async {
        let script = Script::new([ok(MIGRATED), ok("{}")]);
        let aws = script.connect().await;
        let new_ids: Vec<_> = [migrate(&aws).await, migrate(&aws).await]
            .into_iter()
            .flat_map(|outcomes| outcomes.expect("accepted"))
            .map(|(id, outcome)| (id, outcome.expect("accepted").new_id))
            .collect();
        assert_eq!(new_ids, [(id(1), Some(id(9))), (id(1), None)]);
        let request = script.asked()[0].clone();
        assert_eq!(request, r#"{"SourceWorkspaceId":"ws-00000001","BundleId":"wsb-00000002"}"#);
    });
}

/// Each verb's request as the API reference has it; whoever is named in `FailedRequests` failed, although it says 200.
#[test]
fn calls_for_many_go_in_one_request_and_are_read_one_by_one() {
    for (verb, list) in [
        (Verb::Reboot, "RebootWorkspaceRequests"),
        (Verb::Start, "StartWorkspaceRequests"),
        (Verb::Stop, "StopWorkspaceRequests"),
        (Verb::Terminate, "TerminateWorkspaceRequests"),
    ] {
        in_virtual_time(async {
            let failed =
                r#"{"FailedRequests":[{"WorkspaceId":"ws-00000002","ErrorCode":"Odd.One","ErrorMessage":"No."}]}"#;
            let script = Script::new([ok(failed), error(500, "InternalFailure")]);
            let aws = script.connect().await;
            let none = BTreeMap::new();
            let targets = [(id(1), &none), (id(2), &none)];
            let outcomes = aws.change(verb, &targets).await.expect("answered");
            assert_eq!(outcomes[0], (id(1), Ok(Accepted::default())), "{verb}");
            let fault = outcomes[1].1.clone().expect_err("named as failed");
            assert_eq!((fault.kind, fault.code.as_deref()), (FaultKind::Rejected, Some("Odd.One")), "{verb}");
            let expected = format!(r#"{{"{list}":[{{"WorkspaceId":"ws-00000001"}},{{"WorkspaceId":"ws-00000002"}}]}}"#);
            assert_eq!(script.asked()[0], expected);
            assert!(aws.change(verb, &targets).await.expect_err("no answer").outcome_unknown(), "{verb}");
            assert_eq!(script.asked().len(), 2, "{verb}: each call left once");
        });
    }
}

#[test]
fn a_rebuild_is_a_list_of_one_and_a_restore_one_id() {
    in_virtual_time(async {
        let script = Script::new([ok("{}"), ok("{}")]);
        let aws = script.connect().await;
        let none = BTreeMap::new();
        for verb in [Verb::Rebuild, Verb::Restore] {
            let outcomes = aws.change(verb, &[(id(1), &none)]).await.expect("answered");
            assert_eq!(outcomes, [(id(1), Ok(Accepted::default()))], "{verb}");
            let two = aws.change(verb, &[(id(1), &none), (id(2), &none)]).await;
            assert_eq!(two.expect_err("one a call").kind, FaultKind::Bug, "{verb}");
        }
        assert_eq!(
            script.asked().clone(),
            [r#"{"RebuildWorkspaceRequests":[{"WorkspaceId":"ws-00000001"}]}"#, r#"{"WorkspaceId":"ws-00000001"}"#]
        );
    });
}

#[test]
fn maintenance_sets_a_state() {
    in_virtual_time(async {
        let script = Script::new([ok(""), ok("{}"), error(400, "InvalidResourceStateException")]);
        let aws = script.connect().await;
        let state = |state: &str| BTreeMap::from([("WorkspaceState".to_owned(), state.to_owned())]);
        for (verb, state) in
            [(Verb::MaintenanceOn, state("ADMIN_MAINTENANCE")), (Verb::MaintenanceOff, state("AVAILABLE"))]
        {
            let outcomes = aws.change(verb, &[(id(1), &state)]).await.expect("an empty answer is a good one");
            assert_eq!(outcomes, [(id(1), Ok(Accepted::default()))]);
        }
        assert_eq!(script.asked()[0], r#"{"WorkspaceId":"ws-00000001","WorkspaceState":"ADMIN_MAINTENANCE"}"#);
        assert_eq!(script.asked()[1], r#"{"WorkspaceId":"ws-00000001","WorkspaceState":"AVAILABLE"}"#);
        let fault = aws.change(Verb::MaintenanceOn, &[(id(1), &state("AVAILABLE"))]).await.expect_err("refused");
        assert_eq!(fault.kind, FaultKind::Rejected);
        let fault = aws.change(Verb::MaintenanceOn, &[(id(1), &BTreeMap::new())]).await.expect_err("not sent");
        assert_eq!((fault.kind, script.asked().len()), (FaultKind::Bug, 3));
    });
}

#[test]
fn a_change_that_is_not_whole_is_not_sent() {
    in_virtual_time(async {
        let script = Script::new([]);
        let aws = script.connect().await;
        let none = BTreeMap::new();
        for calls in [vec![], vec![(id(1), &none)], vec![(id(1), &none), (id(2), &none)]] {
            let fault = aws.change(Verb::Migrate, &calls).await.expect_err("not sent");
            assert_eq!(fault.kind, FaultKind::Bug, "{fault}");
        }
        assert!(script.asked().is_empty());
    });
}

/// The service says HTTP 200 and lists failures in the body. Read from an answer of a batch operation, as it is parsed.
#[test]
fn failed_requests_are_read_target_by_target() {
    in_virtual_time(async {
        let named = r#"{"FailedRequests":[{"WorkspaceId":"ws-00000002","ErrorCode":"ResourceNotFound.Workspace",
            "ErrorMessage":"No such WorkSpace."}]}"#;
        let stray =
            r#"{"FailedRequests":[{"WorkspaceId":"ws-99999999","ErrorCode":"Odd"},{"WorkspaceId":"ws-00000002"}]}"#;
        let script = Script::new([ok(named), ok(stray), ok("{}")]);
        let aws = script.connect().await;
        let sent = [id(1), id(2), id(3)];
        let mut kinds = Vec::new();
        for _ in 0..3 {
            let answer = aws.workspaces.reboot_workspaces().set_reboot_workspace_requests(Some(Vec::new()));
            let answer = answer.send().await.expect("answered");
            let failed: Vec<FailedTarget> = answer
                .failed_requests()
                .iter()
                .map(|entry| FailedTarget {
                    workspace_id: entry.workspace_id.clone(),
                    code: entry.error_code.clone(),
                    message: entry.error_message.clone(),
                })
                .collect();
            let outcomes = outcomes("RebootWorkspaces", &sent, &failed);
            kinds.push(
                outcomes.into_iter().map(|(_, outcome)| outcome.err().map(|fault| fault.kind)).collect::<Vec<_>>(),
            );
        }
        assert_eq!(kinds[0], [None, Some(FaultKind::Gone), None]);
        let (unknown, rejected) = (Some(FaultKind::Unknown), Some(FaultKind::Rejected));
        assert_eq!(kinds[1], [unknown, rejected, unknown], "whose failure was it?");
        assert_eq!(kinds[2], [None, None, None]);
    });
}

#[test]
fn reads_are_repeated_where_that_can_help() {
    const EMPTY: &str = r#"{"Workspaces":[]}"#;
    let table = [
        (vec![error(400, "ThrottlingException"), error(400, "ThrottlingException"), ok(EMPTY)], 3, None),
        (vec![ok("nonsense"), Play::Drop, Play::Hang, error(500, "InternalFailure"), ok(EMPTY)], 5, None),
        (vec![Play::Refuse, Play::Refuse, ok(EMPTY)], 3, None),
        (vec![error(400, "AccessDeniedException")], 1, Some(FaultKind::Denied)),
        (vec![error(400, "ExpiredTokenException")], 1, Some(FaultKind::Expired)),
        (vec![error(400, "InvalidParameterValuesException")], 1, Some(FaultKind::Rejected)),
        (vec![error(500, "InternalFailure"); 8], 8, Some(FaultKind::Unknown)),
        // Nobody ever answered: more likely a wrong name than a bad moment.
        (vec![Play::Refuse; 3], 3, Some(FaultKind::NotSent)),
        (vec![Play::Drop; 3], 3, Some(FaultKind::Unknown)),
    ];
    for (plays, calls, kind) in table {
        in_virtual_time(async {
            let script = Script::new(plays.clone());
            let aws = script.connect().await;
            let outcome = aws.describe_workspaces(&WorkspaceQuery::All).await;
            assert_eq!(outcome.err().map(|fault| fault.kind), kind, "{plays:?}");
            assert_eq!(script.asked().len(), calls, "{plays:?}");
            assert_eq!(aws.calls()["DescribeWorkspaces"], calls as u64);
        });
    }
}

#[test]
fn a_throttle_slows_its_own_bucket_only() {
    in_virtual_time(async {
        let script = Script::new([error(400, "ThrottlingException"), error(503, "Throttling"), identity()]);
        let aws = script.connect().await;
        migrate(&aws).await.expect_err("throttled");
        assert_eq!(aws.pace().rate(LANE), Some(1.0));
        let before = aws.clock().now();
        migrate(&aws).await.expect_err("throttled, with a status that proves nothing");
        assert!(aws.clock().now() > before, "it waited for the pause");
        assert_eq!(aws.pace().rate(LANE), Some(0.5));
        assert_eq!(aws.caller_identity().await.expect("known").account, "111122223333");
        assert_eq!(aws.pace().rate("sts"), Some(10.0));
    });
}

/// domain.md F: EC2 throttles with HTTP 503, and that one 5xx is certain.
#[test]
fn ec2_throttles_with_503() {
    let throttle = r"<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>Slower.</Message></Error></Errors>
        <RequestID>r-1</RequestID></Response>";
    in_virtual_time(async {
        let script = Script::new([Play::Answer(503, throttle.to_owned()), ok("<DescribeSubnetsResponse/>")]);
        let aws = script.connect().await;
        let wanted = [SubnetId::from_service("subnet-0a0a0a0a")];
        assert_eq!(aws.subnets(&wanted).await.expect("the second time").records, []);
        assert_eq!(aws.pace().rate("ec2 DescribeSubnets"), Some(10.0));
        assert_eq!(aws.pace().rate(LANE), Some(2.0));
    });
}

/// Credentials that can't be had are told from everything else, and nothing was sent.
#[test]
fn missing_credentials_are_named() {
    #[derive(Debug)]
    struct LoggedOut;
    impl ProvideCredentials for LoggedOut {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::ready(Err(CredentialsError::not_loaded("the SSO session is over")))
        }
    }
    in_virtual_time(async {
        let script = Script::new([]);
        let aws = script.connect().await;
        let config = aws.workspaces.config().to_builder().credentials_provider(LoggedOut).build();
        let client = aws_sdk_workspaces::Client::from_conf(config);
        let error = client.describe_workspaces().send().await.expect_err("nobody is logged in");
        let fault = classify("DescribeWorkspaces", &error);
        assert_eq!(fault.kind, FaultKind::NoCredentials, "{fault}");
        assert!(fault.is_credentials() && fault.message.contains("the SSO session is over"), "{fault}");
        assert!(script.asked().is_empty());
    });
}

/// The real HTTP client against real sockets: refused is not sent, dropped after the request is unknown.
#[test]
fn sockets_that_refuse_and_drop_are_told_apart() {
    crate::clock::runtime(false).expect("a runtime").block_on(async {
        let network = || SharedHttpClient::new(NetworkClient::new(None));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}", listener.local_addr().expect("bound"));
        let aws = connect(network(), Clock::system(), Some(endpoint.clone())).await;
        let drops = async {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut request = [0_u8; 64];
            socket.read_exact(&mut request).await.expect("it sends");
        };
        let (fault, ()) = tokio::join!(migrate(&aws), drops);
        assert_eq!(fault.expect_err("dropped").kind, FaultKind::Unknown);
        drop(listener);
        let fault = migrate(&aws).await.expect_err("refused");
        assert_eq!(fault.kind, FaultKind::NotSent, "{fault}");
        assert!(service_clock(&endpoint).await.is_none());
    });
}

#[test]
fn a_simulator_tells_its_time() {
    use tokio::io::AsyncWriteExt as _;
    crate::clock::runtime(false).expect("a runtime").block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}/", listener.local_addr().expect("bound"));
        let answers = async {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut request = [0_u8; 25];
            socket.read_exact(&mut request).await.expect("it asks");
            assert_eq!(&request[..], b"GET /_deskfleet/clock HTT");
            let body = r#"{"now":"2031-01-01T00:00:00Z","speed":60}"#;
            let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len());
            socket.write_all(answer.as_bytes()).await.expect("it listens");
            socket
        };
        let (clock, _socket) = tokio::join!(service_clock(&endpoint), answers);
        let year = clock.expect("a clock").now().to_string();
        assert!(year.starts_with("2031-01-01T00:"), "{year}");
    });
}

/// Entries of the answer come in any order and spelling; who is in none of them may have been made.
#[test]
fn each_user_gets_the_outcome_of_his_own_entry() {
    let body = r#"{
        "FailedRequests": [
            {"WorkspaceRequest": {"DirectoryId": "d-000000001", "UserName": "BOB", "BundleId": "wsb-1"},
             "ErrorCode": "ResourceExists.WorkSpace", "ErrorMessage": "There."},
            {"WorkspaceRequest": {"DirectoryId": "d-000000001", "UserName": "dan", "BundleId": "wsb-1"},
             "ErrorCode": "ResourceNotFound.User"},
            {"ErrorCode": "Nobody"}],
        "PendingRequests": [
            {"WorkspaceId": "ws-000000003", "DirectoryId": "d-000000001", "UserName": "dan"},
            {"WorkspaceId": "ws-000000002", "DirectoryId": "d-000000002", "UserName": "bob"},
            {"WorkspaceId": "ws-000000001", "DirectoryId": "d-000000001", "UserName": "Ann"},
            {"DirectoryId": "d-000000001", "UserName": "eve"}]}"#;
    let wish = |directory: &str, user: &str| {
        let all = [("BundleId", "wsb-000000001"), ("DirectoryId", directory), ("UserName", user)];
        BTreeMap::from(all.map(|(name, value)| (name.to_owned(), value.to_owned())))
    };
    let (one, two) = ("d-000000001", "d-000000002");
    let wishes = [(one, "ann"), (one, "bob"), (two, "bob"), (one, "dan"), (one, "eve"), (one, "cid")];
    let wishes: Vec<(WorkspaceId, BTreeMap<String, String>)> =
        (1..).map(id).zip(wishes.map(|(directory, user)| wish(directory, user))).collect();
    let targets: Vec<_> = wishes.iter().map(|(id, parameters)| (id.clone(), parameters)).collect();
    in_virtual_time(async {
        let script = Script::new([ok(body)]);
        let aws = script.connect().await;
        aws.change_slot(Verb::Provision).await;
        let outcomes = aws.change(Verb::Provision, &targets).await.expect("an answer");
        let found: Vec<String> = outcomes
            .into_iter()
            .map(|(_, outcome)| match outcome {
                Ok(Accepted { new_id }) => format!("{new_id:?}"),
                Err(fault) => format!("{:?} {}", fault.kind, fault.says_exists()),
            })
            .collect();
        let made = |number: u32| format!("{:?}", Some(WorkspaceId::from_service(format!("ws-{number:09}"))));
        assert_eq!(
            found,
            [made(1), "Rejected true".to_owned(), made(2), made(3), "None".to_owned(), "Unknown false".to_owned()]
        );
    });
}
