//! Every row that a change of properties can break, in both directions: refused and noted, and let through when the
//! world ignores the row.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use serde_json::{Value, json};

use super::{Caller, Seen};
use crate::sim::world::{Change, Clocks, Desktop, DesktopState, Modification, Phase, Primary, RunningMode};
use crate::sim::{FleetKind, WorldSpec};

const DECLARED: [&str; 4] = [
    "InvalidParameterValuesException",
    "InvalidResourceStateException",
    "ResourceUnavailableException",
    "UnsupportedWorkspaceConfigurationException",
];

/// How one desktop is before the request.
type Prepare = fn(&mut Desktop);

struct Case {
    what: &'static str,
    /// Compute type and volumes.
    from: (&'static str, u32, u32),
    prepare: Prepare,
    asked: Value,
    /// The rows that are broken, in their order.
    rows: &'static [&'static str],
}

fn case(
    what: &'static str,
    from: (&'static str, u32, u32),
    prepare: Prepare,
    asked: Value,
    rows: &'static [&'static str],
) -> Case {
    Case { what, from, prepare, asked, rows }
}

fn caller_of(spec: WorldSpec, case: &Case) -> (Caller, String) {
    let caller = Caller::new(WorldSpec { desktops: 1, fleet: FleetKind::Uniform, rate: 0.0, ..spec });
    let id = caller.first();
    caller.edit_desktop(&id, |desktop| {
        case.from.0.clone_into(&mut desktop.compute);
        (desktop.root_gib, desktop.user_gib) = (case.from.1, case.from.2);
        desktop.usable_gib = (case.from.1, case.from.2);
        desktop.running_mode = RunningMode::AutoStop(60);
        "PCOIP".clone_into(&mut desktop.protocol);
        desktop.made_for_pcoip = true;
        (case.prepare)(desktop);
    });
    (caller, id)
}

fn modify(caller: &Caller, id: &str, asked: &Value) -> Seen {
    caller.call("ModifyWorkspaceProperties", json!({ "WorkspaceId": id, "WorkspaceProperties": asked }))
}

/// Plays a case as it is, and once more in a world that ignores its rows.
fn hold(case: &Case) {
    let what = case.what;
    let (caller, id) = caller_of(WorldSpec::default(), case);
    let seen = modify(&caller, &id, &case.asked);
    let record = caller.last();
    assert_eq!(record.violations, case.rows, "{what}");
    assert_eq!(
        (seen.status, record.applied),
        (if case.rows.is_empty() { 200 } else { 400 }, case.rows.is_empty()),
        "{what}"
    );
    let in_progress = case.rows.contains(&"A3-01");
    let code = seen.code();
    assert!(
        case.rows.is_empty() || code == "OperationInProgressException" && in_progress || DECLARED.contains(&code),
        "{what}: {code}"
    );
    if case.rows.is_empty() {
        return;
    }
    let ignored_rows = case.rows.iter().map(|row| (*row).to_owned()).collect();
    let (caller, id) = caller_of(WorldSpec { ignored_rows, ..WorldSpec::default() }, case);
    assert_eq!(modify(&caller, &id, &case.asked).status, 200, "{what}, ignored");
    assert_eq!(caller.last().violations, Vec::<String>::new(), "{what}, ignored");
}

fn root(gib: u32) -> Value {
    json!({ "RootVolumeSizeGib": gib })
}

fn user(gib: u32) -> Value {
    json!({ "UserVolumeSizeGib": gib })
}

fn compute(name: &str) -> Value {
    json!({ "ComputeTypeName": name })
}

fn state(desktop: &mut Desktop, state: DesktopState) {
    desktop.state = state;
}

