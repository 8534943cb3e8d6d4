//! `alias`, as a person and as cron run it.

use serde_json::{Value, json};

use crate::env::TestEnv;
use crate::impostor::{Impostor, usual};

/// Commands that make every call there is.
pub(crate) const WHOLE_LIFE: &[&str] = &[
    "alias create desktop.example.com",
    "alias associate desktop.example.com corp.example.com --yes",
    "alias share desktop.example.com 444455556666 --yes",
    "alias unshare desktop.example.com 444455556666 --yes",
    "alias disassociate desktop.example.com --yes --confirm 1",
    "alias delete desktop.example.com --yes --confirm 1",
];

/// The calls of a world that changed something.
fn changes(env: &TestEnv) -> Vec<String> {
    let log = env.sim_log("default");
    let changed = log.iter().filter(|line| line["applied"] == true);
    changed.map(|line| line["operation"].as_str().expect("a name").to_owned()).collect()
}

/// A name is made, led to a directory and listed; what goes into the DNS is printed by both.
#[test]
fn a_name_leads_to_a_directory_and_its_record_is_told() {
    let env = TestEnv::new();
    let made = env.line("--sim alias create desktop.example.com");
    assert!(
        made.code == 0 && made.stderr.contains("warning ALIAS-01: desktop.example.com: the name is reserved"),
        "{made:#?}"
    );
    let led = env.line("--sim alias associate desktop.example.com corp.example.com --yes -o json");
    assert_eq!(led.code, 0, "{led:#?}");
    let told = led.json()["acts"][0]["reason"].as_str().expect("a reason").to_owned();
    let listed = env.line("--sim alias list DESKTOP.example.com -o json").json();
    let alias = &listed["ConnectionAliases"][0];
    let identifier = alias["Associations"][0]["ConnectionIdentifier"].as_str().expect("an identifier");
    assert_eq!(told, format!("DNS: the TXT record of desktop.example.com has to hold \"{identifier}\""));
    assert_eq!(
        (&alias["Deskfleet"]["TxtRecord"][0], &alias["Deskfleet"]["SharedWith"], &alias["State"]),
        (&Value::from(identifier), &Value::Array(Vec::new()), &Value::from("CREATED"))
    );
    assert_eq!(changes(&env), ["CreateConnectionAlias", "AssociateConnectionAlias"]);
    let off = env.line("--sim alias disassociate desktop.example.com -n -o json");
    let undone = json!(["alias", "associate", "desktop.example.com", alias["Associations"][0]["ResourceId"]]);
    assert_eq!((off.code, &off.json()["undo"]), (0, &json!([undone])), "{off:#?}");
    assert_eq!(changes(&env).len(), 2);
}

/// Nothing is sent, and the way out is named.
#[test]
fn what_can_not_be_meant_is_refused() {
    let env = TestEnv::new();
    for (line, error, hint) in [
        ("create desktop", "`desktop` is not a fully qualified domain name", "--help"),
        ("share desktop.example.com 1234", "`1234` is not an account", "--help"),
        ("list desktop.example.com", "there is no connection alias `desktop.example.com`", ""),
    ] {
        env.line(&format!("--sim alias {line}")).is_bad(2, error, hint);
    }
    assert_eq!(changes(&env), [""; 0]);
}

/// Who shares a name may be hidden; where it leads and what goes into the DNS is listed all the same.
#[test]
fn what_may_not_be_read_is_a_gap() {
    const MEDIA: &str = "application/x-amz-json-1.1";
    let service = Impostor::start(|asked| match asked.operation.as_str() {
        "DescribeConnectionAliases" => {
            let alias =
                |id: &str, owner: &str| json!({"AliasId": id, "ConnectionString": "a.b", "OwnerAccountId": owner});
            let all = [alias("wsca-00000001", "111122223333"), alias("wsca-00000002", "444455556666")];
            (200, MEDIA, json!({"ConnectionAliases": all}).to_string())
        }
        "DescribeConnectionAliasPermissions" => {
            (400, MEDIA, r#"{"__type":"AccessDeniedException","message":"no"}"#.to_owned())
        }
        _ => usual(asked),
    });
    let ran = service.env().line("alias list -o json");
    assert!(ran.code == 0 && ran.stderr.contains("could not read Shares of wsca-00000001: "), "{ran:#?}");
    let json = ran.json();
    let rows = json["ConnectionAliases"].as_array().expect("rows");
    assert!(rows.len() == 2 && rows.iter().all(|row| row["Deskfleet"].get("SharedWith").is_none()), "{json}");
    let gaps: Vec<&Value> = json["Gaps"].as_array().expect("gaps").iter().map(|gap| &gap["Of"]).collect();
    assert_eq!(gaps, [&json!("wsca-00000001")], "who shares another account's is not asked");
}
