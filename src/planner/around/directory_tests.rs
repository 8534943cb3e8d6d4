//! Orders about directories: what comes of a wish, and what does not.

use std::collections::{BTreeMap, BTreeSet};

use super::{DirectoryWish, Order, Wanted, Wish, leans_on, order, tagged};
use crate::model::around::{
    Described, Network, RegisteredDirectory, Setting, SettingGroup, SettingValue, Settings, SubnetPlace, Surroundings,
};
use crate::model::{Danger, DirectoryId, Scope, SecurityGroup, SubnetId};

fn text(text: &str) -> Described {
    Described::Text(text.to_owned())
}

fn members<const COUNT: usize>(of: [(&str, Described); COUNT]) -> BTreeMap<String, Described> {
    of.map(|(name, said)| (name.to_owned(), said)).into()
}

/// A directory that lets two kinds of devices in, and denies one.
pub(super) fn directory() -> RegisteredDirectory {
    let access = members([
        ("DeviceTypeWindows", text("ALLOW")),
        ("DeviceTypeOsx", text("ALLOW")),
        ("DeviceTypeWeb", text("DENY")),
    ]);
    let creation = members([("EnableInternetAccess", Described::Flag(false))]);
    RegisteredDirectory {
        directory_id: DirectoryId::from_service("d-0123456789"),
        directory_name: Some("corp.example.com".to_owned()),
        alias: None,
        state: Some("REGISTERED".to_owned()),
        ip_group_ids: Vec::new(),
        described: members([
            ("SubnetIds", Described::List(vec![text("subnet-00000001"), text("subnet-00000002")])),
            ("DirectoryType", text("AD_CONNECTOR")),
            ("WorkspaceAccessProperties", Described::Members(access)),
            ("WorkspaceCreationProperties", Described::Members(creation)),
            ("EndpointEncryptionMode", text("STANDARD_TLS")),
        ]),
    }
}

pub(super) fn seen() -> Surroundings {
    Surroundings { directories: vec![directory()], ..Surroundings::default() }
}

fn settings(texts: &[&str]) -> Settings {
    texts.iter().map(|text| Setting::parse(text).expect("a setting")).collect()
}

fn modify(texts: &[&str]) -> Wish {
    Wish::Directory(DirectoryWish::Modify { directory: "corp.example.com".to_owned(), settings: settings(texts) })
}

pub(super) fn wanted(wish: Wish) -> Wanted {
    let protect_tag = "deskfleet-protect".to_owned();
    Wanted { wish, reason: None, lowered: BTreeSet::new(), must_admit: Vec::new(), protect_tag, revert_after_s: None }
}

/// Makes an order, with the tags read that it asks for.
pub(super) fn make(seen: &Surroundings, wanted: &Wanted) -> Order {
    let mut seen = seen.clone();
    seen.tags = tagged(&seen, &wanted.wish).expect("known").into_iter().map(|id| (id, BTreeSet::new())).collect();
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    order(&seen, wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order")
}

pub(super) fn operations(order: &Order) -> Vec<&'static str> {
    order.acts.iter().map(|planned| planned.act.facts().operation).collect()
}

pub(super) fn refused_by(order: &Order) -> Vec<&str> {
    order.refused.iter().map(|remark| remark.rule.as_str()).collect()
}

pub(super) fn after(seen: &Surroundings, order: &Order) -> Surroundings {
    order.acts.iter().fold(seen.clone(), |state, planned| planned.act.apply(&state).expect("it was tried out"))
}

