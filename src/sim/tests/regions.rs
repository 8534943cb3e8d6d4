//! Several Regions and accounts: each has a world of its own, and a key says whose it is.

use std::collections::BTreeSet;

use serde_json::json;

use super::super::Sim;
use super::super::http::Request;
use super::super::spec::WorldSpec;

fn spec() -> WorldSpec {
    WorldSpec {
        desktops: 4,
        rate: 0.0,
        regions: BTreeSet::from(["eu-west-1".to_owned()]),
        accounts: BTreeSet::from(["444455556666".to_owned()]),
        ..WorldSpec::default()
    }
}

/// Sends a request with a key and for a Region; returns the answer.
fn ask(sim: &Sim, key: &str, region: &str, operation: &str, body: &serde_json::Value) -> serde_json::Value {
    let authorization = format!("AWS4-HMAC-SHA256 Credential={key}/20260105/{region}/workspaces/aws4_request, x");
    let headers = [("x-amz-target", format!("WorkspacesService.{operation}")), ("authorization", authorization)];
    let request = Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        body: body.to_string().into_bytes(),
    };
    let answer = sim.step(sim.now(), &request).answer.expect("an answer");
    serde_json::from_slice(&answer.body).expect("JSON")
}

fn ids(sim: &Sim, key: &str, region: &str) -> BTreeSet<String> {
    let answer = ask(sim, key, region, "DescribeWorkspaces", &json!({}));
    let desktops = answer["Workspaces"].as_array().expect("desktops").iter();
    desktops.map(|one| one["WorkspaceId"].as_str().expect("an id").to_owned()).collect()
}

#[test]
fn each_place_has_its_own_desktops() {
    let sim = Sim::in_memory(spec());
    let mut all = BTreeSet::new();
    for key in ["AKIAEXAMPLE000000000", "AKIA4444555566660000"] {
        for region in ["us-east-1", "eu-west-1"] {
            let here = ids(&sim, key, region);
            assert_eq!(here.len(), 4, "{key} {region}");
            all.extend(here);
        }
        assert_eq!(ids(&sim, key, "sa-east-1"), BTreeSet::new(), "{key}");
    }
    assert_eq!(all.len(), 16, "no id is in two places");
    let accounts: Vec<String> = sim.record().into_iter().map(|line| line.account).collect();
    assert_eq!(accounts, [["111122223333"; 3], ["444455556666"; 3]].concat());
    assert_eq!(ids(&sim, "AKIA9999999999990000", "us-east-1"), ids(&sim, "x", "us-east-1"), "nobody else's key");
}

/// Sends a form to STS; returns the body.
fn sts(sim: &Sim, key: &str, form: &str) -> String {
    let authorization = format!("AWS4-HMAC-SHA256 Credential={key}/20260105/us-east-1/sts/aws4_request, x");
    let request = Request {
        method: "POST".to_owned(),
        path: "/".to_owned(),
        headers: [("authorization".to_owned(), authorization)].into_iter().collect(),
        body: format!("Version=2011-06-15&{form}").into_bytes(),
    };
    let answer = sim.step(sim.now(), &request).answer.expect("an answer");
    String::from_utf8(answer.body).expect("XML")
}

/// Returns the text of the first element of this name.
fn text<'a>(xml: &'a str, name: &str) -> &'a str {
    let (_, rest) = xml.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name} in {xml}"));
    rest.split('<').next().expect("a text")
}

/// The keys of a role are those of its account, whoever assumed it.
#[test]
fn a_role_leads_to_its_account() {
    let sim = Sim::in_memory(spec());
    let role = "Action=AssumeRole&RoleArn=arn:aws:iam::444455556666:role/ops/reader&RoleSessionName=ada";
    let given = sts(&sim, "AKIAEXAMPLE000000000", role);
    assert_eq!(text(&given, "Expiration"), "2026-01-05T09:00:00Z");
    assert_eq!(text(&given, "Arn"), "arn:aws:sts::444455556666:assumed-role/reader/ada");
    let key = text(&given, "AccessKeyId");
    assert!(key.starts_with("ASIA") && key.len() == 20, "{key}");
    assert_eq!(text(&sts(&sim, key, "Action=GetCallerIdentity"), "Account"), "444455556666");
    assert_eq!(ids(&sim, key, "eu-west-1"), ids(&sim, "AKIA4444555566660000", "eu-west-1"));
}

