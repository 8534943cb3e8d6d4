//! What can be read, what is refused and where, and that nothing makes it panic.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::inventory::Gap;
use crate::model::Scope;

const HEADING: &str = "user,directory,bundle,running_mode";

fn faults(text: &str) -> Vec<String> {
    match Manifest::read(text.as_bytes(), &Reading::default()) {
        Ok(manifest) => manifest.faults().map(ManifestError::lines).unwrap_or_default(),
        Err(error) => error.lines(),
    }
}

/// The same two desktops, however they are written.
#[test]
fn every_form_says_the_same() {
    let csv = "user,directory,bundle,running_mode,tag:team\nann,d-0123456789,wsb-012345678,auto-stop,it\n";
    let expected = Manifest::read(csv.as_bytes(), &Reading::default()).expect("a manifest").entries;
    let plain = |entries: Vec<values::Entry>| format!("{entries:?}").replace("place: Place", "");
    let without_places = |text: &str| {
        let bare: String =
            text.split("{ line").map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
        bare
    };
    let expected = without_places(&plain(expected));
    for text in [
        csv.replace(',', ";"),
        csv.replace(',', "\t"),
        csv.replace(',', "|"),
        csv.replace('\n', "\r\n"),
        format!("\u{feff}{csv}"),
        csv.replace("ann", "\"ann\""),
        csv.replace("running_mode", "Running mode"),
        "- {user: ann, directory: d-0123456789, bundle: wsb-012345678, running_mode: auto-stop, tags: {team: it}}\n".to_owned(),
        "---\n- user: ann\n  directory: d-0123456789\n  bundle: wsb-012345678\n  running_mode: AUTO_STOP\n  root: ~\n  tag:team: it\n".to_owned(),
        "[\n\t{\n\t\t\"user\": \"ann\",\n\t\t\"directory\": \"d-0123456789\", \"bundle\": \"wsb-012345678\",\n\t\t\"running_mode\": \"auto-stop\",\n\t\t\"tags\": {\"team\": \"it\"}\n\t}\n]\n".to_owned(),
    ] {
        let read = Manifest::read(text.as_bytes(), &Reading::default());
        let read = read.unwrap_or_else(|error| panic!("{text}: {:?}", error.lines())).entries;
        assert_eq!(without_places(&plain(read)), expected, "{text}");
    }
}

/// All at once, each where it stands.
#[test]
fn every_fault_has_its_place() {
    let row = |cells: &str| format!("{HEADING},auto_stop,encrypt,key\n{cells}\n");
    for (text, expected) in [
        (String::new(), vec!["line 1, column 1: it names no desktop"]),
        (
            row("ann,d-1,b,auto-stop,61,,"),
            vec!["line 2, column 21: auto_stop: `61` is not a time that goes by the hour"],
        ),
        (row("ann,d-1,b,manual,,,"), vec!["line 2, column 11: running_mode: `manual` is not available here"]),
        (row("ann,d-1,b,always-on,60,,"), vec!["line 2, column 21: `auto_stop` means nothing"]),
        (
            row(",d-1,b,always-on,,some,"),
            vec!["line 2, column 1: `user` is missing", "line 2, column 19: encrypt: `some`"],
        ),
        (row("ann,d-1,b,always-on,,,arn:aws:kms:us-east-1:111122223333:key/k"), vec!["line 2, column 23: `key` says with what"]),
        (row("ann,d-1,b,always-on,,both,alias/k"), vec!["line 2, column 27: key: `alias/k` is no ARN, write the key's ARN"]),
        (row("ann,d-1,b"), vec!["line 2, column 1: 3 cells, the heading has 7"]),
        (
            row("\"a\nb\",d-1,b,,,,\nbob,d-1,b,x,,,"),
            vec![
                "line 2, column 1: user: a user name has no control",
                "line 3, column 10: `running_mode` is missing",
                "line 4, column 11: running_mode: `x` is not known",
            ],
        ),
        (
            format!("usr,{HEADING}\n,ann,d,b,auto-stop\n"),
            vec!["line 1, column 1: `usr` is not a column, did you mean `user`?"],
        ),
        // A column that is nowhere is missed once, and one that is misspelt not at all.
        (
            "user,directory,bundle\nann,d-1,b\nbob,d-1,b\n".to_owned(),
            vec!["line 1, column 1: `running_mode` is missing: write auto-stop"],
        ),
        (
            "user,directry,bundle,running_mode\nann,d-1,b,auto-stop\nbob,d-1,b,auto-stop\n".to_owned(),
            vec!["line 1, column 6: `directry` is not a column, did you mean `directory`?"],
        ),
        (
            format!("{HEADING},auto_stop\nann,d-1,b\nbob,d-1,b,auto-stop,61\n"),
            vec!["line 2, column 1: 3 cells, the heading has 5", "line 3, column 21: auto_stop: `61`"],
        ),
        // A document is read on behind what is no value, and up to the place where its form breaks.
        (
            "- user: [ann, {of: it}]\n  directory: d-1\n  bundle: b\n  running_mode: x\n- bob\n- &a {user: cid, root: *a}\n"
                .to_owned(),
            vec![
                "line 1, column 9: a value is one text",
                "line 4, column 17: running_mode: `x` is not known",
                "line 5, column 3: a desktop is a mapping",
                "line 6, column 3: `bundle` is missing",
                "line 6, column 3: `directory` is missing",
                "line 6, column 3: `running_mode` is missing",
                "line 6, column 24: references are not read",
            ],
        ),
        (
            "- {user: ann, directory: d-1, bundle: b, running_mode: x}\n- {user: bob, root: ]}\n".to_owned(),
            vec!["line 1, column 56: running_mode: `x` is not known", "line 2, column 22: neither YAML nor JSON"],
        ),
        ("{}".to_owned(), vec!["line 1, column 1: a manifest is a list"]),
    ] {
        let found = faults(&text);
        assert_eq!(found.len(), expected.len(), "{text}: {found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(expected), "{text}: {found}");
        }
    }
}