#[test]
fn sizes_and_pairs() {
    let small = ("STANDARD", 80, 10);
    let middle = ("STANDARD", 80, 50);
    let hundred = ("STANDARD", 80, 100);
    let large = ("STANDARD", 175, 100);
    let gpu = ("GRAPHICS_G4DN", 100, 100);
    let plain: Prepare = |_| {};
    let table = [
        case("10 to 50", small, plain, user(50), &[]),
        case("10 to 100", small, plain, user(100), &[]),
        case("user to 100", middle, plain, user(100), &[]),
        case("root to 175", hundred, plain, root(175), &[]),
        case("root to 2000", hundred, plain, root(2_000), &[]),
        case("user to 101", large, plain, user(101), &[]),
        case("user to 2000", large, plain, user(2_000), &[]),
        case("a legacy pair is left", ("STANDARD", 175, 50), plain, user(100), &[]),
        case("above the ceiling", large, plain, user(2_001), &["A1-02"]),
        case("root above the ceiling", large, plain, root(2_001), &["A1-02"]),
        case("between the listed sizes", small, plain, user(60), &["A1-07", "A2-02"]),
        case("root between the listed sizes", hundred, plain, root(100), &["A1-07"]),
        case("smaller", large, plain, root(80), &["A2-01"]),
        case("user smaller", hundred, plain, user(50), &["A2-01"]),
        case("root before user", middle, plain, root(175), &["A2-04", "A2-03"]),
        case("user before root", hundred, plain, user(150), &["A2-02", "A2-05"]),
        case("user before root, from 50", middle, plain, user(150), &["A2-02", "A2-05"]),
        case("a legacy pair is kept", ("STANDARD", 175, 10), plain, user(50), &["A2-03"]),
        case(
            "both at once",
            hundred,
            plain,
            json!({ "RootVolumeSizeGib": 175, "UserVolumeSizeGib": 150 }),
            &["A2-06", "B-01"],
        ),
        case("a graphics root", gpu, plain, root(200), &[]),
        case("a graphics user volume", gpu, plain, user(200), &[]),
        case("a graphics volume too small", ("GRAPHICS_G4DN", 80, 80), plain, user(90), &["A1-05"]),
    ];
    table.iter().for_each(hold);
}

#[test]
fn clocks_states_and_combinations_of_sizes() {
    let large = ("STANDARD", 175, 100);
    let table = [
        case("a stopped one", large, |each| state(each, DesktopState::Stopped), root(200), &[]),
        case("an unhealthy one", large, |each| state(each, DesktopState::Unhealthy), root(200), &["A2-10"]),
        case("in maintenance", large, |each| state(each, DesktopState::AdminMaintenance), user(200), &["A2-10"]),
        case(
            "with the compute type",
            large,
            |_| {},
            json!({ "RootVolumeSizeGib": 200, "ComputeTypeName": "POWER" }),
            &["A2-11", "B-01"],
        ),
        case(
            "a standby",
            large,
            |each| each.standby_of = Some(Primary { id: "ws-primary00".to_owned(), region: "us-west-2".to_owned() }),
            root(200),
            &["L-07"],
        ),
    ];
    table.iter().for_each(hold);
}

/// Six hours for each volume of its own and after creation: one second early is refused, to the second is not.
#[test]
fn a_volume_grows_once_in_six_hours_and_not_before_the_desktop_is_six_hours_old() {
    let (hours, second) = (SignedDuration::from_hours(6), SignedDuration::from_secs(1));
    for ignored in [false, true] {
        let ignored_rows: BTreeSet<String> = if ignored {
            ["A2-08".to_owned(), "A2-09".to_owned(), "A3-01".to_owned(), "A2-07".to_owned()].into()
        } else {
            BTreeSet::new()
        };
        let of = case("", ("STANDARD", 175, 100), |_| {}, json!({}), &[]);
        let (mut caller, id) = caller_of(WorldSpec { ignored_rows, ..WorldSpec::default() }, &of);
        let start = caller.now;
        caller.edit_desktop(&id, |desktop| desktop.created_at = start);
        caller.now = start + hours - second;
        let early = modify(&caller, &id, &root(200));
        assert_eq!((early.status == 200, caller.last().violations.is_empty()), (ignored, ignored));
        assert!(ignored || caller.last().violations == ["A2-09"]);
        caller.now = start + hours;
        assert_eq!(modify(&caller, &id, &root(210)).status, 200);
        let first = caller.now;
        caller.now = first + SignedDuration::from_hours(3);
        assert_eq!(modify(&caller, &id, &user(200)).status, 200, "the other volume has a clock of its own");
        caller.now = first + hours - second;
        assert_eq!(modify(&caller, &id, &root(300)).status == 200, ignored);
        assert!(ignored || caller.last().violations == ["A2-08"]);
        caller.now = first + hours;
        assert_eq!(modify(&caller, &id, &root(310)).status, 200);
        caller.now = first + hours + hours - second;
        assert_eq!(modify(&caller, &id, &user(300)).status, 200, "the user volume's six hours are over");
    }
}

