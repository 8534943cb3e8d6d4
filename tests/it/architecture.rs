//! The rules of the code's shape, as tests: who may import whom, sizes, heads, banned words, one place for each secret.
//!
//! The source is parsed as the compiler parses it, so `super::`, nested `use` and re-exports count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// Who may import whom (style sheet, 5.4). `a::b` allows only that part of `a`.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("clock", &[]),
    ("model", &[]),
    ("config", &["model"]),
    ("inventory", &["model"]),
    ("planner", &["model", "inventory"]),
    ("journal", &["model", "planner::document"]),
    ("pace", &["clock"]),
    ("aws", &["model", "inventory", "clock", "pace"]),
    ("executor", &["model", "inventory", "planner::document", "journal", "aws", "clock"]),
    ("sim", &["clock"]),
    ("output", &["model", "inventory", "planner::document", "executor::event", "clock"]),
    ("cli", &["*"]),
    ("lib", &["*"]),
    ("main", &["*"]),
];

/// Crates that only one module may name.
const ONLY_IN: &[(&str, &[&str])] = &[
    ("aws_sdk_cloudtrail", &["src/aws/cloudtrail.rs"]),
    ("aws_sdk_cloudwatch", &["src/aws/cloudwatch.rs"]),
    ("aws_sdk_directory", &["src/aws/domains.rs"]),
    ("aws_sdk_ec2", &["src/aws/ec2.rs"]),
    ("aws_sdk_kms", &["src/aws/kms.rs"]),
    ("aws_sdk_resourcegroupstagging", &["src/aws/tagging.rs"]),
    ("aws_sdk_servicequotas", &["src/aws/quotas.rs"]),
    ("aws_sdk_workspaces", &["src/aws/"]),
    ("aws_sdk_sts", &["src/aws/"]),
    ("aws_config", &["src/aws/"]),
    ("aws_smithy_http_client", &["src/aws/"]),
    ("aws_smithy_runtime_api", &["src/aws/", "src/sim/connector.rs"]),
    ("rusqlite", &["src/journal/"]),
    ("clap", &["src/cli/"]),
    ("clap_mangen", &["src/cli/docs.rs"]),
    ("indicatif", &["src/output/"]),
    ("comfy_table", &["src/output/"]),
];

const FILE_LINES_MAX: usize = 600;
const COMMAND_LINES_MAX: usize = 150;
const FUNCTION_LINES_MAX: usize = 70;
/// A dependency more is a decision: raise this in the commit that makes it.
const LOCKED_PACKAGES_MAX: usize = 300;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn rust_files(below: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(below)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().into_owned()
}

/// The module that a file is, such as `["sim", "wire", "json"]`.
fn module_of(path: &Path) -> Vec<String> {
    let relative = path.strip_prefix(root().join("src")).expect("below src").with_extension("");
    let mut parts: Vec<String> =
        relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    parts
}

pub(crate) fn is_test_only(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
    })
}

/// Whether a file is a module of tests: declared under `#[cfg(test)]` by its parent.
pub(crate) fn is_test_file(path: &Path) -> bool {
    path.file_stem().is_some_and(|stem| stem == "tests" || stem.to_string_lossy().ends_with("_tests"))
        || short(path).contains("/tests/") && short(path).starts_with("src/")
}

/// Collects every path into the crate, made absolute, and every cross-module `pub use`.
struct Paths {
    here: Vec<String>,
    found: BTreeSet<Vec<String>>,
    reexported: BTreeSet<Vec<String>>,
    crates: BTreeSet<String>,
}

impl Paths {
    fn absolute(&self, parts: &[String]) -> Option<Vec<String>> {
        match parts.first()?.as_str() {
            "crate" => Some(parts[1..].to_vec()),
            "self" => Some([&self.here[..], &parts[1..]].concat()),
            "super" => {
                let ups = parts.iter().take_while(|part| *part == "super").count();
                let kept = self.here.len().checked_sub(ups)?;
                Some([&self.here[..kept], &parts[ups..]].concat())
            }
            _ => None,
        }
    }

    fn note(&mut self, parts: &[String], reexport: bool) {
        if let Some(absolute) = self.absolute(parts) {
            if reexport {
                self.reexported.insert(absolute.clone());
            }
            self.found.insert(absolute);
        } else if let Some(first) = parts.first() {
            self.crates.insert(first.clone());
        }
    }