#[test]
fn columns_are_named_filled_and_passed_over() {
    // One without a name is nothing, unless something stands in it.
    assert_eq!(faults(&format!("{HEADING},,\nann,d-1,b,auto-stop,,\n")), [""; 0]);
    let found = faults(&format!("{HEADING},\nann,d-1,b,auto-stop,7\n"));
    assert!(
        matches!(found.as_slice(), [fault] if fault.starts_with("line 1, column 36: `` is not a column")),
        "{found:?}"
    );
    let reading = Reading {
        names: vec![(Column::User, "Login name".to_owned())],
        defaults: vec![(Column::RunningMode, "auto-stop".to_owned())],
        ignores_rest: true,
    };
    let text = "Login name,directory,bundle,cost centre\nann,d-1,b,7\n";
    assert_eq!(Manifest::read(text.as_bytes(), &reading).expect("a manifest").faults(), None);
    // A default is for those that it says something about.
    let defaults = vec![(Column::RunningMode, "auto-stop".to_owned()), (Column::AutoStop, "120".to_owned())];
    let filled = Reading { defaults, ..Reading::default() };
    let manifest = Manifest::read(format!("{HEADING}\nann,d,b,always-on\nbob,d,b,\n").as_bytes(), &filled);
    let manifest = manifest.expect("a manifest");
    assert_eq!(manifest.faults(), None);
    assert_eq!(manifest.entries.iter().map(values::Entry::minutes).collect::<Vec<_>>(), [None, Some(120)]);
    // A name that no column has is told once, and what it was to be is not missed besides.
    let slip = Reading { names: vec![(Column::User, "Lgoin name".to_owned())], ..reading.clone() };
    for text in [
        format!("{text}bob,d-1,b,8\n"),
        "- {Login name: ann, directory: d, bundle: b}\n- {Login name: bob, directory: d, bundle: b}\n".to_owned(),
    ] {
        let manifest = Manifest::read(text.as_bytes(), &slip).expect("a manifest");
        let faults = manifest.faults().expect("one").lines();
        let expected = "line 1, column 1: `--column` says that `user` is `Lgoin name`, and no column has that name";
        assert_eq!(faults, [expected], "{text}");
    }
    let strict = Reading { ignores_rest: false, ..reading };
    let manifest = Manifest::read(text.as_bytes(), &strict).expect("a manifest");
    let faults = manifest.faults().expect("one").lines();
    assert!(matches!(faults.as_slice(), [fault] if fault.contains("`--ignore-columns`")), "{faults:?}");
}

