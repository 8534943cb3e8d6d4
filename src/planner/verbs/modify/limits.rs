//! What keeps a property from being changed, and what should be known when it is (domain.md A3, B).

use super::{asked, compute_change, differences, is_unknown, lately, restarts, wait_until, wish};
use crate::model::{Asked, Compute, OperatingSystem, Property, Protocol, RunningMode, Verb, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};

/// The volumes that the general-purpose family has at least (A1-04).
const GENERAL_PURPOSE_ROOT_GIB: u32 = 175;
const GENERAL_PURPOSE_USER_GIB: u32 = 100;

/// For resizes as well, and for what starts a desktop anew.
pub(in crate::planner::verbs) static BUSY: Rule = Rule {
    id: "MOD-01",
    severity: Severity::Hold,
    about: About::Service,
    rows: &["A3-01", "A2-07", "A2-11", "A2-16", "B-15", "B-23"],
    dated: GUIDE,
    title: "being modified",
    says: "the service changes one property of a desktop at a time; until that is done it refuses another one, a reboot, a \
           start, a rebuild, a restore and a migration. A resize of what grows already is left out, for it would start from other sizes",
    advice: "go on later with `deskfleet resume`",
    check: |case| {
        let modifying = case.target.modifying();
        let grows = modifying.iter().any(|resource| ["ROOT_VOLUME", "USER_VOLUME"].contains(resource));
        match (modifying.join(" and "), &case.target.state) {
            // The sizes that a resize would start from are about to change, and with them what is to be done.
            (modifying, _) if grows && case.context.facts.verb == Verb::Resize => {
                let finding = Finding::of(format!("{modifying} is being modified: plan it again when it has grown"));
                Some(Finding { severity: Some(Severity::Skip), ..finding })
            }
            (modifying, WorkspaceState::Updating) if modifying.is_empty() => Some(Finding::of("it is UPDATING")),
            (modifying, _) => (!modifying.is_empty()).then(|| Finding::of(format!("{modifying} is being modified"))),
        }
    },
};

pub(super) static FIXED_COMPUTE: Rule = Rule {
    id: "MOD-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-09"],
    dated: GUIDE,
    title: "a compute type that can't be changed",
    says: "a Graphics or GraphicsPro desktop keeps its compute type, and no other becomes one",
    advice: "make a new desktop, or migrate to a bundle with another type",
    check: |case| {
        let (from, to) = compute_change(case)?;
        if let Some(from) = from.filter(is_fixed) {
            return Some(Finding::of(format!("its compute type {from} can't be changed")));
        }
        is_fixed(&to).then(|| Finding::of(format!("no desktop becomes {to}")))
    },
};

fn is_fixed(compute: &Compute) -> bool {
    matches!(compute, Compute::Graphics | Compute::GraphicsPro)
}

/// Whether a type is one of those that the guide speaks of.
fn is_known(compute: &Compute) -> bool {
    !matches!(compute, Compute::Other(_))
}

pub(super) static FAMILY: Rule = Rule {
    id: "MOD-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-04", "B-08"],
    dated: GUIDE,
    title: "between families of compute types",
    says: "desktops without a GPU change among themselves, Graphics.g4dn and GraphicsPro.g4dn with each other",
    advice: "choose a type of the same family, or migrate to a bundle with another one",
    check: |case| {
        let (from, to) = compute_change(case)?;
        let of_family = |compute: &Compute| is_known(compute) && !is_fixed(compute);
        let from = from.filter(of_family)?;
        let differ = of_family(&to) && from.is_gpu() != to.is_gpu();
        differ.then(|| Finding::of(format!("{from} can't become {to}")))
    },
};

pub(super) static VOLUMES: Rule = Rule {
    id: "MOD-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-06", "A1-04"],
    dated: GUIDE,
    title: "volumes too small for the general-purpose family",
    says: "a GeneralPurpose type needs a root volume of 175 GiB and a user volume of 100 GiB or more",
    advice: "let them grow first: `deskfleet resize --root 175 --user at-least:100`",
    check: |case| {
        let (from, to) = compute_change(case)?;
        if !to.is_general_purpose() || from.is_some_and(|from| from.is_general_purpose()) {
            return None;
        }
        let Some((root, user)) = case.target.volume_sizes() else {
            let says = format!("whether its volumes are large enough for {to} is not known");
            return Some(Finding { severity: Some(Severity::Warn), ..Finding::of(says) });
        };
        let small = root < GENERAL_PURPOSE_ROOT_GIB || user < GENERAL_PURPOSE_USER_GIB;
        small.then(|| Finding::of(format!("{to} needs volumes of 175 and 100 GiB, it has {root} and {user}")))
    },
};

