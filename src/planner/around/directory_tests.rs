//! Orders about directories: what comes of a wish, and what does not.

use std::collections::{BTreeMap, BTreeSet};

use super::{DirectoryWish, Order, Wanted, Wish, leans_on, order, tagged};
use crate::model::around::{
    Described, Network, RegisteredDirectory, Setting, SettingGroup, SettingValue, Settings, Surroundings,
};
use crate::model::{Danger, DirectoryId, Scope, SecurityGroup, Subnet, SubnetId};

fn text(text: &str) -> Described {
    Described::Text(text.to_owned())
}

fn members<const COUNT: usize>(of: [(&str, Described); COUNT]) -> BTreeMap<String, Described> {
    of.map(|(name, said)| (name.to_owned(), said)).into()
}

/// A directory that lets two kinds of devices in, and denies one.
fn directory() -> RegisteredDirectory {
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

fn seen() -> Surroundings {
    Surroundings { directories: vec![directory()], ..Surroundings::default() }
}

fn settings(texts: &[&str]) -> Settings {
    texts.iter().map(|text| Setting::parse(text).expect("a setting")).collect()
}

fn modify(texts: &[&str]) -> Wish {
    Wish::Directory(DirectoryWish::Modify { directory: "corp.example.com".to_owned(), settings: settings(texts) })
}

fn wanted(wish: Wish) -> Wanted {
    let protect_tag = "deskfleet-protect".to_owned();
    Wanted { wish, reason: None, lowered: BTreeSet::new(), must_admit: Vec::new(), protect_tag }
}

/// Makes an order, with the tags read that it asks for.
fn make(seen: &Surroundings, wanted: &Wanted) -> Order {
    let mut seen = seen.clone();
    seen.tags = tagged(&seen, &wanted.wish).expect("known").into_iter().map(|id| (id, BTreeSet::new())).collect();
    let scope =
        Scope { account: "111122223333".to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    order(&seen, wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order")
}

fn operations(order: &Order) -> Vec<&'static str> {
    order.acts.iter().map(|planned| planned.act.facts().operation).collect()
}

fn refused_by(order: &Order) -> Vec<&str> {
    order.refused.iter().map(|remark| remark.rule.as_str()).collect()
}

fn after(seen: &Surroundings, order: &Order) -> Surroundings {
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
    let subnet = |vpc: &str| Subnet {
        subnet_id: SubnetId::from_service("subnet-00000001"),
        vpc_id: Some(vpc.to_owned()),
        cidr_block: None,
        availability_zone: None,
        available_ip_address_count: 0,
    };
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

/// An order of an earlier build is read by this one, and one of a later build is named as such.
#[test]
fn orders_of_other_builds() {
    let text = make(&seen(), &wanted(modify(&["device-web=allow"]))).to_text().expect("written");
    assert_eq!(Order::read(&text).expect("read").to_text().expect("written"), text);
    let mut older: Order = Order::read(&text).expect("read");
    older.schema = 1;
    let older = older.seal().expect("sealed").to_text().expect("written");
    assert_eq!(Order::read(&older).expect("an earlier one").schema, 1);
    for schema in [0, 3] {
        let mut other: Order = Order::read(&text).expect("read");
        other.schema = schema;
        let other = other.seal().expect("sealed").to_text().expect("written");
        let error = Order::read(&other).expect_err("refused").to_string();
        assert_eq!(error, format!("schema {schema} is not known, this version reads schema 2"));
    }
}
