//! Listings and snapshots: pages that lie, records that are not whole, reads that are denied, and how few calls it takes.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::{Value, json};

use super::script::{Play, Script, error, identity, in_virtual_time, ok};
use crate::aws::{Address, Aws, Bundles, FaultKind, Want, WorkspaceQuery, collect, enrich};
use crate::inventory::Snapshot;
use crate::model::{BundleId, Counted, SubnetId, WorkspaceId};

fn id(number: u32) -> WorkspaceId {
    WorkspaceId::from_service(format!("ws-{number:08}"))
}

fn record(number: u32) -> Value {
    json!({
        "WorkspaceId": id(number), "DirectoryId": "d-0123456789", "UserName": format!("user{number}"),
        "BundleId": "wsb-00000001", "State": "AVAILABLE", "IpAddress": format!("10.0.0.{number}"),
        "SubnetId": "subnet-0a0a0a0a",
    })
}

fn page(numbers: impl IntoIterator<Item = u32>, token: Option<&str>) -> Play {
    let records: Vec<Value> = numbers.into_iter().map(record).collect();
    ok(&json!({"Workspaces": records, "NextToken": token}).to_string())
}

/// Lists all desktops from a script of pages; returns their numbers, or the kind of the fault.
fn listed(plays: Vec<Play>) -> (Result<Vec<String>, FaultKind>, usize) {
    in_virtual_time(async {
        let script = Script::new(plays);
        let aws = script.connect().await;
        let listing = aws.describe_workspaces(&WorkspaceQuery::All).await;
        let ids = listing
            .map(|listing| listing.records.into_iter().map(|record| record.workspace_id.to_string()).collect())
            .map_err(|fault| fault.kind);
        let asked = script.asked().len();
        (ids, asked)
    })
}

#[test]
fn an_empty_page_with_a_token_is_not_the_end() {
    let (ids, calls) = listed(vec![page([2], Some("a")), page([], Some("b")), page([1], None)]);
    assert_eq!(ids, Ok(vec![id(1).to_string(), id(2).to_string()]));
    assert_eq!(calls, 3);
}

#[test]
fn an_empty_token_is_the_end_and_a_repeated_one_an_error() {
    assert_eq!(listed(vec![page([1], Some(""))]).1, 1);
    let (ids, calls) = listed(vec![page([1], Some("a")), page([2], Some("b")), page([3], Some("a"))]);
    assert_eq!((ids, calls), (Err(FaultKind::Unknown), 3));
}

/// A fleet that changes while it is read can show a desktop on two pages.
#[test]
fn a_desktop_on_two_pages_is_listed_once() {
    let (ids, _) = listed(vec![page([1, 2], Some("a")), page([2, 3], None)]);
    assert_eq!(ids.expect("listed").len(), 3);
}

#[test]
fn unusable_records_are_gaps_and_unknown_values_are_kept() {
    in_virtual_time(async {
        let mut odd = record(1);
        odd["State"] = json!("DREAMING");
        let broken = json!({"WorkspaceId": id(2), "State": "AVAILABLE"});
        let script = Script::new([ok(&json!({"Workspaces": [odd, broken]}).to_string())]);
        let listing = script.connect().await.describe_workspaces(&WorkspaceQuery::All).await.expect("listed");
        assert_eq!(listing.records[0].state.as_str(), "DREAMING");
        assert_eq!(listing.gaps[0].of, Some(id(2).to_string()), "it was listed, so it is not gone");
    });
}

#[test]
fn ids_go_25_a_call_and_each_once() {
    in_virtual_time(async {
        let script = Script::new([page(1..=25, None), page([26], None)]);
        let aws = script.connect().await;
        let ids: Vec<WorkspaceId> = (1..=26).chain(1..=26).map(id).collect();
        let listing = aws.describe_workspaces(&WorkspaceQuery::Ids(ids)).await.expect("listed");
        assert_eq!(listing.records.len(), 26);
        let asked: Vec<usize> = script.asked().iter().map(|body| body.matches("ws-").count()).collect();
        assert_eq!(asked, [25, 1]);
    });
}