pub(super) static SYSTEM: Rule = Rule {
    id: "MOD-05",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-07"],
    dated: GUIDE,
    title: "PowerPro to the general-purpose family",
    says: "a PowerPro desktop becomes a GeneralPurpose one only with Windows Server 2022 or Windows 11",
    advice: "migrate it to one of these systems first",
    check: |case| {
        let (from, to) = compute_change(case)?;
        if from != Some(Compute::PowerPro) || !to.is_general_purpose() {
            return None;
        }
        let system = case.target.operating_system();
        if system == OperatingSystem::Unknown {
            let says = "whether its operating system goes with the new compute type is not known";
            return Some(Finding { severity: Some(Severity::Warn), ..Finding::of(says) });
        }
        let fits = [OperatingSystem::WindowsServer2022, OperatingSystem::Windows11].contains(&system);
        (!fits).then(|| Finding::of(format!("POWERPRO with {system} can't become {to}")))
    },
};

pub(super) static NO_AUTO_STOP: Rule = Rule {
    id: "MOD-06",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-19", "B-20"],
    dated: GUIDE,
    title: "an AutoStop time for a desktop that does not stop by itself",
    says: "only a desktop in the running mode AUTO_STOP has an AutoStop time",
    advice: "add `--set running-mode=auto-stop`, or exclude it",
    check: |case| {
        let wish = wish(case.context).ok()?;
        wish.auto_stop_minutes?;
        let mode = wish.running_mode.or_else(|| case.target.workspace_properties.running_mode.clone())?;
        (mode != RunningMode::AutoStop).then(|| Finding::of(format!("its running mode is {mode}")))
    },
};

pub(super) static PROTOCOL: Rule = Rule {
    id: "MOD-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["B-22"],
    dated: GUIDE,
    title: "a protocol that can't be changed",
    says: "the protocol of a desktop with a GPU or with Windows 7 can't be changed in place",
    advice: "migrate it to a bundle with the other protocol",
    check: |case| {
        protocol_change(case)?;
        let compute = case.target.workspace_properties.compute_type_name.as_ref();
        if let Some(compute) = compute.filter(|compute| compute.is_gpu()) {
            return Some(Finding::of(format!("its compute type is {compute}")));
        }
        let unsaid = match (compute, case.target.operating_system()) {
            (_, OperatingSystem::Windows7) => return Some(Finding::of("it has WINDOWS_7")),
            (None, _) => "its compute type",
            (Some(_), OperatingSystem::Unknown) => "its operating system",
            (Some(_), _) => return None,
        };
        let says = format!("whether its protocol can be changed is not known: nothing says {unsaid}");
        Some(Finding { severity: Some(Severity::Warn), ..Finding::of(says) })
    },
};

fn protocol_change(case: &Case<'_>) -> Option<Protocol> {
    differences(case).into_iter().find_map(|property| match property {
        Property::Protocol(to) => Some(to),
        Property::RootGib(_)
        | Property::UserGib(_)
        | Property::RunningMode(_)
        | Property::AutoStopMinutes(_)
        | Property::ComputeType(_) => None,
    })
}

pub(super) static CHANGED_LATELY: Rule = Rule {
    id: "MOD-08",
    severity: Severity::Hold,
    about: About::Service,
    rows: &["B-11", "B-12", "B-13", "A3-04"],
    dated: GUIDE,
    title: "its compute type was changed lately",
    says: "a larger compute type is allowed once in six hours and to a desktop that is six hours old, a smaller one once in 30 \
           days; the service does not show these times, so they come from our own ledger and from CloudTrail",
    advice: "go on later with `deskfleet resume`",
    check: |case| {
        let (_, to) = compute_change(case)?;
        // What comes before it need not wait.
        let is_first = matches!(differences(case).first(), Some(Property::ComputeType(_)));
        let asked = asked(case, &to);
        let until = wait_until(case, asked).filter(|_| is_first)?;
        Some(Finding { until: Some(until), ..Finding::of(lately(case, asked, "its compute type was changed")) })
    },
};

