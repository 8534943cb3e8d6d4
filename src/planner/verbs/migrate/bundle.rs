//! What the bundles themselves allow: usable or not, licences, protocols, and what changes with them (domain.md D-08,
//! D-12, D-14, L-01).
//!
//! The API names neither licence nor protocol of a bundle; where only words of its name or description tell, a rule
//! speaks when they are clear and is silent when they are not.

use super::paths::wanted_system;
use crate::model::{Bundle, OperatingSystem, Protocol};
use crate::planner::Case;
use crate::planner::bundle_os::words;
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};

/// Tells whether the name or description of a bundle has a word.
fn says(bundle: &Bundle, word: &str) -> bool {
    let texts = [&bundle.name, &bundle.description].into_iter().flatten();
    texts.flat_map(|text| words(text)).any(|found| found == word)
}

pub(super) static USABLE: Rule = Rule {
    id: "BUNDLE-01",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["L-01"],
    dated: GUIDE,
    title: "the bundle can't be used",
    says: "a bundle must be AVAILABLE, and one for standby desktops is for nothing else",
    advice: "choose another bundle, or wait until it is AVAILABLE",
    check: |case| {
        let bundle = case.wanted_bundle()?;
        let state = bundle.state.as_deref().filter(|state| *state != "AVAILABLE");
        if let Some(state) = state {
            return Some(Finding::of(format!("the bundle {} is {state}", bundle.label())));
        }
        let standby = bundle.bundle_type.as_deref() == Some("STANDBY");
        standby.then(|| Finding::of(format!("the bundle {} is for standby desktops", bundle.label())))
    },
};

/// Whether a bundle brings the customer's own licence; `None` when nothing says so.
pub(in crate::planner::verbs) fn is_byol(bundle: &Bundle) -> Option<bool> {
    if bundle.owner.as_deref() == Some("AMAZON") { Some(false) } else { says(bundle, "byol").then_some(true) }
}

/// Whether a desktop runs on the customer's own licence. Such desktops need dedicated hardware, so the directory knows.
fn has_byol(case: &Case<'_>) -> Option<bool> {
    match case.directory.and_then(|directory| directory.tenancy.as_deref()) {
        Some("DEDICATED") => Some(true),
        Some("SHARED") => Some(false),
        Some(_) | None => is_byol(case.bundle?),
    }
}

pub(super) static LICENCE: Rule = Rule {
    id: "MIG-08",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-08", "K-03"],
    dated: GUIDE,
    title: "between own and included licences",
    says: "a desktop with the customer's own Windows licence (BYOL) migrates to a BYOL bundle only, and no other desktop \
           migrates to one",
    advice: "choose a bundle of the same licence",
    check: |case| {
        let reason = match (has_byol(case)?, is_byol(case.wanted_bundle()?)?) {
            (true, false) => "it runs on an own licence, and the bundle is not BYOL",
            (false, true) => "it does not run on an own licence, and the bundle is BYOL",
            (true, true) | (false, false) => return None,
        };
        Some(Finding::of(reason))
    },
};

pub(super) static LICENCE_UNKNOWN: Rule = Rule {
    id: "MIG-21",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-08", "K-03"],
    dated: GUIDE,
    title: "the bundle's licence is not known",
    says: "the desktop runs on the customer's own licence (BYOL), and nothing says whether the bundle does; the service \
           refuses one that does not",
    advice: "see to it that the bundle was made from a BYOL image",
    check: |case| {
        let unknown = has_byol(case)? && is_byol(case.wanted_bundle()?).is_none();
        unknown.then(|| Finding::of("it runs on an own licence, and whether the bundle does is not known"))
    },
};

/// The streaming protocol that a bundle names, when it names exactly one.
fn protocol(bundle: &Bundle) -> Option<Protocol> {
    match (says(bundle, "pcoip"), says(bundle, "dcv") || says(bundle, "wsp")) {
        (true, false) => Some(Protocol::Pcoip),
        (false, true) => Some(Protocol::Wsp),
        (true, true) | (false, false) => None,
    }
}

pub(super) static OWN_PROTOCOL: Rule = Rule {
    id: "MIG-12",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-12"],
    dated: GUIDE,
    title: "from an own protocol to PCoIP or DCV",
    says: "a desktop with an own streaming protocol (BYOP) does not migrate to PCoIP or DCV",
    advice: "choose a BYOP bundle, or make a new desktop",
    check: |case| {
        let target = case.wanted_bundle()?;
        if !says(case.bundle?, "byop") || says(target, "byop") {
            return None;
        }
        let protocol = protocol(target)?;
        Some(Finding::of(format!("its bundle is BYOP, and {} streams by {protocol}", target.label())))
    },
};

