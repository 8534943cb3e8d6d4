//! The bodies of the fuzz targets, on their seeds and on generated input: that they compile, hold, and find what was
//! found before, with every `cargo test`. `tests/fuzz/run` does the same for as long as one likes.

#[path = "../fuzz/bodies.rs"]
#[expect(unreachable_pub, reason = "public in the fuzz crate, where each target is a crate of its own")]
mod bodies;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

type Body = fn(&[u8]);

const BODIES: &[(&str, Body)] = &[
    ("config", bodies::config),
    ("journal", bodies::journal),
    ("lists", bodies::lists),
    ("plans", bodies::plans),
    ("selections", bodies::selections),
    ("wire", bodies::wire),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(name)
}

fn names(name: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder(name)).expect("a folder").flatten();
    entries.map(|entry| entry.path().file_stem().expect("a name").to_string_lossy().into_owned()).collect()
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder("seeds").join(target)).expect("a folder").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).expect("a seed")).collect()
}

/// A target that is not in each of these places is not run somewhere.
#[test]
fn every_target_has_its_places() {
    let bodies: BTreeSet<String> = BODIES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names("targets"), bodies);
    assert_eq!(names("seeds"), bodies);
    let manifest = fs::read_to_string(folder("Cargo.toml")).expect("a manifest");
    let listed = manifest.lines().filter_map(|line| line.strip_prefix("path = \"targets/")?.strip_suffix(".rs\""));
    assert_eq!(listed.map(str::to_owned).collect::<BTreeSet<_>>(), bodies);
}

#[test]
fn every_seed_holds() {
    for (name, body) in BODIES {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name} has no seed");
        for seed in seeds {
            body(&seed);
        }
    }
}

/// What is done to a seed: a piece is taken out, said twice, or put in.
#[derive(Clone, Debug)]
enum Edit {
    Remove(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
    Insert(prop::sample::Index, Vec<u8>),
}

fn edit() -> impl Strategy<Value = Edit> {
    let words: &[&[u8]] = &[
        b"null",
        b"-1",
        b"1e999",
        b"18446744073709551616",
        b"\"",
        b"{",
        b"[[[[[[[[",
        b"\xff",
        b"\0",
        b"\n",
        b"=",
        b"#",
        b"%",
    ];
    let piece = prop_oneof![
        prop::sample::select(words).prop_map(<[u8]>::to_vec),
        prop::collection::vec(any::<u8>(), 1..8),
        "\\PC{1,8}".prop_map(String::into_bytes),
    ];
    prop_oneof![
        (any::<prop::sample::Index>(), 1..40_usize).prop_map(|(at, length)| Edit::Remove(at, length)),
        (any::<prop::sample::Index>(), 1..40_usize).prop_map(|(at, length)| Edit::Repeat(at, length)),
        (any::<prop::sample::Index>(), piece).prop_map(|(at, piece)| Edit::Insert(at, piece)),
    ]
}

fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for edit in edits {
        let (Edit::Remove(at, _) | Edit::Repeat(at, _) | Edit::Insert(at, _)) = edit;
        let at = at.index(bytes.len() + 1);
        match edit {
            Edit::Remove(_, length) => drop(bytes.drain(at..(at + length).min(bytes.len()))),
            Edit::Repeat(_, length) => {
                let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
                bytes.splice(at..at, piece);
            }
            Edit::Insert(_, piece) => drop(bytes.splice(at..at, piece.iter().copied())),
        }
    }
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edited_seeds_hold(seed in any::<prop::sample::Index>(), edits in prop::collection::vec(edit(), 1..6)) {
        for (name, body) in BODIES {
            let seeds = seeds(name);
            body(&edited(seeds[seed.index(seeds.len())].clone(), &edits));
        }
    }

    #[test]
    fn any_bytes_hold(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        for (_, body) in BODIES {
            body(&bytes);
        }
    }
}
