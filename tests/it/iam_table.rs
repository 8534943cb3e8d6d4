//! The table of actions that policies are made of, against the calls that the source can make.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use deskfleet::aws::Action;
use syn::visit::{self, Visit};

use crate::architecture::{is_test_file, is_test_only, rust_files};

/// Calls of the SDK's clients in a file, and how many requests it sends.
#[derive(Default)]
struct Calls {
    found: BTreeSet<String>,
    roots: usize,
    sends: usize,
}

/// The client that an expression is, such as `self.ec2.0`, by its prefix in IAM.
fn client(expression: &syn::Expr) -> Option<&'static str> {
    let syn::Expr::Field(field) = expression else { return None };
    let name = |member: &syn::Member| match member {
        syn::Member::Named(name) => name.to_string(),
        syn::Member::Unnamed(index) => index.index.to_string(),
    };
    let is_self = |base: &syn::Expr| matches!(base, syn::Expr::Path(path) if path.path.is_ident("self"));
    match (name(&field.member).as_str(), &*field.base) {
        ("workspaces", base) if is_self(base) => Some("workspaces"),
        ("sts", base) if is_self(base) => Some("sts"),
        ("client", syn::Expr::Field(inner)) if is_self(&inner.base) => match name(&inner.member).as_str() {
            "tagging" => Some("tag"),
            _ => None,
        },
        ("0", syn::Expr::Field(inner)) if is_self(&inner.base) => match name(&inner.member).as_str() {
            "domains" => Some("ds"),
            "ec2" => Some("ec2"),
            "kms" => Some("kms"),
            "quotas" => Some("servicequotas"),
            "cloudtrail" => Some("cloudtrail"),
            "cloudwatch" => Some("cloudwatch"),
            _ => None,
        },
        _ => None,
    }
}

/// `describe_tags` → `DescribeTags`
fn operation(method: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    method.split('_').map(word).collect()
}

impl<'ast> Visit<'ast> for Calls {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        if let Some(prefix) = client(&call.receiver) {
            self.roots += 1;
            self.found.insert(format!("{prefix}:{}", operation(&call.method.to_string())));
        }
        if call.method == "send" && call.args.is_empty() {
            self.sends += 1;
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// The table of actions and the calls of the source are the same set; a call that is added needs its row.
#[test]
fn the_table_has_what_the_source_can_call_and_nothing_else() {
    let mut calls = Calls::default();
    // Roles are assumed by whoever the source profile is, which is nobody that a policy of ours is for.
    let is_login = |file: &Path| file.ends_with("aws/login.rs");
    for file in rust_files("src/aws").into_iter().filter(|file| !is_test_file(file) && !is_login(file)) {
        calls.visit_file(&syn::parse_file(&fs::read_to_string(&file).expect("a file")).expect("Rust"));
    }
    let mut login = Calls::default();
    let file = fs::read_to_string("src/aws/login.rs").expect("a file");
    login.visit_file(&syn::parse_file(&file).expect("Rust"));
    assert!(login.sends == 1 && file.contains(".assume_role()"), "and there is no other request on the way in");
    // A client that is passed around under another name would hide what it calls.
    assert_eq!(calls.roots, calls.sends, "each request begins at one of the clients");
    let table: BTreeSet<String> = Action::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(calls.found, table);
}
