//! New desktops: what is granted, what each becomes, and every row that a request can break, in both directions.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::Caller;
use crate::sim::world::{DesktopState, KeyState, Quota};
use crate::sim::{DesktopView, FleetKind, Scripted, ScriptedFault, WorldSpec};

/// The first directory of a fleet that is not of dedicated tenancy.
fn directory(caller: &Caller) -> String {
    caller.edit(|world| world.directories.values().find(|one| !one.dedicated).expect("one").id.clone())
}

fn request(caller: &Caller, user: &str) -> Value {
    json!({
        "DirectoryId": directory(caller),
        "UserName": user,
        "BundleId": caller.bundle("win11-standard"),
        "WorkspaceProperties": { "RunningMode": "ALWAYS_ON" },
    })
}

fn with(mut request: Value, member: &str, value: Value) -> Value {
    request[member] = value;
    request
}

fn with_property(mut request: Value, member: &str, value: Value) -> Value {
    request["WorkspaceProperties"][member] = value;
    request
}

fn create(caller: &Caller, requests: &[Value]) -> Value {
    caller.good("CreateWorkspaces", json!({ "Workspaces": requests }))
}

/// Makes one desktop and returns its id.
fn made(caller: &Caller, request: &Value) -> String {
    let answer = create(caller, std::slice::from_ref(request));
    assert_eq!(answer["FailedRequests"], json!([]), "{request}");
    answer["PendingRequests"][0]["WorkspaceId"].as_str().expect("an id").to_owned()
}

fn view(caller: &Caller, id: &str) -> Option<DesktopView> {
    caller.view().desktops.into_iter().find(|desktop| desktop.id == id)
}

fn minutes_until(caller: &mut Caller, id: &str, state: &str) -> i64 {
    for minute in 1..=400 {
        caller.wait(1);
        if view(caller, id).is_some_and(|desktop| desktop.state == state) {
            return minute;
        }
    }
    panic!("{id} never is {state}");
}

fn spec(seed: u64) -> WorldSpec {
    WorldSpec { seed, desktops: 2, fleet: FleetKind::Uniform, rate: 0.0, ..WorldSpec::default() }
}

#[test]
fn twenty_five_desktops_are_made_in_one_call() {
    let mut caller = Caller::new(spec(7));
    let before = caller.view();
    let requests: Vec<Value> = (0..25).map(|number| request(&caller, &format!("new.user{number}"))).collect();
    let tagged = with(requests[0].clone(), "Tags", json!([{ "Key": "Owner", "Value": "x" }, { "Key": "empty" }]));
    let requests: Vec<Value> = std::iter::once(tagged).chain(requests.into_iter().skip(1)).collect();
    let answer = create(&caller, &requests);
    assert_eq!((caller.last().applied, caller.last().in_flight, caller.last().violations), (true, 25, vec![]));
    let pending = answer["PendingRequests"].as_array().expect("a list").clone();
    assert_eq!((pending.len(), &answer["FailedRequests"]), (25, &json!([])));
    for (item, request) in pending.iter().zip(&requests) {
        for member in ["DirectoryId", "UserName", "BundleId"] {
            assert_eq!(item[member], request[member]);
        }
        assert_eq!(
            (&item["State"], item["WorkspaceId"].as_str().map(|id| id.starts_with("ws-"))),
            (&json!("PENDING"), Some(true))
        );
    }
    let ids: BTreeSet<String> =
        pending.iter().filter_map(|item| Some(item["WorkspaceId"].as_str()?.to_owned())).collect();
    assert_eq!(ids.len(), 25);
    let id = pending[0]["WorkspaceId"].as_str().expect("an id").to_owned();
    assert!(ids.iter().filter(|id| caller.shown(id).is_none()).count() > 12, "most are not listed at once");
    caller.wait(1);
    let shown = caller.shown(&id).expect("listed within a minute");
    assert_eq!((&shown["State"], shown["IpAddress"].as_str()), (&json!("PENDING"), None));
    caller.wait(8);
    assert_eq!(caller.state(&id).as_deref(), Some("PENDING"), "none is ready before ten minutes");
    caller.wait(11);
    assert_eq!(caller.good("DescribeWorkspaceSnapshots", json!({ "WorkspaceId": id }))["RebuildSnapshots"], json!([]));
    let after = caller.view();
    let new: Vec<&DesktopView> = after.desktops.iter().filter(|desktop| ids.contains(&desktop.id)).collect();
    assert!(new.iter().all(|desktop| desktop.state == "AVAILABLE" && desktop.extra_groups.is_empty()));
    assert_eq!(
        view(&caller, &id).expect("it").tags.into_iter().collect::<Vec<_>>(),
        [("Owner".to_owned(), Some("x".to_owned())), ("empty".to_owned(), None)]
    );
    let taken = |subnet: &str| new.iter().filter(|desktop| desktop.subnet == subnet).count() as u64;
    for (old, now) in before.subnets.iter().zip(&after.subnets) {
        assert_eq!(old.free - now.free, taken(&now.id));
    }
    assert_eq!(new.iter().map(|desktop| &desktop.subnet).collect::<BTreeSet<_>>().len(), 2, "both subnets are used");
    assert_eq!(new.iter().map(|desktop| &desktop.ip).collect::<BTreeSet<_>>().len(), 25);
    caller.wait(41);
    assert!(caller.view().desktops.iter().all(|desktop| desktop.user_volume_snapshot.is_some()));
}

