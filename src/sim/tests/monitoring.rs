//! CloudWatch: who was connected when, in both ways in which clients ask.

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, Seen, authorization, json_request, request};
use crate::sim::WorldSpec;
use crate::sim::wire::cbor;

fn ask(caller: &Caller, parameters: &Value) -> Seen {
    caller.raw(&json_request("monitoring", "GraniteServiceVersion20100801.GetMetricData", &parameters.to_string()))
}

fn query(id: &str, metric: &str, desktop: &str, period: u32) -> Value {
    let dimensions = json!([{ "Name": "WorkspaceId", "Value": desktop }]);
    let metric = json!({ "Namespace": "AWS/WorkSpaces", "MetricName": metric, "Dimensions": dimensions });
    json!({ "Id": id, "MetricStat": { "Metric": metric, "Period": period, "Stat": "Maximum" } })
}

#[expect(clippy::cast_possible_truncation, reason = "seconds since 1970")]
fn whole(seconds: f64) -> i64 {
    seconds.floor() as i64
}

/// Asks for the last so many hours.
fn last(caller: &Caller, hours: i64, queries: &[Value]) -> Value {
    let from = (caller.now - SignedDuration::from_hours(hours)).as_second();
    json!({ "MetricDataQueries": queries, "StartTime": from, "EndTime": caller.now.as_second() + 300 })
}

/// Returns the points of a result, the newest first.
fn points(result: &Value) -> Vec<(i64, bool)> {
    let times = result["Timestamps"].as_array().expect("times").iter().map(|at| at.as_i64().expect("a moment"));
    let values = result["Values"].as_array().expect("values").iter().map(|value| value.as_f64().expect("a number"));
    let points: Vec<(i64, bool)> = times.zip(values.map(|value| value > 0.5)).collect();
    assert!(points.windows(2).all(|two| two[0].0 > two[1].0), "the newest first: {points:?}");
    points
}

/// The last step in which somebody was there is that of the last known connection, for every desktop of every kind.
#[test]
fn the_last_use_is_that_of_the_connection_status() {
    let mut caller = Caller::demo();
    let (mut used, mut unused) = (0, 0);
    for hours in [0, 5, 4, 30] {
        caller.wait(60 * hours);
        let told = caller.good("DescribeWorkspacesConnectionStatus", json!({}))["WorkspacesConnectionStatus"].clone();
        let told = told.as_array().expect("a list");
        let queries: Vec<Value> = (0..)
            .zip(told)
            .map(|(number, status): (u32, &Value)| {
                query(&format!("q{number}"), "UserConnected", status["WorkspaceId"].as_str().expect("an id"), 300)
            })
            .collect();
        let seen = ask(&caller, &last(&caller, 16, &queries));
        let results = seen.body["MetricDataResults"].as_array().expect("results");
        assert_eq!(results.len(), told.len());
        for (status, result) in told.iter().zip(results) {
            assert_eq!(result["StatusCode"], "Complete");
            let points = points(result);
            let over = caller.now.as_second() / 300 * 300;
            assert_eq!(points.first().map(|(at, _)| at + 300), Some(over), "as new as can be: {status}");
            let last = status["LastKnownUserConnectionTimestamp"].as_f64().map(whole);
            // Who is there since the last step began shows with the next.
            let last = if status["ConnectionState"] == "CONNECTED" { last.map(|at| at.min(over - 1)) } else { last };
            let expected =
                last.map(|at| at / 300 * 300).filter(|at| *at < over && *at >= points.last().expect("some").0);
            assert_eq!(points.iter().find(|(_, there)| *there).map(|(at, _)| *at), expected, "{status}");
            *if expected.is_some() { &mut used } else { &mut unused } += 1;
        }
    }
    assert!(used > 5 && unused > 5, "{used} and {unused}");
}

/// In CBOR, with the operation in the path, comes what comes in JSON.
#[test]
fn both_ways_of_asking_give_the_same() {
    let mut caller = Caller::demo();
    caller.wait(60);
    let id = caller.first();
    let parameters = last(&caller, 2, &[query("a", "UserConnected", &id, 300), query("b", "Available", &id, 600)]);
    let plain = ask(&caller, &parameters);
    assert_eq!(plain.status, 200, "{}", plain.body);
    let signed = authorization("us-east-1", "monitoring");
    let headers =
        [("smithy-protocol", "rpc-v2-cbor"), ("authorization", signed.as_str()), ("content-type", "application/cbor")];
    let mut asked = request(&headers, "");
    asked.path = "/service/GraniteServiceVersion20100801/operation/GetMetricData".to_owned();
    asked.body = cbor::write(&parameters);
    let answer = caller.sim.step(caller.now, &asked).answer.expect("an answer");
    assert_eq!(cbor::read(&answer.body), Some(plain.body));
    let headers: Vec<(&str, &str)> =
        answer.headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert!(
        headers.contains(&("smithy-protocol", "rpc-v2-cbor"))
            && headers.contains(&("Content-Type", "application/cbor"))
    );
    let record = caller.last();
    assert_eq!(
        (record.service.as_str(), record.operation.as_str(), record.applied),
        ("monitoring", "GetMetricData", false)
    );
    // Errors are in the protocol that was spoken.
    asked.body = cbor::write(&json!({ "StartTime": 1 }));
    let refused = caller.sim.step(caller.now, &asked).answer.expect("an answer");
    let said = cbor::read(&refused.body).expect("CBOR");
    assert_eq!((refused.status, said["__type"].as_str()), (400, Some("ValidationException")), "{said}");
}

