//! What is generated is committed and equal to the byte: completions, man pages, README's tables.
//!
//! `DESKFLEET_UPDATE=1 cargo test --test it generated` writes them; not in CI, where a difference is a failure.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn is_set(name: &str) -> bool {
    #[expect(clippy::disallowed_methods, reason = "a test's own switch, read where it is used")]
    std::env::var(name).is_ok_and(|value| !value.is_empty())
}

fn committed() -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for folder in ["completions", "man"] {
        let Ok(entries) = fs::read_dir(root().join(folder)) else { continue };
        for entry in entries.flatten() {
            let name = Path::new(folder).join(entry.file_name());
            found.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
    found.insert("README.md".into(), fs::read(root().join("README.md")).expect("README.md"));
    found
}

fn wanted() -> BTreeMap<PathBuf, Vec<u8>> {
    let mut wanted = deskfleet::cli::docs::render();
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let readme = deskfleet::cli::docs::fill_readme(&readme).expect("README.md has the markers");
    wanted.insert("README.md".into(), readme.into_bytes());
    wanted
}

#[test]
fn generated_files_are_as_rendered() {
    let (wanted, committed) = (wanted(), committed());
    if is_set("DESKFLEET_UPDATE") {
        assert!(!is_set("CI"), "CI compares, it does not write");
        for (name, bytes) in &wanted {
            fs::create_dir_all(root().join(name).parent().expect("a folder")).expect("a folder");
            fs::write(root().join(name), bytes).expect("written");
        }
        for name in committed.keys().filter(|name| !wanted.contains_key(*name)) {
            fs::remove_file(root().join(name)).expect("removed");
        }
        return;
    }
    let mut wrong: Vec<String> = Vec::new();
    for (name, bytes) in &wanted {
        match committed.get(name) {
            None => wrong.push(format!("{} is missing", name.display())),
            Some(old) if old != bytes => wrong.push(format!("{} differs", name.display())),
            Some(_) => {}
        }
    }
    wrong.extend(
        committed
            .keys()
            .filter(|name| !wanted.contains_key(*name))
            .map(|name| format!("{} is no longer rendered", name.display())),
    );
    assert!(
        wrong.is_empty(),
        "{}\nwrite them with: DESKFLEET_UPDATE=1 cargo test --test it generated",
        wrong.join("\n")
    );
}

/// Byte equality does not prove that a file works: each shell and the man reader get to see it.
#[test]
fn generated_files_are_read_by_what_they_are_for() {
    // elvish has its editor module only at a terminal, and PowerShell is not to be had here: these two are not read.
    let checks: [(&str, &[&str], &str); 3] = [
        ("bash", &["-n"], "completions/deskfleet.bash"),
        ("zsh", &["-n"], "completions/_deskfleet"),
        ("fish", &["-n"], "completions/deskfleet.fish"),
    ];
    for (tool, arguments, file) in checks {
        expect_clean(Command::new(tool).args(arguments).arg(root().join(file)), tool, file);
    }
    for page in committed().keys().filter(|name| name.starts_with("man")) {
        let mut command = Command::new("man");
        command.args(["--warnings=w", "-E", "UTF-8", "-l", "-Tutf8", "-Z"]).arg(root().join(page));
        expect_clean(&mut command, "man", &page.to_string_lossy());
    }
}

/// Runs a checker: it must end well and say nothing. A missing one is skipped on a developer's machine, never in CI.
fn expect_clean(command: &mut Command, tool: &str, file: &str) {
    match command.output() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !is_set("CI") => {}
        Err(error) => panic!("{tool} can't be run: {error}"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success() && said.trim().is_empty(), "{tool} on {file}: {said}");
        }
    }
}