#[test]
fn an_encrypted_root_volume_takes_longer_and_the_key_is_shown() {
    let mut times = BTreeMap::<bool, Vec<i64>>::new();
    for seed in 0..8 {
        for root in [false, true] {
            let mut caller = Caller::new(spec(seed));
            assert!(caller.edit(|world| world.keys.is_empty()));
            let member = if root { "RootVolumeEncryptionEnabled" } else { "UserVolumeEncryptionEnabled" };
            let other = if root { "UserVolumeEncryptionEnabled" } else { "RootVolumeEncryptionEnabled" };
            let id = made(&caller, &with(request(&caller, "a.user"), member, json!(true)));
            times.entry(root).or_default().push(minutes_until(&mut caller, &id, "AVAILABLE"));
            let shown = caller.shown(&id).expect("it");
            assert_eq!((&shown[member], shown.get(other)), (&json!(true), None));
            let key = shown["VolumeEncryptionKey"].as_str().expect("a key").to_owned();
            assert!(key.ends_with(":alias/aws/workspaces"), "the service's own: {key}");
            assert!(
                caller.edit(|world| world.key(&key).is_some_and(|key| key.managed && key.state == KeyState::Enabled))
            );
            let given = with(with(request(&caller, "b.user"), member, json!(true)), "VolumeEncryptionKey", json!(key));
            let second = made(&caller, &given);
            caller.wait(1);
            assert_eq!(caller.shown(&second).expect("it")["VolumeEncryptionKey"], key.as_str());
        }
    }
    assert!(times[&false].iter().all(|minutes| (10..=20).contains(minutes)), "{times:?}");
    assert!(times[&true].iter().all(|minutes| (20..=60).contains(minutes)), "{times:?}");
}

/// How a world or a request is bent to break one row.
type Bend = fn(&Caller, Value) -> Value;

/// Every row that a request can break and its caller could have known, with the code where one was seen.
const TABLE: [(&str, Option<&str>, Bend); 17] = [
    ("E-01", Some("ResourceNotFound.Directory"), |_, request| with(request, "DirectoryId", json!("d-0000000000"))),
    ("E-02", None, |_, request| with(request, "UserName", json!("[UNDEFINED]"))),
    ("E-03", None, |_, request| with(request, "BundleId", json!("wsb-000000000"))),
    ("E-04", None, |_, request| with(request, "WorkspaceName", json!("name"))),
    ("L-01", None, |caller, request| {
        caller.edit(|world| world.bundles.values_mut().for_each(|bundle| bundle.state = "PENDING".to_owned()));
        request
    }),
    ("K-03", None, |caller, request| {
        caller.edit(|world| world.directories.values_mut().for_each(|directory| directory.dedicated = true));
        request
    }),
    ("E-11", Some("ResourceExists.WorkSpace"), |caller, request| {
        let user = caller.edit(|world| {
            let directory = request["DirectoryId"].as_str().expect("an id");
            world.desktops.values().find(|one| one.directory == directory).expect("one").user.to_uppercase()
        });
        with(request, "UserName", json!(user))
    }),
    ("K-13", None, |caller, request| {
        caller.edit(|world| world.subnets.values_mut().for_each(|subnet| subnet.taken_elsewhere = 1 << 16));
        request
    }),
    ("B-16", None, |_, request| with_property(request, "RunningMode", json!("MANUAL"))),
    ("B-18", None, |_, request| {
        let request = with_property(request, "RunningMode", json!("AUTO_STOP"));
        with_property(request, "RunningModeAutoStopTimeoutInMinutes", json!(90))
    }),
    ("B-19", Some("AutoStopTimeoutIsNotApplicableForAnAlwaysOnWorkspace"), |_, request| {
        with_property(request, "RunningModeAutoStopTimeoutInMinutes", json!(60))
    }),
    ("B-21", None, |_, request| with_property(request, "Protocols", json!(["WSP", "PCOIP"]))),
    ("H-01", None, |_, request| {
        let tags: Vec<Value> = (0..51).map(|number| json!({ "Key": format!("k{number}") })).collect();
        with(request, "Tags", json!(tags))
    }),
    ("H-06", None, |_, request| with(request, "Tags", json!([{ "Key": "AWS:x" }]))),
    ("A1-01", None, |_, request| with_property(request, "RootVolumeSizeGib", json!(100))),
    ("A1-02", None, |_, request| {
        with_property(with_property(request, "RootVolumeSizeGib", json!(2001)), "UserVolumeSizeGib", json!(100))
    }),
    ("E-17", None, |_, request| {
        let key = json!("arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000");
        with(with(request, "VolumeEncryptionKey", key), "UserVolumeEncryptionEnabled", json!(true))
    }),
];