#[test]
fn what_does_not_fit_a_page_comes_on_the_next() {
    let mut caller = Caller::demo();
    caller.wait(60);
    let ids: Vec<String> = caller.view().desktops.iter().take(3).map(|desktop| desktop.id.clone()).collect();
    let names = ["a", "b", "c"];
    let queries: Vec<Value> = names.iter().zip(&ids).map(|(name, id)| query(name, "UserConnected", id, 300)).collect();
    let mut parameters = last(&caller, 1, &queries);
    let whole = ask(&caller, &parameters).body["MetricDataResults"].clone();
    parameters["MaxDatapoints"] = 5.into();
    let mut found = vec![Vec::new(); 3];
    for page in 0.. {
        assert!(page < 20, "no end");
        let body = ask(&caller, &parameters).body;
        let results = body["MetricDataResults"].as_array().expect("results");
        for (place, result) in results.iter().enumerate() {
            found[place].extend(points(result));
            let is_whole = found[place].len() == points(&whole[place]).len();
            assert_eq!(result["StatusCode"] == "Complete", is_whole, "{body}");
        }
        parameters["NextToken"] = body["NextToken"].clone();
        if body["NextToken"].is_null() {
            break;
        }
    }
    for (place, points_found) in found.into_iter().enumerate() {
        assert_eq!(points_found, points(&whole[place]));
    }
    parameters["NextToken"] = "forged".into();
    assert_eq!(ask(&caller, &parameters).code(), "InvalidNextToken");
}

#[test]
fn what_can_not_be_asked_is_refused() {
    let caller = Caller::demo();
    let id = caller.first();
    let good = || query("a", "UserConnected", &id, 300);
    let with = |pointer: &str, value: Value| {
        let mut parameters = last(&caller, 1, &[good()]);
        *parameters.pointer_mut(pointer).expect(pointer) = value;
        parameters
    };
    assert_eq!(ask(&caller, &last(&caller, 1, &[good()])).status, 200);
    let stat = "/MetricDataQueries/0/MetricStat";
    for parameters in [
        json!({}),
        with("/EndTime", 1.into()),
        with("/MetricDataQueries", json!([])),
        with("/MetricDataQueries", vec![good(); 501].into()),
        with("/MetricDataQueries", vec![good(); 2].into()),
        with("/MetricDataQueries/0/Id", "A".into()),
        with(stat, Value::Null),
        with(&format!("{stat}/Period"), 90.into()),
        with(&format!("{stat}/Stat"), "p99".into()),
        with(&format!("{stat}/Metric/Namespace"), "AWS/EC2".into()),
        with(&format!("{stat}/Metric/MetricName"), "CPUUsage".into()),
        with(&format!("{stat}/Metric/Dimensions/0/Name"), "DirectoryId".into()),
    ] {
        let seen = ask(&caller, &parameters);
        assert_eq!((seen.status, seen.code()), (400, "ValidationException"), "{parameters}: {}", seen.body);
    }
    let gone = ask(&caller, &last(&caller, 1, &[query("a", "UserConnected", "ws-000000000", 300)]));
    assert_eq!(gone.body["MetricDataResults"][0]["Values"], json!([]), "of what is not there nothing is said");
}

/// Old points are kept in coarse steps only, and nothing is known of the time before a desktop was made.
#[test]
fn what_is_old_is_there_in_coarse_steps() {
    let caller = Caller::demo();
    let id = caller.first();
    let count = |hours: i64, period| {
        let seen = ask(&caller, &last(&caller, hours, &[query("a", "Available", &id, period)]));
        points(&seen.body["MetricDataResults"][0]).len()
    };
    assert_eq!((count(10 * 24, 60) > 0, count(16 * 24, 60), count(16 * 24, 300) > 0), (true, 0, true));
    assert_eq!((count(64 * 24, 300), count(64 * 24, 3_600) > 0), (0, true));
    caller.edit_desktop(&id, |desktop| desktop.created_at = caller.now - SignedDuration::from_mins(10));
    assert_eq!(count(1, 300), 2);
}

/// A service that does not say when somebody was last there, and one who may not ask.
#[test]
fn a_status_may_say_less() {
    let denied = ["monitoring:GetMetricData".to_owned()].into();
    let caller = Caller::new(WorldSpec { untold: true, denied, rate: 0.0, ..WorldSpec::default() });
    let told = caller.good("DescribeWorkspacesConnectionStatus", json!({}))["WorkspacesConnectionStatus"].clone();
    assert!(told.to_string().contains("CONNECTED") && !told.to_string().contains("LastKnown"), "{told}");
    let seen = ask(&caller, &last(&caller, 1, &[]));
    assert_eq!((seen.status, seen.code()), (400, "AccessDeniedException"));
}
