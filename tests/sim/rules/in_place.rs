//! Where each rule of resize and modify bites.
//!
//! What the planner can't know it warns of, and the service refuses it; where the guide leaves a question open, some worlds
//! refuse it and others don't.

use deskfleet::model::Verb;

use super::Breaks;
use super::fleet::{Before, Row, row};

/// Rules that the service has nothing to say about: what it does not enforce (VOL-06), or what a person should know. The
/// planner's own tests try them.
pub(super) const UNHEARD: [&str; 5] = ["VOL-06", "VOL-10", "VOL-12", "MOD-13", "MOD-14"];

/// Rules of our own: VOL-07 is tried beside the planner, VOL-14 where somebody lets a volume grow meanwhile (`resize`).
pub(super) const OWN: [&str; 2] = ["VOL-07", "VOL-14"];

type Wish = &'static [(&'static str, &'static str)];

const fn asks(rule: &'static str, kind: &'static str, verb: Verb, wish: Wish, breaks: Breaks) -> Row {
    Row { wish, ..row(rule, verb, kind, breaks) }
}

const fn grow(rule: &'static str, kind: &'static str, wish: Wish, broken: &'static str) -> Row {
    asks(rule, kind, Verb::Resize, wish, Breaks::Refused(broken))
}

const fn set(rule: &'static str, kind: &'static str, wish: Wish, broken: &'static str) -> Row {
    asks(rule, kind, Verb::Modify, wish, Breaks::Refused(broken))
}

/// A question that the guide leaves open.
const fn open(rule: &'static str, kind: &'static str, verb: Verb, wish: Wish, row: &'static str) -> Row {
    asks(rule, kind, verb, wish, Breaks::Open(row))
}

/// What somebody else changes meanwhile.
const GROWS: Before = Before::Theirs(r#"{"UserVolumeSizeGib": 160}"#);
const GETS_LARGER: Before = Before::Theirs(r#"{"ComputeTypeName": "POWER"}"#);

pub(super) static TABLE: &[Row] = &[
    grow("VOL-01", "plain", &[("user", "10")], "A2-01"),
    grow("VOL-02", "hundred", &[("root", "2001")], "A1-02"),
    grow("VOL-03", "hundred", &[("root", "100")], "A1-07"),
    grow("VOL-03", "plain", &[("user", "60")], "A1-07"),
    grow("VOL-03", "plain", &[("user", "60")], "A2-02"),
    grow("VOL-04", "hundred", &[("user", "150")], "A2-02"),
    grow("VOL-04", "hundred", &[("user", "150")], "A2-05"),
    grow("VOL-05", "plain", &[("root", "175")], "A2-03"),
    grow("VOL-05", "plain", &[("root", "175")], "A2-04"),
    Row { before: GETS_LARGER, ..grow("MOD-01", "hundred", &[("root", "175")], "A3-01") },
    Row { before: GROWS, ..grow("MOD-01", "large", &[("root", "210")], "A2-07") },
    Row { before: Before::Ours(&[("user", "160")]), ..grow("VOL-08", "large", &[("user", "170")], "A2-08") },
    grow("VOL-09", "new", &[("user", "100")], "A2-09"),
    grow("VOL-09", "root-grown", &[("root", "200")], "A2-08"),
    open("VOL-11", "gpu", Verb::Resize, &[("root", "120")], "A1-09"),
    asks("VOL-11", "gpu", Verb::Resize, &[("user", "150")], Breaks::Nothing(|_, after| after.user_gib == 150)),
    asks("VOL-11", "gpu-later", Verb::Resize, &[("user", "150")], Breaks::Nothing(|_, after| after.user_gib == 150)),
    asks(
        "VOL-13",
        "hundred",
        Verb::Resize,
        &[("root", "175")],
        Breaks::Nothing(|before, after| after.root_gib == 175 && after.usable_root_gib == before.root_gib),
    ),
    grow("STATE-01", "admin-maintenance", &[("user", "100")], "A2-10"),
    grow("STATE-02", "maintenance", &[("user", "100")], "A2-10"),
    grow("STBY-01", "standby", &[("user", "100")], "L-07"),
    asks("KEY-01", "disabled-key", Verb::Resize, &[("user", "100"), ("reboot", "now")], Breaks::Noted("C1-04")),
    set("MOD-02", "plain", &[("compute-type", "GRAPHICSPRO")], "B-09"),
    set("MOD-03", "gpu", &[("compute-type", "POWER")], "B-08"),
    set("MOD-03", "plain", &[("compute-type", "GRAPHICS_G4DN")], "B-08"),
    set("MOD-04", "plain", &[("compute-type", "GENERALPURPOSE_4XLARGE")], "B-06"),
    set("MOD-05", "pro-10", &[("compute-type", "GENERALPURPOSE_4XLARGE")], "B-07"),
    set("MOD-06", "hundred", &[("auto-stop", "120")], "B-19"),
    set("MOD-06", "manual", &[("auto-stop", "120")], "B-20"),
    set("MOD-07", "gpu", &[("protocol", "PCOIP")], "B-22"),
    Row {
        before: Before::Ours(&[("compute-type", "PERFORMANCE")]),
        ..set("MOD-08", "plain", &[("compute-type", "POWER")], "B-11")
    },
    Row {
        before: Before::Ours(&[("compute-type", "STANDARD")]),
        ..set("MOD-08", "general", &[("compute-type", "VALUE")], "B-12")
    },
    Row { before: GROWS, ..set("MOD-01", "large", &[("running-mode", "ALWAYS_ON")], "A2-16") },
    set("MOD-09", "larger", &[("compute-type", "POWER")], "B-11"),
    set("MOD-09", "smaller", &[("compute-type", "VALUE")], "B-12"),
    set("MOD-09", "new", &[("compute-type", "POWER")], "B-13"),
    open("MOD-10", "plain", Verb::Modify, &[("compute-type", "GRAPHICS_G6_XLARGE")], "B-10"),
    open("MOD-10", "value", Verb::Modify, &[("compute-type", "STANDARD")], "B-05"),
    open("MOD-10", "gpu-later", Verb::Modify, &[("compute-type", "GRAPHICS_G6_2XLARGE")], "B-10"),
    set("MOD-11", "plain", &[("running-mode", "MANUAL")], "B-16"),
    set("MOD-12", "plain", &[("protocol", "PCOIP")], "B-22"),
    open("MOD-15", "plain", Verb::Modify, &[("auto-stop", "2940")], "B-18"),
    set("STATE-01", "admin-maintenance", &[("running-mode", "ALWAYS_ON")], "B-03"),
    set("STATE-02", "maintenance", &[("running-mode", "ALWAYS_ON")], "B-03"),
    set("STBY-01", "standby", &[("running-mode", "ALWAYS_ON")], "L-07"),
    asks("KEY-01", "disabled-key", Verb::Modify, &[("compute-type", "POWER")], Breaks::Noted("C1-04")),
];
