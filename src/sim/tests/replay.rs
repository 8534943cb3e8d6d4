//! Durable worlds: folded from their record they are what they were, wherever the process was killed.

use std::collections::BTreeSet;
use std::fs;

use jiff::SignedDuration;
use proptest::prelude::{Just, Strategy, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::Config;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{Caller, authorization, query_request, request};
use crate::sim::rng::Random;
use crate::sim::store::{self, StoreError};
use crate::sim::{DesktopView, Record, Scripted, ScriptedFault, Sim, Stage, WorldSpec, WorldView};

fn spec(faults: &str) -> WorldSpec {
    WorldSpec { faults: faults.parse().expect("faults"), ..WorldSpec::default() }
}

/// Everything of a world that can be told from outside, at a moment long enough after the last request.
fn all(sim: &Sim) -> (Vec<Record>, WorldView, WorldView) {
    let now = sim.now();
    let record = sim.record();
    let present = sim.world(now);
    (record, present, sim.world(now + SignedDuration::from_hours(7)))
}

/// One step of a careless client.
#[derive(Clone, Debug)]
enum Act {
    Wait(i64),
    Migrate(usize, &'static str),
    Maintain(usize, &'static str),
    Tag(usize, u8),
    Power(usize, &'static str),
    Terminate(usize),
    Create(usize, usize),
    Renew(usize, bool),
    Modify(usize, usize),
    Read,
    Groups(usize),
    Nonsense,
}

fn act() -> impl Strategy<Value = Act> {
    let bundle = prop_oneof![Just("win11-standard"), Just("win10-power"), Just("ubuntu-24-standard")];
    let power = prop_oneof![Just("Start"), Just("Stop"), Just("Reboot")];
    let state = prop_oneof![Just("AVAILABLE"), Just("ADMIN_MAINTENANCE")];
    prop_oneof![
        3 => (0..4_000_000_i64).prop_map(Act::Wait),
        6 => (0..80_usize, bundle).prop_map(|(desktop, bundle)| Act::Migrate(desktop, bundle)),
        2 => (0..80_usize, state).prop_map(|(desktop, state)| Act::Maintain(desktop, state)),
        2 => (0..80_usize, 0..4_u8).prop_map(|(desktop, key)| Act::Tag(desktop, key)),
        3 => (0..80_usize, power).prop_map(|(desktop, what)| Act::Power(desktop, what)),
        4 => (0..80_usize, 0..6_usize).prop_map(|(desktop, what)| Act::Modify(desktop, what)),
        1 => (0..80_usize).prop_map(Act::Terminate),
        2 => (0..80_usize, 0..9_usize).prop_map(|(desktop, user)| Act::Create(desktop, user)),
        2 => (0..80_usize, proptest::bool::ANY).prop_map(|(desktop, whole)| Act::Renew(desktop, whole)),
        2 => Just(Act::Read),
        2 => (0..80_usize).prop_map(Act::Groups),
        1 => Just(Act::Nonsense),
    ]
}

/// Returns a desktop of those that are there.
fn nth(caller: &Caller, index: usize) -> DesktopView {
    let mut desktops = caller.view().desktops;
    let index = index % desktops.len();
    desktops.swap_remove(index)
}

/// Plays what makes desktops, fills them anew, or takes them away.
fn play_life(caller: &Caller, act: &Act) {
    match act {
        Act::Terminate(index) => {
            let requests = json!([{ "WorkspaceId": nth(caller, *index).id }]);
            caller.send("TerminateWorkspaces", &json!({ "TerminateWorkspaceRequests": requests }));
        }
        Act::Renew(index, whole) => {
            let id = nth(caller, *index).id;
            let requests = json!([{ "WorkspaceId": id }]);
            if *whole {
                caller.send("RestoreWorkspace", &json!({ "WorkspaceId": id }));
            } else {
                caller.send("RebuildWorkspaces", &json!({ "RebuildWorkspaceRequests": requests }));
            }
        }
        Act::Create(index, user) => {
            let like = nth(caller, *index);
            let users = [like.user.clone(), format!("new.user{user}"), format!("late.user{user}")];
            let requests: Vec<Value> = users
                .iter()
                .map(|user| json!({ "DirectoryId": like.directory, "BundleId": like.bundle, "UserName": user }))
                .collect();
            caller.send("CreateWorkspaces", &json!({ "Workspaces": requests }));
        }
        Act::Wait(_)
        | Act::Migrate(..)
        | Act::Maintain(..)
        | Act::Tag(..)
        | Act::Power(..)
        | Act::Modify(..)
        | Act::Read
        | Act::Groups(_)
        | Act::Nonsense => {}
    }
}

fn play(caller: &mut Caller, act: &Act) {
    let desktop = |index: usize| nth(caller, index);
    match act {
        Act::Wait(milliseconds) => caller.now += SignedDuration::from_millis(*milliseconds),
        Act::Migrate(index, bundle) => {
            let parameters = json!({ "SourceWorkspaceId": desktop(*index).id, "BundleId": caller.bundle(bundle) });
            caller.send("MigrateWorkspace", &parameters);
        }
        Act::Maintain(index, state) => {
            caller.send("ModifyWorkspaceState", &json!({ "WorkspaceId": desktop(*index).id, "WorkspaceState": state }));
        }
        Act::Tag(index, key) => {
            let tags = json!([{ "Key": format!("k{key}"), "Value": "v" }]);
            caller.send("CreateTags", &json!({ "ResourceId": desktop(*index).id, "Tags": tags }));
        }
        Act::Power(index, what) => {
            let requests = json!([{ "WorkspaceId": desktop(*index).id }, { "WorkspaceId": desktop(*index + 1).id }]);
            caller.send(&format!("{what}Workspaces"), &json!({ format!("{what}WorkspaceRequests"): requests }));
        }
        Act::Terminate(_) | Act::Create(..) | Act::Renew(..) => play_life(caller, act),
        Act::Modify(index, what) => {
            let properties = [
                json!({ "UserVolumeSizeGib": 100 }),
                json!({ "RootVolumeSizeGib": 175 }),
                json!({ "ComputeTypeName": "POWER" }),
                json!({ "RunningMode": "ALWAYS_ON" }),
                json!({ "RunningMode": "AUTO_STOP", "RunningModeAutoStopTimeoutInMinutes": 60 }),
                json!({ "Protocols": ["WSP"] }),
            ];
            let parameters = json!({ "WorkspaceId": desktop(*index).id, "WorkspaceProperties": properties[*what] });
            caller.send("ModifyWorkspaceProperties", &parameters);
        }
        Act::Read => {
            caller.send("DescribeWorkspaces", &json!({}));
        }
        Act::Groups(index) => {
            let desktop = desktop(*index);
            let (interface, group) = (desktop.interface, &desktop.groups[0]);
            let form = format!(
                "Action=ModifyNetworkInterfaceAttribute&Version=2016-11-15&NetworkInterfaceId={interface}&SecurityGroupId.1={group}"
            );
            let _ = caller.sim.step(caller.now, &query_request("ec2", &form));
        }
        Act::Nonsense => {
            caller.send("DescribeWorkspaces", &json!([1]));
        }
    }
}

/// Returns what the two worlds do not share, a line an item, so that a failure can be read.
fn differences(left: &WorldView, right: &WorldView) -> Vec<String> {
    let lines = |view: &WorldView| -> BTreeSet<String> {
        let desktops = view.desktops.iter().map(|desktop| format!("{desktop:?}"));
        let directories = view.directories.iter().map(|directory| format!("{directory:?}"));
        let subnets = view.subnets.iter().map(|subnet| format!("{subnet:?}"));
        let rest = format!("{} {} {:?} {:?}", view.now, view.migrations, view.lineage, view.lost_work);
        desktops.chain(directories).chain(subnets).chain([rest]).collect()
    };
    lines(left).symmetric_difference(&lines(right)).cloned().collect()
}

proptest! {
    #![proptest_config(Config { cases: 32, failure_persistence: None, ..Config::default() })]

    /// Any sequence of requests, with faults of every kind: the folded world is the one that was there, now and later.
    #[test]
    fn a_reopened_world_is_the_one_that_was_closed(acts in proptest::collection::vec(act(), 1..60), seed in 0..1_000_u64) {
        let directory = tempfile::tempdir().expect("a directory");
        let faults = "throttle=0.05,error=0.1,stale=0.2,stuck=0.1,fail=0.2,expired=0.05,lost=0.3,latency=0.1,partial=0.1";
        let sim = store::create(directory.path(), WorldSpec { seed, desktops: 20, ..spec(faults) }).expect("a world");
        let mut caller = Caller::of(sim);
        for act in &acts {
            play(&mut caller, act);
        }
        let last = caller.sim.record().last().map_or(caller.sim.now(), |line| line.at);
        let (record, present) = (caller.sim.record(), caller.sim.world(last));
        let later = caller.sim.world(last + SignedDuration::from_hours(30));
        let trail = caller.edit(|world| world.trail.clone());
        drop(caller);
        let sim = store::open(directory.path()).expect("it opens");
        prop_assert_eq!(sim.record(), record);
        // The onlooker above had moved the first world on; the second is moved to the same moments.
        prop_assert_eq!(differences(&sim.world(last), &present), [] as [String; 0]);
        prop_assert_eq!(differences(&sim.world(last + SignedDuration::from_hours(30)), &later), [] as [String; 0]);
        prop_assert!(sim.lock().engine.present.world.trail == trail, "CloudTrail tells something else");
    }
}

/// Any sequence of requests about what is around the desktops, in two Regions, with faults: folded from its record the world
/// is the same to the last member, now and when all is through.
#[test]
fn a_reopened_world_has_the_same_groups_directories_images_and_aliases() {
    let mut applied = BTreeSet::new();
    for seed in 0..12 {
        let directory = tempfile::tempdir().expect("a directory");
        let faults = "error=0.1,stuck=0.1,fail=0.2,lost=0.3";
        let spec = WorldSpec { seed, desktops: 4, rate: 0.0, ..spec(faults) };
        let mut caller = Caller::of(store::create(directory.path(), spec).expect("a world"));
        let mut rng = Random::new(seed, "around", 0);
        for _ in 0..60 {
            let (region, target, body) = around(&caller, &mut rng);
            let service = if target.starts_with("Directory") { "ds" } else { "workspaces" };
            let signed = authorization(region, service);
            let headers = [("x-amz-target", target.as_str()), ("authorization", signed.as_str())];
            let _ = caller.sim.step(caller.now, &request(&headers, &body.to_string()));
            caller.now += SignedDuration::from_secs(i64::try_from(rng.below(400)).expect("small"));
        }
        applied.extend(caller.sim.record().into_iter().filter(|line| line.applied).map(|line| line.operation));
        let now = caller.sim.record().last().expect("a line").at;
        let present = |sim: &Sim, later: i64| {
            let _ = sim.world(now + SignedDuration::from_hours(later));
            sim.lock().engine.present.clone()
        };
        let (before, after) = (present(&caller.sim, 0), present(&caller.sim, 30));
        drop(caller);
        let sim = store::open(directory.path()).expect("it opens");
        assert!(present(&sim, 0) == before, "seed {seed}");
        assert!(present(&sim, 30) == after, "seed {seed}, later");
    }
    assert!(applied.len() > 18, "too few of the operations changed anything: {applied:?}");
}

/// Returns a request about something that is there, or was, or about nothing: its Region, its target and its body.
fn around(caller: &Caller, rng: &mut Random) -> (&'static str, String, Value) {
    let any = |ids: Vec<String>, rng: &mut Random| rng.pick(&ids).cloned().unwrap_or_else(|| "none-0000".to_owned());
    let (groups, images, aliases, bundles, domains, desktops) = caller.edit(|world| {
        let own = world.bundles.values().filter(|bundle| bundle.owner == world.account);
        (
            world.ip_groups.keys().cloned().collect::<Vec<_>>(),
            world.images.keys().cloned().collect(),
            world.aliases.keys().cloned().collect(),
            own.map(|bundle| bundle.id.clone()).collect(),
            world.domains.keys().cloned().collect(),
            world.desktops.keys().cloned().collect(),
        )
    });
    let [group, image, alias, bundle, domain, desktop] =
        [groups, images, aliases, bundles, domains, desktops].map(|ids| any(ids, rng));
    let name = format!("name{}", rng.below(6));
    let rules = json!([{ "ipRule": format!("198.51.100.{}/32", rng.below(4)) }]);
    let permission = json!({ "SharedAccountId": "444455556666", "AllowAssociation": rng.chance(0.6) });
    let radius = json!({ "RadiusServers": ["a.example"], "RadiusPort": 1812, "RadiusTimeout": 1, "RadiusRetries": 0,
        "SharedSecret": "12345678", "AuthenticationProtocol": "PAP" });
    let requests = [
        ("CreateIpGroup", json!({ "GroupName": name, "UserRules": rules, "Tags": [{ "Key": "a" }] })),
        ("AuthorizeIpRules", json!({ "GroupId": group, "UserRules": rules })),
        ("AssociateIpGroups", json!({ "DirectoryId": domain, "GroupIds": [group] })),
        ("DisassociateIpGroups", json!({ "DirectoryId": domain, "GroupIds": [group] })),
        ("DeleteIpGroup", json!({ "GroupId": group })),
        ("RegisterWorkspaceDirectory", json!({ "DirectoryId": domain })),
        (
            "ModifyWorkspaceAccessProperties",
            json!({ "ResourceId": domain, "WorkspaceAccessProperties": { "DeviceTypeWeb": "ALLOW" } }),
        ),
        ("DeregisterWorkspaceDirectory", json!({ "DirectoryId": domain })),
        ("EnableRadius", json!({ "DirectoryId": domain, "RadiusSettings": radius })),
        ("DisableRadius", json!({ "DirectoryId": domain })),
        ("CreateWorkspaceImage", json!({ "Name": name, "Description": "d", "WorkspaceId": desktop })),
        ("CopyWorkspaceImage", json!({ "Name": name, "SourceImageId": image, "SourceRegion": "us-east-1" })),
        (
            "UpdateWorkspaceImagePermission",
            json!({ "ImageId": image, "AllowCopyImage": rng.chance(0.6), "SharedAccountId": "444455556666" }),
        ),
        ("DeleteWorkspaceImage", json!({ "ImageId": image })),
        (
            "CreateWorkspaceBundle",
            json!({ "BundleName": name, "BundleDescription": "d", "ImageId": image,
            "ComputeType": { "Name": "STANDARD" }, "UserStorage": { "Capacity": "50" } }),
        ),
        ("UpdateWorkspaceBundle", json!({ "BundleId": bundle, "ImageId": image })),
        ("DeleteWorkspaceBundle", json!({ "BundleId": bundle })),
        ("CreateConnectionAlias", json!({ "ConnectionString": format!("{name}.example.com") })),
        ("AssociateConnectionAlias", json!({ "AliasId": alias, "ResourceId": domain })),
        ("UpdateConnectionAliasPermission", json!({ "AliasId": alias, "ConnectionAliasPermission": permission })),
        ("DisassociateConnectionAlias", json!({ "AliasId": alias })),
        ("DeleteConnectionAlias", json!({ "AliasId": alias })),
    ];
    let (operation, body) = rng.pick(&requests).cloned().expect("one");
    let region = if rng.chance(0.2) { "eu-west-1" } else { "us-east-1" };
    let service = if operation.ends_with("Radius") { "DirectoryService_20150416" } else { "WorkspacesService" };
    (region, format!("{service}.{operation}"), body)
}

/// CloudTrail tells of a change that was refused or changed nothing, and of none that never arrived, before and after.
#[test]
fn the_trail_of_a_reopened_world_holds_what_was_refused_too() {
    let directory = tempfile::tempdir().expect("a directory");
    let nth = |nth, fault| Scripted { operation: "ModifyWorkspaceProperties".to_owned(), nth, fault };
    let script =
        vec![nth(3, ScriptedFault::ErrorBefore), nth(4, ScriptedFault::ErrorAfter), nth(5, ScriptedFault::Throttle)];
    let caller =
        Caller::of(store::create(directory.path(), WorldSpec { script, rate: 0.0, ..spec("") }).expect("a world"));
    let desktop = caller.view().desktops.into_iter().find(|one| one.state == "AVAILABLE").expect("one");
    let same = json!({ "RunningMode": desktop.running_mode });
    for properties in [&json!({ "RootVolumeSizeGib": 1 }), &same, &same, &same, &same] {
        caller.send(
            "ModifyWorkspaceProperties",
            &json!({ "WorkspaceId": desktop.id, "WorkspaceProperties": properties }),
        );
    }
    // The client dies, and this one never arrives.
    caller.sim.halt_at(caller.sim.record().len() as u64 + 1, Stage::Before);
    caller.send("ModifyWorkspaceProperties", &json!({ "WorkspaceId": desktop.id, "WorkspaceProperties": same }));
    let applied: Vec<bool> = caller.sim.record().iter().map(|line| line.applied).collect();
    assert_eq!(applied, [false; 6]);
    let trail = caller.edit(|world| world.trail.clone());
    assert_eq!(trail.len(), 3, "the refused one, the one that changed nothing, and the one whose answer was an error");
    drop(caller);
    let sim = store::open(directory.path()).expect("it opens");
    assert!(sim.lock().engine.present.world.trail == trail);
}

#[test]
fn throttle_numbers_and_pending_changes_survive_a_restart() {
    let directory = tempfile::tempdir().expect("a directory");
    let script =
        vec![Scripted { operation: "MigrateWorkspace".to_owned(), nth: 2, fault: ScriptedFault::LostLate(200) }];
    let sim = store::create(directory.path(), WorldSpec { script, ..spec("") }).expect("a world");
    let mut caller = Caller::of(sim);
    let ids: Vec<String> = caller
        .view()
        .desktops
        .into_iter()
        .filter(|one| one.operating_system == "WINDOWS_10")
        .map(|one| one.id)
        .collect();
    assert_eq!(caller.migrate(&ids[0], "win11-standard").status, 200);
    assert_eq!(caller.state(&ids[0]).as_deref(), Some("UPDATING"));
    drop(caller);
    caller = Caller::of(store::open(directory.path()).expect("it opens"));
    let parameters = json!({ "SourceWorkspaceId": ids[1], "BundleId": caller.bundle("win11-standard") });
    assert!(
        caller.send("MigrateWorkspace", &parameters).answer.is_none(),
        "the second is the second, counted over both lives"
    );
    drop(caller);
    caller = Caller::of(store::open(directory.path()).expect("it opens"));
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
    assert_eq!(caller.call("DescribeWorkspaces", json!({})).status, 200);
    assert_eq!(
        caller.call("DescribeWorkspaces", json!({})).code(),
        "ThrottlingException",
        "the bucket was not refilled by restarts"
    );
    assert_eq!(caller.last().seq, 6);
    caller.wait(4);
    assert_eq!(caller.view().migrations, 2, "the late one came after both restarts");
}

/// A kill anywhere in the record: every whole line counts, half a line does not, and the next line is whole again.
/// Method: cut it at every seventh byte and behind every line feed; at some, go on and open it once more.
#[test]
fn a_record_cut_anywhere_loses_no_answered_request() {
    let directory = tempfile::tempdir().expect("a directory");
    let caller = Caller::of(store::create(directory.path(), WorldSpec { desktops: 4, ..spec("") }).expect("a world"));
    for desktop in caller.view().desktops.iter().take(3) {
        caller.send("CreateTags", &json!({ "ResourceId": desktop.id, "Tags": [{ "Key": "é", "Value": "x" }] }));
    }
    let record = caller.sim.record();
    drop(caller);
    let requests = directory.path().join("requests.ndjson");
    let whole = fs::read(&requests).expect("the record");
    for cut in (0..=whole.len()).filter(|cut| cut % 7 == 0 || whole.get(cut.wrapping_sub(1)) == Some(&b'\n')) {
        fs::write(&requests, &whole[..cut]).expect("a cut record");
        let lines = String::from_utf8_lossy(&whole[..cut]).matches('\n').count();
        let caller = Caller::of(store::open(directory.path()).expect("it opens"));
        assert_eq!(caller.sim.record(), record[..lines], "cut at {cut}");
        if cut % 91 == 0 {
            caller.send("DescribeWorkspaces", &json!({}));
            drop(caller);
            let again = store::open(directory.path()).expect("it opens again");
            assert_eq!(again.record().len(), lines + 1);
        }
    }
}

#[test]
fn time_is_kept_and_never_goes_back() {
    let directory = tempfile::tempdir().expect("a directory");
    let sim = store::create(directory.path(), spec("")).expect("a world");
    let start = sim.now();
    let later = sim.advance(SignedDuration::from_hours(6)).expect("kept");
    assert_eq!(later, start + SignedDuration::from_hours(6));
    sim.save_now(start).expect("kept");
    drop(sim);
    let sim = store::open(directory.path()).expect("it opens");
    assert_eq!(sim.now(), later);
    let caller = Caller { sim, now: start };
    caller.send("DescribeWorkspaces", &json!({}));
    assert_eq!(caller.last().at, later, "a request from the past counts as one of now");
}

#[test]
fn a_world_is_made_once_opened_by_one_and_removed_whole() {
    let directory = tempfile::tempdir().expect("a directory");
    assert!(matches!(store::open(directory.path()), Err(StoreError::Missing(_))));
    let sim = store::create(directory.path(), spec("")).expect("a world");
    assert!(matches!(store::open(directory.path()), Err(StoreError::Busy(_))));
    drop(sim);
    assert!(matches!(store::create(directory.path(), spec("")), Err(StoreError::Exists(_))));
    fs::write(directory.path().join("other"), "kept").expect("a file");
    store::remove(directory.path()).expect("removed");
    store::remove(directory.path()).expect("nothing to remove is no error");
    let left: Vec<_> =
        fs::read_dir(directory.path()).expect("a listing").map(|entry| entry.expect("an entry").file_name()).collect();
    assert_eq!(left, ["other"]);
}

#[test]
fn damage_and_newer_schemas_are_refused_with_their_place() {
    let directory = tempfile::tempdir().expect("a directory");
    let caller = Caller::of(store::create(directory.path(), spec("")).expect("a world"));
    caller.send("DescribeWorkspaces", &json!({}));
    drop(caller);
    let requests = directory.path().join("requests.ndjson");
    let mut text = fs::read_to_string(&requests).expect("the record");
    text.push_str("nonsense\n");
    fs::write(&requests, text).expect("written");
    match store::open(directory.path()) {
        Err(StoreError::Damaged { line, .. }) => assert_eq!(line, 2),
        other => panic!("{:?}", other.map(|sim| sim.now())),
    }
    let world = directory.path().join("world.json");
    let text = fs::read_to_string(&world).expect("the spec").replace("\"schema\": 1", "\"schema\": 2");
    fs::write(&world, text).expect("written");
    assert!(matches!(store::open(directory.path()), Err(StoreError::Schema { found: 2, .. })));
}

/// What is answered is in the file: the line is there when `step` returns, also in a second file that was asked for.
#[test]
fn the_line_is_written_before_the_answer_is_handed_out() {
    let directory = tempfile::tempdir().expect("a directory");
    let log = directory.path().join("log.ndjson");
    let caller = Caller::uniform(1);
    caller.sim.log_to(&log).expect("a log");
    for count in 1..4 {
        caller.send("DescribeWorkspaces", &json!({}));
        assert_eq!(fs::read_to_string(&log).expect("the log").lines().count(), count);
    }
    let lines = fs::read_to_string(&log).expect("the log");
    let read: Vec<Record> = lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    assert_eq!(read, caller.sim.record());
}

/// A client that dies and comes back sees the world that its dead self left.
#[test]
fn a_halted_durable_world_reopens_as_it_was() {
    for stage in [Stage::Before, Stage::After] {
        let directory: TempDir = tempfile::tempdir().expect("a directory");
        let caller = Caller::of(store::create(directory.path(), spec("")).expect("a world"));
        caller.sim.halt_at(1, stage);
        let movable = caller.view().desktops.into_iter().find(|one| one.operating_system == "WINDOWS_10").expect("one");
        let parameters = json!({ "SourceWorkspaceId": movable.id, "BundleId": caller.bundle("win11-standard") });
        assert!(caller.send("MigrateWorkspace", &parameters).answer.is_none());
        let before = all(&caller.sim);
        drop(caller);
        let sim = store::open(directory.path()).expect("it opens");
        assert_eq!(all(&sim), before);
    }
}
