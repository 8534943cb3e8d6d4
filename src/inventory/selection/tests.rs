//! The grammar and its matching.

use std::collections::BTreeMap;

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::inventory::Gap;
use crate::model::{
    Bundle, BundleId, Compute, Connection, ConnectionState, Directory, DirectoryId, Extras, OperatingSystem, Protocol,
    RunningMode, Scope, SubnetId, Tag, WorkspaceProperties, WorkspaceState,
};

pub(super) fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

fn now() -> Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a timestamp")
}

fn id(number: usize) -> WorkspaceId {
    WorkspaceId::from_service(format!("ws-{number:08}"))
}

fn workspace(number: usize, directory: &str, user: &str) -> Workspace {
    Workspace {
        workspace_id: id(number),
        directory_id: DirectoryId::from_service(directory),
        user_name: user.to_owned(),
        ip_address: Some(format!("10.0.0.{number}")),
        state: WorkspaceState::Available,
        bundle_id: BundleId::from_service("wsb-00000001"),
        subnet_id: Some(SubnetId::from_service("subnet-00000001")),
        error_message: None,
        error_code: None,
        computer_name: Some(format!("WSAMZN-{number}")),
        volume_encryption_key: None,
        user_volume_encryption_enabled: None,
        root_volume_encryption_enabled: None,
        workspace_name: None,
        workspace_properties: WorkspaceProperties {
            running_mode: Some(RunningMode::AutoStop),
            compute_type_name: Some(Compute::Standard),
            protocols: vec![Protocol::Wsp],
            operating_system_name: Some(OperatingSystem::Windows10),
            ..WorkspaceProperties::default()
        },
        modification_states: Vec::new(),
        related_workspaces: Vec::new(),
        data_replication_settings: None,
        standby_workspaces_properties: Vec::new(),
        deskfleet: Extras::default(),
    }
}

fn bundle(id: &str, name: &str) -> Bundle {
    Bundle {
        bundle_id: BundleId::from_service(id),
        name: Some(name.to_owned()),
        owner: None,
        description: None,
        image_id: None,
        compute_type: None,
        root_storage_gib: None,
        user_storage_gib: None,
        state: None,
        bundle_type: None,
    }
}

fn directory(id: &str, name: &str, alias: &str) -> Directory {
    Directory {
        directory_id: DirectoryId::from_service(id),
        directory_name: Some(name.to_owned()),
        alias: Some(alias.to_owned()),
        directory_type: None,
        state: None,
        subnet_ids: Vec::new(),
        tenancy: None,
        user_identity_type: None,
        workspace_security_group_id: None,
        custom_security_group_id: None,
    }
}

/// Four desktops: alice in both directories, bob and carol in the first.
fn fleet() -> Snapshot {
    let mut fleet = Snapshot {
        seen_at: now(),
        scope: Scope {
            account: "111122223333".to_owned(),
            region: "us-east-1".to_owned(),
            endpoint: None,
            simulated: false,
        },
        workspaces: vec![
            workspace(1, "d-00000001", "alice"),
            workspace(2, "d-00000002", "Alice"),
            workspace(3, "d-00000001", "bob"),
            workspace(4, "d-00000001", "carol"),
        ],
        directories: vec![
            directory("d-00000001", "corp.example.com", "corp"),
            directory("d-00000002", "lab.example.com", "lab"),
        ],
        bundles: vec![
            bundle("wsb-00000001", "Standard"),
            bundle("wsb-00000002", "standard"),
            bundle("wsb-00000003", "twice"),
            bundle("wsb-00000004", "twice"),
        ],
        subnets: Vec::new(),
        keys: Vec::new(),
        security_groups: Vec::new(),
        quotas: Vec::new(),
        gaps: Vec::new(),
    };
    fleet.sort();
    fleet
}

fn connection(state: ConnectionState, days_ago: Option<i64>) -> Connection {
    let last = days_ago.map(|days| now().as_second() - days * 86_400);
    Connection {
        connection_state: state,
        connection_state_check_timestamp: None,
        last_known_user_connection_timestamp: last.and_then(|second| Timestamp::from_second(second).ok()),
    }
}

pub(super) fn targets(texts: &[&str]) -> Vec<Target> {
    texts.iter().map(|text| text.parse().expect("a target")).collect()
}

fn named(texts: &[&str]) -> Selection {
    Selection { targets: targets(texts), ..Selection::default() }
}

