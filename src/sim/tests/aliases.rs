//! Connection aliases: made, led to a directory, shared, and taken away in the right order; in each Region anew.

use serde_json::{Value, json};

use super::{Caller, Seen, authorization, request};

fn broke(caller: &Caller, seen: &Seen, code: &str, row: &str) {
    assert_eq!((seen.status, seen.code()), (400, code), "{}", seen.body);
    assert_eq!((caller.last().violations, caller.last().applied), (vec![row.to_owned()], false));
}

fn make(caller: &Caller, name: &str) -> String {
    let made = caller.good("CreateConnectionAlias", json!({ "ConnectionString": name }));
    made["AliasId"].as_str().expect("an id").to_owned()
}

fn shown(caller: &Caller, id: &str) -> Option<Value> {
    caller.good("DescribeConnectionAliases", json!({ "AliasIds": [id] }))["ConnectionAliases"].get(0).cloned()
}

fn association(caller: &Caller, id: &str) -> Value {
    shown(caller, id).expect("the alias")["Associations"][0]["AssociationStatus"].clone()
}

#[test]
fn an_alias_is_made_led_to_a_directory_and_taken_away_in_order() {
    let mut caller = Caller::demo();
    let directories = caller.view().directories;
    let id = make(&caller, "desktop.example.com");
    let on = json!({ "AliasId": id, "ResourceId": directories[0].id });
    assert_eq!(shown(&caller, &id).expect("it")["State"], "CREATING");
    broke(&caller, &caller.call("AssociateConnectionAlias", &on), "InvalidResourceStateException", "L-06");
    caller.wait(1);
    let alias = shown(&caller, &id).expect("it");
    let (state, owner) = (&alias["State"], &alias["OwnerAccountId"]);
    assert_eq!(
        (state, owner, &alias["ConnectionString"]),
        (&json!("CREATED"), &json!("111122223333"), &json!("desktop.example.com"))
    );
    assert_eq!(association(&caller, &id), "NOT_ASSOCIATED");
    let identifier = caller.good("AssociateConnectionAlias", &on)["ConnectionIdentifier"].clone();
    assert_eq!(association(&caller, &id), "PENDING_ASSOCIATION");
    broke(&caller, &caller.call("AssociateConnectionAlias", &on), "ResourceAssociatedException", "L-06");
    caller.wait(1);
    let led = shown(&caller, &id).expect("it")["Associations"][0].clone();
    let expected = json!({ "AssociationStatus": "ASSOCIATED_WITH_OWNER_ACCOUNT", "AssociatedAccountId": "111122223333",
        "ResourceId": directories[0].id, "ConnectionIdentifier": identifier });
    assert_eq!(led, expected);
    let by = |directory: &str| {
        let found = caller.good("DescribeConnectionAliases", json!({ "ResourceId": directory }));
        found.get("ConnectionAliases").map(|list| list.as_array().map(Vec::len))
    };
    assert_eq!((by(&directories[0].id), by(&directories[1].id)), (Some(Some(1)), None));
    let go = json!({ "AliasId": id });
    broke(&caller, &caller.call("DeleteConnectionAlias", &go), "ResourceAssociatedException", "L-06");
    caller.good("DisassociateConnectionAlias", &go);
    assert_eq!(association(&caller, &id), "PENDING_DISASSOCIATION");
    broke(&caller, &caller.call("DisassociateConnectionAlias", &go), "InvalidResourceStateException", "L-06");
    caller.wait(1);
    assert_eq!(association(&caller, &id), "NOT_ASSOCIATED");
    caller.good("DeleteConnectionAlias", &go);
    assert_eq!(shown(&caller, &id).expect("it")["State"], "DELETING");
    caller.wait(1);
    assert_eq!(shown(&caller, &id), None);
    for operation in ["DeleteConnectionAlias", "DisassociateConnectionAlias", "DescribeConnectionAliasPermissions"] {
        assert_eq!(caller.call(operation, &go).code(), "ResourceNotFoundException", "{operation}");
    }
}