#[test]
fn compute_types() {
    let plain: Prepare = |_| {};
    let of = |name| (name, 175, 100);
    let general = "GENERALPURPOSE_4XLARGE";
    let table = [
        case("larger", of("STANDARD"), plain, compute("PERFORMANCE"), &[]),
        case("smaller", of("POWER"), plain, compute("STANDARD"), &[]),
        case("to general purpose", of("POWER"), plain, compute(general), &[]),
        case("volumes too small for it", ("POWER", 80, 100), plain, compute(general), &["B-06"]),
        case("user volume too small for it", ("POWER", 175, 50), plain, compute(general), &["B-06"]),
        case("PowerPro with Windows 10", of("POWERPRO"), plain, compute(general), &["B-07"]),
        case(
            "PowerPro with Windows 11",
            of("POWERPRO"),
            |each| "WINDOWS_11".clone_into(&mut each.operating_system),
            compute(general),
            &[],
        ),
        case("among g4dn", of("GRAPHICS_G4DN"), plain, compute("GRAPHICSPRO_G4DN"), &[]),
        case("away from g4dn", of("GRAPHICS_G4DN"), plain, compute("POWER"), &["B-08"]),
        case("to g4dn", of("POWER"), plain, compute("GRAPHICS_G4DN"), &["B-08"]),
        case("away from Graphics", of("GRAPHICS"), plain, compute("POWER"), &["B-09"]),
        case("to GraphicsPro", of("POWER"), plain, compute("GRAPHICSPRO"), &["B-09"]),
        case(
            "an unhealthy one",
            of("POWER"),
            |each| state(each, DesktopState::Unhealthy),
            compute("STANDARD"),
            &["B-03"],
        ),
    ];
    table.iter().for_each(hold);
}

/// Larger once in 6 hours and not in the first 6, smaller once in 30 days; each has a clock of its own.
#[test]
fn compute_types_have_a_clock_for_each_direction() {
    let (hours, days) = (SignedDuration::from_hours(6), SignedDuration::from_hours(30 * 24));
    let second = SignedDuration::from_secs(1);
    for ignored in [false, true] {
        let rows = ["B-11", "B-12", "B-13"].map(str::to_owned);
        let ignored_rows: BTreeSet<String> = if ignored { rows.into() } else { BTreeSet::new() };
        let of = case("", ("STANDARD", 175, 100), |_| {}, json!({}), &[]);
        let (mut caller, id) = caller_of(WorldSpec { ignored_rows, ..WorldSpec::default() }, &of);
        let start = caller.now;
        let mut at = |after: SignedDuration, name: &str, row: Option<&str>| {
            caller.now = start + after;
            let seen = modify(&caller, &id, &compute(name));
            let refused = row.filter(|_| !ignored);
            assert_eq!(caller.last().violations, refused.into_iter().collect::<Vec<_>>(), "{after:?} {name}");
            assert_eq!(seen.status == 200, refused.is_none());
            if ignored && row.is_some() {
                // It went, and the next step is about one that did not.
                caller.edit_desktop(&id, |desktop| desktop.modifications.clear());
            }
        };
        at(hours, "PERFORMANCE", None);
        at(hours + hours - second, "POWERPRO", Some("B-11"));
        at(hours + hours, "POWER", None);
        if ignored {
            continue; // from here on the types would be others
        }
        at(hours * 3, "PERFORMANCE", None);
        at(hours * 5, "STANDARD", Some("B-12"));
        at(hours * 3 + days - second, "STANDARD", Some("B-12"));
        at(hours * 3 + days, "STANDARD", None);
        let now = caller.now;
        caller.wait(60 * 7);
        caller.edit_desktop(&id, |desktop| desktop.created_at = now + SignedDuration::from_hours(2));
        assert_ne!(modify(&caller, &id, &compute("POWER")).status, 200);
        assert_eq!(caller.last().violations, ["B-13"]);
    }
}

/// What has no place in the order of sizes starts no clock and is held up by none.
#[test]
fn types_without_a_place_in_the_order_have_no_clocks() {
    let ignored_rows: BTreeSet<String> = ["B-10".to_owned()].into();
    for (from, to) in [
        ("GRAPHICS_G6_XLARGE", "GRAPHICS_G6_2XLARGE"),
        ("GRAPHICS_G6_2XLARGE", "POWER"),
        ("POWER", "GRAPHICS_G6_XLARGE"),
    ] {
        let of = case("", (from, 175, 100), |_| {}, json!({}), &[]);
        let (caller, id) = caller_of(WorldSpec { ignored_rows: ignored_rows.clone(), ..WorldSpec::default() }, &of);
        let just_now = caller.now;
        let clocks = Clocks { larger: Some(just_now), smaller: Some(just_now), ..Clocks::default() };
        caller.edit_desktop(&id, |desktop| (desktop.clocks, desktop.created_at) = (clocks, just_now));
        assert_eq!(modify(&caller, &id, &compute(to)).status, 200, "{from} to {to}");
        assert_eq!(caller.last().violations, [] as [&str; 0]);
        caller.edit_desktop(&id, |desktop| assert_eq!(desktop.clocks, clocks));
    }
}

