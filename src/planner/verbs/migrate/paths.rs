//! From which operating system and state to which one a desktop may migrate (domain.md D-01 to D-11).
//!
//! An operating system that is not known refuses nothing: MIG-20 warns about it.

use crate::model::{Compute, OperatingSystem, WorkspaceState};
use crate::planner::Case;
use crate::planner::rules::{About, Finding, GUIDE, Rule, Severity};

/// Linux systems that are targets; they are sources too.
const LINUX_TARGETS: [OperatingSystem; 6] = [
    OperatingSystem::Ubuntu2204,
    OperatingSystem::Ubuntu2404,
    OperatingSystem::Rhel8,
    OperatingSystem::Rhel9,
    OperatingSystem::Rocky8,
    OperatingSystem::Rocky9,
];

/// The operating system of the bundle that is wanted.
pub(super) fn wanted_system(case: &Case<'_>) -> OperatingSystem {
    match case.wanted_bundle() {
        Some(bundle) => case.context.operating_system(&bundle.bundle_id),
        None => OperatingSystem::Unknown,
    }
}

fn systems(case: &Case<'_>) -> (OperatingSystem, OperatingSystem) {
    (case.target.operating_system(), wanted_system(case))
}

fn is_linux(system: &OperatingSystem) -> bool {
    system.is_windows() == Some(false)
}