/// One call for each structure, with what differs in it, and none for what is so already; access comes last.
#[test]
fn only_what_differs_is_sent() {
    for (texts, expected, danger) in [
        (&["device-web=deny", "internet-access=false"][..], &[][..], Danger::Mild),
        (&["device-web=allow"], &["ModifyWorkspaceAccessProperties"], Danger::Severe),
        (&["internet-access=true"], &["ModifyWorkspaceCreationProperties"], Danger::Moderate),
        (
            &[
                "device-web=allow",
                "endpoint-encryption=fips-validated",
                "self-service-rebuild=enabled",
                "preferred-protocol=udp",
                "maintenance-mode=true",
                "internet-access=false",
            ],
            &[
                "ModifyWorkspaceCreationProperties",
                "ModifySelfservicePermissions",
                "ModifyStreamingProperties",
                "ModifyEndpointEncryptionMode",
                "ModifyWorkspaceAccessProperties",
            ],
            Danger::Severe,
        ),
    ] {
        let order = make(&seen(), &wanted(modify(texts)));
        assert_eq!((operations(&order), order.danger()), (expected.to_vec(), danger), "{texts:?}: {:?}", order.refused);
        let same = texts.iter().filter(|text| text.ends_with("=deny") || text.ends_with("=false")).count();
        assert_eq!(order.unchanged.len(), same, "{texts:?}");
        // The same again finds nothing to do, and the setting reads as it was asked for.
        let after = after(&seen(), &order);
        assert!(make(&after, &wanted(modify(texts))).acts.is_empty(), "{texts:?}");
        for (setting, value) in settings(texts) {
            assert_eq!(after.directories[0].setting(setting), Some(value), "{texts:?}");
        }
    }
}

/// Every setting that can be typed goes into the call of its structure.
#[test]
fn every_setting_is_set_by_one_act() {
    for setting in Setting::all() {
        let value = SettingValue::Text("x".to_owned());
        let wish = DirectoryWish::Modify { directory: "d-0123456789".to_owned(), settings: [(setting, value)].into() };
        let order = make(&seen(), &wanted(Wish::Directory(wish)));
        assert_eq!(order.acts.len(), 1, "{setting:?}");
        let own = match setting.group() {
            SettingGroup::Creation => "ModifyWorkspaceCreationProperties",
            SettingGroup::SelfService => "ModifySelfservicePermissions",
            SettingGroup::Streaming => "ModifyStreamingProperties",
            SettingGroup::Encryption => "ModifyEndpointEncryptionMode",
            SettingGroup::Access => "ModifyWorkspaceAccessProperties",
        };
        assert_eq!(operations(&order), [own], "{setting:?}");
    }
}

/// What had a value is put back by the command that undoes it; what had none is said.
#[test]
fn what_had_a_value_can_be_undone() {
    let order = make(&seen(), &wanted(modify(&["device-web=allow", "internet-access=true", "device-linux=allow"])));
    let undo = "directory modify d-0123456789 --set internet-access=false --set device-web=deny";
    assert_eq!(order.undo, [undo.split(' ').map(str::to_owned).collect::<Vec<_>>()]);
    let warned: Vec<(&str, &str)> =
        order.warnings.iter().map(|remark| (remark.rule.as_str(), remark.reason.as_str())).collect();
    assert!(
        matches!(
            warned.as_slice(),
            [("DIR-05", unset), ("DIR-04", later)] if unset.contains("device-linux") && later.contains("internet-access")
        ),
        "{warned:?}"
    );
    let Order { warnings, .. } = make(&seen(), &wanted(modify(&["device-web=allow"])));
    assert_eq!(warnings, []);
    let Order { warnings, .. } = make(&seen(), &wanted(modify(&["default-ou=OU=a,DC=b,DC=c"])));
    assert!(warnings.iter().any(|remark| remark.rule == "DIR-04"), "{warnings:?}");
}

/// The way back to another security group needs no flag: what was read of the network is not about it.
#[test]
fn a_security_group_can_be_put_back() {
    let id = |last: char| format!("sg-0123456789abcdef{last}");
    let group = SecurityGroup { group_id: id('1'), group_name: None, vpc_id: Some("vpc-1".to_owned()) };
    let subnets = vec![place("subnet-00000001", "vpc-1", "use1-az2")];
    let mut before = seen();
    before.network = Some(Network { subnets, security_groups: vec![group] });
    let creation = members([("CustomSecurityGroupId", text(&id('0')))]);
    before.directories[0].described.insert("WorkspaceCreationProperties".to_owned(), Described::Members(creation));
    let order = make(&before, &wanted(modify(&[&format!("custom-security-group={}", id('1'))])));
    let undo = format!("directory modify d-0123456789 --set custom-security-group={}", id('0'));
    assert_eq!(order.undo, [undo.split(' ').map(str::to_owned).collect::<Vec<_>>()]);
}