fn subnets(ids: &[&str]) -> Play {
    let item =
        |id| format!("<item><subnetId>{id}</subnetId><availableIpAddressCount>7</availableIpAddressCount></item>");
    let items = ids.iter().map(item).collect::<Vec<_>>().concat();
    ok(&format!("<DescribeSubnetsResponse><subnetSet>{items}</subnetSet></DescribeSubnetsResponse>"))
}

const DIRECTORIES: &str =
    r#"{"Directories":[{"DirectoryId":"d-0123456789","SubnetIds":["subnet-0a0a0a0a","subnet-0b0b0b0b"]}]}"#;
const BUNDLES: &str = r#"{"Bundles":[{"BundleId":"wsb-00000001","Name":"Standard","RootStorage":{"Capacity":"80"}}]}"#;

fn whole_fleet() -> Want {
    Want { directories: true, bundles: Bundles::InUse, subnets: true, ..Want::only(WorkspaceQuery::All) }
}

/// Collects the fleet of a script, and enriches what it finds; returns the snapshot and the calls.
fn collected(plays: Vec<Play>, want: &Want) -> (Result<Snapshot, FaultKind>, BTreeMap<String, u64>) {
    in_virtual_time(async {
        let aws = Script::new(plays).connect().await;
        let snapshot = collected_with(&aws, want).await;
        (snapshot, aws.calls())
    })
}

async fn collected_with(aws: &Aws, want: &Want) -> Result<Snapshot, FaultKind> {
    let mut snapshot = collect(aws, want, Timestamp::UNIX_EPOCH).await.map_err(|fault| fault.kind)?;
    let ids: Vec<WorkspaceId> = snapshot.workspaces.iter().map(|workspace| workspace.workspace_id.clone()).collect();
    enrich(aws, &mut snapshot, &ids, want).await.map_err(|fault| fault.kind)?;
    Ok(snapshot)
}

/// Issue: a listing of 1,000 desktops takes 40 calls of `DescribeWorkspaces` and at most 8 others.
#[test]
fn a_thousand_desktops_take_the_fewest_calls() {
    let mut plays = vec![identity()];
    plays.extend((0..40).map(|number| {
        let token = (number < 39).then(|| number.to_string());
        page(number * 25..(number + 1) * 25, token.as_deref())
    }));
    plays.extend([ok(DIRECTORIES), ok(BUNDLES), subnets(&["subnet-0a0a0a0a", "subnet-0b0b0b0b"])]);
    let (snapshot, calls) = collected(plays, &whole_fleet());
    let snapshot = snapshot.expect("collected");
    assert_eq!((snapshot.workspaces.len(), snapshot.subnets.len(), snapshot.bundles.len()), (1_000, 2, 1));
    assert_eq!(snapshot.gaps, []);
    assert_eq!(snapshot.scope.to_string(), "111122223333 us-east-1 SIMULATED");
    assert_eq!(calls["DescribeWorkspaces"], 40);
    assert_eq!(calls.values().sum::<u64>(), 44);
}