#[test]
fn running_modes_and_their_times() {
    let from = ("STANDARD", 80, 50);
    let mode = |mode: &str| json!({ "RunningMode": mode });
    let minutes = |minutes: u32| json!({ "RunningModeAutoStopTimeoutInMinutes": minutes });
    let both =
        |mode: &str, minutes: u32| json!({ "RunningMode": mode, "RunningModeAutoStopTimeoutInMinutes": minutes });
    let plain: Prepare = |_| {};
    let always: Prepare = |each| each.running_mode = RunningMode::AlwaysOn;
    let manual: Prepare = |each| each.running_mode = RunningMode::Manual;
    let table = [
        case("always on", from, plain, mode("ALWAYS_ON"), &[]),
        case("back to AutoStop", from, always, both("AUTO_STOP", 120), &[]),
        case("another time", from, plain, minutes(180), &[]),
        case("by hand", from, plain, mode("MANUAL"), &["B-16"]),
        case("half an hour", from, plain, minutes(90), &["B-18"]),
        case("no time", from, plain, minutes(0), &["B-18"]),
        case("a time for AlwaysOn", from, plain, both("ALWAYS_ON", 60), &["B-19"]),
        case("a time while AlwaysOn", from, always, minutes(60), &["B-19"]),
        case("a time while started by hand", from, manual, minutes(120), &["B-20"]),
    ];
    table.iter().for_each(hold);
    let (caller, id) = caller_of(WorldSpec::default(), &case("", from, manual, json!({}), &[]));
    assert_ne!(modify(&caller, &id, &both("MANUAL", 120)).status, 200);
    assert_eq!(caller.last().violations, ["B-20"]);
    for as_it_is in [mode("MANUAL"), both("MANUAL", 60)] {
        assert_eq!((modify(&caller, &id, &as_it_is).status, caller.last().applied), (200, false), "{as_it_is}");
    }
    let (caller, id) = caller_of(WorldSpec::default(), &case("", from, always, json!({}), &[]));
    modify(&caller, &id, &both("AUTO_STOP", 240));
    let shown = caller.shown(&id).expect("the desktop");
    assert_eq!(shown["WorkspaceProperties"]["RunningModeAutoStopTimeoutInMinutes"], 240, "at once");
    assert_eq!(shown["ModificationStates"], json!([]));
}

#[test]
fn protocols() {
    let from = ("STANDARD", 80, 50);
    let to = |names: &[&str]| json!({ "Protocols": names });
    let plain: Prepare = |_| {};
    let table = [
        case("to DCV", from, plain, to(&["WSP"]), &[]),
        case(
            "made for DCV",
            from,
            |each| (each.protocol, each.made_for_pcoip) = ("WSP".to_owned(), false),
            to(&["PCOIP"]),
            &["B-22"],
        ),
        case("with graphics", ("GRAPHICS_G4DN", 100, 100), plain, to(&["WSP"]), &["B-22"]),
        case("Windows 7", from, |each| "WINDOWS_7".clone_into(&mut each.operating_system), to(&["WSP"]), &["B-22"]),
        case("none", from, plain, to(&[]), &["B-21"]),
        case("two", from, plain, to(&["PCOIP", "WSP"]), &["B-21"]),
    ];
    table.iter().for_each(hold);
    let (caller, id) = caller_of(WorldSpec::default(), &case("", from, plain, json!({}), &[]));
    assert_eq!(modify(&caller, &id, &to(&["DCV"])).code(), "ValidationException");
    assert_eq!(caller.last().violations, ["B-21"]);
}