/// The call or the one request fails, with a code that differs between worlds; what was seen is the same everywhere.
#[test]
fn every_row_is_refused_in_some_way_and_noted_unless_it_is_ignored() {
    for (row, seen, bend) in TABLE {
        let mut codes = BTreeSet::new();
        for seed in 0..10 {
            let caller = Caller::new(spec(seed));
            let (good, bent) = (request(&caller, "good.user"), bend(&caller, request(&caller, "bent.user")));
            let answer = caller.call("CreateWorkspaces", json!({ "Workspaces": [bent] }));
            let record = caller.last();
            assert_eq!((record.applied, record.violations.as_slice()), (false, &[row.to_owned()][..]), "{row} {seed}");
            if answer.status == 400 {
                assert_eq!((answer.code(), record.failed.len()), ("InvalidParameterValuesException", 0), "{row}");
                assert_eq!(seen, None, "{row}");
                codes.insert("the call".to_owned());
            } else {
                let failed = &answer.body["FailedRequests"][0];
                assert_eq!((&failed["WorkspaceRequest"], &answer.body["PendingRequests"]), (&bent, &json!([])));
                assert!(failed["ErrorMessage"].as_str().is_some_and(|message| !message.is_empty()));
                assert_eq!(record.failed[0].id, bent["UserName"].as_str().expect("a name"));
                codes.insert(record.failed[0].code.clone());
                if !["L-01", "K-03", "K-13"].contains(&row) {
                    let both = create(&caller, &[bent, good]);
                    let counts = ["FailedRequests", "PendingRequests"].map(|list| both[list].as_array().map(Vec::len));
                    assert_eq!(counts, [Some(1), Some(1)], "{row}: the other one is made");
                }
            }
        }
        match seen {
            Some(code) => assert_eq!(codes.into_iter().collect::<Vec<_>>(), [code], "{row}"),
            None => assert!(codes.len() > 1 || row == "K-13", "{row}: {codes:?}"),
        }
        if !["E-01", "K-13"].contains(&row) {
            let caller = Caller::new(WorldSpec { ignored_rows: [row.to_owned()].into(), ..spec(7) });
            let bent = bend(&caller, request(&caller, "bent.user"));
            create(&caller, &[bent]);
            assert_eq!((caller.last().applied, caller.last().violations), (true, vec![]), "{row} ignored");
        }
    }
}

#[test]
fn what_a_row_just_allows_is_made() {
    let auto = json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 120 });
    let sizes = |root: u32, user: u32| json!({ "RunningMode": "ALWAYS_ON", "RootVolumeSizeGib": root, "UserVolumeSizeGib": user });
    for properties in
        [auto, sizes(80, 10), sizes(80, 50), sizes(175, 100), sizes(2000, 2000), json!({ "Protocols": ["WSP"] })]
    {
        let caller = Caller::new(spec(7));
        let id = made(&caller, &with(request(&caller, "a.user"), "WorkspaceProperties", properties.clone()));
        caller.edit(|world| {
            let desktop = &world.desktops[&id];
            if let Some(root) = properties["RootVolumeSizeGib"].as_u64() {
                assert_eq!(u64::from(desktop.root_gib), root);
                assert_eq!(Some(u64::from(desktop.user_gib)), properties["UserVolumeSizeGib"].as_u64());
            }
            assert_eq!(desktop.protocol, "WSP");
        });
        assert_eq!(caller.last().violations, Vec::<String>::new());
    }
    let caller = Caller::new(spec(7));
    let tags: Vec<Value> = (0..50).map(|number| json!({ "Key": format!("k{number}") })).collect();
    let id = made(&caller, &with(request(&caller, "a.user"), "Tags", json!(tags)));
    assert_eq!(view(&caller, &id).expect("it").tags.len(), 50);
}

