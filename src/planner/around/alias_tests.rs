//! Orders about connection aliases: what each sends, what refuses it, and that it is done when it was carried out.

use std::collections::{BTreeMap, BTreeSet};

use super::{AliasWish, Order, OrderError, Wanted, Wish, order, shared, tagged};
use crate::model::around::{
    ALIASES_MAX, Act, AliasAssociation, ConnectionAlias, Impossible, Kinds, RegisteredDirectory, Surroundings,
};
use crate::model::{AliasId, Danger, DirectoryId, Scope};

const OWNER: &str = "111122223333";
const OTHER: &str = "444455556666";

fn alias(name: &str, state: &str, leads: Option<(&str, u32)>, shared: &[&str]) -> ConnectionAlias {
    let association = leads.map(|(status, number)| AliasAssociation {
        association_status: Some(status.to_owned()),
        associated_account_id: Some(OWNER.to_owned()),
        resource_id: Some(format!("d-{number:010}")),
        connection_identifier: Some("id4711".to_owned()),
    });
    ConnectionAlias {
        alias_id: AliasId::from_service(format!("wsca-{name:0>8}")),
        connection_string: format!("{name}.example.com"),
        state: Some(state.to_owned()),
        owner_account_id: Some(OWNER.to_owned()),
        associations: association.into_iter().collect(),
        shared_with: Some(shared.iter().map(|account| (*account).to_owned()).collect()),
    }
}

const THERE: &str = "ASSOCIATED_WITH_OWNER_ACCOUNT";

/// One that is free, one that leads to the first directory, one that is shared, and one whose association says that it is none.
fn seen() -> Surroundings {
    let directory = |number: u32| RegisteredDirectory {
        directory_id: DirectoryId::from_service(format!("d-{number:010}")),
        directory_name: Some(format!("corp{number}.example.com")),
        alias: None,
        state: Some("REGISTERED".to_owned()),
        ip_group_ids: Vec::new(),
        described: BTreeMap::new(),
    };
    let mut none = alias("none", "CREATED", Some(("NOT_ASSOCIATED", 1)), &[]);
    none.associations[0].resource_id = None;
    let aliases = vec![
        alias("free", "CREATED", None, &[]),
        alias("leads", "CREATED", Some((THERE, 1)), &[]),
        alias("shared", "CREATED", None, &[OTHER]),
        none,
    ];
    let account = Some(OWNER.to_owned());
    Surroundings { directories: vec![directory(1), directory(2)], aliases, account, ..Surroundings::default() }
}

