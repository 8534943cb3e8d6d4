//! Tests of the EC2 actions against a small world, by the forms and documents that go over the wire.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::super::call::{CallContext, InnerFaults, Outcome};
use super::super::sts;
use super::super::wire::query::Query;
use super::super::world::{Interface, SecurityGroup, Subnet, Tags, Vpc, World};
use super::handle;

const ACCOUNT: &str = "111122223333";
const MEMBERS: &str = "sg-00000000000000001";
const EXTRA: [&str; 6] = ["sg-0000000a", "sg-0000000b", "sg-0000000c", "sg-0000000d", "sg-0000000e", "sg-0000000f"];
const FOREIGN: &str = "sg-0000000000000000f";
const ENI: &str = "eni-00000000000000001";

fn start() -> Timestamp {
    "2026-01-05T08:00:00Z".parse().expect("a timestamp")
}

fn subnet(id: &str, vpc: &str, cidr: &str) -> (String, Subnet) {
    let subnet = Subnet {
        id: id.to_owned(),
        vpc: vpc.to_owned(),
        cidr: cidr.parse().expect("a block"),
        zone: "us-east-1a".to_owned(),
        zone_id: "use1-az1".to_owned(),
        taken: BTreeMap::new(),
        taken_elsewhere: 0,
    };
    (id.to_owned(), subnet)
}

fn group(id: &str, name: &str, vpc: &str) -> (String, SecurityGroup) {
    let group = SecurityGroup {
        id: id.to_owned(),
        name: name.to_owned(),
        description: "A & B <group>".to_owned(),
        vpc: vpc.to_owned(),
    };
    (id.to_owned(), group)
}

/// Twelve interfaces in two subnets that use the same addresses in different VPCs (domain J-06).
fn world() -> World {
    let mut world = World::empty(ACCOUNT, "us-east-1", 7, start());
    for vpc in ["vpc-00000001", "vpc-00000002"] {
        let cidr = "10.0.0.0/16".parse().expect("a block");
        world.vpcs.insert(vpc.to_owned(), Vpc { id: vpc.to_owned(), cidr_blocks: vec![cidr] });
    }
    world.subnets.extend([
        subnet("subnet-00000001", "vpc-00000001", "10.0.1.0/24"),
        subnet("subnet-00000002", "vpc-00000002", "10.0.1.0/24"),
    ]);
    world.security_groups.extend([
        group(MEMBERS, "d-90670a1b2c_workspacesMembers", "vpc-00000001"),
        group(FOREIGN, "elsewhere", "vpc-00000002"),
    ]);
    world.security_groups.extend(EXTRA.map(|id| group(id, id, "vpc-00000001")));
    for number in 1..=12_u8 {
        let subnet = if number <= 10 { "subnet-00000001" } else { "subnet-00000002" };
        let address = [10, 0, 1, 3 + if number <= 10 { number } else { number - 10 }].into();
        let id = format!("eni-{number:017}");
        world.subnets.get_mut(subnet).expect("the subnet").taken.insert(address, id.clone());
        let groups = if number <= 10 { MEMBERS } else { FOREIGN };
        let interface = Interface {
            id: id.clone(),
            subnet: subnet.to_owned(),
            address,
            description: format!("Created By Amazon Workspaces for AWS Account ID {ACCOUNT}"),
            groups: vec![groups.to_owned()],
            owner: ACCOUNT.to_owned(),
            attachment_owner: "210987654321".to_owned(),
            attachment: format!("eni-attach-{number:017}"),
            device_index: 1,
            attached_at: start(),
            elastic: None,
        };
        world.interfaces.insert(id, interface);
    }
    world.tags.insert(
        ENI.to_owned(),
        Tags::from([("Owner".to_owned(), Some("TeamA".to_owned())), ("bare".to_owned(), None)]),
    );
    world
}

fn ask_ignoring(world: &mut World, form: &str, ignored: &[&str]) -> Outcome {
    let version = if form.contains("Version=") { "" } else { "&Version=2016-11-15" };
    let query = Query::parse(format!("Action={form}{version}").as_bytes()).expect("a form");
    let ignored_rows: BTreeSet<String> = ignored.iter().map(|row| (*row).to_owned()).collect();
    let context = CallContext {
        account: ACCOUNT,
        accounts: &BTreeSet::new(),
        region: "us-east-1",
        seq: 1,
        request_id: "r-1",
        seed: 7,
        ignored_rows: &ignored_rows,
        untold: false,
        inner: InnerFaults::default(),
        others: Vec::new(),
    };
    handle(world, start(), &context, &query)
}