pub(super) static OWN_PROTOCOL_UNKNOWN: Rule = Rule {
    id: "MIG-24",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-12"],
    dated: GUIDE,
    title: "the bundle's protocol is not known",
    says: "the desktop has an own streaming protocol (BYOP), and nothing says by what the bundle streams; the service \
           refuses PCoIP and DCV",
    advice: "see to it that the bundle is a BYOP bundle",
    check: |case| {
        let target = case.wanted_bundle()?;
        let unknown = says(case.bundle?, "byop") && !says(target, "byop") && protocol(target).is_none();
        unknown.then(|| Finding::of(format!("its bundle is BYOP, and by what {} streams is not known", target.label())))
    },
};

pub(super) static SERVER_DOWNGRADE: Rule = Rule {
    id: "MIG-14",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-14"],
    dated: GUIDE,
    title: "back to an older Windows Server with an own protocol",
    says: "among server-based BYOP bundles there is no way back: not from 2022 to 2019, nor from 2025 to 2022 or 2019",
    advice: "choose a bundle of the same or a newer Windows Server",
    check: |case| {
        if !says(case.bundle?, "byop") || !says(case.wanted_bundle()?, "byop") {
            return None;
        }
        let (source, target) = (case.target.operating_system(), wanted_system(case));
        let back = [
            (OperatingSystem::WindowsServer2022, OperatingSystem::WindowsServer2019),
            (OperatingSystem::WindowsServer2025, OperatingSystem::WindowsServer2022),
            (OperatingSystem::WindowsServer2025, OperatingSystem::WindowsServer2019),
        ];
        let text = format!("{source} does not migrate back to {target}");
        back.contains(&(source, target)).then(|| Finding::of(text))
    },
};

pub(super) static PROTOCOL_CHANGE: Rule = Rule {
    id: "MIG-22",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-15", "B-21"],
    dated: GUIDE,
    title: "the streaming protocol changes",
    says: "the bundle streams by another protocol than the desktop; clients and networks must be ready for it",
    advice: "see to it that clients and firewalls know the new protocol (DCV is WSP in the API)",
    check: |case| {
        let now = &case.target.workspace_properties.protocols;
        let [now] = now.as_slice() else { return None };
        let wanted = case.wanted_bundle()?;
        // Whatever goes to Windows Server 2025 streams by DCV then, unless it brings a protocol of its own.
        let is_dcv = wanted_system(case) == OperatingSystem::WindowsServer2025 && !says(wanted, "byop");
        let next = protocol(wanted).or(is_dcv.then_some(Protocol::Wsp))?;
        (*now != next).then(|| Finding::of(format!("its protocol changes from {now} to {next}")))
    },
};

pub(super) static NESTED: Rule = Rule {
    id: "MIG-28",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-04"],
    dated: GUIDE,
    title: "nested virtualization",
    says: "of a desktop with nested virtualization the guide says that it is switched off where the bundle can't have it, and the \
           API's reference that the migration fails: nothing says which bundles can",
    advice: "begin with `--canary 1`, and look whether what needs it still runs",
    check: |case| {
        let nested = case.target.workspace_properties.nested_virtualization_enabled == Some(true);
        nested.then(|| Finding::of("it has nested virtualization, which the bundle may not have"))
    },
};

pub(super) static COMPUTE_CHANGE: Rule = Rule {
    id: "MIG-23",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-16", "C2-04"],
    dated: GUIDE,
    title: "the compute type changes",
    says: "the bundle has another compute type than the desktop; speed and price change with it",
    advice: "choose a bundle of the same compute type if that is not meant",
    check: |case| {
        let now = case.target.workspace_properties.compute_type_name.as_ref()?;
        let next = case.wanted_bundle()?.compute_type.as_ref()?;
        (now != next).then(|| Finding::of(format!("its compute type changes from {now} to {next}")))
    },
};

/// What the volumes are after it: the root volume grows to what the bundle brings, if that is more; the user volume too, unless
/// it had another size than its own bundle brought. `None` where a size is not known.
pub(in crate::planner::verbs) fn volumes_after(case: &Case<'_>) -> Option<(u32, u32)> {
    let size = |gib: Option<i32>| u32::try_from(gib?).ok();
    let (root, user) = case.target.volume_sizes()?;
    let next = case.wanted_bundle()?;
    let is_customised = user != size(case.bundle?.user_storage_gib)?;
    let grown = if is_customised { user } else { user.max(size(next.user_storage_gib)?) };
    Some((root.max(size(next.root_storage_gib)?), grown))
}

pub(super) static VOLUME_CHANGE: Rule = Rule {
    id: "MIG-26",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["C2-04"],
    dated: GUIDE,
    title: "the volumes grow",
    says: "in a migration the root volume grows to what the bundle brings, and so does a user volume that was never changed; \
           larger volumes cost more, and no volume ever shrinks",
    advice: "choose a bundle with smaller volumes if that is not meant",
    check: |case| {
        let (before, after) = (case.target.volume_sizes()?, volumes_after(case)?);
        let text = format!("its volumes grow from {} and {} GiB to {} and {}", before.0, before.1, after.0, after.1);
        (before != after).then(|| Finding::of(text))
    },
};