/// What the text tells and what only the account does stand in one list, by line; each cell once.
#[test]
fn faults_of_cells_and_of_names_are_told_together() {
    let seen = seen();
    let lines = |text: &str, reading: &Reading| {
        let manifest = Manifest::read(text.as_bytes(), reading).expect("a manifest");
        manifest.desktops(&seen).expect_err("refused").lines()
    };
    let text = format!(
        "{HEADING},root,encrypt,key\n\
         ,corp.example.com,standrad,auto-stop,,,\n\
         bob,crop.example.com,wsb-012345670,sometimes,,,\n\
         cid,d-0123456780,standard,auto-stop,big,user,arn:aws:kms:us-east-1:111122223333:key/gone\n\
         dan,d-0123456789,twice,auto-stop,,,arn:aws:kms:us-east-1:111122223333:key/gone\n\
         eve,corp.example.com,wsb-012345678,auto-stop,,both,arn:aws:kms:us-east-1:111122223333:key/here\n\
         Eve,d-0123456789,standard,auto-stop,,,\n"
    );
    let expected = [
        "line 2, column 1: `user` is missing",
        "line 2, column 19: bundle: `standrad` is not known; did you mean `standard`?",
        "line 3, column 5: directory: `crop.example.com` is not known; did you mean `corp.example.com`?",
        "line 3, column 22: bundle: there is no `wsb-012345670` here; did you mean `wsb-012345678`?",
        "line 3, column 36: running_mode: `sometimes` is not known",
        "line 4, column 5: directory: there is no `d-0123456780` here; did you mean `d-0123456789`?",
        "line 4, column 37: root: `big` is not a size in GiB",
        "line 4, column 46: key: KMS knows no key `arn:aws:kms:us-east-1:111122223333:key/gone`",
        "line 5, column 18: bundle: `twice` is ambiguous: it can be wsb-0aaaaaaaa, wsb-0bbbbbbbb; name it by its id",
        "line 5, column 36: `key` says with what",
        "line 7, column 1: `Eve` is named twice in d-0123456789, first in line 6",
    ];
    let found = lines(&text, &Reading::default());
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}: {expected}");
    }
    // A default is one cell, whatever number of rows it fills.
    let reading = Reading { defaults: vec![(Column::Bundle, "nope".to_owned())], ..Reading::default() };
    let found = lines(
        "user,directory,running_mode\nann,corp.example.com,auto-stop\nbob,corp.example.com,auto-stop\n",
        &reading,
    );
    assert_eq!(found, ["line 1, column 1: bundle: `nope` is not known; there are standard, twice"]);
}

/// What could not be read is not said to be missing.
#[test]
fn names_that_can_not_be_looked_up_are_no_slips() {
    let gap = |what: &str, of: Option<&str>| Gap {
        what: what.to_owned(),
        of: of.map(str::to_owned),
        reason: "denied".to_owned(),
    };
    let text = format!("{HEADING}\nann,d-0000000000,wsb-000000000,auto-stop\n");
    for (gap, expected) in [
        (gap("Directories", None), &["bundle: there is no `wsb-000000000` here"][..]),
        (gap("Directory", Some("d-0000000000")), &["bundle: there is no `wsb-000000000` here"]),
        // The id is taken at its word, and the plan says so.
        (gap("Bundles", None), &["directory: there is no `d-0000000000` here"]),
        (
            gap("Bundle", Some("wsb-000000000")),
            &["directory: there is no `d-0000000000` here", "bundle: `wsb-000000000` can't be read: denied"],
        ),
    ] {
        let seen = Snapshot { gaps: vec![gap.clone()], ..seen() };
        let manifest = Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest");
        let found = manifest.desktops(&seen).expect_err("refused").lines();
        assert_eq!(found.len(), expected.len(), "{gap:?}: {found:?}");
        assert!(found.iter().zip(expected).all(|(found, expected)| found.ends_with(expected)), "{gap:?}: {found:?}");
    }
}

fn seen() -> Snapshot {
    let snapshot = serde_json::json!({
        "seen_at": "2026-01-05T08:00:00Z",
        "scope": { "account": "111122223333", "region": "us-east-1" },
        "workspaces": [], "subnets": [], "gaps": [],
        "directories": [{ "DirectoryId": "d-0123456789", "DirectoryName": "corp.example.com", "SubnetIds": [] }],
        "bundles": [
            { "BundleId": "wsb-012345678", "Name": "standard" },
            { "BundleId": "wsb-0aaaaaaaa", "Name": "twice" },
            { "BundleId": "wsb-0bbbbbbbb", "Name": "twice" },
        ],
        "keys": [{ "KeyId": "arn:aws:kms:us-east-1:111122223333:key/gone" }, { "KeyId": "arn:aws:kms:us-east-1:111122223333:key/here", "KeyState": "Enabled" }],
    });
    serde_json::from_value(snapshot).expect("a snapshot")
}

