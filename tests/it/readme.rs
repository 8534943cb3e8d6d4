//! README's console blocks are run, top to bottom, in one clean home: a command that no longer works is a failing test.
//!
//! A block of kind `csv NAME`, `yaml NAME` or `text NAME` is a file of that name there. A console block's lines are `$ command`, with `? CODE` below a command that exits with another code than 0. There may be no
//! other kind of block with commands in it, so that none goes without being run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::env::TestEnv;

struct Block {
    line: usize,
    command: String,
    code: i32,
}

/// The commands, and the files that they read.
fn blocks() -> (Vec<Block>, BTreeMap<String, String>) {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README");
    let mut found: Vec<Block> = Vec::new();
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut fence: Option<&str> = None;
    for (number, line) in text.lines().enumerate() {
        if let Some(kind) = line.strip_prefix("```") {
            fence = if fence.is_some() { None } else { Some(kind) };
            assert!(
                fence.is_none_or(|kind| ["console", "text", "sh"].contains(&kind) || file_name(kind).is_some()),
                "README.md:{}: a block of kind {kind:?} is not run by this test",
                number + 1
            );
        } else if fence == Some("console") {
            if let Some(command) = line.strip_prefix("$ ") {
                found.push(Block { line: number + 1, command: command.to_owned(), code: 0 });
            } else if let Some(code) = line.strip_prefix("? ") {
                let last = found.last_mut().expect("a command before its exit code");
                last.code = code.parse().expect("an exit code");
            } else {
                panic!("README.md:{}: neither `$ command` nor `? code`: {line}", number + 1);
            }
        } else if let Some(name) = fence.and_then(file_name) {
            files.entry(name.to_owned()).or_default().extend([line, "\n"]);
        } else if fence == Some("sh") {
            let known = [
                "cargo test",
                "DESKFLEET_UPDATE=1 cargo test --test it generated",
                "DESKFLEET_SIM_COUNT=10000 cargo test --test sim seeds -- --nocapture",
            ];
            assert!(known.contains(&line), "README.md:{}: this block is run by .ci/run only", number + 1);
        }
    }
    (found, files)
}

/// The name of the file that a block of this kind is.
fn file_name(kind: &str) -> Option<&str> {
    ["csv ", "yaml ", "text "].iter().find_map(|start| kind.strip_prefix(start))
}

/// Splits as a shell does, with double quotes only.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in command.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().expect("a word").push(letter),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Every command of README.md ends with the exit code that README.md says, in the order in which a reader meets them.
#[test]
fn every_command_runs_as_written() {
    let env = TestEnv::new();
    let (blocks, files) = blocks();
    for (name, text) in files {
        fs::write(env.path(&name), text).expect("a file");
    }
    assert!(blocks.len() > 10, "README.md lost its commands");
    for block in blocks {
        let words = words(&block.command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // Cargo has built the same source for this test, with another profile.
        let (["cargo", "run", "--release", "--", arguments @ ..] | ["deskfleet", arguments @ ..]) = words.as_slice()
        else {
            panic!("README.md:{}: this test can't run {}", block.line, block.command);
        };
        let ran = env.run(arguments);
        assert_eq!(ran.code, block.code, "README.md:{}: {}\n{ran:#?}", block.line, block.command);
    }
}
