//! Pages, tokens, and what a token must not be used for.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::Caller;
use crate::sim::{Scripted, ScriptedFault};

/// Reads a listing to its end; returns the sizes of the pages and all ids.
fn read(caller: &Caller, operation: &str, list: &str, id: &str, parameters: &Value) -> (Vec<usize>, Vec<String>) {
    let (mut sizes, mut ids) = (Vec::new(), Vec::new());
    let mut parameters = parameters.clone();
    loop {
        let page = caller.good(operation, parameters.clone());
        let items = page[list].as_array().expect("a list");
        sizes.push(items.len());
        ids.extend(items.iter().map(|item| item[id].as_str().expect("an id").to_owned()));
        let Some(token) = page.get("NextToken") else {
            return (sizes, ids);
        };
        parameters["NextToken"] = token.clone();
    }
}

#[test]
fn listings_come_in_pages_without_gaps_or_repeats() {
    let caller = Caller::demo();
    let (sizes, ids) = read(&caller, "DescribeWorkspaces", "Workspaces", "WorkspaceId", &json!({}));
    assert_eq!(sizes, [25, 25, 25, 5]);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 80);
    let (sizes, _) = read(&caller, "DescribeWorkspaces", "Workspaces", "WorkspaceId", &json!({ "Limit": 16 }));
    assert_eq!(sizes, [16, 16, 16, 16, 16], "no token behind a last page that is full");
    let (sizes, own) = read(&caller, "DescribeWorkspaceBundles", "Bundles", "BundleId", &json!({}));
    assert_eq!((sizes, own.len()), (vec![20], 20));
    let (sizes, public) =
        read(&caller, "DescribeWorkspaceBundles", "Bundles", "BundleId", &json!({ "Owner": "AMAZON" }));
    assert_eq!((sizes, public.len()), (vec![25, 25, 7], 57));
    let (sizes, _) =
        read(&caller, "DescribeWorkspaceDirectories", "Directories", "DirectoryId", &json!({ "Limit": 3 }));
    assert_eq!(sizes, [3, 1]);
    let (sizes, _) =
        read(&caller, "DescribeWorkspacesConnectionStatus", "WorkspacesConnectionStatus", "WorkspaceId", &json!({}));
    assert_eq!(sizes, [25, 25, 25, 5]);
}

/// Desktops that come and go between two pages hide none of those that were there all the time.
#[test]
fn a_change_between_two_pages_hides_nothing_else() {
    let caller = Caller::demo();
    let before: BTreeSet<String> = caller.view().desktops.into_iter().map(|desktop| desktop.id).collect();
    let first = caller.good("DescribeWorkspaces", json!({}));
    let last_shown = first["Workspaces"][24]["WorkspaceId"].as_str().expect("an id").to_owned();
    caller.edit(|world| world.desktops.remove(&last_shown));
    let (_, rest) =
        read(&caller, "DescribeWorkspaces", "Workspaces", "WorkspaceId", &json!({ "NextToken": first["NextToken"] }));
    let expected: BTreeSet<String> = before.into_iter().filter(|id| *id > last_shown).collect();
    assert_eq!(rest.into_iter().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn a_token_belongs_to_its_query() {
    let mut caller = Caller::demo();
    let token = caller.good("DescribeWorkspaces", json!({}))["NextToken"].clone();
    let directory = caller.view().desktops[0].directory.clone();
    let code = |operation: &str, parameters: Value| caller.call(operation, parameters).code().to_owned();
    let invalid = "InvalidParameterValuesException";
    assert_eq!(code("DescribeWorkspaces", json!({ "NextToken": token, "DirectoryId": directory })), invalid);
    assert_eq!(code("DescribeWorkspacesConnectionStatus", json!({ "NextToken": token })), invalid);
    for text in ["x", "0123456789abcdef", "0123456789abcdefzz", "é23456789abcdef0123456789", "0000000000000000312e302e"]
    {
        assert_eq!(code("DescribeWorkspaces", json!({ "NextToken": text })), invalid, "{text}");
    }
    assert_eq!(code("DescribeWorkspaces", json!({ "NextToken": token, "Limit": 5 })), "", "the page size may change");
    let bundles = caller.good("DescribeWorkspaceBundles", json!({ "Owner": "AMAZON" }))["NextToken"].clone();
    caller.wait(24 * 60);
    let again = json!({ "Owner": "AMAZON", "NextToken": bundles });
    assert_eq!(caller.call("DescribeWorkspaceBundles", again.clone()).status, 200);
    caller.wait(1);
    assert_eq!(caller.call("DescribeWorkspaceBundles", again).code(), invalid, "valid for one day");
}

/// Domain G: a page may be empty and yet not the last; a caller is not led round for ever.
#[test]
fn an_empty_page_may_come_with_a_token() {
    let caller = Caller::demo();
    let scripted = |nth| Scripted {
        operation: "DescribeWorkspacesConnectionStatus".to_owned(),
        nth,
        fault: ScriptedFault::Partial,
    };
    caller.sim.script(vec![scripted(1), scripted(2), scripted(4)]);
    let (sizes, ids) =
        read(&caller, "DescribeWorkspacesConnectionStatus", "WorkspacesConnectionStatus", "WorkspaceId", &json!({}));
    assert_eq!(sizes, [0, 25, 25, 0, 25, 5]);
    assert_eq!(ids.len(), 80);
}