/// Where bundles could not be listed, an id is taken at its word; a name stands for nothing, and an id that was looked for and
/// is not there is a slip.
#[test]
fn an_id_of_a_bundle_is_enough_where_none_can_be_read() {
    let text = format!("{HEADING}\nann,d-0123456789,wsb-012345678,always-on\nbob,d-0123456789,standard,always-on\n");
    let manifest = Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest");
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    let mut seen = Snapshot::empty(Timestamp::UNIX_EPOCH, scope);
    let directory = serde_json::json!({"DirectoryId": "d-0123456789"});
    seen.directories.push(serde_json::from_value(directory).expect("a directory"));
    let lines = |seen: &Snapshot| manifest.desktops(seen).expect_err("a name").lines();
    assert_eq!(lines(&seen).len(), 2);
    seen.gaps.push(Gap { what: "Bundles".to_owned(), of: None, reason: "denied".to_owned() });
    let lines = lines(&seen);
    assert!(lines.len() == 1 && lines[0].contains("line 3") && lines[0].contains("denied"), "{lines:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a file, it is read or refused.
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), start in 0..5_usize) {
        let start = ["", HEADING, "- ", "[", "\u{feff}"][start];
        drop(Manifest::read(&[start.as_bytes(), &bytes].concat(), &Reading::default()));
    }

    /// A user's name comes out as it was quoted, whatever it has in it.
    #[test]
    fn quoted_names_come_back(user in "[a-zA-Z,;\"|'éü.\\-]{1,40}") {
        let text = format!("{HEADING}\n\"{}\",d-1,b,always-on\n", user.replace('"', "\"\""));
        let manifest = Manifest::read(text.as_bytes(), &Reading::default()).expect("a manifest");
        let (read, wanted) = (format!("{manifest:?}"), format!("{user:?}"));
        prop_assert!(read.contains(&wanted));
    }
}

mod ip_groups {
    //! The file of `ip-group apply`.

    use super::super::IpGroupFile;

    const FILE: &str = "\
groups:
  office:
    description: Berlin and Paris
    rules:
      - 203.0.113.0/24=Berlin
      - 198.51.100.7
  empty:
directories:
  corp.example.com: [office, empty]
";

    #[test]
    fn yaml_and_json_say_the_same() {
        let yaml = IpGroupFile::read(FILE.as_bytes()).expect("a file");
        let json = "{\"groups\": {\"office\": {\"description\": \"Berlin and Paris\",\n\t\"rules\": [\"203.0.113.0/24=Berlin\", \
                    \"198.51.100.7\"]}, \"empty\": {}}, \"directories\": {\"corp.example.com\": [\"office\", \"empty\"]}}";
        assert_eq!(IpGroupFile::read(json.as_bytes()).expect("a file"), yaml);
        assert_eq!(yaml.groups.len(), 2);
        assert_eq!(yaml.groups[0].rules[0].rule_desc.as_deref(), Some("Berlin"));
        assert_eq!(yaml.groups[0].rules[1].ip_rule, "198.51.100.7/32");
        assert_eq!(yaml.directories, [("corp.example.com".to_owned(), vec!["office".to_owned(), "empty".to_owned()])]);
    }

    /// All faults at once, each with its place.
    #[test]
    fn every_fault_is_told_with_its_place() {
        let bad =
            "groups:\n  a:\n    rules: [203.0.113.7/24, office]\n    rule: x\n  a:\n    rules: x\ndirectorys: {}\n";
        let lines = IpGroupFile::read(bad.as_bytes()).expect_err("refused").lines();
        let expected = [
            "line 3, column 13: `203.0.113.7/24` has bits of a host: write `203.0.113.0/24`",
            "line 3, column 29: `office` is not a range of addresses",
            "line 4, column 5: `rule` is not known, did you mean `rules`?",
            "line 5, column 3: `a` stands there twice",
            "line 6, column 12: this is a list of texts",
            "line 7, column 1: `directorys` is not known, did you mean `directories`?",
        ];
        assert_eq!(lines.len(), expected.len(), "{lines:#?}");
        for (line, start) in lines.iter().zip(expected) {
            assert!(line.starts_with(start), "{line}");
        }
        for (bad, says) in [
            ("", "it names neither groups nor directories"),
            ("- a\n", "the file is a mapping"),
            ("groups: [", "neither YAML nor JSON"),
            (&"[".repeat(100), "too deep"),
            (&"[".repeat(100_000), "recursion limit"),
        ] {
            let lines = IpGroupFile::read(bad.as_bytes()).expect_err("refused").lines();
            assert!(lines.iter().any(|line| line.contains(says)), "{lines:?}");
        }
    }
}