fn select(selection: &Selection, fleet: &Snapshot) -> Selected {
    selection.select(fleet, &BTreeMap::new(), now()).expect("a selection")
}

fn numbers(selected: &Selected) -> Vec<usize> {
    let number = |id: &WorkspaceId| id.as_str()[3..].parse().expect("a number");
    selected.workspaces.iter().map(number).collect()
}

/// The numbers of the desktops that pass a filter, of a fleet that is prepared first.
fn passing(set: impl FnOnce(&mut Filters), prepare: impl FnOnce(&mut [Workspace])) -> Vec<usize> {
    let mut fleet = fleet();
    prepare(&mut fleet.workspaces);
    let mut selection = Selection::default();
    set(&mut selection.filters);
    let mut found = numbers(&select(&selection, &fleet));
    found.sort_unstable();
    found
}

pub(super) const TARGETS: [&str; 13] = [
    "ws-0123abcde",
    "arn:aws:workspaces:us-east-1:111122223333:workspace/ws-0123abcde",
    "arn:aws-us-gov:workspaces:us-gov-west-1:111122223333:workspace/ws-0123abcde",
    "user:alice",
    "user:d-0123456789/alice",
    "user:wsd-0123abcde/a/b",
    "user:Ünal Ö'Neill/x",
    "computer:WSAMZN-1A2B3C",
    "ip:10.0.1.7",
    "ip:fd00::7",
    "run:R-20260105T080012Z-1a2b",
    "run:R-20260105T080012Z-1a2b:failed",
    "run:R-20260105T080012Z-1a2b:new",
];

#[test]
fn targets_are_printed_as_they_are_read() {
    for text in TARGETS {
        assert_eq!(text.parse::<Target>().expect("a target").to_string(), text);
    }
}