/// Returns the states from which a desktop may go: Linux only from AVAILABLE.
pub(super) fn states(case: &Case<'_>) -> &'static [WorkspaceState] {
    if is_linux(&case.target.operating_system()) && !case.context.is_lowered(LINUX_STATE.id) {
        &[WorkspaceState::Available]
    } else {
        case.context.facts.allowed_states
    }
}

pub(super) static LINUX_STATE: Rule = Rule {
    id: "MIG-01",
    severity: Severity::Skip,
    about: About::Service,
    rows: &["D-01", "D-03"],
    dated: GUIDE,
    title: "a Linux desktop that is not AVAILABLE",
    says: "Windows migrates from AVAILABLE, STOPPED and ERROR, Linux from AVAILABLE only",
    advice: "start the desktop first",
    check: |case| {
        let state = &case.target.state;
        let stopped = is_linux(&case.target.operating_system())
            && *state != WorkspaceState::Available
            && case.context.facts.allowed_states.contains(state);
        stopped.then(|| Finding::of(format!("it is {state}, and a Linux desktop migrates from AVAILABLE only")))
    },
};

pub(super) static ADMIN_MAINTENANCE: Rule = Rule {
    id: "MIG-02",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-02", "C1-07"],
    dated: GUIDE,
    title: "in ADMIN_MAINTENANCE",
    says: "a desktop that an administrator has put into maintenance can't be migrated",
    advice: "take it out of maintenance first, or exclude it",
    check: |case| {
        let maintained = case.target.state == WorkspaceState::AdminMaintenance;
        maintained.then(|| Finding::of("it is in ADMIN_MAINTENANCE"))
    },
};

pub(super) static LINUX_PATH: Rule = Rule {
    id: "MIG-03",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-03"],
    dated: GUIDE,
    title: "no such path between Linux systems",
    says: "Linux migrates among Ubuntu 22.04 and 24.04, Red Hat Enterprise Linux 8 and 9, Rocky Linux 8 and 9, in any \
           direction; Amazon Linux 2 is a source only",
    advice: "choose a bundle with one of these systems; make a new desktop where the source is not among them",
    check: |case| {
        let (source, target) = systems(case);
        if is_linux(&target) && !LINUX_TARGETS.contains(&target) {
            return Some(Finding::of(format!("{target} is not a system to migrate to")));
        }
        let known = LINUX_TARGETS.contains(&source) || source == OperatingSystem::AmazonLinux2;
        (is_linux(&source) && !known).then(|| Finding::of(format!("{source} is not a system to migrate from")))
    },
};

pub(super) static FAMILY: Rule = Rule {
    id: "MIG-04",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-04"],
    dated: GUIDE,
    title: "between Windows and Linux",
    says: "the guide lists no migration between Windows and Linux",
    advice: "choose a bundle of the same family, or make a new desktop",
    check: |case| {
        let (source, target) = systems(case);
        let differ = source.is_windows()? != target.is_windows()?;
        differ.then(|| Finding::of(format!("{source} does not migrate to {target}")))
    },
};

pub(super) static TO_WINDOWS_7: Rule = Rule {
    id: "MIG-07",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-07"],
    dated: GUIDE,
    title: "to Windows 7",
    says: "no desktop migrates to a Windows 7 bundle, be it public, custom or with an own licence",
    advice: "choose a newer Windows",
    check: |case| {
        let target = wanted_system(case);
        (target == OperatingSystem::Windows7).then(|| Finding::of("the bundle brings Windows 7"))
    },
};

pub(super) static WINDOWS_11_TO_10: Rule = Rule {
    id: "MIG-09",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-09"],
    dated: GUIDE,
    title: "from Windows 11 back to Windows 10",
    says: "Windows 11 does not migrate to Windows 10",
    advice: "choose a Windows 11 bundle",
    check: |case| {
        let back = systems(case) == (OperatingSystem::Windows11, OperatingSystem::Windows10);
        back.then(|| Finding::of("WINDOWS_11 does not migrate to WINDOWS_10"))
    },
};

pub(super) static WINDOWS_7_TO_11: Rule = Rule {
    id: "MIG-10",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-10"],
    dated: GUIDE,
    title: "from Windows 7 straight to Windows 11",
    says: "Windows 7 reaches Windows 11 only by way of Windows 10",
    advice: "migrate to Windows 10 first, let the user log in once, then migrate to Windows 11",
    check: |case| {
        let leap = systems(case) == (OperatingSystem::Windows7, OperatingSystem::Windows11);
        leap.then(|| Finding::of("WINDOWS_7 does not migrate to WINDOWS_11 at once"))
    },
};

pub(super) static VALUE_TO_WINDOWS_11: Rule = Rule {
    id: "MIG-11",
    severity: Severity::Refuse,
    about: About::Service,
    rows: &["D-11"],
    dated: GUIDE,
    title: "a Value desktop to Windows 11",
    says: "there is no Windows 11 with the compute type Value, neither to come from nor to go to",
    advice: "move the desktop to a larger compute type first, and choose a larger bundle",
    check: |case| {
        if wanted_system(case) != OperatingSystem::Windows11 {
            return None;
        }
        // A compute type can be changed in place, and the bundle's id stays (domain.md B-26): the desktop's own word
        // counts, its bundle's only when it has none.
        let own = case.target.workspace_properties.compute_type_name.as_ref();
        let source = own.or_else(|| case.bundle?.compute_type.as_ref());
        let target = case.wanted_bundle().and_then(|bundle| bundle.compute_type.as_ref());
        if source == Some(&Compute::Value) {
            Some(Finding::of("its compute type is VALUE, which Windows 11 does not have"))
        } else if target == Some(&Compute::Value) {
            Some(Finding::of("the bundle's compute type is VALUE, which Windows 11 does not have"))
        } else {
            None
        }
    },
};

pub(super) static SYSTEM_UNKNOWN: Rule = Rule {
    id: "MIG-20",
    severity: Severity::Warn,
    about: About::Service,
    rows: &["D-03", "D-04", "L-01"],
    dated: GUIDE,
    title: "an operating system is not known",
    says: "the API does not say what a bundle brings, and sometimes not what a desktop has; rules about operating systems \
           could not be judged, and the service may refuse",
    advice: "see to it yourself that the path is allowed, and begin with `--canary 1`",
    check: |case| match systems(case) {
        (OperatingSystem::Unknown, OperatingSystem::Unknown) => {
            Some(Finding::of("neither its operating system nor the bundle's is known"))
        }
        (_, OperatingSystem::Unknown) => Some(Finding::of("the bundle's operating system is not known")),
        (OperatingSystem::Unknown, _) => Some(Finding::of("its operating system is not known")),
        (_, _) => None,
    },
};
