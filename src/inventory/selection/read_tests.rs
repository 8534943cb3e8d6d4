//! Lists in every form and encoding that people send, and in none.

use proptest::prelude::*;

use super::tests::{TARGETS, config, targets};
use super::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_a_list_or_an_error_with_a_place(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(SelectionError::File { line, column, .. }) = read_targets(&bytes) {
            prop_assert!(line >= 1 && column >= 1);
        }
    }

    #[test]
    fn lists_that_are_almost_right_never_panic(
        text in "(WorkspaceId|ws-00000001|[,\t\n\r #\"'{}\\[\\]:]|\u{feff}|é|Workspaces|schema|1|user:){0,40}",
    ) {
        let _ = read_targets(text.as_bytes());
    }

    #[test]
    fn a_list_of_any_targets_is_read_as_it_was_written(
        chosen in proptest::collection::vec(0..TARGETS.len(), 0..20),
        crlf in any::<bool>(),
    ) {
        let wanted: Vec<Target> = chosen.iter().map(|number| TARGETS[*number].parse().expect("a target")).collect();
        let end = if crlf { "\r\n" } else { "\n" };
        let lines: Vec<String> = wanted.iter().map(|target| format!("{target}{end}")).collect();
        let text = lines.concat();
        for bytes in encodings(&text) {
            prop_assert_eq!(read_targets(&bytes), Ok(wanted.clone()));
        }
    }
}

/// A text in every encoding that is read.
fn encodings(text: &str) -> Vec<Vec<u8>> {
    let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(bytes).collect() };
    let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
    vec![
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        [b"\xFF\xFE".as_slice(), &little].concat(),
        [b"\xFE\xFF".as_slice(), &big].concat(),
        little,
        big,
    ]
}

#[test]
fn every_form_of_list_gives_the_same_targets() {
    let wanted = Ok(targets(&["ws-00000001", "ws-00000002"]));
    for text in [
        "# the pilot\n\n  ws-00000001  # alice\nws-00000002",
        "ws-00000001\tws-00000002\n",
        "{\"schema\":1,\"Workspaces\":[{\"WorkspaceId\":\"ws-00000001\",\"State\":\"AVAILABLE\"},{\"WorkspaceId\":\"ws-00000002\"}],\"Gaps\":[]}",
        "{\"Workspaces\": [{\"WorkspaceId\": \"ws-00000001\"},\n {\"WorkspaceId\": \"ws-00000002\"}]}",
        "{\"schema\":1,\"WorkspaceId\":\"ws-00000001\"}\n{\"schema\":1,\"WorkspaceId\":\"ws-00000002\"}\n",
        "[\"ws-00000001\", {\"WorkspaceId\": \"ws-00000002\"}]",
        "WorkspaceId\nws-00000001\nws-00000002\n",
        "UserName,WorkspaceId\n\"a, \"\"b\"\"\nc\",ws-00000001\r\nbob,ws-00000002\r\n",
        "WorkspaceId\tUserName\nws-00000001\talice\nws-00000002\tbob\n",
        "\"WorkspaceId\",\"State\"\n\"ws-00000001\",\"AVAILABLE\"\n\"ws-00000002\",\"STOPPED\"\n",
    ] {
        for bytes in encodings(text) {
            assert_eq!(read_targets(&bytes), wanted, "{text}");
        }
    }
    assert_eq!(read_targets(b""), Ok(Vec::new()));
    assert_eq!(read_targets(b" \n# nothing\n"), Ok(Vec::new()));
    assert_eq!(read_targets(b"user:a#b # c"), Ok(targets(&["user:a#b"])));
}

/// A line of a megabyte is no slip: nothing is compared with it, and nobody is told all of it.
#[test]
fn a_long_line_gets_a_short_error() {
    let long = "x".repeat(1 << 20);
    for text in [long.clone(), format!("{long}:y"), format!("run:R-20260105T080000Z-0001:{long}")] {
        let error = read_targets(text.as_bytes()).expect_err("no list");
        assert!(error.to_string().len() < 2_000, "{} bytes", error.to_string().len());
    }
}

#[test]
fn what_can_not_be_read_is_named_with_its_place() {
    for (text, line, column) in [
        ("ws-00000001\n  alice\n", 2, 3),
        ("ws-00000001 AVAILABLE\n", 1, 13),
        ("{\"Workspaces\":[{\"WorkspaceId\":\"ws-1\"}]}", 1, 32),
        ("{\"WorkspaceId\":\"ws-00000001\"}\n{\"WorkspaceId\":\"oops\"}", 2, 17),
        ("{\"schema\":1,\n\"Workspaces\":[}", 2, 15),
        ("{\"schema\":1,\n\"山田太郎\":[}", 2, 9), // letters, not bytes
        ("{\"schema\":2,\"Workspaces\":[]}", 1, 1),
        ("\n {\"Bundles\":[]}", 2, 2),
        ("{\"Workspaces\":[{\"State\":\"AVAILABLE\"}]}", 1, 1),
        ("[\"ws-00000001\", 7]", 1, 1),
        ("UserName,WorkspaceId\nalice,ws-00000001\n\nbob,oops\n", 4, 5),
        ("UserName,WorkspaceId\nalice,ws-00000001\nbob\n", 3, 1),
        ("UserName,WorkspaceId\nalice,\n", 2, 1),
    ] {
        match read_targets(text.as_bytes()) {
            Err(SelectionError::File { line: l, column: c, .. }) => assert_eq!((l, c), (line, column), "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    let error = read_targets(b"ws-00000001\nab\xFFc").expect_err("no text");
    assert_eq!(error.to_string(), "line 2, column 3: neither UTF-8 nor UTF-16");
    assert!(read_targets(b"\xFF\xFEa").is_err(), "half a unit");
    assert!(read_targets(&vec![b' '; LIST_BYTES_MAX + 1]).is_err());
}
