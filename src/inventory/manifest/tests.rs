//! What can be read, what is refused and where, and that nothing makes it panic.

use proptest::prelude::*;

use super::*;

const HEADING: &str = "user,directory,bundle,running_mode";

fn faults(text: &str) -> Vec<String> {
    match Manifest::read(text.as_bytes(), &Reading::default()) {
        Ok(_) => Vec::new(),
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
        (row("ann,d-1,b,always-on,,,alias/k"), vec!["line 2, column 23: `key` says with what"]),
        (row("ann,d-1,b"), vec!["line 2, column 1: 3 cells, the heading has 7"]),
        (
            row("\"a\nb\",d-1,b,,,,\nbob,d-1,b,x,,,"),
            vec![
                "line 2, column 1: `running_mode` is missing",
                "line 2, column 1: user: a user name has no control",
                "line 4, column 11: running_mode: `x` is not known",
            ],
        ),
        (
            format!("usr,{HEADING}\n,ann,d,b,auto-stop\n"),
            vec!["line 1, column 1: `usr` is not a column, did you mean `user`?"],
        ),
        ("- user: ann\n  root: [1]\n".to_owned(), vec!["line 2, column 9: a value is one text"]),
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
    let reading = Reading {
        names: vec![(Column::User, "Login name".to_owned())],
        defaults: vec![(Column::RunningMode, "auto-stop".to_owned())],
        ignores_rest: true,
    };
    let text = "Login name,directory,bundle,cost centre\nann,d-1,b,7\n";
    assert!(Manifest::read(text.as_bytes(), &reading).is_ok());
    let strict = Reading { ignores_rest: false, ..reading };
    let error = Manifest::read(text.as_bytes(), &strict).expect_err("refused").lines();
    assert!(error[0].contains("`--ignore-columns`"), "{error:?}");
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