fn make(seen: &Surroundings, wish: AliasWish) -> Result<Order, OrderError> {
    let mut seen = seen.clone();
    let wish = Wish::Alias(wish);
    // Nothing is there that is not read.
    if !wish.reads().directories {
        seen.directories.clear();
    }
    seen.tags = tagged(&seen, &wish)?.into_iter().map(|id| (id, BTreeSet::new())).collect();
    let protect_tag = "deskfleet-protect".to_owned();
    let wanted = Wanted {
        wish,
        reason: None,
        lowered: BTreeSet::new(),
        must_admit: Vec::new(),
        protect_tag,
        revert_after_s: None,
    };
    let scope = Scope { account: OWNER.to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    order(&seen, &wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment"))
}

fn name(text: &str) -> String {
    format!("{text}.example.com")
}

fn create(text: &str) -> AliasWish {
    AliasWish::Create { name: name(text) }
}

fn delete(text: &str) -> AliasWish {
    AliasWish::Delete { alias: name(text) }
}

fn associate(text: &str, number: u32) -> AliasWish {
    AliasWish::Associate { alias: name(text), directory: format!("corp{number}.example.com") }
}

fn disassociate(text: &str) -> AliasWish {
    AliasWish::Disassociate { alias: name(text) }
}

fn share(text: &str, account: &str, is_allowed: bool) -> AliasWish {
    AliasWish::Share { alias: name(text), account: account.to_owned(), is_allowed }
}

fn refused_by(order: &Order) -> Vec<&str> {
    order.refused.iter().map(|remark| remark.rule.as_str()).collect()
}

/// What each sends, with what it warns of and what undoes it; carried out, the same again sends nothing, and so does what
/// undoes what it undid.
#[test]
fn each_wish_is_one_call_or_none_and_can_be_undone() {
    let table: [(AliasWish, &str, Danger, &[&str], &str); 12] = [
        (create("new"), "CreateConnectionAlias", Danger::Mild, &["ALIAS-01"], "delete new.example.com"),
        (create("FREE"), "", Danger::Mild, &[], ""),
        (delete("free"), "DeleteConnectionAlias", Danger::Severe, &["ALIAS-01", "ALIAS-07"], "create free.example.com"),
        (associate("free", 2), "AssociateConnectionAlias", Danger::Moderate, &[], "disassociate free.example.com"),
        (
            associate("free", 1),
            "AssociateConnectionAlias",
            Danger::Moderate,
            &["ALIAS-08"],
            "disassociate free.example.com",
        ),
        (associate("none", 2), "AssociateConnectionAlias", Danger::Moderate, &[], "disassociate none.example.com"),
        (associate("leads", 1), "", Danger::Mild, &[], ""),
        (
            disassociate("leads"),
            "DisassociateConnectionAlias",
            Danger::Severe,
            &["ALIAS-07"],
            "associate leads.example.com d-0000000001",
        ),
        (disassociate("none"), "", Danger::Mild, &[], ""),
        (
            share("free", OTHER, true),
            "UpdateConnectionAliasPermission",
            Danger::Moderate,
            &[],
            "unshare free.example.com 444455556666",
        ),
        (
            share("shared", OTHER, false),
            "UpdateConnectionAliasPermission",
            Danger::Moderate,
            &[],
            "share shared.example.com 444455556666",
        ),
        (share("shared", OTHER, true), "", Danger::Mild, &[], ""),
    ];
    for (wish, operation, danger, warned, undone) in table {
        let order = make(&seen(), wish.clone()).expect("an order");
        let sent: Vec<&str> = order.acts.iter().map(|planned| planned.act.facts().operation).collect();
        assert_eq!(sent.join(" "), operation, "{wish:?}: {:?}", order.refused);
        assert_eq!((order.danger(), refused_by(&order)), (danger, Vec::new()), "{wish:?}");
        let rules: Vec<&str> = order.warnings.iter().map(|remark| remark.rule.as_str()).collect();
        assert_eq!(rules, warned, "{wish:?}");
        assert_eq!(order.unchanged.len(), usize::from(operation.is_empty()), "{wish:?}");
        let undo: Vec<String> = order.undo.iter().map(|words| words[1..].join(" ")).collect();
        assert_eq!(undo.join("; "), undone, "{wish:?}");
        let then = order.acts.iter().fold(seen(), |state, planned| planned.act.apply(&state).expect("tried out"));
        match make(&then, wish.clone()) {
            Ok(again) => assert!(again.acts.is_empty() && again.refused.is_empty(), "{wish:?}: {again:?}"),
            Err(_) => assert!(matches!(wish, AliasWish::Delete { .. }), "{wish:?}"),
        }
    }
    let already = make(&seen(), associate("leads", 1)).expect("an order");
    assert!(already.unchanged[0].reason.contains("TXT record of leads.example.com has to hold \"id4711\""));
}

/// What refuses, and the same without what is wrong, which is not refused.
#[test]
fn what_the_service_would_refuse_is_refused_before() {
    let with = |spoiled: ConnectionAlias| {
        let mut seen = seen();
        seen.aliases[0] = spoiled;
        seen
    };
    let state = |state: &str, leads| with(alias("free", state, leads, &[]));
    let mut full = seen();
    full.aliases = (0..ALIASES_MAX).map(|number| alias(&format!("a{number}"), "CREATED", None, &[])).collect();
    let table = [
        (state("CREATING", None), create("free"), "ALIAS-02"),
        (state("DELETING", None), create("free"), "ALIAS-02"),
        (state("CREATING", None), associate("free", 2), "ALIAS-02"),
        (state("CREATED", Some(("PENDING_ASSOCIATION", 2))), associate("free", 2), "ALIAS-02"),
        (state("CREATED", Some(("PENDING_DISASSOCIATION", 2))), associate("free", 2), "ALIAS-02"),
        (state("CREATED", Some(("PENDING_DISASSOCIATION", 2))), disassociate("free"), "ALIAS-02"),
        (state("CREATED", Some(("PENDING_ASSOCIATION", 2))), disassociate("free"), "ALIAS-02"),
        (state("CREATED", Some(("PENDING_DISASSOCIATION", 1))), associate("free", 2), "ALIAS-02"),
        (state("DELETING", Some((THERE, 2))), disassociate("free"), "ALIAS-02"),
        (state("CREATING", None), share("free", OTHER, true), "ALIAS-02"),
        (state("DELETING", None), delete("free"), "ALIAS-02"),
        (state("CREATING", None), delete("free"), "ALIAS-02"),
        (state("CREATED", Some((THERE, 1))), associate("free", 2), "ALIAS-03"),
        (state("CREATED", Some((THERE, 1))), delete("free"), "ALIAS-04"),
        (state("CREATED", Some(("PENDING_DISASSOCIATION", 1))), delete("free"), "ALIAS-02"),
        (with(alias("free", "CREATED", None, &[OTHER])), delete("free"), "ALIAS-04"),
        (full.clone(), create("new"), "ALIAS-05"),
        (seen(), share("free", OWNER, true), "ALIAS-06"),
    ];
    for (spoiled, wish, rule) in table {
        let order = make(&spoiled, wish.clone()).expect("an order");
        assert_eq!((refused_by(&order), order.acts.len()), (vec![rule], 0), "{wish:?}");
    }
    for wish in [create("free"), associate("free", 2), disassociate("free"), share("free", OTHER, true), delete("free")]
    {
        assert_eq!(refused_by(&make(&seen(), wish.clone()).expect("an order")), [""; 0], "{wish:?}");
    }
    // One fewer, or one that another account has, which does not count.
    full.aliases[0].owner_account_id = Some(OTHER.to_owned());
    assert_eq!(refused_by(&make(&full, create("new")).expect("an order")), [""; 0]);
    full.aliases.push(alias("own", "CREATED", None, &[]));
    assert_eq!(refused_by(&make(&full, create("new")).expect("an order")), ["ALIAS-05"]);
    full.aliases.remove(0);
    full.aliases.remove(0);
    assert_eq!(refused_by(&make(&full, create("new")).expect("an order")), [""; 0]);
}

/// What another account shares is led and left as any other; its name and its shares are that account's.
#[test]
fn an_alias_of_another_account_is_not_ones_own() {
    let mut seen = seen();
    for alias in &mut seen.aliases {
        alias.owner_account_id = Some(OTHER.to_owned());
    }
    for wish in [create("free"), delete("free"), share("free", "777788889999", true), share("shared", OTHER, false)] {
        assert_eq!(refused_by(&make(&seen, wish.clone()).expect("an order")), ["ALIAS-09"], "{wish:?}");
        assert!(shared(&seen, &Wish::Alias(wish.clone())).expect("an order").is_empty(), "{wish:?}: it is asked for");
    }
    for wish in [create("new"), associate("free", 2), disassociate("leads")] {
        assert_eq!(refused_by(&make(&seen, wish.clone()).expect("an order")), [""; 0], "{wish:?}");
    }
    seen.account = None;
    assert_eq!(refused_by(&make(&seen, delete("free")).expect("an order")), [""; 0], "whose it is is not known");
}

/// An account keeps the share as long as it uses it, and what it leads somewhere only it can lead there again.
#[test]
fn what_another_account_leads_is_told_from_ones_own() {
    let mut seen = seen();
    seen.aliases[0] = alias("free", "CREATED", Some(("ASSOCIATED_WITH_SHARED_ACCOUNT", 9)), &[OTHER]);
    let unshare = || share("free", OTHER, false);
    assert_eq!(refused_by(&make(&seen, unshare()).expect("an order")), [""; 0], "this account leads it");
    seen.aliases[0].associations[0].associated_account_id = Some(OTHER.to_owned());
    assert_eq!(refused_by(&make(&seen, unshare()).expect("an order")), ["ALIAS-04"]);
    assert_eq!(refused_by(&make(&seen, share("free", "777788889999", true)).expect("an order")), [""; 0]);
    let off = make(&seen, disassociate("free")).expect("an order");
    assert!(off.undo.is_empty() && off.warnings[0].reason.contains(&format!("of the account {OTHER}")), "{off:?}");
    seen.aliases[0].associations.clear();
    assert_eq!(refused_by(&make(&seen, unshare()).expect("an order")), [""; 0]);
}

/// A directory without a status is one; only what is said to be none is none.
#[test]
fn an_association_without_a_status_is_there() {
    let mut seen = seen();
    seen.aliases[0] = alias("free", "CREATED", Some((THERE, 1)), &[]);
    seen.aliases[0].associations[0].association_status = None;
    let off = make(&seen, disassociate("free")).expect("an order");
    assert_eq!((off.acts.len(), off.undo.len()), (1, 1));
    assert_eq!(refused_by(&make(&seen, delete("free")).expect("an order")), ["ALIAS-04"]);
    seen.aliases[0].associations[0].resource_id = None;
    assert!(make(&seen, disassociate("free")).expect("an order").acts.is_empty());
    // It leads somewhere that is not named: nothing can be said that leads it there again.
    seen.aliases[0].associations[0].association_status = Some(THERE.to_owned());
    let off = make(&seen, disassociate("free")).expect("an order");
    assert_eq!((off.acts.len(), off.undo.len()), (1, 0));
}

/// The tag is asked for where something can be lost, and keeps it.
#[test]
fn a_protected_alias_is_left_alone() {
    let mut seen = seen();
    let wish = Wish::Alias(delete("free"));
    let ids = tagged(&seen, &wish).expect("an alias");
    assert_eq!(ids.iter().map(String::as_str).collect::<Vec<_>>(), ["wsca-0000free"]);
    assert!(tagged(&seen, &Wish::Alias(associate("free", 2))).expect("an alias").is_empty());
    assert_eq!(shared(&seen, &wish).expect("an alias"), ids);
    assert!(shared(&seen, &Wish::Alias(disassociate("leads"))).expect("an alias").is_empty());
    let off = tagged(&seen, &Wish::Alias(disassociate("leads"))).expect("an alias");
    assert_eq!(off.iter().map(String::as_str).collect::<Vec<_>>(), ["d-0000000001", "wsca-000leads"]);
    seen.tags = ids.into_iter().map(|id| (id, BTreeSet::from(["deskfleet-protect".to_owned()]))).collect();
    let protect_tag = "deskfleet-protect".to_owned();
    let wanted = Wanted {
        wish,
        reason: None,
        lowered: BTreeSet::new(),
        must_admit: Vec::new(),
        protect_tag,
        revert_after_s: None,
    };
    let scope = Scope { account: OWNER.to_owned(), region: "us-east-1".to_owned(), endpoint: None, simulated: false };
    let order = order(&seen, &wanted, &scope, "2026-01-05T08:00:00Z".parse().expect("a moment")).expect("an order");
    assert_eq!(refused_by(&order), ["PROT-02"]);
}

/// What is on its way is neither done nor to be sent once more, and is told from what is in the way.
#[test]
fn what_is_on_its_way_is_known() {
    let id = || AliasId::from_service("wsca-0000free");
    let make = Act::CreateConnectionAlias { connection_string: name("free") };
    let go = Act::DeleteConnectionAlias { alias_id: id() };
    let lead = Act::AssociateConnectionAlias { alias_id: id(), resource_id: DirectoryId::from_service("d-0000000002") };
    let leave = Act::DisassociateConnectionAlias { alias_id: id() };
    let table = [
        ("CREATING", None, [true, false, false, false]),
        ("CREATED", None, [false; 4]),
        ("CREATED", Some(("PENDING_ASSOCIATION", 2)), [false, false, true, false]),
        ("CREATED", Some(("PENDING_ASSOCIATION", 1)), [false; 4]),
        ("CREATED", Some((THERE, 2)), [false; 4]),
        ("CREATED", Some(("PENDING_DISASSOCIATION", 2)), [false, false, false, true]),
        ("DELETING", None, [false, true, false, false]),
    ];
    for (state, leads, coming) in table {
        let mut seen = seen();
        seen.aliases[0] = alias("free", state, leads, &[]);
        let is = [&make, &go, &lead, &leave].map(|act| act.is_under_way(&seen));
        assert_eq!(is, coming, "{state} {leads:?}");
        let both = [&make, &go, &lead, &leave].iter().any(|act| act.is_under_way(&seen) && act.is_done(&seen));
        assert!(!both, "{state} {leads:?}");
    }
    let gone = Surroundings { aliases: Vec::new(), ..seen() };
    assert!(go.is_done(&gone) && matches!(leave.apply(&gone), Err(Impossible::Alias(_))));
    let mut there = seen();
    there.aliases[0] = alias("free", "CREATED", Some((THERE, 2)), &[]);
    assert_eq!(lead.brought(&there).as_deref(), Some("DNS: the TXT record of free.example.com has to hold \"id4711\""));
    assert_eq!((lead.brought(&seen()), make.brought(&there)), (None, None));
}

#[test]
fn aliases_are_found_by_id_and_by_name_in_any_case() {
    for text in ["wsca-0000free", "FREE.example.com"] {
        let order = make(&seen(), AliasWish::Delete { alias: text.to_owned() }).expect("an order");
        assert_eq!(order.named("wsca-0000free"), "free.example.com");
        assert_eq!(
            order.acts[0].act.says(|id| order.named(id).to_owned()),
            "delete the connection alias free.example.com"
        );
    }
    let error = make(&seen(), delete("fre")).expect_err("none");
    let OrderError::Unknown { nearest, .. } = &error else { panic!("{error}") };
    assert_eq!(
        (error.to_string().as_str(), nearest.as_deref()),
        ("there is no connection alias `fre.example.com`", Some("free.example.com"))
    );
    assert_eq!(Wish::Alias(create("x")).reads(), Kinds::ALIASES);
    assert!([associate("x", 1), disassociate("x")].into_iter().all(|wish| Wish::Alias(wish).reads().directories));
}