pub(super) static CLOCK_UNKNOWN: Rule = Rule {
    id: "MOD-09",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-11", "B-12", "B-13"],
    dated: GUIDE,
    title: "when its compute type was last changed is not known",
    says: "our ledger knows what deskfleet did, and only CloudTrail what others did since or under an earlier id; where the \
           compute type was changed or the desktop made too short ago the service refuses, and the target is held until that \
           surely is over",
    advice: "go on; `--cloudtrail` looks it up (needs cloudtrail:LookupEvents)",
    check: |case| {
        let (_, to) = compute_change(case)?;
        let asked = asked(case, &to);
        let within = if asked == Asked::ShrinkCompute { "30 days" } else { "6 hours" };
        let says = format!("when its compute type was last changed is not known: within {within} the service refuses");
        is_unknown(case, asked).then(|| Finding::of(says))
    },
};

pub(super) static UNCONFIRMED: Rule = Rule {
    id: "MOD-10",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-04", "B-05", "B-10"],
    dated: GUIDE,
    title: "a compute type of which the guide does not speak",
    says: "whether Value, and the newer types with a GPU, can be changed is not stated; there is no Windows 11 with Value",
    advice: "begin with `--canary 1`",
    check: |case| {
        let (from, to) = compute_change(case)?;
        let open = |compute: &Compute| *compute == Compute::Value || !is_known(compute);
        match from {
            None => Some(Finding::of("its compute type is not known")),
            Some(from) if open(&from) || open(&to) => {
                Some(Finding::of(format!("whether {from} can become {to} is not known")))
            }
            Some(_) => None,
        }
    },
};

pub(super) static MANUAL: Rule = Rule {
    id: "MOD-11",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-16"],
    dated: GUIDE,
    title: "the running mode MANUAL",
    says: "MANUAL is for accounts with WorkSpaces Core that AWS has allowed it to; the API does not show which those are",
    advice: "begin with `--canary 1`",
    check: |case| {
        let manual = differences(case).contains(&Property::RunningMode(RunningMode::Manual));
        manual.then(|| Finding::of("whether this account may use MANUAL is not known"))
    },
};

pub(super) static BACK_TO_PCOIP: Rule = Rule {
    id: "MOD-12",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-22", "B-24"],
    dated: GUIDE,
    title: "back to PCoIP",
    says: "only a desktop that was made from a PCoIP bundle goes back to PCoIP, and the API does not show which those are; Web \
           Access does not work afterwards",
    advice: "begin with `--canary 1`",
    check: |case| {
        let back = protocol_change(case)? == Protocol::Pcoip;
        back.then(|| Finding::of("whether it was made from a PCoIP bundle is not known, and Web Access stops working"))
    },
};

pub(super) static SESSION: Rule = Rule {
    id: "MOD-13",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-15", "B-23", "B-25"],
    dated: GUIDE,
    title: "it restarts",
    says: "a new compute type takes up to an hour and a new protocol up to 40 minutes; the desktop restarts, and whoever is \
           connected is thrown out. A protocol that does not work is rolled back by the service",
    advice: "do it outside office hours",
    check: |case| {
        let restarts = differences(case).iter().any(restarts);
        restarts.then(|| Finding::of("it restarts, and whoever is connected is thrown out"))
    },
};

pub(super) static PRICE: Rule = Rule {
    id: "MOD-14",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-15", "B-17"],
    dated: GUIDE,
    title: "its price changes",
    says: "compute type and running mode decide what a desktop costs",
    advice: "look at the price list of the Region",
    check: |case| {
        let priced = |property: &Property| matches!(property, Property::ComputeType(_) | Property::RunningMode(_));
        differences(case).iter().any(priced).then(|| Finding::of("its price changes"))
    },
};

/// The longest `AutoStop` time that anybody has seen (B-18), in minutes.
pub(in crate::planner::verbs) const AUTO_STOP_SEEN_MAX: u32 = 48 * 60;

pub(super) static LONG_AUTO_STOP: Rule = Rule {
    id: "MOD-15",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["B-18"],
    dated: GUIDE,
    title: "an AutoStop time of more than 48 hours",
    says: "the guide does not say how long an AutoStop time may be; the longest that was seen is 48 hours",
    advice: "begin with `--canary 1`, or choose the running mode ALWAYS_ON",
    check: |case| {
        let long = |property: &Property| matches!(property, Property::AutoStopMinutes(minutes) if *minutes > AUTO_STOP_SEEN_MAX);
        differences(case).iter().any(long).then(|| Finding::of("whether its AutoStop time may be so long is not known"))
    },
};
