//! Row by row through the sections of the fact sheet about volumes (A), properties (B), lives (C1 to C3), migrations (D) and new
//! desktops (E):
//! the rules that keep a plan to it, or why no plan can break it, or know of it.
//!
//! The ids stand here once more, as domain.md counts them, so that none is left out by oversight. What is claimed of a rule
//! is held against the tables that try it in both directions.

use std::collections::{BTreeMap, BTreeSet};

use deskfleet::model::Verb;
use deskfleet::planner::{History, Intent, Policy, plan, rules};
use deskfleet::sim::WorldSpec;
use serde_json::{Value, json};

use super::{Breaks, fleet, making, table};
use crate::rig::ask;

/// The sections, and how many rows each has.
/// Of E those up to the quotas that count desktops: nothing here makes what the others count.
const SECTIONS: [(&str, u32); 9] =
    [("A1", 11), ("A2", 18), ("A3", 6), ("B", 26), ("C1", 10), ("C2", 6), ("C3", 6), ("D", 22), ("E", 24)];

/// What keeps a plan to a row.
struct Kept {
    row: &'static str,
    /// Rules that are tried on it in both directions.
    by: &'static [&'static str],
    /// Rules that rest on it besides, and that the service has no other answer to.
    told: &'static [&'static str],
    /// What there is to say of a row that no rule is tried on.
    why: &'static str,
}