/// Sizes for larger and graphics compute types (A1-04, A1-05), and a launch pair that not every world takes (S 9).
#[test]
fn minimum_sizes_depend_on_the_compute_type() {
    for (compute, sizes, row) in [("GENERALPURPOSE_4XLARGE", (80, 100), "A1-04"), ("GRAPHICS_G4DN", (80, 100), "A1-05")]
    {
        for (gib, broken) in [(sizes, true), ((175, 100), false)] {
            let caller = Caller::new(spec(7));
            caller.edit(|world| world.quotas.clear());
            let mut wish = with_property(request(&caller, "a.user"), "ComputeTypeName", json!(compute));
            wish = with_property(wish, "RootVolumeSizeGib", json!(gib.0));
            wish = with_property(wish, "UserVolumeSizeGib", json!(gib.1));
            caller.call("CreateWorkspaces", json!({ "Workspaces": [wish] }));
            let rows: &[&str] = if broken { &[row] } else { &[] };
            assert_eq!(
                (caller.last().applied, caller.last().violations),
                (!broken, rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>())
            );
        }
    }
    let mut taken = BTreeSet::new();
    for seed in 0..12 {
        let caller = Caller::new(spec(seed));
        let wish = with_property(request(&caller, "a.user"), "UserVolumeSizeGib", json!(100));
        caller.call("CreateWorkspaces", json!({ "Workspaces": [wish] }));
        assert_eq!(caller.last().violations, Vec::<String>::new(), "nobody could have known");
        taken.insert(caller.last().applied);
    }
    assert_eq!(taken.len(), 2);
}

/// One desktop for each user and directory, whatever the case; also within a call, and while the old one is going.
#[test]
fn a_user_has_one_desktop_in_a_directory() {
    let mut caller = Caller::new(spec(7));
    let (first, again) = (request(&caller, "Zoë.Müller"), request(&caller, "zoë.MÜLLER"));
    let answer = create(&caller, &[first, again.clone()]);
    assert_eq!(answer["FailedRequests"][0]["ErrorCode"], "ResourceExists.WorkSpace");
    assert_eq!(caller.last().violations, Vec::<String>::new(), "no description lists it yet");
    let id = answer["PendingRequests"][0]["WorkspaceId"].as_str().expect("an id").to_owned();
    caller.wait(1);
    create(&caller, std::slice::from_ref(&again));
    assert_eq!((caller.last().applied, caller.last().violations), (false, vec!["E-11".to_owned()]));
    let elsewhere =
        caller.edit(|world| world.directories.keys().find(|other| **other != again["DirectoryId"]).cloned());
    made(&caller, &with(again.clone(), "DirectoryId", json!(elsewhere.expect("another"))));
    caller.good("TerminateWorkspaces", json!({ "TerminateWorkspaceRequests": [{ "WorkspaceId": id }] }));
    create(&caller, std::slice::from_ref(&again));
    assert_eq!(caller.last().failed.len(), 1, "not before it is gone");
    caller.wait(8);
    made(&caller, &again);
}

#[test]
fn users_that_the_directory_does_not_have_are_not_found_and_some_come_late() {
    let mut caller = Caller::new(spec(7));
    let requests = ["missing.person", "Late.person", "a.person"].map(|user| request(&caller, user));
    let answer = create(&caller, &requests);
    let codes: Vec<&str> = (0..2).filter_map(|index| answer["FailedRequests"][index]["ErrorCode"].as_str()).collect();
    assert_eq!(codes, ["ResourceNotFound.User"; 2]);
    assert_eq!((caller.last().violations, caller.last().failed.len()), (vec![], 2));
    caller.wait(3);
    assert_eq!(create(&caller, &requests[..2])["PendingRequests"], json!([]), "nobody is there so soon");
    caller.wait(12);
    let answer = create(&caller, &requests[..2]);
    assert_eq!((caller.last().failed.len(), caller.last().failed[0].id.as_str()), (1, "missing.person"));
    assert_eq!(answer["PendingRequests"][0]["UserName"], "Late.person");
}