#[test]
fn one_property_a_call_and_at_least_one() {
    let from = ("STANDARD", 80, 50);
    let plain: Prepare = |_| {};
    let two = json!({ "ComputeTypeName": "POWER", "RunningMode": "ALWAYS_ON" });
    hold(&case("two", from, plain, two, &["B-01"]));
    let (caller, id) = caller_of(WorldSpec::default(), &case("", from, plain, json!({}), &[]));
    for asked in [json!({}), json!({ "NestedVirtualizationEnabled": true })] {
        assert_eq!(modify(&caller, &id, &asked).status, 400);
        assert_eq!((caller.last().violations, caller.last().applied), (vec![], false), "no row speaks of it");
    }
    let with_another = json!({ "NestedVirtualizationEnabled": true, "ComputeTypeName": "POWER" });
    assert_eq!(modify(&caller, &id, &with_another).status, 400);
    assert_eq!(caller.last().violations, ["B-01"]);
    let same = [
        user(50),
        root(80),
        compute("STANDARD"),
        json!({ "Protocols": ["PCOIP"] }),
        json!({ "RunningMode": "AUTO_STOP" }),
    ];
    for asked in same {
        assert_eq!((modify(&caller, &id, &asked).status, caller.last().applied), (200, false), "{asked}: as it is");
    }
    assert_eq!(modify(&caller, "ws-unknown00", &user(100)).code(), "ResourceNotFoundException");
}

/// A3-01 is the one code that is documented, and it comes in whatever state the desktop shows.
#[test]
fn while_one_runs_nothing_else_begins() {
    let growing: Prepare = |each| {
        let change = Change::User(150);
        each.modifications = vec![Modification { number: 1, change, phase: Phase::InProgress, back_to: None }];
    };
    let growing_and_showing: Prepare = |each| {
        let (change, back_to) = (Change::User(150), Some(DesktopState::Available));
        each.modifications = vec![Modification { number: 1, change, phase: Phase::InProgress, back_to }];
        each.state = DesktopState::Updating;
    };
    let from = ("STANDARD", 175, 100);
    let mode = json!({ "RunningMode": "ALWAYS_ON" });
    for prepare in [growing, growing_and_showing] {
        let table = [
            case("the other volume", from, prepare, root(200), &["A3-01", "A2-07"]),
            case("the compute type", from, prepare, compute("POWER"), &["A3-01", "A2-16"]),
            case("the running mode", from, prepare, mode.clone(), &["A3-01", "A2-16"]),
            case("the protocol", from, prepare, json!({ "Protocols": ["WSP"] }), &["A3-01"]),
        ];
        table.iter().for_each(hold);
        let (caller, id) = caller_of(WorldSpec::default(), &case("", from, prepare, json!({}), &[]));
        assert_eq!(modify(&caller, &id, &root(200)).code(), "OperationInProgressException");
        assert_eq!(caller.migrate(&id, "win11-standard").code(), "OperationInProgressException");
        assert_eq!(caller.last().violations.first().map(String::as_str), Some("A3-01"));
    }
}

/// No client can depend on a code that is not documented: all of those that are declared come, and one world has one.
#[test]
fn undocumented_codes_and_rules_differ_between_worlds() {
    let mut codes = BTreeSet::new();
    let mut open = BTreeSet::new();
    for seed in 0..40 {
        let of = case("", ("STANDARD", 175, 100), |_| {}, json!({}), &[]);
        let (caller, id) = caller_of(WorldSpec { seed, ..WorldSpec::default() }, &of);
        let code = modify(&caller, &id, &root(80)).code().to_owned();
        assert_eq!(modify(&caller, &id, &root(100)).code(), code, "one situation, one code");
        codes.insert(code);
        let minutes = json!({ "RunningModeAutoStopTimeoutInMinutes": 6_000 });
        open.insert(("B-18", modify(&caller, &id, &minutes).status));
        open.insert(("B-05", modify(&caller, &id, &compute("VALUE")).status));
        for (row, from, asked) in [
            ("A1-09", ("GRAPHICS_G4DN", 100, 100), root(120)),
            ("B-10", ("GRAPHICS_G6_XLARGE", 100, 100), compute("GRAPHICS_G6_2XLARGE")),
            ("B-10 to", ("POWER", 175, 100), compute("GRAPHICS_G6_XLARGE")),
            ("B-10 from", ("GRAPHICS_G6_XLARGE", 100, 100), compute("POWER")),
        ] {
            let (caller, id) =
                caller_of(WorldSpec { seed, ..WorldSpec::default() }, &case("", from, |_| {}, json!({}), &[]));
            open.insert((row, modify(&caller, &id, &asked).status));
            let noted = row.split(' ').next().filter(|_| caller.last().error.is_some());
            assert_eq!(caller.last().violations, noted.into_iter().collect::<Vec<_>>());
        }
    }
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), DECLARED);
    let rows = ["A1-09", "B-05", "B-10", "B-10 from", "B-10 to", "B-18"];
    assert_eq!(open.into_iter().collect::<Vec<_>>(), rows.map(|row| [(row, 200), (row, 400)]).concat());
}