#[test]
fn an_alias_is_shared_with_accounts_and_not_deleted_meanwhile() {
    let mut caller = Caller::demo();
    let id = make(&caller, "desktop.example.com");
    caller.wait(1);
    let share = |account: &str, allow: bool| {
        let permission = json!({ "SharedAccountId": account, "AllowAssociation": allow });
        caller
            .call("UpdateConnectionAliasPermission", json!({ "AliasId": id, "ConnectionAliasPermission": permission }))
    };
    assert_eq!(share("444455556666", true).status, 200);
    assert!(caller.last().applied);
    share("444455556666", true);
    assert!(!caller.last().applied);
    let told = || {
        caller.good("DescribeConnectionAliasPermissions", json!({ "AliasId": id }))["ConnectionAliasPermissions"]
            .clone()
    };
    assert_eq!(told(), json!([{ "SharedAccountId": "444455556666", "AllowAssociation": true }]));
    broke(&caller, &share("111122223333", true), "InvalidParameterValuesException", "L-06");
    broke(
        &caller,
        &caller.call("DeleteConnectionAlias", json!({ "AliasId": id })),
        "ResourceAssociatedException",
        "L-06",
    );
    share("444455556666", false);
    assert_eq!(told(), json!([]));
    assert_eq!(share("444455556666", false).status, 400, "only what is shared can be unshared");
    caller.good("DeleteConnectionAlias", json!({ "AliasId": id }));
}

#[test]
fn names_have_to_be_whole_free_and_twenty_at_most() {
    let caller = Caller::demo();
    let create = |name: &str| caller.call("CreateConnectionAlias", json!({ "ConnectionString": name }));
    for name in ["desktop", ".example.com", "desktop..com", "-desktop.example.com", "desktop-.example.com"] {
        broke(&caller, &create(name), "InvalidParameterValuesException", "L-06");
    }
    make(&caller, "desktop.example.com");
    broke(&caller, &create("DESKTOP.example.com"), "ResourceAlreadyExistsException", "L-06");
    assert_eq!(create("taken.example.com").code(), "ResourceAlreadyExistsException");
    assert_eq!(caller.last().violations, [""; 0], "whose name it is could not be known");
    for number in 1..20 {
        make(&caller, &format!("desktop{number}.example.com"));
    }
    broke(&caller, &create("one.more.example.com"), "ResourceLimitExceededException", "E-29");
    let first = caller.good("DescribeConnectionAliases", json!({ "Limit": 12 }));
    let rest = caller.good("DescribeConnectionAliases", json!({ "Limit": 12, "NextToken": first["NextToken"] }));
    assert_eq!(rest["ConnectionAliases"].as_array().map(Vec::len), Some(8));
    let nowhere = json!({ "AliasId": "wsca-000000000", "ResourceId": "d-0000000000" });
    assert_eq!(caller.call("AssociateConnectionAlias", nowhere).code(), "ResourceNotFoundException");
}

/// The same name is made in a second Region, where it has an id and a state of its own.
#[test]
fn each_region_has_its_own_alias_of_a_name() {
    let mut caller = Caller::demo();
    let there = |caller: &Caller, operation: &str, body: &Value| {
        let target = format!("WorkspacesService.{operation}");
        let signed = authorization("us-west-2", "workspaces");
        caller.raw(&request(&[("x-amz-target", &target), ("authorization", &signed)], &body.to_string()))
    };
    let here = make(&caller, "desktop.example.com");
    let name = json!({ "ConnectionString": "desktop.example.com" });
    let other = there(&caller, "CreateConnectionAlias", &name).body["AliasId"].as_str().expect("an id").to_owned();
    assert_ne!(here, other);
    assert_eq!(there(&caller, "CreateConnectionAlias", &name).code(), "ResourceAlreadyExistsException");
    caller.wait(1);
    let list = there(&caller, "DescribeConnectionAliases", &json!({})).body["ConnectionAliases"].clone();
    assert_eq!((list.as_array().map(Vec::len), &list[0]["AliasId"]), (Some(1), &json!(other)));
    assert_eq!(list[0]["State"], "CREATED", "time passes there too");
    assert_eq!(shown(&caller, &other), None);
}