/// Over a quota the call fails, or those requests that are over it: worlds differ.
#[test]
fn quotas_hold_for_all_desktops_and_for_compute_types() {
    let mut ways = BTreeSet::new();
    for seed in 0..16 {
        for compute in [None, Some("GRAPHICS_G4DN")] {
            let caller = Caller::new(spec(seed));
            let quota = compute.map_or(Quota::Desktops, |name| Quota::of_compute(name).expect("a quota"));
            let there = caller.edit(|world| world.count_against(quota));
            caller.edit(|world| world.quotas.insert(quota, there + 1));
            let requests: Vec<Value> = ["a.user", "b.user"]
                .map(|user| match compute {
                    None => request(&caller, user),
                    Some(name) => {
                        let sized = with_property(request(&caller, user), "RootVolumeSizeGib", json!(175));
                        with_property(
                            with_property(sized, "UserVolumeSizeGib", json!(100)),
                            "ComputeTypeName",
                            json!(name),
                        )
                    }
                })
                .into();
            let answer = caller.call("CreateWorkspaces", json!({ "Workspaces": requests }));
            let record = caller.last();
            assert_eq!(record.violations, ["E-22"]);
            if answer.status == 400 {
                assert_eq!((answer.code(), record.applied), ("ResourceLimitExceededException", false));
            } else {
                assert_eq!((record.applied, record.failed.len()), (true, 1));
            }
            ways.insert(answer.status);
            let one = create(&caller, &requests[..1]);
            assert_eq!(one["PendingRequests"].as_array().map(Vec::len), Some(usize::from(answer.status == 400)));
        }
        let spec = WorldSpec { ignored_rows: ["E-22".to_owned()].into(), ..spec(seed) };
        let caller = Caller::new(spec);
        caller.edit(|world| world.quotas.insert(Quota::Desktops, 0));
        made(&caller, &request(&caller, "a.user"));
    }
    assert_eq!(ways.into_iter().collect::<Vec<_>>(), [200, 400]);
}

#[test]
fn keys_have_to_be_enabled_and_symmetric() {
    for (bend, broken) in [(0, false), (1, true), (2, true)] {
        let caller = Caller::new(WorldSpec { desktops: 9, ..spec(7) });
        let key = caller.edit(|world| {
            let key = world.keys.values_mut().next().expect("the service's own");
            if bend == 1 {
                key.state = KeyState::Disabled;
            }
            let arn = key.arn.clone();
            if bend == 2 {
                world.asymmetric.insert(arn.clone());
            }
            arn
        });
        let encrypted = with(request(&caller, "a.user"), "UserVolumeEncryptionEnabled", json!(true));
        let parameters = json!({ "Workspaces": [with(encrypted, "VolumeEncryptionKey", json!(key))] });
        caller.call("CreateWorkspaces", parameters);
        assert_eq!((caller.last().applied, caller.last().violations == ["E-17"]), (!broken, broken), "{bend}");
        let metadata =
            caller.raw(&super::json_request("kms", "TrentService.DescribeKey", &json!({ "KeyId": key }).to_string()));
        assert_eq!(metadata.body["KeyMetadata"]["KeySpec"] == "SYMMETRIC_DEFAULT", bend != 2);
    }
}

#[test]
fn what_an_omitted_running_mode_means_differs_between_worlds() {
    let mut modes = BTreeSet::new();
    for seed in 0..12 {
        let caller = Caller::new(spec(seed));
        let id = made(&caller, &with(request(&caller, "a.user"), "WorkspaceProperties", json!({})));
        modes.insert(view(&caller, &id).expect("it").running_mode);
    }
    assert_eq!(modes.into_iter().collect::<Vec<_>>(), ["ALWAYS_ON", "AUTO_STOP"]);
}

