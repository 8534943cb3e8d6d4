//! The rules of the manifest, as tests: why each dependency is there, and lints that nobody can lift.
//!
//! Licences, bans and sources are `cargo deny`'s, with `.cargo/deny.toml`; the cap on packages is in `architecture`.

use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

use crate::architecture::rust_files;

fn manifest() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).expect("Cargo.toml")
}

/// The lines of the manifest that begin a dependency.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut section = "";
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.ends_with("dependencies]") && !line.is_empty() && !line.starts_with('#') {
            found.push(line);
        }
    }
    found
}

#[test]
fn each_dependency_says_why_it_is_there() {
    let manifest = manifest();
    let lines = dependencies(&manifest);
    assert!(lines.len() > 40, "the manifest is read wrongly: {lines:#?}");
    let mute: Vec<_> = lines.iter().filter(|line| line.rsplit_once(" # ").is_none()).collect();
    assert!(mute.is_empty(), "a note is missing: {mute:#?}");
}

/// `forbid` can't be lifted from inside the crate, and holds for the tests, too; so it must stay in the manifest.
#[test]
fn unsafe_code_is_forbidden_and_cargo_can_not_be_told_otherwise() {
    let manifest = manifest();
    assert!(manifest.contains("[lints.rust]\nunsafe_code = \"forbid\"\n"), "`unsafe_code` is not forbidden first");
    let config = Path::new(env!("CARGO_MANIFEST_DIR")).join(".cargo");
    for name in ["config.toml", "config"] {
        let text = fs::read_to_string(config.join(name)).unwrap_or_default();
        assert!(!text.contains("cap-lints") && !text.contains("rustflags"), ".cargo/{name} sets flags of the compiler");
    }
    assert!(!Path::new(env!("CARGO_MANIFEST_DIR")).join("build.rs").exists(), "a build script runs before any lint");
}

/// What a lint does not see: code that no target of this machine compiles, such as what stands behind `cfg(windows)`.
#[test]
fn no_file_has_unsafe_code_for_any_platform() {
    struct Unsafe(usize);
    impl<'ast> Visit<'ast> for Unsafe {
        fn visit_expr_unsafe(&mut self, expression: &'ast syn::ExprUnsafe) {
            self.0 += 1;
            visit::visit_expr_unsafe(self, expression);
        }
        fn visit_signature(&mut self, signature: &'ast syn::Signature) {
            self.0 += usize::from(!matches!(signature.safety, syn::Safety::Default));
            visit::visit_signature(self, signature);
        }
        fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
            self.0 += usize::from(item.unsafety.is_some());
            visit::visit_item_impl(self, item);
        }
        fn visit_item_foreign_mod(&mut self, item: &'ast syn::ItemForeignMod) {
            self.0 += 1;
            visit::visit_item_foreign_mod(self, item);
        }
    }
    let counted = |text: &str| {
        let mut found = Unsafe(0);
        found.visit_file(&syn::parse_file(text).expect("Rust"));
        found.0
    };
    assert_eq!(counted("#[cfg(windows)] fn f() { unsafe { g() } }"), 1, "it would be found");
    for file in rust_files("src").into_iter().chain(["tests/it", "tests/sim"].into_iter().flat_map(rust_files)) {
        assert_eq!(counted(&fs::read_to_string(&file).expect("a file")), 0, "unsafe code in {}", file.display());
    }
}