const fn by(row: &'static str, by: &'static [&'static str], told: &'static [&'static str]) -> Kept {
    Kept { row, by, told, why: "" }
}

const fn not(row: &'static str, told: &'static [&'static str], why: &'static str) -> Kept {
    Kept { row, by: &[], told, why }
}

const CODE: &str = "which code a refusal has; the rules say what is refused";
const LOST: &str =
    "what is lost: the service asks for no leave, and what is lost without it shows in `filling` and `carry`";
const OF_QUOTAS: &str = "the service notes E-22 whichever of the quotas is passed";
const NO_VERB: &str = "no verb here makes this call";
const NEVER: &str = "no plan can hold such a call (see `NEVERS`)";

static ROWS: &[Kept] = &[
    by("A1-01", &["NEW-05"], &["VOL-03", "VOL-04", "VOL-06"]),
    by("A1-02", &["NEW-05", "VOL-02"], &[]),
    not("A1-03", &[], "the smallest of the pairs of A1-01"),
    by("A1-04", &["NEW-05"], &["MOD-04"]),
    by("A1-05", &["NEW-05"], &[]),
    not("A1-06", &["NEW-06", "VOL-11"], "UNCONFIRMED, and of a launch"),
    by("A1-07", &["VOL-03"], &["NEW-05"]),
    not("A1-08", &[], "says that the system makes no difference"),
    by("A1-09", &["NEW-06", "VOL-11"], &[]),
    not("A1-10", &[], "of the wire: types of members"),
    not("A1-11", &[], "of the wire: the model has no bounds"),
    by("A2-01", &["VOL-01"], &[]),
    by("A2-02", &["VOL-03", "VOL-04"], &[]),
    by("A2-03", &["VOL-05"], &[]),
    by("A2-04", &["VOL-05"], &[]),
    by("A2-05", &["VOL-04"], &["NEW-06", "VOL-11"]),
    not("A2-06", &[], NEVER),
    by("A2-07", &["MOD-01"], &[]),
    by("A2-08", &["VOL-08", "VOL-09"], &[]),
    by("A2-09", &["VOL-09"], &["VOL-08"]),
    by("A2-10", &["STATE-01", "STATE-02"], &[]),
    not("A2-11", &["MOD-01"], NEVER),
    not("A2-12", &[], "the API does not show of what kind a volume is"),
    not("A2-13", &[], "says that encryption makes no difference"),
    not("A2-14", &["VOL-13"], "a resize ends in a reboot, or says that it does not; the service refuses neither"),
    not("A2-15", &["VOL-10"], "how long it takes"),
    by("A2-16", &["MOD-01"], &["VOL-10"]),
    not("A2-17", &[], "what users may do by themselves; VOL-14 looks again before each call"),
    not("A2-18", &["VOL-12"], "a price is no state"),
    by("A3-01", &["MOD-01"], &[]),
    not("A3-02", &[], CODE),
    not("A3-03", &[], CODE),
    not("A3-04", &["VOL-08", "MOD-08"], CODE),
    not("A3-05", &[], CODE),
    not("A3-06", &[], "an id that is not there is SEL-01, which is our own"),
    not("B-01", &[], NEVER),
    not("B-02", &[], "UNCONFIRMED whether both may be sent together, so they never are"),
    by("B-03", &["STATE-01", "STATE-02"], &[]),
    not("B-04", &["MOD-03", "MOD-10"], "says which types change into one another; what does not is B-05 to B-10"),
    by("B-05", &["MOD-10"], &[]),
    by("B-06", &["MOD-04"], &[]),
    by("B-07", &["MOD-05"], &[]),
    by("B-08", &["MOD-03"], &[]),
    by("B-09", &["MOD-02"], &[]),
    by("B-10", &["MOD-10"], &[]),
    by("B-11", &["MOD-08", "MOD-09"], &[]),
    by("B-12", &["MOD-08", "MOD-09"], &[]),
    by("B-13", &["MOD-09"], &["MOD-08"]),
    not("B-14", &[], "the order by which B-11 and B-12 tell larger from smaller"),
    by("B-15", &["MOD-01", "MODE-02"], &["KEY-01", "MOD-13", "MOD-14"]),
    by("B-16", &["MOD-11"], &[]),
    not("B-17", &["MOD-14"], "while a volume grows it is A2-16; otherwise nothing is refused"),
    by("B-18", &["MOD-15", "NEW-09"], &[]),
    by("B-19", &["MOD-06"], &[]),
    by("B-20", &["MOD-06"], &[]),
    not("B-21", &["MIG-22"], NEVER),
    by("B-22", &["MOD-07", "MOD-12"], &[]),
    by("B-23", &["MOD-01", "MODE-02"], &["KEY-01", "MOD-13"]),
    not("B-24", &["MOD-12"], "what stops working in a browser; the API shows nothing of it"),
    not("B-25", &["MOD-13"], "what to do afterwards"),
    not("B-26", &[], "what to read: the desktop's own properties, which is what every rule looks at"),
    not("C1-01", &[], "how many a call takes, and how long it lasts; what is refused is E"),
    by("C1-02", &["SAME-01", "STATE-01", "STATE-02"], &["MODE-01"]),
    by("C1-03", &["SAME-01", "STATE-01", "STATE-02", "MODE-01"], &["MODE-02"]),
    by("C1-04", &["STATE-01", "STATE-02", "STATE-03", "KEY-01", "KEY-03"], &["VOL-13"]),
    by("C1-05", &["STATE-01", "STATE-02", "KEY-01", "KEY-03"], &["REB-01", "VSNAP-01"]),
    by("C1-06", &["STATE-01", "STATE-02", "VSNAP-03"], &[]),
    not("C1-07", &["STATE-01", "STATE-02", "MIG-02"], "the same as D-01 and D-02, on which they are tried"),
    not("C1-08", &["STATE-01", "STATE-02"], "the same as A2-10 and B-03, on which they are tried"),
    by("C1-09", &["STATE-01", "STATE-02"], &["SAME-01", "MAINT-01"]),
    by("C1-10", &["STATE-01"], &["SAME-01"]),
    not("C2-01", &["HIB-01", "HIB-02", "VOL-13"], "what a stop keeps; nothing is refused for it"),
    not("C2-02", &["ADDR-05", "ADDR-06", "KEPT-01", "SG-01", "SNAP-01", "SNAP-02"], LOST),
    not("C2-03", &["SNAP-01", "SNAP-02"], LOST),
    not(
        "C2-04",
        &["ADDR-05", "ADDR-06", "KEPT-01", "LINE-01", "MIG-23", "MIG-26", "MIG-28", "SG-01", "SNAP-01", "SNAP-02"],
        LOST,
    ),
    not("C2-05", &[], "what another compute type keeps: all of it"),
    not("C2-06", &[], NO_VERB),
    not("C3-01", &["SNAP-01", "SNAP-02", "VSNAP-02"], LOST),
    not("C3-02", &[], "why a desktop may have one kind of snapshot only, which is C1-06"),
    not("C3-03", &[], "when the first come; until then it is C1-05, C1-06 and D-17"),
    not("C3-04", &["VSNAP-01", "VSNAP-03"], "of the wire: what is read"),
    not("C3-05", &[], "UNCONFIRMED"),
    not("C3-06", &[], "which snapshot is taken nobody can ask for"),
    by("D-01", &["MIG-01", "STATE-01", "STATE-02"], &[]),
    by("D-02", &["MIG-02"], &[]),
    by("D-03", &["MIG-03"], &["MIG-01", "MIG-20"]),
    by("D-04", &["MIG-04", "MIG-20"], &[]),
    by("D-05", &["SAME-01"], &[]),
    not("D-06", &[], "a plan has one Region"),
    by("D-07", &["MIG-07"], &[]),
    by("D-08", &["MIG-08", "MIG-21"], &[]),
    by("D-09", &["MIG-09"], &[]),
    by("D-10", &["MIG-10"], &[]),
    by("D-11", &["MIG-11"], &[]),
    by("D-12", &["MIG-12", "MIG-24"], &[]),
    not("D-13", &[], "bundles do not show for which kind of directory they are"),
    by("D-14", &["MIG-14"], &[]),
    not("D-15", &["MIG-22"], "allowed, and nothing shows but another protocol"),
    not("D-16", &["MIG-23"], "allowed"),
    by("D-17", &["VSNAP-01"], &["VSNAP-02"]),
    not("D-18", &[], "how many at once, which the executor keeps to whatever is planned"),
    not("D-19", &[], "of the wire: one a call"),
    by("D-20", &["ADDR-01", "ADDR-02"], &[]),
    not("D-21", &[], "how long it takes"),
    not("D-22", &[], "of the 2020 whitepaper only"),
    by("E-01", &["NEW-02"], &[]),
    not(
        "E-02",
        &[],
        "of the wire: a manifest has no other names; whether the directory has the user, only the service knows",
    ),
    by("E-03", &["NEW-03"], &[]),
    not("E-04", &[], "a name that is not sent"),
    not("E-05", &[], "what a key is called; which can be used is E-17"),
    not("E-06", &[], "of the wire: types of members"),
    not("E-07", &[], "what a request has of B, which a manifest is held to"),
    not("E-08", &[], "how many tags, which a manifest is held to"),
    not("E-09", &[], "an address that is not sent"),
    not("E-10", &[], "when a new desktop shows, which the executor waits for"),
    by("E-11", &["NEW-01"], &[]),
    not("E-12", &[], "how one person has several, as several users"),
    not("E-13", &[], "the same as E-11: a second one in the same directory"),
    not("E-14", &[], "allowed"),
    not("E-15", &[], "UNCONFIRMED, so the running mode is always sent"),
    not("E-16", &[], "what can't be changed later; no verb here changes it"),
    by("E-17", &["KEY-01", "KEY-03"], &[]),
    not("E-18", &[], CODE),
    not("E-19", &[], "of the wire: how many a call takes"),
    not("E-20", &[], "why what was not answered is looked for, which the executor does"),
    not("E-21", &[], "who gets a mail"),
    by("E-22", &["NEW-07", "NEW-08"], &[]),
    not("E-23", &["NEW-07", "NEW-08"], OF_QUOTAS),
    not("E-24", &["NEW-07", "NEW-08"], OF_QUOTAS),
];

/// A call that breaks a row, and what somebody could ask for that comes nearest to it.
struct Never {
    row: &'static str,
    sent: &'static str,
    verb: Verb,
    wish: &'static [(&'static str, &'static str)],
}

const BOTH: &[(&str, &str)] = &[("root", "300"), ("user", "200"), ("reboot", "never")];
const TWO: &[(&str, &str)] = &[("running-mode", "ALWAYS_ON"), ("compute-type", "POWER")];

/// On a desktop of 200 and 150 GiB that streams by DCV.
static NEVERS: &[Never] = &[
    Never {
        row: "A2-06",
        sent: r#"{"RootVolumeSizeGib": 300, "UserVolumeSizeGib": 200}"#,
        verb: Verb::Resize,
        wish: BOTH,
    },
    Never {
        row: "A2-11",
        sent: r#"{"RootVolumeSizeGib": 300, "ComputeTypeName": "POWER"}"#,
        verb: Verb::Modify,
        wish: &[("compute-type", "POWER"), ("root", "300")],
    },
    Never {
        row: "B-01",
        sent: r#"{"RunningMode": "ALWAYS_ON", "ComputeTypeName": "POWER"}"#,
        verb: Verb::Modify,
        wish: TWO,
    },
    Never {
        row: "B-18",
        sent: r#"{"RunningModeAutoStopTimeoutInMinutes": 90}"#,
        verb: Verb::Modify,
        wish: &[("auto-stop", "90")],
    },
    Never {
        row: "B-21",
        sent: r#"{"Protocols": ["PCOIP", "WSP"]}"#,
        verb: Verb::Modify,
        wish: &[("protocol", "PCOIP,WSP")],
    },
    Never { row: "B-21", sent: r#"{"Protocols": ["pcoip"]}"#, verb: Verb::Modify, wish: &[("protocol", "pcoip")] },
];

fn is_here(row: &str) -> bool {
    SECTIONS.iter().any(|(section, _)| row.rsplit_once('-').is_some_and(|(of, _)| of == *section))
}

/// The rules that each row of these sections is tried with, in both directions.
fn tried() -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let in_place = fleet::rows().map(|row| (row.rule, row.breaks));
    let migrations = table::TABLE.iter().map(|row| (row.rule, row.breaks));
    let made = making::TABLE.iter().map(|row| (row.rule, row.breaks));
    let mut tried: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for (rule, breaks) in in_place.chain(migrations).chain(made) {
        match breaks {
            Breaks::Refused(row) | Breaks::Noted(row) | Breaks::Open(row) => {
                tried.entry(row).or_default().insert(rule);
            }
            Breaks::Nothing(_) => {}
        }
    }
    tried.retain(|row, _| is_here(row));
    tried
}

#[test]
fn every_row_is_kept_or_has_a_reason() {
    let numbered =
        |(section, count): (&'static str, u32)| (1..=count).map(move |number| format!("{section}-{number:02}"));
    let ids: Vec<String> = SECTIONS.into_iter().flat_map(numbered).collect();
    assert_eq!(ROWS.iter().map(|kept| kept.row).collect::<Vec<_>>(), ids, "each once, in order");
    for kept in ROWS {
        assert_eq!(kept.by.is_empty(), !kept.why.is_empty(), "{}: rules that try it, or a reason", kept.row);
    }
}

/// What is claimed of the rules is so: those that rest on a row are named there, and those named are tried on it.
#[test]
fn the_rules_of_each_row_are_those_that_rest_on_it() {
    let tried = tried();
    let mut resting: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for rule in rules() {
        for row in rule.rows.iter().filter(|row| is_here(row)) {
            resting.entry(row).or_default().insert(rule.id);
        }
    }
    let nothing = BTreeSet::new();
    for kept in ROWS {
        let by: BTreeSet<&str> = kept.by.iter().copied().collect();
        assert_eq!(&by, tried.get(kept.row).unwrap_or(&nothing), "{}: what is tried on it", kept.row);
        let named: BTreeSet<&str> = kept.by.iter().chain(kept.told).copied().collect();
        assert_eq!(named.len(), kept.by.len() + kept.told.len(), "{}: each once", kept.row);
        assert_eq!(&named, resting.get(kept.row).unwrap_or(&nothing), "{}: what rests on it", kept.row);
    }
    let rows: BTreeSet<&str> = ROWS.iter().map(|kept| kept.row).collect();
    assert!(resting.keys().all(|row| rows.contains(row)), "a rule rests on a row that there is not: {resting:?}");
    let never: BTreeSet<&str> = NEVERS.iter().map(|never| never.row).collect();
    let said: BTreeSet<&str> = ROWS.iter().filter(|kept| kept.why == NEVER).map(|kept| kept.row).collect();
    assert!(said.is_subset(&never), "{said:?}");
}

/// The service notes such a call; whether it ignores the row or not, whoever asks for it gets no plan, or one whose steps
/// have one property each.
#[test]
fn some_calls_no_plan_can_hold() {
    for never in NEVERS {
        for ignored in [false, true] {
            let ignored_rows: &[&str] = if ignored { &[never.row] } else { &[] };
            let (rig, id) = fleet::world("large", WorldSpec::default(), ignored_rows);
            let policy = Policy::for_verb(never.verb);
            let (seen, selected) = rig.try_see(never.verb, Some(std::slice::from_ref(&id)), &policy).expect("a fleet");
            let parameters = never.wish.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            let intent = Intent {
                verb: never.verb,
                parameters,
                desktops: Vec::new(),
                selection: vec![id.to_string()],
                reason: None,
            };
            if let Ok(plan) = plan(&seen, &intent, &selected, &policy, &History::default(), seen.seen_at) {
                assert_eq!(plan.steps.len(), 2, "{}: {plan:#?}", never.row);
                let alone = plan.steps.iter().all(|step| step.parameters.len() == 2); // the id, and one property
                assert!(alone, "{}: {plan:#?}", never.row);
            }

            let properties: Value = serde_json::from_str(never.sent).expect("properties");
            let parameters = json!({ "WorkspaceId": id, "WorkspaceProperties": properties });
            ask(&rig.sim, rig.sim.now(), "ModifyWorkspaceProperties", &parameters);
            let line = rig.sim.record().pop().expect("a line");
            let noted = line.violations.iter().any(|row| row == never.row);
            assert_eq!(noted, !ignored, "{}: {line:?}", never.row);
        }
    }
}