#[test]
fn what_is_no_target_is_refused_with_what_was_perhaps_meant() {
    for (text, hint) in [
        ("alice", "did you mean `user:alice`?"),
        ("usr:alice", "did you mean `user:alice`?"),
        ("d-0123456789", "did you mean `--directory d-0123456789`?"),
        ("10.0.1.7", "did you mean `ip:10.0.1.7`?"),
        ("run:R-20260105T080012Z-1a2b:fialed", "did you mean `run:R-20260105T080012Z-1a2b:failed`?"),
    ] {
        let error = text.parse::<Target>().expect_err("no target");
        assert_eq!(error.hint().as_deref(), Some(hint), "{text}: {error}");
    }
    for text in [
        "",
        "-",
        "@file",
        "user:",
        "user:d-0123456789/ ",
        "computer:",
        "ip:",
        "ip:10.0.1",
        "run:",
        "run:R-1",
        "ws-x",
        "arn:",
        "arn:aws:ec2:us-east-1:111122223333:workspace/ws-0123abcde",
        "arn:aws:workspaces::111122223333:workspace/ws-0123abcde",
        "arn:aws:workspaces:us-east-1:1111:workspace/ws-0123abcde",
        "arn:aws:workspaces:us-east-1:111122223333:directory/d-0123456789",
        "arn:gcp:workspaces:us-east-1:111122223333:workspace/ws-0123abcde",
    ] {
        assert!(text.parse::<Target>().is_err(), "{text:?}");
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text_is_a_target_that_prints_as_itself_or_an_error(text in "\\PC{0,40}|(user|computer|ip|run|arn):\\PC{0,40}") {
        if let Ok(target) = text.parse::<Target>() {
            prop_assert_eq!(target.to_string().parse::<Target>(), Ok(target));
        }
        let _ = (text.parse::<TagPattern>(), parse_state(&text), parse_compute_type(&text), parse_unused_for(&text));
    }
}

#[test]
fn named_targets_unite_and_are_ordered_by_directory_user_and_id() {
    let selection = named(&["ip:10.0.0.4", "user:d-00000002/alice", "computer:wsamzn-3", "ws-00000001", "user:BOB"]);
    let selected = select(&selection, &fleet());
    assert_eq!(numbers(&selected), [1, 3, 4, 2]);
    assert_eq!(selected.named.len(), 4);
    assert_eq!((selected.missing, selected.ambiguous), (Vec::new(), Vec::new()));
    let arn = named(&["arn:aws:workspaces:us-east-1:111122223333:workspace/ws-00000003"]);
    assert_eq!(numbers(&select(&arn, &fleet())), [3]);
    let elsewhere = named(&["arn:aws:workspaces:eu-west-1:111122223333:workspace/ws-00000003"]);
    let error = elsewhere.select(&fleet(), &BTreeMap::new(), now()).expect_err("another Region");
    assert!(matches!(error, SelectionError::Scope { .. }), "{error}");
}

#[test]
fn without_targets_everything_is_filtered_and_nothing_is_named() {
    let selection = Selection { all: true, ..Selection::default() };
    let selected = select(&selection, &fleet());
    assert_eq!((selected.workspaces.len(), selected.named.len()), (4, 0));
    assert!(!selection.is_empty() && Selection::default().is_empty());
}

#[test]
fn an_ambiguous_name_selects_all_who_have_it_and_says_so() {
    let selected = select(&named(&["user:alice"]), &fleet());
    assert_eq!(numbers(&selected), [1, 2]);
    let error = selected.unambiguous().expect_err("two alices");
    assert_eq!(error.to_string(), "`user:alice` is ambiguous: it can be ws-00000001, ws-00000002");

    let mut selection = named(&["user:alice"]);
    selection.filters.directories = vec!["lab".to_owned()];
    let selected = select(&selection, &fleet());
    assert_eq!((numbers(&selected), selected.unambiguous()), (vec![2], Ok(())), "a filter settles it");
}

#[test]
fn missing_targets_are_told_with_the_id_that_they_have_now() {
    let lineage = BTreeMap::from([(id(7), id(8)), (id(8), id(3))]);
    let selection = named(&["ws-00000007", "user:nobody", "user:nobody"]);
    let selected = selection.select(&fleet(), &lineage, now()).expect("a selection");
    let missing = |text: &str, new_id| Missing { text: text.to_owned(), new_id, nearest: None };
    assert_eq!(selected.missing, [missing("user:nobody", None), missing("ws-00000007", Some(id(3)))]);
    assert!(selected.workspaces.is_empty() && !selected.is_empty());
    let circle = BTreeMap::from([(id(7), id(8)), (id(8), id(7))]);
    assert!(selection.select(&fleet(), &circle, now()).is_ok(), "a damaged ledger ends");
}

#[test]
fn exclusions_are_taken_away_also_from_under_a_new_id() {
    let lineage = BTreeMap::from([(id(9), id(3))]);
    let selection =
        Selection { all: true, exclude: targets(&["user:alice", "ws-00000009", "user:alcie"]), ..Selection::default() };
    let selected = selection.select(&fleet(), &lineage, now()).expect("a selection");
    assert_eq!(numbers(&selected), [4]);
    assert_eq!(selected.idle_exclusions, ["user:alcie"]);
}

#[test]
fn runs_have_to_be_looked_up_before() {
    let selection = named(&["run:R-20260105T080012Z-1a2b"]);
    let error = selection.select(&fleet(), &BTreeMap::new(), now()).expect_err("a run");
    assert_eq!(error, SelectionError::Run("run:R-20260105T080012Z-1a2b".to_owned()));
}

#[test]
fn values_of_one_filter_unite_and_filters_intersect() {
    let prepare = |workspaces: &mut [Workspace]| {
        workspaces[0].state = WorkspaceState::Stopped;
        workspaces[2].state = WorkspaceState::Error;
    };
    let states = vec![WorkspaceState::Stopped, WorkspaceState::Error];
    assert_eq!(passing(|filters| filters.states = states.clone(), prepare), [1, 3]);
    let narrow = |filters: &mut Filters| {
        filters.states = states.clone();
        filters.conditions.insert(Condition::Unhealthy);
    };
    assert_eq!(passing(narrow, prepare), [3]);
}

#[test]
fn properties_are_compared_and_an_absent_one_does_not_pass() {
    let none = |_: &mut [Workspace]| {};
    assert_eq!(passing(|filters| filters.directories = vec!["CORP".to_owned()], none), [1, 3, 4]);
    assert_eq!(passing(|filters| filters.directories = vec!["d-00000002".to_owned()], none), [2]);
    assert_eq!(passing(|filters| filters.bundles = vec!["Standard".to_owned()], none), [1, 2, 3, 4]);
    assert_eq!(passing(|filters| filters.bundles = vec!["wsb-00000009".to_owned()], none), [] as [usize; 0]);
    let subnet = SubnetId::from_service("subnet-00000001");
    let without = |workspaces: &mut [Workspace]| {
        workspaces[0].subnet_id = None;
        workspaces[1].workspace_properties = WorkspaceProperties::default();
        workspaces[2].root_volume_encryption_enabled = Some(true);
    };
    assert_eq!(passing(|filters| filters.subnets = vec![subnet], without), [2, 3, 4]);
    assert_eq!(passing(|filters| filters.compute_types = vec![Compute::Standard], without), [1, 3, 4]);
    assert_eq!(passing(|filters| filters.running_modes = vec![RunningMode::AutoStop], without), [1, 3, 4]);
    assert_eq!(passing(|filters| filters.protocols = vec![Protocol::Wsp], without), [1, 3, 4]);
    assert_eq!(passing(|filters| filters.operating_systems = vec![OperatingSystem::Unknown], without), [2]);
    assert_eq!(passing(|filters| filters.conditions = [Condition::Encrypted].into(), without), [3]);
}

#[test]
fn unread_tags_are_neither_present_nor_absent() {
    let prepare = |workspaces: &mut [Workspace]| {
        let tag = |value: &str| Tag { key: "team".to_owned(), value: value.to_owned() };
        workspaces[0].deskfleet.tags = Some(vec![tag("red")]);
        workspaces[1].deskfleet.tags = Some(vec![tag("blue")]);
        workspaces[2].deskfleet.tags = Some(Vec::new());
    };
    let tags = |texts: &[&str]| -> Vec<TagPattern> { texts.iter().map(|text| text.parse().expect("a tag")).collect() };
    assert_eq!(passing(|filters| filters.tags = tags(&["team"]), prepare), [1, 2]);
    assert_eq!(passing(|filters| filters.tags = tags(&["team=red", "team=green"]), prepare), [1]);
    assert_eq!(passing(|filters| filters.not_tags = tags(&["team"]), prepare), [3]);
    assert_eq!(passing(|filters| filters.not_tags = tags(&["team=red", "Team"]), prepare), [2, 3]);
    assert!("=red".parse::<TagPattern>().is_err());
}

/// A desktop is due from the first moment of its day on, in UTC; what is no date is never due.
#[test]
fn a_tag_is_due_on_its_day_and_after() {
    let day = now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let date = |days: i64| day.checked_add(jiff::Span::new().days(days)).expect("a day").to_string();
    let due = |values: [&str; 3]| {
        passing(
            |filters| filters.due_tags = vec!["end".to_owned(), "stop".to_owned()],
            |workspaces| {
                for (workspace, value) in workspaces.iter_mut().zip(values) {
                    workspace.deskfleet.tags = Some(vec![Tag { key: "end".to_owned(), value: value.to_owned() }]);
                }
            },
        )
    };
    assert_eq!(due([&date(-1), &date(0), &date(1)]), [1, 2]);
    assert_eq!(due(["", "soon", "2026-13-01"]), Vec::<usize>::new());
    assert_eq!(due(["2020-01-01", "2020-1-1", "2020-01-01T00:00:00Z"]), [1]);
    let tag = |key: &str| Tag { key: key.to_owned(), value: "2020-01-01".to_owned() };
    let other = passing(
        |filters| filters.due_tags = vec!["end".to_owned()],
        |workspaces| workspaces[0].deskfleet.tags = Some(vec![tag("End"), tag("ende")]),
    );
    assert_eq!(other, Vec::<usize>::new(), "case counts, and tags that were not read are not due");
    let last = Criterion::DueTag(vec!["end".to_owned()]);
    let tags = [Tag { key: "end".to_owned(), value: "2026-03-01".to_owned() }];
    let at = |text: &str| text.parse::<Timestamp>().expect("a moment");
    assert!(!last.passes_tags(&tags, at("2026-02-28T23:59:59Z")));
    assert!(last.passes_tags(&tags, at("2026-03-01T00:00:00Z")));
}

#[test]
fn connections_are_judged_only_where_they_are_known() {
    let prepare = |workspaces: &mut [Workspace]| {
        workspaces[0].deskfleet.connection = Some(connection(ConnectionState::Connected, Some(0)));
        workspaces[1].deskfleet.connection = Some(connection(ConnectionState::Disconnected, None));
        workspaces[2].deskfleet.connection = Some(connection(ConnectionState::Unknown, None));
    };
    let having = |condition| passing(|filters| filters.conditions = [condition].into(), prepare);
    assert_eq!(having(Condition::ConnectedNow), [1]);
    assert_eq!(having(Condition::NotConnected), [2]);
    assert_eq!(having(Condition::NeverConnected), [2, 3]);
}

/// Unused for 30 days: only what surely is. Never connected, unread, unknown, at work now and migrated all count as used.
#[test]
fn unused_for_takes_every_doubt_as_use() {
    let cases = [
        (Some(connection(ConnectionState::Disconnected, Some(30))), WorkspaceState::Available, true),
        (Some(connection(ConnectionState::Unknown, Some(30))), WorkspaceState::Stopped, true),
        (Some(connection(ConnectionState::Disconnected, Some(29))), WorkspaceState::Available, false),
        (Some(connection(ConnectionState::Disconnected, Some(-1))), WorkspaceState::Available, false),
        (Some(connection(ConnectionState::Disconnected, None)), WorkspaceState::Available, false),
        (Some(connection(ConnectionState::Unknown, Some(30))), WorkspaceState::Available, false),
        (Some(connection(ConnectionState::Connected, Some(30))), WorkspaceState::Available, false),
        (None, WorkspaceState::Stopped, false),
    ];
    for (connection, state, expected) in cases {
        let prepare = |workspaces: &mut [Workspace]| {
            workspaces[0].deskfleet.connection.clone_from(&connection);
            workspaces[0].state = state.clone();
        };
        let found = passing(|filters| filters.unused_for_s = Some(30 * 86_400), prepare);
        assert_eq!(found.contains(&1), expected, "{connection:?} {state}");
    }
}

#[test]
fn a_migrated_desktop_is_not_one_that_was_never_used() {
    let mut fleet = fleet();
    fleet.workspaces[0].deskfleet.connection = Some(connection(ConnectionState::Disconnected, None));
    let mut selection = Selection::default();
    selection.filters.conditions.insert(Condition::NeverConnected);
    assert_eq!(numbers(&select(&selection, &fleet)), [1]);
    let lineage = BTreeMap::from([(id(9), id(1))]);
    let selected = selection.select(&fleet, &lineage, now()).expect("a selection");
    assert!(selected.is_empty(), "its history went with the old id");
}

#[test]
fn names_in_filters_must_stand_for_one_thing() {
    let fleet = fleet();
    for (text, expected) in [
        ("twice", "`twice` is ambiguous: it can be wsb-00000003, wsb-00000004"),
        ("STANDARD", "`STANDARD` is ambiguous: it can be wsb-00000001, wsb-00000002"),
        ("standrad", "`standrad` is not a value of `--to`"),
    ] {
        assert_eq!(find_bundle("to", &fleet.bundles, text).expect_err("no bundle").to_string(), expected);
    }
    assert_eq!(find_bundle("to", &fleet.bundles, "standard").expect("exactly so").bundle_id.as_str(), "wsb-00000002");
    let mut selection = Selection::default();
    selection.filters.directories = vec!["crop".to_owned()];
    let error = selection.select(&fleet, &BTreeMap::new(), now()).expect_err("no directory");
    assert_eq!(error.hint().as_deref(), Some("did you mean `corp`?"));
    let error = find_bundle("to", &fleet.bundles, "nothing like it").expect_err("no bundle");
    assert_eq!(error.hint().as_deref(), Some("there are Standard, standard, twice"));
}

/// Of several places to look in, one that does not have a name still shows what the others of the flag stand for.
#[test]
fn names_that_are_perhaps_elsewhere_let_nothing_pass() {
    let here = |directories: &[&str], bundles: &[&str]| {
        let mut selection = Selection::default();
        selection.filters.directories = directories.iter().map(|name| (*name).to_owned()).collect();
        selection.filters.bundles = bundles.iter().map(|name| (*name).to_owned()).collect();
        let (selected, unknown) = selection.select_here(&fleet(), &BTreeMap::new(), now())?;
        Ok((numbers(&selected), unknown.iter().map(ToString::to_string).collect::<Vec<_>>()))
    };
    let nowhere = vec!["`nowhere` is not a value of `--directory`".to_owned()];
    assert_eq!(here(&["corp", "nowhere"], &[]), Ok((vec![1, 3, 4], nowhere.clone())));
    assert_eq!(here(&["nowhere"], &[]), Ok((vec![], nowhere)), "nothing, and not everything");
    assert_eq!(here(&[], &["power"]), Ok((vec![], vec!["`power` is not a value of `--bundle`".to_owned()])));
    let twice: Result<_, SelectionError> = here(&[], &["twice"]);
    assert!(matches!(twice, Err(SelectionError::Ambiguous { .. })), "it is for a person to say which: {twice:?}");
}

/// That a name is wrong can be said only of what was read.
#[test]
fn a_name_among_what_was_not_read_is_not_called_wrong() {
    let mut fleet = fleet();
    let gap = |what: &str, of: Option<&str>| Gap {
        what: what.to_owned(),
        of: of.map(str::to_owned),
        reason: "AccessDenied".to_owned(),
    };
    let ask = |fleet: &Snapshot, filters: Filters| {
        let selection = Selection { filters, ..Selection::default() };
        selection.select(fleet, &BTreeMap::new(), now()).expect_err("no such name").to_string()
    };
    let directory = || Filters { directories: vec!["nowhere".to_owned()], ..Filters::default() };
    let bundle = || Filters { bundles: vec!["nothing".to_owned()], ..Filters::default() };
    fleet.gaps = vec![gap("Directories", Some("d-0123456789")), gap("Tags", None)];
    assert_eq!(ask(&fleet, directory()), "`nowhere` is not a value of `--directory`");
    fleet.gaps = vec![gap("Bundles", None), gap("Directories", None)];
    let expected = "`nowhere` of `--directory` can't be looked up: could not read Directories: AccessDenied";
    assert_eq!(ask(&fleet, directory()), expected);
    let expected = "`nothing` of `--bundle` can't be looked up: could not read Bundles: AccessDenied";
    assert_eq!(ask(&fleet, bundle()), expected);
    let ambiguous = find_bundle("to", &fleet.bundles, "twice").expect_err("two").or_unread(&fleet.gaps, "Bundles");
    assert!(matches!(ambiguous, SelectionError::Ambiguous { .. }), "what was read says enough");
}

#[test]
fn values_are_read_in_both_spellings() {
    assert_eq!(parse_running_mode("auto-stop"), Ok(RunningMode::AutoStop));
    assert_eq!(parse_running_mode("AlwaysOn"), Ok(RunningMode::AlwaysOn));
    assert_eq!(parse_state("admin-maintenance"), Ok(WorkspaceState::AdminMaintenance));
    assert_eq!(parse_operating_system("windows-server-2022"), Ok(OperatingSystem::WindowsServer2022));
    assert_eq!(parse_protocol("DCV"), Ok(Protocol::Wsp));
    assert_eq!(parse_protocol("pcoip"), Ok(Protocol::Pcoip));
    assert_eq!(parse_compute_type("graphics-g6-xlarge"), Ok(Compute::Other("GRAPHICS_G6_XLARGE".to_owned())));
    let hint = |error: SelectionError| error.hint();
    assert_eq!(hint(parse_state("avialable").expect_err("a slip")), Some("did you mean `AVAILABLE`?".to_owned()));
    assert_eq!(
        hint(parse_operating_system("windows-12").expect_err("none")),
        Some("did you mean `WINDOWS_10`?".to_owned())
    );
    let far = hint(parse_state("sleeping-very-deeply").expect_err("none")).unwrap_or_default();
    assert!(far.starts_with("there are PENDING, AVAILABLE, "), "{far}");
    assert!(parse_unused_for("a while").is_err());
}

#[test]
fn only_what_a_filter_needs_is_read() {
    let mut selection = Selection::default();
    assert_eq!(selection.needs(), Needs::default());
    selection.filters.conditions.insert(Condition::Unhealthy);
    assert_eq!(selection.needs(), Needs::default());
    selection.filters.unused_for_s = Some(1);
    assert_eq!(selection.needs(), Needs { tags: false, connection: true });
    selection.filters.not_tags = vec!["a".parse().expect("a tag")];
    assert!(selection.needs().tags);
}

#[test]
fn the_selection_is_echoed_as_words() {
    let mut selection = named(&["user:alice"]);
    selection.exclude = targets(&["ws-00000003"]);
    selection.filters.states = vec![WorkspaceState::Available];
    selection.filters.tags = vec!["team=red".parse().expect("a tag")];
    selection.filters.unused_for_s = Some(90_061);
    selection.filters.conditions.insert(Condition::NotConnected);
    assert_eq!(
        selection.to_words(),
        [
            "user:alice",
            "--state=AVAILABLE",
            "--tag=team=red",
            "--unused-for=90061s",
            "--not-connected",
            "--exclude=ws-00000003"
        ]
    );
}
