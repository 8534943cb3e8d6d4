//! Tests of the input bounds: broken documents with the service's words for each, and arbitrary ones.

use proptest::prelude::{Just, Strategy, any, prop_assert, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::{Map, Value, json};

use super::{BoundsErrorKind, Kind, LISTED_MAX, check, compile, decoded_length, model};

fn refusal(operation: &str, parameters: &Value) -> String {
    check("workspaces", operation, parameters).expect_err("a refusal").to_string()
}

#[test]
fn the_model_is_read_whole_and_all_its_patterns_compile() {
    let services = &model().services;
    assert_eq!(services["workspaces"].operations.len(), 91);
    assert!(services.len() >= 6, "{:?}", services.keys());
    let mut not_compiled = Vec::new();
    for (service, model) in services {
        for (name, shape) in &model.shapes {
            if shape.pattern.as_ref().is_some_and(|pattern| compile(pattern).is_err()) {
                not_compiled.push(format!("{service} {name}"));
            }
        }
        for (name, operation) in &model.operations {
            let input = operation.input.as_ref();
            let known = input.is_none_or(|input| model.shapes.contains_key(input));
            assert!(known, "{service} {name}: {input:?} is not a shape");
        }
    }
    // Look-ahead and \p{Punct} are Java's own. No operation here takes such a member; one that does replaces them.
    assert_eq!(not_compiled, ["ds AliasName", "ds RadiusSharedSecret"]);
}

#[test]
fn every_name_in_the_model_leads_to_a_shape() {
    for (service, model) in &model().services {
        for (name, shape) in &model.shapes {
            let names = shape.members.values().chain(&shape.member).chain(&shape.key).chain(&shape.value);
            for other in names {
                assert!(model.shapes.contains_key(other), "{service} {name} names {other}");
            }
            assert_eq!(shape.kind == Kind::List, shape.member.is_some(), "{service} {name}");
        }
    }
}

/// Each good document passes, so that the table of broken ones proves something.
#[test]
fn good_documents_pass() {
    let ids: Vec<String> = (0..25).map(|number| format!("ws-{number:09}")).collect();
    let table = [
        ("DescribeWorkspaces", json!({})),
        ("DescribeWorkspaces", json!({"WorkspaceIds": ids})),
        ("DescribeWorkspaces", json!({"DirectoryId": "d-90670a1b2c", "UserName": "O'Brien", "Limit": 25})),
        ("DescribeWorkspaces", json!({"DirectoryId": "wsd-0123456789"})),
        ("DescribeWorkspaces", json!({"WorkspaceIds": null, "Limit": null})),
        ("DescribeWorkspaces", json!({"SomethingNew": {"a": 1}})),
        ("MigrateWorkspace", json!({"SourceWorkspaceId": "ws-0123456789", "BundleId": "wsb-012345678"})),
        ("CreateTags", json!({"ResourceId": "ws-0123456789", "Tags": [{"Key": "k"}, {"Key": "ä", "Value": ""}]})),
        ("ModifyWorkspaceState", json!({"WorkspaceId": "ws-0123456789", "WorkspaceState": "AVAILABLE"})),
    ];
    for (operation, parameters) in table {
        assert_eq!(check("workspaces", operation, &parameters), Ok(()), "{operation} {parameters}");
    }
}

/// Holds a table of broken documents against the service's words.
fn assert_refusals(table: impl IntoIterator<Item = (&'static str, Value, String)>) {
    for (operation, parameters, expected) in table {
        let expected = format!("ValidationException: {expected}");
        assert_eq!(refusal(operation, &parameters), expected, "{operation} {parameters}");
    }
}

/// Returns the message of one violation.
fn single(value: &str, place: &str, rule: &str) -> String {
    format!("1 validation error detected: Value {value} at '{place}' failed to satisfy constraint: {rule}")
}

#[test]
fn lists_out_of_bounds_are_refused_in_the_services_words() {
    let id = "Member must satisfy regular expression pattern: ^ws-[0-9a-z]{8,63}$";
    let item_rules = format!("Member must satisfy constraint: [{id}, Member must not be null]");
    let many: Vec<String> = (0..26).map(|number| format!("ws-{number:09}")).collect();
    let shown = format!("'[{}]'", many.join(", "));
    let too_long = "Member must have length less than or equal to 25";
    let too_short = "Member must have length greater than or equal to 1";
    let ids = |ids: Value| json!({"WorkspaceIds": ids});
    assert_refusals([
        ("DescribeWorkspaces", ids(json!(many)), single(&shown, "workspaceIds", too_long)),
        ("DescribeWorkspaces", ids(json!([])), single("'[]'", "workspaceIds", too_short)),
        (
            "DescribeWorkspaces",
            ids(json!(["ws-012345678", "WS-1"])),
            single("'[ws-012345678, WS-1]'", "workspaceIds", &item_rules),
        ),
        ("DescribeWorkspaces", ids(json!([null])), single("'[null]'", "workspaceIds", &item_rules)),
    ]);
}

#[test]
fn values_out_of_bounds_are_refused_in_the_services_words() {
    let words = "Member must satisfy enum value set: [AVAILABLE, ADMIN_MAINTENANCE]";
    let at_least = |what: &str| format!("Member must have {what} greater than or equal to 1");
    let at_most = "Member must have value less than or equal to 25";
    let state = json!({"WorkspaceId": "ws-012345678", "WorkspaceState": "STOPPED"});
    let tags = json!({"ResourceId": "ws-012345678", "Tags": [{"Key": "a"}, {"Key": ""}]});
    assert_refusals([
        ("DescribeWorkspaces", json!({"Limit": 26}), single("'26'", "limit", at_most)),
        ("DescribeWorkspaces", json!({"Limit": 0}), single("'0'", "limit", &at_least("value"))),
        ("DescribeWorkspaces", json!({"NextToken": ""}), single("''", "nextToken", &at_least("length"))),
        ("ModifyWorkspaceState", state, single("'STOPPED'", "workspaceState", words)),
        ("CreateTags", tags, single("''", "tags.2.member.key", &at_least("length"))),
    ]);
}

#[test]
fn missing_values_are_refused_in_the_services_words() {
    let missing = "Member must not be null";
    let two = |first: &str, second: &str| {
        format!(
            "2 validation errors detected: Value null at '{first}' failed to satisfy constraint: {missing}; \
             Value null at '{second}' failed to satisfy constraint: {missing}"
        )
    };
    let source = json!({"SourceWorkspaceId": "ws-012345678"});
    let tags = json!({"ResourceId": "ws-012345678", "Tags": [{"Value": "a"}, null]});
    assert_refusals([
        ("MigrateWorkspace", source, single("null", "bundleId", missing)),
        ("MigrateWorkspace", json!({"BundleId": null}), two("sourceWorkspaceId", "bundleId")),
        ("CreateTags", tags, two("tags.1.member.key", "tags.2.member")),
    ]);
}

#[test]
fn values_that_cannot_be_read_stop_before_any_constraint() {
    let table = [
        ("DescribeWorkspaces", json!({"WorkspaceIds": "ws-012345678"}), "Expected list or null"),
        ("DescribeWorkspaces", json!({"WorkspaceIds": {}}), "Start of structure or map found where not expected."),
        ("DescribeWorkspaces", json!({"WorkspaceIds": [7]}), "NUMBER_VALUE cannot be converted to String"),
        ("DescribeWorkspaces", json!({"DirectoryId": true}), "TRUE_VALUE cannot be converted to String"),
        ("DescribeWorkspaces", json!({"DirectoryId": ["d-1"]}), "Start of list found where not expected"),
        ("DescribeWorkspaces", json!({"Limit": "25"}), "STRING_VALUE cannot be converted to Integer"),
        ("DescribeWorkspaces", json!({"Limit": 2.5}), "DECIMAL_VALUE cannot be converted to Integer"),
        ("DescribeWorkspaces", json!({"Limit": 5_000_000_000_i64}), "NUMBER_VALUE cannot be converted to Integer"),
        ("CreateTags", json!({"Tags": ["a"]}), "Expected structure or null"),
        ("DescribeWorkspaces", json!([]), "Start of list found where not expected"),
        ("DescribeWorkspaces", json!("x"), "Expected structure or null"),
    ];
    for (operation, parameters, expected) in table {
        assert_eq!(refusal(operation, &parameters), format!("SerializationException: {expected}"), "{parameters}");
    }
}

#[test]
fn operations_of_nobody_are_unknown() {
    for (service, operation) in [("workspaces", "MigrateWorkspaces"), ("workspaces", ""), ("ec2", "DescribeSubnets")] {
        let error = check(service, operation, &json!({})).expect_err("unknown");
        assert_eq!(error.kind, BoundsErrorKind::UnknownOperation, "{service} {operation}");
        assert_eq!(error.code(), "UnknownOperationException");
    }
}

#[test]
fn a_pattern_holds_for_the_whole_value_and_means_ascii() {
    let digits = compile(r"\d{12}").expect("a pattern");
    assert!(digits.is_match("111122223333"));
    assert!(!digits.is_match("x111122223333"), "not anchored in the model, but by the service");
    assert!(!digits.is_match("١١١١٢٢٢٢٣٣٣٣"), "digits of other scripts are not digits in Java");
    let word = compile(r"[\w.]+").expect("a pattern");
    assert!(word.is_match("a_b.c") && !word.is_match("ä"));
    // Found with a pattern whose second half carries no anchor at its front.
    assert!(check("workspaces", "DescribeWorkspaces", &json!({"DirectoryId": "xx-wsd-0123456789"})).is_err());
}

#[test]
fn lengths_are_characters_not_bytes() {
    let name = "ü".repeat(63);
    assert_eq!(check("workspaces", "DescribeWorkspaces", &json!({"UserName": name})), Ok(()));
    assert!(check("workspaces", "DescribeWorkspaces", &json!({"UserName": "ü".repeat(64)})).is_err());
}

#[test]
fn a_message_counts_all_and_lists_some() {
    let tags: Vec<Value> = (0..100).map(|_| json!({})).collect();
    let message = refusal("CreateTags", &json!({"ResourceId": "ws-012345678", "Tags": tags}));
    assert!(message.starts_with("ValidationException: 100 validation errors detected: "), "{message}");
    assert_eq!(message.matches("Member must not be null").count(), LISTED_MAX);
    let long = refusal("DescribeWorkspaces", &json!({"NextToken": "x".repeat(100_000)}));
    assert!(long.len() < 3_000, "{} bytes", long.len());
}

#[test]
fn base64_is_measured_decoded() {
    let table = [
        ("", Some(0)),
        ("QQ==", Some(1)),
        ("QUI=", Some(2)),
        ("QUJD", Some(3)),
        ("QQ=", None),
        ("Q!==", None),
        ("====", None),
    ];
    for (text, expected) in table {
        assert_eq!(decoded_length(text), expected, "{text:?}");
    }
}

/// Arbitrary JSON, whose member names are often the model's own so that it reaches the inside.
fn document() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,40}".prop_map(Value::from),
        "ws-[0-9a-z]{8,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 30, |inner| {
        let names = model().services["workspaces"].shapes.values().flat_map(|shape| shape.members.keys().cloned());
        let names: Vec<String> = names.collect();
        let name = prop_oneof![4 => proptest::sample::select(names), 1 => ".{0,8}".prop_map(String::from)];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..30).prop_map(Value::Array),
            proptest::collection::vec((name, inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    /// Any document gets an answer for any operation, and a refusal always says something bounded.
    #[test]
    fn never_panics(parameters in document(), chosen in any::<proptest::sample::Index>()) {
        let operations: Vec<&str> = model().services["workspaces"].operations.keys().map(String::as_str).collect();
        let operation = operations[chosen.index(operations.len())];
        if let Err(error) = check("workspaces", operation, &parameters) {
            prop_assert!(error.kind != BoundsErrorKind::UnknownOperation);
            prop_assert!(!error.message.is_empty());
        }
    }
}