/// One of a call fails or hangs, the others are made; a failed one stays in ERROR or goes by itself.
#[test]
fn a_creation_may_fail_or_hang() {
    let mut ends = BTreeSet::new();
    for seed in 0..12 {
        for fault in [ScriptedFault::Fail, ScriptedFault::Stuck] {
            let script = vec![Scripted { operation: "CreateWorkspaces".to_owned(), nth: 1, fault }];
            let mut caller = Caller::new(WorldSpec { script, ..spec(seed) });
            let requests: Vec<Value> = (0..5).map(|number| request(&caller, &format!("user{number}"))).collect();
            create(&caller, &requests);
            let count =
                |caller: &Caller, state: &str| caller.view().desktops.iter().filter(|one| one.state == state).count();
            caller.wait(20);
            assert_eq!(count(&caller, "AVAILABLE"), 6, "two were there");
            if fault == ScriptedFault::Stuck {
                assert_eq!(count(&caller, "PENDING"), 1);
                caller.wait(6 * 60 - 20);
                assert_eq!(count(&caller, "ERROR"), 1);
            }
            caller.wait(40);
            ends.insert(count(&caller, "ERROR"));
            assert_eq!((count(&caller, "PENDING"), caller.view().desktops.len()), (0, 6 + count(&caller, "ERROR")));
        }
    }
    assert_eq!(ends.into_iter().collect::<Vec<_>>(), [0, 1]);
}

/// Values and letters of which nothing is documented go through, and are noted as with `CreateTags`.
#[test]
fn tags_that_a_caller_should_not_give_are_noted() {
    let caller = Caller::new(spec(7));
    for (number, tag, row) in [
        (1, json!({ "Key": "team", "Value": "aws:it" }), "H-06"),
        (2, json!({ "Key": "team", "Value": "it*" }), "H-05"),
        (3, json!({ "Key": "te#am" }), "H-05"),
    ] {
        let odd = with(request(&caller, &format!("user{number}")), "Tags", json!([tag]));
        caller.call("CreateWorkspaces", json!({ "Workspaces": [odd] }));
        assert_eq!((caller.last().applied, caller.last().violations), (true, vec![row.to_owned()]), "{tag}");
    }
}

#[test]
fn calls_hold_one_to_twenty_five_requests() {
    let caller = Caller::new(spec(7));
    for count in [0, 26] {
        let requests: Vec<Value> = (0..count).map(|number| request(&caller, &format!("user{number}"))).collect();
        assert_eq!(caller.call("CreateWorkspaces", json!({ "Workspaces": requests })).code(), "ValidationException");
        assert_eq!((caller.last().applied, caller.last().violations), (false, vec!["C1-01".to_owned()]));
    }
    let long = with(request(&caller, "a.user"), "Tags", json!([{ "Key": "x".repeat(128) }]));
    assert_eq!(caller.call("CreateWorkspaces", json!({ "Workspaces": [long] })).code(), "ValidationException");
    assert_eq!(caller.last().violations, ["H-02"]);
}

/// The last address goes to the first who asks; a failed creation keeps its own, and a migration cannot take it.
#[test]
fn addresses_run_out() {
    let caller = Caller::new(spec(7));
    let directory = directory(&caller);
    caller.edit(|world| {
        for id in world.directories[&directory].subnets.clone() {
            let subnet = world.subnets.get_mut(&id).expect("it");
            subnet.taken_elsewhere += i64::try_from(subnet.free()).expect("few") - 1;
        }
    });
    let requests: Vec<Value> = (0..3).map(|number| request(&caller, &format!("user{number}"))).collect();
    let answer = create(&caller, &requests);
    assert_eq!(answer["PendingRequests"].as_array().map(Vec::len), Some(2));
    assert_eq!((caller.last().failed.len(), caller.last().violations), (1, vec!["K-13".to_owned()]));
}

/// A new desktop is a desktop like any other: its user comes to work, and `AutoStop` stops it.
#[test]
fn new_desktops_live() {
    let mut caller = Caller::new(spec(7));
    let requests: Vec<Value> = (0..20)
        .map(|number| with_property(request(&caller, &format!("user{number}")), "RunningMode", json!("AUTO_STOP")))
        .collect();
    create(&caller, &requests);
    caller.wait(26 * 60); // Tuesday at ten
    let new = |caller: &Caller, state: &str| {
        let view = caller.view();
        view.desktops.iter().filter(|one| one.user.starts_with("user") && one.state == state).count()
    };
    let connected = caller.view().desktops.iter().filter(|one| one.connection == "CONNECTED").count();
    assert!(connected >= 12 && new(&caller, "AVAILABLE") >= connected, "{connected}");
    caller.wait(12 * 60);
    assert_eq!(new(&caller, "STOPPED"), 20);
    let state = caller.edit(|world| world.desktops.values().any(|one| one.state == DesktopState::Pending));
    assert!(!state);
}