    fn walk(&mut self, tree: &syn::UseTree, before: &[String], reexport: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.walk(&path.tree, &with(&path.ident), reexport),
            syn::UseTree::Name(name) => self.note(&with(&name.ident), reexport),
            syn::UseTree::Rename(rename) => self.note(&with(&rename.ident), reexport),
            syn::UseTree::Glob(_) => self.note(before, reexport),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.walk(item, before, reexport));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if is_test_only(&item.attrs) {
            return;
        }
        self.here.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.here.pop();
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test_only(&item.attrs) {
            let reexport = matches!(item.vis, syn::Visibility::Public(_));
            self.walk(&item.tree, &[], reexport);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test_only(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if parts.len() > 1 {
            self.note(&parts, false);
        }
        visit::visit_path(self, path);
    }
}

fn paths_of(file: &Path) -> Paths {
    let parsed = syn::parse_file(&fs::read_to_string(file).expect("a file")).expect("Rust");
    let mut here = module_of(file);
    if here == ["lib"] {
        here.clear();
    }
    let mut paths = Paths { here, found: BTreeSet::new(), reexported: BTreeSet::new(), crates: BTreeSet::new() };
    paths.visit_file(&parsed);
    paths
}

#[test]
fn modules_import_only_what_the_table_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.iter().copied().collect();
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        if is_test_file(&file) {
            continue;
        }
        let top = module_of(&file).first().cloned().unwrap_or_default();
        let may = allowed.get(top.as_str()).unwrap_or_else(|| panic!("{top} is not in the table"));
        let paths = paths_of(&file);
        for path in &paths.found {
            let Some(other) = path.first() else { continue };
            if *other == top || may.contains(&"*") || !allowed.contains_key(other.as_str()) {
                continue;
            }
            let joined = path.join("::");
            if !may.iter().any(|ok| joined == *ok || joined.starts_with(&format!("{ok}::"))) {
                wrong.push(format!("{}: {top} may not import {joined}", short(&file)));
            }
        }
        for path in &paths.reexported {
            if path.first().is_some_and(|other| *other != top && allowed.contains_key(other.as_str())) {
                wrong.push(format!("{}: re-exports {} of another module", short(&file), path.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_outside_crate_has_its_place() {
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let name = short(&file);
        for used in paths_of(&file).crates {
            let Some((_, places)) = ONLY_IN.iter().find(|(one, _)| *one == used) else { continue };
            if !places.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name} names {used}, which belongs to {}", places.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_and_functions_are_short_and_have_a_head() {
    struct Functions(Vec<(String, usize)>);
    impl<'ast> Visit<'ast> for Functions {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.note(&item.sig, &item.block);
            visit::visit_item_fn(self, item);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.note(&item.sig, &item.block);
            visit::visit_impl_item_fn(self, item);
        }
    }
    impl Functions {
        fn note(&mut self, signature: &syn::Signature, block: &syn::Block) {
            let lines = block.brace_token.span.close().end().line - signature.fn_token.span.start().line + 1;
            self.0.push((signature.ident.to_string(), lines));
        }
    }
    let mut wrong = Vec::new();
    for file in rust_files("src").into_iter().chain(rust_files("tests")) {
        let text = fs::read_to_string(&file).expect("a file");
        let (name, lines) = (short(&file), text.lines().count());
        let command = name.starts_with("src/cli/") && text.contains("pub(super) async fn run(");
        let most = if command { COMMAND_LINES_MAX } else { FILE_LINES_MAX };
        if lines > most {
            wrong.push(format!("{name}: {lines} lines, at most {most}"));
        }
        if !text.starts_with("//!") {
            wrong.push(format!("{name}: no `//!` head"));
        }
        let mut functions = Functions(Vec::new());
        functions.visit_file(&syn::parse_file(&text).expect("Rust"));
        for (function, lines) in functions.0.into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES_MAX) {
            wrong.push(format!("{name}: {function} has {lines} lines, at most {FUNCTION_LINES_MAX}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone() {
    let banned = ["todo!(", "unimplemented!(", "FIXME", "TODO", "dbg!(", "XXX"];
    let mut wrong = Vec::new();
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).expect("a file");
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        for word in banned {
            if text.contains(word) {
                wrong.push(format!("{}: {word}", short(&file)));
            }
        }
        if !is_test_file(&file) && (product.contains(".unwrap()") || product.contains("#[allow(")) {
            wrong.push(format!("{}: .unwrap() or #[allow]", short(&file)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_approval_is_made_in_one_file_and_asked_for_in_one() {
    let mut confirms = Vec::new();
    let mut makers = Vec::new();
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).expect("a file");
        confirms.extend(text.lines().filter(|line| line.contains("impl Confirm for")).map(|_| short(&file)));
        if text.contains("Approval {") && !short(&file).ends_with("executor/approval.rs") {
            makers.push(short(&file));
        }
    }
    assert_eq!(confirms, ["src/cli/approve.rs"], "one implementation of Confirm");
    assert!(makers.is_empty(), "{makers:?} make an Approval");
}

#[test]
fn every_command_has_a_test_file_and_every_test_file_is_run() {
    let main = fs::read_to_string(root().join("tests/it/main.rs")).expect("main.rs");
    for file in rust_files("tests/it") {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(stem == "main" || main.contains(&format!("mod {stem};")), "{stem} is not in tests/it/main.rs");
    }
    for command in deskfleet::cli::docs::command_names() {
        let file = format!("tests/it/cli_{}.rs", command.replace('-', "_"));
        assert!(root().join(&file).exists(), "{file} is missing: `{command}` has no end-to-end test");
    }
}

#[test]
fn locked_packages_stay_under_the_cap() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).expect("Cargo.lock");
    let packages = lock.lines().filter(|line| *line == "[[package]]").count();
    assert!(packages <= LOCKED_PACKAGES_MAX, "{packages} packages, the cap is {LOCKED_PACKAGES_MAX}");
}