/// Whoever is shut out by it asks for a flag; a device less does not.
#[test]
fn the_last_device_is_not_kept_out() {
    let shut = modify(&["device-windows=deny", "device-osx=deny"]);
    let order = make(&seen(), &wanted(shut.clone()));
    assert_eq!((refused_by(&order), order.acts.len()), (vec!["DIR-03"], 0));
    let lowered = Wanted { lowered: BTreeSet::from(["DIR-03".to_owned()]), ..wanted(shut) };
    assert_eq!(make(&seen(), &lowered).acts.len(), 1);
    for texts in [&["device-windows=deny"][..], &["device-windows=deny", "device-osx=deny", "device-web=allow"]] {
        let order = make(&seen(), &wanted(modify(texts)));
        assert_eq!((refused_by(&order), order.acts.len()), (Vec::new(), 1), "{texts:?}");
    }
    // Of which nothing is said: the web and Linux are kept out then, all others may be let in.
    let mut silent = seen();
    silent.directories[0].described.remove("WorkspaceAccessProperties");
    let devices = ["windows", "osx", "ios", "android", "chrome-os", "zero-client", "thin-client"];
    let texts: Vec<String> = devices.iter().map(|device| format!("device-{device}=deny")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    for (texts, rules) in [(texts.as_slice(), &["DIR-03"][..]), (&texts[1..], &[]), (&["device-web=deny"], &[])] {
        assert_eq!(refused_by(&make(&silent, &wanted(modify(texts)))), rules, "{texts:?}");
    }
    let mut protected = seen();
    protected.tags.insert("d-0123456789".to_owned(), BTreeSet::from(["deskfleet-protect".to_owned()]));
    let (wish, other) = (wanted(modify(&["device-web=allow"])), make(&seen(), &wanted(modify(&["device-web=allow"]))));
    let order = super::order(&protected, &wish, &other.scope, other.made_at).expect("an order");
    assert_eq!(refused_by(&order), ["PROT-02"]);
}

#[test]
fn a_directory_that_is_not_registered_is_left_alone() {
    for state in ["REGISTERING", "DEREGISTERING", "ERROR"] {
        let mut seen = seen();
        seen.directories[0].state = Some(state.to_owned());
        let order = make(&seen, &wanted(modify(&["device-web=allow"])));
        assert_eq!(refused_by(&order), ["DIR-02"], "{state}");
        assert!(order.refused[0].reason.contains(state));
    }
}

/// A group of another VPC, or none at all, is refused where that is known; what was not read is left to the service.
#[test]
fn a_security_group_is_of_the_directorys_own_network() {
    const GROUP: &str = "sg-0123456789abcdef0";
    let wish = modify(&[&format!("custom-security-group={GROUP}")]);
    let leans = leans_on(&seen(), &wish).expect("known");
    let named = |ids: &[&str]| ids.iter().map(|id| SubnetId::from_service(*id)).collect::<BTreeSet<_>>();
    assert_eq!(leans.subnets, named(&["subnet-00000001", "subnet-00000002"]));
    assert_eq!(leans.security_groups, BTreeSet::from([GROUP.to_owned()]));
    let nothing = leans_on(&seen(), &modify(&["device-web=allow"])).expect("known");
    assert!(nothing.subnets.is_empty() && nothing.security_groups.is_empty(), "{nothing:?}");
    let subnet = |vpc: &str| place("subnet-00000001", vpc, "use1-az2");
    let group =
        |vpc: &str| SecurityGroup { group_id: GROUP.to_owned(), group_name: None, vpc_id: Some(vpc.to_owned()) };
    let network = |vpc: &str, groups: &[&str]| {
        Some(Network { subnets: vec![subnet(vpc)], security_groups: groups.iter().map(|vpc| group(vpc)).collect() })
    };
    for (network, refused) in [
        (network("vpc-1", &["vpc-1"]), None),
        (network("vpc-1", &["vpc-2"]), Some("is in vpc-2, and the directory in vpc-1")),
        (network("vpc-1", &[]), Some("there is no security group sg-0123456789abcdef0")),
        (None, None),
    ] {
        let order = make(&Surroundings { network, ..seen() }, &wanted(wish.clone()));
        assert_eq!(order.refused.first().map(|remark| remark.rule.as_str()), refused.map(|_| "DIR-06"));
        assert!(refused.is_none_or(|says| order.refused[0].reason.contains(says)), "{:?}", order.refused);
    }
}

/// An order as a build with schema 1 wrote it.
const OLDER: &str = concat!(
    r#"{"access":[],"acts":[{"act":{"GroupName":"office","UserRules":[{"ipRule":"203.0.113.7/32","ruleDesc""#,
    r#":"Berlin"}],"operation":"CreateIpGroup"},"id":"S-0001","requires":[{"rule":"IPG-01","that":"nobody_l"#,
    r#"ocked_out"},{"rule":"IPG-02","that":"not_opened"}]}],"command":"ip-group create","id":"fa1dbcd7cde00"#,
    r#"0143fef95249e03cc8aa8ab86104c124746615f4f6654557b11","lowered":[],"made_at":"2026-01-05T08:00:00Z",""#,
    r#"must_admit":[],"names":{"d-a6a7a35d4f":"branch.example.com"},"reason":"Berlin moves","refused":[],"s"#,
    r#"chema":1,"scope":{"account":"111122223333","region":"us-east-1","simulated":true},"selection":["offi"#,
    r#"ce","203.0.113.7/32=Berlin"],"unchanged":[],"undo":[["ip-group","delete","office"]],"warnings":[]}"#,
);

/// An order of an earlier build is read by this one, and one of a later build is named as such.
#[test]
fn orders_of_other_builds() {
    let text = make(&seen(), &wanted(modify(&["device-web=allow"]))).to_text().expect("written");
    assert_eq!(Order::read(&text).expect("read").to_text().expect("written"), text);
    let older = Order::read(OLDER).expect("an earlier one");
    assert_eq!((older.schema, older.acts.len(), older.to_text().expect("written").trim_end()), (1, 1, OLDER));
    for schema in [0, 3] {
        let mut other: Order = Order::read(&text).expect("read");
        other.schema = schema;
        let other = other.seal().expect("sealed").to_text().expect("written");
        let error = Order::read(&other).expect_err("refused").to_string();
        assert_eq!(error, format!("schema {schema} is not known, this version reads schema 2"));
    }
}

fn place(id: &str, vpc: &str, zone: &str) -> SubnetPlace {
    SubnetPlace { subnet_id: SubnetId::from_service(id), vpc_id: Some(vpc.to_owned()), zone_id: Some(zone.to_owned()) }
}

const SUBNETS: [&str; 2] = ["subnet-00000001", "subnet-00000002"];

fn register(id: &str, subnets: [&str; 2], tenancy: Option<&str>) -> Wish {
    Wish::Directory(DirectoryWish::Register {
        directory: DirectoryId::from_service(id),
        subnets: subnets.map(SubnetId::from_service).to_vec(),
        tenancy: tenancy.map(str::to_owned),
        self_service: false,
    })
}

fn deregister() -> Wish {
    Wish::Directory(DirectoryWish::Deregister { directory: "corp.example.com".to_owned() })
}

/// What the service would not register a directory with, each in both directions; nothing of it is sent.
#[test]
fn subnets_are_judged_before_a_directory_is_registered() {
    const NEW: &str = "d-00000000ff";
    let of = |places: [(&str, &str, &str); 2]| {
        let subnets = places.map(|(id, vpc, zone)| place(id, vpc, zone)).to_vec();
        Surroundings { network: Some(Network { subnets, security_groups: Vec::new() }), ..seen() }
    };
    let [one, other] = SUBNETS;
    let leans = leans_on(&seen(), &register(NEW, SUBNETS, None)).expect("known");
    assert_eq!(leans.subnets.len(), 2, "both are read");
    for (places, rules, says) in [
        ([(one, "vpc-1", "use1-az2"), (other, "vpc-1", "use1-az4")], &[][..], ""),
        ([(one, "vpc-1", "use2-az1"), (other, "vpc-1", "use2-az2")], &[], ""), // a Region that is not known
        (
            [(one, "vpc-1", "use1-az2"), ("subnet-00000003", "vpc-1", "use1-az4")],
            &["DIR-08"],
            "no subnet subnet-00000002",
        ),
        (
            [(one, "vpc-1", "use1-az2"), (other, "vpc-2", "use1-az4")],
            &["DIR-08"],
            "is in vpc-1, and subnet-00000002 in vpc-2",
        ),
        ([(one, "vpc-1", "use1-az2"), (other, "vpc-1", "use1-az2")], &["DIR-08"], "both in the zone use1-az2"),
        ([(one, "vpc-1", "use1-az2"), (other, "vpc-1", "use1-az3")], &["DIR-09"], "is in use1-az2, use1-az4, use1-az6"),
    ] {
        let order = make(&of(places), &wanted(register(NEW, SUBNETS, None)));
        assert_eq!(
            (refused_by(&order), order.acts.len()),
            (rules.to_vec(), usize::from(rules.is_empty())),
            "{places:?}"
        );
        assert!(says.is_empty() || order.refused[0].reason.contains(says), "{:?}", order.refused);
    }
    let unread = make(&seen(), &wanted(register(NEW, SUBNETS, None)));
    assert_eq!((operations(&unread), unread.danger()), (vec!["RegisterWorkspaceDirectory"], Danger::Moderate));
    assert_eq!(unread.undo, [["directory", "deregister", NEW]], "what could not be read is left to the service");
    let after = after(&seen(), &unread);
    assert!(make(&after, &wanted(register(NEW, SUBNETS, None))).acts.is_empty(), "the same again");
}

/// Of one that is registered nothing is sent, and what can't be changed is told.
#[test]
fn a_directory_is_registered_once() {
    const OWN: &str = "d-0123456789";
    let [one, other] = SUBNETS;
    let mut seen = seen();
    seen.directories[0].described.insert("Tenancy".to_owned(), text("SHARED"));
    for (wish, state, rules, unchanged) in [
        (register(OWN, SUBNETS, None), "REGISTERED", &[][..], 1),
        (register(OWN, [other, one], Some("SHARED")), "REGISTERED", &[], 1),
        (register(OWN, SUBNETS, Some("DEDICATED")), "REGISTERED", &["DIR-10"], 0),
        (register(OWN, [one, "subnet-00000003"], None), "REGISTERED", &["DIR-10"], 0),
        (register(OWN, SUBNETS, None), "REGISTERING", &["DIR-10"], 0),
        (register(OWN, SUBNETS, None), "ERROR", &["DIR-10"], 0),
    ] {
        seen.directories[0].state = Some(state.to_owned());
        let order = make(&seen, &wanted(wish.clone()));
        assert_eq!((refused_by(&order), order.unchanged.len()), (rules.to_vec(), unchanged), "{wish:?}");
        assert!(order.acts.is_empty());
    }
    let many = |count: u32| {
        let directory = |number| RegisteredDirectory {
            directory_id: DirectoryId::from_service(format!("d-{number:010}")),
            ..directory()
        };
        Surroundings { directories: (0..count).map(directory).collect(), ..Surroundings::default() }
    };
    let wish = register("d-00000000ff", SUBNETS, None);
    assert_eq!(refused_by(&make(&many(50), &wanted(wish.clone()))), ["DIR-11"]);
    assert_eq!(make(&many(49), &wanted(wish)).acts.len(), 1);
}

/// Not while desktops are left, and not while it is on its way; one that failed can go.
#[test]
fn a_directory_with_desktops_is_not_deregistered() {
    let id = directory().directory_id;
    assert_eq!(leans_on(&seen(), &deregister()).expect("known").desktops_of.as_ref(), Some(&id));
    for (state, desktops, rules) in [
        ("REGISTERED", 0, &[][..]),
        ("ERROR", 0, &[]),
        ("REGISTERED", 1, &["DIR-07"]),
        ("REGISTERED", 40, &["DIR-07"]),
        ("REGISTERING", 0, &["DIR-02"]),
        ("DEREGISTERING", 0, &["DIR-02"]),
        ("DEREGISTERED", 0, &["DIR-02"]),
    ] {
        let mut seen = seen();
        seen.directories[0].state = Some(state.to_owned());
        seen.directory_use.insert(id.clone(), desktops);
        let order = make(&seen, &wanted(deregister()));
        assert_eq!((refused_by(&order), order.acts.len()), (rules.to_vec(), usize::from(rules.is_empty())), "{state}");
        if rules.is_empty() {
            assert_eq!((order.danger(), order.undo.len()), (Danger::Severe, 0));
            assert!(after(&seen, &order).directories.is_empty());
            let keys = BTreeSet::from(["deskfleet-protect".to_owned()]);
            seen.tags.insert(id.to_string(), keys);
            let scope = order.scope.clone();
            let protected = super::order(&seen, &wanted(deregister()), &scope, order.made_at).expect("an order");
            assert_eq!(refused_by(&protected), ["PROT-02"]);
        }
    }
}