fn ask(world: &mut World, form: &str) -> Outcome {
    ask_ignoring(world, form, &[])
}

/// Returns the texts of all elements of this name.
fn texts(outcome: &Outcome, name: &str) -> Vec<String> {
    let document = std::str::from_utf8(&outcome.body).expect("UTF-8");
    let mut reader = Reader::from_str(document);
    let (mut found, mut inside) = (Vec::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(start) if start.name().as_ref() == name => {
                inside = true;
                found.push(String::new());
            }
            Event::Empty(start) if start.name().as_ref() == name => found.push(String::new()),
            Event::Text(text) if inside => found.last_mut().expect("an element").push_str(&text),
            Event::End(_) => inside = false,
            Event::Eof => return found,
            Event::Start(_)
            | Event::Empty(_)
            | Event::Text(_)
            | Event::GeneralRef(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

fn ids(outcome: &Outcome) -> Vec<String> {
    assert_eq!(outcome.status, 200, "{}", String::from_utf8_lossy(&outcome.body));
    texts(outcome, "networkInterfaceId")
}

/// Counted, not timed: whole addresses lead to their holders, whatever else there is; anything else looks at all.
#[test]
fn a_filter_by_whole_addresses_looks_at_their_holders_only() {
    let mut world = world();
    let form = |values: &[&str]| {
        let value = |(number, value): (usize, &&str)| format!("&Filter.1.Value.{}={value}", number + 1);
        let values: String = values.iter().enumerate().map(value).collect();
        format!("DescribeNetworkInterfaces&Filter.1.Name=private-ip-address{values}")
    };
    // (values, how many are looked at)
    let table: [(&[&str], Option<usize>); 5] = [
        (&["10.0.1.4"], Some(2)), // one in each VPC
        (&["10.0.1.4", "10.0.1.7"], Some(3)),
        (&["10.0.1.99"], Some(0)),
        (&["10.0.1.4", "10.0.1.7*"], None),
        (&[r"10.0.1.\4"], None),
    ];
    for (values, expected) in table {
        let query = Query::parse(format!("Action={}", form(values)).as_bytes()).expect("a form");
        let among = super::describe::at_addresses(&world, &query);
        assert_eq!(among.map(|ids| ids.len()), expected, "{values:?}");
    }
    let other = Query::parse(b"Action=DescribeNetworkInterfaces&Filter.1.Name=status&Filter.1.Value.1=10.0.1.4");
    assert_eq!(super::describe::at_addresses(&world, &other.expect("a form")), None);
    let (found, looked_for) = (ask(&mut world, &form(&["10.0.1.4"])), ask(&mut world, &form(&[r"10.0.1.\4"])));
    assert_eq!((ids(&found).len(), ids(&found)), (2, ids(&looked_for)));
}

#[track_caller]
fn assert_refused(outcome: &Outcome, status: u16, code: &str) {
    let body = String::from_utf8_lossy(&outcome.body);
    assert_eq!((outcome.status, outcome.error.as_deref()), (status, Some(code)), "{body}");
    assert_eq!(texts(outcome, "Code"), [code], "{body}");
    assert_eq!(texts(outcome, "RequestID"), ["r-1"], "{body}");
    assert!(!texts(outcome, "Message")[0].is_empty(), "{body}");
    assert!(!outcome.applied, "{body}");
}

#[test]
fn an_interface_is_written_as_the_reference_says() {
    let outcome = ask(&mut world(), &format!("DescribeNetworkInterfaces&NetworkInterfaceId.1={ENI}"));
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <DescribeNetworkInterfacesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
        <requestId>r-1</requestId>\
        <networkInterfaceSet><item><networkInterfaceId>eni-00000000000000001</networkInterfaceId>\
        <subnetId>subnet-00000001</subnetId><vpcId>vpc-00000001</vpcId><availabilityZone>us-east-1a</availabilityZone>\
        <description>Created By Amazon Workspaces for AWS Account ID 111122223333</description>\
        <ownerId>111122223333</ownerId>\
        <requesterManaged>false</requesterManaged><status>in-use</status><privateIpAddress>10.0.1.4</privateIpAddress>\
        <sourceDestCheck>true</sourceDestCheck><groupSet><item><groupId>sg-00000000000000001</groupId>\
        <groupName>d-90670a1b2c_workspacesMembers</groupName></item></groupSet>\
        <attachment><attachmentId>eni-attach-00000000000000001</attachmentId>\
        <instanceOwnerId>210987654321</instanceOwnerId>\
        <deviceIndex>1</deviceIndex><status>attached</status><attachTime>2026-01-05T08:00:00.000Z</attachTime>\
        <deleteOnTermination>false</deleteOnTermination></attachment>\
        <tagSet><item><key>Owner</key><value>TeamA</value></item><item><key>bare</key><value/></item></tagSet>\
        <privateIpAddressesSet><item><privateIpAddress>10.0.1.4</privateIpAddress><primary>true</primary></item>\
        </privateIpAddressesSet><ipv6AddressesSet/><interfaceType>interface</interfaceType></item>\
        </networkInterfaceSet>\
        </DescribeNetworkInterfacesResponse>";
    assert_eq!(String::from_utf8(outcome.body).expect("UTF-8"), expected);
    assert_eq!((outcome.status, outcome.content_type), (200, "text/xml;charset=UTF-8"));
    assert!(!outcome.applied);
}

#[test]
fn a_subnet_counts_its_free_addresses() {
    let outcome = ask(&mut world(), "DescribeSubnets&SubnetId.1=subnet-00000002&SubnetId.2=subnet-00000001");
    assert_eq!(texts(&outcome, "subnetId"), ["subnet-00000001", "subnet-00000002"]);
    assert_eq!(texts(&outcome, "availableIpAddressCount"), ["241", "249"], "256 less 5 less 10 or 2");
    assert_eq!(texts(&outcome, "cidrBlock"), ["10.0.1.0/24", "10.0.1.0/24"]);
    assert_eq!(texts(&outcome, "subnetArn")[0], "arn:aws:ec2:us-east-1:111122223333:subnet/subnet-00000001");
}

#[test]
fn security_groups_are_found_by_vpc_and_name() {
    let outcome = ask(
        &mut world(),
        "DescribeSecurityGroups&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-00000001\
         &Filter.2.Name=group-name&Filter.2.Value.1=*_workspacesMembers&Filter.2.Value.2=sg-0000000?",
    );
    let mut expected = vec![MEMBERS];
    expected.extend(EXTRA);
    expected.sort_unstable();
    assert_eq!(texts(&outcome, "groupId"), expected);
    assert!(
        String::from_utf8_lossy(&outcome.body).contains("<groupDescription>A &amp; B &lt;group&gt;</groupDescription>")
    );
}

#[test]
fn every_filter_narrows_as_it_says() {
    let table = [
        ("private-ip-address", "10.0.1.4", 2), // the same address in two VPCs (J-06)
        ("addresses.private-ip-address", "10.0.1.5", 2),
        ("addresses.primary", "true", 12),
        ("attachment.attachment-id", "eni-attach-*1", 2),
        ("attachment.delete-on-termination", "true", 0),
        ("attachment.device-index", "1", 12),
        ("attachment.instance-owner-id", "210987654321", 12),
        ("attachment.status", "attached", 12),
        ("availability-zone", "us-east-1a", 12),
        ("description", "Created By Amazon Work?paces for*", 12),
        ("description", "created by*", 0),
        ("group-id", MEMBERS, 10),
        ("interface-type", "interface", 12),
        ("network-interface-id", ENI, 1),
        ("owner-id", ACCOUNT, 12),
        ("requester-managed", "false", 12),
        ("source-dest-check", "false", 0),
        ("status", "in-use", 12),
        ("subnet-id", "subnet-00000002", 2),
        ("vpc-id", "vpc-00000001", 10),
        ("tag:Owner", "Team?", 1),
        ("tag:owner", "TeamA", 0),
        ("tag:bare", "", 1),
        ("tag-key", "Owner", 1),
    ];
    let mut world = world();
    for (name, value, expected) in table {
        let form = format!("DescribeNetworkInterfaces&Filter.1.Name={name}&Filter.1.Value.1={value}");
        assert_eq!(ids(&ask(&mut world, &form)).len(), expected, "{name}={value}");
    }
    let both = "DescribeNetworkInterfaces&Filter.1.Name=private-ip-address&Filter.1.Value.1=10.0.1.4\
        &Filter.1.Value.2=10.0.1.6&Filter.2.Name=subnet-id&Filter.2.Value.1=subnet-00000001";
    assert_eq!(ids(&ask(&mut world, both)).len(), 2, "values are alternatives, filters are not");
}

#[test]
fn names_and_ids_that_do_not_exist_are_refused_in_ec2s_codes() {
    let table: [(&str, &[&str]); 9] = [
        ("InvalidAction", &["DescribeInstances"]),
        ("NoSuchVersion", &["DescribeSubnets&Version=2013-10-15"]),
        ("UnknownParameter", &["DescribeSubnets&SubnetIds.1=subnet-00000001"]),
        ("InvalidSubnetID.NotFound", &["DescribeSubnets&SubnetId.1=subnet-00000001&SubnetId.2=subnet-00000009"]),
        (
            "InvalidSubnetID.Malformed",
            &["DescribeSubnets&SubnetId.1=subnet-1", "DescribeSubnets&SubnetId.1=subnet-0000000G"],
        ),
        (
            "InvalidGroup.NotFound",
            &["DescribeSecurityGroups&GroupId.1=sg-00000009", "DescribeSecurityGroups&GroupName.1=elsewhere"],
        ),
        ("InvalidGroupId.Malformed", &["DescribeSecurityGroups&GroupId.1=elsewhere"]),
        ("InvalidNetworkInterfaceID.NotFound", &["DescribeNetworkInterfaces&NetworkInterfaceId.1=eni-00000009"]),
        ("InvalidNetworkInterfaceId.Malformed", &["DescribeNetworkInterfaces&NetworkInterfaceId.1=eni"]),
    ];
    let mut world = world();
    for (code, forms) in table {
        for form in forms {
            assert_refused(&ask(&mut world, form), 400, code);
        }
    }
}

#[test]
fn filters_and_pages_out_of_bounds_are_refused_in_ec2s_codes() {
    let values: Vec<String> = (1..=201).map(|number| format!("&Filter.1.Value.{number}=x")).collect();
    let many = format!("Filter.1.Name=status{}", values.concat());
    let together = format!("NetworkInterfaceId.1={ENI}&MaxResults=5");
    let table = [
        ("Filter.1.Name=colour&Filter.1.Value.1=red", "InvalidParameterValue"),
        ("Filter.1.Name=Status&Filter.1.Value.1=in-use", "InvalidParameterValue"),
        ("Filter.1.Name=tag:&Filter.1.Value.1=x", "InvalidParameterValue"),
        ("Filter.1.Value.1=x", "InvalidParameterValue"),
        ("Filter.1.Name=status", "InvalidParameterValue"),
        (&many, "FilterLimitExceeded"),
        ("MaxResults=4", "InvalidParameterValue"),
        ("MaxResults=1001", "InvalidParameterValue"),
        ("MaxResults=many", "InvalidParameterValue"),
        ("NextToken=forged", "InvalidPaginationToken"),
        ("NextToken=", "InvalidPaginationToken"),
        ("DryRun=yes", "InvalidParameterValue"),
        (&together, "InvalidParameterCombination"),
    ];
    let mut world = world();
    for (form, code) in table {
        let form = format!("DescribeNetworkInterfaces&{form}");
        assert_refused(&ask(&mut world, &form), 400, code);
    }
    for form in [
        "DescribeSubnets&SubnetId.1=subnet-00000001&MaxResults=5",
        "DescribeSecurityGroups&GroupId.1=sg-0000000a&NextToken=x",
    ] {
        assert_refused(&ask(&mut world, form), 400, "InvalidParameterCombination");
    }
    for action in ["DescribeSubnets", "DescribeNetworkInterfaces", "DescribeSecurityGroups"] {
        assert_refused(&ask(&mut world, &format!("{action}&DryRun=true")), 412, "DryRunOperation");
    }
}

#[test]
fn pages_join_without_gap_or_repeat_even_when_the_world_changes_between() {
    let mut world = world();
    let all = ids(&ask(&mut world, "DescribeNetworkInterfaces"));
    let filter = "Filter.1.Name=status&Filter.1.Value.1=in-use";
    let first = ask(&mut world, &format!("DescribeNetworkInterfaces&{filter}&MaxResults=5"));
    assert_eq!(ids(&first), all[..5]);
    let token = texts(&first, "nextToken").remove(0);
    world.interfaces.remove(&all[2]);
    let second = ask(&mut world, &format!("DescribeNetworkInterfaces&{filter}&MaxResults=6&NextToken={token}"));
    assert_eq!(ids(&second), all[5..11]);
    let token = texts(&second, "nextToken").remove(0);
    let last = ask(&mut world, &format!("DescribeNetworkInterfaces&{filter}&MaxResults=5&NextToken={token}"));
    assert_eq!(ids(&last), all[11..]);
    assert!(texts(&last, "nextToken").is_empty(), "absent at the end");
    for other in ["Filter.1.Name=status&Filter.1.Value.1=available", ""] {
        let form = format!("DescribeNetworkInterfaces&{other}&NextToken={token}").replace("&&", "&");
        assert_refused(&ask(&mut world, &form), 400, "InvalidPaginationToken");
    }
    assert_refused(
        &ask(&mut world, &format!("DescribeSecurityGroups&{filter}&NextToken={token}")),
        400,
        "InvalidParameterValue",
    );
}

#[test]
fn a_page_that_holds_the_rest_exactly_has_no_token() {
    let mut world = world();
    let form = "DescribeNetworkInterfaces&Filter.1.Name=vpc-id&Filter.1.Value.1=vpc-00000001&MaxResults=10";
    let page = ask(&mut world, form);
    assert_eq!(ids(&page).len(), 10);
    assert!(texts(&page, "nextToken").is_empty());
}

fn modify(groups: &[&str]) -> String {
    let numbered = groups.iter().zip(1..);
    let groups: Vec<String> = numbered.map(|(group, number)| format!("&SecurityGroupId.{number}={group}")).collect();
    format!("ModifyNetworkInterfaceAttribute&NetworkInterfaceId={ENI}{}", groups.concat())
}

#[test]
fn the_whole_set_of_groups_is_replaced() {
    let mut world = world();
    let outcome = ask(&mut world, &modify(&[EXTRA[1], MEMBERS, EXTRA[0]]));
    assert_eq!((outcome.status, outcome.applied, outcome.violations.len()), (200, true, 0));
    assert_eq!(texts(&outcome, "requestId"), ["r-1"]);
    assert_eq!(world.interfaces[ENI].groups, [EXTRA[1], MEMBERS, EXTRA[0]]);
    let again = ask(&mut world, &modify(&[EXTRA[1], MEMBERS, EXTRA[0]]));
    assert_eq!((again.status, again.applied), (200, false), "nothing was changed");
    let fewer = ask(&mut world, &modify(&[MEMBERS]));
    assert_eq!((fewer.status, fewer.applied), (200, true));
    assert_eq!(world.interfaces[ENI].groups, [MEMBERS]);
}

#[test]
fn dropping_the_members_group_passes_and_is_noted() {
    let mut world = world();
    let outcome = ask(&mut world, &modify(&[EXTRA[0]]));
    assert_eq!((outcome.status, outcome.applied), (200, true));
    assert_eq!(outcome.violations, ["J-12"]);
    assert_eq!(world.interfaces[ENI].groups, [EXTRA[0]]);
    let ignored = ask_ignoring(&mut self::world(), &modify(&[EXTRA[0]]), &["J-12"]);
    assert_eq!((ignored.status, ignored.violations.len()), (200, 0));
}

#[track_caller]
fn assert_nothing_changed(form: &str, status: u16, code: &str, rows: &[&str]) {
    let mut world = world();
    let outcome = ask(&mut world, form);
    assert_refused(&outcome, status, code);
    assert_eq!(outcome.violations, rows, "{form}");
    assert_eq!(world.interfaces[ENI].groups, [MEMBERS], "{form}");
}

#[test]
fn changes_of_unknown_or_unsuitable_things_change_nothing() {
    let six: Vec<&str> = std::iter::once(MEMBERS).chain(EXTRA[..5].iter().copied()).collect();
    let one = modify(&[MEMBERS]);
    let (gone, no_id) = (one.replace(ENI, "eni-00000000000000099"), one.replace(ENI, "eni-x"));
    let table: [(&str, &str, &[&str]); 7] = [
        (&gone, "InvalidNetworkInterfaceID.NotFound", &[]),
        (&no_id, "InvalidNetworkInterfaceId.Malformed", &[]),
        (&modify(&[MEMBERS, "sg-00000009"]), "InvalidGroup.NotFound", &[]),
        (&modify(&["d-90670a1b2c_workspacesMembers"]), "InvalidGroupId.Malformed", &[]),
        (&modify(&[MEMBERS, FOREIGN]), "InvalidParameterValue", &["J-15"]),
        (&modify(&[MEMBERS, MEMBERS]), "InvalidParameterValue", &["J-08"]),
        (&modify(&six), "SecurityGroupsPerInterfaceLimitExceeded", &["J-09"]),
    ];
    for (form, code, rows) in table {
        assert_nothing_changed(form, 400, code, rows);
    }
}

#[test]
fn changes_that_name_no_or_several_attributes_change_nothing() {
    let (none, one) = (modify(&[]), modify(&[MEMBERS]));
    let no_interface = "ModifyNetworkInterfaceAttribute&SecurityGroupId.1=sg-0000000a";
    let table: [(&str, &str, &[&str]); 7] = [
        (&none, "MissingParameter", &["J-08"]),
        (&format!("{none}&SecurityGroupId="), "MissingParameter", &["J-08"]),
        (no_interface, "MissingParameter", &[]),
        (&format!("{one}&Description.Value=x"), "InvalidParameterCombination", &["J-08"]),
        (&format!("{none}&Description.Value=x&SourceDestCheck.Value=true"), "InvalidParameterCombination", &["J-08"]),
        (&format!("{none}&SourceDestCheck.Value=false"), "OperationNotPermitted", &[]),
        (&format!("{one}&Groups.1=x"), "UnknownParameter", &[]),
    ];
    for (form, code, rows) in table {
        assert_nothing_changed(form, 400, code, rows);
    }
    let dry_run = format!("{}&DryRun=true", modify(&[MEMBERS, EXTRA[0]]));
    assert_nothing_changed(&dry_run, 412, "DryRunOperation", &[]);
}

#[test]
fn an_ignored_row_is_neither_enforced_nor_noted() {
    let mut world = world();
    let six: Vec<&str> = std::iter::once(MEMBERS).chain(EXTRA[..5].iter().copied()).collect();
    for (row, groups) in [("J-09", six.as_slice()), ("J-15", &[MEMBERS, FOREIGN]), ("J-08", &[])] {
        let outcome = ask_ignoring(&mut world, &modify(groups), &[row, "J-12"]);
        assert_eq!((outcome.status, outcome.violations.len()), (200, 0), "{row}");
        assert_eq!(world.interfaces[ENI].groups, groups, "{row}");
    }
}

#[test]
fn the_caller_learns_who_it_is() {
    let ignored_rows = BTreeSet::new();
    let context = CallContext {
        account: ACCOUNT,
        accounts: &BTreeSet::new(),
        region: "us-gov-west-1",
        seq: 1,
        request_id: "r-1",
        seed: 7,
        ignored_rows: &ignored_rows,
        untold: false,
        inner: InnerFaults::default(),
        others: Vec::new(),
    };
    let query = |form: &str| Query::parse(form.as_bytes()).expect("a form");
    let outcome = sts::handle(&mut world(), start(), &context, &query("Action=GetCallerIdentity&Version=2011-06-15"));
    assert_eq!(outcome.status, 200);
    assert_eq!(texts(&outcome, "Arn"), ["arn:aws-us-gov:iam::111122223333:user/simulated"]);
    assert_eq!(texts(&outcome, "Account"), [ACCOUNT]);
    assert_eq!(texts(&outcome, "RequestId"), ["r-1"]);
    for form in ["Action=GetSessionToken&Version=2011-06-15", "Action=GetCallerIdentity&Version=2016-11-15"] {
        let refused = sts::handle(&mut world(), start(), &context, &query(form));
        assert_eq!((refused.status, refused.error.as_deref()), (400, Some("InvalidAction")), "{form}");
        assert_eq!(
            (texts(&refused, "Type"), texts(&refused, "Code")),
            (vec!["Sender".to_owned()], vec!["InvalidAction".to_owned()])
        );
    }
}