#[test]
fn what_can_not_be_read_is_a_gap_and_never_a_hole() {
    let denied = || error(400, "AccessDeniedException");
    let want = Want { tags: true, volume_snapshots: true, connection: true, ..whole_fleet() };
    let plays = vec![
        identity(),
        page(1..=3, None),
        denied(), // directories
        ok(r#"{"Bundles":[]}"#),
        subnets(&[]),
        ok(r#"{"WorkspacesConnectionStatus":[{"WorkspaceId":"ws-00000001","ConnectionState":"CONNECTED"}]}"#),
        ok(r#"{"RebuildSnapshots":[{"SnapshotTime":1.7E9}]}"#),
        error(400, "ResourceNotFoundException"), // gone in the meantime: about this one only
        ok("{}"),
        denied(), // tags: about all, so not asked again
    ];
    let (snapshot, calls) = collected(plays, &want);
    let snapshot = snapshot.expect("a snapshot with gaps");
    let gaps: Vec<(&str, Option<&str>)> =
        snapshot.gaps.iter().map(|gap| (gap.what.as_str(), gap.of.as_deref())).collect();
    let expected = [
        ("Connection", Some("ws-00000002")),
        ("Connection", Some("ws-00000003")),
        ("Directories", None),
        ("Subnet", Some("subnet-0a0a0a0a")),
        ("Tags", None),
        ("VolumeSnapshots", Some("ws-00000002")),
    ];
    assert_eq!(gaps, expected);
    assert_eq!((calls["DescribeTags"], calls["DescribeWorkspaceSnapshots"]), (1, 3));
    assert!(snapshot.workspaces.iter().all(|workspace| workspace.deskfleet.tags.is_none()));
    let extras = &snapshot.workspaces[0].deskfleet;
    assert!(extras.connection.is_some() && extras.volume_snapshots.is_some());
}

/// Each listing that fails may have been repeated for a minute already.
#[test]
fn bundles_that_can_not_be_read_are_asked_for_once() {
    let want = Want {
        bundles: Bundles::All,
        bundle_ids: BTreeSet::from([BundleId::from_service("wsb-00000009")]),
        ..Want::only(WorkspaceQuery::All)
    };
    let plays = || vec![identity(), page(1..=3, None), error(400, "AccessDeniedException")];
    let (snapshot, calls) = collected(plays(), &want);
    let gaps = snapshot.expect("a snapshot with a gap").gaps;
    assert_eq!((gaps.len(), gaps[0].what.as_str(), gaps[0].of.as_deref()), (1, "Bundles", None));
    assert_eq!(calls["DescribeWorkspaceBundles"], 1);
    // One that is refused for what it asks says nothing about the next.
    let mut plays = vec![identity(), page(1..=3, None), error(400, "InvalidParameterValuesException")];
    plays.extend([ok(BUNDLES), ok(r#"{"Bundles":[]}"#)]);
    let (snapshot, calls) = collected(plays, &want);
    assert_eq!((snapshot.expect("a snapshot").bundles.len(), calls["DescribeWorkspaceBundles"]), (1, 3));
}

#[test]
fn credentials_that_end_and_a_fleet_that_can_not_be_listed_are_errors() {
    let want = Want { tags: true, ..Want::only(WorkspaceQuery::All) };
    let expired = || error(400, "ExpiredTokenException");
    let (outcome, _) = collected(vec![identity(), page(1..=3, None), expired()], &want);
    assert_eq!(outcome.expect_err("no gap"), FaultKind::Expired);
    let (outcome, _) = collected(vec![identity(), expired()], &want);
    assert_eq!(outcome.expect_err("no fleet"), FaultKind::Expired);
    let (outcome, _) = collected(vec![identity(), error(400, "AccessDeniedException")], &want);
    assert_eq!(outcome.expect_err("no fleet"), FaultKind::Denied);
}

#[test]
fn nothing_is_asked_twice() {
    in_virtual_time(async {
        let script = Script::new([identity(), page(1..=2, None), ok(r#"{"TagList":[]}"#), ok(r#"{"TagList":[]}"#)]);
        let aws = script.connect().await;
        let want = Want { tags: true, ..Want::only(WorkspaceQuery::All) };
        let mut snapshot = collected_with(&aws, &want).await.expect("collected");
        let ids = [id(1), id(2)];
        enrich(&aws, &mut snapshot, &ids, &want).await.expect("nothing to do");
        aws.scope().await.expect("known");
        assert_eq!((aws.calls()["DescribeTags"], aws.calls()["GetCallerIdentity"]), (2, 1));
    });
}

/// Tags of desktops as the Tagging API answers them.
fn tagged(numbers: impl IntoIterator<Item = u32>, token: &str) -> Play {
    let one = |number: u32| {
        let arn = format!("arn:aws:workspaces:us-east-1:111122223333:workspace/{}", id(number));
        json!({"ResourceARN": arn, "Tags": [{"Key": "team", "Value": "red"}, {"Key": "a", "Value": ""}]})
    };
    let list: Vec<Value> = numbers.into_iter().map(one).collect();
    ok(&json!({"ResourceTagMappingList": list, "PaginationToken": token}).to_string())
}

/// Reads the tags of so many desktops from a script; gives how many each has and the calls.
fn tags_of(count: u32, plays: Vec<Play>) -> (Result<Vec<usize>, FaultKind>, BTreeMap<String, u64>) {
    let want = Want { tags: true, ..Want::only(WorkspaceQuery::All) };
    let pages = (1..=count).collect::<Vec<_>>();
    let last = pages.chunks(25).count();
    let listing = (1..).zip(pages.chunks(25)).map(|(number, ids)| {
        let token = format!("t{number}");
        page(ids.iter().copied(), (number < last).then_some(token.as_str()))
    });
    let plays = [identity()].into_iter().chain(listing).chain(plays).collect();
    let (snapshot, calls) = collected(plays, &want);
    let counted = |snapshot: Snapshot| {
        assert_eq!(snapshot.gaps, []);
        let tags = |seen: &crate::model::Workspace| seen.deskfleet.tags.as_ref().expect("tags").len();
        snapshot.workspaces.iter().map(tags).collect()
    };
    (snapshot.map(counted), calls)
}

/// 100 a call for many, a call each for a few; who is not named has none.
#[test]
fn tags_of_many_are_read_together() {
    let (tags, calls) = tags_of(130, vec![tagged(1..=90, ""), tagged(101..=130, "")]);
    let tags = tags.expect("tags");
    assert_eq!((tags[0], tags[89], tags[90], tags[99], tags[100]), (2, 2, 0, 0, 2));
    assert_eq!((calls["GetResources"], calls.get("DescribeTags")), (2, None));
    let few = || (0..5).map(|_| ok(r#"{"TagList":[{"Key":"k"}]}"#)).collect();
    let (tags, calls) = tags_of(5, few());
    assert_eq!((tags, calls.get("GetResources"), calls["DescribeTags"]), (Ok(vec![1; 5]), None, 5));
    // An answer that has more to say, and can't be asked for it, is taken for what it says.
    let (tags, calls) = tags_of(6, vec![tagged([1, 2, 3, 4, 5], "more"), ok(r#"{"TagList":[]}"#)]);
    assert_eq!((tags, calls["DescribeTags"]), (Ok(vec![2, 2, 2, 2, 2, 0]), 1));
}

/// Denied, unknown or out of reach: then a call each, and it is not asked again; but credentials that end are an error.
#[test]
fn who_can_not_read_tags_together_reads_them_one_by_one() {
    let each = |count: usize| (0..count).map(|_| ok(r#"{"TagList":[{"Key":"k"}]}"#));
    for (failures, asked) in [
        (vec![error(400, "AccessDeniedException")], 1),
        (vec![error(404, "UnknownOperationException")], 1),
        (vec![Play::Drop, error(500, "InternalServiceException"), Play::Refuse], 3),
    ] {
        let plays = failures.into_iter().chain(each(130)).collect();
        let (tags, calls) = tags_of(130, plays);
        assert_eq!((tags, calls["GetResources"], calls["DescribeTags"]), (Ok(vec![1; 130]), asked, 130));
    }
    // What was read before the failure is not read again.
    let plays = [tagged(1..=100, ""), error(400, "AccessDeniedException")].into_iter().chain(each(30)).collect();
    let (tags, calls) = tags_of(130, plays);
    assert_eq!((tags.expect("tags").len(), calls["GetResources"], calls["DescribeTags"]), (130, 2, 30));
    let (tags, _) = tags_of(6, vec![error(400, "ExpiredTokenException")]);
    assert_eq!(tags, Err(FaultKind::Expired));
}

/// domain.md J-02, J-03, J-06: address, subnet and description together name an interface.
#[test]
fn interfaces_are_found_by_address_subnet_and_description() {
    let item = |eni: &str, ip: &str, subnet: &str, description: &str| {
        format!(
            "<item><networkInterfaceId>{eni}</networkInterfaceId><privateIpAddress>{ip}</privateIpAddress>\
             <subnetId>{subnet}</subnetId><description>{description}</description><groupSet>\
             <item><groupId>sg-2</groupId></item><item><groupId>sg-1</groupId><groupName>members</groupName></item>\
             </groupSet></item>"
        )
    };
    let made = "Created By Amazon Workspaces for AWS Account ID 111122223333";
    let items = [
        item("eni-1", "10.0.0.1", "subnet-0a", made),
        item("eni-x", "10.0.0.1", "subnet-0b", made), // the same address in another VPC
        item("eni-y", "10.0.0.2", "subnet-0a", "somebody else's"),
    ]
    .concat();
    let body = format!(
        "<DescribeNetworkInterfacesResponse><networkInterfaceSet>{items}</networkInterfaceSet>\
         </DescribeNetworkInterfacesResponse>"
    );
    in_virtual_time(async {
        let script = Script::new([ok(&body)]);
        let aws = script.connect().await;
        let address = |number: u32| Address {
            subnet_id: SubnetId::from_service("subnet-0a"),
            ip_address: format!("10.0.0.{number}"),
            workspace_id: id(number),
        };
        let found = aws.interfaces(&[address(1), address(2)]).await.expect("answered");
        assert_eq!(found.keys().collect::<Vec<_>>(), [&id(1)]);
        let interface = &found[&id(1)];
        assert_eq!(interface.network_interface_id, "eni-1");
        let groups: Vec<&str> = interface.groups.iter().map(|group| group.group_id.as_str()).collect();
        assert_eq!(groups, ["sg-1", "sg-2"]);
        assert!(script.asked()[0].contains("Filter.1.Name=addresses.private-ip-address"));
    });
}

/// Each key once, however many desktops have it, and only where a volume is encrypted; one that may not be read is a gap of
/// its own, one that is not there is an answer, and what is known is not asked again.
#[test]
fn keys_are_read_once_each() {
    let encrypted = |number: u32, key: &str| {
        let mut record = record(number);
        record["VolumeEncryptionKey"] = json!(key);
        record["RootVolumeEncryptionEnabled"] = json!(true);
        record
    };
    let mut records: Vec<Value> = (1..=30).map(|number| encrypted(number, "key-a")).collect();
    records.extend([encrypted(31, "key-b"), encrypted(32, "key-c"), encrypted(33, "key-d")]);
    let mut plain = encrypted(34, "key-e");
    plain["RootVolumeEncryptionEnabled"] = json!(false);
    plain["UserVolumeEncryptionEnabled"] = json!(false);
    records.push(plain);
    let state = |state: &str| ok(&json!({"KeyMetadata": {"KeyId": "1", "KeyState": state}}).to_string());
    in_virtual_time(async {
        let script = Script::new([
            identity(),
            ok(&json!({"Workspaces": records}).to_string()),
            state("Enabled"),
            error(400, "AccessDeniedException"),
            error(400, "NotFoundException"),
            state("NEW"),
            error(400, "AccessDeniedException"),
        ]);
        let aws = script.connect().await;
        let want = Want { keys: true, ..Want::only(WorkspaceQuery::All) };
        let mut snapshot = collected_with(&aws, &want).await.expect("collected");
        let keys: Vec<(&str, Option<&str>)> = snapshot
            .keys
            .iter()
            .map(|key| (key.key_id.as_str(), key.key_state.as_ref().map(crate::model::KeyState::as_str)))
            .collect();
        assert_eq!(keys, [("key-a", Some("Enabled")), ("key-c", None), ("key-d", Some("NEW"))]);
        let gaps: Vec<(&str, Option<&str>)> =
            snapshot.gaps.iter().map(|gap| (gap.what.as_str(), gap.of.as_deref())).collect();
        assert_eq!(gaps, [("Key", Some("key-b"))]);
        let asked: Vec<String> = script.asked()[2..].to_vec();
        assert_eq!(asked, ["a", "b", "c", "d"].map(|key| format!(r#"{{"KeyId":"key-{key}"}}"#)));
        let ids: Vec<WorkspaceId> = (1..=34).map(id).collect();
        enrich(&aws, &mut snapshot, &ids, &want).await.expect("asked again for what is missing only");
        assert_eq!(aws.calls()["DescribeKey"], 5);
    });
}

/// A KMS that does not answer at all is asked no further, and credentials that end are an error.
#[test]
fn keys_that_can_not_be_read_at_all_are_one_gap() {
    let records: Vec<Value> = (1..=3)
        .map(|number| {
            let mut record = record(number);
            record["VolumeEncryptionKey"] = json!(format!("key-{number}"));
            record["UserVolumeEncryptionEnabled"] = json!(true);
            record
        })
        .collect();
    let listed = || ok(&json!({"Workspaces": records}).to_string());
    let want = Want { keys: true, ..Want::only(WorkspaceQuery::All) };
    let mut plays = vec![identity(), listed()];
    plays.extend((0..8).map(|_| Play::Drop));
    let (snapshot, calls) = collected(plays, &want);
    let gaps = snapshot.expect("a snapshot with a gap").gaps;
    assert_eq!((gaps.len(), gaps[0].what.as_str(), gaps[0].of.as_deref()), (1, "Key", None));
    assert_eq!(calls["DescribeKey"], 8, "one key, as often as any read");
    let (snapshot, _) = collected(vec![identity(), listed(), ok("{}")], &want);
    assert_eq!(snapshot.expect("a snapshot with a gap").gaps.len(), 1, "an answer without a state is none");
    let (outcome, _) = collected(vec![identity(), listed(), error(400, "ExpiredTokenException")], &want);
    assert_eq!(outcome.expect_err("no gap"), FaultKind::Expired);
}

/// A quota is a call. One that is not there leaves the others to be read, and a permission that is missing does not; where
/// there is no Service Quotas, nothing is tried again.
#[test]
fn quotas_are_read_a_call_each() {
    let wanted = [Counted::All, Counted::GraphicsPro, Counted::GraphicsG4dn];
    let want = Want { quotas: wanted.into(), ..Want::only(WorkspaceQuery::All) };
    let quota = |value: &str| ok(&format!(r#"{{"Quota": {{"QuotaCode": "L-1", "Value": {value}}}}}"#));
    let codes = wanted.map(Counted::code);
    for (plays, read, gaps) in [
        (vec![quota("20.0"), quota("0.0"), quota("3.0")], vec![(codes[0], 20), (codes[1], 0), (codes[2], 3)], vec![]),
        (
            vec![quota("20.0"), error(400, "NoSuchResourceException"), quota("3.0")],
            vec![(codes[0], 20), (codes[2], 3)],
            vec![Some(codes[1])],
        ),
        (
            vec![
                error(400, "TooManyRequestsException"),
                quota("20.0"),
                quota("0.0"),
                error(400, "AccessDeniedException"),
            ],
            vec![(codes[0], 20), (codes[1], 0)],
            vec![None],
        ),
        (vec![error(400, "AccessDeniedException")], vec![], vec![None]),
        (vec![Play::Refuse], vec![], vec![None]),
        (vec![Play::Drop, quota("20.0"), ok("{}")], vec![(codes[0], 20)], vec![None]),
    ] {
        let calls = plays.len() as u64;
        let text = format!("{plays:?}");
        let mut script = vec![identity(), ok(r#"{"Workspaces": []}"#)];
        script.extend(plays);
        let (snapshot, made) = collected(script, &want);
        let snapshot = snapshot.expect("a snapshot");
        let found: BTreeMap<&str, u64> =
            snapshot.quotas.iter().map(|quota| (quota.quota_code.as_str(), quota.value)).collect();
        assert_eq!(found, BTreeMap::from_iter(read), "{text}");
        let missing: Vec<(&str, Option<&str>)> =
            snapshot.gaps.iter().map(|gap| (gap.what.as_str(), gap.of.as_deref())).collect();
        assert_eq!(missing, gaps.iter().map(|of| ("Quota", *of)).collect::<Vec<_>>(), "{text}");
        assert_eq!(made["GetServiceQuota"], calls, "{text}");
    }
    let (outcome, _) =
        collected(vec![identity(), ok(r#"{"Workspaces": []}"#), error(400, "ExpiredTokenException")], &want);
    assert_eq!(outcome.expect_err("no gap"), FaultKind::Expired);
}