#[test]
fn a_role_is_refused_to_whoever_may_not_have_it() {
    let sim = Sim::in_memory(spec());
    let arn = |account: &str, path: &str| format!("RoleArn=arn:aws:iam::{account}:role/{path}");
    let (open, guarded) = (arn("444455556666", "reader"), arn("444455556666", "mfa/admin"));
    let device = "SerialNumber=arn:aws:iam::111122223333:mfa/ada";
    let table = [
        (format!("{guarded}&RoleSessionName=ada"), Some("AccessDenied")),
        (format!("{guarded}&RoleSessionName=ada&{device}&TokenCode=000000"), Some("AccessDenied")),
        (format!("{guarded}&RoleSessionName=ada&TokenCode=123456"), Some("AccessDenied")),
        (format!("{guarded}&RoleSessionName=ada&{device}&TokenCode=123456"), None),
        (format!("{open}&RoleSessionName=ada&{device}&TokenCode=000000"), Some("AccessDenied")),
        (format!("{}&RoleSessionName=ada", arn("999999999999", "reader")), Some("AccessDenied")),
        (format!("{open}&RoleSessionName=ada&DurationSeconds=899"), Some("ValidationError")),
        (format!("{open}&RoleSessionName=ada&DurationSeconds=43201"), Some("ValidationError")),
        (format!("{open}&RoleSessionName=ada&DurationSeconds=43200"), None),
        (format!("{open}&RoleSessionName=a"), Some("ValidationError")),
        (format!("{open}&RoleSessionName=a:b"), Some("ValidationError")),
        (open.clone(), Some("ValidationError")),
        (format!("{open}&RoleSessionName=ada&{device}&TokenCode=12345"), Some("ValidationError")),
        (format!("{open}&RoleSessionName=ada&SerialNumber=x"), Some("ValidationError")),
        ("RoleArn=arn:aws:iam::444455556666:user/ada&RoleSessionName=ada".to_owned(), Some("ValidationError")),
        ("RoleSessionName=ada".to_owned(), Some("ValidationError")),
    ];
    for (form, refused) in &table {
        let answer = sts(&sim, "AKIAEXAMPLE000000000", &format!("Action=AssumeRole&{form}"));
        let code = answer.contains("<Code>").then(|| text(&answer, "Code"));
        assert_eq!(code, *refused, "{form}: {answer}");
    }
    let record = serde_json::to_string(&sim.record().iter().map(|line| json!(line)).collect::<Vec<_>>()).expect("JSON");
    assert!(record.contains("******") && !record.contains("123456"), "codes are not recorded");
}

/// What is changed in one place is seen there alone, now and when the world is folded from its record.
#[test]
fn a_change_stays_where_it_was_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ours, theirs) = ("AKIAEXAMPLE000000000", "AKIA4444555566660000");
    let terminated = {
        let sim = super::super::store::create(folder.path(), spec()).expect("a world");
        let id = ids(&sim, theirs, "eu-west-1").pop_first().expect("a desktop");
        let body = json!({"TerminateWorkspaceRequests": [{"WorkspaceId": id}]});
        for (key, region) in [(ours, "eu-west-1"), (theirs, "us-east-1")] {
            let answer = ask(&sim, key, region, "TerminateWorkspaces", &body);
            assert_eq!(answer["FailedRequests"].as_array().map(Vec::len), Some(1), "{answer}");
        }
        let answer = ask(&sim, theirs, "eu-west-1", "TerminateWorkspaces", &body);
        assert_eq!(answer["FailedRequests"], json!([]));
        assert_eq!(sim.record().last().map(|line| (line.applied, line.in_flight)), Some((true, 1)));
        id
    };
    let sim = super::super::store::open(folder.path()).expect("the world");
    let state = |key, region| {
        let answer = ask(&sim, key, region, "DescribeWorkspaces", &json!({"WorkspaceIds": [terminated]}));
        answer["Workspaces"][0]["State"].clone()
    };
    assert_eq!(state(theirs, "eu-west-1"), "TERMINATING");
    assert_eq!(state(theirs, "us-east-1"), serde_json::Value::Null);
    assert_eq!(ids(&sim, ours, "eu-west-1").len(), 4);
}
